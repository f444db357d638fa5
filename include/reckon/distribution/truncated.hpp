// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/detail/panel_average.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/detail/weight_beyond.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

class truncated_model final : public distribution_model {
 public:
  truncated_model(distribution whole, interval<> cut)
      : whole_(std::move(whole)), support_(intersection(whole_.support(), on_grid(cut))) {
    if (!is_empty(support_)) {
      below_ = whole_.cdf_before(support_.lower());
      above_ = whole_.complement(support_.upper());
      mass_ = below_ < 0.5 ? (above_ < 0.5 ? 1 - below_ - above_ : whole_.cdf(support_.upper()) - below_)
                           : from(support_.lower()) - above_;
    }
    if (!(mass_ > 0)) {
      throw domain_error("reckon::truncated: " + whole_.name() + " has no mass between " +
                         number_text(cut.lower()) + " and " + number_text(cut.upper()));
    }
  }

  double cdf(double x) const override {
    if (x < support_.lower()) return 0;
    if (x >= support_.upper()) return 1;
    return clamped(below_ < 0.5 ? (whole_.cdf(x) - below_) / mass_
                                : 1 - (whole_.complement(x) - above_) / mass_);
  }
  double complement(double x) const override {
    if (x < support_.lower()) return 1;
    if (x >= support_.upper()) return 0;
    return clamped(above_ < 0.5 ? (whole_.complement(x) - above_) / mass_
                                : 1 - (whole_.cdf(x) - below_) / mass_);
  }
  double cdf_before(double x) const override {
    if (x <= support_.lower()) return 0;
    if (x > support_.upper()) return 1;
    return clamped(below_ < 0.5 ? (whole_.cdf_before(x) - below_) / mass_ : 1 - (from(x) - above_) / mass_);
  }
  double quantile(double p) const override {
    if (p <= 0) return support_.lower();
    if (p >= 1) return support_.upper();
    return at_levels(below_ + p * mass_, above_ + (1 - p) * mass_);
  }
  double upper_quantile(double q) const override {
    if (q <= 0) return support_.upper();
    if (q >= 1) return support_.lower();
    return at_levels(below_ + (1 - q) * mass_, above_ + q * mass_);
  }
  double pdf(double x) const override { return contains(support_, x) ? whole_.pdf(x) / mass_ : 0; }

  double mean() const override {
    const double of_tails = mean_of_tails();
    return std::isfinite(of_tails) ? average_to_the_end([](double x) { return x; }) : of_tails;
  }
  double variance() const override {
    const double centre = mean();
    if (!std::isfinite(centre)) return centre * centre;
    if (!std::isfinite(whole_.variance()) && !is_common_interval(support_)) {
      return std::numeric_limits<double>::infinity();
    }
    return average_to_the_end([centre](double x) { return (x - centre) * (x - centre); });
  }

  expected_value average(const std::function<double(double)>& f) const override {
    if (!jumps() || whole_numbers()) return distribution_model::average(f);
    const auto inside = [&](double x) { return contains(support_, x) ? f(x) : 0; };
    const expected_value all = whole_.model().average(inside);
    return {all.value / mass_, all.error / mass_};
  }

  interval<> support() const override { return support_; }
  std::vector<double> kinks() const override {
    std::vector<double> places = distribution_model::kinks();
    for (const double k : whole_.model().kinks()) {
      if (k > support_.lower() && k < support_.upper()) places.push_back(k);
    }
    std::sort(places.begin(), places.end());
    return places;
  }
  bool jumps() const override { return whole_.model().jumps(); }
  bool whole_numbers() const override { return whole_.model().whole_numbers(); }
  bool discrete() const override { return whole_.model().discrete(); }
  std::string name() const override {
    return whole_.name() + " between " + number_text(support_.lower()) + " and " +
           number_text(support_.upper());
  }

 private:
  static double clamped(double p) { return (std::min)(1.0, (std::max)(0.0, p)); }

  /// An average that exists, with what tails as heavy as powers add to it far out: up to a mass of 1e-307,
  /// and beyond that as if they went on so.
  template <class Function>
  double average_to_the_end(const Function& f) const {
    constexpr double exact = 1e-12;
    const expected_value found = average(f);
    const bool heavy = !is_common_interval(support_) && !(found.error <= exact * std::abs(found.value));
    if (!heavy || jumps()) return found.value;
    constexpr double reach = 37.5;
    constexpr std::size_t panels = 400;
    const auto at = [&](double z) { return f(at_score(z)); };
    double sum = panel_average(at, scores_of_inner_kinks(), {reach, exact / 10, panels}).value;
    for (const double side : {-1.0, 1.0}) {
      const double beyond = weight_beyond(reach, 1, [&](double z) { return std::abs(at(side * z)); });
      if (std::isfinite(beyond)) sum += std::copysign(beyond, at(side * reach));
    }
    return sum;
  }

  /// P(X >= x) of the whole.
  double from(double x) const {
    return whole_.complement(std::nextafter(x, -std::numeric_limits<double>::infinity()));
  }

  /// The quantile of the whole at a level given from below and from above; the smaller one is the more
  /// accurate.
  double at_levels(double below, double above) const {
    const double x = below < above ? whole_.quantile(clamped(below)) : whole_.upper_quantile(clamped(above));
    return std::clamp(x, support_.lower(), support_.upper());
  }

  /// Infinite or NaN if the tails that are kept are too heavy for a mean, else 0.
  double mean_of_tails() const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double of_whole = whole_.mean();
    const bool up = support_.upper() == infinity && !(of_whole < infinity);  // also for NaN
    const bool down = support_.lower() == -infinity && !(of_whole > -infinity);
    if (up && down) return of_whole;
    return up ? infinity : down ? -infinity : 0;
  }

  /// Whole numbers lie between whole numbers.
  interval<> on_grid(interval<> cut) const {
    if (!whole_numbers()) return cut;
    const double lower = std::ceil(cut.lower());
    const double upper = std::floor(cut.upper());
    return lower <= upper ? interval<>(lower, upper) : interval<>::empty();
  }

  distribution whole_;
  interval<> support_;
  double below_ = 0;
  double above_ = 0;
  double mass_ = 0;
};

}  // namespace detail

/// The distribution of `d` given that its value lies in [lower, upper], as a shape of its own.
/// Errors: domain_error if lower > upper or `d` has no mass there.
[[nodiscard]] inline distribution truncated(const distribution& d, double lower, double upper) {
  return distribution(std::make_shared<const detail::truncated_model>(d, interval<>(lower, upper)));
}

}  // namespace reckon
