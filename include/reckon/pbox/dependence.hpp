// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace reckon {

/// How two operands depend on each other, beyond the leaves that they share.
enum class dependence : unsigned char {
  independent,  ///< knowing one tells nothing of the other
  unknown,      ///< nothing is claimed: every joint distribution is allowed
  perfect,      ///< both rise together: one quantile level drives both
  opposite      ///< one falls as the other rises
};

}  // namespace reckon
