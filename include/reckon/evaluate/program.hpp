// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/estimate.hpp>
#include <reckon/estimate/copula_block.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A term of a linear combination: the value of an earlier instruction times a coefficient.
struct linear_term {
  std::uint32_t slot;
  interval<> coefficient;
};

/// One step of a program. Its operands are the values of earlier steps.
/// `add` stands for a linear combination: constant + sum of terms. The operands of `choose` and `call` are
/// terms too.
struct instruction {
  operation kind = operation::constant;
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t first_term = 0;
  std::uint32_t last_term = 0;
  double exponent = 0;
  const user_function* function = nullptr;
  interval<> constant{0.0};
};

/// A leaf of a program: what it stands for, and the place in the expression that it came from.
struct program_leaf {
  uncertain_value value;
  const leaf_node* node;
};

/// Leaves of a program whose shapes are joined by a Gaussian copula.
struct dependent_leaves {
  std::vector<std::uint32_t> leaves;  ///< their numbers
  square_matrix parameters;           ///< correlations of their normal scores
};

/// An expression made ready for evaluation: each leaf once, in the order of first appearance; affine parts
/// collected into linear combinations, so that x - x is gone and (x + y) - x is y; the last instruction is
/// the result.
struct program {
  large_vector<instruction> code;
  large_vector<linear_term> terms;
  large_vector<program_leaf> leaves;
  /// True if no leaf and no operation on leaves is used twice in the expression as it was written.
  bool read_once = true;
  /// True if some operation states a dependence other than independence.
  bool states_dependence = false;
  /// The leaves whose shapes depend on each other, block by block.
  std::vector<dependent_leaves> blocks;
  /// The first operation on constants that is undefined.
  std::optional<operation> undefined_constant;
  /// Where the expression ends.
  const node* top = nullptr;
  /// Keeps that alive, and so the nodes that the leaves point to; empty if something else does.
  node_handle root;

  [[nodiscard]] const linear_term* begin_terms(const instruction& i) const {
    return terms.data() + i.first_term;
  }
  [[nodiscard]] const linear_term* end_terms(const instruction& i) const {
    return terms.data() + i.last_term;
  }

  /// Calls f(slot) for every operand of an instruction.
  template <class Function>
  void for_each_operand(const instruction& i, const Function& f) const {
    switch (i.kind) {
      case operation::constant:
      case operation::leaf:
        break;
      case operation::add:
      case operation::choose:
      case operation::call:
        for (auto t = begin_terms(i); t != end_terms(i); ++t) f(t->slot);
        break;
      case operation::multiply:
      case operation::divide:
      case operation::power:
      case operation::minimum:
      case operation::maximum:
        f(i.left);
        if (!is_one(i)) f(i.right);
        break;
      default:
        f(i.left);
    }
  }

  /// The correlation of the normal scores of two leaves.
  [[nodiscard]] double copula_parameter(std::size_t a, std::size_t b) const {
    if (a == b) return 1;
    for (const auto& block : blocks) {
      const auto i = std::find(block.leaves.begin(), block.leaves.end(), a) - block.leaves.begin();
      const auto j = std::find(block.leaves.begin(), block.leaves.end(), b) - block.leaves.begin();
      const auto n = static_cast<std::ptrdiff_t>(block.leaves.size());
      if (i < n && j < n) return block.parameters(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
    }
    return 0;
  }

  /// True if a leaf is in one of the blocks.
  [[nodiscard]] bool is_dependent(std::size_t leaf) const {
    return std::any_of(blocks.begin(), blocks.end(), [leaf](const dependent_leaves& block) {
      return std::find(block.leaves.begin(), block.leaves.end(), leaf) != block.leaves.end();
    });
  }

  /// True for x / x, which is 1 wherever it is defined.
  [[nodiscard]] static bool is_one(const instruction& i) {
    return i.kind == operation::divide && i.left == i.right;
  }
};

/// The standard deviation of a linear combination of normals, joined as the program says.
/// Shape:  one amount a leaf: its coefficient times its standard deviation.
[[nodiscard]] inline double combined_deviation(const program& p, std::span<const double> amounts) {
  double sd = 0;
  for (const double amount : amounts) sd = std::hypot(sd, amount);
  if (p.blocks.empty() || !(sd > 0) || !std::isfinite(sd)) return sd;
  double cross = 0;  // in units of sd, so that no square overflows
  for (const auto& block : p.blocks) {
    for (std::size_t i = 0; i < block.leaves.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        cross += block.parameters(i, j) * (amounts[block.leaves[i]] / sd) * (amounts[block.leaves[j]] / sd);
      }
    }
  }
  return sd * std::sqrt((std::max)(0.0, 1 + 2 * cross));
}

/// What a program says of the dependence of its precise leaves, in words.
[[nodiscard]] inline const char* dependence_in_words(const program& p) {
  return p.blocks.empty() ? "leaves independent" : "leaves joined by the Gaussian copula stated";
}

/// Where an operation has a value. Single points in which it becomes infinite, as 1 / x does at an end of [0,
/// 1], do not count: they are limits.
enum class definedness : unsigned char { everywhere, partly, nowhere };

[[nodiscard]] inline definedness where_defined(operation kind, interval<> a, interval<> b, double exponent) {
  const auto from = [](double least, interval<> x) {  // defined for numbers from `least` on
    return x.upper() < least   ? definedness::nowhere
           : x.lower() < least ? definedness::partly
                               : definedness::everywhere;
  };
  constexpr interval<> zero;
  switch (kind) {
    case operation::divide:
      return b == zero ? definedness::nowhere : definedness::everywhere;
    case operation::square_root:
      return from(0, a);
    case operation::logarithm:
    case operation::decimal_logarithm:
      return a.upper() <= 0 ? definedness::nowhere : from(0, a);
    case operation::integer_power:
      return exponent < 0 && a == zero ? definedness::nowhere : definedness::everywhere;
    case operation::power:
      if (a.upper() == 0 && b.upper() <= 0) return definedness::nowhere;
      return a == zero && b.lower() <= 0 ? definedness::partly : from(0, a);
    default:
      return definedness::everywhere;
  }
}

/// What a choice makes of the sets of its operands: one of two where the first decides it, else what holds
/// both.
[[nodiscard]] inline interval<> chosen(interval<> difference, interval<> a, interval<> b, bool or_equal) {
  if (is_empty(difference)) return difference;
  if (or_equal ? difference.upper() <= 0 : difference.upper() < 0) return a;
  if (or_equal ? difference.lower() > 0 : difference.lower() >= 0) return b;
  return convex_hull(a, b);
}

/// What it is that an operation is not defined for, in words.
[[nodiscard]] constexpr const char* undefined_in_words(operation kind) noexcept {
  switch (kind) {
    case operation::divide:
      return "division by zero";
    case operation::square_root:
      return "the square root of a negative number";
    case operation::logarithm:
    case operation::decimal_logarithm:
      return "the logarithm of a number that is not positive";
    case operation::power:
      return "the real power of a negative number";
    case operation::integer_power:
      return "a negative power of zero";
    case operation::call:
      return "a function given to apply";
    default:
      return "the expression";
  }
}

/// The set of values that a leaf can take.
[[nodiscard]] inline interval<> value_range(const uncertain_value& value) {
  struct {
    interval<> operator()(interval<> x) const { return x; }
    interval<> operator()(const distribution& d) const { return d.support(); }
    interval<> operator()(const pbox& b) const { return b.support(); }
  } range;
  return std::visit(range, value);
}

/// False if a leaf is not zero, or only with probability zero.
[[nodiscard]] inline bool can_be_zero(const uncertain_value& value) {
  const auto* shape = std::get_if<distribution>(&value);
  return contains(value_range(value), 0.0) && (!shape || shape->model().jumps());
}

/// The value of one operation on sets, by the rules of IEEE 1788 (points where it is undefined are left out).
[[nodiscard]] inline interval<> apply_operation(operation kind, interval<> a, interval<> b, double exponent) {
  switch (kind) {
    case operation::add:
      return a + b;
    case operation::subtract:
      return a - b;
    case operation::multiply:
      return a * b;
    case operation::divide:
      return a / b;
    case operation::negate:
      return -a;
    case operation::absolute:
      return reckon::abs(a);
    case operation::square:
      return reckon::sqr(a);
    case operation::square_root:
      return reckon::sqrt(a);
    case operation::exponential:
      return reckon::exp(a);
    case operation::logarithm:
      return reckon::log(a);
    case operation::decimal_logarithm:
      return reckon::log10(a);
    case operation::floor:
      return reckon::floor(a);
    case operation::power:
      return reckon::pow(a, b);
    case operation::integer_power:
      return reckon::pown(a, static_cast<int>(exponent));
    case operation::minimum:
      return (reckon::min)(a, b);
    case operation::maximum:
      return (reckon::max)(a, b);
    default:
      return interval<>::entire();
  }
}

}  // namespace reckon::detail
