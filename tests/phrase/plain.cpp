// SPDX-License-Identifier: BSL-1.0
// A number in plain surroundings is read without the grammar, to the same result.
#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace {

namespace words = reckon::detail::words;

bool same(const words::reading& a, const words::reading& b) {
  return a.kind == b.kind && a.hedged == b.hedged && a.bound == b.bound && a.vague == b.vague &&
         a.lower.value == b.lower.value && a.lower.given == b.lower.given && a.upper.value == b.upper.value &&
         a.upper.given == b.upper.given && a.point.value == b.point.value && a.point.given == b.point.given &&
         a.lower_grain == b.lower_grain && a.upper_grain == b.upper_grain &&
         a.lower_strict == b.lower_strict && a.upper_strict == b.upper_strict && a.count == b.count &&
         a.negated == b.negated && a.hedge == b.hedge && a.unit == b.unit && a.noun == b.noun &&
         a.begin == b.begin && a.first == b.first && a.end == b.end;
}

/// What the grammar alone reads at a place.
bool grammar_reads(std::string_view text, std::size_t at, words::reading& said) {
  words::scan_memory known;
  const std::uint16_t roles = words::prefix_words::roles_at(text, at);
  const words::prefix_match prefix = words::prefix_at(text, at, roles);
  return words::read_mention(text, at, roles, prefix, false, known, said) == words::attempt::found;
}

struct tally {
  int found = 0;
  int nothing = 0;
};

/// Compares each way in which a mention with this core may be read.
void compare(const std::string& text, std::size_t core, words::scan_memory& known, tally& counts) {
  using outcome = words::plain_reader::outcome;
  words::reading plain;
  words::reading whole;
  const auto check = [&](outcome what, std::size_t at) {
    if (what == outcome::unknown) return;
    const bool found = grammar_reads(text, at, whole);
    REQUIRE(found == (what == outcome::found));
    if (found) CHECK(same(plain, whole));
    ++(found ? counts.found : counts.nothing);
  };
  check(words::plain_reader(text, core, known).read(plain), core);
  for (std::size_t at = core < 30 ? 0 : core - 30; at < core; ++at) {
    if (at > 0 && text[at - 1] != ' ') continue;
    const std::uint16_t roles = words::prefix_words::roles_at(text, at);
    if (words::plain_reader(text, core, known).read_money(at, plain)) check(outcome::found, at);
    const words::prefix_match prefix = words::prefix_at(text, at, roles);
    if (!prefix.found() || (roles & (words::prefix_words::value | words::prefix_words::verb)) != 0) continue;
    if (words::plain_reader(text, core, known).read_behind(at, prefix, plain)) check(outcome::found, at);
    check(words::plain_reader(text, core, known).read_range(at, prefix, plain), at);
  }
}

}  // namespace

TEST_CASE("a number in plain surroundings is read as the grammar reads it") {
  static constexpr std::string_view pieces[] = {"5",
                                                "6",
                                                "12",
                                                "300",
                                                "1,000",
                                                "11,000",
                                                "3.5",
                                                "2018",
                                                "1998",
                                                "0",
                                                "07",
                                                "two",
                                                "seven",
                                                "twenty",
                                                "one",
                                                "\u00bd",
                                                "$5",
                                                "$20",
                                                "5%",
                                                "6-7",
                                                "5\u20136",
                                                "12:30",
                                                "and",
                                                "or",
                                                "to",
                                                "of",
                                                "in",
                                                "the",
                                                "a",
                                                "than",
                                                "by",
                                                "from",
                                                "between",
                                                "about",
                                                "over",
                                                "more than",
                                                "no more than",
                                                "at least",
                                                "up to",
                                                "nearly",
                                                "exactly",
                                                "not",
                                                "rose",
                                                "fell",
                                                "May",
                                                "September",
                                                "years",
                                                "old",
                                                "kg",
                                                "percent",
                                                "miles",
                                                "m",
                                                "C",
                                                "people",
                                                "soldiers",
                                                "North",
                                                "Korean",
                                                "Street",
                                                "page",
                                                "Section",
                                                "No",
                                                "age",
                                                "aged",
                                                "boy",
                                                "ages",
                                                "turned",
                                                "half",
                                                "past",
                                                "hundred",
                                                "million",
                                                "dozen",
                                                "thirds",
                                                "plus",
                                                "minus",
                                                "or more",
                                                "and then some",
                                                "but",
                                                "fewer than",
                                                "out of",
                                                "won",
                                                "pm",
                                                "noon",
                                                "is",
                                                "was",
                                                "this",
                                                "U.S.",
                                                "it's",
                                                "x",
                                                "not only",
                                                "10",
                                                "0300",
                                                "Two",
                                                "Three",
                                                "Mile",
                                                "April",
                                                "BC",
                                                "first week,",
                                                "driver,",
                                                "number",
                                                "suspect",
                                                "dollars",
                                                "dollar",
                                                "cents",
                                                "euros",
                                                "pounds",
                                                "est.",
                                                "a touch over",
                                                "as small as",
                                                "as long as",
                                                "anything up to",
                                                "under",
                                                "below",
                                                "higher than",
                                                "times",
                                                "points",
                                                "nought",
                                                "of them",
                                                "6-",
                                                "in three",
                                                "4in",
                                                "50c",
                                                "sqm",
                                                "W",
                                                "nov.",
                                                "may",
                                                "on",
                                                "october",
                                                "Group of",
                                                "year-old",
                                                "St.",
                                                "Yankees",
                                                "sales",
                                                "world",
                                                "US$8",
                                                "$US5",
                                                "no.",
                                                "2)",
                                                "sub-",
                                                "max",
                                                "Max",
                                                "1\u20442",
                                                "ranged from",
                                                "back up to",
                                                "several",
                                                "a few",
                                                "USD",
                                                "average of",
                                                "took",
                                                "Service Pack",
                                                "the Nasdaq",
                                                "minus-",
                                                "1914",
                                                "and a half",
                                                "won 6 to 3,",
                                                "Standard & Poor's",
                                                "dead"};
  static constexpr std::string_view gaps[] = {" ",  " ",  " ",      " ",       " ",  " ",     " ",
                                              ", ", ". ", "\n",     "\t",      "  ", "-",     "; ",
                                              " (", ") ", "\u201c", "\u201d ", ",",  "\u00a0"};
  std::mt19937_64 random(29);
  tally counts;
  for (int i = 0; i < 30000; ++i) {
    std::string text;
    for (std::uint64_t k = 4 + random() % 12; k > 0; --k) {
      text += pieces[random() % std::size(pieces)];
      text += random() % 3 == 0 ? gaps[random() % std::size(gaps)] : " ";
    }
    INFO(text);
    words::core_search search;
    words::scan_memory known;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t core = search.next(text, at);
      if (core >= text.size()) break;
      compare(text, core, known, counts);
      at = core + 1;
    }
  }
  CHECK(counts.found > 10000);
  CHECK(counts.nothing > 100);
}
