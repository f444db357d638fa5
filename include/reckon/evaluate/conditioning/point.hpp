// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/estimate/copula_block.hpp>
#include <reckon/evaluate/conditioning/path_to_leaf.hpp>
#include <reckon/evaluate/conditioning/pieces.hpp>
#include <reckon/evaluate/convolution/leaf.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A program of continuous shapes and an order of its leaves. Leaf order[k] has the normal score
///   sum over j <= k of factor(k, j) * z_j,
/// the z independent (Cholesky, if a copula joins the leaves; else z_k itself). The last leaf is the inner
/// one: the probability of a result, given the others, is known without an integral.
struct conditioned_program {
  program code;
  std::vector<std::size_t> order;
  square_matrix factor;
  std::vector<variable_handle> variables;             ///< in that order
  std::vector<std::vector<double>> kinks;             ///< scores at which a leaf's quantiles are not smooth
  std::vector<std::vector<std::uint32_t>> dependent;  ///< instructions that need leaves up to one, no further
  path_to_leaf path;
  monotone_pieces pieces;  ///< of the inner leaf, if there is no path to it
  /// Whether the result is smooth in the scores, and whether its distribution function is, given some of
  /// them.
  bool smooth_result = true;
  bool smooth_probability = true;

  conditioned_program(const program& p, std::vector<std::size_t> leaves)
      : code(p), order(std::move(leaves)), factor(order.size()), path(p, order.back()) {
    square_matrix parameters(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j)
        parameters(i, j) = p.copula_parameter(order[i], order[j]);
    }
    if (p.blocks.empty()) {
      factor = parameters;
    } else {
      factor = copula_factor(parameters).factor();
    }
    const bool alone = order.size() == 1;
    for (const std::size_t leaf : order) {
      const variable_handle v = variable_of(std::get<distribution>(p.leaves[leaf].value));
      std::vector<double> scores;
      for (const double k : inner_kinks(*v)) scores.push_back(v->score_of(k));
      kinks.push_back(std::move(scores));
      variables.push_back(alone ? v : kept(v, fine_precision));
    }
    sort_instructions();
    find_kinks();
    find_pieces(alone ? last_score : score_reach);
  }

  /// True if the result may leap from one infinity to the other somewhere: between two places at which it
  /// rises it need not rise then.
  [[nodiscard]] bool has_poles() const {
    std::vector<interval<>> ranges;
    for (const auto& leaf : code.leaves) ranges.push_back(value_range(leaf.value));
    return std::any_of(code.code.begin(), code.code.end(), [&](const instruction& i) {
      const bool quotient = i.kind == operation::divide && !program::is_one(i);
      const bool power = i.kind == operation::integer_power && i.exponent < 0;
      if (!quotient && !power) return false;
      const interval<> divisor = range_of(quotient ? i.right : i.left, ranges);
      return divisor.lower() < 0 && divisor.upper() > 0;
    });
  }

  /// True if the result may turn as the inner leaf moves.
  [[nodiscard]] bool has_turns() const {
    const auto bends = [](const instruction& i) {
      return i.kind == operation::absolute || i.kind == operation::minimum || i.kind == operation::maximum;
    };
    return pieces.vary || (path.found() && !path.smooth(code)) ||
           std::any_of(code.code.begin(), code.code.end(), bends);
  }

  /// The value of leaf order[k] at a score.
  [[nodiscard]] double value_at(std::size_t k, double score) const {
    if (std::abs(score) <= score_reach) return variables[k]->at_score(score);
    return std::get<distribution>(code.leaves[order[k]].value).model().at_score(score);
  }

  /// What the result can be. Of pieces the ends are known; of functions else nothing tells how they go
  /// together.
  [[nodiscard]] interval<> range() const {
    if (order.size() != 1 || !calls() || pieces.list.empty()) return whole_range(code);
    first_order at(code);
    const interval<> leaf = value_range(code.leaves.front().value);
    std::vector<double> places{leaf.lower(), leaf.upper()};
    for (const monotone_piece& piece : pieces.list) places.insert(places.end(), {piece.lower, piece.upper});
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (const double x : places) {
      const double value = at.value_at(std::vector<double>{x});
      if (std::isnan(value)) return whole_range(code);
      least = (std::min)(least, value);
      greatest = (std::max)(greatest, value);
    }
    return finite_or_unbounded(least, greatest);
  }

  /// The leaf that is not integrated over.
  [[nodiscard]] std::size_t inner() const noexcept { return order.size() - 1; }

 private:
  static constexpr double last_score = 37;  // beyond this no level is a double

  void find_kinks() {
    for (const instruction& i : code.code) {
      if (i.kind == operation::absolute || i.kind == operation::minimum || i.kind == operation::maximum)
        smooth_result = false;
    }
    for (const auto& scores : kinks) smooth_result = smooth_result && scores.empty();
    smooth_probability = smooth_result && path.found() && path.smooth(code);
    for (const auto& v : variables) smooth_probability = smooth_probability && v->kinks().empty();
    // Where a divisor passes zero the probability jumps; where a numerator does, it has a kink.
    std::vector<interval<>> ranges;
    for (const auto& leaf : code.leaves) ranges.push_back(value_range(leaf.value));
    for (const std::uint32_t slot : path.beside_quotients(code)) {
      const interval<> values = range_of(slot, ranges);
      if (values.lower() < 0 && values.upper() > 0) smooth_probability = false;
    }
  }

  /// The values of an instruction.
  interval<> range_of(std::uint32_t slot, const std::vector<interval<>>& ranges) const {
    program part = code;
    part.code.resize(slot + 1);
    constexpr int effort = 200;
    return range_over_box(part)(ranges, effort);
  }

  /// Looks for a direction that does not depend on the other leaves; of one leaf alone, for all that there
  /// are. `reach` is the score beyond which the inner leaf has no mass to speak of.
  void find_pieces(double reach) {
    const variable& leaf = *variables.back();
    pieces.lower = leaf.at_score(-reach);
    pieces.upper = leaf.at_score(reach);
    if (path.found()) return;
    if (order.size() == 1 && calls()) {
      pieces.list = pieces_of_functions();
      return;
    }
    constexpr double share = 1e-14;
    proven_pieces proven(code, order.back(), share * (leaf.at_score(1) - leaf.at_score(-1)));
    std::vector<interval<>> all;
    for (const auto& each : code.leaves) all.push_back(value_range(each.value));
    if (const int known = proven.direction(all)) {
      pieces.list = {{pieces.lower, pieces.upper, known > 0}};
    } else if (order.size() == 1) {
      pieces.list = proven.of(all, pieces.lower, pieces.upper);
      if (!pieces.list.empty() || reach <= score_reach) return;
      find_pieces(score_reach);  // there is next to no mass between, but it may take long to get there
    } else {
      pieces.vary = true;
      pieces.list = {{pieces.lower, pieces.upper, true}};
    }
  }

  /// Whether there are functions in it, of whose slopes nothing can be proven.
  bool calls() const {
    return std::any_of(code.code.begin(), code.code.end(),
                       [](const instruction& i) { return i.kind == operation::call; });
  }

  /// The pieces of one leaf alone as they are seen.
  std::vector<monotone_piece> pieces_of_functions() const {
    constexpr double close = 1.0 / 8;  // in the score
    constexpr double wide = 0.5;
    constexpr double nearly_all = 8;  // 1e-15 lie beyond
    std::vector<double> places{pieces.lower, pieces.upper};
    const auto add = [&](double z) { places.push_back(variables.back()->at_score(z)); };
    for (double z = -nearly_all; z <= nearly_all; z += close) add(z);
    for (double z = nearly_all + wide; z < last_score; z += wide) {
      add(z);
      add(-z);
    }
    first_order at(code);
    std::vector<double> leaf(1);
    return seen_pieces(nearly_all).of(rising_and_unique(std::move(places)), [&](double x) {
      leaf.front() = x;
      seen_pieces::sample seen{x, at.value_at(leaf), at.gradient().front(), 0};
      for (std::uint32_t n = 0; n < code.code.size(); ++n) seen.size += std::abs(at[n]);
      return seen;
    });
  }

  void sort_instructions() {
    std::vector<std::size_t> last(code.code.size(), 0);
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::vector<bool> needs = dependents_of(code, order[k]);
      for (std::size_t n = 0; n < needs.size(); ++n) {
        if (needs[n]) last[n] = k + 1;
      }
    }
    dependent.resize(order.size() + 1);
    for (std::size_t n = 0; n < last.size(); ++n) dependent[last[n]].push_back(static_cast<std::uint32_t>(n));
  }
};

/// A program at one point of the scores of its leaves, which are set one after the other.
class conditioned_point {
 public:
  explicit conditioned_point(const conditioned_program& p)
      : program_(p),
        values_(p.code),
        leaves_(p.order.size(), 0),
        scores_(p.order.size(), 0),
        pieces_(p.pieces.list) {
    step(0);
  }

  /// Sets z_k; those before it are set.
  void set(std::size_t k, double z) {
    scores_[k] = z;
    leaves_[program_.order[k]] = program_.value_at(k, mean(k) + deviation(k) * z);
    step(k + 1);
  }

  /// The same, of a place at which it has been done before: the leaf's value is known.
  void set(std::size_t k, double z, double value) {
    scores_[k] = z;
    leaves_[program_.order[k]] = value;
    step(k + 1);
  }

  [[nodiscard]] double score(std::size_t k) const { return scores_[k]; }
  [[nodiscard]] double value(std::size_t k) const { return leaves_[program_.order[k]]; }

  /// Whether z_k makes no difference, as the leaves before it tell all of this one.
  [[nodiscard]] bool is_known(std::size_t k) const { return deviation(k) < 1e-9; }

  /// The values of z_k at which the quantiles of its leaf are not smooth.
  [[nodiscard]] std::vector<double> kinks(std::size_t k) const {
    std::vector<double> found;
    for (const double score : program_.kinks[k]) found.push_back((score - mean(k)) / deviation(k));
    return found;
  }

  /// The result; all leaves are set.
  [[nodiscard]] double result() const { return values_[program_.code.code.size() - 1]; }

  /// What an instruction comes to, if the leaves that it needs are set.
  [[nodiscard]] double operator[](std::uint32_t slot) const { return values_[slot]; }

  /// P(result <= s), or P(result > s), given all leaves but the inner one.
  double probability(double s, bool above) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double sum = 0;
    if (program_.path.found()) {
      const preimage::part asked =
          above ? preimage::part{std::nextafter(s, infinity), infinity} : preimage::part{-infinity, s};
      const auto taken_back = program_.path.of(program_.code, values_, asked);
      for (const auto& part : taken_back.parts()) sum += mass(part.lower, part.upper);
      return sum;
    }
    if (varies()) set_pieces();
    for (const monotone_piece& piece : pieces_) {
      const double t = threshold(piece, s);
      sum += piece.rising != above ? mass(piece.lower, t) : mass(t, piece.upper);
    }
    return sum;
  }

  /// Whether the result turns at places that depend on the other leaves.
  [[nodiscard]] bool varies() const noexcept { return program_.pieces.vary; }

  /// Values of the result that are so close to each other are one, as far as the integral is concerned.
  void set_exactness(double close) noexcept { close_ = close; }

  /// False if the result could not be taken apart.
  [[nodiscard]] bool complete() const noexcept { return program_.path.found() || !pieces_.empty(); }

 private:
  double mean(std::size_t k) const {
    double sum = 0;
    for (std::size_t j = 0; j < k; ++j) sum += program_.factor(k, j) * scores_[j];
    return sum;
  }
  double deviation(std::size_t k) const { return program_.factor(k, k); }

  void step(std::size_t level) {
    for (const std::uint32_t n : program_.dependent[level]) values_.value_of(n, leaves_);
  }

  /// The probability that the inner leaf lies between two values, given the others.
  double mass(double from, double to) const {
    if (!(from < to)) return 0;
    const double low = inner_score(from);
    const double high = inner_score(to);
    return low > 0 ? normal_cdf(-low) - normal_cdf(-high) : normal_cdf(high) - normal_cdf(low);
  }

  double inner_score(double x) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (x <= program_.pieces.lower) return -infinity;
    if (x >= program_.pieces.upper) return infinity;
    const std::size_t k = program_.inner();
    return (program_.variables[k]->score_of(x) - mean(k)) / deviation(k);
  }

  /// Where in a piece the result passes s.
  double threshold(const monotone_piece& piece, double s) {
    const std::size_t leaf = program_.order.back();
    const std::size_t last = program_.order.size();
    const auto result_at = [&](double x) {
      leaves_[leaf] = x;
      step(last);
      const double y = result();
      if (!std::isnan(y)) return piece.rising ? y : -y;
      return x <= piece.lower / 2 + piece.upper / 2 ? -infinite : infinite;
    };
    const double target = piece.rising ? std::nextafter(s, infinite) : -s;
    return solve_nondecreasing(piece.lower, piece.upper, target, result_at, close_);
  }

  /// Finds those that belong to the values of the other leaves.
  void set_pieces() {
    const std::size_t k = program_.inner();
    const std::size_t leaf = program_.order.back();
    std::vector<double> places;
    for (const double z : scores_to_try) places.push_back(program_.variables[k]->at_score(z));
    pieces_ = pieces_by_slope(rising_and_unique(std::move(places)), [&](double x) {
      leaves_[leaf] = x;
      values_.value_at(leaves_);
      return values_.gradient()[leaf];
    });
  }

  static constexpr double scores_to_try[] = {
      -score_reach, -7.5, -6,  -5, -4.5, -4, -3.5, -3, -2.5, -2, -1.5, -1,  -0.5,       0,
      0.5,          1,    1.5, 2,  2.5,  3,  3.5,  4,  4.5,  5,  6,    7.5, score_reach};
  static constexpr double infinite = (std::numeric_limits<double>::max)();

  const conditioned_program& program_;
  first_order values_;
  std::vector<double> leaves_;
  std::vector<double> scores_;
  std::vector<monotone_piece> pieces_;
  double close_ = 0;
};

}  // namespace reckon::detail
