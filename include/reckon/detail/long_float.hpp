// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/exact.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>

// Numbers of 320 places with functions of them, for bounds that have to be the tightest where speed is of no
// matter. Relative errors stay below 2^-300. A result within 2^-280 of a floating-point number is taken for
// it: that it was not, nothing but chance could bring about, and for one argument in 2^200 or so. Where
// theory can, for small arguments, the functions move their result by 2^-260 to the side on which it lies.
namespace reckon::detail {

/// 0.words 2^exponent, the first word the highest with its top bit set; zero has no bits. The exponent is
/// far from the ends of its type.
struct long_float {
  static constexpr int size = 5;
  bool negative = false;
  std::uint64_t words[size] = {};
  std::int64_t exponent = 0;

  constexpr long_float() noexcept = default;
  constexpr explicit long_float(double finite) noexcept {
    const exact::unpacked u = exact::unpack(finite);
    negative = u.negative && u.significand != 0;
    words[0] = u.significand;
    exponent = u.exponent + 64;
  }

  [[nodiscard]] constexpr bool is_zero() const noexcept { return words[0] == 0; }
  [[nodiscard]] constexpr int sign() const noexcept { return is_zero() ? 0 : (negative ? -1 : 1); }
};

namespace long_floats {

inline constexpr int tilt_exponent = -260;
inline constexpr int certain_exponent = -280;

constexpr long_float make(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d, std::uint64_t e,
                          int exponent) noexcept {
  long_float x;
  x.words[0] = a;
  x.words[1] = b;
  x.words[2] = c;
  x.words[3] = d;
  x.words[4] = e;
  x.exponent = exponent;
  return x;
}

// The binary places of pi, from the number that mpmath 1.3 gives with 700 bits; so for ln 2.
inline constexpr long_float pi = make(0xc90fdaa22168c234u, 0xc4c6628b80dc1cd1u, 0x29024e088a67cc74u,
                                      0x020bbea63b139b22u, 0x514a08798e3404deu, 2);
inline constexpr long_float ln2 = make(0xb17217f7d1cf79abu, 0xc9e3b39803f2f6afu, 0x40f343267298b62du,
                                       0x8a0d175b8baafa2bu, 0xe7b876206debac98u, 0);

constexpr long_float negated(long_float x) noexcept {
  x.negative = !x.negative && !x.is_zero();
  return x;
}

constexpr long_float magnitude(long_float x) noexcept {
  x.negative = false;
  return x;
}

/// A whole number, exactly.
constexpr long_float whole_number(std::int64_t n) noexcept {
  long_float x;
  const std::uint64_t bits = n < 0 ? 0u - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  if (bits == 0) return x;
  const int zeros = std::countl_zero(bits);
  x.negative = n < 0;
  x.words[0] = bits << zeros;
  x.exponent = 64 - zeros;
  return x;
}

/// x without what is behind the point, for |x| < 2^62.
constexpr std::int64_t whole_part(const long_float& x) noexcept {
  if (x.is_zero() || x.exponent <= 0) return 0;
  const auto n = static_cast<std::int64_t>(x.words[0] >> (64 - x.exponent));
  return x.negative ? -n : n;
}

/// x 2^places
constexpr long_float scaled(long_float x, std::int64_t places) noexcept {
  x.exponent += places;
  return x;
}

/// -1, 0 or 1 as |a| is less than, equal to or greater than |b|.
constexpr int compared_magnitudes(const long_float& a, const long_float& b) noexcept {
  if (a.is_zero() || b.is_zero()) return (a.is_zero() ? 0 : 1) - (b.is_zero() ? 0 : 1);
  if (a.exponent != b.exponent) return a.exponent < b.exponent ? -1 : 1;
  for (int i = 0; i < long_float::size; ++i) {
    if (a.words[i] != b.words[i]) return a.words[i] < b.words[i] ? -1 : 1;
  }
  return 0;
}

constexpr void shift_right(std::uint64_t (&words)[long_float::size], std::int64_t places) noexcept {
  constexpr int size = long_float::size;
  if (places >= std::int64_t{64} * size) {
    for (auto& word : words) word = 0;
    return;
  }
  const int whole = static_cast<int>(places / 64);
  const int rest = static_cast<int>(places % 64);
  for (int i = size - 1; i >= 0; --i) {
    const std::uint64_t low = i - whole >= 0 ? words[i - whole] : 0;
    const std::uint64_t high = i - whole - 1 >= 0 ? words[i - whole - 1] : 0;
    words[i] = rest == 0 ? low : (low >> rest) | (high << (64 - rest));
  }
}

constexpr long_float normalized(long_float x) noexcept {
  constexpr int size = long_float::size;
  int first = 0;
  while (first < size && x.words[first] == 0) ++first;
  if (first == size) return {};
  const int rest = std::countl_zero(x.words[first]);
  for (int i = 0; i < size; ++i) {
    const std::uint64_t high = i + first < size ? x.words[i + first] : 0;
    const std::uint64_t low = i + first + 1 < size ? x.words[i + first + 1] : 0;
    x.words[i] = rest == 0 ? high : (high << rest) | (low >> (64 - rest));
  }
  x.exponent -= 64 * first + rest;
  return x;
}

constexpr long_float added(long_float a, long_float b) noexcept {
  constexpr int size = long_float::size;
  if (b.is_zero()) return a;
  if (a.is_zero()) return b;
  if (compared_magnitudes(a, b) < 0) {
    const long_float c = a;
    a = b;
    b = c;
  }
  shift_right(b.words, a.exponent - b.exponent);
  std::uint64_t carry = 0;
  if (a.negative == b.negative) {
    for (int i = size - 1; i >= 0; --i) {
      const std::uint64_t once = a.words[i] + b.words[i];
      const std::uint64_t twice = once + carry;
      carry = (once < a.words[i] || twice < once) ? 1u : 0u;
      a.words[i] = twice;
    }
    if (carry != 0) {
      shift_right(a.words, 1);
      a.words[0] |= std::uint64_t{1} << 63;
      ++a.exponent;
    }
    return a;
  }
  for (int i = size - 1; i >= 0; --i) {
    const std::uint64_t once = a.words[i] - b.words[i];
    const std::uint64_t twice = once - carry;
    carry = (a.words[i] < b.words[i] || once < carry) ? 1u : 0u;
    a.words[i] = twice;
  }
  return normalized(a);
}

constexpr long_float subtracted(const long_float& a, const long_float& b) noexcept {
  return added(a, negated(b));
}

constexpr long_float multiplied(const long_float& a, const long_float& b) noexcept {
  constexpr int size = long_float::size;
  if (a.is_zero() || b.is_zero()) return {};
  std::uint64_t words[2 * size] = {};
  for (int i = size - 1; i >= 0; --i) {
    std::uint64_t carry = 0;
    for (int j = size - 1; j >= 0; --j) {
      const exact::word_pair p = exact::word_product(a.words[i], b.words[j]);
      std::uint64_t& place = words[i + j + 1];
      const std::uint64_t once = place + p.low;
      const std::uint64_t twice = once + carry;
      carry = p.high + (once < p.low ? 1u : 0u) + (twice < carry ? 1u : 0u);
      place = twice;
    }
    words[i] = carry;
  }
  long_float x;
  x.negative = a.negative != b.negative;
  x.exponent = a.exponent + b.exponent;
  const bool full = (words[0] >> 63) != 0;
  for (int i = 0; i < size; ++i) x.words[i] = full ? words[i] : (words[i] << 1) | (words[i + 1] >> 63);
  if (!full) --x.exponent;
  return x;
}

/// x / n for a small number n.
constexpr long_float divided(long_float x, std::uint32_t n) noexcept {
  std::uint64_t rest = 0;
  long_float quotient = x;
  // One word more, so that no place is lost when the first one of the quotient is small.
  std::uint64_t words[long_float::size + 1] = {};
  for (int i = 0; i <= long_float::size; ++i) {
    const std::uint64_t word = i < long_float::size ? x.words[i] : 0;
    const std::uint64_t high = (rest << 32) | (word >> 32);
    const std::uint64_t low = ((high % n) << 32) | (word & 0xffffffffu);
    words[i] = ((high / n) << 32) | (low / n);
    rest = low % n;
  }
  const int zeros = words[0] == 0 ? 64 : std::countl_zero(words[0]);
  if (x.is_zero()) return x;
  for (int i = 0; i < long_float::size; ++i) {
    quotient.words[i] = zeros == 0    ? words[i]
                        : zeros == 64 ? words[i + 1]
                                      : (words[i] << zeros) | (words[i + 1] >> (64 - zeros));
  }
  quotient.exponent -= zeros;
  return quotient;
}

/// 1 / x by Newton's iteration; x is not zero.
constexpr long_float reciprocal(const long_float& x) noexcept {
  long_float m = magnitude(x);
  m.exponent = 0;
  // m lies in [1/2, 1); its first 53 places give that many of the reciprocal.
  const double first = static_cast<double>(m.words[0] >> 11) * 0x1p-53;
  long_float r(1.0 / first);
  const long_float two(2.0);
  // 53 places, 106, 212, and then all.
  for (int i = 0; i < 3; ++i) r = multiplied(r, subtracted(two, multiplied(m, r)));
  r.exponent -= x.exponent;
  r.negative = x.negative;
  return r;
}

constexpr long_float divided(const long_float& a, const long_float& b) noexcept {
  return multiplied(a, reciprocal(b));
}

/// Square root of x >= 0: x times the iterated reciprocal root.
constexpr long_float root(const long_float& x) noexcept {
  if (x.is_zero()) return x;
  const bool odd = (x.exponent & 1) != 0;
  long_float m = x;
  m.exponent = odd ? 1 : 0;
  // m lies in [1/2, 2); the first places as in reciprocal.
  const double first = static_cast<double>(m.words[0] >> 11) * (odd ? 0x1p-52 : 0x1p-53);
  long_float r(1.0 / exact::root(first, exact::direction::down));
  const long_float three(3.0);
  for (int i = 0; i < 3; ++i) {
    r = scaled(multiplied(r, subtracted(three, multiplied(m, multiplied(r, r)))), -1);
  }
  return scaled(multiplied(m, r), (x.exponent - (odd ? 1 : 0)) / 2);
}

/// x, moved away from zero (or towards it) by 2^-260 of it.
constexpr long_float tilted(const long_float& x, bool away) noexcept {
  const long_float step = scaled(x, tilt_exponent);
  return away ? added(x, step) : subtracted(x, step);
}

/// The sum over k >= 0 of x^(2k+1) / (2k+1), the signs alternating where said: arc tangent or its hyperbolic
/// companion; |x| is less than 1/5.
constexpr long_float odd_series(const long_float& x, bool alternating) noexcept {
  const long_float square = multiplied(x, x);
  long_float power = x;
  long_float sum = x;
  for (std::uint32_t k = 3;; k += 2) {
    power = multiplied(power, square);
    if (alternating) power.negative = !power.negative;
    const long_float term = divided(power, k);
    if (term.is_zero() || term.exponent < sum.exponent - 330) return sum;
    sum = added(sum, term);
  }
}

/// Natural logarithm of x > 0; 0 for 1 alone.
constexpr long_float log(long_float x) noexcept {
  std::int64_t exponent = x.exponent;
  x.exponent = 0;
  if (x.words[0] < 0xb504f333f9de6484u) {
    x.exponent = 1;
    --exponent;
  }
  const long_float one(1.0);
  const long_float s = divided(subtracted(x, one), added(x, one));
  const long_float of_x = s.is_zero() ? s : scaled(odd_series(s, false), 1);
  return added(of_x, multiplied(ln2, whole_number(exponent)));
}

/// e to the power x for |x| < 2^40.
constexpr long_float exp(const long_float& x) noexcept {
  const long_float one(1.0);
  if (x.is_zero()) return one;
  if (x.exponent < tilt_exponent) return tilted(one, !x.negative);
  // x = n ln 2 + r, then r / 256
  const long_float quotient = divided(x, ln2);
  const std::int64_t n = whole_part(quotient);
  const long_float r = scaled(subtracted(x, multiplied(ln2, whole_number(n))), -8);
  long_float term = one;
  long_float sum = one;
  for (std::uint32_t k = 1; !r.is_zero(); ++k) {
    term = divided(multiplied(term, r), k);
    if (term.is_zero() || term.exponent < -340) break;
    sum = added(sum, term);
  }
  for (int i = 0; i < 8; ++i) sum = multiplied(sum, sum);
  return scaled(sum, n);
}

/// Arc tangent.
constexpr long_float atan(const long_float& x) noexcept {
  if (x.is_zero()) return x;
  if (x.exponent < -130) return tilted(x, false);
  const long_float one(1.0);
  long_float t = magnitude(x);
  const bool large = t.exponent > 0;
  if (large) t = reciprocal(t);
  // Half the angle, three times: it comes below 1/10.
  for (int i = 0; i < 3; ++i) t = divided(t, added(one, root(added(one, multiplied(t, t)))));
  long_float angle = scaled(odd_series(t, true), 3);
  if (large) angle = subtracted(scaled(pi, -1), angle);
  angle.negative = x.negative;
  return angle;
}

/// Arc sine for |x| <= 1.
constexpr long_float asin(const long_float& x) noexcept {
  if (x.is_zero()) return x;
  if (x.exponent < -130) return tilted(x, true);
  const long_float one(1.0);
  const long_float cosine = root(multiplied(subtracted(one, x), added(one, x)));
  if (!cosine.is_zero()) return atan(divided(x, cosine));
  long_float angle = scaled(pi, -1);
  angle.negative = x.negative;
  return angle;
}

/// Arc cosine for |x| <= 1.
constexpr long_float acos(const long_float& x) noexcept {
  const long_float one(1.0);
  if (x.is_zero()) return scaled(pi, -1);
  const long_float sine = root(multiplied(subtracted(one, x), added(one, x)));
  // Without cancellation next to 1: there the angle itself is small.
  if (x.exponent >= 0) {
    const long_float angle = sine.is_zero() ? sine : atan(divided(sine, magnitude(x)));
    return x.negative ? subtracted(pi, angle) : angle;
  }
  return subtracted(scaled(pi, -1), asin(x));
}

/// Area hyperbolic cosine for x >= 1.
constexpr long_float acosh(const long_float& x) noexcept {
  const long_float one(1.0);
  const long_float d = subtracted(x, one);
  if (d.is_zero()) return d;
  // log(1 + y) for y = d + root(d (x + 1)), as twice the series in y / (2 + y) where that is small.
  const long_float y = added(d, root(multiplied(d, added(x, one))));
  if (y.exponent < -1) return scaled(odd_series(divided(y, added(y, long_float(2.0))), false), 1);
  return log(added(one, y));
}

/// Tangent of an angle that is neither zero nor a multiple of pi / 2, less than 4 in magnitude.
constexpr long_float tan(const long_float& x) noexcept {
  const long_float quarter = scaled(pi, -2);
  const long_float half = scaled(pi, -1);
  if (x.exponent < -130) return tilted(x, true);
  long_float angle = magnitude(x);
  bool negative = x.negative;
  if (compared_magnitudes(angle, half) > 0) {
    angle = subtracted(pi, angle);
    negative = !negative;
    if (angle.negative) negative = !negative;
    angle.negative = false;
  }
  const bool large = compared_magnitudes(angle, quarter) > 0;
  if (large) angle = subtracted(half, angle);
  long_float sine = angle;
  long_float cosine(1.0);
  long_float term = angle;
  for (std::uint32_t k = 2;; ++k) {
    // Terms of odd order belong to the sine, of even order to the cosine.
    if (k == 2) term = angle;
    term = divided(multiplied(term, angle), k);
    if (term.is_zero() || term.exponent < angle.exponent - 340) break;
    const bool minus = (k / 2) % 2 != 0;
    long_float& sum = k % 2 == 0 ? cosine : sine;
    sum = minus ? subtracted(sum, term) : added(sum, term);
  }
  long_float tangent = large ? divided(cosine, sine) : divided(sine, cosine);
  tangent.negative = negative;
  return tangent;
}

/// The T next to x in the direction given, whatever x is meant for.
template <std::floating_point T>
[[nodiscard]] constexpr T packed(const long_float& x, exact::direction to) noexcept {
  if (x.is_zero()) return T{0};
  const std::int64_t top = x.exponent - 64;
  const int exponent = top < -20000 ? -20000 : (top > 20000 ? 20000 : static_cast<int>(top));
  return exact::pack<T>(x.negative, x.words[0], (x.words[1] | x.words[2] | x.words[3] | x.words[4]) != 0,
                        exponent, to);
}

/// The T next to x in the direction given; x itself where it is a T, or closer to one than can be told.
template <std::floating_point T>
[[nodiscard]] constexpr T rounded(const long_float& x, exact::direction to) noexcept {
  if (x.is_zero()) return T{0};
  // The T that lies in between is the one that was meant.
  const long_float step = scaled(magnitude(x), certain_exponent);
  const T least = packed<T>(subtracted(x, step), exact::direction::up);
  const T greatest = packed<T>(added(x, step), exact::direction::down);
  if (least <= greatest) return to == exact::direction::down ? greatest : least;
  return to == exact::direction::down ? packed<T>(subtracted(x, step), to) : packed<T>(added(x, step), to);
}

/// -1, 0 or 1 as a is less than, equal to or greater than b; 0 too if they are closer than can be told.
[[nodiscard]] constexpr int compared(const long_float& a, const long_float& b) noexcept {
  const long_float difference = subtracted(a, b);
  if (difference.is_zero()) return 0;
  const std::int64_t larger = a.exponent > b.exponent || b.is_zero() ? a.exponent : b.exponent;
  if (!a.is_zero() && !b.is_zero() && difference.exponent < larger + certain_exponent) return 0;
  return difference.negative ? -1 : 1;
}

}  // namespace long_floats
}  // namespace reckon::detail
