// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/cut_tails.hpp>
#include <reckon/evaluate/half_line.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

struct weighted_law {
  double weight;
  law_handle found;
};

/// One of several laws without sets, each with its probability.
class mixed_law final : public law {
 public:
  /// The weights are positive; what they add to counts as 1. `cut` tells that parts without end were left out
  /// that hardly ever come true; `weight_error` is how far all weights together may be off.
  explicit mixed_law(std::vector<weighted_law> parts, bool cut = false, double weight_error = 0)
      : parts_(std::move(parts)), cut_(cut), weight_error_(weight_error) {
    double total = 0;
    for (const weighted_law& part : parts_) total += part.weight;
    for (weighted_law& part : parts_) part.weight /= total;
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return end_of_support(p <= 0);
    interval<> between = interval<>::empty();
    for (const weighted_law& part : parts_) between = convex_hull(between, part.found->quantile(p).bounds);
    if (!is_common_interval(between) || is_singleton(between)) return {between, 0};
    const double x = solved(between, p * (1 - rounding));
    // How far the place moves if the probabilities are off by what they may be.
    const double off = cdf(x).error + rounding;
    const double before = solved(between, (std::max)(0.0, p - off));
    const double after = solved(between, (std::min)(1.0, p + off));
    const bool jumps = cdf(x).bounds.lower() - cdf_before(x).bounds.lower() > off;
    return {interval<>(x), jumps ? 0 : (std::max)(x - before, after - x)};
  }

  bounded cdf(double x) const override {
    return with_doubt(total([x](const law& l) { return l.cdf(x); }));
  }
  bounded cdf_before(double x) const override {
    return with_doubt(total([x](const law& l) { return l.cdf_before(x); }));
  }
  bounded mean() const override {
    bounded sum = total([](const law& l) { return l.mean(); });
    if (!is_common_interval(sum.bounds)) sum.error = 0;
    if (!is_singleton(sum.bounds)) return sum;
    const double centre = sum.bounds.lower();
    const double doubt =
        doubt_of_ends([centre](const law& l) { return std::abs(mid(l.mean().bounds) - centre); });
    if (!std::isfinite(doubt)) return {interval<>::entire(), 0};
    sum.error += doubt + weight_error_ * furthest([centre](const law& l) {
                           return std::abs(mid(l.mean().bounds) - centre);
                         });
    return sum;
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const bounded centre = mean();
    if (!is_singleton(centre.bounds)) return {{0.0, infinity}, 0};
    double variance = 0;
    const auto square = [&centre](const law& l) {
      const double off = mid(l.mean().bounds) - centre.bounds.lower();
      return off * off + std::pow(mid(l.standard_deviation().bounds), 2);
    };
    double error = doubt_of_ends(square) + weight_error_ * furthest(square);
    if (!std::isfinite(error)) return {{0.0, infinity}, 0};
    for (const weighted_law& part : parts_) {
      const bounded m = part.found->mean();
      const bounded s = part.found->standard_deviation();
      if (!is_singleton(m.bounds) || !is_singleton(s.bounds)) return {{0.0, infinity}, 0};
      const double off = m.bounds.lower() - centre.bounds.lower();
      const double sd = s.bounds.lower();
      variance += part.weight * (sd * sd + off * off);
      error += 2 * part.weight * (sd * s.error + std::abs(off) * m.error);
    }
    const double sd = std::sqrt(variance);
    return {finite_or_unbounded(sd, sd), sd > 0 ? error / (2 * sd) : std::sqrt(error)};
  }

  std::optional<double> density(double x) const override {
    double sum = 0;
    for (const weighted_law& part : parts_) {
      const auto d = part.found->density(x);
      if (!d) return std::nullopt;
      sum += part.weight * *d;
    }
    return sum;
  }

  std::optional<cut_law> beyond(const half_line& where) const override {
    std::vector<weighted_law> kept;
    double probability = 0;
    for (const weighted_law& part : parts_) {
      auto cut = part.found->beyond(where);
      if (!cut) return std::nullopt;
      const double weight = part.weight * cut->probability;
      if (weight > 0) kept.push_back({weight, std::move(cut->found)});
      probability += weight;
    }
    if (kept.empty()) return cut_law{0, nullptr};
    return cut_law{probability, std::make_shared<const mixed_law>(std::move(kept), cut_)};
  }

  engine made_by() const override {
    return std::all_of(parts_.begin(), parts_.end(),
                       [](const weighted_law& part) { return part.found->made_by() == engine::closed_form; })
               ? engine::closed_form
               : engine::convolution;
  }
  std::string assumption() const override { return "leaves independent"; }
  bool worth_keeping() const override {
    return std::all_of(parts_.begin(), parts_.end(),
                       [](const weighted_law& part) { return part.found->worth_keeping(); });
  }

 private:
  static constexpr double rounding = 16 * std::numeric_limits<double>::epsilon();

  bounded end_of_support(bool lower) const {
    bounded end = parts_.front().found->quantile(lower ? 0 : 1);
    for (const weighted_law& part : parts_) {
      const bounded other = part.found->quantile(lower ? 0 : 1);
      const bool further =
          lower ? other.bounds.lower() < end.bounds.lower() : other.bounds.upper() > end.bounds.upper();
      if (further) end = other;
    }
    return end;
  }

  /// The least x in the bracket up to which the probability p lies.
  double solved(interval<> between, double p) const {
    const auto up_to = [this](double x) { return cdf(x).bounds.lower(); };
    return solve_nondecreasing(between.lower(), between.upper(), p, up_to);
  }

  /// How far the mean of what is asked, which is not negative, may be off on account of parts that were left
  /// out.
  template <class Question>
  double doubt_of_ends(const Question& question) const {
    if (!cut_) return 0;
    cut_tails tails;
    for (const weighted_law& part : parts_)
      tails.add(part.weight * question(*part.found), part.weight <= cut_tails::improbable);
    return tails.doubt();
  }

  /// The greatest of what is asked, where weights may be off.
  template <class Question>
  double furthest(const Question& question) const {
    double most = 0;
    if (weight_error_ > 0) {
      for (const weighted_law& part : parts_) most = (std::max)(most, question(*part.found));
    }
    return most;
  }

  bounded with_doubt(bounded found) const {
    if (is_common_interval(found.bounds)) found.error += weight_error_;
    return found;
  }

  template <class Question>
  bounded total(const Question& question) const {
    double lower = 0;
    double upper = 0;
    double error = 0;
    for (const weighted_law& part : parts_) {
      const bounded b = question(*part.found);
      lower += part.weight * b.bounds.lower();
      upper += part.weight * b.bounds.upper();
      error += part.weight * b.error;
    }
    if (std::isnan(lower) || std::isnan(upper)) return {interval<>::entire(), 0};
    return {finite_or_unbounded(lower, (std::max)(lower, upper)), error};
  }

  std::vector<weighted_law> parts_;
  bool cut_;
  double weight_error_;
};

}  // namespace reckon::detail
