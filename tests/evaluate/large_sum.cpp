// SPDX-License-Identifier: BSL-1.0
#include <reckon/evaluate/large_sum.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/gamma.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

using namespace reckon;

namespace {

constexpr double levels[] = {1e-6, 1e-3, 0.05, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6};

/// That the quantiles and the distribution function are those of `truth`, within the errors stated, and that
/// these are below `most` standard deviations.
void check_within_error(const estimate& e, const distribution& truth, double most) {
  const double sd = std::sqrt(truth.variance());
  for (const double p : levels) {
    const answer q = quantile(e, p);
    const double x = truth.quantile(p);
    INFO("at " << p << ": " << q.text() << " for " << x << ", error " << q.error);
    CHECK(q.engine_used == engine::convolution);
    CHECK(std::abs(value(q) - x) <= q.error);
    CHECK(q.error <= most * sd * (1 + std::pow(std::abs(detail::normal_quantile(p)), 5)));
    const answer f = cdf(e, x);
    CHECK(std::abs(value(f) - truth.cdf(x)) <= f.error + 1e-15);
  }
}

std::vector<estimate> gammas(std::size_t count, double& shape) {
  std::vector<estimate> all;
  shape = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double a = 0.5 + static_cast<double>(i % 7) / 2;
    shape += a;
    all.emplace_back(distribution(boost::math::gamma_distribution<>(a, 2)));
  }
  return all;
}

}  // namespace

TEST_CASE("a sum of many gammas is the gamma that it is") {
  for (const std::size_t count : {std::size_t{300}, std::size_t{1000}, std::size_t{4000}}) {
    double shape = 0;
    const estimate total = sum(gammas(count, shape));
    check_within_error(total, boost::math::gamma_distribution<>(shape, 2), 3e-3);
  }
}

TEST_CASE("a sum of more leaves than are looked at one by one states the error of that, too") {
  double shape = 0;
  const estimate total = sum(gammas(20000, shape));
  check_within_error(total, boost::math::gamma_distribution<>(shape, 2), 1e-4);
}

TEST_CASE("a sum of many trials is binomial in whole numbers") {
  std::vector<estimate> trials;
  for (int i = 0; i < 200000; ++i)
    trials.emplace_back(distribution(boost::math::bernoulli_distribution<>(0.3)));
  const distribution truth = boost::math::binomial_distribution<>(200000, 0.3);
  const estimate total = sum(trials);
  for (const double p : levels) {
    const answer q = quantile(total, p);
    INFO("at " << p << ": " << q.text() << " +- " << q.error);
    CHECK(q.engine_used == engine::convolution);
    CHECK(std::abs(value(q) - truth.quantile(p)) <= q.error);
    CHECK(q.error <= 1);
  }
}

TEST_CASE("a set among the terms shifts them") {
  double shape = 0;
  std::vector<estimate> all = gammas(1000, shape);
  all.emplace_back(interval<>(-3, 5));
  const distribution truth = boost::math::gamma_distribution<>(shape, 2);
  const answer q = quantile(sum(all), 0.9);
  CHECK(std::abs(q.lower() - (truth.quantile(0.9) - 3)) <= q.error);
  CHECK(std::abs(q.upper() - (truth.quantile(0.9) + 5)) <= q.error);
  const answer sd = standard_deviation(sum(all));
  CHECK(sd.lower() < std::sqrt(truth.variance()));
  CHECK(sd.upper() > std::sqrt(truth.variance()));
}

TEST_CASE("where one term prevails, or has no moments, points are drawn") {
  double shape = 0;
  std::vector<estimate> all = gammas(100, shape);
  all.emplace_back(lognormal(8, 2));
  CHECK(quantile(sum(all), 0.9).engine_used == engine::ensemble);
  all.back() = estimate(distribution(boost::math::cauchy_distribution<>(0, 1)));
  CHECK(quantile(sum(all), 0.9).engine_used == engine::ensemble);
}

TEST_CASE("beyond the reach of the series nothing is claimed that cannot be") {
  double shape = 0;
  const estimate total = sum(gammas(1000, shape));
  CHECK(value(quantile(total, 0)) == 0);
  CHECK(std::isinf(quantile(total, 1).upper()));
  CHECK(value(cdf(total, -5)) == 0);
  const answer far = quantile(total, 1e-300);
  CHECK(far.lower() >= 0);
  CHECK(value(cdf(total, 1e9)) == 1);
}

TEST_CASE("what is kept with a large sum changes no answer, and is not taken for that of another") {
  std::vector<estimate> leaves;
  for (int i = 0; i < 6000; ++i) leaves.emplace_back(uniform(i % 3, 5));
  const auto all_about = [](const estimate& e) {
    const answer m = mean(e);
    const answer s = standard_deviation(e);
    const answer q = quantile(e, 0.9);
    const interval<> b = bounds(e);
    return std::vector<double>{m.lower(), s.lower(), q.lower(),      q.error,
                               b.lower(), b.upper(), budget(e).value};
  };
  const estimate total = sum(leaves);
  const estimate doubled = 2 * total;
  const std::vector<double> first = all_about(total);
  CHECK(all_about(total) == first);
  CHECK(all_about(sum(leaves)) == first);
  CHECK(all_about(estimate(total)) == first);
  const std::vector<double> twice = all_about(doubled);
  for (const std::size_t i : {0U, 1U, 2U, 4U, 5U, 6U})
    CHECK_THAT(twice[i], support::WithinRel(2 * first[i], 1e-12));
  // What is left of a sum of which nothing else is held.
  const std::vector<double> rest = all_about(total - leaves.front());
  CHECK_THAT(rest[0], support::WithinRel(first[0] - 2.5, 1e-12));
  CHECK(rest[5] == first[5] - 5);
}
