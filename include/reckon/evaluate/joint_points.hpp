// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/kernels.hpp>
#include <reckon/evaluate/point_set.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Several expressions at the same scrambled points, with the leaves that they share intact.
class joint_points {
 public:
  /// The focal sets of one expression, point by point.
  struct column {
    std::vector<double> lower;
    std::vector<double> upper;
    std::vector<definedness> defined;
    operation undefined = operation::add;  ///< the first operation that was not defined
  };

  joint_points(std::vector<program> programs, const options& how)
      : programs_(std::move(programs)), how_(how) {
    for (const program& p : programs_) {
      places_.push_back(joint_.add(p));
      range_over_box range(p);
      bool searched = false;
      for (const std::uint32_t i : range.shared())
        searched = searched || !std::holds_alternative<distribution>(p.leaves[i].value);
      searched_.push_back(searched);
      all_.push_back(searched ? whole_range(p) : interval<>::entire());
    }
    scores_ = copula_scores(joint_.all());
    for (const auto& leaf : joint_.all().leaves) {
      coordinate_.push_back(dimensions_);
      if (!std::holds_alternative<interval<>>(leaf.value)) ++dimensions_;
      precise_ = precise_ && std::holds_alternative<distribution>(leaf.value);
    }
  }

  /// True if no leaf is imprecise: every focal set is a point.
  [[nodiscard]] bool precise() const noexcept { return precise_; }
  /// True if a set that was searched for may be too wide.
  [[nodiscard]] bool outer() const noexcept { return outer_; }
  /// True if the sets of an expression are searched for, which takes long.
  [[nodiscard]] bool searches() const {
    return std::find(searched_.begin(), searched_.end(), true) != searched_.end();
  }
  [[nodiscard]] const program& leaves() const noexcept { return joint_.all(); }

  [[nodiscard]] std::uint64_t scramblings() const {
    const std::uint64_t wanted =
        (std::uint64_t{how_.points} + point_set::lattice_size - 1) / point_set::lattice_size;
    return (std::max)(std::uint64_t{8}, wanted);
  }

  /// One column an expression, for scrambling r.
  [[nodiscard]] std::vector<column> run(std::uint64_t r) {
    const std::size_t size = searches() ? 256 : point_set::lattice_size;
    const point_set points(size, mixed(mixed(how_.seed) + r));
    std::vector<column> result;
    for (std::size_t c = 0; c < programs_.size(); ++c) {
      if (searched_[c]) {
        result.push_back(search(c, points, size));
      } else if (precise_) {
        result.push_back(run_blocks<false>(c, points, size));
      } else {
        result.push_back(run_blocks<true>(c, points, size));
      }
    }
    return result;
  }

 private:
  interval<> leaf_set(std::size_t place, const point_set& points, std::size_t i) const {
    const uncertain_value& value = joint_.all().leaves[place].value;
    if (const auto* set = std::get_if<interval<>>(&value)) return *set;
    if (scores_.dependent(place)) {
      return set_at_score(value,
                          scores_(place, [&](std::size_t other) { return points(i, coordinate_[other]); }));
    }
    const double u = points(i, coordinate_[place]);
    if (const auto* shape = std::get_if<distribution>(&value)) return point_or_beyond(shape->quantile(u));
    return std::get<pbox>(value).model().focal(u);
  }

  column search(std::size_t c, const point_set& points, std::size_t size) {
    constexpr int effort = 100;
    range_over_box range(programs_[c]);
    column result;
    std::vector<interval<>> before;
    interval<> set;
    range_over_box::domain domain;
    for (std::size_t i = 0; i < size; ++i) {
      std::vector<interval<>> values;
      for (const std::size_t place : places_[c]) values.push_back(leaf_set(place, points, i));
      if (i == 0 || values != before) {  // sets alone are the same at each point
        set = intersection(range(values, effort), all_[c]);
        outer_ = outer_ || !range.converged();
        domain = range.where_defined(values);
        before = std::move(values);
      }
      const auto [where, kind] = domain;
      add(result, set.lower(), set.upper(), is_empty(set) ? definedness::nowhere : where, kind);
    }
    return result;
  }

  template <bool Sets>
  column run_blocks(std::size_t c, const point_set& points, std::size_t size) const {
    block_machine<Sets> machine(programs_[c]);
    column result;
    for (std::size_t start = 0; start < size; start += block_size) {
      const auto fill = [&](std::size_t leaf, double* lower, double* upper) {
        for (std::size_t k = 0; k < block_size; ++k) {
          const interval<> set = leaf_set(places_[c][leaf], points, start + k);
          lower[k] = set.lower();
          if constexpr (Sets) upper[k] = set.upper();
        }
      };
      const auto out = machine.run(fill);
      for (std::size_t k = 0; k < block_size; ++k) {
        const double low = out.lower[k];
        const double high = Sets ? out.upper[k] : low;
        const bool known = !std::isnan(low) && !std::isnan(high);
        constexpr double infinity = std::numeric_limits<double>::infinity();
        add(result, known ? low : -infinity, known ? high : infinity, out.defined[k],
            machine.undefined_operation());
      }
    }
    return result;
  }

  static void add(column& result, double lower, double upper, definedness where, operation kind) {
    if (where != definedness::everywhere && result.undefined == operation::add) result.undefined = kind;
    result.lower.push_back(lower);
    result.upper.push_back(upper);
    result.defined.push_back(where);
  }

  std::vector<program> programs_;
  const options& how_;
  joint_leaves joint_;
  std::vector<std::vector<std::size_t>> places_;
  std::vector<bool> searched_;
  std::vector<interval<>> all_;  // that a search need not leave
  copula_scores scores_;
  std::vector<std::size_t> coordinate_;
  std::size_t dimensions_ = 0;
  bool precise_ = true;
  bool outer_ = false;
};

}  // namespace reckon::detail
