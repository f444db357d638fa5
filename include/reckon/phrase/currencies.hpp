// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/table.hpp>

#include <cstdint>
#include <string_view>

/// What units are, and the symbols and codes of currencies that stand before a number.
namespace reckon::detail::words {

enum class unit_class : std::uint8_t { none, currency, percent, physical };

/// A unit symbol or unit word. Symbols of a few letters are told apart by case.
struct unit_idiom {
  std::string_view text;
  unit_class kind;
  bool symbol = false;
};

inline constexpr auto currency_prefixes = indexed<unit_idiom>({
    {"$", unit_class::currency},      {"us$", unit_class::currency},       {"a$", unit_class::currency},
    {"c$", unit_class::currency},     {"\u20ac", unit_class::currency},    {"\u00a3", unit_class::currency},
    {"\u00a5", unit_class::currency}, {"\u20b9", unit_class::currency},    {"\u20a9", unit_class::currency},
    {"\u20b4", unit_class::currency}, {"\u20bd", unit_class::currency},    {"usd", unit_class::currency},
    {"eur", unit_class::currency},    {"gbp", unit_class::currency},       {"us $", unit_class::currency},
    {"u.s. $", unit_class::currency}, {"au$", unit_class::currency},       {"aud$", unit_class::currency},
    {"cad$", unit_class::currency},   {"nz$", unit_class::currency},       {"hk$", unit_class::currency},
    {"j$", unit_class::currency},     {"tt$", unit_class::currency},       {"s$", unit_class::currency},
    {"nt$", unit_class::currency},    {"r$", unit_class::currency},        {"mx$", unit_class::currency},
    {"aud", unit_class::currency},    {"cad", unit_class::currency},       {"nzd", unit_class::currency},
    {"hkd", unit_class::currency},    {"sgd", unit_class::currency},       {"chf", unit_class::currency},
    {"jpy", unit_class::currency},    {"cny", unit_class::currency},       {"rmb", unit_class::currency},
    {"inr", unit_class::currency},    {"krw", unit_class::currency},       {"brl", unit_class::currency},
    {"mxn", unit_class::currency},    {"zar", unit_class::currency},       {"nok", unit_class::currency},
    {"dkk", unit_class::currency},    {"pln", unit_class::currency},       {"uah", unit_class::currency},
    {"ils", unit_class::currency},    {"thb", unit_class::currency},       {"rs.", unit_class::currency},
    {"rs", unit_class::currency},     {"can$", unit_class::currency},      {"\u20aa", unit_class::currency},
    {"\u20ba", unit_class::currency}, {"\u20a6", unit_class::currency},    {"\u20b1", unit_class::currency},
    {"\u20ab", unit_class::currency}, {"\u0e3f", unit_class::currency},    {"\u20a1", unit_class::currency},
    {"\u20b5", unit_class::currency}, {"\u20bf", unit_class::currency},    {"\uffe5", unit_class::currency},
    {"\uff04", unit_class::currency}, {"sek", unit_class::currency},       {"huf", unit_class::currency},
    {"czk", unit_class::currency},    {"aed", unit_class::currency},       {"pkr", unit_class::currency},
    {"idr", unit_class::currency},    {"twd", unit_class::currency},       {"myr", unit_class::currency},
    {"egp", unit_class::currency},    {"ngn", unit_class::currency},       {"kes", unit_class::currency},
    {"ksh", unit_class::currency},    {"sar", unit_class::currency},       {"qar", unit_class::currency},
    {"kwd", unit_class::currency},    {"lkr", unit_class::currency},       {"bdt", unit_class::currency},
    {"vnd", unit_class::currency},    {"rub", unit_class::currency, true}, {"rm", unit_class::currency, true},
});

/// Letters of a country between the sign of its dollar and the number: "$US113 million", "$A5".
inline constexpr auto dollar_countries = indexed<plain_idiom>({
    {"us"},
    {"a"},
    {"au"},
    {"c"},
    {"nz"},
    {"hk"},
    {"s"},
});

}  // namespace reckon::detail::words
