// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/leaf_averages.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A coefficient times a product of functions of one leaf each.
struct product_of_functions {
  double coefficient = 1;
  std::map<std::uint32_t, leaf_function> functions;  ///< by leaf

  void multiply(std::uint32_t leaf, const leaf_factor& f) {
    leaf_function& own = functions[leaf];
    const auto same = std::find_if(own.begin(), own.end(), [&f](const leaf_factor& g) {
      return g.slot == f.slot && g.exponential == f.exponential;
    });
    if (same == own.end()) {
      own.insert(std::upper_bound(own.begin(), own.end(), f), f);
    } else {
      same->number += f.number;
    }
  }

  void multiply(const product_of_functions& other) {
    coefficient *= other.coefficient;
    for (const auto& [leaf, function] : other.functions) {
      for (const leaf_factor& f : function) multiply(leaf, f);
    }
  }
};

/// A sum of such products: what an instruction comes to.
using separable_sum = std::vector<product_of_functions>;

/// Writes the instructions of a program as sums of products of functions of one leaf each, where they can be
/// written so: such as cash flows discounted by one uncertain rate. Leaves are shapes, and independent.
class separable_form {
 public:
  explicit separable_form(const program& p) : program_(p) {
    constexpr std::size_t most_instructions = 1024;
    if (!p.blocks.empty() || p.code.size() > most_instructions) return;
    for (const program_leaf& leaf : p.leaves) {
      if (!std::holds_alternative<distribution>(leaf.value)) return;
    }
    for (const instruction& i : p.code) {
      if (!look_at(i)) return;
    }
    sums_.resize(p.code.size());
  }

  /// What an instruction comes to; nothing if it cannot be written so, or may be undefined, or has a pole
  /// within the values of the leaves.
  [[nodiscard]] const std::optional<separable_sum>& operator[](std::uint32_t n) {
    static const std::optional<separable_sum> none;
    if (sums_.empty()) return none;
    for (; written_ <= n; ++written_) sums_[written_] = written(static_cast<std::uint32_t>(written_));
    return sums_[n];
  }

  /// Whether every term of an instruction has an end below, or above.
  [[nodiscard]] bool has_side(std::uint32_t n, bool below) const {
    const auto ends = [below](interval<> range) {
      return std::isfinite(below ? range.lower() : range.upper());
    };
    const instruction& i = program_.code[n];
    if (i.kind != operation::add) return ends(ranges_[n]);
    return std::all_of(program_.begin_terms(i), program_.end_terms(i),
                       [&](const linear_term& t) { return ends(t.coefficient * ranges_[t.slot]); });
  }

  /// The instructions that depend on a leaf alone or on none, in their order.
  [[nodiscard]] std::vector<std::uint32_t> slots_of(std::uint32_t leaf) const {
    std::vector<std::uint32_t> slots;
    for (std::uint32_t n = 0; n < owners_.size(); ++n) {
      if (owners_[n] == leaf || owners_[n] == nobody) slots.push_back(n);
    }
    return slots;
  }

 private:
  static constexpr std::uint32_t nobody = (std::numeric_limits<std::uint32_t>::max)();
  static constexpr std::uint32_t several = nobody - 1;
  static constexpr std::size_t most_terms = 64;

  /// Takes note of the leaf, the range, and the zeros of the next instruction. False if it may be undefined,
  /// may have a pole other than at an end of a leaf, or jumps.
  bool look_at(const instruction& i) {
    const auto n = static_cast<std::uint32_t>(owners_.size());
    std::uint32_t owner = i.kind == operation::leaf ? i.left : nobody;
    program_.for_each_operand(i, [&](std::uint32_t slot) {
      if (owners_[slot] == nobody || owners_[slot] == owner) return;
      owner = owner == nobody ? owners_[slot] : several;
    });
    owners_.push_back(owner);
    const bool first = n == 0 || i.kind == operation::leaf;  // nothing stands before it
    const interval<> a = first ? interval<>(0.0) : ranges_[i.left];
    const interval<> b = first ? interval<>(0.0) : ranges_[i.right];
    switch (i.kind) {
      case operation::choose:
      case operation::call:
      case operation::floor:
        return false;
      case operation::leaf:
        ranges_.push_back(value_range(program_.leaves[i.left].value));
        break;
      case operation::add:
        ranges_.push_back(range_of_sum(i));
        break;
      default:
        ranges_.push_back(i.kind == operation::constant ? i.constant
                                                        : apply_operation(i.kind, a, b, i.exponent));
    }
    zero_inside_.push_back(may_vanish_inside(i));
    if (is_empty(ranges_.back()) || has_pole_inside(i)) return false;
    return i.kind == operation::add || i.kind == operation::leaf ||
           where_defined(i.kind, a, b, i.exponent) == definedness::everywhere;
  }

  interval<> range_of_sum(const instruction& i) const {
    interval<> sum = i.constant;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t)
      sum += t->coefficient * ranges_[t->slot];
    return sum;
  }

  /// Whether the last instruction looked at may be zero, but for an end of a leaf's values.
  bool may_vanish_inside(const instruction& i) const {
    const interval<> range = ranges_.back();
    if (!contains(range, 0.0)) return false;
    switch (i.kind) {
      case operation::leaf:
        return can_be_zero(program_.leaves[i.left].value) || is_inside(range, 0);
      case operation::add:
        return is_inside(range, 0) || !is_line_of_leaf(i);
      case operation::multiply:
        return zero_inside_[i.left] || zero_inside_[i.right];
      case operation::square:
      case operation::square_root:
      case operation::integer_power:
      case operation::power:
        return zero_inside_[i.left];
      case operation::exponential:
        return false;
      default:
        return true;
    }
  }

  static bool is_inside(interval<> range, double x) { return range.lower() < x && x < range.upper(); }

  /// Whether a linear combination is that of one leaf, none of whose values has a probability of its own.
  bool is_line_of_leaf(const instruction& i) const {
    if (i.last_term != i.first_term + 1) return false;
    const instruction& term = program_.code[program_.begin_terms(i)->slot];
    return term.kind == operation::leaf &&
           !std::get<distribution>(program_.leaves[term.left].value).model().jumps();
  }

  bool has_pole_inside(const instruction& i) const {
    switch (i.kind) {
      case operation::divide:
        return zero_inside_[i.right];
      case operation::integer_power:
        return i.exponent < 0 && zero_inside_[i.left];
      case operation::power:
        return zero_inside_[i.left] || (contains(ranges_[i.left], 0.0) && !is_singleton(ranges_[i.right]));
      case operation::logarithm:
      case operation::decimal_logarithm:
        return zero_inside_[i.left];
      default:
        return false;
    }
  }

  std::optional<separable_sum> written(std::uint32_t n) const {
    const instruction& i = program_.code[n];
    if (owners_[n] == nobody) return separable_sum{{mid(ranges_[n]), {}}};
    if (owners_[n] != several) {
      product_of_functions alone;
      alone.multiply(owners_[n], {n, false, 1});
      return separable_sum{alone};
    }
    switch (i.kind) {
      case operation::add:
        return linear(i);
      case operation::multiply:
        return product(sums_[i.left], sums_[i.right]);
      case operation::square:
        return product(sums_[i.left], sums_[i.left]);
      case operation::divide:
        return product(sums_[i.left], raised(i.right, -1));
      case operation::square_root:
        return raised(i.left, 0.5);
      case operation::power:
        return owners_[i.right] == nobody ? raised(i.left, mid(ranges_[i.right])) : std::nullopt;
      case operation::integer_power:
        return whole_power(i);
      case operation::exponential:
        return exponential(i.left);
      default:
        return std::nullopt;
    }
  }

  std::optional<separable_sum> linear(const instruction& i) const {
    separable_sum sum;
    if (mid(i.constant) != 0) sum.push_back({mid(i.constant), {}});
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const auto& term = sums_[t->slot];
      if (!term || sum.size() + term->size() > most_terms) return std::nullopt;
      for (product_of_functions part : *term) {
        part.coefficient *= mid(t->coefficient);
        sum.push_back(std::move(part));
      }
    }
    return sum;
  }

  static std::optional<separable_sum> product(const std::optional<separable_sum>& a,
                                              const std::optional<separable_sum>& b) {
    if (!a || !b || a->size() * b->size() > most_terms) return std::nullopt;
    separable_sum result;
    for (const product_of_functions& x : *a) {
      for (const product_of_functions& y : *b) {
        result.push_back(x);
        result.back().multiply(y);
      }
    }
    return result;
  }

  /// A power of a single product; if it is not whole, of one of which no part is negative.
  std::optional<separable_sum> raised(std::uint32_t slot, double power) const {
    const auto& base = sums_[slot];
    if (!base || base->size() != 1) return std::nullopt;
    product_of_functions result = base->front();
    const bool whole = power == std::floor(power);
    if (!whole && result.coefficient < 0) return std::nullopt;
    result.coefficient = std::pow(result.coefficient, power);
    for (auto& [leaf, function] : result.functions) {
      for (leaf_factor& f : function) {
        if (!whole && !f.exponential && ranges_[f.slot].lower() < 0) return std::nullopt;
        f.number *= power;
      }
    }
    return separable_sum{result};
  }

  std::optional<separable_sum> whole_power(const instruction& i) const {
    const auto& base = sums_[i.left];
    if (!base || base->size() == 1 || i.exponent < 1 || i.exponent > most_terms)
      return raised(i.left, i.exponent);
    std::optional<separable_sum> result = base;
    for (int k = 1; k < i.exponent && result; ++k) result = product(result, base);
    return result;
  }

  /// The exponential of a sum whose terms depend on one leaf each.
  std::optional<separable_sum> exponential(std::uint32_t slot) const {
    const auto& base = sums_[slot];
    if (!base) return std::nullopt;
    product_of_functions result;
    for (const product_of_functions& term : *base) {
      if (term.functions.empty()) {
        result.coefficient *= std::exp(term.coefficient);
        continue;
      }
      const auto& [leaf, function] = *term.functions.begin();
      const bool plain = term.functions.size() == 1 && function.size() == 1 &&
                         !function.front().exponential && function.front().number == 1;
      if (!plain) return std::nullopt;
      result.multiply(leaf, {function.front().slot, true, term.coefficient});
    }
    return separable_sum{result};
  }

  const program& program_;
  std::vector<std::uint32_t> owners_;  // the leaf that an instruction depends on
  std::vector<interval<>> ranges_;
  std::vector<bool> zero_inside_;
  std::vector<std::optional<separable_sum>> sums_;
  std::size_t written_ = 0;
};

/// Means and covariances of instructions that have a separable form: products of averages over one leaf each.
class separable_moments {
 public:
  explicit separable_moments(const program& p) : program_(p), form_(p) {}

  /// Nothing if the instruction has no such form; infinite, without a sign, if a function of a leaf has no
  /// mean, and so the instruction most likely has none; NaN where nothing can be told.
  [[nodiscard]] std::optional<expected_value> mean(std::uint32_t n) {
    const auto& sum = form_[n];
    if (!sum) return std::nullopt;
    return refined([&] {
      total all;
      for (const product_of_functions& term : *sum) {
        expected_value product{term.coefficient, 0};
        for (const auto& [leaf, function] : term.functions)
          product = times(product, averages_of(leaf).mean(function));
        all.add(product);
      }
      return all.made();
    });
  }

  /// Whether the instruction is one product: then it has no moment that one of its functions lacks.
  [[nodiscard]] bool is_product(std::uint32_t n) {
    const auto& sum = form_[n];
    return sum && sum->size() == 1;
  }

  /// Whether no term of the instruction falls below all numbers: then a mean that is infinite is so upwards.
  [[nodiscard]] bool is_bounded_below(std::uint32_t n) const { return form_.has_side(n, true); }
  [[nodiscard]] bool is_bounded_above(std::uint32_t n) const { return form_.has_side(n, false); }

  /// The same of a covariance; that of an instruction with itself is its variance.
  [[nodiscard]] std::optional<expected_value> covariance(std::uint32_t n, std::uint32_t m) {
    static_cast<void>(form_[(std::max)(n, m)]);
    const auto& of_n = form_[n];
    const auto& of_m = form_[m];
    if (!of_n || !of_m) return std::nullopt;
    return refined([&] {
      total all;
      for (const product_of_functions& a : *of_n) {
        for (const product_of_functions& b : *of_m) all.add(covariance(a, b));
      }
      return all.made();
    });
  }

 private:
  /// A sum, its error, and the size of its terms.
  struct total {
    expected_value sum{0, 0};
    double size = 0;
    void add(expected_value term) {
      sum = plus(sum, term);
      size += std::abs(term.value);
    }
    [[nodiscard]] expected_value made() const {
      if (std::isinf(sum.value)) return infinite;
      return {sum.value, sum.error + 4 * std::numeric_limits<double>::epsilon() * size};
    }
  };

  // What is infinite has no sign, and stays so beside all else.
  static constexpr expected_value infinite{std::numeric_limits<double>::infinity(), 0};
  static constexpr expected_value unknown{std::numeric_limits<double>::quiet_NaN(), 0};
  static expected_value plus(expected_value a, expected_value b) {
    if (std::isinf(a.value) || std::isinf(b.value)) return infinite;
    return {a.value + b.value, a.error + b.error};
  }
  static expected_value times(expected_value a, expected_value b) {
    if (std::isinf(a.value) || std::isinf(b.value)) return infinite;
    const double value = a.value * b.value;
    if (std::isinf(value)) return unknown;  // too great for a double, until another factor is small
    return {value, std::abs(a.value) * b.error + std::abs(b.value) * a.error + a.error * b.error};
  }

  /// Of two products: leaf by leaf, cov(fF, gG) = cov(f, g) E[F] E[G] + E[fg] cov(F, G) where F and G know
  /// nothing of the leaf of f and g.
  expected_value covariance(const product_of_functions& a, const product_of_functions& b) {
    expected_value means{a.coefficient * b.coefficient, 0};  // of what was gone through, multiplied
    expected_value together{0, 0};                           // its covariance
    const auto with = [&](expected_value m, expected_value c) {
      together = plus(times(together, plus(m, c)), times(means, c));
      means = times(means, m);
    };
    for (const auto& [leaf, f] : a.functions) {
      leaf_averages& averages = averages_of(leaf);
      const auto g = b.functions.find(leaf);
      if (g == b.functions.end()) {
        with(averages.mean(f), {0, 0});
      } else {
        with(times(averages.mean(f), averages.mean(g->second)), averages.covariance(f, g->second));
      }
    }
    for (const auto& [leaf, g] : b.functions) {
      if (a.functions.find(leaf) == a.functions.end()) with(averages_of(leaf).mean(g), {0, 0});
    }
    return together;
  }

  leaf_averages& averages_of(std::uint32_t leaf) {
    const auto known = averages_.find(leaf);
    if (known != averages_.end()) return known->second;
    return averages_.try_emplace(leaf, program_, leaf, form_.slots_of(leaf), pieces_).first->second;
  }

  /// With more nodes until the error is small beside the value, or more do not lessen it, as where the value
  /// is nothing but rounding.
  template <class Question>
  expected_value refined(const Question& question) {
    constexpr int most_pieces = 8;
    double last = std::numeric_limits<double>::infinity();
    for (;;) {
      const expected_value found = question();
      if (!(found.error > separable_enough * std::abs(found.value)) || pieces_ >= most_pieces) return found;
      if (found.error > last / 2 && found.error <= 2 * last) return found;
      last = found.error;
      pieces_ *= 2;
      averages_.clear();
    }
  }

  static constexpr double separable_enough = 1e-11;  // of the value

  const program& program_;
  separable_form form_;
  std::map<std::uint32_t, leaf_averages> averages_;
  int pieces_ = 1;
};

}  // namespace reckon::detail
