// SPDX-License-Identifier: BSL-1.0
// How many foreign troops are there? One news article reports ten figures, from six origins, about five
// different quantities, one of them a plan. This program reads them, combines what may be combined, keeps
// apart what may not, and says who owns the uncertainty of the answer.
//
//   deployment [reports.csv [picture.svg]]

#include "deployment_plot.hpp"

#include <reckon/csv.hpp>
#include <reckon/interval/text.hpp>
#include <reckon/reckon.hpp>

#include <cmath>
#include <cstdlib>
#include <exception>
#include <iomanip>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

namespace {

using reckon::estimate;
using reckon::report;
using reckon::vocabulary;

void heading(const std::string& text) {
  std::cout << '\n' << text << '\n' << std::string(text.size(), '-') << '\n';
}

std::string quoted(const report& r) { return '"' + r.text() + '"'; }

/// What a report is taken to mean, in figures.
std::string taken_as(const report& r, const vocabulary& words) {
  const reckon::meaning m = words.read(r.phrase());
  if (const auto* set = std::get_if<reckon::interval<>>(&m)) return reckon::interval_to_text(*set);
  if (const auto* shape = std::get_if<reckon::distribution>(&m)) return shape->name();
  return "no number";
}

void list(const std::vector<report>& reports) {
  for (const auto& r : reports) {
    std::cout << "  " << std::left << std::setw(22) << r.label() << quoted(r) << '\n'
              << "      " << r.measurand().name << ", " << name_of(r.status()) << "; " << r.source() << '\n'
              << "      plain: " << taken_as(r, vocabulary::plain)
              << "; spoken: " << taken_as(r, vocabulary::spoken) << '\n';
  }
}

void print_strength(const std::string& reading, const estimate& plain, const estimate& spoken) {
  std::cout << reading << '\n'
            << "  plain:  " << describe(plain) << "; every value lies in "
            << reckon::interval_to_text(bounds(plain)) << '\n'
            << "  spoken: " << spoken << '\n';
}

void print(const kursk& k) {
  heading("What was said, and what it was taken to mean");
  std::cout << "Vocabularies: plain (sets, no shape claimed) and spoken (shapes).\n";
  list(k.all);

  heading("The second wave");
  std::cout << reconcile(k.second_wave, reckon::method::intersection);
  const auto latent = reconcile(k.second_wave, reckon::method::latent);
  std::cout << "latent: " << *latent.value << '\n';
  for (const auto& warning : latent.warnings) std::cout << "warning: " << warning.text << '\n';
  for (const auto& row : latent.stability)
    std::cout << "  " << row.assumption << ": " << describe(row.range) << '\n';

  heading("Troops present");
  std::cout << reconcile(k.presence, reckon::method::intersection);

  heading("The killed");
  std::cout << reconcile(k.killed, reckon::method::intersection);
  for (const auto& kept : k.killed) {
    for (const auto& dropped : k.killed) {
      if (kept == dropped) continue;
      std::cout << "without " << quoted(dropped) << ": "
                << *reconcile({kept}, reckon::method::intersection).value << '\n';
    }
  }
  std::cout << "The two are not pooled; the strength is given once with each.\n";

  heading("Strength");
  print_strength("(a) " + quoted(k.present) + " is the strength now:", estimate(k.present),
                 estimate(k.present, vocabulary::spoken));
  for (const auto& killed : k.killed) {
    std::cout << '\n';
    print_strength("(b) it counts the first wave on arrival; less the killed (" + quoted(killed) +
                       "), plus the second wave:",
                   strength_on_arrival(k, killed, vocabulary::plain),
                   strength_on_arrival(k, killed, vocabulary::spoken));
    std::cout << "who owns the uncertainty under plain, by origin:\n";
    std::cout << attribute(strength_on_arrival(k, killed, vocabulary::plain), reckon::by::origin);
  }
  std::cout
      << "\nWounded, captured and withdrawn are not in the balance: the article gives no figures for them.\n";

  heading("Listed apart, never summed in");
  for (const auto& r : k.apart) {
    std::cout << "  " << r.measurand().name << ": " << quoted(r) << ", " << r.source() << '\n';
  }
  std::cout << "  A plan is not an observation, and volunteering students are not deployed troops.\n";
}

/// One sentence that a reader may keep.
void print_in_short(const kursk& k) {
  std::cout << "\nIn short, if the figure counts the first wave on arrival:\n";
  for (const auto& killed : k.killed) {
    const estimate left = strength_on_arrival(k, killed, vocabulary::plain);
    const auto owners = attribute(left, reckon::by::origin);
    const auto& first = *owners.begin();
    std::cout << "  " << describe(left) << " are left if " << quoted(killed)
              << " is right about the killed, and " << std::lround(100 * first.uncertainty.value_or(0))
              << " % of that uncertainty is one voice: " << first.key << ".\n";
  }
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string table = argc > 1 ? argv[1] : RECKON_EXAMPLE_DATA "/deployment_reports.csv";
  const std::string picture = argc > 2 ? argv[2] : "deployment.svg";
  const kursk k(reckon::read_reports(table));
  const auto figure = draw(k);
  std::cout << "North Korean troops in Kursk: what one article of 27 February 2025 reports\n";
  print(k);
  print_in_short(k);
  reckon::svg::write_svg(picture, figure);
  return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& problem) {
  std::cerr << problem.what() << '\n';
  return EXIT_FAILURE;
}
