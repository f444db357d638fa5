// SPDX-License-Identifier: BSL-1.0
// The range of an expression over a box: never too narrow, sharp where leaves are shared.
#include <reckon/evaluate.hpp>

#include "evaluate/random_expression.hpp"
#include "support.hpp"

#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

using namespace reckon;
using support::random_numbers;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();

interval<> random_side(random_numbers& random) {
  double low = random.whole(-3, 3);
  double high = low + random.whole(0, 3);
  switch (random.whole(0, 4)) {
    case 0:
      low = random.between(-3, 3);
      high = low + random.between(0, 3);
      break;
    case 1:
      low = 0;
      high = random.between(0, 3);
      break;
    case 2:
      low = -random.between(0, 3);
      high = random.between(0, 3);
      break;
    case 3:
      low = random.between(0.1, 2);
      high = low + random.between(0, 1);
      break;
    default:
      break;
  }
  return {low, high};
}

/// What sampling finds of the range of an expression: values at random points, then steps from the best ones.
class sampled_range {
 public:
  sampled_range(const support::random_expression& e, const std::vector<interval<>>& box,
                random_numbers& random)
      : expression_(e), box_(box) {
    for (int i = 0; i < 500; ++i) look_at(random_point(random));
    for (std::vector<double>* best : {&least_at_, &greatest_at_}) {
      for (double reach = 0.3; reach > 1e-6 && !best->empty(); reach *= 0.95)
        look_at(next_to(*best, reach, random));
    }
  }

  [[nodiscard]] bool found() const { return least <= greatest; }

  long double least = infinity;
  long double greatest = -infinity;

 private:
  void look_at(const std::vector<double>& point) {
    const auto value = expression_.at(point);
    if (!value) return;
    if (*value < least) {
      least = *value;
      least_at_ = point;
    }
    if (*value > greatest) {
      greatest = *value;
      greatest_at_ = point;
    }
  }

  std::vector<double> random_point(random_numbers& random) const {
    std::vector<double> point;
    for (const interval<> side : box_) {
      const int where = random.whole(0, 9);
      if (where == 0) {
        point.push_back(side.lower());
      } else if (where == 1) {
        point.push_back(side.upper());
      } else if (where == 2 && contains(side, 0)) {
        point.push_back(0);
      } else {
        point.push_back(random.between(side.lower(), side.upper()));
      }
    }
    return point;
  }

  std::vector<double> next_to(std::vector<double> point, double reach, random_numbers& random) const {
    for (std::size_t i = 0; i < point.size(); ++i) {
      const double moved = point[i] + reach * width(box_[i]) * random.between(-1, 1);
      point[i] = std::clamp(moved, box_[i].lower(), box_[i].upper());
    }
    return point;
  }

  const support::random_expression& expression_;
  const std::vector<interval<>>& box_;
  std::vector<double> least_at_;
  std::vector<double> greatest_at_;
};

void check_random_expressions(int from, int to) {
  int shared = 0;
  for (int seed = from; seed < to; ++seed) {
    random_numbers random(static_cast<std::uint64_t>(seed));
    const int leaves = random.whole(1, 4);
    const support::random_expression expression(random, leaves, random.whole(1, 10));
    std::vector<interval<>> box;
    std::vector<estimate> values;
    for (int i = 0; i < leaves; ++i) {
      box.push_back(random_side(random));
      values.emplace_back(box.back());
    }
    const sampled_range sampled(expression, box, random);
    if (!sampled.found()) continue;
    const interval<> range = bounds(expression.over(values));
    INFO("seed " << seed << ": " << expression.text() << " in [" << range.lower() << ", " << range.upper()
                 << "], sampled [" << static_cast<double>(sampled.least) << ", "
                 << static_cast<double>(sampled.greatest) << ']');
    // The values at the points are themselves rounded.
    const long double slack = 1e-14L * (std::fabs(sampled.least) + std::fabs(sampled.greatest)) + 1e-15L;
    CHECK(range.lower() <= sampled.least + slack);
    CHECK(range.upper() >= sampled.greatest - slack);
    ++shared;
  }
  CHECK(shared > (to - from) / 2);
}

}  // namespace

TEST_CASE("no value of a random expression lies outside its bounds") { check_random_expressions(0, 120); }

TEST_CASE("no value of many random expressions lies outside their bounds", "[.long]") {
  check_random_expressions(120, 20000);
}

TEST_CASE("bounds are those of the whole expression, however often a leaf is used") {
  const estimate x(interval<>(0, 7));
  const estimate y(interval<>(-1, 2));
  CHECK(bounds(x * (10 - x)) == interval<>(0, 25));
  CHECK(bounds(x - x) == interval<>(0, 0));
  CHECK(bounds(x + y - x) == interval<>(-1, 2));
  CHECK(bounds(2 * (x + y) - 2 * x) == interval<>(-2, 4));
  CHECK(bounds((x + y + 3) - (y + x + 3)) == interval<>(0, 0));
  CHECK(bounds(x / 2 + x / 2) == interval<>(0, 7));
  CHECK(bounds(y * y) == interval<>(0, 4));
  CHECK(bounds((min)(y, y)) == interval<>(-1, 2));
  CHECK(bounds((max)(x, x) - x) == interval<>(0, 0));
  CHECK(bounds(sqr(y) - 2 * y + 1) == interval<>(0, 4));
}

TEST_CASE("the search is sharp where the least and greatest values are known") {
  const auto check = [](const estimate& e, double lower, double upper) {
    const interval<> b = bounds(e);
    const double scale = 1e-9 * (upper - lower);
    INFO('[' << b.lower() << ", " << b.upper() << "] for [" << lower << ", " << upper << ']');
    CHECK(b.lower() <= lower);
    CHECK(b.lower() >= lower - scale);
    CHECK(b.upper() >= upper);
    CHECK(b.upper() <= upper + scale);
  };
  const estimate a(interval<>(1, 3));
  const estimate b(interval<>(2, 5));
  check(a / (a + b), 1.0 / 6, 0.6);
  check((a - b) / (a + b), -2.0 / 3, 0.2);
  check(a * b / (a + b), 2.0 / 3, 15.0 / 8);
  check(sqrt(a) - a / 2, std::sqrt(3.0) - 1.5, 0.5);
  check(a * exp(-a), 3 * std::exp(-3.0), std::exp(-1.0));
  const estimate x(interval<>(-3, 3));
  const estimate y(interval<>(-2, 2));
  // The six-hump camel function: its minimum is -1.0316284534898774 (Dixon and Szego, 1978), its maximum in a
  // corner.
  check((4 - 2.1 * sqr(x) + pow(x, 4) / 3) * sqr(x) + x * y + (4 * sqr(y) - 4) * sqr(y), -1.0316284534898774,
        162.9);
  check(pow(y, 3) - y, -6, 6);
  check(abs(x) - x, 0, 6);
  check(sqr(1 - x) + 100 * sqr(y - sqr(x)), 0, 16 + 100 * 121);
  const estimate part(interval<>(-1, 4));
  check(sqrt(part) - part, -2, 0.25);
  check(log(part) - part / 2, -infinity, std::log(2.0) - 1);
}

TEST_CASE("an answer whose search did not close says that it is outer") {
  const estimate x(interval<>(-3, 3));
  const estimate y(interval<>(-2, 2));
  const answer ridge = median((max)(x, y) - (x + y) / 2);  // |x - y| / 2, least on a whole line
  CHECK(ridge.outer);
  CHECK(ridge.lower() <= 0);
  CHECK(ridge.lower() > -0.01);
  CHECK_FALSE(median(x * (10 - x)).outer);
  CHECK_FALSE(median(x + y).outer);
}

TEST_CASE("several leaves that turn at a time are searched together") {
  estimate total;
  for (int i = 0; i < 5; ++i) {
    const estimate x(interval<>(0, 7));
    total += x * (10 - x);
  }
  CHECK(bounds(total) == interval<>(0, 125));
}

TEST_CASE("doubling sixty times multiplies by two to the sixtieth, exactly") {
  estimate x(interval<>(-1, 3));
  for (int i = 0; i < 60; ++i) x = x + x;
  CHECK(bounds(x) == interval<>(-0x1p60, 3 * 0x1p60));
  estimate root(interval<>(1, 3));
  for (int i = 0; i < 60; ++i) root = sqrt(root * root);
  CHECK(bounds(root) == interval<>(1, 3));
}

TEST_CASE("points where an expression is undefined are left out") {
  const estimate x(interval<>(-1, 4));
  CHECK(bounds(sqrt(x)) == interval<>(0, 2));
  CHECK(bounds(log(x)).lower() == -infinity);
  CHECK_THAT(bounds(log(x)).upper(), WithinRel(std::log(4.0), 1e-15));
  CHECK(is_empty(bounds(sqrt(estimate(interval<>(-2, -1))))));
  CHECK(is_empty(bounds(log(estimate(-1)))));
  CHECK(is_empty(bounds(1 / estimate(0) + x)));
  CHECK(bounds(1 / estimate(interval<>(0, 2))) == interval<>(0.5, infinity));
  CHECK(is_entire(bounds(1 / x)));
  CHECK(bounds(x / x) == interval<>(1, 1));
  CHECK(is_empty(bounds(estimate(interval<>(0, 0)) / estimate(interval<>(0, 0)))));
  const estimate zero(interval<>(0, 0));
  CHECK(is_empty(bounds(zero / zero)));
  CHECK(bounds(pow(x, -2)) == interval<>(1.0 / 16, infinity));
}

TEST_CASE("a side without an end stays without an end, and no further") {
  const estimate more(interval<>(300, infinity));
  const estimate any(interval<>::entire());
  CHECK(bounds(more + 1) == interval<>(301, infinity));
  CHECK(bounds(0 * more) == interval<>(0, 0));
  CHECK(bounds(-2 * more) == interval<>(-infinity, -600));
  CHECK(bounds(more - more) == interval<>(0, 0));
  CHECK(is_entire(bounds(more - estimate(interval<>(300, infinity)))));
  CHECK(bounds(sqr(any)) == interval<>(0, infinity));
  CHECK(bounds(exp(any)) == interval<>(0, infinity));
  CHECK(bounds(1 / more).lower() == 0);
  CHECK(bounds((min)(more, 1000)) == interval<>(300, 1000));
  const interval<> turning = bounds(more - sqr(more) / 1000);  // 300 - 90 at its least end; 250 at 500
  CHECK(turning.lower() == -infinity);
  CHECK(turning.upper() >= 250);
  CHECK(turning.upper() <= 250 * (1 + 1e-9));
  CHECK(bounds(estimate(normal(0, 1)) + more) == interval<>::entire());
}

TEST_CASE("shapes bound by their support") {
  CHECK(bounds(estimate(uniform(1, 2)) + estimate(triangular(0, 1, 5))) == interval<>(1, 7));
  CHECK(bounds(estimate(lognormal(0, 1))) == interval<>(0, infinity));
  CHECK(bounds(estimate(distribution(boost::math::poisson(3))) + 1) == interval<>(1, infinity));
  CHECK(bounds(estimate(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 60)}}))) ==
        interval<>(0, 60));
}

TEST_CASE("what overflows is beyond the largest double, never a number") {
  const estimate big(interval<>(1e308, 1.5e308));
  CHECK(bounds(big + big) == interval<>(largest, infinity));
  CHECK(bounds(exp(big)).lower() > 1.79e308);
  CHECK(bounds(exp(big)).upper() == infinity);
  CHECK(bounds(big * big - big * big).lower() == -infinity);
  CHECK(bounds(1 / (big * big)).lower() == 0);
}

TEST_CASE("bounds follow a change of unit") {
  for (const double unit : {1e-30, 1e-9, 1e9, 1e30}) {
    const estimate x(interval<>(0, 7 * unit));
    const interval<> b = bounds(x * (10 * unit - x));
    INFO("unit " << unit);
    CHECK_THAT(b.upper(), WithinRel(25 * unit * unit, 1e-12));
    CHECK_THAT(b.lower(), WithinAbs(0, 1e-12 * unit * unit));
  }
}

TEST_CASE("bounds do not depend on where the leaves lie in memory, nor on their order of birth") {
  std::vector<interval<>> found;
  std::vector<estimate> kept;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 100 * round; ++i) kept.emplace_back(1.0);
    estimate first(interval<>(-1, 2));
    estimate second(interval<>(0, 3));
    if (round % 2 == 1) {
      second = estimate(interval<>(0, 3));
      first = estimate(interval<>(-1, 2));
    }
    found.push_back(bounds((first - second) * (first + second) / (3 + second * first)));
  }
  for (const auto& b : found) CHECK(b == found.front());
}
