// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/conditioning/preimage.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reckon::detail {

/// Which instructions depend on a leaf.
[[nodiscard]] inline std::vector<bool> dependents_of(const program& p, std::size_t leaf) {
  std::vector<bool> found(p.code.size(), false);
  for (std::size_t n = 0; n < found.size(); ++n) {
    const instruction& i = p.code[n];
    found[n] = i.kind == operation::leaf && i.left == leaf;
    p.for_each_operand(i, [&](std::uint32_t slot) { found[n] = found[n] || found[slot]; });
  }
  return found;
}

/// The steps by which the result follows from a leaf, if it does so by one path and each step can be taken
/// back: then the values of the leaf that lead to given results follow without a search.
class path_to_leaf {
 public:
  path_to_leaf(const program& p, std::size_t leaf) {
    const std::vector<bool> on_path = dependents_of(p, leaf);
    std::size_t parts = 1;
    auto place = static_cast<std::uint32_t>(p.code.size() - 1);
    while (p.code[place].kind != operation::leaf) {
      const instruction& i = p.code[place];
      step made{place, place, 0};
      std::size_t ways = 0;
      p.for_each_operand(i, [&](std::uint32_t slot) {
        if (!on_path[slot]) return;
        ++ways;
        made.operand = slot;
      });
      if (ways != 1 || !preimage::can_take_back(i)) return;
      if (i.kind == operation::add) {
        for (auto t = p.begin_terms(i); t != p.end_terms(i); ++t) {
          if (t->slot == made.operand) made.coefficient = middle(t->coefficient);
        }
        if (made.coefficient == 0) return;
      }
      parts = preimage::parts_after(i, made.operand == i.left, parts);
      if (parts > preimage::most_parts) return;
      steps_.push_back(made);
      place = made.operand;
    }
    found_ = true;
  }

  /// False if there is no such path.
  [[nodiscard]] bool found() const noexcept { return found_; }

  /// True if an extreme stands on the path: then the leaf does not matter where the other operand is it.
  [[nodiscard]] bool passes_extreme(const program& p) const {
    return std::any_of(steps_.begin(), steps_.end(), [&](const step& s) {
      const operation kind = p.code[s.place].kind;
      return kind == operation::minimum || kind == operation::maximum;
    });
  }

  /// The places of the other operands of the quotients on the path.
  [[nodiscard]] std::vector<std::uint32_t> beside_quotients(const program& p) const {
    std::vector<std::uint32_t> found;
    for (const step& s : steps_) {
      const instruction& i = p.code[s.place];
      if (i.kind == operation::divide) found.push_back(s.operand == i.left ? i.right : i.left);
    }
    return found;
  }

  /// False if results at the edge of a set may come from values that are about to appear or to vanish: a
  /// square has two roots, one or none.
  [[nodiscard]] bool smooth(const program& p) const {
    return std::all_of(steps_.begin(), steps_.end(), [&](const step& s) {
      const instruction& i = p.code[s.place];
      return preimage::parts_after(i, true, 1) == 1 || i.kind == operation::divide ||
             (i.kind == operation::integer_power && std::fmod(i.exponent, 2) != 0);
    });
  }

  /// The values of the leaf at which the result lies in a set. `values` has what does not depend on the leaf.
  [[nodiscard]] preimage of(const program& p, const first_order& values, preimage::part result) const {
    preimage set(result);
    for (const step& s : steps_) {
      const instruction& i = p.code[s.place];
      if (i.kind != operation::add) {
        const bool of_left = s.operand == i.left;
        set.take_back(i, of_left, values[of_left ? i.right : i.left]);
        continue;
      }
      double rest = middle(i.constant);
      for (auto t = p.begin_terms(i); t != p.end_terms(i); ++t) {
        if (t->slot != s.operand) rest += middle(t->coefficient) * values[t->slot];
      }
      set.take_back_affine(s.coefficient, rest);
    }
    return set;
  }

 private:
  struct step {
    std::uint32_t place;    // of the instruction
    std::uint32_t operand;  // of it, by which the path goes on
    double coefficient;     // of that operand in a sum
  };

  std::vector<step> steps_;  // from the result down
  bool found_ = false;
};

}  // namespace reckon::detail
