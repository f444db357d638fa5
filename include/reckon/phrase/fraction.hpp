// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/behind.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/units.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <type_traits>

/// One number as it is written, and its fractions.
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
  int power = 0;                    ///< of the ten behind it, in "3 x 10^8"
  bool in_digits = false;
  bool fractional = false;  ///< "two thirds", "1/2"
  bool scaled = false;      ///< a scale word or abbreviation stands with it
  bool glued_m = false;     ///< "2m": million or metre, which the other words must tell
  std::string_view letter_m;
  behind next = behind::more;

  // A question at run time, so that g++ sets the members one by one: it would clear them as a block, which
  // takes longer than to read a number.
  constexpr numeral() noexcept {
    if (std::is_constant_evaluated()) begin = 0;
  }
};

/// A numeral, nothing (`found` is false, no fault), or a fault.
struct numeral_result {
  numeral value;
  fault_place problem;
  bool found = false;
};

[[nodiscard]] constexpr numeral_result no_numeral() noexcept { return {}; }

/// One fraction, exact or to eighteen digits. Its last place is that of the digits, or two decimals where
/// they have no end (a convention of ours).
struct ratio_value {
  decimal value;
  decimal place;
};

/// (whole * denominator + numerator) / denominator, for numbers up to a trillion and a denominator above 0.
[[nodiscard]] constexpr ratio_value ratio(std::uint64_t whole, std::uint64_t numerator,
                                          std::uint64_t denominator) noexcept {
  constexpr std::uint64_t room = 100000000000000000;
  std::uint64_t quotient = whole + numerator / denominator;
  std::uint64_t rest = numerator % denominator;
  int exponent = 0;
  while (rest != 0 && quotient < room) {
    rest *= 10;
    quotient = quotient * 10 + rest / denominator;
    rest %= denominator;
    --exponent;
  }
  if (rest != 0) return {{quotient + (rest * 2 >= denominator ? 1 : 0), exponent}, {1, -2}};
  return {{quotient, exponent}, {1, exponent}};
}

/// A fraction that has a character of its own, and the length of that.
struct fraction_sign {
  unsigned char length;
  unsigned char numerator;
  unsigned char denominator;
};

/// U+00BC to U+00BE, then U+2153 to U+215E.
inline constexpr fraction_sign fraction_signs[] = {{2, 1, 4}, {2, 1, 2}, {2, 3, 4}, {3, 1, 3}, {3, 2, 3},
                                                   {3, 1, 5}, {3, 2, 5}, {3, 3, 5}, {3, 4, 5}, {3, 1, 6},
                                                   {3, 5, 6}, {3, 1, 8}, {3, 3, 8}, {3, 5, 8}, {3, 7, 8}};

/// What they are worth, in the same order.
inline constexpr auto fraction_values = [] {
  std::array<ratio_value, std::size(fraction_signs)> made{};
  for (std::size_t i = 0; i < made.size(); ++i)
    made[i] = ratio(0, fraction_signs[i].numerator, fraction_signs[i].denominator);
  return made;
}();

[[nodiscard]] constexpr const ratio_value& value_of(const fraction_sign* sign) noexcept {
  return fraction_values[static_cast<std::size_t>(sign - fraction_signs)];
}

[[nodiscard]] constexpr const fraction_sign* fraction_sign_at(std::string_view text,
                                                              std::size_t at) noexcept {
  const char lead = byte_at(text, at);
  if (lead != '\xc2' && lead != '\xe2') return nullptr;
  const auto second = static_cast<unsigned char>(byte_at(text, at + 1));
  if (lead == '\xc2') return second >= 0xbc && second <= 0xbe ? fraction_signs + (second - 0xbc) : nullptr;
  const auto third = static_cast<unsigned char>(byte_at(text, at + 2));
  return second == 0x85 && third >= 0x93 && third <= 0x9e ? fraction_signs + 3 + (third - 0x93) : nullptr;
}

/// The number without decimals, if it is below a million.
struct small_whole {
  std::uint64_t value = 0;
  bool fits = false;
};

[[nodiscard]] constexpr small_whole small_whole_of(decimal x) noexcept {
  if (x.negative || x.exponent < 0 || x.digits >= 1000000 || x.exponent > 6) return {};
  std::uint64_t value = x.digits;
  for (int i = 0; i < x.exponent; ++i) value *= 10;
  return {value, value < 1000000};
}

/// The number without decimals, if it is a trillion at most.
[[nodiscard]] constexpr small_whole large_whole_of(const decimal_result& x) noexcept {
  if (!x.fits || x.value.negative || !is_whole(x.value) || less({1, 12}, x.value)) return {};
  std::uint64_t value = x.value.digits;
  for (int i = 0; i < x.value.exponent; ++i) value *= 10;
  return {value, true};
}

/// Adds a fraction to a whole number. The last place of the fraction becomes that of the number.
[[nodiscard]] constexpr bool add_fraction(numeral& n, std::uint64_t numerator,
                                          std::uint64_t denominator) noexcept {
  const small_whole whole = small_whole_of(n.written);
  if (!whole.fits) return false;
  const ratio_value total = ratio(whole.value, numerator, denominator);
  n.written = total.value;
  n.place = total.place;
  return true;
}

/// "1/2", "15/16": a proper fraction in digits that no further part follows. `end` is 0 if none stands here.
struct slash_fraction {
  std::uint64_t numerator = 0;
  std::uint64_t denominator = 0;
  std::size_t end = 0;
};

[[nodiscard]] constexpr slash_fraction slash_fraction_at(std::string_view text, std::size_t at) noexcept {
  slash_fraction result;
  const auto read = [&](std::uint64_t& value) {
    std::size_t length = 0;
    for (; is_digit(byte_at(text, at)) && length < 5; ++at, ++length)
      value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
    return length >= 1 && length <= 4;
  };
  const bool leading_zero = byte_at(text, at) == '0';
  if (leading_zero || !read(result.numerator)) return {};
  const std::size_t slash = slash_at(text, at);
  if (slash == 0) return {};
  at += slash;
  if (byte_at(text, at) == '0' || !read(result.denominator)) return {};
  if (result.numerator >= result.denominator || is_digit(byte_at(text, at))) return {};
  // The day, not the fraction.
  if (result.numerator == 9 && result.denominator == 11) return {};
  const char after = byte_at(text, at);
  const char next = byte_at(text, at + 1);
  if (after == '/' || letter_at(text, at) != 0 ||
      ((after == '.' || after == ',' || after == ':') && is_digit(next)))
    return {};
  result.end = at;
  return result;
}

}  // namespace reckon::detail::words
