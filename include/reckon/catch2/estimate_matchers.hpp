// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/attribute.hpp>
#include <reckon/catch2/matcher.hpp>
#include <reckon/catch2/text.hpp>
#include <reckon/detail/ascii.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/source.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace reckon::detail::matching {

/// What a matcher of estimates looks at: an estimate, or what converts to one.
class estimate_subject {
 public:
  template <std::convertible_to<estimate> E>
  requires(!std::same_as<E, answer>) explicit(false) estimate_subject(const E& e) : estimate_(e) {}

  /// Refuses: an answer is a set of numbers, and has no shape of its own.
  template <std::same_as<answer> A>
  explicit(false) estimate_subject(const A&) {
    static_assert(
        !std::same_as<A, answer>,
        "reckon: an answer is a set of numbers; this matcher asks an estimate, so hand it the estimate");
  }

  [[nodiscard]] const estimate& get() const noexcept { return estimate_; }

 private:
  estimate estimate_;
};

using estimate_matcher = matcher<estimate_subject>;

/// Whether an answer's ends are those wanted, for the matchers that ask one question.
[[nodiscard]] inline shortfall answer_gap(const answer& a, interval<> wanted, double tolerance) {
  auto gap = ends_gap(a, wanted, tolerance);
  if (gap) *gap += error_note(a);
  return gap;
}

/// What attribution says of all origins, in one line.
[[nodiscard]] inline std::string shares_text(const attribution& shares) {
  std::string text;
  for (const auto& s : shares) {
    text += (text.empty() ? "" : ", ") + percent_text(s.uncertainty.value_or(0)) + " to " + s.key;
  }
  return text.empty() ? "nobody: nothing in it is uncertain" : text;
}

[[nodiscard]] inline shortfall share_gap(const attribution& shares, const std::string& key, double part,
                                         double tolerance) {
  for (const auto& s : shares) {
    if (s.unbounded) return "its range is unbounded because of " + s.key + ", so that there are no shares";
  }
  const auto found =
      std::find_if(shares.begin(), shares.end(), [&key](const share& s) { return same_name(s.key, key); });
  if (found == shares.end())
    return "no figure in it goes back to " + key + "; it owes " + shares_text(shares);
  const double owed = found->uncertainty.value_or(0);
  if (within(owed, part, tolerance)) return std::nullopt;
  return "it owes " + percent_text(owed) + ", which is " + percent_text(std::abs(owed - part)) + " too " +
         (owed > part ? "much: " : "little: ") + shares_text(shares);
}

[[nodiscard]] inline estimate_matcher owes(const std::string& key, double part, double tolerance,
                                           const options& how) {
  check_tolerance(tolerance, "OwesUncertaintyTo");
  if (!(part >= 0 && part <= 1)) {
    throw domain_error("reckon::matchers::OwesUncertaintyTo: the share " + number_text(part) +
                       " is not in [0, 1]; a half is 0.5");
  }
  return {"owes " + percent_text(part) + " of its uncertainty to " + key +
              (tolerance > 0 ? " within " + percent_text(tolerance) : ""),
          [=](const estimate_subject& e) {
            return share_gap(attribute(e.get(), by::origin, 0.90, how), key, part, tolerance);
          }};
}

}  // namespace reckon::detail::matching

namespace reckon::matchers {

/// range(e, coverage) ends at `lower` and `upper`, each within the tolerance; an end may be infinite.
/// Units:  lower, upper and tolerance have that of the estimate.
/// Errors: domain_error if the tolerance is negative, or lower is above upper; those of `range`.
[[nodiscard]] inline detail::matching::estimate_matcher HasRange(double coverage, double lower, double upper,
                                                                 double tolerance, const options& how = {}) {
  using namespace detail::matching;
  check_tolerance(tolerance, "HasRange");
  const interval<> wanted(lower, upper);
  return {"has the " + percent_text(coverage) + " range " + set_text(wanted) + tolerance_text(tolerance),
          [=](const estimate_subject& e) {
            return answer_gap(range(e.get(), coverage, how), wanted, tolerance);
          }};
}

/// quantile(e, p) is `value`, a number, or a set whose ends are those of the answer, within the tolerance.
/// Units:  value and tolerance have that of the estimate.
/// Errors: domain_error if the tolerance is negative; those of `quantile`.
template <detail::matching::set_or_number X>
[[nodiscard]] detail::matching::estimate_matcher HasQuantile(double p, const X& value, double tolerance,
                                                             const options& how = {}) {
  using namespace detail::matching;
  check_tolerance(tolerance, "HasQuantile");
  const interval<> wanted = as_set(value);
  return {
      "has the " + detail::number_text(p) + "-quantile " + set_text(wanted) + tolerance_text(tolerance),
      [=](const estimate_subject& e) { return answer_gap(quantile(e.get(), p, how), wanted, tolerance); }};
}

/// mean(e) is `value`, a number, or a set whose ends are those of the answer, within the tolerance.
/// Units:  value and tolerance have that of the estimate.
/// Errors: domain_error if the tolerance is negative; those of `mean`.
template <detail::matching::set_or_number X>
[[nodiscard]] detail::matching::estimate_matcher HasMean(const X& value, double tolerance,
                                                         const options& how = {}) {
  using namespace detail::matching;
  check_tolerance(tolerance, "HasMean");
  const interval<> wanted = as_set(value);
  return {"has the mean " + set_text(wanted) + tolerance_text(tolerance),
          [=](const estimate_subject& e) { return answer_gap(mean(e.get(), how), wanted, tolerance); }};
}

/// The two can be one quantity: the range of their difference holds 0, with what they share left intact. It
/// is a weak claim: what is wide enough is consistent with everything. Errors: those of `range`. Source: JCGM
/// 200:2012, 2.47, metrological compatibility, with a range in place of a multiple of the uncertainty.
[[nodiscard]] inline detail::matching::estimate_matcher IsConsistentWith(const estimate& other,
                                                                         double coverage = 0.90,
                                                                         const options& how = {}) {
  using namespace detail::matching;
  return {"is consistent with " + Catch::Detail::stringify(other),
          [=](const estimate_subject& e) -> shortfall {
            const answer difference = range(e.get() - other, coverage, how);
            if (contains(difference, 0.0)) return std::nullopt;
            const double gap = difference.lower() > 0 ? difference.lower() : -difference.upper();
            return "the " + percent_text(coverage) + " range of the difference is " + set_text(difference) +
                   ", which misses 0 by " + gap_text(gap) + error_note(difference);
          }};
}

/// attribute(e, by::origin) gives the origin of this chain the share, a number from 0 to 1, within the
/// tolerance. Errors: domain_error if the share is not in [0, 1] or the tolerance negative; those of
/// `attribute`.
[[nodiscard]] inline detail::matching::estimate_matcher OwesUncertaintyTo(const source& chain, double share,
                                                                          double tolerance,
                                                                          const options& how = {}) {
  return detail::matching::owes(chain.origin_key(), share, tolerance, how);
}

/// The same for an origin as attribution names it: "Ukrainian officials", "anonymous (Yonhap)".
[[nodiscard]] inline detail::matching::estimate_matcher OwesUncertaintyTo(std::string_view origin,
                                                                          double share, double tolerance,
                                                                          const options& how = {}) {
  return detail::matching::owes(std::string(origin), share, tolerance, how);
}

}  // namespace reckon::matchers
