// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/panel_average.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/common_level.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A quantity that never falls as one quantile level rises; the level is told by its normal score.
class level_model final : public distribution_model {
 public:
  /// Shape: at(z) is the quantile at the level of z, at(-inf) and at(inf) are the ends; `jumps` tells whether
  /// it may stay the same over many levels.
  level_model(std::function<double(double)> at, bool jumps) : at_(std::move(at)), jumps_(jumps) {}

  double quantile(double p) const override {
    if (p <= 0 || p >= 1) return end(p <= 0);
    return p <= 0.5 ? at_(normal_quantile(p)) : upper_quantile(1 - p);
  }
  double upper_quantile(double q) const override {
    if (q <= 0 || q >= 1) return end(q >= 1);
    return at_(-normal_quantile(q));
  }
  double cdf(double x) const override { return normal_cdf(score_up_to(x)); }
  double complement(double x) const override { return normal_cdf(-score_up_to(x)); }
  double cdf_before(double x) const override { return normal_cdf(score_before(x)); }
  double pdf(double x) const override {
    // The derivative of the quantile function by the score, over a step that is wide against rounding.
    constexpr double h = 1e-4;
    const double z = score_before(x);
    if (std::abs(z) >= reach) return 0;
    const double slope = (8 * (at_(z + h) - at_(z - h)) - (at_(z + 2 * h) - at_(z - 2 * h))) / (12 * h);
    return normal_pdf(z) / slope;
  }
  double mean() const override { return numerical_mean(*this); }
  double variance() const override { return numerical_variance(*this); }
  interval<> support() const override { return {end(true), end(false)}; }
  bool jumps() const override { return jumps_; }

  /// By panels, which grow narrow where a part has a kink or takes over from another.
  expected_value average(const std::function<double(double)>& f) const override {
    return panel_average([&](double z) { return f(at_(z)); }, {}, {last_score, 1e-14, most_panels});
  }
  std::string name() const override { return "a quantity of parts that rise and fall together"; }

 private:
  static constexpr double reach = 38;       // beyond this no level is a double
  static constexpr double last_score = 12;  // of an average
  static constexpr std::size_t most_panels = 400;

  double end(bool lower) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return at_(lower ? -infinity : infinity);
  }

  /// The greatest score up to which the value is at most x.
  double score_up_to(double x) const {
    return score_before(std::nextafter(x, std::numeric_limits<double>::infinity()));
  }

  /// The least score at which the value is x or more.
  double score_before(double x) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (at_(-reach) >= x) return -infinity;
    if (at_(reach) < x) return infinity;
    return solve_nondecreasing(-reach, reach, x, at_);
  }

  std::function<double(double)> at_;
  bool jumps_;
};

/// Whether what an operation gives may stay the same while its operands rise.
[[nodiscard]] inline bool has_plateaus(operation kind) {
  return kind == operation::minimum || kind == operation::maximum;
}

/// An expression whose parts all follow one level, up or down: its quantile function is the expression of
/// theirs. (Comonotone parts: Dhaene et al., Insurance: Mathematics and Economics 31:3, 2002.)
struct comonotone_parts {
  /// A part, or an operation on earlier ones. `mirrored` operands are taken at the opposite level.
  struct step {
    operation kind = operation::constant;
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    bool binary = false;
    bool left_mirrored = false;
    bool right_mirrored = false;
    double number = 0;
    std::optional<distribution> shape;
  };
  std::vector<step> steps;

  [[nodiscard]] std::uint32_t last() const { return static_cast<std::uint32_t>(steps.size() - 1); }

  [[nodiscard]] double value_of(std::uint32_t n, double z) const {
    const step& s = steps[n];
    if (s.shape) return quantile_at(*s.shape, z);
    if (s.kind == operation::constant) return s.number;
    const double a = value_of(s.left, s.left_mirrored ? -z : z);
    switch (s.kind) {
      case operation::negate:
        return -a;
      case operation::exponential:
        return std::exp(a);
      case operation::logarithm:
        return std::log(a);
      case operation::square_root:
        return std::sqrt(a);
      default:
        break;
    }
    const double b = value_of(s.right, s.right_mirrored ? -z : z);
    switch (s.kind) {
      case operation::add:
        return a + b;
      case operation::subtract:
        return a - b;
      case operation::multiply:
        return a == 0 || b == 0 ? 0 : a * b;
      case operation::divide:
        return a == 0 ? 0 : a / b;
      case operation::minimum:
        return (std::min)(a, b);
      default:
        return (std::max)(a, b);
    }
  }
};

/// The distribution of an expression of shapes that a Gaussian copula joins with parameters 1 and -1 alone,
/// and that never falls, or never rises, as they follow one level; nothing if it is another.
[[nodiscard]] inline std::optional<distribution> perfectly_joined(const program& p) {
  if (p.blocks.size() != 1 || p.blocks.front().leaves.size() != p.leaves.size()) return std::nullopt;
  std::vector<double> directions;
  std::vector<interval<>> supports;
  for (std::size_t i = 0; i < p.leaves.size(); ++i) {
    const auto* shape = std::get_if<distribution>(&p.leaves[i].value);
    const double parameter = p.copula_parameter(0, i);
    if (!shape || shape->model().jumps() || std::abs(parameter) != 1) return std::nullopt;
    directions.push_back(parameter);
    supports.push_back(shape->support());
  }
  range_over_box box(p);
  const std::vector<interval<>> slopes = box.gradient(supports);
  if (!box.smooth()) return std::nullopt;
  bool rises = true;
  bool falls = true;
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const interval<> along = directions[i] * slopes[i];
    rises = rises && along.lower() >= 0;
    falls = falls && along.upper() <= 0;
  }
  if (!rises && !falls) return std::nullopt;
  const interval<> all = whole_range(p);
  const auto at = [p, directions, all, rises](double z) {
    if (std::isinf(z)) return z < 0 ? all.lower() : all.upper();
    std::vector<double> values;
    for (std::size_t i = 0; i < directions.size(); ++i) {
      const double score = rises ? directions[i] * z : -directions[i] * z;
      values.push_back(std::get<distribution>(p.leaves[i].value).model().at_score(score));
    }
    return first_order(p).value_at(values);
  };
  const bool jumps =
      std::any_of(p.code.begin(), p.code.end(), [](const instruction& i) { return has_plateaus(i.kind); });
  return distribution(std::make_shared<const level_model>(at, jumps));
}

/// Recognises expressions of precise parts, each used once, in which every operation states that its operands
/// rise together or against each other, and follows them.
class comonotone {
 public:
  comonotone(const estimate& e, const options& how) : order_(e.root()), how_(how) {}

  /// The distribution, or nothing if the expression is not of that kind.
  [[nodiscard]] std::optional<distribution> find() {
    auto found = parts();
    if (!found) return std::nullopt;
    const bool jumps = std::any_of(found->steps.begin(), found->steps.end(),
                                   [](const auto& step) { return has_plateaus(step.kind); });
    const auto at = [all = *std::move(found)](double z) { return all.value_of(all.last(), z); };
    return distribution(std::make_shared<const level_model>(at, jumps));
  }

  /// The parts with the operations on them, likewise.
  [[nodiscard]] std::optional<comonotone_parts> parts() {
    constexpr std::size_t most_nodes = 256;  // the value is found by recursion
    if (!order_.read_once || order_.has_blocks || order_.nodes.size() > most_nodes) return std::nullopt;
    for (std::uint32_t i = 0; i < order_.nodes.size(); ++i) {
      if (!add(i)) return std::nullopt;
    }
    return std::move(parts_);
  }

 private:
  bool add(std::uint32_t i) {
    const node* n = order_.nodes[i];
    comonotone_parts::step made;
    made.kind = n->kind;
    interval<> support(0.0);
    if (n->kind == operation::constant) {
      made.number = n->number;
      support = interval<>(n->number);
    } else if (n->kind == operation::leaf) {
      const auto* shape = std::get_if<distribution>(&static_cast<const leaf_node*>(n)->value);
      if (!shape || shape->model().jumps()) return false;
      made.shape = *shape;
      support = shape->support();
    } else {
      made.left = order_.left(i);
      made.right = order_.right(i);
      made.binary = n->right != nullptr;
      if (!follows(i, made)) return false;
      support = apply_operation(n->kind, supports_[made.left],
                                n->right ? supports_[made.right] : interval<>(0.0), n->number);
      if (is_empty(support)) return false;
    }
    parts_.steps.push_back(std::move(made));
    supports_.push_back(support);
    return true;
  }

  /// Whether the value of an operation never falls as its level rises; decides which operands are mirrored.
  bool follows(std::uint32_t i, comonotone_parts::step& made) const {
    const node* n = order_.nodes[i];
    const interval<> a = supports_[made.left];
    if (!n->right) {
      switch (n->kind) {
        case operation::negate:
          made.left_mirrored = true;
          return true;
        case operation::exponential:
          return true;
        case operation::logarithm:
        case operation::square_root:
          return a.lower() >= 0;
        default:
          return false;
      }
    }
    const interval<> b = supports_[made.right];
    const bool single = order_.constant(made.left) || order_.constant(made.right);
    const dependence between = n->stated.value_or(how_.default_dependence);
    const bool together = single || between == dependence::perfect;
    const bool against = single || between == dependence::opposite;
    switch (n->kind) {
      case operation::add:
      case operation::minimum:
      case operation::maximum:
        return together;
      case operation::subtract:
        made.right_mirrored = true;
        return against;
      case operation::multiply:
        if (!single) return together && a.lower() >= 0 && b.lower() >= 0;
        made.left_mirrored = order_.constant(made.right) && b.upper() < 0;
        made.right_mirrored = order_.constant(made.left) && a.upper() < 0;
        return order_.constant(made.left) ? one_sign(a) : one_sign(b);
      case operation::divide:
        if (order_.constant(made.right)) {
          made.left_mirrored = b.upper() < 0;
          return !contains(b, 0.0);
        }
        made.right_mirrored = !(order_.constant(made.left) && a.upper() < 0);
        return against && b.lower() >= 0 && (a.lower() >= 0 || !made.right_mirrored);
      default:
        return false;
    }
  }

  static bool one_sign(interval<> x) { return x.lower() >= 0 || x.upper() <= 0; }

  node_order order_;
  const options& how_;
  comonotone_parts parts_;
  std::vector<interval<>> supports_;
};

}  // namespace reckon::detail
