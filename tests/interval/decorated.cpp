// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/decorated.hpp>

// Decorations, by the rules of IEEE Std 1788-2015, sections 8 and 11, applied by hand.

#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/decorated/interchange.hpp>
#include <reckon/interval/decorated/reverse.hpp>
#include <reckon/interval/decorated/text.hpp>
#include <reckon/interval/hash.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace reckon;
using decorated = decorated_interval<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = (std::numeric_limits<double>::max)();
constexpr auto com = decoration::com;
constexpr auto dac = decoration::dac;
constexpr auto def = decoration::def;
constexpr auto trv = decoration::trv;
constexpr auto ill = decoration::ill;

constexpr decorated of(double l, double u, decoration d = com) { return decorated(interval(l, u), d); }
constexpr decorated empty = decorated::empty();
constexpr decorated nai = decorated::nai();

static_assert(of(1, 2) + of(3, 4, dac) == of(4, 6, dac));
static_assert(of(1, 2) / of(0, 4) == of(0.25, infinity, trv));
static_assert(sqrt(of(-1, 4)) == of(0, 2, trv) && sqrt(of(0, 4)) == of(0, 2));
static_assert(is_nai(nai + of(1, 2)) && is_nai(of(1, 2) * nai));
static_assert(nums_to_decorated(2, 1) == nai && nums_to_decorated(1, 2) == of(1, 2));
static_assert(text_to_decorated("[1, 2]_def") == of(1, 2, def));

/// The function of this name where the library has it; a decoration else that nothing has.
#define RECKON_TEST_IF_THERE(function)                   \
  [](auto... x) {                                        \
    if constexpr (requires { function(x.part()...); }) { \
      return function(x...).dec();                       \
    } else {                                             \
      return absent;                                     \
    }                                                    \
  }
constexpr auto absent = static_cast<decoration>(99);
bool is(decoration found, decoration expected) { return found == expected || found == absent; }

}  // namespace

TEST_CASE("an interval begins with the best decoration that it can have") {
  CHECK(decorated(interval(1, 2)).dec() == com);
  CHECK(decorated(interval(1.0, infinity)).dec() == dac);
  CHECK(decorated(interval<>::entire()).dec() == dac);
  CHECK(decorated(interval<>::empty()).dec() == trv);
  CHECK(decorated() == of(0, 0));
}

TEST_CASE("a decoration that does not fit becomes the best that does") {
  CHECK(set_dec(interval(1.0, infinity), com) == of(1, infinity, dac));
  CHECK(set_dec(interval<>::empty(), com) == empty);
  CHECK(set_dec(interval<>::empty(), def) == empty);
  CHECK(set_dec(interval(1, 2), trv).dec() == trv);
  CHECK(is_nai(set_dec(interval(1, 2), ill)));
  CHECK(is_empty(interval_part(nai)));
  CHECK(decoration_part(nai) == ill);
}

TEST_CASE("constructors from numbers give NaI for what is no interval") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [l, u] : {std::pair(2.0, 1.0),
                             {nan, 1.0},
                             {1.0, nan},
                             {infinity, infinity},
                             {-infinity, -infinity},
                             {infinity, -infinity}}) {
    CHECK(is_nai(nums_to_decorated(l, u)));
    CHECK(is_empty(nums_to_interval(l, u)));
  }
  CHECK(nums_to_decorated(-infinity, infinity) == decorated::entire());
  CHECK(nums_to_interval(1, 2) == interval(1, 2));
  CHECK(nums_to_interval<float>(0.1, 0.1) == interval<float>(interval<double>(0.1)));
}

TEST_CASE("a result has the least decoration of its arguments") {
  for (const decoration a : {com, dac, def, trv}) {
    for (const decoration b : {com, dac, def, trv}) {
      const decoration least = a < b ? a : b;
      CHECK((of(1, 2, a) + of(1, 2, b)).dec() == least);
      CHECK((of(1, 2, a) - of(1, 2, b)).dec() == least);
      CHECK((of(1, 2, a) * of(1, 2, b)).dec() == least);
      CHECK((of(1, 2, a) / of(1, 2, b)).dec() == least);
      CHECK(pow(of(1, 2, a), of(1, 2, b)).dec() == least);
      CHECK((max)(of(1, 2, a), of(1, 2, b)).dec() == least);
      CHECK(fma(of(1, 2, a), of(1, 2, b), of(1, 2)).dec() == least);
    }
  }
}

TEST_CASE("com is lost where a result overflows, though the arguments are bounded") {
  CHECK(of(largest, largest) + of(largest, largest) == of(largest, infinity, dac));
  CHECK(sqr(of(1e200, 1e200)).dec() == dac);
  CHECK(exp(of(1, 1000)).dec() == dac);
  CHECK((of(1, 2) / of(0x1p-1074, 1)).dec() == dac);
}

TEST_CASE("outside of the domain nothing is known") {
  CHECK(sqrt(of(-4, -1)) == empty);
  CHECK(log(of(0, 1)).dec() == trv);
  CHECK(log(of(0x1p-1074, 1)).dec() == com);
  CHECK(recip(of(0, 1)).dec() == trv);
  CHECK(recip(of(0, 0)) == empty);
  CHECK(logp1(of(-1, 0)).dec() == trv);
  CHECK(pown(of(-1, 1), -2).dec() == trv);
  CHECK(pown(of(-1, 1), 0) == of(1, 1));
  CHECK(pow(of(0, 1), of(1, 2)).dec() == com);
  CHECK(pow(of(0, 1), of(0, 2)).dec() == trv);
  CHECK(pow(of(-1, 1), of(1, 2)).dec() == trv);
  CHECK((of(0, 0) / of(0, 0)) == empty);
  CHECK(is(RECKON_TEST_IF_THERE(asin)(of(-1, 1)), com));
  CHECK(is(RECKON_TEST_IF_THERE(acos)(of(-1, 1.5)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(atanh)(of(0, 1)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(acosh)(of(1, 2)), com));
  CHECK(is(RECKON_TEST_IF_THERE(acosh)(of(0.5, 2)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(acoth)(of(1, 2)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(acoth)(of(1.5, 2)), com));
}

TEST_CASE("next to a pole nothing is known, and beside it everything") {
  CHECK(is(RECKON_TEST_IF_THERE(tan)(of(1, 1.5)), com));
  CHECK(is(RECKON_TEST_IF_THERE(tan)(of(1, 2)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(sec)(of(-1, 1)), com));
  CHECK(is(RECKON_TEST_IF_THERE(sec)(of(1, 2)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(cot)(of(0, 1)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(cot)(of(1, 3)), com));
  CHECK(is(RECKON_TEST_IF_THERE(cot)(of(3, 4)), trv));
  // Not at zero, but so close that the value overflows.
  CHECK(is(RECKON_TEST_IF_THERE(csc)(of(0x1p-1074, 1)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(csc)(of(0x1p-1074, 0x1.921fb54442d18p+1)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(csc)(of(0x1p-1074, 0x1.921fb54442d19p+1)), trv));
}

TEST_CASE("atan2 jumps on the left half of the axis") {
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(0, 1), of(1, 2)), com));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(-1, 1), of(1, 2)), com));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(-1, 1), of(-2, -1)), def));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(0, 1), of(-2, -1)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(-1, 0), of(-2, -1)), def));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(0, 0), of(-2, -1)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(-1, 1), of(-1, 1)), trv));
  CHECK(is(RECKON_TEST_IF_THERE(atan2)(of(1, 2), of(-1, 1)), com));
}

TEST_CASE("steps are continuous where there is none, and def where there is one") {
  CHECK(is(RECKON_TEST_IF_THERE(sign)(of(1, 2)), com));
  CHECK(is(RECKON_TEST_IF_THERE(sign)(of(0, 0)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(sign)(of(0, 1)), def));
  CHECK(is(RECKON_TEST_IF_THERE(floor)(of(1.5, 1.75)), com));
  CHECK(is(RECKON_TEST_IF_THERE(floor)(of(1, 1.5)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(floor)(of(0.5, 1)), def));
  CHECK(is(RECKON_TEST_IF_THERE(ceil)(of(1.5, 2)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(ceil)(of(1, 1.5)), def));
  CHECK(is(RECKON_TEST_IF_THERE(trunc)(of(-0.5, 0.5)), com));
  CHECK(is(RECKON_TEST_IF_THERE(trunc)(of(1, 1.5)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(trunc)(of(-1.5, -1)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(round_ties_to_even)(of(1.5, 2)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(round_ties_to_even)(of(1.75, 2)), com));
  CHECK(is(RECKON_TEST_IF_THERE(round_ties_to_even)(of(0x1p52, 0x1p52)), com));
  CHECK(is(RECKON_TEST_IF_THERE(round_ties_to_away)(of(2.5, 3)), dac));
  CHECK(is(RECKON_TEST_IF_THERE(round_ties_to_away)(of(2, 2.5)), def));
}

TEST_CASE("operations on sets, and reverse functions, have trv") {
  CHECK(intersection(of(1, 3), of(2, 4)) == of(2, 3, trv));
  CHECK(convex_hull(of(1, 2), of(3, 4)) == of(1, 4, trv));
  CHECK(cancel_minus(of(1, 4), of(1, 2)) == of(0, 2, trv));
  CHECK(cancel_plus(of(1, 4), of(-2, -1)) == of(0, 2, trv));
  CHECK(sqr_rev(of(1, 4)) == of(-2, 2, trv));
  CHECK(mul_rev(of(1, 2), of(4, 4)) == of(2, 4, trv));
  CHECK(sin_rev(nai) == nai);
  CHECK(pown_rev(of(8, 27), 3) == of(2, 3, trv));
}

TEST_CASE("a quotient in two parts is decorated as a division where it is one") {
  CHECK(mul_rev_to_pair(of(1, 2), of(4, 4)) == std::pair(of(2, 4), empty));
  CHECK(mul_rev_to_pair(of(1, 2, dac), of(4, 4)) == std::pair(of(2, 4, dac), empty));
  CHECK(mul_rev_to_pair(of(-1, 2), of(4, 4)) == std::pair(of(-infinity, -4, trv), of(2, infinity, trv)));
  CHECK(mul_rev_to_pair(of(0, 2), of(4, 4)) == std::pair(of(2, infinity, trv), empty));
  CHECK(mul_rev_to_pair(nai, of(4, 4)) == std::pair(nai, nai));
}

TEST_CASE("NaI is in no relation and has no numbers") {
  CHECK_FALSE(equal(nai, nai));
  CHECK(nai == nai);
  CHECK_FALSE(subset(empty, nai));
  CHECK_FALSE(is_empty(nai));
  CHECK_FALSE(is_entire(nai));
  CHECK_FALSE(disjoint(nai, of(1, 2)));
  CHECK_FALSE(precedes(nai, of(1, 2)));
  CHECK(std::isnan(inf(nai)));
  CHECK(std::isnan(sup(nai)));
  CHECK(std::isnan(mid_rad(nai).first));
  CHECK(equal(of(1, 2, trv), of(1, 2)));
  CHECK(of(1, 2, trv) != of(1, 2));
  CHECK(overlap(of(1, 2), of(2, 3)) == overlap_relation::meets);
}

TEST_CASE("decorated literals have the decoration written, if it fits") {
  CHECK(text_to_decorated("[1, 2]") == of(1, 2));
  CHECK(text_to_decorated("[ 1 , 2 ]_trv") == of(1, 2, trv));
  CHECK(text_to_decorated("[1, ]") == of(1, infinity, dac));
  CHECK(text_to_decorated("[]") == empty);
  CHECK(text_to_decorated("[ Empty ]_trv") == empty);
  CHECK(text_to_decorated("[1e400]_com") == of(largest, infinity, dac));
  CHECK(text_to_decorated("2.5?_def") == of(2.4500000000000002 - 0x1p-51, 2.5499999999999998 + 0x1p-51, def));
  CHECK(text_to_decorated("0.0??_dac") == decorated::entire());
  for (const std::string_view text : {"[nai]",
                                      "[ Nai ]",
                                      "[nai]_ill",
                                      "[nai]_trv",
                                      "[empty]_com",
                                      "[empty]_ill",
                                      "[]_def",
                                      "[,]_com",
                                      "[entire]_com",
                                      "[1, 2]_ill",
                                      "[1, 2]_fooo",
                                      "[1, 2]_da",
                                      "[1, 2]_comm",
                                      "[1, 2] _com",
                                      "[1, ]_com",
                                      "0.0??_com",
                                      "0.0??u_ill",
                                      "[2, 1]",
                                      "",
                                      "foo"}) {
    INFO(text);
    CHECK(is_nai(text_to_decorated(text)));
    CHECK(is_empty(text_to_interval(text)));
  }
}

TEST_CASE("decorated intervals are written with their decoration, and read back") {
  CHECK(interval_to_text(of(0.5, 1000)) == "[0.5, 1000]_com");
  CHECK(interval_to_text(empty) == "[empty]_trv");
  CHECK(interval_to_text(nai) == "[nai]");
  CHECK(interval_to_exact(of(0.1, infinity, def)) == "[0x1.999999999999ap-4, inf]_def");
  std::ostringstream out;
  out << of(0.1, 0.2) << nai;
  CHECK(out.str() == "[0.1, 0.2]_com[nai]");
  support::random_numbers<double> random(8201);
  for (int i = 0; i < 3'000; ++i) {
    const decorated x(random.set(), i % 2 == 0 ? com : def);
    REQUIRE(exact_to_decorated(interval_to_exact(x)) == x);
    // Beyond the largest number every decimal is read as unbounded.
    if (!(mag(x) >= largest)) REQUIRE(text_to_decorated(interval_to_text(x)).dec() == x.dec());
    REQUIRE(interchange_to_decorated(interval_to_interchange(x)) == x);
    REQUIRE(interchange_to_interval(interval_to_interchange(x.part())) == x.part());
    REQUIRE(std::hash<decorated>{}(x) == std::hash<decorated>{}(x + 0.0));
  }
  CHECK(exact_to_decorated("[nai]") == nai);
  CHECK(exact_to_decorated("[0.1, 0.2]") == nai);
}

TEST_CASE("the interchange encoding has inf, sup and the decoration, in that order") {
  // IEEE Std 1788-2015, table 14.1: com is 16; a lower zero has a sign, and an upper one has none.
  const std::array<std::byte, 17> bytes = interval_to_interchange(of(0, 1));
  CHECK(bytes[0] == std::byte{0x80});
  CHECK(bytes[8] == std::byte{0x3f});
  CHECK(bytes[9] == std::byte{0xf0});
  CHECK(bytes[16] == std::byte{16});
  CHECK(interchange_to_decorated(interval_to_interchange(nai)) == nai);
  CHECK(interchange_to_decorated(interval_to_interchange(empty)) == empty);
  std::array<std::byte, 17> wrong = bytes;
  wrong[16] = std::byte{5};
  CHECK(interchange_to_decorated(wrong) == nai);
  wrong = interval_to_interchange(decorated::entire());
  wrong[16] = std::byte{16};
  CHECK(interchange_to_decorated(wrong) == nai);
  const auto narrow = interval_to_interchange(interval<float>(1.0F, 2.0F));
  CHECK(narrow.size() == 8);
  CHECK(interchange_to_interval<float>(narrow) == interval<float>(1.0F, 2.0F));
}
