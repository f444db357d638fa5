// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/score_average.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace reckon::detail {

/// Gauss-Legendre with 7 nodes within Kronrod's extension to 15. From the end inwards; the nodes with odd
/// numbers are those of the smaller rule.
/// Source: R. Piessens et al., QUADPACK, 1983, routine QK15.
struct kronrod_rule {
  static constexpr std::array<double, 8> node{
      0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
      0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
      0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
      0.207784955007898467600689403773245, 0};
  static constexpr std::array<double, 8> weight{
      0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
      0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
      0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
      0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
  static constexpr std::array<double, 4> gauss_weight{
      0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
      0.381830050505118944950369775488975, 0.417959183673469387755102040816327};

  /// Next to the end, beyond the last node.
  static constexpr double outermost = 1 - 1e-6;

  /// Node k of 15, in rising order.
  static constexpr double place(std::size_t k) { return k < 8 ? -node[k] : node[14 - k]; }

  /// What the values at the nodes let expect at `outermost` (Lagrange's interpolation).
  static const std::array<double, 15>& extrapolation() {
    static const std::array<double, 15> made = [] {
      std::array<double, 15> weights;
      for (std::size_t k = 0; k < 15; ++k) {
        weights[k] = 1;
        for (std::size_t j = 0; j < 15; ++j) {
          if (j != k) weights[k] *= (outermost - place(j)) / (place(k) - place(j));
        }
      }
      return weights;
    }();
    return made;
  }
};

/// The integral of normal_pdf(z) f(z) over panels that are halved where it is least exact, until the error is
/// as small as asked for or there are too many of them. f gives its own error too.
///
/// Next to a narrow panel none is much wider: a neighbour grows narrow towards what is just beyond its end.
class adaptive_average {
 public:
  template <class Function>
  adaptive_average(const std::vector<double>& breaks, double tolerance, std::size_t most_panels,
                   const Function& f) {
    for (std::size_t i = 1; i < breaks.size(); ++i) panels_.push_back(measured(breaks[i - 1], breaks[i], f));
    sum_up();
    while (error_ > tolerance && panels_.size() < most_panels) {
      const auto worst = std::max_element(panels_.begin(), panels_.end(),
                                          [](const panel& a, const panel& b) { return a.error < b.error; });
      halve(static_cast<std::size_t>(worst - panels_.begin()), f);
      sum_up();
    }
  }

  [[nodiscard]] expected_value result() const { return {value_, error_ + error_within_}; }

 private:
  struct panel {
    double from;
    double to;
    double value;
    double error;
    double error_within;  // that of f
    [[nodiscard]] double width() const { return to - from; }
  };

  template <class Function>
  void halve(std::size_t k, const Function& f) {
    const panel whole = panels_[k];
    const double middle = whole.from / 2 + whole.to / 2;
    panels_[k] = measured(middle, whole.to, f);
    panels_.insert(panels_.begin() + static_cast<std::ptrdiff_t>(k), measured(whole.from, middle, f));
    constexpr double much = 5;
    const double widest = much * whole.width() / 2;
    if (k + 2 < panels_.size() && panels_[k + 2].width() > widest) halve(k + 2, f);
    if (k > 0 && panels_[k - 1].width() > widest) halve(k - 1, f);
  }

  template <class Function>
  static panel measured(double from, double to, const Function& f) {
    const double middle = from / 2 + to / 2;
    const double half = to / 2 - from / 2;
    const auto& expected = kronrod_rule::extrapolation();
    double all = 0;
    double gauss = 0;
    double within = 0;
    double first = 0;  // what is to be expected at the ends
    double last = 0;
    for (std::size_t k = 0; k < 15; ++k) {
      const std::size_t j = k < 8 ? k : 14 - k;
      const double z = middle + half * kronrod_rule::place(k);
      const double density = normal_pdf(z);
      const expected_value at = f(z);
      const double value = density * at.value;
      all += kronrod_rule::weight[j] * value;
      if (j % 2 == 1) gauss += kronrod_rule::gauss_weight[j / 2] * value;
      within += kronrod_rule::weight[j] * density * at.error;
      first += expected[14 - k] * value;
      last += expected[k] * value;
    }
    // What happens between an end and the first node shows at the end only.
    const double left = middle - half * kronrod_rule::outermost;
    const double right = middle + half * kronrod_rule::outermost;
    const double surprise = std::abs(normal_pdf(left) * f(left).value - first) +
                            std::abs(normal_pdf(right) * f(right).value - last);
    const double unseen = 1 - kronrod_rule::node[0];
    // That of the smaller rule; the larger one is better by orders where f is smooth, but at a kink it is
    // not.
    const double apart = (std::max)(std::abs(all - gauss), unseen * surprise);
    const double error = std::isnan(apart) ? 1 : (std::max)(apart, 1e-16 * std::abs(all));
    return {from, to, half * all, half * error, half * within};
  }

  void sum_up() {
    value_ = error_ = error_within_ = 0;
    for (const panel& p : panels_) {
      value_ += p.value;
      error_ += p.error;
      error_within_ += p.error_within;
    }
  }

  std::vector<panel> panels_;  // from left to right
  double value_ = 0;
  double error_ = 0;
  double error_within_ = 0;
};

/// The same over [-reach, reach] by the trapezoid rule, which for smooth f converges faster than any power of
/// the step (Trefethen and Weideman, SIAM Review 56:385, 2014). Not for an f with kinks: two steps may agree
/// by chance.
template <class Function>
[[nodiscard]] expected_value smooth_average(double reach, double tolerance, std::size_t most_steps,
                                            const Function& f) {
  std::size_t steps = 2 * static_cast<std::size_t>(reach / 1.1);
  const std::size_t first = 2 * steps;
  double sum = 0;
  double size = 0;
  double within = 0;
  const auto add = [&](std::size_t from, std::size_t by) {
    for (std::size_t i = from; i <= steps; i += by) {
      const double z = -reach + 2 * reach * static_cast<double>(i) / static_cast<double>(steps);
      const double density = normal_pdf(z);
      const expected_value at = f(z);
      sum += density * at.value;
      size += density * std::abs(at.value);
      within += density * at.error;
    }
  };
  add(0, 1);
  for (;;) {
    const double coarse = sum * (2 * reach / static_cast<double>(steps));
    steps *= 2;
    add(1, 2);
    const double step = 2 * reach / static_cast<double>(steps);
    // The error of the finer sum is the square of that of the coarser one, if f is smooth; allow for more.
    const double apart = std::abs(sum * step - coarse);
    const double scale = size * step;
    const double error =
        scale > 0 ? scale * (std::min)(apart / scale, std::pow(200 * apart / scale, 1.5)) : 0;
    // Each doubling about squares the error.
    const bool hopeless = steps > first && !(scale * std::pow(error / scale, 1.5) <= 1e4 * tolerance);
    if (error <= tolerance || 2 * steps > most_steps || hopeless)
      return {sum * step, std::isnan(error) ? 1 : error + within * step};
  }
}

}  // namespace reckon::detail
