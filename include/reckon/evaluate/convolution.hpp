// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/convolution/blend.hpp>
#include <reckon/evaluate/convolution/image.hpp>
#include <reckon/evaluate/convolution/law.hpp>
#include <reckon/evaluate/convolution/leaf.hpp>
#include <reckon/evaluate/convolution/operations.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Expressions of independent shapes, each used once: the law of each operation on two of them is worked out
/// by one-dimensional integrals, and tabulated where another operation follows. Mixtures are taken apart, and
/// the answer is put together from those of the parts. The last sum may also have sets as terms.
class convolution {
 public:
  explicit convolution(const program& p) : program_(p) {}

  /// The law, or nothing if the expression is not of that kind.
  [[nodiscard]] std::unique_ptr<law> find() {
    if (!applies()) return nullptr;
    variable_handle fine = build_all(fine_precision);
    if (!fine || !fine->sound()) return nullptr;
    variable_handle coarse = build_all(coarse_precision);
    return std::make_unique<convolution_law>(std::move(fine), std::move(coarse), shift_);
  }

 private:
  static constexpr std::size_t most_leaves = 64;
  static constexpr std::size_t most_combinations = 32;  // of parts of mixtures

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
    std::size_t combinations = 1;
    for (const auto& leaf : program_.leaves) {
      if (const auto* shape = std::get_if<distribution>(&leaf.value)) {
        if (shape->model().jumps()) return false;
        combinations *= (std::max)(shape->model().parts().size(), std::size_t{1});
        if (combinations > most_combinations) return false;
      }
      if (std::holds_alternative<pbox>(leaf.value)) return false;
    }
    return once;
  }

  variable_handle build_all(const precision& how) {
    how_ = how;
    shift_ = interval<>(0.0);
    tables_.clear();
    std::vector<blend> parts(program_.code.size());
    for (std::size_t n = 0; n < parts.size(); ++n) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::constant) continue;
      const bool last = n + 1 == parts.size();
      if (i.kind == operation::leaf) {
        parts[n] = leaf(program_.leaves[i.left].value);
        continue;  // a set stays without a variable
      }
      parts[n] = i.kind == operation::add ? sum(parts, i, last) : apply(parts, i);
      if (parts[n].empty()) return nullptr;
    }
    return one_of(std::move(parts.back()), how_);
  }

  static blend leaf(const uncertain_value& value) {
    const auto* shape = std::get_if<distribution>(&value);
    if (!shape) return {};
    blend all;
    for (const auto& part : shape->model().parts()) all.push_back({part.weight, variable_of(part.shape)});
    if (all.empty()) all.push_back({1, variable_of(*shape)});
    return all;
  }

  blend sum(const std::vector<blend>& parts, const instruction& i, bool last) {
    if (!is_common_interval(i.constant)) return {};
    std::vector<blend> terms;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      const double c = mid(t->coefficient);
      if (c == 0 || !std::isfinite(c)) return {};
      if (parts[t->slot].empty()) {
        const instruction& term = program_.code[t->slot];
        if (term.kind != operation::leaf || !last) return {};
        shift_ += t->coefficient * std::get<interval<>>(program_.leaves[term.left].value);
      } else {
        terms.push_back(each(parts[t->slot], [c](const variable_handle& v) { return scaled(v, c, 0); }));
      }
    }
    // Normal variables first: their sum is one.
    std::stable_partition(terms.begin(), terms.end(), [](const blend& b) {
      return std::all_of(b.begin(), b.end(), [](const auto& part) { return as_normal(part.variable); });
    });
    if (terms.empty()) return {};
    blend total = std::move(terms.front());
    for (std::size_t k = 1; k < terms.size(); ++k) {
      total = each_pair(total, terms[k],
                        [this](const variable_handle& a, const variable_handle& b) { return add(a, b); });
    }
    const double shift = mid(i.constant);
    return each(total, [shift](const variable_handle& v) { return scaled(v, 1, shift); });
  }

  static const normal_variable* as_normal(const variable_handle& v) {
    return dynamic_cast<const normal_variable*>(v.get());
  }

  static variable_handle scaled(variable_handle v, double factor, double shift) {
    if (factor == 1 && shift == 0) return v;
    if (const auto* normal = as_normal(v)) {
      return std::make_shared<const normal_variable>(factor * normal->mean().value + shift,
                                                     std::abs(factor) * normal->sd());
    }
    return std::make_shared<const affine_variable>(std::move(v), factor, shift);
  }

  /// Whether v is of use to an integral: what lies out of its reach must not be infinite.
  static bool finite(const variable& v) {
    return std::isfinite(v.at_score(-score_reach)) && std::isfinite(v.at_score(score_reach));
  }

  /// `v` tabulated, once for all that use it; nothing if its quantiles are infinite or no table follows it.
  variable_handle table(const variable_handle& v) {
    auto [found, fresh] = tables_.try_emplace(v);
    if (fresh && finite(*v)) {
      found->second = kept(v, how_);
      if (!follows(*found->second, *v)) found->second = nullptr;
    }
    return found->second;
  }

  /// Whether a table tells what the variable does, as far as a few places show. One whose spread is next to
  /// nothing beside its path may be missed.
  static bool follows(const variable& table, const variable& v) {
    if (v.cheap()) return true;
    constexpr double tolerable = 1e-4;
    for (const double z : {-2.0, -0.7, 0.7, 2.0}) {
      const double mass = v.tail(table.at_score(z), z > 0);
      if (!(std::abs(mass - normal_cdf(-std::abs(z))) <= tolerable)) return false;
    }
    return true;
  }

  template <class Pair>
  variable_handle joined(const variable_handle& a, const variable_handle& b) {
    variable_handle x = table(a);
    variable_handle y = table(b);
    if (!x || !y) return nullptr;
    if (!Pair::goes_first(*x, *y)) std::swap(x, y);
    return std::make_shared<const Pair>(std::move(x), std::move(y), how_);
  }

  variable_handle add(const variable_handle& a, const variable_handle& b) {
    const auto* of_a = as_normal(a);
    const auto* of_b = as_normal(b);
    if (of_a && of_b) {
      return std::make_shared<const normal_variable>(of_a->mean().value + of_b->mean().value,
                                                     std::hypot(of_a->sd(), of_b->sd()));
    }
    return joined<sum_variable>(a, b);
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
    variable_handle logarithm = add(logarithm_of(std::move(a)), logarithm_of(std::move(b)));
    if (!logarithm) return nullptr;
    variable_handle amount = exponential_of(std::move(logarithm));
    return sign_a == sign_b ? amount : scaled(std::move(amount), -1, 0);
  }

  /// Of two factors of which one, or both, may have either sign.
  variable_handle product_about_zero(variable_handle a, variable_handle b) {
    if (sign_of(*b) == 0 && (sign_of(*a) != 0 || !product_variable::goes_first(*a, *b))) std::swap(a, b);
    if (sign_of(*b) < 0) {
      variable_handle amount = product_about_zero(std::move(a), scaled(std::move(b), -1, 0));
      return amount ? scaled(std::move(amount), -1, 0) : nullptr;
    }
    a = table(a);
    b = table(b);
    return a && b ? std::make_shared<const product_variable>(std::move(a), std::move(b), how_) : nullptr;
  }

  variable_handle extreme(const variable_handle& a, const variable_handle& b, bool greater) {
    variable_handle x = table(a);
    variable_handle y = table(b);
    if (!x || !y) return nullptr;
    return std::make_shared<const extreme_variable>(std::move(x), std::move(y), greater, how_);
  }

  /// 1 / v; nothing if v may be 0.
  static variable_handle reciprocal(const variable_handle& v) {
    const int sign = sign_of(*v);
    if (sign == 0) return nullptr;
    return sign > 0 ? power_of(v, -1) : scaled(power_of(scaled(v, -1, 0), -1), -1, 0);
  }

  /// v^exponent, v not negative.
  static variable_handle power_of(const variable_handle& v, double exponent) {
    if (sign_of(*v) <= 0 || exponent == 0 || !std::isfinite(exponent)) return nullptr;
    return exponential_of(scaled(logarithm_of(v), exponent, 0));
  }

  /// |v|; nothing if v has both signs.
  static variable_handle magnitude_of(const variable_handle& v) {
    const int sign = sign_of(*v);
    return sign == 0 ? nullptr : scaled(v, sign, 0);
  }

  std::optional<double> number(std::uint32_t slot) const {
    const instruction& i = program_.code[slot];
    if (i.kind != operation::constant || !is_common_interval(i.constant)) return std::nullopt;
    return mid(i.constant);
  }

  blend apply(const std::vector<blend>& parts, const instruction& i) {
    const blend& a = parts[i.left];
    switch (i.kind) {
      case operation::multiply:
      case operation::divide:
      case operation::minimum:
      case operation::maximum:
        return apply_to_two(a, parts[i.right], i);
      default: {
        const double exponent = exponent_of(i);
        return each(a, [&](const variable_handle& v) { return image(v, i.kind, exponent); });
      }
    }
  }

  blend apply_to_two(const blend& a, const blend& b, const instruction& i) {
    if (i.kind == operation::divide && a.empty()) {
      const auto c = number(i.left);
      if (!c || *c == 0) return {};
      return each(b, [&](const variable_handle& v) {
        variable_handle over = reciprocal(v);
        return over ? scaled(std::move(over), *c, 0) : nullptr;
      });
    }
    return each_pair(a, b, [&](const variable_handle& x, const variable_handle& y) -> variable_handle {
      if (i.kind == operation::multiply) return product(x, y);
      if (i.kind != operation::divide) return extreme(x, y, i.kind == operation::maximum);
      variable_handle over = reciprocal(y);
      return over ? product(x, std::move(over)) : nullptr;
    });
  }

  /// NaN if it is not a number.
  double exponent_of(const instruction& i) const {
    if (i.kind == operation::integer_power) return i.exponent;
    if (i.kind != operation::power) return 0;
    return number(i.right).value_or(std::numeric_limits<double>::quiet_NaN());
  }

  static variable_handle image(const variable_handle& v, operation kind, double exponent) {
    switch (kind) {
      case operation::negate:
        return scaled(v, -1, 0);
      case operation::absolute:
        return magnitude_of(v);
      case operation::square: {
        const variable_handle magnitude = magnitude_of(v);
        return magnitude ? power_of(magnitude, 2) : nullptr;
      }
      case operation::square_root:
        return power_of(v, 0.5);
      case operation::exponential:
        return exponential_of(v);
      case operation::logarithm:
        return sign_of(*v) > 0 ? logarithm_of(v) : nullptr;
      case operation::integer_power:
      case operation::power:
        return power_of(v, exponent);
      default:
        return nullptr;
    }
  }

  const program& program_;
  precision how_ = fine_precision;
  interval<> shift_{0.0};
  std::map<variable_handle, variable_handle> tables_;
};

}  // namespace reckon::detail
