// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/date.hpp>
#include <reckon/describe.hpp>
#include <reckon/error.hpp>
#include <reckon/measurand.hpp>
#include <reckon/phrase.hpp>
#include <reckon/reconcile/compatible.hpp>
#include <reckon/reconcile/result.hpp>
#include <reckon/report.hpp>
#include <reckon/source.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// One figure of one origin: the report that stands for it and the others that repeat it.
struct distinct_claim {
  std::size_t report;
  std::vector<std::size_t> repeats;
};

/// What a method of reconciliation is given: reports of one measurand, ordered by content, sorted by origin,
/// each figure of an origin once. Indices are into `reports`.
struct evidence {
  std::vector<report> reports;
  std::vector<origin_account> origins;
  std::vector<std::vector<distinct_claim>> claims;  ///< per origin; none for silent ones
  std::vector<bool>
      earlier;  ///< per report: a cumulative count of an earlier day, which bounds the quantity from below
  std::vector<remark> warnings;
  std::vector<remark> findings;

  [[nodiscard]] bool has_value() const {
    return std::any_of(claims.begin(), claims.end(),
                       [](const auto& of_origin) { return !of_origin.empty(); });
  }
};

/// A way to make one answer of several reports: a callable with a name. A new method is a new type.
template <class Method>
concept reconcile_method = std::copy_constructible<Method> &&
    requires(const Method& method, const evidence& given) {
  { method.name() } -> std::convertible_to<std::string>;
  { method(given) } -> std::same_as<reconciliation>;
  { method.split(given) } -> std::same_as<std::vector<double>>;
};

namespace detail {

/// Whether two phrases state the same figure, hedges apart.
inline bool same_figure(const phrase& a, const phrase& b) {
  return a.lower() == b.lower() && a.upper() == b.upper() && a.lower_strict() == b.lower_strict() &&
         a.upper_strict() == b.upper_strict() && a.bound() == b.bound() && a.vague() == b.vague() &&
         a.vague_unit() == b.vague_unit() && a.point() == b.point();
}

/// Two anonymous origins behind one outlet are one if they give the same figure.
inline sameness same_origin_of(const report& a, const report& b) {
  const sameness by_name = same_origin(a.source(), b.source());
  if (by_name != sameness::possible) return by_name;
  const bool one_outlet = same_origin(a.source().outlet(), b.source().outlet()) == sameness::same;
  const bool both_anonymous = a.source().origin().is_anonymous() && b.source().origin().is_anonymous();
  const bool figures = !a.is_silent() && !b.is_silent() && same_figure(a.phrase(), b.phrase());
  return one_outlet && both_anonymous && figures ? sameness::same : sameness::possible;
}

class evidence_builder {
 public:
  explicit evidence_builder(std::vector<report> reports) {
    made_.reports = std::move(reports);
    if (made_.reports.empty()) throw domain_error("reckon::reconcile: there are no reports");
    require_one_quantity(made_.reports);
    drop_copies_of_handles();
    order_by_content();
  }

  evidence build() {
    find_earlier_counts();
    for (std::size_t i = 0; i < made_.reports.size(); ++i) place(i);
    for (std::size_t o = 0; o < made_.origins.size(); ++o) collect_claims(o);
    find_possible_ancestry();
    note_silence();
    return std::move(made_);
  }

 private:
  /// All that a report says of itself, so that reports which tie differ in nothing.
  static std::string content(const report& r) {
    std::string text = r.source().text() + '\n' + r.text() + '\n' + to_text(r.said_on()) + '\n' +
                       to_text(r.as_of()) + '\n' + to_text(r.during()) + '\n' + r.label() + '\n';
    for (const auto& link : r.source().chain()) text += link.grade().value_or('-');
    const measurand what = r.measurand();
    text +=
        '\n' + what.name + '\n' + what.unit + '\n' + what.population + '\n' + std::string(name_of(what.kind));
    if (r.credibility()) text += static_cast<char>('0' + *r.credibility());
    return text;
  }

  template <class Date>
  static std::string to_text(const std::optional<Date>& d) {
    return d ? d->text() : std::string();
  }

  void order_by_content() {
    std::vector<std::pair<std::string, report>> keyed;
    for (auto& r : made_.reports) keyed.emplace_back(content(r), std::move(r));
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    made_.reports.clear();
    for (auto& [key, r] : keyed) made_.reports.push_back(std::move(r));
  }

  /// A cumulative count only grows: that of an earlier day is a lower bound on that of the latest day
  /// reported.
  void find_earlier_counts() {
    made_.earlier.assign(made_.reports.size(), false);
    const auto counts = [](const report& r) {
      return r.as_of() && !r.is_silent() && r.measurand().kind == measurand_kind::cumulative;
    };
    for (std::size_t i = 0; i < made_.reports.size(); ++i) {
      const report& r = made_.reports[i];
      made_.earlier[i] =
          counts(r) && std::any_of(made_.reports.begin(), made_.reports.end(), [&](const report& later) {
            return counts(later) && certainly_before(*r.as_of(), *later.as_of());
          });
      if (!made_.earlier[i]) continue;
      made_.findings.push_back(
          {remark_kind::assumption, "\"" + r.text() + "\" (" + r.source().origin_key() + ") was counted " +
                                        r.as_of()->text() +
                                        ", earlier than others: a cumulative count only grows, so "
                                        "it is taken as a lower bound"});
    }
  }

  void drop_copies_of_handles() {
    std::vector<report> kept;
    for (const report& r : made_.reports) {
      if (std::find(kept.begin(), kept.end(), r) == kept.end()) kept.push_back(r);
    }
    made_.reports = std::move(kept);
  }

  void place(std::size_t i) {
    for (auto& origin : made_.origins) {
      for (const std::size_t j : origin.reports) {
        if (same_origin_of(made_.reports[i], made_.reports[j]) == sameness::same) {
          origin.reports.push_back(i);
          return;
        }
      }
    }
    origin_account made;
    made.name = made_.reports[i].source().origin_key();
    made.reports.push_back(i);
    made_.origins.push_back(std::move(made));
  }

  void collect_claims(std::size_t o) {
    auto& claims = made_.claims.emplace_back();
    for (const std::size_t i : made_.origins[o].reports) {
      if (made_.reports[i].is_silent()) continue;
      const auto known = std::find_if(claims.begin(), claims.end(), [&](const distinct_claim& c) {
        return made_.earlier[c.report] == made_.earlier[i] &&
               same_figure(made_.reports[c.report].phrase(), made_.reports[i].phrase());
      });
      if (known == claims.end()) {
        claims.push_back({i, {}});
      } else {
        known->repeats.push_back(i);
      }
    }
    made_.origins[o].offers_value = !claims.empty();
    for (const auto& claim : claims) {
      if (claim.repeats.empty()) continue;
      made_.findings.push_back({remark_kind::double_count,
                                std::to_string(claim.repeats.size() + 1) + " reports carry the figure \"" +
                                    std::string(made_.reports[claim.report].text()) + "\" from one origin (" +
                                    made_.origins[o].name + "): counted once"});
    }
  }

  void find_possible_ancestry() {
    for (std::size_t a = 0; a < made_.origins.size(); ++a) {
      for (std::size_t b = 0; b < made_.origins.size(); ++b) {
        if (a != b && may_be_one(made_.origins[a], made_.origins[b])) made_.origins[a].may_be.push_back(b);
      }
      for (const std::size_t b : made_.origins[a].may_be) {
        if (b < a) continue;
        made_.findings.push_back(
            {remark_kind::uncertain_ancestry,
             made_.origins[a].name + " may be the same origin as " + made_.origins[b].name});
      }
    }
  }

  bool may_be_one(const origin_account& a, const origin_account& b) const {
    for (const std::size_t i : a.reports) {
      for (const std::size_t j : b.reports) {
        if (same_origin_of(made_.reports[i], made_.reports[j]) != sameness::different) return true;
      }
    }
    return false;
  }

  void note_silence() {
    for (const auto& r : made_.reports) {
      if (!r.is_silent()) continue;
      made_.findings.push_back({remark_kind::silence, r.source().origin_key() + " offers no number (\"" +
                                                          std::string(r.text()) + "\"): listed, weightless"});
    }
  }

  evidence made_;
};

/// The recipe of a reconciled value: the method and what it was given.
template <reconcile_method Method>
class reconcile_recipe final : public recipe {
 public:
  reconcile_recipe(Method method, evidence given) : method_(std::move(method)), given_(std::move(given)) {}

  std::string name() const override { return method_.name(); }
  const std::vector<report>& parents() const override { return given_.reports; }

  std::optional<estimate> without(const std::vector<bool>& removed) const override {
    std::vector<report> rest;
    for (std::size_t i = 0; i < given_.reports.size(); ++i) {
      if (!removed[i]) rest.push_back(given_.reports[i]);
    }
    if (rest.empty()) return std::nullopt;
    const evidence left = evidence_builder(std::move(rest)).build();
    if (!left.has_value()) return std::nullopt;
    return method_(left).value;
  }

  std::vector<double> split() const override { return method_.split(given_); }

 private:
  Method method_;
  evidence given_;
};

/// The estimate that a method made, with its recipe.
template <class Method>
estimate reconciled_estimate(const Method& method, const evidence& given, uncertain_value value) {
  std::string name;  // the first that a report states
  for (const report& r : given.reports) {
    if (name.empty()) name = r.measurand().name;
  }
  if (name.empty()) name = "reconciled by " + std::string(method.name());
  return derived_estimate(std::move(value), std::move(name),
                          std::make_shared<const reconcile_recipe<Method>>(method, given));
}

/// The frame of a result: all but the answer.
inline reconciliation frame_of(const evidence& given, std::string method) {
  reconciliation result;
  result.method = std::move(method);
  result.reports = given.reports;
  result.origins = given.origins;
  result.warnings = given.warnings;
  result.findings = given.findings;
  return result;
}

}  // namespace detail

}  // namespace reckon
