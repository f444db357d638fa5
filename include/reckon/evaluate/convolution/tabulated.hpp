// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/normal_table.hpp>
#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/evaluate/convolution/image.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A variable whose quantile function has been tabulated; also its distribution function, as the inverse,
/// where that one's own is dear. It takes all else from the one that it stands for.
class tabulated_variable final : public variable {
 public:
  /// `table` is from scores to values; what it was made from exceeds the error allowed `excess` times.
  tabulated_variable(variable_handle base, std::shared_ptr<const rising_table> table, double excess = 1)
      : base_(std::move(base)),
        excess_(excess),
        kinks_(base_->kinks()),
        support_(base_->support()),
        table_(std::move(table)),
        has_cheap_tails_(base_->has_cheap_tails()) {}

  double at_score(double z) const override { return (*table_)(z); }
  void at_scores(std::span<double> scores) const override {
    rising_table::walk quantile(*table_);
    for (double& z : scores) z = quantile(z);
  }
  double tail(double x, bool upper) const override {
    if (x <= support_.lower()) return upper ? 1 : 0;
    if (x >= support_.upper()) return upper ? 0 : 1;
    if (has_cheap_tails_) return base_->tail(x, upper);
    const double z = table_->inverse(x);
    return normal_cdf(upper ? -z : z);
  }
  void tails(std::span<double> places, bool upper) const override {
    if (has_cheap_tails_) return base_->tails(places, upper);
    const normal_table& normal = normal_table::made();
    rising_table::walk score(*table_);
    for (double& x : places) {
      const double z = x <= support_.lower() ? -outside : x >= support_.upper() ? outside : score.inverse(x);
      x = normal(upper ? -z : z);
    }
  }
  double score_of(double x, bool) const override { return table_->inverse_at_once(x); }
  std::vector<double> kinks() const override { return kinks_; }
  std::vector<double> fine_scores() const override {
    // Conventions of ours: panels of smooth families, and of sums of them, are halved up to three times;
    // beyond a score of 7 there is no mass to speak of.
    constexpr int often = 4;
    constexpr double deep = 7;
    std::vector<double> scores;
    for (const auto& panel : table_->halved(often)) {
      if (panel.from > deep || panel.to < -deep) continue;
      if (scores.empty() || scores.back() != panel.from) scores.push_back(panel.from);
      scores.push_back(panel.to);
    }
    return scores;
  }
  interval<> support() const override { return support_; }
  expected_value mean() const override { return base_->mean(); }
  expected_value variance() const override { return base_->variance(); }
  bool sound() const override {
    constexpr double tolerable = 1000;
    return base_->sound() && (std::max)(excess_, table_->excess()) <= tolerable;
  }
  bool cheap() const override { return true; }
  variable_handle tabulated(const precision&, const variable_handle& self) const override { return self; }

 private:
  static constexpr double outside = 40;  // a score of which no mass is left in a double

  variable_handle base_;
  double excess_;
  std::vector<double> kinks_;
  interval<> support_;
  std::shared_ptr<const rising_table> table_;
  bool has_cheap_tails_;
};

/// The variable that takes the place of v: by a table of its quantile function, or of the logarithm of that.
[[nodiscard]] inline variable_handle tabulated_by(const variable_handle& v,
                                                  std::shared_ptr<const rising_table> table,
                                                  bool of_logarithm, double excess = 1) {
  if (!of_logarithm) return std::make_shared<const tabulated_variable>(v, std::move(table), excess);
  variable_handle logarithm = std::make_shared<const logarithm_variable>(v);
  logarithm = std::make_shared<const tabulated_variable>(std::move(logarithm), std::move(table), excess);
  return std::make_shared<const kinked_variable>(to_exponential::of(std::move(logarithm)), v->kinks());
}

/// `v` with its quantile function tabulated. `scores` are the places where it is not smooth; `quantile` is
/// itself off by `excess` times what was asked of it.
template <class Quantile>
[[nodiscard]] variable_handle tabulated_by(const variable_handle& v, std::vector<double> scores, double error,
                                           const Quantile& quantile, double excess = 1) {
  quantile_function made(v->support(), std::move(scores), error, quantile);
  return tabulated_by(v, std::make_shared<const rising_table>(std::move(made.table)), made.of_logarithm,
                      excess);
}

/// `v` tabulated by its own quantiles, for what has no quicker way to them.
[[nodiscard]] inline variable_handle tabulated_by_score(const variable_handle& v, const precision& how) {
  std::vector<double> scores;
  for (const double k : inner_kinks(*v)) scores.push_back(v->score_of(k));
  return tabulated_by(v, std::move(scores), how.score / 10, [&v](double z) { return v->at_score(z); });
}

}  // namespace reckon::detail
