// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/number_text.hpp>
#include <reckon/distribution.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox.hpp>
#include <reckon/pbox/envelope.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

namespace reckon {

namespace detail {

template <class T>
concept number_or_set = std::convertible_to<T, double> || std::same_as<T, interval<>>;

template <class... T>
concept some_set = (number_or_set<T> && ...) && (std::same_as<T, interval<>> || ...);

[[nodiscard]] inline interval<> parameter(interval<> x, const char* function) {
  if (is_common_interval(x)) return x;
  throw domain_error(std::string("reckon::") + function + ": the parameter [" + number_text(x.lower()) +
                     ", " + number_text(x.upper()) + "] must be bounded and not empty");
}
[[nodiscard]] inline interval<> parameter(double x, const char* function) {
  return parameter(interval<>(x, x), function);
}

/// The envelope of the shapes at the corners of a box of parameters.
template <std::size_t N, class Make>
pbox over_corners(const std::array<interval<>, N>& box, const Make& make) {
  std::vector<pbox> corners;
  for (std::size_t corner = 0; corner < std::size_t{1} << N; ++corner) {
    std::array<double, N> parameters;
    bool repeated = false;
    for (std::size_t i = 0; i < N; ++i) {
      const bool upper = (corner >> i) & 1U;
      repeated = repeated || (upper && is_singleton(box[i]));
      parameters[i] = upper ? box[i].upper() : box[i].lower();
    }
    if (!repeated) corners.emplace_back(make(parameters));
  }
  return envelope(corners);
}

}  // namespace detail

/// A family of shapes with parameters that are known as sets: over_parameters(make, a, b), where make(a, b)
/// is the shape for numbers a and b. At every level the quantile must rise or fall with each parameter while
/// the others keep still, in a direction that may depend on the level and on the others; then its bounds are
/// met where each parameter is at an end. Families of location and scale, and their logarithms, are such; so
/// are gamma, beta and Weibull. Errors: domain_error if a set is empty or unbounded; what `make` throws.
template <class Make, detail::number_or_set... Parameters>
requires(sizeof...(Parameters) > 0 && sizeof...(Parameters) <= 8) [[nodiscard]] pbox
    over_parameters(const Make& make, Parameters... parameters) {
  constexpr std::size_t count = sizeof...(Parameters);
  const std::array<interval<>, count> box{detail::parameter(parameters, "over_parameters")...};
  return detail::over_corners(box, [&](const std::array<double, count>& numbers) -> distribution {
    return std::apply(make, numbers);
  });
}

/// Normal shapes whose mean or standard deviation is known as a set.
/// Errors: domain_error if a set is empty or unbounded, or reaches what normal refuses.
template <class Mean, class Deviation>
requires detail::some_set<Mean, Deviation>
[[nodiscard]] pbox normal(Mean mean, Deviation sd) {
  return over_parameters([](double m, double s) { return normal(m, s); }, mean, sd);
}

/// Lognormal shapes whose location or scale, of the logarithm, is known as a set.
/// Errors: domain_error if a set is empty or unbounded, or reaches what lognormal refuses.
template <class Location, class Scale>
requires detail::some_set<Location, Scale>
[[nodiscard]] pbox lognormal(Location location, Scale scale) {
  return over_parameters([](double m, double s) { return lognormal(m, s); }, location, scale);
}

/// Uniform shapes whose ends are known as sets.
/// Errors: domain_error if a set is empty or unbounded, or the sets overlap.
template <class Lower, class Upper>
requires detail::some_set<Lower, Upper>
[[nodiscard]] pbox uniform(Lower lower, Upper upper) {
  return over_parameters([](double a, double b) { return uniform(a, b); }, lower, upper);
}

/// Triangular shapes whose ends or peak are known as sets.
/// Errors: domain_error if a set is empty or unbounded, or the sets overlap.
template <class Lower, class Mode, class Upper>
requires detail::some_set<Lower, Mode, Upper>
[[nodiscard]] pbox triangular(Lower lower, Mode mode, Upper upper) {
  return over_parameters([](double a, double m, double b) { return triangular(a, m, b); }, lower, mode,
                         upper);
}

}  // namespace reckon
