// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/eight_bytes.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
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

[[nodiscard]] constexpr std::uint32_t mixed(std::uint64_t letters) noexcept {
  return static_cast<std::uint32_t>(letters * 0x9e3779b97f4a7c15U >> 46);
}

/// The first seven letters without their case, or the sign that stands there; what is no letter ends the
/// word, so that a word and the idiom that it begins have the same.
[[nodiscard]] constexpr std::uint64_t opening_at(std::string_view text, std::size_t at) noexcept {
  const std::uint64_t raw = eight_bytes(text, at);
  const std::uint64_t bytes = raw | 0x2020202020202020;
  const std::uint64_t others = first_other_bit(bytes);
  const std::uint64_t letters = (others ^ (others - 1)) >> 8;
  if (letters != 0) return bytes & letters;
  // A sign outside ASCII has two bytes or three.
  return bytes & ((raw & 0x80) == 0 ? 0xff : (raw & 0xff) < 0xe0 ? 0xffff : 0xffffff);
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

/// How many letters of a word its opening has.
[[nodiscard]] constexpr std::size_t opening_letters_of(std::string_view word) noexcept {
  std::size_t letters = 0;
  while (letters < 7 && letters < word.size() && is_ascii_letter(word[letters])) ++letters;
  return letters;
}

[[nodiscard]] constexpr std::uint32_t mixed_pair(std::uint64_t first, std::uint64_t second) noexcept {
  return mixed(first ^ second * 0xff51afd7ed558ccdU);
}

/// End of what is left of an idiom if it stands at this place, or 0: most often its next letter tells.
[[nodiscard]] constexpr std::size_t end_of_rest(std::string_view text, std::size_t at,
                                                std::string_view rest) noexcept {
  if (rest.empty()) return ends_word(text, at) ? at : 0;
  if (rest[0] != ' ') {
    if (folded(byte_at(text, at)) != rest[0]) return 0;
  } else if (rest.size() > 1 && byte_at(text, at) == ' ') {
    const char next = byte_at(text, at + 1);
    if (is_ascii_letter(next) && folded(next) != rest[1]) return 0;
  }
  return rest_of_idiom_at(text, at, rest);
}

/// Entries, each with a member `text`, in buckets: of equal first words where no second one is told, else of
/// equal first and second words.
template <class Entry, std::size_t N>
struct idiom_table {
  static constexpr std::size_t buckets = N <= 48 ? 256 : 1024;

  std::array<Entry, N> entries{};
  std::array<std::uint64_t, N> openings{};         ///< of the entries
  std::array<bool, N> whole{};                     ///< whether the opening is all of the entry
  std::array<unsigned char, N> letters{};          ///< how many letters of the entry are the opening
  std::array<std::uint64_t, N> seconds{};          ///< the opening of the second word, 0 if none is told
  std::array<unsigned char, N> second_at{};        ///< where that begins, if the opening is all of the first
  std::array<unsigned char, N> second_letters{};   ///< how many letters of it are its opening
  std::array<std::uint16_t, buckets + 1> start{};  ///< of each bucket, and the end of the last
  word_filter<buckets> goes_on;                    ///< the first words of entries with a second one
  std::array<Entry, N> listed{};                   ///< in the order in which they were given

  [[nodiscard]] constexpr const Entry* begin() const noexcept { return listed.data(); }
  [[nodiscard]] constexpr const Entry* end() const noexcept { return listed.data() + N; }

  /// End of an entry whose opening stands at this place, or 0.
  [[nodiscard]] constexpr std::size_t end_at(std::string_view text, std::size_t at,
                                             std::size_t k) const noexcept {
    return end_of_rest(text, at + letters[k], rest_of(k, letters[k]));
  }

  /// The same of an entry with a second word, which begins at `second` with the opening of that of the entry.
  [[nodiscard]] constexpr std::size_t end_behind(std::string_view text, std::size_t at, std::size_t second,
                                                 std::size_t k) const noexcept {
    if (second_at[k] == 0) return end_at(text, at, k);
    return end_of_rest(text, second + second_letters[k],
                       rest_of(k, std::size_t{second_at[k]} + second_letters[k]));
  }

  /// What an entry has behind so many of its letters.
  [[nodiscard]] constexpr std::string_view rest_of(std::size_t k, std::size_t count) const noexcept {
    std::string_view rest = entries[k].text;
    rest.remove_prefix(count);
    return rest;
  }

  /// Calls f with the number of each entry of these openings, the second 0 where none is told, in the bucket
  /// of their hash: few, and for most words of a text none.
  template <class F>
  constexpr void each_of(std::uint64_t opening, std::uint64_t second, std::uint32_t hash,
                         F f) const noexcept {
    const std::size_t i = hash % buckets;
    for (std::size_t k = start[i]; k != start[i + 1]; ++k) {
      if (openings[k] == opening && seconds[k] == second) f(k);
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
    const std::size_t letters = opening_letters_of(list[i].text);
    table.letters[k] = static_cast<unsigned char>(letters);
    table.whole[k] = letters < 7 && letters == list[i].text.size();
    if (const std::size_t second = second_word_of(list[i].text); second != 0) {
      table.seconds[k] = opening_at(list[i].text, second);
      table.second_at[k] = static_cast<unsigned char>(letters < 7 && letters + 1 == second ? second : 0);
      table.second_letters[k] = static_cast<unsigned char>(opening_letters_of(list[i].text.substr(second)));
    }
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

/// The end of the ASCII letters that stand here.
[[nodiscard]] constexpr std::size_t letters_end_at(std::string_view text, std::size_t at) noexcept {
  std::size_t letters = 8;
  while (letters == 8) at += letters = letters_in_front(eight_bytes(text, at));
  return at;
}

/// The word at a place and the one behind it, as tables are asked for them.
struct two_words_at {
  constexpr two_words_at(std::string_view words, std::size_t place) noexcept
      : text(words), at(place), first(opening_at(words, place)), hash(mixed(first)) {}

  /// Whether a second word stands there, which is looked at once for all tables.
  [[nodiscard]] constexpr bool goes_on() noexcept {
    if (second_at != 0) return second != 0;
    // The opening tells how long a short word is; a space ends any.
    const auto letters = static_cast<std::size_t>(71 - std::countl_zero(first)) / 8;
    const std::size_t end = at + letters;
    const bool usual = byte_at(text, end) == ' ' && is_ascii_letter(byte_at(text, end + 1));
    second_at = usual ? end + 1 : behind_first(letters);
    if (!usual && !is_ascii_letter(byte_at(text, second_at))) return false;
    second = opening_at(text, second_at);
    pair_hash = mixed_pair(first, second);
    return true;
  }

  /// The place behind the first word and spaces or a hyphen, if the opening of the word has so many letters.
  RECKON_NOINLINE [[nodiscard]] constexpr std::size_t behind_first(std::size_t letters) const noexcept {
    const std::size_t end = letters < 7 ? at + letters : letters_end_at(text, at + letters);
    return byte_at(text, end) == '-' ? end + 1 : skip_spaces(text, end);
  }

  std::string_view text;
  std::size_t at;
  std::uint64_t first;
  std::uint32_t hash;
  std::uint32_t pair_hash = 0;
  std::uint64_t second = 0;  ///< 0 where none is known to stand
  std::size_t second_at = 0;
};

/// The longest idiom of the table that begins with these words.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> longest_idiom(two_words_at& words,
                                                         const idiom_table<Entry, N>& table) noexcept {
  idiom_match<Entry> best;
  const auto take = [&](std::size_t k, std::size_t end) {
    if (end > best.end) best = {&table.entries[k], end};
  };
  table.each_of(words.first, 0, words.hash,
                [&](std::size_t k) { take(k, table.end_at(words.text, words.at, k)); });
  if (!table.goes_on.has(words.hash) || !words.goes_on()) return best;
  table.each_of(words.first, words.second, words.pair_hash,
                [&](std::size_t k) { take(k, table.end_behind(words.text, words.at, words.second_at, k)); });
  return best;
}

/// The longest idiom of the table that stands at this place.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> longest_idiom(std::string_view text, std::size_t at,
                                                         const idiom_table<Entry, N>& table) noexcept {
  two_words_at words(text, at);
  return longest_idiom(words, table);
}

/// The letters that begin here, looked up in a table of words; the place behind them too.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr idiom_match<Entry> word_of(std::string_view text, std::size_t at,
                                                   const idiom_table<Entry, N>& table) noexcept {
  idiom_match<Entry> match;
  const std::uint64_t first = opening_at(text, at);
  table.each_of(first, 0, mixed(first), [&](std::size_t k) {
    const Entry& entry = table.entries[k];
    const std::size_t end = at + entry.text.size();
    if (!table.whole[k] && table.letters[k] != entry.text.size()) {
      const std::string_view rest = entry.text.substr(table.letters[k]);
      if (end > text.size() || !same_word(text.substr(at + table.letters[k], rest.size()), rest)) return;
    }
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

/// What the word with which an idiom of some tables begins may be, a bit for each table: looked up once, it
/// tells which of them need not be asked. Like a filter it may tell too much.
class first_word_roles {
 public:
  template <class Table>
  constexpr void add(const Table& table, unsigned role) noexcept {
    for (const auto& entry : table) {
      std::uint16_t& known = roles_[opening_hash(entry.text, 0) % roles_.size()];
      known = static_cast<std::uint16_t>(known | role);
    }
  }

  /// Of the word at this place.
  [[nodiscard]] constexpr std::uint16_t at(std::string_view text, std::size_t place) const noexcept {
    return of(opening_hash(text, place));
  }

  /// Of the word with this hash of its opening.
  [[nodiscard]] constexpr std::uint16_t of(std::uint32_t hash) const noexcept {
    return roles_[hash % roles_.size()];
  }

 private:
  std::array<std::uint16_t, 16384> roles_{};
};

/// Whether a word stands in a table.
template <class Entry, std::size_t N>
[[nodiscard]] constexpr bool is_among(std::string_view word, const idiom_table<Entry, N>& table) noexcept {
  if (word.empty()) return false;
  bool found = false;
  const std::uint64_t first = opening_at(word, 0);
  table.each_of(first, 0, mixed(first),
                [&](std::size_t k) { found = found || same_word(word, table.entries[k].text); });
  return found;
}

}  // namespace reckon::detail::words
