// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/shapley.hpp>
#include <reckon/reconcile/latent_model.hpp>
#include <reckon/reconcile/panel_density.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace reckon::detail {

/// The likelihoods of all origins on one grid of T and tau, so that the entropy of the answer can be asked
/// for any of them together. Coarser than solve_latent: shares are wanted to a part in a thousand.
class latent_grid {
 public:
  explicit latent_grid(const latent_problem& problem) {
    const latent_likelihood likelihood(problem, tau_rule::with_nodes<4>(problem));
    log_weight_ = likelihood.rule().log_weight;
    const auto edges = edges_around(likelihood.cores(), problem.lower, problem.upper);
    const auto& rule = gauss_legendre<8>::rule();
    std::vector<double> t;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
      const double half = (edges[i + 1] - edges[i]) / 2;
      for (std::size_t k = 0; k < rule.node.size(); ++k) {
        t.push_back(edges[i] + half * (1 + rule.node[k]));
        width_.push_back(half * rule.weight[k]);
      }
    }
    for (std::size_t o = 0; o < likelihood.origins(); ++o) {
      std::vector<double>& logs = logs_.emplace_back();
      for (const double x : t) {
        for (std::size_t j = 0; j < log_weight_.size(); ++j) logs.push_back(likelihood.at(o, j).log(x));
      }
    }
  }

  [[nodiscard]] std::size_t origins() const noexcept { return logs_.size(); }

  /// The differential entropy of T after some of the origins have spoken, in nats.
  [[nodiscard]] double entropy(const std::vector<bool>& members) const {
    const std::size_t taus = log_weight_.size();
    std::vector<double> joint(width_.size() * taus);
    for (std::size_t i = 0; i < joint.size(); ++i) joint[i] = log_weight_[i % taus];
    for (std::size_t o = 0; o < logs_.size(); ++o) {
      if (!members[o]) continue;
      for (std::size_t i = 0; i < joint.size(); ++i) joint[i] += logs_[o][i];
    }
    const double peak = *std::max_element(joint.begin(), joint.end());
    std::vector<double> mass(width_.size(), 0);
    double total = 0;
    for (std::size_t i = 0; i < width_.size(); ++i) {
      for (std::size_t j = 0; j < taus; ++j) mass[i] += std::exp(joint[i * taus + j] - peak);
      mass[i] *= width_[i];
      total += mass[i];
    }
    double sum = 0;
    for (std::size_t i = 0; i < width_.size(); ++i) {
      const double share = mass[i] / total;
      if (share > 0) sum -= share * std::log(share / width_[i]);
    }
    return sum;
  }

 private:
  std::vector<double> log_weight_;         // of each tau
  std::vector<double> width_;              // that each t stands for
  std::vector<std::vector<double>> logs_;  // origin by origin; t by t, tau by tau
};

/// How much each origin tells: its Shapley value in the drop of the answer's entropy, as a share of all. An
/// origin that tells less than nothing, since it contradicts the others, has 0.
inline std::vector<double> shares_of_information(const latent_problem& problem) {
  const latent_grid grid(problem);
  const double before = std::log(problem.upper - problem.lower);
  std::vector<double> told = shapley_values(
      grid.origins(), [&](const std::vector<bool>& members) { return before - grid.entropy(members); });
  double total = 0;
  for (double& x : told) total += x = (std::max)(x, 0.0);
  for (double& x : told) x = total > 0 ? x / total : 1 / static_cast<double>(told.size());
  return told;
}

/// The part of the answer's width, measured by its entropy, that the disagreement between origins adds to
/// what the reports leave open themselves (convention).
inline double share_of_disagreement(const latent_problem& problem) {
  latent_problem agreed = problem;
  agreed.tau = 0;
  return (std::max)(0.0, 1 - std::exp(solve_latent(agreed).entropy() - solve_latent(problem).entropy()));
}

}  // namespace reckon::detail
