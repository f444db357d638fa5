// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// A density that is straight between the places of a table, and zero beyond them.
class tabulated_model final : public distribution_model {
 public:
  tabulated_model(std::vector<double> x, std::vector<double> density)
      : x_(std::move(x)), density_(std::move(density)) {
    up_to_.assign(x_.size(), 0);
    from_.assign(x_.size(), 0);
    for (std::size_t i = 1; i < x_.size(); ++i) up_to_[i] = up_to_[i - 1] + area(i - 1);
    const double total = up_to_.back();
    for (double& f : density_) f /= total;
    for (double& f : up_to_) f /= total;
    up_to_.back() = 1;
    for (std::size_t i = x_.size() - 1; i-- > 0;) from_[i] = from_[i + 1] + area(i);
    from_.front() = 1;
  }

  double cdf(double x) const override {
    if (x <= x_.front()) return 0;
    if (x >= x_.back()) return 1;
    const std::size_t i = piece(x);
    const double t = x - x_[i];
    return (std::min)(1.0, up_to_[i] + t * (density_[i] + slope(i) * t / 2));
  }
  double complement(double x) const override {
    if (x <= x_.front()) return 1;
    if (x >= x_.back()) return 0;
    const std::size_t i = piece(x);
    const double t = x_[i + 1] - x;
    return (std::min)(1.0, from_[i + 1] + t * (density_[i + 1] - slope(i) * t / 2));
  }
  double quantile(double p) const override {
    if (p <= 0) return support().lower();
    if (p >= 1) return support().upper();
    const auto after = std::lower_bound(up_to_.begin() + 1, up_to_.end() - 1, p);
    const auto i = static_cast<std::size_t>(after - up_to_.begin()) - 1;
    return (std::min)(x_[i] + rise(p - up_to_[i], density_[i], slope(i)), x_[i + 1]);
  }
  double upper_quantile(double q) const override {
    if (q <= 0) return support().upper();
    if (q >= 1) return support().lower();
    // The first piece at whose end no more than q is left.
    const auto after =
        std::partition_point(from_.begin() + 1, from_.end() - 1, [q](double left) { return left > q; });
    const auto i = static_cast<std::size_t>(after - from_.begin()) - 1;
    return (std::max)(x_[i + 1] - rise(q - from_[i + 1], density_[i + 1], -slope(i)), x_[i]);
  }
  double pdf(double x) const override {
    if (x < x_.front() || x > x_.back()) return 0;
    const std::size_t i = piece(x);
    return density_[i] + slope(i) * (x - x_[i]);
  }
  double mean() const override {
    const double centre = x_.front() / 2 + x_.back() / 2;
    return centre + moment(centre, 1);
  }
  double variance() const override { return moment(mean(), 2); }
  double skewness() const override { return moment(mean(), 3) / std::pow(variance(), 1.5); }
  double mode() const override {
    const auto best = std::max_element(density_.begin(), density_.end()) - density_.begin();
    return x_[static_cast<std::size_t>(best)];
  }
  /// Pieces without mass at either end are left out.
  interval<> support() const override {
    std::size_t first = 0;
    std::size_t last = x_.size() - 1;
    while (density_[first] == 0 && density_[first + 1] == 0) ++first;
    while (density_[last] == 0 && density_[last - 1] == 0) --last;
    return {x_[first], x_[last]};
  }
  /// The corners of the density; of a fine table the ends alone, as the others are not corners to speak of.
  std::vector<double> kinks() const override {
    constexpr std::size_t few = 32;
    return x_.size() <= few ? x_ : distribution_model::kinks();
  }
  std::string name() const override { return "tabulated at " + std::to_string(x_.size()); }

 private:
  double area(std::size_t i) const { return (x_[i + 1] - x_[i]) * (density_[i] / 2 + density_[i + 1] / 2); }
  double slope(std::size_t i) const { return (density_[i + 1] - density_[i]) / (x_[i + 1] - x_[i]); }

  std::size_t piece(double x) const {
    const auto after = std::upper_bound(x_.begin() + 1, x_.end() - 1, x);
    return static_cast<std::size_t>(after - x_.begin()) - 1;
  }

  /// The t >= 0 with t (density + slope t / 2) = area.
  static double rise(double area, double density, double slope) {
    if (area <= 0) return 0;
    return 2 * area / (density + std::sqrt((std::max)(0.0, density * density + 2 * slope * area)));
  }

  /// E[(X - centre)^order], by a rule that is exact for the polynomials that it integrates: Gauss-Legendre
  /// with three nodes.
  double moment(double centre, int order) const {
    constexpr double node = 0.7745966692414834;
    constexpr double nodes[] = {-node, 0, node};
    constexpr double weights[] = {5 / 9.0, 8 / 9.0, 5 / 9.0};
    double sum = 0;
    for (std::size_t i = 0; i + 1 < x_.size(); ++i) {
      const double half = (x_[i + 1] - x_[i]) / 2;
      for (int k = 0; k < 3; ++k) {
        const double x = x_[i] + half * (1 + nodes[k]);
        const double density = density_[i] + slope(i) * (x - x_[i]);
        double power = 1;
        for (int n = 0; n < order; ++n) power *= x - centre;
        sum += weights[k] * half * density * power;
      }
    }
    return sum;
  }

  std::vector<double> x_;
  std::vector<double> density_;
  std::vector<double> up_to_;  // P(X <= x_[i])
  std::vector<double> from_;   // P(X > x_[i])
};

}  // namespace detail

/// The distribution whose density runs straight between the points (x[i], density[i]) and is zero beyond
/// them; its size is no matter, it is divided by its area. Shape: as many densities as places. Errors:
/// domain_error unless there are two or more places, they are finite and rise, the densities are finite and
/// not negative, and not all are zero.
[[nodiscard]] inline distribution tabulated(std::vector<double> x, std::vector<double> density) {
  const auto refuse = [](const std::string& rule) { throw domain_error("reckon::tabulated: " + rule); };
  if (x.size() != density.size()) {
    refuse(std::to_string(density.size()) + " densities for " + std::to_string(x.size()) + " places");
  }
  if (x.size() < 2) refuse("two or more places are required");
  double greatest = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i]) || (i > 0 && !(x[i - 1] < x[i]))) {
      refuse("the place " + detail::number_text(x[i]) + " is not finite or not above the one before it");
    }
    if (!(density[i] >= 0) || !std::isfinite(density[i])) {
      refuse("the density " + detail::number_text(density[i]) + " at " + detail::number_text(x[i]) +
             " is negative or not finite");
    }
    greatest = (std::max)(greatest, density[i]);
  }
  if (greatest == 0) refuse("all densities are zero");
  if (!std::isfinite(x.back() - x.front())) refuse("the places lie too far apart");
  for (double& f : density) f /= greatest;
  return distribution(std::make_shared<const detail::tabulated_model>(std::move(x), std::move(density)));
}

/// The distribution on [lower, upper] whose density is proportional to f, tabulated at `points` places evenly
/// apart. Errors: domain_error unless lower < upper, both finite, points >= 2, and f is finite and not
/// negative there, and not zero at all of the places.
template <std::regular_invocable<double> Density>
requires std::convertible_to < std::invoke_result_t<Density, double>,
double > [[nodiscard]] distribution tabulated(const Density& f, double lower, double upper,
                                              std::size_t points = 1024) {
  if (!(lower < upper) || !std::isfinite(upper - lower) || points < 2) {
    throw domain_error("reckon::tabulated: finite lower < upper and two or more points are required, not " +
                       detail::number_text(lower) + ", " + detail::number_text(upper) + " and " +
                       std::to_string(points));
  }
  std::vector<double> x(points);
  std::vector<double> density(points);
  const double last = static_cast<double>(points - 1);
  for (std::size_t i = 0; i < points; ++i) {
    const double share = static_cast<double>(i) / last;
    x[i] = i + 1 == points ? upper : lower + share * (upper - lower);
    density[i] = static_cast<double>(f(x[i]));
  }
  return tabulated(std::move(x), std::move(density));
}

}  // namespace reckon
