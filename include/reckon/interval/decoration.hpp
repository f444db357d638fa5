// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace reckon {

/// What is known of the function that gave an interval, over the box on which it was evaluated; the values
/// are those of the interchange format, and a greater one says more. Source: IEEE Std 1788-2015, tables 8.1
/// and 12.9.
enum class decoration : std::uint8_t {
  ill = 0,   ///< not an interval: there was no valid input
  trv = 4,   ///< nothing
  def = 8,   ///< defined on the whole box, which is not empty
  dac = 12,  ///< defined, and its restriction to the box continuous
  com = 16,  ///< defined, continuous at each point of the box, and everything bounded
};

}  // namespace reckon
