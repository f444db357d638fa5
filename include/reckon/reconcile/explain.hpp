// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe.hpp>
#include <reckon/reconcile/result.hpp>
#include <reckon/report.hpp>

#include <ostream>
#include <string>

namespace reckon {

namespace detail {

inline std::string count_of_origins(origin_count n) {
  std::string text = std::to_string(n.least);
  if (n.most != n.least) text += " to " + std::to_string(n.most);
  return text;
}

/// The answer in words, with its coverage if it has a shape.
inline std::string answer_in_words(const reconciliation& r) {
  if (!r.value) return "no common answer";
  const std::string words = describe(*r.value);
  if (!has_shape(*r.value)) return words;
  const answer middle = median(*r.value);
  std::string text = words + " (90 % range";
  if (const auto m = middle.point()) text += ", median " + median_in_words(*m, range(*r.value, 0.90));
  return text + ')';
}

}  // namespace detail

inline std::string reconciliation::explain() const {
  std::string text = method + ": " + detail::answer_in_words(*this) + '\n';
  text += "origins with a value: " + detail::count_of_origins(origins_with_value()) +
          "; origins that report it: " + detail::count_of_origins(origins_reporting()) + '\n';
  for (const auto& origin : origins) {
    text += "  " + origin.name + ':';
    const char* separator = " ";
    for (const std::size_t i : origin.reports) {
      text += separator + ('"' + std::string(reports[i].text()) + '"');
      separator = ", ";
    }
    if (origin.probability_unrelated) {
      text += "; unrelated with probability " + detail::percent(*origin.probability_unrelated);
    }
    text += '\n';
  }
  for (const auto& f : findings) text += "finding: " + f.text + '\n';
  for (const auto& w : warnings) text += "warning: " + w.text + '\n';
  if (stability.size() > 1) {
    text += "if assumed otherwise:\n";
    for (const auto& row : stability) text += "  " + row.assumption + ": " + describe(row.range) + '\n';
  }
  return text;
}

/// Prints explain().
inline std::ostream& operator<<(std::ostream& stream, const reconciliation& r) {
  return stream << r.explain();
}

}  // namespace reckon
