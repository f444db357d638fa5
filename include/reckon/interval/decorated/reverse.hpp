// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/decorated/type.hpp>
#include <reckon/interval/reverse.hpp>

#include <concepts>
#include <utility>

// The reverse functions of decorated intervals: the bounds are those of bare ones. They are no functions of
// points, so that the decoration is trv, but for mul_rev_to_pair.
namespace reckon {

/// From the value of a function back to its argument.
/// Source: IEEE Std 1788-2015, tables 10.1 and section 11.7.1.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sqr_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(sqr_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sqr_rev(decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(sqr_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> abs_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(abs_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> abs_rev(decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(abs_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sin_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(sin_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> sin_rev(decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(sin_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cos_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(cos_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cos_rev(decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(cos_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> tan_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(tan_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> tan_rev(decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(tan_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cosh_rev(decorated_interval<T> c) noexcept {
  return detail::undecorated(cosh_rev(c.part()), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> cosh_rev(decorated_interval<T> c,
                                                       decorated_interval<T> x) noexcept {
  return detail::undecorated(cosh_rev(c.part(), x.part()), c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pown_rev(decorated_interval<T> c, int n) noexcept {
  return detail::undecorated(pown_rev(c.part(), n), c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pown_rev(decorated_interval<T> c, decorated_interval<T> x,
                                                       int n) noexcept {
  return detail::undecorated(pown_rev(c.part(), x.part(), n), c, x);
}

/// From the value of a function of two arguments back to one of them.
/// Source: IEEE Std 1788-2015, table 10.1.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> mul_rev(decorated_interval<T> b,
                                                      decorated_interval<T> c) noexcept {
  return detail::undecorated(mul_rev(b.part(), c.part()), b, c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> mul_rev(decorated_interval<T> b, decorated_interval<T> c,
                                                      decorated_interval<T> x) noexcept {
  return detail::undecorated(mul_rev(b.part(), c.part(), x.part()), b, c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pow_rev1(decorated_interval<T> b,
                                                       decorated_interval<T> c) noexcept {
  return detail::undecorated(pow_rev1(b.part(), c.part()), b, c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pow_rev1(decorated_interval<T> b, decorated_interval<T> c,
                                                       decorated_interval<T> x) noexcept {
  return detail::undecorated(pow_rev1(b.part(), c.part(), x.part()), b, c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pow_rev2(decorated_interval<T> a,
                                                       decorated_interval<T> c) noexcept {
  return detail::undecorated(pow_rev2(a.part(), c.part()), a, c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> pow_rev2(decorated_interval<T> a, decorated_interval<T> c,
                                                       decorated_interval<T> x) noexcept {
  return detail::undecorated(pow_rev2(a.part(), c.part(), x.part()), a, c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan2_rev1(decorated_interval<T> b,
                                                         decorated_interval<T> c) noexcept {
  return detail::undecorated(atan2_rev1(b.part(), c.part()), b, c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan2_rev1(decorated_interval<T> b, decorated_interval<T> c,
                                                         decorated_interval<T> x) noexcept {
  return detail::undecorated(atan2_rev1(b.part(), c.part(), x.part()), b, c, x);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan2_rev2(decorated_interval<T> a,
                                                         decorated_interval<T> c) noexcept {
  return detail::undecorated(atan2_rev2(a.part(), c.part()), a, c);
}
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> atan2_rev2(decorated_interval<T> a, decorated_interval<T> c,
                                                         decorated_interval<T> x) noexcept {
  return detail::undecorated(atan2_rev2(a.part(), c.part(), x.part()), a, c, x);
}

/// The quotient in two intervals. Where b has no zero it is c / b, and the first is decorated as that; else
/// both have trv. Both are NaI if b or c is. Source: IEEE Std 1788-2015, mulRevToPair, section 11.7.1.
template <std::floating_point T>
[[nodiscard]] constexpr std::pair<decorated_interval<T>, decorated_interval<T>> mul_rev_to_pair(
    decorated_interval<T> b, decorated_interval<T> c) noexcept {
  const std::pair<interval<T>, interval<T>> pair = mul_rev_to_pair(b.part(), c.part());
  return {detail::decorate(pair.first, !detail::holds_zero(b.part()), b, c),
          detail::undecorated(pair.second, b, c)};
}

}  // namespace reckon
