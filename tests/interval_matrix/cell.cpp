// SPDX-License-Identifier: BSL-1.0
// One cell of the matrix: every operation against MPFR, in each mode of the processor, as this program was
// compiled. Arguments: how many sets of operands an operation gets in all modes, and how many more in the
// usual one.
#include <reckon/interval.hpp>

// What stands below is the judge, which keeps to the rules whatever flags the library has met above.
#if defined(__clang__)
#pragma float_control(precise, on)
#endif

#include "../interval_operations.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <array>
#include <cfenv>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr std::size_t modes = 5;
constexpr std::array<const char*, modes> mode_names{"nearest", "upward", "downward", "toward zero",
                                                    "flush to zero"};
constexpr std::array<int, modes> rounding{FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO, FE_TONEAREST};

/// The result as it is found in a mode of the processor. The call goes through a pointer, and the mode is set
/// and taken back around it, so that nothing is computed before or after.
template <std::floating_point T>
[[gnu::noinline]] reckon::interval<T> found_in(std::size_t mode, const support::operation<T>& operation,
                                               const support::operands<T>& o) {
#if defined(__SSE2__)
  const unsigned before = _mm_getcsr();
  if (mode == modes - 1) _mm_setcsr(before | 0x8040u);
#endif
  std::fesetround(rounding[mode]);
  auto* volatile function = operation.found;
  volatile T lower = 0;
  volatile T upper = 0;
  const reckon::interval<T> x = function(o);
  lower = x.lower();
  upper = x.upper();
  std::fesetround(FE_TONEAREST);
#if defined(__SSE2__)
  _mm_setcsr(before);
#endif
  return x;
}

struct counts {
  long sets = 0;
  long missed = 0;
  long tight = 0;
  long wider = 0;
  long too_wide = 0;
};

template <std::floating_point T>
bool run(const char* type, long everywhere, long more) {
  std::array<std::array<counts, modes>, 2> all;
  bool right = true;
  for (const auto& operation : support::all_operations<T>()) {
    support::random_operands<T> random(20250606);
    std::array<counts, modes> found;
    for (long i = 0; i < everywhere + more; ++i) {
      const support::operands<T> o = random.next();
      const reckon::interval<T> expected = operation.expected(o);
      for (std::size_t mode = 0; mode < (i < everywhere ? modes : 1); ++mode) {
        counts& c = found[mode];
        ++c.sets;
        switch (support::judged(found_in(mode, operation, o), expected, operation.places)) {
          case support::verdict::missed:
            ++c.missed;
            break;
          case support::verdict::tight:
            ++c.tight;
            break;
          case support::verdict::wider:
            ++c.wider;
            break;
          case support::verdict::too_wide:
            ++c.too_wide;
            break;
        }
      }
    }
    for (std::size_t mode = 0; mode < modes; ++mode) {
      const counts& c = found[mode];
      if (c.missed + c.too_wide != 0) {
        right = false;
        std::printf("    %s %s, %s: %ld miss the range, %ld are too wide\n", type, operation.name,
                    mode_names[mode], c.missed, c.too_wide);
      }
      counts& sum = all[operation.places == 0 ? 0 : 1][mode];
      sum.sets += c.sets;
      sum.missed += c.missed;
      sum.tight += c.tight;
      sum.wider += c.wider;
      sum.too_wide += c.too_wide;
    }
  }
  for (std::size_t mode = 0; mode < modes; ++mode) {
    for (std::size_t group = 0; group < 2; ++group) {
      const counts& c = all[group][mode];
      std::printf(
          "  %-6s %-13s %-10s %10ld sets, %ld missed, %10ld tight, %ld one place wider, %ld too wide\n", type,
          mode_names[mode], group == 0 ? "arithmetic" : "functions", c.sets, c.missed, c.tight, c.wider,
          c.too_wide);
    }
  }
  return right;
}

}  // namespace

int main(int argc, char** argv) {
#if defined(__SSE2__)
  // Some flags have the linker add code that flushes to zero from the start: the judge must not.
  _mm_setcsr(0x1f80u);
#endif
  const long everywhere = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 1000;
  const long more = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 0;
  const bool doubles = run<double>("double", everywhere, more);
  const bool floats = run<float>("float", everywhere, 0);
  return doubles && floats ? 0 : 1;
}
