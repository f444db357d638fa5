// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/program.hpp>

#include <cstddef>
#include <vector>

namespace reckon::detail {

/// The leaves of several expressions, each once, in the order of first appearance.
class joint_leaves {
 public:
  /// Takes note of the leaves of one more expression, and tells their places.
  /// Errors: domain_error if a leaf is in two blocks.
  std::vector<std::size_t> add(const program& p) {
    std::vector<std::size_t> places;
    for (const auto& leaf : p.leaves) {
      std::size_t i = 0;
      while (i < all_.leaves.size() && !all_.leaves[i].node->same_quantity(*leaf.node)) ++i;
      if (i == all_.leaves.size()) {
        all_.leaves.push_back(leaf);
      } else {
        join_block(all_.leaves[i].node, leaf.node);
      }
      places.push_back(i);
    }
    all_.blocks = blocks_of(all_.leaves);
    return places;
  }

  /// A program of these leaves, without any instruction.
  [[nodiscard]] const program& all() const noexcept { return all_; }

 private:
  program all_;
};

}  // namespace reckon::detail
