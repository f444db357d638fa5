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

/// Shapes on the sets of plain (convention); one-sided phrases remain sets.
[[nodiscard]] inline meaning read_as_spoken(const phrase& said, double) {
  require_quantity(said, "spoken");
  switch (said.kind()) {
    case phrase_kind::exact:
      return uniform_on(grain_set(said.said()));
    case phrase_kind::approximate:
      if (said.leaning() == hedge_sense::approximate) return triangular_around(said.said());
      return uniform_on(grain_set(said.said()));
    case phrase_kind::range:
      return uniform_on(set_between(said));
    case phrase_kind::tolerance: {
      const double half = (*said.upper() - *said.lower()) / 2;
      if (!(half > 0)) return interval<>(*said.point());
      return normal(*said.point(), half);
    }
    case phrase_kind::vague: {
      const interval<> set = vague_set(said, "spoken");
      if (said.bound() != bound_sense::none) return set;
      return log_uniform(set.lower(), set.upper());
    }
    default:
      return read_plainly(said, 0);
  }
}

}  // namespace reckon::detail::words

namespace reckon {

inline constexpr vocabulary vocabulary::spoken{"spoken", detail::words::read_as_spoken};

}  // namespace reckon
