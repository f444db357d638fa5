// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/kernels.hpp>
#include <reckon/interval/monotone.hpp>

#include <concepts>

// Circular functions and their inverses; angles are pure numbers, in radians. Arguments have any size. Bounds
// as for exp: the tightest, or the next one where the value lies within 2^-100 of it.
namespace reckon {

namespace detail::trigonometric {

using elementary::exactly;
using elementary::hull;
using elementary::no_less_than;
using elementary::no_more_than;

/// The multiples of pi/2 in an interval, the lower end aside unless it is zero: `count` of them, the first is
/// `first` pi/2 modulo 2 pi. More than five are as good as all.
struct crossings {
  unsigned first = 0;
  unsigned count = 0;

  /// Whether n pi/2 is among them, modulo 2 pi.
  [[nodiscard]] constexpr bool hold(unsigned n) const noexcept { return ((n - first) & 3u) < count; }
};

/// The whole number of right angles in x, rounded down, modulo 4.
template <std::floating_point T>
[[nodiscard]] constexpr unsigned quadrant(T x) noexcept {
  const unsigned q = kernels::reduce(x).quadrant;
  return is_negative(x) ? 3u - q : q;
}

template <std::floating_point T>
[[nodiscard]] constexpr crossings crossed(endpoints<T> x) noexcept {
  if (is_infinite(x.lower) || is_infinite(x.upper)) return {0, 6};
  const T width = exact::sum(x.upper, -x.lower, exact::direction::up);
  if (width > T{7}) return {0, 6};
  const unsigned first = quadrant(x.lower);
  unsigned count = (quadrant(x.upper) - first) & 3u;
  // Up to 3 there are two crossings at most, beyond it one at least, beyond 5 more than two.
  if (width > T{3} && (count == 0 || (count == 1 && width > T{5}))) count += 4;
  return {(first + 1) & 3u, count};
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> between_ones(endpoints<T> x) noexcept {
  return no_less_than(T{-1}, no_more_than(T{1}, x));
}

/// The bounds of the sine of x, or of x + pi/2 where turns = 1.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> sine(T x, unsigned turns) noexcept {
  if (is_zero(x)) return exactly(turns == 0 ? T{0} : T{1});
  exact::wide value = kernels::sine_of(kernels::reduce(x), turns);
  if (is_negative(x) && turns == 0) value.negative = !value.negative;
  const endpoints<T> found = between_ones(kernels::bounds<T>(value));
  if (turns != 0) return found;
  return is_negative(x) ? no_less_than(x, found) : no_more_than(x, found);
}

/// The image under the sine, turned by a right angle where turns = 1.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sines(interval<T> x, unsigned turns) noexcept {
  if (is_empty(ends(x))) return x;
  const crossings c = crossed(ends(x));
  const bool top = c.hold(1 - turns);
  const bool bottom = c.hold(3 - turns);
  if (top && bottom) return make_interval(endpoints<T>{T{-1}, T{1}});
  endpoints<T> range = hull(sine(x.lower(), turns), sine(x.upper(), turns));
  if (top) range.upper = T{1};
  if (bottom) range.lower = T{-1};
  return make_interval(range);
}

/// The bounds of the tangent of x, or of the cotangent where turns = 1; x is not zero then.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> tangent(T x, unsigned turns) noexcept {
  if (is_zero(x)) return exactly(turns == 0 ? T{0} : infinity_of<T>);
  const kernels::reduced_angle a = kernels::reduce(x);
  const exact::wide above = kernels::sine_of(a, turns);
  const exact::wide below = kernels::sine_of(a, 1 - turns);
  exact::wide value = exact::over(above, below);
  if (is_negative(x)) value.negative = !value.negative;
  const endpoints<T> found = kernels::bounds<T>(value);
  // Up to pi/2 the tangent is farther from zero than x.
  if (turns != 0 || !exact::is_below_power(kernels::value_of(x), 0)) return found;
  return is_negative(x) ? no_more_than(x, found) : no_less_than(x, found);
}

/// The bounds of 1 / sine(x, turns); infinity at zero for the sine itself.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> reciprocal_sine(T x, unsigned turns) noexcept {
  if (is_zero(x)) return exactly(turns == 0 ? infinity_of<T> : T{1});
  exact::wide value = exact::over(kernels::one, kernels::sine_of(kernels::reduce(x), turns));
  if (is_negative(x) && turns == 0) value.negative = !value.negative;
  const endpoints<T> found = kernels::bounds<T>(value);
  return value.negative ? no_more_than(T{-1}, found) : no_less_than(T{1}, found);
}

/// The image under the reciprocal of the sine, turned as in sines; an end at zero is approached from above.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> reciprocal_sines(interval<T> x, unsigned turns) noexcept {
  const crossings c = crossed(ends(x));
  if (c.hold(turns) || c.hold(2 + turns)) return interval<T>::entire();
  endpoints<T> range = hull(reciprocal_sine(x.lower(), turns), reciprocal_sine(x.upper(), turns));
  if (c.hold(1 - turns)) range = hull(range, exactly(T{1}));
  if (c.hold(3 - turns)) range = hull(range, exactly(T{-1}));
  return make_interval(range);
}

/// 1 - x^2, without loss near 1.
[[nodiscard]] constexpr exact::wide one_less_square(const exact::wide& x) noexcept {
  return exact::times(exact::minus(kernels::one, x), exact::plus(kernels::one, x));
}

/// The bounds of the angle of (x, y), y >= 0; zero and infinity, not both at once.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> angle(T y, T x) noexcept {
  const auto coordinate = [](T v) noexcept {
    if (is_infinite(v)) return exact::wide{sign_bit(v), std::uint64_t{1} << 62, 0, 1 << 20};
    return is_zero(v) ? exact::wide{} : kernels::value_of(v);
  };
  return kernels::bounds<T>(kernels::angle_of(coordinate(y), coordinate(x)));
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> full_turn() noexcept {
  const T upper = kernels::bounds<T>(kernels::pi).upper;
  return {-upper, upper};
}

/// The angles of the points of a box that has y >= 0, and more than the origin.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> angles_above(endpoints<T> y, endpoints<T> x) noexcept {
  if (is_zero(y.upper)) {
    const bool right = is_positive(x.upper);
    const bool left = is_negative(x.lower);
    const endpoints<T> half_turn = kernels::bounds<T>(kernels::pi);
    return {right ? T{0} : half_turn.lower, left ? half_turn.upper : T{0}};
  }
  const endpoints<T> quarter = kernels::bounds<T>(kernels::half_pi);
  endpoints<T> range = quarter;
  if (!is_zero(x.upper)) range.lower = angle(is_positive(x.upper) ? y.lower : y.upper, x.upper).lower;
  if (!is_zero(x.lower)) range.upper = angle(is_positive(x.lower) ? y.upper : y.lower, x.lower).upper;
  return range;
}

/// The bounds of asin(x) for x > 0.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> arc_sine(T x) noexcept {
  const exact::wide v = kernels::value_of(x);
  return no_less_than(x, kernels::bounds<T>(kernels::angle_of(v, exact::root_of(one_less_square(v)))));
}

/// The bounds of atan(x) for x > 0.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> arc_tangent(T x) noexcept {
  return no_more_than(x, angle(x, T{1}));
}

}  // namespace detail::trigonometric

/// Enclosure of the sines.
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, sin.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sin(interval<T> x) noexcept {
  return detail::trigonometric::sines(x, 0);
}

/// Enclosure of the cosines.
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, cos.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cos(interval<T> x) noexcept {
  return detail::trigonometric::sines(x, 1);
}

/// Enclosure of the tangents; unbounded if x holds a pole.
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, tan.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> tan(interval<T> x) noexcept {
  if (detail::is_empty(detail::ends(x))) return x;
  const detail::trigonometric::crossings c = detail::trigonometric::crossed(detail::ends(x));
  if (c.hold(1) || c.hold(3)) return interval<T>::entire();
  return detail::elementary::increasing(x, [](T v) { return detail::trigonometric::tangent(v, 0); });
}

/// Enclosure of the cotangents; zero has none, and an end at zero gives a bound that is not there.
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, cot.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cot(interval<T> x) noexcept {
  const bool zero = detail::is_zero(x.upper());
  if (detail::is_empty(detail::ends(x)) || (zero && detail::is_zero(x.lower()))) return interval<T>::empty();
  if (zero) return -cot(-x);
  const detail::trigonometric::crossings c = detail::trigonometric::crossed(detail::ends(x));
  if (c.hold(0) || c.hold(2)) return interval<T>::entire();
  return detail::elementary::decreasing(x, [](T v) { return detail::trigonometric::tangent(v, 1); });
}

/// Enclosure of the secants, 1 / cos(x).
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, sec.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sec(interval<T> x) noexcept {
  if (detail::is_empty(detail::ends(x))) return x;
  return detail::trigonometric::reciprocal_sines(x, 1);
}

/// Enclosure of the cosecants, 1 / sin(x); zero has none.
/// Units:  x is in radians; the result is a pure number.
/// Source: IEEE Std 1788-2015, csc.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> csc(interval<T> x) noexcept {
  const bool zero = detail::is_zero(x.upper());
  if (detail::is_empty(detail::ends(x)) || (zero && detail::is_zero(x.lower()))) return interval<T>::empty();
  return zero ? -csc(-x) : detail::trigonometric::reciprocal_sines(x, 0);
}

/// Enclosure of the arc sines of the members from -1 to 1, from -pi/2 to pi/2.
/// Units:  x is a pure number; the result is in radians.
/// Source: IEEE Std 1788-2015, asin.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> asin(interval<T> x) noexcept {
  return detail::elementary::increasing(detail::elementary::part_of(x, T{-1}, T{1}), [](T v) {
    return detail::elementary::odd(v, [](T m) { return detail::trigonometric::arc_sine(m); });
  });
}

/// Enclosure of the arc cosines of the members from -1 to 1, from 0 to pi.
/// Units:  x is a pure number; the result is in radians.
/// Source: IEEE Std 1788-2015, acos.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> acos(interval<T> x) noexcept {
  return detail::elementary::decreasing(detail::elementary::part_of(x, T{-1}, T{1}), [](T v) {
    const detail::exact::wide value = detail::kernels::value_of(v);
    const detail::exact::wide sine = detail::exact::root_of(detail::trigonometric::one_less_square(value));
    return detail::kernels::bounds<T>(detail::kernels::angle_of(sine, value));
  });
}

/// Enclosure of the arc tangents, from -pi/2 to pi/2.
/// Units:  x is a pure number; the result is in radians.
/// Source: IEEE Std 1788-2015, atan.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> atan(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) {
    return detail::elementary::odd(v, [](T m) { return detail::trigonometric::arc_tangent(m); });
  });
}

/// Enclosure of the arc cotangents, from 0 to pi: of 0 it is pi/2, and it falls everywhere (convention;
/// others let it jump at 0). Units:  x is a pure number; the result is in radians.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> acot(interval<T> x) noexcept {
  return detail::elementary::decreasing(x, [](T v) { return detail::trigonometric::angle(T{1}, v); });
}

/// Enclosure of the angles of the points (x, y), from -pi to pi; the origin has none.
/// Units:  both arguments share one unit; the result is in radians.
/// Source: IEEE Std 1788-2015, atan2.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> atan2(interval<T> y, interval<T> x) noexcept {
  using detail::is_negative;
  using detail::is_positive;
  const detail::endpoints<T> a = detail::ends(y);
  const detail::endpoints<T> b = detail::ends(x);
  if (detail::is_empty(a) || detail::is_empty(b)) return interval<T>::empty();
  const auto is_zero = [](detail::endpoints<T> e) {
    return detail::is_zero(e.lower) && detail::is_zero(e.upper);
  };
  if (is_zero(a) && is_zero(b)) return interval<T>::empty();
  if (!is_negative(a.lower)) return detail::make_interval(detail::trigonometric::angles_above(a, b));
  // Along the negative axis the angle jumps from pi to -pi.
  if (!is_negative(a.upper) && is_negative(b.lower)) {
    return detail::make_interval(detail::trigonometric::full_turn<T>());
  }
  const detail::endpoints<T> below = detail::negated(
      detail::trigonometric::angles_above({is_positive(a.upper) ? T{0} : -a.upper, -a.lower}, b));
  if (!is_positive(a.upper)) return detail::make_interval(below);
  const detail::endpoints<T> above = detail::trigonometric::angles_above({T{0}, a.upper}, b);
  return detail::make_interval(detail::elementary::hull(below, above));
}

/// A number stands for the interval that holds it alone.
/// Errors: domain_error if the number is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> atan2(interval<T> y, S x) {
  return atan2(y, interval<T>(x));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr interval<T> atan2(S y, interval<T> x) {
  return atan2(interval<T>(y), x);
}

}  // namespace reckon
