// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <variant>

// The contract of a description: vocabulary plain reads it back to an interval that holds the range, at
// most 1.25 times as wide and one grain.
namespace contract {

/// What vocabulary plain makes of a text.
inline reckon::interval<> read_back(const std::string& text) {
  return std::get<reckon::interval<>>(reckon::vocabulary::plain.read(reckon::parse(text)));
}

/// Empty if the contract is kept, else what is wrong. What is bounded above alone by a whole number is read
/// as a count, which begins at 0.
inline std::string broken(reckon::interval<> x, const std::string& text) {
  const auto read = reckon::try_parse(text);
  if (!read) return "it cannot be read";
  const reckon::interval<> back = read_back(text);
  if (x.lower() == -std::numeric_limits<double>::infinity() && back.lower() == 0 && x.upper() >= 0) {
    return x.upper() <= back.upper() ? "" : "it does not hold the range";
  }
  if (!subset(x, back)) return "it does not hold the range";
  if (x.lower() > 0 && !(back.lower() > 0)) return "a positive end became 0";
  if (x.upper() < 0 && !(back.upper() < 0)) return "a negative end became 0";
  if (!std::isfinite(x.lower()) || !std::isfinite(x.upper())) {
    if (std::isfinite(x.lower()) != std::isfinite(back.lower())) return "the lower side opened or closed";
    if (std::isfinite(x.upper()) != std::isfinite(back.upper())) return "the upper side opened or closed";
    return {};
  }
  const double grain = (std::max)(read->lower_grain(), read->upper_grain());
  // Large ends are halved, since their difference may overflow; small ones are not, since a half of the
  // smallest doubles is rounded.
  const double largest =
      (std::max)({std::abs(x.lower()), std::abs(x.upper()), std::abs(back.lower()), std::abs(back.upper())});
  const double part = largest > 1 ? 0.5 : 1.0;
  const auto width = [part](reckon::interval<> of) { return part * of.upper() - part * of.lower(); };
  // Each end is the double next to a decimal number, and so is the grain.
  const double rounding = (std::max)(2e-15 * largest, 2 * std::numeric_limits<double>::denorm_min());
  if (width(back) > 1.25 * width(x) + part * (grain + rounding)) return "it is too wide";
  return {};
}

}  // namespace contract
