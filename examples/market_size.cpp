// SPDX-License-Identifier: BSL-1.0
// How much does a city of about four million people spend on tuning pianos in a year, and is that work for
// 100 tuners? A Fermi estimate: every number but the first is a guess, made up for the example; every number
// has a unit, and what does not fit together does not compile.

#include <reckon/units.hpp>

#include <iostream>

using namespace reckon::units;
using reckon::quantity_in;

// A guess is a range that one would bet on nine times out of ten.
reckon::estimate guess(double low, double high) { return reckon::credible(low, high, 0.90); }

int main() {
  // What was said has a noun, and residents are people: checked as the program runs.
  const reckon::report said("about 4 million residents", reckon::source("a travel guide"));
  const quantity_in<people> residents = reckon::quantity_of<people>(said);

  const quantity_in<people / households> home = guess(2.0, 2.6) * people / households;
  const reckon::estimate with_piano = guess(0.02, 0.06);
  const auto year = 365.0 * days;
  const quantity_in<events / households / days> habit = guess(0.5, 1.5) * events / households / year;
  const quantity_in<usd / events> price = guess(100, 180) * usd / events;

  const quantity_in<events / days> tunings = residents / home * with_piano * habit;
  const quantity_in<usd> market = tunings * price * year;

  // A tuner does two to four a working day, and works 220 days a year.
  const quantity_in<events / people / days> pace = guess(2, 4) * 220.0 * events / people / year;
  const quantity_in<people> tuners = tunings / pace;

  std::cout << "homes    " << residents / home << '\n'
            << "tunings  " << tunings << '\n'
            << "market   " << market << '\n'
            << "tuners   " << tuners << '\n'
            << "enough work for 100 tuners, with a probability of "
            << reckon::describe(probability(tuners >= 100.0 * people)) << '\n'
            << "a tuner turns over " << price * pace * year << '\n';
}
