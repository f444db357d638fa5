// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/eight_bytes.hpp>
#include <reckon/phrase/lack_memory.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where a text can have no month with a capital.
namespace reckon::detail::words {

/// The next capital at or behind `p`, or a place up to which there is none: `stop`, or a little behind it.
[[nodiscard]] constexpr std::size_t next_capital(std::string_view text, std::size_t p,
                                                 std::size_t stop) noexcept {
  for (; p < stop; p += 8) {
    const std::uint64_t capitals = capital_bits(eight_bytes(text, p));
    if (capitals != 0) return p + static_cast<std::size_t>(std::countr_zero(capitals)) / 8;
  }
  return p;
}

/// What a scan knows of the months beside its numbers: among many numbers there are none.
class month_memory {
 public:
  /// Takes note of a mention that begins here, behind all others.
  constexpr void note(std::size_t begin) noexcept { mentions_[count_++ % mentions_.size()] = begin; }

  /// Whether none of the five words before this place is a month: so many mentions stand there.
  [[nodiscard]] constexpr bool none_before(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t nearby = 200;
    if (count_ < words) return false;
    const std::size_t first = mentions_[(count_ - words) % mentions_.size()];
    return at - first < nearby &&
           before_.covers(first, at, [&](std::size_t p) { return next_capital(text, p, at + nearby); });
  }

  /// Whether no month stands behind this place as far as three words, three numbers and the spaces between
  /// them can reach.
  [[nodiscard]] constexpr bool none_behind(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t reach = 900;
    return behind_.covers(at, at + reach,
                          [&](std::size_t p) { return next_capital(text, p, at + reach + reach / 2); });
  }

 private:
  lack_memory before_;
  lack_memory behind_;
  static constexpr std::size_t words = 5;  ///< from a number back to its month

  std::array<std::size_t, 8> mentions_{};
  std::size_t count_ = 0;
};

}  // namespace reckon::detail::words
