// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/change_verbs.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/no_quantity.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/plain.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/prose.hpp>
#include <reckon/phrase/quantity.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/repetition.hpp>
#include <reckon/phrase/row.hpp>
#include <reckon/phrase/search.hpp>
#include <reckon/phrase/starts.hpp>
#include <reckon/phrase/vague.hpp>
#include <reckon/phrase/value.hpp>
#include <reckon/phrase/words_before.hpp>
#include <reckon/phrase/zero.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace reckon {

/// A phrase found in a longer text, and where.
struct mention {
  reckon::phrase phrase;
  std::size_t offset = 0;  ///< in bytes, from the start of the text
  std::size_t length = 0;  ///< in bytes
};

namespace detail::words {

/// The end of a run of digits with everything that touches them, so that no part of it is read again.
[[nodiscard]] constexpr std::size_t skip_digits(std::string_view text, std::size_t at) noexcept {
  for (;;) {
    const char c = byte_at(text, at);
    const bool mark = c == ',' || c == '.' || c == '\'' || c == ':' || c == '/' || c == '-' || c == '_';
    if (is_digit(c)) {
      ++at;
    } else if (const std::size_t letter = letter_at(text, at); letter != 0) {
      at += letter;
    } else if (mark && is_digit(byte_at(text, at + 1))) {
      ++at;
    } else if (const std::size_t dash = dash_at(text, at); dash != 0 && is_digit(byte_at(text, at + dash))) {
      at += dash;
    } else if (const std::size_t gap = group_separator_at(text, at); gap != 0) {
      at += gap;
    } else {
      return at;
    }
  }
}

/// The next place behind this one where a mention could begin.
[[nodiscard]] constexpr std::size_t next_start(std::string_view text, std::size_t at) noexcept {
  if (is_digit(text[at])) return skip_digits(text, at);
  std::size_t end = word_end(text, at);
  if (end != at)
    return is_digit(byte_at(text, end)) || byte_at(text, end) == '_' ? skip_digits(text, end) : end;
  return at + 1;
}

enum class attempt : unsigned char {
  nothing,
  idle,  ///< nothing, and none begins at the number itself
  vetoed,
  found,
};

/// Words behind the "a" of a number: "a dozen", "a third", "a few".
[[nodiscard]] consteval word_filter<4096> words_behind_article() {
  word_filter<4096> made;
  for (const scale_word& entry : scale_words) made.add(opening_hash(entry.text, 0));
  for (const part_word& entry : part_words) made.add(opening_hash(entry.text, 0));
  for (const std::string_view word : {"few", "couple", "handful"}) made.add(opening_hash(word, 0));
  return made;
}

inline constexpr word_filter<4096> known_behind_article = words_behind_article();

/// Whether no prefix of more than one word begins with "a" and one of those.
[[nodiscard]] consteval bool are_apart_from_prefixes() {
  const auto collides = [](const auto& table) {
    for (const auto& entry : table) {
      const bool article = entry.text.starts_with("a ");
      if (article && known_behind_article.has(opening_hash(entry.text, 2))) return true;
    }
    return false;
  };
  return !collides(prefixes) && !collides(comparison_adverbs);
}

/// Whether "a" and one of those words stand here, so that it is a prefix of its own.
[[nodiscard]] constexpr bool is_article_of_number_at(std::string_view text, std::size_t at) noexcept {
  constexpr bool apart = are_apart_from_prefixes();
  return apart && folded(text[at]) == 'a' && byte_at(text, at + 1) == ' ' &&
         is_ascii_letter(byte_at(text, at + 2)) && known_behind_article.has(opening_hash(text, at + 2));
}

/// Whether an "a" that ends here may begin a number; "a$5" has no space.
[[nodiscard]] constexpr bool may_follow_article(std::string_view text, std::size_t end) noexcept {
  const std::size_t p = skip_spaces(text, end);
  return p == end || (is_ascii_letter(byte_at(text, p)) && known_behind_article.has(opening_hash(text, p)));
}

/// Whether a half or another part, or a few, stands here before an article, and none of what is counted:
/// "half a loaf", "a few a day". Nothing that the grammar could read behind it makes it a quantity.
[[nodiscard]] constexpr bool is_idle_before_article(std::string_view text, std::size_t at,
                                                    std::uint16_t roles, word_memory& known) noexcept {
  constexpr std::uint16_t wanted = prefix_words::part | prefix_words::vague | prefix_words::article;
  if ((roles & wanted) == 0 || !is_ascii_letter(byte_at(text, at))) return false;
  std::size_t end = idiom_at(text, at, "half");
  if (end == 0 && (roles & prefix_words::vague) != 0) end = longest_idiom(text, at, vague_idioms).end;
  if (end == 0) {
    const std::size_t article = idiom_at(text, at, "a");
    if (article == 0) return false;
    const auto part = word_of(text, skip_spaces(text, article), part_words);
    if (!part.found() || part.entry->plural) return false;
    end = part.end;
  }
  if (byte_at(text, end) != ' ') return false;
  const std::size_t p = skip_spaces(text, end);
  std::size_t article = idiom_at(text, p, "a");
  if (article == 0) article = idiom_at(text, p, "an");
  const std::size_t noun = article == 0 ? 0 : skip_spaces(text, article);
  if (article == 0 || noun == article || !is_ascii_letter(byte_at(text, noun))) return false;
  constexpr std::uint16_t counted = words_behind::scale | words_behind::unit | words_behind::part;
  return (words_behind::at(text, noun) & counted) == 0 &&
         !word_ending_before(text, at, known).is(words_before::by);
}

/// Whether a scale word that no number has stands here, and shows at a glance that it is none itself: "a
/// million million", "hundred and 5". Behind it stands another scale that it cannot take, or "and" with a
/// number that does not go on with it.
[[nodiscard]] constexpr bool is_idle_scale_at(std::string_view text, std::size_t at) noexcept {
  const auto scale = scale_at(text, at);
  const auto is_power = [](const decimal& x) { return x.digits == 1 && x.exponent != 1; };
  if (!scale.found() || !is_power(scale.entry->value) || byte_at(text, scale.end) != ' ') return false;
  if (scale.entry->text.back() == 's') return false;
  const std::size_t p = scale.end + 1;
  if (!is_ascii_letter(byte_at(text, p)) || !may_begin_at(text, at)) return false;
  if (const std::size_t link = idiom_at(text, p, "and"); link != 0 && byte_at(text, link) == ' ') {
    const std::size_t other = link + 1;
    return is_digit(byte_at(text, other)) ? is_apart_at(text, other) : scale_at(text, other).found();
  }
  const auto next = scale_at(text, p);
  if (!next.found() || !is_power(next.entry->value)) return false;
  const int exponent = next.entry->value.exponent;
  return scale.entry->value.exponent == 2 ? exponent == 2 : exponent >= scale.entry->value.exponent;
}

/// Whether a part that ends here stands before a number or a noun, with which it is none itself: "half
/// empty", "a half seven", but "half the votes".
[[nodiscard]] constexpr bool is_part_of_nothing(std::string_view text, std::size_t end,
                                                prefix_memory& known) noexcept {
  const std::size_t p = end + 1;
  const char initial = byte_at(text, p);
  if (byte_at(text, end) != ' ') return false;
  if (is_digit(initial)) return true;
  if (!is_ascii_letter(initial)) return false;
  constexpr std::uint16_t others =
      words_behind::firm | words_behind::link | words_behind::part | words_behind::bound;
  if ((words_behind::at(text, p) & others) != 0) return false;
  if (may_be_at(text, p, prefix_words::number) && word_of(text, p, number_words).found()) return true;
  const bool whole = idiom_at(text, p, "the") != 0 || idiom_at(text, p, "its") != 0 ||
                     idiom_at(text, p, "their") != 0 || idiom_at(text, p, "all") != 0 ||
                     idiom_at(text, p, "that") != 0 || idiom_at(text, p, "his") != 0 ||
                     idiom_at(text, p, "her") != 0 || idiom_at(text, p, "our") != 0;
  if (whole) return false;
  const noun_span noun = noun_in_prose(text, p, &known);
  return noun.end == noun.begin || (noun.end != text.size() && !tail_at(text, noun.end).found());
}

/// Whether "half" stands here, without an article, and is no number; "cut by half" is.
[[nodiscard]] constexpr bool is_idle_half_at(std::string_view text, std::size_t at,
                                             scan_memory& known) noexcept {
  const std::size_t end = idiom_at(text, at, "half");
  return end != 0 && is_part_of_nothing(text, end, known.prefixes) &&
         !word_ending_before(text, at, known.words).is(words_before::by);
}

/// Whether an article stands here and the part behind it, at the core, is no number; "only a half" may be.
[[nodiscard]] constexpr bool is_idle_article_at(std::string_view text, std::size_t at, std::size_t core,
                                                scan_memory& known) noexcept {
  if (at + 2 != core || text[at + 1] != ' ' || !may_be_at(text, core, prefix_words::part)) return false;
  // Another article, or what begins like one, is for others to tell.
  if (folded(byte_at(text, letters_end(text, core) + 1)) == 'a') return false;
  const auto part = word_of(text, core, part_words);
  if (!part.found() || part.entry->plural || !is_part_of_nothing(text, part.end, known.prefixes))
    return false;
  const word_before before = word_ending_before(text, at, known.words);
  return !before.is(words_before::by) && !same_word(before.word, "only");
}

/// Whether a part that stands here without a count or an article shows at a glance that it is no number: all
/// but "half", and "quarter" before "of" or a scale.
[[nodiscard]] constexpr bool is_idle_part_at(std::string_view text, std::size_t at) noexcept {
  const char initial = folded(byte_at(text, at));
  if (initial == 'h') return false;
  const std::size_t p = next_word(text, letters_end(text, at));
  return initial != 'q' || (folded(byte_at(text, p)) != 'o' && !may_be_at(text, p, prefix_words::scale));
}

/// Reads a mention that begins at this place, where a word of these roles and this prefix stand. A veto is
/// final for the words that it has read. `at_once` asks that the number itself begin here.
[[nodiscard]] constexpr attempt read_mention(std::string_view text, std::size_t at, std::uint16_t roles,
                                             const prefix_match& prefix, bool at_once, scan_memory& known,
                                             reading& said) noexcept {
  if (!may_begin_at(text, at)) return attempt::nothing;
  if ((at_once || !prefix.found()) && is_idle_before_article(text, at, roles, known.words))
    return attempt::idle;
  quantity_reader reader(text, extent::mention, said, &known.prefixes);
  if (!reader.read(at, roles, prefix, at_once)) return attempt::nothing;
  if (!is_no_quantity(text, said, known.words)) return attempt::found;
  // No part of a date, an age or a score is read again.
  const bool final =
      said.first != said.begin || said.kind == phrase_kind::range || said.kind == phrase_kind::tolerance;
  return !said.negated && final ? attempt::vetoed : attempt::nothing;
}

/// Whether the word at this place is a preposition before an article, and bounds nothing: "under a $20 cap",
/// "over a 10-year period", but "over a million".
[[nodiscard]] constexpr bool is_preposition(std::string_view text, std::size_t at,
                                            const reading& said) noexcept {
  // "as long as two weeks", but "as long as two agree"
  if (said.bound == bound_sense::at_most && said.unit.empty() &&
      (idiom_at(text, at, "as long as") != 0 || idiom_at(text, at, "as far as") != 0))
    return true;
  if (said.bound != bound_sense::more_than && said.bound != bound_sense::less_than) return false;
  // Most often another word stands before the number.
  if (said.first < 2 || (is_ascii_letter(text[said.first - 2]) && folded(text[said.first - 2]) != 'a'))
    return false;
  const auto position = word_of(text, at, positions);
  if (!position.found()) return false;
  const std::size_t p = skip_spaces(text, position.end);
  const std::size_t article = idiom_at(text, p, "a");
  return article != 0 && skip_spaces(text, article) == said.first && article != said.first;
}

/// Whether "over" at this place tells what a dispute is about, and bounds nothing: "the row over $3 billion".
[[nodiscard]] constexpr bool is_about(std::string_view text, std::size_t at, const reading& said) noexcept {
  if (said.bound != bound_sense::more_than || at < 2 || !is_ascii_letter(text[at - 2]) ||
      idiom_at(text, at, "over") == 0)
    return false;
  const word_before noun = word_ending_before(text, at);
  if (!is_among(noun.word, nouns_of_dispute)) return false;
  // "in power over 20 years"
  return !same_word(noun.word, "power") || !same_word(word_ending_before(text, noun.begin).word, "in");
}

/// Whether "over" at this place stands before the time in which an amount comes, and bounds nothing: "$3.5
/// trillion over ten years", "spread over five years", "over the three days".
[[nodiscard]] constexpr bool is_course_of_time(std::string_view text, std::size_t at,
                                               const reading& said) noexcept {
  if (said.bound != bound_sense::more_than || at < 2 || text[at - 1] != ' ' ||
      idiom_at(text, at, "over") == 0)
    return false;
  constexpr std::array<std::string_view, 16> times = {
      "year", "years", "month",  "months",  "week",    "weeks",   "day", "days",
      "hour", "hours", "decade", "decades", "minutes", "seconds", "yrs", "centuries"};
  bool timed = false;
  for (const std::string_view time : times) timed = timed || same_word(said.unit, time);
  if (!timed) return false;
  if (text[at - 2] == '%' || idiom_at(text, at, "over the") != 0) return true;
  if (!is_ascii_letter(text[at - 2]) && !is_digit(text[at - 2])) return false;
  const word_before before = word_ending_before(text, at);
  if (before.word.empty()) return false;
  if (is_digit(before.word.front())) return !is_year(before.word);
  // "112 witnesses over nine weeks", "a 32 percent raise over six years", but "12 people waited over two
  // hours"
  const word_before further = word_ending_before(text, before.begin);
  // "One waits" is no plural.
  const auto number = word_of(text, further.begin, number_words);
  const bool many = further.begins_with_digit() || (number.found() && number.entry->value > 1) ||
                    word_of(text, further.begin, scale_words).found();
  const bool counted = many && is_plural_at(text, before.begin);
  const bool measured = same_word(further.word, "percent") && !stands_at(text, at - 3, "ed ");
  // "It took four men over two hours"
  if (counted) {
    const word_before verb = word_ending_before(text, further.begin);
    return !is_among(verb.word, verbs_of_taking) ||
           !same_word(word_ending_before(text, verb.begin).word, "it");
  }
  if (measured) return true;
  return word_of(text, before.begin, scale_words).found() || is_among(before.word, verbs_of_spread) ||
         unit_at(text, before.begin).end == before.begin + before.word.size();
}

/// Whether a comparison at this place is told in parts of what follows, and bounds nothing: "ten times higher
/// than the $2bn", "20 percent below the 500".
[[nodiscard]] constexpr bool is_relative_comparison(std::string_view text, std::size_t at,
                                                    const reading& said) noexcept {
  if ((said.bound != bound_sense::more_than && said.bound != bound_sense::less_than) || at < 2 ||
      text[at - 1] != ' ')
    return false;
  const char last = folded(text[at - 2]);
  if (last != '%' && last != 's' && last != 't') return false;
  if (!word_of(text, at, comparatives).found() && !word_of(text, at, positions).found()) return false;
  if (last == '%') return true;
  const std::string_view word = word_ending_before(text, at).word;
  if (word.empty() || text[at - 2] != word.back()) return false;
  return same_word(word, "times") || same_word(word, "percent") || same_word(word, "cent") ||
         same_word(word, "points");
}

/// What comes of a mention at this place: nothing if it has a bound that does not bound it.
[[nodiscard]] constexpr attempt outcome_of_bound(std::string_view text, std::size_t at, attempt outcome,
                                                 const reading& said) noexcept {
  if (outcome != attempt::found || said.bound == bound_sense::none) return outcome;
  const bool bounds = !is_about(text, at, said) && !is_course_of_time(text, at, said) &&
                      !is_relative_comparison(text, at, said) && !is_preposition(text, at, said);
  return bounds ? outcome : attempt::nothing;
}

/// Reads a mention whose number stands further on, if it can begin here: with an idiom that says something, a
/// verb of change, or the first word or sign of the number itself.
[[nodiscard]] constexpr attempt read_mention_before(std::string_view text, std::size_t at,
                                                    std::uint16_t roles, std::size_t core, scan_memory& known,
                                                    reading& said) noexcept {
  if (text[at] == '$' && plain_reader(text, core, known).read_money(at, said)) return attempt::found;
  const prefix_match prefix = is_article_of_number_at(text, at)
                                  ? prefix_match{prefix_sense(prefix_role::filler), at + 1}
                                  : prefix_at(text, at, roles, &known.prefixes);
  // "go up to 25 percent" tells where it goes, and no bound.
  if ((roles & prefix_words::listed) != 0 && idiom_at(text, at, "up to") != 0) {
    const word_before way = word_ending_before(text, at);
    if (way.is(words_before::going)) return attempt::nothing;
    // "inched back up to 5 percent", but "buy back up to $5 billion of its stock"
    if (same_word(way.word, "back") && is_among(word_ending_before(text, way.begin).word, verbs_of_climbing))
      return attempt::nothing;
  }
  bool at_once = false;
  if (!prefix.found()) {
    const bool verb = (roles & prefix_words::verb) != 0;
    const std::size_t verb_end = verb ? longest_idiom(text, at, change_verbs).end : 0;
    if ((roles & prefix_words::value) == 0 && verb_end == 0) return attempt::nothing;
    if (verb_end != 0 && (roles & prefix_words::value) == 0) {
      using outcome = plain_reader::outcome;
      const outcome change = plain_reader(text, core, known).read_change(at, verb_end, said);
      if (change != outcome::unknown) return change == outcome::found ? attempt::found : attempt::nothing;
    }
  } else if (prefix.entry.role == prefix_role::filler) {
    // Of the fillers, "a" alone begins numbers: "a dozen".
    if (idiom_at(text, at, "a") == 0 || !may_follow_article(text, at + 1)) return attempt::nothing;
    if (is_idle_article_at(text, at, core, known)) return attempt::idle;
    at_once = true;
  } else if ((roles & prefix_words::value) == 0 &&
             plain_reader(text, core, known).read_behind(at, prefix, said)) {
    return outcome_of_bound(text, at, attempt::found, said);
  } else if ((roles & (prefix_words::value | prefix_words::verb)) == 0) {
    using outcome = plain_reader::outcome;
    const outcome range = plain_reader(text, core, known).read_range(at, prefix, said);
    if (range != outcome::unknown) return range == outcome::found ? attempt::found : attempt::nothing;
  }
  const attempt outcome = read_mention(text, at, roles, prefix, at_once, known, said);
  // What is idle behind an article is so without it; of other words the number asks itself.
  if (outcome == attempt::idle)
    return at_once && skip_spaces(text, at + 1) == core ? outcome : attempt::nothing;
  return outcome_of_bound(text, at, outcome, said);
}

/// Whether the digits at this place are an ordinal: "1st", "22nd".
[[nodiscard]] constexpr bool is_ordinal_at(std::string_view text, std::size_t at) noexcept {
  while (is_digit(byte_at(text, at))) ++at;
  const char first = byte_at(text, at);
  const char second = byte_at(text, at + 1);
  const bool ending = (first == 's' && second == 't') || (first == 'n' && second == 'd') ||
                      (first == 'r' && second == 'd') || (first == 't' && second == 'h');
  return ending && letter_at(text, at + 2) == 0;
}

/// Reads a mention that begins with its number.
[[nodiscard]] constexpr attempt read_mention_at(std::string_view text, std::size_t core, scan_memory& known,
                                                reading& said) noexcept {
  if (!may_begin_at(text, core)) return attempt::nothing;
  const std::uint16_t roles = prefix_words::roles_at(text, core);
  constexpr std::uint16_t plain_words = prefix_words::number | prefix_words::digit;
  if ((roles & plain_words) != 0 || !is_ascii_letter(text[core])) {
    const plain_reader::outcome plain = plain_reader(text, core, known).read(said);
    if (plain == plain_reader::outcome::found) return attempt::found;
    if (plain == plain_reader::outcome::nothing) return attempt::nothing;
    // What letters touch is no number, but for scales and units.
    if ((roles & prefix_words::digit) != 0 && is_ordinal_at(text, core)) return attempt::nothing;
  }
  if ((roles & prefix_words::plural) != 0 && plain_reader(text, core, known).read_vague_amount(said))
    return attempt::found;
  if ((roles & prefix_words::scale) != 0 && is_idle_scale_at(text, core)) return attempt::nothing;
  if (roles == prefix_words::part && (is_idle_part_at(text, core) || is_idle_half_at(text, core, known)))
    return attempt::nothing;
  return read_mention(text, core, roles, prefix_at(text, core, roles, &known.prefixes), false, known, said);
}

/// Whether the word that a search found here is "no" or "none": of its words no other begins so.
[[nodiscard]] constexpr bool is_no_at(std::string_view text, std::size_t at) noexcept {
  return folded(byte_at(text, at)) == 'n' && folded(byte_at(text, at + 1)) == 'o';
}

/// Whether the word here is "one" before a word in small letters that goes on with no number and names
/// nothing: a pronoun.
[[nodiscard]] constexpr bool is_pronoun_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t length = 3;
  if (folded(byte_at(text, at)) != 'o' || byte_at(text, at + length) != ' ') return false;
  const std::size_t p = at + length + 1;
  const char initial = byte_at(text, p);
  return initial >= 'a' && initial <= 'z' && is_plain_word_behind(text, p, false) &&
         noun_words::at(text, p) != 0 && noun_in_prose(text, p, nullptr).end == 0 &&
         skip_of_at(text, p) == p && compound_part_at(text, p).end == 0 && !is_left_out_at(text, at);
}

/// Where "an hour and a half" begins, not before `floor`, if its half stands here; else the place itself.
[[nodiscard]] constexpr std::size_t before_unit_and_part(std::string_view text, std::size_t floor,
                                                         std::size_t core) noexcept {
  const char first = folded(byte_at(text, core));
  if ((first != 'h' && first != 'q') || core < floor + 9 || text[core - 1] != ' ' || text[core - 2] != 'a')
    return core;
  constexpr std::size_t link = 5;  // "and a", a space before it
  const std::size_t unit = word_ending_before(text, core - link - 1).begin;
  if (unit <= floor || text[unit - 1] != ' ') return core;
  const std::size_t article = word_ending_before(text, unit).begin;
  return article >= floor && unit_and_part_at(text, article).end > core ? article : core;
}

/// Finds the first mention at or behind `at` and steps over it; false at the end of the text.
[[nodiscard]] constexpr bool find_mention(std::string_view text, core_search& search, number_row& row,
                                          repetition& repeats, scan_memory& known, std::size_t& at,
                                          reading& said) noexcept {
  for (;;) {
    if (repeats.read(text, at, said)) {
      row.stop();
      return true;
    }
    if (row.read(text, at, known.words.months, said)) {
      repeats.note(said);
      at = said.end;
      return true;
    }
    std::size_t core = search.next(text, at);
    while (is_no_at(text, core)) {
      if (read_zero_in_prose(text, core, said)) {
        row.stop();
        repeats.note(said);
        at = said.end;
        return true;
      }
      // A "no" that counts nothing is passed over: "no more than 5" begins with it.
      core = search.next(text, core + 2);
    }
    if (core >= text.size()) break;
    core = before_unit_and_part(text, at, core);
    attempt outcome = attempt::nothing;
    start_list starts = starts_before(text, at, core);
    for (std::size_t tried = core; starts.count > 0 && outcome == attempt::nothing;) {
      const start_list::start nearer = starts.list[--starts.count];
      const std::size_t start = core - nearer.back;
      if (start != tried) outcome = read_mention_before(text, start, nearer.roles, core, known, said);
      tried = start;
    }
    if (starts.met == 0 && is_pronoun_at(text, core)) {
      row.stop();
      at = core + 3;
      continue;
    }
    if (outcome == attempt::nothing) outcome = read_mention_at(text, core, known, said);
    if (outcome != attempt::found) row.stop();
    if (outcome == attempt::nothing || outcome == attempt::idle) {
      at = next_start(text, core);
      continue;
    }
    if (outcome == attempt::found) {
      row.note(text, at, said);
      repeats.note(said);
      known.words.months.note(said.begin);
    }
    at = said.end;
    if (outcome == attempt::found) return true;
  }
  at = text.size();
  return false;
}

}  // namespace detail::words

/// The mentions of a text, found one at a time as the range is walked; nothing is allocated.
class mention_range {
 public:
  class iterator {
   public:
    using value_type = mention;
    using difference_type = std::ptrdiff_t;
    using reference = const mention&;
    using pointer = const mention*;
    using iterator_category = std::forward_iterator_tag;

    constexpr iterator() noexcept = default;
    constexpr explicit iterator(std::string_view text) noexcept : text_(text) { advance(); }

    [[nodiscard]] constexpr reference operator*() const noexcept { return mention_; }
    [[nodiscard]] constexpr pointer operator->() const noexcept { return &mention_; }

    constexpr iterator& operator++() noexcept {
      advance();
      return *this;
    }
    constexpr iterator operator++(int) noexcept {
      iterator before = *this;
      advance();
      return before;
    }

    [[nodiscard]] friend constexpr bool operator==(const iterator& a, const iterator& b) noexcept {
      return a.done_ == b.done_ && (a.done_ || a.mention_.offset == b.mention_.offset);
    }
    [[nodiscard]] friend constexpr bool operator==(const iterator& a, std::default_sentinel_t) noexcept {
      return a.done_;
    }

   private:
    constexpr void advance() noexcept {
      // Read in place: what a phrase holds is too much to be copied about.
      detail::words::reading& said = detail::words::phrase_maker::said(mention_.phrase);
      done_ = !detail::words::find_mention(text_, search_, row_, repeats_, known_, next_, said);
      if (done_) return;
      mention_.offset = said.begin;
      mention_.length = said.end - said.begin;
      detail::words::phrase_maker::finish(mention_.phrase, text_.substr(said.begin, mention_.length));
    }

    std::string_view text_;
    detail::words::core_search search_;
    detail::words::number_row row_;
    detail::words::repetition repeats_;
    detail::words::scan_memory known_;
    std::size_t next_ = 0;
    mention mention_{detail::words::phrase_maker::make({}, {}), 0, 0};
    bool done_ = true;
  };

  constexpr explicit mention_range(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] constexpr iterator begin() const noexcept { return iterator(text_); }
  [[nodiscard]] constexpr std::default_sentinel_t end() const noexcept { return {}; }

 private:
  std::string_view text_;
};

/// The quantities mentioned in a text, in order and without overlap. Dates, years, codes, times, ages and
/// headings are left out; "no casualties", "none killed" and a few more are zero. The text must outlive the
/// range and its phrases.
[[nodiscard]] constexpr mention_range scan(std::string_view text) noexcept { return mention_range(text); }

}  // namespace reckon
