// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/currencies.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/unit_table.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Currencies, percent signs and physical units.
namespace reckon::detail::words {

/// Whether this unit stands behind digits, and again behind others: "2kg-3kg", "2 kg-3 kg".
[[nodiscard]] constexpr bool is_repeated_unit(std::string_view text, std::size_t at,
                                              std::string_view unit) noexcept {
  std::size_t p = at + unit.size();
  const std::size_t space = at > 1 && text[at - 1] == ' ' ? 1 : 0;
  if (at == 0 || !is_digit(text[at - space - 1]) || byte_at(text, p) != '-') return false;
  if (!is_digit(byte_at(text, ++p))) return false;
  while (is_digit(byte_at(text, p)) || byte_at(text, p) == '.') ++p;
  return stands_at(text, p + space, unit) && ends_word(text, p + space + unit.size());
}

/// Where the power behind a unit of length and its like ends: "km^2", "m/s\u00b2". The place itself if none
/// stands here.
[[nodiscard]] constexpr std::size_t unit_power_end(std::string_view text, std::size_t at) noexcept {
  const char mark = byte_at(text, at);
  if (mark == '\xc2') return stands_at(text, at, "\u00b2") || stands_at(text, at, "\u00b3") ? at + 2 : at;
  if (mark != '^') return at;
  const std::size_t digit = at + (byte_at(text, at + 1) == '-' ? 2 : 1);
  return is_digit(byte_at(text, digit)) && ends_word(text, digit + 1) ? digit + 1 : at;
}

/// Whether a code of a currency that ends here is none, or belongs to the number behind it: "in 2015 Rs 20
/// crore", but "5 SEK 7 SEK"; "12 SAR flights".
[[nodiscard]] constexpr bool is_of_others(std::string_view text, std::size_t end,
                                          std::string_view code) noexcept {
  constexpr std::size_t most = 24;
  const std::size_t stop = code == "Rs" && byte_at(text, end) == '.' ? end + 1 : end;
  const std::size_t next = skip_spaces(text, stop);
  if (next == stop) return false;
  if (is_digit(byte_at(text, next))) {
    std::size_t p = next;
    while (p - next < most &&
           (is_digit(byte_at(text, p)) || byte_at(text, p) == ',' || byte_at(text, p) == '.'))
      ++p;
    return !stands_at(text, skip_spaces(text, p), code);
  }
  if (code != "PHP" && code != "SAR" && code != "ILS" && code != "RM") return false;
  const std::size_t noun = letters_end(text, next);
  return noun - next > 3 && text[next] >= 'a' && text[next] <= 'z' && text[noun - 1] == 's';
}

/// Whether a bare number of four digits that may be a year stands one space before this place.
[[nodiscard]] constexpr bool is_behind_year(std::string_view text, std::size_t at) noexcept {
  if (at < 5 || text[at - 1] != ' ' || (text[at - 5] != '1' && text[at - 5] != '2')) return false;
  for (std::size_t i = 2; i < 5; ++i) {
    if (!is_digit(text[at - i])) return false;
  }
  return at == 5 || text[at - 6] == ' ' || text[at - 6] == '\n';
}

/// The unit that stands at this place, symbols in their own case.
[[nodiscard]] constexpr idiom_match<unit_idiom> unit_at(std::string_view text, std::size_t at) noexcept {
  idiom_match<unit_idiom> best;
  two_words_at words(text, at);
  const auto look = [&](std::uint64_t second, std::size_t second_at, std::uint32_t hash) {
    units.each_of(words.first, second, hash, [&](std::size_t k) {
      const unit_idiom& unit = units.entries[k];
      std::size_t end = 0;
      if (unit.symbol) {
        end = stands_at(text, at, unit.text) ? at + unit.text.size() : 0;
      } else {
        end = second == 0 ? units.end_at(text, at, k) : units.end_behind(text, at, second_at, k);
      }
      if (end <= best.end) return;
      // "km2" ends with a digit, so that the rule for letters does not guard it.
      if (unit.symbol && !ends_word(text, end) && !is_repeated_unit(text, at, unit.text)) return;
      // "99p" are pence, "7 p.m." is a time; "10c" are cents.
      const bool glued = unit.text.size() == 1 && (unit.text[0] == 'p' || unit.text[0] == 'c');
      if (glued && (at == 0 || !is_digit(text[at - 1]) || idiom_at(text, at, "p.m") != 0)) return;
      // "EUR" stands in the table as a word; "1,500 EUR 3 months later" is an amount.
      const bool capitals = end == at + 3 && is_capital(text[at]) && is_capital(text[at + 1]);
      const bool code = unit.symbol || (capitals && is_behind_year(text, at));
      if (code && unit.kind == unit_class::currency && is_of_others(text, end, text.substr(at, end - at)))
        return;
      best = {&unit, end};
    });
  };
  look(0, 0, words.hash);
  if (units.goes_on.has(words.hash) && words.goes_on()) look(words.second, words.second_at, words.pair_hash);
  if (best.found() && best.entry->kind == unit_class::physical) best.end = unit_power_end(text, best.end);
  return best;
}

}  // namespace reckon::detail::words
