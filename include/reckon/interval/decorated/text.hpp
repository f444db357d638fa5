// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/decorated/type.hpp>
#include <reckon/interval/exact_text.hpp>
#include <reckon/interval/literals.hpp>
#include <reckon/interval/text.hpp>

#include <concepts>
#include <iosfwd>
#include <string>
#include <string_view>

// Decorated intervals from text, and as text.
namespace reckon {

namespace detail::interval_text {

template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> decorated_by(const reading_of<T>& reading) noexcept {
  if (reading.is_nai) return decorated_interval<T>::nai();
  return reading.has_decoration ? decorated_interval<T>(reading.value, reading.written)
                                : decorated_interval<T>(reading.value);
}

/// The text of the set with the word of the decoration behind; an empty set of NaI has a word of its own.
template <std::floating_point T>
[[nodiscard]] std::string with_decoration(const std::string& set, decorated_interval<T> x) {
  switch (x.dec()) {
    case decoration::trv:
      return set + "_trv";
    case decoration::def:
      return set + "_def";
    case decoration::dac:
      return set + "_dac";
    case decoration::com:
      return set + "_com";
    default:
      return "[nai]";
  }
}

}  // namespace detail::interval_text

/// The tightest interval that holds what the text names, as text_to_interval reads it, with the decoration
/// that is written behind, "[1, 2]_def"; without one, the best that it can have. "[nai]" is NaI. Errors: NaI
/// for any other text, where the lower end is above the upper, and where the decoration does not fit. Source:
/// IEEE Std 1788-2015, d-textToInterval.
template <std::floating_point T = double>
[[nodiscard]] constexpr decorated_interval<T> text_to_decorated(std::string_view text) noexcept {
  return detail::interval_text::decorated_by(detail::interval_text::read_interval<T>(text));
}

/// As the bare interval, with its decoration: "[0.5, 1000]_com", "[empty]_trv", "[nai]".
/// Source: IEEE Std 1788-2015, intervalToText.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_text(decorated_interval<T> x) {
  return detail::interval_text::with_decoration(interval_to_text(x.part()), x);
}

template <std::floating_point T>
[[nodiscard]] std::string interval_to_text(decorated_interval<T> x, int digits) {
  return detail::interval_text::with_decoration(interval_to_text(x.part(), digits), x);
}

/// As the bare interval, with its decoration.
/// Source: IEEE Std 1788-2015, intervalToExact.
template <std::floating_point T>
[[nodiscard]] std::string interval_to_exact(decorated_interval<T> x) {
  return detail::interval_text::with_decoration(interval_to_exact(x.part()), x);
}

/// The interval that interval_to_exact wrote, and any other whose ends are written as numbers of T.
/// Errors: NaI for a text that is no decorated interval, or has an end that is not a T.
/// Source: IEEE Std 1788-2015, exactToInterval.
template <std::floating_point T = double>
[[nodiscard]] constexpr decorated_interval<T> exact_to_decorated(std::string_view text) noexcept {
  const auto reading = detail::interval_text::read_interval<T>(text);
  if (!reading.is_exact) return decorated_interval<T>::nai();
  return detail::interval_text::decorated_by(reading);
}

/// Writes the set as a person expects it, and the decoration.
template <class Traits, std::floating_point T>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, decorated_interval<T> x) {
  const std::string set =
      detail::interval_text::in_brackets(x.part(), detail::interval_text::readable_decimal<T>);
  return out << detail::interval_text::with_decoration(set, x).c_str();
}

}  // namespace reckon
