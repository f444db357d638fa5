// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// A first look at what stands behind a number, which spares most numbers of a text all further looks.
namespace reckon::detail::words {

enum class behind : std::uint8_t {
  nothing,  ///< nothing that the grammar could take for a part of the phrase
  noun,     ///< a word that can be a noun, and no other part
  bound,    ///< a link before what may be a second bound, and goes on with no number that has no first
  more,     ///< anything
};

/// What a word behind a number may be to the grammar: looked up once, it tells which tables need not be
/// asked.
namespace words_behind {
inline constexpr std::uint16_t scale = 1;
inline constexpr std::uint16_t unit = 2;
inline constexpr std::uint16_t join = 4;
inline constexpr std::uint16_t tail = 8;
inline constexpr std::uint16_t tolerance = 16;
inline constexpr std::uint16_t sign = 32;  ///< "x" of a power, "half" and other words of the grammar
inline constexpr std::uint16_t firm = scale | unit | join | tail | tolerance | sign;
inline constexpr std::uint16_t link = 64;  ///< goes on with the number only before some words: "and a half"
inline constexpr std::uint16_t part =
    128;  ///< goes on with a fraction only: "half a million", "a third of a mile"
inline constexpr std::uint16_t linked = 256;  ///< one of the words that may stand behind a link
inline constexpr std::uint16_t bound = 512;   ///< behind a link, the second bound of a number or a hedge
inline constexpr std::uint16_t any = 0xffff;

[[nodiscard]] consteval std::array<std::uint16_t, 16384> roles() {
  std::array<std::uint16_t, 16384> made{};
  const auto add = [&](std::string_view text, unsigned role) {
    std::uint16_t& known = made[opening_hash(text, 0) >> 4];
    known = static_cast<std::uint16_t>(known | role);
  };
  const auto add_all = [&](const auto& table, unsigned role) {
    for (const auto& entry : table) add(entry.text, role);
  };
  const auto is_link = [](std::string_view idiom) {
    return idiom.starts_with("and ") || idiom.starts_with("or ");
  };
  // "and more", "or so", "and up to": the first word alone says nothing.
  const auto add_idioms = [&](const auto& table, unsigned role) {
    for (const auto& entry : table) {
      const std::string_view text = entry.text;
      if (!is_link(text)) {
        add(text, role);
      } else {
        add(text.substr(text.find(' ') + 1), linked);
      }
    }
  };
  add_all(scale_words, scale);
  add_all(scale_abbreviations, scale);
  add_all(units, unit);
  add_idioms(joins, join);
  add_idioms(tails, tail);
  add_idioms(tolerance_signs, tolerance);
  for (const std::string_view word : {"half", "to", "x", "b", "k", "cr", "below", "above"}) add(word, sign);
  for (const std::string_view word : {"and", "or", "in", "out", "over", "but", "point"}) add(word, link);
  for (const std::string_view word : {"of", "a", "an"}) add(word, part);
  // Behind a link: a number, what stands before one, and "every" of "one in every five".
  add_all(number_words, linked);
  add_all(scale_words, linked);
  add_all(part_words, linked);
  add_all(vague_plurals, linked);
  add_all(vague_idioms, linked);
  add_all(currency_prefixes, linked);
  add_all(prefixes, bound);
  add_all(comparatives, bound);
  add_all(positions, bound);
  add_all(comparison_adverbs, bound);
  add_all(comparison_negations, bound);
  add_all(equals_before, bound);
  for (const std::string_view word : {"a", "an", "every", "is", "of", "minus", "negative"}) add(word, linked);
  return made;
}

inline constexpr std::array<std::uint16_t, 16384> known = roles();

/// Of the word at a place where a letter stands.
[[nodiscard]] constexpr std::uint16_t at(std::string_view text, std::size_t place) noexcept {
  return known[opening_hash(text, place) >> 4];
}

/// Of the word behind spaces or one hyphen at this place; all of them where a sign stands, none where it is a
/// digit, a comparison, a dash or a quotation mark.
[[nodiscard]] constexpr std::uint16_t behind(std::string_view text, std::size_t end) noexcept {
  const std::size_t p = next_word(text, end);
  const char c = byte_at(text, p);
  if (is_ascii_letter(c)) return at(text, p);
  // U+2010 to U+201F; the sign of a thousandth stands behind them.
  const auto third = static_cast<unsigned char>(byte_at(text, p + 2));
  const bool quotes = c == '\xe2' && byte_at(text, p + 1) == '\x80' && third >= 0x90 && third <= 0x9f;
  const bool apart = quotes || is_comparison_sign_at(text, p);
  return is_digit(c) || apart ? std::uint16_t{0} : any;
}
}  // namespace words_behind

/// The unit that stands at this place: the table is asked only where one may begin.
[[nodiscard]] constexpr idiom_match<unit_idiom> likely_unit_at(std::string_view text,
                                                               std::size_t at) noexcept {
  const bool word = is_ascii_letter(byte_at(text, at));
  if (word && (words_behind::at(text, at) & words_behind::unit) == 0) return {};
  return unit_at(text, at);
}

/// Whether "and" goes on with no number before these digits: "5 and 6", but not "5 and 1/2".
[[nodiscard]] constexpr bool is_apart_at(std::string_view text, std::size_t digits) noexcept {
  if (!is_digit(byte_at(text, digits))) return false;
  std::size_t end = digits + 1;
  while (end - digits < 5 && is_digit(byte_at(text, end))) ++end;
  return slash_at(text, end) == 0;
}

/// What a link at this place can be behind a number, by the word behind it.
RECKON_NOINLINE [[nodiscard]] constexpr behind kind_of_link(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end - at < 8 && is_ascii_letter(byte_at(text, end))) ++end;
  const std::size_t next = skip_spaces(text, end);
  if (next == end || !is_ascii_letter(byte_at(text, next))) return behind::more;
  const std::uint16_t second = words_behind::at(text, next);
  if ((second & words_behind::linked) != 0) return behind::more;
  if ((second & words_behind::bound) == 0) return behind::noun;
  if (idiom_at(text, at, "and") != 0 || idiom_at(text, at, "but") != 0) return behind::bound;
  // "5 or about 6" is a list, "5 in the river" has no second number.
  return idiom_at(text, at, "or") != 0 ? behind::more : behind::noun;
}

/// What a word of these roles with which a tail may begin can be: "more" of "5 more people" begins none.
RECKON_NOINLINE [[nodiscard]] constexpr behind kind_of_tail(std::string_view text, std::size_t at,
                                                            std::uint16_t roles) noexcept {
  if (longest_idiom(text, at, tails).found()) return behind::more;
  return (roles & words_behind::link) == 0 ? behind::noun : kind_of_link(text, at);
}

/// What the word at this place can be behind a number: no more than a noun, where nothing that the grammar
/// reads begins with it, or with it and the word behind it.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr behind kind_behind(std::string_view text, std::size_t at,
                                                                bool fraction) noexcept {
  const std::uint16_t roles = words_behind::at(text, at);
  if (fraction && (roles & words_behind::part) != 0) return behind::more;
  if (const unsigned firm = roles & words_behind::firm; firm != 0)
    return firm == words_behind::tail ? kind_of_tail(text, at, roles) : behind::more;
  return (roles & words_behind::link) == 0 ? behind::noun : kind_of_link(text, at);
}

/// Whether the word at this place can be no more than a noun behind a number.
[[nodiscard]] constexpr bool is_plain_word_behind(std::string_view text, std::size_t at,
                                                  bool fraction) noexcept {
  return kind_behind(text, at, fraction) == behind::noun;
}

/// What stands behind a number that ends here, its groups, decimals and fraction in digits read.
[[nodiscard]] constexpr behind what_stands_behind(std::string_view text, std::size_t end,
                                                  bool fraction) noexcept {
  const char mark = byte_at(text, end);
  if (end == text.size()) return behind::nothing;
  if (mark != ' ' && mark != '\n' && mark != '\t' && mark != '\r') {
    if (mark == ')' || mark == ']' || mark == ';' || mark == '"') return behind::nothing;
    if (mark == ',' && byte_at(text, end + 1) == ' ') {
      // A list, or a tolerance: ", plus or minus".
      const std::size_t p = skip_spaces(text, end + 1);
      constexpr std::uint16_t any =
          words_behind::firm | words_behind::link | words_behind::linked | words_behind::bound;
      const bool other = is_ascii_letter(byte_at(text, p)) && (words_behind::at(text, p) & any) == 0;
      return other ? behind::nothing : behind::more;
    }
    if (is_double_quote_at(text, end)) return behind::nothing;
    if (mark != '.' && mark != ':' && mark != '!') return behind::more;
    return end + 1 == text.size() || space_at(text, end + 1) == 1 ? behind::nothing : behind::more;
  }
  const std::size_t p = skip_spaces(text, end);
  if (p == text.size()) return behind::nothing;
  const char next = text[p];
  if (is_ascii_letter(next)) {
    if (const behind word = kind_behind(text, p, fraction); word != behind::more) return word;
    const std::size_t link = folded(next) == 'a' ? idiom_at(text, p, "and") : 0;
    const std::size_t other = link == 0 ? 0 : skip_spaces(text, link);
    return other != link && is_apart_at(text, other) ? behind::nothing : behind::more;
  }
  const bool apart =
      is_digit(next) || next == '(' || next == '[' || next == '"' || is_comparison_sign_at(text, p);
  return apart ? behind::nothing : behind::more;
}

/// Whether a space or a quotation mark stands before this place, so that a mention may begin here.
[[nodiscard]] constexpr bool opens_plainly(std::string_view text, std::size_t at) noexcept {
  const char front = text[at - 1];
  if (front == ' ' || front == '\t') return true;
  return front == '\x9c' && at >= 3 && text[at - 2] == '\x80' && text[at - 3] == '\xe2';
}

/// Whether nothing that a date, a time or a code could go on with touches what ends here.
[[nodiscard]] constexpr bool ends_plainly(std::string_view text, std::size_t end) noexcept {
  const char mark = byte_at(text, end);
  if (mark == ' ' || mark == '\n' || mark == '\t' || mark == ';') return true;
  if (mark == '\xe2') return is_double_quote_at(text, end);
  return (mark == ',' || mark == '.') && !is_digit(byte_at(text, end + 1));
}

}  // namespace reckon::detail::words
