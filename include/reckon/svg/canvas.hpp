// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/number.hpp>
#include <reckon/svg/palette.hpp>
#include <reckon/svg/text.hpp>

#include <array>
#include <cassert>
#include <charconv>
#include <initializer_list>
#include <string>
#include <string_view>

/// Writes SVG elements. Presentation attributes only: a figure pasted into a page brings no styles or ids.
namespace reckon::svg::detail {

struct spot {
  double x;
  double y;
};

/// How a line is drawn.
struct pen {
  std::string_view colour = ink;
  double width = 1;
  bool dashed = false;
};

/// How the inside and the edge of a shape are drawn.
struct coat {
  std::string_view fill = "none";
  std::string_view edge = "none";
  double edge_width = 0;
};

/// How text is set.
struct lettering {
  face font{14};
  std::string_view colour = ink;
  std::string_view anchor = "start";
  bool italic = false;
  bool halo = false;  ///< a white edge, where lines may lie behind
};

class canvas {
 public:
  void line(spot from, spot to, pen p) {
    out_ += "<line";
    number("x1", from.x);
    number("y1", from.y);
    number("x2", to.x);
    number("y2", to.y);
    stroke(p);
    out_ += "/>\n";
  }

  void polyline(std::initializer_list<spot> spots, pen p) {
    out_ += "<polyline";
    points(spots);
    word("fill", "none");
    stroke(p);
    word("stroke-linejoin", "round");
    out_ += "/>\n";
  }

  void polygon(std::initializer_list<spot> spots, coat c) {
    out_ += "<polygon";
    points(spots);
    paint(c);
    word("stroke-linejoin", "round");
    out_ += "/>\n";
  }

  void circle(spot centre, double radius, coat c) {
    out_ += "<circle";
    number("cx", centre.x);
    number("cy", centre.y);
    number("r", radius);
    paint(c);
    out_ += "/>\n";
  }

  void rectangle(spot corner, double width, double height, coat c, double opacity = 1) {
    out_ += "<rect";
    number("x", corner.x);
    number("y", corner.y);
    number("width", width);
    number("height", height);
    paint(c);
    if (opacity < 1) number("fill-opacity", opacity);
    out_ += "/>\n";
  }

  /// A line of text that is clean already; a second part follows it in another lettering.
  void text(spot at, std::string_view content, lettering l, std::string_view tail = {},
            lettering tail_lettering = {}) {
    if (content.empty() && tail.empty()) return;
    out_ += "<text";
    number("x", at.x);
    number("y", at.y);
    set(l);
    if (l.anchor != "start") word("text-anchor", l.anchor);
    if (l.halo) {
      word("stroke", paper);
      number("stroke-width", 4);
      word("stroke-linejoin", "round");
      word("paint-order", "stroke");
    }
    out_ += '>' + escaped(content);
    if (!tail.empty()) {
      out_ += "<tspan dx=\"10\"";
      set(tail_lettering);
      out_ += '>' + escaped(tail) + "</tspan>";
    }
    out_ += "</text>\n";
  }

  /// Opens a group; what is drawn until it is closed shares the title, shown where the pointer rests.
  void open(std::string_view title) { out_ += "<g>\n<title>" + escaped(title) + "</title>\n"; }
  void close() { out_ += "</g>\n"; }

  [[nodiscard]] const std::string& str() const noexcept { return out_; }

  /// A coordinate with at most two decimals.
  [[nodiscard]] static std::string coordinate(double x) {
    assert(is_finite(x) && x > -1e6 && x < 1e9);
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::fixed, 2).ptr;
    std::string result(buffer.data(), end);
    result.erase(result.find_last_not_of('0') + 1);
    if (result.back() == '.') result.pop_back();
    return result == "-0" ? "0" : result;
  }

 private:
  void word(std::string_view name, std::string_view content) {
    out_.append(" ").append(name).append("=\"").append(content).append("\"");
  }

  void number(std::string_view name, double x) { word(name, coordinate(x)); }

  void stroke(pen p) {
    word("stroke", p.colour);
    number("stroke-width", p.width);
    if (p.dashed) word("stroke-dasharray", "6 4");
  }

  void paint(coat c) {
    word("fill", c.fill);
    if (c.edge_width > 0) {
      word("stroke", c.edge);
      number("stroke-width", c.edge_width);
    }
  }

  void set(lettering l) {
    number("font-size", l.font.size);
    word("fill", l.colour);
    word("font-weight", l.font.bold ? "600" : "400");
    if (l.italic) word("font-style", "italic");
  }

  void points(std::initializer_list<spot> spots) {
    std::string list;
    for (const spot s : spots)
      list.append(list.empty() ? "" : " ").append(coordinate(s.x)).append(",").append(coordinate(s.y));
    word("points", list);
  }

  std::string out_;
};

}  // namespace reckon::svg::detail
