// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Why a phrase could not be read.
namespace reckon::detail::words {

enum class phrase_fault : std::uint8_t {
  none,
  empty,
  no_number,
  no_upper_end,
  no_tolerance,
  low_above_high,
  bad_grouping,
  glued_letters,
  too_many_digits,
  out_of_range,
  units_differ,
  bounds_clash,
  left_over,
};

/// A fault and the offset of the first byte that could not be read.
struct fault_place {
  phrase_fault fault = phrase_fault::none;
  std::size_t position = 0;
};

/// What is wrong, as the end of the sentence "this phrase cannot be read: ...".
[[nodiscard]] constexpr std::string_view message_of(phrase_fault fault) noexcept {
  switch (fault) {
    case phrase_fault::none:
      return "";
    case phrase_fault::empty:
      return "there is no text";
    case phrase_fault::no_number:
      return "no number where one should stand";
    case phrase_fault::no_upper_end:
      return "the range has no upper end";
    case phrase_fault::no_tolerance:
      return "the plus-or-minus has no number";
    case phrase_fault::low_above_high:
      return "the low end of the range is above its high end";
    case phrase_fault::bad_grouping:
      return "digits are grouped wrongly";
    case phrase_fault::glued_letters:
      return "letters after the digits are neither a scale nor a unit";
    case phrase_fault::too_many_digits:
      return "more digits than 64 bits hold";
    case phrase_fault::out_of_range:
      return "the number is beyond the range of double";
    case phrase_fault::units_differ:
      return "the two ends of the range have different units";
    case phrase_fault::bounds_clash:
      return "two bounds contradict each other";
    case phrase_fault::left_over:
      return "text is left over that belongs to no phrase";
  }
  return "";
}

/// What would have been read instead.
[[nodiscard]] constexpr std::string_view expectation_of(phrase_fault fault) noexcept {
  switch (fault) {
    case phrase_fault::none:
      return "";
    case phrase_fault::empty:
    case phrase_fault::no_number:
      return "a number, a vague word such as \"hundreds\", or words that say that no number was given";
    case phrase_fault::no_upper_end:
      return "a number as the upper end";
    case phrase_fault::no_tolerance:
      return "a number that is not negative, or a percentage";
    case phrase_fault::low_above_high:
      return "an upper end that is not below the lower end";
    case phrase_fault::bad_grouping:
      return "one kind of separator, with three digits after each";
    case phrase_fault::glued_letters:
      return "a scale such as k or bn, a unit such as kg, or a space";
    case phrase_fault::too_many_digits:
      return "at most 19 significant digits";
    case phrase_fault::out_of_range:
      return "a number of magnitude below 1.8e308";
    case phrase_fault::units_differ:
      return "the same unit at both ends";
    case phrase_fault::bounds_clash:
      return "one bound, or a lower and an upper one";
    case phrase_fault::left_over:
      return "the end of the phrase, or a noun of at most six words";
  }
  return "";
}

}  // namespace reckon::detail::words
