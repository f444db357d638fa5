// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>

#include <optional>
#include <vector>

namespace reckon::detail {

/// A leaf of a sum, and its coefficient.
struct affine_term {
  const program_leaf* leaf;
  double coefficient;
};

/// The terms of an expression that is a constant plus multiples of leaves; nothing if it is not.
[[nodiscard]] inline std::optional<std::vector<affine_term>> affine_terms(const program& p) {
  const instruction& top = p.code.back();
  if (top.kind == operation::constant) return std::vector<affine_term>{};
  if (top.kind == operation::leaf) return std::vector<affine_term>{{&p.leaves[top.left], 1}};
  if (top.kind != operation::add) return std::nullopt;
  std::vector<affine_term> terms;
  for (auto t = p.begin_terms(top); t != p.end_terms(top); ++t) {
    const instruction& operand = p.code[t->slot];
    if (operand.kind != operation::leaf) return std::nullopt;
    terms.push_back({&p.leaves[operand.left], mid(t->coefficient)});
  }
  return terms;
}

}  // namespace reckon::detail
