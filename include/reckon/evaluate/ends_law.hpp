// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A random set, by the laws of its lower end and of its upper end, which have none themselves.
class ends_law final : public law {
 public:
  ends_law(law_handle lower, law_handle upper) : lower_(std::move(lower)), upper_(std::move(upper)) {}

  bounded quantile(double p) const override { return hull(lower_->quantile(p), upper_->quantile(p)); }
  bounded cdf(double x) const override { return hull(upper_->cdf(x), lower_->cdf(x)); }
  bounded cdf_before(double x) const override { return hull(upper_->cdf_before(x), lower_->cdf_before(x)); }
  bounded mean() const override { return hull(lower_->mean(), upper_->mean()); }

  bounded standard_deviation() const override {
    const int nodes = cheap() ? 4096 : 128;
    double error = 0;
    const auto at_score = [&](double z) {
      const bounded q = quantile((std::min)(normal_cdf(z), 1 - 1e-13));  // what lies above has no weight
      error = (std::max)(error, std::isfinite(q.error) ? q.error : 0);
      return q.bounds;
    };
    const weighted_sets sets = weighted_sets::of(at_score, nodes);
    const interval<> fine = sets.standard_deviation();
    const interval<> coarse = weighted_sets::of(at_score, nodes / 2).standard_deviation();
    const auto distance = [](double a, double b) { return a == b ? 0 : std::abs(a - b); };
    error += (std::max)(distance(fine.lower(), coarse.lower()), distance(fine.upper(), coarse.upper()));
    // What lies beyond the nodes adds to the greatest deviation at most what it adds to those of both ends.
    const double beyond = unseen(*lower_, sets.lower, sets.weight) + unseen(*upper_, sets.upper, sets.weight);
    const bool little = beyond <= 1e-9 * fine.upper() * fine.upper();
    const double greatest = little ? fine.upper() : std::sqrt(fine.upper() * fine.upper() + beyond);
    return {finite_or_unbounded(fine.lower(), greatest), std::isfinite(error) ? error : 0};
  }

  engine made_by() const override { return (std::max)(lower_->made_by(), upper_->made_by()); }
  std::string assumption() const override {
    const bool joined = lower_->assumption().find("copula") != std::string::npos;
    return joined ? "random-set independence beyond the Gaussian copula stated" : "random-set independence";
  }
  bool worth_keeping() const override { return lower_->worth_keeping() && upper_->worth_keeping(); }
  bool knows_deviation() const override { return cheap(); }
  bool cheap() const override { return lower_->cheap() && upper_->cheap(); }

 private:
  /// The part of the variance of an end that the nodes do not see; infinite where there is none, or it is not
  /// known.
  static double unseen(const law& end, const std::vector<double>& values,
                       const std::vector<double>& weights) {
    const bounded centre = end.mean();
    const bounded deviation = end.standard_deviation();
    const double most = deviation.bounds.upper() + deviation.error;
    if (!is_common_interval(centre.bounds) || !std::isfinite(most))
      return std::numeric_limits<double>::infinity();
    double seen = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double off =
          (values[i] - mid(centre.bounds)) / (most > 0 ? most : 1);  // so that no square overflows
      seen += weights[i] * off * off;
    }
    return (std::max)(0.0, 1 - seen) * most * most;
  }

  static bounded hull(const bounded& least, const bounded& most) {
    const double from = least.bounds.lower();
    return {finite_or_unbounded(from, (std::max)(from, most.bounds.upper())),
            (std::max)(least.error, most.error)};
  }

  law_handle lower_;
  law_handle upper_;
};

}  // namespace reckon::detail
