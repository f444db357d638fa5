// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/reconcile/latent_bounds.hpp>
#include <reckon/reconcile/panel_density.hpp>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace reckon::detail {

/// What one report says about the latent value m = log X, as a likelihood g(m).
struct latent_claim {
  enum class kind {
    value,     ///< a normal density with mean `location` and deviation `scale`
    at_least,  ///< Phi((m - location) / scale)
    at_most    ///< Phi((location - m) / scale)
  } says = kind::value;
  double location = 0;
  double scale = 1;
};

/// One origin: all that goes back to it, and the probability that it speaks about something unrelated.
struct latent_origin {
  double unreliability = 0;
  std::vector<latent_claim> claims;
};

/// The product of the claims of one origin: a factor, one normal density, and bounds.
class claim_product {
 public:
  explicit claim_product(const std::vector<latent_claim>& claims) : bounds_(bounds_among(claims)) {
    for (const auto& claim : claims) {
      if (claim.says == latent_claim::kind::value) absorb(claim);
    }
  }

  /// log of the factor, which is large where the claims contradict each other. It is left out below.
  [[nodiscard]] double log_factor() const noexcept { return log_factor_; }
  [[nodiscard]] bool has_normal() const noexcept { return has_normal_; }
  [[nodiscard]] double mean() const noexcept { return mean_; }
  [[nodiscard]] double variance() const noexcept { return variance_; }
  [[nodiscard]] const bound_product& bounds() const noexcept { return bounds_; }

  /// log of the product at m.
  [[nodiscard]] double log(double m) const {
    return bounds_.log(m) + (has_normal_ ? log_normal_density(m - mean_, variance_) : 0);
  }

  /// Where the product changes, and how fast.
  [[nodiscard]] std::vector<density_core> cores() const {
    std::vector<density_core> found;
    if (has_normal_) found.push_back({mean_, std::sqrt(variance_)});
    for (const auto& bound : bounds_.bounds()) found.push_back({bound.location, bound.scale});
    return found;
  }

 private:
  static std::vector<latent_bound> bounds_among(const std::vector<latent_claim>& claims) {
    std::vector<latent_bound> bounds;
    for (const auto& claim : claims) {
      if (claim.says == latent_claim::kind::value) continue;
      bounds.push_back({claim.says == latent_claim::kind::at_most, claim.location, claim.scale});
    }
    return bounds;
  }

  void absorb(const latent_claim& claim) {
    const double v = claim.scale * claim.scale;
    if (!has_normal_) {
      mean_ = claim.location;
      variance_ = v;
      has_normal_ = true;
      return;
    }
    // N(m; a, A) N(m; b, B) = N(a; b, A + B) N(m; c, C), 1/C = 1/A + 1/B
    log_factor_ += log_normal_density(mean_ - claim.location, variance_ + v);
    mean_ = (mean_ * v + claim.location * variance_) / (variance_ + v);
    variance_ = variance_ * v / (variance_ + v);
  }

  bound_product bounds_;
  bool has_normal_ = false;
  double log_factor_ = 0;
  double mean_ = 0;
  double variance_ = 0;
};

/// The likelihood of one origin as a function of T, for one tau: (1 - eps) times the mean of the product of
/// its claims at m = T + u, u ~ N(0, tau^2), and eps times their mean over the prior. Refers to the claims
/// that it was made of.
class origin_at_tau {
 public:
  origin_at_tau(const claim_product& claims, double log_good, double log_bad, double tau)
      : claims_(&claims), log_good_(log_good), log_bad_(log_bad), spread_(tau * tau) {
    if (!claims.has_normal()) return;
    variance_ = claims.variance() + spread_;
    log_scale_ = log_normal_density(0, variance_);
  }

  /// log of the likelihood, the factor of the claims left out.
  [[nodiscard]] double log(double t) const { return log_added(log_good_ + related(t), log_bad_); }

  /// The probability that the origin is unrelated, given T and tau.
  [[nodiscard]] double bad(double t) const { return std::exp(log_bad_ - log(t)); }

 private:
  [[nodiscard]] double related(double t) const {
    if (!claims_->has_normal()) return claims_->bounds().log_mean(t, spread_);
    const double d = t - claims_->mean();
    const double normal = log_scale_ - d * d / (2 * variance_);
    if (claims_->bounds().bounds().empty()) return normal;
    const double centre = (claims_->mean() * spread_ + t * claims_->variance()) / variance_;
    return normal + claims_->bounds().log_mean(centre, claims_->variance() * spread_ / variance_);
  }

  const claim_product* claims_;
  double log_good_;
  double log_bad_;
  double spread_;
  double variance_ = 0;
  double log_scale_ = 0;
};

/// The likelihood of one origin.
class origin_likelihood {
 public:
  origin_likelihood(const latent_origin& origin, double lower, double upper)
      : claims_(origin.claims), log_good_(std::log1p(-origin.unreliability)) {
    if (!(origin.unreliability > 0)) return;
    const panel_density product(edges_around(claims_.cores(), lower, upper),
                                [this](double m) { return claims_.log(m); });
    log_bad_ = std::log(origin.unreliability) + product.log_total() - std::log(upper - lower);
  }

  [[nodiscard]] const claim_product& claims() const noexcept { return claims_; }
  [[nodiscard]] origin_at_tau at(double tau) const { return {claims_, log_good_, log_bad_, tau}; }

 private:
  claim_product claims_;
  double log_good_;
  double log_bad_ = -std::numeric_limits<double>::infinity();
};

}  // namespace reckon::detail
