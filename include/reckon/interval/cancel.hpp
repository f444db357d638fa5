// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/accumulator.hpp>
#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>

// Taking back a summand that is known to be in a sum.
namespace reckon {

/// The smallest interval z such that b + z encloses a: if a was b + z, that z.
/// Units:  both arguments share one unit, and the result has it.
/// Errors: entire where there is none: if b is wider than a, or one of them is not bounded; empty if a is
/// empty and b bounded.
/// Source: IEEE Std 1788-2015, cancelMinus.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cancel_minus(interval<T> a, interval<T> b) noexcept {
  if (is_empty(a) && (is_empty(b) || is_common_interval(b))) return a;
  if (!is_common_interval(a) || !is_common_interval(b)) return interval<T>::entire();
  // The widths themselves may round to the same number.
  detail::accumulator<T> difference;
  difference.add(a.upper());
  difference.add(-a.lower());
  difference.add(-b.upper());
  difference.add(b.lower());
  if (difference.sign() < 0) return interval<T>::entire();
  constexpr auto down = detail::exact::direction::down;
  constexpr auto up = detail::exact::direction::up;
  return detail::make_interval(detail::endpoints<T>{detail::exact::sum(a.lower(), -b.lower(), down),
                                                    detail::exact::sum(a.upper(), -b.upper(), up)});
}

/// The smallest interval z such that z - b encloses a; see cancel_minus.
/// Units:  both arguments share one unit, and the result has it.
/// Source: IEEE Std 1788-2015, cancelPlus.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> cancel_plus(interval<T> a, interval<T> b) noexcept {
  return cancel_minus(a, -b);
}

}  // namespace reckon
