// SPDX-License-Identifier: BSL-1.0
#include <reckon/evaluate/convolution.hpp>

#include <reckon/distribution/tabulated.hpp>
#include <reckon/distribution/truncated.hpp>
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"
#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double levels[] = {1e-6, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1 - 1e-6};

/// A normal distribution of sd 10 with narrow bumps in it, which are not told apart from the rest.
struct bumpy {
  double weight;  // of all bumps
  double sd;      // of each
  int bumps = 1;

  [[nodiscard]] static double place(int i) { return 3 + 2.1 * (i % 2 == 0 ? i : -i); }
  /// The mean over the bumps of what f gives for the mean of each.
  template <class F>
  [[nodiscard]] double mean_of(F f) const {
    double total = 0;
    for (int i = 0; i < bumps; ++i) total += f(place(i));
    return total / bumps;
  }
};
double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }
double pdf(const bumpy& d, double x) {
  return (1 - d.weight) * normal_density(x / 10) / 10 +
         d.weight * d.mean_of([&](double m) { return normal_density((x - m) / d.sd) / d.sd; });
}
/// P(X <= x), or P(X > x).
double mass_of(const bumpy& d, double x, bool upper) {
  const double side = upper ? -1 : 1;
  return (1 - d.weight) * support::normal_below(side * x / 10) +
         d.weight * d.mean_of([&](double m) { return support::normal_below(side * (x - m) / d.sd); });
}
double place_of(const bumpy& d, double p, bool upper) {
  double from = -400;
  double to = 400;
  for (int i = 0; i < 120; ++i) {
    const double middle = from / 2 + to / 2;
    ((mass_of(d, middle, upper) < p) != upper ? from : to) = middle;
  }
  return from / 2 + to / 2;
}
using upper_side = boost::math::complemented2_type<bumpy, double>;
double cdf(const bumpy& d, double x) { return mass_of(d, x, false); }
double cdf(const upper_side& side) { return mass_of(side.dist, side.param, true); }
double quantile(const bumpy& d, double p) { return place_of(d, p, false); }
double quantile(const upper_side& side) { return place_of(side.dist, side.param, true); }

void check_same(const estimate& found, const estimate& truth, double tolerance) {
  for (const double p : levels) {
    const answer q = quantile(found, p);
    const double x = value(quantile(truth, p));
    INFO("at " << p << ": " << q.text() << " for " << x);
    CHECK(q.engine_used == engine::convolution);
    CHECK(std::abs(value(q) - x) <= tolerance * std::abs(x));
    CHECK(std::abs(value(q) - x) <= q.error + 1e-13 * std::abs(x));
    CHECK_THAT(value(cdf(found, x)), WithinRel(p, 1e-9));
  }
}

}  // namespace

TEST_CASE("gammas of one scale add to a gamma") {
  using boost::math::gamma_distribution;
  check_same(estimate(distribution(gamma_distribution<>(2, 3))) + distribution(gamma_distribution<>(3.5, 3)),
             estimate(distribution(gamma_distribution<>(5.5, 3))), 1e-10);
}

TEST_CASE("products of gammas and quotients agree with the beta that they make") {
  // G1 / G2 of shapes 2 and 3 is a beta prime: P(G1 / G2 <= x) = I(x / (1 + x); 2, 3), a polynomial.
  using boost::math::gamma_distribution;
  const estimate ratio =
      estimate(distribution(gamma_distribution<>(2, 1))) / distribution(gamma_distribution<>(3, 1));
  for (const double x : {0.01, 0.2, 1.0, 5.0, 80.0}) {
    const double s = x / (1 + x);
    const double truth = s * s * (6 - 8 * s + 3 * s * s);
    const answer p = cdf(ratio, x);
    INFO(x << " by " << to_string(p.engine_used));
    CHECK_THAT(value(p), WithinAbs(truth, 1e-11));
  }
}

TEST_CASE("normals beside another shape count as one") {
  const estimate a(normal(1, 3));
  const estimate b(normal(2, 4));
  const estimate u(uniform(0, 1));
  const estimate both = a - b + u;
  const estimate one = estimate(normal(-1, 5)) + u;
  for (const double p : levels) {
    CHECK(quantile(both, p).engine_used == engine::convolution);
    CHECK_THAT(value(quantile(both, p)), WithinRel(value(quantile(one, p)), 1e-14));
  }
}

TEST_CASE("sets shift the law of what is added to them") {
  const estimate a(lognormal(0, 1));
  const estimate u(uniform(1, 2));
  const answer with_set = quantile(a + u - estimate(interval<>(3, 5)), 0.3);
  const answer without = quantile(a + u, 0.3);
  CHECK(with_set.engine_used == engine::convolution);
  CHECK_THAT(with_set.lower(), WithinRel(value(without) - 5, 1e-14));
  CHECK_THAT(with_set.upper(), WithinRel(value(without) - 3, 1e-14));
}

TEST_CASE("a narrow shape beside a wide one changes little, and not the digits") {
  const estimate wide(uniform(0, 1));
  for (const double narrow : {1e-3, 1e-6, 1e-9}) {
    const answer q = quantile(wide + normal(0, narrow), 0.3);
    INFO(narrow);
    CHECK_THAT(value(q), WithinAbs(0.3, 1e-12));  // inside, a symmetric blur moves no quantile of a uniform
    CHECK_THAT(value(quantile(wide * lognormal(0, narrow), 0.3)),
               WithinAbs(0.3, 2 * narrow * narrow + 1e-12));
  }
}

TEST_CASE("the greater of two has the product of the distribution functions") {
  const distribution t(boost::math::students_t(4));
  const distribution g(boost::math::gamma_distribution<>(2, 1));
  const estimate greatest = (max)(estimate(t), g);
  const estimate least = (min)(estimate(t), g);
  for (const double x : {0.1, 1.0, 3.0}) {
    CHECK_THAT(value(cdf(greatest, x)), WithinRel(t.cdf(x) * g.cdf(x), 1e-9));
    CHECK_THAT(1 - value(cdf(least, x)), WithinRel(t.complement(x) * g.complement(x), 1e-9));
  }
}

TEST_CASE("signs and monotone functions on the way are followed") {
  const estimate a(uniform(1, 2));
  const estimate b(triangular(3, 4, 6));
  const std::vector<std::pair<estimate, estimate>> same{
      {-(a * b), a * (-b)},          {1 / (a * b), (1 / a) / b},    {sqrt(a) * sqrt(b), sqrt(a * b)},
      {log(a) + log(b), log(a * b)}, {exp(a + b), exp(a) * exp(b)}, {pow(a / b, 3), pow(a, 3) / pow(b, 3)},
      {5 - (a - b), (5 - a) + b}};
  for (const auto& [left, right] : same) {
    for (const double p : {0.01, 0.5, 0.95}) {
      const answer q = quantile(left, p);
      CHECK(q.engine_used == engine::convolution);
      CHECK_THAT(value(q), WithinRel(value(quantile(right, p)), 1e-9));
    }
    CHECK_THAT(value(mean(left)), WithinRel(value(mean(right)), 1e-8));
  }
}

TEST_CASE("a lognormal times a beta has the distribution that a plain trapezoid sum gives") {
  // Of Beta(2, 5) the distribution function is a polynomial: 1 - (1 - x)^6 - 6 x (1 - x)^5.
  const auto beta_cdf = [](double x) {
    const double rest = x < 1 ? 1 - x : 0;
    return 1 - std::pow(rest, 6) - 6 * x * std::pow(rest, 5);
  };
  const auto exact = [&](double s) {
    double sum = 0;
    for (int i = -10000; i <= 10000; ++i) {
      const double z = i / 1000.0;
      sum += std::exp(-z * z / 2) * beta_cdf(s * std::exp(-z / 2));
    }
    return sum / (1000 * std::sqrt(2 * 3.14159265358979323846));
  };
  const estimate e = exp(estimate(normal(0, 0.5))) * distribution(boost::math::beta_distribution<>(2, 5));
  for (const double p : levels) {
    const answer q = quantile(e, p);
    INFO("at " << p << ": " << q.text());
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(exact(value(q)), WithinAbs(p, 1e-10 * (std::min)(p, 1 - p) + 1e-14));
  }
}

TEST_CASE("operations within operations keep mean and deviation, found from the quantiles") {
  // The moments are carried through by their laws, the quantiles by integrals: two ways to one number.
  const estimate a(uniform(2, 3));
  const estimate b(triangular(1, 2, 4));
  const estimate c(lognormal(0, 0.5));
  const estimate d(normal(20, 3));
  const estimate f(distribution(boost::math::gamma_distribution<>(3, 1)));
  for (const estimate& e : {a * b + c, (a + b) * (c + f), d * c - a, (d - f) * (a + b), exp(a * 0.3) + f * b,
                            a + b + c + f + d, (a + c) / (b + 1) - f}) {
    const double centre = value(mean(e));
    double first = 0;
    double second = 0;
    double total = 0;
    const auto law = detail::solve(e, options{}).found;
    REQUIRE(law->made_by() == engine::convolution);
    for (int i = -100; i <= 100; ++i) {
      const double z = 0.075 * i;
      const double off = law->quantile(detail::normal_cdf(z)).bounds.lower() - centre;
      const double weight = std::exp(-z * z / 2);
      total += weight;
      first += weight * off;
      second += weight * off * off;
    }
    const double sd = value(standard_deviation(e));
    CHECK_THAT(first / total, WithinAbs(0, 2e-7 * sd));
    CHECK_THAT(std::sqrt(second / total), WithinRel(sd, 2e-7));
  }
}

namespace {

double phi(double x) { return std::exp(-x * x / 2) / 2.50662827463100050242; }
double capital_phi(double x) { return std::erfc(-x / 1.41421356237309504880) / 2; }

/// P(U + S Z <= x) for U uniform on [0, 1] and Z standard normal: the integral of the normal distribution
/// function is x Phi(x) + phi(x).
double uniform_plus_normal(double x, double s) {
  const auto integral = [](double t) { return t * capital_phi(t) + phi(t); };
  return s * (integral(x / s) - integral((x - 1) / s));
}

template <class Truth>
void check_levels(const estimate& e, const Truth& truth, double tolerance) {
  for (const double p : {0.001, 0.03, 0.2, 0.4, 0.8, 0.97, 0.999}) {
    const answer q = quantile(e, p);
    INFO("at " << p << ": " << q.text());
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(truth(value(q)), WithinAbs(p, tolerance));
    CHECK_THAT(value(cdf(e, value(q))), WithinAbs(p, tolerance));
  }
}

}  // namespace

TEST_CASE("mixtures whose parts lie far apart are followed across the gap") {
  const distribution spiky = mixture({{0.5, normal(0, 1e-3)}, {0.5, normal(3, 1e-3)}});
  const double s = std::sqrt(1 + 1e-6);
  check_levels(
      estimate(normal(0, 1)) + spiky,
      [&](double x) { return (capital_phi(x / s) + capital_phi((x - 3) / s)) / 2; }, 1e-11);
  check_levels(
      estimate(uniform(0, 1)) + spiky,
      [](double x) { return (uniform_plus_normal(x, 1e-3) + uniform_plus_normal(x - 3, 1e-3)) / 2; }, 1e-9);

  const distribution apart = mixture({{0.3, uniform(0, 1)}, {0.7, uniform(5, 6)}});
  const auto of_two_uniforms = [](double x) {
    return x <= 0 ? 0 : x <= 1 ? x * x / 2 : x <= 2 ? 1 - (2 - x) * (2 - x) / 2 : 1;
  };
  check_levels(
      estimate(apart) + distribution(mixture({{0.3, uniform(0, 1)}, {0.7, uniform(5, 6)}})),
      [&](double x) {
        return 0.09 * of_two_uniforms(x) + 0.42 * of_two_uniforms(x - 5) + 0.49 * of_two_uniforms(x - 10);
      },
      1e-10);
}

TEST_CASE("a mixture within an expression has the moments of its parts") {
  const distribution apart = mixture({{0.3, uniform(0, 1)}, {0.7, uniform(5, 6)}});
  const estimate e = exp(estimate(apart) / 10) * uniform(1, 2) + normal(0, 0.1);
  const double of_exp = 10 * (0.3 * std::expm1(0.1) + 0.7 * (std::exp(0.6) - std::exp(0.5)));
  const double of_square = 5 * (0.3 * std::expm1(0.2) + 0.7 * (std::exp(1.2) - std::exp(1.0)));
  const double m = 1.5 * of_exp;
  CHECK_THAT(value(mean(e)), WithinRel(m, 1e-10));
  CHECK_THAT(value(standard_deviation(e)), WithinRel(std::sqrt(of_square * 7 / 3 - m * m + 0.01), 1e-9));
}

TEST_CASE("a density with a gap is followed across it") {
  const distribution gap = tabulated({0, 1, 2, 3, 4, 5}, {0, 1, 0, 0, 1, 0});
  // Two triangles, each the sum of two uniforms on [0, 1], so the truth is a mean of two Irwin-Hall sums.
  const auto integral_of_phi = [](double x) { return ((x * x + 1) * capital_phi(x) + x * phi(x)) / 2; };
  const auto triangle_plus_normal = [&](double x) {
    return integral_of_phi(x) - 2 * integral_of_phi(x - 1) + integral_of_phi(x - 2);
  };
  const auto truth = [&](double x) { return (triangle_plus_normal(x) + triangle_plus_normal(x - 3)) / 2; };
  check_levels(estimate(gap) + normal(0, 1), truth, 1e-10);
  CHECK_THAT(value(quantile(estimate(gap) + normal(0, 1), 0.5)), WithinRel(2.5, 1e-9));
}

TEST_CASE("a product about zero is right where its parts have corners or poles") {
  // By quadrature with 20 digits (mpmath), of E[Phi(s / T)], E[Phi(s / G)] and E[F(s / G)].
  const estimate triangle = estimate(normal(0, 1)) * triangular(0, 1, 2);
  CHECK_THAT(value(cdf(triangle, 1e-3)), WithinRel(0.50055280148360059988, 1e-12));
  CHECK_THAT(value(cdf(triangle, 0.5)), WithinRel(0.72021109180698488339, 1e-12));
  CHECK_THAT(value(cdf(triangle, -0.5)), WithinRel(0.27978890819301511651, 1e-12));

  const distribution pole = boost::math::gamma_distribution<>(0.5, 1);
  const estimate with_normal = estimate(normal(0, 1)) * pole;
  CHECK_THAT(value(cdf(with_normal, -0.7)), WithinRel(0.082241363006882912, 1e-11));
  CHECK_THAT(value(cdf(with_normal, -1e-3)), WithinRel(0.47009974579796388, 1e-11));
  CHECK_THAT(value(cdf(with_normal, 1.5)), WithinRel(0.96801021231266488, 1e-11));
  const estimate with_uniform = estimate(uniform(-1, 2)) * pole;
  CHECK_THAT(value(cdf(with_uniform, -0.7)), WithinRel(0.033108469654874621, 1e-11));
  CHECK_THAT(value(cdf(with_uniform, 0.1)), WithinRel(0.60866346149039532, 1e-11));
}

TEST_CASE("what has infinite quantiles within reach is not integrated over") {
  const auto answered = [](const estimate& e) {
    const answer q = quantile(e, 0.5);
    INFO(q.text());
    CHECK(std::isfinite(q.lower()));
    CHECK(std::isfinite(q.upper()));
    CHECK(q.engine_used == engine::ensemble);
    CHECK(q.error > 0);
  };
  answered(estimate(lognormal(0, 100)) * normal(0, 1) + uniform(0, 1));
  answered(estimate(distribution(boost::math::students_t_distribution<>(0.03))) + uniform(0, 1));
}

TEST_CASE("a quantile that a library gives up on is found from the distribution function") {
  // Boost 1.74 has no answer for beta(0.1, 3) far in the lower tail.
  const distribution d = boost::math::beta_distribution<>(0.1, 3);
  for (const double p : {1e-18, 1e-15, 1e-10, 1e-4, 0.3, 0.9})
    CHECK_THAT(d.cdf(d.quantile(p)), WithinRel(p, 1e-9));
  CHECK(value(cdf(estimate(d) + uniform(0, 1), 0.5)) > 0);
}

TEST_CASE("a support's end within the other variable is seen, also where nothing has a kink") {
  // By quadrature with 20 digits (mpmath), of P(T - L <= s).
  const estimate e = estimate(truncated(normal(0, 1), -0.5, 2)) - lognormal(2, 3);
  CHECK_THAT(value(cdf(e, -5)), WithinRel(0.54130604668847723331, 1e-11));
  CHECK_THAT(value(cdf(e, -0.0747)), WithinRel(0.84686899011091662034, 1e-11));
  CHECK_THAT(value(cdf(e, 0.5)), WithinRel(0.92625678911559174326, 1e-11));
  CHECK_THAT(value(cdf(e, 1.69789)), WithinRel(0.99721501689103622765, 1e-11));
}

TEST_CASE("a product whose tails come slowly is tabulated to its ends") {
  const estimate product = estimate(uniform(-1, 2)) * uniform(-1, 2);
  const estimate lesser = (reckon::min)(estimate(uniform(10, 11)), product);
  for (const double x : {-1.9, -1.6, -1.42, -1.2, 0.5, 3.9})
    CHECK_THAT(value(cdf(lesser, x)), WithinRel(value(cdf(product, x)), 1e-9));
}

TEST_CASE("a sum has one law in whatever order its terms are written") {
  const auto make = [](double scale) { return estimate(lognormal(std::log(scale), 0.4)); };
  const estimate a = make(1), b = make(2), c = make(1.5), d = make(0.5), f = make(3);
  const estimate orders[] = {0.74 * a + 0.74 * b + 0.74 * c - 0.26 * d - 0.26 * f,
                             -0.26 * f - 0.26 * d + 0.74 * c + 0.74 * b + 0.74 * a,
                             0.74 * b - 0.26 * d + 0.74 * a - 0.26 * f + 0.74 * c};
  // By logarithms the sums of either sign are tabulated in other places.
  const estimate other = exp(log(0.74 * (a + b + c))) - exp(log(0.26 * (d + f)));
  const double sd = value(standard_deviation(other));
  for (const double p : {0.001, 0.01, 0.05, 0.5, 0.95, 0.99, 0.999}) {
    const double expected = value(quantile(other, p));
    for (const estimate& e : orders) {
      const answer q = quantile(e, p);
      INFO("at " << p << ": " << q.text() << ", error " << q.error);
      CHECK(q.engine_used == engine::convolution);
      CHECK(std::abs(q.lower() - expected) <= 1e-9 * sd);
      CHECK(q.error <= 1e-7 * sd);
    }
  }
}

TEST_CASE("a product whose spread is next to nothing beside it keeps its place in a sum") {
  // A ratio near 1, as in a calibration, times a length, plus a small difference: to first order normal.
  const estimate ratio = normal(1, 1e-7), length = normal(5e7, 25), difference = normal(215, 10);
  const double sd = std::sqrt(25 * 25 + 10 * 10 + 5 * 5);
  const estimate e = ratio * length + difference;
  for (const double z : {-2.0, 0.0, 1.5}) {
    const answer q = quantile(e, std::erfc(-z / std::sqrt(2.0)) / 2);
    CHECK(std::abs(q.lower() - (5e7 + 215 + z * sd)) <= 1e-3 + q.error);
  }
}

TEST_CASE("a normal and a lognormal add up right, wherever the lognormal begins") {
  // P(N + L <= x) is the average over the score of L of the normal distribution function: analytic, so that
  // the trapezoid rule is right to rounding where its steps are fine beside the normal. In the other
  // direction not.
  const auto below = [](double x, double sd, double sigma) {
    constexpr int steps = 9000;
    constexpr double reach = 9;
    double sum = 0;
    for (int i = -steps; i <= steps; ++i) {
      const double z = reach * i / steps;
      const double score = (x - 3 - std::exp(1 + sigma * z)) / sd;
      sum += std::exp(-z * z / 2) * std::erfc(-score / std::sqrt(2.0)) / 2;
    }
    return sum * (reach / steps) / std::sqrt(2 * std::acos(-1.0));
  };
  for (const double sigma : {0.5, 1.0, 1.5}) {
    for (const double sd : {2.0, 1.0, 0.3}) {
      const estimate e = estimate(normal(3, sd)) + lognormal(1, sigma);
      for (int percent = 1; percent < 100; percent += 2) {
        const double p = percent / 100.0;
        const answer q = quantile(e, p);
        INFO("sigma " << sigma << ", sd " << sd << ", at " << p << ": " << q.text() << ", error " << q.error);
        REQUIRE_THAT(below(q.lower(), sd, sigma), WithinAbs(p, 1e-11));
        REQUIRE(below(q.lower() - q.error, sd, sigma) <= p + 1e-13);
        REQUIRE(below(q.lower() + q.error, sd, sigma) >= p - 1e-13);
      }
    }
  }
}

TEST_CASE("a triangular and a wide lognormal add up right") {
  // The distribution function of a triangular is a sum of squares of (x - end), or 0 where that is negative,
  // and their averages over a lognormal are those of its moments below a place.
  const auto below = [](double x, double sigma) {
    constexpr double least = 2.9, mode = 3.9, greatest = 5.9, mu = 0.4;
    const auto square_below = [&](double a) {
      if (a <= 0) return 0.0;
      const auto moment = [&](int k) {
        const double score = (std::log(a) - mu) / sigma - k * sigma;
        return std::exp(k * mu + k * k * sigma * sigma / 2) * std::erfc(-score / std::sqrt(2.0)) / 2;
      };
      return a * a * moment(0) - 2 * a * moment(1) + moment(2);
    };
    return square_below(x - least) / ((mode - least) * (greatest - least)) -
           square_below(x - mode) / ((mode - least) * (greatest - mode)) +
           square_below(x - greatest) / ((greatest - mode) * (greatest - least));
  };
  for (const double sigma : {0.3, 1.2, 2.0}) {
    const estimate e = estimate(triangular(2.9, 3.9, 5.9)) + lognormal(0.4, sigma);
    for (const double p : {0.003, 0.03, 0.1, 0.2, 0.37, 0.5, 0.6, 0.7, 0.8, 0.9}) {
      const answer q = quantile(e, p);
      INFO("sigma " << sigma << " at " << p << ": " << q.text() << ", error " << q.error);
      CHECK_THAT(below(q.lower(), sigma), WithinAbs(p, 1e-10));
      CHECK(below(q.lower() - q.error, sigma) <= p + 1e-12);
      CHECK(below(q.lower() + q.error, sigma) >= p - 1e-12);
    }
  }
}

TEST_CASE("a narrow bump in a shape is not lost in sums and products") {
  // P(N(m, sd) + U(0, 2) <= s) is the mean over U of the normal distribution function.
  const auto with_uniform = [](double s, double m, double sd) {
    const auto rising = [&](double z) { return sd * (z * support::normal_below(z) + normal_density(z)); };
    return (rising((s - m) / sd) - rising((s - 2 - m) / sd)) / 2;
  };
  const auto with_lognormal = [](double s, double m, double sd) {
    return support::simpson(-9, 9, [&](double z) {
      return normal_density(z) * support::normal_below((s * std::exp(-0.3 * z) - m) / sd);
    });
  };
  for (const double weight : {0.001, 0.05}) {
    for (const double sd : {0.02, 0.3, 1.0, 2.5}) {
      const auto check = [&](const estimate& e, double s, const auto& part) {
        const double truth = (1 - weight) * part(0.0, 10.0) + weight * part(bumpy::place(0), sd);
        const answer p = cdf(e, s);
        INFO(value(p) - truth << " beside " << p.error << ": " << weight << ", " << sd << ", at " << s << ": "
                              << p.text() << " for " << truth);
        CHECK(p.engine_used == engine::convolution);
        CHECK(std::abs(value(p) - truth) <= p.error + 1e-11);
        CHECK(p.error < 1e-6);
      };
      const estimate bump(distribution(bumpy{weight, sd}));
      const estimate beside_narrow = bump + normal(0, 1);
      const estimate beside_wide = bump + normal(0, 40);
      const estimate beside_even = bump + uniform(0, 2);
      const estimate times = bump * lognormal(0, 0.3);
      for (double s = -30; s <= 30; s += 0.37) {
        check(beside_narrow, s,
              [&](double m, double of) { return support::normal_below((s - m) / std::hypot(of, 1.0)); });
        check(beside_wide, s,
              [&](double m, double of) { return support::normal_below((s - m) / std::hypot(of, 40.0)); });
        check(beside_even, s, [&](double m, double of) { return with_uniform(s, m, of); });
      }
      for (double s = -10; s <= 10; s += 1.9)
        check(times, s, [&](double m, double of) { return with_lognormal(s, m, of); });
    }
  }
}

TEST_CASE("many narrow bumps in a shape are not lost in a sum") {
  for (const int bumps : {2, 4, 12}) {
    const bumpy shape{0.1, 0.02, bumps};
    const estimate sum = estimate(distribution(shape)) + normal(0, 1);
    for (double s = -30; s <= 30; s += 0.83) {
      const double sd = std::hypot(shape.sd, 1.0);
      const double truth =
          (1 - shape.weight) * support::normal_below(s / std::hypot(10.0, 1.0)) +
          shape.weight * shape.mean_of([&](double m) { return support::normal_below((s - m) / sd); });
      const answer p = cdf(sum, s);
      INFO(bumps << " at " << s << ": " << p.text() << " for " << truth << ", error " << p.error);
      CHECK(std::abs(value(p) - truth) <= p.error + 1e-11);
      CHECK(p.error < 1e-5);
    }
  }
}

TEST_CASE("the sum of a density that leaps about between many points and a normal one") {
  std::mt19937_64 random(20261201);
  std::uniform_real_distribution<double> unit(0, 1);
  for (const int points : {50, 200, 1000}) {
    std::vector<double> x;
    std::vector<double> density;
    for (int i = 0; i < points; ++i) {
      x.push_back(-10 + (20 * i + 5 * unit(random)) / points);
      density.push_back(normal_density(x.back() / 3) * (0.2 + unit(random)));
    }
    const estimate leaping = tabulated(x, density);
    for (const double sd : {0.5, 5.0}) {
      const estimate sum = leaping + normal(0, sd);
      for (double s = -6; s <= 6; s += 0.73) {
        double area = 0;
        double below = 0;
        for (std::size_t i = 0; i + 1 < x.size(); ++i) {
          const double width = x[i + 1] - x[i];
          area += width * (density[i] + density[i + 1]) / 2;
          below += support::simpson(0, width, [&](double t) {
            return (density[i] + (density[i + 1] - density[i]) * t / width) *
                   support::normal_below((s - x[i] - t) / sd);
          });
        }
        const answer p = cdf(sum, s);
        INFO(points << " points, " << sd << ", at " << s << ": " << p.text() << " for " << below / area);
        // Errors as docs/how-exact.md states them.
        CHECK(std::abs(value(p) - below / area) < (points < 100 ? 1e-9 : points < 500 ? 2e-7 : 2e-6));
      }
    }
  }
}

TEST_CASE("a wide shape with an end plus a narrow one is right on both sides of where the end is met") {
  // P(G + L <= s) is the mean over L of 1 - exp(-x) (1 + x + x^2 / 2), x = (s - L) / 2.
  const estimate sum = estimate(distribution(boost::math::gamma_distribution<>(3, 2))) + lognormal(0, 0.25);
  for (const double s : {0.7, 1.5, 3.0, 5.0, 6.3, 6.5, 8.0, 12.0, 30.0}) {
    const double end = (std::min)(std::log(s) / 0.25, 12.0);
    const double truth = support::simpson(-12, end, [s](double z) {
      const double x = (s - std::exp(0.25 * z)) / 2;
      const double below = x < 0.01 ? x * x * x / 6 * (1 - 0.75 * x + 0.3 * x * x - x * x * x / 12)
                                    : 1 - std::exp(-x) * (1 + x + x * x / 2);
      return normal_density(z) * below;
    });
    const answer p = cdf(sum, s);
    INFO("at " << s << ": " << p.text() << " for " << truth);
    CHECK_THAT(value(p), WithinRel(truth, 1e-10));
    CHECK_THAT(value(quantile(sum, truth)), WithinRel(s, 1e-9));
  }
}

TEST_CASE("far quantiles of a sum are off by no more than they state") {
  using boost::math::exponential_distribution;
  for (const double sd : {0.3, 2.5, 5.0, 8.0}) {
    const estimate sum = estimate(normal(0, sd)) + distribution(exponential_distribution<>(1));
    const auto above = [sd](double s) {
      return support::normal_below(-s / sd) + std::exp(sd * sd / 2 - s) * support::normal_below(s / sd - sd);
    };
    for (double q = 1e-5; q > 1e-13; q *= 0.6) {
      const double p = 1 - q;
      const answer x = quantile(sum, p);
      INFO("sd " << sd << ", 1 - " << q << ": " << x.text() << ", error " << x.error);
      CHECK(x.engine_used == engine::convolution);
      CHECK(above(x.lower() - x.error) >= (1 - p) * (1 - 1e-9));
      CHECK(above(x.lower() + x.error) <= (1 - p) * (1 + 1e-9));
      CHECK(x.error < 1e-5 * x.lower());
    }
  }
  using boost::math::gamma_distribution;
  const estimate gammas =
      estimate(distribution(gamma_distribution<>(20, 3))) + distribution(gamma_distribution<>(1, 3));
  const distribution truth(gamma_distribution<>(21, 3));
  for (const double p : {1e-9, 1e-12, 1e-15}) {
    const answer x = quantile(gammas, p);
    INFO(p << ": " << x.text() << ", error " << x.error << " for " << truth.quantile(p));
    CHECK(std::abs(x.lower() - truth.quantile(p)) <= x.error + 1e-10 * x.lower());
  }
}
