// SPDX-License-Identifier: BSL-1.0
// No rate of exchange is known to the program: not even an explicit conversion turns euros into dollars.
// expect: reckon: these units do not convert into each other, their dimensions differ; multiply by a rate
#include <reckon/units.hpp>

using namespace reckon;

quantity_in<usd> in_dollars(quantity_in<eur> cost, quantity_in<usd / eur> rate) {
#ifdef RECKON_COMPILE_FAIL_CONTROL
  return cost * rate;
#else
  static_cast<void>(rate);
  return quantity_in<usd>(cost);
#endif
}
