// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/columns.hpp>
#include <reckon/detail/sorting.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/followed_quotients.hpp>
#include <reckon/evaluate/jumps.hpp>
#include <reckon/evaluate/kept_range.hpp>
#include <reckon/evaluate/kernels.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/leaf_columns.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/point_set.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/evaluate/tail_weight.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The focal sets of one scrambling, or of all: their ends, each in rising order.
struct focal_sets {
  std::vector<double> lower;
  std::vector<double> upper;  ///< empty if every set is a point
  [[nodiscard]] const std::vector<double>& upper_ends() const { return upper.empty() ? lower : upper; }

  void sort(number_sorter& sorter) {
    sorter(lower);
    sorter(upper);
  }
};

/// The law of an expression as a deterministic sample of focal sets. What two independent scramblings differ
/// by tells how far the answers may be off.
class ensemble_law final : public law {
 public:
  ensemble_law(program p, std::vector<focal_sets> scramblings, std::string condition, bool outer)
      : program_(std::move(p)),
        scramblings_(std::move(scramblings)),
        condition_(std::move(condition)),
        outer_(outer) {
    number_sorter sorter;
    for (auto& one : scramblings_) one.sort(sorter);
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return {end_of_support(p <= 0), 0};
    bounded found = over_scramblings([p](pool sets) { return quantile_of(sets, p); });
    // No surer than the level that is found there, though the scramblings may agree on a value.
    const double off = (std::max)(cdf(found.bounds.lower()).error, cdf(found.bounds.upper()).error);
    const double least = p > off ? quantile_of(scramblings_, p - off).lower() : further_than(p).lower();
    const double greatest =
        p + off < 1 ? quantile_of(scramblings_, p + off).upper() : further_than(1 - p).upper();
    found.error = (std::max)({found.error, found.bounds.lower() - least, greatest - found.bounds.upper()});
    return found;
  }

  bounded cdf(double x) const override {
    const interval<> all = range();
    return as_share(x >= all.lower() && x < all.upper(), over_scramblings([x](pool sets) {
                      return interval<>(share_up_to(sets, upper_ends, x), share_up_to(sets, lower_ends, x));
                    }));
  }

  bounded cdf_before(double x) const override {
    const interval<> all = range();
    return as_share(x > all.lower() && x <= all.upper(), over_scramblings([x](pool sets) {
                      return interval<>(share_before(sets, upper_ends, x), share_before(sets, lower_ends, x));
                    }));
  }

  bounded mean() const override {
    if (lacks_moment([](const distribution& d) { return d.mean(); }) || !finite().mean) return {range(), 0};
    const bounded found = over_scramblings([](pool sets) {
      const double a = average(sets, lower_ends);
      return finite_or_unbounded(a, (std::max)(a, average(sets, upper_ends)));
    });
    return no_surer_than_tails(
        no_surer_than_a_point(found, range(), [](double distance, double share) { return distance * share; }),
        1);
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (lacks_moment([](const distribution& d) { return d.variance(); }) || !finite().variance)
      return {interval<>(0.0, infinity), 0};
    const bounded found = over_scramblings([this](pool sets) {
      if (precise()) {
        const double sd = spread(sets);
        return std::isnan(sd) ? interval<>(0.0, infinity) : finite_or_unbounded(sd, sd);
      }
      std::vector<double> lower = merged(sets, lower_ends);
      const std::vector<double> equal(lower.size(), 1 / static_cast<double>(lower.size()));
      return weighted_sets{std::move(lower), merged(sets, upper_ends), equal}.standard_deviation();
    });
    const double sd = found.bounds.upper();
    const auto moved = [sd](double distance, double share) {
      return std::hypot(sd, distance * std::sqrt(share)) - sd;
    };
    return no_surer_than_tails(no_surer_than_a_point(found, {0.0, width(range()) / 2}, moved), 2);
  }

  engine made_by() const override { return engine::ensemble; }
  bool outer() const override { return outer_; }
  std::string assumption() const override {
    std::string text = precise() ? dependence_in_words(program_) : "random-set independence";
    if (!precise() && !program_.blocks.empty()) text += " beyond the Gaussian copula stated";
    if (!condition_.empty()) text += ", given that " + condition_;
    return text;
  }

 private:
  /// One scrambling, or all of them.
  using pool = std::span<const focal_sets>;
  using ends = const std::vector<double>& (*)(const focal_sets&);
  static const std::vector<double>& lower_ends(const focal_sets& one) { return one.lower; }
  static const std::vector<double>& upper_ends(const focal_sets& one) { return one.upper_ends(); }

  /// True if every set is a point.
  bool precise() const { return scramblings_.front().upper.empty(); }

  static double size_of(pool sets) {
    std::size_t size = 0;
    for (const auto& one : sets) size += one.lower.size();
    return static_cast<double>(size);
  }

  /// The ends of the sets, in rising order.
  static std::vector<double> merged(pool sets, ends of) {
    std::vector<double> all;
    for (const auto& one : sets) {
      const auto middle = static_cast<std::ptrdiff_t>(all.size());
      all.insert(all.end(), of(one).begin(), of(one).end());
      std::inplace_merge(all.begin(), all.begin() + middle, all.end());
    }
    return all;
  }

  /// A share of points, which is no surer than one point makes it where the range does not tell it: what they
  /// all miss may still be there.
  bounded as_share(bool open, bounded found) const {
    if (open) found.error = (std::max)(found.error, 1 / size_of(scramblings_));
    return found;
  }

  /// A moment that all scramblings agree on need not be exact: where the result jumps, each of them may take
  /// one point too many, and what all points miss may lie as far away as the leaves let it. `moved` tells
  /// what a share of the points changes that lies so far off; `possible` is said where that has no bound.
  template <class Moved>
  bounded no_surer_than_a_point(bounded found, interval<> possible, const Moved& moved) const {
    if (!is_common_interval(found.bounds)) return found;
    constexpr double rounding = 1e-12;  // of sums over many points
    const interval<> seen = values_seen();
    const double scale = (std::max)(std::abs(found.bounds.lower()), std::abs(found.bounds.upper()));
    const bool agreed = found.error <= rounding * scale;
    const double point = 1 / size_of(scramblings_);
    const bool may_jump = jumps(program_);
    if (agreed || may_jump) found.error = (std::max)(found.error, moved(width(seen), point));
    // Where it jumps in the tails: what is so improbable that few points or none have met it.
    for (double z = 4; may_jump && !agreed && z < 8; z += 0.5) {
      const interval<> within = range_within(z + 0.5);
      if (!is_common_interval(within)) break;
      found.error = (std::max)(found.error, moved(width(within), (std::min)(point, normal_cdf(-z))));
    }
    if (!agreed) return found;
    const interval<> likely = range_within(8);  // a mass of 1e-15 lies beyond
    if (is_common_interval(likely)) {
      found.error = (std::max)(found.error, moved(width(likely), point));
      for (double z = 8; is_singleton(likely) && z < 36; z += 2) {  // what begins further out
        const interval<> within = range_within(z + 2);
        if (!is_common_interval(within)) return {possible, 0};
        found.error = (std::max)(found.error, moved(width(within), normal_cdf(-z)));
      }
    } else if (is_singleton(seen)) {
      return {possible, 0};
    }
    return found;
  }

  /// Where the result lies but for a mass, of which no point may tell: all leaves as far out as one may be.
  interval<> further_than(double mass) const {
    const auto sides = 2 * static_cast<double>(program_.leaves.size());
    return convex_hull(values_seen(), range_within(-normal_quantile((std::max)(mass / sides, 1e-300))));
  }

  /// The mean, or the deviation, with what the points may miss of its tails.
  bounded no_surer_than_tails(bounded found, int power) const {
    if (!is_common_interval(found.bounds)) return found;
    const double missed = missed_by_sample([this](double p, bool above) { return tail_quantile(p, above); },
                                           size_of(scramblings_), power, width(range()));
    const double sd = found.bounds.upper();
    const double more = power == 1 ? missed : std::hypot(sd, std::sqrt(missed)) - sd;
    found.error = std::hypot(found.error, more);
    return found;
  }

  /// The outer end of the sets at a level, from below or from above.
  double tail_quantile(double p, bool above) const {
    return above ? order_statistic(scramblings_, upper_ends, 1 - p)
                 : order_statistic(scramblings_, lower_ends, p);
  }

  /// The range where no leaf lies further out than this score.
  interval<> range_within(double score) const {
    std::vector<interval<>> values;
    for (const program_leaf& leaf : program_.leaves) {
      const auto* set = std::get_if<interval<>>(&leaf.value);
      values.push_back(set ? *set
                           : convex_hull(set_at_score(leaf.value, -score), set_at_score(leaf.value, score)));
    }
    constexpr int effort = 500;  // a width that is too great claims less
    const interval<> found = range_over_box(program_)(values, effort);
    return is_empty(found) ? range() : found;
  }

  interval<> values_seen() const {
    interval<> seen = interval<>::empty();
    for (const auto& one : scramblings_) {
      if (!one.lower.empty())
        seen = convex_hull(seen, finite_or_unbounded(one.lower.front(), one.upper_ends().back()));
    }
    return seen;
  }

  /// The answer from all points together, with the standard error that the scramblings show.
  template <class Statistic>
  bounded over_scramblings(const Statistic& statistic) const {
    const interval<> answer = statistic(pool(scramblings_));
    double lower = 0;
    double upper = 0;
    for (const auto& one : scramblings_) {
      if (one.lower.empty()) continue;
      const interval<> x = statistic(pool(&one, 1));
      if (x.lower() != answer.lower()) lower += std::pow(x.lower() - answer.lower(), 2);
      if (x.upper() != answer.upper()) upper += std::pow(x.upper() - answer.upper(), 2);
    }
    const double n = static_cast<double>(scramblings_.size());
    const double error = std::sqrt((std::max)(lower, upper) / (n * (n - 1)));
    return {answer, std::isnan(error) ? std::numeric_limits<double>::infinity() : error};
  }

  static interval<> quantile_of(pool sets, double p) {
    const double a = order_statistic(sets, lower_ends, p);
    return finite_or_unbounded(a, (std::max)(a, order_statistic(sets, upper_ends, p)));
  }

  static double order_statistic(pool sets, ends of, double p) {
    const double n = size_of(sets);
    const auto rank = static_cast<std::size_t>(std::clamp(std::ceil(p * n), 1.0, n)) - 1;
    return sets.size() == 1 ? of(sets.front())[rank] : nth_of_all(sets, of, rank);
  }

  /// The number of that rank among several sorted ones: what may hold it is narrowed to either side of the
  /// middle of what is longest.
  static double nth_of_all(pool sets, ends of, std::size_t rank) {
    using place = std::vector<double>::const_iterator;
    struct stretch {
      place from, to, below, up_to;
    };
    std::vector<stretch> open;
    for (const auto& one : sets) open.push_back({of(one).begin(), of(one).end(), {}, {}});
    for (;;) {
      const auto shorter = [](const stretch& a, const stretch& b) { return a.to - a.from < b.to - b.from; };
      const stretch& longest = *std::max_element(open.begin(), open.end(), shorter);
      const double x = *(longest.from + (longest.to - longest.from) / 2);
      std::size_t below = 0;
      std::size_t up_to = 0;
      for (std::size_t i = 0; i < open.size(); ++i) {
        stretch& s = open[i];
        s.below = std::lower_bound(s.from, s.to, x);
        s.up_to = std::upper_bound(s.below, s.to, x);
        below += static_cast<std::size_t>(s.below - of(sets[i]).begin());
        up_to += static_cast<std::size_t>(s.up_to - of(sets[i]).begin());
      }
      if (rank >= below && rank < up_to) return x;
      for (stretch& s : open) {
        if (rank < below) {
          s.to = s.below;
        } else {
          s.from = s.up_to;
        }
      }
    }
  }

  static double share_up_to(pool sets, ends of, double x) {
    double count = 0;
    for (const auto& one : sets)
      count += static_cast<double>(std::upper_bound(of(one).begin(), of(one).end(), x) - of(one).begin());
    return count / size_of(sets);
  }
  static double share_before(pool sets, ends of, double x) {
    double count = 0;
    for (const auto& one : sets)
      count += static_cast<double>(std::lower_bound(of(one).begin(), of(one).end(), x) - of(one).begin());
    return count / size_of(sets);
  }
  static double average(pool sets, ends of) {
    const double share = 1 / size_of(sets);
    double sum = 0;
    for (const auto& one : sets) {
      for (const double value : of(one)) sum += share * value;
    }
    return sum;
  }
  static double spread(pool sets) {
    const double centre = average(sets, lower_ends);
    double unit = 0;  // so that no square overflows
    for (const auto& one : sets) {
      if (!one.lower.empty())
        unit = (std::max)(unit, (std::max)(one.lower.back() - centre, centre - one.lower.front()));
    }
    if (unit == 0) return 0;
    double squares = 0;
    for (const auto& one : sets) {
      for (const double value : one.lower) squares += (value - centre) / unit * ((value - centre) / unit);
    }
    return unit * std::sqrt(squares / size_of(sets));
  }

  interval<> range() const { return range_.of(program_); }

  /// The quantile at 0 or 1. The least of the upper ends (the greatest of the lower ends) is not searched
  /// for: that of the points at hand is no less (no greater).
  interval<> end_of_support(bool lower) const {
    const interval<> all = range();
    const interval<> end = point_or_beyond(lower ? all.lower() : all.upper());
    if (precise()) return end;
    interval<> reached = end;
    for (const auto& one : scramblings_) {
      if (one.lower.empty()) continue;
      const interval<> x = point_or_beyond(lower ? one.upper.front() : one.lower.back());
      const bool nearest = lower ? x.lower() < reached.lower() : x.upper() > reached.upper();
      if (reached == end || nearest) reached = x;
    }
    return convex_hull(end, reached);
  }

  /// True if a leaf has no finite moment of that kind and the result can follow it out: then a sample does
  /// not tell whether the result has one.
  template <class Moment>
  bool lacks_moment(const Moment& moment) const {
    const auto lacks = [&](const program_leaf& leaf) {
      if (const auto* shape = std::get_if<distribution>(&leaf.value)) return !std::isfinite(moment(*shape));
      const auto* box = std::get_if<pbox>(&leaf.value);
      return box && !is_common_interval(box->mean()) && is_common_interval(box->quantile(0.5));
    };
    return std::any_of(program_.leaves.begin(), program_.leaves.end(), lacks) && !is_common_interval(range());
  }

  /// What the points tell of the tails.
  finite_moments by_tails() const;
  /// And those of the quotients that the result follows: their tails may lie further out than what else there
  /// is lets the points see.
  finite_moments finite() const;

  program program_;
  std::vector<focal_sets> scramblings_;
  std::string condition_;
  bool outer_;
  kept_range range_;
};

/// Runs a program on a scrambled point set.
class ensemble {
 public:
  ensemble(const program& p, const options& how) : program_(p), how_(how), range_(p), scores_(p) {
    for (const auto& leaf : p.leaves) {
      coordinate_.push_back(dimensions_);
      if (!std::holds_alternative<interval<>>(leaf.value)) ++dimensions_;
      precise_ = precise_ && std::holds_alternative<distribution>(leaf.value);
    }
    for (const std::uint32_t i : range_.shared()) {
      searched_ = searched_ || !std::holds_alternative<distribution>(p.leaves[i].value);
    }
  }

  /// Errors: domain_error if the expression is undefined on a part of positive mass and that is to be
  /// refused.
  [[nodiscard]] std::unique_ptr<law> run() {
    const std::size_t work = (std::max)(program_.code.size(), program_.terms.size());
    std::size_t size = point_set::lattice_size;
    const std::size_t least = searched_ ? 128 : block_size;
    const std::size_t cost = searched_ ? search_cost() * work : work;
    while (size > least && size * scramblings() * cost > (std::size_t{1} << (searched_ ? 20 : 30))) size /= 2;
    if (searched_)
      all_ = whole_range(program_);  // the search for one point may come less far than that for all
    std::vector<focal_sets> all = sample_all(size);
    if (overflowed_) {
      all_ = whole_range(program_);
      precise_ = false;
      all = sample_all(size);
    }
    return std::make_unique<ensemble_law>(program_, std::move(all), condition(size * scramblings()), outer_);
  }

 private:
  static constexpr int effort_for_one_point = 100;

  /// Boxes that the search looks at for one point, judged from a few.
  std::size_t search_cost() {
    constexpr std::size_t tried = 16;
    const point_set points(tried, how_.seed);
    std::size_t boxes = 0;
    for (std::size_t i = 0; i < tried; ++i) {
      static_cast<void>(range_(leaf_sets(points, i), effort_for_one_point));
      boxes += 1 + range_.looked_at();
    }
    return boxes / tried;
  }

  std::vector<focal_sets> sample_all(std::size_t size) {
    undefined_ = partly_defined_ = 0;
    if (searched_) {
      std::vector<focal_sets> all(scramblings());
      for (std::uint64_t r = 0; r < all.size(); ++r) {
        const point_set points = scrambling(size, r);
        for (std::size_t i = 0; i < size; ++i) search(points, i, all[r]);
      }
      return all;
    }
    return precise_ ? run_columns<false>(size) : run_columns<true>(size);
  }

  point_set scrambling(std::size_t size, std::uint64_t r) const {
    return {size, mixed(mixed(how_.seed) + r)};
  }

  /// On what the answer is conditional, if anything. A set on a part of which the expression is undefined may
  /// or may not count.
  std::string condition(std::size_t points) const {
    if (undefined_ + partly_defined_ == 0) return unmet_condition(points);
    const auto share = [points](std::size_t n) {
      return static_cast<double>(n) / static_cast<double>(points);
    };
    std::string mass = number_text(share(undefined_ + partly_defined_));
    if (partly_defined_ > 0) mass = number_text(share(undefined_)) + " to " + mass;
    const std::string what = undefined_in_words(undefined_operation_);
    if (how_.undefined == on_undefined::refuse) {
      throw domain_error(
          "reckon: " + what + " is undefined on a mass of " + mass +
          "; restrict what goes in, or ask with options.undefined = on_undefined::conditional");
    }
    if (undefined_ == points)
      throw domain_error("reckon: " + what + " leaves no value of the expression defined");
    return "the expression is defined (undefined mass " + mass + ')';
  }

  /// The same where no point met what is undefined.
  std::string unmet_condition(std::size_t points) const {
    std::vector<interval<>> values;
    for (const program_leaf& leaf : program_.leaves) values.push_back(value_range(leaf.value));
    if (range_over_box(program_).where_defined(values).where == definedness::everywhere) return {};
    return "the expression is defined (undefined at none of " + std::to_string(points) + " points)";
  }

  void note(definedness here, operation kind) {
    if (here == definedness::everywhere) return;
    if (undefined_ + partly_defined_ == 0) undefined_operation_ = kind;
    ++(here == definedness::nowhere ? undefined_ : partly_defined_);
  }

  std::uint64_t scramblings() const {
    return (std::max)(std::uint64_t{8},
                      (std::uint64_t{how_.points} + point_set::lattice_size - 1) / point_set::lattice_size);
  }

  interval<> leaf_set(std::size_t leaf, const point_set& points, std::size_t i) const {
    const uncertain_value& value = program_.leaves[leaf].value;
    if (const auto* set = std::get_if<interval<>>(&value)) return *set;
    if (scores_.dependent(leaf)) return set_at_score(value, score(leaf, points, i));
    const double u = points(i, coordinate_[leaf]);
    if (const auto* shape = std::get_if<distribution>(&value)) return point_or_beyond(shape->quantile(u));
    return std::get<pbox>(value).model().focal(u);
  }

  double score(std::size_t leaf, const point_set& points, std::size_t i) const {
    return scores_(leaf, [&](std::size_t other) { return points(i, coordinate_[other]); });
  }

  std::vector<interval<>> leaf_sets(const point_set& points, std::size_t i) const {
    std::vector<interval<>> values;
    for (std::size_t leaf = 0; leaf < program_.leaves.size(); ++leaf)
      values.push_back(leaf_set(leaf, points, i));
    return values;
  }

  /// Where an imprecise leaf reaches the result by several paths, each focal set is found by search.
  void search(const point_set& points, std::size_t i, focal_sets& result) {
    const std::vector<interval<>> values = leaf_sets(points, i);
    const interval<> set = intersection(range_(values, effort_for_one_point), all_);
    outer_ = outer_ || !range_.converged();
    const auto [where, kind] = range_.where_defined(values);
    note(is_empty(set) ? definedness::nowhere : where, kind);
    if (is_empty(set)) return;
    result.lower.push_back(set.lower());
    result.upper.push_back(set.upper());
  }

  /// All points of a scrambling at once.
  template <bool Sets>
  std::vector<focal_sets> run_columns(std::size_t size) {
    std::vector<focal_sets> all(scramblings());
    block_machine<Sets> machine(program_, size, leaf_columns::numbers_needed(program_, size));
    leaf_columns leaves(program_, size, how_.seed, machine.room());
    for (std::uint64_t r = 0; r < all.size(); ++r) {
      const point_set points = scrambling(size, r);
      leaves.begin(r);
      const auto fill = [&](std::size_t leaf, double* lower, double* upper) {
        leaves.numbers_or_sets<Sets>(leaf, points, lower, upper);
      };
      const auto out = machine.run(fill);
      keep<Sets>(out, size, machine.undefined_operation(), all[r]);
    }
    return all;
  }

  /// Adds what is defined.
  template <bool Sets>
  void keep(const typename block_machine<Sets>::output& out, std::size_t size, operation undefined,
            focal_sets& result) {
    if (out.everywhere) {
      overflowed_ = overflowed_ || (!Sets && !arithmetic::none_is_nan(out.lower, size));
      result.lower.assign(out.lower, out.lower + size);
      if constexpr (Sets) result.upper.assign(out.upper, out.upper + size);
    } else {
      for (std::size_t k = 0; k < size; ++k) {
        note(out.defined[k], undefined);
        if (out.defined[k] == definedness::nowhere) continue;
        result.lower.push_back(out.lower[k]);
        overflowed_ = overflowed_ || (!Sets && std::isnan(out.lower[k]));
        if constexpr (Sets) result.upper.push_back(out.upper[k]);
      }
    }
    if constexpr (!Sets) return;
    for (double& x : result.lower) x = std::clamp(x, all_.lower(), all_.upper());
    for (double& x : result.upper) x = std::clamp(x, all_.lower(), all_.upper());
  }

  const program& program_;
  const options& how_;
  range_over_box range_;
  copula_scores scores_;
  interval<> all_ = interval<>::entire();
  std::vector<std::size_t> coordinate_;
  std::size_t dimensions_ = 0;
  bool precise_ = true;
  bool searched_ = false;
  bool outer_ = false;
  bool overflowed_ = false;
  std::size_t undefined_ = 0;
  std::size_t partly_defined_ = 0;
  operation undefined_operation_ = operation::add;
};

inline finite_moments ensemble_law::by_tails() const {
  constexpr double enough = 8192;  // points that a tail can be told from
  if (size_of(scramblings_) < enough) return {};
  const interval<> all = range();
  return moments_by_sample([this, all](double p, bool above) {
    // What ends has all moments.
    if (std::isfinite(above ? all.upper() : all.lower())) p = 0.5;
    return tail_quantile(p, above);
  });
}

inline finite_moments ensemble_law::finite() const {
  finite_moments found = by_tails();
  const followed_quotients quotients(program_);
  for (const std::uint32_t slot : quotients.slots()) {
    if (!found.mean) break;
    program part = program_;
    part.code.resize(slot + 1);
    if (is_common_interval(whole_range(part))) continue;
    options how;
    how.undefined = on_undefined::conditional;
    const std::unique_ptr<law> quotient = ensemble(part, how).run();
    const finite_moments its = static_cast<const ensemble_law&>(*quotient).by_tails();
    found.mean = found.mean && its.mean;
    found.variance = found.variance && its.variance;
  }
  return found;
}

}  // namespace reckon::detail
