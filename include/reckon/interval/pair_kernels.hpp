// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/lanes.hpp>
#include <reckon/interval/endpoints.hpp>
#include <reckon/interval/pair_tables.hpp>

#include <bit>
#include <concepts>
#include <cstdint>

// Exponentials and logarithms of both ends at once, in two lanes of doubles. What is found is a double and a
// rest that is known so well that the tightest bounds follow, but for a chance of about 2^-10: then, and
// outside of the usual range, there is no answer, and kernels in integers have to find one. Each error that
// is stated holds where every operation gives one of the two numbers next to the exact result: in every
// rounding mode.
namespace reckon::detail::arithmetic {

/// exp, log and powers of both ends, where no lanes find them.
template <std::floating_point T>
[[nodiscard]] constexpr bool exponentials(endpoints<T>, endpoints<T>&) noexcept {
  return false;
}
template <std::floating_point T>
[[nodiscard]] constexpr bool logarithms(endpoints<T>, endpoints<T>&) noexcept {
  return false;
}

template <std::floating_point T>
[[nodiscard]] constexpr bool powers(endpoints<T>, unsigned, endpoints<T>&) noexcept {
  return false;
}

}  // namespace reckon::detail::arithmetic

#if RECKON_HAS_LANE_FMA

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// The numbers at two places, and those behind them.
struct two_rows {
  lanes<2>::numbers values;
  lanes<2>::numbers rests;
};
RECKON_ALWAYS_INLINE [[nodiscard]] inline two_rows rows(const double* one, const double* other) noexcept {
  lanes<2>::numbers first;
  lanes<2>::numbers second;
  __builtin_memcpy(&first, one, sizeof first);
  __builtin_memcpy(&second, other, sizeof second);
  return {__builtin_shufflevector(first, second, 0, 2), __builtin_shufflevector(first, second, 1, 3)};
}

/// The top bit is set where the bounds of sum + rest are not sure to be those that its signs tell, for `size`
/// the bits of |sum| and an error of up to `error`: there rest is less than that, or not 2^-61 |sum| less
/// than the distance of the numbers next to sum: 2^-52 of the last power of two before it, or of the one
/// before that where sum is one. The bits of a number are about its logarithm.
RECKON_ALWAYS_INLINE [[nodiscard]] inline lanes<2>::naturals undecided(lanes<2>::naturals size,
                                                                       lanes<2>::numbers rest,
                                                                       lanes<2>::naturals error) noexcept {
  constexpr std::uint64_t unit = std::uint64_t{1} << 52;
  const lanes<2>::naturals power = (size - 1u) & ~(unit - 1);
  const lanes<2>::naturals distance = bits_in<2>(magnitudes_of<2>(rest));
  return (distance - error) | (power - (52 * unit + unit / 128) - distance);
}

/// -1 for a lower end if the rest is negative, 1 for an upper one if it is not, else 0.
RECKON_ALWAYS_INLINE [[nodiscard]] inline lanes<2>::naturals steps_for(lanes<2>::numbers rest) noexcept {
  using integers = lanes<2>::places;
  const integers steps = (std::bit_cast<integers>(rest) >> 63) + integers{0, 1};
  return std::bit_cast<lanes<2>::naturals>(steps);
}

/// exp of both ends; false if it is not found, as for ends that are not between 2^-7 and 704 in magnitude.
///
/// x = k log(2)/128 + r for a whole number k next to 128 x / log 2, so that |r| < 2^-7.52. x less k times the
/// first 36 places of log(2)/128 is exact, being a multiple of 2^-59; r, as a double and a rest, is off by
/// less than 2^-76. exp(r) = 1 + r + c, |c| < 2^-16. 2^(j/128) (1 + r) is added up without loss, but for the
/// square of r times rests, 2^-69. c is off by 2^-68 as its series ends after r^6, and by four times 2^-52 of
/// itself for a coefficient, the series and two products; the last sum by 2^-68. All is off by less than
/// 2^-65.2 of itself.
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool exponentials(endpoints<double> x,
                                                            endpoints<double>& ends) noexcept {
  using numbers = lanes<2>::numbers;
  using naturals = lanes<2>::naturals;
  const numbers a{x.lower, x.upper};
  constexpr auto least = std::bit_cast<std::uint64_t>(0x1p-7);
  constexpr auto greatest = std::bit_cast<std::uint64_t>(704.0);
  const naturals unusual = outside<2>(bits_in<2>(magnitudes_of<2>(a)) - least, greatest - least);
  const numbers power = fused<2>(a, every<2>(0x1.71547652b82fep7), every<2>(0x1.8p52));
  const naturals whole = bits_in<2>(power);
  const two_rows roots = rows(roots_of_two + 2 * (whole[0] & 127u), roots_of_two + 2 * (whole[1] & 127u));
  const numbers minus_k = 0x1.8p52 - power;
  const numbers reduced = fused<2>(minus_k, every<2>(0x1.62e42fefap-8), a);
  const numbers last = every<2>(0x1.cf79abc9e3b3ap-47);
  const numbers r = fused<2>(minus_k, last, reduced);
  const numbers r_rest = fused<2>(minus_k, last, reduced - r);
  const numbers square = r * r;
  const numbers first = fused<2>(r, every<2>(0x1.5555555555255p-3), every<2>(0.5));
  const numbers second = fused<2>(r, every<2>(0x1.11111d8fc0064p-7), every<2>(0x1.55555555553d5p-5));
  const numbers series = fused<2>(square, fused<2>(square, every<2>(0x1.6c16cdeac5a7ap-10), second), first);
  const numbers s = fused<2>(roots.values, r, roots.values);
  const numbers s_rest = fused<2>(roots.values, r, roots.values - s);
  const numbers t = fused<2>(roots.values, r_rest, roots.rests);
  const numbers rest = fused<2>(roots.values * square, series, s_rest + fused<2>(t, r, t));
  const numbers sum = s + rest;
  const numbers beyond = rest - (sum - s);
  const naturals exponent = (whole << 45) & ~((std::uint64_t{1} << 52) - 1);
  const auto bounds = std::bit_cast<numbers>(bits_in<2>(sum) + exponent + steps_for(beyond));
  ends = {bounds[0], bounds[1]};
  const naturals size = bits_in<2>(sum);
  return no_top_bit<2>(unusual | undecided(size, beyond, size - (std::uint64_t{65} << 52)));
}

/// log of both ends; false if it is not found, as for ends that are not positive and normal numbers.
///
/// x = 2^k m with m from 11/16 to 11/8, and r m = 1 + z exactly for the r of its part; |z| < 2^-7 where r is
/// 1, else |z| < 2^-7.48. k log 2 - log r + z - z^2/2 is added up without loss, but for the rests of k log 2
/// and -log r beyond 2^-42, which are off by less than 2^-84; to it comes z^3 q, where q ends after z^5.
/// Where r is 1 and k is 0 all is off by less than 2^-64 of the value: the series by 2^-65.4, the product
/// with q and what it is made of by five times 2^-52 of z^3/3, the last two sums by 2^-68 each. Else the
/// value is greater than 2^-8, and off by less than 2^-71.8: the series by 2^-73.8, the product by 2^-73.7,
/// the sums by 2^-74 each.
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool logarithms(endpoints<double> x,
                                                          endpoints<double>& ends) noexcept {
  using numbers = lanes<2>::numbers;
  using naturals = lanes<2>::naturals;
  constexpr std::uint64_t unit = std::uint64_t{1} << 52;
  constexpr auto least = std::bit_cast<std::uint64_t>(0x1.6p-1);
  const naturals bits = bits_in<2>(numbers{x.lower, x.upper});
  const naturals unusual = outside<2>(bits - unit, 2046 * unit - 1);
  // k + 1023 where the exponent stands, and behind it m less its least value
  const naturals split = bits + (1023 * unit - least);
  const auto m = std::bit_cast<numbers>((split & (unit - 1)) + least);
  const double* lower = logarithms_of_parts + (((to_bits(x.lower) - least) >> 43) & (127u << 2));
  const double* upper = logarithms_of_parts + (((to_bits(x.upper) - least) >> 43) & (127u << 2));
  const two_rows start = rows(lower, upper);
  const numbers r = start.values;
  const numbers part = start.rests;
  const numbers part_rest{lower[2], upper[2]};
  // the whole number as the last places of a great one
  const auto great = std::bit_cast<numbers>((split >> 52) | std::bit_cast<std::uint64_t>(0x1p52));
  const numbers k = great - (0x1p52 + 1023);
  const numbers z = fused<2>(m, r, every<2>(-1.0));
  const numbers square = z * z;
  const numbers square_rest = fused<2>(z, z, -square);
  const numbers minus_half = every<2>(-0.5);
  const numbers base = fused<2>(k, every<2>(0x1.62e42fefa38p-1), part);
  const numbers t = base + z;
  const numbers t_rest = z - (t - base);
  const numbers s = fused<2>(square, minus_half, t);
  const numbers s_rest = fused<2>(square, minus_half, t - s);
  const numbers first = fused<2>(z, every<2>(-0x1.fffffffffde6bp-3), every<2>(0x1.5555555555559p-2));
  const numbers second = fused<2>(z, every<2>(-0x1.5555594462a78p-3), every<2>(0x1.99999996d2532p-3));
  const numbers third = fused<2>(z, every<2>(-0x1.fd25f40729c31p-4), every<2>(0x1.24954a7bd4a6ap-3));
  const numbers series = fused<2>(square, fused<2>(square, third, second), first);
  const numbers table_rest = fused<2>(k, every<2>(0x1.ef35793c7673p-45), part_rest);
  const numbers rests = fused<2>(square_rest, minus_half, table_rest) + t_rest;
  const numbers rest = s_rest + fused<2>(square * z, series, rests);
  const numbers sum = s + rest;
  const numbers beyond = rest - (sum - s);
  const auto sign = std::bit_cast<naturals>(std::bit_cast<lanes<2>::places>(sum) >> 63);
  const auto bounds = std::bit_cast<numbers>(bits_in<2>(sum) + ((steps_for(beyond) ^ sign) - sign));
  ends = {bounds[0], bounds[1]};
  const numbers magnitude = magnitudes_of<2>(sum);
  const naturals size = bits_in<2>(magnitude);
  const naturals error = bits_in<2>(lesser_in<2>(magnitude, every<2>(0x1p-7))) - (std::uint64_t{63} << 52);
  return no_top_bit<2>(unusual | undecided(size, beyond, error));
}

/// The n-th powers of both ends for 1 < n <= 32; false if they are not found, as for ends that are not
/// positive, powers outside of 2^-900 to 2^1000, and those that a double holds.
///
/// A power is a double and a rest; squaring it, or multiplying it by x, is off by less than 2^-101 for the
/// square of rests that is left out and for three roundings, and squaring doubles what it was off before:
/// less than 2 n 2^-101 in all.
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool powers(endpoints<double> x, unsigned n,
                                                      endpoints<double>& ends) noexcept {
  using numbers = lanes<2>::numbers;
  const numbers a{x.lower, x.upper};
  numbers power = a;
  numbers rest{};
  for (unsigned left = std::bit_floor(n) >> 1; left != 0; left >>= 1) {
    // products as sums, which no compiler draws into the next one
    const numbers square = fused<2>(power, power, every<2>(0.0));
    const numbers square_rest = fused<2>(power + power, rest, fused<2>(power, power, -square));
    power = square + square_rest;
    rest = square_rest - (power - square);
    if ((n & left) != 0) {
      const numbers product = fused<2>(power, a, every<2>(0.0));
      const numbers product_rest = fused<2>(rest, a, fused<2>(power, a, -product));
      power = product + product_rest;
      rest = product_rest - (power - product);
    }
  }
  constexpr auto least = std::bit_cast<std::uint64_t>(0x1p-900);
  constexpr auto greatest = std::bit_cast<std::uint64_t>(0x1p1000);
  const lanes<2>::naturals bits = bits_in<2>(power);
  const lanes<2>::naturals unusual = outside<2>(bits - least, greatest - least) | bits_in<2>(a);
  const auto bounds = numbers_of<2>(bits + steps_for(rest));
  ends = {bounds[0], bounds[1]};
  return no_top_bit<2>(unusual | undecided(bits, rest, bits - (std::uint64_t{94} << 52)));
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif

#endif
