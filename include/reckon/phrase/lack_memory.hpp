// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

namespace reckon::detail::words {

/// A stretch of a text that is known to lack something. Where a scan asks for what comes next at place after
/// place, each byte is looked at once.
class lack_memory {
 public:
  /// Whether none stands from `at` up to `end`. `find_next` gives the first at or behind a place, or another
  /// place up to which there is none: at `end` or behind it.
  template <class F>
  [[nodiscard]] constexpr bool covers(std::size_t at, std::size_t end, F find_next) noexcept {
    if (at < begin_ || at > end_) begin_ = end_ = at;
    if (end_ < end) end_ = find_next(end_);
    return end_ >= end;
  }

 private:
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace reckon::detail::words
