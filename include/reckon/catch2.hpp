// SPDX-License-Identifier: BSL-1.0
#pragma once

// For the tests of programs that use estimates: matchers, and how every type of reckon is printed in a
// failure. Brings TEST_CASE, CHECK_THAT and their like from Catch2, 2.13 or 3, whichever is there.

#include <reckon/catch2/enumerators.hpp>  // enumerators by name
#include <reckon/catch2/estimate_matchers.hpp>  // HasRange, HasQuantile, HasMean, IsConsistentWith, OwesUncertaintyTo
#include <reckon/catch2/set_matchers.hpp>  // Encloses, IsEnclosedBy, Overlaps, IsPoint, IsUnbounded, Reads
#include <reckon/catch2/text.hpp>          // values in words and figures
