// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <limits>

namespace reckon::detail {

/// How far the mean of something that is not negative may be off because values were left out that are hardly
/// ever taken: no more than what those kept add that are as improbable, if that is little; else it may be
/// infinite.
class cut_tails {
 public:
  /// What is at the most as probable as this stands for what was left out.
  static constexpr double improbable = 1e-12;

  void add(double term, bool is_improbable) {
    all_ += term;
    if (is_improbable) ends_ += term;
  }

  [[nodiscard]] double doubt() const {
    constexpr double little = 1e-6;
    return ends_ <= little * all_ ? ends_ : std::numeric_limits<double>::infinity();
  }

 private:
  double all_ = 0;
  double ends_ = 0;
};

}  // namespace reckon::detail
