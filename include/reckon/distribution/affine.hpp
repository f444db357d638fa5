// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/distribution/makers.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// The distribution of -X.
class mirrored_model final : public distribution_model {
 public:
  explicit mirrored_model(distribution whole) : whole_(std::move(whole)) {}

  double cdf(double x) const override { return jumps() ? from(-x) : whole_.complement(-x); }
  double complement(double x) const override { return whole_.cdf_before(-x); }
  double cdf_before(double x) const override { return whole_.complement(-x); }
  // Where the distribution function rests at a level, the least of the mirrored values is the greatest of the
  // original ones, which belongs to the next level.
  double quantile(double p) const override {
    if (p <= 0) return -whole_.support().upper();
    if (p >= 1) return -whole_.support().lower();
    return -whole_.upper_quantile(std::nextafter(p, 0));
  }
  double upper_quantile(double q) const override {
    if (q <= 0) return -whole_.support().lower();
    if (q >= 1) return -whole_.support().upper();
    return -whole_.quantile(std::nextafter(q, 1));
  }
  double pdf(double x) const override { return whole_.pdf(-x); }
  std::optional<double> cumulant(double c) const override { return whole_.model().cumulant(-c); }
  double mean() const override { return -whole_.mean(); }
  double variance() const override { return whole_.variance(); }
  double skewness() const override { return -whole_.skewness(); }
  double mode() const override { return -whole_.mode(); }
  interval<> support() const override { return -whole_.support(); }
  std::string name() const override { return "-1 times " + whole_.name(); }
  bool jumps() const override { return whole_.model().jumps(); }
  bool whole_numbers() const override { return whole_.model().whole_numbers(); }
  bool discrete() const override { return whole_.model().discrete(); }
  std::vector<double> kinks() const override {
    std::vector<double> places = whole_.model().kinks();
    std::reverse(places.begin(), places.end());
    for (double& k : places) k = -k;
    return places;
  }
  expected_value average(const std::function<double(double)>& f) const override {
    return whole_.model().average([&f](double x) { return f(-x); });
  }

 private:
  /// P(X >= x).
  double from(double x) const {
    return whole_.complement(std::nextafter(x, -std::numeric_limits<double>::infinity()));
  }

  distribution whole_;
};

/// The distribution of shift + factor X, factor > 0.
class affine_model final : public distribution_model {
 public:
  affine_model(distribution whole, double shift, double factor, std::string name)
      : whole_(std::move(whole)), shift_(shift), factor_(factor), name_(std::move(name)) {}

  double cdf(double x) const override {
    if (x >= support().upper()) return 1;
    return jumps() ? whole_.cdf_before(first_at(std::nextafter(x, infinity))) : whole_.cdf(back(x));
  }
  double complement(double x) const override {
    if (x >= support().upper()) return 0;
    return jumps() ? 1 - cdf(x) : whole_.complement(back(x));
  }
  double cdf_before(double x) const override {
    if (x > support().upper()) return 1;
    return jumps() ? whole_.cdf_before(first_at(x)) : whole_.cdf(back(x));
  }
  double quantile(double p) const override { return forth(whole_.quantile(p)); }
  double upper_quantile(double q) const override { return forth(whole_.upper_quantile(q)); }
  double at_score_for_table(double z, double mass) const override {
    return forth(whole_.model().at_score_for_table(z, mass));
  }
  double pdf(double x) const override {
    if (!discrete()) return whole_.pdf(back(x)) / factor_;
    const double value = value_from(first_at(x));
    return forth(value) == x ? whole_.pdf(value) : 0;
  }
  std::optional<double> cumulant(double c) const override {
    const auto of_whole = whole_.model().cumulant(factor_ * c);
    return of_whole ? std::optional(shift_ * c + *of_whole) : std::nullopt;
  }
  double mean() const override { return forth(whole_.mean()); }
  double variance() const override { return factor_ * factor_ * whole_.variance(); }
  double skewness() const override { return whole_.skewness(); }
  double mode() const override { return forth(whole_.mode()); }
  interval<> support() const override {
    const interval<> s = whole_.support();
    return {forth(s.lower()), forth(s.upper())};
  }
  std::string name() const override { return name_; }
  bool jumps() const override { return whole_.model().jumps(); }
  bool whole_numbers() const override {
    return factor_ == 1 && shift_ == std::floor(shift_) && whole_.model().whole_numbers();
  }
  bool discrete() const override { return whole_.model().discrete(); }
  bool cdf_is_quick() const override { return whole_.model().cdf_is_quick(); }
  std::vector<double> kinks() const override {
    std::vector<double> places = whole_.model().kinks();
    for (double& k : places) k = forth(k);
    return places;
  }
  expected_value average(const std::function<double(double)>& f) const override {
    return whole_.model().average([&](double x) { return f(forth(x)); });
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  double forth(double x) const { return shift_ + factor_ * x; }
  double back(double x) const { return (x - shift_) / factor_; }

  /// The least y whose image, as it is rounded, is x or more: where single values have probabilities, the way
  /// back must not miss them.
  double first_at(double x) const {
    if (std::isinf(x)) return x;
    const double about = back(x);
    const double slack = 1e-15 * (std::abs(about) + std::abs(shift_ / factor_)) + 1e-300;
    return solve_nondecreasing(about - slack, about + slack, x, [this](double y) { return forth(y); });
  }

  /// The least value that is y or more, of a discrete distribution.
  double value_from(double y) const {
    if (whole_.model().whole_numbers()) return std::ceil(y);
    const double below = whole_.cdf_before(y);
    if (below < 0.5) return whole_.quantile(std::nextafter(below, 1));
    const double from = whole_.complement(std::nextafter(y, -infinity));
    return whole_.upper_quantile(std::nextafter(from, 0));
  }

  distribution whole_;
  double shift_;
  double factor_;
  std::string name_;
};

inline distribution affine(const distribution& d, double shift, double factor, const std::string& name) {
  const known_family f = d.model().family();
  if (f.family == known_family::kind::normal)
    return normal(shift + factor * f.location, std::abs(factor) * f.scale);
  if (f.family == known_family::kind::lognormal && shift == 0 && factor > 0) {
    return lognormal(f.location + std::log(factor), f.scale);
  }
  const auto upright = factor > 0 ? d : distribution(std::make_shared<const mirrored_model>(d));
  if (shift == 0 && std::abs(factor) == 1) return upright;
  return distribution(std::make_shared<const affine_model>(upright, shift, std::abs(factor), name));
}

}  // namespace detail

/// The distribution of X + by.
/// Units: `by` in the unit of X. Errors: domain_error unless `by` is finite.
[[nodiscard]] inline distribution shifted(const distribution& d, double by) {
  const std::string name = d.name() + " + " + detail::number_text(by);
  if (!std::isfinite(by))
    detail::refuse("shifted(" + d.name() + ", " + detail::number_text(by) + ')', "the shift must be finite");
  return detail::affine(d, by, 1, name);
}

/// The distribution of factor * X; a negative factor mirrors it.
/// Errors: domain_error unless the factor is finite and not zero.
[[nodiscard]] inline distribution scaled(const distribution& d, double factor) {
  if (!std::isfinite(factor) || factor == 0) {
    detail::refuse("scaled(" + d.name() + ", " + detail::number_text(factor) + ')',
                   "the factor must be finite and not zero");
  }
  return detail::affine(d, 0, factor, detail::number_text(factor) + " times " + d.name());
}

}  // namespace reckon
