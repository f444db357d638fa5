// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/evaluate/convolution/tabulated.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace reckon::detail {

struct weighted_variable {
  double weight;
  variable_handle variable;
};

/// What a part of an expression is: one variable or, if mixtures enter it, one of several, each with its
/// probability. A mixture may leap from one of its parts to the next, which no panel of nodes follows; its
/// parts are smooth. Empty if it is not a variable.
using blend = std::vector<weighted_variable>;

/// f of each variable; nothing if f gives nothing for one of them.
template <class Function>
[[nodiscard]] blend each(const blend& a, const Function& f) {
  blend all;
  for (const weighted_variable& part : a) {
    variable_handle made = f(part.variable);
    if (!made) return {};
    all.push_back({part.weight, std::move(made)});
  }
  return all;
}

/// f of each pair of independent variables, likewise.
template <class Function>
[[nodiscard]] blend each_pair(const blend& a, const blend& b, const Function& f) {
  blend all;
  for (const weighted_variable& one : a) {
    for (const weighted_variable& other : b) {
      variable_handle made = f(one.variable, other.variable);
      if (!made) return {};
      all.push_back({one.weight * other.weight, std::move(made)});
    }
  }
  return all;
}

/// One of several variables, each with its probability.
class mixed_variable final : public variable {
 public:
  mixed_variable(blend parts, const precision& how) : parts_(std::move(parts)), how_(how) {}

  double at_score(double z) const override {
    double lower = parts_.front().variable->at_score(z);
    double upper = lower;
    for (const auto& part : parts_) {
      const double x = part.variable->at_score(z);
      lower = (std::min)(lower, x);
      upper = (std::max)(upper, x);
    }
    const auto score = [&](double x) { return score_of(x, z > 0); };
    return solve_nondecreasing(lower, upper, z, score, how_.root);
  }
  double tail(double x, bool upper) const override {
    return (std::min)(1.0, total([&](const variable& v) { return v.tail(x, upper); }));
  }
  std::vector<double> kinks() const override {
    std::vector<double> places;
    for (const auto& part : parts_) {
      for (const double k : part.variable->kinks()) places.push_back(k);
    }
    return rising_and_unique(std::move(places));
  }
  interval<> support() const override {
    interval<> all = parts_.front().variable->support();
    for (const auto& part : parts_) all = convex_hull(all, part.variable->support());
    return all;
  }
  expected_value mean() const override {
    return {total([](const variable& v) { return v.mean().value; }),
            total([](const variable& v) { return v.mean().error; })};
  }
  expected_value variance() const override {
    const double centre = mean().value;
    expected_value sum{0, 0};
    for (const auto& part : parts_) {
      const expected_value v = part.variable->variance();
      const expected_value m = part.variable->mean();
      const double off = m.value - centre;
      sum.value += part.weight * (v.value + off * off);
      sum.error += part.weight * (v.error + 2 * std::abs(off) * m.error);
    }
    return sum;
  }
  bool sound() const override {
    return std::all_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.variable->sound(); });
  }
  /// Each part by its own table first: of them the mixture asks for a tail many times.
  variable_handle tabulated(const precision& how, const variable_handle&) const override {
    const blend parts = each(parts_, [&how](const variable_handle& part) { return kept(part, how); });
    return tabulated_by_score(std::make_shared<const mixed_variable>(parts, how), how);
  }

 private:
  template <class Term>
  double total(const Term& term) const {
    double sum = 0;
    for (const auto& part : parts_) sum += part.weight * term(*part.variable);
    return sum;
  }

  blend parts_;
  precision how_;
};

/// The one variable that a blend is.
[[nodiscard]] inline variable_handle one_of(blend parts, const precision& how) {
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return std::move(parts.front().variable);
  return std::make_shared<const mixed_variable>(std::move(parts), how);
}

}  // namespace reckon::detail
