// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/palette.hpp>
#include <reckon/svg/text.hpp>
#include <reckon/svg/words.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The page: its columns of words, plots and figures, and the paragraphs that stand in them.
namespace reckon::svg::detail {

inline constexpr double margin = 36;
inline constexpr double gap = 26;  // between columns
inline constexpr double badge_radius = 11;
inline constexpr face label_face{16.5, true};
inline constexpr face detail_face{14.5};
inline constexpr face value_face{16.5};
inline constexpr face tick_face{14.5};

/// Lines of text that start at one place.
struct paragraph {
  std::vector<std::string> lines;
  lettering look;

  [[nodiscard]] double leading() const noexcept { return look.font.size * 1.3; }
  [[nodiscard]] double height() const noexcept { return static_cast<double>(lines.size()) * leading(); }

  /// Draws the lines below y and moves y to their end.
  void draw(canvas& c, double x, double& y) const {
    for (const std::string& line : lines) {
      c.text({x, y + leading() / 2 + look.font.size * 0.36}, line, look);
      y += leading();
    }
  }
};

inline paragraph make_paragraph(std::string_view text, double width, lettering look, std::size_t most_lines) {
  return {wrapped(text, width, look.font, most_lines), look};
}

/// The columns of a figure.
struct columns {
  double left;
  double label_left;
  double label_width;
  double plot_left;
  double plot_right;
  double value_left;
  double value_width;
  double right;
};

/// Columns as narrow as their text allows; the plot takes the rest.
inline columns columns_of(const figure& f, const palette& colours) {
  double label = 0;
  double value = 0;
  double part = 0;  // of a number that should stay on one line
  for (const panel& p : f.panels)
    for (const row& r : p.rows) {
      label = (std::max)(label, text_width(clean(r.label), label_face));
      label = (std::max)(label, text_width(detail_of(r), detail_face));
      const face set{value_face.size, r.mark == mark::result};
      value = (std::max)(value, text_width(value_text_of(r), set));
      part = (std::max)(part, longest_part(value_text_of(r), set));
    }
  const double inside = f.width - 2 * margin;
  columns c{};
  c.left = margin;
  c.right = f.width - margin;
  c.label_left = margin + (colours.names().empty() ? 0 : 2 * badge_radius + 12);
  c.label_width = (std::min)(label + 1, 0.39 * inside - (c.label_left - margin));
  c.value_width = (std::min)(value + 1, (std::clamp)(part + 1, 0.19 * inside, 0.26 * inside));
  c.value_left = c.right - c.value_width;
  c.plot_left = c.label_left + c.label_width + gap;
  c.plot_right = c.value_left - gap;
  return c;
}

/// A disc with the letter of an origin.
inline void draw_badge(canvas& c, spot centre, const palette& colours, std::size_t index, bool hollow) {
  const tone t = colours.tone_of(index);
  const std::string letter = palette::letter(index);
  const double size = letter.size() > 1 ? 10 : 13;
  if (hollow)
    c.circle(centre, badge_radius - 1, {paper, t.colour, 2});
  else
    c.circle(centre, badge_radius, {t.colour});
  c.text({centre.x, centre.y + size * 0.36}, letter, {{size, true}, hollow ? ink : t.on_colour, "middle"});
}

}  // namespace reckon::svg::detail
