// SPDX-License-Identifier: BSL-1.0
// Readings against values that were computed to at least twelve digits by quadrature or in closed form, and
// checked with OpenTURNS (tests/data/arithmetic.json says how, expression by expression).
#include <reckon/evaluate.hpp>

#include "support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <string>

using namespace reckon;

namespace {

using boost::math::beta_distribution;
using boost::math::gamma_distribution;
using boost::math::students_t_distribution;

estimate w2() {
  const estimate a = estimate(normal(100, 10)) * lognormal(1, 0.3);
  const estimate b = estimate(uniform(5, 10)) * triangular(1, 2, 4);
  const estimate c = exp(estimate(normal(0, 0.5))) * distribution(beta_distribution<>(2, 5));
  const estimate d = estimate(distribution(gamma_distribution<>(3, 2))) + lognormal(0, 0.25);
  return (a + b - c) / d + log(estimate(uniform(10, 20)) * lognormal(2, 0.1));
}

const std::map<std::string, std::function<estimate()>>& expressions() {
  static const auto ln1 = [] { return estimate(credible(1000, 3000, 0.90)); };
  static const auto ln2 = [] { return estimate(credible(9000, 13000, 0.90)); };
  static const std::map<std::string, std::function<estimate()>> all{
      {"ln_plus_ln", [] { return ln1() + ln2(); }},
      {"ln_times_ln", [] { return ln1() * ln2(); }},
      {"u_times_u", [] { return estimate(uniform(0, 1)) * uniform(0, 1); }},
      {"u_plus_u", [] { return estimate(uniform(0, 1)) + uniform(0, 1); }},
      {"n_times_n", [] { return estimate(normal(5, 1)) * normal(1, 1); }},
      {"n_plus_ln", [] { return estimate(normal(10, 2)) + credible(1, 5, 0.90); }},
      {"g_plus_g",
       [] {
         return estimate(distribution(gamma_distribution<>(2, 1))) +
                distribution(gamma_distribution<>(3.5, 0.5));
       }},
      {"tri_plus_tri", [] { return estimate(triangular(1, 3, 8)) + triangular(2, 4, 5); }},
      {"max_n_u", [] { return (max)(estimate(normal(0, 1)), uniform(-1, 2)); }},
      {"mix_normals",
       [] {
         return estimate(mixture({{0.3, normal(0, 1)}, {0.7, normal(5, 2)}}));
       }},
      {"n_minus_u_plus_u",
       [] { return estimate(normal(11000, 500)) - uniform(3500, 4500) + uniform(1000, 3000); }},
      {"ln_product_3",
       [] { return estimate(credible(10, 40, 0.90)) * credible(2, 5, 0.90) * credible(0.1, 0.4, 0.90); }},
      {"x_times_10_minus_x",
       [] {
         const estimate x(uniform(0, 7));
         return x * (10 - x);
       }},
      {"x_minus_x",
       [] {
         const estimate x(uniform(0, 7));
         return x - x;
       }},
      {"log_u", [] { return log(estimate(uniform(10, 20))); }},
      {"exp_n", [] { return exp(estimate(normal(0, 0.5))); }},
      {"truncated_n", [] { return estimate(truncated(normal(1, 2), -1, 4)); }},
      {"student_t5", [] { return estimate(distribution(students_t_distribution<>(5))); }},
      {"w2", w2}};
  return all;
}

double number(const nlohmann::json& value) {
  return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

double relative(double found, double expected) {
  return std::abs(found - expected) / (std::max)(1e-300, std::abs(expected));
}

}  // namespace

TEST_CASE(
    "quantiles, means and deviations are the reference values, to rounding or within their stated error") {
  const auto reference = nlohmann::json::parse(std::ifstream(support::data_path("arithmetic.json")));
  for (const auto& [id, make] : expressions()) {
    INFO(id);
    const auto& expected = reference.at("expressions").at(id);
    const estimate e = make();
    for (const auto& [level, text] : expected.at("quantiles").items()) {
      INFO("quantile " << level);
      const double truth = number(text);
      const answer q = quantile(e, std::stod(level));
      REQUIRE(q.point());
      if (q.engine_used == engine::closed_form) {
        CHECK(std::abs(*q.point() - truth) <= 1e-13 * std::abs(truth) + 1e-300);
      } else if (q.engine_used == engine::convolution) {
        const double known_to = id == "w2" ? 1e-9 : 1e-12;
        CHECK(std::abs(*q.point() - truth) <= known_to * std::abs(truth));
        CHECK(q.error < 1e-8 * std::abs(truth));
      } else {
        CHECK(q.error > 0);
        CHECK(std::abs(*q.point() - truth) <= 6 * q.error);
        const double spread = number(expected.at("sd"));
        CHECK(q.error < 0.05 * spread);
      }
    }
    const answer m = mean(e);
    const answer sd = standard_deviation(e);
    REQUIRE(m.point());
    REQUIRE(sd.point());
    const double true_mean = number(expected.at("mean"));
    const double true_sd = number(expected.at("sd"));
    INFO("mean " << *m.point() << " sd " << *sd.point() << " errors " << m.error << ' ' << sd.error);
    CHECK(std::abs(*m.point() - true_mean) <= 6 * m.error + 1e-12 * (std::abs(true_mean) + true_sd));
    CHECK(std::abs(*sd.point() - true_sd) <= 6 * sd.error + 1e-12 * true_sd);
    if (true_sd > 0) CHECK(relative(*sd.point(), true_sd) < 0.01);
  }
}

TEST_CASE("perfect dependence of two lognormals has the sums of their quantiles") {
  const auto reference = nlohmann::json::parse(std::ifstream(support::data_path("arithmetic.json")));
  const auto& expected = reference.at("expressions").at("ln_plus_ln_perfect");
  const estimate e =
      add(estimate(credible(1000, 3000, 0.90)), credible(9000, 13000, 0.90), dependence::perfect);
  for (const auto& [level, text] : expected.at("quantiles").items()) {
    INFO("quantile " << level);
    const answer q = quantile(e, std::stod(level));
    CHECK(q.engine_used == engine::closed_form);
    REQUIRE(q.point());
    CHECK(relative(*q.point(), number(text)) < 1e-13);
  }
  CHECK(relative(value(mean(e)), number(expected.at("mean"))) < 1e-13);
  CHECK(relative(value(standard_deviation(e)), number(expected.at("sd"))) < 1e-12);
}
