// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/exact.hpp>
#include <reckon/detail/long_float.hpp>
#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <utility>

// What the reverse functions share: solutions come in pieces, of which each is cut to what is wanted before
// the hull is taken.
namespace reckon::detail::reverse {

inline constexpr auto down = exact::direction::down;
inline constexpr auto up = exact::direction::up;

/// The interval from l to u.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> between(T l, T u) noexcept {
  return make_interval(endpoints<T>{is_zero(l) ? T{0} : l, is_zero(u) ? T{0} : u});
}

/// The hull of what is in x of each piece.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> hull_within(interval<T> x,
                                                std::pair<interval<T>, interval<T>> pieces) noexcept {
  return convex_hull(intersection(pieces.first, x), intersection(pieces.second, x));
}

/// A piece without a point that is its limit and no solution; only where it is all that is left does it
/// matter.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> unless_only(interval<T> piece, T point, bool is_solution) noexcept {
  const bool only = is_same(piece.lower(), point) && is_same(piece.upper(), point);
  return only && !is_solution ? interval<T>::empty() : piece;
}

/// The hull of what is in x of each piece, the point left out if it is no solution.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> hull_within(interval<T> x, std::pair<interval<T>, interval<T>> pieces,
                                                T point, bool is_solution) noexcept {
  return convex_hull(unless_only(intersection(pieces.first, x), point, is_solution),
                     unless_only(intersection(pieces.second, x), point, is_solution));
}

/// A set of magnitudes, with both signs.
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> both_signs(interval<T> magnitudes) noexcept {
  return {-magnitudes, magnitudes};
}

/// The members of x that are not negative.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> not_negative(interval<T> x) noexcept {
  return intersection(x, between(T{0}, infinity_of<T>));
}

template <std::floating_point T>
[[nodiscard]] constexpr long_float lengthened(T finite) noexcept {
  return long_float(widened<double>(finite));
}

/// e to the power t, rounded; nothing is too large.
template <std::floating_point T>
[[nodiscard]] constexpr T rounded_exp(const long_float& t, exact::direction to) noexcept {
  if (t.is_zero() || t.exponent < 30) return long_floats::rounded<T>(long_floats::exp(t), to);
  long_float extreme(1.0);
  extreme.exponent = t.negative ? -30000 : 30000;
  return long_floats::rounded<T>(extreme, to);
}

/// c to the power 1 / y for finite c > 0 and finite y other than 0.
template <std::floating_point T>
[[nodiscard]] constexpr T rounded_root(T c, T y, exact::direction to) noexcept {
  if (c == 1) return T{1};
  return rounded_exp<T>(long_floats::divided(long_floats::log(lengthened(c)), lengthened(y)), to);
}

}  // namespace reckon::detail::reverse
