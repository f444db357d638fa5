// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/estimate/copula_block.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// The normal scores of the leaves of a program: each a weighted sum of independent ones, those of the leaves
/// in its block up to itself (Cholesky).
class copula_scores {
 public:
  copula_scores() = default;
  explicit copula_scores(const program& p) : weights_(p.blocks.empty() ? 0 : p.leaves.size()) {
    for (const auto& block : p.blocks) {
      const copula_factor factor(block.parameters);
      for (std::size_t i = 0; i < block.leaves.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
          const double weight = factor.factor()(i, j);
          if (weight != 0) weights_[block.leaves[i]].emplace_back(block.leaves[j], weight);
        }
      }
    }
  }

  /// True if the level of a leaf is more than that of its own coordinate.
  [[nodiscard]] bool dependent(std::size_t leaf) const {
    return !weights_.empty() && !weights_[leaf].empty();
  }

  /// The leaves whose independent scores make up that of a dependent leaf, and their weights.
  [[nodiscard]] const std::vector<std::pair<std::size_t, double>>& weights(std::size_t leaf) const {
    return weights_[leaf];
  }

  /// The score of a leaf that is dependent.
  /// Shape: level(other) gives the independent level that belongs to a leaf, in (0, 1).
  template <class Level>
  [[nodiscard]] double operator()(std::size_t leaf, const Level& level) const {
    double score = 0;
    for (const auto& [other, weight] : weights_[leaf]) score += weight * normal_quantile(level(other));
    return score;
  }

 private:
  std::vector<std::vector<std::pair<std::size_t, double>>> weights_;
};

/// What a leaf can be at a normal score. Of a p-box the score says the level: all its distributions have
/// their quantiles there within the bounds.
[[nodiscard]] inline interval<> set_at_score(const uncertain_value& value, double score) {
  if (const auto* set = std::get_if<interval<>>(&value)) return *set;
  if (const auto* shape = std::get_if<distribution>(&value))
    return point_or_beyond(shape->model().at_score(score));
  const pbox& box = std::get<pbox>(value);
  return score < 0 ? box.quantile(normal_cdf(score)) : box.upper_quantile(normal_cdf(-score));
}

}  // namespace reckon::detail
