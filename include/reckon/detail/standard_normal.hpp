// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>

#include <limits>
#include <numbers>

namespace reckon::detail {

/// Computes in double throughout and answers outside a domain with infinities instead of exceptions.
using quiet_policy =
    boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::domain_error<boost::math::policies::ignore_error>>;

/// The value at x of the quotient of two polynomials of degree 7, the coefficients from the constant on.
[[nodiscard]] constexpr double quotient_of_polynomials(const double (&above)[8], const double (&below)[8],
                                                       double x) noexcept {
  double a = above[7];
  double b = below[7];
  for (int k = 7; k-- > 0;) {
    a = a * x + above[k];
    b = b * x + below[k];
  }
  return a / b;
}

/// Polynomials whose quotients are the quantile of the standard normal, the coefficients from the constant
/// on. Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37:477, 1988.
struct normal_quantile_series {
  using coefficients = double[8];
  static constexpr double middle = 0.425;  ///< the first is for levels up to so far from 1/2
  static constexpr double middle_square = 0.180625;
  static constexpr double near_tail = 1.6;  ///< where the second is expanded
  static constexpr double far_tail = 5;     ///< the third is from there on
  static constexpr coefficients middle_above = {
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr coefficients middle_below = {1.0,
                                                4.2313330701600911252e1,
                                                6.8718700749205790830e2,
                                                5.3941960214247511077e3,
                                                2.1213794301586595867e4,
                                                3.9307895800092710610e4,
                                                2.8729085735721942674e4,
                                                5.2264952788528545610e3};
  static constexpr coefficients near_above = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                              5.76949722146069140550e0,  3.64784832476320460504e0,
                                              1.27045825245236838258e0,  2.41780725177450611770e-1,
                                              2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr coefficients near_below = {1.0,
                                              2.05319162663775882187e0,
                                              1.67638483018380384940e0,
                                              6.89767334985100004550e-1,
                                              1.48103976427480074590e-1,
                                              1.51986665636164571966e-2,
                                              5.47593808499534494600e-4,
                                              1.05075007164441684324e-9};
  static constexpr coefficients far_above = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                             1.78482653991729133580e0,  2.96560571828504891230e-1,
                                             2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr coefficients far_below = {1.0,
                                             5.99832206555887937690e-1,
                                             1.36929880922735805310e-1,
                                             1.48753612908506148525e-2,
                                             7.86869131145613259100e-4,
                                             1.84631831751005468180e-5,
                                             1.42151175831644588870e-7,
                                             2.04426310338993978564e-15};
};

/// Quantile of the standard normal; -inf at 0 and inf at 1. Right to about 1e-16 of it.
[[nodiscard]] inline double normal_quantile(double p) noexcept {
  using series = normal_quantile_series;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double q = p - 0.5;
  if (std::abs(q) <= series::middle) {
    const double r = series::middle_square - q * q;
    return q * quotient_of_polynomials(series::middle_above, series::middle_below, r);
  }
  if (p <= 0) return -infinity;
  if (p >= 1) return infinity;
  const double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
  const double z =
      r <= series::far_tail
          ? quotient_of_polynomials(series::near_above, series::near_below, r - series::near_tail)
          : quotient_of_polynomials(series::far_above, series::far_below, r - series::far_tail);
  return q < 0 ? -z : z;
}

/// z such that a standard normal lies in [-z, z] with the given probability, in (0, 1).
[[nodiscard]] inline double coverage_factor(double coverage) {
  if (coverage > 0.5) return -normal_quantile((1 - coverage) / 2);
  return std::numbers::sqrt2 * boost::math::erf_inv(coverage, quiet_policy{});
}

}  // namespace reckon::detail
