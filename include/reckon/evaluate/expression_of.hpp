// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Whether the program can be written as an expression of numbers and leaves again.
[[nodiscard]] inline bool has_expression(const program& p) {
  for (const instruction& i : p.code) {
    if (i.kind == operation::choose || i.kind == operation::call || !is_common_interval(i.constant))
      return false;
  }
  return true;
}

/// One instruction as an expression of its operands: operand(slot) gives that of an earlier one.
template <class Operand>
[[nodiscard]] estimate expression_of(const program& p, const instruction& i, const Operand& operand) {
  switch (i.kind) {
    case operation::constant:
      return {mid(i.constant)};
    case operation::leaf:
      return estimate(node_handle(p.leaves[i.left].node));
    case operation::add: {
      estimate total(mid(i.constant));
      for (auto t = p.begin_terms(i); t != p.end_terms(i); ++t)
        total = total + mid(t->coefficient) * operand(t->slot);
      return total;
    }
    case operation::multiply:
    case operation::divide:
    case operation::power:
    case operation::minimum:
    case operation::maximum: {
      const estimate& left = operand(i.left);
      return {i.kind, left, operand(i.right), std::nullopt};
    }
    default:
      return {i.kind, operand(i.left), i.exponent};
  }
}

/// One instruction with all that is below it, of a program that is not deep.
[[nodiscard]] inline estimate expression_of(const program& p, std::uint32_t n) {
  return expression_of(p, p.code[n], [&p](std::uint32_t slot) { return expression_of(p, slot); });
}

/// A program as an expression again: what `replace(n, built)` gives for an instruction or, if that is
/// nothing, the instruction itself; built(m) is what stands for an earlier one.
template <class Replace>
[[nodiscard]] estimate expression_of(const program& p, const Replace& replace) {
  std::vector<estimate> made;
  made.reserve(p.code.size());
  const auto built = [&made](std::uint32_t slot) -> const estimate& { return made[slot]; };
  for (std::uint32_t n = 0; n < p.code.size(); ++n) {
    std::optional<estimate> other = replace(n, built);
    made.push_back(other ? std::move(*other) : expression_of(p, p.code[n], built));
  }
  return made.back();
}

}  // namespace reckon::detail
