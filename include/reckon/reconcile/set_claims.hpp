// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A distinct figure as a set.
struct set_claim {
  interval<> set;
  std::size_t origin;
  std::size_t report;
};

/// A set as far as it binds the quantity: that of an earlier cumulative count only from below.
inline interval<> binding(interval<> set, bool earlier) {
  return earlier ? interval<>(set.lower(), std::numeric_limits<double>::infinity()) : set;
}

/// The figures as sets under a vocabulary.
/// Errors: domain_error if the vocabulary gives no set.
inline std::vector<set_claim> set_claims(const evidence& given, const vocabulary& words,
                                         const std::string& method) {
  std::vector<set_claim> claims;
  for (std::size_t o = 0; o < given.claims.size(); ++o) {
    for (const auto& claim : given.claims[o]) {
      const report& r = given.reports[claim.report];
      const meaning m = words.read(r.phrase());
      const auto* set = std::get_if<interval<>>(&m);
      if (!set) {
        throw domain_error("reckon::reconcile: method " + method + " works on sets, but vocabulary " +
                           words.name() + " reads \"" + r.text() +
                           "\" as something else; use vocabulary::plain");
      }
      claims.push_back({binding(*set, given.earlier[claim.report]), o, claim.report});
    }
  }
  return claims;
}

/// " by a factor of 3.6 to 22": how far apart two sets are; empty if one reaches down to zero.
inline std::string factor_between(interval<> low, interval<> high) {
  if (!(low.lower() > 0)) return {};
  const auto text = [](double x, bool down) {
    const auto rounded = ladder_step{1, x < 10 ? -1 : 0}.outward(x, down);
    return spelled(rounded ? *rounded : shortest_decimal(x), std::nullopt);
  };
  const std::string least = " by a factor of " + text(high.lower() / low.upper(), true);
  const double most = high.upper() / low.lower();
  return std::isfinite(most) ? least + " to " + text(most, false) : least + " or more";
}

/// Measurands that reports often confuse (convention): if the name holds the first, the second may be meant.
inline std::string measurand_hint(const std::string& name) {
  static constexpr struct {
    const char* holds;
    const char* may_mean;
  } confusions[] = {{"wounded", "killed and wounded"}, {"killed", "killed and wounded"},
                    {"dead", "dead and injured"},      {"deaths", "deaths and injuries"},
                    {"infected", "tested positive"},   {"sent", "planned to be sent"}};
  for (const auto& [holds, may_mean] : confusions) {
    if (name.find(may_mean) != std::string::npos) continue;
    if (name.find(holds) == std::string::npos) continue;
    return "a figure of another measurand would explain it: one report may mean \"" + std::string(may_mean) +
           "\", not \"" + name + "\"";
  }
  return {};
}

/// Records that figures exclude each other: for each pair of neighbours with a gap between them; where others
/// fill the gaps, for the two that lie farthest apart.
inline void note_conflicts(reconciliation& result, const evidence& given, std::vector<set_claim> claims) {
  std::sort(claims.begin(), claims.end(), [](const set_claim& a, const set_claim& b) {
    return a.set.lower() != b.set.lower() ? a.set.lower() < b.set.lower() : a.set.upper() < b.set.upper();
  });
  bool any = false;
  const auto note = [&](const set_claim& low, const set_claim& high) {
    any = true;
    result.findings.push_back(
        {remark_kind::conflict,
         "\"" + given.reports[high.report].text() + "\" (" + given.origins[high.origin].name +
             ") lies above \"" + given.reports[low.report].text() + "\" (" + given.origins[low.origin].name +
             ")" + factor_between(low.set, high.set) + ": no value satisfies both"});
  };
  const set_claim* below = &claims.front();   // that which reaches farthest up
  const set_claim* lowest = &claims.front();  // that which ends first
  for (const auto& claim : claims) {
    if (claim.set.lower() > below->set.upper()) note(*below, claim);
    if (claim.set.upper() > below->set.upper()) below = &claim;
    if (claim.set.upper() < lowest->set.upper()) lowest = &claim;
  }
  if (!any && claims.back().set.lower() > lowest->set.upper()) note(*lowest, claims.back());
  if (!any) return;
  if (auto hint = measurand_hint(given.reports.front().measurand().name); !hint.empty()) {
    result.findings.push_back({remark_kind::measurand_hint, std::move(hint)});
  }
}

/// Shares of the two ends of a set among the figures that bind them: half for each end.
template <class Binds>
std::vector<double> split_by_ends(const evidence& given, const std::vector<set_claim>& claims,
                                  const Binds& binds) {
  std::vector<double> shares(given.reports.size() + 1, 0);
  for (const bool upper : {false, true}) {
    std::vector<std::size_t> binding;
    for (const auto& claim : claims) {
      if (binds(claim.set, upper)) binding.push_back(claim.report);
    }
    for (const std::size_t i : binding) shares[i] += 0.5 / static_cast<double>(binding.size());
    if (binding.empty()) shares.back() += 0.5;
  }
  return shares;
}

}  // namespace reckon::detail
