// SPDX-License-Identifier: BSL-1.0
// Shares of a total, against the beta distribution that the share of gammas of one scale has (Johnson, Kotz
// and Balakrishnan, Continuous Univariate Distributions, vol. 2, chapter 25), and against quadrature made
// here.
#include <reckon/evaluate/shares.hpp>

#include <reckon/distribution/beta.hpp>
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <cmath>
#include <functional>
#include <utility>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double levels[] = {1e-6, 0.001, 0.05, 0.3, 0.5, 0.8, 0.99, 0.9999};

distribution gamma_of(double shape) { return distribution(boost::math::gamma_distribution<>(shape, 3.0)); }

/// `of_share` is the expression as a function of the share, which rises, and whose inverse is `share_of`.
void check_beta(const estimate& e, double part, double others,
                const std::function<double(double)>& of_share) {
  const boost::math::beta_distribution<> share(part, others);
  for (const double p : levels) {
    const answer found = quantile(e, p);
    INFO("quantile at " << p << ": " << found.text() << ", error " << found.error);
    CHECK(found.engine_used == engine::convolution);
    const double truth = of_share(boost::math::quantile(share, p));
    CHECK_THAT(found.lower(), WithinRel(truth, 1e-8));
    CHECK(std::abs(found.lower() - truth) <= found.error + 1e-14 * std::abs(truth));
    CHECK_THAT(cdf(e, truth).lower(), WithinAbs(p, 1e-9));
  }
}

}  // namespace

TEST_CASE("the share of one of several gammas is a beta") {
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7)), d(gamma_of(4));
  check_beta(a / (a + b + c), 2, 2.2, [](double s) { return s; });
  check_beta(c / (d + c + b), 0.7, 5.5, [](double s) { return s; });
  check_beta(d / (a + b + c + d), 4, 4.2, [](double s) { return s; });
  check_beta(100 * d / (b + c + d), 4, 2.2, [](double s) { return 100 * s; });
}

TEST_CASE("the part may count more or less than once in the total") {
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7));
  check_beta(a / (0.25 * a + b + c), 2, 2.2, [](double s) { return s / (1 - 0.75 * s); });
  check_beta(a / (3 * a + 2 * b + 2 * c), 2, 2.2, [](double s) { return s / (2 + s); });
}

TEST_CASE("the moments of a share are those of the beta") {
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7));
  const estimate share = a / (a + b + c);
  CHECK_THAT(value(mean(share)), WithinRel(2 / 4.2, 1e-9));
  CHECK_THAT(value(standard_deviation(share)), WithinRel(std::sqrt(2 * 2.2 / (4.2 * 4.2 * 5.2)), 1e-8));
}

TEST_CASE("a share with a factor of its own, and one beside other terms") {
  // P(u a / (a + s) <= x) over u uniform on [1, 2], and the same of a share plus u.
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7)), u(uniform(1, 2));
  const boost::math::beta_distribution<> share(2, 2.2);
  const auto averaged = [](const std::function<double(double)>& f) {
    constexpr int steps = 20000;  // the midpoint rule
    double sum = 0;
    for (int i = 0; i < steps; ++i) sum += f(1 + (i + 0.5) / steps);
    return sum / steps;
  };
  const auto below = [&share](double x) { return x <= 0 ? 0 : x >= 1 ? 1 : boost::math::cdf(share, x); };
  for (const double p : {0.01, 0.4, 0.95}) {
    const double product = quantile(u * a / (a + b + c), p).lower();
    CHECK_THAT(averaged([&](double y) { return below(product / y); }), WithinAbs(p, 1e-8));
    const double sum = quantile(a / (a + b + c) + u, p).lower();
    CHECK_THAT(averaged([&](double y) { return below(sum - y); }), WithinAbs(p, 1e-8));
  }
}

TEST_CASE("which quotients are written as shares") {
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7)), n(normal(5, 1)),
      atoms(distribution(boost::math::poisson_distribution<>(1)));
  const auto is_written = [](const estimate& e) {
    const detail::program p = detail::compile(e);
    return detail::shares(p).written_once().has_value();
  };
  CHECK(is_written(a / (a + b + c)));
  CHECK(is_written(a / (1 + a + b * c)));
  CHECK(is_written(2 * a * b / (a + c)));
  const estimate tiny(gamma_of(0.001));
  CHECK(!is_written(tiny / (tiny + b + c)));    // it is rounded to 0
  CHECK(!is_written(a / (a + b)));              // two leaves
  CHECK(!is_written(a / (a - b + c)));          // the others may be negative
  CHECK(!is_written(a / (a + n + c)));          // likewise
  CHECK(!is_written(n / (n + b + c)));          // the part may be negative
  CHECK(!is_written(a / (b + c - a)));          // the total may be 0
  CHECK(!is_written(a + a / (a + b + c)));      // the part is used elsewhere
  CHECK(!is_written(atoms / (atoms + b + c)));  // the part may be 0
}

TEST_CASE("numbers among its factors do not hide what is common to the terms of a sum") {
  const estimate a(gamma_of(2)), b(gamma_of(1.5)), c(gamma_of(0.7));
  for (const auto& [apart, together] : {std::pair{2 * a * b + a * 3 * c, a * (2 * b + 3 * c)},
                                        std::pair{b / 2 / a - 5 * c / (3 * a), (b / 2 - 5 * c / 3) / a}}) {
    for (const double p : levels) {
      const answer found = quantile(apart, p);
      const answer once = quantile(together, p);
      CHECK_THAT(found.lower(), WithinRel(once.lower(), 1e-9));
      CHECK(found.error <= 1.5 * once.error + 1e-14 * std::abs(once.lower()));
    }
  }
}

TEST_CASE("what a share is of may be made of parts used many times") {
  const estimate a(gamma_of(2));
  estimate x = uniform(1, 2);
  const estimate k = uniform(8, 9);
  for (int year = 0; year < 25; ++year) x = x + estimate(uniform(0.05, 0.15)) * x * (1 - x / k);
  const answer found = quantile(a / (a + x), 0.5);
  CHECK(found.lower() > 0);
  CHECK(found.upper() < 1);
}
