// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/interval/text.hpp>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <charconv>
#include <cmath>
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

// What the matchers are made of.
namespace reckon::detail::matching {

#if __has_include(<catch2/catch_test_macros.hpp>)
template <class Subject>
using catch_matcher = Catch::Matchers::MatcherBase<Subject>;
#else
template <class Subject>
using catch_matcher = Catch::MatcherBase<Subject>;
#endif

/// What a value lacks to be as expected, in words; nothing if it is.
using shortfall = std::optional<std::string>;

/// A matcher that says what it expects and, when it did not get it, by how much that was missed.
template <class Subject>
class matcher final : public catch_matcher<Subject> {
 public:
  matcher(std::string expected, std::function<shortfall(const Subject&)> check)
      : expected_(std::move(expected)), check_(std::move(check)) {}

  bool match(const Subject& subject) const override {
    this->m_cachedToString.clear();  // Catch2 would repeat what was said of the value before
    missed_ = check_(subject);
    return !missed_;
  }

 private:
  std::string describe() const override { return missed_ ? expected_ + "\nbut " + *missed_ : expected_; }

  std::string expected_;
  std::function<shortfall(const Subject&)> check_;
  mutable shortfall missed_;
};

/// A difference for a reader: six digits are enough of it.
[[nodiscard]] inline std::string gap_text(double gap) {
  if (std::isinf(gap)) return "infinitely";
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, gap, std::chars_format::general, 6).ptr};
}

[[nodiscard]] inline std::string percent_text(double part) { return gap_text(100 * part) + " %"; }

[[nodiscard]] inline std::string set_text(interval<> x) {
  if (!is_empty(x) && x.lower() == x.upper()) return number_text(x.lower());
  return interval_text::in_brackets(x, interval_text::readable_decimal<double>);
}

/// Where the answer came from, if it may be off: a gap of that size is not the model's.
[[nodiscard]] inline std::string error_note(const answer& a) {
  if (!(a.error > 0)) return "";
  return " (by " + std::string(to_string(a.engine_used)) + ", numerical error " + gap_text(a.error) + ")";
}

[[nodiscard]] inline bool within(double actual, double wanted, double tolerance) {
  return actual == wanted || std::abs(actual - wanted) <= tolerance;
}

/// "1000 too high".
[[nodiscard]] inline std::string off_by(double actual, double wanted) {
  return gap_text(std::abs(actual - wanted)) + (actual > wanted ? " too high" : " too low");
}

/// "upper end 12000 is 1000 too high".
[[nodiscard]] inline std::string end_gap(const char* which, double actual, double wanted) {
  return std::string(which) + ' ' + number_text(actual) + " is " + off_by(actual, wanted);
}

[[nodiscard]] inline std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + " and " + b;
}

/// How the ends of a set differ from those wanted, beyond the tolerance.
[[nodiscard]] inline shortfall ends_gap(interval<> actual, interval<> wanted, double tolerance) {
  if (actual == wanted) return std::nullopt;
  if (is_empty(actual) || is_empty(wanted)) return "it is " + set_text(actual);
  const bool low = !within(actual.lower(), wanted.lower(), tolerance);
  const bool high = !within(actual.upper(), wanted.upper(), tolerance);
  if (!low && !high) return std::nullopt;
  const bool point = actual.lower() == actual.upper() && wanted.lower() == wanted.upper();
  if (point) return "it is " + number_text(actual.lower()) + ", " + off_by(actual.lower(), wanted.lower());
  return "it is " + set_text(actual) + ": " +
         joined(low ? end_gap("lower end", actual.lower(), wanted.lower()) : "",
                high ? end_gap("upper end", actual.upper(), wanted.upper()) : "");
}

inline void check_tolerance(double tolerance, const char* matcher) {
  if (tolerance >= 0) return;
  throw domain_error(std::string("reckon::matchers::") + matcher + ": tolerance " + number_text(tolerance) +
                     " is negative or not a number");
}

[[nodiscard]] inline std::string tolerance_text(double tolerance) {
  return tolerance > 0 ? " within " + number_text(tolerance) : "";
}

/// A set, or a number that stands for the set that holds it alone.
template <class X>
concept set_or_number =
    (std::is_arithmetic_v<X> && !std::same_as<X, bool>) || std::convertible_to<const X&, interval<>>;

template <set_or_number X>
[[nodiscard]] interval<> as_set(const X& x) {
  return interval<>(x);
}

}  // namespace reckon::detail::matching
