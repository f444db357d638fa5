// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/mean.hpp>

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

 private:
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
