// SPDX-License-Identifier: BSL-1.0
// Moments of sums of products of functions of one leaf each, against closed forms.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace reckon;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

estimate leaf(const distribution& shape) { return estimate(shape); }
estimate pareto(double scale, double shape) {
  return leaf(distribution(boost::math::pareto_distribution<>(scale, shape)));
}

/// One number, as near to the truth as it says, and no further from it than `most`. The formulas round too.
void check(const answer& found, double truth, double most) {
  INFO(found.lower() << " with " << found.error << " for " << truth);
  REQUIRE(is_singleton(found));
  CHECK(std::abs(found.lower() - truth) <= found.error + 2e-14 * std::abs(truth));
  CHECK(std::abs(found.lower() - truth) <= most);
  CHECK(found.error <= most);
}

/// E[(1 + r)^-k] for r between a and b, k > 1.
double discount(int k, double a, double b) {
  return (std::pow(1 + a, 1 - k) - std::pow(1 + b, 1 - k)) / ((k - 1) * (b - a));
}

}  // namespace

TEST_CASE("cash flows discounted by one uncertain rate") {
  const double a = 0.01;
  const double b = 0.08;
  const estimate rate = leaf(uniform(a, b));
  constexpr int years = 20;
  const double flow = std::exp(0.3 * 0.3 / 2);  // the mean of lognormal(0, 0.3)
  const double flow_variance = flow * flow * std::expm1(0.3 * 0.3);
  estimate value = 0;
  for (int k = 2; k <= years; ++k) value = value + leaf(lognormal(0, 0.3)) / pow(1 + rate, k);
  double expected = 0;
  double variance = 0;
  for (int k = 2; k <= years; ++k) {
    expected += flow * discount(k, a, b);
    variance += flow_variance * discount(2 * k, a, b);
    for (int j = 2; j <= years; ++j)
      variance += flow * flow * (discount(j + k, a, b) - discount(j, a, b) * discount(k, a, b));
  }
  check(mean(value), expected, 1e-11);
  check(standard_deviation(value), std::sqrt(variance), 1e-11);
}

TEST_CASE("covariances of products with heavy tails") {
  const estimate p = pareto(1, 2.5);
  const estimate u = leaf(uniform(0, 1));
  const estimate v = leaf(uniform(0, 1));
  const double mean_p = 2.5 / 1.5;
  const double square_p = 2.5 / 0.5;
  check(covariance(p * u, p * v), square_p / 4 - mean_p * mean_p / 4, 1e-13);
  check(covariance(p, p * v), (square_p - mean_p * mean_p) / 2, 1e-13);
  check(mean((p - 1) * (p * u)), (square_p - mean_p) / 2, 1e-13);
  const double deviation = std::sqrt(square_p / 3 - mean_p * mean_p / 4);
  check(correlation(p * u, p * v), (square_p - mean_p * mean_p) / 4 / (deviation * deviation), 1e-12);
}

TEST_CASE("exponentials, roots, powers and quotients of products") {
  const estimate x = leaf(normal(0.1, 0.4));
  const estimate y = leaf(normal(-0.2, 0.5));
  const estimate z = leaf(lognormal(0.3, 0.6));
  const estimate g = leaf(distribution(boost::math::gamma_distribution<>(6.0, 1.0)));
  // E[x exp(x)] = (m + s^2) exp(m + s^2 / 2)
  const double tilted = (0.1 + 0.16) * std::exp(0.1 + 0.08);
  const double plain = std::exp(-0.2 + 0.125);
  check(mean(x * exp(x + y)), tilted * plain, 1e-13);
  check(covariance(x, exp(x + y)), tilted * plain - 0.1 * std::exp(0.1 + 0.08) * plain, 1e-13);
  // E[1 / g] = 1 / 5, E[1 / g^2] = 1 / 20, E[sqrt g] = Gamma(6.5) / Gamma(6)
  check(mean(x / g + y / (g * g)), 0.1 / 5 - 0.2 / 20, 1e-13);
  const double root_g = std::tgamma(6.5) / std::tgamma(6.0);
  const double root_z = std::exp(0.3 / 2 + 0.36 / 8);
  check(mean(sqrt(g * z) + x * z), root_g * root_z + 0.1 * std::exp(0.3 + 0.18), 1e-12);
  check(mean(pow(g * z, 1.5) * x), std::tgamma(7.5) / std::tgamma(6.0) * std::exp(0.45 + 0.405) * 0.1, 1e-11);
  check(mean(pow(x + y, 3) * z), ((std::pow(-0.1, 3) + 3 * -0.1 * (0.16 + 0.25))) * std::exp(0.3 + 0.18),
        1e-13);
}

TEST_CASE("what bends within a leaf") {
  const estimate x = leaf(normal(1, 2));
  const estimate z = leaf(lognormal(0, 0.5));
  const boost::math::normal standard;
  const double d = (1 - 3.0) / 2;
  const double payoff = 2 * (d * cdf(standard, d) + pdf(standard, d));  // E[max(x - 3, 0)] (Bachelier)
  check(mean(max(x - 3, estimate(0)) * z + x * z), (payoff + 1) * std::exp(0.125), 1e-12);
  const double folded = 2 * 2 * pdf(standard, 0.5) + 1 - 2 * cdf(standard, -0.5);  // E|x|
  check(mean(abs(x) * z - x * z), (folded - 1) * std::exp(0.125), 1e-12);
}

TEST_CASE("a peak however narrow") {
  const estimate x = leaf(normal(0, 1));
  const estimate y = leaf(lognormal(0, 0.5));
  constexpr double place = 0.3137;
  for (const double sharpness : {3.0, 1e2, 1e3, 1e4, 1e6}) {
    const estimate s = sharpness * (x - place);
    const double spread = 1 + 2 * sharpness * sharpness;  // exp(-s^2) is a normal density but for its height
    const double peak = std::exp(-place * place * sharpness * sharpness / spread) / std::sqrt(spread);
    check(mean(y * exp(-(s * s))), peak * std::exp(0.125), 1e-9 * peak);
  }
}

TEST_CASE("counts and mixtures are leaves as well") {
  const estimate n = leaf(distribution(boost::math::poisson(4)));
  const estimate cost = leaf(lognormal(2, 0.7));
  const double mean_cost = std::exp(2 + 0.245);
  check(covariance(n * cost, n), 4 * mean_cost, 1e-11);
  check(mean(n * n * cost + n), 20 * mean_cost + 4, 1e-10);
  const estimate m = leaf(mixture({{0.25, normal(0, 1)}, {0.75, uniform(2, 4)}}));
  const double square = 0.25 * 1 + 0.75 * (9 + 1.0 / 3);
  check(covariance(m * cost, m), (square - 2.25 * 2.25) * mean_cost, 1e-11);
}

TEST_CASE("counts that are hardly ever taken may be those that count") {
  const estimate y = leaf(lognormal(0, 0.5));
  const estimate z = leaf(lognormal(0.3, 0.6));
  const double mean_y = std::exp(0.125);
  const double mean_z = std::exp(0.48);
  const estimate n = leaf(distribution(boost::math::poisson(100)));  // E[exp(s n)] = exp(100 (e^s - 1))
  const double low = std::exp(100 * std::expm1(-5.0));
  check(mean(exp(-5 * n) * y), low * mean_y, 1e-12 * low);
  check(mean(exp(-5 * n) * y + exp(-5 * n) * z), low * (mean_y + mean_z), 1e-12 * low);
  const estimate b = leaf(distribution(boost::math::binomial(100, 0.1)));
  const double high = std::pow(0.9 + 0.1 * std::exp(5.0), 100);
  check(mean(exp(5 * b) * y), high * mean_y, 1e-12 * high);
  const estimate rare = leaf(distribution(boost::math::poisson(0.01)));  // exp(95) at the mean
  const answer far = mean(exp(10 * rare) * y);
  CHECK(contains(far, std::exp(0.01 * std::expm1(10.0)) * mean_y));
}

TEST_CASE("a tail of counts that ends beyond all probabilities is in the error") {
  const estimate n = leaf(distribution(boost::math::geometric(0.3)));  // E[exp(s n)] = p / (1 - q exp(s))
  const double truth = 0.3 / (1 - 0.7 * std::exp(0.35));
  check(mean(exp(0.35 * n) * leaf(lognormal(0, 0.5))), truth * std::exp(0.125), 1e-3);
  CHECK(mean(exp(0.36 * n) * leaf(lognormal(0, 0.5))).upper() == infinity);
}

TEST_CASE("squares too great for a double are not infinite moments") {
  const estimate a = leaf(normal(1e300, 1e298));
  const estimate b = leaf(uniform(1e-300, 2e-300));
  const double relative = (1 + 1e-4) * (1 + 1.0 / 27) - 1;
  CHECK(contains(standard_deviation(a * b), 1.5 * std::sqrt(relative)));
}

TEST_CASE("what is constant has no variance but for rounding") {
  const estimate u = leaf(uniform(0, 1));
  const estimate constant = (min)(u, estimate(-0.30069932948951728));
  const answer found = covariance(constant, constant);
  CHECK(std::abs(found.lower()) <= found.error);
}

TEST_CASE("a moment that some function of a leaf lacks is not a number") {
  const estimate rate = pareto(0.02, 3);
  estimate grown = 0;
  for (int k = 1; k <= 5; ++k) grown = grown + leaf(lognormal(0, 0.3)) * pow(1 + rate, k);
  CHECK(mean(grown).upper() == infinity);  // (1 + rate)^5 has no mean
  CHECK(!is_common_interval(standard_deviation(grown)));
  const estimate u = leaf(uniform(0, 1));
  const estimate v = leaf(uniform(0, 1));
  CHECK(!is_common_interval(covariance(u / v, v)));
  CHECK(!is_common_interval(standard_deviation(u / sqrt(1 - v))));  // the tail falls as the square
  CHECK(!is_common_interval(standard_deviation(u / sqrt(v))));
  CHECK(!is_common_interval(mean(u * leaf(normal(0, 1)) / v)));
  // A little thinner, and there is one: E[v^-0.9] = 10, E[v^-0.45] = 1 / 0.55.
  check(standard_deviation(u / pow(v, 0.45)), std::sqrt(10.0 / 3 - 0.25 / (0.55 * 0.55)), 1e-11);
}

TEST_CASE("a mean that is all but infinite is not said to be so") {
  const estimate u = leaf(uniform(0, 1));
  const estimate y = leaf(lognormal(0, 0.5));
  for (const double power : {0.99, 0.995}) {
    const double truth = std::exp(0.125) / (1 - power);
    const answer found = mean(y / pow(u, power));
    CHECK((contains(found, truth) || std::abs(found.lower() - truth) <= 3 * found.error));
  }
  CHECK(mean(y / u).lower() > 1e300);
}

TEST_CASE("a pole within a leaf is left to others") {
  const estimate x = leaf(normal(5, 1));
  const estimate y = leaf(uniform(1, 2));
  CHECK(!is_common_interval(mean(y / (x - 5) + y)));
  CHECK(!is_common_interval(mean(y / ((x - 5) * (x - 5)))));
}

TEST_CASE("the covariance of what is not separable is that of an integral") {
  const estimate x = leaf(normal(1, 0.5));
  const estimate y = leaf(normal(2, 0.5));
  // |x + y| is |n| for a normal n with mean 3: its covariance with x is E[sign] cov(n, x), by Stein's lemma.
  const boost::math::normal standard;
  const double sign = 1 - 2 * cdf(standard, -3 / std::sqrt(0.5));
  check(covariance(abs(x + y), x), 0.25 * sign, 1e-6);
}

TEST_CASE("no integral is taken for each count") {
  const estimate x = leaf(normal(1, 0.5));
  const estimate n = leaf(distribution(boost::math::geometric(0.5)));
  // The smaller of x - n and n is not separable, and its mean an integral for each of sixty counts.
  CHECK(covariance((max)(1.7 * n - 0.7, estimate(0.7)), (min)(x - n, n)).engine_used == engine::ensemble);
}
