// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/evaluate/program.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>

namespace reckon::detail {

/// A set of numbers as a few closed intervals that overlap in single points at most, and what an operation
/// had to be given for its result to lie in it. Arithmetic is that of plain doubles.
class preimage {
 public:
  struct part {
    double lower;
    double upper;
  };
  static constexpr std::size_t most_parts = 16;

  explicit preimage(part whole) { add(whole.lower, whole.upper); }
  preimage(const preimage& other) : count_(other.count_) {  // many of these are made, and most parts unused
    std::copy_n(other.parts_.begin(), count_, parts_.begin());
  }
  preimage& operator=(const preimage&) = delete;
  ~preimage() = default;

  [[nodiscard]] std::span<const part> parts() const noexcept { return {parts_.data(), count_}; }

  /// How many parts there can be after an operation has been taken back, if there were `before`.
  [[nodiscard]] static std::size_t parts_after(const instruction& i, bool of_left, std::size_t before) {
    switch (i.kind) {
      case operation::absolute:
      case operation::square:
        return 2 * before;
      case operation::integer_power:
        return is_even(i.exponent) ? 2 * before + 2 : before + 1;
      case operation::divide:
        return of_left ? before : before + 1;
      case operation::minimum:
      case operation::maximum:
        return before + 1;
      default:
        return before;
    }
  }

  /// Whether an operation can be taken back: it is continuous, and its inverse has a formula.
  [[nodiscard]] static bool can_take_back(const instruction& i) {
    switch (i.kind) {
      case operation::add:
      case operation::multiply:
      case operation::absolute:
      case operation::square:
      case operation::square_root:
      case operation::exponential:
      case operation::logarithm:
      case operation::decimal_logarithm:
      case operation::power:
      case operation::minimum:
      case operation::maximum:
        return true;
      case operation::divide:
        return !program::is_one(i);
      case operation::integer_power:
        return i.exponent != 0;
      default:
        return false;
    }
  }

  /// From the results v + shift to v, and from those scaled to those that are not.
  void take_back_affine(double factor, double shift) {
    map([=](part p) {
      const part q{(p.lower - shift) / factor, (p.upper - shift) / factor};
      return factor < 0 ? part{q.upper, q.lower} : q;
    });
  }

  /// From the results of an operation to its left or right operand; `other` is the value of the other one.
  void take_back(const instruction& i, bool of_left, double other) {
    switch (i.kind) {
      case operation::multiply:
        return factor_of(other);
      case operation::divide:
        if (of_left) return map([=](part p) { return ordered(p.lower * other, p.upper * other); });
        reciprocal();
        return map([=](part p) { return ordered(times(p.lower, other), times(p.upper, other)); });
      case operation::absolute:
        return both_signs();
      case operation::square:
        return root_of_even(2);
      case operation::square_root:
        return map_above(0, [](double y) { return y * y; });
      case operation::exponential:
        return map_above(0, [](double y) { return std::log(y); });
      case operation::logarithm:
        return map([](part p) { return part{std::exp(p.lower), std::exp(p.upper)}; });
      case operation::decimal_logarithm:
        return map([](part p) {
          return part{std::exp(p.lower * std::numbers::ln10), std::exp(p.upper * std::numbers::ln10)};
        });
      case operation::integer_power:
        return root(i.exponent);
      case operation::power:
        return of_left ? base(other) : exponent(other);
      case operation::minimum:
        return extreme(other, false);
      case operation::maximum:
        return extreme(other, true);
      default:
        return;
    }
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  static bool is_even(double n) { return std::fmod(n, 2) == 0; }
  static double times(double x, double y) { return x == 0 || y == 0 ? 0 : x * y; }
  static part ordered(double a, double b) { return a <= b ? part{a, b} : part{b, a}; }

  /// NaN, which is what remains of infinite operands, belongs to no part.
  void add(double lower, double upper) {
    if (lower <= upper && count_ < most_parts) parts_[count_++] = {lower, upper};
  }

  /// One part for each, or none: a part is read before its place is written.
  template <class Function>
  void map(const Function& f) {
    const std::size_t before = count_;
    count_ = 0;
    for (std::size_t k = 0; k < before; ++k) {
      const part q = f(parts_[k]);
      add(q.lower, q.upper);
    }
  }

  /// A rising function of what lies above `least`.
  template <class Function>
  void map_above(double least, const Function& f) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    map([&](part p) {
      return p.upper >= least ? part{f((std::max)(p.lower, least)), f(p.upper)} : part{none, none};
    });
  }

  void all_or_nothing(double constant) {
    const bool inside = contains(constant);
    count_ = 0;
    if (inside) add(-infinity, infinity);
  }

  bool contains(double x) const {
    const auto all = parts();
    return std::any_of(all.begin(), all.end(), [x](part p) { return p.lower <= x && x <= p.upper; });
  }

  void factor_of(double other) {
    if (other == 0) return all_or_nothing(0);
    map([=](part p) { return ordered(p.lower / other, p.upper / other); });
  }

  void reciprocal() {
    const preimage before = *this;
    count_ = 0;
    const double one = 1;
    for (const part& p : before.parts()) {
      if (p.lower < 0) add(p.upper < 0 ? one / p.upper : -infinity, one / p.lower);
      if (p.upper > 0) add(one / p.upper, p.lower > 0 ? one / p.lower : infinity);
    }
  }

  void both_signs() {
    const preimage before = *this;
    count_ = 0;
    for (const part& p : before.parts()) {
      if (p.upper < 0) continue;
      const double from = (std::max)(p.lower, 0.0);
      if (from == 0) {
        add(-p.upper, p.upper);
      } else {
        add(-p.upper, -from);
        add(from, p.upper);
      }
    }
  }

  static double root_of(double y, double n) {
    return n == 2 ? std::sqrt(y) : n == 3 ? std::cbrt(y) : std::pow(y, 1 / n);
  }

  void root_of_even(double n) {
    map_above(0, [n](double y) { return root_of(y, n); });
    both_signs();
  }

  void root(double n) {
    if (n < 0) {
      reciprocal();
      n = -n;
    }
    if (is_even(n)) return root_of_even(n);
    map([n](part p) {
      return part{std::copysign(root_of(std::abs(p.lower), n), p.lower),
                  std::copysign(root_of(std::abs(p.upper), n), p.upper)};
    });
  }

  /// Of v^other, v not negative.
  void base(double other) {
    if (other == 0) return all_or_nothing(1);
    map_above(0, [=](double y) { return std::pow(y, 1 / std::abs(other)); });
    if (other < 0) reciprocal();
  }

  /// Of other^v, `other` not negative.
  void exponent(double other) {
    if (other == 0 || other == 1) return all_or_nothing(other);
    const double scale = std::log(other);
    map_above(0, [](double y) { return std::log(y); });
    map([=](part p) { return ordered(p.lower / scale, p.upper / scale); });
  }

  void extreme(double other, bool greater) {
    const bool beyond = contains(other);
    const preimage before = *this;
    count_ = 0;
    for (const part& p : before.parts()) {
      if (greater) {
        add((std::max)(p.lower, other), p.upper);
      } else {
        add(p.lower, (std::min)(p.upper, other));
      }
    }
    if (beyond) add(greater ? -infinity : other, greater ? other : infinity);
  }

  std::array<part, most_parts> parts_;
  std::size_t count_ = 0;
};

}  // namespace reckon::detail
