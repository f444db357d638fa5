// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/table.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The words before a number, each looked up once for all the tables that could have it.
namespace reckon::detail::words {

/// What a word before a number may tell of it: looked up once for all the tables.
namespace words_before {
inline constexpr std::uint16_t label = 1;
inline constexpr std::uint16_t loose_label = 2;
inline constexpr std::uint16_t score = 4;
inline constexpr std::uint16_t year = 8;
inline constexpr std::uint16_t loose_year = 16;
inline constexpr std::uint16_t age = 32;  ///< people and what stands before their age
inline constexpr std::uint16_t pronoun = 64;
inline constexpr std::uint16_t month = 128;
inline constexpr std::uint16_t date_link = 256;
inline constexpr std::uint16_t other = 512;

[[nodiscard]] consteval std::array<std::uint16_t, 16384> roles() {
  std::array<std::uint16_t, 16384> made{};
  const auto add = [&](std::string_view word, unsigned role) {
    std::uint16_t& known = made[opening_hash(word, 0) % made.size()];
    known = static_cast<std::uint16_t>(known | role);
  };
  const auto add_all = [&](const auto& table, unsigned role) {
    for (const auto& entry : table) add(entry.text, role);
  };
  add_all(label_words, label);
  add_all(loose_label_words, loose_label);
  add_all(score_words, score);
  add_all(year_words, year);
  add_all(loose_year_words, loose_year);
  add_all(people_words, age);
  add_all(ages_words, age);
  add_all(young_people, age);
  add_all(pronoun_words, pronoun);
  add_all(verbs_of_going, other);
  add_all(date_links, date_link);
  add_all(months, month);
  for (const std::string_view word : {"than", "of", "and", "to", "aged", "age", "ages", "turned"})
    add(word, age);
  for (const std::string_view word : {"by", "or", "at", "older", "younger", "the", "year", "if", "past",
                                      "half", "quarter", "minutes", "plus"})
    add(word, other);
  return made;
}

inline constexpr std::array<std::uint16_t, 16384> known = roles();
}  // namespace words_before

/// The word that ends before a place, spaces and one full stop or comma skipped; where it begins.
struct word_before {
  std::string_view word;
  std::size_t begin = 0;
  std::string_view listed;  ///< the word again if a table or a comparison may have it, else empty
  std::uint16_t roles = 0;

  [[nodiscard]] constexpr bool may_be(unsigned role) const noexcept { return (roles & role) != 0; }
};

[[nodiscard]] constexpr word_before word_ending_before(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || (text[end - 1] >= '\t' && text[end - 1] <= '\r'))) --end;
  if (end > 0 && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
  // Sixteen letters and digits at most: no word of the tables is longer.
  std::size_t begin = end;
  std::uint64_t bytes = 0;
  for (int i = 0; i < 2; ++i) {
    const std::size_t room = begin < 8 ? begin : 8;
    if (room == 0) break;
    bytes = eight_bytes(text, begin - room) << 8 * (8 - room);
    const std::uint64_t letters = letter_bits(bytes);
    const std::uint64_t others = ~(letters | digit_bits(bytes)) & 0x8080808080808080;
    const std::size_t count = others == 0 ? 8 : static_cast<std::size_t>(std::countl_zero(others)) / 8;
    begin -= count < room ? count : room;
    if (count == 8) continue;
    if (i != 0 || count == 0) break;
    // The usual case: the whole word is at hand, and its opening too.
    const std::string_view word(text.data() + begin, count);
    if ((letters >> 8 * (8 - count) & 0x80) == 0) return {word, begin, {}, 0};
    const std::uint64_t inside = ~letters & 0x8080808080808080;
    if (std::countl_zero(inside) / 8 < static_cast<int>(count)) break;
    const std::uint64_t opening = (bytes | 0x2020202020202020) >> 8 * (8 - count);
    const std::uint16_t roles = words_before::known[mixed(opening) % words_before::known.size()];
    return {word, begin, roles != 0 ? word : std::string_view(), roles};
  }
  const std::size_t length = end - begin;
  const std::string_view word(text.data() + begin, length);
  if (length == 0 || !is_ascii_letter(word.front())) return {word, begin, {}, 0};
  // What stands behind the word is no part of it.
  const std::uint64_t only = length < 7 ? (std::uint64_t{1} << 8 * length) - 1 : ~std::uint64_t{0};
  const std::uint32_t hash = mixed(opening_at(text, begin) & only);
  const std::uint16_t roles = words_before::known[hash % words_before::known.size()];
  return {word, begin, roles != 0 ? word : std::string_view(), roles};
}

/// The words before a place, each looked up once, the nearest first.
class look_behind {
 public:
  constexpr look_behind(std::string_view text, std::size_t at) noexcept : text_(text), next_(at) {}

  [[nodiscard]] constexpr const word_before& operator[](std::size_t i) noexcept {
    while (count_ <= i) {
      words_[count_] = word_ending_before(text_, next_);
      next_ = words_[count_++].begin;
    }
    return words_[i];
  }

 private:
  std::string_view text_;
  std::size_t next_;
  std::size_t count_ = 0;
  std::array<word_before, 6> words_{};
};

}  // namespace reckon::detail::words
