// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/units/base_units/metric/day.hpp>
#include <boost/units/detail/dimension_list.hpp>
#include <boost/units/heterogeneous_system.hpp>
#include <boost/units/static_rational.hpp>
#include <boost/units/unit.hpp>

#include <string_view>
#include <type_traits>

// What a base unit says of itself, so that it prints well and quantity_of can check a report's noun: beside
// the name() (singular) and symbol() that Boost.Units asks for, a base unit of people, money or of your own
// has
//   static constexpr std::string_view nouns[]   the words under which reports count it
//   static constexpr bool counted               whether it is counted: "USD/person", but "EUR/USD"
namespace reckon::detail::unit_text {

template <class Base>
concept speaks = requires {
  Base::nouns;
  Base::counted;
};

/// Whether the name stands below a fraction stroke instead of the symbol: people/day, not people/d.
template <class Base>
inline constexpr bool is_counted = std::is_same_v<Base, boost::units::metric::day_base_unit>;
template <speaks Base>
inline constexpr bool is_counted<Base> = Base::counted;

/// One base unit to the power N/D, in lowest terms.
template <class Base, long N, long D>
struct factor {
  using base = Base;
  static constexpr long numerator = N;
  static constexpr long denominator = D;
};

// A unit's list of base units with their exponents.
template <class List>
struct factors {
  template <class Function>
  static constexpr void visit(Function&) {}
  static constexpr bool speak = false;
};
template <class Base, class Exponent, class Rest>
struct factors<boost::units::list<boost::units::heterogeneous_system_dim<Base, Exponent>, Rest>> {
  template <class Function>
  static constexpr void visit(Function& function) {
    function(factor<Base, Exponent::Numerator, Exponent::Denominator>());
    factors<Rest>::visit(function);
  }
  static constexpr bool speak = speaks<Base> || factors<Rest>::speak;
};

template <class List, class Function>
constexpr void for_each_factor(Function function) {
  factors<List>::visit(function);
}

template <class List>
concept speaks_somewhere = factors<List>::speak;

/// The list of an unscaled unit; void for others.
template <class Unit>
struct list_of_unit {
  using type = void;
};
template <class Dimension, class List>
struct list_of_unit<
    boost::units::unit<Dimension, boost::units::heterogeneous_system<boost::units::heterogeneous_system_impl<
                                      List, Dimension, boost::units::no_scale>>>> {
  using type = List;
};

}  // namespace reckon::detail::unit_text
