// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/interval.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace reckon {

/// The way in which an answer was found.
enum class engine : unsigned char {
  closed_form,  ///< exact to rounding
  convolution,  ///< nested one-dimensional integrals, to about nine digits; of more than 64 leaves in a sum,
                ///< a series
  ensemble,     ///< a deterministic set of sample points
  steps         ///< outward-rounded steps: rigorous bounds
};

/// The engine's name in words.
[[nodiscard]] constexpr std::string_view to_string(engine e) noexcept {
  switch (e) {
    case engine::closed_form:
      return "closed form";
    case engine::convolution:
      return "convolution";
    case engine::ensemble:
      return "ensemble";
    default:
      return "steps";
  }
}

/// The answer to a question about an estimate: an interval whose ends hold what is not known of the inputs.
/// Precise inputs give a point. What the arithmetic itself may be off by stands apart, in `error`.
struct answer : interval<double> {
  /// How the answer was found.
  engine engine_used = engine::closed_form;
  /// How far either end may be off numerically, absolutely; an estimate of one standard error for an
  /// ensemble.
  double error = 0;
  /// Under which assumption about dependence the answer holds.
  std::string assumption;
  /// True if the ends enclose the sharp bounds without being known to meet them. Where `engine_used` is
  /// engine::steps, bounds that meet them but for the width of a step count as sharp.
  bool outer = false;

  /// The number, if the answer is one.
  [[nodiscard]] std::optional<double> point() const noexcept {
    if (lower() == upper()) return lower();
    return std::nullopt;
  }

  /// As text: a single number if the answer is one, else the interval.
  [[nodiscard]] std::string text() const {
    if (const auto x = point()) return detail::number_text(*x);
    return '[' + detail::number_text(lower()) + ", " + detail::number_text(upper()) + ']';
  }

  /// Prints text().
  template <class Stream>
  requires requires(Stream& s, const std::string& t) { s << t; }
  friend Stream& operator<<(Stream& stream, const answer& a) {
    stream << a.text();
    return stream;
  }
};

/// The number that an answer is.
/// Errors: domain_error if its ends differ.
[[nodiscard]] inline double value(const answer& a) {
  if (const auto x = a.point()) return *x;
  throw domain_error("reckon::value: the answer is the interval " + a.text() + ", not one number");
}

/// What to do where an expression is undefined, such as the logarithm of a negative number.
enum class on_undefined : unsigned char {
  refuse,      ///< throw domain_error that names the operation and the mass
  conditional  ///< answer given that the expression is defined
};

/// How a question is to be answered.
struct options {
  /// Number of sample points of an ensemble, rounded up to a multiple of 4096, at least 32768. Of the points
  /// of a condition that few meet up to 524,288 are asked, 131,072 beside counts.
  std::size_t points = 32768;
  /// Chooses the scrambling of the points; the same seed gives the same answer.
  std::uint64_t seed = 0x7265636b6f6eULL;
  /// Number of steps of a p-box, 1 to 10000; its bounds hold for any, and lie closer together for more.
  std::size_t steps = 400;
  /// What to do where the expression is undefined.
  on_undefined undefined = on_undefined::refuse;
  /// The dependence between operands that state none.
  dependence default_dependence = dependence::independent;
  /// How large .error may be: of a probability as it is, of other answers in standard deviations of the
  /// estimate; 0 for what `points` give. An ensemble takes more points until it is met, at most 2,097,152:
  /// then .error tells that it was not.
  double tolerance = 0;

  /// True if both ask for the same.
  friend bool operator==(const options&, const options&) = default;
};

}  // namespace reckon
