// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/decided.hpp>
#include <reckon/evaluate/discrete_law.hpp>
#include <reckon/evaluate/kernels.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/substitute.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Expressions of independent shapes of which some are discrete, or mixtures: case by case. Each value, each
/// part of a mixture takes the place of its leaf in turn, and the law is that of what is left, weighted by
/// the probability of the case.
class cases {
 public:
  explicit cases(const program& p) : program_(p) {}

  /// The law, or nothing if no leaf has cases, there are too many, or one of them is not solved by
  /// `solve(program)`, which gives a law or nothing.
  template <class Solve>
  [[nodiscard]] std::unique_ptr<law> find(const Solve& solve) {
    if (!program_.blocks.empty() || !list_cases()) return nullptr;
    return all_values_ ? enumerated() : one_by_one(solve);
  }

 private:
  /// One value of a leaf or, if `shape` is not empty, one part of a mixture.
  struct leaf_case {
    double weight;
    double value;
    std::optional<distribution> shape = std::nullopt;
  };
  struct leaf_cases {
    std::size_t leaf;
    std::vector<leaf_case> list;
  };

  static constexpr std::size_t most_values = std::size_t{1} << 18;
  static constexpr std::size_t most_cases = 1024;
  static constexpr std::size_t most_dear_cases = 64;  // of those that have no closed form

  /// False if there is no leaf that has cases, or too many.
  bool list_cases() {
    for (std::size_t i = 0; i < program_.leaves.size(); ++i) {
      const auto* shape = std::get_if<distribution>(&program_.leaves[i].value);
      if (!shape) return false;
      leaf_cases found{i, {}};
      if (!add_cases(*shape, 1, found.list)) return false;
      const bool itself = found.list.size() == 1 && found.list.front().shape;
      for (const leaf_case& one : found.list) all_values_ = all_values_ && !one.shape;
      if (itself) continue;
      count_ *= found.list.size();
      if (count_ > most_values) return false;
      leaves_.push_back(std::move(found));
    }
    return !leaves_.empty() && (all_values_ || count_ <= most_cases);
  }

  static bool add_cases(const distribution& shape, double weight, std::vector<leaf_case>& list) {
    const distribution_model& model = shape.model();
    if (const auto parts = model.parts(); !parts.empty()) {
      return std::all_of(parts.begin(), parts.end(), [&](const weighted_distribution& part) {
        return !(part.weight > 0) || add_cases(part.shape, weight * part.weight, list);
      });
    }
    if (!model.jumps()) {
      list.push_back({weight, 0, shape});
      return true;
    }
    if (!model.discrete()) return false;
    const bool all = each_value(model, [&](double value, double mass) {
      if (mass > 0 && list.size() <= most_values) list.push_back({weight * mass, value});
    });
    return all && list.size() <= most_values;
  }

  /// Calls visit(chosen), the number of its case for each leaf that has some, for all combinations, until it
  /// says false.
  template <class Visit>
  bool each_combination(const Visit& visit) const {
    std::vector<std::size_t> chosen(leaves_.size(), 0);
    for (std::size_t n = 0; n < count_; ++n) {
      if (!visit(chosen)) return false;
      for (std::size_t k = 0; k < chosen.size() && ++chosen[k] == leaves_[k].list.size(); ++k) chosen[k] = 0;
    }
    return true;
  }

  double weight_of(const std::vector<std::size_t>& chosen) const {
    double weight = 1;
    for (std::size_t k = 0; k < chosen.size(); ++k) weight *= leaves_[k].list[chosen[k]].weight;
    return weight;
  }

  /// No leaf is left: all combinations of values go through the program, block by block.
  std::unique_ptr<law> enumerated() const {
    block_machine<false> machine(program_);
    std::vector<weighted_value> values;
    values.reserve(count_);
    std::vector<std::vector<double>> columns(leaves_.size());
    std::vector<double> weights;
    const auto run = [&] {
      const std::size_t count = weights.size();
      for (auto& column : columns) column.resize(block_size, column.front());
      const auto fill = [&](std::size_t leaf, double* lower, double*) {
        std::copy(columns[leaf].begin(), columns[leaf].end(), lower);
      };
      const auto out = machine.run(fill);
      for (std::size_t k = 0; k < count; ++k) {
        if (out.defined[k] != definedness::everywhere || !std::isfinite(out.lower[k])) return false;
        values.push_back({out.lower[k], weights[k]});
      }
      for (auto& column : columns) column.clear();
      weights.clear();
      return true;
    };
    const bool all = each_combination([&](const std::vector<std::size_t>& chosen) {
      for (std::size_t k = 0; k < chosen.size(); ++k) columns[k].push_back(leaves_[k].list[chosen[k]].value);
      weights.push_back(weight_of(chosen));
      return weights.size() < block_size || run();
    });
    if (!all || (!weights.empty() && !run())) return nullptr;
    const bool cut =
        std::any_of(program_.leaves.begin(), program_.leaves.end(), [](const program_leaf& leaf) {
          return !is_common_interval(std::get<distribution>(leaf.value).support());
        });
    return std::make_unique<discrete_law>(std::move(values),
                                          cut ? std::optional(whole_range(program_)) : std::nullopt);
  }

  template <class Solve>
  std::unique_ptr<law> one_by_one(const Solve& solve) const {
    const estimate whole{node_handle(program_.top)};
    std::vector<weighted_law> laws;
    const bool all = each_combination([&](const std::vector<std::size_t>& chosen) {
      substitutions changes;
      for (std::size_t k = 0; k < chosen.size(); ++k) {
        const leaf_node& leaf = *program_.leaves[leaves_[k].leaf].node;
        const leaf_case& one = leaves_[k].list[chosen[k]];
        changes.emplace_back(&leaf,
                             one.shape ? derived_estimate(*one.shape, leaf.name) : estimate(one.value));
      }
      const auto rest = decided(substitute(whole, changes));
      if (!rest) return false;
      const program p = compile(*rest);
      law_handle found = has_numbers(p) ? solve(p) : nullptr;
      if (!found || (found->made_by() != engine::closed_form && count_ > most_dear_cases)) return false;
      laws.push_back({weight_of(chosen), std::move(found)});
      return true;
    });
    if (!all) return nullptr;
    return std::make_unique<mixed_law>(std::move(laws), has_cut_tails());
  }

  /// Whether values of a leaf that has no end may be left out.
  bool has_cut_tails() const {
    return std::any_of(leaves_.begin(), leaves_.end(), [&](const leaf_cases& leaf) {
      const bool endless = !is_common_interval(value_range(program_.leaves[leaf.leaf].value));
      return endless &&
             std::any_of(leaf.list.begin(), leaf.list.end(), [](const leaf_case& one) { return !one.shape; });
    });
  }

  const program& program_;
  std::vector<leaf_cases> leaves_;
  std::size_t count_ = 1;
  bool all_values_ = true;
};

}  // namespace reckon::detail
