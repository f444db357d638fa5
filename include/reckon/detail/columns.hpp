// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/detail/lanes.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>

// Arithmetic on columns of numbers, as many at once as the registers hold: right to a few units in the last
// place, no enclosures. Without fused multiply-add all compilers give the same bits, whatever the length of
// the registers.
namespace reckon::detail::arithmetic {
inline namespace RECKON_ARITHMETIC_NAMESPACE {

#if RECKON_HAS_LANES
#if defined(__AVX__)
inline constexpr std::size_t lanes_of_columns = 4;
#else
inline constexpr std::size_t lanes_of_columns = 2;
#endif
using column_numbers = lanes<static_cast<int>(lanes_of_columns)>::numbers;
using column_bits = lanes<static_cast<int>(lanes_of_columns)>::naturals;
#else
inline constexpr std::size_t lanes_of_columns = 1;
using column_numbers = double;
using column_bits = std::uint64_t;
#endif

/// Columns are a multiple of this long.
inline constexpr std::size_t column_step = 8;
static_assert(column_step % lanes_of_columns == 0);

RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers loaded(const double* from) noexcept {
  column_numbers x;
  std::memcpy(&x, from, sizeof x);
  return x;
}

/// out = f(in), for columns of numbers. `out` may be one of the others.
template <class Function>
RECKON_ALWAYS_INLINE inline void for_columns(std::size_t count, double* out, const Function& f) noexcept {
  for (std::size_t k = 0; k < count; k += lanes_of_columns) {
    const column_numbers y = f(k);
    std::memcpy(out + k, &y, sizeof y);
  }
}

/// c[0] + c[1] x + c[2] x^2 + ..., of 8 to 16 terms, in short chains of dependent operations (Estrin's
/// scheme).
template <std::size_t count>
RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers power_series(const double (&c)[count],
                                                                      column_numbers x) noexcept {
  static_assert(count >= 8 && count <= 16);
  const column_numbers x2 = x * x;
  const column_numbers x4 = x2 * x2;
  const auto two = [&](std::size_t k) { return k + 1 < count ? x * c[k + 1] + c[k] : x - x + c[k]; };
  const auto four = [&](std::size_t k) { return k + 2 < count ? two(k + 2) * x2 + two(k) : two(k); };
  column_numbers low = four(4) * x4 + four(0);
  if constexpr (count > 12) {
    return (four(12) * x4 + four(8)) * (x4 * x4) + low;
  } else if constexpr (count > 8) {
    return four(8) * (x4 * x4) + low;
  } else {
    return low;
  }
}

/// Added to a number below 2^51 it rounds it to a whole one, which stands in the low bits then.
inline constexpr double rounder = 0x1.8p52;

/// exp(x), to about one unit in the last place: of x that are not beyond `usual_exponents`, or of all.
enum class exponents : unsigned char { usual, all };
inline constexpr double usual_exponents = 700;

template <exponents which>
RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers exponential(column_numbers x) noexcept {
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double ln_2 = 0x1.62e42fefa3800p-1;        // its first 42 bits
  constexpr double ln_2_rest = 0x1.ef35793c76730p-45;  // and those after them
  // (exp(r) - 1 - r) / r^2 for r up to log(2) / 2, near the best in the greatest error, which is 2e-17 of
  // exp(r)
  constexpr double series[] = {0x1.0000000000001p-1,  0x1.5555555555556p-3,  0x1.5555555553d4fp-5,
                               0x1.11111111109adp-7,  0x1.6c16c17893833p-10, 0x1.a01a01a7c8d47p-13,
                               0x1.a019b8ef67c6cp-16, 0x1.71de0d9c145d0p-19, 0x1.2891a8c1d838dp-22,
                               0x1.af38d53857513p-26};
  if constexpr (which == exponents::all) {
    constexpr column_numbers zero{};
    x = x > 710 ? zero + 710 : x;  // NaN stays
    x = x < -746 ? zero - 746 : x;
  }
  const column_numbers shifted = x * log2_e + rounder;
  const column_numbers n = shifted - rounder;
  const column_numbers r = (x - n * ln_2) - n * ln_2_rest;
  const column_numbers p = (r * r) * power_series(series, r) + r + 1.0;
  const column_bits n_bits = std::bit_cast<column_bits>(shifted);
  if constexpr (which == exponents::usual) return p * std::bit_cast<column_numbers>((n_bits + 1023u) << 52u);
  // 2^n as a product of two, either of which is a normal number.
  const column_numbers half = n * 0.5 + rounder;
  const column_bits half_bits = std::bit_cast<column_bits>(half);
  const column_bits first = (half_bits + 1023u) << 52u;
  const column_bits second = (n_bits - half_bits + 1023u) << 52u;
  return p * std::bit_cast<column_numbers>(first) * std::bit_cast<column_numbers>(second);
}

/// log(x) of normal positive numbers, to about two units in the last place.
RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers logarithm(column_numbers x) noexcept {
  constexpr double ln_2 = 0x1.62e42fefa3800p-1;
  constexpr double ln_2_rest = 0x1.ef35793c76730p-45;
  // (log(m) - 2 s) / s^3 by s^2, s = (m - 1) / (m + 1), likewise; 1e-18 of log(m)
  constexpr double series[] = {0x1.5555555555555p-1, 0x1.9999999999a38p-2, 0x1.2492492476b73p-2,
                               0x1.c71c72017f306p-3, 0x1.745cf8f4a7ec6p-3, 0x1.3b1c38bb12df2p-3,
                               0x1.0fbe3b6c6987dp-3, 0x1.0c074d9f1dd73p-3};
  // x = 2^n m with m from sqrt(1/2) to sqrt(2).
  constexpr std::uint64_t least = 0x3fe6a09e667f3bcdu;
  constexpr std::uint64_t one = 0x3ff0000000000000u;
  constexpr std::uint64_t whole = 0x4330000000000000u;  // 2^52, whose low bits are those of a whole number
  const column_bits bits = std::bit_cast<column_bits>(x);
  const column_bits power = (bits - least + one) >> 52u;
  const column_numbers n = std::bit_cast<column_numbers>(power | whole) - (0x1p52 + 1023);
  const column_numbers m = std::bit_cast<column_numbers>(bits - ((power - 1023u) << 52u));
  // log(m) = 2 artanh(s)
  const column_numbers f = m - 1.0;
  const column_numbers s = f / (m + 1.0);
  const column_numbers z = s * s;
  // 2 s = f - s f, which loses nothing where f is small
  const column_numbers rest = s * (f - z * power_series(series, z));
  return n * ln_2 - ((rest - n * ln_2_rest) - f);
}

RECKON_ALWAYS_INLINE [[nodiscard]] inline column_numbers square_root(column_numbers x) noexcept {
#if RECKON_HAS_LANES
  return roots_of<static_cast<int>(lanes_of_columns)>(x);
#else
  return std::sqrt(x);
#endif
}

/// Whether f(k) is true for all numbers of a column.
template <class Function>
RECKON_ALWAYS_INLINE [[nodiscard]] inline bool all_in_column(std::size_t count, const Function& f) noexcept {
#if RECKON_HAS_LANES
  column_bits all = ~column_bits{};
  for (std::size_t k = 0; k < count; k += lanes_of_columns) all &= std::bit_cast<column_bits>(f(k));
  std::uint64_t both = ~std::uint64_t{0};
  for (std::size_t i = 0; i < lanes_of_columns; ++i) both &= all[i];
  return both != 0;
#else
  bool all = true;
  for (std::size_t k = 0; k < count; ++k) all = all && f(k);
  return all;
#endif
}

inline bool none_is_zero(const double* x, std::size_t count) noexcept {
  return all_in_column(count, [=](std::size_t k) { return loaded(x + k) != 0.0; });
}
inline bool all_positive(const double* x, std::size_t count) noexcept {
  return all_in_column(count, [=](std::size_t k) { return loaded(x + k) > 0.0; });
}
inline bool none_negative(const double* x, std::size_t count) noexcept {
  return all_in_column(count, [=](std::size_t k) { return loaded(x + k) >= 0.0; });
}
inline bool none_is_nan(const double* x, std::size_t count) noexcept {
  return all_in_column(count, [=](std::size_t k) { return loaded(x + k) == loaded(x + k); });
}

inline void products(const double* a, const double* b, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) { return loaded(a + k) * loaded(b + k); });
}
inline void quotients(const double* a, const double* b, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) { return loaded(a + k) / loaded(b + k); });
}
inline void lesser_in_columns(const double* a, const double* b, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) {
    const column_numbers x = loaded(a + k);
    const column_numbers y = loaded(b + k);
    return x < y ? x : y;
  });
}
inline void greater_in_columns(const double* a, const double* b, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) {
    const column_numbers x = loaded(a + k);
    const column_numbers y = loaded(b + k);
    return x > y ? x : y;
  });
}
/// a + b x.
inline void affine(double a, double b, const double* x, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) { return loaded(x + k) * b + a; });
}
/// out + b x.
inline void add_multiple(double b, const double* x, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) { return loaded(x + k) * b + loaded(out + k); });
}
inline void roots_of_column(const double* x, double* out, std::size_t count) noexcept {
  for_columns(count, out, [=](std::size_t k) { return square_root(loaded(x + k)); });
}
inline void exponentials_of(const double* x, double* out, std::size_t count) noexcept {
  if (all_in_column(count, [=](std::size_t k) {
        return (loaded(x + k) >= -usual_exponents) & (loaded(x + k) <= usual_exponents);
      })) {
    for_columns(count, out, [=](std::size_t k) { return exponential<exponents::usual>(loaded(x + k)); });
  } else {
    for_columns(count, out, [=](std::size_t k) { return exponential<exponents::all>(loaded(x + k)); });
  }
}
/// exp(a + b x) of x in rising or falling order.
inline void exponentials_of_ordered(double a, double b, const double* x, double* out,
                                    std::size_t count) noexcept {
  const bool usual =
      std::abs(a + b * x[0]) <= usual_exponents - 1 && std::abs(a + b * x[count - 1]) <= usual_exponents - 1;
  if (usual) {
    for_columns(count, out,
                [=](std::size_t k) { return exponential<exponents::usual>(loaded(x + k) * b + a); });
  } else {
    for_columns(count, out,
                [=](std::size_t k) { return exponential<exponents::all>(loaded(x + k) * b + a); });
  }
}
inline void logarithms_of(const double* x, double* out, std::size_t count) noexcept {
  constexpr double least = (std::numeric_limits<double>::min)();
  constexpr double greatest = (std::numeric_limits<double>::max)();
  if (all_in_column(count,
                    [=](std::size_t k) { return (loaded(x + k) >= least) & (loaded(x + k) <= greatest); })) {
    for_columns(count, out, [=](std::size_t k) { return logarithm(loaded(x + k)); });
  } else {
    for (std::size_t k = 0; k < count; ++k) out[k] = std::log(x[k]);
  }
}

/// Calls f(column, count) for `x`, of any length, in place: what does not fill a step is filled up elsewhere.
template <class Function>
void in_steps(std::span<double> x, const Function& f) {
  constexpr std::size_t most = 64;
  for (std::size_t first = 0; first < x.size(); first += most) {
    const std::span<double> some = x.subspan(first, (std::min)(most, x.size() - first));
    if (some.size() % column_step == 0) {
      f(some.data(), some.size());
      continue;
    }
    double column[most];
    const std::size_t count = some.size() - some.size() % column_step + column_step;
    std::fill(std::copy(some.begin(), some.end(), column), column + count, some.back());
    f(column, count);
    std::copy(column, column + some.size(), some.begin());
  }
}
inline void to_exponentials(std::span<double> x) {
  in_steps(x, [](double* column, std::size_t count) { exponentials_of(column, column, count); });
}
inline void to_logarithms(std::span<double> x) {
  in_steps(x, [](double* column, std::size_t count) { logarithms_of(column, column, count); });
}

/// The value of a polynomial of degree 15 in (x - middle) * scale, for `count` numbers and up to column_step
/// more, until the step is full.
inline void polynomials(const std::array<double, 16>& c, double middle, double scale, const double* x,
                        double* out, std::size_t count) noexcept {
  double powers[16];
  std::copy(c.begin(), c.end(), powers);
  for_columns(count, out, [&, middle, scale](std::size_t k) {
    return power_series(powers, (loaded(x + k) - middle) * scale);
  });
}

}  // namespace RECKON_ARITHMETIC_NAMESPACE
}  // namespace reckon::detail::arithmetic
