// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/program.hpp>

#include <cmath>
#include <cstddef>
#include <variant>
#include <vector>

namespace reckon::detail {

/// How far each leaf of a program of shapes moves the result as it goes from the score -1 to 1, the others at
/// their medians; NaN where the result is undefined at one of the two.
[[nodiscard]] inline std::vector<double> leaf_effects(const program& p) {
  std::vector<double> middle;
  for (const auto& leaf : p.leaves) middle.push_back(std::get<distribution>(leaf.value).median());
  first_order at(p);
  std::vector<double> effects;
  for (std::size_t i = 0; i < middle.size(); ++i) {
    const auto& model = std::get<distribution>(p.leaves[i].value).model();
    std::vector<double> moved = middle;
    moved[i] = model.at_score(1);
    const double above = at.value_at(moved);
    moved[i] = model.at_score(-1);
    effects.push_back(std::abs(above - at.value_at(moved)));
  }
  return effects;
}

}  // namespace reckon::detail
