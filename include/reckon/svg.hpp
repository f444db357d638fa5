// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/canvas.hpp>
#include <reckon/svg/check.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/file.hpp>
#include <reckon/svg/page.hpp>
#include <reckon/svg/text.hpp>
#include <reckon/svg/words.hpp>

#include <filesystem>
#include <string>

namespace reckon::svg {

/// The figure as an SVG document in UTF-8, the same bytes for the same figure.
/// Errors: domain_error for a point or limit that is not a number, for limits out of order or off the scale,
///         and for a width out of bounds. Invalid UTF-8 and control characters become U+FFFD.
[[nodiscard]] inline std::string to_svg(const figure& f) {
  detail::check(f);
  detail::canvas body;
  double height = 0;
  detail::draw_figure(body, f, height);
  const std::string size = "width=\"" + detail::canvas::coordinate(f.width) + "\" height=\"" +
                           detail::canvas::coordinate(height) + "\"";
  const std::string box = detail::canvas::coordinate(f.width) + " " + detail::canvas::coordinate(height);
  const std::string title = detail::escaped(detail::clean(f.title));
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " + box + "\"";
  out += " role=\"img\" aria-label=\"" + title + "\"";
  out += " font-family=\"Inter, Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n";
  out += "<title>" + title + "</title>\n";
  out += "<desc>" + detail::escaped(detail::description_of(f)) + "</desc>\n";
  out += "<rect " + size + " fill=\"#ffffff\"/>\n";
  return out + body.str() + "</svg>\n";
}

/// Writes the figure to a file, under another name at first: no reader ever meets half a file.
/// Errors: domain_error as to_svg; error that names the path when it cannot be written. The old file stays.
inline void write_svg(const std::filesystem::path& path, const figure& f) {
  detail::write_whole(path, to_svg(f));
}

}  // namespace reckon::svg
