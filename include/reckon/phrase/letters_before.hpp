// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/eight_bytes.hpp>
#include <reckon/phrase/vectors.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// How many letters end at a place: sixteen bytes at once where the compiler has vectors of them.
namespace reckon::detail::words {

/// So many letters or digits are counted at most: no word of a table has more.
inline constexpr std::size_t most_letters = 16;

/// How many letters, or letters and digits, end before `end`, eight bytes at a time; 16 at most.
RECKON_COLD [[nodiscard]] constexpr std::size_t letters_before_slowly(std::string_view text, std::size_t end,
                                                                      bool with_digits) noexcept {
  const auto count = [&](std::size_t at) {
    const std::uint64_t bytes = eight_bytes_before(text, at);
    const std::uint64_t others = other_bits(bytes) & ~(with_digits ? digit_bits(bytes) : 0);
    return static_cast<std::size_t>(std::countl_zero(others)) / 8;
  };
  const std::size_t last = count(end);
  return last < 8 ? last : last + count(end - 8);
}

#if defined(__SSE2__) && defined(__GNUC__)
namespace sse2 {

/// How many of the last of sixteen bits are set.
[[nodiscard]] inline std::size_t set_at_the_end(std::uint32_t bits) noexcept {
  return static_cast<unsigned>(std::countl_zero(~(bits << 16)));
}

}  // namespace sse2
#endif

/// How many ASCII letters end before this place; 16 at most.
[[nodiscard]] constexpr std::size_t letters_before(std::string_view text, std::size_t end) noexcept {
#if defined(__SSE2__) && defined(__GNUC__)
  if (!std::is_constant_evaluated() && end >= most_letters)
    return sse2::set_at_the_end(sse2::letters(sse2::load(text.data() + end - most_letters)));
#endif
  return letters_before_slowly(text, end, false);
}

/// How many ASCII letters and digits end before this place; 16 at most.
[[nodiscard]] constexpr std::size_t letters_and_digits_before(std::string_view text,
                                                              std::size_t end) noexcept {
#if defined(__SSE2__) && defined(__GNUC__)
  if (!std::is_constant_evaluated() && end >= most_letters) {
    const sse2::bytes c = sse2::load(text.data() + end - most_letters);
    return sse2::set_at_the_end(sse2::letters(c) | sse2::digits(c));
  }
#endif
  return letters_before_slowly(text, end, true);
}

}  // namespace reckon::detail::words
