// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/date.hpp>
#include <reckon/error.hpp>
#include <reckon/measurand.hpp>
#include <reckon/phrase.hpp>
#include <reckon/source.hpp>

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace reckon {

namespace detail {

/// Reads the text of a report.
[[nodiscard]] inline reckon::phrase phrase_of_report(std::string_view text) {
  const parse_result read = try_parse(text);
  if (!read) words::throw_parse_error("report", text, read);
  return *read;
}

/// What a report holds. Its phrase borrows from its text, so that a copy reads the text anew.
struct report_data {
  report_data(std::string words, reckon::source who)
      : text(std::move(words)), source(std::move(who)), phrase(phrase_of_report(text)) {}
  report_data(const report_data& other)
      : text(other.text),
        source(other.source),
        phrase(phrase_of_report(text)),
        measurand(other.measurand),
        as_of(other.as_of),
        said_on(other.said_on),
        during(other.during),
        stated_status(other.stated_status),
        credibility(other.credibility),
        label(other.label) {}
  report_data& operator=(const report_data&) = delete;
  ~report_data() = default;

  std::string text;
  reckon::source source;
  reckon::phrase phrase;
  reckon::measurand measurand = {"", ""};
  std::optional<date> as_of;
  std::optional<date> said_on;
  std::optional<date> during;
  std::optional<report_status> stated_status;
  std::optional<int> credibility;
  std::string label;
};

}  // namespace detail

/// Somebody's sentence about a number: the text, who said it, and of what and when.
///
/// An immutable handle: copies are one report. The functions that state more about it return a new report; an
/// estimate of the old one is not an estimate of the new one.
class report {
 public:
  /// The text, of which the report keeps a copy, and its source.
  /// Errors: parse_error, which quotes the text, if it cannot be read as a phrase.
  report(std::string text, const reckon::source& said_by)
      : data_(std::make_shared<const detail::report_data>(std::move(text), said_by)) {}

  /// This report about a measurand. A status that was stated with status() stays.
  [[nodiscard]] report of(reckon::measurand what) const {
    return with([&](detail::report_data& data) { data.measurand = std::move(what); });
  }

  /// This report about the state at a date.
  [[nodiscard]] report as_of(date when) const {
    return with([&](detail::report_data& data) { data.as_of = when; });
  }

  /// This report with the date on which it was made.
  [[nodiscard]] report said_on(date when) const {
    return with([&](detail::report_data& data) { data.said_on = when; });
  }

  /// This report about what passed between two dates, both included.
  /// Errors: domain_error if the first begins after the second ends.
  [[nodiscard]] report during(date from, date to) const {
    if (certainly_before(to, from)) {
      throw domain_error("reckon::report: the span from " + from.text() + " to " + to.text() +
                         " ends before it begins");
    }
    return with([&](detail::report_data& data) { data.during = date(from.first(), to.last()); });
  }

  /// This report as an observation or as a plan.
  [[nodiscard]] report status(report_status what) const {
    return with([&](detail::report_data& data) { data.stated_status = what; });
  }

  /// This report with the credibility digit of the Admiralty scale: 1 is confirmed by others, 6 cannot be
  /// judged. Errors: domain_error for a digit outside 1 to 6.
  [[nodiscard]] report credibility(int digit) const {
    if (digit < 1 || digit > 6) {
      throw domain_error("reckon::report: credibility " + std::to_string(digit) + " is not one of 1 to 6");
    }
    return with([&](detail::report_data& data) { data.credibility = digit; });
  }

  /// This report with a name of its own, for tables.
  [[nodiscard]] report labelled(std::string id) const {
    return with([&](detail::report_data& data) { data.label = std::move(id); });
  }

  /// The text as given.
  [[nodiscard]] const std::string& text() const noexcept { return data_->text; }

  /// The text as read. It borrows from this report and lives as long as a copy of it.
  [[nodiscard]] const reckon::phrase& phrase() const noexcept { return data_->phrase; }

  /// Who said it, citing whom.
  [[nodiscard]] const reckon::source& source() const noexcept { return data_->source; }

  /// What it is about, the status included.
  [[nodiscard]] reckon::measurand measurand() const {
    reckon::measurand what = data_->measurand;
    what.status = status();
    return what;
  }

  /// When it held, if that was stated.
  [[nodiscard]] const std::optional<date>& as_of() const noexcept { return data_->as_of; }

  /// When it was said, if that was stated.
  [[nodiscard]] const std::optional<date>& said_on() const noexcept { return data_->said_on; }

  /// The span of a flow, if that was stated.
  [[nodiscard]] const std::optional<date>& during() const noexcept { return data_->during; }

  /// Whether it tells what is or what is planned.
  [[nodiscard]] report_status status() const noexcept {
    return data_->stated_status.value_or(data_->measurand.status);
  }

  /// The credibility digit, if one was given.
  [[nodiscard]] std::optional<int> credibility() const noexcept { return data_->credibility; }

  /// The name given with labelled(); empty if there is none.
  [[nodiscard]] const std::string& label() const noexcept { return data_->label; }

  /// Whether it says that no number was given.
  [[nodiscard]] bool is_silent() const noexcept { return phrase().kind() == phrase_kind::silent; }

  /// True for copies of one report; two reports that say the same remain two.
  friend bool operator==(const report& a, const report& b) noexcept { return a.data_ == b.data_; }

  /// The text in quotation marks and the chain: "about 11,000" (JoongAng Ilbo <- Ukrainian officials).
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      const report& said) {
    return out << '"' << said.text() << "\" (" << said.source() << ')';
  }

  /// The representation, for leaves that remember their report.
  [[nodiscard]] const std::shared_ptr<const detail::report_data>& shared_data() const noexcept {
    return data_;
  }
  explicit report(std::shared_ptr<const detail::report_data> data) noexcept : data_(std::move(data)) {}

 private:
  template <class Change>
  [[nodiscard]] report with(Change change) const {
    auto copy = std::make_shared<detail::report_data>(*data_);
    change(*copy);
    return report(std::shared_ptr<const detail::report_data>(std::move(copy)));
  }

  std::shared_ptr<const detail::report_data> data_;
};

}  // namespace reckon
