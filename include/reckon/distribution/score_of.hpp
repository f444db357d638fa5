// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/model.hpp>

namespace reckon::detail {

/// The normal score of the level of a value, accurate in both tails: at_score of it is the value again, where
/// it is one.
[[nodiscard]] inline double score_of(const distribution_model& model, double x) {
  const double below = model.cdf(x);
  return below < 0.5 ? normal_quantile(below) : -normal_quantile(model.complement(x));
}

}  // namespace reckon::detail
