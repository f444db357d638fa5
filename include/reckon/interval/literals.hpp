// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/decimal.hpp>
#include <reckon/interval/core.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>

// Intervals from text: decimals are read exactly, and the interval is the tightest that holds what is
// written.
namespace reckon {

namespace detail::interval_text {

enum class reading_error { none, form, order };

/// One end as it is written: a decimal, or infinity.
struct written_end {
  int infinite = 0;  // -1, 0, 1
  decimal number;

  template <std::floating_point T>
  [[nodiscard]] constexpr T rounded(exact::direction to) const noexcept {
    if (infinite != 0) return infinite < 0 ? -infinity_of<T> : infinity_of<T>;
    return nearest_binary<T>(number, to);
  }
};

template <std::floating_point T>
struct reading_of {
  interval<T> value;
  reading_error error;
};

constexpr void skip_blanks(std::string_view& text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

/// Takes the word, in small letters, from the front of `text`, whatever its case there.
constexpr bool take_word(std::string_view& text, std::string_view word) noexcept {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[i];
    const char lower_case = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower_case != word[i]) return false;
  }
  text.remove_prefix(word.size());
  return true;
}

constexpr bool take_end(std::string_view& text, written_end& end) noexcept {
  if (take_decimal(text, end.number)) return true;
  std::string_view rest = text;
  const bool minus = !rest.empty() && rest.front() == '-';
  if (minus || (!rest.empty() && rest.front() == '+')) rest.remove_prefix(1);
  if (!take_word(rest, "infinity") && !take_word(rest, "inf")) return false;
  end.infinite = minus ? -1 : 1;
  text = rest;
  return true;
}

[[nodiscard]] constexpr bool is_above(const written_end& a, const written_end& b) noexcept {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite > b.infinite;
  return compared(a.number, b.number) > 0;
}

/// Reads what stands between the brackets, ends and comma; the text is behind them afterwards.
constexpr reading_error take_ends(std::string_view& text, written_end& lower, written_end& upper) noexcept {
  lower.infinite = -1;
  upper.infinite = 1;
  written_end first;
  const bool has_lower = take_end(text, first);
  if (has_lower) lower = first;
  skip_blanks(text);
  if (text.empty() || text.front() != ',') {
    // [x] is the number x; infinity is none.
    if (!has_lower || first.infinite != 0) return reading_error::form;
    upper = first;
    return reading_error::none;
  }
  text.remove_prefix(1);
  skip_blanks(text);
  written_end second;
  if (take_end(text, second)) upper = second;
  if (is_above(lower, upper)) return reading_error::order;
  if (lower.infinite > 0 || upper.infinite < 0) return reading_error::order;
  return reading_error::none;
}

template <std::floating_point T>
[[nodiscard]] constexpr reading_of<T> read_interval(std::string_view text) noexcept {
  const reading_of<T> bad{interval<T>::empty(), reading_error::form};
  const auto closes = [](std::string_view rest) {
    skip_blanks(rest);
    if (rest.empty() || rest.front() != ']') return false;
    rest.remove_prefix(1);
    skip_blanks(rest);
    return rest.empty();
  };
  skip_blanks(text);
  if (text.empty() || text.front() != '[') return bad;
  text.remove_prefix(1);
  skip_blanks(text);
  if (closes(text)) return {interval<T>::empty(), reading_error::none};
  if (take_word(text, "empty")) {
    return closes(text) ? reading_of<T>{interval<T>::empty(), reading_error::none} : bad;
  }
  if (take_word(text, "entire")) {
    return closes(text) ? reading_of<T>{interval<T>::entire(), reading_error::none} : bad;
  }
  written_end lower;
  written_end upper;
  const reading_error error = take_ends(text, lower, upper);
  if (error == reading_error::form || !closes(text)) return bad;
  if (error == reading_error::order) return {interval<T>::empty(), error};
  const endpoints<T> ends{lower.rounded<T>(exact::direction::down), upper.rounded<T>(exact::direction::up)};
  return {make_interval(ends), reading_error::none};
}

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

/// The tightest interval that holds what the text names: "[0.1, 0.2]", "[0.1]", "[3, ]", "[, -2e-3]", "[-inf,
/// 5]",
/// "[empty]", "[entire]". Decimals have any length and are read exactly.
/// Errors: the empty interval for any other text, and where the lower end is above the upper.
/// Source: IEEE Std 1788-2015, textToInterval.
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
  static_assert(reading.error != detail::interval_text::reading_error::form,
                "reckon: an interval is written \"[0.1, 0.2]\"_iv, with brackets and decimal numbers");
  static_assert(reading.error != detail::interval_text::reading_error::order,
                "reckon: the lower end of this interval is above its upper end, or it holds no number");
  return reading.value;
}

}  // namespace literals

}  // namespace reckon
