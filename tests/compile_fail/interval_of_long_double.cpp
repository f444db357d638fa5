// SPDX-License-Identifier: BSL-1.0
// Bounds are computed in float or double; a long double is a number that they enclose, not an end.
// expect: reckon::interval has ends of float or double
#include <reckon/interval.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::interval<double> x(1.0L, 2.0L);
#else
reckon::interval<long double> x(1.0L, 2.0L);
#endif
