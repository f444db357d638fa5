// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/decorated/type.hpp>
#include <reckon/interval/relations.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <limits>
#include <utility>

// Questions to decorated intervals: asked of the sets alone. NaI stands in no relation, and has no numbers.
namespace reckon {

/// Properties of the set; NaI has none of them.
/// Source: IEEE Std 1788-2015, sections 10.5.9 and 12.12.9.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_empty(decorated_interval<T> x) noexcept {
  return !is_nai(x) && is_empty(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool is_entire(decorated_interval<T> x) noexcept {
  return !is_nai(x) && is_entire(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool is_singleton(decorated_interval<T> x) noexcept {
  return !is_nai(x) && is_singleton(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool is_common_interval(decorated_interval<T> x) noexcept {
  return !is_nai(x) && is_common_interval(x.part());
}

/// True if v is one of the numbers in x.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr bool contains(decorated_interval<T> x, S v) noexcept {
  return contains(x.part(), v);
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr bool is_member(S v, decorated_interval<T> x) noexcept {
  return contains(x.part(), v);
}

/// Relations of two sets; all are false if one of them is NaI.
/// Source: IEEE Std 1788-2015, table 10.3.
template <std::floating_point T>
[[nodiscard]] constexpr bool equal(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && equal(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool subset(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && subset(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool interior(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && interior(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool disjoint(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && disjoint(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool less(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && less(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool strict_less(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && strict_less(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool precedes(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && precedes(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool strict_precedes(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && strict_precedes(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool strictly_precedes(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return strict_precedes(a, b);
}
template <std::floating_point T>
[[nodiscard]] constexpr bool certainly_less(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && certainly_less(a.part(), b.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr bool possibly_less(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return !is_nai(a) && !is_nai(b) && possibly_less(a.part(), b.part());
}

/// Which of the sixteen relations holds between the sets; NaI counts as empty **(convention)**.
/// Source: IEEE Std 1788-2015, overlap.
template <std::floating_point T>
[[nodiscard]] constexpr overlap_relation overlap(decorated_interval<T> a, decorated_interval<T> b) noexcept {
  return overlap(a.part(), b.part());
}

/// The numbers that measure the set; NaN for NaI.
/// Source: IEEE Std 1788-2015, table 10.2.
template <std::floating_point T>
[[nodiscard]] constexpr T inf(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : inf(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T sup(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : sup(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T mid(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : mid(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T wid(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : wid(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T width(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : width(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T rad(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : rad(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T mag(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : mag(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr T mig(decorated_interval<T> x) noexcept {
  return is_nai(x) ? std::numeric_limits<T>::quiet_NaN() : mig(x.part());
}
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<T, T> mid_rad(decorated_interval<T> x) noexcept {
  return {mid(x), rad(x)};
}

}  // namespace reckon
