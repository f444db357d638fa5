// SPDX-License-Identifier: BSL-1.0
// Laws that are nearly kinked somewhere, or leap there, and are tabulated for what comes after: against sums
// over many points and symmetry.
#include <reckon/distribution/mixture.hpp>
#include <reckon/distribution/truncated.hpp>
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/weibull.hpp>

#include <cmath>
#include <functional>
#include <numbers>

using namespace reckon;
using support::normal_below;

namespace {

/// The expected value of f(z), z standard normal and above `from`, by the midpoint rule.
double averaged(const std::function<double(double)>& f, double from = -9, double to = 9) {
  constexpr int parts = 40000;
  const double h = (to - from) / parts;
  double sum = 0;
  for (int i = 0; i < parts; ++i) {
    const double z = from + (i + 0.5) * h;
    sum += std::exp(-z * z / 2) * f(z);
  }
  return sum * h / std::sqrt(2 * std::numbers::pi);
}

/// That P(e <= x) is `truth`, to within what is stated.
void check(const char* what, const estimate& e, double x, double truth) {
  const answer found = cdf(e, x);
  INFO(what << " <= " << x << ": " << found << " to within " << found.error << ", it is " << truth);
  CHECK(std::abs(found.lower() - truth) <= found.error + 1e-9);
  CHECK(found.error <= 1e-7);
}

void check_differences(const estimate& x, const estimate& y, double no_more) {
  const estimate a(lognormal(0, 0.5));
  const estimate b(uniform(1, 2));
  for (const estimate& z : {a, b}) {
    check("(x - y) z", (x - y) * z, 0, no_more);
    check("(x - y) / z", (x - y) / z, 0, no_more);
    check("max(x - y, 0) z", max(x - y, 0) * z, 0, no_more);
  }
}

}  // namespace

TEST_CASE("a leaf that leaps over a gap, joined with another") {
  // Half is triangular on [0, peak], half normal between `low` and `high`; the sides of the gap have scores
  // that differ by rounding.
  constexpr double peak = 0.96617041949281801;
  constexpr double low = 5.5629068584217363;
  constexpr double high = 7.4124914731786262;
  const distribution x =
      mixture({{0.5, triangular(0, peak, peak)}, {0.5, truncated(normal(0, 1), low, high)}});
  const double beyond_low = normal_below(-low);
  const double beyond_high = normal_below(-high);
  const auto x_at = [&](double z) {
    if (z < 0) return peak * std::sqrt(2 * normal_below(z));
    const double beyond = beyond_high + 2 * normal_below(-z) * (beyond_low - beyond_high);
    return -normal(0, 1).quantile(beyond);
  };
  constexpr double rho = -0.71672876411819109;
  constexpr double location = -1.6655228754648532;
  constexpr double scale = 2.4144543760007378;
  const auto xy = correlated({x, lognormal(location, scale)}, {{1, rho}, {rho, 1}});
  for (const double t : {0.0, 0.2, 0.5, 0.916, 0.95, 3.0}) {
    const auto below = [&](double z) {
      const double y = x_at(z) - t;  // x - y <= t for all that is more
      return y <= 0 ? 1
                    : normal_below(-((std::log(y) - location) / scale - rho * z) / std::sqrt(1 - rho * rho));
    };
    const double truth = averaged(below, -9, 0) + averaged(below, 0, 9);
    const answer found = cdf(xy[0] - xy[1], t);
    INFO("at " << t << ": " << found << " to within " << found.error << ", it is " << truth);
    CHECK_THAT(found.lower(), support::WithinAbs(truth, 1e-8));
  }
}

TEST_CASE("the sign of a difference survives what it is multiplied with") {
  for (const double sigma : {1.0, 2.0, 2.5, 3.0}) {
    // E[min(exp(sigma Z), 1)]
    const double no_more = 0.5 + std::exp(sigma * sigma / 2) * normal_below(-sigma);
    check_differences(estimate(uniform(0, 1)), estimate(lognormal(0, sigma)), no_more);
  }
  check_differences(estimate(lognormal(0, 2)), estimate(lognormal(0, 3)), 0.5);
  check_differences(estimate(boost::math::beta_distribution<>(0.5, 0.5)), estimate(uniform(0, 1)), 0.5);

  // 1 - exp(-y^0.85), averaged over a gamma of shape 0.7: with y = u^(1/0.7) its density is smooth at 0.
  const double no_more = [] {
    constexpr int parts = 400000;
    constexpr double reach = 40;
    const double last = std::pow(reach, 0.7);
    double sum = 0;
    for (int i = 0; i < parts; ++i) {
      const double y = std::pow((i + 0.5) * last / parts, 1 / 0.7);
      sum += std::exp(-y) * -std::expm1(-std::pow(y, 0.85));
    }
    return sum * last / parts / 0.7 / std::tgamma(0.7);
  }();
  check_differences(estimate(boost::math::weibull_distribution<>(0.85, 1)),
                    estimate(boost::math::gamma_distribution<>(0.7, 1)), no_more);
}

TEST_CASE("the lesser of two heavy tails has quantiles far out, and a mean") {
  const estimate a(boost::math::pareto_distribution<>(1, 0.9));
  const estimate b(boost::math::pareto_distribution<>(1, 1.0));
  const estimate least = min(a, b);  // a pareto with 1.9
  for (const double beyond : {1e-3, 1e-9, 1e-14}) {
    const answer found = quantile(least, 1 - beyond);
    const double level = 1 - (1 - beyond);
    CHECK_THAT(found.lower(), support::WithinRel(std::pow(level, -1 / 1.9), 1e-8));
  }
  CHECK_THAT(mean(least).lower(), support::WithinRel(1.9 / 0.9, 1e-6));
  CHECK_THAT(mean(-max(-a, -b)).lower(), support::WithinRel(1.9 / 0.9, 1e-6));
}
