// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/codebook.hpp>
#include <reckon/vocabulary/core.hpp>

#include <numeric>
#include <string_view>

namespace reckon::detail::words {

/// Source: Emergency Events Database (CRED, Louvain), entry guidelines: the average of a range, fixed numbers
/// for vague words.
inline constexpr codebook_entry emdat_book[] = {
    {vague_word::hundreds, 1, 200},
    {vague_word::thousands, 1, 2000},
};

[[nodiscard]] inline meaning read_as_emdat(const phrase& said, double) {
  if (said.kind() == phrase_kind::range && !said.negated()) {
    const interval<> ends = set_between(said);
    return interval<>(std::midpoint(ends.lower(), ends.upper()));
  }
  return read_by_codebook(said, emdat_book, "emdat");
}

inline constexpr std::string_view emdat_source = "Emergency Events Database (CRED), entry guidelines";

inline constexpr vocabulary_line emdat_table[] = {
    {"a to b, between a and b", "(a + b) / 2", emdat_source, "1,000 to 3,000"},
    {"hundreds", "200", emdat_source, "hundreds"},
    {"thousands", "2000", emdat_source, "thousands"},
    {"all else", "as literal", our_convention, "more than 300"},
};

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::emdat{"emdat", detail::words::read_as_emdat,
                                              detail::words::emdat_table};

}  // namespace reckon
