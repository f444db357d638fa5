// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The average of laws over a quantity on which they depend, by a rule of integration; a coarser rule tells
/// the error of the finer one.
class averaged_law final : public law {
 public:
  /// The laws at the nodes of either rule, with the weights of the nodes; where the quantity lies for
  /// certain.
  averaged_law(std::vector<weighted_law> fine, std::vector<weighted_law> coarse, interval<> range)
      : fine_(std::move(fine)), coarse_(std::move(coarse)), range_(range) {}

  /// How far the two rules are apart in a probability, at the most, at some levels; and in parts of what lies
  /// beyond.
  struct difference {
    double absolute = 0;
    double relative = 0;
  };
  [[nodiscard]] difference apart() const {
    difference most;
    for (const double p : {1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999}) {
      const double x = fine_.quantile(p).bounds.lower();
      const double off = std::abs(fine_.cdf(x).bounds.lower() - coarse_.cdf(x).bounds.lower());
      most.absolute = (std::max)(most.absolute, off);
      most.relative = (std::max)(most.relative, off / (std::min)(p, 1 - p));
    }
    return most;
  }

  /// Takes note of how far the two differ at the most, as they may agree somewhere by chance.
  void doubt(difference most) { most_ = most; }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return {point_or_beyond(p <= 0 ? range_.lower() : range_.upper()), 0};
    bounded found = fine_.quantile(p);
    const double x = found.bounds.lower();
    const double off = (std::max)(least_error(p), std::abs(p - coarse_.cdf(x).bounds.lower()));
    const double before = fine_.quantile((std::max)(p - off, 0.5 * p)).bounds.lower();
    const double after = fine_.quantile((std::min)(p + off, p + 0.5 * (1 - p))).bounds.lower();
    found.error += (std::max)(x - before, after - x);
    return found;
  }

  bounded cdf(double x) const override {
    const bounded fine = fine_.cdf(x);
    return compared(fine, coarse_.cdf(x), least_error(fine.bounds.lower()));
  }
  bounded cdf_before(double x) const override { return cdf(x); }  // nothing has a probability of its own
  bounded mean() const override { return compared(fine_.mean(), coarse_.mean(), 0); }
  bounded standard_deviation() const override {
    return compared(fine_.standard_deviation(), coarse_.standard_deviation(), 0);
  }
  std::optional<double> density(double x) const override { return fine_.density(x); }

  engine made_by() const override { return engine::convolution; }
  std::string assumption() const override { return fine_.assumption(); }
  bool worth_keeping() const override { return true; }

 private:
  double least_error(double p) const {
    return (std::min)(most_.absolute, most_.relative * (std::min)(p, 1 - p));
  }

  static bounded compared(bounded fine, const bounded& coarse, double least) {
    const double apart = std::abs(fine.bounds.lower() - coarse.bounds.lower());
    if (std::isfinite(apart)) fine.error += (std::max)(least, apart);
    return fine;
  }

  mixed_law fine_;
  mixed_law coarse_;
  interval<> range_;
  difference most_;
};

}  // namespace reckon::detail
