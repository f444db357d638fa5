// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/convolution/image.hpp>
#include <reckon/evaluate/convolution/law.hpp>
#include <reckon/evaluate/convolution/leaf.hpp>
#include <reckon/evaluate/convolution/operations.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

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

/// Expressions of independent shapes, each used once: the law of each operation on two of them is worked out
/// by one-dimensional integrals, and tabulated where another operation follows. The last sum may also have
/// sets as terms.
class convolution {
 public:
  explicit convolution(const program& p) : program_(p) {}

  /// The law, or nothing if the expression is not of that kind.
  [[nodiscard]] std::unique_ptr<law> find() {
    if (!applies()) return nullptr;
    variable_handle fine = build_all(fine_precision);
    if (!fine) return nullptr;
    variable_handle coarse = build_all(coarse_precision);
    return std::make_unique<convolution_law>(std::move(fine), std::move(coarse), shift_);
  }

 private:
  static constexpr std::size_t most_leaves = 64;

  /// Each part is used once, there are few, and sets stand in the last sum only.
  bool applies() const {
    if (program_.leaves.size() > most_leaves || program_.code.size() > 8 * most_leaves) return false;
    std::vector<int> uses(program_.code.size(), 0);
    bool once = true;
    for (const instruction& i : program_.code) {
      program_.for_each_operand(i, [&](std::uint32_t slot) {
        once = once && (++uses[slot] == 1 || program_.code[slot].kind == operation::constant);
      });
      once = once && !program::is_one(i);
    }
    for (const auto& leaf : program_.leaves) {
      if (const auto* shape = std::get_if<distribution>(&leaf.value); shape && shape->model().jumps())
        return false;
      if (std::holds_alternative<pbox>(leaf.value)) return false;
    }
    return once;
  }

  variable_handle build_all(const precision& how) {
    how_ = how;
    shift_ = interval<>(0.0);
    std::vector<variable_handle> parts(program_.code.size());
    for (std::size_t n = 0; n < parts.size(); ++n) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::constant) continue;
      const bool last = n + 1 == parts.size();
      if (i.kind == operation::leaf) {
        parts[n] = leaf(program_.leaves[i.left].value);
        continue;  // a set stays without a variable
      }
      parts[n] = i.kind == operation::add ? sum(parts, i, last) : apply(parts, i);
      if (!parts[n]) return nullptr;
    }
    return parts.back();
  }

  static variable_handle leaf(const uncertain_value& value) {
    const auto* shape = std::get_if<distribution>(&value);
    return shape ? variable_of(*shape) : nullptr;
  }

  variable_handle sum(const std::vector<variable_handle>& parts, const instruction& i, bool last) {
    if (!is_common_interval(i.constant)) return nullptr;
    variable_handle total;
    double normal_location = 0;
    double normal_scale = 0;
    std::vector<variable_handle> others;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const double c = mid(t->coefficient);
      if (c == 0 || !std::isfinite(c)) return nullptr;
      if (!parts[t->slot]) {
        const instruction& term = program_.code[t->slot];
        if (term.kind != operation::leaf || !last) return nullptr;
        shift_ += t->coefficient * std::get<interval<>>(program_.leaves[term.left].value);
        continue;
      }
      if (const auto* normal = dynamic_cast<const normal_variable*>(parts[t->slot].get())) {
        normal_location += c * normal->mean().value;
        normal_scale = std::hypot(normal_scale, c * normal->sd());
      } else {
        others.push_back(c == 1 ? parts[t->slot] : scaled(parts[t->slot], c, 0));
      }
    }
    if (normal_scale > 0) total = std::make_shared<const normal_variable>(normal_location, normal_scale);
    for (auto& other : others) total = total ? add(std::move(total), std::move(other)) : std::move(other);
    const double shift = mid(i.constant);
    return total && shift != 0 ? scaled(std::move(total), 1, shift) : total;
  }

  static variable_handle scaled(variable_handle v, double factor, double shift) {
    return std::make_shared<const affine_variable>(std::move(v), factor, shift);
  }

  variable_handle add(variable_handle a, variable_handle b) {
    a = kept(a, how_);
    b = kept(b, how_);
    if (!sum_variable::goes_first(*a, *b)) std::swap(a, b);
    return std::make_shared<const sum_variable>(std::move(a), std::move(b), how_);
  }

  static variable_handle exponential_of(variable_handle v) { return to_exponential::of(std::move(v)); }

  static variable_handle logarithm_of(variable_handle v) { return to_logarithm::of(std::move(v)); }

  /// 1, -1, or 0 if both signs occur.
  static int sign_of(const variable& v) {
    const interval<> s = v.support();
    return s.lower() >= 0 ? 1 : s.upper() <= 0 ? -1 : 0;
  }

  variable_handle product(variable_handle a, variable_handle b) {
    const int sign_a = sign_of(*a);
    const int sign_b = sign_of(*b);
    if (sign_a * sign_b == 0) return product_about_zero(std::move(a), std::move(b));
    if (sign_a < 0) a = scaled(std::move(a), -1, 0);
    if (sign_b < 0) b = scaled(std::move(b), -1, 0);
    variable_handle amount = exponential_of(add(logarithm_of(std::move(a)), logarithm_of(std::move(b))));
    return sign_a == sign_b ? amount : scaled(std::move(amount), -1, 0);
  }

  /// Of two factors of which one, or both, may have either sign.
  variable_handle product_about_zero(variable_handle a, variable_handle b) {
    if (sign_of(*b) == 0 && (sign_of(*a) != 0 || !product_variable::goes_first(*a, *b))) std::swap(a, b);
    if (sign_of(*b) >= 0) return std::make_shared<const product_variable>(kept(a, how_), kept(b, how_), how_);
    return scaled(product_about_zero(std::move(a), scaled(std::move(b), -1, 0)), -1, 0);
  }

  /// 1 / v; nothing if v may be 0.
  static variable_handle reciprocal(variable_handle v) {
    const int sign = sign_of(*v);
    if (sign == 0) return nullptr;
    return sign > 0 ? power_of(std::move(v), -1) : scaled(power_of(scaled(std::move(v), -1, 0), -1), -1, 0);
  }

  /// v^exponent, v not negative.
  static variable_handle power_of(variable_handle v, double exponent) {
    if (sign_of(*v) <= 0 || exponent == 0 || !std::isfinite(exponent)) return nullptr;
    return exponential_of(scaled(logarithm_of(std::move(v)), exponent, 0));
  }

  std::optional<double> number(std::uint32_t slot) const {
    const instruction& i = program_.code[slot];
    if (i.kind != operation::constant || !is_common_interval(i.constant)) return std::nullopt;
    return mid(i.constant);
  }

  variable_handle apply(const std::vector<variable_handle>& parts, const instruction& i) {
    const variable_handle& a = parts[i.left];
    const variable_handle& b = parts[i.right];
    switch (i.kind) {
      case operation::multiply:
        return a && b ? product(a, b) : nullptr;
      case operation::divide: {
        if (!b) return nullptr;
        const auto over = reciprocal(b);
        if (!over || a) return over && a ? product(a, over) : nullptr;
        const auto c = number(i.left);
        return c && *c != 0 ? scaled(over, *c, 0) : nullptr;
      }
      case operation::negate:
        return a ? scaled(a, -1, 0) : nullptr;
      case operation::absolute:
        if (!a || sign_of(*a) == 0) return nullptr;
        return sign_of(*a) > 0 ? a : scaled(a, -1, 0);
      case operation::square:
        if (!a || sign_of(*a) == 0) return nullptr;
        return power_of(sign_of(*a) > 0 ? a : scaled(a, -1, 0), 2);
      case operation::square_root:
        return a ? power_of(a, 0.5) : nullptr;
      case operation::exponential:
        return a ? exponential_of(a) : nullptr;
      case operation::logarithm:
        return a && sign_of(*a) > 0 ? logarithm_of(a) : nullptr;
      case operation::integer_power:
        return a ? power_of(a, i.exponent) : nullptr;
      case operation::power: {
        const auto exponent = number(i.right);
        return a && exponent ? power_of(a, *exponent) : nullptr;
      }
      case operation::minimum:
      case operation::maximum:
        if (!a || !b) return nullptr;
        return std::make_shared<const extreme_variable>(kept(a, how_), kept(b, how_),
                                                        i.kind == operation::maximum, how_);
      default:
        return nullptr;
    }
  }

  const program& program_;
  precision how_ = fine_precision;
  interval<> shift_{0.0};
};

}  // namespace reckon::detail
