// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A p-box in steps of equal mass, rounded outward: between the levels i/n and (i+1)/n every quantile lies in
/// [lower[i], upper[i]]. Both rise.
class stepped_box final : public box_model {
 public:
  static constexpr std::size_t count = 400;
  using ends = std::vector<double>;

  stepped_box(ends lower, ends upper) : lower_(std::move(lower)), upper_(std::move(upper)) {}

  interval<> cdf(double x) const override {
    return {share(std::upper_bound(upper_.begin(), upper_.end(), x) - upper_.begin()),
            share(std::upper_bound(lower_.begin(), lower_.end(), x) - lower_.begin())};
  }
  interval<> cdf_before(double x) const override {
    return {share(std::lower_bound(upper_.begin(), upper_.end(), x) - upper_.begin()),
            share(std::lower_bound(lower_.begin(), lower_.end(), x) - lower_.begin())};
  }
  interval<> quantile(double p) const override {
    // Step i answers for the levels from level(i) exclusive to level(i + 1).
    auto i = static_cast<std::size_t>(p * static_cast<double>(count));
    while (i > 0 && p <= level(i)) --i;
    while (i + 1 < count && p > level(i + 1)) ++i;
    return step((std::min)(i, count - 1));
  }
  interval<> upper_quantile(double q) const override {
    auto above = static_cast<std::size_t>(q * static_cast<double>(count));  // steps that may lie above
    while (above > 0 && q < level(above)) --above;
    while (above < count && q >= level(above + 1)) ++above;
    return step(count - 1 - (std::min)(above, count - 1));
  }
  interval<> support() const override { return {lower_.front(), upper_.back()}; }
  interval<> mean() const override { return sets().mean(); }

  /// The level at which step i begins.
  static double level(std::size_t i) { return static_cast<double>(i) / static_cast<double>(count); }

  [[nodiscard]] interval<> step(std::size_t i) const { return {lower_[i], upper_[i]}; }
  [[nodiscard]] weighted_sets sets() const {
    return {lower_, upper_, ends(count, 1 / static_cast<double>(count))};
  }

 private:
  static double share(std::ptrdiff_t n) { return static_cast<double>(n) / static_cast<double>(count); }

  ends lower_;
  ends upper_;
};

/// Arithmetic on stepped p-boxes. Each operation encloses: the bounds hold whatever the number of steps.
class steps {
 public:
  using box = std::shared_ptr<const stepped_box>;

  static box of(const uncertain_value& value) {
    if (const auto* set = std::get_if<interval<>>(&value)) return of(*set);
    if (const auto* shape = std::get_if<distribution>(&value)) return of_quantiles(pbox(*shape).model());
    return of_quantiles(std::get<pbox>(value).model());
  }

  static box of(interval<> set) {
    return build([set](std::size_t) { return set; });
  }

  /// One operand: each step's image.
  static box apply(operation kind, const box& a, double exponent) {
    return build([&](std::size_t i) { return image(kind, a->step(i), interval<>(1.0), exponent); });
  }

  /// x / x.
  static box one(const box& a) {
    return build([&](std::size_t i) {
      pair(operation::divide, interval<>(1.0), a->step(i));
      return interval<>(1.0);
    });
  }

  static box scaled(const box& a, interval<> factor) {
    return build([&](std::size_t i) { return a->step(i) * factor; });
  }

  /// Two operands whose steps go together by a rule.
  static box apply(operation kind, const box& a, const box& b, dependence between) {
    switch (between) {
      case dependence::perfect:
        return build([&](std::size_t i) { return pair(kind, a->step(i), b->step(i)); });
      case dependence::opposite:
        return build(
            [&](std::size_t i) { return pair(kind, a->step(i), b->step(stepped_box::count - 1 - i)); });
      case dependence::independent:
        return independent(kind, a, b);
      default:
        return unknown(kind, a, b);
    }
  }

  /// Whether the bounds under unknown dependence are the best ones: for operations that rise or fall in each
  /// operand.
  static bool is_sharp_under_unknown(operation kind, const box& a, const box& b) {
    const auto straddles_zero = [](const box& x) {
      return x->support().lower() < 0 && x->support().upper() > 0;
    };
    switch (kind) {
      case operation::multiply:
      case operation::divide:
        return !straddles_zero(a) && !straddles_zero(b);
      case operation::power:
        return false;
      default:
        return true;
    }
  }

 private:
  static constexpr std::size_t n = stepped_box::count;

  /// Quantile functions are computed: each end steps out by a little more than they may be wrong, in level
  /// and value.
  static box of_quantiles(const box_model& box) {
    constexpr double level_slack = 1e-12;
    constexpr double value_slack = 1e-14;
    return build([&](std::size_t i) {
      const double from = i == 0 ? 0 : stepped_box::level(i) * (1 - level_slack);
      const double to = i + 1 == n ? 0 : (1 - stepped_box::level(i + 1)) * (1 - level_slack);
      const double lower = box.quantile(from).lower();
      const double upper = box.upper_quantile(to).upper();
      return interval<>(lower - value_slack * std::abs(lower), upper + value_slack * std::abs(upper));
    });
  }

  static interval<> pair(operation kind, interval<> a, interval<> b) { return image(kind, a, b, 0); }

  static interval<> image(operation kind, interval<> a, interval<> b, double exponent) {
    const interval<> result = apply_operation(kind, a, b, exponent);
    if (is_empty(result) || where_defined(kind, a, b, exponent) != definedness::everywhere) {
      throw domain_error(std::string("reckon::to_pbox: ") + undefined_in_words(kind) +
                         " may occur for some values of the leaves; restrict them");
    }
    return result;
  }

  /// Sorts the ends: whatever the order in which the steps come, their rearrangement bounds the quantiles.
  template <class Step>
  static box build(const Step& step) {
    stepped_box::ends lower;
    stepped_box::ends upper;
    for (std::size_t i = 0; i < n; ++i) {
      const interval<> x = step(i);
      lower.push_back(x.lower());
      upper.push_back(x.upper());
    }
    return sorted(std::move(lower), std::move(upper));
  }

  static box sorted(stepped_box::ends lower, stepped_box::ends upper) {
    std::sort(lower.begin(), lower.end());
    std::sort(upper.begin(), upper.end());
    return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
  }

  /// All n * n pairs have equal mass; each new step takes n of them, from its least lower to its greatest
  /// upper end.
  static box independent(operation kind, const box& a, const box& b) {
    stepped_box::ends lower;
    stepped_box::ends upper;
    lower.reserve(n * n);
    upper.reserve(n * n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const interval<> x = pair(kind, a->step(i), b->step(j));
        lower.push_back(x.lower());
        upper.push_back(x.upper());
      }
    }
    std::sort(lower.begin(), lower.end());
    std::sort(upper.begin(), upper.end());
    stepped_box::ends coarse_lower;
    stepped_box::ends coarse_upper;
    for (std::size_t i = 0; i < n; ++i) {
      coarse_lower.push_back(lower[i * n]);
      coarse_upper.push_back(upper[i * n + n - 1]);
    }
    return sorted(std::move(coarse_lower), std::move(coarse_upper));
  }

  /// Bounds under any dependence, for operations that rise in both operands (Makarov, Theory Probab. Appl.
  /// 26:803, 1982; Williamson and Downs, Int. J. Approximate Reasoning 4:89, 1990). Others are turned into
  /// such.
  static box unknown(operation kind, const box& a, const box& b) {
    if (!is_sharp_under_unknown(kind, a, b)) return by_parts(kind, a, b);
    switch (kind) {
      case operation::subtract:
        return rising(operation::add, a, scaled(b, interval<>(-1.0)));
      case operation::multiply:
        return product_of_signs(a, b);
      case operation::divide:
        return product_of_signs(
            a, build([&](std::size_t i) { return pair(kind, interval<>(1.0), b->step(i)); }));
      default:
        return rising(kind, a, b);
    }
  }

  /// A product of two quantities, each of one sign.
  static box product_of_signs(const box& a, const box& b) {
    const bool a_negative = a->support().upper() <= 0;
    const bool b_negative = b->support().upper() <= 0;
    const interval<> minus(-1.0);
    const box product =
        rising(operation::multiply, a_negative ? scaled(a, minus) : a, b_negative ? scaled(b, minus) : b);
    return a_negative != b_negative ? scaled(product, minus) : product;
  }

  /// Any operation: with `left` steps cut off the tails of the operands, what remains has at least the mass
  /// 1 - left / n, so that the image of what remains bounds the quantiles from both sides. Tried are all cuts
  /// of one tail of each operand, with a few sizes of cut at the other. Rigorous, not sharp.
  static box by_parts(operation kind, const box& a, const box& b) {
    const interval<> all = pair(kind, a->support(), b->support());
    stepped_box::ends lower(n, all.lower());
    stepped_box::ends upper(n, all.upper());
    constexpr std::size_t few[] = {0, 1, 10};
    const auto part = [](const box& x, std::size_t below, std::size_t above) {
      return interval<>(x->step(below).lower(), x->step(n - 1 - above).upper());
    };
    const auto try_cut = [&](std::size_t left, interval<> of_a, interval<> of_b) {
      const interval<> image = pair(kind, of_a, of_b);
      lower[left] = (std::max)(lower[left], image.lower());
      upper[n - 1 - left] = (std::min)(upper[n - 1 - left], image.upper());
    };
    for (const std::size_t c : few) {
      for (const std::size_t d : few) {
        for (std::size_t i = 0; c + d + i < n; ++i) {
          for (std::size_t j = 0; c + d + i + j < n; ++j) {
            const std::size_t left = c + d + i + j;
            try_cut(left, part(a, i, c), part(b, j, d));
            try_cut(left, part(a, i, c), part(b, d, j));
            try_cut(left, part(a, c, i), part(b, j, d));
            try_cut(left, part(a, c, i), part(b, d, j));
          }
        }
      }
    }
    // What holds for fewer steps cut off holds for more.
    for (std::size_t i = 1; i < n; ++i) {
      lower[i] = (std::max)(lower[i], lower[i - 1]);
      upper[n - 1 - i] = (std::min)(upper[n - 1 - i], upper[n - i]);
    }
    return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
  }

  static box rising(operation kind, const box& a, const box& b) {
    stepped_box::ends lower(n, -std::numeric_limits<double>::infinity());
    stepped_box::ends upper(n, std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        lower[i] = (std::max)(lower[i], pair(kind, a->step(j), b->step(i - j)).lower());
      }
      for (std::size_t j = i; j < n; ++j) {
        upper[i] = (std::min)(upper[i], pair(kind, a->step(j), b->step(n - 1 + i - j)).upper());
      }
    }
    return sorted(std::move(lower), std::move(upper));
  }
};

/// Evaluates an expression in steps.
class stepped_evaluation {
 public:
  stepped_evaluation(const estimate& e, const program& p, const options& how) : program_(p), how_(how) {
    refuse_lists(p);
    if (!p.blocks.empty()) refuse_stated(e.root(), "between leaves that a copula joins");
    if (p.read_once) {
      result_ = as_written(e.root());
    } else {
      refuse_stated(e.root(), "in an expression that uses a leaf twice");
      result_ = under_unknown();
      outer_ = true;
    }
  }

  [[nodiscard]] const steps::box& result() const noexcept { return result_; }
  [[nodiscard]] bool outer() const noexcept { return outer_; }

 private:
  /// Each leaf once: every operation under its own dependence.
  steps::box as_written(const node* root) {
    const node_order order(root);
    std::vector<steps::box> values(order.nodes.size());
    const auto joined = joined_by_blocks(order);
    for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
      const node* n = order.nodes[i];
      if (n->kind == operation::constant) {
        values[i] = steps::of(interval<>(n->number));
      } else if (n->kind == operation::leaf) {
        values[i] = steps::of(static_cast<const leaf_node*>(n)->value);
      } else if (!n->right) {
        values[i] = steps::apply(n->kind, take(values, order, order.left(i)), n->number);
      } else {
        const auto left = take(values, order, order.left(i));
        const auto right = take(values, order, order.right(i));
        // A constant depends on nothing.
        const bool single = order.constant(order.left(i)) || order.constant(order.right(i));
        const dependence between = single      ? dependence::perfect
                                   : joined[i] ? dependence::unknown
                                               : n->stated.value_or(how_.default_dependence);
        if (between == dependence::unknown) note_unknown(steps::is_sharp_under_unknown(n->kind, left, right));
        values[i] = steps::apply(n->kind, left, right, between);
      }
    }
    return values.back();
  }

  /// Tells for each operation whether leaves of one block stand on both sides: steps know nothing of how a
  /// copula joins them.
  std::vector<bool> joined_by_blocks(const node_order& order) const {
    std::vector<bool> joined(order.nodes.size(), false);
    if (program_.blocks.empty()) return joined;
    std::vector<std::vector<const dependent_leaves*>> below(order.nodes.size());
    for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
      const node* n = order.nodes[i];
      if (n->kind == operation::leaf) {
        if (const auto* block = block_of(static_cast<const leaf_node&>(*n))) below[i].push_back(block);
      } else if (n->left) {
        below[i] = std::move(below[order.left(i)]);
        if (!n->right) continue;
        for (const auto* block : below[order.right(i)]) {
          if (std::find(below[i].begin(), below[i].end(), block) != below[i].end()) {
            joined[i] = true;
          } else {
            below[i].push_back(block);
          }
        }
      }
    }
    return joined;
  }

  const dependent_leaves* block_of(const leaf_node& leaf) const {
    for (const auto& block : program_.blocks) {
      for (const std::uint32_t i : block.leaves) {
        if (program_.leaves[i].node->same_quantity(leaf)) return &block;
      }
    }
    return nullptr;
  }

  /// A value that is no constant is used once, and not kept.
  static steps::box take(std::vector<steps::box>& values, const node_order& order, std::uint32_t i) {
    return order.constant(i) ? values[i] : std::move(values[i]);
  }

  void note_unknown(bool sharp) {
    outer_ =
        outer_ || !sharp || unknown_seen_;  // iterated bounds for three or more terms are rigorous, not sharp
    unknown_seen_ = true;
  }

  static void refuse_lists(const program& p) {
    for (const instruction& i : p.code) {
      if (i.kind != operation::choose && i.kind != operation::call) continue;
      throw domain_error(std::string("reckon: ") + (i.kind == operation::choose ? "if_else" : "apply") +
                         " is not known to steps, which answer to_pbox and stated or unknown dependence");
    }
  }

  void refuse_stated(const node* root, const std::string& where) const {
    for (const node* n : node_order(root).nodes) {
      const dependence between = n->stated.value_or(how_.default_dependence);
      if (between != dependence::perfect && between != dependence::opposite) continue;
      throw domain_error(
          "reckon: perfect or opposite dependence is stated " + where +
          "; state it where each leaf is used once and independent, or state unknown dependence");
    }
  }

  /// Leaves are shared: affine parts are collected, and what remains may depend in any way.
  steps::box under_unknown() {
    std::vector<steps::box> values(program_.code.size());
    for (std::size_t i = 0; i < program_.code.size(); ++i) values[i] = value_of(program_.code[i], values);
    return values.back();
  }

  steps::box value_of(const instruction& i, const std::vector<steps::box>& values) const {
    switch (i.kind) {
      case operation::constant:
        return steps::of(i.constant);
      case operation::leaf:
        return steps::of(program_.leaves[i.left].value);
      case operation::divide:
        if (program::is_one(i)) return steps::one(values[i.left]);
        return steps::apply(i.kind, values[i.left], values[i.right], dependence::unknown);
      case operation::add: {
        steps::box sum = steps::of(i.constant);
        bool first = true;
        for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
          const auto term = steps::scaled(values[t->slot], t->coefficient);
          sum = steps::apply(operation::add, sum, term, first ? dependence::perfect : dependence::unknown);
          first = false;
        }
        return sum;
      }
      case operation::multiply:
      case operation::power:
      case operation::minimum:
      case operation::maximum:
        return steps::apply(i.kind, values[i.left], values[i.right], dependence::unknown);
      default:
        return steps::apply(i.kind, values[i.left], i.exponent);
    }
  }

  const program& program_;
  const options& how_;
  steps::box result_;
  bool outer_ = false;
  bool unknown_seen_ = false;
};

/// The law of an expression under a stated dependence.
class stepped_law final : public law {
 public:
  stepped_law(steps::box box, bool outer, std::string assumption)
      : box_(std::move(box)), outer_(outer), assumption_(std::move(assumption)) {}

  bounded quantile(double p) const override { return {box_->quantile(p), 0}; }
  bounded cdf(double x) const override { return {box_->cdf(x), 0}; }
  bounded cdf_before(double x) const override { return {box_->cdf_before(x), 0}; }
  bounded mean() const override { return {box_->sets().mean(), 0}; }
  bounded standard_deviation() const override { return {box_->sets().standard_deviation(), 0}; }
  engine made_by() const override { return engine::steps; }
  bool outer() const override { return outer_; }
  std::string assumption() const override { return assumption_; }

 private:
  steps::box box_;
  bool outer_;
  std::string assumption_;
};

}  // namespace reckon::detail
