// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe/measured.hpp>  // plus_or_minus, shorthand
#include <reckon/describe/round_number.hpp>
#include <reckon/describe/shared_origins.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>
#include <string>
#include <variant>

namespace reckon {

/// How closely a description keeps to the range: how much wider the words may be.
enum class description_style : unsigned char {
  close,  ///< at most a tenth wider
  rough   ///< at most a quarter wider
};

namespace detail {

inline double allowed_inflation(description_style style) {
  return style == description_style::close ? 0.10 : 0.25;
}

/// The ends rounded outward to the coarsest step that keeps the range within the allowed width.
struct rounded_range {
  decimal lower;
  decimal upper;
};

inline std::optional<rounded_range> round_to(interval<> x, ladder_step step) {
  const auto lower = step.outward(x.lower(), true);
  const auto upper = step.outward(x.upper(), false);
  if (!lower || !upper) return std::nullopt;
  // A positive end is never rounded to 0, nor a negative one.
  if ((x.lower() > 0 && lower->digits == 0) || (x.upper() < 0 && upper->digits == 0)) return std::nullopt;
  return rounded_range{*lower, *upper};
}

/// One end rounded outward to one digit, or to as many as move it by at most the allowed part, the last of
/// them 0 or 5 if that will do.
inline decimal round_end(double x, bool down, double allowed) {
  const int first = static_cast<int>(std::floor(std::log10(std::abs(x))));
  for (int place = first - 1; place > first - 17; --place) {
    for (const int mantissa : {10, 5, 1}) {
      const auto rounded = ladder_step{mantissa, place}.outward(x, down);
      if (rounded && std::abs(to_double(*rounded) - x) <= std::abs(x) * allowed) return *rounded;
    }
  }
  return shortest_decimal(x);
}

/// Half the width: the whole may lie beyond the largest double.
inline double halved_width(interval<> x) { return x.upper() / 2 - x.lower() / 2; }

inline rounded_range round_outward(interval<> x, description_style style) {
  // Ends of different magnitude are rounded each on its own.
  if (x.lower() > 0 && x.upper() / x.lower() >= 10) {
    // Both together widen the range by at most the allowed part of its width.
    const double allowed = allowed_inflation(style) * halved_width(x) / (x.upper() / 2 + x.lower() / 2);
    return {round_end(x.lower(), true, allowed), round_end(x.upper(), false, allowed)};
  }
  const double half = halved_width(x);
  const bool whole = x.lower() == std::floor(x.lower()) && x.upper() == std::floor(x.upper());
  // Below that no step is left to round to.
  const int coarsest = half > 1e-300 ? 4 * (static_cast<int>(std::floor(std::log10(half))) + 2) : -1200;
  for (int rung = coarsest; rung > coarsest - 60; --rung) {
    const ladder_step step = ladder_step::rung(rung);
    if (whole && !step.whole()) continue;  // whole numbers stay whole
    const auto rounded = round_to(x, step);
    if (!rounded) continue;
    const double inflated = to_double(rounded->upper) / 2 - to_double(rounded->lower) / 2;
    if (inflated <= half * (1 + allowed_inflation(style))) return *rounded;
  }
  return {shortest_decimal(x.lower()), shortest_decimal(x.upper())};
}

/// "about N", with the fewest digits whose plain meaning holds the range and is not much wider.
inline std::optional<std::string> about(interval<> x, description_style style) {
  const double centre = x.lower() / 2 + x.upper() / 2;
  if (!(x.lower() > 0 && centre > 1e-290)) return std::nullopt;
  const int top = static_cast<int>(std::floor(std::log10(centre)));
  for (int place = top; place > top - 6; --place) {
    std::string text =
        "about " + spelled(decimal_of(std::llround(centre / to_double(decimal_of(1, place))), place));
    const auto read = try_parse(text);
    if (!read) continue;
    const meaning plain = vocabulary::plain.read(*read);
    const auto* set = std::get_if<interval<>>(&plain);
    if (!set || !subset(x, *set)) continue;
    if (halved_width(*set) <= halved_width(x) * (1 + allowed_inflation(style))) return text;
  }
  return std::nullopt;
}

/// The whole number next to x on the given side, if it is positive, short, and rounder than x: 300 below 301.
/// As a bound that is not included it says of counts the same as x included.
inline std::optional<decimal> shorter_neighbour(double x, bool below) {
  if (!(x >= 1 && x < 1e15 && x == std::floor(x))) return std::nullopt;
  const decimal next = shortest_decimal(below ? x - 1 : x + 1);
  if (next.digits == 0 || next.digits >= 10000) return std::nullopt;
  if (next.exponent <= shortest_decimal(x).exponent) return std::nullopt;
  return next;
}

/// A number rounded outward to three significant digits, unless it is a whole number that is short anyway.
inline std::string one_sided_number(double x, bool down) {
  const decimal exact = shortest_decimal(x);
  if (exact.digits < 10000) return spelled(exact);
  const int place = static_cast<int>(std::floor(std::log10(std::abs(x)))) - 2;
  const auto rounded = ladder_step{1, place}.outward(x, down);
  return spelled(rounded ? *rounded : exact);
}

/// "220 to 500,000" would be read as thousands of both: there the digits stand together, which leaves no
/// doubt.
inline std::string joined(const rounded_range& r, const char* before, const char* between) {
  const double lower = to_double(r.lower);
  const auto scale = common_scale(lower, to_double(r.upper));
  std::string text = before + spelled(r.lower, scale) + between + spelled(r.upper, scale);
  const auto read = try_parse(text);
  if (read && (read->lower() != lower || read->upper() != to_double(r.upper))) {
    text =
        before + in_digits(r.lower, thousands::together) + between + in_digits(r.upper, thousands::together);
  }
  return text;
}

/// The ends of a shape are computed: what lies within a part in 1e12 of them is noise, not worth a digit.
inline interval<> without_noise(interval<> x) {
  const double noise = 1e-12 * (std::max)(std::abs(x.lower()), std::abs(x.upper()));
  if (!(halved_width(x) > 1e3 * noise)) return x;
  return {x.lower() + noise, x.upper() - noise};
}

/// The words for a set of values.
inline std::string range_in_words(interval<> x, bool shaped, description_style style) {
  constexpr double largest = (std::numeric_limits<double>::max)();
  const bool bounded_below = x.lower() >= -largest;
  const bool bounded_above = x.upper() <= largest;
  if (!bounded_below && !bounded_above) return "any number";
  if (!bounded_above) {
    if (const auto end = shorter_neighbour(x.lower(), true)) return "more than " + spelled(*end);
    return "at least " + one_sided_number(x.lower(), true);
  }
  const bool from_zero = x.lower() == 0 && x.upper() > 0 && !shaped;
  if (!bounded_below || from_zero) {
    if (const auto end = shorter_neighbour(x.upper(), false)) return "fewer than " + spelled(*end);
  }
  if (!bounded_below) return "at most " + one_sided_number(x.upper(), false);
  if (x.lower() == x.upper()) return spelled(shortest_decimal(x.lower()));
  if (shaped) x = without_noise(x);
  if (auto text = about(x, style)) return *text;
  const rounded_range r = round_outward(x, style);
  const double lower = to_double(r.lower);
  const double upper = to_double(r.upper);
  if (lower == upper) return spelled(r.lower);
  if (lower > 0 && upper / lower >= 10) return joined(r, "somewhere between ", " and ");
  return joined(r, shaped ? "roughly " : "", " to ");
}

/// A number within a range, rounded to a fiftieth of the range's width or finer.
inline std::string median_in_words(double x, interval<> range) {
  const double width = range.upper() - range.lower();
  if (width > 0 && std::isfinite(width)) {
    int place = static_cast<int>(std::floor(std::log10(width / 50)));
    if (x != 0) place = (std::min)(place, static_cast<int>(std::floor(std::log10(std::abs(x)))) - 1);
    const double count = x / to_double(decimal_of(1, place));
    if (std::abs(count) < 1e15) return spelled(decimal_of(std::llround(count), place));
  }
  return spelled(shortest_decimal(x));
}

/// "42 %".
inline std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

/// Whether the estimate is what one report says, and that report bounds a count from above alone: "up to
/// 500".
[[nodiscard]] inline bool is_bounded_above_alone(const estimate& e) {
  if (e.root()->kind != operation::leaf) return false;
  const auto& leaf = static_cast<const leaf_node&>(*e.root());
  const auto* set = std::get_if<interval<>>(&leaf.value);
  if (!leaf.report || set == nullptr || set->lower() != 0) return false;
  const phrase_kind kind = report(leaf.report).phrase().kind();
  return kind == phrase_kind::at_most || kind == phrase_kind::less_than;
}

/// The words for the range of an estimate.
[[nodiscard]] inline std::string estimate_in_words(const estimate& e, interval<> outer, bool shaped,
                                                   description_style style) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  // plain gives a count the lower end 0, and the words go without it.
  if (is_bounded_above_alone(e)) outer = interval<>(-infinity, outer.upper());
  return range_in_words(outer, shaped, style);
}

}  // namespace detail

/// The range of an estimate in words that a newsroom could print: "1,500 to 3,500", "about 11,000".
/// Rounded outward: vocabulary::plain reads the phrase back to an interval that contains the range, and is
/// little wider (but cuts "at most 500" at 0, since words do not tell that a count may be negative). The
/// coverage is for the reader to state beside it; the words carry no probability.
/// Errors: those of `range`.
[[nodiscard]] inline std::string describe(const estimate& e, double coverage = 0.90, const options& how = {},
                                          description_style style = description_style::close) {
  return detail::estimate_in_words(e, range(e, coverage, how), detail::has_shape(e), style);
}

/// Mean and standard deviation of an estimate in shorthand: "11000(410)". Its own function, since a range
/// says more where the shape is not known or lopsided. Errors: domain_error if the leaves are not precise, so
/// that these are intervals, or if nothing varies.
[[nodiscard]] inline std::string shorthand(const estimate& e, const options& how = {}) {
  return shorthand(value(mean(e, how)), value(standard_deviation(e, how)));
}

/// An interval in the words of `describe`.
[[nodiscard]] inline std::string describe(interval<> x, description_style style = description_style::close) {
  return is_empty(x) ? "no number" : detail::range_in_words(x, false, style);
}

namespace detail {

/// The range under unknown dependence in words; nothing where the bounds cannot exclude that the estimate is
/// undefined.
inline std::optional<std::string> described_under_unknown(const estimate& e) {
  try {
    return describe(e, 0.90, {.default_dependence = dependence::unknown});
  } catch (const domain_error&) {
    return std::nullopt;
  }
}

/// What operator<< prints; the unit, if any, stands behind the words of each range.
inline std::string printed(const estimate& e, const std::string& unit = {}) {
  const answer outer = range(e, 0.90);
  const bool shaped = has_shape(e);
  std::string text = estimate_in_words(e, outer, shaped, description_style::close) + unit;
  if (shaped) {
    text += " (90 % range";
    if (const auto middle = median(e).point()) text += ", median " + median_in_words(*middle, outer);
    text += ')';
    if (may_share_an_origin(e)) {
      const auto unknown = described_under_unknown(e);
      text += "; " + (unknown ? *unknown + unit : "no range is known") +
              " if nothing is assumed about how its figures depend on each other";
    }
  }
  return text;
}

}  // namespace detail

/// Prints the description; for shapes also the median and the coverage. Where leaves share an origin, or may,
/// the range under unknown dependence stands beside the one under independence.
/// Errors: those of `range`.
inline std::ostream& operator<<(std::ostream& stream, const estimate& e) {
  return stream << detail::printed(e);
}

}  // namespace reckon
