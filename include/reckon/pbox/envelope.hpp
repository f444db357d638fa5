// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/mean.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// The hull of several boxes, level by level.
class envelope_box final : public box_model {
 public:
  explicit envelope_box(std::vector<pbox> parts) : parts_(std::move(parts)) {}

  interval<> cdf(double x) const override {
    return hull([x](const box_model& box) { return box.cdf(x); });
  }
  interval<> cdf_before(double x) const override {
    return hull([x](const box_model& box) { return box.cdf_before(x); });
  }
  interval<> complement(double x) const override {
    return hull([x](const box_model& box) { return box.complement(x); });
  }
  interval<> quantile(double p) const override {
    return hull([p](const box_model& box) { return box.quantile(p); });
  }
  interval<> upper_quantile(double q) const override {
    return hull([q](const box_model& box) { return box.upper_quantile(q); });
  }
  interval<> support() const override {
    return hull([](const box_model& box) { return box.support(); });
  }

  /// Of all distributions between the bounds, which are more than mixtures of the parts.
  interval<> mean() const override {
    const interval<> of_parts = hull([](const box_model& box) { return box.mean(); });
    if (parts_.size() == 1) return of_parts;
    const interval<> set = support();
    bool sets = true;
    for (const pbox& part : parts_) sets = sets && part.model().is_set();
    if (sets) return set;
    const bool below = std::isfinite(of_parts.lower());
    const bool above = std::isfinite(of_parts.upper());
    if (!below && !above) return interval<>::entire();
    const interval<> integrated = intersection(mean_of_box::of(*this), set);
    return {below ? integrated.lower() : of_parts.lower(), above ? integrated.upper() : of_parts.upper()};
  }
  bool jumps() const override {
    for (const pbox& part : parts_) {
      if (part.model().jumps()) return true;
    }
    return false;
  }

  /// Those of the parts, and where another part takes over.
  std::vector<double> kinks(bool upper) const override {
    std::vector<double> places;
    for (const pbox& part : parts_) {
      const std::vector<double> own = part.model().kinks(upper);
      places.insert(places.end(), own.begin(), own.end());
    }
    constexpr double reach = 8.5;  // scores beyond which there is no mass to speak of
    constexpr double step = 0.25;
    for (double z = -reach; z < reach; z += step) {
      const std::size_t before = outermost(z, upper);
      if (outermost(z + step, upper) == before) continue;
      const double turn =
          place_of_change(z, z + step, [&](double score) { return outermost(score, upper) == before; });
      places.push_back(end_at(*this, turn, upper));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }

 private:
  /// The end at the level of a normal score.
  static double end_at(const box_model& box, double z, bool upper) {
    const interval<> ends = z < 0 ? box.quantile(normal_cdf(z)) : box.upper_quantile(normal_cdf(-z));
    return upper ? ends.upper() : ends.lower();
  }

  /// The part whose end at a level is the end of all.
  std::size_t outermost(double z, bool upper) const {
    std::size_t found = 0;
    double furthest = end_at(parts_.front().model(), z, upper);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      const double here = end_at(parts_[i].model(), z, upper);
      if (upper ? here <= furthest : here >= furthest) continue;
      found = i;
      furthest = here;
    }
    return found;
  }

  template <class Term>
  interval<> hull(const Term& term) const {
    interval<> all = interval<>::empty();
    for (const pbox& part : parts_) all = convex_hull(all, term(part.model()));
    return all;
  }

  std::vector<pbox> parts_;
};

}  // namespace detail

/// The narrowest p-box that encloses all the given ones: one of them holds, and nothing is known of which.
/// Errors: domain_error if there is none.
[[nodiscard]] inline pbox envelope(std::vector<pbox> parts) {
  if (parts.empty()) throw domain_error("reckon::envelope: no p-box is given; at least one is required");
  return pbox(std::make_shared<const detail::envelope_box>(std::move(parts)));
}

}  // namespace reckon
