// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The lower, or the upper, end of the random set that a p-box without jumps is, as a shape.
class box_end final : public distribution_model {
 public:
  box_end(pbox box, bool upper) : box_(std::move(box)), upper_(upper), kinks_(box_.model().kinks(upper)) {
    for (const double end : {support().lower(), support().upper()}) {
      if (std::isfinite(end)) kinks_.push_back(end);
    }
    kinks_ = rising_and_unique(std::move(kinks_));
  }

  // What is less likely to be below is above: of probabilities the other end counts.
  double cdf(double x) const override { return of(box_.model().cdf(x), !upper_); }
  double cdf_before(double x) const override { return of(box_.model().cdf_before(x), !upper_); }
  double complement(double x) const override { return of(box_.model().complement(x), upper_); }
  double quantile(double p) const override { return of(box_.model().quantile(p), upper_); }
  double upper_quantile(double q) const override { return of(box_.model().upper_quantile(q), upper_); }
  double mean() const override { return numerical_mean(*this); }
  double variance() const override { return numerical_variance(*this); }
  interval<> support() const override {
    return finite_or_unbounded(upper_ ? quantile(0) : box_.model().support().lower(),
                               upper_ ? box_.model().support().upper() : quantile(1));
  }
  std::string name() const override { return "an end of a p-box"; }
  std::vector<double> kinks() const override { return kinks_; }
  double pdf(double x) const override {
    // The derivative of the quantile function by the score, over a step that is wide against rounding.
    constexpr double step = 1e-4;
    const double mass = cdf(x);
    const double z = mass < 0.5 ? normal_quantile(mass) : -normal_quantile(complement(x));
    if (!std::isfinite(z)) return 0;
    return normal_pdf(z) * 2 * step / (at_score(z + step) - at_score(z - step));
  }

 private:
  static double of(interval<> ends, bool upper) { return upper ? ends.upper() : ends.lower(); }

  pbox box_;
  bool upper_;
  std::vector<double> kinks_;
};

}  // namespace reckon::detail
