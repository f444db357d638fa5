// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/units/quantity.hpp>

#include <boost/units/conversion.hpp>
#include <boost/units/get_dimension.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

#include <concepts>
#include <limits>

// Conversion between units of one dimension: quantity_in<days, interval<>>(q). The factor that Boost.Units
// computes is a rounded number: 1/86400 is none. An interval must not lose a value by that.
namespace reckon::detail {

template <class T>
[[nodiscard]] constexpr bool is_whole(T x) noexcept {
  return x >= 1 && x < T{9007199254740992.0} && static_cast<T>(static_cast<long long>(x)) == x;
}

/// The value in the other unit. A whole factor is exact, so is the division where the way back has one.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> rescaled(interval<T> value, double factor, double inverse) {
  if (is_whole(factor)) return value * factor;
  if (is_whole(inverse)) return value / inverse;
  // Else a product of few factors, each rounded: well within eight units of the last place.
  const double slack = 8 * std::numeric_limits<double>::epsilon();
  return value * interval<T>(interval<double>(factor) * interval<double>(1 - slack, 1 + slack));
}
[[nodiscard]] inline estimate rescaled(const estimate& value, double factor, double inverse) {
  if (factor == 1) return value;
  if (!is_whole(factor) && is_whole(inverse)) return value / inverse;
  return value * factor;
}

template <class From, class To, class X, class Y>
struct rescaling {
  static_assert(std::same_as<typename boost::units::get_dimension<From>::type,
                             typename boost::units::get_dimension<To>::type>,
                "reckon: these units do not convert into each other, their dimensions differ; multiply by a "
                "rate, as in "
                "cost * (1.1 * usd / eur)");
  static constexpr boost::units::quantity<To, Y> convert(const boost::units::quantity<From, X>& q) {
    return boost::units::quantity<To, Y>::from_value(
        rescaled(static_cast<Y>(q.value()), 1.0 * boost::units::conversion_factor(From(), To()),
                 1.0 * boost::units::conversion_factor(To(), From())));
  }
};

}  // namespace reckon::detail

template <class D, class S, class X, class E, class R, std::floating_point T>
struct boost::units::conversion_helper<boost::units::quantity<boost::units::unit<D, S>, X>,
                                       boost::units::quantity<boost::units::unit<E, R>, reckon::interval<T>>>
    : reckon::detail::rescaling<boost::units::unit<D, S>, boost::units::unit<E, R>, X, reckon::interval<T>> {
};

template <class D, class S, class X, class E, class R>
struct boost::units::conversion_helper<boost::units::quantity<boost::units::unit<D, S>, X>,
                                       boost::units::quantity<boost::units::unit<E, R>, reckon::estimate>>
    : reckon::detail::rescaling<boost::units::unit<D, S>, boost::units::unit<E, R>, X, reckon::estimate> {};
