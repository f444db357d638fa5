// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/big_integer.hpp>
#include <reckon/detail/exact.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Decimal numbers read exactly, of any length: what lies next to them in binary is decided in whole numbers.
namespace reckon::detail::interval_text {

/// A decimal number, sign and all: its digits from the first that is not zero, and the power of ten of that
/// one. It borrows the text. Zero has no digits; a point among the digits is to be passed over.
struct decimal {
  bool negative = false;
  std::string_view digits;
  std::int64_t exponent = 0;
};

/// The digits one after the other, then zeros without end.
class digit_sequence {
 public:
  constexpr explicit digit_sequence(std::string_view digits) noexcept : rest_(digits) { pass_point(); }

  [[nodiscard]] constexpr bool done() const noexcept { return rest_.empty(); }

  constexpr int next() noexcept {
    if (rest_.empty()) return 0;
    const int digit = rest_.front() - '0';
    rest_.remove_prefix(1);
    pass_point();
    return digit;
  }

 private:
  constexpr void pass_point() noexcept {
    if (!rest_.empty() && rest_.front() == '.') rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Takes digits from the front of `text`, and counts them.
constexpr std::size_t take_digits(std::string_view& text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

/// Takes a number such as -12.5e3 from the front of `text`; false, and `text` as it was, if there is none.
constexpr bool take_decimal(std::string_view& text, decimal& number) noexcept {
  std::string_view rest = text;
  number = {};
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    number.negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const std::string_view written = rest;
  std::size_t whole = take_digits(rest);
  std::size_t length = whole;
  bool any = whole != 0;
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    const std::size_t fraction = take_digits(rest);
    any = any || fraction != 0;
    length += fraction + 1;
  }
  if (!any) return false;
  number.digits = written.substr(0, length);
  // The power of ten of the first digit, then of the first that is not zero.
  number.exponent = static_cast<std::int64_t>(whole) - 1;
  while (!number.digits.empty() && (number.digits.front() == '0' || number.digits.front() == '.')) {
    if (number.digits.front() == '0') --number.exponent;
    number.digits.remove_prefix(1);
  }
  while (!number.digits.empty() && number.digits.back() == '.') number.digits.remove_suffix(1);
  text = rest;
  if (!rest.empty() && (rest.front() == 'e' || rest.front() == 'E')) {
    rest.remove_prefix(1);
    const bool minus = !rest.empty() && rest.front() == '-';
    if (minus || (!rest.empty() && rest.front() == '+')) rest.remove_prefix(1);
    std::string_view power = rest;
    if (take_digits(rest) != 0) {
      std::int64_t value = 0;
      // Beyond this every number with less than so many digits overflows or underflows anyway.
      constexpr std::int64_t bound = 1'000'000'000;
      for (; power.size() != rest.size(); power.remove_prefix(1)) {
        if (value < bound) value = 10 * value + (power.front() - '0');
      }
      number.exponent += minus ? -value : value;
      text = rest;
    }
  }
  return true;
}

/// -1, 0 or 1 as a is less than, equal to or greater than b, exactly.
[[nodiscard]] constexpr int compared(const decimal& a, const decimal& b) noexcept {
  const bool a_zero = a.digits.empty();
  const bool b_zero = b.digits.empty();
  const int a_sign = a_zero ? 0 : (a.negative ? -1 : 1);
  const int b_sign = b_zero ? 0 : (b.negative ? -1 : 1);
  if (a_sign != b_sign) return a_sign < b_sign ? -1 : 1;
  if (a_sign == 0) return 0;
  if (a.exponent != b.exponent) return (a.exponent < b.exponent) == (a_sign > 0) ? -1 : 1;
  digit_sequence of_a(a.digits);
  digit_sequence of_b(b.digits);
  while (!of_a.done() || !of_b.done()) {
    const int left = of_a.next();
    const int right = of_b.next();
    if (left != right) return (left < right) == (a_sign > 0) ? -1 : 1;
  }
  return 0;
}

/// The first 64 places of n / d, and whether there are more: n / d = (significand + tail) 2^exponent.
struct binary_quotient {
  std::uint64_t significand = 0;
  bool tail = false;
  int exponent = 0;
};

template <int Words>
[[nodiscard]] constexpr binary_quotient divided(basic_big_integer<Words> n,
                                                basic_big_integer<Words> d) noexcept {
  // Scaled so that the quotient lies between 2^62 and 2^64.
  const int scale = d.bit_length() + 63 - n.bit_length();
  if (scale >= 0) {
    n.shift_left(scale);
  } else {
    d.shift_left(-scale);
  }
  d.shift_left(63);
  std::uint64_t quotient = 0;
  for (int i = 0; i < 64; ++i) {
    quotient <<= 1;
    if (!n.is_less(d)) {
      n.subtract(d);
      quotient |= 1u;
    }
    n.shift_left(1);
  }
  const int zeros = std::countl_zero(quotient);
  return {quotient << zeros, !n.is_zero(), -scale - zeros};
}

/// The T next to x in the direction given; infinity where it is next.
template <std::floating_point T>
[[nodiscard]] constexpr T nearest_binary(const decimal& x, exact::direction to) noexcept {
  if (x.digits.empty()) return T{0};
  constexpr std::uint64_t one = std::uint64_t{1} << 63;
  if (x.exponent > 310) return exact::pack<T>(x.negative, one, false, 20000, to);
  if (x.exponent < -330) return exact::pack<T>(x.negative, one, false, -20000, to);
  // No double, nor a float, has more than 767 digits: what follows 800 only tells on which side of one the
  // number is.
  big_integer significand;
  digit_sequence digits(x.digits);
  int count = 0;
  for (; count < 800 && !digits.done(); ++count) {
    const auto digit = static_cast<std::uint32_t>(digits.next());
    if (significand.is_zero()) {
      significand = big_integer(digit);
    } else {
      significand.multiply_add(10, digit);
    }
  }
  bool tail = false;
  while (!digits.done() && !tail) tail = digits.next() != 0;
  const int power = static_cast<int>(x.exponent) - count + 1;
  big_integer divisor(1);
  if (power >= 0) {
    significand.multiply_by_power_of_five(power);
  } else {
    divisor.multiply_by_power_of_five(-power);
  }
  const binary_quotient q = divided(significand, divisor);
  return exact::pack<T>(x.negative, q.significand, q.tail || tail, q.exponent + power, to);
}

}  // namespace reckon::detail::interval_text
