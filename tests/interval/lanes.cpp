// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/spans.hpp>

// What the vectors of doubles find against integers, in every mode of the processor. Where the processor has
// fused multiply-add this is compiled a second time, for it.

#include <reckon/interval.hpp>

#include "interval_support.hpp"
#include "support.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <array>
#include <bit>
#include <cfenv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace {

using reckon::interval;
using ends = reckon::detail::endpoints<double>;
using reckon::detail::make_interval;
namespace arithmetic = reckon::detail::arithmetic;
namespace careful = reckon::detail::careful;
namespace elementary = reckon::detail::elementary;

constexpr std::array<int, 5> rounding{FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO, FE_TONEAREST};
constexpr std::array<const char*, 5> mode_names{"nearest", "upward", "downward", "toward zero",
                                                "flush to zero"};

/// A mode of the processor, for as long as it lives.
class mode {
 public:
  explicit mode(std::size_t i) {
    std::fesetround(rounding[i]);
#if defined(__SSE2__)
    if (i == 4) _mm_setcsr(_mm_getcsr() | 0x8040u);
#endif
  }
  ~mode() {
    std::fesetround(FE_TONEAREST);
#if defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() & ~0x8040u);
#endif
  }
  mode(const mode&) = delete;
  mode& operator=(const mode&) = delete;
};

/// What f finds in a mode; the call goes through a pointer, so that nothing is computed before or after.
template <class Result, class... Arguments>
[[gnu::noinline]] Result found_in(std::size_t i, Result (*f)(Arguments...), Arguments... x) {
  auto* volatile function = f;
  const mode here(i);
  return function(x...);
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_bits(interval<> a, interval<> b) {
  return same_bits(a.lower(), b.lower()) && same_bits(a.upper(), b.upper());
}

bool agree(const char* name, std::size_t i, interval<> found, interval<> expected, interval<> a,
           interval<> b) {
  if (found == expected) return true;
  UNSCOPED_INFO(mode_names[i] << ": " << name << " gives " << support::text(found) << ", not "
                              << support::text(expected) << ", for " << support::text(a) << ' '
                              << support::text(b));
  return false;
}

struct operation {
  const char* name;
  interval<> (*found)(interval<>, interval<>);
  ends (*expected)(ends, ends);
};

constexpr operation operations[] = {
    {"+", [](interval<> a, interval<> b) { return a + b; },
     [](ends a, ends b) { return careful::sum(a, b); }},
    {"-", [](interval<> a, interval<> b) { return a - b; },
     [](ends a, ends b) { return careful::sum(a, reckon::detail::negated(b)); }},
    {"*", [](interval<> a, interval<> b) { return a * b; },
     [](ends a, ends b) { return careful::product(a, b); }},
    {"/", [](interval<> a, interval<> b) { return a / b; },
     [](ends a, ends b) { return careful::quotient(a, b); }},
    {"sqr", [](interval<> a, interval<>) { return sqr(a); }, [](ends a, ends) { return careful::square(a); }},
    {"sqrt", [](interval<> a, interval<>) { return sqrt(a); },
     [](ends a, ends) { return careful::root(a); }}};

/// Intervals of all kinds, and such as one has, between 1/1024 and 1024 in magnitude.
interval<> next_set(support::random_numbers<double>& random, std::mt19937_64& engine) {
  if (engine() % 2 == 0) return random.set();
  const auto number = [&engine] {
    const double unit = 1 + static_cast<double>(engine() >> 12) * 0x1p-52;
    return std::ldexp(engine() % 4 == 0 ? -unit : unit, static_cast<int>(engine() % 20) - 10);
  };
  const double a = number();
  const double b = number();
  return interval<>(std::fmin(a, b), std::fmax(a, b));
}

struct answer {
  bool found;
  ends bounds;
};

/// Ends where lanes are strong and where they end: of any size, around 1, and near multiples of log(2)/256.
[[maybe_unused]] double next_argument(std::mt19937_64& engine, bool positive) {
  const double unit = static_cast<double>(engine() >> 11) * 0x1p-53;
  const double sign = engine() % 2 == 0 ? 1 : -1;
  const auto whole = [&engine](unsigned count) { return static_cast<int>(engine() % count); };
  switch (engine() % 6) {
    case 0:
      return positive ? std::ldexp(1 + unit, whole(2100) - 1074) : sign * 720 * unit;
    case 1:
      return positive ? 1 + sign * std::ldexp(unit, -whole(53)) : sign * std::ldexp(1 + unit, whole(20) - 10);
    case 2:
      return positive ? 0.9 + 0.2 * unit : sign * 20 * unit;
    case 3:
      return positive ? std::ldexp(176 + whole(177), whole(9) - 12) * (1 + sign * std::ldexp(unit, -52))
                      : sign * whole(200'000) * 0x1.62e42fefa39efp-9 * (1 + std::ldexp(whole(9) - 4, -52));
    case 4:
      return positive ? 1 + whole(1'000'000) : sign * whole(720);
    default:
      return positive ? 10 * unit + 0x1p-20 : sign * 2 * unit;
  }
}

/// How often a kernel gives no answer for two ends; each answer is that of `expected`.
template <class Expected>
int undecided(const char* name, std::size_t i, answer (*f)(ends, unsigned), bool positive, int count,
              Expected expected) {
  std::mt19937_64 engine(20260301 + i);
  int without = 0;
  for (int k = 0; k < count; ++k) {
    const ends x{next_argument(engine, positive), next_argument(engine, positive)};
    const unsigned n = 2 + static_cast<unsigned>(k) % 31;
    const answer a = found_in(i, f, x, n);
    if (!a.found) {
      ++without;
      continue;
    }
    const ends right{expected(x.lower, n).lower, expected(x.upper, n).upper};
    if (!same_bits(a.bounds.lower, right.lower) || !same_bits(a.bounds.upper, right.upper)) {
      UNSCOPED_INFO(mode_names[i] << ": " << name << " of " << std::hexfloat << x.lower << " and " << x.upper
                                  << ", n = " << n << " is decided wrongly");
      FAIL();
    }
  }
  return without;
}

#if RECKON_HAS_LANE_FMA

void compare_kernels(int count) {
  const auto exponentials = [](ends x, unsigned) {
    answer a{};
    a.found = arithmetic::exponentials(x, a.bounds);
    return a;
  };
  const auto logarithms = [](ends x, unsigned) {
    answer a{};
    a.found = arithmetic::logarithms(x, a.bounds);
    return a;
  };
  const auto powers = [](ends x, unsigned n) {
    answer a{};
    a.found = arithmetic::powers(x, n, a.bounds);
    return a;
  };
  const auto power = [](double x, unsigned n) {
    namespace powers = reckon::detail::powers;
    namespace exact = reckon::detail::exact;
    return ends{powers::long_power(x, static_cast<int>(n), exact::direction::down),
                powers::long_power(x, static_cast<int>(n), exact::direction::up)};
  };
  for (std::size_t i = 0; i < rounding.size(); ++i) {
    CAPTURE(mode_names[i]);
    const int without_exp = undecided("exp", i, +exponentials, false, count,
                                      [](double x, unsigned) { return elementary::careful_exponential(x); });
    const int without_log = undecided("log", i, +logarithms, true, count,
                                      [](double x, unsigned) { return elementary::careful_logarithm(x); });
    const int without_power = undecided("power", i, +powers, true, count, power);
    CHECK(without_exp < count / 5);
    CHECK(without_log < count / 5);
    CHECK(without_power < count * 9 / 10);
  }
}

#endif

}  // namespace

TEST_CASE("both ends in one vector have the bounds that integers find, in every mode") {
  support::random_numbers<double> random(20260302);
  std::mt19937_64 engine(20260302);
  for (int k = 0; k < 20'000; ++k) {
    const interval<> a = next_set(random, engine);
    const interval<> b = next_set(random, engine);
    for (const operation& o : operations) {
      const interval<> expected = make_interval(o.expected(reckon::detail::ends(a), reckon::detail::ends(b)));
      for (std::size_t i = 0; i < rounding.size(); ++i) {
        if (!agree(o.name, i, found_in(i, o.found, a, b), expected, a, b)) FAIL();
      }
    }
  }
  SUCCEED();
}

TEST_CASE("arrays of any length have the bounds of the operators, bit by bit") {
  support::random_numbers<double> random(20260303);
  std::mt19937_64 engine(20260303);
  using view = std::span<const interval<>>;
  using out = std::span<interval<>>;
  constexpr std::array<void (*)(view, view, out), 4> of_arrays{
      [](view x, view y, out z) { reckon::add(x, y, z); },
      [](view x, view y, out z) { reckon::sub(x, y, z); },
      [](view x, view y, out z) { reckon::mul(x, y, z); },
      [](view x, view y, out z) { reckon::div(x, y, z); }};
  for (std::size_t length = 0; length < 200; ++length) {
    std::vector<interval<>> x;
    std::vector<interval<>> y;
    for (std::size_t k = 0; k < length; ++k) {
      // long runs of usual operands, where none leaves the vectors, and others
      const bool usual = length % 3 == 0;
      x.push_back(usual ? interval<>(static_cast<double>(k) + 0.1, static_cast<double>(k) + 0.3)
                        : next_set(random, engine));
      y.push_back(usual ? interval<>(-0.7, static_cast<double>(k % 7) - 0.5) : next_set(random, engine));
    }
    for (std::size_t o = 0; o < of_arrays.size(); ++o) {
      std::vector<interval<>> expected(length);
      for (std::size_t k = 0; k < length; ++k) expected[k] = operations[o].found(x[k], y[k]);
      std::vector<interval<>> z(length);
      of_arrays[o](x, y, z);
      std::vector<interval<>> first = x;
      of_arrays[o](first, y, first);
      std::vector<interval<>> second = y;
      of_arrays[o](x, second, second);
      for (std::size_t k = 0; k < length; ++k) {
        if (!same_bits(z[k], expected[k]) || !same_bits(first[k], expected[k]) ||
            !same_bits(second[k], expected[k])) {
          UNSCOPED_INFO(operations[o].name << " of " << support::text(x[k]) << ' ' << support::text(y[k])
                                           << ", " << k << " of " << length);
          FAIL();
        }
      }
    }
  }
  SUCCEED();
}

#if RECKON_HAS_LANE_FMA

TEST_CASE("what pairs of doubles decide of exp, log and powers, integers decide so too, in every mode") {
  compare_kernels(20'000);
}

TEST_CASE("what pairs of doubles decide, integers decide so too, a million times", "[.long]") {
  compare_kernels(1'000'000);
}

#endif
