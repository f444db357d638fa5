// SPDX-License-Identifier: BSL-1.0
// Random expressions over leaves of all kinds, answered by whichever engine takes them, by points, and by
// rigorous steps; each against plain draws that share no code with the engines.
#include <reckon/distribution/affine.hpp>
#include <reckon/distribution/beta.hpp>
#include <reckon/distribution/tabulated.hpp>
#include <reckon/distribution/truncated.hpp>
#include <reckon/evaluate.hpp>

#include "evaluate/random_expression.hpp"
#include "support.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <variant>
#include <vector>

using namespace reckon;
using support::random_expression;
using support::random_numbers;

namespace {

constexpr std::size_t draws = 20000;

/// The shapes that leaves have; what they are in their tails and gaps is what engines may stumble over.
std::vector<uncertain_value> kinds_of_leaves() {
  using boost::math::gamma_distribution;
  using boost::math::poisson_distribution;
  using boost::math::students_t_distribution;
  return {normal(0, 1),
          normal(3, 0.5),
          lognormal(0, 0.4),
          lognormal(1, 1.5),
          uniform(-1, 2),
          uniform(1, 3),
          triangular(0, 1, 2),
          log_uniform(1, 100),
          pert(1, 2, 6),
          distribution(gamma_distribution<>(0.5, 1)),
          distribution(gamma_distribution<>(3, 2)),
          distribution(students_t_distribution<>(3)),
          distribution(poisson_distribution<>(4)),
          mixture({{0.3, uniform(0, 1)}, {0.7, uniform(5, 6)}}),
          mixture({{1, normal(0, 0.01)}, {1, normal(2, 1)}}),
          tabulated({0, 1, 2, 3, 4, 5}, {0, 1, 0, 0, 1, 0}),
          truncated(normal(0, 1), -0.5, 2),
          scaled(distribution(gamma_distribution<>(2, 1)), -1),
          interval<>(1, 2),
          interval<>(-1, 1)};
}

struct drawn_leaf {
  estimate leaf;
  std::vector<double> values;
};

/// A leaf, and draws of it; of a set any values that lie in it.
drawn_leaf draw(const uncertain_value& value, random_numbers& random) {
  drawn_leaf made{std::visit([](const auto& v) { return estimate(v); }, value), {}};
  const auto* set = std::get_if<interval<>>(&value);
  const double skew = random.between(0.2, 5);
  for (std::size_t i = 0; i < draws; ++i) {
    const double u = random.between(0, 1);
    made.values.push_back(set ? set->lower() + std::pow(u, skew) * (set->upper() - set->lower())
                              : std::get<distribution>(value).quantile(u));
  }
  return made;
}

/// The values of an expression at the draws; nothing if it is undefined at one of them.
std::vector<double> values_at(const random_expression& made, const std::vector<drawn_leaf>& leaves) {
  std::vector<double> values;
  for (std::size_t i = 0; i < draws; ++i) {
    std::vector<double> point;
    for (const drawn_leaf& leaf : leaves) point.push_back(leaf.values[i]);
    const auto x = made.at(point);
    if (!x || !std::isfinite(static_cast<double>(*x))) return {};
    values.push_back(static_cast<double>(*x));
  }
  std::sort(values.begin(), values.end());
  return values;
}

/// That bounds on P(X <= x), around x, are met by the share of the draws.
template <class Probability>
void check(const std::vector<double>& rising, double x, const Probability& probability) {
  const auto n = static_cast<double>(rising.size());
  const auto up_to =
      static_cast<double>(std::upper_bound(rising.begin(), rising.end(), x) - rising.begin()) / n;
  const auto below =
      static_cast<double>(std::lower_bound(rising.begin(), rising.end(), x) - rising.begin()) / n;
  const double slack = 5.5 * std::sqrt((up_to * (1 - below) + 1e-3) / n);
  const double room = 1e-9 * (1 + std::abs(x));  // where the result is a number but for rounding
  const auto [high, high_error] = probability(x + room);
  const auto [low, low_error] = probability(x - room);
  INFO("at " << x << ": " << low.lower() << " to " << high.upper() << ", drawn " << below << " to " << up_to);
  CHECK(!std::isnan(low.lower()));
  CHECK(!std::isnan(high.upper()));
  CHECK(high.upper() + 6 * high_error + slack >= up_to);
  CHECK(low.lower() - 6 * low_error - slack <= below);
}

void check_random_expressions(std::uint64_t seed, int count) {
  random_numbers random(seed);
  const std::vector<uncertain_value> kinds = kinds_of_leaves();
  std::map<engine, int> answered;
  int compared = 0;
  for (int trial = 0; trial < 20 * count && compared < count; ++trial) {
    std::vector<drawn_leaf> leaves;
    std::vector<estimate> handles;
    std::string names;
    for (int i = 0; i < 3; ++i) {
      const int which = random.whole(0, static_cast<int>(kinds.size()) - 1);
      leaves.push_back(draw(kinds[static_cast<std::size_t>(which)], random));
      handles.push_back(leaves.back().leaf);
      names += ' ' + std::to_string(which);
    }
    const random_expression made(random, 3, random.whole(2, 5));
    const std::vector<double> values = values_at(made, leaves);
    if (values.empty()) continue;
    INFO("seed " << seed << " trial " << trial << ": " << made.text() << " of leaves" << names);
    const estimate e = made.over(handles);
    try {
      const detail::program compiled = detail::compile_for_numbers(e);
      const auto by_points = detail::ensemble(compiled, {}).run();
      const double spread = values[draws * 3 / 4] - values[draws / 4];
      for (const double p : {0.02, 0.4, 0.75, 0.98}) {
        const double x = values[static_cast<std::size_t>(p * draws)] + 0.01 * spread;
        check(values, x, [&](double at) {
          const answer found = cdf(e, at);
          ++answered[found.engine_used];
          return detail::bounded{found, found.error};
        });
        check(values, x, [&](double at) { return by_points->cdf(at); });
        const answer q = quantile(e, p);
        CHECK(!std::isnan(q.lower()));
        CHECK(q.lower() <= q.upper());
        CHECK(q.error >= 0);
      }
      ++compared;
      const pbox steps = to_pbox(e);
      for (const double p : {0.05, 0.5, 0.9}) {
        const double x = values[static_cast<std::size_t>(p * draws)];
        check(values, x, [&](double at) { return detail::bounded{steps.cdf(at), 0}; });
      }
    } catch (const domain_error&) {
      // Undefined where no draw went, or a form that steps do not know.
    }
  }
  CHECK(compared == count);
  INFO("closed form " << answered[engine::closed_form] << ", convolution " << answered[engine::convolution]
                      << ", ensemble " << answered[engine::ensemble]);
  CHECK(answered.size() >= 3);
}

}  // namespace

TEST_CASE("all engines tell of random expressions what draws show") { check_random_expressions(1, 12); }

TEST_CASE("all engines tell of many random expressions what draws show", "[.long]") {
  for (std::uint64_t seed = 100; seed < 120; ++seed) check_random_expressions(seed, 150);
}
