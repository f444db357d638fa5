// SPDX-License-Identifier: BSL-1.0
#include <reckon/units.hpp>

#include "support.hpp"

#include <boost/units/base_units/imperial/foot.hpp>
#include <boost/units/cmath.hpp>
#include <boost/units/systems/si/length.hpp>
#include <boost/units/systems/si/time.hpp>

#include <compare>
#include <concepts>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

using namespace reckon;
using namespace reckon::literals;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

using crowd = quantity_in<people, interval<>>;
using headcount = quantity_in<people, double>;
using strength = quantity_in<people>;
using seconds = boost::units::quantity<boost::units::si::time, interval<>>;

const source paper("Paper");

crowd crowd_of(double lower, double upper) { return interval<>(lower, upper) * people; }

template <class T>
std::string text_of(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

template <class A, class B>
concept can_add = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept can_subtract = requires(A a, B b) {
  a - b;
};
template <class A, class B>
concept can_order = requires(A a, B b) {
  a < b;
};
template <class A, class B>
concept can_equate = requires(A a, B b) {
  a == b;
};

}  // namespace

TEST_CASE("quantities of intervals compute as their intervals do, and the units compute beside them") {
  const crowd a = crowd_of(1000, 3000);
  const crowd b = crowd_of(11000, 11000);
  CHECK(a + b == crowd_of(12000, 14000));
  CHECK(b - a == crowd_of(8000, 10000));
  CHECK(-a == crowd_of(-3000, -1000));
  CHECK(+a == a);
  CHECK(a * 2.0 == crowd_of(2000, 6000));
  CHECK(2 * a == crowd_of(2000, 6000));
  CHECK(a / 4 == crowd_of(250, 750));
  CHECK(a * interval<>(0.5, 0.75) == crowd_of(500, 2250));
  CHECK(interval<>(0.5, 0.75) * a == crowd_of(500, 2250));
  CHECK(a / interval<>(0.5, 2) == crowd_of(500, 6000));
  CHECK((1.0 / a).value() == 1.0 / a.value());
  CHECK((interval<>(1, 2) / a).value() == interval<>(1, 2) / a.value());
  STATIC_REQUIRE(std::same_as<decltype(a / b * 1.0), decltype(1 * (a / b))>);

  crowd c = a;
  c += b;
  c -= b;
  CHECK(c == crowd_of(1000, 3000));
  c *= 2.0;
  c /= 4;
  CHECK(c == crowd_of(500, 1500));
  c *= interval<>(1, 2);
  c /= interval<>(2);
  CHECK(c == crowd_of(250, 1500));
}

TEST_CASE("precise quantities, also of whole numbers, mix with intervals and estimates") {
  const headcount exact = 500.0 * people;
  const quantity_in<people, int> whole = 500 * people;
  const crowd a = crowd_of(1000, 3000);
  CHECK(exact + a == crowd_of(1500, 3500));
  CHECK(a - exact == crowd_of(500, 2500));
  CHECK(whole + a == crowd_of(1500, 3500));
  CHECK(exact * interval<>(0.5, 0.75) == crowd_of(250, 375));
  CHECK(interval<>(0.5, 0.75) * exact == crowd_of(250, 375));
  CHECK(exact / interval<>(0.5, 2) == crowd_of(250, 1000));
  CHECK(crowd(exact) == crowd_of(500, 500));

  const estimate factor(interval<>(2, 3));
  CHECK(bounds(exact * factor) == crowd_of(1000, 1500));
  CHECK(bounds(factor * exact) == crowd_of(1000, 1500));
  CHECK(bounds(a * factor) == crowd_of(2000, 9000));
  CHECK(bounds(factor * people + a) == crowd_of(1002, 3003));
  CHECK(bounds(factor * people - whole) == crowd_of(-498, -497));
  const strength widened = a;  // a new leaf
  CHECK(bounds(widened - widened) == crowd_of(0, 0));
}

TEST_CASE("units multiply, divide and cancel") {
  const crowd a = crowd_of(1000, 3000);
  const quantity_in<usd, interval<>> cost = interval<>(5, 10) * (usd / people) * a;
  CHECK(cost == interval<>(5000, 30000) * usd);
  const quantity_in<people / days, interval<>> rate = a / (interval<>(2, 4) * days);
  CHECK(rate == interval<>(250, 1500) * people_per_day);
  CHECK(rate * (10.0 * days) == crowd_of(2500, 15000));
  const crowd crowd_at_home = interval<>(2, 3) * (people / households) * (100.0 * households);
  CHECK(crowd_at_home == crowd_of(200, 300));
  const interval<> share = a / crowd_of(4000, 4000);
  CHECK(share == interval<>(0.25, 0.75));
  CHECK(a / crowd_of(4000, 4000) + 1.0 == interval<>(1.25, 1.75));
  CHECK(1 - a / crowd_of(4000, 4000) == interval<>(0.25, 0.75));
  // Money turns into money by a rate that is written out.
  const quantity_in<usd, interval<>> dollars = interval<>(10, 20) * eur * (interval<>(1.0, 1.5) * usd / eur);
  CHECK(dollars == interval<>(10, 30) * usd);
}

TEST_CASE("what has no common unit has no sum, no difference, no order and no equality") {
  STATIC_REQUIRE(can_add<strength, strength>);
  STATIC_REQUIRE(can_add<strength, crowd>);
  STATIC_REQUIRE_FALSE(can_add<strength, quantity_in<usd>>);
  STATIC_REQUIRE_FALSE(can_add<crowd, quantity_in<people / days, interval<>>>);
  STATIC_REQUIRE_FALSE(can_add<strength, quantity_in<households>>);
  STATIC_REQUIRE_FALSE(can_add<quantity_in<usd>, quantity_in<eur>>);
  STATIC_REQUIRE_FALSE(can_subtract<quantity_in<gbp>, quantity_in<krw, double>>);
  STATIC_REQUIRE_FALSE(can_subtract<headcount, quantity_in<events, interval<>>>);
  STATIC_REQUIRE_FALSE(can_add<quantity_in<days, interval<>>, seconds>);
  STATIC_REQUIRE_FALSE(can_add<strength, double>);
  STATIC_REQUIRE_FALSE(can_add<estimate, strength>);
  STATIC_REQUIRE_FALSE(can_subtract<crowd, interval<>>);
  STATIC_REQUIRE_FALSE(can_subtract<int, crowd>);
  STATIC_REQUIRE_FALSE(can_order<strength, quantity_in<usd>>);
  STATIC_REQUIRE_FALSE(can_order<crowd, quantity_in<households, interval<>>>);
  STATIC_REQUIRE(can_order<strength, headcount>);
  STATIC_REQUIRE_FALSE(can_equate<strength, strength>);
  STATIC_REQUIRE_FALSE(can_equate<strength, crowd>);
  STATIC_REQUIRE(can_equate<crowd, crowd>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<estimate, strength>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<interval<>, crowd>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<quantity_in<eur>, quantity_in<usd>>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<strength, crowd>);
}

TEST_CASE("powers and roots are those of one quantity, not of several") {
  using boost::units::pow;
  using boost::units::root;
  using boost::units::static_rational;
  const crowd around_zero = crowd_of(-1, 2);
  CHECK(pow<2>(around_zero).value() == interval<>(0, 4));
  CHECK(sqr(around_zero) == pow<2>(around_zero));
  CHECK(pow<3>(around_zero).value() == interval<>(-1, 8));
  CHECK(pow<4>(around_zero).value() == interval<>(0, 16));
  CHECK(pow<-1>(crowd_of(2, 4)).value() == interval<>(0.25, 0.5));
  CHECK(pow<0>(around_zero).value() == interval<>(1));
  CHECK(sqrt(crowd_of(4, 9)).value() == interval<>(2, 3));
  CHECK(root<2>(crowd_of(4, 9)) == sqrt(crowd_of(4, 9)));
  CHECK(pow<static_rational<2, 4>>(crowd_of(4, 9)) == sqrt(crowd_of(4, 9)));
  CHECK(sqrt(crowd_of(-4, 9)).value() == interval<>(0, 3));
  STATIC_REQUIRE(std::same_as<decltype(sqrt(sqr(around_zero))), crowd>);

  // Odd roots are defined for negative numbers; the exponent 1/3 is no double, and no value is lost by that.
  const interval<> cube_root = root<3>(crowd_of(-8, 27)).value();
  CHECK(subset(interval<>(-2, 3), cube_root));
  CHECK(subset(cube_root, interval<>(-2 - 1e-14, 3 + 1e-14)));
  const interval<> two_thirds = pow<static_rational<2, 3>>(crowd_of(-8, 27)).value();
  CHECK(subset(interval<>(0, 9), two_thirds));
  CHECK(subset(two_thirds, interval<>(0, 9 + 1e-13)));
  const interval<> fifth_root = root<5>(crowd_of(-32, 243)).value();
  CHECK(subset(interval<>(-2, 3), fifth_root));
  CHECK(subset(fifth_root, interval<>(-2 - 1e-14, 3 + 1e-14)));
  const interval<> three_halves = pow<static_rational<3, 2>>(crowd_of(-1, 4)).value();
  CHECK(subset(interval<>(0, 8), three_halves));
  CHECK(subset(three_halves, interval<>(0, 8 + 1e-14)));
  CHECK(is_entire(pow<static_rational<-1, 3>>(crowd_of(-1, 1))));

  const strength x = estimate(interval<>(-1, 2)) * people;
  CHECK(bounds(pow<2>(x)).value() == interval<>(0, 4));
  CHECK(bounds(sqr(x)).value() == interval<>(0, 4));
  CHECK(bounds(pow<3>(x)).value() == interval<>(-1, 8));
  CHECK(bounds(pow<1>(x) - x).value() == interval<>(0));
  CHECK(bounds(pow<0>(x)).value() == interval<>(1));
  const strength y = estimate(interval<>(4, 9)) * people;
  CHECK(bounds(sqrt(y)).value() == interval<>(2, 3));
  CHECK(bounds(root<2>(y)).value() == interval<>(2, 3));
  CHECK(bounds(pow<-1>(y)).value() == 1.0 / interval<>(4, 9));
  CHECK_THAT(bounds(root<3>(estimate(interval<>(8, 27)) * people)).value().upper(), WithinRel(3.0, 1e-14));
}

TEST_CASE("abs, min and max keep the unit, with those of boost/units/cmath.hpp in sight") {
  const crowd a = crowd_of(-2, 1);
  CHECK(abs(a) == crowd_of(0, 2));
  CHECK((min)(a, crowd_of(0, 3)) == crowd_of(-2, 1));
  CHECK((max)(a, crowd_of(0, 3)) == crowd_of(0, 3));
  CHECK((max)(a, 0.5 * people) == crowd_of(0.5, 1));
  CHECK((min)(2.0 * people, a) == crowd_of(-2, 1));
  CHECK_FALSE(boost::units::isnan(a));
  const strength x = estimate(interval<>(-2, 1)) * people;
  CHECK(bounds(abs(x)) == crowd_of(0, 2));
  CHECK(bounds((max)(x, 0.5 * people)) == crowd_of(0.5, 1));
  CHECK(bounds((min)(crowd_of(0, 3), x)) == crowd_of(-2, 1));
  CHECK(bounds((min)(x, x) - x) == crowd_of(0, 0));
  CHECK_FALSE(boost::units::isnan(x));
  CHECK_THAT(median(exp(x / (1.0 * people))).value().upper(), WithinRel(2.718281828459045, 1e-12));
  CHECK(log(crowd_of(1, 1) / (1.0 * people)).value() == interval<>(0));
}

TEST_CASE("sums of ranges and stated dependence carry the unit") {
  const std::vector<strength> parts{1.0 * people, 2.0 * people, estimate(interval<>(3, 4)) * people};
  CHECK(bounds(sum(parts)) == crowd_of(6, 7));
  CHECK(bounds(sum(std::vector<strength>())) == crowd_of(0, 0));
  const strength a = estimate(normal(10, 3)) * people;
  const strength b = estimate(normal(20, 4)) * people;
  // Standard deviations add under perfect dependence, subtract under opposite.
  const answer rising = standard_deviation(add(a, b, dependence::perfect)).value();
  CHECK_THAT(value(rising), WithinRel(7.0, 1e-12));
  CHECK(rising == standard_deviation(add(a.value(), b.value(), dependence::perfect)));
  const answer falling = standard_deviation(sub(a, b, dependence::perfect)).value();
  CHECK(contains(falling, 1));
  CHECK(falling == standard_deviation(sub(a.value(), b.value(), dependence::perfect)));
  CHECK_THAT(value(standard_deviation(a + b)).value(), WithinRel(5.0, 1e-12));
  const quantity_in<people* people> product = mul(a, b, dependence::independent);
  CHECK_THAT(value(mean(product)).value(), WithinRel(200.0, 1e-6));
  const estimate ratio = div(b, estimate(interval<>(2, 4)) * people, dependence::independent);
  CHECK_THAT(mean(ratio).upper(), WithinRel(10.0, 1e-4));
}

TEST_CASE("intervals with units have the order and the relations of intervals") {
  const crowd a = crowd_of(1, 2);
  const crowd b = crowd_of(3, 4);
  const crowd c = crowd_of(2, 3);
  CHECK(a < b);
  CHECK(b > a);
  CHECK_FALSE(a < c);
  CHECK_FALSE(a >= c);
  CHECK(a <= a);
  CHECK(a != b);
  CHECK((a <=> b) == std::partial_ordering::less);
  CHECK((a <=> c) == std::partial_ordering::unordered);
  CHECK(0.5 * people < a);
  CHECK(certainly_less(a, b));
  CHECK_FALSE(certainly_less(a, c));
  CHECK(possibly_less(a, c));
  CHECK(precedes(a, c));
  CHECK_FALSE(strictly_precedes(a, c));
  CHECK(less(a, c));
  CHECK(subset(a, crowd_of(0, 2)));
  CHECK(disjoint(a, b));
  CHECK(contains(a, 1.5 * people));
  CHECK_FALSE(contains(a, 3 * people));
  CHECK(intersection(a, c) == crowd_of(2, 2));
  CHECK(is_singleton(intersection(a, c)));
  CHECK(is_empty(intersection(a, b)));
  CHECK(is_common_interval(a));
  CHECK(convex_hull(a, b) == crowd_of(1, 4));
  CHECK(width(b) == 1.0 * people);
  CHECK(mid(a) == 1.5 * people);
  CHECK(inf(a) == 1.0 * people);
  CHECK(sup(a) == 2.0 * people);
}

TEST_CASE("estimates with units compare to events, whose probability can be asked") {
  const strength a = estimate(uniform(0, 2)) * people;
  const strength b = estimate(uniform(0, 2)) * people;
  CHECK_THAT(value(probability(a < b)), WithinAbs(0.5, 1e-3));
  CHECK(value(probability(a < a)) == 0);
  CHECK(value(probability(a <= a)) == 1);
  CHECK(value(probability(a >= a)) == 1);
  CHECK_THAT(value(probability(a < 0.5 * people)), WithinAbs(0.25, 1e-12));
  CHECK_THAT(value(probability(a > 0.5 * people)), WithinAbs(0.75, 1e-12));
  CHECK_THAT(value(probability(0.5 * people <= a)), WithinAbs(0.75, 1e-12));
  CHECK_THAT(value(probability(0.5 * people >= a)), WithinAbs(0.25, 1e-12));
  CHECK_THAT(value(probability(a / (4.0 * people) < 0.25)), WithinAbs(0.5, 1e-12));
  // An interval leaf is any distribution on its set.
  const answer open = probability(a < crowd_of(0.5, 1));
  CHECK_THAT(open.lower(), WithinAbs(0.25, 1e-9));
  CHECK_THAT(open.upper(), WithinAbs(0.5, 1e-9));
  STATIC_REQUIRE(std::same_as<decltype(crowd_of(0.5, 1) < a), event>);
}

TEST_CASE("readings of a quantity are answers with its unit") {
  const quantity_in<usd> cost = estimate(normal(10, 2)) * usd;
  CHECK(value(median(cost)) == 10.0 * usd);
  CHECK(value(mean(cost)) == 10.0 * usd);
  CHECK_THAT(value(standard_deviation(cost)).value(), WithinRel(2.0, 1e-12));
  // The normal quantile at 0.95 is 1.6448536269514722 (Abramowitz and Stegun, table 26.5).
  CHECK_THAT(value(quantile(cost, 0.95)).value(), WithinRel(10 + 2 * 1.6448536269514722, 1e-12));
  const quantity_in<usd, answer> outer = range(cost, 0.90);
  CHECK_THAT(outer.value().lower(), WithinRel(10 - 2 * 1.6448536269514722, 1e-12));
  CHECK(outer.value().engine_used == engine::closed_form);
  CHECK_THAT(value(cdf(cost, 10.0 * usd)), WithinAbs(0.5, 1e-12));
  // 1 / (2 sqrt(2 pi))
  CHECK_THAT(value(density(cost, 10.0 * usd)).value(), WithinRel(0.19947114020071635, 1e-9));
  STATIC_REQUIRE(std::same_as<decltype(density(cost, 10.0 * usd) * (1.0 * usd)),
                              decltype(interval<>() * (1.0 * usd) / (1.0 * usd))>);
  CHECK(sample(cost, 3).size() == 3);
  CHECK(sample(cost, 3)[1].value() == sample(cost.value(), 3)[1]);
  CHECK_THROWS_AS(value(range(cost, 0.90)), domain_error);
  // Answers compute on as the intervals that they are.
  const quantity_in<usd, interval<>> shifted = range(cost, 0.90) - 10.0 * usd;
  CHECK_THAT(shifted.value().upper(), WithinRel(2 * 1.6448536269514722, 1e-12));
  CHECK((median(cost) / 2).value() == interval<>(5));
  CHECK(pow<2>(median(cost)).value() == interval<>(100));
  CHECK(bounds(quantity_in<usd>(median(cost)) - cost).value() == interval<>::entire());
}

TEST_CASE("conversion between units loses no possible value") {
  const seconds two_days(interval<>(1, 2) * days);
  CHECK(two_days.value() == interval<>(86400, 172800));
  // Back by division: 1/86400 is no double, yet whole days are whole days again.
  CHECK(quantity_in<days, interval<>>(two_days).value() == interval<>(1, 2));
  std::mt19937_64 random(7210);
  std::uniform_real_distribution<double> draw(0, 1e6);
  for (int i = 0; i < 1000; ++i) {
    const double x = draw(random);
    const seconds there(interval<>(x) * days);
    CHECK(contains(there.value(), x * 86400));
    const quantity_in<days, interval<>> back(there);
    CHECK(contains(back.value(), x));
    CHECK(width(back.value()) <= 4 * std::numeric_limits<double>::epsilon() * x);
  }
  // A foot is 0.3048 m exactly (international yard and pound agreement of 1959), which is no double.
  using feet = boost::units::imperial::foot_base_unit::unit_type;
  using metres = boost::units::quantity<boost::units::si::length, interval<>>;
  const metres long_way(interval<>(10000) * feet());
  CHECK(contains(long_way.value(), 3048));
  CHECK(width(long_way.value()) < 2e-11);
  CHECK(contains(boost::units::quantity<feet, interval<>>(long_way).value(), 10000));

  const boost::units::quantity<boost::units::si::time, estimate> time(estimate(interval<>(1, 2)) * days);
  CHECK(bounds(time).value() == interval<>(86400, 172800));
  const interval<> back = bounds(quantity_in<days>(time)).value();
  CHECK(subset(interval<>(1, 2), back));
  CHECK(subset(back, interval<>(1 - 1e-15, 2 + 1e-15)));
  // A leaf that is converted stays the same leaf.
  CHECK(mag(bounds(quantity_in<days>(time) - quantity_in<days>(time)).value()) < 1e-15);
  const boost::units::quantity<boost::units::si::time, estimate> of_set(interval<>(1, 2) * days);
  CHECK(bounds(of_set).value() == interval<>(86400, 172800));
}

TEST_CASE("quantities print as people write them") {
  CHECK(text_of(crowd_of(1000, 3000)) == "[1000, 3000] people");
  CHECK(text_of(interval<>(20, 40) * people_per_day) == "[20, 40] people/day");
  CHECK(text_of(interval<>(5, 6) * usd) == "[5, 6] USD");
  CHECK(text_of(3.5 * eur) == "3.5 EUR");
  CHECK(text_of(interval<>(5, 6) * usd / people) == "[5, 6] USD/person");
  CHECK(text_of(interval<>(5, 6) * usd / people / days) == "[5, 6] USD/person/day");
  CHECK(text_of(interval<>(5, 6) * usd / eur) == "[5, 6] USD/EUR");
  CHECK(text_of(interval<>(2, 3) * people / households) == "[2, 3] people/household");
  CHECK(text_of(interval<>(2, 3) * events_per_day) == "[2, 3] events/day");
  CHECK(text_of(1.0 / crowd_of(1, 2)) == "[0.5, 1] 1/person");
  CHECK(text_of(sqr(crowd_of(1, 2))) == "[1, 4] people^2");
  CHECK(text_of(sqrt(crowd_of(1, 4))) == "[1, 2] people^(1/2)");
  CHECK(text_of(crowd_of(1, 4) / crowd_of(2, 2)) == "[0.5, 2]");
  CHECK(text_of(people_per_day) == "people/day");
  CHECK(text_of(households_per_day) == "households/day");

  const strength troops = quantity_of<people>(report("about 11,000 soldiers", paper));
  CHECK(text_of(troops) == "about 11,000 people");
  CHECK(describe(troops) == "about 11,000 people");
  CHECK(text_of(troops / (2.0 * days)) == "5,250 to 5,750 people/day");
  CHECK(text_of(median(troops)) == "[10500, 11500] people");
  CHECK(text_of(troops / troops) == "1");
  CHECK(text_of(median(troops / troops)) == "1");
  const strength shaped = estimate(uniform(100, 200)) * people;
  CHECK(text_of(shaped) == "roughly 105 to 195 people (90 % range, median 150)");

  std::ostringstream named;
  named << boost::units::name_format << crowd_of(1, 2) / (1.0 * days) << " | " << 5.0 * usd / people << " | "
        << troops;
  CHECK(named.str() == "[1, 2] people per day | 5 US dollar per person | about 11,000 people");
}

TEST_CASE("the noun of a report is checked against the unit asked for") {
  const auto of_people = [](const std::string& text) { return quantity_of<people>(report(text, paper)); };
  for (const char* text :
       {"about 1,000 North Korean soldiers", "300 people", "1,000 killed and wounded", "500 TROOPS", "300",
        "hundreds of people", "20 wounded soldiers", "500 soldiers killed", "40 people in the square",
        "no casualties", "dozens of refugees"}) {
    INFO(text);
    CHECK_NOTHROW(of_people(text));
  }
  CHECK(bounds(of_people("1,000 to 3,000 soldiers")) == crowd_of(1000, 3000));
  CHECK_THROWS_WITH(
      of_people("40 households"),
      "reckon::quantity_of: the report \"40 households\" (Paper) counts 'households', not people");
  CHECK_THROWS_WITH(of_people("300 tanks"), contains_text("counts 'tanks', not people"));
  CHECK_THROWS_WITH(of_people("20 tanks destroyed"), contains_text("counts 'tanks destroyed', not people"));
  CHECK_THROWS_WITH(of_people("20 tanks and soldiers"),
                    contains_text("counts 'tanks and soldiers', not people"));
  CHECK_THROWS_WITH(of_people("$3 million"), contains_text("states the unit '$', not people"));
  CHECK_THROWS_WITH(of_people("3 percent"), contains_text("states the unit 'percent', not people"));
  CHECK_THROWS_WITH(of_people("500 people per day"), contains_text("is a rate per day, not people"));
  CHECK_THROWS_AS(of_people("40 households"), domain_error);
  CHECK_THROWS_AS(of_people("offered no numbers"), domain_error);
  CHECK_NOTHROW(quantity_of<people>(report("300 reservists", paper), vocabulary::plain, {"reservists"}));
  CHECK_NOTHROW(quantity_of<households>(report("40 families", paper)));
  CHECK_NOTHROW(quantity_of<events>(report("five attacks", paper)));
  // The report stays the same leaf.
  const report said("about 11,000 soldiers", paper);
  CHECK(bounds(quantity_of<people>(said) - estimate(said) * people) == crowd_of(0, 0));
  CHECK(bounds(quantity_of<people>(said, vocabulary::literal)).value() == interval<>(11000));
}

TEST_CASE("rates per day are read from words, measurands and kinds") {
  const auto rate = [](const std::string& text) { return quantity_of<people / days>(report(text, paper)); };
  CHECK(text_of(rate("500 people per day")) == "about 500 people/day");
  CHECK_NOTHROW(rate("500 people a day"));
  CHECK_NOTHROW(rate("500 people daily"));
  CHECK_NOTHROW(rate("some 300 troops each day"));
  CHECK_NOTHROW(rate("20 per day"));
  CHECK_NOTHROW(rate("20"));
  CHECK_THROWS_WITH(rate("500 people"), contains_text("counts 'people' and tells no rate, not people/day"));
  CHECK_THROWS_WITH(rate("500 people a week"), contains_text("is a rate per week, not people/day"));
  CHECK_THROWS_WITH(rate("500 households per day"),
                    contains_text("counts 'households per day', not people/day"));
  const report counted = report("500 people", paper);
  CHECK_NOTHROW(quantity_of<people / days>(counted.of({"arrivals", "people/day"})));
  CHECK_NOTHROW(quantity_of<people / days>(counted.of({"arrivals", "people per day", measurand_kind::flow})));
  CHECK_THROWS_WITH(quantity_of<people>(counted.of({"arrivals", "people/day"})),
                    contains_text("is of a measurand that is a rate per day, not people"));
  CHECK_THROWS_WITH(quantity_of<people>(report("500", paper).of({"homes", "households"})),
                    contains_text("is of a measurand that counts 'households', not people"));
  CHECK_THROWS_WITH(quantity_of<people / days>(report("20", paper).of({"there", "", measurand_kind::stock})),
                    contains_text("is of a stock, not people/day"));
}

TEST_CASE("money is of one currency, as its sign or its words say") {
  CHECK(text_of(quantity_of<usd>(report("$5 million", paper))) == "about 5 million USD");
  CHECK_NOTHROW(quantity_of<usd>(report("5 million US dollars", paper)));
  CHECK_NOTHROW(quantity_of<usd>(report("5 million dollars in aid", paper)));
  CHECK_NOTHROW(quantity_of<eur>(report("€300", paper)));
  CHECK_NOTHROW(quantity_of<gbp>(report("£3 million", paper)));
  CHECK_NOTHROW(quantity_of<krw>(report("5 million won", paper)));
  CHECK_NOTHROW(quantity_of<usd / days>(report("$5 million per day", paper)));
  CHECK_THROWS_WITH(quantity_of<usd>(report("€300", paper)), contains_text("states the unit '€', not USD"));
  CHECK_THROWS_WITH(quantity_of<usd>(report("5 million won", paper)), contains_text("counts 'won', not USD"));
  CHECK_THROWS_WITH(quantity_of<krw>(report("5 million North Korean won", paper)),
                    contains_text("counts 'North Korean won', not KRW"));
  CHECK_THROWS_WITH(quantity_of<usd>(report("$5 million per day", paper)),
                    contains_text("is a rate per day, not USD"));
  CHECK_THROWS_WITH(quantity_of<usd / days>(report("$5 million", paper)),
                    contains_text("states '$' and tells no rate, not USD/day"));
}
