// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/detail/standard_normal.hpp>

#include <cstddef>

namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// 0, 1, 2 ...
RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers counted() noexcept {
  double x[lanes_of_columns];
  for (std::size_t i = 0; i < lanes_of_columns; ++i) x[i] = static_cast<double>(i);
  return loaded(x);
}

/// first, first + step, first + 2 step ...
inline void progression(double first, double step, double* out, std::size_t count) noexcept {
  const column_numbers start = counted();
  for_columns(count, out, [=](std::size_t k) { return (start + static_cast<double>(k)) * step + first; });
}

/// The normal scores of the levels (k + fraction) / count, in rising order.
/// Shape: `count` is a power of two, from 64 on.
inline void score_column(double fraction, std::size_t count, double* out) noexcept {
  using series = normal_quantile_series;
  const auto n = static_cast<double>(count);
  const double width = 1 / n;
  const auto first = static_cast<std::size_t>((0.5 - series::middle) * n) / column_step * column_step;
  const std::size_t last = count - first;
  const column_numbers from_below = counted() + fraction;
  const column_numbers from_above = (1 - fraction) - counted();
  for_columns(last - first, out + first, [=](std::size_t k) {
    const column_numbers q = (from_below + static_cast<double>(first + k)) * width - 0.5;
    const column_numbers r = series::middle_square - q * q;
    return q * power_series(series::middle_above, r) / power_series(series::middle_below, r);
  });
  const auto tail = [](column_numbers level) {
    const column_numbers r = square_root(-logarithm(level)) - series::near_tail;
    return power_series(series::near_above, r) / power_series(series::near_below, r);
  };
  for_columns(first, out,
              [=](std::size_t k) { return -tail((from_below + static_cast<double>(k)) * width); });
  for_columns(first, out + last,
              [=](std::size_t k) { return tail((from_above + static_cast<double>(first - 1 - k)) * width); });
  // The ends may be far out, and what is between the two series was taken by the wrong one.
  const auto by_itself = [=](std::size_t k) {
    const auto x = static_cast<double>(k);
    out[k] = normal_quantile((x + fraction) * width);
    out[count - 1 - k] = -normal_quantile((x + (1 - fraction)) * width);
  };
  by_itself(0);
  for (std::size_t k = first; static_cast<double>(k) < (0.5 - series::middle) * n; ++k) by_itself(k);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic
