// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/svg/figure.hpp>
#include <reckon/svg/number.hpp>
#include <reckon/svg/text.hpp>
#include <reckon/svg/words.hpp>

#include <optional>
#include <string>

/// What a figure must fulfil before anything is drawn.
namespace reckon::svg::detail {

[[noreturn]] inline void refuse(const std::string& what) {
  throw domain_error("reckon::svg::to_svg: " + what);
}

inline void check_value(const std::optional<double>& x, const std::string& name) {
  if (x && is_nan(*x)) refuse(name + " is not a number");
}

inline void check_axis(const panel& p) {
  const std::string where = "axis of panel \"" + clean(p.title) + "\": ";
  check_value(p.axis.lower, where + "lower");
  check_value(p.axis.upper, where + "upper");
  const bool logarithmic = p.axis.scale == scale::logarithmic;
  for (const std::optional<double>& limit : {p.axis.lower, p.axis.upper}) {
    if (!limit) continue;
    if (!is_finite(*limit) || *limit > 1e299 || *limit < -1e299)
      refuse(where + "limit " + written_any(*limit) + " is not between -1e299 and 1e299");
    if (logarithmic && *limit < 1e-299)
      refuse(where + "limit " + written(*limit) + " is not above 1e-299, as a logarithmic axis needs");
  }
  if (p.axis.lower && p.axis.upper && !(*p.axis.lower < *p.axis.upper))
    refuse(where + "lower " + written(*p.axis.lower) + " is not below upper " + written(*p.axis.upper));
}

inline void check(const figure& f) {
  if (!is_finite(f.width) || !(f.width >= 600 && f.width <= 10000))
    refuse("width is not between 600 and 10000");
  for (const panel& p : f.panels) {
    check_axis(p);
    for (const row& r : p.rows) {
      check_value(r.point, "row \"" + clean(r.label) + "\": point");
      for (const region& part : r.regions)
        check_value(part.point, "row \"" + clean(r.label) + "\": point of a region");
    }
  }
}

}  // namespace reckon::svg::detail
