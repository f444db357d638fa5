// SPDX-License-Identifier: BSL-1.0
// A bound without its number is no phrase.
// expect: there_is_no_number_where_one_should_stand
#include <reckon/phrase.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto volunteers = "more than 300"_phrase;
#else
constexpr auto volunteers = "more than"_phrase;
#endif
