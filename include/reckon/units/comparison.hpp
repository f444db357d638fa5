// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/units/quantity.hpp>

#include <boost/units/quantity.hpp>

#include <compare>
#include <concepts>

// Comparisons. Units: both arguments share one unit. Quantities of intervals compare as intervals do, through
// the operators of Boost.Units; quantities of estimates make events.
namespace reckon {

/// The event that one quantity is less than another, or at most, greater, at least; see `probability`. Its
/// difference is in the common unit, whose sign is the sign in any.
template <class U>
[[nodiscard]] event operator<(const boost::units::quantity<U, estimate>& q,
                              const boost::units::quantity<U, estimate>& r) {
  return q.value() < r.value();
}
template <class U, class Y>
[[nodiscard]] event operator<(const boost::units::quantity<U, estimate>& q,
                              const boost::units::quantity<U, Y>& r) {
  return q.value() < estimate(r.value());
}
template <class U, class X>
[[nodiscard]] event operator<(const boost::units::quantity<U, X>& q,
                              const boost::units::quantity<U, estimate>& r) {
  return estimate(q.value()) < r.value();
}
template <class U>
[[nodiscard]] event operator<=(const boost::units::quantity<U, estimate>& q,
                               const boost::units::quantity<U, estimate>& r) {
  return q.value() <= r.value();
}
template <class U, class Y>
[[nodiscard]] event operator<=(const boost::units::quantity<U, estimate>& q,
                               const boost::units::quantity<U, Y>& r) {
  return q.value() <= estimate(r.value());
}
template <class U, class X>
[[nodiscard]] event operator<=(const boost::units::quantity<U, X>& q,
                               const boost::units::quantity<U, estimate>& r) {
  return estimate(q.value()) <= r.value();
}
template <class U>
[[nodiscard]] event operator>(const boost::units::quantity<U, estimate>& q,
                              const boost::units::quantity<U, estimate>& r) {
  return q.value() > r.value();
}
template <class U, class Y>
[[nodiscard]] event operator>(const boost::units::quantity<U, estimate>& q,
                              const boost::units::quantity<U, Y>& r) {
  return q.value() > estimate(r.value());
}
template <class U, class X>
[[nodiscard]] event operator>(const boost::units::quantity<U, X>& q,
                              const boost::units::quantity<U, estimate>& r) {
  return estimate(q.value()) > r.value();
}
template <class U>
[[nodiscard]] event operator>=(const boost::units::quantity<U, estimate>& q,
                               const boost::units::quantity<U, estimate>& r) {
  return q.value() >= r.value();
}
template <class U, class Y>
[[nodiscard]] event operator>=(const boost::units::quantity<U, estimate>& q,
                               const boost::units::quantity<U, Y>& r) {
  return q.value() >= estimate(r.value());
}
template <class U, class X>
[[nodiscard]] event operator>=(const boost::units::quantity<U, X>& q,
                               const boost::units::quantity<U, estimate>& r) {
  return estimate(q.value()) >= r.value();
}

/// The order of interval: less only where every member of q lies below every member of r, else unordered
/// unless equal.
template <class U, std::floating_point T>
[[nodiscard]] constexpr std::partial_ordering operator<=>(
    const boost::units::quantity<U, interval<T>>& q,
    const boost::units::quantity<U, interval<T>>& r) noexcept {
  return q.value() <=> r.value();
}

/// Why estimates are neither equal nor different: that has a probability too, and mostly it is 0. Ask
/// probability(q < r), or compare answers: median(q) == median(r).
struct estimates_are_not_equal_or_different_ask_probability {};

// The reason stands in the line of the declaration, which a compiler that refuses shows.
// clang-format off

/// Refused: estimates are neither equal nor different.
template <class U>
estimates_are_not_equal_or_different_ask_probability operator==(const boost::units::quantity<U, estimate>&, const boost::units::quantity<U, estimate>&) = delete;
template <class U, class Y>
estimates_are_not_equal_or_different_ask_probability operator==(const boost::units::quantity<U, estimate>&, const boost::units::quantity<U, Y>&) = delete;
template <class U, class X>
estimates_are_not_equal_or_different_ask_probability operator==(const boost::units::quantity<U, X>&, const boost::units::quantity<U, estimate>&) = delete;
template <class U>
estimates_are_not_equal_or_different_ask_probability operator!=(const boost::units::quantity<U, estimate>&, const boost::units::quantity<U, estimate>&) = delete;
template <class U, class Y>
estimates_are_not_equal_or_different_ask_probability operator!=(const boost::units::quantity<U, estimate>&, const boost::units::quantity<U, Y>&) = delete;
template <class U, class X>
estimates_are_not_equal_or_different_ask_probability operator!=(const boost::units::quantity<U, X>&, const boost::units::quantity<U, estimate>&) = delete;

// clang-format on

}  // namespace reckon
