// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace reckon::detail {

/// Families whose arithmetic has closed forms; the parameters are mean and sd, of X or of log X.
struct known_family {
  enum class kind { other, normal, lognormal } family = kind::other;
  double location = 0;
  double scale = 1;
};

/// What a distribution must be able to answer. Implementations are immutable and answer from several threads.
class distribution_model {
 public:
  distribution_model() = default;
  distribution_model(const distribution_model&) = delete;
  distribution_model& operator=(const distribution_model&) = delete;
  virtual ~distribution_model() = default;

  virtual double cdf(double x) const = 0;
  virtual double complement(double x) const { return 1 - cdf(x); }
  virtual double cdf_before(double x) const { return cdf(x); }
  /// inf{x: cdf(x) >= p} for p in (0, 1), the ends of the support at 0 and 1.
  virtual double quantile(double p) const = 0;
  /// inf{x: complement(x) <= q} for q in (0, 1), the ends of the support at 1 and 0.
  virtual double upper_quantile(double q) const { return quantile(1 - q); }
  virtual double pdf(double x) const = 0;
  virtual double mean() const = 0;
  virtual double variance() const = 0;
  virtual interval<> support() const = 0;
  virtual std::string name() const = 0;
  /// True if a single value may have a probability of its own.
  virtual bool jumps() const { return false; }
  /// True if all values are whole numbers, and pdf gives their probabilities.
  virtual bool whole_numbers() const { return false; }
  virtual known_family family() const { return {}; }
  /// Where the distribution function is not smooth, in rising order; here the finite ends of the support.
  virtual std::vector<double> kinks() const {
    std::vector<double> places;
    const interval<> ends = support();
    if (std::isfinite(ends.lower())) places.push_back(ends.lower());
    if (std::isfinite(ends.upper())) places.push_back(ends.upper());
    return places;
  }

  /// The expected value of f(X).
  virtual expected_value average(const std::function<double(double)>& f) const {
    if (whole_numbers()) {
      const double first = quantile(left_out);
      const double last = upper_quantile(left_out);
      if (last - first < most_terms) return average_of_terms(f, first, last);
    }
    return score_average([&](double z) { return f(at_score(z)); });
  }

  /// The quantile at the level normal_cdf(z), accurate in both tails.
  double at_score(double z) const { return z < 0 ? quantile(normal_cdf(z)) : upper_quantile(normal_cdf(-z)); }

 private:
  static constexpr double left_out = 1e-18;  // on either side of a sum over whole numbers
  static constexpr double most_terms = 1 << 20;

  expected_value average_of_terms(const std::function<double(double)>& f, double first, double last) const {
    double sum = 0;
    double total = 0;
    for (double x = first; x <= last; ++x) {
      const double mass = pdf(x);
      if (!(mass > 0)) continue;
      sum += mass * f(x);
      total += mass;
    }
    const double value = sum / total;
    const double tails = left_out * (std::abs(f(first) - value) + std::abs(f(last) - value));
    return {value, tails + std::numeric_limits<double>::epsilon() * std::abs(value)};
  }
};

/// The mean of a distribution whose type does not tell it: infinite if one tail weighs too much to say more,
/// NaN if both do.
[[nodiscard]] inline double numerical_mean(const distribution_model& model) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto mean = model.average([](double x) { return x; });
  const double middle = model.quantile(0.5);
  const double scale = model.average([middle](double x) { return std::abs(x - middle); }).value;
  const double lower_tail = normal_pdf(8.2) * (middle - model.at_score(-8.2));
  const double upper_tail = normal_pdf(8.2) * (model.at_score(8.2) - middle);
  const bool lower_heavy = !(lower_tail <= 0.01 * scale);
  const bool upper_heavy = !(upper_tail <= 0.01 * scale);
  if (lower_heavy && upper_heavy) return std::numeric_limits<double>::quiet_NaN();
  return lower_heavy ? -infinity : upper_heavy ? infinity : mean.value;
}

/// The variance of such a distribution, likewise.
[[nodiscard]] inline double numerical_variance(const distribution_model& model) {
  const double centre = model.mean();
  if (!std::isfinite(centre)) return centre * centre;
  const auto variance = model.average([centre](double x) { return (x - centre) * (x - centre); });
  return variance.error <= 0.01 * variance.value ? variance.value : std::numeric_limits<double>::infinity();
}

}  // namespace reckon::detail
