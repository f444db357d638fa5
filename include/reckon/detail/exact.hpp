// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

// Directed rounding in integer arithmetic: exact for every argument, in constant expressions, under any
// rounding mode and with subnormals flushed. It decides where the fast path of interval/arithmetic.hpp may
// not.
namespace reckon::detail::exact {

enum class direction { down, up };

/// (negative ? -1 : 1) * (hi 2^64 + lo) 2^exponent; zero where hi and lo are. Bit 127 is free, for a carry.
struct wide {
  bool negative = false;
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  int exponent = 0;

  [[nodiscard]] constexpr bool is_zero() const noexcept { return (hi | lo) == 0; }
};

/// A number as significand 2^exponent, the significand with its top bit set (0 for zero).
struct unpacked {
  bool negative = false;
  std::uint64_t significand = 0;
  int exponent = 0;
};

template <std::floating_point T>
[[nodiscard]] constexpr unpacked unpack(T finite) noexcept {
  using f = format<T>;
  const std::uint64_t magnitude = magnitude_bits(finite);
  if (magnitude == 0) return {sign_bit(finite), 0, 0};
  const int biased = static_cast<int>(magnitude >> (f::digits - 1));
  const std::uint64_t fraction = magnitude & (f::hidden - 1u);
  const std::uint64_t significand = biased == 0 ? fraction : fraction | f::hidden;
  const int exponent = (biased == 0 ? 1 : biased) + f::smallest_exponent - f::digits;
  const int shift = std::countl_zero(significand);
  return {sign_bit(finite), significand << shift, exponent - shift};
}

/// The T next to (significand + tail) 2^exponent in the direction given, where 0 <= tail < 1 and `tail` tells
/// whether it is positive. The significand has its top bit set.
template <std::floating_point T>
[[nodiscard]] constexpr T pack(bool negative, std::uint64_t significand, bool tail, int exponent,
                               direction to) noexcept {
  using f = format<T>;
  const bool away = negative == (to == direction::down);
  const int top = exponent + 63;
  std::uint64_t bits = 0;
  if (top > f::largest_exponent) {
    bits = away ? f::infinity : f::infinity - 1u;
  } else {
    const int below = top < f::smallest_exponent ? f::smallest_exponent - top : 0;
    const int drop = 64 - f::digits + below;
    const std::uint64_t kept = drop < 64 ? significand >> drop : 0;
    const std::uint64_t lost = drop < 64 ? significand << (64 - drop) : significand;
    // The hidden bit of the significand raises the exponent by one, and so does a carry, up to infinity.
    const int biased = top < f::smallest_exponent ? 0 : top - f::smallest_exponent;
    bits = (static_cast<std::uint64_t>(biased) << (f::digits - 1)) + kept +
           (away && (lost != 0 || tail) ? 1u : 0u);
  }
  return from_bits<T>(static_cast<bits_of<T>>(bits | (negative ? f::sign : 0u)));
}

[[nodiscard]] constexpr wide shifted_left(wide x, int shift) noexcept {
  x.exponent -= shift;
  if (shift >= 64) {
    x.hi = x.lo;
    x.lo = 0;
    shift -= 64;
  }
  if (shift != 0) {
    x.hi = (x.hi << shift) | (x.lo >> (64 - shift));
    x.lo <<= shift;
  }
  return x;
}

/// x with its exponent raised; bits that fall out leave a one in the lowest place.
[[nodiscard]] constexpr wide shifted_right(wide x, int shift) noexcept {
  x.exponent += shift;
  if (shift >= 127) {
    x.lo = x.is_zero() ? 0 : 1;
    x.hi = 0;
    return x;
  }
  std::uint64_t out = 0;
  if (shift >= 64) {
    out = x.lo;
    x.lo = x.hi;
    x.hi = 0;
    shift -= 64;
  }
  if (shift != 0) {
    out |= x.lo << (64 - shift);
    x.lo = (x.lo >> shift) | (x.hi << (64 - shift));
    x.hi >>= shift;
  }
  x.lo |= out != 0 ? 1u : 0u;
  return x;
}

/// Top bit in place 126.
[[nodiscard]] constexpr wide normalized(wide x) noexcept {
  if (x.is_zero()) return x;
  const int zeros = x.hi != 0 ? std::countl_zero(x.hi) : 64 + std::countl_zero(x.lo);
  return zeros == 0 ? shifted_right(x, 1) : shifted_left(x, zeros - 1);
}

template <std::floating_point T>
[[nodiscard]] constexpr wide widen(T finite) noexcept {
  const unpacked u = unpack(finite);
  return {u.negative, u.significand >> 1, u.significand << 63, u.exponent - 63};
}

struct word_pair {
  std::uint64_t high;
  std::uint64_t low;
};

[[nodiscard]] constexpr word_pair word_product(std::uint64_t a, std::uint64_t b) noexcept {
#if defined(__SIZEOF_INT128__)
  __extension__ using twice = unsigned __int128;
  const twice product = static_cast<twice>(a) * b;
  return {static_cast<std::uint64_t>(product >> 64), static_cast<std::uint64_t>(product)};
#else
  constexpr std::uint64_t mask = 0xffffffffu;
  const std::uint64_t low = (a & mask) * (b & mask);
  const std::uint64_t first = (a >> 32) * (b & mask);
  const std::uint64_t second = (a & mask) * (b >> 32);
  const std::uint64_t middle = (low >> 32) + (first & mask) + (second & mask);
  return {(a >> 32) * (b >> 32) + (first >> 32) + (second >> 32) + (middle >> 32),
          (middle << 32) | (low & mask)};
#endif
}

/// The product, exactly: the significands leave enough places free that nothing falls out.
template <std::floating_point T>
[[nodiscard]] constexpr wide multiplied(T a, T b) noexcept {
  const unpacked x = unpack(a);
  const unpacked y = unpack(b);
  const word_pair p = word_product(x.significand, y.significand);
  return normalized({x.negative != y.negative, p.high, p.low, x.exponent + y.exponent});
}

/// x rounded; zero is +0.
template <std::floating_point T>
[[nodiscard]] constexpr T rounded(wide x, direction to) noexcept {
  if (x.is_zero()) return T{0};
  x = normalized(x);
  return pack<T>(x.negative, (x.hi << 1) | (x.lo >> 63), (x.lo << 1) != 0, x.exponent + 63, to);
}

/// a + b for normalized a and b. Where places fall out, the summand that loses them is smaller by 2^20 at
/// least, so that one bit for all of them decides every rounding to 53 places.
[[nodiscard]] constexpr wide added(wide a, wide b) noexcept {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  if (a.exponent < b.exponent) std::swap(a, b);
  b = shifted_right(b, a.exponent - b.exponent);
  if (a.negative == b.negative) {
    a.lo += b.lo;
    a.hi += b.hi + (a.lo < b.lo ? 1u : 0u);
    return a;
  }
  if (a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo)) std::swap(a, b);
  a.hi -= b.hi + (a.lo < b.lo ? 1u : 0u);
  a.lo -= b.lo;
  return a;
}

/// The number halfway between positive x, or zero, and the next number.
template <std::floating_point T>
[[nodiscard]] constexpr wide halfway_above(T x) noexcept {
  using f = format<T>;
  const std::uint64_t magnitude = magnitude_bits(x);
  const int biased = static_cast<int>(magnitude >> (f::digits - 1));
  const std::uint64_t fraction = magnitude & (f::hidden - 1u);
  const std::uint64_t significand = biased == 0 ? fraction : fraction | f::hidden;
  const int exponent = (biased == 0 ? 1 : biased) + f::smallest_exponent - f::digits;
  return normalized({false, 0, 2 * significand + 1, exponent - 1});
}

/// x rounded to the nearest T, the one with an even last place between two; zero is +0, and what is half a
/// place or more beyond the largest number is infinite.
template <std::floating_point T>
[[nodiscard]] constexpr T rounded_to_nearest(wide x) noexcept {
  if (x.is_zero()) return T{0};
  x = normalized(x);
  const bool negative = x.negative;
  x.negative = false;
  const T down = rounded<T>(x, direction::down);
  const T up = rounded<T>(x, direction::up);
  T nearest = down;
  if (to_bits(down) != to_bits(up)) {
    const wide half = halfway_above(down);
    const wide beyond = added(x, {true, half.hi, half.lo, half.exponent});
    const bool above = !beyond.is_zero() && !beyond.negative;
    nearest = above || (beyond.is_zero() && (to_bits(down) & 1u) != 0) ? up : down;
  }
  return negative ? -nearest : nearest;
}

/// (a + b) / 2, rounded to nearest; both finite.
template <std::floating_point T>
[[nodiscard]] constexpr T half_sum(T a, T b) noexcept {
  wide sum = added(widen(a), widen(b));
  --sum.exponent;
  const T half = rounded_to_nearest<T>(sum);
  return is_zero(half) ? T{0} : half;
}

// Numbers at the end of an interval: infinity is no number but the absence of an end. It absorbs what is
// added to it, and times zero it is zero.

template <std::floating_point T>
[[nodiscard]] constexpr T sum(T a, T b, direction to) noexcept {
  if (!is_finite(a)) return a;
  if (!is_finite(b)) return b;
  return rounded<T>(added(widen(a), widen(b)), to);
}

template <std::floating_point T>
[[nodiscard]] constexpr T product(T a, T b, direction to) noexcept {
  if (is_zero(a) || is_zero(b)) return T{0};
  if (!is_finite(a) || !is_finite(b)) return sign_bit(a) == sign_bit(b) ? infinity_of<T> : -infinity_of<T>;
  return rounded<T>(multiplied(a, b), to);
}

/// a b + c
template <std::floating_point T>
[[nodiscard]] constexpr T fma(T a, T b, T c, direction to) noexcept {
  if (is_zero(a) || is_zero(b)) return c;
  if (!is_finite(a) || !is_finite(b)) return sign_bit(a) == sign_bit(b) ? infinity_of<T> : -infinity_of<T>;
  if (!is_finite(c)) return c;
  return rounded<T>(added(multiplied(a, b), widen(c)), to);
}

/// a / b for b >= 0, where zero is approached from above; infinite b gives 0, the limit.
template <std::floating_point T>
[[nodiscard]] constexpr T quotient(T a, T b, direction to) noexcept {
  if (is_zero(a) || !is_finite(b)) return T{0};
  const T outermost = sign_bit(a) ? -infinity_of<T> : infinity_of<T>;
  if (!is_finite(a)) return outermost;
  const unpacked x = unpack(a);
  const unpacked y = unpack(b);
  const std::uint64_t divisor = y.significand >> 11;
  if (divisor == 0) return outermost;
  std::uint64_t quotient = (x.significand >> 11) / divisor;
  std::uint64_t rest = (x.significand >> 11) % divisor;
  for (int i = 0; i < 5; ++i) {
    rest <<= 11;
    quotient = (quotient << 11) | (rest / divisor);
    rest %= divisor;
  }
  const int shift = std::countl_zero(quotient);
  return pack<T>(x.negative, quotient << shift, rest != 0, x.exponent - y.exponent - 55 - shift, to);
}

/// Square root of x >= 0.
template <std::floating_point T>
[[nodiscard]] constexpr T root(T x, direction to) noexcept {
  if (is_zero(x) || !is_finite(x)) return x;
  const unpacked u = unpack(x);
  // The radicand is significand 2^48 2^(exponent - 48), with an even exponent; its root has 56 places.
  const bool odd = (u.exponent & 1) != 0;
  std::uint64_t hi = odd ? u.significand >> 17 : u.significand >> 16;
  std::uint64_t lo = odd ? u.significand << 47 : u.significand << 48;
  const int exponent = (u.exponent - 48 + (odd ? 1 : 0)) / 2;
  std::uint64_t root = 0;
  std::uint64_t rest = 0;
  for (int i = 0; i < 56; ++i) {
    rest = (rest << 2) | ((hi >> 46) & 3u);
    hi = (hi << 2) | (lo >> 62);
    lo <<= 2;
    root <<= 1;
    if (rest > 2 * root) {
      rest -= 2 * root + 1;
      ++root;
    }
  }
  const int shift = std::countl_zero(root);
  return pack<T>(false, root << shift, rest != 0, exponent - shift, to);
}

}  // namespace reckon::detail::exact
