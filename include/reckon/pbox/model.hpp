// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace reckon::detail {

/// What a p-box must be able to answer: a random set (its focal sets) and the bounds on the distribution
/// function that follow from it. Implementations are immutable and answer from several threads.
class box_model {
 public:
  box_model() = default;
  box_model(const box_model&) = delete;
  box_model& operator=(const box_model&) = delete;
  virtual ~box_model() = default;

  /// Bounds on P(X <= x): [belief, plausibility].
  virtual interval<> cdf(double x) const = 0;
  /// Bounds on P(X < x).
  virtual interval<> cdf_before(double x) const = 0;
  /// Bounds on P(X > x).
  virtual interval<> complement(double x) const {
    const interval<> below = cdf(x);
    return {1 - below.upper(), 1 - below.lower()};
  }
  /// The set at u, u uniform on (0, 1).
  virtual interval<> focal(double u) const { return quantile(u); }
  /// [inf{x: upper cdf >= p}, inf{x: lower cdf >= p}].
  virtual interval<> quantile(double p) const = 0;
  /// The same counted from above: [inf{x: 1 - upper cdf <= q}, inf{x: 1 - lower cdf <= q}].
  virtual interval<> upper_quantile(double q) const { return quantile(1 - q); }
  virtual interval<> support() const = 0;
  /// Bounds on the expected value; infinite where there is none.
  virtual interval<> mean() const = 0;
  /// True if all focal sets are one.
  virtual bool is_set() const { return false; }
  /// True if a single value may have a probability of its own.
  virtual bool jumps() const { return true; }
  /// Where the distribution function of the lower, or the upper, ends of the sets is not smooth, in rising
  /// order, if they have no jumps.
  virtual std::vector<double> kinks(bool /*upper*/) const { return {}; }
};

/// A number as a set; infinity, which is no member of a set, as all that lies beyond the largest double.
[[nodiscard]] inline interval<> point_or_beyond(double x) {
  constexpr double largest = (std::numeric_limits<double>::max)();
  if (x < -largest) return {x, -largest};
  if (x > largest) return {largest, x};
  return interval<>(x);
}

/// The interval between two numbers that may be infinite, or NaN, of which nothing is known.
[[nodiscard]] inline interval<> finite_or_unbounded(double lower, double upper) {
  constexpr double largest = (std::numeric_limits<double>::max)();
  if (std::isnan(lower) || std::isnan(upper)) return interval<>::entire();
  return {(std::min)(lower, largest), (std::max)(upper, -largest)};
}

/// One set for every u.
class interval_box final : public box_model {
 public:
  explicit interval_box(interval<> set) : set_(set) {
    if (is_empty(set)) throw domain_error("reckon::pbox: the set is empty");
  }
  interval<> cdf(double x) const override {
    return {set_.upper() <= x ? 1.0 : 0.0, set_.lower() <= x ? 1.0 : 0.0};
  }
  interval<> cdf_before(double x) const override {
    return {set_.upper() < x ? 1.0 : 0.0, set_.lower() < x ? 1.0 : 0.0};
  }
  interval<> quantile(double) const override { return set_; }
  interval<> support() const override { return set_; }
  interval<> mean() const override { return set_; }
  bool is_set() const override { return true; }

 private:
  interval<> set_;
};

/// A distribution: each set is one point.
class shape_box final : public box_model {
 public:
  explicit shape_box(distribution shape) : shape_(std::move(shape)) {}
  interval<> cdf(double x) const override { return interval<>(shape_.cdf(x)); }
  interval<> cdf_before(double x) const override { return interval<>(shape_.cdf_before(x)); }
  interval<> quantile(double p) const override { return point_or_beyond(shape_.quantile(p)); }
  interval<> upper_quantile(double q) const override { return point_or_beyond(shape_.upper_quantile(q)); }
  interval<> complement(double x) const override { return interval<>(shape_.complement(x)); }
  interval<> support() const override { return shape_.support(); }
  interval<> mean() const override {
    const double m = shape_.mean();
    return finite_or_unbounded(m, m);
  }
  bool jumps() const override { return shape_.model().jumps(); }
  std::vector<double> kinks(bool) const override { return shape_.model().kinks(); }

 private:
  distribution shape_;
};

/// A random set: part i with weight w_i. Its focal sets are those of the parts one after another; its
/// quantiles are those of the averaged bounds.
class mixed_box final : public box_model {
 public:
  struct part {
    double weight;
    std::shared_ptr<const box_model> box;
  };

  explicit mixed_box(std::vector<part> parts) : parts_(std::move(parts)) {}

  interval<> cdf(double x) const override {
    return average([x](const box_model& box) { return box.cdf(x); });
  }
  interval<> cdf_before(double x) const override {
    return average([x](const box_model& box) { return box.cdf_before(x); });
  }

  interval<> focal(double u) const override {
    for (const auto& [weight, box] : parts_) {
      if (u < weight) return box->focal(u / weight);
      u -= weight;
    }
    return parts_.back().box->focal(1 - std::numeric_limits<double>::epsilon());
  }

  interval<> complement(double x) const override {
    return average([x](const box_model& box) { return box.complement(x); });
  }

  interval<> quantile(double p) const override {
    return between_parts([p](const box_model& box) { return box.quantile(p); }, p <= 0 ? -1 : p >= 1, p,
                         [this](double x) { return cdf(x).upper(); },
                         [this](double x) { return cdf(x).lower(); });
  }

  interval<> upper_quantile(double q) const override {
    return between_parts([q](const box_model& box) { return box.upper_quantile(q); }, q >= 1 ? -1 : q <= 0,
                         -q, [this](double x) { return -complement(x).lower(); },
                         [this](double x) { return -complement(x).upper(); });
  }

  interval<> mean() const override {
    double lower = 0;
    double upper = 0;
    for (const auto& [weight, box] : parts_) {
      const interval<> m = box->mean();
      lower += weight * m.lower();
      upper += weight * m.upper();
    }
    return finite_or_unbounded(lower, upper);
  }

  interval<> support() const override {
    interval<> all = interval<>::empty();
    for (const auto& [weight, box] : parts_) all = convex_hull(all, box->support());
    return all;
  }

 private:
  /// Where the two averaged bounds reach a level: between the least and the greatest of the parts' quantiles,
  /// or at the least (edge < 0) or greatest (edge > 0) of them.
  template <class Quantile, class Upper, class Lower>
  interval<> between_parts(const Quantile& quantile_of, int edge, double level, const Upper& upper,
                           const Lower& lower) const {
    span_of_ends lower_ends;
    span_of_ends upper_ends;
    for (const auto& [weight, box] : parts_) {
      const interval<> q = quantile_of(*box);
      lower_ends.add(q.lower());
      upper_ends.add(q.upper());
    }
    if (edge < 0) return finite_or_unbounded(lower_ends.least, upper_ends.least);
    if (edge > 0) return finite_or_unbounded(lower_ends.greatest, upper_ends.greatest);
    const double from = lower_ends.first_reaching(level, upper);
    return finite_or_unbounded(from, (std::max)(from, upper_ends.first_reaching(level, lower)));
  }

  struct span_of_ends {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();

    void add(double end) {
      least = (std::min)(least, end);
      greatest = (std::max)(greatest, end);
    }

    // Infinite ends are tried as they are: the bound at the largest double tells whether the quantile is
    // finite.
    template <class Function>
    double first_reaching(double level, const Function& f) const {
      constexpr double largest = (std::numeric_limits<double>::max)();
      if (least < -largest && f(-largest) >= level) return least;
      if (greatest > largest && f(largest) < level) return greatest;
      const double lower = (std::max)(least, -largest);
      const double upper = (std::min)(greatest, largest);
      return lower < upper ? solve_nondecreasing(lower, upper, level, f) : upper;
    }
  };

  template <class Term>
  interval<> average(const Term& term) const {
    double lower = 0;
    double upper = 0;
    for (const auto& [weight, box] : parts_) {
      const interval<> bounds = term(*box);
      lower += weight * bounds.lower();
      upper += weight * bounds.upper();
    }
    lower = (std::min)(lower, 1.0);
    return {lower, (std::min)((std::max)(lower, upper), 1.0)};
  }

  std::vector<part> parts_;
};

}  // namespace reckon::detail
