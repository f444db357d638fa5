// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prose_words.hpp>

#include <cstddef>
#include <string_view>

/// Times of day.
namespace reckon::detail::words {

/// Whether a time of day begins here: "a quarter to nine", but not "a quarter to $420 million".
[[nodiscard]] constexpr bool is_clock_at(std::string_view text, std::size_t at) noexcept {
  const char first = folded(byte_at(text, at));
  if (first != 'a' && first != 'q' && first != 'h') return false;
  const auto clock = longest_idiom(text, at, clock_idioms);
  if (!clock.found()) return false;
  const std::size_t p = skip_spaces(text, clock.end);
  if (idiom_at(text, p, "the") != 0) return true;
  const numeral_result hour = read_numeral(text, p, false);
  return !hour.found || (hour.value.unit.empty() && !less({12, 0}, hour.value.value));
}

/// Whether a word behind an hour may begin here.
[[nodiscard]] constexpr bool may_name_hour_at(std::string_view text, std::size_t at) noexcept {
  const char second = folded(byte_at(text, at + 1));
  switch (folded(byte_at(text, at))) {
    case 'a':
    case 'p':
      return second == 'm' || second == '.';
    case 'o':
      return second == '\'' || second == '\xe2';
    case 'g':
      return second == 'm';
    case 'n':
      return second == 'o';
    case 'm':
      return second == 'i';
    default:
      return false;
  }
}

}  // namespace reckon::detail::words
