// SPDX-License-Identifier: BSL-1.0
// How many are left, and who owns the uncertainty of that answer?

#include <reckon/reckon.hpp>

#include <iostream>

int main() {
  const reckon::source paper("JoongAng Ilbo");
  const reckon::source officials("Ukrainian officials");

  const reckon::estimate arrived(reckon::report("about 11,000", paper.citing(officials)));
  const reckon::estimate killed(reckon::report("4,000", paper.citing(officials)));
  const reckon::estimate sent(reckon::report("1,000 to 3,000", paper.citing(reckon::anonymous)));

  const reckon::estimate strength = arrived - killed + sent;
  std::cout << strength << '\n' << attribute(strength, reckon::by::origin);
}
