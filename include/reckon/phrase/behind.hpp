// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// A first look at what stands behind a number, which spares most numbers of a text all further looks.
namespace reckon::detail::words {

enum class behind : std::uint8_t {
  nothing,  ///< nothing that the grammar could take for a part of the phrase
  noun,     ///< a word that can be a noun, and no other part
  more,     ///< anything
};

/// The openings of all words that may go on with a number.
[[nodiscard]] consteval word_filter<4096> openings_behind_numbers() {
  word_filter<4096> made;
  const auto add = [&](std::string_view text) { made.add(opening_hash(text, 0)); };
  const auto add_all = [&](const auto& table) {
    for (const auto& entry : table) add(entry.text);
  };
  add_all(scale_words);
  add_all(scale_abbreviations);
  add_all(units);
  add_all(joins);
  add_all(tails);
  add_all(tolerance_signs);
  add_all(surmises);
  for (const std::string_view word :
       {"and", "in", "out", "over", "point", "or", "but", "of", "a", "an", "half", "to", "x", "b"})
    add(word);
  return made;
}

inline constexpr word_filter<4096> known_behind_numbers = openings_behind_numbers();

/// What stands behind a number that ends here, its groups, decimals and fraction in digits read.
[[nodiscard]] constexpr behind what_stands_behind(std::string_view text, std::size_t end) noexcept {
  const char mark = byte_at(text, end);
  if (end == text.size()) return behind::nothing;
  if (mark != ' ' && mark != '\n' && mark != '\t' && mark != '\r') {
    if (mark == ')' || mark == ']' || mark == ';' || mark == '"') return behind::nothing;
    const bool stop = mark == '.' && (end + 1 == text.size() || space_at(text, end + 1) == 1);
    return stop ? behind::nothing : behind::more;
  }
  const std::size_t p = skip_spaces(text, end);
  if (p == text.size()) return behind::nothing;
  const char next = text[p];
  if (is_ascii_letter(next)) {
    return known_behind_numbers.has(opening_hash(text, p)) ? behind::more : behind::noun;
  }
  return is_digit(next) || next == '(' || next == '[' || next == '"' ? behind::nothing : behind::more;
}

}  // namespace reckon::detail::words
