// SPDX-License-Identifier: BSL-1.0
// Expressions that use a leaf more than once, or whose leaves a copula joins, against closed forms, against
// quadrature that shares no code with the library, and against plain draws.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <random>
#include <string>
#include <vector>

using namespace reckon;
using support::normal_below;
using support::point;
using support::WithinAbs;
using support::WithinRel;

namespace {

/// The integral of f over [from, to] by Simpson's rule.
template <class Function>
double integral(double from, double to, int parts, const Function& f) {
  const double h = (to - from) / (2 * parts);
  double sum = f(from) + f(to);
  for (int i = 1; i < 2 * parts; ++i) sum += f(from + i * h) * (i % 2 ? 4 : 2);
  return sum * h / 3;
}

constexpr double rounding = 1e-13;  // of the quadratures below
constexpr double levels[] = {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999};

distribution gamma_of(double shape) { return distribution(boost::math::gamma_distribution<>(shape, 1)); }

/// What is known of an estimate from elsewhere: its distribution function.
struct known {
  std::string name;
  estimate e;
  std::function<double(double)> below;
  double accuracy;  // in probability
};

/// The quantiles have the levels that were asked for, to within `accuracy` and to within the error stated;
/// so has cdf.
void check(const known& k, engine expected) {
  for (const double p : levels) {
    INFO(k.name << " at " << p);
    const answer q = quantile(k.e, p);
    CHECK(q.engine_used == expected);
    const double x = point(q);
    CHECK_THAT(k.below(x), WithinAbs(p, k.accuracy));
    const double spread = point(standard_deviation(k.e));
    const double slack = 1e-12 * spread + 1e-14 * std::abs(x);
    CHECK(k.below(x - 4 * q.error - slack) <= p + rounding);
    CHECK(k.below(x + 4 * q.error + slack) >= p - rounding);
    CHECK(q.error < 1e-5 * spread);
    const answer c = cdf(k.e, x);
    CHECK_THAT(point(c), WithinAbs(k.below(x), 4 * c.error + 1e-12));
  }
}

}  // namespace

// ---- one leaf ----

TEST_CASE("x (10 - x) has the law that the roots of the quadratic give") {
  const auto roots = [](auto below) {
    return [below](double s) {  // outside the roots the product is smaller
      if (s >= 25) return 1.0;
      const double r = std::sqrt(25 - s);
      return below(5 - r) + (1 - below(5 + r));
    };
  };
  const estimate u(uniform(0, 10));
  const estimate n(normal(4, 2));
  check({"uniform", u * (10 - u), roots([](double x) { return std::clamp(x / 10, 0.0, 1.0); }), 1e-12},
        engine::closed_form);
  check({"normal", n * (10 - n), roots([](double x) { return normal_below((x - 4) / 2); }), 1e-12},
        engine::closed_form);
  CHECK_THAT(point(quantile(u * (10 - u), 0.9)), WithinRel(25 - 0.25, 1e-13));  // 25 - 25 (1 - p)^2
  CHECK_THAT(point(mean(u * (10 - u))), WithinRel(50 - 100.0 / 3, 1e-9));
  CHECK_THAT(point(standard_deviation(u * (10 - u))), WithinRel(std::sqrt(500.0 / 9), 1e-9));
  CHECK_THAT(point(mean(n * (10 - n))), WithinRel(40 - 16 - 4, 1e-9));
  CHECK(point(quantile(u * (10 - u), 1)) == 25);
  CHECK(point(quantile(u * (10 - u), 0)) == 0);
}

TEST_CASE("a cubic with two turns has the law that its three roots give") {
  const estimate x(normal(0, 1.5));
  const auto below = [](double s) {
    // x^3 - 3 x = 2 cos(3 t) for x = 2 cos t.
    const auto at = [](double z) { return normal_below(z / 1.5); };
    if (std::abs(s) < 2) {
      const double t = std::acos(s / 2) / 3;
      const double third = 2 * std::numbers::pi / 3;
      std::vector<double> roots{2 * std::cos(t), 2 * std::cos(t + third), 2 * std::cos(t + 2 * third)};
      std::sort(roots.begin(), roots.end());
      return at(roots[0]) + at(roots[2]) - at(roots[1]);
    }
    const double c = std::copysign(std::cosh(std::acosh(std::abs(s) / 2) / 3), s);
    return at(2 * c);
  };
  check({"cubic", pow(x, 3) - 3 * x, below, 1e-12}, engine::closed_form);
}

TEST_CASE("what an extreme cuts off has a probability of its own") {
  const estimate x(uniform(0, 10));
  const estimate e = (max)(x * (10 - x), 16);  // 2 and 8 are the roots
  CHECK_THAT(point(cdf(e, 16)), WithinAbs(0.4, 1e-13));
  CHECK_THAT(point(cdf(e, 15.999)), WithinAbs(0, 1e-13));
  CHECK(point(quantile(e, 0.3)) == 16);
  CHECK_THAT(point(quantile(e, 0.5)), WithinRel(25 - 6.25, 1e-12));
  CHECK_THAT(point(probability(e <= 16)), WithinAbs(0.4, 1e-13));
  CHECK_THAT(point(probability(e < 16)), WithinAbs(0, 1e-13));
}

// ---- two leaves ----

TEST_CASE("the share of one gamma in two is beta") {
  const estimate a(gamma_of(2.5));
  const estimate b(gamma_of(4));
  const boost::math::beta_distribution<> share(2.5, 4);
  const auto below = [&](double s) { return s <= 0 ? 0 : s >= 1 ? 1 : boost::math::cdf(share, s); };
  check({"a / (a + b)", a / (a + b), below, 1e-9}, engine::convolution);
  check({"1 - b / (a + b)", 1 - b / (a + b), below, 1e-9}, engine::convolution);
  CHECK_THAT(point(mean(a / (a + b))), WithinRel(2.5 / 6.5, 1e-9));
  CHECK_THAT(point(standard_deviation(a / (a + b))), WithinRel(std::sqrt(10 / (6.5 * 6.5 * 7.5)), 1e-9));
}

TEST_CASE("a ratio of two normals joined by a copula has the distribution of Hinkley") {
  // D. V. Hinkley, Biometrika 56:635, 1969: P(X / Y <= w) is P(X - w Y <= 0, Y > 0) + P(X - w Y >= 0, Y < 0).
  const double r = 0.7;
  const auto made = correlated({normal(1, 1), normal(3, 1)}, {{1, r}, {r, 1}});
  const auto below = [r](double w) {
    const auto part = [&](double from, double to, bool positive) {
      return integral(from, to, 100000, [&](double z) {
        const double given_y = normal_below((w * (3 + z) - 1 - r * z) / std::sqrt(1 - r * r));
        return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) * (positive ? given_y : 1 - given_y);
      });
    };
    return part(-12, -3, false) + part(-3, 12, true);
  };
  for (const double p : levels) {
    INFO("level " << p);
    const answer q = quantile(made[0] / made[1], p);
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(below(point(q)), WithinAbs(p, 1e-10));
  }
}

TEST_CASE("a quadratic form of independent normals has the law that one integral gives") {
  const estimate x(normal(1, 1));
  const estimate y(normal(2, 1.5));
  const auto below = [](double s) {
    return integral(-12, 12, 200000, [s](double z) {
      const double v = 1 + z;
      const double t = (s / v - v - 2) / 1.5;
      return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) *
             (v > 0 ? normal_below(t) : normal_below(-t));
    });
  };
  check({"(x + y) x", (x + y) * x, below, 1e-9}, engine::convolution);
}

TEST_CASE("a product of uniforms that share a leaf has the area that logarithms give") {
  // (y + z) y <= s for y in [1, 3], z in [2, 7]: z <= s / y - y, cut to the range of z.
  const auto area = [](double s) {
    // (s / y - y) falls in y: it is 7 at y1 and 2 at y2.
    const double y1 = std::clamp((-7 + std::sqrt(49 + 4 * s)) / 2, 1.0, 3.0);
    const double y2 = std::clamp((-2 + std::sqrt(4 + 4 * s)) / 2, 1.0, 3.0);
    const double curved = s * std::log(y2 / y1) - (y2 * y2 - y1 * y1) / 2 - 2 * (y2 - y1);
    return (5 * (y1 - 1) + curved) / 10;
  };
  const estimate y(uniform(1, 3));
  const estimate z(uniform(2, 7));
  check({"(y + z) y", (y + z) * y, area, 1e-9}, engine::convolution);
}

TEST_CASE("a leaf used in all terms of a harmonic sum is integrated out by its slopes") {
  // No leaf is used once: l m / (l + m) = 1 / (1 / l + 1 / m).
  const estimate l(lognormal(1, 0.5));
  const estimate m(lognormal(2, 0.3));
  const estimate shared = l * m / (l + m);
  const estimate once = 1 / (1 / l + 1 / m);
  for (const double p : levels) {
    INFO("level " << p);
    const answer q = quantile(shared, p);
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(point(q), WithinRel(point(quantile(once, p)), 1e-8));
  }
  CHECK_THAT(point(mean(shared)), WithinRel(point(mean(once)), 1e-8));
  CHECK_THAT(point(standard_deviation(shared)), WithinRel(point(standard_deviation(once)), 1e-7));
}

TEST_CASE("lognormals joined by a copula add up as brute quadrature says") {
  const double r = -0.4;
  const auto made = correlated({lognormal(1, 0.5), lognormal(1.5, 0.8)}, {{1, r}, {r, 1}});
  const auto below = [r](double s) {
    return integral(-12, 12, 20000, [&](double z) {
      const double x = std::exp(1 + 0.5 * z);
      if (x >= s) return 0.0;
      const double t = (std::log(s - x) - 1.5) / 0.8;
      return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) *
             normal_below((t - r * z) / std::sqrt(1 - r * r));
    });
  };
  check({"sum", made[0] + made[1], below, 1e-9}, engine::convolution);
}

// ---- more leaves ----

TEST_CASE("a pole between two places at which a result rises is seen") {
  // xz / (x - z) <= 3 where 1/z - 1/x is negative, or at least 1/3: x >= 3z / (3 - z), z up to 3/2.
  const double area = 1.5 - 3 * (-0.5 + 3 * std::log(4.0 / 3));
  const estimate x(uniform(1, 3));
  const estimate z(uniform(1, 3));
  for (const estimate& e : {x * z / (x - z), exp(log(x) + log(z)) / (x - z), 1 / (1 / z - 1 / x)}) {
    const answer found = cdf(e, 3);
    INFO(found.text());
    CHECK_THAT(found.lower(), WithinAbs(0.5 + area / 4, 5 * found.error + 1e-9));
    CHECK(found.error < 1e-3);
  }
}

TEST_CASE("the share of one gamma in three or four is beta too") {
  const estimate a(gamma_of(2.5));
  const estimate b(gamma_of(4));
  const estimate c(gamma_of(1.5));
  const estimate d(gamma_of(2));
  const boost::math::beta_distribution<> of_three(2.5, 5.5);
  const boost::math::beta_distribution<> of_four(2.5, 7.5);
  const estimate three = a / (a + b + c);
  const estimate four = a / (a + b + c + d);
  for (const double p : levels) {
    INFO("level " << p);
    const answer q = quantile(three, p);
    CHECK_THAT(boost::math::cdf(of_three, point(q)), WithinAbs(p, 1e-6));
    CHECK_THAT(point(q), WithinAbs(boost::math::quantile(of_three, p), 6 * q.error + 1e-9));
    const answer f = quantile(four, p);
    CHECK_THAT(boost::math::cdf(of_four, point(f)), WithinAbs(p, 1e-5));
    CHECK_THAT(point(f), WithinAbs(boost::math::quantile(of_four, p), 6 * f.error + 1e-9));
  }
  CHECK_THAT(point(mean(three)), WithinAbs(2.5 / 8, 1e-7));
  CHECK_THAT(point(mean(four)), WithinAbs(0.25, 1e-6));
}

TEST_CASE("a tolerance is met where leaves are shared, or the answer says that it is not") {
  const estimate a(gamma_of(2.5));
  const estimate b(gamma_of(4));
  const estimate c(gamma_of(1.5));
  const boost::math::beta_distribution<> share(2.5, 5.5);
  const estimate e = a / (a + b + c);
  const double sd = std::sqrt(2.5 * 5.5 / (64 * 9));
  for (const double tolerance : {1e-4, 1e-6, 1e-7}) {
    INFO("tolerance " << tolerance);
    const answer q = quantile(e, 0.9, {.tolerance = tolerance});
    CHECK(q.error <= tolerance * sd);
    CHECK_THAT(point(q), WithinAbs(boost::math::quantile(share, 0.9), 6 * tolerance * sd));
  }
  const answer q = quantile(e, 0.9, {.tolerance = 1e-15});
  CHECK(q.error > 1e-15 * sd);
}

// ---- laws ----

TEST_CASE("what cancels stays exact") {
  const estimate x(normal(3, 1));
  const estimate y(lognormal(0, 1));
  CHECK(point(quantile(x - x, 0.3)) == 0);
  CHECK(point(quantile((x + y) - x, 0.3)) == point(quantile(y, 0.3)));
  CHECK(point(standard_deviation((x + y) - x)) == point(standard_deviation(y)));
}

TEST_CASE("answers follow a change of unit") {
  const double shares[] = {0.01, 0.5, 0.9};
  for (const double unit : {1e-30, 1.0, 1e30}) {
    INFO("unit " << unit);
    const estimate x(uniform(0, 10 * unit));
    const estimate y(lognormal(std::log(4 * unit), 0.5));
    const estimate x1(uniform(0, 10));
    const estimate y1(lognormal(std::log(4.0), 0.5));
    for (const double p : shares) {
      const answer one = quantile(x1 * (10 - x1) / 5 + y1 + x1, p);
      const answer q = quantile(x * (10 - x / unit) / 5 + y + x, p);
      CHECK_THAT(point(q), WithinRel(unit * point(one), 1e-8));
      CHECK_THAT(point(quantile(y / (x + y), p)), WithinRel(point(quantile(y1 / (x1 + y1), p)), 1e-8));
    }
  }
}

TEST_CASE("the same question has the same answer") {
  const estimate x(lognormal(0, 1));
  const estimate y(normal(2, 1));
  const estimate z(uniform(0, 1));
  for (const estimate& e : {estimate(x * y - x), estimate((x + z) * (y + z))})
    CHECK(point(quantile(e, 0.7)) == point(quantile(e, 0.7)));
}

// ---- against plain draws ----

namespace {

/// A random expression of three shapes that uses some of them twice, and the same on numbers.
struct random_case {
  estimate e;
  std::function<double(double, double, double)> f;
  std::string text;
};

std::vector<random_case> cases(const estimate& x, const estimate& y, const estimate& z) {
  return {
      {x * y + x, [](double a, double b, double) { return a * b + a; }, "x y + x"},
      {(x + y) / (x + z), [](double a, double b, double c) { return (a + b) / (a + c); },
       "(x + y) / (x + z)"},
      {sqr(x - y) + x, [](double a, double b, double) { return (a - b) * (a - b) + a; }, "(x - y)^2 + x"},
      {(min)(x * y, x + z), [](double a, double b, double c) { return std::min(a * b, a + c); },
       "min(x y, x + z)"},
      {abs(x - z) * x, [](double a, double, double c) { return std::abs(a - c) * a; }, "|x - z| x"},
      {exp(-x) * (x + y), [](double a, double b, double) { return std::exp(-a) * (a + b); },
       "exp(-x) (x + y)"},
      {x * (y + z) - y * z, [](double a, double b, double c) { return a * (b + c) - b * c; },
       "x (y + z) - y z"},
      {pow(x, 3) - y * x, [](double a, double b, double) { return a * a * a - b * a; }, "x^3 - x y"},
      {x / (1 + sqr(x) + y), [](double a, double b, double) { return a / (1 + a * a + b); },
       "x / (1 + x^2 + y)"},
      {(max)(x, y) * (min)(x, y) + z,
       [](double a, double b, double c) { return std::max(a, b) * std::min(a, b) + c; }, "max min + z"},
  };
}

/// Compares cdf with the share of plain draws, within their own error.
template <class Draw>
void compare(const std::vector<random_case>& all, const Draw& draw) {
  constexpr std::size_t count = 400000;
  std::mt19937_64 bits(20260117);
  std::vector<std::vector<double>> values(all.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto [a, b, c] = draw(bits);
    for (std::size_t k = 0; k < all.size(); ++k) values[k].push_back(all[k].f(a, b, c));
  }
  for (std::size_t k = 0; k < all.size(); ++k) {
    INFO(all[k].text);
    std::sort(values[k].begin(), values[k].end());
    for (const double p : {0.02, 0.2, 0.5, 0.8, 0.98}) {
      INFO("level " << p);
      const double x = values[k][static_cast<std::size_t>(p * count)];
      const answer c = cdf(all[k].e, x);
      CHECK_THAT(point(c), WithinAbs(p, 5 * std::sqrt(p * (1 - p) / count) + 5 * c.error));
      const answer q = quantile(all[k].e, p);
      const answer back = cdf(all[k].e, point(q));
      CHECK_THAT(point(back), WithinAbs(p, 2e-6 + 6 * back.error));
      CHECK(q.engine_used != engine::closed_form);
    }
  }
}

struct three {
  double a, b, c;
};

}  // namespace

TEST_CASE("random expressions of smooth shapes agree with plain draws") {
  const auto all = cases(normal(2, 1), lognormal(0, 0.5), normal(1, 0.5));
  compare(all, [](std::mt19937_64& bits) {
    std::normal_distribution<> n;
    const double a = n(bits);
    const double b = n(bits);
    return three{2 + a, std::exp(0.5 * b), 1 + 0.5 * n(bits)};
  });
}

TEST_CASE("random expressions of bounded shapes agree with plain draws") {
  const auto all = cases(uniform(0, 3), triangular(0.5, 1, 3), uniform(1, 2));
  compare(all, [](std::mt19937_64& bits) {
    std::uniform_real_distribution<> u;
    const double a = 3 * u(bits);
    const boost::math::triangular_distribution<> t(0.5, 1, 3);
    const double b = boost::math::quantile(t, u(bits));
    return three{a, b, 1 + u(bits)};
  });
}

TEST_CASE("random expressions of joined shapes agree with plain draws") {
  const auto made = correlated({normal(2, 1), lognormal(0, 0.5), normal(1, 0.5)},
                               {{1, 0.6, -0.3}, {0.6, 1, 0.2}, {-0.3, 0.2, 1}});
  compare(cases(made[0], made[1], made[2]), [](std::mt19937_64& bits) {
    std::normal_distribution<> n;
    // The Cholesky factor by hand: row 3 is -0.3, 0.475, and what is left.
    const double a = n(bits);
    const double b = 0.6 * a + 0.8 * n(bits);
    const double third = n(bits);
    const double c = -0.3 * a + 0.475 * (b - 0.6 * a) / 0.8 + std::sqrt(1 - 0.09 - 0.475 * 0.475) * third;
    return three{2 + a, std::exp(0.5 * b), 1 + 0.5 * c};
  });
}

TEST_CASE("a narrow region between the nodes of an integral is not lost") {
  // |u| + min(|u|, y) <= 0.1 with y from exp: |u| <= 0.05 as good as always, of which a uniform has 0.1 / 3.
  const estimate u = uniform(-1, 2);
  const estimate y = exp((min)(0.3 * estimate(normal(0.5, 1)), estimate(3.0)));
  const estimate e = abs(u) + (min)(abs(u), y);
  const answer found = cdf(e, 0.1);
  CHECK_THAT(found.lower(), WithinAbs(0.1 / 3, 2e-3));
  CHECK_THAT(quantile(e, 0.1 / 3).lower(), WithinAbs(0.1, 6e-3));
}

TEST_CASE("an overflow far out does not decide a distribution function") {
  // n + sqrt(|n| + 1/2) rises; it is 1 where n + sqrt(n + 1/2) is, n = (3 - sqrt(7)) / 2.
  const estimate n = normal(0, 1);
  const double root = (3 - std::sqrt(7.0)) / 2;
  CHECK_THAT(cdf(n + sqrt(abs(n) + 0.5), 1).lower(),
             WithinAbs(boost::math::cdf(boost::math::normal(), root), 1e-12));
}
