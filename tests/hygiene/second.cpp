// SPDX-License-Identifier: BSL-1.0
// Once more, so that a function that is not inline shows as a duplicate symbol when the two are linked.
#include "../support.hpp"
#include "include_outside.hpp"
// After what comes from outside, not sorted into it:
#include "everything.hpp"
// and again:
#include "everything.hpp"

bool second_unit_runs();

bool second_unit_runs() { return true; }
