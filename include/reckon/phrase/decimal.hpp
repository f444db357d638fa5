// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

/// Decimal numbers as they are written, and their nearest doubles.
///
/// Everything is done on integers: no rounding mode, no flag and no constant folding of floating-point
/// arithmetic can change what a phrase says.
namespace reckon::detail::words {

/// The number digits * 10^exponent, with its sign.
struct decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
  bool negative = false;

  [[nodiscard]] friend constexpr bool operator==(const decimal&, const decimal&) = default;
};

[[nodiscard]] constexpr decimal negated(decimal x) noexcept {
  x.negative = !x.negative && x.digits != 0;
  return x;
}

/// The same number without trailing zeros; zero is {0, 0}.
[[nodiscard]] constexpr decimal stripped(decimal x) noexcept {
  if (x.digits == 0) return {};
  while (x.digits % 10 == 0) {
    x.digits /= 10;
    ++x.exponent;
  }
  return x;
}

[[nodiscard]] constexpr bool is_whole(decimal x) noexcept { return stripped(x).exponent >= 0; }

/// A decimal, or the finding that 64 bits of digits cannot hold it.
struct decimal_result {
  decimal value;
  bool fits = true;
};

/// The number with its last digit at 10^exponent, for an exponent that is not above the present one.
[[nodiscard]] constexpr decimal_result rescaled(decimal x, int exponent) noexcept {
  constexpr std::uint64_t limit = (std::numeric_limits<std::uint64_t>::max)() / 10;
  while (x.exponent > exponent) {
    if (x.digits > limit) return {x, false};
    x.digits *= 10;
    --x.exponent;
  }
  return {x, true};
}

[[nodiscard]] constexpr decimal_result product(decimal a, decimal b) noexcept {
  a = stripped(a);
  b = stripped(b);
  if (a.digits == 0 || b.digits == 0) return {};
  if (a.digits > (std::numeric_limits<std::uint64_t>::max)() / b.digits) return {a, false};
  return {{a.digits * b.digits, a.exponent + b.exponent, a.negative != b.negative}, true};
}

[[nodiscard]] constexpr decimal_result sum(decimal a, decimal b) noexcept {
  a = stripped(a);
  b = stripped(b);
  if (a.digits == 0) return {b, true};
  if (b.digits == 0) return {a, true};
  const int exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
  const decimal_result x = rescaled(a, exponent);
  const decimal_result y = rescaled(b, exponent);
  if (!x.fits || !y.fits) return {a, false};
  const std::uint64_t p = x.value.digits;
  const std::uint64_t q = y.value.digits;
  if (a.negative == b.negative) {
    if (p > (std::numeric_limits<std::uint64_t>::max)() - q) return {a, false};
    return {{p + q, exponent, a.negative}, true};
  }
  if (p >= q) return {{p - q, exponent, a.negative && p != q}, true};
  return {{q - p, exponent, b.negative}, true};
}

[[nodiscard]] constexpr int digit_count(std::uint64_t x) noexcept {
  int n = 0;
  for (; x != 0; x /= 10) ++n;
  return n;
}

/// Negative, zero or positive as |a| is below, equal to or above |b|.
[[nodiscard]] constexpr int compare_magnitudes(decimal a, decimal b) noexcept {
  if (a.exponent == b.exponent) return a.digits < b.digits ? -1 : (a.digits > b.digits ? 1 : 0);
  a = stripped(a);
  b = stripped(b);
  if (a.digits == 0 || b.digits == 0) return (a.digits != 0) - (b.digits != 0);
  const int places_a = digit_count(a.digits) + a.exponent;
  const int places_b = digit_count(b.digits) + b.exponent;
  if (places_a != places_b) return places_a < places_b ? -1 : 1;
  // With equal leading places, the number of fewer digits rescales to the length of the other.
  if (a.exponent > b.exponent) a = rescaled(a, b.exponent).value;
  if (b.exponent > a.exponent) b = rescaled(b, a.exponent).value;
  return a.digits < b.digits ? -1 : (a.digits > b.digits ? 1 : 0);
}

[[nodiscard]] constexpr bool less(decimal a, decimal b) noexcept {
  const bool below_a = a.negative && a.digits != 0;
  const bool below_b = b.negative && b.digits != 0;
  if (below_a != below_b) return below_a;
  const int order = compare_magnitudes(a, b);
  return below_a ? order > 0 : order < 0;
}

/// The double nearest to (significand + tail) * 2^exponent, ties to even, where the top bit of the
/// significand is set and 0 <= tail < 1 is nonzero if `sticky`. Infinite beyond the largest double.
[[nodiscard]] constexpr double nearest_double(std::uint64_t significand, int exponent, bool sticky,
                                              bool negative) noexcept {
  const std::uint64_t sign = negative ? std::uint64_t{1} << 63 : 0;
  int biased = exponent + 63 + 1023;
  int dropped = 11;
  if (biased < 1) {
    dropped += 1 - biased;
    biased = 0;
  }
  if (dropped > 64) return std::bit_cast<double>(sign);
  const std::uint64_t kept = dropped == 64 ? 0 : significand >> dropped;
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  const std::uint64_t rest = dropped == 64 ? significand : significand & ((half << 1) - 1);
  const bool up = rest > half || (rest == half && (sticky || (kept & 1) != 0));
  if (biased >= 2047) return std::bit_cast<double>(sign | (std::uint64_t{2047} << 52));
  // A carry out of the fraction moves into the exponent field, which is what rounding up means there.
  std::uint64_t bits = kept + (up ? 1 : 0);
  if (biased > 0) bits += static_cast<std::uint64_t>(biased - 1) << 52;
  return std::bit_cast<double>(sign | bits);
}

/// An unsigned integer of a fixed size that holds every product which reading a double needs.
struct wide_integer {
  static constexpr int words = 44;
  std::array<std::uint32_t, words> word{};

  constexpr explicit wide_integer(std::uint64_t x) noexcept {
    word[0] = static_cast<std::uint32_t>(x);
    word[1] = static_cast<std::uint32_t>(x >> 32);
  }

  [[nodiscard]] constexpr int bit_length() const noexcept {
    for (int i = words - 1; i >= 0; --i) {
      const std::uint32_t w = word[static_cast<std::size_t>(i)];
      if (w != 0) return 32 * i + (32 - std::countl_zero(w));
    }
    return 0;
  }

  constexpr void multiply(std::uint32_t factor) noexcept {
    std::uint64_t carry = 0;
    for (std::uint32_t& w : word) {
      carry += std::uint64_t{w} * factor;
      w = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }

  constexpr void multiply_by_power_of_ten(int n) noexcept {
    for (; n >= 9; n -= 9) multiply(1000000000);
    for (; n > 0; --n) multiply(10);
  }

  constexpr void shift_left(int n) noexcept {
    const int whole = n / 32;
    const int part = n % 32;
    for (int i = words - 1; i >= 0; --i) {
      const std::uint64_t high = i >= whole ? word[static_cast<std::size_t>(i - whole)] : 0;
      const std::uint64_t low = i > whole ? word[static_cast<std::size_t>(i - whole - 1)] : 0;
      word[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(((high << 32 | low) << part) >> 32);
    }
  }

  [[nodiscard]] constexpr bool at_least(const wide_integer& other) const noexcept {
    for (int i = words - 1; i >= 0; --i) {
      const auto at = static_cast<std::size_t>(i);
      if (word[at] != other.word[at]) return word[at] > other.word[at];
    }
    return true;
  }

  constexpr void subtract(const wide_integer& other) noexcept {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const std::uint64_t difference = std::uint64_t{word[i]} - other.word[i] - borrow;
      word[i] = static_cast<std::uint32_t>(difference);
      borrow = difference >> 63;
    }
  }

  [[nodiscard]] constexpr bool bit(int n) const noexcept {
    return n >= 0 && (word[static_cast<std::size_t>(n / 32)] >> (n % 32) & 1) != 0;
  }
};

/// digits * 10^exponent for an exponent that is not negative.
[[nodiscard]] constexpr double large_decimal(std::uint64_t digits, int exponent, bool negative) noexcept {
  wide_integer x(digits);
  x.multiply_by_power_of_ten(exponent);
  const int length = x.bit_length();
  std::uint64_t top = 0;
  for (int i = 1; i <= 64; ++i) top = top << 1 | (x.bit(length - i) ? 1 : 0);
  bool sticky = false;
  for (int i = length - 65; i >= 0 && !sticky; --i) sticky = x.bit(i);
  return nearest_double(top, length - 64, sticky, negative);
}

/// digits / 10^places, by long division in binary.
[[nodiscard]] constexpr double small_decimal(std::uint64_t digits, int places, bool negative) noexcept {
  wide_integer divisor(1);
  divisor.multiply_by_power_of_ten(places);
  wide_integer rest(digits);
  int shift = divisor.bit_length() - rest.bit_length();
  if (shift > 0) rest.shift_left(shift);
  if (shift < 0) divisor.shift_left(-shift);
  if (!rest.at_least(divisor)) {
    rest.shift_left(1);
    ++shift;
  }
  // Now 1 <= rest / divisor < 2, so that the first quotient bit is one.
  std::uint64_t quotient = 0;
  for (int i = 0; i < 64; ++i) {
    const bool one = rest.at_least(divisor);
    if (one) rest.subtract(divisor);
    quotient = quotient << 1 | (one ? 1 : 0);
    rest.shift_left(1);
  }
  return nearest_double(quotient, -shift - 63, rest.bit_length() != 0, negative);
}

/// digits / power for a power of ten that 64 bits hold: the same division, one word wide.
[[nodiscard]] constexpr double narrow_quotient(std::uint64_t digits, std::uint64_t power,
                                               bool negative) noexcept {
  std::uint64_t quotient = digits / power;
  std::uint64_t rest = digits % power;
  int exponent = 0;
  // Thirty-two bits of the quotient at a time where the remainder leaves room for them.
  while (power >> 32 == 0 && (quotient >> 63) == 0) {
    const int left = std::countl_zero(quotient);
    const int step = left < 32 ? left : 32;
    rest <<= step;
    quotient = quotient << step | rest / power;
    rest %= power;
    exponent -= step;
  }
  while ((quotient >> 63) == 0) {
    const bool carry = (rest >> 63) != 0;
    rest <<= 1;
    const bool one = carry || rest >= power;
    if (one) rest -= power;
    quotient = quotient << 1 | (one ? 1 : 0);
    --exponent;
  }
  return nearest_double(quotient, exponent, rest != 0, negative);
}

/// The first 64 bits of 10^-352, 10^-336 and so on up to 10^320, the rest cut off: the whole part of
/// 10^(16 k) / 2^(e - 63) where 2^e is the largest power of two that is not above 10^(16 k).
inline constexpr int first_power_of_ten = -352;
inline constexpr std::array<std::uint64_t, 43> powers_of_ten = {
    0xcd42a11346f34f7d, 0xe3e27a444d8d98b7, 0xfd00b897478238d0, 0x8c71dcd9ba0b4925, 0x9becce62836ac577,
    0xad1c8eab5ee43b66, 0xc0314325637a1939, 0xd5605fcdcf32e1d6, 0xece53cec4a314ebd, 0x8380dea93da4bc60,
    0x91ff83775423cc06, 0xa21727db38cb002f, 0xb3f4e093db73a093, 0xc7caba6e7c5382c8, 0xddd0467c64bce4a0,
    0xf64335bcf065d37d, 0x88b402f7fd75539b, 0x97c560ba6b0919a5, 0xa87fea27a539e9a5, 0xbb127c53b17ec159,
    0xcfb11ead453994ba, 0xe69594bec44de15b, 0x8000000000000000, 0x8e1bc9bf04000000, 0x9dc5ada82b70b59d,
    0xaf298d050e4395d6, 0xc2781f49ffcfa6d5, 0xd7e77a8f87daf7fb, 0xefb3ab16c59b14a2, 0x850fadc09923329e,
    0x93ba47c980e98cdf, 0xa402b9c5a8d3a6e7, 0xb616a12b7fe617aa, 0xca28a291859bbf93, 0xe070f78d3927556a,
    0xf92e0c3537826145, 0x8a5296ffe33cc92f, 0x9991a6f3d6bf1765, 0xaa7eebfb9df9de8d, 0xbd49d14aa79dbc82,
    0xd226fc195c6a2f8c, 0xe950df20247c83fd, 0x81842f29f2cce375,
};

/// 10^0 to 10^15.
inline constexpr std::array<std::uint64_t, 16> first_powers_of_ten = [] {
  std::array<std::uint64_t, 16> made{};
  std::uint64_t power = 1;
  for (std::uint64_t& each : made) {
    each = power;
    power *= 10;
  }
  return made;
}();

/// The product of two 64-bit numbers in two words.
struct two_words {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

[[nodiscard]] constexpr two_words full_product(std::uint64_t a, std::uint64_t b) noexcept {
#if defined(__SIZEOF_INT128__)
  __extension__ using wide = unsigned __int128;
  const wide product = wide{a} * b;
  return {static_cast<std::uint64_t>(product >> 64), static_cast<std::uint64_t>(product)};
#else
  const std::uint64_t low_half = 0xffffffff;
  const std::uint64_t low = (a & low_half) * (b & low_half);
  const std::uint64_t cross = (a >> 32) * (b & low_half) + (low >> 32);
  const std::uint64_t middle = (a & low_half) * (b >> 32) + (cross & low_half);
  return {(a >> 32) * (b >> 32) + (cross >> 32) + (middle >> 32), middle << 32 | (low & low_half)};
#endif
}

/// A double, or the finding that 64 bits do not suffice to round it.
struct quick_double {
  double value = 0;
  bool certain = false;
};

/// digits * 10^exponent by two products of 64 bits, for digits that are not zero.
///
/// The number lies in [m, m + 7) * 2^e for the 64 bits m that come out: the first product is cut by less than
/// one unit, the table by less than one, their product by A + C + 1 < 2^65, two units of its upper word, and
/// by one more for the lower word; a shift by one place doubles the three. If both ends round to one double,
/// that is it.
[[nodiscard]] constexpr quick_double quickly_rounded(std::uint64_t digits, int exponent,
                                                     bool negative) noexcept {
  const int index = (exponent - first_power_of_ten) / 16;
  if (exponent < first_power_of_ten || index >= static_cast<int>(powers_of_ten.size())) return {};
  const int rest = (exponent - first_power_of_ten) % 16;
  const std::uint64_t scale = first_powers_of_ten[static_cast<std::size_t>(rest)];
  const int power = exponent - rest;
  int binary = power * 217706 / 65536 - (power * 217706 % 65536 < 0 ? 1 : 0) - 63;  // of the table
  const auto normalised = [&](std::uint64_t a, std::uint64_t b) {
    const two_words both = full_product(a, b);
    binary += 64;
    if (both.high >> 63 != 0) return both.high;
    --binary;
    return both.high << 1 | both.low >> 63;
  };
  const int shift = std::countl_zero(digits);
  const int scale_shift = std::countl_zero(scale);
  binary -= shift + scale_shift;
  const std::uint64_t scaled = normalised(digits << shift, scale << scale_shift);
  const std::uint64_t bits = normalised(scaled, powers_of_ten[static_cast<std::size_t>(index)]);
  // Eleven bits are rounded off a normal double.
  const int biased = binary + 63 + 1023;
  const std::uint64_t dropped = bits & 0x7ff;
  constexpr std::uint64_t half = 0x400;
  constexpr std::uint64_t error = 7;
  const bool certain = dropped + error < half || (dropped > half && dropped + error < 2 * half);
  if (!certain || biased < 1 || biased > 2046) return {};
  return {nearest_double(bits, binary, true, negative), true};
}

/// The double nearest to a decimal number with zeros or decimals behind its digits, or with many of them.
[[nodiscard]] constexpr double rounded(decimal x) noexcept {
  if (x.digits == 0) return 0.0;
  if (x.exponent > 0 && x.exponent <= 9 && x.digits <= 1000000) {
    // Below 10^15, and so below 2^53: exact as well.
    const auto exact =
        static_cast<double>(x.digits * first_powers_of_ten[static_cast<std::size_t>(x.exponent)]);
    return x.negative ? -exact : exact;
  }
  if (const quick_double quick = quickly_rounded(x.digits, x.exponent, x.negative); quick.certain)
    return quick.value;
  if (x.exponent < 0 && x.exponent >= -15) {
    // Halves, quarters and the like, which lie where those two ends round apart: digits / 5^n / 2^n.
    const int places = -x.exponent;
    const std::uint64_t fives = first_powers_of_ten[static_cast<std::size_t>(places)] >> places;
    if (x.digits % fives == 0) {
      const std::uint64_t whole = x.digits / fives;
      const int shift = std::countl_zero(whole);
      return nearest_double(whole << shift, -shift - places, false, x.negative);
    }
  }
  x = stripped(x);
  const int places = digit_count(x.digits) + x.exponent;
  if (places > 310) return nearest_double(std::uint64_t{1} << 63, 2000, false, x.negative);
  if (places < -330) return x.negative ? -0.0 : 0.0;
  std::uint64_t scaled = x.digits;
  int exponent = x.exponent;
  while (exponent > 0 && scaled <= (std::numeric_limits<std::uint64_t>::max)() / 10) {
    scaled *= 10;
    --exponent;
  }
  if (exponent == 0) {
    const int shift = std::countl_zero(scaled);
    return nearest_double(scaled << shift, -shift, false, x.negative);
  }
  if (exponent > 0) return large_decimal(x.digits, x.exponent, x.negative);
  if (x.exponent >= -19) {
    std::uint64_t power = 1;
    for (int i = 0; i < -x.exponent; ++i) power *= 10;
    return narrow_quotient(x.digits, power, x.negative);
  }
  return small_decimal(x.digits, -x.exponent, x.negative);
}

/// The double nearest to a decimal number, ties to even; infinite if it is beyond the largest double.
/// Source: IEEE Std 754-2019, 5.12.2: a conversion from decimal characters is correctly rounded.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr double to_double(const decimal& x) noexcept {
  // A whole number that a double holds exactly needs no rounding.
  if (x.exponent == 0 && x.digits <= std::uint64_t{1} << 53) {
    const auto exact = static_cast<double>(x.digits);
    return x.negative && x.digits != 0 ? -exact : exact;
  }
  return rounded(x);
}

}  // namespace reckon::detail::words
