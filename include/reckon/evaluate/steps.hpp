// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/step_arithmetic.hpp>
#include <reckon/pbox/stepped_box.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// The operations of an expression on p-boxes in steps.
class step_operations {
 public:
  explicit step_operations(std::size_t count) : count_(count) {}

  [[nodiscard]] shared_steps of(const uncertain_value& value) const {
    if (const auto* set = std::get_if<interval<>>(&value)) return of(*set);
    if (const auto* shape = std::get_if<distribution>(&value)) return of(pbox(*shape));
    return of(std::get<pbox>(value));
  }
  [[nodiscard]] shared_steps of(interval<> set) const { return steps_of_set(set, count_); }
  [[nodiscard]] shared_steps of(const pbox& box) const { return steps_of_box(box.model(), count_).make(); }

  static shared_steps apply(operation kind, const shared_steps& a, double exponent) {
    return steps::image_of([&](interval<> x) { return image(kind, x, interval<>(1.0), exponent); }, a);
  }

  /// x / x.
  static shared_steps one(const shared_steps& a) {
    return steps::image_of(
        [](interval<> x) {
          image(operation::divide, interval<>(1.0), x, 0);
          return interval<>(1.0);
        },
        a);
  }

  static shared_steps scaled(const shared_steps& a, interval<> factor) {
    return steps::image_of([&](interval<> x) { return x * factor; }, a);
  }

  static shared_steps apply(operation kind, const shared_steps& a, const shared_steps& b,
                            dependence between) {
    const auto pair = [kind](interval<> x, interval<> y) { return image(kind, x, y, 0); };
    return steps::combined(rising_kind(kind), pair, a, b, between);
  }

  static bool is_sharp_under_unknown(operation kind, const shared_steps& a, const shared_steps& b) {
    return steps::is_sharp_under_unknown(rising_kind(kind), a, b);
  }

 private:
  static box_operation rising_kind(operation kind) {
    switch (kind) {
      case operation::add:
        return box_operation::add;
      case operation::subtract:
        return box_operation::subtract;
      case operation::multiply:
        return box_operation::multiply;
      case operation::divide:
        return box_operation::divide;
      case operation::minimum:
        return box_operation::minimum;
      case operation::maximum:
        return box_operation::maximum;
      default:
        return box_operation::other;
    }
  }

  static interval<> image(operation kind, interval<> a, interval<> b, double exponent) {
    const interval<> result = apply_operation(kind, a, b, exponent);
    if (is_empty(result) || where_defined(kind, a, b, exponent) != definedness::everywhere) {
      throw domain_error(std::string("reckon::to_pbox: ") + undefined_in_words(kind) +
                         " may occur for some values of the leaves; restrict them");
    }
    return result;
  }

  std::size_t count_;
};

/// Evaluates an expression in steps.
class stepped_evaluation {
 public:
  stepped_evaluation(const estimate& e, const program& p, const options& how)
      : program_(p), how_(how), steps_(checked_count(how.steps)) {
    refuse_lists(p);
    if (!p.blocks.empty()) refuse_stated(e.root(), "between leaves that a copula joins");
    if (p.read_once) {
      result_ = as_written(e.root());
    } else {
      refuse_stated(e.root(), "in an expression that uses a leaf twice");
      result_ = under_unknown();
      outer_ = true;
    }
  }

  [[nodiscard]] const shared_steps& result() const noexcept { return result_; }
  [[nodiscard]] bool outer() const noexcept { return outer_; }

 private:
  static std::size_t checked_count(std::size_t count) {
    if (count >= 1 && count <= 10000) return count;
    throw domain_error("reckon: options.steps " + std::to_string(count) + " is not in [1, 10000]");
  }

  /// Each leaf once: every operation under its own dependence.
  shared_steps as_written(const node* root) {
    const node_order order(root);
    std::vector<shared_steps> values(order.nodes.size());
    const auto joined = joined_by_blocks(order);
    for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
      const node* n = order.nodes[i];
      if (n->kind == operation::constant) {
        values[i] = steps_.of(interval<>(n->number));
      } else if (n->kind == operation::leaf) {
        values[i] = steps_.of(static_cast<const leaf_node*>(n)->value);
      } else if (!n->right) {
        values[i] = step_operations::apply(n->kind, take(values, order, order.left(i)), n->number);
      } else {
        const auto left = take(values, order, order.left(i));
        const auto right = take(values, order, order.right(i));
        // A constant depends on nothing.
        const bool single = order.constant(order.left(i)) || order.constant(order.right(i));
        const dependence between = single      ? dependence::perfect
                                   : joined[i] ? dependence::unknown
                                               : n->stated.value_or(how_.default_dependence);
        if (between == dependence::unknown)
          note_unknown(step_operations::is_sharp_under_unknown(n->kind, left, right));
        values[i] = step_operations::apply(n->kind, left, right, between);
      }
    }
    return values.back();
  }

  /// Tells for each operation whether leaves of one block stand on both sides: steps know nothing of how a
  /// copula joins them.
  std::vector<bool> joined_by_blocks(const node_order& order) const {
    std::vector<bool> joined(order.nodes.size(), false);
    if (program_.blocks.empty()) return joined;
    std::vector<std::vector<const dependent_leaves*>> below(order.nodes.size());
    for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
      const node* n = order.nodes[i];
      if (n->kind == operation::leaf) {
        if (const auto* block = block_of(static_cast<const leaf_node&>(*n))) below[i].push_back(block);
      } else if (n->left) {
        below[i] = std::move(below[order.left(i)]);
        if (!n->right) continue;
        for (const auto* block : below[order.right(i)]) {
          if (std::find(below[i].begin(), below[i].end(), block) != below[i].end()) {
            joined[i] = true;
          } else {
            below[i].push_back(block);
          }
        }
      }
    }
    return joined;
  }

  const dependent_leaves* block_of(const leaf_node& leaf) const {
    for (const auto& block : program_.blocks) {
      for (const std::uint32_t i : block.leaves) {
        if (program_.leaves[i].node->same_quantity(leaf)) return &block;
      }
    }
    return nullptr;
  }

  /// A value that is no constant is used once, and not kept.
  static shared_steps take(std::vector<shared_steps>& values, const node_order& order, std::uint32_t i) {
    return order.constant(i) ? values[i] : std::move(values[i]);
  }

  void note_unknown(bool sharp) {
    outer_ =
        outer_ || !sharp || unknown_seen_;  // iterated bounds for three or more terms are rigorous, not sharp
    unknown_seen_ = true;
  }

  static void refuse_lists(const program& p) {
    for (const instruction& i : p.code) {
      if (i.kind != operation::choose && i.kind != operation::call) continue;
      throw domain_error(std::string("reckon: ") + (i.kind == operation::choose ? "if_else" : "apply") +
                         " is not known to steps, which answer to_pbox and stated or unknown dependence");
    }
  }

  void refuse_stated(const node* root, const std::string& where) const {
    for (const node* n : node_order(root).nodes) {
      const dependence between = n->stated.value_or(how_.default_dependence);
      if (between != dependence::perfect && between != dependence::opposite) continue;
      throw domain_error(
          "reckon: perfect or opposite dependence is stated " + where +
          "; state it where each leaf is used once and independent, or state unknown dependence");
    }
  }

  /// Leaves are shared: affine parts are collected, and what remains may depend in any way.
  shared_steps under_unknown() {
    std::vector<shared_steps> values(program_.code.size());
    for (std::size_t i = 0; i < program_.code.size(); ++i) values[i] = value_of(program_.code[i], values);
    return values.back();
  }

  shared_steps value_of(const instruction& i, const std::vector<shared_steps>& values) const {
    switch (i.kind) {
      case operation::constant:
        return steps_.of(i.constant);
      case operation::leaf:
        return steps_.of(program_.leaves[i.left].value);
      case operation::divide:
        if (program::is_one(i)) return step_operations::one(values[i.left]);
        return step_operations::apply(i.kind, values[i.left], values[i.right], dependence::unknown);
      case operation::add: {
        shared_steps sum = steps_.of(i.constant);
        bool first = true;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          const auto term = step_operations::scaled(values[t->slot], t->coefficient);
          sum = step_operations::apply(operation::add, sum, term,
                                       first ? dependence::perfect : dependence::unknown);
          first = false;
        }
        return sum;
      }
      case operation::multiply:
      case operation::power:
      case operation::minimum:
      case operation::maximum:
        return step_operations::apply(i.kind, values[i.left], values[i.right], dependence::unknown);
      default:
        return step_operations::apply(i.kind, values[i.left], i.exponent);
    }
  }

  const program& program_;
  const options& how_;
  step_operations steps_;
  shared_steps result_;
  bool outer_ = false;
  bool unknown_seen_ = false;
};

/// The law of an expression under a stated dependence.
class stepped_law final : public law {
 public:
  stepped_law(shared_steps box, bool outer, std::string assumption)
      : box_(std::move(box)), outer_(outer), assumption_(std::move(assumption)) {}

  bounded quantile(double p) const override { return {box_->quantile(p), 0}; }
  bounded cdf(double x) const override { return {box_->cdf(x), 0}; }
  bounded cdf_before(double x) const override { return {box_->cdf_before(x), 0}; }
  bounded mean() const override { return {sets().mean(), 0}; }
  bounded standard_deviation() const override { return {sets().standard_deviation(), 0}; }
  engine made_by() const override { return engine::steps; }
  bool outer() const override { return outer_; }
  std::string assumption() const override { return assumption_; }

 private:
  weighted_sets sets() const {
    const std::size_t n = box_->count();
    return {box_->lower(), box_->upper(), std::vector<double>(n, 1 / static_cast<double>(n))};
  }

  shared_steps box_;
  bool outer_;
  std::string assumption_;
};

}  // namespace reckon::detail
