// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace reckon::detail {

/// A lognormal value or the negative of one: mean and sd of the logarithm of its amount.
struct signed_lognormal {
  bool negative = false;
  double location = 0;
  double scale = 0;
};

/// Finds values whose amount has a logarithm that is a constant plus a sum of normals: products,
/// quotients and powers of lognormals, exponentials of normals and constants.
class log_sum {
 public:
  explicit log_sum(const program& p)
      : program_(p),
        exponents_(p.code.size(), 0),
        used_(p.code.size(), false),
        coefficients_(p.leaves.size(), 0) {}

  /// The value at `slot`, if it is such a value.
  [[nodiscard]] std::optional<signed_lognormal> of(std::uint32_t slot) {
    use(slot, 1);
    for (std::size_t n = slot + std::size_t{1}; n-- > 0;) {
      if (used_[n] && !take_apart(program_.code[n], exponents_[n])) return std::nullopt;
    }
    signed_lognormal sum{negative_, constant_, 0};
    std::vector<double> amounts(coefficients_.size(), 0);
    for (std::size_t i = 0; i < coefficients_.size(); ++i) {
      if (coefficients_[i] == 0) continue;
      const known_family part = family(i);
      sum.location += coefficients_[i] * part.location;
      amounts[i] = coefficients_[i] * part.scale;
    }
    sum.scale = combined_deviation(program_, amounts);
    if (!(sum.scale > 0) || !std::isfinite(sum.scale) || !std::isfinite(sum.location)) return std::nullopt;
    return sum;
  }

 private:
  known_family family(std::size_t leaf) const {
    const auto* shape = std::get_if<distribution>(&program_.leaves[leaf].value);
    return shape ? shape->model().family() : known_family{};
  }

  void use(std::uint32_t slot, double exponent) {
    used_[slot] = true;
    exponents_[slot] += exponent;
  }

  /// The value of an instruction, to the power `exponent`, is a factor.
  bool take_apart(const instruction& i, double exponent) {
    switch (i.kind) {
      case operation::leaf:
        return add_leaf(i.left, exponent, known_family::kind::lognormal);
      case operation::constant:
        return add_logarithm(i.constant, exponent);
      case operation::add: {
        if (i.last_term != i.first_term + 1 || i.constant != interval<>(0.0)) return false;
        const linear_term& t = *program_.begin_terms(i);
        use(t.slot, exponent);
        return add_logarithm(t.coefficient, exponent);
      }
      case operation::multiply:
        use(i.left, exponent);
        use(i.right, exponent);
        return true;
      case operation::divide:
        use(i.left, exponent);
        use(i.right, -exponent);
        return true;
      case operation::square:
        use(i.left, 2 * exponent);
        return true;
      case operation::square_root:
        use(i.left, exponent / 2);
        return true;
      case operation::integer_power:
        use(i.left, i.exponent * exponent);
        return true;
      case operation::power: {
        const instruction& right = program_.code[i.right];
        if (right.kind != operation::constant) return false;
        use(i.left, mid(right.constant) * exponent);
        return true;
      }
      case operation::exponential:
        return add_combination(program_.code[i.left], exponent);
      default:
        return false;
    }
  }

  bool add_logarithm(interval<> factor, double exponent) {
    const double c = mid(factor);
    if (c < 0 && std::abs(exponent) != 1) return false;
    negative_ = negative_ != (c < 0);
    constant_ += exponent * std::log(std::abs(c));
    return c != 0;
  }

  bool add_leaf(std::uint32_t leaf, double coefficient, known_family::kind expected) {
    coefficients_[leaf] += coefficient;
    return family(leaf).family == expected;
  }

  /// The operand of an exponential: a linear combination of normals.
  bool add_combination(const instruction& i, double exponent) {
    if (i.kind == operation::leaf) return add_leaf(i.left, exponent, known_family::kind::normal);
    if (i.kind != operation::add) return false;
    constant_ += exponent * mid(i.constant);
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const instruction& term = program_.code[t->slot];
      if (term.kind != operation::leaf) return false;
      if (!add_leaf(term.left, exponent * mid(t->coefficient), known_family::kind::normal)) return false;
    }
    return true;
  }

  const program& program_;
  std::vector<double> exponents_;
  std::vector<bool> used_;
  std::vector<double> coefficients_;  // of the leaves, in the sum
  double constant_ = 0;
  bool negative_ = false;
};

}  // namespace reckon::detail
