// SPDX-License-Identifier: BSL-1.0
// Means and standard deviations that are infinite, or that do not exist, are not given as numbers.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/students_t.hpp>

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
