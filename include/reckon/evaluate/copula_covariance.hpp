// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>

#include <algorithm>
#include <cmath>

namespace reckon::detail {

/// The covariance of two shapes whose normal scores are jointly normal with a correlation, and how far it may
/// be off. Closed for normals and lognormals (of two lognormals: Mostafa and Mahmoud, J. Roy. Statist. Soc. B
/// 26:119, 1964; else Stein's lemma), else by the trapezoid rule in both scores.
[[nodiscard]] inline expected_value copula_covariance(const distribution& a, const distribution& b,
                                                      double parameter) {
  using kind = known_family::kind;
  const known_family of_a = a.model().family();
  const known_family of_b = b.model().family();
  const double scales = parameter * of_a.scale * of_b.scale;
  if (of_a.family == kind::normal && of_b.family == kind::normal) return {scales, 0};
  if (of_a.family == kind::lognormal && of_b.family == kind::lognormal)
    return {a.mean() * b.mean() * std::expm1(scales), 0};
  if (of_a.family == kind::lognormal && of_b.family == kind::normal) return {a.mean() * scales, 0};
  if (of_a.family == kind::normal && of_b.family == kind::lognormal) return {b.mean() * scales, 0};

  const double mean_a = a.mean();
  const double mean_b = b.mean();
  const double rest = std::sqrt((1 - parameter) * (1 + parameter));
  double inner_error = 0;
  const auto given_score = [&](double z) {  // the expected value of b, less its mean
    if (rest == 0) return b.model().at_score(parameter * z) - mean_b;
    const expected_value inner =
        score_average([&](double w) { return b.model().at_score(parameter * z + rest * w) - mean_b; }, 128);
    inner_error = (std::max)(inner_error, inner.error);
    return inner.value;
  };
  const expected_value outer =
      score_average([&](double z) { return (a.model().at_score(z) - mean_a) * given_score(z); }, 128);
  // The errors inside have no common sign: their mean over the outer points is far less than the greatest.
  return {outer.value, outer.error + inner_error * std::sqrt(a.variance())};
}

}  // namespace reckon::detail
