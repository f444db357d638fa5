// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/units/quantity.hpp>

#include <boost/units/operators.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

#include <concepts>

// Quantities of one unit add and subtract, and any two multiply and divide, as Boost.Units has it. What it
// has not, because it deduces the type of the value twice, stands here: a quantity beside a value of another
// type. These overloads are found because a value of reckon is a template argument of the quantity.
namespace reckon {

namespace detail {

/// Two values of different types of which at least one is ours.
template <class X, class S>
concept mixed_factors = quantity_factor<X> && quantity_factor<S> && !std::same_as<X, S> &&
                        (quantity_value<X> || quantity_value<S>);

template <class U>
using inverse_unit = typename boost::units::power_typeof_helper<U, boost::units::static_rational<-1>>::type;

}  // namespace detail

/// A quantity times a number, an interval or an estimate without unit.
template <class U, class X, class S>
requires detail::mixed_factors<X, S>
[[nodiscard]] constexpr auto operator*(const boost::units::quantity<U, X>& q, const S& factor) {
  return detail::with_unit<U>(q.value() * factor);
}
template <class U, class X, class S>
requires detail::mixed_factors<X, S>
[[nodiscard]] constexpr auto operator*(const S& factor, const boost::units::quantity<U, X>& q) {
  return detail::with_unit<U>(factor * q.value());
}

/// A quantity over a number, an interval or an estimate without unit.
template <class U, class X, class S>
requires detail::mixed_factors<X, S>
[[nodiscard]] constexpr auto operator/(const boost::units::quantity<U, X>& q, const S& divisor) {
  return detail::with_unit<U>(q.value() / divisor);
}

/// A number, an interval or an estimate without unit over a quantity, with the inverse unit.
template <class U, class X, class S>
requires detail::mixed_factors<X, S>
[[nodiscard]] constexpr auto operator/(const S& number, const boost::units::quantity<U, X>& q) {
  return detail::with_unit<detail::inverse_unit<U>>(number / q.value());
}

/// Scales a quantity in place. Estimates and other intervals go through the members of quantity.
template <class U, std::floating_point T, detail::real_number S>
constexpr boost::units::quantity<U, interval<T>>& operator*=(boost::units::quantity<U, interval<T>>& q,
                                                             S factor) {
  return q = q * factor;
}
template <class U, std::floating_point T, detail::real_number S>
constexpr boost::units::quantity<U, interval<T>>& operator/=(boost::units::quantity<U, interval<T>>& q,
                                                             S divisor) {
  return q = q / divisor;
}

// ---- what has no meaning, and says so ----

/// Why two quantities have no sum, no difference and no order: their units differ. Where one converts to the
/// unit of the other, write that: quantity_in<days>(q).
struct quantities_of_different_units_convert_one_first {};

/// Why a quantity and a bare number have no sum and no difference: write 5.0 * people.
struct a_number_beside_a_quantity_needs_a_unit {};

namespace detail {

template <class U, class V, class X, class Y>
concept unlike_quantities =
    !std::same_as<U, V> &&
    (quantity_value<X> || quantity_value<Y>)&&!(is_dimensionless<U> && is_dimensionless<V>);

template <class U, class X, class S>
concept number_without_unit =
    !is_dimensionless<U> && quantity_factor<S> && (quantity_value<X> || quantity_value<S>);

}  // namespace detail

// The reason stands in the line of the declaration, which a compiler that refuses shows.
// clang-format off

/// Refused: quantities of different units have no sum and no difference.
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator+(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator-(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;

/// Refused: quantities of different units have no order.
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator<(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator<=(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator>(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;
template <class U, class V, class X, class Y> requires detail::unlike_quantities<U, V, X, Y>
quantities_of_different_units_convert_one_first operator>=(const boost::units::quantity<U, X>&, const boost::units::quantity<V, Y>&) = delete;

/// Refused: a quantity and a bare number have no sum and no difference.
template <class U, class X, class S> requires detail::number_without_unit<U, X, S>
a_number_beside_a_quantity_needs_a_unit operator+(const boost::units::quantity<U, X>&, const S&) = delete;
template <class U, class X, class S> requires detail::number_without_unit<U, X, S>
a_number_beside_a_quantity_needs_a_unit operator+(const S&, const boost::units::quantity<U, X>&) = delete;
template <class U, class X, class S> requires detail::number_without_unit<U, X, S>
a_number_beside_a_quantity_needs_a_unit operator-(const boost::units::quantity<U, X>&, const S&) = delete;
template <class U, class X, class S> requires detail::number_without_unit<U, X, S>
a_number_beside_a_quantity_needs_a_unit operator-(const S&, const boost::units::quantity<U, X>&) = delete;

// clang-format on

}  // namespace reckon
