// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/box_end.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/ends_law.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Expressions of shapes, sets and p-boxes without jumps that go one way with each set, and each set of a
/// p-box, while all else stands still: whatever the shapes come to, the least and the greatest value lie
/// where each set is at an end of its own. Both ends of the result are expressions of shapes alone then,
/// since the ends of the sets of a p-box have distributions.
class set_ends {
 public:
  explicit set_ends(const program& p) : program_(p) {}

  /// The law, or nothing if the expression is not of that kind or one of the ends is not solved by
  /// `solve(program)`, which gives a law or nothing.
  template <class Solve>
  [[nodiscard]] std::unique_ptr<law> find(const Solve& solve) {
    if (!list_sets() || !is_defined()) return nullptr;
    law_handle lower = solved(solve, false);
    law_handle upper = lower ? solved(solve, true) : nullptr;
    if (!upper) return nullptr;
    return std::make_unique<ends_law>(std::move(lower), std::move(upper));
  }

 private:
  /// How the result follows a set while all else stands still.
  enum class way : unsigned char { up, down, either };
  struct moving_set {
    std::size_t leaf;
    way goes;
    estimate lower;  ///< its ends; of a p-box, those of its sets
    estimate upper;
  };

  /// How one value of the program follows a leaf while the others stand still.
  enum class course : unsigned char {
    constant,  ///< not at all
    affine,
    one_way,  ///< it rises, or it falls
    other
  };

  static constexpr std::size_t most_undecided = 2;

  bool list_sets() {
    bool shapes = false;
    for (const program_leaf& leaf : program_.leaves) {
      const auto* box = std::get_if<pbox>(&leaf.value);
      if (box && (box->model().jumps() || !program_.blocks.empty())) return false;
      shapes = shapes || !std::holds_alternative<interval<>>(leaf.value);
      values_.push_back(value_range(leaf.value));
    }
    range_over_box box(program_);
    const std::vector<interval<>> slopes = box.gradient(values_);
    const bool smooth = box.smooth() || box.smooth_inside();
    for (std::size_t i = 0; i < program_.leaves.size(); ++i) {
      if (std::holds_alternative<distribution>(program_.leaves[i].value)) continue;
      const auto* set = std::get_if<interval<>>(&program_.leaves[i].value);
      if (set && !is_common_interval(*set)) return false;
      if (smooth && slopes[i].lower() >= 0) {
        add(i, way::up);
      } else if (smooth && slopes[i].upper() <= 0) {
        add(i, way::down);
      } else if (set && course_by(i) <= course::one_way && ++undecided_ <= most_undecided) {
        add(i, way::either);
      } else {
        return false;
      }
    }
    return shapes && !sets_.empty();
  }

  bool is_defined() const {
    return range_over_box(program_).where_defined(values_).where == definedness::everywhere;
  }

  /// How the result follows one leaf.
  course course_by(std::size_t leaf) const {
    std::vector<course> courses;
    for (const instruction& i : program_.code) courses.push_back(course_of(i, leaf, courses));
    return courses.back();
  }

  course course_of(const instruction& i, std::size_t leaf, const std::vector<course>& before) const {
    course most = course::constant;
    int dependent = 0;
    program_.for_each_operand(i, [&](std::uint32_t slot) {
      most = (std::max)(most, before[slot]);
      dependent += before[slot] == course::constant ? 0 : 1;
    });
    if (i.kind == operation::leaf) return i.left == leaf ? course::affine : course::constant;
    if (most == course::constant || most == course::other) return most;
    switch (i.kind) {
      case operation::add:
        return most == course::affine || dependent == 1 ? most : course::other;
      case operation::multiply:
        return dependent == 1 ? most : course::other;
      case operation::divide:
        if (dependent != 1) return course::other;
        if (before[i.right] == course::constant) return most;
        return changes_sign(i.right) ? course::other : course::one_way;
      case operation::minimum:
      case operation::maximum:
        return dependent == 1 ? course::one_way : course::other;
      case operation::exponential:
      case operation::logarithm:
      case operation::decimal_logarithm:
      case operation::square_root:
        return course::one_way;
      default:
        return course::other;
    }
  }

  /// Whether the value of an instruction may be on either side of zero.
  bool changes_sign(std::uint32_t slot) const {
    program part = program_;
    part.code.resize(slot + 1);
    constexpr int effort = 200;
    const interval<> range = range_over_box(part)(values_, effort);
    return range.lower() < 0 && range.upper() > 0;
  }

  /// Makes the ends once, so that those of a p-box are the same leaf wherever they stand.
  void add(std::size_t leaf, way goes) {
    const uncertain_value& value = program_.leaves[leaf].value;
    const auto end = [&value](bool upper) -> estimate {
      if (const auto* box = std::get_if<pbox>(&value))
        return derived_estimate(distribution(std::make_shared<const box_end>(*box, upper)), {});
      const auto set = std::get<interval<>>(value);
      return {upper ? set.upper() : set.lower()};
    };
    sets_.push_back({leaf, goes, end(false), end(true)});
  }

  /// The end of the result as an expression of the shapes, solved.
  template <class Solve>
  law_handle solved(const Solve& solve, bool upper) const {
    const estimate whole{node_handle(program_.top)};
    std::optional<estimate> end;
    for (std::size_t corner = 0; corner < std::size_t{1} << undecided_; ++corner) {
      substitutions changes;
      std::size_t side = corner;
      for (const moving_set& one : sets_) {
        bool high = (one.goes == way::up) == upper;
        if (one.goes == way::either) {
          high = side % 2 == 1;
          side /= 2;
        }
        changes.emplace_back(program_.leaves[one.leaf].node, high ? one.upper : one.lower);
      }
      const estimate here = substitute(whole, changes);
      end = !end ? here : upper ? (max)(*end, here) : (min)(*end, here);
    }
    const program p = compile(*end);
    return has_numbers(p) ? law_handle(solve(p)) : nullptr;
  }

  const program& program_;
  std::vector<interval<>> values_;
  std::vector<moving_set> sets_;
  std::size_t undecided_ = 0;
};

}  // namespace reckon::detail
