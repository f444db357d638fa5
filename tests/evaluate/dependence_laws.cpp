// SPDX-License-Identifier: BSL-1.0
// Random expressions over leaves that a copula joins, and on random conditions, against plain Monte Carlo
// that shares no code with the library.
#include <reckon/evaluate.hpp>

#include "evaluate/random_expression.hpp"
#include "support.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace reckon;
using support::random_expression;
using support::random_numbers;

namespace {

constexpr std::uint64_t seed = 20261123;
constexpr std::size_t draws = 20000;

/// A standard normal number (Box and Muller, 1958).
double normal_number(random_numbers& random) {
  return std::sqrt(-2 * std::log(random.between(1e-300, 1))) *
         std::cos(2 * 3.141592653589793 * random.between(0, 1));
}

/// Three directions in space: their angles are the correlations of three normals.
using directions = std::array<std::array<double, 3>, 3>;

directions random_directions(random_numbers& random) {
  directions all{};
  for (auto& d : all) {
    double length = 0;
    for (double& x : d) {
      x = normal_number(random);
      length += x * x;
    }
    for (double& x : d) x /= std::sqrt(length);
  }
  return all;
}

std::vector<std::vector<double>> correlations(const directions& all) {
  std::vector<std::vector<double>> r(3, std::vector<double>(3, 1));
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double cosine = 0;
      for (std::size_t k = 0; k < 3; ++k) cosine += all[i][k] * all[j][k];
      r[i][j] = r[j][i] = cosine;
    }
  }
  return r;
}

double level_of(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// A normal(4, 0.5), a uniform(1, 3) and a lognormal(0, 0.4), joined.
std::vector<double> draw(const directions& all, random_numbers& random) {
  const std::array<double, 3> z{normal_number(random), normal_number(random), normal_number(random)};
  std::array<double, 3> scores{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 3; ++k) scores[i] += all[i][k] * z[k];
  }
  return {4 + 0.5 * scores[0], 1 + 2 * level_of(scores[1]), std::exp(0.4 * scores[2])};
}

std::vector<estimate> leaves(const directions& all) {
  return correlated({normal(4, 0.5), uniform(1, 3), lognormal(0, 0.4)}, correlations(all));
}

/// The share of `part` in `all` draws, and four of its standard errors.
std::pair<double, double> share(std::size_t part, std::size_t all) {
  const double p = static_cast<double>(part) / static_cast<double>(all);
  return {p, 4.5 * std::sqrt((p * (1 - p) + 1e-3) / static_cast<double>(all))};
}

/// That `probability(x)`, of the values up to x, is what rising draws show, at their quantiles of some
/// levels.
template <class Probability>
void check_against_draws(const std::vector<double>& rising, std::initializer_list<double> levels,
                         const Probability& probability) {
  const auto count = static_cast<double>(rising.size());
  for (const double p : levels) {
    const double x = rising[static_cast<std::size_t>(p * count)];
    const auto [first, last] = std::equal_range(rising.begin(), rising.end(), x);
    const auto below = static_cast<double>(first - rising.begin());
    const auto up_to = static_cast<double>(last - rising.begin());
    const double slack = share(static_cast<std::size_t>(up_to), rising.size()).second;
    const double room = 1e-9 * (1 + std::abs(x));  // where the result is a number but for rounding
    const answer high = probability(x + room);
    const answer low = probability(x - room);
    INFO("at " << x);
    CHECK(high.upper() + 6 * high.error + slack >= up_to / count);
    CHECK(low.lower() - 6 * low.error - slack <= below / count);
  }
}

}  // namespace

TEST_CASE("random expressions of joined leaves have the distribution that Monte Carlo shows") {
  random_numbers random(seed);
  int compared = 0;
  for (int trial = 0; trial < 120 && compared < 50; ++trial) {
    const directions all = random_directions(random);
    const random_expression made(random, 3, 4);
    INFO("seed " << seed << " trial " << trial << ": " << made.text());
    std::vector<double> values;
    for (std::size_t i = 0; i < draws; ++i) {
      const auto x = made.at(draw(all, random));
      if (x && std::isfinite(static_cast<double>(*x))) values.push_back(static_cast<double>(*x));
    }
    if (values.size() < draws) continue;
    ++compared;
    const estimate e = made.over(leaves(all));
    std::sort(values.begin(), values.end());
    check_against_draws(values, {0.1, 0.5, 0.8}, [&](double x) { return cdf(e, x); });
  }
  CHECK(compared == 50);
}

TEST_CASE("on a random condition they have the distribution of the draws that meet it") {
  random_numbers random(seed + 1);
  int compared = 0;
  for (int trial = 0; trial < 150 && compared < 40; ++trial) {
    const directions all = random_directions(random);
    const random_expression what(random, 3, 3);
    const random_expression other(random, 3, 2);
    const double limit = random.between(0, 6);
    INFO("seed " << seed << " trial " << trial << ": " << what.text() << " given " << other.text() << " < "
                 << limit);
    std::vector<double> values;
    bool defined = true;
    for (std::size_t i = 0; i < draws && defined; ++i) {
      const auto point = draw(all, random);
      const auto x = what.at(point);
      const auto y = other.at(point);
      defined = x && y && std::isfinite(static_cast<double>(*x)) && std::isfinite(static_cast<double>(*y));
      if (defined && *y < limit) values.push_back(static_cast<double>(*x));
    }
    if (!defined || values.size() < draws / 20) continue;
    ++compared;
    const auto joined = leaves(all);
    const conditional c = given(what.over(joined), other.over(joined) < limit);
    std::sort(values.begin(), values.end());
    check_against_draws(values, {0.2, 0.6}, [&](double x) { return cdf(c, x); });
  }
  CHECK(compared == 40);
}

TEST_CASE("steps enclose what any copula gives") {
  random_numbers random(seed + 2);
  int compared = 0;
  for (int trial = 0; trial < 60 && compared < 12; ++trial) {
    const directions all = random_directions(random);
    const random_expression made(random, 3, 3);
    INFO("seed " << seed << " trial " << trial << ": " << made.text());
    std::vector<double> values;
    for (std::size_t i = 0; i < draws; ++i) {
      const auto x = made.at(draw(all, random));
      if (x && std::isfinite(static_cast<double>(*x))) values.push_back(static_cast<double>(*x));
    }
    if (values.size() < draws) continue;
    std::optional<pbox> box;
    try {
      box = to_pbox(made.over(leaves(all)));
    } catch (const domain_error&) {
      continue;  // undefined for some values in the tails
    }
    ++compared;
    std::sort(values.begin(), values.end());
    for (const double p : {0.1, 0.5, 0.9}) {
      const double x = values[static_cast<std::size_t>(p * draws)];
      const double slack = share(static_cast<std::size_t>(p * draws), draws).second;
      const double room = 1e-9 * (1 + std::abs(x));
      CHECK(box->cdf(x + room).upper() + slack >= p);
      CHECK(box->cdf(x - room).lower() - slack <= p);
    }
  }
  CHECK(compared == 12);
}
