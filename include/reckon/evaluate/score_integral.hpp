// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Integrals over the normal scores of two or three shapes that a Gaussian copula may join. One leaf, in
/// which the expression is monotone, is integrated in closed form; over the scores z of the others the plain
/// trapezoid rule runs:
///   F(s) = E[ Phi(+-(t(s, z) - m(z)) / d) ],
/// t the score at which the leaf makes the expression s, m and d its conditional mean and deviation.
class score_points {
 public:
  /// Shape:  `chosen` is the leaf that is integrated in closed form.
  score_points(const program& p, std::size_t chosen, int intervals) : program_(p), chosen_(chosen) {
    for (std::size_t i = 0; i < p.leaves.size(); ++i) {
      if (i != chosen) others_.push_back(i);
    }
    square_matrix parameters(others_.size() + 1);
    std::vector<std::size_t> order = others_;
    order.push_back(chosen);
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j)
        parameters(i, j) = p.copula_parameter(order[i], order[j]);
    }
    const square_matrix factor = copula_factor(parameters).factor();
    deviation_ = factor(others_.size(), others_.size());
    place_nodes(factor, intervals);
  }

  struct node {
    double weight;
    double mean;                 ///< of the chosen leaf's score
    std::vector<double> values;  ///< of all leaves; of the chosen one 0
    double rest = 0;             ///< the expression at these values
    bool rising = true;          ///< in the chosen leaf
  };

  [[nodiscard]] std::vector<node>& nodes() noexcept { return nodes_; }
  [[nodiscard]] const std::vector<node>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] double deviation() const noexcept { return deviation_; }
  [[nodiscard]] const distribution& shape() const {
    return std::get<distribution>(program_.leaves[chosen_].value);
  }
  [[nodiscard]] std::size_t chosen() const noexcept { return chosen_; }

 private:
  static constexpr double reach = 8.2;

  void place_nodes(const square_matrix& factor, int intervals) {
    std::vector<double> scores(others_.size(), 0);
    std::vector<int> index(others_.size(), 0);
    double total = 0;
    for (bool more = true; more;) {
      node made{1, 0, std::vector<double>(program_.leaves.size(), 0)};
      for (std::size_t i = 0; i < others_.size(); ++i) {
        scores[i] = -reach + index[i] * (2 * reach / intervals);
        made.weight *= normal_pdf(scores[i]);
        double score = 0;
        for (std::size_t j = 0; j <= i; ++j) score += factor(i, j) * scores[j];
        made.values[others_[i]] =
            std::get<distribution>(program_.leaves[others_[i]].value).model().at_score(score);
        made.mean += factor(others_.size(), i) * scores[i];
      }
      // What weighs less than the last digit of the sum is left out.
      if (made.weight > 1e-18) {
        total += made.weight;
        nodes_.push_back(std::move(made));
      }
      std::size_t i = 0;
      while (i < index.size() && ++index[i] > intervals) index[i++] = 0;
      more = i < index.size();
    }
    for (node& n : nodes_) n.weight /= total;
  }

  const program& program_;
  std::size_t chosen_;
  std::vector<std::size_t> others_;
  std::vector<node> nodes_;
  double deviation_ = 1;
};

/// The law of an expression by integrals over normal scores.
class score_integral_law final : public law {
 public:
  score_integral_law(program p, std::size_t chosen, int intervals)
      : program_(std::move(p)), fine_(program_, chosen, intervals), coarse_(program_, chosen, intervals / 2) {
    find_affine();
  }

  /// Tells for each node whether the expression rises or falls there in the chosen leaf; false if it does
  /// neither at some node.
  bool find_directions() { return find_directions(fine_) && find_directions(coarse_); }

  /// True if the chosen leaf stands in the last sum alone.
  [[nodiscard]] bool affine() const noexcept { return coefficient_ != 0; }

  /// False where the rule has not converged: there another engine does better.
  [[nodiscard]] bool converged() const {
    std::vector<double> values;
    for (const auto& leaf : program_.leaves) values.push_back(std::get<distribution>(leaf.value).median());
    const double middle = first_order(program_).value_at(values);
    return std::abs(cdf_on(fine_, middle, false) - cdf_on(coarse_, middle, false)) < 1e-5;
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return {range_end(p <= 0), 0};
    const double x = quantile_on(fine_, p);
    return {interval<>(x), std::abs(x - quantile_on(coarse_, p))};
  }

  bounded cdf(double x) const override {
    const double p = std::clamp(cdf_on(fine_, x, false), 0.0, 1.0);
    return {interval<>(p), std::abs(p - cdf_on(coarse_, x, false))};
  }
  bounded cdf_before(double x) const override { return cdf(x); }

  bounded mean() const override {
    const double m = moment(fine_, 0, 1);
    if (!std::isfinite(m)) return {interval<>::entire(), 0};
    return {interval<>(m), std::abs(m - moment(coarse_, 0, 1))};
  }

  bounded standard_deviation() const override {
    const double m = moment(fine_, 0, 1);
    const double sd = std::sqrt(moment(fine_, m, 2));
    const double coarse = std::sqrt(moment(coarse_, m, 2));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (!std::isfinite(sd)) return {{0.0, infinity}, 0};
    return {interval<>(sd), std::abs(sd - coarse)};
  }

  engine made_by() const override { return engine::convolution; }
  std::string assumption() const override { return dependence_in_words(program_); }

 private:
  static constexpr double reach = 8.2;

  /// Where the chosen leaf stands in the last sum alone, its value follows without a search.
  void find_affine() {
    const instruction& result = program_.code.back();
    if (result.kind != operation::add) return;
    for (auto t = program_.begin_terms(result); t != program_.end_terms(result); ++t) {
      const instruction& term = program_.code[t->slot];
      if (term.kind == operation::leaf && term.left == fine_.chosen()) coefficient_ = mid(t->coefficient);
    }
    range_over_box box(program_);
    for (const std::uint32_t shared : box.shared()) {
      if (shared == fine_.chosen()) coefficient_ = 0;
    }
    if (coefficient_ == 0) return;
    first_order at(program_);
    for (score_points* points : {&fine_, &coarse_}) {
      for (auto& node : points->nodes()) node.rest = at.value_at(node.values);
    }
  }

  bool find_directions(score_points& points) {
    range_over_box box(program_);
    const interval<> support = points.shape().support();
    std::vector<interval<>> all;
    for (const auto& leaf : program_.leaves) all.push_back(value_range(leaf.value));
    const interval<> overall = box.gradient(all)[points.chosen()];
    if (box.smooth() && (overall.lower() >= 0 || overall.upper() <= 0)) {
      for (auto& node : points.nodes()) node.rising = overall.lower() >= 0;
      return true;
    }
    for (auto& node : points.nodes()) {
      std::vector<interval<>> values;
      for (const double x : node.values) values.push_back(point_or_beyond(x));
      values[points.chosen()] = support;
      const interval<> slope = box.gradient(values)[points.chosen()];
      if (!box.smooth() && !box.smooth_inside()) return false;
      if (!(slope.lower() >= 0) && !(slope.upper() <= 0)) return false;
      node.rising = slope.lower() >= 0;
    }
    return true;
  }

  /// P(expression <= s), or P(expression > s), without the sets.
  double cdf_on(const score_points& points, double s, bool above) const {
    first_order at(program_);
    double sum = 0;
    for (const auto& node : points.nodes()) {
      const double t = (threshold(points, at, node, s) - node.mean) / points.deviation();
      sum += node.weight * normal_cdf(node.rising != above ? t : -t);
    }
    return sum;
  }

  /// The score of the chosen leaf at which the expression is s.
  double threshold(const score_points& points, first_order& at, const score_points::node& node,
                   double s) const {
    if (coefficient_ != 0) {
      const double x = (s - node.rest) / coefficient_;
      if (std::isnan(x)) return 0;
      const double below = points.shape().cdf(x);
      return below < 0.5 ? normal_quantile(below) : -normal_quantile(points.shape().complement(x));
    }
    std::vector<double> values = node.values;
    const double sign = node.rising ? 1 : -1;
    const auto value_at = [&](double z) {
      values[points.chosen()] = points.shape().model().at_score(z);
      return sign * at.value_at(values);
    };
    constexpr double end = reach + 2;
    if (value_at(-end) >= sign * s) return -std::numeric_limits<double>::infinity();
    if (value_at(end) < sign * s) return std::numeric_limits<double>::infinity();
    return solve_nondecreasing(-end, end, sign * s, value_at);
  }

  double quantile_on(const score_points& points, double p) const {
    // From the median of the leaves outward, until the level is passed.
    first_order at(program_);
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto& node : points.nodes()) {
      if (node.weight < 1e-17) continue;
      std::vector<double> values = node.values;
      for (const double z : {-reach, 0.0, reach}) {
        values[points.chosen()] = points.shape().model().at_score(node.mean + points.deviation() * z);
        const double value = at.value_at(values);
        if (!std::isfinite(value)) continue;
        low = (std::min)(low, value);
        high = (std::max)(high, value);
      }
    }
    // The smaller of both levels is the more accurate.
    if (p <= 0.5) {
      return solve_nondecreasing(low, high, p, [&](double s) { return cdf_on(points, s, false); });
    }
    return solve_nondecreasing(low, high, p - 1, [&](double s) { return -cdf_on(points, s, true); });
  }

  /// The expected value of (expression - centre)^power, by the trapezoid rule in the chosen leaf's score too.
  double moment(const score_points& points, double centre, int power) const {
    first_order at(program_);
    const int intervals = &points == &fine_ ? 128 : 64;
    double sum = 0;
    double total = 0;
    for (const auto& node : points.nodes()) {
      std::vector<double> values = node.values;
      for (int k = 0; k <= intervals; ++k) {
        const double z = -reach + k * (2 * reach / intervals);
        const double weight = node.weight * normal_pdf(z);
        if (weight < 1e-18) continue;
        values[points.chosen()] = points.shape().model().at_score(node.mean + points.deviation() * z);
        sum += weight * std::pow(at.value_at(values) - centre, power);
        total += weight;
      }
    }
    return sum / total;
  }

  interval<> range_end(bool lower) const {
    const interval<> all = whole_range(program_);
    return point_or_beyond(lower ? all.lower() : all.upper());
  }

  program program_;
  score_points fine_;
  score_points coarse_;
  double coefficient_ = 0;  // of the chosen leaf, if it stands in the last sum alone
};

/// Recognises what such integrals answer: two or three shapes.
class score_integral {
 public:
  explicit score_integral(const program& p) : program_(p) {}

  /// The law, or nothing if the expression is not of that kind.
  [[nodiscard]] std::unique_ptr<law> find() const {
    std::vector<std::size_t> shapes;
    for (std::size_t i = 0; i < program_.leaves.size(); ++i) {
      const uncertain_value& value = program_.leaves[i].value;
      const auto* shape = std::get_if<distribution>(&value);
      if (!shape || shape->model().jumps() || !std::isfinite(shape->variance())) return nullptr;
      shapes.push_back(i);
    }
    if (shapes.size() < 2 || shapes.size() > 3) return nullptr;
    order_by_effect(shapes);
    // A leaf that stands in the last sum alone needs no search for its value.
    for (const bool affine : {true, false}) {
      if (!affine && shapes.size() > 2) continue;  // too many searches
      for (const std::size_t chosen : shapes) {
        const double deviation = score_points(program_, chosen, 2).deviation();
        if (deviation < 1e-3) continue;
        // The narrower the leaf is when the others are known, the more points resolve it.
        const double needed = (std::max)(160.0, 60 / deviation);
        const int intervals = shapes.size() == 2 ? static_cast<int>(needed) / 2 * 2 : 96;
        auto found = std::make_unique<score_integral_law>(program_, chosen, intervals);
        if (found->affine() == affine && found->find_directions() && found->converged()) return found;
      }
    }
    return nullptr;
  }

 private:
  /// The leaf that moves the expression most comes first: with that one integrated in closed form, what is
  /// left for the trapezoid rule is the smoothest.
  void order_by_effect(std::vector<std::size_t>& shapes) const {
    std::vector<double> middle;
    for (const auto& leaf : program_.leaves) middle.push_back(std::get<distribution>(leaf.value).median());
    first_order at(program_);
    std::vector<double> effects;
    for (std::size_t i = 0; i < program_.leaves.size(); ++i) {
      const auto& model = std::get<distribution>(program_.leaves[i].value).model();
      std::vector<double> moved = middle;
      moved[i] = model.at_score(1);
      const double above = at.value_at(moved);
      moved[i] = model.at_score(-1);
      const double effect = std::abs(above - at.value_at(moved));
      effects.push_back(std::isnan(effect) ? 0 : effect);
    }
    std::stable_sort(shapes.begin(), shapes.end(),
                     [&](std::size_t a, std::size_t b) { return effects[a] > effects[b]; });
  }

  const program& program_;
};

}  // namespace reckon::detail
