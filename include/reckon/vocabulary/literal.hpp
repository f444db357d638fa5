// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>
#include <reckon/vocabulary/wording.hpp>

#include <string_view>

namespace reckon::detail::words {

/// The numbers as written, for a vocabulary of this name, which refuses vague words with this advice.
[[nodiscard]] inline meaning read_as_written(const phrase& said, std::string_view name,
                                             std::string_view advice) {
  require_quantity(said, name);
  switch (said.kind()) {
    case phrase_kind::silent:
      return silence{};
    case phrase_kind::exact:
    case phrase_kind::approximate:
      return interval<>(*said.point());
    case phrase_kind::range:
    case phrase_kind::tolerance:
      return set_between(said);
    case phrase_kind::at_least:
    case phrase_kind::more_than:
      return set_above(*said.lower(), said.lower_strict(), said.is_count());
    case phrase_kind::at_most:
    case phrase_kind::less_than:
      return set_below(-unbounded, *said.upper(), said.upper_strict(), said.is_count(), said);
    case phrase_kind::vague:
    case phrase_kind::change:
      break;
  }
  refuse_vague(said, name, advice);
}

/// Nothing is added to what was written.
[[nodiscard]] inline meaning read_literally(const phrase& said, double) {
  return read_as_written(said, "literal",
                         "vocabulary::plain and vocabulary::spoken give vague words a range");
}

inline constexpr vocabulary_line literal_table[] = {
    {"v, hedged or not", "v", as_written, "about 11,000"},
    {"a to b, between a and b", "[a, b]", as_written, "1,000 to 3,000"},
    {"v plus or minus r", "[v - r, v + r]", as_written, "500 plus or minus 50"},
    {"at least v", "[v, inf)", as_written, "at least 300"},
    {"more than v", "[v + 1, inf) for a count, else [v, inf)", as_written, "more than 300"},
    {"at most v, up to v", "(-inf, v]", as_written, "up to 4,000"},
    {"fewer than v", "(-inf, v - 1] for a count, else (-inf, v]", as_written, "fewer than 50"},
    {"dozens, several hundred", "refused: no number is written", as_written, "hundreds"},
    {"none, no casualties", "0", as_written, "no casualties"},
    {"no number offered", "silence", as_written, "offered no numbers"},
};

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::literal{"literal", detail::words::read_literally,
                                                detail::words::literal_table};

}  // namespace reckon
