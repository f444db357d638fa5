// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A function of two independent variables, known by its distribution function; quantiles are roots of that.
class pair_variable : public variable {
 public:
  pair_variable(variable_handle x, variable_handle y, const precision& how)
      : x_(std::move(x)), y_(std::move(y)), how_(how) {}

  double at_score(double z) const override {
    const auto [least, greatest] = reach();
    if (z <= -score_reach) return least;
    if (z >= score_reach) return greatest;
    return root(z, least, greatest);
  }

 protected:
  const variable& x() const { return *x_; }
  const variable& y() const { return *y_; }
  const precision& how() const { return how_; }

  /// The value for given values of x and y.
  virtual double join(double x, double y) const = 0;

  /// Ends between which all but a mass of 1e-18 lies.
  virtual std::pair<double, double> reach() const = 0;

  /// Kinks of a pair lie where those of its parts meet.
  std::vector<double> joined_kinks() const {
    constexpr std::size_t most = 40;  // beyond that they have been smoothed away, or cost more than they save
    std::vector<double> places;
    const interval<> s = support();
    for (const double a : x_->kinks()) {
      for (const double b : y_->kinks()) {
        const double place = join(a, b);
        if (std::isfinite(place) && place > s.lower() && place < s.upper()) places.push_back(place);
      }
    }
    if (places.size() > most) places.clear();
    if (!x_->kinks().empty() && !y_->kinks().empty()) {
      for (const double end : {s.lower(), s.upper()}) {
        if (std::isfinite(end)) places.push_back(end);
      }
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }

 private:
  /// Secant steps on the score, which is nearly a straight line, inside a bracket that shrinks.
  double root(double z, double below, double above) const {
    double from = -score_reach;
    double to = score_reach;
    double at = join(x_->at_score(z / std::sqrt(2.0)), y_->at_score(z / std::sqrt(2.0)));
    if (!(at > below && at < above)) at = below / 2 + above / 2;
    double last = below;
    double last_off = from - z;
    for (int round = 0; round < 40; ++round) {
      const double score = std::clamp(score_of(at), -score_reach, score_reach);
      const double off = score - z;
      if (off < 0) {
        below = at;
        from = score;
      } else {
        above = at;
        to = score;
      }
      if (std::abs(off) <= how_.root) return at;
      double next = at - off * ((at - last) / (off - last_off));
      last = at;
      last_off = off;
      if (!(next > below && next < above) || round % 8 == 7) {
        next = to - from > 1 || round % 8 == 7 ? below / 2 + above / 2
                                               : below + (above - below) * ((z - from) / (to - from));
      }
      if (!(next > below && next < above) || above - below <= 2e-16 * std::abs(at)) return at;
      at = next;
    }
    return at;
  }

  variable_handle x_;
  variable_handle y_;
  precision how_;
};

/// x + y. P(x + y <= s) is the expected value of P(x <= s - y) over the score of y: by the trapezoid rule
/// where all is smooth (it converges faster than any power of the step: Trefethen and Weideman, SIAM Review
/// 56:385, 2014), else by Gauss-Legendre panels between the kinks.
class sum_variable final : public pair_variable {
 public:
  /// The wider variable is the better `x`.
  sum_variable(variable_handle x, variable_handle y, const precision& how)
      : pair_variable(std::move(x), std::move(y), how),
        x_kinks_(this->x().kinks()),
        smooth_(x_kinks_.empty() && this->y().kinks().empty()) {
    for (const double k : this->y().kinks()) y_breaks_.push_back(this->y().score_of(k));
    for (const double z : {-score_reach, -6.0, -3.0, 0.0, 3.0, 6.0, score_reach}) {
      x_marks_.push_back(this->x().at_score(z));
    }
    x_kinks_.insert(x_kinks_.end(), x_marks_.begin(), x_marks_.end());
  }

  double tail(double s, bool upper) const override {
    return smooth_ ? trapezoid(s, upper) : panels(s, upper);
  }
  std::vector<double> kinks() const override { return joined_kinks(); }
  interval<> support() const override {
    const interval<> a = x().support();
    const interval<> b = y().support();
    return {a.lower() + b.lower(), a.upper() + b.upper()};
  }
  expected_value mean() const override {
    const expected_value a = x().mean();
    const expected_value b = y().mean();
    return {a.value + b.value, a.error + b.error};
  }
  expected_value variance() const override {
    const expected_value a = x().variance();
    const expected_value b = y().variance();
    return {a.value + b.value, a.error + b.error};
  }

 private:
  struct node {
    double value;  // of y
    double weight;
  };

  double join(double a, double b) const override { return a + b; }
  std::pair<double, double> reach() const override {
    return {x_marks_.front() + y().at_score(-score_reach), x_marks_.back() + y().at_score(score_reach)};
  }

  /// The nodes that level k adds to those before it; level 0 has 25 on the whole range.
  const std::vector<node>& level(std::size_t k) const {
    while (levels_.size() <= k) {
      const std::size_t n = levels_.size();
      const std::size_t steps = std::size_t{24} << n;
      const double h = 2 * score_reach / static_cast<double>(steps);
      std::vector<node> added;
      for (std::size_t i = n == 0 ? 0 : 1; i <= steps; i += n == 0 ? 1 : 2) {
        const double z = -score_reach + h * static_cast<double>(i);
        added.push_back({y().at_score(z), normal_pdf(z)});
      }
      levels_.push_back(std::move(added));
    }
    return levels_[k];
  }

  double trapezoid(double s, bool upper) const {
    double sum = 0;
    double last = 0;
    constexpr std::size_t most_levels = 8;
    for (std::size_t k = 0; k < most_levels; ++k) {
      for (const node& n : level(k)) sum += n.weight * x().tail(s - n.value, upper);
      const double value = sum * (2 * score_reach / static_cast<double>(std::size_t{24} << k));
      // The error of the finer of two sums is about the square of how they differ.
      if (k > 0 && std::abs(value - last) <= std::sqrt(how().series) * 0.01 * value)
        return (std::min)(value, 1.0);
      last = value;
    }
    return panels(s, upper);
  }

  double panels(double s, bool upper) const {
    std::vector<double> places = y_breaks_;
    for (const double k : x_kinks_) {
      const double at = s - k;
      if (at > y().at_score(-score_reach) && at < y().at_score(score_reach))
        places.push_back(y().score_of(at));
    }
    const std::vector<double> breaks = score_breaks(std::move(places));
    double sum = 0;
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      const double middle = y().at_score(breaks[i - 1] / 2 + breaks[i] / 2);
      // Beyond the marks of x its tail is 0 or 1.
      const bool above = s - middle >= x_marks_.back();
      if (above || s - middle <= x_marks_.front()) {
        if (above != upper) sum += mass(breaks[i - 1], breaks[i]);
        continue;
      }
      for_each_node(breaks[i - 1], breaks[i], how(),
                    [&](double z, double weight) { sum += weight * x().tail(s - y().at_score(z), upper); });
    }
    return (std::min)(sum, 1.0);
  }

  static double mass(double from, double to) {
    return from > 0 ? normal_cdf(-from) - normal_cdf(-to) : normal_cdf(to) - normal_cdf(from);
  }

  std::vector<double> x_kinks_;
  std::vector<double> x_marks_;
  std::vector<double> y_breaks_;
  bool smooth_;
  mutable std::vector<std::vector<node>> levels_;
};

/// The lesser, or the greater, of x and y.
class extreme_variable final : public pair_variable {
 public:
  extreme_variable(variable_handle x, variable_handle y, bool greater, const precision& how)
      : pair_variable(std::move(x), std::move(y), how), greater_(greater) {}

  double tail(double s, bool upper) const override {
    const double a = x().tail(s, upper);
    const double b = y().tail(s, upper);
    return upper == greater_ ? a + b - a * b : a * b;  // one of the two, or both
  }
  std::vector<double> kinks() const override {
    std::vector<double> places;
    const interval<> s = support();
    for (const auto* part : {&x(), &y()}) {
      for (const double k : part->kinks()) {
        if (contains(s, k)) places.push_back(k);
      }
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }
  interval<> support() const override {
    const interval<> a = x().support();
    const interval<> b = y().support();
    return {join(a.lower(), b.lower()), join(a.upper(), b.upper())};
  }
  expected_value mean() const override {
    return average_of(*this, [](double v) { return v; });
  }
  expected_value variance() const override {
    const double centre = mean().value;
    return average_of(*this, [centre](double v) { return (v - centre) * (v - centre); });
  }

 private:
  double join(double a, double b) const override { return greater_ ? (std::max)(a, b) : (std::min)(a, b); }
  std::pair<double, double> reach() const override {
    return {join(x().at_score(-score_reach), y().at_score(-score_reach)),
            join(x().at_score(score_reach), y().at_score(score_reach))};
  }

  bool greater_;
};

/// x * y, either of which may change sign.
class scaled_variable final : public pair_variable {
 public:
  scaled_variable(variable_handle x, variable_handle y, const precision& how)
      : pair_variable(std::move(x), std::move(y), how) {
    for (const double k : this->y().kinks()) y_breaks_.push_back(this->y().score_of(k));
    x_kinks_ = this->x().kinks();
    for (const double z : {-score_reach, -6.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0, score_reach}) {
      x_kinks_.push_back(this->x().at_score(z));
    }
    if (this->y().support().lower() < 0) y_breaks_.push_back(this->y().score_of(0));
  }

  double tail(double s, bool upper) const override {
    std::vector<double> places = y_breaks_;
    for (const double k : x_kinks_) {
      const double at = s / k;
      if (at > y().at_score(-score_reach) && at < y().at_score(score_reach))
        places.push_back(y().score_of(at));
    }
    const std::vector<double> breaks = score_breaks(std::move(places));
    double sum = 0;
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      for_each_node(breaks[i - 1], breaks[i], how(), [&](double z, double weight) {
        const double factor = y().at_score(z);
        if (factor == 0) {
          sum += weight * ((s < 0) == upper ? 1 : 0);
        } else {
          sum += weight * x().tail(s / factor, (factor > 0) == upper);
        }
      });
    }
    return (std::min)(sum, 1.0);
  }
  std::vector<double> kinks() const override {
    std::vector<double> places = joined_kinks();
    if (contains(support(), 0.0)) places.push_back(0);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }
  interval<> support() const override { return x().support() * y().support(); }
  expected_value mean() const override {
    const expected_value a = x().mean();
    const expected_value b = y().mean();
    return {a.value * b.value, std::abs(a.value) * b.error + std::abs(b.value) * a.error};
  }
  expected_value variance() const override {
    const expected_value a = x().mean();
    const expected_value b = y().mean();
    const expected_value va = x().variance();
    const expected_value vb = y().variance();
    return {va.value * vb.value + va.value * b.value * b.value + vb.value * a.value * a.value,
            va.error * (vb.value + b.value * b.value) + vb.error * (va.value + a.value * a.value) +
                2 * (std::abs(b.value) * b.error * va.value + std::abs(a.value) * a.error * vb.value)};
  }

 private:
  double join(double a, double b) const override { return a * b; }
  std::pair<double, double> reach() const override {
    const interval<> a(x().at_score(-score_reach), x().at_score(score_reach));
    const interval<> b(y().at_score(-score_reach), y().at_score(score_reach));
    const interval<> all = a * b;
    return {all.lower(), all.upper()};
  }

  std::vector<double> x_kinks_;
  std::vector<double> y_breaks_;
};

}  // namespace reckon::detail
