// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/detail/memo.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A nondecreasing function on an interval as piecewise polynomials, and its inverse likewise: the same few
/// nanoseconds for every function. Panels are split until their Chebyshev series have converged.
class rising_table {
 public:
  /// What is asked of a panel.
  struct allowance {
    double error;
    bool negligible;      ///< whether it matters little if the panel misses that
    double rounding = 0;  ///< of the values of f, beyond that which their size implies
  };

  /// `f` is nondecreasing, and smooth between the rising `breaks`, of which there are at least two; at them
  /// it may jump. `tolerance(from, to, first, last)` is the allowance of a panel where f goes from first to
  /// last.
  template <class Tolerance, class Function>
  rising_table(const std::vector<double>& breaks, const Tolerance& tolerance, const Function& f)
      : forward_(breaks, tolerance, f, 6, 24) {}

  /// With a table of the inverse, made when it is first asked for, whose allowances are `inverse_tolerance`.
  template <class Tolerance, class Function>
  rising_table(const std::vector<double>& breaks, const Tolerance& tolerance,
               std::function<allowance(double, double, double, double)> inverse_tolerance, const Function& f)
      : rising_table(breaks, tolerance, f) {
    inverse_tolerance_ = std::move(inverse_tolerance);
    inverse_ = std::make_unique<memo_slot>();
  }

  class inverse_search;
  class walk;

  [[nodiscard]] double front() const noexcept { return forward_.places.front(); }
  [[nodiscard]] double back() const noexcept { return forward_.places.back(); }

  /// By how many times the error that was allowed is exceeded: above 1 where f jumps between the breaks, or
  /// is as steep as if it did.
  [[nodiscard]] double excess() const noexcept { return forward_.excess; }

  /// Where a panel begins and ends.
  struct extent {
    double from;
    double to;
  };
  /// The panels, in rising order, that came of halving at least `times` times: there f is hard to follow.
  [[nodiscard]] std::vector<extent> halved(int times) const {
    std::vector<extent> narrow;
    for (std::size_t i = 0; i < forward_.panels.size(); ++i) {
      if (forward_.panels[i].halvings >= times)
        narrow.push_back({forward_.places[i], forward_.places[i + 1]});
    }
    return narrow;
  }

  /// f(x); its value at the nearer end where x is outside.
  [[nodiscard]] double operator()(double x) const { return forward_(x); }

  /// f at `count` places in rising order, panel by panel.
  /// Shape: `count` is a multiple of column_step; `x` and `out` have room for one step more.
  void at_rising(const double* x, std::size_t count, double* out) const {
    std::size_t done = 0;
    while (done < count && !(x[done] > front())) out[done++] = forward_.values.front();
    for (std::size_t i = 0; i < forward_.panels.size() && done < count; ++i) {
      const double from = forward_.places[i];
      const double to = forward_.places[i + 1];
      const auto end = static_cast<std::size_t>(std::lower_bound(x + done, x + count, to) - x);
      if (end == done) continue;
      // What is written beyond the end is written again.
      const double width = to - from;
      arithmetic::polynomials(forward_.panels[i].powers, from + width / 2, 2 / width, x + done, out + done,
                              end - done);
      done = end;
    }
    std::fill(out + done, out + count, forward_.values.back());
  }

  /// An x with f(x) = y, by the table of the inverse, for which allowances were given; the nearer end where y
  /// is outside.
  [[nodiscard]] double inverse(double y) const {
    if (!(y > forward_.values.front())) return front();
    if (!(y < forward_.values.back())) return back();
    const pieces& backward = inverted();
    return inverse_in(backward, panel_of(backward.places, y), y);
  }

  /// The same for few values: by a table of the inverse only if there is one already.
  [[nodiscard]] double inverse_at_once(double y) const {
    if (inverse_->find()) return inverse(y);
    if (!(y > forward_.values.front())) return front();
    if (!(y < forward_.values.back())) return back();
    const std::size_t i = panel_of(forward_.values, y);
    const double share = (y - forward_.values[i]) / (forward_.values[i + 1] - forward_.values[i]);
    return solve(y, forward_.places[i] + share * (forward_.places[i + 1] - forward_.places[i]));
  }

 private:
  static constexpr std::size_t terms = 16;
  using series = std::array<double, terms>;

  /// A polynomial in t in [-1, 1], the place within the panel.
  struct panel {
    series powers;
    bool converged;
    int halvings;  ///< of what lay between two breaks
  };

  struct bases {
    series nodes;                       ///< Chebyshev points of the first kind
    std::array<series, terms> cosines;  ///< from samples to coefficients of Chebyshev polynomials
    std::array<series, terms> powers;   ///< the Chebyshev polynomials, as powers

    /// Trefethen, Approximation Theory and Approximation Practice, 2013.
    bases() : nodes{}, cosines{}, powers{} {
      constexpr auto n = static_cast<double>(terms);
      for (std::size_t k = 0; k < terms; ++k) {
        const double angle = std::numbers::pi * (static_cast<double>(k) + 0.5) / n;
        nodes[k] = -std::cos(angle);
        for (std::size_t j = 0; j < terms; ++j) {
          const auto degree = static_cast<double>(j);
          cosines[j][k] = std::cos(degree * (std::numbers::pi - angle)) * (j == 0 ? 1 : 2) / n;
        }
      }
      powers[0][0] = powers[1][1] = 1;
      for (std::size_t j = 2; j < terms; ++j) {
        for (std::size_t k = 0; k < terms; ++k)
          powers[j][k] = (k > 0 ? 2 * powers[j - 1][k - 1] : 0) - powers[j - 2][k];
      }
    }

    static const bases& made() {
      static const bases all;
      return all;
    }
  };

  /// A function, panel by panel.
  struct pieces {
    std::vector<double> places;  ///< where the panels begin, and the last ends
    std::vector<double> values;  ///< of the function there
    std::vector<panel> panels;
    double excess = 0;

    pieces() = default;

    /// A panel is halved up to `few` times, one that is not negligible up to `many` times.
    template <class Tolerance, class Function>
    pieces(const std::vector<double>& breaks, const Tolerance& tolerance, const Function& f, int few,
           int many) {
      for (std::size_t i = 1; i < breaks.size(); ++i) {
        const stretch between{breaks[i - 1], breaks[i], few, many};
        add(breaks[i - 1], breaks[i], tolerance, f, between, 0);
      }
      places.push_back(breaks.back());
      values.push_back((std::max)(values.back(), evaluate(panels.back().powers, 1)));
    }

    double operator()(double x) const {
      if (!(x > places.front())) return values.front();
      if (!(x < places.back())) return values.back();
      const std::size_t i = panel_of(places, x);
      return evaluate(panels[i].powers, between(i, x));
    }

    double between(std::size_t i, double x) const {
      return (x - places[i]) * (2 / (places[i + 1] - places[i])) - 1;
    }

   private:
    /// What lies between two breaks, where panels are halved.
    struct stretch {
      double from;
      double to;
      int few;
      int many;
    };

    template <class Tolerance, class Function>
    void add(double from, double to, const Tolerance& tolerance, const Function& f, const stretch& whole,
             int halvings) {
      const bases& b = bases::made();
      series samples;
      for (std::size_t k = 0; k < terms; ++k) samples[k] = f(from + (to - from) * ((1 + b.nodes[k]) / 2));
      // What all samples share is taken out, so that rounding is relative to how they differ.
      const double base = samples[terms / 2];
      series c{};
      for (std::size_t j = 0; j < terms; ++j) {
        for (std::size_t k = 0; k < terms; ++k) c[j] += b.cosines[j][k] * (samples[k] - base);
      }
      const double left_over = std::abs(c[terms - 1]) + std::abs(c[terms - 2]) + std::abs(c[terms - 3]);
      const double slope = std::abs(samples.back() - samples.front()) / (to - from);
      constexpr double epsilon = std::numeric_limits<double>::epsilon();
      const allowance allowed = tolerance(from, to, samples.front(), samples.back());
      const double size =
          std::abs(samples.back()) + std::abs(samples.front()) + slope * (std::abs(from) + std::abs(to));
      const double noise = 4 * (epsilon * size + allowed.rounding);
      const bool converged = left_over <= allowed.error + noise;
      // What is left may be the function's own rounding; more panels would not help.
      const bool settled = converged || allowed.negligible || left_over <= 4096 * noise;
      const double middle = from / 2 + to / 2;
      // Breaks may lie next to each other; and where there is no number, smaller panels have none either.
      const bool divisible = middle > from && middle < to && std::isfinite(left_over);
      if (!converged && divisible && halvings < (settled ? whole.few : whole.many)) {
        add(from, middle, tolerance, f, whole, halvings + 1);
        add(middle, to, tolerance, f, whole, halvings + 1);
        return;
      }
      // A function may begin or end with an infinite slope; that is no jump.
      const bool at_break = from == whole.from || to == whole.to;
      if (!std::isfinite(left_over)) excess = std::numeric_limits<double>::infinity();
      if (!settled && !at_break) excess = (std::max)(excess, left_over / (allowed.error + noise));
      panel p{{}, converged, halvings};
      for (std::size_t j = terms; j-- > 0;) {
        for (std::size_t k = j % 2; k <= j; k += 2) p.powers[k] += c[j] * b.powers[j][k];
      }
      p.powers[0] += base;
      panels.push_back(p);
      places.push_back(from);
      // Neighbours may differ by rounding; the values where they meet are to rise.
      const double first = evaluate(p.powers, -1);
      values.push_back(values.empty() ? first : (std::max)(values.back(), first));
    }
  };

  struct inverse_table final : memo {
    pieces by_value;
    explicit inverse_table(pieces made) : by_value(std::move(made)) {}
  };

  /// The table of the inverse, of a function that is not the same everywhere.
  const pieces& inverted() const {
    const memo* known = inverse_->find();
    if (!known) known = &inverse_->keep(std::make_unique<inverse_table>(make_inverse()));
    return static_cast<const inverse_table&>(*known).by_value;
  }

  pieces make_inverse() const;

  /// The inverse at y, which lies in this panel of it.
  double inverse_in(const pieces& backward, std::size_t i, double y) const {
    const panel& p = backward.panels[i];
    const double guess = evaluate(p.powers, backward.between(i, y));
    return p.converged ? guess : solve(y, guess);
  }

  /// An x with f(x) = y: Newton's method in a bracket, from a guess.
  double solve(double y, double guess) const {
    const std::size_t i = panel_of(forward_.values, y);
    const series& c = forward_.panels[i].powers;
    double from = -1;
    double to = 1;
    double t = (std::clamp)(forward_.between(i, guess), -1.0, 1.0);
    double last_step = 0;  // of Newton's method; 0 if there was none
    for (int round = 0; round < 60; ++round) {
      const auto [value, slope] = evaluate_with_slope(c, t);
      const double off = value - y;
      if (std::abs(off) <= 2 * std::numeric_limits<double>::epsilon() * std::abs(y)) break;
      (off < 0 ? from : to) = t;
      double next = t - off / slope;
      const bool inside = next > from && next < to;
      if (!inside) next = from / 2 + to / 2;
      const double step = std::abs(next - t);
      t = next;
      // What a step of Newton's method leaves in the value is its square times half the second derivative,
      // which is at most (degree - 1)^2 times the greatest slope (Markov).
      if (step < (inside ? 1e-9 : 1e-15)) break;
      if (inside && last_step > 0) {
        // It converges quadratically, until only rounding is left: two steps tell the next.
        const double shrunk = step / last_step;
        if (step * shrunk * shrunk < 1e-16 || (step < 1e-8 && shrunk > 0.25)) break;
      }
      last_step = inside ? step : 0;
    }
    return forward_.places[i] + (forward_.places[i + 1] - forward_.places[i]) * ((t + 1) / 2);
  }

  /// Estrin's scheme: short chains of dependent operations.
  static double evaluate(const series& c, double t) {
    const double t2 = t * t;
    const double t4 = t2 * t2;
    const double t8 = t4 * t4;
    const auto four = [&](std::size_t k) { return (c[k] + c[k + 1] * t) + (c[k + 2] + c[k + 3] * t) * t2; };
    static_assert(terms == 16);
    return (four(0) + four(4) * t4) + (four(8) + four(12) * t4) * t8;
  }

  struct value_and_slope {
    double value;
    double slope;
  };
  static value_and_slope evaluate_with_slope(const series& c, double t) {
    const double t2 = t * t;
    const double t4 = t2 * t2;
    const double t8 = t4 * t4;
    const auto four = [&](std::size_t k) {
      const auto d = static_cast<double>(k);
      return (d * c[k] + (d + 1) * c[k + 1] * t) + ((d + 2) * c[k + 2] + (d + 3) * c[k + 3] * t) * t2;
    };
    static_assert(terms == 16);
    const double last = 13 * c[13] + 14 * c[14] * t + 15 * c[15] * t2;
    return {evaluate(c, t), (four(1) + four(5) * t4) + (four(9) + last * t4) * t8};
  }

  static std::size_t panel_of(const std::vector<double>& rising, double x) {
    const std::size_t last = rising.size() - 1;
    constexpr std::size_t few = 24;
    if (last > few) {
      const auto above = std::upper_bound(rising.begin(), rising.end(), x);
      return std::clamp<std::size_t>(static_cast<std::size_t>(above - rising.begin()), 1, last) - 1;
    }
    std::size_t count = 0;  // counting all of a few is faster than a search that is mispredicted
    for (std::size_t i = 1; i < last; ++i) count += rising[i] <= x ? 1 : 0;
    return count;
  }

  pieces forward_;
  std::function<allowance(double, double, double, double)> inverse_tolerance_;
  std::unique_ptr<memo_slot> inverse_;
};

/// The inverse without a table: by Newton's method, from where the last two answers point to.
class rising_table::inverse_search {
 public:
  explicit inverse_search(const rising_table& table) noexcept
      : table_(&table), last_(table.front()), last_value_(table.forward_.values.front()) {}

  /// An x with f(x) = y; the nearer end where y is outside.
  [[nodiscard]] double operator()(double y) {
    if (!(y > table_->forward_.values.front())) return table_->front();
    if (!(y < table_->forward_.values.back())) return table_->back();
    const double found = table_->solve(y, last_ + pace_ * (y - last_value_));
    if (y != last_value_) pace_ = (found - last_) / (y - last_value_);
    last_ = found;
    last_value_ = y;
    return found;
  }

 private:
  const rising_table* table_;
  double last_;
  double last_value_;
  double pace_ = 0;
};

inline rising_table::pieces rising_table::make_inverse() const {
  std::vector<double> steps{forward_.values.front()};
  for (const double value : forward_.values) {
    if (value > steps.back()) steps.push_back(value);
  }
  inverse_search search(*this);
  return pieces(
      steps, inverse_tolerance_, [&search](double y) { return search(y); }, 2, 2);
}

/// The function, or its inverse, at one place after the other: quick where the next is near the last.
class rising_table::walk {
 public:
  explicit walk(const rising_table& table) noexcept : table_(&table), forward_(table.forward_) {}

  [[nodiscard]] double operator()(double x) noexcept {
    if (!forward_.has(x)) {
      const pieces& f = table_->forward_;
      if (!(x > f.places.front())) return f.values.front();
      if (!(x < f.places.back())) return f.values.back();
      forward_.go_to(x);
    }
    return forward_(x);
  }

  [[nodiscard]] double inverse(double y) {
    if (!backward_.has(y)) {
      const pieces& f = table_->forward_;
      if (!(y > f.values.front())) return table_->front();
      if (!(y < f.values.back())) return table_->back();
      if (!backward_) backward_ = stand(table_->inverted());
      backward_.go_to(y);
    }
    const double guess = backward_(y);
    return backward_.converged() ? guess : table_->solve(y, guess);
  }

 private:
  /// A panel of a function.
  class stand {
   public:
    stand() = default;
    explicit stand(const pieces& of) noexcept : of_(&of) {}

    explicit operator bool() const noexcept { return of_ != nullptr; }
    bool has(double x) const noexcept { return x > from_ && x < to_; }
    bool converged() const noexcept { return of_->panels[panel_].converged; }
    double operator()(double x) const noexcept {
      return evaluate(of_->panels[panel_].powers, (x - from_) * scale_ - 1);
    }

    void go_to(double x) noexcept {
      while (panel_ > 0 && x < of_->places[panel_]) --panel_;
      while (panel_ + 1 < of_->panels.size() && x >= of_->places[panel_ + 1]) ++panel_;
      from_ = of_->places[panel_];
      to_ = of_->places[panel_ + 1];
      scale_ = 2 / (to_ - from_);
    }

   private:
    const pieces* of_ = nullptr;
    std::size_t panel_ = 0;
    double from_ = 0;
    double to_ = 0;  // no place is here yet
    double scale_ = 0;
  };

  const rising_table* table_;
  stand forward_;
  stand backward_;
};

}  // namespace reckon::detail
