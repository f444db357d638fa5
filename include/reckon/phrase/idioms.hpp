// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>

#include <cstdint>
#include <string_view>

namespace reckon {

/// Which way a hedge word leans from the number beside it.
enum class hedge_sense : std::uint8_t {
  none,         ///< no hedge, or one that says nothing about the number ("reportedly")
  approximate,  ///< about, around, roughly, an estimated, or so
  below,        ///< nearly, almost, close to, just under
  above,        ///< just over, slightly more than
  exactly,      ///< exactly, precisely
};

/// Which side of the stated number is left open.
enum class bound_sense : std::uint8_t {
  none,
  at_least,   ///< at least, no fewer than, or more
  more_than,  ///< more than, over, in excess of
  at_most,    ///< at most, up to, as many as, or fewer
  less_than,  ///< fewer than, under, below
};

/// The word of a vague amount. A plural is multiplied by what follows its "of" (tens of thousands), the last
/// five by the scale beside them (several hundred).
enum class vague_word : std::uint8_t {
  none,
  tens,
  dozens,
  scores,
  hundreds,
  thousands,
  lakhs,
  millions,
  crores,
  billions,
  trillions,
  several,
  few,
  couple,
  handful,
  many,
};

}  // namespace reckon

/// The words that phrases are made of, apart from number words.
namespace reckon::detail::words {

enum class prefix_role : std::uint8_t {
  hedge,
  bound,
  between,
  from,
  negation,
  filler,
};

/// An idiom that may stand before a value.
struct prefix_idiom {
  std::string_view text;
  prefix_role role;
  hedge_sense hedge = hedge_sense::none;
  bound_sense bound = bound_sense::none;
};

[[nodiscard]] constexpr prefix_idiom hedge_words(std::string_view text, hedge_sense sense) noexcept {
  return {text, prefix_role::hedge, sense, bound_sense::none};
}

[[nodiscard]] constexpr prefix_idiom bound_words(std::string_view text, bound_sense sense) noexcept {
  return {text, prefix_role::bound, hedge_sense::none, sense};
}

inline constexpr prefix_idiom prefixes[] = {
    hedge_words("about", hedge_sense::approximate),
    hedge_words("around", hedge_sense::approximate),
    hedge_words("roughly", hedge_sense::approximate),
    hedge_words("approximately", hedge_sense::approximate),
    hedge_words("approx.", hedge_sense::approximate),
    hedge_words("approx", hedge_sense::approximate),
    hedge_words("circa", hedge_sense::approximate),
    hedge_words("ca.", hedge_sense::approximate),
    hedge_words("ca", hedge_sense::approximate),
    hedge_words("c.", hedge_sense::approximate),
    hedge_words("some", hedge_sense::approximate),
    hedge_words("an estimated", hedge_sense::approximate),
    hedge_words("estimated", hedge_sense::approximate),
    hedge_words("estimated at", hedge_sense::approximate),
    hedge_words("estimated to be", hedge_sense::approximate),
    hedge_words("an estimate of", hedge_sense::approximate),
    hedge_words("estimates of", hedge_sense::approximate),
    hedge_words("perhaps", hedge_sense::approximate),
    hedge_words("maybe", hedge_sense::approximate),
    hedge_words("possibly", hedge_sense::approximate),
    hedge_words("probably", hedge_sense::approximate),
    hedge_words("likely", hedge_sense::approximate),
    hedge_words("more or less", hedge_sense::approximate),
    hedge_words("just about", hedge_sense::approximate),
    hedge_words("something like", hedge_sense::approximate),
    hedge_words("somewhere around", hedge_sense::approximate),
    hedge_words("somewhere near", hedge_sense::approximate),
    hedge_words("in the region of", hedge_sense::approximate),
    hedge_words("in the vicinity of", hedge_sense::approximate),
    hedge_words("in the neighborhood of", hedge_sense::approximate),
    hedge_words("in the neighbourhood of", hedge_sense::approximate),
    hedge_words("on the order of", hedge_sense::approximate),
    hedge_words("of the order of", hedge_sense::approximate),
    hedge_words("in the order of", hedge_sense::approximate),
    hedge_words("~", hedge_sense::approximate),
    hedge_words("\u223c", hedge_sense::approximate),
    hedge_words("\u2248", hedge_sense::approximate),
    hedge_words("nearly", hedge_sense::below),
    hedge_words("almost", hedge_sense::below),
    hedge_words("not quite", hedge_sense::below),
    hedge_words("close to", hedge_sense::below),
    hedge_words("approaching", hedge_sense::below),
    hedge_words("nearing", hedge_sense::below),
    hedge_words("just under", hedge_sense::below),
    hedge_words("just below", hedge_sense::below),
    hedge_words("just less than", hedge_sense::below),
    hedge_words("just fewer than", hedge_sense::below),
    hedge_words("just short of", hedge_sense::below),
    hedge_words("just shy of", hedge_sense::below),
    hedge_words("slightly under", hedge_sense::below),
    hedge_words("slightly below", hedge_sense::below),
    hedge_words("slightly less than", hedge_sense::below),
    hedge_words("slightly fewer than", hedge_sense::below),
    hedge_words("a little under", hedge_sense::below),
    hedge_words("a little below", hedge_sense::below),
    hedge_words("a little less than", hedge_sense::below),
    hedge_words("a little fewer than", hedge_sense::below),
    hedge_words("a bit under", hedge_sense::below),
    hedge_words("a bit less than", hedge_sense::below),
    hedge_words("just over", hedge_sense::above),
    hedge_words("just above", hedge_sense::above),
    hedge_words("just more than", hedge_sense::above),
    hedge_words("slightly over", hedge_sense::above),
    hedge_words("slightly above", hedge_sense::above),
    hedge_words("slightly more than", hedge_sense::above),
    hedge_words("a little over", hedge_sense::above),
    hedge_words("a little above", hedge_sense::above),
    hedge_words("a little more than", hedge_sense::above),
    hedge_words("a bit over", hedge_sense::above),
    hedge_words("a bit more than", hedge_sense::above),
    hedge_words("exactly", hedge_sense::exactly),
    hedge_words("precisely", hedge_sense::exactly),
    hedge_words("reportedly", hedge_sense::none),
    hedge_words("allegedly", hedge_sense::none),
    bound_words("more than", bound_sense::more_than),
    bound_words("well more than", bound_sense::more_than),
    bound_words("far more than", bound_sense::more_than),
    bound_words("much more than", bound_sense::more_than),
    bound_words("greater than", bound_sense::more_than),
    bound_words("higher than", bound_sense::more_than),
    bound_words("over", bound_sense::more_than),
    bound_words("well over", bound_sense::more_than),
    bound_words("above", bound_sense::more_than),
    bound_words("well above", bound_sense::more_than),
    bound_words("upwards of", bound_sense::more_than),
    bound_words("upward of", bound_sense::more_than),
    bound_words("north of", bound_sense::more_than),
    bound_words("in excess of", bound_sense::more_than),
    bound_words("well in excess of", bound_sense::more_than),
    bound_words("exceeding", bound_sense::more_than),
    bound_words("topping", bound_sense::more_than),
    bound_words("surpassing", bound_sense::more_than),
    bound_words("not at most", bound_sense::more_than),
    bound_words(">", bound_sense::more_than),
    bound_words("at least", bound_sense::at_least),
    bound_words("at the least", bound_sense::at_least),
    bound_words("no fewer than", bound_sense::at_least),
    bound_words("no less than", bound_sense::at_least),
    bound_words("not fewer than", bound_sense::at_least),
    bound_words("not less than", bound_sense::at_least),
    bound_words("not under", bound_sense::at_least),
    bound_words("not below", bound_sense::at_least),
    bound_words("hardly less than", bound_sense::at_least),
    bound_words("hardly fewer than", bound_sense::at_least),
    bound_words("scarcely less than", bound_sense::at_least),
    bound_words("scarcely fewer than", bound_sense::at_least),
    bound_words("a minimum of", bound_sense::at_least),
    bound_words("minimum of", bound_sense::at_least),
    bound_words("as few as", bound_sense::at_least),
    bound_words("as little as", bound_sense::at_least),
    bound_words(">=", bound_sense::at_least),
    bound_words("\u2265", bound_sense::at_least),
    bound_words("less than", bound_sense::less_than),
    bound_words("fewer than", bound_sense::less_than),
    bound_words("far less than", bound_sense::less_than),
    bound_words("far fewer than", bound_sense::less_than),
    bound_words("under", bound_sense::less_than),
    bound_words("well under", bound_sense::less_than),
    bound_words("below", bound_sense::less_than),
    bound_words("well below", bound_sense::less_than),
    bound_words("not at least", bound_sense::less_than),
    bound_words("<", bound_sense::less_than),
    bound_words("at most", bound_sense::at_most),
    bound_words("at the most", bound_sense::at_most),
    bound_words("no more than", bound_sense::at_most),
    bound_words("not more than", bound_sense::at_most),
    bound_words("not over", bound_sense::at_most),
    bound_words("not above", bound_sense::at_most),
    bound_words("not exceeding", bound_sense::at_most),
    bound_words("no greater than", bound_sense::at_most),
    bound_words("up to", bound_sense::at_most),
    bound_words("as many as", bound_sense::at_most),
    bound_words("as much as", bound_sense::at_most),
    bound_words("a maximum of", bound_sense::at_most),
    bound_words("maximum of", bound_sense::at_most),
    bound_words("<=", bound_sense::at_most),
    bound_words("\u2264", bound_sense::at_most),
    {"between", prefix_role::between},
    {"somewhere between", prefix_role::between},
    {"anywhere between", prefix_role::between},
    {"ranging between", prefix_role::between},
    {"from", prefix_role::from},
    {"ranging from", prefix_role::from},
    {"anywhere from", prefix_role::from},
    {"somewhere from", prefix_role::from},
    {"from a low of", prefix_role::from},
    {"ranging from a low of", prefix_role::from},
    {"in the range of", prefix_role::from},
    {"a range of", prefix_role::from},
    {"not", prefix_role::negation},
    {"not only", prefix_role::filler},
    {"not just", prefix_role::filler},
    {"only", prefix_role::filler},
    {"just", prefix_role::filler},
    {"another", prefix_role::filler},
    {"an additional", prefix_role::filler},
    {"a further", prefix_role::filler},
    {"a total of", prefix_role::filler},
    {"the", prefix_role::filler},
    {"a", prefix_role::filler},
    {"=", prefix_role::filler},
};

enum class tail_role : std::uint8_t { or_more, or_fewer, or_so };

/// An idiom that may stand behind a value or behind its noun.
struct tail_idiom {
  std::string_view text;
  tail_role role;
};

inline constexpr tail_idiom tails[] = {
    {"or more", tail_role::or_more},    {"and more", tail_role::or_more},
    {"or greater", tail_role::or_more}, {"or higher", tail_role::or_more},
    {"or above", tail_role::or_more},   {"or over", tail_role::or_more},
    {"and above", tail_role::or_more},  {"and over", tail_role::or_more},
    {"and up", tail_role::or_more},     {"and counting", tail_role::or_more},
    {"plus", tail_role::or_more},       {"or fewer", tail_role::or_fewer},
    {"or less", tail_role::or_fewer},   {"or lower", tail_role::or_fewer},
    {"or below", tail_role::or_fewer},  {"or under", tail_role::or_fewer},
    {"or so", tail_role::or_so},        {"or thereabouts", tail_role::or_so},
    {"more or less", tail_role::or_so}, {"give or take", tail_role::or_so},
    {"odd", tail_role::or_so},          {"ish", tail_role::or_so},
};

/// A bare entry of a word list.
struct plain_idiom {
  std::string_view text;
};

/// Words that join the two ends of a range, apart from dashes, "and" and "or".
inline constexpr plain_idiom joins[] = {
    {"to"},           {"through"},       {"thru"},          {"up to"},
    {"to a high of"}, {"to as many as"}, {"to as much as"}, {"to up to"},
};

/// Signs and words before the half-width of a tolerance.
inline constexpr plain_idiom tolerance_signs[] = {
    {"\u00b1"}, {"+/-"}, {"+-"}, {"plus or minus"}, {"plus/minus"}, {"give or take"},
};

/// Verbs of a change from one value to another.
inline constexpr plain_idiom change_verbs[] = {
    {"rose"},      {"risen"},      {"rising"},     {"grew"},        {"grown"},   {"growing"},   {"increased"},
    {"climbed"},   {"jumped"},     {"soared"},     {"surged"},      {"swelled"}, {"went"},      {"gone"},
    {"up"},        {"down"},       {"fell"},       {"fallen"},      {"falling"}, {"dropped"},   {"declined"},
    {"decreased"}, {"shrank"},     {"shrunk"},     {"plunged"},     {"slipped"}, {"reduced"},   {"revised"},
    {"raised"},    {"lowered"},    {"cut"},        {"expanded"},    {"widened"}, {"dwindled"},  {"moved"},
    {"changed"},   {"increasing"}, {"decreasing"}, {"an increase"}, {"a rise"},  {"a decline"}, {"a drop"},
    {"a fall"},    {"a decrease"},
};

/// Statements that the count is nought.
inline constexpr plain_idiom zero_words[] = {
    {"none"}, {"nobody"}, {"no one"}, {"nil"}, {"no"}, {"not one"}, {"not a single"}, {"not any"},
};

enum class unit_class : std::uint8_t { none, currency, percent, physical };

/// A unit symbol or unit word. Symbols of a few letters are told apart by case.
struct unit_idiom {
  std::string_view text;
  unit_class kind;
  bool symbol = false;
};

inline constexpr unit_idiom currency_prefixes[] = {
    {"$", unit_class::currency},      {"us$", unit_class::currency},    {"a$", unit_class::currency},
    {"c$", unit_class::currency},     {"\u20ac", unit_class::currency}, {"\u00a3", unit_class::currency},
    {"\u00a5", unit_class::currency}, {"\u20b9", unit_class::currency}, {"\u20a9", unit_class::currency},
    {"\u20b4", unit_class::currency}, {"\u20bd", unit_class::currency}, {"usd", unit_class::currency},
    {"eur", unit_class::currency},    {"gbp", unit_class::currency},
};

inline constexpr unit_idiom units[] = {
    {"%", unit_class::percent},
    {"percent", unit_class::percent},
    {"per cent", unit_class::percent},
    {"pct", unit_class::percent},
    {"percentage points", unit_class::percent},
    {"$", unit_class::currency},
    {"\u20ac", unit_class::currency},
    {"\u00a3", unit_class::currency},
    {"usd", unit_class::currency},
    {"eur", unit_class::currency},
    {"gbp", unit_class::currency},
    {"dollar", unit_class::currency},
    {"dollars", unit_class::currency},
    {"us dollars", unit_class::currency},
    {"u.s. dollars", unit_class::currency},
    {"cents", unit_class::currency},
    {"euro", unit_class::currency},
    {"euros", unit_class::currency},
    {"pound", unit_class::currency},
    {"pounds", unit_class::currency},
    {"yen", unit_class::currency},
    {"yuan", unit_class::currency},
    {"rubles", unit_class::currency},
    {"roubles", unit_class::currency},
    {"rupees", unit_class::currency},
    {"hryvnia", unit_class::currency},
    {"francs", unit_class::currency},
    {"m", unit_class::physical, true},
    {"mm", unit_class::physical, true},
    {"cm", unit_class::physical, true},
    {"km", unit_class::physical, true},
    {"km2", unit_class::physical, true},
    {"m2", unit_class::physical, true},
    {"m3", unit_class::physical, true},
    {"mi", unit_class::physical, true},
    {"ft", unit_class::physical, true},
    {"mg", unit_class::physical, true},
    {"g", unit_class::physical, true},
    {"kg", unit_class::physical, true},
    {"t", unit_class::physical, true},
    {"lb", unit_class::physical, true},
    {"lbs", unit_class::physical, true},
    {"oz", unit_class::physical, true},
    {"l", unit_class::physical, true},
    {"ha", unit_class::physical, true},
    {"s", unit_class::physical, true},
    {"ms", unit_class::physical, true},
    {"\u00b0", unit_class::physical},
    {"\u00b0c", unit_class::physical},
    {"\u00b0f", unit_class::physical},
    {"degrees", unit_class::physical},
    {"metre", unit_class::physical},
    {"metres", unit_class::physical},
    {"meter", unit_class::physical},
    {"meters", unit_class::physical},
    {"kilometre", unit_class::physical},
    {"kilometres", unit_class::physical},
    {"kilometer", unit_class::physical},
    {"kilometers", unit_class::physical},
    {"square kilometres", unit_class::physical},
    {"square kilometers", unit_class::physical},
    {"square miles", unit_class::physical},
    {"square metres", unit_class::physical},
    {"square meters", unit_class::physical},
    {"mile", unit_class::physical},
    {"miles", unit_class::physical},
    {"feet", unit_class::physical},
    {"inches", unit_class::physical},
    {"yards", unit_class::physical},
    {"acres", unit_class::physical},
    {"hectares", unit_class::physical},
    {"grams", unit_class::physical},
    {"kilogram", unit_class::physical},
    {"kilograms", unit_class::physical},
    {"kilos", unit_class::physical},
    {"ton", unit_class::physical},
    {"tons", unit_class::physical},
    {"tonne", unit_class::physical},
    {"tonnes", unit_class::physical},
    {"metric tons", unit_class::physical},
    {"ounces", unit_class::physical},
    {"litres", unit_class::physical},
    {"liters", unit_class::physical},
    {"gallons", unit_class::physical},
    {"seconds", unit_class::physical},
    {"minutes", unit_class::physical},
    {"hours", unit_class::physical},
    {"days", unit_class::physical},
    {"weeks", unit_class::physical},
    {"months", unit_class::physical},
    {"years", unit_class::physical},
};

/// The unit that stands at this place, symbols in their own case.
[[nodiscard]] constexpr idiom_match<unit_idiom> unit_at(std::string_view text, std::size_t at) noexcept {
  idiom_match<unit_idiom> best;
  const char first = folded(byte_at(text, at));
  for (const unit_idiom& unit : units) {
    if (unit.text.front() != first) continue;
    const std::size_t end = idiom_at(text, at, unit.text);
    if (end <= best.end || (unit.symbol && text.substr(at, end - at) != unit.text)) continue;
    // "km2" ends with a digit, so that the rule for letters does not guard it.
    if (unit.symbol && !ends_word(text, end)) continue;
    best = {&unit, end};
  }
  return best;
}

/// A word that multiplies the number before it.
struct scale_word {
  std::string_view text;
  decimal value;
};

inline constexpr scale_word scale_words[] = {
    {"hundred", {1, 2}},  {"thousand", {1, 3}}, {"lakh", {1, 5}},      {"million", {1, 6}},
    {"crore", {1, 7}},    {"billion", {1, 9}},  {"trillion", {1, 12}}, {"dozen", {12, 0}},
    {"score", {2, 1}},    {"hundreds", {1, 2}}, {"thousands", {1, 3}}, {"lakhs", {1, 5}},
    {"millions", {1, 6}}, {"crores", {1, 7}},   {"billions", {1, 9}},  {"trillions", {1, 12}},
    {"dozens", {12, 0}},
};

/// Abbreviated scales. Those of one letter must touch the digits and are told apart by case.
inline constexpr scale_word scale_abbreviations[] = {
    {"bn", {1, 9}}, {"mn", {1, 6}}, {"tn", {1, 12}}, {"bln", {1, 9}}, {"mln", {1, 6}}, {"trn", {1, 12}},
};

/// A vague plural and the number that it is a plural of.
struct vague_plural {
  std::string_view text;
  vague_word word;
  decimal value;
};

inline constexpr vague_plural vague_plurals[] = {
    {"tens", vague_word::tens, {1, 1}},           {"dozens", vague_word::dozens, {12, 0}},
    {"scores", vague_word::scores, {2, 1}},       {"hundreds", vague_word::hundreds, {1, 2}},
    {"thousands", vague_word::thousands, {1, 3}}, {"lakhs", vague_word::lakhs, {1, 5}},
    {"millions", vague_word::millions, {1, 6}},   {"crores", vague_word::crores, {1, 7}},
    {"billions", vague_word::billions, {1, 9}},   {"trillions", vague_word::trillions, {1, 12}},
};

/// Words for a small number of something, which a scale may follow.
struct vague_idiom {
  std::string_view text;
  vague_word word;
};

inline constexpr vague_idiom vague_idioms[] = {
    {"several", vague_word::several},
    {"a few", vague_word::few},
    {"few", vague_word::few},
    {"quite a few", vague_word::few},
    {"a couple of", vague_word::couple},
    {"a couple", vague_word::couple},
    {"couple of", vague_word::couple},
    {"couple", vague_word::couple},
    {"a handful of", vague_word::handful},
    {"a handful", vague_word::handful},
    {"handful of", vague_word::handful},
    {"handful", vague_word::handful},
    {"many", vague_word::many},
};

/// Words that no noun of a phrase contains: with them the phrase would say more than was read.
inline constexpr plain_idiom noun_breakers[] = {
    {"or"},       {"but"},     {"if"},       {"not"},    {"nor"},   {"than"},     {"maybe"}, {"perhaps"},
    {"possibly"}, {"unless"},  {"although"}, {"though"}, {"fewer"}, {"less"},     {"more"},  {"versus"},
    {"vs"},       {"between"}, {"through"},  {"minus"},  {"plus"},  {"compared"},
};

/// A word that no noun ends with, and that some nouns do not begin with.
struct link_word {
  std::string_view text;
  bool may_begin;
};

inline constexpr link_word noun_links[] = {
    {"and", false}, {"to", false}, {"of", false},  {"a", false}, {"an", false}, {"the", false}, {"in", true},
    {"from", true}, {"for", true}, {"with", true}, {"by", true}, {"at", true},  {"on", true},
};

}  // namespace reckon::detail::words
