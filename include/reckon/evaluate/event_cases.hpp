// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/distribution/truncated.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/chance.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/conditioning/path_to_leaf.hpp>
#include <reckon/evaluate/conditioning/preimage.hpp>
#include <reckon/evaluate/decided.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/mixed_law.hpp>
#include <reckon/evaluate/node_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Expressions of independent shapes in which if_else takes one of two branches: case by case of how the
/// events turn out. An event about leaves that are used nowhere else happens or not, with its probability;
/// one about a single continuous leaf cuts the values of that leaf into stretches on which it happens, or
/// does not. In each case the branch that is taken stands for the if_else, and the law of the whole is that
/// of what is left, weighted by the probability of the case.
class event_cases {
 public:
  explicit event_cases(const program& p) : program_(p) {}

  /// The law, or nothing if an event is of neither kind, there are too many cases, or one of them is not
  /// solved by `solve(program)`, which gives a law or nothing.
  template <class Solve>
  [[nodiscard]] std::unique_ptr<law> find(const Solve& solve) {
    if (!applies() || !find_events()) return nullptr;
    for (event_of_branches& e : events_) {
      if (!find_kind(e)) return nullptr;
    }
    cut_leaves();
    const std::size_t all = count();
    if (all > most_cases) return nullptr;
    // What is left tells whether there is a way at all, sooner than the events do.
    std::vector<law_handle> left;
    for (std::size_t number = 0; number < all; ++number) {
      const program rest = compile(left_in(case_of(number)));
      left.push_back(has_numbers(rest) ? solve(rest) : nullptr);
      const bool soon = left.back() && left.back()->made_by() == engine::closed_form;
      if (!left.back() || (!soon && all > most_dear_cases)) return nullptr;
    }
    for (event_of_branches& e : events_) {
      if (e.apart && !find_probabilities(e, solve)) return nullptr;
    }
    std::vector<weighted_law> laws;
    for (std::size_t number = 0; number < all; ++number) {
      const double probability = case_of(number).probability;
      if (probability > 0) laws.push_back({probability, std::move(left[number])});
    }
    if (laws.empty()) return nullptr;
    return std::make_unique<mixed_law>(std::move(laws), false, error_);
  }

 private:
  static constexpr std::size_t most_cases = 64;
  static constexpr std::size_t most_dear_cases = 8;  // where what is left of one has no closed form

  using leaf_list = std::vector<const leaf_node*>;

  /// The event of one if_else, or of several that share it.
  struct event_of_branches {
    estimate difference;  ///< negative where the event happens
    bool or_zero;         ///< it happens at zero too
    leaf_list leaves{};
    bool apart = false;      ///< about leaves that are used nowhere else
    double probability = 0;  ///< then, that it happens
    double opposite = 0;     ///< and that it does not
    std::size_t cut = 0;     ///< else the place of its leaf among those that are cut
    /// And the values of that leaf at which the difference is zero or, if it happens there too, negative,
    /// else positive.
    std::vector<preimage::part> values{};
  };

  /// A leaf whose values are cut into stretches.
  struct cut_leaf {
    const leaf_node* leaf;
    std::vector<double> places{};  ///< where it is cut
    struct stretch {
      double lower;
      double upper;
      double probability;
    };
    std::vector<stretch> stretches{};  ///< those that have a mass
  };

  bool applies() const {
    constexpr std::size_t most_instructions = 256;  // the expression is walked by recursion
    if (!program_.blocks.empty() || program_.top == nullptr || program_.code.size() > most_instructions)
      return false;
    const auto chooses = [](const instruction& i) { return i.kind == operation::choose; };
    if (std::none_of(program_.code.begin(), program_.code.end(), chooses)) return false;
    return std::all_of(program_.leaves.begin(), program_.leaves.end(), [](const program_leaf& leaf) {
      return std::holds_alternative<distribution>(leaf.value);
    });
  }

  /// Lists the events and their leaves; false if a branch may be undefined, or there are too many events.
  bool find_events() {
    constexpr std::size_t most_events = 12;
    std::vector<const node*> seen;
    look_at(program_.top, seen);
    for (event_of_branches& e : events_) e.leaves = leaves_of(e.difference);
    return all_defined_ && events_.size() <= most_events;
  }

  /// Walks through what is not below an event.
  void look_at(const node* n, std::vector<const node*>& seen) {
    if (std::find(seen.begin(), seen.end(), n) != seen.end()) return;
    seen.push_back(n);
    if (n->kind == operation::leaf) outside_.push_back(static_cast<const leaf_node*>(n));
    if (n->kind != operation::choose) {
      if (n->left) look_at(n->left, seen);
      if (n->right) look_at(n->right, seen);
      return;
    }
    if (place_of(*n) == events_.size()) {
      events_.push_back({estimate(node_handle(n->left)), n->number == 1});
      all_defined_ = all_defined_ && is_defined_everywhere(events_.back().difference);
    }
    for (const node* branch : {n->right->left, n->right->right}) {
      all_defined_ = all_defined_ && is_defined_everywhere(estimate(node_handle(branch)));
      look_at(branch, seen);
    }
  }

  /// The place of the event of an if_else in the list, or the end of that.
  std::size_t place_of(const node& choice) const {
    const auto found = std::find_if(events_.begin(), events_.end(), [&](const event_of_branches& e) {
      return e.difference.root() == choice.left && e.or_zero == (choice.number == 1);
    });
    return static_cast<std::size_t>(found - events_.begin());
  }

  static leaf_list leaves_of(const estimate& e) {
    leaf_list found;
    for (const node* n : node_order(e.root()).nodes) {
      if (n->kind == operation::leaf) found.push_back(static_cast<const leaf_node*>(n));
    }
    return found;
  }

  static bool share_leaves(const leaf_list& a, const leaf_list& b) {
    return std::any_of(a.begin(), a.end(), [&](const leaf_node* one) {
      return std::any_of(b.begin(), b.end(),
                         [&](const leaf_node* other) { return one->same_quantity(*other); });
    });
  }

  bool is_apart(const event_of_branches& e) const {
    return !share_leaves(e.leaves, outside_) &&
           std::all_of(events_.begin(), events_.end(), [&](const event_of_branches& other) {
             return &other == &e || !share_leaves(e.leaves, other.leaves);
           });
  }

  /// Finds of which of the two kinds an event is; false if of neither.
  bool find_kind(event_of_branches& e) {
    const program p = compile(e.difference);
    if (!has_numbers(p)) return false;
    if (cuts_leaf(e, p)) return true;
    e.apart = is_apart(e);
    return e.apart;
  }

  /// The probabilities of an event and of its opposite, each from the tail in which it is exact.
  template <class Solve>
  bool find_probabilities(event_of_branches& e, const Solve& solve) {
    const auto happens = chance_of(compile(e.difference), e.or_zero, solve);
    if (!happens || !is_singleton(happens->bounds)) return false;
    const auto does_not = chance_of(compile(-e.difference), !e.or_zero, solve);
    if (!does_not || !is_singleton(does_not->bounds)) return false;
    e.probability = happens->bounds.lower();
    e.opposite = does_not->bounds.lower();
    error_ += happens->error + does_not->error;
    return true;
  }

  bool cuts_leaf(event_of_branches& e, const program& p) {
    if (p.leaves.size() != 1) return false;
    const auto& shape = std::get<distribution>(p.leaves.front().value);
    const path_to_leaf path(p, 0);
    if (shape.model().jumps() || !path.found()) return false;
    first_order values(p);
    values.value_at(std::vector<double>{shape.median()});
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const preimage::part with_zero = e.or_zero ? preimage::part{-infinity, 0} : preimage::part{0, infinity};
    const preimage taken_back = path.of(p, values, with_zero);
    e.values.assign(taken_back.parts().begin(), taken_back.parts().end());
    const leaf_node* leaf = p.leaves.front().node;
    const auto place = std::find_if(cut_.begin(), cut_.end(),
                                    [leaf](const cut_leaf& c) { return c.leaf->same_quantity(*leaf); });
    e.cut = static_cast<std::size_t>(place - cut_.begin());
    if (place == cut_.end()) cut_.push_back({leaf});
    for (const auto& part : e.values)
      cut_[e.cut].places.insert(cut_[e.cut].places.end(), {part.lower, part.upper});
    return true;
  }

  static const distribution& shape_of(const cut_leaf& cut) { return std::get<distribution>(cut.leaf->value); }

  /// Lists the stretches between the places.
  void cut_leaves() {
    for (cut_leaf& cut : cut_) {
      const distribution& shape = shape_of(cut);
      const interval<> ends = shape.support();
      std::vector<double> places{ends.lower(), ends.upper()};
      for (const double x : cut.places) {
        if (shape.cdf(x) > 0 && shape.model().complement(x) > 0) places.push_back(x);
      }
      places = rising_and_unique(std::move(places));
      for (std::size_t k = 1; k < places.size(); ++k) {
        const double inside = mass(shape, places[k - 1], places[k]);
        if (inside > 0) cut.stretches.push_back({places[k - 1], places[k], inside});
      }
    }
  }

  static double mass(const distribution& shape, double lower, double upper) {
    const double below = shape.cdf(lower);
    return below > 0.5 ? shape.model().complement(lower) - shape.model().complement(upper)
                       : shape.cdf(upper) - below;
  }

  /// How many cases there are; of a leaf its stretches, of another event two.
  std::size_t count() const {
    std::size_t n = 1;
    for (const cut_leaf& cut : cut_) n = (std::min)(most_cases + 1, n * cut.stretches.size());
    for (const event_of_branches& e : events_) n = (std::min)(most_cases + 1, e.apart ? 2 * n : n);
    return n;
  }

  /// One case: the stretch of each leaf that is cut, and how each event turns out.
  struct event_case {
    double probability = 1;
    substitutions leaves;
    std::vector<bool> happens;
  };

  event_case case_of(std::size_t number) const {
    event_case made;
    std::vector<double> inside;
    for (const cut_leaf& cut : cut_) {
      const auto& [lower, upper, probability] = cut.stretches[number % cut.stretches.size()];
      number /= cut.stretches.size();
      made.probability *= probability;
      const distribution shape = truncated(shape_of(cut), lower, upper);
      inside.push_back(shape.median());
      made.leaves.emplace_back(cut.leaf, derived_estimate(shape, cut.leaf->name));
    }
    for (const event_of_branches& e : events_) {
      if (e.apart) {
        made.happens.push_back(number % 2 == 0);
        number /= 2;
        made.probability *= made.happens.back() ? e.probability : e.opposite;
      } else {
        const double x = inside[e.cut];
        const bool with_zero = std::any_of(e.values.begin(), e.values.end(), [x](const preimage::part& part) {
          return part.lower <= x && x <= part.upper;
        });
        made.happens.push_back(with_zero == e.or_zero);
      }
    }
    return made;
  }

  /// What is left of the expression in a case.
  estimate left_in(const event_case& one) const {
    const estimate whole{node_handle(program_.top)};
    const estimate taken = rebuilt(whole, [&](const node& n, const auto& built) -> std::optional<estimate> {
      if (n.kind != operation::choose) return std::nullopt;
      const std::size_t event = place_of(n);
      if (event == events_.size()) return std::nullopt;  // below another event: not used
      return built(one.happens[event] ? n.right->left : n.right->right);
    });
    return substitute(taken, one.leaves);
  }

  const program& program_;
  std::vector<event_of_branches> events_;
  leaf_list outside_;  ///< leaves that are used elsewhere than in events
  std::vector<cut_leaf> cut_;
  bool all_defined_ = true;
  double error_ = 0;
};

}  // namespace reckon::detail
