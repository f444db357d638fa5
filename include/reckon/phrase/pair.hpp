// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/numeral.hpp>
#include <reckon/phrase/prefix.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

/// Two numbers that belong together: the ends of a range, a value and its half-width.
namespace reckon::detail::words {

struct number_pair {
  numeral lower;
  numeral upper;
};

/// Swaps the two numbers, but not their places in the text.
constexpr void swap_ends(number_pair& pair) noexcept {
  std::swap(pair.lower, pair.upper);
  std::swap(pair.lower.begin, pair.upper.begin);
  std::swap(pair.lower.end, pair.upper.end);
}

/// Gives a number the scale of its neighbour.
[[nodiscard]] constexpr fault_place rescale(numeral& n, decimal scale) noexcept {
  n.scale = scale;
  n.scaled = true;
  return settle(n);
}

/// Makes "m" a million beside a currency, else the metre.
[[nodiscard]] constexpr bool settle_letter_m(numeral& n) noexcept {
  if (!n.glued_m) return true;
  n.glued_m = false;
  if (n.unit_kind == unit_class::currency) return rescale(n, {1, 6}).fault == phrase_fault::none;
  n.unit_kind = unit_class::physical;
  n.unit = n.letter_m;
  return true;
}

/// Length of a dash, or of "--" or "~", that may join two numbers at this place.
[[nodiscard]] constexpr std::size_t dash_join_at(std::string_view text, std::size_t at) noexcept {
  if (stands_at(text, at, "--")) return 2;
  if (byte_at(text, at) == '~') return 1;
  if (stands_at(text, at, "\u223c") || stands_at(text, at, "\uff5e")) return 3;
  return dash_at(text, at);
}

/// Whether a unit of the percent kind is a difference of two shares, not a share: "percentage points".
[[nodiscard]] constexpr bool in_points(std::string_view unit) noexcept {
  return unit.find("point") != std::string_view::npos || unit == "pp" || unit == "bp" || unit == "bps";
}

/// Both ends share a unit where one of them has it; different units are a fault.
[[nodiscard]] constexpr fault_place share_unit(number_pair& pair) noexcept {
  numeral& a = pair.lower;
  numeral& b = pair.upper;
  if (a.unit_kind != unit_class::none && b.unit_kind != unit_class::none) {
    const bool shares = a.unit_kind == unit_class::percent && in_points(a.unit) == in_points(b.unit);
    // "US$89 to $93 billion"
    const bool dollars = b.unit == "$" && a.unit_kind == unit_class::currency && a.unit.ends_with('$');
    const bool same = a.unit_kind == b.unit_kind && (shares || dollars || a.unit == b.unit);
    if (dollars) b.unit = a.unit;
    return same ? fault_place{} : fault_place{phrase_fault::units_differ, b.begin};
  }
  // "by 5% to 105 million"
  if (a.unit_kind == unit_class::percent && b.scaled) return {phrase_fault::units_differ, b.begin};
  if (a.unit_kind == unit_class::none) {
    a.unit_kind = b.unit_kind;
    a.unit = b.unit;
  } else {
    b.unit_kind = a.unit_kind;
    b.unit = a.unit;
  }
  return {};
}

/// Whether a number tells by its sign, scale or unit that it is no hour of the day.
[[nodiscard]] constexpr bool is_measured(const numeral& n) noexcept {
  return n.value.negative || n.scaled || (!n.unit.empty() && !same_word(n.unit, "hours"));
}

/// Whether a number may lack the scale that its neighbour has.
[[nodiscard]] constexpr bool may_lack_scale(const numeral& n) noexcept {
  return !n.scaled && n.groups == 0 && n.written.digits != 0 && !n.written.negative &&
         less(n.written, {1, 3});
}

/// Elision: in "2-3 million", in "30-40,000" and in "2-3 x 10^6" the first number has the scale of the
/// second; also where it is somewhat the greater, if it may be: "shrank from 5 to 4 million".
[[nodiscard]] constexpr fault_place share_scale(number_pair& pair, bool own_unit, bool may_fall) noexcept {
  numeral& a = pair.lower;
  const numeral& b = pair.upper;
  if (own_unit || !may_lack_scale(a)) return {};
  if (b.scaled && less(b.written, a.written)) {
    const decimal_result twice = product(b.written, {2, 0});  // a convention of ours: at most twice as great
    const bool near_by = a.in_digits && b.in_digits && b.scale.digits == 1 && b.scale.exponent >= 3 &&
                         twice.fits && !less(twice.value, a.written);
    return may_fall && near_by ? rescale(a, b.scale) : fault_place{};
  }
  if (b.scaled) return rescale(a, b.scale);
  if (b.power != 0 && a.power == 0) {
    const decimal factor{b.written.digits, b.written.exponent - b.power};
    return less(factor, a.written) ? fault_place{} : rescale(a, {1, b.power});
  }
  const bool grouped = a.in_digits && b.in_digits && b.groups > 0 && is_whole(a.written);
  if (!grouped || !less(a.written, {b.leading_group, 0})) return {};
  return rescale(a, {1, 3 * b.groups});
}

/// Settles what two joined numbers take from one another: "m", unit, scale.
[[nodiscard]] constexpr fault_place join_ends(number_pair& pair, bool may_fall) noexcept {
  numeral& a = pair.lower;
  numeral& b = pair.upper;
  const bool money = a.unit_kind == unit_class::currency || b.unit_kind == unit_class::currency;
  if (money || (a.glued_m && b.glued_m)) {
    for (numeral* n : {&a, &b}) {
      if (!n->glued_m) continue;
      n->glued_m = false;
      const fault_place problem = rescale(*n, {1, 6});
      if (problem.fault != phrase_fault::none) return problem;
    }
  }
  if (!settle_letter_m(a) || !settle_letter_m(b)) return {phrase_fault::out_of_range, a.begin};
  const bool own_unit = a.unit_kind == unit_class::physical;
  const fault_place problem = share_unit(pair);
  return problem.fault != phrase_fault::none ? problem : share_scale(pair, own_unit, may_fall);
}

/// Whether the upper number is more than so many times the lower.
[[nodiscard]] constexpr bool is_beyond(const number_pair& pair, unsigned times) noexcept {
  const decimal_result most = product(pair.lower.value, {times, 0});
  return most.fits && less(most.value, pair.upper.value);
}

/// Whether a share stands before a level that it has led to, as no range: "lost 74.85 points or 0.74% to
/// 10002.33" (a convention: fifty times as much).
[[nodiscard]] constexpr bool is_share_to_level(const number_pair& pair) noexcept {
  return pair.lower.unit_kind == unit_class::percent && pair.upper.unit.data() == pair.lower.unit.data() &&
         is_beyond(pair, 50);
}

/// Whether "or" may join two numbers of a text: the upper is the greater, and at most three times the lower
/// (a convention).
[[nodiscard]] constexpr bool are_neighbours(const number_pair& pair) noexcept {
  const bool fits = product(pair.lower.value, {3, 0}).fits;
  return fits && less(pair.lower.value, pair.upper.value) && !is_beyond(pair, 3);
}

/// Whether a tab or a line end stands in this part of a text, as between the cells of a table.
[[nodiscard]] constexpr bool is_other_cell(std::string_view text, std::size_t from, std::size_t to) noexcept {
  for (; from < to; ++from) {
    if (text[from] == '\t' || text[from] == '\n') return true;
  }
  return false;
}

/// A value with its half-width, nothing (`given` is false), or a fault.
struct tolerance_result {
  numeral centre;
  decimal half_width;
  std::size_t end = 0;
  fault_place problem;
  bool given = false;
};

/// Digits of the uncertainty in units of the last place of the value: 6.67430(15), and 3.56?2 of IEEE 1788.
[[nodiscard]] constexpr tolerance_result last_places_at(std::string_view text,
                                                        const numeral& value) noexcept {
  tolerance_result result{value, {}, value.end, {}, false};
  const char opening = byte_at(text, value.end);
  if (!value.in_digits || value.scaled || !value.unit.empty() || (opening != '?' && opening != '('))
    return result;
  std::size_t p = value.end + 1;
  digit_sink sink;
  const std::size_t first = p;
  for (; is_digit(byte_at(text, p)); ++p) sink.put(text[p]);
  const bool digits = p != first;
  if (opening == '(') {
    if (!digits || byte_at(text, p) != ')') return result;
    ++p;
  }
  int exponent = 0;
  if (folded(byte_at(text, p)) == 'e') {
    std::size_t q = p + 1;
    const bool down = byte_at(text, q) == '-';
    if (down || byte_at(text, q) == '+') ++q;
    if (is_digit(byte_at(text, q))) {
      for (; is_digit(byte_at(text, q)); ++q) {
        if (exponent < 100000) exponent = exponent * 10 + (text[q] - '0');
      }
      if (down) exponent = -exponent;
      p = q;
    }
  }
  if (!ends_word(text, p) || byte_at(text, p) == '?') return result;
  if (sink.overflow) {
    result.problem = {phrase_fault::too_many_digits, first};
    return result;
  }
  const int last = value.place.exponent < 0 ? value.place.exponent : 0;
  const decimal width = digits ? decimal{sink.digits, sink.waiting + last} : decimal{5, last - 1};
  result.half_width = stripped({width.digits, width.exponent + exponent});
  if (const fault_place problem = rescale(result.centre, {1, exponent});
      problem.fault != phrase_fault::none) {
    result.problem = problem;
    return result;
  }
  result.end = p;
  result.given = true;
  return result;
}

/// "from" behind a verb of change, or behind the amount of the change or an object of a few words. `end` is 0
/// if it does not stand there.
struct change_opening {
  std::size_t end = 0;
  bool has_amount = false;
};

[[nodiscard]] constexpr change_opening change_opening_at(std::string_view text, std::size_t p) noexcept {
  constexpr int most = 5;
  // "up to 10" and "lower than 10" are bounds.
  if (idiom_at(text, p, "to") != 0 || idiom_at(text, p, "than") != 0) return {};
  bool stepped = false;
  for (int i = 0; i < most; ++i) {
    // "fell 5 percent, from 40 to 38"
    const bool apart = stepped && byte_at(text, p) == ',';
    if (apart) p = skip_spaces(text, p + 1);
    if (const std::size_t from = idiom_at(text, p, "from"); from != 0) return {from, stepped};
    if (apart) return {};
    std::size_t step = idiom_at(text, p, "by");
    if (step == 0) step = idiom_at(text, p, "of");
    const numeral_result amount = read_numeral(text, skip_prefixes(text, step != 0 ? step : p), true);
    if (amount.found && !stepped) {
      p = skip_spaces(text, amount.value.end);
      stepped = true;
      continue;
    }
    const std::size_t word = word_end(text, p);
    const bool goes_on = space_at(text, word) != 0 || (stepped && byte_at(text, word) == ',');
    if (amount.found || word == p || !goes_on) return {};
    p = skip_spaces(text, word);
  }
  return {};
}

/// Whether the half-width of a tolerance may stand behind a value that ends here.
[[nodiscard]] constexpr bool may_have_tolerance_at(std::string_view text, std::size_t end) noexcept {
  const char mark = byte_at(text, end);
  if (mark == '?' || mark == '(') return true;
  const std::size_t p = skip_spaces(text, mark == ',' ? end + 1 : end);
  return (words_behind::at(text, p) & words_behind::tolerance) != 0;
}

/// Reads "plus or minus 50", "± 10 %" and the like behind a value.
[[nodiscard]] constexpr tolerance_result tolerance_at(std::string_view text, const numeral& value) noexcept {
  const char mark = byte_at(text, value.end);
  if (mark == '?' || mark == '(') {
    const tolerance_result places = last_places_at(text, value);
    if (places.given || places.problem.fault != phrase_fault::none) return places;
  }
  const std::size_t p = skip_spaces(text, mark == ',' ? value.end + 1 : value.end);
  const auto sign = longest_idiom(text, p, tolerance_signs);
  if (!sign.found()) return {};
  tolerance_result result{value, {}, value.end, {}, false};
  const std::size_t start = skip_spaces(text, sign.end);
  const numeral_result width = read_numeral(text, start, true);
  if (!width.found) {
    // "give or take" alone is a hedge behind the number.
    if (same_word(sign.entry->text, "give or take")) return result;
    result.problem = width.problem.fault != phrase_fault::none
                         ? width.problem
                         : fault_place{phrase_fault::no_tolerance, start};
    return result;
  }
  numeral r = width.value;
  if (r.value.negative) {
    result.problem = {phrase_fault::no_tolerance, start};
    return result;
  }
  // "n=1,540, ±2.5 points" are two numbers.
  if (mark == ',' && in_points(r.unit) && value.unit_kind != unit_class::percent) return {};
  decimal_result half{r.value, true};
  if (r.unit_kind == unit_class::percent && value.unit_kind != unit_class::percent && !in_points(r.unit)) {
    half = product(product(value.value, r.value).value, {1, -2});
    half.fits = half.fits && product(value.value, r.value).fits;
    half.value.negative = false;
  } else {
    // "42%, plus or minus 3 percentage points"
    const bool basis = r.unit == "bp" || r.unit == "bps" || r.unit.find("asis") != std::string_view::npos;
    if (value.unit_kind == unit_class::percent && in_points(r.unit) && !basis) r.unit = value.unit;
    number_pair pair{value, r};
    const bool own_scale = value.scaled || value.groups != 0;
    result.problem = share_unit(pair);
    if (result.problem.fault != phrase_fault::none) return result;
    result.centre = pair.lower;
    // "2.5 plus or minus 0.1 million": the scale belongs to both.
    if (r.scaled && !own_scale) result.problem = rescale(result.centre, r.scale);
    if (r.power != 0 && !own_scale && value.power == 0) result.problem = rescale(result.centre, {1, r.power});
    if (result.problem.fault != phrase_fault::none) return result;
  }
  if (!half.fits) {
    result.problem = {phrase_fault::too_many_digits, start};
    return result;
  }
  result.half_width = half.value;
  result.end = r.end;
  result.given = true;
  return result;
}

}  // namespace reckon::detail::words
