// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/behind.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/fraction.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/power.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

/// Numbers in digits.
namespace reckon::detail::words {

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
  if (c == ',' || c == '\'' || c == ' ') {
    length = 1;
  } else if (static_cast<unsigned char>(c) < 0x80) {
    return 0;
  }
  if (length == 0) length = wide_space_at(text, at);
  if (length == 0) length = apostrophe_at(text, at);
  if (length == 0) return 0;
  const std::size_t first = at + length;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!is_digit(byte_at(text, first + i))) return 0;
  }
  return is_digit(byte_at(text, first + 3)) ? 0 : length;
}

/// How many separators of Indian grouping, 12,34,567, stand from here: pairs, then three digits. 0 if the
/// digits are not grouped so.
[[nodiscard]] constexpr int indian_groups_at(std::string_view text, std::size_t at) noexcept {
  int groups = 0;
  for (;; at += 3) {
    if (byte_at(text, at) != ',' || !is_digit(byte_at(text, at + 1)) || !is_digit(byte_at(text, at + 2)))
      return 0;
    ++groups;
    if (!is_digit(byte_at(text, at + 3))) {
      if (byte_at(text, at + 3) != ',') return 0;
      continue;
    }
    const bool last = !is_digit(byte_at(text, at + 4)) &&
                      !(byte_at(text, at + 4) == ',' && is_digit(byte_at(text, at + 5)));
    return last && groups > 1 ? groups : 0;
  }
}

/// How many groups ".345" stand from here if a full stop can only be a separator of groups: two or more that
/// are no address of the internet, or any before a comma with decimals. 0 otherwise.
[[nodiscard]] constexpr int dotted_groups_at(std::string_view text, std::size_t at,
                                             std::uint64_t leading) noexcept {
  int groups = 0;
  bool address = leading < 256;
  while (byte_at(text, at) == '.' && is_digit(byte_at(text, at + 1)) && is_digit(byte_at(text, at + 2)) &&
         is_digit(byte_at(text, at + 3)) && !is_digit(byte_at(text, at + 4))) {
    const int group = (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + (text[at + 3] - '0');
    address = address && group < 256;
    ++groups;
    at += 4;
  }
  const bool goes_on = byte_at(text, at) == '.' && is_digit(byte_at(text, at + 1));
  if (groups == 0 || goes_on) return 0;
  std::size_t decimals = 0;
  if (byte_at(text, at) == ',') {
    while (decimals < 9 && is_digit(byte_at(text, at + 1 + decimals))) ++decimals;
  }
  if (decimals != 0) return decimals != 3 ? groups : 0;
  return groups >= 2 && !(groups == 3 && address) ? groups : 0;
}

/// Whether the comma at this place is a decimal comma: digits follow, but no three, and the number begins
/// with a bare zero, has groups with full stops, is money, or has a scale or a unit.
[[nodiscard]] constexpr bool is_decimal_comma(std::string_view text, std::size_t at, bool certain) noexcept {
  std::size_t digits = 0;
  while (digits < 9 && is_digit(byte_at(text, at + 1 + digits))) ++digits;
  if (byte_at(text, at) != ',' || digits == 0 || digits == 3) return false;
  const std::size_t end = at + 1 + digits;
  if (is_digit(byte_at(text, end)) ||
      ((byte_at(text, end) == ',' || byte_at(text, end) == '.') && is_digit(byte_at(text, end + 1))))
    return false;
  if (certain) return true;
  const std::size_t p = skip_spaces(text, end);
  return digits <= 2 && (word_of(text, p, scale_words).found() ||
                         word_of(text, p, scale_abbreviations).found() || unit_at(text, p).found());
}

/// Whether a mark behind digits, no space, shows at a glance that they are the whole of the number.
RECKON_NOINLINE [[nodiscard]] constexpr bool ends_digits(std::string_view text, std::size_t at) noexcept {
  const char next = byte_at(text, at + 1);
  switch (byte_at(text, at)) {
    case '\n':
    case '\t':
      return is_digit(next) || (is_ascii_letter(next) && folded(next) != 'x');
    case ',':
    case '.':
      return next == ' ' || next == '\n';
    case ')':
    case ']':
    case ';':
    case '"':
    case '%':
      return true;
    case '\xe2':
      return next == '\x80' && (dash_at(text, at) != 0 || is_double_quote_at(text, at));
    default:
      return false;
  }
}

/// Whether what stands behind digits at this place shows at a glance that they are the whole of the number: a
/// space before a letter, a closing mark, or a mark of punctuation before a space.
[[nodiscard]] constexpr bool nothing_touches(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) != ' ') return ends_digits(text, at);
  const char next = byte_at(text, at + 1);
  return is_ascii_letter(next) ? folded(next) != 'x' : is_comparison_sign_at(text, at + 1);
}

/// Whether digits behind one space at this place belong to no number before it: they are neither a group of
/// three nor a fraction.
[[nodiscard]] constexpr bool is_apart_behind(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t most = 18;
  if (byte_at(text, at) != ' ') return false;
  std::size_t end = at + 1;
  while (end - at <= most && is_digit(byte_at(text, end))) ++end;
  const std::size_t count = end - at - 1;
  return count != 0 && count != 3 && count < most && slash_at(text, end) == 0;
}

/// A number of digits, groups of three behind commas, and decimals. `end` is 0 if none was read.
struct plain_digits {
  decimal value;
  int place = 0;  ///< the exponent of the last decimal, or how many zeros trail
  int groups = 0;
  std::uint64_t leading_group = 0;
  std::size_t end = 0;
};

/// Reads the digits that begin at this place if nothing else touches them: the usual case.
constexpr bool read_plain_digits(std::string_view text, std::size_t at, plain_digits& read) noexcept {
  constexpr std::size_t most = 18;  // within 64 bits
  const std::uint64_t bytes = eight_bytes(text, at);
  std::size_t count = digits_in_front(bytes);
  read.end = 0;
  read.groups = 0;
  read.leading_group = 0;
  if (count == 0) return false;
  std::uint64_t digits = number_of_digits(bytes, count);
  const auto read_run = [&] {
    const std::size_t first = at;
    for (; at < text.size() && is_digit(text[at]) && count < most; ++at, ++count)
      digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
    return at - first;
  };
  at += count;
  if (count == 8) read_run();
  if (count <= 3 && (bytes & 0xff) != '0') {
    read.leading_group = digits;
    while (byte_at(text, at) == ',' && count + 3 <= most) {
      const std::uint64_t group = eight_bytes(text, at + 1);
      if (digits_in_front(group) != 3) break;
      digits = digits * 1000 + number_of_digits(group, 3);
      at += 4;
      count += 3;
      ++read.groups;
    }
  }
  int decimals = 0;
  if (byte_at(text, at) == '.' && is_digit(byte_at(text, at + 1))) {
    ++at;
    const std::uint64_t fraction = eight_bytes(text, at);
    const std::size_t length_behind = digits_in_front(fraction);
    if (length_behind < 8 && count + length_behind <= most) {
      digits = digits * first_powers_of_ten[length_behind] + number_of_digits(fraction, length_behind);
      at += length_behind;
      decimals = static_cast<int>(length_behind);
    } else {
      decimals = static_cast<int>(read_run());
    }
  }
  if (!nothing_touches(text, at) && !is_apart_behind(text, at)) return false;
  const decimal value = stripped({digits, -decimals});
  read.value.digits = value.digits;
  read.value.exponent = value.exponent;
  read.place = decimals != 0 ? -decimals : value.exponent;
  read.end = at;
  return true;
}

/// Reads digits with their groups, decimals, fraction and exponent. A digit, or a point before a digit,
/// stands at `at`. `money` tells that a currency stands before them.
[[nodiscard]] constexpr numeral_result read_digits(std::string_view text, std::size_t at,
                                                   bool money) noexcept {
  // One variable is returned everywhere, so that it need not be copied.
  numeral_result result;
  numeral& n = result.value;
  n.begin = at;
  n.in_digits = true;
  if (plain_digits plain; read_plain_digits(text, at, plain)) {
    n.written = plain.value;
    n.place = {1, plain.place};
    n.groups = plain.groups;
    n.leading_group = plain.leading_group;
    n.end = plain.end;
    result.found = true;
    return result;
  }
  digit_sink sink;
  std::size_t length = 0;
  bool european = false;
  for (; is_digit(byte_at(text, at)); ++at, ++length) sink.put(text[at]);
  if (slash_at(text, at) != 0) {
    if (const slash_fraction fraction = slash_fraction_at(text, n.begin); fraction.end != 0) {
      const ratio_value value = ratio(0, fraction.numerator, fraction.denominator);
      n.written = value.value;
      n.place = value.place;
      n.fractional = true;
      n.end = fraction.end;
      result.found = true;
      return result;
    }
  }
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
    int others = n.groups == 0 && length <= 2 && byte_at(text, at) == ',' ? indian_groups_at(text, at) : 0;
    if (others == 0 && n.groups == 0 && byte_at(text, at) == '.') {
      others = dotted_groups_at(text, at, n.leading_group);
      european = others != 0;
    }
    for (; n.groups < others; ++n.groups) {
      for (++at; is_digit(byte_at(text, at)); ++at) sink.put(text[at]);
    }
  }
  int decimals = 0;
  const auto read_decimals = [&] {
    constexpr int most = 100000;
    for (++at; is_digit(byte_at(text, at)); ++at) {
      if (decimals < most) ++decimals;
      sink.put(text[at]);
    }
  };
  if (byte_at(text, at) == ',' && is_digit(byte_at(text, at + 1))) {
    const bool zero = length == 1 && text[n.begin] == '0';
    if ((n.groups != 0 && !european) || !is_decimal_comma(text, at, zero || european || money)) {
      result.problem = {phrase_fault::bad_grouping, at};
      return result;
    }
    read_decimals();
  }
  if (decimals == 0 && byte_at(text, at) == '.' && is_digit(byte_at(text, at + 1))) {
    read_decimals();
    const char after = byte_at(text, at);
    if ((after == '.' || after == ',') && is_digit(byte_at(text, at + 1))) {
      result.problem = {phrase_fault::bad_grouping, at};
      return result;
    }
  }
  int exponent = 0;
  if (folded(byte_at(text, at)) == 'e') {
    const exponent_digits e = exponent_at(text, at + 1);
    if (e.end != at + 1) {
      exponent = e.value;
      at = e.end;
    }
  }
  if (sink.overflow) {
    result.problem = {phrase_fault::too_many_digits, n.begin};
    return result;
  }
  n.written = {sink.digits, sink.digits == 0 ? 0 : sink.waiting - decimals + exponent};
  const int place = decimals > 0 ? -decimals : sink.waiting;
  n.place = {1, sink.digits == 0 ? -decimals : place + exponent};
  n.end = at;
  if (decimals == 0 && exponent == 0) {
    if (const fraction_sign* sign = fraction_sign_at(text, at); sign != nullptr) {
      if (add_fraction(n, sign->numerator, sign->denominator)) n.end = at + sign->length;
    } else if ((byte_at(text, at) == ' ' || byte_at(text, at) == '-') && is_digit(byte_at(text, at + 1)) &&
               length <= 3) {
      const slash_fraction fraction = slash_fraction_at(text, at + 1);
      if (fraction.end != 0 && add_fraction(n, fraction.numerator, fraction.denominator))
        n.end = fraction.end;
    }
  }
  read_power(text, n);
  result.found = true;
  return result;
}

}  // namespace reckon::detail::words
