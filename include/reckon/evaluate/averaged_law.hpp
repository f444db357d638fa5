// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The average of laws over a quantity on which they depend, by a rule of integration; a coarser rule tells
/// the error of the finer one.
class averaged_law final : public law {
 public:
  /// The laws at the nodes of either rule, in their order and equally far apart, with the weights of the
  /// nodes; where the result lies for certain.
  averaged_law(std::vector<weighted_law> fine, std::vector<weighted_law> coarse, interval<> range)
      : nodes_(fine), fine_(std::move(fine)), coarse_(std::move(coarse)), range_(range) {}

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
  bounded mean() const override {
    const auto beyond = beyond_nodes([](const law& l) { return std::abs(l.mean().bounds.lower()); });
    if (!beyond) return {range_, 0};
    bounded found = compared(fine_.mean(), coarse_.mean(), 0);
    found.error += *beyond;
    return found;
  }
  bounded standard_deviation() const override {
    const auto beyond = beyond_nodes([](const law& l) {
      const double size = std::hypot(l.mean().bounds.lower(), l.standard_deviation().bounds.lower());
      return size * size;
    });
    if (!beyond) return {{0.0, std::numeric_limits<double>::infinity()}, 0};
    bounded found = compared(fine_.standard_deviation(), coarse_.standard_deviation(), 0);
    const double sd = found.bounds.lower();
    found.error += sd > 0 ? *beyond / (2 * sd) : std::sqrt(*beyond);
    return found;
  }
  std::optional<double> density(double x) const override { return fine_.density(x); }

  engine made_by() const override { return engine::convolution; }
  std::string assumption() const override { return fine_.assumption(); }
  bool worth_keeping() const override { return true; }

 private:
  /// What may lie beyond the last nodes of a moment, if what they add to it is less than half of what those
  /// add that lie a fourteenth of the way further in, and goes on so; else nothing is known of the moment.
  template <class Size>
  std::optional<double> beyond_nodes(const Size& size) const {
    const std::size_t last = nodes_.size() - 1;
    const std::size_t in = (std::max)(last / 14, std::size_t{1});
    const auto added = [&](std::size_t i) { return nodes_[i].weight * size(*nodes_[i].found); };
    if (!(added(0) <= 0.5 * added(in) && added(last) <= 0.5 * added(last - in))) return std::nullopt;
    double total = 0;
    for (const weighted_law& node : nodes_) total += node.weight;
    const double each = std::pow(0.5, 1 / static_cast<double>(in));
    return (added(0) + added(last)) / total / (1 - each);
  }

  double least_error(double p) const {
    return (std::min)(most_.absolute, most_.relative * (std::min)(p, 1 - p)) + beyond_;
  }

  static bounded compared(bounded fine, const bounded& coarse, double least) {
    const double apart = std::abs(fine.bounds.lower() - coarse.bounds.lower());
    if (std::isfinite(apart)) fine.error += (std::max)(least, apart);
    return fine;
  }

  static constexpr double beyond_ = 3e-12;  // the mass that lies beyond seven standard deviations

  std::vector<weighted_law> nodes_;
  mixed_law fine_;
  mixed_law coarse_;
  interval<> range_;
  difference most_;
};

}  // namespace reckon::detail
