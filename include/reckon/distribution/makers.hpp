// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/adapter.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

template <class D>
distribution named(D d, std::string name) {
  return distribution(std::make_shared<const adapter<D>>(std::move(d), std::move(name)));
}

inline std::string call_text(const char* function, std::initializer_list<double> arguments) {
  std::string text = function;
  const char* separator = "(";
  for (const double x : arguments) {
    text += separator;
    text += number_text(x);
    separator = ", ";
  }
  return text += ')';
}

[[noreturn]] inline void refuse(const std::string& call, const char* rule) {
  throw domain_error("reckon::" + call + ": " + rule);
}

/// log(upper / lower) for 0 < lower < upper, without loss where they lie close together or far apart.
inline double log_ratio(double lower, double upper) {
  if (upper < 2 * lower) return std::log1p((upper - lower) / lower);
  const double ratio = upper / lower;
  return std::isfinite(ratio) ? std::log(ratio) : std::log(upper) - std::log(lower);
}

/// Density proportional to 1/x on [lower, upper].
class log_uniform_model final : public distribution_model {
 public:
  log_uniform_model(double lower, double upper)
      : support_(lower, upper), log_ratio_(log_ratio(lower, upper)) {}
  double cdf(double x) const override {
    if (x <= support_.lower()) return 0;
    return x >= support_.upper() ? 1 : log_ratio(support_.lower(), x) / log_ratio_;
  }
  double complement(double x) const override {
    if (x <= support_.lower()) return 1;
    return x >= support_.upper() ? 0 : log_ratio(x, support_.upper()) / log_ratio_;
  }
  double quantile(double p) const override { return p < 0.5 ? from_lower(p) : from_upper(1 - p); }
  double upper_quantile(double q) const override { return q < 0.5 ? from_upper(q) : from_lower(1 - q); }
  double pdf(double x) const override { return contains(support_, x) ? 1 / (x * log_ratio_) : 0; }
  double mean() const override { return (support_.upper() - support_.lower()) / log_ratio_; }

  double variance() const override {
    const double t = log_ratio_;
    if (t > 2) {
      const double m = mean();
      return m * ((support_.upper() + support_.lower()) / 2 - m);
    }
    // Variance over lower * upper: the sum of 2 k t^(2k) / (2k + 2)!, which cancels nowhere.
    double sum = 0;
    double power = t * t / 24;  // t^(2k) / (2k + 2)!
    for (int k = 1; k < 20; ++k) {
      sum += 2 * k * power;
      power *= t * t / ((2 * k + 3) * (2 * k + 4));
    }
    return support_.lower() * sum * support_.upper();
  }

  interval<> support() const override { return support_; }
  std::string name() const override { return call_text("log_uniform", {support_.lower(), support_.upper()}); }
  bool cdf_is_quick() const override { return true; }

 private:
  double from_lower(double p) const { return within(support_.lower() * std::exp(p * log_ratio_)); }
  double from_upper(double q) const { return within(support_.upper() * std::exp(-q * log_ratio_)); }
  double within(double x) const { return std::clamp(x, support_.lower(), support_.upper()); }

  interval<> support_;
  double log_ratio_;
};

}  // namespace reckon::detail

namespace reckon {

/// Normal distribution with the given mean and standard deviation.
/// Errors: domain_error unless both are finite and the deviation is positive.
[[nodiscard]] inline distribution normal(double mean, double standard_deviation) {
  const auto name = detail::call_text("normal", {mean, standard_deviation});
  if (!std::isfinite(mean) || !std::isfinite(standard_deviation) || !(standard_deviation > 0)) {
    detail::refuse(name, "the mean must be finite and the standard deviation finite and positive");
  }
  return detail::named(
      boost::math::normal_distribution<double, detail::quiet_policy>(mean, standard_deviation), name);
}

/// Distribution of exp(N), N normal with mean `location` and standard deviation `scale`.
/// Units: location and scale are those of the logarithm.
/// Errors: domain_error unless both are finite and the scale is positive.
[[nodiscard]] inline distribution lognormal(double location, double scale) {
  const auto name = detail::call_text("lognormal", {location, scale});
  if (!std::isfinite(location) || !std::isfinite(scale) || !(scale > 0)) {
    detail::refuse(name, "the location must be finite and the scale finite and positive");
  }
  return detail::named(boost::math::lognormal_distribution<double, detail::quiet_policy>(location, scale),
                       name);
}

/// Uniform distribution on [lower, upper].
/// Errors: domain_error unless both are finite and lower < upper.
[[nodiscard]] inline distribution uniform(double lower, double upper) {
  const auto name = detail::call_text("uniform", {lower, upper});
  if (!(lower < upper) || !std::isfinite(upper - lower))
    detail::refuse(name, "finite lower < upper is required");
  return detail::named(boost::math::uniform_distribution<double, detail::quiet_policy>(lower, upper), name);
}

/// Distribution on [lower, upper] whose logarithm is uniform: each factor of two is as likely as the next.
/// Errors: domain_error unless 0 < lower < upper, both finite.
[[nodiscard]] inline distribution log_uniform(double lower, double upper) {
  if (!(lower > 0) || !(lower < upper) || !std::isfinite(upper)) {
    detail::refuse(detail::call_text("log_uniform", {lower, upper}), "0 < lower < upper < inf is required");
  }
  return distribution(std::make_shared<const detail::log_uniform_model>(lower, upper));
}

/// Triangular distribution on [lower, upper] with its peak at `mode`.
/// Errors: domain_error unless lower <= mode <= upper and lower < upper, all finite.
[[nodiscard]] inline distribution triangular(double lower, double mode, double upper) {
  const auto name = detail::call_text("triangular", {lower, mode, upper});
  if (!(lower < upper && lower <= mode && mode <= upper) || !std::isfinite(upper - lower)) {
    detail::refuse(name, "finite lower <= mode <= upper with lower < upper is required");
  }
  using shape = boost::math::triangular_distribution<double, detail::quiet_policy>;
  return detail::named(shape(lower, mode, upper), name);
}

/// The distribution that puts probability `coverage` between `lower` and `upper` and the same on either side:
/// lognormal when both ends are positive, else normal (convention).
/// Errors: domain_error unless lower < upper, both finite, and 0 < coverage < 1.
[[nodiscard]] inline distribution credible(double lower, double upper, double coverage) {
  const auto call = detail::call_text("credible", {lower, upper, coverage});
  if (!std::isfinite(lower) || !std::isfinite(upper) || !(lower < upper)) {
    detail::refuse(call, "finite lower < upper is required");
  }
  if (!(coverage > 0 && coverage < 1)) detail::refuse(call, "the coverage must lie between 0 and 1");
  const double z = detail::coverage_factor(coverage);
  const double location = lower > 0 ? std::log(lower) / 2 + std::log(upper) / 2 : lower / 2 + upper / 2;
  const double scale = lower > 0 ? detail::log_ratio(lower, upper) / (2 * z) : (upper / 2 - lower / 2) / z;
  if (!(scale > 0) || !std::isfinite(scale))
    detail::refuse(call, "the coverage is too near 0 or the ends are too near");
  return lower > 0 ? lognormal(location, scale) : normal(location, scale);
}

}  // namespace reckon
