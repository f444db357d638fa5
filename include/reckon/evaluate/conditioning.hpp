// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/conditioning/law.hpp>
#include <reckon/evaluate/conditioning/path_to_leaf.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/leaf_effects.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Recognises expressions of a few continuous shapes, used as often as may be, and joined by a copula or not,
/// in which one leaf can be integrated out exactly while the others stand still: a leaf that is used once,
/// along operations that can be taken back; else one whose values are cut into stretches on which the
/// expression is monotone.
class conditioning {
 public:
  conditioning(const program& p, const options& how) : program_(p), how_(how) {}

  /// The law by integrals, or nothing if the expression is not of that kind, or another engine does better.
  [[nodiscard]] std::unique_ptr<law> find() const {
    if (program_.leaves.size() > 3 || !applies()) return nullptr;
    return best(conditioned_law::rule::panels, 2e-6);
  }

  /// The order of the leaves by which the law by integrals is found, the inner one last; likewise.
  [[nodiscard]] std::optional<std::vector<std::size_t>> order() const {
    if (program_.leaves.size() > 3 || !applies()) return std::nullopt;
    const auto found = best(conditioned_law::rule::panels, 2e-6);
    return found ? std::optional(found->order()) : std::nullopt;
  }

  /// The law by points of all leaves but one, likewise.
  [[nodiscard]] std::unique_ptr<law> find_points() const {
    if (program_.leaves.size() < 3 || program_.leaves.size() > most_leaves || !applies()) return nullptr;
    return best(conditioned_law::rule::points, 1e-3);
  }

 private:
  static constexpr std::size_t most_leaves = 12;
  static constexpr std::size_t most_instructions = 100;

  /// The first law that is cheap, else the cheapest of those that can be afforded.
  std::unique_ptr<conditioned_law> best(conditioned_law::rule rule, double tolerable) const {
    const bool points = rule == conditioned_law::rule::points;
    constexpr std::size_t cheap = 12000;
    constexpr std::size_t affordable = 60000;
    std::unique_ptr<conditioned_law> found;
    std::size_t least = affordable;
    for (auto& order : orders()) {
      // What jumps does not become smooth by one leaf less.
      if (points && path_to_leaf(program_, order.back()).passes_extreme(program_)) continue;
      auto made = std::make_unique<conditioned_law>(program_, std::move(order), how_, rule);
      if (points ? made->turns() : !made->suits_panels()) continue;
      const auto [error, evaluations] = made->tried();
      if (points) return error <= tolerable ? std::move(made) : nullptr;
      if (error > tolerable || evaluations >= least) continue;
      least = evaluations;
      found = std::move(made);
      if (least < cheap) break;
    }
    return found;
  }

  bool applies() const {
    if (program_.leaves.empty()) return false;
    if (program_.code.size() > most_instructions) return false;
    std::vector<interval<>> ranges;
    for (const auto& leaf : program_.leaves) {
      const auto* shape = std::get_if<distribution>(&leaf.value);
      if (!shape || shape->model().jumps()) return false;
      const bool finite = std::isfinite(shape->model().at_score(-score_reach)) &&
                          std::isfinite(shape->model().at_score(score_reach));
      if (!finite) return false;
      ranges.push_back(shape->support());
    }
    for (const instruction& i : program_.code) {
      const bool may_jump = i.kind == operation::choose || i.kind == operation::floor ||
                            (i.kind == operation::call && !i.function->smooth());
      if (may_jump) return false;
    }
    return range_over_box(program_).where_defined(ranges).where == definedness::everywhere;
  }

  /// The orders to try, the most promising first. The inner leaf, and the ones next to it, are those that
  /// move the expression most: the integral over what is left is the smoothest.
  std::vector<std::vector<std::size_t>> orders() const {
    const std::vector<std::size_t> rising = by_effect();
    std::vector<std::vector<std::size_t>> with_path;
    std::vector<std::vector<std::size_t>> without;
    for (std::size_t k = rising.size(); k-- > 0;) {
      std::vector<std::size_t> order = rising;
      order.erase(order.begin() + static_cast<std::ptrdiff_t>(k));
      order.push_back(rising[k]);
      if (knows_all_of(order)) continue;
      (path_to_leaf(program_, rising[k]).found() ? with_path : without).push_back(std::move(order));
    }
    return with_path.empty() ? without : with_path;
  }

  /// True if the other leaves tell the last one, as good as.
  bool knows_all_of(const std::vector<std::size_t>& order) const {
    if (program_.blocks.empty()) return false;
    square_matrix parameters(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j)
        parameters(i, j) = program_.copula_parameter(order[i], order[j]);
    }
    return copula_factor(parameters).factor()(order.size() - 1, order.size() - 1) < 1e-3;
  }

  std::vector<std::size_t> by_effect() const {
    std::vector<double> effects = leaf_effects(program_);
    std::vector<std::size_t> leaves;
    for (std::size_t i = 0; i < effects.size(); ++i) {
      if (std::isnan(effects[i])) effects[i] = 0;
      leaves.push_back(i);
    }
    std::stable_sort(leaves.begin(), leaves.end(),
                     [&](std::size_t a, std::size_t b) { return effects[a] < effects[b]; });
    return leaves;
  }

  const program& program_;
  const options& how_;
};

}  // namespace reckon::detail
