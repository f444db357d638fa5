// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/units/quantity.hpp>

#include <boost/units/quantity.hpp>

#include <concepts>

// Quantities of intervals as sets: the functions and relations of interval.hpp. Units: both arguments share
// one unit; a result that is a set or a number has it.
namespace reckon {

/// Whether q has no members, is the whole line, one number, or bounded and not empty.
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool is_empty(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return is_empty(q.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool is_entire(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return is_entire(q.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool is_singleton(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return is_singleton(q.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool is_common_interval(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return is_common_interval(q.value());
}

/// Whether v is a member of q.
template <class U, std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr bool contains(const boost::units::quantity<U, interval<T>>& q,
                                      const boost::units::quantity<U, S>& v) noexcept {
  return contains(q.value(), v.value());
}

/// Largest set that lies in both, smallest interval that holds both.
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto intersection(const boost::units::quantity<U, interval<T>>& q,
                                          const boost::units::quantity<U, interval<T>>& r) noexcept {
  return detail::with_unit<U>(intersection(q.value(), r.value()));
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto convex_hull(const boost::units::quantity<U, interval<T>>& q,
                                         const boost::units::quantity<U, interval<T>>& r) noexcept {
  return detail::with_unit<U>(convex_hull(q.value(), r.value()));
}

/// The lower end, the upper end, the distance between them, and a number halfway.
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto inf(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return detail::with_unit<U>(inf(q.value()));
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto sup(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return detail::with_unit<U>(sup(q.value()));
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto width(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return detail::with_unit<U>(width(q.value()));
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr auto mid(const boost::units::quantity<U, interval<T>>& q) noexcept {
  return detail::with_unit<U>(mid(q.value()));
}

/// Whether every member of q is a member of r; whether they have none in common.
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool subset(const boost::units::quantity<U, interval<T>>& q,
                                    const boost::units::quantity<U, interval<T>>& r) noexcept {
  return subset(q.value(), r.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool disjoint(const boost::units::quantity<U, interval<T>>& q,
                                      const boost::units::quantity<U, interval<T>>& r) noexcept {
  return disjoint(q.value(), r.value());
}

/// Whether q lies before r: with both ends (less), without overlap (precedes), without touching
/// (strictly_precedes), and both with members (certainly_less); or whether some member of q is less than some
/// member of r (possibly_less).
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool less(const boost::units::quantity<U, interval<T>>& q,
                                  const boost::units::quantity<U, interval<T>>& r) noexcept {
  return less(q.value(), r.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool precedes(const boost::units::quantity<U, interval<T>>& q,
                                      const boost::units::quantity<U, interval<T>>& r) noexcept {
  return precedes(q.value(), r.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool strictly_precedes(const boost::units::quantity<U, interval<T>>& q,
                                               const boost::units::quantity<U, interval<T>>& r) noexcept {
  return strictly_precedes(q.value(), r.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool certainly_less(const boost::units::quantity<U, interval<T>>& q,
                                            const boost::units::quantity<U, interval<T>>& r) noexcept {
  return certainly_less(q.value(), r.value());
}
template <class U, std::floating_point T>
[[nodiscard]] constexpr bool possibly_less(const boost::units::quantity<U, interval<T>>& q,
                                           const boost::units::quantity<U, interval<T>>& r) noexcept {
  return possibly_less(q.value(), r.value());
}

}  // namespace reckon
