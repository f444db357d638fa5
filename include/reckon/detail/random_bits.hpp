// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace reckon::detail {

/// A bijective mixing of 64 bits (the finaliser of SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t x) noexcept {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// A number in (0, 1) from 64 random bits, never an end.
[[nodiscard]] constexpr double open_unit(std::uint64_t bits) noexcept {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// Coordinate j of point i of an endless random sequence.
[[nodiscard]] constexpr double random_unit(std::uint64_t seed, std::uint64_t i, std::uint64_t j) noexcept {
  return open_unit(mixed(mixed(mixed(seed) ^ j) + i));
}

}  // namespace reckon::detail
