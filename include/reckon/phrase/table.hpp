// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Tables of words and idioms, in which a text is looked up by its first letter.
namespace reckon::detail::words {

/// A set of words that may answer yes by mistake, but not no.
template <std::size_t Bits>
struct word_filter {
  std::array<std::uint64_t, Bits / 64> bits{};

  constexpr void add(std::uint32_t hash) noexcept { bits[hash % Bits / 64] |= std::uint64_t{1} << hash % 64; }
  [[nodiscard]] constexpr bool has(std::uint32_t hash) const noexcept {
    return (bits[hash % Bits / 64] >> hash % 64 & 1) != 0;
  }
};

/// The number of a letter, 1 to 26 in both cases; 0 for every other byte.
inline constexpr std::array<std::uint8_t, 256> letter_numbers = [] {
  std::array<std::uint8_t, 256> made{};
  for (unsigned i = 0; i < 26; ++i) {
    made['a' + i] = static_cast<std::uint8_t>(i + 1);
    made['A' + i] = static_cast<std::uint8_t>(i + 1);
  }
  return made;
}();

/// A hash of the first three letters, or of a sign that stands there; what is no letter ends the word, so
/// that a word and the idiom that it begins have the same.
[[nodiscard]] constexpr std::uint32_t opening_hash(char first, char second, char third) noexcept {
  const auto number = [](char c) { return std::uint32_t{letter_numbers[static_cast<unsigned char>(c)]}; };
  const std::uint32_t two = number(first) != 0 ? number(second) : 0;
  const std::uint32_t three = two != 0 ? number(third) : 0;
  const auto lead = std::uint32_t{static_cast<unsigned char>(folded(first))};
  return (lead << 10 | two << 5 | three) * 0x9e3779b1U >> 18;
}

[[nodiscard]] constexpr std::uint32_t opening_hash(std::string_view text, std::size_t at) noexcept {
  if (text.size() >= 3 && at <= text.size() - 3) return opening_hash(text[at], text[at + 1], text[at + 2]);
  return opening_hash(byte_at(text, at), byte_at(text, at + 1), byte_at(text, at + 2));
}

/// Entries, each with a member `text`, in buckets of equal openings.
template <class Entry, std::size_t N>
struct idiom_table {
  static constexpr std::size_t buckets = N <= 48 ? 256 : 1024;

  std::array<Entry, N> entries{};
  std::array<char, N>
      second{};  ///< first letter of an idiom's second word, where that is easy to tell, or NUL
  std::array<std::uint16_t, buckets + 1> start{};  ///< of each bucket, and the end of the last
  std::array<Entry, N> listed{};                   ///< in the order in which they were given

  [[nodiscard]] constexpr const Entry* begin() const noexcept { return listed.data(); }
  [[nodiscard]] constexpr const Entry* end() const noexcept { return listed.data() + N; }

  /// The entries that may stand at this place: few, and for most words of a text none.
  [[nodiscard]] constexpr std::span<const Entry> openings_at(std::string_view text,
                                                             std::size_t at) const noexcept {
    const std::size_t bucket = opening_hash(text, at) % buckets;
    return {entries.data() + start[bucket], entries.data() + start[bucket + 1]};
  }
};

/// The first letter of the second word of an idiom; NUL if it has none, or if its first word is not of
/// letters alone.
[[nodiscard]] constexpr char initial_of_second(std::string_view idiom) noexcept {
  std::size_t end = 0;
  while (end < idiom.size() && is_ascii_letter(idiom[end])) ++end;
  return end != 0 && byte_at(idiom, end) == ' ' && is_ascii_letter(byte_at(idiom, end + 1)) ? idiom[end + 1]
                                                                                            : '\0';
}

/// Puts the entries of a list into a table.
template <class Entry, std::size_t N>
[[nodiscard]] consteval idiom_table<Entry, N> indexed(const Entry (&list)[N]) {
  using table_type = idiom_table<Entry, N>;
  constexpr std::size_t buckets = table_type::buckets;
  table_type table;
  for (const Entry& entry : list) ++table.start[opening_hash(entry.text, 0) % buckets + 1];
  for (std::size_t i = 1; i <= buckets; ++i)
    table.start[i] = static_cast<std::uint16_t>(table.start[i] + table.start[i - 1]);
  for (std::size_t i = 0; i < N; ++i) table.listed[i] = list[i];
  // Within a bucket by the initial of the second word, those without one first.
  auto next = table.start;
  for (const Entry& entry : list) {
    const char second = initial_of_second(entry.text);
    const std::size_t bucket = opening_hash(entry.text, 0) % buckets;
    std::size_t place = next[bucket]++;
    for (; place > table.start[bucket] && table.second[place - 1] > second; --place) {
      table.entries[place] = table.entries[place - 1];
      table.second[place] = table.second[place - 1];
    }
    table.entries[place] = entry;
    table.second[place] = second;
  }
  return table;
}

/// An entry of a table and the place where it ends; no entry if none stands there.
template <class Entry>
struct idiom_match {
  const Entry* entry = nullptr;
  std::size_t end = 0;

  // Not the pointer: under -fsanitize=undefined g++ cannot compare one with null in a constant expression.
  [[nodiscard]] constexpr bool found() const noexcept { return end != 0; }
};

/// The longest idiom of the table that stands at this place.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> longest_idiom(std::string_view text, std::size_t at,
                                                         const idiom_table<Entry, N>& table) noexcept {
  idiom_match<Entry> best;
  const std::size_t bucket = opening_hash(text, at) % table.buckets;
  std::size_t i = table.start[bucket];
  const std::size_t stop = table.start[bucket + 1];
  const auto look = [&] {
    const std::size_t end = idiom_at(text, at, table.entries[i].text);
    if (end > best.end) best = {&table.entries[i], end};
  };
  for (; i < stop && table.second[i] == '\0'; ++i) look();
  if (i == stop) return best;
  std::size_t behind = at;
  while (is_ascii_letter(byte_at(text, behind))) ++behind;
  const std::size_t next = byte_at(text, behind) == '-' ? behind + 1 : skip_spaces(text, behind);
  const char initial = folded(byte_at(text, next));
  while (i < stop && table.second[i] < initial) ++i;
  for (; i < stop && table.second[i] == initial; ++i) look();
  return best;
}

/// The letters that begin here, looked up in a table of words; the place behind them too.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> word_of(std::string_view text, std::size_t at,
                                                   const idiom_table<Entry, N>& table) noexcept {
  for (const Entry& entry : table.openings_at(text, at)) {
    const std::size_t end = at + entry.text.size();
    if (end > text.size() || !same_word(text.substr(at, entry.text.size()), entry.text)) continue;
    if (letter_at(text, end) != 0 || is_digit(byte_at(text, end))) continue;
    const std::size_t apostrophe = apostrophe_at(text, end);
    if (apostrophe == 0 || letter_at(text, end + apostrophe) == 0) return {&entry, end};
  }
  return {};
}

/// Whether a word stands in a table.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr bool is_among(std::string_view word, const idiom_table<Entry, N>& table) noexcept {
  if (word.empty()) return false;
  for (const Entry& entry : table.openings_at(word, 0)) {
    if (same_word(word, entry.text)) return true;
  }
  return false;
}

/// A hash of ASCII letters without their case, one after the other.
struct word_hash {
  std::uint32_t value = 0;

  constexpr void put(char c) noexcept {
    value = (value ^ (static_cast<unsigned char>(c) | 0x20U)) * 0x01000193U;
  }
  [[nodiscard]] constexpr std::uint32_t result() const noexcept { return value ^ value >> 15; }
};

/// The hash of the letters that begin here, the first sixteen of them.
[[nodiscard]] constexpr std::uint32_t first_word_hash(std::string_view text, std::size_t at) noexcept {
  word_hash hash;
  constexpr std::size_t longest = 16;
  const std::size_t stop = text.size() - at < longest ? text.size() : at + longest;
  for (std::size_t i = at; i < stop && is_ascii_letter(text[i]); ++i) hash.put(text[i]);
  return hash.result();
}

}  // namespace reckon::detail::words
