// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>
#include <reckon/vocabulary/plain.hpp>
#include <reckon/vocabulary/wording.hpp>

namespace reckon::detail::words {

/// Uniform on a set; a set of one number is that number.
[[nodiscard]] inline meaning uniform_on(interval<> set) {
  if (set.lower() == set.upper()) return set;
  return uniform(set.lower(), set.upper());
}

/// Symmetric triangular, its base twice as wide as the plain set.
[[nodiscard]] inline meaning triangular_around(const reading& said) {
  const interval<> base = set_around(said.point.value, half_width_of(said), 2, 2);
  if (base.lower() == base.upper()) return base;
  return triangular(base.lower(), to_double(said.point.value), base.upper());
}

/// The shape of a value with its half-width.
[[nodiscard]] inline meaning shape_of_tolerance(const phrase& said, tolerance_shape shape) {
  const interval<> ends = set_between(said);
  if (ends.lower() == ends.upper()) return ends;
  if (shape == tolerance_shape::uniform) return uniform(ends.lower(), ends.upper());
  return normal(*said.point(), ends.upper() / 2 - ends.lower() / 2);
}

/// Shapes on the sets of plain (convention); one-sided phrases remain sets.
template <tolerance_shape Tolerances>
[[nodiscard]] meaning read_as_spoken(const phrase& said, double) {
  require_quantity(said, "spoken");
  switch (said.kind()) {
    case phrase_kind::exact:
      return uniform_on(grain_set(said.said()));
    case phrase_kind::approximate:
      if (said.leaning() == hedge_sense::approximate) return triangular_around(said.said());
      return uniform_on(grain_set(said.said()));
    case phrase_kind::range:
      return uniform_on(set_between(said));
    case phrase_kind::tolerance:
      return shape_of_tolerance(said, Tolerances);
    case phrase_kind::vague: {
      const interval<> set = vague_set(said, "spoken");
      if (said.bound() != bound_sense::none) return set;
      return log_uniform(set.lower(), set.upper());
    }
    default:
      return read_plainly(said, 0);
  }
}

/// The table; its fifth line is for the tolerances.
template <tolerance_shape Tolerances>
inline constexpr vocabulary_line spoken_table[] = {
    {"v", "uniform on the set of plain", our_convention, "11,000"},
    {"about, around, some v", "symmetric triangular on [v - 2 h, v + 2 h], h that of plain", our_convention,
     "about 11,000"},
    {"nearly, just under v; just over v", "uniform on the set of plain", our_convention, "nearly 12,000"},
    {"a to b, between a and b", "uniform on [a, b]", our_convention, "1,000 to 3,000"},
    {"v plus or minus r",
     Tolerances == tolerance_shape::normal ? "normal with mean v and standard deviation r"
                                           : "uniform on [v - r, v + r]",
     our_convention, "500 plus or minus 50"},
    {"at least, more than, at most, fewer than v", "the set of plain: one side says no shape", as_written,
     "more than 300"},
    {"dozens, hundreds, several U ...", "log-uniform on the set of plain", our_convention, "hundreds"},
    {"none, no casualties", "0", as_written, "no casualties"},
    {"no number offered", "silence", as_written, "offered no numbers"},
};

}  // namespace reckon::detail::words

namespace reckon {

constexpr vocabulary vocabulary::spoken_with(tolerance_shape tolerances) noexcept {
  using enum tolerance_shape;
  if (tolerances == uniform) {
    return {"spoken, tolerances uniform", detail::words::read_as_spoken<uniform>,
            detail::words::spoken_table<uniform>};
  }
  return {"spoken", detail::words::read_as_spoken<normal>, detail::words::spoken_table<normal>};
}

inline constexpr vocabulary vocabulary::spoken = vocabulary::spoken_with(tolerance_shape::normal);

}  // namespace reckon
