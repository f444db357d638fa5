// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/characters.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

/// Numbers as a newspaper writes them: 1,000 and 1.5 million, never in the user's locale.
namespace reckon::svg::detail {

// Bits, not comparisons: under -ffast-math of an including program isnan and isinf answer false.
constexpr std::uint64_t magnitude_bits(double x) noexcept {
  return std::bit_cast<std::uint64_t>(x) & 0x7FFF'FFFF'FFFF'FFFFU;
}
constexpr bool is_nan(double x) noexcept { return magnitude_bits(x) > 0x7FF0'0000'0000'0000U; }
constexpr bool is_finite(double x) noexcept { return magnitude_bits(x) < 0x7FF0'0000'0000'0000U; }
constexpr bool is_negative(double x) noexcept { return std::bit_cast<std::uint64_t>(x) >> 63U != 0; }

/// digits times ten to the exponent, exactly.
struct decimal {
  long long digits = 0;
  int exponent = 0;
};

/// The double next to a decimal.
inline double value(decimal d) noexcept {
  std::array<char, 48> buffer{};
  char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), d.digits).ptr;
  *end++ = 'e';
  end = std::to_chars(end, buffer.data() + buffer.size(), d.exponent).ptr;
  double result = 0;
  std::from_chars(buffer.data(), end, result);
  return result;
}

/// The decimal without trailing zeros among its digits.
constexpr decimal stripped(decimal d) noexcept {
  if (d.digits == 0) return {};
  while (d.digits % 10 == 0) {
    d.digits /= 10;
    ++d.exponent;
  }
  return d;
}

/// A finite double rounded to so many significant digits.
inline decimal rounded(double x, int significant) noexcept {
  std::array<char, 48> buffer{};
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x,
                                        std::chars_format::scientific, significant - 1)
                              .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  decimal d;
  for (const char c : text.substr(0, e))
    if (c >= '0' && c <= '9') d.digits = d.digits * 10 + (c - '0');
  if (text.front() == '-') d.digits = -d.digits;
  const std::size_t sign = text[e + 1] == '+' ? 1 : 0;
  std::from_chars(text.data() + e + 1 + sign, text.data() + text.size(), d.exponent);
  d.exponent -= significant - 1;
  return stripped(d);
}

/// A decimal in full, with commas between thousands.
inline std::string in_full(decimal d) {
  std::string whole = std::to_string(std::llabs(d.digits));
  std::string fraction;
  if (d.exponent >= 0) {
    if (d.digits != 0) whole.append(static_cast<std::size_t>(d.exponent), '0');
  } else {
    const auto places = static_cast<std::size_t>(-d.exponent);
    if (whole.size() <= places) whole.insert(0, places + 1 - whole.size(), '0');
    fraction = "." + whole.substr(whole.size() - places);
    whole.erase(whole.size() - places);
  }
  for (std::size_t i = whole.size(); i > 3; i -= 3) whole.insert(i - 3, ",");
  return (d.digits < 0 ? std::string(minus_sign) : std::string()) + whole + fraction;
}

/// A decimal as a short number times a power of ten.
inline std::string in_powers(decimal d) {
  static constexpr std::array<std::string_view, 10> raised{
      "\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
      "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
  d = stripped(d);
  const auto places = static_cast<int>(std::to_string(std::llabs(d.digits)).size()) - 1;
  const int power = d.exponent + places;
  std::string result;
  if (std::llabs(d.digits) == 1)
    result = d.digits < 0 ? std::string(minus_sign) : std::string();
  else
    result = in_full({d.digits, -places}) + std::string(times_sign);
  result += "10";
  if (power < 0) result += raised_minus;
  for (const char c : std::to_string(std::abs(power))) result += raised[static_cast<std::size_t>(c - '0')];
  return result;
}

/// A decimal with the word million, billion or trillion where that is short; else in full or in powers.
inline std::string in_words(decimal d) {
  d = stripped(d);
  if (d.digits == 0) return "0";
  const int size = d.exponent + static_cast<int>(std::to_string(std::llabs(d.digits)).size()) - 1;
  if (size < -6 || size >= 15) return in_powers(d);
  if (size < 6) return in_full(d);
  const int thousands = size / 3 * 3;
  if (d.exponent < thousands - 2) return in_full(d);
  const std::string_view word = thousands == 6 ? "million" : thousands == 9 ? "billion" : "trillion";
  decimal scaled{d.digits, d.exponent - thousands};
  for (; scaled.exponent > 0; --scaled.exponent) scaled.digits *= 10;
  return in_full(scaled).append(no_break_space).append(word);
}

/// A finite number for a reader: whole numbers exactly, others with six significant digits.
inline std::string written(double x) {
  if (x == 0) return "0";
  const bool whole = x > -1e15 && x < 1e15 && static_cast<double>(static_cast<long long>(x)) == x;
  return in_words(whole ? decimal{static_cast<long long>(x), 0} : rounded(x, 6));
}

}  // namespace reckon::svg::detail
