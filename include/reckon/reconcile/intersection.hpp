// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/reconcile/set_claims.hpp>
#include <reckon/vocabulary.hpp>

#include <string>
#include <vector>

namespace reckon {

/// The values that satisfy every report: right if all are right. If there are none, the conflict is the
/// finding.
class intersection_method {
 public:
  /// Under another vocabulary than plain.
  [[nodiscard]] constexpr intersection_method under(const vocabulary& words) const {
    intersection_method other = *this;
    other.words_ = words;
    return other;
  }

  [[nodiscard]] std::string name() const { return "intersection"; }

  [[nodiscard]] reconciliation operator()(const evidence& given) const {
    reconciliation result = detail::frame_of(given, name());
    const auto claims = detail::set_claims(given, words_, name());
    interval<> common = interval<>::entire();
    region all;
    for (const auto& claim : claims) {
      common = intersection(common, claim.set);
      all.reports.push_back(claim.report);
    }
    if (claims.empty()) return result;
    if (is_empty(common)) {
      detail::note_conflicts(result, given, claims);
      return result;
    }
    all.set = common;
    all.weight = 1;
    result.regions.push_back(all);
    result.value = detail::reconciled_estimate(*this, given, common);
    return result;
  }

  /// Half of the answer's width belongs to each end, to the figures that bind it.
  [[nodiscard]] std::vector<double> split(const evidence& given) const {
    const auto claims = detail::set_claims(given, words_, name());
    interval<> common = interval<>::entire();
    for (const auto& claim : claims) common = intersection(common, claim.set);
    return detail::split_by_ends(given, claims, [&](interval<> set, bool upper) {
      return upper ? set.upper() == common.upper() : set.lower() == common.lower();
    });
  }

 private:
  vocabulary words_ = vocabulary::plain;
};

}  // namespace reckon
