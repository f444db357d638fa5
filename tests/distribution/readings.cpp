// SPDX-License-Identifier: BSL-1.0
// What is read of shapes beside quantiles: skewness, mode, intervals of highest density, scores.
#include <reckon/distribution.hpp>
#include <reckon/distribution/affine.hpp>
#include <reckon/distribution/empirical.hpp>
#include <reckon/distribution/highest_density.hpp>
#include <reckon/distribution/scores.hpp>

#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace elsewhere {

/// Exponential with mean 1, with no more than what is asked for.
struct waiting {};
double cdf(const waiting&, double x) { return x < 0 ? 0 : -std::expm1(-x); }
double quantile(const waiting&, double p) { return -std::log1p(-p); }
double pdf(const waiting&, double x) { return x < 0 ? 0 : std::exp(-x); }

/// A die, whose values are whole numbers; what it is a user says by a specialisation.
struct die {};
double cdf(const die&, double x) { return x < 1 ? 0 : x >= 6 ? 1 : std::floor(x) / 6; }
double quantile(const die&, double p) { return std::ceil(6 * p); }
double pdf(const die&, double x) { return x >= 1 && x <= 6 && x == std::floor(x) ? 1 / 6.0 : 0; }
std::pair<double, double> support(const die&) { return {1, 6}; }

/// Zero with probability 1/2, else uniform on [0, 1]: it tells P(X < x) too.
struct often_zero {};
double cdf(const often_zero&, double x) { return x < 0 ? 0 : x >= 1 ? 1 : 0.5 + x / 2; }
double cdf_before(const often_zero&, double x) { return x <= 0 ? 0 : x > 1 ? 1 : 0.5 + x / 2; }
double quantile(const often_zero&, double p) { return p <= 0.5 ? 0 : 2 * p - 1; }
double pdf(const often_zero&, double x) { return x < 0 || x > 1 ? 0 : 0.5; }
std::pair<double, double> support(const often_zero&) { return {0, 1}; }

}  // namespace elsewhere

template <>
inline constexpr bool reckon::is_over_whole_numbers<elsewhere::die> = true;

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

distribution exponential() { return distribution(boost::math::exponential_distribution<>(1)); }
distribution waiting_times(double shape) { return distribution(boost::math::gamma_distribution<>(shape, 1)); }

}  // namespace

TEST_CASE("skewness is that of the closed form, or of an integral") {
  CHECK(normal(3, 2).skewness() == 0);
  CHECK_THAT(exponential().skewness(), WithinRel(2.0, 1e-15));
  CHECK_THAT(waiting_times(4).skewness(), WithinRel(1.0, 1e-15));
  // (exp(s^2) + 2) sqrt(exp(s^2) - 1)
  CHECK_THAT(lognormal(1, 0.5).skewness(),
             WithinRel((std::exp(0.25) + 2) * std::sqrt(std::expm1(0.25)), 1e-13));
  CHECK_THAT(distribution(elsewhere::waiting{}).skewness(), WithinRel(2.0, 1e-8));
  CHECK_THAT(distribution(elsewhere::die{}).skewness(), WithinAbs(0, 1e-14));
  // Moments by hand and by quadrature with 30 digits (mpmath 1.3).
  CHECK_THAT(log_uniform(1, 1000).skewness(), WithinRel(1.96131913616258474491, 1e-9));
  CHECK_THAT(mixture({{3, normal(0, 1)}, {7, normal(5, 2)}}).skewness(),
             WithinRel(-0.0435170639051665796615, 1e-12));
  CHECK_THAT(truncated(normal(1, 2), -1, 4).skewness(), WithinRel(0.158283284113414114057, 1e-9));
  CHECK(std::isnan(distribution(boost::math::cauchy(0, 1)).skewness()));
  CHECK(std::isnan(distribution(boost::math::students_t(2)).skewness()));
}

TEST_CASE("no value has a greater density than the mode") {
  const distribution coin(boost::math::bernoulli(0.3));
  for (const auto& d : {normal(3, 2),
                        lognormal(1, 0.5),
                        uniform(2, 5),
                        triangular(1, 3, 8),
                        log_uniform(2, 50),
                        exponential(),
                        waiting_times(4),
                        distribution(boost::math::beta_distribution<>(2, 5)),
                        distribution(boost::math::poisson(3.7)),
                        distribution(boost::math::poisson(3)),
                        coin,
                        distribution(elsewhere::waiting{}),
                        distribution(elsewhere::die{}),
                        mixture({{3, normal(0, 1)}, {7, normal(5, 2)}}),
                        mixture({{1, normal(0, 1)}, {1e-3, normal(2, 1e-6)}}),
                        mixture({{1, coin}, {2, distribution(boost::math::poisson(2))}}),
                        truncated(normal(1, 2), 2, 9),
                        truncated(distribution(boost::math::poisson(3)), 5, 9),
                        empirical({1, 2, 2, 5}),
                        scaled(waiting_times(4), -3)}) {
    const double mode = d.mode();
    INFO(d.name() << " has its mode at " << mode);
    CHECK(contains(d.support(), mode));
    const double greatest = d.pdf(mode);
    CHECK(greatest > 0);
    for (int i = 1; i < 1000; ++i) CHECK(d.pdf(d.quantile(i / 1000.0)) <= greatest * (1 + 1e-10));
    for (const double near : {1e-6, 1e-3, 0.1}) {
      CHECK(d.pdf(mode * (1 - near)) <= greatest * (1 + 1e-10));
      CHECK(d.pdf(mode * (1 + near)) <= greatest * (1 + 1e-10));
    }
  }
  CHECK(waiting_times(0.5).mode() == 0);  // where its density has no bound
  // Where the derivative of the density vanishes, with 30 digits (mpmath 1.3).
  CHECK_THAT(mixture({{3, normal(0, 1)}, {7, normal(5, 2)}}).mode(), WithinRel(4.99993609491763345938, 1e-7));
  CHECK_THAT(mixture({{1, normal(0, 1)}, {1e-3, normal(2, 1e-6)}}).mode(), WithinRel(2.0, 1e-9));
}

TEST_CASE("the interval of highest density is the shortest one with its coverage") {
  // Equal densities at both ends, solved with 30 digits (mpmath 1.3).
  const auto check = [](const distribution& d, double coverage, double lower, double upper,
                        double within = 1e-11) {
    const interval<> found = highest_density_interval(d, coverage);
    INFO(d.name());
    CHECK_THAT(found.lower(), WithinRel(lower, within));
    CHECK_THAT(found.upper(), WithinRel(upper, within));
  };
  check(lognormal(1, 0.5), 0.9, 0.844191770022152541210, 5.30885188589372325014);
  check(waiting_times(3), 0.9, 0.441326895366072836707, 5.47917471231636887600);
  check(distribution(boost::math::beta_distribution<>(2, 5)), 0.8, 0.0512605061305010432122,
        0.448304525685480255714);
  check(normal(5, 2), 0.5, 5 - 2 * 0.674489750196081743203, 5 + 2 * 0.674489750196081743203);
  check(distribution(boost::math::cauchy(0, 1)), 0.5, -1, 1);
  const interval<> low = highest_density_interval(exponential(), 0.9);
  CHECK(low.lower() == 0);
  CHECK_THAT(low.upper(), WithinRel(std::log(10.0), 1e-14));
  const interval<> high = highest_density_interval(scaled(exponential(), -1), 0.9);
  CHECK(high.upper() == 0);
  CHECK_THAT(high.lower(), WithinRel(-std::log(10.0), 1e-14));
  CHECK_THAT(wid(highest_density_interval(uniform(2, 6), 0.25)), WithinRel(1.0, 1e-12));
  // A peak far in one tail of the levels.
  const interval<> skewed = highest_density_interval(lognormal(0, 10), 0.5);
  CHECK_THAT(lognormal(0, 10).cdf(skewed.upper()), WithinRel(0.5, 1e-9));
}

TEST_CASE("no other interval with the coverage is shorter") {
  for (const auto& d : {lognormal(0, 1), triangular(0, 1, 9), waiting_times(0.7),
                        mixture({{1, normal(0, 1)}, {1, normal(6, 0.5)}}),
                        distribution(boost::math::students_t(1.5)), log_uniform(1, 100)}) {
    for (const double coverage : {0.05, 0.5, 0.9, 0.999}) {
      const interval<> found = highest_density_interval(d, coverage);
      INFO(d.name() << " with " << coverage << ": " << found.lower() << " to " << found.upper());
      CHECK_THAT(d.cdf(found.upper()) - d.cdf(found.lower()), WithinAbs(coverage, 1e-11));
      const double length = found.upper() - found.lower();
      for (int i = 1; i < 500; ++i) {
        const double below = (1 - coverage) * i / 500;
        CHECK(d.quantile(below + coverage) - d.quantile(below) >= length * (1 - 1e-9));
      }
    }
  }
}

TEST_CASE("of counts the shortest interval holds at least the coverage") {
  const distribution d(boost::math::poisson(3));
  for (const double coverage : {0.1, 0.5, 0.9, 0.99}) {
    const interval<> found = highest_density_interval(d, coverage);
    CHECK(d.cdf(found.upper()) - d.cdf_before(found.lower()) >= coverage);
    for (int a = 0; a < 20; ++a) {
      const double b = a + (found.upper() - found.lower()) - 1;
      if (b >= a) CHECK(d.cdf(b) - d.cdf_before(a) < coverage);
    }
  }
  // 1 .. 5 holds 0.8663, more than any other five values in a row.
  CHECK(highest_density_interval(d, 0.85) == interval<>(1, 5));
  CHECK(highest_density_interval(distribution(elsewhere::die{}), 0.5) == interval<>(1, 3));
  CHECK(highest_density_interval(empirical({1, 2, 2, 2, 50}), 0.6) == interval<>(2, 2));
  CHECK_THROWS_WITH(highest_density_interval(d, 1),
                    "reckon::highest_density_interval: the coverage 1 is not between 0 and 1");
}

TEST_CASE("the ranked probability score is the integral of its definition") {
  // Integrals of F^2 and (1 - F)^2 with 30 digits (mpmath 1.3); exponential: Jordan, Krueger and Lerch, J.
  // Stat. Softw. 90(12), appendix.
  const auto check = [](const distribution& d, double outcome, double expected, double within = 1e-11) {
    const computed score = crps(d, outcome);
    INFO(d.name() << " for " << outcome << " error " << score.error);
    CHECK_THAT(score.value, WithinRel(expected, within));
    CHECK(std::abs(score.value - expected) <= score.error + 1e-14 * expected);
  };
  check(normal(5, 2), 8, 1.98884800795490594053);
  check(lognormal(1, 0.5), 4, 0.72806662438663974133);
  check(lognormal(1, 0.5), -1, 3.22907164612113002957);
  check(exponential(), 2, 0.770670566473225383788);
  check(distribution(elsewhere::waiting{}), 2, 0.770670566473225383788);
  check(uniform(-1, 2), 0.5, 0.25);
  check(uniform(-1, 2), 5, 4);
  check(uniform(-1, 2), -3, 3);
  check(distribution(boost::math::students_t(5)), 1.5, 0.968528492323738418536);
  check(distribution(boost::math::cauchy(0, 1)), 2, 1.33863673097679394262);
  check(waiting_times(3), 1, 1.10917385288586553756);
  check(mixture({{3, normal(0, 1)}, {7, normal(5, 2)}}), 1, 1.51594061651493159133);
  check(shifted(scaled(exponential(), -2), 7), 3, 2 * 0.770670566473225383788);
  // Half of it at 0: (1/2)^2 for the zero's step is no area; the integral of (1/2 + x/2)^2 to y and ((1 -
  // x)/2)^2 on.
  check(distribution(elsewhere::often_zero{}), 0.5, (27 / 8.0 - 1) / 12 + 1 / 96.0);
}

TEST_CASE("the ranked probability score of single values is a sum") {
  // E|X - y| - E|X - X'| / 2 by hand.
  const std::vector<double> values{1, 2, 2, 5};
  const auto d = empirical(values);
  for (const double y : {0.0, 1.0, 2.0, 3.5, 9.0}) {
    double to_outcome = 0;
    double between = 0;
    for (const double a : values) {
      to_outcome += std::abs(a - y) / 4;
      for (const double b : values) between += std::abs(a - b) / 16;
    }
    CHECK_THAT(crps(d, y).value, WithinRel(to_outcome - between / 2, 1e-14));
  }
  CHECK(crps(empirical({3}), 7).value == 4);
  // Poisson(3) at 2: sum over whole numbers of (F(k) - [k >= 2])^2 (mpmath 1.3).
  CHECK_THAT(crps(distribution(boost::math::poisson(3)), 2).value, WithinRel(0.5417440078336720511, 1e-13));
}

TEST_CASE("a score that does not exist is infinite, and a far outcome costs its distance") {
  CHECK(crps(distribution(boost::math::pareto_distribution<>(1, 0.4)), 2).value == infinity);
  CHECK_THAT(crps(normal(0, 1), 1e6).value, WithinRel(1e6 - 0.564189583547756286948, 1e-15));
  CHECK_THROWS_WITH(crps(normal(0, 1), infinity), "reckon::crps: the outcome is not finite");
}

TEST_CASE("the logarithmic score is minus the logarithm of the density, or of the probability") {
  CHECK_THAT(log_score(normal(0, 1), 0), WithinRel(0.918938533204672741780, 1e-15));
  CHECK_THAT(log_score(normal(0, 1), 100), WithinRel(5000.91893853320467274178, 1e-15));
  CHECK_THAT(log_score(lognormal(1, 0.5), 4), WithinRel(-std::log(lognormal(1, 0.5).pdf(4)), 1e-13));
  CHECK(log_score(lognormal(1, 0.5), -4) == infinity);
  CHECK_THAT(log_score(distribution(boost::math::poisson(3)), 0), WithinRel(3.0, 1e-14));
  CHECK(log_score(uniform(0, 1), 2) == infinity);
  CHECK_THAT(log_score(distribution(elsewhere::die{}), 2), WithinRel(std::log(6.0), 1e-15));
  CHECK_THROWS_WITH(log_score(normal(0, 1), std::nan("")), "reckon::log_score: the outcome is not finite");
}

TEST_CASE("a count of somebody else's is a count") {
  const distribution d(elsewhere::die{});
  CHECK(d.model().jumps());
  CHECK(d.model().whole_numbers());
  CHECK(d.quantile(0.5) == 3);
  CHECK(d.quantile(std::nextafter(0.5, 1)) == 4);
  CHECK(d.upper_quantile(0.5) == 3);
  CHECK(d.cdf_before(3) == 2 / 6.0);
  CHECK(d.cdf(3.5) == 0.5);
  CHECK(d.pdf(3.5) == 0);
  CHECK_THAT(d.mean(), WithinRel(3.5, 1e-14));
  CHECK_THAT(d.variance(), WithinRel(35 / 12.0, 1e-13));
  CHECK_THAT(truncated(d, 2.5, 9).mean(), WithinRel(4.5, 1e-14));
}

TEST_CASE("a shape of somebody else's may have a value with a probability of its own") {
  const distribution d(elsewhere::often_zero{});
  CHECK(d.model().jumps());
  CHECK(d.cdf(0) == 0.5);
  CHECK(d.cdf_before(0) == 0);
  CHECK(d.cdf_before(0.5) == 0.75);
  CHECK_THAT(d.mean(), WithinAbs(0.25, 1e-3));
  CHECK(truncated(d, 0, 0.5).cdf(0) == 0.5 / 0.75);
}

TEST_CASE("a stretch of a shape with gaps or edges has the moments of its pieces") {
  // Pieces of uniform density: masses, middles, and a twelfth of the squared lengths.
  const distribution gap = truncated(mixture({{0.3, uniform(0, 1)}, {0.7, uniform(2, 3)}}), 0.4, 2.7);
  const double mean_of_gap = (0.18 * 0.7 + 0.49 * 2.35) / 0.67;
  const double variance_of_gap = (0.18 * (0.03 + std::pow(0.7 - mean_of_gap, 2)) +
                                  0.49 * (0.49 / 12 + std::pow(2.35 - mean_of_gap, 2))) /
                                 0.67;
  CHECK_THAT(gap.mean(), WithinRel(mean_of_gap, 1e-12));
  CHECK_THAT(gap.variance(), WithinRel(variance_of_gap, 1e-11));
  // Density x up to 1, (3 - x) / 2 from there on; on [1/2, 5/2] a mass of 3/8 + 15/16.
  const distribution edge = truncated(triangular(0, 1, 3), 0.5, 2.5);
  const double mass = 21.0 / 16;
  const double mean_of_edge = (7.0 / 24 + 1.5) / mass;
  const double square_of_edge = (15.0 / 64 + 327.0 / 128) / mass;
  CHECK_THAT(edge.mean(), WithinRel(mean_of_edge, 1e-12));
  CHECK_THAT(edge.variance(), WithinRel(square_of_edge - mean_of_edge * mean_of_edge, 1e-11));
  // Half a Poisson(2), half a uniform(0, 3), between 1/2 and 5/2: both have the mean 3/2 there.
  const distribution steps = mixture({{1, distribution(boost::math::poisson(2))}, {1, uniform(0, 3)}});
  CHECK_THAT(truncated(steps, 0.5, 2.5).mean(), WithinRel(1.5, 1e-12));
}
