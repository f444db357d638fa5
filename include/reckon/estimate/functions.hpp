// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate/expression.hpp>

#include <concepts>
#include <optional>
#include <ranges>
#include <string>
#include <type_traits>
#include <utility>

namespace reckon {

/// Two arguments of a function of estimates: at least one is an estimate, the other may convert to one.
/// The constraint keeps plain numbers out: min(1.0, 2.0) never makes an expression.
template <class A, class B>
concept estimate_arguments =
    (std::same_as<std::remove_cvref_t<A>, estimate> ||
     std::same_as<std::remove_cvref_t<B>,
                  estimate>)&&std::convertible_to<A, estimate>&& std::convertible_to<B, estimate>;

/// |x|.
template <std::same_as<estimate> E>
[[nodiscard]] estimate abs(const E& x) {
  return {detail::operation::absolute, x};
}

/// x * x.
template <std::same_as<estimate> E>
[[nodiscard]] estimate sqr(const E& x) {
  return {detail::operation::square, x};
}

/// The nonnegative square root.
/// Errors: a reading throws domain_error where x can be negative, bounds apart.
template <std::same_as<estimate> E>
[[nodiscard]] estimate sqrt(const E& x) {
  return {detail::operation::square_root, x};
}

/// e to the power x.
template <std::same_as<estimate> E>
[[nodiscard]] estimate exp(const E& x) {
  return {detail::operation::exponential, x};
}

/// Natural logarithm.
/// Errors: a reading throws domain_error where x can be zero or negative, bounds apart.
template <std::same_as<estimate> E>
[[nodiscard]] estimate log(const E& x) {
  return {detail::operation::logarithm, x};
}

/// Logarithm to base 10.
/// Errors: as log.
template <std::same_as<estimate> E>
[[nodiscard]] estimate log10(const E& x) {
  return {detail::operation::decimal_logarithm, x};
}

/// The greatest whole number that is not greater than x.
template <std::same_as<estimate> E>
[[nodiscard]] estimate floor(const E& x) {
  return {detail::operation::floor, x};
}

/// x to an integer power, also for negative x.
/// Errors: domain_error if the exponent does not fit in an int.
template <std::same_as<estimate> E, std::integral N>
[[nodiscard]] estimate pow(const E& x, N exponent) {
  if (!std::in_range<int>(exponent)) {
    throw domain_error("reckon::pow: the exponent " + std::to_string(exponent) + " does not fit in an int");
  }
  return {detail::operation::integer_power, x, static_cast<double>(exponent)};
}

/// x to the power y, for x >= 0.
/// Errors: a reading throws domain_error where x can be negative, bounds apart.
template <class A, class B>
requires(estimate_arguments<A, B> && !std::integral<std::remove_cvref_t<B>>) [[nodiscard]] estimate
    pow(const A& x, const B& y) {
  return {detail::operation::power, estimate(x), estimate(y)};
}

/// The smaller of two quantities.
template <class A, class B>
requires estimate_arguments<A, B>
[[nodiscard]] estimate(min)(const A& a, const B& b) {
  return {detail::operation::minimum, estimate(a), estimate(b)};
}

/// The greater of two quantities.
template <class A, class B>
requires estimate_arguments<A, B>
[[nodiscard]] estimate(max)(const A& a, const B& b) {
  return {detail::operation::maximum, estimate(a), estimate(b)};
}

/// x, or the end of [lower, upper] that is nearest to it.
/// Errors: domain_error if both ends are numbers and lower > upper.
template <class Lower, class Upper>
requires std::convertible_to<Lower, estimate> && std::convertible_to<Upper, estimate>
[[nodiscard]] estimate clamp(const std::same_as<estimate> auto& x, const Lower& lower, const Upper& upper) {
  const estimate from(lower);
  const estimate to(upper);
  const detail::node& a = *from.root();
  const detail::node& b = *to.root();
  constexpr auto constant = detail::operation::constant;
  if (a.kind == constant && b.kind == constant && a.number > b.number) {
    throw domain_error("reckon::clamp: lower " + detail::number_text(a.number) + " is not below upper " +
                       detail::number_text(b.number));
  }
  return (min)((max)(x, from), to);
}

/// a where the event happens, else b. Both are worked out everywhere, and have to be defined everywhere:
/// write if_else(x > 0, log(max(x, 1e-9)), 0).
[[nodiscard]] inline estimate if_else(const event& happens, const estimate& a, const estimate& b) {
  const estimate both(detail::operation::operands, a, b);
  return {detail::operation::choose, happens.difference(), both, std::nullopt,
          happens.or_equal() ? 1.0 : 0.0};
}

/// a + b, with a dependence stated between the two beyond the leaves that they share.
[[nodiscard]] inline estimate add(const estimate& a, const estimate& b, dependence stated) {
  return {detail::operation::add, a, b, stated};
}

/// a - b, with a dependence stated between the two.
[[nodiscard]] inline estimate sub(const estimate& a, const estimate& b, dependence stated) {
  return {detail::operation::subtract, a, b, stated};
}

/// a * b, with a dependence stated between the two.
[[nodiscard]] inline estimate mul(const estimate& a, const estimate& b, dependence stated) {
  return {detail::operation::multiply, a, b, stated};
}

/// a / b, with a dependence stated between the two.
[[nodiscard]] inline estimate div(const estimate& a, const estimate& b, dependence stated) {
  return {detail::operation::divide, a, b, stated};
}

/// The sum of a range of estimates; 0 if it is empty.
template <std::ranges::input_range Range>
requires std::convertible_to<std::ranges::range_reference_t<Range>, estimate>
[[nodiscard]] estimate sum(Range&& terms) {
  estimate total;
  bool first = true;
  for (auto&& term : terms) {
    total = first ? estimate(term) : total + term;
    first = false;
  }
  return total;
}

/// The product of a range of estimates; 1 if it is empty.
template <std::ranges::input_range Range>
requires std::convertible_to<std::ranges::range_reference_t<Range>, estimate>
[[nodiscard]] estimate product(Range&& factors) {
  estimate total(1.0);
  bool first = true;
  for (auto&& factor : factors) {
    total = first ? estimate(factor) : total * factor;
    first = false;
  }
  return total;
}

}  // namespace reckon
