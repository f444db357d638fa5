// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/tail_weight.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The law of a variable plus a set, worked out twice; how the two differ tells the error of the coarser one,
/// which is more than that of the finer.
class convolution_law final : public law {
 public:
  convolution_law(variable_handle fine, variable_handle coarse, interval<> shift)
      : fine_(std::move(fine)), coarse_(std::move(coarse)), shift_(shift) {}

  bounded quantile(double p) const override {
    const interval<> ends = fine_->support();
    if (p <= 0) return {shifted(ends.lower()), 0};
    if (p >= 1) return {shifted(ends.upper()), 0};
    const double z = normal_quantile(p);
    if (z <= -score_reach)
      return {convex_hull(shifted(ends.lower()), shifted(fine_->at_score(-score_reach))), 0};
    const double x = fine_->at_score(z);
    return {shifted(x), doubt(x, coarse_->at_score(z)) + beyond_reach(x, z)};
  }

  bounded at_score(double z) const override {
    if (std::abs(z) >= score_reach) return quantile(normal_cdf(z));
    const double x = fine_->at_score(z);
    return {shifted(x), doubt(x, coarse_->at_score(z)) + beyond_reach(x, z)};
  }

  bounded cdf(double x) const override {
    if (std::isinf(x)) return {interval<>(x > 0 ? 1.0 : 0.0), 0};
    const double least = lower_tail(*fine_, x - shift_.upper());
    const double most = lower_tail(*fine_, x - shift_.lower());
    const double error = (std::max)(std::abs(least - lower_tail(*coarse_, x - shift_.upper())),
                                    std::abs(most - lower_tail(*coarse_, x - shift_.lower())));
    return {{least, (std::max)(least, most)}, error + 1e-16};
  }
  bounded cdf_before(double x) const override { return cdf(x); }  // nothing has a probability of its own

  bounded mean() const override {
    const expected_value m = fine_->mean();
    const interval<> possible = fine_->support() + shift_;
    if (!finite().mean || is_nothing(std::abs(m.value))) return {possible, 0};
    if (!trusted(m.value, m.error, std::sqrt((std::max)(0.0, fine_->variance().value)))) return {possible, 0};
    return {shifted(m.value), m.error + 1e-15 * std::abs(m.value)};
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const expected_value v = fine_->variance();
    const double sd = std::sqrt((std::max)(0.0, v.value));
    const bool known = finite().variance && trusted(v.value, v.error, v.value) && !is_nothing(sd);
    if (is_singleton(shift_)) {
      if (!known) return {{0.0, width(fine_->support()) / 2}, 0};
      return {interval<>(sd), sd > 0 ? v.error / (2 * sd) + 1e-15 * sd : std::sqrt(v.error)};
    }
    if (!known || !is_common_interval(shift_)) return {{0.0, infinity}, 0};
    const auto at = [&](const variable& x, const precision& how, int nodes) {
      const variable_handle table = kept(variable_handle(variable_handle(), &x), how);
      return weighted_sets::of([&](double z) { return shifted(table->at_score(z)); }, nodes)
          .standard_deviation();
    };
    const interval<> fine = at(*fine_, fine_precision, 8192);
    const interval<> coarse = at(*fine_, fine_precision, 4096);
    return {fine,
            (std::max)(std::abs(fine.lower() - coarse.lower()), std::abs(fine.upper() - coarse.upper()))};
  }

  std::optional<std::vector<double>> kinks() const override {
    std::vector<double> places = fine_->kinks();
    for (double& x : places) x += shift_.lower();
    return places;
  }

  std::unique_ptr<law> tabulated() const override {
    variable_handle fine = kept(fine_, fine_precision);
    variable_handle coarse = kept(coarse_, coarse_precision);
    if (!fine->sound() || !coarse->sound()) return nullptr;
    return std::make_unique<convolution_law>(std::move(fine), std::move(coarse), shift_);
  }

  engine made_by() const override { return engine::convolution; }
  bool worth_keeping() const override { return true; }
  std::string assumption() const override {
    return is_singleton(shift_) ? "leaves independent" : "random-set independence";
  }

 private:
  interval<> shifted(double x) const { return finite_or_unbounded(x + shift_.lower(), x + shift_.upper()); }

  finite_moments finite() const {
    return moments_by_tails([this](double z) { return fine_->at_score(z); });
  }

  static double doubt(double fine, double coarse) {
    if (fine == coarse && std::isinf(fine)) return 0;
    return std::abs(fine - coarse) + 4e-16 * std::abs(fine);
  }

  /// By how much the quantile x at a score moves if all that integrals leave out, on both sides, is before
  /// it.
  double beyond_reach(double x, double z) const {
    constexpr double shallow = 5;  // here it does not show
    if (std::abs(z) < shallow) return 0;
    const double moved = 2 * normal_cdf(-score_reach) / normal_pdf(z);
    return std::abs(fine_->at_score(z + std::copysign(moved, z)) - x);
  }

  static double lower_tail(const variable& v, double x) {
    const interval<> ends = v.support();
    if (x <= ends.lower()) return 0;
    if (x >= ends.upper()) return 1;
    const double below = v.tail(x, false);
    return below < 0.5 ? below : 1 - v.tail(x, true);
  }

  /// A moment that is less than what a mass of 1e-15, which the nodes do not see, may add to it tells
  /// nothing: so it is where all nodes miss a peak.
  bool is_nothing(double moment) const {
    constexpr double unseen = 1e-15;
    const interval<> ends = fine_->support();
    return is_common_interval(ends) && contains(ends, 0.0) && moment <= unseen * mag(ends);
  }

  static bool trusted(double value, double error, double scale) {
    return std::isfinite(value) && std::isfinite(scale) && error <= 1e-3 * (scale + 1e-300);
  }

  variable_handle fine_;
  variable_handle coarse_;
  interval<> shift_;
};

}  // namespace reckon::detail
