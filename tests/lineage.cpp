// SPDX-License-Identifier: BSL-1.0
// A leaf that is used twice is the same quantity, in every reading and at every size.
#include <reckon/catch2.hpp>
#include <reckon/reckon.hpp>

#include "support.hpp"

#include <pthread.h>

#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

using namespace reckon;
using namespace reckon::matchers;

namespace {

const std::vector<estimate>& kinds_of_leaves() {
  static const std::vector<estimate> leaves{
      estimate(interval<>(1000, 3000)),
      estimate(interval<>(300, std::numeric_limits<double>::infinity())),
      estimate(normal(11000, 500)),
      estimate(lognormal(7, 0.5)),
      estimate(mixture({{1, normal(0, 1)}, {2, uniform(5, 6)}})),
      estimate(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}}))};
  return leaves;
}

// Builds, reads and destroys a long sum; runs on a thread whose stack is as large as the claim says.
struct long_sum {
  std::size_t terms;
  interval<> range;
  interval<> mean;

  static void* run(void* self) {
    auto& job = *static_cast<long_sum*>(self);
    estimate sum;
    for (std::size_t i = 0; i < job.terms; ++i) sum += estimate(interval<>(1, 3));
    job.range = bounds(sum);
    job.mean = reckon::mean(sum);
    return nullptr;
  }
};

}  // namespace

TEST_CASE("what is reported minus itself is exactly 0 in every reading") {
  for (const estimate& x : kinds_of_leaves()) {
    const estimate zero = x - x;
    CHECK_THAT(bounds(zero), IsPoint() && Encloses(0));
    CHECK_THAT(range(zero, 0.9), IsPoint() && Encloses(0));
    CHECK_THAT(median(zero), IsPoint() && Encloses(0));
    CHECK_THAT(mean(zero), IsPoint() && Encloses(0));
    CHECK_THAT(standard_deviation(zero), IsPoint() && Encloses(0));
    CHECK_THAT(range(zero, 0.9, {.default_dependence = dependence::unknown}), IsPoint() && Encloses(0));
    CHECK(value(cdf(zero, 0)) == 1);
    CHECK(value(cdf(zero, -1e-300)) == 0);
  }
}

TEST_CASE("(x + y) - x is exactly y, for every pair of leaves and under unknown dependence too") {
  for (const estimate& x : kinds_of_leaves()) {
    for (const estimate& y : kinds_of_leaves()) {
      const estimate same = (x + y) - x;
      CHECK(bounds(same) == bounds(y));
      for (const dependence d : {dependence::independent, dependence::unknown}) {
        for (const double p : {0.05, 0.5, 0.95}) {
          CHECK(static_cast<interval<>>(quantile(same, p, {.default_dependence = d})) ==
                static_cast<interval<>>(quantile(y, p)));
        }
      }
    }
  }
}

TEST_CASE("x * (10 - x) has the range that it really has") {
  const estimate x(interval<>(0, 7));
  CHECK(bounds(x * (10 - x)) == interval<>(0, 25));
}

TEST_CASE("the standard deviation of [1000, 3000] is anything up to 1000") {
  const interval<> any(0, 1000);
  CHECK_THAT(standard_deviation(estimate(interval<>(1000, 3000))), IsEnclosedBy(any) && Encloses(any));
}

TEST_CASE("a report is one leaf under one vocabulary, and two texts are two leaves") {
  using namespace reckon::literals;
  const report said("1,000 to 3,000", source("JoongAng Ilbo"));
  const report copy = said;
  CHECK_THAT(bounds(estimate(said) - estimate(copy)), IsPoint() && Encloses(0));
  CHECK(bounds("1,000 to 3,000"_est - "1,000 to 3,000"_est) == interval<>(-2000, 2000));
}

TEST_CASE("1,000 to 3,000 and 500 more print as 1,500 to 3,500") {
  const report said("1,000 to 3,000", source("JoongAng Ilbo"));
  const estimate more = estimate(said) + 500;
  std::ostringstream out;
  out << more;
  CHECK(out.str() == "1,500 to 3,500");
  CHECK_THAT(more, Reads("1,500 to 3,500"));
}

TEST_CASE("an event of a quantity and itself is certain or impossible") {
  for (const estimate& x : kinds_of_leaves()) {
    CHECK(value(probability(x < x)) == 0);
    CHECK(value(probability(x <= x)) == 1);
  }
}

TEST_CASE("a sum of a million terms is built, read and destroyed in a stack of 256 kB") {
  long_sum job{1'000'000, {}, {}};
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, std::size_t{256} * 1024) == 0);
  pthread_t thread;
  REQUIRE(pthread_create(&thread, &attributes, long_sum::run, &job) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
  CHECK(job.range == interval<>(1e6, 3e6));
  CHECK(job.mean == interval<>(1e6, 3e6));
}
