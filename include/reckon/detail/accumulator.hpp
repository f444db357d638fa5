// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/exact.hpp>

#include <bit>
#include <concepts>
#include <cstdint>

namespace reckon::detail {

/// An exact sum of numbers and of products of two: a whole number of units of the square of the least
/// subnormal number, in two's complement, long enough for 2^64 of the largest summands.
/// Source: Kulisch and Miranker, Computer arithmetic in theory and practice (1981).
template <std::floating_point T>
class accumulator {
 public:
  constexpr accumulator() noexcept = default;

  /// Adds a finite number.
  constexpr void add(T finite) noexcept { add(exact::widen(finite)); }

  /// Adds the product of two finite numbers.
  constexpr void add_product(T a, T b) noexcept {
    if (is_zero(a) || is_zero(b)) return;
    add(exact::multiplied(a, b));
  }

  /// -1, 0 or 1 as the sum is negative, zero or positive.
  [[nodiscard]] constexpr int sign() const noexcept {
    if ((words_[size - 1] >> 63) != 0) return -1;
    for (const std::uint64_t word : words_) {
      if (word != 0) return 1;
    }
    return 0;
  }

  /// The sum rounded down or up; zero is +0.
  [[nodiscard]] constexpr T rounded(exact::direction to) const noexcept {
    return exact::rounded<T>(leading_places(), to);
  }

  /// The sum rounded to nearest, to the even one between two; zero is +0.
  [[nodiscard]] constexpr T rounded_to_nearest() const noexcept {
    return exact::rounded_to_nearest<T>(leading_places());
  }

 private:
  // Of a product of two subnormal numbers: the place of the lowest bit of the sum.
  static constexpr int lowest_place = 2 * (format<T>::smallest_exponent - format<T>::digits + 1);
  static constexpr int size = (2 * format<T>::largest_exponent + 2 - lowest_place + 64) / 64 + 1;

  constexpr void add(exact::wide x) noexcept {
    if (x.is_zero()) return;
    // No place of a number or a product lies below the lowest one.
    int shift = x.exponent - lowest_place;
    if (shift < 0) {
      x = exact::shifted_right(x, -shift);
      shift = 0;
    }
    const int first = shift / 64;
    const int rest = shift % 64;
    const std::uint64_t words[3] = {x.lo << rest, rest == 0 ? x.hi : (x.hi << rest) | (x.lo >> (64 - rest)),
                                    rest == 0 ? 0 : x.hi >> (64 - rest)};
    std::uint64_t carry = 0;
    for (int i = 0; first + i < size && (i < 3 || carry != 0); ++i) {
      const std::uint64_t word = i < 3 ? words[i] : 0;
      std::uint64_t& place = words_[first + i];
      const std::uint64_t before = place;
      if (x.negative) {
        place = before - word - carry;
        carry = before < word || (before == word && carry != 0) ? 1u : 0u;
      } else {
        place = before + word + carry;
        carry = place < before || (place == before && carry != 0) ? 1u : 0u;
      }
    }
  }

  /// The first places of the magnitude; a one in the lowest stands for all that follow.
  [[nodiscard]] constexpr exact::wide leading_places() const noexcept {
    std::uint64_t magnitude[size] = {};
    const bool negative = (words_[size - 1] >> 63) != 0;
    std::uint64_t carry = negative ? 1u : 0u;
    int top = -1;
    for (int i = 0; i < size; ++i) {
      magnitude[i] = negative ? ~words_[i] + carry : words_[i];
      if (carry != 0 && magnitude[i] != 0) carry = 0;
      if (magnitude[i] != 0) top = i;
    }
    if (top < 0) return {};
    // Two words from the top bit on, the top one left free.
    const int zeros = std::countl_zero(magnitude[top]);
    const auto word = [&](int i) { return i >= 0 ? magnitude[i] : 0u; };
    const auto shifted = [&](int i) {
      return zeros == 0 ? word(i) : (word(i) << zeros) | (word(i - 1) >> (64 - zeros));
    };
    exact::wide x{negative, shifted(top) >> 1, (shifted(top) << 63) | (shifted(top - 1) >> 1),
                  lowest_place + 64 * (top - 1) - zeros + 1};
    bool tail = (shifted(top - 1) & 1u) != 0 || (word(top - 2) << zeros) != 0;
    for (int i = 0; i < top - 2 && !tail; ++i) tail = magnitude[i] != 0;
    x.lo |= tail ? 1u : 0u;
    return x;
  }

  std::uint64_t words_[size] = {};
};

}  // namespace reckon::detail
