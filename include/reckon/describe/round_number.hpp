// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/decimal.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace reckon::detail {

using words::decimal;
using words::stripped;
using words::to_double;

/// digits * 10^exponent.
[[nodiscard]] inline decimal decimal_of(std::int64_t digits, int exponent) {
  const bool negative = digits < 0;
  return {
      negative ? std::uint64_t{0} - static_cast<std::uint64_t>(digits) : static_cast<std::uint64_t>(digits),
      exponent, negative};
}

/// A step of the ladder 1, 2, 2.5, 5 times powers of ten: mantissa * 10^exponent.
struct ladder_step {
  int mantissa;
  int exponent;

  /// The rungs, from fine to coarse: 1, 2, 2.5, 5, 10, 20, 25 ...; rung 0 is 1.
  static ladder_step rung(int number) {
    const int decade = number >= 0 ? number / 4 : -((-number + 3) / 4);
    switch (number - decade * 4) {
      case 0:
        return {1, decade};
      case 1:
        return {2, decade};
      case 2:
        return {25, decade - 1};
      default:
        return {5, decade};
    }
  }

  [[nodiscard]] double size() const { return to_double(decimal_of(mantissa, exponent)); }

  /// True if the multiples of the step are whole numbers.
  [[nodiscard]] bool whole() const { return exponent >= 0; }

  /// The multiple of the step next to x on the given side, exactly; nothing if it needs too many digits or is
  /// beyond the largest double.
  [[nodiscard]] std::optional<decimal> outward(double x, bool down) const {
    const double quotient = x / size();
    if (!(std::abs(quotient) < 1e15)) return std::nullopt;
    auto count = static_cast<std::int64_t>(down ? std::floor(quotient) : std::ceil(quotient));
    // The quotient is rounded; the multiple itself decides.
    const auto multiple = [this](std::int64_t n) { return decimal_of(n * mantissa, exponent); };
    const auto value = [&multiple](std::int64_t n) { return to_double(multiple(n)); };
    while (down ? value(count) > x : value(count) < x) count += down ? -1 : 1;
    while (down ? value(count + 1) <= x : value(count - 1) >= x) count += down ? 1 : -1;
    return std::isfinite(value(count)) ? std::optional(multiple(count)) : std::nullopt;
  }
};

/// How thousands are written.
enum class thousands : unsigned char {
  apart,    ///< "1,234,567"
  together  ///< "1234567"
};

/// The digits of a number: "1,234,567", "0.25"; with an exponent where there would be very many: "1.2e20".
[[nodiscard]] inline std::string in_digits(decimal d, thousands written = thousands::apart) {
  constexpr int most_digits = 18;
  d = stripped(d);
  std::string digits = std::to_string(d.digits);
  const int before_point = static_cast<int>(digits.size()) + d.exponent;
  if (before_point > most_digits || d.exponent < -most_digits) {
    if (digits.size() > 1) digits.insert(1, 1, '.');
    return (d.negative ? "-" : "") + digits + 'e' + std::to_string(before_point - 1);
  }
  std::string fraction;
  if (d.exponent >= 0) {
    digits.append(static_cast<std::size_t>(d.exponent), '0');
  } else {
    const auto places = static_cast<std::size_t>(-d.exponent);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    fraction = '.' + digits.substr(digits.size() - places);
    digits.resize(digits.size() - places);
  }
  for (std::size_t i = written == thousands::apart ? digits.size() : 0; i > 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return (d.negative ? "-" : "") + digits + fraction;
}

/// A word for a power of a thousand, and its exponent.
struct thousands_word {
  int exponent;
  std::string_view word;
};

/// The greatest scale word that both numbers reach, 0 apart; none beside a number that is beyond all words.
[[nodiscard]] inline std::optional<thousands_word> common_scale(double a, double b) {
  const double one = std::abs(a);
  const double other = std::abs(b);
  if ((std::max)(one, other) >= 1e18) return std::nullopt;
  const double smaller = one == 0 ? other : other == 0 ? one : (std::min)(one, other);
  if (smaller >= 1e12) return thousands_word{12, " trillion"};
  if (smaller >= 1e9) return thousands_word{9, " billion"};
  if (smaller >= 1e6) return thousands_word{6, " million"};
  return std::nullopt;
}

/// The number in words: "1,200,000" becomes "1.2 million" under that scale.
[[nodiscard]] inline std::string spelled(decimal d, std::optional<thousands_word> scale) {
  if (!scale || d.digits == 0) return in_digits(d);
  d = stripped(d);
  d.exponent -= scale->exponent;
  return in_digits(d) + std::string(scale->word);
}

/// One number in words.
[[nodiscard]] inline std::string spelled(decimal d) {
  return spelled(d, common_scale(to_double(d), to_double(d)));
}

/// The shortest decimal that reads back as x.
[[nodiscard]] inline decimal shortest_decimal(double x) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<std::size_t>(end.ptr - buffer));
  const std::size_t e = text.find('e');
  decimal d;
  int places = 0;
  bool after_point = false;
  for (const char c : text.substr(0, e)) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    d.digits = d.digits * 10 + static_cast<std::uint64_t>(c - '0');
    if (after_point) ++places;
  }
  d.negative = text.front() == '-' && d.digits != 0;
  d.exponent = std::atoi(std::string(text.substr(e + 1)).c_str()) - places;
  return stripped(d);
}

}  // namespace reckon::detail
