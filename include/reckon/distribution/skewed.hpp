// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/makers.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Shifted lognormal distributions, their mirror images, and the normal ones between them, written so that
/// nothing cancels where they are nearly normal: with Z standard normal, X = centre + width (exp(s (Z -
/// score)) - 1) / s.
class skewed_model final : public distribution_model {
 public:
  skewed_model(double centre, double score, double width, double s, std::string name)
      : centre_(centre), score_(score), width_(width), s_(s), name_(std::move(name)) {}

  double cdf(double x) const override { return normal_cdf(score_of(x)); }
  double complement(double x) const override { return normal_cdf(-score_of(x)); }
  double quantile(double p) const override { return at(normal_quantile(p)); }
  double upper_quantile(double q) const override { return at(-normal_quantile(q)); }
  double pdf(double x) const override {
    const double slope = width_ + s_ * (x - centre_);
    return slope > 0 ? normal_pdf(score_of(x)) / slope : 0;
  }
  double mean() const override { return centre_ + width_ * stretched(s_ / 2 - score_); }
  double variance() const override {
    const double factor = width_ * std::exp(s_ * (s_ / 2 - score_));
    return factor * factor * (s_ == 0 ? 1 : std::expm1(s_ * s_) / (s_ * s_));
  }
  double skewness() const override {
    return std::copysign(std::sqrt(std::expm1(s_ * s_)) * (std::exp(s_ * s_) + 2), s_);
  }
  double mode() const override { return at(-s_); }
  interval<> support() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double end = s_ == 0 ? infinity : centre_ - width_ / s_;
    if (!std::isfinite(end)) return interval<>::entire();
    return s_ > 0 ? interval<>(end, infinity) : interval<>(-infinity, end);
  }
  std::string name() const override { return name_; }
  std::vector<double> kinks() const override { return {}; }  // flat to all orders at its end

 private:
  /// (exp(s t) - 1) / s
  double stretched(double t) const { return s_ == 0 ? t : std::expm1(s_ * t) / s_; }

  double at(double z) const {
    const interval<> ends = support();
    if (std::isinf(z)) return z < 0 ? ends.lower() : ends.upper();
    return (std::min)((std::max)(centre_ + width_ * stretched(z - score_), ends.lower()), ends.upper());
  }

  double score_of(double x) const {
    const double steps = (x - centre_) / width_;
    if (s_ == 0) return score_ + steps;
    return s_ * steps > -1 ? score_ + std::log1p(s_ * steps) / s_
                           : std::copysign(std::numeric_limits<double>::infinity(), -s_);
  }

  double centre_;
  double score_;
  double width_;
  double s_;
  std::string name_;
};

/// The one with three given values at three normal scores: the ratio of the upper part to the lower rises
/// with s.
[[nodiscard]] inline distribution skewed_through(const std::array<double, 3>& score,
                                                 const std::array<double, 3>& value,
                                                 const std::string& call) {
  const double a = score[1] - score[0];
  const double b = score[2] - score[1];
  const double lower = value[1] - value[0];
  const double upper = value[2] - value[1];
  const auto log_of_ratio = [&](double s) {
    if (std::abs(s) * (a + b) < 1e-10) return std::log(b / a) + s * (a + b) / 2;
    return std::log(std::expm1(s * b) / -std::expm1(-s * a));
  };
  const double wanted = std::log(upper) - std::log(lower);
  constexpr double most = 20;
  if (!(log_of_ratio(-most) < wanted && log_of_ratio(most) > wanted)) {
    refuse(call, "the quantiles are too skewed for a shifted lognormal distribution");
  }
  double s = solve_nondecreasing(-most, most, wanted, log_of_ratio);
  if (std::abs(s) * (a + b) < 1e-15) s = 0;
  const double width = s == 0 ? lower / a : lower / (-std::expm1(-s * a) / s);
  if (!(width > 0) || !std::isfinite(width))
    refuse(call, "the values are too near each other or too far apart");
  return distribution(std::make_shared<const skewed_model>(value[1], score[1], width, s, call));
}

}  // namespace reckon::detail
