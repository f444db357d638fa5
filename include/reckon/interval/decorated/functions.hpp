// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/interval/cancel.hpp>
#include <reckon/interval/decorated/type.hpp>

#include <concepts>
#include <limits>

// The operations on decorated intervals: the bounds are those of the bare intervals; the decoration is the
// least of those of the arguments and of what the operation is on its box. Source: IEEE Std 1788-2015,
// sections 8 and 11. Units, and errors, are as for bare intervals.
namespace reckon {

namespace detail {

/// The decoration of a step function whose jumps are at some ends of x only where its value is one number.
template <std::floating_point T>
[[nodiscard]] constexpr decoration of_steps(interval<T> value, bool jump_at_end) noexcept {
  if (!is_singleton(value)) return decoration::def;
  return jump_at_end ? decoration::dac : decoration::com;
}

/// x reaches a half away from the whole number to which all of it is rounded.
template <std::floating_point T>
[[nodiscard]] constexpr bool reaches_half(interval<T> x, T whole) noexcept {
  constexpr T places = T{1} / std::numeric_limits<T>::epsilon();
  if (!(whole > -places && whole < places)) return false;
  return x.lower() == whole - T{0.5} || x.upper() == whole + T{0.5};
}

/// atan2 is not defined at the origin, and jumps on the left half of the axis.
template <std::floating_point T>
[[nodiscard]] constexpr decoration of_angle(interval<T> y, interval<T> x) noexcept {
  if (!holds_zero(y) || !is_negative(x.lower()))
    return holds_zero(y) && holds_zero(x) ? decoration::trv : decoration::com;
  if (holds_zero(x)) return decoration::trv;
  return is_negative(y.lower()) ? decoration::def : decoration::dac;
}

/// Neither cot nor csc has a value at a multiple of pi. The value is unbounded next to all of them; next to
/// zero it may overflow where it has one.
template <std::floating_point T>
[[nodiscard]] constexpr bool misses_multiples_of_pi(interval<T> x, interval<T> value) noexcept {
  // The greatest T below pi.
  constexpr T pi = sizeof(T) == sizeof(float) ? T(0x1.921fb4p+1) : T(0x1.921fb54442d18p+1);
  if (holds_zero(x)) return false;
  return is_common_interval(value) || !(x.lower() < -pi || x.upper() > pi);
}

}  // namespace detail

/// Functions that have a value everywhere.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> neg(decorated_interval<T> x) noexcept {
  return detail::decorate(neg(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sqr(decorated_interval<T> x) noexcept {
  return detail::decorate(sqr(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> abs(decorated_interval<T> x) noexcept {
  return detail::decorate(abs(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> exp(decorated_interval<T> x) noexcept {
  return detail::decorate(exp(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> exp2(decorated_interval<T> x) noexcept {
  return detail::decorate(exp2(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> exp10(decorated_interval<T> x) noexcept {
  return detail::decorate(exp10(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> expm1(decorated_interval<T> x) noexcept {
  return detail::decorate(expm1(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cbrt(decorated_interval<T> x) noexcept {
  return detail::decorate(cbrt(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sin(decorated_interval<T> x) noexcept {
  return detail::decorate(sin(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cos(decorated_interval<T> x) noexcept {
  return detail::decorate(cos(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan(decorated_interval<T> x) noexcept {
  return detail::decorate(atan(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sinh(decorated_interval<T> x) noexcept {
  return detail::decorate(sinh(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cosh(decorated_interval<T> x) noexcept {
  return detail::decorate(cosh(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> tanh(decorated_interval<T> x) noexcept {
  return detail::decorate(tanh(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> asinh(decorated_interval<T> x) noexcept {
  return detail::decorate(asinh(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sech(decorated_interval<T> x) noexcept {
  return detail::decorate(sech(x.part()), true, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> acot(decorated_interval<T> x) noexcept {
  return detail::decorate(acot(x.part()), true, x);
}

/// Functions that have a value on one side of a number, or between two.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sqrt(decorated_interval<T> x) noexcept {
  return detail::decorate(sqrt(x.part()), !detail::is_negative(x.lower()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> log(decorated_interval<T> x) noexcept {
  return detail::decorate(log(x.part()), detail::is_positive(x.lower()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> log2(decorated_interval<T> x) noexcept {
  return detail::decorate(log2(x.part()), detail::is_positive(x.lower()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> log10(decorated_interval<T> x) noexcept {
  return detail::decorate(log10(x.part()), detail::is_positive(x.lower()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> logp1(decorated_interval<T> x) noexcept {
  return detail::decorate(logp1(x.part()), x.lower() > -1, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> acosh(decorated_interval<T> x) noexcept {
  return detail::decorate(acosh(x.part()), !(x.lower() < 1), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> asin(decorated_interval<T> x) noexcept {
  return detail::decorate(asin(x.part()), !(x.lower() < -1) && !(x.upper() > 1), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> acos(decorated_interval<T> x) noexcept {
  return detail::decorate(acos(x.part()), !(x.lower() < -1) && !(x.upper() > 1), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atanh(decorated_interval<T> x) noexcept {
  return detail::decorate(atanh(x.part()), x.lower() > -1 && x.upper() < 1, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> acoth(decorated_interval<T> x) noexcept {
  return detail::decorate(acoth(x.part()), x.lower() > 1 || x.upper() < -1, x);
}

/// Functions that have no value at zero.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> recip(decorated_interval<T> x) noexcept {
  return detail::decorate(recip(x.part()), !detail::holds_zero(x.part()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> csch(decorated_interval<T> x) noexcept {
  return detail::decorate(csch(x.part()), !detail::holds_zero(x.part()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> coth(decorated_interval<T> x) noexcept {
  return detail::decorate(coth(x.part()), !detail::holds_zero(x.part()), x);
}

/// Functions with poles that are no floating-point numbers: there the value is unbounded, and nowhere else.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> tan(decorated_interval<T> x) noexcept {
  const interval<T> value = tan(x.part());
  return detail::decorate(value, is_common_interval(value), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sec(decorated_interval<T> x) noexcept {
  const interval<T> value = sec(x.part());
  return detail::decorate(value, is_common_interval(value), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cot(decorated_interval<T> x) noexcept {
  const interval<T> value = cot(x.part());
  return detail::decorate(value, detail::misses_multiples_of_pi(x.part(), value), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> csc(decorated_interval<T> x) noexcept {
  const interval<T> value = csc(x.part());
  return detail::decorate(value, detail::misses_multiples_of_pi(x.part(), value), x);
}

/// Functions with steps: continuous on a box of one value, and at each of its points if no jump is at its
/// end.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sign(decorated_interval<T> x) noexcept {
  const interval<T> value = sign(x.part());
  return detail::decorate(value, detail::of_steps(value, detail::is_zero(x.lower())), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> ceil(decorated_interval<T> x) noexcept {
  const interval<T> value = ceil(x.part());
  return detail::decorate(value, detail::of_steps(value, detail::is_same(value.upper(), x.upper())), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> floor(decorated_interval<T> x) noexcept {
  const interval<T> value = floor(x.part());
  return detail::decorate(value, detail::of_steps(value, detail::is_same(value.lower(), x.lower())), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> trunc(decorated_interval<T> x) noexcept {
  const interval<T> value = trunc(x.part());
  return detail::decorate(
      value,
      detail::of_steps(value, value.lower() != 0 && (detail::is_same(value.lower(), x.lower()) ||
                                                     detail::is_same(value.upper(), x.upper()))),
      x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> round_ties_to_even(decorated_interval<T> x) noexcept {
  const interval<T> value = round_ties_to_even(x.part());
  return detail::decorate(value, detail::of_steps(value, detail::reaches_half(x.part(), value.lower())), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> round_ties_to_away(decorated_interval<T> x) noexcept {
  const interval<T> value = round_ties_to_away(x.part());
  return detail::decorate(value, detail::of_steps(value, detail::reaches_half(x.part(), value.lower())), x);
}

/// Functions of two arguments.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> hypot(decorated_interval<T> a,
                                                    decorated_interval<T> b) noexcept {
  return detail::decorate(hypot(a.part(), b.part()), true, a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T>(min)(decorated_interval<T> a,
                                                   decorated_interval<T> b) noexcept {
  return detail::decorate((min)(a.part(), b.part()), true, a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T>(max)(decorated_interval<T> a,
                                                   decorated_interval<T> b) noexcept {
  return detail::decorate((max)(a.part(), b.part()), true, a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pow(decorated_interval<T> x, decorated_interval<T> y) noexcept {
  const bool defined =
      detail::is_positive(x.lower()) || (!detail::is_negative(x.lower()) && detail::is_positive(y.lower()));
  return detail::decorate(pow(x.part(), y.part()), defined, x, y);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan2(decorated_interval<T> y,
                                                    decorated_interval<T> x) noexcept {
  return detail::decorate(atan2(y.part(), x.part()), detail::of_angle(y.part(), x.part()), y, x);
}

/// a * b + c.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> fma(decorated_interval<T> a, decorated_interval<T> b,
                                                  decorated_interval<T> c) noexcept {
  return detail::decorate(fma(a.part(), b.part(), c.part()), true, a, b, c);
}

/// Whole powers and roots; zero has no power and no root for negative n, and what is negative no even root.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pown(decorated_interval<T> x, int n) noexcept {
  return detail::decorate(pown(x.part(), n), n >= 0 || !detail::holds_zero(x.part()), x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> rootn(decorated_interval<T> x, int n) noexcept {
  const bool even = n % 2 == 0;
  const bool defined =
      n != 0 && !(even && detail::is_negative(x.lower())) && !(n < 0 && detail::holds_zero(x.part()));
  return detail::decorate(rootn(x.part(), n), defined, x);
}

/// Operations on sets, which are no functions of points: their decoration is trv.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> intersection(decorated_interval<T> a,
                                                           decorated_interval<T> b) noexcept {
  return detail::undecorated(intersection(a.part(), b.part()), a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> convex_hull(decorated_interval<T> a,
                                                          decorated_interval<T> b) noexcept {
  return detail::undecorated(convex_hull(a.part(), b.part()), a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cancel_minus(decorated_interval<T> a,
                                                           decorated_interval<T> b) noexcept {
  return detail::undecorated(cancel_minus(a.part(), b.part()), a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cancel_plus(decorated_interval<T> a,
                                                          decorated_interval<T> b) noexcept {
  return detail::undecorated(cancel_plus(a.part(), b.part()), a, b);
}

}  // namespace reckon
