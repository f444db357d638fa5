// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/enclosing_number.hpp>
#include <reckon/error.hpp>
#include <reckon/interval/arithmetic.hpp>

#include <charconv>
#include <compare>
#include <concepts>
#include <string>

namespace reckon {

template <std::floating_point T>
class interval;

namespace detail {

/// Makes intervals from ends that are known to be right, and takes them apart.
struct interval_access {
  template <std::floating_point T>
  [[nodiscard]] static constexpr interval<T> make(endpoints<T> ends) noexcept {
    return interval<T>(ends);
  }
  template <std::floating_point T>
  [[nodiscard]] static constexpr endpoints<T> ends(interval<T> x) noexcept {
    return x.ends_;
  }
};

template <std::floating_point T>
[[nodiscard]] constexpr interval<T> make_interval(endpoints<T> ends) noexcept {
  return interval_access::make(ends);
}

template <std::floating_point T>
[[nodiscard]] constexpr endpoints<T> ends(interval<T> x) noexcept {
  return interval_access::ends(x);
}

template <real_number S>
[[nodiscard]] std::string shortest_text(S value) {
  char buffer[64];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

template <real_number L, real_number U>
[[noreturn]] RECKON_COLD void throw_bad_ends(L lower, U upper) {
  const std::string l = shortest_text(lower);
  const std::string u = shortest_text(upper);
  if (!(lower == lower)) throw domain_error("reckon::interval: lower " + l + " is not a number");
  if (!(upper == upper)) throw domain_error("reckon::interval: upper " + u + " is not a number");
  if (is_greater(lower, upper)) throw domain_error("reckon::interval: lower " + l + " is above upper " + u);
  throw domain_error("reckon::interval: lower " + l + " and upper " + u +
                     " have no number between them, as infinity is none");
}

template <real_number S>
[[noreturn]] RECKON_COLD void throw_no_number(S value) {
  throw domain_error("reckon::interval: value " + shortest_text(value) + " is not a finite number");
}

}  // namespace detail

/// A closed set of real numbers without gaps: all from lower to upper, both included.
/// An end may be infinite, which says that there is none on that side; the empty set is an interval too. An
/// operation gives an interval that holds every value that it can have for members of its arguments. Source:
/// IEEE Std 1788-2015, the set-based flavor.
template <std::floating_point T = double>
class interval {
 public:
  using value_type = T;

  /// The interval [0, 0], as T{} is 0.
  constexpr interval() noexcept : ends_{T{0}, T{0}} {}

  /// The interval that holds the value alone; where T cannot represent it, the tightest that holds it.
  /// Errors: domain_error if the value is infinite or NaN.
  template <detail::real_number S>
  constexpr explicit interval(S value) : ends_{detail::below<T>(value), detail::above<T>(value)} {
    if (!detail::is_finite_number(value)) detail::throw_no_number(value);
  }

  /// The interval from l to u; where T cannot represent an end, the next number outside.
  /// Units: both arguments share one unit, and the interval has it.
  /// Errors: domain_error if l > u, if one of them is NaN, or if both are the same infinity.
  template <detail::real_number L, detail::real_number U>
  constexpr interval(L l, U u) : ends_{detail::below<T>(l), detail::above<T>(u)} {
    if (detail::is_greater(l, u) || detail::is_nan(ends_.lower) || detail::is_nan(ends_.upper) ||
        ends_.lower == detail::infinity_of<T> || ends_.upper == -detail::infinity_of<T>) {
      detail::throw_bad_ends(l, u);
    }
  }

  /// The same set in another format: exact where T is the wider one; else rounded outward, and explicit.
  template <std::floating_point S>
  requires(!std::same_as<S, T>) constexpr explicit(sizeof(T) < sizeof(S)) interval(interval<S> x) noexcept
      : ends_{x.lower() > x.upper()
                  ? detail::empty_endpoints<T>
                  : detail::endpoints<T>{detail::below<T>(x.lower()), detail::above<T>(x.upper())}} {}

  /// The set without members: lower() is +infinity, upper() is -infinity.
  [[nodiscard]] static constexpr interval empty() noexcept { return interval(detail::empty_endpoints<T>); }

  /// The set of all real numbers.
  [[nodiscard]] static constexpr interval entire() noexcept { return interval(detail::entire_endpoints<T>); }

  /// Greatest lower bound of the members; -infinity if there is no end below.
  [[nodiscard]] constexpr T lower() const noexcept { return ends_.lower; }

  /// Least upper bound of the members; +infinity if there is no end above.
  [[nodiscard]] constexpr T upper() const noexcept { return ends_.upper; }

  [[nodiscard]] friend constexpr interval operator+(interval a) noexcept { return a; }
  [[nodiscard]] friend constexpr interval operator-(interval a) noexcept {
    return interval(detail::negated(a.ends_));
  }

  /// Tightest enclosure of the sums, differences, products or quotients of members. Nothing is a quotient by
  /// zero: x / [0, 0] is empty, and [1, 2] / [0, 1] is [1, inf].
  RECKON_ALWAYS_INLINE [[nodiscard]] friend constexpr interval operator+(interval a, interval b) noexcept {
    return interval(detail::arithmetic::sum(a.ends_, b.ends_));
  }
  RECKON_ALWAYS_INLINE [[nodiscard]] friend constexpr interval operator-(interval a, interval b) noexcept {
    return interval(detail::arithmetic::difference(a.ends_, b.ends_));
  }
  RECKON_ALWAYS_INLINE [[nodiscard]] friend constexpr interval operator*(interval a, interval b) noexcept {
    return interval(detail::arithmetic::product(a.ends_, b.ends_));
  }
  RECKON_ALWAYS_INLINE [[nodiscard]] friend constexpr interval operator/(interval a, interval b) noexcept {
    return interval(detail::arithmetic::quotient(a.ends_, b.ends_));
  }

  // A number stands for the interval that holds it alone, as the constructor makes it.
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator+(interval a, S b) {
    return a + interval(b);
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator+(S a, interval b) {
    return interval(a) + b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator-(interval a, S b) {
    return a - interval(b);
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator-(S a, interval b) {
    return interval(a) - b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator*(interval a, S b) {
    return a * interval(b);
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator*(S a, interval b) {
    return interval(a) * b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator/(interval a, S b) {
    return a / interval(b);
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr interval operator/(S a, interval b) {
    return interval(a) / b;
  }

  constexpr interval& operator+=(interval b) noexcept { return *this = *this + b; }
  constexpr interval& operator-=(interval b) noexcept { return *this = *this - b; }
  constexpr interval& operator*=(interval b) noexcept { return *this = *this * b; }
  constexpr interval& operator/=(interval b) noexcept { return *this = *this / b; }
  template <detail::real_number S>
  constexpr interval& operator+=(S b) {
    return *this = *this + b;
  }
  template <detail::real_number S>
  constexpr interval& operator-=(S b) {
    return *this = *this - b;
  }
  template <detail::real_number S>
  constexpr interval& operator*=(S b) {
    return *this = *this * b;
  }
  template <detail::real_number S>
  constexpr interval& operator/=(S b) {
    return *this = *this / b;
  }

  /// Equality of sets; a number is the set that holds it alone.
  [[nodiscard]] friend constexpr bool operator==(interval a, interval b) noexcept {
    return detail::is_same(a.ends_.lower, b.ends_.lower) && detail::is_same(a.ends_.upper, b.ends_.upper);
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr bool operator==(interval a, S b) noexcept {
    return detail::is_finite_number(b) && detail::compared(a.ends_.lower, b) == 0 &&
           detail::compared(a.ends_.upper, b) == 0;
  }

  /// Less only where every member of a lies below every member of b, greater likewise, equivalent only for
  /// equal sets; else unordered, as the empty set is to every other.
  [[nodiscard]] friend constexpr std::partial_ordering operator<=>(interval a, interval b) noexcept {
    if (a == b) return std::partial_ordering::equivalent;
    if (detail::is_empty(a.ends_) || detail::is_empty(b.ends_)) return std::partial_ordering::unordered;
    if (detail::is_below(a.ends_.upper, b.ends_.lower)) return std::partial_ordering::less;
    if (detail::is_below(b.ends_.upper, a.ends_.lower)) return std::partial_ordering::greater;
    return std::partial_ordering::unordered;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr std::partial_ordering operator<=>(interval a, S b) noexcept {
    if (a == b) return std::partial_ordering::equivalent;
    if (detail::is_empty(a.ends_)) return std::partial_ordering::unordered;
    if (detail::compared(a.ends_.upper, b) < 0) return std::partial_ordering::less;
    if (detail::compared(a.ends_.lower, b) > 0) return std::partial_ordering::greater;
    return std::partial_ordering::unordered;
  }

 private:
  friend struct detail::interval_access;

  static_assert(sizeof(T) == 4 || sizeof(T) == 8, "reckon::interval has ends of float or double");

  constexpr explicit interval(detail::endpoints<T> ends) noexcept : ends_(ends) {}

  detail::endpoints<T> ends_;
};

template <detail::real_number S>
interval(S) -> interval<double>;
template <detail::real_number L, detail::real_number U>
interval(L, U) -> interval<double>;
interval(float)->interval<float>;
interval(float, float)->interval<float>;

}  // namespace reckon
