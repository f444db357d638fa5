// SPDX-License-Identifier: BSL-1.0
// Discrete shapes and mixtures, case by case. The expected values are sums over the cases, written out here.
#include <reckon/evaluate/cases.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

using boost::math::bernoulli;
using boost::math::binomial;
using boost::math::poisson;

constexpr double levels[] = {1e-4, 0.02, 0.3, 0.5, 0.77, 0.98, 0.9999};

/// That the answers are those of a distribution function, which rises strictly.
void check_follows(const estimate& e, const std::function<double(double)>& up_to, double within) {
  for (const double p : levels) {
    const answer q = quantile(e, p);
    INFO("at " << p << ": " << q.text());
    CHECK(q.engine_used != engine::ensemble);
    CHECK(q.lower() == q.upper());
    CHECK_THAT(up_to(q.lower()), WithinAbs(p, within));
    CHECK_THAT(cdf(e, q.lower()).lower(), WithinAbs(up_to(q.lower()), within));
  }
}

/// That the answers are those of a few values with their probabilities.
void check_takes(const estimate& e, const std::map<double, double>& values) {
  double below = 0;
  double average = 0;
  double squares = 0;
  for (const auto& [value, share] : values) {
    INFO("at " << value);
    CHECK_THAT(probability(e < value).lower(), WithinAbs(below, 1e-14));
    CHECK_THAT(quantile(e, below + share / 2).lower(), WithinRel(value, 1e-15));
    below += share;
    CHECK_THAT(cdf(e, value).lower(), WithinAbs(below, 1e-14));
    average += share * value;
    squares += share * value * value;
  }
  CHECK_THAT(mean(e).lower(), WithinRel(average, 1e-13));
  CHECK_THAT(standard_deviation(e).lower(), WithinRel(std::sqrt(squares - average * average), 1e-11));
  CHECK(quantile(e, 0.4).engine_used == engine::closed_form);
  CHECK(quantile(e, 0.4).error == 0);
}

}  // namespace

TEST_CASE("a count and a shape are a mixture, one part for each count") {
  const poisson count(3);
  const boost::math::normal noise(10, 2);
  check_follows(
      estimate(distribution(count)) + normal(10, 2),
      [&](double x) {
        double sum = 0;
        for (int k = 0; k < 60; ++k) sum += pdf(count, k) * cdf(noise, x - k);
        return sum;
      },
      1e-14);
  const boost::math::lognormal size(7, 0.5);
  const binomial many(10, 0.3);
  const estimate total = estimate(distribution(many)) * lognormal(7, 0.5);
  const double none = pdf(many, 0);
  CHECK_THAT(cdf(total, 0).lower(), WithinRel(none, 1e-14));
  CHECK(probability(total < 0.0).upper() == 0);
  CHECK(quantile(total, 0.9 * none).lower() == 0);
  for (const double x : {500.0, 2000.0, 9000.0}) {
    double sum = none;
    for (int k = 1; k <= 10; ++k) sum += pdf(many, k) * cdf(size, x / k);
    CHECK_THAT(cdf(total, x).lower(), WithinAbs(sum, 1e-14));
  }
  CHECK_THAT(mean(total).lower(), WithinRel(3 * std::exp(7.125), 1e-13));
}

TEST_CASE("what is left of a case is integrated") {
  // A coin, times the sum of two uniforms, which is triangular.
  const estimate coin{distribution(bernoulli(0.25))};
  const estimate e = coin * (estimate(uniform(0, 1)) + uniform(0, 1));
  CHECK_THAT(quantile(e, 0.75 + 0.25 * 0.125).lower(), WithinRel(0.5, 1e-8));
  CHECK_THAT(cdf(e, 1).lower(), WithinAbs(0.875, 1e-9));
  CHECK(quantile(e, 0.7).lower() == 0);
  CHECK(quantile(e, 0.9).engine_used == engine::convolution);
}

TEST_CASE("values alone are counted out, whatever is done with them") {
  std::map<double, double> products;
  std::map<double, double> halves;
  const binomial ten(10, 0.3);
  for (int j = 0; j <= 10; ++j) {
    halves[(j / 2) * j] += pdf(ten, j);
    for (int k = 0; k <= 10; ++k) products[j * k] += pdf(ten, j) * pdf(ten, k);
  }
  const estimate one{distribution(ten)};
  check_takes(one * distribution(ten), products);
  check_takes(floor(one / 2) * one, halves);
  check_takes(
      apply([](double x) { return x > 3 ? 100 + x : x * x; }, estimate(distribution(bernoulli(0.5))) * 2),
      {{0, 0.5}, {4, 0.5}});
}

TEST_CASE("a share that is reached but for rounding is reached") {
  const estimate coin{distribution(bernoulli(0.5))};
  CHECK(median(coin * coin).lower() == 0);
  CHECK(median(coin - 0.1 * coin).lower() == 0);
  // Ten coins: P(at most 4) is 386 / 1024.
  estimate heads(0);
  for (int i = 0; i < 10; ++i) heads += distribution(bernoulli(0.5));
  CHECK(quantile(heads * heads, 386.0 / 1024).lower() == 16);
  CHECK(quantile(heads * heads, 386.5 / 1024).lower() == 25);
}

TEST_CASE("if_else on a count is a mixture of its branches") {
  const estimate open{distribution(bernoulli(0.3))};
  const boost::math::lognormal distant(7, 0.5);
  const boost::math::normal close(100, 10);
  check_follows(
      if_else(open > 0.5, estimate(lognormal(7, 0.5)), estimate(normal(100, 10))),
      [&](double x) { return 0.3 * (x > 0 ? cdf(distant, x) : 0) + 0.7 * cdf(close, x); }, 1e-14);
  // A branch that is not taken has to be defined too.
  const estimate n(normal(0, 1));
  CHECK_THROWS_AS(median(if_else(open > 0.5, log(n), n)), domain_error);
}

TEST_CASE("a mixture that is used twice is one of its parts at a time") {
  // x * x - x < c on an interval between the roots of x * x - x - c.
  const boost::math::normal middle(0, 1);
  check_follows(
      [] {
        const estimate x(mixture({{1, normal(0, 1)}, {2, uniform(5, 6)}}));
        return x * x - x;
      }(),
      [&](double c) {
        if (c < -0.25) return 0.0;
        const double half = std::sqrt(0.25 + c);
        const double of_normal = cdf(middle, 0.5 + half) - cdf(middle, 0.5 - half);
        const double of_uniform = (std::min)(1.0, (std::max)(0.0, 0.5 + half - 5));
        return of_normal / 3 + 2 * of_uniform / 3;
      },
      1e-9);
}

TEST_CASE("a mixture of values and shapes has the probabilities of both") {
  const estimate x(mixture({{1, distribution(bernoulli(0.5))}, {1, normal(2, 1)}}));
  const boost::math::normal part(2, 1);
  const auto of_normal = [&](double c) {  // P(N + U <= c)
    const auto integral = [&](double z) { return z * cdf(part, 2 + z) + pdf(part, 2 + z); };
    return integral(c - 2) - integral(c - 3);
  };
  check_follows(
      x + uniform(0, 1),
      [&](double c) {
        const double of_uniform =
            (std::min)(1.0, (std::max)(0.0, c)) + (std::min)(1.0, (std::max)(0.0, c - 1));
        return of_uniform / 4 + of_normal(c) / 2;
      },
      1e-9);
}

TEST_CASE("what is undefined in a case is refused as elsewhere") {
  const estimate count{distribution(poisson(3))};
  CHECK_THROWS_AS(median(1 / count), domain_error);
  CHECK_THROWS_AS(median(log(count - 1) + normal(0, 1)), domain_error);
}

TEST_CASE("too many cases go to points") {
  estimate sum(0);
  for (int i = 0; i < 8; ++i) sum += exp(estimate(distribution(poisson(3))) / 10) * normal(1, 0.1);
  const answer q = median(sum);
  CHECK(q.engine_used == engine::ensemble);
  CHECK(q.error > 0);
}

TEST_CASE("counts without end keep their greatest value and moments that do not exist") {
  using boost::math::geometric;
  const estimate product = estimate(distribution(poisson(3))) * distribution(poisson(4)) + 1;
  CHECK(quantile(product, 1).upper() == std::numeric_limits<double>::infinity());
  CHECK(quantile(product, 0).lower() == 1);
  // Of independent factors: the product of the means, and E[x^2] E[y^2] less its square.
  CHECK_THAT(mean(product).lower(), WithinRel(13.0, 1e-12));
  CHECK_THAT(standard_deviation(product).lower(), WithinRel(std::sqrt(12.0 * 20 - 144), 1e-12));
  // E[exp(g)] is a geometric series whose ratio is e / 2.
  const estimate g{distribution(geometric(0.5))}, h{distribution(geometric(0.5))};
  CHECK(mean(exp(g + h)).upper() == std::numeric_limits<double>::infinity());
  CHECK(standard_deviation(exp(0.4 * g) * exp(0.1 * h)).upper() == std::numeric_limits<double>::infinity());
}

TEST_CASE("a count less the floor of a shape is not taken for a rising function") {
  const boost::math::lognormal_distribution<> shape(0, 0.5);
  const boost::math::poisson count(1.5);
  const estimate a(lognormal(0, 0.5));
  CHECK_THAT(cdf(-floor(a), -2).lower(), WithinAbs(1 - boost::math::cdf(shape, 2), 1e-3));
  double expected = 0;  // P(count <= k - 1) over the values k of the floor
  for (int k = 1; k < 60; ++k)
    expected +=
        (boost::math::cdf(shape, k + 1) - boost::math::cdf(shape, k)) * boost::math::cdf(count, k - 1);
  const answer found = cdf(estimate(distribution(poisson(1.5))) - floor(a), -1);
  CHECK_THAT(found.lower(), WithinAbs(expected, 1e-3));
}
