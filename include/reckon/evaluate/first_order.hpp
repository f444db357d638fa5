// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The middle of a set that mostly is one number: that costs nothing then.
[[nodiscard]] inline double middle(interval<> x) { return x.lower() == x.upper() ? x.lower() : mid(x); }

/// A program at one point of its leaves: its value, and its derivatives in one pass backwards (reverse
/// accumulation; Griewank and Walther, Evaluating Derivatives, 2008). Rounding is that of plain doubles.
/// Where a derivative does not exist, as that of |x| at zero, it is NaN.
class first_order {
 public:
  explicit first_order(const program& p) : program_(p), values_(p.code.size()), adjoints_(p.code.size()) {}

  /// Shape: one value a leaf.
  double value_at(std::span<const double> leaves) {
    others_.clear();
    for (std::size_t n = 0; n < values_.size(); ++n) values_[n] = evaluate(program_.code[n], leaves, values_);
    return values_.back();
  }

  /// One step of that: instruction n, from the values of those before it.
  double value_of(std::size_t n, std::span<const double> leaves) {
    return values_[n] = evaluate(program_.code[n], leaves, values_);
  }

  /// The values where one leaf is below, and above, and the others are where value_at was asked last.
  std::pair<double, double> values_beside(std::size_t leaf, double below, double above) {
    constexpr std::size_t group_size = 64;
    if (needs_.empty() || leaf / group_size != group_) find_needs(leaf / group_size);
    const std::uint64_t bit = std::uint64_t{1} << (leaf % group_size);
    moved_.clear();
    moved_.reserve(needs_.size());
    for (std::size_t n = 0; n < needs_.size(); ++n) {
      if ((needs_[n] & bit) != 0) moved_.emplace_back(n, values_[n]);
    }
    // Side by side, since one waits for nothing that the other does.
    if (others_.empty()) others_ = values_;
    for (const auto& [n, usual] : moved_) std::tie(values_[n], others_[n]) = evaluate_both(n, below, above);
    const std::pair<double, double> found{values_.back(), others_.back()};
    for (const auto& [n, usual] : moved_) values_[n] = others_[n] = usual;
    return found;
  }

  /// What instruction n came to.
  [[nodiscard]] double operator[](std::size_t n) const { return values_[n]; }

  /// The derivatives by the leaves, at the point where the value was asked for last.
  large_vector<double> gradient() {
    settle_ties();
    return gradient_of(adjoints_.size() - 1);
  }

 private:
  /// The derivatives of instruction `top` by the leaves.
  large_vector<double> gradient_of(std::size_t top) {
    large_vector<double> result(program_.leaves.size(), 0);
    std::fill(adjoints_.begin(), adjoints_.end(), 0.0);
    adjoints_[top] = 1;
    for (std::size_t n = top + 1; n-- > 0;) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf) result[i.left] += adjoints_[n];
      if (adjoints_[n] != 0) pass_back(i, adjoints_[n], values_[n]);
    }
    return result;
  }

  /// Finds the extremes of two equal values that have the same derivatives: these are then those of the
  /// extreme, as that of x is of min(x, min(x, y)) where x < y.
  void settle_ties() {
    constexpr std::size_t most_ties = 64;  // each costs two passes
    settled_.clear();
    std::size_t ties = 0;
    for (std::uint32_t n = 0; n < program_.code.size(); ++n) {
      const instruction& i = program_.code[n];
      if (i.kind != operation::minimum && i.kind != operation::maximum) continue;
      if (values_[i.left] != values_[i.right] || ++ties > most_ties) continue;
      if (gradient_of(i.left) == gradient_of(i.right)) settled_.push_back(&i);
    }
  }

  [[nodiscard]] bool is_settled(const instruction& i) const {
    return std::find(settled_.begin(), settled_.end(), &i) != settled_.end();
  }

  /// Which of the 64 leaves of a group each instruction needs.
  void find_needs(std::size_t group) {
    constexpr std::size_t group_size = 64;
    group_ = group;
    needs_.assign(program_.code.size(), 0);
    for (std::size_t n = 0; n < needs_.size(); ++n) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf && i.left / group_size == group)
        needs_[n] = std::uint64_t{1} << (i.left % group_size);
      program_.for_each_operand(i, [&](std::uint32_t slot) { needs_[n] |= needs_[slot]; });
    }
  }

  /// An instruction by both columns of values; those that are used most without two ways through the rest.
  std::pair<double, double> evaluate_both(std::size_t n, double leaf_of_one, double leaf_of_other) const {
    const instruction& i = program_.code[n];
    const double* const one = values_.data();
    const double* const other = others_.data();
    switch (i.kind) {
      case operation::leaf:
        return {leaf_of_one, leaf_of_other};
      case operation::add: {
        double sum = middle(i.constant);
        double other_sum = sum;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          const double c = middle(t->coefficient);
          sum += c * one[t->slot];
          other_sum += c * other[t->slot];
        }
        return {sum, other_sum};
      }
      case operation::multiply:
        return {one[i.left] * one[i.right], other[i.left] * other[i.right]};
      default:
        return {evaluate(i, {}, values_), evaluate(i, {}, others_)};
    }
  }

  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();

  double evaluate(const instruction& i, std::span<const double> leaves,
                  const large_vector<double>& values) const {
    const double a = values[i.left];
    const double b = values[i.right];
    switch (i.kind) {
      case operation::constant:
        return middle(i.constant);
      case operation::leaf:
        return leaves[i.left];
      case operation::add: {
        double sum = middle(i.constant);
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          sum += middle(t->coefficient) * values[t->slot];
        }
        return sum;
      }
      case operation::multiply:
        return a * b;
      case operation::divide:
        return program::is_one(i) ? (a == 0 ? nan : 1) : a / b;
      case operation::absolute:
        return std::abs(a);
      case operation::square:
        return a * a;
      case operation::square_root:
        return std::sqrt(a);
      case operation::exponential:
        return std::exp(a);
      case operation::logarithm:
        return a > 0 ? std::log(a) : nan;
      case operation::power:
        return std::pow(a, b);
      case operation::integer_power:
        return std::pow(a, i.exponent);
      case operation::decimal_logarithm:
        return a > 0 ? std::log10(a) : nan;
      case operation::floor:
        return std::floor(a);
      case operation::choose:
        return values[program_.begin_terms(i)[chosen_place(i, values)].slot];
      case operation::call: {
        std::vector<double> arguments;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t)
          arguments.push_back(values[t->slot]);
        return i.function->at(arguments);
      }
      case operation::minimum:
        return (std::min)(a, b);
      case operation::maximum:
        return (std::max)(a, b);
      default:
        return nan;
    }
  }

  /// The place of the operand that a choice takes.
  std::size_t chosen_place(const instruction& i, const large_vector<double>& values) const {
    const double difference = values[program_.begin_terms(i)->slot];
    return difference < 0 || (i.exponent != 0 && difference == 0) ? 1 : 2;
  }

  void pass_back(const instruction& i, double d, double result) {
    const double a = values_[i.left];
    const double b = values_[i.right];
    const auto to_a = [&](double slope) { adjoints_[i.left] += d * slope; };
    const auto to_b = [&](double slope) { adjoints_[i.right] += d * slope; };
    switch (i.kind) {
      case operation::add:
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          adjoints_[t->slot] += d * middle(t->coefficient);
        }
        return;
      case operation::multiply:
        to_a(b);
        to_b(a);
        return;
      case operation::divide:
        if (program::is_one(i)) return;
        to_a(1 / b);
        to_b(-result / b);
        return;
      case operation::absolute:
        to_a(a > 0 ? 1 : a < 0 ? -1 : nan);
        return;
      case operation::square:
        to_a(2 * a);
        return;
      case operation::square_root:
        to_a(a > 0 ? 1 / (2 * result) : nan);
        return;
      case operation::exponential:
        to_a(result);
        return;
      case operation::logarithm:
        to_a(1 / a);
        return;
      case operation::power:
        to_a(b * std::pow(a, b - 1));
        if (program_.code[i.right].kind != operation::constant) to_b(result * std::log(a));
        return;
      case operation::integer_power:
        to_a(i.exponent == 0 ? 0 : i.exponent * std::pow(a, i.exponent - 1));
        return;
      case operation::decimal_logarithm:
        to_a(std::numbers::log10e / a);
        return;
      case operation::floor:
        to_a(a == std::floor(a) ? nan : 0);
        return;
      case operation::choose: {
        const linear_term* operands = program_.begin_terms(i);
        const bool on_edge = values_[operands[0].slot] == 0;
        adjoints_[operands[chosen_place(i, values_)].slot] += on_edge ? nan : d;
        return;
      }
      case operation::call:  // nothing is known of the slopes of a function that is not smooth
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t)
          adjoints_[t->slot] += i.function->smooth() ? d * i.function->slope(values_[t->slot]) : nan;
        return;
      case operation::minimum:
      case operation::maximum: {
        const bool first = i.kind == operation::minimum ? a < b : a > b;
        if (a == b && is_settled(i)) return to_a(1);
        to_a(a == b ? nan : first ? 1 : 0);
        to_b(a == b ? nan : first ? 0 : 1);
        return;
      }
      default:
        return;
    }
  }

  const program& program_;
  large_vector<double> values_;
  large_vector<double> adjoints_;
  std::vector<const instruction*> settled_;  // extremes of equal values that have a derivative
  large_vector<double> others_;              // as values_, where both sides of a value are asked for
  std::vector<std::uint64_t> needs_;
  std::size_t group_ = 0;
  std::vector<std::pair<std::size_t, double>>
      moved_;  // instructions that a leaf moves, and what they came to
};

}  // namespace reckon::detail
