// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/node_order.hpp>

#include <utility>
#include <vector>

namespace reckon::detail {

/// Leaves and what stands in their place.
using substitutions = std::vector<std::pair<const leaf_node*, estimate>>;

/// The same expression with some leaves replaced.
[[nodiscard]] inline estimate substitute(const estimate& e, const substitutions& changes) {
  if (changes.empty()) return e;
  const node_order order(e.root());
  std::vector<estimate> made;
  made.reserve(order.nodes.size());
  for (const node* n : order.nodes) {
    if (n->kind == operation::leaf) {
      const auto* leaf = static_cast<const leaf_node*>(n);
      const estimate* other = nullptr;
      for (const auto& [from, to] : changes) {
        if (from->same_quantity(*leaf)) other = &to;
      }
      made.push_back(other ? *other : estimate(node_handle(n)));
    } else if (!n->left) {
      made.emplace_back(node_handle(n));
    } else if (n->kind == operation::call) {
      made.push_back(call_of(static_cast<const call_node*>(n)->function, made[order.at(n->left)]));
    } else if (!n->right) {
      made.emplace_back(n->kind, made[order.at(n->left)], n->number);
    } else {
      made.emplace_back(n->kind, made[order.at(n->left)], made[order.at(n->right)], n->stated, n->number);
    }
  }
  return made.back();
}

}  // namespace reckon::detail
