// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/key.hpp>
#include <reckon/svg/layout.hpp>
#include <reckon/svg/palette.hpp>
#include <reckon/svg/panel.hpp>
#include <reckon/svg/text.hpp>

/// The page from its title down to its source line.
namespace reckon::svg::detail {

/// Everything that is drawn; y ends where the figure does.
inline void draw_figure(canvas& c, const figure& f, double& y) {
  const palette colours(f);
  const columns at = columns_of(f, colours);
  const double inside = at.right - at.left;
  y = margin;
  make_paragraph(clean(f.title), inside, {{29, true}, ink}, 3).draw(c, at.left, y);
  if (!f.subtitle.empty())
    make_paragraph(clean(f.subtitle), inside, {{18}, quiet}, 4).draw(c, at.left, y += 4);
  if (!colours.names().empty()) draw_legend(c, at, colours, y += 14);
  for (const panel& p : f.panels) draw_panel(c, p, at, colours, f.words, y += 26);
  y += 20;
  draw_key(c, at, f, y);
  if (!f.footnote.empty())
    make_paragraph(clean(f.footnote), inside, {{15}, quiet}, 6).draw(c, at.left, y += 6);
  y += margin - 8;
}

}  // namespace reckon::svg::detail
