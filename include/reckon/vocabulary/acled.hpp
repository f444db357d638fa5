// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/codebook.hpp>
#include <reckon/vocabulary/core.hpp>

namespace reckon::detail::words {

/// Source: Armed Conflict Location & Event Data Project, Codebook, fatalities: the lowest figure is taken,
/// vague words stand for fixed numbers.
inline constexpr codebook_entry acled_book[] = {
    {vague_word::tens, 1, 10},
    {vague_word::dozens, 1, 12},
    {vague_word::hundreds, 1, 100},
};

[[nodiscard]] inline meaning read_as_acled(const phrase& said, double) {
  if (said.kind() == phrase_kind::range && !said.negated()) return interval<>(set_between(said).lower());
  return read_by_codebook(said, acled_book, "acled");
}

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::acled{"acled", detail::words::read_as_acled};

}  // namespace reckon
