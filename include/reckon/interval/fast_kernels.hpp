// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/exact.hpp>
#include <reckon/interval/constants.hpp>
#include <reckon/interval/endpoints.hpp>
#include <reckon/interval/tables.hpp>

#include <bit>
#include <concepts>
#include <cstdint>

// The exponential, the logarithm and small powers in 64 places, in integers too, for arguments of usual size.
// They give the tightest bounds or none: where their error, about 2^-62 of the value, leaves two choices,
// kernels.hpp decides.
namespace reckon::detail::kernels {

/// The bounds of a value that lies above (r - 1) 2^(top - 63) and below (r + below) 2^(top - 63); false if a
/// number of T lies between the two, or if the value is not a normal one.
template <std::floating_point T>
[[nodiscard]] constexpr bool decided(std::uint64_t r, unsigned below, int top, endpoints<T>& ends) noexcept {
  using f = format<T>;
  constexpr int drop = 64 - f::digits;
  const std::uint64_t kept = r >> drop;
  const bool clear = ((r - 1u) >> drop) == kept && ((r + below) >> drop) == kept && r + below > r;
  const bool normal = static_cast<unsigned>(top - f::smallest_exponent) <=
                      static_cast<unsigned>(f::largest_exponent - f::smallest_exponent);
  // The hidden bit raises the exponent by one.
  const auto exponent = static_cast<std::uint64_t>(top - f::smallest_exponent) << (f::digits - 1);
  const auto bits = static_cast<bits_of<T>>(exponent + kept);
  ends = {from_bits<T>(bits), from_bits<T>(static_cast<bits_of<T>>(bits + 1u))};
  return clear && normal;
}

/// x^n for a finite x > 0 and 1 < n <= 32, by products that are cut off: each loses less than 2^-63 of
/// itself, so that the power lies above the last one by less than 2 n units of its last place.
template <std::floating_point T>
[[nodiscard]] constexpr bool fast_power(T x, unsigned n, endpoints<T>& ends) noexcept {
  struct number {
    std::uint64_t significand;
    int top;
  };
  const auto product = [](number a, number b) noexcept {
    const exact::word_pair p = exact::word_product(a.significand, b.significand);
    const bool full = (p.high >> 63) != 0;
    return number{full ? p.high : (p.high << 1) | (p.low >> 63), a.top + b.top + (full ? 1 : 0)};
  };
  const exact::unpacked u = exact::unpack(x);
  number square{u.significand, u.exponent + 63};
  unsigned rest = n;
  for (; (rest & 1u) == 0; rest >>= 1) square = product(square, square);
  number result = square;
  while ((rest >>= 1) != 0) {
    square = product(square, square);
    if ((rest & 1u) != 0) result = product(result, square);
  }
  return decided(result.significand, 2 * n, result.top, ends);
}

#if defined(__SIZEOF_INT128__)

__extension__ using wide_integer = __int128;
__extension__ using wide_natural = unsigned __int128;

[[nodiscard]] constexpr std::uint64_t upper_word(std::uint64_t a, std::uint64_t b) noexcept {
  return static_cast<std::uint64_t>((static_cast<wide_natural>(a) * b) >> 64);
}

/// a b / 2^63, rounded down.
[[nodiscard]] constexpr std::int64_t scaled_product(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>((static_cast<wide_integer>(a) * b) >> 63);
}

/// a b / 2^64, rounded down.
[[nodiscard]] constexpr std::int64_t half_product(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>((static_cast<wide_integer>(a) * b) >> 64);
}

/// exp(x) for 2^-20 <= |x| < 2^10: x / log 2 to 70 places is a whole number, a 64th part and a rest t below
/// log(2) / 64, whose series ends after the seventh power. All is rounded down, so that what is found is not
/// above the value by more than the error of t, less than 1, and not below it by more than 3, in units of the
/// last place of 64.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr bool fast_exponential(T x, endpoints<T>& ends) noexcept {
  const exact::unpacked u = exact::unpack(x);
  if (u.significand == 0 || static_cast<unsigned>(u.exponent + 83) >= 30u) return false;
  constexpr std::uint64_t log2_e_upper = 0xb8aa3b295c17f0bbu;
  constexpr std::uint64_t log2_e_lower = 0xbe87fed0691d3e88u;
  const wide_natural product =
      static_cast<wide_natural>(u.significand) * log2_e_upper + upper_word(u.significand, log2_e_lower);
  const auto magnitude = static_cast<wide_integer>(product >> (-7 - u.exponent));
  const wide_integer power = u.negative ? ~magnitude : magnitude;
  const auto fraction = static_cast<std::uint64_t>(power);
  const auto part = static_cast<unsigned>(static_cast<std::uint64_t>(power >> 64) & 63u);
  const int top = static_cast<int>(power >> 70);
  // 2^6 t, and with it 2^6 (exp(t) - 1); the coefficients are 2^(64 - 6 (k - 1)) / k!
  const std::uint64_t t = upper_word(fraction, 0xb17217f7d1cf79abu);
  std::uint64_t sum = 0xd00du;
  sum = 0x16c16c1u + upper_word(t, sum);
  sum = 0x222222222u + upper_word(t, sum);
  sum = 0x2aaaaaaaaaau + upper_word(t, sum);
  sum = 0x2aaaaaaaaaaaau + upper_word(t, sum);
  sum = 0x200000000000000u + upper_word(t, sum);
  sum = t + upper_word(t, upper_word(t, sum));
  const std::uint64_t root = powers_of_two[part];
  return decided(root + (upper_word(root, sum) >> 6), 4, top, ends);
}

/// log(x) for x > 0 but 1: 2^k m with m in [1, 2), of which c m / 1024 = 1 + z exactly, with |z| < 2^-7, and
/// the series of log(1 + z) ends after the ninth power. Next to 1 there is only z, and the error is one of z.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr bool fast_logarithm(T x, endpoints<T>& ends) noexcept {
  const exact::unpacked u = exact::unpack(x);
  const auto i = static_cast<unsigned>((u.significand >> 56) & 127u);
  const std::int64_t z =
      static_cast<std::int64_t>((u.significand >> 11) * near_reciprocals[i]) - (std::int64_t{1} << 62);
  // w = 1 - 2/3 z + 2/4 z^2 ..., in units of 2^-62; the coefficients are those of powers of 2^6 z, which is
  // `scaled` in units of 2^-64.
  const auto scaled = static_cast<std::int64_t>(static_cast<std::uint64_t>(z) << 8);
  // Two sums, of the even and the odd powers of 2^6 z, so that the processor can work at both.
  const std::int64_t square = half_product(scaled, scaled);
  const std::int64_t even =
      562949953421312 + half_product(square, 91625968981 + half_product(square, 16777216));
  const std::int64_t odd =
      -48038396025285291 +
      half_product(square,
                   -7036874417766 + half_product(square, -1227133513 + half_product(square, -233017)));
  const std::int64_t w = 4611686018427387904 + half_product(square, even) + half_product(scaled, odd);
  // log(1 + z) = z - z (z/2 w), in units of 2^-126.
  const std::int64_t v = scaled_product(scaled, w);
  const wide_integer rest =
      static_cast<wide_integer>(z) * (wide_integer{1} << 64) - ((static_cast<wide_integer>(z) * v) >> 6);
  const int k = u.exponent + 63 + (i == 127 ? 1 : 0);
  const bool next_to_one = k == 0 && (i == 0 || i == 127);
  constexpr wide_integer ln_2_scaled =
      (static_cast<wide_integer>(0xb17217f7d1cf7u) << 64) | 0x9abc9e3b39803f2fu;
  const exact::word_pair table = near_logarithms[i == 127 ? 0 : i];
  const wide_integer whole = k * ln_2_scaled + ((static_cast<wide_integer>(table.high) << 64) | table.low);
  const wide_integer value = next_to_one ? rest : whole + (rest >> 10);
  const bool negative = value < 0;
  const auto magnitude = static_cast<wide_natural>(negative ? -value : value);
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  if (high == 0) return false;
  const int zeros = std::countl_zero(high);
  const auto r = static_cast<std::uint64_t>((magnitude << zeros) >> 64);
  const bool clear = decided(r, 2, (next_to_one ? 1 : 11) - zeros, ends);
  const bits_of<T> sign = negative ? format<T>::sign : 0u;
  const bits_of<T> nearer = to_bits(ends.lower);
  ends = {from_bits<T>((nearer + (negative ? 1u : 0u)) | sign),
          from_bits<T>((nearer + (negative ? 0u : 1u)) | sign)};
  return clear;
}

#else

template <std::floating_point T>
[[nodiscard]] constexpr bool fast_exponential(T, endpoints<T>&) noexcept {
  return false;
}

template <std::floating_point T>
[[nodiscard]] constexpr bool fast_logarithm(T, endpoints<T>&) noexcept {
  return false;
}

#endif

}  // namespace reckon::detail::kernels
