// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/kernels.hpp>

#include <concepts>

// Images of intervals under functions that rise or fall, made from the bounds of the values at the ends.
namespace reckon::detail::elementary {

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> exactly(T value) noexcept {
  return {value, value};
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> no_less_than(T limit, endpoints<T> x) noexcept {
  return {greater_of(limit, x.lower), x.upper};
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> no_more_than(T limit, endpoints<T> x) noexcept {
  return {x.lower, lesser_of(limit, x.upper)};
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> hull(endpoints<T> a, endpoints<T> b) noexcept {
  return {lesser_of(a.lower, b.lower), greater_of(a.upper, b.upper)};
}

/// The bounds of f(x), f odd, from those for positive numbers; zero stays.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr endpoints<T> odd(T x, Function of_positive) noexcept {
  if (is_zero(x)) return exactly(T{0});
  return is_negative(x) ? negated(of_positive(-x)) : of_positive(x);
}

/// The image under an increasing function that takes a number to the bounds of its value.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> increasing(interval<T> x, Function value) noexcept {
  if (is_empty(ends(x))) return x;
  return make_interval(endpoints<T>{value(x.lower()).lower, value(x.upper()).upper});
}

template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> decreasing(interval<T> x, Function value) noexcept {
  if (is_empty(ends(x))) return x;
  return make_interval(endpoints<T>{value(x.upper()).lower, value(x.lower()).upper});
}

/// The image under an increasing function that is defined above `pole`, and is -infinity there.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> increasing_above(T pole, interval<T> x, Function value) noexcept {
  if (is_empty(ends(x)) || order_key(x.upper()) <= order_key(pole)) return interval<T>::empty();
  const bool bounded = order_key(x.lower()) > order_key(pole);
  return make_interval(endpoints<T>{bounded ? value(x.lower()).lower : -infinity_of<T>,
                                    is_infinite(x.upper()) ? infinity_of<T> : value(x.upper()).upper});
}

/// The image under a decreasing function that is defined above `pole`, and is infinity there.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> decreasing_above(T pole, interval<T> x, Function value) noexcept {
  if (is_empty(ends(x)) || order_key(x.upper()) <= order_key(pole)) return interval<T>::empty();
  const bool bounded = order_key(x.lower()) > order_key(pole);
  return make_interval(
      endpoints<T>{value(x.upper()).lower, bounded ? value(x.lower()).upper : infinity_of<T>});
}

/// The image under an odd function that is as decreasing_above says on the positive side.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> odd_decreasing_above(T pole, interval<T> x, Function value) noexcept {
  const interval<T> positive = decreasing_above(pole, x, value);
  const interval<T> negative = -decreasing_above(pole, -x, value);
  return make_interval(hull(ends(positive), ends(negative)));
}

/// The image under an even function that rises for positive numbers.
template <std::floating_point T, class Function>
[[nodiscard]] constexpr interval<T> even_increasing(interval<T> x, Function value) noexcept {
  if (is_empty(ends(x))) return x;
  return increasing(make_interval(magnitudes(ends(x))), value);
}

/// The part of x from `lower` to `upper`.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> part_of(interval<T> x, T lower, T upper) noexcept {
  const endpoints<T> part{greater_of(x.lower(), lower), lesser_of(x.upper(), upper)};
  // -0 and 0 are one number
  if (order_key(part.lower) > order_key(part.upper) && !(is_zero(part.lower) && is_zero(part.upper))) {
    return interval<T>::empty();
  }
  return make_interval(part);
}

}  // namespace reckon::detail::elementary
