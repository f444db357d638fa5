// SPDX-License-Identifier: BSL-1.0
// Parts of an expression that share no leaf with the rest, each worked out by itself, against integrals over
// a shared leaf made here, and against the same question put so that each leaf is used once.
#include <reckon/evaluate/modules.hpp>

#include <reckon/distribution/beta.hpp>
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <cmath>
#include <functional>
#include <random>
#include <vector>

using namespace reckon;
using support::normal_below;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double levels[] = {0.001, 0.05, 0.3, 0.5, 0.8, 0.99, 0.9999};

/// The expected value of f(z), z standard normal, by the trapezoid rule.
double averaged(const std::function<double(double)>& f) {
  constexpr int steps = 4000;
  constexpr double reach = 9.5;
  double sum = 0;
  for (int i = -steps; i <= steps; ++i) {
    const double z = reach * i / steps;
    sum += std::exp(-z * z / 2) * f(z);
  }
  return sum * reach / steps / std::sqrt(2 * std::acos(-1.0));
}

/// That the answers are by integrals, and that `below(x)` is the probability of the values up to x.
void check_law(const estimate& e, const std::function<double(double)>& below, double within) {
  for (const double p : levels) {
    const answer q = quantile(e, p);
    INFO("quantile at " << p << ": " << q.text() << ", error " << q.error);
    CHECK(q.engine_used == engine::convolution);
    const double there = below(q.lower());
    CHECK_THAT(there, WithinAbs(p, within));
    CHECK(q.error < 1e-5 * value(standard_deviation(e)));
    // The error that is stated holds: beyond it on either side the probability has passed the level.
    CHECK(below(q.lower() - q.error) <= p + 1e-13);
    CHECK(below(q.lower() + q.error) >= p - 1e-13);
    const answer c = cdf(e, q.lower());
    CHECK_THAT(c.lower(), WithinAbs(there, c.error + 1e-13));
  }
}

const std::vector<std::function<distribution(double)>> families{
    [](double scale) { return lognormal(std::log(scale), 0.4); },
    [](double scale) { return uniform(scale, 2 * scale); },
    [](double scale) { return triangular(scale, 1.5 * scale, 3 * scale); },
    [](double scale) { return pert(scale, 1.5 * scale, 4 * scale); },
};

}  // namespace

TEST_CASE("the share of a sum in a larger sum is that of two sums, whichever the shapes") {
  for (const auto& make : families) {
    const estimate a = make(1), b = make(2), c = make(1.5), d = make(0.5), f = make(3);
    const estimate share = (a + b + c) / (a + b + c + d + f);
    const auto below = [&](double s) {
      const estimate once = (1 - s) * estimate(a + b + c) - s * estimate(d + f);
      return value(cdf(once, 0));
    };
    check_law(share, below, 1e-9);
  }
}

TEST_CASE("a share to which something else is added is a part by itself") {
  // A share of two lognormals is 1 / (1 + exp(n)), n normal.
  const estimate a = lognormal(0.3, 0.5), b = lognormal(0.7, 0.3), c = normal(0, 0.2), d = normal(1, 0.1);
  const estimate e = a / (a + b) + c * 0.5 + d;
  const double spread = std::hypot(0.1, 0.1);
  const auto below = [&](double s) {
    return averaged([&](double z) {
      const double share = 1 / (1 + std::exp(0.4 + std::hypot(0.5, 0.3) * z));
      return normal_below((s - 1 - share) / spread);
    });
  };
  check_law(e, below, 1e-9);
}

TEST_CASE("a product that is used twice takes the place of its factors") {
  // The product is lognormal(0.6, hypot(0.3, 0.2, 0.1)).
  const estimate a = lognormal(0.1, 0.3), b = lognormal(0.2, 0.2), c = lognormal(0.3, 0.1),
                 d = normal(2, 0.5);
  const estimate t = a * b * c;
  const double sigma = std::hypot(0.3, 0.2, 0.1);
  const auto below = [&](double s) {
    return averaged([&](double z) {
      const double x = std::exp(0.6 + sigma * z);
      return normal_below((s - 2 - x * (4 - x)) / 0.5);
    });
  };
  check_law(t * (4 - t) + d, below, 1e-9);
}

TEST_CASE("what terms have in common is taken out of their sum") {
  std::vector<estimate> x;
  for (int i = 0; i < 5; ++i) x.push_back(lognormal(0.1 * i, 0.3 + 0.1 * i));
  const estimate n = lognormal(1, 0.2), m = uniform(1, 2);
  const auto same = [](const estimate& a, const estimate& b) {
    for (const double p : levels) {
      const answer q = quantile(a, p);
      CHECK(q.engine_used != engine::ensemble);
      const answer other = quantile(b, p);
      CHECK_THAT(q.lower(), WithinAbs(other.lower(), q.error + other.error));
      CHECK_THAT(q.lower(), WithinRel(other.lower(), 1e-6));
    }
  };
  same(n * x[0] + n * x[1] + n * x[2] + n * x[3] + n * x[4], n * (x[0] + x[1] + x[2] + x[3] + x[4]));
  same(x[0] / n + 2 * (x[1] / n) - x[2] * x[3] / n + 1, (x[0] + 2 * x[1] - x[2] * x[3]) / n + 1);
  same(x[0] * x[1] + x[1] * x[2] + x[2] * x[3] + x[3] * x[0], (x[0] + x[2]) * (x[1] + x[3]));
  same(n * x[0] + n, n * (x[0] + 1));
  same(n * m * x[0] - m * n * x[1] + m, m * (n * (x[0] - x[1]) + 1));
}

TEST_CASE("parts inside parts are found") {
  const estimate a = lognormal(0, 0.3), b = lognormal(0.2, 0.3), c = uniform(1, 2), d = lognormal(0.1, 0.2),
                 f = normal(5, 1), g = uniform(2, 3), h = lognormal(0, 0.5);
  const estimate share = (a + b) / (a + b + d);
  const estimate e = share * f + g * h - c;
  // The share by itself has quantiles that the equation of sums gives; the rest uses each leaf once.
  const auto check = [&](double p) {
    const double s = value(quantile(share, p));
    const estimate once = (1 - s) * estimate(a + b) - s * d;
    CHECK_THAT(value(cdf(once, 0)), WithinAbs(p, 1e-9));
  };
  for (const double p : levels) check(p);
  // Against plain draws: the mean, and the share of draws below each quantile.
  std::mt19937_64 random(5);
  std::normal_distribution<double> z;
  std::uniform_real_distribution<double> u;
  constexpr int draws = 400000;
  std::vector<double> values;
  for (int i = 0; i < draws; ++i) {
    const double ab = std::exp(0.3 * z(random)) + std::exp(0.2 + 0.3 * z(random));
    const double x = ab / (ab + std::exp(0.1 + 0.2 * z(random)));
    const double y = x * (5 + z(random)) + (2 + u(random)) * std::exp(0.5 * z(random)) - (1 + u(random));
    values.push_back(y);
  }
  for (const double p : {0.05, 0.3, 0.5, 0.8, 0.99}) {
    const answer q = quantile(e, p);
    CHECK(q.engine_used == engine::convolution);
    double below = 0;
    for (const double y : values) below += y <= q.lower() ? 1 : 0;
    CHECK_THAT(below / draws, WithinAbs(p, 5 * std::sqrt(p * (1 - p) / draws)));
  }
}

TEST_CASE("moments of what has been simplified are those of the expression") {
  // a / (a + b) of two shapes of one kind has the mean 1/2; a part that is added adds its own.
  const estimate a = lognormal(0, 0.4), b = lognormal(0, 0.4), c = uniform(0, 6), d = normal(1, 2);
  const estimate e = a / (a + b) * d + c;
  CHECK_THAT(value(mean(e)), WithinAbs(0.5 * 1 + 3, 1e-9));
  const double square =
      averaged([](double z) { return std::pow(1 + std::exp(0.4 * std::sqrt(2.0) * z), -2); });
  const double variance = square * (1 + 4) - 0.25 + 3;
  CHECK_THAT(value(standard_deviation(e)), WithinAbs(std::sqrt(variance), 1e-8));
}

TEST_CASE("sets and counts beside a part that is simplified keep their meaning") {
  const estimate a = lognormal(0.3, 0.5), b = lognormal(0.7, 0.3), c = normal(0, 0.1);
  const estimate share = a / (a + b) + c;
  const estimate wide = share + interval<>(1, 2);
  for (const double p : levels) {
    const answer q = quantile(wide, p);
    const double plain = value(quantile(share, p));
    CHECK_THAT(q.lower(), WithinAbs(plain + 1, 1e-9));
    CHECK_THAT(q.upper(), WithinAbs(plain + 2, 1e-9));
  }
  const estimate coin = mixture({{0.25, normal(0, 0.1)}, {0.75, normal(1, 0.1)}});
  const double at = 0.9;
  const double expected = 0.25 * value(cdf(a / (a + b) + estimate(normal(0, 0.1)), at)) +
                          0.75 * value(cdf(a / (a + b) + estimate(normal(1, 0.1)), at));
  CHECK_THAT(value(cdf(a / (a + b) + coin, at)), WithinAbs(expected, 1e-8));
}

TEST_CASE("simplifying leaves identities exact") {
  const estimate a = lognormal(0, 0.3), b = uniform(1, 2), c = normal(5, 1), d = lognormal(1, 0.2);
  const estimate t = a + b;
  const estimate share = t / (t + d);
  CHECK(value(quantile(share - share, 0.3)) == 0);
  const estimate back = (share + c) - share;
  CHECK(value(quantile(back, 0.3)) == value(quantile(c, 0.3)));
  CHECK(value(quantile((a * b + a * d) - a * (b + d) + c, 0.5)) == Approx(5).margin(1e-6));
}

TEST_CASE("a part whose divisor may be zero is not tabulated, and the answer is right") {
  // max(v * z / w, exp(v)) <= s where v <= log(s) and z / w <= s / v, which for these is nearly sure.
  const estimate v = uniform(0, 1), z = lognormal(0, 0.4), w = normal(3, 0.5);
  const estimate e = (max)((max)(z * (v / w), v), exp(v));
  for (const double s : {1.2, 1.7, 2.5}) {
    const answer found = cdf(e, s);
    CHECK_THAT(found.lower(), WithinAbs(averaged([&](double x) {
                                          const double below = normal_below(x);
                                          return below <= std::log(s) ? 1.0 : 0.0;
                                        }),
                                        1e-3));
  }
}
