// SPDX-License-Identifier: BSL-1.0
// P-boxes with few steps and many: they enclose exact answers, and every selection from their operands.
#include <reckon/evaluate.hpp>
#include <reckon/pbox/moments.hpp>
#include <reckon/pbox/parameters.hpp>
#include <reckon/pbox/quantiles.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace reckon;
using support::WithinAbs;

namespace {

distribution gamma(double shape, double scale) {
  return distribution(boost::math::gamma_distribution<>(shape, scale));
}

/// The expressions of tests/data/arithmetic.json that use every leaf once.
std::vector<std::pair<std::string, estimate>> read_once() {
  const auto ln = [](double a, double b) { return estimate(credible(a, b, 0.9)); };
  const estimate ten = estimate(normal(100, 10)) * lognormal(1, 0.3) +
                       estimate(uniform(5, 10)) * triangular(1, 2, 4) -
                       exp(estimate(normal(0, 0.5))) * distribution(boost::math::beta_distribution<>(2, 5));
  return {{"ln_plus_ln", ln(1000, 3000) + ln(9000, 13000)},
          {"ln_times_ln", ln(1000, 3000) * ln(9000, 13000)},
          {"u_times_u", estimate(uniform(0, 1)) * uniform(0, 1)},
          {"u_plus_u", estimate(uniform(0, 1)) + uniform(0, 1)},
          {"n_times_n", estimate(normal(5, 1)) * normal(1, 1)},
          {"n_plus_ln", estimate(normal(10, 2)) + ln(1, 5)},
          {"g_plus_g", estimate(gamma(2, 1)) + gamma(3.5, 0.5)},
          {"tri_plus_tri", estimate(triangular(1, 3, 8)) + triangular(2, 4, 5)},
          {"max_n_u", (max)(estimate(normal(0, 1)), uniform(-1, 2))},
          {"mix_normals", mixture({{0.3, normal(0, 1)}, {0.7, normal(5, 2)}})},
          {"n_minus_u_plus_u", estimate(normal(11000, 500)) - uniform(3500, 4500) + uniform(1000, 3000)},
          {"ln_product_3", ln(10, 40) * ln(2, 5) * ln(0.1, 0.4)},
          {"log_u", log(estimate(uniform(10, 20)))},
          {"exp_n", exp(estimate(normal(0, 0.5)))},
          {"truncated_n", truncated(normal(1, 2), -1, 4)},
          {"student_t5", distribution(boost::math::students_t(5))},
          {"w2", ten / (estimate(gamma(3, 2)) + lognormal(0, 0.25)) +
                     log(estimate(uniform(10, 20)) * lognormal(2, 0.1))}};
}

void check_references(const std::vector<std::size_t>& counts) {
  const auto expressions = nlohmann::json::parse(support::data_text("arithmetic.json")).at("expressions");
  for (const auto& [name, e] : read_once()) {
    for (const std::size_t steps : counts) {
      const pbox box = to_pbox(e, {.steps = steps});
      const auto& reference = expressions.at(name);
      for (const auto& [level, quantile] : reference.at("quantiles").items()) {
        const double exact = std::stod(quantile.get<std::string>());
        const interval<> q = box.quantile(std::stod(level));
        INFO(name << " in " << steps << " steps at " << level << ": [" << q.lower() << ", " << q.upper()
                  << "] for " << exact);
        // The references hold 16 digits, those of w2 fewer.
        const double slack = (name == "w2" ? 1e-8 : 1e-15) * std::abs(exact);
        CHECK(q.lower() <= exact + slack);
        CHECK(q.upper() >= exact - slack);
        const interval<> f = box.cdf(exact);
        CHECK(f.lower() <= std::stod(level) + 1e-9);
        CHECK(f.upper() >= std::stod(level) - 1e-9);
      }
      const double mean = std::stod(reference.at("mean").get<std::string>());
      CHECK(box.mean().lower() <= mean + 1e-8 * std::abs(mean));
      CHECK(box.mean().upper() >= mean - 1e-8 * std::abs(mean));
    }
  }
}

/// A p-box operand, and selections from it: quantile functions that lie inside.
struct operand {
  estimate value;
  std::function<double(double level, double place)> selection;
};

operand random_operand(std::mt19937_64& random, bool positive) {
  std::uniform_real_distribution<> unit;
  const double base = positive ? 0.5 + 3 * unit(random) : 4 * unit(random) - 2;
  const auto from_box = [](const pbox& box) {
    const auto known = std::make_shared<std::map<double, interval<>>>();  // the same levels come often
    return operand{box, [box, known](double level, double place) {
                     const auto at = known->find(level);
                     const interval<> q = at != known->end()
                                              ? at->second
                                              : known->emplace(level, box.quantile(level)).first->second;
                     return std::clamp(q.lower() + place * (q.upper() - q.lower()), q.lower(), q.upper());
                   }};
  };
  switch (random() % 6) {
    case 0:
      return from_box(pbox(interval<>(base, base + 2 * unit(random))));
    case 1:
      return from_box(
          uniform(interval<>(base, base + unit(random)), interval<>(base + 1, base + 1 + unit(random))));
    case 2:
      return from_box(pbox_from_moments(
          {.minimum = base, .maximum = base + 4, .mean = base + 1, .standard_deviation = 0.7}));
    case 3:
      return from_box(pbox_from_quantiles({{0.3, interval<>(base + 1, base + 1.5)}, {0.8, base + 2}},
                                          interval<>(base, base + 3)));
    case 4:
      return from_box(positive ? pbox(lognormal(base / 4, 0.6)) : pbox(normal(base, 1)));
    default:
      return from_box(pbox_mixture({{1, interval<>(base, base + 3)}, {2, uniform(base + 1, base + 2)}}));
  }
}

double apply(int operation, double a, double b) {
  switch (operation) {
    case 0:
      return a + b;
    case 1:
      return a - b;
    case 2:
      return a * b;
    case 3:
      return a / b;
    case 4:
      return (std::min)(a, b);
    default:
      return (std::max)(a, b);
  }
}

estimate apply(int operation, const estimate& a, const estimate& b) {
  switch (operation) {
    case 0:
      return a + b;
    case 1:
      return a - b;
    case 2:
      return a * b;
    case 3:
      return a / b;
    case 4:
      return (min)(a, b);
    default:
      return (max)(a, b);
  }
}

/// A joint distribution of two levels, in `size` equal parts, that a dependence allows.
std::vector<std::pair<double, double>> coupling(std::mt19937_64& random, dependence between,
                                                std::size_t size) {
  std::uniform_real_distribution<> unit;
  const auto n = static_cast<double>(size);
  std::vector<std::pair<double, double>> levels;
  if (between == dependence::independent) {
    const auto side = static_cast<std::size_t>(std::sqrt(n));
    for (std::size_t i = 0; i < side; ++i) {
      for (std::size_t j = 0; j < side; ++j) {
        levels.emplace_back((static_cast<double>(i) + 0.5) / static_cast<double>(side),
                            (static_cast<double>(j) + 0.5) / static_cast<double>(side));
      }
    }
    return levels;
  }
  // A shuffle of min: blocks of one operand's levels, in another order, some turned round.
  const std::size_t kind = between == dependence::perfect    ? 0
                           : between == dependence::opposite ? 1
                                                             : random() % 8;
  std::vector<std::size_t> order(size);
  for (std::size_t i = 0; i < size; ++i) order[i] = i;
  if (kind == 1) std::reverse(order.begin(), order.end());
  if (kind == 2) std::shuffle(order.begin(), order.end(), random);
  if (kind >= 3) {
    const auto cut = static_cast<std::ptrdiff_t>(random() % size);
    if (kind % 2 == 1) std::reverse(order.begin(), order.begin() + cut);
    if (kind >= 5) std::reverse(order.begin() + cut, order.end());
    if (kind == 7) std::rotate(order.begin(), order.begin() + cut, order.end());
  }
  for (std::size_t i = 0; i < size; ++i) {
    levels.emplace_back((static_cast<double>(i) + 0.5) / n, (static_cast<double>(order[i]) + 0.5) / n);
  }
  return levels;
}

/// Random operations on random boxes: each selection, at finitely many levels, is a distribution that the
/// result must hold but for the grid of levels.
void check_selections(int expressions, int selections, std::size_t steps) {
  std::mt19937_64 random(20260103);
  std::uniform_real_distribution<> unit;
  constexpr dependence all[] = {dependence::independent, dependence::unknown, dependence::perfect,
                                dependence::opposite};
  for (int round = 0; round < expressions; ++round) {
    const int operation = static_cast<int>(random() % 6);
    const bool positive = operation == 3 || random() % 2 == 0;
    const operand a = random_operand(random, positive);
    const operand b = random_operand(random, positive);
    const dependence between = all[random() % 4];
    const pbox box =
        to_pbox(apply(operation, a.value, b.value), {.steps = steps, .default_dependence = between});
    std::vector<interval<>> ends;
    std::size_t escaped = 0;
    for (int s = 0; s < selections; ++s) {
      const auto levels = coupling(random, between, 225);
      const auto size = static_cast<double>(levels.size());
      // Places inside the sets that move with the level at random, and often stay at an end.
      const auto place = [&](double level, double start, double slope) {
        return std::clamp(start + slope * (level - 0.5), 0.0, 1.0);
      };
      const double starts[] = {unit(random) * 1.6 - 0.3, unit(random) * 1.6 - 0.3};
      const double slopes[] = {(unit(random) - 0.5) * 8, (unit(random) - 0.5) * 8};
      std::vector<double> values;
      for (const auto& [u, v] : levels) {
        values.push_back(apply(operation, a.selection(u, place(u, starts[0], slopes[0])),
                               b.selection(v, place(v, starts[1], slopes[1]))));
      }
      std::sort(values.begin(), values.end());
      const double grid = between == dependence::independent ? 2 / std::sqrt(size) : 1 / size;
      if (ends.empty()) {
        for (std::size_t i = 0; i < values.size(); ++i) {
          const double p = (static_cast<double>(i) + 0.5) / size;
          ends.emplace_back(box.quantile((std::max)(0.0, p - grid)).lower(),
                            box.quantile((std::min)(1.0, p + grid)).upper());
        }
      }
      for (std::size_t i = 0; i < values.size(); ++i) escaped += contains(ends[i], values[i]) ? 0 : 1;
    }
    INFO("expression " << round << " operation " << operation << " dependence " << static_cast<int>(between));
    CHECK(escaped == 0);
  }
}

}  // namespace

TEST_CASE("steps enclose the exact quantiles of every reference, few steps or many") {
  check_references({1, 7, 50, 200});
}

TEST_CASE("a thousand steps enclose the exact quantiles of every reference", "[.long]") {
  check_references({1000});
}

TEST_CASE("no selection from the operands escapes") { check_selections(60, 60, 50); }

TEST_CASE("none of two thousand selections from the operands escapes", "[.long]") {
  check_selections(150, 2000, 50);
  check_selections(50, 2000, 200);
}

TEST_CASE("unknown dependence has the bounds of the textbook in any number of steps") {
  // Uniforms on [0, 1]: Frank, Nelsen and Schweizer, Probab. Theory Relat. Fields 74:199 (1987).
  const auto reference = nlohmann::json::parse(support::data_text("arithmetic.json")).at("pbox");
  const estimate x(uniform(0, 1));
  const estimate y(uniform(0, 1));
  for (const std::size_t steps : {50U, 200U, 1000U}) {
    const double step = 1.0 / static_cast<double>(steps);
    const pbox sum = to_pbox(add(x, y, dependence::unknown), {.steps = steps});
    for (const auto& [level, ends] : reference.at("u_plus_u").at("frechet_quantile_bounds").items()) {
      const interval<> q = sum.quantile(std::stod(level));
      const double lower = ends[0].get<double>();
      const double upper = ends[1].get<double>();
      INFO(steps << " steps at " << level);
      CHECK(q.lower() <= lower);
      CHECK(q.upper() >= upper);
      CHECK(q.lower() >= lower - step - 1e-9);
      CHECK(q.upper() <= upper + step + 1e-9);
    }
    const pbox product = to_pbox(mul(x, y, dependence::unknown), {.steps = steps});
    const auto& of_product = reference.at("u_times_u_frechet");
    for (std::size_t i = 0; i < of_product.at("z").size(); ++i) {
      const interval<> f = product.cdf(of_product.at("z")[i].get<double>());
      CHECK(f.lower() <= of_product.at("lower_cdf")[i].get<double>() + 1e-12);
      CHECK(f.upper() >= of_product.at("upper_cdf")[i].get<double>() - 1e-12);
      CHECK(f.lower() >= of_product.at("lower_cdf")[i].get<double>() - 3 * step);
      CHECK(f.upper() <= of_product.at("upper_cdf")[i].get<double>() + 4 * step);
    }
  }
}

TEST_CASE("more steps lie inside fewer, and near them") {
  const estimate e = estimate(lognormal(0, 1)) * uniform(1, 2) - normal(interval<>(0, 0.1), 1);
  const pbox coarse = to_pbox(e, {.steps = 50});
  const pbox fine = to_pbox(e, {.steps = 800});
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    CHECK(wid(fine.quantile(p)) < wid(coarse.quantile(p)));
    CHECK(coarse.quantile(p - 0.02).lower() <= fine.quantile(p).lower());
    CHECK(coarse.quantile(p + 0.02).upper() >= fine.quantile(p).upper());
  }
}

TEST_CASE("sums and products of whole numbers stay whole numbers") {
  const estimate a = pbox_from_quantiles({{0.25, 1}, {0.75, 4}}, interval<>(0, 9));
  const estimate b = pbox_from_quantiles({{0.5, 2}}, interval<>(1, 3));
  for (const dependence between :
       {dependence::independent, dependence::unknown, dependence::perfect, dependence::opposite}) {
    for (const pbox& box :
         {to_pbox(add(a, b, between)), to_pbox(sub(a, b, between)), to_pbox(mul(a, b, between))}) {
      for (int i = 0; i <= 400; ++i) {
        const interval<> q = box.quantile(i / 400.0);
        CHECK(q.lower() == std::floor(q.lower()));
        CHECK(q.upper() == std::floor(q.upper()));
      }
    }
  }
}

TEST_CASE("the number of steps is between 1 and 10000") {
  const estimate x(uniform(0, 1));
  CHECK_THROWS_WITH(to_pbox(x, {.steps = 0}), "reckon: options.steps 0 is not in [1, 10000]");
  CHECK_THROWS_WITH(to_pbox(x, {.steps = 10001}), "reckon: options.steps 10001 is not in [1, 10000]");
}
