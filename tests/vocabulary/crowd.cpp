// SPDX-License-Identifier: BSL-1.0
#include <reckon/vocabulary.hpp>

#include "support.hpp"

#include <reckon/interval/text.hpp>

#include <cstddef>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using reckon::interval;
using reckon::phrase;
using reckon::phrase_kind;
using reckon::vocabulary;

// tests/data/crowd_hedge_phrases.csv: how the coders of the Crowd Counting Consortium turned 323 phrases of
// the press into a low and a high figure, 2017 to 2020. Only the figure that they gave most often is kept.

namespace {

struct coded_phrase {
  std::string text;
  int count = 0;
  interval<> code;
};

/// The rows of the table: phrase,n,modal_low,modal_high,modal_share, the phrase quoted if it has a comma.
std::vector<coded_phrase> coded_phrases() {
  std::istringstream table(support::data_text("crowd_hedge_phrases.csv"));
  std::vector<coded_phrase> rows;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line.front() == '#' || line.rfind("phrase,", 0) == 0) continue;
    coded_phrase row;
    const bool quoted = line.front() == '"';
    const std::size_t end = quoted ? line.find('"', 1) : line.find(',');
    row.text = quoted ? line.substr(1, end - 1) : line.substr(0, end);
    std::istringstream numbers(line.substr(end + (quoted ? 2 : 1)));
    double lower = 0;
    double upper = 0;
    char comma = 0;
    numbers >> row.count >> comma >> lower >> comma >> upper;
    row.code = interval<>(lower, upper);
    rows.push_back(row);
  }
  return rows;
}

/// The values that plain allows, a strict end included: "more than 100" is coded as 100.
interval<> closure(const phrase& said) {
  const auto set = std::get<interval<>>(vocabulary::plain.read(said));
  if (!said.is_count()) return set;
  return {set.lower() - (said.lower_strict() ? 1 : 0), set.upper() + (said.upper_strict() ? 1 : 0)};
}

/// The parts of a compound: "dozens; about 60" has two.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ';');) parts.push_back(part);
  return parts;
}

/// The hull of what the parts mean, silence aside; empty if some part cannot be read.
interval<> meaning_of(const std::string& text) {
  interval<> hull = interval<>::empty();
  for (const std::string& part : parts_of(text)) {
    const auto said = reckon::try_parse(part);
    if (!said) return interval<>::empty();
    if (said->kind() != phrase_kind::silent) hull = convex_hull(hull, closure(*said));
  }
  return hull;
}

/// The hull of what the mentions mean that scan finds in the text.
interval<> meaning_of_mentions(const std::string& text) {
  interval<> hull = interval<>::empty();
  for (const reckon::mention& found : reckon::scan(text)) {
    if (found.phrase.kind() != phrase_kind::silent) hull = convex_hull(hull, closure(found.phrase));
  }
  return hull;
}

/// The part of the occurrences whose meaning holds the code; what does not is printed as a comment.
template <class Meaning>
double covered(Meaning meaning, const char* reader) {
  int all = 0;
  int held = 0;
  std::string rest;
  for (const coded_phrase& row : coded_phrases()) {
    all += row.count;
    const interval<> read = meaning(row.text);
    if (subset(row.code, read)) {
      held += row.count;
    } else {
      rest += "  \"" + row.text + "\", " + std::to_string(row.count) + " times, is coded as " +
              reckon::interval_to_text(row.code) + ", read as " + reckon::interval_to_text(read) + '\n';
    }
  }
  std::cout << "crowd phrases by " << reader << ": " << held << " of " << all << " hold their code\n" << rest;
  return static_cast<double>(held) / all;
}

}  // namespace

TEST_CASE("plain holds the code that coders gave most often, in 98 of 100 occurrences") {
  const auto rows = coded_phrases();
  REQUIRE(rows.size() == 323);
  CHECK(covered(meaning_of, "parse") >= 0.98);
}

TEST_CASE("scan finds the phrases of coders, too") { CHECK(covered(meaning_of_mentions, "scan") >= 0.98); }

TEST_CASE("plain is sharp: vague words within a factor of 5, hedged numbers from 30 up within 1.5") {
  int vague = 0;
  int hedged = 0;
  for (const coded_phrase& row : coded_phrases()) {
    for (const std::string& part : parts_of(row.text)) {
      const auto said = reckon::try_parse(part);
      CAPTURE(part);
      REQUIRE(said.has_value());
      if (said->kind() == phrase_kind::silent) continue;
      const interval<> read = std::get<interval<>>(vocabulary::plain.read(*said));
      if (said->kind() == phrase_kind::vague && said->bound() == reckon::bound_sense::none) {
        ++vague;
        CHECK(read.upper() <= 5 * read.lower());
      }
      if (said->kind() == phrase_kind::approximate && *said->point() >= 30) {
        ++hedged;
        CHECK(read.upper() <= 1.5 * read.lower());
      }
    }
  }
  CHECK(vague > 30);
  CHECK(hedged > 100);
}
