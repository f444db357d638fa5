// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/memo.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/detail/panel_average.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace reckon {

struct weighted_distribution;

}  // namespace reckon

namespace reckon::detail {

struct quantile_function;

/// Families whose arithmetic has closed forms; the parameters are mean and sd, of X or of log X.
struct known_family {
  enum class kind { other, normal, lognormal } family = kind::other;
  double location = 0;
  double scale = 1;
};

/// What a distribution must be able to answer. Implementations are immutable and answer from several threads.
class distribution_model {
 public:
  distribution_model() = default;
  distribution_model(const distribution_model&) = delete;
  distribution_model& operator=(const distribution_model&) = delete;
  virtual ~distribution_model() = default;

  virtual double cdf(double x) const = 0;
  virtual double complement(double x) const { return 1 - cdf(x); }
  virtual double cdf_before(double x) const { return cdf(x); }
  /// inf{x: cdf(x) >= p} for p in (0, 1), the ends of the support at 0 and 1.
  virtual double quantile(double p) const = 0;
  /// inf{x: complement(x) <= q} for q in (0, 1), the ends of the support at 1 and 0.
  virtual double upper_quantile(double q) const { return quantile(1 - q); }
  virtual double pdf(double x) const = 0;
  virtual double mean() const = 0;
  virtual double variance() const = 0;
  /// Third central moment over the cube of the standard deviation; NaN if it does not exist.
  virtual double skewness() const;
  /// A value of greatest density, or of greatest probability if discrete.
  virtual double mode() const;
  virtual interval<> support() const = 0;
  virtual std::string name() const = 0;
  /// True if a single value may have a probability of its own.
  virtual bool jumps() const { return false; }
  /// True if the density is the same all over a bounded support.
  virtual bool flat() const { return false; }
  /// True if cdf and complement are formulas of a few nanoseconds.
  virtual bool cdf_is_quick() const { return false; }
  /// True if all values are whole numbers, and pdf gives their probabilities.
  virtual bool whole_numbers() const { return false; }
  /// True if all probability lies on single values, whose probabilities pdf gives.
  virtual bool discrete() const { return whole_numbers(); }
  virtual known_family family() const { return {}; }
  /// log E[exp(c X)], infinite where there is no such moment; nothing if no formula tells it.
  virtual std::optional<double> cumulant(double /*c*/) const { return std::nullopt; }
  /// The parts of a mixture, their weights adding to 1; nothing if it is none.
  virtual std::vector<weighted_distribution> parts() const;
  /// Where the distribution function is not smooth, in rising order; here the finite ends of the support.
  virtual std::vector<double> kinks() const {
    std::vector<double> places;
    const interval<> ends = support();
    if (std::isfinite(ends.lower())) places.push_back(ends.lower());
    if (std::isfinite(ends.upper())) places.push_back(ends.upper());
    return places;
  }

  /// The table of its quantiles, if it is one itself.
  virtual const quantile_function* own_table() const { return nullptr; }
  /// How exactly its quantiles can be tabulated, in the score.
  virtual double table_error() const { return 1e-12; }
  /// at_score(z), for a table: right to that error, by the quickest way there is. `mass` lies beyond z.
  virtual double at_score_for_table(double z, double /*mass*/) const { return at_score(z); }

  /// The expected value of f(X).
  virtual expected_value average(const std::function<double(double)>& f) const {
    if (whole_numbers()) {
      const double first = quantile(left_out);
      const double last = upper_quantile(left_out);
      if (last - first < most_terms) return average_of_terms(f, first, last);
    }
    const auto at = [&](double z) { return f(at_score(z)); };
    const std::vector<double> inner = scores_of_inner_kinks();
    const panel_plan plan{last_score, settled / 10, inner.size() + most_panels};
    if (!inner.empty()) return panel_average(at, inner, plan);
    const expected_value smooth = score_average(at);
    if (!std::isfinite(smooth.value) || smooth.error <= settled * std::abs(smooth.value)) return smooth;
    const expected_value by_panels = panel_average(at, inner, plan);
    return by_panels.error < smooth.error ? by_panels : smooth;
  }

  /// The quantile at the level normal_cdf(z), accurate in both tails.
  double at_score(double z) const { return z < 0 ? quantile(normal_cdf(z)) : upper_quantile(normal_cdf(-z)); }

  /// The memo of type T, always the same type: made on first use, by whichever thread comes first.
  template <class T, class Make>
  const T& kept(const Make& make) const {
    const memo* known = memo_.find();
    return static_cast<const T&>(known ? *known : memo_.keep(std::make_unique<const T>(make())));
  }

 protected:
  /// The scores of the levels at which the quantile function is not smooth, or jumps, in rising order. By a
  /// search, since the quantiles of the normal need Boost, which this floor does without.
  std::vector<double> scores_of_inner_kinks() const {
    const interval<> all = support();
    std::vector<double> scores;
    for (const double k : kinks()) {
      if (!(k > all.lower() && k < all.upper())) continue;
      const double below = cdf(k);
      const auto score = [](double mass) {
        return solve_nondecreasing(-last_score, 0.0, mass, [](double z) { return normal_cdf(z); });
      };
      scores.push_back(below < 0.5 ? score(below) : -score(complement(k)));
    }
    return scores;
  }

 private:
  memo_slot memo_;

  static constexpr double left_out = 1e-18;  // on either side of a sum over whole numbers
  static constexpr double most_terms = 1 << 20;
  static constexpr double last_score = 8.2;  // of an average
  static constexpr double settled = 1e-12;   // an error that is no more than rounding
  static constexpr std::size_t most_panels = 147;

  expected_value average_of_terms(const std::function<double(double)>& f, double first, double last) const {
    double sum = 0;
    double total = 0;
    for (double x = first; x <= last; ++x) {
      const double mass = pdf(x);
      if (!(mass > 0)) continue;
      sum += mass * f(x);
      total += mass;
    }
    const double value = sum / total;
    const double tails = left_out * (std::abs(f(first) - value) + std::abs(f(last) - value));
    return {value, tails + std::numeric_limits<double>::epsilon() * std::abs(value)};
  }
};

/// The mean of a distribution whose type does not tell it: infinite if one tail weighs too much to say more,
/// NaN if both do.
[[nodiscard]] inline double numerical_mean(const distribution_model& model) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto mean = model.average([](double x) { return x; });
  const double middle = model.quantile(0.5);
  const double scale = model.average([middle](double x) { return std::abs(x - middle); }).value;
  const double lower_tail = normal_pdf(8.2) * (middle - model.at_score(-8.2));
  const double upper_tail = normal_pdf(8.2) * (model.at_score(8.2) - middle);
  const bool lower_heavy = !(lower_tail <= 0.01 * scale);
  const bool upper_heavy = !(upper_tail <= 0.01 * scale);
  if (lower_heavy && upper_heavy) return std::numeric_limits<double>::quiet_NaN();
  return lower_heavy ? -infinity : upper_heavy ? infinity : mean.value;
}

/// The variance of such a distribution, likewise.
[[nodiscard]] inline double numerical_variance(const distribution_model& model) {
  const double centre = model.mean();
  if (!std::isfinite(centre)) return centre * centre;
  const auto variance = model.average([centre](double x) { return (x - centre) * (x - centre); });
  return variance.error <= 0.01 * variance.value ? variance.value : std::numeric_limits<double>::infinity();
}

/// Visits the values of a discrete distribution with their probabilities, in rising order, but for tails of
/// 1e-18. False if there are more than `most` of them: then the first are visited.
template <class Visit>
bool each_value(const distribution_model& model, const Visit& visit, std::size_t most = 1 << 20) {
  constexpr double left_out = 1e-18;
  double x = model.quantile(left_out);
  for (std::size_t i = 0; i < most; ++i) {
    visit(x, model.pdf(x));
    const double above = model.complement(x);
    if (above <= left_out) return true;
    double next = x + 1;
    if (!model.whole_numbers()) {
      const double below = model.cdf(x);
      next = below < 0.5 ? model.quantile(std::nextafter(below, 1))
                         : model.upper_quantile(std::nextafter(above, 0));
    }
    if (!(next > x)) return false;
    x = next;
  }
  return false;
}

/// Where a function is greatest between two places, if it rises before that and falls after it.
template <class Function>
double greatest_between(double lower, double upper, const Function& f) {
  constexpr double golden = 0.6180339887498949;
  double a = upper - golden * (upper - lower);
  double b = lower + golden * (upper - lower);
  double at_a = f(a);
  double at_b = f(b);
  for (int round = 0; round < 90 && lower < a && a < b && b < upper; ++round) {
    if (at_a < at_b) {
      lower = a;
      a = b;
      at_a = at_b;
      b = lower + golden * (upper - lower);
      at_b = f(b);
    } else {
      upper = b;
      b = a;
      at_b = at_a;
      a = upper - golden * (upper - lower);
      at_a = f(a);
    }
  }
  return at_a < at_b ? b : a;
}

/// The place where the density of a distribution is greatest, near the greatest of those tried; it is found
/// to about eight digits of its neighbourhood, as every greatest place of a smooth function is.
[[nodiscard]] inline double mode_near(const distribution_model& model, std::vector<double> tried) {
  for (const double k : model.kinks()) tried.push_back(k);
  std::sort(tried.begin(), tried.end());
  const auto density = [&model](double x) { return model.pdf(x); };
  std::size_t best = 0;
  double greatest = -1;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    const double here = density(tried[i]);
    if (here > greatest) {
      greatest = here;
      best = i;
    }
  }
  if (std::isinf(greatest)) return tried[best];
  // A density without bound at an end of the support.
  for (const double end : {model.support().lower(), model.support().upper()}) {
    if (std::isfinite(end) && density(end + 0x1p-20 * (tried[best] - end)) > 2 * greatest) return end;
  }
  const double lower = tried[best > 0 ? best - 1 : 0];
  const double upper = tried[(std::min)(best + 1, tried.size() - 1)];
  const double refined = greatest_between(lower, upper, density);
  return density(refined) > greatest ? refined : tried[best];
}

/// Values at levels from one tail to the other.
[[nodiscard]] inline std::vector<double> values_over_levels(const distribution_model& model) {
  std::vector<double> values;
  for (double z = -8; z <= 8; z += 0.0625) {
    const double x = model.at_score(z);
    if (std::isfinite(x)) values.push_back(x);
  }
  return values;
}

/// The mode of a discrete distribution.
[[nodiscard]] inline double most_probable_value(const distribution_model& model) {
  double best = model.quantile(0.5);
  double greatest = -1;
  each_value(model, [&](double x, double mass) {
    if (mass > greatest) {
      greatest = mass;
      best = x;
    }
  });
  return best;
}

inline double distribution_model::mode() const {
  return discrete() ? most_probable_value(*this) : mode_near(*this, values_over_levels(*this));
}

inline double distribution_model::skewness() const {
  const double centre = mean();
  const double deviation = std::sqrt(variance());
  if (!std::isfinite(centre) || !std::isfinite(deviation)) return std::numeric_limits<double>::quiet_NaN();
  const auto third = average([&](double x) {
    const double scaled = (x - centre) / deviation;
    return scaled * scaled * scaled;
  });
  const bool exists = third.error <= 0.01 * (1 + std::abs(third.value));
  return exists ? third.value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace reckon::detail
