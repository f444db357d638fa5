// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/cut_tails.hpp>
#include <reckon/evaluate/half_line.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A value, and the probability of it.
struct weighted_value {
  double value;
  double weight;
};

/// The law of an expression that takes finitely many values, or nearly so: some tails may have been cut.
class discrete_law final : public law {
 public:
  /// The weights are positive; what they add to counts as 1. `all` is the range of all values where some that
  /// are hardly ever taken have been left out; `missed` is what these may add to a probability, if that is
  /// more than rounding.
  explicit discrete_law(std::vector<weighted_value> values, std::optional<interval<>> all = std::nullopt,
                        double missed = 0)
      : all_(all), missed_(missed) {
    std::sort(values.begin(), values.end(),
              [](const weighted_value& a, const weighted_value& b) { return a.value < b.value; });
    double total = 0;
    for (const weighted_value& v : values) total += v.weight;
    double below = 0;
    double lost = 0;  // of `below` to rounding
    for (const weighted_value& v : values) {
      const double share = v.weight / total - lost;
      const double sum = below + share;
      lost = (sum - below) - share;
      below = sum;
      if (!values_.empty() && values_.back() == v.value) {
        shares_.back() += v.weight / total;
        up_to_.back() = below;
      } else {
        values_.push_back(v.value);
        shares_.push_back(v.weight / total);
        up_to_.push_back(below);
      }
    }
    up_to_.back() = 1;
  }

  /// A share that misses p by rounding alone has reached it.
  bounded quantile(double p) const override {
    if (all_ && p <= 0) return {point_or_beyond(all_->lower()), 0};
    if (all_ && p >= 1) return {point_or_beyond(all_->upper()), 0};
    const double x = reaching(p * (1 - rounding));
    return {interval<>(x), missed_ > 0 ? reaching(p + missed_) - reaching(p - missed_) : 0};
  }
  bounded cdf(double x) const override { return share(std::upper_bound(values_.begin(), values_.end(), x)); }
  bounded cdf_before(double x) const override {
    return share(std::lower_bound(values_.begin(), values_.end(), x));
  }
  bounded mean() const override {
    const double doubt = doubt_of_moment(0, 1);
    if (!std::isfinite(doubt)) return {*all_, 0};
    return {point(average()).bounds, doubt + missed_ * spread()};
  }
  bounded standard_deviation() const override {
    const double centre = average();
    const double doubt = doubt_of_moment(centre, 2);
    if (!std::isfinite(doubt)) return {{0.0, std::numeric_limits<double>::infinity()}, 0};
    const double unit = (std::max)({centre - values_.front(), values_.back() - centre, 0.0});
    if (unit == 0) return point(0);
    double squares = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const double off = (values_[i] - centre) / unit;  // so that no square overflows
      squares += shares_[i] * off * off;
    }
    const double sd = unit * std::sqrt(squares);
    const double error = doubt + missed_ * spread() * spread();
    return {point(sd).bounds, sd > 0 ? error / (2 * sd) : std::sqrt(error)};
  }

  std::optional<cut_law> beyond(const half_line& where) const override {
    std::vector<weighted_value> kept;
    double probability = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (!where.holds(values_[i])) continue;
      kept.push_back({values_[i], shares_[i]});
      probability += shares_[i];
    }
    constexpr double left_out = 1e-16;  // of all leaves together
    const double missed = missed_ + (all_ ? left_out : 0);
    constexpr double tolerable = 0.01;
    if (!(missed <= tolerable * probability)) return std::nullopt;
    if (kept.empty()) return cut_law{0, nullptr};
    std::optional<interval<>> all;
    if (all_) all = intersection(*all_, where.set());
    return cut_law{probability,
                   std::make_shared<const discrete_law>(std::move(kept), all, missed / probability)};
  }

  engine made_by() const override { return engine::closed_form; }
  std::string assumption() const override { return "leaves independent"; }
  bool worth_keeping() const override { return values_.size() <= 1024; }

 private:
  static constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();

  static bounded point(double x) { return {finite_or_unbounded(x, x), 0}; }

  bounded share(std::vector<double>::const_iterator end) const {
    const auto count = static_cast<std::size_t>(end - values_.begin());
    return {interval<>(count == 0 ? 0 : (std::min)(1.0, up_to_[count - 1])), missed_};
  }

  /// The least value up to which the probability p lies.
  double reaching(double p) const {
    const auto i =
        static_cast<std::size_t>(std::lower_bound(up_to_.begin(), up_to_.end(), p) - up_to_.begin());
    return values_[(std::min)(i, values_.size() - 1)];
  }

  double spread() const { return values_.back() - values_.front(); }

  /// How far the mean of |value - centre|^power may be off on account of the tails that were cut.
  double doubt_of_moment(double centre, int power) const {
    if (!all_) return 0;
    constexpr double last_stretch = cut_tails::improbable;
    cut_tails tails;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const bool outside = up_to_[i] <= last_stretch || up_to_[i] - shares_[i] >= 1 - last_stretch;
      tails.add(shares_[i] * std::pow(std::abs(values_[i] - centre), power), outside);
    }
    return tails.doubt();
  }

  double average() const {
    double sum = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) sum += shares_[i] * values_[i];
    return sum;
  }

  std::vector<double> values_;
  std::vector<double> shares_;
  std::vector<double> up_to_;
  std::optional<interval<>> all_;
  double missed_;
};

}  // namespace reckon::detail
