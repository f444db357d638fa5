// SPDX-License-Identifier: BSL-1.0
// Quantities whose parts rise and fall together, where a bound on them gives a single value a probability of
// its own. With Z standard normal, 1 + 2 Z and exp(Z) together are s(Z) = 1 + 2 Z + exp(Z).
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace reckon;
using support::normal_below;
using support::point;
using support::simpson;
using support::WithinAbs;
using support::WithinRel;

namespace {

double density_of(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }
double together(double z) { return 1 + 2 * z + std::exp(z); }

/// Where the two together are 1: 2 z + exp(z) = 0.
double score_of_one() {
  double z = -0.35;
  for (int i = 0; i < 20; ++i) z -= (2 * z + std::exp(z)) / (2 + std::exp(z));
  return z;
}

/// The expected value of g(Z), where g has a kink at one score.
template <class Function>
double expected(double kink, const Function& g) {
  const auto weighted = [&](double z) { return density_of(z) * g(z); };
  return simpson(-12, kink, weighted) + simpson(kink, 14, weighted);
}

/// The two together, but at least 1.
estimate at_least_one() {
  return (max)(add(estimate(normal(1, 2)), estimate(lognormal(0, 1)), dependence::perfect), 1.0);
}

void check_atom(const estimate& e, double value, double below, double up_to) {
  CHECK_THAT(point(probability(e < value)), WithinAbs(below, 1e-12));
  CHECK_THAT(point(probability(e <= value)), WithinAbs(up_to, 1e-12));
  CHECK_THAT(point(probability(e >= value)), WithinAbs(1 - below, 1e-12));
  CHECK_THAT(point(probability(e > value)), WithinAbs(1 - up_to, 1e-12));
}

}  // namespace

TEST_CASE("a bound on parts that rise together is a value with a probability of its own") {
  const double z = score_of_one();
  check_atom(at_least_one(), 1, 0, normal_below(z));
  const estimate sum = add(estimate(normal(1, 2)), estimate(lognormal(0, 1)), dependence::perfect);
  check_atom((min)(sum, 1.0), 1, normal_below(z), 1);
  check_atom(-(min)(sum, 1.0), -1, 0, 1 - normal_below(z));
  const auto [x, y] = correlated({normal(1, 2), lognormal(0, 1)}, {{1, 1}, {1, 1}});
  check_atom((max)(x + y, 1.0), 1, 0, normal_below(z));
  const auto [v, w] = correlated({normal(0, 2), lognormal(0, 1)}, {{1, -1}, {-1, 1}});
  check_atom((min)(w - v - 1.0, 0.0), 0, 0.5, 1);
}

TEST_CASE("the moments of parts that rise together are exact where one takes over from another") {
  const double z = score_of_one();
  const auto value = [](double t) { return (std::max)(1.0, together(t)); };
  const double mean_of = expected(z, value);
  const double variance_of = expected(z, [&](double t) { return std::pow(value(t) - mean_of, 2); });
  CHECK_THAT(point(mean(at_least_one())), WithinRel(mean_of, 1e-12));
  CHECK_THAT(point(standard_deviation(at_least_one())), WithinRel(std::sqrt(variance_of), 1e-12));
  const auto [x, y] = correlated({normal(1, 2), lognormal(0, 1)}, {{1, 1}, {1, 1}});
  CHECK_THAT(point(mean((max)(x + y, 1.0))), WithinRel(mean_of, 1e-12));
}
