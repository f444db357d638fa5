// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/numbers.hpp>
#include <reckon/interval/set.hpp>

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <span>

// The interchange encoding: the bit strings of inf and of sup, one behind the other. In bytes the most
// significant one of each number comes first **(convention)**: the standard orders bits, not bytes.
namespace reckon {

namespace detail {

template <std::floating_point T>
constexpr void write_bits(T x, std::byte* to) noexcept {
  const bits_of<T> bits = to_bits(x);
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    to[i] = static_cast<std::byte>(bits >> (8 * (sizeof(T) - 1 - i)) & 0xffu);
  }
}

template <std::floating_point T>
[[nodiscard]] constexpr T read_bits(const std::byte* from) noexcept {
  bits_of<T> bits = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bits = static_cast<bits_of<T>>(bits << 8) | std::to_integer<bits_of<T>>(from[i]);
  }
  return from_bits<T>(bits);
}

}  // namespace detail

/// The interval in 16 bytes, or in 8 for float: a lower zero as -0, an upper one as +0, the empty set as
/// (+infinity, -infinity). Source: IEEE Std 1788-2015, sections 14.3 and 14.4.
template <std::floating_point T>
[[nodiscard]] constexpr std::array<std::byte, 2 * sizeof(T)> interval_to_interchange(interval<T> x) noexcept {
  std::array<std::byte, 2 * sizeof(T)> bytes{};
  detail::write_bits(inf(x), bytes.data());
  detail::write_bits(sup(x), bytes.data() + sizeof(T));
  return bytes;
}

/// The interval that the bytes encode.
/// Errors: the empty interval for bytes that encode none.
/// Source: IEEE Std 1788-2015, section 14.3.
template <std::floating_point T = double>
[[nodiscard]] constexpr interval<T> interchange_to_interval(
    std::span<const std::byte, 2 * sizeof(T)> bytes) noexcept {
  return nums_to_interval<T>(detail::read_bits<T>(bytes.data()),
                             detail::read_bits<T>(bytes.data() + sizeof(T)));
}

}  // namespace reckon
