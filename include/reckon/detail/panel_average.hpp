// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/adaptive_average.hpp>
#include <reckon/detail/score_average.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace reckon::detail {

/// How an average over the score is to be taken.
struct panel_plan {
  double reach;      ///< the last score on both sides; the error counts what lies beyond
  double tolerance;  ///< of the average of the absolute value
  std::size_t most_panels;
};

/// The expected value of f(z), z standard normal, by panels that grow narrow where f is not smooth. `breaks`
/// are scores where it is known not to be, in any order.
template <class Function>
[[nodiscard]] expected_value panel_average(const Function& f, std::vector<double> breaks, panel_plan plan) {
  for (double z = std::ceil(-plan.reach); z <= plan.reach; ++z) breaks.push_back(z);
  for (double& z : breaks) z = std::clamp(z, -plan.reach, plan.reach);
  breaks.insert(breaks.end(), {-plan.reach, plan.reach});
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  const double size = score_average([&](double z) { return std::abs(f(z)); }, 128).value;
  const auto value = [&](double z) { return expected_value{f(z), 0}; };
  expected_value found = adaptive_average(breaks, plan.tolerance * size, plan.most_panels, value).result();
  const double beyond = std::abs(f(-plan.reach) - found.value) + std::abs(f(plan.reach) - found.value);
  found.error += normal_pdf(plan.reach) * beyond;
  return found;
}

}  // namespace reckon::detail
