// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>

namespace reckon::detail {

/// A number between two others: their mean where they are of like size, else one whose exponent lies between
/// theirs, so that a bracket of any width is halved to nothing in about a hundred steps.
[[nodiscard]] inline double between(double lower, double upper) noexcept {
  if (lower < 0 && upper > 0) return 0;
  const double a = std::abs(lower);
  const double b = std::abs(upper);
  if (a <= 4 * b && b <= 4 * a) return lower / 2 + upper / 2;
  // The bits of doubles of one sign are ordered as their magnitudes.
  const auto middle = std::bit_cast<std::uint64_t>(a) / 2 + std::bit_cast<std::uint64_t>(b) / 2;
  return std::copysign(std::bit_cast<double>(middle), lower < 0 ? lower : upper);
}

/// The place in (lower, upper] from which on a condition is not what it is at `lower`, if it changes once in
/// between; `upper` if it does not change. To the last bit, in about a hundred steps.
template <std::predicate<double> Condition>
[[nodiscard]] double place_of_change(double lower, double upper, const Condition& holds) {
  const bool at_lower = holds(lower);
  for (double x = between(lower, upper); lower < x && x < upper; x = between(lower, upper))
    (holds(x) == at_lower ? lower : upper) = x;
  return upper;
}

/// The smallest x in [lower, upper] with f(x) >= target for a nondecreasing f, or `upper` if there is none.
/// The bracket is finite. False position with the Illinois rule (Dowell and Jarratt, BIT 11:168, 1971) where
/// f is smooth, every third step a halving, so that steps, plateaus and kinks are found as surely. Ends when
/// no double lies between the ends of the bracket, or, if `close` is positive, where f is that close.
template <std::regular_invocable<double> Function>
[[nodiscard]] double solve_nondecreasing(double lower, double upper, double target, const Function& f,
                                         double close = 0) {
  double below = f(lower) - target;
  if (below >= 0) return lower;
  double above = f(upper) - target;
  if (!(above >= 0)) return upper;
  int last_side = 0;
  for (int round = 0;; ++round) {
    double probe = lower - below * ((upper - lower) / (above - below));
    if (round % 3 == 2 || !(probe > lower && probe < upper)) probe = between(lower, upper);
    if (!(probe > lower && probe < upper)) probe = std::nextafter(lower, upper);
    if (!(probe < upper)) return upper;
    const double at_probe = f(probe) - target;
    if (close > 0 && std::abs(at_probe) <= close) return probe;
    if (at_probe >= 0) {
      upper = probe;
      above = at_probe;
      if (last_side > 0) below /= 2;
      last_side = 1;
    } else {
      lower = probe;
      below = at_probe;
      if (last_side < 0) above /= 2;
      last_side = -1;
    }
  }
}

}  // namespace reckon::detail
