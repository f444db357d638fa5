// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/memo.hpp>
#include <reckon/estimate/expression.hpp>

#include <memory>
#include <utility>

namespace reckon {

/// An estimate on the condition that an event happens: the result of given(e, event). The readings take it;
/// operators do not: write given(a - b, event), not given(a, event) - b. An immutable value: copies share
/// what was found out about it.
class conditional {
 public:
  conditional(estimate what, event condition)
      : what_(std::move(what)),
        condition_(std::move(condition)),
        answers_(std::make_shared<const detail::memo_slot>()) {}

  [[nodiscard]] const estimate& what() const noexcept { return what_; }
  [[nodiscard]] const event& condition() const noexcept { return condition_; }

  /// What the engines keep with it.
  [[nodiscard]] const detail::memo_slot& answers() const noexcept { return *answers_; }

 private:
  estimate what_;
  event condition_;
  std::shared_ptr<const detail::memo_slot> answers_;
};

/// An event on the condition that another one happens; see `probability`.
class conditional_event {
 public:
  conditional_event(event what, event condition) : what_(std::move(what)), condition_(std::move(condition)) {}

  [[nodiscard]] const event& what() const noexcept { return what_; }
  [[nodiscard]] const event& condition() const noexcept { return condition_; }

 private:
  event what_;
  event condition_;
};

/// The estimate on the condition that the event happens, with the leaves that the two share intact:
/// mean(given(a + b, a < 10)).
/// Errors: the readings throw domain_error if the event cannot happen.
[[nodiscard]] inline conditional given(estimate what, event condition) {
  return {std::move(what), std::move(condition)};
}

/// An event on the condition that another happens: probability(given(a < b, b < 10)).
[[nodiscard]] inline conditional_event given(event what, event condition) {
  return {std::move(what), std::move(condition)};
}

}  // namespace reckon
