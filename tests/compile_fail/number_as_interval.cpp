// SPDX-License-Identifier: BSL-1.0
// A number turns into an interval only where that is written: 0.1 is seldom the number that was meant.
// expect GNU: from 'double' to 'reckon::interval<double>'
// expect Clang: no viable conversion from returned value of type 'double'
#include <reckon/interval.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::interval<> tenth() { return reckon::interval<>(0.1); }
#else
reckon::interval<> tenth() { return 0.1; }
#endif
