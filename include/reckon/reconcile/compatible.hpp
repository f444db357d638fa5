// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>
#include <reckon/error.hpp>
#include <reckon/measurand.hpp>
#include <reckon/phrase.hpp>
#include <reckon/report.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reckon::detail {

[[nodiscard]] inline bool is_percent(std::string_view unit) {
  for (const auto& known : words::units) {
    if (known.kind == words::unit_class::percent && same_name(unit, known.text)) return true;
  }
  return false;
}

/// Why the units that two texts write themselves keep the figures apart; empty if they do not. Where both
/// measurands state a unit, it counts and not what the texts write.
[[nodiscard]] inline std::string why_units_differ(const report& a, const report& b) {
  if (a.is_silent() || b.is_silent()) return {};
  if (!a.measurand().unit.empty() && !b.measurand().unit.empty()) return {};
  const std::string_view one = a.phrase().unit();
  const std::string_view other = b.phrase().unit();
  if (is_percent(one) && is_percent(other)) return {};
  if (is_percent(one) || is_percent(other)) return "a percentage is not a number of things";
  if (one.empty() || other.empty() || same_name(one, other)) return {};
  return "the unit '" + std::string(one) + "' is not '" + std::string(other) + "'";
}

/// What would have to be true so that two different measurands may be merged.
[[nodiscard]] inline std::string what_would_make_one(const measurand& a, const measurand& b) {
  const auto stated_apart = [](std::string_view x, std::string_view y) {
    return !trimmed(x).empty() && !trimmed(y).empty() && !same_name(x, y);
  };
  const auto both = [](std::string_view x, std::string_view y) {
    return '\'' + std::string(x) + "' and '" + std::string(y) + '\'';
  };
  std::string text;
  const auto add = [&text](const std::string& condition) {
    text += (text.empty() ? "" : ", and ") + condition;
  };
  if (stated_apart(a.name, b.name)) add(both(a.name, b.name) + " are one quantity");
  if (stated_apart(a.unit, b.unit)) add(both(a.unit, b.unit) + " are one unit");
  if (a.kind != b.kind && a.kind != measurand_kind::unspecified && b.kind != measurand_kind::unspecified) {
    add("a " + std::string(name_of(a.kind)) + " and a " + std::string(name_of(b.kind)) +
        " are the same here");
  }
  if (stated_apart(a.population, b.population)) add(both(a.population, b.population) + " are one population");
  if (a.status != b.status) add("what was planned is what was observed");
  return text.empty() ? "the figures are of one unit" : text;
}

/// Errors: incompatible_reports, with the reason and what would have to be true, if any two reports are about
/// different
///         quantities. All pairs count: one that leaves something open does not join two that differ.
inline void require_one_quantity(const std::vector<report>& reports) {
  std::vector<measurand> about;
  for (const report& r : reports) about.push_back(r.measurand());
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (std::size_t j = i + 1; j < reports.size(); ++j) {
      const measurand& what = about[i];
      const measurand& other = about[j];
      std::string why = why_different(what, other);
      if (why.empty()) why = why_units_differ(reports[i], reports[j]);
      if (why.empty()) continue;
      throw incompatible_reports("reckon::reconcile: \"" + reports[i].text() + "\" and \"" +
                                 reports[j].text() + "\" are not about one quantity: " + why +
                                 ". To merge them it would have to be true that " +
                                 what_would_make_one(what, other) +
                                 "; if it is, state one measurand with its unit for both with report::of" +
                                 (what.status == other.status ? "" : " and one status with report::status"));
    }
  }
}

}  // namespace reckon::detail
