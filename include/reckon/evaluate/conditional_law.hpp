// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/detail/weight_beyond.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/half_line.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace reckon::detail {

/// The law of X on the condition that X lies beyond a number. With F_ and F^ the lower and upper distribution
/// function of X, the bounds are those over all distributions between them (generalised Bayes: Walley,
/// Statistical Reasoning with Imprecise Probabilities, 1991, section 6.4; for belief functions Fagin and
/// Halpern, Uncertainty in AI 6:347, 1991; Jaffray, IEEE Trans. SMC 22:1144, 1992):
///   F_(x | A) = P_(X <= x, A) / (P_(X <= x, A) + P^(X > x, A)), and likewise F^ with _ and ^ exchanged.
/// For A = {X > a} and x >= a that is
///   [max(0, (F_(x) - F^(a)) / (1 - F^(a))), (F^(x) - F_(a)) / (1 - F_(a))],
/// and for A = {X <= a} and x <= a
///   [F_(x) / F^(a), min(1, F^(x) / F_(a))].
class half_line_law final : public law {
 public:
  /// Errors: domain_error if X cannot lie there.
  half_line_law(law_handle whole, half_line where, bool outer)
      : whole_(std::move(whole)), where_(where), outer_(outer) {
    // What lies below the half-line: P(X <= a) or P(X < a); for {X < a}, what lies in it.
    const bool up_to_end = where.above != where.with_end;
    at_end_ = up_to_end ? whole_->cdf(where.end) : whole_->cdf_before(where.end);
    const double greatest = where.above ? 1 - at_end_.bounds.lower() : at_end_.bounds.upper();
    if (!(greatest > 0)) {
      throw domain_error(
          "reckon::given: the event has probability 0; nothing follows from what cannot happen");
    }
    least_ = where.above ? 1 - at_end_.bounds.upper() : at_end_.bounds.lower();
  }

  bounded quantile(double p) const override {
    const interval<> a = at_end_.bounds;
    const double lower = error_at(a.lower(), p);
    return {ends(p), is_singleton(a) ? lower : (std::max)(lower, error_at(a.upper(), p))};
  }

  bounded cdf(double x) const override {
    if (where_.above && (where_.with_end ? x < where_.end : x <= where_.end)) return {interval<>(0.0), 0};
    if (!where_.above && x >= where_.end) return {interval<>(1.0), 0};
    return conditioned(whole_->cdf(x));
  }

  bounded cdf_before(double x) const override {
    if (where_.above && x <= where_.end) return {interval<>(0.0), 0};
    if (!where_.above && (where_.with_end ? x > where_.end : x >= where_.end)) return {interval<>(1.0), 0};
    return conditioned(whole_->cdf_before(x));
  }

  bounded mean() const override {
    return moment([](const weighted_sets& s) { return s.mean(); }, 1, mean_limits(), possible());
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double most = whole_->standard_deviation().bounds.upper() < infinity ? 0 : infinity;
    const auto deviation = [](const weighted_sets& s) {
      const interval<> sd = s.standard_deviation();
      return s.lower == s.upper ? interval<>(sd.lower()) : sd;  // points: both are one but for rounding
    };
    return moment(deviation, 2, {0, most}, {0.0, width(possible()) / 2});
  }

  std::optional<double> density(double x) const override {
    const auto d = whole_->density(x);
    if (!d || at_end_.bounds.lower() != at_end_.bounds.upper()) return std::nullopt;
    return contains(where_.set(), x) ? *d / least_ : 0;
  }

  engine made_by() const override { return whole_->made_by(); }
  bool outer() const override { return outer_ || whole_->outer(); }
  std::string assumption() const override { return whole_->assumption() + ", given the event"; }

 private:
  /// Infinite where a tail that is kept has no mean.
  struct limits {
    double lower = 0;
    double upper = 0;
  };

  /// The values that the whole may have on the half-line.
  interval<> possible() const {
    const interval<> all(whole_->quantile(0).bounds.lower(), whole_->quantile(1).bounds.upper());
    const interval<> both = intersection(all, where_.set());
    return is_empty(both) ? where_.set() : both;
  }

  limits mean_limits() const {
    const interval<> m = whole_->mean().bounds;
    limits found;
    if (!where_.above && std::isinf(m.lower())) found.lower = m.lower();
    if (where_.above && std::isinf(m.upper())) found.upper = m.upper();
    return found;
  }

  /// The level of the whole, if that at the end of the half-line is `at_end`.
  double level(double at_end, double p) const {
    const double all = where_.above ? at_end + p * (1 - at_end) : p * at_end;
    return p < 1 && at_end < 1 ? (std::min)(all, 1 - 0x1p-53) : all;  // rounding must not reach the far end
  }

  interval<> ends(double p) const {
    const auto within = [this](double x) {
      return where_.above ? (std::max)(where_.end, x) : (std::min)(where_.end, x);
    };
    const interval<> a = at_end_.bounds;
    const interval<> lower = whole_->quantile(level(a.lower(), p)).bounds;
    const interval<> upper = is_singleton(a) ? lower : whole_->quantile(level(a.upper(), p)).bounds;
    const double from = within(lower.lower());
    return finite_or_unbounded(from, (std::max)(from, within(upper.upper())));
  }

  /// How far a quantile may be off: what the whole tells of its own, and where it moves to if the level is
  /// off by what that at the end may be.
  double error_at(double at_end, double p) const {
    const double middle = level(at_end, p);
    const double off = (where_.above ? 1 - p : p) * at_end_.error + rounding * middle;
    const bounded found = whole_->quantile(middle);
    if (p <= 0 || p >= 1) return found.error;
    const interval<> before = whole_->quantile((std::max)(middle - off, 0.0)).bounds;
    const interval<> after = whole_->quantile((std::min)(middle + off, 1.0)).bounds;
    const double moved = (std::max)(after.lower() - before.lower(), after.upper() - before.upper());
    return found.error + (std::isnan(moved) ? 0 : moved);
  }

  /// What a probability of the whole may be off, in its share of the event.
  double share_of(double error) const {
    const double scale = least_ > 0 ? least_ : 1;
    return (std::min)(1.0, (error + at_end_.error + (where_.above ? rounding : 0)) / scale);
  }

  bounded conditioned(const bounded& at_x) const {
    const interval<> x = at_x.bounds;
    const interval<> a = at_end_.bounds;
    double lower;
    double upper;
    if (where_.above) {
      lower = least_ > 0 ? (x.lower() - a.upper()) / least_ : (x.lower() >= 1 ? 1 : 0);
      upper = (x.upper() - a.lower()) / (1 - a.lower());
    } else {
      lower = x.lower() / a.upper();
      upper = a.lower() > 0 ? x.upper() / a.lower() : (x.upper() > 0 ? 1 : 0);
    }
    lower = std::clamp(lower, 0.0, 1.0);
    return {{lower, std::clamp(upper, lower, 1.0)}, share_of(at_x.error)};
  }

  /// The mean, or the standard deviation, which is made of second powers; `possible` if the probability of
  /// the event is hardly more than rounding, or the tails weigh too much.
  template <class Statistic>
  bounded moment(const Statistic& statistic, int power, limits tails, interval<> possible) const {
    constexpr double nothing_known = 0.1;
    if (share_of(0) > nothing_known) return {possible, 0};
    const bool dear = whole_->made_by() == engine::convolution;  // its quantiles are searched for
    const weighted_sets all = weighted_sets::of([this](double z) { return set_at(z); }, dear ? 128 : 2048);
    const interval<> found = statistic(all);
    double error = apart(found, statistic(all.thinned(2, 0)));
    if (whole_->made_by() == engine::ensemble) error += quantile(0.5).error;
    error += share_of(0) * (ends(0.99).upper() - ends(0.01).lower());
    double beyond = beyond_nodes(power) + doubt_of_jumps(all, power);
    if (power == 2) beyond = std::hypot(found.upper(), std::sqrt(beyond)) - found.upper();
    const double lower = std::isinf(tails.lower) ? tails.lower : found.lower();
    const double upper = std::isinf(tails.upper) ? tails.upper : found.upper();
    const interval<> moment = finite_or_unbounded(lower, upper);
    if (is_common_interval(moment) && !std::isfinite(beyond)) return {possible, 0};
    error += std::isfinite(beyond) ? beyond : 0;
    return {moment, std::isfinite(error) ? error : 0};
  }

  static constexpr double last_level = 1 - 1e-13;  // above it, levels are too near 1

  interval<> set_at(double z) const { return ends((std::min)(normal_cdf(z), last_level)); }

  static double apart(interval<> a, interval<> b) {
    const auto distance = [](double x, double y) { return x == y ? 0 : std::abs(x - y); };
    return (std::max)(distance(a.lower(), b.lower()), distance(a.upper(), b.upper()));
  }

  /// How far a moment may be off because quantiles jump between nodes: the level of each jump by half of what
  /// lies between them.
  static double doubt_of_jumps(const weighted_sets& all, int power) {
    return (std::max)(doubt_of_jumps(all.lower, all.weight, power),
                      doubt_of_jumps(all.upper, all.weight, power));
  }

  static double doubt_of_jumps(const std::vector<double>& x, const std::vector<double>& weight, int power) {
    constexpr double sudden =
        8;  // times the steps on both sides together, which in a smooth stretch are alike
    const double mean = weighted_sets::average(x, weight);
    const auto size = [&](double value) { return power == 1 ? value : (value - mean) * (value - mean); };
    double sum = 0;
    for (std::size_t i = 1; i + 2 < x.size(); ++i) {
      const double step = x[i + 1] - x[i];
      if (!(step > sudden * (x[i] - x[i - 1] + x[i + 2] - x[i + 1]))) continue;
      sum += (weight[i] + weight[i + 1]) / 4 * std::abs(size(x[i + 1]) - size(x[i]));
    }
    return sum;
  }

  /// What lies beyond the last level may add to the mean of the distance from the middle, or of its square.
  double beyond_nodes(int power) const {
    constexpr double last_score = 7.3;  // where that level is
    constexpr double step = 1.5;        // in which counts move on
    const interval<> middle = set_at(0);
    double sum = 0;
    for (const double side : {-1.0, 1.0}) {
      sum += weight_beyond(last_score, step, [&](double z) {
        const interval<> set = set_at(side * z);
        const double distance = (std::max)(middle.upper() - set.lower(), set.upper() - middle.lower());
        return std::pow((std::max)(0.0, distance), power);
      });
    }
    return sum;
  }

  /// To that a law tells its levels, if it states no error.
  static constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();

  law_handle whole_;
  half_line where_;
  bounded at_end_;
  double least_ = 0;  // the lower probability of the event
  bool outer_;
};

}  // namespace reckon::detail
