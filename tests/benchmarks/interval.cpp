// SPDX-License-Identifier: BSL-1.0
// What an operation on intervals costs, beside the same loop over plain numbers.
#include <reckon/interval.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <random>
#include <vector>

namespace {

constexpr std::size_t terms = 1000;

// The same thousand positive numbers for every run.
std::vector<double> numbers() {
  std::mt19937_64 random(20250520);
  std::uniform_real_distribution<double> between(0.5, 1.5);
  std::vector<double> made(terms);
  for (double& x : made) x = between(random);
  return made;
}

std::vector<reckon::interval<>> intervals() {
  std::vector<reckon::interval<>> made;
  for (const double x : numbers()) made.emplace_back(x, x + 0.25);
  return made;
}

template <class T, class Operation>
void fold(benchmark::State& state, const std::vector<T>& values, Operation operation) {
  for (auto _ : state) {
    T folded(1.0);
    for (const T& x : values) folded = operation(folded, x);
    benchmark::DoNotOptimize(folded);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(values.size()));
}

constexpr auto plus = [](auto a, auto b) { return a + b; };
constexpr auto times = [](auto a, auto b) { return a * b; };
constexpr auto over = [](auto a, auto b) { return a / b; };

BENCHMARK_CAPTURE(fold, sum of numbers, numbers(), plus);
BENCHMARK_CAPTURE(fold, sum of intervals, intervals(), plus);
BENCHMARK_CAPTURE(fold, product of numbers, numbers(), times);
BENCHMARK_CAPTURE(fold, product of intervals, intervals(), times);
BENCHMARK_CAPTURE(fold, quotient of numbers, numbers(), over);
BENCHMARK_CAPTURE(fold, quotient of intervals, intervals(), over);

}  // namespace
