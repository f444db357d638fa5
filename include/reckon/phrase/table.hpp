// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

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

/// Up to eight letters, the first in the lowest byte, without their case.
struct letter_key {
  std::uint64_t letters = 0;
  std::size_t count = 0;

  [[nodiscard]] constexpr std::uint32_t hash() const noexcept {
    return static_cast<std::uint32_t>(letters * 0x9e3779b97f4a7c15U >> 46);
  }
};

/// Eight bytes from `at` on, the first in the lowest; zero beyond the end of the text.
[[nodiscard]] constexpr std::uint64_t eight_bytes(std::string_view text, std::size_t at) noexcept {
  std::uint64_t bytes = 0;
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && text.size() >= 8 &&
      at <= text.size() - 1) {
    const std::size_t last = text.size() - 8;
    const std::size_t from = at < last ? at : last;
    std::memcpy(&bytes, text.data() + from, 8);
    return bytes >> 8 * (at - from);
  }
  for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
    bytes |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << 8 * i;
  return bytes;
}

/// Of eight bytes, the top bit of each that is an ASCII letter.
[[nodiscard]] constexpr std::uint64_t letter_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = (bytes | 0x20 * each) & 0x7f * each;
  const std::uint64_t from_a = low + (0x80 - 'a') * each;
  const std::uint64_t behind_z = low + (0x7f - 'z') * each;
  return from_a & ~behind_z & ~bytes & 0x80 * each;
}

/// The letters that begin here, as many as eight; none if another character stands here.
[[nodiscard]] constexpr letter_key letters_from(std::string_view text, std::size_t at) noexcept {
  const std::uint64_t bytes = eight_bytes(text, at);
  const std::uint64_t others = ~letter_bits(bytes) & 0x8080808080808080;
  const std::uint64_t folded_bytes = bytes | 0x2020202020202020;
  if (others == 0) return {folded_bytes, 8};
  const auto count = static_cast<std::size_t>(std::countr_zero(others)) / 8;
  return {folded_bytes & ((std::uint64_t{1} << 8 * count) - 1), count};
}

/// A hash of the first letters, or of the sign that stands there; what is no letter ends the word, so that a
/// word and the idiom that it begins have the same.
[[nodiscard]] constexpr std::uint32_t opening_hash(std::string_view text, std::size_t at) noexcept {
  letter_key key = letters_from(text, at);
  if (key.count == 0) key.letters = static_cast<unsigned char>(byte_at(text, at));
  return key.hash();
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

}  // namespace reckon::detail::words
