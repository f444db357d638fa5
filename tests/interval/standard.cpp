// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/decorated.hpp>

// The corners of IEEE Std 1788-2015, operation by operation: what it says of empty and unbounded arguments,
// of ends of domains, of jumps and of what is no interval. Worked out by hand from its definitions; sets are
// written as text, exactly.

#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/cancel.hpp>
#include <reckon/interval/decorated/reverse.hpp>
#include <reckon/interval/decorated/text.hpp>

#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace {

using namespace reckon;
using decorated = decorated_interval<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = (std::numeric_limits<double>::max)();
constexpr double least = std::numeric_limits<double>::denorm_min();

/// The decorated interval of this text, whose ends are doubles as written.
decorated d(std::string_view text) {
  const decorated x = exact_to_decorated(text);
  INFO(text);
  REQUIRE((!is_nai(x) || text == "[nai]"));
  return x;
}

interval<> b(std::string_view text) { return d(text).part(); }

using both = std::pair<interval<>, interval<>>;
using both_decorated = std::pair<decorated, decorated>;

}  // namespace

TEST_CASE("sums, differences and products with empty and unbounded operands") {
  CHECK(d("[empty]") + d("[entire]") == d("[empty]"));
  CHECK(d("[1, inf]") + d("[-inf, 4]") == d("[entire]"));
  CHECK(d("[1, 2]") + d("[5, inf]_def") == d("[6, inf]_def"));
  CHECK(d("[-inf, 2]") - d("[-inf, 4]") == d("[entire]"));
  CHECK(d("[-inf, 2]") - d("[3, inf]") == d("[-inf, -1]"));
  CHECK(d("[0, 0]") * d("[entire]") == d("[0, 0]_dac"));
  CHECK(d("[0, inf]") * d("[-inf, 0]") == d("[-inf, 0]"));
  CHECK(d("[-1, inf]") * d("[1, 2]_trv") == d("[-2, inf]_trv"));
  CHECK(d("[-inf, -3]") * d("[-5, -1]") == d("[3, inf]"));
  CHECK(d("[nai]") + d("[1, 2]") == d("[nai]"));
  CHECK(fma(d("[0, 0]"), d("[entire]"), d("[1, 2]")) == d("[1, 2]_dac"));
  CHECK(fma(d("[1, inf]"), d("[1, 2]"), d("[-inf, 3]")) == d("[entire]"));
  CHECK(fma(d("[1, 2]"), d("[empty]"), d("[1, 2]")) == d("[empty]"));
}

TEST_CASE("quotients by intervals that reach zero") {
  CHECK(d("[1, 2]") / d("[0, 0]") == d("[empty]"));
  CHECK(d("[0, 0]") / d("[0, 0]") == d("[empty]"));
  CHECK(d("[0, 0]") / d("[-1, 1]") == d("[0, 0]_trv"));
  CHECK(d("[1, 2]") / d("[-0, 1]") == d("[1, inf]_trv"));
  CHECK(d("[1, 2]") / d("[-1, 0]") == d("[-inf, -1]_trv"));
  CHECK(d("[-2, 1]") / d("[0, 1]") == d("[entire]_trv"));
  CHECK(d("[1, 2]") / d("[1, inf]") == d("[0, 2]_dac"));
  CHECK(d("[-inf, -1]") / d("[1, 2]") == d("[-inf, -0.5]"));
  CHECK(d("[entire]") / d("[entire]") == d("[entire]_trv"));
  CHECK(recip(d("[-inf, 0]")) == d("[-inf, 0]_trv"));
  CHECK(recip(d("[-inf, -4]")) == d("[-0.25, 0]_dac"));
}

TEST_CASE("whole powers and roots of zero, of both signs and without bounds") {
  CHECK(pown(d("[empty]"), 0) == d("[empty]"));
  CHECK(pown(d("[entire]"), 0) == d("[1, 1]_dac"));
  CHECK(pown(d("[0, 0]"), 0) == d("[1, 1]"));
  CHECK(pown(d("[0, 0]"), -1) == d("[empty]"));
  CHECK(pown(d("[-1, 0]"), -1) == d("[-inf, -1]_trv"));
  CHECK(pown(d("[-1, 0]"), -2) == d("[1, inf]_trv"));
  CHECK(pown(d("[entire]"), -3) == d("[entire]_trv"));
  CHECK(pown(d("[entire]"), -2) == d("[0, inf]_trv"));
  CHECK(pown(d("[entire]"), 2) == d("[0, inf]"));
  CHECK(pown(d("[-inf, 0]"), -7) == d("[-inf, 0]_trv"));
  CHECK(pown(d("[-inf, -2]"), 3) == d("[-inf, -8]"));
  CHECK(rootn(d("[-8, 27]"), 3) == d("[-2, 3]"));
  CHECK(rootn(d("[-8, 4]"), 2) == d("[0, 2]_trv"));
  CHECK(rootn(d("[0, 16]"), -4) == d("[0.5, inf]_trv"));
  CHECK(rootn(d("[-8, 8]"), -3) == d("[entire]_trv"));
  CHECK(rootn(d("[0, 0]"), -3) == d("[empty]"));
  CHECK(rootn(d("[-inf, -1]"), 2) == d("[empty]"));
  CHECK(sqrt(d("[-inf, 4]")) == d("[0, 2]_trv"));
  CHECK(sqrt(d("[-0, inf]")) == d("[0, inf]"));
}

TEST_CASE("powers with any exponent: zero as base, and no bounds") {
  CHECK(pow(d("[0, 0]"), d("[1, inf]")) == d("[0, 0]_dac"));
  CHECK(pow(d("[0, 0]"), d("[-2, 0]")) == d("[empty]"));
  CHECK(pow(d("[0, 0]"), d("[-2, 2]")) == d("[0, 0]_trv"));
  CHECK(pow(d("[0, 0.5]"), d("[0, 0]")) == d("[1, 1]_trv"));
  CHECK(pow(d("[0, 0.5]"), d("[1, 1]")) == d("[0, 0.5]"));
  CHECK(pow(d("[0, 0.5]"), d("[-2, 0]")) == d("[1, inf]_trv"));
  CHECK(pow(d("[0, 1]"), d("[-inf, 0]")) == d("[1, inf]_trv"));
  CHECK(pow(d("[1, 1]"), d("[entire]")) == d("[1, 1]_dac"));
  CHECK(pow(d("[0.5, 1]"), d("[entire]")) == d("[0, inf]"));
  CHECK(pow(d("[2, inf]"), d("[-inf, -1]")) == d("[0, 0.5]_dac"));
  CHECK(pow(d("[1, inf]"), d("[0, 0]")) == d("[1, 1]_dac"));
  CHECK(pow(d("[-2, -1]"), d("[2, 2]")) == d("[empty]"));
  CHECK(pow(d("[-1, 2]"), d("[2, 2]")) == d("[0, 4]_trv"));
}

TEST_CASE("functions at the ends of their domains, and beyond") {
  CHECK(log(d("[0, 0]")) == d("[empty]"));
  CHECK(log(d("[0, inf]")) == d("[entire]_trv"));
  CHECK(log2(d("[-1, 32]")) == d("[-inf, 5]_trv"));
  CHECK(log10(d("[1, 1000]")) == d("[0, 3]"));
  CHECK(logp1(d("[-1, -1]")) == d("[empty]"));
  CHECK(logp1(d("[-2, 0]")) == d("[-inf, 0]_trv"));
  CHECK(exp(d("[entire]")) == d("[0, inf]"));
  CHECK(exp(d("[-inf, 0]")) == d("[0, 1]_dac"));
  CHECK(exp2(d("[1024, 1024]")) == d("[0x1.fffffffffffffp1023, inf]"));
  CHECK(expm1(d("[-inf, 0]")) == d("[-1, 0]_dac"));
  CHECK(atanh(d("[-1, 1]")) == d("[entire]_trv"));
  CHECK(atanh(d("[1, 2]")) == d("[empty]"));
  CHECK(atanh(d("[0, 1]")) == d("[0, inf]_trv"));
  CHECK(acoth(d("[-1, 1]")) == d("[empty]"));
  CHECK(acoth(d("[entire]")) == d("[entire]_trv"));
  CHECK(acosh(d("[-inf, 1]")) == d("[0, 0]_trv"));
  CHECK(acosh(d("[0, 0.5]")) == d("[empty]"));
  CHECK(asin(d("[2, 3]")) == d("[empty]"));
  CHECK(asin(d("[1, 2]")) == d("[0x1.921fb54442d18p0, 0x1.921fb54442d19p0]_trv"));
  CHECK(acos(d("[1, 2]")) == d("[0, 0]_trv"));
  CHECK(acos(d("[-1, 1]")) == d("[0, 0x1.921fb54442d19p1]"));
  CHECK(cosh(d("[-1, inf]")) == d("[1, inf]"));
  CHECK(tanh(d("[entire]")) == d("[-1, 1]_dac"));
  CHECK(sech(d("[entire]")) == d("[0, 1]_dac"));
  CHECK(coth(d("[0, inf]")) == d("[1, inf]_trv"));
  CHECK(coth(d("[0, 0]")) == d("[empty]"));
  CHECK(csch(d("[-inf, 0]")) == d("[-inf, 0]_trv"));
  CHECK(cot(d("[-1, 1]")) == d("[entire]_trv"));
  CHECK(csc(d("[-6, 0]")) == d("[entire]_trv"));
  CHECK(csc(d("[0, 0]")) == d("[empty]"));
  CHECK(csc(d("[0, 2]")) == d("[1, inf]_trv"));
  CHECK(sec(d("[entire]")) == d("[entire]_trv"));
  CHECK(tan(d("[-inf, 0]")) == d("[entire]_trv"));
  CHECK(sin(d("[0, inf]")) == d("[-1, 1]_dac"));
  CHECK(acot(d("[entire]")) == d("[0, 0x1.921fb54442d19p1]_dac"));
  CHECK(hypot(d("[entire]"), d("[1, 2]")) == d("[1, inf]"));
}

TEST_CASE("atan2 around the origin and along the axes") {
  CHECK(atan2(d("[0, 0]"), d("[0, 0]")) == d("[empty]"));
  CHECK(atan2(d("[0, 0]"), d("[0, 1]")) == d("[0, 0]_trv"));
  CHECK(atan2(d("[0, 0]"), d("[1, 2]")) == d("[0, 0]"));
  CHECK(atan2(d("[0, 0]"), d("[-1, 0]")) == d("[0x1.921fb54442d18p1, 0x1.921fb54442d19p1]_trv"));
  CHECK(atan2(d("[0, 0]"), d("[-2, -1]")) == d("[0x1.921fb54442d18p1, 0x1.921fb54442d19p1]_dac"));
  CHECK(atan2(d("[-2, 0]"), d("[-2, -1]")) == d("[-0x1.921fb54442d19p1, 0x1.921fb54442d19p1]_def"));
  CHECK(atan2(d("[-1, 0]"), d("[0, 0]")) == d("[-0x1.921fb54442d19p0, -0x1.921fb54442d18p0]_trv"));
  CHECK(atan2(d("[-1, 1]"), d("[0, 0]")) == d("[-0x1.921fb54442d19p0, 0x1.921fb54442d19p0]_trv"));
  CHECK(atan2(d("[entire]"), d("[entire]")) == d("[-0x1.921fb54442d19p1, 0x1.921fb54442d19p1]_trv"));
  CHECK(atan2(d("[1, inf]"), d("[0, inf]")) == d("[0, 0x1.921fb54442d19p0]_dac"));
  CHECK(atan2(d("[empty]"), d("[1, 2]")) == d("[empty]"));
}

TEST_CASE("steps: a value of one number is com where no jump is at an end, and dac where one is") {
  CHECK(sign(d("[0, 0]")) == d("[0, 0]_dac"));
  CHECK(sign(d("[-0.5, inf]")) == d("[-1, 1]_def"));
  CHECK(sign(d("[5, inf]")) == d("[1, 1]_dac"));
  CHECK(ceil(d("[1.5, inf]")) == d("[2, inf]_def"));
  CHECK(ceil(d("[2, 2]")) == d("[2, 2]_dac"));
  CHECK(ceil(d("[1.25, 1.75]")) == d("[2, 2]_com"));
  CHECK(ceil(d("[-0.5, -0.25]")) == d("[0, 0]_com"));
  CHECK(floor(d("[2, 2.5]")) == d("[2, 2]_dac"));
  CHECK(floor(d("[-inf, 1]")) == d("[-inf, 1]_def"));
  CHECK(floor(d("[0x1p52, 0x1p52]")) == d("[0x1p52, 0x1p52]_dac"));
  CHECK(trunc(d("[-0.5, 0.5]")) == d("[0, 0]_com"));
  CHECK(trunc(d("[-1, 0]")) == d("[-1, 0]_def"));
  CHECK(trunc(d("[-1.5, -1]")) == d("[-1, -1]_dac"));
  CHECK(round_ties_to_even(d("[-0.5, 0.5]")) == d("[0, 0]_dac"));
  CHECK(round_ties_to_even(d("[1.5, 2.5]")) == d("[2, 2]_dac"));
  CHECK(round_ties_to_away(d("[1.5, 2.5]")) == d("[2, 3]_def"));
  CHECK(round_ties_to_away(d("[0.5, 1]")) == d("[1, 1]_dac"));
  CHECK(round_ties_to_away(d("[-0.25, 0.25]")) == d("[0, 0]_com"));
}

TEST_CASE("a summand is taken back where both are bounded and it is not the wider one") {
  CHECK(cancel_minus(b("[empty]"), b("[empty]")) == b("[empty]"));
  CHECK(cancel_minus(b("[empty]"), b("[1, 2]")) == b("[empty]"));
  CHECK(cancel_minus(b("[empty]"), b("[1, inf]")) == b("[entire]"));
  CHECK(cancel_minus(b("[1, 2]"), b("[empty]")) == b("[entire]"));
  CHECK(cancel_minus(b("[1, 2]"), b("[1, inf]")) == b("[entire]"));
  CHECK(cancel_minus(b("[entire]"), b("[entire]")) == b("[entire]"));
  CHECK(cancel_minus(b("[1, 5]"), b("[1, 4]")) == b("[0, 1]"));
  CHECK(cancel_minus(b("[1, 4]"), b("[1, 5]")) == b("[entire]"));
  CHECK(cancel_plus(b("[-5, -1]"), b("[1, 5]")) == b("[0, 0]"));
  CHECK(cancel_plus(b("[-5, -1]"), b("[1, 5.25]")) == b("[entire]"));
  // The widths round to the same number, and only one of them is the greater.
  CHECK(cancel_minus(interval(-1.0, 0x1p-60), interval(-1, 0)) == interval(0.0, 0x1p-60));
  CHECK(cancel_minus(interval(-1, 0), interval(-1.0, 0x1p-60)) == b("[entire]"));
  CHECK(cancel_minus(interval(-largest, largest), interval(-largest, largest)) == b("[0, 0]"));
  CHECK(cancel_minus(interval(-largest, 0.0), interval(least)) == interval(-infinity, -least));
  CHECK(cancel_minus(d("[1, 5]"), d("[1, 4]_dac")) == d("[0, 1]_trv"));
  CHECK(cancel_plus(d("[nai]"), d("[1, 4]")) == d("[nai]"));
}

TEST_CASE("multiplication is undone in one piece or in two") {
  CHECK(mul_rev_to_pair(b("[-1, 2]"), b("[0, 0]")) == both(b("[entire]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[0, 0]"), b("[0, 0]")) == both(b("[entire]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[0, 0]"), b("[1, 2]")) == both(b("[empty]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[0, 0]"), b("[empty]")) == both(b("[empty]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[-inf, 2]"), b("[-3, -1]")) == both(b("[-inf, -0.5]"), b("[0, inf]")));
  CHECK(mul_rev_to_pair(b("[-inf, 0]"), b("[1, 2]")) == both(b("[-inf, 0]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[-2, 0]"), b("[-inf, -1]")) == both(b("[0.5, inf]"), b("[empty]")));
  CHECK(mul_rev_to_pair(b("[-2, 4]"), b("[1, inf]")) == both(b("[-inf, -0.5]"), b("[0.25, inf]")));
  CHECK(mul_rev_to_pair(b("[entire]"), b("[1, inf]")) == both(b("[-inf, 0]"), b("[0, inf]")));
  CHECK(mul_rev_to_pair(d("[1, inf]"), d("[1, 2]")) == both_decorated(d("[0, 2]_dac"), d("[empty]")));
  CHECK(mul_rev_to_pair(d("[0, 1]"), d("[0, 2]")) == both_decorated(d("[entire]_trv"), d("[empty]")));
  CHECK(mul_rev_to_pair(d("[-1, 1]"), d("[2, 4]_def")) ==
        both_decorated(d("[-inf, -2]_trv"), d("[2, inf]_trv")));
  CHECK(mul_rev_to_pair(d("[1, 2]"), d("[empty]")) == both_decorated(d("[empty]"), d("[empty]")));
  CHECK(mul_rev(b("[-1, 1]"), b("[2, 4]"), b("[-1, 1]")) == b("[empty]"));
  CHECK(mul_rev(b("[-1, 1]"), b("[2, 4]"), b("[-1, 3]")) == b("[2, 3]"));
  CHECK(mul_rev(b("[empty]"), b("[2, 4]"), b("[entire]")) == b("[empty]"));
  CHECK(mul_rev(b("[1, 2]"), b("[2, 4]"), b("[empty]")) == b("[empty]"));
}

TEST_CASE("reverse functions of one argument with empty, unbounded and impossible values") {
  const interval<> empty = interval<>::empty();
  const interval<> entire = interval<>::entire();
  CHECK(sqr_rev(empty) == empty);
  CHECK(sqr_rev(b("[-inf, 4]"), b("[0, 1]")) == b("[0, 1]"));
  CHECK(sqr_rev(b("[4, inf]")) == entire);
  CHECK(sqr_rev(b("[4, inf]"), b("[-1, 3]")) == b("[2, 3]"));
  CHECK(sqr_rev(b("[0, 0]")) == b("[0, 0]"));
  CHECK(abs_rev(b("[-2, -1]")) == empty);
  CHECK(abs_rev(b("[1, inf]"), b("[-3, 0]")) == b("[-3, -1]"));
  CHECK(abs_rev(b("[1, 2]"), empty) == empty);
  CHECK(pown_rev(b("[-inf, -8]"), 3) == b("[-inf, -2]"));
  CHECK(pown_rev(b("[0, 0]"), -2) == empty);
  CHECK(pown_rev(b("[0, 4]"), b("[-1, 1]"), -2) == b("[-1, 1]"));
  CHECK(pown_rev(b("[0, 0.25]"), b("[-1, 1]"), -2) == empty);
  CHECK(pown_rev(b("[-1, 8]"), 3) == b("[-1, 2]"));
  CHECK(pown_rev(b("[1, 1]"), b("[3, 4]"), 0) == b("[3, 4]"));
  CHECK(cosh_rev(b("[-inf, 1]")) == b("[0, 0]"));
  CHECK(cosh_rev(b("[-inf, 0.5]")) == empty);
  CHECK(cosh_rev(b("[1, inf]"), b("[2, 3]")) == b("[2, 3]"));
  CHECK(sin_rev(b("[1, 2]"), b("[-1, 1]")) == empty);
  CHECK(cos_rev(b("[1, 1]"), b("[-1, 1]")) == b("[0, 0]"));
  CHECK(cos_rev(b("[2, 3]")) == empty);
  CHECK(tan_rev(b("[0, 0]"), b("[-1.5, 1.5]")) == b("[0, 0]"));
  CHECK(tan_rev(entire, b("[1, 2]")) == b("[1, 2]"));
  CHECK(sin_rev(d("[nai]"), d("[1, 2]")) == d("[nai]"));
  CHECK(sqr_rev(d("[4, 9]_com"), d("[0, inf]_dac")) == d("[2, 3]_trv"));
}

TEST_CASE("numbers of subnormal, half-bounded, empty and missing intervals") {
  CHECK(mid(b("[-inf, 0]")) == -largest);
  CHECK(mid(b("[0, inf]")) == largest);
  CHECK(mid(interval(-2 * least, least)) == 0);
  CHECK(mid(interval(0.0, least)) == 0);
  CHECK(mid(interval(least, 2 * least)) == 2 * least);
  CHECK(rad(interval(least, 2 * least)) == least);
  CHECK(rad(interval(0.0, least)) == least);
  CHECK(rad(b("[1, 0x1.0000000000003p0]")) == 0x1p-51);
  CHECK(rad(interval(-largest, largest)) == largest);
  CHECK(wid(interval(-1.0, least)) == 1 + 0x1p-52);
  CHECK(mid_rad(b("[-inf, 1]")) == std::pair(-largest, infinity));
  CHECK(mag(b("[-inf, 0]")) == infinity);
  CHECK(mig(b("[-inf, -3]")) == 3);
  CHECK(inf(b("[empty]")) == infinity);
  CHECK(sup(d("[empty]")) == -infinity);
  CHECK(std::isnan(inf(d("[nai]"))));
  CHECK(std::isnan(mid(d("[nai]"))));
  CHECK(std::isnan(wid(d("[nai]"))));
  CHECK(std::isnan(mig(d("[empty]"))));
}

TEST_CASE("relations with empty, unbounded and missing intervals") {
  CHECK(subset(b("[empty]"), b("[empty]")));
  CHECK(interior(b("[empty]"), b("[empty]")));
  CHECK(interior(b("[entire]"), b("[entire]")));
  CHECK(interior(b("[0, 4]"), b("[-inf, 4]")) == false);
  CHECK(interior(b("[-inf, 3]"), b("[-inf, 4]")));
  CHECK(less(b("[empty]"), b("[empty]")));
  CHECK_FALSE(less(b("[1, 2]"), b("[empty]")));
  CHECK_FALSE(less(b("[empty]"), b("[entire]")));
  CHECK(strict_less(b("[empty]"), b("[empty]")));
  CHECK_FALSE(strict_less(b("[1, inf]"), b("[-inf, 2]")));
  CHECK(strict_less(b("[1, inf]"), b("[2, inf]")));
  CHECK(precedes(b("[empty]"), b("[3, 4]")));
  CHECK(precedes(b("[1, 3]"), b("[3, 4]")));
  CHECK_FALSE(strict_precedes(b("[1, 3]"), b("[3, 4]")));
  CHECK(strict_precedes(b("[3, 4]"), b("[empty]")));
  CHECK(disjoint(b("[empty]"), b("[entire]")));
  CHECK_FALSE(disjoint(b("[-inf, 3]"), b("[3, inf]")));
  CHECK_FALSE(is_member(infinity, b("[entire]")));
  CHECK_FALSE(is_member(0, d("[nai]")));
  CHECK(is_singleton(b("[-0, 0]")));
  CHECK(equal(d("[1, 2]_trv"), d("[1, 2]_com")));
  CHECK_FALSE(equal(d("[nai]"), d("[nai]")));
  CHECK_FALSE(equal(d("[empty]"), d("[nai]")));
  CHECK_FALSE(strictly_precedes(d("[nai]"), d("[1, 2]")));
}

TEST_CASE("overlap with single numbers and without bounds") {
  using enum overlap_relation;
  CHECK(overlap(b("[empty]"), b("[empty]")) == both_empty);
  CHECK(overlap(b("[empty]"), b("[entire]")) == first_empty);
  CHECK(overlap(b("[1, 1]"), b("[empty]")) == second_empty);
  CHECK(overlap(b("[-inf, 2]"), b("[3, inf]")) == before);
  CHECK(overlap(b("[-inf, 2]"), b("[2, inf]")) == meets);
  CHECK(overlap(b("[-inf, 2]"), b("[-inf, 3]")) == starts);
  CHECK(overlap(b("[3, inf]"), b("[-inf, inf]")) == finishes);
  CHECK(overlap(b("[entire]"), b("[0, 0]")) == overlap_relation::contains);
  CHECK(overlap(b("[1, 2]"), b("[2, 2]")) == finished_by);
  CHECK(overlap(b("[2, 2]"), b("[1, 2]")) == finishes);
  CHECK(overlap(b("[2, 2]"), b("[2, 3]")) == starts);
  CHECK(overlap(b("[2, 3]"), b("[2, 2]")) == started_by);
  CHECK(overlap(d("[1, 1]_def"), d("[1, 1]")) == equals);
  CHECK(overlap(b("[3, 4]"), b("[1, 2]")) == after);
}

TEST_CASE("uncertain, rational and hexadecimal literals") {
  // What is written, and the bounds that the decimals round to, by text with brackets.
  const std::pair<std::string_view, std::string_view> same[] = {{"3.56?1", "[3.55, 3.57]"},
                                                                {"3.56?1e2", "[355, 357]"},
                                                                {"3.560?2", "[3.558, 3.562]"},
                                                                {"3.56?", "[3.555, 3.565]"},
                                                                {"3.560?2u", "[3.56, 3.562]"},
                                                                {"3.560?2d", "[3.558, 3.56]"},
                                                                {"-10?", "[-10.5, -9.5]"},
                                                                {"-10?u", "[-10, -9.5]"},
                                                                {"-10?12", "[-22, 2]"},
                                                                {"0.0?", "[-0.05, 0.05]"},
                                                                {"0.0?d", "[-0.05, 0]"},
                                                                {"0.0??", "[,]"},
                                                                {"0.0??u_trv", "[0,]_trv"},
                                                                {"-5??d", "[-inf, -5]"},
                                                                {"2.500?5ue-3", "[0.0025, 0.002505]"},
                                                                {"10?3e380_com", "[7e380, 13e380]_com"},
                                                                {"10?1800", "[-1790, 1810]"},
                                                                {"1.?", "[0.5, 1.5]"},
                                                                {"[-4/2, 10/5]", "[-2, 2]"},
                                                                {"[0x.8p1, 0x10p0]", "[1, 16]"},
                                                                {"[1.0E+400 ]_com", "[1e400, 2e400]_dac"},
                                                                {"[,1]", "[-infinity, +1]"},
                                                                {"[ ENTIRE ]_def", "[-INF, Infinity]_def"}};
  for (const auto& [written, meant] : same) {
    INFO(written);
    CHECK_FALSE(is_nai(text_to_decorated(written)));
    CHECK(text_to_decorated(written) == text_to_decorated(meant));
    CHECK(text_to_interval(written) == text_to_interval(meant));
  }
  CHECK(text_to_interval("[1/3]") == interval(1) / 3);
  CHECK(text_to_interval("[-0x1p-1075, 0x1p-1075]") == interval(-least, least));
  for (const std::string_view text :
       {"[1/0, 2]", "[0x1, 2]", "[1e, 2]", "[1,,2]", "[1, 2, 3]", "[inf]", "[inf, inf]", "[-inf, -inf]", "?",
        "?1", "1? 1", "2.5?e", "1.5", "[1, 2]_", "[nan, 1]", "[,1]_com", "0.0??_com", "[1, 2]\n", "[2, 1]",
        // above by less than a double can tell
        "[1.0000000000000002, 1.0000000000000001]"}) {
    INFO(text);
    CHECK(is_nai(text_to_decorated(text)));
    CHECK(is_empty(text_to_interval(text)));
  }
}
