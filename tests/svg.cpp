// SPDX-License-Identifier: BSL-1.0
#include <reckon/svg.hpp>

#include "support.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <locale>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#ifdef __unix__
#include <sys/resource.h>

#include <csignal>
#endif

namespace svg = reckon::svg;
using reckon::interval;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ---- a reader of its own for the documents, as strict as these tests need ----

struct element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;   // its own, entities resolved
  std::string title;  // of the group around it
};

struct document {
  bool well_formed = true;
  std::string complaint;
  std::vector<element> elements;  // in the order in which they end

  [[nodiscard]] std::vector<element> named(const std::string& name) const {
    std::vector<element> found;
    for (const element& e : elements)
      if (e.name == name) found.push_back(e);
    return found;
  }

  [[nodiscard]] bool says(const std::string& text) const {
    return std::any_of(elements.begin(), elements.end(), [&](const element& e) { return e.text == text; });
  }
};

std::string resolved(std::string_view raw, bool& fine) {
  static const std::map<std::string_view, char> entities{
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#39", '\''}};
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '&') {
      fine = fine && raw[i] != '<' && (static_cast<unsigned char>(raw[i]) >= 0x20 || raw[i] == '\n');
      out += raw[i];
      continue;
    }
    const std::size_t end = raw.find(';', i);
    const auto found =
        end == std::string_view::npos ? entities.end() : entities.find(raw.substr(i + 1, end - i - 1));
    if (found == entities.end()) {
      fine = false;
      return out;
    }
    out += found->second;
    i = end;
  }
  return out;
}

// Elements nest, attributes are quoted and given once, nothing is left unescaped, one root.
document read(std::string_view s) {
  document d;
  std::vector<element> open;
  std::vector<std::string> titles;
  const auto fail = [&](const std::string& why, std::size_t at) {
    d.well_formed = false;
    d.complaint = why + " at byte " + std::to_string(at);
    return d;
  };
  std::size_t i = 0;
  if (s.substr(0, 5) == "<?xml") i = s.find("?>") + 2;
  int roots = 0;
  while (i < s.size()) {
    if (s[i] != '<') {
      const std::size_t end = std::min(s.find('<', i), s.size());
      bool fine = true;
      const std::string text = resolved(s.substr(i, end - i), fine);
      if (!fine) return fail("text", i);
      if (open.empty() && text.find_first_not_of("\n") != std::string::npos) return fail("text outside", i);
      if (!open.empty()) open.back().text += text;
      i = end;
      continue;
    }
    if (s.substr(i, 2) == "</") {
      const std::size_t end = s.find('>', i);
      if (end == std::string_view::npos || open.empty() || open.back().name != s.substr(i + 2, end - i - 2))
        return fail("end tag", i);
      if (open.back().name == "title" && titles.size() > 1) titles.back() = open.back().text;
      if (open.back().name == "g") titles.pop_back();
      d.elements.push_back(open.back());
      open.pop_back();
      i = end + 1;
      continue;
    }
    element e;
    ++i;
    while (i < s.size() && (std::isalnum(static_cast<unsigned char>(s[i])) != 0)) e.name += s[i++];
    if (e.name.empty()) return fail("name", i);
    if (open.empty() && ++roots > 1) return fail("second root", i);
    if (e.name == "svg") titles.emplace_back();
    if (e.name == "g") titles.emplace_back();
    if (!titles.empty()) e.title = titles.back();
    while (i < s.size() && s[i] == ' ') {
      const std::size_t equals = s.find('=', i);
      const std::string key(s.substr(i + 1, equals - i - 1));
      if (equals == std::string_view::npos || s[equals + 1] != '"') return fail("attribute", i);
      const std::size_t end = s.find('"', equals + 2);
      bool fine = end != std::string_view::npos;
      const std::string value = fine ? resolved(s.substr(equals + 2, end - equals - 2), fine) : "";
      if (!fine || !e.attributes.emplace(key, value).second) return fail("attribute value", i);
      i = end + 1;
    }
    const bool closed = s.substr(i, 2) == "/>";
    if (!closed && s[i] != '>') return fail("tag", i);
    i += closed ? 2 : 1;
    if (closed)
      d.elements.push_back(e);
    else
      open.push_back(e);
  }
  if (!open.empty() || roots != 1) return fail("elements left open", i);
  return d;
}

document drawn(const svg::figure& f) {
  document d = read(svg::to_svg(f));
  INFO(d.complaint);
  REQUIRE(d.well_formed);
  return d;
}

double number(const element& e, const std::string& name) {
  const auto found = e.attributes.find(name);
  REQUIRE(found != e.attributes.end());
  std::size_t read = 0;
  const double x = std::stod(found->second, &read);
  REQUIRE(read == found->second.size());
  return x;
}

std::vector<std::pair<double, double>> corners(const element& e) {
  std::vector<std::pair<double, double>> result;
  const char* at = e.attributes.at("points").c_str();
  while (*at != '\0') {
    char* end = nullptr;
    const double x = std::strtod(at, &end);
    REQUIRE(*end == ',');
    const double y = std::strtod(end + 1, &end);
    result.emplace_back(x, y);
    at = *end == ' ' ? end + 1 : end;
  }
  return result;
}

// ---- figures ----

svg::row said(const std::string& label, std::optional<interval<>> range, std::optional<double> point = {}) {
  return {.label = label, .range = range, .point = point};
}

// One panel without key, so that every sign in the document belongs to a row.
svg::figure figure_of(std::vector<svg::row> rows, svg::axis axis = {}) {
  svg::figure f{.panels = {{.title = "Panel", .rows = std::move(rows), .axis = axis}}};
  f.words.point = f.words.range = f.words.inner = f.words.open = "";
  f.words.beyond = f.words.apart = f.words.result = "";
  return f;
}

// Reports of one news article of 27 February 2025, in the manner of a person who plots them.
svg::figure article() {
  const std::string officials = "Ukrainian officials";
  svg::panel wave{.title = "Second wave", .unit = "people"};
  wave.rows = {{.label = "1,000 to 3,000",
                .detail = "article <- JoongAng Ilbo <- anonymous",
                .origin = "anonymous",
                .range = interval<>(1000, 3000)},
               {.label = "size still being examined",
                .origin = "National Intelligence Service",
                .mark = svg::mark::silence},
               {.label = "Reconciled",
                .range = interval<>(820, 3690),
                .inner = interval<>(1290, 2400),
                .point = 1760.0,
                .mark = svg::mark::result}};
  svg::panel killed{.title = "Killed", .unit = "people", .note = "The two do not overlap."};
  killed.rows = {
      {.label = "4,000",
       .detail = "article <- JoongAng Ilbo <- Ukrainian officials",
       .origin = officials,
       .point = 4000.0},
      {.label = "hundreds", .detail = "article", .origin = "the article", .range = interval<>(200, 999)}};
  svg::panel apart{.title = "Listed apart"};
  apart.rows = {
      {.label = "10,000 planned", .origin = "Volodymyr Zelensky", .point = 10000.0, .mark = svg::mark::apart},
      {.label = "more than 300",
       .origin = "KCNA",
       .range = interval<>(301, infinity),
       .mark = svg::mark::apart}};
  svg::panel regions{.title = "Two answers", .axis = {.scale = svg::scale::logarithmic}};
  regions.rows = {{.label = "Either",
                   .regions = {{interval<>(200, 999), 500.0, "40 %"}, {interval<>(3600, 4400), {}, "60 %"}},
                   .mark = svg::mark::result}};
  return {.title = "Troops",
          .subtitle = "One article",
          .footnote = "Source: the article",
          .panels = {wave, killed, apart, regions}};
}

// Everything that is hard on the geometry.
svg::figure hard() {
  const double tiny = std::numeric_limits<double>::denorm_min();
  const double huge = (std::numeric_limits<double>::max)();
  svg::figure f{.title = "Hard"};
  const std::vector<std::vector<svg::row>> panels{
      {},
      {{}},
      {said("silent", {}), {.mark = svg::mark::silence}},
      {said("entire", interval<>::entire())},
      {said("empty", interval<>::empty())},
      {said("zero", interval<>(0.0), 0.0)},
      {said("equal", interval<>(5.0)), said("equal too", interval<>(5.0))},
      {said("wide", interval<>(1e-30, 1e30)), said("narrow", interval<>(1, 1 + 1e-15))},
      {said("all doubles", interval<>(-huge, huge), infinity)},
      {said("tiny", interval<>(0, tiny), tiny)},
      {said("neighbours", interval<>(1e30)), said("neighbour", interval<>(std::nextafter(1e30, 2e30)))},
      {said("negative", interval<>(-infinity, -3)), said("positive", interval<>(4, infinity))},
      {{.label = "inner only", .inner = interval<>(2, infinity), .mark = svg::mark::result}},
      {{.label = "open result", .range = interval<>(-infinity, 7), .point = 3.0, .mark = svg::mark::result}},
      {{.label = "regions",
        .regions = {{interval<>(1, 2), {}, "a"},
                    {interval<>(1, 2), 1.5, "b"},
                    {interval<>(1, 2), 1.5, "c"},
                    {interval<>::entire(), {}, "d"},
                    {interval<>::empty(), {}, "e"}}}}};
  for (const svg::scale scale : {svg::scale::linear, svg::scale::logarithmic})
    for (const std::vector<svg::row>& rows : panels)
      f.panels.push_back({.title = "Panel", .rows = rows, .axis = {.scale = scale}});
  f.panels.push_back({.rows = {said("right", interval<>(30, 40), 50.0), said("left", interval<>(-40, -30)),
                               said("through", interval<>(-1, 70)), said("open", interval<>(-infinity, 3))},
                      .axis = {.lower = 10, .upper = 20}});
  f.panels.push_back({.rows = {said("below", interval<>(3))}, .axis = {.lower = 1e299}});
  f.panels.push_back(
      {.rows = {said("above", interval<>(3))}, .axis = {.scale = svg::scale::logarithmic, .upper = 1e-299}});
  return f;
}

svg::figure random_figure(std::mt19937_64& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto value = [&]() -> double {
    const double m = static_cast<double>(pick(2001) - 1000) / 100;
    return pick(12) == 0 ? (pick(2) == 0 ? infinity : -infinity)
                         : m * std::pow(10.0, pick(4) == 0 ? pick(620) - 310 : pick(9) - 2);
  };
  const auto range = [&]() -> interval<> {
    double a = value();
    double b = value();
    if (b < a) std::swap(a, b);
    return a == b && !std::isfinite(a) ? interval<>::entire() : interval<>(a, b);
  };
  svg::figure f{.title = "Random", .width = 600.0 + pick(900)};
  for (int p = pick(4); p >= 0; --p) {
    svg::panel panel{.title = std::string(static_cast<std::size_t>(pick(30)), 'W')};
    panel.axis.scale = pick(2) == 0 ? svg::scale::linear : svg::scale::logarithmic;
    for (int i = pick(5); i > 0; --i) {
      const int letters = pick(200);
      svg::row r{.label = std::string(static_cast<std::size_t>(letters), pick(9) == 0 ? ' ' : 'm')};
      if (pick(3) != 0) r.range = range();
      if (pick(3) == 0) r.inner = range();
      if (pick(2) == 0) r.point = value();
      if (pick(5) == 0) r.regions = {{range(), value(), "one"}, {range(), {}, "two"}};
      r.origin = std::string(static_cast<std::size_t>(pick(3)), 'o');
      r.mark = static_cast<svg::mark>(pick(4));
      panel.rows.push_back(r);
    }
    f.panels.push_back(panel);
  }
  return f;
}

// Every place on the page, and the extent of every sign and text, within the view box.
void check_inside(const svg::figure& f) {
  const std::string source = svg::to_svg(f);
  const document d = read(source);
  INFO(d.complaint << "\n" << source);
  REQUIRE(d.well_formed);
  const element& root = d.elements.back();
  REQUIRE(root.name == "svg");
  const double width = number(root, "width");
  const double height = number(root, "height");
  bool inside = root.attributes.at("viewBox") ==
                "0 0 " + root.attributes.at("width") + " " + root.attributes.at("height");
  const auto look = [&](double x, double y) {
    inside = inside && x >= 0 && x <= width && y >= 0 && y <= height;
  };
  for (const element& e : d.elements) {
    if (e.name == "line") {
      look(number(e, "x1"), number(e, "y1"));
      look(number(e, "x2"), number(e, "y2"));
    } else if (e.name == "circle") {
      const double r = number(e, "r");
      look(number(e, "cx") - r, number(e, "cy") - r);
      look(number(e, "cx") + r, number(e, "cy") + r);
    } else if (e.name == "rect") {
      const double x = e.attributes.count("x") != 0 ? number(e, "x") : 0;
      const double y = e.attributes.count("y") != 0 ? number(e, "y") : 0;
      inside = inside && number(e, "width") >= 0 && number(e, "height") >= 0;
      look(x, y);
      look(x + number(e, "width"), y + number(e, "height"));
    } else if (e.name == "polygon" || e.name == "polyline") {
      for (const auto& [x, y] : corners(e)) look(x, y);
    } else if (e.name == "text") {
      look(number(e, "x"), number(e, "y"));
    }
  }
  CHECK(inside);
  for (const element& e : d.elements)
    for (const auto& [name, content] : e.attributes)
      if (name != "aria-label") {
        CHECK(content.find("nan") == std::string::npos);
        CHECK(content.find("inf") == std::string::npos);
      }
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A directory of its own that goes away with the test.
struct directory {
  std::filesystem::path path;
  directory() {
    std::random_device random;
    path = std::filesystem::temp_directory_path() / ("reckon_svg_" + std::to_string(random()));
    std::filesystem::create_directory(path);
  }
  ~directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  directory(const directory&) = delete;
  directory& operator=(const directory&) = delete;

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& entry : std::filesystem::directory_iterator(path))
      result.push_back(entry.path().filename().string());
    std::sort(result.begin(), result.end());
    return result;
  }
};

std::size_t arrowheads(const document& d) {
  const std::vector<element> polygons = d.named("polygon");
  return static_cast<std::size_t>(std::count_if(polygons.begin(), polygons.end(),
                                                [](const element& e) { return corners(e).size() == 3; }));
}

// The text that a single row has on its right.
std::string shown(const svg::row& r) {
  const std::vector<element> texts = drawn(figure_of({r})).named("text");
  std::string result;
  double rightmost = 0;
  for (const element& e : texts) {
    if (e.title.empty()) continue;
    const double x = number(e, "x");
    if (x < rightmost) continue;
    result = x > rightmost ? e.text : result + " " + e.text;
    rightmost = x;
  }
  return result;
}

}  // namespace

TEST_CASE("a figure is well-formed and lies within its view box") {
  check_inside(article());
  check_inside(hard());
  check_inside({});
  svg::figure f = article();
  for (const double width : {600.0, 640.5, 1000.0, 10000.0}) {
    f.width = width;
    check_inside(f);
  }
}

TEST_CASE("random figures are well-formed and lie within their view boxes") {
  constexpr std::uint64_t seed = 20250227;
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 300; ++i) check_inside(random_figure(random));
}

TEST_CASE("what the caller writes is escaped and becomes valid UTF-8") {
  svg::figure f =
      figure_of({{.label = "<b> & \"quoted\" 'text' \xFF\x01 \xC3\xA4 \xED\xA0\x80", .origin = "A&B"}});
  f.title = "a<b\n\tc";
  const document d = drawn(f);
  // Three bytes of a surrogate are three invalid bytes: Unicode 15.0, section 3.9, "maximal subparts" apart.
  const std::string bad = "\xEF\xBF\xBD";
  CHECK(d.says("a<b c"));
  CHECK(d.named("g").size() == 1);
  CHECK(d.named("svg").front().attributes.at("aria-label") == "a<b c");
  CHECK(d.says("A&B"));
  const std::string said_in_full = "<b> & \"quoted\" 'text' " + bad + bad + " \xC3\xA4 " + bad + bad + bad;
  CHECK(std::any_of(d.elements.begin(), d.elements.end(),
                    [&](const element& e) { return e.name == "title" && e.text == said_in_full; }));
}

TEST_CASE("an open end is an arrowhead at the edge of the plot") {
  CHECK(arrowheads(drawn(figure_of({said("bounded", interval<>(1, 3))}))) == 0);
  CHECK(arrowheads(drawn(figure_of({said("entire", interval<>::entire())}))) == 2);
  for (const svg::scale scale : {svg::scale::linear, svg::scale::logarithmic}) {
    const document d = drawn(figure_of(
        {said("more than 300", interval<>(301, infinity)), said("3,000", {}, 3000.0)}, {.scale = scale}));
    CHECK(arrowheads(d) == 1);
    double edge = 0;  // the axis is the lowest line as dark as the text
    for (const element& e : d.named("line"))
      if (e.attributes.at("stroke-width") == "1.5") edge = number(e, "x2");
    double tip = 0;
    for (const element& e : d.named("polygon"))
      for (const auto& [x, y] : corners(e)) tip = std::max(tip, x);
    CHECK(tip == edge);
  }
}

TEST_CASE("an end beyond the axis is not drawn as an open end") {
  const document d = drawn(figure_of({said("through", interval<>(-5, 50))}, {.lower = 0, .upper = 10}));
  CHECK(arrowheads(d) == 0);
  CHECK(d.named("polyline").size() == 4);
  // Zero has no place on a logarithmic axis.
  CHECK(drawn(figure_of({said("to 999", interval<>(0, 999))}, {.scale = svg::scale::logarithmic}))
            .named("polyline")
            .size() == 2);
}

TEST_CASE("silence is an empty row with a note") {
  const document d =
      drawn(figure_of({{.label = "Government", .range = interval<>(1, 2), .mark = svg::mark::silence}}));
  CHECK(d.says("no number offered"));
  for (const element& e : d.elements)
    if (!e.title.empty()) CHECK((e.name == "text" || e.name == "rect" || e.name == "title"));
  svg::figure f = figure_of({{.mark = svg::mark::silence}});
  f.words.silence = "keine Zahl";
  CHECK(drawn(f).says("keine Zahl"));
}

TEST_CASE("an empty range is said, not drawn") {
  const document d = drawn(figure_of({said("empty", interval<>::empty()), said("x", interval<>(1, 2))}));
  CHECK(d.says("no value fits"));
}

TEST_CASE("equal steps of value are equal steps on a linear axis, equal ratios on a logarithmic one") {
  const auto places = [](const svg::axis& axis, std::vector<double> values) {
    std::vector<svg::row> rows;
    for (const double v : values) rows.push_back(said("v", {}, v));
    std::vector<double> result;
    for (const element& e : drawn(figure_of(rows, axis)).named("circle")) result.push_back(number(e, "cx"));
    REQUIRE(result.size() == values.size());
    return result;
  };
  // Coordinates are written with two decimals.
  const std::vector<double> linear = places({}, {10, 20, 30, 40});
  const std::vector<double> ratios = places({.scale = svg::scale::logarithmic}, {10, 100, 1000, 10000});
  for (const std::vector<double>& x : {linear, ratios})
    for (std::size_t i = 2; i < x.size(); ++i) {
      CHECK(x[i] > x[i - 1]);
      CHECK(std::abs((x[i] - x[i - 1]) - (x[1] - x[0])) < 0.021);
    }
}

TEST_CASE("a change of unit moves no mark on a logarithmic axis") {
  const auto places = [](double unit) {
    std::vector<double> result;
    for (const element& e : drawn(figure_of({said("a", interval<>(3 * unit, 40 * unit), 7 * unit),
                                             said("b", interval<>(5 * unit, infinity))},
                                            {.scale = svg::scale::logarithmic}))
                                .named("line"))
      if (!e.title.empty()) result.push_back(number(e, "x1"));
    return result;
  };
  const std::vector<double> one = places(1);
  for (const double unit : {1e-30, 1e-3, 1e6, 1e30}) {
    const std::vector<double> other = places(unit);
    REQUIRE(other.size() == one.size());
    // The column of figures on the right takes more or less room with longer numbers; proportions stay.
    CHECK(std::abs((other[1] - other[0]) / (other[2] - other[0]) - (one[1] - one[0]) / (one[2] - one[0])) <
          1e-3);
  }
}

TEST_CASE("the numbers below an axis are apart, in order and true") {
  constexpr std::uint64_t seed = 1788;
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> mantissa(-10, 10);
  std::uniform_int_distribution<int> exponent(-5, 5);
  for (int i = 0; i < 500; ++i) {
    double lower = mantissa(random) * std::pow(10.0, exponent(random));
    double upper = mantissa(random) * std::pow(10.0, exponent(random));
    if (upper < lower) std::swap(lower, upper);
    svg::axis axis{.lower = lower, .upper = upper};
    if (lower > 0 && i % 2 == 0) axis.scale = svg::scale::logarithmic;
    const svg::detail::ruler ruler({.axis = axis});
    const svg::detail::face face{14};
    double end = -1e9;
    int numbered = 0;
    for (const svg::detail::tick& t : ruler.ticks(350, face)) {
      CHECK(t.value >= lower - 1e-9 * (upper - lower));
      CHECK(t.value <= upper + 1e-9 * (upper - lower));
      if (t.text.empty()) continue;
      const double half = svg::detail::text_width(t.text, face) / 2;
      CHECK(ruler.place(t.value) * 350 - half > end);
      end = ruler.place(t.value) * 350 + half;
      std::string plain = t.text;
      plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
      if (plain.rfind(std::string(svg::detail::minus_sign), 0) == 0)
        plain.replace(0, svg::detail::minus_sign.size(), "-");
      if (plain.find_first_not_of("-.0123456789") == std::string::npos) CHECK(std::stod(plain) == t.value);
      ++numbered;
    }
    INFO(lower << " " << upper);
    CHECK(numbered >= 2);
    CHECK(numbered <= 15);
  }
}

TEST_CASE("figures are written as in a newspaper") {
  const std::string no_break = "\xC2\xA0";
  CHECK(shown(said("a", interval<>(1000, 3000))) ==
        "1,000\xE2\x80\x93"
        "3,000");
  CHECK(shown(said("a", {}, 4000.0)) == "4,000");
  CHECK(shown(said("a", {}, 1234567.0)) == "1,234,567");
  CHECK(shown(said("a", {}, 1.5e6)) == "1.5" + no_break + "million");
  CHECK(shown(said("a", {}, -12.0)) ==
        "\xE2\x88\x92"
        "12");
  CHECK(shown(said("a", {}, 6.6743)) == "6.6743");
  CHECK(shown(said("a", {}, 0.00012)) == "0.00012");
  CHECK(shown(said("a", {}, 1e30)) == "10\xC2\xB3\xE2\x81\xB0");
  CHECK(shown(said("a", {}, 2.5e-7)) ==
        "2.5\xC3\x97"
        "10\xE2\x81\xBB\xE2\x81\xB7");
  CHECK(shown(said("a", interval<>(301, infinity))) == "\xE2\x89\xA5" + no_break + "301");
  CHECK(shown(said("a", interval<>(-infinity, 9))) == "\xE2\x89\xA4" + no_break + "9");
  CHECK(shown(said("a", interval<>(-2, 9))) ==
        "\xE2\x88\x92"
        "2 to 9");
  svg::row r = said("a", interval<>(301, infinity));
  r.value_text = "more than 300";
  CHECK(shown(r) == "more than 300");
}

TEST_CASE("a citation chain has real arrows and breaks before them") {
  const std::string arrow = "\xE2\x86\x90\xC2\xA0";
  const document d = drawn(figure_of({{.label = "a", .detail = "article <- JoongAng Ilbo<-officials"}}));
  CHECK(d.says("article " + arrow + "JoongAng Ilbo " + arrow + "officials"));
  const svg::detail::face face{14};
  const std::string chain = "news article " + arrow + "Yonhap " + arrow + "National Intelligence Service";
  const double width =
      svg::detail::text_width("news article " + arrow + "Yonhap " + arrow + "National In", face);
  CHECK(
      svg::detail::wrapped(chain, width, face, 3) ==
      std::vector<std::string>{"news article " + arrow + "Yonhap", arrow + "National Intelligence Service"});
}

TEST_CASE("no line of text is wider than its column") {
  const svg::detail::face face{14, true};
  for (const std::string text :
       {"one two three four five six seven", "Donaudampfschifffahrtsgesellschaft",
        "1,000\xE2\x80\x93"
        "3,000,000",
        "",
        "\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC\xE4\xBA\xAC"})
    for (const double width : {40.0, 75.0, 120.0, 1000.0})
      for (const std::size_t most : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
        const std::vector<std::string> lines = svg::detail::wrapped(text, width, face, most);
        CHECK(lines.size() <= most);
        for (const std::string& line : lines) CHECK(svg::detail::text_width(line, face) <= width);
        // Nothing is lost unless an ellipsis says so.
        std::string joined;
        for (const std::string& line : lines) joined += line;
        std::string whole = text;
        for (std::string* s : {&joined, &whole}) s->erase(std::remove(s->begin(), s->end(), ' '), s->end());
        if (joined.find("\xE2\x80\xA6") == std::string::npos) CHECK(joined == whole);
      }
}

TEST_CASE("widths are those of the widest font of the stack") {
  // DejaVu Sans 2.37 at 2048 units per em: H 1540, a 1255, m 1995, comma 651; bold m 2134 (from its hmtx
  // table).
  CHECK(std::abs(svg::detail::text_width("Ham,", {1000}) - (1540 + 1255 + 1995 + 651) / 2.048) < 3);
  CHECK(std::abs(svg::detail::text_width("m", {1000, true}) - 2134 / 2.048) < 1);
}

TEST_CASE("long words on both sides leave the plot alone") {
  svg::row r = said(std::string(400, 'W'), interval<>(1, 2));
  r.detail = std::string(400, 'W');
  r.note = std::string(400, 'W');
  r.value_text = std::string(400, 'W');
  for (const double width : {600.0, 1000.0}) {
    svg::figure f = figure_of({r, {.label = "short", .mark = svg::mark::silence}});
    f.width = width;
    f.words.silence = std::string(300, 'W');
    const document d = drawn(f);
    double left = width;
    double right = 0;
    for (const element& e : d.named("line"))
      if (e.title.empty() && e.attributes.at("stroke-width") == "1.5") {
        left = number(e, "x1");
        right = number(e, "x2");
      }
    REQUIRE(right - left > 0.2 * width);
    for (const element& e : d.named("text")) {
      if (e.title.empty()) continue;
      const double from = number(e, "x");
      const double to = from + svg::detail::text_width(
                                   e.text, {number(e, "font-size"), e.attributes.at("font-weight") == "600"});
      CHECK((to <= left || from >= right || (from >= left && to <= right)));
      CHECK(to <= width);
    }
  }
}

TEST_CASE("each origin has one letter, and the first six a colour of their own") {
  std::vector<svg::row> rows;
  for (int i = 0; i < 30; ++i) {
    svg::row r = said("r", {}, 1.0 + i);
    r.origin = "origin " + std::to_string(i);
    rows.push_back(r);
  }
  rows.push_back(rows.front());
  const document d = drawn(figure_of(rows));
  std::vector<std::string> colours;
  std::vector<std::string> letters;
  for (const element& e : d.named("circle"))
    if (e.title.empty()) colours.push_back(e.attributes.at("fill"));
  for (const element& e : d.named("text"))
    if (e.title.empty() && e.attributes.count("text-anchor") != 0 &&
        std::isupper(static_cast<unsigned char>(e.text.front())) != 0)
      letters.push_back(e.text);
  REQUIRE(colours.size() == 30);
  REQUIRE(letters.size() == 30);
  CHECK(letters.front() == "A");
  CHECK(letters[25] == "Z");
  CHECK(letters[26] == "AA");
  std::sort(letters.begin(), letters.end());
  CHECK(std::adjacent_find(letters.begin(), letters.end()) == letters.end());
  std::sort(colours.begin(), colours.begin() + 6);
  CHECK(std::adjacent_find(colours.begin(), colours.begin() + 6) == colours.begin() + 6);
  // Okabe and Ito, Color Universal Design (2008): blue is RGB 0, 114, 178.
  CHECK(std::find(colours.begin(), colours.begin() + 6, "#0072b2") != colours.begin() + 6);
}

TEST_CASE("a result is a diamond, flat on top when no value in it is preferred") {
  const auto most_corners = [](const svg::row& r) {
    std::size_t most = 0;
    for (const element& e : drawn(figure_of({r})).named("polygon")) most = std::max(most, corners(e).size());
    return most;
  };
  svg::row r = said("Reconciled", interval<>(800, 3700), 1760.0);
  CHECK(most_corners(r) == 0);
  r.mark = svg::mark::result;
  CHECK(most_corners(r) == 4);
  r.point.reset();
  CHECK(most_corners(r) == 6);
  r.range = interval<>(800, infinity);
  CHECK(most_corners(r) == 3);
}

TEST_CASE("what is listed apart is dashed and hollow") {
  svg::row r = said("planned", interval<>(1, 3), 2.0);
  const auto dashed = [&] {
    const std::vector<element> lines = drawn(figure_of({r})).named("line");
    return std::any_of(lines.begin(), lines.end(),
                       [](const element& e) { return e.attributes.count("stroke-dasharray") != 0; });
  };
  CHECK_FALSE(dashed());
  r.mark = svg::mark::apart;
  CHECK(dashed());
  CHECK(drawn(figure_of({r})).named("circle").front().attributes.at("fill") == "#ffffff");
}

TEST_CASE("every row has its text under the pointer and in the description") {
  const svg::figure f = article();
  const document d = drawn(f);
  const std::string description = d.named("desc").front().text;
  std::size_t rows = 0;
  for (const svg::panel& p : f.panels) {
    CHECK(description.find(p.title) != std::string::npos);
    for (const svg::row& r : p.rows) {
      ++rows;
      CHECK(description.find("- " + r.label + ": ") != std::string::npos);
    }
  }
  CHECK(d.named("g").size() == rows);
  CHECK(d.named("title").size() == rows + 1);
  CHECK(d.elements.back().attributes.at("role") == "img");
  CHECK(d.elements.back().attributes.at("aria-label") == "Troops");
}

TEST_CASE("the key names the signs that the figure uses and no others") {
  svg::figure f = figure_of({said("a", interval<>(1, infinity))});
  f.words = {};
  CHECK(drawn(f).says("no end given"));
  CHECK_FALSE(drawn(f).says("listed apart"));
  CHECK_FALSE(drawn(f).says("result"));
}

TEST_CASE("the same figure is the same bytes, whatever the locale") {
  struct german : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::string once = svg::to_svg(article());
  const std::string hard_once = svg::to_svg(hard());
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new german));
  const std::string again = svg::to_svg(article());
  const std::string hard_again = svg::to_svg(hard());
  std::locale::global(before);
  CHECK(once == again);
  CHECK(hard_once == hard_again);
}

TEST_CASE("what is not a number is refused by name") {
  using reckon::domain_error;
  using support::contains_text;
  CHECK_THROWS_AS(svg::to_svg(figure_of({said("the culprit", {}, not_a_number)})), domain_error);
  CHECK_THROWS_WITH(svg::to_svg(figure_of({said("the culprit", {}, not_a_number)})),
                    contains_text("the culprit"));
  CHECK_THROWS_AS(svg::to_svg(figure_of({{.regions = {{interval<>(1, 2), not_a_number, ""}}}})),
                  domain_error);
  CHECK_THROWS_AS(svg::to_svg(figure_of({}, {.lower = not_a_number})), domain_error);
  CHECK_THROWS_AS(svg::to_svg(figure_of({}, {.upper = infinity})), domain_error);
  CHECK_THROWS_AS(svg::to_svg(figure_of({}, {.lower = 2, .upper = 2})), domain_error);
  CHECK_THROWS_AS(svg::to_svg(figure_of({}, {.scale = svg::scale::logarithmic, .lower = 0})), domain_error);
  for (const double width : {not_a_number, infinity, 0.0, 599.0, 10001.0})
    CHECK_THROWS_AS(svg::to_svg({.width = width}), domain_error);
}

TEST_CASE("a file is written whole or not at all") {
  const directory d;
  const std::filesystem::path path = d.path / "figure.svg";
  svg::write_svg(path, article());
  CHECK(content_of(path) == svg::to_svg(article()));
  CHECK(d.names() == std::vector<std::string>{"figure.svg"});

  svg::write_svg(path, hard());
  CHECK(content_of(path) == svg::to_svg(hard()));
  CHECK(d.names() == std::vector<std::string>{"figure.svg"});

  // A figure that cannot be drawn leaves the old file.
  CHECK_THROWS_AS(svg::write_svg(path, figure_of({said("bad", {}, not_a_number)})), reckon::domain_error);
  CHECK(content_of(path) == svg::to_svg(hard()));
  CHECK(d.names() == std::vector<std::string>{"figure.svg"});
}

TEST_CASE("a file that cannot be written is named and leaves nothing behind") {
  const directory d;
  const std::filesystem::path missing = d.path / "no such directory" / "figure.svg";
  CHECK_THROWS_AS(svg::write_svg(missing, article()), reckon::error);
  CHECK_THROWS_WITH(svg::write_svg(missing, article()), support::contains_text(missing.string()));
  const std::filesystem::path taken = d.path / "taken.svg";
  std::filesystem::create_directory(taken);
  CHECK_THROWS_AS(svg::write_svg(taken, article()), reckon::error);
  CHECK(d.names() == std::vector<std::string>{"taken.svg"});
}

TEST_CASE("a leftover of a broken run does not stop the next, nor is it touched") {
  const directory d;
  std::ofstream(d.path / "figure.svg.part0") << "left over";
  svg::write_svg(d.path / "figure.svg", article());
  CHECK(content_of(d.path / "figure.svg") == svg::to_svg(article()));
  CHECK(content_of(d.path / "figure.svg.part0") == "left over");
  CHECK(d.names() == std::vector<std::string>{"figure.svg", "figure.svg.part0"});
}

#ifdef __unix__
TEST_CASE("when the disk takes only a part, the old file stays and the part goes") {
  const directory d;
  const std::filesystem::path path = d.path / "figure.svg";
  std::ofstream(path) << "old";
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit narrow = before;
  narrow.rlim_cur = 4096;
  REQUIRE(svg::to_svg(article()).size() > narrow.rlim_cur);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &narrow) == 0);
  bool thrown = false;
  std::string message;
  try {
    svg::write_svg(path, article());
  } catch (const reckon::error& e) {
    thrown = true;
    message = e.what();
  }
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, handler);
  CHECK(thrown);
  CHECK_THAT(message, support::contains_text(path.string()));
  CHECK(content_of(path) == "old");
  CHECK(d.names() == std::vector<std::string>{"figure.svg"});
}

TEST_CASE("a link stays a link, and what it points to is written") {
  const directory d;
  std::ofstream(d.path / "target.svg") << "old";
  std::filesystem::create_symlink("target.svg", d.path / "link.svg");
  svg::write_svg(d.path / "link.svg", article());
  CHECK(std::filesystem::is_symlink(d.path / "link.svg"));
  CHECK(content_of(d.path / "target.svg") == svg::to_svg(article()));
}
#endif
