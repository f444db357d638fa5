// SPDX-License-Identifier: BSL-1.0
// How long is an end gauge, and where does the uncertainty of its calibration come from?
// The data are those of example H.1 of the GUM (JCGM 100:2008): a gauge of nominally 50 mm is compared with a
// known standard. Lengths are in nanometres, temperatures in degrees Celsius.

#include <reckon/evaluate.hpp>

#include <iomanip>
#include <iostream>

int main() {
  using reckon::normal;
  using reckon::uniform;

  const auto standard = reckon::named("length of the standard", normal(50'000'623, 25));
  const auto difference = reckon::named("difference measured", normal(215, 9.7));
  const auto expansion = reckon::named("expansion of the standard", uniform(9.5e-6, 13.5e-6));
  const auto temperature = reckon::named("deviation from 20 degrees", normal(-0.1, 0.41));
  const auto other_expansion = reckon::named("difference in expansion", uniform(-1e-6, 1e-6));
  const auto other_temperature = reckon::named("difference in temperature", uniform(-0.05, 0.05));

  const auto length =
      standard + difference - standard * (other_expansion * temperature + expansion * other_temperature);

  const reckon::answer range = reckon::range(length, 0.95);
  std::cout << budget(length) << '\n'
            << std::fixed << std::setprecision(1) << "with all orders: mean " << value(mean(length))
            << " nm, standard deviation " << std::setprecision(2) << value(standard_deviation(length))
            << std::setprecision(1) << " nm\n"
            << "95 % range: " << range.lower() << " to " << range.upper() << " nm\n";
}
