// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/common_level.hpp>
#include <reckon/evaluate/comonotone.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/law_shape.hpp>
#include <reckon/evaluate/modules.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Writes operations whose operands rise together, or against each other, as functions of one leaf, the level
/// that both follow: what is left is an expression of independent leaves, with the same law. For operands
/// that are shapes, or have a law that can be tabulated.
class along_levels {
 public:
  along_levels(const estimate& e, const options& how) : order_(e.root()), how_(how) {}

  /// The expression, or nothing if some dependence is unknown, or an operand cannot be written so. `solve(p)`
  /// gives the law of a program of independent shapes, or nothing.
  template <class Solve>
  [[nodiscard]] std::optional<reduction> find(const Solve& solve) {
    constexpr std::size_t most_nodes = 256;  // operands are looked through by recursion
    if (!order_.read_once || order_.has_blocks || order_.nodes.size() > most_nodes) return std::nullopt;
    if (!build(solve)) return std::nullopt;
    if (from_tables_ && compile(made_.back()).leaves.size() == 1) {
      from_tables_ = false;
      build(solve);
    }
    return reduction{made_.back(), error_, "dependence as stated"};
  }

 private:
  template <class Solve>
  bool build(const Solve& solve) {
    made_.clear();
    for (std::uint32_t i = 0; i < order_.nodes.size(); ++i) {
      if (!add(i, solve)) return false;
    }
    return true;
  }

  template <class Solve>
  bool add(std::uint32_t i, const Solve& solve) {
    const node& n = *order_.nodes[i];
    const auto built = [&](const node* below) -> const estimate& {
      return made_[below == n.left ? order_.left(i) : order_.right(i)];
    };
    if (!joins(i)) {
      made_.push_back(rebuilt_node(n, built));
      return true;
    }
    // A set is in any dependence with all else.
    const bool apart = !has_shapes(order_.left(i)) || !has_shapes(order_.right(i));
    const dependence between = apart ? dependence::independent : n.stated.value_or(how_.default_dependence);
    if (between == dependence::unknown) return false;
    if (between == dependence::independent) {
      made_.emplace_back(n.kind, built(n.left), built(n.right), std::nullopt, n.number);
      return true;
    }
    const auto& left = parts_of(order_.left(i), solve);
    const auto& right = parts_of(order_.right(i), solve);
    if (!left || !right) return false;
    common_level level(is_flat(*left) && is_flat(*right), from_tables_);
    const estimate first = along(level, *left, left->last(), false);
    const estimate second = along(level, *right, right->last(), between == dependence::opposite);
    made_.emplace_back(n.kind, first, second, std::nullopt, n.number);
    return true;
  }

  /// Whether a node is an operation on two quantities that are no constants.
  bool joins(std::uint32_t i) const {
    const node& n = *order_.nodes[i];
    if (!n.right || n.kind == operation::operands || n.kind == operation::choose) return false;
    return !order_.constant(order_.left(i)) && !order_.constant(order_.right(i));
  }

  /// Whether a node uses a leaf that is no set.
  bool has_shapes(std::uint32_t i) const {
    const node& n = *order_.nodes[i];
    if (n.kind == operation::leaf)
      return !std::holds_alternative<interval<>>(static_cast<const leaf_node&>(n).value);
    return (n.left && has_shapes(order_.left(i))) || (n.right && has_shapes(order_.right(i)));
  }

  /// What a node is, as parts that follow one level.
  template <class Solve>
  const std::optional<comonotone_parts>& parts_of(std::uint32_t i, const Solve& solve) {
    const auto [known, fresh] = parts_.try_emplace(i);
    if (fresh) known->second = new_parts_of(i, solve);
    return known->second;
  }

  template <class Solve>
  std::optional<comonotone_parts> new_parts_of(std::uint32_t i, const Solve& solve) {
    const estimate here{node_handle(order_.nodes[i])};
    std::optional<comonotone_parts> found = comonotone(here, how_).parts();
    if (!found) found = tabulated(i, solve);
    if (!found) return std::nullopt;
    const auto follows = [](const auto& step) { return !step.shape || follows_levels(*step.shape); };
    if (!std::all_of(found->steps.begin(), found->steps.end(), follows)) return std::nullopt;
    return found;
  }

  /// A single part with the law that the node has.
  template <class Solve>
  std::optional<comonotone_parts> tabulated(std::uint32_t i, const Solve& solve) {
    const program p = compile(made_[i]);
    for (const program_leaf& leaf : p.leaves) {
      if (!std::holds_alternative<distribution>(leaf.value)) return std::nullopt;
    }
    const std::unique_ptr<law> found = solve(p);
    if (!found || !found->kinks()) return std::nullopt;
    auto shape = std::make_shared<const law_shape>(*found);
    if (!shape->sound()) return std::nullopt;
    error_ += 2 * shape->error();
    comonotone_parts made;
    made.steps.emplace_back().shape = distribution(std::move(shape));
    return made;
  }

  static bool is_flat(const comonotone_parts& parts) {
    return std::all_of(parts.steps.begin(), parts.steps.end(),
                       [](const auto& step) { return !step.shape || step.shape->model().flat(); });
  }

  /// Parts from the n-th down, as an expression of the level that they follow, or of the one opposite.
  static estimate along(common_level& level, const comonotone_parts& parts, std::uint32_t n, bool mirrored) {
    const auto& step = parts.steps[n];
    if (step.shape) return level.quantile(*step.shape, mirrored);
    if (step.kind == operation::constant) return {step.number};
    const estimate left = along(level, parts, step.left, mirrored != step.left_mirrored);
    if (!step.binary) return {step.kind, left, 0};
    const estimate right = along(level, parts, step.right, mirrored != step.right_mirrored);
    return {step.kind, left, right, std::nullopt};
  }

  node_order order_;
  const options& how_;
  bool from_tables_ = true;
  std::vector<estimate> made_;
  std::map<std::uint32_t, std::optional<comonotone_parts>> parts_;
  double error_ = 0;
};

/// Shapes that a Gaussian copula joins with parameters 1 and -1 alone, as functions of one leaf for each
/// block of them; `from_tables` where those will be asked many times.
[[nodiscard]] inline substitutions levels_of_copulas(const program& p, bool from_tables) {
  substitutions changes;
  for (const dependent_leaves& block : p.blocks) {
    const auto& leaves = block.leaves;
    const auto direction = [&](std::size_t i) { return p.copula_parameter(leaves.front(), leaves[i]); };
    const auto shape = [&](std::size_t i) { return std::get_if<distribution>(&p.leaves[leaves[i]].value); };
    bool follow = leaves.size() > 1;
    bool flat = true;
    for (std::size_t i = 0; i < leaves.size() && follow; ++i) {
      follow = std::abs(direction(i)) == 1 && shape(i) && follows_levels(*shape(i));
      flat = follow && flat && shape(i)->model().flat();
    }
    if (!follow) continue;
    common_level level(flat, from_tables);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      changes.emplace_back(p.leaves[leaves[i]].node, level.quantile(*shape(i), direction(i) < 0));
  }
  return changes;
}

/// The expression of a program with such functions in it; nothing if there are none.
[[nodiscard]] inline std::optional<reduction> along_levels_of_copulas(const program& p) {
  const bool alone = p.blocks.size() == 1 && p.blocks.front().leaves.size() == p.leaves.size();
  const substitutions changes = levels_of_copulas(p, !alone);
  if (changes.empty()) return std::nullopt;
  return reduction{substitute(estimate(node_handle(p.top)), changes), 0, dependence_in_words(p)};
}

}  // namespace reckon::detail
