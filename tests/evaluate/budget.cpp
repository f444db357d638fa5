// SPDX-License-Identifier: BSL-1.0
#include <reckon/evaluate/budget.hpp>

#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/cauchy.hpp>

#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

/// Example H.1 of the GUM (JCGM 100:2008), lengths in nanometres: a gauge compared with a standard.
estimate gauge() {
  const estimate standard = named("standard", normal(50'000'623, 25));
  const estimate difference = named("difference", normal(215, 9.7));
  const estimate expansion = named("expansion", uniform(9.5e-6, 13.5e-6));
  const estimate temperature = named("temperature", normal(-0.1, 0.41));
  const estimate delta_expansion = named("delta expansion", uniform(-1e-6, 1e-6));
  const estimate delta_temperature = named("delta temperature", uniform(-0.05, 0.05));
  return standard + difference - standard * (delta_expansion * temperature + expansion * delta_temperature);
}

const budget_entry& entry(const error_budget& b, const std::string& name) {
  for (const auto& e : b.entries) {
    if (e.name == name) return e;
  }
  throw std::logic_error("no entry " + name);
}

bool warns(const error_budget& b, const std::string& what) {
  for (const auto& w : b.warnings) {
    if (w.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the budget of GUM example H.1 is the one printed there") {
  const error_budget b = budget(gauge());
  CHECK_THAT(b.value, WithinAbs(50'000'838, 1e-6));
  CHECK_THAT(b.standard_uncertainty.lower(), WithinAbs(32, 0.5));  // GUM: 32 nm
  CHECK(is_singleton(b.standard_uncertainty));
  CHECK_THAT(entry(b, "standard").contribution.lower(), WithinAbs(25, 0.01));
  CHECK_THAT(entry(b, "difference").contribution.lower(), WithinAbs(9.7, 0.05));
  CHECK_THAT(entry(b, "delta expansion").contribution.lower(), WithinAbs(2.9, 0.05));
  CHECK_THAT(entry(b, "delta temperature").contribution.lower(), WithinAbs(16.6, 0.05));
  CHECK(entry(b, "temperature").sensitivity == 0);
  CHECK(entry(b, "expansion").sensitivity == 0);
  CHECK(warns(b, "does not depend on temperature, expansion"));
  CHECK_THAT(value(standard_deviation(gauge())), WithinAbs(34, 0.5));  // GUM H.1.7: 34 nm with second order
}

TEST_CASE("the law of propagation is exact for linear expressions of independent leaves") {
  const estimate a(normal(3, 2));
  const estimate b(uniform(0, 6));
  const error_budget found = budget(2 * a - 3 * b + 7);
  CHECK(found.value == 4);
  CHECK_THAT(found.standard_uncertainty.lower(), WithinRel(std::sqrt(16 + 9 * 3.0), 1e-15));
  CHECK_THAT(found.standard_uncertainty.lower(),
             WithinRel(value(standard_deviation(2 * a - 3 * b + 7)), 1e-14));
  CHECK(found.warnings.empty());
}

TEST_CASE("a set contributes up to half its width, in any dependence with the rest") {
  const estimate n(normal(0, 500));
  const estimate set(interval<>(1000, 3000));
  const error_budget b = budget(n + 2 * set);
  CHECK(b.value == 4000);
  CHECK(b.entries[1].contribution == interval<>(0, 2000));
  CHECK(b.standard_uncertainty == interval<>(0, 2500));
  const answer truth = standard_deviation(n + 2 * set);
  CHECK(subset(interval<>(truth), b.standard_uncertainty));
  const error_budget as_uniform = budget(n + 2 * set, set_as::uniform);
  CHECK_THAT(as_uniform.standard_uncertainty.lower(),
             WithinRel(std::hypot(500, 2000 / std::sqrt(3.0)), 1e-15));
  CHECK(budget(n + estimate(interval<>(0, std::numeric_limits<double>::max()))).standard_uncertainty.upper() >
        1e300);
}

TEST_CASE("under unknown dependence contributions add, or take each other away") {
  const error_budget b = budget(estimate(normal(0, 3)) - estimate(normal(0, 1)), set_as::bounds,
                                {.default_dependence = dependence::unknown});
  CHECK(b.standard_uncertainty == interval<>(2, 4));
}

TEST_CASE("a derivative that vanishes warns, with what it hides") {
  const estimate x = named("x", normal(0, 2));
  const error_budget b = budget(x * x);
  CHECK(b.standard_uncertainty == interval<>(0, 0));
  CHECK(warns(b, "the derivative by x vanishes at 0, but one standard uncertainty moves the result by 4"));
  CHECK(warns(budget(exp(x)), "bends in x"));
  CHECK(warns(budget(abs(x)), "there is no derivative by x at 0"));
  CHECK(budget(abs(x)).standard_uncertainty.upper() == std::numeric_limits<double>::infinity());
  CHECK(warns(budget(log(named("y", normal(1, 2)))), "not defined one standard uncertainty of y"));
  CHECK(budget(x - x + 1).warnings.empty());
}

TEST_CASE("sensitivities are the derivatives") {
  const estimate a = named("a", normal(1.3, 0.01));
  const estimate b = named("b", normal(0.7, 0.01));
  struct {
    estimate e;
    double by_a;
    double by_b;
  } const known[] = {
      {a * b, 0.7, 1.3},
      {a / b, 1 / 0.7, -1.3 / 0.49},
      {sqrt(a) * exp(b), std::exp(0.7) / (2 * std::sqrt(1.3)), std::sqrt(1.3) * std::exp(0.7)},
      {pow(a, 3) - log(b), 3 * 1.69, -1 / 0.7},
      {pow(a, -2) + sqr(b), -2 / (1.3 * 1.69), 1.4},
      {(max)(a, b) + 2 * (min)(a, b), 1, 2},
      {abs(b - a), 1, -1},
      {pow(a, 0.5) * b, 0.35 / std::sqrt(1.3), std::sqrt(1.3)},
      {a * b / (a + b), 0.49 / 4, 1.69 / 4},
  };
  for (const auto& [e, by_a, by_b] : known) {
    const error_budget found = budget(e);
    INFO(found);
    CHECK_THAT(entry(found, "a").sensitivity, WithinRel(by_a, 1e-13));
    CHECK_THAT(entry(found, "b").sensitivity, WithinRel(by_b, 1e-13));
  }
}

TEST_CASE("what has no budget is refused in a sentence") {
  const auto refusal = [](const estimate& e) {
    try {
      (void)budget(e);
    } catch (const domain_error& refused) {
      return std::string(refused.what());
    }
    return std::string("nothing was thrown");
  };
  const estimate a = named("a", normal(0, 1));
  CHECK_THAT(refusal(add(a, normal(0, 1), dependence::perfect)), contains_text("stated dependence"));
  CHECK_THAT(refusal(a + named("c", distribution(boost::math::cauchy(0, 1)))),
             contains_text("c has no finite mean"));
  CHECK_THAT(refusal(a + interval<>(300, std::numeric_limits<double>::infinity())),
             contains_text("[300, inf] has no finite mean"));
  CHECK_THAT(refusal(1 / a), contains_text("no finite value where its leaves are at their means"));
  CHECK_THAT(refusal(log(a)), contains_text("no finite value"));
}

TEST_CASE("each of a hundred leaves that bend the expression has its warning") {
  // z^2 at 0: the first derivative vanishes, one standard uncertainty moves it by that squared.
  std::vector<estimate> squares;
  for (int i = 0; i < 100; ++i) squares.push_back(sqr(named("z" + std::to_string(i), normal(0, 1 + i))));
  const error_budget b = budget(sum(squares));
  REQUIRE(b.warnings.size() == 100);
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK_THAT(b.warnings[i], contains_text("the derivative by z" + std::to_string(i) + " vanishes"));
  }
  CHECK_THAT(b.warnings[99], contains_text("moves the result by 1e+04,"));
}

TEST_CASE("a budget prints as a table with one line a leaf") {
  std::ostringstream out;
  out << budget(named("length", normal(10, 0.5)) * 3 + named("offset", interval<>(-1, 1)));
  CHECK(out.str() ==
        "        value           u  sensitivity  contribution\n"
        "length     10         0.5            3           1.5\n"
        "offset      0      [0, 1]            1        [0, 1]\n"
        "result     30  [0.5, 2.5]\n");
}

TEST_CASE("an extreme of two quantities that are one has the derivative of that") {
  const estimate x = named("x", normal(0, 1));
  const estimate y = named("y", normal(1, 1));
  for (const estimate& e : {min(x, min(x, y)), max(min(x, y), min(y, x)), min(x, max(x, min(y, x)))}) {
    const error_budget b = budget(e);
    CHECK(entry(b, "x").sensitivity == 1);
    CHECK(entry(b, "y").sensitivity == 0);
    CHECK(b.standard_uncertainty == interval<>(1.0));
  }
  CHECK(std::isnan(entry(budget(min(x, y - 1)), "x").sensitivity));
}
