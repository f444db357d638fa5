// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the tests of intervals share: MPFR as a C++ type, random numbers of all kinds, and exact text.

#include <reckon/interval.hpp>

#include <mpfr.h>

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <type_traits>

namespace support {

using reckon::interval;

// More than any result has; rounding twice in one direction is rounding once, so that it does not matter how
// many.
constexpr mpfr_prec_t precision = 400;

template <mpfr_prec_t Bits>
class mpfr_number {
 public:
  mpfr_number() { mpfr_init2(value_, Bits); }
  explicit mpfr_number(double x) : mpfr_number() { mpfr_set_d(value_, x, MPFR_RNDN); }
  ~mpfr_number() { mpfr_clear(value_); }
  mpfr_number(const mpfr_number&) = delete;
  mpfr_number& operator=(const mpfr_number&) = delete;

  mpfr_ptr get() { return value_; }

  template <std::floating_point T>
  [[nodiscard]] T to(mpfr_rnd_t direction) {
    if constexpr (std::same_as<T, float>) {
      return mpfr_get_flt(value_, direction);
    } else {
      return mpfr_get_d(value_, direction);
    }
  }

 private:
  mpfr_t value_;
};

using real = mpfr_number<precision>;

template <std::floating_point T, class Function>
T rounded(Function function, mpfr_rnd_t direction, std::initializer_list<T> arguments) {
  static thread_local real in[3];
  static thread_local real out;
  int i = 0;
  for (const T argument : arguments) mpfr_set_d(in[i++].get(), static_cast<double>(argument), MPFR_RNDN);
  if constexpr (std::is_invocable_v<Function, mpfr_ptr, mpfr_ptr, mpfr_rnd_t>) {
    function(out.get(), in[0].get(), direction);
  } else if constexpr (std::is_invocable_v<Function, mpfr_ptr, mpfr_ptr, mpfr_ptr, mpfr_rnd_t>) {
    function(out.get(), in[0].get(), in[1].get(), direction);
  } else {
    function(out.get(), in[0].get(), in[1].get(), in[2].get(), direction);
  }
  return out.template to<T>(direction);
}

template <std::floating_point T>
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : engine_(seed) {}

  /// Numbers of all kinds: any bits, few bits, close exponents, around the smallest and the largest, whole,
  /// special.
  T number() {
    using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    constexpr int fraction = std::numeric_limits<T>::digits - 1;
    const T sign = engine_() % 2 == 0 ? T(1) : T(-1);
    const T unit = T(1) + std::ldexp(static_cast<T>(engine_() % (std::uint64_t{1} << fraction)), -fraction);
    switch (engine_() % 9) {
      case 0: {
        const T any = std::bit_cast<T>(static_cast<bits>(engine_()));
        return std::isfinite(any) ? any : unit;
      }
      case 1:
        return sign * static_cast<T>(engine_() % 100);
      case 2:
        return sign * std::ldexp(unit, static_cast<int>(engine_() % 60) - 30);
      case 3:
        return sign * std::ldexp(unit, std::numeric_limits<T>::min_exponent +
                                           static_cast<int>(engine_() % 120) - 60);
      case 4:
        return sign *
               std::ldexp(unit, std::numeric_limits<T>::max_exponent - 1 - static_cast<int>(engine_() % 60));
      case 5:
        return sign * std::ldexp(T(1), static_cast<int>(engine_() % 80) - 40);
      case 6:
        return sign * std::nextafter(std::ldexp(T(1), static_cast<int>(engine_() % 8)), unit - T(1));
      case 7:
        return sign * unit;
      default: {
        constexpr T limits[] = {T(0), std::numeric_limits<T>::denorm_min(), (std::numeric_limits<T>::min)(),
                                (std::numeric_limits<T>::max)(), T(1)};
        return sign * limits[engine_() % 5];
      }
    }
  }

  interval<T> set() {
    const T infinity = std::numeric_limits<T>::infinity();
    const T a = number();
    const T b = number();
    switch (engine_() % 16) {
      case 0:
        return interval<T>(a);
      case 1:
        return interval<T>(a, std::isinf(std::nextafter(a, infinity)) ? a : std::nextafter(a, infinity));
      case 2:
        return engine_() % 2 == 0 ? interval<T>(a, infinity) : interval<T>(-infinity, a);
      case 3:
        return engine_() % 8 == 0   ? interval<T>::empty()
               : engine_() % 8 == 0 ? interval<T>::entire()
                                    : interval<T>(0, std::abs(a));
      case 4:
        return interval<T>(-std::abs(a), T(0));
      default:
        return interval<T>(a < b ? a : b, a < b ? b : a);
    }
  }

 private:
  std::mt19937_64 engine_;
};

template <std::floating_point T>
std::string text(interval<T> x) {
  std::ostringstream out;
  out << std::hexfloat << '[' << x.lower() << ", " << x.upper() << ']';
  return out.str();
}

}  // namespace support
