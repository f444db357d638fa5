// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/numbers.hpp>  // for all that reads text: nums_to_interval is its twin
#include <reckon/interval/reading.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>

// Intervals from text: decimals are read exactly, and the interval is the tightest that holds what is
// written.
namespace reckon {

namespace detail::interval_text {

/// Text as a template argument.
template <std::size_t Size>
struct fixed_text {
  char characters[Size] = {};

  // NOLINTNEXTLINE(google-explicit-constructor): a string literal is to become one
  consteval fixed_text(const char (&text)[Size]) noexcept {
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
  }

  [[nodiscard]] constexpr std::string_view view() const noexcept { return {characters, Size - 1}; }
};

}  // namespace detail::interval_text

/// The tightest interval that holds what the text names. Decimals have any length and are read exactly.
/// Ends:      "[0.1, 0.2]", "[0.1]", "[3, ]", "[, -2e-3]", "[-inf, 5]", "[empty]", "[entire]"; also rational
///            numbers, "[1/3, 2/3]", and hexadecimal ones, "[0x1.8p-3, 1]".
/// Uncertain: "3.56?1" is 3.56 plus or minus one unit of its last place, "3.56?" half a unit, "3.56??"
/// without
///            bound; "3.56?1u" only upward, "3.56?1d" only downward, and "3.56?1e2" a hundred times as much.
/// A decoration, "[1, 2]_com", has to fit and is passed over.
/// Errors: the empty interval for any other text, and where the lower end is above the upper; also beyond 400
/// digits of a rational or hexadecimal number or 700 of an uncertain one.
/// Source: IEEE Std 1788-2015, textToInterval, section 9.7.
template <std::floating_point T = double>
[[nodiscard]] constexpr interval<T> text_to_interval(std::string_view text) noexcept {
  return detail::interval_text::read_interval<T>(text).value;
}

namespace literals {

/// "[0.1, 0.2]"_iv is the tightest interval that holds all numbers from 1/10 to 1/5, though no double is
/// either. Errors: a text that text_to_interval does not read does not compile.
template <detail::interval_text::fixed_text Text>
[[nodiscard]] consteval interval<double> operator""_iv() noexcept {
  constexpr detail::interval_text::reading_of<double> reading =
      detail::interval_text::read_interval<double>(Text.view());
  static_assert(reading.error != detail::interval_text::reading_error::form &&
                    (!reading.is_nai || reading.error != detail::interval_text::reading_error::none),
                "reckon: an interval is written \"[0.1, 0.2]\"_iv, with brackets and decimal numbers");
  static_assert(reading.error != detail::interval_text::reading_error::order,
                "reckon: the lower end of this interval is above its upper end, or it holds no number");
  return reading.value;
}

}  // namespace literals

}  // namespace reckon
