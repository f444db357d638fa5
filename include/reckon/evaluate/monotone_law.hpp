// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/affine_law.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// f(X), X one distribution leaf and f continuous and monotone on its support.
class monotone_law final : public law {
 public:
  monotone_law(program p, bool rising) : program_(std::move(p)), rising_(rising) {
    shape_ = std::get<distribution>(program_.leaves.front().value);
    all_ = whole_range(program_);
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return {point_or_beyond(p <= 0 ? all_.lower() : all_.upper()), 0};
    return {
        image(rising_ ? shape_->quantile(p) : shape_->upper_quantile(just_below(p, shape_->model().jumps()))),
        0};
  }

  bounded at_score(double z) const override { return {image(shape_->model().at_score(rising_ ? z : -z)), 0}; }

  bounded cdf(double x) const override { return probability(x, false); }
  bounded cdf_before(double x) const override { return probability(x, true); }

  bounded mean() const override {
    const expected_value m = average([](double y) { return y; });
    return moment(m.value, m.error, average([](double y) { return std::abs(y); }).value, all_);
  }

  bounded standard_deviation() const override {
    const double centre = average([](double y) { return y; }).value;
    const expected_value variance = average([centre](double y) { return (y - centre) * (y - centre); });
    const double sd = std::sqrt(variance.value);
    const double error = sd > 0 ? variance.error / (2 * sd) : std::sqrt(variance.error);
    return moment(
        sd, error, sd,
        {0.0, is_common_interval(all_) ? width(all_) / 2 : std::numeric_limits<double>::infinity()});
  }

  std::optional<std::vector<double>> kinks() const override {
    std::vector<double> places = shape_->model().kinks();
    for (double& x : places) x = at(x);
    std::sort(places.begin(), places.end());
    return places;
  }

  engine made_by() const override { return engine::closed_form; }
  bool cheap() const override { return true; }
  std::string assumption() const override { return "one leaf"; }

 private:
  /// The value of f at x; at an end of the support where it has none, its limit.
  interval<> image(double x) const {
    const std::vector<interval<>> value{point_or_beyond(x)};
    const interval<> y = range_over_box(program_)(value);
    if (is_empty(y))
      return point_or_beyond((x <= shape_->support().lower()) == rising_ ? all_.lower() : all_.upper());
    return is_common_interval(y) ? interval<>(mid(y)) : y;
  }

  /// The same as a number that may be infinite. Only at an end of the support may the image be unbounded, and
  /// be so on both sides where a part of f overflows.
  double at(double x) const {
    const interval<> y = image(x);
    if (is_singleton(y)) return y.lower();
    return (x < shape_->median()) == rising_ ? y.lower() : y.upper();
  }

  template <class Function>
  expected_value average(const Function& g) const {
    return shape_->model().average([&](double x) { return g(at(x)); });
  }

  /// A moment that the tails make uncertain is only known to be possible.
  static bounded moment(double value, double error, double scale, interval<> possible) {
    const bool known = is_common_interval(possible) || error <= 0.01 * scale;
    if (!std::isfinite(value) || !known) return {possible, 0};
    return {interval<>(value), error};
  }

  /// P(f(X) <= x) or P(f(X) < x): finds the leaf's value at which f passes x.
  bounded probability(double x, bool before) const {
    constexpr double largest = (std::numeric_limits<double>::max)();
    const interval<> support = shape_->support();
    const double lower = (std::max)(support.lower(), -largest);
    const double upper = (std::min)(support.upper(), largest);
    const auto reached = [&](double t) {  // false, then true along t
      const double f = at(t);
      if (rising_) return before ? f >= x : f > x;
      return before ? f < x : f <= x;
    };
    double result;
    if (reached(lower)) {
      result = rising_ ? 0 : 1;
    } else if (!reached(upper)) {
      result = rising_ ? 1 : 0;
    } else {
      const auto passed = [&](double t) { return reached(t) ? 1.0 : 0.0; };
      const double t = solve_nondecreasing(lower, upper, 1.0, passed);
      result = rising_ ? shape_->cdf_before(t) : shape_->complement(std::nextafter(t, -largest));
    }
    return {interval<>(result), 0};
  }

  program program_;
  std::optional<distribution> shape_;
  interval<> all_;
  bool rising_;
};

}  // namespace reckon::detail
