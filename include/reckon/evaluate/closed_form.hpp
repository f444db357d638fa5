// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/evaluate/affine_law.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/log_sum.hpp>
#include <reckon/evaluate/monotone_law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// Recognises the expressions whose law is known exactly.
class closed_form {
 public:
  explicit closed_form(const program& p) : program_(p) {}

  /// The law, or nothing if no closed form applies.
  [[nodiscard]] std::unique_ptr<law> find() const {
    if (auto found = sets_only()) return found;
    if (auto found = affine()) return found;
    if (auto found = log_affine()) return found;
    return monotone();
  }

 private:
  std::unique_ptr<law> make_affine(double factor, pbox box, interval<> shift,
                                   std::optional<distribution> shape = std::nullopt,
                                   bool outer = false) const {
    return std::make_unique<affine_law>(factor, std::move(box), shift, std::move(shape), outer,
                                        dependence_in_words(program_));
  }

  /// No leaf has a shape: one set for every probability.
  std::unique_ptr<law> sets_only() const {
    std::vector<interval<>> values;
    for (const auto& leaf : program_.leaves) {
      if (!std::holds_alternative<interval<>>(leaf.value)) return nullptr;
      values.push_back(std::get<interval<>>(leaf.value));
    }
    range_over_box box(program_);
    const interval<> range = box(values);
    if (is_empty(range) || box.where_defined(values).where != definedness::everywhere) return nullptr;
    return make_affine(1, pbox(narrowed(range)), interval<>(0.0), std::nullopt, !box.converged());
  }

  /// factor * X + sets, or a sum of normals and sets.
  std::unique_ptr<law> affine() const {
    const instruction& result = program_.code.back();
    if (result.kind == operation::leaf) return one_leaf(program_.leaves.front().value, 1, interval<>(0.0));
    if (result.kind != operation::add) return nullptr;
    if (auto found = affine_in_lognormal(result)) return found;
    interval<> shift = result.constant;
    double mean = 0;
    std::vector<double> amounts(program_.leaves.size(), 0);
    bool all_normal = true;
    const uncertain_value* shaped = nullptr;
    double factor = 0;
    int shapes = 0;
    for (auto t = program_.begin_terms(result); t != program_.end_terms(result); ++t) {
      const instruction& term = program_.code[t->slot];
      if (term.kind != operation::leaf) return nullptr;
      const uncertain_value& value = program_.leaves[term.left].value;
      if (const auto* set = std::get_if<interval<>>(&value)) {
        shift += t->coefficient * *set;
        continue;
      }
      ++shapes;
      shaped = &value;
      factor = mid(t->coefficient);
      const auto* shape = std::get_if<distribution>(&value);
      const known_family family = shape ? shape->model().family() : known_family{};
      all_normal = all_normal && family.family == known_family::kind::normal;
      mean += factor * family.location;
      amounts[term.left] = factor * family.scale;
    }
    if (shapes == 1) return one_leaf(*shaped, factor, shift);
    const double sd = combined_deviation(program_, amounts);
    if (sd == 0 && all_normal && !program_.blocks.empty())
      return make_affine(1, pbox(interval<>(mean)), narrowed(shift));
    if (!all_normal || !(sd > 0) || !std::isfinite(sd) || !std::isfinite(mean)) return nullptr;
    const distribution total = normal(mean, sd);
    return make_affine(1, pbox(total), narrowed(shift), total);
  }

  /// factor * (a product of lognormals) + a number.
  std::unique_ptr<law> affine_in_lognormal(const instruction& result) const {
    if (result.last_term != result.first_term + 1) return nullptr;
    const linear_term& term = *program_.begin_terms(result);
    if (program_.code[term.slot].kind == operation::leaf) return nullptr;
    return lognormal_at(term.slot, mid(term.coefficient), result.constant);
  }

  /// factor * (a product of lognormals, at `slot`) + shift.
  std::unique_ptr<law> lognormal_at(std::uint32_t slot, double factor, interval<> shift) const {
    const auto value = log_sum(program_).of(slot);
    if (!value) return nullptr;
    return one_leaf(lognormal(value->location, value->scale), value->negative ? -factor : factor, shift);
  }

  /// A shift that is one number but for rounding is one number: its error is that of the arithmetic, not of
  /// the inputs.
  interval<> narrowed(interval<> shift) const {
    for (const auto& leaf : program_.leaves) {
      if (std::holds_alternative<interval<>>(leaf.value)) return shift;
    }
    return is_common_interval(shift) ? interval<>(mid(shift)) : shift;
  }

  std::unique_ptr<law> one_leaf(const uncertain_value& value, double factor, interval<> shift) const {
    if (factor == 0) return nullptr;
    if (const auto* shape = std::get_if<distribution>(&value)) {
      return make_affine(factor, pbox(*shape), narrowed(shift), *shape);
    }
    if (const auto* box = std::get_if<pbox>(&value)) return make_affine(factor, *box, narrowed(shift));
    return nullptr;
  }

  /// Products, quotients and powers of lognormals, exponentials of normals and positive constants: the
  /// logarithm is a sum of normals. The logarithm of such a product is that sum.
  std::unique_ptr<law> log_affine() const {
    const auto last = static_cast<std::uint32_t>(program_.code.size() - 1);
    if (program_.code[last].kind != operation::logarithm) return lognormal_at(last, 1, interval<>(0.0));
    const auto value = log_sum(program_).of(program_.code[last].left);
    if (!value || value->negative) return nullptr;
    return one_leaf(normal(value->location, value->scale), 1, interval<>(0.0));
  }

  /// One distribution leaf, through an expression with a derivative of one sign on its support.
  std::unique_ptr<law> monotone() const {
    if (program_.leaves.size() != 1) return nullptr;
    const auto* shape = std::get_if<distribution>(&program_.leaves.front().value);
    if (!shape) return nullptr;
    range_over_box box(program_);
    const std::vector<interval<>> support{shape->support()};
    const interval<> slope = box.gradient(support).front();
    if (!box.smooth() && (shape->model().jumps() || !box.smooth_inside())) return nullptr;
    if (slope.lower() >= 0) return std::make_unique<monotone_law>(program_, true);
    if (slope.upper() <= 0) return std::make_unique<monotone_law>(program_, false);
    return nullptr;
  }

  const program& program_;
};

}  // namespace reckon::detail
