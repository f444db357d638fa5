// SPDX-License-Identifier: BSL-1.0
// Scanning and parsing allocate nothing, and bad bytes of any length do no harm.
#include <reckon/phrase.hpp>

#include "support.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

struct cost {
  std::size_t mentions = 0;
  std::size_t allocations = 0;
};

cost scanned(std::string_view text) {
  const std::size_t before = allocations;
  cost found;
  for (const reckon::mention& m : reckon::scan(text)) found.mentions += m.length > 0 ? 1U : 0U;
  found.allocations = allocations - before;
  return found;
}

std::string repeated(std::string_view part, std::size_t size) {
  std::string text;
  while (text.size() < size) text += part;
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("scan and try_parse allocate nothing") {
  const std::string text = support::data_text("sentences.txt") + support::data_text("phrases.txt");
  const cost all = scanned(text);
  CHECK(all.mentions > 500);
  CHECK(all.allocations == 0);
  const std::size_t before = allocations;
  const bool read = reckon::try_parse("between 1,000 and 3,000 people").has_value();
  const bool refused = !reckon::try_parse("3,000 to 1,000").has_value();
  const std::size_t after = allocations;
  CHECK(read);
  CHECK(refused);
  CHECK(after == before);
}

TEST_CASE("the operator that counts allocations counts them") {
  const std::size_t before = allocations;
  const std::string text(1000, 'x');
  CHECK(allocations > before);
}

TEST_CASE("a megabyte of anything is scanned to its end") {
  using namespace std::string_view_literals;
  for (const std::string_view part : {"7"sv,
                                      "1,"sv,
                                      "7,123,"sv,
                                      "1-"sv,
                                      "5 "sv,
                                      "one "sv,
                                      "one-"sv,
                                      "hundred and "sv,
                                      "about more than "sv,
                                      "\0"sv,
                                      "\xff"sv,
                                      "\xe2\x80"sv,
                                      "\xc2"sv,
                                      "9e"sv,
                                      "1e999 "sv,
                                      "$"sv,
                                      "a "sv,
                                      "- "sv,
                                      "1/"sv,
                                      "o"sv,
                                      "1.000."sv}) {
    INFO(part);
    const cost all = scanned(repeated(part, 1000000));
    CHECK(all.allocations == 0);
  }
}

TEST_CASE("a NUL or a broken character beside a number hides neither it nor its neighbour") {
  using namespace std::string_view_literals;
  CHECK(scanned("300\0 people and 40\0"sv).mentions == 2);
  CHECK(scanned("\xff 300 people \xe2\x80 and 40 more"sv).mentions == 2);
  CHECK(scanned("1e999 is too much, 12 is not"sv).mentions == 1);
}

TEST_CASE("a hundred megabytes of digits are one number that is too long", "[.long]") {
  const std::string text = repeated("7", 100000000);
  CHECK(scanned(text).mentions == 0);
  CHECK_FALSE(reckon::try_parse(text));
}
