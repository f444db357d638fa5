// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/half_line.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace reckon::detail {

/// The quantile of -X at p is that of X counted from above, -inf{x: P(X > x) < p}: where X jumps the strict
/// inequality matters, and is that of the level below p.
[[nodiscard]] inline double just_below(double p, bool jumps) {
  return jumps && p < 1 ? std::nextafter(p, 0.0) : p;
}

/// factor * X + shift, X one p-box leaf (or none), shift a set.
class affine_law final : public law {
 public:
  affine_law(double factor, pbox box, interval<> shift, std::optional<distribution> shape, bool outer,
             std::string precise_assumption = "leaves independent")
      : factor_(factor),
        box_(std::move(box)),
        shift_(shift),
        shape_(std::move(shape)),
        outer_(outer),
        precise_assumption_(std::move(precise_assumption)) {}

  bounded quantile(double p) const override { return exact(scaled_quantile(p)); }

  bounded at_score(double z) const override {
    return exact(z < 0 ? scaled_quantile(normal_cdf(z)) : scaled_upper_quantile(normal_cdf(-z)));
  }

  bounded cdf(double x) const override {
    const double least = scaled_cdf(x - shift_.upper(), false).lower();
    return exact({least, (std::max)(least, scaled_cdf(x - shift_.lower(), false).upper())});
  }

  bounded cdf_before(double x) const override {
    const double least = scaled_cdf(x - shift_.upper(), true).lower();
    return exact({least, (std::max)(least, scaled_cdf(x - shift_.lower(), true).upper())});
  }

  bounded mean() const override {
    const interval<> m = box_.mean();
    const auto [lower, upper] = std::minmax({factor_ * m.lower(), factor_ * m.upper()});
    return exact(finite_or_unbounded(lower + shift_.lower(), upper + shift_.upper()));
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (box_.model().is_set()) return exact({0.0, width(factor_ * box_.support() + shift_) / 2});
    const double sd = shape_ ? std::abs(factor_) * std::sqrt(shape_->variance()) : 0;
    if (std::isnan(sd)) return exact({0.0, infinity});
    if (shape_ && is_singleton(shift_)) return exact(finite_or_unbounded(sd, sd));
    if (sd == infinity)
      return exact({is_common_interval(shift_) ? (std::numeric_limits<double>::max)() : 0, infinity});
    const auto at_score = [this](double z) {
      return z < 0 ? scaled_quantile(normal_cdf(z)) : scaled_upper_quantile(normal_cdf(-z));
    };
    const interval<> fine = weighted_sets::of(at_score, 8192).standard_deviation();
    const interval<> coarse = weighted_sets::of(at_score, 4096).standard_deviation();
    // What lies beyond the nodes may be heavy: without a mean there is no finite bound.
    const double upper = is_common_interval(box_.mean()) ? fine.upper() : infinity;
    return {{fine.lower(), upper}, difference(fine, coarse)};
  }

  std::optional<double> density(double x) const override {
    if (!shape_ || !is_singleton(shift_) || shape_->model().jumps()) return std::nullopt;
    return shape_->pdf((x - shift_.lower()) / factor_) / std::abs(factor_);
  }

  std::optional<std::vector<double>> kinks() const override {
    if (!shape_) return std::nullopt;
    std::vector<double> places = shape_->model().kinks();
    for (double& x : places) x = factor_ * x + shift_.lower();
    std::sort(places.begin(), places.end());
    return places;
  }

  std::optional<cut_law> beyond(const half_line& where) const override {
    if (const interval<> all = factor_ * box_.support() + shift_; is_singleton(all)) {
      if (!where.holds(all.lower())) return cut_law{0, nullptr};
      return cut_law{1,
                     std::make_shared<const affine_law>(1, pbox(all), interval<>(0.0), std::nullopt, false)};
    }
    if (!shape_ || !is_singleton(shift_)) return std::nullopt;
    const double end = (where.end - shift_.lower()) / factor_;
    const cut_shape cut(*shape_, {end, where.above == (factor_ > 0), where.with_end});
    if (!cut.shape) return cut_law{0, nullptr};
    return cut_law{cut.probability,
                   std::make_shared<const affine_law>(factor_, pbox(*cut.shape), shift_, cut.shape, outer_,
                                                      precise_assumption_)};
  }

  engine made_by() const override { return engine::closed_form; }
  bool cheap() const override { return true; }
  bool outer() const override { return outer_; }
  std::string assumption() const override {
    if (shape_ && is_singleton(shift_)) return precise_assumption_;
    return "random-set independence";
  }

 private:
  static bounded exact(interval<> x) { return {x, 0}; }

  static double difference(interval<> a, interval<> b) {
    const double lower = a.lower() == b.lower() ? 0 : std::abs(a.lower() - b.lower());
    const double upper = a.upper() == b.upper() ? 0 : std::abs(a.upper() - b.upper());
    return (std::max)(lower, upper);
  }

  interval<> scaled_quantile(double p) const {
    return scaled(factor_ > 0 ? box_.quantile(p) : box_.upper_quantile(just_below(p, box_.model().jumps())));
  }

  /// scaled_quantile(1 - q), for levels between those at which the distribution jumps.
  interval<> scaled_upper_quantile(double q) const {
    return scaled(factor_ > 0 ? box_.upper_quantile(q) : box_.quantile(q));
  }

  interval<> scaled(interval<> q) const {
    const auto [lower, upper] = std::minmax({factor_ * q.lower(), factor_ * q.upper()});
    return finite_or_unbounded(lower + shift_.lower(), upper + shift_.upper());
  }

  interval<> scaled_cdf(double y, bool before) const {
    const double x = y / factor_;
    if (factor_ > 0) return before ? box_.cdf_before(x) : box_.cdf(x);
    if (before || !box_.model().jumps()) return box_.model().complement(x);
    const interval<> other = box_.cdf_before(x);  // P(factor X <= y) = 1 - P(X < x)
    return {1 - other.upper(), 1 - other.lower()};
  }

  double factor_;
  pbox box_;
  interval<> shift_;
  std::optional<distribution> shape_;
  bool outer_;
  std::string precise_assumption_;
};

}  // namespace reckon::detail
