// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/error_free.hpp>
#include <reckon/interval/endpoints.hpp>
#include <reckon/interval/lane_arithmetic.hpp>

#include <bit>
#include <cmath>
#include <concepts>
#include <type_traits>

// The tightest bounds of + * / sqrt: each end is rounded as the processor happens to round, and moved outward
// by one place where the residual says that it was rounded inward; which of the two neighbours it was does
// not matter. Arguments for which a residual might be wrong go to integer arithmetic, as do all in constant
// expressions.
#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// Magnitudes from 2^lowest to 2^highest.
template <std::floating_point T, int lowest, int highest>
[[nodiscard]] constexpr bool magnitude_within(T x) noexcept {
  using f = format<T>;
  constexpr auto first = static_cast<bits_of<T>>(lowest - f::smallest_exponent + 1) << (f::digits - 1);
  constexpr auto last = static_cast<bits_of<T>>(highest - f::smallest_exponent + 1) << (f::digits - 1);
  return magnitude_bits(x) - first < last - first;
}

/// Zero, or so large that its last place is a normal number: so is then the residual of a sum.
template <std::floating_point T>
[[nodiscard]] constexpr bool has_normal_places(T x) noexcept {
  using f = format<T>;
  constexpr auto least = static_cast<bits_of<T>>(f::digits + 1) << f::digits;
  return static_cast<bits_of<T>>((to_bits(x) << 1) - 1u) >= least - 1u;
}

/// A product or quotient whose residual is right: that of doubles has twice the places, that of floats is a
/// double.
template <std::floating_point T>
[[nodiscard]] constexpr bool has_exact_residual(T x) noexcept {
  using f = format<T>;
  constexpr int places = sizeof(T) == sizeof(double) ? 2 * f::digits + 2 : 0;
  return magnitude_within<T, f::smallest_exponent + places, f::largest_exponent - 3>(x);
}

/// Where residuals come from significands, x has one of full length, or is zero.
template <std::floating_point T>
[[nodiscard]] constexpr bool has_full_significand(T x) noexcept {
  return has_fma || sizeof(T) < sizeof(double) || has_normal_places(x);
}

/// x y = product without a residual, since a factor is zero.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_zero_product(T x, T y, T product) noexcept {
  return is_zero(product) && (is_zero(x) || is_zero(y));
}

/// Less than half the largest number, so that no step of a sum overflows.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_far_from_overflow(T x) noexcept {
  return magnitude_within<T, format<T>::smallest_exponent - 1, format<T>::largest_exponent - 1>(x);
}

/// Sums for arguments that the lanes of `sum` leave.
template <std::floating_point T>
[[nodiscard]] RECKON_NOINLINE constexpr endpoints<T> scalar_sum(endpoints<T> a, endpoints<T> b) noexcept {
  if (!std::is_constant_evaluated()) {
    const T lower = a.lower + b.lower;
    const T upper = a.upper + b.upper;
    const bool large = !is_far_from_overflow(lower) || !is_far_from_overflow(upper);
    const bool small_places = !has_normal_places(a.lower) || !has_normal_places(b.lower) ||
                              !has_normal_places(a.upper) || !has_normal_places(b.upper);
    if (!large && !small_places) [[likely]] {
      return {step_down_if(sum_residual(a.lower, b.lower, lower) < 0, lower),
              step_up_if(sum_residual(a.upper, b.upper, upper) > 0, upper)};
    }
  }
  return careful::sum(a, b);
}

/// The lower bound of a b and the upper bound of c d; true if they are right.
template <std::floating_point T>
[[nodiscard]] inline bool directed_products(T a, T b, T c, T d, endpoints<T>& ends) noexcept {
  const T lower = a * b;
  const T upper = c * d;
  const auto lower_rest = product_residual(a, b, lower);
  const auto upper_rest = product_residual(c, d, upper);
  ends.lower = step_down_if(lower_rest < 0, lower);
  ends.upper = step_up_if(upper_rest > 0, upper);
  const bool full = has_full_significand(a) && has_full_significand(b) && has_full_significand(c) &&
                    has_full_significand(d);
  const bool lower_right = has_exact_residual(lower) || is_zero_product(a, b, lower);
  const bool upper_right = has_exact_residual(upper) || is_zero_product(c, d, upper);
  return full && lower_right && upper_right;
}

/// The product of intervals one of which has a negative member: corners chosen by the signs.
template <std::floating_point T>
[[nodiscard]] inline endpoints<T> signed_product(endpoints<T> a, endpoints<T> b) noexcept {
  endpoints<T> ends;
  bool right = false;
  if (!is_negative(a.lower)) {
    right = directed_products(is_negative(b.lower) ? a.upper : a.lower, b.lower,
                              is_negative(b.upper) ? a.lower : a.upper, b.upper, ends);
  } else if (!is_positive(a.upper)) {
    right = directed_products(is_positive(b.upper) ? a.lower : a.upper, b.upper,
                              is_positive(b.lower) ? a.upper : a.lower, b.lower, ends);
  } else if (!is_negative(b.lower)) {
    right = directed_products(a.lower, b.upper, a.upper, b.upper, ends);
  } else if (!is_positive(b.upper)) {
    right = directed_products(a.upper, b.lower, a.lower, b.lower, ends);
  } else {
    // Both have members on both sides of zero: two corners may hold each bound.
    endpoints<T> others;
    right = directed_products(a.lower, b.upper, a.lower, b.lower, ends) &&
            directed_products(a.upper, b.lower, a.upper, b.upper, others);
    if (right) ends = {lesser_of(ends.lower, others.lower), greater_of(ends.upper, others.upper)};
  }
  if (right) [[likely]]
    return ends;
  return careful::product(a, b);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> scalar_product(endpoints<T> a, endpoints<T> b) noexcept {
  if (!std::is_constant_evaluated()) {
    if (is_negative(a.lower) || is_negative(b.lower)) return signed_product(a, b);
    endpoints<T> ends{};
    if (directed_products(a.lower, b.lower, a.upper, b.upper, ends)) [[likely]]
      return ends;
  }
  return careful::product(a, b);
}

/// x / y = quotient without a residual, since x is zero.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_zero_quotient(T x, T y, T quotient) noexcept {
  return is_zero(quotient) && is_zero(x) && is_finite(y);
}

/// The lower bound of a / b and the upper bound of c / d, for b > 0 and d > 0; true if they are right.
template <std::floating_point T>
[[nodiscard]] inline bool directed_quotients(T a, T b, T c, T d, endpoints<T>& ends) noexcept {
  const T lower = a / b;
  const T upper = c / d;
  const auto lower_rest = quotient_residual(a, b, lower);
  const auto upper_rest = quotient_residual(c, d, upper);
  ends.lower = step_down_if(lower_rest < 0, lower);
  ends.upper = step_up_if(upper_rest > 0, upper);
  const bool full = has_full_significand(b) && has_full_significand(d);
  const bool lower_right =
      (has_exact_residual(lower) && has_exact_residual(a)) || is_zero_quotient(a, b, lower);
  const bool upper_right =
      (has_exact_residual(upper) && has_exact_residual(c)) || is_zero_quotient(c, d, upper);
  return full && lower_right && upper_right;
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> scalar_quotient(endpoints<T> a, endpoints<T> b) noexcept {
  if (!std::is_constant_evaluated()) {
    endpoints<T> ends{};
    bool right = false;
    if (is_positive(b.lower)) [[likely]] {
      right = directed_quotients(a.lower, is_negative(a.lower) ? b.lower : b.upper, a.upper,
                                 is_positive(a.upper) ? b.lower : b.upper, ends);
    } else if (is_negative(b.upper)) {
      right = directed_quotients(-a.upper, is_positive(a.upper) ? -b.upper : -b.lower, -a.lower,
                                 is_negative(a.lower) ? -b.upper : -b.lower, ends);
    }
    if (right) [[likely]]
      return ends;
  }
  return careful::quotient(a, b);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> scalar_square(endpoints<T> a) noexcept {
  if (!std::is_constant_evaluated()) {
    const endpoints<T> m = magnitudes(a);
    endpoints<T> ends{};
    if (directed_products(m.lower, m.lower, m.upper, m.upper, ends)) [[likely]]
      return ends;
  }
  return careful::square(a);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> scalar_root(endpoints<T> a) noexcept {
  if (!std::is_constant_evaluated()) {
    const bool from_zero = is_zero(a.lower);
    if ((from_zero || has_exact_residual(a.lower)) && has_exact_residual(a.upper) && !is_negative(a.lower))
        [[likely]] {
      T lower;
      T upper;
#if RECKON_HAS_LANES
      if constexpr (sizeof(T) == sizeof(double)) {
        // both at once: the processor takes hardly longer than for one
        const lanes<2>::numbers roots = roots_of<2>(lanes<2>::numbers{a.lower, a.upper});
        lower = roots[0];
        upper = roots[1];
      } else
#endif
      {
        lower = std::sqrt(a.lower);
        upper = std::sqrt(a.upper);
      }
      return {from_zero ? T{0} : step_down_if(root_residual(a.lower, lower) < 0, lower),
              step_up_if(root_residual(a.upper, upper) > 0, upper)};
    }
  }
  return careful::root(a);
}

// ---- both ends of doubles at once ----

#if RECKON_HAS_LANES
using pair = lanes<2>::numbers;

RECKON_ALWAYS_INLINE [[nodiscard]] inline endpoints<double> ends_of(pair x) noexcept { return {x[0], x[1]}; }
RECKON_ALWAYS_INLINE [[nodiscard]] inline pair pair_of(endpoints<double> x) noexcept {
  return pair{x.lower, x.upper};
}

// What lanes leave. Called with lanes and answered in them, so that the usual path need not take them apart.
[[nodiscard]] RECKON_NOINLINE inline pair other_sum(pair a, pair b) noexcept {
  return pair_of(scalar_sum(ends_of(a), ends_of(b)));
}
#endif

#if RECKON_HAS_LANE_FMA
[[nodiscard]] RECKON_NOINLINE inline pair other_product(pair a, pair b) noexcept {
  pair bounds;
  if (no_top_bit<2>(products<2>(a, b, bounds))) [[likely]]
    return bounds;
  return pair_of(scalar_product(ends_of(a), ends_of(b)));
}
[[nodiscard]] RECKON_NOINLINE inline pair other_quotient(pair a, pair b) noexcept {
  pair bounds;
  if (no_top_bit<2>(quotients<2>(a, b, bounds))) [[likely]]
    return bounds;
  return pair_of(scalar_quotient(ends_of(a), ends_of(b)));
}
[[nodiscard]] RECKON_NOINLINE inline pair other_square(pair a) noexcept {
  return pair_of(scalar_square(ends_of(a)));
}
[[nodiscard]] RECKON_NOINLINE inline pair other_root(pair a) noexcept {
  return pair_of(scalar_root(ends_of(a)));
}
#endif

// ---- what the operators call ----

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> sum(endpoints<T> a, endpoints<T> b) noexcept {
#if RECKON_HAS_LANES
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!std::is_constant_evaluated()) {
      const pair x = pair_of(a);
      const pair y = pair_of(b);
      pair bounds;
      if (!no_top_bit<2>(sums<2>(x, y, bounds))) [[unlikely]]
        bounds = other_sum(x, y);
      return ends_of(bounds);
    }
  }
#endif
  return scalar_sum(a, b);
}

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> difference(endpoints<T> a,
                                                                     endpoints<T> b) noexcept {
  return sum(a, detail::negated(b));
}

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> product(endpoints<T> a, endpoints<T> b) noexcept {
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!std::is_constant_evaluated()) {
      const pair x = pair_of(a);
      const pair y = pair_of(b);
      pair bounds;
      if (!no_top_bit<2>(positive_products<2>(x, y, bounds))) [[unlikely]]
        bounds = other_product(x, y);
      return ends_of(bounds);
    }
  }
#endif
  return scalar_product(a, b);
}

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> quotient(endpoints<T> a, endpoints<T> b) noexcept {
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!std::is_constant_evaluated()) {
      const pair x = pair_of(a);
      const pair y = pair_of(b);
      pair bounds;
      if (!no_top_bit<2>(positive_quotients<2>(x, y, bounds))) [[unlikely]]
        bounds = other_quotient(x, y);
      return ends_of(bounds);
    }
  }
#endif
  return scalar_quotient(a, b);
}

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> square(endpoints<T> a) noexcept {
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!std::is_constant_evaluated()) {
      const pair x = pair_of(a);
      pair bounds;
      if (!no_top_bit<2>(positive_squares<2>(x, bounds))) [[unlikely]]
        bounds = other_square(x);
      return ends_of(bounds);
    }
  }
#endif
  return scalar_square(a);
}

template <std::floating_point T>
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr endpoints<T> root(endpoints<T> a) noexcept {
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    if (!std::is_constant_evaluated()) {
      const pair x = pair_of(a);
      pair bounds;
      if (!no_top_bit<2>(roots<2>(x, bounds))) [[unlikely]]
        bounds = other_root(x);
      return ends_of(bounds);
    }
  }
#endif
  return scalar_root(a);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif
