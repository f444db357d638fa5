// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A function that is dear to evaluate, as Chebyshev series between breaks, from as few of its values as they
/// need: a series takes more samples, between those that it has, until it has converged, and is split where
/// too many would be needed.
class sampled_series {
 public:
  /// `f` is smooth between the rising `breaks`, of which there are at least two. `tolerance(from, to,
  /// first, last)` is the error allowed between these, where f goes from first to last.
  template <class Tolerance, class Function>
  sampled_series(const std::vector<double>& breaks, const Tolerance& tolerance, const Function& f) {
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      most_series_ = series_.size() + most_between_breaks;
      add(breaks[i - 1], breaks[i], tolerance, f, 0);
    }
  }

  /// By how many times the error that was allowed is exceeded, at the most; 1 if it is not.
  [[nodiscard]] double excess() const noexcept { return excess_; }

  /// f(x), x not outside the breaks.
  [[nodiscard]] double operator()(double x) const {
    const auto end = std::partition_point(series_.begin(), series_.end() - 1,
                                          [x](const series& one) { return x >= one.to; });
    return (*end)(x);
  }

 private:
  static constexpr std::size_t least = 12;     ///< degree of the first series
  static constexpr std::size_t doublings = 2;  ///< of the degree
  static constexpr std::size_t most = least << doublings;
  static constexpr int deepest = 30;  ///< how often a stretch is halved: about a kink, until it does not show
  static constexpr std::size_t most_between_breaks = 200;  ///< where noise has no end

  struct series {
    double from;
    double to;
    std::vector<double> terms;

    /// Clenshaw's recurrence.
    double operator()(double x) const {
      const double t = (2 * x - from - to) / (to - from);
      double next = 0;
      double after = 0;
      for (std::size_t k = terms.size(); k-- > 1;)
        after = std::exchange(next, 2 * t * next - after + terms[k]);
      return t * next - after + terms[0];
    }
  };

  /// cos(pi k / most), k to 2 * most.
  static const std::array<double, 2 * most>& cosines() {
    static const auto made = [] {
      std::array<double, 2 * most> c{};
      for (std::size_t k = 0; k < c.size(); ++k)
        c[k] = std::cos(std::numbers::pi * static_cast<double>(k) / static_cast<double>(most));
      return c;
    }();
    return made;
  }

  /// The Chebyshev coefficients of the polynomial through the values at the points cos(pi k / degree), k = 0,
  /// ..., degree (Trefethen, Approximation Theory and Approximation Practice, 2013, chapter 3).
  static std::vector<double> coefficients(const std::vector<double>& values) {
    const std::size_t degree = values.size() - 1;
    const std::size_t stride = most / degree;
    const auto& cosine = cosines();
    std::vector<double> terms(degree + 1);
    // What all values share is taken out, so that rounding is relative to how they differ.
    const double base = values[degree / 2];
    for (std::size_t j = 0; j <= degree; ++j) {
      double sum = 0;
      std::size_t turn = 0;  // stride * j * k, modulo 2 * most
      for (std::size_t k = 0; k <= degree; ++k) {
        const double share = k == 0 || k == degree ? 0.5 : 1;
        sum += share * (values[k] - base) * cosine[turn];
        turn += stride * j;
        if (turn >= 2 * most) turn -= 2 * most;
      }
      terms[j] = sum * (j == 0 || j == degree ? 1 : 2) / static_cast<double>(degree);
    }
    terms[0] += base;
    return terms;
  }

  template <class Tolerance, class Function>
  void add(double from, double to, const Tolerance& tolerance, const Function& f, int depth) {
    const auto& cosine = cosines();
    const auto sample = [&](std::size_t k, std::size_t degree) {
      const double t = cosine[most / degree * k];
      return f((from + to) / 2 + (to - from) / 2 * t);
    };
    std::vector<double> values;
    for (std::size_t k = 0; k <= least; ++k) values.push_back(sample(k, least));
    const double allowed = tolerance(from, to, values.back(), values.front());
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    const double noise = 16 * epsilon * (std::abs(values.front()) + std::abs(values.back()));
    std::vector<double> terms;
    double before = 0;
    for (std::size_t degree = least;; degree *= 2) {
      terms = coefficients(values);
      const double left_over =
          std::abs(terms[degree]) + std::abs(terms[degree - 1]) + std::abs(terms[degree - 2]);
      if (left_over <= allowed + noise) break;
      // The terms fall about as a power does: would those of the next degree be small enough?
      const double fall = left_over / before;
      const bool hopeless = degree == most || (degree > least && !(left_over * fall * fall <= allowed));
      before = left_over;
      if (hopeless && (depth == deepest || series_.size() > most_series_ || !std::isfinite(left_over))) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const double excess = left_over / (allowed + noise);
        excess_ = std::isnan(excess) ? infinity : (std::max)(excess_, excess);
        break;
      }
      if (hopeless) {
        add(from, from / 2 + to / 2, tolerance, f, depth + 1);
        add(from / 2 + to / 2, to, tolerance, f, depth + 1);
        return;
      }
      std::vector<double> finer;
      for (std::size_t k = 0; k <= degree; ++k) {
        finer.push_back(values[k]);
        if (k < degree) finer.push_back(sample(2 * k + 1, 2 * degree));
      }
      values = std::move(finer);
    }
    series_.push_back({from, to, std::move(terms)});
  }

  std::vector<series> series_;
  std::size_t most_series_ = 0;
  double excess_ = 1;
};

}  // namespace reckon::detail
