// SPDX-License-Identifier: BSL-1.0
// What an operation on intervals costs, beside plain numbers and other libraries: arrays of 4096, one
// operation a loop. Names are library/operation; what is not installed is left out.
// docs/interval-benchmarks.md has a table.
#include <reckon/interval.hpp>
#include <reckon/interval/spans.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#if __has_include(<boost/numeric/interval.hpp>)
#include <boost/numeric/interval.hpp>
#define RECKON_BENCHMARK_BOOST
#endif
#if defined(RECKON_BENCHMARK_MPFI)
#include <mpfi.h>
#endif

namespace {

constexpr std::size_t count = 4096;

/// The same positive numbers for every run, from 0.5 to 10.5; intervals are as wide as a quarter of them.
std::vector<double> numbers(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<double> made(count);
  for (double& x : made) x = 0.5 + 10 * static_cast<double>(random() >> 11) * 0x1p-53;
  return made;
}

template <class T>
T made(double x) {
  if constexpr (std::is_same_v<T, double>) {
    return x;
  } else {
    return T(x, 1.25 * x);
  }
}

template <class T>
std::vector<T> values(std::uint64_t seed) {
  std::vector<T> result;
  for (const double x : numbers(seed)) result.push_back(made<T>(x));
  return result;
}

template <class T, class Operation>
void run(benchmark::State& state, Operation operation) {
  const std::vector<T> a = values<T>(1);
  const std::vector<T> b = values<T>(2);
  std::vector<T> c(count);
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) c[i] = operation(a[i], b[i]);
    benchmark::DoNotOptimize(c.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

template <class T>
T horner(T x) {
  T sum(1.0);
  for (int i = 0; i < 10; ++i) sum = sum * x + T(1.0 / (i + 1));
  return sum;
}

template <class T>
T fifth_power(T x) {
  if constexpr (std::is_same_v<T, double>) {
    const double square = x * x;
    return square * square * x;
  } else if constexpr (std::is_same_v<T, reckon::interval<>>) {
    return pown(x, 5);
  } else {
    return pow(x, 5);
  }
}

template <class T>
T square_of(T x) {
  if constexpr (std::is_same_v<T, double>) {
    return x * x;
  } else if constexpr (std::is_same_v<T, reckon::interval<>>) {
    return sqr(x);
  } else {
    return square(x);
  }
}

template <class T>
void add_library(const std::string& library) {
  const auto add = [&library](const char* name, auto operation) {
    benchmark::RegisterBenchmark((library + '/' + name).c_str(), run<T, decltype(operation)>, operation);
  };
  add("add", [](const T& a, const T& b) { return a + b; });
  add("sub", [](const T& a, const T& b) { return a - b; });
  add("mul", [](const T& a, const T& b) { return a * b; });
  add("div", [](const T& a, const T& b) { return a / b; });
  add("sqr", [](const T& a, const T&) { return square_of(a); });
  add("sqrt", [](const T& a, const T&) {
    using std::sqrt;
    return sqrt(a);
  });
  add("exp", [](const T& a, const T&) {
    using std::exp;
    return exp(a);
  });
  add("log", [](const T& a, const T&) {
    using std::log;
    return log(a);
  });
  add("pown5", [](const T& a, const T&) { return fifth_power(a); });
  add("horner10", [](const T& a, const T&) { return horner(a); });
}

template <class Operation>
void run_spans(benchmark::State& state, Operation operation) {
  using reckon::interval;
  const std::vector<interval<>> a = values<interval<>>(1);
  const std::vector<interval<>> b = values<interval<>>(2);
  std::vector<interval<>> c(count);
  for (auto _ : state) {
    operation(std::span<const interval<>>(a), std::span<const interval<>>(b), std::span<interval<>>(c));
    benchmark::DoNotOptimize(c.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void add_spans() {
  const auto add = [](const char* name, auto operation) {
    benchmark::RegisterBenchmark((std::string("spans/") + name).c_str(), run_spans<decltype(operation)>,
                                 operation);
  };
  add("add", [](auto a, auto b, auto c) { reckon::add(a, b, c); });
  add("sub", [](auto a, auto b, auto c) { reckon::sub(a, b, c); });
  add("mul", [](auto a, auto b, auto c) { reckon::mul(a, b, c); });
  add("div", [](auto a, auto b, auto c) { reckon::div(a, b, c); });
}

#if defined(RECKON_BENCHMARK_BOOST)

namespace bi = boost::numeric;
// The default rounding, protected, with the exponential and logarithm of the C library, which the default
// lacks.
using protected_rounding = bi::interval_lib::save_state<bi::interval_lib::rounded_transc_std<double>>;
using boost_default =
    bi::interval<double,
                 bi::interval_lib::policies<protected_rounding, bi::interval_lib::checking_strict<double>>>;
using unprotected_rounding =
    bi::interval_lib::save_state_nothing<bi::interval_lib::rounded_transc_std<double>>;
using boost_unprotected =
    bi::interval<double,
                 bi::interval_lib::policies<unprotected_rounding, bi::interval_lib::checking_strict<double>>>;

#endif

#if defined(RECKON_BENCHMARK_MPFI)

class mpfi_array {
 public:
  explicit mpfi_array(std::uint64_t seed) : values_(count) {
    const std::vector<double> x = numbers(seed);
    for (std::size_t i = 0; i < count; ++i) {
      mpfi_init2(&values_[i], 53);
      mpfi_interv_d(&values_[i], x[i], 1.25 * x[i]);
    }
  }
  ~mpfi_array() {
    for (auto& x : values_) mpfi_clear(&x);
  }
  mpfi_array(const mpfi_array&) = delete;
  mpfi_array& operator=(const mpfi_array&) = delete;
  mpfi_ptr operator[](std::size_t i) { return &values_[i]; }

 private:
  std::vector<__mpfi_struct> values_;
};

template <class Operation>
void run_mpfi(benchmark::State& state, Operation operation) {
  mpfi_array a(1);
  mpfi_array b(2);
  mpfi_array c(3);
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) operation(c[i], a[i], b[i]);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void add_mpfi() {
  const auto add = [](const char* name, auto operation) {
    benchmark::RegisterBenchmark((std::string("mpfi/") + name).c_str(), run_mpfi<decltype(operation)>,
                                 operation);
  };
  add("add", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr b) { mpfi_add(c, a, b); });
  add("sub", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr b) { mpfi_sub(c, a, b); });
  add("mul", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr b) { mpfi_mul(c, a, b); });
  add("div", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr b) { mpfi_div(c, a, b); });
  add("sqr", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) { mpfi_sqr(c, a); });
  add("sqrt", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) { mpfi_sqrt(c, a); });
  add("exp", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) { mpfi_exp(c, a); });
  add("log", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) { mpfi_log(c, a); });
  add("pown5", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) {
    mpfi_sqr(c, a);
    mpfi_sqr(c, c);
    mpfi_mul(c, c, a);
  });
  add("horner10", [](mpfi_ptr c, mpfi_ptr a, mpfi_ptr) {
    mpfi_set_d(c, 1);
    for (int i = 0; i < 10; ++i) {
      mpfi_mul(c, c, a);
      mpfi_add_d(c, c, 1.0 / (i + 1));
    }
  });
}

#endif

}  // namespace

int main(int argc, char** argv) {
  add_library<double>("double");
  add_library<reckon::interval<>>("reckon");
  add_spans();
#if defined(RECKON_BENCHMARK_BOOST)
  add_library<boost_default>("boost");
  // Their unprotected functions expect the processor to round upward all the time.
  add_library<boost_unprotected>("boost_unprotected");
#endif
#if defined(RECKON_BENCHMARK_MPFI)
  add_mpfi();
#endif
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
