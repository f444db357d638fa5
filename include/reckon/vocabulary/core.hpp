// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/phrase.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace reckon {

/// The meaning of a phrase that offers no number. It is no zero, and no estimate can be made of it.
struct silence {
  friend constexpr bool operator==(silence, silence) noexcept = default;
};

/// What a phrase means under a vocabulary.
using meaning = std::variant<silence, interval<>, distribution, pbox>;

/// A named rule that gives phrases their meaning. Hedges and vague words mean different things in different
/// houses, so that the rule is chosen by the reader of a phrase, not by its parser.
///
/// A vocabulary of one's own is an object of this class: constexpr reckon::vocabulary ours("ours", rule).
class vocabulary {
 public:
  /// A function that reads a phrase; its second argument is the parameter of the vocabulary, 0 if there is
  /// none.
  using rule = meaning (*)(const phrase& said, double parameter);

  /// A vocabulary without a parameter. The name must outlive it.
  constexpr vocabulary(std::string_view name, rule meaning_of) noexcept : name_(name), rule_(meaning_of) {}

  /// A vocabulary with a parameter, which is printed with the name. The name must outlive it.
  constexpr vocabulary(std::string_view name, rule meaning_of, double parameter) noexcept
      : name_(name), rule_(meaning_of), parameter_(parameter) {}

  /// The name, with the parameter if there is one: "plain", "surveyed(0.75)".
  [[nodiscard]] std::string name() const {
    std::string text(name_);
    if (parameter_) text += "(" + detail::number_text(*parameter_) + ")";
    return text;
  }

  /// What the phrase means here.
  /// Errors: domain_error if the vocabulary has no meaning for it: a vague word that it does not define, a
  /// change between two values, a value that is denied.
  [[nodiscard]] meaning read(const phrase& said) const { return rule_(said, parameter_.value_or(0)); }

  /// The numbers as written; vague words have no meaning.
  static const vocabulary literal;
  /// Sets: numbers are as wide as their grain, vague words have conventional ranges.
  static const vocabulary plain;
  /// Shapes on the same sets.
  static const vocabulary spoken;
  /// Armed Conflict Location & Event Data: the lowest figure.
  static const vocabulary acled;
  /// Emergency Events Database: a range is its average.
  static const vocabulary emdat;
  /// Crowd Counting Consortium: points for vague words.
  static const vocabulary ccc;

 private:
  std::string_view name_;
  rule rule_;
  std::optional<double> parameter_;
};

}  // namespace reckon
