// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/reverse/pieces.hpp>

#include <concepts>
#include <utility>

// From an angle back to one of the two coordinates of which atan2 gives it: the tightest interval that holds
// every x, or every x in an interval that is given.
namespace reckon {

namespace detail::reverse {

/// The greatest T below pi, and below half of it.
template <std::floating_point T>
inline constexpr T below_pi = sizeof(T) == sizeof(float) ? T(0x1.921fb4p+1) : T(0x1.921fb54442d18p+1);
template <std::floating_point T>
inline constexpr T below_half_pi = below_pi<T> / 2;

template <std::floating_point T>
[[nodiscard]] constexpr bool holds_pi(interval<T> angles) noexcept {
  return angles.lower() <= below_pi<T> && angles.upper() > below_pi<T>;
}

/// |length tan(angle)|, or with `inverted` |length / tan(angle)|, rounded; both are positive, the length may
/// be infinite or zero.
template <std::floating_point T>
[[nodiscard]] constexpr T side(T length, T angle, bool inverted, exact::direction to) noexcept {
  if (is_zero(length) || !is_finite(length)) return length;
  long_float slope = long_floats::magnitude(long_floats::tan(lengthened(angle)));
  if (inverted) slope = long_floats::reciprocal(slope);
  return long_floats::rounded<T>(long_floats::multiplied(lengthened(length), slope), to);
}

/// The y > 0 with an angle between 0 and pi, not included, in `angles` for some abscissa in b, by its sign.
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> ordinates_above(interval<T> b,
                                                                            interval<T> angles) noexcept {
  std::pair<interval<T>, interval<T>> pieces{interval<T>::empty(), interval<T>::empty()};
  if (is_empty(b) || is_empty(angles)) return pieces;
  constexpr T half = below_half_pi<T>;
  const bool right = is_positive(angles.upper()) && angles.lower() <= half;
  const bool left = angles.upper() > half && angles.lower() <= below_pi<T>;
  const bool upright = right && left;
  const T infinite = infinity_of<T>;
  if (right && !is_negative(b.upper()) && (upright || is_positive(b.upper()))) {
    const bool from_zero = !is_positive(angles.lower()) || !is_positive(b.lower());
    pieces.first = between(from_zero ? T{0} : side(b.lower(), angles.lower(), false, down),
                           upright ? infinite : side(b.upper(), angles.upper(), false, up));
  }
  if (left && !is_positive(b.lower()) && (upright || is_negative(b.lower()))) {
    const bool from_zero = angles.upper() > below_pi<T> || !is_negative(b.upper());
    pieces.second = between(from_zero ? T{0} : side(-b.upper(), angles.upper(), false, down),
                            upright ? infinite : side(-b.lower(), angles.lower(), false, up));
  }
  return pieces;
}

/// The abscissas with an angle between 0 and pi, not included, in `angles` for some y > 0 in a.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> abscissas_above(interval<T> a, interval<T> angles) noexcept {
  constexpr T half = below_half_pi<T>;
  const bool some = is_positive(a.upper()) && is_positive(angles.upper()) && angles.lower() <= below_pi<T>;
  if (is_empty(a) || is_empty(angles) || !some) return interval<T>::empty();
  const T least = is_positive(a.lower()) ? a.lower() : T{0};
  const T l = angles.lower();
  const T u = angles.upper();
  T lower = -infinity_of<T>;
  T upper = infinity_of<T>;
  if (u <= half) {
    lower = side(least, u, true, down);
  } else if (u <= below_pi<T>) {
    lower = -side(a.upper(), u, true, up);
  }
  if (l > half) {
    upper = -side(least, l, true, down);
  } else if (is_positive(l)) {
    upper = side(a.upper(), l, true, up);
  }
  return between(lower, upper);
}

}  // namespace detail::reverse

/// The y for which atan2(y, v) lies in c for some v in b.
/// Units:  x and the result have the unit of b; c is an angle in radians.
/// Source: IEEE Std 1788-2015, atan2Rev1.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> atan2_rev1(interval<T> b, interval<T> c,
                                               interval<T> x = interval<T>::entire()) noexcept {
  using namespace detail::reverse;
  if (is_empty(b) || is_empty(c)) return interval<T>::empty();
  const auto above = ordinates_above(b, c);
  const auto below = ordinates_above(b, -c);
  const bool level =
      (contains(c, 0) && detail::is_positive(b.upper())) || (holds_pi(c) && detail::is_negative(b.lower()));
  const interval<T> zero = level ? between(T{0}, T{0}) : interval<T>::empty();
  const interval<T> signed_ones =
      convex_hull(hull_within(x, above, T{0}, false),
                  hull_within(x, std::pair{-below.first, -below.second}, T{0}, false));
  return convex_hull(signed_ones, intersection(x, zero));
}

/// The x for which atan2(v, x) lies in c for some v in a.
/// Units:  x and the result have the unit of a; c is an angle in radians.
/// Source: IEEE Std 1788-2015, atan2Rev2.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> atan2_rev2(interval<T> a, interval<T> c,
                                               interval<T> x = interval<T>::entire()) noexcept {
  using namespace detail::reverse;
  if (is_empty(a) || is_empty(c)) return interval<T>::empty();
  const interval<T> none = interval<T>::empty();
  const T infinite = detail::infinity_of<T>;
  const bool level = contains(a, 0);
  const interval<T> right = level && contains(c, 0) ? between(T{0}, infinite) : none;
  const interval<T> left = level && holds_pi(c) ? between(-infinite, T{0}) : none;
  const auto steep = [](interval<T> angles) {
    return angles.lower() <= below_half_pi<T> && angles.upper() > below_half_pi<T>;
  };
  return convex_hull(convex_hull(unless_only(intersection(x, abscissas_above(a, c)), T{0}, steep(c)),
                                 unless_only(intersection(x, abscissas_above(-a, -c)), T{0}, steep(-c))),
                     hull_within(x, std::pair{left, right}, T{0}, false));
}

}  // namespace reckon
