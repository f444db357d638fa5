// SPDX-License-Identifier: BSL-1.0
// Which of two estimates is less has a probability, not a truth value.
// expect: reckon: a comparison of estimates is an event, not true or false; ask probability(a < b)
#include <reckon/estimate.hpp>

bool fewer(const reckon::estimate& a, const reckon::estimate& b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return (a < b).or_equal();
#else
  if (a < b) return true;
  return false;
#endif
}
