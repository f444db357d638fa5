// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/place_memory.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <array>
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
    {"just", true},           {"slightly", true},      {"a little", true},      {"a bit", true},
    {"marginally", true},     {"fractionally", true},  {"only slightly", true}, {"a tad", true},
    {"a touch", true},        {"a shade", true},       {"only just", true},     {"barely", true},
    {"well", false},          {"far", false},          {"much", false},         {"way", false},
    {"significantly", false}, {"considerably", false}, {"comfortably", false},  {"substantially", false},
    {"vastly", false},        {"a lot", false},        {"somewhat", false},     {"easily", false},
});

/// What the prefix at a place says, and where it ends.
struct prefix_match {
  prefix_sense entry;
  std::size_t end = 0;

  [[nodiscard]] constexpr bool found() const noexcept { return end != 0; }
};

[[nodiscard]] constexpr bound_sense bound_of(bool upward, bool closed) noexcept {
  if (upward) return closed ? bound_sense::at_least : bound_sense::more_than;
  return closed ? bound_sense::at_most : bound_sense::less_than;
}

/// "below zero" or "above zero" behind a number. `end` is 0 if neither stands here.
struct side_of_zero {
  std::size_t end = 0;
  bool below = false;
};

[[nodiscard]] constexpr side_of_zero side_of_zero_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t p = skip_spaces(text, at);
  const char initial = folded(byte_at(text, p));
  if (p == at || (initial != 'a' && initial != 'b')) return {};
  if (const std::size_t above = idiom_at(text, p, "above zero"); above != 0) return {above, false};
  const std::size_t below = idiom_at(text, p, "below zero");
  return {below, below != 0};
}

/// The same bound as seen from the other side of zero.
[[nodiscard]] constexpr bound_sense mirrored(bound_sense bound) noexcept {
  switch (bound) {
    case bound_sense::at_least:
      return bound_sense::at_most;
    case bound_sense::more_than:
      return bound_sense::less_than;
    case bound_sense::at_most:
      return bound_sense::at_least;
    case bound_sense::less_than:
      return bound_sense::more_than;
    default:
      return bound;
  }
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

/// What the first word of a prefix may be.
namespace prefix_words {
inline constexpr std::uint16_t listed = 1;       ///< the first of an idiom of the table
inline constexpr std::uint16_t negation = 2;     ///< of a comparison
inline constexpr std::uint16_t adverb = 4;       ///< before a comparison
inline constexpr std::uint16_t equals = 8;       ///< "equal to or"
inline constexpr std::uint16_t comparison = 16;  ///< "more", "above"
inline constexpr std::uint16_t verb = 32;        ///< of a change
inline constexpr std::uint16_t number = 64;
inline constexpr std::uint16_t scale = 128;
inline constexpr std::uint16_t part = 256;
inline constexpr std::uint16_t plural = 512;  ///< a vague one
inline constexpr std::uint16_t vague = 1024;
inline constexpr std::uint16_t currency = 2048;
inline constexpr std::uint16_t minus = 4096;
inline constexpr std::uint16_t article = 8192;
inline constexpr std::uint16_t digit = 16384;
inline constexpr std::uint16_t any_comparison = negation | adverb | equals | comparison;
inline constexpr std::uint16_t in_words = number | scale | part | article;
inline constexpr std::uint16_t value = in_words | plural | vague | currency | minus | digit;
inline constexpr std::uint16_t starting =
    listed | any_comparison | verb | value;  ///< a mention may begin with it

[[nodiscard]] consteval first_word_roles roles() {
  first_word_roles made;
  made.add(prefixes, listed);
  made.add(comparison_negations, negation);
  made.add(comparison_adverbs, adverb);
  made.add(equals_before, equals);
  made.add(comparatives, comparison);
  made.add(positions, comparison);
  made.add(change_verbs, verb);
  made.add(number_words, number);
  made.add(scale_words, scale);
  made.add(part_words, part);
  made.add(vague_plurals, plural);
  made.add(vague_idioms, vague);
  made.add(currency_prefixes, currency);
  made.add(std::array{plain_idiom{"a"}, plain_idiom{"an"}}, article);
  made.add(std::array{plain_idiom{"minus"}, plain_idiom{"negative"}}, minus);
  return made;
}

inline constexpr first_word_roles known = roles();

/// Of a sign: it may be listed, or begin a number.
[[nodiscard]] constexpr std::uint16_t roles_of_sign_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  if (is_comparison_sign_at(text, at) || c == '~') return listed;
  if (static_cast<unsigned char>(c) < 0x80)
    return c == '$' || c == '+' || c == '-' || c == '.' ? value : std::uint16_t{0};
  return c == '\xe2' && byte_at(text, at + 1) == '\x80' ? std::uint16_t{0}
                                                        : static_cast<std::uint16_t>(listed | value);
}

/// Of the word, the digit or the sign at this place.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr std::uint16_t roles_at(std::string_view text,
                                                                    std::size_t at) noexcept {
  const char c = byte_at(text, at);
  if (is_ascii_letter(c)) return known.at(text, at);
  return is_digit(c) ? digit : roles_of_sign_at(text, at);
}
}  // namespace prefix_words

/// Whether a number or a vague amount may begin here: no other word does, and any sign may.
[[nodiscard]] constexpr bool may_open_number(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && (prefix_words::roles_at(text, at) & prefix_words::value) != 0;
}

/// Reads a comparison: "no larger than", "greater than or equal to", "equal or more than", "far below".
/// `roles` tells what its first word may be.
[[nodiscard]] constexpr prefix_match comparison_at(two_words_at& words, std::uint16_t roles) noexcept {
  const std::string_view text = words.text;
  const std::size_t at = words.at;
  const auto may_be = [&](std::size_t place, std::uint16_t role) {
    return place != at || (roles & role) != 0;
  };
  std::size_t p = may_be(at, prefix_words::negation) ? skip_idiom(text, at, comparison_negations) : at;
  const bool negative = p != at;
  const std::size_t q = skip_spaces(text, p);
  idiom_match<comparison_adverb> adverb;
  if (q == at) {
    if ((roles & prefix_words::adverb) != 0) adverb = longest_idiom(words, comparison_adverbs);
    if (!adverb.found() && (roles & (prefix_words::equals | prefix_words::comparison)) == 0) return {};
  } else {
    adverb = longest_idiom(text, q, comparison_adverbs);
  }
  if (adverb.found()) p = adverb.end;
  const std::size_t before = p;
  if (may_be(p, prefix_words::equals)) p = skip_idiom(text, p, equals_before);
  const bool equal_first = p != before;
  const std::size_t word = skip_spaces(text, p);
  if (!may_be(word, prefix_words::comparison)) return {};
  std::size_t end = 0;
  bool upward = false;
  bool closed = equal_first;
  if (const auto position = word_of(text, word, positions); position.found()) {
    if (!adverb.found() && !equal_first) return {};  // the table has these
    upward = position.entry->upward;
    end = position.end;
  } else if (const auto compared = word_of(text, word, comparatives); compared.found()) {
    upward = compared.entry->upward;
    const std::size_t behind = skip_spaces(text, compared.end);
    end = idiom_at(text, behind, "than");
    // "than" alone, or "or equal" with it
    if (end == 0 || folded(byte_at(text, next_word(text, end))) == 'o') {
      const auto equals = longest_idiom(text, behind, equals_inside);
      if (equals.found()) {
        end = equals.end;
        closed = true;
      }
    }
    if (end == 0) return {};
  } else {
    return {};
  }
  if (adverb.found() && adverb.entry->slight && !negative) {
    return {prefix_sense(upward ? hedge_sense::above : hedge_sense::below), end};
  }
  if (negative) {
    upward = !upward;
    closed = !closed;
  }
  return {prefix_sense(bound_of(upward, closed)), end};
}

/// The longest of the idioms and comparisons that stand at this place, where a word of these roles does.
[[nodiscard]] constexpr prefix_match prefix_at(std::string_view text, std::size_t at,
                                               std::uint16_t roles) noexcept {
  prefix_match best;
  two_words_at words(text, at);
  // "sub-$200 phones", but "the sub 7 miles out"
  constexpr std::string_view sub = "sub";
  if (folded(byte_at(text, at)) == 's' && same_word(text.substr(at, sub.size()), sub) &&
      (byte_at(text, at + sub.size()) == '-' || byte_at(text, at + sub.size()) == ' ')) {
    const std::size_t end = at + sub.size() + 1;
    const bool number = is_digit(byte_at(text, end)) || longest_idiom(text, end, currency_prefixes).found();
    return text[end - 1] == '-' && number ? prefix_match{prefix_sense(bound_sense::less_than), end}
                                          : prefix_match{};
  }
  if ((roles & prefix_words::listed) != 0) {
    if (const auto idiom = longest_idiom(words, prefixes); idiom.found())
      best = {idiom.entry->sense, idiom.end};
  }
  if ((roles & prefix_words::any_comparison) == 0) return best;
  const prefix_match compared = comparison_at(words, roles);
  return compared.end > best.end ? compared : best;
}

[[nodiscard]] constexpr prefix_match prefix_at(std::string_view text, std::size_t at) noexcept {
  return prefix_at(text, at, prefix_words::roles_at(text, at));
}

/// The prefixes that a scan has looked up: what ends one mention may begin the next.
using prefix_memory = place_memory<prefix_match, 8>;

/// The prefix at this place, from the memory of a scan if there is one.
[[nodiscard]] constexpr prefix_match prefix_at(std::string_view text, std::size_t at, std::uint16_t roles,
                                               prefix_memory* known) noexcept {
  if ((roles & (prefix_words::listed | prefix_words::any_comparison)) == 0) return {};
  if (known == nullptr) return prefix_at(text, at, roles);
  return known->at(at, [&] { return prefix_at(text, at, roles); });
}

[[nodiscard]] constexpr prefix_match prefix_at(std::string_view text, std::size_t at,
                                               prefix_memory* known) noexcept {
  return prefix_at(text, at, prefix_words::roles_at(text, at), known);
}

/// Behind "but", "and" or a comma, with "is" perhaps; 0 if nothing links what stands here to a second bound.
[[nodiscard]] constexpr std::size_t bound_link(std::string_view text, std::size_t p) noexcept {
  const bool comma = byte_at(text, p) == ',';
  if (comma) p = skip_spaces(text, p + 1);
  std::size_t link = idiom_at(text, p, "but");
  if (link == 0) link = idiom_at(text, p, "and");
  if (link == 0 && !comma) return 0;
  if (link != 0) p = skip_spaces(text, link);
  const std::size_t is = idiom_at(text, p, "is");
  return skip_spaces(text, is != 0 ? is : p);
}

/// What may be the second bound of a number, where it stands, and whether words that may be counted stand
/// between.
struct second_bound {
  prefix_match bound;
  std::size_t at = 0;
  bool counted = false;
};

/// The prefix behind a number with a bound, two words and a link perhaps between them: "more than 300 people
/// but fewer than 500", "at least 20 at most 30", but not "at least 20 children under five".
[[nodiscard]] constexpr second_bound second_bound_at(std::string_view text, std::size_t end,
                                                     prefix_memory* known) noexcept {
  const std::size_t begin = skip_spaces(text, end);
  std::size_t p = begin;
  std::size_t link = bound_link(text, p);
  bool counted = false;
  for (int i = 0; i < 2 && link == 0; ++i) {
    const std::size_t word = letters_end(text, p);
    if (word == p || prefix_at(text, p, known).found()) break;
    p = skip_spaces(text, word);
    counted = idiom_at(text, p, "but") == 0;
    link = bound_link(text, p);
  }
  p = link != 0 ? link : begin;
  return {prefix_at(text, p, known), p, counted};
}

/// Steps over hedges before the upper end of a range.
[[nodiscard]] constexpr std::size_t skip_hedges(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 2; ++i) {
    at = skip_spaces(text, at);
    const auto prefix = prefix_at(text, at);
    if (!prefix.found() || prefix.entry.role != prefix_role::hedge) break;
    at = prefix.end;
  }
  return skip_spaces(text, at);
}

/// Steps over hedges and bounds: "from about 300 to more than 500".
[[nodiscard]] constexpr std::size_t skip_prefixes(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 3; ++i) {
    at = skip_spaces(text, at);
    const auto prefix = prefix_at(text, at);
    const bool skipped = prefix.found() && (prefix.entry.role == prefix_role::hedge ||
                                            prefix.entry.role == prefix_role::bound ||
                                            prefix.entry.role == prefix_role::filler);
    if (!skipped || idiom_at(text, at, "a") != 0) break;
    at = prefix.end;
  }
  return skip_spaces(text, at);
}

}  // namespace reckon::detail::words
