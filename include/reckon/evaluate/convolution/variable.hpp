// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Normal scores beyond which there is no mass to speak of: 1e-19 on either side.
inline constexpr double score_reach = 9;

/// How exactly the convolution is to work. The difference between two of these tells the error of the
/// coarser.
struct precision {
  double series;    ///< relative change at which a trapezoid sum, or a Chebyshev series, ends
  bool many_nodes;  ///< Gauss-Legendre panels of 20 nodes, else of 12
  double root;      ///< step in the score at which a root is found
};
inline constexpr precision fine_precision{1e-11, true, 1e-13};
inline constexpr precision coarse_precision{1e-7, false, 1e-10};

/// A random variable with a continuous distribution, as the convolution sees it.
class variable {
 public:
  variable() = default;
  variable(const variable&) = delete;
  variable& operator=(const variable&) = delete;
  virtual ~variable() = default;

  /// The quantile at the level normal_cdf(z).
  virtual double at_score(double z) const = 0;
  /// P(X > x) if `upper`, else P(X <= x); relatively accurate where it is small.
  virtual double tail(double x, bool upper) const = 0;
  /// Where the distribution function is not smooth, in rising order.
  virtual std::vector<double> kinks() const = 0;
  virtual interval<> support() const = 0;
  virtual expected_value mean() const = 0;
  virtual expected_value variance() const = 0;

  /// Whether quantiles and tails cost a few nanoseconds.
  virtual bool cheap() const { return false; }

  /// The normal score of the level of x.
  double score_of(double x) const {
    const double lower = tail(x, false);
    if (lower <= 0.5) return normal_quantile(lower);
    return -normal_quantile(tail(x, true));
  }
};

using variable_handle = std::shared_ptr<const variable>;

/// Breaks of an integral over a variable's score: a coarse grid, and the places where it is not smooth.
[[nodiscard]] inline std::vector<double> score_breaks(std::vector<double> places) {
  constexpr int panels = 8;
  for (int i = 0; i <= panels; ++i) places.push_back(-score_reach + i * (2 * score_reach / panels));
  for (double& z : places) z = std::isnan(z) ? 0 : std::clamp(z, -score_reach, score_reach);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

/// Calls f(z, weight) at the nodes of a Gauss-Legendre rule over a panel of scores; the weights hold the
/// normal density. The nodes crowd towards the ends, where the integrand may have an infinite slope.
template <std::size_t N, class Function>
void for_each_node(double from, double to, const Function& f) {
  const auto& rule = gauss_legendre<N>::rule();
  for (std::size_t i = 0; i < N; ++i) {
    const double t = (1 + rule.node[i]) / 2;
    const double place = t * t * (3 - 2 * t);
    const double speed = 6 * t * (1 - t);
    const double z = from + (to - from) * place;
    f(z, (to - from) / 2 * rule.weight[i] * speed * normal_pdf(z));
  }
}

template <class Function>
void for_each_node(double from, double to, const precision& how, const Function& f) {
  if (how.many_nodes) {
    for_each_node<20>(from, to, f);
  } else {
    for_each_node<12>(from, to, f);
  }
}

/// The expected value of f(X). Large where the tails weigh too much for the value to be trusted.
template <class Function>
[[nodiscard]] expected_value average_of(const variable& x, const Function& f) {
  std::vector<double> scores;
  for (const double k : x.kinks()) scores.push_back(x.score_of(k));
  const std::vector<double> breaks = score_breaks(std::move(scores));
  double fine = 0;
  double coarse = 0;
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    for_each_node<20>(breaks[i - 1], breaks[i], [&](double z, double w) { fine += w * f(x.at_score(z)); });
    for_each_node<12>(breaks[i - 1], breaks[i], [&](double z, double w) { coarse += w * f(x.at_score(z)); });
  }
  // What may lie beyond the last nodes weighs no more than the last stretch, if the tail falls at all.
  double last = 0;
  for (const double side : {-1.0, 1.0}) {
    const double z = side * (score_reach - 0.5);
    last += normal_cdf(-std::abs(z)) * std::abs(f(x.at_score(z)));
  }
  return {fine, std::abs(fine - coarse) + last};
}

/// A leaf of the expression.
class leaf_variable final : public variable {
 public:
  explicit leaf_variable(distribution shape) : shape_(std::move(shape)) {}

  double at_score(double z) const override { return shape_.model().at_score(z); }
  double tail(double x, bool upper) const override {
    return upper ? shape_.model().complement(x) : shape_.model().cdf(x);
  }
  std::vector<double> kinks() const override { return shape_.model().kinks(); }
  interval<> support() const override { return shape_.support(); }
  known_family family() const { return shape_.model().family(); }
  bool cheap() const override { return family().family != known_family::kind::other; }
  expected_value mean() const override { return {shape_.mean(), 0}; }
  expected_value variance() const override { return {shape_.variance(), 0}; }

 private:
  distribution shape_;
};

/// A strictly monotone function of a variable, given with its inverse.
template <class Forward, class Backward>
class image_variable final : public variable {
 public:
  image_variable(variable_handle base, bool rising, Forward forward, Backward backward)
      : base_(std::move(base)),
        rising_(rising),
        forward_(std::move(forward)),
        backward_(std::move(backward)) {
    const interval<> s = base_->support();
    const auto [lower, upper] = std::minmax({forward_(s.lower()), forward_(s.upper())});
    support_ = {lower, upper};
  }

  double at_score(double z) const override { return forward_(base_->at_score(rising_ ? z : -z)); }
  double tail(double x, bool upper) const override {
    if (x <= support_.lower()) return upper ? 1 : 0;
    if (x >= support_.upper()) return upper ? 0 : 1;
    return base_->tail(backward_(x), rising_ ? upper : !upper);
  }
  std::vector<double> kinks() const override {
    std::vector<double> places;
    for (const double k : base_->kinks()) {
      if (const double place = forward_(k); std::isfinite(place)) places.push_back(place);
    }
    // A finite end that was an infinite one, as that of exp(X) at 0, has no mass near it: no kink.
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }
  interval<> support() const override { return support_; }
  expected_value mean() const override { return average_of(*base_, forward_); }
  expected_value variance() const override {
    const expected_value m = mean();
    expected_value v = average_of(*base_, [&](double x) {
      const double off = forward_(x) - m.value;
      return off * off;
    });
    return v;
  }

  bool cheap() const override { return base_->cheap(); }
  const variable_handle& base() const { return base_; }

 private:
  variable_handle base_;
  bool rising_;
  Forward forward_;
  Backward backward_;
  interval<> support_;
};

template <class Forward, class Backward>
[[nodiscard]] variable_handle image(variable_handle base, bool rising, Forward forward, Backward backward) {
  return std::make_shared<const image_variable<Forward, Backward>>(std::move(base), rising,
                                                                   std::move(forward), std::move(backward));
}

/// A variable that keeps the kinks that its new form does not tell: exp(log(X)) has one where X begins at 0.
class kinked_variable final : public variable {
 public:
  kinked_variable(variable_handle base, std::vector<double> kinks)
      : base_(std::move(base)), kinks_(std::move(kinks)) {}

  double at_score(double z) const override { return base_->at_score(z); }
  double tail(double x, bool upper) const override { return base_->tail(x, upper); }
  std::vector<double> kinks() const override { return kinks_; }
  interval<> support() const override { return base_->support(); }
  expected_value mean() const override { return base_->mean(); }
  expected_value variance() const override { return base_->variance(); }
  bool cheap() const override { return base_->cheap(); }
  const variable_handle& base() const { return base_; }

 private:
  variable_handle base_;
  std::vector<double> kinks_;
};

/// factor * X + shift, whose moments follow from those of X.
class affine_variable final : public variable {
 public:
  /// factor is not 0.
  affine_variable(variable_handle base, double factor, double shift)
      : base_(std::move(base)), factor_(factor), shift_(shift) {}

  double at_score(double z) const override { return forward(base_->at_score(factor_ > 0 ? z : -z)); }
  double tail(double x, bool upper) const override {
    return base_->tail((x - shift_) / factor_, factor_ > 0 ? upper : !upper);
  }
  std::vector<double> kinks() const override {
    std::vector<double> places = base_->kinks();
    for (double& k : places) k = forward(k);
    std::sort(places.begin(), places.end());
    return places;
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

  bool cheap() const override { return base_->cheap(); }

 private:
  double forward(double x) const { return factor_ * x + shift_; }

  variable_handle base_;
  double factor_;
  double shift_;
};

}  // namespace reckon::detail
