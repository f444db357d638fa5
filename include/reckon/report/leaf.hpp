// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/report/core.hpp>
#include <reckon/vocabulary.hpp>

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace reckon {

namespace detail {

/// The value of a meaning that is not silence.
[[nodiscard]] inline uncertain_value value_of_meaning(meaning read, const std::string& silent_message) {
  if (auto* set = std::get_if<interval<>>(&read)) return *set;
  if (auto* shape = std::get_if<distribution>(&read)) return std::move(*shape);
  if (auto* box = std::get_if<pbox>(&read)) return std::move(*box);
  throw domain_error(silent_message);
}

/// The leaf of a report under a vocabulary.
[[nodiscard]] inline node_handle leaf_of_report(const report& said, const vocabulary& words) {
  auto made = std::make_unique<leaf_node>(value_of_meaning(
      words.read(said.phrase()), "reckon::estimate: the report \"" + said.text() + "\" (" +
                                     said.source().text() +
                                     ") offered no number; list it, but do not compute with it"));
  made->name = said.label().empty() ? said.text() : said.label();
  made->report = said.shared_data();
  made->vocabulary = words.name();
  return node_handle(made.release());
}

}  // namespace detail

inline estimate::estimate(const report& said) : estimate(said, vocabulary::plain) {}
inline estimate::estimate(const report& said, const vocabulary& words)
    : estimate(detail::leaf_of_report(said, words)) {}

}  // namespace reckon
