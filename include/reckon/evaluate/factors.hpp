// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reckon::detail {

/// A factor of a product or, if `below`, of its divisor.
struct factor {
  std::uint32_t slot;
  bool below;
  bool operator==(const factor&) const = default;
};

/// A number times factors.
struct factored {
  double times = 1;
  std::vector<factor> by;
};

/// Takes the products of a program apart.
class factors {
 public:
  explicit factors(const program& p) : program_(p), uses_(p.code.size(), 0) {
    for (const instruction& i : p.code) p.for_each_operand(i, [&](std::uint32_t slot) { ++uses_[slot]; });
  }

  /// As how many operands an instruction is used.
  [[nodiscard]] std::size_t uses(std::uint32_t n) const { return uses_[n]; }

  /// The factors of an instruction, itself if it is no product: what has no other use is taken apart.
  [[nodiscard]] factored of(std::uint32_t n) const {
    factored found;
    add(n, false, found);
    return found;
  }

 private:
  void add(std::uint32_t n, bool below, factored& found) const {
    const instruction& i = program_.code[n];
    const bool product = i.kind == operation::multiply || i.kind == operation::divide;
    if (uses_[n] > 1 || program::is_one(i)) {
      found.by.push_back({n, below});
    } else if (product) {
      add(i.left, below, found);
      add(i.right, below != (i.kind == operation::divide), found);
    } else if (is_multiple(i)) {
      const linear_term& term = *program_.begin_terms(i);
      const double c = mid(term.coefficient);
      found.times = below ? found.times / c : found.times * c;
      add(term.slot, below, found);
    } else {
      found.by.push_back({n, below});
    }
  }

  /// Whether it is a number times another instruction.
  bool is_multiple(const instruction& i) const {
    return i.kind == operation::add && i.constant == interval<>(0.0) &&
           program_.end_terms(i) - program_.begin_terms(i) == 1 &&
           mid(program_.begin_terms(i)->coefficient) != 0;
  }

  const program& program_;
  std::vector<std::size_t> uses_;
};

/// `total` times the factors: operand(slot) gives each.
template <class Operand>
[[nodiscard]] estimate multiplied(estimate total, const std::vector<factor>& by, const Operand& operand) {
  for (const factor& f : by) total = f.below ? total / operand(f.slot) : total * operand(f.slot);
  return total;
}

}  // namespace reckon::detail
