// SPDX-License-Identifier: BSL-1.0
#pragma once

// Intervals: sets of real numbers between two ends, and arithmetic on them that never loses a possible value.
#include <reckon/interval/core.hpp>        // the class and its operators
#include <reckon/interval/elementary.hpp>  // exp, log, cbrt ...
#include <reckon/interval/functions.hpp>   // sqr, sqrt, fma, pown ...: to the last place
#include <reckon/interval/literals.hpp>    // "[0.1, 0.2]"_iv, text_to_interval
#include <reckon/interval/power.hpp>       // pow
#include <reckon/interval/relations.hpp>   // subset, precedes, overlap ...
#include <reckon/interval/set.hpp>         // contains, intersection, width, mid ...
