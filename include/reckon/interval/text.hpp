// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/shortest_decimal.hpp>
#include <reckon/interval/core.hpp>

#include <concepts>
#include <iosfwd>
#include <string>

// Intervals as text.
namespace reckon {

namespace detail::interval_text {

template <std::floating_point T, class End>
[[nodiscard]] std::string in_brackets(interval<T> x, const End& end) {
  if (x.lower() > x.upper()) return "[empty]";
  if (x == interval<T>::entire()) return "[entire]";
  return '[' + end(x.lower(), false) + ", " + end(x.upper(), true) + ']';
}

}  // namespace detail::interval_text

/// The interval in decimals, "[0.5, 1000]", that enclose it as real numbers: the shortest that are not
/// further out than the next number of T. "[empty]", "[entire]", and "inf" for an end that is not there.
/// Source: IEEE Std 1788-2015, intervalToText.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_text(interval<T> x) {
  return detail::interval_text::in_brackets(x, detail::interval_text::outer_decimal<T>);
}

/// The interval in decimals of at most so many significant digits, one at least, that enclose it as real
/// numbers, the closest ones that there are: interval_to_text(x, 3) may be "[0.333, 0.334]". Source: IEEE Std
/// 1788-2015, intervalToText with a conversion specifier.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_text(interval<T> x, int digits) {
  return detail::interval_text::in_brackets(x, [digits](T end, bool up) {
    return detail::interval_text::outer_decimal_of(end, digits < 1 ? 1 : digits, up);
  });
}

/// Writes the interval as a person expects it: the shortest decimals that read back, as numbers of T, as its
/// ends or their outer neighbours. interval(0.1, 0.2) prints as [0.1, 0.2], although the double 0.2 lies
/// 1e-17 above 1/5; interval_to_text keeps to the real numbers.
template <class Traits, std::floating_point T>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, interval<T> x) {
  return out << detail::interval_text::in_brackets(x, detail::interval_text::readable_decimal<T>).c_str();
}

}  // namespace reckon
