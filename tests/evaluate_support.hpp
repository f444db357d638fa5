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

/// The integral of f over [from, to] by Simpson's rule.
template <class Function>
double simpson(double from, double to, const Function& f) {
  constexpr int parts = 20000;
  const double h = (to - from) / (2 * parts);
  double sum = f(from) + f(to);
  for (int i = 1; i < 2 * parts; ++i) sum += f(from + i * h) * (i % 2 ? 4 : 2);
  return sum * h / 3;
}

/// a where x < 0, else b, by a function of which only sample points know what it does.
inline reckon::estimate sampled_choice(const reckon::estimate& x, const reckon::estimate& a,
                                       const reckon::estimate& b) {
  return reckon::apply([](double at, double below, double above) { return at < 0 ? below : above; }, x, a, b);
}

}  // namespace support
