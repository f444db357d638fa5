// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fraction.hpp>
#include <reckon/phrase/idioms.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

/// Powers behind a number.
namespace reckon::detail::words {

/// Reads a whole exponent with its sign; the place itself if there is none.
struct exponent_digits {
  int value = 0;
  std::size_t end = 0;
};

[[nodiscard]] constexpr exponent_digits exponent_at(std::string_view text, std::size_t at) noexcept {
  exponent_digits result{0, at};
  const std::size_t minus = stands_at(text, at, "\u2212") ? 3 : (byte_at(text, at) == '-' ? 1 : 0);
  std::size_t p = at + minus;
  if (byte_at(text, p) == '+') ++p;
  if (!is_digit(byte_at(text, p))) return result;
  for (; is_digit(byte_at(text, p)); ++p) {
    if (result.value < 100000) result.value = result.value * 10 + (text[p] - '0');
  }
  if (minus != 0) result.value = -result.value;
  result.end = p;
  return result;
}

/// base to the power of a small whole number, to eighteen digits.
[[nodiscard]] constexpr decimal power_of(decimal base, int n) noexcept {
  decimal result{1, 0};
  constexpr std::uint64_t room = 1000000000;
  for (int i = 0; i < n; ++i) {
    decimal_result exact = product(result, base);
    decimal a = result;
    decimal b = base;
    while (!exact.fits) {
      // Drops the last digits of the longer factor.
      decimal& longer = a.digits > b.digits ? a : b;
      if (longer.digits < room) break;
      longer.digits = (longer.digits + 5) / 10;
      ++longer.exponent;
      exact = product(a, b);
    }
    result = exact.value;
  }
  return result;
}

/// 1 / x for a number that is not zero, to seventeen digits.
[[nodiscard]] constexpr decimal reciprocal(decimal x) noexcept {
  constexpr std::uint64_t room = (std::numeric_limits<std::uint64_t>::max)() / 10;
  if (x.digits > room) {
    x.digits = (x.digits + 5) / 10;
    ++x.exponent;
  }
  decimal result = ratio(0, 1, x.digits).value;
  result.exponent -= x.exponent;
  return result;
}

/// A digit that stands above the line at this place, and its length; -1 and 0 if none does.
struct raised_digit {
  int value = -1;
  std::size_t length = 0;
};

[[nodiscard]] constexpr raised_digit raised_digit_at(std::string_view text, std::size_t at) noexcept {
  const char lead = byte_at(text, at);
  const auto second = static_cast<unsigned char>(byte_at(text, at + 1));
  if (lead == '\xc2') {
    if (second == 0xb9) return {1, 2};
    return second == 0xb2 || second == 0xb3 ? raised_digit{second - 0xb0, 2} : raised_digit{};
  }
  if (lead != '\xe2' || second != 0x81) return {};
  const auto third = static_cast<unsigned char>(byte_at(text, at + 2));
  const bool digit = third == 0xb0 || (third >= 0xb4 && third <= 0xb9);  // U+2070 and U+2074 to U+2079
  return digit ? raised_digit{third - 0xb0, 3} : raised_digit{};
}

/// Reads an exponent above the line; the place itself if there is none.
[[nodiscard]] constexpr exponent_digits raised_exponent_at(std::string_view text, std::size_t at) noexcept {
  exponent_digits result{0, at};
  const bool minus = stands_at(text, at, "\u207b");
  std::size_t p = at + (minus || stands_at(text, at, "\u207a") ? 3 : 0);
  raised_digit digit = raised_digit_at(text, p);
  if (digit.length == 0) return result;
  for (; digit.length != 0; digit = raised_digit_at(text, p)) {
    if (result.value < 100000) result.value = result.value * 10 + digit.value;
    p += digit.length;
  }
  if (minus) result.value = -result.value;
  result.end = p;
  return result;
}

/// Reads the exponent of a number: "2^5", "1.6^-2", and of ten also "10\u2076". A one or a two above the line
/// is a note (a convention of ours).
constexpr void read_own_power(std::string_view text, numeral& n) noexcept {
  const bool ten = n.written.digits == 1 && n.written.exponent == 1 && n.place.exponent == 1;
  const bool caret = byte_at(text, n.end) == '^';
  const std::size_t from = n.end + (caret ? 1 : 0);
  const exponent_digits e = caret ? exponent_at(text, from) : raised_exponent_at(text, from);
  const bool note = !caret && (e.value == 1 || e.value == 2);
  if (e.end == from || note || (!caret && !ten)) return;
  if (n.written.digits == 1) {
    // A power of ten: the thousandth of any but 1 is beyond the doubles, and what is greater might
    // overflow.
    constexpr int most = 1000;
    n.written.exponent *= e.value < -most ? -most : e.value > most ? most : e.value;
  } else if (e.value >= 0 && e.value <= 1000) {
    n.written = power_of(n.written, e.value);
  } else if (n.written.digits != 0 && e.value < 0 && e.value >= -1000) {
    n.written = reciprocal(power_of(n.written, -e.value));
  } else {
    return;
  }
  n.place = {1, stripped(n.written).exponent};
  n.end = e.end;
}

/// Units that are not told in powers of ten: "2.5 x 10-12 inches" are 10 to 12.
inline constexpr auto household_units = indexed<plain_idiom>({
    {"inch"},
    {"inches"},
    {"foot"},
    {"feet"},
    {"ft"},
    {"yards"},
    {"minute"},
    {"minutes"},
    {"min"},
    {"hours"},
    {"reps"},
    {"rounds"},
});

/// The exponent behind the ten of "3 x 10^8", with a caret, above the line, or with a minus alone, as where
/// what was above the line has been lost: "2.4 x 10-5". The place itself if there is none.
[[nodiscard]] constexpr exponent_digits exponent_of_ten_at(std::string_view text, std::size_t at,
                                                           bool decimals) noexcept {
  if (byte_at(text, at) == '^') {
    const exponent_digits e = exponent_at(text, at + 1);
    return e.end == at + 1 ? exponent_digits{0, at} : e;
  }
  const exponent_digits raised = raised_exponent_at(text, at);
  if (raised.end != at) return raised;
  if (!stands_at(text, at, "\u2212") && !(decimals && byte_at(text, at) == '-')) return {0, at};
  const exponent_digits lost = exponent_at(text, at);
  const bool whole = ends_word(text, lost.end) && byte_at(text, lost.end) != '-';
  if (lost.value <= -100 || !whole ||
      (lost.value <= -10 && word_of(text, skip_spaces(text, lost.end), household_units).found()))
    return {0, at};
  return lost;
}

/// Reads a power: "2^5", "3 x 10^8".
constexpr void read_power(std::string_view text, numeral& n) noexcept {
  const char next = byte_at(text, n.end);
  if (next == '^' || next == '\xc2' || next == '\xe2') read_own_power(text, n);
  constexpr std::string_view times[] = {"x", "X", "\u00d7", "*", "\u00b7"};
  std::size_t p = skip_spaces(text, n.end);
  const char mark = folded(byte_at(text, p));
  if (mark != 'x' && mark != '*' && mark != '\xc3' && mark != '\xc2') return;
  const std::size_t sign = symbol_at(text, p, times);
  if (sign == 0) return;
  p = skip_spaces(text, p + sign);
  if (!stands_at(text, p, "10")) return;
  const exponent_digits e = exponent_of_ten_at(text, p + 2, n.place.exponent < 0);
  if (e.end == p + 2) return;
  n.written.exponent += n.written.digits == 0 ? 0 : e.value;
  n.place.exponent += e.value;
  n.power = n.written.digits == 0 ? 0 : e.value;
  n.end = e.end;
}

}  // namespace reckon::detail::words
