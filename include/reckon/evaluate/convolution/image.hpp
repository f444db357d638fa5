// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A strictly rising function of a variable: its exponential, or its logarithm.
template <class Function>
class image_variable final : public variable {
 public:
  explicit image_variable(variable_handle base)
      : base_(std::move(base)),
        support_(Function::forward(base_->support().lower()), Function::forward(base_->support().upper())) {}

  double at_score(double z) const override { return Function::forward(base_->at_score(z)); }
  void at_scores(std::span<double> scores) const override {
    base_->at_scores(scores);
    Function::all_forward(scores);
  }
  double tail(double x, bool upper) const override {
    if (x <= support_.lower()) return upper ? 1 : 0;
    if (x >= support_.upper()) return upper ? 0 : 1;
    return base_->tail(Function::backward(x), upper);
  }
  void tails(std::span<double> places, bool upper) const override {
    // What lies outside goes to the end that it stands for.
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (double& x : places)
      x = x <= support_.lower() ? Function::lowest : x >= support_.upper() ? infinity : x;
    Function::all_backward(places);
    base_->tails(places, upper);
  }
  double score_of(double x, bool upper) const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (x <= support_.lower()) return -infinity;
    if (x >= support_.upper()) return infinity;
    return base_->score_of(Function::backward(x), upper);
  }
  /// A finite end that was an infinite one, as that of exp(X) at 0, has no mass near it: no kink.
  std::vector<double> kinks() const override {
    std::vector<double> places;
    for (const double k : base_->kinks()) {
      if (const double place = Function::forward(k); std::isfinite(place)) places.push_back(place);
    }
    return places;
  }
  std::vector<double> fine_scores() const override { return base_->fine_scores(); }
  interval<> support() const override { return support_; }
  expected_value mean() const override { return average_of(*base_, Function::forward); }
  expected_value variance() const override {
    const double centre = mean().value;
    return average_of(*base_, [centre](double x) {
      const double off = Function::forward(x) - centre;
      return off * off;
    });
  }

  bool sound() const override { return base_->sound(); }
  bool cheap() const override { return base_->cheap(); }
  bool has_cheap_tails() const override { return base_->has_cheap_tails(); }
  variable_handle tabulated(const precision& how, const variable_handle&) const override {
    return Function::of(kept(base_, how));
  }
  const variable_handle& base() const { return base_; }

 private:
  variable_handle base_;
  interval<> support_;
};

struct to_exponential {
  static double forward(double x) { return std::exp(x); }
  static double backward(double x) { return std::log(x); }
  static void all_forward(std::span<double> x) { arithmetic::to_exponentials(x); }
  static void all_backward(std::span<double> x) { arithmetic::to_logarithms(x); }
  static constexpr double lowest = 0;  ///< value
  static variable_handle of(variable_handle v);
};
struct to_logarithm {
  static double forward(double x) { return std::log(x); }
  static double backward(double x) { return std::exp(x); }
  static void all_forward(std::span<double> x) { arithmetic::to_logarithms(x); }
  static void all_backward(std::span<double> x) { arithmetic::to_exponentials(x); }
  static constexpr double lowest = -std::numeric_limits<double>::infinity();  ///< value
  static variable_handle of(variable_handle v);
};
using exponential_variable = image_variable<to_exponential>;
using logarithm_variable = image_variable<to_logarithm>;

/// A variable that keeps the kinks that its new form does not tell: exp(log(X)) has one where X begins at 0.
class kinked_variable final : public variable {
 public:
  kinked_variable(variable_handle base, std::vector<double> kinks)
      : base_(std::move(base)), kinks_(std::move(kinks)) {}

  double at_score(double z) const override { return base_->at_score(z); }
  void at_scores(std::span<double> scores) const override { base_->at_scores(scores); }
  double tail(double x, bool upper) const override { return base_->tail(x, upper); }
  void tails(std::span<double> places, bool upper) const override { base_->tails(places, upper); }
  double score_of(double x, bool upper) const override { return base_->score_of(x, upper); }
  std::vector<double> kinks() const override { return kinks_; }
  std::vector<double> fine_scores() const override { return base_->fine_scores(); }
  interval<> support() const override { return base_->support(); }
  expected_value mean() const override { return base_->mean(); }
  expected_value variance() const override { return base_->variance(); }
  bool sound() const override { return base_->sound(); }
  bool cheap() const override { return base_->cheap(); }
  variable_handle tabulated(const precision& how, const variable_handle&) const override {
    return std::make_shared<const kinked_variable>(kept(base_, how), kinks_);
  }
  const variable_handle& base() const { return base_; }

 private:
  variable_handle base_;
  std::vector<double> kinks_;
};

inline variable_handle to_exponential::of(variable_handle v) {
  return std::make_shared<const exponential_variable>(std::move(v));
}

/// The logarithm of a variable that is not negative.
inline variable_handle to_logarithm::of(variable_handle v) {
  if (const auto* kinked = dynamic_cast<const kinked_variable*>(v.get())) v = kinked->base();
  if (const auto* e = dynamic_cast<const exponential_variable*>(v.get())) return e->base();
  return std::make_shared<const logarithm_variable>(std::move(v));
}

/// factor * X + shift, whose moments follow from those of X.
class affine_variable final : public variable {
 public:
  /// factor is not 0.
  affine_variable(variable_handle base, double factor, double shift)
      : base_(std::move(base)), factor_(factor), shift_(shift) {}

  double at_score(double z) const override { return forward(base_->at_score(factor_ > 0 ? z : -z)); }
  void at_scores(std::span<double> scores) const override {
    for (double& z : scores) z = factor_ > 0 ? z : -z;
    base_->at_scores(scores);
    for (double& x : scores) x = forward(x);
  }
  double tail(double x, bool upper) const override {
    return base_->tail(backward(x), factor_ > 0 ? upper : !upper);
  }
  void tails(std::span<double> places, bool upper) const override {
    for (double& x : places) x = backward(x);
    base_->tails(places, factor_ > 0 ? upper : !upper);
  }
  double score_of(double x, bool upper) const override {
    return factor_ > 0 ? base_->score_of(backward(x), upper) : -base_->score_of(backward(x), !upper);
  }
  std::vector<double> kinks() const override {
    std::vector<double> places = base_->kinks();
    for (double& k : places) k = forward(k);
    std::sort(places.begin(), places.end());
    return places;
  }
  std::vector<double> fine_scores() const override {
    std::vector<double> scores = base_->fine_scores();
    if (factor_ > 0) return scores;
    for (double& z : scores) z = -z;
    std::reverse(scores.begin(), scores.end());
    return scores;
  }
  interval<> support() const override {
    const interval<> s = base_->support();
    const auto [lower, upper] = std::minmax({forward(s.lower()), forward(s.upper())});
    return {lower, upper};
  }
  expected_value mean() const override {
    const expected_value m = base_->mean();
    return {forward(m.value), std::abs(factor_) * m.error};
  }
  expected_value variance() const override {
    const expected_value v = base_->variance();
    return {factor_ * factor_ * v.value, factor_ * factor_ * v.error};
  }

  bool sound() const override { return base_->sound(); }
  bool cheap() const override { return base_->cheap(); }
  variable_handle tabulated(const precision& how, const variable_handle&) const override {
    return std::make_shared<const affine_variable>(kept(base_, how), factor_, shift_);
  }

 private:
  double forward(double x) const { return factor_ * x + shift_; }
  double backward(double x) const { return (x - shift_) / factor_; }

  variable_handle base_;
  double factor_;
  double shift_;
};

}  // namespace reckon::detail
