// SPDX-License-Identifier: BSL-1.0
// The labelled phrases and sentences of tests/data: every one is read, and every label is compared.
#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using reckon::phrase_kind;
using reckon::scan;
using reckon::try_parse;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr const char* kind_names[] = {"exact",     "approximate", "range", "at_least", "more_than", "at_most",
                                      "less_than", "tolerance",   "vague", "change",   "silent"};

constexpr const char* vague_names[] = {"none",  "tens",     "dozens",  "scores",   "hundreds",  "thousands",
                                       "lakhs", "millions", "crores",  "billions", "trillions", "several",
                                       "few",   "couple",   "handful", "many"};

/// A number in the shortest form that reads back to it.
std::string number(double x) {
  if (x == infinity) return "inf";
  if (x == -infinity) return "-inf";
  for (int precision = 1; precision < 17; ++precision) {
    std::ostringstream out;
    out.precision(precision);
    out << x;
    if (std::strtod(out.str().c_str(), nullptr) == x) return out.str();
  }
  std::ostringstream out;
  out.precision(17);
  out << x;
  return out.str();
}

/// What a phrase states, in one spelling for all.
std::string stated(const reckon::phrase& said) {
  const std::string denied = said.negated() ? " denied" : "";
  switch (said.kind()) {
    case phrase_kind::silent:
      return "";
    case phrase_kind::vague: {
      const std::string word = vague_names[static_cast<std::size_t>(said.vague())];
      return said.vague_unit() == 1 ? word : word + " * " + number(said.vague_unit());
    }
    case phrase_kind::change:
      return number(*said.before()) + " -> " + number(*said.after());
    case phrase_kind::exact:
    case phrase_kind::approximate:
      CHECK(said.lower() == said.upper());
      return number(*said.lower()) + denied;
    default:
      break;
  }
  const bool open_below = said.lower_strict() || !said.lower();
  const bool open_above = said.upper_strict() || !said.upper();
  return (open_below ? "(" : "[") + number(said.lower().value_or(-infinity)) + ", " +
         number(said.upper().value_or(infinity)) + (open_above ? ")" : "]") + denied;
}

/// The same for a label, whose numbers may be spelt in any way.
std::string normal(const std::string& label) {
  std::string out;
  for (std::size_t i = 0; i < label.size();) {
    const std::size_t digit = label[i] == '-' ? i + 1 : i;
    const bool starts = digit < label.size() && label[digit] >= '0' && label[digit] <= '9';
    const bool infinite = label.compare(i, 3, "inf") == 0 || label.compare(i, 4, "-inf") == 0;
    if (!starts && !infinite) {
      out += label[i++];
      continue;
    }
    char* end = nullptr;
    out += number(std::strtod(label.c_str() + i, &end));
    i = static_cast<std::size_t>(end - label.c_str());
  }
  return out;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  std::istringstream all(support::data_text(file));
  for (std::string line; std::getline(all, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

/// The short spelling of kind and statement that the sentences are marked with.
std::string mark(const reckon::phrase& said) {
  std::string text = stated(said);
  if (said.kind() == phrase_kind::tolerance) return "+-" + text;
  if (said.kind() == phrase_kind::approximate) return "~" + text;
  if (said.negated()) return "!" + text.substr(0, text.size() - std::string_view(" denied").size());
  return text;
}

struct marked {
  std::size_t offset;
  std::string words;
  std::string label;
};

/// Takes the marks out of a sentence.
std::string unmarked(const std::string& line, std::vector<marked>& marks) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '{') {
      text += line[i];
      continue;
    }
    const std::size_t bar = line.find('|', i);
    const std::size_t end = line.find('}', bar);
    REQUIRE(end != std::string::npos);
    marks.push_back(
        {text.size(), line.substr(i + 1, bar - i - 1), normal(line.substr(bar + 1, end - bar - 1))});
    text += marks.back().words;
    i = end;
  }
  return text;
}

}  // namespace

TEST_CASE("every labelled phrase is read as it is labelled") {
  const std::vector<std::string> lines = lines_of("phrases.txt");
  CHECK(lines.size() >= 400);
  for (const std::string& line : lines) {
    INFO(line);
    const std::size_t first = line.find(" | ");
    const std::size_t second = line.find(" |", first + 3);
    REQUIRE(second != std::string::npos);
    const std::string text = line.substr(0, first);
    const std::string kind = line.substr(first + 3, second - first - 3);
    const std::string label = second + 3 < line.size() ? line.substr(second + 3) : "";
    const auto read = try_parse(text);
    if (kind == "refused") {
      CHECK_FALSE(read);
      continue;
    }
    INFO(read.message() << " at " << read.position());
    CHECK(read.has_value());
    if (!read) continue;
    CHECK(kind_names[static_cast<std::size_t>(read->kind())] == kind);
    CHECK(stated(*read) == normal(trimmed(label)));
  }
}

TEST_CASE("every labelled sentence yields its mentions and no other") {
  const std::vector<std::string> lines = lines_of("sentences.txt");
  CHECK(lines.size() >= 150);
  for (const std::string& line : lines) {
    std::vector<marked> marks;
    const std::string text = unmarked(line, marks);
    INFO(text);
    std::size_t i = 0;
    for (const reckon::mention& m : scan(text)) {
      INFO("found: " << m.phrase.text() << " = " << mark(m.phrase));
      CHECK(i < marks.size());
      if (i >= marks.size()) continue;
      CHECK(m.offset == marks[i].offset);
      CHECK(m.length >= marks[i].words.size());
      CHECK(mark(m.phrase) == marks[i].label);
      ++i;
    }
    CHECK(i == marks.size());
  }
}
