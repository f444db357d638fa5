// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/memo.hpp>
#include <reckon/distribution/quantile_table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace reckon::detail {

/// A function of a score, as points between which it rises or falls all the way: those of a grid, its turns,
/// and either side of its poles.
class curve {
 public:
  struct point {
    double z;
    double y;
  };

  curve() = default;

  /// Takes it that no two turns lie within one step of the grid.
  template <class Function>
  curve(double from, double to, const Function& f) {
    constexpr int steps = 128;       // a choice: a step of 0.14
    constexpr double aside = 0.377;  // so that no pole at a round score stands on the grid
    for (int i = 0; i <= steps; ++i) {
      const double place = i == 0 || i == steps ? i : i - aside;
      const double z = from + (to - from) * place / steps;
      add({z, f(z)}, f);
    }
  }

  [[nodiscard]] const std::vector<point>& points() const noexcept { return points_; }

  /// Adds the scores at which the curve passes s.
  template <class Function>
  void add_passes(double s, const Function& f, std::vector<double>& scores) const {
    for (std::size_t i = 1; i < points_.size(); ++i) {
      const point& a = points_[i - 1];
      const point& b = points_[i];
      if (!((std::min)(a.y, b.y) < s && (std::max)(a.y, b.y) >= s) || !(a.z < b.z)) continue;
      const bool rises = a.y < b.y;
      const auto rising = [&](double z) { return rises ? f(z) : -f(z); };
      const double height = std::abs(b.y - a.y);
      const double close = std::isfinite(height) ? 1e-9 * height : 1e-6 * std::abs(s);
      scores.push_back(solve_nondecreasing(a.z, b.z, rises ? s : -s, rising, close));
    }
  }

  /// Adds the scores of the poles.
  void add_poles(std::vector<double>& scores) const {
    for (std::size_t i = 1; i < points_.size(); ++i) {
      if (points_[i - 1].z == points_[i].z) scores.push_back(points_[i].z);
    }
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  template <class Function>
  void add(point next, const Function& f) {
    if (std::isnan(next.y)) return;
    if (!points_.empty() && std::signbit(points_.back().y) != std::signbit(next.y)) add_pole(next, f);
    if (points_.size() > 1) add_turn(next, f);
    points_.push_back(next);
  }

  /// Where the curve leaps from one infinity to the other before a point.
  template <class Function>
  void add_pole(const point& next, const Function& f) {
    point a = points_.back();
    point b = next;
    const double size = std::abs(a.y) + std::abs(b.y);
    for (int i = 0; i < 60; ++i) {
      const double z = a.z / 2 + b.z / 2;
      const double y = f(z);
      if (std::isnan(y)) break;
      (std::signbit(y) == std::signbit(a.y) ? a : b) = {z, y};
    }
    if (!(std::abs(a.y) + std::abs(b.y) > size)) return;  // a zero
    points_.push_back({a.z, std::copysign(infinity, a.y)});
    points_.push_back({a.z, std::copysign(infinity, b.y)});
  }

  /// The turn about the last point, if there is one.
  template <class Function>
  void add_turn(const point& next, const Function& f) {
    const point last = points_.back();
    const point before = points_[points_.size() - 2];
    if (!std::isfinite(last.y) || !((last.y - before.y) * (next.y - last.y) <= 0) || before.y == next.y)
      return;
    const double sign = last.y > before.y ? 1 : -1;
    constexpr double golden = 0.381966011250105;
    double low = before.z;
    double high = next.z;
    point best = last;
    for (int i = 0; i < 60 && high - low > 1e-12; ++i) {
      const bool left = best.z - low > high - best.z;
      const double z = left ? best.z - golden * (best.z - low) : best.z + golden * (high - best.z);
      const double y = f(z);
      if (sign * y > sign * best.y) {
        (left ? high : low) = best.z;
        best = {z, y};
      } else {
        (left ? low : high) = z;
      }
    }
    if (best.z < last.z) {
      points_.back() = best;
      points_.push_back(last);
    } else if (best.z > last.z) {
      points_.push_back(best);
    }
  }

  std::vector<point> points_;
};

/// The result where the inner leaf stands at an end of what it may be, or where the result turns when the
/// other one is at its middle, as functions of the score of the only other leaf; and what it is at least and
/// at most, wherever the inner leaf stands. Where they pass a value, the probability of that value given the
/// other leaf has a kink; between two such places may lie all that there is, in a stretch that the nodes of a
/// rule would not meet.
struct end_curves final : memo {
  std::vector<double> inner;  ///< scores of the inner leaf
  std::vector<curve> curves;
  std::vector<curve> extremes;  ///< the least, and the greatest, if the inner leaf has turns

  /// `result(outer, inner)` is that at two scores.
  template <class Function>
  end_curves(const Function& result, bool has_turns) : inner{-score_reach, score_reach} {
    constexpr std::size_t most = 6;  // a choice: the ends and four turns
    const curve across(-score_reach, score_reach, [&](double z) { return result(0.0, z); });
    const auto& points = across.points();
    for (std::size_t i = 1; i + 1 < points.size() && inner.size() < most; ++i) {
      if ((points[i].y - points[i - 1].y) * (points[i + 1].y - points[i].y) < 0) inner.push_back(points[i].z);
    }
    for (const double at : inner)
      curves.emplace_back(-score_reach, score_reach, [&](double z) { return result(z, at); });
    if (!has_turns) return;
    for (const double sign : {-1.0, 1.0})
      extremes.emplace_back(-score_reach, score_reach, [&](double z) { return extreme(result, z, sign); });
  }

  /// The places for a value, in no order.
  template <class Function>
  [[nodiscard]] std::vector<double> passes(double s, const Function& result) const {
    std::vector<double> scores;
    for (std::size_t k = 0; k < curves.size(); ++k) {
      curves[k].add_passes(
          s, [&](double z) { return result(z, inner[k]); }, scores);
      curves[k].add_poles(scores);
    }
    for (std::size_t k = 0; k < extremes.size(); ++k) {
      extremes[k].add_passes(
          s, [&](double z) { return extreme(result, z, k == 0 ? -1 : 1); }, scores);
    }
    return scores;
  }

 private:
  /// The greatest result (sign 1) or the least (sign -1) over all places of the inner leaf. Takes it that it
  /// rises to that, and falls after it, between the neighbours of the best place of a grid.
  template <class Function>
  static double extreme(const Function& result, double outer, double sign) {
    constexpr int steps = 24;  // a choice: a step of 0.75
    constexpr double step = 2 * score_reach / steps;
    double best = -score_reach;
    double greatest = -std::numeric_limits<double>::infinity();
    const auto look_at = [&](double z) {
      const double y = sign * result(outer, z);
      if (!(y > greatest)) return false;
      greatest = y;
      best = z;
      return true;
    };
    for (int i = 0; i <= steps; ++i) look_at(-score_reach + i * step);
    double low = (std::max)(best - step, -score_reach);
    double high = (std::min)(best + step, score_reach);
    constexpr double golden = 0.381966011250105;
    for (int i = 0; i < 40 && high - low > 1e-6; ++i) {
      const bool left = best - low > high - best;
      const double before = best;
      const double z = left ? best - golden * (best - low) : best + golden * (high - best);
      if (look_at(z)) {
        (left ? high : low) = before;
      } else {
        (left ? low : high) = z;
      }
    }
    return sign * greatest;
  }
};

}  // namespace reckon::detail
