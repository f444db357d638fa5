// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the translation units of one program share, each of which is compiled with flags of its own.

#include "../interval_operations.hpp"

#include <vector>

namespace support {

using double_operands = operands<double>;

/// The operations as one translation unit calls them, in the order of the table.
struct part {
  const char* flags;
  std::vector<reckon::interval<double> (*)(const double_operands&)> operations;
};

inline std::vector<part>& parts() {
  static std::vector<part> all;
  return all;
}

}  // namespace support
