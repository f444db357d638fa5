// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/memo.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/range_over_box.hpp>
#include <reckon/interval.hpp>

#include <memory>

namespace reckon::detail {

/// The range of a program, found when it is first asked for.
class kept_range {
 public:
  [[nodiscard]] interval<> of(const program& p) const {
    const memo* known = slot_.find();
    if (known == nullptr) known = &slot_.keep(std::make_unique<const found>(whole_range(p)));
    return static_cast<const found&>(*known).all;
  }

 private:
  struct found final : memo {
    interval<> all;
    explicit found(interval<> range) : all(range) {}
  };
  memo_slot slot_;
};

}  // namespace reckon::detail
