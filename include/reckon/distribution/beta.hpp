// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/affine.hpp>
#include <reckon/distribution/makers.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <boost/math/distributions/beta.hpp>

#include <cmath>
#include <memory>
#include <string>
#include <utility>

namespace reckon {

namespace detail {

inline distribution named_beta(double lower, double upper, double alpha, double beta,
                               const std::string& name) {
  using shape = boost::math::beta_distribution<double, quiet_policy>;
  distribution unit = named(shape(alpha, beta), name);
  if (lower == 0 && upper == 1) return unit;
  return distribution(std::make_shared<const affine_model>(std::move(unit), lower, upper - lower, name));
}

}  // namespace detail

/// Beta distribution with parameters alpha and beta, moved and stretched from [0, 1] to [lower, upper].
/// Errors: domain_error unless lower < upper, both finite, and alpha and beta are finite and positive.
[[nodiscard]] inline distribution beta_on(double lower, double upper, double alpha, double beta) {
  const auto call = detail::call_text("beta_on", {lower, upper, alpha, beta});
  if (!(lower < upper) || !std::isfinite(upper - lower))
    detail::refuse(call, "finite lower < upper is required");
  if (!(alpha > 0 && beta > 0) || !std::isfinite(alpha + beta)) {
    detail::refuse(call, "alpha and beta must be finite and positive");
  }
  return detail::named_beta(lower, upper, alpha, beta, call);
}

/// Beta distribution on [lower, upper] with the given mean and standard deviation.
/// Errors: domain_error unless lower < mean < upper, all finite, and 0 < sd < sqrt((mean - lower) (upper -
/// mean)).
[[nodiscard]] inline distribution beta_from_moments(double lower, double upper, double mean, double sd) {
  const auto call = detail::call_text("beta_from_moments", {lower, upper, mean, sd});
  if (!(lower < mean && mean < upper) || !std::isfinite(upper - lower)) {
    detail::refuse(call, "finite lower < mean < upper is required");
  }
  const double width = upper - lower;
  const double m = (mean - lower) / width;
  const double n = (upper - mean) / width;
  const double s = sd / width;
  if (!(sd > 0) || !(s * s < m * n)) {
    detail::refuse(
        call, "the standard deviation must be positive and less than sqrt((mean - lower) (upper - mean))");
  }
  const double size = m * n / (s * s) - 1;
  return detail::named_beta(lower, upper, m * size, n * size, call);
}

/// PERT distribution: a beta distribution on [lower, upper] with its peak at `mode`, whose mean counts the
/// mode `weight` times and each end once. Errors: domain_error unless lower <= mode <= upper and lower <
/// upper, all finite, and the weight is finite and not negative. Source: Malcolm, Roseboom, Clark and Fazar,
/// Operations Research 7:646 (1959); the weight is Vose's, 4 in PERT.
[[nodiscard]] inline distribution pert(double lower, double mode, double upper, double weight = 4) {
  const auto call = detail::call_text("pert", {lower, mode, upper, weight});
  if (!(lower < upper && lower <= mode && mode <= upper) || !std::isfinite(upper - lower)) {
    detail::refuse(call, "finite lower <= mode <= upper with lower < upper is required");
  }
  if (!(weight >= 0) || !std::isfinite(weight))
    detail::refuse(call, "the weight must be finite and not negative");
  const double width = upper - lower;
  return detail::named_beta(lower, upper, 1 + weight * ((mode - lower) / width),
                            1 + weight * ((upper - mode) / width), call);
}

}  // namespace reckon
