// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/shortest_decimal.hpp>
#include <reckon/interval/core.hpp>

#include <concepts>
#include <iosfwd>
#include <string>

// Intervals as text.
namespace reckon {

/// The interval in decimals, "[0.5, 1000]", that enclose it: the shortest that are not further out than the
/// next number of T. "[empty]", "[entire]", and "inf" for an end that is not there. Source: IEEE Std
/// 1788-2015, intervalToText.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_text(interval<T> x) {
  if (x.lower() > x.upper()) return "[empty]";
  if (x == interval<T>::entire()) return "[entire]";
  return '[' + detail::interval_text::outer_decimal(x.lower(), false) + ", " +
         detail::interval_text::outer_decimal(x.upper(), true) + ']';
}

/// Writes interval_to_text(x).
template <class Traits, std::floating_point T>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, interval<T> x) {
  return out << interval_to_text(x).c_str();
}

}  // namespace reckon
