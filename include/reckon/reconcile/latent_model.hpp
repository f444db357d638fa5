// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/error.hpp>
#include <reckon/reconcile/latent_origin.hpp>
#include <reckon/reconcile/panel_density.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The latent model: T = log X uniform on [lower, upper], and what the origins say of it.
struct latent_problem {
  std::vector<latent_origin> origins;
  double lower = 0;
  double upper = 0;
  std::optional<double> tau;  ///< known disagreement between origins
  double tau_scale = 0.5;     ///< else half-normal with this deviation (convention)
};

/// Quadrature nodes for tau, with the logarithms of their prior weights.
struct tau_rule {
  std::vector<double> tau;
  std::vector<double> log_weight;

  /// With N nodes a panel.
  template <std::size_t N>
  static tau_rule with_nodes(const latent_problem& problem) {
    if (problem.tau) return {{*problem.tau}, {0.0}};
    tau_rule made;
    const std::vector<double> edges = edges_for(problem);
    const auto& rule = gauss_legendre<N>::rule();
    double total = 0;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
      const double half = (edges[i + 1] - edges[i]) / 2;
      for (std::size_t k = 0; k < N; ++k) {
        const double x = edges[i] + half * (1 + rule.node[k]);
        const double z = x / problem.tau_scale;
        made.tau.push_back(x);
        made.log_weight.push_back(std::log(half * rule.weight[k]) - z * z / 2);
        total += std::exp(made.log_weight.back());
      }
    }
    for (double& w : made.log_weight) w -= std::log(total);
    return made;
  }

 private:
  /// The panels grow from the finest scale of the claims on, for there the integrand changes, by a factor
  /// that lets the rule follow it: the more origins, the better they tell tau.
  static std::vector<double> edges_for(const latent_problem& problem) {
    double finest = problem.tau_scale;
    double least = problem.upper;
    double greatest = problem.lower;
    for (const auto& origin : problem.origins) {
      for (const auto& claim : origin.claims) {
        finest = (std::min)(finest, claim.scale);
        least = (std::min)(least, claim.location);
        greatest = (std::max)(greatest, claim.location);
      }
    }
    // Nine deviations of the half-normal leave out 2e-19. Claims far apart may draw tau beyond; how far, the
    // maximum of -n d^2 / (8 tau^2) - tau^2 / (2 scale^2) tells.
    const double n = static_cast<double>(problem.origins.size()) + 1;
    const double drawn = std::sqrt((std::max)(greatest - least, 0.0) * problem.tau_scale * std::sqrt(n) / 2);
    const double reach = (std::max)(9 * problem.tau_scale, drawn + 5 * problem.tau_scale);
    const double growth = std::exp((std::min)(std::log(2.0), 5 / std::sqrt(2 * n)));
    std::vector<double> edges{0};
    for (double e = (std::max)(finest / 2, reach * 1e-6); e < reach / 1.5; e *= growth) edges.push_back(e);
    edges.push_back(reach);
    return edges;
  }
};

/// The likelihood of all origins on a line through the values of T, for each tau.
class latent_likelihood {
 public:
  latent_likelihood(const latent_problem& problem, tau_rule rule) : rule_(std::move(rule)) {
    for (const auto& origin : problem.origins) origins_.emplace_back(origin, problem.lower, problem.upper);
    for (const auto& origin : origins_) {
      log_factor_ += origin.claims().log_factor();
      for (const density_core& c : origin.claims().cores()) cores_.push_back(c);
      for (const double tau : rule_.tau) at_.push_back(origin.at(tau));
    }
  }
  latent_likelihood(const latent_likelihood&) = delete;  // what is at_ refers to what is in origins_
  latent_likelihood& operator=(const latent_likelihood&) = delete;

  [[nodiscard]] const tau_rule& rule() const noexcept { return rule_; }
  [[nodiscard]] const std::vector<density_core>& cores() const noexcept { return cores_; }
  [[nodiscard]] std::size_t origins() const noexcept { return origins_.size(); }
  [[nodiscard]] const origin_at_tau& at(std::size_t origin, std::size_t j) const {
    return at_[origin * rule_.tau.size() + j];
  }

  /// The logarithm of what log_joint leaves out.
  [[nodiscard]] double log_factor() const noexcept { return log_factor_; }

  /// log of weight and likelihood at T = t, for the j-th tau.
  [[nodiscard]] double log_joint(double t, std::size_t j) const {
    double sum = rule_.log_weight[j];
    for (std::size_t o = 0; o < origins(); ++o) sum += at(o, j).log(t);
    return sum;
  }

 private:
  tau_rule rule_;
  std::vector<origin_likelihood> origins_;
  std::vector<density_core> cores_;
  double log_factor_ = 0;
  std::vector<origin_at_tau> at_;  // origin by origin, tau by tau
};

/// The posterior of the latent model.
struct latent_posterior {
  panel_density density;  ///< of T
  double log_evidence;
  double mean_tau;
  std::vector<double> p_bad;  ///< per origin

  [[nodiscard]] double mean_log() const {
    return density.average([](double t) { return t; });
  }
  [[nodiscard]] double sd_log() const {
    const double centre = mean_log();
    return std::sqrt(density.average([centre](double t) { return (t - centre) * (t - centre); }));
  }
  /// Differential entropy of T, in nats.
  [[nodiscard]] double entropy() const {
    double sum = 0;
    density.for_each_node([&sum](double, double d, double mass) {
      if (mass > 0) sum -= mass * std::log(d);
    });
    return sum;
  }
};

/// Solves the latent model by quadrature over T and tau.
/// Shape:  p_bad has one entry an origin.
/// Errors: domain_error if the prior's limits are not finite and rising.
[[nodiscard]] inline latent_posterior solve_latent(const latent_problem& problem) {
  if (!(problem.lower < problem.upper) || !std::isfinite(problem.upper - problem.lower)) {
    throw domain_error("reckon::reconcile: the plausible limits must be finite and rising");
  }
  const latent_likelihood likelihood(problem, tau_rule::with_nodes<10>(problem));
  const std::size_t taus = likelihood.rule().tau.size();
  const std::size_t origins = likelihood.origins();
  std::vector<double> joint(taus);
  const auto log_density = [&](double t) {
    for (std::size_t j = 0; j < taus; ++j) joint[j] = likelihood.log_joint(t, j);
    return log_added(joint);
  };
  latent_posterior result{
      panel_density(edges_around(likelihood.cores(), problem.lower, problem.upper), log_density), 0, 0,
      std::vector<double>(origins, 0)};
  result.log_evidence =
      likelihood.log_factor() + result.density.log_total() - std::log(problem.upper - problem.lower);
  // What is averaged over the posterior of T and tau: tau itself, and whether each origin is unrelated.
  result.density.for_each_node([&](double t, double, double mass) {
    if (mass < 1e-18) return;
    const double all = log_density(t);
    for (std::size_t j = 0; j < taus; ++j) {
      const double share = mass * std::exp(joint[j] - all);
      if (share < 1e-20) continue;
      result.mean_tau += share * likelihood.rule().tau[j];
      for (std::size_t o = 0; o < origins; ++o) result.p_bad[o] += share * likelihood.at(o, j).bad(t);
    }
  });
  return result;
}

}  // namespace reckon::detail
