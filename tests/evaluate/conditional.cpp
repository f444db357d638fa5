// SPDX-License-Identifier: BSL-1.0
// Estimates on the condition of an event, against closed forms, and brute force over the distributions that
// sets allow.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::point;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double normal_below(double z) { return cdf(boost::math::normal(), z); }

}  // namespace

TEST_CASE("a normal with a mean between 0 and 1, given that it is positive, is at most 1 with 0 to 0.81143") {
  const estimate x = estimate(normal(0, 1)) + interval<>(0, 1);
  const answer p = cdf(given(x, x > 0), 1);
  CHECK(p.lower() == 0);
  CHECK_THAT(p.upper(), WithinAbs((normal_below(1) - normal_below(-1)) / (1 - normal_below(-1)), 1e-12));
  CHECK_THAT(p.upper(), WithinAbs(0.81143, 5e-6));
  CHECK_FALSE(p.outer);
}

TEST_CASE("a stretch of a normal is the truncated normal") {
  const estimate x(normal(2, 3));
  const boost::math::normal z;
  const double a = (5.0 - 2) / 3;
  const double hazard = pdf(z, a) / cdf(complement(z, a));
  const conditional c = given(x, x > 5);
  const answer m = mean(c);
  CHECK(m.engine_used == engine::closed_form);
  CHECK_THAT(point(m), WithinRel(2 + 3 * hazard, 1e-10));
  CHECK_THAT(point(standard_deviation(c)), WithinRel(3 * std::sqrt(1 + a * hazard - hazard * hazard), 1e-9));
  CHECK_THAT(point(median(c)), WithinRel(2 + 3 * quantile(complement(z, cdf(complement(z, a)) / 2)), 1e-12));
  CHECK(bounds(c) == interval<>(5, infinity));
  CHECK_THAT(point(cdf(c, 5)), WithinAbs(0.0, 1e-15));
  CHECK(point(quantile(c, 0)) == 5);
  CHECK_THAT(point(density(x, 6)) / cdf(complement(z, a)),
             WithinRel(pdf(z, 4 / 3.0) / 3 / cdf(complement(z, a)), 1e-12));
  for (const double y : sample(c, 100)) CHECK(y >= 5);
  // Far out, where subtraction would leave nothing.
  const conditional far_out = given(x, x > 35);
  CHECK_THAT(point(mean(far_out)), WithinRel(2 + 3 * (pdf(z, 11) / cdf(complement(z, 11))), 1e-6));
}

TEST_CASE("an event about one leaf moves only what that leaf moves") {
  const estimate a(boost::math::exponential(1));
  const estimate b(normal(4, 2));
  // No memory: given a > 3, a - 3 is as a.
  CHECK_THAT(point(mean(given(a + b, a > 3))), WithinRel(8.0, 1e-9));
  CHECK_THAT(point(standard_deviation(given(a + b, 2 * a - 1 >= 5))), WithinRel(std::sqrt(5.0), 1e-8));
  CHECK(point(median(given(b, a > 3))) == 4);
  // The same where the event is a curve of the leaf.
  CHECK_THAT(point(mean(given(a + b, exp(a) > std::exp(3.0)))), WithinRel(8.0, 1e-9));
  CHECK_THAT(point(mean(given(log(b), b > 1))), WithinAbs(1.40, 0.05));
}

TEST_CASE("an event about the expression itself renormalises what lies beyond") {
  const estimate a(uniform(0, 1));
  const estimate b(uniform(0, 1));
  const estimate s = a + b;
  // The sum is triangular: given s > 1, P(s <= x) = 1 - (2 - x)^2.
  for (const double x : {1.2, 1.5, 1.9}) {
    CHECK_THAT(point(cdf(given(s, s > 1), x)), WithinAbs(1 - (2 - x) * (2 - x), 1e-9));
    CHECK_THAT(point(cdf(given(s, s < 1), x - 1)), WithinAbs((x - 1) * (x - 1), 1e-9));
  }
  CHECK_THAT(point(quantile(given(s, s > 1), 0.75)), WithinAbs(1.5, 1e-9));
  CHECK_THAT(point(mean(given(s, s > 1))), WithinAbs(4 / 3.0, 1e-4));
  CHECK_THAT(point(standard_deviation(given(s, s > 1))), WithinAbs(std::sqrt(1 / 18.0), 1e-4));
  CHECK_THAT(point(cdf(given(3 - 2 * s, s > 1), 0.0)), WithinAbs(0.25, 1e-9));
}

TEST_CASE("an event among more leaves than integrals take is counted among the points of an ensemble") {
  const estimate a(uniform(0, 1));
  const estimate b(uniform(0, 1));
  const estimate d(uniform(0, 1));
  // Which of two is greater says nothing of the greatest of three: P(max <= x) = x^3.
  const conditional c = given(max(max(a, b), d), a * d < b * d);
  const answer p = cdf(c, 0.6);
  CHECK(p.engine_used == engine::ensemble);
  CHECK(p.error > 0);
  CHECK(p.error < 2e-3);
  CHECK_THAT(point(p), WithinAbs(0.216, 6 * p.error));
  CHECK_THAT(point(mean(c)), WithinAbs(0.75, 6 * mean(c).error));
  CHECK_THAT(point(standard_deviation(c)), WithinAbs(std::sqrt(3 / 80.0), 6 * standard_deviation(c).error));
  double sum = 0;
  for (const double y : sample(c, 5000)) sum += y / 5000;
  CHECK_THAT(sum, WithinAbs(0.75, 0.02));
}

TEST_CASE("an event moves what depends on it by a copula") {
  const auto made = correlated({normal(0, 1), normal(0, 1)}, {{1, 0.6}, {0.6, 1}});
  // E[Y | X > 0] = 0.6 sqrt(2 / pi)
  const answer m = mean(given(made[1], made[0] > 0));
  CHECK_THAT(point(m), WithinAbs(0.6 * std::sqrt(2 / std::numbers::pi), 6 * m.error + 1e-6));
  CHECK(m.error < 0.01);
}

TEST_CASE("a single value belongs to an event or not") {
  const estimate n(distribution(boost::math::binomial(3, 0.5)));  // 1 3 3 1 of 8
  CHECK_THAT(point(mean(given(n, n > 1))), WithinRel((2 * 3 + 3) / 4.0, 1e-12));
  CHECK_THAT(point(mean(given(n, n >= 1))), WithinRel((3 + 6 + 3) / 7.0, 1e-12));
  CHECK_THAT(point(mean(given(n, n < 1))), WithinAbs(0.0, 1e-12));
  CHECK_THAT(point(probability(given(n > 2, n >= 2))), WithinRel(0.25, 1e-12));
  CHECK_THAT(point(probability(given(n <= 2, n > 1))), WithinRel(0.75, 1e-12));
}

TEST_CASE("bounds under a condition hold for every distribution that the sets allow") {
  // X = Z + c with c in [0, 1] that may follow Z in any way: some such ways, by brute force.
  const estimate x = estimate(normal(0, 1)) + interval<>(0, 1);
  const boost::math::normal z;
  std::mt19937_64 random(20260301);
  std::uniform_real_distribution<double> unit(0, 1);
  const std::size_t n = 4000;
  for (const double a : {-0.5, 0.3, 1.0}) {
    const conditional above = given(x, x > a);
    const conditional below = given(x, x < a);
    for (int trial = 0; trial < 300; ++trial) {
      // A step function of z: below cuts one shift, above another, as extreme choices are.
      const double cut1 = 6 * unit(random) - 3;
      const double cut2 = 6 * unit(random) - 3;
      const double s0 = unit(random) < 0.5 ? 0 : 1;
      const double s1 = unit(random) < 0.3 ? unit(random) : 1 - s0;
      const double level = 5 * unit(random) - 2;
      double above_all = 0, above_low = 0, below_all = 0, below_low = 0;
      for (std::size_t i = 0; i < n; ++i) {
        const double value = quantile(z, (static_cast<double>(i) + 0.5) / static_cast<double>(n));
        const bool inside = (value > cut1) != (value > cut2);
        const double drawn = value + (inside ? s0 : s1);
        if (drawn > a) above_all += 1;
        if (drawn > a && drawn <= level) above_low += 1;
        if (drawn < a) below_all += 1;
        if (drawn < a && drawn <= level) below_low += 1;
      }
      const answer up = cdf(above, level);
      CHECK(up.lower() - 1e-3 <= above_low / above_all);
      CHECK(above_low / above_all <= up.upper() + 1e-3);
      const answer down = cdf(below, level);
      CHECK(down.lower() - 1e-3 <= below_low / below_all);
      CHECK(below_low / below_all <= down.upper() + 1e-3);
    }
  }
}

TEST_CASE("of a set the condition leaves what it allows") {
  const estimate s(interval<>(1000, 3000));
  const conditional c = given(s, s > 2000);
  const answer q = median(c);
  CHECK(q.lower() == 2000);
  CHECK(q.upper() == 3000);
  CHECK(bounds(c) == interval<>(2000, 3000));
  CHECK(bounds(given(s, s > 500)) == interval<>(1000, 3000));
  // A set may follow the rest in any way: no more than the possible values is known.
  const estimate u(uniform(0, 1));
  const answer sum = median(given(s + u, s >= 2000));
  CHECK(sum.lower() == 2000);
  CHECK(sum.upper() == 3001);
  CHECK_THROWS_WITH(median(given(s, s > 3000)), contains_text("the event has probability 0"));
  CHECK(point(median(given(s, s >= 3000))) == 3000);
}

TEST_CASE("where the lower probability is 0 the support is cut to the event") {
  const estimate x = estimate(uniform(0, 1)) + interval<>(0, 2);
  const answer q = quantile(given(x, x > 1.5), 0.5);
  CHECK(q.lower() == 1.5);
  CHECK(q.upper() == 3);
  const answer general = range(given(x, x * 1 + 0 * estimate(normal(0, 1)) > 1.5), 0.9);
  CHECK(general.lower() <= 1.5);
  CHECK(general.upper() >= 2.9);
}

TEST_CASE("general conditions on sets enclose what each choice of the sets gives") {
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  const estimate s(interval<>(0, 0.25));
  // The event says nothing of the set. Given u < v: P(u <= t) = 1 - (1 - t)^2.
  const answer p = cdf(given(u + s, u < v), 0.5);
  CHECK_THAT(p.lower(), WithinAbs(1 - std::pow(1 - 0.25, 2), 1e-9));
  CHECK_THAT(p.upper(), WithinAbs(1 - std::pow(1 - 0.5, 2), 1e-9));
  const answer e = mean(given(u, u + s < v));
  CHECK(e.outer);
  CHECK(e.lower() <= 0.25);
  CHECK(e.upper() >= 1 / 3.0);
  CHECK(e.upper() - e.lower() < 0.5);
}

TEST_CASE("an event that is certain changes nothing; one that cannot happen is refused") {
  const estimate x(normal(0, 1));
  CHECK(point(median(given(x, x <= x))) == 0);
  CHECK_THROWS_WITH(median(given(x, x < x)), contains_text("the event has probability 0"));
  const estimate u(uniform(0, 1));
  CHECK_THROWS_WITH(mean(given(x, u > 1)), contains_text("the event has probability 0"));
  CHECK_THROWS_WITH(mean(given(u + x, u * u > 2 + sqr(x))), contains_text("happens at no point"));
  const options unknown{.default_dependence = dependence::unknown};
  CHECK_THROWS_WITH(mean(given(x, x < u), unknown), contains_text("only an event about the estimate itself"));
  CHECK_THROWS_WITH(bounds(given(u, u + estimate(uniform(0, 1)) < 0)), contains_text("probability 0"));
}

TEST_CASE("under unknown dependence a condition about the estimate itself renormalises its bounds") {
  const options unknown{.default_dependence = dependence::unknown};
  const estimate s = estimate(uniform(0, 1)) + uniform(0, 1);
  const answer p = cdf(given(s, s > 0.5), 1.5, unknown);
  // F_ = max(0, s - 1), F^ = min(1, s): [max(0, 0.5 - 0.5) / 0.5, (1 - 0) / 1]
  CHECK_THAT(p.lower(), WithinAbs(0.0, 0.02));
  CHECK_THAT(p.upper(), WithinAbs(1.0, 1e-12));
}

TEST_CASE("where the event does not happen the estimate need not be defined") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  CHECK_NOTHROW(mean(given(log(x), x > 0)));
  CHECK_NOTHROW(mean(given(sqrt(x * y), x * y > 0)));
  CHECK_THROWS_WITH(mean(given(log(y), x * y > 0)),
                    contains_text("the logarithm of a number that is not positive"));
}

TEST_CASE("far out in the upper tail a condition keeps its digits") {
  // Z given Z > a: P(Z <= x) = 1 - Q(x) / Q(a), and the mean is phi(a) / Q(a).
  const auto above = [](double z) { return std::erfc(z / std::numbers::sqrt2) / 2; };
  const double root = std::sqrt(5.0);
  const estimate sum = estimate(normal(0, 1)) + estimate(normal(0, 2));
  const estimate product = estimate(lognormal(0, 1)) * estimate(lognormal(0, 2));
  for (const double a : {3.0, 5.5, 7.0, 9.0}) {
    const double middle = a + 0.3 / a;
    const double share = 1 - above(middle) / above(a);
    const double mean_score = std::exp(-a * a / 2) / std::sqrt(2 * std::numbers::pi) / above(a);
    INFO("beyond " << a);
    const conditional c = given(sum, sum > a * root);
    CHECK_THAT(point(cdf(c, middle * root)), WithinRel(share, 1e-10));
    CHECK_THAT(point(quantile(c, share)), WithinRel(middle * root, 1e-12));
    CHECK_THAT(point(mean(c)), WithinRel(mean_score * root, 1e-10));
    const conditional far = given(product, product > std::exp(a * root));
    CHECK_THAT(point(cdf(far, std::exp(middle * root))), WithinRel(share, 1e-10));
    CHECK_THAT(point(quantile(far, share)), WithinRel(std::exp(middle * root), 1e-10));
  }
}

TEST_CASE("counts beyond a number have the probabilities of what is left") {
  // The sum of two Poisson counts with mean 2 is one with mean 4.
  const distribution count(boost::math::poisson_distribution<>(2.0));
  const estimate sum = estimate(count) + estimate(count);
  const auto mass = [](int k) { return std::exp(-4 + k * std::log(4.0) - std::lgamma(k + 1.0)); };
  for (const int a : {3, 11, 21, 24}) {
    double all = 0;
    double mean_of = 0;
    double square = 0;
    for (int k = a + 70; k > a; --k) {
      all += mass(k);
      mean_of += k * mass(k);
      square += k * static_cast<double>(k) * mass(k);
    }
    mean_of /= all;
    const double sd = std::sqrt(square / all - mean_of * mean_of);
    const double first = mass(a + 1) / all;
    const conditional c = given(sum, sum > a);
    const auto check = [](const answer& found, double expected) {
      CHECK(std::abs(point(found) - expected) <= found.error + 1e-9 * (1 + std::abs(expected)));
      CHECK(found.error < 0.2);
    };
    INFO("above " << a);
    check(cdf(c, a + 1), first);
    check(probability(given(sum<a + 2, sum> a)), first);
    check(probability(given(sum <= a + 1, sum > a)), first);
    check(mean(c), mean_of);
    check(standard_deviation(c), sd);
    CHECK(point(quantile(c, first / 2)) == a + 1);
  }
  // Of what is as rare as rounding, 4e-15, little is known, and that is said.
  const answer rare = cdf(given(sum, sum > 27), 28);
  CHECK(std::abs(point(rare) - 0.862788798957) <= rare.error);
}

TEST_CASE("a condition on what is a count or not, from case to case, is kept case by case") {
  // A coin c times a uniform u on [0, 2]: beyond 1 all is the uniform on [1, 2]; up to 1 two thirds are 0.
  const estimate paid = estimate(distribution(boost::math::binomial(1, 0.5))) * estimate(uniform(0, 2));
  CHECK_THAT(point(mean(given(paid, paid > 1))), WithinRel(1.5, 1e-12));
  CHECK_THAT(point(mean(given(paid, paid <= 1))), WithinRel(1 / 6.0, 1e-12));
  CHECK_THAT(point(cdf(given(paid, paid <= 1), 0)), WithinRel(2 / 3.0, 1e-12));
}

TEST_CASE(
    "of a rare event the quantiles are sharp, and those of its few points claim no more than they can tell") {
  // X given X + Y > t, both standard normal: P(X <= x) by Simpson's rule.
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  const double t = 3.72 * std::numbers::sqrt2;
  const auto joint = [t](double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) * normal_below(z - t);
  };
  const auto up_to = [&](double end) {
    constexpr int parts = 2000;
    const double h = (end + 6) / (2 * parts);
    double sum = joint(-6) + joint(end);
    for (int i = 1; i < 2 * parts; ++i) sum += joint(-6 + i * h) * (i % 2 ? 4 : 2);
    return sum * h / 3;
  };
  const double all = up_to(10);
  const options how;
  const auto points =
      detail::conditional_points(detail::compile(x), detail::compile(t - x - y), false, how).run();
  for (const double p : {0.001, 0.05, 0.5, 0.95, 0.999}) {
    double lower = -6;
    double upper = 10;
    while (upper - lower > 1e-12)
      (up_to((lower + upper) / 2) < p * all ? lower : upper) = (lower + upper) / 2;
    const answer found = quantile(given(x, x + y > t), p);
    INFO("at " << p);
    CHECK(std::abs(point(found) - lower) <= found.error + 1e-11);
    CHECK(found.error < 1e-8);
    const detail::bounded counted = points->quantile(p);
    CHECK(std::abs(counted.bounds.lower() - lower) <= 4 * counted.error);
  }
}

TEST_CASE("what is kept with a condition is that of the options asked with") {
  const estimate x = normal(0, 1);
  const estimate y = lognormal(0, 0.5);
  const estimate z = uniform(0, 2);
  const conditional held = given(max(x, z), x * z < y);
  options other;
  other.seed = 5;
  const answer first = mean(held);
  const answer second = mean(held, other);
  CHECK(first.lower() != second.lower());  // of other points
  const conditional copy = held;
  for (int again = 0; again < 2; ++again) {
    CHECK(mean(copy).lower() == mean(given(max(x, z), x * z < y)).lower());
    CHECK(mean(copy).lower() == first.lower());
    CHECK(mean(copy, other).lower() == second.lower());
    CHECK(quantile(copy, 0.9, other).lower() == quantile(given(max(x, z), x * z < y), 0.9, other).lower());
  }
  const answer cut = mean(given(x, x > 1));
  const conditional above = given(x, x > 1);
  CHECK(standard_deviation(above).lower() == standard_deviation(given(x, x > 1)).lower());
  CHECK(mean(above).lower() == cut.lower());
}

TEST_CASE("where an event is nowhere certain, what no point has met is possible too") {
  // Of X in [0, 2] and S in [0, 1] the event X S > 1 needs X > 1 and S near 1: any distribution of X beyond 1
  // may be what is left.
  const estimate x = uniform(0, 2);
  const estimate s = interval<>(0, 1);
  const conditional c = given(x, x * s > 1.0);
  for (const double q : {1.2, 1.9999, 1.9999999}) {
    INFO("up to " << q);
    CHECK(cdf(c, q).lower() == 0);
    CHECK(cdf(c, q).upper() == 1);
  }
  CHECK(cdf(c, 2).lower() == 1);
  CHECK(quantile(c, 0.05).upper() == 2);
  CHECK(quantile(c, 0.95).lower() <= 1);
  CHECK(mean(c).upper() == 2);
  CHECK(standard_deviation(c).upper() >= 0.5);
  const estimate z = normal(0, 1);
  CHECK(cdf(given(z, z * s > 1.0), 7).lower() == 0);
  CHECK(quantile(given(z, z * s > 1.0), 0.5).upper() == infinity);
}

TEST_CASE("of a rare event more points are asked, and of a few points little is claimed") {
  // Y given Y - X > t with Y uniform on [a, b], X normal: the mean is a ratio of integrals, in closed form.
  const estimate x = normal(0, 0.3);
  const estimate y = uniform(0.5, 3);
  const options how;
  const auto by_points = [&](double t) {
    return detail::conditional_points(detail::compile(y), detail::compile(t - (y - x)), false, how).run();
  };
  for (const double t : {3.6, 3.8, 3.9, 4.0}) {
    // P(X < Y - t) is normal_below((y - t) / 0.3); Simpson's rule over y.
    double mass = 0;
    double first = 0;
    constexpr int parts = 4000;
    const double h = 2.5 / (2 * parts);
    for (int i = 0; i <= 2 * parts; ++i) {
      const double at = 0.5 + i * h;
      const double weight = (i == 0 || i == 2 * parts ? 1 : i % 2 ? 4 : 2) * normal_below((at - t) / 0.3);
      mass += weight;
      first += weight * at;
    }
    const detail::bounded found = by_points(t)->mean();
    INFO("beyond " << t << ": " << found.bounds.lower() << " and " << first / mass);
    CHECK(std::abs(found.bounds.lower() - first / mass) <= 4 * found.error);
    CHECK_THAT(point(mean(given(y, y - x > t))), WithinRel(first / mass, 1e-6));
  }
  CHECK(by_points(3.9)->mean().error < 0.03);
}
