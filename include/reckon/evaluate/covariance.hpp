// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_covariance.hpp>
#include <reckon/evaluate/decided.hpp>
#include <reckon/evaluate/joint_leaves.hpp>
#include <reckon/evaluate/joint_points.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/separable_answers.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon {

namespace detail {

/// Covariance and correlation of two expressions.
class joint_moments {
 public:
  joint_moments(const estimate& a, const estimate& b, const options& how) : a_(a), b_(b), how_(how) {
    programs_ = {compile_for_numbers(a), compile_for_numbers(b)};
    for (const program& p : programs_) {
      places_.push_back(joint_.add(p));
      stated_ = stated_ || p.states_dependence;
    }
    for (const auto& leaf : joint_.all().leaves) {
      const auto* shape = std::get_if<distribution>(&leaf.value);
      precise_ = precise_ && shape;
      finite_ = finite_ && (!shape || std::isfinite(shape->variance()));
    }
    stated_ = stated_ || how.default_dependence != dependence::independent;
  }

  answer covariance() const {
    if (precise_ && !stated_) {
      if (apart() && finite_) return exact(0, 0);
      const auto of_a = coefficients(0);
      const auto of_b = coefficients(1);
      if (!finite_) return unbounded({-infinity, infinity});
      if (of_a && of_b) return linear(*of_a, *of_b);
      const auto known = integrated_covariance();
      if (known && known->engine_used != engine::ensemble) return *known;
      return sharper(known, sampled([](const sums& s) { return s.covariance(); }, {-infinity, infinity},
                                    [](const sums& s) { return s.scale(); }));
    }
    return bounded_covariance();
  }

  answer correlation() const {
    if (precise_ && !stated_) {
      if (!finite_) return unbounded({-1.0, 1.0});
      const auto of_a = coefficients(0);
      const auto of_b = coefficients(1);
      if (of_a && of_b) {
        const answer both = linear(*of_a, *of_b);
        const double scale =
            std::sqrt(linear(*of_a, *of_a).lower()) * std::sqrt(linear(*of_b, *of_b).lower());
        if (!(scale > 0)) refuse();
        return exact(std::clamp(both.lower() / scale, -1.0, 1.0), both.error / scale);
      }
      const auto known = integrated_correlation();
      if (known && known->engine_used != engine::ensemble) return *known;
      return sharper(known, sampled([](const sums& s) { return s.correlation(); }, {-1.0, 1.0},
                                    [](const sums&) { return 1.0; }));
    }
    const answer both = bounded_covariance();
    const interval<> sd_a = standard_deviation_of(a_, how_);
    const interval<> sd_b = standard_deviation_of(b_, how_);
    if (sd_a.upper() == 0 || sd_b.upper() == 0) refuse();
    answer result = both;
    const auto end = [&](double c, bool lower) {  // of the least or greatest quotient
      const bool widest = (c < 0) != lower;
      const double scale = widest ? sd_a.upper() * sd_b.upper() : sd_a.lower() * sd_b.lower();
      if (c == 0) return 0.0;
      return scale > 0 ? std::clamp(c / scale, -1.0, 1.0) : c < 0 ? -1.0 : 1.0;
    };
    static_cast<interval<>&>(result) = interval<>(end(both.lower(), true), end(both.upper(), false));
    result.error = (std::min)(1.0, both.error / (sd_a.lower() * sd_b.lower()));
    if (std::isnan(result.error)) result.error = 1;
    return result;
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  /// Sums over points, about a centre.
  struct sums {
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    void add(double x, double y) {
      n += 1;
      a += x;
      b += y;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    void add(const sums& s) {
      n += s.n;
      a += s.a;
      b += s.b;
      aa += s.aa;
      bb += s.bb;
      ab += s.ab;
    }
    [[nodiscard]] double covariance() const { return ab / n - (a / n) * (b / n); }
    /// The product of both standard deviations.
    [[nodiscard]] double scale() const {
      return std::sqrt(aa / n - (a / n) * (a / n)) * std::sqrt(bb / n - (b / n) * (b / n));
    }
    [[nodiscard]] double correlation() const { return std::clamp(covariance() / scale(), -1.0, 1.0); }
  };

  [[noreturn]] static void refuse() {
    throw domain_error("reckon::correlation: one of the quantities does not vary, and has no correlation");
  }

  answer exact(double x, double error) const {
    return {interval<>(x), error > 0 ? engine::convolution : engine::closed_form, error,
            dependence_in_words(joint_.all()), false};
  }

  answer unbounded(interval<> all) const {
    return {all, engine::closed_form, 0, dependence_in_words(joint_.all()), false};
  }

  /// True if nothing that happens in one expression tells of the other: no leaf is shared, and of the joint
  /// normal scores none of one side has a correlation with one of the other.
  bool apart() const {
    for (const std::size_t i : places_[0]) {
      for (const std::size_t j : places_[1]) {
        if (joint_.all().copula_parameter(i, j) != 0) return false;
      }
    }
    return true;
  }

  /// The coefficients of the leaves in a linear combination of them.
  std::optional<std::vector<double>> coefficients(std::size_t which) const {
    const program& p = programs_[which];
    std::vector<double> result(joint_.all().leaves.size(), 0);
    const instruction& top = p.code.back();
    if (top.kind == operation::constant) return result;
    if (top.kind == operation::leaf) {
      result[places_[which][top.left]] = 1;
      return result;
    }
    if (top.kind != operation::add) return std::nullopt;
    for (auto t = p.begin_terms(top); t != p.end_terms(top); ++t) {
      const instruction& term = p.code[t->slot];
      if (term.kind != operation::leaf) return std::nullopt;
      result[places_[which][term.left]] += mid(t->coefficient);
    }
    return result;
  }

  answer linear(const std::vector<double>& x, const std::vector<double>& y) const {
    const program& all = joint_.all();
    double sum = 0;
    double error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      for (std::size_t j = 0; j < y.size(); ++j) {
        const double parameter = all.copula_parameter(i, j);
        if (x[i] == 0 || y[j] == 0 || parameter == 0) continue;
        const auto& a = std::get<distribution>(all.leaves[i].value);
        const auto& b = std::get<distribution>(all.leaves[j].value);
        const expected_value both =
            i == j ? expected_value{a.variance(), 0} : copula_covariance(a, b, parameter);
        sum += x[i] * y[j] * both.value;
        error += std::abs(x[i] * y[j]) * both.error;
      }
    }
    return exact(sum, error);
  }

  /// By averages over one leaf each where both have a separable form, else as the mean of a product; nothing
  /// where one may be undefined.
  std::optional<answer> integrated_covariance() const {
    if (auto found = separable_covariance(compile(a_ * b_))) return found;
    if (has_counts_beside_others() || !is_defined_everywhere(a_) || !is_defined_everywhere(b_))
      return std::nullopt;
    const answer mean_a = mean_of(a_, how_);
    const answer mean_b = mean_of(b_, how_);
    if (!is_singleton(mean_a) || !is_singleton(mean_b)) return unbounded({-infinity, infinity});
    answer found = mean_of((a_ - mean_a.lower()) * (b_ - mean_b.lower()), how_);
    if (!is_singleton(found)) return unbounded({-infinity, infinity});
    found.error += mean_a.error * mean_b.error;
    return found;
  }

  /// Whether there are counts without end and leaves that are none: then an integral of what is not separable
  /// is one for each count, and takes seconds.
  bool has_counts_beside_others() const {
    bool counts = false;
    bool others = false;
    for (const auto& leaf : joint_.all().leaves) {
      const auto& shape = std::get<distribution>(leaf.value);
      const bool discrete = shape.model().discrete();
      counts = counts || (discrete && !is_common_interval(shape.support()));
      others = others || !discrete;
    }
    return counts && others;
  }

  std::optional<answer> integrated_correlation() const {
    auto found = integrated_covariance();
    if (!found) return found;
    const answer sd_a = standard_deviation_of(a_, how_);
    const answer sd_b = standard_deviation_of(b_, how_);
    if (!is_singleton(sd_a) || !is_singleton(sd_b) || !is_singleton(*found)) return unbounded({-1.0, 1.0});
    const double scale = sd_a.lower() * sd_b.lower();
    if (!(scale > 0)) refuse();
    const double value = found->lower() / scale;
    found->error =
        found->error / scale + std::abs(value) * (sd_a.error / sd_a.lower() + sd_b.error / sd_b.lower());
    static_cast<interval<>&>(*found) = interval<>(std::clamp(value, -1.0, 1.0));
    return found;
  }

  /// From the points of an ensemble, more of them until the tolerance is met.
  template <class Statistic, class Unit>
  answer sampled(const Statistic& statistic, interval<> all, const Unit& unit) const {
    require_tolerance(how_);
    constexpr std::size_t most_points = std::size_t{1} << 21;
    options more = how_;
    for (;;) {
      double allowed = 0;
      const answer found = sampled_once(statistic, all, more, unit, allowed);
      more.points = 2 * (std::max)(more.points, std::size_t{32768});
      if (how_.tolerance == 0 || found.error <= how_.tolerance * allowed || more.points > most_points)
        return found;
    }
  }

  template <class Statistic, class Unit>
  answer sampled_once(const Statistic& statistic, interval<> all, const options& how, const Unit& unit,
                      double& allowed) const {
    joint_points points(programs_, how);
    std::vector<sums> scramblings;
    sums pooled;
    std::size_t undefined = 0;
    double centre_a = 0;
    double centre_b = 0;
    std::string what;
    for (std::uint64_t r = 0; r < points.scramblings(); ++r) {
      const auto columns = points.run(r);
      if (r == 0) {
        centre_a = middle(columns[0].lower);
        centre_b = middle(columns[1].lower);
      }
      sums one;
      for (std::size_t i = 0; i < columns[0].lower.size(); ++i) {
        bool here = true;
        for (const auto& column : columns) {
          if (column.defined[i] == definedness::everywhere) continue;
          here = false;
          what = undefined_in_words(column.undefined);
        }
        if (!here) {
          ++undefined;
          continue;
        }
        one.add(columns[0].lower[i] - centre_a, columns[1].lower[i] - centre_b);
      }
      scramblings.push_back(one);
      pooled.add(one);
    }
    std::string assumption = dependence_in_words(joint_.all());
    if (undefined > 0) {
      const std::string mass =
          number_text(static_cast<double>(undefined) / (pooled.n + static_cast<double>(undefined)));
      if (how_.undefined == on_undefined::refuse || pooled.n == 0) {
        throw domain_error(
            "reckon: " + what + " is undefined on a mass of " + mass +
            "; restrict what goes in, or ask with options.undefined = on_undefined::conditional");
      }
      assumption += ", given that the expressions are defined (undefined mass " + mass + ')';
    }
    allowed = unit(pooled);
    const double value = statistic(pooled);
    if (!std::isfinite(value)) return {all, engine::ensemble, 0, assumption, false};
    double squares = 0;
    for (const sums& one : scramblings) squares += std::pow(statistic(one) - value, 2);
    const double n = static_cast<double>(scramblings.size());
    // No surer than one point makes it, though the scramblings may agree.
    const double error = (std::max)(std::sqrt(squares / (n * (n - 1))), allowed / pooled.n);
    return {interval<>(value), engine::ensemble, error, assumption, false};
  }

  static double middle(std::vector<double> x) {
    const auto place = x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2);
    std::nth_element(x.begin(), place, x.end());
    return std::isfinite(*place) ? *place : 0;
  }

  /// From the deviations of sum and difference, and from those of both alone (Cauchy and Schwarz).
  answer bounded_covariance() const {
    const answer plus = standard_deviation_of(a_ + b_, how_);
    const answer minus = standard_deviation_of(a_ - b_, how_);
    const answer of_a = standard_deviation_of(a_, how_);
    const answer of_b = standard_deviation_of(b_, how_);
    const double most = of_a.upper() * of_b.upper();
    const double limit = std::isnan(most) ? infinity : most;
    const auto quarter = [](double x, double y) {  // (x^2 - y^2) / 4
      const double d = (x / 2 - y / 2) * (x / 2 + y / 2);
      return d;
    };
    const double low = quarter(plus.lower(), minus.upper());
    const double high = quarter(plus.upper(), minus.lower());
    answer result = plus;
    result.error = (plus.upper() * plus.error + minus.upper() * minus.error) / 2;
    if (std::isnan(result.error)) result.error = 0;
    const double lower = std::isnan(low) ? -limit : (std::max)(-limit, low);
    const double upper = std::isnan(high) ? limit : (std::min)(limit, high);
    static_cast<interval<>&>(result) =
        finite_or_unbounded((std::min)(lower, upper), (std::max)(lower, upper));
    result.outer = lower != upper;
    return result;
  }

  const estimate& a_;
  const estimate& b_;
  const options& how_;
  std::vector<program> programs_;
  joint_leaves joint_;
  std::vector<std::vector<std::size_t>> places_;
  bool precise_ = true;
  bool finite_ = true;
  bool stated_ = false;
};

}  // namespace detail

/// The covariance of two estimates, with the leaves that they share intact. Where leaves are imprecise, or a
/// dependence is stated, bounds that follow from standard deviations; infinite if there is none.
/// Units:  that of a times that of b.
/// Errors: domain_error where an estimate is undefined on a positive mass (options::undefined).
[[nodiscard]] inline answer covariance(const estimate& a, const estimate& b, const options& how = {}) {
  return detail::joint_moments(a, b, how).covariance();
}

/// The correlation of two estimates: covariance(a, b) over both standard deviations, in [-1, 1].
/// Errors: domain_error if one of them does not vary; as covariance.
[[nodiscard]] inline answer correlation(const estimate& a, const estimate& b, const options& how = {}) {
  return detail::joint_moments(a, b, how).correlation();
}

}  // namespace reckon
