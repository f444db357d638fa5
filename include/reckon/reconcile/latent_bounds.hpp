// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

namespace reckon::detail {

/// log(exp(a) + exp(b)).
[[nodiscard]] inline double log_added(double a, double b) {
  const double high = (std::max)(a, b);
  const double low = (std::min)(a, b);
  return high - low < 40 ? high + std::log1p(std::exp(low - high)) : high;
}

/// log of the sum of exp(x).
[[nodiscard]] inline double log_added(const std::vector<double>& logs) {
  const double high = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (const double x : logs) sum += std::exp(x - high);
  return high + std::log(sum);
}

/// Logarithm of a normal density.
[[nodiscard]] inline double log_normal_density(double distance, double variance) {
  return -(distance * distance / variance + std::log(2 * std::numbers::pi * variance)) / 2;
}

/// Logarithm of the standard normal distribution function, also where that underflows (Abramowitz and
/// Stegun, 26.2.12).
[[nodiscard]] inline double log_normal_cdf(double z) {
  if (z > -35) return std::log(normal_cdf(z));
  const double r = 1 / (z * z);
  return log_normal_density(z, 1) - std::log(-z) + std::log1p(-r * (1 - 3 * r * (1 - 5 * r * (1 - 7 * r))));
}

/// A soft bound on m: Phi((m - location) / scale), or Phi((location - m) / scale) if it lies above.
struct latent_bound {
  bool above;
  double location;
  double scale;

  /// How many scales m lies inside.
  [[nodiscard]] double inside(double m) const { return (above ? location - m : m - location) / scale; }
};

/// The product of soft bounds.
class bound_product {
 public:
  explicit bound_product(std::vector<latent_bound> bounds) : bounds_(std::move(bounds)) {
    for (const auto& bound : bounds_) precision_ += 1 / (bound.scale * bound.scale);
    if (bounds_.size() > 1) tabulate();
  }

  [[nodiscard]] const std::vector<latent_bound>& bounds() const noexcept { return bounds_; }

  /// log of the product at m.
  [[nodiscard]] double log(double m) const {
    double sum = 0;
    for (const auto& bound : bounds_) sum += log_normal_cdf(bound.inside(m));
    return sum;
  }

  /// log of the mean of the product where m is normal.
  [[nodiscard]] double log_mean(double mean, double variance) const {
    if (bounds_.empty()) return 0;
    if (bounds_.size() == 1) return log_normal_cdf(widened(bounds_.front(), mean, variance));
    if (variance * precision_ < 1) return log_mean_by_scores(mean, variance);
    const double main = one_sided_ ? normal_cdf(widened(bounds_.front(), mean, variance)) : 0;
    const double sd = std::sqrt(variance);
    double rest = 0;
    double size = main;
    for (std::size_t i = 0; i < table_.size(); ++i) {
      const double term = table_[i] * normal_pdf((start_ + static_cast<double>(i) * step_ - mean) / sd);
      rest += term;
      size += std::abs(term);
    }
    const double result = main + rest * step_ / sd;
    // What nearly cancels or underflows is found in logarithms.
    return result > 1e-6 * size && result > 1e-280 ? std::log(result) : log_mean_by_scores(mean, variance);
  }

 private:
  static double widened(const latent_bound& bound, double mean, double variance) {
    return bound.inside(mean) * bound.scale / std::sqrt(bound.scale * bound.scale + variance);
  }

  /// Bounds of one direction have the innermost of them as their main part, whose mean is known; what the
  /// product differs by vanishes on both sides. So does the product of bounds of both directions. What
  /// vanishes is tabulated at equal steps: the trapezoid rule converges for it as the spectrum of a normal
  /// with the sum of the precisions falls.
  void tabulate() {
    one_sided_ = std::all_of(bounds_.begin(), bounds_.end(),
                             [this](const latent_bound& b) { return b.above == bounds_.front().above; });
    std::sort(bounds_.begin(), bounds_.end(), [](const latent_bound& a, const latent_bound& b) {
      return a.above ? a.location < b.location : a.location > b.location;
    });
    constexpr double reach = 8.3;  // Phi(-8.3) = 5e-17
    start_ = bounds_.front().location;
    double end = start_;
    for (const auto& bound : bounds_) {
      start_ = (std::min)(start_, bound.location - reach * bound.scale);
      end = (std::max)(end, bound.location + reach * bound.scale);
    }
    step_ = 0.7 / std::sqrt(2 * precision_);
    for (double m = start_; m <= end; m = start_ + static_cast<double>(table_.size()) * step_) {
      table_.push_back(std::exp(log(m)) - (one_sided_ ? normal_cdf(bounds_.front().inside(m)) : 0));
    }
  }

  /// The same rule in steps of the normal score.
  [[nodiscard]] double log_mean_by_scores(double mean, double variance) const {
    constexpr double reach = 8.3;
    const double sd = std::sqrt(variance);
    const auto half = static_cast<int>(std::ceil(reach * std::sqrt(1 + variance * precision_) / 0.7));
    std::vector<double> logs;
    double weights = 0;
    for (int i = -half; i <= half; ++i) {
      const double z = reach * i / half;
      weights += std::exp(-z * z / 2);
      logs.push_back(log(mean + sd * z) - z * z / 2);
    }
    return log_added(logs) - std::log(weights);
  }

  std::vector<latent_bound> bounds_;
  double precision_ = 0;
  bool one_sided_ = false;
  double start_ = 0;
  double step_ = 0;
  std::vector<double> table_;
};

}  // namespace reckon::detail
