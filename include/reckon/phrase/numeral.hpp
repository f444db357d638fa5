// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/amounts.hpp>
#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/digits.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/number_words.hpp>
#include <reckon/phrase/table.hpp>
#include <reckon/phrase/units.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// One number with its currency, sign, scale and unit.
namespace reckon::detail::words {

/// Whether the digits at this place, with a scale or a unit perhaps, are all that is left of a short text.
[[nodiscard]] constexpr bool is_all_that_stands(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t most = 32;
  std::size_t p = at;
  if (!is_digit(byte_at(text, p)) || text.size() - p > most) return false;
  const auto is_mark = [](char c) { return c == ',' || c == '.' || c == '/' || c == ' '; };
  while (is_digit(byte_at(text, p)) || (is_mark(byte_at(text, p)) && is_digit(byte_at(text, p + 1)))) ++p;
  const std::size_t word = skip_spaces(text, p);
  if (const auto unit = unit_at(text, word); unit.found()) {
    p = unit.end;
  } else if (const auto scale = scale_at(text, word); scale.found()) {
    p = scale.end;
  }
  return skip_all_spaces(text, p + (byte_at(text, p) == '.' ? 1 : 0)) == text.size();
}

/// Length of a sign that makes the number behind it negative, or 0. A hyphen touches it, but where nothing
/// else stands: "- 20" is minus twenty, "- 20 dead" an item of a list (a convention of ours).
[[nodiscard]] constexpr std::size_t negative_sign_at(std::string_view text, std::size_t at) noexcept {
  const char first = folded(byte_at(text, at));
  if (first != 'm' && first != 'n' && first != '-' && first != '\xe2') return 0;
  std::size_t end = idiom_at(text, at, "minus");
  if (end == 0) end = idiom_at(text, at, "negative");
  constexpr std::string_view joined = "minus-";
  if (end != 0) {
    end = skip_spaces(text, end);
  } else if (same_word(text.substr(at, joined.size()), joined)) {
    end = at + joined.size();
  } else if (byte_at(text, at) == '-') {
    end = at + 1;
    const std::size_t apart = space_at(text, end) != 0 ? skip_spaces(text, end) : end;
    if (apart != end && is_all_that_stands(text, apart) && skip_all_spaces(text, 0) == at) end = apart;
  } else if (stands_at(text, at, "\u2212")) {
    end = at + 3;
  } else {
    return 0;
  }
  const char next = byte_at(text, end);
  const bool number = is_digit(next) || (next == '.' && is_digit(byte_at(text, end + 1))) ||
                      longest_idiom(text, end, currency_prefixes).found() ||
                      word_of(text, end, number_words).found();
  return number ? end - at : 0;
}

/// The power of ten of a letter that touches the digits as a scale: k, K, M, B, and with money b, T and t.
[[nodiscard]] constexpr int letter_scale(char c, bool money, bool decimals = false) noexcept {
  if (c == 'k' || c == 'K') return 3;
  if (c == 'M') return 6;
  if (c == 'B' || ((money || decimals) && c == 'b')) return 9;  // "2.5b", but section 3b
  return money && (c == 'T' || c == 't') ? 12 : 0;
}

/// Reads the letters that touch the digits: a scale, a unit, or "m", which may be either.
[[nodiscard]] constexpr fault_place read_glued_letters(std::string_view text, numeral& n,
                                                       bool money) noexcept {
  const std::size_t end = letters_end(text, n.end);
  if (end == n.end) return {};
  const std::string_view run = text.substr(n.end, end - n.end);
  const auto scale_by = [&](int exponent) {
    n.scale = {1, exponent};
    n.scaled = true;
    n.end = end;
  };
  if (run == "m" && unit_at(text, n.end).end <= end) {  // "300m2" are no millions
    n.glued_m = true;
    n.letter_m = run;
    n.end = end;
  } else if (const int power = letter_scale(run[0], money, n.place.exponent < 0);
             run.size() == 1 && power != 0) {
    scale_by(power);
  } else if (money && (run == "MM" || run == "mm" || same_word(run, "mil"))) {
    scale_by(6);
  } else if (money && (same_word(run, "bil") || same_word(run, "cr"))) {
    scale_by(same_word(run, "cr") ? 7 : 9);
  } else if (run == "in") {
    // The inches of "4in" are told by where they stand: "4 in" is another thing.
    n.unit_kind = unit_class::physical;
    n.unit = run;
    n.end = end;
  } else if (const auto scale = word_of(text, n.end, scale_abbreviations); scale.found()) {
    n.scale = scale.entry->value;
    n.scaled = true;
    n.end = scale.end;
  } else if (const auto word = scale_at(text, n.end); word.found() && word.entry->value.digits == 1) {
    n.scale = word.entry->value;  // "5million"
    n.scaled = true;
    n.end = word.end;
  } else if (!unit_at(text, n.end).found() && !same_word(run, "odd") && !same_word(run, "ish")) {
    return {phrase_fault::glued_letters, n.end};
  }
  return {};
}

/// Reads a letter, or two, behind a space as the scale of money: "$2.5 B", "Rs 300 Cr".
constexpr void read_money_letter(std::string_view text, numeral& n) noexcept {
  const std::size_t p = skip_spaces(text, n.end);
  const char c = byte_at(text, p);
  if (p == n.end || n.scaled || n.glued_m) return;
  const bool one = ends_word(text, p + 1);
  if (one && c == 'm') {
    n.glued_m = true;
    n.letter_m = text.substr(p, 1);
    n.end = p + 1;
  } else if (same_word(text.substr(p, 2), "cr") && ends_word(text, p + 2)) {
    n.scale = {1, 7};
    n.scaled = true;
    n.end = p + 2;
  } else if (one && is_capital(c) && c != 'K' && letter_scale(c, true) != 0) {
    n.scale = {1, letter_scale(c, true)};
    n.scaled = true;
    n.end = p + 1;
  }
}

/// Reads a "k" behind a space as a scale: "2.5 k". A capital might be kelvin.
constexpr void read_thousand_letter(std::string_view text, numeral& n) noexcept {
  const std::size_t p = n.end + (byte_at(text, n.end) == ' ' ? 1 : wide_space_at(text, n.end));
  if (p == n.end || byte_at(text, p) != 'k' || !ends_word(text, p + 1)) return;
  n.scale = {1, 3};
  n.scaled = true;
  n.end = p + 1;
}

/// Whether a number is within the range of double, the largest of which is 17976931348623157 * 10^292.
[[nodiscard]] constexpr bool is_in_range(const decimal& x) noexcept {
  constexpr std::uint64_t largest = 17976931348623157;
  constexpr int place = 292;
  // 64 bits of digits are below the largest with four zeros more.
  if (x.exponent <= place - 4 || x.digits == 0) return true;
  if (x.exponent >= place + 16) return x.exponent == place + 16 && x.digits == 1;
  if (x.exponent < place)
    return x.digits <= largest * first_powers_of_ten[static_cast<std::size_t>(place - x.exponent)];
  return x.digits <= largest / first_powers_of_ten[static_cast<std::size_t>(x.exponent - place)];
}

/// Settles value and grain from what was written and its scale.
[[nodiscard]] constexpr fault_place settle(numeral& n) noexcept {
  const bool unscaled = n.scale.digits == 1 && n.scale.exponent == 0;
  const decimal_result value =
      unscaled ? decimal_result{stripped(n.written), true} : product(n.written, n.scale);
  const decimal_result grain = unscaled ? decimal_result{stripped(n.place), true} : product(n.place, n.scale);
  if (!value.fits || !grain.fits) return {phrase_fault::too_many_digits, n.begin};
  n.value = value.value;
  n.grain = grain.value;
  return is_in_range(n.value) && is_in_range(n.grain) ? fault_place{}
                                                      : fault_place{phrase_fault::out_of_range, n.begin};
}

constexpr void settle(numeral_result& result) noexcept {
  result.problem = settle(result.value);
  result.found = result.problem.fault == phrase_fault::none;
}

/// Whether a number may count: whole, not negative, of no unit.
[[nodiscard]] constexpr bool is_count(const numeral& n) noexcept {
  return n.unit_kind == unit_class::none && !n.value.negative && is_whole(n.value);
}

/// Reads the unit behind a number: spaces or one hyphen before it.
constexpr void read_unit(std::string_view text, numeral& n) noexcept {
  std::size_t p = skip_spaces(text, n.end);
  const bool hyphen = p == n.end && byte_at(text, p) == '-';
  if (hyphen) ++p;
  if (n.fractional) {
    // "half a mile", "three quarters of an hour"
    if (const std::size_t of = idiom_at(text, p, "of"); of != 0) p = skip_spaces(text, of);
    if (const std::size_t end = idiom_at(text, p, "a"); end != 0) p = skip_spaces(text, end);
    if (const std::size_t end = idiom_at(text, p, "an"); end != 0) p = skip_spaces(text, end);
    // "a quarter of one percent"
    std::size_t one = idiom_at(text, p, "one");
    if (one == 0 && byte_at(text, p) == '1' && !is_digit(byte_at(text, p + 1))) one = p + 1;
    if (one != 0) {
      const std::size_t q = skip_spaces(text, one);
      if (const auto whole = unit_at(text, q); whole.found() && whole.entry->kind == unit_class::percent)
        p = q;
    }
  }
  const auto unit = unit_at(text, p);
  if (!unit.found() || is_digit(byte_at(text, unit.end))) return;
  if (hyphen && (unit.entry->symbol || letter_at(text, p) == 0)) return;
  n.unit_kind = unit.entry->kind;
  n.unit = text.substr(p, unit.end - p);
  n.end = unit.end;
}

/// Reads "and a half" behind a whole number with its unit, where the sentence ends or breaks off: "two hours
/// and a half".
constexpr void read_half_behind_unit(std::string_view text, numeral& n) noexcept {
  constexpr std::uint32_t joined = words_before::word_or | words_before::word_to | words_before::word_and;
  if (n.scaled || !is_whole(n.written) || word_ending_before(text, n.begin).is(joined)) return;
  if (byte_at(text, n.end) != ' ' || byte_at(text, n.end + 1) != 'a') return;
  const std::size_t whole = idiom_at(text, n.end + 1, "and a half");
  const std::size_t half = whole != 0 ? whole : idiom_at(text, n.end + 1, "and half");
  const char mark = byte_at(text, half);
  if (half == 0 || (half != text.size() && mark != '.' && (whole == 0 || (mark != ',' && mark != ';'))))
    return;
  const decimal_result total = sum(n.written, {5, -1});
  if (!total.fits) return;
  n.written = total.value;
  n.place = {5, -1};
  n.end = half;
}

/// Money that is told together with its hundredths.
inline constexpr auto divided_money = indexed<plain_idiom>({
    {"dollar"},
    {"dollars"},
    {"euro"},
    {"euros"},
    {"pound"},
    {"pounds"},
    {"buck"},
    {"bucks"},
    {"rand"},
    {"rupee"},
    {"rupees"},
    {"ringgit"},
    {"$"},
    {"us$"},
    {"\u20ac"},
    {"\u00a3"},
});
inline constexpr auto money_parts = indexed<plain_idiom>({
    {"cent"},
    {"cents"},
    {"pence"},
    {"penny"},
    {"paise"},
    {"sen"},
});

/// What hundredths are told of when they are no part of the money before them: "the $1 and 50 cent coins".
inline constexpr auto pieces_of_money = indexed<plain_idiom>({
    {"coin"},
    {"coins"},
    {"piece"},
    {"pieces"},
    {"stamp"},
    {"stamps"},
    {"note"},
    {"notes"},
    {"respectively"},
});

/// Whether an amount in money and hundredths that end here are two: "between $1 and 50 cents", "rose $2 and
/// 35 cents, respectively".
[[nodiscard]] constexpr bool are_two_amounts(std::string_view text, const numeral& n,
                                             std::size_t end) noexcept {
  constexpr std::string_view between = "etween ";
  const auto sign = static_cast<std::size_t>(n.unit.data() - text.data());
  if (sign >= between.size() && stands_at(text, sign - between.size(), between)) return true;
  return word_of(text, skip_spaces(text, byte_at(text, end) == ',' ? end + 1 : end), pieces_of_money).found();
}

/// Reads "and 10 cents" behind 42 dollars, and behind $42; behind a word the "and" may be missing.
constexpr void read_money_parts(std::string_view text, numeral& n, bool behind_word) noexcept {
  std::size_t p = skip_spaces(text, n.end);
  const std::size_t link = folded(byte_at(text, p)) == 'a' ? idiom_at(text, p, "and") : 0;
  if (link != 0) {
    p = skip_spaces(text, link);
  } else if (!behind_word) {
    return;
  }
  const bool digits = is_digit(byte_at(text, p));
  if (p == n.end || (!digits && !may_be_at(text, p, prefix_words::number))) return;
  if (n.unit_kind != unit_class::currency || n.fractional || (n.scaled && n.in_digits)) return;
  if (!is_among(n.unit, divided_money)) return;
  const numeral_result parts = digits ? read_digits(text, p, false) : read_whole_words(text, p, false);
  if (!parts.found || parts.value.scaled || !less(parts.value.written, {1, 2})) return;
  // "$20 and 43c", "20 dollars 43 cents"
  const std::size_t behind = parts.value.end;
  const char letter = digits ? byte_at(text, behind) : '\0';
  const bool glued = (letter == 'c' || letter == 'p') && ends_word(text, behind + 1);
  const std::size_t unit = glued ? behind + 1 : word_of(text, skip_spaces(text, behind), money_parts).end;
  const decimal_result whole = product(n.written, n.scale);
  if (unit != 0 && are_two_amounts(text, n, unit)) return;
  if (unit == 0 || !whole.fits || !is_whole(whole.value) || !is_whole(parts.value.written)) return;
  const decimal_result total = sum(whole.value, product(parts.value.written, {1, -2}).value);
  if (!total.fits) return;
  n.written = total.value;
  n.scale = {1, 0};
  n.place = {1, -2};
  n.end = unit;
}

/// Those of whom a share is told, or what it does: "two in three voters", "two in three said so".
inline constexpr auto ratio_nouns = indexed<plain_idiom>({
    {"people"},      {"voters"},     {"adults"},     {"women"},      {"men"},         {"children"},
    {"americans"},   {"britons"},    {"households"}, {"families"},   {"workers"},     {"students"},
    {"respondents"}, {"patients"},   {"germans"},    {"canadians"},  {"australians"}, {"europeans"},
    {"parents"},     {"teachers"},   {"doctors"},    {"nurses"},     {"residents"},   {"citizens"},
    {"homes"},       {"companies"},  {"businesses"}, {"firms"},      {"employees"},   {"teenagers"},
    {"girls"},       {"boys"},       {"pupils"},     {"consumers"},  {"customers"},   {"users"},
    {"renters"},     {"drivers"},    {"farmers"},    {"jobs"},       {"schools"},     {"seniors"},
    {"shoppers"},    {"mothers"},    {"fathers"},    {"babies"},     {"pensioners"},  {"deaths"},
    {"cancers"},     {"investors"},  {"managers"},   {"smokers"},    {"taxpayers"},   {"migrants"},
    {"refugees"},    {"owners"},     {"homeowners"}, {"graduates"},  {"buyers"},      {"brits"},
    {"readers"},     {"viewers"},    {"motorists"},  {"immigrants"}, {"prisoners"},   {"hospitals"},
    {"employers"},   {"bosses"},     {"landlords"},  {"borrowers"},  {"scientists"},  {"of"},
    {"russians"},    {"ukrainians"}, {"israelis"},   {"italians"},   {"republicans"}, {"democrats"},
    {"said"},        {"say"},        {"are"},        {"were"},       {"have"},        {"had"},
    {"think"},       {"believe"},    {"support"},    {"want"},       {"would"},       {"do"},
    {"live"},        {"agree"},      {"oppose"},     {"did"},        {"back"},        {"favor"},
});

/// Reads "out of 5" behind 3, and "in five" behind one: the value is their ratio.
constexpr void read_ratio(std::string_view text, numeral& n) noexcept {
  if (n.scaled || n.glued_m || n.unit_kind != unit_class::none) return;
  const small_whole part = small_whole_of(n.written);
  if (!part.fits || part.value == 0 || n.fractional) return;
  std::size_t p = skip_spaces(text, n.end);
  // "a one-in-five chance"
  const bool hyphens = p == n.end && same_word(text.substr(p, 4), "-in-");
  const char first = folded(byte_at(text, p));
  if (!hyphens && (p == n.end || (first != 'o' && first != 'i'))) return;
  const std::size_t out_of = hyphens ? 0 : idiom_at(text, p, "out of");
  std::size_t in = hyphens ? p + 4 : 0;
  if (!hyphens && out_of == 0 && part.value < 100) in = idiom_at(text, p, "in");
  const std::size_t over = out_of == 0 && in == 0 && part.value < 100 ? idiom_at(text, p, "over") : 0;
  if (out_of + in + over == 0) return;
  p = skip_spaces(text, out_of + in + over);
  if (idiom_at(text, p, "every") != 0) p = skip_spaces(text, idiom_at(text, p, "every"));
  numeral_result whole =
      is_digit(byte_at(text, p)) ? read_digits(text, p, false) : read_whole_words(text, p, over != 0);
  if (!whole.found) return;
  // "one in 14 million", "one in a hundred", "one over two hundred"
  const bool odds = over != 0 || (in != 0 && part.value == 1);
  if (odds && !whole.value.scaled) read_scales(text, whole.value);
  const bool scaled = whole.value.scaled;
  const decimal_result written = product(whole.value.written, whole.value.scale);
  const small_whole all = odds && scaled ? large_whole_of(written) : small_whole_of(whole.value.written);
  if ((scaled && !odds) || !all.fits || all.value <= part.value || !ends_word(text, whole.value.end)) return;
  const std::size_t behind = skip_spaces(text, whole.value.end);
  if (unit_at(text, behind).found() || scale_at(text, next_word(text, whole.value.end)).found()) return;
  // "5 in 1,000" is a rate; so is "12 in 100,000".
  const bool rate = all.value == 1000 || all.value == 10000 || all.value == 100000;
  if (in != 0 && !rate && !(odds && scaled) && (all.value > 1000 || part.value >= 10)) return;
  // "8 in 10 voters" is a share; "two in three days" are two.
  if (in != 0 && part.value != 1 && !hyphens) {
    const bool share =
        all.value == 10 || all.value == 100 || rate ||
        (all.value <= 5 && is_among(text.substr(behind, letters_end(text, behind) - behind), ratio_nouns));
    if (!share) return;
  }
  // "5 over 10" is a fraction only if nothing is counted.
  if (over != 0 && (all.value >= 1000 || letter_at(text, behind) != 0)) return;
  const ratio_value value = ratio(0, part.value, all.value);
  n.written = value.value;
  n.place = value.place;
  n.fractional = true;
  n.end = whole.value.end;
}

[[nodiscard]] constexpr numeral_result sign_number(std::size_t at, const fraction_sign* sign) noexcept {
  numeral_result result;
  const ratio_value& value = value_of(sign);
  result.value.written = value.value;
  result.value.place = value.place;
  result.value.end = at + sign->length;
  result.value.in_digits = true;
  result.found = true;
  return result;
}

/// Reads a number in digits, in words or as one sign, with nothing before it.
[[nodiscard]] constexpr numeral_result read_bare_number(std::string_view text, std::size_t at, bool money,
                                                        bool with_and) noexcept {
  const char c = byte_at(text, at);
  if (is_digit(c) || (c == '.' && is_digit(byte_at(text, at + 1)))) return read_digits(text, at, money);
  const fraction_sign* const alone = fraction_sign_at(text, at);
  return alone == nullptr ? read_number_words(text, at, with_and) : sign_number(at, alone);
}

/// The end of the currency that stands at this place, 0 if none does. Its code may touch the digits: "Rs500",
/// "EUR5m".
[[nodiscard]] constexpr std::size_t currency_end(std::string_view text, std::size_t at) noexcept {
  const bool capitals = is_capital(byte_at(text, at)) && is_capital(byte_at(text, at + 1));
  // "$US113 million"
  if (byte_at(text, at) == '$' && is_capital(byte_at(text, at + 1))) {
    const std::size_t letters = letters_end(text, at + 1);
    if (is_digit(byte_at(text, letters)) && is_among(text.substr(at + 1, letters - at - 1), dollar_countries))
      return letters;
  }
  const auto apart = longest_idiom(text, at, currency_prefixes);
  // "RUB 20", but "rub 2 cloves"
  if (apart.found()) return apart.entry->symbol && !capitals ? 0 : apart.end;
  const std::size_t end = letters_end(text, at);
  if (end - at < 2 || end - at > 3 || !is_digit(byte_at(text, end)) || !is_capital(text[at])) return 0;
  // "RS232" is a plug.
  if (capitals && text.substr(at, 2) == "RS") return 0;
  return is_among(text.substr(at, end - at), currency_prefixes) ? end : 0;
}

/// Reads one number where a word of these roles stands, with which one may begin.
[[nodiscard]] constexpr numeral_result read_likely_numeral(std::string_view text, std::size_t at,
                                                           std::uint16_t roles, bool with_and) noexcept {
  const std::size_t begin = at;
  if (text[at] == '+' && is_digit(byte_at(text, at + 1))) ++at;
  const bool plain = is_digit(text[at]);
  const bool may_be_negative = !plain && (roles & prefix_words::minus) != 0;
  const std::size_t sign = may_be_negative ? negative_sign_at(text, at) : 0;
  at += sign;
  const bool may_be_money = !plain && (sign != 0 || (roles & prefix_words::currency) != 0);
  const std::size_t currency = may_be_money ? currency_end(text, at) : 0;
  const bool money = currency != 0;
  std::size_t start = money ? skip_spaces(text, currency) : at;
  const bool minus_inside =
      money && sign == 0 && byte_at(text, start) == '-' && is_digit(byte_at(text, start + 1));
  if (minus_inside) ++start;
  numeral_result result = read_bare_number(text, start, money, with_and);
  if (!result.found) return result;
  numeral& n = result.value;
  n.begin = begin;
  if (n.next == behind::more) n.next = what_stands_behind(text, n.end, n.fractional);
  if (n.next != behind::more) {
    if (money) {
      n.unit_kind = unit_class::currency;
      n.unit = text.substr(at, currency - at);
      read_money_parts(text, n, false);
    }
    if (sign != 0 || minus_inside) n.written = negated(n.written);
    settle(result);
    return result;
  }
  if (n.in_digits) {
    result.problem = read_glued_letters(text, n, money);
    result.found = result.problem.fault == phrase_fault::none;
    if (!result.found) return result;
  }
  const std::size_t bare_end = n.end;
  std::size_t known_end = n.end;
  std::uint16_t known = words_behind::behind(text, n.end);
  // What has been read may have brought another word.
  const auto look_on = [&] {
    if (n.end == known_end) return;
    known_end = n.end;
    known = words_behind::behind(text, n.end);
  };
  const auto may_follow = [&](unsigned role) { return (known & role) != 0; };
  if (!n.glued_m && !n.scaled) {
    if (n.in_digits && may_follow(words_behind::link) && is_whole(n.written)) {
      read_and_fraction(text, n);
      read_point_digits(text, n);
      look_on();
    }
    if (may_follow(words_behind::scale) && (n.in_digits || n.place.exponent < 0)) {
      read_scales(text, n);
      look_on();
    }
    if (may_follow(words_behind::sign) && n.in_digits && !n.scaled) {
      read_thousand_letter(text, n);
      look_on();
    }
  }
  if (n.scaled && may_follow(words_behind::link) && is_whole(n.written)) {
    read_and_fraction(text, n);
    look_on();
  }
  if (money) {
    n.unit_kind = unit_class::currency;
    n.unit = text.substr(at, currency - at);
    read_money_letter(text, n);
    read_money_parts(text, n, false);
  } else if (!n.glued_m) {
    if (n.unit.empty() &&
        may_follow(n.fractional ? words_behind::unit | words_behind::part : words_behind::unit))
      read_unit(text, n);
    if (n.unit_kind == unit_class::currency) {
      // "75 USD million"
      if (n.in_digits && !n.scaled) read_scales(text, n);
      read_money_parts(text, n, true);
    }
    if (n.unit_kind == unit_class::physical) read_half_behind_unit(text, n);
    look_on();
    if (may_follow(words_behind::link)) read_ratio(text, n);
  }
  // Behind its scale and unit as behind a bare number.
  if (n.end != bare_end && !n.glued_m) n.next = what_stands_behind(text, n.end, n.fractional);
  if (sign != 0 || minus_inside) n.written = negated(n.written);
  settle(result);
  return result;
}

/// Reads one number with its currency, sign, scale and unit.
/// `roles` tells what its first word may be.
[[nodiscard]] constexpr numeral_result read_numeral(std::string_view text, std::size_t at,
                                                    std::uint16_t roles, bool with_and) noexcept {
  if (at >= text.size() || (roles & prefix_words::value) == 0) return no_numeral();
  return read_likely_numeral(text, at, roles, with_and);
}

[[nodiscard]] constexpr numeral_result read_numeral(std::string_view text, std::size_t at,
                                                    bool with_and) noexcept {
  return read_numeral(text, at, prefix_words::roles_at(text, at), with_and);
}

}  // namespace reckon::detail::words
