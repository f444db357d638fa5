// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/kernels.hpp>
#include <reckon/interval/monotone.hpp>

#include <concepts>

// Hyperbolic functions and their inverses, of pure numbers. Bounds as for exp: the tightest, or the next one
// where the value lies within 2^-100 of it.
namespace reckon {

namespace detail::hyperbolic {

using elementary::exactly;
using elementary::no_less_than;
using elementary::no_more_than;
using exact::over;
using exact::plus;
using exact::wide;
using kernels::bounds;
using kernels::one;
using kernels::value_of;

// Each takes x > 0, infinity included.

[[nodiscard]] constexpr wide sinh_of(wide x) noexcept {
  const wide e = kernels::expm1(x);
  return exact::scaled(plus(e, over(e, plus(one, e))), -1);
}

[[nodiscard]] constexpr wide cosh_of(wide x) noexcept {
  const wide e = kernels::exponential(x);
  return exact::scaled(plus(e, over(one, e)), -1);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> sine(T x) noexcept {
  return is_infinite(x) ? exactly(x) : no_less_than(x, bounds<T>(sinh_of(value_of(x))));
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> reciprocal_sine(T x) noexcept {
  return is_infinite(x) ? exactly(T{0}) : bounds<T>(over(one, sinh_of(value_of(x))));
}

/// Zero too.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> cosine(T x) noexcept {
  if (is_zero(x)) return exactly(T{1});
  return is_infinite(x) ? exactly(x) : no_less_than(T{1}, bounds<T>(cosh_of(value_of(x))));
}

/// Zero too.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> reciprocal_cosine(T x) noexcept {
  if (is_zero(x)) return exactly(T{1});
  return is_infinite(x) ? exactly(T{0}) : no_more_than(T{1}, bounds<T>(over(one, cosh_of(value_of(x)))));
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> tangent(T x) noexcept {
  if (is_infinite(x)) return exactly(T{1});
  const wide e = kernels::expm1(exact::scaled(value_of(x), 1));
  return no_more_than(lesser_of(x, T{1}), bounds<T>(over(e, plus(e, exact::scaled(one, 1)))));
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> cotangent(T x) noexcept {
  if (is_infinite(x)) return exactly(T{1});
  const wide e = kernels::expm1(exact::scaled(value_of(x), 1));
  return no_less_than(T{1}, bounds<T>(over(plus(e, exact::scaled(one, 1)), e)));
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> area_sine(T x) noexcept {
  if (is_infinite(x)) return exactly(x);
  const wide v = value_of(x);
  const wide square = exact::times(v, v);
  const wide excess = over(square, plus(one, exact::root_of(plus(one, square))));
  return no_more_than(x, bounds<T>(kernels::log1p(plus(v, excess))));
}

/// For x >= 1.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> area_cosine(T x) noexcept {
  if (is_infinite(x)) return exactly(x);
  const wide v = value_of(x);
  const wide less = exact::minus(v, one);
  return bounds<T>(kernels::log1p(plus(less, exact::root_of(exact::times(less, plus(v, one))))));
}

/// For x < 1; infinity at 1.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> area_tangent(T x) noexcept {
  const wide v = value_of(x);
  const wide less = exact::minus(one, v);
  if (less.is_zero()) return exactly(infinity_of<T>);
  return no_less_than(x, bounds<T>(exact::scaled(kernels::log1p(over(exact::scaled(v, 1), less)), -1)));
}

/// For x > 1.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> area_cotangent(T x) noexcept {
  if (is_infinite(x)) return exactly(T{0});
  const wide less = exact::minus(value_of(x), one);
  return bounds<T>(exact::scaled(kernels::log1p(over(exact::scaled(one, 1), less)), -1));
}

}  // namespace detail::hyperbolic

/// Enclosure of the hyperbolic sines.
/// Source: IEEE Std 1788-2015, sinh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sinh(interval<T> x) noexcept {
  return detail::elementary::increasing(
      x, [](T v) { return detail::elementary::odd(v, [](T m) { return detail::hyperbolic::sine(m); }); });
}

/// Enclosure of the hyperbolic cosines.
/// Source: IEEE Std 1788-2015, cosh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cosh(interval<T> x) noexcept {
  return detail::elementary::even_increasing(x, [](T v) { return detail::hyperbolic::cosine(v); });
}

/// Enclosure of the hyperbolic tangents.
/// Source: IEEE Std 1788-2015, tanh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> tanh(interval<T> x) noexcept {
  return detail::elementary::increasing(
      x, [](T v) { return detail::elementary::odd(v, [](T m) { return detail::hyperbolic::tangent(m); }); });
}

/// Enclosure of the hyperbolic cotangents, 1 / tanh(x); zero has none.
/// Source: IEEE Std 1788-2015, coth.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> coth(interval<T> x) noexcept {
  return detail::elementary::odd_decreasing_above(T{0}, x,
                                                  [](T v) { return detail::hyperbolic::cotangent(v); });
}

/// Enclosure of the hyperbolic secants, 1 / cosh(x).
/// Source: IEEE Std 1788-2015, sech.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sech(interval<T> x) noexcept {
  if (detail::is_empty(detail::ends(x))) return x;
  return detail::elementary::decreasing(detail::make_interval(detail::magnitudes(detail::ends(x))),
                                        [](T v) { return detail::hyperbolic::reciprocal_cosine(v); });
}

/// Enclosure of the hyperbolic cosecants, 1 / sinh(x); zero has none.
/// Source: IEEE Std 1788-2015, csch.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> csch(interval<T> x) noexcept {
  return detail::elementary::odd_decreasing_above(T{0}, x,
                                                  [](T v) { return detail::hyperbolic::reciprocal_sine(v); });
}

/// Enclosure of the inverse hyperbolic sines.
/// Source: IEEE Std 1788-2015, asinh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> asinh(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) {
    return detail::elementary::odd(v, [](T m) { return detail::hyperbolic::area_sine(m); });
  });
}

/// Enclosure of the inverse hyperbolic cosines, not negative, of the members from 1 on.
/// Source: IEEE Std 1788-2015, acosh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> acosh(interval<T> x) noexcept {
  return detail::elementary::increasing(detail::elementary::part_of(x, T{1}, detail::infinity_of<T>),
                                        [](T v) { return detail::hyperbolic::area_cosine(v); });
}

/// Enclosure of the inverse hyperbolic tangents of the members between -1 and 1.
/// Source: IEEE Std 1788-2015, atanh.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> atanh(interval<T> x) noexcept {
  const interval<T> part = detail::elementary::part_of(x, T{-1}, T{1});
  if (part.upper() == T{-1} || part.lower() == T{1}) return interval<T>::empty();
  return detail::elementary::increasing(part, [](T v) {
    return detail::elementary::odd(v, [](T m) { return detail::hyperbolic::area_tangent(m); });
  });
}

/// Enclosure of the inverse hyperbolic cotangents of the members beyond -1 and 1.
/// Source: IEEE Std 1788-2015, acoth.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> acoth(interval<T> x) noexcept {
  return detail::elementary::odd_decreasing_above(T{1}, x,
                                                  [](T v) { return detail::hyperbolic::area_cotangent(v); });
}

}  // namespace reckon
