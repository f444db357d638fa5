// SPDX-License-Identifier: BSL-1.0
// Means and standard deviations that are infinite, or that do not exist, are not given as numbers.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/weibull.hpp>

#include <cmath>
#include <limits>

using namespace reckon;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

estimate leaf(const distribution& shape) { return estimate(shape); }
estimate pareto(double scale, double shape) {
  return leaf(distribution(boost::math::pareto_distribution<>(scale, shape)));
}

}  // namespace

TEST_CASE("a mean that does not exist may be anything") {
  const estimate n = leaf(normal(0, 1));
  const estimate m = leaf(normal(0, 1));
  for (const estimate& e : {n / leaf(uniform(0, 1)), n / m}) {  // neither tail of them has a mean
    const answer found = mean(e);
    CHECK(found.lower() == -infinity);
    CHECK(found.upper() == infinity);
  }
}

TEST_CASE("an infinite mean is not a number") {
  const estimate n = leaf(normal(0, 1));
  const estimate u = leaf(uniform(0, 1));
  const estimate wait = leaf(distribution(boost::math::exponential_distribution<>(0.5)));
  const estimate gamma = leaf(distribution(boost::math::gamma_distribution<>(2, 1)));
  const estimate size = pareto(1, 1.5);
  // E[1 / U], E[exp(G)], E[P^2], E[exp(N^2)] and E[1 / |N|] are infinite.
  for (const estimate& e : {wait / u, exp(gamma) * u, size * size * u, exp(n * n), 1 / abs(n)}) {
    const answer found = mean(e);
    CHECK(found.lower() >= 0);
    CHECK(found.upper() == infinity);
  }
}

TEST_CASE("an infinite standard deviation is not a number, and a finite one is") {
  const estimate u = leaf(uniform(1, 2));
  CHECK(standard_deviation(pareto(1, 1.9) * u + leaf(normal(0, 1))).upper() == infinity);
  CHECK(
      standard_deviation(exp(leaf(distribution(boost::math::exponential_distribution<>(1.5)))) * u).upper() ==
      infinity);

  // Var[P] = a / ((a - 1)^2 (a - 2)), E[P] = a / (a - 1).
  constexpr double a = 6;
  const double square = a / (a - 2);
  const double product = std::sqrt(square * (7.0 / 3) - std::pow(1.5 * a / (a - 1), 2));
  const answer sd = standard_deviation(max(pareto(1, a) * u, estimate(0.5)));
  CHECK(std::abs(sd.lower() - product) <= sd.error + 1e-9);
  CHECK(sd.error <= 1e-3);
  const answer heavy = mean(abs(leaf(distribution(boost::math::students_t_distribution<>(3)))));
  CHECK(std::abs(heavy.lower() - 2 * std::sqrt(3.0) / 3.14159265358979324) <= heavy.error + 1e-9);
}

TEST_CASE("what no point of an ensemble meets is not taken for impossible") {
  const estimate a = leaf(uniform(0, 1));
  const estimate b = leaf(uniform(0, 1));
  for (const double z : {0.002, 0.003, 0.005}) {
    const answer c = cdf(given(b, a < b), z);  // of two the greater: z^2
    CHECK(std::abs(c.lower() - z * z) <= 3 * c.error);
  }
  CHECK(cdf(given(b, a < b), -0.1).error == 0);
}

TEST_CASE("moments are finite wherever a tail lies, and an atom far out has its place") {
  // E[(m + s z)^3] = m^3 + 3 m s^2; a tail that passes zero at six standard deviations is as thin as any.
  const estimate y = leaf(normal(60, 10));
  CHECK(std::abs(mean(y * y * y).lower() - 234000) <= 1e-6);
  CHECK(mean(y * y * y).upper() < infinity);
  const estimate z = leaf(normal(0, 1));
  for (const double shift : {0.0, 216.0, 216.3, -64.0}) {
    CHECK(std::abs(mean(z * z * z + shift).lower() - shift) <= 1e-9);
    CHECK(std::abs(standard_deviation(z * z * z + shift).lower() - std::sqrt(15)) <= 1e-9);
  }
  const estimate wide = leaf(lognormal(0, 4)) * leaf(uniform(1, 2));
  CHECK(mean(wide).upper() < infinity);

  const estimate x = leaf(normal(0, 1));
  const answer atom = quantile(max(x * z, 0.0), 1e-6);
  CHECK(atom.lower() == 0);
  CHECK(atom.error <= 1e-12);
  const answer low = quantile(max(x * z, -3.5), 2e-6);
  CHECK(std::abs(low.lower() + 3.5) <= low.error + 1e-15);
  CHECK(low.error <= 1e-9);
}

TEST_CASE("sample points do not make a mean of what has none") {
  const estimate a = leaf(normal(1, 1));
  const estimate b = leaf(normal(0.5, 1));
  const estimate c = leaf(normal(2, 1));
  const estimate d = leaf(normal(0, 1));
  const estimate u = leaf(uniform(0, 1));
  const estimate v = leaf(uniform(0, 1));
  const estimate g = leaf(distribution(boost::math::gamma_distribution<>(3, 1)));
  const estimate l = leaf(lognormal(0, 1));
  // The poles of the first two lie so far out that of all points few see them.
  for (const estimate& e :
       {a * b / (b + c) + d * c, u / v + max(g * u, l * v) + g * l, (a * b + c) / (b * d + a)}) {
    const answer found = mean(e);
    CHECK(found.engine_used == engine::ensemble);
    CHECK(found.upper() == infinity);
    CHECK(found.error == 0);
    CHECK(standard_deviation(e).upper() == infinity);
  }
}

TEST_CASE("a mean that poles leave finite is told") {
  const estimate a = leaf(normal(1, 1));
  const estimate b = leaf(normal(0.5, 1));
  const estimate u = leaf(uniform(0, 1));
  const estimate v = leaf(uniform(0, 1));
  const estimate g = leaf(distribution(boost::math::gamma_distribution<>(3, 1)));
  const estimate l = leaf(lognormal(0, 1));
  const double mean_of_l = std::exp(0.5);
  const auto check = [](const estimate& e, double truth, double within) {
    CHECK_THAT(mean(e).lower(), support::WithinAbs(truth, within));
    CHECK(mean(e).error < within);
    CHECK(std::isfinite(standard_deviation(e).upper()));
  };
  check(u / g + v * g + l * v + l * u, 0.25 + 1.5 + mean_of_l, 1e-4);
  check(g / l + l * g + u * g + u * l, 6.5 * mean_of_l + 1.5, 1e-4);
  // What is added makes up for the pole: 1 / u - 1 / (u + u^2) is 1 / (1 + u).
  check(l / u - l / (u + u * u) + g * a * l, mean_of_l * std::log(2) + 3 * mean_of_l, 1e-5);
  const estimate by_points = l / u - l / (u + u * u) + g * a + a * b + b * g;
  CHECK(mean(by_points).engine_used == engine::ensemble);
  check(by_points, mean_of_l * std::log(2) + 3 + 0.5 + 1.5, 0.02);
  // Rare and large is not without bound.
  const auto with_disaster = [](double x, double y, double z, double w) {
    return x * y + z * y + (w > 0.99 ? 1000.0 : 0.0) + x * z + w * x;
  };
  check(apply(with_disaster, a, b, l, u), 0.5 + 0.5 * mean_of_l + 10 + mean_of_l + 0.5, 0.1);
}

TEST_CASE("what is mostly at one place has a mean") {
  const estimate a = leaf(normal(1, 1));
  const estimate b = leaf(normal(0.5, 1));
  const estimate c = leaf(normal(2, 1));
  const estimate g = leaf(distribution(boost::math::gamma_distribution<>(3, 1)));
  const estimate l = leaf(lognormal(0, 1));
  const estimate u = leaf(uniform(0, 1));
  const auto has_moments = [](const estimate& e) {
    INFO(mean(e) << ", " << standard_deviation(e));
    CHECK(std::isfinite(mean(e).upper()));
    CHECK(std::isfinite(standard_deviation(e).upper()));
  };
  has_moments(max(a * b + b * c + c * g * a - a * g - 4, 0));
  has_moments(max(l * u - 3, 0));
  has_moments(min(a * b + b * c + c * a + 20, 0));
  has_moments(floor(0.2 * l * u) * b + a * b);
  for (const double rare : {0.05, 0.1, 0.5, 0.9, 0.93, 0.95, 0.98, 0.995, 0.9995}) {
    const auto loss = [rare](double x, double w) { return w > rare ? x : 0.0; };
    has_moments(apply(loss, l, u));
    const answer found = mean(apply(loss, l, u));
    CHECK_THAT(found.lower(), support::WithinAbs((1 - rare) * std::exp(0.5), 0.02));
  }
}

TEST_CASE("a copula may make up for a pole") {
  // Where u is small so is v, and v / u has a mean.
  const auto uv = correlated({uniform(0, 1), uniform(0, 1)}, {{1, 0.9}, {0.9, 1}});
  const estimate z = leaf(uniform(1, 2));
  const estimate s = leaf(uniform(0, 1));
  const estimate g = leaf(uniform(0, 1));
  CHECK(std::isfinite(mean(floor(5 * s) + uv[1] * (z / uv[0]) + s * g).upper()));
}

TEST_CASE("parts that are used again and again are looked at once") {
  // Thirty years of logistic growth; quotients within quotients.
  estimate x = leaf(uniform(1, 2));
  const estimate k = leaf(uniform(8, 9));
  for (int year = 0; year < 30; ++year) x = x + leaf(uniform(0.05, 0.15)) * x * (1 - x / k);
  CHECK(mean(floor(5 * leaf(uniform(0, 1))) + x).upper() < 20);

  const estimate s = leaf(lognormal(0, 0.5));
  estimate q = s;
  for (int i = 0; i < 14; ++i) q = (q + s) / leaf(uniform(1, 2));
  CHECK(std::isfinite(mean(q).upper()));
}

TEST_CASE("a tail that is long only where another leaf is far from its middle is met") {
  // Where a is near 1.9, (1.12 (a + 0.3))^x grows faster than the density of x falls; at its middle it falls.
  const distribution a = mixture({{0.62, uniform(0, 0.95)}, {0.38, uniform(1.29, 1.9)}});
  const distribution x(boost::math::weibull(0.93, 1));
  const auto c = correlated({a, x}, {{1, -0.13}, {-0.13, 1}});
  CHECK(mean(pow((c[0] + 0.3) * 1.12, c[1])).upper() == infinity);
}
