// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// Where two p-boxes contradict each other: at this level the quantile would have to lie in two sets that are
/// disjoint.
struct pbox_conflict {
  double level;            ///< the probability at which the sets lie farthest apart, of those tried
  std::size_t lesser;      ///< the number of the p-box whose values are too small
  std::size_t greater;     ///< the number of the p-box whose values are too great
  interval<> lesser_set;   ///< where the quantile lies by the one
  interval<> greater_set;  ///< where it lies by the other
};

/// What several p-boxes, all of which hold, leave: a p-box, or the place where they contradict each other.
struct pbox_intersection {
  std::optional<pbox> value;
  std::optional<pbox_conflict> conflict;

  /// The finding in words.
  [[nodiscard]] std::string explain() const {
    if (!conflict) return "the p-boxes agree";
    const auto text = [](interval<> x) {
      return '[' + detail::number_text(x.lower()) + ", " + detail::number_text(x.upper()) + ']';
    };
    return "no distribution satisfies all p-boxes: at the level " + detail::number_text(conflict->level) +
           " p-box " + std::to_string(conflict->lesser) + " has its quantile in " +
           text(conflict->lesser_set) + " and p-box " + std::to_string(conflict->greater) + " in " +
           text(conflict->greater_set);
  }
};

namespace detail {

/// What is common to several boxes, level by level.
class intersection_box final : public box_model {
 public:
  explicit intersection_box(std::vector<pbox> parts) : parts_(std::move(parts)) {}

  interval<> cdf(double x) const override {
    return common([x](const box_model& box) { return box.cdf(x); });
  }
  interval<> cdf_before(double x) const override {
    return common([x](const box_model& box) { return box.cdf_before(x); });
  }
  interval<> complement(double x) const override {
    return common([x](const box_model& box) { return box.complement(x); });
  }
  interval<> quantile(double p) const override {
    return common([p](const box_model& box) { return box.quantile(p); });
  }
  interval<> upper_quantile(double q) const override {
    return common([q](const box_model& box) { return box.upper_quantile(q); });
  }
  interval<> support() const override {
    return common([](const box_model& box) { return box.support(); });
  }
  interval<> mean() const override {
    return common([](const box_model& box) { return box.mean(); });
  }
  bool jumps() const override {
    for (const pbox& part : parts_) {
      if (!part.model().jumps()) return false;
    }
    return true;
  }

 private:
  // A contradiction between the levels that were tried when the intersection was made shows here.
  template <class Term>
  interval<> common(const Term& term) const {
    interval<> all = interval<>::entire();
    for (const pbox& part : parts_) {
      const interval<> next = term(part.model());
      const interval<> both = intersection(all, next);
      // Computed ends of sets that touch may miss each other by their rounding.
      if (!is_empty(both)) {
        all = both;
        continue;
      }
      const double lower = (std::max)(all.lower(), next.lower());
      const double upper = (std::min)(all.upper(), next.upper());
      if (lower - upper > 1e-12 * (std::abs(lower) + std::abs(upper))) {
        throw domain_error("reckon::intersection: the p-boxes contradict each other between " +
                           number_text(upper) + " and " + number_text(lower));
      }
      all = interval<>(upper, lower);
    }
    return all;
  }

  std::vector<pbox> parts_;
};

/// Looks for a level at which quantiles exclude each other.
class conflict_search {
 public:
  explicit conflict_search(const std::vector<pbox>& parts) : parts_(parts) {}

  [[nodiscard]] std::optional<pbox_conflict> find() {
    // Levels through both tails, evenly in the normal score and in the level.
    constexpr int count = 2000;
    for (int i = 1; i < count; ++i) at_score(-8 + 16.0 * i / count);
    for (int i = 1; i < count; ++i) at_level(static_cast<double>(i) / count);
    return worst_;
  }

 private:
  void at_score(double z) {
    if (z < 0) return at_level(normal_cdf(z));
    for (const pbox& part : parts_) sets_.push_back(part.upper_quantile(normal_cdf(-z)));
    compare(normal_cdf(z));
  }

  void at_level(double p) {
    for (const pbox& part : parts_) sets_.push_back(part.quantile(p));
    compare(p);
  }

  void compare(double level) {
    std::size_t low = 0;   // whose upper end is least
    std::size_t high = 0;  // whose lower end is greatest
    for (std::size_t i = 1; i < sets_.size(); ++i) {
      if (sets_[i].upper() < sets_[low].upper()) low = i;
      if (sets_[i].lower() > sets_[high].lower()) high = i;
    }
    const double least = sets_[low].upper();
    const double greatest = sets_[high].lower();
    const double gap = greatest - least;
    if (gap > 1e-12 * (std::abs(least) + std::abs(greatest)) && gap > gap_) {
      gap_ = gap;
      worst_ = pbox_conflict{level, low, high, sets_[low], sets_[high]};
    }
    sets_.clear();
  }

  const std::vector<pbox>& parts_;
  std::vector<interval<>> sets_;
  double gap_ = 0;
  std::optional<pbox_conflict> worst_;
};

}  // namespace detail

/// What is known if all of several p-boxes hold of one quantity. If they contradict each other at one of some
/// four thousand levels the finding names the level, the two p-boxes and their sets; a contradiction between
/// those levels shows as domain_error when it is met.
/// Errors: domain_error if there is none.
[[nodiscard]] inline pbox_intersection intersection(std::vector<pbox> parts) {
  if (parts.empty()) throw domain_error("reckon::intersection: no p-box is given; at least one is required");
  pbox_intersection result;
  result.conflict = detail::conflict_search(parts).find();
  if (!result.conflict)
    result.value = pbox(std::make_shared<const detail::intersection_box>(std::move(parts)));
  return result;
}

}  // namespace reckon
