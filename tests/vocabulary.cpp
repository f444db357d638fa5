// SPDX-License-Identifier: BSL-1.0
#include <reckon/vocabulary.hpp>

#include "support.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <variant>
#include <vector>

using reckon::distribution;
using reckon::interval;
using reckon::meaning;
using reckon::parse;
using reckon::silence;
using reckon::vocabulary;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct spans {
  const char* text;
  double lower;
  double upper;
};

void check_sets(const vocabulary& words, const std::vector<spans>& table) {
  for (const spans& row : table) {
    INFO(words.name() << " reads \"" << row.text << "\"");
    const meaning read = words.read(parse(row.text));
    REQUIRE(std::holds_alternative<interval<>>(read));
    CHECK(std::get<interval<>>(read).lower() == row.lower);
    CHECK(std::get<interval<>>(read).upper() == row.upper);
  }
}

distribution shape(const char* text) {
  const meaning read = vocabulary::spoken.read(parse(text));
  REQUIRE(std::holds_alternative<distribution>(read));
  return std::get<distribution>(read);
}

}  // namespace

TEST_CASE("silence has no number under any vocabulary") {
  for (const vocabulary* words : {&vocabulary::literal, &vocabulary::plain, &vocabulary::spoken,
                                  &vocabulary::acled, &vocabulary::emdat, &vocabulary::ccc}) {
    CHECK(std::holds_alternative<silence>(words->read(parse("offered no numbers"))));
    CHECK(std::holds_alternative<interval<>>(words->read(parse("no casualties"))));
  }
}

TEST_CASE("literal adds nothing to the numbers as written") {
  check_sets(vocabulary::literal, {
                                      {"4,000", 4000, 4000},
                                      {"about 11,000", 11000, 11000},
                                      {"nearly 12,000", 12000, 12000},
                                      {"1,000 to 3,000", 1000, 3000},
                                      {"500 plus or minus 50", 450, 550},
                                      {"at least 300", 300, infinity},
                                      {"more than 300", 301, infinity},
                                      {"more than 300 kg", 300, infinity},
                                      {"up to 4,000", -infinity, 4000},
                                      {"fewer than 50", -infinity, 49},
                                      {"less than 50 kg", -infinity, 50},
                                      {"none", 0, 0},
                                  });
}

TEST_CASE("literal names the vague word that it has no meaning for, and who has") {
  for (const char* text : {"hundreds", "tens of thousands", "several hundred", "a handful"}) {
    INFO(text);
    CHECK_THROWS_AS(vocabulary::literal.read(parse(text)), reckon::domain_error);
    CHECK_THROWS_WITH(vocabulary::literal.read(parse(text)), support::contains_text("vocabulary::plain"));
  }
  CHECK_THROWS_WITH(vocabulary::literal.read(parse("tens of thousands")),
                    support::contains_text("'tens of thousands'"));
  CHECK_THROWS_WITH(vocabulary::literal.read(parse("several hundred")),
                    support::contains_text("'several hundred'"));
  CHECK_THROWS_WITH(vocabulary::plain.read(parse("many")), support::contains_text("'many'"));
}

TEST_CASE("plain makes a number as wide as its grain, at most a tenth of it") {
  // Half-width by hand: half of 10^(trailing zeros), but a tenth of the number where that is less.
  check_sets(vocabulary::plain, {
                                    {"11,000", 10500, 11500},
                                    {"4,000", 3600, 4400},
                                    {"10,000 soldiers", 9000, 11000},
                                    {"about 11,000", 10500, 11500},
                                    {"nearly 12,000", 11500, 12000},
                                    {"just over 12,000", 12000, 12500},
                                    {"11,001", 11001, 11001},
                                    {"about 17", 17, 17},
                                    {"exactly 11,000", 11000, 11000},
                                    {"2.5 million", 2450000, 2550000},
                                    {"6.67430", 6.674295, 6.674305},
                                    {"30 percent", 27, 33},
                                    {"31 percent", 30.5, 31.5},
                                    {"0.3", 0.25, 0.35},
                                    {"-40 degrees", -44, -36},
                                    {"nearly -40 degrees", -44, -40},
                                    {"0", 0, 0},
                                    {"1,000 to 3,000", 1000, 3000},
                                    {"approximately 1,000 to 3,000", 1000, 3000},
                                    {"500 plus or minus 50", 450, 550},
                                });
}

TEST_CASE("one-sided phrases stay one-sided, and counts are whole") {
  check_sets(vocabulary::plain, {
                                    {"more than 300", 301, infinity},
                                    {"at least 300", 300, infinity},
                                    {"300 or more", 300, infinity},
                                    {"more than 2 million", 2000001, infinity},
                                    {"more than $300", 300, infinity},
                                    {"fewer than 50", 0, 49},
                                    {"up to 4,000", 0, 4000},
                                    {"less than 50 kg", -infinity, 50},
                                    {"more than 300 but fewer than 500", 301, 499},
                                    {"more than 2 kg but less than 3 kg", 2, 3},
                                    {"at least several hundred", 300, infinity},
                                    {"more than several hundred", 301, infinity},
                                    {"up to several hundred", 0, 900},
                                });
  CHECK_THROWS_AS(vocabulary::plain.read(parse("fewer than 0")), reckon::domain_error);
  CHECK_THROWS_AS(vocabulary::plain.read(parse("more than 5 but fewer than 6")), reckon::domain_error);
  for (const char* text : {"more than 300", "up to 4,000"}) {
    CHECK(std::get<interval<>>(vocabulary::spoken.read(parse(text))) ==
          std::get<interval<>>(vocabulary::plain.read(parse(text))));
  }
}

TEST_CASE("plain gives vague words a range") {
  check_sets(vocabulary::plain, {
                                    {"tens", 20, 99},
                                    {"dozens", 24, 99},
                                    {"scores", 40, 99},
                                    {"hundreds", 200, 999},
                                    {"estimated hundreds", 200, 999},
                                    {"thousands", 2000, 9999},
                                    {"tens of thousands", 20000, 99999},
                                    {"hundreds of thousands", 200000, 999999},
                                    {"millions", 2e6, 9999999},
                                    {"several hundred", 300, 900},
                                    {"several", 3, 9},
                                    {"a few thousand", 3000, 5000},
                                    {"a couple of dozen", 24, 36},
                                    {"a handful", 3, 9},
                                });
}

TEST_CASE("spoken has shapes on the sets of plain") {
  const distribution bare = shape("11,000");
  CHECK(bare.support().lower() == 10500);
  CHECK(bare.support().upper() == 11500);
  CHECK_THAT(bare.variance(), support::WithinRel(1000.0 * 1000 / 12, 1e-12));

  const distribution about = shape("about 11,000");
  CHECK(about.support().lower() == 10000);
  CHECK(about.support().upper() == 12000);
  CHECK_THAT(about.mean(), support::WithinRel(11000.0, 1e-12));
  CHECK_THAT(about.variance(),
             support::WithinRel(1000.0 * 1000 / 6, 1e-9));  // symmetric triangular: (b - a)^2 / 24

  const distribution nearly = shape("nearly 12,000");
  CHECK(nearly.support().lower() == 11500);
  CHECK(nearly.support().upper() == 12000);

  const distribution range = shape("1,000 to 3,000");
  CHECK(range.support().lower() == 1000);
  CHECK_THAT(range.mean(), support::WithinRel(2000.0, 1e-12));

  const distribution hundreds = shape("hundreds");
  CHECK(hundreds.support().lower() == 200);
  CHECK(hundreds.support().upper() == 999);
  CHECK_THAT(hundreds.median(),
             support::WithinRel(std::sqrt(200.0 * 999), 1e-12));  // log-uniform: geometric mean

  const distribution measured = shape("500 plus or minus 50");
  CHECK_THAT(measured.mean(), support::WithinRel(500.0, 1e-12));
  CHECK_THAT(measured.variance(), support::WithinRel(2500.0, 1e-12));

  check_sets(vocabulary::spoken, {{"17", 17, 17}, {"about 17", 17, 17}, {"none", 0, 0}, {"3 to 3", 3, 3}});
}

TEST_CASE("house vocabularies return the points of their codebooks") {
  check_sets(vocabulary::acled, {{"hundreds", 100, 100},
                                 {"dozens", 12, 12},
                                 {"tens", 10, 10},
                                 {"1,000 to 3,000", 1000, 1000},
                                 {"about 300", 300, 300}});
  check_sets(vocabulary::emdat,
             {{"hundreds", 200, 200}, {"thousands", 2000, 2000}, {"1,000 to 3,000", 2000, 2000}});
  // The modal codes of the Crowd Counting Consortium, 2017 to 2020.
  check_sets(vocabulary::ccc, {{"hundreds", 200, 200},
                               {"dozens", 24, 24},
                               {"scores", 40, 40},
                               {"thousands", 2000, 2000},
                               {"tens of thousands", 20000, 20000},
                               {"hundreds of thousands", 200000, 200000},
                               {"several hundred people", 300, 300},
                               {"a handful", 5, 5},
                               {"about a dozen", 12, 12}});
  CHECK_THROWS_WITH(vocabulary::emdat.read(parse("dozens")), support::contains_text("'dozens'"));
}

TEST_CASE("a change and a denial have no meaning as a quantity") {
  for (const vocabulary* words : {&vocabulary::literal, &vocabulary::plain, &vocabulary::spoken,
                                  &vocabulary::acled, &vocabulary::emdat, &vocabulary::ccc}) {
    for (const char* text : {"rose from 300 to 500", "not 500", "not hundreds", "not 300 to 500"}) {
      INFO(words->name() << " " << text);
      CHECK_THROWS_AS(words->read(parse(text)), reckon::domain_error);
    }
  }
}

TEST_CASE("plain encloses literal, whatever was said") {
  std::mt19937_64 random(7);
  const char* before[] = {"",         "about ",    "nearly ",    "just over ",
                          "exactly ", "at least ", "more than ", "up to "};
  const char* behind[] = {"", " people", " kg", "%", " million", "k", " or more"};
  for (int i = 0; i < 5000; ++i) {
    std::string text = before[random() % std::size(before)];
    text += std::to_string(random() % 100000);
    text += behind[random() % std::size(behind)];
    const auto said = reckon::try_parse(text);
    if (!said) continue;
    INFO(text);
    const auto plain = std::get<interval<>>(vocabulary::plain.read(*said));
    const auto literal = std::get<interval<>>(vocabulary::literal.read(*said));
    CHECK(plain.lower() <= (std::max)(literal.lower(), 0.0));
    CHECK(plain.upper() >= literal.upper());
  }
}

TEST_CASE("a vocabulary of one's own is a name and a rule") {
  constexpr vocabulary doubled(
      "doubled",
      [](const reckon::phrase& said, double factor) -> meaning {
        return interval<>(said.point().value_or(0) * factor);
      },
      2.5);
  CHECK(doubled.name() == "doubled(2.5)");
  CHECK(std::get<interval<>>(doubled.read(parse("400"))) == interval<>(1000));
  CHECK(vocabulary::plain.name() == "plain");
}
