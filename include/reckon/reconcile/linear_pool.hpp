// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/reconcile/set_claims.hpp>
#include <reckon/report.hpp>
#include <reckon/vocabulary.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon {

/// One of the origins is right, each as likely as the next: a mixture of what they say. Sets stay sets.
/// Source: Stone, Annals of Mathematical Statistics 32:1339, 1961 (linear opinion pool); equal weights for
/// origins, and for the figures of one origin, are a convention.
class linear_pool_method {
 public:
  /// Under another vocabulary than plain.
  [[nodiscard]] constexpr linear_pool_method under(const vocabulary& words) const {
    linear_pool_method other = *this;
    other.words_ = words;
    return other;
  }

  [[nodiscard]] std::string name() const { return "linear_pool"; }

  [[nodiscard]] reconciliation operator()(const evidence& given) const {
    reconciliation result = detail::frame_of(given, name());
    std::vector<weighted_pbox> parts;
    std::vector<weighted_distribution> shapes;
    const std::vector<double> weights = split(given);
    for (std::size_t i = 0; i < given.reports.size(); ++i) {
      if (weights[i] == 0) continue;
      const meaning m = words_.read(given.reports[i].phrase());
      const pbox part = box_of(m, given.reports[i], given.earlier[i]);
      parts.push_back({weights[i], part});
      const auto* shape = std::get_if<distribution>(&m);
      if (shape && !given.earlier[i]) shapes.push_back({weights[i], *shape});
      result.regions.push_back({part.support(), weights[i], {i}});
    }
    if (parts.empty()) return result;
    result.warnings.push_back(
        {remark_kind::assumption, "each origin is taken to be right with the same probability"});
    result.value =
        detail::reconciled_estimate(*this, given,
                                    shapes.size() == parts.size() ? uncertain_value(mixture(shapes))
                                                                  : uncertain_value(pbox_mixture(parts)));
    return result;
  }

  /// The weight of each report: that of its origin, divided among the origin's figures.
  [[nodiscard]] std::vector<double> split(const evidence& given) const {
    std::vector<double> weights(given.reports.size() + 1, 0);
    const auto origins =
        std::count_if(given.claims.begin(), given.claims.end(), [](const auto& c) { return !c.empty(); });
    for (const auto& of_origin : given.claims) {
      for (const auto& claim : of_origin) {
        weights[claim.report] = 1 / (static_cast<double>(origins) * static_cast<double>(of_origin.size()));
      }
    }
    return weights;
  }

 private:
  pbox box_of(const meaning& m, const report& r, bool earlier) const {
    if (std::holds_alternative<silence>(m)) {
      throw domain_error("reckon::reconcile: vocabulary " + words_.name() + " gives \"" + r.text() +
                         "\" no number");
    }
    const pbox box = std::holds_alternative<interval<>>(m)     ? pbox(std::get<interval<>>(m))
                     : std::holds_alternative<distribution>(m) ? pbox(std::get<distribution>(m))
                                                               : std::get<pbox>(m);
    return earlier ? pbox(detail::binding(box.support(), true)) : box;
  }

  vocabulary words_ = vocabulary::plain;
};

}  // namespace reckon
