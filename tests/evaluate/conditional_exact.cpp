// SPDX-License-Identifier: BSL-1.0
// Conditions on what shares leaves with the estimate, among shapes: against closed forms, quadrature that
// knows nothing of the library, and the points of an ensemble.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <random>
#include <string>
#include <vector>

using namespace reckon;
using support::point;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double normal_above(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }
double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

/// phi(a) / Q(a), also where both are too small for a double: the continued fraction of Q far out.
double hazard(double a) {
  if (a < 30) return normal_density(a) / normal_above(a);
  double tail = a;
  for (int k = 60; k > 0; --k) tail = a + k / tail;
  return tail;
}

template <class Function>
double integral(const Function& f, double from, double to) {
  return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, from, to, 15, 1e-14);
}

/// Right, and right to within the error that is stated.
void check(const answer& found, double expected, double exactness) {
  INFO("found " << point(found) << " +- " << found.error << ", expected " << expected);
  CHECK(std::abs(point(found) - expected) <= exactness * (1 + std::abs(expected)));
  CHECK(std::abs(point(found) - expected) <= found.error + 4e-14 * (1 + std::abs(expected)));
  CHECK(found.error <= 1e3 * exactness * (1 + std::abs(expected)));
  CHECK(found.engine_used != engine::ensemble);
}

}  // namespace

TEST_CASE("a part of a sum that lies beyond a number, as far out as a double goes") {
  // With X, Y standard normal and S = X + Y, X given S is S/2 and a normal with variance 1/2.
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  const estimate other(lognormal(0, 0.5));
  for (const double t : {-3.0, 0.0, 2.0, 4.0, 6.0, 8.0, 12.0, 20.0, 40.0}) {
    INFO("beyond " << t);
    const double a = t / std::numbers::sqrt2;
    const double h = hazard(a);
    const conditional c = given(x, x + y > t);
    check(mean(c), h / std::numbers::sqrt2, 1e-11);
    check(standard_deviation(c), std::sqrt((1 + a * h - h * h) / 2 + 0.5), 1e-10);
    check(mean(given(x * other, x + y > t)), h / std::numbers::sqrt2 * std::exp(0.125), 1e-9);
    check(mean(given(3 - 2 * x, t < x + y)), 3 - 2 * h / std::numbers::sqrt2, 1e-11);
    if (t > 4) continue;
    const auto joint = [t](double z) { return normal_density(z) * normal_above(t - z); };
    const double all = normal_above(a);
    const double q = point(quantile(c, 0.9));
    CHECK_THAT(integral(joint, -12, q), WithinRel(0.9 * all, 1e-10));
    check(cdf(c, 1.25), integral(joint, -12, 1.25) / all, 1e-10);
    check(probability(given(x > 1.25, x + y > t)), integral(joint, 1.25, 14) / all, 1e-10);
  }
}

TEST_CASE("waiting times that together take longer than a number") {
  // S is Gamma(2), P(S > t) = (1 + t) exp(-t), and X is uniform on [0, S].
  const estimate x(boost::math::exponential(1));
  const estimate y(boost::math::exponential(1));
  for (const double t : {0.5, 3.0, 20.0, 200.0}) {
    const double first = (t * t + 2 * t + 2) / (1 + t);
    const double second = (t * t * t + 3 * t * t + 6 * t + 6) / (1 + t);
    const conditional c = given(x, x + y > t);
    INFO("beyond " << t);
    check(mean(c), first / 2, 1e-10);
    check(standard_deviation(c), std::sqrt(second / 3 - first * first / 4), 1e-9);
    // Up to t the density of X is the same everywhere: P(X <= x, S > t) = x exp(-t).
    check(cdf(c, t / 3), t / 3 / (1 + t), 1e-10);
    check(quantile(c, 0.5 * t / (1 + t)), 0.5 * t, 1e-9);
  }
}

TEST_CASE("a factor of a product that exceeds a number") {
  // All lognormal: the logarithms are the sum of normals above.
  const estimate x(lognormal(0, 1));
  const estimate y(lognormal(0, 1));
  for (const double t : {-1.0, 2.0, 5.0}) {
    // E[exp(X) | X + Y > t]: moved by 1, E[exp X] = sqrt(e).
    const double expected =
        std::exp(0.5) * normal_above((t - 1) / std::numbers::sqrt2) / normal_above(t / std::numbers::sqrt2);
    INFO("beyond exp " << t);
    check(mean(given(x, x * y > std::exp(t))), expected, 1e-9);
    check(mean(given(x + y, x * y > std::exp(t))), 2 * expected, 1e-7);
  }
  // A product that may be negative.
  const estimate z(normal(0, 1));
  const auto joint = [](double u) {
    const boost::math::lognormal_distribution<> other(0, 1);
    return u > 0 ? normal_density(u) * cdf(complement(other, 2 / u)) : 0.0;
  };
  const double all = integral(joint, 0, 14);
  const double first = integral([&](double u) { return u * joint(u); }, 0, 14);
  check(mean(given(z, z * y > 2)), first / all, 1e-9);
  check(mean(given(z * estimate(uniform(0, 2)), z * y > 2)), first / all, 1e-8);
}

TEST_CASE("which of two is greater tells of both") {
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  for (const double p : {0.01, 0.3, 0.5, 0.99}) {
    check(quantile(given(v, u < v), p), std::sqrt(p), 1e-9);
    check(quantile(given(u, u < v), p), 1 - std::sqrt(1 - p), 1e-9);
    check(cdf(given(v, u <= v), p), p * p, 1e-9);
  }
  check(mean(given(v, u < v)), 2 / 3.0, 1e-9);
  check(standard_deviation(given(v, u < v)), std::sqrt(1 / 18.0), 1e-9);
  check(probability(given(u < 0.5, u < v)), 0.75, 1e-9);
  // What is asked needs both: together they are the order statistics of two.
  check(mean(given(v - u, u < v)), 1 / 3.0, 1e-8);
  check(mean(given(u + v, u < v)), 1, 1e-6);
  check(cdf(given(u * v, u < v), 0.25), 0.25 + 0.25 * std::log(4.0), 1e-7);
  // A part that both have stands alone: road - store, beside a crowd. Of a rare event its table tells less.
  const estimate crowd(lognormal(1, 0.5));
  check(mean(given((v - u) * crowd, u < v)), std::exp(1.125) / 3, 1e-7);
  double before = 0;
  for (const double few : {1e-2, 1e-3}) {
    INFO("beyond 1 - " << few);
    const answer m = mean(given((v - u) * crowd, u + (1 - few) < v));
    CHECK(std::abs(point(m) - std::exp(1.125) * (1 - few * 2 / 3)) <=
          (m.engine_used == engine::ensemble ? 6 : 1) * m.error);
    CHECK(m.error > 10 * before);
    before = m.error;
  }
}

TEST_CASE("counts beside what is no count") {
  const estimate x(normal(0, 1));
  const estimate n(distribution(boost::math::poisson_distribution<>(3)));
  double all = 0;
  double of_x = 0;
  double of_n = 0;
  for (int k = 0; k < 80; ++k) {
    const double mass = std::exp(-3 + k * std::log(3.0) - std::lgamma(k + 1.0));
    all += mass * normal_above(2 - k);
    of_x += mass * normal_density(2 - k);
    of_n += k * mass * normal_above(2 - k);
  }
  check(mean(given(x, x + n > 2)), of_x / all, 1e-9);
  check(mean(given(n, x + n > 2)), of_n / all, 1e-12);
  // Of counts alone whether the end belongs to the event matters: 1 3 3 1 of 8 each.
  const estimate a(distribution(boost::math::binomial(3, 0.5)));
  const estimate b(distribution(boost::math::binomial(3, 0.5)));
  const double less = (1 * 7 + 3 * 4 + 3 * 1) / 64.0;
  const double same = (1 + 9 + 9 + 1) / 64.0;
  check(cdf(given(a, a < b), 0), 7 / 64.0 / less, 1e-12);
  check(cdf(given(a, a <= b), 0), 8 / 64.0 / (less + same), 1e-12);
  check(probability(given(a < 1, a <= b)), 8 / 64.0 / (less + same), 1e-12);
  CHECK(point(quantile(given(a, a < b), 0.5)) == 1);
}

TEST_CASE("leaves that a copula joins") {
  const auto made = correlated({normal(0, 1), normal(0, 1)}, {{1, 0.6}, {0.6, 1}});
  const conditional c = given(made[1], made[0] > 0);
  const double first = 0.6 * std::sqrt(2 / std::numbers::pi);
  check(mean(c), first, 1e-8);
  check(standard_deviation(c), std::sqrt(1 - first * first), 1e-7);
  // X - r Y is independent of Y.
  check(mean(given(made[1] - 0.6 * made[0], made[0] > 1)), 0, 1e-8);
}

TEST_CASE("a sum that exceeds a number, and what else its parts make") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  // The difference does not know the sum.
  const conditional d = given(x - y, x + y > 1);
  check(mean(d), 0, 1e-8);
  check(standard_deviation(d), std::numbers::sqrt2, 1e-8);
  check(cdf(d, 0.7), 1 - normal_above(0.7 / std::numbers::sqrt2), 1e-9);
  // 4 XY = S^2 - D^2
  const double a = 1 / std::numbers::sqrt2;
  check(mean(given(x * y, x + y > 1)), a * hazard(a) / 2, 1e-7);
}

TEST_CASE("an estimate that shares nothing with the event is what it was") {
  const estimate x = estimate(lognormal(1, 0.5)) + estimate(uniform(0, 2));
  const estimate u(normal(0, 1));
  const estimate v(normal(0, 1));
  const answer free = quantile(x, 0.3);
  const answer held = quantile(given(x, u * v > 2), 0.3);
  CHECK(held.lower() == free.lower());
  CHECK(held.assumption.find("given the event") != std::string::npos);
}

TEST_CASE("a sample on a rare condition is drawn from what the condition leaves") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  double sum = 0;
  const auto drawn = sample(given(x, x + y > 8), 4000);
  for (const double value : drawn) sum += value / static_cast<double>(drawn.size());
  CHECK_THAT(sum, WithinAbs(hazard(8 / std::numbers::sqrt2) / std::numbers::sqrt2, 6 * 0.72 / 63));
}

TEST_CASE("rare events about affine estimates keep their digits") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  for (const double t : {5.0, 12.0, 30.0}) {
    check(probability(x + y > t), normal_above(t / std::numbers::sqrt2), 1e-12);
    CHECK_THAT(point(probability(x + y > t)), WithinRel(normal_above(t / std::numbers::sqrt2), 1e-12));
  }
}

TEST_CASE("where the event ends, and what it leaves of the ends") {
  const estimate x(normal(0, 1));
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  const double mass = 1 - 2 * normal_above(2);
  check(mean(given(x, abs(x) < 2)), 0, 1e-12);
  check(standard_deviation(given(x, abs(x) < 2)), std::sqrt(1 - 4 * normal_density(2) / mass), 1e-10);
  check(quantile(given(x, abs(x) < 2), 1), 2, 1e-12);
  // Just beyond where panels may end.
  const double all = 1 - 2 * normal_above(2.002);
  check(cdf(given(x, abs(x) < 2.002), 2), 1 - (normal_above(2) - normal_above(2.002)) / all, 1e-10);
  const double shifted = normal_above(-0.002) - normal_above(2.002);
  check(mean(given(x, abs(x - 1) < 1.002)), (normal_density(0.002) - normal_density(2.002)) / shifted, 1e-10);
  check(quantile(given(u, u + v > 1.5), 0), 0.5, 1e-12);
  check(quantile(given(x, x + u < 0.3), 1), 0.3, 1e-12);
  check(mean(given(u, u + v < 1e-9)), 1e-9 / 3, 1e-18);
  // What is too rare for a double is possible still.
  CHECK(quantile(given(x, x + estimate(normal(0, 0.01)) > 1), 0).lower() == -infinity);
  // Islands: by the density of x and the chance of the event there.
  const auto chance = [](double z) {
    const double size = std::abs(z) * std::abs(std::abs(z) - 1.5);
    return normal_density(z) * (size < 0.3 ? 1 - size / 0.3 : 0);
  };
  double sum = 0;
  double square = 0;
  const double root = std::sqrt(0.5625 + 0.3);
  const double inner = std::sqrt(0.5625 - 0.3);
  const double places[] = {0, 0.75 - inner, 0.75 + inner, 1.5, 0.75 + root};
  for (const int i : {0, 2, 3}) {
    sum += 2 * integral(chance, places[i], places[i + 1]);
    square += 2 * integral([&](double z) { return z * z * chance(z); }, places[i], places[i + 1]);
  }
  const estimate w(uniform(0, 0.3));
  check(standard_deviation(given(x, abs(x) * abs(abs(x) - 1.5) < w)), std::sqrt(square / sum), 1e-9);
}

TEST_CASE("tails on a condition weigh what they weigh") {
  // p q > e of lognormals: moved by the variance, as above.
  const estimate q(lognormal(0, 1));
  for (const double s : {4.0, 6.0, 8.0}) {
    const estimate p(lognormal(0, s));
    const double both = std::sqrt(s * s + 1);
    const double expected = std::exp(s * s / 2) * normal_above((1 - s * s) / both) / normal_above(1 / both);
    INFO("sigma " << s);
    check(mean(given(p, p * q > std::numbers::e)), expected, 1e-9);
  }
  const estimate e(boost::math::exponential(1));
  const estimate p(distribution(boost::math::pareto_distribution<>(1, 1.15)));
  // By log p: density 1.15 exp(-1.15 t), chance of the event exp(-(3 - exp t)).
  const auto part = [](double power) {
    const auto inside = [power](double t) { return 1.15 * std::exp((power - 1.15) * t - 3 + std::exp(t)); };
    const double end = std::log(3.0);
    return integral(inside, 0, end) + 1.15 / (1.15 - power) * std::exp((power - 1.15) * end);
  };
  check(mean(given(p, p + e > 3)), part(1) / part(0), 1e-8);
  const estimate c(distribution(boost::math::cauchy_distribution<>(0, 1)));
  const estimate y(normal(0, 1));
  CHECK(mean(given(c, c + y < 3)).upper() < -1e300);
  CHECK(mean(given(c, c * c > y)).lower() < -1e300);
  CHECK(mean(given(c, c * c > y)).upper() > 1e300);
}

TEST_CASE("a dependence by default holds between an estimate and its condition too") {
  const estimate x(normal(0, 1));
  const estimate u(uniform(0, 1));
  const options opposite{.default_dependence = dependence::opposite};
  CHECK_THROWS_AS(mean(given(x, u < 0.5), opposite), domain_error);
  CHECK(point(median(given(x, x < 0), opposite)) < -0.67);
}

TEST_CASE("all that there is may lie in a sliver between two curves") {
  // A sum that is small and a product that is large: the two curves all but touch.
  const estimate x(lognormal(0, 1));
  const estimate y(lognormal(0, 1));
  const double product = std::exp(5.0);
  for (const double sum : {24.45, 24.576, 25.0, 28.0}) {
    const double root = std::sqrt(sum * sum - 4 * product);
    const double from = std::log((sum - root) / 2);
    const double to = std::log((sum + root) / 2);
    const auto between = [&](double u) {
      const double other = sum - std::exp(u);
      return normal_density(u) * (normal_above(std::log(product) - u) - normal_above(std::log(other)));
    };
    const double expected = integral(between, from, to);
    const answer found = cdf(max(x + y - sum, product - x * y), 0);
    INFO("sum " << sum << ": " << found << " to within " << found.error << ", it is " << expected);
    CHECK(std::abs(point(found) - expected) <= found.error);
    CHECK(found.error <= 1e-10);
  }
}

TEST_CASE("random conditions agree with the points at which they hold", "[.long]") {
  std::mt19937_64 random(20261130);
  const auto draw = [&](double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random);
  };
  const auto any = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  const auto leaf = [&]() -> estimate {
    switch (any(8)) {
      case 0:
        return distribution(boost::math::gamma_distribution<>(draw(0.7, 5), draw(0.2, 2)));
      case 1:
        return distribution(boost::math::beta_distribution<>(draw(0.8, 4), draw(0.8, 4)));
      case 2:
        return lognormal(draw(-1, 1), draw(0.1, 0.9));
      case 3:
        return uniform(draw(-2, 0), draw(0.5, 3));
      case 4:
        return triangular(-1, draw(-0.5, 1), 2);
      case 5:
        return distribution(boost::math::poisson_distribution<>(draw(0.5, 6)));
      default:
        return normal(draw(-1, 2), draw(0.2, 2));
    }
  };
  int exact = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<estimate> leaves;
    for (int i = 0; i < 4; ++i) leaves.push_back(leaf());
    const auto expression = [&](auto&& self, int depth) -> estimate {
      if (depth == 0) return leaves[static_cast<std::size_t>(any(4))];
      const estimate a = self(self, depth - 1);
      const estimate b = self(self, any(depth));
      switch (any(6)) {
        case 0:
          return a * b;
        case 1:
          return a - b;
        case 2:
          return max(a, b);
        case 3:
          return a + exp(b * 0.25);
        case 4:
          return abs(a) + b;
        default:
          return a + b;
      }
    };
    const estimate what = expression(expression, any(3));
    const estimate other = expression(expression, 1 + any(2));
    const estimate difference = other - point(quantile(other, draw(0.02, 0.98)));
    const bool or_equal = any(2) == 0;
    INFO("round " << round);
    try {
      const conditional c = given(what, event(difference, or_equal));
      const answer first = median(c);
      if (first.engine_used == engine::ensemble) continue;
      ++exact;
      options how;
      const auto points =
          detail::conditional_points(detail::compile(what), detail::compile(difference), or_equal, how).run();
      for (const double p : {0.02, 0.25, 0.5, 0.75, 0.98}) {
        const answer q = quantile(c, p);
        const double x = point(q);
        const double slack = 6 * (points->cdf(x).error + q.error) + 1e-3;
        INFO("level " << p << ", quantile " << x << " +- " << q.error << ", points "
                      << points->cdf(x).bounds.lower());
        const double wide = q.error + 1e-9 * (1 + std::abs(x));
        CHECK(points->cdf(x + wide).bounds.upper() >= p - slack);
        CHECK(points->cdf_before(x - wide).bounds.lower() <= p + slack);
      }
      const detail::bounded by_points = points->mean();
      const answer m = mean(c);
      INFO("mean " << m.lower() << " +- " << m.error << ", points " << by_points.bounds.lower() << " +- "
                   << by_points.error);
      if (is_singleton(by_points.bounds) && is_singleton(m))
        CHECK(std::abs(point(m) - by_points.bounds.lower()) <= 6 * by_points.error + m.error + 1e-4);
    } catch (const domain_error& e) {
      const std::string said = e.what();
      CHECK((said.find("probability") != std::string::npos || said.find("undefined") != std::string::npos));
    }
  }
  CHECK(exact > 20);
}
