// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>

#include <concepts>
#include <cstdint>

// How two intervals lie to each other. Units: both arguments share one unit.
namespace reckon {

/// True if every member of a is a member of b.
/// Source: IEEE Std 1788-2015, subset.
template <std::floating_point T>
[[nodiscard]] constexpr bool subset(interval<T> a, interval<T> b) noexcept {
  return b.lower() <= a.lower() && a.upper() <= b.upper();
}

/// True if a lies inside b without touching its ends.
/// Source: IEEE Std 1788-2015, interior.
template <std::floating_point T>
[[nodiscard]] constexpr bool interior(interval<T> a, interval<T> b) noexcept {
  const bool empty = a.lower() > a.upper();
  return empty || ((b.lower() < a.lower() || b.lower() == -detail::infinity_of<T>)&&(
                      a.upper() < b.upper() || b.upper() == detail::infinity_of<T>));
}

/// True if no number is in both.
/// Source: IEEE Std 1788-2015, disjoint.
template <std::floating_point T>
[[nodiscard]] constexpr bool disjoint(interval<T> a, interval<T> b) noexcept {
  return !(a.lower() <= b.upper() && b.lower() <= a.upper()) || a.lower() > a.upper() ||
         b.lower() > b.upper();
}

/// True if the sets are equal; the standard's name of ==.
/// Source: IEEE Std 1788-2015, equal.
template <std::floating_point T>
[[nodiscard]] constexpr bool equal(interval<T> a, interval<T> b) noexcept {
  return a == b;
}

/// True if a is weakly less than b: for each member of one there is a member of the other on the right side.
/// Source: IEEE Std 1788-2015, less.
template <std::floating_point T>
[[nodiscard]] constexpr bool less(interval<T> a, interval<T> b) noexcept {
  if (a.lower() > a.upper() || b.lower() > b.upper()) return a == b;
  return a.lower() <= b.lower() && a.upper() <= b.upper();
}

/// True if a is strictly less than b: both ends lie below, or on that side neither has one.
/// Source: IEEE Std 1788-2015, strictLess.
template <std::floating_point T>
[[nodiscard]] constexpr bool strict_less(interval<T> a, interval<T> b) noexcept {
  if (a.lower() > a.upper() || b.lower() > b.upper()) return a == b;
  return (a.lower() < b.lower() || (a.lower() == b.lower() && a.lower() == -detail::infinity_of<T>)) &&
         (a.upper() < b.upper() || (a.upper() == b.upper() && a.upper() == detail::infinity_of<T>));
}

/// True if no member of a lies above a member of b; the ends may touch.
/// Source: IEEE Std 1788-2015, precedes.
template <std::floating_point T>
[[nodiscard]] constexpr bool precedes(interval<T> a, interval<T> b) noexcept {
  return a.lower() > a.upper() || b.lower() > b.upper() || a.upper() <= b.lower();
}

/// True if every member of a lies below every member of b; so it is if one of them is empty.
/// Source: IEEE Std 1788-2015, strictPrecedes.
template <std::floating_point T>
[[nodiscard]] constexpr bool strictly_precedes(interval<T> a, interval<T> b) noexcept {
  return a.lower() > a.upper() || b.lower() > b.upper() || a.upper() < b.lower();
}

/// The standard's name of strictly_precedes.
/// Source: IEEE Std 1788-2015, strictPrecedes.
template <std::floating_point T>
[[nodiscard]] constexpr bool strict_precedes(interval<T> a, interval<T> b) noexcept {
  return strictly_precedes(a, b);
}

/// True if every member of a is less than every member of b, and both have members.
template <std::floating_point T>
[[nodiscard]] constexpr bool certainly_less(interval<T> a, interval<T> b) noexcept {
  return a.lower() <= a.upper() && b.lower() <= b.upper() && a.upper() < b.lower();
}

/// True if some member of a is less than some member of b.
template <std::floating_point T>
[[nodiscard]] constexpr bool possibly_less(interval<T> a, interval<T> b) noexcept {
  return a.lower() <= a.upper() && b.lower() <= b.upper() && a.lower() < b.upper();
}

/// The sixteen ways in which two intervals can lie to each other.
/// Source: IEEE Std 1788-2015, table 10.7.
enum class overlap_relation : std::uint8_t {
  both_empty,
  first_empty,
  second_empty,
  before,
  meets,
  overlaps,
  starts,
  contained_by,
  finishes,
  equals,
  finished_by,
  contains,
  started_by,
  overlapped_by,
  met_by,
  after,
};

/// Which of the sixteen relations holds between a and b: exactly one does.
/// Source: IEEE Std 1788-2015, overlap.
template <std::floating_point T>
[[nodiscard]] constexpr overlap_relation overlap(interval<T> a, interval<T> b) noexcept {
  using enum overlap_relation;
  const bool a_empty = a.lower() > a.upper();
  const bool b_empty = b.lower() > b.upper();
  if (a_empty || b_empty) return a_empty && b_empty ? both_empty : (a_empty ? first_empty : second_empty);
  if (a.upper() < b.lower()) return before;
  if (b.upper() < a.lower()) return after;
  if (a.lower() == b.lower() && a.upper() == b.upper()) return equals;
  if (a.lower() == b.lower()) return a.upper() < b.upper() ? starts : started_by;
  if (a.upper() == b.upper()) return a.lower() > b.lower() ? finishes : finished_by;
  // A single number at an end of the other starts or finishes it and was met above; so these two have widths.
  if (a.upper() == b.lower()) return meets;
  if (b.upper() == a.lower()) return met_by;
  if (a.lower() < b.lower()) return a.upper() < b.upper() ? overlaps : contains;
  return a.upper() < b.upper() ? contained_by : overlapped_by;
}

}  // namespace reckon
