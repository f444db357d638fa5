// SPDX-License-Identifier: BSL-1.0
#pragma once

// What phrases mean: named, swappable rules from a phrase to a set or a shape.
#include <reckon/vocabulary/acled.hpp>     // the lowest figure
#include <reckon/vocabulary/ccc.hpp>       // fixed numbers for vague words
#include <reckon/vocabulary/core.hpp>      // vocabulary, meaning, silence
#include <reckon/vocabulary/emdat.hpp>     // the average of a range
#include <reckon/vocabulary/literal.hpp>   // as written
#include <reckon/vocabulary/plain.hpp>     // sets
#include <reckon/vocabulary/spoken.hpp>    // shapes
#include <reckon/vocabulary/surveyed.hpp>  // what readers took hedges to mean
#include <reckon/vocabulary/table.hpp>     // operator<<: the table of a vocabulary
#include <reckon/vocabulary/wording.hpp>   // half_width
