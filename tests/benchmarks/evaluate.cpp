// SPDX-License-Identifier: BSL-1.0
// What answers about combined estimates cost, beside a million draws of the same expressions by <random>.
// Three quantiles are asked of an estimate that nothing is known of yet. peers.py does the same by NumPy and
// OpenTURNS.
#include <reckon/evaluate.hpp>
#include <reckon/pbox/step_arithmetic.hpp>

#include <benchmark/benchmark.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace {

using reckon::estimate;

constexpr double levels[] = {0.05, 0.5, 0.95};

/// "1,000 to 3,000" and "9,000 to 13,000", each at 90 %.
estimate two_lognormals() {
  return estimate(reckon::credible(1000, 3000, 0.90)) + reckon::credible(9000, 13000, 0.90);
}

/// Ten leaves: w2 of tests/data/arithmetic.json.
estimate ten_leaves() {
  using boost::math::beta_distribution;
  using boost::math::gamma_distribution;
  const estimate a = estimate(reckon::normal(100, 10)) * reckon::lognormal(1, 0.3);
  const estimate b = estimate(reckon::uniform(5, 10)) * reckon::triangular(1, 2, 4);
  const estimate c = exp(estimate(reckon::normal(0, 0.5))) * reckon::distribution(beta_distribution<>(2, 5));
  const estimate d = estimate(reckon::distribution(gamma_distribution<>(3, 2))) + reckon::lognormal(0, 0.25);
  return (a + b - c) / d + log(estimate(reckon::uniform(10, 20)) * reckon::lognormal(2, 0.1));
}

template <class Make>
void three_quantiles(benchmark::State& state, const Make& make) {
  for (auto _ : state) {
    const estimate e = make();
    for (const double p : levels) benchmark::DoNotOptimize(value(quantile(e, p)));
  }
}

template <class Draw>
void million_draws(benchmark::State& state, const Draw& draw) {
  std::vector<double> values(1000000);
  for (auto _ : state) {
    std::mt19937_64 random(1);
    Draw one = draw;
    for (double& x : values) x = one(random);
    for (const double p : levels) {
      const auto place = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size()));
      std::nth_element(values.begin(), place, values.end());
      benchmark::DoNotOptimize(*place);
    }
  }
}

struct draw_two_lognormals {
  // The parameters of credible(1000, 3000, 0.90) and credible(9000, 13000, 0.90).
  std::lognormal_distribution<> a{std::log(std::sqrt(1000.0 * 3000)), std::log(3.0) / 3.2897072539029457};
  std::lognormal_distribution<> b{std::log(std::sqrt(9000.0 * 13000)),
                                  std::log(13.0 / 9) / 3.2897072539029457};
  double operator()(std::mt19937_64& random) { return a(random) + b(random); }
};

struct draw_ten_leaves {
  std::normal_distribution<> n1{100, 10}, n2{0, 0.5};
  std::lognormal_distribution<> l1{1, 0.3}, l2{0, 0.25}, l3{2, 0.1};
  std::uniform_real_distribution<> u1{5, 10}, u2{10, 20};
  std::gamma_distribution<> g{3, 2}, two{2, 1}, five{5, 1};
  std::piecewise_linear_distribution<> triangle{{1.0, 2.0, 4.0}, [](double x) { return x == 2 ? 1.0 : 0.0; }};
  double operator()(std::mt19937_64& random) {
    const double a = n1(random) * l1(random);
    const double b = u1(random) * triangle(random);
    const double x = two(random);
    const double c = std::exp(n2(random)) * x / (x + five(random));
    const double d = g(random) + l2(random);
    return (a + b - c) / d + std::log(u2(random) * l3(random));
  }
};

void reckon_two_lognormals(benchmark::State& state) { three_quantiles(state, two_lognormals); }
void draws_two_lognormals(benchmark::State& state) { million_draws(state, draw_two_lognormals{}); }
void reckon_ten_leaves(benchmark::State& state) { three_quantiles(state, ten_leaves); }
void draws_ten_leaves(benchmark::State& state) { million_draws(state, draw_ten_leaves{}); }

/// Points of the ensemble, for ten leaves: from the estimate to a law that answers, divided by its points.
void points_of(benchmark::State& state, const estimate& e) {
  const reckon::options how;
  const reckon::detail::program p = reckon::detail::compile_for_numbers(e);
  benchmark::DoNotOptimize(reckon::detail::ensemble(p, how).run());
  state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(how.points));
}
/// The quantiles of the leaves are in tables already: that is done once for each distribution.
void ensemble_points(benchmark::State& state) {
  const estimate e = ten_leaves();
  points_of(state, e);
  state.SetItemsProcessed(0);
  for (auto _ : state) points_of(state, e);
}
/// The tables, most of which are quantiles by Boost, are counted too.
void ensemble_points_of_strange_leaves(benchmark::State& state) {
  for (auto _ : state) points_of(state, ten_leaves());
}

void steps_of_a_sum(benchmark::State& state, reckon::dependence joined) {
  const auto steps = [](const reckon::distribution& d) {
    return reckon::detail::steps_of_box(reckon::pbox(d).model(), 200).make();
  };
  const auto a = steps(reckon::credible(1000, 3000, 0.90));
  const auto b = steps(reckon::credible(9000, 13000, 0.90));
  const auto plus = [](reckon::interval<> x, reckon::interval<> y) { return x + y; };
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        reckon::detail::steps::combined(reckon::detail::box_operation::add, plus, a, b, joined));
  }
}
void steps_independent(benchmark::State& state) { steps_of_a_sum(state, reckon::dependence::independent); }
void steps_unknown(benchmark::State& state) { steps_of_a_sum(state, reckon::dependence::unknown); }

void budget_of_ten(benchmark::State& state) {
  const estimate e = ten_leaves();
  for (auto _ : state) benchmark::DoNotOptimize(budget(e));
}

/// A sum of a million leaves of which nothing is known yet: one question each, then all of them.
template <class Question>
void million_leaves(benchmark::State& state, const Question& question) {
  std::vector<estimate> leaves;
  for (int i = 0; i < 1000000; ++i) leaves.emplace_back(reckon::lognormal(0, 0.5));
  for (auto _ : state) {
    state.PauseTiming();
    const estimate total = sum(leaves);
    state.ResumeTiming();
    benchmark::DoNotOptimize(question(total));
  }
}
void million_leaves_mean(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) { return mean(e); });
}
void million_leaves_deviation(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) { return standard_deviation(e); });
}
void million_leaves_bounds(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) { return bounds(e); });
}
void million_leaves_budget(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) { return budget(e); });
}
void million_leaves_quantile(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) { return quantile(e, 0.9); });
}
void million_leaves_all(benchmark::State& state) {
  million_leaves(state, [](const estimate& e) {
    benchmark::DoNotOptimize(mean(e));
    benchmark::DoNotOptimize(standard_deviation(e));
    benchmark::DoNotOptimize(bounds(e));
    benchmark::DoNotOptimize(budget(e));
    return quantile(e, 0.9);
  });
}

BENCHMARK(reckon_two_lognormals)->Unit(benchmark::kMillisecond);
BENCHMARK(draws_two_lognormals)->Unit(benchmark::kMillisecond);
BENCHMARK(reckon_ten_leaves)->Unit(benchmark::kMillisecond);
BENCHMARK(draws_ten_leaves)->Unit(benchmark::kMillisecond);
BENCHMARK(ensemble_points)->Unit(benchmark::kMillisecond);
BENCHMARK(ensemble_points_of_strange_leaves)->Unit(benchmark::kMillisecond);
BENCHMARK(steps_independent)->Unit(benchmark::kMicrosecond);
BENCHMARK(steps_unknown)->Unit(benchmark::kMicrosecond);
BENCHMARK(budget_of_ten)->Unit(benchmark::kMicrosecond);
BENCHMARK(million_leaves_mean)->Unit(benchmark::kMillisecond);
BENCHMARK(million_leaves_deviation)->Unit(benchmark::kMillisecond);
BENCHMARK(million_leaves_bounds)->Unit(benchmark::kMillisecond);
BENCHMARK(million_leaves_budget)->Unit(benchmark::kMillisecond);
BENCHMARK(million_leaves_quantile)->Unit(benchmark::kMillisecond);
BENCHMARK(million_leaves_all)->Unit(benchmark::kMillisecond);

}  // namespace
