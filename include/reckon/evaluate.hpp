// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/estimate/apply.hpp>
#include <reckon/estimate/correlated.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/budget.hpp>
#include <reckon/evaluate/compiled.hpp>
#include <reckon/evaluate/conditional.hpp>
#include <reckon/evaluate/covariance.hpp>
#include <reckon/evaluate/joint_sample.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace reckon {

/// The set of values that the leaves of `e` allow, in any dependence: an enclosure. Leaves that are used
/// twice do not blow it up. Points where the expression is undefined are left out (IEEE 1788). Units:  those
/// of e.
[[nodiscard]] inline interval<> bounds(const estimate& e) {
  return detail::whole_range(*detail::compiled(e));
}

/// The smallest x with P(e <= x) >= p: one number for precise leaves, else an interval that holds it.
/// Units:  those of e.
/// Errors: domain_error if p is not in [0, 1], or where e is undefined on a positive mass
/// (options::undefined).
[[nodiscard]] inline answer quantile(const estimate& e, double p, const options& how = {}) {
  if (!(p >= 0 && p <= 1)) {
    throw domain_error("reckon::quantile: probability " + detail::number_text(p) + " is not in [0, 1]");
  }
  return detail::solve(e, how).answer_of([p](const detail::law& law) { return law.quantile(p); });
}

/// quantile(e, 1/2).
[[nodiscard]] inline answer median(const estimate& e, const options& how = {}) {
  return quantile(e, 0.5, how);
}

/// The outer range that covers `coverage`: from the lower end of the (1 - coverage)/2 quantile to the upper
/// end of the (1 + coverage)/2 quantile. Units:  those of e. Errors: domain_error unless 0 < coverage <= 1;
/// as quantile.
[[nodiscard]] inline answer range(const estimate& e, double coverage, const options& how = {}) {
  if (!(coverage > 0 && coverage <= 1)) {
    throw domain_error("reckon::range: coverage " + detail::number_text(coverage) + " is not in (0, 1]");
  }
  return detail::solve(e, how).answer_of([coverage](const detail::law& law) {
    const detail::bounded low = law.quantile((1 - coverage) / 2);
    const detail::bounded high = law.quantile((1 + coverage) / 2);
    return detail::bounded{interval<>(low.bounds.lower(), high.bounds.upper()),
                           (std::max)(low.error, high.error)};
  });
}

/// P(e <= x).
/// Units:  x has the unit of e.
/// Errors: domain_error if x is NaN; as quantile.
[[nodiscard]] inline answer cdf(const estimate& e, double x, const options& how = {}) {
  if (std::isnan(x)) throw domain_error("reckon::cdf: x is not a number");
  return detail::solve(e, how).answer_of(
      [x](const detail::law& law) {
        if (std::isinf(x)) return detail::bounded{interval<>(x > 0 ? 1 : 0), 0};
        return law.cdf(x);
      },
      detail::error_unit::one);
}

/// The expected value. The mean of a sum needs no assumption about dependence.
/// An end that is infinite is so; a mean that does not exist is the whole line.
/// Units:  those of e.
[[nodiscard]] inline answer mean(const estimate& e, const options& how = {}) {
  return detail::mean_of(e, how);
}

/// The standard deviation; between the least and the greatest that the leaves allow.
/// Units:  those of e.
[[nodiscard]] inline answer standard_deviation(const estimate& e, const options& how = {}) {
  return detail::standard_deviation_of(e, how);
}

/// The probability of an event, with what the two sides share left intact: a < a has probability 0, a <= a
/// has 1.
[[nodiscard]] inline answer probability(const event& happens, const options& how = {}) {
  return detail::solve(happens.difference(), how)
      .answer_of([&](const detail::law& law) { return happens.or_equal() ? law.cdf(0) : law.cdf_before(0); },
                 detail::error_unit::one);
}

/// Density of e at x.
/// Units:  x has the unit of e, the result its inverse.
/// Errors: domain_error if x is NaN, or where no closed form gives it: with imprecise leaves no density
/// exists, and
///         for other expressions the density is not computed.
[[nodiscard]] inline answer density(const estimate& e, double x, const options& how = {}) {
  if (std::isnan(x)) throw domain_error("reckon::density: x is not a number");
  return detail::solve(e, how).answer_of([x](const detail::law& law) {
    const auto d = law.density(x);
    if (!d) {
      throw domain_error(
          "reckon::density: known only for precise estimates in closed form; cdf answers for all");
    }
    return detail::bounded{detail::finite_or_unbounded(*d, *d), 0};
  });
}

/// A joint sample: row i holds the values of the estimates at one point, with what they share left intact.
/// Shape:  `size` rows, one column an estimate.
/// Errors: domain_error if a leaf is imprecise, or an estimate undefined at a point.
[[nodiscard]] inline std::vector<std::vector<double>> sample(const std::vector<estimate>& quantities,
                                                             std::size_t size, const options& how = {}) {
  return detail::joint_sample(quantities, size, how);
}

/// A sample of one estimate.
/// Shape:  `size` values.
/// Errors: domain_error if a leaf is imprecise, or e undefined at a point.
[[nodiscard]] inline std::vector<double> sample(const estimate& e, std::size_t size,
                                                const options& how = {}) {
  std::vector<double> values;
  values.reserve(size);
  for (const auto& row : detail::joint_sample({e}, size, how)) values.push_back(row.front());
  return values;
}

/// Rigorous bounds on the distribution of e, in outward-rounded steps, for the dependence that was stated.
/// Where leaves are shared beyond what an affine form collects, the bounds are those under unknown
/// dependence. Errors: domain_error if e is undefined on a positive mass, or states a dependence that cannot
/// be kept there.
[[nodiscard]] inline pbox to_pbox(const estimate& e, const options& how = {}) {
  return detail::steps_of(e, how);
}

}  // namespace reckon
