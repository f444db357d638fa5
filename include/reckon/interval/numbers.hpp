// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>

#include <concepts>

namespace reckon {

/// The interval from l to u; where T cannot represent an end, the next number outside.
/// Units:  both arguments share one unit, and the interval has it.
/// Errors: the empty interval if l > u, if one of them is NaN, or if both are the same infinity.
/// Source: IEEE Std 1788-2015, numsToInterval.
template <std::floating_point T = double, detail::real_number L, detail::real_number U>
[[nodiscard]] constexpr interval<T> nums_to_interval(L l, U u) noexcept {
  if (detail::is_greater(l, u)) return interval<T>::empty();
  const detail::endpoints<T> ends{detail::below<T>(l), detail::above<T>(u)};
  const bool some = !detail::is_nan(ends.lower) && !detail::is_nan(ends.upper) &&
                    ends.lower != detail::infinity_of<T> && ends.upper != -detail::infinity_of<T>;
  return some ? detail::make_interval(ends) : interval<T>::empty();
}

}  // namespace reckon
