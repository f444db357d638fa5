// SPDX-License-Identifier: BSL-1.0
#pragma once

// What tests of the scanner share: a walk that keeps what it has learnt of a text, beside one that begins
// anew.

#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cstddef>
#include <string_view>

namespace phrase_support {

namespace words = reckon::detail::words;

inline bool same(const words::reading& a, const words::reading& b) {
  return a.kind == b.kind && a.hedged == b.hedged && a.bound == b.bound && a.vague == b.vague &&
         a.vague_unit == b.vague_unit && a.lower.value == b.lower.value && a.lower.given == b.lower.given &&
         a.upper.value == b.upper.value && a.upper.given == b.upper.given && a.point.value == b.point.value &&
         a.point.given == b.point.given && a.lower_grain == b.lower_grain && a.upper_grain == b.upper_grain &&
         a.lower_strict == b.lower_strict && a.upper_strict == b.upper_strict && a.count == b.count &&
         a.negated == b.negated && a.hedge == b.hedge && a.unit == b.unit && a.noun == b.noun &&
         a.begin == b.begin && a.first == b.first && a.end == b.end;
}

inline bool same_place(std::string_view a, std::string_view b) { return a.empty() || a.data() == b.data(); }

/// Compares a walk that knows rows and what repeats with one that begins anew behind each mention; how many
/// there are.
inline int compare_with_walk_anew(std::string_view text) {
  words::core_search search;
  words::core_search search_alone;
  words::number_row row;
  words::repetition repeats;
  words::scan_memory known;
  words::scan_memory known_alone;
  std::size_t at = 0;
  std::size_t at_alone = 0;
  words::reading said;
  words::reading alone;
  for (int mentions = 0;; ++mentions) {
    words::number_row no_row;
    words::repetition none;
    const bool found = words::find_mention(text, search, row, repeats, known, at, said);
    REQUIRE(found == words::find_mention(text, search_alone, no_row, none, known_alone, at_alone, alone));
    REQUIRE(at == at_alone);
    if (!found) return mentions;
    REQUIRE(same(said, alone));
    REQUIRE(same_place(said.unit, alone.unit));
    REQUIRE(same_place(said.noun, alone.noun));
    REQUIRE(same_place(said.hedge, alone.hedge));
  }
}

}  // namespace phrase_support
