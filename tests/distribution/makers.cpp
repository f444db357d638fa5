// SPDX-License-Identifier: BSL-1.0
// Shapes made from what is known of a number: quantiles, moments, ends, samples, a density.
#include <reckon/distribution/affine.hpp>
#include <reckon/distribution/beta.hpp>
#include <reckon/distribution/empirical.hpp>
#include <reckon/distribution/families.hpp>
#include <reckon/distribution/mixture.hpp>
#include <reckon/distribution/tabulated.hpp>
#include <reckon/distribution/truncated.hpp>

#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const double nan_value = std::numeric_limits<double>::quiet_NaN();

constexpr family two_parameters[] = {
    family::normal,  family::lognormal, family::uniform, family::log_uniform, family::logistic,
    family::laplace, family::cauchy,    family::gumbel,  family::weibull,     family::gamma};

template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const domain_error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

/// What every distribution must satisfy.
void check_is_distribution(const distribution& d) {
  INFO(d.name());
  double last = -infinity;
  for (const double p : {1e-9, 0.001, 0.05, 0.25, 0.3, 0.5, 0.6, 0.75, 0.95, 0.999, 1 - 1e-9}) {
    const double x = d.quantile(p);
    CHECK(x >= last);
    // A value that is far from zero beside its spread is told by few places.
    const double place = std::nextafter(std::abs(x), infinity) - std::abs(x);
    const double slack = 1e-13 + (d.model().jumps() ? 0 : 2 * place * d.pdf(x));
    CHECK(d.cdf(x) >= p - slack);
    CHECK(d.cdf_before(x) <= p + slack);
    CHECK_THAT(d.cdf(x) + d.complement(x), WithinAbs(1, 1e-13));
    CHECK(d.cdf_before(x) <= d.cdf(x));
    last = x;
  }
  for (const double q : {1e-15, 1e-6, 0.01, 0.25, 0.5, 0.75}) {
    const double x = d.upper_quantile(q);
    const double step = d.support().upper() < infinity ? 1e-15 : 0;
    const double place = std::nextafter(std::abs(x), infinity) - std::abs(x);
    const double slack = 1e-9 * q + (d.model().jumps() ? 0 : 3 * place * d.pdf(x));
    CHECK(d.complement(x) <= q + slack + step);
    const double before = std::nextafter(x, -infinity);
    if (before > d.support().lower()) CHECK(d.complement(before) >= q - slack - 1e-15);
  }
  CHECK(d.quantile(0) == d.support().lower());
  CHECK(d.quantile(1) == d.support().upper());
  CHECK(d.upper_quantile(0) == d.support().upper());
  CHECK(d.upper_quantile(1) == d.support().lower());
  if (!d.model().jumps()) {
    for (const double p : {0.1, 0.35, 0.8}) {
      const double x = d.quantile(p);
      const double h = 1e-5 * (d.quantile(0.9) - d.quantile(0.1));
      CHECK_THAT((d.cdf(x + h) - d.cdf(x - h)) / (2 * h), WithinRel(d.pdf(x), 1e-3));
    }
  }
}

}  // namespace

TEST_CASE("every family goes through the two quantiles that it is given") {
  for (const family f : two_parameters) {
    for (const auto& [a, b] : std::vector<std::pair<level_value, level_value>>{{{0.05, 1000}, {0.95, 3000}},
                                                                               {{0.01, 2}, {0.3, 5}},
                                                                               {{0.5, 1e-6}, {0.9, 3e-6}},
                                                                               {{0.6, 7}, {0.75, 7.1}}}) {
      INFO(to_string(f) << " through " << a.value << " and " << b.value);
      const auto d = from_quantiles({a, b}, f);
      check_is_distribution(d);
      CHECK_THAT(d.cdf(a.value), WithinAbs(a.level, 1e-12));
      CHECK_THAT(d.cdf(b.value), WithinAbs(b.level, 1e-12));
    }
  }
}

TEST_CASE("a credible range with a named family holds its coverage between equal tails") {
  for (const family f : two_parameters) {
    const auto d = credible(1000, 3000, 0.9, f);
    INFO(d.name());
    CHECK_THAT(d.cdf(1000), WithinAbs(0.05, 1e-13));
    CHECK_THAT(d.complement(3000), WithinAbs(0.05, 1e-13));
  }
  CHECK(credible(1000, 3000, 0.9, family::automatic).model().family().family ==
        detail::known_family::kind::lognormal);
  CHECK(credible(-1, 3, 0.9, family::automatic).model().family().family ==
        detail::known_family::kind::normal);
  CHECK_THAT(credible(-1, 3, 0.5, family::cauchy).quantile(0.75), WithinRel(3.0, 1e-14));
}

TEST_CASE("three quantiles make a shifted lognormal, mirrored or normal as they lie") {
  // 1000, 1600, 3000 at 0.05, 0.5, 0.95: scale ln(1400/600)/z, shift 550 (mpmath 1.3, 25 digits).
  const auto d = from_quantiles({{0.05, 1000}, {0.5, 1600}, {0.95, 3000}});
  CHECK_THAT(d.support().lower(), WithinRel(550.0, 1e-10));
  CHECK_THAT(d.quantile(0.25), WithinRel(1291.816516578519771, 1e-11));
  for (const auto& points :
       std::vector<std::vector<level_value>>{{{0.05, 1000}, {0.5, 1600}, {0.95, 3000}},
                                             {{0.05, -3000}, {0.5, -1600}, {0.95, -1000}},
                                             {{0.1, 5}, {0.5, 6}, {0.9, 7}},
                                             {{0.1, 5}, {0.5, 6}, {0.9, 7.0001}},
                                             {{0.1, 5}, {0.5, 6}, {0.9, 7.0000001}},
                                             {{0.01, 0}, {0.3, 0.2}, {0.6, 1}},
                                             {{0.2, 1}, {0.9, 20}, {0.95, 21}}}) {
    const auto made = from_quantiles(points);
    INFO(made.name());
    check_is_distribution(made);
    for (const auto& [level, value] : points) CHECK_THAT(made.cdf(value), WithinAbs(level, 1e-13));
  }
  CHECK(from_quantiles({{0.1, 5}, {0.5, 6}, {0.9, 7}}).skewness() == 0);
  CHECK(is_entire(from_quantiles({{0.1, 5}, {0.5, 6}, {0.9, 7}}).support()));
  // Of the first: mean 550 + exp(mu + s^2 / 2), with mu = 6.956545443151569, s = 0.5151205228866246.
  const double s = 0.5151205228866246;
  CHECK_THAT(d.mean(), WithinRel(550 + std::exp(6.956545443151569 + s * s / 2), 1e-12));
  CHECK_THAT(d.variance(), WithinRel(lognormal(6.956545443151569, s).variance(), 1e-11));
  CHECK_THAT(d.mode(), WithinRel(550 + std::exp(6.956545443151569 - s * s), 1e-12));
  CHECK_THAT(from_quantiles({{0.1, 5}, {0.5, 6}, {0.9, 7}}).mean(), WithinRel(6.0, 1e-12));
}

TEST_CASE("every family has the mean and the deviation that it is given") {
  for (const family f : {family::automatic, family::normal, family::lognormal, family::uniform,
                         family::logistic, family::laplace, family::gumbel, family::weibull, family::gamma}) {
    for (const auto& [mean, sd] :
         std::vector<std::pair<double, double>>{{10, 3}, {1e-9, 2e-9}, {5e20, 1e19}}) {
      const auto d = from_moments(mean, sd, f);
      INFO(d.name());
      CHECK_THAT(d.mean(), WithinRel(mean, 1e-11));
      CHECK_THAT(std::sqrt(d.variance()), WithinRel(sd, 1e-10));
    }
  }
}

TEST_CASE("PERT has the mean and the mode of its definition") {
  // Mean (a + 4 m + b) / 6; for 1, 3, 8: alpha 1 + 8/7, beta 1 + 20/7.
  const auto d = pert(1, 3, 8);
  check_is_distribution(d);
  CHECK_THAT(d.mean(), WithinRel(3.5, 1e-14));
  CHECK_THAT(d.mode(), WithinRel(3.0, 1e-13));
  CHECK(d.support() == interval<>(1, 8));
  CHECK_THAT(d.variance(), WithinRel((3.5 - 1) * (8 - 3.5) / 7, 1e-13));
  CHECK_THAT(pert(1, 3, 8, 2).mean(), WithinRel((1 + 2 * 3 + 8) / 4.0, 1e-14));
  CHECK_THAT(pert(0, 0, 1).mean(), WithinRel(1 / 6.0, 1e-14));
  CHECK(pert(1, 3, 8).name() == "pert(1, 3, 8, 4)");
  check_is_distribution(pert(0, 0, 1));
  // A weight of zero leaves the uniform distribution.
  CHECK_THAT(pert(2, 3, 6, 0).quantile(0.25), WithinRel(3.0, 1e-13));
}

TEST_CASE("a beta distribution on a range is moved and stretched") {
  const auto d = beta_on(-2, 6, 2, 5);
  check_is_distribution(d);
  // Beta(2, 5): mean 2/7, variance 10/392, skewness 0.59628...= 2 (5 - 2) sqrt(8) / (9 sqrt(10)).
  CHECK_THAT(d.mean(), WithinRel(-2 + 8 * 2 / 7.0, 1e-13));
  CHECK_THAT(d.variance(), WithinRel(64 * 10 / 392.0, 1e-14));
  CHECK_THAT(d.skewness(), WithinRel(6 * std::sqrt(8.0) / (9 * std::sqrt(10.0)), 1e-13));
  CHECK_THAT(d.mode(), WithinRel(-2 + 8 * 0.2, 1e-13));
  const auto fitted = beta_from_moments(10, 30, 15, 3);
  CHECK_THAT(fitted.mean(), WithinRel(15.0, 1e-14));
  CHECK_THAT(fitted.variance(), WithinRel(9.0, 1e-13));
  CHECK(fitted.support() == interval<>(10, 30));
}

TEST_CASE("shifted and scaled shapes have the quantiles of the values") {
  const std::vector<distribution> shapes{lognormal(0, 1),
                                         uniform(-1, 2),
                                         triangular(1, 3, 8),
                                         mixture({{1, uniform(0, 1)}, {1, uniform(2, 3)}}),
                                         distribution(boost::math::poisson(3)),
                                         distribution(boost::math::bernoulli(0.5)),
                                         empirical({1.1, 2.7, 2.7, 9.3}),
                                         truncated(normal(0, 1), 1, 2)};
  for (const auto& d : shapes) {
    for (const double factor : {1.0, 0.1, -1.0, -3.7, 1e12}) {
      for (const double shift : {0.0, 0.1, -1e3}) {
        const auto moved = shifted(scaled(d, factor), shift);
        INFO(d.name() << " times " << factor << " plus " << shift);
        check_is_distribution(moved);
        for (const double p : {0.01, 0.3, 0.61, 0.99}) {
          const double original = factor > 0 ? d.quantile(p) : d.quantile(1 - p);
          CHECK_THAT(moved.quantile(p), WithinRel(factor * original + shift, 1e-12));
        }
        CHECK_THAT(moved.mean(), WithinRel(factor * d.mean() + shift, 1e-12));
        CHECK_THAT(moved.variance(), WithinRel(factor * factor * d.variance(), 1e-12));
        CHECK_THAT(moved.skewness(),
                   WithinRel((factor < 0 ? -1 : 1) * d.skewness(), 1e-10) || WithinAbs(0, 1e-12));
        CHECK(moved.model().jumps() == d.model().jumps());
      }
    }
  }
}

TEST_CASE("shifts and factors keep normal and lognormal shapes what they are") {
  CHECK(shifted(normal(3, 2), 4).name() == "normal(7, 2)");
  CHECK(scaled(normal(3, 2), -2).name() == "normal(-6, 4)");
  CHECK(scaled(lognormal(0, 1), 1).name() == "lognormal(0, 1)");
  CHECK(shifted(uniform(0, 1), 5).name() == "uniform(0, 1) + 5");
}

TEST_CASE("a moved count keeps its probabilities, whatever the rounding") {
  const distribution count(boost::math::poisson(3));
  for (const double by : {0.1, 1 / 3.0, 1e6 + 0.1, -0.7}) {
    const auto moved = shifted(count, by);
    for (int k = 0; k < 10; ++k) {
      const double x = by + k;
      CHECK(moved.cdf(x) == count.cdf(k));
      CHECK(moved.cdf_before(x) == count.cdf_before(k));
      CHECK(moved.pdf(x) == count.pdf(k));
      CHECK(moved.cdf(x + 0.5) == count.cdf(k));
      CHECK(moved.pdf(x + 0.5) == 0);
    }
  }
  const auto mirrored = scaled(count, -1);
  for (int k = 1; k < 10; ++k) {
    CHECK_THAT(mirrored.cdf(-k), WithinRel(count.complement(k - 1), 1e-14));
    CHECK(mirrored.pdf(-k) == count.pdf(k));
  }
  const auto coin = scaled(distribution(boost::math::bernoulli(0.5)), -1);
  CHECK(coin.quantile(0.5) == -1);
  CHECK(coin.quantile(std::nextafter(0.5, 1)) == 0);
}

TEST_CASE("samples are counted") {
  const auto d = empirical({3, 1, 4, 1, 5, 9, 2, 6});
  check_is_distribution(d);
  CHECK(d.cdf(1) == 0.25);
  CHECK(d.cdf(0.5) == 0);
  CHECK(d.cdf_before(1) == 0);
  CHECK(d.cdf(4) == 0.625);
  CHECK(d.complement(4) == 0.375);
  CHECK(d.pdf(1) == 0.25);
  CHECK(d.pdf(3.5) == 0);
  CHECK(d.median() == 3);
  CHECK(d.quantile(0.25) == 1);
  CHECK(d.quantile(0.26) == 2);
  CHECK(d.mode() == 1);
  CHECK(d.support() == interval<>(1, 9));
  CHECK_THAT(d.mean(), WithinRel(31 / 8.0, 1e-15));
  CHECK_THAT(d.variance(), WithinRel(173 / 8.0 - 31 * 31 / 64.0, 1e-14));
  // Third central moment by hand: sum of x^3 is 1171.
  const double mean = 31 / 8.0;
  const double third = 1171 / 8.0 - 3 * mean * 173 / 8.0 + 2 * mean * mean * mean;
  CHECK_THAT(d.skewness(), WithinRel(third / std::pow(173 / 8.0 - mean * mean, 1.5), 1e-12));
  CHECK(d.model().discrete());
  CHECK(d.name() == "empirical of 8");
}

TEST_CASE("weights count as repetitions do") {
  const auto weighted = empirical({7, 2, 5}, {3, 1, 4});
  const auto repeated = empirical({7, 7, 7, 2, 5, 5, 5, 5});
  check_is_distribution(weighted);
  for (const double x : {1.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0}) {
    CHECK(weighted.cdf(x) == repeated.cdf(x));
    CHECK(weighted.complement(x) == repeated.complement(x));
    CHECK(weighted.pdf(x) == repeated.pdf(x));
  }
  CHECK(weighted.mean() == repeated.mean());
  CHECK(empirical({1, 2}, {0, 5}).support() == interval<>(2, 2));
}

TEST_CASE("a table of a straight density is exact") {
  // Triangular density on [1, 8] with its peak at 3.
  const auto d = tabulated({1, 3, 8}, {0, 7, 0});
  const auto same = triangular(1, 3, 8);
  check_is_distribution(d);
  for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.9})
    CHECK_THAT(d.quantile(p), WithinRel(same.quantile(p), 1e-13));
  CHECK_THAT(d.upper_quantile(1e-30), WithinRel(8.0, 1e-14));
  CHECK_THAT(d.mean(), WithinRel(4.0, 1e-14));
  CHECK_THAT(d.variance(), WithinRel(same.variance(), 1e-13));
  CHECK_THAT(d.skewness(), WithinRel(same.skewness(), 1e-12));
  CHECK(d.mode() == 3);
  // A gap of no density, and a table that begins and ends with one.
  const auto gap = tabulated({0, 1, 2, 3, 4, 5, 6}, {0, 0, 1, 0, 0, 1, 0});
  check_is_distribution(gap);
  CHECK(gap.support() == interval<>(1, 6));
  CHECK(gap.quantile(0.5) == 3);
  CHECK_THAT(gap.quantile(0.5 + 1e-9), WithinAbs(4, 1e-3));
}

TEST_CASE("a tabulated density comes near the one that it was taken from") {
  const auto d = tabulated([](double x) { return std::exp(-x * x / 2); }, -9, 9, 4000);
  for (const double p : {0.001, 0.1, 0.5, 0.9})
    CHECK_THAT(d.quantile(p), WithinAbs(normal(0, 1).quantile(p), 1e-5));
  CHECK_THAT(d.variance(), WithinRel(1.0, 1e-5));
  check_is_distribution(d);
}

TEST_CASE("what cannot be made is refused with call, argument and rule") {
  CHECK(message_of([] {
          (void)from_quantiles({{0.05, 3000}, {0.95, 1000}});
        }) ==
        "reckon::from_quantiles(0.05: 3000, 0.95: 1000): quantiles are out of order: values must rise with "
        "their "
        "levels");
  CHECK_THAT(message_of([] {
               (void)from_quantiles({{0.95, 1000}, {0.05, 3000}});
             }),
             contains_text("levels must rise"));
  CHECK_THAT(message_of([] { (void)from_quantiles({{0.5, 1}}); }), contains_text("two or three quantiles"));
  CHECK_THAT(message_of([] { (void)from_quantiles({{0, 1}, {0.5, 2}}); }), contains_text("between 0 and 1"));
  CHECK_THAT(message_of([] {
               (void)from_quantiles({{0.1, nan_value}, {0.5, 2}});
             }),
             contains_text("must be finite"));
  CHECK_THAT(message_of([] {
               (void)from_quantiles({{0.1, -1}, {0.5, 2}}, family::gamma);
             }),
             contains_text("the family gamma needs positive values"));
  CHECK_THAT(message_of([] {
               (void)from_quantiles({{0.1, 1}, {0.5, 2}, {0.9, 3}}, family::normal);
             }),
             contains_text("determined by two quantiles"));
  CHECK(
      message_of([] { (void)from_moments(10, -1); }) ==
      "reckon::from_moments(10, -1): the mean must be finite and the standard deviation finite and positive");
  CHECK_THAT(message_of([] { (void)from_moments(-10, 1, family::lognormal); }),
             contains_text("the family lognormal needs a positive mean"));
  CHECK_THAT(message_of([] { (void)from_moments(10, 1, family::cauchy); }),
             contains_text("the family cauchy"));
  CHECK(message_of([] { (void)beta_from_moments(0, 1, 0.5, 0.6); }) ==
        "reckon::beta_from_moments(0, 1, 0.5, 0.6): the standard deviation must be positive and less than "
        "sqrt((mean - "
        "lower) (upper - mean))");
  CHECK_THAT(message_of([] { (void)beta_from_moments(0, 1, 2, 0.6); }),
             contains_text("lower < mean < upper"));
  CHECK_THAT(message_of([] { (void)beta_on(0, 1, -1, 2); }),
             contains_text("reckon::beta_on(0, 1, -1, 2): alpha"));
  CHECK_THAT(message_of([] { (void)pert(0, 2, 1); }),
             contains_text("reckon::pert(0, 2, 1, 4): finite lower <= mode"));
  CHECK_THAT(message_of([] { (void)pert(0, 0.5, 1, -4); }), contains_text("the weight"));
  CHECK_THAT(message_of([] { (void)scaled(normal(0, 1), 0); }),
             contains_text("reckon::scaled(normal(0, 1), 0): the factor must be finite and not zero"));
  CHECK_THAT(message_of([] { (void)shifted(normal(0, 1), infinity); }),
             contains_text("the shift must be finite"));
  CHECK(message_of([] { (void)empirical({}); }) ==
        "reckon::empirical: no value is given; at least one is required");
  CHECK(message_of([] {
          (void)empirical({1, nan_value});
        }) == "reckon::empirical: the value nan is not finite");
  CHECK(message_of([] { (void)empirical({1, 2}, {1}); }) == "reckon::empirical: 1 weights for 2 values");
  CHECK(message_of([] {
          (void)empirical({1, 2}, {1, -1});
        }) == "reckon::empirical: the weight -1 is negative or not finite");
  CHECK_THAT(message_of([] { (void)empirical({1, 2}, {0, 0}); }), contains_text("positive, finite sum"));
  CHECK(message_of([] { (void)tabulated({0, 1}, {1}); }) == "reckon::tabulated: 1 densities for 2 places");
  CHECK_THAT(message_of([] {
               (void)tabulated({0, 0}, {1, 1});
             }),
             contains_text("the place 0 is not finite or not above"));
  CHECK_THAT(message_of([] {
               (void)tabulated({0, 1}, {1, -1});
             }),
             contains_text("the density -1 at 1 is negative"));
  CHECK_THAT(message_of([] { (void)tabulated({0, 1}, {0, 0}); }), contains_text("all densities are zero"));
  CHECK_THAT(message_of([] { (void)tabulated([](double) { return 1.0; }, 1, 0); }),
             contains_text("lower < upper"));
}

TEST_CASE("makers follow a change of unit") {
  for (const double unit : {1e-30, 1e-3, 1e9, 1e30}) {
    for (const double p : {0.01, 0.5, 0.99}) {
      for (const family f : two_parameters) {
        INFO(to_string(f));
        CHECK_THAT(credible(unit, 3 * unit, 0.9, f).quantile(p),
                   WithinRel(unit * credible(1, 3, 0.9, f).quantile(p), 1e-9));
      }
      const auto three = [p](double u) {
        return from_quantiles({{0.1, u}, {0.5, 2 * u}, {0.9, 9 * u}}).quantile(p);
      };
      CHECK_THAT(three(unit), WithinRel(unit * three(1), 1e-9));
      CHECK_THAT(pert(unit, 2 * unit, 9 * unit).quantile(p),
                 WithinRel(unit * pert(1, 2, 9).quantile(p), 1e-13));
      const auto table = [p](double u) { return tabulated({u, 2 * u, 9 * u}, {1, 5, 2}).quantile(p); };
      CHECK_THAT(table(unit), WithinRel(unit * table(1), 1e-13));
    }
  }
}

TEST_CASE("a truncated shape has the moments that its tail makes, however heavy") {
  // A tail that is a power is the same power from any place on: a k / (k - 1) and a^2 k / ((k - 1)^2 (k -
  // 2)).
  for (const double k : {1.2, 2.01, 2.1, 2.5, 4.0}) {
    const reckon::distribution tail =
        truncated(reckon::distribution(boost::math::pareto_distribution<>(1, k)), 5, infinity);
    const double mean = 5 * k / (k - 1);
    CHECK(std::abs(tail.mean() - mean) < 1e-12 * mean);
    if (k < 2) continue;
    const double variance = 25 * k / ((k - 1) * (k - 1) * (k - 2));
    CHECK(std::abs(tail.variance() - variance) < 1e-11 * variance);
  }
}
