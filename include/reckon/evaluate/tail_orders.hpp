// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <variant>
#include <vector>

namespace reckon::detail {

/// How slowly the probability that X exceeds q falls as q grows: with L = -log P(X > q), and to first order,
/// L = rate q^order if `light` (a normal has order 2, an exponential 1), L = rate (log q)^order if `heavy` (a
/// lognormal has order 2; of order 1 it is a power of q), and less than any such if `heaviest`. `none` tells
/// nothing.
struct tail_order {
  enum class kind : unsigned char { none, light, heavy, heaviest } weight = kind::none;
  double order = 1;
  double rate = 1;

  /// Whether the k-th moment is infinite; a power within a thousandth of the edge is not told.
  [[nodiscard]] bool lacks_moment(double k) const {
    constexpr double surely = 0.999;
    if (weight == kind::heaviest) return true;
    if (weight != kind::heavy || order > 1) return false;
    return order < 1 || rate <= surely * k || is_same_power(k);
  }

  /// The tail of exp(X).
  [[nodiscard]] tail_order exponential() const {
    if (weight == kind::none) return {};
    return {weight == kind::light ? kind::heavy : kind::heaviest, order, rate};
  }

  /// The tail of log(X).
  [[nodiscard]] tail_order logarithm() const {
    return weight == kind::heavy ? tail_order{kind::light, order, rate} : tail_order{};
  }

  /// The tail of X^p.
  [[nodiscard]] tail_order power(double p) const {
    if (weight == kind::light) return {weight, order / p, rate};
    return {weight, order, weight == kind::heavy ? rate / std::pow(p, order) : rate};
  }

  /// The tail of a * X, a > 0.
  [[nodiscard]] tail_order scaled(double a) const {
    if (weight != kind::light || !(a > 0) || !std::isfinite(a)) return *this;
    return {weight, order, rate / std::pow(a, order)};
  }

  friend bool is_heavier(const tail_order& a, const tail_order& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.order != b.order ? a.order < b.order : a.rate < b.rate;
  }

 private:
  /// The rates of powers that were met exactly, such as that of a pole.
  [[nodiscard]] bool is_same_power(double k) const { return rate == k; }
};

/// The tail of X * Y, independent and unbounded both: the least of L(x) + L(q / x).
[[nodiscard]] inline tail_order product_of_tails(const tail_order& x, const tail_order& y) {
  const bool both_light = x.weight == tail_order::kind::light && y.weight == tail_order::kind::light;
  if (!both_light) return is_heavier(x, y) ? x : y;
  const double sum = x.order + y.order;
  const double ratio = y.rate * y.order / (x.rate * x.order);
  return {x.weight, x.order * y.order / sum,
          x.rate * (1 + x.order / y.order) * std::pow(ratio, x.order / sum)};
}

/// Tells from the tails of the leaves that moments of an expression are infinite, where what an operation
/// acts on shares no leaf: however improbable what makes them so. Elsewhere nothing is told.
class tail_orders {
 public:
  explicit tail_orders(const program& p) : program_(p) {
    if (!p.blocks.empty() || p.states_dependence || p.code.size() > most_instructions ||
        p.leaves.size() > most_leaves)
      return;
    for (const program_leaf& leaf : p.leaves) {
      if (!std::holds_alternative<distribution>(leaf.value)) return;
    }
    for (const instruction& i : p.code) nodes_.push_back(looked_at(i));
  }

  /// Whether the positive, or the negative, part of the result has an infinite k-th moment.
  [[nodiscard]] bool lacks_moment(double k, bool above) const {
    if (nodes_.empty()) return false;
    return (above ? nodes_.back().above : nodes_.back().below).lacks_moment(k);
  }

 private:
  static constexpr std::size_t most_instructions = 256;
  static constexpr std::size_t most_leaves = 64;

  /// What is known of an instruction: its tails, and those of what it divides.
  struct node {
    tail_order above, below;            // of X, and of -X
    tail_order above_zero, below_zero;  // of 1 / X where X > 0, and of -1 / X where X < 0
    std::uint64_t leaves = 0;           // one bit each
    bool plain = true;                  // each of them is used once
    interval<> centre{0.0};             // where all leaves are at their medians
    interval<> values{0.0};             // within `reach` of that
    interval<> range{0.0};
  };

  node looked_at(const instruction& i) const {
    node made;
    std::uint64_t seen = 0;
    program_.for_each_operand(i, [&](std::uint32_t slot) {
      const node& operand = nodes_[slot];
      made.plain = made.plain && operand.plain && (seen & operand.leaves) == 0;
      seen |= operand.leaves;
    });
    made.leaves = seen;
    if (i.kind == operation::leaf) return leaf(i.left);
    if (i.kind == operation::add) return sum(i, made);
    made.range = made.values = made.centre = i.constant;
    if (i.kind == operation::constant) return made;
    const node& x = nodes_[i.left];
    const node& y = nodes_[i.right];
    made.range = apply_operation(i.kind, x.range, y.range, i.exponent);
    made.values = apply_operation(i.kind, x.values, y.values, i.exponent);
    made.centre = apply_operation(i.kind, x.centre, y.centre, i.exponent);
    if (!made.plain) return made;
    apply(i, x, y, made);
    return made;
  }

  void apply(const instruction& i, const node& x, const node& y, node& made) const {
    switch (i.kind) {
      case operation::multiply:
        multiply(x, y, made);
        break;
      case operation::divide:
        if (!program::is_one(i)) multiply(x, inverse(y), made);
        break;
      case operation::exponential:
        made.above = x.above.exponential();
        made.above_zero = x.below.exponential();
        break;
      case operation::logarithm:
      case operation::decimal_logarithm:
        made.above = x.above.logarithm();
        made.below = x.above_zero.logarithm();
        break;
      case operation::absolute:
        fold(x, made);
        break;
      case operation::square:
        raise(x, 2, made);
        break;
      case operation::square_root:
        raise(x, 0.5, made);
        break;
      case operation::integer_power:
        raise(x, i.exponent, made);
        break;
      case operation::power:
        if (is_singleton(y.range)) raise(x, y.range.lower(), made);
        break;
      case operation::maximum:
        made.above = heavier(x.above, y.above);
        break;
      case operation::minimum:
        made.below = heavier(x.below, y.below);
        break;
      default:
        break;
    }
  }

  static tail_order heavier(const tail_order& a, const tail_order& b) { return is_heavier(a, b) ? a : b; }

  static node inverse(const node& x) {
    node made = x;
    std::swap(made.above, made.above_zero);
    std::swap(made.below, made.below_zero);
    made.values = 1.0 / x.values;
    made.range = 1.0 / x.range;
    return made;
  }

  static void fold(const node& x, node& made) {
    made.above = heavier(x.above, x.below);
    made.above_zero = heavier(x.above_zero, x.below_zero);
  }

  /// X^p; where X is negative, p whole.
  static void raise(const node& x, double p, node& made) {
    if (p == 0) return;
    node base = p > 0 ? x : inverse(x);
    const double size = std::abs(p);
    const bool whole = p == std::floor(p);
    const bool odd = whole && std::fmod(size, 2) == 1;
    if (!whole) base.below = base.below_zero = {};
    if (whole && !odd) {
      const node signed_base = base;
      base.below = base.below_zero = {};
      fold(signed_base, base);
    }
    made.above = base.above.power(size);
    made.below = base.below.power(size);
    made.above_zero = base.above_zero.power(size);
    made.below_zero = base.below_zero.power(size);
  }

  static void multiply(const node& x, const node& y, node& made) {
    const auto one_sign = [](const node& a, const node& b, bool above) {
      return heavier(signed_product(a.above, b, above), signed_product(a.below, b, !above));
    };
    made.above = heavier(both(x, y, true), heavier(one_sign(x, y, true), one_sign(y, x, true)));
    made.below = heavier(both(x, y, false), heavier(one_sign(x, y, false), one_sign(y, x, false)));
    const node ix = inverse(x);
    const node iy = inverse(y);
    made.above_zero = heavier(both(ix, iy, true), heavier(one_sign(ix, iy, true), one_sign(iy, ix, true)));
    made.below_zero = heavier(both(ix, iy, false), heavier(one_sign(ix, iy, false), one_sign(iy, ix, false)));
  }

  /// The tail where both factors are far out.
  static tail_order both(const node& x, const node& y, bool above) {
    const auto product = [](const tail_order& a, const tail_order& b) {
      const bool told = a.weight != tail_order::kind::none && b.weight != tail_order::kind::none;
      return told ? product_of_tails(a, b) : tail_order{};
    };
    return above ? heavier(product(x.above, y.above), product(x.below, y.below))
                 : heavier(product(x.above, y.below), product(x.below, y.above));
  }

  /// A tail of one factor where the other has a sign, and is as large as it may well be.
  static tail_order signed_product(const tail_order& tail, const node& other, bool positive) {
    const double size = positive ? other.values.upper() : -other.values.lower();
    return size > 0 ? tail.scaled(size) : tail_order{};
  }

  /// A linear combination, of which one term is far out; and, where its values go through zero, its inverse.
  node sum(const instruction& i, node made) const {
    made.range = made.centre = i.constant;
    double below = 0;
    double above = 0;
    bool dense = false;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const node& x = nodes_[t->slot];
      const double c = mid(t->coefficient);
      made.range += t->coefficient * x.range;
      made.centre += t->coefficient * x.centre;
      const interval<> off = t->coefficient * (x.values - x.centre);
      below = std::hypot(below, off.lower());
      above = std::hypot(above, off.upper());
      if (!made.plain || c == 0) continue;
      made.above = heavier(made.above, (c > 0 ? x.above : x.below).scaled(std::abs(c)));
      made.below = heavier(made.below, (c > 0 ? x.below : x.above).scaled(std::abs(c)));
      dense = dense || is_dense_leaf(t->slot);
    }
    made.values = intersection(made.range, made.centre + interval<>(-below, above));
    if (dense && made.values.lower() < 0 && made.values.upper() > 0)
      made.above_zero = made.below_zero = pole();
    return made;
  }

  /// That of 1 / X where X has a density at zero.
  static tail_order pole() { return {tail_order::kind::heavy, 1, 1}; }

  bool is_dense_leaf(std::uint32_t slot) const {
    const instruction& i = program_.code[slot];
    if (i.kind != operation::leaf) return false;
    const auto* shape = std::get_if<distribution>(&program_.leaves[i.left].value);
    return shape && is_dense(shape->model());
  }

  /// Whether a shape has a density all over its support.
  static bool is_dense(const distribution_model& model) { return !model.jumps() && model.parts().empty(); }

  node leaf(std::uint32_t number) const {
    node made;
    made.leaves = std::uint64_t{1} << number;
    made.range = made.values = value_range(program_.leaves[number].value);
    const auto* shape = std::get_if<distribution>(&program_.leaves[number].value);
    if (!shape) return made;
    const distribution_model& model = shape->model();
    // What lies further out has a mass of 1e-15: no pole there is one that somebody means (convention).
    constexpr double reach = 8;
    made.centre = point_or_beyond(model.quantile(0.5));
    made.values = intersection(made.range, convex_hull(point_or_beyond(model.at_score(-reach)),
                                                       point_or_beyond(model.at_score(reach))));
    find_tails(model, made);
    if (is_dense(model) && made.values.lower() < 0 && made.values.upper() > 0 && model.pdf(0) > 0)
      made.above_zero = made.below_zero = pole();
    return made;
  }

  /// The tails of a shape; of a mixture, the heaviest of its parts.
  static void find_tails(const distribution_model& model, node& made) {
    for (const weighted_distribution& part : model.parts()) {
      node its;
      its.range = part.shape.support();
      find_tails(part.shape.model(), its);
      made.above = heavier(made.above, its.above);
      made.below = heavier(made.below, its.below);
      made.above_zero = heavier(made.above_zero, its.above_zero);
      made.below_zero = heavier(made.below_zero, its.below_zero);
    }
    if (const known_family known = model.family(); known.family == known_family::kind::normal) {
      made.above = made.below = {tail_order::kind::light, 2, 0.5 / (known.scale * known.scale)};
    } else if (known.family == known_family::kind::lognormal) {
      made.above = made.above_zero = {tail_order::kind::heavy, 2, 0.5 / (known.scale * known.scale)};
    } else if (!model.jumps() && model.parts().empty()) {
      measure(model, made);
    }
  }

  /// The tails of a shape, told by its quantiles far out.
  static void measure(const distribution_model& model, node& made) {
    if (made.range.upper() == infinity)
      made.above = fitted([&model](double mass) { return model.upper_quantile(mass); });
    if (made.range.lower() == -infinity)
      made.below = fitted([&model](double mass) { return -model.quantile(mass); });
    if (made.range.lower() == 0)
      made.above_zero = fitted([&model](double mass) { return 1 / model.quantile(mass); });
    if (made.range.upper() == 0)
      made.below_zero = fitted([&model](double mass) { return -1 / model.upper_quantile(mass); });
  }

  /// A power, if the quantiles follow it to three digits, the exponential of a power, or an exponential with
  /// nearly its rate, by three places of small mass.
  template <class Quantile>
  static tail_order fitted(const Quantile& quantile) {
    constexpr double masses[] = {1e-40, 1e-60, 1e-80};
    double q[3];
    double size[3];
    for (int k = 0; k < 3; ++k) {
      q[k] = quantile(masses[k]);
      size[k] = -std::log(masses[k]);
      if (!(q[k] > 0) || !std::isfinite(q[k]) || (k > 0 && !(q[k] > q[k - 1]))) return {};
    }
    const auto alike = [](double a, double b, double within) { return std::abs(a - b) <= within * b; };
    const double power = (size[2] - size[1]) / std::log(q[2] / q[1]);
    if (alike((size[1] - size[0]) / std::log(q[1] / q[0]), power, 1e-3))
      return {tail_order::kind::heavy, 1, nearly_whole(power)};
    const double order = std::log(size[2] / size[1]) / std::log(q[2] / q[1]);  // such as that of a Weibull
    if (alike(std::log(size[1] / size[0]) / std::log(q[1] / q[0]), order, 1e-6))
      return {tail_order::kind::light, nearly_whole(order), size[2] / std::pow(q[2], order)};
    const double slope = (size[2] - size[1]) / (q[2] - q[1]);
    const double before = (size[1] - size[0]) / (q[1] - q[0]);
    if (!alike(before, slope, 0.2)) return {};
    // That of a gamma comes closer to its limit as c + d / q. A rate that is too great claims less.
    const double inner = (q[0] + q[1]) / 2;
    const double outer = (q[1] + q[2]) / 2;
    const double limit = (slope * outer - before * inner) / (outer - inner);
    constexpr double cautious = 1.01;
    return {tail_order::kind::light, 1, cautious * (std::max)(limit, slope)};
  }

  static double nearly_whole(double x) {
    constexpr double rounding = 1e-9;
    return std::abs(x - std::round(x)) <= rounding * x ? std::round(x) : x;
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();

  const program& program_;
  std::vector<node> nodes_;
};

}  // namespace reckon::detail
