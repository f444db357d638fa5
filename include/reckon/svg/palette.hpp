// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/svg/figure.hpp>
#include <reckon/svg/text.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One colour and one letter for each origin, so that colour is never the only sign.
namespace reckon::svg::detail {

inline constexpr std::string_view ink = "#1f2328";      // titles, labels, results
inline constexpr std::string_view quiet = "#59636e";    // details, notes, tick labels
inline constexpr std::string_view unowned = "#6e7781";  // marks of rows without an origin
inline constexpr std::string_view grid = "#e4e8ec";
inline constexpr std::string_view paper = "#ffffff";

/// How an origin is shown.
struct tone {
  std::string_view colour = unowned;
  std::string_view on_colour = paper;  ///< legible upon the colour
};

/// The origins of a figure in the order of their first appearance.
/// Source: M. Okabe, K. Ito, Color Universal Design (2008); B. Wong, Nature Methods 8, 441 (2011). Black is
/// kept for results; yellow is left out, too faint for a thin line on white.
class palette {
 public:
  explicit palette(const figure& f) {
    std::size_t coloured = 0;
    for (const panel& p : f.panels)
      for (const row& r : p.rows) {
        std::string name = clean(r.origin);
        if (name.empty()) continue;
        const auto [known, added] = numbers_.try_emplace(name, names_.size());
        if (added) {
          names_.push_back(std::move(name));
          tones_.push_back(none);
        }
        // Colours are few: who never offers a number has a letter only.
        std::size_t& tone = tones_[known->second];
        if (r.mark != mark::silence && tone == none) tone = coloured++;
      }
  }

  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  /// The number of an origin; names().size() for a row without one.
  [[nodiscard]] std::size_t index(std::string_view origin) const {
    const auto found = numbers_.find(clean(origin));
    return found == numbers_.end() ? names_.size() : found->second;
  }

  /// The colour of an origin, grey for one that is silent. After six they come again; the letters do not.
  [[nodiscard]] tone tone_of(std::size_t index) const noexcept {
    static constexpr std::array<tone, 6> tones{{{"#0072b2", paper},
                                                {"#d55e00", paper},
                                                {"#009e73", paper},
                                                {"#e69f00", ink},
                                                {"#cc79a7", ink},
                                                {"#56b4e9", ink}}};
    if (index >= names_.size() || tones_[index] == none) return {};
    return tones[tones_[index] % tones.size()];
  }

  /// A to Z, then AA, AB and so on.
  [[nodiscard]] static std::string letter(std::size_t index) {
    std::string result;
    for (++index; index > 0; index = (index - 1) / 26)
      result.insert(result.begin(), static_cast<char>('A' + (index - 1) % 26));
    return result;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::string> names_;
  std::vector<std::size_t> tones_;  // none, or the number of the colour
  std::map<std::string, std::size_t> numbers_;
};

}  // namespace reckon::svg::detail
