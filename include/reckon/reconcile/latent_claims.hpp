// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/reconcile/latent_origin.hpp>
#include <reckon/report.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <variant>

namespace reckon::detail {

[[noreturn]] inline void refuse_latent(const report& r, const char* why) {
  throw domain_error("reckon::reconcile: method latent cannot use \"" + std::string(r.text()) + "\": " + why);
}

/// The plain set of a report's phrase.
inline interval<> plain_set(const report& r) {
  const meaning m = vocabulary::plain.read(r.phrase());
  const auto* set = std::get_if<interval<>>(&m);
  if (!set) refuse_latent(r, "it has no plain meaning as a set");
  return *set;
}

/// The positive, finite ends that a report states, for the limits of the prior.
inline interval<> stated_ends(const report& r) {
  const phrase& p = r.phrase();
  interval<> ends = interval<>::empty();
  const auto include = [&ends](std::optional<double> x) {
    if (x && *x > 0) ends = convex_hull(ends, interval<>(*x));
  };
  if (p.vague() != vague_word::none) {
    const interval<> set = plain_set(r);
    include(set.lower());
    if (std::isfinite(set.upper())) include(set.upper());
  } else {
    include(p.lower());
    include(p.upper());
  }
  if (is_empty(ends)) return interval<>(0.5);  // a stated zero is "at most 1/2"
  return ends;
}

/// A range that is taken to hold the value with the given coverage.
inline latent_claim range_claim(double lower, double upper, double coverage) {
  return {latent_claim::kind::value, std::log(lower) / 2 + std::log(upper) / 2,
          (std::log(upper) - std::log(lower)) / (2 * coverage_factor(coverage))};
}

/// Relative uncertainty of a bare number and of a hedged one, and of the place of a bound, on the log scale
/// (conventions).
inline constexpr double bare_deviation = 0.1;
inline constexpr double hedged_deviation = 0.2;
inline constexpr double bound_deviation = 0.1;

inline latent_claim at_least_claim(double v) {
  return {latent_claim::kind::at_least, std::log(v), bound_deviation};
}

/// A stated zero is at most one half.
inline latent_claim at_most_claim(double v) {
  return {latent_claim::kind::at_most, std::log(v > 0 ? v : 0.5), bound_deviation};
}

/// A set of which both ends are stated.
inline latent_claim set_claim_of(interval<> set, double coverage) {
  return set.lower() > 0 ? range_claim(set.lower(), set.upper(), coverage) : at_most_claim(set.upper());
}

/// A number with its grain.
inline latent_claim value_claim(double v, double grain, double deviation) {
  if (v <= 0) return at_most_claim(0);
  return {latent_claim::kind::value, std::log(v), std::hypot(grain / (v * std::sqrt(12.0)), deviation)};
}

/// A single number as written: by its hedge and its grain, or its tolerance.
inline latent_claim written_claim(const report& r, double coverage) {
  const phrase& p = r.phrase();
  const bool leans = p.leaning() == hedge_sense::below || p.leaning() == hedge_sense::above;
  if (leans || p.kind() == phrase_kind::tolerance) {
    const interval<> plain = plain_set(r);
    if (plain.lower() < plain.upper()) return set_claim_of(plain, coverage);
  }
  if (p.leaning() == hedge_sense::exactly) return value_claim(*p.point(), 0, bare_deviation);
  return value_claim(*p.point(), p.grain(), p.hedge().empty() ? bare_deviation : hedged_deviation);
}

/// What a report says about the logarithm of the quantity.
/// Errors: domain_error for negative values, denials and changes, naming the report.
inline latent_claim latent_claim_of(const report& r, double coverage) {
  const phrase& p = r.phrase();
  if (p.kind() == phrase_kind::change) refuse_latent(r, "it states a change, not a value");
  if (p.negated()) refuse_latent(r, "it denies a value and states none");
  if ((p.lower() && *p.lower() < 0) || (p.upper() && *p.upper() < 0)) {
    refuse_latent(r, "the logarithmic scale needs positive values; use a set method");
  }
  switch (p.kind()) {
    case phrase_kind::at_least:
    case phrase_kind::more_than:
      if (*p.lower() <= 0) refuse_latent(r, "a lower bound of zero tells nothing on a logarithmic scale");
      return at_least_claim(*p.lower());
    case phrase_kind::at_most:
    case phrase_kind::less_than:
      return at_most_claim(*p.upper());
    case phrase_kind::range:
      if (*p.lower() < *p.upper()) return set_claim_of(interval<>(*p.lower(), *p.upper()), coverage);
      return value_claim(*p.lower(), p.grain(), bare_deviation);
    case phrase_kind::vague: {
      const interval<> set = plain_set(r);
      return std::isfinite(set.upper()) ? set_claim_of(set, coverage) : at_least_claim(set.lower());
    }
    default:
      return written_claim(r, coverage);
  }
}

/// What an earlier cumulative count says: it is a lower bound; nothing if it states no lower end.
/// Errors: as latent_claim_of.
inline std::optional<latent_claim> earlier_claim_of(const report& r, double coverage) {
  const latent_claim now = latent_claim_of(r, coverage);
  if (now.says == latent_claim::kind::at_most) return std::nullopt;
  const phrase& p = r.phrase();
  return at_least_claim(p.kind() == phrase_kind::vague || p.kind() == phrase_kind::tolerance
                            ? plain_set(r).lower()
                        : p.point() ? *p.point()
                                    : *p.lower());
}

}  // namespace reckon::detail
