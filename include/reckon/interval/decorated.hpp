// SPDX-License-Identifier: BSL-1.0
#pragma once

// Intervals that say how the function behaved which gave them: the whole of what <reckon/interval.hpp> has,
// for decorated intervals. Reverse functions, text and interchange have headers of their own beside these.
#include <reckon/interval/decorated/functions.hpp>  // sqrt, log, pow, intersection ...
#include <reckon/interval/decorated/relations.hpp>  // subset, overlap, inf, mid ...
#include <reckon/interval/decorated/type.hpp>       // the class, its operators and its parts
