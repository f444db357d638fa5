// SPDX-License-Identifier: BSL-1.0
// An expression of ten leaves in nested sums, products and quotients, against quadrature that is written out
// here for this one expression and knows nothing of the library: numerator by repeated averaging of one
// distribution function on a grid, then an average over denominator and logarithm.
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

using namespace reckon;

namespace {

struct weighted {
  double value;
  double weight;
};
using nodes = std::vector<weighted>;
using function = std::function<double(double)>;

/// Gauss-Legendre nodes for a density on [a, b].
nodes panel(double a, double b, int n, const function& density) {
  nodes result;
  for (int i = 0; i < n; ++i) {
    double t = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
    double slope = 1;
    for (int round = 0; round < 30; ++round) {
      double before = 1;
      double value = t;
      for (int k = 2; k <= n; ++k)
        before = std::exchange(value, ((2 * k - 1) * t * value - (k - 1) * before) / k);
      slope = n * (t * value - before) / (t * t - 1);
      t -= value / slope;
    }
    const double x = (a + b) / 2 + (b - a) / 2 * t;
    result.push_back({x, (b - a) / ((1 - t * t) * slope * slope) * density(x)});
  }
  return result;
}

/// Trapezoid nodes for f(Z), Z standard normal.
nodes of_normal(int n, const function& f) {
  nodes result;
  const double h = 20.0 / n;
  for (int i = 0; i <= n; ++i) {
    const double z = -10 + h * i;
    result.push_back({f(z), h * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi)});
  }
  return result;
}

nodes joined(nodes a, const nodes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

nodes combined(const nodes& a, const nodes& b, const std::function<double(double, double)>& f) {
  nodes result;
  for (const weighted& p : a) {
    for (const weighted& q : b) {
      if (p.weight * q.weight > 1e-25) result.push_back({f(p.value, q.value), p.weight * q.weight});
    }
  }
  return result;
}

/// A smooth function on a grid of step 1 from -300 on; Lagrange's formula through ten neighbours.
struct grid {
  std::vector<double> values;
  double operator()(double x) const {
    const double t = x + 300;
    const auto last = static_cast<double>(values.size() - 10);
    if (t > last) return 1;
    const double first = std::clamp(std::floor(t) - 4, 0.0, last);
    double sum = 0;
    for (int j = 0; j < 10; ++j) {
      double factor = values[static_cast<std::size_t>(first) + static_cast<std::size_t>(j)];
      for (int k = 0; k < 10; ++k) {
        if (k != j) factor *= (t - first - k) / (j - k);
      }
      sum += factor;
    }
    return sum;
  }
};

grid tabulate(std::size_t size, const function& f) {
  grid result;
  for (std::size_t i = 0; i < size; ++i) result.values.push_back(f(static_cast<double>(i) - 300));
  return result;
}

function averaged(const nodes& over, const std::function<double(double, double)>& f) {
  return [&over, f](double x) {
    double sum = 0;
    for (const weighted& n : over) sum += n.weight * f(x, n.value);
    return sum;
  };
}

}  // namespace

TEST_CASE("ten leaves in nested operations have the distribution that quadrature by hand gives", "[.long]") {
  const auto times = [](double a, double b) { return a * b; };
  const nodes factor = of_normal(240, [](double z) { return std::exp(1 + 0.3 * z); });
  const nodes second = combined(panel(5, 10, 64, [](double) { return 0.2; }),
                                joined(panel(1, 2, 64, [](double t) { return 2 * (t - 1) / 3; }),
                                       panel(2, 4, 64, [](double t) { return (4 - t) / 3; })),
                                times);
  const nodes third = combined(of_normal(80, [](double z) { return std::exp(0.5 * z); }),
                               panel(0, 1, 32, [](double x) { return 30 * x * std::pow(1 - x, 4); }), times);
  const grid first = tabulate(6500, averaged(factor, [](double x, double f) {
                                return std::erfc(-(x / f - 100) / (10 * std::numbers::sqrt2)) / 2;
                              }));
  const grid less_third = tabulate(6400, averaged(third, [&](double x, double c) { return first(x + c); }));
  const grid numerator =
      tabulate(6300, averaged(second, [&](double x, double b) { return less_third(x - b); }));

  nodes gamma;
  for (int from = 0; from < 60; from += 3)
    gamma = joined(gamma, panel(from, from + 3, 16, [](double x) { return x * x * std::exp(-x / 2) / 16; }));
  const nodes denominator =
      combined(gamma, of_normal(48, [](double z) { return std::exp(0.25 * z); }), std::plus<>());
  const nodes logarithm = combined(panel(10, 20, 24, [](double) { return 0.1; }),
                                   of_normal(60, [](double z) { return std::exp(2 + 0.1 * z); }),
                                   [](double u, double v) { return std::log(u * v); });

  using boost::math::beta_distribution;
  using boost::math::gamma_distribution;
  const estimate a = estimate(normal(100, 10)) * lognormal(1, 0.3);
  const estimate b = estimate(uniform(5, 10)) * triangular(1, 2, 4);
  const estimate c = exp(estimate(normal(0, 0.5))) * distribution(beta_distribution<>(2, 5));
  const estimate d = estimate(distribution(gamma_distribution<>(3, 2))) + lognormal(0, 0.25);
  const estimate all = (a + b - c) / d + log(estimate(uniform(10, 20)) * lognormal(2, 0.1));
  for (const double p : {0.01, 0.25, 0.5, 0.99}) {
    const answer q = quantile(all, p);
    double below = 0;
    for (const weighted& l : logarithm) {
      for (const weighted& n : denominator) {
        if (l.weight * n.weight > 1e-22)
          below += l.weight * n.weight * numerator((value(q) - l.value) * n.value);
      }
    }
    INFO("quantile " << p << ": " << q.text());
    CHECK_THAT(below, support::WithinAbs(p, 1e-10));
  }
}
