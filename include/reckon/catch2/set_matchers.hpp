// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/catch2/matcher.hpp>
#include <reckon/catch2/text.hpp>
#include <reckon/describe.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/phrase.hpp>
#include <reckon/vocabulary.hpp>

#include <cmath>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace reckon::detail::matching {

/// What a matcher of sets looks at: an interval, an answer, or an estimate.
class set_subject {
 public:
  explicit(false) set_subject(interval<> x) : value_(x) {}
  explicit(false) set_subject(answer a) : value_(std::move(a)) {}
  explicit(false) set_subject(estimate e) : value_(std::move(e)) {}

  /// All values that it can have.
  [[nodiscard]] interval<> values() const {
    if (const auto* e = std::get_if<estimate>(&value_)) return bounds(*e);
    return given_set();
  }

  /// The values that a reader is told of.
  [[nodiscard]] interval<> printed(double coverage) const {
    if (const auto* e = std::get_if<estimate>(&value_)) return range(*e, coverage);
    return given_set();
  }

  [[nodiscard]] std::string in_words(double coverage) const {
    if (const auto* e = std::get_if<estimate>(&value_)) return describe(*e, coverage);
    return describe(given_set());
  }

  /// What the set is called in a message.
  [[nodiscard]] std::string values_name() const { return is_estimate() ? "its bounds are " : "it is "; }
  [[nodiscard]] std::string printed_name(double coverage) const {
    return is_estimate() ? "its " + percent_text(coverage) + " range is " : "it is ";
  }

  [[nodiscard]] std::string note() const {
    const auto* a = std::get_if<answer>(&value_);
    return a ? error_note(*a) : "";
  }

 private:
  [[nodiscard]] bool is_estimate() const { return std::holds_alternative<estimate>(value_); }

  [[nodiscard]] interval<> given_set() const {
    if (const auto* a = std::get_if<answer>(&value_)) return *a;
    return std::get<interval<>>(value_);
  }

  std::variant<interval<>, answer, estimate> value_;
};

using set_matcher = matcher<set_subject>;

/// How a set falls short of holding another.
[[nodiscard]] inline shortfall not_held(interval<> inner, interval<> outer) {
  if (subset(inner, outer)) return std::nullopt;
  if (is_empty(outer)) return "";
  return ": " +
         joined(inner.lower() < outer.lower() ? end_gap("lower end", outer.lower(), inner.lower()) : "",
                inner.upper() > outer.upper() ? end_gap("upper end", outer.upper(), inner.upper()) : "");
}

}  // namespace reckon::detail::matching

/// Matchers for Catch2: CHECK_THAT(strength, Encloses(9000)). A failure tells what was expected, what there
/// is, and by how much the two differ. A matcher of sets takes intervals, answers, and estimates (their
/// bounds); a matcher of estimates takes whatever converts to one. Matchers of one kind combine with &&, ||
/// and !.
namespace reckon::matchers {

/// Every value of `inner`, a number or a set, is possible: the set holds it, or the estimate's bounds do.
/// Errors: domain_error for a number that is infinite or NaN.
template <detail::matching::set_or_number X>
[[nodiscard]] detail::matching::set_matcher Encloses(const X& inner) {
  using namespace detail::matching;
  const interval<> wanted = as_set(inner);
  return {"encloses " + set_text(wanted), [wanted](const set_subject& s) -> shortfall {
            const interval<> x = s.values();
            const auto gap = not_held(wanted, x);
            if (!gap) return std::nullopt;
            return s.values_name() + set_text(x) + *gap + s.note();
          }};
}

/// No value outside `outer` is possible. The empty set is enclosed by every set.
/// Errors: domain_error for a number that is infinite or NaN.
template <detail::matching::set_or_number X>
[[nodiscard]] detail::matching::set_matcher IsEnclosedBy(const X& outer) {
  using namespace detail::matching;
  const interval<> wanted = as_set(outer);
  return {"is enclosed by " + set_text(wanted), [wanted](const set_subject& s) -> shortfall {
            const interval<> x = s.values();
            if (subset(x, wanted)) return std::nullopt;
            std::string ends;
            if (!is_empty(wanted)) {
              ends =
                  ": " +
                  joined(x.lower() < wanted.lower() ? end_gap("lower end", x.lower(), wanted.lower()) : "",
                         x.upper() > wanted.upper() ? end_gap("upper end", x.upper(), wanted.upper()) : "");
            }
            return s.values_name() + set_text(x) + ends + s.note();
          }};
}

/// Some value is in both.
/// Errors: domain_error for a number that is infinite or NaN.
template <detail::matching::set_or_number X>
[[nodiscard]] detail::matching::set_matcher Overlaps(const X& other) {
  using namespace detail::matching;
  const interval<> wanted = as_set(other);
  return {"overlaps " + set_text(wanted), [wanted](const set_subject& s) -> shortfall {
            const interval<> x = s.values();
            if (!disjoint(x, wanted)) return std::nullopt;
            std::string gap;
            if (!is_empty(x) && !is_empty(wanted)) {
              gap = x.upper() < wanted.lower()
                        ? ": it ends " + gap_text(wanted.lower() - x.upper()) + " below"
                        : ": it begins " + gap_text(x.lower() - wanted.upper()) + " above";
            }
            return s.values_name() + set_text(x) + gap + s.note();
          }};
}

/// One number alone is possible.
[[nodiscard]] inline detail::matching::set_matcher IsPoint() {
  using namespace detail::matching;
  return {"is a point", [](const set_subject& s) -> shortfall {
            const interval<> x = s.values();
            if (is_singleton(x)) return std::nullopt;
            const std::string gap = is_empty(x) ? "" : ", " + gap_text(x.upper() - x.lower()) + " wide";
            return s.values_name() + set_text(x) + gap + s.note();
          }};
}

/// At least one end is open: the set's own, or that of the estimate's 90 % range, which is what is printed.
/// So a normal shape is bounded here, and "more than 300" is not.
[[nodiscard]] inline detail::matching::set_matcher IsUnbounded() {
  using namespace detail::matching;
  return {"is unbounded", [](const set_subject& s) -> shortfall {
            const interval<> x = s.printed(0.90);
            if (!is_empty(x) && (std::isinf(x.lower()) || std::isinf(x.upper()))) return std::nullopt;
            return s.printed_name(0.90) + set_text(x);
          }};
}

/// `describe` says exactly this: the words that a reader would get.
[[nodiscard]] inline detail::matching::set_matcher Reads(std::string_view words, double coverage = 0.90) {
  using namespace detail::matching;
  std::string quoted = '"' + std::string(words) + '"';
  std::string meaning;
  if (const auto said = try_parse(words)) {
    try {
      if (const auto read = vocabulary::plain.read(*said); const auto* set = std::get_if<interval<>>(&read)) {
        meaning = ", which means " + set_text(*set);
      }
    } catch (const domain_error&) {  // words without a meaning can be compared all the same
    }
  }
  return {"reads " + quoted + meaning,
          [text = std::string(words), coverage](const set_subject& s) -> shortfall {
            const std::string said = s.in_words(coverage);
            if (said == text) return std::nullopt;
            return "it reads \"" + said + "\": " + s.printed_name(coverage) + set_text(s.printed(coverage));
          }};
}

}  // namespace reckon::matchers
