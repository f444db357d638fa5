// SPDX-License-Identifier: BSL-1.0
// Long and deep expressions: neither the stack nor the time grows beyond measure.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <pthread.h>

#include <cmath>
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace reckon;
using support::WithinRel;

namespace {

/// Runs a job on a thread whose stack has 256 kB, and hands on what it throws.
void run_on_little_stack(std::function<void()> job) {
  struct shared_state {
    std::function<void()> job;
    std::exception_ptr thrown;
    static void* run(void* self) {
      auto& state = *static_cast<shared_state*>(self);
      try {
        state.job();
      } catch (...) {
        state.thrown = std::current_exception();
      }
      return nullptr;
    }
  } state{std::move(job), nullptr};
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024) == 0);
  pthread_t thread;
  REQUIRE(pthread_create(&thread, &attributes, shared_state::run, &state) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
  if (state.thrown) std::rethrow_exception(state.thrown);
}

struct found {
  interval<> range;
  answer mean;
  answer middle;
};

}  // namespace

TEST_CASE("a long sum of shapes is built, read and destroyed in a stack of 256 kB") {
  found f;
  run_on_little_stack([&f] {
    const distribution shape = normal(2, 1);
    estimate sum;
    for (int i = 0; i < 200'000; ++i) sum += shape;
    f.mean = mean(sum);
    f.middle = quantile(sum, 0.975);
  });
  CHECK(value(f.mean) == 4e5);
  CHECK(f.middle.engine_used == engine::closed_form);
  CHECK_THAT(value(f.middle), WithinRel(4e5 + std::sqrt(2e5) * 1.959963984540054, 1e-12));
}

TEST_CASE("a long product is read in a stack of 256 kB") {
  found f;
  run_on_little_stack([&f] {
    const distribution shape = lognormal(0, 0.01);
    estimate e(interval<>(1, 2));
    for (int i = 0; i < 100'000; ++i) e = e * interval<>(1, 1);
    estimate product(3.0);
    for (int i = 0; i < 100'000; ++i) product = product * shape / 1.0;
    f.range = bounds(e);
    f.middle = quantile(product, 0.5);
  });
  CHECK(f.range == interval<>(1, 2));
  CHECK(f.middle.engine_used == engine::closed_form);
  CHECK_THAT(value(f.middle), WithinRel(3.0, 1e-9));
}

TEST_CASE("a deep chain of all operations is read in a stack of 256 kB") {
  found f;
  run_on_little_stack([&f] {
    estimate e(interval<>(1, 2));
    for (int i = 0; i < 10'000; ++i) {
      e = sqrt(abs(2.0 * (e + 1.0) - (min)(e, interval<>(0, 1))) / (max)(interval<>(1, 1), exp(0.0 * e)));
      e = -log(exp(-pow(sqr(e), 0.5)));
    }
    f.range = bounds(e);
    f.middle = median(e);
  });
  // The fixed points of sqrt(2 (x + 1) - 0) and sqrt(2 (x + 1) - 1) are 1 + sqrt 3 and 1 + sqrt 2.
  CHECK_THAT(f.range.lower(), WithinRel(1 + std::sqrt(2.0), 1e-9));
  CHECK_THAT(f.range.upper(), WithinRel(1 + std::sqrt(3.0), 1e-9));
  CHECK_THAT(f.middle.upper(), WithinRel(f.range.upper(), 1e-9));
}

TEST_CASE("a chain that leans to the right is as good as one that leans to the left") {
  found f;
  run_on_little_stack([&f] {
    estimate e(0);
    for (int i = 0; i < 200'000; ++i) e = interval<>(1, 2) - e;
    f.range = bounds(e);
    f.mean = mean(e);
  });
  CHECK(f.range == interval<>(-100'000, 100'000));
  CHECK(f.mean == interval<>(-100'000, 100'000));
}

TEST_CASE("wide sharing takes no exponential time") {
  estimate sum(interval<>(-1, 3));
  estimate factor(lognormal(0, 0.1));
  for (int i = 0; i < 60; ++i) {
    sum = sum + sum;
    factor = sqrt(factor * (factor * lognormal(0, 0.1)));
  }
  CHECK(bounds(sum) == interval<>(-0x1p60, 3 * 0x1p60));
  CHECK(mean(sum) == interval<>(-0x1p60, 3 * 0x1p60));
  // Each round adds one variance of 0.01 / 4 and keeps the rest.
  CHECK_THAT(value(quantile(log(factor), 0.975)),
             WithinRel(0.1 * std::sqrt(1 + 60.0 / 4) * 1.959963984540054, 1e-12));
  estimate both(normal(0, 1));
  for (int i = 0; i < 60; ++i) both = (max)(both, 2 * both) - both / 2;
  CHECK(std::isfinite(value(median(both))));
}

TEST_CASE("a long sum that shares its leaves is bounded soon, if not sharply") {
  std::vector<estimate> terms;
  for (int i = 0; i < 300; ++i) {
    const estimate x(interval<>(-1, 2));
    terms.push_back(sqr(x) + x);  // from -1/4 at -1/2 to 6
  }
  const interval<> b = bounds(sum(terms));
  CHECK(b.upper() == 6 * 300);
  CHECK(b.lower() <= -0.25 * 300);
  CHECK(b.lower() >= -2 * 300);
}

TEST_CASE("several threads may read one estimate at the same time") {
  const estimate x(mixture({{1, normal(0, 1)}, {1, truncated(normal(3, 1), 2, 5)}}));
  const estimate e = x * interval<>(1, 2) + sqr(x) - estimate(lognormal(0, 1));
  const estimate sets = estimate(interval<>(1, 2)) * (3 - estimate(interval<>(0, 1)));
  const answer alone = quantile(e, 0.9);
  const interval<> range = bounds(sets);
  std::vector<answer> answers(4);
  std::vector<interval<>> ranges(4);
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 0; t < answers.size(); ++t) {
      workers.emplace_back([&, t] {
        answers[t] = quantile(e, 0.9);
        ranges[t] = bounds(sets);
      });
    }
  }
  for (const auto& a : answers) CHECK(a == alone);
  for (const auto& r : ranges) CHECK(r == range);
}
