// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/block_places.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/openings.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// Where in a text a number may stand: the search that passes over prose.
namespace reckon::detail::words {

/// Whether a fraction of one character begins here: the first bytes of U+00BC to U+00BE and of U+2150 on.
[[nodiscard]] constexpr bool is_fraction_sign_at(std::string_view text, std::size_t at) noexcept {
  return fraction_sign_at(text, at) != nullptr;
}

/// The next place from `at` on where a number may stand, byte by byte.
[[nodiscard]] constexpr std::size_t next_core_slowly(std::string_view text, std::size_t at,
                                                     std::size_t stop) noexcept {
  for (; at < stop; ++at) {
    const char c = text[at];
    const bool inside = at > 0 && (is_ascii_letter(text[at - 1]) || is_digit(text[at - 1]));
    if (is_digit(c)) {
      if (at == 0 || !is_digit(text[at - 1])) return at;
    } else if (is_ascii_letter(c)) {
      if (!inside && may_open(c, byte_at(text, at + 1), byte_at(text, at + 2), byte_at(text, at + 3)) &&
          is_opener_at(text, at))
        return at;
    } else if (static_cast<unsigned char>(c) >= 0x80 && is_fraction_sign_at(text, at)) {
      return at;
    }
  }
  return stop;
}

/// The places of a text where a number in digits or in words, or a vague word, may stand, in their order.
class core_search {
 public:
  constexpr core_search() noexcept = default;

  /// The next place, never before `at`; the size of the text if there is none. Each call goes on from the
  /// last: a place before the block that was looked at then is looked at once more.
  [[nodiscard]] constexpr std::size_t next(std::string_view text, std::size_t at) noexcept {
#if defined(__SSE2__) && defined(__GNUC__)
    if (!std::is_constant_evaluated()) return next_in_blocks(text, at);
#endif
    return next_core_slowly(text, at, text.size());
  }

 private:
#if defined(__SSE2__) && defined(__GNUC__)
  [[nodiscard]] std::size_t next_in_blocks(std::string_view text, std::size_t at) noexcept {
    for (;;) {
      // Before the block the difference is large as well.
      if (at - begin_ >= block_places::block) {
        at = next_block(text, at, places_);
        begin_ = places_.any() ? at : nowhere;
        if (!places_.any()) return next_core_slowly(text, at, text.size());
      }
      // What stands before `at` is done with.
      const std::uint64_t open = ~std::uint64_t{0} << (at - begin_);
      const std::uint64_t others = (places_.numbers | places_.signs) & open;
      // Words before the first digit or sign only: what stands first is found first.
      const std::uint64_t words = places_.words & open & ((others & (~others + 1)) - 1);
      if (words != 0) return begin_ + static_cast<std::size_t>(std::countr_zero(words));
      if (others == 0) {
        at = begin_ + block_places::block;
        continue;
      }
      const std::size_t p = begin_ + static_cast<std::size_t>(std::countr_zero(others));
      if (is_digit(text[p]) || is_fraction_sign_at(text, p)) return p;
      at = p + 1;
    }
  }

  static constexpr std::size_t nowhere = std::size_t{0} - block_places::block;

  block_places places_;
  std::size_t begin_ = nowhere;  ///< of the block that was looked at, if it has any place
#endif
};

}  // namespace reckon::detail::words
