// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/evaluate/convolution/image.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace reckon::detail {

/// By how much more the score may be off between these than about 0. What counts is the error in
/// probability, up to a point: far out, more may be off in the score.
[[nodiscard]] inline double score_allowance(double from, double to) {
  const double nearest = (std::min)(std::abs(from), std::abs(to));
  return from * to <= 0 ? 1 : (std::min)(1e8, 1 + 1e-3 / normal_pdf(nearest));
}

/// The quantile function of a score as a table that is right to `error` in the score. `scores` are the places
/// where it is not smooth.
template <class Quantile>
[[nodiscard]] rising_table quantile_table(std::vector<double> scores, double error,
                                          const Quantile& quantile) {
  const auto tolerance = [error](double from, double to, double first, double last) {
    return error * score_allowance(from, to) * (last - first) / (to - from);
  };
  const auto inverse_tolerance = [error](double, double, double first, double last) {
    return error * score_allowance(first, last);
  };
  return rising_table(score_breaks(std::move(scores), 8), tolerance, inverse_tolerance, quantile);
}

/// A variable whose quantile function has been tabulated. It takes all else from the one that it stands for.
class tabulated_variable final : public variable {
 public:
  /// `table` is from scores to values.
  tabulated_variable(variable_handle base, std::shared_ptr<const rising_table> table)
      : base_(std::move(base)),
        kinks_(base_->kinks()),
        support_(base_->support()),
        table_(std::move(table)) {}

  double at_score(double z) const override { return (*table_)(z); }
  double tail(double x, bool upper) const override {
    if (x <= support_.lower()) return upper ? 1 : 0;
    if (x >= support_.upper()) return upper ? 0 : 1;
    const double z = table_->inverse(x);
    return normal_cdf(upper ? -z : z);
  }
  double score_of(double x, bool) const override { return table_->inverse(x); }
  std::vector<double> kinks() const override { return kinks_; }
  interval<> support() const override { return support_; }
  expected_value mean() const override { return base_->mean(); }
  expected_value variance() const override { return base_->variance(); }
  bool cheap() const override { return true; }
  variable_handle tabulated(const precision&, const variable_handle& self) const override { return self; }

 private:
  variable_handle base_;
  std::vector<double> kinks_;
  interval<> support_;
  std::shared_ptr<const rising_table> table_;
};

/// `v` with its quantile function tabulated; by its logarithm if it may come near 0 but not cross it.
/// `scores` are the places where it is not smooth, `quantile` the function of the score.
template <class Quantile>
[[nodiscard]] variable_handle tabulated_by(const variable_handle& v, const std::vector<double>& scores,
                                           double error, const Quantile& quantile) {
  const auto table = [&](const auto& function) {
    return std::make_shared<const rising_table>(quantile_table(scores, error, function));
  };
  if (v->support().lower() != 0 || !(quantile(-score_reach) > 0))
    return std::make_shared<const tabulated_variable>(v, table(quantile));
  variable_handle logarithm = std::make_shared<const logarithm_variable>(v);
  logarithm = std::make_shared<const tabulated_variable>(
      std::move(logarithm), table([&](double z) { return std::log(quantile(z)); }));
  return std::make_shared<const kinked_variable>(to_exponential::of(std::move(logarithm)), v->kinks());
}

}  // namespace reckon::detail
