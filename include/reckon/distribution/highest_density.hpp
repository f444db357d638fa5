// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <boost/math/policies/error_handling.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace reckon {

namespace detail {

/// The shortest interval with a given probability of a distribution without jumps. The search runs over the
/// share s of the rest that is left below, by the normal score of s, so that the shortest one is found
/// however lopsided.
class shortest_interval {
 public:
  shortest_interval(const distribution& d, double coverage)
      : d_(d), coverage_(coverage), rest_(1 - coverage) {}

  [[nodiscard]] interval<> find() const {
    constexpr double reach = 37;
    constexpr double step = 0.125;
    double best = 0;
    double least = infinity;
    for (double z = -reach; z <= reach; z += step) {
      const double width = width_at(z);
      if (width < least) {
        least = width;
        best = z;
      }
    }
    // Nothing left below, or nothing above.
    const interval<> low = ends(-infinity);
    const interval<> high = ends(infinity);
    const interval<> found = least < infinity ? refined(best - step, best + step) : interval<>::entire();
    interval<> shortest = found;
    for (const interval<>& other : {low, high}) {
      if (is_common_interval(other) && length(other) <= length(shortest) * (1 + 1e-14)) shortest = other;
    }
    return shortest;
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  static double length(interval<> x) { return x.upper() - x.lower(); }

  interval<> ends(double z) const {
    const double below = rest_ * normal_cdf(z);
    const double above = rest_ * normal_cdf(-z);
    const double lower = below < 0.5 ? d_.quantile(below) : d_.upper_quantile(above + coverage_);
    const double upper = above < 0.5 ? d_.upper_quantile(above) : d_.quantile(below + coverage_);
    if (std::isinf(lower) && lower == upper) return interval<>::entire();
    return {lower, (std::max)(lower, upper)};
  }
  double width_at(double z) const {
    try {
      const double w = length(ends(z));
      return std::isnan(w) ? infinity : w;
    } catch (const boost::math::evaluation_error&) {  // some quantiles of Boost's fail at levels of 1e-300
      return infinity;
    }
  }

  /// Where the densities at both ends agree, if they cross there; else where the width is least.
  interval<> refined(double from, double to) const {
    const auto excess = [this](double z) {  // falls through zero at the shortest one
      const interval<> x = ends(z);
      return d_.pdf(x.upper()) - d_.pdf(x.lower());
    };
    if (excess(from) > 0 && excess(to) < 0) {
      double lower = from;
      double upper = to;
      for (int round = 0; round < 60; ++round) {
        const double middle = lower / 2 + upper / 2;
        (excess(middle) > 0 ? lower : upper) = middle;
      }
      const double z = lower / 2 + upper / 2;
      // A density with several peaks may cross more than once.
      if (width_at(z) <= (std::min)(width_at(from), width_at(to))) return ends(z);
    }
    return ends(greatest_between(from, to, [this](double z) { return -width_at(z); }));
  }

  const distribution& d_;
  double coverage_;
  double rest_;
};

/// The shortest interval between two of single values; of equal ones that with the greatest probability.
[[nodiscard]] inline interval<> shortest_between_values(const distribution& d, double coverage) {
  std::vector<double> values;
  std::vector<double> before;
  std::vector<double> up_to;
  double sum = 0;
  each_value(d.model(), [&](double x, double mass) {
    if (!(mass > 0)) return;
    values.push_back(x);
    before.push_back(sum);
    sum += mass;
    up_to.push_back(sum);
  });
  // Sums of probabilities round; a coverage that they reach but for that is reached.
  const double wanted = coverage * sum - 1e-14;
  interval<> best(values.front(), values.back());
  double greatest = sum;
  std::size_t last = 0;
  for (std::size_t first = 0; first < values.size(); ++first) {
    while (last < values.size() && up_to[last] - before[first] < wanted) ++last;
    if (last == values.size()) break;
    const interval<> here(values[first], values[last]);
    const double mass = up_to[last] - before[first];
    const double shorter = (best.upper() - best.lower()) - (here.upper() - here.lower());
    if (shorter > 0 || (shorter == 0 && mass > greatest)) {
      best = here;
      greatest = mass;
    }
  }
  return best;
}

}  // namespace detail

/// The shortest interval that holds the value with probability `coverage`: where the density has one peak,
/// the values of highest density. Where it has several, a set in several pieces may be smaller, which is no
/// interval. Its ends are found to about twelve digits where the density crosses the same height on both
/// sides, else to eight; of a distribution with jumps that is not discrete, to about the distance of two of
/// some six hundred levels. Errors: domain_error unless 0 < coverage < 1. Source: Hyndman, The American
/// Statistician 50:120 (1996).
[[nodiscard]] inline interval<> highest_density_interval(const distribution& d, double coverage) {
  if (!(coverage > 0 && coverage < 1)) {
    throw domain_error("reckon::highest_density_interval: the coverage " + detail::number_text(coverage) +
                       " is not between 0 and 1");
  }
  if (d.model().discrete()) return detail::shortest_between_values(d, coverage);
  return detail::shortest_interval(d, coverage).find();
}

}  // namespace reckon
