// SPDX-License-Identifier: BSL-1.0
// log10, floor, clamp, if_else and functions of the user's, in all engines that know them.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::point;
using support::WithinAbs;
using support::WithinRel;

namespace {

interval<> ends(const answer& a) { return a; }

/// Takes numbers and sets.
struct logistic {
  double operator()(double x) const { return 1 / (1 + std::exp(-x)); }
  interval<> operator()(interval<> x) const { return 1.0 / (1.0 + exp(-x)); }
};

double sine(double x) { return std::sin(x); }

}  // namespace

TEST_CASE("log10 is the decimal logarithm") {
  const estimate x(log_uniform(1, 1000));
  CHECK_THAT(point(quantile(log10(x), 0.25)), WithinRel(0.75, 1e-13));
  CHECK_THAT(point(mean(log10(x))), WithinRel(1.5, 1e-10));
  CHECK(bounds(log10(estimate(interval<>(10, 1000)))) == interval<>(1, 3));
  CHECK(ends(median(log10(estimate(interval<>(10, 1000))))) == interval<>(1, 3));
  CHECK_THAT(budget(log10(estimate(normal(100, 1)))).standard_uncertainty.upper(),
             WithinRel(1 / (100 * std::log(10.0)), 1e-12));
  CHECK_THROWS_WITH(median(log10(estimate(normal(0, 1)))),
                    contains_text("the logarithm of a number that is not positive"));
  const pbox box = to_pbox(log10(x));
  CHECK(box.quantile(0.25).lower() <= 0.75);
  CHECK(0.75 <= box.quantile(0.25).upper());
}

TEST_CASE("floor gives whole numbers") {
  const estimate x(uniform(0, 4));
  const answer m = mean(floor(x));
  CHECK_THAT(point(m), WithinAbs(1.5, 6 * m.error + 1e-9));
  const answer p = cdf(floor(x), 1);
  CHECK_THAT(point(p), WithinAbs(0.5, 6 * p.error + 1e-9));
  CHECK(point(quantile(floor(x), 0.6)) == 2);
  CHECK(bounds(floor(estimate(interval<>(-1.5, 2.5)))) == interval<>(-2, 2));
  CHECK(ends(median(floor(estimate(interval<>(0, 1)) + estimate(interval<>(0, 1))))) == interval<>(0, 2));
  CHECK(ends(median(x - x + floor(estimate(7.9)))) == interval<>(7));
  CHECK(point(median(floor(x * 1.0) - floor(x))) == 0);
}

TEST_CASE("clamp moves what lies outside to the ends") {
  const estimate z(normal(0, 1));
  const estimate cut = clamp(z, -1, 1.5);
  CHECK(point(quantile(cut, 0.01)) == -1);
  CHECK(point(quantile(cut, 0.99)) == 1.5);
  CHECK_THAT(point(quantile(cut, 0.7)), WithinRel(0.5244005127080407, 1e-9));
  CHECK(bounds(clamp(estimate(interval<>(0, 9)), 2, 5)) == interval<>(2, 5));
  CHECK(bounds(clamp(estimate(3.0), estimate(interval<>(4, 5)), 6.0)) == interval<>(4, 5));
  CHECK_THROWS_WITH(clamp(z, 2, 1), contains_text("reckon::clamp: lower 2 is not below upper 1"));
}

TEST_CASE("if_else takes one branch where the event happens and the other elsewhere") {
  const estimate x(uniform(0, 1));
  const estimate e = if_else(x < 0.25, 10, 20 + x);
  const answer m = mean(e);
  CHECK_THAT(point(m), WithinAbs(0.25 * 10 + 0.75 * 20 + (1 - 0.0625) / 2, 6 * m.error + 1e-9));
  const answer p = cdf(e, 15);
  CHECK_THAT(point(p), WithinAbs(0.25, 6 * p.error + 1e-9));
  CHECK(point(quantile(e, 0.2)) == 10);
  // Shared leaves stay what they are.
  const estimate y(normal(0, 3));
  CHECK_THAT(point(median(if_else(y < 0, -y, y) - abs(y))), WithinAbs(0.0, 0.0));
  CHECK(point(median(if_else(x < 2, y, estimate(1e300)) - y)) == 0);
  // The values of the branch that is not taken do no harm: no digit is lost.
  CHECK(point(median(if_else(estimate(1.0) < 2, estimate(1e-10), estimate(1e10)))) == 1e-10);
  CHECK(point(median(if_else(estimate(1.0) < 1, 3, 4))) == 4);
  CHECK(point(median(if_else(estimate(1.0) <= 1, 3, 4))) == 3);
}

TEST_CASE("if_else on sets holds both branches where both are possible") {
  const estimate s(interval<>(0, 10));
  CHECK(bounds(if_else(s < 20, s, -s)) == interval<>(0, 10));
  CHECK(bounds(if_else(s > 20, s, -s)) == interval<>(-10, 0));
  const interval<> both = bounds(if_else(s < 4, s, 100 + s));
  CHECK(both.lower() == 0);
  CHECK(both.upper() == 110);
  // By cases 4 to 14, searched for: s where it is at least 4, s + 10 where less.
  const interval<> searched = bounds(if_else(s < 4, s + 10, s));
  CHECK(subset(interval<>(4, 14), searched));
  CHECK(searched.upper() < 14.01);
  CHECK(searched.lower() > 3.99);
  const answer p = probability(if_else(estimate(uniform(0, 1)) < 0.5, s, 20) < 15);
  CHECK_THAT(p.lower(), WithinAbs(0.5, 6 * p.error + 1e-9));
  CHECK_THAT(p.upper(), WithinAbs(0.5, 6 * p.error + 1e-9));
}

TEST_CASE("a function of the user's is applied point by point") {
  const estimate x(uniform(0, 1));
  const estimate y(uniform(0, 1));
  const auto area = [](double a, double b) { return a * b; };
  const answer m = mean(apply(area, x, y) + x);
  CHECK_THAT(point(m), WithinAbs(0.75, 6 * m.error));
  CHECK(point(median(apply(area, x, y) - x * y)) == 0);
  CHECK(point(median(apply(sine, estimate(0.5)))) == std::sin(0.5));
  const auto three = [](double a, double b, double c) { return a + 10 * b + 100 * c; };
  CHECK(point(median(apply(three, estimate(1), 2, 3.0))) == 321);
  const answer far = mean(apply(three, x, estimate(2), y));
  CHECK_THAT(point(far), WithinAbs(0.5 + 20 + 50, 6 * far.error));
  for (const double v : sample(apply(sine, x), 20)) CHECK((v >= 0 && v <= std::sin(1.0)));
  CHECK(budget(apply(sine, estimate(normal(0, 1))) + x).warnings.size() >= 1);
}

TEST_CASE("sets go through a function that takes sets, and are refused by one that does not") {
  const estimate s(interval<>(-1, 2));
  const logistic f;
  const interval<> range = bounds(apply(f, s));
  CHECK_THAT(range.lower(), WithinRel(f(-1.0), 1e-13));
  CHECK_THAT(range.upper(), WithinRel(f(2.0), 1e-13));
  const answer q = quantile(apply(f, s) + estimate(uniform(0, 1)), 0.5);
  CHECK_THAT(q.lower(), WithinAbs(f(-1.0) + 0.5, 1e-3));
  CHECK_THAT(q.upper(), WithinAbs(f(2.0) + 0.5, 1e-3));
  // A leaf that is used twice is searched over its box.
  const interval<> shared = bounds(apply(f, s) - f(0.5) * s);
  CHECK(contains(shared, f(-1.0) + f(0.5)));
  CHECK(shared.upper() < f(2.0) + f(0.5));
  CHECK_THROWS_WITH(median(apply(sine, s)), contains_text("takes numbers only"));
  CHECK(is_entire(bounds(apply(sine, s))));
  // Beside a set, not through it, a function of numbers is all right.
  CHECK_THAT(quantile(apply(sine, estimate(uniform(0, 1))) + s, 0.5).lower(),
             WithinAbs(std::sin(0.5) - 1, 1e-3));
}

TEST_CASE("where a function gives no number it is undefined") {
  const auto root = [](double x) { return std::sqrt(x); };
  const estimate x(uniform(-1, 3));
  CHECK_THROWS_WITH(median(apply(root, x)),
                    contains_text("a function given to apply is undefined on a mass of 0.25"));
  const answer m = mean(apply(root, x), {.undefined = on_undefined::conditional});
  CHECK_THAT(point(m), WithinAbs(2 / std::sqrt(3.0), 6 * m.error + 1e-3));
  CHECK_THAT(point(mean(given(apply(root, x), x > 0))), WithinAbs(2 / std::sqrt(3.0), 1e-2));
}

TEST_CASE("what steps do not know is refused") {
  const estimate x(uniform(0, 1));
  CHECK_THROWS_WITH(to_pbox(if_else(x < 0.5, x, 1)), contains_text("if_else is not known to steps"));
  CHECK_THROWS_WITH(to_pbox(apply(sine, x)), contains_text("apply is not known to steps"));
  CHECK_NOTHROW(to_pbox(floor(x) + clamp(x, 0.2, 0.3)));
}

TEST_CASE("P(X Y > 1) for X in [-1, 1] and a standard normal Y lies between 0 and 0.3173") {
  const answer p = probability(estimate(interval<>(-1, 1)) * estimate(normal(0, 1)) > 1);
  CHECK(p.lower() == 0);
  CHECK_THAT(p.upper(), WithinAbs(2 * (1 - cdf(boost::math::normal(), 1)), 6 * p.error + 1e-9));
  CHECK(p.error < 1e-3);
}
