// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/base_units/metric/day.hpp>
#include <boost/units/unit.hpp>

#include <string_view>

// What is counted: people, events, households. Each is a dimension of its own, so that none of them adds to
// another, and people/household is a unit like any other. The ordinals 7210 to 7212 are taken program-wide
// (docs/units.md).
namespace reckon {

/// The dimension of people.
struct people_dimension : boost::units::base_dimension<people_dimension, 7210> {};
/// The dimension of events.
struct events_dimension : boost::units::base_dimension<events_dimension, 7211> {};
/// The dimension of households.
struct households_dimension : boost::units::base_dimension<households_dimension, 7212> {};

/// A person. The nouns under which reports count people are a convention.
struct person_base_unit : boost::units::base_unit<person_base_unit, people_dimension::dimension_type, 7210> {
  static constexpr const char* name() { return "person"; }
  static constexpr const char* symbol() { return "people"; }
  static constexpr bool counted = true;
  static constexpr std::string_view nouns[] = {
      "people",       "person",      "persons",        "individuals", "men",           "women",
      "children",     "adults",      "civilians",      "residents",   "inhabitants",   "citizens",
      "soldiers",     "soldier",     "troops",         "personnel",   "fighters",      "combatants",
      "servicemen",   "recruits",    "conscripts",     "officers",    "militants",     "insurgents",
      "rebels",       "mercenaries", "prisoners",      "hostages",    "detainees",     "refugees",
      "migrants",     "evacuees",    "asylum seekers", "displaced",   "homeless",      "dead",
      "deaths",       "fatalities",  "killed",         "wounded",     "injured",       "missing",
      "casualties",   "victims",     "survivors",      "patients",    "workers",       "employees",
      "staff",        "students",    "pupils",         "teachers",    "doctors",       "nurses",
      "customers",    "users",       "voters",         "visitors",    "tourists",      "passengers",
      "participants", "attendees",   "protesters",     "protestors",  "demonstrators", "marchers",
      "supporters",   "members",     "volunteers",
  };
};

/// An event. The nouns under which reports count events are a convention.
struct event_base_unit : boost::units::base_unit<event_base_unit, events_dimension::dimension_type, 7211> {
  static constexpr const char* name() { return "event"; }
  static constexpr const char* symbol() { return "events"; }
  static constexpr bool counted = true;
  static constexpr std::string_view nouns[] = {
      "events",      "event",   "incidents", "incident", "attacks",    "attack",    "strikes",
      "airstrikes",  "battles", "clashes",   "raids",    "explosions", "shootings", "protests",
      "rallies",     "riots",   "accidents", "crashes",  "outbreaks",  "cases",     "disasters",
      "earthquakes", "floods",  "fires",     "launches", "arrests",    "visits",    "calls",
  };
};

/// A household. The nouns under which reports count households are a convention.
struct household_base_unit
    : boost::units::base_unit<household_base_unit, households_dimension::dimension_type, 7212> {
  static constexpr const char* name() { return "household"; }
  static constexpr const char* symbol() { return "households"; }
  static constexpr bool counted = true;
  static constexpr std::string_view nouns[] = {"households", "household", "families", "family"};
};

/// The unit objects, also reached by `using namespace reckon::units`.
inline namespace units {

/// The unit of people: 500.0 * people.
inline constexpr person_base_unit::unit_type people{};
/// The unit of events.
inline constexpr event_base_unit::unit_type events{};
/// The unit of households.
inline constexpr household_base_unit::unit_type households{};
/// The day of Boost.Units, a time of 86,400 seconds.
inline constexpr boost::units::metric::day_base_unit::unit_type days{};

/// Rates per day. A stock is not a rate: people and people_per_day do not add.
inline constexpr auto people_per_day = people / days;
inline constexpr auto events_per_day = events / days;
inline constexpr auto households_per_day = households / days;

}  // namespace units

}  // namespace reckon
