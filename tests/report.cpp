// SPDX-License-Identifier: BSL-1.0
#include <reckon/report.hpp>

#include "support.hpp"

#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using reckon::anonymous;
using reckon::date;
using reckon::estimate;
using reckon::interval;
using reckon::measurand;
using reckon::measurand_kind;
using reckon::report;
using reckon::report_status;
using reckon::source;
using reckon::vocabulary;
using reckon::why_different;
using namespace reckon::literals;

namespace {

const source officials("Ukrainian officials");
const source paper("JoongAng Ilbo");

const reckon::detail::leaf_node& leaf_of(const estimate& e) {
  REQUIRE(e.root()->kind == reckon::detail::operation::leaf);
  return *static_cast<const reckon::detail::leaf_node*>(e.root());
}

}  // namespace

TEST_CASE("a report keeps its text, whatever happens to the one it was made of") {
  std::string text = "about 11,000 North Korean soldiers";
  const report said(text, paper.citing(officials));
  text.assign(text.size(), 'x');
  CHECK(said.text() == "about 11,000 North Korean soldiers");
  CHECK(said.phrase().noun() == "North Korean soldiers");
  CHECK(said.source().origin() == officials);
  // Short texts lie inside the string object, which moves with the data.
  const std::vector<report> many = {report("300", paper), report("400", paper), report("500", paper)};
  const report changed = many[1].labelled("b");
  CHECK(changed.phrase().text().data() == changed.text().data());
  CHECK(changed.phrase().point() == 400);
}

TEST_CASE("copies are one report, equal words are two") {
  const report a("about 11,000", paper);
  const report b("about 11,000", paper);
  const report copy = a;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(a == copy);
  CHECK_FALSE(a == b);
  CHECK_FALSE(a == a.labelled("a"));
}

TEST_CASE("what is stated about a report is kept") {
  const report said = report("more than 300", source("KCNA").grade('C'))
                          .of({"volunteers", "people", measurand_kind::flow})
                          .as_of(date("2025-02-27"))
                          .said_on(date("2025-02"))
                          .during(date("2025-01"), date("2025-02-26"))
                          .status(report_status::planned)
                          .credibility(2)
                          .labelled("volunteers");
  CHECK(said.text() == "more than 300");
  CHECK(said.measurand().name == "volunteers");
  CHECK(said.measurand().status == report_status::planned);
  CHECK(said.status() == report_status::planned);
  CHECK(said.as_of() == date("2025-02-27"));
  CHECK(said.said_on() == date("2025-02"));
  REQUIRE(said.during());
  CHECK(said.during()->text() == "2025-01-01/2025-02-26");
  CHECK(said.credibility() == 2);
  CHECK(said.label() == "volunteers");
  CHECK(said.source().grade() == 'C');
  const report bare("300", paper);
  CHECK(bare.measurand() == measurand{"", ""});
  CHECK_FALSE(bare.as_of());
  CHECK_FALSE(bare.credibility());
}

TEST_CASE("a status holds in whatever order it is stated") {
  const report said("10,000 soldiers", paper);
  const measurand planned{"troops", "people", measurand_kind::stock, "", report_status::planned};
  CHECK(said.status(report_status::planned).of({"troops", "people"}).status() == report_status::planned);
  CHECK(said.of({"troops", "people"}).status(report_status::planned).status() == report_status::planned);
  CHECK(said.of(planned).status() == report_status::planned);
  CHECK(said.of(planned).status(report_status::observed).status() == report_status::observed);
}

TEST_CASE("what cannot be true of a report is refused") {
  const report said("300", paper);
  CHECK_THROWS_AS(said.credibility(0), reckon::domain_error);
  CHECK_THROWS_AS(said.credibility(7), reckon::domain_error);
  CHECK_THROWS_WITH(said.during(date("2025-03"), date("2025-02")),
                    support::contains_text("ends before it begins"));
  CHECK_THROWS_WITH(report("3,000 to 1,000", paper), support::contains_text("\"3,000 to 1,000\""));
  CHECK_THROWS_AS(report("", paper), reckon::parse_error);
}

TEST_CASE("a report is printed with its chain") {
  std::ostringstream out;
  out << report("about 11,000", paper.citing(officials));
  CHECK(out.str() == "\"about 11,000\" (JoongAng Ilbo <- Ukrainian officials)");
}

TEST_CASE("an estimate of a report is one leaf that remembers it") {
  const report said("about 11,000", paper.citing(officials));
  const estimate first(said);
  const estimate second(said, vocabulary::plain);
  const estimate spoken(said, vocabulary::spoken);
  CHECK(leaf_of(first).report == said.shared_data());
  CHECK(leaf_of(first).vocabulary == "plain");
  CHECK(leaf_of(first).same_quantity(leaf_of(second)));
  CHECK_FALSE(leaf_of(first).same_quantity(leaf_of(spoken)));
  CHECK_FALSE(leaf_of(first).same_quantity(leaf_of(estimate(report("about 11,000", paper)))));
  CHECK(std::get<interval<>>(leaf_of(first).value) == interval<>(10500, 11500));
  CHECK(std::holds_alternative<reckon::distribution>(leaf_of(spoken).value));
  CHECK(leaf_of(first).name == "about 11,000");
  CHECK(leaf_of(estimate(said.labelled("present"))).name == "present");
}

TEST_CASE("a silent report cannot become an estimate") {
  const report said("offered no numbers", source("Russian government"));
  CHECK(said.is_silent());
  CHECK_THROWS_AS(estimate(said), reckon::domain_error);
  CHECK_THROWS_WITH(estimate(said), support::contains_text("offered no number"));
  CHECK_THROWS_WITH(estimate(said), support::contains_text("Russian government"));
  CHECK_THROWS_AS(estimate(report("hundreds", paper), vocabulary::literal), reckon::domain_error);
}

TEST_CASE("each text literal is a leaf of its own") {
  const estimate a = "about 11,000"_est;
  const estimate b = "about 11,000"_est;
  CHECK_FALSE(leaf_of(a).same_quantity(leaf_of(b)));
  CHECK(std::get<interval<>>(leaf_of(a).value) == interval<>(10500, 11500));
  CHECK(leaf_of(a).name == "about 11,000");
}

TEST_CASE("measurands that differ say in words why") {
  const measurand killed{"troops killed", "people"};
  CHECK(why_different(killed, {"Troops killed ", "people", measurand_kind::cumulative}).empty());
  CHECK(why_different(killed, {"troops present", "people"}) == "'troops killed' is not 'troops present'");
  CHECK(why_different(killed, {"troops killed", "thousands"}) == "the unit 'people' is not 'thousands'");
  CHECK(why_different({"x", "", measurand_kind::stock}, {"x", "", measurand_kind::flow}) ==
        "a stock is not a flow");
  CHECK(why_different({"x", "", measurand_kind::unspecified, "officers"},
                      {"x", "", measurand_kind::stock, "all ranks"}) ==
        "the population 'officers' is not 'all ranks'");
  CHECK(why_different({"x", "", measurand_kind::stock, "", report_status::planned}, {"x"}) ==
        "planned is not observed");
  CHECK(why_different(killed, {"wounded", "horses"}) ==
        "'troops killed' is not 'wounded'; the unit 'people' is not 'horses'");
  CHECK(measurand{"A", "b"} == measurand{"a ", "B"});
  CHECK_FALSE(killed == measurand{"troops killed", ""});
}
