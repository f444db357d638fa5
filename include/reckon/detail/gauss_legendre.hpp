// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace reckon::detail {

/// A Legendre polynomial at a point, and the one of the degree below.
struct legendre_values {
  double value;
  double before;
};

/// P_degree(x), by the recurrence of Abramowitz and Stegun, 22.7.10.
[[nodiscard]] constexpr legendre_values legendre(std::size_t degree, double x) noexcept {
  legendre_values p{1, 0};
  for (std::size_t k = 0; k < degree; ++k) {
    const auto j = static_cast<double>(k);
    p = {((2 * j + 1) * x * p.value - j * p.before) / (j + 1), p.value};
  }
  return p;
}

/// Nodes and weights of the Gauss-Legendre rule with N points on [-1, 1], the nodes rising.
/// Newton's method on the polynomial; weights by Abramowitz and Stegun, 25.4.29.
template <std::size_t N>
struct gauss_legendre {
  std::array<double, N> node;
  std::array<double, N> weight;

  gauss_legendre() {
    constexpr auto n = static_cast<double>(N);
    for (std::size_t i = 0; i < N; ++i) {
      double x = -std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (n + 0.5));
      double slope = 1;
      for (int round = 0; round < 10; ++round) {  // it converges quadratically from a good start
        const legendre_values p = legendre(N, x);
        slope = n * (x * p.value - p.before) / (x * x - 1);
        x -= p.value / slope;
      }
      node[i] = x;
      weight[i] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  /// The rule, made on first use.
  static const gauss_legendre& rule() {
    static const gauss_legendre made;
    return made;
  }
};

}  // namespace reckon::detail
