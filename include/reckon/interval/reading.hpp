// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/decimal.hpp>
#include <reckon/detail/fraction.hpp>
#include <reckon/interval/core.hpp>
#include <reckon/interval/decoration.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Interval literals, read exactly. Source: IEEE Std 1788-2015, section 9.7.
namespace reckon::detail::interval_text {

enum class reading_error { none, form, order };

/// One end as it is written: a decimal, another number, or infinity.
struct written_end {
  int infinite = 0;  // -1, 0, 1
  bool is_decimal = true;
  decimal number;
  fraction other;

  template <std::floating_point T>
  [[nodiscard]] constexpr T rounded(exact::direction to) const noexcept {
    if (infinite != 0) return infinite < 0 ? -infinity_of<T> : infinity_of<T>;
    return is_decimal ? nearest_binary<T>(number, to) : nearest_binary<T>(other, to);
  }
};

/// What a text names: a set with the decoration that it is written with, or not an interval.
template <std::floating_point T>
struct reading_of {
  interval<T> value;
  reading_error error;
  bool is_nai = false;
  bool has_decoration = false;
  decoration written = decoration::com;
  bool is_exact = true;  // the ends are numbers of T, as written
};

constexpr void skip_blanks(std::string_view& text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

/// Takes the word, in small letters, from the front of `text`, whatever its case there.
constexpr bool take_word(std::string_view& text, std::string_view word) noexcept {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[i];
    const char lower_case = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower_case != word[i]) return false;
  }
  text.remove_prefix(word.size());
  return true;
}

constexpr bool take_end(std::string_view& text, written_end& end) noexcept {
  end.is_decimal = false;
  if (take_hexadecimal(text, end.other) || take_rational(text, end.other)) return true;
  end.is_decimal = true;
  if (take_decimal(text, end.number)) return true;
  std::string_view rest = text;
  const bool minus = take_sign(rest);
  if (!take_word(rest, "infinity") && !take_word(rest, "inf")) return false;
  end.infinite = minus ? -1 : 1;
  text = rest;
  return true;
}

[[nodiscard]] constexpr bool is_above(const written_end& a, const written_end& b) noexcept {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite > b.infinite;
  if (a.is_decimal && b.is_decimal) return compared(a.number, b.number) > 0;
  const double a_below = a.rounded<double>(exact::direction::down);
  const double b_below = b.rounded<double>(exact::direction::down);
  if (!is_same(a_below, b_below)) return is_below(b_below, a_below);
  fraction left = a.other;
  fraction right = b.other;
  if (a.is_decimal && !to_fraction(a.number, left)) return false;
  if (b.is_decimal && !to_fraction(b.number, right)) return false;
  return compared(left, right) > 0;
}

/// Reads what stands between the brackets, ends and comma; the text is behind them afterwards.
constexpr reading_error take_ends(std::string_view& text, written_end& lower, written_end& upper) noexcept {
  lower.infinite = -1;
  upper.infinite = 1;
  written_end first;
  const bool has_lower = take_end(text, first);
  if (has_lower) lower = first;
  skip_blanks(text);
  if (text.empty() || text.front() != ',') {
    // [x] is the number x; infinity is none.
    if (!has_lower || first.infinite != 0) return reading_error::form;
    upper = first;
    return reading_error::none;
  }
  text.remove_prefix(1);
  skip_blanks(text);
  written_end second;
  if (take_end(text, second)) upper = second;
  if (is_above(lower, upper)) return reading_error::order;
  if (lower.infinite > 0 || upper.infinite < 0) return reading_error::order;
  return reading_error::none;
}

/// Reads 3.56?1, 3.56?, 3.56??, with u or d and an exponent behind; the text is behind it afterwards.
constexpr bool take_uncertain(std::string_view& text, written_end& lower, written_end& upper) noexcept {
  const bool negative = take_sign(text);
  const std::string_view written = text;
  std::size_t digits = take_digits(text);
  std::int64_t places = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    places = static_cast<std::int64_t>(take_digits(text));
    digits += static_cast<std::size_t>(places);
  }
  if (digits == 0 || digits > 700 || text.empty() || text.front() != '?') return false;
  const std::string_view middle_digits = written.substr(0, written.size() - text.size());
  text.remove_prefix(1);
  const bool unbounded = !text.empty() && text.front() == '?';
  if (unbounded) text.remove_prefix(1);
  const std::string_view radius_digits = text;
  const std::size_t radius_size = unbounded ? 0 : take_digits(text);
  if (radius_size > 700) return false;
  bool downward = true;
  bool upward = true;
  if (take_word(text, "u")) {
    downward = false;
  } else if (take_word(text, "d")) {
    upward = false;
  }
  std::int64_t exponent = 0;
  if (take_word(text, "e") && !take_exponent(text, exponent)) return false;

  // Tenths of the last place, so that half of it is a whole number.
  fraction middle;
  append_digits(middle.numerator, middle_digits);
  middle.numerator.multiply_add(10, 0);
  middle.negative = negative;
  middle.decimal_exponent = exponent - places - 1;
  long_integer radius(5);
  if (radius_size != 0) {
    radius = long_integer();
    append_digits(radius, radius_digits.substr(0, radius_size));
    radius.multiply_add(10, 0);
  }
  const auto end = [&](written_end& result, bool moves, bool up) {
    result = {};
    result.is_decimal = false;
    result.other = middle;
    if (moves && unbounded) result.infinite = up ? 1 : -1;
    if (!moves || unbounded) return;
    long_integer& n = result.other.numerator;
    if (negative != up) {
      n.add(radius);
    } else if (n.is_less(radius)) {
      long_integer beyond = radius;
      beyond.subtract(n);
      n = beyond;
      result.other.negative = !negative;
    } else {
      n.subtract(radius);
    }
  };
  end(lower, downward, false);
  end(upper, upward, true);
  return true;
}

/// Reads _com, _dac, _def or _trv if the text begins with a line below; false if no decoration follows it.
template <std::floating_point T>
constexpr bool take_decoration(std::string_view& text, reading_of<T>& reading) noexcept {
  if (text.empty() || text.front() != '_') return true;
  text.remove_prefix(1);
  reading.has_decoration = true;
  constexpr decoration decorations[] = {decoration::com, decoration::dac, decoration::def, decoration::trv};
  constexpr std::string_view words[] = {"com", "dac", "def", "trv"};
  for (std::size_t i = 0; i < 4; ++i) {
    if (!take_word(text, words[i])) continue;
    reading.written = decorations[i];
    return true;
  }
  return false;
}

template <std::floating_point T>
[[nodiscard]] constexpr reading_of<T> read_interval(std::string_view text) noexcept {
  reading_of<T> result{interval<T>::empty(), reading_error::none};
  const reading_of<T> bad{interval<T>::empty(), reading_error::form, true};
  written_end lower;
  written_end upper;
  bool empty = false;
  skip_blanks(text);
  if (!text.empty() && text.front() == '[') {
    text.remove_prefix(1);
    skip_blanks(text);
    if (!text.empty() && text.front() == ']') {
      empty = true;
    } else if (take_word(text, "empty")) {
      empty = true;
    } else if (take_word(text, "entire")) {
      lower.infinite = -1;
      upper.infinite = 1;
    } else if (take_word(text, "nai")) {
      result.is_nai = true;
    } else {
      result.error = take_ends(text, lower, upper);
      if (result.error == reading_error::form) return bad;
    }
    skip_blanks(text);
    if (text.empty() || text.front() != ']') return bad;
    text.remove_prefix(1);
  } else if (!take_uncertain(text, lower, upper)) {
    return bad;
  }
  if (!take_decoration(text, result)) return bad;
  skip_blanks(text);
  if (!text.empty()) return bad;
  if (result.error != reading_error::none) {
    result.is_nai = true;
    return result;
  }
  if (result.is_nai) return result.has_decoration ? bad : result;
  const bool unbounded = lower.infinite != 0 || upper.infinite != 0;
  if (result.has_decoration) {
    if (empty && result.written != decoration::trv) return bad;
    if (!empty && unbounded && result.written == decoration::com) return bad;
  }
  if (empty) return result;
  result.value = make_interval(endpoints<T>{lower.template rounded<T>(exact::direction::down),
                                            upper.template rounded<T>(exact::direction::up)});
  result.is_exact = is_same(result.value.lower(), lower.template rounded<T>(exact::direction::up)) &&
                    is_same(result.value.upper(), upper.template rounded<T>(exact::direction::down));
  return result;
}

}  // namespace reckon::detail::interval_text
