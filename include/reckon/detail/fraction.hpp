// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/big_integer.hpp>
#include <reckon/detail/decimal.hpp>
#include <reckon/detail/exact.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Numbers that are written neither as a decimal nor as a word: 1/3, 0x1.8p-3, and the ends of 3.56?1.
namespace reckon::detail::interval_text {

using long_integer = basic_big_integer<256>;

/// numerator / denominator 10^decimal_exponent 2^binary_exponent, exactly.
struct fraction {
  bool negative = false;
  long_integer numerator;
  long_integer denominator{1};
  std::int64_t decimal_exponent = 0;
  std::int64_t binary_exponent = 0;

  /// About the binary logarithm of the magnitude, which is not zero; less than 2 and 1/1000 off.
  [[nodiscard]] constexpr std::int64_t scale() const noexcept {
    return numerator.bit_length() - denominator.bit_length() + binary_exponent +
           decimal_exponent * 3322 / 1000;
  }
};

/// The T next to x in the direction given; infinity where it is next.
template <std::floating_point T>
[[nodiscard]] constexpr T nearest_binary(const fraction& x, exact::direction to) noexcept {
  if (x.numerator.is_zero()) return T{0};
  constexpr std::uint64_t one = std::uint64_t{1} << 63;
  if (x.scale() > 1100) return exact::pack<T>(x.negative, one, false, 20000, to);
  if (x.scale() < -1200) return exact::pack<T>(x.negative, one, false, -20000, to);
  long_integer n = x.numerator;
  long_integer d = x.denominator;
  const int power = static_cast<int>(x.decimal_exponent);
  (power >= 0 ? n : d).multiply_by_power_of_five(power >= 0 ? power : -power);
  const binary_quotient q = divided(n, d);
  return exact::pack<T>(x.negative, q.significand, q.tail,
                        q.exponent + power + static_cast<int>(x.binary_exponent), to);
}

/// -1, 0 or 1 as a is less than, equal to or greater than b, exactly; 0 too where the exponents are so large
/// that it takes more places than there are.
[[nodiscard]] constexpr int compared(const fraction& a, const fraction& b) noexcept {
  const int a_sign = a.numerator.is_zero() ? 0 : (a.negative ? -1 : 1);
  const int b_sign = b.numerator.is_zero() ? 0 : (b.negative ? -1 : 1);
  if (a_sign != b_sign) return a_sign < b_sign ? -1 : 1;
  if (a_sign == 0) return 0;
  const std::int64_t difference = a.scale() - b.scale();
  const auto is_large = [](const fraction& x) {
    return x.decimal_exponent > 1'000'000'000 || x.decimal_exponent < -1'000'000'000;
  };
  if (is_large(a) || is_large(b)) return 0;
  const std::int64_t slack = 8 + (a.decimal_exponent < 0 ? -a.decimal_exponent : a.decimal_exponent) / 1000 +
                             (b.decimal_exponent < 0 ? -b.decimal_exponent : b.decimal_exponent) / 1000;
  if (difference > slack) return a_sign;
  if (difference < -slack) return -a_sign;
  const std::int64_t tens = a.decimal_exponent - b.decimal_exponent;
  const std::int64_t twos = a.binary_exponent - b.binary_exponent + tens;
  if (tens > 1000 || tens < -1000 || twos > 2500 || twos < -2500) return 0;
  long_integer left = a.numerator;
  long_integer right = b.numerator;
  left.multiply(b.denominator);
  right.multiply(a.denominator);
  (tens >= 0 ? left : right).multiply_by_power_of_five(static_cast<int>(tens >= 0 ? tens : -tens));
  (twos >= 0 ? left : right).shift_left(static_cast<int>(twos >= 0 ? twos : -twos));
  if (left.is_less(right)) return -a_sign;
  return right.is_less(left) ? a_sign : 0;
}

/// Appends the digits, a point passed over, to the number: n = n * 10^count + digits.
constexpr void append_digits(long_integer& n, std::string_view digits) noexcept {
  for (const char c : digits) {
    if (c == '.') continue;
    const auto digit = static_cast<std::uint32_t>(c - '0');
    if (n.is_zero()) {
      n = long_integer(digit);
    } else {
      n.multiply_add(10, digit);
    }
  }
}

/// The same number as a fraction; false if it has too many digits.
[[nodiscard]] constexpr bool to_fraction(const decimal& x, fraction& result) noexcept {
  if (x.digits.size() > 800) return false;
  result = {};
  result.negative = x.negative;
  append_digits(result.numerator, x.digits);
  const bool point = x.digits.find('.') != std::string_view::npos;
  result.decimal_exponent = x.exponent + 1 - static_cast<std::int64_t>(x.digits.size() - (point ? 1 : 0));
  return true;
}

/// Takes an exponent such as -12 from the front of the text; false if there are no digits. Beyond a billion
/// it is cut: every number overflows or underflows there.
constexpr bool take_exponent(std::string_view& text, std::int64_t& exponent) noexcept {
  std::string_view rest = text;
  const bool minus = !rest.empty() && rest.front() == '-';
  if (minus || (!rest.empty() && rest.front() == '+')) rest.remove_prefix(1);
  std::string_view digits = rest;
  if (take_digits(rest) == 0) return false;
  exponent = 0;
  for (; digits.size() != rest.size(); digits.remove_prefix(1)) {
    if (exponent < 1'000'000'000) exponent = 10 * exponent + (digits.front() - '0');
  }
  if (minus) exponent = -exponent;
  text = rest;
  return true;
}

constexpr bool take_sign(std::string_view& text) noexcept {
  const bool minus = !text.empty() && text.front() == '-';
  if (minus || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  return minus;
}

[[nodiscard]] constexpr int hexadecimal_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Takes a number such as -1/3 from the front of the text; false, and the text as it was, if there is none.
constexpr bool take_rational(std::string_view& text, fraction& number) noexcept {
  std::string_view rest = text;
  number = {};
  number.negative = take_sign(rest);
  const std::string_view above = rest;
  const std::size_t above_size = take_digits(rest);
  if (above_size == 0 || above_size > 400 || rest.empty() || rest.front() != '/') return false;
  rest.remove_prefix(1);
  const std::string_view below = rest;
  const std::size_t below_size = take_digits(rest);
  if (below_size == 0 || below_size > 400) return false;
  append_digits(number.numerator, above.substr(0, above_size));
  number.denominator = {};
  append_digits(number.denominator, below.substr(0, below_size));
  if (number.denominator.is_zero()) return false;
  text = rest;
  return true;
}

/// Takes a number such as -0x1.8p-3 from the front of the text; false, and the text as it was, if there is
/// none.
constexpr bool take_hexadecimal(std::string_view& text, fraction& number) noexcept {
  std::string_view rest = text;
  number = {};
  number.negative = take_sign(rest);
  if (rest.size() < 2 || rest[0] != '0' || (rest[1] != 'x' && rest[1] != 'X')) return false;
  rest.remove_prefix(2);
  std::size_t digits = 0;
  std::int64_t places = 0;
  bool point = false;
  for (; !rest.empty(); rest.remove_prefix(1)) {
    if (rest.front() == '.' && !point) {
      point = true;
      continue;
    }
    const int digit = hexadecimal_digit(rest.front());
    if (digit < 0) break;
    if (++digits > 400) return false;
    if (point) places += 4;
    if (number.numerator.is_zero()) {
      number.numerator = long_integer(static_cast<std::uint32_t>(digit));
    } else {
      number.numerator.multiply_add(16, static_cast<std::uint32_t>(digit));
    }
  }
  if (digits == 0 || rest.empty() || (rest.front() != 'p' && rest.front() != 'P')) return false;
  rest.remove_prefix(1);
  std::int64_t exponent = 0;
  if (!take_exponent(rest, exponent)) return false;
  number.binary_exponent = exponent - places;
  text = rest;
  return true;
}

}  // namespace reckon::detail::interval_text
