// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/reverse/pieces.hpp>
#include <reckon/interval/trigonometric.hpp>

#include <concepts>
#include <cstdint>

// The arguments of sin, cos, tan and cosh whose values lie in c, all of them or those in x: the tightest
// interval that holds them.
namespace reckon {

namespace detail::reverse {

/// The solutions in half a period, as distances from j pi where j is even and where it is odd.
struct half_periods {
  long_float even_lower;
  long_float even_upper;
  long_float odd_lower;
  long_float odd_upper;
};

/// The least solution that is not below x, rounded down; infinity if it is above `last`, or there is none.
template <std::floating_point T>
[[nodiscard]] constexpr T first_solution(const half_periods& pieces, T x, T last) noexcept {
  using long_floats::pi;
  constexpr T large = T{0x1p60};
  // Beyond that a period fits between a number and the next.
  if (!(x > -large && x < large)) return x;
  const long_float start = lengthened(x);
  std::int64_t j = long_floats::whole_part(long_floats::divided(start, pi)) - 3;
  for (int i = 0; i < 12; ++i, ++j) {
    const bool even = j % 2 == 0;
    const long_float middle = long_floats::multiplied(pi, long_floats::whole_number(j));
    const long_float end = long_floats::added(middle, even ? pieces.even_upper : pieces.odd_upper);
    if (long_floats::compared(end, start) < 0) continue;
    const long_float begin = long_floats::added(middle, even ? pieces.even_lower : pieces.odd_lower);
    if (long_floats::compared(begin, start) <= 0) return x;
    if (is_finite(last) && long_floats::compared(begin, lengthened(last)) > 0) return infinity_of<T>;
    return long_floats::rounded<T>(begin, down);
  }
  return x;
}

/// The solutions in x of a function of which `pieces` solves f(v) in c, and `mirrored` f(-v) in c.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> periodic_solutions(const half_periods& pieces,
                                                       const half_periods& mirrored, interval<T> x) noexcept {
  const T first = first_solution(pieces, x.lower(), x.upper());
  if (first == infinity_of<T> || is_below(x.upper(), first)) return interval<T>::empty();
  const T last = -first_solution(mirrored, -x.upper(), -x.lower());
  if (last == -infinity_of<T> && x.upper() != last) return interval<T>::empty();
  return is_at_most(first, last) ? between(first, last) : interval<T>::empty();
}

/// x is one number beyond those for which multiples of pi are counted.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_far_number(interval<T> x) noexcept {
  return is_singleton(x) && (x.lower() <= T{-0x1p60} || x.lower() >= T{0x1p60});
}

/// x where c holds a value that is known to lie inside of `value`, as one that is no number of T does.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> where_inside(interval<T> value, interval<T> c, interval<T> x) noexcept {
  return is_below(value.lower(), c.upper()) && is_below(c.lower(), value.upper()) ? x : interval<T>::empty();
}

/// What of c is a value of sin or cos.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sines(interval<T> c) noexcept {
  return intersection(c, between(T{-1}, T{1}));
}

template <std::floating_point T>
[[nodiscard]] constexpr half_periods arcs_of_sine(interval<T> c) noexcept {
  const long_float lower = long_floats::asin(lengthened(c.lower()));
  const long_float upper = long_floats::asin(lengthened(c.upper()));
  return {lower, upper, long_floats::negated(upper), long_floats::negated(lower)};
}

template <std::floating_point T>
[[nodiscard]] constexpr half_periods arcs_of_cosine(interval<T> c) noexcept {
  const long_float lower = long_floats::acos(lengthened(c.upper()));
  const long_float upper = long_floats::acos(lengthened(c.lower()));
  return {lower, upper, long_floats::subtracted(long_floats::pi, upper),
          long_floats::subtracted(long_floats::pi, lower)};
}

template <std::floating_point T>
[[nodiscard]] constexpr half_periods arcs_of_tangent(interval<T> c) noexcept {
  const auto arc = [](T v) {
    if (is_finite(v)) return long_floats::atan(lengthened(v));
    const long_float quarter = long_floats::scaled(long_floats::pi, -1);
    return sign_bit(v) ? long_floats::negated(quarter) : quarter;
  };
  const long_float lower = arc(c.lower());
  const long_float upper = arc(c.upper());
  return {lower, upper, lower, upper};
}

}  // namespace detail::reverse

/// The x whose sines lie in c.
/// Units:  c is a pure number; x and the result are angles in radians.
/// Source: IEEE Std 1788-2015, sinRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sin_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  const interval<T> values = detail::reverse::sines(c);
  if (is_empty(values) || is_empty(x) || is_entire(x)) return is_empty(values) ? values : x;
  if (detail::reverse::is_far_number(x)) return detail::reverse::where_inside(sin(x), values, x);
  return detail::reverse::periodic_solutions(detail::reverse::arcs_of_sine(values),
                                             detail::reverse::arcs_of_sine(-values), x);
}

/// The x whose cosines lie in c.
/// Units:  c is a pure number; x and the result are angles in radians.
/// Source: IEEE Std 1788-2015, cosRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cos_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  const interval<T> values = detail::reverse::sines(c);
  if (is_empty(values) || is_empty(x) || is_entire(x)) return is_empty(values) ? values : x;
  if (detail::reverse::is_far_number(x)) return detail::reverse::where_inside(cos(x), values, x);
  const detail::reverse::half_periods arcs = detail::reverse::arcs_of_cosine(values);
  return detail::reverse::periodic_solutions(arcs, arcs, x);
}

/// The x whose tangents lie in c.
/// Units:  c is a pure number; x and the result are angles in radians.
/// Source: IEEE Std 1788-2015, tanRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> tan_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  if (is_empty(c) || is_empty(x) || is_entire(x)) return is_empty(c) ? c : x;
  if (detail::reverse::is_far_number(x)) return detail::reverse::where_inside(tan(x), c, x);
  return detail::reverse::periodic_solutions(detail::reverse::arcs_of_tangent(c),
                                             detail::reverse::arcs_of_tangent(-c), x);
}

/// The x whose hyperbolic cosines lie in c.
/// Units:  all are pure numbers.
/// Source: IEEE Std 1788-2015, coshRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cosh_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  using namespace detail::reverse;
  const interval<T> values = intersection(c, between(T{1}, detail::infinity_of<T>));
  if (is_empty(values)) return values;
  const auto area = [](T v, detail::exact::direction to) {
    if (!detail::is_finite(v)) return v;
    return detail::long_floats::rounded<T>(detail::long_floats::acosh(lengthened(v)), to);
  };
  return hull_within(x, both_signs(between(area(values.lower(), down), area(values.upper(), up))));
}

}  // namespace reckon
