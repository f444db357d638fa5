// SPDX-License-Identifier: BSL-1.0
// The tables by which the convolution works.
#include <reckon/detail/normal_table.hpp>
#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/sampled_series.hpp>

#include "support.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
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
    const long double density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi_v<long double>);
    const double allowed = std::abs(z) < 5 ? 2e-14 : 3e-11;
    REQUIRE(std::abs(table(z) - below) <= allowed * below);
    REQUIRE(std::abs(table.density(z) - density) <= allowed * density);
  }
}

TEST_CASE("the table of the normal distribution ends at 0 and 1") {
  const normal_table& table = normal_table::made();
  CHECK(table(-13) == 0);
  CHECK(table(13) == 1);
  CHECK(table(-1e300) == 0);
  CHECK(table(1e300) == 1);
  CHECK(table.density(-1e300) == 0);
  CHECK(table(-12.9) > 0);
  CHECK(table(0) == 0.5);
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
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> places(-5, 5);
  for (int i = 0; i < 10000; ++i) {
    const double x = places(random);
    const double y = forward(x);
    INFO("at " << x);
    REQUIRE(y == table(x));
    REQUIRE(backward.inverse(y) == table.inverse(y));
    const double inside = std::clamp(x, -4.0, 4.0);
    REQUIRE(std::abs(y - (std::sinh(inside) + inside)) < 1e-11);
    REQUIRE(std::abs(search(y) - inside) < 1e-11);
    REQUIRE(std::abs(table.inverse(y) - inside) < 1e-11);
  }
}
