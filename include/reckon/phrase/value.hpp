// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/reading.hpp>

#include <optional>
#include <string_view>

namespace reckon {

namespace detail::words {
struct phrase_maker;
}  // namespace detail::words

/// What a text says about a number, and only that: its ends, their strictness, the hedge, the grain, the
/// noun. It borrows its text, which must outlive it. What hedges and vague words mean is the business of a
/// vocabulary.
class phrase {
 public:
  /// The text as given, or the part of it that a mention covers.
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

  /// The form of the phrase.
  [[nodiscard]] constexpr phrase_kind kind() const noexcept { return said_.kind; }

  /// The lower end as stated; absent where the text states none, and in vague words, changes and silence.
  [[nodiscard]] constexpr std::optional<double> lower() const noexcept {
    return said_.lower.given && kind() != phrase_kind::change ? std::optional(first_) : std::nullopt;
  }

  /// The upper end as stated; absent where the text states none, and in vague words, changes and silence.
  [[nodiscard]] constexpr std::optional<double> upper() const noexcept {
    return said_.upper.given && kind() != phrase_kind::change ? std::optional(second_) : std::nullopt;
  }

  /// Whether the lower end itself is excluded, as in "more than 300".
  [[nodiscard]] constexpr bool lower_strict() const noexcept { return said_.lower_strict; }

  /// Whether the upper end itself is excluded, as in "fewer than 50".
  [[nodiscard]] constexpr bool upper_strict() const noexcept { return said_.upper_strict; }

  /// The single number of an exact or hedged value, or the centre of a tolerance.
  [[nodiscard]] constexpr std::optional<double> point() const noexcept {
    return said_.point.given ? std::optional(point_) : std::nullopt;
  }

  /// The hedge as written ("about", "an estimated", "or so"); empty if there is none.
  [[nodiscard]] constexpr std::string_view hedge() const noexcept { return said_.hedge; }

  /// Which way the hedge leans.
  [[nodiscard]] constexpr hedge_sense leaning() const noexcept { return said_.hedged; }

  /// Which side is left open, of a number or of a vague amount ("at least several hundred").
  [[nodiscard]] constexpr bound_sense bound() const noexcept { return said_.bound; }

  /// The grain of the number written, or of the first of two: ten to the number of its trailing zeros, the
  /// last place of a decimal, times its multiplier.
  [[nodiscard]] constexpr double grain() const noexcept { return lower_grain(); }

  /// The grain of the lower end.
  [[nodiscard]] constexpr double lower_grain() const noexcept {
    return detail::words::to_double(said_.lower_grain);
  }

  /// The grain of the upper end.
  [[nodiscard]] constexpr double upper_grain() const noexcept {
    return detail::words::to_double(said_.upper_grain);
  }

  /// The vague word, or vague_word::none.
  [[nodiscard]] constexpr vague_word vague() const noexcept { return said_.vague; }

  /// What the vague word counts: 1,000 in "tens of thousands", 100 in "several hundred", else 1.
  [[nodiscard]] constexpr double vague_unit() const noexcept {
    return detail::words::to_double(said_.vague_unit);
  }

  /// The value before a change: 300 in "rose from 300 to 500".
  [[nodiscard]] constexpr std::optional<double> before() const noexcept {
    return kind() == phrase_kind::change ? std::optional(first_) : std::nullopt;
  }

  /// The value after a change: 500 in "rose from 300 to 500".
  [[nodiscard]] constexpr std::optional<double> after() const noexcept {
    return kind() == phrase_kind::change ? std::optional(second_) : std::nullopt;
  }

  /// The words that say what is counted; empty if there are none.
  [[nodiscard]] constexpr std::string_view noun() const noexcept { return said_.noun; }

  /// The currency, percent sign or unit as written; empty for plain numbers.
  [[nodiscard]] constexpr std::string_view unit() const noexcept { return said_.unit; }

  /// Whether every number written is whole and not negative, and none has a unit: people, not kilograms.
  [[nodiscard]] constexpr bool is_count() const noexcept { return said_.count; }

  /// Whether the text denies the value: "not 500".
  [[nodiscard]] constexpr bool negated() const noexcept { return said_.negated; }

  /// What was written in decimals, for vocabularies that compute with it.
  [[nodiscard]] constexpr const detail::words::reading& said() const noexcept { return said_; }

 private:
  friend struct detail::words::phrase_maker;

  constexpr phrase() noexcept = default;

  std::string_view text_;
  detail::words::reading said_;
  double first_ = 0;
  double second_ = 0;
  double point_ = 0;
};

namespace detail::words {

/// Makes phrases from readings, for the functions that read them.
struct phrase_maker {
  [[nodiscard]] static constexpr phrase make(std::string_view text, const reading& said) noexcept {
    phrase made;
    made.said_ = said;
    finish(made, text);
    return made;
  }

  /// What a phrase says, to be read into; finish() must follow.
  [[nodiscard]] static constexpr reading& said(phrase& made) noexcept { return made.said_; }

  /// Settles the text of a phrase, and the doubles nearest to what it says.
  static constexpr void finish(phrase& made, std::string_view text) noexcept {
    const reading& said = made.said_;
    made.text_ = text;
    made.first_ = to_double(said.lower.value);
    made.second_ = said.upper.value == said.lower.value ? made.first_ : to_double(said.upper.value);
    made.point_ = said.point.value == said.lower.value ? made.first_ : to_double(said.point.value);
  }
};

}  // namespace detail::words

}  // namespace reckon
