// SPDX-License-Identifier: BSL-1.0
// People and dollars have no sum.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: quantities_of_different_units_convert_one_first
#include <reckon/units.hpp>

using namespace reckon;

auto total(quantity_in<people> strength, quantity_in<usd> cost, quantity_in<usd / people> each) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return strength * each + cost;
#else
  return strength * each + cost + strength;
#endif
}
