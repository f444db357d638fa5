// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate.hpp>
#include <reckon/evaluate/expression_of.hpp>
#include <reckon/evaluate/factors.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Takes what several terms of a sum are multiplied with, or divided by, out of the sum, so that it is used
/// once: x * y + x * z is x * (y + z).
class common_factors {
 public:
  explicit common_factors(const program& p) : program_(p), factors_(p) {}

  /// The expression with one factor taken out of one sum, or nothing if no two terms have one in common.
  [[nodiscard]] std::optional<estimate> taken_out() const {
    for (std::uint32_t n = 0; n < program_.code.size(); ++n) {
      if (program_.code[n].kind != operation::add) continue;
      if (const auto common = most_common(n)) return without(n, *common);
    }
    return std::nullopt;
  }

 private:
  /// The factor that most terms of a sum have in common.
  std::optional<factor> most_common(std::uint32_t sum) const {
    const instruction& i = program_.code[sum];
    std::vector<std::pair<factor, std::size_t>> counts;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      std::vector<factor> seen;
      for (const factor& f : factors_.of(t->slot).by) {
        if (program_.code[f.slot].kind == operation::constant) continue;
        if (std::find(seen.begin(), seen.end(), f) != seen.end()) continue;
        seen.push_back(f);
        const auto known =
            std::find_if(counts.begin(), counts.end(), [&f](const auto& c) { return c.first == f; });
        if (known == counts.end()) {
          counts.emplace_back(f, 1);
        } else {
          ++known->second;
        }
      }
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->second < 2) return std::nullopt;
    return most->first;
  }

  estimate without(std::uint32_t sum, const factor& common) const {
    return expression_of(program_, [&](std::uint32_t n, const auto& built) -> std::optional<estimate> {
      if (n != sum) return std::nullopt;
      const instruction& i = program_.code[n];
      estimate inside(0.0);
      estimate outside(mid(i.constant));
      for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
        factored parts = factors_.of(t->slot);
        const auto place = std::find(parts.by.begin(), parts.by.end(), common);
        const double c = mid(t->coefficient);
        if (place == parts.by.end()) {
          outside = outside + c * built(t->slot);
          continue;
        }
        parts.by.erase(place);
        inside = inside + multiplied(estimate(c * parts.times), parts.by, built);
      }
      const estimate& by = built(common.slot);
      return outside + (common.below ? inside / by : inside * by);
    });
  }

  const program& program_;
  factors factors_;
};

}  // namespace reckon::detail
