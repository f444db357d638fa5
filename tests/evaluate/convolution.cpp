// SPDX-License-Identifier: BSL-1.0
#include <reckon/evaluate/convolution.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double levels[] = {1e-6, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1 - 1e-6};

void check_same(const estimate& found, const estimate& truth, double tolerance) {
  for (const double p : levels) {
    const answer q = quantile(found, p);
    const double x = value(quantile(truth, p));
    INFO("at " << p << ": " << q.text() << " for " << x);
    CHECK(q.engine_used == engine::convolution);
    CHECK(std::abs(value(q) - x) <= tolerance * std::abs(x));
    CHECK(std::abs(value(q) - x) <= q.error + 1e-13 * std::abs(x));
    CHECK_THAT(value(cdf(found, x)), WithinRel(p, 1e-9));
  }
}

}  // namespace

TEST_CASE("gammas of one scale add to a gamma") {
  using boost::math::gamma_distribution;
  check_same(estimate(distribution(gamma_distribution<>(2, 3))) + distribution(gamma_distribution<>(3.5, 3)),
             estimate(distribution(gamma_distribution<>(5.5, 3))), 1e-10);
}

TEST_CASE("products of gammas and quotients agree with the beta that they make") {
  // G1 / G2 of shapes 2 and 3 is a beta prime: P(G1 / G2 <= x) = I(x / (1 + x); 2, 3), a polynomial.
  using boost::math::gamma_distribution;
  const estimate ratio =
      estimate(distribution(gamma_distribution<>(2, 1))) / distribution(gamma_distribution<>(3, 1));
  for (const double x : {0.01, 0.2, 1.0, 5.0, 80.0}) {
    const double s = x / (1 + x);
    const double truth = s * s * (6 - 8 * s + 3 * s * s);
    const answer p = cdf(ratio, x);
    INFO(x << " by " << to_string(p.engine_used));
    CHECK_THAT(value(p), WithinAbs(truth, 1e-11));
  }
}

TEST_CASE("normals beside another shape count as one") {
  const estimate a(normal(1, 3));
  const estimate b(normal(2, 4));
  const estimate u(uniform(0, 1));
  const estimate both = a - b + u;
  const estimate one = estimate(normal(-1, 5)) + u;
  for (const double p : levels) {
    CHECK(quantile(both, p).engine_used == engine::convolution);
    CHECK_THAT(value(quantile(both, p)), WithinRel(value(quantile(one, p)), 1e-14));
  }
}

TEST_CASE("sets shift the law of what is added to them") {
  const estimate a(lognormal(0, 1));
  const estimate u(uniform(1, 2));
  const answer with_set = quantile(a + u - estimate(interval<>(3, 5)), 0.3);
  const answer without = quantile(a + u, 0.3);
  CHECK(with_set.engine_used == engine::convolution);
  CHECK_THAT(with_set.lower(), WithinRel(value(without) - 5, 1e-14));
  CHECK_THAT(with_set.upper(), WithinRel(value(without) - 3, 1e-14));
}

TEST_CASE("a narrow shape beside a wide one changes little, and not the digits") {
  const estimate wide(uniform(0, 1));
  for (const double narrow : {1e-3, 1e-6, 1e-9}) {
    const answer q = quantile(wide + normal(0, narrow), 0.3);
    INFO(narrow);
    CHECK_THAT(value(q), WithinAbs(0.3, 1e-12));  // inside, a symmetric blur moves no quantile of a uniform
    CHECK_THAT(value(quantile(wide * lognormal(0, narrow), 0.3)),
               WithinAbs(0.3, 2 * narrow * narrow + 1e-12));
  }
}

TEST_CASE("the greater of two has the product of the distribution functions") {
  const distribution t(boost::math::students_t(4));
  const distribution g(boost::math::gamma_distribution<>(2, 1));
  const estimate greatest = (max)(estimate(t), g);
  const estimate least = (min)(estimate(t), g);
  for (const double x : {0.1, 1.0, 3.0}) {
    CHECK_THAT(value(cdf(greatest, x)), WithinRel(t.cdf(x) * g.cdf(x), 1e-9));
    CHECK_THAT(1 - value(cdf(least, x)), WithinRel(t.complement(x) * g.complement(x), 1e-9));
  }
}

TEST_CASE("signs and monotone functions on the way are followed") {
  const estimate a(uniform(1, 2));
  const estimate b(triangular(3, 4, 6));
  const std::vector<std::pair<estimate, estimate>> same{
      {-(a * b), a * (-b)},          {1 / (a * b), (1 / a) / b},    {sqrt(a) * sqrt(b), sqrt(a * b)},
      {log(a) + log(b), log(a * b)}, {exp(a + b), exp(a) * exp(b)}, {pow(a / b, 3), pow(a, 3) / pow(b, 3)},
      {5 - (a - b), (5 - a) + b}};
  for (const auto& [left, right] : same) {
    for (const double p : {0.01, 0.5, 0.95}) {
      const answer q = quantile(left, p);
      CHECK(q.engine_used == engine::convolution);
      CHECK_THAT(value(q), WithinRel(value(quantile(right, p)), 1e-9));
    }
    CHECK_THAT(value(mean(left)), WithinRel(value(mean(right)), 1e-8));
  }
}

TEST_CASE("a lognormal times a beta has the distribution that a plain trapezoid sum gives") {
  // Of Beta(2, 5) the distribution function is a polynomial: 1 - (1 - x)^6 - 6 x (1 - x)^5.
  const auto beta_cdf = [](double x) {
    const double rest = x < 1 ? 1 - x : 0;
    return 1 - std::pow(rest, 6) - 6 * x * std::pow(rest, 5);
  };
  const auto exact = [&](double s) {
    double sum = 0;
    for (int i = -10000; i <= 10000; ++i) {
      const double z = i / 1000.0;
      sum += std::exp(-z * z / 2) * beta_cdf(s * std::exp(-z / 2));
    }
    return sum / (1000 * std::sqrt(2 * 3.14159265358979323846));
  };
  const estimate e = exp(estimate(normal(0, 0.5))) * distribution(boost::math::beta_distribution<>(2, 5));
  for (const double p : levels) {
    const answer q = quantile(e, p);
    INFO("at " << p << ": " << q.text());
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(exact(value(q)), WithinAbs(p, 1e-10 * (std::min)(p, 1 - p) + 1e-14));
  }
}

TEST_CASE("operations within operations keep mean and deviation, found from the quantiles") {
  // The moments are carried through by their laws, the quantiles by integrals: two ways to one number.
  const estimate a(uniform(2, 3));
  const estimate b(triangular(1, 2, 4));
  const estimate c(lognormal(0, 0.5));
  const estimate d(normal(20, 3));
  const estimate f(distribution(boost::math::gamma_distribution<>(3, 1)));
  for (const estimate& e : {a * b + c, (a + b) * (c + f), d * c - a, (d - f) * (a + b), exp(a * 0.3) + f * b,
                            a + b + c + f + d, (a + c) / (b + 1) - f}) {
    const double centre = value(mean(e));
    double first = 0;
    double second = 0;
    double total = 0;
    const auto law = detail::solve(e, options{}).found;
    REQUIRE(law->made_by() == engine::convolution);
    for (int i = -100; i <= 100; ++i) {
      const double z = 0.075 * i;
      const double off = law->quantile(detail::normal_cdf(z)).bounds.lower() - centre;
      const double weight = std::exp(-z * z / 2);
      total += weight;
      first += weight * off;
      second += weight * off * off;
    }
    const double sd = value(standard_deviation(e));
    CHECK_THAT(first / total, WithinAbs(0, 2e-7 * sd));
    CHECK_THAT(std::sqrt(second / total), WithinRel(sd, 2e-7));
  }
}
