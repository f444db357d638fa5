// SPDX-License-Identifier: BSL-1.0
#pragma once

// Random expressions that can be evaluated as estimates and, independently, as numbers.

#include <reckon/estimate.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace support {

class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : engine_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53;
  }
  int whole(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::mt19937_64 engine_;
};

/// An expression over up to four leaves, each operation on any that came before.
class random_expression {
 public:
  enum class kind {
    leaf,
    number,
    plus,
    minus,
    times,
    over,
    negative,
    absolute,
    square,
    root,
    exponential,
    logarithm,
    whole_power,
    least,
    greatest,
    real_power
  };

  random_expression(random_numbers& random, int leaves, int operations) {
    for (int i = 0; i < leaves; ++i) steps_.push_back({kind::leaf, i, 0, 0});
    while (operations-- > 0) add(random);
  }

  [[nodiscard]] reckon::estimate over(const std::vector<reckon::estimate>& leaves) const {
    std::vector<reckon::estimate> values;
    for (const step& s : steps_) values.push_back(one(s, leaves, values));
    return values.back();
  }

  /// The value at a point; nothing where the expression is undefined or overflows.
  [[nodiscard]] std::optional<long double> at(const std::vector<double>& point) const {
    return value(steps_.size() - 1, point);
  }

  [[nodiscard]] std::string text() const { return text(steps_.size() - 1); }

 private:
  struct step {
    kind operation;
    int left;
    int right;
    double number;
  };

  void add(random_numbers& random) {
    const int last = static_cast<int>(steps_.size()) - 1;
    const auto any = [&] { return random.whole(random.whole(0, 3) > 0 ? (std::max)(0, last - 3) : 0, last); };
    static constexpr kind kinds[] = {kind::number,      kind::plus,      kind::plus,        kind::minus,
                                     kind::minus,       kind::times,     kind::times,       kind::over,
                                     kind::negative,    kind::absolute,  kind::square,      kind::root,
                                     kind::exponential, kind::logarithm, kind::whole_power, kind::least,
                                     kind::greatest,    kind::real_power};
    step made{kinds[random.whole(0, 17)], any(), any(), 0};
    if (made.operation == kind::number) made.number = random.whole(-5, 5);
    if (made.operation == kind::whole_power) made.number = random.whole(-3, 4);
    steps_.push_back(made);
  }

  static reckon::estimate one(const step& s, const std::vector<reckon::estimate>& leaves,
                              const std::vector<reckon::estimate>& values) {
    const auto left = static_cast<std::size_t>(s.left);
    const auto right = static_cast<std::size_t>(s.right);
    switch (s.operation) {
      case kind::leaf:
        return leaves[left];
      case kind::number:
        return s.number;
      case kind::plus:
        return values[left] + values[right];
      case kind::minus:
        return values[left] - values[right];
      case kind::times:
        return values[left] * values[right];
      case kind::over:
        return values[left] / values[right];
      case kind::negative:
        return -values[left];
      case kind::absolute:
        return reckon::abs(values[left]);
      case kind::square:
        return reckon::sqr(values[left]);
      case kind::root:
        return reckon::sqrt(values[left]);
      case kind::exponential:
        return reckon::exp(values[left]);
      case kind::logarithm:
        return reckon::log(values[left]);
      case kind::whole_power:
        return reckon::pow(values[left], static_cast<int>(s.number));
      case kind::least:
        return (reckon::min)(values[left], values[right]);
      case kind::greatest:
        return (reckon::max)(values[left], values[right]);
      default:
        return reckon::pow(values[left], values[right]);
    }
  }

  std::optional<long double> value(std::size_t i, const std::vector<double>& point) const {
    const step& s = steps_[i];
    if (s.operation == kind::leaf) return point[static_cast<std::size_t>(s.left)];
    if (s.operation == kind::number) return s.number;
    const auto a = value(static_cast<std::size_t>(s.left), point);
    if (!a) return std::nullopt;
    std::optional<long double> b = 0;
    if (is_binary(s.operation)) b = value(static_cast<std::size_t>(s.right), point);
    if (!b) return std::nullopt;
    const auto result = apply(s, *a, *b);
    return result && std::isfinite(static_cast<double>(*result)) ? result : std::nullopt;
  }

  static std::optional<long double> apply(const step& s, long double a, long double b) {
    switch (s.operation) {
      case kind::plus:
        return a + b;
      case kind::minus:
        return a - b;
      case kind::times:
        return a * b;
      case kind::over:
        return b == 0 ? std::nullopt : std::optional(a / b);
      case kind::negative:
        return -a;
      case kind::absolute:
        return std::fabs(a);
      case kind::square:
        return a * a;
      case kind::root:
        return a < 0 ? std::nullopt : std::optional(std::sqrt(a));
      case kind::exponential:
        return std::exp(a);
      case kind::logarithm:
        return a <= 0 ? std::nullopt : std::optional(std::log(a));
      case kind::whole_power:
        return a == 0 && s.number < 0 ? std::nullopt
                                      : std::optional(std::pow(a, static_cast<long double>(s.number)));
      case kind::least:
        return (std::min)(a, b);
      case kind::greatest:
        return (std::max)(a, b);
      default:
        return a < 0 || (a == 0 && b <= 0) ? std::nullopt : std::optional(std::pow(a, b));
    }
  }

  static bool is_binary(kind operation) {
    switch (operation) {
      case kind::plus:
      case kind::minus:
      case kind::times:
      case kind::over:
      case kind::least:
      case kind::greatest:
      case kind::real_power:
        return true;
      default:
        return false;
    }
  }

  std::string text(std::size_t i) const {
    static constexpr const char* names[] = {"",    "",     "+",   "-",   "*",    "/",   "-",   "abs",
                                            "sqr", "sqrt", "exp", "log", "pown", "min", "max", "pow"};
    const step& s = steps_[i];
    std::ostringstream out;
    if (s.operation == kind::leaf) {
      out << "xyzw"[s.left];
    } else if (s.operation == kind::number) {
      out << s.number;
    } else {
      out << names[static_cast<int>(s.operation)] << '(' << text(static_cast<std::size_t>(s.left));
      if (is_binary(s.operation)) out << ", " << text(static_cast<std::size_t>(s.right));
      if (s.operation == kind::whole_power) out << ", " << s.number;
      out << ')';
    }
    return out.str();
  }

  std::vector<step> steps_;
};

}  // namespace support
