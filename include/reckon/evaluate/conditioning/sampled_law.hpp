// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/law.hpp>

#include <memory>

namespace reckon::detail {

/// What sample points tell where an integral does not converge; the error of a moment is to be a bound.
struct sampled_law {
  std::unique_ptr<law> points;

  static constexpr double deviations = 3;  ///< that an error may come to (convention)

  bounded mean() const { return surely(points->mean()); }
  bounded deviation() const { return surely(points->standard_deviation()); }
  bounded quantile(double p) const { return points->quantile(p); }
  bounded cdf(double x) const { return points->cdf(x); }

 private:
  static bounded surely(bounded found) {
    found.error *= deviations;
    return found;
  }
};

}  // namespace reckon::detail
