// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

namespace reckon {

/// The numbers that lie in at least k of the intervals, as disjoint intervals in ascending order: for k = 1
/// the union, for k = x.size() the intersection. Ends belong to intervals, so that [1, 2] and [2, 3] agree
/// on 2. Shape:  a span in, at most as many intervals out; none where nowhere so many agree. Units:  all have
/// one unit, and so has the result. Errors: for k = 0 every number agrees, and the answer is entire. Source:
/// Marzullo, Tolerating failures of continuous-valued sensors, ACM TOCS 8 (1990).
template <std::floating_point T>
[[nodiscard]] std::vector<interval<T>> consensus(std::span<const interval<T>> x, std::size_t k) {
  if (k == 0) return {interval<T>::entire()};
  std::vector<T> lowers;
  std::vector<T> uppers;
  for (const interval<T> v : x) {
    if (is_empty(v)) continue;
    lowers.push_back(v.lower());
    uppers.push_back(v.upper());
  }
  std::sort(lowers.begin(), lowers.end(), detail::is_below<T>);
  std::sort(uppers.begin(), uppers.end(), detail::is_below<T>);
  // From left to right, where an interval begins before another ends at the same number.
  std::vector<interval<T>> agreed;
  std::size_t begun = 0;
  std::size_t ended = 0;
  T start{0};
  while (ended < uppers.size()) {
    if (begun < lowers.size() && detail::is_at_most(lowers[begun], uppers[ended])) {
      if (++begun - ended == k) start = lowers[begun - 1];
    } else {
      if (begun - ended == k) {
        agreed.push_back(detail::make_interval(detail::endpoints<T>{start, uppers[ended]}));
      }
      ++ended;
    }
  }
  return agreed;
}

}  // namespace reckon
