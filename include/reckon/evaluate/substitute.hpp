// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/node_order.hpp>

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Leaves and what stands in their place.
using substitutions = std::vector<std::pair<const leaf_node*, estimate>>;

/// A call of a function, or the number that it comes to if all operands in the list are numbers.
[[nodiscard]] inline estimate call_or_number(const std::shared_ptr<const user_function>& function,
                                             const estimate& list) {
  std::vector<double> numbers;
  for (const node* n = list.root(); n != nullptr; n = n->right) {
    if (n->left->kind != operation::constant) return call_of(function, list);
    numbers.push_back(n->left->number);
  }
  const double value = function->at(numbers);
  return std::isfinite(value) ? estimate(value) : call_of(function, list);
}

/// The same operation, or leaf, on what stands for its operands.
template <class Built>
[[nodiscard]] estimate rebuilt_node(const node& n, const Built& built) {
  if (!n.left) return estimate(node_handle(&n));
  if (n.kind == operation::call)
    return call_or_number(static_cast<const call_node&>(n).function, built(n.left));
  if (!n.right) return {n.kind, built(n.left), n.number};
  return {n.kind, built(n.left), built(n.right), n.stated, n.number};
}

/// The same expression, built anew. `replace(n, built)` gives what stands for the node n, or nothing if it is
/// to be as it was; built(m) is what stands for a node m below it.
template <class Replace>
[[nodiscard]] estimate rebuilt(const estimate& e, const Replace& replace) {
  const node_order order(e.root());
  std::vector<estimate> made;
  made.reserve(order.nodes.size());
  address_table places;
  const auto built = [&](const node* n) -> const estimate& { return made[*places.find(order.nodes, n)]; };
  for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
    const node* n = order.nodes[i];
    places.insert(order.nodes, i);
    std::optional<estimate> other = replace(*n, built);
    made.push_back(other ? std::move(*other) : rebuilt_node(*n, built));
  }
  return made.back();
}

/// The same expression with some leaves replaced.
[[nodiscard]] inline estimate substitute(const estimate& e, const substitutions& changes) {
  if (changes.empty()) return e;
  return rebuilt(e, [&](const node& n, const auto&) -> std::optional<estimate> {
    if (n.kind != operation::leaf) return std::nullopt;
    const auto& leaf = static_cast<const leaf_node&>(n);
    std::optional<estimate> other;
    for (const auto& [from, to] : changes) {
      if (from->same_quantity(leaf)) other = to;
    }
    return other;
  });
}

}  // namespace reckon::detail
