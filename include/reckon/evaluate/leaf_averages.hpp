// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/leaf_rule.hpp>
#include <reckon/evaluate/program.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A power of what an instruction comes to, or the exponential of a multiple of it.
struct leaf_factor {
  std::uint32_t slot;
  bool exponential;
  double number;  ///< the power, or what the instruction is multiplied with
  friend auto operator<=>(const leaf_factor&, const leaf_factor&) = default;
};

/// A function of one leaf: the product of its factors, none of which depends on another leaf.
using leaf_function = std::vector<leaf_factor>;

/// Averages of functions of one leaf, and their covariances, each with how far it may be off: by what half as
/// many nodes give, and by what lies beyond the last. Infinite, without a sign, where a tail weighs so much
/// that there is none; NaN where nothing can be told. A peak narrower than a hundredth of the leaf's spread
/// is seen where a factor, or an operand of abs, min or max, passes zero or the other; elsewhere it may be
/// missed.
class leaf_averages {
 public:
  /// `slots` are the instructions that depend on this leaf alone or on none, in their order.
  leaf_averages(const program& p, std::uint32_t leaf, std::vector<std::uint32_t> slots, int pieces)
      : program_(p),
        shape_(std::get<distribution>(p.leaves[leaf].value)),
        slots_(std::move(slots)),
        place_of_(p.code.size(), 0),
        pieces_(pieces) {
    for (std::size_t i = 0; i < slots_.size(); ++i) place_of_[slots_[i]] = i;
    supported_ = make(grids_[0], pieces_);
    if (!supported_) return;
    find_turns();
    make_both();
  }

  [[nodiscard]] expected_value mean(const leaf_function& f) {
    const double mean = shape_.mean();
    if (is_value(f)) return {mean, 0};
    const double square = shape_.variance() + mean * mean;
    if (f.size() == 1 && is_power(f.front(), 2) && std::isfinite(square)) return {square, 0};
    if (const auto known = means_.find(f); known != means_.end()) return known->second;
    auto known = by_formula(f);
    if (known && std::isnan(known->value)) known.reset();
    const expected_value found =
        known ? *known : compared([&](std::size_t s) { return sum(grids_[s], columns_of(f)[s], {}); });
    means_.emplace(f, found);
    return found;
  }

  [[nodiscard]] expected_value covariance(const leaf_function& f, const leaf_function& g) {
    const double variance = shape_.variance();  // it may only be too great for a double
    if (is_value(f) && is_value(g) && std::isfinite(variance)) return {variance, 0};
    double off = 0;  // what the centres may be off by, multiplied
    expected_value found = compared([&](std::size_t s) {
      const std::vector<double>& a = columns_of(f)[s];
      const std::vector<double>& b = columns_of(g)[s];
      const auto centre = [&](const std::vector<double>& values) {
        const double mean = sum(grids_[s], values, {}).value;
        return std::isfinite(mean) ? mean : 0;
      };
      const companion other{&b, centre(a), centre(b)};
      off = std::abs(rounding * other.own_centre) * std::abs(rounding * other.its_centre);
      return sum(grids_[s], a, other);
    });
    found.error += off;
    if (const auto known = covariance_by_formula(f, g)) {
      if (!std::isfinite(known->value) || !(found.error <= known->error) || !std::isfinite(found.value))
        return *known;
    }
    return found;
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double little = 1e-15;  // of the size of a sum
  static constexpr double rounding = 8 * std::numeric_limits<double>::epsilon();
  static constexpr expected_value unknown{std::numeric_limits<double>::quiet_NaN(), 0};

  struct grid {
    leaf_nodes nodes;
    std::vector<std::vector<double>> values;  // of each of the slots
  };
  using columns = std::array<std::vector<double>, 2>;  // of a function, by both grids
  /// What the first factor is multiplied with, and what is taken off each.
  struct companion {
    const std::vector<double>* values = nullptr;
    double own_centre = 0;
    double its_centre = 0;
  };
  struct sum_of_nodes {
    double value = 0;
    double size = 0;                    // the same of the absolute values
    std::array<double, 2> tails{0, 0};  // what lies beyond the last nodes, below and above
    std::array<bool, 2> begins_beyond{false, false};
  };

  /// constant + rate X, if a function is the exponential of that.
  struct exponent {
    double constant = 0;
    double rate = 0;
  };
  [[nodiscard]] std::optional<exponent> exponent_of(const leaf_function& f) const {
    exponent sum;
    for (const leaf_factor& factor : f) {
      std::uint32_t slot = factor.slot;
      if (!factor.exponential) {
        if (program_.code[slot].kind != operation::exponential) return std::nullopt;
        slot = program_.code[slot].left;
      }
      const instruction& i = program_.code[slot];
      double rate = 1;
      if (i.kind == operation::add) {
        if (i.last_term != i.first_term + 1) return std::nullopt;
        const linear_term& only = *program_.begin_terms(i);
        if (program_.code[only.slot].kind != operation::leaf) return std::nullopt;
        rate = mid(only.coefficient);
        sum.constant += factor.number * mid(i.constant);
      } else if (i.kind != operation::leaf) {
        return std::nullopt;
      }
      sum.rate += factor.number * rate;
    }
    return sum;
  }

  /// The logarithm of the mean of such an exponential, and what the logarithm may be off by.
  [[nodiscard]] std::optional<expected_value> logarithm_of_mean(const exponent& e) const {
    const auto of_leaf = shape_.model().cumulant(e.rate);
    if (!of_leaf) return std::nullopt;
    const double size = 1 + std::abs(e.constant) + std::abs(*of_leaf);
    return expected_value{e.constant + *of_leaf, rounding * size};
  }

  /// The mean of an exponential, by the formula of the leaf's family.
  [[nodiscard]] std::optional<expected_value> by_formula(const leaf_function& f) const {
    const auto e = exponent_of(f);
    const auto logarithm = e ? logarithm_of_mean(*e) : std::nullopt;
    if (!logarithm) return std::nullopt;
    if (std::isinf(logarithm->value)) return expected_value{infinity, 0};
    const double value = std::exp(logarithm->value);
    if (std::isinf(value)) return unknown;  // too great for a double
    return expected_value{value, logarithm->error * value};
  }

  /// The covariance of two exponentials likewise.
  [[nodiscard]] std::optional<expected_value> covariance_by_formula(const leaf_function& f,
                                                                    const leaf_function& g) const {
    const auto of_f = exponent_of(f);
    const auto of_g = exponent_of(g);
    if (!of_f || !of_g) return std::nullopt;
    const exponent both{of_f->constant + of_g->constant, of_f->rate + of_g->rate};
    const auto a = logarithm_of_mean(*of_f);
    const auto b = logarithm_of_mean(*of_g);
    const auto ab = logarithm_of_mean(both);
    if (!a || !b || !ab) return std::nullopt;
    if (std::isinf(a->value) || std::isinf(b->value) || std::isinf(ab->value))
      return expected_value{infinity, 0};
    const double product = std::exp(ab->value);
    const double value = product - std::exp(a->value + b->value);
    if (!std::isfinite(value)) return std::nullopt;
    return expected_value{value, (a->error + b->error + ab->error) * product};
  }

  /// The leaf itself.
  [[nodiscard]] bool is_value(const leaf_function& f) const {
    return f.size() == 1 && is_power(f.front(), 1);
  }
  [[nodiscard]] bool is_power(const leaf_factor& f, double power) const {
    return program_.code[f.slot].kind == operation::leaf && !f.exponential && f.number == power;
  }

  bool make(grid& made, int pieces) const {
    leaf_rule rule(turns_, pieces, reach_[0], reach_[1]);
    if (!rule.add(shape_.model(), 1)) return false;
    made.nodes = rule.take();
    made.values.assign(slots_.size(), {});
    first_order at(program_);
    for (const double x : made.nodes.values) {
      std::size_t i = 0;
      evaluate(at, x, [&](double y) { made.values[i++].push_back(y); });
    }
    return true;
  }

  void make_both() { supported_ = make(grids_[0], pieces_) && make(grids_[1], 2 * pieces_); }

  /// Calls visit(value) for the slots, in their order, at a value of the leaf.
  template <class Visit>
  void evaluate(first_order& at, double x, const Visit& visit) const {
    const std::vector<double> leaves(program_.leaves.size(), x);  // no other leaf is looked at
    for (const std::uint32_t n : slots_) visit(at.value_of(n, leaves));
  }

  /// Where an operation turns or bends within the leaf's values: there a panel ends.
  void find_turns() {
    for (const std::uint32_t n : slots_) {
      const instruction& i = program_.code[n];
      switch (i.kind) {
        case operation::minimum:
        case operation::maximum:
          add_zeros([&i](const auto& at) { return at(i.left) - at(i.right); });
          break;
        case operation::multiply:
          add_zeros([&i](const auto& at) { return at(i.right); });
          [[fallthrough]];
        case operation::absolute:
        case operation::square:
        case operation::integer_power:
          add_zeros([&i](const auto& at) { return at(i.left); });
          break;
        default:
          break;
      }
    }
    std::sort(turns_.begin(), turns_.end());
    turns_.erase(std::unique(turns_.begin(), turns_.end()), turns_.end());
  }

  /// Adds where f(at), at(slot) what a slot comes to, changes sign between two nodes.
  template <class Function>
  void add_zeros(const Function& f) {
    const std::vector<double>& x = grids_[0].nodes.values;
    const auto at_node = [&](std::size_t k) {
      return f([&](std::uint32_t slot) { return grids_[0].values[place_of_[slot]][k]; });
    };
    first_order at(program_);
    for (std::size_t k = 0; k + 1 < x.size(); ++k) {
      if (!(x[k] < x[k + 1] && at_node(k) * at_node(k + 1) < 0)) continue;
      turns_.push_back(place_of_change(x[k], x[k + 1], [&](double place) {
        evaluate(at, place, [](double) {});
        return f([&](std::uint32_t slot) { return at[slot]; }) < 0;
      }));
    }
  }

  const columns& columns_of(const leaf_function& f) {
    const auto [place, fresh] = columns_.try_emplace(f);
    if (fresh) place->second = {values_of(f, grids_[0]), values_of(f, grids_[1])};
    return place->second;
  }

  std::vector<double> values_of(const leaf_function& f, const grid& g) const {
    std::vector<double> values(g.nodes.values.size(), 1.0);
    for (const leaf_factor& factor : f) {
      const std::vector<double>& base = g.values[place_of_[factor.slot]];
      for (std::size_t k = 0; k < values.size(); ++k) {
        values[k] *= factor.exponential   ? std::exp(factor.number * base[k])
                     : factor.number == 1 ? base[k]
                                          : std::pow(base[k], factor.number);
      }
    }
    return values;
  }

  static sum_of_nodes sum(const grid& g, const std::vector<double>& values, const companion& other) {
    const auto at = [&](std::size_t k) {
      const double own = values[k] - other.own_centre;
      return other.values == nullptr ? own : own * ((*other.values)[k] - other.its_centre);
    };
    sum_of_nodes total;
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double weight = g.nodes.weights[k];
      if (weight == 0) continue;
      const double term = weight * at(k);
      total.value += term;
      total.size += std::abs(term);
    }
    const double size = std::isfinite(total.size) ? total.size : 0;
    for (const auto& t : g.nodes.tails) {
      for (std::size_t k = 0; k < t.beyond; ++k) {  // what begins where there are no nodes
        const double there = t.densities[k] * std::abs(at(t.first + k));
        if (std::isfinite(there) && there > little * size) total.begins_beyond[t.upper ? 1 : 0] = true;
      }
      for (std::size_t k = t.beyond; k < t.densities.size(); k += 2) {
        const double outer = t.densities[k] * std::abs(at(t.first + k));
        if (!std::isfinite(outer)) {  // look further in
          total.value = unknown.value;
          continue;
        }
        const double inner = t.densities[k + 1] * std::abs(at(t.first + k + 1));
        const double rest = beyond(outer, inner, size, t.counted);
        total.tails[t.upper ? 1 : 0] += rest;
        if (t.counted && std::isinf(rest)) {
          // That of counts from zero has an end, and one that bends down may fall in time.
          const bool bends = k + 3 < t.densities.size() &&
                             outer / inner < 0.9 * (t.densities[k + 2] * std::abs(at(t.first + k + 2))) /
                                                 (t.densities[k + 3] * std::abs(at(t.first + k + 3)));
          if (!t.upper || bends) {
            total.tails[t.upper ? 1 : 0] = 0;
            total.value = unknown.value;
          }
        }
        if (!t.counted && t.beyond == 0 && std::isinf(rest) && k + 3 < t.densities.size()) {
          const auto size_at = [&](std::size_t j) { return std::abs(at(t.first + j)); };
          if (bends_enough({t.densities[k], size_at(k)}, {t.densities[k + 1], size_at(k + 1)},
                           {t.densities[k + 2], size_at(k + 2)}, {t.densities[k + 3], size_at(k + 3)})) {
            total.tails[t.upper ? 1 : 0] = 0;
            total.value = unknown.value;
          }
        }
        break;
      }
    }
    return total;
  }

  /// What a tail adds beyond a place, if it falls on as it does there, in two of the score or from one count
  /// to the next: without end if it hardly falls, NaN if it falls so slowly that it is not known: far out so
  /// falls what goes as q^-a for a from 1.001 to 1.01.
  static double beyond(double outer, double inner, double size, bool counted) {
    constexpr double nothing = 1e-25;
    constexpr double hardly = 0.9;
    constexpr double slowly = 0.5;
    constexpr double all_but = 1 - 1e-9;
    if (outer <= nothing * size) return 0;
    const double ratio = outer / inner;
    if (counted) return ratio < all_but ? outer * ratio / (1 - ratio) : infinity;
    if (ratio < slowly) return leaf_rule::tail_step * outer / -std::log(ratio);
    return ratio < hardly ? unknown.value : infinity;
  }

  struct place_in_tail {
    double density;
    double size;
  };
  /// Whether a tail that does not fall yet, at four places from outside inwards, may do so further out: with
  /// L the logarithm of the density, the power of it as which the size grows comes closer to a limit, as c +
  /// d / L, that leaves a mean.
  static bool bends_enough(place_in_tail a, place_in_tail b, place_in_tail c, place_in_tail d) {
    constexpr double leaves_none = 0.995;
    const auto power = [](place_in_tail x, place_in_tail y) {
      return -std::log(x.size / y.size) / std::log(x.density / y.density);
    };
    const double outer = -std::log(a.density);
    const double inner = -std::log(c.density);
    const double limit = (power(a, b) * outer - power(c, d) * inner) / (outer - inner);
    return limit < leaves_none;
  }

  /// The better of both sums, with the tails that count.
  template <class Sum>
  expected_value compared(const Sum& sum_by) {
    if (!supported_) return unknown;
    sum_of_nodes best = sum_by(1);
    while (goes_on(best)) best = sum_by(1);
    if (std::isinf(best.tails[0]) || std::isinf(best.tails[1])) return {infinity, 0};
    const double tails = best.tails[0] + best.tails[1];
    if (!std::isfinite(best.value) || std::isnan(tails)) return unknown;
    return {best.value, std::abs(best.value - sum_by(0).value) + tails + rounding * best.size};
  }

  /// Moves the last nodes of a tail that counts further out.
  bool goes_on(const sum_of_nodes& found) {
    bool moved = false;
    for (std::size_t side = 0; side < 2; ++side) {
      const bool matters = found.begins_beyond[side] || !(found.tails[side] <= little * found.size);
      if (!matters || reach_[side] == leaf_rule::far_reach) continue;
      reach_[side] = leaf_rule::far_reach;
      moved = true;
    }
    if (!moved) return false;
    make(grids_[0], pieces_);
    find_turns();
    make_both();
    columns_.clear();
    return true;
  }

  const program& program_;
  const distribution& shape_;
  std::vector<std::uint32_t> slots_;
  std::vector<std::size_t> place_of_;
  std::vector<double> turns_;
  std::array<grid, 2> grids_;
  std::map<leaf_function, columns> columns_;
  std::map<leaf_function, expected_value> means_;
  std::array<double, 2> reach_{leaf_rule::near_reach, leaf_rule::near_reach};
  int pieces_;
  bool supported_ = false;
};

}  // namespace reckon::detail
