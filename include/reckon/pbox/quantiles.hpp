// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// What is known of one quantile: at this level it lies in this set. A number is a set of one.
struct quantile_bound {
  double level;
  interval<> values;

  /// The quantile at `p` lies in `set`.
  quantile_bound(double p, interval<> set) : level(p), values(set) {}
  /// The quantile at `p` is `x`.
  quantile_bound(double p, double x) : level(p), values(x, x) {}
};

namespace detail {

/// All distributions with quantiles in given sets at given levels; the levels rise, and so do the ends.
class quantile_box final : public box_model {
 public:
  quantile_box(std::vector<quantile_bound> bounds, interval<> support)
      : bounds_(std::move(bounds)), support_(support) {}

  interval<> cdf(double x) const override {
    // The least level whose quantile is greater than x, and the greatest whose quantile is not.
    double upper = x < support_.lower() ? 0 : 1;
    double lower = x >= support_.upper() ? 1 : 0;
    for (const auto& [level, values] : bounds_) {
      if (values.lower() > x) upper = (std::min)(upper, level);
      if (values.upper() <= x) lower = (std::max)(lower, level);
    }
    return {lower, upper};
  }
  interval<> cdf_before(double x) const override {
    double upper = x <= support_.lower() ? 0 : 1;
    double lower = x > support_.upper() ? 1 : 0;
    for (const auto& [level, values] : bounds_) {
      if (values.lower() >= x) upper = (std::min)(upper, level);
      if (values.upper() < x) lower = (std::max)(lower, level);
    }
    return {lower, upper};
  }
  interval<> quantile(double p) const override {
    double lower = support_.lower();
    double upper = support_.upper();
    for (const auto& [level, values] : bounds_) {
      if (level <= p) lower = (std::max)(lower, values.lower());
      if (level >= p) upper = (std::min)(upper, values.upper());
    }
    return {lower, upper};
  }
  interval<> support() const override { return support_; }

  interval<> mean() const override {
    double lower = 0;
    double upper = 0;
    double lower_size = 0;
    double upper_size = 0;
    double before = 0;
    for (std::size_t i = 0; i <= bounds_.size(); ++i) {
      const double next = i < bounds_.size() ? bounds_[i].level : 1;
      const double least =
          i > 0 ? (std::max)(bounds_[i - 1].values.lower(), support_.lower()) : support_.lower();
      const double greatest =
          i < bounds_.size() ? (std::min)(bounds_[i].values.upper(), support_.upper()) : support_.upper();
      lower += (next - before) * least;
      upper += (next - before) * greatest;
      lower_size += (next - before) * std::abs(least);
      upper_size += (next - before) * std::abs(greatest);
      before = next;
    }
    // An infinite end stays infinite.
    const double slack = 4 * static_cast<double>(bounds_.size() + 1) * std::numeric_limits<double>::epsilon();
    return intersection(support_,
                        finite_or_unbounded(lower - slack * lower_size, upper + slack * upper_size));
  }

 private:
  std::vector<quantile_bound> bounds_;
  interval<> support_;
};

}  // namespace detail

/// All distributions on `support` whose quantiles lie in the given sets: pbox_from_quantiles({{0.05, 1000.0},
/// {0.5, interval(1400, 1600)}, {0.95, 3000.0}}). What quantiles between say of each other is made use of.
/// Errors: domain_error if no bound is given, levels are not in (0, 1) and rising, a set is empty, or
/// quantiles are out of order.
[[nodiscard]] inline pbox pbox_from_quantiles(std::vector<quantile_bound> bounds,
                                              interval<> support = interval<>::entire()) {
  using detail::number_text;
  const std::string call = "reckon::pbox_from_quantiles: ";
  if (bounds.empty()) throw domain_error(call + "no quantile is given; at least one is required");
  if (is_empty(support)) throw domain_error(call + "the support is empty");
  double last = 0;
  double lower = support.lower();
  for (quantile_bound& b : bounds) {
    if (!(b.level > last && b.level < 1)) {
      throw domain_error(call + "the level " + number_text(b.level) + " does not lie between " +
                         number_text(last) + " and 1: levels must rise");
    }
    last = b.level;
    lower = (std::max)(lower, b.values.lower());
    const double upper = (std::min)(b.values.upper(), support.upper());
    if (!(lower <= upper)) {
      throw domain_error(call + "the quantile at level " + number_text(b.level) + " would lie above " +
                         number_text(lower) + " and not above " + number_text(upper) +
                         ": quantiles must not fall");
    }
    b.values = interval<>(lower, upper);
  }
  for (std::size_t i = bounds.size() - 1; i-- > 0;) {
    const double upper = (std::min)(bounds[i].values.upper(), bounds[i + 1].values.upper());
    bounds[i].values = interval<>(bounds[i].values.lower(), upper);
  }
  return pbox(std::make_shared<const detail::quantile_box>(std::move(bounds), support));
}

}  // namespace reckon
