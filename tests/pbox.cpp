// SPDX-License-Identifier: BSL-1.0
#include <reckon/pbox.hpp>

#include "support.hpp"

#include <reckon/distribution.hpp>

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<pbox> boxes() {
  const distribution coin(boost::math::bernoulli(0.5));
  return {pbox(interval<>(1000, 3000)),
          pbox(interval<>(300, infinity)),
          pbox(interval<>::entire()),
          pbox(interval<>(7, 7)),
          pbox(normal(0, 1)),
          pbox(uniform(-1, 2)),
          pbox(coin),
          pbox(distribution(boost::math::poisson(3))),
          pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}}),
          pbox_mixture({{1, normal(0, 1)}, {3, normal(1, 2)}}),
          pbox_mixture({{1, interval<>(-infinity, 0)}, {2, normal(0, 1)}, {1, interval<>(1, 3)}}),
          pbox_mixture({{1, coin}, {1, interval<>(0, 1)}}),
          pbox_mixture({{0.1, interval<>(1, 1)}, {0.2, interval<>(2, 2)}, {0.7, interval<>(3, 3)}})};
}

}  // namespace

TEST_CASE("the ends of the quantile are the least values that the bounds on the cdf reach") {
  for (const pbox& box : boxes()) {
    for (const double p : {0.0, 1e-9, 0.01, 0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.99, 1.0}) {
      const interval<> q = box.quantile(p);
      INFO(p << ": " << q.lower() << " to " << q.upper());
      CHECK(q.lower() <= q.upper());
      if (q.lower() > -infinity && q.lower() < 1e308) {
        CHECK(box.cdf(q.lower()).upper() >= p - 1e-15);
        if (p > 0) CHECK(box.cdf_before(q.lower()).upper() <= p + 1e-15);
      }
      if (q.upper() < infinity && q.upper() > -1e308) {
        CHECK(box.cdf(q.upper()).lower() >= p - 1e-15);
        if (p > 0) CHECK(box.cdf_before(q.upper()).lower() <= p + 1e-15);
      }
    }
  }
}

TEST_CASE("the upper quantile counts the same from above") {
  for (const pbox& box : boxes()) {
    for (const double q : {0.0, 1e-20, 1e-9, 0.01, 0.125, 0.25, 0.5, 0.75, 0.9, 1.0}) {
      const interval<> x = box.upper_quantile(q);
      INFO(q << ": " << x.lower() << " to " << x.upper());
      CHECK(x.lower() <= x.upper());
      if (x.upper() < infinity && x.upper() > -1e308) CHECK(box.cdf(x.upper()).lower() >= 1 - q - 1e-15);
      if (q == 0.125 || q == 0.25 || q == 0.5) {  // 1 - q is exact
        const interval<> same = box.quantile(1 - q);
        CHECK_THAT(x.lower(), WithinRel(same.lower(), 1e-12) || WithinAbs(same.lower(), 1e-12));
        CHECK_THAT(x.upper(), WithinRel(same.upper(), 1e-12) || WithinAbs(same.upper(), 1e-12));
      }
    }
  }
}

TEST_CASE("quantiles rise with the level, and the cdf with the value") {
  for (const pbox& box : boxes()) {
    interval<> last = box.quantile(0);
    for (int i = 1; i <= 100; ++i) {
      const interval<> q = box.quantile(i / 100.0);
      CHECK(q.lower() >= last.lower());
      CHECK(q.upper() >= last.upper());
      CHECK(subset(intersection(q, interval<>(-1e300, 1e300)), box.support()));
      last = q;
    }
    interval<> below(0, 0);
    for (const double x : {-infinity, -1e300, -1.0, 0.0, 0.5, 1.0, 5.0, 301.0, 2000.0, 1e300, infinity}) {
      const interval<> f = box.cdf(x);
      CHECK(f.lower() >= below.lower());
      CHECK(f.upper() >= below.upper());
      CHECK(box.cdf_before(x).upper() <= f.upper());
      CHECK(subset(f, interval<>(0, 1)));
      below = f;
    }
  }
}

TEST_CASE("a set allows every probability inside itself, and none outside") {
  const pbox box(interval<>(1000, 3000));
  CHECK(box.cdf(999) == interval<>(0, 0));
  CHECK(box.cdf(1000) == interval<>(0, 1));
  CHECK(box.cdf_before(1000) == interval<>(0, 0));
  CHECK(box.cdf(2000) == interval<>(0, 1));
  CHECK(box.cdf(3000) == interval<>(1, 1));
  CHECK(box.quantile(0.3) == interval<>(1000, 3000));
  CHECK(box.mean() == interval<>(1000, 3000));
}

TEST_CASE("a shape is known exactly") {
  const pbox box(normal(2, 3));
  for (const double p : {0.01, 0.5, 0.9}) CHECK(box.quantile(p) == interval<>(normal(2, 3).quantile(p)));
  CHECK(box.cdf(2) == interval<>(0.5));
  CHECK(box.quantile(0) == interval<>(-infinity, -std::numeric_limits<double>::max()));
  CHECK(box.mean() == interval<>(2));
  CHECK(is_entire(pbox(distribution(boost::math::cauchy(0, 1))).mean()));
}

TEST_CASE("half [0, 10] and half [4, 6] leaves at least a half for [4, 6]") {
  const pbox box = pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}});
  CHECK(box.cdf(3) == interval<>(0, 0.5));
  CHECK(box.cdf(6) == interval<>(0.5, 1));
  CHECK(box.quantile(0.25) == interval<>(0, 6));
  CHECK(box.quantile(0.5) == interval<>(0, 6));
  CHECK(box.quantile(0.75) == interval<>(4, 10));
  CHECK(box.mean() == interval<>(2, 8));
  // As a random set it says more than its bounds: half of its sets lie in [4, 6].
  int inside = 0;
  for (int i = 0; i < 100; ++i)
    inside += subset(box.model().focal((i + 0.5) / 100), interval<>(4, 6)) ? 1 : 0;
  CHECK(inside == 50);
}

TEST_CASE("parts with infinite ends leave the quantiles at 0 and 1 without end") {
  const pbox box = pbox_mixture({{1, normal(0, 1)}, {1, normal(1, 1)}});
  CHECK(box.quantile(0).lower() == -infinity);
  CHECK(box.quantile(1).upper() == infinity);
  CHECK(std::isfinite(box.quantile(1e-300).lower()));
  const pbox sided = pbox_mixture({{1, interval<>(300, infinity)}, {1, interval<>(0, 10)}});
  CHECK(sided.quantile(0.5) == interval<>(0, 10));
  CHECK(sided.quantile(0.75) == interval<>(300, infinity));
  CHECK(sided.mean() == interval<>(150, infinity));
}

TEST_CASE("one part has the quantiles of the part") {
  for (const pbox& part : boxes()) {
    const pbox one = pbox_mixture({{2, part}});
    for (const double p : {0.0, 0.01, 0.25, 0.5, 0.6, 0.99, 1.0}) {
      const interval<> q = one.quantile(p);
      const interval<> expected = part.quantile(p);
      CHECK_THAT(q.lower(), WithinRel(expected.lower(), 1e-13) || WithinAbs(expected.lower(), 1e-13));
      CHECK_THAT(q.upper(), WithinRel(expected.upper(), 1e-13) || WithinAbs(expected.upper(), 1e-13));
    }
  }
}

TEST_CASE("bad arguments of a p-box are refused in words") {
  CHECK_THROWS_WITH(pbox(interval<>::empty()), "reckon::pbox: the set is empty");
  CHECK_THROWS_WITH(pbox_mixture({}), "reckon::pbox_mixture: the weights must have a positive, finite sum");
  CHECK_THROWS_WITH(pbox_mixture({{-1, interval<>(0, 1)}}),
                    "reckon::pbox_mixture: a weight is negative or not finite");
  CHECK_THROWS_WITH(pbox(normal(0, 1)).quantile(2), "reckon::quantile: probability 2 is not in [0, 1]");
  CHECK_THROWS_WITH(pbox(normal(0, 1)).upper_quantile(-1),
                    "reckon::upper_quantile: probability -1 is not in [0, 1]");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(pbox(interval<>(0, 1)).cdf(nan), "reckon::cdf: x is not a number");
  CHECK_THROWS_AS(pbox(interval<>::empty()), domain_error);
}
