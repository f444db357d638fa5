// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/noun.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/quantity.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/vague.hpp>

#include <cstddef>
#include <string_view>

/// A whole text as one phrase: a quantity, the statement of zero, or the statement that no number was given.
namespace reckon::detail::words {

/// Words that say on their own that the number is not there.
inline constexpr auto lack_words = indexed<plain_idiom>({
    {"unknown"},
    {"unclear"},
    {"unspecified"},
    {"undisclosed"},
    {"undetermined"},
    {"uncertain"},
    {"unavailable"},
    {"unreported"},
    {"unstated"},
    {"uncounted"},
    {"withheld"},
    {"tbd"},
    {"n/a"},
    {"na"},
    {"n.a."},
    {"not known"},
    {"not given"},
    {"not stated"},
    {"not specified"},
    {"not disclosed"},
    {"not available"},
    {"not reported"},
    {"not released"},
    {"not provided"},
    {"not clear"},
    {"not determined"},
    {"not confirmed"},
    {"not published"},
    {"not counted"},
    {"not immediately"},
    {"not yet"},
    {"yet to be"},
    {"remains to be"},
    {"to be determined"},
    {"to be confirmed"},
    {"being examined"},
    {"being assessed"},
    {"being counted"},
    {"being determined"},
    {"being investigated"},
    {"being verified"},
    {"being evaluated"},
    {"being studied"},
    {"being checked"},
    {"being established"},
    {"being analysed"},
    {"being analyzed"},
    {"being tallied"},
    {"under review"},
    {"under examination"},
    {"under investigation"},
    {"under assessment"},
    {"still counting"},
    {"declined to"},
    {"refused to"},
    {"did not"},
    {"didn't"},
    {"does not"},
    {"do not"},
    {"has not"},
    {"have not"},
    {"had not"},
    {"without giving"},
    {"without saying"},
    {"without specifying"},
    {"without providing"},
    {"without a number"},
    {"without a figure"},
    {"gave nothing"},
    {"said nothing"},
});

/// Statements that the count is nought.
inline constexpr auto zero_words = indexed<plain_idiom>({
    {"none"},
    {"nobody"},
    {"no one"},
    {"nil"},
    {"no"},
    {"not one"},
    {"not a single"},
    {"not any"},
});

/// What is lacking, after "no", "without" or "any".
inline constexpr auto silence_subjects = indexed<plain_idiom>({
    {"number"},  {"numbers"}, {"figure"},  {"figures"}, {"estimate"},  {"estimates"},  {"count"},
    {"counts"},  {"total"},   {"totals"},  {"toll"},    {"tally"},     {"size"},       {"detail"},
    {"details"}, {"data"},    {"comment"}, {"word"},    {"breakdown"}, {"statistics"}, {"information"},
    {"answer"},  {"reply"},   {"reports"}, {"report"},
});

/// Whether a number, in digits, in words or vague, stands at this word.
[[nodiscard]] constexpr bool number_at(std::string_view text, std::size_t at) noexcept {
  return word_of(text, at, number_words).found() || word_of(text, at, scale_words).found() ||
         word_of(text, at, vague_plurals).found() ||
         (longest_idiom(text, at, vague_idioms).found() && idiom_at(text, at, "many") == 0);
}

/// Whether "no official numbers", "no precise figure" begins here.
[[nodiscard]] constexpr bool nothing_said_at(std::string_view text, std::size_t at) noexcept {
  std::size_t p = idiom_at(text, at, "no");
  if (p == 0) return false;
  for (int i = 0; i < 3; ++i) {
    p = skip_spaces(text, p);
    if (word_of(text, p, silence_subjects).found()) return true;
    const std::size_t end = word_end(text, p);
    if (end == p) return false;
    p = end;
  }
  return false;
}

/// Whether the text holds no number and says that there is none.
[[nodiscard]] constexpr bool is_silence(std::string_view text) noexcept {
  bool lack = false;
  for (std::size_t p = skip_all_spaces(text, 0); p < text.size(); p = skip_spaces(text, p)) {
    if (is_digit(text[p]) || number_at(text, p)) return false;
    lack = lack || longest_idiom(text, p, lack_words).found() || nothing_said_at(text, p);
    std::size_t end = word_end(text, p);
    if (end != p) {
      // "many" counts only where it is asked for: "how many".
      if (idiom_at(text, p, "many") != 0 && !lack) return false;
    } else {
      const char c = text[p];
      const bool mark =
          c == ',' || c == ';' || c == ':' || c == '.' || c == '/' || c == '(' || c == ')' || c == '-';
      if (!mark && dash_at(text, p) == 0) return false;
      end = p + (mark ? 1 : dash_at(text, p));
    }
    p = end;
  }
  return lack;
}

/// Reads "none", "nobody", "no casualties".
[[nodiscard]] constexpr bool read_zero(std::string_view text, reading& out) noexcept {
  const std::size_t begin = skip_all_spaces(text, 0);
  const auto zero = longest_idiom(text, begin, zero_words);
  if (!zero.found() || prefix_at(text, begin).end > zero.end) return false;
  std::size_t p = skip_spaces(text, zero.end);
  const bool needs_noun = same_word(zero.entry->text, "no");
  if (needs_noun && word_of(text, p, silence_subjects).found()) return false;
  if (const std::size_t of = idiom_at(text, p, "of"); of != 0) p = skip_spaces(text, of);
  if (const std::size_t the = idiom_at(text, p, "the"); the != 0) p = skip_spaces(text, the);
  const noun_span noun = noun_at(text, p);
  const bool has_noun = noun.end != noun.begin;
  if (needs_noun && !has_noun) return false;
  const std::size_t end = has_noun ? noun.end : p;
  if (skip_spaces(text, end) != text.size()) return false;
  out = {};
  out.kind = phrase_kind::exact;
  out.lower = out.upper = out.point = {{}, true};
  out.count = true;
  out.noun = has_noun ? text.substr(noun.begin, noun.end - noun.begin) : std::string_view();
  out.begin = begin;
  out.end = end;
  return true;
}

/// The end of the text without spaces and one closing mark.
[[nodiscard]] constexpr std::size_t trimmed_size(std::string_view text) noexcept {
  const auto without_spaces = [&](std::size_t size) {
    for (;;) {
      const std::size_t one = size >= 1 && space_at(text, size - 1) == 1 ? 1 : 0;
      const std::size_t two = size >= 2 && space_at(text, size - 2) == 2 ? 2 : 0;
      const std::size_t three = size >= 3 && space_at(text, size - 3) == 3 ? 3 : 0;
      if (one + two + three == 0) return size;
      size -= one != 0 ? one : (two != 0 ? two : three);
    }
  };
  std::size_t size = without_spaces(text.size());
  const char last = size == 0 ? '\0' : text[size - 1];
  if (last == '.' || last == ',' || last == ';' || last == ':' || last == '!')
    size = without_spaces(size - 1);
  return size;
}

/// Reads the whole text, or tells why it could not.
[[nodiscard]] constexpr fault_place read_phrase(std::string_view text, reading& out) noexcept {
  const std::string_view body = text.substr(0, trimmed_size(text));
  const std::size_t begin = skip_all_spaces(body, 0);
  if (begin == body.size()) return {phrase_fault::empty, 0};
  if (is_silence(body)) {
    out = {};
    out.begin = begin;
    out.end = body.size();
    return {};
  }
  if (read_zero(body, out)) return {};
  quantity_reader reader(body, extent::whole, out);
  return reader.read(begin) ? fault_place{} : reader.problem();
}

}  // namespace reckon::detail::words
