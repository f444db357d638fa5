// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

/// Sixteen bytes of a text at once, in the compiler's own vectors: no header of intrinsics is needed.
#if defined(__SSE2__) && defined(__GNUC__)
namespace reckon::detail::words::sse2 {

using bytes [[gnu::vector_size(16)]] = unsigned char;
using signed_bytes [[gnu::vector_size(16)]] = signed char;
using flags [[gnu::vector_size(16)]] = char;  // as the builtin has it

[[nodiscard]] inline bytes load(const char* from) noexcept {
  bytes c;
  __builtin_memcpy(&c, from, sizeof c);
  return c;
}

/// One bit for each byte of a mask.
template <class Mask>
[[nodiscard]] inline std::uint32_t bits(Mask mask) noexcept {
  return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<flags>(mask)));
}

/// The bytes from last - count + 1 to last: moved up so that the last is the largest signed byte, one
/// comparison tells.
[[nodiscard]] inline auto in_range(bytes c, unsigned char last, int count) noexcept {
  const bytes moved = c + static_cast<unsigned char>(127 - last);
  return reinterpret_cast<signed_bytes>(moved) > static_cast<signed char>(127 - count);
}

/// The ASCII letters among sixteen bytes.
[[nodiscard]] inline std::uint32_t letters(bytes c) noexcept {
  return bits(in_range(c | static_cast<unsigned char>(0x20), 'z', 26));
}

/// The digits among sixteen bytes.
[[nodiscard]] inline std::uint32_t digits(bytes c) noexcept { return bits(in_range(c, '9', 10)); }

}  // namespace reckon::detail::words::sse2
#endif
