// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <memory>
#include <optional>

namespace reckon::detail {

/// Whether an event happens whose difference is a number.
[[nodiscard]] inline bool happens(const program& difference, bool or_equal) {
  const double x = mid(whole_range(difference));
  return or_equal ? x <= 0 : x < 0;
}

/// The probability of an event, by the law of its difference.
[[nodiscard]] inline bounded chance_by(const law& difference, bool or_equal) {
  return or_equal ? difference.cdf(0) : difference.cdf_before(0);
}

/// The probability of an event, or nothing if `solve(program)`, which gives a law or nothing, gives none.
template <class Solve>
[[nodiscard]] std::optional<bounded> chance_of(const program& difference, bool or_equal, const Solve& solve) {
  if (difference.leaves.empty()) return bounded{interval<>(happens(difference, or_equal) ? 1.0 : 0.0), 0};
  const std::unique_ptr<law> found = solve(difference);
  if (!found) return std::nullopt;
  return chance_by(*found, or_equal);
}

}  // namespace reckon::detail
