// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/error.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace reckon {

/// A table that could not be read: the file, the line and the reason, "reports.csv:7: phrase 'xyz': ...".
class table_error : public error {
 public:
  table_error(const std::string& file, std::size_t line, const std::string& reason)
      : error(file + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + reason),
        file_(file),
        line_(line),
        reason_(reason) {}

  /// The name of the file as the reader was given it.
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

  /// The line on which the record begins, counted from 1; 0 if it concerns the file as a whole.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  /// What is wrong.
  [[nodiscard]] const std::string& reason() const noexcept { return reason_; }

 private:
  std::string file_;
  std::size_t line_;
  std::string reason_;
};

}  // namespace reckon
