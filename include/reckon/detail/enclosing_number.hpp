// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/exact.hpp>

#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

// The numbers of one type next to a number of another: an end of an interval must not lie inside.
namespace reckon::detail {

/// A built-in number, neither truth value nor character.
template <class S>
concept real_number = std::floating_point<S> ||
    (std::integral<S> && !std::same_as<S, bool> && !std::same_as<S, char> && !std::same_as<S, wchar_t> &&
     !std::same_as<S, char8_t> && !std::same_as<S, char16_t> && !std::same_as<S, char32_t>);

/// Neither infinite nor NaN.
template <real_number S>
[[nodiscard]] constexpr bool is_finite_number(S x) noexcept {
  if constexpr (std::integral<S>) {
    return true;
  } else if constexpr (sizeof(S) <= sizeof(double)) {
    return is_finite(x);
  } else {
    return x >= std::numeric_limits<S>::lowest() && x <= (std::numeric_limits<S>::max)();
  }
}

/// Every value of S is a value of T.
template <class S, class T>
inline constexpr bool holds_exactly = std::numeric_limits<S>::digits <= std::numeric_limits<T>::digits &&
                                      (std::integral<S> || std::numeric_limits<S>::max_exponent <=
                                                               std::numeric_limits<T>::max_exponent);

/// x in T: a neighbour of it where T has no such value, and never an overflow.
template <std::floating_point T, real_number S>
[[nodiscard]] constexpr T nearest(S x) noexcept {
  if constexpr (std::floating_point<S> && !holds_exactly<S, T>) {
    if (x > static_cast<S>((std::numeric_limits<T>::max)())) {
      return x > (std::numeric_limits<S>::max)() ? infinity_of<T> : (std::numeric_limits<T>::max)();
    }
    if (x < static_cast<S>(std::numeric_limits<T>::lowest())) {
      return x < std::numeric_limits<S>::lowest() ? -infinity_of<T> : std::numeric_limits<T>::lowest();
    }
  }
  if constexpr (std::floating_point<S> && holds_exactly<S, T>) {
    return widened<T>(x);
  } else {
    return static_cast<T>(x);
  }
}

/// -1, 0 or 1 as t is less than, equal to or greater than x; 0 if x is NaN.
template <std::floating_point T, real_number S>
[[nodiscard]] constexpr int compared(T t, S x) noexcept {
  if constexpr (std::floating_point<S> && sizeof(T) > sizeof(double) && sizeof(S) <= sizeof(double)) {
    return -compared(x, t);
  } else if constexpr (std::floating_point<S> && sizeof(S) > sizeof(double)) {
    // Rounded numbers in the same order decide; compilers compare longer ones as doubles if they were
    // doubles.
    using rounded = std::conditional_t<(sizeof(T) > sizeof(double)), double, T>;
    if (!(t == t) || !(x == x)) return 0;
    const rounded a = nearest<rounded>(t);
    const rounded b = nearest<rounded>(x);
    if (!is_same(a, b)) return is_below(a, b) ? -1 : 1;
    const auto wide = static_cast<S>(t);
    return wide < x ? -1 : (wide > x ? 1 : 0);
  } else if constexpr (std::floating_point<S>) {
    using wider = std::conditional_t<(std::numeric_limits<S>::digits > std::numeric_limits<T>::digits), S, T>;
    const auto a = widened<wider>(t);
    const auto b = widened<wider>(x);
    if (is_nan(a) || is_nan(b)) return 0;
    return is_below(a, b) ? -1 : (is_below(b, a) ? 1 : 0);
  } else {
    if (!(t == t)) return 0;
    // The power of two after the largest S is a T, though the largest S may not be one.
    constexpr S half = (std::numeric_limits<S>::max)() / 2 + 1;
    constexpr T beyond = static_cast<T>(half) * 2;
    if (t >= beyond) return 1;
    if (t < static_cast<T>((std::numeric_limits<S>::min)())) return -1;
    const S whole = static_cast<S>(t);
    if (whole != x) return whole < x ? -1 : 1;
    // No fraction is left beyond the places of T, so that the whole number is a T.
    return compared(t, static_cast<T>(whole));
  }
}

/// Greatest T that is not above x; NaN for NaN.
template <std::floating_point T, real_number S>
[[nodiscard]] constexpr T below(S x) noexcept {
  const T t = nearest<T>(x);
  if constexpr (holds_exactly<S, T>) {
    return t;
  } else if constexpr (std::same_as<S, double>) {
    return is_finite(x) ? exact::rounded<T>(exact::widen(x), exact::direction::down) : t;
  } else {
    return compared(t, x) > 0 ? next_down(t) : t;
  }
}

/// Least T that is not below x; NaN for NaN.
template <std::floating_point T, real_number S>
[[nodiscard]] constexpr T above(S x) noexcept {
  const T t = nearest<T>(x);
  if constexpr (holds_exactly<S, T>) {
    return t;
  } else if constexpr (std::same_as<S, double>) {
    return is_finite(x) ? exact::rounded<T>(exact::widen(x), exact::direction::up) : t;
  } else {
    return compared(t, x) < 0 ? next_up(t) : t;
  }
}

/// a > b, exactly, for numbers of any two types.
template <real_number A, real_number B>
[[nodiscard]] constexpr bool is_greater(A a, B b) noexcept {
  if constexpr (std::integral<A> && std::integral<B>) {
    return std::cmp_greater(a, b);
  } else if constexpr (std::floating_point<A>) {
    return compared(a, b) > 0;
  } else {
    return compared(b, a) < 0;
  }
}

}  // namespace reckon::detail
