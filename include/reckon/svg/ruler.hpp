// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/figure.hpp>
#include <reckon/svg/number.hpp>
#include <reckon/svg/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

/// The axis of a panel: its limits, where a value lies, and which values are written below it.
namespace reckon::svg::detail {

/// What the rows of a panel ask of its axis.
struct extent {
  bool any = false;
  int values = 0;
  int rows = 0;  ///< with values
  double lower = 0;
  double upper = 0;
  bool open_below = false;
  bool open_above = false;

  void include(double x) noexcept {
    lower = any ? (std::min)(lower, x) : x;
    upper = any ? (std::max)(upper, x) : x;
    any = true;
    ++values;
  }
};

// Beyond this, sums and differences of limits could overflow; it is drawn as beyond the axis.
inline constexpr double farthest = 1e300;

/// Whether a value has a place on an axis of this kind.
inline bool has_place(double x, scale s) noexcept {
  return is_finite(x) && std::abs(x) <= farthest && (s == scale::linear || x >= 1 / farthest);
}

/// The values of the rows that have a place on the axis.
inline extent extent_of(const panel& p) noexcept {
  extent result;
  const auto add_value = [&](double x) {
    if (has_place(x, p.axis.scale)) result.include(x);
  };
  const auto add_range = [&](const interval<>& x) {
    if (is_empty(x)) return;
    add_value(x.lower());
    add_value(x.upper());
    if (!is_finite(x.lower())) result.open_below = true;
    if (!is_finite(x.upper())) result.open_above = true;
  };
  for (const row& r : p.rows) {
    if (r.mark == mark::silence) continue;
    const int before = result.values;
    if (r.point) add_value(*r.point);
    if (r.range) add_range(*r.range);
    if (r.inner) add_range(*r.inner);
    for (const region& part : r.regions) {
      add_range(part.range);
      if (part.point) add_value(*part.point);
    }
    if (result.values > before) ++result.rows;
  }
  return result;
}

struct tick {
  double value;
  std::string text;  ///< empty for a short stroke without a number
};

/// Maps values to places between 0, the left end of the plot, and 1, its right end.
class ruler {
 public:
  explicit ruler(const panel& p) : logarithmic_(p.axis.scale == scale::logarithmic) {
    const extent e = extent_of(p);
    visible_ = e.any || p.axis.lower || p.axis.upper;
    if (logarithmic_)
      fit_logarithmic(e, p.axis);
    else
      fit_linear(e, p.axis);
  }

  /// Whether any value tells where the axis should lie.
  [[nodiscard]] bool visible() const noexcept { return visible_; }

  /// The place of a value; below 0 or above 1 when it is not on the axis.
  [[nodiscard]] double place(double x) const noexcept {
    if (!is_finite(x) || !(std::abs(x) <= farthest)) return is_negative(x) ? -1 : 2;
    if (!logarithmic_) return (x - lower_) / (upper_ - lower_);
    if (x < 1 / farthest) return -1;
    return (std::log10(x) - lower_) / (upper_ - lower_);
  }

  /// The values to write below an axis of so many units width, apart enough to be read.
  [[nodiscard]] std::vector<tick> ticks(double width, face f) const {
    std::vector<tick> result;
    if (logarithmic_) result = decades(width, f);
    if (result.size() < 2) result = steps(width, f);
    return result;
  }

 private:
  void fit_linear(const extent& e, const axis& a) {
    double lower = e.lower;
    double upper = e.upper;
    // Zero belongs on the axis of amounts, unless it would hide how several of them differ.
    const bool alike = e.rows <= 1 || lower == upper;
    const bool from_zero = lower >= 0 && (lower <= 0.5 * upper || alike);
    const bool to_zero = upper <= 0 && (upper >= 0.5 * lower || alike) && !from_zero;
    if (from_zero) lower = 0;
    if (to_zero) upper = 0;
    if (lower == upper) upper = lower + 1;
    const double span = upper - lower;
    const bool amounts = e.lower >= 0 && !e.open_below;
    if (!from_zero) lower -= span * (e.open_below ? 0.25 : 0.06);
    if (!to_zero) upper += span * (e.open_above ? 0.25 : 0.06);
    if (amounts) lower = (std::max)(lower, 0.0);
    if (a.lower) lower = *a.lower;
    if (a.upper) upper = *a.upper;
    // One limit of the caller can lie beyond all values.
    if (!(lower < upper)) (a.lower ? upper : lower) = a.lower ? lower + unit(lower) : upper - unit(upper);
    // Closer than this the ticks could no longer be told apart.
    const double least = (std::max)(1e-9 * (std::max)(std::abs(lower), std::abs(upper)), 1e-290);
    if (upper - lower < least) {
      const double middle = lower + (upper - lower) / 2;
      lower = middle - least / 2;
      upper = middle + least / 2;
    }
    lower_ = (std::clamp)(lower, -farthest, farthest);
    upper_ = (std::clamp)(upper, -farthest, farthest);
  }

  void fit_logarithmic(const extent& e, const axis& a) {
    double lower = e.any ? std::log10(e.lower) : 0;
    double upper = e.any ? std::log10(e.upper) : 1;
    if (!(upper - lower > 1e-8)) {
      lower -= 0.5;
      upper += 0.5;
    }
    const double span = upper - lower;
    lower -= (e.open_below ? 0.2 : 0.05) * span;
    upper += (e.open_above ? 0.2 : 0.05) * span;
    if (a.lower) lower = std::log10(*a.lower);
    if (a.upper) upper = std::log10(*a.upper);
    if (!(upper - lower > 1e-8)) (a.lower ? upper : lower) = a.lower ? lower + 1 : upper - 1;
    lower_ = (std::clamp)(lower, -308.0, 308.0);
    upper_ = (std::clamp)(upper, -308.0, 308.0);
  }

  static double unit(double x) noexcept { return x == 0 ? 1 : std::abs(x); }

  // Whether neighbours leave a gap between their texts.
  [[nodiscard]] bool readable(const std::vector<tick>& all, double width, face f) const noexcept {
    double end = -1e9;
    for (const tick& t : all) {
      if (t.text.empty()) continue;
      const double half = text_width(t.text, f) / 2;
      const double x = place(t.value) * width;
      if (x - half < end + 0.8 * f.size) return false;
      end = x + half;
    }
    return true;
  }

  [[nodiscard]] bool on_axis(double x) const noexcept {
    const double p = place(x);
    return p > -1e-9 && p < 1 + 1e-9;
  }

  [[nodiscard]] double lowest() const noexcept { return logarithmic_ ? std::pow(10.0, lower_) : lower_; }
  [[nodiscard]] double highest() const noexcept { return logarithmic_ ? std::pow(10.0, upper_) : upper_; }

  // Equal steps, the finest that can be read. Quarters are harder to read: only where others leave two
  // numbers.
  [[nodiscard]] std::vector<tick> steps(double width, face f) const {
    std::vector<tick> result = finest_steps({10, 20, 50}, width, f);
    if (result.size() < 3) result = finest_steps({10, 20, 25, 50}, width, f);
    return result;
  }

  // Multiples of one of the mantissas times a power of ten.
  [[nodiscard]] std::vector<tick> finest_steps(std::initializer_list<int> mantissas, double width,
                                               face f) const {
    const double span = highest() - lowest();
    int exponent = static_cast<int>(std::floor(std::log10(span))) - 2;
    for (; exponent < 308; ++exponent) {
      for (const int mantissa : mantissas) {
        const double step = detail::value({mantissa, exponent});
        if (!(step > 0) || span / step > 9) continue;
        std::vector<tick> all;
        const auto first = static_cast<long long>(std::floor(lowest() / step));
        for (long long i = first; i <= first + 11; ++i) {
          const decimal d{i * mantissa, exponent};
          const double at = detail::value(d);
          if (on_axis(at)) all.push_back({at, in_words(d)});
        }
        if (readable(all, width, f)) return all;
      }
    }
    return {};
  }

  // Powers of ten, with 2 and 5 times each where there is room, else every second, third ... power.
  [[nodiscard]] std::vector<tick> decades(double width, face f) const {
    const int first = static_cast<int>(std::floor(lower_));
    const int last = static_cast<int>(std::ceil(upper_));
    for (const int stride : {0, 1, 2, 3, 5, 10, 20, 50, 100, 200}) {
      std::vector<tick> all;
      for (int e = first; e <= last; ++e) {
        for (int m = 1; m < 10; ++m) {
          const decimal d{m, e};
          const double at = detail::value(d);
          if (!(at >= 1 / farthest) || !is_finite(at) || !on_axis(at)) continue;
          const bool numbered = stride == 0 ? m == 1 || m == 2 || m == 5 : m == 1 && e % stride == 0;
          if (numbered)
            all.push_back({at, in_words(d)});
          else if (last - first <= 6)
            all.push_back({at, {}});
        }
      }
      const bool enough =
          std::count_if(all.begin(), all.end(), [](const tick& t) { return !t.text.empty(); }) >= 2;
      if (!enough) return {};
      if (readable(all, width, f)) return all;
    }
    return {};
  }

  bool logarithmic_;
  bool visible_ = false;
  double lower_ = 0;  // on a logarithmic axis, of the decimal logarithm
  double upper_ = 1;
};

}  // namespace reckon::svg::detail
