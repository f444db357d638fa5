// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/integer_power.hpp>

#include <concepts>

// Functions that are computed to the last place, in constant expressions too.
namespace reckon {

/// The negatives of the members; the standard's name of unary minus.
/// Source: IEEE Std 1788-2015, neg.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> neg(interval<T> x) noexcept {
  return -x;
}

/// Tightest enclosure of 1 / x; zero has no reciprocal, so that recip of [0, 0] is empty.
/// Units: the reciprocal of the unit of x.
/// Source: IEEE Std 1788-2015, recip.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr interval<T> recip(interval<T> x) noexcept {
  return detail::make_interval(
      detail::arithmetic::quotient(detail::endpoints<T>{T{1}, T{1}}, detail::ends(x)));
}

/// Tightest enclosure of the squares of the members: never negative, unlike x * x.
/// Units: the square of the unit of x.
/// Source: IEEE Std 1788-2015, sqr.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr interval<T> sqr(interval<T> x) noexcept {
  return detail::make_interval(detail::arithmetic::square(detail::ends(x)));
}

/// Tightest enclosure of the square roots of the members that have one.
/// Units: the square root of the unit of x.
/// Source: IEEE Std 1788-2015, sqrt.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr interval<T> sqrt(interval<T> x) noexcept {
  return detail::make_interval(detail::arithmetic::root(detail::ends(x)));
}

/// Tightest enclosure of a * b + c.
/// Units: c and the result have the unit of a * b.
/// Source: IEEE Std 1788-2015, fma.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> fma(interval<T> a, interval<T> b, interval<T> c) noexcept {
  return detail::make_interval(detail::careful::fma(detail::ends(a), detail::ends(b), detail::ends(c)));
}

/// Tightest enclosure of the n-th powers of the members, as one function of x: pown(x, 2) is never negative.
/// A negative n takes the reciprocal; zero has none.
/// Units: the n-th power of the unit of x.
/// Source: IEEE Std 1788-2015, pown.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pown(interval<T> x, int n) noexcept {
  if (n == 2) return sqr(x);
  return detail::make_interval(detail::powers::powers_of(detail::ends(x), n));
}

/// The magnitudes of the members.
/// Units: the unit of x.
/// Source: IEEE Std 1788-2015, abs.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> abs(interval<T> x) noexcept {
  return detail::make_interval(detail::magnitudes(detail::ends(x)));
}

/// The lesser of a member of a and a member of b.
/// Units: both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, min.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T>(min)(interval<T> a, interval<T> b) noexcept {
  if (detail::is_empty(detail::ends(a)) || detail::is_empty(detail::ends(b))) return interval<T>::empty();
  return detail::make_interval(
      detail::endpoints<T>{detail::lesser_of(a.lower(), b.lower()), detail::lesser_of(a.upper(), b.upper())});
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T>(min)(interval<T> a, S b) {
  return (min)(a, interval<T>(b));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T>(min)(S a, interval<T> b) {
  return (min)(interval<T>(a), b);
}

/// The greater of a member of a and a member of b.
/// Units: both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, max.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T>(max)(interval<T> a, interval<T> b) noexcept {
  if (detail::is_empty(detail::ends(a)) || detail::is_empty(detail::ends(b))) return interval<T>::empty();
  return detail::make_interval(detail::endpoints<T>{detail::greater_of(a.lower(), b.lower()),
                                                    detail::greater_of(a.upper(), b.upper())});
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T>(max)(interval<T> a, S b) {
  return (max)(a, interval<T>(b));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T>(max)(S a, interval<T> b) {
  return (max)(interval<T>(a), b);
}

}  // namespace reckon
