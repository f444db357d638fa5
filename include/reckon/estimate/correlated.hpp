// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate/copula_block.hpp>
#include <reckon/estimate/expression.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numbers>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon {

namespace detail {

/// How a message calls a leaf.
[[nodiscard]] inline std::string leaf_text(const leaf_node& leaf) {
  if (!leaf.name.empty()) return leaf.name;
  if (const auto* set = std::get_if<interval<>>(&leaf.value)) {
    return '[' + number_text(set->lower()) + ", " + number_text(set->upper()) + ']';
  }
  if (const auto* shape = std::get_if<distribution>(&leaf.value)) return shape->name();
  return "a p-box";
}

/// Puts leaves into a block.
class block_maker {
 public:
  block_maker(const std::vector<estimate>& quantities, const std::vector<std::vector<double>>& matrix)
      : parameters_(quantities.size()) {
    for (std::size_t i = 0; i < quantities.size(); ++i) add_leaf(quantities[i], i);
    check_size(matrix);
    for (std::size_t i = 0; i < matrix.size(); ++i) add_row(matrix, i);
    check_positive();
  }

  [[nodiscard]] std::vector<estimate> make() const {
    auto block = std::make_shared<copula_block>(copula_block{{}, parameters_, name()});
    for (const leaf_node* leaf : leaves_) block->members.emplace_back(leaf);
    std::vector<estimate> made;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      auto joined = std::make_unique<leaf_node>(leaves_[i]->value);
      joined->name = leaves_[i]->name;
      joined->report = leaves_[i]->report;
      joined->vocabulary = leaves_[i]->vocabulary;
      joined->derivation = leaves_[i]->derivation;
      joined->original = leaves_[i];
      joined->block = block;
      joined->place = static_cast<std::uint32_t>(i);
      made.emplace_back(node_handle(joined.release()));
    }
    return made;
  }

 private:
  [[noreturn]] static void refuse(const std::string& why) {
    throw domain_error("reckon::correlated: " + why);
  }

  [[nodiscard]] std::string name() const {
    std::string text = "correlated(";
    for (std::size_t i = 0; i < leaves_.size(); ++i) text += (i ? ", " : "") + leaf_text(*leaves_[i]);
    return text += ')';
  }

  [[nodiscard]] std::string pair_text(std::size_t i, std::size_t j) const {
    return leaf_text(*leaves_[i]) + " (place " + std::to_string(i + 1) + ") and " + leaf_text(*leaves_[j]) +
           " (place " + std::to_string(j + 1) + ')';
  }

  void add_leaf(const estimate& quantity, std::size_t i) {
    if (quantity.root()->kind != operation::leaf) {
      refuse("argument " + std::to_string(i + 1) +
             (quantity.root()->kind == operation::constant ? " is a constant" : " is an expression") +
             "; dependence is stated between single leaves, or on one operation: add(a, b, dependence)");
    }
    const auto* leaf = static_cast<const leaf_node*>(quantity.root());
    leaves_.push_back(leaf);
    for (std::size_t j = 0; j < i; ++j) {
      if (leaf->same_quantity(*leaves_[j])) {
        refuse(pair_text(j, i) + " are the same leaf, which is perfectly dependent on itself");
      }
    }
    if (leaf->block) {
      leaves_in_other_ = true;
      other_ = leaf->block->name;
      twice_ = leaf_text(*leaf);
    }
  }

  void check_size(const std::vector<std::vector<double>>& matrix) const {
    if (leaves_in_other_) {
      refuse(twice_ + " is in the block " + other_ + " already and cannot be in " + name() +
             " too; state one block for all of them");
    }
    const std::string wanted = std::to_string(leaves_.size());
    if (matrix.size() != leaves_.size()) {
      refuse("the matrix has " + std::to_string(matrix.size()) + " rows for " + wanted + " quantities");
    }
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      if (matrix[i].size() == leaves_.size()) continue;
      refuse("row " + std::to_string(i + 1) + " of the matrix has " + std::to_string(matrix[i].size()) +
             " entries for " + wanted + " quantities");
    }
  }

  void add_row(const std::vector<std::vector<double>>& matrix, std::size_t i) {
    if (matrix[i][i] != 1) {
      refuse("the entry of " + leaf_text(*leaves_[i]) + " (place " + std::to_string(i + 1) +
             ") with itself is " + number_text(matrix[i][i]) + ", not 1");
    }
    parameters_(i, i) = 1;
    for (std::size_t j = 0; j < i; ++j) {
      const double r = matrix[i][j];
      if (!(r >= -1 && r <= 1)) {
        refuse("the entry " + number_text(r) + " for " + pair_text(j, i) + " is not in [-1, 1]");
      }
      if (!(std::abs(matrix[j][i] - r) <= 1e-12)) {
        refuse("the matrix is not symmetric: it has " + number_text(matrix[j][i]) + " and " + number_text(r) +
               " for " + pair_text(j, i));
      }
      parameters_(i, j) = parameters_(j, i) = r;
    }
  }

  void check_positive() const {
    const copula_factor factor(parameters_);
    const auto& conflict = factor.conflict();
    if (!conflict) return;
    const auto [i, j, least, greatest] = *conflict;
    const auto bound = [](double x) { return number_text(std::round(x * 1e6) / 1e6); };
    std::string allowed = "in [" + bound(least) + ", " + bound(greatest) + ']';
    if (greatest - least < 1e-9) allowed = bound(least);
    refuse("the matrix is not positive semidefinite: the entry " + number_text(parameters_(j, i)) + " for " +
           pair_text(i, j) + " contradicts the entries before it, with which it would have to be " + allowed);
  }

  std::vector<const leaf_node*> leaves_;
  square_matrix parameters_;
  bool leaves_in_other_ = false;
  std::string other_;
  std::string twice_;
};

/// Errors: domain_error if `coefficient` is not in [-1, 1].
[[nodiscard]] inline double checked_rank_correlation(double coefficient, const char* function) {
  if (coefficient >= -1 && coefficient <= 1) return coefficient;
  throw domain_error(std::string("reckon::") + function + ": the rank correlation " +
                     number_text(coefficient) + " is not in [-1, 1]");
}

}  // namespace detail

/// The copula parameter under which two quantities have Spearman's rank correlation `coefficient`.
/// Errors: domain_error if it is not in [-1, 1].
/// Source: Kruskal, J. Amer. Statist. Assoc. 53:814, 1958.
[[nodiscard]] inline double spearman(double coefficient) {
  return 2 * std::sin(detail::checked_rank_correlation(coefficient, "spearman") * (std::numbers::pi / 6));
}

/// The copula parameter under which two quantities have Kendall's rank correlation `coefficient`.
/// Errors: domain_error if it is not in [-1, 1].
/// Source: Kruskal, J. Amer. Statist. Assoc. 53:814, 1958.
[[nodiscard]] inline double kendall(double coefficient) {
  return std::sin(detail::checked_rank_correlation(coefficient, "kendall") * (std::numbers::pi / 2));
}

/// The same leaves, whose shapes now depend on each other by a Gaussian copula: the normal scores of their
/// quantile levels are jointly normal, with these correlations. A set has no shape: it stays in any
/// dependence with everything.
/// Shape:  one row and one column a quantity; spearman(r) and kendall(t) convert rank correlations.
/// Errors: domain_error if an argument is not a single leaf, or twice the same, or in another block; if the
///         matrix is not symmetric with ones on the diagonal, or not positive semidefinite, naming the pair.
/// Source: Li, J. Fixed Income 9:43, 2000; Joe, Dependence Modeling with Copulas, 2014, section 2.4.
[[nodiscard]] inline std::vector<estimate> correlated(const std::vector<estimate>& quantities,
                                                      const std::vector<std::vector<double>>& matrix) {
  return detail::block_maker(quantities, matrix).make();
}

/// The same for lists that are written out: auto [x, y] = correlated({a, b}, {{1, 0.5}, {0.5, 1}}).
template <std::size_t N>
[[nodiscard]] std::array<estimate, N> correlated(const estimate (&quantities)[N],
                                                 const double (&matrix)[N][N]) {
  std::vector<std::vector<double>> rows;
  for (const auto& row : matrix) rows.emplace_back(std::begin(row), std::end(row));
  std::vector<estimate> made =
      correlated(std::vector<estimate>(std::begin(quantities), std::end(quantities)), rows);
  std::array<estimate, N> result;
  std::move(made.begin(), made.end(), result.begin());
  return result;
}

}  // namespace reckon
