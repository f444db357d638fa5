// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/units/quantity.hpp>

#include <boost/units/pow.hpp>
#include <boost/units/static_rational.hpp>

#include <concepts>
#include <limits>

// pow<2>(q), root<3>(q), pow<static_rational<3, 2>>(q): the functions of Boost.Units, found by
// argument-dependent lookup. Left alone they multiply again and again, which takes an interval for two
// different quantities: the square of
// [-1, 2] would be [-2, 4].
namespace reckon::detail {

template <long N>
[[nodiscard]] constexpr int power_exponent() noexcept {
  static_assert(N >= (std::numeric_limits<int>::min)() && N <= (std::numeric_limits<int>::max)(),
                "reckon: the exponent of a power does not fit in an int");
  return static_cast<int>(N);
}

/// x to the power N/D, in lowest terms. Roots of odd degree are defined for negative numbers too.
template <long N, long D, std::floating_point T>
[[nodiscard]] constexpr interval<T> rational_power(interval<T> x) {
  if constexpr (D == 1) {
    return pown(x, power_exponent<N>());
  } else if constexpr (N == 1 && D == 2) {
    return sqrt(x);
  } else if constexpr (N == 1 && D == 3) {
    return cbrt(x);
  } else {
    const interval<T> exponent = interval<T>(N) / interval<T>(D);  // encloses 1/3, which no T is
    const interval<T> of_positive = pow(x, exponent);
    if constexpr (D % 2 == 0) {
      return of_positive;
    } else {
      const interval<T> of_negative = pow(-x, exponent);
      return convex_hull(of_positive, N % 2 == 0 ? of_negative : -of_negative);
    }
  }
}

/// x to the power N/D, in lowest terms; unless D is 1, for x >= 0. An exponent that no double is, such as
/// 1/3, is the nearest one.
template <long N, long D>
[[nodiscard]] estimate rational_power(const estimate& x) {
  if constexpr (D == 1 && N == 0) {
    return 1.0;
  } else if constexpr (D == 1 && N == 1) {
    return x;
  } else if constexpr (D == 1 && N == 2) {
    return sqr(x);
  } else if constexpr (D == 1) {
    return pow(x, power_exponent<N>());
  } else if constexpr (N == 1 && D == 2) {
    return sqrt(x);
  } else {
    return pow(x, static_cast<double>(N) / static_cast<double>(D));
  }
}

/// Powers of an answer are powers of the interval that it is.
template <long N, long D>
[[nodiscard]] constexpr interval<double> rational_power(const answer& x) {
  return rational_power<N, D>(static_cast<const interval<double>&>(x));
}

/// What Boost.Units asks of a value of ours.
template <class X, class Result, class Exponent>
struct rational_power_of {
  using type = Result;
  static constexpr type value(const X& x) {
    return rational_power<Exponent::Numerator, Exponent::Denominator>(x);
  }
};

}  // namespace reckon::detail

template <std::floating_point T, long N, long D>
struct boost::units::power_typeof_helper<reckon::interval<T>, boost::units::static_rational<N, D>>
    : reckon::detail::rational_power_of<reckon::interval<T>, reckon::interval<T>,
                                        boost::units::static_rational<N, D>> {};

template <long N, long D>
struct boost::units::power_typeof_helper<reckon::estimate, boost::units::static_rational<N, D>>
    : reckon::detail::rational_power_of<reckon::estimate, reckon::estimate,
                                        boost::units::static_rational<N, D>> {};

template <long N, long D>
struct boost::units::power_typeof_helper<reckon::answer, boost::units::static_rational<N, D>>
    : reckon::detail::rational_power_of<reckon::answer, reckon::interval<double>,
                                        boost::units::static_rational<N, D>> {};
