// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace reckon {

/// The form of a phrase.
enum class phrase_kind : std::uint8_t {
  exact,        ///< a number: "4,000"
  approximate,  ///< a hedged number: "about 11,000", "nearly 12,000", "20 or so"
  range,        ///< two ends: "1,000 to 3,000"
  at_least,     ///< a lower end that is included: "at least 300", "300 or more"
  more_than,    ///< a lower end that is not: "more than 300"
  at_most,      ///< an upper end that is included: "up to 4,000"
  less_than,    ///< an upper end that is not: "fewer than 50"
  tolerance,    ///< a number with a half-width: "500 plus or minus 50"
  vague,        ///< a word that a vocabulary must turn into numbers: "hundreds", "several dozen"
  change,       ///< a move between two values: "rose from 300 to 500"
  silent,       ///< the statement that no number was given
};

}  // namespace reckon

namespace reckon::detail::words {

/// The form of a number with this bound.
[[nodiscard]] constexpr phrase_kind kind_of(bound_sense bound) noexcept {
  switch (bound) {
    case bound_sense::at_least:
      return phrase_kind::at_least;
    case bound_sense::more_than:
      return phrase_kind::more_than;
    case bound_sense::at_most:
      return phrase_kind::at_most;
    case bound_sense::less_than:
      return phrase_kind::less_than;
    case bound_sense::none:
      break;
  }
  return phrase_kind::exact;
}

/// Whether a bound is a lower end.
[[nodiscard]] constexpr bool opens_upward(bound_sense bound) noexcept {
  return bound == bound_sense::at_least || bound == bound_sense::more_than;
}

/// A decimal that may be absent.
struct stated {
  decimal value;
  bool given = false;
};

/// What a phrase says, in decimals.
struct reading {
  phrase_kind kind = phrase_kind::silent;
  hedge_sense hedged = hedge_sense::none;
  bound_sense bound = bound_sense::none;
  vague_word vague = vague_word::none;
  decimal vague_unit{1, 0};
  stated lower;
  stated upper;
  stated point;
  decimal lower_grain{1, 0};
  decimal upper_grain{1, 0};
  bool lower_strict = false;
  bool upper_strict = false;
  bool count = false;
  bool negated = false;
  std::string_view hedge;
  std::string_view unit;
  std::string_view noun;
  std::size_t begin = 0;
  std::size_t first = 0;  ///< where the value stands, behind the hedges and the bound
  std::size_t end = 0;

  // As in numeral: the members are to be set one by one.
  constexpr reading() noexcept {
    if (std::is_constant_evaluated()) begin = 0;
  }
};

/// Leaves the end that the bound states, and its form. A bound before a range ("up to 200-300") claims no
/// more than the weaker of its two readings.
constexpr void settle_bound(reading& said) noexcept {
  said.kind = kind_of(said.bound);
  if (opens_upward(said.bound)) {
    said.upper = {};
    said.upper_grain = said.lower_grain;
    said.lower_strict = said.bound == bound_sense::more_than;
  } else {
    said.lower = {};
    said.lower_grain = said.upper_grain;
    said.upper_strict = said.bound == bound_sense::less_than;
  }
}

}  // namespace reckon::detail::words
