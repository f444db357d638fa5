// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <queue>
#include <span>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The range of a program's result over a box of leaf values: an enclosure, sharp where the search converges.
///
/// Leaves that the result reaches by one path cost nothing: there, interval arithmetic is exact. The others
/// are searched: where the interval derivative has one sign a leaf is pinned to its end, else the box is
/// split, at the place where the derivative seems to vanish (branch and bound; Ratschek and Rokne, New
/// Computer Methods for Global Optimization, 1988; Moore, Kearfott and Cloud, Introduction to Interval
/// Analysis, 2009, section 11).
class range_over_box {
 public:
  explicit range_over_box(const program& p)
      : program_(p), values_(p.code.size()), leaf_slots_(p.leaves.size()) {
    std::vector<std::uint64_t> paths(p.code.size(), 0);
    paths.back() = 1;
    for (std::size_t i = p.code.size(); i-- > 0;) {
      p.for_each_operand(p.code[i], [&](std::uint32_t slot) {
        paths[slot] = (std::min)(std::uint64_t{1} << 32, paths[slot] + paths[i]);
      });
      if (p.code[i].kind == operation::leaf) {
        leaf_slots_[p.code[i].left] = static_cast<std::uint32_t>(i);
        if (paths[i] > 1) shared_.push_back(p.code[i].left);
      }
    }
    std::reverse(shared_.begin(), shared_.end());
  }

  /// Leaves that the result reaches by several paths, by number.
  [[nodiscard]] std::span<const std::uint32_t> shared() const noexcept { return shared_; }

  /// The range while leaf i runs through leaf_values[i]; empty where the expression is defined nowhere.
  /// `effort` bounds the number of boxes looked at for each end.
  [[nodiscard]] interval<> operator()(std::span<const interval<>> leaf_values, int effort = 20000) {
    leaves_.assign(leaf_values.begin(), leaf_values.end());
    searched_.clear();
    for (const std::uint32_t i : shared_) {
      if (!is_singleton(leaf_values[i])) searched_.push_back(i);
    }
    converged_ = true;
    looked_at_ = 0;
    // A search takes long where there is much to evaluate; then it looks at fewer boxes.
    constexpr std::size_t most_work = 1 << 20;
    const std::size_t work = program_.code.size() + program_.terms.size();
    effort = (std::min)(effort, static_cast<int>((std::max)(std::size_t{4}, most_work / work)));
    const interval<> whole = evaluate();
    if (blind_) converged_ = false;
    if (searched_.empty() || is_empty(whole) || blind_) return whole;
    const double lower = least(leaf_values, false, effort);
    const double upper = -least(leaf_values, true, effort);
    return lower <= upper ? intersection(whole, interval<>(lower, upper)) : whole;
  }

  /// Whether the last search met its tolerance; if not the range encloses the truth without meeting it.
  [[nodiscard]] bool converged() const noexcept { return converged_; }

  /// How many boxes the last search looked at.
  [[nodiscard]] std::size_t looked_at() const noexcept { return looked_at_; }

  /// Where in a box the expression is defined, as far as the ranges of its operands tell, and which operation
  /// limits it.
  struct domain {
    definedness where = definedness::everywhere;
    operation limit = operation::add;
  };
  [[nodiscard]] domain where_defined(std::span<const interval<>> leaf_values) {
    leaves_.assign(leaf_values.begin(), leaf_values.end());
    evaluate();
    const std::vector<interval<>> natural = values_;
    domain result;
    for (const instruction& i : program_.code) {
      if (i.kind == operation::add || i.kind == operation::leaf) continue;
      definedness here = detail::where_defined(i.kind, natural[i.left], natural[i.right], i.exponent);
      if (here == definedness::partly && !shared_.empty()) {  // the operands' ranges may be too wide
        here = detail::where_defined(i.kind, range_of(i.left, leaf_values), range_of(i.right, leaf_values),
                                     i.exponent);
      }
      if (here > result.where) result = {here, i.kind};
    }
    return result;
  }

  /// Whether the expression was defined and differentiable, but for kinks, on the whole of the box last
  /// evaluated.
  [[nodiscard]] bool smooth() const noexcept { return smooth_; }

  /// Whether what was not smooth there are poles of a leaf at an end of its values: 1 / x at zero, for x >=
  /// 0.
  [[nodiscard]] bool smooth_inside() const {
    for (const instruction& i : program_.code) {
      if (i.kind == operation::add || i.kind == operation::leaf) continue;
      if (i.kind == operation::choose || i.kind == operation::call) return false;
      if (smooth_on(i, values_[i.left], values_[i.right])) continue;
      if (i.kind == operation::floor) return false;  // it jumps, and not at an end
      if (detail::where_defined(i.kind, values_[i.left], values_[i.right], i.exponent) !=
          definedness::everywhere) {
        return false;
      }
      if (i.kind == operation::power && !is_singleton(values_[i.right])) return false;
      const std::uint32_t slot = i.kind == operation::divide ? i.right : i.left;
      const bool inside = values_[slot].lower() < 0 && values_[slot].upper() > 0;
      if (inside || !is_multiple_of_leaf(program_.code[slot])) return false;
    }
    return true;
  }

  /// Derivatives of the result by the leaves over a box, as enclosures; valid where smooth().
  [[nodiscard]] std::vector<interval<>> gradient(std::span<const interval<>> leaf_values) {
    leaves_.assign(leaf_values.begin(), leaf_values.end());
    evaluate();
    differentiate();
    std::vector<interval<>> result;
    result.reserve(leaf_slots_.size());
    for (const std::uint32_t slot : leaf_slots_) result.push_back(adjoints_[slot]);
    return result;
  }

 private:
  struct box {
    double bound;  // nothing in the box is less
    std::vector<interval<>> sides;
    friend bool operator<(const box& a, const box& b) { return a.bound > b.bound; }  // least bound on top
  };

  interval<> range_of(std::uint32_t slot, std::span<const interval<>> leaf_values) const {
    program part = program_;
    part.code.resize(slot + 1);
    return range_over_box(part)(leaf_values, 500);
  }

  interval<> evaluate() {
    smooth_ = true;
    blind_ = false;
    for (std::size_t i = 0; i < program_.code.size(); ++i) values_[i] = evaluate(program_.code[i]);
    return values_.back();
  }

  interval<> evaluate(const instruction& i) {
    switch (i.kind) {
      case operation::constant:
        return i.constant;
      case operation::leaf:
        return leaves_[i.left];
      case operation::add: {
        interval<> sum = i.constant;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          sum += t->coefficient * values_[t->slot];
        }
        return sum;
      }
      case operation::choose: {
        const linear_term* operands = program_.begin_terms(i);
        const interval<> difference = values_[operands[0].slot];
        if (difference.lower() <= 0 && difference.upper() >= 0) smooth_ = false;
        return chosen(difference, values_[operands[1].slot], values_[operands[2].slot], i.exponent != 0);
      }
      case operation::call:
        return call(i);
      default: {
        const interval<> a = values_[i.left];
        const interval<> b = values_[i.right];
        if (!smooth_on(i, a, b)) smooth_ = false;
        if (program::is_one(i)) return b == interval<>(0.0) ? interval<>::empty() : interval<>(1.0);
        return apply_operation(i.kind, a, b, i.exponent);
      }
    }
  }

  /// A function that takes numbers only tells nothing of sets.
  interval<> call(const instruction& i) {
    smooth_ = false;
    std::vector<interval<>> sets;
    std::vector<double> numbers;
    bool points = true;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const interval<> set = values_[t->slot];
      if (is_empty(set)) return set;
      points = points && is_singleton(set);
      sets.push_back(set);
      numbers.push_back(set.lower());
    }
    if (const auto found = i.function->over(sets)) return *found;
    if (!points) {
      blind_ = true;
      return interval<>::entire();
    }
    const double value = i.function->at(numbers);
    return std::isnan(value) ? interval<>::empty() : point_or_beyond(value);
  }

  bool is_multiple_of_leaf(const instruction& i) const {
    if (i.kind == operation::leaf) return true;
    return i.kind == operation::add && i.last_term == i.first_term + 1 && i.constant == interval<>(0.0) &&
           program_.code[program_.begin_terms(i)->slot].kind == operation::leaf;
  }

  static bool smooth_on(const instruction& i, interval<> a, interval<> b) {
    switch (i.kind) {
      case operation::divide:
        return !contains(b, 0.0);
      case operation::square_root:
        return a.lower() >= 0;
      case operation::logarithm:
      case operation::decimal_logarithm:
        return a.lower() > 0;
      case operation::floor:
        return std::floor(a.lower()) == std::floor(a.upper());
      case operation::power:
        return a.lower() > 0 || (a.lower() == 0 && b.lower() > 0);
      case operation::integer_power:
        return i.exponent >= 0 || !contains(a, 0.0);
      default:
        return true;
    }
  }

  void differentiate() {
    adjoints_.assign(program_.code.size(), interval<>(0.0));
    adjoints_.back() = interval<>(1.0);
    for (std::size_t n = program_.code.size(); n-- > 0;) {
      const instruction& i = program_.code[n];
      const interval<> d = adjoints_[n];
      if (d == interval<>(0.0)) continue;
      if (i.kind == operation::add) {
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          adjoints_[t->slot] += d * t->coefficient;
        }
      } else if (i.kind != operation::leaf && i.kind != operation::constant) {
        pass_back(i, d, values_[n]);
      }
    }
  }

  void pass_back(const instruction& i, interval<> d, interval<> result) {
    const interval<> a = values_[i.left];
    const interval<> b = values_[i.right];
    const auto to_a = [&](interval<> slope) { add_adjoint(i.left, d * slope); };
    const auto to_b = [&](interval<> slope) { add_adjoint(i.right, d * slope); };
    switch (i.kind) {
      case operation::multiply:
        to_a(b);
        to_b(a);
        return;
      case operation::divide:
        if (program::is_one(i)) return;
        to_a(1.0 / b);
        to_b(-(result / b));
        return;
      case operation::absolute:
        to_a(sign(a));
        return;
      case operation::square:
        to_a(2.0 * a);
        return;
      case operation::square_root:
        to_a(1.0 / (2.0 * result));
        return;
      case operation::exponential:
        to_a(result);
        return;
      case operation::logarithm:
        to_a(1.0 / a);
        return;
      case operation::decimal_logarithm:
        to_a(1.0 / (a * reckon::log(interval<>(10.0))));
        return;
      case operation::floor:
        return;
      case operation::choose: {
        const linear_term* operands = program_.begin_terms(i);
        const interval<> difference = values_[operands[0].slot];
        add_adjoint(operands[difference.upper() < 0 ? 1 : 2].slot, d);
        return;
      }
      case operation::power:
        to_a(b * reckon::pow(a, b - 1.0));
        to_b(result * reckon::log(a));
        return;
      case operation::integer_power:
        to_a(power_slope(a, result, i.exponent));
        return;
      case operation::minimum:
      case operation::maximum: {
        const interval<> order = i.kind == operation::minimum ? sign(b - a) : sign(a - b);
        const interval<> share = (order + 1.0) / 2.0;  // 1 where the result is a
        to_a(share);
        to_b(1.0 - share);
        return;
      }
      default:
        return;
    }
  }

  /// Where a slope has no value, as that of the root at zero, nothing is known of it.
  void add_adjoint(std::uint32_t slot, interval<> slope) {
    adjoints_[slot] += is_empty(slope) ? interval<>::entire() : slope;
  }

  static interval<> power_slope(interval<> a, interval<> result, double exponent) {
    if (exponent == 0) return interval<>(0.0);
    if (exponent < 0) return exponent * (result / a);
    return exponent * reckon::pown(a, static_cast<int>(exponent) - 1);
  }

  /// -1, 1, or all between where the sign can change.
  static interval<> sign(interval<> x) {
    if (is_empty(x)) return {-1.0, 1.0};
    return {x.lower() > 0 ? 1.0 : -1.0, x.upper() < 0 ? -1.0 : 1.0};
  }

  static double end(interval<> x, bool negated) { return negated ? -x.upper() : x.lower(); }

  /// A lower bound on the result over the box (on its negative, if so asked), as sharp as the effort allows.
  double least(std::span<const interval<>> leaf_values, bool negated, int effort) {
    std::priority_queue<box> waiting;
    best_ = std::numeric_limits<double>::infinity();
    box first{-std::numeric_limits<double>::infinity(), {}};
    for (const std::uint32_t i : searched_) {
      first.sides.push_back(leaf_values[i]);
      // Towards infinity the search cannot close; a short one finds what splitting can give.
      if (!is_common_interval(leaf_values[i])) effort = (std::min)(effort, 25 + effort / 40);
    }
    examine(std::move(first), negated, waiting);
    double settled = std::numeric_limits<double>::infinity();  // boxes too small to split
    for (int looked_at = 0; !waiting.empty(); ++looked_at) {
      const double bound = waiting.top().bound;
      if (bound >= best_) break;
      if (std::isfinite(best_) && best_ - bound <= tolerance * std::abs(best_)) break;
      if (looked_at >= effort) {
        converged_ = false;
        break;
      }
      ++looked_at_;
      box current = waiting.top();
      waiting.pop();
      if (!split(current, negated, waiting)) settled = (std::min)(settled, bound);
    }
    if (settled < best_ || std::isinf(best_)) converged_ = false;
    const double open = waiting.empty() ? best_ : (std::min)(best_, waiting.top().bound);
    return (std::min)(open, settled);
  }

  static constexpr double tolerance = 1e-13;

  interval<> evaluate_at(const std::vector<interval<>>& sides) {
    for (std::size_t k = 0; k < searched_.size(); ++k) leaves_[searched_[k]] = sides[k];
    return evaluate();
  }

  /// Bounds the result on a box; queues it unless it is settled or can hold nothing better than what is
  /// known.
  void examine(box b, bool negated, std::priority_queue<box>& waiting) {
    for (;;) {
      const interval<> natural = evaluate_at(b.sides);
      if (is_empty(natural)) return;
      double bound = end(natural, negated);
      bool points_only = true;
      for (const auto& side : b.sides) points_only = points_only && is_singleton(side);
      if (points_only) {
        best_ = (std::min)(best_, bound);
        return;
      }
      if (!smooth_) {
        keep(std::move(b), bound, waiting);
        return;
      }
      differentiate();
      if (pin_monotone(b.sides, negated)) continue;
      bound = (std::max)(bound, mean_value_bound(b.sides, negated));
      keep(std::move(b), bound, waiting);
      return;
    }
  }

  void keep(box b, double bound, std::priority_queue<box>& waiting) {
    if (bound >= best_) return;
    b.bound = (std::max)(b.bound, bound);
    waiting.push(std::move(b));
  }

  /// Pins each leaf in which the result is monotone to the end where it is least; true if any was pinned.
  bool pin_monotone(std::vector<interval<>>& sides, bool negated) const {
    bool pinned = false;
    for (std::size_t k = 0; k < sides.size(); ++k) {
      if (is_singleton(sides[k])) continue;
      interval<> slope = adjoints_[leaf_slots_[searched_[k]]];
      if (negated) slope = -slope;
      double at;
      if (slope.lower() >= 0) {
        at = sides[k].lower();
      } else if (slope.upper() <= 0) {
        at = sides[k].upper();
      } else {
        continue;
      }
      if (std::isinf(at)) continue;
      sides[k] = interval<>(at);
      pinned = true;
    }
    return pinned;
  }

  /// f(middle) + sum of slope times distance; also tries f(middle) as the best value so far.
  double mean_value_bound(const std::vector<interval<>>& sides, bool negated) {
    std::vector<interval<>> middle;
    interval<> reach(0.0);
    for (std::size_t k = 0; k < sides.size(); ++k) {
      const interval<> at(split_point(sides[k]));
      reach += adjoints_[leaf_slots_[searched_[k]]] * (sides[k] - at);
      middle.push_back(at);
    }
    const interval<> centre = evaluate_at(middle);
    if (is_empty(centre)) return -std::numeric_limits<double>::infinity();
    best_ = (std::min)(best_, end(centre, negated));
    return end(centre + reach, negated);
  }

  static double split_point(interval<> side) {
    constexpr double largest = (std::numeric_limits<double>::max)();
    if (side.upper() <= largest && side.lower() >= -largest) return mid(side);
    if (side.lower() >= -largest) return side.lower() < 1 ? 2 : (std::min)(largest, side.lower() * 4);
    if (side.upper() <= largest) return side.upper() > -1 ? -2 : (std::max)(-largest, side.upper() * 4);
    return 0;
  }

  /// Splits along the side that matters most; false if no side can be split.
  bool split(const box& whole, bool negated, std::priority_queue<box>& waiting) {
    evaluate_at(whole.sides);
    differentiate();
    std::size_t chosen = whole.sides.size();
    double most = -1;
    for (std::size_t k = 0; k < whole.sides.size(); ++k) {
      const interval<> side = whole.sides[k];
      const double at = split_point(side);
      if (!(side.lower() < at && at < side.upper())) continue;
      const double matters = mag(adjoints_[leaf_slots_[searched_[k]]]) * width(side);
      const double weight = std::isnan(matters) ? 0 : matters;
      if (weight > most) {
        most = weight;
        chosen = k;
      }
    }
    if (chosen == whole.sides.size()) return false;
    const double at = stationary_point(whole.sides, chosen);
    box part = whole;
    part.sides[chosen] = interval<>(whole.sides[chosen].lower(), at);
    examine(part, negated, waiting);
    part.sides[chosen] = interval<>(at, whole.sides[chosen].upper());
    examine(std::move(part), negated, waiting);
    return true;
  }

  /// Where the derivative along a side seems to vanish, by one secant step between its ends; else the middle.
  double stationary_point(std::vector<interval<>> sides, std::size_t k) {
    const interval<> side = sides[k];
    const double middle = split_point(side);
    if (!is_common_interval(side)) return middle;
    for (auto& other : sides) other = interval<>(split_point(other));
    const auto slope_at = [&](double x) {
      sides[k] = interval<>(x);
      evaluate_at(sides);
      differentiate();
      return mid(adjoints_[leaf_slots_[searched_[k]]]);
    };
    const double left = slope_at(side.lower());
    const double right = slope_at(side.upper());
    const double at = side.lower() + (side.upper() - side.lower()) * (left / (left - right));
    const double margin = (side.upper() - side.lower()) / 64;
    return at > side.lower() + margin && at < side.upper() - margin ? at : middle;
  }

  const program& program_;
  std::vector<interval<>> values_;
  std::vector<interval<>> adjoints_;
  std::vector<interval<>> leaves_;
  std::vector<std::uint32_t> leaf_slots_;
  std::vector<std::uint32_t> shared_;
  std::vector<std::uint32_t> searched_;
  double best_ = 0;
  std::size_t looked_at_ = 0;
  bool converged_ = true;
  bool smooth_ = true;
  bool blind_ = false;  // a function that takes numbers only met a set
};

/// The range of a program's result over all that its leaves allow.
[[nodiscard]] inline interval<> whole_range(const program& p) {
  std::vector<interval<>> values;
  values.reserve(p.leaves.size());
  for (const auto& leaf : p.leaves) values.push_back(value_range(leaf.value));
  return range_over_box(p)(values);
}

}  // namespace reckon::detail
