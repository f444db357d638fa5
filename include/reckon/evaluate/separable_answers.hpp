// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/separable.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

namespace reckon::detail {

/// An expected value as an answer.
[[nodiscard]] inline answer integrated(expected_value found, const program& p) {
  return {interval<>(found.value), found.error > 0 ? engine::convolution : engine::closed_form, found.error,
          dependence_in_words(p), false};
}

/// What is said of a moment that is infinite, or not known to be finite.
[[nodiscard]] inline answer without_moment(interval<> possible, const program& p) {
  return {possible, engine::convolution, 0, dependence_in_words(p), false};
}

/// Whether averages over one leaf each tell a moment to nine digits, or that there is none.
[[nodiscard]] inline bool is_settled(const std::optional<answer>& found) {
  constexpr double enough = 1e-9;
  return found && (!is_singleton(*found) || found->error <= enough * std::abs(found->lower()));
}

/// The one that is known more exactly.
[[nodiscard]] inline answer sharper(const std::optional<answer>& one, const answer& other) {
  const bool better = one && (!is_singleton(other) || one->error < other.error);
  return better ? *one : other;
}

/// The mean by the separable form, if it has one; where a function of a leaf has no mean, that there is none,
/// or that it is not known.
[[nodiscard]] inline std::optional<answer> separable_mean(const program& p) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  separable_moments moments(p);
  const auto result = static_cast<std::uint32_t>(p.code.size() - 1);
  const auto found = moments.mean(result);
  if (!found || std::isnan(found->value) || std::isnan(found->error)) return std::nullopt;
  // Nodes on none of which there is anything do not tell that there is nothing between them.
  if (found->value == 0 && found->error == 0 && !is_singleton(whole_range(p))) return std::nullopt;
  if (std::isfinite(found->value)) return integrated(*found, p);
  if (moments.is_bounded_below(result)) return without_moment(finite_or_unbounded(infinity, infinity), p);
  if (moments.is_bounded_above(result)) return without_moment(finite_or_unbounded(-infinity, -infinity), p);
  return without_moment(interval<>::entire(), p);
}

/// The standard deviation likewise; without a mean there is none.
[[nodiscard]] inline std::optional<answer> separable_deviation(const program& p) {
  separable_moments moments(p);
  const auto result = static_cast<std::uint32_t>(p.code.size() - 1);
  const auto variance = moments.covariance(result, result);
  if (!variance || !(variance->value > 0) || std::isnan(variance->error)) return std::nullopt;
  const double sd = std::sqrt(variance->value);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto mean = moments.mean(result);
  constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();
  if (mean && std::isfinite(mean->value) && sd <= rounding * std::abs(mean->value))
    return std::nullopt;  // that of the values
  if (std::isfinite(sd)) return integrated({sd, variance->error / (2 * sd)}, p);
  const bool infinite = moments.is_product(result) && mean && std::isfinite(mean->value);
  return without_moment(infinite ? finite_or_unbounded(sd, sd) : interval<>(0.0, infinity), p);
}

/// The covariance of two factors, of the program of their product.
[[nodiscard]] inline std::optional<answer> separable_covariance(const program& product) {
  const instruction& last = product.code.back();
  if (last.kind != operation::multiply && last.kind != operation::square) return std::nullopt;
  const std::uint32_t right = last.kind == operation::square ? last.left : last.right;
  const auto found = separable_moments(product).covariance(last.left, right);
  if (!found || std::isnan(found->value) || std::isnan(found->error)) return std::nullopt;
  if (std::isinf(found->value)) return without_moment(interval<>::entire(), product);
  return integrated(*found, product);
}

}  // namespace reckon::detail
