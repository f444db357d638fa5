// SPDX-License-Identifier: BSL-1.0
#include <reckon/describe.hpp>

#include "describe/contract.hpp"
#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using reckon::anonymous;
using reckon::describe;
using reckon::description_style;
using reckon::estimate;
using reckon::interval;
using reckon::report;
using reckon::source;
using reckon::vocabulary;
using namespace reckon::literals;

using contract::broken;
using contract::read_back;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class T>
std::string printed(const T& x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

/// Ranges over magnitudes from 1e-3 to 1e12, from narrow to wide, of integers and of decimals.
class random_ranges {
 public:
  interval<> next() {
    const double start = std::pow(10.0, magnitude_(engine_));
    const double factor = 1 + std::pow(10.0, spread_(engine_));
    double lower = start;
    double upper = start * factor;
    switch (shape_(engine_)) {
      case 0:  // whole
        lower = std::floor(lower);
        upper = std::ceil(upper);
        break;
      case 1:  // few digits
        lower = rounded(lower);
        upper = (std::max)(rounded(upper), lower);
        break;
      case 2:  // across zero
        lower = -lower;
        break;
      case 3:  // negative
        std::swap(lower, upper);
        lower = -lower;
        upper = -upper;
        break;
      case 4:
        lower = 0;
        break;
      default:
        break;
    }
    return {lower, upper};
  }

 private:
  static double rounded(double x) {
    const double unit = std::pow(10.0, std::floor(std::log10(x)) - 1);
    return std::round(x / unit) * unit;
  }

  std::mt19937_64 engine_{20250227};
  std::uniform_real_distribution<double> magnitude_{-3, 12};
  std::uniform_real_distribution<double> spread_{-6, 4};
  std::uniform_int_distribution<int> shape_{0, 8};
};

void check_random_ranges(int count) {
  random_ranges ranges;
  for (int i = 0; i < count; ++i) {
    const interval<> x = ranges.next();
    for (const auto style : {description_style::close, description_style::rough}) {
      const std::string text = describe(x, style);
      const std::string fault = broken(x, text);
      if (fault.empty()) continue;
      CAPTURE(i, x.lower(), x.upper(), text);
      FAIL(fault);
    }
  }
  SUCCEED();
}

}  // namespace

// The contract is that of the words: read back under vocabulary plain they hold the range, and are at
// most 1.25 times as wide and a grain.

TEST_CASE("plain reads a description back to a range that is little wider") { check_random_ranges(4000); }

TEST_CASE("plain reads a description back, many ranges", "[.long]") { check_random_ranges(200000); }

TEST_CASE("ends that floating point makes awkward keep the contract") {
  const double near_one = std::nextafter(1.0, 2.0);
  for (const interval<> x : {interval<>(0.1, 0.2),
                             interval<>(0.1 + 0.2, 0.7),
                             interval<>(1, near_one),
                             interval<>(1e12, 1e12 + 1),
                             interval<>(1e12, std::nextafter(1e12, 2e12)),
                             interval<>(0.3, std::nextafter(0.3, 1.0)),
                             interval<>(1e-3, 1e12),
                             interval<>(999999, 1000001),
                             interval<>(999.5, 1000.5),
                             interval<>(9.99, 10.01),
                             interval<>(0.999, 9.991),
                             interval<>(1e-12, 3e-12),
                             interval<>(1e14, 1e15),
                             interval<>(-1e-3, 1e-3),
                             interval<>(0, 1e-9),
                             interval<>(10.6, 11.4),
                             interval<>(0.95, 1.05),
                             interval<>(2.5, 3.5),
                             interval<>(104.5, 105.5),
                             interval<>(1e300, 3e300),
                             interval<>(-1e308, 1e308),
                             interval<>(4e-320, 5e-320),
                             interval<>(8.691694759794e-311),
                             interval<>(1, 1e300)}) {
    const std::string text = describe(x);
    CAPTURE(x.lower(), x.upper(), text);
    CHECK(broken(x, text).empty());
  }
}

TEST_CASE("the largest and the smallest numbers are described, with an exponent") {
  constexpr double largest = (std::numeric_limits<double>::max)();
  constexpr double smallest = std::numeric_limits<double>::denorm_min();
  for (const interval<> x :
       {interval<>(-largest, largest), interval<>(1, largest), interval<>(largest / 2, largest),
        interval<>(smallest, 2 * smallest), interval<>(smallest, 1), interval<>(0, smallest)}) {
    const std::string text = describe(x);
    CAPTURE(text);
    CHECK(broken(x, text).empty());
  }
  CHECK(describe(interval<>(1e20, 3e20)) == "1e20 to 3e20");
  CHECK(describe(interval<>(5e12, 9e12)) == "5 trillion to 9 trillion");
  CHECK(describe(interval<>(1e-20, 3e-20)) == "1e-20 to 3e-20");
  CHECK_FALSE(describe(interval<>(largest, infinity)).empty());
  CHECK_FALSE(describe(interval<>(-infinity, -largest)).empty());
}

TEST_CASE("words that would be read as thousands of both ends are avoided") {
  // "between 200 and 500,000" means 200,000 to 500,000, as "30-40,000" means 30,000 to 40,000.
  CHECK(describe(interval<>(220, 500000)) == "somewhere between 200 and 500000");
  CHECK(describe(interval<>(600, 500000)) == "somewhere between 600 and 500,000");
}

TEST_CASE("one-sided ranges are described on their side, rounded outward") {
  CHECK(describe(interval<>(301, infinity)) == "more than 300");
  CHECK(describe(interval<>(302, infinity)) == "at least 302");
  CHECK(describe(interval<>(123456, infinity)) == "at least 123,000");
  CHECK(describe(interval<>(-infinity, -123456)) == "at most -123,000");
  CHECK(describe(interval<>(-infinity, 123456)) == "at most 124,000");
  CHECK(describe(interval<>(0, infinity)) == "at least 0");
  CHECK(describe(interval<>(2345678, infinity)) == "at least 2.34 million");
  CHECK(describe(interval<>::entire()) == "any number");
  CHECK(describe(interval<>::empty()) == "no number");
  random_ranges ranges;
  for (int i = 0; i < 2000; ++i) {
    const interval<> x = ranges.next();
    const interval<> above(x.lower(), infinity);
    const std::string text = describe(above);
    CAPTURE(x.lower(), text);
    const interval<> back = read_back(text);
    CHECK(subset(above, back));
    CHECK(std::abs(back.lower() - x.lower()) <= 0.01 * std::abs(x.lower()));
    if (!(x.upper() < 0))
      continue;  // plain gives a count the lower end 0: the words for (-inf, 5] are those of [0, 5]
    const interval<> below(-infinity, x.upper());
    CAPTURE(describe(below));
    CHECK(subset(below, read_back(describe(below))));
  }
}

TEST_CASE("strictness is kept where it says the same of a count in fewer digits") {
  CHECK(describe(interval<>(123001, infinity)) == "more than 123,000");
  CHECK(describe(interval<>(2000001, infinity)) == "more than 2 million");
  CHECK(describe(interval<>(300, infinity)) == "at least 300");
  CHECK(describe(interval<>(1, infinity)) == "at least 1");
  CHECK(describe(interval<>(300.5, infinity)) == "at least 300.5");
  CHECK(describe(interval<>(0, 49)) == "fewer than 50");
  CHECK(describe(interval<>(-infinity, 49)) == "fewer than 50");
  CHECK(describe(interval<>(0, 50)) == "0 to 50");
  CHECK(describe(interval<>(0, 9)) == "fewer than 10");
  const source paper("JoongAng Ilbo");
  for (const char* text :
       {"more than 300", "at least 300", "fewer than 50", "at most 4,000", "more than 2 million"}) {
    CHECK(describe(estimate(report(text, paper))) == text);
    CHECK(printed(estimate(report(text, paper))) == text);
  }
  CHECK(describe(estimate(report("up to 4,000", paper))) == "at most 4,000");
  CHECK(describe(estimate(report("more than 300", paper)) + 500) == "more than 800");
  CHECK(describe(estimate(report("up to 4,000", paper)) + 500) == "500 to 4,500");
  // Without the unit the words would speak of a count.
  CHECK(describe(estimate(report("more than 300 kg", paper))) == "at least 300");
}

TEST_CASE("an estimate has its mean and deviation in shorthand, if it has one of each") {
  CHECK(shorthand(estimate(reckon::normal(11234, 413))) == "11200(400)");
  CHECK_THROWS_AS(shorthand(estimate(interval<>(1, 2))), reckon::domain_error);
  CHECK_THROWS_AS(shorthand(estimate(1.0)), reckon::domain_error);
}

TEST_CASE(
    "the step is the coarsest of 1, 2, 2.5, 5 that widens a range of whole numbers by a tenth at most") {
  // Found by trial in whole numbers, from the coarsest step down.
  std::vector<std::int64_t> steps;
  for (std::int64_t power = 1; power <= 1000000; power *= 10) {
    for (const std::int64_t twice : {2, 4, 5, 10}) {
      if (twice * power % 2 == 0) steps.push_back(twice * power / 2);
    }
  }
  std::mt19937_64 random(5);
  int compared = 0;
  for (int i = 0; i < 20000; ++i) {
    const auto lower = static_cast<std::int64_t>(1 + random() % (i % 2 == 0 ? 300 : 300000));
    const auto upper = lower + static_cast<std::int64_t>(random() % static_cast<unsigned long>(8 * lower));
    if (upper == lower) continue;
    const std::string text = describe(interval<>(static_cast<double>(lower), static_cast<double>(upper)));
    if (text.rfind("about", 0) == 0) continue;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
      const std::int64_t down = lower / *step * *step;
      const std::int64_t up = (upper + *step - 1) / *step * *step;
      if (down == 0 || 10 * (up - down) > 11 * (upper - lower)) continue;
      const interval<> back = read_back(text);
      CAPTURE(lower, upper, *step, text);
      CHECK(back.lower() == static_cast<double>(down));
      CHECK(back.upper() == static_cast<double>(up));
      ++compared;
      break;
    }
  }
  CHECK(compared > 15000);
}

TEST_CASE("ends of different magnitude together widen the range by a tenth at most") {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> magnitude(-6, 9);
  std::uniform_real_distribution<double> spread(1, 3);
  for (int i = 0; i < 2000; ++i) {
    const double lower = std::pow(10.0, magnitude(random));
    const interval<> x(lower, lower * std::pow(10.0, spread(random)));
    for (const auto style : {description_style::close, description_style::rough}) {
      const interval<> back = read_back(describe(x, style));
      const double allowed = style == description_style::close ? 0.10 : 0.25;
      CAPTURE(x.lower(), x.upper(), describe(x, style));
      CHECK(back.upper() - back.lower() <= (1 + allowed + 1e-12) * (x.upper() - x.lower()));
      CHECK(back.lower() > 0);
    }
  }
}

TEST_CASE("words that a newsroom would print") {
  CHECK(describe(interval<>(1500, 3500)) == "1,500 to 3,500");
  CHECK(describe(interval<>(10500, 11500)) == "about 11,000");
  CHECK(describe(interval<>(1.2e6, 1.4e6)) == "1.2 million to 1.4 million");
  CHECK(describe(interval<>(200, 999)) == "200 to 1,000");
  CHECK(describe(interval<>(300, 20000)) == "somewhere between 300 and 20,000");
  CHECK(describe(interval<>(4000.0)) == "4,000");
  CHECK(describe(interval<>(0.0)) == "0");
  CHECK(describe(interval<>(0, 2.5e6)) == "0 to 2.5 million");
  CHECK(describe(interval<>(6500, 11500)) == "6,500 to 11,500");
}

TEST_CASE("whole ends stay whole") {
  random_ranges ranges;
  for (int i = 0; i < 2000; ++i) {
    const interval<> any = ranges.next();
    const interval<> x(std::floor(any.lower()), std::ceil(any.upper()));
    if (std::abs(x.upper()) >= 1e6 || std::abs(x.lower()) >= 1e6) continue;  // "2.25 million" is whole, too
    const std::string text = describe(x);
    CAPTURE(x.lower(), x.upper(), text);
    CHECK(text.find('.') == std::string::npos);
  }
}

TEST_CASE("negative ranges read from the lower to the upper end") {
  CHECK(describe(interval<>(-3000, -1000)) == "-3,000 to -1,000");
  CHECK(describe(interval<>(-500, 1500)) == "-500 to 1,500");
  CHECK(describe(interval<>(-2e6, 3e6)) == "-2 million to 3 million");
  CHECK(describe(interval<>(-500.0)) == "-500");
}

TEST_CASE("the rough style uses fewer digits and no less width") {
  CHECK(describe(interval<>(1130, 2870), description_style::close) == "1,100 to 2,900");
  CHECK(describe(interval<>(1130, 2870), description_style::rough) == "1,000 to 3,000");
}

TEST_CASE("an estimate of a report is described by its words") {
  const source paper("JoongAng Ilbo");
  CHECK(describe(estimate(report("about 11,000", paper))) == "about 11,000");
  CHECK(printed(estimate(report("about 11,000", paper))) == "about 11,000");
  CHECK(printed("1,000 to 3,000"_est + 500) == "1,500 to 3,500");
  CHECK(printed("more than 300"_est) == "more than 300");
  CHECK(printed(estimate(42.0)) == "42");
  CHECK(printed("4,000"_est - "4,000"_est) != "0");
  const estimate x = "4,000"_est;
  CHECK(printed(x - x) == "0");
}

TEST_CASE("a shape is printed with its median and coverage") {
  const estimate e(reckon::normal(1000, 100));
  // 1000 -+ 1.645 * 100, rounded outward
  const std::string text = printed(e);
  CHECK(text == "roughly 825 to 1,175 (90 % range, median 1,000)");
  CHECK(subset(interval<>(835.5, 1164.5), read_back(describe(e))));
  // A set beside it makes the median an interval, which is not printed as a number.
  CHECK(printed(e + interval<>(0, 1000)).find("median") == std::string::npos);
}

TEST_CASE("numerical noise at the ends of a shape costs no digit") {
  CHECK(describe(estimate(reckon::uniform(0, 1))) == "somewhere between 0.05 and 1");
  CHECK(describe(estimate(report("1,000 to 3,000", source("a")), vocabulary::spoken)) ==
        "roughly 1,100 to 2,900");
  CHECK(describe(estimate(reckon::normal(1e10, 1e-3))) ==
        "roughly 9.99999999999825 billion to 10.00000000000175 billion");
}

TEST_CASE("a wider coverage gives a wider description") {
  const estimate e(reckon::normal(1000, 100));
  const interval<> half = read_back(describe(e, 0.5));
  const interval<> most = read_back(describe(e, 0.99));
  CHECK(subset(half, most));
  CHECK(half != most);
}

TEST_CASE("where shapes share an origin, the range under unknown dependence is printed beside") {
  const source officials("Ukrainian officials");
  const source paper("JoongAng Ilbo");
  const source agency("Yonhap");
  const report arrived("about 11,000", paper.citing(officials));
  const report killed("about 4,000", agency.citing(officials));
  const estimate left = estimate(arrived, vocabulary::spoken) - estimate(killed, vocabulary::spoken);
  const std::string text = printed(left);
  CAPTURE(text);
  CHECK_THAT(text, support::contains_text("if nothing is assumed"));
  const auto beside = text.find("; ");
  REQUIRE(beside != std::string::npos);
  const std::string words = text.substr(beside + 2, text.find(" if nothing") - beside - 2);
  const auto unknown = reckon::range(left, 0.9, {.default_dependence = reckon::dependence::unknown});
  CHECK(broken(interval<>(unknown.lower(), unknown.upper()), words).empty());
  CHECK(subset(reckon::range(left, 0.9), unknown));

  // An anonymous source may be anybody.
  const report sent("about 2,000", paper.citing(anonymous));
  CHECK_THAT(printed(estimate(arrived, vocabulary::spoken) + estimate(sent, vocabulary::spoken)),
             support::contains_text("if nothing is assumed"));
  // Distinct names, a single report used twice, and sets alone have nothing to show.
  const report other("about 2,000", agency.citing(source("a ministry")));
  CHECK(printed(estimate(arrived, vocabulary::spoken) + estimate(other, vocabulary::spoken))
            .find("if nothing") == std::string::npos);
  const estimate once(arrived, vocabulary::spoken);
  CHECK(printed(once * once).find("if nothing") == std::string::npos);
  CHECK(printed(estimate(arrived) - estimate(killed)).find("if nothing") == std::string::npos);
}

TEST_CASE("what cannot be said under unknown dependence does not hinder the printing") {
  const source officials("Ukrainian officials");
  const report more("500 plus or minus 20", officials);
  const report less("100 plus or minus 20", officials);
  // A negative difference has no probability worth counting here, but no proof excludes it.
  const estimate root = sqrt(estimate(more, vocabulary::spoken) - estimate(less, vocabulary::spoken));
  CHECK_THAT(printed(root), support::contains_text("90 % range"));
}

TEST_CASE("a sum of many leaves without a source is printed at once") {
  std::vector<estimate> terms(20000, estimate(1.0));
  for (auto& term : terms) term = estimate(reckon::normal(1, 1));
  CHECK_THAT(printed(sum(terms)), support::contains_text("median 20,000"));
}
