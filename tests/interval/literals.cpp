// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/literals.hpp>

// All forms of interval literals, against the definitions of IEEE Std 1788-2015, section 9.7, and against
// MPFR.

#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/exact_text.hpp>
#include <reckon/interval/text.hpp>

#include <mpfr.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace {

using namespace reckon;
using namespace reckon::literals;
using support::real;

constexpr double infinity = std::numeric_limits<double>::infinity();

static_assert("[1/4, 3/4]"_iv == interval(0.25, 0.75));
static_assert("[0x1.8p-3, 0X.8P1]"_iv == interval(0.1875, 1.0));
static_assert("10?"_iv == interval(9.5, 10.5));
static_assert("2.500?5ue4"_iv == interval(25000, 25050));

}  // namespace

TEST_CASE("the uncertain form is a number with a radius in units of its last place") {
  CHECK(text_to_interval("3.56?1") == text_to_interval("[3.55, 3.57]"));
  CHECK(text_to_interval("3.56?1e2") == interval(355, 357));
  CHECK(text_to_interval("3.560?2") == text_to_interval("[3.558, 3.562]"));
  CHECK(text_to_interval("3.56?") == text_to_interval("[3.555, 3.565]"));
  CHECK(text_to_interval("3.560?2u") == text_to_interval("[3.560, 3.562]"));
  CHECK(text_to_interval("-10?") == interval(-10.5, -9.5));
  CHECK(text_to_interval("-10?u") == interval(-10.0, -9.5));
  CHECK(text_to_interval("-10?d") == interval(-10.5, -10.0));
  CHECK(text_to_interval("-10?12") == interval(-22, 2));
  CHECK(text_to_interval("10?12") == interval(-2, 22));
  CHECK(text_to_interval("0?0") == interval(0, 0));
  CHECK(text_to_interval("0.000?5") == text_to_interval("[-0.005, 0.005]"));
  CHECK(text_to_interval("-0.0?U") == text_to_interval("[0, 0.05]"));
  CHECK(text_to_interval("10?3E+2") == interval(700, 1300));
  CHECK(text_to_interval("2.500?5de4") == interval(24950, 25000));
  CHECK(text_to_interval("10?3e380") == interval((std::numeric_limits<double>::max)(), infinity));
  CHECK(text_to_interval("-10?3e-999") == interval(-0x1p-1074, 0.0));
}

TEST_CASE("two question marks leave a number without bound") {
  CHECK(text_to_interval("2.5??") == interval<>::entire());
  CHECK(text_to_interval("2.5??u") == interval(2.5, infinity));
  CHECK(text_to_interval("2.5??de1") == interval(-infinity, 25.0));
}

TEST_CASE("rational ends are divided exactly") {
  CHECK(text_to_interval("[1/3, 2/3]") == interval(0x1.5555555555555p-2, 0x1.5555555555556p-1));
  CHECK(text_to_interval("[-1/10, +1/10]") == text_to_interval("[-0.1, 0.1]"));
  CHECK(text_to_interval("[ -4/2, 10/5 ]") == interval(-2, 2));
  CHECK(text_to_interval("[7/7]") == interval(1));
  // Fourteen nines past the place: the ends round to the same number, and one order of them alone is right.
  CHECK(text_to_interval("[10000000000000002/10000000000000001, 10000000000000001/10000000000000000]") ==
        interval(1, 1 + 0x1p-52));
  CHECK(is_empty(
      text_to_interval("[10000000000000001/10000000000000000, 10000000000000002/10000000000000001]")));
  CHECK(text_to_interval("[1/4, 0.25]") == interval(0.25));
  CHECK(is_empty(text_to_interval("[0.2500000000000000000000000000000001, 1/4]")));
  std::mt19937_64 engine(8301);
  for (int i = 0; i < 5'000; ++i) {
    const std::uint64_t n = engine() >> (engine() % 60);
    const std::uint64_t d = (engine() >> (engine() % 60)) | 1u;
    real q;
    real divisor;
    mpfr_set_uj(q.get(), n, MPFR_RNDN);
    mpfr_set_uj(divisor.get(), d, MPFR_RNDN);
    mpfr_div(q.get(), q.get(), divisor.get(), MPFR_RNDN);
    const bool exact = mpfr_get_d(q.get(), MPFR_RNDD) == mpfr_get_d(q.get(), MPFR_RNDU);
    const interval<> found = text_to_interval("[" + std::to_string(n) + "/" + std::to_string(d) + "]");
    if (exact != is_singleton(found)) FAIL(n << '/' << d);
    if (!(found == interval(q.to<double>(MPFR_RNDD), q.to<double>(MPFR_RNDU)))) FAIL(n << '/' << d);
  }
}

TEST_CASE("hexadecimal ends are read exactly") {
  CHECK(text_to_interval("[0x1p-1074, 0x1.fffffffffffffp+1023]") ==
        interval(0x1p-1074, (std::numeric_limits<double>::max)()));
  CHECK(text_to_interval("[0x1.00000000000008p0]") == interval(1, 1 + 0x1p-52));
  CHECK(is_empty(text_to_interval("[0x1.00000000000002p0,0x1.00000000000001p0]")));
  CHECK(text_to_interval("[-0x1p-9999, 0x1p+9999]") == interval(-0x1p-1074, infinity));
  CHECK(text_to_interval<float>("[0x1.000001p0]") == interval<float>(1.0F, 1.0F + 0x1p-23F));
}

TEST_CASE("what looks like a literal and is none is empty") {
  for (const std::string_view text :
       {"?",      "2.5?e",   "2.5?1x",  "2.5?1ud", "2.5???", "[2.5?1]", "2.5",
        "[1/0]",  "[1/-2]",  "[1 / 2]", "[/2]",    "[1/]",   "[0x1]",   "[0xp1]",
        "[0x1p]", "[1/2.5]", "[1.5/2]", ".?",      "2.5 ?1", "[1,2]_",  "[1/2/3]"}) {
    INFO(text);
    CHECK(is_empty(text_to_interval(text)));
  }
}

TEMPLATE_TEST_CASE("exact text reads back as the very same interval", "", double, float) {
  support::random_numbers<TestType> random(8302);
  for (int i = 0; i < 5'000; ++i) {
    const interval<TestType> x = random.set();
    const std::string text = interval_to_exact(x);
    INFO(text);
    REQUIRE(exact_to_interval<TestType>(text) == x);
    REQUIRE(text_to_interval<TestType>(text) == x);
  }
  CHECK(interval_to_exact(interval(0.1875, 1.0)) == "[0x1.8p-3, 0x1p+0]");
  CHECK(interval_to_exact(interval(-infinity, 0.0)) == "[-inf, 0x0p+0]");
  CHECK(is_empty(exact_to_interval<TestType>("[0.1, 0.2]")));
  CHECK(exact_to_interval<TestType>("[0.5, 1]") == interval<TestType>(TestType(0.5), TestType(1)));
}

TEST_CASE("text of few digits encloses the interval, and no closer text of as many digits does") {
  CHECK(interval_to_text(interval(1) / 3, 3) == "[0.333, 0.334]");
  CHECK(interval_to_text(interval(-1) / 3, 3) == "[-0.334, -0.333]");
  CHECK(interval_to_text(interval(999.5, 999.5), 3) == "[999, 1000]");
  CHECK(interval_to_text(interval(0.1, 0.2), 17) == "[0.1, 0.20000000000000002]");
  support::random_numbers<double> random(8303);
  for (int i = 0; i < 3'000; ++i) {
    const interval<> x = random.set();
    for (const int digits : {1, 4, 17, 30}) {
      if (!subset(x, text_to_interval(interval_to_text(x, digits)))) FAIL(interval_to_text(x, digits));
    }
  }
}
