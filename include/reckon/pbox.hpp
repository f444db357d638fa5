// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/mixture.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace reckon {

/// A shape known only within bounds: for each probability an interval of values, for each value an interval
/// of probabilities. An immutable value; copies share it. It has no arithmetic: an estimate has.
/// The makers of shapes are in distribution.hpp, which this header does without.
class pbox {
 public:
  /// A set, no shape claimed.
  /// Errors: domain_error if the set is empty.
  explicit(false) pbox(interval<> set) : model_(std::make_shared<detail::interval_box>(set)) {}

  /// A shape known exactly.
  explicit(false) pbox(distribution shape) : model_(std::make_shared<detail::shape_box>(std::move(shape))) {}

  /// Holds a model made by one of the makers.
  explicit pbox(std::shared_ptr<const detail::box_model> model) : model_(std::move(model)) {}

  /// Bounds on P(X <= x).
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] interval<> cdf(double x) const { return model_->cdf(detail::checked_number(x, "cdf")); }

  /// Bounds on P(X < x).
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] interval<> cdf_before(double x) const {
    return model_->cdf_before(detail::checked_number(x, "cdf_before"));
  }

  /// Bounds on the smallest x with P(X <= x) >= p.
  /// Errors: domain_error if p is not in [0, 1].
  [[nodiscard]] interval<> quantile(double p) const {
    return model_->quantile(detail::checked_probability(p, "quantile"));
  }

  /// Bounds on the smallest x with P(X > x) <= q, accurate for small q.
  /// Errors: domain_error if q is not in [0, 1].
  [[nodiscard]] interval<> upper_quantile(double q) const {
    return model_->upper_quantile(detail::checked_probability(q, "upper_quantile"));
  }

  /// The smallest interval that holds all values.
  [[nodiscard]] interval<> support() const { return model_->support(); }

  /// Bounds on the expected value; infinite where there is none.
  [[nodiscard]] interval<> mean() const { return model_->mean(); }

  /// The representation, for engines.
  [[nodiscard]] const detail::box_model& model() const noexcept { return *model_; }
  [[nodiscard]] const std::shared_ptr<const detail::box_model>& shared_model() const noexcept {
    return model_;
  }

  /// True for copies of one p-box.
  friend bool operator==(const pbox&, const pbox&) = default;

 private:
  std::shared_ptr<const detail::box_model> model_;
};

/// A part of a mixture of sets and shapes.
struct weighted_pbox {
  double weight;
  pbox part;
};

/// What is known of a number drawn from part i with probability weight_i / (sum of weights).
/// The parts' sets are kept as they are, so that more can be said than with bounds on the distribution
/// function: half [0, 10] and half [4, 6] leaves at least 1/2 for [4, 6]. Errors: domain_error if a weight is
/// negative or not finite, or no weight is positive.
[[nodiscard]] inline pbox pbox_mixture(const std::vector<weighted_pbox>& parts) {
  const auto weights = detail::normalised_weights(parts, "pbox_mixture");
  std::vector<detail::mixed_box::part> kept;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (weights[i] > 0) kept.push_back({weights[i], parts[i].part.shared_model()});
  }
  return pbox(std::make_shared<detail::mixed_box>(std::move(kept)));
}

}  // namespace reckon
