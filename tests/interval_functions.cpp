// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// Every operation on intervals against MPFR, and the exact points of the functions.

#include "interval_operations.hpp"
#include "support.hpp"

#include <cstdint>
#include <string>

namespace {

using reckon::interval;
using support::verdict;

template <std::floating_point T>
void compare_all(std::uint64_t seed, int count) {
  CAPTURE(seed);
  for (const auto& operation : support::all_operations<T>()) {
    support::random_operands<T> random(seed);
    int missed = 0;
    int wider = 0;
    int too_wide = 0;
    for (int i = 0; i < count; ++i) {
      const support::operands<T> o = random.next();
      const interval<T> found = operation.found(o);
      const interval<T> expected = operation.expected(o);
      const verdict v = support::judged(found, expected, operation.places);
      missed += v == verdict::missed ? 1 : 0;
      wider += v == verdict::wider ? 1 : 0;
      too_wide += v == verdict::too_wide ? 1 : 0;
      if ((v == verdict::missed || v == verdict::too_wide) && missed + too_wide <= 3) {
        UNSCOPED_INFO(operation.name << " gives " << support::text(found) << ", not "
                                     << support::text(expected) << ", for " << support::text(o.a) << ' '
                                     << support::text(o.b) << ' ' << support::text(o.c) << " n = " << o.n);
      }
    }
    INFO(operation.name << ": " << missed << " miss the range, " << too_wide << " are too wide, " << wider
                        << " of " << count << " are not the tightest");
    CHECK(missed + too_wide == 0);
  }
}

}  // namespace

TEMPLATE_TEST_CASE("every operation encloses its range within the places that it states", "", double, float) {
  compare_all<TestType>(20250101, 1'500);
}

TEMPLATE_TEST_CASE("every operation encloses its range, a million operands each", "[.long]", double) {
  compare_all<TestType>(20250102, 1'000'000);
}
