// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/averaged_law.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/leaf_effects.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/substitute.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Expressions of independent shapes of which one alone is used more than once, as a rate is by all the years
/// that it discounts. Where its value is known, what is left uses each shape once and has a law by integrals
/// over one operation at a time; the law of the whole is the average of those laws over the shared shape.
///
/// The average is taken by the trapezoidal rule in the normal score of the shape. Where the laws move
/// smoothly with it, half the step at least squares the error (Trefethen and Weideman, SIAM Review 56:385,
/// 2014); where it does not nearly do so, the points of other engines do better. How far a rule and the one
/// of twice its step differ is the error that is stated, more than that of the finer rule.
class shared_leaf {
 public:
  explicit shared_leaf(const program& p) : program_(p) {}

  /// The law, or nothing if no such leaf is there, what is left is not solved by `solve(program)`, which
  /// gives a law or nothing, or the laws move too suddenly for the rule.
  template <class Solve>
  [[nodiscard]] std::unique_ptr<law> find(const Solve& solve) {
    if (!applies()) return nullptr;
    const auto leaf = only_shared_leaf();
    if (!leaf || !is_moderate(*leaf)) return nullptr;
    // What is far from the middle first: it tells whether there is a way at all.
    for (const int place : {most_places, -most_places}) {
      if (!add(*leaf, place * steps_of(0), solve)) return nullptr;
    }
    if (kinks_move()) return nullptr;
    double last = 1;
    for (std::size_t level = 0; level < levels; ++level) {
      const int step = steps_of(level);
      for (int k = -most_places * steps_of(0); k <= most_places * steps_of(0); k += step) {
        if (!add(*leaf, k, solve)) return nullptr;
      }
      auto found = std::make_unique<averaged_law>(rule(step), rule(2 * step), whole_range(program_));
      const averaged_law::difference most = found->apart();
      const double apart = most.absolute;
      if (level > 0) {
        const bool smooth = apart <= wanted || apart <= last * std::sqrt(last);
        if (!smooth || apart > hopeless) return nullptr;
        // What is stated is the error of the coarser rule, far more than that of the finer if all goes well.
        const double likely = apart * (std::min)(1.0, caution * apart / last);
        if (level + 1 < levels ? apart <= wanted : likely <= tolerable) {
          // Errors that fall more slowly may be larger between the places where they are looked at.
          const double slow = apart > last * std::sqrt(last) ? std::sqrt(last / apart) : 1;
          found->doubt({slow * most.absolute, slow * most.relative});
          return found;
        }
      }
      last = (std::min)(1.0, apart);
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t levels = 4;        // steps of 1, 1/2, 1/4 and 1/8 of a standard deviation
  static constexpr int most_places = 7;           // standard deviations on either side: 3e-12 lie beyond
  static constexpr double wanted = 1e-8;          // error in probability
  static constexpr double tolerable = 1e-5;       // likely error of the last rule
  static constexpr double caution = 10;           // times the rate of convergence that was seen
  static constexpr double hopeless = 0.03;        // two rules further apart need too many steps more
  static constexpr double most_effect = 3;        // of the leaf, in those of all others together
  static constexpr std::size_t most_leaves = 24;  // of more, the laws of what is left take too long

  /// The step of a level, in steps of the last.
  static constexpr int steps_of(std::size_t level) { return 1 << (levels - 1 - level); }

  bool applies() const {
    if (!program_.blocks.empty() || program_.states_dependence || program_.leaves.size() > most_leaves)
      return false;
    return std::all_of(program_.leaves.begin(), program_.leaves.end(), [](const program_leaf& leaf) {
      const auto* shape = std::get_if<distribution>(&leaf.value);
      return shape != nullptr && !shape->model().jumps();
    });
  }

  /// The only leaf to which more than one way leads from the result, or nothing.
  std::optional<std::size_t> only_shared_leaf() const {
    constexpr std::uint32_t many = 2;
    std::vector<std::uint32_t> ways(program_.code.size(), 0);
    std::optional<std::size_t> shared;
    ways.back() = 1;
    for (std::size_t n = program_.code.size(); n-- > 0;) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf && ways[n] >= many) {
        if (shared) return std::nullopt;
        shared = i.left;
      }
      const std::uint32_t more = program::is_one(i) ? many : ways[n];
      program_.for_each_operand(
          i, [&](std::uint32_t slot) { ways[slot] = (std::min)(many, ways[slot] + more); });
    }
    return shared;
  }

  /// Whether the leaf does not move the result so far, beside the others, that the laws hardly overlap.
  bool is_moderate(std::size_t leaf) const {
    const std::vector<double> effects = leaf_effects(program_);
    const double own = effects[leaf] * effects[leaf];
    double squares = 0;
    for (std::size_t i = 0; i < effects.size(); ++i) {
      if (i != leaf) squares += effects[i] * effects[i];
    }
    return own <= most_effect * most_effect * squares;
  }

  /// Finds what is left if the normal score of a leaf is that of a place; false if it cannot be found.
  template <class Solve>
  bool add(std::size_t leaf, int place, const Solve& solve) {
    law_handle& known = laws_[place];
    if (known) return true;
    const leaf_node& node = *program_.leaves[leaf].node;
    const double z = static_cast<double>(place) / steps_of(0);
    const double value = std::get<distribution>(program_.leaves[leaf].value).model().at_score(z);
    if (!std::isfinite(value)) return false;
    const program rest = compile(substitute(estimate(node_handle(program_.top)), {{&node, estimate(value)}}));
    if (!rest.read_once || !has_numbers(rest)) return false;
    std::unique_ptr<law> found = solve(rest);
    if (!found) return false;
    // It will be asked for a probability many times.
    auto table = found->tabulated();
    known = table ? std::move(table) : std::move(found);
    return true;
  }

  /// Whether there are kinks in the laws, at places that depend on the leaf: then so does the law at a place,
  /// and not smoothly.
  bool kinks_move() const {
    const auto first = laws_.begin()->second->kinks();
    const auto last = laws_.rbegin()->second->kinks();
    return first && last && *first != *last;
  }

  /// The laws at each multiple of a step, weighted by the density there.
  std::vector<weighted_law> rule(int step) const {
    std::vector<weighted_law> parts;
    for (const auto& [place, found] : laws_) {
      if (place % step == 0) parts.push_back({normal_pdf(static_cast<double>(place) / steps_of(0)), found});
    }
    return parts;
  }

  const program& program_;
  std::map<int, law_handle> laws_;  ///< by place, in steps of the last level
};

}  // namespace reckon::detail
