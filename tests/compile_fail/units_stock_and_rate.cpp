// SPDX-License-Identifier: BSL-1.0
// A stock and a rate have no sum; a rate over some days is a stock.
// expect GNU: use of deleted function
// expect Clang: deleted operator '+'
// expect: quantities_of_different_units_convert_one_first
#include <reckon/units.hpp>

using namespace reckon;

auto strength(quantity_in<people, interval<>> present, quantity_in<people / days, interval<>> arriving) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return present + arriving * (30.0 * days);
#else
  return present + arriving;
#endif
}
