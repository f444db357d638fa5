// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/normal_table.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/evaluate/convolution/tabulated.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A leaf that is normal: the score of x is (x - mean) / sd.
class normal_variable final : public variable {
 public:
  /// sd is positive.
  normal_variable(double mean, double sd) : mean_(mean), sd_(sd) {}

  double at_score(double z) const override { return mean_ + sd_ * z; }
  void at_scores(std::span<double> scores) const override {
    for (double& z : scores) z = mean_ + sd_ * z;
  }
  double tail(double x, bool upper) const override {
    const double z = (x - mean_) / sd_;
    return normal_cdf(upper ? -z : z);
  }
  void tails(std::span<double> places, bool upper) const override {
    const normal_table& normal = normal_table::made();
    const double side = upper ? -sd_ : sd_;
    for (double& x : places) x = normal((x - mean_) / side);
  }
  double score_of(double x, bool) const override { return (x - mean_) / sd_; }
  std::vector<double> kinks() const override { return {}; }
  interval<> support() const override { return interval<>::entire(); }
  expected_value mean() const override { return {mean_, 0}; }
  expected_value variance() const override { return {sd_ * sd_, 0}; }
  bool cheap() const override { return true; }
  variable_handle tabulated(const precision&, const variable_handle& self) const override { return self; }
  double sd() const { return sd_; }

 private:
  double mean_;
  double sd_;
};

/// A leaf of another family.
class leaf_variable final : public variable {
 public:
  explicit leaf_variable(distribution shape) : shape_(std::move(shape)) {}

  double at_score(double z) const override { return shape_.model().at_score(z); }
  double tail(double x, bool upper) const override {
    return upper ? shape_.model().complement(x) : shape_.model().cdf(x);
  }
  bool has_cheap_tails() const override { return shape_.model().cdf_is_quick(); }
  std::vector<double> kinks() const override { return shape_.model().kinks(); }
  interval<> support() const override { return shape_.support(); }
  expected_value mean() const override { return {shape_.mean(), 0}; }
  expected_value variance() const override { return {shape_.variance(), 0}; }

  variable_handle tabulated(const precision&, const variable_handle& self) const override {
    const quantile_function& kept = tabulated_quantiles(shape_.model());  // as long as `self` is
    return tabulated_by(self, std::shared_ptr<const rising_table>(std::shared_ptr<const void>(), &kept.table),
                        kept.of_logarithm);
  }

 private:
  distribution shape_;
};

/// The variable that a distribution is.
[[nodiscard]] inline variable_handle variable_of(const distribution& shape) {
  const known_family known = shape.model().family();
  if (known.family == known_family::kind::other) return std::make_shared<const leaf_variable>(shape);
  variable_handle normal = std::make_shared<const normal_variable>(known.location, known.scale);
  if (known.family == known_family::kind::normal) return normal;
  return std::make_shared<const exponential_variable>(std::move(normal));
}

}  // namespace reckon::detail
