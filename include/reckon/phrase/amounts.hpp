// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/phrase/decimal.hpp>
#include <reckon/phrase/idioms.hpp>
#include <reckon/phrase/table.hpp>

#include <cstdint>
#include <string_view>

/// Number words, scale words and vague amounts.
namespace reckon::detail::words {

struct number_word {
  std::string_view text;
  unsigned value;
};

inline constexpr auto number_words = indexed<number_word>({
    {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"nought", 0},
});

/// The parts of a whole in words. "second" is left out: it is an ordinal or a unit.
struct part_word {
  std::string_view text;
  std::uint64_t denominator;
  bool plural;
};

inline constexpr auto part_words = indexed<part_word>({
    {"half", 2, false},
    {"third", 3, false},
    {"quarter", 4, false},
    {"fourth", 4, false},
    {"fifth", 5, false},
    {"sixth", 6, false},
    {"seventh", 7, false},
    {"eighth", 8, false},
    {"ninth", 9, false},
    {"tenth", 10, false},
    {"twelfth", 12, false},
    {"sixteenth", 16, false},
    {"twentieth", 20, false},
    {"hundredth", 100, false},
    {"thousandth", 1000, false},
    {"millionth", 1000000, false},
    {"billionth", 1000000000, false},
    {"trillionth", 1000000000000, false},
    {"millionths", 1000000, true},
    {"billionths", 1000000000, true},
    {"trillionths", 1000000000000, true},
    {"halves", 2, true},
    {"thirds", 3, true},
    {"quarters", 4, true},
    {"fourths", 4, true},
    {"fifths", 5, true},
    {"sixths", 6, true},
    {"sevenths", 7, true},
    {"eighths", 8, true},
    {"ninths", 9, true},
    {"tenths", 10, true},
    {"twelfths", 12, true},
    {"sixteenths", 16, true},
    {"twentieths", 20, true},
    {"hundredths", 100, true},
    {"thousandths", 1000, true},
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

}  // namespace reckon::detail::words
