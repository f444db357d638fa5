// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/numeral.hpp>

#include <cstddef>
#include <string_view>

/// Amounts in vague words: "hundreds", "tens of thousands", "several hundred".
namespace reckon::detail::words {

struct vague_result {
  vague_word word = vague_word::none;
  decimal unit{1, 0};  ///< one of what: 1,000 in "tens of thousands", 100 in "several hundred"
  std::size_t end = 0;
};

/// Reads plurals joined by "of", the first of which is the vague word and the others its unit.
[[nodiscard]] constexpr vague_result read_vague_plural(std::string_view text, std::size_t at) noexcept {
  const auto first = word_of(text, at, vague_plurals);
  if (!first.found() || !ends_word(text, first.end)) return {};
  vague_result result{first.entry->word, {1, 0}, first.end};
  for (int i = 0; i < 2; ++i) {
    const std::size_t p = skip_spaces(text, result.end);
    const std::size_t of = p == result.end ? 0 : idiom_at(text, p, "of");
    if (of == 0) break;
    const auto next = word_of(text, skip_spaces(text, of), vague_plurals);
    if (!next.found()) break;
    const decimal_result unit = product(result.unit, next.entry->value);
    if (!unit.fits) break;
    result.unit = unit.value;
    result.end = next.end;
  }
  return result;
}

/// Reads a vague amount; `word` is none if none stands at this place.
[[nodiscard]] constexpr vague_result read_vague(std::string_view text, std::size_t at) noexcept {
  if (!is_ascii_letter(byte_at(text, at))) return {};
  const auto few = longest_idiom(text, at, vague_idioms);
  if (!few.found()) return read_vague_plural(text, at);
  vague_result result{few.entry->word, {1, 0}, few.end};
  const std::size_t p = next_word(text, few.end);
  const auto tens = word_of(text, p, vague_plurals);
  if (tens.found()) {
    const vague_result plural = read_vague_plural(text, p);
    const decimal_result unit = product(tens.entry->value, plural.unit);
    if (plural.word != vague_word::none && unit.fits) return {few.entry->word, unit.value, plural.end};
  }
  numeral scales;
  scales.end = few.end;
  read_scales(text, scales);
  result.unit = scales.scale;
  result.end = scales.end;
  return result;
}

}  // namespace reckon::detail::words
