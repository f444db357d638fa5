// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/interval/text.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>

#include <algorithm>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <variant>

namespace reckon {

/// A meaning as text: "[200, 999]", "300", "uniform(1000, 3000)", "no number".
[[nodiscard]] inline std::string meaning_text(const meaning& read) {
  if (const auto* set = std::get_if<interval<>>(&read)) {
    if (set->lower() == set->upper()) return detail::number_text(set->lower());
    return detail::interval_text::in_brackets(*set, detail::interval_text::readable_decimal<double>);
  }
  if (const auto* shape = std::get_if<distribution>(&read)) return shape->name();
  if (const auto* box = std::get_if<pbox>(&read)) return "a p-box on " + interval_to_text(box->support());
  return "no number";
}

namespace detail::words {

/// What a vocabulary without a table shows: the forms of phrases, by example.
inline constexpr std::string_view sample_phrases[] = {
    "4,000",         "about 11,000",       "nearly 12,000", "1,000 to 3,000", "500 plus or minus 50",
    "at least 300",  "more than 300",      "up to 4,000",   "hundreds",       "several hundred",
    "no casualties", "offered no numbers",
};

/// What a vocabulary makes of a text, or that it refuses it.
[[nodiscard]] inline std::string reading_text(const vocabulary& words, std::string_view text) {
  const parse_result said = try_parse(text);
  if (!said) return "cannot be read";
  try {
    return meaning_text(words.read(*said));
  } catch (const domain_error&) {
    return "refused";
  }
}

}  // namespace detail::words

/// The table of a vocabulary as text: each form of a phrase with its meaning, who says so, and an example
/// that is read at this moment. For a vocabulary that was given no table, what it makes of common phrases.
[[nodiscard]] inline std::string table_of(const vocabulary& words) {
  std::string text = "vocabulary " + words.name() + '\n';
  const auto example = [&words](std::string_view phrase) {
    return '"' + std::string(phrase) + "\": " + detail::words::reading_text(words, phrase);
  };
  std::size_t width = 0;
  for (const vocabulary_line& line : words.table()) width = (std::max)(width, line.written.size());
  for (const vocabulary_line& line : words.table()) {
    text.append("  ").append(line.written).append(width - line.written.size(), ' ');
    text.append("  ").append(line.meaning).append("\n    ").append(width, ' ');
    text.append(example(line.example)).append("  (").append(line.authority).append(")\n");
  }
  if (!words.table().empty()) return text;
  for (const std::string_view phrase : detail::words::sample_phrases) text += "  " + example(phrase) + '\n';
  return text;
}

/// Prints table_of(words).
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const vocabulary& words) {
  return out << table_of(words).c_str();
}

}  // namespace reckon
