// SPDX-License-Identifier: BSL-1.0
// Two estimates are neither equal nor different; what can be compared are answers about them.
// expect GNU: use of deleted function
// expect Clang: deleted operator '=='
// expect: estimates_are_not_equal_or_different_ask_probability
#include <reckon/units.hpp>

using namespace reckon;

bool same(quantity_in<people> a, quantity_in<people> b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return median(a) == median(b);
#else
  return a == b;
#endif
}
