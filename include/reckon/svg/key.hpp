// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/layout.hpp>
#include <reckon/svg/marks.hpp>
#include <reckon/svg/palette.hpp>
#include <reckon/svg/ruler.hpp>
#include <reckon/svg/text.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <vector>

/// The legend of the origins and the key of the signs.
namespace reckon::svg::detail {

/// Items side by side, on a new line where the last one is full.
template <std::invocable<std::size_t, double, double, const std::string&> Draw>
void draw_flow(const std::vector<std::string>& texts, double left, double right, double sample, face f,
               double leading, double& y, Draw draw) {
  double x = left;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string text = shortened(texts[i], right - left - sample, f);
    const double width = sample + text_width(text, f);
    if (x > left && x + width > right) {
      x = left;
      y += leading;
    }
    draw(i, x, y + leading / 2, text);
    x += width + gap;
  }
  if (!texts.empty()) y += leading;
}

/// Which letter and colour is whose.
inline void draw_legend(canvas& c, const columns& at, const palette& colours, double& y) {
  constexpr face f{16};
  draw_flow(colours.names(), at.left, at.right, 2 * badge_radius + 8, f, 30, y,
            [&](std::size_t i, double x, double middle, const std::string& text) {
              draw_badge(c, {x + badge_radius, middle}, colours, i, false);
              c.text({x + 2 * badge_radius + 8, middle + f.size * 0.36}, text, {f, ink});
            });
}

/// Which signs the figure uses.
struct signs {
  bool point = false, range = false, inner = false, open = false, beyond = false, apart = false,
       result = false;
};

inline signs signs_of(const figure& f) {
  signs s;
  for (const panel& p : f.panels) {
    const ruler scale(p);
    const plot frame{0, 1, &scale};
    const auto look = [&](const interval<>& x) {
      if (is_empty(x)) return;
      s.open = s.open || !is_finite(x.lower()) || !is_finite(x.upper());
      s.beyond = s.beyond || (is_finite(x.lower()) && !frame.shows(x.lower())) ||
                 (is_finite(x.upper()) && !frame.shows(x.upper()));
    };
    for (const row& r : p.rows) {
      if (!has_marks(r)) continue;
      if (r.range) look(*r.range);
      for (const region& part : r.regions) look(part.range);
      if (r.point && !frame.shows(*r.point)) s.beyond = true;
      const bool several = r.range && !is_empty(*r.range) && !is_single(*r.range);
      s.result = s.result || r.mark == mark::result || !r.regions.empty();
      s.apart = s.apart || r.mark == mark::apart;
      if (r.mark != mark::report) continue;
      s.point = s.point || r.point || (r.range && is_single(*r.range));
      s.range = s.range || several;
      s.inner = s.inner || r.inner;
    }
  }
  return s;
}

/// What the signs mean.
inline void draw_key(canvas& c, const columns& at, const figure& f, double& y) {
  enum class sign { point, range, inner, open, beyond, apart, result };
  const signs used = signs_of(f);
  std::vector<sign> shown;
  std::vector<std::string> texts;
  const auto add = [&](bool present, sign s, const std::string& text) {
    if (!present || clean(text).empty()) return;
    shown.push_back(s);
    texts.push_back(clean(text));
  };
  add(used.point, sign::point, f.words.point);
  add(used.range, sign::range, f.words.range);
  add(used.inner, sign::inner, f.words.inner);
  add(used.open, sign::open, f.words.open);
  add(used.beyond, sign::beyond, f.words.beyond);
  add(used.apart, sign::apart, f.words.apart);
  add(used.result, sign::result, f.words.result);
  const auto draw = [&](std::size_t i, double x, double middle, const std::string& text) {
    const spot from{x + 1, middle};
    const spot to{x + 33, middle};
    const pen bar{quiet, 3, shown[i] == sign::apart};
    switch (shown[i]) {
      case sign::point:
        c.circle({x + 17, middle}, 5.5, {quiet});
        break;
      case sign::inner:
        c.rectangle({x + 9, middle - 5}, 16, 10, {quiet});
        [[fallthrough]];
      case sign::apart:
      case sign::range:
        c.line(from, to, bar);
        c.line({from.x, middle - 6}, {from.x, middle + 6}, {quiet, 2});
        c.line({to.x, middle - 6}, {to.x, middle + 6}, {quiet, 2});
        break;
      case sign::open:
        c.line(from, {to.x - 11, middle}, bar);
        arrowhead(c, to, 1, quiet);
        break;
      case sign::beyond:
        c.line(from, {to.x - 7, middle}, bar);
        chevrons(c, to, 1, quiet);
        break;
      case sign::result:
        draw_diamond(c, middle, from.x + 2, to.x - 2, x + 17, ink);
        break;
    }
    c.text({x + 42, middle + detail_face.size * 0.36}, text, {detail_face, quiet});
  };
  draw_flow(texts, at.left, at.right, 42, detail_face, 28, y, draw);
}

}  // namespace reckon::svg::detail
