// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

/// Characters beyond ASCII by their names, so that the source files stay in ASCII.
namespace reckon::svg::detail {

inline constexpr std::string_view no_break_space = "\xC2\xA0";
inline constexpr std::string_view times_sign = "\xC3\x97";
inline constexpr std::string_view en_dash = "\xE2\x80\x93";
inline constexpr std::string_view em_dash = "\xE2\x80\x94";
inline constexpr std::string_view ellipsis = "\xE2\x80\xA6";
inline constexpr std::string_view raised_minus = "\xE2\x81\xBB";
inline constexpr std::string_view left_arrow = "\xE2\x86\x90";
inline constexpr std::string_view empty_set = "\xE2\x88\x85";
inline constexpr std::string_view minus_sign = "\xE2\x88\x92";
inline constexpr std::string_view infinity_sign = "\xE2\x88\x9E";
inline constexpr std::string_view at_most_sign = "\xE2\x89\xA4";
inline constexpr std::string_view at_least_sign = "\xE2\x89\xA5";
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace reckon::svg::detail
