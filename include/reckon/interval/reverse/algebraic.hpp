// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/functions.hpp>
#include <reckon/interval/relations.hpp>
#include <reckon/interval/reverse/pieces.hpp>

#include <concepts>
#include <utility>

// From the value of a function back to its argument: the tightest interval that holds every x, or every x in
// an interval that is given, whose value lies in c. Empty if there is none.
namespace reckon {

namespace detail::reverse {

template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> roots(interval<T> c) noexcept {
  return both_signs(sqrt(c));
}

/// The positive x for which x to the power n lies in c, for n other than 0.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> positive_roots(interval<T> c, int n) noexcept {
  const interval<T> values = not_negative(c);
  if (is_empty(values) || (n < 0 && is_zero(values.upper()))) return interval<T>::empty();
  // The magnitude of the least int is one more than that of the greatest; as a number it is none the less
  // exact.
  const double order = static_cast<double>(n);
  const auto root = [&](T v, exact::direction to) {
    if (is_zero(v)) return n > 0 ? T{0} : infinity_of<T>;
    if (!is_finite(v)) return n > 0 ? infinity_of<T> : T{0};
    if (v == 1) return T{1};
    return rounded_exp<T>(long_floats::divided(long_floats::log(lengthened(v)), long_float(order)), to);
  };
  return n > 0 ? between(root(values.lower(), down), root(values.upper(), up))
               : between(root(values.upper(), down), root(values.lower(), up));
}

template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> roots(interval<T> c, int n) noexcept {
  const interval<T> none = interval<T>::empty();
  if (n == 0) return {none, contains(c, 1) ? interval<T>::entire() : none};
  if (n % 2 == 0) return both_signs(positive_roots(c, n));
  return {-positive_roots(-c, n), positive_roots(c, n)};
}

template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> magnitudes(interval<T> c) noexcept {
  return both_signs(not_negative(c));
}

}  // namespace detail::reverse

/// The x whose squares lie in c.
/// Units:  the square root of the unit of c.
/// Source: IEEE Std 1788-2015, sqrRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sqr_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  return detail::reverse::hull_within(x, detail::reverse::roots(c));
}

/// The x whose magnitudes lie in c.
/// Units:  all arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, absRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> abs_rev(interval<T> c, interval<T> x = interval<T>::entire()) noexcept {
  return detail::reverse::hull_within(x, detail::reverse::magnitudes(c));
}

/// The x whose n-th powers lie in c.
/// Units:  the n-th root of the unit of c.
/// Source: IEEE Std 1788-2015, pownRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pown_rev(interval<T> c, interval<T> x, int n) noexcept {
  return detail::reverse::hull_within(x, n == 2 ? detail::reverse::roots(c) : detail::reverse::roots(c, n),
                                      T{0}, n == 0 || (n > 0 && contains(c, 0)));
}
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> pown_rev(interval<T> c, int n) noexcept {
  return pown_rev(c, interval<T>::entire(), n);
}

/// The x for which x b lies in c for some b, in two intervals with a gap between them where there is one; the
/// second, or both, may be empty. The lower one comes first.
/// Units:  the unit of c over that of b.
/// Source: IEEE Std 1788-2015, mulRevToPair, section 10.5.5.
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<interval<T>, interval<T>> mul_rev_to_pair(interval<T> b,
                                                                            interval<T> c) noexcept {
  const interval<T> none = interval<T>::empty();
  if (is_empty(b) || is_empty(c)) return {none, none};
  const bool b_zero = !detail::is_positive(b.lower()) && !detail::is_negative(b.upper());
  const bool c_zero = !detail::is_positive(c.lower()) && !detail::is_negative(c.upper());
  if (b_zero && c_zero) return {interval<T>::entire(), none};
  if (!detail::is_negative(b.lower()) || !detail::is_positive(b.upper())) return {c / b, none};
  if (detail::is_negative(c.upper())) {
    b = -b;
    c = -c;
  }
  using detail::reverse::between;
  const T below = -detail::exact::quotient(c.lower(), -b.lower(), detail::reverse::down);
  const T above = detail::exact::quotient(c.lower(), b.upper(), detail::reverse::down);
  return {between(-detail::infinity_of<T>, below), between(above, detail::infinity_of<T>)};
}

/// The x for which x b lies in c for some b.
/// Units:  the unit of c over that of b.
/// Source: IEEE Std 1788-2015, mulRev.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> mul_rev(interval<T> b, interval<T> c,
                                            interval<T> x = interval<T>::entire()) noexcept {
  return detail::reverse::hull_within(x, mul_rev_to_pair(b, c), T{0}, contains(c, 0));
}

}  // namespace reckon
