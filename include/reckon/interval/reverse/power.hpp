// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/reverse/pieces.hpp>

#include <concepts>
#include <utility>

// From a power back to its base or its exponent: the tightest interval that holds every x, or every x in an
// interval that is given, for which a power lies in c. As pow, of bases that are positive, or zero where the
// exponent is positive.
namespace reckon {

namespace detail::reverse {

/// The x >= 0 for which x^y lies in c for some y from m1 to m2, where 0 <= m1, 0 < m2; with `inverted`, for
/// which x^-y does. In logarithms it is a quotient, whose ends depend on the signs.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> bases(interval<T> c, T m1, T m2, bool inverted) noexcept {
  const auto root = [&](T v, T y, exact::direction to) {
    if (v == 1) return T{1};
    if (is_zero(v) || (v < 1 && is_zero(y))) return inverted ? infinity_of<T> : T{0};
    if (!is_finite(v) || is_zero(y)) return inverted ? T{0} : infinity_of<T>;
    if (!is_finite(y)) return T{1};
    return rounded_root(v, inverted ? -y : y, to);
  };
  const T at_lower = c.lower() > 1 ? m2 : m1;
  const T at_upper = c.upper() > 1 ? m1 : m2;
  if (inverted) return between(root(c.upper(), at_upper, down), root(c.lower(), at_lower, up));
  return between(root(c.lower(), at_lower, down), root(c.upper(), at_upper, up));
}

template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> bases_for(interval<T> y, interval<T> c) noexcept {
  std::pair<interval<T>, interval<T>> pieces{interval<T>::empty(), interval<T>::empty()};
  const interval<T> values = not_negative(c);
  if (is_empty(values) || is_empty(y)) return pieces;
  if (is_zero(values.upper())) {
    if (is_positive(y.upper())) pieces.first = between(T{0}, T{0});
    return pieces;
  }
  if (contains(y, 0) && contains(values, 1)) {
    pieces.first = between(T{0}, infinity_of<T>);
    return pieces;
  }
  if (is_positive(y.upper())) {
    pieces.first = bases(values, is_positive(y.lower()) ? y.lower() : T{0}, y.upper(), false);
  }
  if (is_negative(y.lower())) {
    pieces.second = bases(values, is_negative(y.upper()) ? -y.upper() : T{0}, -y.lower(), true);
  }
  return pieces;
}

/// ln v / ln a, as the limit where an end of the box is not inside.
template <std::floating_point T>
[[nodiscard]] constexpr T exponent_at(T v, T a, exact::direction to) noexcept {
  const bool grows = a > 1;
  if (v == 1) return T{0};
  if (is_zero(v)) return grows ? -infinity_of<T> : infinity_of<T>;
  if (!is_finite(v)) return grows ? infinity_of<T> : -infinity_of<T>;
  if (is_zero(a) || !is_finite(a)) return T{0};
  return long_floats::rounded<T>(
      long_floats::divided(long_floats::log(lengthened(v)), long_floats::log(lengthened(a))), to);
}

template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> exponents_for(interval<T> a,
                                                                          interval<T> c) noexcept {
  std::pair<interval<T>, interval<T>> pieces{interval<T>::empty(), interval<T>::empty()};
  const interval<T> base = not_negative(a);
  const interval<T> values = not_negative(c);
  if (is_empty(base) || is_empty(values)) return pieces;
  if (is_zero(base.upper()) || is_zero(values.upper())) {
    // A power of zero is zero, and no other power is.
    if (is_zero(base.lower()) && is_zero(values.lower())) pieces.first = between(T{0}, infinity_of<T>);
    return pieces;
  }
  if (contains(base, 1) && contains(values, 1)) {
    pieces.first = interval<T>::entire();
    return pieces;
  }
  const T l = values.lower();
  const T u = values.upper();
  const T infinite = infinity_of<T>;
  if (base.upper() > 1) {
    // The base next to one gives the exponents of greatest magnitude.
    const T near_one = base.lower() > 1 ? base.lower() : T{1};
    const T lower = l > 1 ? exponent_at(l, base.upper(), down)
                          : (near_one == 1 ? -infinite : exponent_at(l, near_one, down));
    const T upper =
        u < 1 ? exponent_at(u, base.upper(), up) : (near_one == 1 ? infinite : exponent_at(u, near_one, up));
    pieces.second = between(lower, upper);
  }
  if (base.lower() < 1) {
    const T near_one = base.upper() < 1 ? base.upper() : T{1};
    const T lower = u < 1 ? exponent_at(u, base.lower(), down)
                          : (near_one == 1 ? -infinite : exponent_at(u, near_one, down));
    const T upper =
        l > 1 ? exponent_at(l, base.lower(), up) : (near_one == 1 ? infinite : exponent_at(l, near_one, up));
    pieces.first = between(lower, upper);
  }
  return pieces;
}

}  // namespace detail::reverse

/// The x for which x to the power y lies in c for some y in b.
/// Units:  all are pure numbers.
/// Source: IEEE Std 1788-2015, powRev1.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pow_rev1(interval<T> b, interval<T> c,
                                             interval<T> x = interval<T>::entire()) noexcept {
  using namespace detail::reverse;
  const auto pieces = bases_for(b, c);
  const auto cut = [&](interval<T> piece) {
    const interval<T> part = unless_only(intersection(piece, x), T{1}, contains(c, 1));
    return unless_only(part, T{0}, contains(c, 0) && detail::is_positive(b.upper()));
  };
  return convex_hull(cut(pieces.first), cut(pieces.second));
}

/// The x for which v to the power x lies in c for some v in a.
/// Units:  all are pure numbers.
/// Source: IEEE Std 1788-2015, powRev2.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pow_rev2(interval<T> a, interval<T> c,
                                             interval<T> x = interval<T>::entire()) noexcept {
  using namespace detail::reverse;
  return hull_within(x, exponents_for(a, c), T{0}, contains(c, 1) && detail::is_positive(a.upper()));
}

}  // namespace reckon
