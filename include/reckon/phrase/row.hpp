// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/attributes.hpp>
#include <reckon/phrase/behind.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/eight_bytes.hpp>
#include <reckon/phrase/lack_memory.hpp>
#include <reckon/phrase/month_memory.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prose.hpp>
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
/// matters: a month that would make it a day stands too far off, and no word but "and" is near.
namespace reckon::detail::words {

/// Whether an "or" stands where a list of numbers, the comma behind whose first is before `p`, could have
/// one.
[[nodiscard]] constexpr bool is_either_ahead(std::string_view text, std::size_t p) noexcept {
  constexpr std::size_t farthest = 100;
  constexpr std::uint64_t each = 0x0101010101010101;
  // Of eight bytes, the top bit of each that is zero.
  int commas = 0;
  const std::size_t stop = text.size() - p < farthest ? text.size() : p + farthest;
  for (; p < stop; p += 8) {
    const std::uint64_t bytes = eight_bytes(text, p);
    std::uint64_t hits = zero_bits(bytes ^ ',' * each) | zero_bits((bytes | 0x20 * each) ^ 'o' * each);
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

/// The next "or" at or behind `p`, or a place up to which there is none: `stop`, or a little behind it.
[[nodiscard]] constexpr std::size_t next_either(std::string_view text, std::size_t p,
                                                std::size_t stop) noexcept {
  constexpr std::uint64_t each = 0x0101010101010101;
  for (; p < stop; p += 8) {
    std::uint64_t hits = zero_bits((eight_bytes(text, p) | 0x20 * each) ^ 'o' * each);
    for (; hits != 0; hits &= hits - 1) {
      const std::size_t at = p + static_cast<std::size_t>(std::countr_zero(hits)) / 8;
      if (idiom_at(text, at, "or") != 0) return at;
    }
  }
  return p;
}

/// The same as is_either_ahead(), for one place after the other.
[[nodiscard]] constexpr bool is_either_ahead(std::string_view text, std::size_t p,
                                             lack_memory& known) noexcept {
  constexpr std::size_t farthest = 100;
  constexpr std::size_t further = 400;  // looked at as well, as the next places will ask for it
  const bool lacks =
      known.covers(p, p + farthest, [&](std::size_t at) { return next_either(text, at, p + further); });
  return !lacks && is_either_ahead(text, p);
}

/// How many numbers, nothing but a gap or "and" between them, have just been read.
class number_row {
 public:
  /// Takes note of a mention that follows text up to `last`.
  constexpr void note(std::string_view text, std::size_t last, const reading& said) noexcept {
    const bool in_words = is_ascii_letter(text[said.begin]) || !said.noun.empty() ||
                          (!said.unit.empty() && is_ascii_letter(said.unit.front()));
    if (said.kind != phrase_kind::exact || in_words) {
      count_ = 0;
      return;
    }
    const bool goes_on = count_ != 0 && said.begin != last &&
                         (said.begin == gap_end(text, last) || said.begin == link_end(text, last));
    count_ = goes_on ? count_ + 1 : 1;
    if (!goes_on) checked_ = 0;
    last_[count_ % least] = {said.begin, said.end};
  }

  /// Nothing was read: the row is broken.
  constexpr void stop() noexcept { count_ = 0; }

  /// Reads the number behind the last one, which ends at `last`, if it goes on with the row and another one
  /// follows it.
  [[nodiscard]] constexpr bool read(std::string_view text, std::size_t last, month_memory& known,
                                    reading& said) noexcept {
    if (count_ < least || (checked_ < count_ && !are_items(text))) return false;
    std::size_t at = last == end_ ? next_ : gap_end(text, last);
    if (at == last) at = link_end(text, last);
    if (at == last) return false;
    return read_at_a_glance(text, at, known, said) ||
           (!is_linked(text, at) && read_item(text, at, known, said));
  }

 private:
  /// Reads any item at this place.
  [[nodiscard]] constexpr bool read_item(std::string_view text, std::size_t at, month_memory& known,
                                         reading& said) noexcept {
    const row_item item = item_at(text, at);
    if (item.end == at || item.year) return false;
    const std::size_t next = gap_end(text, item.end);
    if (next == item.end || !is_followed(text, item, next)) return false;
    end_ = item.end;
    next_ = next;
    if (text[item.end] == ',' && is_of_list(text, item, at, next, known)) return false;
    write(text, item, at, said);
    return true;
  }

  /// Reads the usual item at a glance.
  [[nodiscard]] constexpr bool read_at_a_glance(std::string_view text, std::size_t at, month_memory& known,
                                                reading& said) noexcept {
    if (at + 16 > text.size()) return false;
    const std::uint64_t bytes = eight_bytes(text, at);
    const std::size_t count = digits_in_front(bytes);
    if (count > longest) return false;
    const char mark = static_cast<char>(bytes >> 8 * count & 0xff);
    if (count != 0 && (is_blank(mark) || mark == '\0'))
      return read_whole(text, at, bytes, count, known, said);
    if (is_linked(text, at)) return false;
    if (static_cast<unsigned char>(mark) >= 0x80) return read_sign(text, at, said);
    if (mark == '/') return read_slash(text, at, said);
    if (count == 0 && mark != '.' && mark != '$' && mark != '-') return false;
    return read_sign_and_decimals(text, at, bytes, known, said);
  }

  /// Of one fraction sign.
  [[nodiscard]] constexpr bool read_sign(std::string_view text, std::size_t at, reading& said) noexcept {
    const fraction_sign* const sign = fraction_sign_at(text, at);
    return sign != nullptr && read_fraction(text, at, at + sign->length, value_of(sign), said);
  }

  /// Of a fraction in digits.
  [[nodiscard]] constexpr bool read_slash(std::string_view text, std::size_t at, reading& said) noexcept {
    const slash_fraction slash = slash_fraction_at(text, at);
    if (slash.end == 0 || slash.numerator >= 1000) return false;
    return read_fraction(text, at, slash.end, ratio(0, slash.numerator, slash.denominator), said);
  }

  /// Of a fraction, a blank behind it, and another one in signs or a number there.
  [[nodiscard]] constexpr bool read_fraction(std::string_view text, std::size_t at, std::size_t end,
                                             const ratio_value& value, reading& said) noexcept {
    const std::size_t next = end + 1;
    if (!is_blank(byte_at(text, end))) return false;
    if (fraction_sign_at(text, next) == nullptr && !begins_usually(text, next, false)) return false;
    end_ = end;
    next_ = next;
    said = {};
    said.kind = phrase_kind::exact;
    set(said, value.value.digits, value.value.exponent, false, value.place.digits, value.place.exponent);
    said.begin = said.first = at;
    said.end = end;
    return true;
  }

  /// Of so many digits, one blank or NUL behind them, or "and", and other digits there.
  [[nodiscard]] constexpr bool read_whole(std::string_view text, std::size_t at, std::uint64_t bytes,
                                          std::size_t count, month_memory& known, reading& said) noexcept {
    // Four may be a year.
    if (count == 4 || (count > 1 && (bytes & 0xff) == '0')) return false;
    const std::size_t end = at + count;
    const std::uint64_t behind = eight_bytes(text, end + 1);
    const std::size_t others = digits_in_front(behind);
    const std::size_t link = others == 0 ? link_end(text, end) : end;
    if ((others == 0 && link == end) || others == 8) return false;
    if (text[end] == ' ' && count <= 3 && (others == 3 || (behind >> 8 * others & 0xff) == '/')) return false;
    if ((link != end || is_linked(text, at)) && !is_apart_from_dates(text, at, end, known)) return false;
    end_ = end;
    next_ = link != end ? link : end + 1;
    said = {};
    said.kind = phrase_kind::exact;
    const decimal value = stripped({number_of_digits(bytes, count), 0});
    set(said, value.digits, value.exponent, false, 1, value.exponent);
    said.count = true;
    said.begin = said.first = at;
    said.end = end;
    return true;
  }

  /// Of digits with a sign before them, a point among them or a percent sign behind; one blank or a comma and
  /// one behind that, and another number there.
  [[nodiscard]] constexpr bool read_sign_and_decimals(std::string_view text, std::size_t at,
                                                      std::uint64_t bytes, month_memory& known,
                                                      reading& said) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<char>(bytes >> 8 * i & 0xff); };
    const auto digits_from = [&](std::size_t i) { return digits_in_front(bytes >> 8 * i); };
    row_item item;
    item.negative = byte(0) == '-';
    item.unit = at;
    item.unit_length = byte(0) == '$' ? 1 : 0;
    const std::size_t first = item.negative ? 1 : item.unit_length;
    const std::size_t whole = digits_from(first);
    std::size_t end = first + whole;
    // Four may be a year.
    if (whole == 4 || end > longest || (whole > 1 && byte(first) == '0')) return false;
    std::uint64_t digits = whole == 0 ? 0 : number_of_digits(bytes >> 8 * first, whole);
    const std::size_t decimals = byte(end) == '.' ? digits_from(end + 1) : 0;
    if (decimals != 0) {
      digits = digits * first_powers_of_ten[decimals] + number_of_digits(bytes >> 8 * (end + 1), decimals);
      end += decimals + 1;
    } else if (whole == 0) {
      return false;
    }
    int scale = 0;
    if (end <= longest && byte(end) == '%' && item.unit_length == 0) {
      item.unit = at + end++;
      item.unit_length = 1;
    } else if (end <= longest) {
      scale = letter_scale(byte(end), item.unit_length != 0, decimals != 0);
      if (scale != 0) ++end;
    }
    if (end > longest) return false;
    const char mark = byte(end);
    const bool comma = mark == ',' && is_blank(byte(end + 1)) && scale == 0;
    if (!comma && mark != '\0' && !is_blank(mark)) return false;
    item.end = at + end;
    const std::size_t next = item.end + (comma ? 2 : 1);
    item.whole = whole <= 3 && decimals == 0 && byte(end - 1) != '%' && scale == 0;
    if (!begins_usually(text, next, item.whole && mark == ' ')) return false;
    if (comma && is_of_list(text, item, at, next, known)) return false;
    item.value = stripped({digits, -static_cast<int>(decimals)});
    item.place.exponent = decimals != 0 ? -static_cast<int>(decimals) : item.value.exponent;
    item.scale_by(scale);
    end_ = item.end;
    next_ = next;
    write(text, item, at, said);
    return true;
  }

  /// Whether a number begins here, after a point or a dollar perhaps; behind a whole number and a space it is
  /// neither a group of digits nor a fraction.
  [[nodiscard]] static constexpr bool begins_usually(std::string_view text, std::size_t at,
                                                     bool behind_whole) noexcept {
    const std::uint64_t bytes = eight_bytes(text, at);
    const char c = static_cast<char>(bytes & 0xff);
    if (c == '.' || c == '$') return is_digit(static_cast<char>(bytes >> 8 & 0xff));
    if (!behind_whole) return is_digit(c);
    const std::size_t count = digits_in_front(bytes);
    return count != 0 && count != 3 && count != 8 && (bytes >> 8 * count & 0xff) != '/';
  }

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

    constexpr void scale_by(int exponent) noexcept {
      if (value.digits != 0) value.exponent += exponent;
      place.exponent += exponent;
    }
  };

  /// Whether the comma behind this item at `at` belongs to a list that ends with an "or", or to days of a
  /// month.
  [[nodiscard]] constexpr bool is_of_list(std::string_view text, const row_item& item, std::size_t at,
                                          std::size_t next, month_memory& known) noexcept {
    const bool day = item.whole && !item.negative && item.unit_length == 0 && item.end - at <= 2;
    return is_either_ahead(text, next, either_) || (day && leads_to_month(text, item.end, known));
  }

  // Member by member: a decimal that is copied as a block just after it was made is waited for.
  constexpr static void set(reading& said, std::uint64_t digits, int exponent, bool negative,
                            std::uint64_t place_digits, int place) noexcept {
    for (stated* end : {&said.lower, &said.upper, &said.point}) {
      end->value.digits = digits;
      end->value.exponent = exponent;
      end->value.negative = negative;
      end->given = true;
    }
    for (decimal* grain : {&said.lower_grain, &said.upper_grain}) {
      grain->digits = place_digits;
      grain->exponent = place;
    }
  }

  constexpr static void write(std::string_view text, const row_item& item, std::size_t at,
                              reading& said) noexcept {
    said = {};
    said.kind = phrase_kind::exact;
    const bool negative = item.negative && item.value.digits != 0;
    set(said, item.value.digits, item.value.exponent, negative, item.place.digits, item.place.exponent);
    said.unit = std::string_view(text.data() + item.unit, item.unit_length);
    said.count = item.unit_length == 0 && !said.lower.value.negative && item.value.exponent >= 0;
    said.begin = said.first = at;
    said.end = item.end;
  }

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
    const char mark = byte_at(text, p);
    if ((is_blank(mark) || static_cast<unsigned char>(mark) >= 0x80) && whole != 0) {
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
    // "0e4 7946": with its zero this may be the first part of a longer number.
    if (scientific && whole == 1 && decimals == 0 && text[item.core] == '0') return item;
    const int exponent = power.value - static_cast<int>(decimals);
    item.value = stripped({digits, exponent});
    const bool last_is_place = decimals != 0 || digits == 0;
    item.place = {
        1, last_is_place ? (digits == 0 ? -static_cast<int>(decimals) : exponent) : item.value.exponent};
    if (!is_in_range(item.value) || !is_in_range(item.place)) return item;
    item.whole = whole <= 3 && decimals == 0 && !scientific;
    item.end = scientific ? power.end : p;
    const int scale = scientific ? 0 : letter_scale(byte_at(text, p), currency != 0, decimals != 0);
    if (scale != 0 && is_blank(byte_at(text, p + 1))) {
      item.scale_by(scale);
      item.whole = false;
      ++item.end;
    }
    if (currency == 0 && byte_at(text, item.end) == '%') {
      item.unit = item.end++;
      item.unit_length = 1;
    }
    return item;
  }

  /// Whether the last mentions are such numbers; looked at when they have become enough, since in prose they
  /// never do.
  RECKON_NOINLINE [[nodiscard]] constexpr bool are_items(std::string_view text) noexcept {
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

  /// The place behind " and " before digits that belong to no number before them, or the place itself.
  [[nodiscard]] static constexpr std::size_t link_end(std::string_view text, std::size_t at) noexcept {
    constexpr std::string_view link = " and ";
    return stands_at(text, at, link) && is_apart_at(text, at + link.size()) ? at + link.size() : at;
  }

  /// Whether the item at this place stands behind such a link: nothing else between two of them ends so.
  [[nodiscard]] static constexpr bool is_linked(std::string_view text, std::size_t at) noexcept {
    return text[at - 2] == 'd';
  }

  /// Whether an item beside a link stands between spaces and is no day, since there is no month.
  [[nodiscard]] static constexpr bool is_apart_from_dates(std::string_view text, std::size_t at,
                                                          std::size_t end, month_memory& known) noexcept {
    return text[at - 1] == ' ' && text[end] == ' ' && known.none_behind(text, at);
  }

  /// Length of the space outside ASCII that stands here, if a number may begin behind it: a no-break space,
  /// or a figure, thin or narrow no-break space.
  [[nodiscard]] static constexpr std::size_t wide_gap_at(std::string_view text, std::size_t at) noexcept {
    const char second = byte_at(text, at + 1);
    if (byte_at(text, at) == '\xc2') return second == '\xa0' ? 2 : 0;
    const char third = byte_at(text, at + 2);
    const bool space = third == '\x87' || third == '\x89' || third == '\xaf';
    return byte_at(text, at) == '\xe2' && second == '\x80' && space ? 3 : 0;
  }

  /// The place behind what stands between two numbers of a row: one such space, or a few spaces, tabs and
  /// line ends, among them a bar or a semicolon, or before them a comma; or NUL. The place itself if none
  /// stands here.
  [[nodiscard]] static constexpr std::size_t gap_end(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t widest = 16;
    const char c = byte_at(text, at);
    if (static_cast<unsigned char>(c) >= 0x80) return at + wide_gap_at(text, at);
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
    const char c = byte_at(text, next);
    if (!is_digit(c) && fraction_sign_at(text, next) != nullptr) return true;
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
    if (item.whole && group_separator_at(text, item.end) != 0) return false;
    if (!item.whole || next != item.end + 1 || text[item.end] != ' ') return true;
    constexpr std::size_t most = 18;
    std::size_t end = next + 1;
    while (end - next < most && is_digit(byte_at(text, end))) ++end;
    return byte_at(text, end) != '/' && !is_digit(byte_at(text, end));
  }

  static constexpr std::size_t longest = 6;  ///< that is read at a glance, with two bytes behind it in eight
  static constexpr std::size_t least = 5;    ///< numbers before one that is read so

  struct place {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  lack_memory either_;                        ///< where no "or" stands
  std::size_t end_ = std::string_view::npos;  ///< of the number that was read last
  std::size_t next_ = 0;                      ///< where the one behind it stands
  std::size_t count_ = 0;
  std::size_t checked_ = 0;  ///< of these, as numbers of a row
  std::array<place, least> last_{};
};

}  // namespace reckon::detail::words
