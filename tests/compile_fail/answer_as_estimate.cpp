// SPDX-License-Identifier: BSL-1.0
// The mean of an estimate is an answer; the mean of an answer is nothing.
// expect: hand it the estimate
#include <reckon/catch2.hpp>

#ifdef RECKON_COMPILE_FAIL_CONTROL
bool as_expected(const reckon::estimate& e) { return reckon::matchers::HasMean(1, 0).match(e); }
#else
bool as_expected(const reckon::estimate& e) { return reckon::matchers::HasMean(1, 0).match(reckon::mean(e)); }
#endif
