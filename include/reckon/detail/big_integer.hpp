// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstdint>

namespace reckon::detail {

/// A whole number of at most so many words of 32 bits, less one. Callers stay below.
template <int Words>
class basic_big_integer {
 public:
  constexpr basic_big_integer() noexcept = default;
  constexpr explicit basic_big_integer(std::uint32_t value) noexcept : size_(value == 0 ? 0 : 1) {
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

  /// *this = *this * other
  constexpr void multiply(const basic_big_integer& other) noexcept {
    basic_big_integer product;
    for (int i = 0; i < size_; ++i) {
      std::uint64_t carry = 0;
      for (int j = 0; j < other.size_ || carry != 0; ++j) {
        carry += product.limbs_[i + j];
        if (j < other.size_) carry += std::uint64_t{limbs_[i]} * other.limbs_[j];
        product.limbs_[i + j] = static_cast<std::uint32_t>(carry);
        if (product.limbs_[i + j] != 0 && i + j >= product.size_) product.size_ = i + j + 1;
        carry >>= 32;
      }
    }
    *this = product;
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

  /// *this = *this + other
  constexpr void add(const basic_big_integer& other) noexcept {
    std::uint64_t carry = 0;
    for (int i = 0; i < other.size_ || carry != 0; ++i) {
      carry += limbs_[i];
      if (i < other.size_) carry += other.limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
      if (i >= size_) size_ = i + 1;
    }
  }

  /// *this = *this - other; other is not greater.
  constexpr void subtract(const basic_big_integer& other) noexcept {
    std::uint64_t borrow = 0;
    for (int i = 0; i < size_; ++i) {
      const std::uint64_t taken = (i < other.size_ ? other.limbs_[i] : 0u) + borrow;
      borrow = limbs_[i] < taken ? 1u : 0u;
      limbs_[i] = static_cast<std::uint32_t>(limbs_[i] - taken);
    }
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }

  [[nodiscard]] constexpr bool is_less(const basic_big_integer& other) const noexcept {
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
  std::uint32_t limbs_[Words] = {};
  int size_ = 0;
};

/// Below 2^2880: room for 800 decimal digits, or for 5^1130 and a word.
using big_integer = basic_big_integer<92>;

}  // namespace reckon::detail
