// SPDX-License-Identifier: BSL-1.0
// Which of two estimates is less has a probability, with units as without.
// expect: reckon: a comparison of estimates is an event, not true or false; ask probability(a < b)
#include <reckon/units.hpp>

using namespace reckon;

bool fewer(quantity_in<people> a, quantity_in<people> b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return probability(a < b).lower() > 0.5;
#else
  if (a < b) return true;
  return false;
#endif
}
