// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/clock.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/names.hpp>
#include <reckon/phrase/noun.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/telephone.hpp>
#include <reckon/phrase/words_before.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What a number in prose may be that states no quantity: a date, a year, a code, a time, an age, a score.
namespace reckon::detail::words {

/// Whether a verb of change, or "by", ends before this place: "rose", "added".
[[nodiscard]] constexpr bool follows_change(std::string_view text, std::size_t at) noexcept {
  return word_ending_before(text, at).is(words_before::by | words_before::change);
}

/// Whether an amount that has changed, or where it has gone, stands before the "from" at this place: "rose to
/// 5 percent from", "up slightly from".
[[nodiscard]] constexpr bool follows_amount(std::string_view text, std::size_t from) noexcept {
  if (from > 1 && text[from - 2] == '%') return true;
  const word_before before = word_ending_before(text, from);
  const word_before further = word_ending_before(text, before.begin);
  return before.begins_with_digit() || further.begins_with_digit() ||
         (before.word.ends_with("ly") && further.is(words_before::change));
}

/// Whether a word is the name of a month; "may" and "march" are so with a capital.
[[nodiscard]] constexpr bool is_month(std::string_view word) noexcept {
  return !word.empty() && (is_capital(word.front()) ? is_among(word, months) : is_among(word, small_months));
}

[[nodiscard]] constexpr bool is_month(const word_before& before) noexcept {
  return before.is(words_before::month) && is_month(before.word);
}

/// Whether a mention may begin here behind something else than a space.
RECKON_NOINLINE [[nodiscard]] constexpr bool may_begin_behind_mark(std::string_view text,
                                                                   std::size_t at) noexcept {
  const char before = text[at - 1];
  const char here = byte_at(text, at);
  // A comparison may touch what it compares: "x>10".
  if (here == '>' || here == '<' || (here == '=' && byte_at(text, at + 1) == '>'))
    return before != '<' && before != '>' && before != '=' && before != '-';
  switch (before) {
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v':
    case '\0':
    case '(':
    case '"':
    case ';':
    case '[':
    case '{':
    case '|':
    case '*':
      return true;
    case '\'':
      return at < 2 || (letter_at(text, at - 2) == 0 && !is_digit(text[at - 2]));
    case ':':
    case ',':
      return at >= 2 && is_ascii_letter(text[at - 2]);
    case '=':
      return at < 2 || text[at - 2] == ' ' ||
             (is_ascii_letter(text[at - 2]) && (at < 3 || text[at - 3] == ' ' || text[at - 3] == '('));
    default:
      break;
  }
  // "+3.2%"
  if (before == '+') {
    const bool alone = at == 1 || space_at(text, at - 2) == 1 || text[at - 2] == '(';
    return alone && here != '-' && !is_ascii_letter(here);
  }
  if (static_cast<unsigned char>(before) < 0x80) return before == '-' && at >= 2 && text[at - 2] == '-';
  // "an error of ±3.1 points"
  if (before == '\xb1') return at >= 3 && text[at - 2] == '\xc2' && text[at - 3] == ' ' && is_digit(here);
  // A no-break space, or another space, dash, quotation mark, ellipsis or bullet of General Punctuation.
  if (at >= 2 && space_at(text, at - 2) == 2) return true;
  if (at < 3 || text[at - 3] != '\xe2' || text[at - 2] != '\x80') return false;
  constexpr std::string_view last_bytes = "\x94\x9c\x98\x87\x89\xaf\xa6\xa2";
  return last_bytes.find(before) != std::string_view::npos;
}

/// Whether a mention may begin here: at the start, behind a space, an opening mark or a long dash.
[[nodiscard]] constexpr bool may_begin_at(std::string_view text, std::size_t at) noexcept {
  return at == 0 || text[at - 1] == ' ' || may_begin_behind_mark(text, at);
}

/// Whether the letters behind the hyphen at this place make a compound that counts: "5,000-member".
[[nodiscard]] constexpr bool is_counting_compound(std::string_view text, std::size_t number,
                                                  std::size_t hyphen) noexcept {
  const std::size_t end = letters_end(text, hyphen + 1);
  const std::string_view word = text.substr(hyphen + 1, end - hyphen - 1);
  // "a $1-a-day diet"
  if (word == "a" && byte_at(text, end) == '-' && !is_digit(byte_at(text, number)) &&
      byte_at(text, number) != '.')
    return (is_digit(byte_at(text, hyphen - 1)) || is_ascii_letter(byte_at(text, hyphen - 1))) &&
           !is_ascii_letter(byte_at(text, number));
  if (word.size() < 2 || is_capital(word.front()) || is_digit(byte_at(text, end))) return false;
  if (byte_at(text, end) == '-') {
    // "6-foot-tall" counts feet, "10-year-old" and "2-for-1" count nothing.
    const std::string_view next = text.substr(end + 1, letters_end(text, end + 1) - end - 1);
    if (is_digit(byte_at(text, end + 1)) || same_word(next, "old") || same_word(next, "olds")) return false;
  }
  if (is_digit(byte_at(text, number)) || is_digit(byte_at(text, number + 1)))
    return !is_among(word, hyphen_vetoes);
  return is_among(word, hyphen_nouns);
}

/// Whether what follows shows that the digits belong to something longer: a date, a time, a code.
[[nodiscard]] constexpr bool runs_on_at(std::string_view text, const reading& said) noexcept {
  const std::size_t at = said.end;
  const char c = byte_at(text, at);
  if (c == ' ' || c == '\n') return false;
  const char next = byte_at(text, at + 1);
  if (letter_at(text, at) != 0 || is_digit(c) || c == '_' || c == '@' || c == '\\' || c == '^' || c == '=')
    return true;
  if (c == '/' || c == ':' || c == '.' || c == ',') return is_digit(next);
  // "a 401(k) plan", but "3 judge(s)"
  if (c == '(')
    return is_ascii_letter(next) && next != 's' && byte_at(text, at + 2) == ')' && said.unit.empty();
  const std::size_t dash = dash_at(text, at);
  if (dash != 0 && !stands_at(text, at, "\u2014") && next != '-') {
    if (is_digit(byte_at(text, at + dash))) return true;
    if (letter_at(text, at + dash) == 0) return false;
    if (c != '-') return false;
    if (!said.noun.empty()) return false;
    if (!said.unit.empty() && is_ascii_letter(said.unit.front())) {
      const std::size_t end = letters_end(text, at + 1);
      return same_word(text.substr(at + 1, end - at - 1), "old") ||
             same_word(text.substr(at + 1, end - at - 1), "olds");
    }
    return !is_counting_compound(text, said.first, at);
  }
  const std::size_t apostrophe = apostrophe_at(text, at);
  return apostrophe != 0 && letter_at(text, at + apostrophe) != 0 && said.noun.empty() && said.unit.empty();
}

/// Whether four digits without a separator between 1400 and 2199 begin here and end there.
[[nodiscard]] constexpr bool is_year(std::string_view digits) noexcept {
  if (digits.size() < 4 || !is_digit(digits[3]) || is_digit(byte_at(digits, 4))) return false;
  if (byte_at(digits, 4) == '.' && is_digit(byte_at(digits, 5))) return false;
  int year = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!is_digit(digits[i])) return false;
    year = year * 10 + (digits[i] - '0');
  }
  return year >= 1400 && year <= 2199;
}

/// Whether the first of two numbers is the year of what the second tells, behind a word that shows it: "rose
/// in 2018 to 3.9 million".
[[nodiscard]] constexpr bool names_year(std::string_view text, std::size_t begin, const numeral& first,
                                        const numeral& second) noexcept {
  const bool amount =
      second.scaled || second.unit_kind == unit_class::currency || second.unit_kind == unit_class::percent;
  return amount && first.unit.empty() && is_year(text.substr(first.begin)) &&
         word_ending_before(text, begin).is(words_before::year);
}

/// Whether the four digits at this place are a year about now, and none that a round number would be.
[[nodiscard]] constexpr bool is_modern_year(std::string_view text, std::size_t at) noexcept {
  const bool round = byte_at(text, at + 2) == '0' && byte_at(text, at + 3) == '0';
  return !round && (stands_at(text, at, "19") || stands_at(text, at, "20"));
}

/// Whether a month stands before these words: "May 5", "May 5 and 6", "May 5, 2018". Behind a comma a number
/// goes on with the date only as a year, or as a day that counts nothing: not "On 14 March, 12 people".
template <class Counts>
[[nodiscard]] constexpr bool follows_month(std::string_view text, look_behind& behind, bool year,
                                           Counts counts) noexcept {
  // The memory knows of capitals; small months stand beside their day.
  if (behind.lacks_month() && !behind[0].is(words_before::month)) return false;
  const word_before nearest = behind[0];
  const bool comma = byte_at(text, nearest.begin + nearest.word.size()) == ',';
  if (comma && !year && (is_month(nearest) || counts())) return false;
  // "in december 20 people died"
  if (nearest.is(words_before::month) && !nearest.begins_with_capital() && !year && counts()) return false;
  bool apart = false;   // two days without a link or a comma between them are no date
  bool linked = false;  // nor is a number linked to the month itself: "3 in May to 15 in June"
  word_before before = nearest;
  for (std::size_t i = 0; i < 5; ++i) {
    if (i != 0) before = behind.further(before);
    if (before.word.empty()) return false;
    // "on may 19"
    const bool in_small = before.is(words_before::month) && same_word(behind.further(before).word, "on");
    if (in_small || is_month(before)) return !linked;
    const bool day = before.word.size() <= 2 && is_digit(before.word.front());
    const bool link = !day && before.is(words_before::date_link);
    if (!day && (!link || i == 4)) return false;
    linked = link;
    const std::size_t end = before.begin + before.word.size();
    const bool spaced = day && byte_at(text, end) == ' ';
    if (spaced && apart) return false;
    apart = spaced;
  }
  return false;
}

/// Whether what stands here makes the number before it a day or an hour: "5 May", "5 p.m."
[[nodiscard]] constexpr bool is_time_at(std::string_view text, std::size_t at) noexcept {
  return is_month(text.substr(at, letters_end(text, at) - at)) ||
         longest_idiom(text, at, clock_words).found();
}

/// Whether the digits that begin here can be those of a day or a year: "12", "2018", but not "12,000" or
/// "300".
[[nodiscard]] constexpr bool is_day_or_year(std::string_view digits) noexcept {
  if (is_year(digits)) return true;
  if (digits.empty() || !is_digit(digits[0])) return false;
  const bool two = is_digit(byte_at(digits, 1));
  const std::size_t end = two ? 2 : 1;
  const char mark = byte_at(digits, end);
  if (is_digit(mark) || ((mark == ',' || mark == '.') && is_digit(byte_at(digits, end + 1)))) return false;
  const int day = two ? (digits[0] - '0') * 10 + (digits[1] - '0') : digits[0] - '0';
  return day >= 1 && day <= 31;
}

/// Whether one or two digits at a time, at most a word between them, and then a capital follow: where they do
/// not, no days with their month do.
[[nodiscard]] constexpr bool may_lead_to_days(std::string_view text, std::size_t at,
                                              month_memory& known) noexcept {
  if (known.none_behind(text, at)) return false;
  for (int i = 0; i < 3; ++i) {
    const char mark = byte_at(text, at);
    if (mark != ' ' && mark != ',' && !is_digit(mark) && !is_ascii_letter(mark) && space_at(text, at) == 0)
      return false;
    if (!is_digit(mark)) at = skip_spaces(text, mark == ',' ? at + 1 : at);
    const std::size_t letters = letters_in_front(eight_bytes(text, at));
    if (letters != 0) at = skip_spaces(text, at + letters);
    if (!is_digit(byte_at(text, at))) return false;
    at += is_digit(byte_at(text, at + 1)) ? 2 : 1;
    if (is_digit(byte_at(text, at))) return false;
    at = skip_spaces(text, at);
    if (is_capital(byte_at(text, at))) return true;
  }
  return false;
}

/// Whether other days and then a month follow: "9 and 10 April", "on 3, 4 and 5 May". Two days without a link
/// or a comma between them are no date.
[[nodiscard]] constexpr bool leads_to_month(std::string_view text, std::size_t at,
                                            month_memory& known) noexcept {
  if (!may_lead_to_days(text, at, known)) return false;
  for (int i = 0; i < 3; ++i) {
    bool linked = byte_at(text, at) == ',';
    std::size_t p = skip_spaces(text, linked ? at + 1 : at);
    const std::size_t word = letters_end(text, p);
    if (word != p && is_among(text.substr(p, word - p), date_links)) {
      p = skip_spaces(text, word);
      linked = true;
    }
    if (!linked || !is_day_or_year(text.substr(p)) || is_year(text.substr(p))) return false;
    at = p + (is_digit(byte_at(text, p + 1)) ? 2 : 1);
    const std::size_t month = skip_spaces(text, at);
    if (is_month(text.substr(month, letters_end(text, month) - month))) return true;
  }
  return false;
}

/// Whether a bare number or range at this place is part of a date.
[[nodiscard]] constexpr bool is_date(std::string_view text, const reading& said, look_behind& behind,
                                     bool hedged) noexcept {
  const word_before before = behind[0];
  const char first = byte_at(text, said.first);
  const bool year = is_year(text.substr(said.first));
  const bool short_digits =
      is_day_or_year(text.substr(said.first)) && said.lower.value.exponent <= 4 && is_whole(said.lower.value);
  if (short_digits && !hedged && follows_month(text, behind, year, [&] { return counts_plural(text, said); }))
    return true;
  const std::size_t after = skip_spaces(text, said.noun.empty() ? said.end : said.end - said.noun.size());
  const std::size_t of = idiom_at(text, after, "of");
  const std::size_t begin = of != 0 ? skip_spaces(text, of) : after;
  // "the 23rd of April", but "23 of April's 30 days"
  const std::size_t month_end = letters_end(text, begin);
  const std::string_view month = text.substr(begin, month_end - begin);
  if (short_digits && !hedged && month_end != begin && apostrophe_at(text, month_end) == 0 &&
      is_month(month) && (is_capital(month.front()) || !is_plural_at(text, skip_spaces(text, month_end))))
    return true;
  if (short_digits && !hedged && said.noun.empty() && leads_to_month(text, said.end, behind.months()))
    return true;
  if (!hedged && is_digit(first) && before.is(words_before::word_year) && said.kind == phrase_kind::exact)
    return true;
  // "around 1200 BC"
  const std::string_view era = text.substr(after, letters_end(text, after) - after);
  if (is_digit(first) && (era == "BC" || era == "AD" || era == "BCE")) return true;
  if (!year) return false;
  // "2014-2018", "between 2014 and 2018"
  if (said.kind == phrase_kind::range) {
    // "between 1600 and 1900 world trade grew", but "between 1600 and 1900 dead"
    const bool counted = counts_plural(text, said) || word_of(text, after, counted_alone).found() ||
                         is_plural_at(text, skip_spaces(text, letters_end(text, after)));
    return said.noun.empty() || word_of(text, after, change_verbs).found() ||
           (!counted && idiom_at(text, said.begin, "between") != 0);
  }
  const bool round = said.lower.value.exponent >= 2;
  const bool modern = is_modern_year(text, said.first);
  if (hedged) {
    return said.kind == phrase_kind::approximate && said.noun.empty() &&
           (modern || same_word(said.hedge, "circa") || same_word(said.hedge, "c.") ||
            same_word(said.hedge, "ca."));
  }
  if (said.kind != phrase_kind::exact) return false;
  if (before.is(words_before::year)) return true;
  const bool loose = before.is(words_before::loose_year);
  if (said.noun.empty()) {
    // "an average of 1500"
    const bool total = before.is(words_before::word_of) && is_among(behind[1].word, totals);
    if (loose && !total) return true;
    const char mark = byte_at(text, said.end);
    const bool enclosed = said.begin > 0 && text[said.begin - 1] == '(' && (mark == ')' || mark == ',');
    // "the 2008 Chess Games"
    return enclosed || (modern && (!is_plural_at(text, after) || is_capital(byte_at(text, after))));
  }
  if (!is_plural_at(text, after) || is_capital(byte_at(text, after)) || word_of(text, after, yearly).found())
    return !round && modern;
  return modern && (before.is(words_before::word_the) || before.is(words_before::word_of));
}

/// Whether the number is an age: "45 years old", "Maria Lopez, 34, said", "children under five", "in his
/// 40s".
[[nodiscard]] constexpr bool is_age(std::string_view text, const reading& said,
                                    look_behind& behind) noexcept {
  // "a mean age of 34.5 years"
  if (said.lower.given && !is_whole(said.lower.value)) return false;
  const word_before before = behind[0];
  const std::size_t after = skip_spaces(text, said.end - said.noun.size());
  // The 66 million years of a fossil are no age of anyone.
  const bool aged =
      idiom_at(text, after, "old") != 0 || idiom_at(text, after, "of age") != 0 ||
      (same_word(said.noun, "age") && word_ending_before(text, after).is(words_before::word_of));
  if (!said.unit.empty() && aged) return !said.lower.given || less(said.lower.value, {1, 3});
  // "six old battleships"
  if (same_word(said.noun, "old")) return !is_plural_at(text, skip_spaces(text, said.end));
  const bool apposed = said.begin >= 2 && text[said.begin - 1] == ' ' && text[said.begin - 2] == ',' &&
                       is_digit(byte_at(text, said.begin)) &&
                       (before.begins_with_capital() || before.is(words_before::person));
  const bool dying = before.is(words_before::word_at) && is_among(behind[1].word, verbs_of_dying);
  if (!before.is(words_before::of_age) && !apposed && !dying) return false;
  // "between the ages of 6 and 12"
  const bool linked = before.is(words_before::word_and) || before.is(words_before::word_to);
  const bool second = linked && behind[1].begins_with_digit() && behind[2].is(words_before::word_of) &&
                      behind[3].is(words_before::ages);
  if (linked && !second && !apposed) return false;
  const bool years = said.unit.empty() || same_word(said.unit, "years");
  const bool human = !said.lower.given || less(said.lower.value, {120, 0});
  if (!years || !human || (said.upper.given && !less(said.upper.value, {120, 0}))) return false;
  const bool sided = said.bound != bound_sense::none && idiom_at(text, said.begin, "more") == 0 &&
                     idiom_at(text, said.begin, "at") == 0;
  if (sided && said.unit.empty() && before.is(words_before::people)) return true;
  if (before.is(words_before::aged)) return true;
  if (said.kind == phrase_kind::vague || said.first != said.begin) return false;
  if (second) return true;
  const word_before further = behind[1];
  // "older than 60", "as young as 12"
  if (before.is(words_before::word_than) && further.is(words_before::compared_age)) return true;
  // "under the age of 5 years died"
  if (before.is(words_before::word_of) && (said.noun.empty() || !said.unit.empty()) &&
      further.is(words_before::ages | words_before::young))
    return true;
  if ((before.is(words_before::turned) || dying) && said.noun.empty()) return true;
  // "Maria Lopez, 34, said"
  const char mark = byte_at(text, said.end);
  const bool closed = mark == ',' || (mark == '.' && !is_month(before) && further.begins_with_capital());
  return apposed && closed && said.unit.empty() && said.noun.empty() && said.kind == phrase_kind::exact;
}

/// Whether a fraction in words is none in prose: "half-time", "the second half", "a fifth floor".
[[nodiscard]] constexpr bool is_idle_fraction(std::string_view text, const reading& said,
                                              const word_before& before) noexcept {
  // "fell by a quarter", "cut by half"
  if (before.is(words_before::by) && said.noun.empty()) return false;
  // "the first half of 2024", "the third quarter of the year"
  const char initial = folded(byte_at(text, said.first));
  const bool touched = said.begin == said.first && said.begin > 1 && is_ascii_letter(text[said.begin - 2]);
  if ((initial == 'h' || initial == 'q') && touched && is_among(before.word, words_of_order)) return true;
  if (!said.unit.empty()) return false;
  const bool bare = said.hedge.empty() && said.bound == bound_sense::none;
  // "the same quarter of 2022"
  if (bare && said.begin != 0 && idiom_at(text, said.first, "quarter of") != 0) return true;
  const bool half = idiom_at(text, said.first, "half") != 0;
  const std::size_t article = half ? 0 : idiom_at(text, said.first, "a");
  if (!half && article == 0) return false;
  const std::size_t part = article != 0 ? skip_spaces(text, article) : said.first;
  const std::size_t after = skip_spaces(text, letters_end(text, part));
  const bool of = idiom_at(text, after, "of") != 0;
  if (half) {
    const bool whole = of || idiom_at(text, after, "the") != 0 || idiom_at(text, after, "its") != 0 ||
                       idiom_at(text, after, "their") != 0 || idiom_at(text, after, "all") != 0 ||
                       idiom_at(text, after, "that of") != 0 || idiom_at(text, after, "his") != 0 ||
                       idiom_at(text, after, "her") != 0 || idiom_at(text, after, "our") != 0;
    const bool all = said.begin == 0 && said.end == text.size();
    return bare && !whole && !all;
  }
  // "a fifth more than", "a third the size of", "only a quarter said so"
  const bool compared = word_of(text, after, comparatives).found() ||
                        idiom_at(text, after, "the size") != 0 || same_word(before.word, "only");
  return !of && !compared && (bare || !said.noun.empty()) && said.end != text.size();
}

/// Whether "them" or "whom" stands here.
[[nodiscard]] constexpr bool is_among_them_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t p = skip_spaces(text, at);
  return idiom_at(text, p, "them") != 0 || idiom_at(text, p, "whom") != 0;
}

/// Whether a number at this place is what "all but" leaves out.
[[nodiscard]] constexpr bool is_left_out_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view before = "all but ";
  return at >= before.size() && idiom_at(text, at - before.size(), "all but") == at - 1;
}

/// Whether "zero" that ends here counts nothing: "zero tolerance", "zero-sum", "zero-hours contracts".
[[nodiscard]] constexpr bool names_zero(std::string_view text, std::size_t end,
                                        std::string_view noun) noexcept {
  return same_word(noun, "tolerance") ||
         (byte_at(text, end) == '-' && is_ascii_letter(byte_at(text, end + 1)));
}

/// Whether a small "one" counts who or what is named at this place: "one French tourist", but not "one
/// Monday" or "one I know".
[[nodiscard]] constexpr bool counts_name_at(std::string_view text, const reading& said,
                                            std::size_t name) noexcept {
  const std::string_view word = text.substr(name, letters_end(text, name) - name);
  const bool next = name == said.end + 1 && text[said.end] == ' ';  // and on the same line
  return next && text[said.first] == 'o' && word.size() > 1 && !is_month(word) && !word.ends_with("day");
}

/// Whether a bound stands before "one" as a pronoun: "taller than the one behind it".
[[nodiscard]] constexpr bool bounds_pronoun(std::string_view text, const reading& said) noexcept {
  const decimal& end = said.upper.given ? said.upper.value : said.lower.value;
  return said.bound != bound_sense::none && said.first != said.begin && said.unit.empty() &&
         end == decimal{1, 0} && idiom_at(text, said.first, "one") != 0 &&
         word_ending_before(text, said.first).is(words_before::pronoun);
}

/// Whether a word of this mention stands for no number in prose: "one" as a pronoun, "score", a bare "few".
[[nodiscard]] constexpr bool is_idle_word(std::string_view text, const reading& said,
                                          const word_before& before) noexcept {
  const bool bare = said.hedge.empty() && said.bound == bound_sense::none;
  if (said.kind == phrase_kind::vague) {
    const bool few_of = said.vague == vague_word::several || said.vague == vague_word::few ||
                        said.vague == vague_word::couple || said.vague == vague_word::handful;
    if (said.vague == vague_word::many) return said.vague_unit.exponent == 0;
    const bool unscaled = said.vague_unit.exponent == 0 && said.vague_unit.digits == 1;
    if (unscaled && (said.vague == vague_word::scores || said.vague == vague_word::tens)) {
      // "wounding scores", "scores more"
      if (said.vague == vague_word::scores && is_among(before.word, verbs_of_harm)) return false;
      const std::size_t next = skip_spaces(text, letters_end(text, said.first));
      return idiom_at(text, next, "of") == 0 && idiom_at(text, next, "more were") == 0;
    }
    if (said.vague == vague_word::couple && unscaled && bare &&
        idiom_at(text, said.first, "a couple of") == 0)
      return true;
    return few_of && unscaled && bare &&
           ((said.noun.empty() && said.unit.empty()) || idiom_at(text, said.begin, "few") != 0);
  }
  if (bounds_pronoun(text, said)) return true;
  if (said.kind != phrase_kind::exact || is_digit(byte_at(text, said.first))) return false;
  if (!is_whole(said.point.value) && is_idle_fraction(text, said, before)) return true;
  if (!bare) return false;
  const std::string_view word = text.substr(said.first, letters_end(text, said.first) - said.first);
  // "came to nought", but "nought point seven"
  if (same_word(word, "nought")) return said.point.value.digits == 0;
  if (same_word(word, "zero"))
    return is_among(before.word, words_before_zero) || names_zero(text, said.end, said.noun);
  if (same_word(word, "one")) {
    const bool simple = said.point.value.digits == 1 && said.point.value.exponent == 0;
    if (!simple) return said.negated;
    // "two Americans and one Briton"
    const std::size_t next = skip_spaces(text, said.end);
    const bool linked = before.is(words_before::word_and) || before.is(words_before::word_or);
    const bool joined = is_capital(byte_at(text, next)) && (linked || counts_name_at(text, said, next));
    // "a one-bedroom flat", "a one-vote majority"
    const bool hyphen = byte_at(text, said.end) == '-';
    const bool compound = hyphen && !word_of(text, said.end + 1, idle_compounds).found();
    const bool counts = !said.noun.empty() || !said.unit.empty() || text.size() == 3 || joined || compound ||
                        is_left_out_at(text, said.first);
    // "On one side is the dynasty", but "on one side only"
    const std::size_t side = skip_spaces(text, letters_end(text, said.first));
    if (before.word == "On" && (idiom_at(text, side, "side") != 0 || idiom_at(text, side, "hand") != 0))
      return true;
    // "at one point"
    if (before.is(words_before::word_at) && (same_word(said.noun, "point") || same_word(said.noun, "time")))
      return true;
    if (same_word(said.noun.substr(0, 7), "another") || same_word(said.noun, "day")) return true;
    // "ten people, one of them a child"
    const std::size_t of = idiom_at(text, said.first, "one of");
    const bool apposed =
        of != 0 && said.begin > 1 && text[said.begin - 2] == ',' && is_among_them_at(text, of);
    if (of != 0) return !apposed && !is_left_out_at(text, said.first);
    if (same_word(said.unit, "day") && is_capital(text[said.first])) return true;
    // "for that one mile"
    const bool measures = !said.unit.empty() && same_word(before.word, "that");
    return !counts || said.negated || (before.is(words_before::pronoun) && !measures);
  }
  const std::uint16_t roles = prefix_words::roles_at(text, said.first);
  if ((roles & (prefix_words::scale | prefix_words::article)) == 0) return false;
  const auto scale = scale_at(text, said.first);
  if (scale.found()) {
    // "hundred thousand"
    const auto larger = scale_at(text, next_word(text, scale.end));
    return !same_word(word, "hundred") || !larger.found() || larger.entry->value.exponent < 3;
  }
  return idiom_at(text, said.first, "a score") != 0;
}

/// Whether a range of bare numbers is a score: "lost 2-3", "6-4, 4-6", "6-4 4-6".
[[nodiscard]] constexpr bool is_score(std::string_view text, const reading& said,
                                      look_behind& behind) noexcept {
  if (said.kind != phrase_kind::range || !said.noun.empty() || !said.unit.empty() ||
      !is_digit(byte_at(text, said.first)))
    return false;
  std::size_t p = said.first;
  while (is_digit(byte_at(text, p))) ++p;
  const std::size_t dash = dash_at(text, p);
  if (dash == 0 || !is_digit(byte_at(text, p + dash))) return false;
  if (said.lower.value.digits == 0 && p == said.first + 1) return true;
  if (behind[0].is(words_before::score) || behind[1].is(words_before::score)) return true;
  const auto pair_at = [&](std::size_t at) {
    return is_digit(byte_at(text, at)) && byte_at(text, at + 1) == '-' && is_digit(byte_at(text, at + 2));
  };
  const bool before_pair = (said.begin >= 5 && text[said.begin - 2] == ',' && pair_at(said.begin - 5)) ||
                           (said.begin >= 4 && text[said.begin - 1] == ' ' && pair_at(said.begin - 4));
  return before_pair || (byte_at(text, said.end) == ',' && pair_at(skip_spaces(text, said.end + 1)));
}

/// Whether bare digits stand between others, as in the row of a table: a month before them is all that could
/// make them something else.
[[nodiscard]] constexpr bool is_number_among_numbers(std::string_view text, const reading& said,
                                                     const word_before& before) noexcept {
  if (said.kind != phrase_kind::exact || said.first != said.begin || !said.noun.empty() || !said.unit.empty())
    return false;
  const char first = byte_at(text, said.first);
  if (before.word.empty() || !is_digit(before.word.front()) || before.word.front() == '0') return false;
  if (!is_digit(first) || first == '0' || text[said.begin - 1] != ' ' || byte_at(text, said.end) != ' ')
    return false;
  return is_digit(byte_at(text, said.end + 1)) && !is_year(text.substr(said.first)) &&
         !is_ascii_letter(before.word.back());
}

/// Whether these digits are those of "day 3 of the trial".
[[nodiscard]] constexpr bool is_part_of_at(std::string_view text, std::size_t at) noexcept {
  while (is_digit(byte_at(text, at))) ++at;
  return idiom_at(text, skip_spaces(text, at), "of") != 0;
}

}  // namespace reckon::detail::words
