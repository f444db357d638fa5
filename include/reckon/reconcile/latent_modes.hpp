// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>
#include <reckon/reconcile/panel_density.hpp>
#include <reckon/reconcile/result.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Two peaks are told apart by a valley of half the height of the lower one, and by a twentieth of the mass
/// on either side (convention).
inline constexpr double valley_depth = 0.5;
inline constexpr double least_mode_mass = 0.05;

/// The peaks of a density of log X, lowest X first.
class density_modes {
 public:
  explicit density_modes(const panel_density& density) : density_(density) {
    double before = 0;
    double at = density.lower();
    bool rising = true;
    density.for_each_node([&](double t, double d, double) {
      if (rising && d < before) {
        peaks_.push_back(before);
        rising = false;
      } else if (!rising && d > before) {
        valleys_.push_back({at, before});
        rising = true;
      }
      before = d;
      at = t;
    });
    if (rising) peaks_.push_back(before);
    while (join_shallow() || join_small()) {
    }
  }

  /// Where one mode ends and the next begins, the ends of the density included.
  [[nodiscard]] std::vector<double> edges() const {
    std::vector<double> found{density_.lower()};
    for (const valley& v : valleys_) found.push_back(v.t);
    found.push_back(density_.upper());
    return found;
  }

 private:
  struct valley {
    double t;
    double density;
  };

  void join(std::size_t i) {
    peaks_[i] = (std::max)(peaks_[i], peaks_[i + 1]);
    peaks_.erase(peaks_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    valleys_.erase(valleys_.begin() + static_cast<std::ptrdiff_t>(i));
  }

  /// Joins the two peaks between which the valley is the shallowest, if it is too shallow.
  bool join_shallow() {
    std::size_t worst = valleys_.size();
    double depth = valley_depth;
    for (std::size_t i = 0; i < valleys_.size(); ++i) {
      const double ratio = valleys_[i].density / (std::min)(peaks_[i], peaks_[i + 1]);
      if (ratio <= depth) continue;
      depth = ratio;
      worst = i;
    }
    if (worst == valleys_.size()) return false;
    join(worst);
    return true;
  }

  /// Joins a mode of little mass to the neighbour behind the higher valley.
  bool join_small() {
    const std::vector<double> ends = edges();
    for (std::size_t i = 0; i < peaks_.size() && peaks_.size() > 1; ++i) {
      if (density_.cdf(ends[i + 1]) - density_.cdf(ends[i]) >= least_mode_mass) continue;
      const bool left = i > 0 && (i + 1 == peaks_.size() || valleys_[i - 1].density > valleys_[i].density);
      join(left ? i - 1 : i);
      return true;
    }
    return false;
  }

  const panel_density& density_;
  std::vector<double> peaks_;
  std::vector<valley> valleys_;
};

/// The modes of X with the middle nine tenths of the mass that each has.
inline std::vector<region> modes_of(const panel_density& density) {
  const std::vector<double> edges = density_modes(density).edges();
  std::vector<region> found;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const double low = density.cdf(edges[i]);
    const double mass = density.cdf(edges[i + 1]) - low;
    region r;
    r.set = interval<>(std::exp(density.quantile(low + 0.05 * mass)),
                       std::exp(density.quantile(low + 0.95 * mass)));
    r.weight = mass;
    found.push_back(std::move(r));
  }
  return found;
}

}  // namespace reckon::detail
