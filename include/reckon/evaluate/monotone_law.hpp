// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/affine_law.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/count_average.hpp>
#include <reckon/evaluate/half_line.hpp>
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
    if (is_singleton(all_)) return {all_, 0};
    const expected_value m = average([](double y) { return y; });
    const double size = average([](double y) { return std::abs(y); }).value;
    return moment(m.value, m.error + rounding * size, size, all_);
  }

  bounded standard_deviation() const override {
    if (is_singleton(all_)) return {interval<>(0.0), 0};
    const double centre = average([](double y) { return y; }).value;
    const expected_value variance = average([centre](double y) { return (y - centre) * (y - centre); });
    const double sd = std::sqrt(variance.value);
    const double noise = rounding * std::hypot(centre, sd);  // that of the values
    const double error = std::sqrt(variance.value + variance.error) - sd + noise;
    const double scale = sd + 1e-3 * std::abs(centre);  // what hardly varies need not be told so exactly
    return moment(
        sd, error, scale,
        {0.0, is_common_interval(all_) ? width(all_) / 2 : std::numeric_limits<double>::infinity()});
  }

  std::optional<std::vector<double>> kinks() const override {
    std::vector<double> places = shape_->model().kinks();
    for (double& x : places) x = at(x);
    std::sort(places.begin(), places.end());
    return places;
  }

  /// Counts are summed over better than quantiles that jump.
  std::optional<cut_law> beyond(const half_line& where) const override {
    if (!shape_->model().whole_numbers()) return std::nullopt;
    const auto place = place_of(where.end, where.above == where.with_end);
    const bool upper = where.above == rising_;  // which side of the place
    if (!place) {                               // all of it, or nothing
      if (!where.holds(at(shape_->median()))) return cut_law{0, nullptr};
      return cut_law{1, std::make_shared<const monotone_law>(program_, rising_)};
    }
    const cut_shape cut(*shape_, {*place, upper, upper});
    if (!cut.shape) return cut_law{0, nullptr};
    program p = program_;
    p.leaves.front().value = *cut.shape;
    return cut_law{cut.probability, std::make_shared<const monotone_law>(std::move(p), rising_)};
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
    const auto of_leaf = [&](double x) { return g(at(x)); };
    if (shape_->model().whole_numbers()) return count_average(shape_->model(), of_leaf).found();
    expected_value found = shape_->model().average(of_leaf);
    if (!is_common_interval(all_) && !shape_->model().discrete()) found.error += beyond_the_nodes(g);
    return found;
  }

  /// What the tails add to an average over scores, which ends at 8.2: of a function that grows as fast as the
  /// probability falls that may be much, however little shows at the end.
  template <class Function>
  double beyond_the_nodes(const Function& g) const {
    constexpr double last = 37.5;  // a mass of 1e-307 lies beyond
    constexpr double step = 0.5;
    double sum = 0;
    for (double z = 8.2; z < last; z += step) {
      double size = 0;  // at the far end of the step
      for (const double end : {z + step, -z - step}) size += std::abs(g(at(shape_->model().at_score(end))));
      sum += step * normal_pdf(z) * size;
    }
    return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
  }

  static constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();

  /// A moment that the tails make uncertain is only known to be possible.
  static bounded moment(double value, double error, double scale, interval<> possible) {
    const bool known = is_common_interval(possible) || error <= 0.01 * scale;
    if (!std::isfinite(value) || !known) return {possible, 0};
    return {interval<>(value), error};
  }

  /// P(f(X) <= x) or P(f(X) < x).
  bounded probability(double x, bool before) const {
    double result;
    if (const auto t = place_of(x, before)) {
      result = rising_ ? shape_->cdf_before(*t) : shape_->complement(std::nextafter(*t, -largest));
    } else {
      result = is_passed(reach().lower(), x, before) == rising_ ? 0 : 1;
    }
    return {interval<>(result), 0};
  }

  /// Whether f has passed y at t: false, then true along t.
  bool is_passed(double t, double y, bool before) const {
    const double f = at(t);
    if (rising_) return before ? f >= y : f > y;
    return before ? f < y : f <= y;
  }

  /// The least value of the leaf at which f has passed y; nothing if it has done so at all, or at none.
  std::optional<double> place_of(double y, bool before) const {
    const auto passed = [&](double t) { return is_passed(t, y, before) ? 1.0 : 0.0; };
    const interval<> all = reach();
    if (passed(all.lower()) == 1 || passed(all.upper()) == 0) return std::nullopt;
    return solve_nondecreasing(all.lower(), all.upper(), 1.0, passed);
  }

  /// The values of the leaf that are numbers.
  interval<> reach() const {
    const interval<> support = shape_->support();
    return {(std::max)(support.lower(), -largest), (std::min)(support.upper(), largest)};
  }

  static constexpr double largest = (std::numeric_limits<double>::max)();

  program program_;
  std::optional<distribution> shape_;
  interval<> all_;
  bool rising_;
};

}  // namespace reckon::detail
