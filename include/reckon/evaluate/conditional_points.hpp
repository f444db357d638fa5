// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/joint_points.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/tail_weight.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// The focal sets of an estimate at the points at which an event A is possible, and at those at which it is
/// certain: their ends, each in rising order. Generalised Bayes for random sets (Fagin and Halpern,
/// Uncertainty in AI 6:347, 1991; Jaffray, IEEE Trans. SMC 22:1144, 1992):
///   F_(x | A) = Bel(X <= x, A) / (Bel(X <= x, A) + Pl(X > x, A)),
///   F^(x | A) = Pl(X <= x, A) / (Pl(X <= x, A) + Bel(X > x, A)).
/// A set at which A is possible counts for all its values, also those that it has where A does not happen:
/// the bounds enclose the sharp ones.
struct conditioned_sets {
  std::vector<double> possible_lower, possible_upper;
  std::vector<double> certain_lower, certain_upper;

  void add(const conditioned_sets& other) {
    const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(possible_lower, other.possible_lower);
    append(possible_upper, other.possible_upper);
    append(certain_lower, other.certain_lower);
    append(certain_upper, other.certain_upper);
  }

  void sort() {
    for (auto* ends : {&possible_lower, &possible_upper, &certain_lower, &certain_upper})
      std::sort(ends->begin(), ends->end());
  }

  [[nodiscard]] bool empty() const { return possible_lower.empty(); }
  [[nodiscard]] bool is_never_certain() const { return certain_lower.empty(); }

  /// Bounds on P(X <= x | A), or on P(X < x | A).
  [[nodiscard]] interval<> cdf(double x, bool before) const {
    const auto below = [&](const std::vector<double>& ends) {
      const auto place = before ? std::lower_bound(ends.begin(), ends.end(), x)
                                : std::upper_bound(ends.begin(), ends.end(), x);
      return static_cast<double>(place - ends.begin());
    };
    const auto share = [](double one, double other) { return one > 0 ? one / (one + other) : 0.0; };
    const auto count = [](const std::vector<double>& ends) { return static_cast<double>(ends.size()); };
    const double surely_below = below(certain_upper);
    const double maybe_above = count(possible_upper) - below(possible_upper);
    const double maybe_below = below(possible_lower);
    const double surely_above = count(certain_lower) - below(certain_lower);
    // Where nothing is certain, all that is possible may be what happens, also what no point has met.
    const double lower = share(surely_below, maybe_above);
    const double upper = surely_above == 0 ? 1 : share(maybe_below, surely_above);
    return {(std::min)(lower, upper), upper};
  }

  [[nodiscard]] interval<> quantile(double p) const {
    const double lower =
        first(possible_lower, certain_lower, p, [this](double x) { return cdf(x, false).upper(); });
    const double upper =
        first(possible_upper, certain_upper, p, [this](double x) { return cdf(x, false).lower(); });
    return finite_or_unbounded(lower, (std::max)(lower, upper));
  }

  [[nodiscard]] weighted_sets steps() const {
    constexpr std::size_t count = 1024;
    weighted_sets made;
    for (std::size_t i = 0; i < count; ++i) {
      const interval<> q = quantile((static_cast<double>(i) + 0.5) / count);
      made.lower.push_back(q.lower());
      made.upper.push_back(q.upper());
      made.weight.push_back(1.0 / count);
    }
    return made;
  }

 private:
  /// The least of the ends at which a rising bound reaches a level; the greatest if none does.
  template <class Bound>
  static double first(const std::vector<double>& a, const std::vector<double>& b, double level,
                      const Bound& bound) {
    double found = a.back();
    for (const auto* ends : {&a, &b}) {
      const auto place =
          std::partition_point(ends->begin(), ends->end(), [&](double x) { return bound(x) < level; });
      if (place != ends->end()) found = (std::min)(found, *place);
    }
    return found;
  }
};

/// The law of an estimate on the condition of an event, from the points of an ensemble at which it happens.
class conditional_points_law final : public law {
 public:
  conditional_points_law(std::vector<conditioned_sets> scramblings, bool precise, bool outer,
                         interval<> range, std::string assumption)
      : precise_(precise), outer_(outer), range_(range), assumption_(std::move(assumption)) {
    for (auto& one : scramblings) {
      pooled_.add(one);
      if (one.empty()) continue;
      one.sort();
      scramblings_.push_back(std::move(one));
    }
    pooled_.sort();
    if (pooled_.empty()) {
      throw domain_error(
          "reckon::given: the event happens at no point of the ensemble: its probability is 0, or so small "
          "that "
          "options.points must grow");
    }
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) {
      const interval<> found = pooled_.quantile(p);
      const interval<> end = point_or_beyond(p <= 0 ? range_.lower() : range_.upper());
      return {convex_hull(found, end), 0};
    }
    if (pooled_.is_never_certain()) return {range_, 0};
    bounded found = over_scramblings([p](const conditioned_sets& s) { return s.quantile(p); });
    found.error = (std::max)(found.error, distance_to_neighbours(found.bounds, p));
    return found;
  }
  bounded cdf(double x) const override {
    if (x < range_.lower() || x >= range_.upper()) return {interval<>(x < range_.lower() ? 0 : 1), 0};
    return as_share([x](const conditioned_sets& s) { return s.cdf(x, false); });
  }
  bounded cdf_before(double x) const override {
    if (x <= range_.lower() || x > range_.upper()) return {interval<>(x <= range_.lower() ? 0 : 1), 0};
    return as_share([x](const conditioned_sets& s) { return s.cdf(x, true); });
  }
  bounded mean() const override {
    if (!finite().mean || pooled_.is_never_certain()) return {range_, 0};
    bounded found = over_scramblings([this](const conditioned_sets& s) {
      if (!precise_) return s.steps().mean();
      double sum = 0;
      for (const double x : s.possible_lower) sum += x / static_cast<double>(s.possible_lower.size());
      return finite_or_unbounded(sum, sum);
    });
    found.error = std::hypot(found.error, missed(1));
    return found;
  }
  bounded standard_deviation() const override {
    if (!finite().variance || pooled_.is_never_certain()) return {{0.0, width(range_) / 2}, 0};
    bounded found = over_scramblings([this](const conditioned_sets& s) {
      if (!precise_) return s.steps().standard_deviation();
      const double n = static_cast<double>(s.possible_lower.size());
      double centre = 0;
      double squares = 0;
      for (const double x : s.possible_lower) centre += x / n;
      for (const double x : s.possible_lower) squares += (x - centre) * ((x - centre) / n);
      return finite_or_unbounded(std::sqrt(squares), std::sqrt(squares));
    });
    const double sd = found.bounds.upper();
    found.error = std::hypot(found.error, std::hypot(sd, std::sqrt(missed(2))) - sd);
    return found;
  }

  engine made_by() const override { return engine::ensemble; }
  bool outer() const override { return outer_; }
  std::string assumption() const override { return assumption_; }

 private:
  /// The outer end of what is possible at a level, from below or from above.
  double tail_quantile(double p, bool above) const {
    const std::vector<double>& ends = above ? pooled_.possible_upper : pooled_.possible_lower;
    const auto last = static_cast<double>(ends.size() - 1);
    return ends[static_cast<std::size_t>(std::floor((above ? 1 - p : p) * last))];
  }

  /// What the points tell of the tails, where there are enough of them.
  finite_moments finite() const {
    constexpr std::size_t enough = 8192;
    if (pooled_.possible_lower.size() < enough) return {};
    return moments_by_sample([this](double p, bool above) {
      const bool ends = std::isfinite(above ? range_.upper() : range_.lower());  // then it has all moments
      return tail_quantile(ends ? 0.5 : p, above);
    });
  }

  /// What they may miss of a moment: a part of what is possible, which counts by what is certain.
  double missed(double power) const {
    const auto at_level = [this](double p, bool above) { return tail_quantile(p, above); };
    const auto possible = static_cast<double>(pooled_.possible_lower.size());
    return missed_by_sample(at_level, possible, power, width(range_)) * possible * one_point();
  }

  /// How far one point more may move a probability.
  double one_point() const { return 1 / static_cast<double>(pooled_.certain_lower.size()); }

  /// How far a quantile moves if one point more or less lies below it; beyond the last point anything within
  /// the range may follow.
  double distance_to_neighbours(interval<> found, double p) const {
    const double below = p - one_point();
    const double above = p + one_point();
    const double least = below > 0 ? pooled_.quantile(below).lower() : range_.lower();
    const double greatest = above < 1 ? pooled_.quantile(above).upper() : range_.upper();
    return (std::max)(found.lower() - least, greatest - found.upper());
  }

  /// A share of points between the ends of the range, which is no surer than one point makes it: what they
  /// all miss may still be there.
  template <class Statistic>
  bounded as_share(const Statistic& statistic) const {
    if (pooled_.is_never_certain()) return {{0.0, 1.0}, 0};
    bounded found = over_scramblings(statistic);
    found.error = (std::max)(found.error, one_point());
    return found;
  }

  /// The answer from all points together, with the standard error that the scramblings show.
  template <class Statistic>
  bounded over_scramblings(const Statistic& statistic) const {
    const interval<> found = statistic(pooled_);
    double lower = 0;
    double upper = 0;
    for (const auto& one : scramblings_) {
      const interval<> x = statistic(one);
      if (x.lower() != found.lower()) lower += std::pow(x.lower() - found.lower(), 2);
      if (x.upper() != found.upper()) upper += std::pow(x.upper() - found.upper(), 2);
    }
    const double n = static_cast<double>(scramblings_.size());
    const double unsure = 1 + unsure_of_few / static_cast<double>(pooled_.possible_lower.size());
    const double error = n > 1 ? unsure * std::sqrt((std::max)(lower, upper) / (n * (n - 1))) : std::nan("");
    return {found, std::isnan(error) ? std::numeric_limits<double>::infinity() : error};
  }

  /// A few points tell little of how far they are off: two may agree by chance.
  static constexpr double unsure_of_few = 16;

  std::vector<conditioned_sets> scramblings_;
  conditioned_sets pooled_;
  bool precise_;
  bool outer_;
  interval<> range_;
  std::string assumption_;
};

/// Accepts and rejects the points of an ensemble.
class conditional_points {
 public:
  conditional_points(const program& what, const program& difference, bool or_equal, const options& how)
      : range_(whole_range(what)), points_({what, difference}, how), or_equal_(or_equal), how_(how) {}

  [[nodiscard]] std::unique_ptr<law> run() {
    std::vector<conditioned_sets> all;
    std::size_t met = 0;
    const std::uint64_t most = most_scramblings();
    for (std::uint64_t r = 0; r < points_.scramblings() || (r < most && met < enough); ++r) {
      all.push_back(accepted(points_.run(r)));
      met += all.back().possible_lower.size();
    }
    std::string assumption =
        points_.precise() ? dependence_in_words(points_.leaves()) : "random-set independence";
    assumption += ", given the event";
    if (undefined_ > 0) {
      const std::string mass = number_text(undefined_ / (undefined_ + counted_));
      if (how_.undefined == on_undefined::refuse || counted_ == 0) {
        throw domain_error(
            "reckon::given: " + what_ + " is undefined on a mass of " + mass +
            "; restrict what goes in, or ask with options.undefined = on_undefined::conditional");
      }
      assumption += " and that the expressions are defined (undefined mass " + mass + ')';
    }
    const bool outer = !points_.precise();
    return std::make_unique<conditional_points_law>(std::move(all), points_.precise(), outer, range_,
                                                    std::move(assumption));
  }

 private:
  conditioned_sets accepted(const std::vector<joint_points::column>& columns) {
    const auto& [what, difference] = std::tie(columns[0], columns[1]);
    conditioned_sets result;
    for (std::size_t i = 0; i < what.lower.size(); ++i) {
      const bool possible = or_equal_ ? difference.lower[i] <= 0 : difference.lower[i] < 0;
      const bool certain = or_equal_ ? difference.upper[i] <= 0 : difference.upper[i] < 0;
      if (!note(difference, i)) continue;
      if (!possible) {
        counted_ += 1;
        continue;
      }
      if (!note(what, i)) continue;  // where the event cannot happen the estimate need not be defined
      counted_ += 1;
      const double lower = (std::max)(what.lower[i], range_.lower());
      const double upper = (std::min)(what.upper[i], range_.upper());
      result.possible_lower.push_back(lower);
      result.possible_upper.push_back((std::max)(lower, upper));
      if (!certain) continue;
      result.certain_lower.push_back(lower);
      result.certain_upper.push_back((std::max)(lower, upper));
    }
    return result;
  }

  /// False where a value is undefined; a set of which a part is undefined may count.
  bool note(const joint_points::column& column, std::size_t i) {
    if (column.defined[i] == definedness::everywhere) return true;
    what_ = undefined_in_words(column.undefined);
    undefined_ += 1;
    return column.defined[i] == definedness::partly;
  }

  /// Of a rare event more points are asked, until so many meet it.
  static constexpr std::size_t enough = 256;

  /// Up to so many points: fewer where the quantiles of counts take long, none more where sets are searched.
  std::uint64_t most_scramblings() const {
    if (points_.searches()) return 0;
    const auto& leaves = points_.leaves().leaves;
    const bool counts = std::any_of(leaves.begin(), leaves.end(), [](const program_leaf& leaf) {
      const auto* shape = std::get_if<distribution>(&leaf.value);
      return shape != nullptr && shape->model().jumps();
    });
    return (std::uint64_t{1} << (counts ? 17 : 19)) / point_set::lattice_size;
  }

  interval<> range_;
  joint_points points_;
  bool or_equal_;
  const options& how_;
  double undefined_ = 0;
  double counted_ = 0;
  std::string what_;
};

}  // namespace reckon::detail
