// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace reckon::detail {

/// The law of an expression by that of a simpler one, and what parts of it that have been tabulated add to
/// the errors.
class modules_law final : public law {
 public:
  /// `error` is how far a probability may be off on account of the parts; `assumption` is empty where `found`
  /// tells it.
  modules_law(law_handle found, double error, std::string assumption = {})
      : found_(std::move(found)), error_(error), assumption_(std::move(assumption)) {}

  bounded quantile(double p) const override {
    return moved(found_->quantile(p), (std::min)(p, 1 - p), p > 0.5);
  }
  bounded at_score(double z) const override {
    return moved(found_->at_score(z), normal_cdf(-std::abs(z)), z > 0);
  }
  bounded cdf(double x) const override { return with_error(found_->cdf(x), is_outside(x) ? 0 : error_); }
  bounded cdf_before(double x) const override {
    return with_error(found_->cdf_before(x), is_outside(x) ? 0 : error_);
  }
  bounded mean() const override {
    const bounded found = found_->mean();
    const double off = mid(found.bounds) - mid(found_->quantile(0.5).bounds);
    return with_error(found, error_ * (spread() + std::abs(off)));
  }
  bounded standard_deviation() const override {
    const bounded found = found_->standard_deviation();
    return with_error(found, error_ * (spread() + found.bounds.upper()));
  }
  std::optional<double> density(double x) const override { return found_->density(x); }

  engine made_by() const override {
    return found_->made_by() == engine::closed_form ? engine::convolution : found_->made_by();
  }
  std::string assumption() const override { return assumption_.empty() ? found_->assumption() : assumption_; }
  bool knows_deviation() const override { return found_->knows_deviation(); }
  bool cheap() const override { return found_->cheap(); }
  bool outer() const override { return found_->outer(); }

 private:
  static bounded with_error(bounded found, double more) {
    if (is_common_interval(found.bounds)) found.error += std::isfinite(more) ? more : 0;
    return found;
  }

  /// Whether the result cannot lie on one side of a place.
  bool is_outside(double x) const {
    return x < found_->quantile(0).bounds.lower() || x > found_->quantile(1).bounds.upper();
  }

  /// A range that holds all but a small part: by it a moment may be off where a probability is, and by what
  /// the tails add to that.
  double spread() const {
    return found_->quantile(0.999).bounds.upper() - found_->quantile(0.001).bounds.lower();
  }

  /// A quantile moves by the error in probability over the density, which another quantile tells roughly.
  bounded moved(bounded found, double level, bool above) const {
    if (!(level > 0 && error_ > 0)) return found;
    constexpr double part = 0.1;
    const double z = normal_quantile((1 - part) * level);
    const bounded other = found_->at_score(above ? -z : z);
    const double away = (std::max)(std::abs(other.bounds.lower() - found.bounds.lower()),
                                   std::abs(other.bounds.upper() - found.bounds.upper()));
    return with_error(found, error_ * away / (part * level));
  }

  law_handle found_;
  double error_;
  std::string assumption_;
};

}  // namespace reckon::detail
