// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/interval.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace reckon::detail {

/// Bounds on a number, and how far their ends may be off numerically.
struct bounded {
  interval<> bounds;
  double error = 0;
};

class law;
struct half_line;

using law_handle = std::shared_ptr<const law>;

/// A law on a condition, and the probability of that; no law if it is 0.
struct cut_law {
  double probability;
  law_handle found;
};

/// All that an engine found out about an expression: one interface for every reading.
class law {
 public:
  law() = default;
  law(const law&) = delete;
  law& operator=(const law&) = delete;
  virtual ~law() = default;

  /// [inf{x: upper cdf >= p}, inf{x: lower cdf >= p}].
  virtual bounded quantile(double p) const = 0;
  /// The quantile at the level normal_cdf(z): where an engine can tell it, as accurate in the upper tail as
  /// in the lower.
  virtual bounded at_score(double z) const { return quantile(normal_cdf(z)); }
  /// [P(upper end <= x), P(lower end <= x)] on the focal sets.
  virtual bounded cdf(double x) const = 0;
  /// [P(upper end < x), P(lower end < x)] on the focal sets.
  virtual bounded cdf_before(double x) const = 0;
  virtual bounded mean() const = 0;
  virtual bounded standard_deviation() const = 0;
  /// Density at x, where the engine knows one.
  virtual std::optional<double> density(double) const { return std::nullopt; }

  /// Where the distribution function is not smooth, in rising order; nothing if the engine does not know.
  virtual std::optional<std::vector<double>> kinks() const { return std::nullopt; }

  /// The law on the condition that the value lies beyond a number; nothing if the engine knows no better way
  /// than by this law's own readings.
  virtual std::optional<cut_law> beyond(const half_line&) const { return std::nullopt; }

  virtual engine made_by() const = 0;
  virtual std::string assumption() const = 0;
  /// True if the law is dear to make, small, and the same for all options: then it is kept with the
  /// expression. It answers from several threads.
  virtual bool worth_keeping() const { return false; }
  /// False if sample points tell the standard deviation sooner.
  virtual bool knows_deviation() const { return true; }
  /// True if quantiles take no more than microseconds.
  virtual bool cheap() const { return false; }
  /// The same law made cheap to ask often, or nothing if it is so already or cannot be.
  virtual std::unique_ptr<law> tabulated() const { return nullptr; }
  /// True if the bounds enclose the sharp ones without being known to meet them.
  virtual bool outer() const { return false; }
};

}  // namespace reckon::detail
