// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution.hpp>

#include <cmath>
#include <limits>

namespace reckon::detail {

/// After so many steps of the secant method halving is surer.
inline constexpr int patient_steps = 12;

/// Where the secant method, within what has been passed on either side, looks next: `step` from s on, as the
/// slope has it; the step before was `before`.
[[nodiscard]] inline double next_place(double s, double step, double before, int round, double lower,
                                       double upper) {
  constexpr double largest = (std::numeric_limits<double>::max)();
  const bool enclosed = lower > -largest && upper < largest;
  double to = s + step;
  if (!std::isfinite(to) || (before != 0 && !enclosed && std::abs(step) > 16 * std::abs(before)))
    to = s + (step > 0 ? 16 : -16) * std::abs(before);
  if (to > lower && to < upper && round < patient_steps) return to;
  return between(lower, upper);
}

/// How far a place s may be off where what is asked is off by so much, and has an error.
[[nodiscard]] inline double doubt_of_place(double off, const expected_value& at, double slope, double s) {
  const double error = (std::abs(off) + at.error) / slope + 4e-16 * std::abs(s);
  return std::isnan(error) ? std::numeric_limits<double>::infinity() : error;
}

}  // namespace reckon::detail
