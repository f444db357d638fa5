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

/// a where x < 0, else b, by a function of which only sample points know what it does.
inline reckon::estimate sampled_choice(const reckon::estimate& x, const reckon::estimate& a,
                                       const reckon::estimate& b) {
  return reckon::apply([](double at, double below, double above) { return at < 0 ? below : above; }, x, a, b);
}

}  // namespace support
