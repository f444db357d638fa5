// SPDX-License-Identifier: BSL-1.0
// A camp has food for some days, and a convoy is on its way. Will it come too late? What if a bad road makes
// the convoy slow and also brings more people? How many rations are missing then? The numbers are made up.
#include <reckon/evaluate.hpp>

#include <iomanip>
#include <iostream>

int main() {
  using reckon::estimate;
  const estimate rations = reckon::credible(50'000, 70'000, 0.90);  // in store, one a day for each
  const estimate people = reckon::credible(4'000, 6'000, 0.90);
  const estimate travel = reckon::credible(8, 14, 0.90);  // days
  std::cout << std::fixed << std::setprecision(2) << "late, if all is independent    "
            << value(probability(rations / people < travel)) << '\n';

  // Crowd and road are the same leaves, joined: a rank correlation of 0.6.
  const double r = reckon::spearman(0.6);
  const auto [crowd, road] = reckon::correlated({people, travel}, {{1, r}, {r, 1}});
  const estimate store = rations / crowd;
  const reckon::options fine{.tolerance = 0.001};
  std::cout << "late, if a bad road does both  " << value(probability(store < road, fine)) << '\n'
            << "correlation of the two times  " << value(correlation(store, road, fine)) << '\n';

  const auto missing = given((road - store) * crowd, store < road);
  std::cout << "thousands missing if late     " << std::setw(5) << value(median(missing, fine)) / 1000
            << '\n';

  // Where nothing is known of how the three go together there are bounds.
  const reckon::answer any =
      probability(rations / people < travel, {.default_dependence = reckon::dependence::unknown});
  std::cout << "late, if nothing is known      " << any.lower() << " to " << any.upper() << '\n';
}
