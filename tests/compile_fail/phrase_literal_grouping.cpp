// SPDX-License-Identifier: BSL-1.0
// Digits that are grouped by four are a slip of the pen, not a number.
// expect: the_digits_are_grouped_wrongly
#include <reckon/phrase.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto sent = "about 10,000"_phrase;
#else
constexpr auto sent = "about 1,0000"_phrase;
#endif
