// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>

#include <cstddef>
#include <string_view>

/// Digits that are dialled.
namespace reckon::detail::words {

/// Whether "555-1234" stands here: three digits, a hyphen, four digits that are no round number.
[[nodiscard]] constexpr bool is_telephone(std::string_view mention) noexcept {
  if (mention.size() < 8 || mention[3] != '-' || mention[7] == '0') return false;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i != 3 && !is_digit(mention[i])) return false;
  }
  return true;
}

/// Whether a sign "+" begins the row of digits, a space between each two, the last of which stands here:
/// "+44 20 7946".
[[nodiscard]] constexpr bool is_telephone_part(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 4; ++i) {
    if (at == 0) return false;
    if (text[at - 1] == '+')
      return at == 1 || text[at - 2] == ' ' || text[at - 2] == '(' || text[at - 2] == '\n';
    if (text[at - 1] != ' ') return false;
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 6 && is_digit(text[begin - 1])) --begin;
    if (begin == at - 1) return false;
    // "0300 123 4567"
    const bool alone = begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '\n';
    if (alone && text[begin] == '0' && at - begin > 3) return true;
    at = begin;
  }
  return false;
}

}  // namespace reckon::detail::words
