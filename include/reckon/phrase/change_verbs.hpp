// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/table.hpp>

/// The verbs of "rose from A to B".
namespace reckon::detail::words {

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
    {"goes"},       {"narrow"},      {"narrows"},    {"narrowing"},   {"widen"},
    {"slow"},       {"slowed"},      {"slows"},      {"slowing"},     {"widens"},
    {"declines"},   {"plunge"},      {"slips"},      {"slides"},
});

/// Those of a fall, behind which the first number may lack the scale of the second: "shrank from 5 to 4
/// million".
inline constexpr auto verbs_of_falling = indexed<plain_idiom>({
    {"down"},     {"fell"},      {"fallen"},  {"falling"}, {"falls"},     {"dropped"},  {"dropping"},
    {"declined"}, {"decreased"}, {"shrank"},  {"shrunk"},  {"shrinking"}, {"plunged"},  {"slipped"},
    {"reduced"},  {"cut"},       {"lowered"}, {"slowed"},  {"eased"},     {"dipped"},   {"sank"},
    {"slid"},     {"tumbled"},   {"slashed"}, {"trimmed"}, {"narrowed"},  {"dwindled"}, {"plummeted"},
});

}  // namespace reckon::detail::words
