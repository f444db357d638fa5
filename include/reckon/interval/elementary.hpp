// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/fast_kernels.hpp>
#include <reckon/interval/integer_power.hpp>
#include <reckon/interval/kernels.hpp>
#include <reckon/interval/monotone.hpp>
#include <reckon/interval/pair_kernels.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>

// Exponentials and logarithms. The bounds of all elementary functions come from kernels.hpp, in integers:
// they contain the true value under any rounding mode, and are the tightest, or one place wider at one of
// them where the true value lies within 2^-100 of a number of T and is not one.
namespace reckon {

namespace detail::elementary {

/// The whole number that x is, if its magnitude is at most 2000; else 2001.
template <std::floating_point T>
[[nodiscard]] constexpr int small_integer(T x) noexcept {
  if (!is_finite(x) || !exact::is_below_power(kernels::value_of(x), 11)) return 2001;
  const int n = static_cast<int>(exact::nearest_whole(kernels::value_of(x)));
  return n >= -2000 && n <= 2000 && static_cast<T>(n) == x && (n != 0 || is_zero(x)) ? n : 2001;
}

/// Bounds of e^power, which is not 1; both on its side of 1.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> exponential(exact::wide power) noexcept {
  const endpoints<T> found = kernels::bounds<T>(kernels::exponential(power));
  return power.negative ? no_more_than(T{1}, found) : no_less_than(T{1}, found);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> exponential_at_infinity(T x) noexcept {
  return exactly(sign_bit(x) ? T{0} : infinity_of<T>);
}

/// The bounds of exp(x).
template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> careful_exponential(T x) noexcept {
  if (is_infinite(x)) return exponential_at_infinity(x);
  return is_zero(x) ? exactly(T{1}) : exponential<T>(kernels::value_of(x));
}

/// The bounds of log(x) for x > 0.
template <std::floating_point T>
[[nodiscard]] RECKON_COLD constexpr endpoints<T> careful_logarithm(T x) noexcept {
  return kernels::bounds<T>(kernels::logarithm(kernels::value_of(x)));
}

/// exp and log of an interval, each end by itself.
template <std::floating_point T>
[[nodiscard]] RECKON_NOINLINE constexpr interval<T> exponentials(interval<T> x) noexcept {
  return increasing(x, [](T v) noexcept {
    endpoints<T> found{};
    if (kernels::fast_exponential(v, found)) [[likely]]
      return found;
    return careful_exponential(v);
  });
}
template <std::floating_point T>
[[nodiscard]] RECKON_NOINLINE constexpr interval<T> logarithms(interval<T> x) noexcept {
  return increasing_above(T{0}, x, [](T v) noexcept {
    endpoints<T> found{};
    if (kernels::fast_logarithm(v, found)) [[likely]]
      return found;
    return careful_logarithm(v);
  });
}

/// The bounds of base^n.
template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> whole_power(T base, int n) noexcept {
  return {powers::power(base, n, exact::direction::down), powers::power(base, n, exact::direction::up)};
}

/// base^n is x, without rounding.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_power(T x, T base, int n) noexcept {
  const endpoints<T> power = whole_power(base, n);
  return to_bits(power.lower) == to_bits(x) && to_bits(power.upper) == to_bits(x);
}

}  // namespace detail::elementary

/// Enclosure of the exponentials of the members.
/// Units:  x is a pure number, and so is the result.
/// Errors: none; each bound is the tightest, or the next one where the value lies within 2^-100 of it.
/// Source: IEEE Std 1788-2015, exp.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr interval<T> exp(interval<T> x) noexcept {
  detail::endpoints<T> found{};
  if (!std::is_constant_evaluated() && detail::arithmetic::exponentials(detail::ends(x), found)) [[likely]]
    return detail::make_interval(found);
  return detail::elementary::exponentials(x);
}

/// Enclosure of the powers of two; exact where they are. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, exp2.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> exp2(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) noexcept {
    if (detail::is_infinite(v)) return detail::elementary::exponential_at_infinity(v);
    const int n = detail::elementary::small_integer(v);
    if (n <= 2000) return detail::elementary::whole_power(T{2}, n);
    return detail::elementary::exponential<T>(
        detail::exact::times(detail::kernels::value_of(v), detail::kernels::ln_2));
  });
}

/// Enclosure of the powers of ten; the tightest for whole exponents. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, exp10.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> exp10(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) noexcept {
    if (detail::is_infinite(v)) return detail::elementary::exponential_at_infinity(v);
    const int n = detail::elementary::small_integer(v);
    if (n <= 2000) return detail::elementary::whole_power(T{10}, n);
    return detail::elementary::exponential<T>(
        detail::exact::times(detail::kernels::value_of(v), detail::kernels::ln_10));
  });
}

/// Enclosure of exp(x) - 1, without loss for small x. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, expm1.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> expm1(interval<T> x) noexcept {
  return detail::elementary::increasing(x, [](T v) noexcept {
    if (detail::is_zero(v)) return detail::elementary::exactly(T{0});
    if (detail::is_infinite(v)) return detail::elementary::exactly(detail::sign_bit(v) ? T{-1} : v);
    const detail::endpoints<T> found =
        detail::kernels::bounds<T>(detail::kernels::expm1(detail::kernels::value_of(v)));
    return detail::elementary::no_less_than(detail::greater_of(v, T{-1}), found);
  });
}

/// Enclosure of the natural logarithms of the positive members. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log.
template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr interval<T> log(interval<T> x) noexcept {
  detail::endpoints<T> found{};
  if (!std::is_constant_evaluated() && detail::arithmetic::logarithms(detail::ends(x), found)) [[likely]]
    return detail::make_interval(found);
  return detail::elementary::logarithms(x);
}

/// Enclosure of the binary logarithms of the positive members; exact for powers of two. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log2.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> log2(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{0}, x, [](T v) noexcept {
    const detail::exact::unpacked u = detail::exact::unpack(v);
    if (u.significand == std::uint64_t{1} << 63) {
      return detail::elementary::exactly(static_cast<T>(u.exponent + 63));
    }
    return detail::kernels::bounds<T>(detail::exact::times(
        detail::kernels::logarithm(detail::kernels::value_of(v)), detail::kernels::log2_e));
  });
}

/// Enclosure of the decimal logarithms of the positive members; exact for powers of ten. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, log10.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> log10(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{0}, x, [](T v) noexcept {
    const detail::exact::wide value = detail::exact::times(
        detail::kernels::logarithm(detail::kernels::value_of(v)), detail::kernels::log10_e);
    const int n = static_cast<int>(detail::exact::nearest_whole(value));
    // 10^22 is the last power of ten that a double holds.
    const bool exact = n > 0 && n <= 22 && detail::elementary::is_power(v, T{10}, n);
    return exact ? detail::elementary::exactly(static_cast<T>(n)) : detail::kernels::bounds<T>(value);
  });
}

/// Enclosure of log(1 + x) for the members above -1, without loss for small x. Bounds as for exp.
/// Units:  x is a pure number, and so is the result.
/// Source: IEEE Std 1788-2015, logp1.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> logp1(interval<T> x) noexcept {
  return detail::elementary::increasing_above(T{-1}, x, [](T v) noexcept {
    const detail::endpoints<T> found =
        detail::kernels::bounds<T>(detail::kernels::log1p(detail::kernels::value_of(v)));
    return detail::elementary::no_more_than(v, found);
  });
}

}  // namespace reckon
