// SPDX-License-Identifier: BSL-1.0
#include <reckon/catch2.hpp>
// The header under test comes first.
#include "support.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace reckon::matchers;
using namespace reckon::literals;
using reckon::answer;
using reckon::estimate;
using reckon::interval;
using reckon::report;
using support::contains_text;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// What a matcher says of a value that it does not take; empty if it takes it.
template <class Matcher, class Value>
std::string complaint(const Matcher& matcher, const Value& value) {
  return matcher.match(value) ? "" : matcher.toString();
}

template <class Value>
std::string shown(const Value& value) {
  return Catch::Detail::stringify(value);
}

// The flagship's first wave: 11,000 less 4,000 under plain, [10500, 11500] - [3600, 4400] = [6100, 7900].
estimate left() { return "about 11,000"_est - "4,000"_est; }

// Its 90 % range is 100 -+ 10 * 1.6448536269514722 (Abramowitz and Stegun 1964, table 26.5).
estimate shape() { return reckon::normal(100, 10); }

const reckon::source paper("JoongAng Ilbo");
const reckon::source officials("Ukrainian officials");

// Widths 1000 and 2000 of 3000: a third and two thirds.
estimate of_two_origins() {
  return estimate(report("about 11,000", paper.citing(officials))) +
         estimate(report("1,000 to 3,000", paper.citing(reckon::anonymous)));
}

}  // namespace

// ---- sets ----

TEST_CASE("Encloses takes numbers and sets, of an interval, an answer or an estimate") {
  CHECK_THAT(interval(1, 3), Encloses(1) && Encloses(2.5) && Encloses(interval(1, 3)));
  CHECK_THAT(reckon::mean(left()), Encloses(7000) && Encloses(reckon::mean(left())));
  CHECK_THAT(left(), Encloses(interval(6100, 7900)));
  CHECK_THAT(interval<>::entire(), Encloses(0));
  CHECK_THAT(interval(1, 3), Encloses(interval<>::empty()));

  CHECK(complaint(Encloses(9000), left()) ==
        "encloses 9000\nbut its bounds are [6100, 7900]: upper end 7900 is 1100 too low");
  CHECK(complaint(Encloses(interval(0, 9)), interval(1, 3)) ==
        "encloses [0, 9]\nbut it is [1, 3]: lower end 1 is 1 too high and upper end 3 is 6 too low");
  CHECK(complaint(Encloses(0), interval<>::empty()) == "encloses 0\nbut it is [empty]");
  CHECK(complaint(Encloses(interval(1, infinity)), interval(1, 3)) ==
        "encloses [1, inf]\nbut it is [1, 3]: upper end 3 is infinitely too low");
}

TEST_CASE("IsEnclosedBy is Encloses seen from the other side") {
  CHECK_THAT(interval(1, 3), IsEnclosedBy(interval(1, 3)) && IsEnclosedBy(interval(0, infinity)));
  CHECK_THAT(reckon::probability(left() < 8000.0), IsEnclosedBy(1));
  CHECK_THAT(left(), IsEnclosedBy(interval(6000, 8000)));

  CHECK(complaint(IsEnclosedBy(interval(6500, 7000)), left()) ==
        "is enclosed by [6500, 7000]\nbut its bounds are [6100, 7900]: lower end 6100 is 400 too low and "
        "upper end 7900 is 900 too high");
  CHECK(complaint(IsEnclosedBy(1), interval<>::empty()).empty());
  CHECK(complaint(IsEnclosedBy(interval<>::empty()), interval(1, 2)) ==
        "is enclosed by [empty]\nbut it is [1, 2]");
}

TEST_CASE("Overlaps needs one value in common") {
  CHECK_THAT(interval(1, 3), Overlaps(3) && Overlaps(interval(3, 4)));
  CHECK_THAT(left(), Overlaps(interval(0, 6100)));
  CHECK_THAT(left(), !Overlaps(interval(0, 6099)));

  CHECK(complaint(Overlaps(interval(8000, 9000)), left()) ==
        "overlaps [8000, 9000]\nbut its bounds are [6100, 7900]: it ends 100 below");
  CHECK(complaint(Overlaps(1), interval(3, 4)) == "overlaps 1\nbut it is [3, 4]: it begins 2 above");
  CHECK(complaint(Overlaps(1), interval<>::empty()) == "overlaps 1\nbut it is [empty]");
}

TEST_CASE("IsPoint takes what can have one value alone") {
  CHECK_THAT(interval(2), IsPoint());
  CHECK_THAT(left() - left(), !IsPoint());  // four leaves
  const estimate once = left();
  CHECK_THAT(once - once, IsPoint() && Encloses(0));
  CHECK_THAT(reckon::median(shape()), IsPoint());

  CHECK(complaint(IsPoint(), left()) == "is a point\nbut its bounds are [6100, 7900], 1800 wide");
  CHECK(complaint(IsPoint(), interval<>::empty()) == "is a point\nbut it is [empty]");
  CHECK(complaint(IsPoint(), interval<>::entire()) == "is a point\nbut it is [entire], infinitely wide");
}

TEST_CASE("IsUnbounded looks at the range that is printed") {
  CHECK_THAT("more than 300"_est, IsUnbounded());
  CHECK_THAT("more than 300"_est + left(), IsUnbounded());
  CHECK_THAT(interval(1, infinity), IsUnbounded());
  CHECK_THAT(shape(), !IsUnbounded());  // its bounds are, its 90 % range is not

  CHECK(complaint(IsUnbounded(), left()) == "is unbounded\nbut its 90 % range is [6100, 7900]");
  CHECK(complaint(IsUnbounded(), interval<>::empty()) == "is unbounded\nbut it is [empty]");
}

TEST_CASE("Reads compares the words that a reader would get") {
  CHECK_THAT("about 11,000"_est, Reads("about 11,000"));
  CHECK_THAT(interval(1000, 3000), Reads("1,000 to 3,000"));
  CHECK_THAT("more than 300"_est, Reads("more than 300"));

  CHECK(complaint(Reads("about 11,000"), interval(1000, 3000)) ==
        "reads \"about 11,000\", which means [10500, 11500]\nbut it reads \"1,000 to 3,000\": it is [1000, "
        "3000]");
  CHECK(complaint(Reads("a lot"), "about 11,000"_est) ==
        "reads \"a lot\"\nbut it reads \"about 11,000\": its 90 % range is [10500, 11500]");
  // A word that plain gives no meaning is compared as a word.
  CHECK(complaint(Reads("rose from 300 to 500"), interval(1, 1)) ==
        "reads \"rose from 300 to 500\"\nbut it reads \"1\": it is 1");
}

// ---- estimates ----

TEST_CASE("HasRange compares both ends within a tolerance") {
  CHECK_THAT(left(), HasRange(0.90, 6100, 7900, 0));
  CHECK_THAT(shape(), HasRange(0.90, 83.551463730485, 116.448536269515, 1e-9));
  CHECK_THAT(shape(), HasRange(0.90, 83, 117, 0.6) && !HasRange(0.90, 83, 117, 0.5));
  CHECK_THAT("more than 300"_est, HasRange(0.90, 301, infinity, 0));
  CHECK_THAT(interval(1, 3), HasRange(0.5, 1, 3, 0));

  CHECK(complaint(HasRange(0.90, 6000, 7000, 100), left()) ==
        "has the 90 % range [6000, 7000] within 100\nbut it is [6100, 7900]: upper end 7900 is 900 too high");
  CHECK(
      complaint(HasRange(0.90, 301, 1000, 5), "more than 300"_est) ==
      "has the 90 % range [301, 1000] within 5\nbut it is [301, inf]: upper end inf is infinitely too high");
}

TEST_CASE("HasQuantile takes a number where leaves are precise, and a set where they are not") {
  CHECK_THAT(shape(), HasQuantile(0.5, 100, 1e-9));
  CHECK_THAT(reckon::normal(100, 10), HasQuantile(0.95, 116.448536269515, 1e-9));
  CHECK_THAT(left(), HasQuantile(0.5, interval(6100, 7900), 0));

  CHECK(complaint(HasQuantile(0.5, 101.5, 1), shape()) ==
        "has the 0.5-quantile 101.5 within 1\nbut it is 100, 1.5 too low");
  CHECK(
      complaint(HasQuantile(0.5, 7000, 10), left()) ==
      "has the 0.5-quantile 7000 within 10\nbut it is [6100, 7900]: lower end 6100 is 900 too low and upper "
      "end 7900 is 900 too high");
}

TEST_CASE("HasMean likewise") {
  CHECK_THAT(shape(), HasMean(100, 1e-9));
  CHECK_THAT(left(), HasMean(interval(6100, 7900), 0));
  CHECK_THAT(7, HasMean(7, 0));
  CHECK(complaint(HasMean(99, 0.5), shape()) == "has the mean 99 within 0.5\nbut it is 100, 1 too high");
}

TEST_CASE("a failure tells how far off the arithmetic itself may be") {
  // The whole part of a product and one of its factors: neither closed forms nor integrals, the ensemble
  // answers.
  const estimate x = reckon::normal(10, 1);
  const estimate y = reckon::normal(10, 1);
  const estimate product = floor(x * y) + x;
  REQUIRE(reckon::mean(product).error > 0);
  CHECK_THAT(complaint(HasMean(0, 1), product), contains_text("(by ensemble, numerical error "));
  CHECK_THAT(complaint(Encloses(0), reckon::median(product)),
             contains_text("(by ensemble, numerical error "));
}

TEST_CASE("IsConsistentWith asks for the difference, what is shared left intact") {
  const estimate x = shape();
  CHECK_THAT(x, IsConsistentWith(x) && !IsConsistentWith(x + 1.0));
  CHECK_THAT(x, IsConsistentWith(110) && !IsConsistentWith(120));
  CHECK_THAT(x, IsConsistentWith(120, 0.99));
  CHECK_THAT(left(), IsConsistentWith(interval(7900, 8000)));

  CHECK(
      complaint(IsConsistentWith(interval(8000, 9000)), left()) ==
      "is consistent with 8,000 to 9,000 (90 % range [8000, 9000])\nbut the 90 % range of the difference is "
      "[-2900, -100], which misses 0 by 100");
  CHECK_THAT(complaint(IsConsistentWith(6000), left()), contains_text("which misses 0 by 100"));
}

TEST_CASE("OwesUncertaintyTo takes a chain or the name of an origin") {
  const estimate e = of_two_origins();
  CHECK_THAT(e, OwesUncertaintyTo(officials, 1.0 / 3, 1e-12));
  CHECK_THAT(e, OwesUncertaintyTo(paper.citing(reckon::anonymous), 2.0 / 3, 1e-12));
  CHECK_THAT(e, OwesUncertaintyTo("ukrainian officials", 0.33, 0.01));
  CHECK_THAT(e, OwesUncertaintyTo("anonymous (JoongAng Ilbo)", 0.67, 0.01));

  CHECK(complaint(OwesUncertaintyTo(officials, 0.5, 0.01), e) ==
        "owes 50 % of its uncertainty to Ukrainian officials within 1 %\nbut it owes 33.3333 %, which is "
        "16.6667 % "
        "too little: 66.6667 % to anonymous (JoongAng Ilbo), 33.3333 % to Ukrainian officials");
  // A source that is not there owes nothing, but a test that names it wrongly must not pass.
  CHECK(complaint(OwesUncertaintyTo("Ukranian officials", 0, 0.01), e) ==
        "owes 0 % of its uncertainty to Ukranian officials within 1 %\nbut no figure in it goes back to "
        "Ukranian "
        "officials; it owes 66.6667 % to anonymous (JoongAng Ilbo), 33.3333 % to Ukrainian officials");
  const estimate open = e + estimate(report("more than 300", reckon::source("KCNA")));
  CHECK(complaint(OwesUncertaintyTo(officials, 0.3, 0.1), open) ==
        "owes 30 % of its uncertainty to Ukrainian officials within 10 %\nbut its range is unbounded because "
        "of "
        "KCNA, so that there are no shares");
}

// ---- all of them ----

TEST_CASE("a matcher that is used again says what it found last") {
  const auto matcher = Encloses(2);
  CHECK_THAT(complaint(matcher, interval(3, 4)), contains_text("lower end 3 is 1 too high"));
  CHECK_THAT(complaint(matcher, interval(5, 6)), contains_text("lower end 5 is 3 too high"));
  REQUIRE(matcher.match(interval(1, 3)));
  CHECK(matcher.toString() == "encloses 2");
}

TEST_CASE("a matcher that cannot be meant is refused") {
  CHECK_THROWS_AS(HasRange(0.90, 3, 1, 0), reckon::domain_error);
  CHECK_THROWS_AS(Encloses(std::nan("")), reckon::domain_error);
  CHECK_THROWS_AS(HasMean(1, -1), reckon::domain_error);
  CHECK_THROWS_AS(HasQuantile(0.5, 1, std::nan("")), reckon::domain_error);
  CHECK_THROWS_WITH(OwesUncertaintyTo("x", 33, 1),
                    contains_text("the share 33 is not in [0, 1]; a half is 0.5"));
  CHECK_THROWS_WITH(HasRange(0.9, 1, 2, -1), contains_text("HasRange: tolerance -1 is negative"));
  // What cannot be asked of the value is no failure of the expectation: it comes out as it is, negated or
  // not.
  const estimate undefined = log(estimate(reckon::normal(0, 1)));
  CHECK_THROWS_AS((!HasMean(0, 1)).match(undefined), reckon::domain_error);
}

TEST_CASE("a failing CHECK_THAT fails the test", "[!shouldfail]") {
  CHECK_THAT(left(), Reads("about 11,000"));
}

// ---- values in failures ----

TEST_CASE("numbers of reckon are shown in words and figures") {
  CHECK(shown(interval(0.1, 0.2)) == "[0.1, 0.2]");
  CHECK(shown(interval<float>::empty()) == "[empty]");
  CHECK(shown(reckon::mean(left())) == "[6100, 7900]");
  CHECK(shown(reckon::median(shape())) == "100");
  CHECK(shown(left()) == "6,100 to 7,900 (90 % range [6100, 7900])");
  CHECK_THAT(shown(shape()), contains_text("median 100)"));
  CHECK_THAT(shown(log(estimate(reckon::normal(0, 1)))), contains_text("(no reading: "));
  CHECK(shown(left() < 6000.0) == "an event of probability 0");
  CHECK(shown(reckon::normal(11000, 500)) == "normal(11000, 500)");
  CHECK(shown(reckon::pbox(interval(1, 3))) == "p-box on [1, 3] with median in [1, 3]");
  CHECK(shown(reckon::weighted_distribution{2, reckon::normal(0, 1)}) == "2 of normal(0, 1)");
  CHECK_THAT(shown(reckon::weighted_pbox{2, reckon::pbox(interval(1, 3))}),
             contains_text("2 of p-box on [1, 3]"));
  CHECK_THAT(shown(reckon::options{}), contains_text("points 32768"));
  CHECK(shown(reckon::uncertain_value(interval(1, 3))) == "[1, 3]");
  CHECK(shown(reckon::domain_error("reckon::x: y")) == "reckon::x: y");
}

TEST_CASE("words of reckon are shown in quotation marks, with what they were read as") {
  CHECK(shown(reckon::parse("about 11,000")) == "\"about 11,000\" (phrase_kind::approximate)");
  CHECK(shown(reckon::try_parse("hundreds")) == "\"hundreds\" (phrase_kind::vague)");
  CHECK_THAT(shown(reckon::try_parse("rather a lot")), contains_text("unreadable at offset 0: "));
  CHECK_THAT(shown(*reckon::scan("there were 300 dead").begin()), contains_text("at offset 11, "));
  CHECK(shown(reckon::vocabulary::plain) == "vocabulary plain");
  CHECK(shown(reckon::vocabulary::plain.read(reckon::parse("offered no numbers"))) == "silence");
  CHECK(shown(reckon::vocabulary::plain.read(reckon::parse("1 to 3"))) == "[1, 3]");
  CHECK(shown(reckon::silence{}) == "silence");
  CHECK(shown(paper.citing(officials)) == "JoongAng Ilbo <- Ukrainian officials");
  CHECK(shown(reckon::anonymous) == "anonymous");
  CHECK(shown(report("4,000", paper)) == "\"4,000\" (JoongAng Ilbo)");
  CHECK(shown(reckon::date("2025-02")) == "2025-02");
  CHECK(shown(reckon::measurand{"killed", "people", reckon::measurand_kind::cumulative}) ==
        "killed [people], cumulative, observed");
}

TEST_CASE("results of questions are shown as they explain themselves") {
  const auto shares = attribute(of_two_origins(), reckon::by::origin);
  CHECK_THAT(shown(shares), contains_text("67 %  anonymous (JoongAng Ilbo)"));
  CHECK(shown(*shares.find("Ukrainian officials")) == "Ukrainian officials: 33.3333 % of the uncertainty");
  CHECK(shown(reckon::shift{2, 3, interval(1, 3), interval(3)}) ==
        "median 2, without 3; range [1, 3], without 3");
  const std::vector<report> reports{report("1,000 to 3,000", paper), report("offered no numbers", officials)};
  const auto result = reconcile(reports, reckon::method::intersection);
  CHECK_THAT(shown(result), contains_text(result.explain()));
  CHECK(shown(result.origins_reporting()) == "2");
  CHECK(shown(reckon::origin_count{1, 2}) == "1 to 2");
  REQUIRE_FALSE(result.findings.empty());
  CHECK_THAT(shown(result.findings.front()), contains_text("remark_kind::"));
  REQUIRE_FALSE(result.origins.empty());
  CHECK_THAT(shown(result.origins.front()), contains_text("reports {"));
  CHECK(shown(reckon::region{interval(1, 3), 0.5, {0, 2}}) == "[1, 3], weight 0.5, reports {0, 2}");
  CHECK(shown(reckon::disagreement{2.5, 3, 0.1}) == "Q 2.5 on 3 degrees of freedom, tau 0.1");
  CHECK(shown(reckon::stability_row{"wider limits", 2, interval(1, 3)}) ==
        "wider limits: median 2, 90 % range [1, 3]");
  const auto errors = budget(2.0 * shape());
  CHECK_THAT(shown(errors), contains_text(errors.text()));
  CHECK(shown(errors.entries.at(0)) == "normal(100, 10): 100, u 10, sensitivity 2, contribution 20");
  CHECK(shown(reckon::letters(officials)) == "0.36 of [0.02, 0.7]");
  CHECK(shown(reckon::distinct_claim{1, {2}}) == "report 1, repeated by {2}");
  CHECK(shown(reckon::evidence{}) == "0 reports of 0 origins");
  CHECK(shown(reckon::method::vote) == "method vote");
}

TEST_CASE("enumerators are shown by name") {
  CHECK(shown(reckon::by::leaf) == "by::leaf");
  CHECK(shown(reckon::dependence::opposite) == "dependence::opposite");
  CHECK(shown(reckon::engine::steps) == "engine::steps");
  CHECK(shown(reckon::on_undefined::conditional) == "on_undefined::conditional");
  CHECK(shown(reckon::description_style::rough) == "description_style::rough");
  CHECK(shown(reckon::hedge_sense::exactly) == "hedge_sense::exactly");
  CHECK(shown(reckon::bound_sense::less_than) == "bound_sense::less_than");
  CHECK(shown(reckon::vague_word::none) == "vague_word::none");
  CHECK(shown(reckon::vague_word::many) == "vague_word::many");
  CHECK(shown(reckon::phrase_kind::silent) == "phrase_kind::silent");
  CHECK(shown(reckon::sameness::same) == "sameness::same");
  CHECK(shown(reckon::overlap_relation::after) == "overlap_relation::after");
  CHECK(shown(reckon::set_as::uniform) == "set_as::uniform");
  CHECK(shown(reckon::measurand_kind::cumulative) == "measurand_kind::cumulative");
  CHECK(shown(reckon::report_status::planned) == "report_status::planned");
  CHECK(shown(reckon::remark_kind::assumption) == "remark_kind::assumption");
  CHECK(shown(static_cast<reckon::by>(9)) == "by(9)");
}
