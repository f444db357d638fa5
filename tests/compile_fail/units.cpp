// SPDX-License-Identifier: BSL-1.0
#include <reckon/units.hpp>

using namespace reckon;

// People and dollars have no sum.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: quantities_of_different_units_convert_one_first
auto total(quantity_in<people> strength, quantity_in<usd> cost, quantity_in<usd / people> each) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return strength * each + cost;
#else
  return strength * each + cost + strength;
#endif
}

// A stock and a rate have no sum; a rate over some days is a stock.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: quantities_of_different_units_convert_one_first
auto strength(quantity_in<people, interval<>> present, quantity_in<people / days, interval<>> arriving) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return present + arriving * (30.0 * days);
#else
  return present + arriving;
#endif
}

// A bare number does not tell whether it counts people.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: a_number_beside_a_quantity_needs_a_unit
auto more(quantity_in<people> strength) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return strength + 500.0 * people;
#else
  return strength + 500.0;
#endif
}

// Days and people have no order.
// expect GNU: use of deleted function
// expect Clang: deleted operator '<'
// expect: quantities_of_different_units_convert_one_first
event fewer(quantity_in<people> a, quantity_in<people> b, quantity_in<days> c) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  static_cast<void>(c);
  return a < b;
#else
  static_cast<void>(b);
  return a < c;
#endif
}

// Which of two estimates is less has a probability, with units as without.
// expect: reckon: a comparison of estimates is an event, not true or false; ask probability(a < b)
bool fewer(quantity_in<people> a, quantity_in<people> b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return probability(a < b).lower() > 0.5;
#else
  if (a < b) return true;
  return false;
#endif
}

// Two estimates are neither equal nor different; what can be compared are answers about them.
// expect GNU: use of deleted function
// expect Clang: deleted operator '=='
// expect: estimates_are_not_equal_or_different_ask_probability
bool same(quantity_in<people> a, quantity_in<people> b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return median(a) == median(b);
#else
  return a == b;
#endif
}

// An estimate gets its unit where that is written, not by being stored.
// expect GNU: conversion from 'reckon::estimate' to non-scalar type
// expect Clang: no viable conversion from 'reckon::estimate'
void store(estimate strength) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  quantity_in<people> kept = strength * people;
#else
  quantity_in<people> kept = strength;
#endif
  static_cast<void>(kept);
}

// No rate of exchange is known to the program: not even an explicit conversion turns euros into dollars.
// expect: reckon: these units do not convert into each other, their dimensions differ; multiply by a rate
quantity_in<usd> in_dollars(quantity_in<eur> cost, quantity_in<usd / eur> rate) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return cost * rate;
#else
  static_cast<void>(rate);
  return quantity_in<usd>(cost);
#endif
}

// What quantity_of makes has the unit that was asked for, and goes nowhere else.
// expect GNU: could not convert
// expect Clang: no viable conversion
// expect: household_base_unit
quantity_in<people> crowd(const report& said) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return quantity_of<people>(said);
#else
  return quantity_of<households>(said);
#endif
}

// A report cannot be checked against a unit that no noun is known for.
// expect: reckon: quantity_of knows no nouns for this unit; give the estimate its unit by hand
auto span_of(const report& said) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return estimate(said) * days;
#else
  return quantity_of<days>(said);
#endif
}
