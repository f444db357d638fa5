// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

namespace reckon {

/// Root of everything that reckon throws.
class error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An argument outside the values that a function is defined for; the message names function, argument and
/// rule.
class domain_error : public error {
 public:
  using error::error;
};

/// Reports that cannot be merged: their measurands or units differ.
class incompatible_reports : public error {
 public:
  using error::error;
};

/// Text that could not be read, with the place and what would have been read there.
class parse_error : public error {
 public:
  parse_error(const std::string& message, std::size_t position, std::string expected)
      : error(message), position_(position), expected_(std::move(expected)) {}

  /// Offset in bytes of the first character that could not be read.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

  /// What would have been accepted at that place.
  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }

 private:
  std::size_t position_;
  std::string expected_;
};

}  // namespace reckon
