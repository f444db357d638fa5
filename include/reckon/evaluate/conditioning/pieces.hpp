// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A stretch of a leaf's values on which the result rises, or falls.
struct monotone_piece {
  double lower;
  double upper;
  bool rising;
};

/// Cuts the values of a leaf into stretches on which the result is proven monotone, by the sign of its
/// interval derivative while the other leaves stand still. Where the sign cannot be told a stretch is halved,
/// until it is so short that nothing is lost with it: there the result turns, or has a pole.
class monotone_pieces {
 public:
  /// `narrowest` is the width of a stretch that may be lost.
  monotone_pieces(const program& p, std::size_t leaf, double narrowest)
      : box_(p), leaf_(leaf), narrowest_(narrowest) {}

  /// The pieces of [lower, upper] in rising order, neighbours of one direction joined; nothing if the effort
  /// was too large.
  [[nodiscard]] std::vector<monotone_piece> of(std::vector<interval<>> leaves, double lower, double upper) {
    pieces_.clear();
    leaves_ = std::move(leaves);
    effort_ = 0;
    // To the parts of a long stretch the derivative is bounded sharply only if it is cut by magnitudes.
    add(lower, upper);
    if (effort_ > most_effort) pieces_.clear();
    return std::move(pieces_);
  }

  /// How often the derivative was bounded.
  [[nodiscard]] std::size_t effort() const noexcept { return effort_; }

 private:
  static constexpr std::size_t most_effort = 3000;

  void add(double lower, double upper) {
    if (++effort_ > most_effort) return;
    leaves_[leaf_] = interval<>(lower, upper);
    const interval<> slope = box_.gradient(leaves_)[leaf_];
    const bool known = box_.smooth() || box_.smooth_inside();
    if (known && (slope.lower() >= 0 || slope.upper() <= 0)) return append(lower, upper, slope.lower() >= 0);
    const double middle = between(lower, upper);
    if (upper - lower <= narrowest_ || !(middle > lower && middle < upper)) return;
    add(lower, middle);
    add(middle, upper);
  }

  void append(double lower, double upper, bool rising) {
    if (!pieces_.empty() && pieces_.back().rising == rising && pieces_.back().upper == lower) {
      pieces_.back().upper = upper;
    } else {
      pieces_.push_back({lower, upper, rising});
    }
  }

  range_over_box box_;
  std::size_t leaf_;
  double narrowest_;
  std::vector<interval<>> leaves_;
  std::vector<monotone_piece> pieces_;
  std::size_t effort_ = 0;
};

}  // namespace reckon::detail
