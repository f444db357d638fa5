// SPDX-License-Identifier: BSL-1.0
// A report cannot be checked against a unit that no noun is known for.
// expect: reckon: quantity_of knows no nouns for this unit; give the estimate its unit by hand
#include <reckon/units.hpp>

using namespace reckon;

auto span_of(const report& said) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return estimate(said) * days;
#else
  return quantity_of<days>(said);
#endif
}
