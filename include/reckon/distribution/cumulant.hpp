// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/math/distributions/fwd.hpp>

#include <cmath>
#include <limits>
#include <optional>

// log E[exp(c X)] by formula, for families of Boost.Math: infinite where there is no such moment, nothing
// where it is not told. Source: Johnson, Kemp and Kotz, Univariate Discrete Distributions, 2005, chapters 3
// to 5; Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 1994, chapters 13, 17 and 19.
namespace reckon::detail {

/// -log(1 - x), infinite from x = 1 on.
[[nodiscard]] inline double less_of_one(double x) {
  return x < 1 ? -std::log1p(-x) : std::numeric_limits<double>::infinity();
}

/// A finite number, else nothing: it is too great for a double, but not infinite.
[[nodiscard]] inline std::optional<double> if_finite(double x) {
  return std::isfinite(x) ? std::optional(x) : std::nullopt;
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::normal_distribution<T, P>& d, double c) {
  const double spread = c * static_cast<double>(d.standard_deviation());
  return if_finite(c * static_cast<double>(d.mean()) + spread * spread / 2);
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::exponential_distribution<T, P>& d,
                                                double c) {
  return less_of_one(c / static_cast<double>(d.lambda()));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::gamma_distribution<T, P>& d, double c) {
  return static_cast<double>(d.shape()) * less_of_one(c * static_cast<double>(d.scale()));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::chi_squared_distribution<T, P>& d,
                                                double c) {
  return static_cast<double>(d.degrees_of_freedom()) / 2 * less_of_one(2 * c);
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::poisson_distribution<T, P>& d, double c) {
  return if_finite(static_cast<double>(d.mean()) * std::expm1(c));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::bernoulli_distribution<T, P>& d,
                                                double c) {
  return if_finite(std::log1p(static_cast<double>(d.success_fraction()) * std::expm1(c)));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::binomial_distribution<T, P>& d, double c) {
  return if_finite(static_cast<double>(d.trials()) *
                   std::log1p(static_cast<double>(d.success_fraction()) * std::expm1(c)));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::geometric_distribution<T, P>& d,
                                                double c) {
  const auto p = static_cast<double>(d.success_fraction());
  return less_of_one((1 - p) / p * std::expm1(c));
}

template <class T, class P>
[[nodiscard]] std::optional<double> cumulant_of(const boost::math::negative_binomial_distribution<T, P>& d,
                                                double c) {
  const auto p = static_cast<double>(d.success_fraction());
  return static_cast<double>(d.successes()) * less_of_one((1 - p) / p * std::expm1(c));
}

}  // namespace reckon::detail
