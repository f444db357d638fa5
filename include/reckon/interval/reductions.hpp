// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/accumulator.hpp>
#include <reckon/interval/functions.hpp>
#include <reckon/interval/set.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>

// Sums and sums of products of any length with one rounding at the end: of numbers to the nearest, of
// intervals to the tightest enclosure.
namespace reckon {

namespace detail::reductions {

/// An array of numbers or intervals that is no span of constant ones: std::vector, std::array, a built-in
/// array.
template <class Range>
concept array_like = requires(const Range& x) {
  std::span(std::data(x), std::size(x));
};

template <array_like Range>
using element_of = std::remove_cv_t<std::remove_pointer_t<decltype(std::data(std::declval<const Range&>()))>>;

template <class Range>
concept number_array = array_like<Range> && std::floating_point<element_of<Range>>;

template <number_array Range>
[[nodiscard]] constexpr std::span<const element_of<Range>> span_of(const Range& x) noexcept {
  return {std::data(x), std::size(x)};
}

/// What a sum is because of summands that are not finite.
template <std::floating_point T>
class exceptions {
 public:
  constexpr void note(T x) noexcept {
    nan_ = nan_ || is_nan(x);
    positive_ = positive_ || x == infinity_of<T>;
    negative_ = negative_ || x == -infinity_of<T>;
  }
  [[nodiscard]] constexpr bool any() const noexcept { return nan_ || positive_ || negative_; }
  [[nodiscard]] constexpr T value() const noexcept {
    if (nan_ || (positive_ && negative_)) return std::numeric_limits<T>::quiet_NaN();
    return positive_ ? infinity_of<T> : -infinity_of<T>;
  }

 private:
  bool nan_ = false;
  bool positive_ = false;
  bool negative_ = false;
};

/// The product of two numbers that are not both finite.
template <std::floating_point T>
[[nodiscard]] constexpr T unbounded_product(T a, T b) noexcept {
  if (is_nan(a) || is_nan(b) || is_zero(a) || is_zero(b)) return std::numeric_limits<T>::quiet_NaN();
  return sign_bit(a) == sign_bit(b) ? infinity_of<T> : -infinity_of<T>;
}

/// One bound of a sum of intervals: exact, or infinite once and for all.
template <std::floating_point T>
class bound {
 public:
  constexpr void add(T x) noexcept {
    if (is_finite(x)) {
      sum_.add(x);
    } else {
      infinite_ = true;
    }
  }
  constexpr void add_product(T a, T b) noexcept {
    if (is_zero(a) || is_zero(b)) return;
    if (is_finite(a) && is_finite(b)) {
      sum_.add_product(a, b);
    } else {
      infinite_ = true;
    }
  }
  [[nodiscard]] constexpr T rounded(exact::direction to) const noexcept {
    if (infinite_) return to == exact::direction::down ? -infinity_of<T> : infinity_of<T>;
    return sum_.rounded(to);
  }

 private:
  accumulator<T> sum_;
  bool infinite_ = false;
};

/// -1, 0 or 1 as a b is less than, equal to or greater than c d; infinity times zero is zero.
template <std::floating_point T>
[[nodiscard]] constexpr int compared_products(T a, T b, T c, T d) noexcept {
  const T left = exact::product(a, b, exact::direction::down);
  const T right = exact::product(c, d, exact::direction::down);
  if (left < right) return -1;
  if (left > right) return 1;
  if (!is_finite(left)) return 0;
  const exact::wide difference = exact::added(exact::multiplied(a, b), exact::multiplied(c, -d));
  return difference.is_zero() ? 0 : (difference.negative ? -1 : 1);
}

/// Adds the least product of members of a and b.
template <std::floating_point T>
constexpr void add_least_product(bound<T>& sum, endpoints<T> a, endpoints<T> b) noexcept {
  if (!is_negative(a.lower)) return sum.add_product(is_negative(b.lower) ? a.upper : a.lower, b.lower);
  if (!is_positive(a.upper)) return sum.add_product(is_positive(b.upper) ? a.lower : a.upper, b.upper);
  if (!is_negative(b.lower)) return sum.add_product(a.lower, b.upper);
  if (!is_positive(b.upper)) return sum.add_product(a.upper, b.lower);
  if (compared_products(a.lower, b.upper, a.upper, b.lower) < 0) return sum.add_product(a.lower, b.upper);
  sum.add_product(a.upper, b.lower);
}

}  // namespace detail::reductions

/// The sum, exact but for one rounding to nearest; 0 for no summand.
/// Shape:  a span in, a number out.
/// Errors: NaN for a NaN, and for infinities of both signs.
/// Source: IEEE Std 1788-2015, section 12.12.12; IEEE Std 754-2008, sum.
template <std::floating_point T>
[[nodiscard]] constexpr T sum_nearest(std::span<const T> x) noexcept {
  detail::accumulator<T> sum;
  detail::reductions::exceptions<T> others;
  for (const T v : x) {
    others.note(v);
    if (detail::is_finite(v)) sum.add(v);
  }
  return others.any() ? others.value() : sum.rounded_to_nearest();
}
template <detail::reductions::number_array X>
[[nodiscard]] constexpr auto sum_nearest(const X& x) noexcept {
  return sum_nearest(detail::reductions::span_of(x));
}

/// The sum of the magnitudes, as sum_nearest.
/// Source: IEEE Std 1788-2015, section 12.12.12; IEEE Std 754-2008, sumAbs.
template <std::floating_point T>
[[nodiscard]] constexpr T sum_abs_nearest(std::span<const T> x) noexcept {
  detail::accumulator<T> sum;
  detail::reductions::exceptions<T> others;
  for (const T v : x) {
    const T magnitude = detail::sign_bit(v) ? -v : v;
    others.note(magnitude);
    if (detail::is_finite(v)) sum.add(magnitude);
  }
  return others.any() ? others.value() : sum.rounded_to_nearest();
}
template <detail::reductions::number_array X>
[[nodiscard]] constexpr auto sum_abs_nearest(const X& x) noexcept {
  return sum_abs_nearest(detail::reductions::span_of(x));
}

/// The sum of the products of numbers at equal places, as sum_nearest.
/// Shape:  two spans of one length in, a number out; NaN for lengths that differ.
/// Errors: NaN for a NaN, for infinity times zero, and for infinite products of both signs.
/// Source: IEEE Std 1788-2015, section 12.12.12; IEEE Std 754-2008, dot.
template <std::floating_point T>
[[nodiscard]] constexpr T dot_nearest(std::span<const T> x, std::span<const T> y) noexcept {
  if (x.size() != y.size()) return std::numeric_limits<T>::quiet_NaN();
  detail::accumulator<T> sum;
  detail::reductions::exceptions<T> others;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (detail::is_finite(x[i]) && detail::is_finite(y[i])) {
      sum.add_product(x[i], y[i]);
    } else {
      others.note(detail::reductions::unbounded_product(x[i], y[i]));
    }
  }
  return others.any() ? others.value() : sum.rounded_to_nearest();
}
template <detail::reductions::number_array X, detail::reductions::number_array Y>
[[nodiscard]] constexpr auto dot_nearest(const X& x, const Y& y) noexcept {
  return dot_nearest(detail::reductions::span_of(x), detail::reductions::span_of(y));
}

/// The sum of the squares, as sum_nearest.
/// Source: IEEE Std 1788-2015, section 12.12.12; IEEE Std 754-2008, sumSquare.
template <std::floating_point T>
[[nodiscard]] constexpr T sum_sqr_nearest(std::span<const T> x) noexcept {
  return dot_nearest(x, x);
}
template <detail::reductions::number_array X>
[[nodiscard]] constexpr auto sum_sqr_nearest(const X& x) noexcept {
  return sum_sqr_nearest(detail::reductions::span_of(x));
}

/// The tightest enclosure of the sums of one member of each interval; [0, 0] for none.
/// Shape:  a span in, an interval out.
/// Units:  all have one unit, and so has the sum.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sum_enclosure(std::span<const interval<T>> x) noexcept {
  detail::reductions::bound<T> lower;
  detail::reductions::bound<T> upper;
  for (const interval<T> v : x) {
    if (is_empty(v)) return v;
    lower.add(v.lower());
    upper.add(v.upper());
  }
  return detail::make_interval(detail::endpoints<T>{lower.rounded(detail::exact::direction::down),
                                                    upper.rounded(detail::exact::direction::up)});
}

/// The tightest enclosure of the sums of products of members of the intervals at equal places.
/// Shape:  two spans of one length in, an interval out; empty for lengths that differ.
/// Units:  the result has the unit of the products.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> dot_enclosure(std::span<const interval<T>> x,
                                                  std::span<const interval<T>> y) noexcept {
  if (x.size() != y.size()) return interval<T>::empty();
  detail::reductions::bound<T> lower;
  detail::reductions::bound<T> upper;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (is_empty(x[i]) || is_empty(y[i])) return interval<T>::empty();
    detail::reductions::add_least_product(lower, detail::ends(x[i]), detail::ends(y[i]));
    detail::reductions::add_least_product(upper, detail::negated(detail::ends(x[i])), detail::ends(y[i]));
  }
  const T above = upper.rounded(detail::exact::direction::down);
  return detail::make_interval(detail::endpoints<T>{lower.rounded(detail::exact::direction::down),
                                                    detail::is_zero(above) ? T{0} : -above});
}

/// The tightest enclosure of the sums of squares of a member of each interval.
/// Shape:  a span in, an interval out.
/// Units:  the result has the square of the unit of x.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sum_sqr_enclosure(std::span<const interval<T>> x) noexcept {
  detail::reductions::bound<T> lower;
  detail::reductions::bound<T> upper;
  for (const interval<T> v : x) {
    if (is_empty(v)) return v;
    const detail::endpoints<T> m = detail::magnitudes(detail::ends(v));
    lower.add_product(m.lower, m.lower);
    upper.add_product(m.upper, m.upper);
  }
  return detail::make_interval(detail::endpoints<T>{lower.rounded(detail::exact::direction::down),
                                                    upper.rounded(detail::exact::direction::up)});
}

/// The tightest enclosure of the sums of magnitudes of a member of each interval.
/// Shape:  a span in, an interval out.
/// Units:  all have one unit, and so has the sum.
template <std::floating_point T>
[[nodiscard]] constexpr interval<T> sum_abs_enclosure(std::span<const interval<T>> x) noexcept {
  detail::reductions::bound<T> lower;
  detail::reductions::bound<T> upper;
  for (const interval<T> v : x) {
    if (is_empty(v)) return v;
    const detail::endpoints<T> m = detail::magnitudes(detail::ends(v));
    lower.add(m.lower);
    upper.add(m.upper);
  }
  return detail::make_interval(detail::endpoints<T>{lower.rounded(detail::exact::direction::down),
                                                    upper.rounded(detail::exact::direction::up)});
}

}  // namespace reckon
