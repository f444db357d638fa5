// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/csv/records.hpp>
#include <reckon/csv/table_error.hpp>
#include <reckon/date.hpp>
#include <reckon/detail/ascii.hpp>
#include <reckon/error.hpp>
#include <reckon/measurand.hpp>
#include <reckon/phrase.hpp>
#include <reckon/report.hpp>
#include <reckon/source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reckon {

namespace detail {

/// The columns of a table of reports.
enum class report_column : std::size_t {
  id,
  measurand,
  unit,
  phrase,
  chain,
  said_on,
  as_of,
  from,
  to,
  status
};

inline constexpr std::array<std::string_view, 10> report_columns = {
    "id", "measurand", "unit", "phrase", "chain", "said_on", "as_of", "from", "to", "status"};

/// Makes reports from the records of one table.
class report_table {
 public:
  report_table(std::string_view text, const std::string& file) : records_(text, file), file_(file) {
    read_header();
  }

  [[nodiscard]] std::vector<report> read() {
    std::vector<report> reports;
    while (auto record = records_.next()) {
      record_ = std::move(*record);
      if (record_.fields.size() != width_) {
        fail("the record has " + std::to_string(record_.fields.size()) + " fields, the header has " +
             std::to_string(width_));
      }
      reports.push_back(read_report());
    }
    return reports;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const { throw table_error(file_, record_.line, reason); }

  void read_header() {
    auto header = records_.next();
    record_.line = 1;
    if (!header) fail("the table is empty; its first line must name the columns");
    record_.line = header->line;
    width_ = header->fields.size();
    for (std::size_t i = 0; i < report_columns.size(); ++i) {
      const auto is_name = [&](const std::string& field) { return same_name(field, report_columns[i]); };
      const auto found = std::find_if(header->fields.begin(), header->fields.end(), is_name);
      const std::string quoted = "'" + std::string(report_columns[i]) + "'";
      if (found == header->fields.end()) fail("the header has no column " + quoted);
      if (std::find_if(found + 1, header->fields.end(), is_name) != header->fields.end()) {
        fail("the header has two columns " + quoted);
      }
      place_[i] = static_cast<std::size_t>(found - header->fields.begin());
    }
  }

  [[nodiscard]] std::string_view field(report_column column) const {
    return trimmed(record_.fields[place_[static_cast<std::size_t>(column)]]);
  }

  [[noreturn]] void fail_in(report_column column, const std::string& reason) const {
    fail(std::string(report_columns[static_cast<std::size_t>(column)]) + " '" + std::string(field(column)) +
         "': " + reason);
  }

  /// The message of an error without the name of the function at its front: the table names the column
  /// instead.
  [[nodiscard]] static std::string without_caller(std::string_view message) {
    const std::size_t colon = message.find(": ");
    const bool named = message.substr(0, 8) == "reckon::" && colon != std::string_view::npos;
    return std::string(named ? message.substr(colon + 2) : message);
  }

  [[nodiscard]] report read_report() {
    const std::string id(field(report_column::id));
    if (id.empty()) fail_in(report_column::id, "every report needs one");
    const auto [known, is_new] = lines_.emplace(id, record_.line);
    if (!is_new) fail_in(report_column::id, "line " + std::to_string(known->second) + " has it, too");
    const parse_result phrase = try_parse(field(report_column::phrase));
    if (!phrase) {
      fail_in(report_column::phrase,
              std::string(phrase.message()) + "; expected " + std::string(phrase.expected()));
    }
    report made =
        report(std::string(field(report_column::phrase)), read_chain()).labelled(id).of(read_measurand());
    if (const auto day = read_date_in(report_column::said_on)) made = made.said_on(*day);
    if (const auto day = read_date_in(report_column::as_of)) made = made.as_of(*day);
    const auto from = read_date_in(report_column::from);
    const auto to = read_date_in(report_column::to);
    if (from.has_value() != to.has_value()) {
      fail(from ? "a span has 'from' but not 'to'" : "a span has 'to' but not 'from'");
    }
    if (from && certainly_before(*to, *from)) {
      fail_in(report_column::from, "it comes after to '" + std::string(field(report_column::to)) + "'");
    }
    return from ? made.during(*from, *to) : made;
  }

  [[nodiscard]] source read_chain() const {
    try {
      return parse_chain(field(report_column::chain));
    } catch (const error& problem) {
      fail_in(report_column::chain, without_caller(problem.what()));
    }
  }

  [[nodiscard]] reckon::measurand read_measurand() const {
    reckon::measurand what{std::string(field(report_column::measurand)),
                           std::string(field(report_column::unit))};
    const std::string_view status = field(report_column::status);
    if (same_name(status, "planned")) {
      what.status = report_status::planned;
    } else if (!status.empty() && !same_name(status, "observed")) {
      fail_in(report_column::status, "it is neither 'observed' nor 'planned'");
    }
    return what;
  }

  [[nodiscard]] std::optional<date> read_date_in(report_column column) const {
    if (field(column).empty()) return std::nullopt;
    const date_reading read = read_window(field(column));
    if (read.fault != nullptr) fail_in(column, read.fault);
    return try_date(field(column));
  }

  csv_reader records_;
  std::string file_;
  csv_record record_;
  std::size_t width_ = 0;
  std::array<std::size_t, report_columns.size()> place_{};
  std::unordered_map<std::string, std::size_t> lines_;  ///< where each id was met
};

}  // namespace detail

/// The reports of a table with a header and the columns id, measurand, unit, phrase, chain, said_on, as_of,
/// from, to, status, in any order; other columns are ignored. Each report is labelled with its id. Errors:
/// table_error with file, line and reason, for the first record that cannot be read.
[[nodiscard]] inline std::vector<report> read_reports(std::istream& in, const std::string& file_name) {
  std::string text;
  char block[4096];
  // What the buffer throws, for a folder say, read() turns into badbit.
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) throw table_error(file_name, 0, "the file cannot be read");
  return detail::report_table(text, file_name).read();
}

/// The reports of a file.
/// Errors: table_error if the file cannot be opened, or as above.
[[nodiscard]] inline std::vector<report> read_reports(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw table_error(path, 0, "the file cannot be opened");
  return read_reports(in, path);
}

}  // namespace reckon
