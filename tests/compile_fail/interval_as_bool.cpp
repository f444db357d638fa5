// SPDX-License-Identifier: BSL-1.0
// An interval is neither true nor false; what is asked of it has a name: contains, is_empty, certainly_less.
// expect GNU: could not convert
// expect Clang: is not contextually convertible to 'bool'
#include <reckon/interval.hpp>

bool all_there(const reckon::interval<>& x) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return !is_empty(x);
#else
  if (x) return true;
  return false;
#endif
}
