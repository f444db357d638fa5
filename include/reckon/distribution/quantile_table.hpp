// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/model.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Normal scores beyond which there is no mass to speak of: 1e-19 on either side.
inline constexpr double score_reach = 9;

[[nodiscard]] inline std::vector<double> rising_and_unique(std::vector<double> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

/// Breaks of an integral over a variable's score: a coarse grid of `panels`, and the places where it is not
/// smooth. Of those that differ by rounding one is taken: a leap may lie between them.
[[nodiscard]] inline std::vector<double> score_breaks(std::vector<double> places, int panels) {
  for (int i = 0; i <= panels; ++i) places.push_back(-score_reach + i * (2 * score_reach / panels));
  for (double& z : places) z = std::isnan(z) ? 0 : std::clamp(z, -score_reach, score_reach);
  std::sort(places.begin(), places.end());
  constexpr double rounding = 1e-13;
  const auto same = [](double a, double b) { return b - a <= rounding; };
  places.erase(std::unique(places.begin(), places.end(), same), places.end());
  places.back() = score_reach;
  return places;
}

/// By how much more the score may be off between these than about 0. What counts is the error in
/// probability, up to a point: far out, more may be off in the score.
[[nodiscard]] inline double score_allowance(double from, double to) {
  const double nearest = (std::min)(std::abs(from), std::abs(to));
  return from * to <= 0 ? 1 : (std::min)(1e8, 1 + 1e-3 / normal_pdf(nearest));
}

/// Whether so little lies between two scores that an error there does not show.
[[nodiscard]] inline bool has_hardly_any_mass(double from, double to) {
  const double nearest = from * to <= 0 ? 0 : (std::min)(std::abs(from), std::abs(to));
  return (to - from) * normal_pdf(nearest) < 1e-13;
}

/// The quantile function of a score as a table that is right to `error` in the score. `scores` are the places
/// where it is not smooth; `rounding` is that of the values.
template <class Quantile>
[[nodiscard]] rising_table quantile_table(std::vector<double> scores, double error, double rounding,
                                          const Quantile& quantile) {
  const auto tolerance = [=](double from, double to, double first, double last) {
    const double allowed = error * score_allowance(from, to) * (last - first) / (to - from);
    return rising_table::allowance{allowed, has_hardly_any_mass(from, to), rounding};
  };
  const auto inverse_tolerance = [error](double, double, double first, double last) {
    return rising_table::allowance{error * score_allowance(first, last), true};
  };
  return rising_table(score_breaks(std::move(scores), 8), tolerance, inverse_tolerance, quantile);
}

/// A quantile function of the score, tabulated; by its logarithm if values may come near 0 but not cross it.
struct quantile_function {
  bool of_logarithm;
  rising_table table;

  /// `quantile(z)` is smooth but for the places `scores`.
  template <class Quantile>
  quantile_function(interval<> support, std::vector<double> scores, double error, const Quantile& quantile)
      : of_logarithm(support.lower() == 0 && quantile(-score_reach) > 0),
        table(of_logarithm ? quantile_table(std::move(scores), error, std::numeric_limits<double>::epsilon(),
                                            [&](double z) { return std::log(quantile(z)); })
                           : quantile_table(std::move(scores), error, 0, quantile)) {}

  quantile_function(bool logarithm, rising_table made) : of_logarithm(logarithm), table(std::move(made)) {}

  double operator()(double z) const { return of_logarithm ? std::exp(table(z)) : table(z); }
};

/// What is kept with a distribution that is asked often.
struct kept_quantiles final : memo {
  quantile_function of_score;
  explicit kept_quantiles(quantile_function made) : of_score(std::move(made)) {}
};

/// The quantile function of a distribution that has no jumps, tabulated on first use, right in the
/// score to model.table_error().
[[nodiscard]] inline const quantile_function& tabulated_quantiles(const distribution_model& model) {
  if (const quantile_function* own = model.own_table()) return *own;
  const auto make = [&model] {
    std::vector<double> scores;
    const interval<> ends = model.support();
    for (const double k : model.kinks()) {
      if (!(k > ends.lower() && k < ends.upper())) continue;
      const double below = model.cdf(k);
      scores.push_back(below <= 0.5 ? normal_quantile(below) : -normal_quantile(model.complement(k)));
    }
    const auto quantile = [&model](double z) {
      return model.at_score_for_table(z, normal_cdf(-std::abs(z)));
    };
    return kept_quantiles(quantile_function(ends, std::move(scores), model.table_error(), quantile));
  };
  return model.kept<kept_quantiles>(make).of_score;
}

}  // namespace reckon::detail
