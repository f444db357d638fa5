// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/detail/random_bits.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace reckon::detail {

/// What the series for a sum needs to know of it: standardised cumulants, and how far they may be off.
struct sum_cumulants {
  double mean = 0;
  double deviation = 0;
  double third = 0;   ///< skewness
  double fourth = 0;  ///< excess kurtosis
  double third_error = 0;
  double fourth_error = 0;
  double grain = 0;    ///< the greatest step between neighbouring values of a discrete leaf
  bool whole = false;  ///< whether the sum takes all whole numbers, and no others
};

/// A sum of many leaves, plus a set: Edgeworth's series to the order 1/n for its distribution function, that
/// of Cornish and Fisher for its quantiles (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964,
/// 26.2.47 to 26.2.49). The error stated is what the terms of the next order may amount to, with the factor
/// (1 + |z|^5) / 10 for their polynomials and coefficients, which is a convention of ours, larger than what
/// uniform, exponential and lognormal terms show.
class large_sum_law final : public law {
 public:
  large_sum_law(const sum_cumulants& known, interval<> shift, interval<> support)
      : known_(known), shift_(shift), support_(support) {}

  bounded quantile(double p) const override {
    if (p <= 0) return {end(support_.lower()), 0};
    if (p >= 1) return {end(support_.upper()), 0};
    const double z = normal_quantile(p);
    const double x = value_at(z);
    const double error = (error_in_score(z) + roughness()) * known_.deviation;
    if (!known_.whole) return {within_support(x, z), error};
    const auto reached = [](double y) { return std::ceil(y - 0.5); };
    const double k = reached(x);
    return {within_support(k, z), (std::max)(reached(x + error) - k, k - reached(x - error))};
  }

  bounded cdf(double x) const override {
    if (std::isinf(x)) return {interval<>(x > 0 ? 1.0 : 0.0), 0};
    const auto score = [&](double y) {
      return ((known_.whole ? std::floor(y) + 0.5 : y) - known_.mean) / known_.deviation;
    };
    const double low = score(x - shift_.upper());
    const double high = score(x - shift_.lower());
    const auto error = [&](double z) { return normal_pdf(z) * (error_in_score(z) + roughness()); };
    const double least = below(low);
    return {{least, (std::max)(least, below(high))}, (std::max)(error(low), error(high))};
  }
  bounded cdf_before(double x) const override {
    return cdf(known_.whole ? std::ceil(x) - 1 : x);  // a set beside whole numbers is not known to be whole
  }

  bounded mean() const override {
    return {finite_or_unbounded(known_.mean + shift_.lower(), known_.mean + shift_.upper()), 0};
  }
  bounded standard_deviation() const override {
    if (is_singleton(shift_)) return {interval<>(known_.deviation), 0};
    const auto at = [this](double z) { return within_support(value_at(z), z); };
    const interval<> fine = weighted_sets::of(at, 8192).standard_deviation();
    const interval<> coarse = weighted_sets::of(at, 4096).standard_deviation();
    return {fine,
            (std::max)(std::abs(fine.lower() - coarse.lower()), std::abs(fine.upper() - coarse.upper()))};
  }

  engine made_by() const override { return engine::convolution; }
  bool worth_keeping() const override { return true; }
  std::string assumption() const override {
    return is_singleton(shift_) ? "leaves independent" : "random-set independence";
  }

  static double roughness(const sum_cumulants& known) {
    const double step = known.grain / known.deviation;
    return known.whole ? step * step : step;
  }

  /// How far a normal score may be off.
  static double error_in_score(const sum_cumulants& known, double z) {
    const double g = std::abs(known.third);
    const double k = std::abs(known.fourth);
    const double next = g * g * g + g * k + k * std::sqrt(k);
    const double z2 = z * z;
    return next * (1 + std::abs(z) * z2 * z2) / 10 +
           known.third_error * (std::abs(z2 - 1) / 6 + g * std::abs(2 * z2 - 5) * std::abs(z) / 18) +
           known.fourth_error * std::abs(z2 - 3) * std::abs(z) / 24;
  }

 private:
  double error_in_score(double z) const { return error_in_score(known_, z); }

  /// By how much a step between neighbouring values may move the score: that of whole numbers is met in its
  /// middle.
  double roughness() const { return roughness(known_); }

  double value_at(double z) const {
    const double g = known_.third;
    const double z2 = z * z;
    const double w = z + g * (z2 - 1) / 6 + known_.fourth * z * (z2 - 3) / 24 - g * g * z * (2 * z2 - 5) / 36;
    return known_.mean + known_.deviation * w;
  }

  interval<> within_support(double x, double z) const {
    const interval<> set = finite_or_unbounded(x + shift_.lower(), x + shift_.upper());
    const interval<> possible = intersection(set, support_);
    return is_empty(possible) ? end(z < 0 ? support_.lower() : support_.upper()) : possible;
  }

  double below(double z) const {
    const double g = known_.third;
    const double z2 = z * z;
    const double third = z2 - 1;
    const double fourth = z * (z2 - 3);
    const double square = z * (z2 * z2 - 10 * z2 + 15);
    const double off = normal_pdf(z) * (g * third / 6 + known_.fourth * fourth / 24 + g * g * square / 72);
    return std::clamp(normal_cdf(z) - off, 0.0, 1.0);
  }

  static interval<> end(double x) { return finite_or_unbounded(x, x); }

  sum_cumulants known_;
  interval<> shift_;
  interval<> support_;
};

/// Finds the law of a linear combination of more leaves than can be convolved, none of which prevails.
class large_sum {
 public:
  explicit large_sum(const program& p) : program_(p) {}

  /// The law, or nothing if the expression is not of that kind or the series does not tell enough.
  [[nodiscard]] std::unique_ptr<law> find() {
    const instruction& sum = program_.code.back();
    if (sum.kind != operation::add || !is_common_interval(sum.constant) || !gather(sum)) return nullptr;
    if (terms_.size() < least_terms) return nullptr;
    add_moments();
    if (!(known_.deviation > 0) || !std::isfinite(known_.deviation)) return nullptr;
    add_cumulants();
    const double off = large_sum_law::error_in_score(known_, 1) + large_sum_law::roughness(known_);
    if (!(off <= worst_error)) return nullptr;
    return std::make_unique<large_sum_law>(known_, shift_, support_ + shift_);
  }

 private:
  static constexpr std::size_t least_terms = 65;
  static constexpr double worst_error = 5e-3;     // in the score; points would tell about as much
  static constexpr std::size_t looked_at = 2048;  // of the greatest terms, and of the others

  struct term {
    double coefficient;
    const distribution* shape;
    double scale;  // |coefficient| times the standard deviation
  };

  /// False if anything but independent shapes and sets, each used once, is summed.
  bool gather(const instruction& sum) {
    shift_ = interval<>(0.0);
    std::vector<bool> seen(program_.leaves.size(), false);
    for (auto t = program_.begin_terms(sum); t != program_.end_terms(sum); ++t) {
      const instruction& i = program_.code[t->slot];
      if (i.kind != operation::leaf || seen[i.left] || program_.is_dependent(i.left)) return false;
      seen[i.left] = true;
      const double c = mid(t->coefficient);
      if (c == 0 || !std::isfinite(c)) return false;
      const uncertain_value& value = program_.leaves[i.left].value;
      if (const auto* set = std::get_if<interval<>>(&value)) {
        shift_ += t->coefficient * *set;
      } else if (const auto* shape = std::get_if<distribution>(&value)) {
        terms_.push_back({c, shape, 0});
      } else {
        return false;
      }
    }
    return is_common_interval(shift_);
  }

  void add_moments() {
    const double constant = mid(program_.code.back().constant);
    known_.mean = constant;
    support_ = interval<>(constant);
    double variance = 0;
    known_.whole = constant == std::floor(constant) && is_singleton(shift_);
    for (term& t : terms_) {
      t.scale = std::abs(t.coefficient) * std::sqrt(t.shape->variance());
      known_.mean += t.coefficient * t.shape->mean();
      variance += t.scale * t.scale;
      support_ += interval<>(t.coefficient) * t.shape->support();
      const bool counts = t.shape->model().whole_numbers();
      known_.whole = known_.whole && counts && std::abs(t.coefficient) == 1;
      if (!t.shape->model().jumps()) continue;
      known_.grain = (std::max)(known_.grain, counts ? std::abs(t.coefficient) : infinity);
    }
    known_.deviation = std::sqrt(variance);
  }

  /// Third and fourth cumulants: those of the greatest terms, and of the others as a sample of them shows.
  void add_cumulants() {
    std::size_t greatest = terms_.size();
    if (terms_.size() > 2 * looked_at) {
      greatest = looked_at;
      std::nth_element(terms_.begin(), terms_.begin() + static_cast<std::ptrdiff_t>(greatest), terms_.end(),
                       [](const term& a, const term& b) { return a.scale > b.scale; });
    }
    for (std::size_t i = 0; i < greatest; ++i) {
      const auto [third, fourth] = cumulants(terms_[i]);
      known_.third += third;
      known_.fourth += fourth;
    }
    const std::size_t others = terms_.size() - greatest;
    if (others == 0) return;
    double sums[2] = {0, 0};
    double squares[2] = {0, 0};
    for (std::size_t k = 0; k < looked_at; ++k) {
      const auto [third, fourth] = cumulants(terms_[greatest + mixed(k) % others]);
      sums[0] += third;
      sums[1] += fourth;
      squares[0] += third * third;
      squares[1] += fourth * fourth;
    }
    const auto m = static_cast<double>(looked_at);
    const auto n = static_cast<double>(others);
    const auto error = [&](int i) {
      return n * std::sqrt((std::max)(0.0, squares[i] - sums[i] * sums[i] / m) / (m * (m - 1)));
    };
    known_.third += n * sums[0] / m;
    known_.fourth += n * sums[1] / m;
    known_.third_error = error(0);
    known_.fourth_error = error(1);
  }

  struct pair_of_cumulants {
    double third;
    double fourth;
  };

  /// Of one term, divided by the powers of the deviation of the sum.
  pair_of_cumulants cumulants(const term& t) const {
    const distribution_model& model = t.shape->model();
    const double centre = model.mean();
    const double unit = t.coefficient / known_.deviation;
    const auto power = [&](int n) {
      const auto of = [&](double x) {
        const double off = unit * (x - centre);
        return n == 3 ? off * off * off : off * off * off * off;
      };
      constexpr int intervals = 64;
      if (model.jumps()) return model.average(of).value;
      return score_average([&](double z) { return of(model.at_score(z)); }, intervals).value;
    };
    const double variance = t.scale / known_.deviation * (t.scale / known_.deviation);
    return {power(3), power(4) - 3 * variance * variance};
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();

  const program& program_;
  large_vector<term> terms_;
  sum_cumulants known_;
  interval<> shift_{0.0};
  interval<> support_{0.0};
};

}  // namespace reckon::detail
