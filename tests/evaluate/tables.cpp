// SPDX-License-Identifier: BSL-1.0
// The tables by which the convolution works.
#include <reckon/detail/columns.hpp>
#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/gauss_rule.hpp>
#include <reckon/detail/normal_table.hpp>
#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/sampled_series.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/evaluate/convolution/variable.hpp>

#include "support.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

using namespace reckon::detail;

TEST_CASE("the table of the normal distribution is right to the places that it states") {
  const normal_table& table = normal_table::made();
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> scores(-9, 9);
  for (int i = 0; i < 100000; ++i) {
    const double z = scores(random);
    INFO("at " << z);
    const long double x = z;
    const long double below = boost::math::erfc(-x / std::numbers::sqrt2_v<long double>) / 2;
    const double allowed = std::abs(z) < 5 ? 2e-14 : 3e-11;
    REQUIRE(std::abs(table(z) - below) <= allowed * below);
  }
}

TEST_CASE("the table of the normal distribution ends at 0 and 1") {
  const normal_table& table = normal_table::made();
  CHECK(table(-13) == 0);
  CHECK(table(13) == 1);
  CHECK(table(-1e300) == 0);
  CHECK(table(1e300) == 1);
  CHECK(table(-12.9) > 0);
  CHECK(table(0) == 0.5);
}

TEST_CASE("nodes are weighed by the normal density, and average what they should") {
  weighted_nodes nodes;
  add_nodes<24>(nodes, -9, 2);
  add_nodes<16>(nodes, 2, 9);
  const weighted_nodes before = nodes;
  weigh_by_density(nodes);
  REQUIRE(nodes.values == before.values);
  for (std::size_t i = 0; i < nodes.values.size(); ++i) {
    const long double z = nodes.values[i];
    const long double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi_v<long double>);
    CHECK(std::abs(nodes.weights[i] / before.weights[i] - density) <= 2e-14L * density);
  }
}

TEST_CASE("columns of any length become their exponentials and logarithms") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> exponents(-700, 700);
  for (std::size_t count = 0; count < 150; ++count) {
    std::vector<double> x(count);
    for (double& one : x) one = exponents(random);
    std::vector<double> changed = x;
    arithmetic::to_exponentials(changed);
    for (std::size_t i = 0; i < count; ++i) CHECK(std::abs(changed[i] / std::exp(x[i]) - 1) <= 4e-16);
    arithmetic::to_logarithms(changed);
    for (std::size_t i = 0; i < count; ++i)
      CHECK(std::abs(changed[i] - x[i]) <= 4e-16 * std::abs(x[i]) + 4e-16);
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> ends{-infinity, 0, infinity};
  arithmetic::to_exponentials(ends);
  CHECK(ends == std::vector<double>{0, 1, infinity});
  arithmetic::to_logarithms(ends);
  CHECK(ends == std::vector<double>{-infinity, 0, infinity});
}

TEST_CASE("a series takes as many samples as its function needs") {
  std::size_t samples = 0;
  const auto within = [](double, double, double, double) { return 1e-10; };
  const auto largest_error = [&](const std::vector<double>& breaks, const auto& f) {
    samples = 0;
    const sampled_series series(breaks, within, [&](double x) {
      ++samples;
      return f(x);
    });
    double worst = 0;
    for (int i = 0; i <= 1000; ++i) {
      const double x = breaks.front() + i * ((breaks.back() - breaks.front()) / 1000);
      worst = (std::max)(worst, std::abs(series(x) - f(x)));
    }
    return worst;
  };
  CHECK(largest_error({-1, 1}, [](double x) { return 3 * x + 1; }) < 1e-14);
  CHECK(samples == 13);
  CHECK(largest_error({-3, 3}, [](double x) { return std::exp(x); }) < 1e-10);
  CHECK(samples == 25);
  CHECK(largest_error({-1, 1}, [](double x) { return std::tanh(20 * x); }) < 1e-9);
  CHECK(samples < 400);
  // A kink costs nothing where it is known.
  CHECK(largest_error({-1, 0.3, 1}, [](double x) { return std::abs(x - 0.3); }) < 1e-14);
  CHECK(samples == 26);
  CHECK(largest_error({-1, 1}, [](double x) { return std::abs(x - 0.3); }) < 0.01);
}

TEST_CASE("walks and searches answer as the table does") {
  const std::vector<double> breaks{-4, -1, 0.5, 4};
  const auto within = [](double, double, double, double) { return rising_table::allowance{1e-12, false}; };
  const rising_table table(breaks, within, within, [](double x) { return std::sinh(x) + x; });
  rising_table::walk forward(table);
  rising_table::walk backward(table);
  rising_table::inverse_search search(table);
  for (const double x : {-3.99, -2.0, 0.1, 3.0}) {  // before there is a table of the inverse
    CHECK_THAT(table.inverse_at_once(std::sinh(x) + x), support::WithinAbs(x, 1e-11));
  }
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> places(-5, 5);
  for (int i = 0; i < 10000; ++i) {
    const double x = places(random);
    const double y = forward(x);
    INFO("at " << x);
    REQUIRE(y == table(x));
    REQUIRE(backward.inverse(y) == table.inverse(y));
    REQUIRE(table.inverse_at_once(y) == table.inverse(y));
    const double inside = std::clamp(x, -4.0, 4.0);
    REQUIRE(std::abs(y - (std::sinh(inside) + inside)) < 1e-11);
    REQUIRE(std::abs(search(y) - inside) < 1e-11);
    REQUIRE(std::abs(table.inverse(y) - inside) < 1e-11);
  }
}

TEST_CASE("breaks may lie next to each other, and what is no number ends a table at once") {
  const double next = std::nextafter(1.0, 2.0);
  const auto within = [](double, double, double, double) { return rising_table::allowance{1e-12, false}; };
  const rising_table table({0, 1, next, 2}, within, within, [](double x) { return x < 1 ? x : 3 * x; });
  for (const double y : {0.0, 0.5, 1.0, 2.0, 3.0, 3 * next, 4.5, 6.0}) {
    const double x = table.inverse_at_once(y);
    INFO("at " << y);
    CHECK(std::isfinite(x));
    CHECK_THAT(x, support::WithinAbs(table.inverse(y), 1e-15));
  }
  std::size_t samples = 0;
  const rising_table none({0, 1}, within, [&](double x) {
    ++samples;
    return x < 0.5 ? x : std::numeric_limits<double>::quiet_NaN();
  });
  CHECK(samples < 100);
  CHECK(std::isinf(none.excess()));
}

TEST_CASE("the Gauss rule of many nodes is that of the integral which they stand for") {
  // Forty nodes are right for all polynomials that five can tell apart, so their rule of five is that of the
  // integral itself. Abramowitz and Stegun, table 25.4, n = 5.
  const auto& legendre = gauss_legendre<40>::rule();
  weighted_nodes many;
  for (std::size_t i = 0; i < legendre.node.size(); ++i)
    many.add(10 + 3 * legendre.node[i], legendre.weight[i]);
  const weighted_nodes rule = gauss_rule(many, 5);
  REQUIRE(rule.values.size() == 5);
  std::vector<std::pair<double, double>> found;
  for (std::size_t i = 0; i < 5; ++i) found.emplace_back(rule.values[i], rule.weights[i]);
  std::sort(found.begin(), found.end());
  const std::pair<double, double> expected[] = {{-0.906179845938664, 0.236926885056189},
                                                {-0.538469310105683, 0.478628670499366},
                                                {0, 0.568888888888889},
                                                {0.538469310105683, 0.478628670499366},
                                                {0.906179845938664, 0.236926885056189}};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK_THAT(found[i].first, support::WithinAbs(10 + 3 * expected[i].first, 1e-13));
    CHECK_THAT(found[i].second, support::WithinAbs(expected[i].second, 1e-13));
  }
}

TEST_CASE("the Gauss rule of uneven nodes keeps their moments") {
  std::mt19937_64 random(17);
  std::exponential_distribution<double> gap(1);
  std::uniform_real_distribution<double> weight(0, 1);
  weighted_nodes many;
  double place = -20;
  for (int i = 0; i < 200; ++i) many.add(place += gap(random), weight(random));
  const double centre = many.values.front() / 2 + many.values.back() / 2;
  const double reach = many.values.back() / 2 - many.values.front() / 2;
  const auto moment = [&](const weighted_nodes& of, int power) {
    double sum = 0;
    for (std::size_t i = 0; i < of.values.size(); ++i)
      sum += of.weights[i] * std::pow((of.values[i] - centre) / reach, power);
    return sum;
  };
  const weighted_nodes rule = gauss_rule(many, 12);
  REQUIRE(rule.values.size() == 12);
  for (int power = 0; power < 24; ++power) {
    INFO("power " << power);
    CHECK_THAT(moment(rule, power), support::WithinAbs(moment(many, power), 1e-12 * moment(many, 0)));
  }
  CHECK(std::abs(moment(rule, 24) - moment(many, 24)) > 1e-12 * moment(many, 0));
  CHECK(gauss_rule(rule, 12).values.empty());  // there are no fewer
}
