// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/envelope.hpp>

#include <boost/math/distributions/beta.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

/// What k successes in n independent trials tell of the probability of a success, as a confidence box: the
/// sets between its quantiles at (1 - c)/2 and (1 + c)/2 hold the probability with confidence c or more, for
/// every c (those of Clopper and Pearson). Errors: domain_error unless k and n are whole numbers with 0 <= k
/// <= n and 1 <= n <= 2^53. Source: Balch, Int. J. Approximate Reasoning 53:1003 (2012); Clopper and Pearson,
/// Biometrika 26:404 (1934).
[[nodiscard]] inline pbox confidence_box(double k, double n) {
  if (!(k >= 0 && k <= n && n >= 1 && n <= 0x1p53) || k != std::floor(k) || n != std::floor(n)) {
    throw domain_error("reckon::confidence_box(" + detail::number_text(k) + ", " + detail::number_text(n) +
                       "): whole numbers 0 <= k <= n with 1 <= n are required");
  }
  using shape = boost::math::beta_distribution<double, detail::quiet_policy>;
  const auto least = k > 0 ? pbox(distribution(shape(k, n - k + 1))) : pbox(interval<>(0.0, 0.0));
  const auto greatest = k < n ? pbox(distribution(shape(k + 1, n - k))) : pbox(interval<>(1.0, 1.0));
  return envelope({least, greatest});
}

}  // namespace reckon
