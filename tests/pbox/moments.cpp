// SPDX-License-Identifier: BSL-1.0
#include <reckon/pbox/moments.hpp>

#include "support.hpp"

#include <algorithm>
#include <array>
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

/// Values with probabilities, the values rising.
struct atoms {
  std::vector<double> value;
  std::vector<double> mass;

  double mean() const {
    double sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i) sum += mass[i] * value[i];
    return sum;
  }
  double deviation() const {
    const double centre = mean();
    double sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i) sum += mass[i] * (value[i] - centre) * (value[i] - centre);
    return std::sqrt(sum);
  }
  double cdf(double x) const {
    double sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i) sum += value[i] <= x ? mass[i] : 0;
    return (std::min)(sum, 1.0);
  }
};

atoms random_atoms(std::mt19937_64& random) {
  std::uniform_real_distribution<> unit;
  const auto size = 2 + random() % 4;
  const double skewness = 4 * unit(random) - 2;
  const double origin = std::floor(20 * unit(random)) - 10;
  atoms made;
  double total = 0;
  for (std::size_t i = 0; i < size; ++i) {
    made.value.push_back(origin + 10 * std::pow(unit(random), std::exp(skewness)));
    made.mass.push_back(std::pow(unit(random), 3) + 1e-3);
    total += made.mass.back();
  }
  std::sort(made.value.begin(), made.value.end());
  for (double& m : made.mass) m /= total;
  return made;
}

/// The greatest and the least P(X <= x) of distributions on three points of a grid over [0, 10] and x, with a
/// given mean and deviation: the extreme distributions have no more points.
interval<> by_three_points(double x, double mean, double deviation) {
  std::vector<double> grid{x, std::nextafter(x, 11)};
  for (int i = 0; i <= 60; ++i) grid.push_back(i / 6.0);
  double least = 1;
  double greatest = 0;
  const double square = deviation * deviation + mean * mean;
  for (const double a : grid) {
    for (const double b : grid) {
      for (const double c : grid) {
        if (!(a < b && b < c)) continue;
        // Masses from the moments (Lagrange).
        const double at_a = (square - (b + c) * mean + b * c) / ((a - b) * (a - c));
        const double at_b = (square - (a + c) * mean + a * c) / ((b - a) * (b - c));
        const double at_c = (square - (a + b) * mean + a * b) / ((c - a) * (c - b));
        if (at_a < -1e-9 || at_b < -1e-9 || at_c < -1e-9) continue;
        if (b - a < 1e-9 || c - b < 1e-9) continue;
        const double p = (a <= x ? at_a : 0) + (b <= x ? at_b : 0) + (c <= x ? at_c : 0);
        least = (std::min)(least, p);
        greatest = (std::max)(greatest, p);
      }
    }
  }
  return {least, greatest};
}

std::string message_of(const known_moments& known) {
  try {
    (void)pbox_from_moments(known);
  } catch (const domain_error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("no distribution escapes the bounds that follow from its own moments") {
  std::mt19937_64 random(20260101);
  for (int round = 0; round < 300; ++round) {
    const atoms d = random_atoms(random);
    for (int given = 0; given < 16; ++given) {
      known_moments known;
      if (given & 1) known.minimum = d.value.front() - (round % 3);
      if (given & 2) known.maximum = d.value.back() + (round % 2);
      if (given & 4) known.mean = d.mean();
      if (given & 8) known.standard_deviation = d.deviation();
      const pbox box = pbox_from_moments(known);
      INFO("round " << round << " given " << given);
      for (std::size_t i = 0; i < d.value.size(); ++i) {
        for (const double x : {d.value[i], d.value[i] - 1e-6, d.value[i] + 1e-6}) {
          const interval<> f = box.cdf(x);
          CHECK(f.lower() <= d.cdf(x) + 1e-9);
          CHECK(f.upper() >= d.cdf(x) - 1e-9);
        }
        const double level = d.cdf(d.value[i]) - d.mass[i] / 2;
        CHECK(box.quantile(level).lower() <= d.value[i] + 1e-9);
        CHECK(box.quantile(level).upper() >= d.value[i] - 1e-9);
        CHECK(box.upper_quantile(1 - level).lower() <= d.value[i] + 1e-9);
        CHECK(box.upper_quantile(1 - level).upper() >= d.value[i] - 1e-9);
      }
      CHECK(box.mean().lower() <= d.mean() + 1e-12);
      CHECK(box.mean().upper() >= d.mean() - 1e-12);
    }
  }
}

TEST_CASE("with both ends and both moments the bounds are met by distributions on three points") {
  for (const auto& [mean, deviation] :
       std::vector<std::pair<double, double>>{{3, 1}, {5, 4}, {8, 2}, {1, 2}, {5, 0.5}}) {
    const pbox box =
        pbox_from_moments({.minimum = 0, .maximum = 10, .mean = mean, .standard_deviation = deviation});
    for (const double x : {0.5, 1.0, 2.5, 3.5, 5.0, 6.0, 7.5, 9.0}) {
      const interval<> found = by_three_points(x, mean, deviation);
      const interval<> bounds = box.cdf(x);
      INFO("mean " << mean << " deviation " << deviation << " at " << x);
      CHECK(bounds.lower() <= found.lower() + 1e-6);
      CHECK(bounds.upper() >= found.upper() - 1e-6);
      // The grid does not hold the best points, but points near them.
      CHECK(bounds.lower() >= found.lower() - 0.03);
      CHECK(bounds.upper() <= found.upper() + 0.03);
    }
  }
}

TEST_CASE("with both ends and the deviation the bounds are those of the best mean") {
  for (const double deviation : {1.0, 3.0, 4.5}) {
    const pbox box = pbox_from_moments({.minimum = 0, .maximum = 10, .standard_deviation = deviation});
    for (const double x : {0.5, 2.0, 5.0, 6.5, 9.5}) {
      double least = 1;
      double greatest = 0;
      for (int i = 1; i < 100; ++i) {
        const double mean = i / 10.0;
        if (deviation * deviation > mean * (10 - mean)) continue;
        const interval<> f =
            pbox_from_moments({.minimum = 0, .maximum = 10, .mean = mean, .standard_deviation = deviation})
                .cdf(x);
        least = (std::min)(least, f.lower());
        greatest = (std::max)(greatest, f.upper());
      }
      INFO("deviation " << deviation << " at " << x);
      const interval<> bounds = box.cdf(x);
      CHECK(bounds.lower() <= least + 1e-12);
      CHECK(bounds.upper() >= greatest - 1e-12);
      CHECK(bounds.lower() >= least - 0.01);
      CHECK(bounds.upper() <= greatest + 0.01);
    }
  }
}

TEST_CASE("a minimum and a mean give Markov's bound") {
  const pbox box = pbox_from_moments({.minimum = 0, .mean = 3});
  for (const double x : {4.0, 6.0, 30.0, 3000.0}) {
    CHECK_THAT(1 - box.cdf(x).lower(), WithinRel(3 / x, 1e-14));
    CHECK(box.cdf(x).upper() == 1);
  }
  CHECK(box.cdf(2) == interval<>(0, 1));
  CHECK(box.cdf(-1) == interval<>(0, 0));
  CHECK_THAT(box.quantile(0.9).upper(), WithinRel(30.0, 1e-12));
  CHECK_THAT(box.upper_quantile(1e-12).upper(), WithinRel(3e12, 1e-12));
  CHECK(box.quantile(0.9).lower() == 0);
  CHECK(box.mean() == interval<>(3, 3));
  CHECK(box.support() == interval<>(0, infinity));
}

TEST_CASE("a mean and a deviation give Cantelli's bounds") {
  const pbox box = pbox_from_moments({.mean = 10, .standard_deviation = 2});
  // P(X - mean >= k sd) <= 1 / (1 + k^2): Cantelli, Sui confini della probabilita, 1928.
  for (const double k : {0.5, 1.0, 2.0, 5.0}) {
    CHECK_THAT(box.cdf(10 - 2 * k).upper(), WithinRel(1 / (1 + k * k), 1e-14));
    CHECK_THAT(1 - box.cdf(10 + 2 * k).lower(), WithinRel(1 / (1 + k * k), 1e-14));
  }
  for (const double p : {0.01, 0.1, 0.5, 0.9, 0.999}) {
    CHECK_THAT(box.quantile(p).lower(), WithinRel(10 - 2 * std::sqrt((1 - p) / p), 1e-12));
    CHECK_THAT(box.quantile(p).upper(), WithinRel(10 + 2 * std::sqrt(p / (1 - p)), 1e-12));
  }
  CHECK_THAT(box.upper_quantile(1e-20).upper(), WithinRel(2e10 + 10, 1e-12));
  CHECK(box.quantile(0).lower() == -infinity);
  CHECK(box.quantile(1).upper() == infinity);
  // Chebyshev's inequality, which holds for both tails together, says less of each.
  for (const double k : {1.5, 2.0, 5.0}) CHECK(1 - box.cdf(10 + 2 * k).lower() < 1 / (k * k));
}

TEST_CASE("a minimum, a mean and a deviation give Markov near the mean and Cantelli beyond") {
  // Royden, Ann. Math. Statist. 24:361 (1953): the two meet where x = (mean^2 + sd^2) / mean.
  const pbox box = pbox_from_moments({.minimum = 0, .mean = 4, .standard_deviation = 2});
  CHECK_THAT(1 - box.cdf(4.5).lower(), WithinRel(4 / 4.5, 1e-14));
  CHECK_THAT(1 - box.cdf(5).lower(), WithinRel(0.8, 1e-14));
  CHECK_THAT(1 - box.cdf(8).lower(), WithinRel(0.2, 1e-14));
  CHECK_THAT(box.cdf(2).upper(), WithinRel(0.5, 1e-14));
  const pbox mirrored = pbox_from_moments({.maximum = 0, .mean = -4, .standard_deviation = 2});
  CHECK_THAT(mirrored.cdf_before(-8).upper(), WithinRel(0.2, 1e-14));
  CHECK_THAT(mirrored.cdf_before(-4.5).upper(), WithinRel(4 / 4.5, 1e-14));
}

TEST_CASE("a deviation as great as the ends allow leaves one distribution") {
  const pbox coin =
      pbox_from_moments({.minimum = 0, .maximum = 1, .mean = 0.25, .standard_deviation = std::sqrt(3) / 4});
  CHECK_THAT(coin.cdf(0.5).lower(), WithinRel(0.75, 1e-12));
  CHECK_THAT(coin.cdf(0.5).upper(), WithinRel(0.75, 1e-12));
  CHECK_THAT(coin.quantile(0.7).upper(), WithinAbs(0, 1e-10));
  CHECK(coin.quantile(0.8).lower() >= 1 - 1e-10);
}

TEST_CASE("ends alone are a set, and a deviation of zero is a number") {
  CHECK(pbox_from_moments({.minimum = 2, .maximum = 7}).quantile(0.3) == interval<>(2, 7));
  CHECK(pbox_from_moments({.minimum = 2}).quantile(0.3) == interval<>(2, infinity));
  CHECK(is_entire(pbox_from_moments({}).quantile(0.3)));
  CHECK(is_entire(pbox_from_moments({.standard_deviation = 3}).quantile(0.3)));
  CHECK(is_entire(pbox_from_moments({.mean = 3}).quantile(0.3)));
  CHECK(pbox_from_moments({.mean = 3}).mean() == interval<>(3, 3));
  CHECK(pbox_from_moments({.mean = 3, .standard_deviation = 0}).quantile(0.3) == interval<>(3, 3));
  CHECK(pbox_from_moments({.minimum = 3, .mean = 3}).quantile(0.3) == interval<>(3, 3));
  CHECK(pbox_from_moments({.minimum = 3, .maximum = 3}).quantile(0.3) == interval<>(3, 3));
}

TEST_CASE("moments that no distribution has are refused with argument, value and rule") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(message_of({.minimum = 5, .maximum = 4}) ==
        "reckon::pbox_from_moments: the minimum 5 is above the maximum 4");
  CHECK(message_of({.minimum = 5, .mean = 4}) ==
        "reckon::pbox_from_moments: the mean 4 is below the minimum 5");
  CHECK(message_of({.maximum = 5, .mean = 6}) ==
        "reckon::pbox_from_moments: the mean 6 is above the maximum 5");
  CHECK(message_of({.standard_deviation = -1}) ==
        "reckon::pbox_from_moments: the standard deviation -1 is negative");
  CHECK(message_of({.minimum = 0, .maximum = 10, .mean = 5, .standard_deviation = 6}) ==
        "reckon::pbox_from_moments: the standard deviation 6 is greater than minimum, maximum and mean "
        "allow, which "
        "is 5");
  CHECK_THAT(message_of({.minimum = 0, .maximum = 10, .standard_deviation = 6}), contains_text("which is 5"));
  CHECK_THAT(message_of({.minimum = 0, .mean = 0, .standard_deviation = 1}), contains_text("which is 0"));
  CHECK(message_of({.mean = nan}) == "reckon::pbox_from_moments: the mean nan is not finite");
  CHECK_THAT(message_of({.maximum = infinity}), contains_text("the maximum inf is not finite"));
}

TEST_CASE("bounds from moments follow a change of unit") {
  for (const double unit : {1e-30, 1e-3, 1e9, 1e30}) {
    const auto box = [](double u) {
      return pbox_from_moments({.minimum = u, .maximum = 9 * u, .mean = 4 * u, .standard_deviation = 2 * u});
    };
    for (const double p : {0.05, 0.3, 0.5, 0.9}) {
      CHECK_THAT(box(unit).quantile(p).lower(), WithinRel(unit * box(1).quantile(p).lower(), 1e-12));
      CHECK_THAT(box(unit).quantile(p).upper(), WithinRel(unit * box(1).quantile(p).upper(), 1e-12));
    }
  }
}
