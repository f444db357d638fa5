// SPDX-License-Identifier: BSL-1.0
#include <reckon/likelihood.hpp>

#include "support.hpp"

#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

using reckon::icd203;
using reckon::interval;
using reckon::ipcc;
using reckon::likelihood;
using reckon::likelihood_of;

namespace {

struct row {
  const char* text;
  double from;
  double to;
};

// Intelligence Community Directive 203 (2015), D.6.e.(2)(a): two rows of terms above the ranges.
constexpr row icd203_rows[] = {
    {"almost no chance", 0.01, 0.05},  {"remote", 0.01, 0.05},
    {"very unlikely", 0.05, 0.20},     {"highly improbable", 0.05, 0.20},
    {"unlikely", 0.20, 0.45},          {"improbable", 0.20, 0.45},
    {"improbably", 0.20, 0.45},        {"roughly even chance", 0.45, 0.55},
    {"roughly even odds", 0.45, 0.55}, {"likely", 0.55, 0.80},
    {"probable", 0.55, 0.80},          {"probably", 0.55, 0.80},
    {"very likely", 0.80, 0.95},       {"highly probable", 0.80, 0.95},
    {"almost certain", 0.95, 0.99},    {"almost certainly", 0.95, 0.99},
    {"nearly certain", 0.95, 0.99},
};

// IPCC guidance note on uncertainties (2010), Table 1 and the additional terms below it.
constexpr row ipcc_rows[] = {
    {"exceptionally unlikely", 0, 0.01},
    {"extremely unlikely", 0, 0.05},
    {"very unlikely", 0, 0.10},
    {"unlikely", 0, 0.33},
    {"about as likely as not", 0.33, 0.66},
    {"more likely than not", 0.50, 1},
    {"likely", 0.66, 1},
    {"very likely", 0.90, 1},
    {"extremely likely", 0.95, 1},
    {"virtually certain", 0.99, 1},
};

template <class Scale, std::size_t N>
void check_rows(const row (&rows)[N]) {
  for (const row& r : rows) {
    CAPTURE(r.text);
    const Scale word = likelihood<Scale>(r.text);
    CHECK(probability(word).lower() == r.from);
    CHECK(probability(word).upper() == r.to);
    // The word that is written is one of those that are read.
    CHECK(likelihood<Scale>(to_string(word)) == word);
    // And back: the range of a word is described by this word.
    const interval<> inside(r.from + 1e-9, r.to);
    CHECK(likelihood_of<Scale>(inside) == word);
  }
}

}  // namespace

TEST_CASE("the words of ICD 203 have its ranges, and the ranges their words") {
  check_rows<icd203>(icd203_rows);
}

TEST_CASE("the words of the IPCC have its ranges, and the ranges their words") {
  check_rows<ipcc>(ipcc_rows);
}

TEST_CASE("ICD 203 divides what lies between 1 and 99 percent, the IPCC all") {
  for (int i = 0; i <= 10000; ++i) {
    const double p = i / 10000.0;
    CAPTURE(p);
    const auto one = likelihood_of<icd203>(p);
    CHECK(one.has_value() == (p >= 0.01 && p <= 0.99));
    if (one) CHECK(contains(probability(*one), p));
    const auto other = likelihood_of<ipcc>(p);
    REQUIRE(other.has_value());
    CHECK(contains(probability(*other), p));
  }
  CHECK(likelihood_of<icd203>(0.20) == icd203::very_unlikely);  // where two ranges meet, the narrower
  CHECK(likelihood_of<icd203>(0.55) == icd203::roughly_even_chance);
  CHECK(likelihood_of<ipcc>(0.97) == ipcc::extremely_likely);  // the narrowest that holds it
  CHECK(likelihood_of<ipcc>(0.995) == ipcc::virtually_certain);
  CHECK(likelihood_of<ipcc>(0.5) == ipcc::about_as_likely_as_not);
  CHECK(likelihood_of<ipcc>(0.005) == ipcc::exceptionally_unlikely);
}

TEST_CASE("a probability that is known within bounds has a word only where one word holds it") {
  CHECK(likelihood_of<icd203>(interval<>(0.6, 0.7)) == icd203::likely);
  CHECK(likelihood_of<icd203>(interval<>(0.5, 0.7)) == std::nullopt);
  CHECK(likelihood_of<ipcc>(interval<>(0.55, 0.9)) == ipcc::more_likely_than_not);
  CHECK(likelihood_of<ipcc>(interval<>(0.5, 0.9)) == std::nullopt);  // more than 50 %, not 50 %
  CHECK(likelihood_of<ipcc>(interval<>(0.2, 0.9)) == std::nullopt);
  CHECK(likelihood_of<ipcc>(interval<>::empty()) == std::nullopt);
  CHECK(likelihood_of<ipcc>(interval<>::entire()) == std::nullopt);
  for (const double p : {-0.1, 1.1, std::nan("")}) CHECK(likelihood_of<ipcc>(p) == std::nullopt);
}

TEST_CASE("case, hyphens and underscores do not change a word") {
  CHECK(likelihood<icd203>("Very Likely") == icd203::very_likely);
  CHECK(likelihood<icd203>(" almost-no-chance ") == icd203::almost_no_chance);
  CHECK(likelihood<ipcc>("about_as_likely_as_not") == ipcc::about_as_likely_as_not);
  CHECK(reckon::try_likelihood<ipcc>("") == std::nullopt);
  CHECK(reckon::try_likelihood<ipcc>("   ") == std::nullopt);
}

TEST_CASE("an unknown word is refused with the words that are known") {
  CHECK(reckon::try_likelihood<icd203>("virtually certain") == std::nullopt);
  CHECK_THROWS_AS(likelihood<icd203>("virtually certain"), reckon::domain_error);
  CHECK_THROWS_WITH(likelihood<icd203>("perhaps"), support::contains_text("ICD 203 has no word \"perhaps\""));
  CHECK_THROWS_WITH(likelihood<ipcc>("remote"), support::contains_text("the IPCC has no word \"remote\""));
  for (const row& r : icd203_rows) {
    CHECK_THROWS_WITH(likelihood<icd203>("perhaps"), support::contains_text(r.text));
  }
  for (const row& r : ipcc_rows) {
    CHECK_THROWS_WITH(likelihood<ipcc>("perhaps"), support::contains_text(r.text));
  }
}

TEST_CASE("the two scales are two types, and differ") {
  static_assert(!std::is_convertible_v<icd203, ipcc> && !std::is_convertible_v<ipcc, icd203>);
  static_assert(reckon::try_likelihood<icd203>("likely") == icd203::likely);
  static_assert(likelihood_of<ipcc>(0.7) == ipcc::likely);
  CHECK(probability(icd203::likely) != probability(ipcc::likely));
}
