// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/set.hpp>

// Numbers of intervals, exact reductions and polynomials, against MPFR; relations of more than two.

#include "interval_operations.hpp"
#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/cancel.hpp>
#include <reckon/interval/compare.hpp>
#include <reckon/interval/consensus.hpp>
#include <reckon/interval/hash.hpp>
#include <reckon/interval/horner.hpp>
#include <reckon/interval/reductions.hpp>
#include <reckon/interval/spans.hpp>

#include <mpfr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace reckon;
using support::real;
using support::text;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = (std::numeric_limits<double>::max)();
constexpr double least = std::numeric_limits<double>::denorm_min();

// Enough for any sum of products of doubles.
constexpr mpfr_prec_t all_places = 4400;

template <class T>
std::span<const T> view(const std::vector<T>& v) {
  return v;
}

/// The least value of sign times the polynomial over x, rounded down; from MPFR with all its places. Between
/// the neighbours of a point of a fine grid at which none of them is lower there is one extreme, and thirds
/// close in on it.
double least_value(const std::vector<double>& c, interval<> x, int sign) {
  const auto evaluate = [&](real& sum, real& at) {
    mpfr_set_zero(sum.get(), 1);
    for (std::size_t k = c.size(); k-- > 0;) {
      mpfr_mul(sum.get(), sum.get(), at.get(), MPFR_RNDN);
      mpfr_add_d(sum.get(), sum.get(), sign * c[k], MPFR_RNDN);
    }
  };
  constexpr int steps = 500;
  const auto point = [&](int k) {
    return k <= 0 ? x.lower() : (k >= steps ? x.upper() : x.lower() + (x.upper() - x.lower()) * k / steps);
  };
  std::vector<double> values;
  real y;
  double found = infinity;
  for (int k = 0; k <= steps; ++k) {
    real at(point(k));
    evaluate(y, at);
    values.push_back(y.to<double>(MPFR_RNDN));
    if (k == 0 || k == steps) found = (std::min)(found, y.to<double>(MPFR_RNDD));
  }
  for (int k = 0; k <= steps; ++k) {
    const auto value = [&](int i) { return values[static_cast<std::size_t>(std::clamp(i, 0, steps))]; };
    if (value(k) > value(k - 1) || value(k) > value(k + 1)) continue;
    real from(point(k - 1));
    real to(point(k + 1));
    real first;
    real second;
    real other;
    for (int i = 0; i < 200; ++i) {
      mpfr_sub(other.get(), to.get(), from.get(), MPFR_RNDN);
      mpfr_div_ui(other.get(), other.get(), 3, MPFR_RNDN);
      mpfr_add(first.get(), from.get(), other.get(), MPFR_RNDN);
      mpfr_sub(second.get(), to.get(), other.get(), MPFR_RNDN);
      evaluate(y, first);
      evaluate(other, second);
      const bool left = mpfr_lessequal_p(y.get(), other.get()) != 0;
      mpfr_set(left ? to.get() : from.get(), left ? second.get() : first.get(), MPFR_RNDN);
    }
    evaluate(y, from);
    found = (std::min)(found, y.to<double>(MPFR_RNDD));
  }
  return found;
}

static_assert(mid(interval(-least, 0.0)) == 0 && mid(interval(least, 3 * least)) == 2 * least);
static_assert(cancel_minus(interval(1, 4), interval(1, 2)) == interval(0, 2));
static_assert(certainly(is_less(interval(1, 2), interval(3, 4))));
static_assert(!std::is_convertible_v<trilean, bool> && !std::is_constructible_v<bool, trilean>);

}  // namespace

TEMPLATE_TEST_CASE("mid is correctly rounded, and the radius about it is the least that encloses", "", double,
                   float) {
  support::random_numbers<TestType> random(8401);
  for (int i = 0; i < 20'000; ++i) {
    const interval<TestType> x = random.set();
    if (!is_common_interval(x)) continue;
    real sum;
    real other(static_cast<double>(x.upper()));
    mpfr_set_prec(sum.get(), all_places);
    mpfr_set_d(sum.get(), static_cast<double>(x.lower()), MPFR_RNDN);
    mpfr_add(sum.get(), sum.get(), other.get(), MPFR_RNDN);
    mpfr_div_2ui(sum.get(), sum.get(), 1, MPFR_RNDN);
    const TestType m = mid(x);
    if (m != sum.to<TestType>(MPFR_RNDN)) FAIL(text(x) << ' ' << m);
    real distance;
    mpfr_set_prec(distance.get(), all_places);
    mpfr_set_d(distance.get(), static_cast<double>(x.upper()), MPFR_RNDN);
    mpfr_sub_d(distance.get(), distance.get(), static_cast<double>(m), MPFR_RNDN);
    const TestType above = distance.to<TestType>(MPFR_RNDU);
    mpfr_set_d(distance.get(), static_cast<double>(m), MPFR_RNDN);
    mpfr_sub_d(distance.get(), distance.get(), static_cast<double>(x.lower()), MPFR_RNDN);
    const TestType below = distance.to<TestType>(MPFR_RNDU);
    if (rad(x) != (std::max)(above, below)) FAIL(text(x) << ' ' << rad(x));
    if (mid_rad(x).first != m || mid_rad(x).second != rad(x)) FAIL();
  }
  CHECK(mid(interval<TestType>::entire()) == 0);
  CHECK(std::isnan(mid(interval<TestType>::empty())));
}

TEST_CASE("zeros at the ends have the signs that the standard wants") {
  CHECK(std::signbit(inf(interval(0, 1))));
  CHECK_FALSE(std::signbit(sup(interval(-1.0, -0.0))));
  CHECK(inf(interval<>::empty()) == infinity);
  CHECK(sup(interval<>::empty()) == -infinity);
  CHECK(mid(interval(1.0, infinity)) == largest);
  CHECK(mid(interval(0x1.fffffffffffffp+1022, largest)) == 0x1.7ffffffffffffp+1023);
  CHECK(strict_precedes(interval(1, 2), interval(3, 4)));
}

TEST_CASE("a summand is taken back where the sum is wide enough") {
  const interval<> entire = interval<>::entire();
  const interval<> empty = interval<>::empty();
  CHECK(cancel_minus(interval(1, 2), interval(1, 4)) == entire);
  CHECK(cancel_plus(interval(1, 4), interval(1, 2)) == interval(3, 5));
  CHECK(cancel_minus(empty, interval(1, 2)) == empty);
  CHECK(cancel_minus(empty, empty) == empty);
  CHECK(cancel_minus(empty, entire) == entire);
  CHECK(cancel_minus(interval(1, 2), empty) == entire);
  CHECK(cancel_minus(entire, interval(1, 2)) == entire);
  CHECK(cancel_minus(interval(1.0, infinity), interval(1, 2)) == entire);
  CHECK(cancel_minus(interval(1, 2), interval(1.0, infinity)) == entire);
  // The widths are 2 and 2 + 2^-1074: as doubles both are 2.
  CHECK(cancel_minus(interval(-1, 1), interval(-1.0, 1 + 0x1p-52)) == entire);
  CHECK(cancel_minus(interval(-2.0, 0.0), interval(0.0, 2.0)) == interval(-2.0, -2.0));
  CHECK(cancel_minus(interval(-largest, largest), interval(-largest, largest)) == interval(0, 0));
  CHECK(cancel_minus(interval(0.0, largest), interval(-least, largest)) == entire);
}

TEST_CASE("sums of numbers are exact but for one rounding") {
  const std::vector<double> one{1, 2, 3};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(sum_nearest(one) == 6);
  CHECK(sum_nearest(view(one)) == 6);
  CHECK(sum_nearest(std::vector<double>{}) == 0);
  CHECK(sum_abs_nearest(std::vector{1.0, -2.0, 3.0}) == 6);
  CHECK(sum_sqr_nearest(std::array{1.0, 2.0, 3.0}) == 14);
  CHECK(dot_nearest(one, one) == 14);
  CHECK(dot_nearest(std::vector{0x10000000000001p0, 0x1p104}, std::vector{0x0fffffffffffffp0, -1.0}) == -1);
  CHECK(std::isnan(sum_nearest(std::vector{1.0, nan, 3.0})));
  CHECK(std::isnan(sum_nearest(std::vector{1.0, infinity, -infinity})));
  CHECK(sum_nearest(std::vector{1.0, -infinity}) == -infinity);
  CHECK(sum_abs_nearest(std::vector{infinity, -infinity}) == infinity);
  CHECK(std::isnan(dot_nearest(std::vector{infinity}, std::vector{0.0})));
  CHECK(std::isnan(dot_nearest(one, std::vector{1.0})));
  CHECK(sum_nearest(std::vector{largest, largest, -largest}) == largest);
  CHECK(sum_nearest(std::vector{largest, largest}) == infinity);
  CHECK(sum_nearest(std::vector{largest, 0x1p969}) == largest);
  CHECK(sum_nearest(std::vector{largest, 0x1p970}) == infinity);
}

TEMPLATE_TEST_CASE("sums and dot products are what MPFR makes of them with all places", "", double, float) {
  support::random_numbers<TestType> random(8402);
  std::mt19937_64 engine(8403);
  for (int i = 0; i < 500; ++i) {
    std::vector<TestType> x;
    std::vector<TestType> y;
    for (std::size_t n = engine() % 20; n > 0; --n) {
      x.push_back(random.number());
      y.push_back(random.number());
      if (engine() % 3 == 0) {
        x.push_back(-x.back());
        y.push_back(engine() % 2 == 0 ? y.back() : std::nextafter(y.back(), TestType(0)));
      }
    }
    real sum;
    real dot;
    real term;
    for (const auto r : {&sum, &dot, &term}) mpfr_set_prec(r->get(), all_places);
    mpfr_set_zero(sum.get(), 1);
    mpfr_set_zero(dot.get(), 1);
    for (std::size_t k = 0; k < x.size(); ++k) {
      mpfr_add_d(sum.get(), sum.get(), static_cast<double>(x[k]), MPFR_RNDN);
      mpfr_set_d(term.get(), static_cast<double>(x[k]), MPFR_RNDN);
      mpfr_mul_d(term.get(), term.get(), static_cast<double>(y[k]), MPFR_RNDN);
      mpfr_add(dot.get(), dot.get(), term.get(), MPFR_RNDN);
    }
    REQUIRE(sum_nearest(x) == sum.template to<TestType>(MPFR_RNDN));
    REQUIRE(dot_nearest(x, y) == dot.template to<TestType>(MPFR_RNDN));
    std::vector<interval<TestType>> sets;
    std::vector<interval<TestType>> others;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sets.push_back(interval<TestType>(x[k]));
      others.push_back(interval<TestType>(y[k]));
    }
    REQUIRE(sum_enclosure(view(sets)) == nums_to_interval<TestType>(sum.template to<TestType>(MPFR_RNDD),
                                                                    sum.template to<TestType>(MPFR_RNDU)));
    REQUIRE(dot_enclosure(view(sets), view(others)) ==
            nums_to_interval<TestType>(dot.template to<TestType>(MPFR_RNDD),
                                       dot.template to<TestType>(MPFR_RNDU)));
  }
}

TEST_CASE("sums of intervals hold those of members, and are no wider than the sum of one and another") {
  support::random_numbers<double> random(8404);
  for (int i = 0; i < 3'000; ++i) {
    const std::vector<interval<>> x{random.set(), random.set()};
    const std::vector<interval<>> y{random.set(), random.set()};
    REQUIRE(sum_enclosure(view(x)) == x[0] + x[1]);
    REQUIRE(subset(dot_enclosure(view(x), view(y)), x[0] * y[0] + x[1] * y[1]));
    REQUIRE(dot_enclosure(view(x).first(1), view(y).first(1)) == x[0] * y[0]);
    REQUIRE(sum_sqr_enclosure(view(x).first(1)) == sqr(x[0]));
    REQUIRE(sum_abs_enclosure(view(x).first(1)) == abs(x[0]));
  }
}

TEST_CASE("the range of a polynomial is tight where Horner's scheme is not") {
  const std::vector<double> parabola{-1, 0, 1};
  CHECK(subset(interval(-1, 3), horner(view(parabola), interval(-1, 2))));
  CHECK(subset(horner(view(parabola), interval(-1, 2)), interval(-1 - 0x1p-51, 3 + 0x1p-51)));
  CHECK(horner(view(parabola), interval(3.0, infinity)) == interval(8.0, infinity));
  CHECK(horner(view(std::vector<double>{}), interval(1, 2)) == interval(0));
  CHECK(horner(view(std::vector{2.5}), interval(1, 2)) == interval(2.5));
  CHECK(is_empty(horner(view(parabola), interval<>::empty())));
  // (x - 1)^7 next to 1: its values are 10^-14 and less, a hundredth of what rounding to doubles loses.
  const std::vector<double> seventh{-1, 7, -21, 35, -35, 21, -7, 1};
  const interval<> flat = horner(view(seventh), interval(0.99, 1.01));
  CHECK(mag(flat) < 1.0000000000001e-14);
  CHECK(mag(flat) > 0.9999999999999e-14);
  const interval<> ranges = horner(view(std::vector{interval(0, 1), interval(1, 2)}), interval(-1, 3));
  CHECK(subset(interval(-2, 7), ranges));
  CHECK(subset(ranges, interval(-2 - 0x1p-50, 7 + 0x1p-49)));
}

TEST_CASE("the range of a random polynomial holds its extremes, and ends within four places of them") {
  std::mt19937_64 engine(8405);
  std::uniform_real_distribution<> uniform(-2, 2);
  std::int64_t farthest = 0;
  for (int i = 0; i < 60; ++i) {
    std::vector<double> c;
    for (std::size_t n = engine() % 6 + 2; n > 0; --n) c.push_back(uniform(engine));
    double l = uniform(engine);
    double u = uniform(engine);
    if (l > u) std::swap(l, u);
    const interval<> x(l, u);
    const interval<> range = horner(view(c), x);
    const double lower = least_value(c, x, 1);
    const double upper = -least_value(c, x, -1);
    CAPTURE(text(range), lower, upper);
    if (!subset(interval(lower, upper), range)) FAIL();
    farthest = (std::max)({farthest, support::places_between(range.lower(), lower),
                           support::places_between(upper, range.upper())});
  }
  CHECK(farthest <= 4);
}

TEST_CASE("a comparison of two intervals has three answers") {
  using answer = trilean::answer;
  CHECK(is_less(interval(1, 2), interval(2, 3)).value() == answer::possibly);
  CHECK(is_less(interval(1, 2), interval(3, 4)).value() == answer::certainly);
  CHECK(is_less(interval(3, 4), interval(1, 3)).value() == answer::never);
  CHECK(is_less_equal(interval(1, 2), interval(2, 3)).value() == answer::certainly);
  CHECK(is_less_equal(interval(3, 4), interval(1, 3)).value() == answer::possibly);
  CHECK(is_greater(interval(3, 4), 2).value() == answer::certainly);
  CHECK(is_greater_equal(interval(3, 4), interval(4, 5)).value() == answer::possibly);
  CHECK(is_equal(interval(1, 2), interval(2, 3)).value() == answer::possibly);
  CHECK(is_equal(interval(2, 2), interval(2, 2)).value() == answer::certainly);
  CHECK(is_equal(interval(1, 2), interval(3, 4)).value() == answer::never);
  CHECK(never(is_less(interval<>::empty(), interval(1, 2))));
  CHECK(never(!is_less(interval(1, 2), interval(3, 4))));
  CHECK(reckon::possibly(is_less(interval(1, 2), interval(1, 2)) & is_less(interval(1, 2), interval(3, 4))));
  CHECK(reckon::certainly(is_less(interval(1, 2), interval(1, 2)) | is_less(interval(1, 2), interval(3, 4))));
}

TEST_CASE("the consensus of k holds the numbers that k intervals hold, and no others") {
  // Marzullo (1990): the example of three clocks, [8, 12], [11, 13], [14, 15]
  const std::vector<interval<>> clocks{interval(8, 12), interval(11, 13), interval(14, 15)};
  CHECK(consensus(view(clocks), 2) == std::vector{interval(11, 12)});
  CHECK(consensus(view(clocks), 1) == std::vector{interval(8, 13), interval(14, 15)});
  CHECK(consensus(view(clocks), 3).empty());
  CHECK(consensus(view(clocks), 0) == std::vector{interval<>::entire()});
  std::mt19937_64 engine(8406);
  for (int i = 0; i < 2'000; ++i) {
    std::vector<interval<>> x;
    for (std::size_t n = engine() % 7; n > 0; --n) {
      const int l = static_cast<int>(engine() % 10);
      x.push_back(engine() % 9 == 0 ? interval<>::empty() : interval(l, l + static_cast<int>(engine() % 4)));
    }
    for (std::size_t k = 1; k <= 4; ++k) {
      const std::vector<interval<>> agreed = consensus(view(x), k);
      for (double v = -0.5; v < 14; v += 0.25) {
        std::size_t count = 0;
        for (const auto& s : x) count += contains(s, v) ? 1u : 0u;
        std::size_t found = 0;
        for (const auto& s : agreed) found += contains(s, v) ? 1u : 0u;
        if (found != (count >= k ? 1u : 0u)) FAIL(v << " is in " << count << ", k = " << k);
      }
    }
  }
}

TEST_CASE("operations on arrays are those on their elements") {
  support::random_numbers<double> random(8407);
  std::vector<interval<>> x;
  std::vector<interval<>> y;
  for (int i = 0; i < 1'000; ++i) {
    x.push_back(random.set());
    y.push_back(random.set());
  }
  std::vector<interval<>> z(x.size());
  const std::span<interval<>> out = z;
  interval<> hull = interval<>::empty();
  interval<> common = interval<>::entire();
  const auto all = [&](auto expected) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!(z[i] == expected(i))) return false;
    }
    return true;
  };
  add(view(x), view(y), out);
  CHECK(all([&](std::size_t i) { return x[i] + y[i]; }));
  sub(view(x), view(y), out);
  CHECK(all([&](std::size_t i) { return x[i] - y[i]; }));
  div(view(x), view(y), out);
  CHECK(all([&](std::size_t i) { return x[i] / y[i]; }));
  mul(view(x), view(y), out);
  CHECK(all([&](std::size_t i) { return x[i] * y[i]; }));
  add_scaled(interval(1, 2), view(x), out);
  CHECK(all([&](std::size_t i) { return fma(interval(1, 2), x[i], x[i] * y[i]); }));
  transform(view(x), out, [](interval<> v) { return sqr(v); });
  CHECK(all([&](std::size_t i) { return sqr(x[i]); }));
  for (const interval<> v : x) {
    hull = convex_hull(hull, v);
    common = intersection(common, v);
  }
  CHECK(convex_hull_of(view(x)) == hull);
  CHECK(intersection_of(view(x)) == common);
}

TEST_CASE("equal intervals have equal hashes, and others hardly ever") {
  CHECK(std::hash<interval<>>{}(interval(-0.0, 1.0)) == std::hash<interval<>>{}(interval(0.0, 1.0)));
  CHECK(std::hash<interval<>>{}(interval(0, 1)) != std::hash<interval<>>{}(interval(0, 2)));
  CHECK(std::hash<interval<>>{}(interval(1, 2)) != std::hash<interval<>>{}(interval(-2, -1)));
  CHECK(std::hash<interval<float>>{}(interval<float>::empty()) ==
        std::hash<interval<float>>{}(interval<float>::empty()));
}
