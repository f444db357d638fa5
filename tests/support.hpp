// SPDX-License-Identifier: BSL-1.0
#pragma once

// Hides the difference between Catch2 2.13 and Catch2 3: nothing else in the tests includes Catch2.

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_message.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_random.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <catch2/matchers/catch_matchers_templated.hpp>
#define RECKON_TEST_CATCH2 3
#else
#include <catch2/catch.hpp>
#define RECKON_TEST_CATCH2 2
#endif

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace support {

using Catch::Matchers::Message;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Catch::Matchers::WithinULP;

#if RECKON_TEST_CATCH2 == 3
template <class T>
using matcher_base = Catch::Matchers::MatcherBase<T>;

/// Matches a text that holds `part`.
inline auto contains_text(const std::string& part) { return Catch::Matchers::ContainsSubstring(part); }
#else
template <class T>
using matcher_base = Catch::MatcherBase<T>;

/// Matches a text that holds `part`.
inline auto contains_text(const std::string& part) { return Catch::Matchers::Contains(part); }
#endif

/// The path of a file in tests/data.
inline std::string data_path(const std::string& name) { return std::string(RECKON_TEST_DATA "/") + name; }

/// The content of a file in tests/data.
/// Errors: std::runtime_error that names the file.
inline std::string data_text(const std::string& name) {
  std::ifstream file(data_path(name), std::ios::binary);
  if (!file) throw std::runtime_error("tests/data has no file " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace support
