// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/reading.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Rows of bare numbers, as tables have them: read without the grammar, to the same result.
///
/// From the third number of a row on nothing but its digits and those of its successor matters: a month that
/// would make it a day stands too far off, and no word is near.
namespace reckon::detail::words {

/// How many numbers in digits, each one space behind the last, have just been read.
class number_row {
 public:
  /// Takes note of a mention that follows text up to `last`.
  constexpr void note(std::string_view text, std::size_t last, const reading& said) noexcept {
    const bool bare =
        said.kind == phrase_kind::exact && text[said.begin] != '0' && is_run_of_digits(text, said);
    if (!bare) {
      count_ = 0;
    } else {
      count_ = count_ != 0 && said.begin == last + 1 && text[last] == ' ' ? count_ + 1 : 1;
    }
  }

  /// Nothing was read: the row is broken.
  constexpr void stop() noexcept { count_ = 0; }

  /// Reads the number at this place if it goes on with the row and another one follows it.
  [[nodiscard]] constexpr bool read(std::string_view text, std::size_t last, std::size_t at,
                                    reading& said) const noexcept {
    if (count_ < 2 || at != last + 1 || text[last] != ' ' || text[at] == '0') return false;
    constexpr std::size_t most = 9;
    std::size_t end = at;
    std::uint64_t value = 0;
    for (; is_digit(byte_at(text, end)); ++end) {
      if (end - at == most) return false;
      value = value * 10 + static_cast<std::uint64_t>(text[end] - '0');
    }
    const std::size_t next = end + 1;
    std::size_t next_end = next;
    while (next_end - next < 2 * most && is_digit(byte_at(text, next_end))) ++next_end;
    // A year, a group of digits and a fraction are for the grammar.
    const bool year = end - at == 4;
    const bool group = end - at <= 3 && next_end - next == 3;
    const char mark = byte_at(text, next_end);
    if (byte_at(text, end) != ' ' || next_end == next || year || group || mark == '/' || is_digit(mark))
      return false;
    const decimal whole = stripped({value, 0});
    said = {};
    said.kind = phrase_kind::exact;
    said.lower = said.upper = said.point = {whole, true};
    said.lower_grain = said.upper_grain = {1, whole.exponent};
    said.count = true;
    said.begin = said.first = at;
    said.end = end;
    return true;
  }

 private:
  [[nodiscard]] static constexpr bool is_run_of_digits(std::string_view text, const reading& said) noexcept {
    for (std::size_t i = said.begin; i < said.end; ++i) {
      if (!is_digit(text[i])) return false;
    }
    return true;
  }

  std::size_t count_ = 0;
};

}  // namespace reckon::detail::words
