// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/convolution/leaf.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numbers>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The quantile of a shape at the level of a normal score that may be infinite.
[[nodiscard]] inline double quantile_at(const distribution& shape, double score) {
  return std::isinf(score) ? shape.quantile(score < 0 ? 0 : 1) : shape.model().at_score(score);
}

/// The quantile of a continuous shape as a function of the normal score of its level, or of the score with
/// its sign changed.
class level_function final : public user_function {
 public:
  /// `from_table` where it will be asked many times, and the last digits do not count.
  level_function(distribution shape, bool mirrored, bool from_table)
      : shape_(std::move(shape)), side_(mirrored ? -1 : 1) {
    if (from_table) table_ = kept(variable_of(shape_), fine_precision);
  }

  double at(std::span<const double> arguments) const override { return value(arguments.front()); }
  std::optional<interval<>> over(std::span<const interval<>> arguments) const override {
    const auto [least, greatest] =
        std::minmax({value(arguments.front().lower()), value(arguments.front().upper())});
    return finite_or_unbounded(least, greatest);
  }
  bool takes_sets() const override { return true; }
  bool smooth() const override { return true; }

  /// By the density; where that tells nothing, by a difference over a step that is wide against rounding.
  double slope(double z) const override {
    const double x = value(z);
    const double by_density = normal_pdf(z) / shape_.pdf(x);
    if (by_density > 0 && std::isfinite(by_density)) return side_ * by_density;
    constexpr double step = 1e-4;
    return (value(z + step) - value(z - step)) / (2 * step);
  }

 private:
  double value(double z) const {
    return table_ && std::abs(z) <= score_reach ? table_->at_score(side_ * z)
                                                : quantile_at(shape_, side_ * z);
  }

  distribution shape_;
  double side_;
  variable_handle table_;
};

/// One level that several shapes follow, up or down: a leaf of which each is a function. That of shapes which
/// are all flat is uniform, so that they are straight lines, of others standard normal.
class common_level {
 public:
  common_level(bool all_flat, bool from_tables)
      : flat_(all_flat),
        from_tables_(from_tables),
        leaf_(derived_estimate(all_flat ? uniform(0, 1) : normal(0, 1), {})) {}

  /// The quantile of a continuous shape at the level, or at the one opposite.
  [[nodiscard]] estimate quantile(const distribution& shape, bool mirrored) {
    for (const auto& [known, known_mirrored, made] : made_) {
      if (known == &shape.model() && known_mirrored == mirrored) return made;
    }
    return std::get<estimate>(made_.emplace_back(&shape.model(), mirrored, new_quantile(shape, mirrored)));
  }

 private:
  estimate new_quantile(const distribution& shape, bool mirrored) const {
    if (flat_) {
      const interval<> ends = shape.support();
      const double width = ends.upper() - ends.lower();
      return mirrored ? ends.upper() - width * leaf_ : ends.lower() + width * leaf_;
    }
    const known_family known = shape.model().family();
    if (known.family == known_family::kind::other) {
      const estimate list(operation::operands, leaf_);
      return call_of(std::make_shared<const level_function>(shape, mirrored, from_tables_), list);
    }
    const estimate line = known.location + (mirrored ? -known.scale : known.scale) * leaf_;
    return known.family == known_family::kind::normal ? line : exp(line);
  }

  bool flat_;
  bool from_tables_;
  estimate leaf_;
  std::vector<std::tuple<const distribution_model*, bool, estimate>> made_;
};

/// Whether there are values between others that a shape never takes: its quantiles leap there.
[[nodiscard]] inline bool has_gaps(const distribution& shape) {
  const std::vector<double> kinks = inner_kinks(*variable_of(shape));
  for (std::size_t k = 1; k < kinks.size(); ++k) {
    const double middle = between(kinks[k - 1], kinks[k]);
    if (shape.pdf(middle) == 0 && shape.cdf(kinks[k]) - shape.cdf(kinks[k - 1]) <= 1e-15) return true;
  }
  return false;
}

/// Whether a shape can follow a level: its quantiles do so without a leap.
[[nodiscard]] inline bool follows_levels(const distribution& shape) {
  return !shape.model().jumps() && std::isfinite(shape.variance()) && !has_gaps(shape);
}

/// Whether the tails of a shape fall no faster than a power of 20 (a convention): moments of what is made of
/// it may not exist, or be hard to come by.
[[nodiscard]] inline bool has_power_tails(const distribution& shape) {
  const auto power = [](double last, double before) {
    const double ratio = std::log(std::abs(last) / std::abs(before));
    return ratio > 0.05 * 150 * std::numbers::ln10;
  };
  const auto& model = shape.model();
  return power(model.upper_quantile(1e-300), model.upper_quantile(1e-150)) ||
         power(model.quantile(1e-300), model.quantile(1e-150));
}

}  // namespace reckon::detail
