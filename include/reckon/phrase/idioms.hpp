// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/characters.hpp>
#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/table.hpp>

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

inline constexpr auto prefixes = indexed<prefix_idiom>({
    hedge_words("about", hedge_sense::approximate),
    hedge_words("around about", hedge_sense::approximate),
    hedge_words("at about", hedge_sense::approximate),
    hedge_words("at around", hedge_sense::approximate),
    hedge_words("round about", hedge_sense::approximate),
    hedge_words("an approximate", hedge_sense::approximate),
    hedge_words("ballpark", hedge_sense::approximate),
    hedge_words("estimated as", hedge_sense::approximate),
    hedge_words("something in the region of", hedge_sense::approximate),
    hedge_words("in the ballpark of", hedge_sense::approximate),
    hedge_words("in the area of", hedge_sense::approximate),
    hedge_words("near", hedge_sense::approximate),
    hedge_words("virtually", hedge_sense::below),
    hedge_words("practically", hedge_sense::below),
    hedge_words("very nearly", hedge_sense::below),
    hedge_words("a shade under", hedge_sense::below),
    hedge_words("a fraction under", hedge_sense::below),
    hedge_words("nigh on", hedge_sense::below),
    hedge_words("bordering on", hedge_sense::below),
    hedge_words("verging on", hedge_sense::below),
    hedge_words("very close to", hedge_sense::below),
    hedge_words("a shade over", hedge_sense::above),
    hedge_words("a fraction over", hedge_sense::above),
    hedge_words("a tad over", hedge_sense::above),
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
    bound_words("topped", bound_sense::more_than),
    bound_words("tops", bound_sense::more_than),
    bound_words("exceeded", bound_sense::more_than),
    bound_words("exceeds", bound_sense::more_than),
    bound_words("exceed", bound_sense::more_than),
    bound_words("surpassed", bound_sense::more_than),
    bound_words("surpasses", bound_sense::more_than),
    bound_words("surpass", bound_sense::more_than),
    bound_words("beyond", bound_sense::more_than),
    bound_words("well past", bound_sense::more_than),
    bound_words("a good deal more than", bound_sense::more_than),
    bound_words("many more than", bound_sense::more_than),
    bound_words("more than just", bound_sense::more_than),
    bound_words("at the very least", bound_sense::at_least),
    bound_words("at a minimum", bound_sense::at_least),
    bound_words("at minimum", bound_sense::at_least),
    bound_words("as low as", bound_sense::at_least),
    bound_words("starting at", bound_sense::at_least),
    bound_words("starting from", bound_sense::at_least),
    bound_words("min.", bound_sense::at_least),
    bound_words("nothing less than", bound_sense::at_least),
    bound_words("not short of", bound_sense::at_least),
    bound_words("no lower than", bound_sense::at_least),
    bound_words("=>", bound_sense::at_least),
    bound_words("> =", bound_sense::at_least),
    bound_words("\u2a7e", bound_sense::at_least),
    bound_words("not smaller than", bound_sense::at_least),
    bound_words("equal to or above", bound_sense::at_least),
    bound_words("equal to or over", bound_sense::at_least),
    bound_words("equal or above", bound_sense::at_least),
    bound_words("above or equal to", bound_sense::at_least),
    bound_words("over or equal to", bound_sense::at_least),
    bound_words("not beneath", bound_sense::at_least),
    bound_words("at the very most", bound_sense::at_most),
    bound_words("at a maximum", bound_sense::at_most),
    bound_words("at maximum", bound_sense::at_most),
    bound_words("as high as", bound_sense::at_most),
    bound_words("as large as", bound_sense::at_most),
    bound_words("as big as", bound_sense::at_most),
    bound_words("to a maximum of", bound_sense::at_most),
    bound_words("limited to", bound_sense::at_most),
    bound_words("capped at", bound_sense::at_most),
    bound_words("up to and including", bound_sense::at_most),
    bound_words("up to a maximum of", bound_sense::at_most),
    bound_words("max.", bound_sense::at_most),
    bound_words("not exceed", bound_sense::at_most),
    bound_words("never exceed", bound_sense::at_most),
    bound_words("not to exceed", bound_sense::at_most),
    bound_words("did not exceed", bound_sense::at_most),
    bound_words("does not exceed", bound_sense::at_most),
    bound_words("do not exceed", bound_sense::at_most),
    bound_words("no higher than", bound_sense::at_most),
    bound_words("nothing more than", bound_sense::at_most),
    bound_words("up to as many as", bound_sense::at_most),
    bound_words("=<", bound_sense::at_most),
    bound_words("< =", bound_sense::at_most),
    bound_words("\u2a7d", bound_sense::at_most),
    bound_words("not beyond", bound_sense::at_most),
    bound_words("equal to or below", bound_sense::at_most),
    bound_words("equal to or under", bound_sense::at_most),
    bound_words("equal or below", bound_sense::at_most),
    bound_words("below or equal to", bound_sense::at_most),
    bound_words("under or equal to", bound_sense::at_most),
    bound_words("not in excess of", bound_sense::at_most),
    bound_words("a ceiling of", bound_sense::at_most),
    bound_words("a limit of", bound_sense::at_most),
    bound_words("short of", bound_sense::less_than),
    bound_words("fell short of", bound_sense::less_than),
    bound_words("beneath", bound_sense::less_than),
    bound_words("not as many as", bound_sense::less_than),
    bound_words("not as much as", bound_sense::less_than),
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
    {"in between", prefix_role::between},
    {"anything between", prefix_role::between},
    {"something between", prefix_role::between},
    {"ranges between", prefix_role::between},
    {"ranged between", prefix_role::between},
    {"range between", prefix_role::between},
    {"varies between", prefix_role::between},
    {"varied between", prefix_role::between},
    {"vary between", prefix_role::between},
    {"varying between", prefix_role::between},
    {"of between", prefix_role::between},
    {"somewhere between", prefix_role::between},
    {"anywhere between", prefix_role::between},
    {"ranging between", prefix_role::between},
    {"from", prefix_role::from},
    {"ranges from", prefix_role::from},
    {"ranged from", prefix_role::from},
    {"range from", prefix_role::from},
    {"varies from", prefix_role::from},
    {"varied from", prefix_role::from},
    {"vary from", prefix_role::from},
    {"varying from", prefix_role::from},
    {"anything from", prefix_role::from},
    {"in a range of", prefix_role::from},
    {"within a range of", prefix_role::from},
    {"in the range from", prefix_role::from},
    {"the range of", prefix_role::from},
    {"a range from", prefix_role::from},
    {"somewhere in the range of", prefix_role::from},
    {"ranging from", prefix_role::from},
    {"anywhere from", prefix_role::from},
    {"somewhere from", prefix_role::from},
    {"from a low of", prefix_role::from},
    {"ranging from a low of", prefix_role::from},
    {"in the range of", prefix_role::from},
    {"a range of", prefix_role::from},
    {"not", prefix_role::negation},
    {"denied that", prefix_role::negation},
    {"denies that", prefix_role::negation},
    {"deny that", prefix_role::negation},
    {"denying that", prefix_role::negation},
    {"not exactly", prefix_role::negation},
    {"not only", prefix_role::filler},
    {"not just", prefix_role::filler},
    {"only", prefix_role::filler},
    {"a mere", prefix_role::filler},
    {"mere", prefix_role::filler},
    {"a whopping", prefix_role::filler},
    {"a record", prefix_role::filler},
    {"an additional total of", prefix_role::filler},
    {"an average of", prefix_role::filler},
    {"a staggering", prefix_role::filler},
    {"fully", prefix_role::filler},
    {"all of", prefix_role::filler},
    {"equal to", prefix_role::filler},
    {"equals", prefix_role::filler},
    {"is equal to", prefix_role::filler},
    {"numbering", prefix_role::filler},
    {"merely", prefix_role::filler},
    {"a good", prefix_role::filler},
    {"totaling", prefix_role::filler},
    {"totalling", prefix_role::filler},
    {"just", prefix_role::filler},
    {"another", prefix_role::filler},
    {"an additional", prefix_role::filler},
    {"a further", prefix_role::filler},
    {"a total of", prefix_role::filler},
    {"the", prefix_role::filler},
    {"a", prefix_role::filler},
    {"=", prefix_role::filler},
});

enum class tail_role : std::uint8_t { or_more, or_fewer, or_so };

/// An idiom that may stand behind a value or behind its noun.
struct tail_idiom {
  std::string_view text;
  tail_role role;
};

inline constexpr auto tails = indexed<tail_idiom>({
    {"or more", tail_role::or_more},
    {"and more", tail_role::or_more},
    {"or larger", tail_role::or_more},
    {"or bigger", tail_role::or_more},
    {"or better", tail_role::or_more},
    {"or longer", tail_role::or_more},
    {"or beyond", tail_role::or_more},
    {"or up", tail_role::or_more},
    {"or heavier", tail_role::or_more},
    {"or taller", tail_role::or_more},
    {"or stronger", tail_role::or_more},
    {"or faster", tail_role::or_more},
    {"or upwards", tail_role::or_more},
    {"or upward", tail_role::or_more},
    {"and upwards", tail_role::or_more},
    {"and upward", tail_role::or_more},
    {"and higher", tail_role::or_more},
    {"and beyond", tail_role::or_more},
    {"and greater", tail_role::or_more},
    {"and larger", tail_role::or_more},
    {"at least", tail_role::or_more},
    {"at the least", tail_role::or_more},
    {"at the very least", tail_role::or_more},
    {"at a minimum", tail_role::or_more},
    {"at minimum", tail_role::or_more},
    {"minimum", tail_role::or_more},
    {"if not more", tail_role::or_more},
    {"and then some", tail_role::or_more},
    {"or even more", tail_role::or_more},
    {"or perhaps more", tail_role::or_more},
    {"or possibly more", tail_role::or_more},
    {"or maybe more", tail_role::or_more},
    {"upwards", tail_role::or_more},
    {"or older", tail_role::or_more},
    {"and older", tail_role::or_more},
    {"and increasing", tail_role::or_more},
    {"and rising", tail_role::or_more},
    {"or smaller", tail_role::or_fewer},
    {"or shorter", tail_role::or_fewer},
    {"or lighter", tail_role::or_fewer},
    {"or slower", tail_role::or_fewer},
    {"or cheaper", tail_role::or_fewer},
    {"and below", tail_role::or_fewer},
    {"and under", tail_role::or_fewer},
    {"and less", tail_role::or_fewer},
    {"and fewer", tail_role::or_fewer},
    {"and lower", tail_role::or_fewer},
    {"or beneath", tail_role::or_fewer},
    {"at most", tail_role::or_fewer},
    {"at the most", tail_role::or_fewer},
    {"at the very most", tail_role::or_fewer},
    {"at a maximum", tail_role::or_fewer},
    {"at maximum", tail_role::or_fewer},
    {"maximum", tail_role::or_fewer},
    {"max", tail_role::or_fewer},
    {"tops", tail_role::or_fewer},
    {"if not fewer", tail_role::or_fewer},
    {"if not less", tail_role::or_fewer},
    {"or younger", tail_role::or_fewer},
    {"and younger", tail_role::or_fewer},
    {"or even less", tail_role::or_fewer},
    {"or even fewer", tail_role::or_fewer},
    {"or perhaps fewer", tail_role::or_fewer},
    {"or thereabout", tail_role::or_so},
    {"more-or-less", tail_role::or_so},
    {"or greater", tail_role::or_more},
    {"or higher", tail_role::or_more},
    {"or above", tail_role::or_more},
    {"or over", tail_role::or_more},
    {"and above", tail_role::or_more},
    {"and over", tail_role::or_more},
    {"and up", tail_role::or_more},
    {"and counting", tail_role::or_more},
    {"plus", tail_role::or_more},
    {"or fewer", tail_role::or_fewer},
    {"or less", tail_role::or_fewer},
    {"or lower", tail_role::or_fewer},
    {"or below", tail_role::or_fewer},
    {"or under", tail_role::or_fewer},
    {"or so", tail_role::or_so},
    {"or thereabouts", tail_role::or_so},
    {"more or less", tail_role::or_so},
    {"give or take", tail_role::or_so},
    {"odd", tail_role::or_so},
    {"ish", tail_role::or_so},
});

/// A bare entry of a word list.
struct plain_idiom {
  std::string_view text;
};

/// Words that join the two ends of a range, apart from dashes, "and" and "or".
inline constexpr auto joins = indexed<plain_idiom>({
    {"to"},
    {"through"},
    {"thru"},
    {"up to"},
    {"till"},
    {"until"},
    {"up until"},
    {"and up to"},
    {"up through"},
    {"to a maximum of"},
    {"to a high of"},
    {"to as many as"},
    {"to as much as"},
    {"to up to"},
});

/// Between two vague words: the second is a guess beyond the first.
inline constexpr auto surmises = indexed<plain_idiom>({
    {"if not"},
    {"or even"},
    {"or"},
    {"or perhaps"},
    {"or possibly"},
    {"or maybe"},
    {"and perhaps"},
    {"and possibly"},
    {"and even"},
    {"maybe even"},
    {"perhaps even"},
    {"possibly even"},
    {"perhaps"},
    {"possibly"},
    {"maybe"},
});

/// Signs and words before the half-width of a tolerance.
inline constexpr auto tolerance_signs = indexed<plain_idiom>({
    {"\u00b1"},
    {"+/-"},
    {"+-"},
    {"plus or minus"},
    {"plus/minus"},
    {"give or take"},
});

/// Verbs of a change from one value to another.
inline constexpr auto change_verbs = indexed<plain_idiom>({
    {"rose"},       {"risen"},       {"rising"},     {"grew"},        {"grown"},
    {"growing"},    {"increased"},   {"climbed"},    {"jumped"},      {"soared"},
    {"surged"},     {"swelled"},     {"went"},       {"gone"},        {"up"},
    {"down"},       {"fell"},        {"fallen"},     {"falling"},     {"dropped"},
    {"declined"},   {"decreased"},   {"shrank"},     {"shrunk"},      {"plunged"},
    {"slipped"},    {"reduced"},     {"revised"},    {"raised"},      {"lowered"},
    {"cut"},        {"expanded"},    {"widened"},    {"dwindled"},    {"moved"},
    {"changed"},    {"increasing"},  {"decreasing"}, {"an increase"}, {"a rise"},
    {"a decline"},  {"a drop"},      {"a fall"},     {"a decrease"},  {"increase"},
    {"decrease"},   {"rise"},        {"fall"},       {"drop"},        {"grow"},
    {"grows"},      {"climb"},       {"climbs"},     {"jump"},        {"jumps"},
    {"rises"},      {"falls"},       {"drops"},      {"raise"},       {"raises"},
    {"reduce"},     {"reducing"},    {"raising"},    {"lower"},       {"lowering"},
    {"cutting"},    {"shrink"},      {"shrinking"},  {"swell"},       {"swelling"},
    {"surging"},    {"soaring"},     {"plunging"},   {"sinking"},     {"sank"},
    {"slid"},       {"slipping"},    {"tumbled"},    {"ballooned"},   {"edged"},
    {"crept"},      {"ticked"},      {"dipped"},     {"dip"},         {"eased"},
    {"improved"},   {"advanced"},    {"rebounded"},  {"narrowed"},    {"slashed"},
    {"trimmed"},    {"pared"},       {"boosted"},    {"doubled"},     {"tripled"},
    {"shifted"},    {"switched"},    {"changing"},   {"upgraded"},    {"downgraded"},
    {"expanding"},  {"dropping"},    {"climbing"},   {"jumping"},     {"adjusted"},
    {"shot"},       {"spiked"},      {"dwindling"},  {"dwindle"},     {"a jump"},
    {"a surge"},    {"a reduction"}, {"a gain"},     {"a slide"},     {"an improvement"},
    {"reduction"},  {"plummeted"},   {"plummeting"}, {"nudged"},      {"skyrocketed"},
    {"mushroomed"}, {"moving"},      {"move"},       {"go"},          {"going"},
    {"goes"},
});

/// Statements that the count is nought.
inline constexpr auto zero_words = indexed<plain_idiom>({
    {"none"},
    {"nobody"},
    {"no one"},
    {"nil"},
    {"no"},
    {"not one"},
    {"not a single"},
    {"not any"},
});

/// A word that multiplies the number before it.
struct scale_word {
  std::string_view text;
  decimal value;
};

inline constexpr auto scale_words = indexed<scale_word>({
    {"hundred", {1, 2}},  {"thousand", {1, 3}},     {"lakh", {1, 5}},         {"million", {1, 6}},
    {"crore", {1, 7}},    {"billion", {1, 9}},      {"trillion", {1, 12}},    {"dozen", {12, 0}},
    {"score", {2, 1}},    {"hundreds", {1, 2}},     {"thousands", {1, 3}},    {"lakhs", {1, 5}},
    {"millions", {1, 6}}, {"crores", {1, 7}},       {"billions", {1, 9}},     {"trillions", {1, 12}},
    {"dozens", {12, 0}},  {"quadrillion", {1, 15}}, {"quintillion", {1, 18}}, {"lac", {1, 5}},
    {"lacs", {1, 5}},
});

/// Abbreviated scales. Those of one letter must touch the digits and are told apart by case.
inline constexpr auto scale_abbreviations = indexed<scale_word>({
    {"bn", {1, 9}},
    {"mn", {1, 6}},
    {"tn", {1, 12}},
    {"bln", {1, 9}},
    {"mln", {1, 6}},
    {"trn", {1, 12}},
});

/// A vague plural and the number that it is a plural of.
struct vague_plural {
  std::string_view text;
  vague_word word;
  decimal value;
};

inline constexpr auto vague_plurals = indexed<vague_plural>({
    {"tens", vague_word::tens, {1, 1}},
    {"dozens", vague_word::dozens, {12, 0}},
    {"scores", vague_word::scores, {2, 1}},
    {"hundreds", vague_word::hundreds, {1, 2}},
    {"thousands", vague_word::thousands, {1, 3}},
    {"lakhs", vague_word::lakhs, {1, 5}},
    {"millions", vague_word::millions, {1, 6}},
    {"crores", vague_word::crores, {1, 7}},
    {"billions", vague_word::billions, {1, 9}},
    {"trillions", vague_word::trillions, {1, 12}},
});

/// Words for a small number of something, which a scale may follow.
struct vague_idiom {
  std::string_view text;
  vague_word word;
};

inline constexpr auto vague_idioms = indexed<vague_idiom>({
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
});

/// Words that no noun of a phrase contains: with them the phrase would say more than was read.
inline constexpr auto noun_breakers = indexed<plain_idiom>({
    {"or"},       {"but"},     {"if"},       {"not"},    {"nor"},   {"than"},     {"maybe"}, {"perhaps"},
    {"possibly"}, {"unless"},  {"although"}, {"though"}, {"fewer"}, {"less"},     {"more"},  {"versus"},
    {"vs"},       {"between"}, {"through"},  {"minus"},  {"plus"},  {"compared"},
});

/// A word that no noun ends with, and that some nouns do not begin with.
struct link_word {
  std::string_view text;
  bool may_begin;
};

inline constexpr auto noun_links = indexed<link_word>({
    {"and", false},
    {"to", false},
    {"of", false},
    {"a", false},
    {"an", false},
    {"the", false},
    {"in", true},
    {"from", true},
    {"for", true},
    {"with", true},
    {"by", true},
    {"at", true},
    {"on", true},
});

}  // namespace reckon::detail::words
