// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>

#include <limits>
#include <string>
#include <string_view>

/// What the rules of several vocabularies share: refusals, ends of one-sided phrases, the width of a grain.
namespace reckon::detail::words {

inline constexpr double unbounded = (std::numeric_limits<double>::infinity)();

/// Who says so, in the tables of vocabularies, where nobody but the writer or this library does.
inline constexpr std::string_view as_written = "as written";
inline constexpr std::string_view our_convention = "convention";

/// The vague word as it would be written, with its unit: "tens of thousands", "several hundred".
[[nodiscard]] inline std::string vague_text(const phrase& said) {
  std::string text;
  for (const vague_plural& plural : vague_plurals) {
    if (plural.word == said.vague()) text = plural.text;
  }
  const bool is_plural = !text.empty();
  for (const vague_idiom& idiom : vague_idioms) {
    if (idiom.word == said.vague() && text.empty()) text = idiom.text;
  }
  if (said.vague_unit() == 1) return text;
  for (const scale_word& scale : scale_words) {
    const bool plural = scale.text.back() == 's';
    if (to_double(scale.value) == said.vague_unit() && plural == is_plural) {
      return text + (is_plural ? " of " : " ") + std::string(scale.text);
    }
  }
  return text + " of some unit";
}

/// Refuses what no vocabulary turns into a quantity.
inline void require_quantity(const phrase& said, std::string_view vocabulary) {
  const auto refuse = [&](const char* why) {
    throw domain_error("reckon::vocabulary::" + std::string(vocabulary) + ": \"" + std::string(said.text()) +
                       "\" " + why);
  };
  if (said.kind() == phrase_kind::change) refuse("tells a change between two values; report one of them");
  if (said.negated()) refuse("denies a value and states none");
}

/// Refuses a vague word that a vocabulary does not define.
[[noreturn]] inline void refuse_vague(const phrase& said, std::string_view vocabulary,
                                      std::string_view advice) {
  throw domain_error("reckon::vocabulary::" + std::string(vocabulary) + " has no meaning for '" +
                     vague_text(said) + "'; " + std::string(advice));
}

/// The set above a lower end. A count is whole, so that "more than 300" begins at 301; another quantity is
/// closed.
[[nodiscard]] inline interval<> set_above(double end, bool strict, bool count) {
  return interval<>(strict && count ? end + 1 : end, unbounded);
}

/// The set below an upper end, from `bottom`.
[[nodiscard]] inline interval<> set_below(double bottom, double end, bool strict, bool count,
                                          const phrase& said) {
  const double top = strict && count ? end - 1 : end;
  if (top < bottom) {
    throw domain_error("reckon::vocabulary: \"" + std::string(said.text()) +
                       "\" leaves no value: a count is not below 0");
  }
  return interval<>(bottom, top);
}

/// A range or tolerance, its strict ends moved where it is a count.
[[nodiscard]] inline interval<> set_between(const phrase& said) {
  const double lower = *said.lower() + (said.is_count() && said.lower_strict() ? 1 : 0);
  const double upper = *said.upper() - (said.is_count() && said.upper_strict() ? 1 : 0);
  if (upper < lower) {
    throw domain_error("reckon::vocabulary: \"" + std::string(said.text()) +
                       "\" leaves no whole number between its ends");
  }
  return interval<>(lower, upper);
}

/// The half-width of a single number: half the grain, at most a tenth of the number (convention). A count
/// without trailing zeros is exact, another quantity without them is good to half its last place. Zero is
/// exact, and so is what is said to be exact.
[[nodiscard]] inline decimal half_width_of(const reading& said) noexcept {
  const decimal value = said.point.value;
  if (value.digits == 0 || said.hedged == hedge_sense::exactly) return {};
  const decimal grain = stripped(said.lower_grain);
  const decimal half_grain = product(grain, {5, -1}).value;
  const bool fine = less(grain, {2, 0});
  if (fine) return said.count ? decimal{} : half_grain;
  const decimal tenth{value.digits, value.exponent - 1, false};
  return less(half_grain, tenth) ? half_grain : tenth;
}

/// The nearest double of a sum of decimals.
[[nodiscard]] inline double sum_to_double(decimal a, decimal b) noexcept {
  const decimal_result exact = sum(a, b);
  return exact.fits ? to_double(exact.value) : to_double(a) + to_double(b);
}

/// value - down * width to value + up * width, computed in decimals.
[[nodiscard]] inline interval<> set_around(decimal value, decimal width, unsigned down, unsigned up) {
  const decimal below = product(width, {down, 0}).value;
  const decimal above = product(width, {up, 0}).value;
  return interval<>(sum_to_double(value, negated(below)), sum_to_double(value, above));
}

}  // namespace reckon::detail::words

namespace reckon {

/// Half the width that vocabulary::plain gives to a single number with this grain; 0 for other phrases.
/// Units: those of the phrase.
[[nodiscard]] inline double half_width(const phrase& said) noexcept {
  return said.point() ? detail::words::to_double(detail::words::half_width_of(said.said())) : 0;
}

}  // namespace reckon
