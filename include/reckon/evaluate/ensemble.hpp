// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution/quantile_table.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_scores.hpp>
#include <reckon/evaluate/kernels.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/moments.hpp>
#include <reckon/evaluate/point_set.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/pbox.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail {

/// The focal sets of one scrambling, or of all: their ends, each in rising order.
struct focal_sets {
  std::vector<double> lower;
  std::vector<double> upper;  ///< empty if every set is a point
  [[nodiscard]] const std::vector<double>& upper_ends() const { return upper.empty() ? lower : upper; }

  void sort() {
    std::sort(lower.begin(), lower.end());
    std::sort(upper.begin(), upper.end());
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
    for (auto& one : scramblings_) one.sort();
    pooled_.lower = merged(&focal_sets::lower);
    pooled_.upper = merged(&focal_sets::upper);
  }

  bounded quantile(double p) const override {
    if (p <= 0 || p >= 1) return {end_of_support(p <= 0), 0};
    return over_scramblings([p](const focal_sets& sets) {
      const double a = order_statistic(sets.lower, p);
      return finite_or_unbounded(a, (std::max)(a, order_statistic(sets.upper_ends(), p)));
    });
  }

  bounded cdf(double x) const override {
    return over_scramblings([x](const focal_sets& sets) {
      return interval<>(share_up_to(sets.upper_ends(), x), share_up_to(sets.lower, x));
    });
  }

  bounded cdf_before(double x) const override {
    return over_scramblings([x](const focal_sets& sets) {
      return interval<>(share_before(sets.upper_ends(), x), share_before(sets.lower, x));
    });
  }

  bounded mean() const override {
    if (lacks_moment([](const distribution& d) { return d.mean(); })) return {range(), 0};
    return over_scramblings([](const focal_sets& sets) {
      const double a = average(sets.lower);
      return finite_or_unbounded(a, (std::max)(a, average(sets.upper_ends())));
    });
  }

  bounded standard_deviation() const override {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (lacks_moment([](const distribution& d) { return d.variance(); }))
      return {interval<>(0.0, infinity), 0};
    return over_scramblings([](const focal_sets& sets) {
      if (sets.upper.empty()) {
        const double sd = spread(sets.lower);
        return std::isnan(sd) ? interval<>(0.0, infinity) : finite_or_unbounded(sd, sd);
      }
      const std::vector<double> equal(sets.lower.size(), 1 / static_cast<double>(sets.lower.size()));
      return weighted_sets{sets.lower, sets.upper, equal}.standard_deviation();
    });
  }

  engine made_by() const override { return engine::ensemble; }
  bool outer() const override { return outer_; }
  std::string assumption() const override {
    std::string text = pooled_.upper.empty() ? dependence_in_words(program_) : "random-set independence";
    if (!pooled_.upper.empty() && !program_.blocks.empty()) text += " beyond the Gaussian copula stated";
    if (!condition_.empty()) text += ", given that " + condition_;
    return text;
  }

 private:
  /// The ends of all sets, in rising order.
  std::vector<double> merged(std::vector<double> focal_sets::*ends) const {
    std::vector<std::vector<double>> runs;
    for (const auto& one : scramblings_) runs.push_back(one.*ends);
    for (std::size_t step = 1; step < runs.size(); step *= 2) {
      for (std::size_t i = 0; i + step < runs.size(); i += 2 * step) {
        std::vector<double> both(runs[i].size() + runs[i + step].size());
        std::merge(runs[i].begin(), runs[i].end(), runs[i + step].begin(), runs[i + step].end(),
                   both.begin());
        runs[i] = std::move(both);
        runs[i + step].clear();
      }
    }
    return std::move(runs.front());
  }

  /// The answer from all points together, with the standard error that the scramblings show.
  template <class Statistic>
  bounded over_scramblings(const Statistic& statistic) const {
    const interval<> answer = statistic(pooled_);
    double lower = 0;
    double upper = 0;
    for (const auto& one : scramblings_) {
      const interval<> x = statistic(one);
      if (x.lower() != answer.lower()) lower += std::pow(x.lower() - answer.lower(), 2);
      if (x.upper() != answer.upper()) upper += std::pow(x.upper() - answer.upper(), 2);
    }
    const double n = static_cast<double>(scramblings_.size());
    const double error = std::sqrt((std::max)(lower, upper) / (n * (n - 1)));
    return {answer, std::isnan(error) ? std::numeric_limits<double>::infinity() : error};
  }

  static double order_statistic(const std::vector<double>& sorted, double p) {
    const double n = static_cast<double>(sorted.size());
    const double rank = std::clamp(std::ceil(p * n), 1.0, n);
    return sorted[static_cast<std::size_t>(rank) - 1];
  }
  static double share_up_to(const std::vector<double>& sorted, double x) {
    const auto count = std::upper_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
    return static_cast<double>(count) / static_cast<double>(sorted.size());
  }
  static double share_before(const std::vector<double>& sorted, double x) {
    const auto count = std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
    return static_cast<double>(count) / static_cast<double>(sorted.size());
  }
  static double average(const std::vector<double>& x) {
    const double share = 1 / static_cast<double>(x.size());
    double sum = 0;
    for (const double value : x) sum += share * value;
    return sum;
  }
  static double spread(const std::vector<double>& sorted) {
    const double centre = average(sorted);
    const double unit =
        (std::max)(sorted.back() - centre, centre - sorted.front());  // so that no square overflows
    if (unit == 0) return 0;
    double squares = 0;
    for (const double value : sorted) squares += (value - centre) / unit * ((value - centre) / unit);
    return unit * std::sqrt(squares / static_cast<double>(sorted.size()));
  }

  interval<> range() const { return whole_range(program_); }

  /// The quantile at 0 or 1. The least of the upper ends (the greatest of the lower ends) is not searched
  /// for: that of the points at hand is no less (no greater).
  interval<> end_of_support(bool lower) const {
    const interval<> all = range();
    const interval<> end = point_or_beyond(lower ? all.lower() : all.upper());
    if (pooled_.upper.empty()) return end;
    return convex_hull(end, point_or_beyond(lower ? pooled_.upper.front() : pooled_.lower.back()));
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

  program program_;
  std::vector<focal_sets> scramblings_;
  focal_sets pooled_;
  std::string condition_;
  bool outer_;
};

/// Runs a program on a scrambled point set.
class ensemble {
 public:
  ensemble(const program& p, const options& how) : program_(p), how_(how), range_(p), scores_(p) {
    for (const auto& leaf : p.leaves) {
      coordinate_.push_back(dimensions_);
      if (!std::holds_alternative<interval<>>(leaf.value)) ++dimensions_;
      const auto* shape = std::get_if<distribution>(&leaf.value);
      precise_ = precise_ && shape;
      tables_.push_back(shape ? table_of(*shape) : nullptr);
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
    std::vector<focal_sets> all;
    for (std::uint64_t r = 0; r < scramblings(); ++r)
      all.push_back(sample(point_set(size, mixed(mixed(how_.seed) + r)), size));
    return all;
  }

  /// The points of one scrambling, each with its focal set, in the order of the point set.
  focal_sets sample(const point_set& points, std::size_t size) {
    focal_sets result;
    result.lower.reserve(size);
    if (searched_) {
      for (std::size_t i = 0; i < size; ++i) search(points, i, result);
    } else if (precise_) {
      run_blocks<false>(points, size, result);
    } else {
      run_blocks<true>(points, size, result);
    }
    return result;
  }

  /// On what the answer is conditional, if anything. A set on a part of which the expression is undefined may
  /// or may not count.
  std::string condition(std::size_t points) const {
    if (undefined_ + partly_defined_ == 0) return {};
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

  template <bool Sets>
  void run_blocks(const point_set& points, std::size_t size, focal_sets& result) {
    block_machine<Sets> machine(program_);
    for (std::size_t start = 0; start < size; start += block_size) {
      const auto fill = [&](std::size_t leaf, double* lower, double* upper) {
        fill_leaf<Sets>(leaf, points, start, lower, upper);
      };
      const auto out = machine.run(fill);
      for (std::size_t k = 0; k < block_size; ++k) {
        note(out.defined[k], machine.undefined_operation());
        if (out.defined[k] == definedness::nowhere) continue;
        if constexpr (Sets) {
          result.lower.push_back(std::clamp(out.lower[k], all_.lower(), all_.upper()));
          result.upper.push_back(std::clamp(out.upper[k], all_.lower(), all_.upper()));
        } else {
          result.lower.push_back(out.lower[k]);
          overflowed_ = overflowed_ || std::isnan(out.lower[k]);
        }
      }
    }
  }

  template <bool Sets>
  void fill_leaf(std::size_t leaf, const point_set& points, std::size_t start, double* lower,
                 double* upper) const {
    if constexpr (!Sets) {
      const distribution& shape = std::get<distribution>(program_.leaves[leaf].value);
      if (scores_.dependent(leaf)) {
        for (std::size_t k = 0; k < block_size; ++k)
          lower[k] = shape.model().at_score(score(leaf, points, start + k));
        return;
      }
      points.fill(coordinate_[leaf], start, block_size, lower);
      quantiles_of(shape, tables_[leaf], lower);
    } else {
      for (std::size_t k = 0; k < block_size; ++k) {
        const interval<> set = leaf_set(leaf, points, start + k);
        lower[k] = set.lower();
        upper[k] = set.upper();
      }
    }
  }

  /// The table of a shape's quantiles; nothing if it jumps, or is better asked itself.
  static const quantile_function* table_of(const distribution& shape) {
    const distribution_model& model = shape.model();
    if (model.jumps() || model.family().family != known_family::kind::other) return nullptr;
    if (!std::isfinite(model.at_score(-score_reach)) || !std::isfinite(model.at_score(score_reach)))
      return nullptr;
    const quantile_function& made = tabulated_quantiles(model);
    return made.table.excess() <= 1 ? &made : nullptr;
  }

  /// From levels to values.
  static void quantiles_of(const distribution& shape, const quantile_function* table, double* levels) {
    const known_family known = shape.model().family();
    for (std::size_t k = 0; k < block_size; ++k) {
      if (table) {
        levels[k] = (*table)(normal_quantile(levels[k]));
      } else if (known.family != known_family::kind::other) {
        const double x = known.location + known.scale * normal_quantile(levels[k]);
        levels[k] = known.family == known_family::kind::normal ? x : std::exp(x);
      } else {
        levels[k] = shape.quantile(levels[k]);
      }
    }
  }

  const program& program_;
  const options& how_;
  std::vector<const quantile_function*> tables_;  // one a leaf, or nothing; as long as the shapes are
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

}  // namespace reckon::detail
