// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// Every operation on intervals against MPFR, and the exact points of the functions. interval_matrix/run does
// the same with many more operands, in every mode of the processor and with all kinds of flags.

#include "interval_operations.hpp"
#include "support.hpp"

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <random>

namespace {

using reckon::interval;
using support::verdict;

// ---- exact points, and constant expressions ----

static_assert(exp(interval(0.0)) == 1 && exp2(interval(-3.0, 10.0)) == interval(0.125, 1024));
static_assert(exp10(interval(22.0)) == 1e22 && expm1(interval(0.0)) == 0);
static_assert(log(interval(1.0)) == 0 && log2(interval(0x1p-1074)) == -1074 && log10(interval(1e22)) == 22);
static_assert(logp1(interval(0.0)) == 0);
static_assert(pow(interval(2.0), 3) == 8 && pow(interval(4.0), 1.5) == 8 &&
              pow(interval(16.0), -0.25) == 0.5);
static_assert(rootn(interval(-27.0), 3) == -3 && rootn(interval(32.0), -5) == 0.5);
static_assert(sqrt(sqr(interval(0x1.2345p5))) == 0x1.2345p5 && cbrt(interval(0x1p-300)) == 0x1p-100);
static_assert(hypot(interval(3.0), interval(-4.0)) == 5);
static_assert(sin(interval(0.0)) == 0 && cos(interval(0.0)) == 1 && tan(interval(0.0)) == 0);
static_assert(asin(interval(0.0)) == 0 && acos(interval(1.0)) == 0 && atan(interval(0.0)) == 0);
static_assert(sinh(interval(0.0)) == 0 && cosh(interval(0.0)) == 1 && tanh(interval(0.0)) == 0);
static_assert(asinh(interval(0.0)) == 0 && acosh(interval(1.0)) == 0 && atanh(interval(0.0)) == 0);
static_assert(sec(interval(0.0)) == 1 && sech(interval(0.0)) == 1);

// ---- partial domains: what has no value adds nothing ----

constexpr double infinity = std::numeric_limits<double>::infinity();
static_assert(is_empty(log(interval(-2.0, 0.0))) && log(interval(0.0, 1.0)) == interval(-infinity, 0));
static_assert(is_empty(asin(interval(2.0, 3.0))) && asin(interval(-5.0, 0.0)).upper() == 0);
static_assert(is_empty(acosh(interval(-1.0, 0.5))) && acosh(interval(-1.0, 1.0)) == 0);
static_assert(is_empty(atanh(interval(1.0, 2.0))) && atanh(interval(-1.0, 1.0)) == interval<>::entire());
static_assert(is_empty(atan2(interval(0.0), interval(0.0))) && is_empty(csc(interval(0.0))));
static_assert(is_empty(rootn(interval(-4.0, -1.0), 2)) && is_empty(rootn(interval(1.0), 0)));
static_assert(is_empty(sin(interval<>::empty())) && tan(interval(1.0, 2.0)) == interval<>::entire());
static_assert(sin(interval<>::entire()) == interval(-1, 1) &&
              coth(interval(-1.0, 1.0)) == interval<>::entire());
static_assert(round_ties_to_even(interval(-2.5, 3.5)) == interval(-2, 4) &&
              round_ties_to_away(interval(-2.5, 3.5)) == interval(-3, 4));
static_assert(floor(interval(-0.5, 1.5)) == interval(-1, 1) && ceil(interval(-0.5, 1.5)) == interval(0, 2));
static_assert(sign(interval(-3.0, 0.0)) == interval(-1, 0) && trunc(interval(-1.5, 1.5)) == interval(-1, 1));

template <std::floating_point T>
void compare_all(std::uint64_t seed, int count) {
  CAPTURE(seed);
  for (const auto& operation : support::all_operations<T>()) {
    support::random_operands<T> random(seed);
    int missed = 0;
    int wider = 0;
    int too_wide = 0;
    for (int i = 0; i < count; ++i) {
      const support::operands<T> o = random.next();
      const interval<T> found = operation.found(o);
      const interval<T> expected = operation.expected(o);
      const verdict v = support::judged(found, expected, operation.places);
      missed += v == verdict::missed ? 1 : 0;
      wider += v == verdict::wider ? 1 : 0;
      too_wide += v == verdict::too_wide ? 1 : 0;
      if ((v == verdict::missed || v == verdict::too_wide) && missed + too_wide <= 3) {
        UNSCOPED_INFO(operation.name << " gives " << support::text(found) << ", not "
                                     << support::text(expected) << ", for " << support::text(o.a) << ' '
                                     << support::text(o.b) << ' ' << support::text(o.c) << " n = " << o.n);
      }
    }
    INFO(operation.name << ": " << missed << " miss the range, " << too_wide << " are too wide, " << wider
                        << " of " << count << " are not the tightest");
    CHECK(missed + too_wide == 0);
  }
}

template <std::floating_point T>
bool agree(const char* name, T x, reckon::detail::endpoints<T> fast, reckon::detail::endpoints<T> careful) {
  const bool same = fast.lower == careful.lower && fast.upper == careful.upper;
  if (!same) UNSCOPED_INFO(name << " of " << static_cast<double>(x) << " is decided wrongly in 64 places");
  return same;
}

/// What 64 places decide, 127 places decide so too.
template <std::floating_point T>
void compare_places(std::uint64_t seed, int count) {
  CAPTURE(seed);
  namespace elementary = reckon::detail::elementary;
  namespace kernels = reckon::detail::kernels;
  std::mt19937_64 engine(seed);
  const auto unit = [&engine] { return static_cast<double>(engine() >> 11) * 0x1p-53; };
  int decided = 0;
  for (int i = 0; i < count; ++i) {
    const int shift = static_cast<int>(engine() % 45);
    const T x = static_cast<T>(i % 2 == 0 ? 160 * (unit() - 0.5) : std::ldexp(unit() - 0.5, -shift / 2));
    const T y =
        static_cast<T>(i % 2 == 0 ? std::exp2(200 * (unit() - 0.5)) : 1 + std::ldexp(unit() - 0.5, -shift));
    const unsigned n = 2 + static_cast<unsigned>(i % 31);
    reckon::detail::endpoints<T> found{};
    if (kernels::fast_exponential(x, found)) {
      ++decided;
      if (!agree("exp", x, found, elementary::careful_exponential(x))) FAIL();
    }
    if (kernels::fast_logarithm(y, found)) {
      ++decided;
      if (!agree("log", y, found, elementary::careful_logarithm(y))) FAIL();
    }
    if (kernels::fast_power(y, n, found)) {
      namespace powers = reckon::detail::powers;
      namespace exact = reckon::detail::exact;
      const int power = static_cast<int>(n);
      if (!agree("power", y, found,
                 {powers::long_power(y, power, exact::direction::down),
                  powers::long_power(y, power, exact::direction::up)}))
        FAIL();
    }
  }
  CHECK(decided > count);
}

}  // namespace

TEMPLATE_TEST_CASE("what 64 places decide of exp, log and powers, more places decide so too", "", double,
                   float) {
  compare_places<TestType>(20250103, 200'000);
}

TEMPLATE_TEST_CASE("every operation encloses its range within the places that it states", "", double, float) {
  compare_all<TestType>(20250101, 1'500);
}
