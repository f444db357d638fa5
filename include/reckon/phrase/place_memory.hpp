// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace reckon::detail::words {

/// What a scan has looked up at the last places of a text: what stands beside one number stands near the next
/// as well, and is asked for again.
template <class Value, std::size_t Size>
class place_memory {
 public:
  /// What `look_up` finds at a place, which it is asked for only if that is not known.
  template <class F>
  [[nodiscard]] constexpr const Value& at(std::size_t place, F look_up) noexcept {
    entry& kept = entries_[place % Size];
    if (kept.place != place) kept = {place, look_up()};
    return kept.value;
  }

 private:
  struct entry {
    std::size_t place = std::string_view::npos;
    Value value;
  };

  std::array<entry, Size> entries_{};
};

}  // namespace reckon::detail::words
