// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/table.hpp>

/// Words near a number in prose by which it is a date, a label, a score, an age, an address or a time of day.
namespace reckon::detail::words {

inline constexpr auto months = indexed<plain_idiom>({
    {"january"},   {"february"}, {"march"},    {"april"},    {"may"},  {"june"}, {"july"}, {"august"},
    {"september"}, {"october"},  {"november"}, {"december"}, {"jan"},  {"feb"},  {"mar"},  {"apr"},
    {"jun"},       {"jul"},      {"aug"},      {"sep"},      {"sept"}, {"oct"},  {"nov"},  {"dec"},
});

/// Names of months that are no other word (as "may", "march", "mar" and "sep" are), which name one in small
/// letters too: "on oct. 13".
inline constexpr auto small_months = indexed<plain_idiom>({
    {"january"},
    {"february"},
    {"april"},
    {"june"},
    {"july"},
    {"august"},
    {"september"},
    {"october"},
    {"november"},
    {"december"},
    {"jan"},
    {"feb"},
    {"aug"},
    {"sept"},
    {"oct"},
    {"nov"},
    {"dec"},
});

/// Words before a bare number that make it a label.
inline constexpr auto label_words = indexed<plain_idiom>({
    {"section"},     {"chapter"},  {"figure"},    {"fig"},        {"table"},      {"page"},
    {"pages"},       {"p"},        {"pp"},        {"nr"},         {"number"},     {"item"},
    {"step"},        {"article"},  {"appendix"},  {"volume"},     {"vol"},        {"version"},
    {"v"},           {"room"},     {"gate"},      {"flight"},     {"route"},      {"highway"},
    {"season"},      {"episode"},  {"equation"},  {"eq"},         {"paragraph"},  {"aged"},
    {"age"},         {"ages"},     {"isbn"},      {"tel"},        {"phone"},      {"apollo"},
    {"boeing"},      {"airbus"},   {"iphone"},    {"windows"},    {"resolution"}, {"psalm"},
    {"verse"},       {"question"}, {"channel"},   {"interstate"}, {"runway"},     {"platform"},
    {"bus"},         {"tram"},     {"world war"}, {"clause"},     {"rule"},       {"exhibit"},
    {"playstation"}, {"android"},  {"python"},    {"xbox"},       {"zip"},        {"ext"},
    {"extension"},   {"footnote"}, {"lesson"},    {"scene"},      {"opus"},       {"sections"},
    {"chapters"},    {"figures"},  {"tables"},    {"articles"},   {"ios"},        {"junction"},
    {"junctions"},   {"grades"},   {"figs"},      {"dial"},       {"courtroom"},  {"classroom"},
    {"routes"},      {"rooms"},    {"gates"},
});

/// Words that make it a label if they are capitalised or nothing is counted: "Level 3", "phase 2", "No. 5".
inline constexpr auto loose_label_words = indexed<plain_idiom>({
    {"war"},      {"phase"},     {"act"},      {"level"},    {"grade"},    {"class"},       {"type"},
    {"part"},     {"line"},      {"call"},     {"score"},    {"no"},       {"g"},           {"stage"},
    {"area"},     {"zone"},      {"district"}, {"division"}, {"group"},    {"round"},       {"week"},
    {"day"},      {"game"},      {"lot"},      {"track"},    {"unit"},     {"block"},       {"building"},
    {"tier"},     {"category"},  {"model"},    {"mark"},     {"formula"},  {"proposition"}, {"title"},
    {"sector"},   {"apartment"}, {"suite"},    {"studio"},   {"terminal"}, {"exit"},        {"pier"},
    {"protocol"}, {"schedule"},  {"circuit"},  {"lap"},      {"count"},    {"ward"},        {"base"},
    {"code"},     {"precinct"},  {"bay"},      {"flat"},     {"hole"},     {"hall"},        {"court"},
    {"reactor"},  {"dock"},      {"cell"},     {"hangar"},   {"berth"},    {"annex"},       {"decree"},
    {"rank"},     {"invoice"},   {"docket"},   {"cave"},     {"shaft"},    {"aisle"},       {"row"},
    {"exercise"}, {"steps"},     {"picture"},  {"photo"},    {"slide"},
});

/// Those of which one digit is a grade, whatever follows: "a phase 3 trial", "type 2 diabetes".
inline constexpr auto graded_words = indexed<plain_idiom>({
    {"phase"},
    {"tier"},
    {"category"},
    {"type"},
    {"stage"},
    {"level"},
    {"grade"},
});

/// Verbs and nouns of contests: a range of two bare numbers behind them is a score.
inline constexpr auto score_words = indexed<plain_idiom>({
    {"won"},     {"win"},    {"wins"},  {"winning"}, {"lost"},  {"lose"},     {"loss"},
    {"beat"},    {"beaten"}, {"led"},   {"leading"}, {"lead"},  {"trailed"},  {"trailing"},
    {"score"},   {"scored"}, {"draw"},  {"drew"},    {"tied"},  {"defeated"}, {"record"},
    {"victory"}, {"defeat"}, {"voted"}, {"vote"},    {"ruled"},
});

/// Words before a bare number of four digits that make it a year, even before a noun: "in 2018 people".
inline constexpr auto year_words = indexed<plain_idiom>({
    {"in"},
    {"since"},
    {"by"},
    {"during"},
    {"until"},
    {"till"},
    {"year"},
    {"fy"},
    {"fiscal"},
    {"circa"},
    {"copyright"},
});

/// Words that make it a year if no noun follows.
inline constexpr auto loose_year_words = indexed<plain_idiom>({
    {"of"},     {"late"},   {"early"},  {"mid"},   {"before"}, {"after"}, {"from"}, {"summer"},  {"winter"},
    {"spring"}, {"autumn"}, {"fall"},   {"and"},   {"the"},    {"to"},    {"or"},   {"between"}, {"through"},
    {"c"},      {"for"},    {"around"}, {"about"}, {"on"},     {"at"},    {"with"}, {"than"},
});

/// Plurals that are told by the year: "2018 sales".
inline constexpr auto yearly = indexed<plain_idiom>({
    {"sales"},
    {"earnings"},
    {"results"},
    {"revenues"},
    {"profits"},
});

/// Words of people, before "under 18" and "over 65".
inline constexpr auto people_words = indexed<plain_idiom>({
    {"them"},      {"people"},    {"children"},   {"adults"},   {"those"},      {"men"},
    {"women"},     {"kids"},      {"girls"},      {"boys"},     {"everyone"},   {"anyone"},
    {"residents"}, {"patients"},  {"persons"},    {"citizens"}, {"voters"},     {"americans"},
    {"youths"},    {"minors"},    {"males"},      {"females"},  {"population"}, {"individuals"},
    {"anybody"},   {"everybody"}, {"drivers"},    {"age"},      {"aged"},       {"players"},
    {"students"},  {"babies"},    {"infants"},    {"workers"},  {"ages"},       {"teenagers"},
    {"users"},     {"pupils"},    {"passengers"}, {"viewers"},  {"youngsters"}, {"pensioners"},
    {"prisoners"}, {"migrants"},
});

/// Words before the "of" of an age.
inline constexpr auto ages_words = indexed<plain_idiom>({
    {"age"},
    {"ages"},
});

/// One person before the "of" of an age: "a boy of 12".
inline constexpr auto young_people = indexed<plain_idiom>({
    {"boy"},
    {"girl"},
    {"child"},
    {"youth"},
    {"lad"},
    {"man"},
    {"woman"},
});

/// Verbs before the age at which someone dies: "dies at 91".
inline constexpr auto verbs_of_dying = indexed<plain_idiom>({
    {"died"},
    {"dies"},
    {"dead"},
});

/// One person before an age between commas: "the suspect, 34, said".
inline constexpr auto people_apposed = indexed<plain_idiom>({
    {"suspect"},    {"driver"},      {"captain"},     {"victim"},      {"man"},         {"woman"},
    {"mother"},     {"father"},      {"teacher"},     {"student"},     {"officer"},     {"actor"},
    {"actress"},    {"singer"},      {"pilot"},       {"farmer"},      {"nurse"},       {"doctor"},
    {"lawyer"},     {"soldier"},     {"teenager"},    {"defendant"},   {"striker"},     {"midfielder"},
    {"goalkeeper"}, {"defender"},    {"senator"},     {"president"},   {"minister"},    {"author"},
    {"widow"},      {"son"},         {"daughter"},    {"brother"},     {"sister"},      {"husband"},
    {"wife"},       {"girl"},        {"boy"},         {"gunman"},      {"attacker"},    {"pensioner"},
    {"colonel"},    {"general"},     {"sergeant"},    {"chairman"},    {"chairwoman"},  {"fisherman"},
    {"engineer"},   {"retiree"},     {"mayor"},       {"governor"},    {"priest"},      {"professor"},
    {"shopkeeper"}, {"builder"},     {"surgeon"},     {"pope"},        {"king"},        {"queen"},
    {"prince"},     {"princess"},    {"chef"},        {"artist"},      {"bishop"},      {"judge"},
    {"scientist"},  {"politician"},  {"winger"},      {"midwife"},     {"sprinter"},    {"cyclist"},
    {"boxer"},      {"golfer"},      {"comedian"},    {"director"},    {"novelist"},    {"poet"},
    {"rapper"},     {"musician"},    {"journalist"},  {"reporter"},    {"editor"},      {"photographer"},
    {"activist"},   {"lawmaker"},    {"congressman"}, {"paramedic"},   {"firefighter"}, {"policeman"},
    {"hiker"},      {"climber"},     {"swimmer"},     {"passenger"},   {"survivor"},    {"resident"},
    {"neighbour"},  {"neighbor"},    {"uncle"},       {"aunt"},        {"cousin"},      {"nephew"},
    {"niece"},      {"grandmother"}, {"grandfather"}, {"leader"},      {"billionaire"}, {"executive"},
    {"banker"},     {"carpenter"},   {"mechanic"},    {"electrician"}, {"coach"},       {"manager"},
    {"plaintiff"},  {"killer"},      {"shooter"},     {"prisoner"},    {"inmate"},
});

/// The last words of a street.
inline constexpr auto street_words = indexed<plain_idiom>({
    {"street"},
    {"st"},
    {"avenue"},
    {"ave"},
    {"road"},
    {"rd"},
    {"boulevard"},
    {"blvd"},
    {"lane"},
    {"drive"},
    {"square"},
    {"way"},
    {"place"},
    {"court"},
    {"terrace"},
});

/// Words behind the hyphen of a number that do not count: "10-year-old", "2-to-1".
inline constexpr auto hyphen_vetoes = indexed<plain_idiom>({
    {"old"},     {"to"},       {"on"},        {"and"},        {"by"},    {"in"},   {"for"}, {"all"},
    {"way"},     {"th"},       {"st"},        {"nd"},         {"rd"},    {"a"},    {"or"},  {"x"},
    {"yes"},     {"no"},       {"something"}, {"somethings"}, {"odd"},   {"plus"}, {"ish"}, {"dimensional"},
    {"pointer"}, {"pointers"}, {"d"},         {"faced"},      {"sided"}, {"off"},  {"of"},  {"day"},
});

/// Words behind the hyphen of a number in words that are counted: "a three-judge panel".
inline constexpr auto hyphen_nouns = indexed<plain_idiom>({
    {"member"},  {"person"},    {"man"},       {"woman"},   {"judge"},    {"strong"}, {"story"},  {"storey"},
    {"part"},    {"party"},     {"nation"},    {"seat"},    {"point"},    {"hour"},   {"day"},    {"week"},
    {"month"},   {"year"},      {"mile"},      {"bedroom"}, {"room"},     {"page"},   {"game"},   {"run"},
    {"vehicle"}, {"car"},       {"minute"},    {"second"},  {"term"},     {"time"},   {"fold"},   {"step"},
    {"stage"},   {"lane"},      {"engine"},    {"country"}, {"justice"},  {"volume"}, {"inch"},   {"foot"},
    {"goal"},    {"vote"},      {"set"},       {"shot"},    {"stroke"},   {"team"},   {"night"},  {"wicket"},
    {"course"},  {"try"},       {"bed"},       {"round"},   {"match"},    {"race"},   {"player"}, {"song"},
    {"track"},   {"dose"},      {"ship"},      {"door"},    {"cylinder"}, {"tonne"},  {"ton"},    {"metre"},
    {"meter"},   {"kilometre"}, {"kilometer"}, {"acre"},    {"pound"},    {"dollar"},
});

/// Those of them that "one-" does not count: "a one-man show", "a one-time fee".
inline constexpr auto idle_compounds = indexed<plain_idiom>({
    {"man"},
    {"woman"},
    {"person"},
    {"party"},
    {"part"},
    {"time"},
    {"fold"},
    {"nation"},
    {"country"},
    {"step"},
    {"term"},
    {"night"},
    {"track"},
});

/// Words before "one" that make it a pronoun.
inline constexpr auto pronoun_words = indexed<plain_idiom>({
    {"no"},
    {"any"},
    {"every"},
    {"some"},
    {"each"},
    {"the"},
    {"this"},
    {"that"},
    {"which"},
    {"another"},
});

/// Words that with a number, both in capitals, make a name: "the Final Four", "the Big Three".
inline constexpr auto words_of_names = indexed<plain_idiom>({
    {"final"},
    {"big"},
    {"elite"},
    {"sweet"},
    {"fab"},
    {"fantastic"},
    {"magnificent"},
});

/// Those that do so with an "of" between: "the Group of Seven".
inline constexpr auto bodies_of_names = indexed<plain_idiom>({
    {"group"},
    {"gang"},
    {"council"},
    {"committee"},
});

/// What there is of a thing with a title: "copies of Halo 2".
inline constexpr auto words_of_titles = indexed<plain_idiom>({
    {"copies"},
    {"version"},
    {"versions"},
    {"release"},
    {"sequel"},
    {"launch"},
    {"edition"},
    {"players"},
    {"fans"},
});

/// Words before a "zero" that counts nothing: "net zero", "ground zero".
inline constexpr auto words_before_zero = indexed<plain_idiom>({
    {"net"},
    {"ground"},
    {"patient"},
    {"absolute"},
});

/// Verbs of a change besides those that may stand before "from A to B".
inline constexpr auto verbs_of_gain = indexed<plain_idiom>({
    {"added"},
    {"gained"},
    {"lost"},
    {"shed"},
    {"off"},
});

/// Verbs with which "up to" is a direction: "go up to 25 percent", "edged up to $2,038".
inline constexpr auto verbs_of_going = indexed<plain_idiom>({
    {"go"},
    {"goes"},
    {"going"},
    {"gone"},
    {"went"},
    {"edged"},
    {"inched"},
    {"inching"},
    {"creeping"},
    {"edging"},
    {"ticking"},
    {"crept"},
    {"ticked"},
    {"nudged"},
});

/// What is counted without an s: "between 1600 and 1900 dead", "1500 to 1600 fish".
inline constexpr auto counted_alone = indexed<plain_idiom>({
    {"dead"},
    {"staff"},
    {"fish"},
    {"sheep"},
    {"deer"},
    {"police"},
    {"elderly"},
    {"killed"},
    {"wounded"},
    {"injured"},
    {"missing"},
    {"hurt"},
    {"homeless"},
    {"strong"},
});

/// Verbs with which "back up to" is a direction: "inched back up to 5 percent".
inline constexpr auto verbs_of_climbing = indexed<plain_idiom>({
    {"rose"},
    {"risen"},
    {"rises"},
    {"rising"},
    {"rise"},
    {"climbed"},
    {"climbs"},
    {"climbing"},
    {"climb"},
    {"inched"},
    {"inching"},
    {"crept"},
    {"creeping"},
    {"edged"},
    {"edging"},
    {"ticked"},
    {"ticking"},
});

/// Verbs behind which "scores" are people.
inline constexpr auto verbs_of_harm = indexed<plain_idiom>({
    {"killed"},
    {"killing"},
    {"wounded"},
    {"wounding"},
    {"injured"},
    {"injuring"},
    {"hurt"},
    {"arrested"},
    {"detained"},
    {"displaced"},
    {"displacing"},
    {"trapped"},
    {"trapping"},
    {"kills"},
    {"injures"},
    {"leaving"},
    {"left"},
    {"wounds"},
});

/// Words between an amount and "over" a time in which it comes: "spread over five years".
inline constexpr auto verbs_of_spread = indexed<plain_idiom>({
    {"spread"},
    {"phased"},
    {"staggered"},
    {"averaged"},
    {"payable"},
    {"repayable"},
    {"out"},
    {"total"},
});

/// Verbs whose second object is a time, which "over" bounds: "it took four men over two hours".
inline constexpr auto verbs_of_taking = indexed<plain_idiom>({
    {"take"},
    {"takes"},
    {"took"},
    {"taken"},
    {"taking"},
    {"cost"},
    {"costs"},
});

/// Words of a range that may tell its greater end first: "ranged from 80 to 65".
inline constexpr auto words_of_ranges = indexed<plain_idiom>({
    {"range"},
    {"ranges"},
    {"ranged"},
    {"ranging"},
});

/// Words that tell which half or quarter is meant, and make it no share: "the first half of 2024".
inline constexpr auto words_of_order = indexed<plain_idiom>({
    {"first"},   {"second"},  {"third"},    {"fourth"}, {"last"},    {"latter"},   {"final"},
    {"latest"},  {"top"},     {"bottom"},   {"upper"},  {"front"},   {"northern"}, {"southern"},
    {"eastern"}, {"western"}, {"previous"}, {"same"},   {"current"}, {"next"},
});

/// Nouns behind which "over" tells what they are about: "a dispute over $3 billion".
inline constexpr auto nouns_of_dispute = indexed<plain_idiom>({
    {"dispute"},     {"disputes"},  {"row"},          {"rows"},          {"fight"},        {"fights"},
    {"battle"},      {"battles"},   {"lawsuit"},      {"lawsuits"},      {"concern"},      {"concerns"},
    {"worries"},     {"fears"},     {"anger"},        {"outrage"},       {"fury"},         {"protest"},
    {"protests"},    {"criticism"}, {"talks"},        {"debate"},        {"debates"},      {"controversy"},
    {"feud"},        {"standoff"},  {"scandal"},      {"inquiry"},       {"quarrel"},      {"wrangle"},
    {"tensions"},    {"uproar"},    {"backlash"},     {"control"},       {"power"},        {"authority"},
    {"clash"},       {"clashes"},   {"questions"},    {"doubts"},        {"negotiations"}, {"jurisdiction"},
    {"argument"},    {"arguments"}, {"disagreement"}, {"investigation"}, {"unrest"},       {"grief"},
    {"frustration"},
});

/// The first words of a time of day.
inline constexpr auto clock_idioms = indexed<plain_idiom>({
    {"a quarter to"},
    {"quarter to"},
    {"a quarter past"},
    {"quarter past"},
    {"half past"},
});

/// Words behind the number of an hour.
inline constexpr auto clock_words = indexed<plain_idiom>({
    {"am"},
    {"pm"},
    {"a.m"},
    {"p.m"},
    {"o'clock"},
    {"o\u2019clock"},
    {"gmt"},
    {"noon"},
    {"midnight"},
});

/// Distances and times from which something comes: "goals from 32 and 45 yards", "letters from 10 and 20
/// years ago" are two.
inline constexpr auto origin_units = indexed<plain_idiom>({
    {"yards"},
    {"feet"},
    {"metres"},
    {"meters"},
    {"miles"},
    {"kilometres"},
    {"kilometers"},
    {"years"},
    {"months"},
    {"weeks"},
    {"days"},
    {"hours"},
    {"minutes"},
});

/// What is decided by votes, which are counted: no score is "the bill was defeated 215 to 209".
inline constexpr auto words_of_votes = indexed<plain_idiom>({
    {"vote"},
    {"voted"},
    {"ruled"},
    {"bill"},
    {"motion"},
    {"measure"},
    {"amendment"},
    {"resolution"},
    {"approval"},
    {"proposal"},
});

/// Wholes of which no part is told behind the comma, nor a year: "a total of one thousand, two hundred", "an
/// average of 1500".
inline constexpr auto totals = indexed<plain_idiom>({
    {"average"},
    {"maximum"},
    {"minimum"},
    {"total"},
    {"sum"},
    {"amount"},
    {"cost"},
    {"price"},
    {"fine"},
    {"payment"},
    {"population"},
    {"cheque"},
    {"check"},
});

/// Words that join the days of a date.
inline constexpr auto date_links = indexed<plain_idiom>({
    {"and"},
    {"to"},
    {"or"},
    {"through"},
    {"until"},
});

}  // namespace reckon::detail::words
