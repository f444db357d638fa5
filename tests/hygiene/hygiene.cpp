// SPDX-License-Identifier: BSL-1.0
#include "../support.hpp"
#include "include_outside.hpp"
// After what comes from outside, not sorted into it:
#include "everything.hpp"
// and again:
#include "everything.hpp"

#undef min
#undef max
#undef small
#undef near
#undef far
#undef I
#undef B0

bool second_unit_runs();

TEST_CASE("two translation units that include everything twice among macros make one program") {
  REQUIRE(second_unit_runs());
}
