// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution/makers.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/distribution/skewed.hpp>
#include <reckon/error.hpp>

#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/extreme_value.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/laplace.hpp>
#include <boost/math/distributions/logistic.hpp>
#include <boost/math/distributions/weibull.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <vector>

namespace reckon {

/// Shapes that two numbers determine, to be fitted to quantiles or to moments.
enum class family : unsigned char {
  automatic,    ///< lognormal for positive quantiles, else normal; normal for moments (convention)
  normal,       ///< light tails, symmetric
  lognormal,    ///< positive; its logarithm is normal
  uniform,      ///< flat between two ends
  log_uniform,  ///< positive; its logarithm is uniform
  logistic,     ///< symmetric, tails like an exponential's
  laplace,      ///< symmetric, peaked, tails like an exponential's
  cauchy,       ///< symmetric, without a mean
  gumbel,       ///< the greatest of many
  weibull,      ///< positive; lifetimes
  gamma         ///< positive; sums of waiting times
};

/// The family's name in words.
[[nodiscard]] constexpr const char* to_string(family f) noexcept {
  constexpr const char* names[] = {"automatic", "normal", "lognormal", "uniform", "log_uniform", "logistic",
                                   "laplace",   "cauchy", "gumbel",    "weibull", "gamma"};
  return names[static_cast<std::size_t>(f)];
}

/// A quantile: P(X <= value) = level.
struct level_value {
  double level;
  double value;
};

namespace detail {

[[nodiscard]] constexpr bool is_positive_family(family f) noexcept {
  return f == family::lognormal || f == family::log_uniform || f == family::weibull || f == family::gamma;
}

/// Quantile of the member of a family with location 0 and scale 1; where the family is positive, of its
/// logarithm.
[[nodiscard]] inline double standard_quantile(family f, double p) {
  switch (f) {
    case family::uniform:
    case family::log_uniform:
      return p;
    case family::logistic:
      return std::log(p) - std::log1p(-p);
    case family::laplace:
      return p < 0.5 ? std::log(2 * p) : -std::log(2 * (1 - p));
    case family::cauchy:
      return p == 0.5 ? 0 : -1 / std::tan(std::numbers::pi * p);
    case family::gumbel:
      return -std::log(-std::log(p));
    case family::weibull:
      return std::log(-std::log1p(-p));
    default:
      return normal_quantile(p);
  }
}

/// The member of a family with a location and a scale; where the family is positive, of its logarithm.
[[nodiscard]] inline distribution from_location(family f, double location, double scale) {
  const auto name = call_text(to_string(f), {location, scale});
  switch (f) {
    case family::uniform:
      return uniform(location, location + scale);
    case family::log_uniform:
      return log_uniform(std::exp(location), std::exp(location + scale));
    case family::lognormal:
      return lognormal(location, scale);
    case family::logistic:
      return named(boost::math::logistic_distribution<double, quiet_policy>(location, scale), name);
    case family::laplace:
      return named(boost::math::laplace_distribution<double, quiet_policy>(location, scale), name);
    case family::cauchy:
      return named(boost::math::cauchy_distribution<double, quiet_policy>(location, scale), name);
    case family::gumbel:
      return named(boost::math::extreme_value_distribution<double, quiet_policy>(location, scale), name);
    case family::weibull:
      return named(boost::math::weibull_distribution<double, quiet_policy>(1 / scale, std::exp(location)),
                   call_text("weibull", {1 / scale, std::exp(location)}));
    default:
      return normal(location, scale);
  }
}

[[nodiscard]] inline distribution gamma_shape(double shape, double scale) {
  return named(boost::math::gamma_distribution<double, quiet_policy>(shape, scale),
               call_text("gamma", {shape, scale}));
}

/// Gamma distribution with two quantiles: the ratio of the two falls as the shape rises.
[[nodiscard]] inline distribution gamma_from_quantiles(level_value a, level_value b,
                                                       const std::string& call) {
  const auto unit_quantile = [](double log_shape, double p) {
    return std::log(quantile(boost::math::gamma_distribution<double, quiet_policy>(std::exp(log_shape)), p));
  };
  const double wanted = log_ratio(a.value, b.value);
  const auto spread = [&](double log_shape) {
    return unit_quantile(log_shape, a.level) - unit_quantile(log_shape, b.level);
  };
  constexpr double least = -4;
  constexpr double greatest = 16;
  if (!(spread(least) < -wanted && spread(greatest) > -wanted)) {
    refuse(call, "no gamma distribution with a shape between exp(-4) and exp(16) has these quantiles");
  }
  const double log_shape = solve_nondecreasing(least, greatest, -wanted, spread);
  return gamma_shape(std::exp(log_shape), std::exp(std::log(b.value) - unit_quantile(log_shape, b.level)));
}

[[nodiscard]] inline std::string quantiles_text(const std::vector<level_value>& points) {
  std::string text = "from_quantiles(";
  for (const auto& [level, value] : points) {
    if (text.back() != '(') text += ", ";
    text += number_text(level) + ": " + number_text(value);
  }
  return text + ')';
}

[[nodiscard]] inline distribution from_two_quantiles(level_value a, level_value b, family f,
                                                     const std::string& call) {
  if (f == family::automatic) f = a.value > 0 ? family::lognormal : family::normal;
  if (is_positive_family(f) && !(a.value > 0)) {
    refuse(call, (std::string("the family ") + to_string(f) + " needs positive values").c_str());
  }
  if (f == family::gamma) return gamma_from_quantiles(a, b, call);
  const double from = standard_quantile(f, a.level);
  const double to = standard_quantile(f, b.level);
  const bool logarithmic = is_positive_family(f);
  const double scale = (logarithmic ? log_ratio(a.value, b.value) : b.value - a.value) / (to - from);
  // From the quantile nearer to the centre, where less is added.
  const bool nearer = std::abs(from) < std::abs(to);
  const double anchor = nearer ? a.value : b.value;
  const double location = (logarithmic ? std::log(anchor) : anchor) - scale * (nearer ? from : to);
  if (!(scale > 0) || !std::isfinite(scale) || !std::isfinite(location)) {
    refuse(call, "the values or the levels are too near each other or too far apart");
  }
  return from_location(f, location, scale);
}

}  // namespace detail

/// The member of a family that puts probability `coverage` between `lower` and `upper` and the same on either
/// side. Errors: domain_error unless lower < upper, both finite, 0 < coverage < 1, and lower > 0 for a
/// positive family.
[[nodiscard]] inline distribution credible(double lower, double upper, double coverage, family f) {
  const auto call = detail::call_text("credible", {lower, upper, coverage});
  if (!std::isfinite(lower) || !std::isfinite(upper) || !(lower < upper)) {
    detail::refuse(call, "finite lower < upper is required");
  }
  if (!(coverage > 0 && coverage < 1)) detail::refuse(call, "the coverage must lie between 0 and 1");
  const double tail = (1 - coverage) / 2;
  return detail::from_two_quantiles({tail, lower}, {1 - tail, upper}, f, call);
}

/// A distribution with two or three given quantiles: from_quantiles({{0.05, 1000}, {0.5, 1600}, {0.95,
/// 3000}}). Two determine the member of a family, lognormal if both are positive, else normal. Three
/// determine a shifted lognormal distribution (convention), which is mirrored where the lower part is the
/// wider one, and normal where neither is; it may reach beyond zero, which truncated() can forbid. Errors:
/// domain_error unless levels lie in (0, 1) and rise, values are finite and rise, there are two or three, a
/// family is named for two alone, and some member has these quantiles.
[[nodiscard]] inline distribution from_quantiles(const std::vector<level_value>& points,
                                                 family f = family::automatic) {
  const std::string call = detail::quantiles_text(points);
  if (points.size() < 2 || points.size() > 3) detail::refuse(call, "two or three quantiles are required");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!(points[i].level > 0 && points[i].level < 1))
      detail::refuse(call, "levels must lie between 0 and 1");
    if (!std::isfinite(points[i].value)) detail::refuse(call, "values must be finite");
    if (i > 0 && !(points[i - 1].level < points[i].level)) detail::refuse(call, "levels must rise");
    if (i > 0 && !(points[i - 1].value < points[i].value)) {
      detail::refuse(call, "quantiles are out of order: values must rise with their levels");
    }
  }
  if (points.size() == 2) return detail::from_two_quantiles(points[0], points[1], f, call);
  if (f != family::automatic) detail::refuse(call, "a family is determined by two quantiles, not by three");
  std::array<double, 3> scores;
  std::array<double, 3> values;
  for (std::size_t i = 0; i < 3; ++i) {
    scores[i] = detail::normal_quantile(points[i].level);
    values[i] = points[i].value;
  }
  return detail::skewed_through(scores, values, call);
}

/// The member of a family with a given mean and standard deviation; normal unless another is named
/// (convention). Errors: domain_error unless the mean is finite and the standard deviation finite and
/// positive, the mean is positive for a positive family, and the family is one of normal, lognormal, uniform,
/// logistic, laplace, gumbel, weibull and gamma.
[[nodiscard]] inline distribution from_moments(double mean, double sd, family f = family::automatic) {
  const auto call = detail::call_text("from_moments", {mean, sd});
  if (!std::isfinite(mean) || !(sd > 0) || !std::isfinite(sd)) {
    detail::refuse(call, "the mean must be finite and the standard deviation finite and positive");
  }
  if (detail::is_positive_family(f) && !(mean > 0)) {
    detail::refuse(call, (std::string("the family ") + to_string(f) + " needs a positive mean").c_str());
  }
  const double ratio = sd / mean;
  switch (f) {
    case family::automatic:
    case family::normal:
      return normal(mean, sd);
    case family::lognormal: {
      const double square = std::log1p(ratio * ratio);
      return lognormal(std::log(mean) - square / 2, std::sqrt(square));
    }
    case family::uniform:
      return uniform(mean - std::numbers::sqrt3 * sd, mean + std::numbers::sqrt3 * sd);
    case family::logistic:
      return detail::from_location(f, mean, sd * (std::numbers::sqrt3 * std::numbers::inv_pi));
    case family::laplace:
      return detail::from_location(f, mean, sd / std::numbers::sqrt2);
    case family::gumbel: {
      const double scale = sd * std::sqrt(6.0) * std::numbers::inv_pi;
      return detail::from_location(f, mean - std::numbers::egamma * scale, scale);
    }
    case family::gamma:
      return detail::gamma_shape(1 / (ratio * ratio), ratio * sd);
    case family::weibull: {
      // With v = 1 / shape: 1 + ratio^2 = G(1 + 2 v) / G(1 + v)^2, which rises with v.
      const auto log_of_square = [](double v) { return std::lgamma(1 + 2 * v) - 2 * std::lgamma(1 + v); };
      const double wanted = std::log1p(ratio * ratio);
      if (!(wanted > log_of_square(1e-3) && wanted < log_of_square(80))) {
        detail::refuse(call, "no weibull distribution with a shape between 1/80 and 1000 has these moments");
      }
      const double v = detail::solve_nondecreasing(1e-3, 80, wanted, log_of_square);
      return detail::from_location(f, std::log(mean) - std::lgamma(1 + v), v);
    }
    default:
      detail::refuse(call, (std::string("the family ") + to_string(f) +
                            " is not determined by a mean and a standard deviation here")
                               .c_str());
  }
}

}  // namespace reckon
