// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstdint>

namespace reckon::detail {

/// A whole number below 2^2880: room for 800 decimal digits, or for 5^1130 and a word. Callers stay below.
class big_integer {
 public:
  constexpr big_integer() noexcept = default;
  constexpr explicit big_integer(std::uint32_t value) noexcept : size_(value == 0 ? 0 : 1) {
    limbs_[0] = value;
  }

  /// *this = *this * factor + summand
  constexpr void multiply_add(std::uint32_t factor, std::uint32_t summand) noexcept {
    std::uint64_t carry = summand;
    for (int i = 0; i < size_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs_[size_++] = static_cast<std::uint32_t>(carry);
  }

  constexpr void multiply_by_power_of_five(int exponent) noexcept {
    for (; exponent >= 13; exponent -= 13) multiply_add(1220703125u, 0);
    for (; exponent > 0; --exponent) multiply_add(5, 0);
  }

  constexpr void shift_left(int places) noexcept {
    const int whole = places / 32;
    const int rest = places % 32;
    if (size_ == 0) return;
    std::uint32_t above = 0;
    for (int i = size_ - 1; i >= 0; --i) {
      if (rest != 0) above |= limbs_[i] >> (32 - rest);
      if (i == size_ - 1 && above != 0) limbs_[size_ + whole] = above;
      if (i != size_ - 1) limbs_[i + 1 + whole] = above;
      above = limbs_[i] << rest;
    }
    limbs_[whole] = above;
    for (int i = 0; i < whole; ++i) limbs_[i] = 0;
    size_ += whole;
    if (limbs_[size_] != 0) ++size_;
  }

  /// *this = *this - other; other is not greater.
  constexpr void subtract(const big_integer& other) noexcept {
    std::uint64_t borrow = 0;
    for (int i = 0; i < size_; ++i) {
      const std::uint64_t taken = (i < other.size_ ? other.limbs_[i] : 0u) + borrow;
      borrow = limbs_[i] < taken ? 1u : 0u;
      limbs_[i] = static_cast<std::uint32_t>(limbs_[i] - taken);
    }
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }

  [[nodiscard]] constexpr bool is_less(const big_integer& other) const noexcept {
    if (size_ != other.size_) return size_ < other.size_;
    for (int i = size_ - 1; i >= 0; --i) {
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i];
    }
    return false;
  }

  [[nodiscard]] constexpr bool is_zero() const noexcept { return size_ == 0; }

  [[nodiscard]] constexpr int bit_length() const noexcept {
    return size_ == 0 ? 0 : 32 * size_ - std::countl_zero(limbs_[size_ - 1]);
  }

 private:
  // One limb more than the bound, so that a look above the highest limb stays inside.
  std::uint32_t limbs_[92] = {};
  int size_ = 0;
};

}  // namespace reckon::detail
