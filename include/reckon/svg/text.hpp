// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/characters.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text for an SVG file: made valid, escaped, measured without a font at hand, and broken into lines.
namespace reckon::svg::detail {

struct code_point {
  char32_t value;
  std::size_t bytes;
};

/// The code point at an offset; an invalid byte is one replacement character.
/// Source: The Unicode Standard 15.0, table 3-7 (well-formed byte sequences).
inline code_point decode(std::string_view text, std::size_t offset) noexcept {
  constexpr code_point invalid{0xFFFD, 1};
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (bytes == 0) return invalid;
  std::uint32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return invalid;
    value = value << 6U | (byte(i) & 0x3FU);
  }
  const bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (overlong || surrogate || value > 0x10FFFF) return invalid;
  return {value, bytes};
}

/// The text as valid UTF-8 of characters that XML 1.0 allows, white space collapsed to single spaces.
inline std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [value, bytes] = decode(text, i);
    if (value == ' ' || (value >= '\t' && value <= '\r')) {
      space = !result.empty();
    } else {
      if (space) result += ' ';
      space = false;
      const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
      const bool forbidden = control || (value & 0xFFFEU) == 0xFFFE || value == 0xFFFD;
      if (forbidden)
        result += replacement;
      else
        result.append(text.substr(i, bytes));
    }
    i += bytes;
  }
  return result;
}

/// The text with the five characters escaped that mean something in XML; fit for content and attributes.
inline std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// A citation chain with each "<-" as an arrow; no line break parts it from the name behind it.
inline std::string with_arrows(std::string_view chain) {
  std::string result;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (chain.substr(i, 2) == "<-") {
      if (!result.empty() && result.back() != ' ') result += ' ';
      result.append(left_arrow).append(no_break_space);
      i += chain.substr(i + 2, 1) == " " ? 2 : 1;
    } else {
      result += chain[i];
    }
  }
  return result;
}

/// How a line is set; its width can be known only about, since the reader's machine picks the font.
struct face {
  double size;
  bool bold = false;
};

/// Advance width of a character in thousandths of the font size.
/// The widest font of the stack is measured, so that a line set in a narrower one is never too long.
/// Source: DejaVu Sans 2.37, horizontal metrics; for other scripts, a little above their mean width.
inline int advance(char32_t c, bool bold) noexcept {
  static constexpr std::array<short, 95> regular_widths{
      318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
      636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
      575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
      611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
      278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838};
  static constexpr std::array<short, 95> bold_widths{
      348, 456,  521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415,  380, 365, 696, 696,  696,
      696, 696,  696, 696, 696, 696,  696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830,  683,
      683, 821,  837, 372, 372, 775,  637, 995, 837, 850, 733, 850, 770, 720,  682, 812, 774, 1103, 771,
      724, 725,  457, 365, 457, 838,  500, 500, 675, 716, 593, 716, 678, 435,  716, 712, 343, 343,  665,
      343, 1042, 712, 687, 716, 716,  493, 595, 478, 712, 652, 924, 645, 652,  582, 712, 365, 712,  838};
  if (c >= 0x20 && c < 0x7F) return (bold ? bold_widths : regular_widths)[static_cast<std::size_t>(c - 0x20)];
  struct block {
    char32_t first;
    short width;
  };
  static constexpr std::array<block, 28> blocks{{
      {0x00, 1000},   {0xA0, 318},    {0xA1, 640},    {0xC0, 720},   {0xDF, 630},   {0x100, 690},
      {0x300, 0},     {0x370, 690},   {0x400, 800},   {0x430, 690},  {0x590, 650},  {0x600, 780},
      {0x900, 850},   {0x1100, 1000}, {0x1200, 850},  {0x2000, 600}, {0x200B, 0},   {0x2010, 500},
      {0x2014, 1000}, {0x2018, 520},  {0x2026, 1000}, {0x2030, 800}, {0x2070, 440}, {0x20A0, 850},
      {0x2E80, 1000}, {0xA4D0, 850},  {0xAC00, 1000}, {0xD7B0, 850},
  }};
  if (c >= 0x1F000) return 1350;
  if (c == 0xFE0E || c == 0xFE0F) return 0;
  if (c >= 0xF900) return 1000;
  int width = 0;
  for (const block& b : blocks)
    if (c >= b.first) width = b.width;
  return bold ? width * 112 / 100 : width;
}

/// About how wide a line is.
/// Units: those of the font size.
inline double text_width(std::string_view text, face f) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [value, bytes] = decode(text, i);
    sum += advance(value, f.bold);
    i += bytes;
  }
  return sum * f.size / 1000;
}

/// How many bytes of the text fit into a width; marks that take no room stay with their letter.
inline std::size_t fitting_bytes(std::string_view text, double width, face f) noexcept {
  double sum = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto [value, bytes] = decode(text, i);
    sum += advance(value, f.bold) * f.size / 1000;
    if (sum > width) break;
    i += bytes;
  }
  return i;
}

/// The text cut to a width, with an ellipsis where something was left out.
inline std::string shortened(std::string_view text, double width, face f) {
  if (text_width(text, f) <= width) return std::string(text);
  std::string_view kept = text.substr(0, fitting_bytes(text, width - text_width(ellipsis, f), f));
  while (!kept.empty() && (kept.back() == ' ' || kept.back() == ',')) kept.remove_suffix(1);
  return std::string(kept) + std::string(ellipsis);
}

/// The width of the longest word or side of a dash, which is broken only when there is no other way.
inline double longest_part(std::string_view text, face f) {
  double longest = 0;
  while (!text.empty()) {
    const std::size_t space = (std::min)(text.find(' '), text.size());
    const std::size_t dash = text.find(en_dash);
    const std::size_t end = dash < space ? dash + en_dash.size() : space;
    longest = (std::max)(longest, text_width(text.substr(0, end), f));
    text.remove_prefix((std::min)(dash < space ? end : end + 1, text.size()));
  }
  return longest;
}

/// The text broken at spaces, else after a dash, else within a word that is wider than a line; the last line
/// is cut where it must be.
inline std::vector<std::string> wrapped(std::string_view text, double width, face f, std::size_t most_lines) {
  const std::string link = ' ' + std::string(left_arrow);
  std::vector<std::string> lines;
  while (!text.empty()) {
    if (lines.size() + 1 == most_lines) {
      lines.push_back(shortened(text, width, f));
      break;
    }
    std::size_t bytes = fitting_bytes(text, width, f);
    if (bytes == 0) bytes = decode(text, 0).bytes;
    std::size_t next = bytes;
    const std::string_view rest = text.substr(bytes);
    if (!rest.empty() && !rest.starts_with(link)) {
      const std::string_view line = text.substr(0, bytes);
      const std::size_t arrow = line.rfind(link);
      const std::size_t space = line.rfind(' ');
      const std::size_t dash = line.rfind(en_dash);
      // A chain is best read with each of its links on one line, a number unbroken.
      if (arrow != std::string_view::npos && arrow > bytes / 3)
        bytes = next = arrow;
      else if (rest.front() == ' ')
        next = bytes;
      else if (space != std::string_view::npos)
        bytes = next = space;
      else if (dash != std::string_view::npos)
        bytes = next = dash + en_dash.size();
    }
    lines.emplace_back(text.substr(0, bytes));
    while (next < text.size() && text[next] == ' ') ++next;
    text.remove_prefix(next);
  }
  return lines;
}

}  // namespace reckon::svg::detail
