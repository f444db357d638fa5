// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/statement.hpp>
#include <reckon/phrase/value.hpp>

#include <cstddef>

namespace reckon {

namespace detail::words {

// Functions that no constant expression may call: a phrase that is refused while compiling names one of them.
inline void there_is_no_text() {}
inline void there_is_no_number_where_one_should_stand() {}
inline void the_range_has_no_upper_end() {}
inline void the_plus_or_minus_has_no_number() {}
inline void the_low_end_of_the_range_is_above_its_high_end() {}
inline void the_digits_are_grouped_wrongly() {}
inline void the_letters_after_the_digits_are_neither_a_scale_nor_a_unit() {}
inline void the_number_has_more_digits_than_64_bits_hold() {}
inline void the_number_is_beyond_the_range_of_double() {}
inline void the_two_ends_of_the_range_have_different_units() {}
inline void the_two_bounds_contradict_each_other() {}
inline void there_is_text_left_over_that_belongs_to_no_phrase() {}

/// Stops a constant evaluation with a call whose name is the reason.
constexpr void refuse_while_compiling(phrase_fault fault) {
  switch (fault) {
    case phrase_fault::none:
      return;
    case phrase_fault::empty:
      return there_is_no_text();
    case phrase_fault::no_number:
      return there_is_no_number_where_one_should_stand();
    case phrase_fault::no_upper_end:
      return the_range_has_no_upper_end();
    case phrase_fault::no_tolerance:
      return the_plus_or_minus_has_no_number();
    case phrase_fault::low_above_high:
      return the_low_end_of_the_range_is_above_its_high_end();
    case phrase_fault::bad_grouping:
      return the_digits_are_grouped_wrongly();
    case phrase_fault::glued_letters:
      return the_letters_after_the_digits_are_neither_a_scale_nor_a_unit();
    case phrase_fault::too_many_digits:
      return the_number_has_more_digits_than_64_bits_hold();
    case phrase_fault::out_of_range:
      return the_number_is_beyond_the_range_of_double();
    case phrase_fault::units_differ:
      return the_two_ends_of_the_range_have_different_units();
    case phrase_fault::bounds_clash:
      return the_two_bounds_contradict_each_other();
    case phrase_fault::left_over:
      return there_is_text_left_over_that_belongs_to_no_phrase();
  }
}

}  // namespace detail::words

namespace literals {

/// The phrase of a text literal, read while compiling; a text that cannot be read does not compile.
[[nodiscard]] consteval phrase operator""_phrase(const char* text, std::size_t size) {
  detail::words::reading said;
  detail::words::refuse_while_compiling(detail::words::read_phrase({text, size}, said).fault);
  return detail::words::phrase_maker::make({text, size}, said);
}

}  // namespace literals

}  // namespace reckon
