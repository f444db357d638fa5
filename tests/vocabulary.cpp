// SPDX-License-Identifier: BSL-1.0
#include <reckon/vocabulary.hpp>

#include "support.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <utility>
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

TEST_CASE("a tolerance is normal when spoken, or uniform by choice") {
  const auto shape_under = [](const vocabulary& words, const char* text) {
    return std::get<distribution>(words.read(parse(text)));
  };
  constexpr vocabulary bounded = vocabulary::spoken_with(reckon::tolerance_shape::uniform);
  for (const char* text : {"500 plus or minus 50", "500 +- 10 %"}) {
    CHECK(shape_under(vocabulary::spoken, text).name() == "normal(500, 50)");
    CHECK(shape_under(bounded, text).name() == "uniform(450, 550)");
  }
  CHECK(bounded.name() != vocabulary::spoken.name());
  CHECK(shape_under(bounded, "11,000").name() == shape_under(vocabulary::spoken, "11,000").name());
}

TEST_CASE("surveyed has the distances of the readers of the experiment") {
  // Half-widths and far ends by hand from the table of the aggregates: the readers at 50, 75 and 90 of a
  // hundred. Counts are whole: ends between two of them move outward.
  check_sets(vocabulary::surveyed(0.5), {
                                            {"about 200", 180, 220},      // 10 % at one digit
                                            {"roughly 250", 237, 263},    // 5.2 %
                                            {"around 251", 247, 255},     // 1.3 %: 247.74 to 254.26
                                            {"about 2,511", 2506, 2516},  // 0.17 %: 2506.7 to 2515.3
                                            {"about 251,113", 250686, 251540},
                                            {"about 2 kg", 1.8, 2.2},
                                            {"about 2.0 kg", 1.896, 2.104},  // written with two digits
                                            {"about 2.5 million", 2370000, 2630000},
                                            {"over 300", 301, 360},
                                            {"more than 250", 251, 273},  // 9.1 %: 272.75
                                            {"at least 300", 300, 360},
                                            {"at least 250", 250, 272},  // 8.6 %: 271.5
                                            {"nearly 300", 270, 300},
                                            {"fewer than 300", 249, 299},
                                            {"at most 300", 249, 300},
                                            {"more than 3", 4, 4},
                                            {"fewer than 5", 4, 4},
                                            {"fewer than 1", 0, 0},
                                        });
  check_sets(vocabulary::surveyed(0.75), {
                                             {"about 200", 166, 234},
                                             {"more than 300 kg", 300, 399},
                                             {"at least 251", 251, 268},  // 6.4 %: 267.06
                                             {"nearly 251", 241, 251},    // 3.6 %: 241.96
                                             {"at most 25", 20, 25},      // 18 %: 20.5
                                             {"less than 25 kg", 19.75, 25},
                                         });
  check_sets(vocabulary::surveyed(0.9), {
                                            {"about 200", 150, 250},
                                            {"more than 1,000", 1001, 1670},
                                            {"less than 2,511 kg", 2382.939, 2511},
                                            {"at most 500", 250, 500},
                                            {"at least -40 degrees", -40, -13.2},
                                            {"nearly -40 degrees", -53.2, -40},
                                        });
}

TEST_CASE("surveyed keeps to the whole table of the experiment") {
  // Relative distance of the 50th, 75th and 90th of a hundred readers, for one, two, three, four digits.
  struct group {
    const char* words;
    double distance[4][3];
    int down;
    int up;
  };
  const group groups[] = {
      {"about", {{.10, .17, .25}, {.052, .096, .18}, {.013, .033, .075}, {.0017, .0056, .040}}, 1, 1},
      {"more than", {{.20, .33, .67}, {.091, .20, .33}, {.031, .088, .19}, {.003, .027, .094}}, 0, 1},
      {"at least", {{.20, .33, .67}, {.086, .20, .33}, {.029, .064, .17}, {.003, .027, .089}}, 0, 1},
      {"nearly", {{.10, .20, .33}, {.059, .12, .20}, {.012, .036, .091}, {.002, .008, .054}}, 1, 0},
      {"less than", {{.17, .30, .40}, {.11, .21, .41}, {.016, .065, .145}, {.003, .017, .051}}, 1, 0},
      {"at most", {{.17, .25, .50}, {.091, .18, .35}, {.029, .070, .15}, {.005, .025, .054}}, 1, 0},
  };
  const std::pair<const char*, double> numbers[] = {{"2", 2}, {"2.5", 2.5}, {"2.51", 2.51}, {"2.511", 2.511}};
  const double respondents[] = {0.5, 0.75, 0.9};
  for (const group& g : groups) {
    for (std::size_t digits = 0; digits < 4; ++digits) {
      for (std::size_t r = 0; r < 3; ++r) {
        const std::string text = std::string(g.words) + ' ' + numbers[digits].first + " kg";
        const double v = numbers[digits].second;
        const auto read = std::get<interval<>>(vocabulary::surveyed(respondents[r]).read(parse(text)));
        CAPTURE(text, respondents[r]);
        CHECK_THAT(read.lower(), support::WithinRel(v * (1 - g.down * g.distance[digits][r]), 1e-15));
        CHECK_THAT(read.upper(), support::WithinRel(v * (1 + g.up * g.distance[digits][r]), 1e-15));
      }
    }
  }
}

TEST_CASE("surveyed takes bare numbers as exact, and what was not asked as plain does") {
  for (const double respondent : {0.5, 0.6, 0.75, 0.9}) {
    const vocabulary words = vocabulary::surveyed(respondent);
    check_sets(words, {{"11,000", 11000, 11000}, {"exactly 300", 300, 300}, {"2.5 million", 2.5e6, 2.5e6}});
    for (const char* text : {"hundreds", "1,000 to 3,000", "just over 300", "at least several hundred",
                             "500 plus or minus 50", "none", "about 0", "more than 0"}) {
      CAPTURE(text);
      CHECK(std::get<interval<>>(words.read(parse(text))) ==
            std::get<interval<>>(vocabulary::plain.read(parse(text))));
    }
    CHECK(std::holds_alternative<silence>(words.read(parse("size unknown"))));
    CHECK_THROWS_AS(words.read(parse("rose from 300 to 500")), reckon::domain_error);
    CHECK_THROWS_AS(words.read(parse("fewer than 0")), reckon::domain_error);
  }
}

TEST_CASE("a reader further out allows more, and nobody is made up beyond the experiment") {
  for (const char* text : {"about 2,511 kg", "over 30 kg", "at least 300 kg", "nearly 3.25 kg", "under 20 kg",
                           "at most 1,250 kg"}) {
    interval<> before = interval<>::empty();
    for (int percent = 50; percent <= 90; percent += 5) {
      const auto read = std::get<interval<>>(vocabulary::surveyed(percent / 100.0).read(parse(text)));
      CAPTURE(text, percent);
      CHECK(subset(before, read));
      CHECK(before != read);
      before = read;
    }
  }
  // Between two readers of the table: the geometric mean of .10 and .17 is half way from .5 to .75.
  const auto between = std::get<interval<>>(vocabulary::surveyed(0.625).read(parse("about 1 kg")));
  CHECK_THAT(between.upper(), support::WithinAbs(1 + std::sqrt(0.10 * 0.17), 1e-6));
  for (const double respondent : {0.49, 0.91, 0.0, 1.0, -1.0, infinity, std::nan("")}) {
    CHECK_THROWS_AS(vocabulary::surveyed(respondent), reckon::domain_error);
  }
  CHECK_THROWS_WITH(vocabulary::surveyed(0.95), support::contains_text("0.95 is not in [0.5, 0.9]"));
  static_assert(vocabulary::surveyed(0.9).table().size() > 5);
  CHECK(vocabulary::surveyed(0.75).name() == "surveyed(0.75)");
}

TEST_CASE("numbers of any size are read by every vocabulary") {
  for (const char* text : {"about 1e308", "more than 1e308", "nearly 1.7e308 kg", "about 1e-308",
                           "about 9,223,372,036,854,775,807", "at most 1234567890123456789 kg"}) {
    for (const double respondent : {0.5, 0.9}) {
      CAPTURE(text, respondent);
      const auto read = std::get<interval<>>(vocabulary::surveyed(respondent).read(parse(text)));
      CHECK(read.lower() <= read.upper());
      CHECK(read.upper() > 0);
    }
  }
}

TEST_CASE("the table of a vocabulary shows each rule, its source and an example that is read") {
  for (const vocabulary& words :
       {vocabulary::literal, vocabulary::plain, vocabulary::spoken, vocabulary::acled, vocabulary::emdat,
        vocabulary::ccc, vocabulary::surveyed(0.75),
        vocabulary::spoken_with(reckon::tolerance_shape::uniform)}) {
    const std::string table = table_of(words);
    CAPTURE(words.name());
    CHECK_THAT(table, support::contains_text("vocabulary " + words.name()));
    CHECK(table.find("cannot be read") == std::string::npos);
    REQUIRE_FALSE(words.table().empty());
    for (const auto& line : words.table()) {
      CAPTURE(line.written);
      CHECK(reckon::try_parse(line.example).has_value());
      CHECK_FALSE(line.authority.empty());
      CHECK_THAT(table, support::contains_text(std::string(line.meaning)));
    }
    std::ostringstream out;
    out << words;
    CHECK(out.str() == table);
  }
  CHECK_THAT(table_of(vocabulary::plain), support::contains_text("\"hundreds\": [200, 999]"));
  CHECK_THAT(table_of(vocabulary::acled), support::contains_text("\"hundreds\": 100"));
  CHECK_THAT(table_of(vocabulary::literal), support::contains_text("\"hundreds\": refused"));
  CHECK_THAT(table_of(vocabulary::spoken), support::contains_text("\"hundreds\": log_uniform(200, 999)"));
}

TEST_CASE("emdat averages the widest range without overflow") {
  check_sets(vocabulary::emdat, {{"1.5e308 to 1.7e308", 1.6e308, 1.6e308}, {"-1.7e308 to 1.7e308 kg", 0, 0}});
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
  // Without a table it shows what it makes of common phrases.
  CHECK(doubled.table().empty());
  CHECK_THAT(table_of(doubled), support::contains_text("\"4,000\": 10000\n"));
}
