// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate.hpp>
#include <reckon/units/arithmetic.hpp>
#include <reckon/units/quantity.hpp>

#include <boost/units/quantity.hpp>

#include <cstddef>
#include <vector>

// The readings of evaluate.hpp, asked of quantities: the answer has the unit of the quantity, and in .value()
// all that an answer tells. probability(q < r) needs nothing of its own: a probability has no unit.
namespace reckon {

/// The set of values that the leaves of q allow, as an enclosure.
template <class U>
[[nodiscard]] boost::units::quantity<U, interval<double>> bounds(
    const boost::units::quantity<U, estimate>& q) {
  return detail::with_unit<U>(bounds(q.value()));
}

/// The smallest x with P(q <= x) >= p.
/// Errors: domain_error if p is not in [0, 1], or where q is undefined on a positive mass.
template <class U>
[[nodiscard]] boost::units::quantity<U, answer> quantile(const boost::units::quantity<U, estimate>& q,
                                                         double p, const options& how = {}) {
  return detail::with_unit<U>(quantile(q.value(), p, how));
}

/// quantile(q, 1/2).
template <class U>
[[nodiscard]] boost::units::quantity<U, answer> median(const boost::units::quantity<U, estimate>& q,
                                                       const options& how = {}) {
  return detail::with_unit<U>(median(q.value(), how));
}

/// The outer range that covers `coverage`.
/// Errors: domain_error unless 0 < coverage <= 1; as quantile.
template <class U>
[[nodiscard]] boost::units::quantity<U, answer> range(const boost::units::quantity<U, estimate>& q,
                                                      double coverage, const options& how = {}) {
  return detail::with_unit<U>(range(q.value(), coverage, how));
}

/// The expected value.
template <class U>
[[nodiscard]] boost::units::quantity<U, answer> mean(const boost::units::quantity<U, estimate>& q,
                                                     const options& how = {}) {
  return detail::with_unit<U>(mean(q.value(), how));
}

/// The standard deviation.
template <class U>
[[nodiscard]] boost::units::quantity<U, answer> standard_deviation(
    const boost::units::quantity<U, estimate>& q, const options& how = {}) {
  return detail::with_unit<U>(standard_deviation(q.value(), how));
}

/// P(q <= x), a number without unit.
/// Errors: domain_error if x is NaN; as quantile.
template <class U>
[[nodiscard]] answer cdf(const boost::units::quantity<U, estimate>& q,
                         const boost::units::quantity<U, double>& x, const options& how = {}) {
  return cdf(q.value(), x.value(), how);
}

/// Density of q at x.
/// Units:  the inverse of the unit of q.
/// Errors: domain_error if x is NaN, or where no closed form gives it.
template <class U>
[[nodiscard]] auto density(const boost::units::quantity<U, estimate>& q,
                           const boost::units::quantity<U, double>& x, const options& how = {}) {
  return detail::with_unit<detail::inverse_unit<U>>(density(q.value(), x.value(), how));
}

/// A sample of q.
/// Shape:  `size` quantities.
/// Errors: domain_error if a leaf is imprecise, or q undefined at a point.
template <class U>
[[nodiscard]] std::vector<boost::units::quantity<U, double>> sample(
    const boost::units::quantity<U, estimate>& q, std::size_t size, const options& how = {}) {
  std::vector<boost::units::quantity<U, double>> drawn;
  drawn.reserve(size);
  for (const double x : sample(q.value(), size, how)) drawn.push_back(detail::with_unit<U>(x));
  return drawn;
}

/// The number that an answer is, with its unit.
/// Errors: domain_error if its ends differ.
template <class U>
[[nodiscard]] boost::units::quantity<U, double> value(const boost::units::quantity<U, answer>& a) {
  return detail::with_unit<U>(value(a.value()));
}

}  // namespace reckon
