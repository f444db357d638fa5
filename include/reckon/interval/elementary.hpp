// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/integer_power.hpp>

#include <cmath>
#include <concepts>
#include <limits>

// Elementary functions: the value of the C library in double, moved outward by more than its error. Assumed
// are the errors of the GNU C Library, which others share or stay below: 2 units in the last place for log10,
// 1 for the rest. Source: The GNU C Library Reference Manual, "Known Maximum Errors in Math Functions"; for
// exp, log, pow and their kin also Gladman, Innocente, Mather and Zimmermann, Accuracy of Mathematical
// Functions (2024), table 2.
namespace reckon {

namespace detail::elementary {

/// The places by which an end is moved: one more than the error.
inline constexpr int usual_places = 2;
inline constexpr int places_of_log10 = 3;

/// The bounds of a value that the library has computed; both have its sign.
template <std::floating_point T>
[[nodiscard]] endpoints<T> around(double value, int places = usual_places) noexcept {
  endpoints<double> ends{value, value};
  for (int i = 0; i < places; ++i) ends = {next_down(ends.lower), next_up(ends.upper)};
  if (!is_negative(value) && is_negative(ends.lower)) ends.lower = 0;
  if (is_negative(value) && is_positive(ends.upper)) ends.upper = 0;
  return {below<T>(ends.lower), above<T>(ends.upper)};
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> exactly(T value) noexcept {
  return {value, value};
}

/// An integer that is small enough to be an exponent.
template <std::floating_point T>
[[nodiscard]] bool is_small_integer(T x) noexcept {
  return x >= -2000 && x <= 2000 && x == static_cast<T>(static_cast<int>(x));
}

/// The image under an increasing function that takes a number to the bounds of its value.
template <std::floating_point T, class Function>
[[nodiscard]] interval<T> increasing(interval<T> x, Function value) noexcept {
  if (is_empty(ends(x))) return x;
  return make_interval(endpoints<T>{value(x.lower()).lower, value(x.upper()).upper});
}

/// The image under an increasing function that is defined above `pole`, and is -infinity there.
template <std::floating_point T, class Function>
[[nodiscard]] interval<T> increasing_above(T pole, interval<T> x, Function value) noexcept {
  if (is_empty(ends(x)) || !(x.upper() > pole)) return interval<T>::empty();
  return make_interval(endpoints<T>{x.lower() > pole ? value(x.lower()).lower : -infinity_of<T>,
                                    is_infinite(x.upper()) ? infinity_of<T> : value(x.upper()).upper});
}

/// The bounds of base^x, of which the library gives `value`; base 0 stands for e.
template <std::floating_point T>
[[nodiscard]] endpoints<T> exponential(T base, T x, double value) noexcept {
  const bool rises = base == 0 || base > 1;
  if (is_infinite(x)) return exactly(sign_bit(x) == rises ? T{0} : infinity_of<T>);
  if (x == 0) return exactly(T{1});
  if (base != 0 && is_small_integer(x)) {
    const int n = static_cast<int>(x);
    return {powers::power(base, n, exact::direction::down), powers::power(base, n, exact::direction::up)};
  }
  const endpoints<T> ends = around<T>(value);
  const bool above_one = rises == (x > 0);
  return above_one ? endpoints<T>{greater_of(ends.lower, T{1}), ends.upper}
                   : endpoints<T>{ends.lower, lesser_of(ends.upper, T{1})};
}

/// The n for which x = base^n, or 0.
template <std::floating_point T>
[[nodiscard]] int whole_logarithm(T base, T x, double value) noexcept {
  const T n = std::round(static_cast<T>(value));
  if (!is_small_integer(n) || n == 0) return 0;
  const int whole = static_cast<int>(n);
  const bool exact = powers::power(base, whole, exact::direction::down) == x &&
                     powers::power(base, whole, exact::direction::up) == x;
  return exact ? whole : 0;
}

}  // namespace detail::elementary

/// Enclosure of the exponentials of the members.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, exp.
template <std::floating_point T>
[[nodiscard]] interval<T> exp(interval<T> x) noexcept {
  return detail::elementary::increasing(
      x, [](T v) { return detail::elementary::exponential(T{0}, v, std::exp(static_cast<double>(v))); });
}

/// Enclosure of the powers of two; exact where they are.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, exp2.
template <std::floating_point T>
[[nodiscard]] interval<T> exp2(interval<T> x) noexcept {
  return detail::elementary::increasing(
      x, [](T v) { return detail::elementary::exponential(T{2}, v, std::exp2(static_cast<double>(v))); });
}

/// Enclosure of the powers of ten; the tightest for whole exponents.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, exp10.
template <std::floating_point T>
[[nodiscard]] interval<T> exp10(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) {
    return detail::elementary::exponential(T{10}, v, std::pow(10.0, static_cast<double>(v)));
  });
}

/// Enclosure of exp(x) - 1, without loss for small x.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, expm1.
template <std::floating_point T>
[[nodiscard]] interval<T> expm1(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) {
    if (v == 0) return detail::elementary::exactly(T{0});
    if (detail::is_infinite(v)) return detail::elementary::exactly(detail::sign_bit(v) ? T{-1} : v);
    const detail::endpoints<T> ends = detail::elementary::around<T>(std::expm1(static_cast<double>(v)));
    return detail::endpoints<T>{ends.lower < -1 ? T{-1} : ends.lower, ends.upper};
  });
}

/// Enclosure of the natural logarithms of the positive members.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log.
template <std::floating_point T>
[[nodiscard]] interval<T> log(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{0}, x, [](T v) {
    if (v == 1) return detail::elementary::exactly(T{0});
    return detail::elementary::around<T>(std::log(static_cast<double>(v)));
  });
}

/// Enclosure of the binary logarithms of the positive members; exact for powers of two.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log2.
template <std::floating_point T>
[[nodiscard]] interval<T> log2(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{0}, x, [](T v) {
    const double value = std::log2(static_cast<double>(v));
    const int whole = detail::elementary::whole_logarithm(T{2}, v, value);
    if (v == 1 || whole != 0) return detail::elementary::exactly(static_cast<T>(whole));
    return detail::elementary::around<T>(value);
  });
}

/// Enclosure of the decimal logarithms of the positive members; exact for powers of ten.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log10.
template <std::floating_point T>
[[nodiscard]] interval<T> log10(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{0}, x, [](T v) {
    const double value = std::log10(static_cast<double>(v));
    const int whole = detail::elementary::whole_logarithm(T{10}, v, value);
    if (v == 1 || whole != 0) return detail::elementary::exactly(static_cast<T>(whole));
    return detail::elementary::around<T>(value, detail::elementary::places_of_log10);
  });
}

/// Enclosure of log(1 + x) for the members above -1, without loss for small x.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, logp1.
template <std::floating_point T>
[[nodiscard]] interval<T> logp1(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{-1}, x, [](T v) {
    if (v == 0) return detail::elementary::exactly(T{0});
    return detail::elementary::around<T>(std::log1p(static_cast<double>(v)));
  });
}

/// Tightest enclosure of the cube roots.
/// Units:  the cube root of the unit of x.
/// Source: IEEE Std 1788-2015, rootn with n = 3.
template <std::floating_point T>
[[nodiscard]] interval<T> cbrt(interval<T> x) noexcept {
  // The library's root is a few places off; the cubes of its neighbours tell which of them is right.
  const auto magnitude = [](T v, detail::exact::direction to) {
    if (detail::is_zero(v) || detail::is_infinite(v)) return v;
    T root = std::cbrt(v);
    while (detail::powers::compared_to_cube(v, root) < 0) root = detail::next_down(root);
    while (detail::powers::compared_to_cube(v, detail::next_up(root)) >= 0) root = detail::next_up(root);
    const bool exact = detail::powers::compared_to_cube(v, root) == 0;
    return exact || to == detail::exact::direction::down ? root : detail::next_up(root);
  };
  return detail::elementary::increasing(x, [&](T v) {
    constexpr auto down = detail::exact::direction::down;
    constexpr auto up = detail::exact::direction::up;
    if (detail::is_negative(v)) return detail::endpoints<T>{-magnitude(-v, up), -magnitude(-v, down)};
    return detail::endpoints<T>{magnitude(v, down), magnitude(v, up)};
  });
}

}  // namespace reckon
