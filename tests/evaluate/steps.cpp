// SPDX-License-Identifier: BSL-1.0
// Stepped p-boxes: rigorous bounds for independent, perfect, opposite and unknown dependence.
#include <reckon/evaluate.hpp>

#include "evaluate/random_expression.hpp"
#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::random_numbers;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr options unknown{.default_dependence = dependence::unknown};
constexpr options perfect{.default_dependence = dependence::perfect};
constexpr options opposite{.default_dependence = dependence::opposite};

const std::vector<double>& levels() {
  static const std::vector<double> p{0.001, 0.01, 0.05, 0.1,  0.2499, 0.25, 0.3,
                                     0.5,   0.55, 0.7,  0.75, 0.9,    0.95, 0.999};
  return p;
}

using quantile_function = std::function<double(double)>;

/// The steps enclose the quantiles of a known law, and lie no more than the given number of steps away.
void check_encloses(const pbox& box, const quantile_function& exact, double away = 2) {
  for (const double p : levels()) {
    const interval<> q = box.quantile(p);
    INFO("at " << p << ": [" << q.lower() << ", " << q.upper() << "] for " << exact(p));
    CHECK(q.lower() <= exact(p));
    CHECK(q.upper() >= exact(p));
    const double step = away / 400;
    if (p > 2 * step) CHECK(q.lower() >= exact(p - step) - 1e-9);
    if (p < 1 - 2 * step) CHECK(q.upper() <= exact(p + step) + 1e-9);
  }
}

/// The steps enclose bounds on quantiles, likewise.
void check_encloses(const pbox& box, const quantile_function& lower, const quantile_function& upper,
                    double away = 2) {
  for (const double p : levels()) {
    const interval<> q = box.quantile(p);
    INFO("at " << p << ": [" << q.lower() << ", " << q.upper() << "] for [" << lower(p) << ", " << upper(p)
               << ']');
    CHECK(q.lower() <= lower(p));
    CHECK(q.upper() >= upper(p));
    const double step = away / 400;
    if (p > 2 * step) CHECK(q.lower() >= lower(p - step) - 1e-9);
    if (p < 1 - 2 * step) CHECK(q.upper() <= upper(p + step) + 1e-9);
  }
}

double normal_quantile_at(double mean, double sd, double p) {
  return quantile(boost::math::normal(mean, sd), p);
}

/// 1 - (1 - p) and p of the sum of two independent uniforms on [0, 1].
double triangular_sum(double p) { return p <= 0.5 ? std::sqrt(2 * p) : 2 - std::sqrt(2 * (1 - p)); }

}  // namespace

TEST_CASE("independent sums of uniforms are enclosed") {
  const estimate x(uniform(0, 1));
  const estimate y(uniform(0, 1));
  check_encloses(to_pbox(x + y), triangular_sum, 4);
  check_encloses(
      to_pbox(x - y), [](double p) { return triangular_sum(p) - 1; }, 4);
}

TEST_CASE("independent operations on shapes of either sign are enclosed") {
  // Against the ensemble, which is exact but for its error.
  const estimate x(normal(1, 2));
  const estimate y(uniform(-1, 2));
  const estimate z(distribution(boost::math::gamma_distribution<>(2, 1)));
  for (const estimate& e :
       {x * y, x / y, x - z, (max)(x, y), (min)(x * z, y), x * y - z, pow(z, y), abs(x) / sqrt(z),
        exp(y) * sqr(x), log(z) + y, -x * z, pow(x, 3) - y, 2 * (x + 3) / 5 - y}) {
    const pbox box = to_pbox(e);
    for (const double p : {0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98}) {
      const answer q = quantile(e, p);
      const interval<> bounds = box.quantile(p);
      INFO(p << ": [" << bounds.lower() << ", " << bounds.upper() << "] for " << q.text() << " error "
             << q.error);
      CHECK(bounds.lower() <= q.upper() + 6 * q.error);
      CHECK(bounds.upper() >= q.lower() - 6 * q.error);
    }
  }
}

TEST_CASE("perfect dependence adds deviations, opposite subtracts them") {
  const estimate x(normal(3, 2));
  const estimate y(normal(-1, 1));
  check_encloses(to_pbox(x + y, perfect), [](double p) { return normal_quantile_at(2, 3, p); });
  check_encloses(
      to_pbox(x + y, opposite), [](double p) { return normal_quantile_at(2, 1, p); }, 8);
  check_encloses(
      to_pbox(x - y, perfect), [](double p) { return normal_quantile_at(4, 1, p); }, 8);
  check_encloses(to_pbox(sub(x, y, dependence::opposite)),
                 [](double p) { return normal_quantile_at(4, 3, p); });
  check_encloses(to_pbox(add(estimate(lognormal(0, 1)), lognormal(1, 0.5), dependence::perfect)),
                 [](double p) {
                   const double z = normal_quantile_at(0, 1, p);
                   return std::exp(z) + std::exp(1 + 0.5 * z);
                 });
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  check_encloses(to_pbox(u * v, perfect), [](double p) { return p * p; });
  check_encloses(
      to_pbox(u * v, opposite), [](double p) { return (1 - (1 - p) * (1 - p)) / 4; }, 40);
  check_encloses(to_pbox((max)(u, v), perfect), [](double p) { return p; });
  check_encloses(to_pbox((max)(u, v), opposite), [](double p) { return (1 + p) / 2; });
}

TEST_CASE("perfect and opposite pairs of like uniforms are certain where they should be") {
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  for (const double p : levels()) {
    CHECK(contains(to_pbox(u - v, perfect).quantile(p), 0));
    CHECK(width(to_pbox(u - v, perfect).quantile(p)) < 0.006);
    CHECK(contains(to_pbox(u + v, opposite).quantile(p), 1));
    CHECK(width(to_pbox(u + v, opposite).quantile(p)) < 0.006);
  }
}

TEST_CASE("unknown dependence between uniforms has the bounds of Makarov") {
  // tests/data/arithmetic.json, section "pbox" (Frank, Nelsen and Schweizer, 1987; Williamson and Downs,
  // 1990).
  const auto reference = nlohmann::json::parse(support::data_text("arithmetic.json")).at("pbox");
  const estimate u(uniform(0, 1));
  const estimate v(uniform(0, 1));
  check_encloses(
      to_pbox(u + v, unknown), [](double p) { return p; }, [](double p) { return 1 + p; });
  check_encloses(
      to_pbox(u - v, unknown), [](double p) { return p - 1; }, [](double p) { return p; });
  check_encloses(
      to_pbox(u * v, unknown), [](double p) { return p * p / 4; }, [](double p) { return p; }, 4);
  check_encloses(
      to_pbox((max)(u, v), unknown), [](double p) { return p; }, [](double p) { return (1 + p) / 2; });
  check_encloses(
      to_pbox((min)(u, v), unknown), [](double p) { return p / 2; }, [](double p) { return p; });
  const pbox sum = to_pbox(u + v, unknown);
  for (const auto& [level, ends] : reference.at("u_plus_u").at("frechet_quantile_bounds").items()) {
    const interval<> q = sum.quantile(std::stod(level));
    CHECK(q.lower() <= ends.at(0).get<double>());
    CHECK(q.upper() >= ends.at(1).get<double>());
  }
  const auto& z = reference.at("u_plus_u").at("z");
  for (std::size_t i = 0; i < z.size(); ++i) {
    const interval<> f = sum.cdf(z[i].get<double>());
    CHECK(f.lower() <= reference.at("u_plus_u").at("frechet_lower_cdf")[i].get<double>());
    CHECK(f.upper() >= reference.at("u_plus_u").at("frechet_upper_cdf")[i].get<double>());
    CHECK(contains(f, reference.at("u_plus_u").at("independent_cdf")[i].get<double>()));
    CHECK(contains(f, reference.at("u_plus_u").at("perfect_cdf")[i].get<double>()));
  }
}

TEST_CASE("no coupling leaves the bounds for unknown dependence") {
  // V is U with its range cut into n blocks and shuffled: such couplings come close to every other.
  constexpr int n = 20;
  constexpr int inside = 40;
  const std::vector<distribution> shapes{normal(1, 2),
                                         uniform(-1, 2),
                                         lognormal(0, 1),
                                         uniform(-3, -1),
                                         uniform(1, 4),
                                         triangular(0, 0, 1),
                                         normal(5, 1),
                                         uniform(-1, 0),
                                         distribution(boost::math::poisson(2)),
                                         distribution(boost::math::bernoulli(0.5))};
  using operation = estimate (*)(const estimate&, const estimate&);
  struct pair {
    operation on_estimates;
    double (*on_numbers)(double, double);
  };
  const std::vector<pair> operations{
      {[](const estimate& a, const estimate& b) { return a + b; }, [](double a, double b) { return a + b; }},
      {[](const estimate& a, const estimate& b) { return a - b; }, [](double a, double b) { return a - b; }},
      {[](const estimate& a, const estimate& b) { return a * b; }, [](double a, double b) { return a * b; }},
      {[](const estimate& a, const estimate& b) { return a / b; }, [](double a, double b) { return a / b; }},
      {[](const estimate& a, const estimate& b) { return (max)(a, b); },
       [](double a, double b) { return std::max(a, b); }},
      {[](const estimate& a, const estimate& b) { return abs(a) - 2 * b; },
       [](double a, double b) { return std::abs(a) - 2 * b; }}};
  random_numbers random(20240229);
  for (int round = 0; round < 120; ++round) {
    const auto& a = shapes[static_cast<std::size_t>(random.whole(0, 9))];
    const auto& b = shapes[static_cast<std::size_t>(random.whole(0, 9))];
    const auto& [on_estimates, on_numbers] = operations[static_cast<std::size_t>(random.whole(0, 5))];
    if (on_numbers(1, 0) == infinity && b.model().jumps()) continue;
    std::vector<int> shuffled(n);
    std::iota(shuffled.begin(), shuffled.end(), 0);
    const int kind = random.whole(0, 3);
    for (std::size_t i = 0; i + 1 < n && kind > 0; ++i) {
      std::swap(shuffled[i], shuffled[static_cast<std::size_t>(random.whole(static_cast<int>(i), n - 1))]);
    }
    if (kind == 1) std::sort(shuffled.begin(), shuffled.end(), std::greater<>());
    std::vector<double> values;
    for (int i = 0; i < n; ++i) {
      for (int k = 0; k < inside; ++k) {
        const double part = (k + 0.5) / inside;
        const double other = kind == 1 ? 1 - part : part;
        values.push_back(on_numbers(a.quantile((i + part) / n),
                                    b.quantile((shuffled[static_cast<std::size_t>(i)] + other) / n)));
      }
    }
    std::sort(values.begin(), values.end());
    const pbox box = to_pbox(on_estimates(a, b), unknown);
    for (std::size_t i = n; i + n < values.size(); i += 7) {
      // Within each block the points are a sample: up to one point a block is on the wrong side.
      const double size = static_cast<double>(values.size());
      const double low = (static_cast<double>(i) - n) / size;
      const double high = (static_cast<double>(i) + n) / size;
      INFO(a.name() << " and " << b.name() << ", round " << round << ", at " << low << " to " << high);
      CHECK(box.quantile(low).lower() <= values[i]);
      CHECK(box.quantile(high).upper() >= values[i]);
    }
  }
}

TEST_CASE("quantiles at the levels of jumps are enclosed, on either side of zero") {
  const distribution coin(boost::math::bernoulli(0.5));
  const distribution count(boost::math::binomial(4, 0.5));
  CHECK(contains(to_pbox(coin).quantile(0.5), 0));
  CHECK(contains(to_pbox(-estimate(coin)).quantile(0.5), -1));
  CHECK(contains(to_pbox(1 - estimate(coin)).quantile(0.5), 0));
  const estimate two = estimate(coin) + coin;  // 0, 1, 2 with 1/4, 1/2, 1/4
  CHECK(contains(to_pbox(two).quantile(0.25), 0));
  CHECK(contains(to_pbox(two).quantile(0.75), 1));
  CHECK(contains(to_pbox(-two).quantile(0.25), -2));
  CHECK(contains(to_pbox(-two).quantile(0.75), -1));
  const pbox same = to_pbox(estimate(count));
  for (int k = 0; k <= 4; ++k) {
    CHECK(contains(same.cdf(k), count.cdf(k)));
    CHECK(contains(same.cdf_before(k), count.cdf_before(k)));
    CHECK(contains(same.quantile(count.cdf(k)), k));
  }
  const estimate leaf(same);
  for (const double p : {0.0625, 0.3125, 0.6875, 0.9375}) {
    CHECK(quantile(-leaf, 1 - p).lower() <= quantile(-estimate(count), 1 - p).lower());
    CHECK(quantile(-leaf, 1 - p).upper() >= quantile(-estimate(count), 1 - p).upper());
  }
}

TEST_CASE("quantile and cdf of steps ask the same question from two sides") {
  for (const pbox& box : {to_pbox(estimate(normal(0, 1)) + uniform(-1, 1)),
                          to_pbox(estimate(normal(0, 1)) * uniform(-1, 1), unknown),
                          to_pbox(estimate(distribution(boost::math::poisson(3))))}) {
    for (int i = 0; i <= 1000; ++i) {
      const double p = i / 1000.0;
      const interval<> q = box.quantile(p);
      CHECK(box.cdf(q.lower()).upper() >= p - 1e-15);
      CHECK(box.cdf(q.upper()).lower() >= p - 1e-15);
      if (p > 0 && q.lower() > -infinity) CHECK(box.cdf_before(q.lower()).upper() < p);
      const interval<> u = box.upper_quantile(1 - p);
      CHECK(box.cdf(u.upper()).lower() >= p - 1e-15);
    }
  }
}

TEST_CASE("imprecise leaves widen the steps by what they do not know") {
  const estimate set(interval<>(1000, 3000));
  const estimate n(normal(0, 500));
  check_encloses(
      to_pbox(n + set), [](double p) { return 1000 + normal_quantile_at(0, 500, p); },
      [](double p) { return 3000 + normal_quantile_at(0, 500, p); });
  // With one shape there is nothing to depend on.
  const answer q = quantile(n + set, 0.25, unknown);
  CHECK(q.engine_used == engine::closed_form);
  CHECK(q == quantile(n + set, 0.25));
  const estimate box(pbox_mixture({{1, interval<>(0, 10)}, {1, interval<>(4, 6)}}));
  const pbox doubled = to_pbox(2 * box);
  CHECK(doubled.quantile(0.75).lower() <= 8);
  CHECK(doubled.quantile(0.75).upper() >= 20);
  CHECK(doubled.quantile(0.25).upper() <= 12.001);
}

TEST_CASE("affine terms are collected before dependence matters") {
  const estimate x(normal(0, 1));
  const estimate y(uniform(2, 3));
  const estimate z(uniform(0, 1));
  CHECK(static_cast<interval<>>(quantile(x + y - x, 0.25, unknown)) == interval<>(2.25));
  const answer two = quantile(x + y + z - x, 0.25, unknown);  // y + z
  CHECK(two.engine_used == engine::steps);
  CHECK(two.lower() <= 2.25);
  CHECK(two.lower() > 2.24);
  CHECK(two.upper() >= 3.25);
  CHECK(two.upper() < 3.26);
}

TEST_CASE("constants depend on nothing") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  const answer plain = quantile(x + y, 0.9, unknown);
  CHECK(quantile(2 * (x + y) + 3, 0.9, unknown).lower() == 2 * plain.lower() + 3);
  CHECK_FALSE(quantile(2 * (x + y) + 3, 0.9, unknown).outer);
  CHECK(quantile(x + y + estimate(normal(0, 1)), 0.9, unknown).outer);
}

TEST_CASE("where leaves are shared the bounds are those under unknown dependence") {
  const estimate x(uniform(1, 2));
  const estimate y(uniform(1, 2));
  const pbox shared = to_pbox(x * y + x);
  for (const double p : {0.1, 0.5, 0.9}) {
    const answer q = quantile(x * y + x, p);
    CHECK(shared.quantile(p).lower() <= q.lower());
    CHECK(shared.quantile(p).upper() >= q.upper());
  }
  CHECK_THROWS_WITH(to_pbox(add(x * y, x, dependence::perfect)), contains_text("uses a leaf twice"));
  CHECK_THROWS_WITH(quantile(x * y + x, 0.5, opposite), contains_text("uses a leaf twice"));
  CHECK(to_pbox(x / x).quantile(0.3) == interval<>(1, 1));
}

TEST_CASE("answers under a stated dependence name it") {
  const estimate x(normal(0, 1));
  const estimate y(normal(0, 1));
  CHECK(quantile(x + y, 0.5, unknown).assumption == "unknown dependence");
  CHECK(quantile(add(x, y, dependence::perfect), 0.5).assumption == "dependence as stated");
  CHECK(quantile(x + y, 0.5).assumption == "leaves independent");
  CHECK(quantile(x + y, 0.5, unknown).engine_used == engine::steps);
}

TEST_CASE("the mean of a sum holds under any dependence, its deviation within what the terms allow") {
  const estimate x(normal(3, 2));
  const estimate y(uniform(0, 1));
  const double sd = std::sqrt(1 / 12.0);
  CHECK(value(mean(x + y, unknown)) == 3.5);
  const answer deviation = standard_deviation(x + y, unknown);
  CHECK_THAT(deviation.lower(), WithinRel(2 - sd, 1e-12));
  CHECK_THAT(deviation.upper(), WithinRel(2 + sd, 1e-12));
  const estimate u(uniform(0, 1));
  const answer alike = standard_deviation(u + y, unknown);  // [0, 0.577...] by the reference
  CHECK(alike.lower() == 0);
  CHECK_THAT(alike.upper(), WithinRel(0.5773502691896257, 1e-12));
  CHECK(standard_deviation(u + y, perfect).lower() > 0.57);
  CHECK(standard_deviation(u + y, opposite).upper() < 0.01);
  // The mean of a product is not known without independence.
  const answer product = mean(u * y + x, unknown);
  CHECK(product.lower() <= 3 + 1 / 6.0);
  CHECK(product.upper() >= 3 + 1 / 3.0);
  CHECK(value(mean(u * y + x)) == 3.25);
}

TEST_CASE("steps refuse what is undefined, in words") {
  const estimate n(normal(0, 1));
  CHECK_THROWS_WITH(to_pbox(log(n)), contains_text("the logarithm of a number that is not positive"));
  CHECK_THROWS_WITH(to_pbox(sqrt(n) + estimate(uniform(0, 1))),
                    contains_text("the square root of a negative number"));
  CHECK_THROWS_WITH(to_pbox(1 / estimate(distribution(boost::math::bernoulli(0.5)))),
                    contains_text("division by zero"));
  CHECK_THROWS_AS(to_pbox(log(estimate(-2)) + n), domain_error);
  // A pole that has no mass is a limit.
  const pbox logarithm = to_pbox(log(estimate(distribution(boost::math::gamma_distribution<>(2, 1)))));
  CHECK(logarithm.quantile(0).lower() == -infinity);
  CHECK(contains(logarithm.quantile(0.5), std::log(quantile(boost::math::gamma_distribution<>(2, 1), 0.5))));
}

TEST_CASE("steps follow a change of unit") {
  const auto at = [](double unit, double p) {
    return to_pbox(estimate(normal(3 * unit, unit)) * lognormal(0, 1) - uniform(0, unit), unknown)
        .quantile(p);
  };
  for (const double unit : {1e-30, 1e30}) {
    for (const double p : {0.05, 0.5, 0.95}) {
      CHECK_THAT(at(unit, p).lower(), WithinRel(unit * at(1, p).lower(), 1e-12));
      CHECK_THAT(at(unit, p).upper(), WithinRel(unit * at(1, p).upper(), 1e-12));
    }
  }
}

TEST_CASE("unknown dependence of factors whose tails cross zero leaves finite bounds") {
  const estimate x(normal(100, 10));
  const estimate y(normal(50, 8));
  const answer product = range(x * y, 0.9, unknown);
  CHECK(product.outer);
  // Perfect and opposite dependence are among those that are possible.
  CHECK(product.lower() <= (100 - 16.45) * (50 - 13.16));
  CHECK(product.upper() >= (100 + 16.45) * (50 + 13.16));
  CHECK(product.lower() > 2000);
  CHECK(product.upper() < 9000);
  const answer ratio = range(x / y, 0.9, unknown);
  CHECK(ratio.lower() > 1);
  CHECK(ratio.upper() < 6);
  CHECK_FALSE(range(x * uniform(1, 2), 0.5, unknown).upper() == infinity);
  CHECK_FALSE(quantile(estimate(uniform(1, 2)) * uniform(1, 2), 0.5, unknown).outer);
}
