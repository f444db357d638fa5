// SPDX-License-Identifier: BSL-1.0
// Ends in the wrong order are a mistake that is seen before the program runs.
// expect: the lower end of this interval is above its upper end
#include <reckon/interval.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto x = "[1, 2]"_iv;
#else
constexpr auto x = "[2, 1]"_iv;
#endif
