// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/interval.hpp>
#include <reckon/report.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// What a remark of `reconcile` is about.
enum class remark_kind : unsigned char {
  conflict,            ///< no value satisfies all reports
  measurand_hint,      ///< another measurand would explain a conflict
  silence,             ///< a report offers no number: listed, weightless
  double_count,        ///< reports of one origin with one figure were counted once
  uncertain_ancestry,  ///< two origins may be one
  prior_dominated,     ///< the answer leans on what was assumed before any report
  bound_dominated,     ///< only one-sided reports: one end of the answer is the assumption's
  several_modes,       ///< the answer has several peaks: they are not averaged
  too_good_agreement,  ///< the reports agree better than their own uncertainty allows
  assumption           ///< what the method took for granted
};

/// A sentence about a reconciliation, with its kind for programs.
struct remark {
  remark_kind kind;
  std::string text;
};

/// A set of values and what speaks for it.
struct region {
  interval<> set;
  double weight = 0;                 ///< share of origins (vote) or of probability (latent)
  std::vector<std::size_t> reports;  ///< indices into reconciliation::reports
};

/// One origin: what goes back to it and how far it is believed.
struct origin_account {
  std::string name;
  std::vector<std::size_t> reports;             ///< indices into reconciliation::reports
  bool offers_value = false;                    ///< false if all its reports are silent
  std::vector<std::size_t> may_be;              ///< other origins that it may be the same as
  std::optional<interval<>> reliability_prior;  ///< probability that it speaks of something unrelated, before
  std::optional<double> probability_unrelated;  ///< the same, after all reports (latent)
};

/// How much the reports differ beyond their own uncertainty.
struct disagreement {
  double q = 0;  ///< Cochran's Q over the two-sided reports
  std::size_t degrees_of_freedom = 0;
  std::optional<double> tau;  ///< standard deviation between origins, on the scale of the method
};

/// The answer under another assumption.
struct stability_row {
  std::string assumption;
  double median;
  interval<> range;  ///< 90 %
};

/// A smallest and a greatest possible number of origins.
struct origin_count {
  std::size_t least = 0;
  std::size_t most = 0;
  friend bool operator==(const origin_count&, const origin_count&) = default;
};

namespace detail {

/// Origins in groups that may each be one, as few as there can be: for each origin the number of its group.
/// The first group that fits takes it: that is least where names and labels alone tell origins apart.
/// Shape:  counts[i] tells whether origin i is to be grouped; the others get no group.
[[nodiscard]] inline std::vector<std::optional<std::size_t>> groups_of_one(
    const std::vector<origin_account>& origins, const std::vector<bool>& counts) {
  std::vector<std::vector<std::size_t>> groups;
  std::vector<std::optional<std::size_t>> group_of(origins.size());
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (!counts[i]) continue;
    const std::vector<std::size_t>& may_be = origins[i].may_be;
    const auto fits = [&may_be](const std::vector<std::size_t>& group) {
      return std::all_of(group.begin(), group.end(), [&may_be](std::size_t member) {
        return std::find(may_be.begin(), may_be.end(), member) != may_be.end();
      });
    };
    const auto place =
        static_cast<std::size_t>(std::find_if(groups.begin(), groups.end(), fits) - groups.begin());
    if (place == groups.size()) groups.emplace_back();
    groups[place].push_back(i);
    group_of[i] = place;
  }
  return group_of;
}

}  // namespace detail

/// What several reports of one quantity say together.
struct reconciliation {
  std::string method;
  std::optional<estimate> value;  ///< nothing if the reports have no common answer under the method
  std::vector<region> regions;
  std::vector<report> reports;  ///< ordered by content, so that their order of arrival does not matter
  std::vector<origin_account> origins;
  std::optional<disagreement> heterogeneity;
  std::vector<remark> warnings;
  std::vector<remark> findings;
  std::vector<stability_row> stability;

  /// Origins that give a number. `least` merges origins that may be one, but not two that differ because a
  /// third may be either.
  [[nodiscard]] origin_count origins_with_value() const { return count(true); }

  /// Origins that report on the quantity at all, silent ones too: silence about the size confirms the event.
  [[nodiscard]] origin_count origins_reporting() const { return count(false); }

  /// True if some warning or finding is of this kind.
  [[nodiscard]] bool says(remark_kind kind) const {
    for (const auto* list : {&warnings, &findings}) {
      for (const auto& r : *list) {
        if (r.kind == kind) return true;
      }
    }
    return false;
  }

  /// All of it in sentences, one a line.
  [[nodiscard]] std::string explain() const;

 private:
  [[nodiscard]] origin_count count(bool with_value) const {
    std::vector<bool> counts;
    for (const auto& origin : origins) counts.push_back(!with_value || origin.offers_value);
    origin_count result;
    for (const auto& group : detail::groups_of_one(origins, counts)) {
      if (!group) continue;
      ++result.most;
      result.least = (std::max)(result.least, *group + 1);
    }
    return result;
  }
};

}  // namespace reckon
