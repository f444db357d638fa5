// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/elementary.hpp>
#include <reckon/interval/integer_power.hpp>
#include <reckon/interval/kernels.hpp>
#include <reckon/interval/monotone.hpp>

#include <concepts>

// Powers with any exponent, roots of any degree, and hypotenuses.
namespace reckon {

namespace detail::elementary {

/// The bounds of base^y, both finite and base > 0. Where the power is a number of T it is found: a base that
/// has square roots has them taken, exactly, until y is whole.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> finite_power(T base, T y) noexcept {
  if (y == T{0.5}) {
    return {exact::root(base, exact::direction::down), exact::root(base, exact::direction::up)};
  }
  T root = base;
  T exponent = y;
  // A number of T has ten square roots in a row at most, unless it is 1.
  const bool fine = exact::is_below_power(kernels::value_of(y), -12);
  for (int i = 0; i < 12 && !fine && is_finite(exponent); ++i) {
    const int n = small_integer(exponent);
    if (n <= 2000) return whole_power(root, n);
    const T next = exact::root(root, exact::direction::down);
    if (to_bits(next) != to_bits(exact::root(root, exact::direction::up))) break;
    root = next;
    exponent = 2 * exponent;
  }
  return exponential<T>(exact::times(kernels::value_of(y), kernels::logarithm(kernels::value_of(base))));
}

/// The bounds of base^y for base >= 0; at the ends of the domain the limits along the sides of a box.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> power_at_corner(T base, T y) noexcept {
  if (base == 1 || is_zero(y)) return exactly(T{1});
  if (is_zero(base) || is_infinite(base) || is_infinite(y)) {
    const bool grows = (base > 1) == is_positive(y);
    return exactly(grows ? infinity_of<T> : T{0});
  }
  if (y == 1) return exactly(base);
  return finite_power(base, y);
}

/// The bounds of the n-th root of x >= 0, or of its reciprocal for negative n; n is not 0.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> root_of_degree(T x, int n) noexcept {
  if (is_zero(x) || is_infinite(x)) return exactly(is_zero(x) == (n > 0) ? T{0} : infinity_of<T>);
  if (n == 1) return exactly(x);
  if (n == 2) return {exact::root(x, exact::direction::down), exact::root(x, exact::direction::up)};
  const exact::wide value =
      kernels::exponential(exact::over(kernels::logarithm(kernels::value_of(x)), exact::whole(n)));
  const endpoints<T> next{exact::rounded<T>(value, exact::direction::down),
                          exact::rounded<T>(value, exact::direction::up)};
  if (is_power(x, next.lower, n)) return exactly(next.lower);
  if (is_power(x, next.upper, n)) return exactly(next.upper);
  return kernels::bounds<T>(value);
}

/// The cube root of x >= 0: cubes in integers decide between neighbours.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> cube_root(T x) noexcept {
  if (is_zero(x) || is_infinite(x)) return exactly(x);
  T root = root_of_degree(x, 3).lower;
  while (powers::compared_to_cube(x, root) < 0) root = next_down(root);
  while (powers::compared_to_cube(x, next_up(root)) >= 0) root = next_up(root);
  const bool exact = powers::compared_to_cube(x, root) == 0;
  return {root, exact ? root : next_up(root)};
}

/// The length of (a, b) rounded, for a and b not negative.
template <std::floating_point T>
[[nodiscard]] constexpr T length(T a, T b, exact::direction to) noexcept {
  if (is_infinite(a) || is_infinite(b)) return infinity_of<T>;
  // Places of the sum that fall out leave a one in the last of 127: it cannot be mistaken for a square.
  const exact::truncated_root root =
      exact::long_root(exact::plus(exact::multiplied(a, a), exact::multiplied(b, b)));
  if (root.significand == 0) return T{0};
  return exact::pack<T>(false, root.significand, root.tail, root.exponent, to);
}

}  // namespace detail::elementary

/// Enclosure of x to the power y where x > 0, or x = 0 and y > 0; exact where the power is, the tightest
/// where y is a whole number up to 2000, else with bounds as for exp. For powers of negative numbers see
/// pown. Units:  x and y are pure numbers, and so is the result. Source: IEEE Std 1788-2015, pow.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pow(interval<T> x, interval<T> y) noexcept {
  using detail::is_negative;
  using detail::is_positive;
  const bool none = detail::is_empty(detail::ends(x)) || detail::is_empty(detail::ends(y));
  if (none || is_negative(x.upper())) return interval<T>::empty();
  if (!is_positive(x.upper())) return is_positive(y.upper()) ? interval<T>() : interval<T>::empty();
  // The power rises or falls along each side of the box, so that the corners hold the extremes.
  const T bases[2] = {is_positive(x.lower()) ? x.lower() : T{0}, x.upper()};
  detail::endpoints<T> range = detail::empty_endpoints<T>;
  for (const T base : bases) {
    for (const T exponent : {y.lower(), y.upper()}) {
      range = detail::elementary::hull(range, detail::elementary::power_at_corner(base, exponent));
    }
  }
  return detail::make_interval(range);
}

/// A number stands for the interval that holds it alone.
/// Errors: domain_error if the number is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> pow(interval<T> x, S y) {
  return pow(x, interval<T>(y));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> pow(S x, interval<T> y) {
  return pow(interval<T>(x), y);
}

/// Enclosure of the real n-th roots of the members; of their reciprocals for negative n, and no number for
/// n = 0. Negative members have roots of odd degree only. Exact where the root is; bounds as for exp.
/// Units:  the n-th root of the unit of x.
/// Source: IEEE Std 1788-2015, rootn.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> rootn(interval<T> x, int n) noexcept {
  const auto root = [n](T v) noexcept { return detail::elementary::root_of_degree(v, n); };
  if (n == 0 || detail::is_empty(detail::ends(x))) return interval<T>::empty();
  if (n < 0) {
    return n % 2 == 0 ? detail::elementary::decreasing_above(T{0}, x, root)
                      : detail::elementary::odd_decreasing_above(T{0}, x, root);
  }
  if (n % 2 == 0) {
    return detail::elementary::increasing(detail::elementary::part_of(x, T{0}, detail::infinity_of<T>), root);
  }
  return detail::elementary::increasing(x, [root](T v) noexcept { return detail::elementary::odd(v, root); });
}

/// Tightest enclosure of the cube roots.
/// Units:  the cube root of the unit of x.
/// Source: IEEE Std 1788-2015, rootn with n = 3.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cbrt(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) noexcept {
    return detail::elementary::odd(v, [](T m) noexcept { return detail::elementary::cube_root(m); });
  });
}

/// Tightest enclosure of the square root of x^2 + y^2.
/// Units:  both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, hypot.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> hypot(interval<T> x, interval<T> y) noexcept {
  if (detail::is_empty(detail::ends(x)) || detail::is_empty(detail::ends(y))) return interval<T>::empty();
  const detail::endpoints<T> a = detail::magnitudes(detail::ends(x));
  const detail::endpoints<T> b = detail::magnitudes(detail::ends(y));
  return detail::make_interval(
      detail::endpoints<T>{detail::elementary::length(a.lower, b.lower, detail::exact::direction::down),
                           detail::elementary::length(a.upper, b.upper, detail::exact::direction::up)});
}

/// A number stands for the interval that holds it alone.
/// Errors: domain_error if the number is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> hypot(interval<T> x, S y) {
  return hypot(x, interval<T>(y));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> hypot(S x, interval<T> y) {
  return hypot(interval<T>(x), y);
}

}  // namespace reckon
