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

/// z[i] = x[i] + y[i], and so on; z may be x or y.
/// Shape:  spans of one length.
template <std::floating_point T>
constexpr void add(std::span<const interval<T>> x, std::span<const interval<T>> y,
                   std::span<interval<T>> z) noexcept {
  transform(x, y, z, [](interval<T> a, interval<T> b) { return a + b; });
}
template <std::floating_point T>
constexpr void sub(std::span<const interval<T>> x, std::span<const interval<T>> y,
                   std::span<interval<T>> z) noexcept {
  transform(x, y, z, [](interval<T> a, interval<T> b) { return a - b; });
}
template <std::floating_point T>
constexpr void mul(std::span<const interval<T>> x, std::span<const interval<T>> y,
                   std::span<interval<T>> z) noexcept {
  transform(x, y, z, [](interval<T> a, interval<T> b) { return a * b; });
}
template <std::floating_point T>
constexpr void div(std::span<const interval<T>> x, std::span<const interval<T>> y,
                   std::span<interval<T>> z) noexcept {
  transform(x, y, z, [](interval<T> a, interval<T> b) { return a / b; });
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
