// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe.hpp>
#include <reckon/interval.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/reconcile/set_claims.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// The values that most origins allow: one origin, one vote, however many reports carry it. Several disjoint
/// regions with the most votes are all returned, and then there is no single value.
/// Source: Marzullo, PhD thesis, Stanford 1984 (maximum overlap of closed intervals).
class vote_method {
 public:
  /// Under another vocabulary than plain.
  [[nodiscard]] constexpr vote_method under(const vocabulary& words) const {
    vote_method other = *this;
    other.words_ = words;
    return other;
  }

  [[nodiscard]] std::string name() const { return "vote"; }

  [[nodiscard]] reconciliation operator()(const evidence& given) const {
    reconciliation result = detail::frame_of(given, name());
    const auto claims = detail::set_claims(given, words_, name());
    if (claims.empty()) return result;
    result.regions = best_regions(given, claims);
    if (result.regions.size() == 1) {
      result.value = detail::reconciled_estimate(*this, given, result.regions.front().set);
    } else {
      std::string text = "separate regions have the same number of votes:";
      for (const auto& r : result.regions)
        text += (&r == &result.regions.front() ? " " : ", ") + describe(r.set);
      result.findings.push_back({remark_kind::several_modes, std::move(text)});
    }
    detail::note_conflicts(result, given, claims);
    return result;
  }

  /// Half of the answer's width belongs to each end, to the figures that bind it.
  [[nodiscard]] std::vector<double> split(const evidence& given) const {
    const auto claims = detail::set_claims(given, words_, name());
    const interval<> best = best_regions(given, claims).front().set;
    return detail::split_by_ends(given, claims, [&](interval<> set, bool upper) {
      return upper ? set.upper() == best.upper() : set.lower() == best.lower();
    });
  }

 private:
  /// What one origin allows: the union of its figures, as disjoint sets in rising order.
  static std::vector<interval<>> allowed_by(std::size_t origin,
                                            const std::vector<detail::set_claim>& claims) {
    std::vector<interval<>> sets;
    for (const auto& claim : claims) {
      if (claim.origin == origin) sets.push_back(claim.set);
    }
    std::sort(sets.begin(), sets.end(), [](interval<> a, interval<> b) { return a.lower() < b.lower(); });
    std::vector<interval<>> joined;
    for (const interval<> set : sets) {
      if (joined.empty() || disjoint(joined.back(), set)) {
        joined.push_back(set);
      } else {
        joined.back() = convex_hull(joined.back(), set);
      }
    }
    return joined;
  }

  /// Votes rise only where a set begins, and regions are closed: it is enough to count there. Regions with
  /// the same number of votes are apart, since a set that begins within one adds a vote.
  static std::vector<region> best_regions(const evidence& given,
                                          const std::vector<detail::set_claim>& claims) {
    std::vector<std::vector<interval<>>> allowed;
    std::vector<double> starts;
    for (std::size_t o = 0; o < given.origins.size(); ++o) {
      allowed.push_back(allowed_by(o, claims));
      for (const interval<> set : allowed.back()) starts.push_back(set.lower());
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    std::size_t most = 0;
    std::vector<region> best;
    for (const double x : starts) {
      std::size_t votes = 0;
      interval<> set = interval<>::entire();
      for (const auto& sets : allowed) {
        const auto holds = std::find_if(sets.begin(), sets.end(),
                                        [x](interval<> s) { return s.lower() <= x && x <= s.upper(); });
        if (holds == sets.end()) continue;
        ++votes;
        set = intersection(set, *holds);
      }
      if (votes < most) continue;
      if (votes > most) best.clear();
      most = votes;
      region found{set, static_cast<double>(votes) / static_cast<double>(with_value(given)), {}};
      for (const auto& claim : claims) {
        if (!disjoint(claim.set, set)) found.reports.push_back(claim.report);
      }
      best.push_back(std::move(found));
    }
    return best;
  }

  static std::size_t with_value(const evidence& given) {
    return static_cast<std::size_t>(std::count_if(given.claims.begin(), given.claims.end(),
                                                  [](const auto& of_origin) { return !of_origin.empty(); }));
  }

  vocabulary words_ = vocabulary::plain;
};

}  // namespace reckon
