// SPDX-License-Identifier: BSL-1.0
// How does a house write down what its own vague words mean?

#include <reckon/vocabulary.hpp>

#include <iostream>

namespace {

// "Hundreds" is 150 to 600 in this house; all else is read as plain reads it.
reckon::meaning read_for_the_desk(const reckon::phrase& said, double) {
  const bool hundreds = said.vague() == reckon::vague_word::hundreds && said.vague_unit() == 1 &&
                        said.bound() == reckon::bound_sense::none && !said.negated();
  if (hundreds) return reckon::interval<>(150, 600);
  return reckon::vocabulary::plain.read(said);
}

constexpr reckon::vocabulary desk("desk", read_for_the_desk);

}  // namespace

int main() {
  for (const char* text : {"hundreds", "several hundred", "about 11,000", "more than hundreds"}) {
    std::cout << text << ": " << meaning_text(desk.read(reckon::parse(text))) << '\n';
  }
}
