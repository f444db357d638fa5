// SPDX-License-Identifier: BSL-1.0
#pragma once

// Intervals and estimates with units: boost::units::quantity<Unit, interval<>> and quantity<Unit, estimate>.
// The unit stands outside, the value inside.
#include <reckon/units/arithmetic.hpp>  // quantities with numbers, intervals and estimates
#include <reckon/units/comparison.hpp>  // q < r: an event for estimates, a partial order for intervals
#include <reckon/units/conversion.hpp>  // days to seconds, without losing a possible value
#include <reckon/units/currency.hpp>    // usd, eur, gbp ...
#include <reckon/units/functions.hpp>   // sqr, sqrt, abs, min, max, sum
#include <reckon/units/people.hpp>      // people, events, households, days
#include <reckon/units/power.hpp>       // pow<N>, root<N>
#include <reckon/units/quantity.hpp>    // quantity_in<people>
#include <reckon/units/readings.hpp>    // bounds, median, range ...: answers with the unit
#include <reckon/units/reported.hpp>    // quantity_of<people>(report)
#include <reckon/units/sets.hpp>        // contains, subset, width ... of intervals
#include <reckon/units/text.hpp>        // "1,000 to 3,000 people", "people/day"
