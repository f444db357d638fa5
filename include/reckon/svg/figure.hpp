// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval.hpp>

#include <optional>
#include <string>
#include <vector>

/// Forest plots as SVG: plain data in, a string out.
namespace reckon::svg {

/// How a row is drawn.
enum class mark {
  report,  ///< what somebody said: a bar with end ticks, or a dot, in the colour of its origin
  result,  ///< what follows from the reports: a dark diamond
  apart,   ///< listed but not used, such as a planned number or another population: dashed and hollow
  silence  ///< somebody who offered no number: an empty row with a quiet note
};

/// How values are laid along the horizontal axis.
enum class scale { linear, logarithmic };

/// One part of an answer that falls into several; drawn as a diamond with its label above.
struct region {
  interval<> range{};
  std::optional<double> point{};  ///< where the diamond is highest; the middle when absent
  std::string label{};            ///< a few letters, such as "62 %"
};

/// One line of a forest plot. Every text may be empty; values have the unit of the panel.
struct row {
  std::string label{};                 ///< the phrase or a name; bold
  std::string detail{};                ///< the citation chain; grey, "<-" is drawn as an arrow
  std::string value_text{};            ///< on the right; written from the values when empty
  std::string note{};                  ///< in the plot where nothing is drawn, else below the detail
  std::string origin{};                ///< who owns the number; rows of one origin share colour and letter
  std::optional<interval<>> range{};   ///< an infinite end becomes an arrow to the edge of the plot
  std::optional<interval<>> inner{};   ///< a narrower range within, such as the middle half; drawn thick
  std::optional<double> point{};       ///< a single figure or the median
  std::vector<svg::region> regions{};  ///< instead of range and point, for an answer in several parts
  svg::mark mark = svg::mark::report;
};

/// The horizontal axis of one panel. A limit that is absent follows from the rows.
struct axis {
  svg::scale scale = svg::scale::linear;
  std::optional<double> lower{};
  std::optional<double> upper{};
};

/// The rows that share a measurand, and so an axis.
struct panel {
  std::string title{};
  std::string unit{};
  std::string note{};  ///< a sentence below the axis, such as why no pooled value is given
  std::vector<svg::row> rows{};
  svg::axis axis{};
};

/// The words that the figure itself adds; set them to write it in another language.
struct wording {
  std::string silence = "no number offered";
  std::string empty = "no value fits";
  std::string no_rows = "nothing to show";
  std::string point = "single figure";
  std::string range = "range";
  std::string inner = "inner range";
  std::string open = "no end given";
  std::string beyond = "goes on beyond the axis";
  std::string apart = "listed apart";
  std::string result = "result";
};

/// A whole forest plot: panels one above another, each with an axis of its own.
struct figure {
  std::string title{};
  std::string subtitle{};
  std::string footnote{};  ///< the source line
  std::vector<svg::panel> panels{};
  double width = 1000;  ///< in SVG units, from 600 to 10000; the height follows from the content
  svg::wording words{};
};

}  // namespace reckon::svg
