// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/truncated.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <limits>
#include <optional>

namespace reckon::detail {

/// The quantities that lie beyond a number: X > a, X >= a, X < a or X <= a.
struct half_line {
  double end = 0;
  bool above = true;
  bool with_end = false;

  [[nodiscard]] interval<> set() const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return above ? interval<>(end, infinity) : interval<>(-infinity, end);
  }

  [[nodiscard]] bool holds(double x) const {
    if (x == end) return with_end;
    return above ? x > end : x < end;
  }
};

/// A shape cut to a half-line, and the probability that it lies there.
struct cut_shape {
  double probability = 0;
  std::optional<distribution> shape;  ///< nothing if the probability is 0

  cut_shape(const distribution& whole, const half_line& where) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double direction = where.above ? infinity : -infinity;
    // Where single values have a probability, that of the end itself belongs to the half-line or not.
    const bool jumps = whole.model().jumps();
    const double end = where.with_end || !jumps ? where.end : std::nextafter(where.end, direction);
    probability =
        where.above ? whole.complement(jumps ? std::nextafter(end, -infinity) : end) : whole.cdf(end);
    if (!(probability > 0)) return;
    shape = where.above ? truncated(whole, end, infinity) : truncated(whole, -infinity, end);
  }
};

}  // namespace reckon::detail
