// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/layout.hpp>
#include <reckon/svg/marks.hpp>
#include <reckon/svg/palette.hpp>
#include <reckon/svg/ruler.hpp>
#include <reckon/svg/text.hpp>
#include <reckon/svg/words.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// One panel: its title, its rows as tall as their text, its axis and its note.
namespace reckon::svg::detail {

/// A row with its text broken into lines.
struct laid_row {
  const svg::row* row;
  paragraph label;
  paragraph detail;
  paragraph note;
  paragraph value;
  double height;
};

inline laid_row lay_row(const row& r, const columns& c) {
  laid_row result{&r, {}, {}, {}, {}, 0};
  const bool muted = r.mark == mark::silence || r.mark == mark::apart;
  const bool strong = r.mark == mark::result;
  result.label = make_paragraph(clean(r.label), c.label_width, {label_face, ink}, 3);
  result.detail = make_paragraph(detail_of(r), c.label_width, {detail_face, quiet}, 4);
  if (has_marks(r))
    result.note = make_paragraph(clean(r.note), c.label_width, {detail_face, quiet, "start", true}, 2);
  result.value =
      make_paragraph(value_text_of(r), c.value_width, {{value_face.size, strong}, muted ? quiet : ink}, 3);
  const double words = result.label.height() + result.detail.height() + result.note.height();
  const bool labelled =
      std::any_of(r.regions.begin(), r.regions.end(), [](const region& x) { return !x.label.empty(); });
  result.height = (std::max)({words, result.value.height(), labelled ? 62.0 : 30.0}) + 20;
  return result;
}

/// The parts of an answer have their labels above, or below where they would touch; there is room for both.
inline void draw_region_labels(canvas& c, const plot& p, double y, const row& r) {
  constexpr face label_font{13, true};
  std::vector<const region*> parts;
  for (const region& part : r.regions)
    if (part.point || !is_empty(part.range)) parts.push_back(&part);
  const auto middle = [&](const region& x) {
    return x.point ? p.x(*x.point) : (p.x(x.range.lower()) + p.x(x.range.upper())) / 2;
  };
  std::stable_sort(parts.begin(), parts.end(),
                   [&](const region* a, const region* b) { return middle(*a) < middle(*b); });
  double taken_above = p.left - gap;
  double taken_below = taken_above;
  for (const region* part : parts) {
    const std::string label = shortened(clean(part->label), p.right - p.left, label_font);
    const double half = text_width(label, label_font) / 2;
    const double x = (std::clamp)(middle(*part), p.left + half, p.right - half + 1);
    const bool above = x - half >= taken_above;
    double& taken = above ? taken_above : taken_below;
    if (x - half < taken) continue;
    c.text({x, above ? y - 16 : y + 25}, label, {label_font, ink, "middle", false, true});
    taken = x + half + 6;
  }
}

/// What a row shows in its plot when it has nothing to show there.
inline std::string placeholder(const row& r, const wording& words) {
  if (!r.note.empty()) return clean(r.note);
  if (r.mark == mark::silence) return clean(words.silence);
  const bool emptied = (r.range && is_empty(*r.range)) || !r.regions.empty();
  return emptied ? clean(words.empty) : std::string();
}

inline void draw_row(canvas& c, const laid_row& l, const columns& at, const plot& p, const palette& colours,
                     double y, const wording& words) {
  const row& r = *l.row;
  const double middle = y + l.height / 2;
  const std::size_t origin = colours.index(r.origin);
  c.open(sentence_of(r, words));
  // The pointer finds the title anywhere on the row.
  c.rectangle({at.left, y}, at.right - at.left, l.height, {paper}, 0);
  if (origin < colours.names().size())
    draw_badge(c, {at.left + badge_radius, middle}, colours, origin,
               r.mark == mark::apart || r.mark == mark::silence);
  else if (r.mark == mark::result && !colours.names().empty())
    draw_diamond(c, middle, at.left + 2, at.left + 20, at.left + badge_radius, ink);
  double top = middle - (l.label.height() + l.detail.height() + l.note.height()) / 2;
  l.label.draw(c, at.label_left, top);
  l.detail.draw(c, at.label_left, top);
  l.note.draw(c, at.label_left, top);
  top = middle - l.value.height() / 2;
  l.value.draw(c, at.value_left, top);
  if (has_marks(r)) {
    draw_marks(c, p, middle, r, r.mark == mark::result ? ink : colours.tone_of(origin).colour);
    draw_region_labels(c, p, middle, r);
  } else {
    const paragraph said = make_paragraph(placeholder(r, words), p.right - p.left - 16,
                                          {detail_face, quiet, "start", true, true}, 1);
    top = middle - said.height() / 2;
    said.draw(c, p.left + 8, top);
  }
  c.close();
}

/// A pale band through the panel where its only result lies, so that each report can be held against it.
inline void draw_band(canvas& c, const plot& p, const std::vector<row>& rows, double top, double bottom) {
  const auto is_result = [](const row& r) { return r.mark == mark::result; };
  const auto result = std::find_if(rows.begin(), rows.end(), is_result);
  if (std::count_if(rows.begin(), rows.end(), is_result) != 1 || rows.size() < 2) return;
  const auto band = [&](const std::optional<interval<>>& x, const std::optional<double>& point) {
    if (x && !is_empty(*x)) {
      const double from = p.x(x->lower());
      const double to = p.x(x->upper());
      if (to > from) c.rectangle({from, top}, to - from, bottom - top, {ink}, 0.06);
    }
    if (point && p.shows(*point)) c.line({p.x(*point), top}, {p.x(*point), bottom}, {"#9aa4ae", 1, true});
  };
  band(result->range, result->point);
  for (const region& part : result->regions) band(part.range, part.point);
}

/// The name of what the panel counts and its unit, with a line below.
inline void draw_heading(canvas& c, const panel& p, const columns& at, double& y) {
  const std::string title = clean(p.title);
  const std::string unit = clean(p.unit);
  const double inside = at.right - at.left;
  const lettering title_look{{20, true}, ink};
  const lettering unit_look{{16}, quiet};
  const double both = text_width(title, title_look.font) + 10 + text_width(unit, unit_look.font);
  if (!title.empty() && both <= inside) {
    c.text({at.left, y + 20}, title, title_look, unit, unit_look);
    y += 32;
  } else if (!title.empty() || !unit.empty()) {
    make_paragraph(title, inside, title_look, 3).draw(c, at.left, y);
    make_paragraph(unit, inside, unit_look, 2).draw(c, at.left, y);
    y += 6;
  }
  c.line({at.left, y}, {at.right, y}, {ink, 1.5});
}

inline void draw_axis(canvas& c, const plot& p, const std::vector<tick>& ticks, double& y) {
  c.line({p.left, y}, {p.right, y}, {ink, 1.5});
  for (const tick& t : ticks) {
    c.line({p.x(t.value), y}, {p.x(t.value), y + (t.text.empty() ? 4 : 7)}, {ink, 1});
    c.text({p.x(t.value), y + 24}, t.text, {tick_face, quiet, "middle"});
  }
  y += 30;
}

/// Draws a panel below y and moves y to its end.
inline void draw_panel(canvas& c, const panel& p, const columns& at, const palette& colours,
                       const wording& words, double& y) {
  const ruler scale(p);
  const plot frame{at.plot_left, at.plot_right, &scale};
  std::vector<laid_row> rows;
  double height = 0;
  for (const row& r : p.rows) {
    rows.push_back(lay_row(r, at));
    height += rows.back().height;
  }
  std::vector<tick> ticks;
  if (scale.visible() && !rows.empty()) ticks = scale.ticks(frame.right - frame.left, tick_face);
  draw_heading(c, p, at, y);
  draw_band(c, frame, p.rows, y, y + height);
  for (const tick& t : ticks)
    if (!t.text.empty()) c.line({frame.x(t.value), y}, {frame.x(t.value), y + height}, {grid, 1});
  for (const laid_row& l : rows) {
    if (&l != &rows.front()) c.line({at.left, y}, {at.right, y}, {grid, 1});
    draw_row(c, l, at, frame, colours, y, words);
    y += l.height;
  }
  const double inside = at.right - at.left;
  if (rows.empty()) {
    const lettering look{detail_face, quiet, "start", true};
    make_paragraph(clean(words.no_rows), inside, look, 1).draw(c, at.left, y += 10);
    y += 10;
  }
  if (ticks.empty())
    c.line({at.left, y}, {at.right, y}, {grid, 1});
  else
    draw_axis(c, frame, ticks, y);
  if (!p.note.empty())
    make_paragraph(clean(p.note), inside, {{16}, ink, "start", true}, 4).draw(c, at.left, y += 8);
}

}  // namespace reckon::svg::detail
