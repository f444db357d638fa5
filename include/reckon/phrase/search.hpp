// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/number_words.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// Where in a text a number may stand: the search that passes over prose.
///
/// Most words are dismissed by their first three letters, most of the rest by a hash of the whole word. Both
/// filters only ever let too much through; the grammar decides.
namespace reckon::detail::words {

/// A hash of the first three characters, letters without their case; a fourth is dropped.
[[nodiscard]] constexpr std::uint32_t three_hash(std::uint32_t three) noexcept {
  return (three << 8 | 0x20202000U) * 0x9e3779b1U >> 20;
}

[[nodiscard]] constexpr std::uint32_t three_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(byte_at(text, at + i))};
  };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}

/// The words with which a number in words may begin, and those that may stand before one.
struct word_filters {
  std::array<bool, 4096> openings{};  ///< first three letters of the former, in whole bytes for speed
  word_filter<8192> openers;
  word_filter<16384> prefixes;
  word_filter<8192> verbs;
};

/// A word that ends at a place, sixteen letters of it at most.
struct word_behind {
  std::size_t begin = 0;
  std::uint32_t hash = 0;
};

/// The letters that end at this place, not beyond `floor`.
[[nodiscard]] constexpr word_behind word_up_to(std::string_view text, std::size_t end,
                                               std::size_t floor) noexcept {
  std::uint64_t letters[2] = {};
  std::size_t begin = end;
  for (std::uint64_t& eight : letters) {
    const std::size_t room = begin - floor < 8 ? begin - floor : 8;
    if (room == 0) break;
    // The last byte is moved to the top, so that what counts is at one end.
    const std::uint64_t bytes = eight_bytes(text, begin - room) << 8 * (8 - room);
    const std::uint64_t others = ~letter_bits(bytes) & 0x8080808080808080;
    std::size_t count = others == 0 ? 8 : static_cast<std::size_t>(std::countl_zero(others)) / 8;
    if (count > room) count = room;
    if (count == 0) break;
    eight = (bytes | 0x2020202020202020) >> 8 * (8 - count);
    begin -= count;
    if (count < 8) break;
  }
  return {begin, mixed_pair(letters[0], letters[1])};
}

namespace filters {

/// Adds each word of an idiom as a look backwards finds it.
template <std::size_t Bits>
constexpr void add_words(word_filter<Bits>& filter, std::string_view idiom) {
  for (std::size_t end = idiom.size(); end > 0;) {
    const word_behind word = word_up_to(idiom, end, 0);
    if (word.begin != end) filter.add(word.hash);
    end = word.begin == end ? end - 1 : word.begin;
  }
}

constexpr void add_opener(word_filters& made, std::string_view word) {
  made.openers.add(opening_hash(word, 0));
  made.openings[three_hash(three_at(word, 0))] = true;
}

[[nodiscard]] consteval word_filters make() {
  word_filters made;
  for (const number_word& entry : number_words) add_opener(made, entry.text);
  for (const scale_word& entry : scale_words) add_opener(made, entry.text);
  for (const vague_plural& entry : vague_plurals) add_opener(made, entry.text);
  for (const part_word& entry : part_words) add_opener(made, entry.text);
  for (const std::string_view word : {"several", "few", "couple", "handful", "no", "none"})
    add_opener(made, word);
  for (const prefix_idiom& entry : prefixes) add_words(made.prefixes, entry.text);
  for (const comparative& entry : comparatives) add_words(made.prefixes, entry.text);
  for (const comparison_adverb& entry : comparison_adverbs) add_words(made.prefixes, entry.text);
  for (const unit_idiom& entry : currency_prefixes) add_words(made.prefixes, entry.text);
  for (const std::string_view word :
       {"no",   "not",  "nothing", "never",  "hardly", "scarcely", "equal", "equals",
        "to",   "or",   "than",    "a",      "an",     "quite",    "minus", "negative",
        "many", "over", "above",   "beyond", "under",  "below"})
    add_words(made.prefixes, word);
  for (const plain_idiom& entry : change_verbs) add_words(made.verbs, entry.text);
  return made;
}

inline constexpr word_filters known = make();

}  // namespace filters

/// Whether the word that begins here may open a number.
[[nodiscard]] constexpr bool is_opener_at(std::string_view text, std::size_t at) noexcept {
  return filters::known.openers.has(opening_hash(text, at));
}

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
      if (!inside && filters::known.openings[three_hash(three_at(text, at))] && is_opener_at(text, at))
        return at;
    } else if (static_cast<unsigned char>(c) >= 0x80 && is_fraction_sign_at(text, at)) {
      return at;
    }
  }
  return stop;
}

#if defined(__SSE2__) && defined(__GNUC__)
// Sixteen bytes at a time, by the compiler's own vectors: no header of intrinsics is needed.
inline namespace sse2 {

using sixteen_bytes [[gnu::vector_size(16)]] = unsigned char;
using sixteen_signed [[gnu::vector_size(16)]] = signed char;
using sixteen_flags [[gnu::vector_size(16)]] = char;  // as the builtin has it

/// Of 64 bytes of a text, one bit for each place where something begins.
struct block_starts {
  std::uint64_t words = 0;
  std::uint64_t numbers = 0;  ///< runs of digits
  std::uint64_t signs = 0;    ///< first bytes of what may be a fraction sign
};

/// Looks at the 64 bytes from `at` on, all of which the text has, and one more.
[[nodiscard]] inline block_starts starts_in_block(std::string_view text, std::size_t at) noexcept {
  const auto bits = [](auto mask) {
    const auto flags = reinterpret_cast<sixteen_flags>(mask);
    return std::uint64_t{static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(flags))};
  };
  // Moved up so that the last of a range is the largest signed byte: one comparison does.
  const auto in_range = [](sixteen_bytes c, unsigned char last, int count) {
    const sixteen_bytes moved = c + static_cast<unsigned char>(127 - last);
    return reinterpret_cast<sixteen_signed>(moved) > static_cast<signed char>(127 - count);
  };
  const auto load = [&](std::size_t i) {
    sixteen_bytes c;
    __builtin_memcpy(&c, text.data() + at + 16 * i, 16);
    return c;
  };
  std::uint64_t all_digits = 0;
  std::uint64_t all_letters = 0;
  sixteen_bytes all_bytes{};
  for (unsigned i = 0; i < 4; ++i) {
    const sixteen_bytes c = load(i);
    all_letters |= bits(in_range(c | static_cast<unsigned char>(0x20), 'z', 26)) << 16 * i;
    all_digits |= bits(in_range(c, '9', 10)) << 16 * i;
    all_bytes |= c;
  }
  block_starts found;
  if (bits(all_bytes) != 0) {
    std::uint64_t leads = 0;  // of U+2150 to U+215E, in which 0x85 follows
    std::uint64_t seconds = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const sixteen_bytes c = load(i);
      found.signs |= bits(c == 0xc2) << 16 * i;
      leads |= bits(c == 0xe2) << 16 * i;
      seconds |= bits(c == 0x85) << 16 * i;
    }
    const std::uint64_t last = text[at + 64] == '\x85' ? 1 : 0;
    found.signs |= leads & (seconds >> 1 | last << 63);
  }
  const bool digit_before = at > 0 && is_digit(text[at - 1]);
  const bool letter_before = at > 0 && is_ascii_letter(text[at - 1]);
  const std::uint64_t digit_carry = digit_before ? 1 : 0;
  const std::uint64_t word_carry = digit_before || letter_before ? 1 : 0;
  found.numbers = all_digits & ~(all_digits << 1 | digit_carry);
  found.words = all_letters & ~((all_letters | all_digits) << 1 | word_carry);
  return found;
}

}  // namespace sse2
#endif

/// The places of a text where a number in digits or in words, or a vague word, may stand, in their order.
class core_search {
 public:
  constexpr core_search() noexcept = default;

  /// The next place, never before `at`; the size of the text if there is none. Each call goes on from the
  /// last: `at` must not fall.
  [[nodiscard]] constexpr std::size_t next(std::string_view text, std::size_t at) noexcept {
#if defined(__SSE2__) && defined(__GNUC__)
    if (!std::is_constant_evaluated()) return next_in_blocks(text, at);
#endif
    return next_core_slowly(text, at, text.size());
  }

 private:
#if defined(__SSE2__) && defined(__GNUC__)
  static constexpr std::size_t block = 64;

  [[nodiscard]] std::size_t next_in_blocks(std::string_view text, std::size_t at) noexcept {
    for (;;) {
      if (at >= end_) {
        // Three characters of the last word are loaded with a fourth.
        if (at + block + 4 > text.size()) return next_core_slowly(text, at, text.size());
        starts_ = starts_in_block(text, at);
        starts_.words = likely_words(text, at, starts_.words);
        end_ = at + block;
      }
      // What stands before `at` is done with.
      const std::size_t from = at - (end_ - block);
      const std::uint64_t open = ~std::uint64_t{0} << from;
      const std::uint64_t others = (starts_.numbers | starts_.signs) & open;
      // Words before the first digit or sign only: what stands first is found first.
      std::uint64_t left = starts_.words & open & ((others & (~others + 1)) - 1);
      while (left != 0) {
        const std::size_t p = end_ - block + static_cast<std::size_t>(std::countr_zero(left));
        left &= left - 1;
        if (is_opener_at(text, p)) return p;
      }
      if (others == 0) {
        at = end_;
        continue;
      }
      const std::size_t p = end_ - block + static_cast<std::size_t>(std::countr_zero(others));
      if (is_digit(text[p]) || is_fraction_sign_at(text, p)) return p;
      at = p + 1;
    }
  }

  /// Those of the words in the block at `at` whose first three letters may open a number. No branch depends
  /// on a word: it could not be foretold.
  [[nodiscard]] static std::uint64_t likely_words(std::string_view text, std::size_t at,
                                                  std::uint64_t words) noexcept {
    std::uint64_t likely = 0;
    // Four at a time: how many words a block has cannot be foretold either, how many fours it can. Behind the
    // last word the last byte is looked at, and what that says is dropped.
    constexpr std::uint64_t last = std::uint64_t{1} << 63;
    std::uint64_t left = words;
    const char* const block_begin = text.data() + at;
    const auto look_at_next = [&] {
      const int i = std::countr_zero(left | last);
      left &= left - 1;
      std::uint32_t four;
      __builtin_memcpy(&four, block_begin + i, 4);
      likely |= std::uint64_t{filters::known.openings[three_hash(four)]} << i;
    };
    while (left != 0) {
      look_at_next();
      look_at_next();
      look_at_next();
      look_at_next();
    }
    likely &= words;
    return likely;
  }

  block_starts starts_;
  std::size_t end_ = 0;  ///< of the block that was looked at
#endif
};

/// The symbol of a prefix or of a currency, or the sign, that ends before this place; its length, or 0.
[[nodiscard]] constexpr std::size_t symbol_before(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return 0;
  const auto c = static_cast<unsigned char>(text[at - 1]);
  if (c < 0x80) {
    return c == '$' || c == '-' || c == '~' || c == '<' || c == '>' || c == '=' || c == '.' ? 1 : 0;
  }
  if (at >= 2 && static_cast<unsigned char>(text[at - 2]) == 0xc2)
    return c == 0xa3 || c == 0xa5 || c == 0xa2 ? 2 : 0;
  if (at < 3) return 0;
  const auto lead = static_cast<unsigned char>(text[at - 3]);
  const auto second = static_cast<unsigned char>(text[at - 2]);
  const bool known =
      (lead == 0xe2 && (second == 0x82 || second == 0x88 || second == 0x89 || second == 0xa9)) ||
      (lead == 0xef && (second == 0xbc || second == 0xbf)) || (lead == 0xe0 && second == 0xb8);
  return known ? 3 : 0;
}

/// Places before a core where its mention may begin, the nearest first.
struct start_list {
  static constexpr std::size_t most = 12;
  std::array<std::uint16_t, most>
      back{};  ///< how far before the core; ten words are never so long as to not fit
  std::uint16_t count = 0;
  std::uint16_t met = 0;  ///< how many words and symbols before the core could belong to a prefix

  /// Takes note of one; where it could begin none, it is no start.
  constexpr void add(std::size_t core, std::size_t place, bool begins) noexcept {
    if (met++ < most && begins) back[count++] = static_cast<std::uint16_t>(core - place);
  }
};

/// Walks back from a core over the words and symbols that may belong to it, not beyond `floor`.
[[nodiscard]] constexpr start_list starts_before(std::string_view text, std::size_t floor,
                                                 std::size_t core) noexcept {
  constexpr int most_words = 10;
  constexpr int most_behind_verb = 5;
  constexpr std::uint32_t from = word_up_to("from", 4, 0).hash;
  start_list starts;
  std::size_t p = core;
  int strange = 0;
  int most_strange = 2;  // "rose by 5"; more words may stand between a verb and its "from"
  for (int i = 0; i < most_words + most_behind_verb && p > floor; ++i) {
    std::size_t end = p;
    for (int k = 0; k < 4 && end > floor; ++k) {
      const char c = text[end - 1];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == '-' && end < p)) {
        --end;
      } else if (end >= floor + 2 && c == '\xa0' && text[end - 2] == '\xc2') {
        end -= 2;
      } else {
        break;
      }
    }
    const std::size_t symbol = symbol_before(text, end);
    if (symbol != 0 && end >= floor + symbol && strange == 0) {
      p = end - symbol;
      starts.add(core, p, text[p] != '.' || is_digit(byte_at(text, p + 1)));
      continue;
    }
    if (symbol == 1 && text[end - 1] == '-' && end > floor) --end;
    const auto [begin, hash] = word_up_to(text, end, floor);
    if (begin == end) break;
    if (strange == 0 && filters::known.prefixes.has(hash)) {
      starts.add(core, begin, (prefix_words::roles_at(text, begin) & prefix_words::starting) != 0);
      if (hash == from) most_strange = most_behind_verb;
    } else if (++strange > most_strange) {
      break;
    }
    if (filters::known.verbs.has(hash)) starts.add(core, begin, true);
    p = begin;
  }
  return starts;
}

}  // namespace reckon::detail::words
