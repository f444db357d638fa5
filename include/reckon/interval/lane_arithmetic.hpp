// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/lanes.hpp>

#include <bit>
#include <cstdint>

// Bounds of + * / sqrt for several ends at once: lower and upper ends of intervals in turn. Each function
// gives bounds, and top bits where they may be wrong; where none is set they are those of arithmetic.hpp, bit
// by bit, in every rounding mode.
#if RECKON_HAS_LANES

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(push)
#pragma float_control(precise, on)
#endif

namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

/// The bits by which lower ends differ from their negatives.
template <int count>
[[nodiscard]] constexpr typename lanes<count>::naturals lower_signs() noexcept {
  typename lanes<count>::naturals signs{};
  for (int i = 0; i < count; i += 2) signs[i] = format<double>::sign;
  return signs;
}

/// -1 for lower ends, 1 for upper ones.
template <int count>
[[nodiscard]] constexpr typename lanes<count>::naturals outward() noexcept {
  typename lanes<count>::naturals steps{};
  for (int i = 0; i < count; ++i) steps[i] = i % 2 == 0 ? ~std::uint64_t{0} : 1;
  return steps;
}

/// Lower ends in the place of upper ones, and upper ends in that of lower ones.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers exchanged(
    typename lanes<count>::numbers x) noexcept {
  if constexpr (count == 2) {
    return __builtin_shufflevector(x, x, 1, 0);
  } else {
    static_assert(count == 4);
    return __builtin_shufflevector(x, x, 1, 0, 3, 2);
  }
}

/// The lower end of each interval in both of its lanes, and the upper one.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers lower_ends(
    typename lanes<count>::numbers x) noexcept {
  if constexpr (count == 2) {
    return __builtin_shufflevector(x, x, 0, 0);
  } else {
    static_assert(count == 4);
    return __builtin_shufflevector(x, x, 0, 0, 2, 2);
  }
}
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers upper_ends(
    typename lanes<count>::numbers x) noexcept {
  if constexpr (count == 2) {
    return __builtin_shufflevector(x, x, 1, 1);
  } else {
    static_assert(count == 4);
    return __builtin_shufflevector(x, x, 1, 1, 3, 3);
  }
}

/// The intervals of the negatives.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers negated(
    typename lanes<count>::numbers x) noexcept {
  return numbers_of<count>(bits_in<count>(exchanged<count>(x)) ^ format<double>::sign);
}

/// 1 for upper ends and -1 for lower ones where x is positive, else 0.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals steps_where_positive(
    typename lanes<count>::numbers x) noexcept {
  const typename lanes<count>::places wanted = x > 0.0;
  return std::bit_cast<typename lanes<count>::naturals>(wanted) & outward<count>();
}

/// What has to be added to the bits of positive bounds, or to the magnitudes of others, so that they step
/// outward where the rest of a lower one is negative or that of an upper one positive.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals outward_steps(
    typename lanes<count>::numbers rest) noexcept {
  return steps_where_positive<count>(numbers_of<count>(bits_in<count>(rest) ^ lower_signs<count>()));
}

/// Bounds of any sign and the steps that bring them outward.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers stepped(
    typename lanes<count>::numbers bounds, typename lanes<count>::naturals steps) noexcept {
  using naturals = typename lanes<count>::naturals;
  using places = typename lanes<count>::places;
  const auto sign = std::bit_cast<naturals>(std::bit_cast<places>(bounds) >> 63);
  return numbers_of<count>(bits_in<count>(bounds) + ((steps ^ sign) - sign));
}

/// What a sum of two numbers has lost outward: with the sign of (exact sum - rounded one) for upper ends, and
/// with the other sign for lower ones.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::numbers lost_outward(
    typename lanes<count>::numbers sum, ordered_pairs<count> of) noexcept {
  const typename lanes<count>::numbers difference = sum - of.greater;
#if defined(__FMA__)
  // x y - z for lower ends, x y + z for upper ones
  if constexpr (count == 2) {
    return __builtin_ia32_vfmaddsubpd(difference, lanes<2>::numbers{1, -1}, of.lesser);
  } else if constexpr (count == 4) {
    return __builtin_ia32_vfmaddsubpd256(difference, lanes<4>::numbers{1, -1, 1, -1}, of.lesser);
  }
#endif
  return numbers_of<count>(bits_in<count>(of.lesser - difference) ^ lower_signs<count>());
}

/// Sums. They are right where no summand is smaller than 2^-900, and one is finite: where numbers are flushed
/// to zero, a zero is smaller. A sum that overflows loses infinity, and steps back to the greatest number
/// where it is a bound from inside; an infinite end stays, since it loses no number.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals sums(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  const typename lanes<count>::numbers s = a + b;
  const ordered_pairs<count> of = ordered<count>(a, b);
  bounds = stepped<count>(s, steps_where_positive<count>(lost_outward<count>(s, of)));
  constexpr auto least = std::bit_cast<std::uint64_t>(0x1p-900);
  return outside<count>(bits_in<count>(magnitudes_of<count>(of.lesser)) - least,
                        format<double>::infinity - 1 - least);
}

template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals differences(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  return sums<count>(a, negated<count>(b), bounds);
}

#if RECKON_HAS_LANE_FMA

inline constexpr auto least_usual = std::bit_cast<std::uint64_t>(0x1p-960);

/// The top bit is set where the residual of a positive product, quotient or radicand might not be right.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals unusual(
    typename lanes<count>::numbers x) noexcept {
  constexpr auto greatest = std::bit_cast<std::uint64_t>(0x1p1020);
  return outside<count>(bits_in<count>(x) - least_usual, greatest - least_usual);
}

/// Products of intervals that have no negative member.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals positive_products(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  const typename lanes<count>::numbers p = a * b;
  bounds = numbers_of<count>(bits_in<count>(p) + outward_steps<count>(fused<count>(a, b, -p)));
  return unusual<count>(p) | bits_in<count>(a) | bits_in<count>(b);
}

/// Products of any intervals. a b is the hull of a.lower b and a.upper b, and the product of a number x and b
/// has the ends |x| b.lower and |x| b.upper, or for a negative x those of |x| (-b).
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals products(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  using numbers = typename lanes<count>::numbers;
  using naturals = typename lanes<count>::naturals;
  using places = typename lanes<count>::places;
  numbers lower = lower_ends<count>(a);
  numbers upper = upper_ends<count>(a);
  // lower ends with their signs changed, so that the greater one counts for all
  const auto turned = numbers_of<count>(bits_in<count>(b) ^ lower_signs<count>());
  const numbers other = exchanged<count>(turned);
  const numbers first = std::bit_cast<places>(lower) < 0 ? other : turned;
  const numbers second = std::bit_cast<places>(upper) < 0 ? other : turned;
  lower = magnitudes_of<count>(lower);
  upper = magnitudes_of<count>(upper);
  const numbers with_lower = lower * first;
  const numbers with_upper = upper * second;
  const numbers p = greater_in<count>(with_lower, with_upper);
  const numbers rest = greater_in<count>(fused<count>(lower, first, -p), fused<count>(upper, second, -p));
  const places wanted = rest > 0.0;
  const naturals sign = std::bit_cast<naturals>(std::bit_cast<places>(p) >> 63);
  const naturals steps = (std::bit_cast<naturals>(wanted) ^ ~sign) - ~sign;
  bounds = numbers_of<count>((bits_in<count>(p) + steps) ^ lower_signs<count>());
  // A subnormal factor may have been flushed to zero: then so is a product, which need not be the greater
  // one.
  const numbers least = lesser_in<count>(magnitudes_of<count>(with_lower), magnitudes_of<count>(with_upper));
  return unusual<count>(magnitudes_of<count>(p)) | (bits_in<count>(least) - least_usual);
}

/// Products of any intervals, sooner if none has a negative member.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals mostly_positive_products(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  const auto wrong = positive_products<count>(a, b, bounds);
  return no_top_bit<count>(wrong) ? wrong : products<count>(a, b, bounds);
}

/// Quotients of intervals that have no negative member.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals positive_quotients(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  const typename lanes<count>::numbers divisor = exchanged<count>(b);
  const typename lanes<count>::numbers q = a / divisor;
  bounds = numbers_of<count>(bits_in<count>(q) + outward_steps<count>(fused<count>(-q, divisor, a)));
  return unusual<count>(q) | (bits_in<count>(a) - least_usual) | bits_in<count>(a) | bits_in<count>(b);
}

/// Quotients of any intervals, unless the divisor holds zero: both are turned around where the divisor is
/// negative.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals quotients(
    typename lanes<count>::numbers a, typename lanes<count>::numbers b,
    typename lanes<count>::numbers& bounds) noexcept {
  using numbers = typename lanes<count>::numbers;
  using places = typename lanes<count>::places;
  const places negative = std::bit_cast<places>(lower_ends<count>(b)) < 0;
  const numbers x = negative ? negated<count>(a) : a;
  const numbers y = negative ? negated<count>(b) : b;
  // A lower end below zero, and an upper one above it, is divided by the lower end of the divisor.
  const auto turned = numbers_of<count>(bits_in<count>(x) ^ lower_signs<count>());
  const numbers divisor = turned > 0.0 ? lower_ends<count>(y) : upper_ends<count>(y);
  const numbers q = x / divisor;
  bounds = stepped<count>(q, outward_steps<count>(fused<count>(-q, divisor, x)));
  return unusual<count>(magnitudes_of<count>(q)) | (bits_in<count>(magnitudes_of<count>(x)) - least_usual) |
         bits_in<count>(y);
}

/// Squares of intervals that have no negative member.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals positive_squares(
    typename lanes<count>::numbers a, typename lanes<count>::numbers& bounds) noexcept {
  const typename lanes<count>::numbers p = a * a;
  bounds = numbers_of<count>(bits_in<count>(p) + outward_steps<count>(fused<count>(a, a, -p)));
  return unusual<count>(p) | bits_in<count>(a);
}

/// Square roots.
template <int count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline typename lanes<count>::naturals roots(
    typename lanes<count>::numbers a, typename lanes<count>::numbers& bounds) noexcept {
  const typename lanes<count>::numbers r = roots_of<count>(a);
  bounds = numbers_of<count>(bits_in<count>(r) + outward_steps<count>(fused<count>(-r, r, a)));
  return unusual<count>(a);
}

#endif

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic

#if defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
#pragma float_control(pop)
#endif

#endif
