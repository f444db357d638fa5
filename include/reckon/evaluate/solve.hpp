// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/random_bits.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/closed_form.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/convolution.hpp>
#include <reckon/evaluate/ensemble.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/propagated.hpp>
#include <reckon/evaluate/steps.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// What the best engine that applies found out.
struct solution {
  std::unique_ptr<law> found;

  template <class Question>
  [[nodiscard]] answer answer_of(const Question& question) const {
    const bounded result = question(*found);
    return {result.bounds, found->made_by(), result.error, found->assumption(), found->outer()};
  }
};

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

[[nodiscard]] inline std::unique_ptr<law> solve_independent(const program& p, const options& how) {
  require_numbers(p);
  if (auto exact = closed_form(p).find()) return exact;
  if (auto integrated = convolution(p).find()) return integrated;
  return ensemble(p, how).run();
}

[[nodiscard]] inline solution solve(const estimate& e, const program& p, const options& how) {
  if (!needs_steps(p, how)) return {solve_independent(p, how)};
  const stepped_evaluation evaluation(e, p, how);
  const bool unknown = !p.states_dependence && how.default_dependence == dependence::unknown;
  return {std::make_unique<stepped_law>(evaluation.result(), evaluation.outer(),
                                        unknown ? "unknown dependence" : "dependence as stated")};
}

[[nodiscard]] inline solution solve(const estimate& e, const options& how) {
  return solve(e, compile_for_numbers(e), how);
}

[[nodiscard]] inline pbox steps_of(const estimate& e, const options& how) {
  const program p = compile_for_numbers(e);
  return pbox(std::static_pointer_cast<const box_model>(stepped_evaluation(e, p, how).result()));
}

/// What an engine found, cut to what is known beside it.
[[nodiscard]] inline answer narrowed(answer found, interval<> known) {
  const interval<> both = intersection(found, known);
  if (!is_empty(both)) static_cast<interval<>&>(found) = both;
  return found;
}

[[nodiscard]] inline answer mean_of(const estimate& e, const options& how) {
  const program p = compile_for_numbers(e);
  const propagated_moments moments(p, !needs_steps(p, how));
  const auto known = moments.mean();
  const char* assumption =
      moments.mean_needs_independence() ? "leaves independent" : "none: the mean of a sum";
  if (known) return {*known, engine::closed_form, 0, assumption, false};
  return solve(e, p, how).answer_of([](const law& l) { return l.mean(); });
}

[[nodiscard]] inline answer standard_deviation_of(const estimate& e, const options& how) {
  const program p = compile_for_numbers(e);
  const bool dependent = needs_steps(p, how);
  const auto known = propagated_moments(p, !dependent).standard_deviation();
  if (known && !dependent) return {*known, engine::closed_form, 0, "leaves independent", false};
  const answer found = solve(e, p, how).answer_of([](const law& l) { return l.standard_deviation(); });
  return known ? narrowed(found, *known) : found;
}

/// Which coordinate of the points drives which leaf, over several expressions that share leaves.
class joint_leaves {
 public:
  std::size_t coordinate(const leaf_node* leaf) {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (known_[i]->same_quantity(*leaf)) return i;
    }
    known_.push_back(leaf);
    return known_.size() - 1;
  }

 private:
  std::vector<const leaf_node*> known_;
};

[[nodiscard]] inline std::vector<std::vector<double>> joint_sample(const std::vector<estimate>& quantities,
                                                                   std::size_t size, const options& how) {
  joint_leaves leaves;
  std::vector<std::vector<double>> rows(size, std::vector<double>(quantities.size()));
  for (std::size_t column = 0; column < quantities.size(); ++column) {
    const program p = compile_for_numbers(quantities[column]);
    if (needs_steps(p, how)) throw domain_error("reckon::sample: a stated dependence cannot be sampled");
    std::vector<std::size_t> coordinates;
    for (const auto& leaf : p.leaves) {
      if (!std::holds_alternative<distribution>(leaf.value)) {
        throw domain_error(
            "reckon::sample: a leaf is imprecise: a set has no sample; ask range, quantile or cdf");
      }
      coordinates.push_back(leaves.coordinate(leaf.node));
    }
    block_machine<false> machine(p);
    for (std::size_t start = 0; start < size; start += block_size) {
      const auto fill = [&](std::size_t leaf, double* values, double*) {
        const auto& shape = std::get<distribution>(p.leaves[leaf].value);
        for (std::size_t k = 0; k < block_size; ++k) {
          values[k] = shape.quantile(random_unit(how.seed, start + k, coordinates[leaf]));
        }
      };
      const auto out = machine.run(fill);
      for (std::size_t k = 0; k < (std::min)(block_size, size - start); ++k) {
        if (out.defined[k] != definedness::everywhere) {
          throw domain_error(std::string("reckon::sample: ") +
                             undefined_in_words(machine.undefined_operation()) + " at a point");
        }
        if (std::isnan(out.lower[k])) {
          throw domain_error("reckon::sample: a value overflows at a point; choose another unit");
        }
        rows[start + k][column] = out.lower[k];
      }
    }
  }
  return rows;
}

}  // namespace reckon::detail
