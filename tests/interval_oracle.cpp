// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// The bounds of every operation against those that MPFR finds with directed rounding.

#include "interval_expected.hpp"
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
using support::expected_fma;
using support::expected_power;
using support::expected_product;
using support::expected_quotient;
using support::expected_root;
using support::expected_square;
using support::expected_sum;
using support::random_numbers;
using support::text;

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
