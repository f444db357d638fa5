// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/openings.hpp>
#include <reckon/phrase/vectors.hpp>

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

  std::uint64_t words = 0;      ///< which may open a number
  std::uint64_t numbers = 0;    ///< runs of digits
  std::uint64_t signs = 0;      ///< first bytes of what may be a fraction sign
  std::uint64_t in_digits = 0;  ///< 1 if a digit stands before the block
  std::uint64_t in_word = 0;    ///< 1 if a letter or a digit does

  [[nodiscard]] bool any() const noexcept { return (words | numbers | signs) != 0; }

  /// Takes note of what stands before a place.
  void begin_at(std::string_view text, std::size_t at) noexcept {
    in_digits = at > 0 && is_digit(text[at - 1]) ? 1 : 0;
    in_word = at > 0 && is_ascii_letter(text[at - 1]) ? 1 : in_digits;
  }

  /// Finds where runs of letters and digits, and of digits, begin, and what the next block has before it. Of
  /// the former those are words that are not ruled out.
  void take(std::uint64_t both, std::uint64_t digits, std::uint64_t unlikely) noexcept {
    numbers = digits & ~(digits << 1 | in_digits);
    words = both & ~(both << 1 | in_word | numbers | unlikely);
    in_digits = digits >> 63;
    in_word = both >> 63;
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
  const char* const block = text.data() + at;
  std::uint64_t found_digits = 0;
  std::uint64_t found_letters = 0;
  bytes all{};
  for (std::size_t i = 0; i < 4; ++i) {
    const bytes c = load(block + 16 * i);
    found_letters |= std::uint64_t{letters(c)} << 16 * i;
    found_digits |= std::uint64_t{digits(c)} << 16 * i;
    all |= c;
  }
  found.signs = 0;
  if (bits(all) != 0) {
    std::uint64_t c2 = 0;
    std::uint64_t e2 = 0;
    std::uint64_t x85 = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const bytes c = load(block + 16 * i);
      c2 |= std::uint64_t{bits(c == 0xc2)} << 16 * i;
      e2 |= std::uint64_t{bits(c == 0xe2)} << 16 * i;
      x85 |= std::uint64_t{bits(c == 0x85)} << 16 * i;
    }
    found.take_signs(c2, e2, x85, text[at + block_places::block]);
  }
  found.take(found_letters | found_digits, found_digits, 0);
  found.words = likely_words(block, found.words);
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

/// What two tables have in common for each byte, the one by its low half, the other by its high one.
[[gnu::target("avx2"), gnu::always_inline]] inline bytes look_up(bytes low_half, bytes high_half,
                                                                 const half_table& low,
                                                                 const half_table& high) noexcept {
  const auto of_low =
      __builtin_ia32_pshufb256(reinterpret_cast<flags>(load(low.data())), reinterpret_cast<flags>(low_half));
  const auto of_high = __builtin_ia32_pshufb256(reinterpret_cast<flags>(load(high.data())),
                                                reinterpret_cast<flags>(high_half));
  return reinterpret_cast<bytes>(of_low & of_high);
}

/// The sets of openers to which bytes may belong at a place.
[[gnu::target("avx2"), gnu::always_inline]] inline bytes sets(bytes c, std::size_t place) noexcept {
  constexpr unsigned char low_bits = 0x0f;
  // What is not ASCII belongs to none but behind a short word: of such an index the instruction makes 0.
  const bytes low_half = place < opening_letters::places - 1 ? c : c & low_bits;
  return look_up(low_half, c >> 4, openings::letters.low[place], openings::letters.high[place]);
}

/// What begins in one half of a block.
struct half_block {
  std::uint64_t marks;  ///< neither letters nor digits
  std::uint64_t digits;
  std::uint64_t unlikely;  ///< of which the first four letters open no number
  std::uint64_t others;    ///< not ASCII
};

[[gnu::target("avx2"), gnu::always_inline]] inline half_block look(const char* half) noexcept {
  const bytes c = load(half);
  const bytes open = sets(c, 0) & sets(load(half + 1), 1) & sets(load(half + 2), 2) & sets(load(half + 3), 3);
  const bytes kinds = look_up(c, c >> 4, openings::kinds.low, openings::kinds.high);
  return {bits(kinds == bytes{}), bits(kinds), bits(open == bytes{}), bits(c)};
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
    places.take(~(low.marks | high.marks << 32), low.digits | high.digits << 32,
                low.unlikely | high.unlikely << 32);
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
