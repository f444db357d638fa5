// SPDX-License-Identifier: BSL-1.0
// P-boxes without jumps beside shapes: the ends of what a p-box may be are shapes, and so are those of a
// result that goes one way with it. The oracles are closed forms and Simpson's rule.
#include <reckon/distribution/mixture.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/pbox/confidence.hpp>
#include <reckon/pbox/envelope.hpp>
#include <reckon/pbox/parameters.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace reckon;
using support::normal_below;
using support::simpson;
using support::WithinAbs;
using support::WithinRel;

namespace {

/// The expected value of f(Z), Z standard normal, where f may have a kink at 0.
template <class Function>
double expected(const Function& f) {
  const auto weighted = [&f](double z) {
    return f(z) * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  };
  return simpson(-12, 0, weighted) + simpson(0, 12, weighted);
}

void check_ends(const answer& found, double lower, double upper, double within) {
  CHECK(found.engine_used != engine::ensemble);
  CHECK_THAT(found.lower(), WithinAbs(lower, within));
  CHECK_THAT(found.upper(), WithinAbs(upper, within));
  CHECK(found.error <= 10 * within);
}

}  // namespace

TEST_CASE("a mean that is known as a set moves a sum") {
  const estimate e = estimate(normal(0, 2)) + estimate(normal(interval<>(0, 1), 1.0));
  for (const double p : {0.001, 0.3, 0.5, 0.99}) {
    const double z = normal(0, 1).quantile(p);
    check_ends(quantile(e, p), std::sqrt(5) * z, 1 + std::sqrt(5) * z, 1e-9);
  }
  check_ends(cdf(e, 1.5), normal_below(0.5 / std::sqrt(5)), normal_below(1.5 / std::sqrt(5)), 1e-10);
}

TEST_CASE("the ends of a p-box have kinks where one of its shapes takes over from another") {
  const estimate e = estimate(normal(0, 2)) - estimate(normal(interval<>(0, 1), interval<>(1, 2)));
  const auto lower = [](double z) { return (std::min)(z, 2 * z); };
  const auto upper = [](double z) { return 1 + (std::max)(z, 2 * z); };
  for (const double s : {-4.0, -1.0, 0.0, 2.5}) {
    const double least = expected([&](double z) { return normal_below((s + lower(z)) / 2); });
    const double most = expected([&](double z) { return normal_below((s + upper(z)) / 2); });
    check_ends(cdf(e, s), least, most, 1e-9);
  }
}

TEST_CASE("what trials tell of a probability, times a number of cases") {
  using beta = boost::math::beta_distribution<>;
  const estimate e = confidence_box(3, 20) * estimate(lognormal(2, 0.5));
  const distribution least(beta(3, 18));
  const distribution most(beta(4, 17));
  for (const double s : {0.2, 1.0, 3.0}) {
    const auto below = [s](const distribution& share) {
      return expected([&](double z) {
        const double x = share.model().at_score(z);
        return x > 0 ? normal_below((std::log(s / x) - 2) / 0.5) : 1;
      });
    };
    check_ends(cdf(e, s), below(most), below(least), 1e-9);
  }
  check_ends(mean(e), 3.0 / 21 * std::exp(2.125), 4.0 / 21 * std::exp(2.125), 1e-8);
}

TEST_CASE("a divisor, a set and a p-box that lowers the result") {
  const estimate e = estimate(lognormal(interval<>(0, 0.2), 0.3)) / estimate(lognormal(0, 0.5)) -
                     estimate(normal(interval<>(0, 1), 1.0)) + interval<>(0, 0.1);
  const double sd = std::sqrt(0.09 + 0.25);
  const auto below = [sd](double s, double location, double shift) {
    return expected([&](double z) {
      const double x = s + shift + z;
      return x > 0 ? normal_below((std::log(x) - location) / sd) : 0;
    });
  };
  // Simpson's rule meets the place where the logarithm begins.
  for (const double s : {-1.0, 0.5, 3.0}) check_ends(cdf(e, s), below(s - 0.1, 0.2, 0), below(s, 0, 1), 1e-8);
}

TEST_CASE("a p-box beside a set of both signs is one quantity") {
  const estimate x(normal(0, 1));
  const estimate box(normal(interval<>(0, 1), 1.0));
  const estimate e = interval<>(-1, 1) * x + box;  // between box - |x| and box + |x|
  const auto below = [](double s, double mean) {
    return [=](double z) { return normal_below(s - mean - std::abs(z)); };
  };
  const auto above = [](double s, double mean) {
    return [=](double z) { return normal_below(s - mean + std::abs(z)); };
  };
  for (const double s : {-1.0, 0.5, 2.0})
    check_ends(cdf(e, s), expected(below(s, 1)), expected(above(s, 0)), 1e-9);
  const double size = std::sqrt(2 / std::numbers::pi);
  check_ends(mean(e), -size, 1 + size, 1e-8);
}

TEST_CASE("an envelope has the kinks and the gaps of its parts, and those where they cross") {
  const pbox gap =
      envelope({pbox(mixture({{0.5, uniform(0, 1)}, {0.5, uniform(3, 4)}})), pbox(uniform(0.5, 3.5))});
  const estimate u(uniform(0, 1));
  // The upper end is uniform from 0.5 to 2 on one half of the levels, from 3 to 4 on the other.
  const answer found = cdf(estimate(gap) + u, 3.2);
  CHECK(found.engine_used != engine::ensemble);
  CHECK_THAT(found.lower(), WithinAbs(0.51, 1e-9));
  // Its upper end is the triangle whose mode is 0.9: the average of 1.2 - t, at most 1, over that.
  const answer skew = cdf(estimate(triangular(0.0, interval<>(0.2, 0.9), 1.0)) + u, 1.2);
  CHECK_THAT(skew.lower(),
             WithinAbs(0.04 / 0.9 + 2 / 0.9 * (0.243 - 0.024 + 0.008 / 3) + 20 * (0.001 + 0.001 / 3), 1e-9));
}

TEST_CASE("p-boxes that jump, or turn the result, or are joined by a copula go to points") {
  const estimate x(normal(0, 2));
  const estimate box(normal(interval<>(0, 1), 1.0));
  CHECK(median(sqr(box) + x).engine_used == engine::ensemble);
  const estimate steps(to_pbox(estimate(normal(0, 1)) + estimate(uniform(0, 1))));
  CHECK(median(steps + x).engine_used == engine::ensemble);
  const auto [a, b] = correlated({box, x}, {{1, 0.5}, {0.5, 1}});
  CHECK(quantile(a + b, 0.9).engine_used == engine::ensemble);
}
