// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Words of likelihood, and the probabilities that two published scales give them.
///
/// The scales differ ("likely" is 55 to 80 % in one, 66 to 100 % in the other) and are two types, which do
/// not mix. Neither tells how far a source is to be believed: that is its grade, never a likelihood.
namespace reckon {

/// The words of the United States intelligence community. Their ranges follow one another.
/// Source: Intelligence Community Directive 203, Analytic Standards, 2 January 2015, D.6.e.(2)(a).
enum class icd203 : unsigned char {
  almost_no_chance,     ///< 1 to 5 %; also "remote"
  very_unlikely,        ///< 5 to 20 %; also "highly improbable"
  unlikely,             ///< 20 to 45 %; also "improbable"
  roughly_even_chance,  ///< 45 to 55 %; also "roughly even odds"
  likely,               ///< 55 to 80 %; also "probable"
  very_likely,          ///< 80 to 95 %; also "highly probable"
  almost_certain        ///< 95 to 99 %; also "nearly certain"
};

/// The words of the Intergovernmental Panel on Climate Change. Their ranges lie one within another.
/// Source: Mastrandrea et al. 2010, Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on
/// Consistent Treatment of Uncertainties, Table 1 and its additional terms.
enum class ipcc : unsigned char {
  exceptionally_unlikely,  ///< 0 to 1 %
  extremely_unlikely,      ///< 0 to 5 %
  very_unlikely,           ///< 0 to 10 %
  unlikely,                ///< 0 to 33 %
  about_as_likely_as_not,  ///< 33 to 66 %
  more_likely_than_not,    ///< more than 50 %
  likely,                  ///< 66 to 100 %
  very_likely,             ///< 90 to 100 %
  extremely_likely,        ///< 95 to 100 %
  virtually_certain        ///< 99 to 100 %
};

/// A scale of likelihood: icd203 or ipcc.
template <class T>
concept likelihood_scale = std::same_as<T, icd203> || std::same_as<T, ipcc>;

namespace detail {

/// A line of a scale: the word, its other names, its range in percent.
template <class Scale>
struct likelihood_line {
  Scale word;
  int from;
  int to;
  std::string_view name;  // as it is written
  std::string_view second = {};
  std::string_view third = {};
  bool above = false;  // the lower end itself is excluded

  /// Calls f with each name.
  template <class Function>
  constexpr void for_each_name(const Function& f) const {
    for (const std::string_view one : {name, second, third}) {
      if (!one.empty()) f(one);
    }
  }
};

inline constexpr likelihood_line<icd203> icd203_lines[] = {
    {icd203::almost_no_chance, 1, 5, "almost no chance", "remote"},
    {icd203::very_unlikely, 5, 20, "very unlikely", "highly improbable"},
    {icd203::unlikely, 20, 45, "unlikely", "improbable", "improbably"},
    {icd203::roughly_even_chance, 45, 55, "roughly even chance", "roughly even odds"},
    {icd203::likely, 55, 80, "likely", "probable", "probably"},
    {icd203::very_likely, 80, 95, "very likely", "highly probable"},
    {icd203::almost_certain, 95, 99, "almost certain", "nearly certain", "almost certainly"},
};

inline constexpr likelihood_line<ipcc> ipcc_lines[] = {
    {ipcc::exceptionally_unlikely, 0, 1, "exceptionally unlikely"},
    {ipcc::extremely_unlikely, 0, 5, "extremely unlikely"},
    {ipcc::very_unlikely, 0, 10, "very unlikely"},
    {ipcc::unlikely, 0, 33, "unlikely"},
    {ipcc::about_as_likely_as_not, 33, 66, "about as likely as not"},
    {ipcc::more_likely_than_not, 50, 100, "more likely than not", {}, {}, true},
    {ipcc::likely, 66, 100, "likely"},
    {ipcc::very_likely, 90, 100, "very likely"},
    {ipcc::extremely_likely, 95, 100, "extremely likely"},
    {ipcc::virtually_certain, 99, 100, "virtually certain"},
};

template <likelihood_scale Scale>
[[nodiscard]] constexpr const auto& likelihood_lines() noexcept {
  if constexpr (std::same_as<Scale, icd203>) {
    return icd203_lines;
  } else {
    return ipcc_lines;
  }
}

/// Whether two words are the same but for case and for what stands between their parts: a space, a hyphen or
/// an underscore. Spaces around the first do not count.
[[nodiscard]] constexpr bool same_likelihood(std::string_view written, std::string_view name) noexcept {
  written = trimmed(written);
  if (written.size() != name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool joint = written[i] == '-' || written[i] == '_';
    if ((joint ? ' ' : ascii_folded(written[i])) != name[i]) return false;
  }
  return true;
}

}  // namespace detail

/// The word as the scale writes it: "very likely".
template <likelihood_scale Scale>
[[nodiscard]] constexpr std::string_view to_string(Scale word) noexcept {
  return detail::likelihood_lines<Scale>()[static_cast<std::size_t>(word)].name;
}

/// The probabilities that the scale gives the word, from 0 to 1. "More likely than not" excludes its lower
/// end, 0.5, which the interval holds.
template <likelihood_scale Scale>
[[nodiscard]] constexpr interval<> probability(Scale word) {
  const auto& line = detail::likelihood_lines<Scale>()[static_cast<std::size_t>(word)];
  return interval<>(line.from / 100.0, line.to / 100.0);
}

/// The word that a text is, in small or capital letters, or nothing if the scale does not know it.
template <likelihood_scale Scale>
[[nodiscard]] constexpr std::optional<Scale> try_likelihood(std::string_view text) noexcept {
  for (const auto& line : detail::likelihood_lines<Scale>()) {
    bool found = false;
    line.for_each_name([&](std::string_view name) { found = found || detail::same_likelihood(text, name); });
    if (found) return line.word;
  }
  return std::nullopt;
}

/// The word that a text is: likelihood<icd203>("highly probable").
/// Errors: domain_error that lists the words of the scale if it does not know this one.
template <likelihood_scale Scale>
[[nodiscard]] Scale likelihood(std::string_view text) {
  if (const auto word = try_likelihood<Scale>(text)) return *word;
  std::string sentence =
      std::same_as<Scale, icd203> ? "reckon::likelihood: ICD 203" : "reckon::likelihood: the IPCC";
  sentence.append(" has no word \"").append(text).append("\"; its words are");
  const char* separator = " ";
  for (const auto& line : detail::likelihood_lines<Scale>()) {
    line.for_each_name([&](std::string_view name) {
      sentence.append(separator).append(name);
      separator = ", ";
    });
  }
  throw domain_error(sentence);
}

/// The word that says most about a probability: the narrowest range that holds it, so also where two ranges
/// meet, and of equally narrow ranges the likelier (convention). Nothing where no word holds it: ICD 203 has
/// none below 1 % and above 99 %, nor for what spans several of its ranges.
template <likelihood_scale Scale>
[[nodiscard]] constexpr std::optional<Scale> likelihood_of(interval<> p) noexcept {
  std::optional<Scale> best;
  int narrowest = 101;
  for (const auto& line : detail::likelihood_lines<Scale>()) {
    const double from = line.from / 100.0;
    const bool held = (line.above ? p.lower() > from : p.lower() >= from) && p.upper() <= line.to / 100.0 &&
                      p.lower() <= p.upper();
    // The lines go from unlikely to likely.
    if (!held || line.to - line.from > narrowest) continue;
    best = line.word;
    narrowest = line.to - line.from;
  }
  return best;
}

/// The same for one probability.
template <likelihood_scale Scale>
[[nodiscard]] constexpr std::optional<Scale> likelihood_of(double p) noexcept {
  return p >= 0 && p <= 1 ? likelihood_of<Scale>(interval<>(p, p)) : std::nullopt;
}

}  // namespace reckon
