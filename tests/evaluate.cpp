// SPDX-License-Identifier: BSL-1.0
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr options if_defined{.undefined = on_undefined::conditional};

/// The standard normal quantile at 0.95, 20 digits (mpmath 1.3).
constexpr double z95 = 1.6448536269514722;

double normal_below(double z) { return cdf(boost::math::normal(), z); }

interval<> ends(const answer& a) { return a; }

std::vector<estimate> leaves() {
  return {estimate(4),
          estimate(interval<>(1000, 3000)),
          estimate(interval<>(300, infinity)),
          estimate(interval<>::entire()),
          estimate(normal(11000, 500)),
          estimate(lognormal(7, 0.5)),
          estimate(distribution(boost::math::poisson(3))),
          estimate(distribution(boost::math::binomial(10, 0.3))),
          estimate(distribution(boost::math::bernoulli(0.5))),
          estimate(distribution(boost::math::cauchy(0, 1))),
          estimate(mixture({{1, normal(0, 1)}, {2, uniform(5, 6)}})),
          estimate(mixture({{1, distribution(boost::math::bernoulli(0.5))}, {1, normal(2, 1)}})),
          estimate(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}})),
          estimate(pbox_mixture({{1, interval<>(-infinity, 0)}, {2, normal(0, 1)}}))};
}

/// One expression for each way in which an answer is found.
std::vector<estimate> expressions() {
  const estimate n(normal(3, 2));
  const estimate u(uniform(-1, 2));
  const estimate set(interval<>(1, 2));
  const estimate box(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}}));
  const estimate count(distribution(boost::math::poisson(3)));
  const estimate free(interval<>(-1, 1));
  return {n,
          2 * n + 1,
          n + set,
          n - 3 * u,
          set,
          set * set - set,
          box,
          -box + 1,
          exp(n),
          exp(-u),
          1 / (3 + u),
          count,
          -count,
          sqr(count),
          n * u,
          u * u - u,
          n * free,
          free * n - free,
          box * u,
          (max)(n, u),
          pow(count, 3) - count,
          count / (1 + count)};
}

template <class Call>
std::string message_of(const Call& call) {
  try {
    (void)call();
  } catch (const error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

void check_is_zero(const answer& a) {
  CHECK(a.lower() == 0);
  CHECK(a.upper() == 0);
}

}  // namespace

// ---- lineage ----

TEST_CASE("x - x is exactly 0 in every reading, for every kind of leaf") {
  for (const estimate& x : leaves()) {
    for (const estimate& zero : {x - x, 2 * x - x - x, (x + 3) - (3 + x), 0 * x}) {
      CHECK(bounds(zero) == interval<>(0, 0));
      for (const double p : {0.0, 0.3, 0.5, 1.0}) check_is_zero(quantile(zero, p));
      check_is_zero(range(zero, 0.9));
      check_is_zero(median(zero));
      check_is_zero(mean(zero));
      check_is_zero(standard_deviation(zero));
      CHECK(value(cdf(zero, 0)) == 1);
      CHECK(value(cdf(zero, -1e-300)) == 0);
      CHECK(to_pbox(zero).quantile(0.4) == interval<>(0, 0));
      for (const double v : sample(zero, 10)) CHECK(v == 0);
      check_is_zero(quantile(zero, 0.3, {.default_dependence = dependence::unknown}));
    }
  }
}

TEST_CASE("(x + y) - x is exactly y in every reading, for every pair of leaves") {
  for (const estimate& x : leaves()) {
    for (const estimate& y : leaves()) {
      const estimate same = (x + y) - x;
      CHECK(bounds(same) == bounds(y));
      for (const double p : {0.0, 0.05, 0.5, 0.95, 1.0})
        CHECK(ends(quantile(same, p)) == ends(quantile(y, p)));
      for (const double v : {-1.0, 0.0, 5.0, 1500.0}) CHECK(ends(cdf(same, v)) == ends(cdf(y, v)));
      CHECK(ends(mean(same)) == ends(mean(y)));
      CHECK(ends(standard_deviation(same)) == ends(standard_deviation(y)));
      CHECK(ends(quantile(same, 0.3, {.default_dependence = dependence::perfect})) == ends(quantile(y, 0.3)));
    }
  }
}

TEST_CASE("a quantity is certainly not less than itself, and certainly not more") {
  for (const estimate& x : leaves()) {
    CHECK(value(probability(x < x)) == 0);
    CHECK(value(probability(x <= x)) == 1);
    CHECK(value(probability(x > x)) == 0);
    CHECK(value(probability(x >= x)) == 1);
    CHECK(value(probability(x < x + 1)) == 1);
  }
}

TEST_CASE("an expression may turn within the range of a leaf") {
  const estimate x(interval<>(0, 7));
  CHECK(ends(median(x * (10 - x))) == interval<>(0, 25));
  CHECK(ends(mean(x * (10 - x))) == interval<>(0, 25));
  CHECK(ends(cdf(x * (10 - x), 25)) == interval<>(1, 1));
}

// ---- one law for all readings ----

TEST_CASE("quantiles rise, and ask the same question as the cdf") {
  for (const estimate& e : expressions()) {
    const interval<> all = bounds(e);
    interval<> last(-infinity, infinity);
    bool first = true;
    for (const double p : {0.0, 0.01, 0.25, 0.5, 0.9, 1.0}) {
      const answer q = quantile(e, p);
      INFO("at " << p << ": " << q.text() << " by " << to_string(q.engine_used) << " within " << all.lower()
                 << ' ' << all.upper());
      if (!first) {
        CHECK(q.lower() >= last.lower());
        CHECK(q.upper() >= last.upper());
      }
      first = false;
      last = q;
      const double slack = 1e-12 * (std::abs(q.lower()) + std::abs(q.upper()));
      CHECK((q.lower() >= all.lower() - slack || std::isinf(slack)));
      CHECK((q.upper() <= all.upper() + slack || std::isinf(slack)));
      const answer at_lower = cdf(e, q.lower());
      const answer at_upper = cdf(e, q.upper());
      CHECK(at_lower.upper() >= p - 1e-9 - at_lower.error * 6);
      CHECK(at_upper.lower() >= p - 1e-9 - at_upper.error * 6);
      if (p > 0 && q.lower() > -1e300)
        CHECK(cdf(e, std::nextafter(q.lower() - slack, -infinity)).upper() <= p + 1e-9);
    }
  }
}

TEST_CASE("the negative has the negative quantiles, counted from above") {
  for (const estimate& e : expressions()) {
    const double m = mid(interval<>(median(e)));
    for (const double p : {0.03, 0.21, 0.6, 0.87}) {  // levels at which nothing jumps
      const answer here = quantile(-e, p);
      const answer there = quantile(e, 1 - p);
      INFO("at " << p << ": " << here.text() << " and " << there.text() << " around " << m);
      const double slack =
          6 * (here.error + there.error) + 1e-9 * (std::abs(here.lower()) + std::abs(here.upper()));
      CHECK_THAT(here.lower(), WithinAbs(-there.upper(), slack));
      CHECK_THAT(here.upper(), WithinAbs(-there.lower(), slack));
    }
    const answer means[] = {mean(e), mean(-e)};
    CHECK_THAT(means[1].lower(), WithinAbs(-means[0].upper(), 1e-9 + 6 * (means[0].error + means[1].error)));
    const answer deviations[] = {standard_deviation(e), standard_deviation(-e)};
    CHECK_THAT(deviations[1].upper(),
               WithinAbs(deviations[0].upper(), 1e-6 + 6 * (deviations[0].error + deviations[1].error)));
  }
}

TEST_CASE("negated jumps are on the right side of their level") {
  const estimate coin(distribution(boost::math::bernoulli(0.5)));
  CHECK(value(median(coin)) == 0);
  CHECK(value(median(-coin)) == -1);
  CHECK(value(median(1 - coin)) == 0);
  CHECK(value(quantile(-coin, std::nextafter(0.5, 1))) == 0);
  CHECK(value(median(exp(-coin))) == std::exp(-1.0));
  const estimate count(distribution(boost::math::poisson(3)));
  const distribution law(boost::math::poisson(3));
  for (int k = 0; k < 12; ++k) {
    // P(-X <= -k) = P(X >= k)
    const double level = law.complement(k - 1);
    INFO(k);
    CHECK_THAT(value(cdf(-count, -k)), WithinAbs(level, 1e-15));
    CHECK(value(quantile(-count, level * (1 - 1e-9))) == -k);
    if (k > 0) CHECK(value(quantile(-count, level * (1 + 1e-9))) == -(k - 1));
  }
  for (const int k : {0, 1, 3, 7}) {  // whose 1 / (1 + k) is a double
    CHECK_THAT(value(cdf(1 / (1 + count), 1.0 / (1 + k))), WithinAbs(law.complement(k - 1), 1e-15));
  }
  CHECK(value(quantile(-count, 1e-20)) == -30);  // P(X >= 30) = 2.6e-20 > 1e-20 > P(X >= 31)
  const estimate mixed(mixture({{1, distribution(boost::math::bernoulli(0.5))}, {1, uniform(2, 3)}}));
  CHECK(value(quantile(-mixed, 0.75)) == -1);
  CHECK_THAT(value(quantile(-mixed, 0.5)), WithinRel(-2.0, 1e-15));
}

TEST_CASE("a change of unit changes nothing else") {
  for (const double unit : {1e-30, 1e-3, 1e9, 1e30}) {
    const auto scaled = [](double u) {
      const estimate n(normal(3 * u, 2 * u));
      const estimate w(uniform(-u, 2 * u));
      const estimate set(interval<>(u, 2 * u));
      const estimate box(pbox_mixture({{1, interval<>(0, 10 * u)}, {1, interval<>(4 * u, 6 * u)}}));
      return std::vector<estimate>{
          n,           n + set,   n - 3 * w,      set * set / (set + u), box - set,
          (max)(n, w), n * w / u, u * exp(n / u), sqrt(sqr(w) + sqr(n)), n * set / u - set,
          abs(w)};
    };
    const auto here = scaled(unit);
    const auto one = scaled(1);
    for (std::size_t i = 0; i < one.size(); ++i) {
      INFO("expression " << i << " in " << unit);
      for (const double p : {0.05, 0.5, 0.9}) {
        const answer a = quantile(here[i], p);
        const answer b = quantile(one[i], p);
        CHECK_THAT(a.lower(), WithinRel(unit * b.lower(), 1e-9) || WithinAbs(unit * b.lower(), 1e-12 * unit));
        CHECK_THAT(a.upper(), WithinRel(unit * b.upper(), 1e-9) || WithinAbs(unit * b.upper(), 1e-12 * unit));
        CHECK_THAT(a.error, WithinRel(unit * b.error, 1e-3) || WithinAbs(unit * b.error, 1e-9 * unit));
      }
      CHECK_THAT(mean(here[i]).upper(), WithinRel(unit * mean(one[i]).upper(), 1e-9));
      CHECK_THAT(standard_deviation(here[i]).upper(),
                 WithinRel(unit * standard_deviation(one[i]).upper(), 1e-9));
      CHECK_THAT(cdf(here[i], 1.5 * unit).upper(), WithinAbs(cdf(one[i], 1.5).upper(), 1e-9));
    }
  }
}

TEST_CASE("the same program gives the same answer, wherever its leaves lie") {
  std::vector<estimate> kept;
  std::vector<answer> found;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 50 * round; ++i) kept.emplace_back(1.0);
    // Leaves born in another order; dimensions follow first appearance in the question.
    const estimate second(uniform(-1, 2));
    const estimate first(normal(3, 2));
    const estimate third(lognormal(0, 1));
    found.push_back(quantile(first * second + third, 0.9));
  }
  for (const auto& a : found) {
    CHECK(a == found.front());
    CHECK(a.error == found.front().error);
  }
  const estimate n(normal(3, 2));
  const estimate u(uniform(-1, 2));
  const estimate e = support::sampled_choice(u, n * u + n, n - u);
  CHECK(ends(quantile(e, 0.9, {.seed = 1})) != ends(quantile(e, 0.9, {.seed = 2})));
  CHECK_THAT(value(quantile(e, 0.9, {.seed = 1})),
             WithinAbs(value(quantile(e, 0.9, {.seed = 2})), 6 * quantile(e, 0.9).error));
}

TEST_CASE("more points give a smaller error") {
  const estimate n(normal(3, 2));
  const estimate u(uniform(-1, 2));
  const estimate e = support::sampled_choice(u, n * u + n, n - u);
  CHECK(quantile(e, 0.9, {.points = 1 << 18}).error < quantile(e, 0.9).error);
}

// ---- closed forms ----

TEST_CASE("sums of normals are normal") {
  const estimate a(normal(3, 2));
  const estimate b(normal(-1, 1.5));
  const estimate e = 2 * a - b / 2 + 7 + b;
  const double sd = std::hypot(2 * 2, 0.5 * 1.5);
  const answer q = quantile(e, 0.95);
  CHECK(q.engine_used == engine::closed_form);
  CHECK(q.error == 0);
  CHECK_THAT(value(q), WithinRel(12.5 + sd * z95, 1e-14));
  CHECK_THAT(value(cdf(e, 12.5 + sd)), WithinRel(normal_below(1), 1e-14));
  CHECK_THAT(value(mean(e)), WithinRel(12.5, 1e-15));
  CHECK_THAT(value(standard_deviation(e)), WithinRel(sd, 1e-15));
  CHECK_THAT(value(density(e, 12.5)), WithinRel(1 / (sd * std::sqrt(2 * std::acos(-1.0))), 1e-14));
  const answer wide = quantile(e + interval<>(0, 1), 0.95);
  CHECK(wide.engine_used == engine::closed_form);
  CHECK_THAT(wide.lower(), WithinRel(value(q), 1e-14));
  CHECK_THAT(wide.upper(), WithinRel(value(q) + 1, 1e-14));
}

TEST_CASE("products, quotients and powers of lognormals are lognormal") {
  const estimate a(lognormal(1, 0.5));
  const estimate b(lognormal(-2, 0.3));
  struct {
    estimate e;
    double location;
    double scale;
  } const known[] = {{a * b, -1, std::hypot(0.5, 0.3)},
                     {a / b, 3, std::hypot(0.5, 0.3)},
                     {3 * a / sqr(b), 5 + std::log(3.0), std::hypot(0.5, 0.6)},
                     {sqrt(a * a * b), 0, std::hypot(0.5, 0.15)},
                     {pow(a, 3) / a, 2, 1},
                     {pow(a, -0.5) * 2, -0.5 + std::log(2.0), 0.25},
                     {a * b / a, -2, 0.3},
                     {1 / (a * 4), -1 - std::log(4.0), 0.5},
                     {exp(estimate(normal(1, 2))) * a, 2, std::hypot(2, 0.5)},
                     {exp(2 * estimate(normal(1, 2)) - 3), -1, 4}};
  for (const auto& [e, location, scale] : known) {
    const answer q = quantile(e, 0.95);
    CHECK(q.engine_used == engine::closed_form);
    CHECK_THAT(value(q), WithinRel(std::exp(location + z95 * scale), 1e-13));
    CHECK_THAT(value(mean(e)), WithinRel(std::exp(location + scale * scale / 2), 1e-13));
    CHECK_THAT(value(cdf(e, std::exp(location))), WithinAbs(0.5, 1e-14));
  }
  CHECK_THAT(value(quantile(log(a * b), 0.95)), WithinRel(-1 + z95 * std::hypot(0.5, 0.3), 1e-13));
  CHECK(quantile(log(a * b), 0.95).engine_used == engine::closed_form);
  // exp(normal(0, 5)) has its mean far out, where no grid looks: e^12.5.
  CHECK_THAT(value(mean(exp(estimate(normal(0, 5))))), WithinRel(std::exp(12.5), 1e-13));
}

TEST_CASE("what looks like a product of lognormals but is none is not taken for one") {
  const estimate a(lognormal(1, 0.5));
  const estimate b(lognormal(-2, 0.3));
  CHECK(value(quantile(-a, 0.5)) < 0);
  CHECK_THAT(value(quantile(-a * 3 + 1, 0.5)), WithinRel(1 - 3 * std::exp(1.0), 1e-13));
  CHECK(quantile(a * b + 1 - b, 0.5).engine_used != engine::closed_form);
  CHECK(quantile(a * interval<>(1, 2), 0.5).point() == std::nullopt);
  CHECK_THAT(value(quantile((a * b) / (b * a), 0.5)), WithinRel(1.0, 1e-12));
  CHECK(value(quantile(a / a, 0.5)) == 1);
  CHECK(value(quantile(pow(a, 0), 0.5)) == 1);
  CHECK_THAT(value(quantile(-a * b, 0.95)), WithinRel(-std::exp(-1 - z95 * std::hypot(0.5, 0.3)), 1e-13));
}

TEST_CASE("monotone functions of one shape carry its quantiles over") {
  const boost::math::gamma_distribution<> gamma(3, 2);
  const estimate g{distribution(gamma)};
  for (const double p : {0.01, 0.5, 0.99}) {
    const double x = quantile(gamma, p);
    CHECK_THAT(value(quantile(sqrt(g), p)), WithinRel(std::sqrt(x), 1e-13));
    CHECK_THAT(value(quantile(log(g), p)), WithinRel(std::log(x), 1e-13));
    CHECK_THAT(value(quantile(1 / g, 1 - p)), WithinRel(1 / x, 1e-12));
    const answer share = quantile(g / (1 + g), p);
    CHECK_THAT(value(share), WithinAbs(x / (1 + x), 6 * share.error));
    CHECK_THAT(value(cdf(exp(-g), std::exp(-x))), WithinRel(1 - p, 1e-12));
    CHECK_THAT(value(cdf(pow(g, 3) + g, x * x * x + x)), WithinRel(p, 1e-12));
  }
  CHECK(quantile(log(g), 0.5).engine_used == engine::closed_form);
  CHECK(quantile(1 / g, 0.5).engine_used == engine::closed_form);
  CHECK(quantile(log(g), 0).lower() == -infinity);
  CHECK(quantile(1 / g, 1).upper() == infinity);
  // E sqrt(G) = sqrt(2) Gamma(7/2) / Gamma(3) = 15 sqrt(2 pi) / 16; E log G = log 2 + digamma(3); the
  // variance of log G is trigamma(3) = pi^2 / 6 - 5 / 4.
  const double pi = std::acos(-1.0);
  CHECK_THAT(value(mean(sqrt(g))), WithinRel(15 * std::sqrt(2 * pi) / 16, 1e-7));
  CHECK_THAT(value(mean(log(g))), WithinRel(1.61593151565487857, 1e-9));
  CHECK_THAT(value(standard_deviation(log(g))), WithinRel(std::sqrt(pi * pi / 6 - 1.25), 1e-7));
  const answer inverse = mean(1 / g);
  CHECK_THAT(value(inverse), WithinAbs(0.25, 6 * inverse.error + 1e-9));
}

TEST_CASE("functions of a count sum over its values") {
  const estimate count(distribution(boost::math::poisson(3)));
  CHECK_THAT(value(mean(sqr(count))), WithinRel(12.0, 1e-13));  // E[X^2] = 3 + 9
  // sqrt(E[X^4] - 144) = sqrt(309 - 144), summed with 30 digits (mpmath 1.3).
  CHECK_THAT(value(standard_deviation(sqr(count))), WithinRel(12.8452325786651290, 1e-12));
  CHECK_THAT(value(mean(exp(count / 2))), WithinRel(std::exp(3 * std::expm1(0.5)), 1e-12));
}

TEST_CASE("mean and deviation of products of independent factors are exact") {
  const estimate a(normal(5, 1));
  const estimate b(uniform(0, 1));
  CHECK(value(mean(a * b)) == 2.5);
  CHECK_THAT(value(standard_deviation(a * b)), WithinRel(std::sqrt(26 / 3.0 - 6.25), 1e-14));
  CHECK(mean(a * b).assumption == "leaves independent");
  CHECK(mean(a + b).assumption == "none: the mean of a sum");
  const answer shared = mean(a * b + a);
  CHECK_THAT(value(shared), WithinAbs(7.5, 6 * shared.error));
  CHECK_THAT(value(mean(a * a)), WithinRel(26.0, 1e-14));
}

TEST_CASE("the mean of a sum asks for no independence, and is an interval where a term is a set") {
  const estimate n(normal(0, 500));
  const estimate set(interval<>(1000, 3000));
  CHECK(ends(mean(n + set)) == interval<>(1000, 3000));
  CHECK(ends(mean(n - 2 * set)) == interval<>(-6000, -2000));
  CHECK(ends(mean(set + estimate(interval<>(300, infinity)))) == interval<>(1300, infinity));
  CHECK(ends(mean(estimate(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}})) + n)) ==
        interval<>(2, 8));
}

// ---- imprecise answers ----

TEST_CASE("the deviation of a set is anything up to half its width") {
  CHECK(ends(standard_deviation(estimate(interval<>(1000, 3000)))) == interval<>(0, 1000));
  CHECK(ends(standard_deviation(-2 * estimate(interval<>(1000, 3000)))) == interval<>(0, 2000));
  CHECK(ends(standard_deviation(estimate(interval<>(300, infinity)))) == interval<>(0, infinity));
}

TEST_CASE("a normal on top of a set has a deviation between known ends") {
  // Least: clamp 2000 into [1000 + X, 3000 + X]; greatest: X and a step of 2000 at its median, which is
  // sqrt(500^2 + 2 * 500 * 2000 * phi(0) + 1000^2). Both with 30 digits (mpmath 1.3).
  const answer sd = standard_deviation(estimate(normal(0, 500)) + interval<>(1000, 3000));
  CHECK_THAT(sd.lower(), WithinRel(53.7062692547151896, 1e-6));
  CHECK_THAT(sd.upper(), WithinRel(1431.04317223585723514, 1e-6));
  CHECK(std::abs(sd.lower() - 53.7062692547151896) <= sd.error);
  CHECK(std::abs(sd.upper() - 1431.04317223585723514) <= sd.error);
}

TEST_CASE("X in [-1, 1] and Y normal leave P(XY > 1) between 0 and P(|Y| > 1)") {
  const estimate x(interval<>(-1, 1));
  const estimate y(normal(0, 1));
  const answer p = probability(x * y > 1);
  CHECK(p.lower() == 0);
  CHECK_THAT(p.upper(), WithinAbs(0.317310507862914, 6 * p.error + 1e-4));
  CHECK(p.assumption == "random-set independence");
}

TEST_CASE("a shared set is one value at a time in every focal set") {
  const estimate x(interval<>(-1, 1));
  const estimate y(uniform(0, 1));
  // x * (y - x) for y in [0, 1] has its greatest value y^2 / 4 at x = y / 2 and its least, -1 - y, at x = -1.
  const answer q = quantile(x * (y - x), 0.5);
  CHECK_THAT(q.lower(), WithinAbs(-1.5, 6 * q.error + 1e-9));
  CHECK_THAT(q.upper(), WithinAbs(1 / 16.0, 6 * q.error + 1e-9));
  CHECK_FALSE(q.outer);
}

TEST_CASE("ranges cover from the lower end of one quantile to the upper end of another") {
  const estimate e = estimate(normal(0, 500)) + interval<>(1000, 3000);
  const answer r = range(e, 0.9);
  CHECK_THAT(r.lower(), WithinRel(1000 - 500 * z95, 1e-13));
  CHECK_THAT(r.upper(), WithinRel(3000 + 500 * z95, 1e-13));
  CHECK(ends(range(estimate(interval<>(1, 2)), 1)) == interval<>(1, 2));
}

TEST_CASE("half [0, 10] and half [4, 6] keeps at least a half for [4, 6]") {
  const estimate e(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}}));
  CHECK(ends(cdf(e, 6)) == interval<>(0.5, 1));
  CHECK(ends(quantile(e, 0.75)) == interval<>(4, 10));
  CHECK(ends(quantile(-e, 0.25)) == interval<>(-10, -4));
  CHECK(ends(mean(3 * e)) == interval<>(6, 24));
  const answer squared = quantile(sqr(e), 0.75);  // [0, 100] and [16, 36]
  CHECK(ends(squared) == interval<>(16, 100));
}

// ---- infinite and missing moments ----

TEST_CASE("a mean that does not exist is the whole line, an infinite one has an infinite end") {
  const estimate cauchy(distribution(boost::math::cauchy(0, 1)));
  CHECK(is_entire(mean(cauchy)));
  CHECK(is_entire(mean(cauchy + normal(0, 1))));
  CHECK(is_entire(mean(cauchy * lognormal(0, 1))));
  CHECK(mean(exp(sqr(cauchy))).upper() == infinity);
  CHECK(ends(standard_deviation(cauchy)) == interval<>(0, infinity));
  CHECK(std::isfinite(value(mean(1 / (1 + sqr(cauchy))))));  // bounded
  const estimate pareto(distribution(boost::math::pareto(1, 0.9)));
  CHECK(mean(pareto).upper() == infinity);
  CHECK(mean(pareto).lower() > 1e300);
  CHECK(mean(-2 * pareto).lower() == -infinity);
  CHECK(mean(pareto - estimate(distribution(boost::math::pareto(1, 0.9)))).lower() == -infinity);
  const estimate heavy(distribution(boost::math::students_t(2)));
  CHECK(value(mean(heavy)) == 0);
  CHECK(standard_deviation(heavy).upper() == infinity);
  CHECK(standard_deviation(heavy + uniform(0, 1)).lower() == largest);
  CHECK(standard_deviation(heavy + interval<>(0, 1)).upper() == infinity);
  CHECK(standard_deviation(heavy * normal(1, 1)).upper() == infinity);
  CHECK(mean(sqr(heavy)).upper() == infinity);
  CHECK(mean(exp(estimate(distribution(boost::math::students_t(3))))).upper() == infinity);
  CHECK(is_entire(mean(estimate(pbox(distribution(boost::math::cauchy(0, 1)))))));
}

// ---- undefined and overflowing ----

TEST_CASE("an expression that is undefined on some mass is refused by name and mass") {
  const estimate n(normal(0, 1));
  CHECK(message_of([&] { return quantile(log(n), 0.5); }) ==
        "reckon: the logarithm of a number that is not positive is undefined on a mass of 0.5; restrict what "
        "goes in, "
        "or ask with options.undefined = on_undefined::conditional");
  CHECK_THAT(message_of([&] { return mean(sqrt(n + 1)); }),
             contains_text("the square root of a negative number"));
  CHECK_THAT(message_of([&] { return cdf(pow(n, 0.5), 1); }),
             contains_text("the real power of a negative number"));
  CHECK_THAT(message_of([&] { return range(1 / estimate(distribution(boost::math::bernoulli(0.5))), 0.9); }),
             contains_text("division by zero is undefined on a mass of 0.5"));
  CHECK_THAT(message_of([&] { return median(pow(estimate(distribution(boost::math::poisson(3))), -1)); }),
             contains_text("a negative power of zero"));
  CHECK_THAT(message_of([&] { return standard_deviation(log(estimate(interval<>(-1, 4)))); }),
             contains_text("undefined on a mass of 0 to 1"));
  CHECK_THAT(
      message_of([&] { return median(n + log(estimate(-1))); }),
      contains_text(
          "the logarithm of a number that is not positive stands in the expression, which has no value"));
  CHECK_THAT(message_of([&] { return median(1 / estimate(0)); }), contains_text("division by zero"));
  CHECK_THAT(message_of([&] { return sample(log(n), 100); }), contains_text("reckon::sample: the logarithm"));
}

TEST_CASE("asked to, a reading answers on the part where the expression is defined, and tells the rest") {
  const estimate n(normal(0, 1));
  const answer q = quantile(log(n), 0.5, if_defined);  // log of the median of |N|
  CHECK_THAT(value(q), WithinAbs(std::log(0.674489750196082), 6 * q.error + 1e-9));
  CHECK(q.assumption == "leaves independent, given that the expression is defined (undefined mass 0.5)");
  const answer part = quantile(sqrt(estimate(interval<>(-1, 4))), 0.5, if_defined);
  CHECK(ends(part) == interval<>(0, 2));
  CHECK_THAT(part.assumption, contains_text("undefined mass 0 to 1"));
  CHECK_THAT(message_of([] { return median(sqrt(estimate(uniform(-2, -1))), if_defined); }),
             contains_text("leaves no value of the expression defined"));
  const estimate x(interval<>(-1, 4));
  CHECK_THAT(message_of([&] { return median(sqrt(x) - x); }), contains_text("square root"));
  CHECK_THAT(median(sqrt(x) - x, if_defined).upper(), WithinAbs(0.25, 1e-9));
}

TEST_CASE("an expression that is defined is not refused because its parts vary together") {
  const estimate x(interval<>(-3, 7));
  CHECK_THAT(median(sqrt(sqr(x) - x + 1)).lower(), WithinRel(std::sqrt(0.75), 1e-9));
  const estimate y(interval<>(0, 7));
  CHECK_THAT(median(log(1 + y * (10 - y) - y)).lower(), WithinAbs(0, 1e-9));
}

TEST_CASE("a pole without mass is no reason to refuse") {
  CHECK(ends(quantile(1 / estimate(interval<>(0, 2)), 0.5)) == interval<>(0.5, infinity));
  CHECK(quantile(log(estimate(interval<>(0, 1))), 0.5).lower() == -infinity);
  CHECK(quantile(log(estimate(interval<>(0, 1))), 0.5).upper() == 0);
  CHECK(std::isfinite(value(median(1 / estimate(normal(0, 1))))));
  CHECK(value(median(estimate(normal(0, 1)) / estimate(normal(0, 1)))) < 0.1);
}

namespace {

void check_readings_are_numbers(const estimate& e) {
  const auto check = [](const auto& ask) {
    try {
      const answer a = ask();
      CHECK(a.lower() <= a.upper());
      CHECK(a.lower() < infinity);
      CHECK(a.upper() > -infinity);
      CHECK(a.error >= 0);
    } catch (const domain_error& refused) {
      CHECK_THAT(refused.what(), contains_text("reckon"));
    }
  };
  CHECK_FALSE(std::isnan(bounds(e).lower()));
  check([&] { return quantile(e, 0, if_defined); });
  check([&] { return quantile(e, 0.3, if_defined); });
  check([&] { return range(e, 1, if_defined); });
  check([&] { return cdf(e, 1, if_defined); });
  check([&] { return cdf(e, infinity, if_defined); });
  check([&] { return mean(e, if_defined); });
  check([&] { return standard_deviation(e, if_defined); });
}

/// Products of all pairs of leaves, or of one pair in `step`.
void check_products_are_numbers(std::size_t step) {
  const std::vector<estimate> all = leaves();
  for (std::size_t pair = 0; pair < all.size() * all.size(); pair += step) {
    const estimate& x = all[pair / all.size()];
    const estimate& y = all[pair % all.size()];
    check_readings_are_numbers(x * y - y);
  }
}

}  // namespace

TEST_CASE("no reading is ever NaN") {
  for (const estimate& x : leaves()) {
    check_readings_are_numbers(exp(x) - exp(2 * x));
    check_readings_are_numbers(exp(exp(x)) * 0 + x / 1e-300);
    check_readings_are_numbers(x / (x - x + 2));
    check_readings_are_numbers(x / 3 - x / 3);
  }
  check_readings_are_numbers(exp(estimate(normal(0, 1000))) - exp(estimate(normal(0, 1000))));
  check_readings_are_numbers(estimate(interval<>(0, 1e308)) * 10 - estimate(uniform(-1e308, 7e307)));
  check_readings_are_numbers(estimate(lognormal(0, 300)) / estimate(lognormal(0, 300)) - lognormal(600, 100));
  check_products_are_numbers(37);
}

TEST_CASE("no reading is ever NaN, all products", "[.long]") { check_products_are_numbers(1); }

TEST_CASE("constants beyond the largest double are refused, not rounded") {
  CHECK_THAT(message_of([] { return median(estimate(1e308) * 10 + uniform(0, 1)); }),
             contains_text("a constant of the expression lies beyond the largest double"));
  estimate doubled(uniform(0, 1));
  for (int i = 0; i < 1100; ++i) doubled += doubled;
  CHECK_THAT(message_of([&] { return mean(doubled); }), contains_text("beyond the largest double"));
  CHECK(bounds(doubled).upper() == infinity);
}

TEST_CASE("rounding in constants is no uncertainty") {
  CHECK(median(estimate(0.1) + 0.2).point().has_value());
  CHECK(median(estimate(uniform(0, 1)) * 0.1 + estimate(0.7) / 3).point().has_value());
  CHECK_THAT(value(mean(estimate(1) / 3)), WithinRel(1.0 / 3, 2.3e-16));
}

// ---- samples, densities, arguments, text ----

TEST_CASE("a joint sample shares its leaves") {
  const estimate x(lognormal(0, 1));
  const estimate y(normal(0, 1));
  const auto rows = sample({x, 2 * x, x + y, y}, 5000);
  REQUIRE(rows.size() == 5000);
  double sum = 0;
  for (const auto& row : rows) {
    REQUIRE(row.size() == 4);
    CHECK(row[1] == 2 * row[0]);
    CHECK(row[2] == row[0] + row[3]);
    sum += row[3];
  }
  CHECK_THAT(sum / 5000, WithinAbs(0, 5 / std::sqrt(5000.0)));
  CHECK(sample(x, 100) == sample(x, 100));
  CHECK(sample(std::vector<estimate>{}, 3).size() == 3);
  CHECK(sample(x, 0).empty());
  CHECK(sample(estimate(7), 3) == std::vector<double>{7, 7, 7});
}

TEST_CASE("a sample has the quantiles of what it was drawn from") {
  auto values = sample(estimate(normal(3, 2)) + uniform(0, 1), 20000);
  std::sort(values.begin(), values.end());
  for (const double p : {0.1, 0.5, 0.9}) {
    CHECK_THAT(values[static_cast<std::size_t>(p * 20000)],
               WithinAbs(value(quantile(estimate(normal(3, 2)) + uniform(0, 1), p)), 0.12));
  }
}

TEST_CASE("what has no sample or density says what to ask instead") {
  const estimate n(normal(0, 1));
  CHECK_THAT(message_of([&] { return sample(n + interval<>(0, 1), 10); }),
             contains_text("a set has no sample; ask range, quantile or cdf"));
  CHECK_THAT(message_of([&] { return sample(add(n, normal(0, 1), dependence::perfect), 10); }),
             contains_text("a stated dependence cannot be sampled"));
  CHECK_THAT(message_of([&] { return density(n + interval<>(0, 1), 0); }),
             contains_text("cdf answers for all"));
  CHECK_THAT(message_of([&] { return density(n * n + uniform(0, 1), 0); }),
             contains_text("cdf answers for all"));
  CHECK_THAT(message_of([] { return density(estimate(distribution(boost::math::poisson(3))), 2); }),
             contains_text("cdf answers for all"));
  CHECK_THAT(value(density(-2 * n, 1)), WithinRel(0.5 * pdf(boost::math::normal(), 0.5), 1e-14));
}

TEST_CASE("bad arguments are refused in words") {
  const estimate n(normal(0, 1));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(message_of([&] { return quantile(n, 1.5); }) == "reckon::quantile: probability 1.5 is not in [0, 1]");
  CHECK(message_of([&] { return quantile(n, nan); }) == "reckon::quantile: probability nan is not in [0, 1]");
  CHECK(message_of([&] { return range(n, 0); }) == "reckon::range: coverage 0 is not in (0, 1]");
  CHECK(message_of([&] { return range(n, 90); }) == "reckon::range: coverage 90 is not in (0, 1]");
  CHECK(message_of([&] { return cdf(n, nan); }) == "reckon::cdf: x is not a number");
  CHECK(message_of([&] { return density(n, nan); }) == "reckon::density: x is not a number");
  CHECK(message_of([&] { return value(median(n + interval<>(0, 1))); }) ==
        "reckon::value: the answer is the interval [0, 1], not one number");
}

TEST_CASE("a point prints as one number, an interval with its ends") {
  std::ostringstream out;
  out << median(estimate(interval<>(1000, 3000))) << ' ' << mean(estimate(5) - 5) << ' '
      << mean(-estimate(2.5));
  CHECK(out.str() == "[1000, 3000] 0 -2.5");
  CHECK(mean(estimate(uniform(0, 1))).point() == 0.5);
  CHECK(mean(estimate(interval<>(0, 1))).point() == std::nullopt);
}
