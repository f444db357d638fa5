// SPDX-License-Identifier: BSL-1.0
#pragma once

// What every operation on intervals has to give, as MPFR finds it with directed rounding.

#include "interval_support.hpp"

#include <mpfr.h>

#include <cmath>
#include <concepts>
#include <limits>

namespace support {

template <std::floating_point T>
class hull {
 public:
  // A corner with an indeterminate value, such as 0 / 0, is the limit of others and adds nothing.
  void add(T lower, T upper) {
    if (std::isnan(lower) || std::isnan(upper)) return;
    if (empty_ || lower < lower_) lower_ = lower;
    if (empty_ || upper > upper_) upper_ = upper;
    empty_ = false;
  }
  interval<T> value() const { return empty_ ? interval<T>::empty() : interval<T>(lower_, upper_); }

 private:
  bool empty_ = true;
  T lower_ = 0;
  T upper_ = 0;
};

template <std::floating_point T, class Function>
interval<T> corners(Function function, interval<T> a, interval<T> b) {
  hull<T> result;
  for (const T x : {a.lower(), a.upper()}) {
    for (const T y : {b.lower(), b.upper()}) {
      result.add(rounded<T>(function, MPFR_RNDD, {x, y}), rounded<T>(function, MPFR_RNDU, {x, y}));
    }
  }
  return result.value();
}

template <std::floating_point T>
interval<T> expected_sum(interval<T> a, interval<T> b) {
  if (is_empty(a) || is_empty(b)) return interval<T>::empty();
  return interval<T>(rounded<T>(mpfr_add, MPFR_RNDD, {a.lower(), b.lower()}),
                     rounded<T>(mpfr_add, MPFR_RNDU, {a.upper(), b.upper()}));
}

template <std::floating_point T>
interval<T> expected_product(interval<T> a, interval<T> b) {
  if (is_empty(a) || is_empty(b)) return interval<T>::empty();
  hull<T> result;
  if (contains(a, 0) || contains(b, 0)) result.add(0, 0);
  const interval<T> others = corners<T>(mpfr_mul, a, b);
  if (!is_empty(others)) result.add(others.lower(), others.upper());
  return result.value();
}

// The part of b on each side of zero by itself; a zero at its end has the sign of the side.
template <std::floating_point T>
interval<T> expected_quotient(interval<T> a, interval<T> b) {
  if (is_empty(a) || is_empty(b)) return interval<T>::empty();
  hull<T> result;
  for (const T side : {T(-1), T(1)}) {
    const T lower = side < 0 ? b.lower() : (b.lower() > 0 ? b.lower() : T(0));
    const T upper = side > 0 ? b.upper() : (b.upper() < 0 ? b.upper() : -T(0));
    if (side < 0 ? !(lower < 0) : !(upper > 0)) continue;
    if (contains(a, 0)) result.add(0, 0);
    for (const T x : {a.lower(), a.upper()}) {
      for (const T y : {lower, upper}) {
        result.add(rounded<T>(mpfr_div, MPFR_RNDD, {x, y}), rounded<T>(mpfr_div, MPFR_RNDU, {x, y}));
      }
    }
  }
  return result.value();
}

template <std::floating_point T>
interval<T> expected_square(interval<T> a) {
  if (is_empty(a)) return a;
  hull<T> result;
  if (contains(a, 0)) result.add(0, 0);
  for (const T x : {a.lower(), a.upper()}) {
    result.add(rounded<T>(mpfr_sqr, MPFR_RNDD, {x}), rounded<T>(mpfr_sqr, MPFR_RNDU, {x}));
  }
  return result.value();
}

template <std::floating_point T>
interval<T> expected_root(interval<T> a) {
  if (is_empty(a) || a.upper() < 0) return interval<T>::empty();
  return interval<T>(a.lower() < 0 ? T(0) : rounded<T>(mpfr_sqrt, MPFR_RNDD, {a.lower()}),
                     rounded<T>(mpfr_sqrt, MPFR_RNDU, {a.upper()}));
}

template <std::floating_point T>
interval<T> expected_fma(interval<T> a, interval<T> b, interval<T> c) {
  if (is_empty(a) || is_empty(b) || is_empty(c)) return interval<T>::empty();
  hull<T> result;
  if (contains(a, 0) || contains(b, 0)) result.add(c.lower(), c.upper());
  for (const T x : {a.lower(), a.upper()}) {
    for (const T y : {b.lower(), b.upper()}) {
      // An unbounded product stays so whatever is added to it.
      const T product = x * y;
      const bool unbounded = std::isinf(x) || std::isinf(y);
      if (unbounded && product != 0 && !std::isnan(product)) result.add(product, product);
      if (unbounded) continue;
      result.add(rounded<T>(mpfr_fma, MPFR_RNDD, {x, y, c.lower()}),
                 rounded<T>(mpfr_fma, MPFR_RNDU, {x, y, c.upper()}));
    }
  }
  interval<T> bounds = result.value();
  // infinity - infinity in a corner is not a number, and was left out: a bound that is not there stays so.
  const T infinity = std::numeric_limits<T>::infinity();
  if (c.lower() == -infinity) bounds = convex_hull(bounds, interval<T>(-infinity, bounds.upper()));
  if (c.upper() == infinity) bounds = convex_hull(bounds, interval<T>(bounds.lower(), infinity));
  return bounds;
}

template <std::floating_point T>
interval<T> expected_power(interval<T> a, int n) {
  if (is_empty(a)) return a;
  if (n == 0) return interval<T>(1);
  hull<T> result;
  const auto power = [n](mpfr_ptr out, mpfr_ptr in, mpfr_rnd_t direction) {
    mpfr_pow_si(out, in, n, direction);
  };
  if (n > 0 && contains(a, 0)) result.add(0, 0);
  // Each side of zero by itself, as for quotients.
  const T infinity = std::numeric_limits<T>::infinity();
  for (const interval<T> side :
       {intersection(a, interval<T>(-infinity, T(0))), intersection(a, interval<T>(T(0), infinity))}) {
    if (is_empty(side) || side == interval<T>(0)) continue;
    for (T x : {side.lower(), side.upper()}) {
      if (x == 0) x = side.lower() < 0 ? -T(0) : T(0);
      result.add(rounded<T>(power, MPFR_RNDD, {x}), rounded<T>(power, MPFR_RNDU, {x}));
    }
  }
  return result.value();
}

template <std::floating_point T, class Function>
interval<T> increasing(Function function, interval<T> x) {
  if (is_empty(x)) return x;
  return interval<T>(rounded<T>(function, MPFR_RNDD, {x.lower()}),
                     rounded<T>(function, MPFR_RNDU, {x.upper()}));
}

template <std::floating_point T>
interval<T> expected_general_power(interval<T> x, interval<T> y) {
  if (is_empty(x) || is_empty(y) || x.upper() < 0) return interval<T>::empty();
  if (x.upper() == 0) return y.upper() > 0 ? interval<T>(0) : interval<T>::empty();
  // +0, not -0, which has powers of its own
  const T lower = x.lower() > 0 ? x.lower() : T(0);
  return corners<T>(mpfr_pow, interval<T>(lower, x.upper()), y);
}

}  // namespace support
