// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// The bounds of every operation against those that MPFR finds with directed rounding.

#include "interval_support.hpp"
#include "support.hpp"

#include <mpfr.h>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <type_traits>

namespace {

using reckon::interval;
using support::random_numbers;
using support::rounded;
using support::text;

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
bool agrees(const char* operation, interval<T> found, interval<T> expected,
            std::initializer_list<interval<T>> arguments) {
  if (found == expected) return true;
  std::string message =
      std::string(operation) + " gives " + text(found) + ", not " + text(expected) + ", for";
  for (const auto argument : arguments) message += ' ' + text(argument);
  UNSCOPED_INFO(message);
  return false;
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

template <std::floating_point T>
void compare_arithmetic(std::uint64_t seed, int count) {
  CAPTURE(seed);
  random_numbers<T> random(seed);
  for (int i = 0; i < count; ++i) {
    const interval<T> a = random.set();
    const interval<T> b = random.set();
    const interval<T> c = random.set();
    const bool right =
        agrees("+", a + b, expected_sum(a, b), {a, b}) && agrees("-", a - b, expected_sum(a, -b), {a, b}) &&
        agrees("*", a * b, expected_product(a, b), {a, b}) &&
        agrees("/", a / b, expected_quotient(a, b), {a, b}) &&
        agrees("recip", recip(a), expected_quotient(interval<T>(1), a), {a}) &&
        agrees("sqr", sqr(a), expected_square(a), {a}) && agrees("sqrt", sqrt(a), expected_root(a), {a}) &&
        agrees("fma", fma(a, b, c), expected_fma(a, b, c), {a, b, c});
    if (!right) FAIL();
  }
  SUCCEED();
}

#if defined(__SSE2__)
// What -ffast-math in some other part of a program does to all of it.
class flushing_to_zero {
 public:
  flushing_to_zero() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040u); }
  ~flushing_to_zero() { _mm_setcsr(before_); }
  flushing_to_zero(const flushing_to_zero&) = delete;
  flushing_to_zero& operator=(const flushing_to_zero&) = delete;

 private:
  unsigned before_;
};

template <std::floating_point T>
[[gnu::noinline]] std::array<interval<T>, 8> all_flushed(interval<T> a, interval<T> b, interval<T> c) {
  const flushing_to_zero mode;
  return {a + b, a - b, a * b, a / b, recip(a), sqr(a), sqrt(a), fma(a, b, c)};
}

template <std::floating_point T>
void compare_flushed(std::uint64_t seed, int count) {
  CAPTURE(seed);
  random_numbers<T> random(seed);
  for (int i = 0; i < count; ++i) {
    const interval<T> a = random.set();
    const interval<T> b = random.set();
    const interval<T> c = random.set();
    const std::array<interval<T>, 8> found = all_flushed(a, b, c);
    const bool right = agrees("+", found[0], expected_sum(a, b), {a, b}) &&
                       agrees("-", found[1], expected_sum(a, -b), {a, b}) &&
                       agrees("*", found[2], expected_product(a, b), {a, b}) &&
                       agrees("/", found[3], expected_quotient(a, b), {a, b}) &&
                       agrees("recip", found[4], expected_quotient(interval<T>(1), a), {a}) &&
                       agrees("sqr", found[5], expected_square(a), {a}) &&
                       agrees("sqrt", found[6], expected_root(a), {a}) &&
                       agrees("fma", found[7], expected_fma(a, b, c), {a, b, c});
    if (!right) FAIL();
  }
  SUCCEED();
}
#endif

// Constant expressions take the slow path for all arguments; here it runs on arguments that the fast one
// takes else.
template <std::floating_point T>
void compare_paths(std::uint64_t seed, int count) {
  CAPTURE(seed);
  random_numbers<T> random(seed);
  namespace careful = reckon::detail::careful;
  using reckon::detail::ends;
  using reckon::detail::make_interval;
  for (int i = 0; i < count; ++i) {
    const interval<T> a = random.set();
    const interval<T> b = random.set();
    const bool right = agrees("+", make_interval(careful::sum(ends(a), ends(b))), a + b, {a, b}) &&
                       agrees("*", make_interval(careful::product(ends(a), ends(b))), a * b, {a, b}) &&
                       agrees("/", make_interval(careful::quotient(ends(a), ends(b))), a / b, {a, b}) &&
                       agrees("sqr", make_interval(careful::square(ends(a))), sqr(a), {a}) &&
                       agrees("sqrt", make_interval(careful::root(ends(a))), sqrt(a), {a});
    if (!right) FAIL();
  }
  SUCCEED();
}

template <std::floating_point T>
void compare_powers(std::uint64_t seed, int count) {
  CAPTURE(seed);
  random_numbers<T> random(seed);
  std::mt19937_64 engine(seed);
  for (int i = 0; i < count; ++i) {
    const interval<T> a = random.set();
    constexpr int limits[] = {2147483647, -2147483647 - 1, 1000000, -1000001};
    const int n = engine() % 20 == 0
                      ? limits[engine() % 4]
                      : static_cast<int>(engine() % (i % 2 == 0 ? 9 : 401)) - (i % 2 == 0 ? 4 : 200);
    CAPTURE(n);
    if (!agrees("pown", pown(a, n), expected_power(a, n), {a})) FAIL();
  }
  SUCCEED();
}

/// -1, 0 or 1 as the long number is less than, equal to or greater than `value`.
int compared(const reckon::detail::powers::long_number& x, mpfr_ptr value) {
  support::real exact;
  mpfr_set_zero(exact.get(), 1);
  for (const std::uint64_t word : x.words) {
    mpfr_mul_2ui(exact.get(), exact.get(), 64, MPFR_RNDN);
    // by halves, since an unsigned long need not have 64 bits
    support::real half(static_cast<double>(word >> 32));
    mpfr_mul_2ui(half.get(), half.get(), 32, MPFR_RNDN);
    mpfr_add(exact.get(), exact.get(), half.get(), MPFR_RNDN);
    mpfr_add_d(exact.get(), exact.get(), static_cast<double>(word & 0xffffffffu), MPFR_RNDN);
  }
  mpfr_mul_2si(exact.get(), exact.get(), static_cast<long>(x.exponent), MPFR_RNDN);
  const int order = mpfr_cmp(exact.get(), value);
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

/// The number of representable numbers from a to b, a <= b.
template <std::floating_point T>
std::int64_t places_between(T a, T b) {
  return static_cast<std::int64_t>(reckon::detail::order_key(b)) -
         static_cast<std::int64_t>(reckon::detail::order_key(a));
}

/// Both bounds of `found` lie outside of those of `tight`, by no more than `places`.
template <std::floating_point T>
bool encloses(const char* operation, interval<T> found, interval<T> tight, std::int64_t places,
              std::initializer_list<interval<T>> arguments) {
  const bool right = is_empty(tight)
                         ? is_empty(found)
                         : subset(tight, found) && places_between(found.lower(), tight.lower()) <= places &&
                               places_between(tight.upper(), found.upper()) <= places;
  return right || agrees(operation, found, tight, arguments);
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

// How far a bound may lie from the best: the places by which it is moved, and the error of the library; in
// float one, as the double that it is rounded from hardly ever lies next to a float.
template <std::floating_point T>
constexpr std::int64_t allowed = std::same_as<T, float> ? 1 : reckon::detail::elementary::usual_places + 1;

template <std::floating_point T>
void compare_elementary(std::uint64_t seed, int count) {
  CAPTURE(seed);
  random_numbers<T> random(seed);
  const T infinity = std::numeric_limits<T>::infinity();
  for (int i = 0; i < count; ++i) {
    // Half of the arguments where the functions are neither 0 nor infinite.
    const T scale = i % 2 == 0 ? T(1) : T(20);
    const T u = scale * static_cast<T>(std::sin(static_cast<double>(i)));
    const interval<T> a = i % 4 < 2 ? random.set() : interval<T>(u, u + scale * static_cast<T>(0.01));
    const interval<T> b = i % 4 < 2 ? random.set() : interval<T>(u / 3, u / 3 + 1);
    const interval<T> positive = intersection(a, interval<T>(T(0), infinity));
    const interval<T> above = intersection(a, interval<T>(T(-1), infinity));
    const bool no_logarithm = is_empty(positive) || positive.upper() == 0;
    const bool none_above = is_empty(above) || above.upper() == -1;
    const auto logarithm = [](auto function, interval<T> x, bool none) {
      return none ? interval<T>::empty() : increasing<T>(function, x);
    };
    const bool right =
        encloses("exp", exp(a), increasing<T>(mpfr_exp, a), allowed<T>, {a}) &&
        encloses("exp2", exp2(a), increasing<T>(mpfr_exp2, a), allowed<T>, {a}) &&
        encloses("exp10", exp10(a), increasing<T>(mpfr_exp10, a), allowed<T>, {a}) &&
        encloses("expm1", expm1(a), increasing<T>(mpfr_expm1, a), allowed<T>, {a}) &&
        encloses("log", log(a), logarithm(mpfr_log, positive, no_logarithm), allowed<T>, {a}) &&
        encloses("log2", log2(a), logarithm(mpfr_log2, positive, no_logarithm), allowed<T>, {a}) &&
        encloses("log10", log10(a), logarithm(mpfr_log10, positive, no_logarithm), allowed<T> + 2, {a}) &&
        encloses("logp1", logp1(a), logarithm(mpfr_log1p, above, none_above), allowed<T>, {a}) &&
        encloses("pow", pow(a, b), expected_general_power(a, b), allowed<T>, {a, b}) &&
        agrees("cbrt", cbrt(a), increasing<T>(mpfr_cbrt, a), {a});
    if (!right) FAIL();
  }
  SUCCEED();
}

}  // namespace

TEMPLATE_TEST_CASE("arithmetic gives the tightest bounds", "", double, float) {
  compare_arithmetic<TestType>(20240611, 100'000);
}

TEMPLATE_TEST_CASE("arithmetic gives the tightest bounds, two million times", "[.long]", double, float) {
  compare_arithmetic<TestType>(20240612, 2'000'000);
}

#if defined(__SSE2__)
TEMPLATE_TEST_CASE("arithmetic gives the tightest bounds while subnormal numbers are flushed to zero", "",
                   double, float) {
  compare_flushed<TestType>(20240618, 100'000);
}
#endif

TEMPLATE_TEST_CASE("constant expressions and run time agree on every bound", "", double, float) {
  compare_paths<TestType>(20240613, 100'000);
}

TEST_CASE("products of 192 places are rounded to the side that is asked for") {
  using reckon::detail::exact::direction;
  using reckon::detail::powers::long_number;
  using reckon::detail::powers::multiplied;
  std::mt19937_64 engine(20240619);
  for (int i = 0; i < 2000; ++i) {
    long_number square{{engine() | (std::uint64_t{1} << 63), engine(), engine()}, -191};
    if (i == 0) square = {{~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0}}, -191};
    support::real root;
    support::real low;
    mpfr_set_zero(root.get(), 1);
    for (int k = 0; k < 3; ++k) {
      for (const int shift : {32, 0}) {
        mpfr_set_d(low.get(), static_cast<double>((square.words[k] >> shift) & 0xffffffffu), MPFR_RNDN);
        mpfr_mul_2si(low.get(), low.get(), 128 - 64 * k + shift - 191, MPFR_RNDN);
        mpfr_add(root.get(), root.get(), low.get(), MPFR_RNDN);
      }
    }
    mpfr_sqr(root.get(), root.get(), MPFR_RNDN);
    CHECK(compared(multiplied(square, square, direction::down), root.get()) <= 0);
    CHECK(compared(multiplied(square, square, direction::up), root.get()) >= 0);
    const long_number one{{std::uint64_t{1} << 63, 0, 0}, -191};
    CHECK(multiplied(square, one, direction::up).words[2] == square.words[2]);
  }
}

TEST_CASE("a carry out of all 192 places makes the next power of two") {
  // (2^191 + 1) (2^192 - 2) = 2^383 - 2
  using reckon::detail::exact::direction;
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  const reckon::detail::powers::long_number a{{std::uint64_t{1} << 63, 0, 1}, 0};
  const reckon::detail::powers::long_number b{{ones, ones, ones - 1}, 0};
  const auto up = multiplied(a, b, direction::up);
  CHECK(up.words[0] == std::uint64_t{1} << 63);
  CHECK((up.words[1] | up.words[2]) == 0);
  CHECK(up.exponent == 192);
  const auto down = multiplied(a, b, direction::down);
  CHECK((down.words[0] & down.words[1] & down.words[2]) == ones);
  CHECK(down.exponent == 191);
}

TEMPLATE_TEST_CASE("integer powers have the tightest bounds", "", double, float) {
  compare_powers<TestType>(20240614, 20'000);
}

TEMPLATE_TEST_CASE("integer powers have the tightest bounds, half a million times", "[.long]", double,
                   float) {
  compare_powers<TestType>(20240615, 500'000);
}

TEMPLATE_TEST_CASE("elementary functions enclose their range within a few places", "", double, float) {
  compare_elementary<TestType>(20240616, 8'000);
}

TEMPLATE_TEST_CASE("elementary functions enclose their range, at many arguments", "[.long]", double, float) {
  compare_elementary<TestType>(20240617, 300'000);
}
