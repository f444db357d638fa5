// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/long_float.hpp>
#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

// Polynomials over intervals. Horner's scheme as it stands takes every x in it for another number and is far
// too wide; here the range is that of the polynomial, to a few places.
namespace reckon {

namespace detail::polynomials {

/// Least values of a polynomial with the coefficients `coefficient(0)` to `coefficient(count - 1)`.
template <std::floating_point T, class Coefficients>
class least_values {
 public:
  constexpr least_values(const Coefficients& coefficient, std::size_t count) noexcept
      : coefficient_(coefficient), count_(count) {}

  /// A lower bound of the values over x, within a few places of the greatest one unless x is cut into more
  /// than two thousand pieces before.
  [[nodiscard]] constexpr T over(interval<T> x) noexcept {
    best_ = lesser_of(above(x.lower()), above(x.upper()));
    pieces_ = 2000;
    return within(x);
  }

 private:
  [[nodiscard]] constexpr interval<T> plain(interval<T> x) const noexcept {
    interval<T> value(T{0});
    for (std::size_t i = count_; i-- > 0;) value = value * x + interval<T>(coefficient_(i));
    return value;
  }

  [[nodiscard]] constexpr interval<T> slope(interval<T> x) const noexcept {
    interval<T> value(T{0});
    for (std::size_t i = count_; i-- > 1;) value = value * x + interval<T>(coefficient_(i)) * i;
    return value;
  }

  /// The value at one number, or the limit at infinity, rounded.
  [[nodiscard]] constexpr T at(T x, exact::direction to) const noexcept {
    if (!is_finite(x)) return at_infinity(sign_bit(x));
    const interval<T> simple = plain(interval<T>(x));
    if (is_singleton(simple)) return simple.lower();
    const long_float argument(widened<double>(x));
    long_float value;
    long_float size;
    for (std::size_t i = count_; i-- > 0;) {
      const long_float c(widened<double>(coefficient_(i)));
      value = long_floats::added(long_floats::multiplied(value, argument), c);
      size = long_floats::added(long_floats::multiplied(size, long_floats::magnitude(argument)),
                                long_floats::magnitude(c));
    }
    // Each of the two operations of a step loses less than four units of its last place.
    long_float error =
        long_floats::multiplied(size, long_floats::whole_number(static_cast<std::int64_t>(count_)));
    error.exponent -= 312;
    const bool down = to == exact::direction::down;
    value = down ? long_floats::subtracted(value, error) : long_floats::added(value, error);
    const T bound = long_floats::packed<T>(value, to);
    return down ? greater_of(bound, simple.lower()) : lesser_of(bound, simple.upper());
  }

  [[nodiscard]] constexpr T at_infinity(bool negative) const noexcept {
    for (std::size_t i = count_; i-- > 1;) {
      if (is_zero(coefficient_(i))) continue;
      const bool falls = sign_bit(coefficient_(i)) != (negative && i % 2 != 0);
      return falls ? -infinity_of<T> : infinity_of<T>;
    }
    return coefficient_(0);
  }

  [[nodiscard]] constexpr T above(T x) const noexcept { return at(x, exact::direction::up); }

  /// A number between the ends of x; one of them where none is.
  [[nodiscard]] static constexpr T middle(interval<T> x) noexcept {
    if (is_common_interval(x)) return mid(x);
    if (is_entire(x)) return T{0};
    if (is_finite(x.lower()))
      return x.lower() < T{1} ? T{1} : lesser_of(2 * x.lower(), (std::numeric_limits<T>::max)());
    return x.upper() > T{-1} ? T{-1} : greater_of(2 * x.upper(), std::numeric_limits<T>::lowest());
  }

  /// What the expansion of the polynomial about the middle m of a piece tells of it.
  struct expansion {
    T lower;     // no value is less
    bool rises;  // nowhere falling
    bool falls;  // nowhere rising
  };

  /// Over m - r to m + r, from p(m + h) = b0 + b1 h + ...: an even power of h is not negative.
  [[nodiscard]] constexpr expansion expanded(const long_float& m, const long_float& r) const noexcept {
    using namespace long_floats;
    long_float lower;
    long_float least_slope;
    long_float greatest_slope;
    long_float power(1.0);
    long_float power_below;
    const auto add_if = [](long_float& sum, const long_float& term, bool wanted) {
      if (wanted) sum = added(sum, term);
    };
    for (std::size_t k = 0; k < count_; ++k) {
      const long_float b = expansion_coefficient(k, m);
      const long_float term = multiplied(b, power);
      const bool even = k % 2 == 0;
      if (k == 0 || (even && b.negative)) lower = added(lower, term);
      if (!even) lower = subtracted(lower, magnitude(term));
      if (k >= 1) {
        const long_float slope_term =
            multiplied(multiplied(b, whole_number(static_cast<std::int64_t>(k))), power_below);
        const long_float size = magnitude(slope_term);
        add_if(least_slope, even ? negated(size) : slope_term, k == 1 || even || b.negative);
        add_if(greatest_slope, even ? size : slope_term, k == 1 || even || !b.negative);
      }
      power_below = power;
      power = multiplied(power, r);
    }
    const long_float reach = added(magnitude(m), r);
    long_float value_size;
    long_float slope_size;
    for (std::size_t i = count_; i-- > 0;) {
      const long_float c = magnitude(long_float(widened<double>(coefficient_(i))));
      slope_size = added(multiplied(slope_size, reach), value_size);
      value_size = added(multiplied(value_size, reach), c);
    }
    const long_float places = multiplied(whole_number(static_cast<std::int64_t>(count_)),
                                         whole_number(static_cast<std::int64_t>(count_)));
    // A few units of the last place for each of the operations, of which there are less than 16 count^2.
    const long_float value_error = scaled(multiplied(value_size, places), -308);
    const long_float slope_error = scaled(multiplied(slope_size, places), -308);
    return {packed<T>(subtracted(lower, value_error), exact::direction::down),
            subtracted(least_slope, slope_error).sign() >= 0, added(greatest_slope, slope_error).sign() <= 0};
  }

  /// The sum over i of binomial(i, k) c[i] m^(i - k).
  [[nodiscard]] constexpr long_float expansion_coefficient(std::size_t k,
                                                           const long_float& m) const noexcept {
    using namespace long_floats;
    long_float value;
    long_float binomial(1.0);
    for (std::size_t i = k + 1; i < count_; ++i) {
      binomial = divided(multiplied(binomial, whole_number(static_cast<std::int64_t>(i))),
                         static_cast<std::uint32_t>(i - k));
    }
    for (std::size_t i = count_; i-- > k;) {
      value = added(multiplied(value, m), multiplied(binomial, long_float(widened<double>(coefficient_(i)))));
      if (i == k) break;
      binomial = divided(multiplied(binomial, whole_number(static_cast<std::int64_t>(i - k))),
                         static_cast<std::uint32_t>(i));
    }
    return value;
  }

  [[nodiscard]] constexpr T within(interval<T> x) noexcept {
    if (is_singleton(x)) return at(x.lower(), exact::direction::down);
    const interval<T> rise = slope(x);
    bool rises = !is_negative(rise.lower());
    bool falls = !is_positive(rise.upper());
    const T m = middle(x);
    T bound = plain(x).lower();
    if (!rises && !falls && is_common_interval(x)) {
      const long_float centre(widened<double>(m));
      const long_float below = long_floats::subtracted(centre, long_float(widened<double>(x.lower())));
      const long_float above_it = long_floats::subtracted(long_float(widened<double>(x.upper())), centre);
      const expansion about =
          expanded(centre, long_floats::compared_magnitudes(below, above_it) < 0 ? above_it : below);
      bound = greater_of(bound, about.lower);
      rises = about.rises;
      falls = about.falls;
    }
    if (rises) return at(x.lower(), exact::direction::down);
    if (falls) return at(x.upper(), exact::direction::down);
    best_ = lesser_of(best_, above(m));
    if (!is_below(next_up(next_up(bound)), best_) || pieces_ == 0 || is_same(m, x.lower()) ||
        is_same(m, x.upper()))
      return bound;
    --pieces_;
    const T left = within(make_interval(endpoints<T>{x.lower(), m}));
    const T right = within(make_interval(endpoints<T>{m, x.upper()}));
    return lesser_of(left, right);
  }

  const Coefficients& coefficient_;
  std::size_t count_;
  T best_ = infinity_of<T>;
  int pieces_ = 0;
};

/// The least value of the polynomial whose coefficients are the lower ends on the side of x on which it lies.
template <std::floating_point T>
[[nodiscard]] constexpr T least_over_side(std::span<const interval<T>> c, interval<T> x,
                                          bool negated) noexcept {
  const bool mirrored = is_negative(x.lower());
  const auto coefficient = [&](std::size_t i) {
    const bool lower = (mirrored && i % 2 != 0) == negated;
    const T end = lower ? c[i].lower() : c[i].upper();
    return negated ? -end : end;
  };
  return least_values<T, decltype(coefficient)>(coefficient, c.size()).over(x);
}

}  // namespace detail::polynomials

/// The range of c[0] + c[1] x + c[2] x^2 + ... over x, to a few units in the last place; each coefficient is
/// one number from its interval. 0 for no coefficient, empty if x or a coefficient is. Shape:  a span of
/// coefficients and an interval in, an interval out. Errors: wider, and still an enclosure, where x has to be
/// cut into more than some thousand pieces, and where a coefficient is unbounded.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> horner(std::span<const interval<T>> c, interval<T> x) noexcept {
  if (is_empty(x)) return x;
  bool bounded = true;
  for (const interval<T> v : c) {
    if (is_empty(v)) return v;
    bounded = bounded && is_common_interval(v);
  }
  if (c.empty()) return interval<T>(T{0});
  if (!bounded) {
    interval<T> value(T{0});
    for (std::size_t i = c.size(); i-- > 0;) value = value * x + c[i];
    return value;
  }
  interval<T> range = interval<T>::empty();
  constexpr T infinite = detail::infinity_of<T>;
  const interval<T> sides[] = {intersection(x, detail::make_interval(detail::endpoints<T>{T{0}, infinite})),
                               intersection(x, detail::make_interval(detail::endpoints<T>{-infinite, T{0}}))};
  for (const interval<T> side : sides) {
    if (is_empty(side)) continue;
    const T lower = detail::polynomials::least_over_side(c, side, false);
    const T upper = -detail::polynomials::least_over_side(c, side, true);
    range = convex_hull(range, detail::make_interval(detail::endpoints<T>{lower, upper}));
  }
  return range;
}

/// The same for coefficients that are numbers; one that is infinite or NaN makes the answer entire.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> horner(std::span<const T> c, interval<T> x) noexcept {
  if (is_empty(x)) return x;
  if (c.empty()) return interval<T>(T{0});
  for (const T v : c) {
    if (!detail::is_finite(v)) return interval<T>::entire();
  }
  const auto coefficient = [&](std::size_t i) { return c[i]; };
  const auto opposite = [&](std::size_t i) { return -c[i]; };
  using detail::polynomials::least_values;
  const T lower = least_values<T, decltype(coefficient)>(coefficient, c.size()).over(x);
  const T upper = -least_values<T, decltype(opposite)>(opposite, c.size()).over(x);
  return detail::make_interval(detail::endpoints<T>{lower, upper});
}

}  // namespace reckon
