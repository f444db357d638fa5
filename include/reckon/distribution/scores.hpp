// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/score_of.hpp>
#include <reckon/distribution/shape.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

// How well a distribution foretold what came: the smaller the score the better. Both scores are proper: to
// say what one believes gives the best score that one can expect.
namespace reckon {

/// A number that was computed, and how far it may be off: an estimate by a coarser computation, beside
/// rounding.
struct computed {
  double value;
  double error;

  /// The number alone.
  explicit(false) operator double() const noexcept { return value; }
};

namespace detail {

/// The continuous ranked probability score by closed forms.
[[nodiscard]] inline double normal_crps(double z) {
  // Gneiting and Raftery, J. Amer. Statist. Assoc. 102:359 (2007), for mean 0 and deviation 1.
  return z * std::erf(z / std::numbers::sqrt2) + 2 * normal_pdf(z) - std::numbers::inv_sqrtpi;
}
[[nodiscard]] inline double lognormal_crps(double location, double scale, double y) {
  // Baran and Lerch, Q. J. R. Meteorol. Soc. 141:2289 (2015).
  const double mean = std::exp(location + scale * scale / 2);
  if (y <= 0) return -y + 2 * mean * normal_cdf(-scale / std::numbers::sqrt2);
  const double z = (std::log(y) - location) / scale;
  return y * std::erf(z / std::numbers::sqrt2) -
         2 * mean * (normal_cdf(z - scale) - normal_cdf(-scale / std::numbers::sqrt2));
}

/// The same for single values x with probabilities: each adds w |x - y| times what lies beyond it, seen from
/// y, the half of its own included, twice.
[[nodiscard]] inline computed crps_of_values(const distribution& d, double y) {
  double sum = 0;
  double count = 0;
  const bool all = each_value(d.model(), [&](double x, double mass) {
    const double beyond = x < y ? d.cdf_before(x) : d.complement(x);
    sum += mass * std::abs(x - y) * (2 * beyond + mass);
    ++count;
  });
  const double error = count * std::numeric_limits<double>::epsilon() * sum;
  return {sum, all ? error : std::numeric_limits<double>::infinity()};
}

/// The integral of F^2 up to the outcome and of (1 - F)^2 from there on, by parts: of 2 F (y - x) and 2 (1 -
/// F) (x - y) over the levels, in panels of their normal score.
class crps_by_integral {
 public:
  crps_by_integral(const distribution& d, double y) : d_(d), y_(y) {
    scale_ = std::abs(y - d.quantile(0.25)) + std::abs(y - d.quantile(0.75));
    from_ = -far_enough(-1);
    to_ = far_enough(1);
    score_ = std::clamp(score_of(d.model(), y), from_, to_);
  }

  [[nodiscard]] computed find() const {
    std::vector<double> breaks{from_, score_, to_};
    for (const double k : d_.model().kinks()) {
      const double z = score_of(d_.model(), k);
      if (from_ < z && z < to_) breaks.push_back(z);
    }
    for (double z = from_ + 1; z < to_; z += 1) breaks.push_back(z);
    std::sort(breaks.begin(), breaks.end());
    computed all{0, 0};
    for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
      if (breaks[i] < breaks[i + 1]) add(breaks[i], breaks[i + 1], 0, all);
    }
    // What the last scores leave out; an integral that does not exist leaves out the most.
    const double tails = left_out(from_) + left_out(to_);
    all.error += tails + 1e-15 * all.value;
    if (!(tails <= 1e-3 * all.value)) return {infinity, 0};
    return all;
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  /// A score beyond which the integral holds next to nothing; the last that is finite if there is none.
  double far_enough(double side) const {
    double reach = 8;
    for (const double next : {12.0, 16.0, 24.0, 36.0}) {
      if (left_out(side * reach) < 1e-18 * scale_ || !std::isfinite(at(side * next))) break;
      reach = next;
    }
    return reach;
  }

  double at(double z) const { return d_.model().at_score(z); }

  double integrand(double z) const {
    const bool before = z < score_;
    const double distance = before ? y_ - at(z) : at(z) - y_;
    return 2 * normal_cdf(before ? z : -z) * normal_pdf(z) * (std::max)(0.0, distance);
  }

  double left_out(double z) const {
    const double mass = normal_cdf(-std::abs(z));
    return 2 * mass * (mass * std::abs(at(z) - y_));
  }

  template <std::size_t N>
  double panel(double from, double to, const gauss_legendre<N>& rule) const {
    const double half = (to - from) / 2;
    double sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += rule.weight[i] * integrand(from + half * (1 + rule.node[i]));
    return half * sum;
  }

  /// Halves a panel until two rules agree.
  void add(double from, double to, int depth, computed& all) const {
    const double fine = panel(from, to, gauss_legendre<16>::rule());
    const double error = std::abs(fine - panel(from, to, gauss_legendre<10>::rule()));
    if (error > 1e-12 * (all.value + fine) && depth < 12) {
      const double middle = from + (to - from) / 2;
      add(from, middle, depth + 1, all);
      add(middle, to, depth + 1, all);
      return;
    }
    all.value += fine;
    all.error += error;
  }

  const distribution& d_;
  double y_;
  double scale_;
  double score_;  // of the outcome
  double from_;
  double to_;
};

}  // namespace detail

/// The continuous ranked probability score of `d` for an outcome: the integral of the squared difference
/// between the distribution function and the step at the outcome. In the unit of the values; 0 is best.
/// Closed forms for normal and lognormal shapes, sums for discrete ones, integrals else; infinite where it
/// is. Errors: domain_error unless the outcome is finite. Source: Matheson and Winkler, Management Science
/// 22:1087 (1976).
[[nodiscard]] inline computed crps(const distribution& d, double outcome) {
  if (!std::isfinite(outcome)) throw domain_error("reckon::crps: the outcome is not finite");
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const detail::known_family f = d.model().family();
  if (f.family == detail::known_family::kind::normal) {
    const double score = f.scale * detail::normal_crps((outcome - f.location) / f.scale);
    return {score, 4 * epsilon * (score + f.scale)};
  }
  if (f.family == detail::known_family::kind::lognormal) {
    const double score = detail::lognormal_crps(f.location, f.scale, outcome);
    if (std::isfinite(score)) return {score, 8 * epsilon * (std::abs(outcome) + d.mean())};
  }
  if (d.model().discrete()) return detail::crps_of_values(d, outcome);
  return detail::crps_by_integral(d, outcome).find();
}

/// The logarithmic score of `d` for an outcome: minus the logarithm of the density there, or of the
/// probability if `d` is discrete (convention: smaller is better; other books leave the minus out). Infinite
/// where there is no density. Errors: domain_error unless the outcome is finite. Source: Good, J. R. Statist.
/// Soc. B 14:107 (1952).
[[nodiscard]] inline double log_score(const distribution& d, double outcome) {
  if (!std::isfinite(outcome)) throw domain_error("reckon::log_score: the outcome is not finite");
  const detail::known_family f = d.model().family();
  const double log_root = std::log(2 * std::numbers::pi) / 2;
  if (f.family == detail::known_family::kind::normal) {
    const double z = (outcome - f.location) / f.scale;
    return z * z / 2 + std::log(f.scale) + log_root;
  }
  if (f.family == detail::known_family::kind::lognormal) {
    if (outcome <= 0) return std::numeric_limits<double>::infinity();
    const double z = (std::log(outcome) - f.location) / f.scale;
    return z * z / 2 + std::log(f.scale) + log_root + std::log(outcome);
  }
  return -std::log(d.pdf(outcome));
}

}  // namespace reckon
