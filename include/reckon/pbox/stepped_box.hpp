// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A p-box in n steps of equal mass, rounded outward: for levels above i/n, up to (i+1)/n, every quantile
/// lies in [lower[i], upper[i]]. Both rise.
class stepped_box final : public box_model {
 public:
  using ends = std::vector<double>;

  stepped_box(ends lower, ends upper) : lower_(std::move(lower)), upper_(std::move(upper)) {}

  interval<> cdf(double x) const override {
    return {share(std::upper_bound(upper_.begin(), upper_.end(), x) - upper_.begin()),
            share(std::upper_bound(lower_.begin(), lower_.end(), x) - lower_.begin())};
  }
  interval<> cdf_before(double x) const override {
    return {share(std::lower_bound(upper_.begin(), upper_.end(), x) - upper_.begin()),
            share(std::lower_bound(lower_.begin(), lower_.end(), x) - lower_.begin())};
  }
  interval<> quantile(double p) const override {
    auto i = static_cast<std::size_t>(p * static_cast<double>(count()));
    while (i > 0 && p <= level(i)) --i;
    while (i + 1 < count() && p > level(i + 1)) ++i;
    return step((std::min)(i, count() - 1));
  }
  interval<> upper_quantile(double q) const override {
    auto above = static_cast<std::size_t>(q * static_cast<double>(count()));  // steps that may lie above
    while (above > 0 && q < level(above)) --above;
    while (above < count() && q >= level(above + 1)) ++above;
    return step(count() - 1 - (std::min)(above, count() - 1));
  }
  interval<> support() const override { return {lower_.front(), upper_.back()}; }

  /// Widened by what the sums may lose to rounding.
  interval<> mean() const override { return finite_or_unbounded(average(lower_, -1), average(upper_, 1)); }

  [[nodiscard]] std::size_t count() const noexcept { return lower_.size(); }
  [[nodiscard]] const ends& lower() const noexcept { return lower_; }
  [[nodiscard]] const ends& upper() const noexcept { return upper_; }
  [[nodiscard]] interval<> step(std::size_t i) const { return {lower_[i], upper_[i]}; }
  [[nodiscard]] bool is_set() const override {
    return lower_.front() == lower_.back() && upper_.front() == upper_.back();
  }

 private:
  /// The level at which step i begins.
  double level(std::size_t i) const { return static_cast<double>(i) / static_cast<double>(count()); }
  double share(std::ptrdiff_t n) const { return static_cast<double>(n) / static_cast<double>(count()); }

  static double average(const ends& x, double side) {
    if (x.front() == x.back()) return x.front();
    const auto n = static_cast<double>(x.size());
    double sum = 0;
    double size = 0;
    for (const double v : x) {
      sum += v / n;
      size += std::abs(v) / n;
    }
    // Each of n divisions and n additions rounds by at most half an epsilon of the sizes added so far.
    if (!std::isfinite(size)) return sum;
    return sum + side * (n + 2) * std::numeric_limits<double>::epsilon() * size;
  }

  ends lower_;
  ends upper_;
};

/// A stepped box, shared by what is made of it.
using shared_steps = std::shared_ptr<const stepped_box>;

/// The steps of given ends in any order: whatever the order, the sorted ends bound the sorted quantiles.
[[nodiscard]] inline shared_steps sorted_steps(stepped_box::ends lower, stepped_box::ends upper) {
  std::sort(lower.begin(), lower.end());
  std::sort(upper.begin(), upper.end());
  return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
}

/// The steps whose sets a function of their numbers gives.
template <class Step>
[[nodiscard]] shared_steps steps_from(std::size_t count, const Step& step) {
  stepped_box::ends lower(count);
  stepped_box::ends upper(count);
  for (std::size_t i = 0; i < count; ++i) {
    const interval<> x = step(i);
    lower[i] = x.lower();
    upper[i] = x.upper();
  }
  return sorted_steps(std::move(lower), std::move(upper));
}

/// One set in steps.
[[nodiscard]] inline shared_steps steps_of_set(interval<> set, std::size_t count) {
  return std::make_shared<const stepped_box>(stepped_box::ends(count, set.lower()),
                                             stepped_box::ends(count, set.upper()));
}

/// Rounds a p-box outward to steps. Its quantiles are computed numbers: they are asked for at levels moved
/// outward a little, moved out themselves unless a bound on the distribution function jumps there, and held
/// against the bounds on the distribution function; where those disagree the level moves on.
class steps_of_box {
 public:
  steps_of_box(const box_model& box, std::size_t count) : box_(box), count_(count) {}

  [[nodiscard]] shared_steps make() const {
    stepped_box::ends lower(count_);
    stepped_box::ends upper(count_);
    const interval<> all = box_.support();
    for (std::size_t i = 0; i < count_; ++i) lower[i] = i == 0 ? all.lower() : lower_end(level(i), all);
    for (std::size_t i = 0; i < count_; ++i) {
      upper[i] = i + 1 == count_ ? all.upper() : upper_end(level(count_ - 1 - i), all);
    }
    return sorted_steps(std::move(lower), std::move(upper));
  }

 private:
  static constexpr double value_slack = 1e-14;
  static constexpr double slacks[] = {1e-12, 1e-9, 1e-6, 1e-3, 0.5};

  double level(std::size_t i) const { return static_cast<double>(i) / static_cast<double>(count_); }

  /// A number that no quantile above the level falls below.
  double lower_end(double p, interval<> all) const {
    for (const double slack : slacks) {
      const double x = box_.quantile(p * (1 - slack)).lower();
      if (!(x > all.lower())) break;
      if (box_.cdf_before(x).upper() <= p * (1 + 1e-11)) {
        if (box_.jumps() && box_.cdf(x).upper() > box_.cdf_before(x).upper() + 1e-9) return x;
        return (std::max)(x - value_slack * std::abs(x), all.lower());
      }
    }
    return all.lower();
  }

  /// A number that no quantile up to the level exceeds; the level counts from above.
  double upper_end(double q, interval<> all) const {
    for (const double slack : slacks) {
      const double x = box_.upper_quantile(q * (1 - slack)).upper();
      if (!(x < all.upper())) break;
      if (box_.complement(x).upper() <= q * (1 + 1e-11)) {
        if (box_.jumps() && box_.cdf(x).lower() > box_.cdf_before(x).lower() + 1e-9) return x;
        return (std::min)(x + value_slack * std::abs(x), all.upper());
      }
    }
    return all.upper();
  }

  const box_model& box_;
  std::size_t count_;
};

}  // namespace reckon::detail
