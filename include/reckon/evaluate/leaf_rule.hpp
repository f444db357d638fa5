// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/distribution/score_of.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Values of a leaf with their weights, for an average, and places in its tails.
struct leaf_nodes {
  /// A tail: places further and further in, two by two, with the densities of their normal scores, or with
  /// the probabilities of counts.
  struct tail {
    bool upper;
    bool counted;
    std::size_t first;
    std::vector<double> densities;
    std::size_t beyond = 0;  ///< of the places, so many lie further out than the nodes
  };
  std::vector<double> values;
  std::vector<double> weights;  ///< 0 for the places in the tails
  std::vector<tail> tails;
};

/// The nodes of a shape: Gauss rules over panels of the normal score; those of the parts of a mixture; all
/// the values of what is discrete.
class leaf_rule {
 public:
  /// `turns` are values of the leaf at which something turns; every panel is cut into `pieces`; the nodes go
  /// `lower` and `upper` far out.
  leaf_rule(std::vector<double> turns, int pieces, double lower, double upper)
      : turns_(std::move(turns)), pieces_(pieces), lower_(lower), upper_(upper) {}

  /// False if there are too many values, or some have a probability of their own and others have not.
  [[nodiscard]] bool add(const distribution_model& model, double weight) {
    const std::vector<weighted_distribution> parts = model.parts();
    if (!parts.empty()) {
      return std::all_of(parts.begin(), parts.end(), [&](const weighted_distribution& part) {
        return add(part.shape.model(), weight * part.weight);
      });
    }
    if (model.discrete()) return add_values(model, weight);
    if (model.jumps()) return false;
    add_panels(model, weight);
    return true;
  }

  [[nodiscard]] leaf_nodes take() { return std::move(nodes_); }

  static constexpr double near_reach = 9;    ///< a mass of 1e-19 lies beyond
  static constexpr double far_reach = 37.5;  ///< 1e-307
  static constexpr double tail_step = 2;     ///< between the two places at which a tail is compared

 private:
  static constexpr std::size_t most_values = 4096;

  bool add_values(const distribution_model& model, double weight) {
    if (model.whole_numbers()) return add_counts(model, weight);
    const interval<> all = model.support();
    const std::size_t first = nodes_.values.size();
    const bool seen = each_value(
        model, [&](double x, double mass) { add_node(x, weight * mass); }, most_values);
    // A tail that is left out has little probability, but the function may be great there.
    return seen && nodes_.values[first] == all.lower() && nodes_.values.back() == all.upper();
  }

  /// Counts, as far as their probabilities can be told: a function may be great where they are small.
  bool add_counts(const distribution_model& model, double weight) {
    constexpr double left_out = 1e-18;
    constexpr double least = 1e-300;
    const interval<> all = model.support();
    const double middle = model.quantile(0.5);
    const auto told = [&](double x) { return contains(all, x) && !(model.pdf(x) < least); };
    const double most = static_cast<double>(most_values) / 2;
    double first = middle;
    while (middle - first < most && told(first - 1)) --first;
    double last = middle;
    while (last - middle < most && told(last + 1)) ++last;
    if (nodes_.values.size() + static_cast<std::size_t>(last - first) >= most_values) return false;
    for (double x = first; x <= last; ++x) add_node(x, weight * model.pdf(x));
    if (first > all.lower()) {
      if (model.cdf(first - 1) > left_out) return false;
      add_tail_of_counts(model, weight, middle, first);
    }
    if (last < all.upper()) {
      if (model.complement(last) > left_out) return false;
      add_tail_of_counts(model, weight, middle, last);
    }
    return true;
  }

  void add_tail_of_counts(const distribution_model& model, double weight, double middle, double last) {
    const bool upper = last > middle;
    leaf_nodes::tail& tail =
        nodes_.tails.emplace_back(leaf_nodes::tail{upper, true, nodes_.values.size(), {}});
    for (const double share : {1.0, 0.5, 0.25, 0.125}) {
      const double outer = middle + std::trunc(share * (last - middle));
      for (const double place : {outer, outer + (upper ? -1 : 1)}) {
        tail.densities.push_back(weight * model.pdf(place));
        add_node(place, 0);
      }
    }
  }

  void add_panels(const distribution_model& model, double weight) {
    std::vector<double> edges{-lower_, upper_};
    const auto add_edge = [&](double z) {
      if (-lower_ < z && z < upper_) edges.push_back(z);
    };
    for (const double z : {0.0, 1.5, 3.0, 5.0, 7.0, 9.0, 12.0, 17.0, 23.0, 30.0}) {
      add_edge(z);
      if (z > 0) add_edge(-z);
    }
    for (const double x : model.kinks()) add_edge(score_of(model, x));
    for (const double x : turns_) {  // closer and closer to where a peak may stand, however narrow
      const double z = score_of(model, x);
      add_edge(z);
      for (double beside = 0.125; beside > 1e-7; beside /= 8) {
        add_edge(z - beside);
        add_edge(z + beside);
      }
    }
    std::sort(edges.begin(), edges.end());
    const auto& rule = gauss_legendre<16>::rule();
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
      const double half = (edges[e + 1] - edges[e]) / (2 * pieces_);
      for (int piece = 0; piece < pieces_; ++piece) {
        const double middle = edges[e] + (2 * piece + 1) * half;
        for (std::size_t k = 0; k < rule.node.size(); ++k) {
          const double z = middle + half * rule.node[k];
          add_node(model.at_score(z), weight * half * rule.weight[k] * normal_pdf(z));
        }
      }
    }
    for (const bool upper : {false, true}) {
      leaf_nodes::tail& tail =
          nodes_.tails.emplace_back(leaf_nodes::tail{upper, false, nodes_.values.size(), {}});
      for (const double outer : {far_reach, 30.0, 20.0, 12.0, near_reach, 8.0}) {
        if (outer > (upper ? upper_ : lower_)) tail.beyond += 2;
        for (const double z : {outer, outer - tail_step}) {
          tail.densities.push_back(weight * normal_pdf(z));
          add_node(model.at_score(upper ? z : -z), 0);
        }
      }
    }
  }

  void add_node(double x, double weight) {
    nodes_.values.push_back(x);
    nodes_.weights.push_back(weight);
  }

  std::vector<double> turns_;
  int pieces_;
  double lower_;
  double upper_;
  leaf_nodes nodes_;
};

}  // namespace reckon::detail
