// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cassert>
#include <cstddef>
#include <memory>

namespace reckon::detail {

/// Memory for many columns of numbers in one piece, which the heap is likelier to keep at hand than small
/// ones.
class column_room {
 public:
  explicit column_room(std::size_t numbers) : left_(numbers), all_(new double[numbers]), next_(all_.get()) {}

  /// A column of `count` numbers, whatever they are.
  double* take(std::size_t count) noexcept {
    assert(count <= left_);
    left_ -= count;
    double* const taken = next_;
    next_ += count;
    return taken;
  }

 private:
  std::size_t left_;
  std::unique_ptr<double[]> all_;
  double* next_;
};

}  // namespace reckon::detail
