// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Whether the noun of a report is one of a unit: "North Korean soldiers" are people, "killed and wounded"
// too, "tanks and soldiers" are not.
namespace reckon::detail::nouns {

/// The words under which a unit is counted, and what is asked of them.
struct wanted_unit {
  std::span<const std::string_view> known;
  std::span<const std::string_view> also;  ///< words that the caller adds
  bool counted = true;                     ///< people, not money: adjectives before the noun change nothing
  bool per_day = false;

  [[nodiscard]] bool knows(std::string_view noun) const {
    const auto same = [noun](std::string_view word) { return same_name(word, noun); };
    return std::ranges::any_of(known, same) || std::ranges::any_of(also, same);
  }
};

[[nodiscard]] inline std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == '/') {  // "people/day"
      words.insert(words.end(), {"per", ""});
    } else if (!is_ascii_space(c)) {
      words.back() += ascii_folded(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  std::erase(words, "");
  return words;
}

[[nodiscard]] inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// A noun and the time that it is counted for: "people per day", "troops each week".
struct noun_and_period {
  std::vector<std::string> noun;
  std::string period;  ///< "day"; empty for a plain count
};

[[nodiscard]] inline noun_and_period take_apart(std::string_view text) {
  noun_and_period parts{split(text), ""};
  auto& words = parts.noun;
  if (const auto per = std::ranges::find(words, "per"); per != words.end()) {
    for (auto word = per + 1; word != words.end(); ++word)
      parts.period += (parts.period.empty() ? "" : " ") + *word;
    words.erase(per, words.end());
    return parts;
  }
  if (words.empty()) return parts;
  const std::string last = words.back();
  if (is_one_of(last, {"hourly", "daily", "weekly", "monthly", "yearly", "annually"})) {
    parts.period = last == "daily" ? "day" : last;
    words.pop_back();
  } else if (words.size() > 1 && is_one_of(words[words.size() - 2], {"a", "an", "each", "every"}) &&
             is_one_of(last, {"second", "minute", "hour", "day", "week", "month", "quarter", "year"})) {
    parts.period = last;
    words.resize(words.size() - 2);
  }
  return parts;
}

/// The words as one text.
[[nodiscard]] inline std::string joined(std::span<const std::string> words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Whether one noun with its adjectives and participles, "wounded soldiers", "soldiers killed", is known.
[[nodiscard]] inline bool is_known(std::span<const std::string> words, const wanted_unit& unit) {
  if (unit.knows(joined(words))) return true;
  if (!unit.counted) return false;
  const auto is_participle = [](const std::string& word) {
    return word.ends_with("ed") || is_one_of(word, {"lost", "hurt", "held", "sent", "present", "alone"});
  };
  while (words.size() > 1 && is_participle(words.back())) words = words.first(words.size() - 1);
  if (words.size() > 1 && unit.knows(joined(words.last(2)))) return true;
  return unit.knows(words.back());
}

/// Whether every noun of "killed and wounded" is known. What follows "in", "of", "from" is no part of it;
/// where nothing stands before, there is no noun to know.
[[nodiscard]] inline bool are_known(std::span<const std::string> words, const wanted_unit& unit) {
  std::vector<std::string> noun;
  const auto ends_well = [&] { return noun.empty() || is_known(noun, unit); };
  for (const auto& word : words) {
    if (is_one_of(word, {"in", "of", "from", "for", "with", "by", "at", "on", "to", "near", "who", "that",
                         "which"})) {
      break;
    }
    if (is_one_of(word, {"and", "or"})) {
      if (!ends_well()) return false;
      noun.clear();
    } else if (!is_one_of(word, {"a", "an", "the"})) {
      noun.push_back(word);
    }
  }
  return ends_well();
}

/// What a text says of its unit, in words, if that is not the unit wanted: "counts 'households'".
[[nodiscard]] inline std::optional<std::string> objection(std::string_view text, const wanted_unit& unit,
                                                          bool period_known) {
  const noun_and_period said = take_apart(text);
  if (!are_known(said.noun, unit)) return "counts '" + std::string(trimmed(text)) + "'";
  if (!said.period.empty() && !(unit.per_day && said.period == "day")) return "is a rate per " + said.period;
  if (said.period.empty() && unit.per_day && !period_known && !said.noun.empty()) {
    return "counts '" + std::string(trimmed(text)) + "' and tells no rate";
  }
  return std::nullopt;
}

}  // namespace reckon::detail::nouns
