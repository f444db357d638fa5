// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// Laws of interval arithmetic, sets and relations. The bounds themselves are in interval_oracle.cpp.

#include "interval_support.hpp"
#include "support.hpp"

#include <array>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace {

using reckon::interval;
using reckon::overlap_relation;
using support::contains_text;
using support::random_numbers;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = (std::numeric_limits<double>::max)();
constexpr double tiny = std::numeric_limits<double>::denorm_min();

// ---- types ----

static_assert(std::same_as<decltype(interval(1, 2)), interval<double>>);
static_assert(std::same_as<decltype(interval(1, 2.5f)), interval<double>>);
static_assert(std::same_as<decltype(interval(1.0f, 2.0f)), interval<float>>);
static_assert(std::same_as<decltype(interval(7)), interval<double>>);
static_assert(std::same_as<decltype(interval(7.0f)), interval<float>>);
static_assert(std::same_as<decltype(interval<float>(1, 2) + interval<double>(1, 2)), interval<double>>);
static_assert(std::is_trivially_copyable_v<interval<double>> &&
              sizeof(interval<double>) == 2 * sizeof(double));
static_assert(!std::convertible_to<double, interval<double>> &&
              std::constructible_from<interval<double>, double>);
static_assert(std::convertible_to<interval<float>, interval<double>>);
static_assert(!std::convertible_to<interval<double>, interval<float>>);
static_assert(!std::constructible_from<bool, interval<double>> &&
              !std::constructible_from<interval<double>, bool, bool>);
static_assert(noexcept(interval<>() + interval<>()) && noexcept(interval<>() / interval<>()));
static_assert(noexcept(sqrt(interval<>())) && noexcept(exp(interval<>())) && noexcept(pow(interval<>(),
                                                                                          interval<>())));

// ---- constant expressions ----

// The sum of the doubles 0.1 and 0.2 lies between 0x1.3333333333333p-2 and the next, 0.1 + 0.2.
static_assert(interval(0.1) + interval(0.2) == interval(0x1.3333333333333p-2, 0x1.3333333333334p-2));
static_assert(interval(1) / 3 == interval(0x1.5555555555555p-2, 0x1.5555555555556p-2));
static_assert(sqrt(interval(2)) == interval(0x1.6a09e667f3bccp+0, 0x1.6a09e667f3bcdp+0));
static_assert(sqrt(interval(9, 16)) == interval(3, 4));
static_assert(interval(0.1) * 10 == interval(1, 1 + 0x1p-52));
static_assert(interval(largest) + interval(largest) == interval(largest, infinity));
static_assert(interval(largest) * 2 - interval(largest) == interval(0, infinity));
static_assert(interval(tiny) * interval(0.5) == interval(0, tiny));
static_assert(interval(-tiny) / 2 == interval(-tiny, 0));
static_assert(sqr(interval(-2, 3)) == interval(0, 9) && interval(-2, 3) * interval(-2, 3) == interval(-6, 9));
static_assert(fma(interval(0x1.0000001p0), interval(0x1.0000001p0), interval(-1)) ==
              interval(0x1.00000008p-27));
// (1 - 2^-40) (1 + 2^-40) + 2^-80 + 2^-132 is 1 + 2^-132: between 1 and the next double, but nothing is left
// but the last.
static_assert(fma(interval(1 - 0x1p-40), interval(1 + 0x1p-40), interval(0x1.0000000000001p-80)) ==
              interval(1, 1 + 0x1p-52));
static_assert(pown(interval(-2, 3), 3) == interval(-8, 27) &&
              pown(interval(-2, 4), -1) == interval<>::entire());
static_assert(recip(interval(0, 4)) == interval(0.25, infinity));
static_assert(interval(1000, 3000) + 500 - 2 * interval(10) == interval(1480, 3480));
static_assert((interval(1, 2) += 3) == interval(4, 5) &&
              (interval(1, 2) *= interval(-1, 1)) == interval(-2, 2));

// ---- conventions of IEEE Std 1788-2015, section 10 ----

static_assert(interval(0) * interval<>::entire() == interval(0));
static_assert(interval<>::empty() * 0 == interval<>::empty());
static_assert(interval(1, 2) / interval(0) == interval<>::empty());
static_assert(interval(0) / interval(0) == interval<>::empty());
static_assert(interval(0) / interval(-1, 1) == interval(0));
static_assert(interval(1, 2) / interval(0, 1) == interval(1, infinity));
static_assert(interval(1, 2) / interval(-1, 1) == interval<>::entire());
static_assert(interval(-infinity, -1) / interval(-infinity, -1) == interval(0, infinity));
static_assert(interval(1, infinity) - interval(1, infinity) == interval<>::entire());
static_assert(sqrt(interval(-4, 4)) == interval(0, 2) && sqrt(interval(-4, -1)) == interval<>::empty());

// ---- numbers that a double cannot hold ----

static_assert(interval<float>(0.1).lower() < 0.1 && interval<float>(0.1).upper() > 0.1);
static_assert(interval<float>(1e300) ==
              interval<float>((std::numeric_limits<float>::max)(), std::numeric_limits<float>::infinity()));
static_assert(interval<float>(1e-300).lower() == 0 && interval<float>(1e-300).upper() > 0);
static_assert(interval(9007199254740993) == interval(9007199254740992.0, 9007199254740994.0));
static_assert(interval((std::numeric_limits<std::int64_t>::max)()) ==
              interval(0x1.fffffffffffffp+62, 0x1p63));
static_assert(interval((std::numeric_limits<std::uint64_t>::max)()) ==
              interval(0x1.fffffffffffffp+63, 0x1p64));
static_assert(interval((std::numeric_limits<std::int64_t>::min)()) == interval(-0x1p63));
static_assert(contains(interval(0) + 9007199254740993, 9007199254740993));
static_assert(!contains(interval(9007199254740992.0), 9007199254740993));
static_assert(interval<float>(interval(0.1, 0.2)).lower() < 0.1 &&
              interval<float>(interval(0.1, 0.2)).upper() > 0.2);
static_assert(interval<float>(interval<double>::empty()) == interval<float>::empty());
static_assert(interval<double>(interval<float>::entire()) == interval<double>::entire());

// ---- order ----

static_assert(interval(1, 2) < interval(3, 4) && interval(3, 4) > interval(1, 2));
static_assert((interval(1, 3) <=> interval(2, 4)) == std::partial_ordering::unordered);
static_assert((interval(1, 2) <=> interval(2, 3)) == std::partial_ordering::unordered);
static_assert((interval(1, 3) <=> interval(1, 3)) == std::partial_ordering::equivalent);
static_assert((interval<>::empty() <=> interval(1, 3)) == std::partial_ordering::unordered);
static_assert((interval<>::empty() <=> interval<>::empty()) == std::partial_ordering::equivalent);
static_assert(interval(1, 2) < 3 && 3 > interval(1, 2) && !(interval(1, 4) < 3) && interval(3) == 3 &&
              interval(1, 3) != 3);
static_assert((interval(1, 2) <=> std::numeric_limits<double>::quiet_NaN()) ==
              std::partial_ordering::unordered);

/// The intervals between whole numbers from 0 to 4, and the empty one.
std::vector<interval<double>> all_on_a_grid() {
  std::vector<interval<double>> all{interval<double>::empty()};
  for (int l = 0; l <= 4; ++l) {
    for (int u = l; u <= 4; ++u) all.emplace_back(l, u);
  }
  return all;
}

/// The members among halves from -0.5 to 4.5, which tell all intervals of the grid apart, and their insides.
std::vector<double> members(interval<double> x) {
  std::vector<double> found;
  for (double v = -0.5; v <= 4.5; v += 0.5) {
    if (contains(x, v)) found.push_back(v);
  }
  return found;
}

template <class Relation>
bool for_all_and_all(const std::vector<double>& a, const std::vector<double>& b, Relation related) {
  for (const double x : a) {
    for (const double y : b) {
      if (!related(x, y)) return false;
    }
  }
  return true;
}

template <class Relation>
bool for_all_there_is(const std::vector<double>& a, const std::vector<double>& b, Relation related) {
  for (const double x : a) {
    bool found = false;
    for (const double y : b) found = found || related(x, y);
    if (!found) return false;
  }
  return true;
}

template <std::floating_point T>
interval<T> hull_with_random(interval<T> x, random_numbers<T>& random) {
  return convex_hull(x, random.set());
}

}  // namespace

TEST_CASE("an interval without numbers is refused, and the message says why") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  using Catch::Matchers::Message;
  CHECK_THROWS_MATCHES(interval(3000, 1000), reckon::domain_error,
                       Message("reckon::interval: lower 3000 is above upper 1000"));
  CHECK_THROWS_MATCHES(interval(nan, 1), reckon::domain_error,
                       Message("reckon::interval: lower nan is not a number"));
  CHECK_THROWS_MATCHES(interval(1, nan), reckon::domain_error,
                       Message("reckon::interval: upper nan is not a number"));
  CHECK_THROWS_MATCHES(
      interval(infinity, infinity), reckon::domain_error,
      Message("reckon::interval: lower inf and upper inf have no number between them, as infinity is none"));
  CHECK_THROWS_AS(interval(-infinity, -infinity), reckon::domain_error);
  CHECK_THROWS_MATCHES(interval(nan), reckon::domain_error,
                       Message("reckon::interval: value nan is not a finite number"));
  CHECK_THROWS_AS(interval(infinity), reckon::domain_error);
  CHECK_THROWS_AS(interval(1, 2) + nan, reckon::domain_error);
  CHECK_THROWS_AS(interval(9007199254740993, 9007199254740992.0), reckon::domain_error);
  CHECK_NOTHROW(interval(-infinity, infinity));
}

TEST_CASE("an interval that nobody set is zero") {
  CHECK(interval<>() == interval(0));
  CHECK(interval<>::empty().lower() == infinity);
  CHECK(interval<>::empty().upper() == -infinity);
}

TEMPLATE_TEST_CASE("members of the arguments have their result in the result", "", double, float) {
  random_numbers<TestType> random(8101);
  for (int i = 0; i < 100'000; ++i) {
    const interval<TestType> a = random.set();
    const interval<TestType> b = random.set();
    // A member computed with point intervals lies in what is computed with the wide ones.
    for (const TestType x : {a.lower(), a.upper(), mid(a)}) {
      for (const TestType y : {b.lower(), b.upper(), mid(b)}) {
        if (!contains(a, x) || !contains(b, y)) continue;
        const interval<TestType> u(x);
        const interval<TestType> v(y);
        const bool inside = subset(u + v, a + b) && subset(u - v, a - b) && subset(u * v, a * b) &&
                            subset(u / v, a / b) && subset(sqr(u), sqr(a)) && subset(sqrt(u), sqrt(a)) &&
                            subset(abs(u), abs(a)) && subset(min(u, v), min(a, b)) &&
                            subset(max(u, v), max(a, b)) && subset(pown(u, 3), pown(a, 3)) &&
                            subset(pown(u, -2), pown(a, -2)) && subset(fma(u, v, u), fma(a, b, a));
        if (!inside) {
          CAPTURE(support::text(a), support::text(b), x, y);
          FAIL();
        }
      }
    }
  }
  SUCCEED();
}

// This holds for what is tightest; bounds of exp and others may move by a place.
TEMPLATE_TEST_CASE("wider arguments give wider results", "", double, float) {
  random_numbers<TestType> random(8102);
  for (int i = 0; i < 50'000; ++i) {
    const interval<TestType> a = random.set();
    const interval<TestType> b = random.set();
    const interval<TestType> c = hull_with_random(a, random);
    const interval<TestType> d = hull_with_random(b, random);
    const bool wider = subset(a + b, c + d) && subset(a - b, c - d) && subset(a * b, c * d) &&
                       subset(a / b, c / d) && subset(sqr(a), sqr(c)) && subset(sqrt(a), sqrt(c)) &&
                       subset(cbrt(a), cbrt(c)) && subset(pown(a, -3), pown(c, -3));
    if (!wider) {
      CAPTURE(support::text(a), support::text(b), support::text(c), support::text(d));
      FAIL();
    }
  }
  SUCCEED();
}

TEMPLATE_TEST_CASE("sums and products do not depend on order or sign", "", double, float) {
  random_numbers<TestType> random(8103);
  for (int i = 0; i < 50'000; ++i) {
    const interval<TestType> a = random.set();
    const interval<TestType> b = random.set();
    const bool same = a + b == b + a && a * b == b * a && -(a + b) == -a - b && -(a * b) == -a * b &&
                      a * b == -a * -b && -(a / b) == a / -b && sqr(a) == sqr(-a) && abs(a) == abs(-a) &&
                      neg(a) == -a && pown(a, 2) == sqr(a) && pown(a, 1) == a && pown(a, -1) == recip(a) &&
                      subset(sqr(a), a * a);
    if (!same) {
      CAPTURE(support::text(a), support::text(b));
      FAIL();
    }
  }
  SUCCEED();
}

TEMPLATE_TEST_CASE("a number acts as the interval that holds it alone", "", double, float) {
  random_numbers<TestType> random(8104);
  for (int i = 0; i < 20'000; ++i) {
    const interval<TestType> a = random.set();
    const TestType x = random.number();
    const interval<TestType> p(x);
    const bool same = a + x == a + p && x + a == p + a && a - x == a - p && x - a == p - a &&
                      a * x == a * p && x * a == p * a && a / x == a / p && x / a == p / a &&
                      min(a, x) == min(a, p) && max(x, a) == max(p, a) && (a == x) == (a == p) &&
                      (a <=> x) == (a <=> p);
    if (!same) {
      CAPTURE(support::text(a), x);
      FAIL();
    }
  }
  SUCCEED();
}

TEMPLATE_TEST_CASE("hull and intersection are the join and the meet of sets", "", double, float) {
  random_numbers<TestType> random(8105);
  for (int i = 0; i < 50'000; ++i) {
    const interval<TestType> a = random.set();
    const interval<TestType> b = random.set();
    const interval<TestType> both = intersection(a, b);
    const interval<TestType> hull = convex_hull(a, b);
    const bool lattice = subset(a, hull) && subset(b, hull) && subset(both, a) && subset(both, b) &&
                         hull == convex_hull(b, a) && both == intersection(b, a) &&
                         intersection(a, hull) == a && convex_hull(a, both) == a &&
                         is_empty(both) == disjoint(a, b) && subset(a, b) == (both == a) &&
                         subset(a, b) == (hull == b);
    if (!lattice) {
      CAPTURE(support::text(a), support::text(b));
      FAIL();
    }
  }
  SUCCEED();
}

TEST_CASE("relations hold as their definitions by members say") {
  // The definitions of IEEE Std 1788-2015, table 10.3, over members of small intervals.
  for (const auto a : all_on_a_grid()) {
    for (const auto b : all_on_a_grid()) {
      CAPTURE(support::text(a), support::text(b));
      const std::vector<double> x = members(a);
      const std::vector<double> y = members(b);
      const auto at_most = [](double u, double v) { return u <= v; };
      const auto at_least = [](double u, double v) { return u >= v; };
      const auto below = [](double u, double v) { return u < v; };
      const auto above = [](double u, double v) { return u > v; };
      const auto same = [](double u, double v) { return u == v; };
      const auto other = [](double u, double v) { return u != v; };
      CHECK(subset(a, b) == for_all_there_is(x, y, same));
      CHECK(equal(a, b) == (for_all_there_is(x, y, same) && for_all_there_is(y, x, same)));
      CHECK(less(a, b) == (for_all_there_is(x, y, at_most) && for_all_there_is(y, x, at_least)));
      CHECK(strict_less(a, b) == (for_all_there_is(x, y, below) && for_all_there_is(y, x, above)));
      CHECK(precedes(a, b) == for_all_and_all(x, y, at_most));
      CHECK(strictly_precedes(a, b) == for_all_and_all(x, y, below));
      CHECK(disjoint(a, b) == for_all_and_all(x, y, other));
      CHECK(interior(a, b) == (for_all_there_is(x, y, below) && for_all_there_is(x, y, above)));
      CHECK(certainly_less(a, b) == (!x.empty() && !y.empty() && for_all_and_all(x, y, below)));
      CHECK(possibly_less(a, b) == !for_all_and_all(x, y, at_least));
    }
  }
}

TEST_CASE("relations take an end that is not there as lying beyond every other") {
  const auto entire = interval<>::entire();
  CHECK(interior(entire, entire));
  CHECK(interior(interval(1, infinity), interval(0, infinity)));
  CHECK_FALSE(interior(interval(0, infinity), interval(0, infinity)));
  CHECK(strict_less(entire, entire));
  CHECK(strict_less(interval(-infinity, 1), interval(-infinity, 2)));
  CHECK_FALSE(strict_less(interval(-infinity, 1), interval(-infinity, 1)));
  CHECK(less(interval(1, infinity), interval(2, infinity)));
  CHECK_FALSE(precedes(interval(1, infinity), interval(2, infinity)));
}

TEST_CASE("exactly one of sixteen relations holds, and it is the one whose ends lie so") {
  // The ends as IEEE Std 1788-2015, table 10.7, orders them.
  using enum overlap_relation;
  for (const auto a : all_on_a_grid()) {
    for (const auto b : all_on_a_grid()) {
      CAPTURE(support::text(a), support::text(b));
      const double al = a.lower();
      const double au = a.upper();
      const double bl = b.lower();
      const double bu = b.upper();
      const bool members_in_both = !is_empty(a) && !is_empty(b);
      const std::array<bool, 16> holds{
          is_empty(a) && is_empty(b),
          is_empty(a) && !is_empty(b),
          !is_empty(a) && is_empty(b),
          members_in_both && au < bl,
          members_in_both && al < au && au == bl && bl < bu,
          members_in_both && al < bl && bl < au && au < bu,
          members_in_both && al == bl && au < bu,
          members_in_both && bl < al && au < bu,
          members_in_both && bl < al && au == bu,
          members_in_both && al == bl && au == bu,
          members_in_both && al < bl && bu == au,
          members_in_both && al < bl && bu < au,
          members_in_both && bl == al && bu < au,
          members_in_both && bl < al && al < bu && bu < au,
          members_in_both && bl < bu && bu == al && al < au,
          members_in_both && bu < al,
      };
      for (std::size_t i = 0; i < holds.size(); ++i) {
        CHECK(holds[i] == (overlap(a, b) == static_cast<overlap_relation>(i)));
      }
    }
  }
  CHECK(overlap(interval(1, 2), interval(2, 3)) == meets);
  CHECK(overlap(interval(2), interval(2, 3)) == starts);
}

TEMPLATE_TEST_CASE("the middle is a member, and the radius around it reaches both ends", "", double, float) {
  random_numbers<TestType> random(8106);
  for (int i = 0; i < 50'000; ++i) {
    const interval<TestType> x = random.set();
    if (is_empty(x)) continue;
    CAPTURE(support::text(x));
    const TestType m = mid(x);
    const TestType r = rad(x);
    if (!contains(x, m)) FAIL();
    if (!is_common_interval(x)) {
      if (!(r == std::numeric_limits<TestType>::infinity() && width(x) == r)) FAIL();
      continue;
    }
    if (std::isfinite(r)) {
      // No lesser number would do: a distance is more than it exactly if the distance rounded up is.
      const interval<TestType> around = interval<TestType>(m) + interval<TestType>(-r, r);
      const TestType lesser = std::nextafter(r, TestType(-1));
      const bool enough = subset(x, around);
      const bool least = r == 0 || (interval<TestType>(x.upper()) - m).upper() > lesser ||
                         (m - interval<TestType>(x.lower())).upper() > lesser;
      if (!enough || !least) FAIL();
    }
    if (!(wid(x) == (interval<TestType>(x.upper()) - x.lower()).upper())) FAIL();
  }
  SUCCEED();
}

TEST_CASE("numbers that measure an interval follow the standard where ends are missing") {
  // IEEE Std 1788-2015, section 12.12.8
  CHECK(mid(interval<>::entire()) == 0);
  CHECK(mid(interval(3, infinity)) == largest);
  CHECK(mid(interval(-infinity, 3)) == -largest);
  CHECK(mid(interval(-largest, largest)) == 0);
  CHECK(mid(interval(largest / 2, largest)) == 0.75 * largest);
  CHECK(mid(interval(tiny, 3 * tiny)) == 2 * tiny);
  CHECK(std::isnan(mid(interval<>::empty())));
  CHECK(std::isnan(rad(interval<>::empty())));
  CHECK(std::isnan(wid(interval<>::empty())));
  CHECK(std::isnan(mag(interval<>::empty())));
  CHECK(std::isnan(mig(interval<>::empty())));
  CHECK(wid(interval(-largest, largest)) == infinity);
  CHECK(mag(interval(-3, 2)) == 3);
  CHECK(mig(interval(-3, 2)) == 0);
  CHECK(mig(interval(-3, -2)) == 2);
  CHECK(mag(interval<>::entire()) == infinity);
  CHECK(inf(interval<>::empty()) == infinity);
  CHECK(sup(interval<>::empty()) == -infinity);
  CHECK(std::signbit(inf(interval(0, 1))));
  CHECK_FALSE(std::signbit(sup(interval(-1, -0.0))));
}

TEST_CASE("what an interval is has a name") {
  CHECK(is_singleton(interval(5)));
  CHECK_FALSE(is_singleton(interval<>::empty()));
  CHECK(is_common_interval(interval(5, 6)));
  CHECK_FALSE(is_common_interval(interval(5, infinity)));
  CHECK_FALSE(is_common_interval(interval<>::empty()));
  CHECK(is_entire(interval(-infinity, infinity)));
  CHECK_FALSE(contains(interval<>::entire(), infinity));
  CHECK_FALSE(contains(interval<>::entire(), std::numeric_limits<double>::quiet_NaN()));
  CHECK(is_member(1500, interval(1000, 3000)));
  CHECK(convex_hull(interval(1, 2), 5) == interval(1, 5));
}

TEST_CASE("elementary functions are exact where the result is") {
  CHECK(exp(interval(0)) == interval(1));
  CHECK(expm1(interval(0)) == interval(0));
  CHECK(log(interval(1)) == interval(0));
  CHECK(logp1(interval(0)) == interval(0));
  CHECK(exp2(interval(-1074, 10)) == interval(tiny, 1024));
  CHECK(log2(interval(tiny, 1024)) == interval(-1074, 10));
  CHECK(exp10(interval(0, 22)) == interval(1, 1e22));
  CHECK(log10(interval(1, 1000)) == interval(0, 3));
  CHECK(cbrt(interval(-27, 8)) == interval(-3, 2));
  CHECK(pow(interval(2, 3), 3) == interval(8, 27));
  CHECK(pow(interval(4, 9), 0.5) == interval(2, 3));
  CHECK(pow(interval(0, 2), interval(-1, 1)) == interval(0, infinity));
}

TEST_CASE("elementary functions keep to the range and the domain of the function") {
  const auto entire = interval<>::entire();
  CHECK(exp(entire) == interval(0, infinity));
  CHECK(exp(interval(-1e9)).lower() == 0);
  CHECK(exp(interval(1e9)).upper() == infinity);
  CHECK(expm1(entire) == interval(-1, infinity));
  CHECK(expm1(interval(-1e9)).lower() == -1);
  CHECK(log(interval(-2, 0)) == interval<>::empty());
  CHECK(log(interval(-2, 1)) == interval(-infinity, 0));
  CHECK(log(entire) == entire);
  CHECK(logp1(interval(-2, -1)) == interval<>::empty());
  CHECK(logp1(interval(-1, 0)) == interval(-infinity, 0));
  CHECK(cbrt(entire) == entire);
  CHECK(pow(interval(-2, -1), 2) == interval<>::empty());
  CHECK(pow(interval(-1, 0), interval(-1, 0)) == interval<>::empty());
  CHECK(pow(interval(-1, 0), interval(-1, 2)) == interval(0));
  CHECK(pow(interval(0), 0) == interval<>::empty());
  CHECK(pow(entire, entire) == interval(0, infinity));
  CHECK(exp(interval<>::empty()) == interval<>::empty());
  CHECK(log10(interval<>::empty()) == interval<>::empty());
}

TEST_CASE("a sum of many parts keeps the true value, which plain numbers lose") {
  // Ten thousand tenths are exactly 1000; the double 0.1 is a little more than a tenth.
  interval<double> total;
  const interval<double> tenth = interval(1) / 10;
  for (int i = 0; i < 10'000; ++i) total += tenth;
  CHECK(contains(total, 1000));
  CHECK(width(total) < 1e-8);
}
