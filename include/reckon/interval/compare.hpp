// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <cstdint>

// Questions about the numbers behind two intervals, which have three answers.
namespace reckon {

/// What can be said of a statement about numbers of which only intervals are known. It does not convert to
/// bool: ask certainly(s), possibly(s) or never(s).
class trilean {
 public:
  /// True for no pair of members, for some, for all; the order is that of certainty.
  enum class answer : std::uint8_t { never, possibly, certainly };

  constexpr explicit trilean(answer a) noexcept : answer_(a) {}

  /// Which of the three it is.
  [[nodiscard]] constexpr answer value() const noexcept { return answer_; }

  explicit operator bool() const = delete;

  /// Not, and, or: the answer where nothing is known but those to the parts.
  [[nodiscard]] friend constexpr trilean operator!(trilean a) noexcept {
    return trilean(static_cast<answer>(2 - static_cast<int>(a.answer_)));
  }
  [[nodiscard]] friend constexpr trilean operator&(trilean a, trilean b) noexcept {
    return a.answer_ < b.answer_ ? a : b;
  }
  [[nodiscard]] friend constexpr trilean operator|(trilean a, trilean b) noexcept {
    return a.answer_ < b.answer_ ? b : a;
  }
  [[nodiscard]] friend constexpr bool operator==(trilean a, trilean b) noexcept = default;

 private:
  answer answer_;
};

/// True if the statement holds whichever members the numbers are.
[[nodiscard]] constexpr bool certainly(trilean a) noexcept { return a.value() == trilean::answer::certainly; }

/// True if it holds for some members, or for all.
[[nodiscard]] constexpr bool possibly(trilean a) noexcept { return a.value() != trilean::answer::never; }

/// True if it holds for no members.
[[nodiscard]] constexpr bool never(trilean a) noexcept { return a.value() == trilean::answer::never; }

namespace detail {

[[nodiscard]] constexpr trilean answered(bool always, bool sometimes) noexcept {
  using enum trilean::answer;
  return trilean(always ? certainly : (sometimes ? possibly : never));
}

}  // namespace detail

/// Statements about a member of a and a member of b. Of an empty set there is no member: never
/// **(convention)**. Units:  both arguments share one unit.
template <std::floating_point T>
[[nodiscard]] constexpr trilean is_less(interval<T> a, interval<T> b) noexcept {
  const bool some = !is_empty(a) && !is_empty(b);
  return detail::answered(some && detail::is_below(a.upper(), b.lower()),
                          some && detail::is_below(a.lower(), b.upper()));
}
template <std::floating_point T>
[[nodiscard]] constexpr trilean is_less_equal(interval<T> a, interval<T> b) noexcept {
  const bool some = !is_empty(a) && !is_empty(b);
  return detail::answered(some && detail::is_at_most(a.upper(), b.lower()),
                          some && detail::is_at_most(a.lower(), b.upper()));
}
template <std::floating_point T>
[[nodiscard]] constexpr trilean is_greater(interval<T> a, interval<T> b) noexcept {
  return is_less(b, a);
}
template <std::floating_point T>
[[nodiscard]] constexpr trilean is_greater_equal(interval<T> a, interval<T> b) noexcept {
  return is_less_equal(b, a);
}
template <std::floating_point T>
[[nodiscard]] constexpr trilean is_equal(interval<T> a, interval<T> b) noexcept {
  const bool overlap = !is_empty(a) && !is_empty(b) && detail::is_at_most(a.lower(), b.upper()) &&
                       detail::is_at_most(b.lower(), a.upper());
  return detail::answered(overlap && is_singleton(a) && is_singleton(b), overlap);
}

/// A number stands for the interval that holds it alone.
/// Errors: domain_error if the number is infinite or NaN.
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr trilean is_less(interval<T> a, S b) {
  return is_less(a, interval<T>(b));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr trilean is_less(S a, interval<T> b) {
  return is_less(interval<T>(a), b);
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr trilean is_greater(interval<T> a, S b) {
  return is_greater(a, interval<T>(b));
}
template <std::floating_point T, detail::real_number S>
[[nodiscard]] constexpr trilean is_greater(S a, interval<T> b) {
  return is_greater(interval<T>(a), b);
}

}  // namespace reckon
