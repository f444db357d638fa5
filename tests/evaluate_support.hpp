// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate.hpp>
#include "support.hpp"

#include <cmath>
#include <numbers>

namespace support {

/// The number that an answer is; the test fails if it is none.
inline double point(const reckon::answer& a) {
  REQUIRE(a.point());
  return *a.point();
}

/// The probability that a standard normal is below z.
inline double normal_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

}  // namespace support
