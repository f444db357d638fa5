// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/lanes.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reckon::detail {

/// Sorts columns of numbers, none of them NaN: about one number a bucket, each bucket by comparisons. Where
/// most of them crowd in a few buckets it is as fast as comparisons are.
class number_sorter {
 public:
  void operator()(std::vector<double>& numbers) {
    if (numbers.size() < few || !choose_buckets(numbers)) return std::sort(numbers.begin(), numbers.end());
    const std::size_t count = numbers.size();
    bucket_.resize(count);
    sorted_.resize(count);
    first_.assign(buckets_.count + 1, 0);
    const bucketing buckets = buckets_;
    std::uint32_t* const first = first_.data();
    std::uint32_t* const bucket = bucket_.data();
    std::uint32_t fullest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t b = buckets(numbers[i]);
      bucket[i] = b;
      fullest = (std::max)(fullest, ++first[b + 1]);
    }
    std::uint32_t before = 0;
    for (std::size_t b = 1; b <= buckets.count; ++b) first[b] = before += first[b];
    double* const sorted = sorted_.data();
    for (std::size_t i = 0; i < count; ++i) sorted[first[bucket[i]]++] = numbers[i];
    if (fullest > crowd) sort_crowds();
    insert_all();
    numbers.swap(sorted_);
  }

 private:
  static constexpr std::size_t few = 256;
  static constexpr std::uint32_t crowd = 16;

  /// Buckets of equal width.
  struct bucketing {
    std::size_t count = 0;
    double origin = 0;
    double scale = 0;

    /// Rises with x.
    [[nodiscard]] std::uint32_t operator()(double x) const noexcept {
      const double last = static_cast<double>(count - 1);
      double place = (x - origin) * scale + 1;
      place = place > 0 ? place : 0;
      place = place < last ? place : last;
      return static_cast<std::uint32_t>(static_cast<std::int32_t>(place));
    }
  };

  /// Two for each number, over the middle of a sample of them and half as far again.
  bool choose_buckets(const std::vector<double>& numbers) {
    std::array<double, 64> sample;
    const std::size_t step = numbers.size() / sample.size();
    for (std::size_t i = 0; i < sample.size(); ++i) sample[i] = numbers[i * step];
    std::sort(sample.begin(), sample.end());
    const double middle = sample[sample.size() / 2];
    const double low = sample[1];
    const double high = sample[sample.size() - 2];
    buckets_.count = (std::min)(2 * std::bit_ceil(numbers.size()), std::size_t{1} << 17);
    buckets_.origin = low - (middle - low) / 2;
    const double width = high + (high - middle) / 2 - buckets_.origin;
    buckets_.scale = (static_cast<double>(buckets_.count) - 2) / width;
    return std::isnormal(buckets_.scale) && std::isfinite(buckets_.origin);
  }

  /// After the numbers went to their places each bucket ends where the next one began.
  void sort_crowds() {
    const auto at = [this](std::size_t i) { return sorted_.begin() + static_cast<std::ptrdiff_t>(i); };
    for (std::size_t b = 0; b < buckets_.count; ++b) {
      const std::size_t from = b == 0 ? 0 : first_[b - 1];
      if (first_[b] - from > crowd) std::sort(at(from), at(first_[b]));
    }
  }

  /// By insertion: no number is far from its place. A pass that exchanges neighbours before, without
  /// branches, leaves few that are not there yet.
  void insert_all() noexcept {
    double greatest = sorted_.front();
    for (std::size_t i = 1; i < sorted_.size(); ++i) {
      const double x = sorted_[i];
      sorted_[i - 1] = lesser(x, greatest);
      greatest = greater(x, greatest);
    }
    sorted_.back() = greatest;
    for (std::size_t i = 1; i < sorted_.size(); ++i) {
      const double x = sorted_[i];
      std::size_t j = i;
      for (; j > 0 && x < sorted_[j - 1]; --j) sorted_[j] = sorted_[j - 1];
      sorted_[j] = x;
    }
  }

#if RECKON_HAS_LANES
  using pair = arithmetic::lanes<2>::numbers;
#endif

  // In lanes, since compilers make branches of plain comparisons here.
  static double lesser(double x, double y) noexcept {
#if RECKON_HAS_LANES
    return arithmetic::lesser_in<2>(pair{x, x}, pair{y, y})[0];
#else
    return x < y ? x : y;
#endif
  }
  static double greater(double x, double y) noexcept {
#if RECKON_HAS_LANES
    return arithmetic::greater_in<2>(pair{x, x}, pair{y, y})[0];
#else
    return x > y ? x : y;
#endif
  }

  bucketing buckets_;
  std::vector<std::uint32_t> bucket_;
  std::vector<std::uint32_t> first_;
  std::vector<double> sorted_;
};

}  // namespace reckon::detail
