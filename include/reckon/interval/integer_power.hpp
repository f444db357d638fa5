// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/endpoints.hpp>
#include <reckon/interval/fast_kernels.hpp>
#include <reckon/interval/pair_kernels.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <type_traits>

// Integer powers. A power is held in 192 places, rounded down or up at each multiplication: cubes of doubles
// are exact, and so is every power that a double can hold. Another one lies so far from the next double (but
// for a chance of about 2^-100) that both bounds round to the tightest ones.
namespace reckon::detail::powers {

/// A positive number: three words, the first one highest and its top bit set, times 2^exponent.
struct long_number {
  std::uint64_t words[3] = {};
  std::int64_t exponent = 0;
};

template <std::floating_point T>
[[nodiscard]] constexpr long_number lengthened(T positive) noexcept {
  const exact::unpacked u = exact::unpack(positive);
  return {{u.significand, 0, 0}, u.exponent - 128};
}

/// The next number in the last place; a carry out of the top leaves a power of two.
constexpr void increment(long_number& x) noexcept {
  if (++x.words[2] != 0 || ++x.words[1] != 0 || ++x.words[0] != 0) return;
  x.words[0] = std::uint64_t{1} << 63;
  ++x.exponent;
}

/// The product rounded down, or up where `to` says so; exact where 192 places hold it.
[[nodiscard]] constexpr long_number multiplied(const long_number& a, const long_number& b,
                                               exact::direction to) noexcept {
  std::uint64_t words[6] = {};
  for (int i = 2; i >= 0; --i) {
    std::uint64_t carry = 0;
    for (int j = 2; j >= 0; --j) {
      const exact::word_pair p = exact::word_product(a.words[i], b.words[j]);
      std::uint64_t& place = words[i + j + 1];
      const std::uint64_t once = place + p.low;
      const std::uint64_t twice = once + carry;
      carry = p.high + (once < p.low ? 1u : 0u) + (twice < carry ? 1u : 0u);
      place = twice;
    }
    words[i] = carry;
  }
  long_number result{{words[0], words[1], words[2]}, a.exponent + b.exponent + 192};
  std::uint64_t rest = words[3];
  if ((words[0] >> 63) == 0) {
    for (int i = 0; i < 3; ++i) result.words[i] = (words[i] << 1) | (words[i + 1] >> 63);
    rest <<= 1;
    --result.exponent;
  }
  if (to == exact::direction::up && (rest | words[4] | words[5]) != 0) increment(result);
  return result;
}

/// The T next to x, or next to 1 / x, in the direction given.
template <std::floating_point T>
[[nodiscard]] constexpr T shortened(const long_number& x, exact::direction to) noexcept {
  // Far outside of every format nothing but the side matters.
  const std::int64_t top = x.exponent + 128;
  const int exponent = top < -20000 ? -20000 : (top > 20000 ? 20000 : static_cast<int>(top));
  return exact::pack<T>(false, x.words[0], (x.words[1] | x.words[2]) != 0, exponent, to);
}
template <std::floating_point T>
[[nodiscard]] constexpr T shortened_reciprocal(const long_number& x, exact::direction to) noexcept {
  const bool power_of_two = x.words[0] == std::uint64_t{1} << 63 && (x.words[1] | x.words[2]) == 0;
  // 2^255 over the words lies in (2^63, 2^64]; its places one by one, from the remainder 2^191.
  std::uint64_t rest[3] = {std::uint64_t{1} << 63, 0, 0};
  std::uint64_t places = 0;
  for (int i = 0; i < 64 && !power_of_two; ++i) {
    const bool carry = (rest[0] >> 63) != 0;
    for (int k = 0; k < 2; ++k) rest[k] = (rest[k] << 1) | (rest[k + 1] >> 63);
    rest[2] <<= 1;
    bool fits = carry;
    for (int k = 0; k < 3 && !fits; ++k) {
      if (rest[k] < x.words[k]) break;
      fits = rest[k] > x.words[k] || k == 2;
    }
    places = (places << 1) | (fits ? 1u : 0u);
    std::uint64_t borrow = 0;
    for (int k = 2; k >= 0 && fits; --k) {
      const std::uint64_t without = rest[k] - x.words[k];
      const std::uint64_t next_borrow = (rest[k] < x.words[k] || without < borrow) ? 1u : 0u;
      rest[k] = without - borrow;
      borrow = next_borrow;
    }
  }
  const std::int64_t top = -255 - x.exponent;
  const int exponent = top < -20000 ? -20000 : (top > 20000 ? 20000 : static_cast<int>(top));
  if (power_of_two) return exact::pack<T>(false, std::uint64_t{1} << 63, false, exponent + 1, to);
  return exact::pack<T>(false, places, true, exponent, to);
}

/// The n-th power of x > 0 by 192 places; of its reciprocal for negative n.
template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr T long_power(T x, int n, exact::direction to) noexcept {
  // To bound a reciprocal from below its divisor is bounded from above.
  const auto inner = (n > 0) == (to == exact::direction::up) ? exact::direction::up : exact::direction::down;
  unsigned rest = n > 0 ? static_cast<unsigned>(n) : 0u - static_cast<unsigned>(n);
  long_number square = lengthened(x);
  long_number result = lengthened(T{1});
  for (;;) {
    if ((rest & 1u) != 0) result = multiplied(result, square, inner);
    rest >>= 1;
    if (rest == 0) break;
    square = multiplied(square, square, inner);
  }
  return n > 0 ? shortened<T>(result, to) : shortened_reciprocal<T>(result, to);
}

/// The n-th power of x >= 0, n not 0, rounded; the reciprocal of the |n|-th for negative n, infinity at zero.
template <std::floating_point T>
[[nodiscard]] constexpr T power(T x, int n, exact::direction to) noexcept {
  if (is_zero(x)) return n > 0 ? T{0} : infinity_of<T>;
  if (!is_finite(x)) return n > 0 ? infinity_of<T> : T{0};
  if (n > 1 && n <= 32) {
    endpoints<T> found{};
    if (kernels::fast_power(x, static_cast<unsigned>(n), found)) [[likely]] {
      return to == exact::direction::down ? found.lower : found.upper;
    }
  }
  return long_power(x, n, to);
}
/// -1, 0 or 1 as x is less than, equal to or greater than the cube of root; both positive.
template <std::floating_point T>
[[nodiscard]] constexpr int compared_to_cube(T x, T root) noexcept {
  const long_number value = lengthened(x);
  const long_number base = lengthened(root);
  const long_number cube =
      multiplied(multiplied(base, base, exact::direction::down), base, exact::direction::down);
  if (value.exponent != cube.exponent) return value.exponent < cube.exponent ? -1 : 1;
  for (int i = 0; i < 3; ++i) {
    if (value.words[i] != cube.words[i]) return value.words[i] < cube.words[i] ? -1 : 1;
  }
  return 0;
}

/// The n-th powers of all members of x.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> powers_of(endpoints<T> x, int n) noexcept {
  constexpr auto down = exact::direction::down;
  constexpr auto up = exact::direction::up;
  if (n > 1 && n <= 32 && !std::is_constant_evaluated()) {
    endpoints<T> found{};
    if (arithmetic::powers(x, static_cast<unsigned>(n), found)) return found;
  }
  if (is_empty(x)) return x;
  if (n == 0) return {T{1}, T{1}};
  if (n < 0 && is_zero(x.lower) && is_zero(x.upper)) return empty_endpoints<T>;
  if (n % 2 == 0) {
    const endpoints<T> m = magnitudes(x);
    return n > 0 ? endpoints<T>{power(m.lower, n, down), power(m.upper, n, up)}
                 : endpoints<T>{power(m.upper, n, down), power(m.lower, n, up)};
  }
  if (is_negative(x.upper) || (is_zero(x.upper) && n < 0)) {
    const endpoints<T> m = negated(x);
    return n > 0 ? endpoints<T>{-power(m.upper, n, up), -power(m.lower, n, down)}
                 : endpoints<T>{-power(m.lower, n, up), -power(m.upper, n, down)};
  }
  if (!is_negative(x.lower)) {
    return n > 0 ? endpoints<T>{power(x.lower, n, down), power(x.upper, n, up)}
                 : endpoints<T>{power(x.upper, n, down), power(x.lower, n, up)};
  }
  if (n < 0) return entire_endpoints<T>;
  return {-power(-x.lower, n, up), power(x.upper, n, up)};
}

}  // namespace reckon::detail::powers
