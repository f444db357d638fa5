// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/letters_before.hpp>
#include <reckon/phrase/month_memory.hpp>
#include <reckon/phrase/place_memory.hpp>
#include <reckon/phrase/prose_words.hpp>
#include <reckon/phrase/table.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The words before a number, each looked up once for all the tables and all the numbers that could ask for
/// it.
namespace reckon::detail::words {

/// What a word before a number tells of it: the tables that have the word, and what it is itself.
namespace words_before {
inline constexpr std::uint32_t label = 1;
inline constexpr std::uint32_t loose_label = 2;
inline constexpr std::uint32_t score = 4;
inline constexpr std::uint32_t year = 8;
inline constexpr std::uint32_t loose_year = 16;
inline constexpr std::uint32_t people = 32;
inline constexpr std::uint32_t ages = 64;
inline constexpr std::uint32_t young = 128;
inline constexpr std::uint32_t pronoun = 256;
inline constexpr std::uint32_t month = 512;  ///< or a word that is one with a capital: "may"
inline constexpr std::uint32_t date_link = 1024;
inline constexpr std::uint32_t going = 2048;
inline constexpr std::uint32_t change = 4096;
inline constexpr std::uint32_t word_and = 1U << 13;
inline constexpr std::uint32_t word_to = 1U << 14;
inline constexpr std::uint32_t word_or = 1U << 15;
inline constexpr std::uint32_t word_than = 1U << 16;
inline constexpr std::uint32_t word_of = 1U << 17;
inline constexpr std::uint32_t aged = 1U << 18;
inline constexpr std::uint32_t turned = 1U << 19;
inline constexpr std::uint32_t by = 1U << 20;
inline constexpr std::uint32_t word_at = 1U << 21;
inline constexpr std::uint32_t compared_age = 1U << 22;  ///< "older" than, as "young" as
inline constexpr std::uint32_t word_the = 1U << 23;
inline constexpr std::uint32_t word_year = 1U << 24;
inline constexpr std::uint32_t word_if = 1U << 25;
inline constexpr std::uint32_t past = 1U << 26;
inline constexpr std::uint32_t before_past = 1U << 27;  ///< "half" past
inline constexpr std::uint32_t plus = 1U << 28;
inline constexpr std::uint32_t person = 1U << 29;  ///< one, before an age between commas
inline constexpr std::uint32_t graded = 1U << 30;
inline constexpr std::uint32_t of_age =
    people | ages | young | word_than | word_of | word_and | word_to | aged | turned;

/// All those words, each with its tables: sixteen letters at most, the last eight of them first.
struct dictionary {
  struct entry {
    std::uint64_t last = 0;
    std::uint64_t others = 0;
    std::uint32_t roles = 0;
  };
  static constexpr std::size_t slots = 2048;
  std::array<entry, slots> entries{};

  [[nodiscard]] static constexpr std::size_t slot(std::uint64_t last, std::uint64_t others) noexcept {
    return mixed_pair(last, others) % slots;
  }

  /// Of the word with these letters, without their case; 0 if no table has it.
  [[nodiscard]] constexpr std::uint32_t roles_of(std::uint64_t last, std::uint64_t others) const noexcept {
    for (std::size_t i = slot(last, others);; i = (i + 1) % slots) {
      const entry& here = entries[i];
      if (here.last == last && here.others == others) return here.roles;
      if (here.roles == 0) return 0;
    }
  }

  constexpr void add(std::string_view word, std::uint32_t role) noexcept {
    std::uint64_t letters[2] = {};
    for (std::size_t i = 0; i < word.size(); ++i) {
      // An idiom of two words, or a longer word, stands before no number as one.
      if (!is_ascii_letter(word[i]) || word.size() > 16) return;
      const std::size_t back = word.size() - 1 - i;
      const std::size_t eight = back / 8;
      const std::size_t begin = word.size() < 8 * (eight + 1) ? 0 : word.size() - 8 * (eight + 1);
      letters[eight] |= std::uint64_t{static_cast<unsigned char>(word[i])} << 8 * (i - begin);
    }
    std::size_t i = slot(letters[0], letters[1]);
    while (entries[i].roles != 0 && (entries[i].last != letters[0] || entries[i].others != letters[1]))
      i = (i + 1) % slots;
    entries[i] = {letters[0], letters[1], entries[i].roles | role};
  }
};

[[nodiscard]] consteval dictionary make() {
  dictionary made;
  const auto add_all = [&](const auto& table, std::uint32_t role) {
    for (const auto& entry : table) made.add(entry.text, role);
  };
  add_all(label_words, label);
  add_all(loose_label_words, loose_label);
  add_all(graded_words, graded);
  add_all(score_words, score);
  add_all(year_words, year);
  add_all(loose_year_words, loose_year);
  add_all(people_words, people);
  add_all(ages_words, ages);
  add_all(young_people, young);
  add_all(people_apposed, person);
  add_all(pronoun_words, pronoun);
  add_all(months, month);
  add_all(date_links, date_link);
  add_all(verbs_of_going, going);
  add_all(change_verbs, change);
  add_all(verbs_of_gain, change);
  made.add("and", word_and);
  made.add("to", word_to);
  made.add("or", word_or);
  for (const std::string_view word : {"than", "as"}) made.add(word, word_than);
  made.add("of", word_of);
  for (const std::string_view word : {"aged", "age", "ages"}) made.add(word, aged);
  made.add("turned", turned);
  made.add("by", by);
  made.add("at", word_at);
  for (const std::string_view word : {"older", "younger", "old", "young"}) made.add(word, compared_age);
  made.add("the", word_the);
  made.add("year", word_year);
  made.add("if", word_if);
  made.add("past", past);
  for (const std::string_view word : {"half", "quarter", "minutes"}) made.add(word, before_past);
  made.add("plus", plus);
  return made;
}

inline constexpr dictionary known = make();
}  // namespace words_before

/// The word that ends before a place, spaces and one full stop or comma skipped; where it begins.
struct word_before {
  std::string_view word;
  std::size_t begin = 0;
  std::uint32_t roles = 0;

  /// Whether the word has one of these roles.
  [[nodiscard]] constexpr bool is(std::uint32_t role) const noexcept { return (roles & role) != 0; }

  [[nodiscard]] constexpr bool begins_with_digit() const noexcept {
    return !word.empty() && is_digit(word.front());
  }
  [[nodiscard]] constexpr bool begins_with_capital() const noexcept {
    return !word.empty() && is_capital(word.front());
  }
};

/// Where the word ends that stands before this place.
[[nodiscard]] constexpr std::size_t end_of_word_before(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  // Most often one space stands between.
  if (end >= 2 && text[end - 1] == ' ' && is_ascii_letter(text[end - 2])) return end - 1;
  while (end > 0 && (text[end - 1] == ' ' || (text[end - 1] >= '\t' && text[end - 1] <= '\r'))) --end;
  if (end > 0 && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
  return end;
}

/// The word that ends at this place.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr word_before word_ending_at(std::string_view text,
                                                                        std::size_t end) noexcept {
  constexpr std::uint64_t case_bits = 0x2020202020202020;
  // No word of the tables is longer than those are.
  const std::size_t count = letters_and_digits_before(text, end);
  const std::size_t begin = end - count;
  const std::string_view word(text.data() + begin, count);
  if (count == 0 || is_digit(word.front())) return {word, begin, 0};
  const std::uint64_t last = eight_bytes_before(text, end) | case_bits;
  if (count <= 8) return {word, begin, words_before::known.roles_of(last >> 8 * (8 - count), 0)};
  const std::uint64_t others = (eight_bytes_before(text, end - 8) | case_bits) >> 8 * (16 - count);
  return {word, begin, words_before::known.roles_of(last, others)};
}

/// The same near the beginning of a text.
RECKON_COLD [[nodiscard]] constexpr word_before first_word_ending_at(std::string_view text,
                                                                     std::size_t end) noexcept {
  return word_ending_at(text, end);
}

[[nodiscard]] constexpr word_before word_ending_before(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = end_of_word_before(text, at);
  return end >= most_letters ? word_ending_at(text, end) : first_word_ending_at(text, end);
}

/// The words that a scan has looked up behind itself: the next number stands near, and asks for the same.
struct word_memory {
  place_memory<word_before, 16> words;
  month_memory months;
};

[[nodiscard]] constexpr const word_before& word_ending_before(std::string_view text, std::size_t at,
                                                              word_memory& known) noexcept {
  return known.words.at(at, [&] { return word_ending_before(text, at); });
}

/// The words before a place, the nearest first.
class look_behind {
 public:
  constexpr look_behind(std::string_view text, std::size_t at, word_memory& known) noexcept
      : text_(text), at_(at), known_(known) {}

  [[nodiscard]] constexpr word_before operator[](std::size_t i) noexcept {
    std::size_t at = at_;
    for (; i > 0; --i) at = word_ending_before(text_, at, known_).begin;
    return word_ending_before(text_, at, known_);
  }

  [[nodiscard]] constexpr month_memory& months() noexcept { return known_.months; }

  /// Whether none of the five nearest can be a month.
  [[nodiscard]] constexpr bool lacks_month() noexcept { return known_.months.none_before(text_, at_); }

  /// The word before one of them.
  [[nodiscard]] constexpr const word_before& further(const word_before& word) noexcept {
    return word_ending_before(text_, word.begin, known_);
  }

 private:
  std::string_view text_;
  std::size_t at_;
  word_memory& known_;
};

}  // namespace reckon::detail::words
