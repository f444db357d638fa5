// SPDX-License-Identifier: BSL-1.0
// A phrase in the program is read by the compiler, and what it cannot read does not compile.
// expect: the_low_end_of_the_range_is_above_its_high_end
#include <reckon/phrase.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto sent = "1,000 to 3,000"_phrase;
#else
constexpr auto sent = "3,000 to 1,000"_phrase;
#endif
