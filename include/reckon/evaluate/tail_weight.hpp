// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/standard_normal.hpp>

#include <algorithm>
#include <cmath>

namespace reckon::detail {

/// Which moments of a quantity are finite, as far as its quantiles far out tell.
struct finite_moments {
  bool mean = true;
  bool variance = true;
};

/// The k-th moment is infinite if what a tail adds to it, P(|X - m| > q) q^k about the median m, does not
/// fall off. It is looked at at three scores, each 2 further out than the one before, `outermost` the last.
/// Of a tail that falls as q^-a it falls by less than half in the last step for a < 1.05 k, if that is from 6
/// to 8: one so near to having no moment is taken to have none, which claims less than is true. Of a
/// lognormal tail it may rise so far out and still have all moments: its logarithm then bends down by 4 from
/// one step to the next, that of a power hardly at all.
template <class AtScore>
[[nodiscard]] finite_moments moments_by_tails(const AtScore& at_score, double outermost = 8) {
  constexpr double step = 2;
  constexpr double bent = -2;
  const double middle = at_score(0);
  const double least = std::log(0.5);
  finite_moments found;
  for (const double side : {-1.0, 1.0}) {
    const auto size = [&](double z) { return std::log(std::abs(at_score(side * z) - middle)); };
    const auto mass = [](double z) { return std::log(normal_cdf(-z)); };
    const double grows = size(outermost) - size(outermost - step);
    const double grew = size(outermost - step) - size(outermost - 2 * step);
    const double thins = mass(outermost) - mass(outermost - step);
    const double thinned = mass(outermost - step) - mass(outermost - 2 * step);
    const auto is_infinite = [&](double k) {
      const double last = thins + k * grows;
      return last >= least && last - (thinned + k * grew) >= bent;
    };
    found.mean = found.mean && !is_infinite(1);
    found.variance = found.variance && !is_infinite(2);
  }
  return found;
}

/// The same of a sample: at_level(p, above) is its quantile at p, or at 1 - p. A moment is taken to be
/// infinite if what a tail adds to it falls in neither of two steps out to where a sample of some ten
/// thousand still has dozens of points further out: for a mean to less than 0.6 of what it was, for a
/// variance to less than 1.4 times that (conventions). So it does where the tail falls as q^-1.3 or more
/// slowly, q^-1.7 for a variance. A sample says nothing of what lies beyond it: of a lognormal tail with
/// sigma above 2.3, or 1.8, it would tell a wrong moment. Where a step begins at the median itself, as for
/// what is mostly 0, nothing is told and the moment is taken to be finite.
template <class AtLevel>
[[nodiscard]] finite_moments moments_by_sample(const AtLevel& at_level) {
  constexpr double levels[] = {0x1p-4, 0x1p-7, 0x1p-10};
  constexpr double thins = 0x1p-3;
  const double middle = at_level(0.5, false);
  finite_moments found;
  for (const bool above : {false, true}) {
    double size[3];
    for (int i = 0; i < 3; ++i) size[i] = std::abs(at_level(levels[i], above) - middle);
    const auto is_infinite = [&](double k, double least) {
      const auto lasts = [&](int i) {
        return size[i] > 0 && std::pow(size[i + 1], k) * thins >= least * std::pow(size[i], k);
      };
      return lasts(0) && lasts(1);
    };
    found.mean = found.mean && !is_infinite(1, 0.6);
    found.variance = found.variance && !is_infinite(2, 1.4);
  }
  return found;
}

/// What a sample of `points` may miss of the k-th moment about the median, or tell by chance, as so few of
/// them lie far out: with g the power of the probability as which the size goes on to grow, about g / (1 - g)
/// of what the last point adds lies beyond it, and as much again is chance. A growth that would have no end
/// is taken to have one just so (convention): whether there is a moment is not asked here. `at_level` as
/// above, its values within `width` of each other.
template <class AtLevel>
[[nodiscard]] double missed_by_sample(const AtLevel& at_level, double points, double k, double width) {
  constexpr double levels[] = {0x1p-7, 0x1p-10, 0x1p-13};
  constexpr double growth_left = 0.05;
  const double steps = std::log(8.0);
  const double middle = at_level(0.5, false);
  double sum = 0;
  for (const bool above : {false, true}) {
    double size[3];
    for (int i = 0; i < 3; ++i) size[i] = std::abs(at_level(levels[i], above) - middle);
    if (!(size[2] > 0)) continue;
    const double first = size[0] > 0 ? std::log(size[1] / size[0]) / steps : 0;
    const double second = size[1] > 0 ? std::log(size[2] / size[1]) / steps : 0;
    const double grows = (std::min)(k * (std::max)(first, second), 1 - growth_left);
    if (!(grows > 0)) continue;
    const double begin = size[1] > 0 ? size[1] : size[2];
    const double level = size[1] > 0 ? levels[1] : levels[2];
    const double last = std::pow(begin, k) * std::pow((std::max)(1.0, level * points), grows);
    const double most = std::pow(width, k);
    sum += (std::min)(most, 2 * last * grows / (1 - grows)) / points;
  }
  return sum;
}

}  // namespace reckon::detail
