// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/reverse.hpp>

// Reverse functions: nothing is lost, and each bound is the one that MPFR finds with 400 bits.

#include "interval_support.hpp"
#include "support.hpp"

#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <utility>

namespace {

using namespace reckon;
using support::real;
using support::text;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr interval<> empty = interval<>::empty();
constexpr interval<> entire = interval<>::entire();

// The definitions of IEEE Std 1788-2015, by hand.
static_assert(sqr_rev(interval(0, 25)) == interval(-5, 5));
static_assert(sqr_rev(interval(4, 9), interval(0, 2.5)) == interval(2, 2.5));
static_assert(sqr_rev(interval(-10, -1)) == empty);
static_assert(abs_rev(interval(1, 3), interval(-2, 0)) == interval(-2, -1));
static_assert(pown_rev(interval(8, 27), 3) == interval(2, 3));
static_assert(pown_rev(interval(4, 16), -2) == interval(-0.5, 0.5));
static_assert(pown_rev(interval(1, 2), 0) == entire && pown_rev(interval(2, 3), 0) == empty);
static_assert(pown_rev(interval(0, 0), -3) == empty);
static_assert(mul_rev(interval(2, 4), interval(8, 8)) == interval(2, 4));
static_assert(cosh_rev(interval(1, 1)) == interval(0, 0) && cosh_rev(interval(0, 0.5)) == empty);
static_assert(pow_rev1(interval(2, 2), interval(4, 9)) == interval(2, 3));
static_assert(pow_rev2(interval(2, 4), interval(8, 8)) == interval(1.5, 3));

/// Random numbers in the range in which something happens.
class numbers {
 public:
  explicit numbers(std::uint64_t seed) : engine_(seed) {}
  double between(double l, double u) { return l + (u - l) * std::uniform_real_distribution<>(0, 1)(engine_); }
  interval<> set(double l, double u) {
    const double special[] = {0, 1, -1, 0.5, 2};
    double a = engine_() % 8 == 0 ? special[engine_() % 5] : between(l, u);
    double b = engine_() % 8 == 0 ? special[engine_() % 5] : between(l, u);
    if (engine_() % 6 == 0) b = a;
    if (a > b) std::swap(a, b);
    return interval(a, b);
  }
  std::uint64_t operator()() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

using function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

/// The hull of j period + [lower, upper] cut to x, over all j, from the ends that MPFR gives.
interval<> periodic(interval<> c, interval<> x, function inverse, bool mirrored_branch, bool cosine) {
  real pi;
  mpfr_const_pi(pi.get(), MPFR_RNDN);
  real low;
  real high;
  mpfr_set_d(low.get(), cosine ? c.upper() : c.lower(), MPFR_RNDN);
  mpfr_set_d(high.get(), cosine ? c.lower() : c.upper(), MPFR_RNDN);
  inverse(low.get(), low.get(), MPFR_RNDN);
  inverse(high.get(), high.get(), MPFR_RNDN);
  interval<> result = empty;
  const auto first = static_cast<long>(std::floor(x.lower() / 3.14)) - 3;
  const auto last = static_cast<long>(std::ceil(x.upper() / 3.14)) + 3;
  for (long j = first; j <= last; ++j) {
    const bool odd = j % 2 != 0;
    real from;
    real to;
    mpfr_mul_si(from.get(), pi.get(), j, MPFR_RNDN);
    mpfr_set(to.get(), from.get(), MPFR_RNDN);
    if (odd && mirrored_branch && cosine) {
      // from pi - high to pi - low, above j pi
      mpfr_add(from.get(), from.get(), pi.get(), MPFR_RNDN);
      mpfr_set(to.get(), from.get(), MPFR_RNDN);
    }
    if (odd && mirrored_branch) {
      mpfr_sub(from.get(), from.get(), high.get(), MPFR_RNDN);
      mpfr_sub(to.get(), to.get(), low.get(), MPFR_RNDN);
    } else {
      mpfr_add(from.get(), from.get(), low.get(), MPFR_RNDN);
      mpfr_add(to.get(), to.get(), high.get(), MPFR_RNDN);
    }
    if (mpfr_cmp_d(to.get(), x.lower()) < 0 || mpfr_cmp_d(from.get(), x.upper()) > 0) continue;
    const double l = (std::max)(x.lower(), from.to<double>(MPFR_RNDD));
    const double u = (std::min)(x.upper(), to.to<double>(MPFR_RNDU));
    result = convex_hull(result, interval(l, u));
  }
  return result;
}

bool same(const char* name, interval<> found, interval<> expected, interval<> c, interval<> x) {
  if (found == expected) return true;
  UNSCOPED_INFO(name << " gives " << text(found) << ", not " << text(expected) << ", for " << text(c) << ' '
                     << text(x));
  return false;
}

}  // namespace

TEST_CASE("angles whose sine, cosine or tangent is known have the tightest bounds") {
  numbers random(8101);
  for (int i = 0; i < 1'000; ++i) {
    const interval<> c = random.set(-1, 1);
    const interval<> sines = intersection(c, interval(-1, 1));
    const double width = i % 3 == 0 ? 0.1 : 10;
    const double at = random.between(-30, 30);
    const interval<> x(at, at + random.between(0, width));
    if (!is_empty(sines)) {
      REQUIRE(same("sin_rev", sin_rev(c, x), periodic(sines, x, mpfr_asin, true, false), c, x));
      REQUIRE(same("cos_rev", cos_rev(c, x), periodic(sines, x, mpfr_acos, true, true), c, x));
    }
    const interval<> t = random.set(-5, 5);
    REQUIRE(same("tan_rev", tan_rev(t, x), periodic(t, x, mpfr_atan, false, false), t, x));
  }
}

TEST_CASE("all angles or none have a sine that is known, as sin is periodic") {
  CHECK(sin_rev(interval(-0.5, 0.1)) == entire);
  CHECK(sin_rev(interval(1.5, 2)) == empty);
  CHECK(cos_rev(interval(0, 0)) == entire);
  CHECK(tan_rev(interval(7, 8)) == entire);
  CHECK(sin_rev(empty) == empty);
  CHECK(sin_rev(interval(0, 1), empty) == empty);
  // 3 and 3.5 lie around pi, 2 and 2.5 around no zero of the sine.
  CHECK(sin_rev(interval(0, 0), interval(3.0, 3.5)) == interval(0x1.921fb54442d18p+1, 0x1.921fb54442d19p+1));
  CHECK(sin_rev(interval(0, 0), interval(2.0, 2.5)) == empty);
  CHECK(sin_rev(interval(0, 0), interval(3.0, infinity)) == interval(0x1.921fb54442d18p+1, infinity));
  CHECK(sin_rev(interval(0.5, 0.6), interval(1e300, 2e300)) == interval(1e300, 2e300));
  CHECK(tan_rev(entire, interval(1.0, 2.0)) == interval(1, 2));
  // One number so large that no multiple of pi next to it is a double: a solution, or not. The sine of 10^300
  // is -0.8178819..., as MPFR has it.
  const interval<> far(1e300);
  const double sine = support::rounded<double>(mpfr_sin, MPFR_RNDD, {1e300});
  CHECK(sin_rev(interval(-0.9, -0.8), far) == far);
  CHECK(sin_rev(interval(-0.8, 1.0), far) == empty);
  CHECK(sin_rev(interval(-1.0, sine), far) == empty);
  CHECK(sin_rev(interval(sine, std::nextafter(sine, 1)), far) == far);
  CHECK(cos_rev(cos(far), far) == far);
  CHECK(cos_rev(interval(cos(far).upper(), 1.0), far) == empty);
  CHECK(tan_rev(tan(far), far) == far);
  CHECK(tan_rev(interval(-infinity, tan(far).lower()), far) == empty);
}

TEST_CASE("a number whose hyperbolic cosine is known has the tightest bounds") {
  numbers random(8102);
  for (int i = 0; i < 2'000; ++i) {
    const double c = 1 + std::ldexp(random.between(0, 1), static_cast<int>(random() % 1070) - 53);
    if (!(c > 1)) continue;
    const double u = support::rounded<double>(mpfr_acosh, MPFR_RNDU, {c});
    const double l = support::rounded<double>(mpfr_acosh, MPFR_RNDD, {c});
    REQUIRE(cosh_rev(interval(0.0, c)) == interval(-u, u));
    REQUIRE(cosh_rev(interval(c, infinity), interval(0.0, infinity)) == interval(l, infinity));
  }
}

TEST_CASE("roots of any order have the tightest bounds") {
  numbers random(8103);
  support::random_numbers<double> any(8104);
  for (int i = 0; i < 3'000; ++i) {
    const double c = std::abs(any.number());
    if (c == 0) continue;
    const int n = static_cast<int>(random() % 12) + 1;
    const auto root = [n](mpfr_ptr out, mpfr_srcptr in, mpfr_rnd_t direction) {
      return mpfr_rootn_ui(out, in, static_cast<unsigned long>(n), direction);
    };
    const double l = support::rounded<double>(root, MPFR_RNDD, {c});
    const double u = support::rounded<double>(root, MPFR_RNDU, {c});
    INFO(c << " to the power 1 / " << n);
    REQUIRE(pown_rev(interval(c), interval(0.0, infinity), n) == interval(l, u));
    const auto reciprocal = [n](mpfr_ptr out, mpfr_srcptr in, mpfr_rnd_t direction) {
      real one(1.0);
      mpfr_div(out, one.get(), in, MPFR_RNDN);
      return mpfr_rootn_ui(out, out, static_cast<unsigned long>(n), direction);
    };
    // Where 1 / c is no sum of powers of two, 400 bits of it decide.
    if (std::abs(std::ilogb(c)) > 1000) continue;
    int exponent = 0;
    if (std::frexp(c, &exponent) == 0.5 && exponent % n != 1) continue;
    const double rl = support::rounded<double>(reciprocal, MPFR_RNDD, {c});
    const double ru = support::rounded<double>(reciprocal, MPFR_RNDU, {c});
    if (rl == ru) continue;
    REQUIRE(pown_rev(interval(c), interval(0.0, infinity), -n) == interval(rl, ru));
  }
}

TEST_CASE("bases and exponents of powers have the tightest bounds") {
  numbers random(8105);
  for (int i = 0; i < 1'000; ++i) {
    const double c = std::exp(random.between(-5, 5));
    const double y = random.between(0.1, 4);
    const auto base = [](mpfr_ptr out, mpfr_srcptr value, mpfr_srcptr power, mpfr_rnd_t direction) {
      real t;
      mpfr_log(t.get(), value, MPFR_RNDN);
      mpfr_div(t.get(), t.get(), power, MPFR_RNDN);
      return mpfr_exp(out, t.get(), direction);
    };
    const interval<> b(support::rounded<double>(base, MPFR_RNDD, {c, y}),
                       support::rounded<double>(base, MPFR_RNDU, {c, y}));
    REQUIRE(same("pow_rev1", pow_rev1(interval(y), interval(c)), b, interval(y), interval(c)));
    const auto exponent = [](mpfr_ptr out, mpfr_srcptr value, mpfr_srcptr of, mpfr_rnd_t direction) {
      real t;
      mpfr_log(t.get(), of, MPFR_RNDN);
      mpfr_log(out, value, MPFR_RNDN);
      return mpfr_div(out, out, t.get(), direction);
    };
    const double a = std::exp(random.between(-2, 2));
    const interval<> e(support::rounded<double>(exponent, MPFR_RNDD, {c, a}),
                       support::rounded<double>(exponent, MPFR_RNDU, {c, a}));
    REQUIRE(same("pow_rev2", pow_rev2(interval(a), interval(c)), e, interval(a), interval(c)));
  }
}

TEST_CASE("coordinates of an angle have the tightest bounds") {
  numbers random(8106);
  for (int i = 0; i < 1'000; ++i) {
    const double angle = random.between(0.01, 1.5);
    const double side = std::exp(random.between(-5, 5));
    const auto opposite = [](mpfr_ptr out, mpfr_srcptr length, mpfr_srcptr of, mpfr_rnd_t direction) {
      real t;
      mpfr_tan(t.get(), of, MPFR_RNDN);
      return mpfr_mul(out, length, t.get(), direction);
    };
    const auto adjacent = [](mpfr_ptr out, mpfr_srcptr length, mpfr_srcptr of, mpfr_rnd_t direction) {
      real t;
      mpfr_tan(t.get(), of, MPFR_RNDN);
      return mpfr_div(out, length, t.get(), direction);
    };
    const interval<> y(support::rounded<double>(opposite, MPFR_RNDD, {side, angle}),
                       support::rounded<double>(opposite, MPFR_RNDU, {side, angle}));
    REQUIRE(
        same("atan2_rev1", atan2_rev1(interval(side), interval(angle)), y, interval(side), interval(angle)));
    const interval<> x(support::rounded<double>(adjacent, MPFR_RNDD, {side, angle}),
                       support::rounded<double>(adjacent, MPFR_RNDU, {side, angle}));
    REQUIRE(
        same("atan2_rev2", atan2_rev2(interval(side), interval(angle)), x, interval(side), interval(angle)));
    REQUIRE(atan2_rev1(interval(side), interval(-angle)) == -y);
    REQUIRE(atan2_rev2(interval(-side), interval(-angle)) == x);
  }
}

TEST_CASE("nothing is lost: an argument whose value lies in c is in the result") {
  numbers random(8107);
  // The value is rounded, so that c reaches a little beyond it.
  const auto around = [](double v) {
    return interval(std::nextafter(std::nextafter(v, -infinity), -infinity),
                    std::nextafter(std::nextafter(v, infinity), infinity));
  };
  for (int i = 0; i < 20'000; ++i) {
    const double x = random.between(-8, 8);
    const double y = random.between(-3, 3);
    const double p = std::abs(x) + 0.01;
    const interval<> wide(x - random.between(0, 1), x + random.between(0, 1));
    const interval<> b(y - random.between(0, 2), y + random.between(0, 2));
    const int n = static_cast<int>(random() % 13) - 6;
    bool all = true;
    const auto holds = [&](const char* name, interval<> result, double v) {
      if (contains(result, v)) return;
      UNSCOPED_INFO(name << " loses " << v << " in " << text(result) << " for " << x << ", " << y);
      all = false;
    };
    holds("sqr_rev", sqr_rev(around(x * x), wide), x);
    holds("abs_rev", abs_rev(interval(std::abs(x)), wide), x);
    holds("pown_rev", pown_rev(around(std::pow(x, n)), wide, n), x);
    holds("mul_rev", mul_rev(b, around(x * y), wide), x);
    if (i % 8 == 0) {
      holds("sin_rev", sin_rev(around(std::sin(x)), wide), x);
      holds("cos_rev", cos_rev(around(std::cos(x)), wide), x);
      holds("tan_rev", tan_rev(around(std::tan(x)), wide), x);
      holds("cosh_rev", cosh_rev(around(std::cosh(x)), wide), x);
      holds("pow_rev1", pow_rev1(b, around(std::pow(p, y)), interval(p, p + 1)), p);
      holds("pow_rev2", pow_rev2(interval(p, p + random.between(0, 1)), around(std::pow(p, y)), b), y);
      holds("atan2_rev1", atan2_rev1(b, around(std::atan2(x, y)), wide), x);
      holds("atan2_rev2", atan2_rev2(b, around(std::atan2(y, x)), wide), x);
    }
    if (!all) FAIL();
  }
  SUCCEED();
}

TEST_CASE("a quotient by an interval around zero comes in two parts") {
  // IEEE Std 1788-2015, section 10.5.5
  CHECK(mul_rev_to_pair(interval(-2, 4), interval(1, 8)) ==
        std::pair(interval(-infinity, -0.5), interval(0.25, infinity)));
  CHECK(mul_rev_to_pair(interval(-2, 4), interval(-8, -1)) ==
        std::pair(interval(-infinity, -0.25), interval(0.5, infinity)));
  CHECK(mul_rev_to_pair(interval(-2, 4), interval(0, 8)) == std::pair(entire, empty));
  CHECK(mul_rev_to_pair(interval(0, 0), interval(1, 8)) == std::pair(empty, empty));
  CHECK(mul_rev_to_pair(interval(0, 4), interval(1, 8)) == std::pair(interval(0.25, infinity), empty));
  CHECK(mul_rev_to_pair(interval(2, 4), interval(1, 8)) == std::pair(interval(0.25, 4.0), empty));
  CHECK(mul_rev_to_pair(entire, interval(1, 8)) ==
        std::pair(interval(-infinity, 0.0), interval(0.0, infinity)));
  CHECK(mul_rev_to_pair(empty, entire) == std::pair(empty, empty));
  // The gap is used where an interval for x is known.
  CHECK(mul_rev(interval(-2, 4), interval(1, 8), interval(-0.4, 1)) == interval(0.25, 1));
  CHECK(mul_rev(interval(-2, 4), interval(1, 8)) == entire);
}

TEST_CASE("powers: zero and one as base, as exponent and as value") {
  CHECK(pow_rev1(interval(0, 0), interval(1, 1)) == interval(0, infinity));
  CHECK(pow_rev1(interval(0, 0), interval(2, 3)) == empty);
  CHECK(pow_rev1(interval(2, 3), interval(0, 0)) == interval(0, 0));
  CHECK(pow_rev1(interval(-3, -2), interval(0, 0)) == empty);
  CHECK(pow_rev1(interval(2, 2), interval(-4, -1)) == empty);
  CHECK(pow_rev1(interval(-1, 2), interval(4, 4)) == interval(0, infinity));
  CHECK(pow_rev2(interval(1, 1), interval(1, 2)) == entire);
  CHECK(pow_rev2(interval(1, 1), interval(2, 3)) == empty);
  CHECK(pow_rev2(interval(0, 0), interval(0, 1)) == interval(0, infinity));
  CHECK(pow_rev2(interval(0, 0), interval(0, 1), interval(-1, 0)) == empty);
  CHECK(pow_rev2(interval(0.5, 0.5), interval(4, 8)) == interval(-3, -2));
  CHECK(pow_rev2(interval(0.5, 2.0), interval(4, 4)) == entire);
}

TEST_CASE("angles: the axes belong to those with which atan2 gives them") {
  const interval<> zero(0, 0);
  CHECK(atan2_rev1(interval(1, 2), zero) == zero);
  CHECK(atan2_rev1(interval(-2, -1), zero) == empty);
  CHECK(atan2_rev1(interval(-2, -1), interval(3, 4)) ==
        interval(0.0, support::rounded<double>(
                          [](mpfr_ptr out, mpfr_srcptr length, mpfr_srcptr angle, mpfr_rnd_t direction) {
                            real t;
                            mpfr_tan(t.get(), angle, MPFR_RNDN);
                            mpfr_neg(t.get(), t.get(), MPFR_RNDN);
                            return mpfr_mul(out, length, t.get(), direction);
                          },
                          MPFR_RNDU, {2.0, 3.0})));
  CHECK(atan2_rev1(zero, interval(1, 1.5)) == empty);
  CHECK(atan2_rev1(zero, interval(1, 2)) == interval(0, infinity));
  CHECK(atan2_rev2(zero, zero) == interval(0, infinity));
  CHECK(atan2_rev2(zero, interval(3, 4)) == interval(-infinity, 0.0));
  CHECK(atan2_rev2(zero, interval(1, 2)) == empty);
  CHECK(atan2_rev2(interval(1, 2), interval(3.5, 4.0)) == empty);
}

TEST_CASE("reverse functions of floats have the ends of those of doubles, rounded") {
  numbers random(8108);
  for (int i = 0; i < 300; ++i) {
    const auto c = static_cast<float>(random.between(-1, 1));
    const auto at = static_cast<float>(random.between(-9, 9));
    const interval<float> x(at, at + 7);
    CHECK(subset(interval<float>(sin_rev(interval<double>(c), interval<double>(x))),
                 sin_rev(interval<float>(c), x)));
    CHECK(sin_rev(interval<float>(c), x) ==
          interval<float>(sin_rev(interval<double>(c), interval<double>(x))));
  }
}
