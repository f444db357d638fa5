// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/ruler.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

/// The signs of a row: bars, arrows, dots and diamonds.
namespace reckon::svg::detail {

/// Where the plot of a panel lies.
struct plot {
  double left;
  double right;
  const ruler* scale;

  /// The place of a value on the page, brought to the edge when the axis does not reach it.
  [[nodiscard]] double x(double v) const noexcept {
    return left + (right - left) * (std::clamp)(scale->place(v), 0.0, 1.0);
  }
  [[nodiscard]] bool beyond_left(double v) const noexcept { return scale->place(v) < -1e-9; }
  [[nodiscard]] bool beyond_right(double v) const noexcept { return scale->place(v) > 1 + 1e-9; }
  [[nodiscard]] bool shows(double v) const noexcept { return !beyond_left(v) && !beyond_right(v); }
};

/// A filled arrowhead with its tip at the place; towards is -1 for left, 1 for right.
inline void arrowhead(canvas& c, spot tip, int towards, std::string_view colour) {
  c.polygon({tip, {tip.x - 13 * towards, tip.y - 7}, {tip.x - 13 * towards, tip.y + 7}}, {colour});
}

/// The sign that something goes on beyond the edge of the plot: double and open, unlike the arrowhead.
inline void chevrons(canvas& c, spot tip, int towards, std::string_view colour) {
  for (const int back : {0, 7}) {
    const double x = tip.x - back * towards;
    c.polyline({{x - 6 * towards, tip.y - 6}, {x, tip.y}, {x - 6 * towards, tip.y + 6}}, {colour, 2});
  }
}

/// A bar over a range: a tick at an end that is there, an arrowhead where there is none, chevrons where the
/// axis ends first.
inline void draw_range(canvas& c, const plot& p, double y, const interval<>& range, pen stroke) {
  if (is_empty(range)) return;
  const bool open_left = !is_finite(range.lower());
  const bool open_right = !is_finite(range.upper());
  const bool cut_left = !open_left && p.beyond_left(range.lower());
  const bool cut_right = !open_right && p.beyond_right(range.upper());
  const bool all_left = !open_right && p.beyond_left(range.upper());
  const bool all_right = !open_left && p.beyond_right(range.lower());
  const double from = open_left ? p.left : p.x(range.lower());
  const double to = open_right ? p.right : p.x(range.upper());
  const double start = from + (open_left ? 11 : cut_left ? 7 : 0);
  const double stop = to - (open_right ? 11 : cut_right ? 7 : 0);
  if (stop > start) c.line({start, y}, {stop, y}, stroke);
  const pen end{stroke.colour, 2};
  if (!open_left && !cut_left && !all_right) c.line({from, y - 7}, {from, y + 7}, end);
  if (!open_right && !cut_right && !all_left) c.line({to, y - 7}, {to, y + 7}, end);
  if (open_left) arrowhead(c, {p.left, y}, -1, stroke.colour);
  if (open_right) arrowhead(c, {p.right, y}, 1, stroke.colour);
  if (cut_left) chevrons(c, {p.left, y}, -1, stroke.colour);
  if (cut_right) chevrons(c, {p.right, y}, 1, stroke.colour);
}

/// A dot at a single figure, ringed in white so that it stands out from its bar.
inline void draw_point(canvas& c, const plot& p, double y, double v, std::string_view colour, bool hollow) {
  if (p.beyond_left(v))
    chevrons(c, {p.left, y}, -1, colour);
  else if (p.beyond_right(v))
    chevrons(c, {p.right, y}, 1, colour);
  else if (hollow)
    c.circle({p.x(v), y}, 5.5, {paper, colour, 2});
  else
    c.circle({p.x(v), y}, 6.5, {colour, paper, 1.5});
}

/// A diamond over a range, highest at the point; never so thin that it is lost. Without a point its top is
/// flat, since no value in the range is preferred to another.
inline void draw_diamond(canvas& c, double y, double from, double to, std::optional<double> point,
                         std::string_view colour) {
  constexpr double least = 6;
  constexpr double half_height = 9;
  if (!point && to - from > 4 * half_height) {
    constexpr double height = 7;
    c.polygon({{from, y},
               {from + half_height, y - height},
               {to - half_height, y - height},
               {to, y},
               {to - half_height, y + height},
               {from + half_height, y + height}},
              {colour});
    return;
  }
  const double top = point ? (std::clamp)(*point, from, to) : (from + to) / 2;
  from = (std::min)(from, top - least);
  to = (std::max)(to, top + least);
  c.polygon({{from, y}, {top, y - half_height}, {to, y}, {top, y + half_height}}, {colour});
}

/// What follows from the reports. With an inner range the diamond spans that, and a bar the outer one.
inline void draw_result(canvas& c, const plot& p, double y, const std::optional<interval<>>& range,
                        const std::optional<interval<>>& inner, const std::optional<double>& point,
                        std::string_view colour) {
  const std::optional<interval<>>& body = inner ? inner : range;
  const bool whole = body && !is_empty(*body) && p.shows(body->lower()) && p.shows(body->upper());
  const std::optional<interval<>>& bar = range ? range : inner;
  if (bar && (&bar != &body || !whole)) draw_range(c, p, y, *bar, {colour, 3});
  if (whole) {
    std::optional<double> top;
    if (point) top = p.x(*point);
    draw_diamond(c, y, p.x(body->lower()), p.x(body->upper()), top, colour);
  } else if (point && p.shows(*point)) {
    draw_diamond(c, y, p.x(*point), p.x(*point), p.x(*point), colour);
  } else if (point) {
    draw_point(c, p, y, *point, colour, false);
  }
}

/// Whether a row has any sign; silence has none, and neither has an empty range.
inline bool has_marks(const row& r) noexcept {
  if (r.mark == mark::silence) return false;
  if ((r.range && !is_empty(*r.range)) || (r.inner && !is_empty(*r.inner)) || r.point) return true;
  return std::any_of(r.regions.begin(), r.regions.end(),
                     [](const region& part) { return !is_empty(part.range) || part.point; });
}

/// Whether a range is a single value.
inline bool is_single(const interval<>& x) noexcept { return x.lower() == x.upper(); }

/// What somebody said: the range, the inner range, the single figure; dashed and hollow when listed apart.
inline void draw_report(canvas& c, const plot& p, double y, const row& r, std::string_view colour) {
  const bool apart = r.mark == mark::apart;
  if (r.range) draw_range(c, p, y, *r.range, {colour, 3, apart});
  const bool inner = r.inner && !is_empty(*r.inner);
  if (inner && !p.beyond_left(r.inner->upper()) && !p.beyond_right(r.inner->lower())) {
    const double from = p.x(r.inner->lower());
    const double width = (std::max)(p.x(r.inner->upper()) - from, 1.0);
    c.rectangle({from, y - 5}, width, 10, {apart ? paper : colour, colour, 1.5});
  }
  if (r.point)
    draw_point(c, p, y, *r.point, colour, apart);
  else if (r.range && is_single(*r.range))
    draw_point(c, p, y, r.range->lower(), colour, apart);
}

/// All signs of a row.
inline void draw_marks(canvas& c, const plot& p, double y, const row& r, std::string_view colour) {
  if (r.mark == mark::result)
    draw_result(c, p, y, r.range, r.inner, r.point, colour);
  else if (r.mark != mark::silence)
    draw_report(c, p, y, r, colour);
  for (const region& part : r.regions) draw_result(c, p, y, part.range, std::nullopt, part.point, colour);
}

}  // namespace reckon::svg::detail
