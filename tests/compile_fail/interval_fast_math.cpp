// SPDX-License-Identifier: BSL-1.0
// -ffast-math lets the compiler drop the differences that say how a number was rounded; so does this macro.
// expect: reckon cannot enclose anything under -ffast-math
#ifndef RECKON_COMPILE_FAIL_CONTROL
#define __FAST_MATH__ 1
#endif
#include <reckon/interval.hpp>

reckon::interval<> sum(reckon::interval<> a, reckon::interval<> b) { return a + b; }
