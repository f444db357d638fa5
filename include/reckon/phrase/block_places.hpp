// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/openings.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where in 64 bytes of a text something begins that may be a number, by vectors of 16 bytes or, where the
/// machine has them, of 32. They are the compiler's own vectors: no header of intrinsics is needed.
#if defined(__SSE2__) && defined(__GNUC__)
namespace reckon::detail::words {

/// Of the 64 bytes of a block, one bit for each place where something begins.
struct block_places {
  static constexpr std::size_t block = 64;
  static constexpr std::size_t beyond = 4;  ///< as many bytes behind a block are looked at too

  std::uint64_t words = 0;    ///< which may open a number
  std::uint64_t numbers = 0;  ///< runs of digits
  std::uint64_t signs = 0;    ///< first bytes of what may be a fraction sign
  bool in_digits = false;     ///< whether a digit stands before the block
  bool in_word = false;       ///< whether a letter or a digit does

  [[nodiscard]] bool any() const noexcept { return (words | numbers | signs) != 0; }

  /// Takes note of what stands before a place.
  void begin_at(std::string_view text, std::size_t at) noexcept {
    in_digits = at > 0 && is_digit(text[at - 1]);
    in_word = in_digits || (at > 0 && is_ascii_letter(text[at - 1]));
  }

  /// Finds where runs of letters and digits begin, and what the next block has before it.
  void take(std::uint64_t letters, std::uint64_t digits) noexcept {
    const std::uint64_t both = letters | digits;
    numbers = digits & ~(digits << 1 | std::uint64_t{in_digits});
    words = letters & ~(both << 1 | std::uint64_t{in_word});
    in_digits = digits >> 63 != 0;
    in_word = both >> 63 != 0;
  }

  /// Keeps those of the words whose first four letters may open a number that may do so with all of them.
  void keep_openers(std::string_view text, std::size_t at) noexcept {
    for (std::uint64_t left = words; left != 0; left &= left - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(left));
      if (!is_opener_at(text, at + i)) words &= ~(std::uint64_t{1} << i);
    }
  }

  /// Fraction signs begin with C2, or with E2 85; the byte behind the block may be the second one.
  void take_signs(std::uint64_t c2, std::uint64_t e2, std::uint64_t x85, char behind) noexcept {
    signs = c2 | (e2 & (x85 >> 1 | std::uint64_t{behind == '\x85'} << 63));
  }
};

namespace sse2 {

using bytes [[gnu::vector_size(16)]] = unsigned char;
using signed_bytes [[gnu::vector_size(16)]] = signed char;
using flags [[gnu::vector_size(16)]] = char;  // as the builtin has it

/// Those of the words in the block at `at` whose first four letters may open a number. No branch depends on
/// a word: it could not be foretold.
[[nodiscard]] inline std::uint64_t likely_words(const char* block, std::uint64_t words) noexcept {
  std::uint64_t likely = 0;
  // Four at a time: how many words a block has cannot be foretold either, how many fours it can. Behind the
  // last word the last byte is looked at, and what that says is dropped.
  constexpr std::uint64_t last = std::uint64_t{1} << 63;
  std::uint64_t left = words;
  const auto look_at_next = [&] {
    const int i = std::countr_zero(left | last);
    left &= left - 1;
    likely |= std::uint64_t{may_open(block[i], block[i + 1], block[i + 2], block[i + 3])} << i;
  };
  while (left != 0) {
    look_at_next();
    look_at_next();
    look_at_next();
    look_at_next();
  }
  return likely & words;
}

/// Looks at the block at `at`, which the text has with as many bytes beyond.
inline void look(std::string_view text, std::size_t at, block_places& found) noexcept {
  const auto bits = [](auto mask) {
    return std::uint64_t{
        static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<flags>(mask)))};
  };
  // Moved up so that the last of a range is the largest signed byte: one comparison does.
  const auto in_range = [](bytes c, unsigned char last, int count) {
    const bytes moved = c + static_cast<unsigned char>(127 - last);
    return reinterpret_cast<signed_bytes>(moved) > static_cast<signed char>(127 - count);
  };
  const auto load = [&](std::size_t i) {
    bytes c;
    __builtin_memcpy(&c, text.data() + at + 16 * i, 16);
    return c;
  };
  std::uint64_t digits = 0;
  std::uint64_t letters = 0;
  bytes all{};
  for (unsigned i = 0; i < 4; ++i) {
    const bytes c = load(i);
    letters |= bits(in_range(c | static_cast<unsigned char>(0x20), 'z', 26)) << 16 * i;
    digits |= bits(in_range(c, '9', 10)) << 16 * i;
    all |= c;
  }
  found.signs = 0;
  if (bits(all) != 0) {
    std::uint64_t c2 = 0;
    std::uint64_t e2 = 0;
    std::uint64_t x85 = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const bytes c = load(i);
      c2 |= bits(c == 0xc2) << 16 * i;
      e2 |= bits(c == 0xe2) << 16 * i;
      x85 |= bits(c == 0x85) << 16 * i;
    }
    found.take_signs(c2, e2, x85, text[at + block_places::block]);
  }
  found.take(letters, digits);
  found.words = likely_words(text.data() + at, found.words);
  found.keep_openers(text, at);
}

/// Looks at blocks from `at` on, up to the first that has any place; where that begins, or where no whole
/// block is left.
[[nodiscard]] inline std::size_t next_block(std::string_view text, std::size_t at,
                                            block_places& found) noexcept {
  found = {};
  found.begin_at(text, at);
  for (; at + block_places::block + block_places::beyond <= text.size(); at += block_places::block) {
    look(text, at, found);
    if (found.any()) break;
  }
  return at;
}

}  // namespace sse2

// All that is compiled for machines with the instructions of AVX2 says so, and is called by nothing else.
namespace avx2 {

using bytes [[gnu::vector_size(32)]] = unsigned char;
using signed_bytes [[gnu::vector_size(32)]] = signed char;
using flags [[gnu::vector_size(32)]] = char;  // as the builtins have it

[[gnu::target("avx2"), gnu::always_inline]] inline bytes load(const void* from) noexcept {
  bytes c;
  __builtin_memcpy(&c, from, sizeof c);
  return c;
}

template <class Mask>
[[gnu::target("avx2"), gnu::always_inline]] inline std::uint64_t bits(Mask mask) noexcept {
  return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb256(reinterpret_cast<flags>(mask)));
}

/// The bytes from last - count + 1 to last: moved up so that the last is the largest signed byte, one
/// comparison tells.
[[gnu::target("avx2"), gnu::always_inline]] inline auto in_range(bytes c, unsigned char last,
                                                                 int count) noexcept {
  const bytes moved = c + static_cast<unsigned char>(127 - last);
  return reinterpret_cast<signed_bytes>(moved) > static_cast<signed char>(127 - count);
}

/// The sets of openers to which bytes may belong at a place.
[[gnu::target("avx2"), gnu::always_inline]] inline bytes sets(bytes c, std::size_t place) noexcept {
  constexpr unsigned char low_bits = 0x0f;
  // What is not ASCII belongs to none but behind a short word: of such an index the instruction makes 0.
  const bytes low_half = place < opening_letters::places - 1 ? c : c & low_bits;
  const bytes high_half = c >> 4;
  const auto low = reinterpret_cast<flags>(load(openings::letters.low[place].data()));
  const auto high = reinterpret_cast<flags>(load(openings::letters.high[place].data()));
  return reinterpret_cast<bytes>(__builtin_ia32_pshufb256(low, reinterpret_cast<flags>(low_half))) &
         reinterpret_cast<bytes>(__builtin_ia32_pshufb256(high, reinterpret_cast<flags>(high_half)));
}

/// What begins in one half of a block.
struct half_block {
  std::uint64_t letters;
  std::uint64_t digits;
  std::uint64_t unlikely;  ///< of which the first four letters open no number
  std::uint64_t others;    ///< not ASCII
};

[[gnu::target("avx2"), gnu::always_inline]] inline half_block look(const char* half) noexcept {
  const bytes c = load(half);
  const bytes open = sets(c, 0) & sets(load(half + 1), 1) & sets(load(half + 2), 2) & sets(load(half + 3), 3);
  return {bits(in_range(c | static_cast<unsigned char>(0x20), 'z', 26)), bits(in_range(c, '9', 10)),
          bits(open == bytes{}), bits(c)};
}

/// Looks at the signs of a block that has some.
[[gnu::target("avx2")]] inline void look_at_signs(const char* block, block_places& found) noexcept {
  const bytes low = load(block);
  const bytes high = load(block + sizeof low);
  found.take_signs(bits(low == 0xc2) | bits(high == 0xc2) << 32, bits(low == 0xe2) | bits(high == 0xe2) << 32,
                   bits(low == 0x85) | bits(high == 0x85) << 32, block[block_places::block]);
}

[[nodiscard]] [[gnu::target("avx2")]] inline std::size_t next_block(std::string_view text, std::size_t at,
                                                                    block_places& found) noexcept {
  block_places places;
  places.begin_at(text, at);
  for (; at + block_places::block + block_places::beyond <= text.size(); at += block_places::block) {
    const char* const block = text.data() + at;
    const half_block low = look(block);
    const half_block high = look(block + sizeof(bytes));
    places.signs = 0;
    if ((low.others | high.others) != 0) look_at_signs(block, places);
    places.take(low.letters | high.letters << 32, low.digits | high.digits << 32);
    places.words &= ~(low.unlikely | high.unlikely << 32);
    if (places.words != 0) places.keep_openers(text, at);
    if (places.any()) break;
  }
  found = places;
  return at;
}

}  // namespace avx2

/// Looks at blocks from `at` on, up to the first that has any place; where that begins, or where no whole
/// block is left.
[[nodiscard]] inline std::size_t next_block(std::string_view text, std::size_t at,
                                            block_places& found) noexcept {
  return __builtin_cpu_supports("avx2") ? avx2::next_block(text, at, found)
                                        : sse2::next_block(text, at, found);
}

}  // namespace reckon::detail::words
#endif
