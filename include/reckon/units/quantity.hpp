// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/interval.hpp>

#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

#include <concepts>
#include <type_traits>

namespace reckon {

namespace detail {

template <class T>
inline constexpr bool is_interval = false;
template <class T>
inline constexpr bool is_interval<interval<T>> = true;

template <class Unit>
inline constexpr bool is_dimensionless = false;
template <class System>
inline constexpr bool is_dimensionless<boost::units::unit<boost::units::dimensionless_type, System>> = true;

template <class U, class X>
[[nodiscard]] constexpr boost::units::quantity<U, X> with_unit(const X& value) {
  return boost::units::quantity<U, X>::from_value(value);
}

}  // namespace detail

/// A value of reckon that stands inside a boost::units::quantity: an interval, an estimate, or the answer to
/// a question about one.
template <class T>
concept quantity_value = detail::is_interval<T> || std::same_as<T, estimate> || std::same_as<T, answer>;

/// What can stand beside it without a unit: such a value, or a plain number.
template <class T>
concept quantity_factor = quantity_value<T> || detail::real_number<T>;

/// The quantity of a unit object, of an estimate if nothing else is said: quantity_in<people>,
/// quantity_in<people / days, interval<>>.
template <auto Unit, class Value = estimate>
using quantity_in = boost::units::quantity<std::remove_cvref_t<decltype(Unit)>, Value>;

}  // namespace reckon
