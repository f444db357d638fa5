// SPDX-License-Identifier: BSL-1.0
// Sets beside shapes, by the ends that the sets give the result.
#include <reckon/evaluate/set_ends.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <vector>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double levels[] = {0.001, 0.05, 0.3, 0.5, 0.8, 0.99};

/// That the quantiles go from one function of the level to another.
void check_quantiles(const estimate& e, const std::function<double(double)>& lower,
                     const std::function<double(double)>& upper, double within = 1e-12) {
  for (const double p : levels) {
    const answer q = quantile(e, p);
    INFO("at " << p << ": " << q.text());
    CHECK_THAT(q.lower(), WithinRel(lower(p), within));
    CHECK_THAT(q.upper(), WithinRel(upper(p), within));
    CHECK(q.engine_used != engine::ensemble);
    CHECK(q.error < 1e-5);
  }
}

/// That whatever values the sets take, the answers are within those for the sets.
void check_encloses(const std::function<estimate(const estimate&, const estimate&)>& made, interval<> first,
                    interval<> second) {
  const estimate bounded = made(first, second);
  REQUIRE(quantile(bounded, 0.5).engine_used != engine::ensemble);
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 12; ++i) {
    const auto chosen = [&](interval<> set) {
      const double t = i < 4 ? (i + (set == first ? 0 : i / 2)) % 2 : share(random);
      return set.lower() + t * (set.upper() - set.lower());
    };
    const estimate one = made(chosen(first), chosen(second));
    for (const double p : levels) {
      const answer outer = quantile(bounded, p);
      const answer inner = quantile(one, p);
      INFO("at " << p << ": " << inner.text() << " in " << outer.text());
      const double slack = 3 * (outer.error + inner.error) + 1e-9;
      CHECK(inner.lower() >= outer.lower() - slack);
      CHECK(inner.upper() <= outer.upper() + slack);
      const answer outer_share = cdf(bounded, inner.lower());
      const answer inner_share = cdf(one, inner.lower());
      CHECK(outer_share.lower() <= inner_share.upper() + 1e-7);
      CHECK(outer_share.upper() >= inner_share.lower() - 1e-7);
    }
    CHECK(mean(one).lower() >= mean(bounded).lower() - 1e-4);
    CHECK(mean(one).upper() <= mean(bounded).upper() + 1e-4);
  }
}

}  // namespace

TEST_CASE("a set that moves a result one way gives it its ends") {
  const boost::math::normal x(11000, 500);
  const boost::math::lognormal part(0, 0.5);
  const estimate set(interval<>(1000, 3000));
  check_quantiles(
      estimate(normal(11000, 500)) * set - set, [&](double p) { return 1000 * (quantile(x, p) - 1); },
      [&](double p) { return 3000 * (quantile(x, p) - 1); });
  const estimate a(lognormal(0, 0.5));
  check_quantiles(
      a / (a + interval<>(1, 3)), [&](double p) { return quantile(part, p) / (quantile(part, p) + 3); },
      [&](double p) { return quantile(part, p) / (quantile(part, p) + 1); });
  const estimate share = a / (a + interval<>(1, 3));
  CHECK_THAT(cdf(share, 0.4).lower(), WithinAbs(cdf(part, 0.4 / 0.6), 1e-14));
  CHECK_THAT(cdf(share, 0.4).upper(), WithinAbs(cdf(part, 1.2 / 0.6), 1e-14));
}

TEST_CASE("a set of both signs gives a product the ends of either sign") {
  const boost::math::normal unit(0, 1);
  const auto folded = [&](double p) { return quantile(unit, 0.5 + p / 2); };  // of |N|
  const estimate e = estimate(interval<>(-1, 1)) * normal(0, 1);
  check_quantiles(
      e, [&](double p) { return -folded(1 - p); }, folded);
  CHECK(probability(e > 1.0).lower() == 0);
  CHECK_THAT(probability(e > 1.0).upper(), WithinAbs(2 * cdf(complement(unit, 1)), 1e-14));
  CHECK_THAT(mean(e).upper(), WithinRel(std::sqrt(2 / std::acos(-1.0)), 1e-9));
}

TEST_CASE("the ends are integrated as any expression is") {
  const estimate e =
      estimate(lognormal(0, 1)) * interval<>(1, 2) + estimate(uniform(0, 1)) * interval<>(2, 3);
  const estimate lower = estimate(lognormal(0, 1)) + 2 * estimate(uniform(0, 1));
  const estimate upper = 2 * estimate(lognormal(0, 1)) + 3 * estimate(uniform(0, 1));
  check_quantiles(
      e, [&](double p) { return quantile(lower, p).lower(); },
      [&](double p) { return quantile(upper, p).lower(); }, 1e-9);
}

TEST_CASE("no value of the sets leads out of the answers") {
  check_encloses(
      [](const estimate& a, const estimate& b) { return estimate(lognormal(0, 1)) / a - b * normal(1, 0.1); },
      {1, 2}, {0, 1});
  check_encloses([](const estimate& a, const estimate& b) { return max(a * normal(0, 1), b); }, {-1, 2},
                 {0, 1});
  check_encloses([](const estimate& a, const estimate& b) { return exp(a - b * lognormal(0, 0.4)); }, {-1, 1},
                 {0.5, 2});
}

TEST_CASE("a set across a pole goes to points") {
  // y / x, x in [-1, 1], is beyond y on either side.
  const estimate e = estimate(normal(3, 0.1)) / interval<>(-1, 1);
  CHECK(median(e).engine_used == engine::ensemble);
  CHECK(cdf(e, -45).lower() == 0);
  CHECK(cdf(e, -45).upper() == 1);
}

TEST_CASE("what a set may turn within goes to points") {
  const estimate set(interval<>(0, 7));
  CHECK(median(set * (10 - set) + uniform(0, 1) * estimate(uniform(1, 2))).engine_used == engine::ensemble);
  CHECK(median(floor(estimate(uniform(0, 1)) * interval<>(1, 9))).engine_used == engine::ensemble);
}

TEST_CASE("the deviation of a set beside a shape is between none and that of its ends") {
  const answer sd = standard_deviation(estimate(interval<>(1, 2)) * normal(0, 1));
  CHECK(sd.lower() <= 1 + sd.error);
  CHECK(sd.upper() >= 2 - 3 * sd.error - 1e-9);
}

TEST_CASE("the deviation of a set beside a heavy tail is not too small") {
  const estimate set(interval<>(1, 2));
  const auto greatest = [&](const distribution& shape) {
    return standard_deviation(estimate(shape) * set).upper();
  };
  CHECK(greatest(distribution(boost::math::pareto_distribution<>(1, 1.5))) ==
        std::numeric_limits<double>::infinity());
  // All values at the greater end have twice the deviation of the shape.
  for (const double sigma : {1.0, 3.0, 4.0}) {
    const double own = std::exp(sigma * sigma / 2) * std::sqrt(std::expm1(sigma * sigma));
    CHECK(greatest(lognormal(0, sigma)) >= 2 * own * (1 - 1e-6));
  }
}
