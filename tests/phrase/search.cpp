// SPDX-License-Identifier: BSL-1.0
// The search that passes over prose finds the same places in blocks and byte by byte; what stands around a
// phrase does not change how it is read.
#include <reckon/phrase.hpp>

#include "phrase_support.hpp"
#include "support.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace words = reckon::detail::words;

/// Every place from `at` on that the search finds in one walk.
std::vector<std::size_t> places_in_blocks(std::string_view text, std::size_t at) {
  std::vector<std::size_t> places;
  words::core_search search;
  while (at < text.size()) {
    const std::size_t place = search.next(text, at);
    REQUIRE(place >= at);
    if (place >= text.size()) break;
    places.push_back(place);
    at = place + 1;
  }
  return places;
}

std::vector<std::size_t> places_byte_by_byte(std::string_view text, std::size_t at) {
  std::vector<std::size_t> places;
  while (at < text.size()) {
    const std::size_t place = words::next_core_slowly(text, at, text.size());
    REQUIRE(place >= at);
    if (place >= text.size()) break;
    places.push_back(place);
    at = place + 1;
  }
  return places;
}

/// Bytes of all kinds, with words, digits and signs among them.
std::string random_text(std::mt19937_64& random, std::size_t size) {
  static constexpr std::string_view pieces[] = {
      "one ", "bone ", "seven",  " 12",       "3,000",   "\u215b",     "\u00bd", "\u2154 ", "\u2014",
      "the ", "half",  "-",      " ",         "hundred", "hundreds. ", "x5",     "5x",      "\xe2",
      "\x85", "\xc2",  "\u0085", "thousands", "million", "A",          "z",      "0",       "\n"};
  std::string text;
  while (text.size() < size) {
    if (random() % 4 == 0) {
      text += static_cast<char>(random());
    } else {
      text += pieces[random() % std::size(pieces)];
    }
  }
  return text;
}

}  // namespace

TEST_CASE("the search in blocks finds the places that a search byte by byte finds") {
  std::mt19937_64 random(20261123);
  for (int i = 0; i < 300; ++i) {
    const std::string text = random_text(random, 60 + random() % 400);
    INFO(text);
    CHECK(places_in_blocks(text, 0) == places_byte_by_byte(text, 0));
  }
  const std::string prose = support::data_text("sentences.txt");
  CHECK(places_in_blocks(prose, 0) == places_byte_by_byte(prose, 0));
}

#if defined(__SSE2__) && defined(__GNUC__)
TEST_CASE("vectors of either length find what begins in a block") {
  std::mt19937_64 random(32);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto bit_at = [](bool set, std::size_t i) { return std::uint64_t{set} << i; };
  constexpr std::size_t before = 1;
  constexpr std::size_t size = 64;
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text = random_text(random, before + size + 4);
    if (trial % 2 == 0) {
      for (char& c : text) {
        if (random() % 3 == 0) c = static_cast<char>(random());
      }
    }
    std::uint64_t words_begin = 0;
    std::uint64_t numbers = 0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = before + i;
      const char last = text[at - 1];
      const bool inside = is_letter(last) || is_digit(last);
      words_begin |= bit_at(is_letter(text[at]) && !inside &&
                                words::may_open(text[at], text[at + 1], text[at + 2], text[at + 3]) &&
                                words::is_opener_at(text, at),
                            i);
      numbers |= bit_at(is_digit(text[at]) && !is_digit(last), i);
      signs |= bit_at(text[at] == '\xc2' || (text[at] == '\xe2' && text[at + 1] == '\x85'), i);
    }
    const auto check = [&](const words::block_places& found) {
      CHECK(found.words == words_begin);
      CHECK(found.numbers == numbers);
      CHECK(found.signs == signs);
    };
    INFO(text);
    words::block_places found;
    CHECK(words::sse2::next_block(text, before, found) >= before);
    if ((words_begin | numbers | signs) != 0) check(found);
    if (__builtin_cpu_supports("avx2")) {
      CHECK(words::avx2::next_block(text, before, found) >= before);
      if ((words_begin | numbers | signs) != 0) check(found);
    }
  }
}
#endif

TEST_CASE("every word that may open a number passes both filters, in small letters and in capitals") {
  int count = 0;
  words::for_each_opener([&](std::string_view word) {
    for (const char behind : {' ', '\0'}) {
      std::string text(word);
      text.resize(8, behind);
      for (const bool capitals : {false, true}) {
        if (capitals)
          for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        INFO(text);
        CHECK(words::may_open(text[0], text[1], text[2], text[3]));
        CHECK(words::is_opener_at(text, 0));
        ++count;
      }
    }
  });
  CHECK(count > 300);
  CHECK_FALSE(words::may_open('t', 'h', 'e', ' '));
  CHECK_FALSE(words::may_open('w', 'a', 's', ' '));
}

TEST_CASE("the search finds the same place from every offset") {
  std::mt19937_64 random(64);
  const std::string text = random_text(random, 700);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    INFO(at);
    words::core_search search;
    const std::size_t place = search.next(text, at);
    CHECK(place == words::next_core_slowly(text, at, text.size()));
    CHECK(place >= at);
  }
}

TEST_CASE("a search that is asked for an earlier place goes back") {
  std::mt19937_64 random(65);
  const std::string text = random_text(random, 700);
  words::core_search search;
  for (int i = 0; i < 2000; ++i) {
    const std::size_t at = random() % text.size();
    INFO(at);
    CHECK(search.next(text, at) == words::next_core_slowly(text, at, text.size()));
  }
}

TEST_CASE("numbers behind what is no hour and a half are found wherever it stands in a block") {
  for (std::size_t at = 0; at < 130; ++at) {
    const std::string text =
        std::string(at, ' ') + "x-an hour and a half of 200 and 300 men. " + std::string(200, '.');
    INFO(at);
    std::vector<std::size_t> places;
    for (const reckon::mention& found : reckon::scan(text)) places.push_back(found.offset - at);
    CHECK(places == std::vector<std::size_t>{14, 24, 32});
  }
}

TEST_CASE("a fraction sign is found wherever it stands in a block") {
  // Their values as the Unicode standard has them, chapter 22.3.
  struct sign_value {
    std::string_view sign;
    int numerator;
    int denominator;
  };
  static constexpr sign_value signs[] = {
      {"\u00bc", 1, 4}, {"\u00bd", 1, 2}, {"\u00be", 3, 4}, {"\u2153", 1, 3}, {"\u2154", 2, 3},
      {"\u2155", 1, 5}, {"\u2156", 2, 5}, {"\u2157", 3, 5}, {"\u2158", 4, 5}, {"\u2159", 1, 6},
      {"\u215a", 5, 6}, {"\u215b", 1, 8}, {"\u215c", 3, 8}, {"\u215d", 5, 8}, {"\u215e", 7, 8}};
  for (const auto& [sign, numerator, denominator] : signs) {
    const reckon::parse_result alone = reckon::try_parse(sign);
    REQUIRE(alone.has_value());
    CHECK(*alone->lower() == static_cast<double>(numerator) / denominator);
    for (std::size_t at = 0; at < 130; ++at) {
      INFO(sign << " at " << at);
      const std::string text = std::string(at, '.') + std::string(sign) + std::string(200, '.');
      words::core_search search;
      CHECK(search.next(text, 0) == at);
      // Behind digits it belongs to their number, and the walk goes on behind it.
      const std::string behind = std::string(at, ' ') + "1,000" + std::string(sign) + "sl0 and 12 men.";
      std::size_t mentions = 0;
      for (const reckon::mention& m : reckon::scan(behind)) {
        CHECK(m.offset >= at);
        REQUIRE(++mentions < 10);
      }
      CHECK(mentions >= 1);
    }
  }
}

TEST_CASE("a row of numbers is read as each of its numbers would be alone") {
  static constexpr std::string_view pieces[] = {
      "5",  "12",  "345",  "1999", "2018", "0",     "007", "60",   "700",        "123456",
      "1",  "000", "1/2",  "May",  "may",  "4.5",   "8,",  "(9",   "kg",         "to",
      "-3", "5th", "1990", "30",   "Ab",   "10000", "",    "99\n", "12345678901"};
  // What tables hold, and what is nearly that.
  static constexpr std::string_view cells[] = {"$5",
                                               "7%",
                                               "1.5",
                                               ".25",
                                               "$1,234.50",
                                               "12,345",
                                               "1e5",
                                               "2.5e-3",
                                               "3/4",
                                               "and 5",
                                               "20c",
                                               "43p",
                                               "and 7c",
                                               "$5 and 6 cents",
                                               "cents",
                                               "10\u2075",
                                               "\u00d7 10\u2076",
                                               "10\u22125",
                                               "x 10^2",
                                               "km^2",
                                               "point 5",
                                               "RM5",
                                               "5RM",
                                               "&",
                                               "US$",
                                               "\u20ac6.10",
                                               "\u00a312",
                                               "\u00bd",
                                               "1e308",
                                               "$.5",
                                               "1,23",
                                               "$5m",
                                               "5 %",
                                               "2%-3%",
                                               "1/2/3",
                                               "1e999",
                                               "$",
                                               "5.",
                                               "0.05",
                                               "1e-400",
                                               "7e",
                                               "1.2.3",
                                               "-2.5",
                                               "+7",
                                               "0/5",
                                               "9/11",
                                               "1,2",
                                               "$$5",
                                               "1E+9",
                                               "0,123",
                                               "100.0%",
                                               "\u00a35k",
                                               "5.5.",
                                               "000",
                                               "%5",
                                               "1999/2000",
                                               "0e4",
                                               "5k",
                                               "12k",
                                               "1.5M",
                                               "3b",
                                               "2.5b",
                                               "$2B",
                                               "$7t",
                                               "0k",
                                               ".5k",
                                               "300K",
                                               "-4k",
                                               "5km",
                                               "5kk",
                                               "2018k",
                                               "1,000k",
                                               "5k,",
                                               "1e3k"};
  static constexpr std::string_view days[] = {"7", "12", "30", "3 May", "0", "May", "31 May"};
  static constexpr std::string_view gaps[] = {" ",
                                              "\t",
                                              "\n",
                                              "\r\n",
                                              "  ",
                                              ", ",
                                              ",\n",
                                              " | ",
                                              "; ",
                                              "|",
                                              ";",
                                              ",",
                                              "                     ",
                                              "\u00a0",
                                              "\u202f",
                                              "\u2002",
                                              "\u00a0 "};
  std::mt19937_64 random(17);
  for (int i = 0; i < 10000; ++i) {
    std::string text;
    const bool table = i % 2 == 0;
    const std::string_view gap = table ? gaps[random() % std::size(gaps)] : " ";
    for (std::uint64_t k = 3 + random() % 12; k > 0; --k) {
      // The first ten are the more frequent, so that rows come about.
      const bool any = random() % (table ? 8 : 3) == 0;
      if (table) {
        // Numbers that a letter scales are among them in every other table.
        const std::size_t usual = i % 4 == 0 ? random() % 10 : std::size(cells) - 22 + random() % 11;
        text += random() % 16 == 0 ? days[random() % std::size(days)]
                                   : cells[any ? random() % std::size(cells) : usual];
        text += random() % 12 == 0 ? gaps[random() % std::size(gaps)] : gap;
      } else {
        text += pieces[any ? random() % std::size(pieces) : random() % 10];
        text += random() % 3 == 0 ? " and " : " ";
      }
      if (random() % 40 == 0) text += '\0';
    }
    INFO(text);
    phrase_support::compare_with_walk_anew(text);
  }
}

TEST_CASE("a row with commas ends before the list that it may end with") {
  for (const std::string_view text :
       {"1, 2, 3, 4, 5, 6, 7, 20 or 30 thousand", "1, 2, 3, 4, 5, 6, 7, 20, 30 or 40 million"}) {
    INFO(text);
    std::size_t mentions = 0;
    reckon::phrase_kind last = reckon::phrase_kind::exact;
    for (const reckon::mention& found : reckon::scan(text)) {
      ++mentions;
      last = found.phrase.kind();
    }
    CHECK(mentions == 8);
    CHECK(last == reckon::phrase_kind::range);
  }
}

TEST_CASE("white space around a phrase never changes its reading") {
  constexpr std::string_view spaces[] = {" ",      "\t",     "\n",     "\r\n",   "\f",    "\v",
                                         "\u00a0", "\u2009", "\u202f", "\u3000", "\ufeff"};
  constexpr std::string_view phrases[] = {
      "1,000 to 3,000", "more than 300 people", "tens", "unknown", "none", "about 40 percent",
      "a few dozen",    "rose from 300 to 500", "-5"};
  for (const std::string_view space : spaces) {
    for (const std::size_t count : {1U, 31U, 32U, 33U, 63U, 64U, 65U, 66U, 1000U}) {
      std::string around;
      for (std::size_t i = 0; i < count; ++i) around += space;
      for (const std::string_view phrase : phrases) {
        INFO(phrase << " with " << count << " spaces");
        const auto bare = reckon::try_parse(phrase);
        REQUIRE(bare);
        for (const std::string& text : {around + std::string(phrase), std::string(phrase) + around,
                                        around + std::string(phrase) + around + '.' + around}) {
          const auto read = reckon::try_parse(text);
          REQUIRE(read);
          CHECK(read->kind() == bare->kind());
          CHECK(read->lower() == bare->lower());
          CHECK(read->upper() == bare->upper());
          CHECK(read->noun() == bare->noun());
          CHECK(read->vague() == bare->vague());
        }
      }
      const auto refused = reckon::try_parse(around + "soldiers");
      CHECK_FALSE(refused);
      CHECK(refused.position() == around.size());
      CHECK_FALSE(reckon::try_parse(around));
    }
  }
}

TEST_CASE("every view of a phrase lies in its text") {
  for (const std::string_view text :
       {"2m", "about 5m of rope", "2m-3m people", "$5m", "5 m", "30 per cent or so"}) {
    INFO(text);
    const auto read = reckon::try_parse(text);
    REQUIRE(read);
    for (const std::string_view part : {read->unit(), read->noun(), read->hedge(), read->text()}) {
      if (part.empty()) continue;
      CHECK(part.data() >= text.data());
      CHECK(part.data() + part.size() <= text.data() + text.size());
    }
  }
}
