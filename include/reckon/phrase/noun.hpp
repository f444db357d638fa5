// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prefix.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The words behind a value: what is counted.
namespace reckon::detail::words {

inline constexpr auto plurals_without_s = indexed<plain_idiom>({
    {"people"},
    {"men"},
    {"women"},
    {"children"},
    {"police"},
    {"cattle"},
    {"sheep"},
});

/// Whether the word at this place is a plural, as counts have behind them.
[[nodiscard]] constexpr bool is_plural_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = letters_end(text, at);
  if (end == at) return false;
  if (end - at > 3 && folded(text[end - 1]) == 's') return true;
  const std::string_view word = text.substr(at, end - at);
  return is_among(word, plurals_without_s);
}

/// Plurals that are measured in metres rather than counted in millions: "10m waves", "the 100m hurdles"; and
/// words that only look like plurals.
inline constexpr auto measured_plurals = indexed<plain_idiom>({
    {"waves"},  {"walls"},  {"hurdles"}, {"sprints"}, {"races"}, {"heats"},   {"finals"},  {"relays"},
    {"poles"},  {"fences"}, {"towers"},  {"steps"},   {"boats"}, {"yachts"},  {"trees"},   {"cables"},
    {"ropes"},  {"cliffs"}, {"swells"},  {"depths"},  {"masts"}, {"columns"}, {"tunnels"}, {"statues"},
    {"across"}, {"plus"},   {"less"},    {"versus"},  {"this"},  {"perhaps"}, {"always"},  {"runs"},
});

/// Whether things that are counted follow: "11.3m passengers" are millions, "1.5m sq km" as well; "5m of
/// rope" is a length.
[[nodiscard]] constexpr bool counts_follow(std::string_view text, std::size_t at) noexcept {
  const std::size_t p = skip_spaces(text, at);
  if (p == at) return false;
  if (idiom_at(text, p, "sq") != 0) return true;
  return is_plural_at(text, p) && !word_of(text, p, measured_plurals).found();
}

/// The sign "+" behind a number.
inline constexpr tail_idiom plus_sign{"+", tail_role::or_more};

/// Whether "a dozen", "a hundred" begins here.
[[nodiscard]] constexpr bool is_article_of_scale_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t article = idiom_at(text, at, "a");
  return article != 0 && scale_at(text, skip_spaces(text, article)).found();
}

/// The tail that stands behind the spaces or the hyphen at this place, and begins at `p`.
RECKON_NOINLINE [[nodiscard]] constexpr idiom_match<tail_idiom> tail_from(std::string_view text,
                                                                          std::size_t at,
                                                                          std::size_t p) noexcept {
  if (byte_at(text, p) == '+' && byte_at(text, at) != '-') {
    const char after = byte_at(text, p + 1);
    const std::size_t further = skip_spaces(text, p + 1);
    const bool sum = is_digit(byte_at(text, further)) || after == '-' || after == '/' || after == '+';
    return sum ? idiom_match<tail_idiom>{} : idiom_match<tail_idiom>{&plus_sign, p + 1};
  }
  if (!is_ascii_letter(byte_at(text, p))) return {};
  const auto tail = longest_idiom(text, p, tails);
  if (!tail.found()) return {};
  // "20 max", but "the 737 Max"
  if (stands_at(text, p, "Max")) return {};
  // Letters that touch the digits are a tail in "30ish" alone; "or more" stands apart.
  if (p == at && !same_word(tail.entry->text, "ish") && !same_word(tail.entry->text, "odd")) return {};
  const std::size_t further = skip_spaces(text, tail.end);
  // "more than 100 or less than 50" has two bounds, and no tail; "100 or more than" that breaks off has one.
  if (const std::size_t than = idiom_at(text, further, "than"); than != 0)
    return skip_spaces(text, than) == text.size() ? idiom_match<tail_idiom>{tail.entry, than}
                                                  : idiom_match<tail_idiom>{};
  // Nor has "12 soldiers and up to 30 rebels".
  if (tail.entry->text.ends_with("up") && idiom_at(text, further, "to") != 0) return {};
  const bool number = is_digit(byte_at(text, further)) || word_of(text, further, number_words).found() ||
                      longest_idiom(text, further, currency_prefixes).found() ||
                      word_of(text, further, vague_plurals).found() ||
                      word_of(text, further, part_words).found() || is_article_of_scale_at(text, further);
  return number ? idiom_match<tail_idiom>{} : tail;
}

/// The tail that stands at this place, behind spaces or a hyphen; "+" counts as one.
[[nodiscard]] constexpr idiom_match<tail_idiom> tail_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t p = next_word(text, at);
  constexpr std::uint16_t any = words_behind::tail | words_behind::link;
  if (is_ascii_letter(byte_at(text, p)) && (words_behind::at(text, p) & any) == 0) return {};
  return tail_from(text, at, p);
}

/// Whether "year-old" stands here, as in "a 50 year-old man".
[[nodiscard]] constexpr bool is_years_old_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view year = "year-old";
  return folded(byte_at(text, at)) == 'y' && same_word(text.substr(at, year.size()), year);
}

/// Whether a word may be part of a noun.
[[nodiscard]] constexpr bool may_name(std::string_view text, std::size_t at) noexcept {
  if (word_of(text, at, noun_breakers).found()) return false;
  const std::uint16_t roles = at < text.size() ? prefix_words::roles_at(text, at) : std::uint16_t{0};
  const auto is = [&](std::uint16_t role, const auto& table) {
    return (roles & role) != 0 && word_of(text, at, table).found();
  };
  return !is(prefix_words::number, number_words) && !is(prefix_words::scale, scale_words) &&
         !is(prefix_words::plural, vague_plurals) &&
         ((roles & prefix_words::vague) == 0 || !longest_idiom(text, at, vague_idioms).found());
}

/// A run of noun words from begin to end; empty where none stands.
struct noun_span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words up to the next tail, sign or end of the text: at most six, neither beginning nor ending with a
/// link.
[[nodiscard]] constexpr noun_span noun_at(std::string_view text, std::size_t at) noexcept {
  constexpr int most = 6;
  const std::size_t begin = skip_spaces(text, at);
  const auto link = word_of(text, begin, noun_links);
  if (link.found() && !link.entry->may_begin) return {};
  std::size_t end = begin;
  std::size_t firm = begin;  // the end of the last word that is no link
  for (int i = 0; i < most; ++i) {
    const std::size_t p = i == 0 ? begin : skip_spaces(text, end);
    const std::size_t word = word_end(text, p);
    if (word == p || !ends_word(text, word) || (i > 0 && p == end) || !may_name(text, p)) break;
    if (i > 0 && tail_at(text, end).found()) break;
    end = word;
    if (!word_of(text, p, noun_links).found()) firm = end;
  }
  return {begin, firm};
}

/// The place behind the "of" that ends here, and behind "the".
RECKON_NOINLINE [[nodiscard]] constexpr std::size_t behind_of(std::string_view text,
                                                              std::size_t of) noexcept {
  const std::size_t the = idiom_at(text, skip_spaces(text, of), "the");
  return skip_spaces(text, the != 0 ? the : of);
}

/// Steps over "of" and "of the".
[[nodiscard]] constexpr std::size_t skip_of_at(std::string_view text, std::size_t p) noexcept {
  if (folded(byte_at(text, p)) != 'o') return p;
  const std::size_t of = idiom_at(text, p, "of");
  return of == 0 ? p : behind_of(text, of);
}

/// Words that end the noun of a mention in prose.
inline constexpr auto prose_breakers = indexed<plain_idiom>({
    {"is"},    {"are"},    {"was"},     {"were"},   {"be"},    {"been"},  {"has"},     {"have"},
    {"had"},   {"do"},     {"did"},     {"will"},   {"would"}, {"can"},   {"could"},   {"may"},
    {"might"}, {"shall"},  {"should"},  {"must"},   {"who"},   {"which"}, {"that"},    {"this"},
    {"these"}, {"those"},  {"when"},    {"while"},  {"where"}, {"as"},    {"after"},   {"before"},
    {"since"}, {"until"},  {"during"},  {"over"},   {"under"}, {"into"},  {"about"},   {"around"},
    {"its"},   {"them"},   {"us"},      {"their"},  {"his"},   {"her"},   {"he"},      {"she"},
    {"it"},    {"they"},   {"we"},      {"i"},      {"there"}, {"then"},  {"so"},      {"yet"},
    {"per"},   {"each"},   {"every"},   {"here"},   {"said"},  {"says"},  {"because"}, {"against"},
    {"near"},  {"within"}, {"without"}, {"across"}, {"among"}, {"ago"},   {"also"},    {"still"},
});

/// Whether a word that hedges or bounds a number begins here: "1,000 of the roughly 5,000".
[[nodiscard]] constexpr bool is_hedge_at(std::string_view text, std::size_t at,
                                         prefix_memory* known) noexcept {
  const prefix_match prefix = prefix_at(text, at, known);
  return prefix.found() &&
         (prefix.entry.role == prefix_role::hedge || prefix.entry.role == prefix_role::bound);
}

/// What the first word of something that ends a noun in prose may be: looked up once, it tells which tables
/// need not be asked.
namespace noun_words {
inline constexpr std::uint16_t breaker = 1;
inline constexpr std::uint16_t link = 2;
inline constexpr std::uint16_t prose_breaker = 4;
inline constexpr std::uint16_t tail = 8;
inline constexpr std::uint16_t number = 16;
inline constexpr std::uint16_t scale = 32;
inline constexpr std::uint16_t plural = 64;  ///< a vague one
inline constexpr std::uint16_t vague = 128;
inline constexpr std::uint16_t prefix = 256;

[[nodiscard]] consteval first_word_roles roles() {
  first_word_roles made;
  made.add(noun_breakers, breaker);
  made.add(noun_links, link);
  made.add(prose_breakers, prose_breaker);
  made.add(tails, tail);
  made.add(number_words, number);
  made.add(scale_words, scale);
  made.add(vague_plurals, plural);
  made.add(vague_idioms, vague);
  made.add(prefixes, prefix);
  made.add(comparatives, prefix);
  made.add(comparison_adverbs, prefix);
  return made;
}

inline constexpr first_word_roles known = roles();

/// Of the word at this place; 0 if none of them begins with it.
[[nodiscard]] constexpr std::uint16_t at(std::string_view text, std::size_t place) noexcept {
  return known.at(text, place);
}
}  // namespace noun_words

/// Whether a word of these roles that stands here ends a noun in prose.
RECKON_NOINLINE [[nodiscard]] constexpr bool ends_noun(std::string_view text, std::size_t at,
                                                       std::uint16_t roles, prefix_memory* known) noexcept {
  const auto is = [&](std::uint16_t role, const auto& table) {
    return (roles & role) != 0 && word_of(text, at, table).found();
  };
  return is(noun_words::prose_breaker, prose_breakers) || is(noun_words::breaker, noun_breakers) ||
         is(noun_words::link, noun_links) || is(noun_words::number, number_words) ||
         is(noun_words::scale, scale_words) || is(noun_words::plural, vague_plurals) ||
         ((roles & noun_words::vague) != 0 && longest_idiom(text, at, vague_idioms).found()) ||
         ((roles & noun_words::tail) != 0 && longest_idiom(text, at, tails).found()) ||
         is_hedge_at(text, at, known);
}

/// Whether a word that ends a noun in prose stands here: a breaker, a link, a tail, a number or what stands
/// before one.
[[nodiscard]] constexpr bool ends_noun_at(std::string_view text, std::size_t at,
                                          prefix_memory* known) noexcept {
  const std::uint16_t roles = noun_words::at(text, at);
  return roles != 0 && ends_noun(text, at, roles, known);
}

/// In prose: capitalised words and the one word in small letters behind them, "North Korean soldiers".
[[nodiscard]] constexpr noun_span noun_in_prose(std::string_view text, std::size_t begin,
                                                prefix_memory* known) noexcept {
  constexpr int most = 3;
  std::size_t p = begin;
  for (int i = 0; i < most; ++i) {
    const std::size_t word = word_end(text, p);
    if (word == p || !ends_word(text, word)) return {};
    if (ends_noun_at(text, p, known)) return {};
    if (!is_capital(text[p])) return {begin, word};
    p = skip_spaces(text, word);
  }
  return {};
}

}  // namespace reckon::detail::words
