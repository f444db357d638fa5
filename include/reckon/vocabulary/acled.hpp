// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/codebook.hpp>
#include <reckon/vocabulary/core.hpp>

#include <string_view>

namespace reckon::detail::words {

/// Source: Armed Conflict Location & Event Data, Codebook, and "How does ACLED code fatalities?" (2023): the
/// most conservative figure is taken; 10 for tens, 12 for dozens, 100 for hundreds.
inline constexpr codebook_entry acled_book[] = {
    {vague_word::tens, 1, 10},
    {vague_word::dozens, 1, 12},
    {vague_word::hundreds, 1, 100},
};

[[nodiscard]] inline meaning read_as_acled(const phrase& said, double) {
  if (said.kind() == phrase_kind::range && !said.negated()) return interval<>(set_between(said).lower());
  return read_by_codebook(said, acled_book, "acled");
}

inline constexpr std::string_view acled_source = "Armed Conflict Location & Event Data, codebook: fatalities";

inline constexpr vocabulary_line acled_table[] = {
    {"a to b, between a and b", "a: the lowest figure", acled_source, "1,000 to 3,000"},
    {"tens", "10", acled_source, "tens"},
    {"dozens", "12", acled_source, "dozens"},
    {"hundreds", "100", acled_source, "hundreds"},
    {"all else", "as literal", our_convention, "more than 300"},
};

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::acled{"acled", detail::words::read_as_acled,
                                              detail::words::acled_table};

}  // namespace reckon
