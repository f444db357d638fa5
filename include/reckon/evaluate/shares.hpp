// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/expression_of.hpp>
#include <reckon/evaluate/factors.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

namespace reckon::detail {

/// Writes a share of a total so that the part is used once: a / (a + b + c) is 1 / (1 + (b + c) / a), where a
/// is positive and the others are not negative.
class shares {
 public:
  explicit shares(const program& p) : program_(p), factors_(p) {}

  /// The expression with one share written so, or nothing if there is none. Of two leaves nothing would be
  /// gained: the integral over one of them is exact.
  [[nodiscard]] std::optional<estimate> written_once() const {
    constexpr std::size_t few_leaves = 2;
    constexpr std::size_t most_instructions = 256;
    if (program_.leaves.size() <= few_leaves || program_.code.size() > most_instructions) return std::nullopt;
    for (std::uint32_t n = 0; n < program_.code.size(); ++n) {
      const auto part = part_of_total(n);
      // Where the total may be 0 the pole would only be moved.
      if (!part || !leaves_no_negatives(*part, n)) continue;
      return expression_of(program_, [&](std::uint32_t m, const auto& built) -> std::optional<estimate> {
        if (m != n) return std::nullopt;
        return share(*part, n, built);
      });
    }
    return std::nullopt;
  }

 private:
  /// The factor of a quotient's dividend that is a term of its divisor, and used nowhere else.
  std::optional<factor> part_of_total(std::uint32_t n) const {
    const instruction& i = program_.code[n];
    if (i.kind != operation::divide || program::is_one(i)) return std::nullopt;
    const instruction& total = program_.code[i.right];
    if (total.kind != operation::add || factors_.uses(i.right) > 1) return std::nullopt;
    for (const factor& f : factors_.of(i.left).by) {
      constexpr std::size_t here = 2;
      if (f.below || !is_positive(f.slot) || factors_.uses(f.slot) != here) continue;
      if (coefficient(f, total) > 0) return f;
    }
    return std::nullopt;
  }

  /// Whether an instruction is a leaf that is never negative, and is 0 with no probability, nor because that
  /// is what the smallest numbers are rounded to.
  bool is_positive(std::uint32_t n) const {
    const instruction& i = program_.code[n];
    if (i.kind != operation::leaf) return false;
    const auto* shape = std::get_if<distribution>(&program_.leaves[i.left].value);
    return shape != nullptr && shape->support().lower() >= 0 && !shape->model().jumps() &&
           shape->model().at_score(-score_reach) > 0;
  }

  /// Whether what else there is in the divisor of a quotient cannot be negative.
  bool leaves_no_negatives(const factor& part, std::uint32_t quotient) const {
    program rest = program_;
    rest.code.resize(rest.code[quotient].right + 1);
    const instruction& total = rest.code.back();
    for (std::size_t t = total.first_term; t < total.last_term; ++t) {
      if (rest.terms[t].slot == part.slot) rest.terms[t].coefficient = interval<>(0.0);
    }
    return whole_range(rest).lower() >= 0;
  }

  double coefficient(const factor& part, const instruction& total) const {
    double sum = 0;
    for (auto t = program_.begin_terms(total); t != program_.end_terms(total); ++t) {
      if (t->slot == part.slot) sum += mid(t->coefficient);
    }
    return sum;
  }

  /// The total of a quotient without the part; operand(slot) gives its terms.
  template <class Operand>
  estimate others_than(const factor& part, std::uint32_t quotient, const Operand& operand) const {
    const instruction& total = program_.code[program_.code[quotient].right];
    estimate sum(mid(total.constant));
    for (auto t = program_.begin_terms(total); t != program_.end_terms(total); ++t) {
      if (t->slot != part.slot) sum = sum + mid(t->coefficient) * operand(t->slot);
    }
    return sum;
  }

  /// The quotient with the part used once.
  template <class Operand>
  estimate share(const factor& part, std::uint32_t quotient, const Operand& operand) const {
    const instruction& i = program_.code[quotient];
    factored dividend = factors_.of(i.left);
    dividend.by.erase(std::find(dividend.by.begin(), dividend.by.end(), part));
    const estimate others = others_than(part, quotient, operand) / operand(part.slot);
    return multiplied(estimate(dividend.times), dividend.by, operand) /
           (coefficient(part, program_.code[i.right]) + others);
  }

  const program& program_;
  factors factors_;
};

}  // namespace reckon::detail
