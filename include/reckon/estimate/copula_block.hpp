// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate/node.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace reckon::detail {

/// A square matrix of numbers, row by row.
struct square_matrix {
  std::size_t size = 0;
  std::vector<double> entries;

  explicit square_matrix(std::size_t n) : size(n), entries(n * n, 0) {}
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return entries[row * size + column];
  }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) {
    return entries[row * size + column];
  }
};

/// Leaves whose shapes are joined by a Gaussian copula.
struct copula_block {
  std::vector<node_handle> members;  ///< the leaves, as they were before
  square_matrix parameters;          ///< correlations of the normal scores
  std::string name;                  ///< "correlated(a, b)"

  /// The place of a leaf, if it is a member.
  [[nodiscard]] std::optional<std::size_t> place_of(const leaf_node& leaf) const {
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (leaf.same_quantity(static_cast<const leaf_node&>(*members[i].get()))) return i;
    }
    return std::nullopt;
  }
};

/// Two members whose parameter goes beyond what those before it allow.
struct copula_conflict {
  std::size_t first = 0;
  std::size_t second = 0;
  double least = 0;  ///< allowed by the parameters before it
  double greatest = 0;
};

/// The lower triangular factor of a correlation matrix, row by row (Cholesky). A pivot that vanishes, where
/// some members determine another, leaves a column of zeros.
class copula_factor {
 public:
  explicit copula_factor(const square_matrix& parameters) : factor_(parameters.size) {
    for (std::size_t row = 0; row < factor_.size && !conflict_; ++row) add_row(parameters, row);
  }

  [[nodiscard]] const square_matrix& factor() const noexcept { return factor_; }
  /// Where the matrix is not positive semidefinite, if it is not.
  [[nodiscard]] const std::optional<copula_conflict>& conflict() const noexcept { return conflict_; }

 private:
  static constexpr double negligible = 1e-12;  // rounding of the squares

  void add_row(const square_matrix& parameters, std::size_t row) {
    double left = 1;  // of the member's variance
    for (std::size_t column = 0; column < row; ++column) {
      double explained = 0;
      for (std::size_t k = 0; k < column; ++k) explained += factor_(row, k) * factor_(column, k);
      const double pivot = factor_(column, column);
      const double reach = pivot * std::sqrt(left > 0 ? left : 0);
      const double rest = parameters(row, column) - explained;
      // A pivot of zero allows nothing; rounding of the squares is 1e-6 in their roots.
      if (std::abs(rest) > reach + (pivot > 0 ? negligible : 1e-6)) {
        conflict_ = copula_conflict{column, row, explained - reach, explained + reach};
        return;
      }
      if (pivot > 0) factor_(row, column) = rest / pivot;
      left -= factor_(row, column) * factor_(row, column);
    }
    factor_(row, row) = left > negligible ? std::sqrt(left) : 0;
  }

  square_matrix factor_;
  std::optional<copula_conflict> conflict_;
};

}  // namespace reckon::detail
