// SPDX-License-Identifier: BSL-1.0
// Days and people have no order.
// expect GNU: use of deleted function
// expect Clang: deleted operator '<'
// expect: quantities_of_different_units_convert_one_first
#include <reckon/units.hpp>

using namespace reckon;

event fewer(quantity_in<people> a, quantity_in<people> b, quantity_in<days> c) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  static_cast<void>(c);
  return a < b;
#else
  static_cast<void>(b);
  return a < c;
#endif
}
