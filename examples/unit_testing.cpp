// SPDX-License-Identifier: BSL-1.0
// How does one test a model whose inputs are sentences? A small model of the water that a camp lacks, and its
// tests.

// Catch2 2.13 makes a main of this; Catch2 3 has one to link, Catch2::Catch2WithMain.
#define CATCH_CONFIG_MAIN
#include <reckon/catch2.hpp>

// ---- the model ----

namespace camp {

using reckon::estimate;

/// Litres that a person needs in a day.
/// Source: Sphere Handbook, 4th edition (2018), Water supply standard 2.1: at least 15.
inline constexpr double litres_per_person = 15;

/// Litres that people need in a day.
estimate water_needed(const estimate& people) { return litres_per_person * people; }

/// Litres a day that are lacking; never negative, since nobody can use tomorrow what is left over today.
estimate water_lacking(const estimate& people, const estimate& delivered) {
  return max(0.0, water_needed(people) - delivered);
}

}  // namespace camp

// ---- its tests ----

using namespace reckon::matchers;
using namespace reckon::literals;
using reckon::estimate;
using reckon::interval;
using reckon::report;

namespace {

const reckon::source agency("Camp management");
const reckon::source driver("Truck driver");

const report there("about 11,000", agency);                                // plain: 10,500 to 11,500
const report arrived("1,000 to 3,000", agency.citing(reckon::anonymous));  // as it says
const report unloaded("more than 90,000", agency.citing(driver));          // from 90,001 on, no upper end

}  // namespace

TEST_CASE("exact people need an exact amount") {
  CHECK_THAT(camp::water_needed(0), IsPoint() && Encloses(0));
  CHECK_THAT(camp::water_needed(200), IsPoint() && Encloses(3000));
}

TEST_CASE("what is reported keeps its ends") {
  const estimate people = estimate(there) + estimate(arrived);
  CHECK_THAT(people, HasRange(0.90, 11500, 14500, 0) && HasMean(interval(11500, 14500), 0));
  CHECK_THAT(camp::water_needed(people), HasRange(0.90, 172500, 217500, 0));
}

TEST_CASE("a figure that is used twice is one figure") {
  const estimate people(there);
  CHECK_THAT(camp::water_needed(people) - camp::water_needed(estimate(there)), IsPoint() && Encloses(0));
  CHECK_THAT(camp::water_needed(people), IsConsistentWith(camp::water_needed(people)));
}

TEST_CASE("what has no upper end keeps none, until the model gives it one") {
  CHECK_THAT(estimate(unloaded), IsUnbounded());
  CHECK_THAT(camp::water_lacking(estimate(there), estimate(unloaded)), HasRange(0.90, 0, 82499, 0));
}

TEST_CASE("nothing lacking is negative, whatever is delivered") {
  CHECK_THAT(camp::water_lacking(100, 5000), IsPoint() && Encloses(0));
  CHECK_THAT(camp::water_lacking("hundreds"_est, interval(0, 1e6)), IsEnclosedBy(interval(0, 15 * 999)));
}

TEST_CASE("more people never lack less") {
  const estimate delivered = reckon::normal(60000, 5000);
  for (const double people : {1000.0, 4000.0, 9000.0}) {
    const auto more_than_before =
        camp::water_lacking(people, delivered) <= camp::water_lacking(people + 500, delivered);
    CHECK_THAT(reckon::probability(more_than_before), IsPoint() && Encloses(1));
  }
}

TEST_CASE("the uncertainty is owed to those who said so") {
  const estimate people = estimate(there) + estimate(arrived);  // 1,000 and 2,000 wide
  CHECK_THAT(camp::water_needed(people), OwesUncertaintyTo(agency, 1.0 / 3, 1e-9));
  CHECK_THAT(camp::water_needed(people), OwesUncertaintyTo(agency.citing(reckon::anonymous), 2.0 / 3, 1e-9));
}

TEST_CASE("the newsletter's sentence") {
  CHECK_THAT(camp::water_needed(estimate(there) + estimate(arrived)), Reads("172,500 to 217,500"));
}

TEST_CASE("a sampled answer is compared within its own error, and another seed does not change that") {
  const estimate people = reckon::lognormal(9, 0.2);
  const estimate trucks = 10000 * floor(estimate(reckon::lognormal(1.8, 0.1)));  // full ones
  const estimate wells = reckon::normal(60000, 9000);
  const estimate lacking = camp::water_lacking(people, trucks + wells);
  const auto first = reckon::mean(lacking);
  REQUIRE(first.engine_used == reckon::engine::ensemble);
  reckon::options other;
  other.seed = 2;
  CHECK_THAT(lacking, HasMean(reckon::value(first), 6 * first.error, other));
}
