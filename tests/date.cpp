// SPDX-License-Identifier: BSL-1.0
#include <reckon/date.hpp>

#include "support.hpp"

#include <chrono>
#include <random>
#include <sstream>
#include <string>

using reckon::certainly_before;
using reckon::date;
using reckon::possibly_before;
using reckon::try_date;
using namespace std::chrono_literals;

TEST_CASE("a date is the window of days that it leaves open") {
  CHECK(date("2025-02-27").first() == 2025y / 2 / 27);
  CHECK(date("2025-02-27").last() == 2025y / 2 / 27);
  CHECK(date("2025-02").first() == 2025y / 2 / 1);
  CHECK(date("2025-02").last() == 2025y / 2 / 28);
  CHECK(date("2024-02").last() == 2024y / 2 / 29);
  CHECK(date("2025").first() == 2025y / 1 / 1);
  CHECK(date("2025").last() == 2025y / 12 / 31);
  CHECK(date(" 2025-01-05/2025-02 ").last() == 2025y / 2 / 28);
  CHECK(date(2025y / 2 / 27) == date("2025-02-27"));
}

TEST_CASE("impossible dates are refused with the reason") {
  struct refused {
    const char* text;
    const char* reason;
    std::size_t position;
  };
  for (const refused& row : {
           refused{"2025-02-30", "the month has no such day", 8},
           refused{"2025-02-29", "the month has no such day", 8},
           refused{"1900-02-29", "the month has no such day", 8},
           refused{"2025-04-31", "the month has no such day", 8},
           refused{"2025-01-00", "the month has no such day", 8},
           refused{"2025-13", "there is no such month", 5},
           refused{"2025-00", "there is no such month", 5},
           refused{"0000", "there is no year 0", 0},
           refused{"25-02-27", "no year of four digits", 0},
           refused{"", "no year of four digits", 0},
           refused{"yesterday", "no year of four digits", 0},
           refused{"2025-2-7", "no month of two digits", 4},
           refused{"2025/02/27", "no year of four digits", 5},
           refused{"2025-02-7", "no day of two digits", 7},
           refused{"2025-02-27T10:00", "left over", 10},
           refused{"2025-02-27/2025-01", "ends before it begins", 11},
       }) {
    INFO(row.text);
    CHECK_FALSE(try_date(row.text));
    try {
      (void)date(row.text);
      FAIL("no error");
    } catch (const reckon::parse_error& problem) {
      CHECK_THAT(problem.what(), support::contains_text(row.reason));
      CHECK_THAT(problem.what(), support::contains_text(std::string("\"") + row.text + "\""));
      CHECK(problem.position() == row.position);
    }
  }
  CHECK(date("2000-02-29").first() == 2000y / 2 / 29);  // 400 divides 2000
  CHECK_THROWS_AS(date(2025y / 2 / 30), reckon::domain_error);
  CHECK_THROWS_AS(date(2025y / 2 / 2, 2025y / 2 / 1), reckon::domain_error);
}

TEST_CASE("dates are printed in the shortest form that reads back") {
  for (const char* text : {"2025", "2025-02", "2025-02-27", "2025-01-01/2025-02-28", "0987", "0001-01-01"}) {
    CHECK(date(text).text() == text);
  }
  CHECK(date("2025-01-01/2025-12-31").text() == "2025");
  std::ostringstream out;
  out << date("2024-10");
  CHECK(out.str() == "2024-10");
  std::mt19937_64 random(1582);
  for (int i = 0; i < 5000; ++i) {
    const std::chrono::sys_days first{std::chrono::days(static_cast<int>(random() % 40000))};
    const std::chrono::sys_days last = first + std::chrono::days(static_cast<int>(random() % 800));
    const date window(std::chrono::year_month_day{first}, std::chrono::year_month_day{last});
    INFO(window.text());
    CHECK(date(window.text()) == window);
  }
}

TEST_CASE("one date is certainly before another if all its days are") {
  CHECK(certainly_before(date("2025-01"), date("2025-02")));
  CHECK_FALSE(certainly_before(date("2025-02"), date("2025-02-27")));
  CHECK_FALSE(certainly_before(date("2025-02-27"), date("2025-02-27")));
  CHECK(possibly_before(date("2025-02"), date("2025-02-27")));
  CHECK_FALSE(possibly_before(date("2025-02-27"), date("2025-02-27")));
  CHECK_FALSE(possibly_before(date("2025-03"), date("2025-02")));
}

static_assert(noexcept(try_date("")));
