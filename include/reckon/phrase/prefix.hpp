// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What may stand before a value: the idioms of the table, and comparisons, which are too many to list.
namespace reckon::detail::words {

/// Adjectives of a comparison. Words of age are left out: an age is no quantity.
struct comparative {
  std::string_view text;
  bool upward;
};

inline constexpr auto comparatives = indexed<comparative>({
    {"more", true},     {"greater", true},  {"higher", true},   {"larger", true},     {"bigger", true},
    {"longer", true},   {"taller", true},   {"heavier", true},  {"faster", true},     {"wider", true},
    {"deeper", true},   {"stronger", true}, {"hotter", true},   {"warmer", true},     {"farther", true},
    {"further", true},  {"better", true},   {"fewer", false},   {"less", false},      {"lower", false},
    {"smaller", false}, {"shorter", false}, {"lighter", false}, {"slower", false},    {"narrower", false},
    {"cooler", false},  {"colder", false},  {"cheaper", false}, {"shallower", false}, {"lesser", false},
    {"worse", false},
});

/// A word that compares without "than".
inline constexpr auto positions = indexed<comparative>({
    {"over", true},
    {"above", true},
    {"beyond", true},
    {"under", false},
    {"below", false},
});

/// Adverbs before a comparison: "slightly more than" hedges, "far more than" still bounds.
struct comparison_adverb {
  std::string_view text;
  bool slight;
};

inline constexpr auto comparison_adverbs = indexed<comparison_adverb>({
    {"just", true},         {"slightly", true},       {"a little", true},       {"a bit", true},
    {"marginally", true},   {"fractionally", true},   {"only slightly", true},  {"a tad", true},
    {"only just", true},    {"barely", true},         {"well", false},          {"far", false},
    {"much", false},        {"way", false},           {"significantly", false}, {"considerably", false},
    {"comfortably", false}, {"substantially", false}, {"vastly", false},        {"a lot", false},
    {"somewhat", false},    {"easily", false},
});

struct prefix_match {
  prefix_idiom entry{};
  std::size_t end = 0;

  [[nodiscard]] constexpr bool found() const noexcept { return end != 0; }
};

[[nodiscard]] constexpr bound_sense bound_of(bool upward, bool closed) noexcept {
  if (upward) return closed ? bound_sense::at_least : bound_sense::more_than;
  return closed ? bound_sense::at_most : bound_sense::less_than;
}

/// Words that turn a comparison round.
inline constexpr auto comparison_negations = indexed<plain_idiom>({
    {"no"},
    {"not"},
    {"nothing"},
    {"never"},
    {"hardly"},
    {"scarcely"},
});

/// Words before and inside a comparison by which it includes its end.
inline constexpr auto equals_before = indexed<plain_idiom>({
    {"equal to or"},
    {"equal or"},
    {"equals or"},
});
inline constexpr auto equals_inside = indexed<plain_idiom>({
    {"than or equal to"},
    {"than or equals"},
    {"than or equal"},
    {"or equal to than"},
    {"or equal than"},
    {"or equal to"},
    {"or equals to"},
});

/// The end of the longest of these idioms that stands behind the spaces at this place, or the place itself.
template <std::size_t N>
[[nodiscard]] constexpr std::size_t skip_idiom(std::string_view text, std::size_t at,
                                               const idiom_table<plain_idiom, N>& idioms) noexcept {
  const auto found = longest_idiom(text, skip_spaces(text, at), idioms);
  return found.found() ? found.end : at;
}

/// Reads a comparison: "no larger than", "greater than or equal to", "equal or more than", "far below".
[[nodiscard]] constexpr prefix_match comparison_at(std::string_view text, std::size_t at) noexcept {
  std::size_t p = skip_idiom(text, at, comparison_negations);
  const bool negative = p != at;
  const std::size_t q = skip_spaces(text, p);
  const auto adverb = longest_idiom(text, q, comparison_adverbs);
  if (adverb.found()) p = adverb.end;
  const std::size_t before = p;
  p = skip_idiom(text, p, equals_before);
  const bool equal_first = p != before;
  const std::size_t word = skip_spaces(text, p);
  std::size_t end = 0;
  bool upward = false;
  bool closed = equal_first;
  if (const auto position = word_of(text, word, positions); position.found()) {
    if (!adverb.found() && !equal_first) return {};  // the table has these
    upward = position.entry->upward;
    end = position.end;
  } else if (const auto compared = word_of(text, word, comparatives); compared.found()) {
    upward = compared.entry->upward;
    end = skip_idiom(text, compared.end, equals_inside);
    closed = closed || end != compared.end;
    if (end == compared.end) end = idiom_at(text, skip_spaces(text, compared.end), "than");
    if (end == 0) return {};
  } else {
    return {};
  }
  if (adverb.found() && adverb.entry->slight && !negative) {
    return {hedge_words({}, upward ? hedge_sense::above : hedge_sense::below), end};
  }
  if (negative) {
    upward = !upward;
    closed = !closed;
  }
  return {bound_words({}, bound_of(upward, closed)), end};
}

/// The first words of prefixes, and of comparisons.
struct prefix_openings {
  word_filter<4096> all;
  word_filter<4096> comparisons;
};

[[nodiscard]] consteval prefix_openings openings_of_prefixes() {
  prefix_openings made;
  const auto compares = [&](std::string_view text) {
    made.all.add(opening_hash(text, 0));
    made.comparisons.add(opening_hash(text, 0));
  };
  for (const prefix_idiom& entry : prefixes) made.all.add(opening_hash(entry.text, 0));
  for (const comparative& entry : comparatives) compares(entry.text);
  for (const comparative& entry : positions) compares(entry.text);
  for (const comparison_adverb& entry : comparison_adverbs) compares(entry.text);
  for (const std::string_view word :
       {"no", "not", "nothing", "never", "hardly", "scarcely", "equal", "equals"})
    compares(word);
  return made;
}

inline constexpr prefix_openings known_openings = openings_of_prefixes();

/// The longest prefix that stands at this place.
[[nodiscard]] constexpr prefix_match prefix_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {};
  const bool word = is_ascii_letter(text[at]);
  const std::uint32_t hash = word ? opening_hash(text, at) : 0;
  if (word && !known_openings.all.has(hash)) return {};
  const auto listed = longest_idiom(text, at, prefixes);
  prefix_match best;
  if (listed.found()) best = {*listed.entry, listed.end};
  if (!word || !known_openings.comparisons.has(hash)) return best;
  const prefix_match compared = comparison_at(text, at);
  return compared.end > best.end ? compared : best;
}

}  // namespace reckon::detail::words
