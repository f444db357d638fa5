// SPDX-License-Identifier: BSL-1.0
// Moments that lie far out or at bends: what is said is no further from the truth than its error, and what is
// finite is not called infinite. Against closed forms.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <numbers>

using namespace reckon;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

estimate leaf(const distribution& shape) { return estimate(shape); }

double normal_above(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

/// One number, as near to the truth as it says, and known to some digits.
void check(const answer& found, double truth, double digits) {
  INFO(found << " with " << found.error << " for " << truth);
  REQUIRE(is_singleton(found));
  CHECK(std::abs(found.lower() - truth) <= found.error + 1e-13 * std::abs(truth));
  CHECK(found.error <= digits * std::abs(truth));
}

}  // namespace

TEST_CASE("moments of what bends where two leaves meet") {
  // E[max(X, Y) X] = E[X^2; X > Y] + E[X Y; Y > X], and of the squares likewise.
  const auto both = [](const distribution& d, double first, double second) {
    const estimate x = leaf(d);
    const estimate y = leaf(d);
    check(mean(max(x, y) * x), first, 1e-8);
    check(standard_deviation(max(x, y) * x), std::sqrt(second - first * first), 1e-8);
  };
  both(normal(0, 1), 0.5, 2);
  both(uniform(0, 1), 1.0 / 4 + 1.0 / 8, 1.0 / 6 + 1.0 / 18);
  // The tails weigh out to a score of 8: tilted by k, X > Y has the probability of N < k / sqrt(2).
  const auto tilted = [](double k) { return std::exp(k * k / 2) * normal_above(-k / std::numbers::sqrt2); };
  both(lognormal(0, 1), tilted(2) + std::exp(1.0) / 2, tilted(4) + std::exp(4.0) / 2);
  const estimate x = leaf(distribution(boost::math::exponential_distribution<>(1)));
  const estimate y = leaf(distribution(boost::math::exponential_distribution<>(1)));
  check(mean(max(x, y) * x), 1.75 + 0.5, 1e-8);
}

TEST_CASE("a bend of two leaves may lie where one of them is, whatever the other") {
  // E|N| E|N - 1| + E max(N, N')
  const estimate a = leaf(normal(0, 1));
  const estimate b = leaf(normal(0, 1));
  const double off_one = 2 * std::exp(-0.5) / std::sqrt(2 * std::numbers::pi) + 1 - 2 * normal_above(1);
  const double truth = std::sqrt(2 / std::numbers::pi) * off_one + 1 / std::sqrt(std::numbers::pi);
  check(mean(abs(a * b - a) + max(b, a)), truth, 1e-8);
}

TEST_CASE("exponentials of counts and of gammas have their moments by formula") {
  const estimate u = leaf(uniform(0, 1));
  const estimate poisson = leaf(distribution(boost::math::poisson_distribution<>(3)));
  const double grown = std::exp(3 * std::expm1(5));  // 1.15e192
  check(mean(exp(5 * poisson)), grown, 1e-11);
  check(mean(exp(5 * poisson) * u), grown / 2, 1e-11);
  check(mean(exp(poisson)), std::exp(3 * std::expm1(1)), 1e-12);
  const double second = std::exp(3 * std::expm1(2));
  check(standard_deviation(exp(poisson)), std::sqrt(second - std::exp(6 * std::expm1(1))), 1e-12);
  const estimate wait = leaf(distribution(boost::math::geometric_distribution<>(0.5)));
  check(mean(exp(0.69 * wait)), 0.5 / (1 - 0.5 * std::exp(0.69)), 1e-11);
  CHECK(mean(exp(0.7 * wait)).upper() == infinity);
  // E[exp(c G)] = (1 - c)^-40
  const estimate gamma = leaf(distribution(boost::math::gamma_distribution<>(40, 1)));
  const double first = std::pow(1 - 0.48, -40) / 2;
  const double square = std::pow(1 - 0.96, -40) / 3;
  check(mean(exp(0.48 * gamma) * u), first, 1e-11);
  check(standard_deviation(exp(0.48 * gamma) * u), std::sqrt(square - first * first), 1e-11);
  CHECK(standard_deviation(exp(0.5 * gamma) * u).upper() == infinity);
}

TEST_CASE("what begins further out than most nodes go has its deviation") {
  // E[(L - c)^k; L > c] of lognormal(0, s), with a = log(c) / s.
  const double c = 1e16;
  const double s = 4;
  const double a = std::log(c) / s;
  const double q0 = normal_above(a);
  const double q1 = std::exp(s * s / 2) * normal_above(a - s);
  const double q2 = std::exp(2 * s * s) * normal_above(a - 2 * s);
  const double deviation = std::sqrt(q2 - 2 * c * q1 + c * c * q0 - std::pow(q1 - c * q0, 2));
  check(standard_deviation(max(leaf(lognormal(0, s)), c)), deviation, 1e-8);
  // E[(P - c)^2; P > c] = 2 c^(2 - a) / ((a - 1) (a - 2)), and the mean beside it is nothing.
  const estimate pareto = leaf(distribution(boost::math::pareto_distribution<>(1, 2.5)));
  check(standard_deviation(max(pareto, 1e8)), std::sqrt(1e-4 * 2 / (1.5 * 0.5)), 1e-8);
}

TEST_CASE("a sample tells no more of a tail than it sees") {
  const estimate n = leaf(normal(1, 1));
  const estimate u = leaf(uniform(-1, 1));
  // E[|U|^-0.4] = 5 / 3, E[|U|^-0.8] = 5: the fourth moment is infinite.
  const answer found = standard_deviation(n / pow(abs(u), 0.4));
  INFO(found << " with " << found.error);
  CHECK(std::abs(found.lower() - std::sqrt(10 - 25.0 / 9)) <= found.error);
  // E[P^2] = a / (a - 2), and the mean is 0.
  const estimate pareto = leaf(distribution(boost::math::pareto_distribution<>(1, 2.2)));
  const estimate v = leaf(uniform(0, 1));
  const answer sampled = standard_deviation(support::sampled_choice(v - 0.5, pareto, -pareto));
  CHECK(std::abs(sampled.lower() - std::sqrt(11)) <= 3 * sampled.error);
}

TEST_CASE("a condition does not make a moment of what has none") {
  const estimate a = leaf(normal(1, 1));
  const estimate b = leaf(normal(0.5, 1));
  const estimate c = leaf(normal(2, 1));
  const estimate d = leaf(normal(0, 1));
  const answer found = mean(given(a / d + b * c, a + b > c * d));
  CHECK(found.upper() == infinity);
  CHECK(standard_deviation(given(a / d + b * c, a + b > c * d)).upper() == infinity);
}

TEST_CASE("what all points miss may lie at levels that they do not reach") {
  const estimate x = leaf(uniform(0, 1));
  const estimate y = leaf(uniform(0, 1));
  constexpr double width = 1e-8;
  const auto peak = [&](double place) { return exp(-sqr((x - place) / width)); };
  for (const double place : {0.5, 0.33331}) {
    INFO(place);
    // P(peak > s) = 2 width sqrt(log(1 / s)); so quantile(1 - p) is exp(-(p / (2 width))^2).
    const answer far = quantile(peak(place), 1 - 1e-8);
    CHECK(std::abs(far.lower() - std::exp(-0.25)) <= far.error + 1e-6);
    // P(Y peak > s) is that at s / y, averaged over y from s on: for s = 0.1 it is more than for Y = 1/2
    // there.
    const answer below = cdf(y * peak(place), 0.1);
    CHECK(1 - below.lower() + below.error >= 0.5 * 2 * width * std::sqrt(std::log(5)));
  }
  // Of a sample too small for a level, the last point is not the quantile.
  const estimate v = leaf(uniform(0, 1));
  const answer end = quantile(support::sampled_choice(v - 0.5, leaf(normal(0, 1)), leaf(normal(0, 1))), 1e-9);
  CHECK(std::abs(end.lower() + 5.9978070150076868716) <=
        end.error);  // the normal quantile at 1e-9 (R, qnorm)
}

TEST_CASE("the exponential of a mixture with a lognormal part has no mean") {
  const estimate u = leaf(uniform(0, 1));
  const estimate mixed = leaf(mixture({{0.99, normal(0, 1)}, {0.01, lognormal(0, 0.5)}}));
  CHECK(mean(exp(0.1 * mixed)).upper() == infinity);
  CHECK(mean(exp(0.1 * mixed) * u).upper() == infinity);
  CHECK(standard_deviation(exp(0.1 * mixed) * u).upper() == infinity);
}

TEST_CASE("a tail that begins where no point is has its place in the error") {
  // E[(U L - c)^2; U L > c] for L = exp(4 N): of a factor u it is that of L beyond c / u, times u^2. By
  // Simpson's rule over u; the mean is nothing beside it.
  constexpr double c = 1e16;
  const auto beyond = [](double u) {
    const double k = c / u;
    const double a = std::log(k) / 4;
    return u * u *
           (std::exp(32) * normal_above(a - 8) - 2 * k * std::exp(8) * normal_above(a - 4) +
            k * k * normal_above(a));
  };
  double sum = 0;
  constexpr int steps = 2000;
  for (int i = 1; i <= steps; ++i) sum += beyond(i / double{steps}) * (i == steps ? 1 : i % 2 == 0 ? 2 : 4);
  const double deviation = std::sqrt(sum / (3 * steps));
  const answer found = standard_deviation(max(leaf(uniform(0, 1)) * leaf(lognormal(0, 4)), c));
  INFO(found << " with " << found.error << " for " << deviation);
  CHECK(found.lower() - found.error <= deviation);
  CHECK(found.upper() + found.error >= deviation);
}

TEST_CASE("what is nowhere and what is too great for a double are asked for without harm") {
  const estimate t = leaf(distribution(boost::math::students_t_distribution<>(3)));
  const estimate wait = leaf(distribution(boost::math::exponential_distribution<>(1)));
  const estimate u = leaf(uniform(1, 2));
  CHECK(mean(sqr(t) * exp(0.5 * (u / wait))).upper() == infinity);
  const estimate pareto = leaf(distribution(boost::math::pareto_distribution<>(1, 1.1)));
  CHECK_FALSE(std::isnan(quantile(exp(0.3 * pareto * pareto + wait), 0.9999).error));
}
