// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/exact.hpp>
#include <reckon/interval/core.hpp>
#include <reckon/interval/literals.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

// Text from which the very same interval is read again, in any format that has its numbers.
namespace reckon {

namespace detail::interval_text {

/// The number in hexadecimal places, 0x1.8p-3: exact, and no longer than needed.
template <std::floating_point T>
[[nodiscard]] std::string exact_number(T x) {
  if (is_infinite(x)) return sign_bit(x) ? "-inf" : "inf";
  if (is_zero(x)) return "0x0p+0";
  const exact::unpacked u = exact::unpack(x);
  std::string text = u.negative ? "-0x1" : "0x1";
  std::uint64_t fraction = u.significand << 1;
  if (fraction != 0) text += '.';
  for (; fraction != 0; fraction <<= 4) text += "0123456789abcdef"[fraction >> 60];
  const int power = u.exponent + 63;
  return text + (power < 0 ? "p" : "p+") + std::to_string(power);
}

}  // namespace detail::interval_text

/// The interval with its ends in hexadecimal, "[0x1.8p-3, 0x1p+0]", exactly; "[empty]", "[entire]".
/// Source: IEEE Std 1788-2015, intervalToExact, section 13.4.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_exact(interval<T> x) {
  if (is_empty(x)) return "[empty]";
  if (is_entire(x)) return "[entire]";
  return '[' + detail::interval_text::exact_number(x.lower()) + ", " +
         detail::interval_text::exact_number(x.upper()) + ']';
}

/// The interval that interval_to_exact wrote, and any other whose ends are written as numbers of T.
/// Errors: the empty interval for a text that is no interval, or has an end that is not a T.
/// Source: IEEE Std 1788-2015, exactToInterval, section 13.4.
template <std::floating_point T = double>
[[nodiscard]] constexpr interval<T> exact_to_interval(std::string_view text) noexcept {
  const auto reading = detail::interval_text::read_interval<T>(text);
  return reading.is_exact ? reading.value : interval<T>::empty();
}

}  // namespace reckon
