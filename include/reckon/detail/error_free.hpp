// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>

#include <cfloat>
#include <cmath>
#include <concepts>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || \
    defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__)
#error "reckon cannot enclose anything under -ffast-math: compile this file without it and its parts"
#endif

static_assert(
    FLT_EVAL_METHOD == 0,
    "reckon needs arithmetic in the precision of the type: on 32-bit x86 compile with -msse2 -mfpmath=sse");

// Translation units compiled with and without fused multiply-add must not share these bodies.
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__FP_FAST_FMA)
#define RECKON_ARITHMETIC_NAMESPACE with_fma
#define RECKON_HAS_FMA 1
#else
#define RECKON_ARITHMETIC_NAMESPACE without_fma
#define RECKON_HAS_FMA 0
#endif

// What rounding to nearest has lost. Each function takes the rounded result too and gives a number with the
// sign of (exact result - rounded result), or zero where there is no difference; callers keep the arguments
// in the range in which nothing overflows or underflows. Rounding to nearest is assumed, as the C++ standard
// library does.
namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

inline constexpr bool has_fma = RECKON_HAS_FMA != 0;

/// a + b - sum, exactly.
/// Source: Knuth, The Art of Computer Programming 2, section 4.2.2, theorem B.
template <std::floating_point T>
[[nodiscard]] inline T sum_residual(T a, T b, T sum) noexcept {
  const T b_part = sum - a;
  const T a_part = sum - b_part;
  return (a - a_part) + (b - b_part);
}

#if !RECKON_HAS_FMA
/// The upper half of the places of x. NaN beyond 2^996, where the product overflows.
/// Source: Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971).
[[nodiscard]] inline double upper_half(double x) noexcept {
  const double shifted = x * 134217729.0;  // 2^27 + 1
  return shifted - (shifted - x);
}
#endif

/// a b - product, exactly; may be NaN for doubles beyond 2^996.
[[nodiscard]] inline double product_residual(double a, double b, double product) noexcept {
#if RECKON_HAS_FMA
  return std::fma(a, b, -product);
#else
  const double a_upper = upper_half(a);
  const double b_upper = upper_half(b);
  const double a_lower = a - a_upper;
  const double b_lower = b - b_upper;
  return ((a_upper * b_upper - product) + a_upper * b_lower + a_lower * b_upper) + a_lower * b_lower;
#endif
}

/// A double holds the product of two floats.
[[nodiscard]] inline double product_residual(float a, float b, float product) noexcept {
  return static_cast<double>(a) * static_cast<double>(b) - static_cast<double>(product);
}

/// With the sign of a / b - quotient for b > 0; may be NaN for doubles beyond 2^996.
[[nodiscard]] inline double quotient_residual(double a, double b, double quotient) noexcept {
#if RECKON_HAS_FMA
  return std::fma(-quotient, b, a);
#else
  // The product is within two places of a, so that their difference is exact.
  const double product = quotient * b;
  return (a - product) - product_residual(quotient, b, product);
#endif
}
[[nodiscard]] inline double quotient_residual(float a, float b, float quotient) noexcept {
  return static_cast<double>(a) - static_cast<double>(quotient) * static_cast<double>(b);
}

/// With the sign of (square root of x) - root.
template <std::floating_point T>
[[nodiscard]] inline double root_residual(T x, T root) noexcept {
  return quotient_residual(x, root, root);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic
