// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/evaluate/copula_covariance.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Moments carried through a program by their laws: the mean of a linear combination under any dependence;
/// for independent leaves the variance of one too, and both for a product of factors that share no leaf.
class propagated_moments {
 public:
  propagated_moments(const program& p, bool independent_leaves)
      : program_(p), independent_(independent_leaves), means_(p.code.size()), variances_(p.code.size()) {
    large_vector<int> uses(p.code.size(), 0);
    for (const auto& i : p.code) {
      p.for_each_operand(i, [&](std::uint32_t slot) {
        if (++uses[slot] > 1 && p.code[slot].kind != operation::constant) read_once_ = false;
      });
    }
    find_dependent(uses.size());
    for (std::size_t n = 0; n < p.code.size(); ++n) carry(n);
  }

  /// Bounds on the mean of the result, if it could be carried through.
  [[nodiscard]] std::optional<interval<>> mean() const { return means_.back(); }

  /// True if the mean holds for independent leaves only.
  [[nodiscard]] bool mean_needs_independence() const { return factors_; }

  /// How far the variance of the result may be off: covariances may be integrals.
  [[nodiscard]] double variance_error() const { return variance_error_; }

  /// Bounds on the standard deviation of the result, for precise leaves, if it could be carried through: one
  /// number for independent leaves; else that of a sum is between the least and the sum of what its terms
  /// allow.
  [[nodiscard]] std::optional<interval<>> standard_deviation() const {
    if (const auto& variance = variances_.back())
      return finite_or_unbounded(std::sqrt(*variance), std::sqrt(*variance));
    const instruction& result = program_.code.back();
    if (result.kind != operation::add || independent_) return std::nullopt;
    double greatest = 0;
    double total = 0;
    for (auto t = program_.begin_terms(result); t != program_.end_terms(result); ++t) {
      if (!variances_[t->slot]) return std::nullopt;
      const double sd = std::abs(mid(t->coefficient)) * std::sqrt(*variances_[t->slot]);
      greatest = (std::max)(greatest, sd);
      total += sd;
    }
    return finite_or_unbounded((std::max)(0.0, total < infinity ? 2 * greatest - total : 0), total);
  }

 private:
  /// Marks the values that depend on a leaf in a block.
  void find_dependent(std::size_t count) {
    dependent_.assign(count, false);
    if (program_.blocks.empty()) return;
    for (std::size_t n = 0; n < count; ++n) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf) dependent_[n] = program_.is_dependent(i.left);
      program_.for_each_operand(
          i, [&](std::uint32_t slot) { dependent_[n] = dependent_[n] || dependent_[slot]; });
    }
  }

  /// The part of the variance of a linear combination that its dependent leaves add together; nothing if
  /// more than leaves depend on each other.
  std::optional<double> covariances(const instruction& i) {
    std::vector<std::pair<std::uint32_t, double>> leaves;
    std::size_t others = 0;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      if (!dependent_[t->slot]) continue;
      const instruction& term = program_.code[t->slot];
      if (term.kind == operation::leaf) {
        leaves.emplace_back(term.left, mid(t->coefficient));
      } else {
        ++others;
      }
    }
    if (others > 0 && others + leaves.size() > 1) return std::nullopt;
    double sum = 0;
    for (std::size_t a = 0; a < leaves.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const double parameter = program_.copula_parameter(leaves[a].first, leaves[b].first);
        const auto* one = std::get_if<distribution>(&program_.leaves[leaves[a].first].value);
        const auto* other = std::get_if<distribution>(&program_.leaves[leaves[b].first].value);
        if (parameter == 0) continue;
        if (!one || !other) return std::nullopt;
        if (!std::isfinite(one->variance()) || !std::isfinite(other->variance())) return std::nullopt;
        const expected_value both = copula_covariance(*one, *other, parameter);
        const double factor = 2 * leaves[a].second * leaves[b].second;
        sum += factor * both.value;
        variance_error_ += std::abs(factor) * both.error;
      }
    }
    return sum;
  }

  void carry(std::size_t n) {
    const instruction& i = program_.code[n];
    switch (i.kind) {
      case operation::constant:
        means_[n] = interval<>(mid(i.constant));
        variances_[n] = 0;
        break;
      case operation::leaf:
        carry_leaf(n, program_.leaves[i.left].value);
        break;
      case operation::add:
        carry_linear(n, i);
        break;
      case operation::multiply:
        carry_product(n, i);
        break;
      case operation::square:
        carry_square(n, i);
        break;
      default:
        break;
    }
  }

  void carry_leaf(std::size_t n, const uncertain_value& value) {
    if (const auto* set = std::get_if<interval<>>(&value)) means_[n] = *set;
    if (const auto* box = std::get_if<pbox>(&value)) means_[n] = box->mean();
    const auto* shape = std::get_if<distribution>(&value);
    if (!shape) return;
    const double mean = shape->mean();
    const double variance = shape->variance();
    means_[n] = finite_or_unbounded(mean, mean);
    if (std::isfinite(mean) && variance >= 0) variances_[n] = variance;
  }

  void carry_linear(std::size_t n, const instruction& i) {
    double lower = mid(i.constant);
    double upper = lower;
    double variance = 0;
    bool has_mean = true;
    bool has_variance = independent_;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const double c = mid(t->coefficient);
      if (c == 0) continue;
      if (const auto& m = means_[t->slot]) {
        lower += c * (c < 0 ? m->upper() : m->lower());
        upper += c * (c < 0 ? m->lower() : m->upper());
      } else {
        has_mean = false;
      }
      has_variance = has_variance && variances_[t->slot] &&
                     (read_once_ || program_.code[t->slot].kind == operation::leaf);
      if (has_variance) variance += c * c * *variances_[t->slot];
    }
    if (has_mean) means_[n] = finite_or_unbounded(lower, upper);
    if (has_variance && !program_.blocks.empty()) {
      const auto together = covariances(i);
      has_variance = together.has_value();
      if (together) variance = (std::max)(0.0, variance + *together);
      // An error would have to be carried on: it is known of the result only.
      const bool exact = variance_error_ == 0 || n + 1 == program_.code.size();
      has_variance = has_variance && exact && !std::isnan(variance);
    }
    if (has_variance) variances_[n] = variance;
  }

  void carry_product(std::size_t n, const instruction& i) {
    if (!independent_ || !read_once_ || !variances_[i.left] || !variances_[i.right]) return;
    if (dependent_[i.left] && dependent_[i.right]) return;
    const double a = means_[i.left]->lower();
    const double b = means_[i.right]->lower();
    const double va = *variances_[i.left];
    const double vb = *variances_[i.right];
    const double variance = va * vb + va * b * b + vb * a * a;
    means_[n] = finite_or_unbounded(a * b, a * b);
    factors_ = true;
    if (!std::isnan(variance)) variances_[n] = variance;
  }

  void carry_square(std::size_t n, const instruction& i) {
    if (!variances_[i.left]) return;
    const double mean = means_[i.left]->lower();
    const double square = *variances_[i.left] + mean * mean;
    means_[n] = finite_or_unbounded(square, square);
    factors_ = factors_ || program_.code[i.left].kind != operation::leaf;
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();

  const program& program_;
  bool independent_;
  bool factors_ = false;
  bool read_once_ = true;
  double variance_error_ = 0;
  std::vector<bool> dependent_;
  large_vector<std::optional<interval<>>> means_;
  large_vector<std::optional<double>> variances_;
};

}  // namespace reckon::detail
