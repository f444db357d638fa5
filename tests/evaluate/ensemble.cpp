// SPDX-License-Identifier: BSL-1.0
// Sample points: their columns, how they are sorted, and how far their quantiles are off.
#include <reckon/evaluate/ensemble.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <vector>

using namespace reckon;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Ten leaves: w2 of data/arithmetic.json, with its quantiles and its standard deviation.
estimate w2() {
  using boost::math::beta_distribution;
  using boost::math::gamma_distribution;
  const estimate a = estimate(normal(100, 10)) * lognormal(1, 0.3);
  const estimate b = estimate(uniform(5, 10)) * triangular(1, 2, 4);
  const estimate c = exp(estimate(normal(0, 0.5))) * distribution(beta_distribution<>(2, 5));
  const estimate d = estimate(distribution(gamma_distribution<>(3, 2))) + lognormal(0, 0.25);
  return (a + b - c) / d + log(estimate(uniform(10, 20)) * lognormal(2, 0.1));
}
constexpr std::size_t levels = 7;
constexpr std::array<double, levels> level{0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
constexpr std::array<double, levels> reference{17.6100202044, 22.9694156139, 35.5658323888, 50.1384918941,
                                               72.7193826856, 128.302121348, 192.017568090};
constexpr double reference_deviation = 36.05877502637;

/// Root mean squares over many seeds, in standard deviations.
struct deviations {
  std::array<double, levels> found{};
  std::array<double, levels> stated{};
};

template <class Engine>
deviations over_seeds(int seeds, const Engine& engine_of) {
  deviations all;
  for (int k = 0; k < seeds; ++k) {
    const auto law = engine_of(options{.seed = 20261123u + static_cast<std::uint64_t>(k)});
    for (std::size_t i = 0; i < levels; ++i) {
      const detail::bounded q = law->quantile(level[i]);
      all.found[i] += std::pow((q.bounds.lower() - reference[i]) / reference_deviation, 2) / seeds;
      all.stated[i] += std::pow(q.error / reference_deviation, 2) / seeds;
    }
  }
  for (auto* squares : {&all.found, &all.stated}) {
    for (double& x : *squares) x = std::sqrt(x);
  }
  return all;
}

std::vector<double> column_of(double first, double last) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> between(first, last);
  std::vector<double> column(4096);
  for (double& x : column) x = between(random);
  return column;
}

}  // namespace

TEST_CASE("exponentials of a column are right to two units in the last place") {
  for (const double reach : {1e-3, 1.0, 30.0, 699.0, 707.0}) {
    const std::vector<double> x = column_of(-reach, reach);
    std::vector<double> y(x.size());
    detail::arithmetic::exponentials_of(x.data(), y.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto exact = static_cast<double>(std::exp(static_cast<long double>(x[i])));
      CHECK(std::abs(y[i] - exact) <= 2 * epsilon * exact);
    }
  }
  const std::vector<double> x{0, -0.0, infinity, -infinity, 709.7, 709.8, -745, -746};
  std::vector<double> y(x.size());
  detail::arithmetic::exponentials_of(x.data(), y.data(), x.size());
  CHECK(y[0] == 1);
  CHECK(y[1] == 1);
  CHECK(y[2] == infinity);
  CHECK(y[3] == 0);
  CHECK_THAT(y[4], WithinRel(std::exp(709.7), 1e-15));
  CHECK(y[5] == infinity);
  CHECK(y[6] == std::numeric_limits<double>::denorm_min());
  CHECK(y[7] == 0);
  const std::vector<double> none(8, std::nan(""));
  detail::arithmetic::exponentials_of(none.data(), y.data(), y.size());
  CHECK(std::all_of(y.begin(), y.end(), [](double value) { return std::isnan(value); }));
}

TEST_CASE("logarithms of a column are right to two units in the last place") {
  for (const double reach : {1e-6, 0.1, 1.0, 30.0, 700.0}) {
    std::vector<double> x = column_of(-reach, reach);
    for (double& value : x) value = std::exp(value);
    std::vector<double> y(x.size());
    detail::arithmetic::logarithms_of(x.data(), y.data(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto exact = static_cast<double>(std::log(static_cast<long double>(x[i])));
      CHECK(std::abs(y[i] - exact) <= 2 * epsilon * std::abs(exact));
    }
  }
  const std::vector<double> x{1, infinity, 0, -1, 5e-324, 1e-310, 2, 3};
  std::vector<double> y(x.size());
  detail::arithmetic::logarithms_of(x.data(), y.data(), x.size());
  CHECK(y[0] == 0);
  CHECK(y[1] == infinity);
  CHECK(y[2] == -infinity);
  CHECK(std::isnan(y[3]));
  CHECK_THAT(y[4], WithinRel(std::log(5e-324), 1e-15));
  CHECK_THAT(y[5], WithinRel(std::log(1e-310), 1e-15));
}

TEST_CASE("a column of normal scores is the normal quantile cell by cell") {
  for (const std::size_t count : {256u, 4096u}) {
    for (const double fraction : {1e-9, 0.125, 0.5, 0.9, 1 - 1e-9}) {
      std::vector<double> scores(count);
      detail::arithmetic::score_column(fraction, count, scores.data());
      const auto n = static_cast<double>(count);
      for (std::size_t i = 0; i < count; ++i) {
        const double below = (static_cast<double>(i) + fraction) / n;
        const double above = (static_cast<double>(count - i) - fraction) / n;
        const double expected =
            below < 0.5 ? detail::normal_quantile(below) : -detail::normal_quantile(above);
        CHECK_THAT(scores[i], WithinAbs(expected, 4e-15));
      }
    }
  }
}

TEST_CASE("buckets sort as comparisons do") {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal_draw;
  std::uniform_real_distribution<double> uniform_draw;
  const std::vector<std::function<double()>> kinds{
      [&] { return normal_draw(random); },
      [&] { return std::exp(5 * normal_draw(random)); },
      [&] { return std::tan(3.14 * (uniform_draw(random) - 0.5)); },
      [&] { return std::floor(5 * uniform_draw(random)); },
      [&] { return 7.0; },
      [&] { return uniform_draw(random) < 0.99 ? 1.0 : 1e300 * normal_draw(random); },
      [&] { return 1e308 * (uniform_draw(random) - 0.5); },
      [&] { return 5e-324 * std::floor(100 * uniform_draw(random)); },
      [&] { return uniform_draw(random) < 0.3   ? infinity
                   : uniform_draw(random) < 0.3 ? -infinity
                                                : 0.0; }};
  detail::number_sorter sorter;
  for (const auto& draw : kinds) {
    for (const std::size_t count : {0u, 1u, 100u, 256u, 1000u, 4096u, 4095u, 30000u}) {
      std::vector<double> numbers(count);
      for (double& x : numbers) x = draw();
      std::vector<double> expected = numbers;
      std::sort(expected.begin(), expected.end());
      sorter(numbers);
      CHECK(numbers == expected);
    }
  }
}

TEST_CASE("of one leaf eight scramblings have one point in each eighth of a cell") {
  for (const auto& shape : {uniform(2, 5), normal(0, 1), lognormal(1, 2), triangular(1, 2, 4)}) {
    const detail::program p = detail::compile(estimate(shape));
    const auto law = detail::ensemble(p, {}).run();
    constexpr int count = 32768;
    for (int i = 0; i < count; i += 61) {
      const double x = law->quantile((i + 0.5) / count).bounds.lower();
      CHECK(shape.cdf(x) >= static_cast<double>(i) / count - 1e-12);
      CHECK(shape.cdf(x) <= (i + 1.0) / count + 1e-12);
    }
  }
}

TEST_CASE("a discrete leaf has its probabilities, to a point of each scrambling") {
  const distribution counts(boost::math::poisson_distribution<>(4));
  const detail::program p = detail::compile(estimate(counts));
  const auto law = detail::ensemble(p, {}).run();
  for (int k = 0; k < 20; ++k) CHECK_THAT(law->cdf(k).bounds.lower(), WithinAbs(counts.cdf(k), 1.0 / 4096));
}

TEST_CASE("leaves in a copula have their own distributions, and are ordered as it says") {
  const auto pair = correlated(
      {estimate(distribution(boost::math::gamma_distribution<>(3, 2))), estimate(lognormal(0, 0.5))},
      {{1, 0.999999}, {0.999999, 1}});
  const detail::program p = detail::compile(pair[0] + pair[1]);
  const auto law = detail::ensemble(p, {}).run();
  const boost::math::gamma_distribution<> shape(3, 2);
  for (const double u : {0.01, 0.25, 0.5, 0.9, 0.999}) {
    // As good as comonotone: the quantiles add.
    const double expected = quantile(shape, u) + std::exp(0.5 * detail::normal_quantile(u));
    CHECK_THAT(law->quantile(u).bounds.lower(), WithinRel(expected, 5e-3));
  }
}

TEST_CASE("the same seed gives the same bits, another seed others") {
  const estimate e = w2();
  const detail::program p = detail::compile_for_numbers(e);
  const detail::program again = detail::compile_for_numbers(w2());
  const auto one = detail::ensemble(p, {}).run();
  const auto same = detail::ensemble(again, {}).run();
  const auto other = detail::ensemble(p, {.seed = 1}).run();
  for (const double u : level) {
    CHECK(one->quantile(u).bounds.lower() == same->quantile(u).bounds.lower());
    CHECK(one->quantile(u).bounds.lower() != other->quantile(u).bounds.lower());
  }
  CHECK(one->mean().bounds.lower() == same->mean().bounds.lower());
}

TEST_CASE("plain points of ten leaves are off by what they state") {
  const estimate e = w2();
  const detail::program p = detail::compile_for_numbers(e);
  const deviations off = over_seeds(20, [&p](const options& how) { return detail::ensemble(p, how).run(); });
  for (std::size_t i = 0; i < levels; ++i) {
    INFO("level " << level[i] << ": " << off.found[i] << " of a deviation, stated " << off.stated[i]);
    CHECK(off.found[i] < 1.6 * off.stated[i]);
    CHECK(off.found[i] > 0.6 * off.stated[i]);
  }
}

TEST_CASE("points of ten leaves, one integrated out, are off by less than 0.1 % of a deviation", "[.long]") {
  // The points are those of eight independent lattices: half as many, 2^14, are off by sqrt(2) times as much.
  const estimate e = w2();
  const detail::program p = detail::compile_for_numbers(e);
  const deviations off = over_seeds(12, [&p](const options& how) { return detail::by_points(p, how); });
  for (std::size_t i = 0; i < levels; ++i) {
    INFO("level " << level[i] << ": " << off.found[i] << " of a deviation, stated " << off.stated[i]);
    CHECK(std::sqrt(2.0) * off.found[i] <= 1e-3);
    CHECK(off.found[i] < 2 * off.stated[i]);
  }
}

TEST_CASE("quantiles of an order statistic claim no more than the points can tell") {
  // The third of four uniforms has P(X <= x) = 4 x^3 - 3 x^4. No leaf of it can be integrated out without a
  // kink, and the values at the points lie on a grid.
  const estimate a(uniform(0, 1));
  const estimate b(uniform(0, 1));
  const estimate c(uniform(0, 1));
  const estimate d(uniform(0, 1));
  const estimate third = (max)((max)((min)(a, b), (min)(c, d)), (min)((max)(a, b), (max)(c, d)));
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const options how{.seed = seed};
    for (const double x : {0.1, 0.32, 0.5, 0.79, 0.97}) {
      const double p = x * x * x * (4 - 3 * x);
      const answer found = quantile(third, p, how);
      INFO("seed " << seed << " at " << p);
      CHECK(std::abs(value(found) - x) <= 5 * found.error);
      CHECK(found.error < 2e-3);
    }
  }
}

TEST_CASE("a covariance is no surer than one point makes it") {
  // A coin with probability q has the variance q (1 - q).
  const double q = 0.576177;
  const estimate coin(distribution(boost::math::binomial(1, q)));
  const answer found = covariance(abs(coin), coin);
  CHECK(std::abs(value(found) - q * (1 - q)) <= 4 * found.error);
  CHECK(found.error < 1e-4);
}
