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
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
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
  double reach;  ///< scores beyond which the inner leaf has no mass to speak of

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
    reach = alone ? 37 : score_reach;
    for (const std::size_t leaf : order) {
      const variable_handle v = variable_of(std::get<distribution>(p.leaves[leaf].value));
      std::vector<double> scores;
      for (const double k : inner_kinks(*v)) scores.push_back(v->score_of(k));
      kinks.push_back(std::move(scores));
      variables.push_back(alone ? v : kept(v, fine_precision));
    }
    sort_instructions();
  }

  /// The leaf that is not integrated over.
  [[nodiscard]] std::size_t inner() const noexcept { return order.size() - 1; }

 private:
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
        lower_(p.variables.back()->at_score(-p.reach)),
        upper_(p.variables.back()->at_score(p.reach)),
        pieces_(p.code, p.order.back(), narrowest(p)) {
    step(0);
  }

  /// Sets z_k; those before it are set.
  void set(std::size_t k, double z) {
    scores_[k] = z;
    leaves_[program_.order[k]] = program_.variables[k]->at_score(mean(k) + deviation(k) * z);
    step(k + 1);
  }

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

  /// P(result <= s), or P(result > s), given all leaves but the inner one.
  double probability(double s, bool above) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double sum = 0;
    if (program_.path.found()) {
      const preimage::part asked =
          above ? preimage::part{std::nextafter(s, infinity), infinity} : preimage::part{-infinity, s};
      for (const auto& part : program_.path.of(program_.code, values_, asked).parts())
        sum += mass(part.lower, part.upper);
      return sum;
    }
    for (const monotone_piece& piece : pieces()) {
      const double t = threshold(piece, s);
      sum += piece.rising != above ? mass(piece.lower, t) : mass(t, piece.upper);
    }
    return sum;
  }

  /// How dear this was: bounds on derivatives that were looked for.
  [[nodiscard]] std::size_t effort() const noexcept { return effort_; }
  /// False if, for some values of the others, the result could not be taken apart.
  [[nodiscard]] bool complete() const noexcept { return complete_; }

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

  /// With other leaves, what matters is how far off the integral over them is.
  static double narrowest(const conditioned_program& p) {
    const variable& v = *p.variables.back();
    const double share = p.order.size() == 1 ? 1e-14 : 1e-10;
    return share * (v.at_score(1) - v.at_score(-1));
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
    if (x <= lower_) return -infinity;
    if (x >= upper_) return infinity;
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
    return solve_nondecreasing(piece.lower, piece.upper, target, result_at);
  }

  /// Those that belong to the values of the other leaves. The same are asked for again and again.
  const std::vector<monotone_piece>& pieces() {
    const std::vector<double> at(scores_.begin(), scores_.end() - 1);
    const auto [found, fresh] = known_.try_emplace(at);
    if (fresh) {
      std::vector<interval<>> values;
      for (const double x : leaves_) values.push_back(point_or_beyond(x));
      found->second = pieces_.of(std::move(values), lower_, upper_);
      effort_ += pieces_.effort();
      complete_ = complete_ && !found->second.empty();
    }
    return found->second;
  }

  static constexpr double infinite = (std::numeric_limits<double>::max)();

  const conditioned_program& program_;
  first_order values_;
  std::vector<double> leaves_;
  std::vector<double> scores_;
  double lower_;
  double upper_;
  monotone_pieces pieces_;
  std::map<std::vector<double>, std::vector<monotone_piece>> known_;
  std::size_t effort_ = 0;
  bool complete_ = true;
};

}  // namespace reckon::detail
