// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/number_words.hpp>
#include <reckon/phrase/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The words with which a number in words may begin. Most other words are dismissed by their first four
/// letters, most of the rest by a hash of the whole word. Both only ever let too much through; the grammar
/// decides.
namespace reckon::detail::words {

/// Calls f with each word with which a number or a vague amount may begin.
template <class F>
constexpr void for_each_opener(F f) {
  for (const number_word& entry : number_words) f(entry.text);
  for (const scale_word& entry : scale_words) f(entry.text);
  for (const vague_plural& entry : vague_plurals) f(entry.text);
  for (const part_word& entry : part_words) f(entry.text);
  for (const std::string_view word : {"several", "few", "couple", "handful", "no", "none"}) f(word);
}

/// One byte for each half of a byte. A vector of 32 bytes looks each half of itself up in a table of 16: all
/// stand twice.
using half_table = std::array<unsigned char, 32>;

/// Which first four characters a word may open a number with, as eight sets of such: a set is told by which
/// halves of a byte occur in it at each of the four places, so that one instruction can look up many bytes.
struct opening_letters {
  static constexpr std::size_t places = 4;

  // One bit for each set.
  alignas(32) std::array<half_table, places> low{};   ///< by the low half of a byte
  alignas(32) std::array<half_table, places> high{};  ///< by the high half of a byte

  /// The sets to which a character may belong at a place.
  [[nodiscard]] constexpr unsigned char sets(std::size_t place, char c) const noexcept {
    const unsigned byte = static_cast<unsigned char>(c);
    return static_cast<unsigned char>(low[place][byte % 16] & high[place][byte / 16]);
  }

  /// Adds a character, and what differs from it in the bit alone that tells small letters from capitals.
  constexpr void add(std::size_t place, char c, unsigned char set) noexcept {
    constexpr unsigned case_bit = 0x20;
    const unsigned byte = static_cast<unsigned char>(c);
    for (const unsigned half : {0U, 16U}) {
      low[place][half + byte % 16] |= set;
      high[place][half + (byte | case_bit) / 16] |= set;
      high[place][half + (byte & ~case_bit) / 16] |= set;
    }
  }
};

/// What is a letter or a digit, told in the same way: what its two halves have in common is 0 for all else.
struct character_kinds {
  static constexpr unsigned char digit = 0x80;  ///< the top bit, which one instruction gathers
  static constexpr unsigned char letter_to_o = 1;
  static constexpr unsigned char letter_from_p = 2;

  alignas(32) half_table low{};
  alignas(32) half_table high{};
};

/// The openers by whole bytes, for one word at a time.
using opening_bytes = std::array<std::array<unsigned char, 256>, opening_letters::places>;

namespace openings {

/// The set of a word: short ones apart, as anything may stand behind them, the others by their first letter.
/// Which share one was found by trial on some megabytes of English: of so few strangers that come in, four in
/// five only look like openers to the end of the fourth letter.
[[nodiscard]] constexpr unsigned char set_of(std::string_view word) noexcept {
  constexpr std::string_view short_words[] = {"few ten", "one six two", "no lac"};
  constexpr std::string_view initials[] = {"st", "cq", "bdmn", "hl", "efz"};
  unsigned set = 1;
  for (const std::string_view words : short_words) {
    if (words.find(word) != std::string_view::npos) return static_cast<unsigned char>(set);
    set *= 2;
  }
  for (const std::string_view letters : initials) {
    if (letters.find(word[0]) != std::string_view::npos) return static_cast<unsigned char>(set);
    set *= 2;
  }
  return 1;  // a word that is new here; a set too wide is only slower
}

constexpr void add(opening_letters& made, std::string_view word) {
  const unsigned char set = set_of(word);
  for (std::size_t place = 0; place < opening_letters::places; ++place) {
    if (place < word.size()) {
      made.add(place, word[place], set);
    } else if (place < opening_letters::places - 1) {
      made.add(place, ' ', set);  // behind a word of two letters
    } else {
      for (int c = 0; c < 256; ++c) made.add(place, static_cast<char>(c), set);
    }
  }
}

[[nodiscard]] consteval opening_letters make_letters() {
  opening_letters made;
  for_each_opener([&](std::string_view word) { add(made, word); });
  return made;
}

inline constexpr opening_letters letters = make_letters();

[[nodiscard]] consteval character_kinds make_kinds() {
  character_kinds made;
  const auto add = [&](char first, char last, unsigned char kind) {
    for (char c = first; c <= last; ++c) {
      const auto byte = static_cast<unsigned char>(c);
      for (const std::size_t half : {std::size_t{0}, std::size_t{16}}) {
        made.low[half + byte % 16] |= kind;
        made.high[half + byte / 16] |= kind;
      }
    }
  };
  add('0', '9', character_kinds::digit);
  add('a', 'o', character_kinds::letter_to_o);
  add('A', 'O', character_kinds::letter_to_o);
  add('p', 'z', character_kinds::letter_from_p);
  add('P', 'Z', character_kinds::letter_from_p);
  return made;
}

inline constexpr character_kinds kinds = make_kinds();

[[nodiscard]] consteval opening_bytes make_bytes() {
  opening_bytes made{};
  for (std::size_t place = 0; place < opening_letters::places; ++place) {
    for (int c = 0; c < 256; ++c)
      made[place][static_cast<std::size_t>(c)] = letters.sets(place, static_cast<char>(c));
  }
  return made;
}

inline constexpr opening_bytes bytes = make_bytes();

[[nodiscard]] consteval word_filter<8192> make_words() {
  word_filter<8192> made;
  for_each_opener([&](std::string_view word) { made.add(opening_hash(word, 0)); });
  return made;
}

inline constexpr word_filter<8192> words = make_words();

}  // namespace openings

/// Whether a word that begins with these four characters may open a number.
[[nodiscard]] constexpr bool may_open(char first, char second, char third, char fourth) noexcept {
  const auto sets = [](std::size_t place, char c) {
    return openings::bytes[place][std::size_t{static_cast<unsigned char>(c)}];
  };
  return (sets(0, first) & sets(1, second) & sets(2, third) & sets(3, fourth)) != 0;
}

/// Whether the word that begins here may open a number.
[[nodiscard]] constexpr bool is_opener_at(std::string_view text, std::size_t at) noexcept {
  return openings::words.has(opening_hash(text, at));
}

}  // namespace reckon::detail::words
