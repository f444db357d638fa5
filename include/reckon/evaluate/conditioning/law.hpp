// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/adaptive_average.hpp>
#include <reckon/detail/inverse.hpp>
#include <reckon/detail/memo.hpp>
#include <reckon/detail/random_bits.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/detail/weight_beyond.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/conditioning/end_curves.hpp>
#include <reckon/evaluate/conditioning/moment.hpp>
#include <reckon/evaluate/conditioning/point.hpp>
#include <reckon/evaluate/conditioning/sampled_law.hpp>
#include <reckon/evaluate/conditioning/secant.hpp>
#include <reckon/evaluate/ensemble.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/point_set.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/tail_weight.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The law of an expression of a few shapes: one leaf is integrated out exactly where the others stand still
/// ("preintegration": Griewank, Kuo, Leovey and Sloan, J. Comput. Appl. Math. 344:259, 2018),
///   F(s) = E[ P(expression <= s | the others) ],
/// the others, over their normal scores, by adaptive quadrature or by the points of scrambled lattices.
class conditioned_law final : public law {
 public:
  enum class rule : unsigned char { panels, points };

  conditioned_law(const program& p, std::vector<std::size_t> order, const options& how, rule over_others)
      : program_(p, std::move(order)), how_(how), rule_(over_others) {
    take_sample();
    if (rule_ == rule::points) take_nodes();
  }

  /// That of the leaves, the inner one last.
  [[nodiscard]] const std::vector<std::size_t>& order() const noexcept { return program_.order; }

  /// False where kinks in two dimensions would make panels dear, or where a pole may pass unseen.
  [[nodiscard]] bool suits_panels() const {
    if (program_.pieces.vary && program_.has_poles()) return false;
    return outers() < 2 || program_.smooth_probability;
  }

  /// True if the values of the inner leaf at which the result turns are to be searched for at each point.
  [[nodiscard]] bool turns() const { return conditioned_point(program_).varies(); }

  /// How the integral does at the middle: its error, and what it took.
  struct trial {
    double error;
    std::size_t evaluations;
  };
  [[nodiscard]] trial tried() const {
    workspace work(program_, most_evaluations());
    work.point.set_exactness(closeness());
    const expected_value below = tail(work, sample_[sample_.size() / 2], false, least_error());
    const bool sound = work.point.complete() && !(outers() > 0 && misses_a_peak()) &&
                       std::isfinite(sample_.front() + sample_.back()) && borne_out(0.5, below.value);
    const std::size_t searched = program_.path.found() ? 1
                                 : work.point.varies() ? 20
                                                       : 8;  // times as dear is a search
    const std::size_t evaluations = searched * work.evaluations;
    if (!sound || !program_.pieces.vary) return {sound ? below.error : 1, evaluations};
    // Turns between the places looked at are not seen: the sample must bear out more.
    for (const double level : {0.05, 0.25, 0.75, 0.95}) {
      if (!borne_out(level, tail(work, sampled(level), false, roughly).value)) return {1, evaluations};
    }
    return {below.error, evaluations};
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) {
      const interval<> all = program_.range();
      return {point_or_beyond(p <= 0 ? all.lower() : all.upper()), 0};
    }
    // The smaller of both levels is the more accurate.
    const bool above = p > 0.5;
    const double level = above ? 1 - p : p;
    constexpr double far_out = 1e-5;
    if (level < far_out && rule_ != rule::points && outers() > 0)
      return far_quantile(-normal_quantile(level), above);
    const bounded found = solve(level, above);
    return contradicts_sample(found.bounds.lower(), p) ? by_points().quantile(p) : found;
  }

  bounded at_score(double z) const override {
    return std::abs(z) <= usual_score ? solve(normal_cdf(-std::abs(z)), z > 0)
                                      : far_quantile(std::abs(z), z > 0);
  }

  bounded cdf(double x) const override {
    workspace work(program_, most_evaluations());
    work.point.set_exactness(closeness());
    expected_value below = tail(work, x, false, least_error());
    constexpr double rare = 0.01;  // then the error is to be small beside it
    if (rule_ == rule::panels && below.value < rare)
      below = tail(work, x, false, (std::max)(1e-17, least_error() * below.value));
    if (contradicts_sample(x, below.value)) return by_points().cdf(x);
    return {interval<>(std::clamp(below.value, 0.0, 1.0)), below.error + 1e-16};
  }
  bounded cdf_before(double x) const override {
    const double last = std::nextafter(x, -infinity);
    const bounded found = cdf(last);
    if (program_.smooth_result) return found;
    // Where the result stays the same, the step to the last number below may be lost on the way to the leaf.
    workspace work(program_, most_evaluations());
    const expected_value from = tail(work, last, true, least_error());
    const bool agree = std::abs(1 - from.value - mid(found.bounds)) <= 10 * (from.error + found.error) + 1e-9;
    return agree ? found : bounded{interval<>(1 - from.value), from.error + 1e-16};
  }

  bounded mean() const override {
    if (!finite().mean) return {program_.range(), 0};
    if (misses_a_peak()) return by_points().mean();
    const expected_value m = moment(sampled(0.5), 1);
    if (!trusted(m, spread_)) return by_points().mean();
    const double value = sampled(0.5) + m.value;
    return {interval<>(value), m.error + 1e-16 * std::abs(value)};
  }

  bounded standard_deviation() const override {
    if (!finite().variance) return {{0.0, infinity}, 0};
    if (misses_a_peak()) return by_points().deviation();
    const expected_value m = moment(sampled(0.5), 1);
    const expected_value variance = moment(sampled(0.5) + m.value, 2);
    if (!trusted(m, spread_) || !trusted(variance, spread_ * spread_)) return by_points().deviation();
    const double sd = std::sqrt((std::max)(0.0, variance.value));
    return {interval<>(sd), (sd > 0 ? variance.error / (2 * sd) : std::sqrt(variance.error)) + 1e-16 * sd};
  }

  std::optional<std::vector<double>> kinks() const override {
    if (outers() == 0 || !program_.smooth_probability) return std::nullopt;
    return std::vector<double>();
  }

  engine made_by() const override {
    if (rule_ == rule::points) return engine::ensemble;
    return outers() == 0 ? engine::closed_form : engine::convolution;
  }
  std::string assumption() const override {
    return outers() == 0 ? "one leaf" : dependence_in_words(program_.code);
  }

 private:
  static constexpr double first_step = 0.5;
  static constexpr double usual_score = 3;  // up to that a sample tells where to begin
  static constexpr double roughly = 1e-4;   // the error of one lattice, for a search
  static constexpr std::size_t lattice = point_set::lattice_size;
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  struct workspace {
    conditioned_point point;
    std::size_t evaluations = 0;
    std::size_t most;            // for one integral: after so many no panel is halved any more
    std::vector<double> breaks;  // of the only other leaf, for one value of the result
    workspace(const conditioned_program& p, std::size_t allowed) : point(p), most(allowed) {}
  };

  std::size_t outers() const { return program_.inner(); }

  /// Whether all of the sample is one value, so that nothing tells where the others lie.
  bool misses_a_peak() const { return sample_.front() == sample_.back() && !is_singleton(program_.range()); }

  /// Asked where quantiles far out are known well enough to tell, or a pole may make them what they are.
  finite_moments finite() const {
    if (rule_ == rule::points || outers() > 1 || (outers() == 1 && !program_.has_poles())) return {};
    const auto quantile_at = [this](double z) { return at_score(z).bounds.lower(); };
    return outers() == 0 ? moments_by_tails(quantile_at) : moments_by_tails(quantile_at, 6);
  }

  /// Whether the sample bears out what was found for P(result <= its value at a level).
  bool borne_out(double level, double found) const {
    const auto up_to = std::upper_bound(sample_.begin(), sample_.end(), sampled(level)) - sample_.begin();
    const double share = static_cast<double>(up_to) / static_cast<double>(sample_.size());
    const double usual = 0.5 / std::sqrt(static_cast<double>(sample_.size()));
    return std::abs(share - found) <= 6 * usual;
  }

  /// Whether the sample says that P(result <= x) is not what was found, as it may where kinks leave to the
  /// others only a narrow region between the nodes. The sample is better spread than draws are.
  bool contradicts_sample(double x, double found) const {
    if (outers() == 0 || rule_ == rule::points || program_.smooth_probability) return false;
    const auto n = static_cast<double>(sample_.size());
    const auto share = [&](auto end) { return static_cast<double>(end - sample_.begin()) / n; };
    const double least = share(std::lower_bound(sample_.begin(), sample_.end(), x));
    const double most = share(std::upper_bound(sample_.begin(), sample_.end(), x));
    const auto slack = [n](double p) { return 4 * std::sqrt(p * (1 - p) / n) + 8 / n; };
    return !(found >= least - slack(least) && found <= most + slack(most));
  }

  /// The error in probability that the integral is to have.
  double least_error() const {
    // In two dimensions, and where each value is searched for, digits cost more.
    const double usual =
        outers() > 1 ? (program_.path.found() ? 1e-9 : 2e-7) : (program_.smooth_probability ? 1e-11 : 1e-10);
    return how_.tolerance > 0 ? (std::min)(usual, how_.tolerance / 100) : usual;
  }

  /// Of one leaf alone the answer is exact.
  double closeness() const { return outers() == 0 ? 0 : 1e-3 * least_error() * spread_; }

  std::size_t most_evaluations() const { return how_.tolerance > 0 ? 4000000 : 200000; }

  /// The expected value of f(point) over the scores from z_k on, up to z_last.
  template <class Function>
  expected_value average(workspace& work, std::size_t k, std::size_t last, double tolerance, double reach,
                         const Function& f) const {
    if (k == last) {
      ++work.evaluations;
      return {f(work.point), 0};
    }
    if (work.point.is_known(k)) {
      work.point.set(k, 0);
      return average(work, k + 1, last, tolerance, reach, f);
    }
    const auto at = [&](double z) {
      work.point.set(k, z);
      return average(work, k + 1, last, 0.04 * tolerance / normal_pdf(z), reach, f);
    };
    const bool broken = last == outers() && !work.breaks.empty();
    if (!broken && (last == outers() ? program_.smooth_probability : program_.smooth_result)) {
      // In one dimension a few digits more cost next to nothing.
      const double asked = last == 1 ? 1e-3 * tolerance : tolerance;
      const expected_value found = smooth_average(reach, asked, last == 1 ? 200 : 96, at);
      if (found.error <= 2 * tolerance) return found;
    }
    const std::size_t panels = last < 2 ? 4 : 2;
    std::vector<double> breaks = work.point.kinks(k);
    if (broken) breaks.insert(breaks.end(), work.breaks.begin(), work.breaks.end());
    for (std::size_t i = 0; i <= panels; ++i)
      breaks.push_back(-reach + 2 * reach * static_cast<double>(i) / static_cast<double>(panels));
    for (double& z : breaks) z = std::clamp(z, -reach, reach);
    const std::size_t most_panels = work.evaluations < work.most ? 600 : 0;
    return adaptive_average(rising_and_unique(std::move(breaks)), tolerance, most_panels, at).result();
  }

  /// Panels for what is smooth or of few dimensions.
  template <class Function>
  expected_value integral(workspace& work, std::size_t last, double tolerance, double reach,
                          const Function& f) const {
    const bool whole = last == program_.order.size();
    const bool in_points = whole ? last > 1 && (last > 3 || !program_.smooth_result) : rule_ == rule::points;
    if (in_points) return over_points(work, last, tolerance, f);
    return average(work, 0, last, tolerance, reach, f);
  }

  /// By lattices with random shifts, one of them if that will do. The error is the standard error that they
  /// show.
  template <class Function>
  expected_value over_points(workspace& work, std::size_t last, double tolerance, const Function& f) const {
    const std::size_t used = tolerance < roughly || last > outers() ? shifts() : 1;
    const bool known = last == outers() && rule_ == rule::points;
    double sum = 0;
    double squares = 0;
    for (std::size_t r = 0; r < used; ++r) {
      double part = 0;
      double weights = 0;
      const auto add = [&](double weight) {
        if (weight == 0) return;
        part += weight * f(work.point);
        weights += weight;
      };
      if (known) {
        for (std::size_t i = r * lattice; i < (r + 1) * lattice; ++i) {
          const double* node = nodes_.data() + i * (1 + 2 * last);
          for (std::size_t k = 0; k < last; ++k) work.point.set(k, node[1 + 2 * k], node[2 + 2 * k]);
          add(node[0]);
        }
      } else {
        const point_set points(lattice, mixed(mixed(how_.seed) + r));
        for (std::size_t i = 0; i < lattice; ++i) add(place(work.point, points, i, last));
      }
      part /= weights;
      const double off = part - sum;
      sum += off / static_cast<double>(r + 1);
      squares += off * (part - sum);
    }
    work.evaluations += used * lattice;
    const auto n = static_cast<double>(used);
    if (std::isnan(sum)) return {sum, 1};
    return {sum, used > 1 ? std::sqrt(squares / (n * (n - 1))) : roughly};
  }

  std::size_t shifts() const { return (std::max)(std::size_t{8}, (how_.points + lattice - 1) / lattice); }

  /// Sets the first leaves to a point of a lattice; what it weighs. For a lattice an integrand must be
  /// periodic: in few dimensions it is made so to a high order (Sidi, in Numerical Integration IV, 1993), in
  /// many by the tent transformation (Hickernell, in Monte Carlo and Quasi-Monte Carlo Methods 2000, 2002).
  static double place(conditioned_point& point, const point_set& points, std::size_t i, std::size_t last) {
    constexpr std::size_t few = 6;
    double weight = 1;
    for (std::size_t k = 0; k < last; ++k) {
      const double u = points(i, k);
      if (last > few) {
        point.set(k, normal_quantile(u <= 0.5 ? 2 * u : 2 * (1 - u)));
        continue;
      }
      const double angle = 2 * std::numbers::pi * (std::min)(u, 1 - u);
      weight *= 1 - std::cos(angle);
      const double z = normal_quantile((angle - std::sin(angle)) / (2 * std::numbers::pi));
      point.set(k, u <= 0.5 ? z : -z);
    }
    return weight;
  }

  /// The weight of each point, and the score and the value of each leaf but the inner one.
  void take_nodes() {
    conditioned_point point(program_);
    nodes_.reserve(shifts() * lattice * (1 + 2 * outers()));
    for (std::size_t r = 0; r < shifts(); ++r) {
      const point_set points(lattice, mixed(mixed(how_.seed) + r));
      for (std::size_t i = 0; i < lattice; ++i) {
        nodes_.push_back(place(point, points, i, outers()));
        for (std::size_t k = 0; k < outers(); ++k) {
          nodes_.push_back(point.score(k));
          nodes_.push_back(point.value(k));
        }
      }
    }
  }

  /// P(expression > s) or P(expression <= s).
  expected_value tail(workspace& work, double s, bool above, double tolerance) const {
    const double beyond = tolerance / (outers() == 1 && program_.smooth_probability ? 8000 : 8);
    const double reach = (std::min)(score_reach, -normal_quantile((std::max)(beyond, 1e-300)));
    work.evaluations = 0;
    work.breaks = breaks_at(work, s);
    const auto probability = [&](conditioned_point& at) { return at.probability(s, above); };
    expected_value found = integral(work, outers(), tolerance / 2, reach, probability);
    if (outers() > 0 && rule_ == rule::panels) found.error += 2 * beyond;
    found.error += unseen();
    return found;
  }

  /// Where the integral over the only other leaf is to be broken: where the result passes s as the inner leaf
  /// stands at an end.
  std::vector<double> breaks_at(workspace& work, double s) const {
    if (outers() != 1 || rule_ == rule::points || work.point.is_known(1)) return {};
    double last = std::nan("");
    const auto result = [&](double outer, double inner) {
      if (outer != last) work.point.set(0, last = outer);
      work.point.set(1, inner);
      return work.point.result();
    };
    const memo* known = ends_.find();
    if (known == nullptr) known = &ends_.keep(std::make_unique<end_curves>(result, program_.has_turns()));
    std::vector<double> found = static_cast<const end_curves&>(*known).passes(s, result);
    if (!program_.smooth_probability) return found;
    // What is smooth and wide needs none.
    std::sort(found.begin(), found.end());
    const auto are_close = [](double a, double b) { return b - a < 2; };
    const auto close = std::adjacent_find(found.begin(), found.end(), are_close);
    return close == found.end() ? std::vector<double>() : found;
  }

  /// What kinks may weigh that are so weak that the panels do not see them.
  double unseen() const { return outers() > 0 && !program_.smooth_probability ? 2e-12 : 0; }

  /// A few points of the expression: where to begin a search, and what its scale is.
  void take_sample() {
    conditioned_point point(program_);
    const bool simple = outers() < 2 && !program_.pieces.vary && program_.smooth_result;
    const std::size_t size = simple ? 512 : lattice;
    const point_set points(size, 0);
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t k = 0; k < program_.order.size(); ++k) point.set(k, normal_quantile(points(i, k)));
      if (!std::isnan(point.result())) sample_.push_back(point.result());
    }
    if (sample_.empty()) sample_.push_back(infinity);
    std::sort(sample_.begin(), sample_.end());
    spread_ = (sampled(0.841) - sampled(0.159)) / 2;
  }

  double sampled(double p) const {
    const double place = p * static_cast<double>(sample_.size());
    return sample_[(std::min)(static_cast<std::size_t>((std::max)(place, 0.0)), sample_.size() - 1)];
  }

  /// The secant method within what has been passed on either side. Far from the root the integral need not be
  /// sharp. Of points the same are taken again and again: what they give rises with s, without noise.
  bounded solve(double level, bool above) const {
    const double p = above ? 1 - level : level;
    constexpr double largest = (std::numeric_limits<double>::max)();
    constexpr int most_rounds = 100;
    const bool points = rule_ == rule::points;
    workspace work(program_, most_evaluations());
    work.point.set_exactness(closeness());
    const double finest =
        (std::max)(least_error() * (std::min)(1.0, 4 * level), (std::max)(unseen() / 2, 1e-17));
    const double aside = (std::min)(0.05, level / 2);
    double tolerance = points ? 1 : (std::max)(finest, 1e-2 * level);
    double lower = -largest;
    double upper = largest;
    double s = sampled(p);
    double slope = 2 * aside / (sampled(p + aside) - sampled(p - aside));
    if (!std::isfinite(slope)) slope = level / spread_;
    // From one point to the next the slope is chance.
    const auto doubt_at = [usual = slope, &slope, points](double off, const expected_value& at, double x) {
      return doubt_of_place(off, at, points ? usual : slope, x);
    };
    double last_s = s;
    double last_off = std::numeric_limits<double>::quiet_NaN();
    double last_noise = 0;
    double step = 0;
    for (int round = 0; round < most_rounds; ++round) {
      const expected_value at = tail(work, s, above, tolerance);
      const double off = above ? level - at.value : at.value - level;  // rises with s
      const double noise = points ? 0 : at.error;
      const double measured = (off - last_off) / (s - last_s);
      if (std::abs(off - last_off) > 4 * (noise + last_noise) && measured > 0 && std::isfinite(measured))
        slope = measured;
      const double share = points ? 0.1 : round < patient_steps ? 1 : 10;
      const double enough = (std::max)(share * at.error, 2e-16 * level);
      if (tolerance == finest && std::abs(off) <= enough) return {interval<>(s), doubt_at(off, at, s)};
      if (off > 10 * noise) upper = (std::min)(upper, s);
      if (off < -10 * noise) lower = (std::max)(lower, s);
      const bool sharpened = points && round == 1;
      if (sharpened || !(lower < upper)) {  // what is known was less sharp, or wrong for that reason
        lower = -largest;
        upper = largest;
      }
      last_s = s;
      last_off = sharpened ? std::numeric_limits<double>::quiet_NaN() : off;
      last_noise = noise;
      if (!points) tolerance = (std::max)(finest, (std::min)(tolerance, 1e-2 * std::abs(off)));
      if (sharpened) tolerance = finest;
      const double before = step;
      step = -off / slope;
      s = next_place(s, step, before, round, lower, upper);
      const bool inside = s > lower && s < upper;
      const bool smooth = std::abs(off) < 1e-6 * level;  // else there is a jump to be found
      const bool stuck = s == last_s || (smooth && std::abs(s - last_s) <= 1e-15 * std::abs(s));
      if (inside && !stuck) continue;
      if (tolerance == finest && inside) return {interval<>(s), doubt_at(off, at, s)};
      if (tolerance == finest) {
        // What was less sharp may have led astray.
        const auto off_at = [&](double x) {
          const double found = tail(work, x, above, finest).value;
          return above ? level - found : found - level;
        };
        const double off_lower = lower > -largest ? off_at(lower) : -infinity;
        const double off_upper = upper < largest ? off_at(upper) : infinity;
        if (points || (off_lower <= enough && off_upper >= -enough)) {
          // Where the probability does not jump past the level, it is its own error that counts. That of
          // points jumps from one to the next.
          const bool jumps = off_upper - off_lower > (points ? 4 * at.error : 10 * enough);
          return {interval<>(upper), upper - lower + (jumps ? 0 : doubt_at(enough, at, upper))};
        }
        const bool further = off_upper < 0;
        last_s = further ? upper : lower;
        last_off = further ? off_upper : off_lower;
        lower = further ? last_s : -largest;
        upper = further ? largest : last_s;
        step = -last_off / slope;
        s = last_s + (std::isfinite(step) ? step : (further ? spread_ : -spread_));
        if (s == last_s) return {interval<>(s), doubt_at(last_off, at, s)};
        continue;
      }
      tolerance = finest;
      if (!inside) s = upper;
    }
    return by_points().quantile(p);
  }

  /// Two quantiles on each side from which the way further out begins.
  struct first_steps final : memo {
    struct pair {
      double last;
      double before;
    };
    pair ends[2];
  };
  const first_steps& way_out() const {
    if (const memo* known = way_out_.find()) return static_cast<const first_steps&>(*known);
    auto made = std::make_unique<first_steps>();
    for (const bool above : {false, true}) {
      const auto at = [&](double score) { return solve(normal_cdf(-score), above).bounds.lower(); };
      made->ends[above] = {at(usual_score), at(usual_score - first_step)};
    }
    return static_cast<const first_steps&>(way_out_.keep(std::move(made)));
  }

  /// The quantile at a score far out on one side: there it is the score, not the probability, that is nearly
  /// a straight line.
  bounded far_quantile(double score, bool above) const {
    constexpr int most_rounds = 60;
    workspace work(program_, most_evaluations());
    const double side = above ? 1 : -1;
    const auto& [begin, before] = way_out().ends[above];
    double inner = begin;            // not far enough
    double outer = side * infinity;  // too far
    double last = before;
    double last_score = usual_score - first_step;
    double here = inner;
    double here_score = usual_score;
    double slope = 0;
    double off = infinity;
    double error = infinity;
    const double density = normal_pdf(score);
    // What counts is the error in probability, up to a point.
    const double allowed = 1e-11 * (std::min)(1e3, score_allowance(score, score));
    for (int round = 0; round < most_rounds && std::abs(off) > allowed; ++round) {
      if (here_score != last_score) slope = (here - last) / (here_score - last_score);
      double next = here + slope * (score - here_score);
      if (!(side * next > side * inner && side * next < side * outer))
        next = std::isfinite(outer) ? inner / 2 + outer / 2 : inner + 2 * (here - last);
      if (next == here) break;
      const expected_value beyond = tail(work, next, above, 100 * allowed * normal_cdf(-score));
      last = here;
      last_score = here_score;
      here = next;
      here_score = beyond.value > 0 ? -normal_quantile((std::min)(beyond.value, 0.5)) : 2 * score_reach;
      off = here_score - score;
      error = beyond.error / density;
      (off < 0 ? inner : outer) = here;
    }
    if (std::abs(off) <= allowed) return {interval<>(here), std::abs(slope) * (std::abs(off) + error)};
    // A jump, or a probability that cannot be told so well.
    constexpr double telling = 1e-9;
    const double level = normal_cdf(-score);
    if (level > telling) return solve(level, above);
    const interval<> all = program_.range();
    if (here == (above ? all.upper() : all.lower())) return {interval<>(here), 0};
    const double width = std::abs(outer - inner);
    return {interval<>(here), (std::max)(width, std::abs(slope) * (std::abs(off) + error))};
  }

  /// The expected value of (expression - centre)^power.
  expected_value moment(double centre, int power) const {
    const auto finite = [](const program_leaf& leaf) {
      return std::isfinite(std::get<distribution>(leaf.value).variance());
    };
    if (!std::all_of(program_.code.leaves.begin(), program_.code.leaves.end(), finite)) return {0, infinity};
    const auto of_result = [=](double result) {
      const double off = result - centre;
      return power == 1 ? off : off * off;
    };
    if (program_.order.size() <= 2 && !program_.smooth_result) {
      const expected_value found = moment_by_panels(program_).of(of_result, 1e-9);
      if (std::isfinite(found.error)) return found;
    }
    workspace work(program_, program_.order.size() > 2 ? most_evaluations() : most_evaluations() / 5);
    const auto value = [&](conditioned_point& at) { return of_result(at.result()); };
    const double exactness = program_.order.size() > 2 ? 1e-6 : program_.order.size() > 1 ? 1e-9 : 1e-13;
    const double tolerance = exactness * (power == 1 ? spread_ : spread_ * spread_);
    expected_value found = integral(work, program_.order.size(), tolerance, score_reach, value);
    if (rule_ == rule::panels && program_.order.size() > 2) found.error *= sampled_law::deviations;
    for (std::size_t k = 0; k < program_.order.size(); ++k) {
      for (const double side : {-1.0, 1.0}) {
        found.error += weight_beyond(score_reach - 0.5, 0.5, [&](double z) {
          for (std::size_t j = 0; j < program_.order.size(); ++j) work.point.set(j, j == k ? side * z : 0);
          return std::abs(value(work.point));
        });
      }
    }
    return found;
  }

  bool trusted(const expected_value& m, double scale) const {
    const double tolerable = rule_ == rule::points ? 1e-2 : 1e-4;
    return std::isfinite(m.value) && m.error <= tolerable * scale;
  }

  sampled_law by_points() const { return {ensemble(program_.code, how_).run()}; }

  conditioned_program program_;
  options how_;
  rule rule_;
  std::vector<double> nodes_;
  std::vector<double> sample_;  // in rising order
  double spread_ = 0;
  memo_slot way_out_;
  memo_slot ends_;
};

}  // namespace reckon::detail
