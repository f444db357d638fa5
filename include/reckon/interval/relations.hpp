// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <cstdint>

// How two intervals lie to each other. Units: both arguments share one unit.
namespace reckon {

/// True if every member of a is a member of b.
/// Source: IEEE Std 1788-2015, subset.
template <std::floating_point T>
[[nodiscard]] constexpr bool subset(interval<T> a, interval<T> b) noexcept {
  return detail::is_at_most(b.lower(), a.lower()) && detail::is_at_most(a.upper(), b.upper());
}

/// True if a lies inside b without touching its ends.
/// Source: IEEE Std 1788-2015, interior.
template <std::floating_point T>
[[nodiscard]] constexpr bool interior(interval<T> a, interval<T> b) noexcept {
  if (is_empty(a)) return true;
  const bool above_lower = detail::is_below(b.lower(), a.lower()) || b.lower() == -detail::infinity_of<T>;
  const bool below_upper = detail::is_below(a.upper(), b.upper()) || b.upper() == detail::infinity_of<T>;
  return above_lower && below_upper;
}

/// True if no number is in both.
/// Source: IEEE Std 1788-2015, disjoint.
template <std::floating_point T>
[[nodiscard]] constexpr bool disjoint(interval<T> a, interval<T> b) noexcept {
  if (is_empty(a) || is_empty(b)) return true;
  return detail::is_below(b.upper(), a.lower()) || detail::is_below(a.upper(), b.lower());
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
  if (is_empty(a) || is_empty(b)) return a == b;
  return detail::is_at_most(a.lower(), b.lower()) && detail::is_at_most(a.upper(), b.upper());
}

/// True if a is strictly less than b: both ends lie below, or on that side neither has one.
/// Source: IEEE Std 1788-2015, strictLess.
template <std::floating_point T>
[[nodiscard]] constexpr bool strict_less(interval<T> a, interval<T> b) noexcept {
  if (is_empty(a) || is_empty(b)) return a == b;
  const bool lower = detail::is_below(a.lower(), b.lower()) || b.lower() == -detail::infinity_of<T>;
  const bool upper = detail::is_below(a.upper(), b.upper()) || a.upper() == detail::infinity_of<T>;
  return lower && upper && less(a, b);
}

/// True if no member of a lies above a member of b; the ends may touch.
/// Source: IEEE Std 1788-2015, precedes.
template <std::floating_point T>
[[nodiscard]] constexpr bool precedes(interval<T> a, interval<T> b) noexcept {
  return is_empty(a) || is_empty(b) || detail::is_at_most(a.upper(), b.lower());
}

/// True if every member of a lies below every member of b; so it is if one of them is empty.
/// Source: IEEE Std 1788-2015, strictPrecedes.
template <std::floating_point T>
[[nodiscard]] constexpr bool strictly_precedes(interval<T> a, interval<T> b) noexcept {
  return is_empty(a) || is_empty(b) || detail::is_below(a.upper(), b.lower());
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
  return !is_empty(a) && !is_empty(b) && detail::is_below(a.upper(), b.lower());
}

/// True if some member of a is less than some member of b.
template <std::floating_point T>
[[nodiscard]] constexpr bool possibly_less(interval<T> a, interval<T> b) noexcept {
  return !is_empty(a) && !is_empty(b) && detail::is_below(a.lower(), b.upper());
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
  const bool a_empty = is_empty(a);
  const bool b_empty = is_empty(b);
  if (a_empty || b_empty) return a_empty && b_empty ? both_empty : (a_empty ? first_empty : second_empty);
  if (detail::is_below(a.upper(), b.lower())) return before;
  if (detail::is_below(b.upper(), a.lower())) return after;
  if (detail::is_same(a.lower(), b.lower()) && detail::is_same(a.upper(), b.upper())) return equals;
  if (detail::is_same(a.lower(), b.lower()))
    return detail::is_below(a.upper(), b.upper()) ? starts : started_by;
  if (detail::is_same(a.upper(), b.upper()))
    return detail::is_below(b.lower(), a.lower()) ? finishes : finished_by;
  // A single number at an end of the other starts or finishes it and was met above; so these two have widths.
  if (detail::is_same(a.upper(), b.lower())) return meets;
  if (detail::is_same(b.upper(), a.lower())) return met_by;
  if (detail::is_below(a.lower(), b.lower()))
    return detail::is_below(a.upper(), b.upper()) ? overlaps : contains;
  return detail::is_below(a.upper(), b.upper()) ? contained_by : overlapped_by;
}

}  // namespace reckon
