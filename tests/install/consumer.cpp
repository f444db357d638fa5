// SPDX-License-Identifier: BSL-1.0
// Uses nothing but the public headers, and says whether they work.
#include <reckon/reckon.hpp>

#include <iostream>

int main() {
  const reckon::estimate there = 100.0;
  const reckon::estimate gone = reckon::interval(10, 30);
  const auto left = reckon::bounds(there - gone);
  std::cout << left.lower() << ' ' << left.upper() << '\n';
  return left.lower() == 70 && left.upper() == 90 ? 0 : 1;
}
