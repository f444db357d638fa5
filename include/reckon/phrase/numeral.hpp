// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

/// Numbers in digits and in words, with scale, currency and unit.
namespace reckon::detail::words {

/// One number as written: value = written * scale, grain = place * scale.
struct numeral {
  decimal written;
  decimal place{1, 0};  ///< the last decimal, or ten to the number of trailing zeros
  decimal scale{1, 0};
  decimal value;
  decimal grain;
  std::size_t begin = 0;
  std::size_t end = 0;
  unit_class unit_kind = unit_class::none;
  std::string_view unit;
  int groups = 0;                   ///< separators among the digits
  std::uint64_t leading_group = 0;  ///< the digits before the first of them
  bool in_digits = false;
  bool scaled = false;   ///< a scale word or abbreviation stands with it
  bool glued_m = false;  ///< "2m": million or metre, which the other words must tell
};

/// A numeral, nothing (`found` is false, no fault), or a fault.
struct numeral_result {
  numeral value;
  fault_place problem;
  bool found = false;
};

[[nodiscard]] constexpr numeral_result no_numeral() noexcept { return {}; }

[[nodiscard]] constexpr numeral_result bad_numeral(phrase_fault fault, std::size_t position) noexcept {
  return {{}, {fault, position}, false};
}

// --- digits -----------------------------------------------------------------------------------------------

/// Digits that come in one after the other. Zeros wait until a nonzero digit follows, so that they cost no
/// room.
struct digit_sink {
  std::uint64_t digits = 0;
  int waiting = 0;
  bool overflow = false;

  constexpr void put(char c) noexcept {
    constexpr int most = 100000;
    if (c == '0') {
      if (digits != 0 && waiting < most) ++waiting;
      return;
    }
    for (; waiting > 0 && !overflow; --waiting) multiply();
    multiply();
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (overflow || digits > (std::numeric_limits<std::uint64_t>::max)() - digit) {
      overflow = true;
    } else {
      digits += digit;
    }
  }

 private:
  constexpr void multiply() noexcept {
    if (digits > (std::numeric_limits<std::uint64_t>::max)() / 10) overflow = true;
    if (!overflow) digits *= 10;
  }
};

/// Length of a separator of digit groups that stands here with exactly three digits behind it, or 0.
[[nodiscard]] constexpr std::size_t group_separator_at(std::string_view text, std::size_t at) noexcept {
  std::size_t length = 0;
  const char c = byte_at(text, at);
  if (c == ',' || c == '\'' || c == ' ') length = 1;
  if (length == 0) length = symbol_at(text, at, wide_spaces);
  if (length == 0) length = apostrophe_at(text, at);
  if (length == 0) return 0;
  const std::size_t first = at + length;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!is_digit(byte_at(text, first + i))) return 0;
  }
  return is_digit(byte_at(text, first + 3)) ? 0 : length;
}

/// The fractions that have a character of their own.
struct fraction_sign {
  std::string_view text;
  decimal value;
};

inline constexpr fraction_sign fraction_signs[] = {
    {"\u00bd", {5, -1}}, {"\u00bc", {25, -2}}, {"\u00be", {75, -2}}};

/// Adds a fraction to a number in digits. Its last place becomes that of the number.
constexpr void add_fraction(numeral& n, decimal fraction) noexcept {
  const decimal_result total = sum(n.written, fraction);
  if (!total.fits) return;
  n.written = total.value;
  n.place = {1, fraction.exponent};
}

/// Reads digits with their groups, decimals and exponent. A digit, or a point before a digit, stands at `at`.
[[nodiscard]] constexpr numeral_result read_digits(std::string_view text, std::size_t at) noexcept {
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  n.in_digits = true;
  digit_sink sink;
  std::size_t length = 0;
  for (; is_digit(byte_at(text, at)); ++at, ++length) sink.put(text[at]);
  if (length >= 1 && length <= 3 && text[n.begin] != '0') {
    n.leading_group = sink.digits;
    for (int i = sink.waiting; i > 0; --i) n.leading_group *= 10;
    const std::size_t separator = group_separator_at(text, at);
    const std::string_view kind = text.substr(at, separator);
    while (separator != 0 && stands_at(text, at, kind) && group_separator_at(text, at) != 0) {
      at += separator;
      for (const std::size_t stop = at + 3; at < stop; ++at) sink.put(text[at]);
      ++n.groups;
    }
  }
  if (byte_at(text, at) == ',' && is_digit(byte_at(text, at + 1))) {
    return bad_numeral(phrase_fault::bad_grouping, at);
  }
  int decimals = 0;
  if (byte_at(text, at) == '.' && is_digit(byte_at(text, at + 1))) {
    constexpr int most = 100000;
    for (++at; is_digit(byte_at(text, at)); ++at) {
      if (decimals < most) ++decimals;
      sink.put(text[at]);
    }
    const char after = byte_at(text, at);
    if ((after == '.' || after == ',') && is_digit(byte_at(text, at + 1))) {
      return bad_numeral(phrase_fault::bad_grouping, at);
    }
  }
  int exponent = 0;
  if (folded(byte_at(text, at)) == 'e') {
    std::size_t p = at + 1;
    const bool down = byte_at(text, p) == '-';
    if (down || byte_at(text, p) == '+') ++p;
    if (is_digit(byte_at(text, p))) {
      for (; is_digit(byte_at(text, p)); ++p) {
        if (exponent < 100000) exponent = exponent * 10 + (text[p] - '0');
      }
      if (down) exponent = -exponent;
      at = p;
    }
  }
  if (sink.overflow) return bad_numeral(phrase_fault::too_many_digits, n.begin);
  n.written = {sink.digits, sink.digits == 0 ? 0 : sink.waiting - decimals + exponent};
  const int place = decimals > 0 ? -decimals : sink.waiting;
  n.place = {1, sink.digits == 0 ? -decimals : place + exponent};
  for (const fraction_sign& fraction : fraction_signs) {
    if (decimals != 0 || exponent != 0 || !stands_at(text, at, fraction.text)) continue;
    add_fraction(n, fraction.value);
    at += fraction.text.size();
    break;
  }
  n.end = at;
  result.found = true;
  return result;
}

// --- words ------------------------------------------------------------------------------------------------

struct number_word {
  std::string_view text;
  unsigned value;
};

inline constexpr number_word number_words[] = {
    {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},
};

/// The letters that begin here, looked up in a table of words; the place behind them too.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> word_of(std::string_view text, std::size_t at,
                                                   const Entry (&table)[N]) noexcept {
  const std::size_t end = letters_end(text, at);
  if (end == at || is_digit(byte_at(text, end))) return {};
  const std::size_t apostrophe = apostrophe_at(text, end);
  if (apostrophe != 0 && letter_at(text, end + apostrophe) != 0) return {};
  const std::string_view word = text.substr(at, end - at);
  for (const Entry& entry : table) {
    if (same_word(word, entry.text)) return {&entry, end};
  }
  return {};
}

/// Where the next word of a number may begin: behind spaces or one hyphen. The offset itself if there is
/// neither.
[[nodiscard]] constexpr std::size_t next_word(std::string_view text, std::size_t at) noexcept {
  return byte_at(text, at) == '-' ? at + 1 : skip_spaces(text, at);
}

/// A scale word at this place, one touching letters not counted.
[[nodiscard]] constexpr idiom_match<scale_word> scale_at(std::string_view text, std::size_t at) noexcept {
  return word_of(text, at, scale_words);
}

/// Whether the "and" before this place goes on with the number: a number below one hundred stands here, and
/// no scale of its own makes it a second number ("one hundred and two hundred"). Behind "hundred" a larger
/// scale belongs to both: two hundred and fifty thousand.
[[nodiscard]] constexpr bool continues_number(std::string_view text, std::size_t at,
                                              bool behind_hundred) noexcept {
  auto word = word_of(text, at, number_words);
  if (!word.found() || word.entry->value == 0) return false;
  const auto second = word_of(text, next_word(text, word.end), number_words);
  if (word.entry->value >= 20 && second.found() && second.entry->value >= 1 && second.entry->value <= 9) {
    word = second;
  }
  const auto scale = scale_at(text, next_word(text, word.end));
  if (!scale.found()) return true;
  return behind_hundred && scale.entry->value.digits == 1 && scale.entry->value.exponent > 2;
}

/// A fraction in words, before a scale: "half a", "a quarter of a", "three quarters of a".
struct fraction_idiom {
  std::string_view text;
  decimal value;
};

inline constexpr fraction_idiom fraction_idioms[] = {
    {"half a", {5, -1}},
    {"half", {5, -1}},
    {"half-", {5, -1}},
    {"a half-", {5, -1}},
    {"one half-", {5, -1}},
    {"a half", {5, -1}},
    {"one half", {5, -1}},
    {"a quarter of a", {25, -2}},
    {"quarter of a", {25, -2}},
    {"a quarter", {25, -2}},
    {"one quarter of a", {25, -2}},
    {"three quarters of a", {75, -2}},
    {"three quarter", {75, -2}},
};

/// Applies the scale words that follow ("hundred", "million", "hundred thousand").
constexpr void read_scales(std::string_view text, numeral& n) noexcept {
  for (int i = 0; i < 3; ++i) {
    const std::size_t p = next_word(text, n.end);
    if (p == n.end) return;
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

/// Reads "and a half" if a scale follows it: two and a half million.
constexpr void read_half(std::string_view text, numeral& n) noexcept {
  const std::size_t p = skip_spaces(text, n.end);
  const std::size_t half = n.scaled || p == n.end ? 0 : idiom_at(text, p, "and a half");
  if (half == 0 || !scale_at(text, next_word(text, half)).found()) return;
  add_fraction(n, {5, -1});
  n.end = half;
}

/// Reads a number in words. `with_and` allows "and" inside it.
[[nodiscard]] constexpr numeral_result read_number_words(std::string_view text, std::size_t at,
                                                         bool with_and) noexcept {
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  const auto fraction = longest_idiom(text, at, fraction_idioms);
  if (fraction.found() && scale_at(text, next_word(text, fraction.end)).found()) {
    n.written = fraction.entry->value;
    n.place = {1, fraction.entry->value.exponent};
    n.end = fraction.entry->text.back() == '-' ? fraction.end - 1 : fraction.end;
    read_scales(text, n);
    result.found = true;
    return result;
  }
  decimal total;              // what the scales from thousand upwards have closed
  std::uint64_t open = 0;     // the hundreds, tens and ones since then
  int last_scale = 1000;      // scales must fall
  bool hundred_last = false;  // the last word was "hundred"
  bool any = false;
  bool has_zero = false;
  std::size_t p = at;
  std::size_t end = at;
  const std::size_t article = idiom_at(text, at, "a");
  if (article != 0) {
    p = skip_spaces(text, article);
    if (!scale_at(text, p).found()) return no_numeral();
  }
  for (;;) {
    const auto word = word_of(text, p, number_words);
    if (word.found()) {
      const unsigned v = word.entry->value;
      const std::uint64_t room = open % 100;
      const bool fits = v == 0 ? !any : (room == 0 || (v < 10 && room >= 20 && room % 10 == 0));
      if (!fits || has_zero) break;
      has_zero = v == 0;
      open += v;
      any = true;
      hundred_last = false;
      end = word.end;
    } else {
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
        if (open == 0 || unit.exponent >= last_scale) break;
        // "three hundred thousand" is 3 at a scale of 100,000, as "3 hundred thousand" is.
        const bool chain = hundred_last;
        n.written = {chain ? open / 100 : open, 0};
        n.scale = {1, unit.exponent + (chain ? 2 : 0)};
        n.scaled = total.digits == 0;
        const decimal_result closed = sum(total, {open, unit.exponent});
        if (!closed.fits) return bad_numeral(phrase_fault::too_many_digits, at);
        total = closed.value;
        last_scale = unit.exponent;
        open = 0;
        hundred_last = false;
      }
      any = true;
      end = scale.end;
    }
    p = next_word(text, end);
    if (p == end) break;
    const bool may_link = with_and && (hundred_last || (open == 0 && total.digits != 0));
    const std::size_t link = may_link ? idiom_at(text, p, "and") : 0;
    if (link != 0 && continues_number(text, skip_spaces(text, link), hundred_last))
      p = skip_spaces(text, link);
  }
  if (!any) return no_numeral();
  const bool tail_words =
      (total.digits != 0 && open != 0) || (total.digits == 0 && !hundred_last && open >= 100);
  if (!n.scaled || tail_words) {
    const decimal_result all = sum(total, {open, 0});
    if (!all.fits) return bad_numeral(phrase_fault::too_many_digits, at);
    n.written = stripped(all.value);
    n.scale = {1, 0};
    n.scaled = false;
  }
  n.place = {1, stripped(n.written).exponent};
  n.end = end;
  result.found = true;
  return result;
}

// --- the whole number -------------------------------------------------------------------------------------

/// Length of a sign that makes the number behind it negative, or 0.
[[nodiscard]] constexpr std::size_t negative_sign_at(std::string_view text, std::size_t at) noexcept {
  std::size_t end = idiom_at(text, at, "minus");
  if (end != 0) {
    end = skip_spaces(text, end);
  } else if (byte_at(text, at) == '-') {
    end = at + 1;
  } else if (stands_at(text, at, "\u2212")) {
    end = at + 3;
  } else {
    return 0;
  }
  const char next = byte_at(text, end);
  const bool number = is_digit(next) || (next == '.' && is_digit(byte_at(text, end + 1))) ||
                      longest_idiom(text, end, currency_prefixes).found() ||
                      word_of(text, end, number_words).found();
  return number ? end - at : 0;
}

/// The abbreviation of a scale that touches the digits: k, K, M, B.
[[nodiscard]] constexpr int letter_scale(char c) noexcept {
  return c == 'k' || c == 'K' ? 3 : (c == 'M' ? 6 : (c == 'B' ? 9 : 0));
}

/// Reads the letters that touch the digits: a scale, a unit, or "m", which may be either.
[[nodiscard]] constexpr fault_place read_glued_letters(std::string_view text, numeral& n) noexcept {
  const std::size_t end = letters_end(text, n.end);
  if (end == n.end) return {};
  const std::string_view run = text.substr(n.end, end - n.end);
  if (run == "m") {
    n.glued_m = true;
    n.end = end;
  } else if (run.size() == 1 && letter_scale(run[0]) != 0) {
    n.scale = {1, letter_scale(run[0])};
    n.scaled = true;
    n.end = end;
  } else if (const auto scale = word_of(text, n.end, scale_abbreviations); scale.found()) {
    n.scale = scale.entry->value;
    n.scaled = true;
    n.end = scale.end;
  } else if (!unit_at(text, n.end).found() && !same_word(run, "odd") && !same_word(run, "ish")) {
    return {phrase_fault::glued_letters, n.end};
  }
  return {};
}

/// Settles value and grain from what was written and its scale.
[[nodiscard]] constexpr fault_place settle(numeral& n) noexcept {
  const decimal_result value = product(n.written, n.scale);
  const decimal_result grain = product(n.place, n.scale);
  if (!value.fits || !grain.fits) return {phrase_fault::too_many_digits, n.begin};
  n.value = value.value;
  n.grain = grain.value;
  constexpr decimal largest{17976931348623157, 292};
  if (compare_magnitudes(n.value, largest) > 0 || compare_magnitudes(n.grain, largest) > 0) {
    return {phrase_fault::out_of_range, n.begin};
  }
  return {};
}

/// Reads one number with its currency, sign, scale and unit.
[[nodiscard]] constexpr numeral_result read_numeral(std::string_view text, std::size_t at,
                                                    bool with_and) noexcept {
  const std::size_t begin = at;
  const std::size_t sign = negative_sign_at(text, at);
  at += sign;
  const auto currency = longest_idiom(text, at, currency_prefixes);
  std::size_t start = currency.found() ? skip_spaces(text, currency.end) : at;
  numeral_result result;
  bool fraction_alone = false;
  if (is_digit(byte_at(text, start)) || (byte_at(text, start) == '.' && is_digit(byte_at(text, start + 1)))) {
    result = read_digits(text, start);
  } else {
    for (const fraction_sign& fraction : fraction_signs) {
      if (!stands_at(text, start, fraction.text)) continue;
      result.value.written = fraction.value;
      result.value.place = {1, fraction.value.exponent};
      result.value.end = start + fraction.text.size();
      result.value.in_digits = true;
      result.found = fraction_alone = true;
    }
    if (!fraction_alone) result = read_number_words(text, start, with_and);
  }
  if (!result.found) return result;
  numeral& n = result.value;
  n.begin = begin;
  if (n.in_digits) {
    const fault_place glued = read_glued_letters(text, n);
    if (glued.fault != phrase_fault::none) return bad_numeral(glued.fault, glued.position);
  }
  if (!n.glued_m && !n.scaled) {
    read_half(text, n);
    if (n.in_digits || n.place.exponent < 0) read_scales(text, n);
  }
  if (currency.found()) {
    n.unit_kind = unit_class::currency;
    n.unit = text.substr(at, currency.end - at);
    const std::size_t m = skip_spaces(text, n.end);
    if (!n.scaled && !n.glued_m && byte_at(text, m) == 'm' && ends_word(text, m + 1)) {
      n.glued_m = true;
      n.end = m + 1;
    }
  } else if (!n.glued_m) {
    const std::size_t p = skip_spaces(text, n.end);
    const auto unit = unit_at(text, p);
    if (unit.found() && !is_digit(byte_at(text, unit.end))) {
      n.unit_kind = unit.entry->kind;
      n.unit = text.substr(p, unit.end - p);
      n.end = unit.end;
    }
  }
  if (sign != 0) n.written = negated(n.written);
  const fault_place problem = settle(n);
  if (problem.fault != phrase_fault::none) return bad_numeral(problem.fault, problem.position);
  return result;
}

}  // namespace reckon::detail::words
