// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>
#include <reckon/phrase/words_before.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Numbers in words.
namespace reckon::detail::words {

/// Whether the word at this place may stand in a table of number words of this role, as prefix_words has it.
[[nodiscard]] constexpr bool may_be_at(std::string_view text, std::size_t at, std::uint16_t role) noexcept {
  return is_ascii_letter(byte_at(text, at)) && (prefix_words::roles_at(text, at) & role) != 0;
}

/// The end of the "and", or of its sign, at this place; 0 if none stands here.
[[nodiscard]] constexpr std::size_t and_at(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) == '&') return space_at(text, at + 1) != 0 ? at + 1 : 0;
  return idiom_at(text, at, "and");
}

/// A scale word at this place, one touching letters not counted.
[[nodiscard]] constexpr idiom_match<scale_word> scale_at(std::string_view text, std::size_t at) noexcept {
  return word_of(text, at, scale_words);
}

/// Whether the "and" before this place goes on with the number: a number below one hundred stands here, and
/// no scale of its own makes it a second number ("one hundred and two hundred"). Behind "hundred" a larger
/// scale belongs to both: two hundred and fifty thousand; behind a larger one hundreds go on.
[[nodiscard]] constexpr bool continues_number(std::string_view text, std::size_t at,
                                              bool behind_hundred) noexcept {
  auto word = word_of(text, at, number_words);
  if (!word.found() || word.entry->value == 0) return false;
  const unsigned count = word.entry->value;
  const auto second = word_of(text, next_word(text, word.end), number_words);
  if (word.entry->value >= 20 && second.found() && second.entry->value >= 1 && second.entry->value <= 9) {
    word = second;
  }
  // "one hundred and two thirds": the second number counts parts; but "two hundred and forty thirds", since
  // forty would be wholes again.
  const auto part = word_of(text, next_word(text, word.end), part_words);
  if (part.found() && count < part.entry->denominator) return false;
  const auto scale = scale_at(text, next_word(text, word.end));
  if (!scale.found()) return true;
  const bool hundred = scale.entry->value == decimal{1, 2};
  // "three thousand and five hundred"
  if (!behind_hundred)
    return hundred && word.entry->value < 10 && !scale_at(text, next_word(text, scale.end)).found();
  return !hundred && scale.entry->value.digits == 1 && scale.entry->value.exponent > 2;
}

/// The part of a whole that tens and an ordinal name: "twenty-fifth", "thirty-seconds", "forty firsts". `end`
/// is 0 if none stands here.
struct compound_part {
  std::uint64_t denominator = 1;
  bool plural = false;
  std::size_t end = 0;
};

[[nodiscard]] constexpr compound_part compound_part_at(std::string_view text, std::size_t at) noexcept {
  if (!may_be_at(text, at, prefix_words::number)) return {};
  const auto tens = word_of(text, at, number_words);
  if (!tens.found() || tens.entry->value < 20) return {};
  const bool hyphen = byte_at(text, tens.end) == '-';
  const std::size_t p = next_word(text, tens.end);
  if (idiom_at(text, p, "firsts") != 0) return {tens.entry->value + 1, true, p + 6};
  // "twenty seconds" are a time.
  if (hyphen && idiom_at(text, p, "seconds") != 0) return {tens.entry->value + 2, true, p + 7};
  const auto unit = word_of(text, p, part_words);
  if (!unit.found() || unit.entry->denominator > 9 || folded(text[p]) == 'q' || folded(text[p]) == 'h')
    return {};
  // "one twenty-fifth of it", but "one twenty-fifth anniversary"
  const std::size_t after = skip_spaces(text, unit.end);
  const bool ends = letter_at(text, after) == 0 || idiom_at(text, after, "of") != 0;
  if (!unit.entry->plural && (!hyphen || !ends || byte_at(text, after) == '-')) return {};
  return {tens.entry->value + unit.entry->denominator, unit.entry->plural, unit.end};
}

/// Where the ones of "sixty - four" stand, if the hyphen between spaces at this place joins them to tens; 0
/// if it does not.
[[nodiscard]] constexpr std::size_t ones_behind_hyphen(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) != '-' || byte_at(text, at + 1) != ' ') return 0;
  const std::size_t p = skip_spaces(text, at + 1);
  const auto ones = word_of(text, p, number_words);
  return ones.found() && ones.entry->value >= 1 && ones.entry->value <= 9 ? p : 0;
}

/// Applies the scale words that follow ("hundred", "million", "hundred thousand").
constexpr void read_scales(std::string_view text, numeral& n) noexcept {
  for (int i = 0; i < 3; ++i) {
    const std::size_t p = next_word(text, n.end);
    if (p == n.end || !is_ascii_letter(byte_at(text, p))) return;
    if ((words_behind::at(text, p) & words_behind::scale) == 0) return;
    auto scale = scale_at(text, p);
    if (!scale.found()) scale = word_of(text, p, scale_abbreviations);
    if (!scale.found()) return;
    const decimal_result total = product(n.scale, scale.entry->value);
    if (!total.fits) return;
    n.scale = total.value;
    n.scaled = true;
    n.end = scale.end;
  }
}

/// Whether a part of the number that begins here may stand behind its comma: "Of the three thousand, two
/// hundred were children", "out of ten thousand, five hundred", but "a total of one thousand, two hundred".
[[nodiscard]] constexpr bool is_of_parts(std::string_view text, std::size_t begin) noexcept {
  for (int i = 0; i < 4; ++i) {
    const word_before before = word_ending_before(text, begin);
    const std::string_view word = before.word;
    if (word.empty() || byte_at(text, before.begin + word.size()) != ' ') return false;
    if (same_word(word, "among")) return true;
    // "in a town of two thousand, one hundred died"
    if (same_word(word, "of")) {
      const std::string_view whole = word_ending_before(text, before.begin).word;
      return i == 0 ? !is_among(whole, totals) : is_capital(word.front()) || same_word(whole, "out");
    }
    begin = before.begin;
  }
  return false;
}

/// Where the hundreds stand that go on, behind a comma at this place, with a number whose last scale was this
/// power of ten: "two million, three hundred thousand"; 0 if none do. "Three thousand, two hundred of them
/// women" is two numbers.
[[nodiscard]] constexpr std::size_t behind_comma(std::string_view text, std::size_t at,
                                                 int last_scale) noexcept {
  if (byte_at(text, at) != ',' || byte_at(text, at + 1) != ' ') return 0;
  const std::size_t begin = at + 2;
  bool scaled = false;
  bool linked = false;
  std::size_t p = begin;
  for (int i = 0; i < 8; ++i) {
    std::size_t end = word_of(text, p, number_words).end;
    if (const auto scale = scale_at(text, p); end == 0 && i != 0 && scale.found()) {
      const decimal unit = scale.entry->value;
      const bool falls = unit.digits == 1 && unit.exponent != 1 && unit.exponent < last_scale;
      if (!falls && linked) break;  // "between one thousand, two hundred and two thousand"
      if (!falls) return 0;
      scaled = true;
      end = scale.end;
    }
    if (end == 0 && scaled && !linked) {
      end = and_at(text, p);
      linked = end != 0;
    }
    if (end == 0) break;
    p = next_word(text, end);
    if (p == end) break;
  }
  return scaled && idiom_at(text, p, "of") == 0 ? begin : 0;
}

/// Reads a whole number in words. `with_and` allows "and" inside it.
[[nodiscard]] constexpr numeral_result read_whole_words(std::string_view text, std::size_t at,
                                                        bool with_and) noexcept {
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  decimal total;              // what the scales from thousand upwards have closed
  std::uint64_t open = 0;     // the hundreds, tens and ones since then
  int last_scale = 1000;      // scales must fall
  bool hundred_last = false;  // the last word was "hundred"
  bool any = false;
  bool has_zero = false;
  bool linked = false;        // by "and" to what stands before
  std::size_t closed_at = 0;  // where the first scale that closed a number ends
  std::size_t p = at;
  std::size_t end = at;
  const std::size_t article = idiom_at(text, at, "a");
  if (article != 0) {
    p = skip_spaces(text, article);
    if (!scale_at(text, p).found()) return result;
  }
  for (;;) {
    const std::uint16_t roles =
        is_ascii_letter(byte_at(text, p)) ? prefix_words::roles_at(text, p) : std::uint16_t{0};
    idiom_match<number_word> word;
    if ((roles & prefix_words::number) != 0) word = word_of(text, p, number_words);
    if (word.found()) {
      const unsigned v = word.entry->value;
      const std::uint64_t room = open % 100;
      const bool fits = v == 0 ? !any : (room == 0 || (v < 10 && room >= 20 && room % 10 == 0));
      if (!fits || has_zero) break;
      // "two hundred thirty-sixths" are two hundred of them.
      if (any && !linked && v >= 20 && compound_part_at(text, p).end != 0) break;
      has_zero = v == 0;
      open += v;
      any = true;
      hundred_last = false;
      end = word.end;
    } else {
      if ((roles & prefix_words::scale) == 0) break;
      const auto scale = scale_at(text, p);
      if (!scale.found() || has_zero) break;
      const decimal unit = scale.entry->value;
      const bool bare = !any;
      if (bare && scale.entry->text.back() == 's') break;
      if (unit.digits != 1 || unit.exponent == 1) {
        // A dozen or a score closes the number.
        if (total.digits != 0 || (!bare && open == 0)) break;
        n.written = stripped({bare ? 1 : open, 0});
        n.place = {1, n.written.exponent};
        n.scale = unit;
        n.scaled = true;
        n.end = scale.end;
        result.found = true;
        return result;
      }
      if (bare) open = 1;
      if (unit.exponent == 2) {
        if (open == 0 || open >= 100) break;
        open *= 100;
        n.written = {open / 100, 0};
        n.scale = unit;
        n.scaled = total.digits == 0;
        hundred_last = true;
      } else {
        // "two thousand million"
        const bool multiplies = last_scale == 3 && open == 0 && end == closed_at && unit.exponent > 3 &&
                                byte_at(text, scale.end) != '-';
        if (multiplies) {
          total.exponent += unit.exponent;
          n.scale.exponent += unit.exponent;
          last_scale = unit.exponent;
          end = closed_at = scale.end;
          p = next_word(text, end);
          continue;
        }
        if (open == 0 || unit.exponent >= last_scale) break;
        // "three hundred thousand" is 3 at a scale of 100,000, as "3 hundred thousand" is.
        const bool chain = hundred_last;
        n.written = {chain ? open / 100 : open, 0};
        n.scale = {1, unit.exponent + (chain ? 2 : 0)};
        n.scaled = total.digits == 0;
        const decimal_result closed = sum(total, {open, unit.exponent});
        if (!closed.fits) {
          result.problem = {phrase_fault::too_many_digits, at};
          return result;
        }
        if (total.digits == 0) closed_at = scale.end;
        total = closed.value;
        last_scale = unit.exponent;
        open = 0;
        hundred_last = false;
      }
      any = true;
      end = scale.end;
    }
    p = next_word(text, end);
    const bool closed = open == 0 && total.digits != 0;
    if (p == end) {
      p = closed ? behind_comma(text, end, last_scale) : 0;
      if (p == 0 || is_of_parts(text, at)) break;
      continue;
    }
    const bool tens = word.found() && word.entry->value >= 20;
    if (const std::size_t ones = tens ? ones_behind_hyphen(text, p) : 0; ones != 0) p = ones;
    const bool may_link = with_and && (hundred_last || closed);
    const std::size_t link = may_link ? and_at(text, p) : 0;
    linked = link != 0 && continues_number(text, skip_spaces(text, link), hundred_last);
    if (linked) p = skip_spaces(text, link);
  }
  if (!any) return result;
  const bool tail_words =
      (total.digits != 0 && open != 0) || (total.digits == 0 && !hundred_last && open >= 100);
  if (!n.scaled || tail_words) {
    const decimal_result all = sum(total, {open, 0});
    if (!all.fits) {
      result.problem = {phrase_fault::too_many_digits, at};
      return result;
    }
    n.written = stripped(all.value);
    n.scale = {1, 0};
    n.scaled = false;
  }
  n.place = {1, stripped(n.written).exponent};
  n.end = end;
  result.found = true;
  return result;
}

/// A fraction in words: "half", "a third", "three quarters", "one-fifth". `end` is 0 if none stands here.
struct word_fraction {
  std::uint64_t numerator = 0;
  std::uint64_t denominator = 1;
  std::size_t end = 0;
};

/// Whether these quarters are times that are counted: "two quarters", "after six quarters".
[[nodiscard]] constexpr bool is_counted_quarter(const part_word* part, std::uint64_t count) noexcept {
  return part->plural && part->text.front() == 'q' && count != 3;
}

/// The part behind `count`: its word must agree with it in number.
[[nodiscard]] constexpr word_fraction parts_at(std::string_view text, std::size_t at,
                                               std::uint64_t count) noexcept {
  if (!may_be_at(text, at, prefix_words::part)) return {};
  const auto part = word_of(text, at, part_words);
  if (!part.found()) return {};
  // "a three quarter majority", but three "quarter-point cuts"
  const bool quarter = part.entry->denominator == 4 && !part.entry->plural && byte_at(text, part.end) != '-';
  if (part.entry->plural != (count != 1) && !(quarter && count == 3)) return {};
  if (count == 0 || count >= part.entry->denominator + (part.entry->plural ? 1000 : 0)) return {};
  if (is_counted_quarter(part.entry, count)) return {};
  return {count, part.entry->denominator, part.end};
}

[[nodiscard]] constexpr word_fraction word_fraction_at(std::string_view text, std::size_t at) noexcept {
  const char first = folded(byte_at(text, at));
  if (first != 'h' && first != 'q' && first != 'a') {
    if (!may_be_at(text, at, prefix_words::number)) return {};
    const auto count = word_of(text, at, number_words);
    if (!count.found()) return {};
    const std::size_t p = next_word(text, count.end);
    if (count.entry->value == 1 && idiom_at(text, p, "half-") != 0) return {1, 2, p + 4};
    return parts_at(text, p, count.entry->value);
  }
  const std::size_t half = idiom_at(text, at, "half");
  const bool prefix = half == 0 && idiom_at(text, at, "half-") != 0;
  if (half != 0) return {1, 2, half};
  if (prefix) return {1, 2, at + 4};
  if (idiom_at(text, at, "quarter of") != 0) return {1, 4, at + 7};
  // "quarter million"
  if (const std::size_t end = idiom_at(text, at, "quarter");
      end != 0 && scale_at(text, next_word(text, end)).found())
    return {1, 4, end};
  if (const std::size_t article = idiom_at(text, at, "a"); article != 0) {
    const std::size_t p = skip_spaces(text, article);
    if (idiom_at(text, p, "half-") != 0) return {1, 2, p + 4};
    return parts_at(text, p, 1);
  }
  if (const std::size_t article = idiom_at(text, at, "an eighth"); article != 0) return {1, 8, article};
  return {};
}

/// Steps from a fraction to the scale that it is a part of: "half a million", "a quarter of a million".
[[nodiscard]] constexpr std::size_t scale_behind_fraction(std::string_view text, std::size_t at) noexcept {
  std::size_t p = next_word(text, at);
  if (p == at) return 0;
  if (const std::size_t of = idiom_at(text, p, "of"); of != 0) p = skip_spaces(text, of);
  if (const std::size_t article = idiom_at(text, p, "a"); article != 0) p = skip_spaces(text, article);
  return scale_at(text, p).found() ? p : 0;
}

/// Reads "and a half", "and three quarters" behind a whole number, or behind the scale of "a million and a
/// half".
constexpr void read_and_fraction(std::string_view text, numeral& n) noexcept {
  std::size_t p = next_word(text, n.end);
  if (p == n.end || (folded(byte_at(text, p)) != 'a' && byte_at(text, p) != '&')) return;
  // "two-and-a-half" is one word.
  std::size_t half = idiom_at(text, p, "and a half");
  if (half == 0 && idiom_at(text, p, "and a half-") != 0) half = idiom_at(text, p, "and a half-") - 1;
  const std::size_t link = half != 0 ? p + 3 : and_at(text, p);
  if (link == 0) return;
  p = next_word(text, link);
  if (half == 0 && !is_digit(byte_at(text, p)) && !may_be_at(text, p, prefix_words::in_words)) return;
  word_fraction part = half != 0 ? word_fraction{1, 2, half} : word_fraction_at(text, p);
  if (part.end == 0 && is_digit(byte_at(text, p))) {
    const slash_fraction digits = slash_fraction_at(text, p);
    part = {digits.numerator, digits.denominator, digits.end};
  }
  if (part.end == 0 || part.numerator >= part.denominator) return;
  // "one and half the crowd" adds nothing to one.
  if (idiom_at(text, p, "half") != 0 && idiom_at(text, skip_spaces(text, part.end), "the") != 0) return;
  // "500 and a third of them" neither.
  if (idiom_at(text, skip_spaces(text, part.end), "of") != 0) return;
  // "four hundred and three quarters" adds to the hundreds, "a million and three quarters" to one.
  if (n.scaled && n.scale == decimal{1, 2} && idiom_at(text, skip_spaces(text, part.end), "a") == 0) {
    n.written = product(n.written, n.scale).value;
    n.scale = {1, 0};
    n.scaled = false;
  }
  const bool one_scale = n.scaled && n.written.digits == 1 && n.written.exponent == 0;
  if (n.scaled && !one_scale) return;
  if (add_fraction(n, part.numerator, part.denominator)) n.end = part.end;
}

/// Reads decimals in words behind "point": "two point five", "zero point zero three".
constexpr void read_point_words(std::string_view text, numeral& n) noexcept {
  const std::size_t p = skip_spaces(text, n.end);
  const std::size_t point = p == n.end ? 0 : idiom_at(text, p, "point");
  const decimal_result whole = product(n.written, n.scale);
  if (point == 0 || !whole.fits || n.place.exponent < 0) return;
  decimal value = whole.value;
  std::size_t end = 0;
  int decimals = 0;
  unsigned before = 0;
  std::size_t q = skip_spaces(text, point);
  for (int i = 0; i < 12; ++i) {
    const auto word = word_of(text, q, number_words);
    if (!word.found()) break;
    const unsigned digit = word.entry->value;
    // "twenty-five" is two decimals, "two five" as well.
    const bool goes_on = before >= 20 && before % 10 == 0 && digit >= 1 && digit <= 9;
    const int places = goes_on ? 0 : (digit >= 10 ? 2 : 1);
    const decimal_result total = sum(value, {digit, -decimals - places});
    if (!total.fits) return;
    value = total.value;
    decimals += places;
    before = digit;
    end = word.end;
    q = next_word(text, end);
    if (q == end) break;
  }
  if (end == 0) return;
  n.written = value;
  n.scale = {1, 0};
  n.scaled = false;
  n.place = {1, -decimals};
  n.end = end;
}

/// Words behind a time that tell when it was.
inline constexpr auto words_behind_time = indexed<plain_idiom>({
    {"ago"},
    {"later"},
    {"earlier"},
    {"before"},
    {"after"},
});

/// Whether what stands here tells when, or how often: "led by 1 point 2 weeks ago".
[[nodiscard]] constexpr bool is_time_told_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t behind = next_word(text, letters_end(text, next_word(text, at)));
  return word_of(text, behind, words_behind_time).found() || idiom_at(text, behind, "in a row") != 0;
}

/// Reads decimals in digits behind "point": "3 point 14", as is written down from speech.
constexpr void read_point_digits(std::string_view text, numeral& n) noexcept {
  const std::size_t p = skip_spaces(text, n.end);
  const std::size_t point = p == n.end ? 0 : idiom_at(text, p, "point");
  if (point == 0 || n.groups != 0 || byte_at(text, point) != ' ') return;
  constexpr std::size_t most = 8;
  std::size_t end = point + 1;
  decimal value = n.written;
  for (; is_digit(byte_at(text, end)) && end - point <= most; ++end) {
    const auto digit = static_cast<std::uint64_t>(text[end] - '0');
    const decimal_result more = sum(value, {digit, -static_cast<int>(end - point)});
    if (!more.fits) return;
    value = more.value;
  }
  if (end == point + 1 || !ends_word(text, end)) return;
  if (n.written == decimal{1, 0} && is_time_told_at(text, end)) return;
  n.written = value;
  n.place = {1, -static_cast<int>(end - point - 1)};
  n.end = end;
}

/// "an hour and a half", "a ton and a quarter": one of a unit and a part of it. `end` is 0 if none stands
/// here.
struct unit_and_part {
  std::string_view unit;
  unit_class kind = unit_class::none;
  std::uint64_t denominator = 1;
  std::size_t end = 0;
};

[[nodiscard]] constexpr unit_and_part unit_and_part_at(std::string_view text, std::size_t at) noexcept {
  if (folded(byte_at(text, at)) != 'a') return {};
  std::size_t article = idiom_at(text, at, "a");
  if (article == 0) article = idiom_at(text, at, "an");
  const std::size_t p = skip_spaces(text, article);
  if (article == 0 || !is_ascii_letter(byte_at(text, p))) return {};
  const std::size_t link = skip_spaces(text, letters_end(text, p));
  const std::size_t half = idiom_at(text, link, "and a half");
  const std::size_t end = half != 0 ? half : idiom_at(text, link, "and a quarter");
  if (end == 0) return {};
  const auto unit = unit_at(text, p);
  if (!unit.found() || skip_spaces(text, unit.end) != link) return {};
  return {text.substr(p, unit.end - p), unit.entry->kind, half != 0 ? 2U : 4U, end};
}

/// Reads the decimals or the fraction that go on with a whole number in words.
constexpr void read_words_behind(std::string_view text, numeral& n) noexcept {
  n.next = what_stands_behind(text, n.end, false);
  if (n.next != behind::more) return;
  read_point_words(text, n);
  if (n.place.exponent >= 0) read_and_fraction(text, n);
}

/// The number that is this one word.
[[nodiscard]] constexpr numeral_result single_word(std::string_view text, std::size_t at,
                                                   const idiom_match<number_word>& word) noexcept {
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  n.written = stripped({word.entry->value, 0});
  n.place = {1, n.written.exponent};
  n.end = word.end;
  read_words_behind(text, n);
  result.found = true;
  return result;
}

/// Reads a number in words that does not begin with a part or an article of one.
[[nodiscard]] constexpr numeral_result read_counted_words(std::string_view text, std::size_t at,
                                                          bool with_and) noexcept {
  numeral_result result = read_whole_words(text, at, with_and);
  if (!result.found) return result;
  numeral& n = result.value;
  // "one hundred trillionths"
  const std::size_t behind_number = next_word(text, n.end);
  compound_part part = compound_part_at(text, behind_number);
  if (may_be_at(text, behind_number, prefix_words::part)) {
    const auto word = word_of(text, behind_number, part_words);
    if (word.found() && word.entry->plural && word.entry->text.front() != 'q')
      part = {word.entry->denominator, true, word.end};
  }
  if (part.end != 0) {
    const small_whole count = large_whole_of(product(n.written, n.scale));
    if (count.fits && count.value != 0 && part.plural == (count.value != 1)) {
      const ratio_value value = ratio(0, count.value, part.denominator);
      n.written = value.value;
      n.place = value.place;
      n.scale = {1, 0};
      n.scaled = false;
      n.fractional = true;
      n.end = part.end;
      return result;
    }
  }
  read_words_behind(text, n);
  return result;
}

/// The number that this fraction and the scale behind it make.
[[nodiscard]] constexpr numeral_result fraction_number(std::string_view text, std::size_t at,
                                                       const word_fraction& part) noexcept {
  numeral_result result;
  numeral& n = result.value;
  const ratio_value value = ratio(0, part.numerator, part.denominator);
  n.begin = at;
  n.written = value.value;
  n.place = value.place;
  n.fractional = true;
  n.end = part.end;
  result.found = true;
  if (const std::size_t scale = scale_behind_fraction(text, part.end); scale != 0) {
    n.end = scale - 1;
    read_scales(text, n);
    n.fractional = false;
  } else if (byte_at(text, part.end) == '-' && letter_at(text, part.end + 1) != 0) {
    result.found = false;  // half-hearted
  }
  return result;
}

[[nodiscard]] constexpr numeral_result unit_and_part_number(std::size_t at,
                                                            const unit_and_part& more) noexcept {
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  const ratio_value value = ratio(1, 1, more.denominator);
  n.written = value.value;
  n.place = value.place;
  n.unit = more.unit;
  n.unit_kind = more.kind;
  n.end = more.end;
  result.found = true;
  return result;
}

/// Reads a number in words, with its fraction, decimals and scales.
[[nodiscard]] constexpr numeral_result read_number_words(std::string_view text, std::size_t at,
                                                         bool with_and) noexcept {
  idiom_match<number_word> word;
  if (may_be_at(text, at, prefix_words::number)) word = word_of(text, at, number_words);
  if (word.found()) {
    const std::size_t p = next_word(text, word.end);
    const std::uint16_t next =
        is_ascii_letter(byte_at(text, p)) ? prefix_words::roles_at(text, p) : std::uint16_t{0};
    constexpr std::uint16_t scaled = prefix_words::scale | prefix_words::part;
    const bool tens = word.entry->value >= 20;
    const bool number = (next & prefix_words::number) != 0;
    const bool goes_on =
        tens ? number || ones_behind_hyphen(text, p) != 0 : number && compound_part_at(text, p).end != 0;
    if ((next & scaled) == 0 && !goes_on) return single_word(text, at, word);
    if ((next & prefix_words::part) == 0) return read_counted_words(text, at, with_and);
  }
  if (const word_fraction part = word_fraction_at(text, at); part.end != 0)
    return fraction_number(text, at, part);
  if (const unit_and_part more = unit_and_part_at(text, at); more.end != 0)
    return unit_and_part_number(at, more);
  return read_counted_words(text, at, with_and);
}

}  // namespace reckon::detail::words
