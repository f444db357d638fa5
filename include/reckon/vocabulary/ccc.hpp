// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase.hpp>
#include <reckon/vocabulary/codebook.hpp>
#include <reckon/vocabulary/core.hpp>

#include <string_view>

namespace reckon::detail::words {

/// Source: Crowd Counting Consortium, coding of crowd sizes 2017 to 2020: the number that coders gave most
/// often.
inline constexpr codebook_entry ccc_book[] = {
    {vague_word::dozens, 1, 24},      {vague_word::scores, 1, 40},     {vague_word::hundreds, 1, 200},
    {vague_word::thousands, 1, 2000}, {vague_word::tens, 1000, 20000}, {vague_word::hundreds, 1000, 200000},
    {vague_word::handful, 1, 5},      {vague_word::several, 100, 300},
};

[[nodiscard]] inline meaning read_as_ccc(const phrase& said, double) {
  return read_by_codebook(said, ccc_book, "ccc");
}

inline constexpr std::string_view ccc_source =
    "Crowd Counting Consortium, 2017 to 2020: the most frequent code";

inline constexpr vocabulary_line ccc_table[] = {
    {"a handful", "5", ccc_source, "a handful"},
    {"dozens", "24", ccc_source, "dozens"},
    {"scores", "40", ccc_source, "scores"},
    {"hundreds", "200", ccc_source, "hundreds"},
    {"several hundred", "300", ccc_source, "several hundred"},
    {"thousands", "2000", ccc_source, "thousands"},
    {"tens of thousands", "20000", ccc_source, "tens of thousands"},
    {"hundreds of thousands", "200000", ccc_source, "hundreds of thousands"},
    {"all else", "as literal", our_convention, "more than 300"},
};

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::ccc{"ccc", detail::words::read_as_ccc, detail::words::ccc_table};

}  // namespace reckon
