// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/table.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Rows of numbers, as tables and lists have them: read without the grammar, to the same result.
///
/// From the sixth number of a row on nothing but the number itself and the first characters of its successor
/// matters: a month that would make it a day stands too far off, and no word is near.
namespace reckon::detail::words {

/// Whether an "or" stands where a list of numbers, the comma behind whose first is before `p`, could have
/// one.
[[nodiscard]] constexpr bool is_either_ahead(std::string_view text, std::size_t p) noexcept {
  constexpr std::size_t farthest = 100;
  constexpr std::uint64_t each = 0x0101010101010101;
  // Of eight bytes, the top bit of each that is zero.
  const auto zeros = [](std::uint64_t x) { return ~(((x & 0x7f * each) + 0x7f * each) | x) & 0x80 * each; };
  int commas = 0;
  const std::size_t stop = text.size() - p < farthest ? text.size() : p + farthest;
  for (; p < stop; p += 8) {
    const std::uint64_t bytes = eight_bytes(text, p);
    std::uint64_t hits = zeros(bytes ^ ',' * each) | zeros((bytes | 0x20 * each) ^ 'o' * each);
    for (; hits != 0; hits &= hits - 1) {
      const std::size_t at = p + static_cast<std::size_t>(std::countr_zero(hits)) / 8;
      if (at >= stop) return false;
      if (text[at] != ',') {
        if (idiom_at(text, at, "or") != 0) return true;
      } else if (!is_digit(byte_at(text, at + 1)) && ++commas == 4) {
        return false;
      }
    }
  }
  return false;
}

/// How many numbers, nothing but a gap between them, have just been read.
class number_row {
 public:
  /// Takes note of a mention that follows text up to `last`.
  constexpr void note(std::string_view text, std::size_t last, const reading& said) noexcept {
    if (said.kind != phrase_kind::exact || is_ascii_letter(text[said.begin])) {
      count_ = 0;
      return;
    }
    const bool goes_on = count_ != 0 && said.begin != last && said.begin == gap_end(text, last);
    count_ = goes_on ? count_ + 1 : 1;
    if (!goes_on) checked_ = 0;
    last_[count_ % least] = {said.begin, said.end};
  }

  /// Nothing was read: the row is broken.
  constexpr void stop() noexcept { count_ = 0; }

  /// Reads the number behind the last one, which ends at `last`, if it goes on with the row and another one
  /// follows it.
  [[nodiscard]] constexpr bool read(std::string_view text, std::size_t last, reading& said) noexcept {
    if (count_ < least || !are_items(text)) return false;
    const std::size_t at = last == end_ ? next_ : gap_end(text, last);
    if (at == last) return false;
    const row_item item = item_at(text, at);
    if (item.end == at || item.year) return false;
    const std::size_t next = gap_end(text, item.end);
    if (next == item.end || !is_followed(text, item, next)) return false;
    end_ = item.end;
    next_ = next;
    if (text[item.end] == ',' && is_either_ahead(text, next)) return false;
    said = {};
    said.kind = phrase_kind::exact;
    said.lower = said.upper = said.point = {item.negative ? negated(item.value) : item.value, true};
    said.lower_grain = said.upper_grain = item.place;
    said.unit = text.substr(item.unit, item.unit_length);
    said.count = item.unit_length == 0 && !said.lower.value.negative && item.value.exponent >= 0;
    said.begin = said.first = at;
    said.end = item.end;
    return true;
  }

 private:
  struct row_item {
    decimal value;
    decimal place{1, 0};
    std::size_t core = 0;  ///< where the digits or the fraction sign stand, behind a sign and a point
    std::size_t end = 0;
    std::size_t unit = 0;
    std::size_t unit_length = 0;
    bool whole = false;  ///< as behind which a group of digits or a fraction goes on: "12 345", "1,000 3/4"
    bool negative = false;
    bool year = false;  ///< four digits before the point, which may be one
  };

  [[nodiscard]] static constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /// Length of a currency sign before a number: a dollar, pound, euro or yen.
  [[nodiscard]] static constexpr std::size_t currency_sign_at(std::string_view text,
                                                              std::size_t at) noexcept {
    const char c = byte_at(text, at);
    const char second = byte_at(text, at + 1);
    if (c == '$') return 1;
    if (c == '\xc2') return second == '\xa3' || second == '\xa5' ? 2 : 0;
    return c == '\xe2' && second == '\x82' && byte_at(text, at + 2) == '\xac' ? 3 : 0;
  }

  /// Digits with groups, decimals, an exponent, a minus or a currency before or a percent sign behind them; a
  /// proper fraction; or the sign of one. `end` is `at` if no such thing stands here.
  [[nodiscard]] static constexpr row_item item_at(std::string_view text, std::size_t at) noexcept {
    row_item item;
    item.end = item.core = at;
    if (const fraction_sign* sign = fraction_sign_at(text, at); sign != nullptr) {
      const ratio_value& value = value_of(sign);
      item.value = value.value;
      item.place = value.place;
      item.end = at + sign->length;
      return item;
    }
    const bool negative = byte_at(text, at) == '-';
    const std::size_t currency = currency_sign_at(text, at);
    std::size_t p = at + currency + (negative ? 1 : 0);
    std::uint64_t digits = 0;
    const auto read_run = [&](std::size_t most) {
      const std::size_t first = p;
      for (; is_digit(byte_at(text, p)) && p - first <= most; ++p)
        digits = digits * 10 + static_cast<std::uint64_t>(text[p] - '0');
      return p - first;
    };
    constexpr std::size_t most = 9;  // with as many decimals, or two groups more, within 64 bits
    const std::size_t whole = read_run(most);
    const bool point = byte_at(text, p) == '.' && is_digit(byte_at(text, p + 1));
    if (whole > most || (whole == 0 && !point) || (whole > 1 && text[p - whole] == '0')) return item;
    item.core = whole == 0 ? p + 1 : p - whole;
    item.negative = negative;
    item.unit = at;
    item.unit_length = currency;
    item.year = whole == 4;
    if (is_blank(byte_at(text, p)) && whole != 0) {
      item.value = stripped({digits, 0});
      item.place = {1, item.value.exponent};
      item.whole = whole <= 3;
      item.end = p;
      return item;
    }
    if (byte_at(text, p) == '/') return currency == 0 && !negative ? fraction_item(text, item) : item;
    int groups = 0;
    for (; groups < 2 && whole <= 3 && whole != 0 && byte_at(text, p) == ',' &&
           group_separator_at(text, p) != 0;
         ++groups) {
      ++p;
      read_run(3);
    }
    if (byte_at(text, p) == ',' && is_digit(byte_at(text, p + 1))) return item;
    if (groups != 0 && text[item.core] == '0') return item;
    std::size_t decimals = 0;
    if (byte_at(text, p) == '.' && is_digit(byte_at(text, p + 1))) {
      ++p;
      decimals = read_run(most);
    }
    if (decimals > most) return item;
    const exponent_digits power =
        folded(byte_at(text, p)) == 'e' ? exponent_at(text, p + 1) : exponent_digits{0, p + 1};
    const bool scientific = power.end != p + 1;
    const int exponent = power.value - static_cast<int>(decimals);
    item.value = stripped({digits, exponent});
    const bool last_is_place = decimals != 0 || digits == 0;
    item.place = {
        1, last_is_place ? (digits == 0 ? -static_cast<int>(decimals) : exponent) : item.value.exponent};
    if (!is_in_range(item.value) || !is_in_range(item.place)) return item;
    item.whole = whole <= 3 && decimals == 0 && !scientific;
    item.end = scientific ? power.end : p;
    if (currency == 0 && byte_at(text, item.end) == '%') {
      item.unit = item.end++;
      item.unit_length = 1;
    }
    return item;
  }

  /// Whether the last mentions are such numbers; looked at when they have become enough, since in prose they
  /// never do.
  [[nodiscard]] constexpr bool are_items(std::string_view text) noexcept {
    while (checked_ < count_) {
      ++checked_;
      if (count_ - checked_ >= least) continue;
      const place& mention = last_[checked_ % least];
      if (item_at(text, mention.begin).end != mention.end) {
        // Those behind it are a row of their own.
        count_ -= checked_;
        std::array<place, least> rest{};
        for (std::size_t i = 1; i <= count_; ++i) rest[i % least] = last_[(i + checked_) % least];
        last_ = rest;
        checked_ = 0;
        if (count_ < least) return false;
      }
    }
    return true;
  }

  [[nodiscard]] static constexpr row_item fraction_item(std::string_view text, row_item item) noexcept {
    const slash_fraction fraction = slash_fraction_at(text, item.core);
    if (fraction.end == 0 || fraction.numerator >= 1000) return item;
    const ratio_value value = ratio(0, fraction.numerator, fraction.denominator);
    item.value = value.value;
    item.place = value.place;
    item.end = fraction.end;
    item.year = false;
    return item;
  }

  /// The place behind what stands between two numbers of a row: a few spaces, tabs and line ends, among them
  /// a bar or a semicolon, or before them a comma; or NUL. The place itself if none stands here.
  [[nodiscard]] static constexpr std::size_t gap_end(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t widest = 16;
    const char c = byte_at(text, at);
    if (c == '\0') return at < text.size() ? at + 1 : at;
    // The usual gap is one of them.
    if (is_blank(c)) {
      const char next = byte_at(text, at + 1);
      if (next > ' ' && next != '|' && next != ';') return at + 1;
    }
    std::size_t p = at;
    if (c == ',') {
      if (!is_blank(byte_at(text, at + 1))) return at;
      ++p;
    }
    while (p - at < widest && is_blank(byte_at(text, p))) ++p;
    const char mark = byte_at(text, p);
    if (c != ',' && (mark == '|' || mark == ';')) {
      ++p;
      while (p - at < widest && is_blank(byte_at(text, p))) ++p;
    }
    return p;
  }

  /// Whether a number stands at `next` that takes nothing from this one: a group of digits and a fraction
  /// behind a single space are for the grammar.
  [[nodiscard]] static constexpr bool is_followed(std::string_view text, const row_item& item,
                                                  std::size_t next) noexcept {
    if (fraction_sign_at(text, next) != nullptr) return true;
    const char c = byte_at(text, next);
    if (c == '.') return is_digit(byte_at(text, next + 1));
    if (c == '-') {
      // Behind a space alone this may be a dash.
      const std::string_view gap = text.substr(item.end, next - item.end);
      return is_digit(byte_at(text, next + 1)) && gap.find_first_of("\t\n,;|") != std::string_view::npos;
    }
    if (!is_digit(c)) {
      const std::size_t sign = currency_sign_at(text, next);
      return sign != 0 && is_digit(byte_at(text, next + sign));
    }
    if (!item.whole || next != item.end + 1 || text[item.end] != ' ') return true;
    constexpr std::size_t most = 18;
    std::size_t end = next + 1;
    while (end - next < most && is_digit(byte_at(text, end))) ++end;
    return end - next != 3 && byte_at(text, end) != '/' && !is_digit(byte_at(text, end));
  }

  static constexpr std::size_t least = 5;  ///< numbers before one that is read so

  struct place {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::size_t end_ = std::string_view::npos;  ///< of the number that was read last
  std::size_t next_ = 0;                      ///< where the one behind it stands
  std::size_t count_ = 0;
  std::size_t checked_ = 0;  ///< of these, as numbers of a row
  std::array<place, least> last_{};
};

}  // namespace reckon::detail::words
