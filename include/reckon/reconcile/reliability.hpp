// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/source.hpp>

#include <optional>
#include <string>

namespace reckon {

/// How often a source speaks about something unrelated: the probability that is used, and what it may be.
struct unreliability {
  double used;
  interval<> between;
};

/// The policy `letters` (convention): A .02, B .08, C .2, D .4, E .7. Ungraded sources and F are unknown,
/// between .02 and .7; .36 is used. The letter is the worst of the chain.
/// Source: the letters are those of the NATO source reliability scale (STANAG 2511); the numbers are ours.
[[nodiscard]] inline unreliability letters(const source& s) {
  const auto known = [](double eps) { return unreliability{eps, interval<>(eps)}; };
  switch (s.worst_grade().value_or('F')) {
    case 'A':
      return known(0.02);
    case 'B':
      return known(0.08);
    case 'C':
      return known(0.2);
    case 'D':
      return known(0.4);
    case 'E':
      return known(0.7);
    default:
      return {0.36, interval<>(0.02, 0.7)};
  }
}

}  // namespace reckon
