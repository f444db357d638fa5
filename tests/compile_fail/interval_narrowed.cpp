// SPDX-License-Identifier: BSL-1.0
// Double to float loses width or tightness; it is rounded outward, and only where that is written.
// expect GNU: could not convert
// expect Clang: no viable conversion
#include <reckon/interval.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::interval<float> narrow(reckon::interval<double> x) { return reckon::interval<float>(x); }
#else
reckon::interval<float> narrow(reckon::interval<double> x) { return x; }
#endif
