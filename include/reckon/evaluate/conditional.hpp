// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/memo.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate/conditional.hpp>
#include <reckon/evaluate/affine_law.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/chance.hpp>
#include <reckon/evaluate/conditional_cases.hpp>
#include <reckon/evaluate/conditional_law.hpp>
#include <reckon/evaluate/conditional_points.hpp>
#include <reckon/evaluate/conditional_ratio.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/joint_sample.hpp>
#include <reckon/evaluate/posterior.hpp>
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
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon {

namespace detail {

/// Finds the law of an estimate on the condition of an event.
class conditioner {
 public:
  /// `most_cases` is how many values discrete leaves may have together, if they are to be gone through.
  conditioner(const estimate& what, const event& condition, const options& how, std::size_t most_cases = 64)
      : what_(what),
        condition_(condition),
        how_(how),
        most_cases_(most_cases),
        program_(compile_for_numbers(what)),
        difference_(compile_for_numbers(condition.difference())) {}

  /// Errors: domain_error if the event cannot happen.
  [[nodiscard]] solution find() const {
    if (difference_.leaves.empty()) {
      decided();
      return solve(what_, program_, how_);
    }
    if (const auto cut = cut_leaf()) {
      if (!cut->vacuous) return with_note(solve(cut->what, how_));
      const interval<> all = whole_range(compile_for_numbers(cut->what));
      return {std::make_unique<affine_law>(1, pbox(all), interval<>(0.0), std::nullopt, false)};
    }
    if (const auto where = about_itself()) return beyond(*where);
    if (stated()) {
      throw domain_error(
          "reckon::given: under a stated or unknown dependence only an event about the estimate itself, "
          "compared "
          "with a number, can be a condition");
    }
    if (auto found = in_levels()) return *std::move(found);
    if (const auto less = by_bayes(true)) return with_note(solve_simpler(*less, how_));
    if (const auto less = without_modules(what_, condition_)) {
      if (auto found = by_modules(*less)) return *std::move(found);
    }
    if (const auto less = by_bayes(false)) return with_note(solve_simpler(*less, how_));
    if (auto counted = by_cases()) return *std::move(counted);
    if (auto exact = std::make_unique<conditional_ratio>(what_, program_, condition_, difference_, how_);
        exact->sound()) {
      const double error = exact->error();
      return blurred({std::move(exact)}, error);
    }
    solution made{conditional_points(program_, difference_, condition_.or_equal(), how_).run(),
                  how_.tolerance, how_.points};
    if (how_.tolerance > 0) {
      made.again = [p = program_, d = difference_, or_equal = condition_.or_equal(),
                    how = how_](std::size_t points) {
        options more = how;
        more.points = points;
        return conditional_points(p, d, or_equal, more).run();
      };
    }
    return made;
  }

  /// The values that are possible.
  [[nodiscard]] interval<> bounds() const {
    if (difference_.leaves.empty()) {
      decided();
      return whole_range(compile(what_));
    }
    if (const auto cut = cut_leaf()) return whole_range(compile(cut->what));
    const interval<> all = whole_range(compile(what_));
    const interval<> difference = whole_range(difference_);
    if (difference.lower() > 0 || (difference.lower() == 0 && !condition_.or_equal())) impossible();
    const auto where = about_itself();
    return where ? intersection(all, where->set()) : all;
  }

  /// The estimate in whose place a sample of it can be drawn, if the event moves no more than one leaf.
  [[nodiscard]] std::optional<estimate> replaced() const {
    if (difference_.leaves.empty()) return std::nullopt;
    if (const auto cut = cut_leaf()) return cut->vacuous ? std::nullopt : std::optional(cut->what);
    if (stated()) return std::nullopt;
    const auto less = by_bayes(false);
    return less ? std::optional(less->rest) : std::nullopt;
  }

 private:
  struct cut_result {
    estimate what;
    bool vacuous;  ///< nothing but the values that are possible is known
  };

  /// Where a copula of 1 and -1 joins leaves, by the levels that they follow.
  std::optional<solution> in_levels() const {
    joint_leaves joint;
    joint.add(program_);
    joint.add(difference_);
    const substitutions changes = levels_of_copulas(joint.all(), true);
    if (changes.empty()) return std::nullopt;
    const event there(substitute(condition_.difference(), changes), condition_.or_equal());
    solution made = conditioner(substitute(what_, changes), there, how_, most_cases_).find();
    constexpr double of_tables = 1e-12;
    return blurred(std::move(made), of_tables,
                   dependence_in_words(joint.all()) + std::string(", given the event"));
  }

  std::optional<reduction> by_bayes(bool soon) const {
    return posterior(what_, program_, condition_, difference_, how_).find(soon);
  }

  /// By a condition that is simpler, unless the event is so rare that what the parts are off by counts.
  std::optional<solution> by_modules(const simpler_condition& less) const {
    const solution whole = solve(less.condition.difference(), how_);
    const double chance = chance_by(*whole.found, less.condition.or_equal()).bounds.lower();
    constexpr double tolerable = 1e-2;
    const double error = 2 * less.error / chance;
    if (!(chance > 0) || !(error <= tolerable)) return std::nullopt;
    return blurred(conditioner(less.what, less.condition, how_, most_cases_).find(), error);
  }

  std::optional<solution> by_cases() const {
    const auto in_case = [this](const estimate& what, const event& condition, std::size_t most) {
      return conditioner(what, condition, how_, most).find().found;
    };
    auto made = conditional_cases(what_, program_, condition_, difference_, how_, most_cases_).find(in_case);
    if (!made) return std::nullopt;
    return with_note(blurred({std::move(made->found)}, made->error));
  }

  /// What lies beyond a number of the estimate itself.
  solution beyond(const half_line& where) const {
    solution whole = solve(what_, program_, how_);
    if (auto exact = whole.found->beyond(where)) {
      if (!exact->found) impossible();
      return with_note({std::move(exact->found)});
    }
    const bool outer = has_mixed_sets() || (whole.found->made_by() == engine::ensemble && !precise(program_));
    const auto conditioned = [where, outer](law_handle found) -> law_handle {
      return std::make_unique<half_line_law>(std::move(found), where, outer);
    };
    whole.found = conditioned(std::move(whole.found));
    if (whole.again) {
      whole.again = [conditioned, again = std::move(whole.again)](std::size_t points) {
        return conditioned(again(points));
      };
    }
    return whole;
  }

  [[noreturn]] static void impossible() {
    throw domain_error("reckon::given: the event has probability 0; nothing follows from what cannot happen");
  }

  /// The difference is a number: the event happens, or it does not.
  void decided() const {
    if (!happens(difference_, condition_.or_equal())) impossible();
  }

  /// Whether a dependence is stated between shapes of the two.
  bool stated() const {
    if (needs_steps(program_, how_) || needs_steps(difference_, how_)) return true;
    joint_leaves joint;
    joint.add(program_);
    joint.add(difference_);
    return needs_steps(joint.all(), how_);
  }

  static bool precise(const program& p) {
    return std::all_of(p.leaves.begin(), p.leaves.end(), [](const program_leaf& leaf) {
      return std::holds_alternative<distribution>(leaf.value);
    });
  }

  /// Random sets that are no p-boxes: the bounds on the distribution function do not tell all.
  bool has_mixed_sets() const {
    return std::any_of(program_.leaves.begin(), program_.leaves.end(), [](const program_leaf& leaf) {
      const auto* box = std::get_if<pbox>(&leaf.value);
      if (!box) return false;
      for (const double u : {0.05, 0.3, 0.55, 0.8, 0.97}) {
        if (box->model().focal(u) != box->quantile(u)) return true;
      }
      return false;
    });
  }

  /// An event about one leaf that is precise, or a set, and independent of the others: where it happens is
  /// an interval of the leaf's values, and the leaf cut to it takes its place.
  std::optional<cut_result> cut_leaf() const {
    if (difference_.leaves.size() != 1 || stated()) return std::nullopt;
    const program_leaf& leaf = difference_.leaves.front();
    if (std::holds_alternative<pbox>(leaf.value) || joined()) return std::nullopt;
    const auto where = where_on_leaf();
    if (!where) return std::nullopt;
    const auto* shape = std::get_if<distribution>(&leaf.value);
    return shape ? cut_leaf_shape(*leaf.node, *shape, *where)
                 : cut_set(*leaf.node, std::get<interval<>>(leaf.value), *where);
  }

  bool joined() const {
    joint_leaves joint;
    joint.add(program_);
    const std::size_t place = joint.add(difference_).front();
    return joint.all().is_dependent(place);
  }

  cut_result cut_leaf_shape(const leaf_node& leaf, const distribution& shape, const half_line& where) const {
    const cut_shape cut(shape, where);
    if (!cut.shape) impossible();
    return {substitute(what_, {{&leaf, derived_estimate(*cut.shape, leaf.name)}}), false};
  }

  /// A set stands in any dependence with the rest: once the event cuts it, nothing is known of how likely
  /// what remains is.
  cut_result cut_set(const leaf_node& leaf, interval<> set, const half_line& where) const {
    const interval<> cut = intersection(set, where.set());
    if (is_empty(cut)) impossible();
    if (!where.with_end && cut == interval<>(where.end)) impossible();
    if (subset(set, where.set()) && (where.with_end || !contains(set, where.end))) return {what_, false};
    return {substitute(what_, {{&leaf, derived_estimate(cut, leaf.name)}}), true};
  }

  /// Where on its only leaf the difference is negative, if that is a half-line.
  std::optional<half_line> where_on_leaf() const {
    if (const auto line = linear_in(difference_)) return line_to_half_line(line->first, line->second);
    const interval<> support = value_range(difference_.leaves.front().value);
    range_over_box box(difference_);
    const interval<> slope = box.gradient(std::vector<interval<>>{support}).front();
    if (!box.smooth()) return std::nullopt;
    if (!(slope.lower() > 0) && !(slope.upper() < 0)) return std::nullopt;
    const double sign = slope.lower() > 0 ? 1 : -1;
    constexpr double largest = (std::numeric_limits<double>::max)();
    const double from = (std::max)(support.lower(), -largest);
    const double to = (std::min)(support.upper(), largest);
    first_order at(difference_);
    const auto rising = [&](double x) { return sign * at.value_at(std::vector<double>{x}); };
    if (!(rising(from) < 0) || !(rising(to) > 0)) return std::nullopt;
    const double end = solve_nondecreasing(from, to, 0.0, rising);
    return half_line{end, sign < 0, condition_.or_equal()};
  }

  /// slope * leaf + constant, if that is all.
  static std::optional<std::pair<double, double>> linear_in(const program& p) {
    const instruction& top = p.code.back();
    if (top.kind == operation::leaf) return std::pair{1.0, 0.0};
    if (top.kind != operation::add || top.last_term != top.first_term + 1) return std::nullopt;
    const linear_term& term = *p.begin_terms(top);
    if (p.code[term.slot].kind != operation::leaf) return std::nullopt;
    return std::pair{mid(term.coefficient), mid(top.constant)};
  }

  /// Where slope * x + constant is negative.
  std::optional<half_line> line_to_half_line(double slope, double constant) const {
    if (slope == 0 || !std::isfinite(slope) || !std::isfinite(constant / slope)) return std::nullopt;
    return half_line{-constant / slope, slope < 0, condition_.or_equal()};
  }

  /// Where the event compares the estimate itself with a number.
  std::optional<half_line> about_itself() const {
    for (const double slope : {1.0, -1.0, ratio()}) {
      if (!std::isfinite(slope) || slope == 0) continue;
      const program rest = compile(condition_.difference() - slope * what_);
      if (!rest.leaves.empty()) continue;
      const interval<> constant = whole_range(rest);
      if (is_common_interval(constant)) return line_to_half_line(slope, mid(constant));
    }
    return std::nullopt;
  }

  /// What the first terms of both have to each other.
  double ratio() const {
    const auto first = [](const program& p) {
      const instruction& top = p.code.back();
      return top.kind == operation::add && top.last_term > top.first_term
                 ? mid(p.begin_terms(top)->coefficient)
                 : 1.0;
    };
    return first(difference_) / first(program_);
  }

  /// The same law, with the condition among its assumptions.
  class noted_law final : public law {
   public:
    explicit noted_law(law_handle whole) : whole_(std::move(whole)) {}
    bounded quantile(double p) const override { return whole_->quantile(p); }
    bounded cdf(double x) const override { return whole_->cdf(x); }
    bounded cdf_before(double x) const override { return whole_->cdf_before(x); }
    bounded mean() const override { return whole_->mean(); }
    bounded standard_deviation() const override { return whole_->standard_deviation(); }
    std::optional<double> density(double x) const override { return whole_->density(x); }
    engine made_by() const override { return whole_->made_by(); }
    bool outer() const override { return whole_->outer(); }
    std::string assumption() const override {
      std::string known = whole_->assumption();
      const bool noted = known.find(note) != std::string::npos;
      return noted ? known : known + note;
    }

   private:
    static constexpr const char* note = ", given the event";

    law_handle whole_;
  };

  static law_handle noted(law_handle found) { return std::make_shared<const noted_law>(std::move(found)); }

  static solution with_note(solution found) {
    found.found = noted(std::move(found.found));
    if (found.again) {
      found.again = [again = std::move(found.again)](std::size_t points) { return noted(again(points)); };
    }
    return found;
  }

  const estimate& what_;
  const event& condition_;
  const options& how_;
  std::size_t most_cases_;
  program program_;
  program difference_;
};

/// What is kept with a conditional estimate: what was found for the options that it was first asked with.
struct kept_condition final : memo {
  solution found;
  options how;
  kept_condition(solution s, const options& o) : found(std::move(s)), how(o) {}
};

[[nodiscard]] inline solution solve(const conditional& c, const options& how) {
  const memo* kept = c.answers().find();
  if (kept == nullptr) {
    kept = &c.answers().keep(
        std::make_unique<const kept_condition>(conditioner(c.what(), c.condition(), how).find(), how));
  }
  const auto& known = static_cast<const kept_condition&>(*kept);
  return known.how == how ? known.found : conditioner(c.what(), c.condition(), how).find();
}

}  // namespace detail

/// The values that the leaves allow where the event happens, as an enclosure.
/// Errors: domain_error if the event cannot happen.
[[nodiscard]] inline interval<> bounds(const conditional& c) {
  const options how;
  return detail::conditioner(c.what(), c.condition(), how).bounds();
}

/// The smallest x with P(e <= x | event) >= p. Where the event is only possible for some sets, bounds over
/// all that the sets allow (generalised Bayes). Errors: domain_error if p is not in [0, 1], or the event
/// cannot happen.
[[nodiscard]] inline answer quantile(const conditional& c, double p, const options& how = {}) {
  if (!(p >= 0 && p <= 1)) {
    throw domain_error("reckon::quantile: probability " + detail::number_text(p) + " is not in [0, 1]");
  }
  return detail::solve(c, how).answer_of([p](const detail::law& law) { return law.quantile(p); });
}

/// quantile(c, 1/2).
[[nodiscard]] inline answer median(const conditional& c, const options& how = {}) {
  return quantile(c, 0.5, how);
}

/// The outer range that covers `coverage`, as that of an estimate.
/// Errors: domain_error unless 0 < coverage <= 1; as quantile.
[[nodiscard]] inline answer range(const conditional& c, double coverage, const options& how = {}) {
  if (!(coverage > 0 && coverage <= 1)) {
    throw domain_error("reckon::range: coverage " + detail::number_text(coverage) + " is not in (0, 1]");
  }
  return detail::solve(c, how).answer_of([coverage](const detail::law& law) {
    const detail::bounded low = law.quantile((1 - coverage) / 2);
    const detail::bounded high = law.quantile((1 + coverage) / 2);
    return detail::bounded{interval<>(low.bounds.lower(), high.bounds.upper()),
                           (std::max)(low.error, high.error)};
  });
}

/// P(e <= x | event).
/// Errors: domain_error if x is NaN; as quantile.
[[nodiscard]] inline answer cdf(const conditional& c, double x, const options& how = {}) {
  if (std::isnan(x)) throw domain_error("reckon::cdf: x is not a number");
  return detail::solve(c, how).answer_of(
      [x](const detail::law& law) {
        if (std::isinf(x)) return detail::bounded{interval<>(x > 0 ? 1 : 0), 0};
        return law.cdf(x);
      },
      detail::error_unit::one);
}

/// The expected value where the event happens.
/// Errors: as quantile.
[[nodiscard]] inline answer mean(const conditional& c, const options& how = {}) {
  return detail::solve(c, how).answer_of([](const detail::law& law) { return law.mean(); });
}

/// The standard deviation where the event happens.
/// Errors: as quantile.
[[nodiscard]] inline answer standard_deviation(const conditional& c, const options& how = {}) {
  return detail::solve(c, how).answer_of([](const detail::law& law) { return law.standard_deviation(); });
}

/// The probability of one event where another happens.
/// Errors: domain_error if the other cannot happen.
[[nodiscard]] inline answer probability(const conditional_event& c, const options& how = {}) {
  const event& what = c.what();
  return detail::conditioner(what.difference(), c.condition(), how)
      .find()
      .answer_of([&](const detail::law& law) { return what.or_equal() ? law.cdf(0) : law.cdf_before(0); },
                 detail::error_unit::one);
}

/// A sample of what an estimate is where the event happens: drawn, and kept where it does.
/// Shape:  `size` values.
/// Errors: domain_error if a leaf is imprecise, or the event happens less than once in 10,000 draws.
[[nodiscard]] inline std::vector<double> sample(const conditional& c, std::size_t size,
                                                const options& how = {}) {
  std::vector<double> kept;
  kept.reserve(size);
  if (const auto other = detail::conditioner(c.what(), c.condition(), how).replaced()) {
    for (const auto& row : detail::joint_sample({*other}, size, how)) kept.push_back(row.front());
    return kept;
  }
  for (std::size_t drawn = 2 * size + 64;; drawn *= 2) {
    kept.clear();
    for (const auto& row : detail::joint_sample({c.what(), c.condition().difference()}, drawn, how)) {
      if (!(c.condition().or_equal() ? row[1] <= 0 : row[1] < 0)) continue;
      if (kept.size() < size) kept.push_back(row[0]);
    }
    if (kept.size() == size) return kept;
    if (drawn / 10000 > size + kept.size()) {
      throw domain_error("reckon::sample: the event happens less than once in 10,000 draws");
    }
  }
}

}  // namespace reckon
