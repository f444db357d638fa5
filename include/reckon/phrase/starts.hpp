// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/letters_before.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where a mention may begin, from its number back: the words and symbols before it.
namespace reckon::detail::words {

/// What a word before a number may be: two bits for each hash of one. Either may be set by mistake, but not
/// missing.
struct word_kinds {
  static constexpr unsigned prefix = 1;  ///< a word of a prefix, or before one
  static constexpr unsigned verb = 2;    ///< a word of a change
  static constexpr std::size_t hashes = 16384;

  std::array<std::uint64_t, hashes / 32> bits{};

  constexpr void add(std::uint32_t hash, unsigned kind) noexcept {
    bits[hash % hashes / 32] |= std::uint64_t{kind} << hash * 2 % 64;
  }
  [[nodiscard]] constexpr unsigned of(std::uint32_t hash) const noexcept {
    return static_cast<unsigned>(bits[hash % hashes / 32] >> hash * 2 % 64 & 3);
  }
};

/// A word that ends at a place, sixteen letters of it at most.
struct word_behind {
  std::size_t begin = 0;
  std::uint32_t hash = 0;
};

/// The word of so many letters, one at least, that ends at this place.
[[nodiscard]] constexpr word_behind word_up_to(std::string_view text, std::size_t end,
                                               std::size_t letters) noexcept {
  constexpr std::uint64_t case_bits = 0x2020202020202020;
  // The last byte is at the top, so that what counts is at one end.
  const std::uint64_t last = eight_bytes_before(text, end) | case_bits;
  if (letters <= 8) return {end - letters, mixed_pair(last >> 8 * (8 - letters), 0)};
  const std::uint64_t others = (eight_bytes_before(text, end - 8) | case_bits) >> 8 * (16 - letters);
  return {end - letters, mixed_pair(last, others)};
}

namespace filters {

/// Adds each word of an idiom as a look backwards finds it.
constexpr void add_words(word_kinds& kinds, unsigned kind, std::string_view idiom) {
  for (std::size_t end = idiom.size(); end > 0;) {
    const std::size_t letters = letters_before(idiom, end);
    if (letters != 0) kinds.add(word_up_to(idiom, end, letters).hash, kind);
    end -= letters == 0 ? 1 : letters;
  }
}

[[nodiscard]] consteval word_kinds make() {
  word_kinds made;
  const auto add_prefix = [&](std::string_view idiom) { add_words(made, word_kinds::prefix, idiom); };
  for (const prefix_idiom& entry : prefixes) add_prefix(entry.text);
  for (const comparative& entry : comparatives) add_prefix(entry.text);
  for (const comparison_adverb& entry : comparison_adverbs) add_prefix(entry.text);
  for (const unit_idiom& entry : currency_prefixes) add_prefix(entry.text);
  for (const std::string_view word :
       {"no",   "not",  "nothing", "never",  "hardly", "scarcely", "equal", "equals",
        "to",   "or",   "than",    "a",      "an",     "quite",    "minus", "negative",
        "many", "over", "above",   "beyond", "under",  "below"})
    add_prefix(word);
  for (const plain_idiom& entry : change_verbs) add_words(made, word_kinds::verb, entry.text);
  return made;
}

inline constexpr word_kinds known = make();

/// With which words the idioms before a number begin.
struct idiom_openings {
  word_filter<4096> whole;  ///< of idioms of one word
  word_filter<8192> pairs;  ///< the first two of others

  /// Of the hashes of two words, one.
  [[nodiscard]] static constexpr std::uint32_t pair(std::uint32_t first, std::uint32_t second) noexcept {
    return first * 5 ^ second;
  }
};

[[nodiscard]] consteval idiom_openings make_openings() {
  idiom_openings made;
  for (const prefix_idiom& entry : prefixes) {
    const std::uint32_t first = opening_hash(entry.text, 0);
    const std::size_t second = second_word_of(entry.text);
    // Of the fillers, "a" alone begins numbers.
    const bool begins = entry.sense.role != prefix_role::filler || same_word(entry.text, "a");
    if (second == 0 && begins) made.whole.add(first);
    if (second != 0) made.pairs.add(idiom_openings::pair(first, opening_hash(entry.text, second)));
  }
  return made;
}

inline constexpr idiom_openings openings = make_openings();

}  // namespace filters

/// Whether an idiom may begin with a word of this hash of its opening and, one space behind it, what stands
/// at `next`.
[[nodiscard]] constexpr bool may_begin_idiom(std::string_view text, std::uint32_t hash,
                                             std::size_t next) noexcept {
  if (filters::openings.whole.has(hash)) return true;
  return is_ascii_letter(byte_at(text, next)) &&
         filters::openings.pairs.has(filters::idiom_openings::pair(hash, opening_hash(text, next)));
}

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

  struct start {
    std::uint16_t back = 0;   ///< how far before the core; ten words are never so long as to not fit
    std::uint16_t roles = 0;  ///< of its word, as prefix_words has them
  };

  std::array<start, most> list{};
  std::uint16_t count = 0;
  std::uint16_t met = 0;  ///< how many words and symbols before the core could belong to a prefix

  /// Takes note of one; where it could begin none, it is no start.
  constexpr void add(std::size_t core, std::size_t place, std::uint16_t roles, bool begins) noexcept {
    if (met++ < most && begins) list[count++] = {static_cast<std::uint16_t>(core - place), roles};
  }
};

/// Where the spaces, four at most, and a hyphen among them begin that end before this place.
[[nodiscard]] constexpr std::size_t gap_before(std::string_view text, std::size_t at,
                                               std::size_t floor) noexcept {
  std::size_t end = at;
  for (int k = 0; k < 4 && end > floor; ++k) {
    const char c = text[end - 1];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == '-' && end < at)) {
      --end;
    } else if (end >= floor + 2 && c == '\xa0' && text[end - 2] == '\xc2') {
      end -= 2;
    } else {
      break;
    }
  }
  return end;
}

/// Whether a space or a tab stands before this place, and before that, as far as one can see at a glance, no
/// word or symbol that may belong to what follows: digits, a comma, or what is done with.
[[nodiscard]] constexpr bool ends_before_gap(std::string_view text, std::size_t at,
                                             std::size_t floor) noexcept {
  const char gap = text[at - 1];
  if (gap != ' ' && gap != '\t') return false;
  if (at - 1 <= floor) return true;
  const char c = text[at - 2];
  return is_digit(c) || c == ',' || c == '%';
}

/// Adds the hyphen that stands apart from the core if nothing but a few spaces stands before it: a minus
/// where the number is all that the text holds.
RECKON_COLD constexpr void add_minus_apart(std::string_view text, std::size_t core,
                                           start_list& starts) noexcept {
  constexpr std::size_t most = 32;
  if (core > most) return;
  const std::size_t at = skip_all_spaces(text, 0);
  if (byte_at(text, at) == '-' && at + 1 < core && skip_spaces(text, at + 1) == core)
    starts.add(core, at, prefix_words::minus, true);
}

/// Walks back from a core over the words and symbols that may belong to it, not beyond `floor`.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr start_list starts_before(std::string_view text,
                                                                      std::size_t floor,
                                                                      std::size_t core) noexcept {
  constexpr int most_words = 10;
  constexpr int most_behind_verb = 5;
  constexpr std::uint32_t from = word_up_to("from", 4, 4).hash;
  start_list starts;
  std::size_t p = core;
  int strange = 0;
  int most_strange = 2;  // "rose by 5"; more words may stand between a verb and its "from"
  for (int left = most_words + most_behind_verb; left > 0 && p > floor; --left) {
    // Most words stand one space before the next.
    std::size_t end = p - 1;
    std::size_t letters = text[end] == ' ' && end > floor ? letters_before(text, end) : 0;
    if (letters == 0) {
      if (ends_before_gap(text, p, floor)) break;
      end = gap_before(text, p, floor);
      const std::size_t symbol = symbol_before(text, end);
      if (symbol != 0 && end >= floor + symbol && strange == 0) {
        p = end - symbol;
        starts.add(core, p, prefix_words::roles_at(text, p),
                   text[p] != '.' || is_digit(byte_at(text, p + 1)));
        continue;
      }
      if (symbol == 1 && text[end - 1] == '-' && end > floor) --end;
      if (p == core && symbol == 0) add_minus_apart(text, core, starts);
      letters = letters_before(text, end);
      if (letters == 0 || end == floor) break;
    }
    if (letters > end - floor) letters = end - floor;
    const auto [begin, hash] = word_up_to(text, end, letters);
    const unsigned kinds = filters::known.of(hash);
    // What a short word begins with is all of it, and its hash the same.
    const bool is_short = letters <= 7 && end != p;
    const auto roles = [&, begin = begin, hash = hash] {
      return is_short ? prefix_words::known.of(hash) : prefix_words::known.at(text, begin);
    };
    if (strange == 0 && (kinds & word_kinds::prefix) != 0) {
      const std::uint16_t known = roles();
      const std::uint16_t starting = known & prefix_words::starting;
      // "in the" and "of 5" begin no idiom, though "in the region of" and "of the order of" do.
      const bool none = starting == prefix_words::listed && is_short && end + 1 == p && text[end] == ' ' &&
                        !may_begin_idiom(text, hash, p);
      starts.add(core, begin, known, starting != 0 && !none);
      if (hash == from) most_strange = most_behind_verb;
      if ((kinds & word_kinds::verb) != 0) starts.add(core, begin, known, true);
    } else {
      if ((kinds & word_kinds::verb) != 0) starts.add(core, begin, roles(), true);
      if (++strange == most_strange) break;
    }
    p = begin;
  }
  return starts;
}

}  // namespace reckon::detail::words
