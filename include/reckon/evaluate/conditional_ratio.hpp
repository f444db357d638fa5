// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/adaptive_average.hpp>
#include <reckon/detail/inverse.hpp>
#include <reckon/detail/memo.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/chance.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/conditional_points.hpp>
#include <reckon/evaluate/conditioning.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// The law of an estimate X of a few continuous shapes on the condition of an event D <= 0, or D < 0, as the
/// ratio
///   P(X <= x, D <= 0) / P(D <= 0),
/// where both happen if the greater of X - x and D is not positive: one expression, to which every engine
/// applies. Each reading of the distribution function is a question of its own.
class conditional_ratio final : public law {
 public:
  conditional_ratio(const estimate& what, const program& what_program, const event& condition,
                    const program& difference, const options& how)
      : what_(what), condition_(condition), how_(how), range_(whole_range(what_program)) {
    if (!applies(what_program) || !applies(difference)) return;
    const std::unique_ptr<law> whole = without_points(difference, how_);
    const std::unique_ptr<law> free = without_points(what_program, how_);
    if (!whole || !free) return;
    const bounded chance = chance_by(*whole, condition.or_equal());
    probability_ = chance.bounds.lower();
    error_ = chance.error;
    scale_ = power_of_two_near(spread_of(*free));
    difference_scale_ = power_of_two_near(spread_of(*whole));
    from_ = free->quantile(0.1).bounds.lower();
    to_ = free->quantile(0.9).bounds.lower();
    if (!(probability_ > 0) || !(from_ < to_)) return;
    assumption_ = free->assumption() + ", given the event";
    find_order(both_at(free->quantile(0.5).bounds.lower(), false));
    for (const double p : {0.05, 0.5, 0.95}) try_out(free->quantile(p).bounds.lower());
    constexpr double tolerable = 1e-4;
    sound_ = error() <= tolerable;
  }

  /// Whether the engines that do without points can tell both probabilities well enough.
  [[nodiscard]] bool sound() const noexcept { return sound_; }

  /// How far a probability may be off.
  [[nodiscard]] double error() const { return 2 * error_ / probability_; }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return end(p <= 0);
    return p <= 0.5 ? with_score(normal_quantile(p)) : with_score(-normal_quantile(1 - p));
  }
  bounded at_score(double z) const override { return with_score(z); }
  bounded cdf(double x) const override {
    const expected_value below = joint(x, false);
    if (below.value <= probability_ / 2) return share(below);
    const expected_value above = joint(x, true);
    return share({probability_ - above.value, above.error});
  }
  bounded cdf_before(double x) const override { return cdf(std::nextafter(x, -infinity)); }
  bounded mean() const override {
    const sums& all = tail_sums();
    if (!(all.end_weight[0] <= negligible * all.size[0])) return by_points()->mean();
    return {interval<>(all.middle + all.value[0]), all.error[0] + all.end_weight[0]};
  }
  bounded standard_deviation() const override {
    const sums& all = tail_sums();
    if (!(all.end_weight[1] <= negligible * all.size[1])) return by_points()->standard_deviation();
    const double sd = std::sqrt((std::max)(0.0, all.value[1] - all.value[0] * all.value[0]));
    const double off = all.error[1] + all.end_weight[1] + 2 * std::abs(all.value[0]) * all.error[0];
    return {interval<>(sd), sd > 0 ? off / (2 * sd) : std::sqrt(off)};
  }

  engine made_by() const override { return engine::convolution; }
  std::string assumption() const override { return assumption_; }

 private:
  static constexpr double reach = 9;          // the scores that matter
  static constexpr double negligible = 1e-3;  // what a tail may weigh beyond the last panel
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  static bool applies(const program& p) {
    return std::all_of(p.leaves.begin(), p.leaves.end(), [](const program_leaf& leaf) {
      const auto* shape = std::get_if<distribution>(&leaf.value);
      return shape != nullptr && !shape->model().jumps();
    });
  }

  static double spread_of(const law& l) {
    return l.quantile(0.9).bounds.upper() - l.quantile(0.1).bounds.lower();
  }

  /// Multiplying by it rounds nothing.
  static double power_of_two_near(double size) {
    return size > 0 && std::isfinite(size) ? std::ldexp(1.0, -std::ilogb(size)) : 1;
  }

  /// How well the joint probability can be told: both sides of a place are asked apart.
  void try_out(double x) {
    const expected_value below = joint(x, false);
    const expected_value above = joint(x, true);
    const double apart = std::abs(below.value + above.value - probability_);
    error_ = (std::max)({error_, below.error, above.error, apart});
  }

  /// For moments that the tails do not let the integrals tell.
  std::unique_ptr<law> by_points() const {
    return conditional_points(compile(what_), compile(condition_.difference()), condition_.or_equal(), how_)
        .run();
  }

  /// What is negative where the event happens and X <= x, or X > x.
  program both_at(double x, bool above) const {
    const double after = (std::min)(std::nextafter(x, infinity), (std::numeric_limits<double>::max)());
    const double place = above == is_strict() ? x : after;  // X <= x is X < after, and X > x is X >= after
    const estimate beyond = above ? scale_ * (place - what_) : scale_ * (what_ - place);
    return compile(
        estimate(operation::maximum, beyond, difference_scale_ * condition_.difference(), std::nullopt));
  }

  /// Where it is integrals over all of it that tell, the search for their best order is made once.
  void find_order(const program& both) {
    if (!by_operations(both) && !simplified(both)) order_ = conditioning(both, how_).order();
  }

  std::unique_ptr<law> solved(const program& both) const {
    if (!order_ || order_->size() != both.leaves.size()) return without_points(both, how_);
    return std::make_unique<conditioned_law>(both, *order_, how_, conditioned_law::rule::panels);
  }

  /// P(X <= x and the event), or P(X > x and the event).
  expected_value joint(double x, bool above) const {
    const auto at = chance_of(both_at(x, above), condition_.or_equal(),
                              [this](const program& both) { return solved(both); });
    return at ? expected_value{at->bounds.lower(), at->error} : expected_value{0, infinity};
  }

  bool is_strict() const { return !condition_.or_equal(); }

  bounded share(const expected_value& part) const {
    return {interval<>(std::clamp(part.value / probability_, 0.0, 1.0)), part.error / probability_};
  }

  /// The least or the greatest value: somewhere between what the leaves allow and a quantile far out.
  bounded end(bool lower) const {
    constexpr double last = 5;
    const double inside = with_score(lower ? -last : last).bounds.lower();
    return {lower ? interval<>(range_.lower(), inside) : interval<>(inside, range_.upper()), 0};
  }

  /// The quantile whose level has a normal score: a search in scores, in which most laws are nearly straight.
  bounded with_score(double z) const {
    double error = 0;
    const auto score_at = [&](double x) {
      const expected_value part = joint(x, z > 0);
      error = (std::max)(error, part.error);
      const double score = normal_quantile(std::clamp(part.value / probability_, 1e-300, 1.0));
      return std::clamp(z > 0 ? -score : score, -2 * reach, 2 * reach);
    };
    const double close = 1e-12 + 0.1 * this->error() / normal_pdf(z);
    const auto [from, to] = around(z, score_at);
    const double x = solve_nondecreasing(from, to, z, score_at, close);
    return {interval<>(x), std::isfinite(error) ? 0 : infinity};
  }

  /// Two places with a score between theirs: those between which most of X lies, or further out.
  template <class Score>
  std::pair<double, double> around(double z, const Score& score_at) const {
    constexpr double largest = (std::numeric_limits<double>::max)();
    double from = from_;
    double to = to_;
    for (double step = to_ - from_; from > (std::max)(range_.lower(), -largest) && !(score_at(from) < z);
         step *= 2) {
      to = from;
      from = (std::max)({from - step, range_.lower(), -largest});
    }
    for (double step = to_ - from_; to < (std::min)(range_.upper(), largest) && !(score_at(to) >= z);
         step *= 2) {
      from = to;
      to = (std::min)({to + step, range_.upper(), largest});
    }
    return {from, to};
  }

  /// E[X - middle] and E[(X - middle)^2] as integrals over the tails,
  ///   E[(X - m)^k] = integral over t > 0 of k t^(k-1) (P(X > m + t) + (-1)^k P(X < m - t)) dt.
  struct sums final : memo {
    double middle = 0;
    double value[2] = {0, 0};
    double size[2] = {0, 0};  // of |X - middle| and its square
    double error[2] = {0, 0};
    double end_weight[2] = {0, 0};  // what may lie beyond the last panels
  };

  const sums& tail_sums() const {
    if (const memo* known = sums_.find()) return static_cast<const sums&>(*known);
    auto made = std::make_unique<sums>();
    made->middle = quantile(0.5).bounds.lower();
    for (const bool above : {false, true}) add_tail(above, *made);
    return static_cast<const sums&>(sums_.keep(std::move(made)));
  }

  /// Panels that grow outwards, until next to nothing is left, or no more can be told, or the range ends.
  void add_tail(bool above, sums& all) const {
    constexpr double grow = 1.7;
    constexpr double share_left = 1e-12;
    constexpr int most_panels = 40;
    const double end = above ? range_.upper() - all.middle : all.middle - range_.lower();
    const double step = std::abs(at_score(above ? 0.5 : -0.5).bounds.lower() - all.middle);
    if (!(step > 0) || !(end > 0)) return;
    double from = 0;
    double last = 0.5;     // what is left beyond `from`
    double steepness = 0;  // of that, as a power of the distance
    for (int i = 0; i < most_panels; ++i) {
      const double to = (std::min)(i == 0 ? step : from + step * std::pow(grow, i - 1), end);
      add_panel(above, from, to, step, 0, all);
      if (to >= end) return;
      const expected_value left = tail(above, all.middle, to);
      if (!(left.value > (std::max)(share_left, 4 * left.error)) || i + 1 == most_panels) {
        const double weight = (left.value + 4 * left.error) * to;
        steepness = (std::max)(steepness, std::log(last / (left.value + 4 * left.error)) /
                                              std::log(to / (from > 0 ? from : 0.1 * to)));
        all.end_weight[0] += steepness > 1 ? 2 * weight / (steepness - 1) : infinity;
        all.end_weight[1] += steepness > 2 ? 4 * weight * to / (steepness - 2) : infinity;
        return;
      }
      if (from > 0) steepness = std::log(last / left.value) / std::log(to / from);
      last = left.value;
      from = to;
    }
  }

  /// P(X > middle + t | event), or P(X <= middle - t | event).
  expected_value tail(bool above, double middle, double t) const {
    const expected_value part = joint(above ? middle + t : middle - t, above);
    return {(std::max)(0.0, part.value) / probability_, part.error / probability_};
  }

  /// A panel of the integrals by Kronrod's rule, halved where that and the smaller rule are apart.
  void add_panel(bool above, double from, double to, double step, int halvings, sums& all) const {
    constexpr double exactness = 1e-6;  // of the smaller rule; the larger is better by orders
    constexpr int most_halvings = 4;
    const double half = (to - from) / 2;
    double fine[2] = {0, 0};
    double coarse[2] = {0, 0};
    double within[2] = {0, 0};
    for (std::size_t k = 0; k < 15; ++k) {
      const std::size_t j = k < 8 ? k : 14 - k;
      const double t = from + half * (1 + kronrod_rule::place(k));
      const expected_value at = tail(above, all.middle, t);
      const double powers[2] = {1, 2 * t};
      for (int m = 0; m < 2; ++m) {
        fine[m] += half * kronrod_rule::weight[j] * powers[m] * at.value;
        within[m] += half * kronrod_rule::weight[j] * powers[m] * at.error;
        if (j % 2 == 1) coarse[m] += half * kronrod_rule::gauss_weight[j / 2] * powers[m] * at.value;
      }
    }
    const double apart = std::abs(fine[0] - coarse[0]);
    const double allowed = (std::max)(exactness * step, within[0]);
    if (apart > allowed && halvings < most_halvings) {
      add_panel(above, from, from + half, step, halvings + 1, all);
      add_panel(above, from + half, to, step, halvings + 1, all);
      return;
    }
    for (int m = 0; m < 2; ++m) {
      all.value[m] += above || m == 1 ? fine[m] : -fine[m];
      all.size[m] += fine[m];
      all.error[m] += std::abs(fine[m] - coarse[m]) + within[m];
    }
  }

  estimate what_;
  event condition_;
  options how_;
  interval<> range_;
  double probability_ = 0;
  double error_ = 0;
  double scale_ = 1;
  double difference_scale_ = 1;
  double from_ = 0;  // most of X lies between
  double to_ = 0;
  bool sound_ = false;
  std::optional<std::vector<std::size_t>> order_;
  std::string assumption_;
  memo_slot sums_;
};

}  // namespace reckon::detail
