// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/functions.hpp>
#include <reckon/interval/set.hpp>

#include <cassert>
#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>

// Operations on arrays of intervals, element by element: what comes out is what the operation on one gives.
namespace reckon {

/// z[i] = f(x[i]) for every i; z may be x itself.
/// Shape:  spans of one length.
template <std::floating_point T, class Function>
requires std::same_as<std::invoke_result_t<Function&, interval<T>>, interval<T>>
constexpr void transform(std::span<const interval<T>> x, std::span<interval<T>> z, Function f) {
  assert(x.size() == z.size());
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = f(x[i]);
}

/// z[i] = f(x[i], y[i]) for every i; z may be x or y.
/// Shape:  spans of one length.
template <std::floating_point T, class Function>
requires std::same_as<std::invoke_result_t<Function&, interval<T>, interval<T>>, interval<T>>
constexpr void transform(std::span<const interval<T>> x, std::span<const interval<T>> y,
                         std::span<interval<T>> z, Function f) {
  assert(x.size() == z.size() && y.size() == z.size());
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = f(x[i], y[i]);
}

#if RECKON_HAS_LANES

namespace detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

#if defined(__AVX2__)
inline constexpr int array_lanes = 4;
#else
inline constexpr int array_lanes = 2;
#endif

/// z[i] = one(x[i], y[i]) for every i, as many at a time as there are lanes: `several` is the same operation,
/// and its top bits tell where it is not sure of itself.
template <auto several, class One>
RECKON_ALWAYS_INLINE inline void transform(std::span<const interval<double>> x,
                                           std::span<const interval<double>> y, std::span<interval<double>> z,
                                           One one) noexcept {
  assert(x.size() == z.size() && y.size() == z.size());
  using numbers = lanes<array_lanes>::numbers;
  constexpr std::size_t step = array_lanes / 2;
  static_assert(sizeof(numbers) == step * sizeof(interval<double>));
  std::size_t i = 0;
  for (; i + step <= z.size(); i += step) {
    numbers a;
    numbers b;
    numbers bounds;
    __builtin_memcpy(&a, x.data() + i, sizeof a);
    __builtin_memcpy(&b, y.data() + i, sizeof b);
    if (no_top_bit<array_lanes>(several(a, b, bounds))) [[likely]] {
      __builtin_memcpy(static_cast<void*>(z.data() + i), &bounds, sizeof bounds);
    } else {
      for (std::size_t k = i; k < i + step; ++k) z[k] = one(x[k], y[k]);
    }
  }
  for (; i < z.size(); ++i) z[i] = one(x[i], y[i]);
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace detail::arithmetic

#endif

/// z[i] = x[i] + y[i], and so on, the same bounds as from the operators; z may be x or y.
/// Shape:  spans of one length.
template <std::floating_point T>
RECKON_ALWAYS_INLINE constexpr void add(std::span<const interval<T>> x, std::span<const interval<T>> y,
                                        std::span<interval<T>> z) noexcept {
  const auto one = [](interval<T> a, interval<T> b) noexcept { return a + b; };
#if RECKON_HAS_LANES
  if constexpr (sizeof(T) == sizeof(double)) {
    namespace in_lanes = detail::arithmetic;
    if (!std::is_constant_evaluated()) {
      return in_lanes::transform<in_lanes::sums<in_lanes::array_lanes>>(x, y, z, one);
    }
  }
#endif
  transform(x, y, z, one);
}
template <std::floating_point T>
RECKON_ALWAYS_INLINE constexpr void sub(std::span<const interval<T>> x, std::span<const interval<T>> y,
                                        std::span<interval<T>> z) noexcept {
  const auto one = [](interval<T> a, interval<T> b) noexcept { return a - b; };
#if RECKON_HAS_LANES
  if constexpr (sizeof(T) == sizeof(double)) {
    namespace in_lanes = detail::arithmetic;
    if (!std::is_constant_evaluated()) {
      return in_lanes::transform<in_lanes::differences<in_lanes::array_lanes>>(x, y, z, one);
    }
  }
#endif
  transform(x, y, z, one);
}
template <std::floating_point T>
RECKON_ALWAYS_INLINE constexpr void mul(std::span<const interval<T>> x, std::span<const interval<T>> y,
                                        std::span<interval<T>> z) noexcept {
  const auto one = [](interval<T> a, interval<T> b) noexcept { return a * b; };
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    namespace in_lanes = detail::arithmetic;
    if (!std::is_constant_evaluated()) {
      return in_lanes::transform<in_lanes::mostly_positive_products<in_lanes::array_lanes>>(x, y, z, one);
    }
  }
#endif
  transform(x, y, z, one);
}
template <std::floating_point T>
RECKON_ALWAYS_INLINE constexpr void div(std::span<const interval<T>> x, std::span<const interval<T>> y,
                                        std::span<interval<T>> z) noexcept {
  const auto one = [](interval<T> a, interval<T> b) noexcept { return a / b; };
#if RECKON_HAS_LANE_FMA
  if constexpr (sizeof(T) == sizeof(double)) {
    namespace in_lanes = detail::arithmetic;
    if (!std::is_constant_evaluated()) {
      return in_lanes::transform<in_lanes::quotients<in_lanes::array_lanes>>(x, y, z, one);
    }
  }
#endif
  transform(x, y, z, one);
}

/// z[i] = a x[i] + z[i], each with the tightest bounds.
/// Shape:  spans of one length.
template <std::floating_point T>
constexpr void add_scaled(interval<T> a, std::span<const interval<T>> x, std::span<interval<T>> z) noexcept {
  assert(x.size() == z.size());
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = fma(a, x[i], z[i]);
}

/// The intersection of all, entire for none; and the smallest interval that holds all, empty for none.
/// Shape:  a span in, an interval out.
/// Units:  all have one unit, and so has the result.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> intersection_of(std::span<const interval<T>> x) noexcept {
  interval<T> common = interval<T>::entire();
  for (const interval<T> v : x) common = intersection(common, v);
  return common;
}
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> convex_hull_of(std::span<const interval<T>> x) noexcept {
  interval<T> hull = interval<T>::empty();
  for (const interval<T> v : x) hull = convex_hull(hull, v);
  return hull;
}

}  // namespace reckon
