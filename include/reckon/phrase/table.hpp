// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
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

/// Eight bytes from `at` on, near an end of the text or in a constant expression.
RECKON_COLD [[nodiscard]] constexpr std::uint64_t last_bytes(std::string_view text, std::size_t at) noexcept {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
    bytes |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << 8 * i;
  return bytes;
}

/// Eight bytes from `at` on, the first in the lowest; zero beyond the end of the text.
[[nodiscard]] constexpr std::uint64_t eight_bytes(std::string_view text, std::size_t at) noexcept {
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little && at + 8 <= text.size()) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, 8);
    return bytes;
  }
  return last_bytes(text, at);
}

/// Of eight bytes, the top bit of each that is an ASCII letter.
[[nodiscard]] constexpr std::uint64_t letter_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = (bytes | 0x20 * each) & 0x7f * each;
  const std::uint64_t from_a = low + (0x80 - 'a') * each;
  const std::uint64_t behind_z = low + (0x7f - 'z') * each;
  return from_a & ~behind_z & ~bytes & 0x80 * each;
}

/// Of eight bytes, the top bit of each that is a digit.
[[nodiscard]] constexpr std::uint64_t digit_bits(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t low = bytes & 0x7f * each;
  const std::uint64_t from_0 = low + (0x80 - '0') * each;
  const std::uint64_t behind_9 = low + (0x7f - '9') * each;
  return from_0 & ~behind_9 & ~bytes & 0x80 * each;
}

[[nodiscard]] constexpr std::uint32_t mixed(std::uint64_t letters) noexcept {
  return static_cast<std::uint32_t>(letters * 0x9e3779b97f4a7c15U >> 46);
}

/// The first seven letters without their case, or the sign that stands there; what is no letter ends the
/// word, so that a word and the idiom that it begins have the same.
[[nodiscard]] constexpr std::uint64_t opening_at(std::string_view text, std::size_t at) noexcept {
  const std::uint64_t bytes = eight_bytes(text, at);
  const std::uint64_t others = ~letter_bits(bytes) & 0x8080808080808080;
  std::uint64_t kept = (others ^ (others - 1)) >> 8 | 0xff;
  // A sign outside ASCII has two bytes or three.
  if ((bytes & 0x80) != 0) kept = (bytes & 0xff) < 0xe0 ? 0xffff : 0xffffff;
  return (bytes | 0x2020202020202020) & kept;
}

[[nodiscard]] constexpr std::uint32_t opening_hash(std::string_view text, std::size_t at) noexcept {
  return mixed(opening_at(text, at));
}

/// Where the second word of an idiom begins if its first is of letters alone, else 0.
[[nodiscard]] constexpr std::size_t second_word_of(std::string_view idiom) noexcept {
  std::size_t end = 0;
  while (end < idiom.size() && is_ascii_letter(idiom[end])) ++end;
  return end != 0 && byte_at(idiom, end) == ' ' && is_ascii_letter(byte_at(idiom, end + 1)) ? end + 1 : 0;
}

[[nodiscard]] constexpr std::uint32_t mixed_pair(std::uint64_t first, std::uint64_t second) noexcept {
  return mixed(first ^ second * 0xff51afd7ed558ccdU);
}

/// Entries, each with a member `text`, in buckets: of equal first words where no second one is told, else of
/// equal first and second words.
template <class Entry, std::size_t N>
struct idiom_table {
  static constexpr std::size_t buckets = N <= 48 ? 256 : 1024;

  std::array<Entry, N> entries{};
  std::array<std::uint64_t, N> openings{};         ///< of the entries
  std::array<bool, N> whole{};                     ///< whether the opening is all of the entry
  std::array<std::uint16_t, buckets + 1> start{};  ///< of each bucket, and the end of the last
  word_filter<buckets> goes_on;                    ///< the first words of entries with a second one
  std::array<Entry, N> listed{};                   ///< in the order in which they were given

  [[nodiscard]] constexpr const Entry* begin() const noexcept { return listed.data(); }
  [[nodiscard]] constexpr const Entry* end() const noexcept { return listed.data() + N; }

  [[nodiscard]] constexpr std::span<const Entry> bucket(std::uint32_t hash) const noexcept {
    const std::size_t i = hash % buckets;
    return {entries.data() + start[i], entries.data() + start[i + 1]};
  }

  /// Calls f with the number of each entry of this opening in the bucket of a hash: few, and for most words
  /// of a text none.
  template <class F>
  constexpr void each_of(std::uint64_t opening, std::uint32_t hash, F f) const noexcept {
    const std::size_t i = hash % buckets;
    for (std::size_t k = start[i]; k != start[i + 1]; ++k) {
      if (openings[k] == opening) f(k);
    }
  }
};

/// Puts the entries of a list into a table.
template <class Entry, std::size_t N>
[[nodiscard]] consteval idiom_table<Entry, N> indexed(const Entry (&list)[N]) {
  using table_type = idiom_table<Entry, N>;
  constexpr std::size_t buckets = table_type::buckets;
  table_type table;
  std::array<std::size_t, N> bucket_of{};
  for (std::size_t i = 0; i < N; ++i) {
    table.listed[i] = list[i];
    const std::uint64_t first = opening_at(list[i].text, 0);
    const std::size_t second = second_word_of(list[i].text);
    if (second != 0) table.goes_on.add(mixed(first));
    bucket_of[i] =
        (second == 0 ? mixed(first) : mixed_pair(first, opening_at(list[i].text, second))) % buckets;
    ++table.start[bucket_of[i] + 1];
  }
  for (std::size_t i = 1; i <= buckets; ++i)
    table.start[i] = static_cast<std::uint16_t>(table.start[i] + table.start[i - 1]);
  auto next = table.start;
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t k = next[bucket_of[i]]++;
    table.entries[k] = list[i];
    table.openings[k] = opening_at(list[i].text, 0);
    table.whole[k] = list[i].text.size() < 7;
    for (const char c : list[i].text) table.whole[k] = table.whole[k] && is_ascii_letter(c);
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

/// Where the second word of an idiom would stand if its first stands here.
[[nodiscard]] constexpr std::size_t next_initial(std::string_view text, std::size_t at) noexcept {
  while (is_ascii_letter(byte_at(text, at))) ++at;
  return byte_at(text, at) == '-' ? at + 1 : skip_spaces(text, at);
}

/// The longest idiom of the table that stands at this place.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> longest_idiom(std::string_view text, std::size_t at,
                                                         const idiom_table<Entry, N>& table) noexcept {
  idiom_match<Entry> best;
  const std::uint64_t first = opening_at(text, at);
  const auto look = [&](std::uint32_t hash) {
    table.each_of(first, hash, [&](std::size_t k) {
      const std::size_t end = idiom_at(text, at, table.entries[k].text);
      if (end > best.end) best = {&table.entries[k], end};
    });
  };
  const std::uint32_t hash = mixed(first);
  look(hash);
  if (table.goes_on.has(hash)) look(mixed_pair(first, opening_at(text, next_initial(text, at))));
  return best;
}

/// The letters that begin here, looked up in a table of words; the place behind them too.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> word_of(std::string_view text, std::size_t at,
                                                   const idiom_table<Entry, N>& table) noexcept {
  idiom_match<Entry> match;
  const std::uint64_t first = opening_at(text, at);
  table.each_of(first, mixed(first), [&](std::size_t k) {
    const Entry& entry = table.entries[k];
    const std::size_t end = at + entry.text.size();
    if (!table.whole[k] && (end > text.size() || !same_word(text.substr(at, entry.text.size()), entry.text)))
      return;
    const char mark = byte_at(text, end);
    if (mark != ' ') {
      if (letter_at(text, end) != 0 || is_digit(mark)) return;
      const std::size_t apostrophe = apostrophe_at(text, end);
      if (apostrophe != 0 && letter_at(text, end + apostrophe) != 0) return;
    }
    match = {&entry, end};
  });
  return match;
}

/// Whether a word stands in a table.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr bool is_among(std::string_view word, const idiom_table<Entry, N>& table) noexcept {
  if (word.empty()) return false;
  bool found = false;
  const std::uint64_t first = opening_at(word, 0);
  table.each_of(first, mixed(first),
                [&](std::size_t k) { found = found || same_word(word, table.entries[k].text); });
  return found;
}

}  // namespace reckon::detail::words
