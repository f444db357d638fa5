// SPDX-License-Identifier: BSL-1.0
// What quantity_of makes has the unit that was asked for, and goes nowhere else.
// expect GNU: could not convert
// expect Clang: no viable conversion
// expect: household_base_unit
#include <reckon/units.hpp>

using namespace reckon;

quantity_in<people> crowd(const report& said) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return quantity_of<people>(said);
#else
  return quantity_of<households>(said);
#endif
}
