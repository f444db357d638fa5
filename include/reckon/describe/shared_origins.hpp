// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/report.hpp>
#include <reckon/source.hpp>

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// True if some leaf that matters is more than a set.
[[nodiscard]] inline bool has_shape(const estimate& e) {
  for (const auto& leaf : compile(e).leaves) {
    if (!std::holds_alternative<interval<>>(leaf.value)) return true;
  }
  return false;
}

/// The reports that a leaf rests on: its own, or those that it was derived from.
[[nodiscard]] inline std::vector<report> reports_behind(const leaf_node& leaf) {
  if (leaf.report) return {report(leaf.report)};
  if (leaf.derivation) return leaf.derivation->parents();
  return {};
}

/// True if two leaves rest on reports of one origin, or of origins that may be one.
[[nodiscard]] inline bool may_share_an_origin(const estimate& e) {
  std::vector<std::vector<report>> behind;
  for (const auto& leaf : compile(e).leaves) {
    if (auto reports = reports_behind(*leaf.node); !reports.empty()) behind.push_back(std::move(reports));
  }
  for (std::size_t i = 0; i < behind.size(); ++i) {
    for (std::size_t j = i + 1; j < behind.size(); ++j) {
      for (const report& a : behind[i]) {
        for (const report& b : behind[j]) {
          if (same_origin(a.source(), b.source()) != sameness::different) return true;
        }
      }
    }
  }
  return false;
}

}  // namespace reckon::detail
