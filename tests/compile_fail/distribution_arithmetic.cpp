// SPDX-License-Identifier: BSL-1.0
// A distribution is a shape, not a quantity: whether two of them vary together is known only of estimates.
// expect GNU: no match for 'operator+'
// expect Clang: invalid operands to binary expression
#include <reckon/estimate.hpp>

reckon::estimate total(const reckon::distribution& a, const reckon::distribution& b) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return reckon::estimate(a) + reckon::estimate(b);
#else
  return a + b;
#endif
}
