// SPDX-License-Identifier: BSL-1.0
// What neither sample points nor the nodes of an integral see is not taken for nothing: narrow peaks, values
// that are hardly ever taken, tails, and what is undefined far out. Against closed forms and sums.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/negative_binomial.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

using namespace reckon;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

estimate leaf(const distribution& shape) { return estimate(shape); }
estimate binomial(int n, double p) { return leaf(distribution(boost::math::binomial_distribution<>(n, p))); }

/// Whether the truth lies no further from what is said than the error that is stated, and rounding.
bool tells(const answer& found, double truth, double rounding = 1e-14) {
  const double off = found.error + rounding * std::abs(truth);
  return found.lower() - off <= truth && truth <= found.upper() + off;
}

}  // namespace

TEST_CASE("what all scramblings agree on is not taken for exact") {
  const estimate x = leaf(normal(0, 1));
  const estimate y = leaf(normal(0, 1));
  const auto above = [](double a) { return a > 5 ? 1.0 : 0.0; };
  const double rare = std::erfc(5 / std::numbers::sqrt2) / 2;  // 2.9e-7: no point meets it
  CHECK(tells(mean(apply(above, x) + binomial(3, 0.5)), 1.5 + rare));
  CHECK(tells(mean(apply(above, x)), rare));
  CHECK(tells(standard_deviation(apply(above, x)), std::sqrt(rare * (1 - rare))));
  const auto disaster = [](double happens, double size) { return happens > 0 ? 1e9 + size : 0.0; };
  CHECK(tells(mean(apply(disaster, binomial(1, 1e-7), x)), 100));
  CHECK(tells(standard_deviation(apply(disaster, binomial(1, 1e-7), x)), 1e9 * std::sqrt(1e-7)));

  // Here they do not agree, but none meets what lies beyond 4.5.
  const double beyond = std::erfc(4.5 / std::numbers::sqrt2) / 2;
  CHECK(tells(mean(if_else(x + 1e-9 * y > 4.5, estimate(1e6), x)), 1e6 * beyond));
  CHECK(tells(standard_deviation(if_else(x + 1e-9 * y > 4.5, estimate(1e6), x)), 1e6 * std::sqrt(beyond)));

  // Points are too few for a step of 3 / 10,000, and those of all scramblings come to the same number.
  for (const double p : {0.0003, 0.013, 0.24997, 0.3, 0.77}) {
    const auto step = [p](double a, double) { return a < p ? 1.0 : 0.0; };
    const answer found = mean(apply(step, leaf(uniform(0, 1)), y));
    CHECK(found.error > 0);
    CHECK(std::abs(found.lower() - p) <= 3 * found.error);
  }
}

TEST_CASE("a peak too narrow to be seen does not make a mean of zero exact") {
  const estimate x = leaf(uniform(0, 1));
  const estimate y = leaf(uniform(0, 1));
  for (const double place : {0.5, 0.33331}) {
    for (double width = 1e-3; width > 1e-14; width /= 10) {
      INFO(place << " +- " << width);
      const estimate peak = exp(-sqr((x - place) / width));
      const double off = 1e-15 / width;  // x itself is rounded
      const double all = width / std::numbers::inv_sqrtpi;
      CHECK(tells(mean(peak), all, off));
      CHECK(tells(mean(y * peak), all / 2, off));
      const double square = all / std::numbers::sqrt2;
      CHECK(tells(standard_deviation(peak), std::sqrt(square - all * all), off));
      CHECK(tells(standard_deviation(y * peak), std::sqrt(square / 3 - all * all / 4), off));
    }
  }
}

TEST_CASE("a constant has no deviation, and what hardly varies no more than its rounding") {
  const estimate u = leaf(uniform(0, 1));
  CHECK(standard_deviation(min(u, -0.3)).upper() == 0);
  CHECK(standard_deviation(min(exp(u), -0.3)).upper() == 0);
  CHECK(standard_deviation(min(max(u, 0.3), 0.3)).upper() == 0);
  // E[(N - k)^2; N > k] = (1 + k^2) Q(k) - k phi(k), and Q(k) without cancelling by its continued fraction.
  const estimate n = leaf(normal(0, 1));
  for (const double k : {7.0, 9.0, 12.0}) {
    double fraction = k;
    for (int i = 200; i >= 1; --i) fraction = k + i / fraction;
    const double density = std::exp(-k * k / 2) / std::sqrt(2 * std::numbers::pi);
    const double square = density * ((1 + k * k) / fraction - k);
    CHECK(tells(standard_deviation(max(n, k)), std::sqrt(square), 1e-11));  // the sum cancels
  }
}

TEST_CASE("a sum over counts goes on while its terms matter") {
  const auto mean_of_law = [](const estimate& e) {
    return detail::solve(e, options{}).found->mean().bounds;  // not by averages over one leaf each
  };
  for (const double a : {0.1, 1.0, 3.0, 5.0}) {
    const double truth = std::pow(0.9 + 0.1 * std::exp(a), 30);
    CHECK_THAT(mean(exp(a * binomial(30, 0.1))).lower(), support::WithinRel(truth, 1e-12));
    CHECK_THAT(mean_of_law(exp(a * binomial(30, 0.1))).lower(), support::WithinRel(truth, 1e-12));
  }
  const estimate wait = leaf(distribution(boost::math::negative_binomial_distribution<>(3, 0.5)));
  const double truth = std::pow(0.5 / (1 - 0.5 * std::exp(0.6)), 3);
  CHECK_THAT(mean_of_law(exp(0.6 * wait)).lower(), support::WithinRel(truth, 1e-11));
  CHECK(mean_of_law(exp(0.7 * wait)).upper() == infinity);
}

TEST_CASE("a mean on a condition tells how far jumps and tails may put it off") {
  for (const double a : {0.1, 0.5, 1.0, 3.0, 5.0}) {
    INFO(a);
    const estimate grown = exp(a * binomial(30, 0.1));
    const double first = std::pow(0.9 + 0.1 * std::exp(a), 30);
    const double second = std::pow(0.9 + 0.1 * std::exp(2 * a), 30);
    CHECK(tells(mean(given(grown, grown > -1)), first));
    CHECK(tells(standard_deviation(given(grown, grown > -1)), std::sqrt(second - first * first)));
  }
  // Of a falling function, and of counts that are not: by the same sums.
  const estimate n = binomial(30, 0.1);
  const estimate falls = exp(-0.5 * n);
  const double none = std::pow(0.9, 30);
  const double all = std::pow(0.9 + 0.1 * std::exp(-0.5), 30);
  CHECK_THAT(mean(given(falls, falls < 0.99)).lower(), support::WithinRel((all - none) / (1 - none), 1e-13));
  CHECK_THAT(mean(given(falls, falls <= 1)).lower(), support::WithinRel(all, 1e-13));
  CHECK_THAT(mean(given(falls, falls < 1)).lower(), support::WithinRel((all - none) / (1 - none), 1e-13));
  CHECK_THAT(mean(given(falls, falls > 0.99)).lower(), support::WithinRel(1, 1e-13));
  CHECK_THAT(mean(given(falls, falls >= 1)).lower(), support::WithinRel(1, 1e-13));
  const estimate jumps = n * leaf(normal(1, 0.01)) * binomial(1, 0.5);
  CHECK(tells(mean(given(jumps, jumps > -100)), 1.5));
}

TEST_CASE("parts that do not vary leave a mixture its deviation") {
  const estimate wait = leaf(distribution(boost::math::negative_binomial_distribution<>(3, 0.5)));
  const boost::math::binomial_distribution<> coin(1, 0.5);
  const estimate mixed = leaf(mixture({{0.5, normal(0, 1)}, {0.5, distribution(coin)}}));
  // E[max(k, N)] = k P(N < k) + phi(k), E[max(k, N)^2] = k^2 P(N < k) + k phi(k) + P(N > k).
  double first = 0;
  double second = 0;
  double mass = 0.125;
  for (int k = 0; k < 200; ++k) {
    const double density = std::exp(-0.5 * k * k) / std::sqrt(2 * std::numbers::pi);
    const double above = std::erfc(k / std::numbers::sqrt2) / 2;
    const double of_coin = k > 0 ? k : 0.5;
    const double square_of_coin = k > 0 ? k * k : 0.5;
    first += mass * ((k * (1 - above) + density) + of_coin) / 2;
    second += mass * ((k * k * (1 - above) + k * density + above) + square_of_coin) / 2;
    mass *= 0.5 * (k + 3) / (k + 1);
  }
  const answer found = standard_deviation(max(wait, mixed));
  CHECK(tells(found, std::sqrt(second - first * first)));
  CHECK(is_singleton(found));
  CHECK(found.error < 1e-7);
}

TEST_CASE("that an expression may be undefined is said though no point meets it") {
  const answer found = standard_deviation(exp(log(leaf(normal(5, 1)))));
  CHECK(found.assumption.find("defined") != std::string::npos);
  CHECK(standard_deviation(exp(log(leaf(uniform(5, 6)) + leaf(uniform(0, 1)))) * leaf(normal(0, 1)))
            .assumption.find("defined") == std::string::npos);
}

TEST_CASE("moments that lie in tails too thin for nodes are not given as numbers") {
  const estimate n = leaf(normal(5, 1));
  const estimate l = leaf(lognormal(0, 1));
  const estimate u = leaf(uniform(1, 2));
  for (const estimate& e :
       {l / n, u / n, leaf(normal(0, 1)) / leaf(normal(7, 1)), u / (n + leaf(normal(2, 1)))}) {
    CHECK(mean(e).lower() == -infinity);
    CHECK(mean(e).upper() == infinity);
    CHECK(standard_deviation(e).upper() == infinity);
  }
  // The tail of a product of three normals falls as exp(-c q^(2/3)), of two as exp(-q).
  const estimate a = leaf(normal(0, 1));
  const estimate b = leaf(normal(0, 1));
  const estimate c = leaf(normal(0, 1));
  CHECK(mean(exp(0.1 * a * b * c)).upper() == infinity);
  CHECK(mean(exp(0.1 * a * b * c)).lower() > 0);
  CHECK(standard_deviation(exp(0.1 * a * b * c)).upper() == infinity);
  CHECK(mean(exp(1.1 * a * b)).upper() == infinity);
  CHECK(standard_deviation(exp(0.6 * a * b) * u).upper() == infinity);
  for (const double s : {0.1, 0.5, 0.8, 0.9, 0.95}) {
    CHECK(tells(mean(exp(s * a * b)), 1 / std::sqrt(1 - s * s)));  // E[exp(s^2 B^2 / 2)]
  }
  CHECK_THAT(mean(exp(0.1 * a * b)).lower(), support::WithinRel(1 / std::sqrt(0.99), 1e-8));
  // A pole that nobody means.
  CHECK_THAT(mean(u / leaf(normal(60, 1))).lower(), support::WithinAbs(1.5 / 60, 1e-4));
}
