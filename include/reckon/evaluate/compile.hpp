// SPDX-License-Identifier: BSL-1.0
#pragma once

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
[[nodiscard]] inline std::vector<dependent_leaves> blocks_of(const std::vector<program_leaf>& leaves) {
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
      : order_(e.root(), pins), constants_(order_.nodes.size()), slots_(order_.nodes.size(), absent) {
    program_.root = node_handle(e.root());
  }

  program compile() {
    fold_constants();
    find_roots();
    const auto count = static_cast<std::uint32_t>(order_.nodes.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      if (order_.constant(i)) {
        if (needed_[i]) slots_[i] = emit({.kind = operation::constant, .constant = constants_[i]});
      } else if (is_affine(i)) {
        if (needed_[i]) emit_linear(i);
      } else {
        emit_node(i);
      }
    }
    const std::uint32_t result = slots_[count - 1];
    if (result + 1 != program_.code.size()) {  // the result is an earlier value: name it again
      program_.terms.push_back({result, interval<>(1.0)});
      emit({.kind = operation::add,
            .first_term = program_.terms.size() - 1,
            .last_term = program_.terms.size()});
    }
    drop_unused();
    if (order_.has_blocks) program_.blocks = blocks_of(program_.leaves);
    program_.read_once = order_.read_once;
    program_.states_dependence = order_.states_dependence;
    return std::move(program_);
  }

 private:
  static constexpr std::uint32_t absent = (std::numeric_limits<std::uint32_t>::max)();

  void fold_constants() {
    for (std::uint32_t i = 0; i < order_.nodes.size(); ++i) {
      if (!order_.constant(i)) continue;
      const node* n = order_.nodes[i];
      if (n->kind == operation::constant) {
        constants_[i] = interval<>(n->number);
      } else if (const double* number = order_.pin(n)) {
        constants_[i] = interval<>(*number);
      } else {
        const interval<> a = left_constant(i);
        const interval<> b = right_constant(i);
        constants_[i] = apply_operation(n->kind, a, b, n->number);
        const bool first = !program_.undefined_constant && !is_empty(a) && !is_empty(b);
        if (is_empty(constants_[i]) && first) program_.undefined_constant = n->kind;
      }
    }
  }

  interval<> left_constant(std::uint32_t i) const { return constants_[order_.left(i)]; }
  interval<> right_constant(std::uint32_t i) const { return constants_[order_.right(i)]; }

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
    needed_.assign(count, false);
    needed_[count - 1] = true;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (order_.constant(i) || is_affine(i)) continue;
      const node* n = order_.nodes[i];
      if (n->left) needed_[order_.left(i)] = true;
      if (n->right) needed_[order_.right(i)] = true;
    }
  }

  std::uint32_t emit(instruction i) {
    program_.code.push_back(i);
    return static_cast<std::uint32_t>(program_.code.size() - 1);
  }

  void emit_node(std::uint32_t i) {
    const node* n = order_.nodes[i];
    if (n->kind == operation::leaf) {
      slots_[i] = leaf_slot(static_cast<const leaf_node*>(n));
      return;
    }
    if (n->kind == operation::operands) return;
    if (n->kind == operation::choose || n->kind == operation::call) return emit_listed(i);
    const std::uint32_t left = slots_[order_.left(i)];
    const std::uint32_t right = n->right ? slots_[order_.right(i)] : 0;
    instruction made{.kind = n->kind, .left = left, .right = right, .exponent = n->number};
    if (n->right && left == right) {
      switch (n->kind) {
        case operation::multiply:
          made.kind = operation::square;
          break;
        case operation::minimum:
        case operation::maximum:
          slots_[i] = left;
          return;
        case operation::divide:
          if (program_.code[left].kind != operation::leaf) break;
          if (can_be_zero(program_.leaves[program_.code[left].left].value)) break;
          slots_[i] = emit({.kind = operation::constant, .constant = interval<>(1.0)});
          return;
        default:
          break;
      }
    }
    slots_[i] = emit(made);
  }

  /// An operation whose operands stand in a list.
  void emit_listed(std::uint32_t i) {
    const node* n = order_.nodes[i];
    instruction made{.kind = n->kind, .exponent = n->number, .first_term = program_.terms.size()};
    const auto add = [this](std::uint32_t place) {
      program_.terms.push_back({slots_[place], interval<>(1.0)});
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
    made.last_term = program_.terms.size();
    slots_[i] = emit(made);
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
    if (coefficients_.size() < order_.nodes.size()) {
      coefficients_.assign(order_.nodes.size(), interval<>(0.0));
    }
    interval<> constant(0.0);
    std::vector<std::uint32_t> outside;
    for (const auto& [i, expanded] : cluster_) coefficients_[i] = interval<>(0.0);
    coefficients_[top] = interval<>(1.0);
    for (const auto& [i, expanded] : cluster_) {
      const interval<> c = coefficients_[i];
      if (order_.constant(i)) {
        constant += c * constants_[i];
      } else if (expanded) {
        pass_down(i, c);
      } else {
        outside.push_back(i);
      }
    }
    finish_linear(top, constant, outside);
  }

  void pass_down(std::uint32_t i, interval<> c) {
    const std::uint32_t left = order_.left(i);
    const std::uint32_t right = order_.right(i);
    switch (order_.nodes[i]->kind) {
      case operation::negate:
        coefficients_[left] -= c;
        return;
      case operation::divide:
        coefficients_[left] += c / constants_[right];
        return;
      case operation::multiply:
        if (order_.constant(left)) {
          coefficients_[right] += c * constants_[left];
        } else {
          coefficients_[left] += c * constants_[right];
        }
        return;
      case operation::subtract:
        coefficients_[left] += c;
        coefficients_[right] -= c;
        return;
      default:
        coefficients_[left] += c;
        coefficients_[right] += c;
    }
  }

  /// True for affine nodes that are taken apart. When the work would grow far beyond the size of the
  /// expression, a value that stands on its own is used as it is: still right, only less is collected.
  bool expands(std::uint32_t i, std::uint32_t top) const {
    if (order_.constant(i)) return false;
    return i == top || (is_affine(i) && (!needed_[i] || work_ < 64 * order_.nodes.size()));
  }

  /// The affine nodes below `top` and what they use, each once, users first.
  void gather(std::uint32_t top) {
    cluster_.clear();
    marks_.resize(order_.nodes.size(), absent);
    std::vector<std::uint32_t> pending{top};
    marks_[top] = top;
    while (!pending.empty()) {
      const std::uint32_t i = pending.back();
      pending.pop_back();
      const bool expanded = expands(i, top);
      cluster_.emplace_back(i, expanded);
      if (!expanded) continue;
      for (const std::uint32_t j : {order_.left(i), order_.right(i)}) {
        if (marks_[j] == top) continue;
        marks_[j] = top;
        pending.push_back(j);
      }
    }
    work_ += cluster_.size();
    std::sort(cluster_.begin(), cluster_.end(), std::greater<>());
  }

  void finish_linear(std::uint32_t top, interval<> constant, std::vector<std::uint32_t>& outside) {
    std::reverse(outside.begin(), outside.end());
    instruction made{.kind = operation::add, .constant = constant, .first_term = program_.terms.size()};
    term_of_slot_.resize(program_.code.size(), 0);
    for (const std::uint32_t i : outside) {
      std::size_t& term = term_of_slot_[slots_[i]];  // two leaves of one report share a slot
      if (term >= made.first_term && term < program_.terms.size() && program_.terms[term].slot == slots_[i]) {
        program_.terms[term].coefficient += coefficients_[i];
      } else {
        term = program_.terms.size();
        program_.terms.push_back({slots_[i], coefficients_[i]});
      }
    }
    const auto first = program_.terms.begin() + static_cast<std::ptrdiff_t>(made.first_term);
    program_.terms.erase(
        std::remove_if(first, program_.terms.end(),
                       [](const linear_term& t) { return t.coefficient == interval<>(0.0); }),
        program_.terms.end());
    made.last_term = program_.terms.size();
    if (made.last_term == made.first_term) {
      slots_[top] = emit({.kind = operation::constant, .constant = constant});
    } else if (made.last_term == made.first_term + 1 && constant == interval<>(0.0) &&
               program_.terms.back().coefficient == interval<>(1.0)) {
      slots_[top] = program_.terms.back().slot;
      program_.terms.pop_back();
    } else {
      slots_[top] = emit(made);
    }
  }

  /// What cancelled is gone: keeps only the instructions and leaves that the result needs, in their order.
  void drop_unused() {
    auto& code = program_.code;
    std::vector<bool> used(code.size(), false);
    used.back() = true;
    for (std::size_t i = code.size(); i-- > 0;) {
      if (used[i]) program_.for_each_operand(code[i], [&](std::uint32_t slot) { used[slot] = true; });
    }
    std::vector<std::uint32_t> moved(code.size(), 0);
    std::vector<program_leaf> leaves;
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
  std::vector<interval<>> constants_;
  std::vector<std::uint32_t> slots_;
  std::vector<bool> needed_;
  std::unordered_map<const void*, std::vector<std::pair<const leaf_node*, std::uint32_t>>> known_slots_;
  std::vector<std::pair<std::uint32_t, bool>> cluster_;  // node and whether it is taken apart, users first
  std::vector<std::uint32_t> marks_;
  std::vector<interval<>> coefficients_;
  std::vector<std::size_t> term_of_slot_;
  std::size_t work_ = 0;
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
