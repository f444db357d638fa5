// SPDX-License-Identifier: BSL-1.0
// A text that says a few bytes again and again is read as if each place were read alone.
#include <reckon/phrase.hpp>

#include "phrase_support.hpp"
#include "support.hpp"

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

using phrase_support::compare_with_walk_anew;

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
    mentions += compare_with_walk_anew(text);
  }
  CHECK(mentions > 100000);
}

TEST_CASE("a text that says again what holds no quantity is passed over to its end") {
  std::string text;
  while (text.size() < 40000) text += "1990s ";
  text += "and 12 people";
  CHECK(compare_with_walk_anew(text) == 1);
}
