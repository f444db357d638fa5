// SPDX-License-Identifier: BSL-1.0
#include <reckon/attribute.hpp>
// The header under test comes first.
#include <reckon/catch2.hpp>

#include "support.hpp"

#include <reckon/reconcile.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace method = reckon::method;

using reckon::anonymous;
using reckon::attribute;
using reckon::attribution;
using reckon::by;
using reckon::dependence;
using reckon::estimate;
using reckon::interval;
using reckon::reconcile;
using reckon::report;
using reckon::share;
using reckon::source;
using reckon::vocabulary;
using reckon::detail::shapley_values;
using namespace reckon::literals;
using namespace reckon::matchers;

namespace {

report said(const std::string& who, const std::string& text) { return {text, source(who)}; }

double uncertainty(const attribution& a, const std::string& key) {
  CAPTURE(key);
  const share* s = a.find(key);
  REQUIRE(s);
  REQUIRE(s->uncertainty);
  return *s->uncertainty;
}

double total(const attribution& a) {
  double sum = 0;
  for (const share& s : a) sum += s.uncertainty.value();
  return sum;
}

std::string sentences(const attribution& a) {
  std::ostringstream out;
  out << a;
  return out.str();
}

nlohmann::json vector_named(const std::string& id) {
  static const auto all = nlohmann::json::parse(support::data_text("attribution_vectors.json"));
  for (const auto& v : all["vectors"]) {
    if (v["id"] == id) return v;
  }
  throw std::runtime_error("there is no vector " + id);
}

}  // namespace

// ---- sums of sets ----

TEST_CASE("in a sum of sets each has its width over the total width") {
  const auto expected = vector_named("width_share_sum")["expect"];
  const auto a = attribute(
      estimate(interval<>(10000, 12000)) - interval<>(3500, 4500) + interval<>(1000, 3000), by::leaf);
  CHECK(a.range == interval<>(expected["range"][0].get<double>(), expected["range"][1].get<double>()));
  const char* keys[] = {"[10000, 12000]", "[3500, 4500]", "[1000, 3000]"};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_THAT(uncertainty(a, keys[i]), support::WithinAbs(expected["share"][i].get<double>(), 1e-12));
  }
  CHECK_THAT(total(a), support::WithinAbs(1, 1e-12));
}

TEST_CASE("a coefficient widens a share") {
  const auto a = attribute(3 * estimate(interval<>(0, 1)) - estimate(interval<>(0, 2)) / 2 + 7, by::leaf);
  CHECK_THAT(uncertainty(a, "[0, 1]"), support::WithinAbs(0.75, 1e-12));
  CHECK_THAT(uncertainty(a, "[0, 2]"), support::WithinAbs(0.25, 1e-12));
}

TEST_CASE("a thousand sets have their shares at once") {
  estimate sum = 0.0;
  for (int i = 1; i <= 1000; ++i) sum += estimate(interval<>(0, i));
  const auto a = attribute(sum, by::leaf);
  CHECK(a.size() == 1000);
  CHECK_THAT(total(a), support::WithinAbs(1, 1e-9));
  CHECK_THAT(uncertainty(a, "[0, 1000]"), support::WithinAbs(1000 / 500500.0, 1e-12));
  CHECK(a.begin()->key == "[0, 1000]");
}

// ---- laws of shares ----

TEST_CASE("shares sum to one, for sets, shapes and mixtures of them") {
  const estimate set(interval<>(1, 2));
  const estimate other(interval<>(3, 5));
  const estimate shape(reckon::normal(10, 1));
  const estimate skewed(reckon::lognormal(1, 0.5));
  for (const estimate& e : {set * other, set / other + shape, shape + skewed, (reckon::max)(set, skewed),
                            set * skewed - other, sqrt(skewed) * shape + set, set - set * other}) {
    const auto a = attribute(e, by::leaf);
    CHECK_THAT(total(a), support::WithinAbs(1, 1e-9));
    for (const share& s : a) CHECK(*s.uncertainty >= 0);
    CHECK(a.range == interval<>(range(e, 0.9)));
  }
}

TEST_CASE("equal roles have equal shares") {
  const auto a = attribute(estimate(interval<>(1, 2)) * estimate(interval<>(1, 2)), by::leaf);
  CHECK_THAT(uncertainty(a, "[1, 2]"), support::WithinAbs(0.5, 1e-12));
  CHECK_THAT(uncertainty(a, "[1, 2] (2)"), support::WithinAbs(0.5, 1e-12));
}

TEST_CASE("what never matters has no share") {
  const auto a = attribute((reckon::max)(estimate(interval<>(10, 20)), interval<>(1, 2)), by::leaf);
  CHECK_THAT(uncertainty(a, "[10, 20]"), support::WithinAbs(1, 1e-12));
  CHECK_THAT(uncertainty(a, "[1, 2]"), support::WithinAbs(0, 1e-12));
}

TEST_CASE("a product is shared by the definition of the game") {
  // x in [1, 3], y in [2, 10]: v(x) = (3 - 1) 6, v(y) = (10 - 2) 2, v(xy) = 30 - 2
  const auto a = attribute(estimate(interval<>(1, 3)) * estimate(interval<>(2, 10)), by::leaf);
  CHECK_THAT(uncertainty(a, "[1, 3]"), support::WithinAbs((12 + 28 - 16) / 2.0 / 28, 1e-12));
  CHECK_THAT(uncertainty(a, "[2, 10]"), support::WithinAbs((16 + 28 - 12) / 2.0 / 28, 1e-12));
}

TEST_CASE("shapes are held at their medians, and the range has the coverage asked for") {
  // Two normals: v = 2 z sd of the members.
  const estimate e = estimate(reckon::normal(0, 3)) + estimate(reckon::normal(0, 4));
  const auto a = attribute(e, by::leaf);
  CHECK_THAT(uncertainty(a, "normal(0, 3)"), support::WithinAbs((3 + 5 - 4) / 2.0 / 5, 1e-9));
  CHECK_THAT(uncertainty(a, "normal(0, 4)"), support::WithinAbs((4 + 5 - 3) / 2.0 / 5, 1e-9));
  CHECK_THAT(a.range.upper(), support::WithinAbs(5 * 1.6448536269514722, 1e-9));
  CHECK_THAT(attribute(e, by::leaf, 0.5).range.upper(), support::WithinAbs(5 * 0.6744897501960817, 1e-9));
  CHECK_THROWS_AS(attribute(e, by::leaf, 0), reckon::domain_error);
  CHECK_THROWS_AS(attribute(e, by::leaf, 1.5), reckon::domain_error);
}

TEST_CASE("a stated dependence counts") {
  const estimate x(reckon::normal(0, 3));
  const estimate y(reckon::normal(0, 4));
  const estimate e = add(x, y, dependence::perfect);
  const auto a = attribute(e, by::leaf);
  CHECK(a.range == interval<>(range(e, 0.9)));
  // Under perfect dependence quantiles add: 3 to 4.
  CHECK_THAT(uncertainty(a, "normal(0, 3)"), support::WithinAbs(3.0 / 7, 0.01));
  CHECK_FALSE(a.begin()->variance);
  const auto unknown = attribute(x + y, by::leaf, 0.9, {.default_dependence = dependence::unknown});
  CHECK(unknown.range == interval<>(range(x + y, 0.9, {.default_dependence = dependence::unknown})));
  CHECK_FALSE(unknown.begin()->variance);
}

TEST_CASE("a quantity less itself owes nothing to anybody") {
  const estimate x(interval<>(1, 2));
  CHECK(attribute(x - x).empty());
  CHECK(sentences(attribute(x - x)) == "Nothing here is uncertain.\n");
  CHECK(attribute(estimate(42.0)).empty());
  CHECK(sentences(attribute(estimate(interval<>(5.0)))).find("Nothing here is uncertain.") !=
        std::string::npos);
}

TEST_CASE("more than ten players share by a sample of orders") {
  estimate product = 1.0;
  for (int i = 0; i < 12; ++i) product *= estimate(interval<>(1, 2));
  const auto a = attribute(product, by::leaf);
  REQUIRE(a.size() == 12);
  CHECK_THAT(total(a), support::WithinAbs(1, 1e-9));
  for (const share& s : a) CHECK_THAT(*s.uncertainty, support::WithinAbs(1 / 12.0, 0.02));
}

// ---- groups ----

TEST_CASE("shares of groups are the sums of their leaves' shares") {
  const source officials("officials");
  const source paper("paper");
  const report arrived("10,000 to 12,000", paper.citing(officials));
  const report killed("3,500 to 4,500", source("agency").citing(officials));
  const report sent("1,000 to 3,000", paper.citing(anonymous));
  const estimate e = estimate(arrived) - estimate(killed) + estimate(sent) + interval<>(0, 5000);
  const auto reports = attribute(e, by::report);
  CHECK_THAT(uncertainty(reports, "\"10,000 to 12,000\" (paper <- officials)"),
             support::WithinAbs(0.2, 1e-12));
  CHECK_THAT(uncertainty(reports, "\"3,500 to 4,500\" (agency <- officials)"),
             support::WithinAbs(0.1, 1e-12));
  CHECK_THAT(uncertainty(reports, "no source ([0, 5000])"), support::WithinAbs(0.5, 1e-12));
  const auto origins = attribute(e, by::origin);
  CHECK_THAT(e, OwesUncertaintyTo(officials, 0.3, 1e-12));
  CHECK_THAT(e, OwesUncertaintyTo(paper.citing(anonymous), 0.2, 1e-12));
  const auto outlets = attribute(e, by::outlet);
  CHECK_THAT(uncertainty(outlets, "paper"), support::WithinAbs(0.4, 1e-12));
  CHECK_THAT(uncertainty(outlets, "agency"), support::WithinAbs(0.1, 1e-12));
  for (const auto& a : {reports, origins, outlets, attribute(e, by::leaf)}) {
    CHECK_THAT(total(a), support::WithinAbs(1, 1e-12));
    CHECK(std::is_sorted(a.begin(), a.end(),
                         [](const share& x, const share& y) { return *x.uncertainty > *y.uncertainty; }));
  }
}

TEST_CASE("the leaves of one group are free or held together") {
  // a * b of one origin: one player with the whole; c apart.
  const estimate a(said("one", "1 to 3"));
  const estimate b(said("one", "2 to 10"));
  const estimate c(said("other", "0 to 28"));
  CHECK_THAT(a * b + c, OwesUncertaintyTo("one", 0.5, 1e-12) && OwesUncertaintyTo("other", 0.5, 1e-12));
}

TEST_CASE("two estimates of one report are one leaf") {
  const report r = said("a", "10 to 20");
  CHECK(attribute(estimate(r) - estimate(r), by::leaf).empty());
  const auto a = attribute(estimate(r) + estimate(r) + estimate(said("b", "0 to 20")), by::leaf);
  REQUIRE(a.size() == 2);
  CHECK_THAT(uncertainty(a, "10 to 20"), support::WithinAbs(0.5, 1e-12));
  // Under two vocabularies it is two leaves of one report.
  const estimate both = estimate(r) + estimate(r, vocabulary::spoken);
  CHECK(attribute(both, by::leaf).size() == 2);
  CHECK(attribute(both, by::report).size() == 1);
}

TEST_CASE("two reports that say the same are two") {
  const estimate e = estimate(said("a", "10 to 20")) + estimate(said("a", "10 to 20"));
  const auto a = attribute(e, by::report);
  REQUIRE(a.size() == 2);
  CHECK_THAT(uncertainty(a, "\"10 to 20\" (a)"), support::WithinAbs(0.5, 1e-12));
  CHECK_THAT(uncertainty(a, "\"10 to 20\" (a) (2)"), support::WithinAbs(0.5, 1e-12));
  CHECK(attribute(e, by::origin).size() == 1);
}

TEST_CASE("names that differ in case alone are one group") {
  const auto a =
      attribute(estimate(said("Yonhap", "10 to 20")) + estimate(said("YONHAP", "0 to 20")), by::origin);
  REQUIRE(a.size() == 1);
  CHECK(a.begin()->key == "Yonhap");
}

// ---- variance and value ----

TEST_CASE("in a sum of shapes the shares of variance are those of the squares") {
  const auto v = vector_named("linear_independent");
  const std::vector<double> sd = v["inputs"]["sd"];
  const estimate x1(reckon::normal(5, sd[0]));
  const estimate x2(reckon::uniform(-sd[1] * std::sqrt(3.0), sd[1] * std::sqrt(3.0)));
  const estimate x3(reckon::normal(-2, sd[2]));
  const auto a = attribute(2 * x1 + 3 * x2 - x3, by::leaf);
  const std::vector<double> expected = v["expect"]["shares_sobol_first=total=shapley"];
  REQUIRE(a.find("normal(5, 1)"));
  CHECK_THAT(a.find("normal(5, 1)")->variance.value(), support::WithinAbs(expected[0], 1e-12));
  CHECK_THAT(a.find("normal(-2, 4)")->variance.value(), support::WithinAbs(expected[2], 1e-12));
  for (const share& s : a) {
    if (s.key.starts_with("uniform")) CHECK_THAT(s.variance.value(), support::WithinAbs(expected[1], 1e-12));
  }
}

TEST_CASE("there are no shares of variance where a leaf is a set or the variance infinite or the sum none") {
  const estimate shape(reckon::normal(10, 1));
  CHECK_FALSE(attribute(shape + interval<>(0, 1), by::leaf).begin()->variance);
  CHECK_FALSE(attribute(shape * shape, by::leaf).begin()->variance);
  CHECK(attribute(shape, by::leaf).begin()->variance == 1);
}

TEST_CASE("the value of a group is what it adds to the median") {
  const estimate e = estimate(said("a", "100 to 200")) - estimate(said("b", "10 to 20")) + 5;
  const auto a = attribute(e, by::origin);
  REQUIRE(a.find("a")->value);
  CHECK(*a.find("a")->value == interval<>(100, 200));
  CHECK(*a.find("b")->value == interval<>(-20, -10));
  // Division by it leaves nothing without it.
  CHECK_FALSE(attribute(1 / estimate(said("a", "1 to 2")), by::origin).begin()->value);
}

// ---- unbounded ranges ----

TEST_CASE("an unbounded range names the one to blame and has no percent") {
  const auto a =
      attribute(estimate(said("a", "more than 300")) + estimate(said("b", "10 to 20")), by::origin);
  REQUIRE(a.size() == 2);
  CHECK(a.begin()->key == "a");
  CHECK(a.begin()->unbounded);
  CHECK_FALSE(a.find("b")->unbounded);
  for (const share& s : a) CHECK_FALSE(s.uncertainty);
  const std::string text = sentences(a);
  CHECK(text.find('%') == std::string::npos);
  CHECK_THAT(text, support::contains_text("The range is unbounded because of a."));
}

TEST_CASE("two that make a range unbounded together are both named") {
  const auto a = attribute(estimate(said("a", "at least 0")) * estimate(said("b", "-1 to 1")), by::origin);
  CHECK(a.find("a")->unbounded);
  CHECK(a.find("b")->unbounded);
  CHECK_THAT(sentences(a), support::contains_text("The range is unbounded because of a and b."));
  const auto quotient = attribute(estimate(said("a", "1 to 2")) / estimate(said("b", "-1 to 1")), by::origin);
  CHECK_FALSE(quotient.find("a")->unbounded);
  CHECK(quotient.find("b")->unbounded);
}

TEST_CASE("where holding an input at its middle leaves no value, that is said") {
  // The range at 90 % is finite, but at its median 0 the shape cannot be divided by.
  const estimate x(reckon::normal(0, 1));
  const estimate y(interval<>(0, 1));
  CHECK_THROWS_WITH(
      attribute(1 / x + y, by::leaf),
      support::contains_text("reckon::attribute: with some of the inputs held at their middles"));
  CHECK_THAT(total(attribute(1 / x, by::leaf)), support::WithinAbs(1, 1e-12));
}

// ---- reconciled values ----

TEST_CASE("a reconciled value divides its share by its recipe") {
  const std::vector<report> reports = {said("a", "1,000 to 3,000"), said("b", "2,000 to 4,000"),
                                       said("c", "offered no numbers")};
  const estimate envelope = *reconcile(reports, method::envelope).value;  // [1000, 4000], an end each
  const estimate e = envelope + estimate(said("d", "0 to 1,000"));
  const auto a = attribute(e, by::origin);
  CHECK_THAT(uncertainty(a, "a"), support::WithinAbs(0.375, 1e-12));
  CHECK_THAT(uncertainty(a, "b"), support::WithinAbs(0.375, 1e-12));
  CHECK(uncertainty(a, "c") == 0);
  CHECK_THAT(uncertainty(a, "d"), support::WithinAbs(0.25, 1e-12));
  CHECK_THAT(total(a), support::WithinAbs(1, 1e-12));
  // One origin inside and outside of it has both parts.
  const auto shared = attribute(envelope + estimate(said("a", "0 to 1,000")), by::origin);
  CHECK_THAT(uncertainty(shared, "a"), support::WithinAbs(0.625, 1e-12));
  // By leaf it is one thing.
  CHECK(attribute(e, by::leaf).size() == 2);
}

TEST_CASE("disagreement between sources is a group of its own") {
  const auto r = reconcile({said("a", "1,000 to 3,000"), said("b", "20,000 to 40,000")}, method::latent);
  const auto a = attribute(*r.value, by::origin);
  const share* between = a.find("disagreement between sources");
  REQUIRE(between);
  CHECK(*between->uncertainty > 0);
  CHECK_FALSE(between->shift);
  CHECK_THAT(total(a), support::WithinAbs(1, 1e-9));
}

TEST_CASE("leaving out an origin recomputes what depends on it") {
  const std::vector<report> reports = {said("a", "1,000 to 3,000"), said("b", "2,000 to 4,000"),
                                       report("2,000 to 4,000", source("paper").citing(source("b")))};
  const auto r = reconcile(reports, method::envelope);
  const estimate e = 2 * *r.value;
  const auto a = attribute(e, by::origin);
  REQUIRE(a.find("a")->shift);
  CHECK(a.find("a")->shift->range_with == interval<>(2000, 8000));
  CHECK(a.find("a")->shift->range_without == interval<>(4000, 8000));
  CHECK(a.find("a")->shift->median_with == 5000);
  CHECK(a.find("a")->shift->median_without == 6000);
  CHECK(a.find("b")->shift->range_without == interval<>(2000, 6000));
  // Both reports go back to b: without one of them nothing changes.
  for (const share& s : attribute(e, by::report)) {
    if (s.key.find("2,000 to 4,000") == std::string::npos) continue;
    REQUIRE(s.shift);
    CHECK(s.shift->range_without == interval<>(2000, 8000));
  }
  // The posterior without an origin is that of the others alone.
  const auto latent = reconcile(reports, method::latent);
  const auto without = attribute(*latent.value, by::origin).find("a")->shift;
  REQUIRE(without);
  const auto alone = reconcile({reports[1]}, method::latent);
  CHECK(without->range_without == interval<>(range(*alone.value, 0.9)));
}

TEST_CASE("a plain leaf has no shift, and neither has a value that does not stand without a group") {
  const auto a = attribute(estimate(said("a", "10 to 20")) + estimate(said("b", "10 to 20")), by::origin);
  for (const share& s : a) CHECK_FALSE(s.shift);
  const auto alone = attribute(*reconcile({said("a", "10 to 20")}, method::envelope).value, by::origin);
  CHECK_FALSE(alone.begin()->shift);
  // A leaf of the same origin beside a reconciled value cannot be left out.
  const estimate r = *reconcile({said("a", "10 to 20"), said("b", "10 to 30")}, method::envelope).value;
  CHECK_FALSE(attribute(r + estimate(said("a", "1 to 2")), by::origin).find("a")->shift);
  CHECK(attribute(r + estimate(said("a", "1 to 2")), by::origin).find("b")->shift);
}

TEST_CASE("replacing a leaf keeps the expression") {
  const estimate x(interval<>(1, 2));
  const estimate y(reckon::normal(10, 1));
  const auto* leaf = static_cast<const reckon::detail::leaf_node*>(x.root());
  const estimate e = sqrt(x * y) + pow(x, 3) - add(x, y, dependence::unknown) / (reckon::max)(x, 0.5) + -x;
  const estimate z(interval<>(3, 4));
  const estimate expected =
      sqrt(z * y) + pow(z, 3) - add(z, y, dependence::unknown) / (reckon::max)(z, 0.5) + -z;
  CHECK(bounds(reckon::detail::substitute(e, {{leaf, z}})) == bounds(expected));
  CHECK(range(reckon::detail::substitute(e, {{leaf, z}}), 0.9) == range(expected, 0.9));
  CHECK(reckon::detail::substitute(e, {}).root() == e.root());
}

// ---- sentences ----

TEST_CASE("the sentences say who owns most") {
  const auto a = attribute(
      estimate(said("a", "0 to 50")) + estimate(said("b", "0 to 30")) + estimate(said("c", "0 to 20")),
      by::origin);
  CHECK(sentences(a) ==
        "  50 %  a\n"
        "  30 %  b\n"
        "  20 %  c\n"
        "Half of the uncertainty is owed to a, 30 % to b.\n");
  CHECK_THAT(sentences(attribute(estimate(said("a", "0 to 50")), by::origin)),
             support::contains_text("All of the uncertainty is owed to a."));
}

// ---- games ----

TEST_CASE("the glove game: one left glove, two right ones") {
  // A pair is worth 1. Shapley values 2/3, 1/6, 1/6 (Osborne and Rubinstein, A Course in Game Theory, 1994,
  // ch. 14).
  const auto values =
      shapley_values(3, [](const std::vector<bool>& in) { return in[0] && (in[1] || in[2]) ? 1.0 : 0.0; });
  CHECK_THAT(values[0], support::WithinAbs(2.0 / 3, 1e-15));
  CHECK_THAT(values[1], support::WithinAbs(1.0 / 6, 1e-15));
  CHECK_THAT(values[2], support::WithinAbs(1.0 / 6, 1e-15));
}

namespace {

/// The airport game: a runway costs what its largest aircraft needs. Each pays an equal part of every stretch
/// that it uses (Littlechild and Owen, Management Science 20:370, 1973).
double runway(const std::vector<bool>& in) {
  double cost = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i]) cost = static_cast<double>((i + 1) * (i + 1));
  }
  return cost;
}

std::vector<double> runway_shares(std::size_t n) {
  std::vector<double> shares;
  double paid = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double stretch = static_cast<double>((i + 1) * (i + 1)) - static_cast<double>(i * i);
    paid += stretch / static_cast<double>(n - i);
    shares.push_back(paid);
  }
  return shares;
}

}  // namespace

TEST_CASE("the airport game, summed over all coalitions and sampled") {
  for (const std::size_t n : {1UL, 2UL, 5UL, 10UL}) {
    const auto values = shapley_values(n, runway);
    const auto expected = runway_shares(n);
    for (std::size_t i = 0; i < n; ++i) CHECK_THAT(values[i], support::WithinRel(expected[i], 1e-12));
  }
  for (const std::size_t n : {11UL, 16UL, 30UL}) {
    CAPTURE(n);
    const auto values = shapley_values(n, runway);
    const auto expected = runway_shares(n);
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      sum += values[i];
      CHECK_THAT(values[i], support::WithinAbs(expected[i], 0.06 * runway(std::vector<bool>(n, true))));
    }
    CHECK_THAT(sum, support::WithinRel(runway(std::vector<bool>(n, true)), 1e-12));
  }
}

TEST_CASE("a game of nobody has no values, an additive one those of its players, however many") {
  CHECK(shapley_values(0, [](const std::vector<bool>&) { return 1.0; }).empty());
  for (const std::size_t n : {3UL, 12UL, 200UL}) {
    const auto values = shapley_values(n, [](const std::vector<bool>& in) {
      double sum = 0;
      for (std::size_t i = 0; i < in.size(); ++i) sum += in[i] ? static_cast<double>(i) : 0;
      return sum;
    });
    for (std::size_t i = 0; i < n; ++i)
      CHECK_THAT(values[i], support::WithinAbs(static_cast<double>(i), 1e-9));
  }
}
