// SPDX-License-Identifier: BSL-1.0
// Two leaves where all that matters lies in a narrow stretch of one of them, and levels far out: against sums
// over many points and closed forms.
#include <reckon/distribution/truncated.hpp>
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <string>

using namespace reckon;
using support::normal_below;

namespace {

/// Simpson's rule.
double integral(double from, double to, int parts, const std::function<double(double)>& f) {
  const double h = (to - from) / (2 * parts);
  double sum = f(from) + f(to);
  for (int i = 1; i < 2 * parts; ++i) sum += f(from + i * h) * (i % 2 != 0 ? 4 : 2);
  return sum * h / 3;
}

/// The quantile has its level to within what is stated, and so has the distribution function there.
void check(const estimate& e, double p, const std::function<double(double)>& below, double rounding) {
  const answer q = quantile(e, p);
  const answer c = cdf(e, q.lower());
  INFO("at " << p << ": " << q << " to within " << q.error << ", of which the level is " << below(q.lower()));
  CHECK(below(q.lower() - q.error) <= p + rounding);
  CHECK(below(q.lower() + q.error) >= p - rounding);
  CHECK(std::abs(below(q.lower()) - p) <= 1e-9 + rounding);
  CHECK(std::abs(c.lower() - below(q.lower())) <= c.error + rounding);
}

}  // namespace

TEST_CASE("a quotient far out is made by divisors next to zero") {
  const estimate e = estimate(normal(0, 1)) / estimate(normal(1, 0.5));
  const auto below = [](double x) {
    // By the score of the divisor, its zero at -2 an end.
    const auto f = [x](double z) {
      const double divisor = 1 + z / 2;
      const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
      return density * (divisor > 0 ? normal_below(x * divisor) : 1 - normal_below(x * divisor));
    };
    return integral(-9, -2.5, 2000, f) + integral(-2.5, -2, 4000, f) + integral(-2, -1.5, 4000, f) +
           integral(-1.5, 9, 4000, f);
  };
  // At zero itself the quotient takes one side: of two sides the integrals have half the difference of one
  // point.
  for (const double p :
       {0.0005, 0.00056, 0.00057, 0.00058, 0.0007, 0.00094, 0.0013, 0.3, 0.99, 0.9991, 0.9995})
    check(e, p, below, 3e-6);
}

TEST_CASE("a square and a quantity that ends begin together") {
  const double end = 0.7258835122173104;
  const double infinity = std::numeric_limits<double>::infinity();
  const distribution x = truncated(normal(0, 1), -1.7874067494693304, infinity);
  const distribution y = truncated(normal(0, 1), end, infinity);
  const estimate a(x);
  const estimate e = a * a + estimate(y);
  const auto below = [&](double s) {
    if (s <= end) return 0.0;
    // By the root of what the square may be, so that the integrand is smooth.
    return integral(0, std::sqrt(s - end), 4000, [&](double r) {
      const double density = x.pdf(r) + (r < 1.7874067494693304 ? x.pdf(-r) : 0);
      return density * y.cdf(s - r * r);
    });
  };
  for (const double p : {1e-6, 1e-5, 2e-5, 1e-4, 0.001, 0.01}) check(e, p, below, 1e-10);
  for (const double beyond : {1e-4, 1e-3, 0.01}) {
    const answer c = cdf(e, end + beyond);
    INFO(beyond << " beyond the end: " << c);
    CHECK(std::abs(c.lower() - below(end + beyond)) <= c.error + 1e-10);
    CHECK(c.lower() > 0);
  }
}

TEST_CASE("levels between kinks are not led astray by rough integrals") {
  const estimate e = sqr(estimate(lognormal(0, 3)) - estimate(uniform(0, 1)));
  const auto below_lognormal = [](double x) { return x <= 0 ? 0 : normal_below(std::log(x) / 3); };
  const auto below = [&](double s) {
    const double r = std::sqrt(s);
    const auto f = [&](double u) { return below_lognormal(u + r) - below_lognormal(u - r); };
    // The end of the lognormal is a kink at u = r; its slope there grows, so the parts shrink.
    double sum = integral(0, r, 20000, f);
    double from = r;
    for (double width = 1e-12; from < 1; width *= 2) {
      const double to = std::min(1.0, from + width);
      sum += integral(from, to, 400, f);
      from = to;
    }
    return sum;
  };
  for (const double p : {0.1329, 0.1330177834, 0.1330348463, 0.1330388611, 0.1332, 0.2, 0.5})
    check(e, p, below, 1e-9);
}

TEST_CASE("far out the levels of a sum of squares are those of chi-square") {
  const estimate a(normal(0, 1));
  const estimate b(normal(0, 1));
  double last = 0;
  for (const double beyond : {1e-3, 1e-4, 2e-5, 1e-5, 9e-6, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10}) {
    const answer q = quantile(a * a + b * b, 1 - beyond);
    INFO(beyond << ": " << q << " to within " << q.error);
    CHECK(std::abs(q.lower() + 2 * std::log(beyond)) <= q.error + 1e-9 / beyond * 1e-7);
    CHECK(q.error <= 0.05);
    CHECK(q.lower() > last);
    last = q.lower();
  }
  const distribution wide = lognormal(-0.68, 2.58);
  const estimate n(normal(1.7, 5.4));
  for (const double beyond : {1e-4, 1e-6, 1e-8}) {
    const answer q = quantile(n * n + estimate(wide), 1 - beyond);
    CHECK(q.lower() + q.error >= wide.quantile(1 - beyond));
    CHECK(q.lower() <= 1.01 * wide.quantile(1 - beyond));
  }
}
