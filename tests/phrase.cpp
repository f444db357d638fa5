// SPDX-License-Identifier: BSL-1.0
#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using reckon::bound_sense;
using reckon::hedge_sense;
using reckon::parse;
using reckon::phrase_kind;
using reckon::scan;
using reckon::try_parse;
using reckon::vague_word;
using namespace reckon::literals;

namespace {

struct stated {
  const char* text;
  phrase_kind kind;
  std::optional<double> lower;
  std::optional<double> upper;
};

void check(const std::vector<stated>& table) {
  for (const stated& row : table) {
    INFO(row.text);
    const auto read = try_parse(row.text);
    INFO(read.message() << " at " << read.position());
    REQUIRE(read);
    CHECK(read->kind() == row.kind);
    CHECK(read->lower() == row.lower);
    CHECK(read->upper() == row.upper);
  }
}

/// Digits in groups of three.
std::string grouped(std::uint64_t x) {
  std::string digits = std::to_string(x);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::vector<std::string> texts_of(std::string_view prose) {
  std::vector<std::string> found;
  for (const reckon::mention& m : scan(prose)) {
    CHECK(m.phrase.text() == prose.substr(m.offset, m.length));
    found.emplace_back(m.phrase.text());
  }
  return found;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a range is read in each of its spellings") {
  for (const char* text : {"1,000 to 3,000",
                           "between 1,000 to 3,000",
                           "between 1,000 and 3,000",
                           "1,000-3,000",
                           "1,000\u20133,000",
                           "1,000\u20143,000",
                           "1,000 \u2013 3,000",
                           "1,000--3,000",
                           "1,000~3,000",
                           "from 1,000 to 3,000",
                           "anywhere from 1,000 to 3,000",
                           "ranging from 1,000 to 3,000",
                           "from a low of 1,000 to a high of 3,000",
                           "1,000 through 3,000",
                           "1000-3000",
                           "1k-3k",
                           "1-3 thousand",
                           "1-3,000",
                           "one to three thousand",
                           "BETWEEN 1,000 AND 3,000",
                           "  1,000 to 3,000. ",
                           "about 1,000 to about 3,000",
                           "1'000 to 3'000",
                           "1 000 to 3 000",
                           "1\u00a0000 to 3\u00a0000",
                           "1,000 or 3,000",
                           "1,000, 2,000 or 3,000"}) {
    INFO(text);
    const auto said = try_parse(text);
    REQUIRE(said);
    CHECK(said->kind() == phrase_kind::range);
    CHECK(said->lower() == 1000);
    CHECK(said->upper() == 3000);
    CHECK_FALSE(said->lower_strict());
    CHECK_FALSE(said->upper_strict());
    CHECK_FALSE(said->point());
    CHECK(said->lower_grain() == 1000);
    CHECK(said->upper_grain() == 1000);
    CHECK(said->is_count());
  }
}

TEST_CASE("numbers are read in digits, in words and with scales") {
  check({
      {"4,000", phrase_kind::exact, 4000, 4000},
      {"10k", phrase_kind::exact, 10000, 10000},
      {"2.5M", phrase_kind::exact, 2.5e6, 2.5e6},
      {"3bn", phrase_kind::exact, 3e9, 3e9},
      {"1.5 trillion", phrase_kind::exact, 1.5e12, 1.5e12},
      {"3 lakh", phrase_kind::exact, 3e5, 3e5},
      {"2 crore", phrase_kind::exact, 2e7, 2e7},
      {"$5m", phrase_kind::exact, 5e6, 5e6},
      {"5m", phrase_kind::exact, 5, 5},  // metres: nothing says that it is money
      {"1\u00bd million", phrase_kind::exact, 1.5e6, 1.5e6},
      {"\u00be", phrase_kind::exact, 0.75, 0.75},
      {"half a million", phrase_kind::exact, 5e5, 5e5},
      {"half-dozen", phrase_kind::exact, 6, 6},
      {"a quarter of a million", phrase_kind::exact, 2.5e5, 2.5e5},
      {"two and a half million", phrase_kind::exact, 2.5e6, 2.5e6},
      {"a dozen", phrase_kind::exact, 12, 12},
      {"two dozen", phrase_kind::exact, 24, 24},
      {"three score", phrase_kind::exact, 60, 60},
      {"twelve thousand", phrase_kind::exact, 12000, 12000},
      {"twenty-five", phrase_kind::exact, 25, 25},
      {"one hundred and fifty", phrase_kind::exact, 150, 150},
      {"two hundred and fifty thousand", phrase_kind::exact, 250000, 250000},
      {"two million three hundred thousand", phrase_kind::exact, 2300000, 2300000},
      {"nineteen hundred", phrase_kind::exact, 1900, 1900},
      {"2 hundred thousand", phrase_kind::exact, 2e5, 2e5},
      {"-5", phrase_kind::exact, -5, -5},
      {"minus five", phrase_kind::exact, -5, -5},
      {"- 5", phrase_kind::exact, -5, -5},
      {"   - 5 kg\t ", phrase_kind::exact, -5, -5},
      {"\n- 2 1/2.", phrase_kind::exact, -2.5, -2.5},
      {"\u22125 to 3", phrase_kind::range, -5, 3},
      {"6.67430e-11", phrase_kind::exact, 6.67430e-11, 6.67430e-11},
      {".5", phrase_kind::exact, 0.5, 0.5},
  });
}

TEST_CASE("hedges keep their words and their leaning") {
  struct hedged {
    const char* text;
    const char* hedge;
    hedge_sense leaning;
  };
  for (const hedged& row : std::vector<hedged>{
           {"about 300", "about", hedge_sense::approximate},
           {"Roughly 300", "Roughly", hedge_sense::approximate},
           {"an estimated 300", "an estimated", hedge_sense::approximate},
           {"some 300", "some", hedge_sense::approximate},
           {"c. 300", "c.", hedge_sense::approximate},
           {"~300", "~", hedge_sense::approximate},
           {"\u2248 300", "\u2248", hedge_sense::approximate},
           {"300 or so", "or so", hedge_sense::approximate},
           {"300 people or so", "or so", hedge_sense::approximate},
           {"300-odd", "odd", hedge_sense::approximate},
           {"300ish", "ish", hedge_sense::approximate},
           {"estimated about 300", "estimated about", hedge_sense::approximate},
           {"nearly 300", "nearly", hedge_sense::below},
           {"close to 300", "close to", hedge_sense::below},
           {"just under 300", "just under", hedge_sense::below},
           {"just over 300", "just over", hedge_sense::above},
           {"slightly more than 300", "slightly more than", hedge_sense::above},
       }) {
    INFO(row.text);
    const auto said = parse(row.text);
    CHECK(said.kind() == phrase_kind::approximate);
    CHECK(said.hedge() == row.hedge);
    CHECK(said.leaning() == row.leaning);
    CHECK(said.point() == 300);
  }
  CHECK(parse("exactly 300").kind() == phrase_kind::exact);
  CHECK(parse("exactly 300").leaning() == hedge_sense::exactly);
  CHECK(parse("300").hedge().empty());
}

TEST_CASE("one-sided phrases have one end, and say whether it is included") {
  for (const char* text :
       {"more than 300", "over 300", "well over 300", "upwards of 300", "in excess of 300", "> 300"}) {
    INFO(text);
    const auto said = parse(text);
    CHECK(said.kind() == phrase_kind::more_than);
    CHECK(said.lower() == 300);
    CHECK(said.lower_strict());
    CHECK_FALSE(said.upper());
  }
  for (const char* text : {"at least 300", "no fewer than 300", "not less than 300", "300 or more", "300+",
                           "300-plus", "300 people or more", "hardly less than 300", "\u2265300",
                           "300 and counting", "a minimum of 300", "at least 300-400"}) {
    INFO(text);
    const auto said = parse(text);
    CHECK(said.kind() == phrase_kind::at_least);
    CHECK(said.lower() == 300);
    CHECK_FALSE(said.lower_strict());
    CHECK_FALSE(said.upper());
  }
  for (const char* text : {"fewer than 50", "less than 50", "under 50", "below 50", "<50"}) {
    INFO(text);
    const auto said = parse(text);
    CHECK(said.kind() == phrase_kind::less_than);
    CHECK(said.upper() == 50);
    CHECK(said.upper_strict());
    CHECK_FALSE(said.lower());
  }
  for (const char* text : {"up to 50", "at most 50", "no more than 50", "not more than 50", "as many as 50",
                           "50 or fewer", "a maximum of 50", "up to 40-50", "\u2264 50"}) {
    INFO(text);
    const auto said = parse(text);
    CHECK(said.kind() == phrase_kind::at_most);
    CHECK(said.upper() == 50);
    CHECK_FALSE(said.upper_strict());
    CHECK_FALSE(said.lower());
  }
  const auto both = parse("more than 300 but no more than 500 people");
  CHECK(both.kind() == phrase_kind::range);
  CHECK(both.lower() == 300);
  CHECK(both.lower_strict());
  CHECK(both.upper() == 500);
  CHECK_FALSE(both.upper_strict());
}

TEST_CASE("the first number of a pair takes the scale of the second only where it must") {
  // The cases of Rule "elision"; recognisers in use read "2-3 million" as 2 to 3,000,000.
  check({
      {"2-3 million", phrase_kind::range, 2e6, 3e6},
      {"2 to 3 million", phrase_kind::range, 2e6, 3e6},
      {"between 2 and 3 million", phrase_kind::range, 2e6, 3e6},
      {"2.5-3 million", phrase_kind::range, 2.5e6, 3e6},
      {"30-40,000", phrase_kind::range, 30000, 40000},
      {"2-3,000,000", phrase_kind::range, 2e6, 3e6},
      {"two to three hundred thousand", phrase_kind::range, 2e5, 3e5},
      {"20, 30 or 40 thousand", phrase_kind::range, 20000, 40000},
      {"100,000 to 1.3 million", phrase_kind::range, 1e5, 1.3e6},
      {"500 to 1.3 million", phrase_kind::range, 500, 1.3e6},
      {"500 to 1,000", phrase_kind::range, 500, 1000},
      {"1 to 1,000", phrase_kind::range, 1, 1000},
      {"0 to 3,000", phrase_kind::range, 0, 3000},
      {"300 thousand to 1 million", phrase_kind::range, 3e5, 1e6},
      {"between $20 and $30 billion", phrase_kind::range, 20e9, 30e9},
      {"$2-3m", phrase_kind::range, 2e6, 3e6},
      {"2m-3m", phrase_kind::range, 2e6, 3e6},
      {"30 to 90 percent", phrase_kind::range, 30, 90},
      {"2 to 3 dozen", phrase_kind::range, 24, 36},
  });
  CHECK(parse("between 30 and 90 percent").unit() == "percent");
  CHECK_FALSE(parse("between 30 and 90 percent").is_count());
}

TEST_CASE("the two hundreds of a range in words are told apart") {
  check({
      {"between one hundred and two hundred", phrase_kind::range, 100, 200},
      {"between one hundred and fifty and two hundred", phrase_kind::range, 150, 200},
      {"between one hundred and one hundred and fifty", phrase_kind::range, 100, 150},
      {"between two hundred and fifty thousand", phrase_kind::range, 200, 50000},
      {"between one thousand and two thousand", phrase_kind::range, 1000, 2000},
      {"five or six", phrase_kind::range, 5, 6},
  });
}

TEST_CASE("tolerances are computed in decimals") {
  check({
      {"500 plus or minus 50", phrase_kind::tolerance, 450, 550},
      {"500 \u00b1 10%", phrase_kind::tolerance, 450, 550},
      {"500 +/- 10 percent", phrase_kind::tolerance, 450, 550},
      {"500, give or take 50", phrase_kind::tolerance, 450, 550},
      {"2.5 \u00b1 0.1 million", phrase_kind::tolerance, 2.4e6, 2.6e6},
      {"30% \u00b1 5", phrase_kind::tolerance, 25, 35},
      {"0.3 \u00b1 0.1", phrase_kind::tolerance, 0.2, 0.4},  // in doubles 0.3 - 0.1 is not 0.2
      {"6.67430(15)e-11", phrase_kind::tolerance, 6.67415e-11, 6.67445e-11},
      // IEEE Std 1788-2015, 9.7.2: the uncertain form, m?r.
      {"3.56?1", phrase_kind::tolerance, 3.55, 3.57},
      {"3.56?", phrase_kind::tolerance, 3.555, 3.565},
      {"3.56?1e2", phrase_kind::tolerance, 355, 357},
      {"10?3", phrase_kind::tolerance, 7, 13},
  });
  CHECK(parse("500 plus or minus 50").point() == 500);
}

TEST_CASE("vague words keep their word and unit, and are given no numbers") {
  struct vague {
    const char* text;
    vague_word word;
    double unit;
  };
  for (const vague& row : std::vector<vague>{
           {"hundreds", vague_word::hundreds, 1},
           {"estimated hundreds", vague_word::hundreds, 1},
           {"dozens of people", vague_word::dozens, 1},
           {"scores", vague_word::scores, 1},
           {"tens of thousands", vague_word::tens, 1000},
           {"hundreds of thousands of people", vague_word::hundreds, 1000},
           {"several hundred", vague_word::several, 100},
           {"several hundreds", vague_word::several, 100},
           {"several tens of thousands", vague_word::several, 10000},
           {"a few dozen", vague_word::few, 12},
           {"a couple of hundred", vague_word::couple, 100},
           {"couple dozen", vague_word::couple, 12},
           {"a handful", vague_word::handful, 1},
           {"many", vague_word::many, 1},
       }) {
    INFO(row.text);
    const auto said = parse(row.text);
    CHECK(said.kind() == phrase_kind::vague);
    CHECK(said.vague() == row.word);
    CHECK(said.vague_unit() == row.unit);
    CHECK_FALSE(said.lower());
    CHECK_FALSE(said.upper());
    CHECK_FALSE(said.point());
    CHECK(said.is_count());
  }
  CHECK(parse("at least several hundred").bound() == bound_sense::at_least);
  CHECK(parse("several hundred or more").bound() == bound_sense::at_least);
  CHECK(parse("up to dozens").bound() == bound_sense::at_most);
  CHECK_FALSE(parse("hundreds of millions of dollars").is_count());
}

TEST_CASE("silence is told from zero") {
  for (const char* text :
       {"offered no numbers", "size still being examined", "no official figures were released", "unknown",
        "an unknown number of soldiers", "number of dead unclear", "declined to comment",
        "did not say how many", "without giving a figure", "not disclosed", "n/a"}) {
    INFO(text);
    CHECK(parse(text).kind() == phrase_kind::silent);
    CHECK_FALSE(parse(text).point());
  }
  for (const char* text : {"none", "zero", "0", "no casualties", "no casualties reported", "nobody", "no one",
                           "none of the soldiers"}) {
    INFO(text);
    CHECK(parse(text).kind() == phrase_kind::exact);
    CHECK(parse(text).point() == 0);
  }
  CHECK_FALSE(try_parse("no numbers above 300"));
  CHECK(parse("no more than 300").upper() == 300);
}

TEST_CASE("the grain is the last nonzero place, with the multiplier") {
  struct grained {
    const char* text;
    double grain;
  };
  for (const grained& row : std::vector<grained>{{"11,000", 1000},
                                                 {"4,000", 1000},
                                                 {"10,000", 10000},
                                                 {"100", 100},
                                                 {"105", 1},
                                                 {"0", 1},
                                                 {"2.5 million", 1e5},
                                                 {"2.50 million", 1e4},
                                                 {"3 million", 1e6},
                                                 {"10k", 10000},
                                                 {"6.67430", 1e-5},
                                                 {"1.0", 0.1},
                                                 {"6.67430e-11", 1e-16},
                                                 {"twelve thousand", 1000},
                                                 {"two thousand five hundred", 100},
                                                 {"twenty thousand", 10000},
                                                 {"half a million", 1e5},
                                                 {"two dozen", 12}}) {
    INFO(row.text);
    CHECK(parse(row.text).grain() == row.grain);
  }
  CHECK(parse("950 to 1,000").lower_grain() == 10);
  CHECK(parse("950 to 1,000").upper_grain() == 1000);
}

TEST_CASE("what is counted is kept, and told from units") {
  CHECK(parse("10,000 soldiers").noun() == "soldiers");
  CHECK(parse("10,000 North Korean soldiers").noun() == "North Korean soldiers");
  CHECK(parse("10,000 U.S. troops").noun() == "U.S. troops");
  CHECK(parse("1,000 employees or more").noun() == "employees");
  CHECK(parse("hundreds of people").noun() == "people");
  CHECK(parse("1,000 to 3,000").noun().empty());
  CHECK(parse("5 kg of rice").unit() == "kg");
  CHECK(parse("5 kg of rice").noun() == "rice");
  CHECK(parse("$3,000").unit() == "$");
  CHECK(parse("rose from US$89 to $93 billion").unit() == "US$");
  CHECK(parse("30% of the troops").noun() == "troops");
  for (const char* text :
       {"5 kg", "5m", "$3,000", "30%", "30 per cent", "2.5", "-5", "3 days", "500 \u00b1 1 km"}) {
    INFO(text);
    CHECK_FALSE(parse(text).is_count());
  }
  for (const char* text : {"5", "2.5 million", "1\u00bd million", "300 people", "hundreds", "none"}) {
    INFO(text);
    CHECK(parse(text).is_count());
  }
}

TEST_CASE("a change and a denial are told, not taken for values") {
  const auto change = parse("rose by 200 from 300 to 500 people");
  CHECK(change.kind() == phrase_kind::change);
  CHECK(change.before() == 300);
  CHECK(change.after() == 500);
  CHECK_FALSE(change.lower());
  CHECK_FALSE(change.upper());
  CHECK(parse("fell sharply from 3 million to 2 million").after() == 2e6);
  CHECK(parse("not 500").negated());
  CHECK_FALSE(parse("not more than 500").negated());
}

TEST_CASE("what cannot be read tells where and why") {
  struct refused {
    const char* text;
    std::size_t position;
    const char* message;
  };
  for (const refused& row : std::vector<refused>{
           {"", 0, "no text"},
           {"   ", 0, "no text"},
           {"about", 5, "no number"},
           {"troops", 0, "no number"},
           {"3,000 to 1,000", 9, "low end of the range is above its high end"},
           {"between 3,000 and 1,000", 18, "low end of the range is above its high end"},
           {"4,000 to", 8, "no upper end"},
           {"between 300", 11, "no upper end"},
           {"1,000-", 6, "no upper end"},
           {"1,00", 1, "grouped wrongly"},
           {"1,0000", 1, "grouped wrongly"},
           {"1,000,00", 5, "grouped wrongly"},
           {"1.2.3", 3, "grouped wrongly"},
           {"10th", 2, "neither a scale nor a unit"},
           {"300people", 3, "neither a scale nor a unit"},
           {"5 and 6 kg", 2, "left over"},
           {"hundreds; thousands", 8, "left over"},
           {"4,000 soldiers but maybe more", 15, "left over"},
           {"300 of 500", 4, "left over"},
           {"10:30", 2, "left over"},
           {"at least 300 or fewer", 13, "contradict"},
           {"at least 300 but no more than 200", 30, "low end"},
           {"500 plus or minus people", 18, "plus-or-minus has no number"},
           {"30% to 40 kg", 7, "different units"},
           {"123456789012345678901234567890", 0, "more digits"},
           {"1e400", 0, "beyond the range"},
           {"10^5000", 0, "beyond the range"},
           {"1e-40010^-400105", 0, "beyond the range"},
       }) {
    INFO(row.text);
    const auto read = try_parse(row.text);
    REQUIRE_FALSE(read);
    CHECK(read.position() == row.position);
    CHECK_THAT(std::string(read.message()), support::contains_text(row.message));
    CHECK_FALSE(read.expected().empty());
    try {
      (void)parse(row.text);
      FAIL("parse did not throw");
    } catch (const reckon::parse_error& problem) {
      CHECK(problem.position() == row.position);
      CHECK(problem.expected() == read.expected());
      CHECK_THAT(problem.what(), support::contains_text(std::string("\"") + row.text + "\""));
    }
  }
}

TEST_CASE("adding a noun or a full stop, or another join, changes no bound") {
  std::mt19937_64 random(20250227);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t a = random() % 1000000;
    const std::uint64_t b = a + random() % 1000000;
    const bool elided = a > 0 && a < 1000 && b >= 1000;  // "30-40,000" means something else by rule
    if (elided) continue;
    const std::string text = grouped(a) + " to " + grouped(b);
    INFO(text);
    const auto said = parse(text);
    REQUIRE(said.lower() == static_cast<double>(a));
    REQUIRE(said.upper() == static_cast<double>(b));
    for (const std::string& same :
         {text + " people", text + ".", grouped(a) + "-" + grouped(b), grouped(a) + "\u2013" + grouped(b),
          "about " + text, "between " + grouped(a) + " and " + grouped(b)}) {
      INFO(same);
      const auto other = parse(same);
      CHECK(other.lower() == said.lower());
      CHECK(other.upper() == said.upper());
      CHECK(other.is_count());
    }
  }
}

TEST_CASE("every decimal is read as its nearest double") {
  // The oracle is the C library: strtod of glibc rounds correctly.
  std::mt19937_64 random(1788);
  for (int i = 0; i < 200000; ++i) {
    std::uint64_t digits = random();
    digits >>= random() % 64;
    const int exponent =
        i % 3 == 0 ? static_cast<int>(random() % 45) - 27 : static_cast<int>(random() % 660) - 350;
    char text[64];
    std::snprintf(text, sizeof text, "%llue%d", static_cast<unsigned long long>(digits), exponent);
    const double expected = std::strtod(text, nullptr);
    const auto read = try_parse(text);
    INFO(text);
    if (std::isinf(expected)) {
      CHECK_FALSE(read);
    } else {
      REQUIRE(read);
      CHECK(read->point() == expected);
    }
  }
  CHECK(parse("9007199254740993").point() == 9007199254740992.0);  // a tie goes to even
  CHECK(parse("9007199254740995").point() == 9007199254740996.0);
  CHECK(parse("100000000000000000000000000000000").point() == 1e32);  // zeros cost no digits
}

TEST_CASE("phrases that crowd counters wrote can be read") {
  // Crowd Counting Consortium, 2017 to 2020: the wordings met most often.
  for (const char* text : {"hundreds",
                           "dozens",
                           "more than 100",
                           "about 100",
                           "about a dozen",
                           "several hundred",
                           "several dozen",
                           "about two dozen",
                           "nearly 100",
                           "more than a dozen",
                           "over 100",
                           "around 100",
                           "a few dozen",
                           "two dozen",
                           "a few hundred",
                           "roughly 100",
                           "a handful",
                           "more than a hundred",
                           "a couple dozen",
                           "some 200",
                           "about 2 dozen",
                           "about 100 people",
                           "few dozen",
                           "at least a dozen",
                           "well over 100",
                           "tens of thousands",
                           "dozens of protesters",
                           "couple dozen",
                           "half a dozen",
                           "about half a dozen",
                           "a dozen or so",
                           "40 to 50",
                           "over one hundred",
                           "less than a dozen",
                           "about a half-dozen",
                           "150-plus people",
                           "several dozens",
                           "more than a 100",
                           "hundreds of thousands",
                           "couple hundred",
                           "sixty",
                           "estimated between 100 and 200",
                           "An estimated 500 to 600",
                           "3000 or so",
                           "Estimated 5000"}) {
    INFO(text);
    CHECK(try_parse(text));
  }
}

TEST_CASE("scan finds the quantities of a text, and where they stand") {
  CHECK(texts_of("Officials said about 11,000 North Korean soldiers were in Kursk, and that 4,000 had been "
                 "killed.") == texts{"about 11,000 North Korean soldiers", "4,000"});
  CHECK(texts_of(
            "The second wave of approximately 1,000 to 3,000 troops; more than 300 students volunteered.") ==
        texts{"approximately 1,000 to 3,000 troops", "more than 300 students"});
  CHECK(texts_of("dozens; about 80 (hundreds;more than 100)") ==
        texts{"dozens", "about 80", "hundreds", "more than 100"});
  CHECK(texts_of("It rose from 300 to 500, 500 plus or minus 50, 1,000 employees or more.") ==
        texts{"rose from 300 to 500", "500 plus or minus 50", "1,000 employees or more"});
  CHECK(texts_of("5 and 6 kg").size() == 2);
  CHECK(texts_of("the 300 soldiers, not 500") == texts{"300 soldiers", "not 500"});
  CHECK(texts_of("").empty());
}

TEST_CASE("scan leaves out what is no quantity") {
  for (const char* text :
       {"On 27 February 2025 and on March 3, 2018.", "In 2018, and between 2014 and 2018, and 2019-20.",
        "The F-16, COVID-19, M5 and G20.", "They lost 3-2.", "As shown [12], see section 4.",
        "At 10:30, or 10 am.", "2018-03-01, 1/3/2018, version 1.2.3", "The 3rd of the 21st century.",
        "A 10-year-old boy, aged 30.", "One said no. No one knew.", "Call 555-1234 or 1-800-555-1234.",
        "ISBN 978-3-16-148410-0", "several of them", "The score was level.", "1. First\n2. Second"}) {
    INFO(text);
    CHECK(texts_of(text).empty());
  }
}

TEST_CASE("random bytes do no harm, and what scan finds parse reads") {
  const char* fragments[] = {
      "about ",  "more than ", "1",        "2,000",  "-",        "\u2013",  " to ", " and ", "between ",
      "million", " hundred",   "hundreds", " of ",   "several ", "k",       "m",    "$",     "%",
      "\u00b1",  " or more",   "+",        "(15)",   "?",        "e5",      ".",    ",",     "'",
      "0",       " ",          "\n",       "no ",    "people",   "half a ", "two ", "not ",  "unknown",
      "\u00a0",  "\xff",       "\xe2",     "\u00bd", "rose ",    "by ",     "kg",   "from "};
  std::mt19937_64 random(42);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::uint64_t k = random() % 10; k > 0; --k) {
      if (i % 4 == 0) {
        text += static_cast<char>(random());
      } else {
        text += fragments[random() % std::size(fragments)];
      }
    }
    // A buffer of exactly this size, so that a sanitizer sees a read beyond it.
    const std::unique_ptr<char[]> buffer(new char[text.size()]);
    std::memcpy(buffer.get(), text.data(), text.size());
    const std::string_view view(buffer.get(), text.size());
    INFO(text);
    const auto read = try_parse(view);
    if (read) {
      if (read->lower() && read->upper()) CHECK(*read->lower() <= *read->upper());
    } else {
      CHECK(read.position() <= view.size());
    }
    std::size_t end = 0;
    for (const auto& m : scan(view)) {
      REQUIRE(m.offset >= end);
      end = m.offset + m.length;
      REQUIRE(end <= view.size());
      const auto again = try_parse(m.phrase.text());
      REQUIRE(again);
      CHECK(again->kind() == m.phrase.kind());
      CHECK(again->lower() == m.phrase.lower());
      CHECK(again->upper() == m.phrase.upper());
    }
  }
}

// Phrases are read while compiling, too.
static_assert("1,000 to 3,000"_phrase.lower() == 1000);
static_assert("1,000 to 3,000"_phrase.upper() == 3000);
static_assert("6.67430(15)e-11"_phrase.lower() == 6.67415e-11);
static_assert("two hundred and fifty thousand"_phrase.point() == 250000);
static_assert("more than 300"_phrase.lower_strict());
// A text that breaks off is read to its end and not beyond.
static_assert(!reckon::try_parse("5 to") && !reckon::try_parse("5 or") &&
              !reckon::try_parse("rose from 5 to"));
static_assert([] {
  std::size_t found = 0;
  for (const std::string_view text : {"$5 to", "A 5, St.", "minus-", "sub-", "5 o", "5 of", "7-6 (4", "$US"})
    for (const reckon::mention& m : scan(text)) found += m.length != 0;
  return found;
}() != 0);
static_assert("hundreds of thousands"_phrase.vague_unit() == 1000);
static_assert("size still being examined"_phrase.kind() == phrase_kind::silent);
static_assert(try_parse("3,000 to 1,000").position() == 9);
static_assert(noexcept(try_parse("")) && noexcept(scan("")));
static_assert(std::forward_iterator<reckon::mention_range::iterator>);
static_assert([] {
  double sum = 0;
  for (const auto& m : scan("about 300 people, and 40 others")) sum += *m.phrase.lower();
  return sum;
}() == 340);
