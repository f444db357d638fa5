// SPDX-License-Identifier: BSL-1.0
// options.tolerance: an ensemble takes more points until its error is small enough, or says that it is not.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <cmath>
#include <limits>

using namespace reckon;
using support::contains_text;
using support::point;
using support::WithinAbs;

namespace {

/// What only an ensemble answers: x of a uniform on [-1, 3] with probability 0.8, else -x.
estimate ensemble_only() {
  const estimate x(uniform(-1, 3));
  const estimate y(uniform(-1, 1));
  return support::sampled_choice(y - 0.6, x, -x);
}

}  // namespace

TEST_CASE("an answer meets the tolerance that was asked for") {
  const estimate e = ensemble_only();
  const double sd = std::sqrt(4.0 / 3 + 1 - 0.36);  // E[x^2] - (0.8 - 0.2)^2
  for (const double tolerance : {3e-3, 1e-3, 4e-4}) {
    INFO("tolerance " << tolerance);
    const options how{.tolerance = tolerance};
    const answer m = mean(e, how);
    CHECK(m.engine_used == engine::ensemble);
    CHECK(m.error <= tolerance * sd * 1.01);
    CHECK_THAT(point(m), WithinAbs(0.6, 6 * m.error));
    const answer q = quantile(e, 0.75, how);
    CHECK(q.error <= tolerance * sd * 1.01);
    const answer p = cdf(e, 1, how);
    CHECK(p.error <= tolerance);
    CHECK_THAT(point(p), WithinAbs(0.8 * 0.5 + 0.2, 6 * p.error));
    const answer c = probability(given(e < 1, e + 0 * estimate(uniform(0, 1)) < 2), how);
    CHECK(c.error <= tolerance);
    const answer r = covariance(e, abs(e), how);
    CHECK(r.error <= 2 * tolerance * sd);
  }
}

TEST_CASE("an answer that does not meet the tolerance says so by its error") {
  const estimate e = ensemble_only();
  const answer q = quantile(e, 0.75, {.tolerance = 1e-12});
  CHECK(q.error > 1e-12);
  CHECK(q.error < 1e-3);
}

TEST_CASE("a tolerance changes nothing where the answer is exact") {
  const estimate x(normal(0, 1));
  CHECK(point(quantile(x, 0.9, {.tolerance = 1e-3})) == point(quantile(x, 0.9)));
}

TEST_CASE("a tolerance is a number from 0 up") {
  for (const double tolerance : {-1.0, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_WITH(median(ensemble_only(), {.tolerance = tolerance}),
                      contains_text("options.tolerance is"));
  }
}
