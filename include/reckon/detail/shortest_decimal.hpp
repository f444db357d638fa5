// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/decimal.hpp>
#include <reckon/detail/exact.hpp>

#include <bit>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// Decimals for the ends of an interval: on the outer side of the number, never further than the next number.
namespace reckon::detail::interval_text {

/// Digits from the first that is not zero, and the power of ten of that one.
struct decimal_digits {
  std::string digits;
  int exponent = 0;
};

/// All digits of significand 2^exponent, from whole numbers alone: the functions of the standard library may
/// take a subnormal number for zero where the processor flushes them.
[[nodiscard]] inline decimal_digits digits_of(std::uint64_t significand, int exponent) {
  constexpr std::uint32_t limb = 1'000'000'000;
  std::vector<std::uint32_t> limbs;
  for (std::uint64_t rest = significand; rest != 0; rest /= limb) {
    limbs.push_back(static_cast<std::uint32_t>(rest % limb));
  }
  const auto multiply = [&](std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::uint32_t& place : limbs) {
      carry += std::uint64_t{place} * factor;
      place = static_cast<std::uint32_t>(carry % limb);
      carry /= limb;
    }
    if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
  };
  // 2^-n is 5^n 10^-n.
  const std::uint32_t base = exponent < 0 ? 5 : 2;
  const std::uint32_t several = exponent < 0 ? 244'140'625 : 1 << 12;
  int count = exponent < 0 ? -exponent : exponent;
  for (; count >= 12; count -= 12) multiply(several);
  for (; count > 0; --count) multiply(base);
  decimal_digits all;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    const std::string places = std::to_string(limbs[i]);
    if (!all.digits.empty()) all.digits.append(9 - places.size(), '0');
    all.digits += places;
  }
  all.exponent = static_cast<int>(all.digits.size()) - 1 + (exponent < 0 ? exponent : 0);
  return all;
}

/// All digits of a positive number.
template <std::floating_point T>
[[nodiscard]] decimal_digits all_digits(T positive) {
  exact::unpacked u = exact::unpack(positive);
  const int zeros = std::countr_zero(u.significand);
  return digits_of(u.significand >> zeros, u.exponent + zeros);
}

/// The first digits of a number, as a number; one more in the last place where `up` and more digits follow.
[[nodiscard]] inline decimal_digits leading_digits(const decimal_digits& all, std::size_t count, bool up) {
  decimal_digits part{all.digits.substr(0, count), all.exponent};
  const bool more = all.digits.find_first_not_of('0', count) != std::string::npos;
  if (up && more) {
    std::size_t place = part.digits.size();
    while (place > 0 && part.digits[place - 1] == '9') part.digits[--place] = '0';
    if (place > 0) {
      ++part.digits[place - 1];
    } else {
      part.digits.insert(part.digits.begin(), '1');
      ++part.exponent;
    }
  }
  part.digits.erase(part.digits.find_last_not_of('0') + 1);
  return part;
}

/// The fewest digits of a number between x and its neighbour, above it (`up`) or below; x > 0.
template <std::floating_point T>
[[nodiscard]] decimal_digits fewest_digits(T x, bool up) {
  const decimal_digits all = all_digits(x);
  const T farthest = up ? next_up(x) : next_down(x);
  const auto fits = [&](const decimal_digits& d) {
    const decimal number{false, d.digits, d.exponent};
    if (up) return is_at_most(nearest_binary<T>(number, exact::direction::up), farthest);
    return is_at_most(farthest, nearest_binary<T>(number, exact::direction::down));
  };
  // More digits never lie further away, so that the least number of them can be bisected.
  std::size_t too_few = 0;
  std::size_t enough = static_cast<std::size_t>(std::numeric_limits<T>::max_digits10);
  while (enough - too_few > 1) {
    const std::size_t middle = (too_few + enough) / 2;
    (fits(leading_digits(all, middle, up)) ? enough : too_few) = middle;
  }
  return leading_digits(all, enough, up);
}

/// Digits as people write them: without an exponent from 0.00001 up to 15 places before the point.
[[nodiscard]] inline std::string written(const decimal_digits& d) {
  std::string text = d.digits;
  if (d.exponent < -5 || d.exponent >= 15) {
    if (text.size() > 1) text.insert(1, 1, '.');
    text += d.exponent < 0 ? "e-" : "e+";
    const int magnitude = d.exponent < 0 ? -d.exponent : d.exponent;
    if (magnitude < 10) text += '0';
    return text + std::to_string(magnitude);
  }
  if (d.exponent < 0) {
    const auto zeros = static_cast<std::size_t>(-d.exponent);
    return "0." + text.insert(0, zeros - 1, '0');
  }
  const auto whole = static_cast<std::size_t>(d.exponent) + 1;
  if (text.size() <= whole) return text.append(whole - text.size(), '0');
  return text.insert(whole, 1, '.');
}

/// The shortest decimal from x to its neighbour above (`up`) or below.
template <std::floating_point T>
[[nodiscard]] std::string outer_decimal(T x, bool up) {
  if (is_zero(x)) return "0";
  if (is_infinite(x)) return sign_bit(x) ? "-inf" : "inf";
  return sign_bit(x) ? '-' + written(fewest_digits(-x, !up)) : written(fewest_digits(x, up));
}

/// The decimal of so many digits next to x, above it (`up`) or below.
template <std::floating_point T>
[[nodiscard]] std::string outer_decimal_of(T x, int digits, bool up) {
  if (is_zero(x) || is_infinite(x)) return outer_decimal(x, up);
  const decimal_digits all = all_digits(sign_bit(x) ? -x : x);
  const std::string text = written(leading_digits(all, static_cast<std::size_t>(digits), up != sign_bit(x)));
  return sign_bit(x) ? '-' + text : text;
}

/// The fewest digits that read back as x itself, for a positive x that is subnormal: those next to x that lie
/// between the two middles to its neighbours.
template <std::floating_point T>
[[nodiscard]] decimal_digits digits_that_read_back_as_subnormal(T x) {
  constexpr int exponent = format<T>::smallest_exponent - format<T>::digits;
  const std::uint64_t twice = 2 * std::uint64_t{to_bits(x)};
  const decimal_digits all = all_digits(x);
  const decimal_digits middles[2] = {digits_of(twice - 1, exponent), digits_of(twice + 1, exponent)};
  const int tie = twice % 4 == 0 ? 0 : 1;
  const auto order = [](const decimal_digits& a, const decimal_digits& b) {
    return compared(decimal{false, a.digits, a.exponent}, decimal{false, b.digits, b.exponent});
  };
  for (std::size_t count = 1;; ++count) {
    const bool up = count < all.digits.size() && all.digits[count] >= '5';
    decimal_digits part = leading_digits(all, count, up);
    if (order(part, middles[0]) >= tie && order(middles[1], part) >= tie) return part;
  }
}

/// The fewest digits that read back as x itself, for a positive x.
template <std::floating_point T>
[[nodiscard]] decimal_digits digits_that_read_back(T x) {
  if (magnitude_bits(x) < format<T>::hidden) return digits_that_read_back_as_subnormal(x);
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::scientific).ptr;
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  const std::size_t mark = text.find('e');
  decimal_digits d;
  for (const char c : text.substr(0, mark)) {
    if (c != '.') d.digits += c;
  }
  const std::string_view power = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), d.exponent);
  d.digits.erase(d.digits.find_last_not_of('0') + 1);
  return d;
}

/// The shortest decimal that reads back as x or as its neighbour above (`up`) or below.
template <std::floating_point T>
[[nodiscard]] std::string readable_decimal(T x, bool up) {
  if (is_zero(x) || is_infinite(x)) return outer_decimal(x, up);
  const T magnitude = sign_bit(x) ? -x : x;
  const decimal_digits strict = fewest_digits(magnitude, up != sign_bit(x));
  const decimal_digits same = digits_that_read_back(magnitude);
  const std::string text = written(same.digits.size() <= strict.digits.size() ? same : strict);
  return sign_bit(x) ? '-' + text : text;
}

}  // namespace reckon::detail::interval_text
