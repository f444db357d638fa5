// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>

#include <concepts>

// Functions with whole values: signs, and numbers without their fractions. All are exact.
namespace reckon {

namespace detail::whole {

/// x without its fraction.
template <std::floating_point T>
[[nodiscard]] constexpr T truncated(T x) noexcept {
  using f = format<T>;
  const int exponent = static_cast<int>(magnitude_bits(x) >> (f::digits - 1)) - f::largest_exponent;
  if (exponent < 0) return T{0};
  if (exponent >= f::digits - 1) return x;
  const auto fraction = static_cast<bits_of<T>>((f::hidden - 1u) >> exponent);
  return from_bits<T>(to_bits(x) & static_cast<bits_of<T>>(~fraction));
}

template <std::floating_point T>
[[nodiscard]] constexpr T floor(T x) noexcept {
  const T t = truncated(x);
  return is_negative(x) && order_key(x) < order_key(t) ? t - T{1} : t;
}

template <std::floating_point T>
[[nodiscard]] constexpr T ceil(T x) noexcept {
  const T t = truncated(x);
  return is_positive(x) && order_key(t) < order_key(x) ? t + T{1} : t;
}

/// The next whole number; of two as near the even one, or the one farther from zero.
template <std::floating_point T>
[[nodiscard]] constexpr T nearest(T x, bool ties_to_even) noexcept {
  const T t = truncated(x);
  if (!is_finite(x)) return x;
  const T rest = is_negative(x) ? t - x : x - t;
  const bool odd = truncated(t / 2) != t / 2;
  const bool outward = rest > T{0.5} || (rest == T{0.5} && (!ties_to_even || odd));
  if (!outward) return t;
  return is_negative(x) ? t - T{1} : t + T{1};
}

template <std::floating_point T>
[[nodiscard]] constexpr T sign(T x) noexcept {
  return is_negative(x) ? T{-1} : (is_positive(x) ? T{1} : T{0});
}

template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> image(interval<T> x, Function of) noexcept {
  if (is_empty(ends(x))) return x;
  return make_interval(endpoints<T>{of(x.lower()), of(x.upper())});
}

}  // namespace detail::whole

/// The signs of the members: -1, 0 and 1 as far as they occur.
/// Source: IEEE Std 1788-2015, sign.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sign(interval<T> x) noexcept {
  return detail::whole::image(x, detail::whole::sign<T>);
}

/// Hull of the greatest whole numbers not above the members.
/// Source: IEEE Std 1788-2015, floor.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> floor(interval<T> x) noexcept {
  return detail::whole::image(x, detail::whole::floor<T>);
}

/// Hull of the least whole numbers not below the members.
/// Source: IEEE Std 1788-2015, ceil.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> ceil(interval<T> x) noexcept {
  return detail::whole::image(x, detail::whole::ceil<T>);
}

/// Hull of the members without their fractions.
/// Source: IEEE Std 1788-2015, trunc.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> trunc(interval<T> x) noexcept {
  return detail::whole::image(x, detail::whole::truncated<T>);
}

/// Hull of the whole numbers next to the members; of two as near the even one.
/// Source: IEEE Std 1788-2015, roundTiesToEven.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> round_ties_to_even(interval<T> x) noexcept {
  return detail::whole::image(x, [](T v) { return detail::whole::nearest(v, true); });
}

/// Hull of the whole numbers next to the members; of two as near the one farther from zero.
/// Source: IEEE Std 1788-2015, roundTiesToAway.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> round_ties_to_away(interval<T> x) noexcept {
  return detail::whole::image(x, [](T v) { return detail::whole::nearest(v, false); });
}

}  // namespace reckon
