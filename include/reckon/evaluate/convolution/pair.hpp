// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_rule.hpp>
#include <reckon/detail/inverse.hpp>
#include <reckon/detail/normal_table.hpp>
#include <reckon/detail/rising_table.hpp>
#include <reckon/detail/sampled_series.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/evaluate/convolution/image.hpp>
#include <reckon/evaluate/convolution/tabulated.hpp>
#include <reckon/evaluate/convolution/variable.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Whether there is a gap between two kinks, within reach: there the quantile function leaps.
[[nodiscard]] inline bool has_gap(const variable& v) {
  constexpr double same = 1e-6;
  const double spread = v.at_score(1) - v.at_score(-1);
  double last = -score_reach;
  double last_place = v.support().lower();
  for (const double k : inner_kinks(v)) {
    const double score = v.score_of(k);
    const bool within_reach = std::abs(score) < 0.9 * score_reach;
    if (within_reach && score - last < same && k - last_place > same * spread) return true;
    last = score;
    last_place = k;
  }
  return false;
}

/// A function of two independent variables, known by its distribution function. Values are found along a
/// path: a smooth rising function of a parameter, of which the score is nearly a straight line.
class pair_variable : public variable {
 public:
  pair_variable(variable_handle x, variable_handle y, const precision& how)
      : x_(std::move(x)), y_(std::move(y)), how_(how), leaps_(has_gap(*x_) || has_gap(*y_)) {}

  double at_score(double z) const override {
    if (std::abs(z) >= score_reach) return path(std::copysign(score_reach, z));
    if (!leaps_) return path(place_of_score(z));
    const auto score = [&](double s) { return score_of(s, z > 0); };
    return solve_nondecreasing(path(-score_reach), path(score_reach), z, score, how_.root);
  }

  bool sound() const override { return x_->sound() && y_->sound(); }

  variable_handle tabulated(const precision& how, const variable_handle& self) const override {
    if (leaps_) return tabulated_by_score(self, how);
    std::vector<double> places = path_breaks();
    for (const double k : inner_kinks(*this)) places.push_back(place_of_value(k));
    double excess = 1;
    const rising_table scores = scores_along_path(places, how, excess);
    for (double& place : places) place = scores(place);
    rising_table::inverse_search place_of(scores);
    return tabulated_by(
        self, places, how.score / 10, [&](double z) { return path(place_of(z)); }, excess);
  }

 protected:
  const variable& x() const { return *x_; }
  const variable& y() const { return *y_; }
  const precision& how() const { return how_; }

  /// Rising in t; what lies outside its values at +-score_reach has a mass of about 1e-18.
  virtual double path(double t) const = 0;
  /// Where the path is not smooth.
  virtual std::vector<double> path_breaks() const {
    std::vector<double> places;
    for (const variable* part : {x_.get(), y_.get()}) {
      for (const double k : inner_kinks(*part)) places.push_back(part->score_of(k));
    }
    return places;
  }

 private:
  /// The ratio of a step of t to the step of the score, roughly.
  static constexpr double pace = 0.8;

  double score_at(double t) const { return score_of(path(t), t > 0); }

  /// Secant steps inside a bracket that shrinks.
  double place_of_score(double z) const {
    double from = -score_reach;
    double to = score_reach;
    double last = 0;
    double last_off = 0;
    double t = pace * z;
    for (int round = 0; round < 60; ++round) {
      const double off = score_at(t) - z;
      (off < 0 ? from : to) = t;
      double step = -off * (round == 0 ? pace : (t - last) / (off - last_off));
      if (std::abs(off) <= how_.root) return t;
      last = t;
      last_off = off;
      if (!(t + step > from && t + step < to) || round % 12 == 11) step = from / 2 + to / 2 - t;
      t += step;
      if (!(t > from && t < to) || to - from <= 1e-15) return t;
    }
    return t;
  }

  double place_of_value(double x) const {
    double from = -score_reach;
    double to = score_reach;
    for (int round = 0; round < 60; ++round) {
      const double middle = from / 2 + to / 2;
      (path(middle) < x ? from : to) = middle;
    }
    return from / 2 + to / 2;
  }

  /// The parameter, on the side of its sign, at which the score is as far out as is of interest, or the last
  /// one if it never is.
  double far_end(double side) const {
    double inner = 0;  // here the score is not far enough
    double outer = score_reach;
    double t = pace * score_reach;
    for (int round = 0; round < 40 && outer - inner > 1e-3; ++round) {
      const double score = std::abs(score_at(side * t));
      if (score > score_reach + 0.5) {
        outer = t;
        t -= pace * (std::min)(score - score_reach, 1.0);
      } else if (score < score_reach - 0.25) {
        inner = t;
        t += pace * (score_reach - score) + 0.05;
      } else {
        return side * t;
      }
      if (!(t > inner && t < outer)) t = inner / 2 + outer / 2;
    }
    return side * outer;
  }

  /// The score as a function of the parameter; by how many times more it may be off than was asked for.
  rising_table scores_along_path(std::vector<double> places, const precision& how, double& excess) const {
    const double from = far_end(-1);
    const double to = far_end(1);
    // Far out, less is asked; where no more is said, the middle is all of one piece.
    for (const double share : {0.0, 1.0 / 6, 5.0 / 6, 1.0}) places.push_back(from + share * (to - from));
    for (double& t : places) t = std::clamp(t, from, to);
    places = rising_and_unique(std::move(places));
    constexpr double same = 1e-9;
    const auto close = [](double a, double b) { return b - a < same; };
    places.erase(std::unique(places.begin(), places.end() - 1, close), places.end() - 1);
    const sampled_series score(
        places,
        [&how](double, double, double first, double last) {
          return how.score / 2 * score_allowance(first, last);
        },
        [this](double t) { return std::clamp(score_at(t), -2 * score_reach, 2 * score_reach); });
    excess = score.excess();
    const auto tolerance = [&how](double, double, double first, double last) {
      return rising_table::allowance{how.score * score_allowance(first, last),
                                     has_hardly_any_mass(first, last)};
    };
    constexpr int panels = 6;
    for (int i = 1; i < panels; ++i) places.push_back(from + i * ((to - from) / panels));
    return rising_table(rising_and_unique(std::move(places)), tolerance, score);
  }

  variable_handle x_;
  variable_handle y_;
  precision how_;
  bool leaps_;  // whether the path does, over values that the function takes
};

/// The kinks of a function of two variables lie where those of its parts meet. One that has none blurs those
/// of the other.
template <class Join>
[[nodiscard]] std::vector<double> joined_kinks(const variable& x, const variable& y, interval<> support) {
  constexpr std::size_t most = 40;  // beyond that they have been smoothed away, or cost more than they save
  std::vector<double> places;
  const std::vector<double> of_x = x.kinks();
  const std::vector<double> of_y = y.kinks();
  for (const double a : of_x) {
    for (const double b : of_y) {
      const double place = Join::join(a, b);
      if (std::isfinite(place) && place > support.lower() && place < support.upper()) places.push_back(place);
    }
  }
  if (places.size() > most) places.clear();
  if (!of_x.empty() && !of_y.empty()) {
    for (const double end : {support.lower(), support.upper()}) {
      if (std::isfinite(end)) places.push_back(end);
    }
  }
  return rising_and_unique(std::move(places));
}

/// A function of x and y that rises with x or, where y is negative, falls. Its distribution function at s is
/// the expected value over y of that of x where the function is s: an integral over the score of y. By the
/// trapezoid rule where all is smooth (it converges faster than any power of the step: Trefethen and
/// Weideman, SIAM Review 56:385, 2014), else by Gauss-Legendre panels between the kinks.
template <class Join>
class averaged_variable : public pair_variable {
 public:
  averaged_variable(variable_handle a, variable_handle b, const precision& how)
      : pair_variable(std::move(a), std::move(b), how) {
    for (const double k : inner_kinks(y())) y_breaks_.push_back(y().score_of(k));
    const bool turns = Join::falls(y().support().lower());
    for (const double z : some_fine_scores(y())) y_breaks_.push_back(z);
    if (turns) y_breaks_.push_back(y().score_of(0));
    x_kinks_ = x().kinks();
    for (const double z : some_fine_scores(x())) x_kinks_.push_back(x().at_score(z));
    y_reach_ = {y().at_score(-score_reach), y().at_score(score_reach)};
    gentle_ = Join::is_even && !turns && is_gentle(x(), y());
    for (const double z : {-score_reach, -6.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 6.0, score_reach})
      x_marks_.push_back(x().at_score(z));
    for (const double end : {x().support().lower(), x().support().upper()}) {
      if (std::isfinite(end)) x_kinks_and_ends_.push_back(end);
    }
    x_kinks_and_ends_.insert(x_kinks_and_ends_.end(), x_kinks_.begin(), x_kinks_.end());
    if (x_kinks_.empty() && gentle_ && !y_breaks_.empty()) {
      fill_panels();
      thin_out(fixed_);
    }
    if (y_breaks_.empty()) find_gauss_pair();
    if (x_kinks_.empty() && y_breaks_.empty()) {
      for (std::size_t k = 0; k < kept_levels; ++k) levels_.push_back(level(k));
      for (std::size_t i = 0; i <= first_steps(); ++i)
        masses_.push_back(normal_table::made()(score_of_node(i)));
    }
  }

  double tail(double s, bool upper) const override {
    if (!more_.values.empty()) {
      if (const auto found = by_gauss(s, upper)) return *found;
    }
    if (x_kinks_.empty() && y_breaks_.empty()) return trapezoid(s, upper);
    const bool steep = x_kinks_.empty() && meets_end(s);
    if (!steep && !fixed_.values.empty()) return (std::min)(sum_over(fixed_, s, upper), 1.0);
    return panels(s, upper, steep || !gentle_);
  }

  /// True if x is the better one to be first: smooth, best of all without an end, and not narrower than y by
  /// much.
  static bool goes_first(const variable& x, const variable& y) {
    const auto quality = [](const variable& first, const variable& second) {
      if (!first.kinks().empty() || !is_gentle(first, second)) return 0;
      if (!inner_kinks(second).empty()) return 1;
      return first.support() == interval<>::entire() ? 3 : 2;
    };
    const int as_it_is = quality(x, y);
    const int turned = quality(y, x);
    if (as_it_is != turned) return as_it_is > turned;
    return Join::spread(x) >= Join::spread(y);
  }

 private:
  /// Values of y, of an integral over its score.
  using nodes = weighted_nodes;

  /// Whether the distribution function of x changes little over the bulk of y.
  static bool is_gentle(const variable& x, const variable& y) {
    const double of_y = Join::spread(y);
    for (const double z : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
      const double across = x.at_score(z + 0.5) - x.at_score(z - 0.5);
      if (!(across >= 0.25 * of_y * Join::scale(x.at_score(z)))) return false;
    }
    return true;
  }

  /// Of the scores between narrow parts so many as are worth their time: a density drawn through many points
  /// has them nearly everywhere. How many is a convention of ours; the coarser precision has fewer, so that
  /// the two do not err alike.
  std::vector<double> some_fine_scores(const variable& of) const {
    const std::size_t most = how().many_nodes ? 100 : 40;
    std::vector<double> scores = of.fine_scores();
    const std::size_t step = (scores.size() + most - 1) / most;
    if (step < 2) return scores;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < scores.size(); i += step) scores[kept++] = scores[i];
    scores.resize(kept);
    return scores;
  }

  /// Of level 0. The coarser precision has others, so that the two do not err alike.
  std::size_t first_steps() const { return how().many_nodes ? 24 : 20; }
  static constexpr std::size_t kept_levels = 4;
  static constexpr std::size_t most_levels = 7;

  /// The sum over nodes of the weighted probability that x is beyond the place where the function is s.
  double sum_over(const nodes& of, double s, bool upper) const {
    return sum_over(of, s, upper, 0, of.values.size());
  }

  /// Likewise, of the nodes from one on to before another.
  double sum_over(const nodes& of, double s, bool upper, std::size_t from, std::size_t to) const {
    constexpr std::size_t most = 64;
    double places[most];
    double sum = 0;
    for (std::size_t first = from; first < to; first += most) {
      const std::size_t count = (std::min)(most, to - first);
      const double* const values = of.values.data() + first;
      const double* const weights = of.weights.data() + first;
      for (std::size_t i = 0; i < count; ++i) places[i] = Join::solve(s, values[i]);
      // Where y changes sign, so does what counts as beyond.
      for (std::size_t i = 0; i < count;) {
        const std::size_t start = i;
        const bool falls = Join::falls(values[i]);
        while (i < count && Join::falls(values[i]) == falls) ++i;
        x().tails({places + start, i - start}, upper != falls);
      }
      for (std::size_t i = 0; i < count; ++i) sum += weights[i] * places[i];
    }
    return sum;
  }

  /// The scores outside of which next to nothing of a sum lies.
  struct core {
    double from;
    double to;
  };

  /// The nodes that level k adds to those before it, between two scores; level 0 has those of the whole
  /// range.
  nodes level(std::size_t k, core within = {-score_reach, score_reach}) const {
    const std::size_t steps = first_steps() << k;
    const std::size_t stride = k == 0 ? 1 : 2;
    const double h = 2 * score_reach / static_cast<double>(steps);
    nodes added;
    added.reserve(steps / stride + 1);
    for (std::size_t i = stride - 1; i <= steps; i += stride) {
      const double z = -score_reach + h * static_cast<double>(i);
      if (z >= within.from && z <= within.to) added.add(z, normal_pdf(z));
    }
    y().at_scores(added.values);
    return added;
  }

  /// How fast the differences between halvings of the step shrink: the logarithm of each is that of the one
  /// before it times this. Where the function is analytic that is 2 or more, and what the last halving gained
  /// tells what this one does. Of the first (0: there was none before it) nothing is known.
  static double convergence(double log_apart, double log_before) {
    return log_before < 0 ? std::clamp(log_apart / log_before, 1.0, 2.0) : 1;
  }

  /// Whether an end of the support of x is met on the way over y: there its distribution function is not
  /// analytic, though it may have all derivatives.
  bool meets_end(double s) const {
    for (const double end : x_kinks_and_ends_) {
      const double at = Join::solve(s, end);
      if (at > y_reach_.lower() && at < y_reach_.upper()) return true;
    }
    return false;
  }

  /// Likewise, but if more than this mass of y is beyond the place where it is met.
  bool meets_end_with_mass(double s, double mass_of_y) const {
    return std::any_of(x_kinks_and_ends_.begin(), x_kinks_and_ends_.end(), [&](double end) {
      const double at = Join::solve(s, end);
      return at > y_reach_.lower() && at < y_reach_.upper() &&
             normal_table::made()(-std::abs(y().score_of(at))) > mass_of_y;
    });
  }

  /// Of level 0.
  double score_of_node(std::size_t i) const {
    return -score_reach + 2 * score_reach / static_cast<double>(first_steps()) * static_cast<double>(i);
  }

  /// The sum over the nodes of level 0, and what the finer levels need of the range.
  double first_sum(double s, bool upper, core& within) const {
    const nodes& all = levels_.front();
    const std::size_t count = all.values.size();
    std::vector<double> tails = all.values;
    for (double& value : tails) value = Join::solve(s, value);
    x().tails(tails, upper);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += all.weights[i] * tails[i];
    // The tail of x rises or falls with y: what lies beyond a node is at most the mass there times the tail
    // at the node or at the end.
    const double step = 2 * score_reach / static_cast<double>(first_steps());
    const double share = 1e-3 * allowed_at(sum * step) * sum * step;
    const auto negligible = [&](std::size_t i, double beyond, std::size_t end) {
      return beyond * (std::max)(tails[i], tails[end]) <= share;
    };
    std::size_t first = 0;
    while (first + 1 < count && negligible(first + 1, masses_[first + 1], 0)) ++first;
    std::size_t last = count - 1;
    while (last > first + 1 && negligible(last - 1, masses_[count - last], count - 1)) --last;
    within = {score_of_node(first), score_of_node(last)};
    return sum;
  }

  /// The relative error allowed: what counts is the error in probability, up to a point.
  double allowed_at(double value) const { return 0.01 * how().score * (1 + (std::min)(1e-3 / value, 1e6)); }

  /// Two Gauss rules of y that agree with each other over most of the range, if x is so wide that there are.
  void find_gauss_pair() {
    if (!is_gentle(x(), y()) || Join::spread(x()) < 2 * Join::spread(y())) return;
    if (meets_end_with_mass(Join::join(x().at_score(0), y().at_score(0)), 0.1 * allowed_at(0.5))) return;
    // The coarser precision has other nodes here too, and fewer, so that the two do not err alike.
    const std::size_t steps = first_steps() << 2;
    const double h = 2 * score_reach / static_cast<double>(steps);
    nodes all;
    all.reserve(steps + 1);
    for (std::size_t i = 0; i <= steps; ++i) {
      const double z = -score_reach + h * static_cast<double>(i);
      all.add(z, h * normal_pdf(z));
    }
    y().at_scores(all.values);
    const std::size_t count = how().many_nodes ? 8 : 6;
    fewer_ = gauss_rule(all, count);
    more_ = gauss_rule(all, count + count / 2);
    const auto agree = [&](double z) {
      return by_gauss(Join::join(x().at_score(z), y().at_score(z)), z > 0).has_value();
    };
    const bool found = !fewer_.values.empty() && !more_.values.empty();
    if (!(found && agree(0) && agree(-2) && agree(2) && agree(-4) && agree(4))) fewer_ = more_ = {};
  }

  /// The sum by the greater of the two Gauss rules, if the lesser says the same: the errors fall as a power
  /// does with the number of nodes, so that half as many more leave the power 3/2 of what the two are apart.
  std::optional<double> by_gauss(double s, bool upper) const {
    const double value = sum_over(more_, s, upper);
    const double allowed = (std::min)(allowed_at(value), 10 * how().score);
    if (meets_end_with_mass(s, 0.1 * allowed * value)) return std::nullopt;
    const double apart = std::abs(sum_over(fewer_, s, upper) - value) / value;
    if (!(1.5 * std::log(apart) <= std::log(allowed))) return std::nullopt;
    return (std::min)(value, 1.0);
  }

  double trapezoid(double s, bool upper) const {
    core within{-score_reach, score_reach};
    double sum = first_sum(s, upper, within);
    double last = sum * (2 * score_reach / static_cast<double>(first_steps()));
    const bool uneven = meets_end(s);  // then the differences fall unevenly
    double before = 0;                 // the logarithm of what was apart
    for (std::size_t k = 1; k < most_levels; ++k) {
      // Node i of a finer level is at -score_reach + (2 i + 1) h.
      const double h = 2 * score_reach / static_cast<double>(first_steps() << k);
      if (k < levels_.size()) {
        const auto count_below = [h](double z) {
          return static_cast<std::size_t>(std::lround((z + score_reach) / (2 * h)));
        };
        sum += sum_over(levels_[k], s, upper, count_below(within.from), count_below(within.to));
      } else {
        sum += sum_over(level(k, within), s, upper);
      }
      const double value = sum * h;
      const double allowed = allowed_at(value);
      const double apart = std::abs(value - last) / value;
      // Two sums may agree by chance, where the error of the coarser changes its sign: how far they are apart
      // is taken for no less than the square of what it was before.
      const double log_apart = before == 0 ? std::log(apart) : (std::max)(std::log(apart), 2 * before);
      const double power = uneven ? 1 : convergence(log_apart, before);
      const double log_allowed = std::log(allowed);
      if (power * log_apart <= log_allowed) return (std::min)(value, 1.0);
      // Would it get there by the last level?
      const auto left = static_cast<double>(most_levels - 1 - k);
      const double expected = uneven ? convergence(log_apart, before) : power;
      if (before != 0 && !(std::pow(expected, left + 1) * log_apart <= log_allowed)) break;
      last = value;
      before = log_apart;
    }
    return panels(s, upper, true);
  }

  /// Panels over which y changes by no more than what the distribution function of x can be followed for.
  void fill_panels() {
    const std::vector<double> breaks = score_breaks(y_breaks_, 4);
    for (std::size_t i = 1; i < breaks.size(); ++i) fill_panel(breaks[i - 1], breaks[i]);
    weigh_by_density(fixed_);
    y().at_scores(fixed_.values);
  }

  void fill_panel(double from, double to) {
    constexpr double narrowest = 0.25;
    const double first = y().at_score(from);
    const double last = y().at_score(to);
    const double across = (x().at_score(0.5) - x().at_score(-0.5)) / Join::scale(x().at_score(0));
    if (last - first > 4 * across * Join::scale((first + last) / 2) && to - from > narrowest) {
      fill_panel(from, from / 2 + to / 2);
      fill_panel(from / 2 + to / 2, to);
      return;
    }
    add_nodes(fixed_, from, to, how());
  }

  /// Replaces nodes by fewer with which the integral comes out the same wherever it is tried: those of the
  /// Gauss rule of y itself converge fast, since x is smooth and changes little over the bulk of y.
  void thin_out(nodes& many) const {
    constexpr std::size_t counts[] = {8, 12, 16, 24, 32};
    for (const std::size_t count : counts) {
      if (2 * count > many.values.size()) return;
      nodes few = gauss_rule(many, count);
      if (!is_as_good(few, many)) continue;
      many = std::move(few);
      return;
    }
  }

  bool is_as_good(const nodes& few, const nodes& many) const {
    if (few.values.empty()) return false;
    constexpr double unseen = 1e-17;
    constexpr double cautious = 0.1;  // between the places that are tried, more may be off
    for (const double z : {-8.0, -6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0}) {
      const double s = Join::join(x().at_score(z), y().at_score(z));
      const double right = sum_over(many, s, z > 0);
      if (!(std::abs(sum_over(few, s, z > 0) - right) <= cautious * allowed_at(right) * right + unseen))
        return false;
    }
    return true;
  }

  /// By panels that end where x or y has a kink; if `steep`, also where x is at certain levels.
  double panels(double s, bool upper, bool steep) const {
    std::vector<double> places;
    places.reserve(y_breaks_.size() + x_kinks_and_ends_.size() + x_marks_.size() + 9);
    places = y_breaks_;
    const auto break_at = [&](double of_x) {
      const double at = Join::solve(s, of_x);
      if (at > y_reach_.lower() && at < y_reach_.upper()) places.push_back(y().score_of(at));
    };
    std::for_each(x_kinks_and_ends_.begin(), x_kinks_and_ends_.end(), break_at);
    if (steep) std::for_each(x_marks_.begin(), x_marks_.end(), break_at);
    const std::vector<double> breaks = score_breaks(std::move(places), steep ? 8 : 6);
    const interval<> support = x().support();
    double sum = 0;
    nodes between;
    between.reserve(24 * breaks.size());
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      const double middle = y().at_score(breaks[i - 1] / 2 + breaks[i] / 2);
      const double at = Join::solve(s, middle);
      // Between breaks the tail of x is 0 or 1 throughout, if its support ends are breaks.
      const bool below = at >= support.upper();
      if (below || at <= support.lower()) {
        if (below != (upper != Join::falls(middle))) sum += mass(breaks[i - 1], breaks[i]);
        continue;
      }
      add_nodes(between, breaks[i - 1], breaks[i], how());
    }
    weigh_by_density(between);
    y().at_scores(between.values);
    sum += sum_over(between, s, upper);
    return (std::min)(sum, 1.0);
  }

  static double mass(double from, double to) {
    return from > 0 ? normal_cdf(-from) - normal_cdf(-to) : normal_cdf(to) - normal_cdf(from);
  }

  std::vector<double> x_kinks_;           // values of x by which panels are split: kinks, and narrow parts
  std::vector<double> x_kinks_and_ends_;  // and the finite ends of its support
  std::vector<double> x_marks_;           // and, where it is steep, its quantiles
  std::vector<double> y_breaks_;          // scores of y, likewise
  bool gentle_;
  interval<> y_reach_;  // nearly all of y
  nodes fixed_;         // where they do not depend on s
  nodes fewer_;         // two Gauss rules, where x is wide
  nodes more_;
  std::vector<nodes> levels_;
  std::vector<double> masses_;  // below the nodes of level 0
};

}  // namespace reckon::detail
