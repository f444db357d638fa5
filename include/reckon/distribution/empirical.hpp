// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// Single values with probabilities.
class empirical_model final : public distribution_model {
 public:
  empirical_model(const std::vector<double>& values, const std::vector<double>& weights)
      : count_(values.size()) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> mass;
    for (const std::size_t i : order) {
      const double weight = weights.empty() ? 1 : weights[i];
      if (weight == 0) continue;
      if (!values_.empty() && values_.back() == values[i]) {
        mass.back() += weight;
      } else {
        values_.push_back(values[i]);
        mass.push_back(weight);
      }
    }
    // Counts add up exactly; so do the sums from both ends, and their last ones agree.
    up_to_.resize(mass.size());
    from_.resize(mass.size());
    std::partial_sum(mass.begin(), mass.end(), up_to_.begin());
    std::partial_sum(mass.rbegin(), mass.rend(), from_.rbegin());
    const double total = up_to_.back();
    const double total_from = from_.front();
    for (double& w : up_to_) w /= total;
    for (double& w : from_) w /= total_from;
    mass_ = std::move(mass);
    for (double& w : mass_) w /= total;
  }

  double cdf(double x) const override {
    const auto n = std::upper_bound(values_.begin(), values_.end(), x) - values_.begin();
    return n == 0 ? 0 : up_to_[static_cast<std::size_t>(n - 1)];
  }
  double complement(double x) const override {
    const auto n =
        static_cast<std::size_t>(std::upper_bound(values_.begin(), values_.end(), x) - values_.begin());
    return n == values_.size() ? 0 : from_[n];
  }
  double cdf_before(double x) const override {
    const auto n = std::lower_bound(values_.begin(), values_.end(), x) - values_.begin();
    return n == 0 ? 0 : up_to_[static_cast<std::size_t>(n - 1)];
  }
  double quantile(double p) const override {
    const auto n = std::lower_bound(up_to_.begin(), up_to_.end(), p) - up_to_.begin();
    return values_[(std::min)(static_cast<std::size_t>(n), values_.size() - 1)];
  }
  double upper_quantile(double q) const override {
    // The first value with no more than q above it: from_ of the next value.
    std::size_t lower = 0;
    std::size_t upper = values_.size() - 1;
    while (lower < upper) {
      const std::size_t middle = lower + (upper - lower) / 2;
      if (from_[middle + 1] <= q) {
        upper = middle;
      } else {
        lower = middle + 1;
      }
    }
    return values_[lower];
  }
  double pdf(double x) const override {
    const auto n =
        static_cast<std::size_t>(std::lower_bound(values_.begin(), values_.end(), x) - values_.begin());
    return n < values_.size() && values_[n] == x ? mass_[n] : 0;
  }
  double mean() const override {
    // From a middle value, so that nothing cancels.
    const double centre = quantile(0.5);
    return centre + sum([centre](double x) { return x - centre; });
  }
  double variance() const override {
    const double centre = mean();
    return sum([centre](double x) { return (x - centre) * (x - centre); });
  }
  double skewness() const override {
    const double centre = mean();
    const double deviation = std::sqrt(variance());
    if (deviation == 0) return std::numeric_limits<double>::quiet_NaN();
    return sum([&](double x) { return std::pow((x - centre) / deviation, 3); });
  }
  double mode() const override {
    const auto best = std::max_element(mass_.begin(), mass_.end()) - mass_.begin();
    return values_[static_cast<std::size_t>(best)];
  }
  expected_value average(const std::function<double(double)>& f) const override {
    const double value = sum(f);
    const double size = sum([&](double x) { return std::abs(f(x)); });
    return {value, static_cast<double>(values_.size()) * std::numeric_limits<double>::epsilon() * size};
  }
  interval<> support() const override { return {values_.front(), values_.back()}; }
  std::string name() const override { return "empirical of " + std::to_string(count_); }
  bool jumps() const override { return true; }
  bool discrete() const override { return true; }

 private:
  template <class Function>
  double sum(const Function& f) const {
    double total = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) total += mass_[i] * f(values_[i]);
    return total;
  }

  std::size_t count_;
  std::vector<double> values_;  // rising, each once
  std::vector<double> mass_;
  std::vector<double> up_to_;
  std::vector<double> from_;
};

}  // namespace detail

/// The distribution of a value drawn from these: each counts once, or as much as its weight. Nothing is said
/// of values between or beyond them; mean and variance are those of the values themselves. Shape: as many
/// weights as values, or none. Errors: domain_error if there is no value, a value is not finite, the numbers
/// differ, a weight is negative or not finite, or no weight is positive.
[[nodiscard]] inline distribution empirical(const std::vector<double>& values,
                                            const std::vector<double>& weights = {}) {
  const auto refuse = [](const std::string& rule) { throw domain_error("reckon::empirical: " + rule); };
  if (values.empty()) refuse("no value is given; at least one is required");
  for (const double x : values) {
    if (!std::isfinite(x)) refuse("the value " + detail::number_text(x) + " is not finite");
  }
  if (!weights.empty()) {
    if (weights.size() != values.size()) {
      refuse(std::to_string(weights.size()) + " weights for " + std::to_string(values.size()) + " values");
    }
    double total = 0;
    for (const double w : weights) {
      if (!(w >= 0) || !std::isfinite(w))
        refuse("the weight " + detail::number_text(w) + " is negative or not finite");
      total += w;
    }
    if (!(total > 0) || !std::isfinite(total)) refuse("the weights must have a positive, finite sum");
  }
  return distribution(std::make_shared<const detail::empirical_model>(values, weights));
}

}  // namespace reckon
