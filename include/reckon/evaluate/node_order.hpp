// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/point_set.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Leaves that are held at a number.
using pinned_leaves = std::vector<std::pair<const leaf_node*, double>>;

/// Finds the place of an address in a list: open addressing, since a sum of a million terms asks it often,
/// and of places alone, since the list tells the addresses. Nothing depends on the order of its own places.
class address_table {
 public:
  /// Shape: the place in `list`, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> find(const large_vector<const node*>& list,
                                                  const node* address) const {
    if (places_.empty()) return std::nullopt;
    const std::uint32_t found = places_[where(list, address)];
    if (found == free) return std::nullopt;
    return found;
  }

  /// The address in `place` of the list must be a new one.
  void insert(const large_vector<const node*>& list, std::uint32_t place) {
    if (2 * (size_ + 1) > places_.size()) grow(list);
    places_[where(list, list[place])] = place;
    ++size_;
  }

 private:
  static constexpr std::uint32_t free = (std::numeric_limits<std::uint32_t>::max)();

  [[nodiscard]] std::size_t where(const large_vector<const node*>& list, const node* address) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(mixed(reinterpret_cast<std::uintptr_t>(address))) & mask;
    while (places_[at] != free && list[places_[at]] != address) at = (at + 1) & mask;
    return at;
  }

  void grow(const large_vector<const node*>& list) {
    large_vector<std::uint32_t> old(places_.empty() ? 16 : 2 * places_.size(), free);
    old.swap(places_);
    for (const std::uint32_t place : old) {
      if (place != free) places_[where(list, list[place])] = place;
    }
  }

  large_vector<std::uint32_t> places_;
  std::size_t size_ = 0;
};

/// The nodes of an expression in an order in which operands come before the operations that use them.
struct node_order {
  large_vector<const node*> nodes;
  /// How many of them are leaves without a pin.
  std::size_t leaves = 0;
  /// True if no leaf and no operation on leaves is used twice.
  bool read_once = true;
  /// True if an operation states a dependence other than independence.
  bool states_dependence = false;
  /// True if a leaf is in a block of dependent leaves.
  bool has_blocks = false;

  explicit node_order(const node* root, const pinned_leaves* pins = nullptr) : pins_(pins) {
    nodes.reserve(usual_size);
    places_.reserve(usual_size);
    unfinished open;
    for (const node* next = root; next != nullptr; next = close_finished(open)) {
      std::optional<std::uint32_t> known;
      while (!(known = known_place(next)) && next->left) {
        open.nodes.emplace_back(next, false);
        next = next->left;
      }
      if (known && !places_[*known].constant) read_once = false;
      open.done.push_back(known ? *known : close(next, {}));
    }
    if (has_blocks && read_once) note_originals();
  }

  /// The places of the operands of the node in a place.
  [[nodiscard]] std::uint32_t left(std::uint32_t i) const { return places_[i].left; }
  [[nodiscard]] std::uint32_t right(std::uint32_t i) const { return places_[i].right; }
  [[nodiscard]] bool constant(std::uint32_t i) const { return places_[i].constant != 0; }

  /// The number at which a leaf is held, if it is.
  [[nodiscard]] const double* pin(const node* n) const {
    if (!pins_ || n->kind != operation::leaf) return nullptr;
    for (const auto& [leaf, number] : *pins_) {
      if (leaf->same_quantity(static_cast<const leaf_node&>(*n))) return &number;
    }
    return nullptr;
  }

 private:
  struct operand_indices {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
  };

  /// In eight bytes, since of an expression of a million leaves it is memory that takes the time.
  struct place_of_node {
    std::uint32_t left;
    std::uint32_t right : 31;
    std::uint32_t constant : 1;
  };
  static constexpr std::uint32_t most_nodes = 0x7fffffff;

  static constexpr std::size_t usual_size = 32;

  /// Where the walk is.
  struct unfinished {
    unfinished() {
      nodes.reserve(usual_size);
      done.reserve(usual_size);
    }
    large_vector<std::pair<const node*, bool>> nodes;  ///< some operand is not done; whether the left one is
    large_vector<std::uint32_t> done;                  ///< places of operands that are, the last ones last
  };

  /// Whoever uses a node holds it: what is held once is used once.
  static bool may_be_shared(const node* n) noexcept {
    return n->references.load(std::memory_order_relaxed) != 1;
  }

  [[nodiscard]] std::optional<std::uint32_t> known_place(const node* n) const {
    return may_be_shared(n) ? index_.find(nodes, n) : std::nullopt;
  }

  /// Closes the nodes whose operands are done.
  /// Shape: the operand that is to be opened next, nullptr if there is none.
  const node* close_finished(unfinished& open) {
    while (!open.nodes.empty()) {
      auto& [n, left_is_done] = open.nodes.back();
      if (n->right && !left_is_done) {
        left_is_done = true;
        return n->right;
      }
      operand_indices operands{open.done.back(), open.done.back()};
      if (n->right) open.done.pop_back();
      operands.left = open.done.back();
      open.done.back() = close(n, operands);
      open.nodes.pop_back();
    }
    return nullptr;
  }

  std::uint32_t close(const node* n, operand_indices operands) {
    const auto place = static_cast<std::uint32_t>(nodes.size());
    bool constant = n->kind == operation::constant || pin(n);
    if (n->left)
      constant = places_[operands.left].constant && (!n->right || places_[operands.right].constant);
    if (n->kind == operation::operands) constant = false;  // it has no value of its own
    if (n->stated && *n->stated != dependence::independent) states_dependence = true;
    nodes.push_back(n);
    if (may_be_shared(n)) index_.insert(nodes, place);
    places_.push_back({operands.left, operands.right & most_nodes, constant ? 1U : 0U});
    if (n->kind == operation::leaf && !constant) note_leaf(static_cast<const leaf_node*>(n));
    return place;
  }

  /// A leaf may occur both in a block and as it was before.
  void note_originals() {
    std::unordered_set<const leaf_node*> seen;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i]->kind != operation::leaf || constant(i)) continue;
      if (!seen.insert(static_cast<const leaf_node*>(nodes[i])->identity()).second) read_once = false;
    }
  }

  void note_leaf(const leaf_node* leaf) {
    ++leaves;
    if (leaf->block) has_blocks = true;
    if (leaf->report && !reports_.try_emplace(leaf->report.get(), leaf).second) read_once = false;
  }

  const pinned_leaves* pins_;
  address_table index_;
  large_vector<place_of_node> places_;
  std::unordered_map<const void*, const leaf_node*> reports_;
};

}  // namespace reckon::detail
