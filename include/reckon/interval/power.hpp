// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/elementary.hpp>

#include <cmath>
#include <concepts>

namespace reckon {

namespace detail::elementary {

/// The bounds of base^y for base >= 0; at the ends of the domain the limits along the sides of a box.
template <std::floating_point T>
[[nodiscard]] endpoints<T> power_at_corner(T base, T y) noexcept {
  if (base == 1 || y == 0) return exactly(T{1});
  if (is_zero(base) || is_infinite(base) || is_infinite(y)) {
    const bool grows = (base > 1) == (y > 0);
    return exactly(grows ? infinity_of<T> : T{0});
  }
  if (y == 1) return exactly(base);
  if (y == T{0.5}) {
    return {exact::root(base, exact::direction::down), exact::root(base, exact::direction::up)};
  }
  return exponential(base, y, std::pow(static_cast<double>(base), static_cast<double>(y)));
}

}  // namespace detail::elementary

/// Enclosure of x to the power y where x > 0, or x = 0 and y > 0; the tightest where y is a whole number up
/// to 2000. For powers of negative numbers see pown. Units:  x and y are pure numbers, and so is the result.
/// Source: IEEE Std 1788-2015, pow.
template <std::floating_point T>
[[nodiscard]] interval<T> pow(interval<T> x, interval<T> y) noexcept {
  const bool none = detail::is_empty(detail::ends(x)) || detail::is_empty(detail::ends(y));
  if (none || x.upper() < 0 || (x.upper() == 0 && !(y.upper() > 0))) return interval<T>::empty();
  if (x.upper() == 0) return interval<T>(T{0});
  // The power rises or falls along each side of the box, so that the corners hold the extremes.
  const T bases[2] = {x.lower() > 0 ? x.lower() : T{0}, x.upper()};
  detail::endpoints<T> range = detail::empty_endpoints<T>;
  for (const T base : bases) {
    for (const T exponent : {y.lower(), y.upper()}) {
      const detail::endpoints<T> value = detail::elementary::power_at_corner(base, exponent);
      range = {detail::lesser_of(range.lower, value.lower), detail::greater_of(range.upper, value.upper)};
    }
  }
  return detail::make_interval(range);
}

/// A number stands for the interval that holds it alone.
/// Errors: domain_error if the number is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] interval<T> pow(interval<T> x, S y) {
  return pow(x, interval<T>(y));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] interval<T> pow(S x, interval<T> y) {
  return pow(interval<T>(x), y);
}

}  // namespace reckon
