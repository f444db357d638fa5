// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <charconv>
#include <cmath>
#include <string>

namespace reckon::detail {

/// The shortest decimal that reads back as x; whole numbers below 1e15 without an exponent.
[[nodiscard]] inline std::string number_text(double x) {
  if (x == 0) return "0";  // also for -0
  char buffer[40];
  const bool plain = std::abs(x) < 1e15 && std::abs(x) >= 1e-5;
  const auto end = plain ? std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed)
                         : std::to_chars(buffer, buffer + sizeof buffer, x);
  return {buffer, end.ptr};
}

}  // namespace reckon::detail
