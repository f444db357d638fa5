// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <optional>
#include <vector>

namespace reckon::detail {

/// Whether an expression is certain to be defined for all values of its leaves.
[[nodiscard]] inline bool is_defined_everywhere(const estimate& e) {
  const program p = compile(e);
  if (p.undefined_constant) return false;
  std::vector<interval<>> values;
  for (const program_leaf& leaf : p.leaves) values.push_back(value_range(leaf.value));
  return range_over_box(p).where_defined(values).where == definedness::everywhere;
}

/// The same expression, where each if_else whose event is certain, or impossible, is the branch that it
/// takes. Nothing if the other branch may be undefined, since both have to be defined everywhere.
[[nodiscard]] inline std::optional<estimate> decided(const estimate& e) {
  bool all_defined = true;
  estimate made = rebuilt(e, [&](const node& n, const auto& built) -> std::optional<estimate> {
    if (n.kind != operation::choose) return std::nullopt;
    const program condition = compile(built(n.left));
    if (!condition.leaves.empty()) return std::nullopt;
    const interval<> difference = whole_range(condition);
    if (!is_singleton(difference)) return std::nullopt;
    const bool or_equal = n.number == 1;
    const bool happens = or_equal ? difference.lower() <= 0 : difference.lower() < 0;
    const estimate& taken = built(happens ? n.right->left : n.right->right);
    all_defined = all_defined && is_defined_everywhere(built(happens ? n.right->right : n.right->left));
    return taken;
  });
  if (!all_defined) return std::nullopt;
  return made;
}

}  // namespace reckon::detail
