// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution/shape.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/phrase.hpp>

#include <optional>
#include <span>
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

/// A line of the table that a vocabulary prints: for people, not for the reading itself.
struct vocabulary_line {
  std::string_view written;    ///< the form of the phrase: "a to b"
  std::string_view meaning;    ///< what it means, as a formula: "[a, b]"
  std::string_view authority;  ///< who says so: a source, or that it is a convention
  std::string_view example;    ///< a phrase of this form, which is read when the table is printed
};

/// Among the ways to read "500 plus or minus 50" as a shape.
enum class tolerance_shape : unsigned char {
  normal,  ///< the half-width is a standard deviation
  uniform  ///< the half-width is a bound
};

/// A named rule that gives phrases their meaning. Hedges and vague words mean different things in different
/// houses, so that the rule is chosen by the reader of a phrase, not by its parser.
///
/// A vocabulary of one's own is an object of this class: constexpr reckon::vocabulary ours("ours", rule).
/// A table, if it has one, is printed by operator<<.
class vocabulary {
 public:
  /// A function that reads a phrase; its second argument is the parameter of the vocabulary, 0 if there is
  /// none.
  using rule = meaning (*)(const phrase& said, double parameter);

  /// A vocabulary without a parameter. The name and the table must outlive it.
  constexpr vocabulary(std::string_view name, rule meaning_of,
                       std::span<const vocabulary_line> table = {}) noexcept
      : name_(name), rule_(meaning_of), table_(table) {}

  /// A vocabulary with a parameter, which is printed with the name. The name and the table must outlive it.
  constexpr vocabulary(std::string_view name, rule meaning_of, double parameter,
                       std::span<const vocabulary_line> table = {}) noexcept
      : name_(name), rule_(meaning_of), parameter_(parameter), table_(table) {}

  /// The name, with the parameter if there is one: "plain", "surveyed(0.75)".
  [[nodiscard]] std::string name() const {
    std::string text(name_);
    if (parameter_) text += "(" + detail::number_text(*parameter_) + ")";
    return text;
  }

  /// The lines that operator<< prints; empty if it was given none.
  [[nodiscard]] constexpr std::span<const vocabulary_line> table() const noexcept { return table_; }

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
  /// The same, with a choice for "500 plus or minus 50".
  [[nodiscard]] static constexpr vocabulary spoken_with(tolerance_shape tolerances) noexcept;
  /// Armed Conflict Location & Event Data: the lowest figure.
  static const vocabulary acled;
  /// Emergency Events Database: a range is its average.
  static const vocabulary emdat;
  /// Crowd Counting Consortium: points for vague words.
  static const vocabulary ccc;
  /// What readers of an experiment took hedges to mean: the reader who allows more than the given part of
  /// the readers do, from 0.5 (the median reader) to 0.9. One-sided phrases get a finite far end.
  /// Errors: domain_error outside [0.5, 0.9], where the experiment says nothing.
  [[nodiscard]] static constexpr vocabulary surveyed(double respondent);

 private:
  std::string_view name_;
  rule rule_;
  std::optional<double> parameter_;
  std::span<const vocabulary_line> table_;
};

}  // namespace reckon
