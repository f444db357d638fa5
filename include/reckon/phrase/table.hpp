// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Tables of words and idioms, in which a text is looked up by its first letter.
namespace reckon::detail::words {

/// The bucket of a first character: a letter has the same one in both cases.
[[nodiscard]] constexpr std::size_t bucket_of(char c) noexcept { return static_cast<unsigned char>(c) & 31; }

/// Entries, each with a member `text`, in the order of their buckets.
template <class Entry, std::size_t N>
struct idiom_table {
  std::array<Entry, N> entries{};
  std::array<std::uint16_t, 33> start{};  ///< of each bucket, and the end of the last

  [[nodiscard]] constexpr const Entry* begin() const noexcept { return entries.data(); }
  [[nodiscard]] constexpr const Entry* end() const noexcept { return entries.data() + N; }
  [[nodiscard]] constexpr const Entry& operator[](std::size_t i) const noexcept { return entries[i]; }
};

/// Puts the entries of a list into a table.
template <class Entry, std::size_t N>
[[nodiscard]] consteval idiom_table<Entry, N> indexed(const Entry (&list)[N]) {
  idiom_table<Entry, N> table;
  for (const Entry& entry : list) ++table.start[bucket_of(entry.text.front()) + 1];
  for (std::size_t i = 1; i < 33; ++i)
    table.start[i] = static_cast<std::uint16_t>(table.start[i] + table.start[i - 1]);
  std::array<std::uint16_t, 33> next = table.start;
  for (const Entry& entry : list) table.entries[next[bucket_of(entry.text.front())]++] = entry;
  return table;
}

/// Whether the first two characters of an idiom may stand at this place; spares most comparisons.
[[nodiscard]] constexpr bool opens_alike(std::string_view idiom, char first, char second) noexcept {
  return idiom.front() == first &&
         (idiom.size() < 2 || idiom[1] == second || (idiom[1] == ' ' && !is_ascii_letter(second)));
}

/// Whether the third character of a longer idiom may be this one.
[[nodiscard]] constexpr bool third_alike(char of_idiom, char here) noexcept {
  return of_idiom == here || (of_idiom == ' ' && !is_ascii_letter(here)) ||
         static_cast<unsigned char>(here) <= ' ';
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
  const char first = folded(byte_at(text, at));
  const char second = folded(byte_at(text, at + 1));
  const char third = folded(byte_at(text, at + 2));
  const std::size_t bucket = bucket_of(first);
  for (std::size_t i = table.start[bucket]; i < table.start[bucket + 1]; ++i) {
    if (!opens_alike(table.entries[i].text, first, second)) continue;
    if (table.entries[i].text.size() > 3 && !third_alike(table.entries[i].text[2], third)) continue;
    const std::size_t end = rest_of_idiom_at(text, at, table.entries[i].text);
    if (end > best.end) best = {&table.entries[i], end};
  }
  return best;
}

/// The letters that begin here, looked up in a table of words; the place behind them too.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> word_of(std::string_view text, std::size_t at,
                                                   const idiom_table<Entry, N>& table) noexcept {
  const char first = folded(byte_at(text, at));
  const char second = folded(byte_at(text, at + 1));
  const std::size_t bucket = bucket_of(first);
  std::size_t entry = table.start[bucket];
  const std::size_t stop = table.start[bucket + 1];
  while (entry < stop && !opens_alike(table.entries[entry].text, first, second)) ++entry;
  if (entry == stop) return {};
  constexpr std::size_t longest = 24;  // no word of the tables is longer
  std::size_t end = at;
  for (std::size_t n = letter_at(text, end); n != 0 && end - at <= longest; n = letter_at(text, end))
    end += n;
  if (end == at || end - at > longest || is_digit(byte_at(text, end))) return {};
  const std::size_t apostrophe = apostrophe_at(text, end);
  if (apostrophe != 0 && letter_at(text, end + apostrophe) != 0) return {};
  const std::string_view word = text.substr(at, end - at);
  for (; entry < stop; ++entry) {
    if (same_word(word, table.entries[entry].text)) return {&table.entries[entry], end};
  }
  return {};
}

/// Whether a word stands in a table.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr bool is_among(std::string_view word, const idiom_table<Entry, N>& table) noexcept {
  if (word.empty()) return false;
  const std::size_t bucket = bucket_of(word.front());
  for (std::size_t i = table.start[bucket]; i < table.start[bucket + 1]; ++i) {
    if (same_word(word, table.entries[i].text)) return true;
  }
  return false;
}

/// A set of words that may answer yes by mistake, but not no.
template <std::size_t Bits>
struct word_filter {
  std::array<std::uint64_t, Bits / 64> bits{};

  constexpr void add(std::uint32_t hash) noexcept { bits[hash % Bits / 64] |= std::uint64_t{1} << hash % 64; }
  [[nodiscard]] constexpr bool has(std::uint32_t hash) const noexcept {
    return (bits[hash % Bits / 64] >> hash % 64 & 1) != 0;
  }
};

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
