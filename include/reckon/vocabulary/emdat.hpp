// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/codebook.hpp>
#include <reckon/vocabulary/core.hpp>

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
    return interval<>(ends.lower() + (ends.upper() - ends.lower()) / 2);
  }
  return read_by_codebook(said, emdat_book, "emdat");
}

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::emdat{"emdat", detail::words::read_as_emdat};

}  // namespace reckon
