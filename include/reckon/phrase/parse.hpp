// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>
#include <reckon/phrase/fault.hpp>
#include <reckon/phrase/reading.hpp>
#include <reckon/phrase/statement.hpp>
#include <reckon/phrase/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace reckon {

class parse_result;

namespace detail::words {

/// Throws the parse_error of a function that could not read the text.
[[noreturn]] inline void throw_parse_error(std::string_view function, std::string_view text,
                                           const parse_result& read);

}  // namespace detail::words

/// A phrase, or the reason why there is none. Nothing in it allocates.
class parse_result {
 public:
  /// Whether the text was read.
  [[nodiscard]] constexpr bool has_value() const noexcept {
    return fault_ == detail::words::phrase_fault::none;
  }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }

  /// The phrase, if has_value().
  [[nodiscard]] constexpr const phrase& operator*() const noexcept { return phrase_; }
  [[nodiscard]] constexpr const phrase* operator->() const noexcept { return &phrase_; }

  /// The phrase.
  /// Errors: parse_error if there is none.
  [[nodiscard]] constexpr const phrase& value() const {
    if (!has_value()) detail::words::throw_parse_error("parse", text_, *this);
    return phrase_;
  }

  /// Offset in bytes of the first character that could not be read.
  [[nodiscard]] constexpr std::size_t position() const noexcept { return position_; }

  /// What would have been read at that place; empty if all went well.
  [[nodiscard]] constexpr std::string_view expected() const noexcept {
    return detail::words::expectation_of(fault_);
  }

  /// What is wrong; empty if all went well.
  [[nodiscard]] constexpr std::string_view message() const noexcept {
    return detail::words::message_of(fault_);
  }

 private:
  friend constexpr parse_result try_parse(std::string_view text) noexcept;

  constexpr explicit parse_result(std::string_view text) noexcept : text_(text) {
    detail::words::reading said;
    const detail::words::fault_place problem = detail::words::read_phrase(text, said);
    fault_ = problem.fault;
    position_ = problem.position;
    phrase_ = detail::words::phrase_maker::make(text, has_value() ? said : detail::words::reading{});
  }

  std::string_view text_;
  phrase phrase_ = detail::words::phrase_maker::make({}, {});
  detail::words::phrase_fault fault_ = detail::words::phrase_fault::none;
  std::size_t position_ = 0;
};

namespace detail::words {

inline void throw_parse_error(std::string_view function, std::string_view text, const parse_result& read) {
  std::string sentence = "reckon::";
  sentence.append(function).append(": \"").append(text).append("\": ").append(read.message());
  sentence.append(" at offset ").append(std::to_string(read.position()));
  sentence.append("; expected ").append(read.expected());
  throw parse_error(sentence, read.position(), std::string(read.expected()));
}

}  // namespace detail::words

/// Reads the whole text as one phrase, or tells why it cannot be read.
[[nodiscard]] constexpr parse_result try_parse(std::string_view text) noexcept { return parse_result(text); }

/// Reads the whole text as one phrase.
/// Errors: parse_error with the position and what was expected there.
[[nodiscard]] constexpr phrase parse(std::string_view text) { return try_parse(text).value(); }

}  // namespace reckon
