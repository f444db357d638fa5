// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/wide_real.hpp>
#include <reckon/interval/constants.hpp>
#include <reckon/interval/endpoints.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

// Values of the elementary functions in wide reals, each off by less than 2^-104 of itself, so that bounds
// are the tightest unless a value lies within 2^-100 of a number of T. All is integer arithmetic.
namespace reckon::detail::kernels {

using exact::wide;
using exact::word_pair;

inline constexpr wide one{false, std::uint64_t{1} << 62, 0, -126};
inline constexpr wide half{false, std::uint64_t{1} << 62, 0, -127};

/// What the bounds of a value allow for its error: 2^-100 of it, sixteen times what it can be.
inline constexpr int certain_places = 100;

/// The bounds of a value that is known up to 2^-100 of itself; zero is exact.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> bounds(wide value) noexcept {
  if (value.is_zero()) return {T{0}, T{0}};
  const wide error = exact::magnitude(exact::scaled(value, -certain_places));
  const T lower = exact::rounded<T>(exact::minus(value, error), exact::direction::down);
  const T upper = exact::rounded<T>(exact::plus(value, error), exact::direction::up);
  return {lower, is_zero(upper) ? T{0} : upper};
}

template <std::floating_point T>
[[nodiscard]] constexpr wide value_of(T finite) noexcept {
  return exact::normalized(exact::widen(finite));
}

/// a >= b
[[nodiscard]] constexpr bool is_at_least(wide a, wide b) noexcept {
  const wide d = exact::minus(a, b);
  return !d.negative || d.is_zero();
}

// ---- exponential ----

/// sum of f^(n-2) / n! for n from 2 on, for a fraction f below 1.
[[nodiscard]] constexpr word_pair exponential_tail(word_pair f) noexcept {
  constexpr std::size_t count = sizeof inverse_factorials / sizeof inverse_factorials[0];
  word_pair sum = inverse_factorials[count - 1];
  for (std::size_t n = count - 1; n-- > 0;) {
    sum = exact::word_sum(inverse_factorials[n], exact::upper_product(f, sum));
  }
  return sum;
}

/// exp(a) - 1 for 0 <= a <= 0.75.
[[nodiscard]] constexpr wide small_expm1(wide a) noexcept {
  const wide tail = exact::from_fraction(exponential_tail(exact::fraction_of(a)));
  return exact::plus(a, exact::times(exact::times(a, a), tail));
}

/// exp(x). Beyond 2048 the exponential of 2047 stands for all: it is far outside of every format too.
[[nodiscard]] constexpr wide exponential(wide x) noexcept {
  if (!exact::is_below_power(x, 11)) {
    wide bound = exact::whole(2047);
    bound.negative = x.negative;
    x = bound;
  }
  const std::int64_t k = exact::nearest_whole(exact::times(x, log2_e));
  wide rest = exact::minus(x, exact::times(exact::whole(k), ln_2));
  int power = static_cast<int>(k);
  if (rest.negative && !rest.is_zero()) {
    rest = exact::plus(rest, ln_2);
    --power;
  }
  return exact::scaled(exact::plus(one, small_expm1(rest)), power);
}

/// exp(x) - 1
[[nodiscard]] constexpr wide expm1(wide x) noexcept {
  if (!exact::is_below_power(x, -1)) return exact::minus(exponential(x), one);
  const wide e = small_expm1(exact::magnitude(x));
  return x.negative ? exact::negated(exact::over(e, exact::plus(one, e))) : e;
}

// ---- logarithm ----

/// 1 + z2/3 + z2^2/5 + ..., or with alternating signs; z2 at most 1/32, or 1/8 if `alternating` is false.
[[nodiscard]] constexpr wide odd_series(wide z2, bool alternating) noexcept {
  constexpr std::size_t count = sizeof inverse_odds / sizeof inverse_odds[0];
  const word_pair f = exact::fraction_of(z2);
  word_pair sum = inverse_odds[count - 1];
  for (std::size_t n = count - 1; n-- > 0;) {
    const word_pair rest = exact::upper_product(f, sum);
    sum =
        alternating ? exact::word_difference(inverse_odds[n], rest) : exact::word_sum(inverse_odds[n], rest);
  }
  const wide tail = exact::times(z2, exact::from_fraction(sum));
  return alternating ? exact::minus(one, tail) : exact::plus(one, tail);
}

/// log(1 + d) for -0.3 < d < 0.42.
[[nodiscard]] constexpr wide small_log1p(wide d) noexcept {
  if (d.is_zero()) return d;
  const wide z = exact::over(d, exact::plus(exact::scaled(one, 1), d));
  return exact::scaled(exact::times(z, odd_series(exact::times(z, z), false)), 1);
}

/// log(x) for x > 0; x is as good as exact near 1.
[[nodiscard]] constexpr wide logarithm(wide x) noexcept {
  int power = exact::top_exponent(x);
  wide m = exact::scaled(x, -power);
  // from [1, 2) to [0.703, 1.406)
  if (m.hi >= (std::uint64_t{45} << 57)) {
    m = exact::scaled(m, -1);
    ++power;
  }
  const wide rest = small_log1p(exact::minus(m, one));
  return power == 0 ? rest : exact::plus(exact::times(exact::whole(power), ln_2), rest);
}

/// log(1 + d) for d > -1
[[nodiscard]] constexpr wide log1p(wide d) noexcept {
  return exact::is_below_power(d, -2) ? small_log1p(d) : logarithm(exact::plus(one, d));
}

// ---- sine and cosine ----

/// 1 - t/(n+1)(n+2) + ..., the coefficients n!/(n+2)! and so on: sin(a)/a for first = 3, cos(a) for first =
/// 2, where t = a^2 is below 0.7.
[[nodiscard]] constexpr wide alternating_series(wide t, std::size_t first) noexcept {
  const word_pair f = exact::fraction_of(t);
  std::size_t n = first + 28;
  word_pair sum = inverse_factorials[n - 2];
  while (n > first) {
    n -= 2;
    sum = exact::word_difference(inverse_factorials[n - 2], exact::upper_product(f, sum));
  }
  return exact::minus(one, exact::times(t, exact::from_fraction(sum)));
}

/// |x| = quadrant pi/2 + angle, or (quadrant + 1) pi/2 - angle where `above`; the angle is at most pi/4.
/// The quadrant is modulo 4.
struct reduced_angle {
  unsigned quadrant = 0;
  bool above = false;
  wide angle;
};

/// Source: Payne and Hanek, Radian reduction for trigonometric functions, SIGNUM Newsletter 18 (1983).
template <std::floating_point T>
[[nodiscard]] constexpr reduced_angle reduce(T x) noexcept {
  const exact::unpacked u = exact::unpack(x);
  if (u.significand == 0) return {};
  if (u.exponent + 63 < -1) return {0, false, exact::magnitude(value_of(x))};
  // Multiples of 4 in |x| 2/pi are left out: 256 places of 2/pi from this one on decide all.
  const int skipped = u.exponent > 2 ? u.exponent - 2 : 0;
  const int word = skipped / 64;
  const int shift = skipped % 64;
  std::uint64_t window[4] = {};
  for (int i = 0; i < 4; ++i) {
    window[i] = two_over_pi[word + i] << shift;
    if (shift != 0) window[i] |= two_over_pi[word + i + 1] >> (64 - shift);
  }
  std::uint64_t p[5] = {};
  std::uint64_t carry = 0;
  for (int i = 3; i >= 0; --i) {
    const word_pair product = exact::word_product(window[i], u.significand);
    p[i + 1] = product.low + carry;
    carry = product.high + (p[i + 1] < carry ? 1u : 0u);
  }
  p[0] = carry;
  // The point stands behind p[0] once the places are moved by this many.
  const int places = u.exponent - skipped;
  if (places > 0) {
    for (int i = 0; i < 4; ++i) p[i] = (p[i] << places) | (p[i + 1] >> (64 - places));
    p[4] <<= places;
  } else if (places <= -64) {
    for (int i = 4; i > 0; --i) p[i] = p[i - 1];
    p[0] = 0;
  } else if (places < 0) {
    for (int i = 4; i > 0; --i) p[i] = (p[i] >> -places) | (p[i - 1] << (64 + places));
    p[0] >>= -places;
  }
  reduced_angle result{static_cast<unsigned>(p[0] & 3u), (p[1] >> 63) != 0, {}};
  if (result.above) {
    for (int i = 1; i < 5; ++i) p[i] = ~p[i];
  }
  int i = 1;
  while (i < 3 && p[i] == 0) ++i;
  wide fraction = exact::normalized({false, p[i], p[i + 1], -64 * (i + 1)});
  if (i < 3) {
    // places that the upper zeros of the first word leave free
    fraction = exact::plus(fraction, exact::normalized({false, 0, p[i + 2], -64 * (i + 2)}));
  }
  result.angle = exact::times(fraction, half_pi);
  return result;
}

[[nodiscard]] constexpr wide sine_of_small(wide angle) noexcept {
  return exact::times(angle, alternating_series(exact::times(angle, angle), 3));
}

[[nodiscard]] constexpr wide cosine_of_small(wide angle) noexcept {
  return alternating_series(exact::times(angle, angle), 2);
}

/// The sine of the angle `turns` quadrants further on.
[[nodiscard]] constexpr wide sine_of(const reduced_angle& a, unsigned turns) noexcept {
  const unsigned quadrant = (a.quadrant + turns) & 3u;
  const bool is_sine = ((quadrant & 1u) != 0) == a.above;
  wide value = is_sine ? sine_of_small(a.angle) : cosine_of_small(a.angle);
  value.negative = quadrant >= 2;
  return value;
}

// ---- arc tangent ----

/// atan(t) for 0 <= t <= 1.
[[nodiscard]] constexpr wide small_arc_tangent(wide t) noexcept {
  const std::int64_t i = exact::nearest_whole(exact::scaled(t, 3));
  if (i == 0) return exact::times(t, odd_series(exact::times(t, t), true));
  const wide c = exact::scaled(exact::whole(i), -3);
  const wide z = exact::over(exact::minus(t, c), exact::plus(one, exact::times(t, c)));
  return exact::plus(arc_tangents[i], exact::times(z, odd_series(exact::times(z, z), true)));
}

/// The angle of the point (x, y), y >= 0, from 0 to pi; not both are zero.
[[nodiscard]] constexpr wide angle_of(wide y, wide x) noexcept {
  const wide m = exact::magnitude(x);
  if (is_at_least(m, y)) {
    const wide a = small_arc_tangent(exact::over(y, m));
    return x.negative ? exact::minus(pi, a) : a;
  }
  const wide a = small_arc_tangent(exact::over(m, y));
  return x.negative ? exact::plus(half_pi, a) : exact::minus(half_pi, a);
}

}  // namespace reckon::detail::kernels
