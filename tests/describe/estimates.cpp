// SPDX-License-Identifier: BSL-1.0
#include <reckon/describe.hpp>

#include "contract.hpp"
#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <string>

using reckon::describe;
using reckon::estimate;
using reckon::interval;
using reckon::report;
using reckon::source;
using reckon::vocabulary;

namespace {

/// Estimates as they come up: reports under every vocabulary, sets, shapes, and sums and multiples of them.
class random_estimates {
 public:
  estimate next() {
    // Two leaves with a shape cost an ensemble: one in a hundred has them.
    if (below(100) == 0) return leaf() + leaf();
    switch (below(8)) {
      case 0:
        return set() + set();
      case 1:
        return set() - set();
      case 2:
        return leaf() * below(1000);
      case 3:
        return leaf() + below(100000);
      case 4:
        return -leaf();
      default:
        return leaf();
    }
  }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }
  double magnitude(double from, double to) {
    return std::pow(10.0, std::uniform_real_distribution<double>(from, to)(engine_));
  }

  estimate leaf() {
    switch (below(4)) {
      case 0:
        return shape();
      case 1:
        return set();
      default:
        return reported();
    }
  }

  estimate set() {
    const double lower = magnitude(-2, 8);
    const double upper = lower * (1 + magnitude(-4, 3));
    switch (below(3)) {
      case 0:
        return interval<>(std::floor(lower), std::ceil(upper));
      case 1:
        return interval<>(-lower, upper);
      default:
        return interval<>(lower, upper);
    }
  }

  estimate shape() {
    const double centre = magnitude(-2, 8);
    const double spread = centre * magnitude(-4, 0);
    switch (below(4)) {
      case 0:
        return reckon::normal(centre, spread);
      case 1:
        return reckon::lognormal(std::log(centre), magnitude(-3, 0.3));
      case 2:
        return reckon::uniform(centre, centre + spread);
      default:
        return reckon::triangular(centre - spread, centre, centre + spread / 2);
    }
  }

  estimate reported() {
    static const char* const before[] = {"",           "about ", "nearly ", "just over ", "at least ",
                                         "more than ", "over ",  "up to ",  "between ",   "exactly "};
    static const char* const words[] = {"hundreds",  "tens of thousands", "several dozen",
                                        "a handful", "a few thousand",    "no casualties",
                                        "scores",    "half a million"};
    static const source paper("a paper");
    std::string text;
    if (below(4) == 0) {
      text = words[below(static_cast<int>(std::size(words)))];
    } else {
      const std::string prefix = before[below(static_cast<int>(std::size(before)))];
      const long long number = static_cast<long long>(magnitude(0.1, 5)) + 1;
      text = prefix + std::to_string(number);
      if (prefix == "between ") text += " and " + std::to_string(number + below(5000));
      if (below(4) == 0) text += " million";
    }
    const vocabulary vocabularies[] = {vocabulary::plain, vocabulary::spoken, vocabulary::surveyed(0.75)};
    return estimate(report(text, paper), vocabularies[below(3)]);
  }

  std::mt19937_64 engine_{20261123};
};

void check_random_estimates(int count) {
  random_estimates estimates;
  for (int i = 0; i < count; ++i) {
    const estimate e = estimates.next();
    const auto outer = reckon::range(e, 0.90);
    interval<> x(outer.lower(), outer.upper());
    // The last digits of a computed end are noise, which the words leave out where the range is much wider.
    const double noise = 1.001e-12 * (std::max)(std::abs(x.lower()), std::abs(x.upper()));
    if (std::isfinite(noise) && x.upper() - x.lower() > 1900 * noise) {
      x = interval<>(x.lower() == 0 ? 0 : x.lower() + noise, x.upper() == 0 ? 0 : x.upper() - noise);
    }
    const std::string text = describe(e);
    const std::string fault = contract::broken(x, text);
    if (fault.empty()) continue;
    CAPTURE(i, x.lower(), x.upper(), text);
    FAIL(fault);
  }
  SUCCEED();
}

}  // namespace

TEST_CASE("plain reads the description of an estimate back to its range") { check_random_estimates(5000); }

TEST_CASE("plain reads the description of 100,000 estimates back to their ranges", "[.long]") {
  check_random_estimates(100000);
}
