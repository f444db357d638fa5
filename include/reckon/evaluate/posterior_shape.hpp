// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/inverse.hpp>
#include <reckon/detail/score_average.hpp>
#include <reckon/distribution.hpp>
#include <reckon/distribution/score_of.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A shape on the condition of an event, by Bayes' theorem: where the shape has the normal score z, the
/// density of z is
///   normal_pdf(z) P(event | z) / P(event).
/// It is kept panel by panel as Chebyshev series, and its integral from either end, so that both tails are as
/// accurate as the middle, however rare the event is.
class posterior_shape final : public distribution_model {
 public:
  /// `likelihood(z)` is P(event | z), an expected_value, and asked up to `most` times; NaN ends it.
  /// `cannot(values)` says whether the event is known to be impossible for such values of the shape.
  template <class Likelihood, class Impossible>
  posterior_shape(distribution shape, std::size_t most, const Likelihood& likelihood,
                  const Impossible& cannot)
      : shape_(std::move(shape)), support_(shape_.support()), most_evaluations_(most) {
    const auto joint = [&](double z) {
      if (++evaluations_ > most_evaluations_) return 0.0;
      const expected_value found = likelihood(z);
      if (std::isnan(found.value)) evaluations_ = most_evaluations_;
      const double weight = normal_pdf(z);
      error_ += weight > 0 ? weight * found.error : 0;
      weights_ += weight;
      return weight > 0 ? weight * found.value : 0;
    };
    middle_ = at(0);
    scale_ = at(1) - at(-1);
    const auto [from, to] = matters(joint);
    if (!(peak_ > 0)) return;
    for (double z = from; z < to; z += 1) add(z, z + 1, joint, 0);
    cut_ends();
    if (panels_.empty()) return;
    sum_up();
    cut_support(cannot);
    mean_ = moment(0, 1);
    variance_ = std::isfinite(mean_) ? moment(mean_, 2) : std::numeric_limits<double>::infinity();
  }

  /// P(event).
  [[nodiscard]] double probability() const { return panels_.empty() ? 0 : panels_.front().from_here; }

  /// How far a probability may be off.
  [[nodiscard]] double error() const {
    const double of_likelihood = weights_ > 0 ? error_ / weights_ / probability() : 0;
    return 2 * of_likelihood + precision + missed_ / probability();
  }

  /// Whether the event happens, and how it depends on the shape could be found out.
  [[nodiscard]] bool sound() const {
    constexpr double tolerable = 1e-3;
    return probability() > 0 && evaluations_ <= most_evaluations_ && error() <= tolerable;
  }

  double cdf(double x) const override { return share(x, false); }
  double complement(double x) const override { return share(x, true); }
  double quantile(double p) const override {
    if (p <= 0) return support().lower();
    if (p >= 1) return support().upper();
    return within(at(p <= 0.5 ? score_with(p, false) : score_with(1 - p, true)));
  }
  double upper_quantile(double q) const override {
    if (q <= 0) return support().upper();
    if (q >= 1) return support().lower();
    return within(at(q <= 0.5 ? score_with(q, true) : score_with(1 - q, false)));
  }
  double pdf(double x) const override {
    const double z = score_of(shape_.model(), x);
    const panel* here = panel_at(z);
    if (here == nullptr) return 0;
    return shape_.model().pdf(x) * (here->density(z) / normal_pdf(z)) / probability();
  }
  double mean() const override { return mean_; }
  double variance() const override { return variance_; }
  interval<> support() const override { return support_; }
  std::string name() const override { return shape_.name() + " given an event"; }
  std::vector<double> kinks() const override {
    std::vector<double> places = shape_.model().kinks();
    for (const double z : kinks_) places.push_back(at(z));
    const interval<> ends = support();
    for (const double end : {ends.lower(), ends.upper()}) {
      if (std::isfinite(end)) places.push_back(end);
    }
    const auto outside = [&](double x) { return !contains(ends, x); };
    places.erase(std::remove_if(places.begin(), places.end(), outside), places.end());
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }
  double table_error() const override { return 1e-11; }

 private:
  static constexpr std::size_t terms = 16;
  static constexpr double precision = 1e-11;  // of the panels together, in shares of the event

  /// The Chebyshev points of the second kind, both ends among them, and from samples there to coefficients.
  struct bases {
    std::array<double, terms> node{};
    std::array<std::array<double, terms>, terms> cosine{};

    /// Trefethen, Approximation Theory and Approximation Practice, 2013.
    bases() {
      constexpr std::size_t last = terms - 1;
      const auto halved = [](std::size_t k) { return k == 0 || k == last ? 0.5 : 1.0; };
      for (std::size_t k = 0; k < terms; ++k) {
        const double angle = std::numbers::pi * static_cast<double>(k) / static_cast<double>(last);
        node[k] = k == 0 ? 1 : k == last ? -1 : std::cos(angle);
        for (std::size_t j = 0; j < terms; ++j) {
          cosine[j][k] = std::cos(static_cast<double>(j) * angle) * 2 / static_cast<double>(last) *
                         halved(j) * halved(k);
        }
      }
    }
    static const bases& made() {
      static const bases all;
      return all;
    }
  };

  /// The sum of Chebyshev polynomials by Clenshaw's recurrence.
  template <std::size_t N>
  static double series(const std::array<double, N>& c, double t) {
    double b = 0;
    double after = 0;
    for (std::size_t j = N; j-- > 1;) {
      const double next = 2 * t * b - after + c[j];
      after = b;
      b = next;
    }
    return t * b - after + c[0];
  }

  struct panel {
    double from = 0;
    double to = 0;
    std::array<double, terms> height{};    // of the density
    std::array<double, terms + 1> area{};  // between `from` and a place
    double up_to_here = 0;                 // below `from`
    double from_here = 0;                  // above it
    double whole = 0;

    double place(double z) const { return (z - from) / (to - from) * 2 - 1; }
    double density(double z) const { return (std::max)(0.0, series(height, place(z))); }
    double below(double z) const { return up_to_here + inside(z); }
    double above(double z) const { return (std::max)(0.0, from_here - inside(z)); }
    double inside(double z) const { return std::clamp(series(area, place(z)), 0.0, whole); }
  };

  double at(double z) const { return shape_.model().at_score(z); }

  /// By how much more a mass counts there than in the middle, for the second moment.
  double weight_at(double z) const {
    constexpr double most = 1e280;
    const double far_off = (at(z) - middle_) / scale_;
    const double weight = 1 + far_off * far_off;
    return weight < most ? weight : most;
  }

  /// The scores between which the event leaves anything worth counting, for a probability or a moment.
  template <class Joint>
  std::pair<double, double> matters(const Joint& joint) {
    constexpr int reach = 37;  // beyond that a double has no mass left
    constexpr int usual = 9;
    constexpr double least = 1e-26;  // of the greatest
    double greatest = 0;
    const auto counted = [&](int z) {
      const double density = joint(z);
      peak_ = (std::max)(peak_, density);
      const double weighted = density * weight_at(z);
      greatest = (std::max)(greatest, weighted);
      return weighted;
    };
    for (int z = 1 - usual; z < usual; ++z) counted(z);
    double lower = counted(-usual);
    double upper = counted(usual);
    int from = -usual;
    int to = usual;
    // Of what there is in the middle: one tail may outweigh all, and the other counts still.
    const double usually = greatest;
    const auto goes_on = [&](double end) {
      return greatest == 0 || end > least * (usually > 0 ? usually : greatest);
    };
    while (from > -reach && goes_on(lower)) lower = counted(--from);
    while (to < reach && goes_on(upper)) upper = counted(++to);
    weighted_peak_ = greatest;
    // What lies further out than a double reaches is missed.
    for (const int end : {from, to}) {
      if (std::abs(end) == reach) missed_ += joint(end);
    }
    return {from, to};
  }

  template <class Joint>
  void add(double from, double to, const Joint& joint, int halvings) {
    const bases& b = bases::made();
    std::array<double, terms> samples{};
    for (std::size_t k = 0; k < terms; ++k) {
      const double node = b.node[k];
      samples[k] = joint(node == 1 ? to : node == -1 ? from : from + (to - from) * ((1 + node) / 2));
    }
    panel p;
    p.from = from;
    p.to = to;
    double greatest = 0;
    for (std::size_t j = 0; j < terms; ++j) {
      for (std::size_t k = 0; k < terms; ++k) p.height[j] += b.cosine[j][k] * samples[k];
      greatest = (std::max)(greatest, samples[j]);
    }
    peak_ = (std::max)(peak_, greatest);
    const double left_over = std::abs(p.height[terms - 1]) + std::abs(p.height[terms - 2]);
    const double off = left_over * (to - from);
    // As exact as its own size, unless what it holds does not count.
    const bool counts =
        off > 1e-16 * peak_ || off * (weight_at(from) + weight_at(to)) > 1e-16 * weighted_peak_;
    const bool converged = left_over <= 1e-12 * greatest || !counts;
    constexpr int most_halvings = 40;
    if (!converged && halvings < most_halvings && evaluations_ < most_evaluations_) {
      const double middle = from / 2 + to / 2;
      add(from, middle, joint, halvings + 1);
      add(middle, to, joint, halvings + 1);
      return;
    }
    if (!converged) missed_ += off;
    constexpr int sudden = 12;
    if (halvings >= sudden && (kinks_.empty() || from - kinks_.back() > 0x1p-8)) kinks_.push_back(from);
    integrate(p);
    panels_.push_back(p);
  }

  /// The series of the integral from the lower end.
  static void integrate(panel& p) {
    const double half = (p.to - p.from) / 2;
    const auto height = [&](std::size_t j) { return j < terms ? p.height[j] : 0; };
    for (std::size_t j = 1; j <= terms; ++j) {
      const double before = j == 1 ? 2 * height(0) : height(j - 1);
      p.area[j] = half * (before - height(j + 1)) / (2 * static_cast<double>(j));
    }
    for (std::size_t j = 1; j <= terms; ++j) p.area[0] -= p.area[j] * (j % 2 == 0 ? 1 : -1);
    p.whole = (std::max)(0.0, series(p.area, 1));
  }

  void sum_up() {
    for (std::size_t i = 1; i < panels_.size(); ++i)
      panels_[i].up_to_here = panels_[i - 1].up_to_here + panels_[i - 1].whole;
    double above = 0;
    for (std::size_t i = panels_.size(); i-- > 0;) {
      above += panels_[i].whole;
      panels_[i].from_here = above;
    }
  }

  /// Leaves out where the event cannot happen.
  void cut_ends() {
    const auto holds = [](const panel& p) { return p.whole > 0; };
    panels_.erase(panels_.begin(), std::find_if(panels_.begin(), panels_.end(), holds));
    panels_.erase(std::find_if(panels_.rbegin(), panels_.rend(), holds).base(), panels_.end());
  }

  /// Cuts the support to where the event may happen, as far as that is known and not only too rare for a
  /// double.
  template <class Impossible>
  void cut_support(const Impossible& cannot) {
    constexpr double aside = 1e-3;  // of a score, on either side of where the panels end
    constexpr double largest = (std::numeric_limits<double>::max)();
    const interval<> all = shape_.support();
    const double lower = (std::max)(all.lower(), -largest);
    const double upper = (std::min)(all.upper(), largest);
    const double first = (std::max)(at(panels_.front().from - aside), lower);
    if (first > lower && cannot(interval<>(lower, first))) {
      const double beyond = (std::min)(at(panels_.front().from + aside), upper);
      const double end =
          place_of_change(first, beyond, [&](double x) { return cannot(interval<>(lower, x)); });
      support_ = intersection(support_, interval<>(end, std::numeric_limits<double>::infinity()));
    }
    const double last = (std::min)(at(panels_.back().to + aside), upper);
    if (last < upper && cannot(interval<>(last, upper))) {
      const double before = (std::max)(at(panels_.back().to - aside), lower);
      const double end =
          place_of_change(before, last, [&](double x) { return cannot(interval<>(x, upper)); });
      support_ = intersection(support_, interval<>(-std::numeric_limits<double>::infinity(), end));
    }
  }

  const panel* panel_at(double z) const {
    if (panels_.empty() || !(z >= panels_.front().from) || !(z <= panels_.back().to)) return nullptr;
    const auto after = std::upper_bound(panels_.begin() + 1, panels_.end(), z,
                                        [](double x, const panel& p) { return x < p.from; });
    return &*(after - 1);
  }

  double share(double x, bool upper) const {
    const double z = score_of(shape_.model(), x);
    const panel* here = panel_at(z);
    if (here == nullptr) return (z < panels_.front().from) == upper ? 1 : 0;
    const double part = (upper ? here->above(z) : here->below(z)) / probability();
    return (std::min)(part, 1.0);
  }

  /// The score below or above which a share of the event lies.
  double score_with(double part, bool upper) const {
    const double target = part * probability();
    if (upper) {
      // The last panel with more than that above its lower end.
      const auto after = std::partition_point(panels_.begin() + 1, panels_.end(),
                                              [&](const panel& p) { return p.from_here > target; });
      const panel& p = *(after - 1);
      return solve_nondecreasing(p.from, p.to, -target, [&](double z) { return -p.above(z); });
    }
    const auto after = std::partition_point(panels_.begin() + 1, panels_.end(),
                                            [&](const panel& p) { return p.up_to_here < target; });
    const panel& p = *(after - 1);
    return solve_nondecreasing(p.from, p.to, target, [&](double z) { return p.below(z); });
  }

  double within(double x) const { return std::clamp(x, support_.lower(), support_.upper()); }

  /// E[(X - centre)^order]; infinite where a tail without end weighs too much, NaN for a mean where both do.
  double moment(double centre, int order) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double too_much = 1e-3;
    const auto& rule = gauss_legendre<terms>::rule();
    double sum = 0;
    double size = 0;
    double ends[2] = {0, 0};
    for (std::size_t i = 0; i < panels_.size(); ++i) {
      const panel& p = panels_[i];
      double here = 0;
      double absolute = 0;
      for (std::size_t k = 0; k < terms; ++k) {
        const double z = p.from + (p.to - p.from) * ((1 + rule.node[k]) / 2);
        const double weight = rule.weight[k] * (p.to - p.from) / 2 * p.density(z);
        if (weight == 0) continue;
        const double off = at(z) - centre;
        const double power = order == 1 ? off : off * off;
        if (!std::isfinite(power)) {
          ends[z > 0] = infinity;
          continue;
        }
        here += weight * power;
        absolute += weight * std::abs(power);
      }
      sum += here;
      size += absolute;
      if (i == 0) ends[0] += absolute;
      if (i + 1 == panels_.size()) ends[1] += absolute;
    }
    // Of a shape that has a moment the event leaves one.
    const double known = order == 1 ? shape_.mean() : shape_.variance();
    if (!std::isfinite(known)) {
      const bool below = std::isinf(support_.lower()) && !(ends[0] <= too_much * size);
      const bool above = std::isinf(support_.upper()) && !(ends[1] <= too_much * size);
      if (below && above && order == 1) return std::numeric_limits<double>::quiet_NaN();
      if (below || above) return order == 1 && below ? -infinity : infinity;
    }
    return sum / probability() + (order == 1 ? centre : 0);
  }

  distribution shape_;
  interval<> support_;
  double middle_ = 0;
  double scale_ = 1;
  std::vector<panel> panels_;
  std::vector<double> kinks_;  // scores
  std::size_t most_evaluations_;
  std::size_t evaluations_ = 0;
  double peak_ = 0;
  double weighted_peak_ = 0;
  double missed_ = 0;   // of panels that did not converge
  double error_ = 0;    // of the likelihood, weighted as the nodes are
  double weights_ = 0;  // of all nodes
  double mean_ = 0;
  double variance_ = 0;
};

}  // namespace reckon::detail
