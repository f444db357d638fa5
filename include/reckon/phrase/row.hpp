// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/reading.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Rows of bare numbers, as tables and lists have them: read without the grammar, to the same result.
///
/// From the sixth number of a row on nothing but its digits and those of its successor matters: a month that
/// would make it a day stands too far off, and no word is near.
namespace reckon::detail::words {

/// Whether an "or" stands where a list of numbers, the comma behind whose first is before `p`, could have
/// one.
[[nodiscard]] constexpr bool is_either_ahead(std::string_view text, std::size_t p) noexcept {
  constexpr std::size_t farthest = 100;
  int commas = 0;
  for (const std::size_t stop = p + farthest; p < stop && p < text.size() && commas < 4; ++p) {
    if (text[p] == ',' && !is_digit(byte_at(text, p + 1))) ++commas;
    if (folded(text[p]) == 'o' && idiom_at(text, p, "or") != 0) return true;
  }
  return false;
}

/// How many bare numbers, each one space, line or comma behind the last, have just been read.
class number_row {
 public:
  /// Takes note of a mention that follows text up to `last`.
  constexpr void note(std::string_view text, std::size_t last, const reading& said) noexcept {
    const bool bare = said.kind == phrase_kind::exact && bare_number(text, said.begin).end == said.end;
    if (!bare) {
      count_ = 0;
    } else {
      count_ = count_ != 0 && said.begin != last && said.begin == gap_end(text, last) ? count_ + 1 : 1;
    }
  }

  /// Nothing was read: the row is broken.
  constexpr void stop() noexcept { count_ = 0; }

  /// Reads the number at this place if it goes on with the row and another one follows it.
  [[nodiscard]] constexpr bool read(std::string_view text, std::size_t last, std::size_t at,
                                    reading& said) const noexcept {
    if (count_ < 5 || at == last || at != gap_end(text, last)) return false;
    const bare_digits number = bare_number(text, at);
    if (number.end == at || number.year) return false;
    const std::size_t next = gap_end(text, number.end);
    if (next == number.end || !is_followed(text, number, next)) return false;
    if (text[number.end] == ',' && is_either_ahead(text, next)) return false;
    said = {};
    said.kind = phrase_kind::exact;
    said.lower = said.upper = said.point = {number.value, true};
    said.lower_grain = said.upper_grain = number.place;
    said.count = number.value.exponent >= 0;
    said.begin = said.first = at;
    said.end = number.end;
    return true;
  }

 private:
  struct bare_digits {
    decimal value;
    decimal place{1, 0};
    std::size_t end = 0;
    std::size_t whole = 0;  ///< how many digits stand before the point
    bool year = false;      ///< four digits there, which may be one
  };

  /// Digits with or without decimals, or the sign of a fraction; `end` is `at` if no such thing stands here.
  [[nodiscard]] static constexpr bare_digits bare_number(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t most = 9;
    bare_digits number;
    number.end = at;
    if (const fraction_sign* sign = fraction_sign_at(text, at); sign != nullptr) {
      const ratio_value value = ratio(0, sign->numerator, sign->denominator);
      number.value = value.value;
      number.place = value.place;
      number.end = at + sign->length;
      return number;
    }
    std::uint64_t digits = 0;
    std::size_t p = at;
    const auto read_run = [&] {
      const std::size_t first = p;
      for (; is_digit(byte_at(text, p)) && p - first <= most; ++p)
        digits = digits * 10 + static_cast<std::uint64_t>(text[p] - '0');
      return p - first;
    };
    number.whole = read_run();
    std::size_t decimals = 0;
    if (byte_at(text, p) == '.' && is_digit(byte_at(text, p + 1))) {
      ++p;
      decimals = read_run();
    }
    const bool code = number.whole > 1 && text[at] == '0';
    if (number.whole == 0 || number.whole > most || decimals > most || code) return number;
    number.value = stripped({digits, -static_cast<int>(decimals)});
    number.place =
        decimals != 0 ? decimal{1, -static_cast<int>(decimals)} : decimal{1, number.value.exponent};
    number.year = number.whole == 4;
    number.end = p;
    return number;
  }

  /// The place behind one space, tab or line end, or behind a comma and a space; the place itself if none
  /// stands here.
  [[nodiscard]] static constexpr std::size_t gap_end(std::string_view text, std::size_t at) noexcept {
    const char c = byte_at(text, at);
    if (c == ' ' || c == '\n' || c == '\t') return at + 1;
    return c == ',' && byte_at(text, at + 1) == ' ' ? at + 2 : at;
  }

  /// Whether a number stands at `next` that takes nothing from this one: a group of digits and a fraction are
  /// for the grammar.
  [[nodiscard]] static constexpr bool is_followed(std::string_view text, const bare_digits& number,
                                                  std::size_t next) noexcept {
    if (fraction_sign_at(text, next) != nullptr) return true;
    constexpr std::size_t most = 18;
    std::size_t end = next;
    while (end - next < most && is_digit(byte_at(text, end))) ++end;
    const bool group = number.whole <= 3 && end - next == 3;
    const char mark = byte_at(text, end);
    return end != next && !group && mark != '/' && !is_digit(mark);
  }

  std::size_t count_ = 0;
};

}  // namespace reckon::detail::words
