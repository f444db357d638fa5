// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/random_bits.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace reckon::detail {

/// One scrambling of a low-discrepancy point set in the unit cube: point i, coordinate j, in (0, 1).
///
/// The first 64 coordinates are those of a rank-1 lattice of 4096 points with a random shift (Sloan and Joe,
/// Lattice Methods for Multiple Integration, 1994). Its generating vector was built component by component
/// for the worst-case error P2 with product weights 1/j (Sloan and Reztsov, Math. Comp. 71:263, 2002).
/// Coordinates beyond those, and smaller sets, are Latin hypercube samples (McKay, Beckman and Conover,
/// Technometrics 21:239, 1979).
class point_set {
 public:
  static constexpr std::size_t lattice_size = 4096;

  /// Shape: `size` is a power of two, at most lattice_size.
  point_set(std::size_t size, std::uint64_t seed) noexcept : size_(size), seed_(seed) {}

  [[nodiscard]] double operator()(std::size_t point, std::size_t coordinate) const noexcept {
    double x = 0;
    fill(coordinate, point, 1, &x);
    return x;
  }

  /// One coordinate of `count` points from `first` on.
  void fill(std::size_t coordinate, std::size_t first, std::size_t count, double* out) const noexcept {
    const std::uint64_t key = mixed(seed_ ^ mixed(coordinate));
    if (size_ == lattice_size && coordinate < generator.size()) {
      const double shift = open_unit(key);
      const std::size_t step = generator[coordinate];
      for (std::size_t k = 0; k < count; ++k) {
        const auto place = ((first + k) * step) % lattice_size;
        const double x = static_cast<double>(place) / static_cast<double>(lattice_size) + shift;
        out[k] = x < 1 ? x : positive(x - 1);
      }
      return;
    }
    for (std::size_t k = 0; k < count; ++k) {
      const double jitter = open_unit(mixed(key ^ (first + k + 1)));
      out[k] =
          positive((static_cast<double>(permuted(first + k, key)) + jitter) / static_cast<double>(size_));
    }
  }

  /// From what belongs to the cells of a coordinate, of which every point has one to itself, to the points.
  void spread(std::size_t coordinate, const double* of_cells, double* out) const noexcept {
    const std::uint64_t key = mixed(seed_ ^ mixed(coordinate));
    if (size_ == lattice_size && coordinate < generator.size()) {
      const std::size_t step = generator[coordinate];
      const auto first = static_cast<std::size_t>(open_unit(key) * static_cast<double>(lattice_size));
      for (std::size_t i = 0; i < lattice_size; i += 4) {  // four that do not wait for each other
        const std::size_t cell = first + i * step;
        out[i] = of_cells[cell % lattice_size];
        out[i + 1] = of_cells[(cell + step) % lattice_size];
        out[i + 2] = of_cells[(cell + 2 * step) % lattice_size];
        out[i + 3] = of_cells[(cell + 3 * step) % lattice_size];
      }
      return;
    }
    for (std::size_t i = 0; i < size_; ++i) out[i] = of_cells[permuted(i, key)];
  }

 private:
  static constexpr std::array<std::uint16_t, 64> generator{
      1,    1557, 1087, 701,  89,   1499, 1163, 901, 1279, 2035, 851,  1255, 1827, 1523, 21,   1213,
      1977, 205,  1775, 911,  1439, 953,  625,  223, 785,  1515, 331,  1935, 793,  415,  1733, 1389,
      1817, 113,  1985, 1901, 1767, 1179, 1045, 827, 1893, 1305, 273,  533,  1691, 667,  1347, 659,
      877,  63,   1297, 869,  1641, 1431, 147,  743, 105,  449,  1683, 1473, 1263, 961,  1859, 919};

  static constexpr double positive(double x) noexcept { return x > 0 ? (x < 1 ? x : 1 - 0x1p-53) : 0x1p-53; }

  /// A keyed bijection of 0 .. size - 1: odd multiplications and folded shifts are bijections modulo a power
  /// of two.
  [[nodiscard]] std::size_t permuted(std::size_t i, std::uint64_t key) const noexcept {
    const std::uint64_t mask = size_ - 1;
    std::uint64_t bits = 1;
    while ((std::uint64_t{1} << bits) < size_) ++bits;
    std::uint64_t x = i;
    for (int round = 0; round < 3; ++round) {
      key = mixed(key);
      x = (x * (key | 1) + (key >> 32)) & mask;
      x ^= x >> ((bits + 1) / 2);
    }
    return static_cast<std::size_t>(x & mask);
  }

  std::size_t size_;
  std::uint64_t seed_;
};

}  // namespace reckon::detail
