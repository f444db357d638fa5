// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/distribution/empirical.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/chance.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/modules.hpp>
#include <reckon/evaluate/posterior_shape.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// An estimate on the condition of an event that shares no more than one shape with it: then the others are
/// what they were, and that one is what Bayes' theorem makes of it.
class posterior {
 public:
  posterior(const estimate& what, const program& what_program, const event& condition,
            const program& difference, const options& how)
      : what_(what), condition_(condition), difference_(difference), how_(how) {
    joint_leaves joint;
    const std::vector<std::size_t> of_what = joint.add(what_program);
    const std::vector<std::size_t> of_event = joint.add(difference);
    joined_ = !joint.all().blocks.empty();
    for (std::size_t i = 0; i < of_event.size(); ++i) {
      if (std::find(of_what.begin(), of_what.end(), of_event[i]) != of_what.end()) shared_.push_back(i);
    }
  }

  /// The estimate with that shape in the place of the shared one, and how far a probability may be off; or
  /// nothing. With `soon`, only if what the event says of the shape can be told in microseconds.
  /// Errors: domain_error if the event cannot happen.
  [[nodiscard]] std::optional<reduction> find(bool soon) const {
    if (joined_ || shared_.size() > 1 || !applies()) return std::nullopt;
    if (shared_.empty()) return possible() ? std::optional(reduction{what_, 0}) : std::nullopt;
    const program_leaf& leaf = difference_.leaves[shared_.front()];
    const auto& shape = std::get<distribution>(leaf.value);
    if (shape.model().jumps() && !shape.model().discrete()) return std::nullopt;
    constexpr std::size_t many = 8000;  // questions that take microseconds
    if (const auto rest = beside(leaf)) return with(leaf, shape, many, *rest);
    constexpr std::size_t few = 2;
    if (soon && difference_.leaves.size() > few) return std::nullopt;
    constexpr std::size_t fewer = 1500;
    return with(leaf, shape, difference_.leaves.size() > few ? fewer : many,
                [&](double x) { return chance_at(leaf, x); });
  }

 private:
  /// Whether the event is one about shapes, and defined wherever they lie.
  bool applies() const {
    std::vector<interval<>> ranges;
    for (const auto& leaf : difference_.leaves) {
      if (!std::holds_alternative<distribution>(leaf.value)) return false;
      ranges.push_back(value_range(leaf.value));
    }
    return range_over_box(difference_).where_defined(ranges).where == definedness::everywhere;
  }

  /// The probability of the event, asked as one question.
  solution whole() const { return detail::solve(condition_.difference(), difference_, how_); }
  bounded chance(const solution& found) const { return chance_by(*found.found, condition_.or_equal()); }

  bool possible() const { return chance(whole()).bounds.upper() > 0; }

  /// The difference as a multiple of the leaf and what is left, which does not need the leaf, if it is that:
  /// the chance of the event is a reading of one law then.
  struct straight {
    law_handle rest;
    double slope;
    bool or_equal;

    expected_value operator()(double x) const {
      const bounded found = or_equal ? rest->cdf(-slope * x) : rest->cdf_before(-slope * x);
      return {found.bounds.lower(), found.error};
    }
  };

  std::optional<straight> beside(const program_leaf& leaf) const {
    const instruction& top = difference_.code.back();
    if (top.kind != operation::add) return std::nullopt;
    double slope = 0;
    for (auto t = difference_.begin_terms(top); t != difference_.end_terms(top); ++t) {
      const instruction& i = difference_.code[t->slot];
      if (i.kind == operation::leaf && i.left == shared_.front()) slope = mid(t->coefficient);
    }
    if (slope == 0) return std::nullopt;
    const estimate rest = condition_.difference() - slope * estimate(node_handle(leaf.node));
    const program p = compile(rest);
    for (const auto& other : p.leaves) {
      if (other.node->same_quantity(*leaf.node)) return std::nullopt;
    }
    law_handle found = without_points(p, how_);
    if (!found) return std::nullopt;
    if (auto table = found->tabulated()) found = std::move(table);
    return straight{std::move(found), slope, condition_.or_equal()};
  }

  /// The chance of the event where the leaf has a value; NaN where that cannot be told soon.
  expected_value chance_at(const program_leaf& leaf, double x) const {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(x)) return {none, none};
    const program p = compile(substitute(condition_.difference(), {{leaf.node, estimate(x)}}));
    const auto at = chance_of(p, condition_.or_equal(), [](const program& rest) {
      return by_operations(rest);  // all else takes too long to be asked so often
    });
    return at ? expected_value{at->bounds.lower(), at->error} : expected_value{none, none};
  }

  template <class Chance>
  std::optional<reduction> with(const program_leaf& leaf, const distribution& shape, std::size_t most,
                                const Chance& chance_of) const {
    if (shape.model().discrete()) return with_values(leaf, shape, most, chance_of);
    auto made = std::make_shared<const posterior_shape>(
        shape, most, [&](double z) { return chance_of(shape.model().at_score(z)); },
        [&](interval<> values) { return cannot_happen(values); });
    if (!made->sound() || !borne_out(made->probability(), made->error())) return std::nullopt;
    const double error = made->error();
    return instead_of(leaf, distribution(std::move(made)), error);
  }

  /// Whether the event is impossible while the shared leaf has one of these values.
  bool cannot_happen(interval<> values) const {
    std::vector<interval<>> ranges;
    for (const auto& leaf : difference_.leaves) ranges.push_back(value_range(leaf.value));
    ranges[shared_.front()] = values;
    constexpr int effort = 200;
    return range_over_box(difference_)(ranges, effort).lower() >= 0;
  }

  /// Whether the probability of the event is what it is said to be when asked as one question: the nodes may
  /// have missed a place at which it happens.
  bool borne_out(double probability, double error) const {
    const solution once = whole();
    const bounded asked = chance(once);
    const double errors = once.found->made_by() == engine::ensemble ? 6 : 1;
    const double slack = errors * asked.error + error * probability + 1e-9 * probability + 1e-15;
    return std::abs(asked.bounds.lower() - probability) <= slack;
  }

  /// Of single values each is as likely as it was, times the chance of the event there.
  template <class Chance>
  std::optional<reduction> with_values(const program_leaf& leaf, const distribution& shape, std::size_t most,
                                       const Chance& chance_of) const {
    std::vector<double> values;
    std::vector<double> weights;
    double total = 0;
    double off = 0;
    const auto visit = [&](double x, double mass) {
      const expected_value chance = std::isnan(total) ? expected_value{0, 0} : chance_of(x);
      values.push_back(x);
      weights.push_back(mass * chance.value);
      total += weights.back();
      off += mass * chance.error;
    };
    if (!each_value(shape.model(), visit, most)) return std::nullopt;
    constexpr double tolerable = 1e-3;
    const double error = 2 * off / total + 1e-15;
    if (!(total > 0) || !(error <= tolerable)) return std::nullopt;
    return instead_of(leaf, empirical(values, weights), error);
  }

  reduction instead_of(const program_leaf& leaf, distribution shape, double error) const {
    const estimate other = derived_estimate(std::move(shape), leaf.node->name);
    return {substitute(what_, {{leaf.node, other}}), error};
  }

  const estimate& what_;
  const event& condition_;
  const program& difference_;
  const options& how_;
  std::vector<std::size_t> shared_;  // places among the leaves of the difference
  bool joined_ = false;
};

/// An estimate, the event that is its condition, and how far a probability may be off.
struct simpler_condition {
  estimate what;
  event condition;
  double error;
};

/// The same with one leaf in the place of each part that shares none with the rest of either; nothing if
/// there is no such part.
[[nodiscard]] inline std::optional<simpler_condition> without_modules(const estimate& what,
                                                                      const event& condition) {
  // What takes the two together is no matter, as long as they can be told apart again.
  const program both = compile(estimate(operation::maximum, what, condition.difference(), std::nullopt));
  if (!both.blocks.empty() || !has_expression(both)) return std::nullopt;
  const auto reduced = modules(both).replaced();
  if (!reduced) return std::nullopt;
  const node& top = *reduced->rest.root();
  if (top.kind != operation::maximum) return std::nullopt;
  return simpler_condition{estimate(node_handle(top.left)),
                           event(estimate(node_handle(top.right)), condition.or_equal()), reduced->error};
}

}  // namespace reckon::detail
