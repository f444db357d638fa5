// SPDX-License-Identifier: BSL-1.0
#include <reckon/csv.hpp>

#include "support.hpp"

#include <random>
#include <sstream>
#include <string>
#include <vector>

using reckon::date;
using reckon::phrase_kind;
using reckon::read_reports;
using reckon::report;
using reckon::report_status;
using reckon::table_error;

namespace {

const std::string header = "id,measurand,unit,phrase,chain,said_on,as_of,from,to,status\n";

std::vector<report> read(const std::string& text) {
  std::istringstream in(text);
  return read_reports(in, "table.csv");
}

/// The table of the flagship example, beside the folder of the tests.
std::string deployment_reports() {
  const std::string data = RECKON_TEST_DATA;
  return data.substr(0, data.rfind('/')) + "/../examples/data/deployment_reports.csv";
}

void check_refused(const std::string& text, std::size_t line, const std::string& reason) {
  INFO(text);
  try {
    (void)read(text);
    FAIL("no error");
  } catch (const table_error& problem) {
    CHECK(problem.file() == "table.csv");
    CHECK(problem.line() == line);
    CHECK_THAT(problem.reason(), support::contains_text(reason));
    CHECK(problem.what() == "table.csv:" + std::to_string(line) + ": " + problem.reason());
  }
}

}  // namespace

TEST_CASE("the table of deployment reports is read row by row") {
  const auto reports = read_reports(deployment_reports());
  REQUIRE(reports.size() == 10);
  CHECK(reports[0].label() == "present");
  CHECK(reports[0].text() == "about 11,000");
  CHECK(reports[0].source().origin() == "Ukrainian officials");
  CHECK(reports[0].source().outlet() == "JoongAng Ilbo");
  CHECK(reports[0].measurand().name == "troops present in Kursk");
  CHECK(reports[0].measurand().unit == "people");
  CHECK(reports[0].as_of() == date("2025-02-27"));
  const phrase_kind kinds[] = {phrase_kind::approximate, phrase_kind::silent, phrase_kind::silent,
                               phrase_kind::exact,       phrase_kind::vague,  phrase_kind::range,
                               phrase_kind::range,       phrase_kind::silent, phrase_kind::exact,
                               phrase_kind::more_than};
  for (std::size_t i = 0; i < reports.size(); ++i) {
    INFO(reports[i].label());
    CHECK(reports[i].phrase().kind() == kinds[i]);
    CHECK(reports[i].status() == (i == 8 ? report_status::planned : report_status::observed));
  }
  CHECK(reports[5].source().origin().is_anonymous());
  CHECK(reports[6].during()->last() == date("2025-02-28").last());
  CHECK(reports[8].said_on() == date("2024-10"));
}

TEST_CASE("columns come in any order, others are ignored, and fields are quoted as RFC 4180 says") {
  const auto reports = read(
      "\xef\xbb\xbfnote,status,to,from,as_of,said_on,chain,phrase,unit,measurand,ID\r\n"
      "\"a \"\"note\"\",\nof two lines\",planned,,,,,paper <- officials,\"1,000 to 3,000\",,,a\r\n"
      "\r\n"
      ",,2025,2024-12,,,officials,\"none\",people,killed,b");
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].text() == "1,000 to 3,000");
  CHECK(reports[0].status() == report_status::planned);
  CHECK(reports[0].source().text() == "paper <- officials");
  CHECK(reports[1].during()->text() == "2024-12-01/2025-12-31");
  CHECK(reports[1].label() == "b");
  CHECK(read(header).empty());
}

TEST_CASE("every problem is told with file, line and reason") {
  const auto row = [](const std::string& fields) { return header + "a,m,u,300,x,,,,,\n" + fields + "\n"; };
  check_refused("", 1, "empty");
  check_refused("\n\n", 1, "empty");
  check_refused("id,measurand,unit,phrase\n", 1, "no column 'chain'");
  check_refused("id," + header, 1, "two columns 'id'");
  check_refused(row("b,m,u,\"3,000 to 1,000\",x,,,,,"), 3, "phrase '3,000 to 1,000': the low end");
  check_refused(row("b,m,u,troops,x,,,,,"), 3, "phrase 'troops': no number");
  check_refused(row("b,m,u,,x,,,,,"), 3, "phrase '': there is no text");
  check_refused(row("b,m,u,300,x,2025-02-30,,,,"), 3, "said_on '2025-02-30': the month has no such day");
  check_refused(row("b,m,u,300,x,,2025-13,,,"), 3, "as_of '2025-13'");
  check_refused(row("b,m,u,300,x <- y <- X,,,,,"), 3, "chain 'x <- y <- X': 'X' cites itself");
  check_refused(row("b,m,u,300,x <- ,,,,,"), 3, "chain");
  check_refused(row("b,m,u,300,,,,,,"), 3, "chain");
  check_refused(row("a,m,u,300,x,,,,,"), 3, "id 'a': line 2 has it, too");
  check_refused(row(",m,u,300,x,,,,,"), 3, "id ''");
  check_refused(row("b,m,u,300,x,,,,"), 3, "9 fields, the header has 10");
  check_refused(row("b,m,u,1,000,x,,,,,"), 3, "11 fields, the header has 10");
  check_refused(row("b,m,u,\"300,x,,,,,"), 3, "not closed");
  check_refused(row("b,m,u,\"300\"0,x,,,,,"), 3, "behind a closing quotation mark");
  check_refused(row("b,m,u,3\"00\",x,,,,,"), 3, "inside a field");
  check_refused(row("b,m,u,300,x,,,2025-03,2025-02,"), 3, "from '2025-03': it comes after to '2025-02'");
  check_refused(row("b,m,u,300,x,,,2025-03,,"), 3, "'from' but not 'to'");
  check_refused(row("b,m,u,300,x,,,,2025-03,"), 3, "'to' but not 'from'");
  check_refused(row("b,m,u,300,x,,,,,hoped"), 3, "status 'hoped'");
  // The line is that on which the record begins, line ends inside quotes counted.
  check_refused(header + "a,\"m\nn\r\no\",u,300,x,,,,,\nb,m,u,many many,x,,,,,\n", 5, "phrase 'many many'");
  CHECK_THROWS_WITH(read_reports(std::string("no such file.csv")),
                    support::contains_text("no such file.csv: the file cannot be opened"));
}

TEST_CASE("a broken table never does more than throw a table error") {
  const char* fragments[] = {"a",
                             ",",
                             "\"",
                             "\n",
                             "\r",
                             "\r\n",
                             "300",
                             "x <- y",
                             "2025-02-30",
                             "\xff",
                             " ",
                             "planned",
                             "b,m,u,300,x,,,,,",
                             "hundreds"};
  std::mt19937_64 random(4180);
  for (int i = 0; i < 5000; ++i) {
    std::string text = i % 5 == 0 ? "" : header;
    for (auto k = random() % 30; k > 0; --k) text += fragments[random() % std::size(fragments)];
    INFO(text);
    try {
      (void)read(text);
    } catch (const table_error& problem) {
      CHECK(problem.line() >= 1);
    }
  }
}
