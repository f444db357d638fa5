// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval.hpp>

// What a processor is set to changes nothing: everything but arithmetic and elementary functions, which
// interval_matrix/run has, answers in every mode as it does in the usual one, bit by bit and word by word.

#include "interval_support.hpp"
#include "support.hpp"

#include <reckon/interval/cancel.hpp>
#include <reckon/interval/compare.hpp>
#include <reckon/interval/consensus.hpp>
#include <reckon/interval/decorated.hpp>
#include <reckon/interval/decorated/interchange.hpp>
#include <reckon/interval/decorated/reverse.hpp>
#include <reckon/interval/decorated/text.hpp>
#include <reckon/interval/hash.hpp>
#include <reckon/interval/horner.hpp>
#include <reckon/interval/reductions.hpp>
#include <reckon/interval/spans.hpp>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <array>
#include <bit>
#include <cfenv>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <random>
#include <span>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace reckon;

constexpr std::array<const char*, 5> modes{"nearest", "upward", "downward", "toward zero", "flush to zero"};
constexpr std::array<int, 5> rounding{FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO, FE_TONEAREST};

/// Calls f with the processor in a mode, and sets it back.
template <class Function, class... Arguments>
[[gnu::noinline]] void call_in(std::size_t mode, Function f, Arguments&... arguments) {
#if defined(__SSE2__)
  const unsigned before = _mm_getcsr();
  if (mode == 4) _mm_setcsr(before | 0x8040u);
#endif
  std::fesetround(rounding[mode]);
  Function volatile function = f;
  function(arguments...);
  std::fesetround(FE_TONEAREST);
#if defined(__SSE2__)
  _mm_setcsr(before);
#endif
}

/// Answers as integers, each with the name of the question.
class answers {
 public:
  void add(const char* name, std::int64_t answer) { all_.emplace_back(name, answer); }
  void add(const char* name, bool answer) { add(name, std::int64_t{answer}); }
  template <std::floating_point T>
  void add(const char* name, T answer) {
    using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    const auto all = std::bit_cast<bits>(answer);
    // One for both zeros.
    add(name, static_cast<std::int64_t>(static_cast<bits>(all << 1) == 0 ? 0 : all));
  }
  template <std::floating_point T>
  void add(const char* name, interval<T> answer) {
    add(name, answer.lower());
    add(name, answer.upper());
  }
  template <std::floating_point T>
  void add(const char* name, decorated_interval<T> answer) {
    add(name, answer.part());
    add(name, static_cast<std::int64_t>(answer.dec()));
  }
  template <class X>
  void add(const char* name, const std::pair<X, X>& answer) {
    add(name, answer.first);
    add(name, answer.second);
  }
  void add(const char* name, const std::string& answer) {
    add(name, static_cast<std::int64_t>(std::hash<std::string>{}(answer)));
  }
  void add(const char* name, std::partial_ordering answer) {
    add(name, std::int64_t{answer < 0 ? -1 : (answer > 0 ? 1 : (answer == 0 ? 0 : 2))});
  }
  void add(const char* name, trilean answer) { add(name, static_cast<std::int64_t>(answer.value())); }

  void clear() { all_.clear(); }

  /// The name of the first answer that differs; none is nullptr.
  [[nodiscard]] const char* differs_from(const answers& other) const {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (all_[i].second != other.all_[i].second) return all_[i].first;
    }
    return nullptr;
  }

 private:
  std::vector<std::pair<const char*, std::int64_t>> all_;
};

template <std::floating_point T>
struct operands {
  interval<T> a, b, c;
  T x{0};
  int n = 0;
  float narrow = 0;
  long double wide = 0;
};

#define RECKON_TEST_ASK(function, ...) found.add(#function, function(__VA_ARGS__))

template <std::floating_point T>
void relations(const operands<T>& o, answers& found) {
  const interval<T> a = o.a;
  const interval<T> b = o.b;
  const T x = o.x;
  const int n = o.n;
  RECKON_TEST_ASK(is_empty, a);
  RECKON_TEST_ASK(is_entire, a);
  RECKON_TEST_ASK(is_singleton, a);
  RECKON_TEST_ASK(is_common_interval, a);
  RECKON_TEST_ASK(subset, a, b);
  RECKON_TEST_ASK(interior, a, b);
  RECKON_TEST_ASK(disjoint, a, b);
  RECKON_TEST_ASK(equal, a, b);
  RECKON_TEST_ASK(less, a, b);
  RECKON_TEST_ASK(strict_less, a, b);
  RECKON_TEST_ASK(precedes, a, b);
  RECKON_TEST_ASK(strict_precedes, a, b);
  RECKON_TEST_ASK(certainly_less, a, b);
  RECKON_TEST_ASK(possibly_less, a, b);
  found.add("overlap", static_cast<std::int64_t>(overlap(a, b)));
  RECKON_TEST_ASK(is_less, a, b);
  RECKON_TEST_ASK(is_less_equal, a, b);
  RECKON_TEST_ASK(is_equal, a, b);
  found.add("<=>", a <=> b);
  found.add("<=> number", a <=> x);
  found.add("== number", a == x);
  RECKON_TEST_ASK(contains, a, x);
  RECKON_TEST_ASK(contains, a, n);
  found.add("contains float", contains(a, o.narrow));
  found.add("contains long double", contains(a, o.wide));
  found.add("hash", static_cast<std::int64_t>(std::hash<interval<T>>{}(a)));
}

template <std::floating_point T>
void sets(const operands<T>& o, answers& found) {
  const interval<T> a = o.a;
  const interval<T> b = o.b;
  const interval<T> c = o.c;
  const T x = o.x;
  RECKON_TEST_ASK(intersection, a, b);
  RECKON_TEST_ASK(convex_hull, a, b);
  RECKON_TEST_ASK(convex_hull, a, x);
  RECKON_TEST_ASK(inf, a);
  RECKON_TEST_ASK(sup, a);
  RECKON_TEST_ASK(wid, a);
  RECKON_TEST_ASK(mid_rad, a);
  RECKON_TEST_ASK(mag, a);
  RECKON_TEST_ASK(mig, a);
  RECKON_TEST_ASK(cancel_minus, a, b);
  RECKON_TEST_ASK(cancel_plus, a, b);
  RECKON_TEST_ASK(nums_to_interval<double>, a.lower(), b.upper());
  RECKON_TEST_ASK(nums_to_interval<float>, a.lower(), b.upper());
  RECKON_TEST_ASK(nums_to_interval<double>, b.lower(), a.upper());
  RECKON_TEST_ASK(nums_to_interval<T>, static_cast<long double>(b.lower()), a.upper());
  found.add("to double", interval<double>(a));
  found.add("to float", interval<float>(a));
  const std::vector<interval<T>> all{a, b, c};
  const std::span<const interval<T>> view(all);
  for (const interval<T> agreed : consensus(view, 2)) found.add("consensus", agreed);
  RECKON_TEST_ASK(sum_enclosure, view);
  RECKON_TEST_ASK(dot_enclosure, view, view);
  RECKON_TEST_ASK(sum_sqr_enclosure, view);
  RECKON_TEST_ASK(sum_abs_enclosure, view);
  RECKON_TEST_ASK(sum_nearest, std::vector{a.lower(), b.upper(), x});
  RECKON_TEST_ASK(dot_nearest, std::vector{a.lower(), b.upper(), x}, std::vector{x, a.upper(), x});
  if (is_common_interval(a) && is_common_interval(b)) {
    RECKON_TEST_ASK(horner, view, intersection(c, interval<T>(T(-4), T(4))));
  }
}

/// Arrays longer than the vectors of any processor, and not a multiple of them.
template <std::floating_point T>
void spans(const operands<T>& o, answers& found) {
  constexpr std::size_t size = 19;
  const interval<T> few[] = {o.a, o.b, interval<T>(T(1), T(2)), interval<T>(T(-3), T(5)), o.c};
  std::vector<interval<T>> x;
  std::vector<interval<T>> y;
  for (std::size_t i = 0; i < size; ++i) {
    x.push_back(few[i % 5]);
    y.push_back(few[(i * 3 + i / 5) % 5]);
  }
  std::vector<interval<T>> z(size);
  const std::span<const interval<T>> left(x);
  const std::span<const interval<T>> right(y);
  const auto add_all = [&](const char* name) {
    for (const interval<T> v : z) found.add(name, v);
  };
  add(left, right, std::span(z));
  add_all("add");
  sub(left, right, std::span(z));
  add_all("sub");
  mul(left, right, std::span(z));
  add_all("mul");
  div(left, right, std::span(z));
  add_all("div");
  add_scaled(o.a, left, std::span(z));
  add_all("add_scaled");
}

template <std::floating_point T>
void texts(const operands<T>& o, answers& found) {
  const interval<T> a = o.a;
  RECKON_TEST_ASK(interval_to_text, a);
  RECKON_TEST_ASK(interval_to_text, a, 3);
  RECKON_TEST_ASK(interval_to_exact, a);
  RECKON_TEST_ASK(text_to_interval<T>, interval_to_text(a, 3));
  RECKON_TEST_ASK(exact_to_interval<T>, interval_to_text(a));
  RECKON_TEST_ASK(exact_to_interval<T>, interval_to_exact(a));
  RECKON_TEST_ASK(text_to_interval<T>, "[-5e-324, 3/700000000000000000000000000000000000000000000]");
  RECKON_TEST_ASK(text_to_interval<T>, "12?3e-324");
  std::ostringstream out;
  out << a;
  found.add("<<", out.str());
  RECKON_TEST_ASK(interchange_to_interval<T>, interval_to_interchange(a));
}

template <std::floating_point T>
void reverses(const operands<T>& o, answers& found) {
  const interval<T> a = o.a;
  const interval<T> b = o.b;
  const interval<T> c = o.c;
  const int n = o.n;
  RECKON_TEST_ASK(sqr_rev, a, b);
  RECKON_TEST_ASK(abs_rev, a, b);
  RECKON_TEST_ASK(pown_rev, a, b, n);
  RECKON_TEST_ASK(sin_rev, a, b);
  RECKON_TEST_ASK(cos_rev, a, b);
  RECKON_TEST_ASK(tan_rev, a, b);
  RECKON_TEST_ASK(cosh_rev, a, b);
  RECKON_TEST_ASK(mul_rev, a, b, c);
  RECKON_TEST_ASK(mul_rev_to_pair, a, b);
  RECKON_TEST_ASK(pow_rev1, a, b, c);
  RECKON_TEST_ASK(pow_rev2, a, b, c);
  RECKON_TEST_ASK(atan2_rev1, a, b, c);
  RECKON_TEST_ASK(atan2_rev2, a, b, c);
}

template <std::floating_point T>
void decorations(const operands<T>& o, answers& found) {
  const decorated_interval<T> a(o.a);
  const decorated_interval<T> b(o.b);
  found.add("/", a / b);
  RECKON_TEST_ASK(sqrt, a);
  RECKON_TEST_ASK(log, a);
  RECKON_TEST_ASK(logp1, a);
  RECKON_TEST_ASK(acosh, a);
  RECKON_TEST_ASK(asin, a);
  RECKON_TEST_ASK(atanh, a);
  RECKON_TEST_ASK(recip, a);
  RECKON_TEST_ASK(tan, a);
  RECKON_TEST_ASK(csc, a);
  RECKON_TEST_ASK(sign, a);
  RECKON_TEST_ASK(ceil, a);
  RECKON_TEST_ASK(floor, a);
  RECKON_TEST_ASK(trunc, a);
  RECKON_TEST_ASK(round_ties_to_even, a);
  RECKON_TEST_ASK(round_ties_to_away, a);
  RECKON_TEST_ASK(pow, a, b);
  RECKON_TEST_ASK(atan2, a, b);
  RECKON_TEST_ASK(rootn, a, o.n);
  RECKON_TEST_ASK(mul_rev_to_pair, a, b);
}

template <std::floating_point T>
class random_operands {
 public:
  explicit random_operands(std::uint64_t seed) : engine_(seed), any_(seed) {}

  operands<T> next() {
    const int n = static_cast<int>(engine_() % 9) - 4;
    const float narrow = static_cast<float>(n) * std::numeric_limits<float>::denorm_min();
    return {set(), set(), set(), end(), n, narrow, static_cast<long double>(end()) / 3};
  }

 private:
  /// A few of the smallest numbers, ends at which something happens, and others.
  T end() {
    constexpr T ends[] = {T(0), T(1), T(-1), T(0.5), T(-2), T(3.5)};
    if (engine_() % 4 == 0) return ends[engine_() % std::size(ends)];
    return static_cast<T>(static_cast<int>(engine_() % 9) - 4) * std::numeric_limits<T>::denorm_min();
  }
  interval<T> set() {
    if (engine_() % 3 == 0) return any_.set();
    const T x = end();
    const T y = end();
    return interval<T>(x < y ? x : y, x < y ? y : x);
  }

  std::mt19937_64 engine_;
  support::random_numbers<T> any_;
};

template <std::floating_point T>
void compare_modes(void (*ask)(const operands<T>&, answers&), int sets) {
  random_operands<T> random(8601);
  std::array<answers, modes.size()> found;
  for (int i = 0; i < sets; ++i) {
    const operands<T> o = random.next();
    for (std::size_t mode = 0; mode < modes.size(); ++mode) {
      found[mode].clear();
      call_in(mode, ask, o, found[mode]);
      const char* const name = found[mode].differs_from(found[0]);
      if (name == nullptr) continue;
      CAPTURE(name, modes[mode], support::text(o.a), support::text(o.b), support::text(o.c), o.x, o.n);
      FAIL();
    }
  }
  SUCCEED();
}

}  // namespace

TEMPLATE_TEST_CASE("relations are the same in every mode", "", double, float) {
  compare_modes<TestType>(relations<TestType>, 4'000);
}

TEMPLATE_TEST_CASE("sets, measures and sums are the same in every mode", "", double, float) {
  compare_modes<TestType>(sets<TestType>, 1'000);
}

TEMPLATE_TEST_CASE("operations on arrays are the same in every mode", "", double, float) {
  compare_modes<TestType>(spans<TestType>, 500);
}

TEMPLATE_TEST_CASE("texts are the same in every mode", "", double, float) {
  compare_modes<TestType>(texts<TestType>, 500);
}

TEMPLATE_TEST_CASE("reverse functions are the same in every mode", "", double, float) {
  compare_modes<TestType>(reverses<TestType>, 150);
}

TEMPLATE_TEST_CASE("decorations are the same in every mode", "", double, float) {
  compare_modes<TestType>(decorations<TestType>, 1'000);
}
