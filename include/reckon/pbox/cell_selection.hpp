// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

// The n * n results of an operation on two operands in n steps each have equal mass. The n steps of the
// result begin at every n-th of them in rising order.
namespace reckon::detail {

/// Every n-th of n * n values in rising order, from the least on.
[[nodiscard]] inline std::vector<double> every_nth(std::vector<double> values, std::size_t n) {
  struct range {
    std::size_t from, to;  // wanted values, by their numbers
    std::size_t begin, end;
  };
  std::vector<double> found(n);
  std::vector<range> open{{0, n, 0, values.size()}};
  const auto at = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i); };
  while (!open.empty()) {
    const range r = open.back();
    open.pop_back();
    if (r.from == r.to) continue;
    const std::size_t middle = r.from + (r.to - r.from) / 2;
    std::nth_element(at(r.begin), at(middle * n), at(r.end));
    found[middle] = values[middle * n];
    open.push_back({r.from, middle, r.begin, middle * n});
    open.push_back({middle + 1, r.to, middle * n + 1, r.end});
  }
  return found;
}

/// The same for values that rise with the sum x[i] + y[j], without sorting them: or bounds that lie below,
/// with at most n / 8 values between bound and value.
///
/// The sums are counted in buckets of equal width, by sums of whole numbers below x and y in units of a small
/// part of the width, so that a value counted in a bucket is not less than the bucket's lower edge. Values in
/// buckets that hold too many, and in both tails, are gathered and sorted.
template <class Cell, class Edge>
class sum_selection {
 public:
  using numbers = std::vector<double>;

  /// `x` and `y` rise; cell(i, j) is the value; edge(s) a bound from below on all values with sums of s or
  /// more.
  sum_selection(const numbers& x, const numbers& y, const Cell& cell, const Edge& edge)
      : x_(x), y_(y), n_(x.size()), cell_(cell), edge_(edge) {}

  /// Nothing if the sums do not fit into buckets: they are all alike, or infinities meet.
  [[nodiscard]] std::optional<numbers> every_nth() {
    if (!choose_units() || !to_units()) return std::nullopt;
    count();
    return look_up();
  }

 private:
  static constexpr int bucket_count = 4096;
  static constexpr int places = 8;  // a bucket is 2^places units wide
  static constexpr std::int32_t beyond = 1 << 28;

  using whole_numbers = std::vector<std::int32_t>;

  /// Which part of a row, the sums with one x, lies in buckets: the numbers of the first y and of the one
  /// past the last.
  struct part {
    std::size_t first, last;
  };

  /// Buckets between what a coarse grid of the sums shows as the tails.
  bool choose_units() {
    constexpr std::size_t side = 16;
    std::array<double, side * side> coarse;
    std::size_t size = 0;
    const std::size_t steps = (std::min)(side, n_);
    for (std::size_t i = 0; i < steps; ++i) {
      for (std::size_t j = 0; j < steps; ++j) {
        coarse[size++] = x_[(2 * i + 1) * n_ / (2 * steps)] + y_[(2 * j + 1) * n_ / (2 * steps)];
      }
    }
    if (size < 4) return false;
    const auto end = coarse.begin() + static_cast<std::ptrdiff_t>(size);
    std::partial_sort(coarse.begin(), coarse.begin() + 2, end);
    base_ = coarse[1];
    std::nth_element(coarse.begin(), end - 2, end);
    const double top = *(end - 2);
    unit_ = (top - base_) / bucket_count / (1 << places);
    middle_ = x_[n_ / 2];
    // The units must be coarse beside the rounding of the numbers, and their quotients finite.
    const double size_of_all = std::abs(middle_) + std::abs(base_) + std::abs(top) + std::abs(y_[n_ / 2]);
    return unit_ > 0x1p-40 * size_of_all && unit_ > 0x1p-900 && unit_ < 0x1p900;
  }

  /// Whole numbers not greater than the numbers in units, from the middle of x and from the base less that.
  bool to_units() {
    constexpr double slack = 0x1p-8;  // more than the differences and quotients round
    constexpr double most = beyond;
    bool least[2] = {false, false};
    bool greatest[2] = {false, false};
    const auto convert = [&](const numbers& from, double origin, whole_numbers& to, bool& low, bool& high) {
      to.resize(n_);
      for (std::size_t i = 0; i < n_; ++i) {
        const double units = std::floor((from[i] - origin) / unit_ - slack);
        low = low || !(units > -most);
        high = high || !(units < most);
        to[i] = static_cast<std::int32_t>(units > -most ? (units < most ? units : most) : -most);
      }
    };
    convert(x_, middle_, x_units_, least[0], greatest[0]);
    convert(y_, base_ - middle_, y_units_, least[1], greatest[1]);
    return !(least[0] && greatest[1]) && !(least[1] && greatest[0]);
  }

  void count() {
    sizes_.assign(bucket_count, 0);
    parts_.resize(n_);
    constexpr std::int32_t end = bucket_count << places;
    std::size_t first = n_;
    std::size_t last = n_;
    for (std::size_t i = 0; i < n_; ++i) {
      const std::int32_t x = x_units_[i];
      while (first > 0 && x + y_units_[first - 1] >= 0) --first;
      while (last > 0 && x + y_units_[last - 1] >= end) --last;
      parts_[i] = {(std::min)(first, last), last};
      below_ += parts_[i].first;
      for (std::size_t j = parts_[i].first; j < last; ++j) {
        ++sizes_[static_cast<std::size_t>((x + y_units_[j]) >> places)];
      }
    }
  }

  numbers look_up() {
    numbers found(n_);
    const numbers low = tail(true);
    const numbers high = tail(false);
    const std::size_t all = n_ * n_;
    const auto most = static_cast<std::uint32_t>(n_);
    std::vector<wanted> crowded;
    std::size_t bucket = 0;
    std::size_t before = below_;
    for (std::size_t k = 0; k < n_; ++k) {
      const std::size_t rank = k * n_;
      if (rank < below_) {
        found[k] = low[rank];
      } else if (rank >= all - high.size()) {
        found[k] = high[rank - (all - high.size())];
      } else {
        while (before + sizes_[bucket] <= rank) before += sizes_[bucket++];
        if (sizes_[bucket] > most) {
          crowded.push_back({bucket, rank - before, k});
        } else {
          found[k] = edge_(base_ + unit_ * static_cast<double>(bucket << places));
        }
      }
    }
    if (!crowded.empty()) sort_crowded(crowded, found);
    return found;
  }

  numbers tail(bool low) const {
    numbers values;
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t from = low ? 0 : parts_[i].last;
      const std::size_t to = low ? parts_[i].first : n_;
      for (std::size_t j = from; j < to; ++j) values.push_back(cell_(i, j));
    }
    std::sort(values.begin(), values.end());
    return values;
  }

  struct wanted {
    std::size_t bucket;
    std::size_t rank;  // in the bucket
    std::size_t number;
  };

  /// Buckets that hold too many: values that are nearly alike need no order.
  void sort_crowded(const std::vector<wanted>& crowded, numbers& found) const {
    struct span {
      double least = std::numeric_limits<double>::infinity();
      double greatest = -std::numeric_limits<double>::infinity();
      numbers values;
    };
    std::vector<span> spans;
    std::vector<std::uint32_t> place(bucket_count, none);
    for (const wanted& w : crowded) {
      if (place[w.bucket] != none) continue;
      place[w.bucket] = static_cast<std::uint32_t>(spans.size());
      spans.emplace_back();
    }
    each_crowded(place, [&](std::size_t i, std::size_t j, std::uint32_t at) {
      span& s = spans[at];
      const double value = cell_(i, j);
      s.least = value < s.least ? value : s.least;
      s.greatest = s.greatest < value ? value : s.greatest;
    });
    bool all_alike = true;
    for (std::uint32_t& at : place) {
      if (at == none) continue;
      const span& s = spans[at];
      const double size = (std::max)(std::abs(s.least), std::abs(s.greatest));
      if (s.greatest - s.least <= 1e-9 * size) {
        at = none;
      } else {
        all_alike = false;
      }
    }
    if (!all_alike) {
      each_crowded(place, [&](std::size_t i, std::size_t j, std::uint32_t at) {
        spans[at].values.push_back(cell_(i, j));
      });
      for (span& s : spans) std::sort(s.values.begin(), s.values.end());
    }
    std::uint32_t at = 0;
    for (std::size_t k = 0; k < crowded.size(); ++k) {
      if (k > 0 && crowded[k].bucket != crowded[k - 1].bucket) ++at;
      const span& s = spans[at];
      found[crowded[k].number] = s.values.empty() ? s.least : s.values[crowded[k].rank];
    }
  }

  /// Visits the cells in buckets that have a place.
  template <class Visit>
  void each_crowded(const std::vector<std::uint32_t>& place, const Visit& visit) const {
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = parts_[i].first; j < parts_[i].last; ++j) {
        const std::uint32_t at = place[static_cast<std::size_t>((x_units_[i] + y_units_[j]) >> places)];
        if (at != none) visit(i, j, at);
      }
    }
  }

  static constexpr std::uint32_t none = (std::numeric_limits<std::uint32_t>::max)();

  const numbers& x_;
  const numbers& y_;
  std::size_t n_;
  const Cell& cell_;
  const Edge& edge_;
  double base_ = 0;  // the lower edge of the first bucket
  double unit_ = 0;
  double middle_ = 0;  // from which x is counted; y is counted from the base less this
  whole_numbers x_units_;
  whole_numbers y_units_;
  std::vector<std::uint32_t> sizes_;
  std::vector<part> parts_;
  std::size_t below_ = 0;  // values below the first bucket
};

}  // namespace reckon::detail
