// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe/round_number.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

/// A value with its uncertainty, both to the digits that the uncertainty leaves.
namespace reckon::detail {

/// The exponent of the first digit of a number that is not 0: 3 for 1234.
[[nodiscard]] inline int leading_place(decimal d) noexcept {
  return words::digit_count(d.digits) - 1 + d.exponent;
}

/// The number rounded to a multiple of 10^place, halves away from zero; its exponent is not below `place`.
[[nodiscard]] inline decimal rounded_to(decimal d, int place) noexcept {
  bool up = false;
  for (; d.exponent < place && d.digits != 0; ++d.exponent) {
    up = d.digits % 10 >= 5;
    d.digits /= 10;
  }
  if (d.exponent < place) return {0, place, false};
  if (up) ++d.digits;
  return d;
}

/// The number with its last digit at 10^place, zeros behind it kept: "6.67430".
[[nodiscard]] inline std::string written_to(decimal d, int place, thousands grouping) {
  if (d.digits == 0) d.exponent = place;
  std::string digits = std::to_string(d.digits);
  digits.append(static_cast<std::size_t>(d.exponent - (std::min)(place, 0)), '0');
  if (d.digits == 0) digits = "0";
  const auto decimals = static_cast<std::size_t>((std::max)(-place, 0));
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  std::string fraction;
  if (decimals > 0) {
    fraction = '.' + digits.substr(digits.size() - decimals);
    digits.resize(digits.size() - decimals);
  }
  for (std::size_t i = grouping == thousands::apart ? digits.size() : 0; i > 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return (d.negative && d.digits != 0 ? "-" : "") + digits + fraction;
}

/// A value and its uncertainty, rounded; their common exponent of ten, 0 where the digits are written out.
struct rounded_measurement {
  decimal value;
  decimal uncertainty;
  int place = 0;
  int exponent = 0;
};

/// The leading three digits of the uncertainty decide: from 100 to 354 it keeps two digits, from 355 to 949
/// one, from 950 to 999 it becomes 1000 and keeps two. The value is rounded to the same place. Source:
/// Particle Data Group, Review of Particle Physics, Introduction, Rounding.
[[nodiscard]] inline rounded_measurement round_measurement(double value, double uncertainty,
                                                           const char* function) {
  if (!std::isfinite(value) || !(uncertainty > 0) || !std::isfinite(uncertainty)) {
    throw domain_error("reckon::" + std::string(function) + ": " + number_text(value) +
                       " with the uncertainty " + number_text(uncertainty) +
                       ": the value must be finite, and the uncertainty positive and finite");
  }
  const decimal u = shortest_decimal(uncertainty);
  const int first = leading_place(u);
  std::uint64_t three = u.digits;
  for (; three >= 1000; three /= 10) {
  }
  for (; three < 100; three *= 10) {
  }
  rounded_measurement result;
  result.place = three <= 354 ? first - 1 : first;
  result.uncertainty = three >= 950 ? decimal{10, first, false} : rounded_to(u, result.place);
  result.value = rounded_to(shortest_decimal(value), result.place);
  const int top = (std::max)(leading_place(result.uncertainty),
                             result.value.digits == 0 ? result.place : leading_place(result.value));
  if (top < -4 || top >= 15) {
    result.exponent = top;
    result.place -= top;
    result.value.exponent -= top;
    result.uncertainty.exponent -= top;
  }
  return result;
}

[[nodiscard]] inline std::string exponent_text(int exponent) {
  return exponent == 0 ? std::string() : 'e' + std::to_string(exponent);
}

}  // namespace reckon::detail

namespace reckon {

/// "11,200 ± 800": a value and its uncertainty to the digits that the uncertainty leaves. The text is a
/// phrase that can be read back. Units:  both arguments share one. Errors: domain_error unless the value is
/// finite and the uncertainty positive and finite. Source: Particle Data Group, Review of Particle Physics,
/// Introduction, Rounding.
[[nodiscard]] inline std::string plus_or_minus(double value, double uncertainty) {
  const auto r = detail::round_measurement(value, uncertainty, "plus_or_minus");
  const std::string power = detail::exponent_text(r.exponent);
  return detail::written_to(r.value, r.place, detail::thousands::apart) + power + " \u00b1 " +
         detail::written_to(r.uncertainty, r.place, detail::thousands::apart) + power;
}

/// "6.67430(15)": the same in shorthand, the uncertainty in units of the last place of the value. The text is
/// a phrase that can be read back. Units:  both arguments share one. Errors: domain_error unless the value is
/// finite and the uncertainty positive and finite. Source: Joint Committee for Guides in Metrology 100:2008
/// (GUM), 7.2.2; rounding as in plus_or_minus.
[[nodiscard]] inline std::string shorthand(double value, double uncertainty) {
  auto r = detail::round_measurement(value, uncertainty, "shorthand");
  const std::string number = detail::written_to(r.value, r.place, detail::thousands::together);
  r.uncertainty.exponent -= (std::min)(r.place, 0);
  return number + '(' +
         detail::written_to(r.uncertainty, (std::max)(r.place, 0), detail::thousands::together) + ')' +
         detail::exponent_text(r.exponent);
}

}  // namespace reckon
