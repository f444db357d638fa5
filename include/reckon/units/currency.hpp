// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/unit.hpp>

#include <string_view>

// Money. Each currency is a dimension of its own: a rate of exchange is a measured quantity with a day and a
// source, not a constant that a compiler knows. Write it out: cost * (rate * usd / eur). The codes are those
// of ISO 4217; the ordinals 7220 to 7228 are taken program-wide (docs/units.md).
namespace reckon {

/// The dimension of money of one currency.
struct usd_dimension : boost::units::base_dimension<usd_dimension, 7220> {};
struct eur_dimension : boost::units::base_dimension<eur_dimension, 7221> {};
struct gbp_dimension : boost::units::base_dimension<gbp_dimension, 7222> {};
struct krw_dimension : boost::units::base_dimension<krw_dimension, 7223> {};
struct jpy_dimension : boost::units::base_dimension<jpy_dimension, 7224> {};
struct cny_dimension : boost::units::base_dimension<cny_dimension, 7225> {};
struct chf_dimension : boost::units::base_dimension<chf_dimension, 7226> {};
struct uah_dimension : boost::units::base_dimension<uah_dimension, 7227> {};
struct rub_dimension : boost::units::base_dimension<rub_dimension, 7228> {};

/// One unit of a currency, with the signs and words under which reports state it. A convention: "$" and
/// "dollars" alone mean those of the United States, "pounds" those of the United Kingdom, a yen sign the yen
/// and "won" that of South Korea.
struct usd_base_unit : boost::units::base_unit<usd_base_unit, usd_dimension::dimension_type, 7220> {
  static constexpr const char* name() { return "US dollar"; }
  static constexpr const char* symbol() { return "USD"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"$",      "US$",        "USD",      "dollars",
                                               "dollar", "US dollars", "US dollar"};
};
struct eur_base_unit : boost::units::base_unit<eur_base_unit, eur_dimension::dimension_type, 7221> {
  static constexpr const char* name() { return "euro"; }
  static constexpr const char* symbol() { return "EUR"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u20AC", "EUR", "euros", "euro"};
};
struct gbp_base_unit : boost::units::base_unit<gbp_base_unit, gbp_dimension::dimension_type, 7222> {
  static constexpr const char* name() { return "pound sterling"; }
  static constexpr const char* symbol() { return "GBP"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u00A3",          "GBP",     "pounds", "pound",
                                               "pounds sterling", "sterling"};
};
struct krw_base_unit : boost::units::base_unit<krw_base_unit, krw_dimension::dimension_type, 7223> {
  static constexpr const char* name() { return "South Korean won"; }
  static constexpr const char* symbol() { return "KRW"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u20A9", "KRW", "won", "South Korean won", "Korean won"};
};
struct jpy_base_unit : boost::units::base_unit<jpy_base_unit, jpy_dimension::dimension_type, 7224> {
  static constexpr const char* name() { return "yen"; }
  static constexpr const char* symbol() { return "JPY"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u00A5", "JPY", "yen", "Japanese yen"};
};
struct cny_base_unit : boost::units::base_unit<cny_base_unit, cny_dimension::dimension_type, 7225> {
  static constexpr const char* name() { return "yuan"; }
  static constexpr const char* symbol() { return "CNY"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"CNY", "RMB", "yuan", "renminbi", "Chinese yuan"};
};
struct chf_base_unit : boost::units::base_unit<chf_base_unit, chf_dimension::dimension_type, 7226> {
  static constexpr const char* name() { return "Swiss franc"; }
  static constexpr const char* symbol() { return "CHF"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"CHF", "Swiss francs", "Swiss franc"};
};
struct uah_base_unit : boost::units::base_unit<uah_base_unit, uah_dimension::dimension_type, 7227> {
  static constexpr const char* name() { return "hryvnia"; }
  static constexpr const char* symbol() { return "UAH"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u20B4", "UAH", "hryvnia", "hryvnias"};
};
struct rub_base_unit : boost::units::base_unit<rub_base_unit, rub_dimension::dimension_type, 7228> {
  static constexpr const char* name() { return "ruble"; }
  static constexpr const char* symbol() { return "RUB"; }
  static constexpr bool counted = false;
  static constexpr std::string_view nouns[] = {"\u20BD", "RUB",     "rubles",
                                               "ruble",  "roubles", "Russian rubles"};
};

/// The unit objects, also reached by `using namespace reckon::units`.
inline namespace units {

/// The unit of a currency: 5e6 * usd; 100.0 * usd / people.
inline constexpr usd_base_unit::unit_type usd{};
inline constexpr eur_base_unit::unit_type eur{};
inline constexpr gbp_base_unit::unit_type gbp{};
inline constexpr krw_base_unit::unit_type krw{};
inline constexpr jpy_base_unit::unit_type jpy{};
inline constexpr cny_base_unit::unit_type cny{};
inline constexpr chf_base_unit::unit_type chf{};
inline constexpr uah_base_unit::unit_type uah{};
inline constexpr rub_base_unit::unit_type rub{};

}  // namespace units

}  // namespace reckon
