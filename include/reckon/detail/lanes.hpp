// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/detail/error_free.hpp>

#include <bit>
#include <cmath>
#include <cstdint>

// Lanes, and fused multiply-add in all of them at once.
#if defined(__GNUC__)
#define RECKON_HAS_LANES 1
#else
#define RECKON_HAS_LANES 0
#endif
#if RECKON_HAS_LANES && RECKON_HAS_FMA
#define RECKON_HAS_LANE_FMA 1
#else
#define RECKON_HAS_LANE_FMA 0
#endif

#if RECKON_HAS_LANES

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

// Several numbers at once, in the vectors of the compiler.
namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// `count` numbers, as numbers and as their bits.
template <int count>
struct lanes {
  using numbers [[gnu::vector_size(count * 8)]] = double;
  using places [[gnu::vector_size(count * 8)]] = std::int64_t;
  using naturals [[gnu::vector_size(count * 8)]] = std::uint64_t;
};

/// x in every lane.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers every(double x) noexcept {
  return x - typename lanes<count>::numbers{};
}

/// The bits, for sums that may wrap around.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals bits_in(
    typename lanes<count>::numbers x) noexcept {
  return std::bit_cast<typename lanes<count>::naturals>(x);
}

template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers numbers_of(
    typename lanes<count>::naturals bits) noexcept {
  return std::bit_cast<typename lanes<count>::numbers>(bits);
}

template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers magnitudes_of(
    typename lanes<count>::numbers x) noexcept {
  return numbers_of<count>(bits_in<count>(x) & ~format<double>::sign);
}

/// The lesser and the greater of two numbers, the second one where one of them is NaN.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers lesser_in(
    typename lanes<count>::numbers x, typename lanes<count>::numbers y) noexcept {
#if defined(__SSE2__)
  if constexpr (count == 2) return __builtin_ia32_minpd(x, y);
#endif
#if defined(__AVX__)
  if constexpr (count == 4) return __builtin_ia32_minpd256(x, y);
#endif
  return x < y ? x : y;
}
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers greater_in(
    typename lanes<count>::numbers x, typename lanes<count>::numbers y) noexcept {
#if defined(__SSE2__)
  if constexpr (count == 2) return __builtin_ia32_maxpd(x, y);
#endif
#if defined(__AVX__)
  if constexpr (count == 4) return __builtin_ia32_maxpd256(x, y);
#endif
  return x > y ? x : y;
}

/// Two numbers in the order of their magnitudes.
template <int count>
struct ordered_pairs {
  typename lanes<count>::numbers greater;
  typename lanes<count>::numbers lesser;
};
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline ordered_pairs<count> ordered(
    typename lanes<count>::numbers x, typename lanes<count>::numbers y) noexcept {
#if defined(__AVX512DQ__) && defined(__AVX512VL__)
  // each instruction takes the other of two equal magnitudes
  if constexpr (count == 2) {
    return {__builtin_ia32_rangepd128_mask(x, y, 7, x, 0xff),
            __builtin_ia32_rangepd128_mask(x, y, 6, x, 0xff)};
  } else if constexpr (count == 4) {
    return {__builtin_ia32_rangepd256_mask(x, y, 7, x, 0xff),
            __builtin_ia32_rangepd256_mask(x, y, 6, x, 0xff)};
  }
#endif
  const typename lanes<count>::places first = magnitudes_of<count>(x) >= magnitudes_of<count>(y);
  return {first ? x : y, first ? y : x};
}

/// Square roots, rounded.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers roots_of(
    typename lanes<count>::numbers x) noexcept {
#if defined(__SSE2__)
  if constexpr (count == 2) return __builtin_ia32_sqrtpd(x);
#endif
#if defined(__AVX__)
  if constexpr (count == 4) return __builtin_ia32_sqrtpd256(x);
#endif
  typename lanes<count>::numbers roots;
  for (int i = 0; i < count; ++i) roots[i] = std::sqrt(x[i]);
  return roots;
}

#if RECKON_HAS_LANE_FMA
/// x y + z, rounded once.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers fused(
    typename lanes<count>::numbers x, typename lanes<count>::numbers y,
    typename lanes<count>::numbers z) noexcept {
#if defined(__FMA__)
  if constexpr (count == 2) return __builtin_ia32_vfmaddpd(x, y, z);
  if constexpr (count == 4) return __builtin_ia32_vfmaddpd256(x, y, z);
#else
  typename lanes<count>::numbers sums;
  for (int i = 0; i < count; ++i) sums[i] = std::fma(x[i], y[i], z[i]);
  return sums;
#endif
}
#endif

/// No top bit is set.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool no_top_bit(typename lanes<count>::naturals x) noexcept {
#if defined(__SSE2__)
  if constexpr (count == 2) return __builtin_ia32_movmskpd(numbers_of<count>(x)) == 0;
#endif
#if defined(__AVX__)
  if constexpr (count == 4) return __builtin_ia32_movmskpd256(numbers_of<count>(x)) == 0;
#endif
  std::uint64_t any = 0;
  for (int i = 0; i < count; ++i) any |= x[i];
  return (any >> 63) == 0;
}

/// The top bit is set where a value, seen as a signed one, is not from 0 to `last`.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals outside(
    typename lanes<count>::naturals values, std::uint64_t last) noexcept {
  return values | (last - values);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif

#endif
