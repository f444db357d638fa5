// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/text.hpp>

// Reading and writing intervals, against what MPFR reads and writes with directed rounding.

#include "interval_support.hpp"
#include "support.hpp"

#include <mpfr.h>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using reckon::interval;
using reckon::interval_to_text;
using reckon::text_to_interval;
using namespace reckon::literals;

constexpr double infinity = std::numeric_limits<double>::infinity();

// 0.1 lies between 0x1.9999999999999p-4 and the next double, and nearer to that: 1/10 is binary 0.0(0011).
static_assert("[0.1, 0.2]"_iv == interval(0x1.9999999999999p-4, 0x1.999999999999ap-3));
static_assert("[1000, 3000]"_iv == interval(1000, 3000));
static_assert("[-1e3, +.5]"_iv == interval(-1000, 0.5));
static_assert("[ 0.5 ]"_iv == interval(0.5));
static_assert("[, 3]"_iv == interval(-infinity, 3));
static_assert("[3, ]"_iv == interval(3, infinity));
static_assert("[,]"_iv == interval<>::entire() && "[Entire]"_iv == interval<>::entire());
static_assert("[ ]"_iv == interval<>::empty() && "[EMPTY]"_iv == interval<>::empty());
static_assert("[-inf, +Infinity]"_iv == interval<>::entire());
// Past the largest double, and below the smallest: a number stays in the interval though no double is near
// it.
static_assert("[1e400]"_iv == interval((std::numeric_limits<double>::max)(), infinity));
static_assert("[1e-400]"_iv == interval(0.0, 0x1p-1074));
static_assert("[1e99999999999999999999, 2e99999999999999999999]"_iv.upper() == infinity);

/// The number that a decimal text names, rounded by MPFR.
template <std::floating_point T>
T read(const std::string& decimal, mpfr_rnd_t direction) {
  support::real value;
  REQUIRE(mpfr_set_str(value.get(), decimal.c_str(), 10, direction) == 0);
  return value.to<T>(direction);
}

std::string random_decimal(std::mt19937_64& engine) {
  std::string text = engine() % 2 == 0 ? "-" : "";
  const std::size_t lengths[] = {1, 2, 5, 17, 18, 40, 900};
  const std::size_t length = lengths[engine() % 7];
  const std::size_t point = engine() % (length + 1);
  for (std::size_t i = 0; i < length; ++i) {
    if (i == point) text += '.';
    text += static_cast<char>('0' + engine() % 10);
  }
  if (engine() % 3 != 0)
    text += (engine() % 2 == 0 ? "e" : "E") + std::to_string(static_cast<int>(engine() % 700) - 350);
  return text;
}

/// All digits of a double, and now and then one digit more than it has.
std::string exact_decimal(double x, bool more) {
  std::ostringstream out;
  out << std::scientific << std::setprecision(780) << x;
  std::string text = out.str();
  if (more) text[text.find('e') - 1] = '1';
  return text;
}

template <std::floating_point T>
bool reads_tightly(const std::string& lower, const std::string& upper) {
  const interval<T> found = text_to_interval<T>("[" + lower + "," + upper + "]");
  const T l = read<T>(lower, MPFR_RNDD);
  const T u = read<T>(upper, MPFR_RNDU);
  if (found.lower() == l && found.upper() == u) return true;
  UNSCOPED_INFO(lower + ", " + upper + " is read as " + support::text(found));
  return false;
}

/// No number with fewer digits lies between x and `farthest`.
template <std::floating_point T>
bool is_shortest(const std::string& text, T x, T farthest, mpfr_rnd_t direction) {
  std::size_t digits = 0;
  for (const char c : text.substr(0, text.find('e'))) {
    // leading zeros do not count
    if (c >= '0' && c <= '9' && (c != '0' || digits != 0)) ++digits;
  }
  std::string significant = text.substr(0, text.find('e'));
  while (!significant.empty() && (significant.back() == '0' || significant.back() == '.')) {
    // nor do zeros at the end
    if (significant.back() == '0' && digits > 0) --digits;
    significant.pop_back();
  }
  if (digits < 2) return true;
  support::real value(static_cast<double>(x));
  mpfr_exp_t exponent = 0;
  char* const shorter = mpfr_get_str(nullptr, &exponent, 10, digits - 1, value.get(), direction);
  std::string mantissa = shorter;
  mpfr_free_str(shorter);
  const bool negative = mantissa.front() == '-';
  mantissa.insert(negative ? 1 : 0, "0.");
  const T other = read<T>(mantissa + "e" + std::to_string(exponent), direction);
  return direction == MPFR_RNDD ? other < farthest : other > farthest;
}

template <std::floating_point T>
bool writes_tightly(interval<T> x) {
  const std::string text = interval_to_text(x);
  UNSCOPED_INFO(text << " for " << support::text(x));
  const std::size_t comma = text.find(',');
  const std::string lower = text.substr(1, comma - 1);
  const std::string upper = text.substr(comma + 2, text.size() - comma - 3);
  const T below = std::nextafter(x.lower(), -std::numeric_limits<T>::infinity());
  const T above = std::nextafter(x.upper(), std::numeric_limits<T>::infinity());
  // d <= x exactly if d rounded up is, and d >= y exactly if d rounded down is
  return read<T>(lower, MPFR_RNDU) <= x.lower() && read<T>(lower, MPFR_RNDD) >= below &&
         read<T>(upper, MPFR_RNDD) >= x.upper() && read<T>(upper, MPFR_RNDU) <= above &&
         is_shortest(lower, x.lower(), below, MPFR_RNDD) && is_shortest(upper, x.upper(), above, MPFR_RNDU);
}

}  // namespace

TEMPLATE_TEST_CASE("decimals of any length are read to the tightest interval", "", double, float) {
  std::mt19937_64 engine(7101);
  support::random_numbers<double> random(7102);
  for (int i = 0; i < 20'000; ++i) {
    const std::string decimal = random_decimal(engine);
    if (!reads_tightly<TestType>(decimal, decimal)) FAIL();
    if (i % 10 != 0) continue;
    const double x = random.number();
    if (!reads_tightly<TestType>(exact_decimal(x, false), exact_decimal(x, false))) FAIL();
    if (!reads_tightly<TestType>(exact_decimal(x, true), exact_decimal(x, true))) FAIL();
  }
  SUCCEED();
}

TEST_CASE("a digit counts however far behind the point it stands") {
  const std::string one = "1." + std::string(900, '0') + "1";
  CHECK(text_to_interval("[" + one + "]") == interval(1, 1 + 0x1p-52));
  CHECK(text_to_interval("[-" + one + "]") == interval(-1 - 0x1p-52, -1));
  CHECK(text_to_interval("[" + one + "0, " + one + "]") == interval(1, 1 + 0x1p-52));
  CHECK(is_empty(text_to_interval("[" + one + "1, " + one + "]")));
}

TEST_CASE("a text that is no interval is read as the empty one") {
  for (const std::string_view text :
       {"",           "1",          "[1, 2",        "1, 2]",       "[1 2]",       "[1, 2]x",  "x[1, 2]",
        "[one, two]", "[.]",        "[1e]",         "[e5]",        "[1, 2, 3]",   "[--1]",    "[nan]",
        "[inf]",      "[inf, inf]", "[-inf, -inf]", "[inf, -inf]", "[entire, 1]", "[emptyy]", "[1,,2]",
        "[0x1]"}) {
    INFO(text);
    CHECK(is_empty(text_to_interval(text)));
  }
}

TEST_CASE("ends are compared as they are written, not as they are rounded") {
  CHECK(is_empty(text_to_interval("[2, 1]")));
  CHECK(is_empty(text_to_interval("[0.1000000000000000000000000000000000000001, 0.1]")));
  CHECK_FALSE(is_empty(text_to_interval("[0.1, 0.1000000000000000000000000000000000000001]")));
  CHECK(is_empty(text_to_interval("[-0.1, -0.1000000000000000000000000000000000000001]")));
  CHECK_FALSE(is_empty(text_to_interval("[100e-2, 1.0]")));
  CHECK_FALSE(is_empty(text_to_interval("[0e10, -0]")));
}

TEST_CASE("whole numbers and short decimals are written as people write them") {
  CHECK(interval_to_text(interval(1000, 3000)) == "[1000, 3000]");
  CHECK(interval_to_text(interval(-0.5, 11000)) == "[-0.5, 11000]");
  CHECK(interval_to_text(interval(100'000'000, 123'456'789'012'345)) == "[100000000, 123456789012345]");
  CHECK(interval_to_text(interval(0.00390625, 1e22)) == "[0.00390625, 1e+22]");
  CHECK(interval_to_text(interval(0x1p-20, 4096.125)) == "[9.5367431640625e-07, 4096.125]");
  CHECK(interval_to_text(interval(-0.0, 0.0)) == "[0, 0]");
  CHECK(interval_to_text(interval(-0x1p-1074, 0)) == "[-5e-324, 0]");
}

TEST_CASE("sets without two finite ends are written in words") {
  CHECK(interval_to_text(interval<>::empty()) == "[empty]");
  CHECK(interval_to_text(interval<float>::entire()) == "[entire]");
  CHECK(interval_to_text(interval(300, infinity)) == "[300, inf]");
  CHECK(interval_to_text(interval(-infinity, 2.5)) == "[-inf, 2.5]");
}

TEST_CASE("a decimal is written that lies between the end and the next number outside") {
  // The double 0.1 lies above 1/10, and 0.2 above 1/5: the one is an outer decimal already, the other is not.
  CHECK(interval_to_text(interval(0.1, 0.2)) == "[0.1, 0.20000000000000002]");
  CHECK(interval_to_text(interval(0.1, 0x1.9999999999999p-3)) == "[0.1, 0.2]");
}

TEMPLATE_TEST_CASE("the decimals written enclose the interval, are the shortest, and at most one place off",
                   "", double, float) {
  support::random_numbers<TestType> random(7103);
  for (int i = 0; i < 20'000; ++i) {
    const interval<TestType> x = random.set();
    if (!is_common_interval(x)) continue;
    if (!writes_tightly(x)) FAIL();
  }
  SUCCEED();
}

TEMPLATE_TEST_CASE("what was written reads back as an interval that holds the first", "", double, float) {
  support::random_numbers<TestType> random(7104);
  for (int i = 0; i < 20'000; ++i) {
    const interval<TestType> x = random.set();
    const interval<TestType> again = text_to_interval<TestType>(interval_to_text(x));
    INFO(interval_to_text(x));
    if (!subset(x, again) || is_empty(x) != is_empty(again)) FAIL();
  }
  SUCCEED();
}

template <class T>
std::string printed(reckon::interval<T> x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

TEST_CASE("an interval prints as a person expects it") {
  CHECK(printed(interval(0.1, 0.2)) == "[0.1, 0.2]");
  CHECK(printed(interval(-0.2, -0.1)) == "[-0.2, -0.1]");
  CHECK(printed(interval(1000, 3000)) == "[1000, 3000]");
  CHECK(printed(interval<float>(0.1F, 0.7F)) == "[0.1, 0.7]");
  CHECK(printed(interval(1) / 3) == "[0.3333333333333333, 0.3333333333333334]");
  CHECK(printed(interval(300, infinity)) == "[300, inf]");
}

TEST_CASE("what is printed reads back, number by number, as the ends or their outer neighbours") {
  support::random_numbers<double> random(7105);
  for (int i = 0; i < 20'000; ++i) {
    const interval<double> x = random.set();
    if (!is_common_interval(x)) continue;
    const std::string text = printed(x);
    INFO(text);
    char* end = nullptr;
    const double lower = std::strtod(text.c_str() + 1, &end);
    const double upper = std::strtod(end + 1, nullptr);
    if (!(lower <= x.lower() && lower >= std::nextafter(x.lower(), -infinity))) FAIL();
    if (!(upper >= x.upper() && upper <= std::nextafter(x.upper(), infinity))) FAIL();
    if (!subset(x, text_to_interval<double>(text))) FAIL();
    if (text.size() > interval_to_text(x).size()) FAIL();
  }
  SUCCEED();
}

TEST_CASE("a stream takes an interval with its width") {
  std::ostringstream out;
  out << std::setw(12) << interval(1, 2) << std::setw(9) << std::left << interval<float>::empty() << '|';
  CHECK(out.str() == "      [1, 2][empty]  |");
}
