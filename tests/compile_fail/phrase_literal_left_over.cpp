// SPDX-License-Identifier: BSL-1.0
// Words that belong to no phrase are not passed over in silence.
// expect: there_is_text_left_over_that_belongs_to_no_phrase
#include <reckon/phrase.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
constexpr auto dead = "about 4,000"_phrase;
#else
constexpr auto dead = "about 4,000, give or take a lie"_phrase;
#endif
