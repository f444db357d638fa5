// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Nodes of a sum that stands for an integral, with their weights.
struct weighted_nodes {
  std::vector<double> values;
  std::vector<double> weights;

  void reserve(std::size_t count) {
    values.reserve(count);
    weights.reserve(count);
  }
  void resize(std::size_t count) {
    values.resize(count);
    weights.resize(count);
  }
  void add(double value, double weight) {
    values.push_back(value);
    weights.push_back(weight);
  }
};

/// A symmetric tridiagonal matrix, and the first row of the vectors that belong to its eigenvalues.
struct tridiagonal {
  std::vector<double> diagonal;
  std::vector<double> beside;  ///< as many, the last of them 0
  std::vector<double> first_row;

  /// Turns `diagonal` into the eigenvalues, in no order, by QL steps with implicit shifts; `first_row` with
  /// it. False if they do not converge. Source: Dubrulle, Martin and Wilkinson, Numerische Mathematik 12:377,
  /// 1968; for quadrature Golub and Welsch, Mathematics of Computation 23:221, 1969.
  bool diagonalise() {
    const std::size_t n = diagonal.size();
    first_row.assign(n, 0);
    first_row[0] = 1;
    for (std::size_t top = 0; top < n; ++top) {
      for (int round = 0;; ++round) {
        const std::size_t end = end_of_block(top);
        if (end == top) break;
        constexpr int most_rounds = 40;
        if (round == most_rounds) return false;
        step(top, end);
      }
    }
    return true;
  }

 private:
  /// The first row, from `top` on, that nothing ties to the next.
  std::size_t end_of_block(std::size_t top) const {
    std::size_t end = top;
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    while (end + 1 < diagonal.size() &&
           std::abs(beside[end]) > epsilon * (std::abs(diagonal[end]) + std::abs(diagonal[end + 1])))
      ++end;
    return end;
  }

  /// A chain of rotations from the end of a block up to its top.
  void step(std::size_t top, std::size_t end) {
    const double half_gap = (diagonal[top + 1] - diagonal[top]) / (2 * beside[top]);
    const double root = std::hypot(half_gap, 1.0);
    double bulge = diagonal[end] - diagonal[top] + beside[top] / (half_gap + std::copysign(root, half_gap));
    double sine = 1;
    double cosine = 1;
    double moved = 0;
    for (std::size_t i = end; i-- > top;) {
      const double off = sine * beside[i];
      const double kept = cosine * beside[i];
      const double length = std::hypot(off, bulge);
      beside[i + 1] = length;
      if (length == 0) {  // the block falls apart here
        diagonal[i + 1] -= moved;
        beside[end] = 0;
        return;
      }
      sine = off / length;
      cosine = bulge / length;
      const double here = diagonal[i + 1] - moved;
      const double turned = (diagonal[i] - here) * sine + 2 * cosine * kept;
      moved = sine * turned;
      diagonal[i + 1] = here + moved;
      bulge = cosine * turned - kept;
      const double lower = first_row[i + 1];
      first_row[i + 1] = sine * first_row[i] + cosine * lower;
      first_row[i] = cosine * first_row[i] - sine * lower;
    }
    diagonal[top] -= moved;
    beside[top] = bulge;
    beside[end] = 0;
  }
};

/// The Gauss rule of a sum: `count` nodes whose weighted sum is that of all the nodes for every polynomial of
/// degree below 2 * count. `all` has its values in rising order, the rule in none; it is without nodes if
/// there is none, or it cannot be found. The recurrence of the orthogonal polynomials is that of Stieltjes:
/// Gautschi, Orthogonal Polynomials, 2004, section 2.2.
[[nodiscard]] inline weighted_nodes gauss_rule(const weighted_nodes& all, std::size_t count) {
  const std::size_t size = all.values.size();
  if (size <= count) return {};
  // In units in which the values are about 1.
  const double centre = all.values.front() / 2 + all.values.back() / 2;
  const double reach = all.values.back() / 2 - all.values.front() / 2;
  double total = 0;
  for (const double w : all.weights) total += w;
  std::vector<double> before(size, 0.0);
  std::vector<double> now(size, 1 / std::sqrt(total));
  tridiagonal recurrence;
  double link = 0;
  for (std::size_t k = 0; k < count; ++k) {
    double mean = 0;
    for (std::size_t i = 0; i < size; ++i)
      mean += all.weights[i] * now[i] * now[i] * ((all.values[i] - centre) / reach);
    double square = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const double next = ((all.values[i] - centre) / reach - mean) * now[i] - link * before[i];
      square += all.weights[i] * next * next;
      before[i] = std::exchange(now[i], next);
    }
    link = std::sqrt(square);
    recurrence.diagonal.push_back(mean);
    recurrence.beside.push_back(k + 1 < count ? link : 0);
    for (double& p : now) p /= link;
    if (!std::isfinite(mean) || !std::isfinite(link)) return {};
  }
  if (!recurrence.diagonalise()) return {};
  weighted_nodes rule;
  for (std::size_t k = 0; k < count; ++k)
    rule.add(centre + reach * recurrence.diagonal[k],
             total * recurrence.first_row[k] * recurrence.first_row[k]);
  return rule;
}

}  // namespace reckon::detail
