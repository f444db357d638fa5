// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/eight_bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Letters, spaces, dashes and words in UTF-8 text, one place at a time.
///
/// Every function takes the whole text and an offset, and answers with a length or an offset: nothing is
/// copied, and an offset at the end of the text is always a fair question.
namespace reckon::detail::words {

[[nodiscard]] constexpr char byte_at(std::string_view text, std::size_t at) noexcept {
  return at < text.size() ? text[at] : '\0';
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

[[nodiscard]] constexpr char folded(char c) noexcept {
  return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether `what`, byte for byte, stands at this place.
[[nodiscard]] constexpr bool stands_at(std::string_view text, std::size_t at,
                                       std::string_view what) noexcept {
  return at <= text.size() && text.size() - at >= what.size() && text.substr(at, what.size()) == what;
}

/// Length of the first of the given symbols that stands at this place, or 0.
template <std::size_t N>
[[nodiscard]] constexpr std::size_t symbol_at(std::string_view text, std::size_t at,
                                              const std::string_view (&symbols)[N]) noexcept {
  for (const std::string_view symbol : symbols) {
    if (stands_at(text, at, symbol)) return symbol.size();
  }
  return 0;
}

/// Length of the character outside ASCII at this place if it is a space, or 0: no-break space, figure space,
/// thin space, narrow no-break space; en, em and hair space, the ideographic space, and the mark that may
/// begin a text of Unicode.
[[nodiscard]] constexpr std::size_t wide_space_at(std::string_view text, std::size_t at) noexcept {
  const char second = byte_at(text, at + 1);
  if (second != '\x80' && second != '\xa0' && second != '\xbb') return 0;
  switch (byte_at(text, at)) {
    case '\xc2':
      return second == '\xa0' ? 2 : 0;
    case '\xe2': {
      const char third = byte_at(text, at + 2);
      const bool space = third == '\x82' || third == '\x83' || third == '\x87' || third == '\x89' ||
                         third == '\x8a' || third == '\xaf';
      return second == '\x80' && space ? 3 : 0;
    }
    case '\xe3':
      return second == '\x80' && byte_at(text, at + 2) == '\x80' ? 3 : 0;
    case '\xef':
      return second == '\xbb' && byte_at(text, at + 2) == '\xbf' ? 3 : 0;
    default:
      return 0;
  }
}

/// The end of the ASCII digits that stand here.
[[nodiscard]] constexpr std::size_t digits_end(std::string_view text, std::size_t at) noexcept {
  while (is_digit(byte_at(text, at))) ++at;
  return at;
}

/// Length of the slash of a fraction at this place, U+2044 or the usual one, or 0.
[[nodiscard]] constexpr std::size_t slash_at(std::string_view text, std::size_t at) noexcept {
  if (byte_at(text, at) == '/') return 1;
  return byte_at(text, at) == '\xe2' && stands_at(text, at, "\u2044") ? 3 : 0;
}

/// Length of the dash at this place, or 0: a hyphen, U+2010 to U+2015, and the minus U+2212.
[[nodiscard]] constexpr std::size_t dash_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  if (c == '-') return 1;
  if (c != '\xe2') return 0;
  const char second = byte_at(text, at + 1);
  const auto third = static_cast<unsigned char>(byte_at(text, at + 2));
  return (second == '\x80' && third >= 0x90 && third <= 0x95) || (second == '\x88' && third == 0x92) ? 3 : 0;
}

/// Whether a curly double quotation mark stands at this place.
[[nodiscard]] constexpr bool is_double_quote_at(std::string_view text, std::size_t at) noexcept {
  const char third = byte_at(text, at + 2);
  return byte_at(text, at) == '\xe2' && byte_at(text, at + 1) == '\x80' &&
         (third == '\x9c' || third == '\x9d');
}

/// Whether a sign that compares stands at this place: one of ASCII, or of U+2240 to U+227F.
[[nodiscard]] constexpr bool is_comparison_sign_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  return c == '<' || c == '>' || c == '=' || (c == '\xe2' && byte_at(text, at + 1) == '\x89');
}

[[nodiscard]] constexpr std::size_t space_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  return static_cast<unsigned char>(c) < 0x80 ? 0 : wide_space_at(text, at);
}

RECKON_COLD [[nodiscard]] constexpr std::size_t skip_more_spaces(std::string_view text, std::size_t at,
                                                                 std::size_t most) noexcept {
  for (; most > 0; --most) {
    const char c = byte_at(text, at);
    if (c > ' ') break;
    const std::size_t n = c == ' ' || c == '\t' || c == '\n' ? 1 : space_at(text, at);
    if (n == 0) break;
    at += n;
  }
  return at;
}

/// The place behind all the spaces that stand here.
[[nodiscard]] constexpr std::size_t skip_all_spaces(std::string_view text, std::size_t at) noexcept {
  return skip_more_spaces(text, at, text.size());
}

/// The place behind the spaces that stand here: at most 32 of them, so that no text is slow to read.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr std::size_t skip_spaces(std::string_view text,
                                                                     std::size_t at) noexcept {
  constexpr std::size_t most = 32;
  if (at >= text.size()) return at;
  const char c = text[at];
  if (c > ' ' && static_cast<unsigned char>(c) < 0x80) return at;
  const auto next = static_cast<unsigned char>(byte_at(text, at + 1));
  if (c == ' ' && next > ' ' && (next < 0x80 || wide_space_at(text, at + 1) == 0)) return at + 1;
  if (static_cast<unsigned char>(c) >= 0x80 && wide_space_at(text, at) == 0) return at;
  if (c == '\t' && next > ' ' && next < 0x80) return at + 1;
  return skip_more_spaces(text, at, most);
}

/// Where the next word of a number may begin: behind spaces or one hyphen. The offset itself if there is
/// neither.
[[nodiscard]] constexpr std::size_t next_word(std::string_view text, std::size_t at) noexcept {
  return byte_at(text, at) == '-' ? at + 1 : skip_spaces(text, at);
}

/// Length of the letter outside ASCII at this place, or 0.
RECKON_COLD [[nodiscard]] constexpr std::size_t wide_letter_at(std::string_view text,
                                                               std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(byte_at(text, at + i)); };
  const unsigned char lead = byte(0);
  if (lead < 0xc3 || lead > 0xf4) return 0;
  const std::size_t length = lead < 0xe0 ? 2 : (lead < 0xf0 ? 3 : 4);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  // U+2000 to U+2BFF: general punctuation, currency, arrows, mathematical operators, shapes.
  if (lead == 0xe2 && byte(1) < 0xb0) return 0;
  // U+00D7, the multiplication sign.
  if (lead == 0xc3 && byte(1) == 0x97) return 0;
  return length;
}

/// Length of the letter at this place, or 0. Outside ASCII every well-formed character counts as a letter,
/// but for the blocks of spaces, punctuation, currency and mathematical signs.
[[nodiscard]] constexpr std::size_t letter_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  return static_cast<unsigned char>(c) < 0x80 ? (is_ascii_letter(c) ? 1 : 0) : wide_letter_at(text, at);
}

[[nodiscard]] constexpr std::size_t apostrophe_at(std::string_view text, std::size_t at) noexcept {
  const char c = byte_at(text, at);
  if (c == '\'') return 1;
  return c == '\xe2' && stands_at(text, at, "\u2019") ? 3 : 0;
}

/// End of the run of letters that begins here; the offset itself if there is none.
[[nodiscard]] constexpr std::size_t letters_end(std::string_view text, std::size_t at) noexcept {
  for (;;) {
    const std::size_t letters = letters_in_front(eight_bytes(text, at));
    at += letters;
    if (letters == 8) continue;
    const std::size_t wide =
        static_cast<unsigned char>(byte_at(text, at)) < 0x80 ? 0 : wide_letter_at(text, at);
    if (wide == 0) return at;
    at += wide;
  }
}

/// End of a word as word_end() has it.
RECKON_NOINLINE [[nodiscard]] constexpr std::size_t end_of_word_at_mark(std::string_view text,
                                                                        std::size_t at) noexcept {
  std::size_t end = letters_end(text, at);
  while (end != at) {
    if (byte_at(text, end) == '.' && is_capital(byte_at(text, end + 1)) && letter_at(text, end + 2) == 0) {
      end += byte_at(text, end + 2) == '.' ? 3 : 2;
      continue;
    }
    std::size_t inner = apostrophe_at(text, end);
    if (inner == 0 && byte_at(text, end) == '-') inner = 1;
    if (inner == 0 || letter_at(text, end + inner) == 0) break;
    end = letters_end(text, end + inner);
  }
  return end;
}

/// End of the word that begins here: letters, with apostrophes and single hyphens inside, or letters each
/// with its full stop (U.S.); the offset itself if there is none.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr std::size_t word_end(std::string_view text,
                                                                  std::size_t at) noexcept {
  // A space stands behind most words.
  std::size_t end = at;
  std::size_t letters = 8;
  std::uint64_t bytes = 0;
  for (; letters == 8; end += letters) {
    bytes = eight_bytes(text, end);
    letters = letters_in_front(bytes);
  }
  return (bytes >> 8 * letters & 0xff) == ' ' ? end : end_of_word_at_mark(text, at);
}

/// Whether a word ends at this place before something that is no space.
RECKON_NOINLINE [[nodiscard]] constexpr bool ends_word_before_mark(std::string_view text,
                                                                   std::size_t at) noexcept {
  const char mark = byte_at(text, at);
  if (mark == ',' || mark == '.') return true;
  if (letter_at(text, at) != 0 || is_digit(byte_at(text, at))) return false;
  const std::size_t apostrophe = apostrophe_at(text, at);
  if (apostrophe != 0) return letter_at(text, at + apostrophe) == 0;
  return byte_at(text, at) != '-' || (letter_at(text, at + 1) == 0 && !is_digit(byte_at(text, at + 1)));
}

/// Whether a word ends at this place, so that "some" is not read in "someone", nor "over" in "over-30s".
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr bool ends_word(std::string_view text, std::size_t at) noexcept {
  return byte_at(text, at) == ' ' || ends_word_before_mark(text, at);
}

/// Whether two words are equal, ASCII case aside. The second is lower case already.
[[nodiscard]] constexpr bool same_word(std::string_view word, std::string_view lower_case) noexcept {
  if (word.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (folded(word[i]) != lower_case[i]) return false;
  }
  return true;
}

/// End of an idiom of which what is left stands at this place, or 0. A space of the idiom is any run of
/// spaces, or one hyphen, in the text; an idiom that ends with a letter must end a word.
RECKON_NOINLINE [[nodiscard]] constexpr std::size_t rest_of_idiom_at(std::string_view text, std::size_t at,
                                                                     std::string_view rest) noexcept {
  for (const char c : rest) {
    if (c == ' ') {
      const std::size_t next = byte_at(text, at) == '-' ? at + 1 : skip_spaces(text, at);
      if (next == at) return 0;
      at = next;
    } else {
      if (at >= text.size() || folded(text[at]) != c) return 0;
      ++at;
    }
  }
  return is_ascii_letter(rest.back()) && !ends_word(text, at) ? 0 : at;
}

/// An idiom that the code names: its first letters, eight at most, are compared at once.
struct named_idiom {
  std::string_view rest;  ///< what stands behind those letters
  std::uint64_t letters = 0;
  std::uint64_t mask = 0;
  std::size_t count = 0;

  // NOLINTNEXTLINE(google-explicit-constructor): an idiom is written as a string.
  consteval named_idiom(const char* idiom) noexcept : rest(idiom) {
    for (; count < 8 && !rest.empty() && is_ascii_letter(rest.front()); ++count, rest.remove_prefix(1)) {
      letters |= std::uint64_t{static_cast<unsigned char>(rest.front())} << 8 * count;
      mask |= std::uint64_t{0xff} << 8 * count;
    }
  }
};

/// End of an idiom that stands at this place, or 0.
RECKON_ALWAYS_INLINE [[nodiscard]] constexpr std::size_t idiom_at(std::string_view text, std::size_t at,
                                                                  named_idiom idiom) noexcept {
  // Without its case, no other byte becomes a letter.
  constexpr std::uint64_t case_bits = 0x2020202020202020;
  if (((eight_bytes(text, at) | case_bits) & idiom.mask) != idiom.letters) return 0;
  const std::size_t end = at + idiom.count;
  if (!idiom.rest.empty()) return rest_of_idiom_at(text, end, idiom.rest);
  return ends_word(text, end) ? end : 0;
}

}  // namespace reckon::detail::words
