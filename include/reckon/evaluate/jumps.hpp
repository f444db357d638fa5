// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/program.hpp>

#include <algorithm>
#include <variant>

namespace reckon::detail {

/// Whether an operation of a program, or the quantile function of a leaf, may jump.
[[nodiscard]] inline bool jumps(const program& p) {
  const auto leaf_jumps = [](const program_leaf& leaf) {
    const auto* shape = std::get_if<distribution>(&leaf.value);
    return shape && shape->model().jumps();
  };
  return std::any_of(p.leaves.begin(), p.leaves.end(), leaf_jumps) ||
         std::any_of(p.code.begin(), p.code.end(), [](const instruction& i) {
           return i.kind == operation::floor || i.kind == operation::choose || i.kind == operation::call;
         });
}

}  // namespace reckon::detail
