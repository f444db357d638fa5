// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>
#include <reckon/error.hpp>

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace reckon {

namespace detail {

/// The days of a date as written, or what is wrong with it and where.
struct date_reading {
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  const char* fault = nullptr;
  std::size_t position = 0;
};

/// Reads `count` digits at `at`; -1 if they are not there.
[[nodiscard]] constexpr int digits_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = 10 * value + (text[i] - '0');
  }
  return value;
}

/// Reads one date: YYYY, YYYY-MM or YYYY-MM-DD.
[[nodiscard]] constexpr date_reading read_date(std::string_view text) noexcept {
  using namespace std::chrono;
  const int y = digits_at(text, 0, 4);
  if (y < 0) return {{}, {}, "there is no year of four digits", 0};
  if (y == 0) return {{}, {}, "there is no year 0", 0};
  if (text.size() == 4)
    return {sys_days(year(y) / January / 1), sys_days(year(y) / December / 31), nullptr, 0};
  const int m = digits_at(text, 5, 2);
  if (text[4] != '-' || m < 0) return {{}, {}, "after the year stands no month of two digits", 4};
  if (m < 1 || m > 12) return {{}, {}, "there is no such month", 5};
  const year_month month_of_year = year(y) / m;
  if (text.size() == 7)
    return {sys_days(month_of_year / 1), sys_days(month_of_year / std::chrono::last), nullptr, 0};
  const int d = digits_at(text, 8, 2);
  if (text[7] != '-' || d < 0) return {{}, {}, "after the month stands no day of two digits", 7};
  const year_month_day day = month_of_year / d;
  if (!day.ok()) return {{}, {}, "the month has no such day", 8};
  if (text.size() > 10) return {{}, {}, "text is left over behind the day", 10};
  return {sys_days(day), sys_days(day), nullptr, 0};
}

/// Reads one date, or two with a slash between them, spaces around them aside.
[[nodiscard]] constexpr date_reading read_window(std::string_view text) noexcept {
  std::size_t skipped = 0;
  while (skipped < text.size() && is_ascii_space(text[skipped])) ++skipped;
  const std::string_view body = trimmed(text);
  const std::size_t slash = body.find('/');
  date_reading from = read_date(body.substr(0, slash));
  from.position += skipped;
  if (from.fault != nullptr || slash == std::string_view::npos) return from;
  date_reading to = read_date(body.substr(slash + 1));
  to.position += skipped + slash + 1;
  if (to.fault != nullptr) return to;
  if (to.last < from.first) return {{}, {}, "the window ends before it begins", skipped + slash + 1};
  return {from.first, to.last, nullptr, 0};
}

}  // namespace detail

/// A date as far as it is known: a window of days, the first and the last included.
class date {
 public:
  /// Reads "2025-02-27", "2025-02" (the whole month), "2025" (the whole year), "2025-01-05/2025-02" (a
  /// window). Errors: parse_error with the reason.
  explicit date(std::string_view text) {
    const detail::date_reading read = detail::read_window(text);
    if (read.fault != nullptr) {
      throw parse_error("reckon::date: \"" + std::string(text) + "\": " + read.fault, read.position,
                        "a date such as 2025-02-27, 2025-02 or 2025");
    }
    first_ = read.first;
    last_ = read.last;
  }
  explicit date(const char* text) : date(std::string_view(text)) {}
  explicit date(const std::string& text) : date(std::string_view(text)) {}

  /// One day.
  /// Errors: domain_error if the calendar has no such day.
  explicit date(std::chrono::year_month_day day) : date(day, day) {}

  /// The days from the first to the last.
  /// Errors: domain_error if the calendar lacks one of them, or the last comes before the first.
  date(std::chrono::year_month_day first, std::chrono::year_month_day last) {
    if (!first.ok() || !last.ok()) throw domain_error("reckon::date: the calendar has no such day");
    first_ = first;
    last_ = last;
    if (last_ < first_) throw domain_error("reckon::date: the last day comes before the first");
  }

  /// The first day of the window.
  [[nodiscard]] constexpr std::chrono::year_month_day first() const noexcept { return first_; }

  /// The last day of the window.
  [[nodiscard]] constexpr std::chrono::year_month_day last() const noexcept { return last_; }

  /// The shortest form that reads back: "2025", "2025-02", "2025-02-27", else the two days with a slash.
  [[nodiscard]] std::string text() const {
    using namespace std::chrono;
    const year_month_day from(first_);
    const year_month_day to(last_);
    const bool whole = from.day() == day(1) && to == to.year() / to.month() / std::chrono::last;
    std::string written = day_text(from);
    if (first_ == last_) return written;
    if (whole && from.year() == to.year() && from.month() == to.month()) return written.substr(0, 7);
    if (whole && from.year() == to.year() && from.month() == January && to.month() == December)
      return written.substr(0, 4);
    return written + '/' + day_text(to);
  }

  /// Whether the two windows are the same days.
  friend constexpr bool operator==(const date&, const date&) noexcept = default;

  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                                      const date& when) {
    return out << when.text();
  }

 private:
  static std::string day_text(std::chrono::year_month_day day) {
    const auto padded = [](int value, std::size_t width) {
      std::string digits = std::to_string(value);
      return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
    };
    return padded(int(day.year()), 4) + '-' + padded(static_cast<int>(unsigned(day.month())), 2) + '-' +
           padded(static_cast<int>(unsigned(day.day())), 2);
  }

  std::chrono::sys_days first_;
  std::chrono::sys_days last_;
};

/// The date of a text, or nothing if it cannot be read.
[[nodiscard]] inline std::optional<date> try_date(std::string_view text) noexcept {
  const detail::date_reading read = detail::read_window(text);
  if (read.fault != nullptr) return std::nullopt;
  return date(std::chrono::year_month_day(read.first), std::chrono::year_month_day(read.last));
}

/// Whether every day of a comes before every day of b.
[[nodiscard]] constexpr bool certainly_before(const date& a, const date& b) noexcept {
  return std::chrono::sys_days(a.last()) < std::chrono::sys_days(b.first());
}

/// Whether some day of a comes before some day of b.
[[nodiscard]] constexpr bool possibly_before(const date& a, const date& b) noexcept {
  return std::chrono::sys_days(a.first()) < std::chrono::sys_days(b.last());
}

}  // namespace reckon
