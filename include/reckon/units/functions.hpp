// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/units/arithmetic.hpp>
#include <reckon/units/power.hpp>
#include <reckon/units/quantity.hpp>

#include <boost/units/pow.hpp>
#include <boost/units/quantity.hpp>

#include <concepts>
#include <ranges>
#include <type_traits>

// Functions of quantities. Each has one overload for intervals and one for estimates, so that it is chosen
// before the general ones of <boost/units/cmath.hpp>.
namespace reckon {

namespace detail {

template <class U, long N, long D = 1>
using unit_power = typename boost::units::power_typeof_helper<U, boost::units::static_rational<N, D>>::type;

template <class T>
inline constexpr bool is_quantity = false;
template <class U, class X>
inline constexpr bool is_quantity<boost::units::quantity<U, X>> = quantity_value<X>;

}  // namespace detail

/// |q|.
template <class U, std::floating_point T>
[[nodiscard]] constexpr boost::units::quantity<U, interval<T>> abs(
    const boost::units::quantity<U, interval<T>>& q) {
  return detail::with_unit<U>(abs(q.value()));
}
template <class U>
[[nodiscard]] boost::units::quantity<U, estimate> abs(const boost::units::quantity<U, estimate>& q) {
  return detail::with_unit<U>(abs(q.value()));
}

/// q * q as one quantity: never negative.
/// Units: the square of the unit of q.
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto sqr(const boost::units::quantity<U, interval<T>>& q) {
  return detail::with_unit<detail::unit_power<U, 2>>(sqr(q.value()));
}
template <class U>
[[nodiscard]] auto sqr(const boost::units::quantity<U, estimate>& q) {
  return detail::with_unit<detail::unit_power<U, 2>>(sqr(q.value()));
}

/// The nonnegative square root.
/// Units:  the square root of the unit of q.
/// Errors: a reading of an estimate throws domain_error where q can be negative, bounds apart.
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto sqrt(const boost::units::quantity<U, interval<T>>& q) {
  return detail::with_unit<detail::unit_power<U, 1, 2>>(sqrt(q.value()));
}
template <class U>
[[nodiscard]] auto sqrt(const boost::units::quantity<U, estimate>& q) {
  return detail::with_unit<detail::unit_power<U, 1, 2>>(sqrt(q.value()));
}

/// The lesser of two quantities, at least one of them an interval or an estimate.
/// Units: both arguments share one unit, and the result has it.
template <class U, class X, class Y>
requires(quantity_value<X> || quantity_value<Y>)
    [[nodiscard]] constexpr auto(min)(const boost::units::quantity<U, X>& q,
                                      const boost::units::quantity<U, Y>& r) {
  return detail::with_unit<U>((min)(q.value(), r.value()));
}

/// The greater of two quantities, at least one of them an interval or an estimate.
/// Units: both arguments share one unit, and the result has it.
template <class U, class X, class Y>
requires(quantity_value<X> || quantity_value<Y>)
    [[nodiscard]] constexpr auto(max)(const boost::units::quantity<U, X>& q,
                                      const boost::units::quantity<U, Y>& r) {
  return detail::with_unit<U>((max)(q.value(), r.value()));
}

/// e to the power q, or the natural logarithm of q, for a ratio: a quantity whose units cancel.
template <class U, quantity_value X>
requires detail::is_dimensionless<U>
[[nodiscard]] auto exp(const boost::units::quantity<U, X>& ratio) {
  return detail::with_unit<U>(exp(ratio.value()));
}
template <class U, quantity_value X>
requires detail::is_dimensionless<U>
[[nodiscard]] auto log(const boost::units::quantity<U, X>& ratio) {
  return detail::with_unit<U>(log(ratio.value()));
}

/// The sum of a range of quantities; 0 if it is empty.
/// Units: those of the terms.
template <std::ranges::input_range Range>
requires detail::is_quantity<std::ranges::range_value_t<Range>>
[[nodiscard]] auto sum(Range&& terms) {
  std::ranges::range_value_t<Range> total;
  bool first = true;
  for (auto&& term : terms) {
    total = first ? term : total + term;
    first = false;
  }
  return total;
}

/// q + r, q - r, q * r or q / r, with a dependence stated between the two beyond the leaves that they share.
template <class U>
[[nodiscard]] auto add(const boost::units::quantity<U, estimate>& q,
                       const boost::units::quantity<U, estimate>& r, dependence stated) {
  return detail::with_unit<U>(add(q.value(), r.value(), stated));
}
template <class U>
[[nodiscard]] auto sub(const boost::units::quantity<U, estimate>& q,
                       const boost::units::quantity<U, estimate>& r, dependence stated) {
  return detail::with_unit<U>(sub(q.value(), r.value(), stated));
}
template <class U, class V>
[[nodiscard]] auto mul(const boost::units::quantity<U, estimate>& q,
                       const boost::units::quantity<V, estimate>& r, dependence stated) {
  return detail::with_unit<typename boost::units::multiply_typeof_helper<U, V>::type>(
      mul(q.value(), r.value(), stated));
}
template <class U, class V>
[[nodiscard]] auto div(const boost::units::quantity<U, estimate>& q,
                       const boost::units::quantity<V, estimate>& r, dependence stated) {
  return detail::with_unit<typename boost::units::divide_typeof_helper<U, V>::type>(
      div(q.value(), r.value(), stated));
}

/// False: neither an interval nor an estimate is ever NaN. It keeps boost::units::isnan from asking
/// Boost.Math.
template <std::floating_point T>
[[nodiscard]] constexpr bool isnan(interval<T>) noexcept {
  return false;
}
[[nodiscard]] inline bool isnan(const estimate&) noexcept { return false; }

}  // namespace reckon
