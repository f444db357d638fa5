// SPDX-License-Identifier: BSL-1.0
// A bare number does not tell whether it counts people.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: a_number_beside_a_quantity_needs_a_unit
#include <reckon/units.hpp>

using namespace reckon;

auto more(quantity_in<people> strength) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return strength + 500.0 * people;
#else
  return strength + 500.0;
#endif
}
