// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/decorated/relations.hpp>
#include <reckon/interval/decorated/type.hpp>
#include <reckon/interval/interchange.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace reckon {

/// The interval in 17 bytes, or in 9 for float: its set, and the decoration in the last; NaI as two NaNs with
/// the decoration 0. Source: IEEE Std 1788-2015, sections 14.3 and 14.4.
template <std::floating_point T>
[[nodiscard]] constexpr std::array<std::byte, 2 * sizeof(T) + 1> interval_to_interchange(
    decorated_interval<T> x) noexcept {
  std::array<std::byte, 2 * sizeof(T) + 1> bytes{};
  detail::write_bits(inf(x), bytes.data());
  detail::write_bits(sup(x), bytes.data() + sizeof(T));
  bytes.back() = static_cast<std::byte>(x.dec());
  return bytes;
}

/// The decorated interval that the bytes encode.
/// Errors: NaI for bytes that encode none, as where the set cannot have the decoration.
/// Source: IEEE Std 1788-2015, section 14.3.
template <std::floating_point T = double>
[[nodiscard]] constexpr decorated_interval<T> interchange_to_decorated(
    std::span<const std::byte, 2 * sizeof(T) + 1> bytes) noexcept {
  const T lower = detail::read_bits<T>(bytes.data());
  const T upper = detail::read_bits<T>(bytes.data() + sizeof(T));
  const bool empty = lower == detail::infinity_of<T> && upper == -detail::infinity_of<T>;
  const interval<T> x = nums_to_interval<T>(lower, upper);
  if (is_empty(x) && !empty) return decorated_interval<T>::nai();
  for (const decoration d : {decoration::trv, decoration::def, decoration::dac, decoration::com}) {
    if (std::to_integer<std::uint8_t>(bytes.back()) != static_cast<std::uint8_t>(d)) continue;
    const decorated_interval<T> result(x, d);
    return result.dec() == d ? result : decorated_interval<T>::nai();
  }
  return decorated_interval<T>::nai();
}

}  // namespace reckon
