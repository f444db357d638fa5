// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>

#include <concepts>
#include <limits>
#include <utility>

// Intervals as sets: what they hold, what two of them have in common, and the numbers that measure them.
namespace reckon {

/// True if x has no members.
/// Source: IEEE Std 1788-2015, isEmpty.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_empty(interval<T> x) noexcept {
  return x.lower() > x.upper();
}

/// True if x holds every real number.
/// Source: IEEE Std 1788-2015, isEntire.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_entire(interval<T> x) noexcept {
  return x == interval<T>::entire();
}

/// True if x holds exactly one number.
/// Source: IEEE Std 1788-2015, isSingleton.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_singleton(interval<T> x) noexcept {
  return detail::is_same(x.lower(), x.upper());
}

/// True if x is bounded and not empty.
/// Source: IEEE Std 1788-2015, isCommonInterval.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_common_interval(interval<T> x) noexcept {
  return !is_empty(x) && detail::is_finite(x.lower()) && detail::is_finite(x.upper());
}

/// True if v is one of the numbers in x; infinity and NaN are in none.
/// Units: both arguments share one unit.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr bool contains(interval<T> x, S v) noexcept {
  return detail::is_finite_number(v) && detail::compared(x.lower(), v) <= 0 &&
         detail::compared(x.upper(), v) >= 0;
}

/// contains with the arguments in the standard's order.
/// Source: IEEE Std 1788-2015, isMember.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr bool is_member(S v, interval<T> x) noexcept {
  return contains(x, v);
}

/// The numbers that are in both.
/// Units: both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, intersection.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> intersection(interval<T> a, interval<T> b) noexcept {
  const T lower = detail::greater_of(a.lower(), b.lower());
  const T upper = detail::lesser_of(a.upper(), b.upper());
  if (detail::is_below(upper, lower)) return interval<T>::empty();
  return detail::make_interval(detail::endpoints<T>{lower, upper});
}

/// Smallest interval that holds both arguments.
/// Units: both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, convexHull.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> convex_hull(interval<T> a, interval<T> b) noexcept {
  return detail::make_interval(detail::endpoints<T>{detail::lesser_of(a.lower(), b.lower()),
                                                    detail::greater_of(a.upper(), b.upper())});
}

/// Smallest interval that holds x and the number v.
/// Units: both arguments share one unit, and the result has it.
/// Errors: domain_error if v is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> convex_hull(interval<T> x, S v) {
  return convex_hull(x, interval<T>(v));
}

/// Greatest lower bound: lower(), with -0 for zero; +infinity for the empty set.
/// Source: IEEE Std 1788-2015, inf.
template <std::floating_point T>
[[nodiscard]] constexpr T inf(interval<T> x) noexcept {
  return detail::is_zero(x.lower()) ? -T{0} : x.lower();
}

/// Least upper bound: upper(), with +0 for zero; -infinity for the empty set.
/// Source: IEEE Std 1788-2015, sup.
template <std::floating_point T>
[[nodiscard]] constexpr T sup(interval<T> x) noexcept {
  return detail::is_zero(x.upper()) ? T{0} : x.upper();
}

/// Upper less lower, rounded up; +infinity for an unbounded interval, NaN for the empty set.
/// Units: the unit of x.
/// Source: IEEE Std 1788-2015, wid.
template <std::floating_point T>
[[nodiscard]] constexpr T width(interval<T> x) noexcept {
  if (is_empty(x)) return std::numeric_limits<T>::quiet_NaN();
  return detail::arithmetic::sum(detail::ends(x), detail::negated(detail::ends(x))).upper;
}

/// The standard's name of width.
template <std::floating_point T>
[[nodiscard]] constexpr T wid(interval<T> x) noexcept {
  return width(x);
}

/// The number next to the middle, the one with an even last place between two; a member of x. 0 for entire,
/// the largest finite number of its sign for an interval with one infinite end, NaN for the empty set.
/// Units:  the unit of x.
/// Source: IEEE Std 1788-2015, mid, table 10.2.
template <std::floating_point T>
[[nodiscard]] constexpr T mid(interval<T> x) noexcept {
  if (is_empty(x)) return std::numeric_limits<T>::quiet_NaN();
  if (is_entire(x)) return T{0};
  if (!detail::is_finite(x.lower())) return std::numeric_limits<T>::lowest();
  if (!detail::is_finite(x.upper())) return (std::numeric_limits<T>::max)();
  if (detail::order_key(x.lower()) == detail::order_key(x.upper())) return x.lower();
  return detail::exact::half_sum(x.lower(), x.upper());
}

/// Least number r such that mid(x) - r and mid(x) + r enclose x; +infinity for an unbounded interval, NaN for
/// the empty set. Units: the unit of x. Source: IEEE Std 1788-2015, rad.
template <std::floating_point T>
[[nodiscard]] constexpr T rad(interval<T> x) noexcept {
  if (is_empty(x)) return std::numeric_limits<T>::quiet_NaN();
  if (!is_common_interval(x)) return detail::infinity_of<T>;
  const detail::endpoints<T> middle{mid(x), mid(x)};
  const detail::endpoints<T> distance = detail::arithmetic::sum(detail::ends(x), detail::negated(middle));
  return detail::greater_of(-distance.lower, distance.upper);
}

/// The middle and the radius: mid(x) and rad(x).
/// Units:  the unit of x.
/// Source: IEEE Std 1788-2015, midRad.
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<T, T> mid_rad(interval<T> x) noexcept {
  return {mid(x), rad(x)};
}

/// Greatest magnitude of a member; NaN for the empty set.
/// Units: the unit of x.
/// Source: IEEE Std 1788-2015, mag.
template <std::floating_point T>
[[nodiscard]] constexpr T mag(interval<T> x) noexcept {
  if (is_empty(x)) return std::numeric_limits<T>::quiet_NaN();
  return detail::greater_of(-x.lower(), x.upper());
}

/// Least magnitude of a member; NaN for the empty set.
/// Units: the unit of x.
/// Source: IEEE Std 1788-2015, mig.
template <std::floating_point T>
[[nodiscard]] constexpr T mig(interval<T> x) noexcept {
  if (is_empty(x)) return std::numeric_limits<T>::quiet_NaN();
  return detail::greater_of(detail::greater_of(x.lower(), -x.upper()), T{0});
}

}  // namespace reckon
