// SPDX-License-Identifier: BSL-1.0
// Silence is no zero: no estimate can be made of it.
// expect: the text of an estimate must state a value
#include <reckon/report.hpp>

using namespace reckon::literals;

#ifdef RECKON_COMPILE_FAIL_CONTROL
reckon::estimate strength() { return "about 11,000"_est; }
#else
reckon::estimate strength() { return "offered no numbers"_est; }
#endif
