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

/// Numbers behind names that count nothing: of streets, versions, bodies, and the results of matches.
namespace reckon::detail::words {

/// Whether a street follows: "10 Downing Street".
[[nodiscard]] constexpr bool is_address(std::string_view text, const reading& said) noexcept {
  std::size_t p = digits_end(text, said.first);
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

/// Whether what is counted stands behind the number, the first or the last of its words in the plural.
[[nodiscard]] constexpr bool counts_plural(std::string_view text, const reading& said) noexcept {
  if (said.noun.empty()) return false;
  const auto noun = static_cast<std::size_t>(said.noun.data() - text.data());
  const std::size_t space = said.noun.rfind(' ');
  return is_plural_at(text, noun) || (space != said.noun.npos && is_plural_at(text, noun + space + 1));
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

/// Whether an index, a list or a race has this word and these digits in its name: "the Russell 2000 index".
[[nodiscard]] constexpr bool is_numbered_name(std::string_view word, std::string_view digits) noexcept {
  constexpr std::array<std::array<std::string_view, 2>, 15> names = {{{"nikkei", "225"},
                                                                      {"nasdaq", "100"},
                                                                      {"russell", "1000"},
                                                                      {"russell", "2000"},
                                                                      {"russell", "3000"},
                                                                      {"fortune", "50"},
                                                                      {"fortune", "100"},
                                                                      {"fortune", "500"},
                                                                      {"fortune", "1000"},
                                                                      {"footsie", "100"},
                                                                      {"footsie", "250"},
                                                                      {"daytona", "500"},
                                                                      {"indianapolis", "500"},
                                                                      {"indy", "500"},
                                                                      {"talladega", "500"}}};
  bool found = false;
  for (const auto& name : names) found = found || (digits == name[1] && same_word(word, name[0]));
  return found;
}

/// Whether one or two digits belong to a name in the middle of a sentence, as another word of it or the title
/// of what is sold shows: "the Galaxy Note 20 Ultra", "copies of Halo 2", "Windows XP Service Pack 2".
/// Nothing else tells a name from what is counted: "and the Democrats 47.", "paid Leeds 40 and Chelsea 20".
[[nodiscard]] constexpr bool closes_name(std::string_view text, const reading& said,
                                         const word_before& before) noexcept {
  const std::size_t end = digits_end(text, said.first);
  if (end - said.first > 2 || !said.unit.empty()) return false;
  const bool named_on =
      byte_at(text, end) == ' ' && is_capital(byte_at(text, end + 1)) && !scale_at(text, end + 1).found();
  if (!named_on && end != said.end) return false;
  word_before further = word_ending_before(text, before.begin);
  if (same_word(before.word, "pack")) return further.begins_with_capital();
  for (int words = 0; words < 3 && further.begins_with_capital() && !same_word(further.word, "the"); ++words)
    further = word_ending_before(text, further.begin);
  if (further.is(words_before::word_of) &&
      is_among(word_ending_before(text, further.begin).word, words_of_titles))
    return true;
  const bool possessive = further.word == "s" && further.begin != 0 && text[further.begin - 1] != ' ';
  const auto is_small = [](const word_before& word) {
    return !word.word.empty() && is_ascii_letter(word.word.front()) && !word.begins_with_capital();
  };
  return named_on && (possessive || same_word(further.word, "the") ||
                      (is_small(further) && is_small(word_ending_before(text, further.begin))));
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
  if (abbreviated && said.end - said.begin <= 4) return true;
  const std::size_t digits = digits_end(text, said.first) - said.first;
  return is_numbered_name(before.word, text.substr(said.first, digits)) || closes_name(text, said, before);
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

/// What stands behind the first number of the result of a match: ", Red Sox 3."
struct second_side {
  std::size_t end = 0;  ///< of its number; 0 if there is none
  int words = 0;        ///< of its name
};

/// The second side of a result whose first number begins here. The greater stands first, and nothing but the
/// sentence goes on behind them.
[[nodiscard]] constexpr second_side second_side_behind(std::string_view text, std::size_t first) noexcept {
  std::size_t p = digits_end(text, first);
  const std::string_view ours = text.substr(first, p - first);
  // More than 45 are votes or seats: a convention of ours.
  constexpr std::string_view most = "45";
  if (ours.empty() || ours.size() > 2 || (ours.size() == 2 && ours > most) || !stands_at(text, p, ", "))
    return {};
  ++p;
  second_side side;
  for (; side.words < 3 && byte_at(text, p) == ' ' && is_capital(byte_at(text, p + 1)); ++side.words) {
    p = letters_end(text, p + 1);
    if (stands_at(text, p - 2, "St.")) ++p;
  }
  if (byte_at(text, p) != ' ' || text[p - 1] == ',') return {};
  const std::size_t end = digits_end(text, p + 1);
  const std::string_view theirs = text.substr(p + 1, end - p - 1);
  const bool greater = ours.size() > theirs.size() || (ours.size() == theirs.size() && ours >= theirs);
  if (!theirs.empty() && greater && ends_score(text, end) && byte_at(text, end) != ',') side.end = end;
  return side;
}

/// Whether bare digits behind a name are one of the two numbers of such a result: on a line of its own, with
/// a side of two words, or behind a league and a colon. "Men 12, Women 8." and "Group A 12, Group B 8" are
/// counts.
[[nodiscard]] constexpr bool is_of_result(std::string_view text, const reading& said,
                                          const word_before& before) noexcept {
  if (said.kind != phrase_kind::exact || !said.noun.empty()) return false;
  second_side second = second_side_behind(text, said.first);
  word_before name = before;
  if (second.end == 0) {
    for (int words = 0; words < 3 && name.begins_with_capital(); ++words)
      name = word_ending_before(text, name.begin);
    if (!name.begins_with_digit()) return false;
    second = second_side_behind(text, name.begin);
    if (second.end != said.end) return false;
    name = word_ending_before(text, name.begin);
  }
  std::size_t begin = 0;
  int words = 0;
  for (; words < 3 && name.begins_with_capital(); ++words) {
    if (name.word.size() == 1) return false;
    begin = name.begin;
    name = word_ending_before(text, begin);
  }
  if (words == 0) return false;
  if (begin > 2 && text[begin - 2] == ':') return is_abbreviation(word_ending_before(text, begin - 2).word);
  const bool alone = begin == 0 || text[begin - 1] == '\n' || (begin > 1 && text[begin - 2] == ';');
  return alone && (words > 1 || second.words > 1);
}

/// Whether a trade name begins here whose number counts nothing: "7-Eleven", "50 Cent", "737 Max".
[[nodiscard]] constexpr bool is_trade_name_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::array<std::string_view, 5> names = {"7-Eleven", "50 Cent", "737 Max", "737 MAX",
                                                     "787 Dreamliner"};
  for (const std::string_view name : names)
    if (stands_at(text, at, name) && letter_at(text, at + name.size()) == 0) return true;
  return false;
}

/// Whether the number at this place is that of an index: "the Standard & Poor's 500".
[[nodiscard]] constexpr bool follows_poors(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view poors = "Poor's ";
  return at > poors.size() && stands_at(text, at - poors.size(), poors);
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
  return is_capital(byte_at(text, next));
}

/// Whether a word in capitals labels what follows: "Phase", "Article".
[[nodiscard]] constexpr bool is_capital_label(const word_before& before) noexcept {
  return before.is(words_before::label | words_before::loose_label) && is_capital(before.word.front());
}

}  // namespace reckon::detail::words
