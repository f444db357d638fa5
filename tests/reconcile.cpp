// SPDX-License-Identifier: BSL-1.0
#include <reckon/reconcile.hpp>
// The header under test comes first.
#include <reckon/catch2.hpp>

#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace method = reckon::method;

using reckon::anonymous;
using reckon::cdf;
using reckon::date;
using reckon::estimate;
using reckon::interval;
using reckon::meaning;
using reckon::measurand;
using reckon::measurand_kind;
using reckon::origin_count;
using reckon::phrase;
using reckon::reconcile;
using reckon::reconciliation;
using reckon::remark_kind;
using reckon::report;
using reckon::report_status;
using reckon::source;
using reckon::vocabulary;

using namespace reckon::matchers;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

report by(const char* who, const char* text) { return {text, source(who)}; }

interval<> set_of(const reconciliation& r) {
  REQUIRE(r.value);
  return bounds(*r.value);
}

std::string sentences(const reconciliation& r) {
  std::ostringstream out;
  out << r;
  return out.str();
}

std::vector<report> shuffled(std::vector<report> reports, unsigned seed) {
  std::mt19937 engine(seed);
  std::shuffle(reports.begin(), reports.end(), engine);
  return reports;
}

/// The recipe of a reconciled value.
const reckon::recipe& recipe_of(const reconciliation& r) {
  REQUIRE(r.value);
  REQUIRE(r.value->root()->kind == reckon::detail::operation::leaf);
  const auto* leaf = static_cast<const reckon::detail::leaf_node*>(r.value->root());
  REQUIRE(leaf->derivation);
  return *leaf->derivation;
}

/// "8 to 12" from the origins a, b, c ...
std::vector<report> as_reports(const nlohmann::json& intervals) {
  std::vector<report> reports;
  for (const auto& set : intervals) {
    std::ostringstream text;
    text << set[0].get<double>() << " to " << set[1].get<double>();
    reports.emplace_back(text.str(), source(std::string(1, static_cast<char>('a' + reports.size()))));
  }
  return reports;
}

nlohmann::json vector_named(const std::string& name) {
  static const auto all = nlohmann::json::parse(support::data_text("reconcile_vectors.json"));
  for (const auto& v : all["vectors"]) {
    if (v["name"] == name) return v;
  }
  throw std::runtime_error("there is no vector " + name);
}

const std::vector<report>& three_ranges() {
  static const std::vector<report> reports = {by("a", "1,000 to 3,000"), by("b", "2,000 to 4,000"),
                                              by("c", "2,500 to 9,000")};
  return reports;
}

}  // namespace

// ---- intersection and envelope ----

TEST_CASE("the intersection lies in every report, and the envelope holds them all") {
  CHECK(set_of(reconcile(three_ranges(), method::intersection)) == interval<>(2500, 3000));
  CHECK(set_of(reconcile(three_ranges(), method::envelope)) == interval<>(1000, 9000));
}

TEST_CASE("one-sided reports bind on their side") {
  const std::vector<report> reports = {by("a", "more than 300"), by("b", "at most 4,000"),
                                       by("c", "200 to 900")};
  CHECK(set_of(reconcile(reports, method::intersection)) == interval<>(301, 900));
  CHECK(set_of(reconcile(reports, method::envelope)) == interval<>(0, infinity));
}

TEST_CASE("figures that exclude each other have no intersection, but a finding with their distance") {
  const measurand killed{"troops killed", "people"};
  const std::vector<report> reports = {by("officials", "4,000").of(killed),
                                       by("article", "estimated hundreds").of(killed)};
  const auto r = reconcile(reports, method::intersection);
  CHECK_FALSE(r.value);
  CHECK(r.regions.empty());
  CHECK(r.says(remark_kind::conflict));
  CHECK(r.says(remark_kind::measurand_hint));
  // plain: [3600, 4400] over [200, 999]: from 3600 / 999 = 3.603.. to 4400 / 200 = 22
  CHECK_THAT(sentences(r), support::contains_text("by a factor of 3.6 to 22"));
  CHECK_THAT(sentences(r),
             support::contains_text("\"4,000\" (officials) lies above \"estimated hundreds\" (article)"));
  CHECK_THAT(sentences(r), support::contains_text("killed and wounded"));
  CHECK(reconcile(reports, method::envelope).says(remark_kind::conflict));
  CHECK(reconcile(reports, method::vote).says(remark_kind::conflict));
}

TEST_CASE("the distance of two figures is rounded outward and may be without end") {
  const auto factor = [](const char* low, const char* high) {
    return sentences(reconcile({by("a", low), by("b", high)}, method::intersection));
  };
  CHECK_THAT(factor("10 to 13", "30 to 41"),
             support::contains_text("by a factor of 2.3 to 4.1:"));  // 30/13, 41/10
  CHECK_THAT(factor("10 to 12", "130 to 155"), support::contains_text("by a factor of 10 to 16:"));
  CHECK_THAT(factor("10 to 20", "more than 99"), support::contains_text("by a factor of 5 or more:"));
  CHECK_THAT(factor("0 to 20", "more than 99"),
             support::contains_text("lies above \"0 to 20\" (a): no value"));
  CHECK_THAT(factor("0.000001", "5e20"), support::contains_text("no value satisfies both"));
}

TEST_CASE("a conflict is found where other figures fill the gap") {
  const auto r = reconcile({by("a", "0 to 10"), by("b", "2 to 3"), by("c", "5 to 6")}, method::intersection);
  CHECK_FALSE(r.value);
  CHECK_THAT(sentences(r),
             support::contains_text("\"5 to 6\" (c) lies above \"2 to 3\" (b) by a factor of 1.6 to 3"));
}

TEST_CASE("every gap between neighbours is a finding") {
  const auto r = reconcile({by("a", "1 to 2"), by("b", "5 to 6"), by("c", "20 to 30")}, method::envelope);
  CHECK(std::count_if(r.findings.begin(), r.findings.end(),
                      [](const auto& f) { return f.kind == remark_kind::conflict; }) == 2);
  CHECK_FALSE(
      reconcile({by("a", "1 to 2"), by("b", "2 to 6")}, method::envelope).says(remark_kind::conflict));
}

TEST_CASE("a set method takes another vocabulary of sets, and refuses shapes by name") {
  const std::vector<report> reports = {by("a", "about 11,000"), by("b", "10,000 to 11,000")};
  CHECK(set_of(reconcile(reports, method::intersection)) == interval<>(10500, 11000));
  CHECK(set_of(reconcile(reports, method::intersection.under(vocabulary::literal))) == interval<>(11000.0));
  CHECK_THROWS_MATCHES(
      reconcile(reports, method::vote.under(vocabulary::spoken)), reckon::domain_error,
      support::Message(
          "reckon::reconcile: method vote works on sets, but vocabulary spoken reads \"about 11,000\" "
          "as something else; use vocabulary::plain"));
}

// ---- vote ----

TEST_CASE("the vote finds the regions of greatest overlap") {
  for (const char* name : {"marzullo_a", "marzullo_b", "marzullo_c"}) {
    CAPTURE(name);
    const auto v = vector_named(name);
    const auto r = reconcile(as_reports(v["inputs"]["intervals"]), method::vote);
    const auto& expected = v["expected"]["intervals"];
    REQUIRE(r.regions.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(r.regions[i].set == interval<>(expected[i][0].get<double>(), expected[i][1].get<double>()));
      CHECK(r.regions[i].weight * 3 == v["expected"]["best_count"].get<double>());
      CHECK(r.regions[i].reports.size() == v["expected"]["best_count"].get<std::size_t>());
    }
    CHECK(r.value.has_value() == (expected.size() == 1));
    CHECK(r.says(remark_kind::several_modes) == (expected.size() > 1));
  }
}

TEST_CASE("several regions of the vote are all named") {
  CHECK_THAT(sentences(reconcile({by("a", "8 to 9"), by("b", "8 to 12"), by("c", "10 to 12")}, method::vote)),
             support::contains_text("separate regions have the same number of votes: 8 to 9, 10 to 12"));
}

TEST_CASE("an origin has one vote, however many reports go back to it") {
  // Nine outlets quote one official: still one voice against two.
  std::vector<report> reports = {by("a", "100 to 200"), by("b", "150 to 300")};
  for (int i = 0; i < 9; ++i) {
    reports.emplace_back("5,000 to 6,000", source("outlet " + std::to_string(i)).citing(source("official")));
  }
  const auto r = reconcile(reports, method::vote);
  CHECK(set_of(r) == interval<>(150, 200));
  CHECK(r.origins_with_value() == origin_count{3, 3});
}

TEST_CASE("the figures of one origin vote for their union") {
  // a allows [0, 20], so that both agree on all of [3, 12].
  const std::vector<report> overlapping = {by("a", "0 to 10"), by("a", "5 to 20"), by("b", "3 to 12")};
  CHECK(set_of(reconcile(overlapping, method::vote)) == interval<>(3, 12));
  CHECK(reconcile(overlapping, method::vote).regions.front().reports.size() == 3);
  const auto apart = reconcile({by("a", "0 to 5"), by("a", "6 to 10"), by("b", "0 to 10")}, method::vote);
  REQUIRE(apart.regions.size() == 2);
  CHECK(apart.regions[0].set == interval<>(0, 5));
  CHECK(apart.regions[1].set == interval<>(6, 10));
}

TEST_CASE("the vote agrees with counting on a grid") {
  std::mt19937 engine(7);
  std::uniform_int_distribution<int> place(0, 30);
  for (int round = 0; round < 200; ++round) {
    std::vector<report> reports;
    std::vector<std::vector<interval<>>> sets(4);
    for (int i = 0; i < 7; ++i) {
      const int a = place(engine);
      const int b = place(engine);
      const std::size_t origin = static_cast<std::size_t>(place(engine)) % sets.size();
      sets[origin].emplace_back((std::min)(a, b), (std::max)(a, b));
      reports.emplace_back(std::to_string((std::min)(a, b)) + " to " + std::to_string((std::max)(a, b)),
                           source(std::string(1, static_cast<char>('a' + origin))));
    }
    const auto votes_at = [&sets](double x) {
      return std::count_if(sets.begin(), sets.end(), [x](const auto& of_origin) {
        return std::any_of(of_origin.begin(), of_origin.end(), [x](interval<> s) { return contains(s, x); });
      });
    };
    std::ptrdiff_t most = 0;
    for (double x = 0; x <= 30; x += 0.5) most = (std::max)(most, votes_at(x));
    const auto r = reconcile(reports, method::vote);
    CAPTURE(round, sentences(r));
    for (double x = 0; x <= 30; x += 0.5) {
      const bool in_region = std::any_of(r.regions.begin(), r.regions.end(),
                                         [x](const auto& found) { return contains(found.set, x); });
      CHECK(in_region == (votes_at(x) == most));
    }
  }
}

// ---- linear pool ----

TEST_CASE("a pool of sets keeps them as sets") {
  const auto r = reconcile({by("a", "0 to 10"), by("b", "4 to 6")}, method::linear_pool);
  REQUIRE(r.value);
  // Each set has half of the mass, and it may lie anywhere within.
  CHECK(cdf(*r.value, -1) == interval<>(0.0));
  CHECK(cdf(*r.value, 3) == interval<>(0, 0.5));
  CHECK(cdf(*r.value, 5) == interval<>(0, 1));
  CHECK(cdf(*r.value, 7) == interval<>(0.5, 1));
  CHECK(cdf(*r.value, 10) == interval<>(1.0));
  CHECK(set_of(r) == interval<>(0, 10));
  REQUIRE(r.regions.size() == 2);
  CHECK(r.regions[0].weight == 0.5);
  CHECK(r.says(remark_kind::assumption));
}

TEST_CASE("a pool of shapes is their mixture") {
  const auto v = vector_named("linear_pool_normals");
  // Weights .7 and .3: seven origins of ten say the one, three the other.
  std::vector<report> reports;
  for (int i = 0; i < 10; ++i) {
    reports.emplace_back(i < 7 ? "10 plus or minus 1" : "14 plus or minus 2",
                         source("origin " + std::to_string(i)));
  }
  const auto r = reconcile(reports, method::linear_pool.under(vocabulary::spoken));
  REQUIRE(r.value);
  const auto& expected = v["expected"];
  const auto expect = [&expected](const char* what) { return expected[what].get<double>(); };
  CHECK_THAT(*r.value, HasMean(expect("mean"), 1e-12 * expect("mean")));
  CHECK_THAT(std::pow(value(standard_deviation(*r.value)), 2),
             support::WithinRel(expected["var"].get<double>(), 1e-9));
  CHECK_THAT(value(cdf(*r.value, 12)), support::WithinRel(expected["cdf_at_12"].get<double>(), 1e-12));
  CHECK_THAT(*r.value, HasQuantile(0.05, expect("q05"), 1e-9 * expect("q05")));
  CHECK_THAT(*r.value, HasQuantile(0.50, expect("q50"), 1e-9 * expect("q50")));
  CHECK_THAT(*r.value, HasQuantile(0.95, expect("q95"), 1e-9 * expect("q95")));
}

TEST_CASE("in a pool of spoken shapes and a set the shapes are points and the set is not") {
  const auto r = reconcile({by("a", "100 to 200"), by("b", "more than 99")},
                           method::linear_pool.under(vocabulary::spoken));
  REQUIRE(r.value);
  // Half uniform on [100, 200], half anywhere from 100 on.
  CHECK(subset(interval<>(0.25, 0.75), cdf(*r.value, 150)));
  CHECK_THAT(cdf(*r.value, 150).lower(), support::WithinAbs(0.25, 1e-12));
  CHECK_THAT(cdf(*r.value, 150).upper(), support::WithinAbs(0.75, 1e-12));
}

TEST_CASE("the figures of one origin share its weight in a pool") {
  const auto r = reconcile({by("a", "10"), by("a", "20"), by("b", "30")},
                           method::linear_pool.under(vocabulary::literal));
  CHECK(recipe_of(r).split() == std::vector<double>{0.25, 0.25, 0.5, 0});
  CHECK(cdf(*r.value, 10) == interval<>(0.25));
  CHECK(cdf(*r.value, 25) == interval<>(0.5));
}

TEST_CASE("a vocabulary that leaves a figure without a number is named") {
  const vocabulary mute("mute", [](const phrase&, double) -> meaning { return reckon::silence{}; });
  const std::vector<report> reports = {by("a", "10 to 20")};
  CHECK_THROWS_MATCHES(reconcile(reports, method::linear_pool.under(mute)), reckon::domain_error,
                       support::Message("reckon::reconcile: vocabulary mute gives \"10 to 20\" no number"));
  CHECK_THROWS_AS(reconcile(reports, method::intersection.under(mute)), reckon::domain_error);
}

// ---- what counts once ----

TEST_CASE("the order of the reports does not matter") {
  std::vector<report> reports = three_ranges();
  reports.push_back(by("c", "2,000 to 5,000"));
  reports.push_back(by("d", "offered no numbers"));
  reports.emplace_back("2,500", source("outlet").citing(anonymous));
  reports.push_back(by("a", "1,000 to 3,000").said_on(date("2025-02-01")));
  for (unsigned seed = 0; seed < 6; ++seed) {
    const auto other = shuffled(reports, seed);
    CHECK(sentences(reconcile(other, method::vote)) == sentences(reconcile(reports, method::vote)));
    CHECK(sentences(reconcile(other, method::envelope)) == sentences(reconcile(reports, method::envelope)));
    CHECK(sentences(reconcile(other, method::intersection)) ==
          sentences(reconcile(reports, method::intersection)));
    CHECK(sentences(reconcile(other, method::linear_pool)) ==
          sentences(reconcile(reports, method::linear_pool)));
  }
}

TEST_CASE("copies of a handle are one report, equal figures of one origin are told and counted once") {
  const report a = by("a", "10 to 20");
  const auto copies = reconcile({a, a, a}, method::linear_pool);
  CHECK(copies.reports.size() == 1);
  CHECK_FALSE(copies.says(remark_kind::double_count));
  const auto equal = reconcile({a, by("a", "about 10 to 20"), by("a", "10 to 30")}, method::linear_pool);
  CHECK(equal.reports.size() == 3);
  CHECK(equal.origins.size() == 1);
  CHECK(equal.says(remark_kind::double_count));
  CHECK(equal.regions.size() == 2);
}

TEST_CASE("an anonymous source behind one outlet is one origin for one figure") {
  const source paper("paper");
  const source other("other paper");
  const auto r = reconcile(
      {report("10 to 20", paper.citing(anonymous)), report("between 10 and 20", paper.citing(anonymous))},
      method::envelope);
  CHECK(r.origins.size() == 1);
  CHECK(r.says(remark_kind::double_count));
  const auto two =
      reconcile({report("10 to 20", paper.citing(anonymous)), report("10 to 30", paper.citing(anonymous)),
                 report("10 to 20", other.citing(anonymous))},
                method::envelope);
  CHECK(two.origins.size() == 3);
  CHECK(two.says(remark_kind::uncertain_ancestry));
  CHECK(two.origins_with_value() == origin_count{1, 3});
  const auto labelled = reconcile({report("10 to 20", paper.citing(anonymous("envoy"))),
                                   report("10 to 30", other.citing(anonymous("clerk")))},
                                  method::envelope);
  CHECK(labelled.origins_with_value() == origin_count{2, 2});
}

TEST_CASE("origins are counted from the least to the most that they can be") {
  const source paper("paper");
  // One anonymous figure and one named silence.
  const auto r = reconcile({report("10 to 20", paper.citing(anonymous)), by("agency", "offered no numbers")},
                           method::envelope);
  CHECK(r.origins_with_value() == origin_count{1, 1});
  CHECK(r.origins_reporting() == origin_count{1, 2});
  CHECK_THAT(sentences(r), support::contains_text("origins with a value: 1; origins that report it: 1 to 2"));
  // An anonymous source may be either of two, but does not make one of them.
  const auto three =
      reconcile({report("10 to 20", paper.citing(anonymous)), by("a", "10 to 30"), by("b", "10 to 40")},
                method::envelope);
  CHECK(three.origins_with_value() == origin_count{2, 3});
  // Two labels and two names: two at least.
  const auto four = reconcile(
      {report("10 to 20", paper.citing(anonymous("x"))),
       report("10 to 25", source("other").citing(anonymous("y"))), by("a", "10 to 30"), by("b", "10 to 40")},
      method::envelope);
  CHECK(four.origins_with_value() == origin_count{2, 4});
}

TEST_CASE("an earlier cumulative count is a lower bound, not a conflict") {
  const measurand killed{"killed", "people", measurand_kind::cumulative};
  const report january = by("a", "500 to 600").of(killed).as_of(date("2025-01"));
  const report february = by("b", "900 to 1,000").of(killed).as_of(date("2025-02"));
  const auto r = reconcile({january, february}, method::intersection);
  CHECK(set_of(r) == interval<>(900, 1000));
  CHECK_FALSE(r.says(remark_kind::conflict));
  CHECK_THAT(sentences(r), support::contains_text("it is taken as a lower bound"));
  // The same origin repeats its figure later: both count, each as of its day.
  const report again = by("a", "500 to 600").of(killed).as_of(date("2025-02"));
  const auto repeated = reconcile({january, again}, method::intersection);
  CHECK(set_of(repeated) == interval<>(500, 600));
  CHECK_FALSE(repeated.says(remark_kind::double_count));
  // In a pool it has no upper end.
  const auto pool = reconcile({january, february}, method::linear_pool.under(vocabulary::spoken));
  CHECK(set_of(pool) == interval<>(500, infinity));
  // A stock may fall, and a window that overlaps is not earlier.
  const measurand present{"present", "people", measurand_kind::stock};
  CHECK_FALSE(reconcile({january.of(present), february.of(present)}, method::intersection).value);
  CHECK_FALSE(reconcile({january.as_of(date("2025-01-01/2025-02")), february}, method::intersection).value);
}

// ---- what may not be merged ----

TEST_CASE("reports about different quantities are refused with what would have to be true") {
  const measurand killed{"killed", "people"};
  const measurand wounded{"wounded", "people"};
  CHECK_THROWS_MATCHES(reconcile({by("a", "10").of(killed), by("b", "20").of(wounded)}, method::envelope),
                       reckon::incompatible_reports,
                       support::Message("reckon::reconcile: \"10\" and \"20\" are not about one quantity: "
                                        "'killed' is not 'wounded'. To merge them it "
                                        "would have to be true that 'killed' and 'wounded' are one quantity; "
                                        "if it is, state one measurand with its "
                                        "unit for both with report::of"));
  const auto why = [](const report& a, const report& b) {
    try {
      (void)reconcile({a, b}, method::envelope);
    } catch (const reckon::incompatible_reports& refusal) {
      return std::string(refusal.what());
    }
    return std::string();
  };
  CHECK_THAT(why(by("a", "10").of({"mass", "kg"}), by("b", "20").of({"mass", "lb"})),
             support::contains_text("'kg' and 'lb' are one unit"));
  const std::string planned =
      why(by("a", "10").of(killed), by("b", "20").of(killed).status(report_status::planned));
  CHECK_THAT(planned, support::contains_text("what was planned is what was observed"));
  CHECK_THAT(planned, support::contains_text("report::status"));
  CHECK_THAT(why(by("a", "10").of({"troops", "", measurand_kind::stock}),
                 by("b", "20").of({"troops", "", measurand_kind::flow})),
             support::contains_text("a stock and a flow are the same here"));
  CHECK_THAT(why(by("a", "10").of({"killed", "", {}, "civilians"}),
                 by("b", "20").of({"killed", "", {}, "soldiers"})),
             support::contains_text("'civilians' and 'soldiers' are one population"));
  // A silent report of something else is refused as well.
  CHECK_FALSE(why(by("a", "10").of(killed), by("b", "offered no numbers").of(wounded)).empty());
  // What one leaves open is no difference.
  CHECK(why(by("a", "10").of(killed), by("b", "20")).empty());
}

TEST_CASE("a report that leaves its measurand open does not join two that differ") {
  const report open = by("a", "10");
  const report killed = by("b", "20").of({"killed"});
  const report wounded = by("c", "30").of({"wounded"});
  for (const auto& order : {std::vector{open, killed, wounded}, std::vector{killed, open, wounded},
                            std::vector{wounded, killed, open}}) {
    CHECK_THROWS_AS(reconcile(order, method::envelope), reckon::incompatible_reports);
  }
}

TEST_CASE("units that the texts themselves write are not mixed") {
  CHECK_THROWS_AS(reconcile({by("a", "5 kg"), by("b", "11 lb")}, method::envelope),
                  reckon::incompatible_reports);
  CHECK_THROWS_AS(reconcile({by("a", "30 percent"), by("b", "5,000")}, method::envelope),
                  reckon::incompatible_reports);
  CHECK(set_of(reconcile({by("a", "30 percent to 40 percent"), by("b", "35%")}, method::envelope)) ==
        interval<>(30, 40));
  CHECK_NOTHROW(reconcile({by("a", "5 kg"), by("b", "6")}, method::envelope));
  // "$" and "dollars" are one unit if their measurands say so.
  CHECK_THROWS_AS(reconcile({by("a", "$5 million"), by("b", "6 million dollars")}, method::envelope),
                  reckon::incompatible_reports);
  const measurand budget{"budget", "US dollars"};
  CHECK_NOTHROW(reconcile({by("a", "$5 million").of(budget), by("b", "6 million dollars").of(budget)},
                          method::envelope));
}

TEST_CASE("no reports are an error, silence is not") {
  CHECK_THROWS_AS(reconcile({}, method::envelope), reckon::domain_error);
  CHECK_THROWS_AS(reconcile({}), reckon::domain_error);
  const std::vector<report> silent = {by("a", "offered no numbers"), by("b", "size unknown")};
  for (const auto& r :
       {reconcile(silent, method::envelope), reconcile(silent, method::intersection),
        reconcile(silent, method::vote), reconcile(silent, method::linear_pool), reconcile(silent)}) {
    CAPTURE(r.method);
    CHECK_FALSE(r.value);
    CHECK(r.regions.empty());
    CHECK(r.says(remark_kind::silence));
    CHECK(r.reports.size() == 2);
    CHECK(r.origins_with_value() == origin_count{0, 0});
    CHECK(r.origins_reporting() == origin_count{2, 2});
    CHECK_THAT(sentences(r), support::contains_text("no common answer"));
    CHECK_THAT(sentences(r), support::contains_text("size unknown"));
  }
}

TEST_CASE("silence is listed and weightless") {
  std::vector<report> reports = three_ranges();
  reports.push_back(by("d", "offered no numbers"));
  CHECK(set_of(reconcile(reports, method::intersection)) == interval<>(2500, 3000));
  CHECK(set_of(reconcile(reports, method::envelope)) == interval<>(1000, 9000));
  const auto r = reconcile(reports, method::vote);
  CHECK(r.regions.front().weight == 1);
  CHECK(recipe_of(r).split()[3] == 0);
}

TEST_CASE("denials and changes are refused by name") {
  CHECK_THROWS_AS(reconcile({by("a", "not 500"), by("b", "600")}, method::envelope), reckon::domain_error);
  CHECK_THROWS_AS(reconcile({by("a", "rose from 300 to 500"), by("b", "600")}, method::envelope),
                  reckon::domain_error);
}

// ---- the recipe ----

TEST_CASE("a reconciled value knows its reports, its shares and what it would be without some") {
  std::vector<report> reports = three_ranges();
  reports.push_back(by("d", "offered no numbers"));
  const auto check = [&reports](const reconciliation& r) {
    CAPTURE(r.method);
    const auto& recipe = recipe_of(r);
    CHECK(recipe.name() == r.method);
    CHECK(recipe.parents() == r.reports);
    const auto split = recipe.split();
    REQUIRE(split.size() == reports.size() + 1);
    CHECK_THAT(std::accumulate(split.begin(), split.end(), 0.0), support::WithinAbs(1, 1e-12));
    CHECK(std::all_of(split.begin(), split.end(), [](double x) { return x >= 0; }));
    // Nobody left, or nobody with a number.
    CHECK_FALSE(recipe.without({true, true, true, true}));
    CHECK_FALSE(recipe.without({true, true, true, false}));
    const auto same = recipe.without({false, false, false, true});
    REQUIRE(same);
    CHECK(range(*same, 0.9) == range(*r.value, 0.9));
  };
  check(reconcile(reports, method::intersection));
  check(reconcile(reports, method::envelope));
  check(reconcile(reports, method::vote));
  check(reconcile(reports, method::linear_pool));
  check(reconcile(reports, method::latent));
  const auto envelope = reconcile(reports, method::envelope);
  const auto without_c = recipe_of(envelope).without({false, false, true, false});
  REQUIRE(without_c);
  CHECK(bounds(*without_c) == interval<>(1000, 4000));
}

TEST_CASE("the ends of a set answer belong to the figures that bind them") {
  // intersection [2500, 3000]: its lower end is c's, its upper a's
  CHECK(recipe_of(reconcile(three_ranges(), method::intersection)).split() ==
        std::vector<double>{0.5, 0, 0.5, 0});
  CHECK(recipe_of(reconcile(three_ranges(), method::envelope)).split() ==
        std::vector<double>{0.5, 0, 0.5, 0});
  CHECK(recipe_of(reconcile({by("a", "10 to 20"), by("b", "10 to 30")}, method::envelope)).split() ==
        std::vector<double>{0.25, 0.75, 0});
}

TEST_CASE("a reconciled value has the name of its measurand, and the method where there is none") {
  const auto name_of = [](const reconciliation& r) {
    return static_cast<const reckon::detail::leaf_node*>(r.value->root())->name;
  };
  CHECK(name_of(reconcile({by("a", "10").of({"killed"})}, method::envelope)) == "killed");
  CHECK(name_of(reconcile({by("a", "10"), by("b", "20").of({"killed"})}, method::envelope)) == "killed");
  CHECK(name_of(reconcile({by("a", "10")}, method::envelope)) == "reconciled by envelope");
}

namespace {

/// A method of one's own: the answer is the first report's.
struct first_word {
  static std::string name() { return "first word"; }
  reconciliation operator()(const reckon::evidence& given) const {
    reconciliation r = reckon::detail::frame_of(given, name());
    if (given.has_value()) r.value = estimate(given.reports.front());
    return r;
  }
  static std::vector<double> split(const reckon::evidence& given) {
    std::vector<double> shares(given.reports.size() + 1, 0);
    shares.front() = 1;
    return shares;
  }
};

}  // namespace

TEST_CASE("a method of one's own is a type with a name, an answer and a split") {
  STATIC_REQUIRE(reckon::reconcile_method<first_word>);
  STATIC_REQUIRE_FALSE(reckon::reconcile_method<int>);
  CHECK(set_of(reconcile(three_ranges(), first_word{})) == interval<>(1000, 3000));
}

TEST_CASE("the sentences name every report and every origin") {
  std::vector<report> reports = three_ranges();
  reports.push_back(by("d", "offered no numbers"));
  for (const auto& text : {sentences(reconcile(reports, method::envelope)), sentences(reconcile(reports))}) {
    CAPTURE(text);
    for (const auto& r : reports) {
      CHECK_THAT(text, support::contains_text('"' + r.text() + '"'));
      CHECK_THAT(text, support::contains_text("  " + r.source().text() + ":"));
    }
  }
}
