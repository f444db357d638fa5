// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>

#include <cmath>
#include <limits>

namespace reckon::detail {

/// What lies beyond a normal score adds to an average of what `size(score)` tells, if that goes on to grow as
/// the power of the probability as which it grew in the last `step`: without end if it grows as fast as the
/// probability falls.
template <class Function>
[[nodiscard]] double weight_beyond(double score, double step, const Function& size) {
  const double mass = normal_cdf(-score);
  const double here = size(score);
  if (here == 0) return 0;
  const double grows = std::log(here / size(score - step)) / std::log(normal_cdf(step - score) / mass);
  if (!(grows > 0)) return mass * here;
  return grows < 1 ? mass * here / (1 - grows) : std::numeric_limits<double>::infinity();
}

}  // namespace reckon::detail
