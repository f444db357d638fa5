// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/characters.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/number.hpp>
#include <reckon/svg/text.hpp>

#include <string>
#include <string_view>

/// What a row says in words: the text on its right, its title under the pointer, its line in the description.
namespace reckon::svg::detail {

/// A value that may be infinite.
inline std::string written_any(double x) {
  if (is_finite(x)) return written(x);
  return (is_negative(x) ? std::string(minus_sign) : std::string()) + std::string(infinity_sign);
}

/// A range in figures; a missing end is written as a comparison.
inline std::string written(const interval<>& x) {
  if (is_empty(x)) return std::string(empty_set);
  const bool below = is_finite(x.lower());
  const bool above = is_finite(x.upper());
  if (!below && !above) return written_any(x.lower()) + " to " + written_any(x.upper());
  if (!above) return std::string(at_least_sign).append(no_break_space) + written(x.lower());
  if (!below) return std::string(at_most_sign).append(no_break_space) + written(x.upper());
  if (x.lower() == x.upper()) return written(x.lower());
  const std::string lower = written(x.lower());
  const std::string upper = written(x.upper());
  // A dash next to a minus sign, a word or a power would be misread.
  const bool plain = (lower + upper).find_first_not_of("0123456789,.") == std::string::npos;
  return lower + (plain ? std::string(en_dash) : " to ") + upper;
}

/// The text on the right of a row: the caller's, or the values in figures.
inline std::string value_text_of(const row& r) {
  if (!r.value_text.empty()) return clean(r.value_text);
  if (r.mark == mark::silence) return std::string(em_dash);
  std::string result;
  for (const region& part : r.regions) result += (result.empty() ? "" : "; ") + written(part.range);
  if (!result.empty()) return result;
  if (r.point && r.range) return written_any(*r.point) + " (" + written(*r.range) + ")";
  if (r.point) return written_any(*r.point);
  if (r.range) return written(*r.range);
  return r.inner ? written(*r.inner) : std::string();
}

/// The detail with proper arrows.
inline std::string detail_of(const row& r) { return with_arrows(clean(r.detail)); }

/// A row in one sentence, uncut.
inline std::string sentence_of(const row& r, const wording& words) {
  std::string result = clean(r.label);
  const auto append = [&result](std::string_view separator, const std::string& part) {
    if (part.empty()) return;
    if (!result.empty()) result += separator;
    result += part;
  };
  append(": ", r.mark == mark::silence && r.value_text.empty() ? clean(words.silence) : value_text_of(r));
  if (r.mark == mark::apart) append(", ", clean(words.apart));
  append(". ", detail_of(r));
  append(". ", clean(r.note));
  return result;
}

/// The whole figure in words, for readers who do not see it.
inline std::string description_of(const figure& f) {
  std::string result = clean(f.subtitle);
  for (const panel& p : f.panels) {
    result += (result.empty() ? "" : "\n") + clean(p.title);
    if (!clean(p.unit).empty()) result += " (" + clean(p.unit) + ")";
    for (const row& r : p.rows) result += "\n- " + sentence_of(r, f.words);
    if (!clean(p.note).empty()) result += "\n" + clean(p.note);
  }
  return result;
}

}  // namespace reckon::svg::detail
