// SPDX-License-Identifier: BSL-1.0
// How fast a text is scanned for quantities, beside memchr and std::regex over the same bytes, and what the
// texts that are hardest to scan cost.
#include <reckon/phrase.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t megabyte = 1000000;

// Sentences without a quantity, and with one or more. Four of the former go with one of the latter.
constexpr std::string_view prose[] = {
    "The river had risen during the night, and the road along its bank was closed before the school buses "
    "came. ",
    "Nobody in the village remembered who had built the mill, although everyone had an opinion about it. ",
    "Her brother, who kept the accounts, thought that the new machine would never earn what it had cost. ",
    "When the fog lifted we saw that the harbour was empty and that the fishing boats had gone out without "
    "us. ",
    "The committee will publish its findings after the summer, its chairman told reporters outside the "
    "court. ",
    "This is not what the minister had promised, and members of his own party were quick to say so. ",
    "Critics of the plan argue that it does nothing for tenants who have already lost their homes. ",
    "A spokeswoman declined to comment on the investigation, but confirmed that it was still going on. ",
    "There is something to be said for a slow train, if the windows open and somebody has brought bread. ",
    "The museum shows how salt was carried across the mountains before there were bridges or tunnels. ",
    "Farmers in the north have asked for help, since the frost came late and took the blossom from the "
    "trees. ",
    "He wrote that the war had made cowards of brave men and heroes of fools, and that neither knew it. ",
    "Talks between the union and the company broke down over the question of night shifts and holidays. ",
    "For a while the children threw stones at the ice, then they walked home through the quiet streets. ",
    "The judge found that the letter had been forged, and that the witness had known it from the beginning. ",
    "Engineers are still trying to understand why the pumps stopped when the water reached the cellar. ",
};

constexpr std::string_view reports[] = {
    "Officials said about 11,000 soldiers had arrived, and that 4,000 of them were wounded. ",
    "The ministry put the toll at more than 300, while hospitals had counted at least 412 bodies. ",
    "Losses are put at between $20 and $30 billion, or 3.5 percent of what the region produces in a year. ",
    "Hundreds of protesters blocked the road, and tens of thousands more marched through the capital. ",
    "Unemployment fell from 6.1 percent to 5.8 percent in the quarter that ended on 30 September 2024. ",
    "Two people were killed and seven injured when a bus overturned near the border on Sunday. ",
};

std::string english(std::size_t size) {
  std::mt19937_64 random(20250603);
  std::string text;
  text.reserve(size + 200);
  while (text.size() < size) {
    for (int i = 0; i < 4; ++i) text += prose[random() % std::size(prose)];
    text += reports[random() % std::size(reports)];
    if (random() % 8 == 0) text += '\n';
  }
  text.resize(size);
  return text;
}

const std::string& hundred_megabytes() {
  static const std::string text = english(100 * megabyte);
  return text;
}

/// A text that is hard to scan: its fragments one after the other, or, where there are several, in random
/// order.
struct hard_text {
  const char* name;
  std::vector<std::string_view> fragments;
};

const std::vector<hard_text>& hard_texts() {
  using namespace std::string_view_literals;
  static const std::vector<hard_text> texts = {
      {"digits", {"7"}},
      {"groups of digits", {"7,123,456,"}},
      {"commas", {","}},
      {"hyphens", {"-"}},
      {"full stops", {"."}},
      {"spaces", {" "}},
      {"letters", {"o"}},
      {"digits and commas", {"1,"}},
      {"digits and hyphens", {"1-"}},
      {"digits and spaces", {"5 "}},
      {"digits, commas and spaces", {"5, "}},
      {"digits and lines", {"5\n"}},
      {"a number and spaces", {"5                                "}},
      {"no-break spaces", {"5\u00a0"}},
      {"thousands by a k", {"5k "}},
      {"one or", {"1 or "}},
      {"shares in words", {"3 in 4 "}},
      {"decimals", {".5 "}},
      {"exponents", {"1e308 "}},
      {"one", {"one "}},
      {"two three", {"two three "}},
      {"twenty-one", {"twenty-one "}},
      {"hundred and", {"hundred and "}},
      {"million", {"million "}},
      {"hyphenated words", {"one-"}},
      {"hundreds of", {"hundreds of "}},
      {"a few", {"a few "}},
      {"half a", {"half a "}},
      {"a half", {"a half "}},
      {"1/2", {"1/2 "}},
      {"fraction signs", {"\u00bd "}},
      {"fraction signs that touch", {"\u00bd"}},
      {"ordinals", {"1st "}},
      {"to", {"to "}},
      {"5 to 6", {"5 to 6 "}},
      {"5 and 6", {"5 and 6 "}},
      {"between 5 and", {"between 5 and "}},
      {"about 5", {"about 5 "}},
      {"no more than 5", {"no more than 5 "}},
      {"hedges", {"about more than between "}},
      {"rose from 5 to", {"rose from 5 to "}},
      {"no casualties", {"no casualties "}},
      {"dollar signs", {"$"}},
      {"dollars", {"$5 "}},
      {"percent", {"5% "}},
      {"units", {"5 kg, "}},
      {"dates", {"May 5, "}},
      {"dashes", {"5\u20136 "}},
      {"comparisons",
       {"\u2265"
        "5 "}},
      {"quotation marks", {"\u201c5\u201d "}},
      {"invalid UTF-8", {"5 \xff"}},
      {"half a character", {"\xe2\x85"}},
      {"NUL", {"5\0"sv}},
      {"kelvin, perhaps", {"5K "}},
      {"a question", {"5? "}},
      {"more", {"5+ "}},
      {"behind a letter", {"A 5 "}},
      {"a list without end", {"5, 6 or "}},
      {"odds", {"1 in "}},
      // What is said again and again is read once: these say nearly the same.
      {"mixed: thousands by a k", {"5k ", "12k ", "7k ", "310k "}},
      {"mixed: one or", {"1 or ", "9 or ", "40 or "}},
      {"mixed: no-break spaces", {"5\u00a0", "12\u00a0", "7\u00a0"}},
      {"mixed: shares in words", {"3 in 4 ", "2 in 7 ", "5 in 9 "}},
      {"mixed: digits and marks", {"1", "2", "3", ",", ".", " ", "-", "/", ":", "$"}},
      {"mixed: prefixes", {"about ", "more than ", "5 ", "6, ", "or ", "to ", "between ", "and "}},
      {"mixed: number words",
       {"one ", "two ", "seven ", "twenty ", "hundred ", "and ", "million ", "half ", "a "}},
      {"mixed: vague words",
       {"a ", "few ", "several ", "hundred ", "hundreds ", "of ", "dozen ", "quarter "}},
      {"mixed: dates", {"in ", "May ", "5 ", "2018 ", ", ", "April ", "12 ", "and ", "on "}},
      {"mixed: the hardest", {"5, ", "one ", "\u00bd ", "a half ", "hundred and "}},
  };
  return texts;
}

std::string text_of(const hard_text& hard) {
  std::mt19937_64 random(7);
  std::string text;
  while (text.size() < megabyte) text += hard.fragments[random() % hard.fragments.size()];
  text.resize(megabyte);
  return text;
}

/// A table: rows of cells, each cell a number between 0 and 1,000 in a form of its column, or a word.
struct table_text {
  const char* name;
  std::vector<const char*> columns;  ///< as printf has them
  std::string_view gap;
};

const std::vector<table_text>& table_texts() {
  static const std::vector<table_text> texts = {
      {"decimals and tabs", {"%.2f", "%.2f", "%.2f", "%.2f", "%.2f", "%.2f"}, "\t"},
      {"decimals in columns", {"%8.2f", "%8.2f", "%8.2f", "%8.2f", "%8.2f", "%8.2f"}, "  "},
      {"decimals and bars", {"%.2f", "%.2f", "%.2f", "%.2f", "%.2f", "%.2f"}, " | "},
      {"dollars", {"$%.2f", "$%.2f", "$%.2f", "$%.2f", "$%.2f", "$%.2f"}, "\t"},
      {"percentages", {"%.1f%%", "%.1f%%", "%.1f%%", "%.1f%%", "%.1f%%", "%.1f%%"}, "\t"},
      {"thousands", {"%.0f,250", "%.0f,000", "%.0f,017", "%.0f,500", "%.0f,999"}, "\t"},
      {"negative numbers", {"-%.3f", "%.3f", "-%.1f", "%.3f"}, "\t"},
      {"exponents", {"%.4e", "%.4e", "%.4e", "%.4e"}, "\t"},
      {"labels and three columns", {"North", "%.0f", "%.1f%%", "$%.2f"}, "\t"},
  };
  return texts;
}

std::string text_of(const table_text& table) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> number(1, 1000);
  std::string text;
  while (text.size() < megabyte) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      char cell[32];
      std::snprintf(cell, sizeof cell, table.columns[i], number(random));
      if (i != 0) text += table.gap;
      text += cell;
    }
    text += '\n';
  }
  text.resize(megabyte);
  return text;
}

std::size_t mentions_of(std::string_view text) {
  std::size_t n = 0;
  for (const reckon::mention& m : reckon::scan(text)) {
    benchmark::DoNotOptimize(m.offset);
    ++n;
  }
  return n;
}

void report(benchmark::State& state, std::size_t bytes, std::size_t found) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
  state.counters["found"] = static_cast<double>(found);
}

void scan_english(benchmark::State& state) {
  const std::string& text = hundred_megabytes();
  std::size_t found = 0;
  for (auto _ : state) found = mentions_of(text);
  report(state, text.size(), found);
}

void memchr_english(benchmark::State& state) {
  const std::string& text = hundred_megabytes();
  for (auto _ : state) {
    // A byte that no such text holds, so that the whole of it is passed over.
    const void* hit = std::memchr(text.data(), '\x01', text.size());
    benchmark::DoNotOptimize(hit);
  }
  report(state, text.size(), 0);
}

void regex_english(benchmark::State& state) {
  const std::string_view text = std::string_view(hundred_megabytes()).substr(0, 4 * megabyte);
  const std::regex number("[0-9]+(,[0-9]{3})*(\\.[0-9]+)?");
  std::size_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (std::cregex_iterator i(text.data(), text.data() + text.size(), number), end; i != end; ++i) ++found;
  }
  report(state, text.size(), found);
}

/// Seconds of the processor that one scan takes, the least of several.
double seconds_of_scan(std::string_view text, int runs) {
  double least = 1e9;
  for (int i = 0; i < runs; ++i) {
    const std::clock_t begin = std::clock();
    mentions_of(text);
    least = (std::min)(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

/// Of a megabyte, and how many times what a megabyte of English takes.
void scan_text(benchmark::State& state, const std::string& text) {
  static const double english_seconds =
      seconds_of_scan(std::string_view(hundred_megabytes()).substr(0, 10 * megabyte), 20) / 10;
  std::size_t found = 0;
  for (auto _ : state) found = mentions_of(text);
  report(state, text.size(), found);
  state.counters["times_english"] = seconds_of_scan(text, 10) / english_seconds;
}

BENCHMARK(scan_english)->Unit(benchmark::kMillisecond);
BENCHMARK(memchr_english)->Unit(benchmark::kMillisecond);
BENCHMARK(regex_english)->Unit(benchmark::kMillisecond);

const bool texts_are_registered = [] {
  for (const hard_text& hard : hard_texts()) {
    const std::string name = std::string("scan_hard/") + hard.name;
    benchmark::RegisterBenchmark(name.c_str(), scan_text, text_of(hard))->Unit(benchmark::kMillisecond);
  }
  for (const table_text& table : table_texts()) {
    const std::string name = std::string("scan_table/") + table.name;
    benchmark::RegisterBenchmark(name.c_str(), scan_text, text_of(table))->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
