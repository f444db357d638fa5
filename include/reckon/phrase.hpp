// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/idioms.hpp>   // hedge_sense, bound_sense, vague_word
#include <reckon/phrase/literal.hpp>  // "1,000 to 3,000"_phrase
#include <reckon/phrase/parse.hpp>    // parse, try_parse, parse_result
#include <reckon/phrase/reading.hpp>  // phrase_kind
#include <reckon/phrase/scan.hpp>     // scan, mention
#include <reckon/phrase/value.hpp>    // phrase

/// Phrases for numbers, as people write them: "1,000 to 3,000", "about 11,000", "more than 300", "hundreds".
///
/// A phrase keeps what was written and only that; a vocabulary says what it means.
