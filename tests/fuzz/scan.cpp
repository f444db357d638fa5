// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

/// Scans the bytes for mentions.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // An own copy without room behind it, so that a byte read too far is seen.
  const auto bytes = std::make_unique<char[]>(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(data[i]);
  const std::string_view text(bytes.get(), size);
  std::size_t end = 0;
  std::size_t count = 0;
  for (const reckon::mention& found : reckon::scan(text)) {
    fuzz::require(found.length > 0, "a mention is not empty");
    fuzz::require(found.offset >= end, "mentions stand in order and do not overlap");
    fuzz::require(found.offset <= size && found.length <= size - found.offset, "a mention lies in the text");
    end = found.offset + found.length;
    fuzz::check_phrase(found.phrase, text);
    fuzz::check_meaning(found.phrase);
    fuzz::require(++count <= size, "there are no more mentions than bytes");
  }
  // Walking the range once more finds the same.
  for (const reckon::mention& found : reckon::scan(text)) {
    (void)found;
    --count;
  }
  fuzz::require(count == 0, "a second walk finds as many mentions");
  return 0;
}
