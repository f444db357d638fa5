// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/clock.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/names.hpp>
#include <reckon/phrase/prose.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/telephone.hpp>
#include <reckon/phrase/words_before.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Whether a number in prose states a quantity. A rule is asked only where what stands beside the number,
/// looked at once, makes it possible: most numbers have a plain word before them and another behind.
namespace reckon::detail::words {

/// The initials of the months.
inline constexpr std::string_view month_initials = "jfasond";

/// Whether a word with a capital or a month stands at this place, or behind an "of" that does.
[[nodiscard]] constexpr bool may_lead_to_month(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) == 'o' && byte_at(text, at + 1) == 'f') at = skip_spaces(text, at + 2);
  const char c = byte_at(text, at);
  if (is_capital(c)) return true;
  return month_initials.find(c) != std::string_view::npos && word_of(text, at, small_months).found();
}

/// Whether a word that labels numbers makes this one a label: "page twelve", "Level 3", "day 3 of the trial".
[[nodiscard]] constexpr bool is_labelled(std::string_view text, const reading& said,
                                         const word_before& before) noexcept {
  // "in its first week, 100,000 of them"
  if (byte_at(text, before.begin + before.word.size()) == ',') return false;
  const bool capital = before.begins_with_capital();
  const bool written = capital || is_digit(byte_at(text, said.first));
  // "an army said to number 20 thousand"
  if (same_word(before.word, "number") && word_ending_before(text, before.begin).is(words_before::word_to))
    return false;
  // "the world number two"
  if (before.is(words_before::label) && (written || said.noun.empty() || same_word(before.word, "number")))
    return true;
  // "type 2 diabetes", but "by that stage 5 people"
  if (before.is(words_before::graded) && !said.noun.empty() && is_digit(byte_at(text, said.first)) &&
      said.end - said.noun.size() == said.first + 2) {
    const word_before further = word_ending_before(text, before.begin);
    if (!further.is(words_before::pronoun) || further.is(words_before::word_the)) return true;
  }
  return before.is(words_before::loose_label) && written && is_whole(said.lower.value) &&
         (capital || said.noun.empty() || is_part_of_at(text, said.first));
}

/// Whether a bare number is one of the two of a score in words: "beat Miami 31 to 28", "won 5 to 3 on
/// Sunday", but "shares lost 25 to 310", "led from 10 to 5".
[[nodiscard]] constexpr bool is_of_score(std::string_view text, const reading& said,
                                         look_behind& behind) noexcept {
  if (said.kind != phrase_kind::exact || !said.noun.empty()) return false;
  const auto follows_contest = [&](std::size_t first) {
    // "won 6 to 3, 6 to 4"
    for (int sets = 1; sets < 5 && behind[first].begins_with_digit() &&
                       behind[first + 1].is(words_before::word_to) && behind[first + 2].begins_with_digit();
         ++sets)
      first += 3;
    if (same_word(behind[first].word, "from")) return false;
    bool contest = false;
    for (std::size_t i = first; i < first + 4; ++i) {
      // Votes are counted.
      if (is_among(behind[i].word, words_of_votes)) return false;
      contest = contest || (i < first + 3 && behind[i].is(words_before::score));
    }
    return contest;
  };
  if (digits_end(text, said.first) != said.end) return false;
  const std::string_view own = text.substr(said.first, said.end - said.first);
  const auto falls = [](std::string_view from, std::string_view to) {
    return from.size() > to.size() || (from.size() == to.size() && from >= to);
  };
  constexpr std::string_view join = " to ";
  if (stands_at(text, said.end, join)) {
    const std::size_t other = said.end + join.size();
    const std::size_t end = digits_end(text, other);
    return end != other && falls(own, text.substr(other, end - other)) && ends_score(text, end) &&
           follows_contest(0);
  }
  return behind[0].is(words_before::word_to) && behind[1].begins_with_digit() && falls(behind[1].word, own) &&
         ends_score(text, said.end) && follows_contest(2);
}

/// Whether a bracket is open at this place that was opened on the same line, no more than 200 bytes before.
[[nodiscard]] constexpr bool is_in_brackets(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t most = 200;
  int closed = 0;
  for (std::size_t i = at; i > 0 && at - i < most; --i) {
    const char c = text[i - 1];
    if (c == '\n') return false;
    if (c == ')') ++closed;
    // "[0, 12)" is open above.
    if ((c == '(' || c == '[') && closed-- == 0) return true;
  }
  return false;
}

/// Whether digits before which nothing hedges or bounds belong to a date, are a label, or part of a longer
/// number.
[[nodiscard]] constexpr bool are_label_digits(std::string_view text, const reading& said,
                                              const word_before& before, look_behind& behind) noexcept {
  const char front = said.begin == 0 ? '\n' : text[said.begin - 1];
  const char mark = byte_at(text, said.end);
  const char second = byte_at(text, said.first + 1);
  // "the class of '98"
  if ((front == '\'' || front == '\x99') && said.begin > 1 && is_digit(second) &&
      !is_digit(byte_at(text, said.first + 2))) {
    const bool ascii = front == '\'';
    const bool elided = ascii || (said.begin > 2 && stands_at(text, said.begin - 3, "\u2019"));
    if (elided && word_ending_before(text, said.begin - (ascii ? 1 : 3))
                      .is(words_before::year | words_before::loose_year))
      return true;
  }
  // "Figs. 3 and 4"
  const bool loosely = said.noun.empty() && behind[2].is(words_before::loose_label);
  if (before.is(words_before::date_link) && behind[1].begins_with_digit() &&
      (loosely || behind[2].is(words_before::label)))
    return true;
  // "the Group of 20 pledged", but "a Group of 20 met"
  if (before.is(words_before::word_of) && is_capital_body(behind[1]) && behind[2].is(words_before::word_the))
    return true;
  // "Page 3 of 12"
  if (before.is(words_before::word_of) && behind[1].begins_with_digit() &&
      (is_capital_label(behind[2]) || behind[2].is(words_before::label)))
    return true;
  // "the 3200 Series", but "5,000 Series A shares"
  constexpr std::string_view series = "Series";
  const std::size_t model = skip_spaces(text, said.end - said.noun.size());
  const std::size_t further = model + series.size() + 1;
  if (mark == ' ' && stands_at(text, model, series) &&
      !(is_capital(byte_at(text, further)) && ends_word(text, further + 1)))
    return true;
  const bool named = before.begins_with_capital();
  if (named && (is_number_of_name(text, said, before) || is_of_result(text, said, before))) return true;
  if (follows_poors(text, said.begin)) return true;
  // "Update 4: shares fall"
  if (mark == ':' && before.word == "Update") return true;
  // "020 7946"
  if (byte_at(text, said.first) == '0' && is_digit(second)) return true;
  if (byte_at(text, said.begin + 3) == '-' && is_telephone(text.substr(said.begin, said.end - said.begin)))
    return true;
  const std::size_t end = digits_end(text, said.first);
  if (is_capital(byte_at(text, skip_spaces(text, end))) && is_address(text, said)) return true;
  // The tie-break of "7-6 (4)"
  if (front == '(' && mark == ')' && said.begin > 4 &&
      (stands_at(text, said.begin - 5, "7-6 (") || stands_at(text, said.begin - 5, "6-7 (")))
    return true;
  // "a 501(c)(3) charity"
  if (front == '(' && mark == ')' && said.noun.empty() && said.begin > 1 && text[said.begin - 2] == ')')
    return true;
  // "in the 2100 block of Harbor Road"
  if (said.lower.value.exponent >= 2 && before.is(words_before::word_the) &&
      idiom_at(text, skip_spaces(text, end), "block of") != 0)
    return true;
  // "(212) 555-0147"
  if (front == '(' && mark == ')') {
    const std::size_t next = skip_spaces(text, said.end + 1);
    if (is_telephone(text.substr(next, 8))) return true;
  }
  // "1) explains; 2) cautions"
  const bool closed = mark == ')' || (mark == ' ' && byte_at(text, said.end + 1) == ')');
  if (closed && said.end - said.first <= 2 && !is_in_brackets(text, said.first)) return true;
  // The number of a list item at the start of a line: "1. First"
  return front == '\n' && said.end - said.begin <= 2 && mark == '.' && space_at(text, said.end + 1) != 0;
}

/// Whether a number has no decimals or two, as an hour has: "2.13 am", but "2.123 pm" is none.
[[nodiscard]] constexpr bool may_be_hour(const reading& said) noexcept {
  const int place = said.upper_grain.exponent;
  return said.kind != phrase_kind::vague && (place >= 0 || place == -2);
}

/// Whether a number read in prose where a mention may begin is no quantity after all.
[[nodiscard]] constexpr bool is_no_quantity(std::string_view text, const reading& said,
                                            word_memory& known) noexcept {
  if (runs_on_at(text, said) || is_trade_name_at(text, said.first)) return true;
  const std::size_t after = skip_spaces(text, said.end - said.noun.size());
  // "a 50 year-old man"
  if (!said.noun.empty() && is_years_old_at(text, after)) return true;
  look_behind behind(text, said.begin, known);
  const word_before before = behind[0];
  const char initial = before.word.empty() ? '\0' : before.word.front();
  const char front = said.begin == 0 ? '\n' : text[said.begin - 1];
  const bool digits = is_digit(byte_at(text, said.first));
  if (is_digit(initial)) {
    if (is_telephone_part(text, before.begin)) return true;
    if (front != '+' && is_number_among_numbers(text, said, before)) {
      const bool dated = is_day_or_year(text.substr(said.first));
      return dated && follows_month(text, behind, false, [] { return false; });
    }
  }
  // "+1 212", "+1 (212)"
  if (front == '+' && byte_at(text, said.end) == ' ' &&
      (is_digit(byte_at(text, said.end + 1)) || byte_at(text, said.end + 1) == '('))
    return true;
  if (!digits && is_idle_word(text, said, before)) return true;
  const bool apposed = (is_capital(initial) || before.is(words_before::person)) && front == ' ' &&
                       said.begin > 1 && text[said.begin - 2] == ',';
  constexpr std::uint32_t ages = words_before::of_age | words_before::word_at;
  if ((!said.unit.empty() || said.noun.size() == 3 || before.is(ages) || apposed) &&
      is_age(text, said, behind))
    return true;
  if (!digits && is_name_in_words(text, said, before)) return true;
  if (said.negated && before.is(words_before::word_if)) return true;
  // "a quarter to nine"
  if (!digits && is_clock_at(text, said.first)) return true;
  if (before.is(words_before::past) && behind[1].is(words_before::before_past)) return true;
  // "plus or minus 3 points": three either way, not minus three
  if (!digits && before.is(words_before::word_or) && idiom_at(text, said.begin, "minus") != 0 &&
      behind[1].is(words_before::plus))
    return true;
  if (said.unit.size() == 1) {
    const char unit = said.unit.front();
    // "1080p" is a resolution
    if (unit == 'p' && said.lower.given && is_resolution(said.lower.value)) return true;
    // "42.5C" is a temperature, "apartment 4C" is none
    if ((unit == 'C' || unit == 'F') && digits && said.unit.data() == text.data() + said.first + 1)
      return true;
    // "the 1990s", "in her 40s", "Boeing 787s"
    if (unit == 's' && said.lower.given &&
        (said.lower.value.exponent >= 1 || before.is(words_before::label) || is_capital_label(before)))
      return true;
  }
  const bool plain = said.unit.empty() && !said.negated;
  const bool bare = said.hedge.empty() && said.bound == bound_sense::none && plain &&
                    (said.kind == phrase_kind::exact || said.kind == phrase_kind::range);
  const bool year = digits && is_digit(byte_at(text, said.first + 3)) && is_year(text.substr(said.first));
  // "at 9 p.m.", "shortly after about 9 p.m."
  if (plain && may_name_hour_at(text, after) && may_be_hour(said) &&
      longest_idiom(text, after, clock_words).found())
    return true;
  if (!bare) {
    if (!plain) return false;
    // "until at least 2031", "from 2019 to at least 2031"
    const bool from_year = before.is(words_before::word_to) && behind[1].begins_with_digit();
    if (said.bound == bound_sense::at_least && digits && year && said.noun.empty() &&
        said.lower.value.exponent < 2 &&
        (before.is(words_before::year) || from_year || same_word(before.word, "through")))
      return true;
    // "Phase 3 and above", "Article 5(2)"
    if (said.bound != bound_sense::none || said.kind == phrase_kind::tolerance)
      return said.begin == said.first && is_capital_label(before);
    return digits && (year || is_capital(byte_at(text, after))) && is_date(text, said, behind, true);
  }
  constexpr std::uint32_t of_date = words_before::month | words_before::date_link | words_before::word_year;
  if (digits &&
      (year || before.is(of_date) || (is_digit(initial) && before.word.size() <= 2) ||
       may_lead_to_month(text, after) || leads_to_month(text, said.end, known.months)) &&
      is_date(text, said, behind, false))
    return true;
  if (said.kind == phrase_kind::range && is_score(text, said, behind)) return true;
  if (said.first != said.begin) return false;
  constexpr std::uint32_t labels = words_before::label | words_before::loose_label;
  if (before.is(labels) && is_labelled(text, said, before)) return true;
  if (front == '[') {
    const char mark = byte_at(text, said.end);
    if (mark == ']' || (mark == ',' && said.noun.empty())) return true;
  }
  if (is_digit(initial)) {
    if (byte_at(text, said.end) == ']') return true;
    // "020 7946"
    if (initial == '0' && before.word.size() > 1 && front == ' ' &&
        is_digit(text[before.begin + before.word.size() - 1]) && text[said.begin - 2] != ',' &&
        text[said.begin - 2] != '.' && (before.begin == 0 || text[before.begin - 1] == ' '))
      return true;
  }
  return digits && (is_of_score(text, said, behind) || are_label_digits(text, said, before, behind));
}

}  // namespace reckon::detail::words
