// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/csv/table_error.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Records of comma-separated values.
/// Source: RFC 4180, with a byte order mark and line ends of any system accepted, and blank lines skipped.
namespace reckon::detail {

struct csv_record {
  std::vector<std::string> fields;
  std::size_t line = 0;
};

class csv_reader {
 public:
  csv_reader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.substr(0, 3) == "\xef\xbb\xbf") text_.remove_prefix(3);
  }

  /// The next record that is no blank line; nothing at the end of the text.
  /// Errors: table_error for a quote inside a field, text behind a closing quote, a quote that is not closed.
  [[nodiscard]] std::optional<csv_record> next() {
    while (at_ < text_.size() && ends_line()) skip_line_end();
    if (at_ >= text_.size()) return std::nullopt;
    csv_record record;
    record.line = start_ = line_;
    for (;;) {
      record.fields.push_back(byte() == '"' ? quoted_field() : bare_field());
      if (at_ >= text_.size()) return record;
      if (ends_line()) {
        skip_line_end();
        return record;
      }
      ++at_;  // the comma
    }
  }

 private:
  [[nodiscard]] char byte() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool ends_line() const noexcept { return byte() == '\n' || byte() == '\r'; }

  void skip_line_end() noexcept {
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
  }

  [[noreturn]] void fail(const std::string& reason) const { throw table_error(file_, start_, reason); }

  [[nodiscard]] std::string bare_field() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && !ends_line()) {
      if (text_[at_] == '"') fail("a quotation mark stands inside a field that does not begin with one");
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  [[nodiscard]] std::string quoted_field() {
    std::string field;
    ++at_;
    for (;;) {
      if (at_ >= text_.size()) fail("a quotation mark is not closed");
      const char c = text_[at_++];
      if (c == '"') {
        if (byte() != '"' || at_ >= text_.size()) break;
        ++at_;
      } else if (c == '\n' || (c == '\r' && byte() != '\n')) {
        ++line_;
      }
      field += c;
    }
    if (at_ < text_.size() && text_[at_] != ',' && !ends_line())
      fail("text stands behind a closing quotation mark");
    return field;
  }

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t start_ = 1;
};

}  // namespace reckon::detail
