// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/reading.hpp>

#include <cstddef>
#include <string_view>

/// Numbers in prose that state no quantity: dates, years, codes, times, ages, headings.
namespace reckon::detail::words {

inline constexpr plain_idiom months[] = {
    {"january"},   {"february"}, {"march"},    {"april"},    {"may"},  {"june"}, {"july"}, {"august"},
    {"september"}, {"october"},  {"november"}, {"december"}, {"jan"},  {"feb"},  {"mar"},  {"apr"},
    {"jun"},       {"jul"},      {"aug"},      {"sep"},      {"sept"}, {"oct"},  {"nov"},  {"dec"},
};

/// Words before a bare number that make it a label.
inline constexpr plain_idiom label_words[] = {
    {"section"}, {"chapter"},   {"figure"},   {"fig"},   {"table"},     {"page"},  {"pages"},   {"p"},
    {"pp"},      {"no"},        {"nr"},       {"item"},  {"step"},      {"phase"}, {"article"}, {"appendix"},
    {"volume"},  {"vol"},       {"version"},  {"v"},     {"line"},      {"room"},  {"gate"},    {"flight"},
    {"route"},   {"highway"},   {"act"},      {"level"}, {"grade"},     {"class"}, {"type"},    {"part"},
    {"season"},  {"episode"},   {"equation"}, {"eq"},    {"paragraph"}, {"aged"},  {"age"},     {"ages"},
    {"won"},     {"lost"},      {"beat"},     {"score"}, {"isbn"},      {"tel"},   {"phone"},   {"call"},
    {"apollo"},  {"world war"}, {"g"},
};

/// Words before a bare number of four digits that make it a year, even before a noun: "in 2018 people".
inline constexpr plain_idiom year_words[] = {{"in"},    {"since"}, {"by"},  {"during"},
                                             {"until"}, {"till"},  {"year"}};

/// Words that make it a year if no noun follows.
inline constexpr plain_idiom loose_year_words[] = {
    {"of"},     {"late"},   {"early"}, {"mid"}, {"before"}, {"after"}, {"from"}, {"summer"},  {"winter"},
    {"spring"}, {"autumn"}, {"fall"},  {"and"}, {"the"},    {"to"},    {"or"},   {"between"}, {"through"},
};

/// Words before "one" that make it a pronoun.
inline constexpr plain_idiom pronoun_words[] = {
    {"no"}, {"any"}, {"every"}, {"some"}, {"each"}, {"the"}, {"this"}, {"that"}, {"which"}, {"another"},
};

/// The word that ends before this place, spaces and one full stop or comma skipped; where it begins.
struct word_before {
  std::string_view word;
  std::size_t begin = 0;
};

[[nodiscard]] constexpr word_before word_ending_before(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end > 0 && space_at(text, end - 1) == 1) --end;
  if (end > 0 && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
  constexpr std::size_t longest = 16;  // no word of the tables is longer
  std::size_t begin = end;
  while (begin > 0 && end - begin < longest &&
         (is_ascii_letter(text[begin - 1]) || is_digit(text[begin - 1]))) {
    --begin;
  }
  return {text.substr(begin, end - begin), begin};
}

template <std::size_t N>
[[nodiscard]] constexpr bool is_among(std::string_view word, const plain_idiom (&table)[N]) noexcept {
  for (const plain_idiom& entry : table) {
    if (same_word(word, entry.text)) return true;
  }
  return false;
}

[[nodiscard]] constexpr bool is_month(std::string_view word) noexcept {
  return !word.empty() && is_capital(word.front()) && is_among(word, months);
}

/// Whether a mention may begin here: at the start, behind a space, an opening mark or a long dash.
[[nodiscard]] constexpr bool may_begin_at(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (before == ' ' || before == '\t' || before == '\n' || before == '\r' || before == '(' || before == '"' ||
      before == ';' || before == '[') {
    return true;
  }
  if (before == '\'') return at < 2 || (letter_at(text, at - 2) == 0 && !is_digit(text[at - 2]));
  if (before == ':') return at >= 2 && is_ascii_letter(text[at - 2]);
  if (at >= 2 && space_at(text, at - 2) == 2) return true;
  constexpr std::string_view marks[] = {"\u2014", "\u201c", "\u2018", "\u2007", "\u2009", "\u202f"};
  return at >= 3 && symbol_at(text, at - 3, marks) != 0;
}

/// Whether what follows shows that the digits belong to something longer: a date, a time, a code, "10-year".
[[nodiscard]] constexpr bool runs_on_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  const char next = byte_at(text, at + 1);
  if (letter_at(text, at) != 0 || is_digit(c) || c == '_' || c == '@' || c == '\\' || c == '^' || c == '=')
    return true;
  if (c == '/' || c == ':' || c == '.' || c == ',') return is_digit(next);
  const std::size_t dash = symbol_at(text, at, dashes);
  if (dash != 0 && !stands_at(text, at, "\u2014")) {
    return is_digit(byte_at(text, at + dash)) || letter_at(text, at + dash) != 0;
  }
  const std::size_t apostrophe = apostrophe_at(text, at);
  return apostrophe != 0 && letter_at(text, at + apostrophe) != 0;
}

/// Whether four digits without a separator between 1400 and 2199 begin here and end there.
[[nodiscard]] constexpr bool is_year(std::string_view digits) noexcept {
  if (digits.size() < 4 || (digits.size() > 4 && is_digit(digits[4]))) return false;
  int year = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!is_digit(digits[i])) return false;
    year = year * 10 + (digits[i] - '0');
  }
  return year >= 1400 && year <= 2199;
}

/// Whether a bare number or range at this place is part of a date.
[[nodiscard]] constexpr bool is_date(std::string_view text, const reading& said) noexcept {
  const word_before before = word_ending_before(text, said.begin);
  if (is_month(before.word)) return true;
  const std::size_t after = skip_spaces(text, said.noun.empty() ? said.end : said.end - said.noun.size());
  const std::size_t of = idiom_at(text, after, "of");
  const std::size_t begin = of != 0 ? skip_spaces(text, of) : after;
  if (is_month(text.substr(begin, letters_end(text, begin) - begin))) return true;
  const std::string_view digits = text.substr(said.first);
  if (!is_year(digits)) return false;
  // "March 3, 2018"
  const bool day = !before.word.empty() && before.word.size() <= 2 && is_digit(before.word.front());
  if (day && is_month(word_ending_before(text, before.begin).word)) return true;
  // "2014-2018", "between 2014 and 2018"
  if (said.kind == phrase_kind::range) return said.noun.empty();
  if (said.kind != phrase_kind::exact) return false;
  return is_among(before.word, year_words) || (said.noun.empty() && is_among(before.word, loose_year_words));
}

/// Whether "555-1234" stands here: three digits, a hyphen, four digits that are no round number.
[[nodiscard]] constexpr bool is_telephone(std::string_view mention) noexcept {
  if (mention.size() < 8 || mention[3] != '-' || mention[7] == '0') return false;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i != 3 && !is_digit(mention[i])) return false;
  }
  return true;
}

/// Whether a word of this mention stands for no number in prose: "one" as a pronoun, "score", a bare "few".
[[nodiscard]] constexpr bool is_idle_word(std::string_view text, const reading& said) noexcept {
  const bool bare = said.hedge.empty() && said.bound == bound_sense::none;
  if (said.kind == phrase_kind::vague) {
    const bool few_of = said.vague == vague_word::several || said.vague == vague_word::few ||
                        said.vague == vague_word::couple || said.vague == vague_word::handful;
    if (said.vague == vague_word::many) return said.vague_unit.exponent == 0;
    const bool unscaled = said.vague_unit.exponent == 0 && said.vague_unit.digits == 1;
    return few_of && unscaled && bare && (said.noun.empty() || idiom_at(text, said.begin, "few") != 0);
  }
  if (said.kind != phrase_kind::exact || !bare) return false;
  const std::string_view word = text.substr(said.first, letters_end(text, said.first) - said.first);
  if (same_word(word, "one")) {
    const bool counts = !said.noun.empty() || !said.unit.empty() || said.point.value.digits != 1 ||
                        said.point.value.exponent != 0;
    return !counts || said.negated || is_among(word_ending_before(text, said.begin).word, pronoun_words);
  }
  return scale_at(text, said.first).found() || idiom_at(text, said.first, "a score") != 0;
}

/// Whether a number read in prose is no quantity after all.
[[nodiscard]] constexpr bool is_no_quantity(std::string_view text, const reading& said) noexcept {
  if (!may_begin_at(text, said.begin) || runs_on_at(text, said.end)) return true;
  if (is_idle_word(text, said)) return true;
  if (!said.unit.empty() && idiom_at(text, skip_spaces(text, said.end - said.noun.size()), "old") != 0)
    return true;
  if (said.negated && same_word(word_ending_before(text, said.begin).word, "if")) return true;
  const bool bare = said.hedge.empty() && said.bound == bound_sense::none && said.unit.empty() &&
                    !said.negated && (said.kind == phrase_kind::exact || said.kind == phrase_kind::range);
  if (!bare) return false;
  if (is_date(text, said)) return true;
  if (said.first != said.begin) return false;
  const word_before before = word_ending_before(text, said.begin);
  if (is_among(before.word, label_words)) return true;
  if (said.begin > 0 && text[said.begin - 1] == '[' && byte_at(text, said.end) == ']') return true;
  const std::size_t after = skip_spaces(text, said.end - said.noun.size());
  for (const std::string_view clock : {"am", "pm", "a.m", "p.m", "o'clock", "o\u2019clock", "gmt"}) {
    if (idiom_at(text, after, clock) != 0) return true;
  }
  if (is_telephone(text.substr(said.begin, said.end - said.begin))) return true;
  // The number of a list item: "1. First", "2) Second" at the start of a line.
  const bool line = said.begin == 0 || text[said.begin - 1] == '\n';
  const char mark = byte_at(text, said.end);
  return line && said.end - said.begin <= 2 && (mark == ')' || mark == '.') &&
         space_at(text, said.end + 1) != 0;
}

}  // namespace reckon::detail::words
