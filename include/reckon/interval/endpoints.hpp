// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/detail/bits.hpp>
#include <reckon/detail/exact.hpp>

#include <concepts>

// Pairs of ends, and their arithmetic in integers: right for every argument, and slow.
namespace reckon::detail {

/// The two ends of an interval, unchecked: the empty set is (+inf, -inf).
template <std::floating_point T>
struct endpoints {
  T lower;
  T upper;
};

template <std::floating_point T>
inline constexpr endpoints<T> empty_endpoints{infinity_of<T>, -infinity_of<T>};

template <std::floating_point T>
inline constexpr endpoints<T> entire_endpoints{-infinity_of<T>, infinity_of<T>};

template <std::floating_point T>
[[nodiscard]] constexpr bool is_empty(endpoints<T> a) noexcept {
  return a.lower > a.upper;
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> negated(endpoints<T> a) noexcept {
  return {-a.upper, -a.lower};
}

/// The least and the greatest magnitude of the members.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> magnitudes(endpoints<T> a) noexcept {
  if (!is_negative(a.lower)) return a;
  if (!is_positive(a.upper)) return negated(a);
  return {T{0}, greater_of(-a.lower, a.upper)};
}

namespace careful {

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> sum(endpoints<T> a, endpoints<T> b) noexcept {
  if (is_empty(a) || is_empty(b)) return empty_endpoints<T>;
  return {exact::sum(a.lower, b.lower, exact::direction::down),
          exact::sum(a.upper, b.upper, exact::direction::up)};
}

/// The lower bound of a b + c: at a corner that the signs tell, at one of two if both factors have both
/// signs.
template <std::floating_point T>
[[nodiscard]] constexpr T lower_fma(endpoints<T> a, endpoints<T> b, T c) noexcept {
  constexpr auto down = exact::direction::down;
  if (!is_negative(a.lower)) return exact::fma(is_negative(b.lower) ? a.upper : a.lower, b.lower, c, down);
  if (!is_positive(a.upper)) return exact::fma(is_positive(b.upper) ? a.lower : a.upper, b.upper, c, down);
  if (!is_negative(b.lower)) return exact::fma(a.lower, b.upper, c, down);
  if (!is_positive(b.upper)) return exact::fma(a.upper, b.lower, c, down);
  return lesser_of(exact::fma(a.lower, b.upper, c, down), exact::fma(a.upper, b.lower, c, down));
}

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> fma(endpoints<T> a, endpoints<T> b,
                                                     endpoints<T> c) noexcept {
  if (is_empty(a) || is_empty(b) || is_empty(c)) return empty_endpoints<T>;
  const T upper = lower_fma(negated(a), b, -c.upper);
  return {lower_fma(a, b, c.lower), is_zero(upper) ? T{0} : -upper};
}

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> product(endpoints<T> a, endpoints<T> b) noexcept {
  return careful::fma(a, b, endpoints<T>{T{0}, T{0}});
}

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> quotient(endpoints<T> a, endpoints<T> b) noexcept {
  const bool by_zero = is_zero(b.lower) && is_zero(b.upper);
  if (is_empty(a) || is_empty(b) || by_zero) return empty_endpoints<T>;
  if (is_zero(a.lower) && is_zero(a.upper)) return {T{0}, T{0}};
  if (is_negative(b.lower) && is_positive(b.upper)) return entire_endpoints<T>;
  if (is_negative(b.lower)) {
    a = negated(a);
    b = negated(b);
  }
  return {exact::quotient(a.lower, is_negative(a.lower) ? b.lower : b.upper, exact::direction::down),
          exact::quotient(a.upper, is_positive(a.upper) ? b.lower : b.upper, exact::direction::up)};
}

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> square(endpoints<T> a) noexcept {
  if (is_empty(a)) return a;
  const endpoints<T> m = magnitudes(a);
  return {exact::product(m.lower, m.lower, exact::direction::down),
          exact::product(m.upper, m.upper, exact::direction::up)};
}

template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> root(endpoints<T> a) noexcept {
  if (is_empty(a) || is_negative(a.upper)) return empty_endpoints<T>;
  return {is_positive(a.lower) ? exact::root(a.lower, exact::direction::down) : T{0},
          exact::root(a.upper, exact::direction::up)};
}

}  // namespace careful
}  // namespace reckon::detail
