// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

/// Eight bytes of a text at once, as one number.
namespace reckon::detail::words {

/// Eight bytes from `at` on, near an end of the text or in a constant expression.
RECKON_COLD [[nodiscard]] constexpr std::uint64_t last_bytes(std::string_view text, std::size_t at) noexcept {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
    bytes |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << 8 * i;
  return bytes;
}

/// Eight bytes from `at` on, the first in the lowest; zero beyond the end of the text.
[[nodiscard]] constexpr std::uint64_t eight_bytes(std::string_view text, std::size_t at) noexcept {
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && at + 8 <= text.size()) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, 8);
    return bytes;
  }
  return last_bytes(text, at);
}

/// The eight bytes that end before `at`, the last in the highest; zero before the text.
[[nodiscard]] constexpr std::uint64_t eight_bytes_before(std::string_view text, std::size_t at) noexcept {
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && at >= 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at - 8, 8);
    return bytes;
  }
  if (at >= 8) return eight_bytes(text, at - 8);
  return at == 0 ? 0 : eight_bytes(text.substr(0, at), 0) << 8 * (8 - at);
}

/// Of eight bytes, the top bit of each that is zero.
[[nodiscard]] constexpr std::uint64_t zero_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  return ~(((bytes & 0x7f * each) + 0x7f * each) | bytes) & 0x80 * each;
}

/// Of eight bytes, the top bit of each that is no ASCII letter.
[[nodiscard]] constexpr std::uint64_t other_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = (bytes | 0x20 * each) & 0x7f * each;
  const std::uint64_t before_a = (0x80 + 'a' - 1) * each - low;
  const std::uint64_t behind_z = low + (0x7f - 'z') * each;
  return (before_a | behind_z | bytes) & 0x80 * each;
}

/// Of eight bytes with the bit set that small letters have and capitals have not, the top bit of the first
/// that is no ASCII letter; what is told of those behind it may be wrong. Nothing is carried from byte to
/// byte as long as there are letters.
[[nodiscard]] constexpr std::uint64_t first_other_bit(std::uint64_t folded) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t before_a = (0x80 + 'a' - 1) * each - folded;
  const std::uint64_t behind_z = folded + (0x7f - 'z') * each;
  return (before_a | behind_z | folded) & 0x80 * each;
}

/// How many of eight bytes stand before the first that is no ASCII letter.
[[nodiscard]] constexpr std::size_t letters_in_front(std::uint64_t bytes) noexcept {
  return static_cast<std::size_t>(std::countr_zero(first_other_bit(bytes | 0x2020202020202020))) / 8;
}

/// Of eight bytes, the top bit of each that is a digit.
[[nodiscard]] constexpr std::uint64_t digit_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = bytes & 0x7f * each;
  const std::uint64_t from_0 = low + (0x80 - '0') * each;
  const std::uint64_t behind_9 = low + (0x7f - '9') * each;
  return from_0 & ~behind_9 & ~bytes & 0x80 * each;
}

/// Of eight bytes, the top bit of each that is a capital letter.
[[nodiscard]] constexpr std::uint64_t capital_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = bytes & 0x7f * each;
  const std::uint64_t from_a = low + (0x80 - 'A') * each;
  const std::uint64_t behind_z = low + (0x7f - 'Z') * each;
  return from_a & ~behind_z & ~bytes & 0x80 * each;
}

/// How many of eight bytes stand before the first that is no digit. As above, nothing is carried before it.
[[nodiscard]] constexpr std::size_t digits_in_front(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t values = bytes ^ '0' * each;  // of digits 0 to 9, of nothing else
  const std::uint64_t others = ((values + (0x80 - 10) * each) | values) & 0x80 * each;
  return static_cast<std::size_t>(std::countr_zero(others)) / 8;
}

/// The number that the first digits of eight bytes make, one at least: pairs of digits are joined, then pairs
/// of pairs, then the halves.
[[nodiscard]] constexpr std::uint64_t number_of_digits(std::uint64_t bytes, std::size_t count) noexcept {
  if (count == 1) return bytes & 0x0f;
  bytes = bytes << 8 * (8 - count) & 0x0f0f0f0f0f0f0f0f;
  bytes = (bytes * 10 + (bytes >> 8)) & 0x00ff00ff00ff00ff;
  bytes = (bytes * 100 + (bytes >> 16)) & 0x0000ffff0000ffff;
  return (bytes * 10000 + (bytes >> 32)) & 0xffffffff;
}

}  // namespace reckon::detail::words
