// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/reading.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Streets, formats of pictures and abbreviations that have numbers in their names.
namespace reckon::detail::words {

/// Whether a street follows: "10 Downing Street".
[[nodiscard]] constexpr bool is_address(std::string_view text, const reading& said) noexcept {
  std::size_t p = skip_spaces(text, said.first);
  while (is_digit(byte_at(text, p))) ++p;
  for (int i = 0; i < 4; ++i) {
    p = skip_spaces(text, p);
    if (!is_capital(byte_at(text, p))) return false;
    const std::size_t end = letters_end(text, p);
    if (i > 0 && is_among(text.substr(p, end - p), street_words)) return true;
    p = end;
  }
  return false;
}

/// Whether so many lines make a picture of television.
[[nodiscard]] constexpr bool is_resolution(decimal lines) noexcept {
  bool known = false;
  for (const std::uint64_t each : {240U, 360U, 480U, 540U, 576U, 720U, 1080U, 1440U, 2160U, 4320U})
    known = known || stripped({each, 0}) == lines;
  return known;
}

/// Whether a word is two to four capitals.
[[nodiscard]] constexpr bool is_abbreviation(std::string_view word) noexcept {
  bool capitals = word.size() >= 2 && word.size() <= 4;
  for (const char c : word) capitals = capitals && is_capital(c);
  return capitals;
}

}  // namespace reckon::detail::words
