// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>
#include <reckon/vocabulary/literal.hpp>

#include <cstddef>
#include <string_view>

/// What the vocabularies of coding houses share: a table of vague words with one number each.
namespace reckon::detail::words {

/// A vague word, its unit, and the number that a codebook gives it.
struct codebook_entry {
  vague_word word;
  double unit;
  double value;
};

/// The number of a vague word in a codebook; all else as written.
template <std::size_t N>
[[nodiscard]] meaning read_by_codebook(const phrase& said, const codebook_entry (&book)[N],
                                       std::string_view name) {
  for (const codebook_entry& entry : book) {
    const bool found = said.kind() == phrase_kind::vague && entry.word == said.vague() &&
                       entry.unit == said.vague_unit() && said.bound() == bound_sense::none &&
                       !said.negated();
    if (found) return interval<>(entry.value);
  }
  return read_as_written(said, name,
                         "its codebook does not list the word; vocabulary::plain gives it a range");
}

}  // namespace reckon::detail::words
