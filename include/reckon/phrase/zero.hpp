// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/prose.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/table.hpp>

#include <cstddef>
#include <string_view>

/// Statements in prose that a count is nought: "no casualties", "none killed".
///
/// Most words behind "no" count nothing ("no doubt", "no one said"), so that those which do are listed: what
/// befalls people in reports. Longer lists would find more and be wrong more often.
namespace reckon::detail::words {

/// What there was none of, behind "no".
inline constexpr auto counted_harm = indexed<plain_idiom>({
    {"casualties"},
    {"deaths"},
    {"fatalities"},
    {"injuries"},
    {"victims"},
    {"survivors"},
    {"arrests"},
});

/// What befell none, behind "none" or "none were".
inline constexpr auto harmed = indexed<plain_idiom>({
    {"killed"},
    {"injured"},
    {"wounded"},
    {"hurt"},
    {"dead"},
    {"died"},
    {"survived"},
    {"arrested"},
});

/// Adjectives that change nothing in the count; "further" and "more" would.
inline constexpr auto harm_adjectives = indexed<plain_idiom>({
    {"confirmed"},
    {"known"},
    {"reported"},
    {"civilian"},
    {"military"},
    {"human"},
    {"serious"},
    {"combat"},
});

/// Words before "no" that leave room for some, or for a question.
inline constexpr auto doubts_of_none = indexed<plain_idiom>({
    {"or"},
    {"if"},
    {"almost"},
    {"nearly"},
    {"virtually"},
    {"practically"},
    {"hardly"},
    {"not"},
    {"whether"},
});

/// What makes "casualties" a label of something else: "no deaths figure".
inline constexpr auto harm_reports = indexed<plain_idiom>({
    {"figure"},
    {"figures"},
    {"number"},
    {"numbers"},
    {"count"},
    {"counts"},
    {"toll"},
    {"list"},
    {"estimate"},
    {"estimates"},
    {"report"},
    {"reports"},
    {"data"},
});

/// Reads "no casualties" or "none killed" at this place.
[[nodiscard]] constexpr bool read_zero_in_prose(std::string_view text, std::size_t at,
                                                reading& out) noexcept {
  const bool none = folded(byte_at(text, at + 2)) == 'n';
  const std::size_t end = none ? idiom_at(text, at, "none") : idiom_at(text, at, "no");
  const std::size_t noun = end == 0 ? 0 : skip_spaces(text, end);
  if (end == 0 || noun == end || !may_begin_at(text, at)) return false;
  std::size_t p = noun;
  if (none) {
    if (const std::size_t behind = idiom_at(text, p, "were"); behind != 0) p = skip_spaces(text, behind);
    if (const std::size_t behind = idiom_at(text, p, "was"); behind != 0) p = skip_spaces(text, behind);
  } else if (const auto adjective = word_of(text, p, harm_adjectives); adjective.found()) {
    p = skip_spaces(text, adjective.end);
  }
  const auto counted = none ? word_of(text, p, harmed) : word_of(text, p, counted_harm);
  if (!counted.found() || !ends_word(text, counted.end)) return false;
  if (word_of(text, skip_spaces(text, counted.end), harm_reports).found()) return false;
  std::size_t last = at;
  while (last > 0 && text[last - 1] == ' ') --last;
  std::size_t first = last;
  constexpr std::size_t longest = 16;
  while (first > 0 && last - first < longest && is_ascii_letter(text[first - 1])) --first;
  if (is_among(text.substr(first, last - first), doubts_of_none)) return false;
  out = {};
  out.kind = phrase_kind::exact;
  out.lower = out.upper = out.point = {{}, true};
  out.count = true;
  out.noun = text.substr(noun, counted.end - noun);
  out.begin = out.first = at;
  out.end = counted.end;
  return true;
}

}  // namespace reckon::detail::words
