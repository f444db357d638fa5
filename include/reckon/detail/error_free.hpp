// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>

#include <cfloat>
#include <cmath>
#include <concepts>
#include <cstdint>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || \
    defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || defined(__NO_SIGNED_ZEROS__)
#error "reckon cannot enclose anything under -ffast-math: compile this file without it and its parts"
#endif

static_assert(
    FLT_EVAL_METHOD == 0,
    "reckon needs arithmetic in the precision of the type: on 32-bit x86 compile with -msse2 -mfpmath=sse");

// Translation units compiled with and without fused multiply-add, or with registers of different lengths,
// must not share these bodies: their residuals differ, and where their arguments are passed.
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__FP_FAST_FMA)
#define RECKON_HAS_FMA 1
#else
#define RECKON_HAS_FMA 0
#endif
#if RECKON_HAS_FMA && defined(__AVX512F__)
#define RECKON_ARITHMETIC_NAMESPACE with_fma_512
#elif RECKON_HAS_FMA && defined(__AVX__)
#define RECKON_ARITHMETIC_NAMESPACE with_fma_256
#elif RECKON_HAS_FMA
#define RECKON_ARITHMETIC_NAMESPACE with_fma
#elif defined(__AVX512F__)
#define RECKON_ARITHMETIC_NAMESPACE without_fma_512
#elif defined(__AVX__)
#define RECKON_ARITHMETIC_NAMESPACE without_fma_256
#else
#define RECKON_ARITHMETIC_NAMESPACE without_fma
#endif

// Clang has flags of this kind that no macro shows: -fassociative-math, -freciprocal-math by themselves.
#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

// What rounding has lost. Each function takes the rounded result too, one of the two numbers next to the
// exact one, as every rounding mode gives it; the answer has the sign of (exact result - rounded result), or
// is zero where there is no difference, in every rounding mode too. Callers keep the arguments in the range
// in which nothing overflows or underflows.
namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

inline constexpr bool has_fma = RECKON_HAS_FMA != 0;

/// With the sign of a + b - sum: the difference from the greater summand is exact, whichever way the sum was
/// rounded, so that only the last subtraction rounds, and that keeps the sign.
/// Source: Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971);
/// for directed rounding Boldo, Graillat and Muller, On the robustness of the 2Sum and Fast2Sum algorithms,
/// ACM Trans. Math. Softw. 44 (2017).
template <std::floating_point T>
[[nodiscard]] inline T sum_residual(T a, T b, T sum) noexcept {
  const bool ordered = magnitude_bits(b) <= magnitude_bits(a);
  const T greater = ordered ? a : b;
  const T lesser = ordered ? b : a;
  return lesser - (sum - greater);
}

#if !RECKON_HAS_FMA
/// The significand of a normal number as a whole one.
[[nodiscard]] inline std::uint64_t significand_of(double x) noexcept {
  using f = format<double>;
  return (to_bits(x) & (f::hidden - 1u)) | f::hidden;
}

/// With the sign of |a| |b| - |c|, and zero for c = 0; c is one of the numbers next to a b, or c a quotient's
/// dividend: the exponents tell how far the significand of c has to be moved; what differs fits into the
/// lowest 64 places of both.
[[nodiscard]] inline std::int64_t significand_residual(double a, double b, double c) noexcept {
  if (is_zero(c)) return 0;
  constexpr int places = format<double>::digits - 1;
  const auto exponent = [](double x) { return static_cast<int>(magnitude_bits(x) >> places); };
  const int shift = exponent(c) - exponent(a) - exponent(b) + format<double>::largest_exponent + places;
  const std::uint64_t product = significand_of(a) * significand_of(b);
  return static_cast<std::int64_t>(product - (significand_of(c) << (shift & 63)));
}

/// -x modulo 2^64: for arguments out of range, whose residual means nothing, x may be the least number.
[[nodiscard]] inline std::int64_t opposite(std::int64_t x) noexcept {
  return static_cast<std::int64_t>(0u - static_cast<std::uint64_t>(x));
}
#endif

#if RECKON_HAS_FMA
using residual = double;
#else
using residual = std::int64_t;
#endif

/// With the sign of a b - product.
[[nodiscard]] inline residual product_residual(double a, double b, double product) noexcept {
#if RECKON_HAS_FMA
  return std::fma(a, b, -product);
#else
  const std::int64_t rest = significand_residual(a, b, product);
  return sign_bit(product) ? opposite(rest) : rest;
#endif
}

/// A double holds the product of two floats.
[[nodiscard]] inline double product_residual(float a, float b, float product) noexcept {
  return static_cast<double>(a) * static_cast<double>(b) - static_cast<double>(product);
}

/// With the sign of a / b - quotient for b > 0.
[[nodiscard]] inline residual quotient_residual(double a, double b, double quotient) noexcept {
#if RECKON_HAS_FMA
  return std::fma(-quotient, b, a);
#else
  const std::int64_t rest = significand_residual(quotient, b, a);
  return sign_bit(a) ? rest : opposite(rest);
#endif
}
[[nodiscard]] inline double quotient_residual(float a, float b, float quotient) noexcept {
  return static_cast<double>(a) - static_cast<double>(quotient) * static_cast<double>(b);
}

/// With the sign of (square root of x) - root.
template <std::floating_point T>
[[nodiscard]] inline auto root_residual(T x, T root) noexcept {
  return quotient_residual(x, root, root);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif
