// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary/core.hpp>
#include <reckon/vocabulary/literal.hpp>
#include <reckon/vocabulary/plain.hpp>
#include <reckon/vocabulary/wording.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reckon::detail::words {

/// The groups of hedges that readers of the experiment could not tell apart.
enum class hedge_group : unsigned char { about, more_than, at_least, nearly, less_than, at_most };

/// How far from the stated number readers went, relative to it, in parts of 10,000: the 50th, 75th and 90th
/// of a hundred readers.
struct surveyed_distances {
  unsigned parts[3];
};

/// By group, and by the significant digits of the stated number: one, two, three, four and more.
/// Source: own aggregates of the 6,654 public raw answers behind S. Ferson, J. O'Rawe, A. Antonenko,
/// J. Siegrist, J. Mickley, C. Luhmann, K. Sentz, A. Finkel (2015), Natural language of uncertainty: numeric
/// hedge words, International Journal of Approximate Reasoning 57.
inline constexpr surveyed_distances surveyed_book[6][4] = {
    {{{1000, 1700, 2500}}, {{520, 960, 1800}}, {{130, 330, 750}}, {{17, 56, 400}}},
    {{{2000, 3300, 6700}}, {{910, 2000, 3300}}, {{310, 880, 1900}}, {{30, 270, 940}}},
    {{{2000, 3300, 6700}}, {{860, 2000, 3300}}, {{290, 640, 1700}}, {{30, 270, 890}}},
    {{{1000, 2000, 3300}}, {{590, 1200, 2000}}, {{120, 360, 910}}, {{20, 80, 540}}},
    {{{1700, 3000, 4000}}, {{1100, 2100, 4100}}, {{160, 650, 1450}}, {{30, 170, 510}}},
    {{{1700, 2500, 5000}}, {{910, 1800, 3500}}, {{290, 700, 1500}}, {{50, 250, 540}}},
};

/// Significant digits as the grain shows them, from 1 to 4: one in 300, two in 2.5 million and in 0.30.
[[nodiscard]] constexpr std::size_t surveyed_digits(decimal value, decimal grain) noexcept {
  std::size_t digits = 1;
  for (grain.exponent += 1; digits < 4 && compare_magnitudes(value, grain) >= 0; grain.exponent += 1)
    ++digits;
  return digits;
}

/// The distance that a reader allows, rounded to a millionth. Between the readers of the table its logarithm
/// is linear in their rank (convention).
[[nodiscard]] inline decimal surveyed_distance(hedge_group group, std::size_t digits, double respondent) {
  const auto& parts = surveyed_book[static_cast<std::size_t>(group)][digits - 1].parts;
  const bool upper = respondent > 0.75;
  const double from = parts[upper ? 1 : 0];
  const double to = parts[upper ? 2 : 1];
  const double way = upper ? (respondent - 0.75) / (0.90 - 0.75) : (respondent - 0.50) / (0.75 - 0.50);
  const double distance = from * std::pow(to / from, way);
  return {static_cast<std::uint64_t>(std::llround(100 * distance)), -6};
}

/// The part of a value that a relative distance is, without its sign.
[[nodiscard]] constexpr decimal part_of(decimal value, decimal distance) noexcept {
  value.negative = false;
  decimal_result part = product(value, distance);
  // Of a number with very many digits the last of them are of no moment for the distance.
  for (; !part.fits; part = product(value, distance))
    value = {value.digits / 10 + 1, value.exponent + 1, false};
  return part.value;
}

/// The group that a phrase belongs to, or nothing if the experiment did not ask for it.
[[nodiscard]] constexpr std::optional<hedge_group> surveyed_group(const phrase& said) noexcept {
  switch (said.kind()) {
    case phrase_kind::approximate:
      if (said.leaning() == hedge_sense::approximate) return hedge_group::about;
      if (said.leaning() == hedge_sense::below) return hedge_group::nearly;
      return std::nullopt;
    case phrase_kind::more_than:
      return hedge_group::more_than;
    case phrase_kind::at_least:
      return hedge_group::at_least;
    case phrase_kind::less_than:
      return hedge_group::less_than;
    case phrase_kind::at_most:
      return hedge_group::at_most;
    default:
      return std::nullopt;
  }
}

/// The set that a reader allows around, above or below the stated number. A count is whole: ends between two
/// whole numbers move outward.
[[nodiscard]] inline interval<> surveyed_set(const phrase& said, hedge_group group, double respondent) {
  const bool upward = group == hedge_group::more_than || group == hedge_group::at_least;
  const bool around = group == hedge_group::about;
  const reading& written = said.said();
  const decimal value = upward ? written.lower.value : written.upper.value;
  const decimal grain = upward ? written.lower_grain : written.upper_grain;
  const decimal distance = surveyed_distance(group, surveyed_digits(value, grain), respondent);
  const interval<> near_by =
      set_around(value, part_of(value, distance), around || !upward ? 1 : 0, around || upward ? 1 : 0);
  if (!said.is_count()) return near_by;
  double lower = std::floor(near_by.lower());
  double upper = std::ceil(near_by.upper());
  if (group == hedge_group::more_than) {
    lower += 1;
    upper = (std::max)(lower, upper);
  }
  if (group == hedge_group::less_than) {
    upper -= 1;
    lower = (std::min)(lower, upper);
  }
  return interval<>(lower, upper);
}

/// What readers took hedges to mean; bare numbers are exact, as 93 of 100 readers took them. What the
/// experiment did not ask for is read as plain does (convention).
[[nodiscard]] inline meaning read_as_surveyed(const phrase& said, double respondent) {
  require_quantity(said, "surveyed");
  if (said.kind() == phrase_kind::exact) return interval<>(*said.point());
  const auto group = surveyed_group(said);
  if (!group) return read_plainly(said, 0);
  // A relative distance says nothing about 0.
  const decimal value = *group == hedge_group::more_than || *group == hedge_group::at_least
                            ? said.said().lower.value
                            : said.said().upper.value;
  if (value.digits == 0) return read_plainly(said, 0);
  return surveyed_set(said, *group, respondent);
}

inline constexpr std::string_view surveyed_source = "aggregates of the answers behind Ferson et al. 2015";

inline constexpr vocabulary_line surveyed_table[] = {
    {"v", "v", "Ferson et al. 2015: 93 of 100 readers take it as exact", "11,000"},
    {"about, around, roughly v, one digit", "[v - d |v|, v + d |v|]", surveyed_source, "about 200"},
    {"the same, two digits", "[v - d |v|, v + d |v|]", surveyed_source, "about 2,500"},
    {"the same, three digits", "[v - d |v|, v + d |v|]", surveyed_source, "about 25,100"},
    {"the same, four digits and more", "[v - d |v|, v + d |v|]", surveyed_source, "about 251,100"},
    {"over, above, more than v", "above v, up to v + d |v|", surveyed_source, "more than 300"},
    {"at least, no less than v", "[v, v + d |v|]", surveyed_source, "at least 300"},
    {"almost, nearly v", "[v - d |v|, v]", surveyed_source, "nearly 300"},
    {"below, under, less than v", "below v, down to v - d |v|", surveyed_source, "fewer than 300"},
    {"at most, no more than v", "[v - d |v|, v]", surveyed_source, "at most 300"},
    {"d between readers 0.5, 0.75 and 0.9", "the logarithm of d is linear in the rank of the reader",
     our_convention, "about 300"},
    {"ranges, vague words, just over v", "as plain", our_convention, "hundreds"},
    {"none, no casualties", "0", as_written, "no casualties"},
    {"no number offered", "silence", as_written, "offered no numbers"},
};

}  // namespace reckon::detail::words

namespace reckon {

constexpr vocabulary vocabulary::surveyed(double respondent) {
  if (!(respondent >= 0.5 && respondent <= 0.9)) {
    throw domain_error(
        "reckon::vocabulary::surveyed: respondent " + detail::number_text(respondent) +
        " is not in [0.5, 0.9]; the survey tells of the median reader to the 90th of a hundred");
  }
  return {"surveyed", detail::words::read_as_surveyed, respondent, detail::words::surveyed_table};
}

}  // namespace reckon
