// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/chance.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/evaluate/substitute.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// An estimate of independent shapes on the condition of an event about a discrete one of them, value by
/// value of that: each case weighs as much as the value, times the chance of the event there.
class conditional_cases {
 public:
  /// What was found, and how far a probability may be off.
  struct result {
    std::unique_ptr<law> found;
    double error;
  };

  conditional_cases(const estimate& what, const program& what_program, const event& condition,
                    const program& difference, const options& how, std::size_t most)
      : what_(what), condition_(condition), how_(how), most_(most) {
    joint_leaves joint;
    joint.add(what_program);
    joint.add(difference);
    const auto precise = [](const program_leaf& l) { return std::holds_alternative<distribution>(l.value); };
    const auto& leaves = joint.all().leaves;
    if (!joint.all().blocks.empty() || !std::all_of(leaves.begin(), leaves.end(), precise)) return;
    for (const auto& leaf : difference.leaves) {
      if (!leaf_ && std::get<distribution>(leaf.value).model().discrete()) leaf_ = &leaf;
    }
  }

  /// The law, or nothing if no leaf has cases, there are too many, or one of them needs points.
  /// `solve(what, condition, most)` gives the law in a case, in which there may be so many cases again.
  template <class Solve>
  [[nodiscard]] std::optional<result> find(const Solve& solve) const {
    if (leaf_ == nullptr) return std::nullopt;
    std::vector<std::pair<double, double>> values;
    const auto add = [&](double x, double mass) { values.emplace_back(x, mass); };
    if (!each_value(std::get<distribution>(leaf_->value).model(), add, most_)) return std::nullopt;
    std::vector<weighted_law> parts;
    double total = 0;
    double off = 0;
    for (const auto& [x, mass] : values) {
      const substitutions here{{leaf_->node, estimate(x)}};
      const event condition(substitute(condition_.difference(), here), condition_.or_equal());
      const auto chance = chance_of(compile(condition.difference()), condition.or_equal(),
                                    [this](const program& p) { return without_points(p, how_); });
      if (!chance) return std::nullopt;
      off += mass * chance->error;
      const double weight = mass * chance->bounds.lower();
      total += weight;
      constexpr double least = 1e-17;  // of what the others weigh
      if (!(weight > least * total)) continue;
      law_handle found = solve(substitute(what_, here), condition, most_ / values.size());
      if (!found || found->made_by() == engine::ensemble) return std::nullopt;
      parts.push_back({weight, std::move(found)});
    }
    constexpr double tolerable = 1e-3;
    if (!(total > 0) || !(off <= tolerable * total)) return std::nullopt;
    return result{std::make_unique<mixed_law>(std::move(parts)), 2 * off / total + 1e-15};
  }

 private:
  const estimate& what_;
  const event& condition_;
  const options& how_;
  std::size_t most_;
  const program_leaf* leaf_ = nullptr;
};

}  // namespace reckon::detail
