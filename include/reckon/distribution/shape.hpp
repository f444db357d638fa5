// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/adapter.hpp>
#include <reckon/distribution/model.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

inline double checked_probability(double p, const char* function) {
  if (p >= 0 && p <= 1) return p;
  throw domain_error(std::string("reckon::") + function + ": probability " + number_text(p) +
                     " is not in [0, 1]");
}

inline double checked_number(double x, const char* function) {
  if (!std::isnan(x)) return x;
  throw domain_error(std::string("reckon::") + function + ": x is not a number");
}

}  // namespace reckon::detail

namespace reckon {

/// A shape: what is believed of a number, as a probability distribution.
/// An immutable value that holds any Boost.Math distribution, or any type with cdf, quantile and pdf found by
/// argument-dependent lookup; copies share it. It has no arithmetic: an estimate has.
class distribution {
 public:
  /// Holds a copy of `d`.
  template <distribution_like D>
  explicit(false) distribution(D d) : model_(std::make_shared<detail::adapter<D>>(std::move(d))) {}

  /// Holds a model made by one of the makers below.
  explicit distribution(std::shared_ptr<const detail::distribution_model> model) : model_(std::move(model)) {}

  /// P(X <= x).
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] double cdf(double x) const { return model_->cdf(detail::checked_number(x, "cdf")); }

  /// P(X > x), without the cancellation of 1 - cdf(x).
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] double complement(double x) const {
    return model_->complement(detail::checked_number(x, "complement"));
  }

  /// P(X < x); differs from cdf(x) where a single value has a probability of its own.
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] double cdf_before(double x) const {
    return model_->cdf_before(detail::checked_number(x, "cdf_before"));
  }

  /// The smallest x with P(X <= x) >= p; the ends of the support at 0 and 1.
  /// Errors: domain_error if p is not in [0, 1].
  [[nodiscard]] double quantile(double p) const {
    return model_->quantile(detail::checked_probability(p, "quantile"));
  }

  /// The smallest x with P(X > x) <= q, accurate for small q.
  /// Errors: domain_error if q is not in [0, 1].
  [[nodiscard]] double upper_quantile(double q) const {
    return model_->upper_quantile(detail::checked_probability(q, "upper_quantile"));
  }

  /// Density at x; for a discrete distribution the probability of x.
  /// Errors: domain_error if x is NaN.
  [[nodiscard]] double pdf(double x) const { return model_->pdf(detail::checked_number(x, "pdf")); }

  /// Expected value; NaN if it does not exist.
  [[nodiscard]] double mean() const { return model_->mean(); }

  /// Variance; infinite or NaN if it does not exist.
  [[nodiscard]] double variance() const { return model_->variance(); }

  /// Third central moment over the cube of the standard deviation: exact where the shape tells it, else to
  /// about eight digits; NaN if it does not exist.
  [[nodiscard]] double skewness() const { return model_->skewness(); }

  /// A value of greatest density, or of greatest probability if the distribution is discrete: exact where the
  /// shape tells it, else to about eight digits of its neighbourhood.
  [[nodiscard]] double mode() const { return model_->mode(); }

  /// The smallest x with P(X <= x) >= 1/2.
  [[nodiscard]] double median() const { return model_->quantile(0.5); }

  /// The smallest interval that holds all values; its ends may be infinite.
  [[nodiscard]] interval<> support() const { return model_->support(); }

  /// The shape in words and figures: "normal(11000, 500)".
  [[nodiscard]] std::string name() const { return model_->name(); }

  /// The representation, for engines that know a shape in closed form.
  [[nodiscard]] const detail::distribution_model& model() const noexcept { return *model_; }

  /// True for copies of one distribution.
  friend bool operator==(const distribution&, const distribution&) = default;

 private:
  std::shared_ptr<const detail::distribution_model> model_;
};

/// A part of a mixture: its weight and its shape.
struct weighted_distribution {
  double weight;
  distribution shape;
};

inline std::vector<weighted_distribution> detail::distribution_model::parts() const { return {}; }

}  // namespace reckon
