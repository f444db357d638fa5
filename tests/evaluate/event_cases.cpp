// SPDX-License-Identifier: BSL-1.0
// if_else case by case: events about leaves of their own, and events about one leaf that the branches use
// too. The oracles are the formulas of mixtures, of truncated normals and of options.
#include <reckon/distribution/mixture.hpp>
#include <reckon/evaluate.hpp>

#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "evaluate_support.hpp"

#include <cmath>
#include <cstddef>
#include <numbers>

using namespace reckon;
using support::normal_below;
using support::point;
using support::simpson;
using support::WithinAbs;
using support::WithinRel;

namespace {

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

void check_is_not_sampled(const answer& a) { CHECK(a.engine_used != engine::ensemble); }

}  // namespace

TEST_CASE("an event of its own mixes the branches") {
  const estimate u(uniform(0, 1));
  const estimate x(normal(1, 2));
  const estimate y(lognormal(0, 0.5));
  const distribution mixed = mixture({{0.3, normal(1, 2)}, {0.7, lognormal(0, 0.5)}});
  const estimate e = if_else(u < 0.3, x, y);
  for (const double p : {0.001, 0.1, 0.5, 0.99, 0.99999}) {
    const answer found = quantile(e, p);
    check_is_not_sampled(found);
    CHECK_THAT(point(found), WithinAbs(mixed.quantile(p), found.error + 1e-13));
    CHECK(found.error < 1e-9);
  }
  CHECK_THAT(point(mean(e)), WithinRel(mixed.mean(), 1e-13));
  CHECK_THAT(point(standard_deviation(e)), WithinRel(std::sqrt(mixed.variance()), 1e-13));
  CHECK_THAT(point(probability(e < -3)), WithinRel(0.3 * normal_below(-2), 1e-12));
}

TEST_CASE("an event about several leaves has the probability that they give it") {
  const estimate a(normal(0, 1));
  const estimate b(normal(1, 1));
  const estimate y(lognormal(0, 0.5));
  const estimate v(lognormal(1, 0.3));
  const double p = normal_below(1 / std::numbers::sqrt2);  // P(a < b)
  const estimate e = if_else(a < b, y, y + v);
  check_is_not_sampled(mean(e));
  CHECK_THAT(point(mean(e)), WithinRel(std::exp(0.125) + (1 - p) * std::exp(1.045), 1e-9));
  // The same branches at the same event: the sum of both is one or the other.
  const event ahead = a < b;
  const estimate both = if_else(ahead, y, 0.0) + if_else(ahead, 0.0, v);
  for (const double s : {0.5, 1.5, 3.0}) {
    const double below = p * normal_below(2 * std::log(s)) + (1 - p) * normal_below((std::log(s) - 1) / 0.3);
    check_is_not_sampled(cdf(both, s));
    CHECK_THAT(point(cdf(both, s)), WithinRel(below, 1e-10));
  }
}

TEST_CASE("what is paid beyond a price is worth what the formulas of options say") {
  const estimate x(normal(1, 2));
  const estimate paid = if_else(x > 3, x - 3, 0.0);
  // Bachelier: sd (phi(d) - d Phi(-d)) where d = (3 - 1) / 2; E[(X - 3)^2; X > 3] = sd^2 ((1 + d^2) Phi(-d) -
  // d phi(d)).
  const double value = 2 * (density(1) - normal_below(-1));
  const double square = 4 * (2 * normal_below(-1) - density(1));
  check_is_not_sampled(mean(paid));
  CHECK_THAT(point(mean(paid)), WithinRel(value, 1e-12));
  CHECK_THAT(point(standard_deviation(paid)), WithinRel(std::sqrt(square - value * value), 1e-11));
  CHECK_THAT(point(probability(paid <= 0)), WithinRel(normal_below(1), 1e-14));
  CHECK_THAT(point(probability(paid > 4)), WithinRel(normal_below(-3), 1e-12));
  CHECK(point(median(paid)) == 0);
  // Black and Scholes, and a rate beside it.
  const estimate s(lognormal(0, 0.4));
  const estimate y(lognormal(0.1, 0.2));
  const double k = 1.3;
  const double d = -std::log(k) / 0.4;
  const double call = std::exp(0.08) * normal_below(d + 0.4) - k * normal_below(d);
  CHECK_THAT(point(mean(if_else(s > k, s - k, 0.0))), WithinRel(call, 1e-11));
  CHECK_THAT(point(mean(if_else(s > k, (s - k) * y, 0.0))), WithinRel(call * std::exp(0.12), 1e-9));
}

TEST_CASE("brackets cut one leaf at several places") {
  const estimate income(lognormal(0, 0.6));
  // A tenth up to 1, a fifth beyond, and two fifths beyond 2.
  const estimate tax = if_else(income < 1, 0.1 * income,
                               if_else(income < 2, 0.1 + 0.2 * (income - 1), 0.3 + 0.4 * (income - 2)));
  const auto tax_of = [](double x) {
    return x < 1 ? 0.1 * x : x < 2 ? 0.1 + 0.2 * (x - 1) : 0.3 + 0.4 * (x - 2);
  };
  for (const double p : {0.01, 0.4, 0.6, 0.95, 0.9999}) {
    const answer found = quantile(tax, p);
    check_is_not_sampled(found);
    CHECK_THAT(point(found), WithinAbs(tax_of(lognormal(0, 0.6).quantile(p)), found.error + 1e-13));
    CHECK(found.error < 1e-10);
  }
  const auto weighted = [&](double z) { return density(z) * tax_of(std::exp(0.6 * z)); };
  const double second = std::log(2) / 0.6;
  CHECK_THAT(point(mean(tax)), WithinRel(simpson(-12, 0, weighted) + simpson(0, second, weighted) +
                                             simpson(second, 12, weighted),
                                         1e-11));
}

TEST_CASE("an event may hold on several stretches of a leaf") {
  const estimate x(normal(0, 1));
  const estimate y(lognormal(0, 0.5));
  const estimate e = if_else(abs(x - 0.5) < 1, y, x);  // -0.5 < x < 1.5
  const double inside = normal_below(1.5) - normal_below(-0.5);
  for (const double s : {-1.0, 0.7, 1.2, 2.5}) {
    const double of_x = s < -0.5 ? normal_below(s) : s < 1.5 ? normal_below(-0.5) : normal_below(s) - inside;
    const double of_y = s > 0 ? inside * normal_below(2 * std::log(s)) : 0;
    check_is_not_sampled(cdf(e, s));
    CHECK_THAT(point(cdf(e, s)), WithinRel(of_x + of_y, 1e-12));
  }
}

TEST_CASE("an event is strict or not where what it compares stays the same") {
  const estimate x(normal(0, 1));
  const estimate floored = max(x, 0.0);
  CHECK_THAT(point(mean(if_else(floored <= 0, estimate(3), 5 + 0 * x))), WithinRel(4, 1e-13));
  CHECK_THAT(point(mean(if_else(floored < 0, estimate(3), 5 + 0 * x))), WithinRel(5, 1e-13));
}

TEST_CASE("an event is strict where what it compares stays at a number that it compares it with") {
  const estimate x(normal(0, 1));
  const estimate v(lognormal(0, 0.5));
  const auto chance = [&](const event& happens) { return point(mean(if_else(happens, 1 + 0 * v, 0 * v))); };
  CHECK_THAT(chance(max(x, 3.0) < 3.0), WithinAbs(0, 1e-14));
  CHECK_THAT(chance(max(x, 3.0) <= 3.0), WithinAbs(normal_below(3), 1e-14));
  CHECK_THAT(chance((min)(max(x, -1.0), 1.0) < 1.0), WithinAbs(normal_below(1), 1e-14));
  CHECK_THAT(chance(max(x, 1.5) + 2 > 3.5), WithinAbs(normal_below(-1.5), 1e-14));
  CHECK_THAT(chance(exp(max(x, 1.5)) < std::exp(1.5)), WithinAbs(0, 1e-14));
  CHECK_THAT(chance((min)(abs(x), 1.0) < 1.0), WithinAbs(normal_below(1) - normal_below(-1), 1e-14));
  // And so are probabilities.
  CHECK_THAT(point(probability((min)(abs(x), 1.0) < 1.0)),
             WithinAbs(normal_below(1) - normal_below(-1), 1e-13));
  CHECK_THAT(point(probability(sqr(max(x, -2.0)) < 4.0)),
             WithinAbs(normal_below(2) - normal_below(-2), 1e-13));
  CHECK_THAT(point(probability(exp(max(x * v, 1.0)) < std::exp(1.0))), WithinAbs(0, 1e-9));
}

TEST_CASE("the opposite of an event that is nearly sure counts with what hangs on it") {
  const estimate a(normal(0, 1));
  const estimate b(normal(0, 1));
  const estimate x(normal(0, 1));
  const double beyond = std::erfc(10) / 2;  // a + b > 20, of the deviation sqrt(2)
  const estimate e = if_else(a + b < 20.0, x, 1e60);
  CHECK_THAT(point(mean(e)), WithinRel(1e60 * beyond, 1e-11));
  CHECK_THAT(point(standard_deviation(e)), WithinRel(1e60 * std::sqrt(beyond), 1e-11));
}

TEST_CASE("a moment that a case does not tell is one of points") {
  const estimate t(distribution(boost::math::students_t(3.0)));
  const estimate v(lognormal(0, 0.5));
  const answer found = mean(if_else(t > 0, t * v, estimate(normal(0, 1))));
  // E[T; T > 0] is sqrt(3) / pi for three degrees of freedom.
  CHECK_THAT(point(found),
             WithinAbs(std::sqrt(3) / std::numbers::pi * std::exp(0.125), 6 * found.error + 1e-9));
}

TEST_CASE("rare events count with what hangs on them") {
  const estimate x(normal(0, 1));
  const double beyond = std::erfc(12 / std::numbers::sqrt2) / 2;  // 1.8e-33
  const estimate e = if_else(x > 12, estimate(1e40), x);
  CHECK_THAT(point(mean(e)), WithinRel(1e40 * beyond, 1e-11));
  CHECK_THAT(point(standard_deviation(e)), WithinRel(1e40 * std::sqrt(beyond), 1e-11));
  CHECK_THAT(point(probability(e > 1e39)), WithinRel(beyond, 1e-11));
}

TEST_CASE("counts go value by value beside events that cut a leaf") {
  const estimate n(distribution(boost::math::poisson(3.0)));
  const estimate x(normal(0, 1));
  const estimate e = if_else(x > 1, n * x, x);
  const double average = 2 * density(1);  // E[N X; X > 1] + E[X; X <= 1] = 3 phi(1) - phi(1)
  check_is_not_sampled(mean(e));
  CHECK_THAT(point(mean(e)), WithinRel(average, 1e-9));
}

TEST_CASE("events that share leaves with each other, or with branches, are told by points") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  const estimate v(lognormal(0, 0.5));
  // E[X; X + Y > 0] is the covariance of X with the sum's sign over two: phi(0) / sqrt(2).
  const answer own = mean(if_else(x + y > 0, x, 0.0));
  CHECK(own.engine_used == engine::ensemble);
  CHECK_THAT(point(own), WithinAbs(density(0) / std::numbers::sqrt2, 6 * own.error));
  // P(X < Y and 2 X + Y < 1): the one is Y - X > 0, the other a normal with the correlation -1 / sqrt(10).
  const auto below = [](double z) {
    return density(z) * normal_below((1 / std::sqrt(5) + z / std::sqrt(10)) / std::sqrt(0.9));
  };
  const double both = simpson(0, 12, below);  // z is the score of Y - X
  const answer neither = mean(if_else(x < y, if_else(2 * x + y < 1, 2 * v, 3 * v), 3 * v));
  CHECK(neither.engine_used == engine::ensemble);
  CHECK_THAT(point(neither), WithinAbs((3 - both) * std::exp(0.125), 6 * neither.error));
}

TEST_CASE("a branch that may be undefined is not left out") {
  const estimate x(normal(0, 1));
  CHECK_THROWS_AS(median(if_else(x > 0, log(x), x)), domain_error);
  CHECK_THROWS_AS(median(if_else(log(x) > 0, x, 2 * x)), domain_error);
}
