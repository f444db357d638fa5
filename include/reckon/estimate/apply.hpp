// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/estimate/expression.hpp>
#include <reckon/interval.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

namespace reckon {

namespace detail {

template <std::size_t, class T>
using repeated = T;

template <class Function, class T, class Places>
struct takes;
template <class Function, class T, std::size_t... Place>
struct takes<Function, T, std::index_sequence<Place...>>
    : std::bool_constant<std::is_invocable_r_v<T, const Function&, repeated<Place, T>...>> {};

/// A callable of Count arguments.
template <class Function, std::size_t Count>
class held_function final : public user_function {
 public:
  explicit held_function(Function f) : function_(std::move(f)) {}

  double at(std::span<const double> arguments) const override { return call<double>(arguments, places{}); }
  std::optional<interval<>> over(std::span<const interval<>> arguments) const override {
    if constexpr (sets) return call<interval<>>(arguments, places{});
    return std::nullopt;
  }
  bool takes_sets() const override { return sets; }

 private:
  using places = std::make_index_sequence<Count>;
  static constexpr bool sets = takes<Function, interval<>, places>::value;

  template <class T, std::size_t... Place>
  T call(std::span<const T> arguments, std::index_sequence<Place...>) const {
    return function_(arguments[Place]...);
  }

  Function function_;
};

}  // namespace detail

/// A callable from doubles to a double, one for each of Count arguments.
template <class Function, std::size_t Count>
concept function_of_numbers = detail::takes<Function, double, std::make_index_sequence<Count>>::value;

/// Any function of estimates: f takes one double for each of them and returns one. A sample of points goes
/// through it; if it also takes and returns intervals, and returns enclosures, sets go through it too (a
/// generic lambda is tried with both). Where it returns NaN it is undefined. It must give the same value each
/// time and may be called from several threads. Errors: a reading throws domain_error if a leaf is imprecise
/// and f takes numbers only; bounds then knows
///         nothing; to_pbox and stated dependence do not know it.
template <class Function, class... Arguments>
requires function_of_numbers<Function, sizeof...(Arguments)> &&
    (std::same_as<std::remove_cvref_t<Arguments>, estimate> || ...) &&
    (std::convertible_to<const Arguments&, estimate> && ...) [[nodiscard]] estimate
    apply(Function f, const Arguments&... arguments) {
  const std::array<estimate, sizeof...(Arguments)> all{estimate(arguments)...};
  estimate list(detail::operation::operands, all.back());
  for (std::size_t i = all.size() - 1; i-- > 0;) list = estimate(detail::operation::operands, all[i], list);
  using held = detail::held_function<Function, sizeof...(Arguments)>;
  return detail::call_of(std::make_shared<const held>(std::move(f)), list);
}

}  // namespace reckon
