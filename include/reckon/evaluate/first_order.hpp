// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>
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
    for (std::size_t n = 0; n < values_.size(); ++n) values_[n] = evaluate(program_.code[n], leaves);
    return values_.back();
  }

  /// One step of that: instruction n, from the values of those before it.
  double value_of(std::size_t n, std::span<const double> leaves) {
    return values_[n] = evaluate(program_.code[n], leaves);
  }

  /// What instruction n came to.
  [[nodiscard]] double operator[](std::size_t n) const { return values_[n]; }

  /// The derivatives by the leaves, at the point where the value was asked for last.
  std::vector<double> gradient() {
    std::vector<double> result(program_.leaves.size(), 0);
    std::fill(adjoints_.begin(), adjoints_.end(), 0.0);
    adjoints_.back() = 1;
    for (std::size_t n = adjoints_.size(); n-- > 0;) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf) result[i.left] += adjoints_[n];
      if (adjoints_[n] != 0) pass_back(i, adjoints_[n], values_[n]);
    }
    return result;
  }

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();

  double evaluate(const instruction& i, std::span<const double> leaves) const {
    const double a = values_[i.left];
    const double b = values_[i.right];
    switch (i.kind) {
      case operation::constant:
        return middle(i.constant);
      case operation::leaf:
        return leaves[i.left];
      case operation::add: {
        double sum = middle(i.constant);
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          sum += middle(t->coefficient) * values_[t->slot];
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
        return values_[program_.begin_terms(i)[chosen_place(i)].slot];
      case operation::call: {
        std::vector<double> arguments;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t)
          arguments.push_back(values_[t->slot]);
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
  std::size_t chosen_place(const instruction& i) const {
    const double difference = values_[program_.begin_terms(i)->slot];
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
        adjoints_[operands[chosen_place(i)].slot] += on_edge ? nan : d;
        return;
      }
      case operation::call:  // nothing is known of the slopes of a function
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) adjoints_[t->slot] += nan;
        return;
      case operation::minimum:
      case operation::maximum: {
        const bool first = i.kind == operation::minimum ? a < b : a > b;
        to_a(a == b ? nan : first ? 1 : 0);
        to_b(a == b ? nan : first ? 0 : 1);
        return;
      }
      default:
        return;
    }
  }

  const program& program_;
  std::vector<double> values_;
  std::vector<double> adjoints_;
};

}  // namespace reckon::detail
