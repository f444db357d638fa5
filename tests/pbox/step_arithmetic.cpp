// SPDX-License-Identifier: BSL-1.0
// Operations on stepped boxes beside the same found by sorting all pairs in long double.
#include <reckon/pbox/step_arithmetic.hpp>

#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <random>
#include <vector>

using namespace reckon;
using detail::box_operation;
using detail::shared_steps;
using detail::stepped_box;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Steps of several kinds: smooth, with heavy tails, of few values, evenly spaced, with infinite ends.
shared_steps random_steps(std::mt19937_64& random, std::size_t count, bool positive) {
  std::normal_distribution<> normal;
  std::uniform_real_distribution<> unit;
  const auto kind = random() % 6;
  const double width = std::exp(normal(random));
  stepped_box::ends lower(count);
  stepped_box::ends upper(count);
  for (std::size_t i = 0; i < count; ++i) {
    double x = normal(random);
    if (kind == 1) x = std::exp(3 * x);
    if (kind == 2) x = std::floor(3 * x);
    if (kind == 3) x = static_cast<double>(i) / static_cast<double>(count);
    if (kind == 4) x /= normal(random);
    if (positive) x = std::abs(x) + (random() % 2 == 0 ? 0.1 : 0);
    lower[i] = x;
    upper[i] = x + (kind == 2 ? std::floor(2 * width) : kind == 5 ? 0 : width * unit(random));
  }
  std::sort(lower.begin(), lower.end());
  std::sort(upper.begin(), upper.end());
  if (!positive && random() % 3 == 0) lower.front() = -infinity;
  if (random() % 3 == 0) upper.back() = infinity;
  return std::make_shared<const stepped_box>(lower, upper);
}

long double apply(box_operation kind, long double a, long double b) {
  switch (kind) {
    case box_operation::add:
      return a + b;
    case box_operation::subtract:
      return a - b;
    case box_operation::multiply:
      return a == 0 || b == 0 ? 0 : a * b;
    case box_operation::divide:
      return a / b;
    case box_operation::minimum:
      return (std::min)(a, b);
    default:
      return (std::max)(a, b);
  }
}

interval<> pair(box_operation kind, interval<> a, interval<> b) {
  switch (kind) {
    case box_operation::add:
      return a + b;
    case box_operation::subtract:
      return a - b;
    case box_operation::multiply:
      return a * b;
    case box_operation::divide:
      return a / b;
    case box_operation::minimum:
      return (reckon::min)(a, b);
    default:
      return (reckon::max)(a, b);
  }
}

/// The operation falls with its second operand.
bool falls(box_operation kind) { return kind == box_operation::subtract || kind == box_operation::divide; }

shared_steps run(box_operation kind, const shared_steps& a, const shared_steps& b, dependence between) {
  const auto on_sets = [kind](interval<> x, interval<> y) { return pair(kind, x, y); };
  return detail::steps::combined(kind, on_sets, a, b, between);
}

constexpr box_operation all[] = {box_operation::add,    box_operation::subtract, box_operation::multiply,
                                 box_operation::divide, box_operation::minimum,  box_operation::maximum};

}  // namespace

TEST_CASE("independent steps lie outside the sorted pairs, and within one step of them") {
  std::mt19937_64 random(20260104);
  for (int round = 0; round < 240; ++round) {
    const box_operation kind = all[round % 6];
    const bool positive = kind == box_operation::multiply || kind == box_operation::divide;
    const std::size_t n = round % 4 == 0 ? 7 : 60;
    const shared_steps a = random_steps(random, n, positive);
    shared_steps b = random_steps(random, n, positive);
    if (kind == box_operation::divide) {
      stepped_box::ends lower = b->lower();
      for (double& x : lower) x = (std::max)(x, 0.01);
      stepped_box::ends upper = b->upper();
      for (double& x : upper) x = (std::max)(x, 0.01);
      b = std::make_shared<const stepped_box>(lower, upper);
    }
    const shared_steps found = run(kind, a, b, dependence::independent);
    std::vector<long double> low;
    std::vector<long double> high;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        low.push_back(apply(kind, a->lower()[i], falls(kind) ? b->upper()[j] : b->lower()[j]));
        high.push_back(apply(kind, a->upper()[i], falls(kind) ? b->lower()[j] : b->upper()[j]));
      }
    }
    std::sort(low.begin(), low.end());
    std::sort(high.begin(), high.end());
    INFO("round " << round << " operation " << round % 6);
    for (std::size_t k = 0; k < n; ++k) {
      CHECK(found->lower()[k] <= low[k * n]);
      CHECK(found->upper()[k] >= high[k * n + n - 1]);
      if (k > 0) CHECK(found->lower()[k] >= low[(k - 1) * n] - 1e-14L * std::abs(low[(k - 1) * n]));
      if (k + 1 < n) {
        const long double next = high[(k + 1) * n + n - 1];
        CHECK(found->upper()[k] <= next + 1e-14L * std::abs(next) + 1e-320L);
      }
    }
    CHECK(std::is_sorted(found->lower().begin(), found->lower().end()));
    CHECK(std::is_sorted(found->upper().begin(), found->upper().end()));
  }
}

TEST_CASE("under unknown dependence the steps are the best of all splits, rounded outward") {
  std::mt19937_64 random(20260105);
  for (int round = 0; round < 240; ++round) {
    const box_operation kind = all[round % 6];
    const bool positive = kind == box_operation::multiply;
    if (kind == box_operation::divide) continue;
    const std::size_t n = 40;
    const shared_steps a = random_steps(random, n, positive);
    const shared_steps b = random_steps(random, n, positive);
    const shared_steps found = run(kind, a, b, dependence::unknown);
    const stepped_box::ends b_lower = falls(kind) ? detail::steps::reversed(b->upper()) : b->lower();
    const stepped_box::ends b_upper = falls(kind) ? detail::steps::reversed(b->lower()) : b->upper();
    INFO("round " << round << " operation " << round % 6);
    for (std::size_t i = 0; i < n; ++i) {
      long double greatest = -static_cast<long double>(infinity);
      long double least = infinity;
      for (std::size_t j = 0; j <= i; ++j)
        greatest = (std::max)(greatest, apply(kind, a->lower()[j], b_lower[i - j]));
      for (std::size_t j = i; j < n; ++j)
        least = (std::min)(least, apply(kind, a->upper()[j], b_upper[n - 1 + i - j]));
      CHECK(found->lower()[i] <= greatest);
      CHECK(found->upper()[i] >= least);
      if (!std::isinf(greatest)) CHECK(found->lower()[i] >= greatest - 1e-15L * std::abs(greatest) - 1e-320L);
      if (!std::isinf(least)) CHECK(found->upper()[i] <= least + 1e-15L * std::abs(least) + 1e-320L);
    }
  }
}

TEST_CASE("a mean of steps encloses the average of their ends") {
  const auto box = detail::steps_of_set(interval<>(1, 3), 7);
  CHECK(box->mean() == interval<>(1, 3));
  const stepped_box steps({0.1, 0.2, 0.3}, {0.2, 0.3, 0.7});
  CHECK(steps.mean().lower() <= 0.2);
  CHECK(steps.mean().upper() >= 0.4);
  CHECK(wid(steps.mean()) < 0.2 + 1e-14);
}
