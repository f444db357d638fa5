// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

// Floating-point numbers seen as integers. Tests on the bits hold whatever the flags of the compiler and the
// mode of the processor are: they see subnormals where a comparison under flush-to-zero sees none.
namespace reckon::detail {

/// Unsigned integer with as many bits as T.
template <std::floating_point T>
using bits_of = std::conditional_t<sizeof(T) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;

/// The IEEE 754 binary formats by their numbers: significand bits with the hidden one, and exponents.
template <std::floating_point T>
struct format {
  static_assert(std::numeric_limits<T>::is_iec559 && (sizeof(T) == 4 || sizeof(T) == 8),
                "reckon computes bounds in float or double");
  using bits = bits_of<T>;
  using signed_bits = std::make_signed_t<bits>;
  static constexpr int digits = std::numeric_limits<T>::digits;
  static constexpr int largest_exponent = std::numeric_limits<T>::max_exponent - 1;
  static constexpr int smallest_exponent = std::numeric_limits<T>::min_exponent - 1;
  static constexpr bits sign = static_cast<bits>(bits{1} << (sizeof(T) * 8 - 1));
  static constexpr bits hidden = static_cast<bits>(bits{1} << (digits - 1));
  static constexpr bits infinity =
      static_cast<bits>(static_cast<bits>(~sign >> (digits - 1)) << (digits - 1));
};

template <std::floating_point T>
inline constexpr T infinity_of = std::numeric_limits<T>::infinity();

template <std::floating_point T>
[[nodiscard]] constexpr bits_of<T> to_bits(T x) noexcept {
  return std::bit_cast<bits_of<T>>(x);
}

template <std::floating_point T>
[[nodiscard]] constexpr T from_bits(bits_of<T> b) noexcept {
  return std::bit_cast<T>(b);
}

/// The bits without the sign.
template <std::floating_point T>
[[nodiscard]] constexpr bits_of<T> magnitude_bits(T x) noexcept {
  return to_bits(x) & static_cast<bits_of<T>>(~format<T>::sign);
}

template <std::floating_point T>
[[nodiscard]] constexpr bool is_nan(T x) noexcept {
  return magnitude_bits(x) > format<T>::infinity;
}

template <std::floating_point T>
[[nodiscard]] constexpr bool is_finite(T x) noexcept {
  return magnitude_bits(x) < format<T>::infinity;
}

template <std::floating_point T>
[[nodiscard]] constexpr bool is_infinite(T x) noexcept {
  return magnitude_bits(x) == format<T>::infinity;
}

template <std::floating_point T>
[[nodiscard]] constexpr bool is_zero(T x) noexcept {
  return magnitude_bits(x) == 0;
}

/// True for negative numbers, and for -0.
template <std::floating_point T>
[[nodiscard]] constexpr bool sign_bit(T x) noexcept {
  return (to_bits(x) & format<T>::sign) != 0;
}

/// True for numbers below zero, subnormal ones too, and not for -0.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_negative(T x) noexcept {
  return to_bits(x) > format<T>::sign;
}

/// True for numbers above zero, subnormal ones too.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_positive(T x) noexcept {
  return std::bit_cast<typename format<T>::signed_bits>(x) > 0;
}

/// Integers in the order of the numbers, -0 just below +0.
template <std::floating_point T>
[[nodiscard]] constexpr typename format<T>::signed_bits order_key(T x) noexcept {
  using integer = typename format<T>::signed_bits;
  const auto b = std::bit_cast<integer>(x);
  return b < 0 ? static_cast<integer>(b ^ (std::numeric_limits<integer>::max)()) : b;
}

/// Integers in the order of the numbers, one for both zeros; NaN has no place among them.
template <std::floating_point T>
[[nodiscard]] constexpr typename format<T>::signed_bits value_key(T x) noexcept {
  using integer = typename format<T>::signed_bits;
  const auto b = std::bit_cast<integer>(x);
  return b < 0 ? static_cast<integer>((std::numeric_limits<integer>::min)() - b) : b;
}

// Comparisons of ends, which are never NaN. Those of the processor take all subnormal numbers for zero where
// it flushes them.

/// a < b
template <std::floating_point T>
[[nodiscard]] constexpr bool is_below(T a, T b) noexcept {
  return value_key(a) < value_key(b);
}

/// a <= b
template <std::floating_point T>
[[nodiscard]] constexpr bool is_at_most(T a, T b) noexcept {
  return value_key(a) <= value_key(b);
}

/// a == b
template <std::floating_point T>
[[nodiscard]] constexpr bool is_same(T a, T b) noexcept {
  return value_key(a) == value_key(b);
}

/// x in a type that holds it; the processor may flush a subnormal one on the way to the wider type.
template <std::floating_point Wide, std::floating_point T>
[[nodiscard]] constexpr Wide widened(T x) noexcept {
  if constexpr (sizeof(T) == sizeof(float) && sizeof(Wide) > sizeof(float)) {
    if (magnitude_bits(x) < format<T>::hidden) {
      const Wide magnitude = static_cast<Wide>(magnitude_bits(x)) * Wide(0x1p-149);
      return sign_bit(x) ? -magnitude : magnitude;
    }
  }
  return static_cast<Wide>(x);
}

template <std::floating_point T>
[[nodiscard]] constexpr T lesser_of(T a, T b) noexcept {
  return order_key(b) < order_key(a) ? b : a;
}

template <std::floating_point T>
[[nodiscard]] constexpr T greater_of(T a, T b) noexcept {
  return order_key(a) < order_key(b) ? b : a;
}

/// Least number above x; the largest finite number is followed by infinity, which stays.
template <std::floating_point T>
[[nodiscard]] constexpr T next_up(T x) noexcept {
  using bits = bits_of<T>;
  const bits b = to_bits(x);
  if (magnitude_bits(x) == 0) return from_bits<T>(bits{1});
  if (b == format<T>::infinity || is_nan(x)) return x;
  return from_bits<T>(sign_bit(x) ? static_cast<bits>(b - 1) : static_cast<bits>(b + 1));
}

/// Greatest number below x.
template <std::floating_point T>
[[nodiscard]] constexpr T next_down(T x) noexcept {
  return -next_up(-x);
}

/// What next_up adds to the bits of x where `wanted`, modulo their number: 1, all ones below zero, 0 if not
/// wanted.
template <std::floating_point T>
[[nodiscard]] constexpr bits_of<T> step_away_if(bool wanted, T x) noexcept {
  using integer = typename format<T>::signed_bits;
  const auto away = static_cast<integer>((std::bit_cast<integer>(x) >> (sizeof(T) * 8 - 1)) | 1);
  return static_cast<bits_of<T>>(away & static_cast<integer>(-static_cast<integer>(wanted)));
}

/// x, or the least number above it where `wanted`; x is finite and not zero, or nothing is wanted. No branch.
template <std::floating_point T>
[[nodiscard]] constexpr T step_up_if(bool wanted, T x) noexcept {
  return from_bits<T>(to_bits(x) + step_away_if(wanted, x));
}

/// x, or the greatest number below it where `wanted`; x is finite and not zero, or nothing is wanted. No
/// branch.
template <std::floating_point T>
[[nodiscard]] constexpr T step_down_if(bool wanted, T x) noexcept {
  return from_bits<T>(to_bits(x) - step_away_if(wanted, x));
}

}  // namespace reckon::detail
