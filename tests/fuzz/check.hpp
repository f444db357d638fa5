// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase.hpp>
#include <reckon/vocabulary.hpp>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string_view>
#include <variant>

// What must hold of every phrase that was read, whatever the text.
namespace fuzz {

/// Stops the run with the sentence that does not hold.
inline void require(bool holds, const char* sentence) {
  if (holds) return;
  std::cerr << "does not hold: " << sentence << '\n';
  std::abort();
}

/// Whether a view is empty or lies in the text.
inline bool lies_in(std::string_view part, std::string_view text) {
  const std::less_equal<> before;
  return part.empty() ||
         (before(text.data(), part.data()) && before(part.data() + part.size(), text.data() + text.size()));
}

/// The laws of a phrase by itself.
inline void check_phrase(const reckon::phrase& said, std::string_view text) {
  require(lies_in(said.text(), text), "the phrase lies in the text");
  require(lies_in(said.hedge(), said.text()), "the hedge lies in the phrase");
  require(lies_in(said.noun(), said.text()), "the noun lies in the phrase");
  require(lies_in(said.unit(), said.text()), "the unit lies in the phrase");
  for (const auto& number : {said.lower(), said.upper(), said.point(), said.before(), said.after()}) {
    if (number) require(std::isfinite(*number), "numbers are finite");
  }
  if (said.lower() && said.upper()) require(*said.lower() <= *said.upper(), "lower is not above upper");
  if (said.point() && said.lower()) require(*said.lower() <= *said.point(), "lower is not above the point");
  if (said.point() && said.upper()) require(*said.point() <= *said.upper(), "the point is not above upper");
  require(said.lower_grain() >= 0 && said.upper_grain() >= 0, "a grain is not negative");
  using enum reckon::phrase_kind;
  switch (said.kind()) {
    case exact:
    case approximate:
    case tolerance:
      require(said.point().has_value(), "a single value has a point");
      break;
    case range:
      require(said.lower() && said.upper(), "a range has two ends");
      break;
    case at_least:
    case more_than:
      require(said.lower() && !said.upper(), "what is bounded below is open above");
      require(said.lower_strict() == (said.kind() == more_than), "only more than is strict");
      break;
    case at_most:
    case less_than:
      require(said.upper() && !said.lower(), "what is bounded above is open below");
      require(said.upper_strict() == (said.kind() == less_than), "only less than is strict");
      break;
    case vague:
      require(said.vague() != reckon::vague_word::none, "a vague phrase has a vague word");
      require(!said.lower() && !said.upper(), "a vague phrase states no ends");
      break;
    case change:
      require(said.before() && said.after(), "a change has two values");
      break;
    case silent:
      require(!said.lower() && !said.upper() && !said.point(), "silence states no number");
      break;
  }
}

/// A vocabulary gives a meaning or refuses with a domain_error; a set holds the number as stated.
inline void check_meaning(const reckon::phrase& said) {
  for (const reckon::vocabulary& words : {reckon::vocabulary::literal, reckon::vocabulary::plain,
                                          reckon::vocabulary::spoken, reckon::vocabulary::surveyed(0.75)}) {
    try {
      const reckon::meaning read = words.read(said);
      const auto* set = std::get_if<reckon::interval<>>(&read);
      if (!set) continue;
      require(set->lower() <= set->upper(), "a set is not empty");
      if (said.point()) require(contains(*set, *said.point()), "a set holds the stated number");
    } catch (const reckon::domain_error&) {
    }
  }
}

/// Whether two readings say the same.
inline bool same(const reckon::phrase& a, const reckon::phrase& b) {
  return a.kind() == b.kind() && a.lower() == b.lower() && a.upper() == b.upper() && a.point() == b.point() &&
         a.lower_strict() == b.lower_strict() && a.upper_strict() == b.upper_strict() &&
         a.vague() == b.vague() && a.negated() == b.negated() && a.noun() == b.noun();
}

}  // namespace fuzz
