// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/decorated/type.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace reckon::detail {

/// One number from the ends, equal for equal sets: -0 counts as 0.
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014), the finalizer.
template <std::floating_point T>
[[nodiscard]] constexpr std::uint64_t hash_of(interval<T> x, std::uint64_t seed) noexcept {
  std::uint64_t hash = seed;
  for (const T end : {x.lower(), x.upper()}) {
    hash += 0x9e3779b97f4a7c15u + (is_zero(end) ? 0u : std::uint64_t{to_bits(end)});
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
    hash ^= hash >> 31;
  }
  return hash;
}

}  // namespace reckon::detail

/// Equal intervals have equal hashes, so that they can be keys.
template <std::floating_point T>
struct std::hash<reckon::interval<T>> {
  [[nodiscard]] constexpr std::size_t operator()(reckon::interval<T> x) const noexcept {
    return static_cast<std::size_t>(reckon::detail::hash_of(x, 0));
  }
};

/// Equal decorated intervals have equal hashes.
template <std::floating_point T>
struct std::hash<reckon::decorated_interval<T>> {
  [[nodiscard]] constexpr std::size_t operator()(reckon::decorated_interval<T> x) const noexcept {
    return static_cast<std::size_t>(
        reckon::detail::hash_of(x.part(), 1 + static_cast<std::uint64_t>(x.dec())));
  }
};
