// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/exact.hpp>

#include <bit>
#include <concepts>
#include <cstdint>

// Approximate real arithmetic in integers: numbers of 127 places with an exponent that does not overflow in
// practice. No floating-point operation takes part, so that neither rounding mode nor flags matter, and
// constant expressions get the same places. Every operation here is off by less than 2^-120 of its result.
namespace reckon::detail::exact {

[[nodiscard]] constexpr wide negated(wide x) noexcept {
  x.negative = !x.negative;
  return x;
}

[[nodiscard]] constexpr wide magnitude(wide x) noexcept {
  x.negative = false;
  return x;
}

/// x 2^places
[[nodiscard]] constexpr wide scaled(wide x, int places) noexcept {
  x.exponent += places;
  return x;
}

[[nodiscard]] constexpr wide whole(std::int64_t n) noexcept {
  const std::uint64_t m = n < 0 ? 0u - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  return normalized({n < 0, 0, m, 0});
}

/// The power of two not above |x|, as its exponent; x is not zero.
[[nodiscard]] constexpr int top_exponent(const wide& x) noexcept { return x.exponent + 126; }

/// |x| is less than 2^power.
[[nodiscard]] constexpr bool is_below_power(const wide& x, int power) noexcept {
  return x.is_zero() || top_exponent(x) < power;
}

/// Floor of a b / 2^128, less 2 at most.
[[nodiscard]] constexpr word_pair upper_product(word_pair a, word_pair b) noexcept {
  const word_pair high = word_product(a.high, b.high);
  const word_pair left = word_product(a.high, b.low);
  const word_pair right = word_product(a.low, b.high);
  const std::uint64_t once = high.low + left.high;
  const std::uint64_t twice = once + right.high;
  return {high.high + (once < high.low ? 1u : 0u) + (twice < once ? 1u : 0u), twice};
}

[[nodiscard]] constexpr word_pair word_sum(word_pair a, word_pair b) noexcept {
  const std::uint64_t low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1u : 0u), low};
}

[[nodiscard]] constexpr word_pair word_difference(word_pair a, word_pair b) noexcept {
  return {a.high - b.high - (a.low < b.low ? 1u : 0u), a.low - b.low};
}

/// Sum of normalized numbers, normalized.
[[nodiscard]] constexpr wide plus(wide a, wide b) noexcept { return normalized(added(a, b)); }

[[nodiscard]] constexpr wide minus(wide a, wide b) noexcept { return normalized(added(a, negated(b))); }

[[nodiscard]] constexpr wide times(wide a, wide b) noexcept {
  if (a.is_zero() || b.is_zero()) return {};
  const word_pair p = upper_product({a.hi, a.lo}, {b.hi, b.lo});
  return normalized({a.negative != b.negative, p.high, p.low, a.exponent + b.exponent + 128});
}

/// Quotient of two words by one that has its top bit set and is above the upper word.
[[nodiscard]] constexpr std::uint64_t word_quotient(word_pair n, std::uint64_t d) noexcept {
#if defined(__SIZEOF_INT128__)
  __extension__ using twice = unsigned __int128;
  return static_cast<std::uint64_t>(((static_cast<twice>(n.high) << 64) | n.low) / d);
#else
  std::uint64_t quotient = 0;
  for (int i = 0; i < 64; ++i) {
    const bool carry = (n.high >> 63) != 0;
    n.high = (n.high << 1) | (n.low >> 63);
    n.low <<= 1;
    quotient <<= 1;
    if (carry || n.high >= d) {
      n.high -= d;
      quotient |= 1u;
    }
  }
  return quotient;
#endif
}

/// a / b for b not zero.
[[nodiscard]] constexpr wide over(wide a, wide b) noexcept {
  if (a.is_zero()) return {};
  // The reciprocal of 2^126 <= d < 2^127 by its upper word, then Newton's step: r (2 - d r), r to 60 places.
  const word_pair d{(b.hi << 1) | (b.lo >> 63), b.lo << 1};
  const std::uint64_t upper = d.high == ~std::uint64_t{0} ? d.high : d.high + 1u;
  const std::uint64_t r = word_quotient({std::uint64_t{1} << 63, 0}, upper);
  // r 2^-63 is about 1 / (d 2^-128), and not above: 1 - d r is not below zero but for the last places.
  const wide divisor{false, b.hi, b.lo, -127};
  const wide estimate = normalized({false, 0, r, -63});
  const wide error = minus(whole(1), times(divisor, estimate));
  const wide reciprocal = plus(estimate, times(estimate, plus(error, times(error, error))));
  wide result = times(a, reciprocal);
  result.negative = a.negative != b.negative;
  result.exponent -= b.exponent + 127;
  return result;
}

/// Square root of x >= 0 rounded down to 64 places, and whether there is more: a sum or product of two
/// numbers of T in x decides its rounding in T.
struct truncated_root {
  std::uint64_t significand = 0;
  bool tail = false;
  int exponent = 0;
};

[[nodiscard]] constexpr truncated_root long_root(wide x) noexcept {
  if (x.is_zero()) return {};
  // The radicand with an even exponent fills 127 or 126 places of 128, so that the root has 64 or 63.
  if ((x.exponent & 1) != 0) x = shifted_left(x, 1);
  std::uint64_t hi = x.hi;
  std::uint64_t lo = x.lo;
  std::uint64_t root = 0;
  word_pair rest{0, 0};
  for (int i = 0; i < 64; ++i) {
    rest.high = (rest.high << 2) | (rest.low >> 62);
    rest.low = (rest.low << 2) | (hi >> 62);
    hi = (hi << 2) | (lo >> 62);
    lo <<= 2;
    // the divisor 2 * (2 root) + 1 may need a bit more than a word
    const word_pair divisor{root >> 62, (root << 2) | 1u};
    root <<= 1;
    if (rest.high > divisor.high || (rest.high == divisor.high && rest.low >= divisor.low)) {
      rest = word_difference(rest, divisor);
      ++root;
    }
  }
  const int shift = std::countl_zero(root);
  return {root << shift, (rest.high | rest.low) != 0, x.exponent / 2 - shift};
}

/// Square root of x >= 0.
[[nodiscard]] constexpr wide root_of(wide x) noexcept {
  if (x.is_zero()) return x;
  const truncated_root r = long_root(x);
  const wide estimate = normalized({false, 0, r.significand, r.exponent});
  // Newton's step takes the error from 2^-63 to 2^-127.
  return r.tail ? scaled(plus(estimate, over(x, estimate)), -1) : estimate;
}

/// |x| below 1 as a fraction of 2^128, rounded down.
[[nodiscard]] constexpr word_pair fraction_of(const wide& x) noexcept {
  const int shift = -x.exponent - 128;
  if (shift < 0) return {(x.hi << 1) | (x.lo >> 63), x.lo << 1};
  if (shift >= 128) return {0, 0};
  if (shift >= 64) return {0, x.hi >> (shift - 64)};
  if (shift == 0) return {x.hi, x.lo};
  return {x.hi >> shift, (x.lo >> shift) | (x.hi << (64 - shift))};
}

[[nodiscard]] constexpr wide from_fraction(word_pair f) noexcept {
  return normalized({false, f.high, f.low, -128});
}

/// The whole number next to x, for |x| below 2^40.
[[nodiscard]] constexpr std::int64_t nearest_whole(const wide& x) noexcept {
  if (is_below_power(x, -1)) return 0;
  // 2^k / 2 <= |x|: the places up to 1/2 lie in the upper word
  const std::uint64_t halves = x.hi >> (62 - top_exponent(x) - 1);
  const auto magnitude = static_cast<std::int64_t>((halves + 1) >> 1);
  return x.negative ? -magnitude : magnitude;
}

}  // namespace reckon::detail::exact
