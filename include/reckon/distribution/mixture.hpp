// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
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

/// Weights must be finite and not negative with a positive sum; returns them scaled to sum 1.
template <class Part>
std::vector<double> normalised_weights(const std::vector<Part>& parts, const char* function) {
  double total = 0;
  for (const auto& part : parts) {
    if (!std::isfinite(part.weight) || part.weight < 0) {
      throw domain_error(std::string("reckon::") + function + ": a weight is negative or not finite");
    }
    total += part.weight;
  }
  if (!(total > 0) || !std::isfinite(total)) {
    throw domain_error(std::string("reckon::") + function + ": the weights must have a positive, finite sum");
  }
  std::vector<double> weights;
  weights.reserve(parts.size());
  for (const auto& part : parts) weights.push_back(part.weight / total);
  return weights;
}

class mixture_model final : public distribution_model {
 public:
  explicit mixture_model(const std::vector<weighted_distribution>& parts)
      : weights_(normalised_weights(parts, "mixture")) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (weights_[i] == 0) continue;
      shapes_.push_back(parts[i].shape);
      weights_[kept++] = weights_[i];
    }
    weights_.resize(kept);
  }

  double cdf(double x) const override {
    return (std::min)(1.0, total([&](const distribution& d) { return d.cdf(x); }));
  }
  double complement(double x) const override {
    return (std::min)(1.0, total([&](const distribution& d) { return d.complement(x); }));
  }
  double cdf_before(double x) const override {
    return (std::min)(1.0, total([&](const distribution& d) { return d.cdf_before(x); }));
  }
  double pdf(double x) const override {
    return total([&](const distribution& d) { return d.pdf(x); });
  }
  double mean() const override {
    return total([](const distribution& d) { return d.mean(); });
  }
  double variance() const override {
    const double centre = mean();
    return total([&](const distribution& d) { return d.variance() + std::pow(d.mean() - centre, 2); });
  }

  double skewness() const override {
    const double centre = mean();
    const double deviation = std::sqrt(variance());
    if (!std::isfinite(centre) || !std::isfinite(deviation)) return std::numeric_limits<double>::quiet_NaN();
    return total([&](const distribution& d) {
      const double away = (d.mean() - centre) / deviation;
      const double spread = d.variance() / deviation / deviation;
      const double own = d.variance() > 0 ? d.skewness() * std::pow(spread, 1.5) : 0;
      return own + 3 * spread * away + away * away * away;
    });
  }

  double mode() const override {
    if (discrete()) return most_probable_value(*this);
    // A narrow part may have the highest peak and little of the whole.
    std::vector<double> tried;
    for (const auto& d : shapes_) {
      for (const double x : values_over_levels(d.model())) tried.push_back(x);
      tried.push_back(d.mode());
    }
    return mode_near(*this, std::move(tried));
  }

  double quantile(double p) const override {
    const auto [lower, upper] = ends([p](const distribution& d) { return d.quantile(p); });
    // Each part has F(lower) <= p <= F(upper), and so has their average.
    if (p <= 0) return lower;
    if (p >= 1 || lower == upper) return upper;
    if (p <= 0.5)
      return solve_nondecreasing(finite(lower), finite(upper), p, [this](double x) { return cdf(x); });
    return upper_quantile_between(lower, upper, 1 - p);
  }

  double upper_quantile(double q) const override {
    const auto [lower, upper] = ends([q](const distribution& d) { return d.upper_quantile(q); });
    if (q >= 1) return lower;
    if (q <= 0 || lower == upper) return upper;
    return upper_quantile_between(lower, upper, q);
  }

  expected_value average(const std::function<double(double)>& f) const override {
    expected_value sum{0, 0};
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      const expected_value part = shapes_[i].model().average(f);
      sum.value += weights_[i] * part.value;
      sum.error += weights_[i] * part.error;
    }
    return sum;
  }

  interval<> support() const override {
    interval<> all = shapes_.front().support();
    for (const auto& d : shapes_) all = convex_hull(all, d.support());
    return all;
  }

  std::vector<double> kinks() const override {
    std::vector<double> places;
    for (const auto& d : shapes_) {
      const auto of_part = d.model().kinks();
      places.insert(places.end(), of_part.begin(), of_part.end());
    }
    std::sort(places.begin(), places.end());
    return places;
  }

  std::vector<weighted_distribution> parts() const override {
    std::vector<weighted_distribution> all;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      const std::vector<weighted_distribution> inner = shapes_[i].model().parts();
      if (inner.empty()) all.push_back({weights_[i], shapes_[i]});
      for (const auto& part : inner) all.push_back({weights_[i] * part.weight, part.shape});
    }
    return all;
  }

  bool jumps() const override {
    return std::any_of(shapes_.begin(), shapes_.end(),
                       [](const distribution& d) { return d.model().jumps(); });
  }
  bool whole_numbers() const override {
    return std::all_of(shapes_.begin(), shapes_.end(),
                       [](const distribution& d) { return d.model().whole_numbers(); });
  }
  bool discrete() const override {
    return std::all_of(shapes_.begin(), shapes_.end(),
                       [](const distribution& d) { return d.model().discrete(); });
  }
  std::string name() const override { return "mixture of " + std::to_string(shapes_.size()); }

 private:
  template <class Quantile>
  std::pair<double, double> ends(const Quantile& of) const {
    double lower = std::numeric_limits<double>::infinity();
    double upper = -lower;
    for (const auto& d : shapes_) {
      const double q = of(d);
      lower = (std::min)(lower, q);
      upper = (std::max)(upper, q);
    }
    return {lower, upper};
  }

  double upper_quantile_between(double lower, double upper, double q) const {
    return solve_nondecreasing(finite(lower), finite(upper), -q, [this](double x) { return -complement(x); });
  }

  static double finite(double x) {
    constexpr double largest = (std::numeric_limits<double>::max)();
    return std::clamp(x, -largest, largest);
  }

  template <class Term>
  double total(const Term& term) const {
    double sum = 0;
    for (std::size_t i = 0; i < shapes_.size(); ++i) sum += weights_[i] * term(shapes_[i]);
    return sum;
  }

  std::vector<double> weights_;
  std::vector<distribution> shapes_;
};

}  // namespace detail

/// The distribution of a number drawn from part i with probability weight_i / (sum of weights): mixture({{1,
/// a}, {2, b}}). Errors: domain_error if a weight is negative or not finite, or no weight is positive.
[[nodiscard]] inline distribution mixture(const std::vector<weighted_distribution>& parts) {
  return distribution(std::make_shared<const detail::mixture_model>(parts));
}

}  // namespace reckon
