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
/// interval derivative. Where the sign cannot be told a stretch is halved, until it is so short that nothing
/// is lost with it: there the result turns, or has a pole.
class proven_pieces {
 public:
  /// `narrowest` is the width of a stretch that may be lost.
  proven_pieces(const program& p, std::size_t leaf, double narrowest)
      : box_(p), leaf_(leaf), narrowest_(narrowest) {}

  /// The pieces of [lower, upper] in rising order, neighbours of one direction joined, while the other leaves
  /// are in `leaves`; nothing if that would take too long.
  [[nodiscard]] std::vector<monotone_piece> of(std::vector<interval<>> leaves, double lower, double upper) {
    pieces_.clear();
    leaves_ = std::move(leaves);
    effort_ = 0;
    add(lower, upper);
    if (effort_ > most_effort) pieces_.clear();
    return std::move(pieces_);
  }

  /// 1 or -1 if the result rises or falls with the leaf wherever `leaves` allow, 0 if that is not known.
  [[nodiscard]] int direction(const std::vector<interval<>>& leaves) {
    const interval<> slope = box_.gradient(leaves)[leaf_];
    if (!box_.smooth() && !box_.smooth_inside()) return 0;
    return slope.lower() >= 0 ? 1 : slope.upper() <= 0 ? -1 : 0;
  }

 private:
  static constexpr std::size_t most_effort = 4000;

  void add(double lower, double upper) {
    if (++effort_ > most_effort) return;
    leaves_[leaf_] = interval<>(lower, upper);
    if (const int known = direction(leaves_)) return append(lower, upper, known > 0);
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

/// The values of a leaf in stretches, from the least to the greatest that count.
struct monotone_pieces {
  double lower = 0;
  double upper = 0;
  std::vector<monotone_piece> list;
  bool vary = false;  ///< with the values of the other leaves: they are to be found at each point
};

/// The same by the signs of the derivative at `places`, which rise: where two neighbours differ, the result
/// turns between them. Two turns between neighbours are not seen.
template <class Slope>
[[nodiscard]] std::vector<monotone_piece> pieces_by_slope(const std::vector<double>& places,
                                                          const Slope& slope_at) {
  std::vector<monotone_piece> pieces;
  bool rising = slope_at(places.front()) >= 0;
  double from = places.front();
  for (std::size_t k = 1; k < places.size(); ++k) {
    const bool now = slope_at(places[k]) >= 0;
    if (now == rising) continue;
    const double turn = place_of_change(places[k - 1], places[k], [&](double x) { return slope_at(x) >= 0; });
    pieces.push_back({from, turn, rising});
    from = turn;
    rising = now;
  }
  pieces.push_back({from, places.back(), rising});
  return pieces;
}

}  // namespace reckon::detail
