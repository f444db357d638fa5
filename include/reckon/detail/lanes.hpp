// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/detail/error_free.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>

// Lanes, and fused multiply-add in all of them at once.
#if defined(__GNUC__) && RECKON_HAS_FMA
#define RECKON_HAS_LANE_FMA 1
#else
#define RECKON_HAS_LANE_FMA 0
#endif

#if defined(__GNUC__)

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

// Several ends at once, in the vectors of the compiler: lower and upper ends in turn. The sums are those of
// interval/arithmetic.hpp, bit by bit.
namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// `count` numbers, as numbers and as their bits.
template <int count>
struct lanes {
  using numbers [[gnu::vector_size(count * 8)]] = double;
  using places [[gnu::vector_size(count * 8)]] = std::int64_t;
  using naturals [[gnu::vector_size(count * 8)]] = std::uint64_t;
};

/// The bits by which lower ends differ from their negatives.
template <int count>
[[nodiscard]] constexpr typename lanes<count>::places lower_signs() noexcept {
  typename lanes<count>::places signs{};
  for (int i = 0; i < count; i += 2) signs[i] = (std::numeric_limits<std::int64_t>::min)();
  return signs;
}

template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool all_set(typename lanes<count>::places mask) noexcept {
  if constexpr (count == 2) {
#if defined(__SSE2__)
    return __builtin_ia32_movmskpd(std::bit_cast<typename lanes<count>::numbers>(mask)) == 3;
#else
    return (mask[0] & mask[1]) != 0;
#endif
  } else {
    std::int64_t every = -1;
    for (int i = 0; i < count; ++i) every &= mask[i];
    return every != 0;
  }
}

template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers magnitudes_of(
    typename lanes<count>::numbers x) noexcept {
  using places = typename lanes<count>::places;
  constexpr std::int64_t magnitude = (std::numeric_limits<std::int64_t>::max)();
  return std::bit_cast<typename lanes<count>::numbers>(std::bit_cast<places>(x) & magnitude);
}

/// x in every lane.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers every(double x) noexcept {
  return x - typename lanes<count>::numbers{};
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

/// Sums of ends rounded outward; false unless all are right. They are where no summand is smaller than 2^-900
/// and no sum is greater than 2^1000; where numbers are flushed to zero, a zero is smaller.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool outward_sums(typename lanes<count>::numbers a,
                                                            typename lanes<count>::numbers b,
                                                            typename lanes<count>::numbers& sums) noexcept {
  using numbers = typename lanes<count>::numbers;
  using places = typename lanes<count>::places;
  constexpr std::int64_t magnitude = (std::numeric_limits<std::int64_t>::max)();
  const numbers s = a + b;
  const auto m = std::bit_cast<numbers>(std::bit_cast<places>(a) & magnitude);
  const auto n = std::bit_cast<numbers>(std::bit_cast<places>(b) & magnitude);
  const places ordered = m >= n;
  const numbers greater = ordered ? a : b;
  const numbers lesser = ordered ? b : a;
  const numbers smaller = ordered ? n : m;
  const places flip = lower_signs<count>();
  const auto rest = std::bit_cast<numbers>(std::bit_cast<places>(lesser - (s - greater)) ^ flip);
  const places turned = std::bit_cast<places>(s) ^ flip;
  const places away = (turned >> 63) | 1;
  const places wanted = rest > 0.0;
  sums = std::bit_cast<numbers>((turned + (away & wanted)) ^ flip);
  const auto size = std::bit_cast<numbers>(std::bit_cast<places>(s) & magnitude);
  const places right = (smaller >= 0x1p-900) & (size <= 0x1p1000);
  return all_set<count>(right);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif

#endif
