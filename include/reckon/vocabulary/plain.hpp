// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>
#include <reckon/vocabulary/literal.hpp>
#include <reckon/vocabulary/wording.hpp>

#include <string_view>
#include <variant>

namespace reckon::detail::words {

/// What a vague word spans, in multiples of its unit.
struct vague_span {
  vague_word word;
  double from;
  double to;
};

/// A plural of n runs from 2n to just below the next power of ten; the small words are the usual reading
/// (convention).
inline constexpr vague_span vague_spans[] = {
    {vague_word::tens, 20, 99},
    {vague_word::dozens, 24, 99},
    {vague_word::scores, 40, 99},
    {vague_word::hundreds, 200, 999},
    {vague_word::thousands, 2e3, 9999},
    {vague_word::lakhs, 2e5, 999999},
    {vague_word::millions, 2e6, 9999999},
    {vague_word::crores, 2e7, 99999999},
    {vague_word::billions, 2e9, 9999999999},
    {vague_word::trillions, 2e12, 9999999999999},
    {vague_word::several, 3, 9},
    {vague_word::few, 3, 5},
    {vague_word::couple, 2, 3},
    {vague_word::handful, 3, 9},
};

/// The range of the vague word itself, bounds aside. With a unit the last whole number is one below the next
/// power of ten, too: "tens of thousands" ends at 99,999.
[[nodiscard]] inline interval<> vague_range(const phrase& said, std::string_view vocabulary) {
  for (const vague_span& span : vague_spans) {
    if (span.word != said.vague()) continue;
    const double unit = said.vague_unit();
    const bool plural = span.word < vague_word::several;
    return interval<>(span.from * unit, plural ? (span.to + 1) * unit - 1 : span.to * unit);
  }
  refuse_vague(said, vocabulary, "no vocabulary gives it a number");
}

/// The range of a vague phrase. Behind a bound it claims no more than the weakest number of the range does.
[[nodiscard]] inline interval<> vague_set(const phrase& said, std::string_view vocabulary) {
  const interval<> range = vague_range(said, vocabulary);
  const double bottom = said.is_count() ? 0 : -unbounded;
  switch (said.bound()) {
    case bound_sense::none:
      break;
    case bound_sense::at_least:
      return set_above(range.lower(), false, said.is_count());
    case bound_sense::more_than:
      return set_above(range.lower(), true, said.is_count());
    case bound_sense::at_most:
      return set_below(bottom, range.upper(), false, said.is_count(), said);
    case bound_sense::less_than:
      return set_below(bottom, range.upper(), true, said.is_count(), said);
  }
  return range;
}

/// The set of a single number: as wide as its grain, on the side to which the hedge leans.
[[nodiscard]] inline interval<> grain_set(const reading& said) {
  const decimal half = half_width_of(said);
  const unsigned down = said.hedged == hedge_sense::above ? 0 : 1;
  const unsigned up = said.hedged == hedge_sense::below ? 0 : 1;
  return set_around(said.point.value, half, down, up);
}

/// Sets only: no shape is claimed for anything.
[[nodiscard]] inline meaning read_plainly(const phrase& said, double) {
  require_quantity(said, "plain");
  switch (said.kind()) {
    case phrase_kind::exact:
    case phrase_kind::approximate:
      return grain_set(said.said());
    case phrase_kind::vague:
      return vague_set(said, "plain");
    case phrase_kind::at_most:
    case phrase_kind::less_than:
      return set_below(said.is_count() ? 0 : -unbounded, *said.upper(), said.upper_strict(), said.is_count(),
                       said);
    default:
      return read_as_written(said, "plain", "");
  }
}

inline constexpr std::string_view to_next_power = "convention: up to the next power of ten";

inline constexpr vocabulary_line plain_table[] = {
    {"v; about, around, some v", "[v - h, v + h], h half the grain of v but at most |v| / 10",
     "convention; agrees with surveyed(0.5) for one and two digits", "about 11,000"},
    {"v, a count without trailing zeros", "v", our_convention, "11,001"},
    {"v exactly", "v", as_written, "exactly 11,000"},
    {"nearly, almost, close to, just under v", "[v - h, v]", our_convention, "nearly 12,000"},
    {"just over, a little over v", "[v, v + h]", our_convention, "just over 12,000"},
    {"a to b, between a and b", "[a, b]", as_written, "1,000 to 3,000"},
    {"v plus or minus r", "[v - r, v + r]", as_written, "500 plus or minus 50"},
    {"at least v", "[v, inf)", as_written, "at least 300"},
    {"more than v", "[v + 1, inf) for a count, else [v, inf)", as_written, "more than 300"},
    {"at most v, up to v", "[0, v] for a count, else (-inf, v]", as_written, "up to 4,000"},
    {"fewer than v", "[0, v - 1] for a count, else (-inf, v]", as_written, "fewer than 50"},
    {"tens", "[20, 99]", to_next_power, "tens"},
    {"dozens", "[24, 99]", to_next_power, "dozens"},
    {"scores", "[40, 99]", to_next_power, "scores"},
    {"hundreds", "[200, 999]", to_next_power, "hundreds"},
    {"thousands, millions ... of U", "from 2 U to just below 10 U", to_next_power, "tens of thousands"},
    {"several U", "[3 U, 9 U]", our_convention, "several hundred"},
    {"a few U", "[3 U, 5 U]", our_convention, "a few thousand"},
    {"a couple of U", "[2 U, 3 U]", our_convention, "a couple of dozen"},
    {"a handful", "[3, 9]", our_convention, "a handful"},
    {"none, no casualties", "0", as_written, "no casualties"},
    {"no number offered", "silence", as_written, "offered no numbers"},
};

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::plain{"plain", detail::words::read_plainly,
                                              detail::words::plain_table};

}  // namespace reckon
