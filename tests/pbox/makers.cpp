// SPDX-License-Identifier: BSL-1.0
// P-boxes from parameters, quantiles and counts that are known within bounds; envelopes and intersections.
#include <reckon/pbox/confidence.hpp>
#include <reckon/pbox/envelope.hpp>
#include <reckon/pbox/intersection.hpp>
#include <reckon/pbox/moments.hpp>
#include <reckon/pbox/parameters.hpp>
#include <reckon/pbox/quantiles.hpp>

#include "support.hpp"

#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const std::vector<double>& levels() {
  static const std::vector<double> p{1e-6, 0.01, 0.05, 0.2, 0.5, 0.55, 0.9, 0.95, 0.999};
  return p;
}

/// The box encloses a distribution.
void check_encloses(const pbox& box, const distribution& d) {
  for (const double p : levels()) {
    const double x = d.quantile(p);
    INFO(d.name() << " at " << p);
    CHECK(box.quantile(p).lower() <= x + 1e-12 * std::abs(x));
    CHECK(box.quantile(p).upper() >= x - 1e-12 * std::abs(x));
    CHECK(box.upper_quantile(1 - p).lower() <= x + 1e-9 * std::abs(x));
    CHECK(box.upper_quantile(1 - p).upper() >= x - 1e-9 * std::abs(x));
    CHECK(box.cdf(x).lower() <= d.cdf(x) + 1e-12);
    CHECK(box.cdf(x).upper() >= d.cdf(x) - 1e-12);
    CHECK(box.cdf_before(x).lower() <= d.cdf_before(x) + 1e-12);
    CHECK(box.cdf_before(x).upper() >= d.cdf_before(x) - 1e-12);
  }
  CHECK(box.mean().lower() <= d.mean() + 1e-12 * std::abs(d.mean()));
  CHECK(box.mean().upper() >= d.mean() - 1e-12 * std::abs(d.mean()));
}

}  // namespace

TEST_CASE("a normal shape with a mean in [0, 1] has the quantiles of both ends") {
  // tests/data/arithmetic.json, n_u_pbox.
  const pbox box = normal(interval<>(0, 1), 1);
  CHECK_THAT(box.quantile(0.05).lower(), WithinRel(-1.6448536269514726, 1e-14));
  CHECK_THAT(box.quantile(0.05).upper(), WithinRel(-0.6448536269514726, 1e-14));
  CHECK_THAT(box.quantile(0.5).lower(), WithinAbs(0, 1e-15));
  CHECK_THAT(box.quantile(0.95).upper(), WithinRel(2.6448536269514724, 1e-14));
  CHECK_THAT(box.mean().lower(), WithinAbs(0, 1e-12));
  CHECK_THAT(box.mean().upper(), WithinRel(1.0, 1e-12));
}

TEST_CASE("a deviation known as a set bends the bounds at the median") {
  const pbox box = normal(3, interval<>(1, 2));
  CHECK_THAT(box.quantile(0.1).lower(), WithinRel(normal(3, 2).quantile(0.1), 1e-15));
  CHECK_THAT(box.quantile(0.1).upper(), WithinRel(normal(3, 1).quantile(0.1), 1e-15));
  CHECK_THAT(box.quantile(0.9).upper(), WithinRel(normal(3, 2).quantile(0.9), 1e-15));
  CHECK(box.quantile(0.5) == interval<>(3, 3));
  // The mean of the lower ends: 3 + integral over z of min(z, 2 z) phi(z) = 3 - 1 / sqrt(2 pi).
  CHECK_THAT(box.mean().lower(), WithinRel(3 - 0.398942280401432677940, 1e-12));
  CHECK_THAT(box.mean().upper(), WithinRel(3 + 0.398942280401432677940, 1e-12));
  CHECK(box.mean().lower() <= 3 - 0.398942280401432677940);
}

TEST_CASE("a box from parameters encloses every shape with parameters inside") {
  std::mt19937_64 random(20260102);
  std::uniform_real_distribution<> unit;
  const auto within = [&](interval<> x) { return x.lower() + unit(random) * (x.upper() - x.lower()); };
  const auto gamma = [](double shape, double scale) {
    return distribution(boost::math::gamma_distribution<>(shape, scale));
  };
  for (int round = 0; round < 20; ++round) {
    const interval<> mean(-1 - unit(random), unit(random));
    const interval<> sd(0.5 + unit(random), 2 + unit(random));
    const interval<> far(3, 3 + 2 * unit(random));
    check_encloses(normal(mean, sd), normal(within(mean), within(sd)));
    check_encloses(lognormal(mean, sd), lognormal(within(mean), within(sd)));
    check_encloses(uniform(mean, far), uniform(within(mean), within(far)));
    check_encloses(triangular(mean, interval<>(1, 2.5), far),
                   triangular(within(mean), within(interval<>(1, 2.5)), within(far)));
    check_encloses(over_parameters(gamma, sd, far), gamma(within(sd), within(far)));
    check_encloses(over_parameters(gamma, sd, 2), gamma(within(sd), 2));
  }
}

TEST_CASE("known quantiles bound those between") {
  const pbox box = pbox_from_quantiles({{0.05, 1000}, {0.5, interval<>(1400, 1600)}, {0.95, 3000}},
                                       interval<>(0, infinity));
  CHECK(box.quantile(0.05) == interval<>(1000, 1000));
  CHECK(box.quantile(0.02) == interval<>(0, 1000));
  CHECK(box.quantile(0.3) == interval<>(1000, 1600));
  CHECK(box.quantile(0.5) == interval<>(1400, 1600));
  CHECK(box.quantile(0.7) == interval<>(1400, 3000));
  CHECK(box.quantile(0.99) == interval<>(3000, infinity));
  CHECK(box.cdf(500) == interval<>(0, 0.05));
  CHECK(box.cdf(1200) == interval<>(0.05, 0.5));
  CHECK(box.cdf(1500) == interval<>(0.05, 0.95));
  CHECK(box.cdf(2000) == interval<>(0.5, 0.95));
  CHECK(box.cdf(5000) == interval<>(0.95, 1));
  CHECK(box.cdf(-1) == interval<>(0, 0));
  // 0.45 * 1000 + 0.45 * 1400 + 0.05 * 3000 from below.
  CHECK_THAT(box.mean().lower(), WithinRel(1230.0, 1e-14));
  CHECK(box.mean().upper() == infinity);
}

TEST_CASE("a confidence box holds the bounds of Clopper and Pearson") {
  // Two-sided 95 % bounds for 4 of 20: 0.05733 and 0.43661; for 0 of 10: 0 and 0.30850 (Clopper and Pearson
  // 1934; the upper one is 1 - 0.025^(1/10)).
  const pbox box = confidence_box(4, 20);
  CHECK_THAT(box.quantile(0.025).lower(), WithinAbs(0.05733, 5e-6));
  CHECK_THAT(box.quantile(0.975).upper(), WithinAbs(0.43661, 5e-6));
  const pbox none = confidence_box(0, 10);
  CHECK(none.quantile(0.025).lower() == 0);
  CHECK_THAT(none.quantile(0.975).upper(), WithinRel(1 - std::pow(0.025, 0.1), 1e-13));
  const pbox all = confidence_box(10, 10);
  CHECK(all.quantile(0.975).upper() == 1);
  CHECK_THAT(all.quantile(0.025).lower(), WithinRel(std::pow(0.025, 0.1), 1e-13));
  // Beta(4, 17) and Beta(5, 16) have the means 4/21 and 5/21.
  CHECK_THAT(box.mean().lower(), WithinRel(4 / 21.0, 1e-10));
  CHECK_THAT(box.mean().upper(), WithinRel(5 / 21.0, 1e-10));
}

TEST_CASE("a confidence box covers the truth as often as it says") {
  // For every probability of success the chance that the bounds hold, summed over all outcomes.
  const int n = 12;
  std::vector<pbox> boxes;
  for (int k = 0; k <= n; ++k) boxes.push_back(confidence_box(k, n));
  for (const double truth : {0.01, 0.1, 0.23, 0.5, 0.77, 0.999}) {
    double covered = 0;
    for (int k = 0; k <= n; ++k) {
      const double chance = std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)) *
                            std::pow(truth, k) * std::pow(1 - truth, n - k);
      const auto& box = boxes[static_cast<std::size_t>(k)];
      if (box.quantile(0.05).lower() <= truth && truth <= box.quantile(0.95).upper()) covered += chance;
    }
    CHECK(covered >= 0.9);
  }
}

TEST_CASE("an envelope holds all its parts and no more at any level") {
  const std::vector<pbox> parts{pbox(normal(0, 1)), pbox(uniform(-1, 5)), pbox(interval<>(2, 3))};
  const pbox box = envelope(parts);
  check_encloses(box, normal(0, 1));
  check_encloses(box, uniform(-1, 5));
  CHECK(box.quantile(0.5) == interval<>(0, 3));
  CHECK_THAT(box.quantile(0.9).upper(), WithinRel(4.4, 1e-14));
  CHECK(is_entire(box.support()));
  CHECK(envelope({pbox(interval<>(0, 1)), pbox(interval<>(4, 5))}).mean() == interval<>(0, 5));
  CHECK(is_entire(envelope({pbox(distribution(boost::math::cauchy(0, 1))), pbox(interval<>(4, 5))}).mean()));
  CHECK(envelope({pbox(distribution(boost::math::pareto_distribution<>(1, 0.9))), pbox(interval<>(0, 1))})
            .mean()
            .upper() == infinity);
  // A heavy tail is followed as far as it shows: the mean of pareto(1, 1.2), which is the upper end
  // throughout.
  const pbox heavy =
      envelope({pbox(distribution(boost::math::pareto_distribution<>(1, 1.2))), pbox(lognormal(0, 0.5))});
  CHECK(heavy.mean().upper() >= 6);
  CHECK_THAT(heavy.mean().upper(), WithinRel(6.0, 1e-11));
  CHECK_THAT(heavy.mean().lower(), WithinRel(std::exp(0.125), 1e-12));
  CHECK_THROWS_WITH(envelope({}), "reckon::envelope: no p-box is given; at least one is required");
}

TEST_CASE("an intersection holds what all its parts hold") {
  const auto found = intersection({normal(interval<>(0, 2), 1), normal(interval<>(1, 3), 1)});
  REQUIRE(found.value);
  CHECK_FALSE(found.conflict);
  CHECK(found.explain() == "the p-boxes agree");
  for (const double p : levels()) {
    CHECK_THAT(found.value->quantile(p).lower(),
               WithinRel(normal(1, 1).quantile(p), 1e-12) || WithinAbs(0, 1e-12));
    CHECK_THAT(found.value->quantile(p).upper(),
               WithinRel(normal(2, 1).quantile(p), 1e-12) || WithinAbs(0, 1e-12));
  }
  const auto with_moments =
      intersection({pbox_from_moments({.minimum = 0, .mean = 4}), pbox(interval<>(-5, 30))});
  REQUIRE(with_moments.value);
  CHECK(with_moments.value->support() == interval<>(0, 30));
  CHECK(with_moments.value->mean() == interval<>(4, 4));
  CHECK_THAT(with_moments.value->quantile(0.5).upper(), WithinRel(8.0, 1e-12));
  CHECK_THROWS_WITH(intersection(std::vector<pbox>{}),
                    "reckon::intersection: no p-box is given; at least one is required");
}

TEST_CASE("an empty intersection is a finding that names the place") {
  const auto apart = intersection({pbox(interval<>(0, 1)), pbox(interval<>(5, 9)), pbox(interval<>(0, 10))});
  CHECK_FALSE(apart.value);
  REQUIRE(apart.conflict);
  CHECK(apart.conflict->lesser == 0);
  CHECK(apart.conflict->greater == 1);
  CHECK(apart.conflict->lesser_set == interval<>(0, 1));
  CHECK(apart.conflict->greater_set == interval<>(5, 9));
  CHECK_THAT(apart.explain(), contains_text("no distribution satisfies all p-boxes: at the level "));
  CHECK_THAT(apart.explain(), contains_text("p-box 0 has its quantile in [0, 1] and p-box 1 in [5, 9]"));
  // Boxes that cross: they agree at the median and contradict each other in the tails.
  const auto crossed = intersection({pbox(normal(0, 1)), pbox(normal(0, 2))});
  REQUIRE(crossed.conflict);
  CHECK(std::abs(crossed.conflict->level - 0.5) > 0.4);
  // One of them at a single level, where its quantile is known.
  const auto at_one =
      intersection({pbox(uniform(0, 1)), pbox_from_quantiles({{0.3, interval<>(0.31, 0.4)}})});
  REQUIRE(at_one.conflict);
  CHECK_THAT(at_one.conflict->level, WithinAbs(0.3, 0.011));
}

TEST_CASE("boxes that cannot be made are refused with argument, value and rule") {
  CHECK_THROWS_WITH(normal(interval<>(0, infinity), 1),
                    "reckon::over_parameters: the parameter [0, inf] must be bounded and not empty");
  CHECK_THROWS_WITH(
      normal(0, interval<>(-1, 1)),
      "reckon::normal(0, -1): the mean must be finite and the standard deviation finite and positive");
  CHECK_THROWS_WITH(uniform(interval<>(0, 3), interval<>(2, 5)),
                    "reckon::uniform(3, 2): finite lower < upper is required");
  CHECK_THROWS_WITH(confidence_box(5, 4),
                    "reckon::confidence_box(5, 4): whole numbers 0 <= k <= n with 1 <= n are required");
  CHECK_THROWS_WITH(confidence_box(0.5, 4),
                    "reckon::confidence_box(0.5, 4): whole numbers 0 <= k <= n with 1 <= n are required");
  CHECK_THROWS_WITH(
      pbox_from_quantiles({{0.5, 3}, {0.9, 2}}),
      "reckon::pbox_from_quantiles: the quantile at level 0.9 would lie above 3 and not above 2: quantiles "
      "must not fall");
  CHECK_THROWS_WITH(
      pbox_from_quantiles({{0.5, 3}, {0.4, 5}}),
      "reckon::pbox_from_quantiles: the level 0.4 does not lie between 0.5 and 1: levels must rise");
  CHECK_THROWS_WITH(pbox_from_quantiles({}),
                    "reckon::pbox_from_quantiles: no quantile is given; at least one is required");
  CHECK_THROWS_WITH(pbox_from_quantiles({{0.5, 3}}, interval<>(5, 9)),
                    contains_text("would lie above 5 and not above 3"));
}
