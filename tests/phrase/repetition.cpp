// SPDX-License-Identifier: BSL-1.0
// A text that says a few bytes again and again is read as if each place were read alone.
#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace {

namespace words = reckon::detail::words;

bool same(const words::reading& a, const words::reading& b) {
  return a.kind == b.kind && a.hedged == b.hedged && a.bound == b.bound && a.vague == b.vague &&
         a.vague_unit == b.vague_unit && a.lower.value == b.lower.value && a.lower.given == b.lower.given &&
         a.upper.value == b.upper.value && a.upper.given == b.upper.given && a.point.value == b.point.value &&
         a.point.given == b.point.given && a.lower_grain == b.lower_grain && a.upper_grain == b.upper_grain &&
         a.lower_strict == b.lower_strict && a.upper_strict == b.upper_strict && a.count == b.count &&
         a.negated == b.negated && a.hedge == b.hedge && a.unit == b.unit && a.noun == b.noun &&
         a.begin == b.begin && a.first == b.first && a.end == b.end;
}

bool same_place(std::string_view a, std::string_view b) { return a.empty() || a.data() == b.data(); }

/// Compares a walk that knows what repeats with one that begins anew behind each mention; how many there are.
int compare(std::string_view text) {
  words::core_search search;
  words::core_search search_alone;
  words::number_row row;
  words::repetition repeats;
  words::scan_memory known;
  words::scan_memory known_alone;
  std::size_t at = 0;
  std::size_t at_alone = 0;
  words::reading said;
  words::reading alone;
  for (int mentions = 0;; ++mentions) {
    words::number_row no_row;
    words::repetition none;
    const bool found = words::find_mention(text, search, row, repeats, known, at, said);
    REQUIRE(found == words::find_mention(text, search_alone, no_row, none, known_alone, at_alone, alone));
    REQUIRE(at == at_alone);
    if (!found) return mentions;
    REQUIRE(same(said, alone));
    REQUIRE(same_place(said.unit, alone.unit));
    REQUIRE(same_place(said.noun, alone.noun));
    REQUIRE(same_place(said.hedge, alone.hedge));
  }
}

}  // namespace

TEST_CASE("what a text says again is read as it was the first time") {
  static constexpr std::string_view pieces[] = {"5k ",
                                                "5\u00a0",
                                                "1 or ",
                                                "3 in 4 ",
                                                "no more than 5 ",
                                                "rose from 5 to ",
                                                "\u22655 ",
                                                "two three",
                                                ", ",
                                                "May ",
                                                "5 kg, ",
                                                "about 20 North Korean soldiers ",
                                                "a few ",
                                                "half a ",
                                                "5",
                                                " ",
                                                "-",
                                                "one hundred and ",
                                                "none ",
                                                "no ",
                                                "2018 ",
                                                "\n",
                                                "5% or ",
                                                "between 5 and 6 million ",
                                                "aged 5 ",
                                                "at ",
                                                "5:30; ",
                                                "--",
                                                "of ",
                                                "up to "};
  std::mt19937_64 random(1234);
  int mentions = 0;
  for (int i = 0; i < 150; ++i) {
    std::string repeated;
    for (std::uint64_t k = 1 + random() % 3; k > 0; --k) repeated += pieces[random() % std::size(pieces)];
    std::string text(random() % 70, '.');
    while (text.size() < 24000) text += repeated;
    // One that differs in the middle, where what has been read is in use, and one at the end.
    if (i % 2 == 0) text.insert(16000 + random() % 6000, pieces[random() % std::size(pieces)]);
    if (i % 3 == 0) text += "million people";
    INFO(repeated << i);
    mentions += compare(text);
  }
  CHECK(mentions > 100000);
}

TEST_CASE("a text that says again what holds no quantity is passed over to its end") {
  std::string text;
  while (text.size() < 40000) text += "1990s ";
  text += "and 12 people";
  CHECK(compare(text) == 1);
}
