// SPDX-License-Identifier: BSL-1.0
// Ends are floating-point numbers: intervals of integers would divide and overflow like integers.
// expect: floating_point
#include <reckon/interval.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
using counts = reckon::interval<double>;
#else
using counts = reckon::interval<int>;
#endif

counts nobody() { return counts::empty(); }
