// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/convolution/variable.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace reckon::detail {

/// A quantile function of the normal score, as piecewise Chebyshev series: the same few nanoseconds for every
/// distribution, and an inverse for hardly more. Panels are split until the series have converged.
class score_table {
 public:
  /// `quantile(z)` is nondecreasing; `breaks` are rising scores, the first -score_reach, the last
  /// score_reach, between which it is smooth.
  template <class Quantile>
  score_table(const std::vector<double>& breaks, double tolerance, const Quantile& quantile) {
    for (std::size_t i = 1; i < breaks.size(); ++i) add(breaks[i - 1], breaks[i], tolerance, quantile, 0);
    starts_.push_back(score_reach);
    values_.push_back(evaluate(panels_.back(), 1));
  }

  /// The quantile at a score.
  double operator()(double z) const {
    if (z <= -score_reach) return values_.front();
    if (z >= score_reach) return values_.back();
    const std::size_t i = panel_of(starts_, z);
    return evaluate(panels_[i], place(i, z));
  }

  /// The score at which the quantile is x; +-score_reach beyond the ends.
  double inverse(double x) const {
    if (!(x > values_.front())) return -score_reach;
    if (!(x < values_.back())) return score_reach;
    const std::size_t i = panel_of(values_, x);
    const series& c = panels_[i];
    double from = -1;
    double to = 1;
    const double rise = values_[i + 1] - values_[i];
    double t = rise > 0 ? 2 * ((x - values_[i]) / rise) - 1 : 0;
    for (int round = 0; round < 60; ++round) {
      const auto [value, slope] = evaluate_with_slope(c, t);
      (value < x ? from : to) = t;
      double next = t - (value - x) / slope;
      if (!(next > from && next < to)) next = from / 2 + to / 2;
      const double step = std::abs(next - t);
      t = next;
      if (step < 1e-15) break;
    }
    return starts_[i] + (starts_[i + 1] - starts_[i]) * ((t + 1) / 2);
  }

  [[nodiscard]] std::size_t size() const noexcept { return panels_.size(); }

 private:
  static constexpr std::size_t terms = 16;
  static constexpr int deepest = 6;
  using series = std::array<double, terms>;

  /// Chebyshev points of the first kind (Trefethen, Approximation Theory and Approximation Practice, 2013).
  static double node(std::size_t k) {
    return -std::cos(std::numbers::pi * (static_cast<double>(k) + 0.5) / static_cast<double>(terms));
  }

  static series fit(const series& samples) {
    static const std::array<series, terms> cosines = [] {
      std::array<series, terms> c{};
      for (std::size_t j = 0; j < terms; ++j) {
        for (std::size_t k = 0; k < terms; ++k) {
          const double angle =
              std::numbers::pi * (1 - (static_cast<double>(k) + 0.5) / static_cast<double>(terms));
          c[j][k] = std::cos(static_cast<double>(j) * angle) * (j == 0 ? 1 : 2) / static_cast<double>(terms);
        }
      }
      return c;
    }();
    series result{};
    // What all samples share is taken out, so that rounding is relative to how they differ.
    const double base = samples[terms / 2];
    for (std::size_t j = 0; j < terms; ++j) {
      for (std::size_t k = 0; k < terms; ++k) result[j] += cosines[j][k] * (samples[k] - base);
    }
    result[0] += base;
    return result;
  }

  /// What counts is the error in probability, up to a point: far out, more may be off in the score.
  static double allowance(double from, double to) {
    const double nearest = (std::min)(std::abs(from), std::abs(to));
    return from * to <= 0 ? 1 : (std::min)(1e8, 1 + 1e-3 / normal_pdf(nearest));
  }

  template <class Quantile>
  void add(double from, double to, double tolerance, const Quantile& quantile, int depth) {
    series samples;
    for (std::size_t k = 0; k < terms; ++k) samples[k] = quantile(from + (to - from) * ((1 + node(k)) / 2));
    const series c = fit(samples);
    const double left_over = std::abs(c[terms - 1]) + std::abs(c[terms - 2]) + std::abs(c[terms - 3]);
    const double slope = (samples.back() - samples.front()) / (to - from);
    const double noise = 1e-15 * (std::abs(samples.back()) + std::abs(samples.front()));
    if (left_over > tolerance * allowance(from, to) * slope + noise && depth < deepest) {
      const double middle = from / 2 + to / 2;
      add(from, middle, tolerance, quantile, depth + 1);
      add(middle, to, tolerance, quantile, depth + 1);
      return;
    }
    starts_.push_back(from);
    // Neighbours may differ by rounding; the places where they meet are to rise.
    const double first = evaluate(c, -1);
    values_.push_back(values_.empty() ? first : (std::max)(values_.back(), first));
    panels_.push_back(c);
  }

  static double evaluate(const series& c, double t) {
    double b1 = 0;
    double b2 = 0;
    for (std::size_t j = terms; j-- > 1;) {
      const double b = 2 * t * b1 - b2 + c[j];
      b2 = b1;
      b1 = b;
    }
    return t * b1 - b2 + c[0];
  }

  struct value_and_slope {
    double value;
    double slope;
  };
  static value_and_slope evaluate_with_slope(const series& c, double t) {
    // Clenshaw's recurrence and its derivative.
    double b1 = 0;
    double b2 = 0;
    double d1 = 0;
    double d2 = 0;
    for (std::size_t j = terms; j-- > 1;) {
      const double d = 2 * b1 + 2 * t * d1 - d2;
      const double b = 2 * t * b1 - b2 + c[j];
      d2 = d1;
      d1 = d;
      b2 = b1;
      b1 = b;
    }
    return {t * b1 - b2 + c[0], b1 + t * d1 - d2};
  }

  static std::size_t panel_of(const std::vector<double>& rising, double x) {
    const auto above = std::upper_bound(rising.begin(), rising.end(), x);
    const auto i = static_cast<std::size_t>(above - rising.begin());
    return std::clamp<std::size_t>(i, 1, rising.size() - 1) - 1;
  }

  double place(std::size_t i, double z) const {
    return 2 * ((z - starts_[i]) / (starts_[i + 1] - starts_[i])) - 1;
  }

  std::vector<double> starts_;  // of the panels, and the end of the last
  std::vector<double> values_;  // of the quantile function there
  std::vector<series> panels_;
};

/// A variable whose quantile function has been tabulated.
class tabulated_variable final : public variable {
 public:
  tabulated_variable(variable_handle base, const precision& how)
      : base_(std::move(base)), kinks_(base_->kinks()), support_(base_->support()), table_(make(how)) {}

  double at_score(double z) const override { return table_(z); }
  double tail(double x, bool upper) const override {
    if (x <= support_.lower()) return upper ? 1 : 0;
    if (x >= support_.upper()) return upper ? 0 : 1;
    const double z = table_.inverse(x);
    return normal_cdf(upper ? -z : z);
  }
  std::vector<double> kinks() const override { return kinks_; }
  interval<> support() const override { return support_; }
  expected_value mean() const override { return base_->mean(); }
  expected_value variance() const override { return base_->variance(); }
  bool cheap() const override { return true; }

 private:
  score_table make(const precision& how) const {
    std::vector<double> places;
    for (const double k : kinks_) places.push_back(base_->score_of(k));
    return score_table(score_breaks(std::move(places)), how.series,
                       [this](double z) { return base_->at_score(z); });
  }

  variable_handle base_;
  std::vector<double> kinks_;
  interval<> support_;
  score_table table_;
};

}  // namespace reckon::detail
