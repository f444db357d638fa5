// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>

namespace reckon {

/// What is known of a distribution beside its shape; each may be missing.
struct known_moments {
  std::optional<double> minimum = std::nullopt;             ///< no value is less
  std::optional<double> maximum = std::nullopt;             ///< no value is greater
  std::optional<double> mean = std::nullopt;                ///< the expected value
  std::optional<double> standard_deviation = std::nullopt;  ///< the standard deviation
};

namespace detail {

/// The greatest probability that a quantity of at least 0 can have to be y or more, y > 0.
/// With a mean alone Markov's bound; with mean and deviation those of Cantelli, Markov and, with a greatest
/// value, of the three points 0, y and the greatest value: the sharp bounds of Markov and Krein for two
/// moments (Karlin and Studden, Tchebycheff Systems, 1966, chapter XII). These are the best possible bounds
/// for minimum, maximum, mean and deviation of Ferson, Kreinovich, Ginzburg, Myers and Sentz, SAND2002-4015
/// (2003).
struct upper_tail {
  double greatest = std::numeric_limits<double>::infinity();
  std::optional<double> mean;
  std::optional<double> deviation;

  [[nodiscard]] double operator()(double y) const {
    if (y <= 0) return 1;
    if (y > greatest) return 0;
    const double p = mean ? (deviation ? from_both(y) : *mean / y) : deviation ? from_deviation(y) : 1;
    return std::clamp(p, 0.0, 1.0);
  }

 private:
  double from_both(double y) const {
    const double m = *mean;
    const double s = *deviation;
    if (y <= m) {
      // All may lie at y or above if the deviation fits between y and the greatest value.
      if (s == 0 || greatest == std::numeric_limits<double>::infinity()) return 1;
      if (s * s <= (m - y) * (greatest - m)) return 1;
    } else if (s * s <= (y - m) * m) {
      const double ratio = (y - m) / s;  // Cantelli
      return 1 / (1 + ratio * ratio);
    }
    if (greatest == std::numeric_limits<double>::infinity()) return m / y;
    // Masses at 0, y and the greatest value: P = (m (g - m) - s^2) / (y g) + m / g; the difference may
    // cancel, and is taken from above.
    const double most = m * (greatest - m);
    return ((std::max)(0.0, most - s * s) + slack * most) / y / greatest + m / greatest;
  }

  /// The mean may be any: all values in [y, greatest] if they can spread as far; else the mass that is left
  /// at 0 makes up for the rest.
  double from_deviation(double y) const {
    const double s = *deviation;
    if (greatest == std::numeric_limits<double>::infinity() || y <= greatest - 2 * s) return 1;
    const double half = (greatest + y) / 2;
    const double p = (half - s + slack * half) / y * ((half + s) / greatest);
    if (half <= p * greatest) return p;
    const double spread = 2 * s / greatest;
    return (1 + std::sqrt((std::max)(0.0, (1 - spread) * (1 + spread)))) / 2 + slack;
  }

  static constexpr double slack = 4 * std::numeric_limits<double>::epsilon();
};

/// All distributions with given moments.
class moment_box final : public box_model {
 public:
  explicit moment_box(const known_moments& known)
      : known_(known), support_(known.minimum.value_or(-infinity), known.maximum.value_or(infinity)) {}

  interval<> cdf(double x) const override { return {1 - above(x, false), at_most(x, true)}; }
  interval<> cdf_before(double x) const override { return {1 - above(x, true), at_most(x, false)}; }
  interval<> complement(double x) const override { return {1 - at_most(x, true), above(x, false)}; }

  interval<> quantile(double p) const override {
    if (p >= 1) return at_one();
    if (p <= 0) return at_zero();
    return ordered(first([&](double x) { return at_most(x, true); }, p),
                   p <= 0.5 ? first([&](double x) { return 1 - above(x, false); }, p)
                            : first([&](double x) { return -above(x, false); }, -(1 - p)));
  }
  interval<> upper_quantile(double q) const override {
    if (q <= 0) return at_one();
    if (q >= 1) return at_zero();
    return ordered(q >= 0.5 ? first([&](double x) { return at_most(x, true); }, 1 - q)
                            : first([&](double x) { return -(1 - at_most(x, true)); }, -q),
                   first([&](double x) { return -above(x, false); }, -q));
  }
  interval<> support() const override { return support_; }

  interval<> mean() const override {
    if (known_.mean) return interval<>(*known_.mean);
    if (!known_.standard_deviation || !is_common_interval(support_)) return support_;
    // The deviation must fit between the ends.
    const double half = wid(support_) / 2;
    const double s = (std::min)(*known_.standard_deviation / half, 1.0);
    const double room = (std::max)(0.0, half * (1 - std::sqrt((1 - s) * (1 + s)) - 1e-14));
    return {support_.lower() + room, (std::max)(support_.lower() + room, support_.upper() - room)};
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double largest = (std::numeric_limits<double>::max)();

  /// sup P(X > x), or sup P(X >= x): they differ at the ends of the support alone.
  double above(double x, bool inclusive) const {
    if (inclusive ? x > support_.upper() : x >= support_.upper()) return 0;
    if (x <= support_.lower()) return 1;
    if (known_.minimum) {
      return tail_from_end(x - *known_.minimum, known_.mean ? *known_.mean - *known_.minimum : 0);
    }
    return known_.mean ? one_sided(x - *known_.mean) : 1;
  }

  /// sup P(X <= x), or sup P(X < x).
  double at_most(double x, bool inclusive) const {
    if (inclusive ? x < support_.lower() : x <= support_.lower()) return 0;
    if (x >= support_.upper()) return 1;
    if (known_.maximum) {
      return tail_from_end(*known_.maximum - x, known_.mean ? *known_.maximum - *known_.mean : 0);
    }
    return known_.mean ? one_sided(*known_.mean - x) : 1;
  }

  /// The tail of the distance from an end of the support.
  double tail_from_end(double distance, double mean) const {
    upper_tail tail;
    tail.greatest = wid(support_);
    if (known_.mean) tail.mean = mean;
    tail.deviation = known_.standard_deviation;
    return tail(distance);
  }

  /// Cantelli's bound for lying at least `distance` to one side of the mean, where nothing ends the other
  /// side.
  double one_sided(double distance) const {
    if (!known_.standard_deviation || distance <= 0) return 1;
    if (*known_.standard_deviation == 0) return 0;
    const double ratio = distance / *known_.standard_deviation;
    return 1 / (1 + ratio * ratio);
  }

  interval<> at_zero() const {
    return finite_or_unbounded(support_.lower(),
                               first([&](double x) { return above(x, false) < 1 ? 1.0 : 0.0; }, 1));
  }
  interval<> at_one() const {
    return finite_or_unbounded(first([&](double x) { return at_most(x, true) >= 1 ? 1.0 : 0.0; }, 1),
                               support_.upper());
  }

  /// The least x in the support at which a function that rises reaches a level; infinite if no number does.
  template <class Function>
  double first(const Function& f, double level) const {
    const double lower = (std::max)(support_.lower(), -largest);
    const double upper = (std::min)(support_.upper(), largest);
    if (support_.lower() == -infinity && f(-largest) >= level) return -infinity;
    if (support_.upper() == infinity && !(f(largest) >= level)) return infinity;
    return lower < upper ? solve_nondecreasing(lower, upper, level, f) : upper;
  }

  static interval<> ordered(double lower, double upper) {
    return finite_or_unbounded(lower, (std::max)(lower, upper));
  }

  known_moments known_;
  interval<> support_;
};

[[noreturn]] inline void refuse_moments(const char* argument, double value, const std::string& rule) {
  throw domain_error(std::string("reckon::pbox_from_moments: the ") + argument + ' ' + number_text(value) +
                     ' ' + rule);
}

/// Throws unless some distribution has these moments; the deviation is cut to the greatest that is possible
/// where rounding made it exceed that.
[[nodiscard]] inline known_moments checked_moments(known_moments known) {
  auto& [minimum, maximum, mean, deviation] = known;
  const auto finite = [](const char* argument, const std::optional<double>& x) {
    if (x && !std::isfinite(*x)) refuse_moments(argument, *x, "is not finite");
  };
  finite("minimum", minimum);
  finite("maximum", maximum);
  finite("mean", mean);
  finite("standard deviation", deviation);
  if (minimum && maximum && *minimum > *maximum) {
    refuse_moments("minimum", *minimum, "is above the maximum " + number_text(*maximum));
  }
  if (mean && minimum && *mean < *minimum) {
    refuse_moments("mean", *mean, "is below the minimum " + number_text(*minimum));
  }
  if (mean && maximum && *mean > *maximum) {
    refuse_moments("mean", *mean, "is above the maximum " + number_text(*maximum));
  }
  if (!deviation) return known;
  if (*deviation < 0) refuse_moments("standard deviation", *deviation, "is negative");
  double greatest = std::numeric_limits<double>::infinity();
  if (mean && minimum && *mean == *minimum) greatest = 0;
  if (mean && maximum && *mean == *maximum) greatest = 0;
  if (minimum && maximum) {
    const double room = mean ? (*mean - *minimum) * (*maximum - *mean) : 0;
    greatest = !mean                 ? *maximum / 2 - *minimum / 2
               : std::isnormal(room) ? std::sqrt(room)
                                     : std::sqrt(*mean - *minimum) * std::sqrt(*maximum - *mean);
  }
  if (*deviation > greatest * (1 + 1e-12)) {
    refuse_moments("standard deviation", *deviation,
                   "is greater than minimum, maximum and mean allow, which is " + number_text(greatest));
  }
  deviation = (std::min)(*deviation, greatest);
  return known;
}

}  // namespace detail

/// All distributions of which this is known: any of minimum, maximum, mean and standard deviation, by the
/// best bounds that these allow (Markov, Cantelli, and those for both ends and both moments):
/// pbox_from_moments({.minimum = 0, .mean = 3}).
/// The known mean is the box's mean, though its bounds alone would allow others.
/// Errors: domain_error if an argument is not finite, the standard deviation is negative, or no distribution
/// has these moments.
[[nodiscard]] inline pbox pbox_from_moments(const known_moments& known) {
  const known_moments checked = detail::checked_moments(known);
  const auto& [minimum, maximum, mean, deviation] = checked;
  const bool constant = (deviation && *deviation == 0) || (minimum && mean && *minimum == *mean) ||
                        (maximum && mean && *maximum == *mean);
  if (constant && mean) return pbox(interval<>(*mean, *mean));
  if (minimum && maximum && *minimum == *maximum) return pbox(interval<>(*minimum, *minimum));
  return pbox(std::make_shared<const detail::moment_box>(checked));
}

}  // namespace reckon
