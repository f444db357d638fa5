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

/// The k-th moment is infinite if what a tail adds to it does not fall off: if P(|X| > q) q^k at the score
/// `far` is still half of that at `near`. From 6 to 8, of a tail that falls as q^-a, that is so for a < 1.05
/// k; one that is so near to having no moment is taken to have none, which claims less than is true.
template <class AtScore>
[[nodiscard]] finite_moments moments_by_tails(const AtScore& at_score, double near = 6, double far = 8) {
  const double masses = normal_cdf(-far) / normal_cdf(-near);
  finite_moments found;
  for (const double side : {-1.0, 1.0}) {
    const double grows = std::abs(at_score(side * far)) / std::abs(at_score(side * near));
    found.mean = found.mean && !(masses * grows >= 0.5);
    found.variance = found.variance && !(masses * grows * grows >= 0.5);
  }
  return found;
}

}  // namespace reckon::detail
