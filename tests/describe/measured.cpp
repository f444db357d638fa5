// SPDX-License-Identifier: BSL-1.0
#include <reckon/describe/measured.hpp>

#include "support.hpp"

#include <reckon/error.hpp>
#include <reckon/phrase.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>

using reckon::plus_or_minus;
using reckon::shorthand;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = (std::numeric_limits<double>::max)();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

}  // namespace

TEST_CASE("the uncertainty keeps the digits that the Particle Data Group gives it") {
  // The three examples of the Review of Particle Physics, Introduction, Rounding.
  CHECK(plus_or_minus(0.827, 0.119) == "0.83 \u00b1 0.12");
  CHECK(plus_or_minus(0.827, 0.367) == "0.8 \u00b1 0.4");
  CHECK(plus_or_minus(14.674, 0.964) == "14.7 \u00b1 1.0");
  // Both sides of each limit.
  CHECK(plus_or_minus(5, 0.0100) == "5.000 \u00b1 0.010");
  CHECK(plus_or_minus(5, 0.354) == "5.00 \u00b1 0.35");
  CHECK(plus_or_minus(5, 0.355) == "5.0 \u00b1 0.4");
  CHECK(plus_or_minus(5, 0.949) == "5.0 \u00b1 0.9");
  CHECK(plus_or_minus(5, 0.950) == "5.0 \u00b1 1.0");
  CHECK(plus_or_minus(5, 0.999) == "5.0 \u00b1 1.0");
  CHECK(plus_or_minus(5, 1) == "5.0 \u00b1 1.0");
  CHECK(plus_or_minus(11234, 827) == "11,200 \u00b1 800");
  CHECK(plus_or_minus(11234, 960) == "11,200 \u00b1 1,000");
  CHECK(plus_or_minus(-0.827, 0.119) == "-0.83 \u00b1 0.12");
  CHECK(plus_or_minus(0.001, 5) == "0 \u00b1 5");
  CHECK(plus_or_minus(-0.04, 1) == "0.0 \u00b1 1.0");
}

TEST_CASE("shorthand counts the uncertainty in units of the last place") {
  // Newton's constant, CODATA 2018 (Tiesinga et al. 2021): 6.67430(15)e-11 m3 kg-1 s-2.
  CHECK(shorthand(6.67430e-11, 0.00015e-11) == "6.67430(15)e-11");
  // The Planck mass, CODATA 2018: 2.176434(24)e-8 kg.
  CHECK(shorthand(2.176434e-8, 0.000024e-8) == "2.176434(24)e-8");
  CHECK(shorthand(0.827, 0.119) == "0.83(12)");
  CHECK(shorthand(14.674, 0.964) == "14.7(10)");
  CHECK(shorthand(11234, 827) == "11200(800)");
  CHECK(shorthand(100.02145, 0.00036) == "100.0215(4)");  // halves of the value go away from zero
  CHECK(shorthand(0, 0.3) == "0.00(30)");
  CHECK(shorthand(1.2e20, 3e19) == "1.20(30)e20");
}

TEST_CASE("both forms read back to what was rounded") {
  std::mt19937_64 random(20260301);
  std::uniform_real_distribution<double> magnitude(-30, 30);
  std::uniform_real_distribution<double> relative(-12, 1);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::pow(10.0, magnitude(random)) * (i % 3 == 0 ? -1 : 1);
    const double uncertainty = std::abs(value) * std::pow(10.0, relative(random));
    for (const std::string& text : {plus_or_minus(value, uncertainty), shorthand(value, uncertainty)}) {
      const auto read = reckon::try_parse(text);
      CAPTURE(value, uncertainty, text);
      REQUIRE(read.has_value());
      REQUIRE(read->kind() == reckon::phrase_kind::tolerance);
      const double half = *read->upper() / 2 - *read->lower() / 2;
      // The coarsest rounding is from 355 to 400, the coarsest place half of the rounded uncertainty of 100.
      const double noise = 4e-16 * std::abs(value);
      CHECK(std::abs(half - uncertainty) <= 45.0 / 355 * uncertainty + noise);
      CHECK(std::abs(*read->point() - value) <= 0.5 / 3.5 * uncertainty + noise);
    }
  }
}

TEST_CASE("numbers of any size have a value with uncertainty") {
  for (const double value : {largest, -largest, smallest, 0.0, 1.0, 1e15, 1e-5, 123456789012345678.0}) {
    for (const double uncertainty : {largest, smallest, 1.0, 1e-17, 3.7e14, 9.96e-6}) {
      CAPTURE(value, uncertainty, plus_or_minus(value, uncertainty), shorthand(value, uncertainty));
      CHECK(plus_or_minus(value, uncertainty).size() < 1400);
      CHECK(shorthand(value, uncertainty).find('(') != std::string::npos);
    }
  }
  CHECK_THROWS_AS(plus_or_minus(infinity, 1), reckon::domain_error);
  CHECK_THROWS_AS(plus_or_minus(1, infinity), reckon::domain_error);
  CHECK_THROWS_AS(plus_or_minus(1, 0), reckon::domain_error);
  CHECK_THROWS_AS(shorthand(1, -1), reckon::domain_error);
  CHECK_THROWS_WITH(shorthand(std::nan(""), 1), support::contains_text("reckon::shorthand: "));
}
