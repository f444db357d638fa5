// SPDX-License-Identifier: BSL-1.0
// A literal that is no interval does not compile, and says how one is written.
// expect: with brackets and decimal numbers
#include <reckon/interval.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto x = "[0.1, 0.2]"_iv;
#else
constexpr auto x = "[0.1 0.2]"_iv;
#endif
