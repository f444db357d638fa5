// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

[[noreturn]] inline void refuse_two_blocks(const leaf_node& leaf, const copula_block& one,
                                           const copula_block& other) {
  throw domain_error("reckon: " + (leaf.name.empty() ? std::string("a leaf") : leaf.name) +
                     " is in two blocks of dependent leaves, " + one.name + " and " + other.name +
                     "; state one block for all of them");
}

/// A leaf that occurs in a block and as it was before is in the block.
/// Errors: domain_error if it occurs in two blocks.
inline void join_block(const leaf_node*& known, const leaf_node* leaf) {
  if (!leaf->block || known->block == leaf->block) return;
  if (known->block) refuse_two_blocks(*leaf, *known->block, *leaf->block);
  known = leaf;
}

/// The blocks of dependent leaves. Members of a block that depend on no other leaf at hand, and sets, count
/// as independent.
[[nodiscard]] inline std::vector<dependent_leaves> blocks_of(const large_vector<program_leaf>& leaves) {
  struct member {
    std::uint32_t leaf;
    std::size_t place;
  };
  std::vector<std::pair<const copula_block*, std::vector<member>>> found;
  for (const auto& leaf : leaves) {
    const copula_block* block = leaf.node->block.get();
    const auto known = [block](const auto& entry) { return entry.first == block; };
    if (block && std::none_of(found.begin(), found.end(), known)) found.push_back({block, {}});
  }
  for (std::uint32_t i = 0; i < leaves.size() && !found.empty(); ++i) {
    // Also a leaf as it was before is in the block, if another member tells so.
    const copula_block* its = nullptr;
    for (auto& [block, members] : found) {
      const auto place = block->place_of(*leaves[i].node);
      if (!place) continue;
      if (its) refuse_two_blocks(*leaves[i].node, *its, *block);
      its = block;
      if (!std::holds_alternative<interval<>>(leaves[i].value)) members.push_back({i, *place});
    }
  }
  std::vector<dependent_leaves> blocks;
  for (const auto& [block, members] : found) {
    const auto parameter = [whole = block](const member& a, const member& b) {
      return whole->parameters(a.place, b.place);
    };
    std::vector<member> kept;
    for (const member& a : members) {
      const auto depends = [&](const member& b) { return a.leaf != b.leaf && parameter(a, b) != 0; };
      if (std::any_of(members.begin(), members.end(), depends)) kept.push_back(a);
    }
    if (kept.empty()) continue;
    dependent_leaves made{{}, square_matrix(kept.size())};
    for (std::size_t i = 0; i < kept.size(); ++i) {
      made.leaves.push_back(kept[i].leaf);
      for (std::size_t j = 0; j < kept.size(); ++j) made.parameters(i, j) = parameter(kept[i], kept[j]);
    }
    blocks.push_back(std::move(made));
  }
  return blocks;
}

/// Translates an expression into a program.
class compiler {
 public:
  explicit compiler(const estimate& e, const pinned_leaves* pins = nullptr)
      : order_(e.root(), pins), parts_(order_.nodes.size()) {
    program_.top = e.root();
    program_.root = node_handle(e.root());
    program_.leaves.reserve(order_.leaves);
    constexpr std::size_t usual_size = 64;
    const std::size_t likely =
        order_.nodes.size() <= usual_size ? order_.nodes.size() : order_.leaves + usual_size;
    program_.code.reserve(likely);
    program_.terms.reserve(likely);
    cluster_.reserve(order_.nodes.size());
    pending_.reserve(usual_size);
    outside_.reserve(likely);
  }

  program compile() {
    fold_constants();
    find_roots();
    const auto count = static_cast<std::uint32_t>(order_.nodes.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      if (order_.constant(i)) {
        if (parts_[i].needed) parts_[i].slot = emit({.kind = operation::constant, .constant = constant(i)});
      } else if (is_affine(i)) {
        if (parts_[i].needed) emit_linear(i);
      } else {
        emit_node(i);
      }
    }
    const std::uint32_t result = parts_[count - 1].slot;
    if (result + 1 != program_.code.size()) {
      all_used_ = false;
      // The result is an earlier value: name it again.
      program_.terms.push_back({result, interval<>(1.0)});
      emit({.kind = operation::add, .first_term = terms_so_far() - 1, .last_term = terms_so_far()});
    }
    if (!all_used_) drop_unused();
    if (order_.has_blocks) program_.blocks = blocks_of(program_.leaves);
    program_.read_once = order_.read_once;
    program_.states_dependence = order_.states_dependence;
    return std::move(program_);
  }

 private:
  static constexpr std::uint32_t absent = (std::numeric_limits<std::uint32_t>::max)();

  /// What is known of a node.
  struct part {
    interval<> coefficient{0.0};  ///< in the linear combination that is being gathered
    std::uint32_t slot = absent;  ///< its instruction
    std::uint32_t user = absent;  ///< the linear combination that met it last
    std::uint32_t constant = 0;   ///< the place of its value, if it has no leaves
    bool needed = false;          ///< whether its value stands on its own
  };

  void fold_constants() {
    for (std::uint32_t i = 0; i < order_.nodes.size(); ++i) {
      if (!order_.constant(i)) continue;
      const node* n = order_.nodes[i];
      interval<> value;
      if (n->kind == operation::constant) {
        value = interval<>(n->number);
      } else if (const double* number = order_.pin(n)) {
        value = interval<>(*number);
      } else {
        const interval<> a = left_constant(i);
        const interval<> b = right_constant(i);
        value = apply_operation(n->kind, a, b, n->number);
        const bool first = !program_.undefined_constant && !is_empty(a) && !is_empty(b);
        if (is_empty(value) && first) program_.undefined_constant = n->kind;
      }
      parts_[i].constant = static_cast<std::uint32_t>(constants_.size());
      constants_.push_back(value);
    }
  }

  interval<> constant(std::uint32_t i) const { return constants_[parts_[i].constant]; }
  interval<> left_constant(std::uint32_t i) const { return constant(order_.left(i)); }
  interval<> right_constant(std::uint32_t i) const { return constant(order_.right(i)); }

  /// An operation whose result is linear in its operands.
  bool is_affine(std::uint32_t i) const {
    switch (order_.nodes[i]->kind) {
      case operation::add:
      case operation::subtract:
      case operation::negate:
        return true;
      case operation::multiply:
        return order_.constant(order_.left(i)) || order_.constant(order_.right(i));
      case operation::divide:
        return order_.constant(order_.right(i)) && !contains(right_constant(i), 0.0) &&
               !is_empty(right_constant(i));
      default:
        return false;
    }
  }

  /// Marks the nodes whose value stands on its own: the result, and what operations that are not affine use.
  void find_roots() {
    const auto count = static_cast<std::uint32_t>(order_.nodes.size());
    parts_[count - 1].needed = true;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (order_.constant(i) || is_affine(i)) continue;
      const node* n = order_.nodes[i];
      if (n->left) parts_[order_.left(i)].needed = true;
      if (n->right) parts_[order_.right(i)].needed = true;
    }
  }

  std::uint32_t terms_so_far() const { return static_cast<std::uint32_t>(program_.terms.size()); }

  std::uint32_t emit(instruction i) {
    program_.code.push_back(i);
    return static_cast<std::uint32_t>(program_.code.size() - 1);
  }

  void emit_node(std::uint32_t i) {
    const node* n = order_.nodes[i];
    if (n->kind == operation::leaf) {
      parts_[i].slot = leaf_slot(static_cast<const leaf_node*>(n));
      return;
    }
    if (n->kind == operation::operands) return;
    if (n->kind == operation::choose || n->kind == operation::call) return emit_listed(i);
    const std::uint32_t left = parts_[order_.left(i)].slot;
    const std::uint32_t right = n->right ? parts_[order_.right(i)].slot : 0;
    instruction made{.kind = n->kind, .left = left, .right = right, .exponent = n->number};
    if (n->right && left == right) {
      switch (n->kind) {
        case operation::multiply:
          made.kind = operation::square;
          break;
        case operation::minimum:
        case operation::maximum:
          parts_[i].slot = left;
          return;
        case operation::divide:
          if (program_.code[left].kind != operation::leaf) break;
          if (can_be_zero(program_.leaves[program_.code[left].left].value)) break;
          all_used_ = false;
          parts_[i].slot = emit({.kind = operation::constant, .constant = interval<>(1.0)});
          return;
        default:
          break;
      }
    }
    parts_[i].slot = emit(made);
  }

  /// An operation whose operands stand in a list.
  void emit_listed(std::uint32_t i) {
    const node* n = order_.nodes[i];
    instruction made{.kind = n->kind, .first_term = terms_so_far(), .exponent = n->number};
    const auto add = [this](std::uint32_t place) {
      program_.terms.push_back({parts_[place].slot, interval<>(1.0)});
    };
    std::uint32_t list = order_.left(i);
    if (n->kind == operation::choose) {
      add(list);
      list = order_.right(i);
      add(order_.left(list));
      add(order_.right(list));
    } else {
      made.function = static_cast<const call_node*>(n)->function.get();
      for (add(order_.left(list)); order_.nodes[list]->right; add(order_.left(list)))
        list = order_.right(list);
    }
    made.last_term = terms_so_far();
    parts_[i].slot = emit(made);
  }

  std::uint32_t leaf_slot(const leaf_node* leaf) {
    const bool may_be_known = leaf->report || order_.has_blocks;
    const void* key = leaf->report ? static_cast<const void*>(leaf->report.get()) : leaf->identity();
    if (may_be_known) {
      for (const auto& [known, slot] : known_slots_[key]) {
        if (!known->same_quantity(*leaf)) continue;
        join_block(program_.leaves[program_.code[slot].left].node, leaf);
        return slot;
      }
    }
    const auto number = static_cast<std::uint32_t>(program_.leaves.size());
    program_.leaves.push_back({leaf->value, leaf});
    const std::uint32_t slot = emit({.kind = operation::leaf, .left = number});
    if (may_be_known) known_slots_[key].emplace_back(leaf, slot);
    return slot;
  }

  /// Collects the coefficients below an affine node and emits one linear combination.
  void emit_linear(std::uint32_t top) {
    gather(top);
    interval<> sum(0.0);
    outside_.clear();
    for (const auto& [i, expanded] : cluster_) parts_[i].coefficient = interval<>(0.0);
    parts_[top].coefficient = interval<>(1.0);
    for (const auto& [i, expanded] : cluster_) {
      const interval<> c = parts_[i].coefficient;
      if (order_.constant(i)) {
        sum += c * constant(i);
      } else if (expanded) {
        pass_down(i, c);
      } else {
        outside_.push_back(i);
      }
    }
    finish_linear(top, sum);
  }

  void pass_down(std::uint32_t i, interval<> c) {
    const std::uint32_t left = order_.left(i);
    const std::uint32_t right = order_.right(i);
    switch (order_.nodes[i]->kind) {
      case operation::negate:
        add_coefficient(left, -c);
        return;
      case operation::divide:
        add_coefficient(left, c / constant(right));
        return;
      case operation::multiply:
        if (order_.constant(left)) {
          add_coefficient(right, c * constant(left));
        } else {
          add_coefficient(left, c * constant(right));
        }
        return;
      case operation::subtract:
        add_coefficient(left, c);
        add_coefficient(right, -c);
        return;
      default:
        add_coefficient(left, c);
        add_coefficient(right, c);
    }
  }

  void add_coefficient(std::uint32_t i, interval<> c) {
    interval<>& sum = parts_[i].coefficient;
    sum = sum == interval<>(0.0) ? c : sum + c;
  }

  /// True for affine nodes that are taken apart. When the work would grow far beyond the size of the
  /// expression, a value that stands on its own is used as it is: still right, only less is collected.
  bool expands(std::uint32_t i, std::uint32_t top) const {
    if (order_.constant(i)) return false;
    return i == top || (is_affine(i) && (!parts_[i].needed || work_ < 64 * order_.nodes.size()));
  }

  /// The affine nodes below `top` and what they use, each once, users first.
  void gather(std::uint32_t top) {
    cluster_.clear();
    pending_.assign(1, top);
    parts_[top].user = top;
    while (!pending_.empty()) {
      const std::uint32_t i = pending_.back();
      pending_.pop_back();
      const bool expanded = expands(i, top);
      cluster_.emplace_back(i, expanded);
      if (!expanded) continue;
      for (const std::uint32_t j : {order_.left(i), order_.right(i)}) {
        if (parts_[j].user == top) continue;
        parts_[j].user = top;
        pending_.push_back(j);
      }
    }
    work_ += cluster_.size();
    std::sort(cluster_.begin(), cluster_.end(), std::greater<>());
  }

  void finish_linear(std::uint32_t top, interval<> constant) {
    std::reverse(outside_.begin(), outside_.end());
    instruction made{.kind = operation::add, .first_term = terms_so_far(), .constant = constant};
    if (term_of_slot_.size() < program_.code.size()) term_of_slot_.resize(program_.code.capacity(), 0);
    for (const std::uint32_t i : outside_) {
      std::uint32_t& term = term_of_slot_[parts_[i].slot];  // two leaves of one report share a slot
      if (term >= made.first_term && term < program_.terms.size() &&
          program_.terms[term].slot == parts_[i].slot) {
        program_.terms[term].coefficient += parts_[i].coefficient;
      } else {
        term = static_cast<std::uint32_t>(program_.terms.size());
        program_.terms.push_back({parts_[i].slot, parts_[i].coefficient});
      }
    }
    const auto first = program_.terms.begin() + static_cast<std::ptrdiff_t>(made.first_term);
    const auto kept = std::remove_if(first, program_.terms.end(),
                                     [](const linear_term& t) { return t.coefficient == interval<>(0.0); });
    if (kept != program_.terms.end()) all_used_ = false;
    program_.terms.erase(kept, program_.terms.end());
    made.last_term = terms_so_far();
    if (made.last_term == made.first_term) {
      parts_[top].slot = emit({.kind = operation::constant, .constant = constant});
    } else if (made.last_term == made.first_term + 1 && constant == interval<>(0.0) &&
               program_.terms.back().coefficient == interval<>(1.0)) {
      parts_[top].slot = program_.terms.back().slot;
      program_.terms.pop_back();
    } else {
      parts_[top].slot = emit(made);
    }
  }

  /// What cancelled is gone: keeps only the instructions and leaves that the result needs, in their order.
  void drop_unused() {
    auto& code = program_.code;
    std::vector<unsigned char> used(code.size(), false);
    used.back() = true;
    for (std::size_t i = code.size(); i-- > 0;) {
      if (used[i]) program_.for_each_operand(code[i], [&](std::uint32_t slot) { used[slot] = true; });
    }
    std::vector<std::uint32_t> moved(code.size(), 0);
    large_vector<program_leaf> leaves;
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (!used[i]) continue;
      instruction made = code[i];
      if (made.kind == operation::leaf) {
        leaves.push_back(std::move(program_.leaves[made.left]));
        made.left = static_cast<std::uint32_t>(leaves.size() - 1);
      } else {
        made.left = moved[made.left];
        made.right = moved[made.right];
        for (std::size_t t = made.first_term; t < made.last_term; ++t) {
          program_.terms[t].slot = moved[program_.terms[t].slot];
        }
      }
      moved[i] = kept;
      code[kept++] = made;
    }
    code.resize(kept);
    program_.leaves = std::move(leaves);
  }

  node_order order_;
  large_vector<part> parts_;
  large_vector<interval<>> constants_;
  std::unordered_map<const void*, std::vector<std::pair<const leaf_node*, std::uint32_t>>> known_slots_;
  large_vector<std::pair<std::uint32_t, bool>> cluster_;  // node and whether it is taken apart, users first
  large_vector<std::uint32_t> pending_;
  large_vector<std::uint32_t> outside_;
  large_vector<std::uint32_t> term_of_slot_;
  std::size_t work_ = 0;
  bool all_used_ = true;  // nothing cancelled so far
  program program_;
};

/// The program of an expression, with some leaves held at numbers.
[[nodiscard]] inline program compile(const estimate& e, const pinned_leaves* pins = nullptr) {
  return compiler(e, pins).compile();
}

/// Whether every constant of the program is a number: defined, and not beyond the largest double.
[[nodiscard]] inline bool has_numbers(const program& p) {
  return std::all_of(p.code.begin(), p.code.end(), [&p](const instruction& i) {
    return is_common_interval(i.constant) && std::all_of(p.begin_terms(i), p.end_terms(i), [](const auto& t) {
             return is_common_interval(t.coefficient);
           });
  });
}

/// Errors: domain_error if a constant of the program is undefined or lies beyond the largest double.
inline void require_numbers(const program& p) {
  const auto check = [&p](interval<> constant) {
    if (is_common_interval(constant)) return;
    if (is_empty(constant)) {
      throw domain_error(std::string("reckon: ") +
                         undefined_in_words(p.undefined_constant.value_or(operation::constant)) +
                         " stands in the expression, which has no value");
    }
    throw domain_error(
        "reckon: a constant of the expression lies beyond the largest double; choose another unit");
  };
  for (const instruction& i : p.code) {
    check(i.constant);
    for (auto t = p.begin_terms(i); t != p.end_terms(i); ++t) check(t->coefficient);
  }
}

}  // namespace reckon::detail
