// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
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

/// Cuts the values of a leaf into stretches on which the result is seen to be monotone, where nothing can be
/// proven of its slopes: by values and slopes at places, and more of them wherever the slopes do not tell how
/// the values go on (Simpson's rule). Where they never do, at a leap or a bend, the stretch ends.
class seen_pieces {
 public:
  /// The result at one value of the leaf; `size` is that of the numbers that it is made of.
  struct sample {
    double place;
    double value;
    double slope;
    double size;
  };

  /// Of values beyond `reach` on either side there is next to no mass: there the slopes alone tell.
  explicit seen_pieces(double reach) : reach_(reach) {}

  /// The pieces between the first and the last of `places`, which rise; nothing if that would take too long.
  /// Shape: at(x) is the sample at x.
  template <class At>
  [[nodiscard]] std::vector<monotone_piece> of(const std::vector<double>& places, const At& at) {
    sample last = at(places.front());
    pieces_ = {{places.front(), places.front(), last.slope >= 0}};
    for (std::size_t k = 1; k < places.size(); ++k) {
      const sample next = at(places[k]);
      resolve(last, next, at);
      last = next;
    }
    if (samples_ > most_samples) pieces_.clear();
    return std::move(pieces_);
  }

 private:
  static constexpr std::size_t most_samples = 20000;

  template <class At>
  void resolve(const sample& a, const sample& b, const At& at) {
    constexpr double telling = 1e-3;
    constexpr double rounding = 1e-12;
    constexpr double narrow = 1e-13;
    const double width = b.place - a.place;
    const sample m = at(between(a.place, b.place));
    if (++samples_ > most_samples) return;
    const double told = width / 6 * (a.slope + 4 * m.slope + b.slope);
    const double steepest = (std::max)({std::abs(a.slope), std::abs(m.slope), std::abs(b.slope)});
    const double allowed = telling * width * steepest + rounding * (a.size + b.size);
    const bool far_out = a.place >= reach_ || b.place <= -reach_;
    if (far_out || std::abs(b.value - a.value - told) <= allowed) {
      go_on(a, m, at);
      go_on(m, b, at);
    } else if (width > narrow * (std::max)(1.0, std::abs(a.place)) && m.place > a.place &&
               m.place < b.place) {
      resolve(a, m, at);
      resolve(m, b, at);
    } else {
      pieces_.push_back({b.place, b.place, b.slope >= 0});
    }
  }

  /// The last piece goes on to b, or to where the result turns before it.
  template <class At>
  void go_on(const sample& a, const sample& b, const At& at) {
    const bool rising = b.slope >= 0;
    if (rising != pieces_.back().rising) {
      const double turn = place_of_change(a.place, b.place, [&](double x) { return at(x).slope >= 0; });
      pieces_.back().upper = turn;
      pieces_.push_back({turn, turn, rising});
    }
    pieces_.back().upper = b.place;
  }

  double reach_;
  std::vector<monotone_piece> pieces_;
  std::size_t samples_ = 0;
};

}  // namespace reckon::detail
