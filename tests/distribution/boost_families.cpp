// SPDX-License-Identifier: BSL-1.0
// Every distribution of Boost.Math can be held.
#include <reckon/distribution/shape.hpp>

#include "support.hpp"

#include <boost/math/distributions.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct held {
  std::string name;
  distribution shape;
};

std::vector<held> continuous() {
  namespace bm = boost::math;
  const double rates[] = {0.5, 3};
  return {{"arcsine", bm::arcsine_distribution<>(1, 4)},
          {"beta", bm::beta_distribution<>(2, 5)},
          {"cauchy", bm::cauchy_distribution<>(1, 2)},
          {"chi_squared", bm::chi_squared_distribution<>(3)},
          {"exponential", bm::exponential_distribution<>(2)},
          {"extreme_value", bm::extreme_value_distribution<>(1, 2)},
          {"fisher_f", bm::fisher_f_distribution<>(5, 9)},
          {"gamma", bm::gamma_distribution<>(2, 3)},
          {"hyperexponential", bm::hyperexponential_distribution<>(rates)},
          {"inverse_chi_squared", bm::inverse_chi_squared_distribution<>(8, 1)},
          {"inverse_gamma", bm::inverse_gamma_distribution<>(5, 2)},
          {"inverse_gaussian", bm::inverse_gaussian_distribution<>(2, 3)},
          {"laplace", bm::laplace_distribution<>(1, 2)},
          {"logistic", bm::logistic_distribution<>(1, 2)},
          {"lognormal", bm::lognormal_distribution<>(1, 0.5)},
          {"non_central_beta", bm::non_central_beta_distribution<>(2, 5, 1)},
          {"non_central_chi_squared", bm::non_central_chi_squared_distribution<>(3, 2)},
          {"non_central_f", bm::non_central_f_distribution<>(5, 9, 1)},
          {"non_central_t", bm::non_central_t_distribution<>(8, 1)},
          {"normal", bm::normal_distribution<>(1, 2)},
          {"normal of float", bm::normal_distribution<float>(1, 2)},
          {"normal of long double", bm::normal_distribution<long double>(1, 2)},
          {"pareto", bm::pareto_distribution<>(1, 5)},
          {"rayleigh", bm::rayleigh_distribution<>(2)},
          {"skew_normal", bm::skew_normal_distribution<>(1, 2, 3)},
          {"students_t", bm::students_t_distribution<>(5)},
          {"triangular", bm::triangular_distribution<>(1, 3, 8)},
          {"uniform", bm::uniform_distribution<>(-1, 2)},
          {"weibull", bm::weibull_distribution<>(2, 3)}};
}

std::vector<held> discrete() {
  namespace bm = boost::math;
  return {{"bernoulli", bm::bernoulli_distribution<>(0.3)},
          {"binomial", bm::binomial_distribution<>(10, 0.25)},
          {"geometric", bm::geometric_distribution<>(0.2)},
          {"hypergeometric", bm::hypergeometric_distribution<>(5, 10, 20)},
          {"negative_binomial", bm::negative_binomial_distribution<>(3, 0.4)},
          {"poisson", bm::poisson_distribution<>(3)}};
}

}  // namespace

TEST_CASE("continuous families answer consistently") {
  for (const held& one : continuous()) {
    const std::string& name = one.name;
    const distribution& d = one.shape;
    INFO(name);
    const double places = name == "normal of float" ? 1e-5 : 1e-9;
    double last = -infinity;
    for (const double p : {0.001, 0.05, 0.3, 0.5, 0.8, 0.99}) {
      const double x = d.quantile(p);
      CHECK(x > last);
      last = x;
      CHECK_THAT(d.cdf(x), WithinRel(p, places));
      CHECK_THAT(d.complement(x), WithinRel(1 - p, places));
      CHECK_THAT(d.upper_quantile(1 - p), WithinRel(x, 1e-4) || WithinAbs(x, 1e-4));
      if (p < 0.05 || p > 0.9) continue;
      const double h = 1e-4 * (d.quantile(0.8) - d.quantile(0.2));
      CHECK_THAT((d.cdf(x + h) - d.cdf(x - h)) / (2 * h), WithinRel(d.pdf(x), 0.02));
    }
    CHECK(d.quantile(0) == d.support().lower());
    CHECK(d.quantile(1) == d.support().upper());
    CHECK_FALSE(d.model().jumps());
    const double mode = d.mode();
    CHECK(contains(d.support(), mode));
    for (const double p : {0.01, 0.2, 0.4, 0.6, 0.9}) CHECK(d.pdf(d.quantile(p)) <= d.pdf(mode) * (1 + 1e-9));
    if (name == "cauchy") continue;
    // Moments by integration over the levels, beside those of the type.
    const double centre = d.mean();
    const auto moment = [&](int order) {
      return d.model()
          .average([&](double x) { return std::pow((x - centre) / std::sqrt(d.variance()), order); })
          .value;
    };
    CHECK_THAT(moment(1), WithinAbs(0, 1e-4));
    CHECK_THAT(moment(2), WithinRel(1.0, 1e-3));
    if (name != "pareto" && name != "students_t" && name != "fisher_f" && name != "non_central_f" &&
        name != "inverse_chi_squared" && name != "inverse_gamma") {
      CHECK_THAT(moment(3), WithinRel(d.skewness(), 1e-3) || WithinAbs(d.skewness(), 1e-3));
    }
  }
}

TEST_CASE("discrete families are sums over their whole numbers") {
  for (const auto& [name, d] : discrete()) {
    INFO(name);
    CHECK(d.model().jumps());
    CHECK(d.model().discrete());
    double sum = 0;
    double first = 0;
    double second = 0;
    double third = 0;
    double greatest = 0;
    for (int k = 0; k < 400; ++k) {
      const double mass = d.pdf(k);
      CHECK_THAT(d.cdf_before(k), WithinAbs(sum, 1e-13));
      sum += mass;
      CHECK_THAT(d.cdf(k), WithinAbs(sum, 1e-13));
      CHECK(d.cdf(k + 0.5) == d.cdf(k));
      CHECK(d.pdf(k + 0.5) == 0);
      first += k * mass;
      second += std::pow(k - d.mean(), 2) * mass;
      third += std::pow(k - d.mean(), 3) * mass;
      greatest = (std::max)(greatest, mass);
    }
    CHECK_THAT(sum, WithinRel(1.0, 1e-12));
    CHECK_THAT(d.mean(), WithinRel(first, 1e-12));
    CHECK_THAT(d.variance(), WithinRel(second, 1e-11));
    CHECK_THAT(d.skewness(), WithinRel(third / std::pow(second, 1.5), 1e-9));
    CHECK_THAT(d.pdf(d.mode()), WithinRel(greatest, 1e-12));
    for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9}) {
      const double x = d.quantile(p);
      CHECK(x == std::floor(x));
      CHECK(d.cdf(x) >= p);
      CHECK(d.cdf_before(x) < p);
      const double y = d.upper_quantile(p);
      CHECK(d.complement(y) <= p);
      if (y > d.support().lower()) CHECK(d.complement(y - 1) > p);
    }
  }
}
