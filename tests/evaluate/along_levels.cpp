// SPDX-License-Identifier: BSL-1.0
// Quantities that rise together, or against each other, where what is made of them turns. Both follow one
// level U, or the normal score Z of it, so that all is a function of one number; the oracles work that out by
// formulas, or by looking for all places at which a fine grid sees that function pass a value.
#include <reckon/distribution/beta.hpp>
#include <reckon/evaluate.hpp>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "evaluate_support.hpp"

#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace reckon;
using support::normal_below;
using support::point;
using support::simpson;
using support::WithinAbs;
using support::WithinRel;

namespace {

using shapes = std::vector<distribution>;
using function_of_score = std::function<double(double)>;

constexpr double infinity = std::numeric_limits<double>::infinity();

double quantile_at(const distribution& shape, double z) { return shape.model().at_score(z); }

/// P(f(Z) <= x), where f passes x at places that a grid of the step 0.001 tells apart.
double probability_up_to(const function_of_score& f, double x) {
  constexpr double reach = 8.5;
  constexpr int parts = 17000;
  double sum = 0;
  double from = -reach;  // where f came below x last
  bool below = f(-reach) <= x;
  for (int i = 1; i <= parts; ++i) {
    const double right = -reach + 2 * reach * i / parts;
    const bool now = f(right) <= x;
    if (now == below) continue;
    double low = -reach + 2 * reach * (i - 1) / parts;
    double high = right;
    for (int k = 0; k < 60; ++k) {
      const double middle = (low + high) / 2;
      ((f(middle) <= x) == below ? low : high) = middle;
    }
    if (below) {
      sum += normal_below(low) - normal_below(from);
    } else {
      from = low;
    }
    below = now;
  }
  return below ? sum + 1 - normal_below(from) : sum;
}

void check_bounds_are_points(const estimate& e) {
  CHECK(quantile(e, 0.3).point().has_value());
  CHECK(quantile(e, 0.3).engine_used != engine::steps);
}

estimate exponential() { return estimate(distribution(boost::math::exponential(1.0))); }

}  // namespace

TEST_CASE("waiting times against each other have a sum that turns") {
  // -log(1 - U) - log(U) is at most s where U (1 - U) is at least exp(-s).
  const estimate sum = add(exponential(), exponential(), dependence::opposite);
  check_bounds_are_points(sum);
  for (const double s : {1.4, 1.5, 2.0, 5.0}) {
    CHECK_THAT(point(cdf(sum, s)), WithinRel(std::sqrt(1 - 4 * std::exp(-s)), 1e-13));
    CHECK_THAT(point(quantile(sum, std::sqrt(1 - 4 * std::exp(-s)))), WithinRel(s, 1e-13));
  }
  CHECK_THAT(point(probability(sum > 20)), WithinRel(1 - std::sqrt(1 - 4 * std::exp(-20.0)), 1e-6));
  CHECK_THAT(point(mean(sum)), WithinRel(2, 1e-14));
  const double variance = 4 - std::numbers::pi * std::numbers::pi / 3;
  CHECK_THAT(point(standard_deviation(sum)), WithinRel(std::sqrt(variance), 1e-12));
  CHECK(mean(sum).assumption == "none: the mean of a sum");
  CHECK(quantile(sum, 0.5).assumption == "dependence as stated");
}

TEST_CASE("products and differences that turn are exact") {
  const estimate x(normal(0, 1));
  const estimate y(lognormal(0, 1));
  const estimate product = mul(x, y, dependence::perfect);  // Z exp(Z)
  check_bounds_are_points(product);
  CHECK_THAT(point(mean(product)), WithinRel(std::exp(0.5), 1e-12));
  CHECK_THAT(point(standard_deviation(product)), WithinRel(std::sqrt(5 * std::exp(2) - std::exp(1)), 1e-10));
  const estimate sum = add(x, y, dependence::opposite);  // Z + exp(-Z), whose least value is 1
  CHECK_THAT(point(quantile(sum, 1e-6)), WithinAbs(1, 1e-9));
  for (const double s : {1.01, 1.5, 3.0}) {
    const auto f = [](double z) { return z + std::exp(-z); };
    CHECK_THAT(point(cdf(sum, s)), WithinAbs(probability_up_to(f, s), 1e-12));
  }
  const double variance = 1 + (std::exp(1) - 1) * std::exp(1) - 2 * std::exp(0.5);
  CHECK_THAT(point(standard_deviation(sum)), WithinRel(std::sqrt(variance), 1e-9));
}

TEST_CASE("a deviation is exact where a shape has a kink") {
  const distribution a(boost::math::gamma_distribution<double>(2.5, 1.0));
  const distribution b = triangular(0, 1, 4);  // a quarter of it lies below 1
  const double kink = normal(0, 1).quantile(0.25);
  const auto weighted = [&](double z) {
    const double off = quantile_at(a, z) - quantile_at(b, z) - (2.5 - 5.0 / 3);
    return off * off * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  };
  const double variance = simpson(-9, kink, weighted) + simpson(kink, 12, weighted);
  const answer found = standard_deviation(sub(estimate(a), estimate(b), dependence::perfect));
  CHECK_THAT(point(found), WithinRel(std::sqrt(variance), 1e-11));
  CHECK(found.error < 1e-9);
}

TEST_CASE("turns that are close to each other are seen") {
  std::vector<weighted_distribution> peaks;
  for (int i = 0; i < 10; ++i) peaks.push_back({0.1, normal(i, 0.1)});
  const distribution comb = mixture(peaks);
  const distribution flat = uniform(-0.5, 9.5);
  const distribution whole = normal(0, 0.5);
  const distribution spiked = mixture({{0.999, normal(0, 1)}, {0.001, normal(0.4, 1e-4)}});
  const auto check = [](const distribution& a, const distribution& b, double x) {
    const auto f = [&](double z) { return quantile_at(a, z) - quantile_at(b, z); };
    const answer found = cdf(sub(estimate(a), estimate(b), dependence::perfect), x);
    CHECK(found.engine_used != engine::steps);
    CHECK_THAT(point(found), WithinAbs(probability_up_to(f, x), 1e-9));
  };
  for (const double x : {-0.0359, 0.1, 0.25}) check(comb, flat, x);
  for (const double x : {-0.200036, -0.19, 0.3}) check(whole, spiked, x);
}

TEST_CASE("shapes that leap over a gap are enclosed, or told by points") {
  const distribution gap = mixture({{0.9, uniform(-2, -1)}, {0.1, uniform(1, 3)}});
  const answer below = cdf(sub(estimate(normal(0, 3)), estimate(gap), dependence::perfect), 2.99361);
  CHECK(below.engine_used == engine::steps);
  const auto f = [&](double z) { return 3 * z - quantile_at(gap, z); };
  const double expected = probability_up_to(f, 2.99361);
  CHECK(below.lower() <= expected);
  CHECK(below.upper() >= expected);
  const auto [a, b] = correlated({estimate(gap), estimate(normal(0, 3))}, {{1, 1}, {1, 1}});
  const answer joined = cdf(b - a, 2.99361);
  CHECK_THAT(point(joined), WithinAbs(expected, 6 * joined.error));
}

TEST_CASE("the least and the greatest value are those at the turns and the ends") {
  const estimate sum = add(exponential(), exponential(), dependence::opposite);
  CHECK_THAT(quantile(sum, 0).lower(), WithinAbs(2 * std::numbers::ln2, 1e-12));
  CHECK(quantile(sum, 1).upper() == infinity);
  const estimate a(triangular(0, 1, 4));
  const estimate none = sub(a, estimate(triangular(0, 1, 4)), dependence::perfect);
  CHECK_THAT(quantile(none, 0).lower(), WithinAbs(0, 1e-14));
  CHECK_THAT(quantile(none, 1).upper(), WithinAbs(0, 1e-14));
}

TEST_CASE("moments know of the dependence") {
  const options together{.default_dependence = dependence::perfect};
  const estimate x = exponential();
  const estimate y(distribution(boost::math::exponential(0.7)));
  CHECK_THAT(point(mean(x / y, together)), WithinRel(0.7, 1e-10));  // one is 0.7 times the other
  CHECK_THAT(point(mean(estimate(uniform(0, 1)) / estimate(uniform(0, 2)), together)), WithinRel(0.5, 1e-12));
  // Beside a set: with any number in it the deviation is that of Z exp(Z).
  const estimate product = mul(estimate(normal(0, 1)), estimate(lognormal(0, 1)), dependence::perfect);
  const double sd = std::sqrt(5 * std::exp(2) - std::exp(1));
  const answer found = standard_deviation(product + interval<>(1, 2));
  CHECK(found.lower() - found.error <= sd);
  CHECK(found.upper() + found.error >= sd);
  // A set is in any dependence, whatever the default.
  const answer moved = quantile(x - y + interval<>(1, 2), 0.9, together);
  CHECK(moved.engine_used != engine::steps);
  const double beyond = -0.3 / 0.7 * -std::log(0.9);  // x - y = -3/7 x, whose 0.9 quantile is at x's 0.1
  CHECK_THAT(moved.lower(), WithinAbs(1 + beyond, 1e-9));
  CHECK_THAT(moved.upper(), WithinAbs(2 + beyond, 1e-9));
}

TEST_CASE("moments of heavy tails that rise together are not claimed to be known") {
  const auto pareto = [](double order) { return estimate(distribution(boost::math::pareto(1.0, order))); };
  // U^(-1/a) U^(-1/a) is a pareto of the order a / 2.
  const answer square = mean(mul(pareto(2.5), pareto(2.5), dependence::perfect));
  CHECK(square.lower() - square.error <= 5);
  CHECK(square.upper() + square.error >= 5);
  const answer milder = mean(mul(pareto(5), pareto(5), dependence::perfect));
  CHECK_THAT(point(milder), WithinAbs(5.0 / 3, milder.error));
  CHECK(milder.error < 1e-8);
  const auto [x, y] = correlated({pareto(2.5), pareto(2.5)}, {{1, 1}, {1, 1}});
  CHECK(mean(x * x * y).upper() == infinity);  // of the order 2.5 / 3
}

TEST_CASE("conditions see a copula of 1 and -1 as one level") {
  const distribution gamma(boost::math::gamma_distribution<double>(2.5, 1.0));
  const auto [x, y] = correlated({estimate(normal(1, 2)), estimate(gamma)}, {{1, -1}, {-1, 1}});
  // X > 0.5 where Z > -0.25; Y is the quantile at -Z.
  const auto weighted = [&](double z) {
    return (1 + 2 * z) * quantile_at(gamma, -z) * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  };
  const answer found = mean(given(x * y, x > 0.5));
  CHECK_THAT(point(found), WithinRel(simpson(-0.25, 9, weighted) / normal_below(0.25), 1e-9));
  CHECK(found.assumption == "leaves joined by the Gaussian copula stated, given the event");
  const double z = -normal(0, 1).quantile(gamma.cdf(4.0));  // Y > 4 where Z is below that
  const answer middle = quantile(given(x, y > 4.0), 0.5);
  CHECK_THAT(point(middle), WithinAbs(1 + 2 * normal(0, 1).quantile(normal_below(z) / 2), 1e-9));
  CHECK(middle.assumption == found.assumption);
}

TEST_CASE("uniform quantities against each other") {
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  CHECK(point(quantile(add(u, v, dependence::opposite), 0.1)) == 1);
  const estimate product = mul(u, v, dependence::opposite);  // U (1 - U)
  for (const double x : {0.01, 0.1, 0.2, 0.2499}) {
    CHECK_THAT(point(cdf(product, x)), WithinRel(1 - std::sqrt(1 - 4 * x), 1e-13));
  }
  CHECK_THAT(point(mean(product)), WithinRel(1.0 / 6, 1e-13));
  CHECK_THAT(point(standard_deviation(product)), WithinRel(std::sqrt(1.0 / 180), 1e-10));
}

TEST_CASE("a quantity less one with the same distribution, both together, is nothing") {
  const distribution shape(boost::math::gamma_distribution<double>(2.5, 1.0));
  const estimate nothing = sub(estimate(shape), estimate(shape), dependence::perfect);
  CHECK(point(quantile(nothing, 0.3)) == 0);
  CHECK(point(mean(nothing)) == 0);
  CHECK(point(standard_deviation(nothing)) == 0);
}

TEST_CASE("a copula of 1 and -1 is one level") {
  const auto [x, y] = correlated({normal(0, 1), lognormal(0, 1)}, {{1, 1}, {1, 1}});
  CHECK_THAT(point(mean(x * y)), WithinRel(std::exp(0.5), 1e-12));
  CHECK(quantile(x * y, 0.9).assumption == "leaves joined by the Gaussian copula stated");
  const auto [u, v] = correlated({uniform(0, 1), uniform(0, 1)}, {{1, -1}, {-1, 1}});
  CHECK_THAT(point(quantile(u * v, 0.9)), WithinRel(0.25 * (1 - 0.01), 1e-13));
  CHECK(point(quantile(u + v, 0.2)) == 1);
  // A leaf may be used as often as it likes: U^2 (1 - U).
  for (const double p : {0.1, 0.5, 0.9}) {
    const double x_of_p = point(quantile(u * u * v, p));
    const auto f = [](double z) { return normal_below(z) * normal_below(z) * normal_below(-z); };
    CHECK_THAT(probability_up_to(f, x_of_p), WithinAbs(p, 1e-10));
  }
}

TEST_CASE("random shapes, operations and directions, against a grid") {
  const shapes all{normal(1, 2),
                   lognormal(0, 0.5),
                   uniform(-1, 2),
                   triangular(0, 1, 4),
                   pert(1, 2, 6),
                   distribution(boost::math::exponential(0.7)),
                   distribution(boost::math::gamma_distribution<double>(2.5, 1.0)),
                   distribution(boost::math::students_t(5.0)),
                   mixture({{0.5, normal(-2, 0.5)}, {0.5, normal(3, 1)}})};
  std::mt19937 random(20240607);
  const auto any = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int i = 0; i < 60; ++i) {
    const distribution& a = all[random() % all.size()];
    const distribution& b = all[random() % all.size()];
    const bool against = any(2) == 1;
    const int kind = any(4);
    const auto join = [kind](double p, double q) {
      return kind == 0 ? p + q : kind == 1 ? p - q : kind == 2 ? p * q : (std::max)(p, q);
    };
    const dependence between = against ? dependence::opposite : dependence::perfect;
    const estimate x(a);
    const estimate y(b);
    const estimate e = kind == 0 ? x + y : kind == 1 ? x - y : kind == 2 ? mul(x, y, between) : (max)(x, y);
    const auto f = [&](double z) { return join(quantile_at(a, z), quantile_at(b, against ? -z : z)); };
    INFO(a.name() << ", " << b.name() << ", operation " << kind << (against ? " against" : " together"));
    for (const double z : {-1.7, 0.1, 2.2}) {
      const double s = f(z);
      if (kind == 1 && s == 0) continue;  // a difference of the same
      const answer found = cdf(e, s, {.default_dependence = between});
      CHECK(found.engine_used != engine::steps);
      CHECK_THAT(point(found), WithinAbs(probability_up_to(f, s), 1e-9));
    }
  }
}

TEST_CASE("what turns goes on beside independent quantities") {
  const estimate sum = add(exponential(), exponential(), dependence::opposite);
  const estimate w(uniform(0, 1));
  // The average of sqrt(1 - 4 exp(-(s - w))) over w, smooth where s is above 1 + 2 log 2.
  for (const double s : {2.5, 3.0, 6.0}) {
    const double average = simpson(0, 1, [s](double x) { return std::sqrt(1 - 4 * std::exp(x - s)); });
    CHECK_THAT(point(cdf(sum + w, s)), WithinAbs(average, 1e-9));
  }
  CHECK_THAT(point(standard_deviation(sum * w)),
             WithinRel(std::sqrt((8 - std::numbers::pi * std::numbers::pi / 3) / 3 - 1), 1e-8));
}

TEST_CASE("a kink beside an independent quantity is known to be one") {
  const distribution a = triangular(0, 1, 4);
  const distribution b = triangular(0, 3, 4);  // with kinks at the scores of a quarter and of three quarters
  const double first = normal(0, 1).quantile(0.25);
  const estimate e = sub(estimate(a), estimate(b), dependence::perfect) + estimate(normal(0, 0.05));
  for (const double s : {-1.5, -1.0, -0.5, -0.1}) {
    const auto weighted = [&](double z) {
      return normal_below((s - quantile_at(a, z) + quantile_at(b, z)) / 0.05) * std::exp(-z * z / 2) /
             std::sqrt(2 * std::numbers::pi);
    };
    const double below =
        simpson(-9, first, weighted) + simpson(first, -first, weighted) + simpson(-first, 9, weighted);
    const answer found = cdf(e, s);
    CHECK_THAT(point(found), WithinAbs(below, 1e-10));
    CHECK_THAT(point(found), WithinAbs(below, found.error + 1e-13));
  }
}

TEST_CASE("operands of several quantities are ranked by their own distribution") {
  const estimate product = estimate(lognormal(0, 0.5)) * estimate(pert(1, 2, 6));
  const estimate other(distribution(boost::math::gamma_distribution<double>(2.5, 1.0)));
  const estimate together = add(product, other, dependence::perfect);
  for (const double p : {0.01, 0.3, 0.5, 0.9, 0.999}) {
    CHECK_THAT(point(quantile(together, p)),
               WithinRel(point(quantile(product, p)) + point(quantile(other, p)), 1e-7));
  }
}

TEST_CASE("a default of perfect or opposite dependence is followed likewise") {
  const distribution a = triangular(0, 1, 4);
  const distribution b(boost::math::gamma_distribution<double>(2.5, 1.0));
  const auto f = [&](double z) { return quantile_at(b, z) - quantile_at(a, z); };
  const answer found = cdf(estimate(b) - estimate(a), 0.5, {.default_dependence = dependence::perfect});
  CHECK_THAT(point(found), WithinAbs(probability_up_to(f, 0.5), 1e-10));
}

TEST_CASE("what cannot follow a level is enclosed as before") {
  const distribution heavy(boost::math::pareto(1.0, 1.5));  // without a variance
  const estimate sum = add(estimate(heavy), estimate(heavy), dependence::opposite);
  const answer middle = quantile(sum, 0.5);
  CHECK(middle.engine_used == engine::steps);
  CHECK(middle.lower() < middle.upper());
}
