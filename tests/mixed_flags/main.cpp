// SPDX-License-Identifier: BSL-1.0
// One program of translation units with different flags: each operation of each is held against MPFR.
// Argument: how many sets of operands an operation gets.
#include <reckon/interval.hpp>

#include "parts.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <vector>

double stranger(double x);

namespace {

using support::verdict;

/// A call in the mode in which the program began; the judge is in the usual one.
[[gnu::noinline]] reckon::interval<double> found_by(
    reckon::interval<double> (*operation)(const support::double_operands&), const support::double_operands& o,
    unsigned mode) {
  auto* volatile call = operation;
#if defined(__SSE2__)
  const unsigned usual = _mm_getcsr();
  _mm_setcsr(mode);
  const reckon::interval<double> found = call(o);
  _mm_setcsr(usual);
  return found;
#else
  (void)mode;
  return call(o);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  unsigned mode = 0;
#if defined(__SSE2__)
  mode = _mm_getcsr();
  _mm_setcsr(0x1f80u);
  std::printf("subnormal numbers are %s\n", (mode & 0x8040u) != 0 ? "flushed" : "kept");
#endif
  const long sets = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 1000;
  bool right = support::parts().size() > 1 && stranger(1.0) < 1;
  const auto table = support::all_operations<double>();
  std::vector<std::vector<long>> wrong(support::parts().size(), std::vector<long>(table.size()));
  for (std::size_t k = 0; k < table.size(); ++k) {
    support::random_operands<double> random(20250607);
    for (long i = 0; i < sets; ++i) {
      const support::double_operands o = random.next();
      const reckon::interval<double> expected = table[k].expected(o);
      for (std::size_t p = 0; p < support::parts().size(); ++p) {
        const auto found = found_by(support::parts()[p].operations[k], o, mode);
        const verdict v = support::judged(found, expected, table[k].places);
        if (v != verdict::tight && v != verdict::wider) ++wrong[p][k];
      }
    }
  }
  for (std::size_t p = 0; p < support::parts().size(); ++p) {
    long all = 0;
    for (std::size_t k = 0; k < table.size(); ++k) {
      all += wrong[p][k];
      if (wrong[p][k] != 0) std::printf("  %s: %ld of %ld are wrong\n", table[k].name, wrong[p][k], sets);
    }
    std::printf("%s: %zu operations on %ld sets each, %ld are wrong\n", support::parts()[p].flags,
                table.size(), sets, all);
    right = right && all == 0;
  }
  return right ? 0 : 1;
}
