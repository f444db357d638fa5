// SPDX-License-Identifier: BSL-1.0
// One leaf that many terms share, as years share a rate: against integrals over that leaf of distribution
// functions that are known in closed form where it is.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

using namespace reckon;
using support::normal_below;

namespace {

/// The average of f(r) over a shape with these ends and this density, by quadrature on 200 parts of it.
double average(double from, double to, const std::function<double(double)>& density,
               const std::function<double(double)>& f) {
  constexpr int parts = 200;
  double sum = 0;
  for (int i = 0; i < parts; ++i) {
    const double low = from + (to - from) * i / parts;
    const double high = from + (to - from) * (i + 1) / parts;
    sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
        [&](double r) { return density(r) * f(r); }, low, high, 0);
  }
  return sum;
}

/// P(the sum of c_i E_i <= x) for independent E_i of the exponential distribution with mean 1, all c_i
/// different.
double exponentials_below(const std::vector<double>& c, double x) {
  if (x <= 0) return 0;
  double beyond = 0;
  for (std::size_t i = 0; i < c.size(); ++i) {
    double product = 1;
    for (std::size_t j = 0; j < c.size(); ++j) {
      if (j != i) product *= c[i] / (c[i] - c[j]);
    }
    beyond += product * std::exp(-x / c[i]);
  }
  return 1 - beyond;
}

/// All quantiles have the levels that were asked for, and none is off by more than it says.
void check(const std::string& name, const estimate& e, const std::function<double(double)>& below,
           double accuracy) {
  for (const double p : {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999}) {
    const answer q = quantile(e, p);
    INFO(name << " at " << p << ": " << q << " to within " << q.error);
    CHECK(q.engine_used == engine::convolution);
    CHECK(std::abs(below(q.lower()) - p) <= accuracy);
    CHECK(below(q.lower() - q.error) <= p + 1e-11);
    CHECK(below(q.lower() + q.error) >= p - 1e-11);
    const answer up_to = cdf(e, q.lower());
    CHECK(std::abs(up_to.lower() - below(q.lower())) <= up_to.error + 1e-11);
  }
}

}  // namespace

TEST_CASE("payments that share a rate are as integrals over the rate have them") {
  constexpr std::size_t years = 7;
  constexpr double mean_rate = 0.04;
  constexpr double sd_rate = 0.015;
  const estimate rate(normal(mean_rate, sd_rate));
  const auto density = [](double r) {
    const double z = (r - mean_rate) / sd_rate;
    return std::exp(-z * z / 2) / (sd_rate * std::sqrt(2 * std::numbers::pi));
  };
  const auto over_rates = [&](const std::function<double(double)>& f) {
    return average(mean_rate - 9 * sd_rate, mean_rate + 9 * sd_rate, density, f);
  };
  const estimate discount = 1.0 / (1.0 + rate);

  SECTION("normal payments") {
    estimate value(0.0);
    estimate factor = discount;
    for (std::size_t t = 0; t < years; ++t) {
      value = value + estimate(normal(10 + static_cast<double>(t), 1.5)) * factor;
      factor = factor * discount;
    }
    const auto below = [&](double x) {
      return over_rates([&](double r) {
        double mean = 0;
        double variance = 0;
        for (std::size_t t = 0; t < years; ++t) {
          const double f = std::pow(1 + r, -1.0 - static_cast<double>(t));
          mean += (10 + static_cast<double>(t)) * f;
          variance += 1.5 * 1.5 * f * f;
        }
        return normal_below((x - mean) / std::sqrt(variance));
      });
    };
    check("normal", value, below, 1e-10);

    const auto moment = [&](int k, double centre) {
      return over_rates([&](double r) {
        double mean = -centre;
        double variance = 0;
        for (std::size_t t = 0; t < years; ++t) {
          const double f = std::pow(1 + r, -1.0 - static_cast<double>(t));
          mean += (10 + static_cast<double>(t)) * f;
          variance += 1.5 * 1.5 * f * f;
        }
        return k == 1 ? mean : mean * mean + variance;
      });
    };
    const answer m = mean(value);
    CHECK(std::abs(m.lower() - moment(1, 0)) <= m.error + 1e-10);
    const answer sd = standard_deviation(value);
    CHECK(std::abs(sd.lower() - std::sqrt(moment(2, moment(1, 0)))) <= sd.error + 1e-9);
    CHECK(sd.error <= 1e-6);
  }

  SECTION("payments of the exponential distribution") {
    estimate value(0.0);
    estimate factor = discount;
    for (std::size_t t = 0; t < years; ++t) {
      const double size = 1 + static_cast<double>(t);
      value = value + size * estimate(distribution(boost::math::exponential_distribution<>(1))) * factor;
      factor = factor * discount;
    }
    const auto below = [&](double x) {
      return over_rates([&](double r) {
        std::vector<double> sizes;
        for (std::size_t t = 0; t < years; ++t)
          sizes.push_back((1 + static_cast<double>(t)) * std::pow(1 + r, -1.0 - static_cast<double>(t)));
        return exponentials_below(sizes, x);
      });
    };
    check("exponential", value, below, 1e-8);
  }
}

TEST_CASE("what grows at a rate between bounds is as integrals over the rate have it") {
  const estimate growth(uniform(0.0, 0.3));
  const auto over_rates = [](const std::function<double(double)>& f) {
    return average(
        0, 0.3, [](double) { return 1 / 0.3; }, f);
  };
  constexpr std::size_t years = 4;
  const estimate step = 1.0 + growth;

  SECTION("from smooth amounts") {
    estimate total(0.0);
    estimate factor = step;
    for (std::size_t t = 0; t < years; ++t) {
      total = total + estimate(normal(5, 1)) * factor;
      factor = factor * step;
    }
    const auto below = [&](double x) {
      return over_rates([&](double g) {
        double mean = 0;
        double variance = 0;
        for (std::size_t t = 1; t <= years; ++t) {
          const double f = std::pow(1 + g, static_cast<double>(t));
          mean += 5 * f;
          variance += f * f;
        }
        return normal_below((x - mean) / std::sqrt(variance));
      });
    };
    check("growth of normals", total, below, 1e-9);
  }

  SECTION("from nothing on") {
    estimate total(0.0);
    estimate factor = step;
    for (std::size_t t = 1; t <= years; ++t) {
      const estimate amount(distribution(boost::math::exponential_distribution<>(1)));
      total = total + static_cast<double>(t) * amount * factor;
      factor = factor * step;
    }
    const auto below = [&](double x) {
      return over_rates([&](double g) {
        std::vector<double> sizes;
        for (std::size_t t = 1; t <= years; ++t)
          sizes.push_back(static_cast<double>(t) * std::pow(1 + g, static_cast<double>(t)));
        return exponentials_below(sizes, x);
      });
    };
    check("growth of exponentials", total, below, 1e-8);
    CHECK(quantile(total, 0).lower() == 0);
    CHECK(quantile(total, 1).upper() == std::numeric_limits<double>::infinity());
  }
}

TEST_CASE("an average of laws whose means grow too fast has none") {
  // E[exp(c z)] is finite for a normal z; but if c is 7, no node within 7 standard deviations is the last
  // that matters.
  const auto average_of = [](double c) {
    std::vector<detail::weighted_law> nodes;
    for (int k = -14; k <= 14; ++k) {
      const double z = k / 2.0;
      const estimate part(normal(std::exp(c * z), 1));
      nodes.push_back({std::exp(-z * z / 2), detail::by_operations(detail::compile(part))});
    }
    std::vector<detail::weighted_law> coarse;
    for (std::size_t i = 0; i < nodes.size(); i += 2) coarse.push_back(nodes[i]);
    return std::make_unique<detail::averaged_law>(nodes, coarse, interval<>::entire());
  };
  CHECK(average_of(7)->mean().bounds.upper() == std::numeric_limits<double>::infinity());
  CHECK(average_of(4)->standard_deviation().bounds.upper() == std::numeric_limits<double>::infinity());
  const auto mild = average_of(1)->mean();
  CHECK(std::abs(mild.bounds.lower() - std::exp(0.5)) <= mild.error + 1e-12);
  CHECK(mild.error <= 1e-2);
}

TEST_CASE("what the average cannot do is left to other engines") {
  const estimate rate(normal(5, 1));
  estimate value(0.0);
  estimate factor = rate;
  for (int t = 0; t < 6; ++t) {
    value = value + estimate(normal(1, 0.01)) * factor;
    factor = factor * rate;
  }
  CHECK(quantile(value, 0.5).engine_used == engine::ensemble);

  const estimate growth = 1.0 + estimate(uniform(0.0, 0.3));
  estimate kinked(0.0);
  for (int t = 1; t <= 5; ++t) kinked = kinked + estimate(uniform(0, 2)) * pow(growth, t);
  CHECK(quantile(kinked, 0.5).engine_used == engine::ensemble);

  const estimate other(normal(1, 0.1));
  estimate both(0.0);
  estimate power = rate;
  for (int t = 0; t < 6; ++t) {
    both = both + estimate(normal(100, 50)) * power * other;
    power = power + rate * other;
  }
  CHECK(quantile(both, 0.5).engine_used == engine::ensemble);
}
