// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/adaptive_average.hpp>
#include <reckon/detail/inverse.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/detail/weight_beyond.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/evaluate/conditioning/point.hpp>
#include <reckon/evaluate/program.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace reckon::detail {

/// The expected value of a function of the result of one shape or two, over their scores one within the
/// other, by panels that end where an operation bends or has a pole: between those all is smooth.
class moment_by_panels {
 public:
  explicit moment_by_panels(const conditioned_program& p) : program_(p), point_(p) {
    for (std::size_t k = 0; k < p.order.size(); ++k) {
      for (const std::uint32_t n : p.dependent[k + 1]) {
        if (bends(p.code.code[n].kind)) bends_[k].push_back(n);
      }
    }
  }

  /// Whether an operation bends, or has a pole, where one operand is zero or meets the other.
  [[nodiscard]] bool has_bends() const { return !bends_[0].empty() || !bends_[1].empty(); }

  /// Of f(result), with an error of about `exactness` times the mean of |f(result)|, if that can be had.
  template <class Function>
  [[nodiscard]] expected_value of(const Function& f, double exactness) {
    evaluations_ = 0;
    const auto value = [&] {
      ++evaluations_;
      return f(point_.result());
    };
    for (std::size_t k = 0; k < leaves(); ++k) look_far(k, value);
    const double size = rough_size(0, value);
    if (!std::isfinite(size)) return {0, std::numeric_limits<double>::infinity()};
    expected_value found = average(0, exactness * size, value);
    for (std::size_t k = 0; k < leaves(); ++k) found.error += beyond_[k][0] + beyond_[k][1];
    return found;
  }

 private:
  static constexpr std::size_t most_leaves = 2;
  static constexpr std::size_t most_evaluations = 150000;
  static constexpr std::size_t most_panels = 60;

  std::size_t leaves() const { return program_.order.size(); }

  static bool bends(operation kind) {
    switch (kind) {
      case operation::absolute:
      case operation::minimum:
      case operation::maximum:
      case operation::divide:
      case operation::integer_power:
        return true;
      default:
        return false;
    }
  }

  /// What is zero where an instruction bends, or has a pole.
  double sign_at(std::uint32_t n) const {
    const instruction& i = program_.code.code[n];
    const bool extreme = i.kind == operation::minimum || i.kind == operation::maximum;
    if (i.kind == operation::divide) return point_[i.right];
    return extreme ? point_[i.left] - point_[i.right] : point_[i.left];
  }

  /// Finds how far out a leaf matters on either side, the other standing in the middle or aside, where it
  /// counts for less, and what may lie beyond.
  template <class Value>
  void look_far(std::size_t k, const Value& value) {
    constexpr double nothing = 1e-14;  // of what there is in the middle
    const auto at = [&](double z) {
      double most = 0;
      for (const double other : {0.0, -2.0, 2.0, -4.0, 4.0, -6.0, 6.0}) {
        for (std::size_t j = 0; j < leaves(); ++j) point_.set(j, j == k ? z : other);
        const double here = std::abs(value()) * std::exp(-other * other / 2);
        if (!(here <= most)) most = here;
        if (leaves() == 1) break;
      }
      return most;
    };
    double usual = 0;
    for (const double z : {-2.0, -1.0, 1.0, 2.0}) usual += at(z) / 4;
    constexpr double reaches[] = {score_reach, 12, 17, 23, 30, 37};
    for (std::size_t side = 0; side < 2; ++side) {
      const auto outward = [&](double z) { return at(side == 0 ? -z : z); };
      double last = 0;
      for (const double reach : reaches) {
        // What is small beyond one place may begin to grow before the next.
        const bool matters = last == 0 || beyond_[k][side] > nothing * usual ||
                             normal_pdf(reach) * outward(reach) > nothing * usual ||
                             normal_pdf((last + reach) / 2) * outward((last + reach) / 2) > nothing * usual;
        last = reach;
        if (!matters) continue;
        if (reach > score_reach && !std::isfinite(outward(reach))) break;
        reach_[k][side] = reach;
        beyond_[k][side] = weight_beyond(reach - 0.5, 0.5, outward);
      }
    }
  }

  /// About what |f| is on average.
  template <class Value>
  double rough_size(std::size_t k, const Value& value) {
    if (k == leaves()) return std::abs(value());
    constexpr double step = 0.5;
    double sum = 0;
    for (double z = -reach_[k][0]; z <= reach_[k][1]; z += step) {
      const double density = normal_pdf(z);
      if (density == 0) continue;
      point_.set(k, z);
      sum += step * density * rough_size(k + 1, value);
    }
    return sum;
  }

  template <class Value>
  expected_value average(std::size_t k, double tolerance, const Value& value) {
    if (k == leaves()) return {value(), 0};
    if (point_.is_known(k)) {
      point_.set(k, 0);
      return average(k + 1, tolerance, value);
    }
    const auto at = [&](double z) {
      point_.set(k, z);
      return average(k + 1, 0.04 * tolerance / normal_pdf(z), value);
    };
    const std::size_t most = evaluations_ < most_evaluations ? most_panels : 0;
    return adaptive_average(breaks(k), tolerance, most, at).result();
  }

  /// Where the panels of a leaf end, the leaves before it standing still.
  std::vector<double> breaks(std::size_t k) {
    std::vector<double> found = point_.kinks(k);
    add_turns(
        k, bends_[k], [&](double z) { point_.set(k, z); }, found);
    if (k + 1 < leaves()) add_common_turns(k, found);
    const double lower = -reach_[k][0];
    const double upper = reach_[k][1];
    found.insert(found.end(), {-4.5, 0.0, 4.5, lower, upper});
    for (const double z : {-30.0, -23.0, -17.0, -12.0, -9.0, 9.0, 12.0, 17.0, 23.0, 30.0}) found.push_back(z);
    for (double& z : found) z = std::isnan(z) ? 0 : std::clamp(z, lower, upper);
    return rising_and_unique(std::move(found));
  }

  /// Adds where operations bend as this leaf moves, which `set` does: seen if the sign of what vanishes there
  /// differs between two places.
  template <class Set>
  void add_turns(std::size_t k, const std::vector<std::uint32_t>& bends, const Set& set,
                 std::vector<double>& turns) {
    if (bends.empty()) return;
    places_.clear();
    for (double z = -reach_[k][0]; z < reach_[k][1]; z += std::abs(z) < 5 ? 0.75 : 2) places_.push_back(z);
    places_.push_back(reach_[k][1]);
    signs_.clear();
    evaluations_ += places_.size();
    for (const double z : places_) {
      set(z);
      for (const std::uint32_t n : bends) signs_.push_back(sign_at(n));
    }
    for (std::size_t b = 0; b < bends.size(); ++b) {
      for (std::size_t i = 0; i + 1 < places_.size(); ++i) {
        const double before = signs_[i * bends.size() + b];
        const double after = signs_[(i + 1) * bends.size() + b];
        if (!(before * after < 0)) continue;
        const double sign = before < 0 ? 1 : -1;
        turns.push_back(solve_nondecreasing(places_[i], places_[i + 1], 0.0, [&](double z) {
          ++evaluations_;
          set(z);
          return sign * sign_at(bends[b]);
        }));
      }
    }
  }

  /// Adds where operations that need the next leaf too bend whatever that one is: |a b| does at a = 0.
  void add_common_turns(std::size_t k, std::vector<double>& turns) {
    std::array<std::vector<double>, 2> found;
    constexpr std::array<double, 2> others = {-0.7, 0.4};
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto set = [&](double z) {
        point_.set(k, z);
        point_.set(k + 1, others[i]);
      };
      add_turns(k, bends_[k + 1], set, found[i]);
    }
    constexpr double same = 1e-9;
    for (const double z : found[0]) {
      const auto is_there = [&](double other) { return std::abs(other - z) < same; };
      if (std::any_of(found[1].begin(), found[1].end(), is_there)) turns.push_back(z);
    }
  }

  const conditioned_program& program_;
  conditioned_point point_;
  std::array<std::vector<std::uint32_t>, most_leaves> bends_;  // by the last leaf that they need
  std::array<std::array<double, 2>, most_leaves> reach_{};     // by leaf and side
  std::array<std::array<double, 2>, most_leaves> beyond_{};
  std::vector<double> places_;
  std::vector<double> signs_;
  std::size_t evaluations_ = 0;
};

}  // namespace reckon::detail
