// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/catch2/matcher.hpp>
#include <reckon/reckon.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace reckon::detail::matching {

/// The enumerators of an enumeration in order, "by::report,origin,...", for those that are printed by name.
template <class Enum>
inline constexpr std::string_view enumerators{};

template <>
inline constexpr std::string_view enumerators<by> = "by::report,origin,outlet,leaf";
template <>
inline constexpr std::string_view enumerators<dependence> =
    "dependence::independent,unknown,perfect,opposite";
template <>
inline constexpr std::string_view enumerators<engine> = "engine::closed_form,convolution,ensemble,steps";
template <>
inline constexpr std::string_view enumerators<on_undefined> = "on_undefined::refuse,conditional";
template <>
inline constexpr std::string_view enumerators<description_style> = "description_style::close,rough";
template <>
inline constexpr std::string_view enumerators<set_as> = "set_as::bounds,uniform";
template <>
inline constexpr std::string_view enumerators<hedge_sense> =
    "hedge_sense::none,approximate,below,above,exactly";
template <>
inline constexpr std::string_view enumerators<bound_sense> =
    "bound_sense::none,at_least,more_than,at_most,less_than";
template <>
inline constexpr std::string_view enumerators<vague_word> =
    "vague_word::none,tens,dozens,scores,hundreds,thousands,lakhs,millions,crores,billions,trillions,several,"
    "few,"
    "couple,handful,many";
template <>
inline constexpr std::string_view enumerators<phrase_kind> =
    "phrase_kind::exact,approximate,range,at_least,more_than,at_most,less_than,tolerance,vague,change,silent";
template <>
inline constexpr std::string_view enumerators<sameness> = "sameness::different,possible,same";
template <>
inline constexpr std::string_view enumerators<overlap_relation> =
    "overlap_relation::both_empty,first_empty,second_empty,before,meets,overlaps,starts,contained_by,"
    "finishes,"
    "equals,finished_by,contains,started_by,overlapped_by,met_by,after";
template <>
inline constexpr std::string_view enumerators<measurand_kind> =
    "measurand_kind::unspecified,stock,flow,cumulative";
template <>
inline constexpr std::string_view enumerators<report_status> = "report_status::observed,planned";
template <>
inline constexpr std::string_view enumerators<remark_kind> =
    "remark_kind::conflict,measurand_hint,silence,double_count,uncertain_ancestry,prior_dominated,bound_"
    "dominated,"
    "several_modes,too_good_agreement,assumption";

/// An enumeration of reckon whose enumerators have names here.
template <class Enum>
concept named_enumeration = !enumerators<Enum>.empty();

/// "by::origin"; the number in parentheses behind the type if it is none of the enumerators.
template <named_enumeration Enum>
[[nodiscard]] std::string enumerator_text(Enum value) {
  const std::string_view all = enumerators<Enum>;
  const std::size_t colons = all.find("::") + 2;
  const auto number = static_cast<std::size_t>(value);
  std::size_t begin = colons;
  for (std::size_t i = 0; i < number; ++i) {
    const std::size_t comma = all.find(',', begin);
    if (comma == std::string_view::npos) {
      return std::string(all.substr(0, colons - 2)) + '(' + std::to_string(number) + ')';
    }
    begin = comma + 1;
  }
  const std::size_t end = all.find(',', begin);
  return std::string(all.substr(0, colons)) + std::string(all.substr(begin, end - begin));
}

}  // namespace reckon::detail::matching

/// How Catch2 shows the enumerators of reckon.
namespace Catch {

template <reckon::detail::matching::named_enumeration Enum>
struct StringMaker<Enum> {
  static std::string convert(Enum value) { return reckon::detail::matching::enumerator_text(value); }
};

}  // namespace Catch
