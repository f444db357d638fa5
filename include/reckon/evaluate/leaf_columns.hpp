// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/detail/random_bits.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/evaluate/column_room.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/point_set.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/score_column.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// The values of precise leaves at the points of one scrambling after the other. In each coordinate a point
/// has a cell to itself, at a fraction of its width that is the same for all cells: so the quantiles are
/// taken in rising order, which is cheap, and then go to their points.
///
/// Over eight scramblings a leaf takes eight fractions, an eighth apart, one each, in an order such that no
/// two leaves of eight share one and each is as often above another as below. So eight columns of normal
/// scores serve eight leaves, and two leaves of one distribution are never equal at a point; the next eight
/// have fractions between. Leaves that need no scores, being flat, count by themselves.
class leaf_columns {
 public:
  /// Shape: `size` points a scrambling; the room is for numbers_needed(p, size).
  leaf_columns(const program& p, std::size_t size, std::uint64_t seed, column_room& room)
      : program_(p),
        scores_(p),
        size_(size),
        seed_(seed),
        by_cell_(room.take(size + arithmetic::column_step)),
        spread_(room.take(size)) {
    for (std::size_t k = 0; k < columns_needed(p); ++k) {
      double* const column = room.take(size + arithmetic::column_step);
      std::fill(column + size, column + size + arithmetic::column_step, 0.0);  // to be read, not to be used
      columns_.push_back({column, false});
    }
    std::size_t dimensions = 0;
    std::size_t flat = 0;
    std::size_t others = 0;
    for (std::size_t leaf = 0; leaf < p.leaves.size(); ++leaf) {
      const uncertain_value& value = p.leaves[leaf].value;
      coordinate_.push_back(dimensions);
      if (!std::holds_alternative<interval<>>(value)) ++dimensions;
      const auto* shape = std::get_if<distribution>(&value);
      shapes_.push_back(shape ? shape_of(*shape) : precise_shape{});
      turn_.push_back(needs_scores(p, leaf) ? others++ % (fractions * most_groups) : flat++);
    }
  }

  static std::size_t numbers_needed(const program& p, std::size_t size) {
    return (columns_needed(p) + 1) * (size + arithmetic::column_step) + size;
  }

  /// Goes to scrambling `number`.
  void begin(std::uint64_t number) noexcept {
    if (number_ / fractions != number / fractions || number == 0) {
      for (score_column_kept& one : columns_) one.known = false;
      start_ = open_unit(mixed(mixed(seed_) ^ mixed(~(number / fractions))));
    }
    number_ = number;
  }

  /// What a leaf can be at the points: numbers, or sets by their ends.
  template <bool Sets>
  void numbers_or_sets(std::size_t leaf, const point_set& points, double* lower, double* upper) {
    const uncertain_value& value = program_.leaves[leaf].value;
    if (const auto* set = std::get_if<interval<>>(&value)) {
      std::fill(lower, lower + size_, set->lower());
      if constexpr (Sets) std::fill(upper, upper + size_, set->upper());
    } else if (const auto* box = std::get_if<pbox>(&value)) {
      if constexpr (Sets) sets(leaf, *box, points, lower, upper);
    } else {
      numbers(leaf, points, lower);
      if constexpr (Sets) {
        for (std::size_t k = 0; k < size_; ++k) store(point_or_beyond(lower[k]), lower[k], upper[k]);
      }
    }
  }

  /// The values of a precise leaf, one a point.
  void numbers(std::size_t leaf, const point_set& points, double* out) {
    const precise_shape& shape = shapes_[leaf];
    if (scores_.dependent(leaf)) {
      joint_scores(leaf, points, out);
      at_scores(shape, out);
      return;
    }
    in_rising_order(shape, fraction_of(leaf));
    points.spread(coordinate_[leaf], by_cell_, out);
  }

 private:
  static constexpr std::size_t fractions = 8;
  static constexpr std::size_t most_groups = 8;  // of eight leaves whose scores are kept apart

  struct score_column_kept {
    double* scores;
    bool known;
  };

  static bool needs_scores(const program& p, std::size_t leaf) {
    const uncertain_value& value = p.leaves[leaf].value;
    if (std::holds_alternative<interval<>>(value)) return false;
    const auto* shape = std::get_if<distribution>(&value);
    return !shape || !shape->model().flat() || p.is_dependent(leaf);
  }

  static std::size_t columns_needed(const program& p) {
    std::size_t others = 0;
    for (std::size_t leaf = 0; leaf < p.leaves.size(); ++leaf) others += needs_scores(p, leaf) ? 1 : 0;
    return fractions * std::clamp<std::size_t>((others + fractions - 1) / fractions, 1, most_groups);
  }

  static void store(interval<> set, double& lower, double& upper) {
    lower = set.lower();
    upper = set.upper();
  }

  void sets(std::size_t leaf, const pbox& box, const point_set& points, double* lower, double* upper) {
    if (scores_.dependent(leaf)) {
      joint_scores(leaf, points, lower);
      for (std::size_t k = 0; k < size_; ++k) store(set_at_score(box, lower[k]), lower[k], upper[k]);
      return;
    }
    const double width = 1 / static_cast<double>(size_);
    arithmetic::progression(fraction(fraction_of(leaf)) * width, width, by_cell_, size_);
    points.spread(coordinate_[leaf], by_cell_, lower);
    for (std::size_t k = 0; k < size_; ++k) store(box.model().focal(lower[k]), lower[k], upper[k]);
  }

  /// The joint normal scores of a dependent leaf, one a point.
  void joint_scores(std::size_t leaf, const point_set& points, double* out) {
    std::fill(out, out + size_, 0.0);
    for (const auto& [other, weight] : scores_.weights(leaf)) {
      points.spread(coordinate_[other], scores_at(fraction_of(other)), spread_);
      arithmetic::add_multiple(weight, spread_, out, size_);
    }
  }

  /// How the quantiles of a leaf are found.
  struct precise_shape {
    const distribution* shape = nullptr;
    known_family family;
    const quantile_function* table = nullptr;  // as long as the shape is
    bool flat = false;
  };

  static precise_shape shape_of(const distribution& shape) {
    const distribution_model& model = shape.model();
    precise_shape made{&shape, model.family(), nullptr, model.flat()};
    const bool closed = made.flat || made.family.family != known_family::kind::other;
    if (closed || model.jumps()) return made;
    if (!std::isfinite(model.at_score(-score_reach)) || !std::isfinite(model.at_score(score_reach)))
      return made;
    const quantile_function& table = tabulated_quantiles(model);
    if (table.table.excess() <= 1) made.table = &table;
    return made;
  }

  /// Which of the fractions a leaf has in this scrambling: a Latin square, by exclusive or.
  [[nodiscard]] std::size_t fraction_of(std::size_t leaf) const noexcept {
    const std::size_t turn = turn_[leaf];
    return turn / fractions * fractions + ((number_ ^ turn) % fractions);
  }

  [[nodiscard]] double fraction(std::size_t which) const noexcept {
    constexpr double golden = 0.6180339887498949;  // its multiples keep apart from each other
    const std::size_t group = which / fractions;
    const double start = start_ + golden * static_cast<double>(group);
    return (static_cast<double>(which % fractions) + (start - std::floor(start))) / fractions;
  }

  /// The normal scores of the cells.
  const double* scores_at(std::size_t which) {
    score_column_kept& column = columns_[which];
    if (!column.known) arithmetic::score_column(fraction(which), size_, column.scores);
    column.known = true;
    return column.scores;
  }

  void in_rising_order(const precise_shape& shape, std::size_t which) {
    double* out = by_cell_;
    if (shape.flat) {
      const interval<> ends = shape.shape->support();
      const double width = (ends.upper() - ends.lower()) / static_cast<double>(size_);
      arithmetic::progression(ends.lower() + fraction(which) * width, width, out, size_);
      // Rounding is not to lead out of it.
      out[0] = (std::max)(out[0], ends.lower());
      out[size_ - 1] = (std::min)(out[size_ - 1], ends.upper());
      return;
    }
    if (shape.family.family == known_family::kind::normal) {
      arithmetic::affine(shape.family.location, shape.family.scale, scores_at(which), out, size_);
      return;
    }
    if (shape.family.family == known_family::kind::lognormal) {
      const auto& [kind, location, scale] = shape.family;
      arithmetic::exponentials_of_ordered(location, scale, scores_at(which), out, size_);
      return;
    }
    if (shape.table) {
      shape.table->table.at_rising(scores_at(which), size_, out);
      if (shape.table->of_logarithm) arithmetic::exponentials_of_ordered(0, 1, out, out, size_);
      return;
    }
    const double start = fraction(which);
    out[0] = quantile(shape, 0, start);
    out[size_ - 1] = quantile(shape, size_ - 1, start);
    fill_between(shape, 0, size_ - 1, start);
  }

  [[nodiscard]] double quantile(const precise_shape& shape, std::size_t cell, double start) const {
    const auto n = static_cast<double>(size_);
    const double below = (static_cast<double>(cell) + start) / n;
    if (below < 0.5) return shape.shape->quantile(below);
    return shape.shape->upper_quantile(((n - static_cast<double>(cell)) - start) / n);
  }

  /// What lies between two equal quantiles is equal to them.
  void fill_between(const precise_shape& shape, std::size_t from, std::size_t to, double start) {
    if (to - from < 2) return;
    const std::size_t middle = from + (to - from) / 2;
    if (by_cell_[from] == by_cell_[to]) {
      std::fill(by_cell_ + from + 1, by_cell_ + to, by_cell_[from]);
      return;
    }
    by_cell_[middle] = quantile(shape, middle, start);
    fill_between(shape, from, middle, start);
    fill_between(shape, middle, to, start);
  }

  /// From scores in any order to values.
  void at_scores(const precise_shape& shape, double* scores) const {
    if (shape.family.family != known_family::kind::other) {
      arithmetic::affine(shape.family.location, shape.family.scale, scores, scores, size_);
      if (shape.family.family == known_family::kind::lognormal)
        arithmetic::exponentials_of(scores, scores, size_);
      return;
    }
    for (std::size_t k = 0; k < size_; ++k)
      scores[k] = shape.table ? (*shape.table)(scores[k]) : shape.shape->model().at_score(scores[k]);
  }

  const program& program_;
  copula_scores scores_;
  std::vector<std::size_t> coordinate_;
  std::vector<precise_shape> shapes_;
  std::size_t size_;
  std::uint64_t seed_;
  std::uint64_t number_ = 0;
  double start_ = 0;
  std::vector<score_column_kept> columns_;
  std::vector<std::size_t> turn_;  // of each leaf, among those that share columns with it
  double* by_cell_;
  double* spread_;
};

}  // namespace reckon::detail
