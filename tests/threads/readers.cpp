// SPDX-License-Identifier: BSL-1.0
// Several threads ask the same estimates the same questions at once, first while nothing is known of them
// yet, then again. All must get the same bits, and the same as a fresh copy of the estimate gives to one
// thread.
#include <reckon/evaluate.hpp>

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace reckon;

namespace {

struct question {
  std::string name;
  std::function<estimate()> make;
};

estimate joined() {
  const auto both = correlated({normal(10, 1), lognormal(1, 0.3)}, {{1, 0.5}, {0.5, 1}});
  return both[0] * both[1];
}

estimate shared_leaf() {
  const estimate x = uniform(0, 10);
  return x * (10 - x);
}

estimate with_set() { return estimate(lognormal(1, 0.5)) * uniform(1, 2) + interval<>(1, 3); }

estimate share_of_sums() {
  const estimate a = lognormal(0, 0.3), b = lognormal(0.2, 0.3), c = uniform(1, 2), d = lognormal(0.1, 0.2);
  return (a + b) / (a + b + d) * c;
}

/// So large that its program is kept with it.
estimate large_sum() {
  std::vector<estimate> leaves;
  for (int i = 0; i < 5000; ++i) leaves.emplace_back(uniform(0, 1 + i % 7));
  return sum(leaves) + triangular(0, 1, 4);
}

const question questions[] = {
    {"closed form", [] { return estimate(normal(1, 2)) + normal(3, 4); }},
    {"convolution", [] { return estimate(lognormal(1, 0.5)) * uniform(1, 2) + triangular(0, 1, 4); }},
    {"mixture",
     [] {
       return estimate(mixture({{1, uniform(0, 1)}, {2, normal(5, 1)}})) + uniform(0, 1);
     }},
    {"product about zero", [] { return estimate(normal(0, 1)) * normal(1, 2); }},
    {"set beside shapes", with_set},
    {"shared leaf", shared_leaf},
    {"parts by themselves", share_of_sums},
    {"joined leaves", joined},
    {"large sum", large_sum},
};

using bits = std::vector<std::uint64_t>;

void add(bits& all, const answer& a) {
  for (const double x : {a.lower(), a.upper(), a.error}) all.push_back(std::bit_cast<std::uint64_t>(x));
}

bits answers_about(const estimate& e) {
  bits all;
  for (const double p : {0.01, 0.5, 0.9}) {
    const answer q = quantile(e, p);
    add(all, q);
    add(all, cdf(e, q.upper()));
  }
  add(all, mean(e));
  add(all, standard_deviation(e));
  return all;
}

bool all_get_the_same(const question& asked) {
  constexpr std::size_t readers = 6;
  const estimate shared = asked.make();
  std::vector<bits> found(readers);
  std::vector<bits> again(readers);
  std::atomic<std::size_t> waiting{0};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < readers; ++i) {
    threads.emplace_back([&, i] {
      ++waiting;
      while (waiting < readers) std::this_thread::yield();
      found[i] = answers_about(shared);
      again[i] = answers_about(shared);
    });
  }
  for (std::thread& t : threads) t.join();
  const bits alone = answers_about(asked.make());
  for (std::size_t i = 0; i < readers; ++i) {
    if (found[i] == alone && again[i] == alone) continue;
    std::printf("%s: reader %zu got other bits than one that was alone\n", asked.name.c_str(), i);
    return false;
  }
  return true;
}

}  // namespace

int main() {
  bool same = true;
  for (const question& asked : questions) same = all_get_the_same(asked) && same;
  if (same) std::printf("six readers of each of %zu estimates got the same bits\n", std::size(questions));
  return same ? 0 : 1;
}
