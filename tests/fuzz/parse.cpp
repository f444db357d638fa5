// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// Reads the bytes as one phrase.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // An own copy without room behind it, so that a byte read too far is seen.
  const auto bytes = std::make_unique<char[]>(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(data[i]);
  const std::string_view text(bytes.get(), size);
  const reckon::parse_result read = reckon::try_parse(text);
  if (!read) {
    fuzz::require(read.position() <= size, "a fault lies in the text or at its end");
    fuzz::require(!read.message().empty() && !read.expected().empty(), "a fault is told in words");
    try {
      (void)reckon::parse(text);
      fuzz::require(false, "parse throws where try_parse finds a fault");
    } catch (const reckon::parse_error& error) {
      fuzz::require(error.position() == read.position(), "parse and try_parse name the same place");
    }
    return 0;
  }
  fuzz::check_phrase(*read, text);
  fuzz::check_meaning(*read);
  // Spaces around it and a full stop behind it change nothing.
  const std::string spaced = "  " + std::string(text) + " ";
  const reckon::parse_result again = reckon::try_parse(spaced);
  fuzz::require(again.has_value() && fuzz::same(*read, *again), "spaces around a phrase change nothing");
  return 0;
}
