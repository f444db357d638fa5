// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/report.hpp>
#include <reckon/units/noun_check.hpp>
#include <reckon/units/quantity.hpp>
#include <reckon/units/text.hpp>
#include <reckon/units/words.hpp>

#include <boost/units/quantity.hpp>

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace reckon {

namespace detail {

/// The words of a base unit, alone or per day. Primary: a unit that no report can be checked against.
template <class List>
struct reported_unit {
  static constexpr bool known = false;
};
template <unit_text::speaks Base>
struct reported_unit<
    boost::units::list<boost::units::heterogeneous_system_dim<Base, boost::units::static_rational<1>>,
                       boost::units::dimensionless_type>> {
  static constexpr bool known = true;
  static constexpr bool per_day = false;
  using base = Base;
};
template <class List>
concept reported_directly = reported_unit<List>::known && !reported_unit<List>::per_day;
template <class First>
using one_over_day = std::bool_constant<
    std::same_as<First, boost::units::heterogeneous_system_dim<boost::units::metric::day_base_unit,
                                                               boost::units::static_rational<-1>>>>;
template <class First, class Second>
requires(one_over_day<First>::value != one_over_day<Second>::value) struct reported_unit<
    boost::units::list<First, boost::units::list<Second, boost::units::dimensionless_type>>> {
  using count =
      reported_unit<boost::units::list<std::conditional_t<one_over_day<First>::value, Second, First>,
                                       boost::units::dimensionless_type>>;
  static constexpr bool known = count::known;
  static constexpr bool per_day = true;
};

template <class List>
[[nodiscard]] nouns::wanted_unit wanted_unit_of(std::initializer_list<std::string_view> also) {
  using unit = reported_unit<List>;
  if constexpr (unit::per_day) {
    nouns::wanted_unit wanted = {};
    [&]<class First, class Second, class End>(boost::units::list<First, boost::units::list<Second, End>>*) {
      using count = std::conditional_t<one_over_day<First>::value, Second, First>;
      wanted = wanted_unit_of<boost::units::list<count, boost::units::dimensionless_type>>(also);
    }(static_cast<List*>(nullptr));
    wanted.per_day = true;
    return wanted;
  } else {
    return {unit::base::nouns, also, unit::base::counted, false};
  }
}

/// Throws unless the report is of the unit.
inline void check_unit(const report& said, const nouns::wanted_unit& wanted, const std::string& name) {
  const auto refuse = [&](const std::string& why) {
    throw domain_error("reckon::quantity_of: the report \"" + said.text() + "\" (" + said.source().text() +
                       ") " + why + ", not " + name);
  };
  const measurand what = said.measurand();
  const bool unit_stated = !trimmed(what.unit).empty();
  const std::string_view written = said.phrase().unit();
  if (!written.empty() && !wanted.knows(written)) refuse("states the unit '" + std::string(written) + "'");
  // Behind a sign of money stands what it is for, which is no concern of ours: "$5 million in aid". The time
  // is one.
  const std::string period = nouns::take_apart(said.phrase().noun()).period;
  if (!written.empty() && period.empty()) {
    if (wanted.per_day && !unit_stated) refuse("states '" + std::string(written) + "' and tells no rate");
  } else {
    const std::string text =
        written.empty() ? std::string(said.phrase().noun()) : std::string(written) + " per " + period;
    if (const auto why = nouns::objection(text, wanted, unit_stated)) refuse(*why);
  }
  if (unit_stated) {
    if (const auto why = nouns::objection(what.unit, wanted, false)) refuse("is of a measurand that " + *why);
  }
  if (wanted.per_day && (what.kind == measurand_kind::stock || what.kind == measurand_kind::cumulative)) {
    refuse("is of a " + std::string(name_of(what.kind)));
  }
}

}  // namespace detail

/// The estimate that a report makes, with a unit: quantity_of<people>(said), quantity_of<people /
/// days>(said).
///
/// The noun of the report must be one of the unit's, adjectives aside: "North Korean soldiers" are people,
/// "households" are not. A report that names nothing, "4,000", is taken at the caller's word (a convention).
/// A unit that its measurand states is checked in the same way. `also` lists further nouns that count:
/// quantity_of<people>(said, vocabulary::plain, {"reservists"}). Units:  a base unit with nouns (people,
/// events, households, money), alone or per day. Errors: domain_error that names the report, what it counts,
/// and the unit wanted; as estimate(report, vocabulary).
template <class Unit>
[[nodiscard]] boost::units::quantity<Unit, estimate> quantity_of(
    const report& said, const vocabulary& words = vocabulary::plain,
    std::initializer_list<std::string_view> also = {}) {
  using list = typename detail::unit_text::list_of_unit<Unit>::type;
  constexpr bool known = detail::reported_unit<list>::known;
  static_assert(known,
                "reckon: quantity_of knows no nouns for this unit; give the estimate its unit by hand, as in "
                "estimate(said) * unit");
  if constexpr (known) {
    detail::check_unit(said, detail::wanted_unit_of<list>(also), symbol_string(Unit()));
  }
  return detail::with_unit<Unit>(estimate(said, words));
}
template <auto Unit>
[[nodiscard]] quantity_in<Unit> quantity_of(const report& said, const vocabulary& words = vocabulary::plain,
                                            std::initializer_list<std::string_view> also = {}) {
  return quantity_of<std::remove_cvref_t<decltype(Unit)>>(said, words, also);
}

}  // namespace reckon
