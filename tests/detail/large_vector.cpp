// SPDX-License-Identifier: BSL-1.0
// Vectors that ask for large pages: what they hold, on both sides of the size where they do.
#include <reckon/detail/large_vector.hpp>

#include "support.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

using reckon::detail::large_pages;
using reckon::detail::large_vector;

TEST_CASE("A large vector keeps what it holds as it grows, is copied and shrinks") {
  constexpr std::uint32_t count = 3000000;  // 12 MB: several steps beyond 4 MiB
  large_vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < count; ++i) numbers.push_back(i * 2654435761U);
  large_vector<std::uint32_t> copy = numbers;
  numbers.resize(1000);
  numbers.shrink_to_fit();
  const large_vector<std::uint32_t> moved = std::move(copy);
  REQUIRE(moved.size() == count);
  std::size_t wrong = 0;
  for (std::uint32_t i = 0; i < count; ++i) wrong += moved[i] != i * 2654435761U;
  for (std::uint32_t i = 0; i < 1000; ++i) wrong += numbers[i] != i * 2654435761U;
  CHECK(wrong == 0);
}

TEST_CASE("Elements with memory of their own are made and destroyed") {
  large_vector<std::string> words(200000, std::string(40, 'x'));  // 6.4 MB, and as much again for the letters
  words.insert(words.begin(), "first");
  CHECK(words.front() == "first");
  CHECK(words.back() == std::string(40, 'x'));
}

TEST_CASE("A large array begins at a page, a smaller one where its elements may") {
  large_pages<double> pages;
  constexpr std::size_t large = large_pages<double>::large / sizeof(double);
  for (const std::size_t count : {std::size_t{1}, large - 1, large, large + 1}) {
    double* const memory = pages.allocate(count);
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    CHECK(address % (count < large ? alignof(double) : large_pages<double>::page) == 0);
    memory[0] = memory[count - 1] = 1;
    pages.deallocate(memory, count);
  }
  CHECK(pages == large_pages<double>(large_pages<std::string>()));
}

TEST_CASE("More than any memory holds is refused") {
  CHECK_THROWS_AS(large_pages<double>().allocate((std::numeric_limits<std::size_t>::max)()), std::bad_alloc);
  large_vector<double> numbers;
  CHECK_THROWS_AS(numbers.reserve(numbers.max_size() + 1), std::length_error);
}
