// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/interval/core.hpp>
#include <reckon/interval/decoration.hpp>
#include <reckon/interval/numbers.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>

namespace reckon {

template <std::floating_point T>
class decorated_interval;

namespace detail {

/// The value with the least of the decorations: that of the operation on its box, and those of the arguments.
template <std::floating_point T, class... Arguments>
[[nodiscard]] constexpr decorated_interval<T> decorate(interval<T> value, decoration local,
                                                       const Arguments&... arguments) noexcept {
  ((local = arguments.dec() < local ? arguments.dec() : local), ...);
  return decorated_interval<T>(value, local);
}

/// For an operation that is continuous wherever it is defined.
template <std::floating_point T, class... Arguments>
[[nodiscard]] constexpr decorated_interval<T> decorate(interval<T> value, bool defined,
                                                       const Arguments&... arguments) noexcept {
  return decorate(value, defined ? decoration::com : decoration::trv, arguments...);
}

/// For operations of sets, of which a decoration can tell nothing.
template <std::floating_point T, class... Arguments>
[[nodiscard]] constexpr decorated_interval<T> undecorated(interval<T> value,
                                                          const Arguments&... arguments) noexcept {
  return decorate(value, decoration::trv, arguments...);
}

template <std::floating_point T>
[[nodiscard]] constexpr bool holds_zero(interval<T> x) noexcept {
  return !is_positive(x.lower()) && !is_negative(x.upper());
}

}  // namespace detail

/// An interval with its decoration. NaI, not an interval, is what bad input gives; whatever is computed with
/// it is NaI. Else the empty set has the decoration trv, and com belongs to bounded intervals alone.
/// Source: IEEE Std 1788-2015, sections 8 and 11.
template <std::floating_point T = double>
class decorated_interval {
 public:
  using value_type = T;

  /// [0, 0] with com, as interval() is [0, 0].
  constexpr decorated_interval() noexcept = default;

  /// x with the best decoration that it can have: com if bounded, dac if not, trv if empty.
  /// Source: IEEE Std 1788-2015, newDec.
  constexpr explicit decorated_interval(interval<T> x) noexcept : decorated_interval(x, decoration::com) {}

  /// x with the decoration d, or the best below it that x can have; NaI for ill.
  /// Source: IEEE Std 1788-2015, setDec.
  constexpr decorated_interval(interval<T> x, decoration d) noexcept
      : part_(d == decoration::ill ? interval<T>::empty() : x), decoration_(possible(x, d)) {}

  /// Not an interval.
  [[nodiscard]] static constexpr decorated_interval nai() noexcept {
    return decorated_interval(interval<T>::empty(), decoration::ill);
  }

  /// The set without members, with trv.
  [[nodiscard]] static constexpr decorated_interval empty() noexcept {
    return decorated_interval(interval<T>::empty());
  }

  /// The set of all real numbers, with dac.
  [[nodiscard]] static constexpr decorated_interval entire() noexcept {
    return decorated_interval(interval<T>::entire());
  }

  /// The ends of the interval; those of the empty set for NaI. See inf and sup for the standard's functions.
  [[nodiscard]] constexpr T lower() const noexcept { return part_.lower(); }
  [[nodiscard]] constexpr T upper() const noexcept { return part_.upper(); }

  /// The interval without its decoration; empty for NaI.
  [[nodiscard]] constexpr interval<T> part() const noexcept { return part_; }

  /// The decoration alone.
  [[nodiscard]] constexpr decoration dec() const noexcept { return decoration_; }

  /// Sum, difference, product and quotient; a quotient is defined where the divisor has no zero.
  [[nodiscard]] friend constexpr decorated_interval operator+(decorated_interval a) noexcept { return a; }
  [[nodiscard]] friend constexpr decorated_interval operator-(decorated_interval a) noexcept {
    return detail::decorate(-a.part_, true, a);
  }
  [[nodiscard]] friend constexpr decorated_interval operator+(decorated_interval a,
                                                              decorated_interval b) noexcept {
    return detail::decorate(a.part_ + b.part_, true, a, b);
  }
  [[nodiscard]] friend constexpr decorated_interval operator-(decorated_interval a,
                                                              decorated_interval b) noexcept {
    return detail::decorate(a.part_ - b.part_, true, a, b);
  }
  [[nodiscard]] friend constexpr decorated_interval operator*(decorated_interval a,
                                                              decorated_interval b) noexcept {
    return detail::decorate(a.part_ * b.part_, true, a, b);
  }
  [[nodiscard]] friend constexpr decorated_interval operator/(decorated_interval a,
                                                              decorated_interval b) noexcept {
    return detail::decorate(a.part_ / b.part_, !detail::holds_zero(b.part_), a, b);
  }

  // A number stands for the interval that holds it alone, with com; infinity and NaN throw domain_error.
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator+(decorated_interval a, S b) {
    return a + decorated_interval(interval<T>(b));
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator+(S a, decorated_interval b) {
    return decorated_interval(interval<T>(a)) + b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator-(decorated_interval a, S b) {
    return a - decorated_interval(interval<T>(b));
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator-(S a, decorated_interval b) {
    return decorated_interval(interval<T>(a)) - b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator*(decorated_interval a, S b) {
    return a * decorated_interval(interval<T>(b));
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator*(S a, decorated_interval b) {
    return decorated_interval(interval<T>(a)) * b;
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator/(decorated_interval a, S b) {
    return a / decorated_interval(interval<T>(b));
  }
  template <detail::real_number S>
  [[nodiscard]] friend constexpr decorated_interval operator/(S a, decorated_interval b) {
    return decorated_interval(interval<T>(a)) / b;
  }

  /// The same set with the same decoration, NaI being the same as NaI. The standard's `equal` looks at the
  /// sets alone, and NaI equals nothing there.
  [[nodiscard]] friend constexpr bool operator==(decorated_interval a, decorated_interval b) noexcept {
    return a.part_ == b.part_ && a.decoration_ == b.decoration_;
  }

 private:
  [[nodiscard]] static constexpr decoration possible(interval<T> x, decoration d) noexcept {
    if (d == decoration::ill) return d;
    if (is_empty(x)) return decoration::trv;
    return d == decoration::com && !is_common_interval(x) ? decoration::dac : d;
  }

  interval<T> part_;
  decoration decoration_ = decoration::com;
};

template <std::floating_point T>
decorated_interval(interval<T>) -> decorated_interval<T>;
template <std::floating_point T>
decorated_interval(interval<T>, decoration) -> decorated_interval<T>;

/// The interval without its decoration; empty for NaI.
/// Source: IEEE Std 1788-2015, intervalPart.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> interval_part(decorated_interval<T> x) noexcept {
  return x.part();
}

/// The decoration alone.
/// Source: IEEE Std 1788-2015, decorationPart.
template <std::floating_point T>
[[nodiscard]] constexpr decoration decoration_part(decorated_interval<T> x) noexcept {
  return x.dec();
}

/// x with the decoration d, or the best below it that x can have; NaI for ill.
/// Source: IEEE Std 1788-2015, setDec.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> set_dec(interval<T> x, decoration d) noexcept {
  return decorated_interval<T>(x, d);
}

/// x with the best decoration that it can have.
/// Source: IEEE Std 1788-2015, newDec.
template <std::floating_point T>
[[nodiscard]] constexpr decorated_interval<T> new_dec(interval<T> x) noexcept {
  return decorated_interval<T>(x);
}

/// True if x is not an interval.
/// Source: IEEE Std 1788-2015, isNaI.
template <std::floating_point T>
[[nodiscard]] constexpr bool is_nai(decorated_interval<T> x) noexcept {
  return x.dec() == decoration::ill;
}

/// The interval from l to u with the best decoration that it can have.
/// Errors: NaI if l > u, if one of them is NaN, or if no real number is between them.
/// Source: IEEE Std 1788-2015, d-numsToInterval.
template <std::floating_point T = double, detail::real_number L, detail::real_number U>
[[nodiscard]] constexpr decorated_interval<T> nums_to_decorated(L l, U u) noexcept {
  const interval<T> x = nums_to_interval<T>(l, u);
  return is_empty(x) ? decorated_interval<T>::nai() : decorated_interval<T>(x);
}

}  // namespace reckon
