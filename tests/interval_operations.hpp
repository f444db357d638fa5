// SPDX-License-Identifier: BSL-1.0
#pragma once

// All operations on intervals in one table: what is found, what MPFR expects, and how far they may differ.

#include "interval_expected.hpp"
#include "interval_support.hpp"

#include <mpfr.h>

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <random>

namespace support {

template <std::floating_point T>
struct operands {
  interval<T> a, b, c;
  int n = 0;
};

/// `places` is by how many numbers of T a bound may lie outside of the tightest one: none for arithmetic.
template <std::floating_point T>
struct operation {
  const char* name;
  int places;
  interval<T> (*found)(const operands<T>&);
  interval<T> (*expected)(const operands<T>&);
};

/// The number of steps from a to b, a <= b.
template <std::floating_point T>
std::int64_t places_between(T a, T b) {
  // -0 and 0 are one step
  const auto key = [](T x) {
    const auto k = static_cast<std::int64_t>(reckon::detail::order_key(x));
    return k < 0 ? k + 1 : k;
  };
  return key(b) - key(a);
}

/// With somewhat more places than T: rounding twice in one direction is rounding once.
using short_real = mpfr_number<64>;

using mpfr_function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

/// f(x) rounded, with the places that T has and some more.
template <std::floating_point T>
T value_at(mpfr_function f, T x, mpfr_rnd_t direction) {
  static thread_local short_real in;
  static thread_local short_real out;
  mpfr_set_d(in.get(), static_cast<double>(x), MPFR_RNDN);
  f(out.get(), in.get(), direction);
  return out.template to<T>(direction);
}

template <std::floating_point T>
interval<T> rising(mpfr_function f, interval<T> x) {
  if (is_empty(x)) return x;
  return interval<T>(value_at(f, x.lower(), MPFR_RNDD), value_at(f, x.upper(), MPFR_RNDU));
}

template <std::floating_point T>
interval<T> falling(mpfr_function f, interval<T> x) {
  if (is_empty(x)) return x;
  return interval<T>(value_at(f, x.upper(), MPFR_RNDD), value_at(f, x.lower(), MPFR_RNDU));
}

/// The part of x above `pole`, its lower end excluded if that is the pole; empty if nothing is left.
template <std::floating_point T>
interval<T> above(T pole, interval<T> x) {
  const interval<T> part = intersection(x, interval<T>(pole, std::numeric_limits<T>::infinity()));
  if (is_empty(part) || part.upper() == pole) return interval<T>::empty();
  return interval<T>(part.lower() == pole ? pole : part.lower(), part.upper());  // 0 for -0
}

/// A function that falls from infinity at 0 or 1, and is odd.
template <std::floating_point T>
interval<T> falling_odd(mpfr_function f, T pole, interval<T> x) {
  const auto half = [f, pole](interval<T> part) {
    if (is_empty(part)) return part;
    const T upper =
        part.lower() == pole ? std::numeric_limits<T>::infinity() : value_at(f, part.lower(), MPFR_RNDU);
    return interval<T>(value_at(f, part.upper(), MPFR_RNDD), upper);
  };
  return convex_hull(half(above(pole, x)), -half(above(pole, -x)));
}

/// Whether x holds pi/2 (n + k period) for a whole k.
template <std::floating_point T>
bool holds_multiple(interval<T> x, int n, int period) {
  if (std::isinf(x.lower()) || std::isinf(x.upper())) return true;
  mpfr_t lower, upper, unit;
  mpfr_inits2(1400, lower, upper, unit, static_cast<mpfr_ptr>(nullptr));
  mpfr_const_pi(unit, MPFR_RNDN);
  mpfr_div_2ui(unit, unit, 1, MPFR_RNDN);
  mpfr_set_d(lower, static_cast<double>(x.lower()), MPFR_RNDN);
  mpfr_set_d(upper, static_cast<double>(x.upper()), MPFR_RNDN);
  for (mpfr_ptr end : {lower, upper}) {
    mpfr_div(end, end, unit, MPFR_RNDN);
    mpfr_sub_si(end, end, n, MPFR_RNDN);
    mpfr_div_si(end, end, period, MPFR_RNDN);
  }
  mpfr_ceil(lower, lower);
  mpfr_floor(upper, upper);
  const bool holds = mpfr_lessequal_p(lower, upper) != 0;
  mpfr_clears(lower, upper, unit, static_cast<mpfr_ptr>(nullptr));
  return holds;
}

template <std::floating_point T>
void add_ends(hull<T>& range, mpfr_function f, interval<T> x) {
  for (const T end : {x.lower(), x.upper()}) {
    if (std::isinf(end)) continue;
    range.add(value_at(f, end, MPFR_RNDD), value_at(f, end, MPFR_RNDU));
  }
}

/// sin, or cos with shift 1: the top is at shift' pi/2.
template <std::floating_point T>
interval<T> expected_wave(mpfr_function f, interval<T> x, int top) {
  if (is_empty(x)) return x;
  hull<T> range;
  add_ends(range, f, x);
  if (holds_multiple(x, top, 4)) range.add(1, 1);
  if (holds_multiple(x, top + 2, 4)) range.add(-1, -1);
  return range.value();
}

/// 1 / sin, or 1 / cos; the pole at zero, if there is one, is taken from inside of x.
template <std::floating_point T>
interval<T> expected_reciprocal_wave(mpfr_function f, interval<T> x, int top) {
  if (is_empty(x)) return x;
  const T infinity = std::numeric_limits<T>::infinity();
  if (top == 1 && x == interval<T>(0)) return interval<T>::empty();
  if (top == 1 && x.lower() == 0) {
    if (holds_multiple(interval<T>(std::numeric_limits<T>::denorm_min(), x.upper()), 0, 2))
      return interval<T>::entire();
    if (holds_multiple(x, 1, 4)) return interval<T>(1, infinity);
    return interval<T>(value_at(f, x.upper(), MPFR_RNDD), infinity);
  }
  if (top == 1 && x.upper() == 0) return -expected_reciprocal_wave(f, -x, top);
  if (holds_multiple(x, top + 1, 2)) return interval<T>::entire();
  return expected_wave(f, x, top);
}

template <std::floating_point T>
interval<T> expected_tangent(interval<T> x) {
  if (is_empty(x)) return x;
  return holds_multiple(x, 1, 2) ? interval<T>::entire() : rising(mpfr_tan, x);
}

template <std::floating_point T>
interval<T> expected_cotangent(interval<T> x) {
  const T infinity = std::numeric_limits<T>::infinity();
  if (is_empty(x) || x == interval<T>(0)) return interval<T>::empty();
  if (x.upper() == 0) return -expected_cotangent(-x);
  if (x.lower() == 0) {
    if (holds_multiple(interval<T>(std::numeric_limits<T>::denorm_min(), x.upper()), 0, 2))
      return interval<T>::entire();
    return interval<T>(value_at(mpfr_cot, x.upper(), MPFR_RNDD), infinity);
  }
  return holds_multiple(x, 0, 2) ? interval<T>::entire() : falling(mpfr_cot, x);
}

inline int acoth(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) {
  mpfr_t reciprocal;
  mpfr_init2(reciprocal, 5000);
  mpfr_ui_div(reciprocal, 1, x, MPFR_RNDN);
  const int result = mpfr_atanh(out, reciprocal, direction);
  mpfr_clear(reciprocal);
  return result;
}

/// pi/2 - atan(x)
inline int acot(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) {
  mpfr_t y;
  mpfr_init2(y, 16);
  mpfr_set_ui(y, 1, MPFR_RNDN);
  const int result = mpfr_atan2(out, y, x, direction);
  mpfr_clear(y);
  return result;
}

/// Corners, where the angle does not jump. The signs of zeros say from which side an axis is met.
template <std::floating_point T>
interval<T> expected_angle(interval<T> y, interval<T> x) {
  if (is_empty(y) || is_empty(x) || (y == interval<T>(0) && x == interval<T>(0))) return interval<T>::empty();
  hull<T> range;
  const T pi_up = value_at(acot, -std::numeric_limits<T>::infinity(), MPFR_RNDU);
  if (y.lower() < 0 && y.upper() >= 0 && x.lower() < 0) return interval<T>(-pi_up, pi_up);
  for (T v : {y.lower(), y.upper()}) {
    for (T u : {x.lower(), x.upper()}) {
      if (v == 0) v = y.lower() < 0 ? -T(0) : T(0);
      if (u == 0 && v == 0) {
        // beside the origin: along the two edges that end there
        if (x.upper() > 0) range.add(0, 0);
        if (x.lower() < 0) range.add(rounded<T>(mpfr_atan2, MPFR_RNDD, {T(0), T(-1)}), pi_up);
        if (y.lower() == 0 && y.upper() != 0)
          range.add(value_at(acot, T(0), MPFR_RNDD), value_at(acot, T(0), MPFR_RNDU));
        if (y.lower() < 0) range.add(-value_at(acot, T(0), MPFR_RNDU), -value_at(acot, T(0), MPFR_RNDD));
        continue;
      }
      if (std::isinf(u) && std::isinf(v)) continue;  // between two others
      range.add(rounded<T>(mpfr_atan2, MPFR_RNDD, {v, u}), rounded<T>(mpfr_atan2, MPFR_RNDU, {v, u}));
    }
  }
  return range.value();
}

template <std::floating_point T>
interval<T> expected_hypotenuse(interval<T> x, interval<T> y) {
  if (is_empty(x) || is_empty(y)) return interval<T>::empty();
  return interval<T>(rounded<T>(mpfr_hypot, MPFR_RNDD, {mig(x), mig(y)}),
                     rounded<T>(mpfr_hypot, MPFR_RNDU, {mag(x), mag(y)}));
}

template <std::floating_point T>
interval<T> expected_rootn(interval<T> x, int n) {
  if (is_empty(x) || n == 0) return interval<T>::empty();
  const T infinity = std::numeric_limits<T>::infinity();
  const auto root = [n](T v, mpfr_rnd_t direction) {
    const auto f = [n](mpfr_ptr out, mpfr_ptr in, mpfr_rnd_t d) { mpfr_rootn_si(out, in, n, d); };
    return rounded<T>(f, direction, {v});
  };
  const auto half = [&](interval<T> part) {
    if (is_empty(part)) return part;
    if (n > 0) return interval<T>(root(part.lower(), MPFR_RNDD), root(part.upper(), MPFR_RNDU));
    if (part.upper() == 0) return interval<T>::empty();
    return interval<T>(root(part.upper(), MPFR_RNDD),
                       part.lower() == 0 ? infinity : root(part.lower(), MPFR_RNDU));
  };
  const auto positive = [infinity](interval<T> v) {
    const interval<T> part = intersection(v, interval<T>(T(0), infinity));
    return is_empty(part) ? part : interval<T>(part.lower() == 0 ? T(0) : part.lower(), part.upper());
  };
  if (n % 2 == 0) return half(positive(x));
  return convex_hull(half(positive(x)), -half(positive(-x)));
}

template <std::floating_point T>
interval<T> expected_fold(interval<T> a, interval<T> b, bool lesser) {
  if (is_empty(a) || is_empty(b)) return interval<T>::empty();
  const auto pick = [lesser](T x, T y) { return lesser ? std::fmin(x, y) : std::fmax(x, y); };
  return interval<T>(pick(a.lower(), b.lower()), pick(a.upper(), b.upper()));
}

template <std::floating_point T>
interval<T> expected_abs(interval<T> a) {
  return is_empty(a) ? a : interval<T>(mig(a), mag(a));
}

inline int sign(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) {
  return mpfr_set_si(out, mpfr_sgn(x), direction);
}
inline int floor(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_floor(out, x); }
inline int ceil(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_ceil(out, x); }
inline int trunc(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_trunc(out, x); }
inline int ties_to_even(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_roundeven(out, x); }
inline int ties_to_away(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t) { return mpfr_round(out, x); }

#define RECKON_TEST_OPERATION(name, places, found, wanted)                   \
  operation<T> {                                                             \
    name, places, [](const operands<T>& o) -> interval<T> { return found; }, \
        [](const operands<T>& o) -> interval<T> { return wanted; }           \
  }

/// Groups 1 and 3 of the operations. The places are what the comments of the functions say. A type of its own
/// for Where gives a translation unit a table of its own.
template <std::floating_point T, class Where = void>
auto all_operations() {
  constexpr T infinity = std::numeric_limits<T>::infinity();
  return std::array{
      RECKON_TEST_OPERATION("add", 0, o.a + o.b, expected_sum(o.a, o.b)),
      RECKON_TEST_OPERATION("sub", 0, o.a - o.b, expected_sum(o.a, -o.b)),
      RECKON_TEST_OPERATION("mul", 0, o.a * o.b, expected_product(o.a, o.b)),
      RECKON_TEST_OPERATION("div", 0, o.a / o.b, expected_quotient(o.a, o.b)),
      RECKON_TEST_OPERATION("recip", 0, recip(o.a), expected_quotient(interval<T>(1), o.a)),
      RECKON_TEST_OPERATION("sqr", 0, sqr(o.a), expected_square(o.a)),
      RECKON_TEST_OPERATION("sqrt", 0, sqrt(o.a), expected_root(o.a)),
      RECKON_TEST_OPERATION("fma", 0, fma(o.a, o.b, o.c), expected_fma(o.a, o.b, o.c)),
      RECKON_TEST_OPERATION("pown", 0, pown(o.a, o.n), expected_power(o.a, o.n)),
      RECKON_TEST_OPERATION("abs", 0, abs(o.a), expected_abs(o.a)),
      RECKON_TEST_OPERATION("min", 0, (reckon::min)(o.a, o.b), expected_fold(o.a, o.b, true)),
      RECKON_TEST_OPERATION("max", 0, (reckon::max)(o.a, o.b), expected_fold(o.a, o.b, false)),
      RECKON_TEST_OPERATION("sign", 0, reckon::sign(o.a), rising(support::sign, o.a)),
      RECKON_TEST_OPERATION("floor", 0, reckon::floor(o.a), rising(support::floor, o.a)),
      RECKON_TEST_OPERATION("ceil", 0, reckon::ceil(o.a), rising(support::ceil, o.a)),
      RECKON_TEST_OPERATION("trunc", 0, reckon::trunc(o.a), rising(support::trunc, o.a)),
      RECKON_TEST_OPERATION("round_ties_to_even", 0, round_ties_to_even(o.a), rising(ties_to_even, o.a)),
      RECKON_TEST_OPERATION("round_ties_to_away", 0, round_ties_to_away(o.a), rising(ties_to_away, o.a)),
      RECKON_TEST_OPERATION("cbrt", 0, cbrt(o.a), rising(mpfr_cbrt, o.a)),
      RECKON_TEST_OPERATION("hypot", 0, hypot(o.a, o.b), expected_hypotenuse(o.a, o.b)),
      RECKON_TEST_OPERATION("exp", 1, exp(o.a), rising(mpfr_exp, o.a)),
      RECKON_TEST_OPERATION("exp2", 1, exp2(o.a), rising(mpfr_exp2, o.a)),
      RECKON_TEST_OPERATION("exp10", 1, exp10(o.a), rising(mpfr_exp10, o.a)),
      RECKON_TEST_OPERATION("expm1", 1, expm1(o.a), rising(mpfr_expm1, o.a)),
      RECKON_TEST_OPERATION("log", 1, log(o.a), rising(mpfr_log, above(T(0), o.a))),
      RECKON_TEST_OPERATION("log2", 1, log2(o.a), rising(mpfr_log2, above(T(0), o.a))),
      RECKON_TEST_OPERATION("log10", 1, log10(o.a), rising(mpfr_log10, above(T(0), o.a))),
      RECKON_TEST_OPERATION("logp1", 1, logp1(o.a), rising(mpfr_log1p, above(T(-1), o.a))),
      RECKON_TEST_OPERATION("pow", 1, pow(o.a, o.b), expected_general_power(o.a, o.b)),
      RECKON_TEST_OPERATION("rootn", 1, rootn(o.a, o.n), expected_rootn(o.a, o.n)),
      RECKON_TEST_OPERATION("sin", 1, sin(o.a), expected_wave(mpfr_sin, o.a, 1)),
      RECKON_TEST_OPERATION("cos", 1, cos(o.a), expected_wave(mpfr_cos, o.a, 0)),
      RECKON_TEST_OPERATION("tan", 1, tan(o.a), expected_tangent(o.a)),
      RECKON_TEST_OPERATION("cot", 1, cot(o.a), expected_cotangent(o.a)),
      RECKON_TEST_OPERATION("sec", 1, sec(o.a), expected_reciprocal_wave(mpfr_sec, o.a, 0)),
      RECKON_TEST_OPERATION("csc", 1, csc(o.a), expected_reciprocal_wave(mpfr_csc, o.a, 1)),
      RECKON_TEST_OPERATION("asin", 1, asin(o.a), rising(mpfr_asin, intersection(o.a, interval<T>(-1, 1)))),
      RECKON_TEST_OPERATION("acos", 1, acos(o.a), falling(mpfr_acos, intersection(o.a, interval<T>(-1, 1)))),
      RECKON_TEST_OPERATION("atan", 1, atan(o.a), rising(mpfr_atan, o.a)),
      RECKON_TEST_OPERATION("acot", 1, reckon::acot(o.a), falling(support::acot, o.a)),
      RECKON_TEST_OPERATION("atan2", 1, atan2(o.a, o.b), expected_angle(o.a, o.b)),
      RECKON_TEST_OPERATION("sinh", 1, sinh(o.a), rising(mpfr_sinh, o.a)),
      RECKON_TEST_OPERATION("cosh", 1, cosh(o.a), rising(mpfr_cosh, expected_abs(o.a))),
      RECKON_TEST_OPERATION("tanh", 1, tanh(o.a), rising(mpfr_tanh, o.a)),
      RECKON_TEST_OPERATION("coth", 1, coth(o.a), falling_odd(mpfr_coth, T(0), o.a)),
      RECKON_TEST_OPERATION("sech", 1, sech(o.a), falling(mpfr_sech, expected_abs(o.a))),
      RECKON_TEST_OPERATION("csch", 1, csch(o.a), falling_odd(mpfr_csch, T(0), o.a)),
      RECKON_TEST_OPERATION("asinh", 1, asinh(o.a), rising(mpfr_asinh, o.a)),
      RECKON_TEST_OPERATION("acosh", 1, acosh(o.a),
                            rising(mpfr_acosh, intersection(o.a, interval<T>(T(1), infinity)))),
      RECKON_TEST_OPERATION("atanh", 1, atanh(o.a), rising(mpfr_atanh, -above(T(-1), -above(T(-1), o.a)))),
      RECKON_TEST_OPERATION("acoth", 1, reckon::acoth(o.a), falling_odd(support::acoth, T(1), o.a)),
  };
}

#undef RECKON_TEST_OPERATION

/// Operands of every kind, and in turn such as functions take: small ones, near multiples of pi/2, near 1,
/// whole.
template <std::floating_point T>
class random_operands {
 public:
  explicit random_operands(std::uint64_t seed) : numbers_(seed), engine_(seed) {}

  operands<T> next() {
    operands<T> o{set(), set(), set(), 0};
    constexpr int limits[] = {2147483647, -2147483647 - 1, 1000000, -1000001};
    const int kind = static_cast<int>(engine_() % 20);
    o.n = kind == 0 ? limits[engine_() % 4]
                    : static_cast<int>(engine_() % (kind < 12 ? 9 : 401)) - (kind < 12 ? 4 : 200);
    return o;
  }

 private:
  T unit() { return static_cast<T>(static_cast<double>(engine_() >> 11) * 0x1p-53); }

  interval<T> from(T x) {
    const T steps[] = {
        0, std::abs(x) * std::numeric_limits<T>::epsilon() * 2, T(0.001), unit(), 4 * unit(), 8 * unit()};
    const T y = x + steps[engine_() % 6];
    return std::isinf(y) ? interval<T>(x) : interval<T>(x, y);
  }

  interval<T> set() {
    const T sign = engine_() % 2 == 0 ? T(1) : T(-1);
    switch (engine_() % 12) {
      case 0:
        return from(sign * 25 * unit());
      case 1:
        return from(sign * 800 * unit());
      case 2:
        return from(sign * unit());
      case 3:
        return from(sign * std::ldexp(unit(), -static_cast<int>(engine_() % 60)));
      case 4:
        return from(sign * (1 + std::ldexp(unit() - T(0.5), -static_cast<int>(engine_() % 50))));
      case 5:  // the number of T next to a multiple of pi/2
        return from(sign * static_cast<T>(static_cast<double>(engine_() % 1000) * 0x1.921fb54442d18p+0));
      case 6:
        return from(sign * static_cast<T>(engine_() % 64) / T(4));
      case 7:
        return from(std::ldexp(T(1), static_cast<int>(engine_() % 40) - 20));
      case 8:
        return from(sign *
                    std::ldexp(unit(), static_cast<int>(engine_() % (std::numeric_limits<T>::max_exponent))));
      default:
        return numbers_.set();
    }
  }

  random_numbers<T> numbers_;
  std::mt19937_64 engine_;
};

/// How a result lies to what it should be: it misses a value, is as tight as can be, or wider by some places.
enum class verdict { missed, tight, wider, too_wide };

template <std::floating_point T>
verdict judged(interval<T> found, interval<T> tightest, int places) {
  if (found.lower() == tightest.lower() && found.upper() == tightest.upper()) return verdict::tight;
  if (is_empty(tightest)) return verdict::too_wide;
  if (is_empty(found) || !(found.lower() <= tightest.lower()) || !(found.upper() >= tightest.upper()))
    return verdict::missed;
  const bool near = places_between(found.lower(), tightest.lower()) <= places &&
                    places_between(tightest.upper(), found.upper()) <= places;
  return near ? verdict::wider : verdict::too_wide;
}

}  // namespace support
