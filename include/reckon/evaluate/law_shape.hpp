// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/model.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The quantiles of a law, or their logarithms, as a table asks for them, with the errors that the law
/// states. What is too much for a table, or no number, ends it: from there on all are zero.
class asked_quantiles {
 public:
  asked_quantiles(const law& found, bool of_logarithm) : law_(found), of_logarithm_(of_logarithm) {}

  double operator()(double z) {
    if (failed_) return 0;
    const bounded found = law_.at_score(z);
    const double x = found.bounds.lower();
    const double value = of_logarithm_ ? std::log(x) : x;
    error_ = (std::max)(error_, of_logarithm_ ? found.error / x : found.error);
    failed_ = ++asked_ > most || !std::isfinite(value) || std::isnan(error_);
    return failed_ ? 0 : value;
  }

  /// The greatest error since this was asked last.
  double error() { return std::exchange(error_, 0); }
  bool failed() const { return failed_; }

 private:
  static constexpr int most = 2000;

  const law& law_;
  bool of_logarithm_;
  bool failed_ = false;
  int asked_ = 0;
  double error_ = 0;
};

/// The distribution that a law is, its quantile function tabulated. The law has no sets and no jumps, and
/// knows its kinks.
class law_shape final : public distribution_model {
 public:
  /// How far a score may be off in the table.
  static constexpr double precision = 1e-10;

  explicit law_shape(const law& found)
      : support_(found.quantile(0).bounds.lower(), found.quantile(1).bounds.upper()),
        kinks_(found.kinks().value_or(std::vector<double>())),
        of_score_(support_.lower() == 0, tabulated(found)),
        mean_(failed_ ? 0 : numerical_mean(*this)),
        variance_(failed_ ? 0 : numerical_variance(*this)) {
    // The law itself tells how good the table is.
    const auto check = [&](double x, double expected) {
      const bounded there = found.cdf(x);
      error_ = (std::max)(error_, std::abs(there.bounds.lower() - expected) + there.error);
    };
    constexpr double between_checks = 0.37;
    for (double z = -last_score; z <= last_score && !failed_; z += between_checks) {
      const double x = at(z);
      failed_ = std::isnan(x);
      if (!failed_) check(x, normal_cdf(z));
    }
    // Zero is where signs change and where what is cut off begins.
    if (!failed_ && support_.lower() < 0 && support_.upper() > 0) check(0, cdf(0));
    error_ += precision * (std::max)(1.0, of_score_.table.excess());
  }

  /// Whether the table is as exact as it should be.
  bool sound() const {
    constexpr double tolerable = 1e-7;
    return !failed_ && of_score_.table.excess() <= 1000 && error_ <= tolerable;
  }
  /// How far a probability may be off.
  double error() const { return error_; }

  double cdf(double x) const override {
    return x < support_.lower() ? 0 : x >= support_.upper() ? 1 : normal_cdf(score(x));
  }
  double complement(double x) const override {
    return x < support_.lower() ? 1 : x >= support_.upper() ? 0 : normal_cdf(-score(x));
  }
  double quantile(double p) const override {
    return p <= 0 ? support_.lower() : p >= 1 ? support_.upper() : at(normal_quantile(p));
  }
  double upper_quantile(double q) const override {
    return q <= 0 ? support_.upper() : q >= 1 ? support_.lower() : at(-normal_quantile(q));
  }
  double pdf(double x) const override {
    if (!(x > support_.lower() && x < support_.upper())) return 0;
    constexpr double step = 1e-4;
    const double z = score(x);
    return normal_pdf(z) * 2 * step / (at(z + step) - at(z - step));
  }
  double mean() const override { return mean_; }
  double variance() const override { return variance_; }
  interval<> support() const override { return support_; }
  std::string name() const override { return "part of an expression"; }
  const quantile_function* own_table() const override { return &of_score_; }
  std::vector<double> kinks() const override { return kinks_; }

 private:
  /// Beyond that the quantiles are taken to go on along a straight line.
  static constexpr double last_score = 8;

  double at(double z) const { return of_score_(z); }
  double score(double x) const { return of_score_.table.inverse(of_score_.of_logarithm ? std::log(x) : x); }

  rising_table tabulated(const law& found) {
    asked_quantiles quantile(found, support_.lower() == 0);
    const auto value = [&quantile](double z) { return quantile(std::clamp(z, -last_score, last_score)); };
    constexpr double step = last_score / 64;
    const double ends[2][2] = {{value(-last_score), value(-last_score + step)},
                               {value(last_score), value(last_score - step)}};
    const auto beyond_too = [&](double z) {
      if (std::abs(z) <= last_score || quantile.failed()) return value(z);
      const auto& [end, before] = ends[z > 0];
      return end + (end - before) * ((std::abs(z) - last_score) / step);
    };
    const auto tolerance = [&](double from, double to, double first, double last) {
      const double allowed = precision * score_allowance(from, to) * std::abs(last - first) / (to - from);
      // Of the error that is stated next to nothing changes from one place to the next.
      const double noise = (std::min)(quantile.error(), 1e-3 * allowed);
      return rising_table::allowance{allowed, has_hardly_any_mass(from, to), noise};
    };
    const auto inverse_tolerance = [](double, double, double first, double last) {
      return rising_table::allowance{precision * score_allowance(first, last), true};
    };
    std::vector<double> breaks{-last_score, last_score};
    for (const double k : kinks_) {
      if (!(k > support_.lower() && k < support_.upper())) continue;
      const double below = found.cdf(k).bounds.lower();
      breaks.push_back(below > 0 && below < 1 ? normal_quantile(below) : 0);
    }
    rising_table made(score_breaks(std::move(breaks), 8), tolerance, inverse_tolerance, beyond_too);
    failed_ = quantile.failed();
    return made;
  }

  interval<> support_;
  std::vector<double> kinks_;
  bool failed_ = false;
  quantile_function of_score_;
  double mean_;
  double variance_;
  double error_ = 0;
};

}  // namespace reckon::detail
