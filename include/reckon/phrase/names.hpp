// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/noun.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/words_before.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Names that have numbers in them: of streets, versions, bodies and scores of teams.
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

/// Whether what is counted stands behind the number, in the plural.
[[nodiscard]] constexpr bool counts_plural(std::string_view text, const reading& said) noexcept {
  return !said.noun.empty() && is_plural_at(text, said.end - said.noun.size());
}

/// Whether "in the" or "at" stands before an abbreviation: "in the UK 12" counts something there.
[[nodiscard]] constexpr bool names_place(std::string_view text, const word_before& abbreviation) noexcept {
  word_before further = word_ending_before(text, abbreviation.begin);
  if (same_word(further.word, "the")) further = word_ending_before(text, further.begin);
  return same_word(further.word, "in") || same_word(further.word, "at") || same_word(further.word, "from");
}

/// Whether a number behind a name is that of a version: "Firefox 1.0 was released", but "Germany 2.0,
/// Spain 1.0".
[[nodiscard]] constexpr bool is_version(std::string_view text, const reading& said) noexcept {
  const std::size_t end = said.end - said.noun.size() - (said.noun.empty() ? 0 : 1);
  return said.kind == phrase_kind::exact && end >= said.first + 3 && stands_at(text, end - 2, ".0") &&
         byte_at(text, end) == ' ' && is_ascii_letter(byte_at(text, end + 1)) &&
         idiom_at(text, end + 1, "and") == 0;
}

/// Whether nothing is counted by the bare digits that end here: the sentence ends, or goes on with a word
/// that may stand behind a name, or behind the title of what is sold.
[[nodiscard]] constexpr bool count_nothing_behind(std::string_view text, std::size_t end,
                                                  bool title) noexcept {
  const char mark = byte_at(text, end);
  if (mark == ' ')
    return word_of(text, end + 1, words_behind_names).found() ||
           (title && word_of(text, end + 1, words_behind_titles).found());
  return end == text.size() || mark == ';' || mark == ')' || mark == '?' || mark == '!' || mark == '"' ||
         mark == '\n' || ((mark == '.' || mark == ',') && !is_digit(byte_at(text, end + 1)));
}

/// Whether one or two digits belong to a name in the middle of a sentence, and three behind "the" and a name:
/// "copies of Halo 2 on the first day", "the Daytona 500", "the Galaxy Note 20 Ultra", but "on Monday 5 were
/// hurt". In a headline, where every word has a capital, stands no article: "Car Bomb Kills 12 in Baghdad".
[[nodiscard]] constexpr bool closes_name(std::string_view text, const reading& said,
                                         const word_before& before) noexcept {
  std::size_t end = said.first;
  while (is_digit(byte_at(text, end))) ++end;
  const std::size_t digits = end - said.first;
  const bool named_on = byte_at(text, end) == ' ' && is_capital(byte_at(text, end + 1));
  if ((!named_on && end != said.end) || !said.unit.empty() || digits > 3 || before.word.ends_with("day"))
    return false;
  word_before further = word_ending_before(text, before.begin);
  if (same_word(before.word, "pack")) return further.begins_with_capital();
  for (int words = 0; words < 3 && further.begins_with_capital() && !same_word(further.word, "the"); ++words)
    further = word_ending_before(text, further.begin);
  if (!named_on && !count_nothing_behind(text, end, further.is(words_before::word_of))) return false;
  const bool possessive = further.word == "s" && further.begin != 0 && text[further.begin - 1] != ' ';
  if (possessive || same_word(further.word, "the")) return true;
  const auto is_small = [](const word_before& word) {
    return !word.word.empty() && is_ascii_letter(word.word.front()) && !word.begins_with_capital();
  };
  return digits <= 2 && is_small(further) && is_small(word_ending_before(text, further.begin));
}

/// Whether a number belongs to a name: "Falcon 9 rocket", "BA 2490", "the CAC 40". What is counted stands in
/// the plural.
[[nodiscard]] constexpr bool is_number_of_name(std::string_view text, const reading& said,
                                               const word_before& before) noexcept {
  const bool follows = text[said.begin - 1] == ' ' && text[before.begin + before.word.size()] == ' ';
  const bool named = before.begins_with_capital() && before.begin > 1 && follows &&
                     text[before.begin - 2] != '.' && text[before.begin - 2] != '\n';
  // "Web 2.0 companies", but "With 2.0 points a game" at the beginning of a sentence
  if (follows && (named || !counts_plural(text, said)) && is_version(text, said)) return true;
  if (!named || said.kind != phrase_kind::exact || counts_plural(text, said)) return false;
  const bool abbreviated = is_abbreviation(before.word);
  if (abbreviated && names_place(text, before)) return false;
  const bool is_low = less(said.point.value, {1, 3}) && less({1, 0}, said.point.value);
  if (is_low && !said.noun.empty() && !is_capital(said.noun.front())) return true;
  if (!is_whole(said.point.value)) return false;
  // "Cloud City, PA 23456"
  if (abbreviated && before.word.size() == 2 && text[before.begin - 2] == ',' && said.end - said.begin == 5)
    return true;
  const bool listed = abbreviated || is_among(before.word, stock_indices);
  return (listed && said.end - said.begin <= 4) || closes_name(text, said, before);
}

/// Whether nothing is counted by the bare number that ends here, and the sentence ends or goes on with where
/// and when.
[[nodiscard]] constexpr bool ends_score(std::string_view text, std::size_t end) noexcept {
  const char mark = byte_at(text, end);
  if (mark != ' ')
    return end == text.size() || mark == ';' || mark == '\n' ||
           ((mark == '.' || mark == ',') && !is_digit(byte_at(text, end + 1)));
  const std::size_t p = end + 1;
  return idiom_at(text, p, "in") != 0 || idiom_at(text, p, "on") != 0 || idiom_at(text, p, "at") != 0 ||
         idiom_at(text, p, "after") != 0;
}

/// The end of the result of a match whose first number, behind the name of a side, begins here: "5, Red
/// Sox 3." The greater stands first, and nothing but the sentence goes on behind them. 0 if it is none.
[[nodiscard]] constexpr std::size_t end_of_result(std::string_view text, std::size_t first) noexcept {
  const auto digits_end = [&](std::size_t at) {
    while (is_digit(byte_at(text, at))) ++at;
    return at;
  };
  std::size_t p = digits_end(first);
  const std::string_view ours = text.substr(first, p - first);
  // More than 45 are votes or seats: a convention of ours.
  constexpr std::string_view most = "45";
  if (ours.empty() || ours.size() > 2 || (ours.size() == 2 && ours > most) || !stands_at(text, p, ", "))
    return 0;
  ++p;
  for (int words = 0; words < 3 && byte_at(text, p) == ' ' && is_capital(byte_at(text, p + 1)); ++words) {
    p = letters_end(text, p + 1);
    if (stands_at(text, p - 2, "St.")) ++p;
  }
  if (byte_at(text, p) != ' ' || text[p - 1] == ',') return 0;
  const std::size_t end = digits_end(p + 1);
  const std::string_view theirs = text.substr(p + 1, end - p - 1);
  const bool greater = ours.size() > theirs.size() || (ours.size() == theirs.size() && ours >= theirs);
  return !theirs.empty() && greater && ends_score(text, end) && byte_at(text, end) != ',' ? end : 0;
}

/// Whether bare digits behind a name are one of the two numbers of such a result; what stands behind another
/// number and a comma is a list: "Iraq 12, Iran 9, Syria 3."
[[nodiscard]] constexpr bool is_of_result(std::string_view text, const reading& said,
                                          const word_before& before) noexcept {
  if (said.kind != phrase_kind::exact || !said.noun.empty()) return false;
  const auto opens_side = [&](std::size_t number) {
    word_before side = word_ending_before(text, number);
    for (int words = 0; words < 3; ++words) {
      if (!side.begins_with_capital() || text[side.begin + side.word.size()] != ' ') return false;
      if (side.begin > 2 && text[side.begin - 2] == ':')
        return !is_among(word_ending_before(text, side.begin - 2).word, tallies);
      const word_before further = word_ending_before(text, side.begin);
      if (!further.begins_with_capital()) return !further.begins_with_digit();
      side = further;
    }
    return true;
  };
  if (const std::size_t end = end_of_result(text, said.first); end != 0) return opens_side(said.first);
  word_before side = before;
  for (int words = 0; words < 3 && side.begins_with_capital(); ++words) {
    const word_before further = word_ending_before(text, side.begin);
    if (further.begins_with_digit())
      return end_of_result(text, further.begin) == said.end && opens_side(further.begin);
    side = further;
  }
  return false;
}

/// Whether a trade name begins here that is read as no number: "7-Eleven", "50 Cent", "737 Max".
[[nodiscard]] constexpr bool is_trade_name_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::array<std::string_view, 5> names = {"7-Eleven", "50 Cent", "737 Max", "737 MAX",
                                                     "787 Dreamliner"};
  for (const std::string_view name : names)
    if (stands_at(text, at, name) && letter_at(text, at + name.size()) == 0) return true;
  return false;
}

/// Whether this is the first word of the name of a body: "the Group of Seven".
[[nodiscard]] constexpr bool is_capital_body(const word_before& word) noexcept {
  return word.begins_with_capital() && is_among(word.word, bodies_of_names);
}

/// Whether a number in words belongs to a name: "at Three Mile Island", "the Five Star Movement".
[[nodiscard]] constexpr bool is_name_in_words(std::string_view text, const reading& said,
                                              const word_before& before) noexcept {
  if (!is_capital(text[said.first]) || said.first != said.begin || said.begin < 2) return false;
  if (said.kind != phrase_kind::exact || before.word.empty()) return false;
  // "the Final Four drew", "the Group of Seven pledged", but "the Final Two hostages", "Group of Seven
  // Tourists Missing"
  const std::size_t next = skip_spaces(text, letters_end(text, said.first));
  const bool plural = is_plural_at(text, next);
  if (!is_capital(byte_at(text, next))) {
    if (is_capital(before.word.front()) && is_among(before.word, words_of_names) &&
        !(plural && same_word(before.word, "final")))
      return true;
    const word_before body = word_ending_before(text, before.begin);
    if (!plural && before.is(words_before::word_of) && is_capital_body(body)) return true;
  }
  const bool inside = !is_capital(before.word.front()) || before.is(words_before::word_the);
  if (!inside || text[said.begin - 1] != ' ' || text[said.begin - 2] != before.word.back()) return false;
  // In a headline all words are so: "Killing of Five Reporters".
  if (word_ending_before(text, before.begin).begins_with_capital()) return false;
  return is_capital(byte_at(text, skip_spaces(text, letters_end(text, said.first))));
}

/// Whether a word in capitals labels what follows: "Phase", "Article".
[[nodiscard]] constexpr bool is_capital_label(const word_before& before) noexcept {
  return before.is(words_before::label | words_before::loose_label) && is_capital(before.word.front());
}

}  // namespace reckon::detail::words
