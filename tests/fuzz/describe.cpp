// SPDX-License-Identifier: BSL-1.0
#include <reckon/describe.hpp>

#include "../describe/contract.hpp"
#include "check.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iostream>
#include <string>
#include <utility>

/// Takes the bytes as the ends of an interval and describes it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  double ends[2];
  if (size < sizeof ends) return 0;
  std::memcpy(ends, data, sizeof ends);
  if (std::isnan(ends[0]) || std::isnan(ends[1])) return 0;
  if (ends[0] > ends[1]) std::swap(ends[0], ends[1]);
  if (std::isinf(ends[0]) && ends[0] > 0) return 0;
  if (std::isinf(ends[1]) && ends[1] < 0) return 0;
  const reckon::interval<> x(ends[0], ends[1]);
  for (const auto style : {reckon::description_style::close, reckon::description_style::rough}) {
    const std::string text = describe(x, style);
    if (is_entire(x)) continue;
    const std::string fault = contract::broken(x, text);
    if (!fault.empty())
      std::cerr << '"' << text << "\" for " << x.lower() << ", " << x.upper() << ": " << fault << '\n';
    fuzz::require(fault.empty(), "the contract of a description");
  }
  return 0;
}
