// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe.hpp>
#include <reckon/interval/text.hpp>
#include <reckon/units/quantity.hpp>
#include <reckon/units/words.hpp>

#include <boost/units/heterogeneous_system.hpp>
#include <boost/units/io.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

#include <concepts>
#include <ostream>
#include <string>

namespace reckon {

namespace detail::unit_text {

template <class Base>
[[nodiscard]] std::string symbol_of() {
  return boost::units::base_unit_info<Base>::symbol();
}
template <class Base>
[[nodiscard]] std::string name_of() {
  return boost::units::base_unit_info<Base>::name();
}

/// "people", "USD", "m"; behind a slash "person", "day".
struct as_symbol {
  static constexpr const char* over = "/";
  template <class Base>
  [[nodiscard]] static std::string above() {
    return symbol_of<Base>();
  }
  template <class Base>
  [[nodiscard]] static std::string below() {
    return is_counted<Base> ? name_of<Base>() : symbol_of<Base>();
  }
};

/// "people", "US dollar", "metre"; behind "per" "person", "day".
struct as_name {
  static constexpr const char* over = " per ";
  template <class Base>
  [[nodiscard]] static std::string above() {
    return speaks<Base> && is_counted<Base> ? symbol_of<Base>() : name_of<Base>();
  }
  template <class Base>
  [[nodiscard]] static std::string below() {
    return name_of<Base>();
  }
};

[[nodiscard]] inline std::string exponent(long n, long d) {
  if (d != 1) return "^(" + std::to_string(n) + "/" + std::to_string(d) + ")";
  return n == 1 ? "" : "^" + std::to_string(n);
}

/// The three parts of a unit's text; what is counted stands before other units, as in "USD/person/day".
struct parts {
  std::string above;
  std::string below_counted;
  std::string below;
};

template <class Style, class Base, long N, long D>
void write_factor(factor<Base, N, D>, parts& text) {
  if constexpr (N > 0) {
    text.above += (text.above.empty() ? "" : " ") + Style::template above<Base>() + exponent(N, D);
  } else {
    (speaks<Base> ? text.below_counted : text.below) +=
        Style::over + Style::template below<Base>() + exponent(-N, D);
  }
}

/// "people", "people/day", "USD/person/day", "1/day".
template <class Style, class List>
[[nodiscard]] std::string written() {
  parts text;
  for_each_factor<List>([&](auto f) { write_factor<Style>(f, text); });
  return (text.above.empty() ? "1" : text.above) + text.below_counted + text.below;
}

}  // namespace detail::unit_text

/// The symbol of a unit that contains people, money or another unit with nouns: "people", "people/day",
/// "USD". What Boost.Units prints would be "d^-1 people".
template <class Dimension, class List>
requires detail::unit_text::speaks_somewhere<List>
[[nodiscard]] std::string symbol_string(
    const boost::units::unit<
        Dimension, boost::units::heterogeneous_system<
                       boost::units::heterogeneous_system_impl<List, Dimension, boost::units::no_scale>>>&) {
  return detail::unit_text::written<detail::unit_text::as_symbol, List>();
}

/// Its name, for boost::units::name_format: "people per day", "US dollar".
template <class Dimension, class List>
requires detail::unit_text::speaks_somewhere<List>
[[nodiscard]] std::string name_string(
    const boost::units::unit<
        Dimension, boost::units::heterogeneous_system<
                       boost::units::heterogeneous_system_impl<List, Dimension, boost::units::no_scale>>>&) {
  return detail::unit_text::written<detail::unit_text::as_name, List>();
}

namespace detail::unit_text {

/// " people"; nothing for a ratio, whose units cancel.
template <class U>
[[nodiscard]] std::string behind_words(bool by_name = false) {
  if (is_dimensionless<U>) return {};
  return ' ' + (by_name ? name_string(U()) : symbol_string(U()));
}

}  // namespace detail::unit_text

/// The range of a quantity in words, with its unit: "1,500 to 3,500 people".
/// Errors: those of `range`.
template <class U>
[[nodiscard]] std::string describe(const boost::units::quantity<U, estimate>& q, double coverage = 0.90,
                                   const options& how = {},
                                   description_style style = description_style::close) {
  return describe(q.value(), coverage, how, style) + detail::unit_text::behind_words<U>();
}

/// Prints the description as for an estimate, with the unit behind the words: "1,500 to 3,500 people (90 %
/// range, median 2,300)". Errors: those of `range`.
template <class U>
std::ostream& operator<<(std::ostream& stream, const boost::units::quantity<U, estimate>& q) {
  const bool by_name = boost::units::get_format(stream) == boost::units::name_fmt;
  return stream << detail::printed(q.value(), detail::unit_text::behind_words<U>(by_name));
}

/// Prints a ratio, whose units cancel, as the interval or the answer that it is.
template <class System, class X>
requires(quantity_value<X> && !std::same_as<X, estimate>) std::ostream& operator<<(
    std::ostream& stream,
    const boost::units::quantity<boost::units::unit<boost::units::dimensionless_type, System>, X>& ratio) {
  return stream << ratio.value();
}
// A ratio converts to its answer, which takes every stream as it is: so does this.
template <class Stream, class System>
requires(std::derived_from<Stream, std::ostream> && !std::same_as<Stream, std::ostream>) std::ostream&
operator<<(Stream& stream,
           const boost::units::quantity<boost::units::unit<boost::units::dimensionless_type, System>, answer>&
               ratio) {
  return static_cast<std::ostream&>(stream) << ratio.value();
}

}  // namespace reckon
