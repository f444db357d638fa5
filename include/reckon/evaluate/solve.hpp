// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/random_bits.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/along_levels.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/cases.hpp>
#include <reckon/evaluate/closed_form.hpp>
#include <reckon/evaluate/comonotone.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/compiled.hpp>
#include <reckon/evaluate/conditioning.hpp>
#include <reckon/evaluate/convolution.hpp>
#include <reckon/evaluate/ensemble.hpp>
#include <reckon/evaluate/event_cases.hpp>
#include <reckon/evaluate/large_sum.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/modules.hpp>
#include <reckon/evaluate/modules_law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/propagated.hpp>
#include <reckon/evaluate/separable_answers.hpp>
#include <reckon/evaluate/set_ends.hpp>
#include <reckon/evaluate/shared_leaf.hpp>
#include <reckon/evaluate/steps.hpp>
#include <reckon/evaluate/tail_orders.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// What the error of an answer is compared with, for a tolerance.
enum class error_unit : unsigned char { deviation, one };

/// What the best engine that applies found out.
struct solution {
  law_handle found;
  double tolerance = 0;
  std::size_t points = 0;
  /// The same with more points; empty if no tolerance is to be met.
  std::function<law_handle(std::size_t)> again = {};

  template <class Question>
  [[nodiscard]] answer answer_of(const Question& question, error_unit unit = error_unit::deviation) const {
    bounded result = question(*found);
    law_handle finer;
    if (again && found->made_by() == engine::ensemble) {
      constexpr std::size_t most_points = std::size_t{1} << 21;
      const double allowed = tolerance * (unit == error_unit::one ? 1 : spread());
      for (std::size_t n = 2 * (std::max)(points, std::size_t{32768});
           result.error > allowed && n <= most_points; n *= 2) {
        finer = again(n);
        result = question(*finer);
      }
    }
    const law& used = finer ? *finer : *found;
    return {result.bounds, used.made_by(), result.error, used.assumption(), used.outer()};
  }

 private:
  /// The standard deviation; where there is none, what it would be for a normal with the same quartiles.
  double spread() const {
    const double sd = found->standard_deviation().bounds.upper();
    if (std::isfinite(sd)) return sd;
    return (found->quantile(0.75).bounds.upper() - found->quantile(0.25).bounds.lower()) / 1.3489795003921634;
  }
};

/// Errors: domain_error if the tolerance is not a number from 0 up.
inline void require_tolerance(const options& how) {
  if (how.tolerance >= 0 && std::isfinite(how.tolerance)) return;
  throw domain_error("reckon: options.tolerance is " + number_text(how.tolerance) +
                     ", not a number from 0 up");
}

/// Dependence matters where two leaves have a shape: sets are in any dependence with all else.
[[nodiscard]] inline bool needs_steps(const program& p, const options& how) {
  if (!p.states_dependence && how.default_dependence == dependence::independent) return false;
  const auto shapes = std::count_if(p.leaves.begin(), p.leaves.end(), [](const program_leaf& leaf) {
    return !std::holds_alternative<interval<>>(leaf.value);
  });
  return shapes >= 2;
}

/// The program of an expression whose constants are numbers.
[[nodiscard]] inline program compile_for_numbers(const estimate& e) {
  program p = compile(e);
  require_numbers(p);
  return p;
}

/// The same for a question that is over before the expression is gone: that of a large one is kept with it.
class compiled_for_numbers : public compiled {
 public:
  explicit compiled_for_numbers(const estimate& e) : compiled(e) { require_numbers(**this); }
};

/// Errors: domain_error if a set goes into a function that takes numbers only.
inline void require_known_functions(const program& p) {
  std::vector<bool> imprecise(p.code.size(), false);
  for (std::size_t n = 0; n < p.code.size(); ++n) {
    const instruction& i = p.code[n];
    if (i.kind == operation::leaf)
      imprecise[n] = !std::holds_alternative<distribution>(p.leaves[i.left].value);
    p.for_each_operand(i, [&](std::uint32_t slot) { imprecise[n] = imprecise[n] || imprecise[slot]; });
    if (i.kind != operation::call || !imprecise[n] || i.function->takes_sets()) continue;
    throw domain_error(
        "reckon::apply: a set goes into a function that takes numbers only; let it take and return intervals "
        "too, or give the leaf a shape");
  }
}

/// The law by sample points: of all leaves but one where that one needs none.
[[nodiscard]] inline std::unique_ptr<law> by_points(const program& p, const options& how) {
  if (auto smooth = conditioning(p, how).find_points()) return smooth;
  return ensemble(p, how).run();
}

/// The law by formulas or by integrals over one operation at a time, or nothing.
[[nodiscard]] inline std::unique_ptr<law> by_operations(const program& p) {
  if (auto exact = closed_form(p).find()) return exact;
  if (p.blocks.empty()) {
    if (auto integrated = convolution(p).find()) return integrated;
    return large_sum(p).find();
  }
  if (const auto shape = perfectly_joined(p)) {
    return std::make_unique<affine_law>(1, pbox(*shape), interval<>(0.0), *shape, false,
                                        dependence_in_words(p));
  }
  return nullptr;
}

[[nodiscard]] inline std::unique_ptr<law> without_points(const program& p, const options& how);

/// The law by integrals over all of it, or case by case, or nothing.
[[nodiscard]] inline std::unique_ptr<law> as_a_whole(const program& p, const options& how) {
  const auto solve_part = [&how](const program& part) { return without_points(part, how); };
  if (auto decided = event_cases(p).find(solve_part)) return decided;
  if (auto integrated = conditioning(p, how).find()) return integrated;
  if (auto averaged = shared_leaf(p).find([](const program& rest) { return by_operations(rest); }))
    return averaged;
  if (auto counted = cases(p).find(solve_part)) return counted;
  return set_ends(p).find(solve_part);
}

/// An expression that has the same law and is simpler, or nothing.
[[nodiscard]] inline std::optional<reduction> simpler(const program& p) {
  return p.blocks.empty() ? simplified(p) : along_levels_of_copulas(p);
}

/// The law without sample points, or nothing if there is no other way.
[[nodiscard]] inline std::unique_ptr<law> without_points(const program& p, const options& how) {
  if (auto found = by_operations(p)) return found;
  if (const auto less = simpler(p)) {
    auto found = without_points(compile(less->rest), how);
    return found ? std::make_unique<modules_law>(std::move(found), less->error, less->assumption) : nullptr;
  }
  return as_a_whole(p, how);
}

/// What is kept with an expression: its law, or another expression that has the same law and is simpler. One
/// that states dependence may have neither, and be left to steps.
struct kept_answer final : memo {
  law_handle found;
  std::optional<reduction> simpler;
  explicit kept_answer(law_handle l) : found(std::move(l)) {}
  explicit kept_answer(std::optional<reduction> r) : simpler(std::move(r)) {}

  static const kept_answer* in(const memo_slot& slot) { return static_cast<const kept_answer*>(slot.find()); }
  /// What was kept first.
  template <class Content>
  static const kept_answer& keep(const memo_slot& slot, Content what) {
    return static_cast<const kept_answer&>(slot.keep(std::make_unique<const kept_answer>(std::move(what))));
  }
};

/// Of three quantities no two can fall as the others rise.
inline void require_two_shapes(const program& p) {
  const auto is_shape = [](const program_leaf& leaf) {
    return !std::holds_alternative<interval<>>(leaf.value);
  };
  if (std::count_if(p.leaves.begin(), p.leaves.end(), is_shape) <= 2) return;
  throw domain_error(
      "reckon: options.default_dependence is opposite, which is for two quantities; the expression has more");
}

/// What was found, with more points where that is to meet a tolerance.
[[nodiscard]] inline solution to_tolerance(law_handle found, const program& p, const options& how) {
  solution made{std::move(found), how.tolerance, how.points};
  if (how.tolerance > 0 && made.found->made_by() == engine::ensemble) {
    made.again = [p, how](std::size_t points) -> law_handle {
      options more = how;
      more.points = points;
      return by_points(p, more);
    };
  }
  return made;
}

[[nodiscard]] inline solution solve_independent(const estimate& e, const program& p, const options& how);

/// What was found for a simpler expression, as that of the other.
[[nodiscard]] inline solution blurred(solution made, double error, const std::string& assumption = {}) {
  const auto blur = [error, assumption](law_handle found) -> law_handle {
    return std::make_shared<const modules_law>(std::move(found), error, assumption);
  };
  made.found = blur(std::move(made.found));
  if (made.again) {
    made.again = [again = std::move(made.again), blur](std::size_t points) { return blur(again(points)); };
  }
  return made;
}

/// By the simpler expression.
[[nodiscard]] inline solution solve_simpler(const reduction& simpler, const options& how) {
  return blurred(solve_independent(simpler.rest, compile(simpler.rest), how), simpler.error,
                 simpler.assumption);
}

/// What is known of an expression is taken from it, and put there if it is worth it.
[[nodiscard]] inline solution solve_independent(const estimate& e, const program& p, const options& how) {
  const memo_slot& slot = kept_with(e).answer;
  if (const kept_answer* kept = kept_answer::in(slot)) {
    if (kept->simpler) return solve_simpler(*kept->simpler, how);
    return to_tolerance(kept->found, p, how);
  }
  require_numbers(p);
  require_known_functions(p);
  law_handle found = by_operations(p);
  if (!found) {
    if (auto less = simpler(p)) return solve_simpler(*kept_answer::keep(slot, std::move(less)).simpler, how);
    found = as_a_whole(p, how);
  }
  if (!found) found = by_points(p, how);
  if (found->worth_keeping()) found = kept_answer::keep(slot, std::move(found)).found;
  return to_tolerance(std::move(found), p, how);
}

[[nodiscard]] inline options independent(options how) {
  how.default_dependence = dependence::independent;
  return how;
}

/// What is known of how quantities rise together, by statements or copulas of 1 and -1, as functions of
/// levels; nothing if it cannot be written so. It is kept with an expression that tells all of that itself.
[[nodiscard]] inline std::optional<reduction> in_levels(const estimate& e, const program& p,
                                                        const options& how) {
  const memo_slot& slot = kept_with(e).answer;
  const bool tells_all = how.default_dependence == dependence::independent;
  if (const kept_answer* kept = tells_all ? kept_answer::in(slot) : nullptr) return kept->simpler;
  const bool stated = needs_steps(p, how);
  const auto solve_part = [&](const program& part) { return without_points(part, independent(how)); };
  auto found = stated ? along_levels(e, how).find(solve_part) : along_levels_of_copulas(p);
  if (tells_all && (found || stated)) kept_answer::keep(slot, found);
  return found;
}

/// The same for a moment, where nothing has been tabulated that it would have to count with. Parts that rise
/// together have moments of their own, but of such with heavy tails those tell no errors.
[[nodiscard]] inline std::optional<reduction> exactly_in_levels(const estimate& e, const program& p,
                                                                const options& how) {
  const auto heavy = [](const program_leaf& leaf) {
    const auto* shape = std::get_if<distribution>(&leaf.value);
    return shape != nullptr && has_power_tails(*shape);
  };
  if (!needs_steps(p, how)) {
    if (p.blocks.empty()) return std::nullopt;
  } else if (std::none_of(p.leaves.begin(), p.leaves.end(), heavy) && comonotone(e, how).find()) {
    return std::nullopt;
  }
  auto found = in_levels(e, p, how);
  return found && found->error == 0 ? std::move(found) : std::nullopt;
}

[[nodiscard]] inline solution solve(const estimate& e, const program& p, const options& how) {
  require_tolerance(how);
  if (!needs_steps(p, how)) return solve_independent(e, p, how);
  if (how.default_dependence == dependence::opposite) require_two_shapes(p);
  if (auto shape = comonotone(e, how).find()) {
    return {std::make_unique<affine_law>(1, pbox(*shape), interval<>(0.0), *shape, false,
                                         "dependence as stated")};
  }
  if (const auto less = in_levels(e, p, how)) return solve_simpler(*less, independent(how));
  const stepped_evaluation evaluation(e, p, how);
  const bool unknown = !p.states_dependence && how.default_dependence == dependence::unknown;
  return {std::make_unique<stepped_law>(evaluation.result(), evaluation.outer(),
                                        unknown ? "unknown dependence" : "dependence as stated")};
}

[[nodiscard]] inline solution solve(const estimate& e, const options& how) {
  return solve(e, *compiled_for_numbers(e), how);
}

[[nodiscard]] inline pbox steps_of(const estimate& e, const options& how) {
  const compiled_for_numbers program_of(e);
  const program& p = *program_of;
  return pbox(std::static_pointer_cast<const box_model>(stepped_evaluation(e, p, how).result()));
}

/// What an engine found, cut to what is known beside it.
[[nodiscard]] inline answer narrowed(answer found, interval<> known) {
  const interval<> both = intersection(found, known);
  if (!is_empty(both)) static_cast<interval<>&>(found) = both;
  return found;
}

/// A mean that the tails of the leaves make infinite, whatever an engine that looks less far out found.
[[nodiscard]] inline answer without_infinite_mean(answer found, const program& p) {
  if (!is_common_interval(found)) return found;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const tail_orders tails(p);
  const bool above = tails.lacks_moment(1, true);
  const bool below = tails.lacks_moment(1, false);
  if (!above && !below) return found;
  const interval<> all = whole_range(p);
  interval<> mean = interval<>::entire();
  if (!below && std::isfinite(all.lower())) mean = finite_or_unbounded(infinity, infinity);
  if (!above && std::isfinite(all.upper())) mean = finite_or_unbounded(-infinity, -infinity);
  static_cast<interval<>&>(found) = mean;
  found.error = 0;
  return found;
}

/// A standard deviation likewise.
[[nodiscard]] inline answer without_infinite_deviation(answer found, const program& p) {
  if (!is_common_interval(found)) return found;
  const tail_orders tails(p);
  if (!tails.lacks_moment(2, true) && !tails.lacks_moment(2, false)) return found;
  static_cast<interval<>&>(found) = {0.0, std::numeric_limits<double>::infinity()};
  found.error = 0;
  return found;
}

/// Whether a tail may grow so suddenly that nodes do not see it: that of the exponential of a lognormal does
/// so where its mass is 1e-50.
[[nodiscard]] inline bool has_exponential(const program& p) {
  return std::any_of(p.code.begin(), p.code.end(),
                     [](const instruction& i) { return i.kind == operation::exponential; });
}

/// A moment of an expression; of one that is taken case by case, or end by end, by points where a part of it
/// does not tell its own.
template <class Moment>
[[nodiscard]] answer moment_of(const solution& made, const program& p, const options& how,
                               const Moment& moment) {
  const answer found = made.answer_of(moment);
  const bool by_cases = std::any_of(p.code.begin(), p.code.end(),
                                    [](const instruction& i) { return i.kind == operation::choose; });
  const bool by_ends = std::any_of(p.leaves.begin(), p.leaves.end(), [](const program_leaf& leaf) {
    return std::holds_alternative<pbox>(leaf.value);
  });
  if (is_common_interval(found) || !(by_cases || by_ends) || needs_steps(p, how)) return found;
  return to_tolerance(by_points(p, how), p, how).answer_of(moment);
}

[[nodiscard]] inline answer mean_of(const estimate& e, const options& how) {
  const compiled_for_numbers program_of(e);
  const program& p = *program_of;
  const bool dependent = needs_steps(p, how);
  const propagated_moments moments(p, !dependent);
  const auto known = moments.mean();
  const char* assumption =
      moments.mean_needs_independence() ? dependence_in_words(p) : "none: the mean of a sum";
  if (known) return {*known, engine::closed_form, 0, assumption, false};
  if (const auto less = exactly_in_levels(e, p, how)) {
    answer found = mean_of(less->rest, independent(how));
    found.assumption = less->assumption;
    return found;
  }
  const auto separable = dependent ? std::nullopt : separable_mean(p);
  if (is_settled(separable)) return has_exponential(p) ? without_infinite_mean(*separable, p) : *separable;
  const answer found = moment_of(solve(e, p, how), p, how, [](const law& l) { return l.mean(); });
  return dependent ? found : without_infinite_mean(sharper(separable, found), p);
}

[[nodiscard]] inline answer standard_deviation_of(const estimate& e, const options& how) {
  const compiled_for_numbers program_of(e);
  const program& p = *program_of;
  const bool dependent = needs_steps(p, how);
  const propagated_moments moments(p, !dependent);
  const auto known = moments.standard_deviation();
  if (known && !dependent) {
    const double variance_error = moments.variance_error();
    const double error = variance_error > 0 ? variance_error / (2 * known->lower()) : 0;
    return {*known, error > 0 ? engine::convolution : engine::closed_form, error, dependence_in_words(p),
            false};
  }
  if (const auto less = exactly_in_levels(e, p, how)) {
    answer found = standard_deviation_of(less->rest, independent(how));
    found.assumption = less->assumption;
    return known ? narrowed(found, *known) : found;
  }
  const auto separable = dependent ? std::nullopt : separable_deviation(p);
  if (is_settled(separable)) {
    return has_exponential(p) ? without_infinite_deviation(*separable, p) : *separable;
  }
  solution made = solve(e, p, how);
  if (!made.found->knows_deviation()) made = to_tolerance(by_points(p, how), p, how);
  const answer found = moment_of(made, p, how, [](const law& l) { return l.standard_deviation(); });
  if (known) return narrowed(found, *known);
  return dependent ? found : without_infinite_deviation(sharper(separable, found), p);
}

}  // namespace reckon::detail
