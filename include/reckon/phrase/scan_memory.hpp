// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/lack_memory.hpp>
#include <reckon/phrase/prefix.hpp>
#include <reckon/phrase/words_before.hpp>

namespace reckon::detail::words {

/// What a scan has looked up, and may be asked for again.
struct scan_memory {
  word_memory words;
  prefix_memory prefixes;
  lack_memory either;  ///< where no "or" stands
};

}  // namespace reckon::detail::words
