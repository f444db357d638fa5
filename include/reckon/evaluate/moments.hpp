// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace reckon::detail {

/// Quantile bounds with their weights, in rising order of the level.
struct weighted_sets {
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> weight;  ///< sums to 1

  /// Samples quantile bounds, given by the normal score of the level, at the nodes of the trapezoid rule.
  template <class Function>
  static weighted_sets of(const Function& at_score, int intervals) {
    constexpr double reach = 8.2;
    weighted_sets sets;
    double total = 0;
    for (int i = 0; i <= intervals; ++i) {
      const double z = -reach + i * (2 * reach / intervals);
      const interval<> q = at_score(z);
      sets.lower.push_back(q.lower());
      sets.upper.push_back(q.upper());
      sets.weight.push_back(normal_pdf(z));
      total += sets.weight.back();
    }
    for (double& w : sets.weight) w /= total;
    return sets;
  }

  /// Every n-th of them, from the k-th on.
  [[nodiscard]] weighted_sets thinned(std::size_t n, std::size_t k) const {
    weighted_sets few;
    double total = 0;
    for (std::size_t i = k; i < weight.size(); i += n) {
      few.lower.push_back(lower[i]);
      few.upper.push_back(upper[i]);
      few.weight.push_back(weight[i]);
      total += weight[i];
    }
    for (double& w : few.weight) w /= total;
    return few;
  }

  [[nodiscard]] static double average(const std::vector<double>& x, const std::vector<double>& w) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += w[i] * x[i];
    return sum;
  }

  [[nodiscard]] interval<> mean() const {
    return finite_or_unbounded(average(lower, weight), average(upper, weight));
  }

  /// The least and the greatest standard deviation of a distribution whose quantiles keep within the sets.
  /// Greatest: below some level all values at their lower ends, above it at their upper ends. Least: all
  /// values as near as they can be to one point, which is then their mean.
  [[nodiscard]] interval<> standard_deviation() const {
    const double greatest = greatest_deviation();
    return finite_or_unbounded((std::min)(least_deviation(), greatest), greatest);
  }

 private:
  double greatest_deviation() const {
    const double centre = average(lower, weight) / 2 + average(upper, weight) / 2;
    const double unit =
        (std::max)(upper.back() - centre, centre - lower.front());  // so that no square overflows
    if (!std::isfinite(unit)) return std::numeric_limits<double>::infinity();
    if (unit == 0) return 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      const double high = (upper[i] - centre) / unit;
      sum += weight[i] * high;
      squares += weight[i] * high * high;
    }
    double greatest = squares - sum * sum;
    for (std::size_t i = 0; i < weight.size(); ++i) {
      const double low = (lower[i] - centre) / unit;
      const double high = (upper[i] - centre) / unit;
      greatest = (std::max)(greatest, best_inside(sum, squares, low, high, weight[i]));
      sum += weight[i] * (low - high);
      squares += weight[i] * (low * low - high * high);
      greatest = (std::max)(greatest, squares - sum * sum);
    }
    return unit * std::sqrt((std::max)(0.0, greatest));
  }

  /// The level may fall inside the weight of one node: a part s of it at the lower end.
  static double best_inside(double sum, double squares, double low, double high, double w) {
    const double step = low - high;
    if (step == 0) return squares - sum * sum;
    // d/ds [squares + s (low^2 - high^2) - (sum + s step)^2] = 0
    const double s = std::clamp((low + high - 2 * sum) / (2 * step), 0.0, w);
    const double moved = sum + s * step;
    return squares + s * (low * low - high * high) - moved * moved;
  }

  double least_deviation() const {
    double from = *std::min_element(upper.begin(), upper.end());
    double to = *std::max_element(lower.begin(), lower.end());
    if (to <= from) return 0;
    // The mean of the values nearest to c, less c, falls as c rises; where it vanishes the variance is least.
    double c = from / 2 + to / 2;
    while (from < c && c < to) {
      double excess = 0;
      for (std::size_t i = 0; i < weight.size(); ++i) excess += weight[i] * (nearest(i, c) - c);
      (excess > 0 ? from : to) = c;
      c = from / 2 + to / 2;
    }
    double unit = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) unit = (std::max)(unit, std::abs(nearest(i, c) - c));
    if (unit == 0 || !std::isfinite(unit)) return unit;
    double squares = 0;
    for (std::size_t i = 0; i < weight.size(); ++i)
      squares += weight[i] * std::pow((nearest(i, c) - c) / unit, 2);
    return unit * std::sqrt(squares);
  }

  double nearest(std::size_t i, double c) const { return (std::min)((std::max)(c, lower[i]), upper[i]); }
};

}  // namespace reckon::detail
