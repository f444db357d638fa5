// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>
#include <reckon/distribution.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <limits>

namespace reckon::detail {

/// The expected value of f(N), N a whole number: from the median outwards as long as terms matter, however
/// improbable they are, since a function may grow faster than the probabilities fall. The error is infinite
/// where they still matter when probabilities can no longer be told.
template <class Function>
class count_average {
 public:
  count_average(const distribution_model& model, const Function& f) : model_(model), f_(f) {
    const double middle = model.quantile(0.5);
    add(middle);
    go(middle, -1);
    go(middle, 1);
  }

  [[nodiscard]] expected_value found() const {
    const double value = sum_ / mass_;
    const double rounding = 64 * std::numeric_limits<double>::epsilon();  // of the probabilities
    return {value, (missed_ + rounding * size_) / mass_};
  }

 private:
  /// Adds a term, and gives its size.
  double add(double x) {
    const double mass = model_.pdf(x);
    const double term = mass > 0 ? mass * f_(x) : 0;
    sum_ += term;
    size_ += std::abs(term);
    mass_ += mass;
    return std::abs(term);
  }

  void go(double middle, double step) {
    constexpr double most_terms = 1 << 20;
    constexpr double little = 1e-16;      // of the sum
    constexpr double improbable = 1e-18;  // further in, nothing is left out
    constexpr double least = 1e-300;
    const interval<> all = model_.support();
    double last = 0;
    for (double x = middle + step; contains(all, x); x += step) {
      const double term = add(x);
      const double mass = model_.pdf(x);
      const double rest = rest_of_series(term, last);
      const bool ends = mass < least || std::abs(x - middle) > most_terms || !std::isfinite(rest);
      if ((mass < improbable && rest <= little * size_) || ends) {
        missed_ += rest;
        return;
      }
      last = term;
    }
  }

  /// What is left of a series, if its terms go on to fall as the last two do.
  static double rest_of_series(double term, double last) {
    if (term == 0) return 0;
    return term < last ? term / (1 - term / last) : (std::numeric_limits<double>::max)();
  }

  const distribution_model& model_;
  const Function& f_;
  double sum_ = 0;
  double size_ = 0;  // the same of the absolute values
  double mass_ = 0;
  double missed_ = 0;
};

}  // namespace reckon::detail
