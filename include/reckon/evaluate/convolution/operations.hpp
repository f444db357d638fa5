// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/evaluate/convolution/pair.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace reckon::detail {

struct join_by_sum {
  static constexpr bool is_even = true;  ///< whether a step of y moves x by as much everywhere
  static double join(double x, double y) { return x + y; }
  static double solve(double s, double y) { return s - y; }  ///< for x
  static bool falls(double) { return false; }
  static double spread(const variable& v) { return v.at_score(1) - v.at_score(-1); }
  static double scale(double) { return 1; }
};

/// x + y.
class sum_variable final : public averaged_variable<join_by_sum> {
 public:
  using averaged_variable::averaged_variable;

  std::vector<double> kinks() const override { return joined_kinks<join_by_sum>(x(), y(), support()); }
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
  double path(double t) const override { return x().at_score(t) + y().at_score(t); }
};

struct join_by_product {
  static constexpr bool is_even = false;
  static double join(double x, double y) { return x * y; }
  static double solve(double s, double y) { return s == 0 ? 0 : s / y; }  ///< for x
  static bool falls(double y) { return y < 0; }
  static double spread(const variable& v) {
    return (v.at_score(1) - v.at_score(-1)) / std::abs(v.at_score(0));
  }
  static double scale(double x) { return std::abs(x); }
};

/// x * y, where x may change sign; y may too, else it is not negative.
class product_variable final : public averaged_variable<join_by_product> {
 public:
  product_variable(variable_handle a, variable_handle b, const precision& how)
      : averaged_variable(std::move(a), std::move(b), how),
        turn_(std::clamp(x().score_of(0), -score_reach, score_reach)),
        both_(y().support().lower() < 0) {
    const interval<> of_x(x().at_score(-score_reach), x().at_score(score_reach));
    const interval<> of_y(y().at_score(-score_reach), y().at_score(score_reach));
    reach_ = of_x * of_y;
  }

  std::vector<double> kinks() const override {
    std::vector<double> places = joined_kinks<join_by_product>(x(), y(), support());
    const bool blurred = std::abs(turn_) > 8 && !both_;  // hardly any mass is near 0
    if (contains(support(), 0.0) && !blurred) places.push_back(0);
    return rising_and_unique(std::move(places));
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
  double path(double t) const override {
    if (both_) {
      constexpr double bend = 0.5;
      const double share = std::expm1(bend * std::abs(t)) / std::expm1(bend * score_reach);
      return (t > 0 ? reach_.upper() : reach_.lower()) * share;
    }
    // y grows in either direction from where x is 0, about as t does.
    const double off = std::sqrt(1 + (t - turn_) * (t - turn_)) - std::sqrt(1 + turn_ * turn_);
    return x().at_score(t) * y().at_score(off);
  }

  std::vector<double> path_breaks() const override {
    std::vector<double> places;
    if (both_) return places;
    for (const double k : inner_kinks(x())) places.push_back(x().score_of(k));
    for (const double k : inner_kinks(y())) {
      const double off = y().score_of(k) + std::sqrt(1 + turn_ * turn_);
      if (!(off > 1)) continue;
      const double way = std::sqrt(off * off - 1);
      places.insert(places.end(), {turn_ - way, turn_ + way});
    }
    return places;
  }

  double turn_;  // the score at which x is 0
  bool both_;    // whether y changes sign too
  interval<> reach_;
};

/// The lesser, or the greater, of x and y.
class extreme_variable final : public variable {
 public:
  extreme_variable(variable_handle a, variable_handle b, bool greater, const precision& how)
      : x_(std::move(a)), y_(std::move(b)), greater_(greater), how_(how) {}

  double tail(double s, bool upper) const override {
    const double a = x_->tail(s, upper);
    const double b = y_->tail(s, upper);
    return upper == greater_ ? a + b - a * b : a * b;  // one of the two, or both
  }

  double at_score(double z) const override {
    z = std::clamp(z, -score_reach, score_reach);
    // Where each part has the level of the square root, their extreme has that of z or has passed it.
    const double side = greater_ ? -z : z;
    const double mass = normal_cdf(-std::abs(side));
    const double root =
        side < 0 ? normal_quantile(mass / (1 + std::sqrt(1 - mass))) : -normal_quantile(std::sqrt(mass));
    const double outer = greater_ ? -root : root;
    const double inner_value = join(x_->at_score(z), y_->at_score(z));
    const double outer_value = join(x_->at_score(outer), y_->at_score(outer));
    const auto score = [&](double x) { return score_of(x, z > 0); };
    return solve_nondecreasing((std::min)(inner_value, outer_value), (std::max)(inner_value, outer_value), z,
                               score, how_.root);
  }

  std::vector<double> kinks() const override {
    std::vector<double> places;
    const interval<> s = support();
    for (const auto& part : {x_, y_}) {
      for (const double k : part->kinks()) {
        if (contains(s, k)) places.push_back(k);
      }
    }
    return rising_and_unique(std::move(places));
  }
  interval<> support() const override {
    const interval<> a = x_->support();
    const interval<> b = y_->support();
    return {join(a.lower(), b.lower()), join(a.upper(), b.upper())};
  }
  expected_value mean() const override {
    return average_of(*this, [](double v) { return v; });
  }
  expected_value variance() const override {
    const double centre = mean().value;
    return average_of(*this, [centre](double v) { return (v - centre) * (v - centre); });
  }
  bool sound() const override { return x_->sound() && y_->sound(); }
  variable_handle tabulated(const precision& how, const variable_handle& self) const override {
    return tabulated_by_score(self, how);
  }

 private:
  double join(double a, double b) const { return greater_ ? (std::max)(a, b) : (std::min)(a, b); }

  variable_handle x_;
  variable_handle y_;
  bool greater_;
  precision how_;
};

}  // namespace reckon::detail
