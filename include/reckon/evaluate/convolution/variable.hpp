// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/gauss_rule.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/detail/weight_beyond.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

namespace reckon::detail {

/// How exactly the convolution is to work. The difference between two of these tells the error of the
/// coarser.
struct precision {
  double score;     ///< error allowed in a score, where a pair is tabulated
  bool many_nodes;  ///< Gauss-Legendre panels of 24 nodes, else of 16
  double root;      ///< step in the score at which a root is found
};
inline constexpr precision fine_precision{1e-10, true, 1e-13};
inline constexpr precision coarse_precision{1e-7, false, 1e-10};

class variable;
using variable_handle = std::shared_ptr<const variable>;

/// A random variable with a continuous distribution, as the convolution sees it.
class variable {
 public:
  variable() = default;
  variable(const variable&) = delete;
  variable& operator=(const variable&) = delete;
  virtual ~variable() = default;

  /// The quantile at the level normal_cdf(z).
  virtual double at_score(double z) const = 0;
  /// Replaces each score z by at_score(z).
  virtual void at_scores(std::span<double> scores) const {
    for (double& z : scores) z = at_score(z);
  }
  /// P(X > x) if `upper`, else P(X <= x); relatively accurate where it is small.
  virtual double tail(double x, bool upper) const = 0;
  /// The normal score of the level of x; `upper` if that level is expected to be above one half.
  virtual double score_of(double x, bool upper) const {
    constexpr double unlikely = 0.99;  // there, rounding would show in the score
    double mass = tail(x, upper);
    if (mass > unlikely) {
      upper = !upper;
      mass = tail(x, upper);
    }
    return upper ? -normal_quantile(mass) : normal_quantile(mass);
  }
  double score_of(double x) const { return score_of(x, false); }
  /// Replaces each place x by tail(x, upper): what many calls of tail give, quicker where neighbours are near
  /// each other.
  virtual void tails(std::span<double> places, bool upper) const {
    for (double& x : places) x = tail(x, upper);
  }
  /// Where the distribution function is not smooth, in rising order.
  virtual std::vector<double> kinks() const = 0;
  /// Scores between which the quantile function is that of a shape without narrow parts, where it is not so
  /// throughout: an integral over X is split there. Only of what is cheap.
  virtual std::vector<double> fine_scores() const { return {}; }
  virtual interval<> support() const = 0;
  virtual expected_value mean() const = 0;
  virtual expected_value variance() const = 0;

  /// Whether it is right to the precision that was asked for, as far as can be told.
  virtual bool sound() const { return true; }
  /// Whether quantiles and tails cost a few nanoseconds.
  virtual bool cheap() const { return false; }
  /// Whether tails do.
  virtual bool has_cheap_tails() const { return cheap(); }
  /// The same variable, cheap. `self` holds this one.
  virtual variable_handle tabulated(const precision& how, const variable_handle& self) const = 0;
};

/// What is asked many times is tabulated.
[[nodiscard]] inline variable_handle kept(const variable_handle& v, const precision& how) {
  return v->cheap() ? v : v->tabulated(how, v);
}

/// The kinks inside the support: at its ends a quantile function of the score is smooth.
[[nodiscard]] inline std::vector<double> inner_kinks(const variable& v) {
  const interval<> s = v.support();
  std::vector<double> inner;
  for (const double k : v.kinks()) {
    if (k > s.lower() && k < s.upper()) inner.push_back(k);
  }
  return inner;
}

/// A Gauss-Legendre rule on [0, 1] whose nodes crowd towards the ends, where the integrand may have an
/// infinite slope: by t * t * (3 - 2 * t).
template <std::size_t N>
struct crowded_rule {
  std::array<double, N> node;
  std::array<double, N> weight;

  crowded_rule() {
    const auto& rule = gauss_legendre<N>::rule();
    for (std::size_t i = 0; i < N; ++i) {
      const double t = (1 + rule.node[i]) / 2;
      node[i] = t * t * (3 - 2 * t);
      weight[i] = rule.weight[i] / 2 * 6 * t * (1 - t);
    }
  }

  static const crowded_rule& made() {
    static const crowded_rule rule;
    return rule;
  }
};

/// Adds the nodes of a rule over a panel of scores, with weights that do not hold the normal density yet.
template <std::size_t N>
void add_nodes(weighted_nodes& to_these, double from, double to) {
  const auto& rule = crowded_rule<N>::made();
  const std::size_t first = to_these.values.size();
  to_these.resize(first + N);
  for (std::size_t i = 0; i < N; ++i) {
    to_these.values[first + i] = from + (to - from) * rule.node[i];
    to_these.weights[first + i] = (to - from) * rule.weight[i];
  }
}
inline void add_nodes(weighted_nodes& to_these, double from, double to, const precision& how) {
  if (how.many_nodes) {
    add_nodes<24>(to_these, from, to);
  } else {
    add_nodes<16>(to_these, from, to);
  }
}

/// Multiplies the weights by the normal density of the scores that they belong to.
inline void weigh_by_density(weighted_nodes& scores) {
  std::vector<double> densities = scores.values;
  for (double& z : densities) z = -0.5 * z * z;
  arithmetic::to_exponentials(densities);
  for (std::size_t i = 0; i < densities.size(); ++i)
    scores.weights[i] *= densities[i] * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
}

/// The expected value of f(X), by N nodes between each two breaks of the score of X.
template <std::size_t N, class Function>
[[nodiscard]] double average_over(const std::vector<double>& breaks, const variable& x, const Function& f) {
  weighted_nodes nodes;
  nodes.reserve(N * breaks.size());
  for (std::size_t i = 1; i < breaks.size(); ++i) add_nodes<N>(nodes, breaks[i - 1], breaks[i]);
  weigh_by_density(nodes);
  x.at_scores(nodes.values);
  double total = 0;
  for (std::size_t i = 0; i < nodes.values.size(); ++i) total += nodes.weights[i] * f(nodes.values[i]);
  return total;
}

/// The expected value of f(X). Large where the tails weigh too much for the value to be trusted.
template <class Function>
[[nodiscard]] expected_value average_of(const variable& x, const Function& f) {
  std::vector<double> scores = x.fine_scores();
  for (const double k : inner_kinks(x)) scores.push_back(x.score_of(k));
  const std::vector<double> breaks = score_breaks(std::move(scores), 8);
  const double fine = average_over<20>(breaks, x, f);
  const double coarse = average_over<12>(breaks, x, f);
  double last = 0;
  for (const double side : {-1.0, 1.0}) {
    last +=
        weight_beyond(score_reach - 0.5, 0.5, [&](double z) { return std::abs(f(x.at_score(side * z))); });
  }
  return {fine, std::abs(fine - coarse) + last};
}

}  // namespace reckon::detail
