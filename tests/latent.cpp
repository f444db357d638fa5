// SPDX-License-Identifier: BSL-1.0
#include <reckon/reconcile.hpp>

#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <nlohmann/json.hpp>
#include <numbers>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace method = reckon::method;

using nlohmann::json;
using reckon::anonymous;
using reckon::date;
using reckon::interval;
using reckon::latent_method;
using reckon::measurand_kind;
using reckon::reconcile;
using reckon::reconciliation;
using reckon::remark_kind;
using reckon::report;
using reckon::source;
using reckon::detail::latent_claim;
using reckon::detail::latent_origin;
using reckon::detail::latent_problem;
using reckon::detail::solve_latent;

namespace {

report by(const std::string& who, const std::string& text) { return {text, source(who)}; }

std::string sentences(const reconciliation& r) {
  std::ostringstream out;
  out << r;
  return out.str();
}

double quantile_of(const reconciliation& r, double p) { return value(quantile(*r.value, p)); }

const reckon::origin_account& origin_named(const reconciliation& r, const std::string& name) {
  const auto place =
      std::find_if(r.origins.begin(), r.origins.end(), [&](const auto& o) { return o.name == name; });
  REQUIRE(place != r.origins.end());
  return *place;
}

double unrelated(const reconciliation& r, const std::string& name) {
  REQUIRE(origin_named(r, name).probability_unrelated);
  return *origin_named(r, name).probability_unrelated;
}

const std::vector<report>& four() {
  static const std::vector<report> reports = {by("a", "1,000 to 3,000"), by("b", "2,000 to 4,000"),
                                              by("c", "about 11,000"), by("d", "at least 300")};
  return reports;
}

/// All numbers of an answer, for comparison bit by bit.
std::vector<double> numbers_of(const reconciliation& r) {
  std::vector<double> numbers;
  for (const double p : {0.01, 0.05, 0.5, 0.95, 0.99}) numbers.push_back(quantile_of(r, p));
  for (const auto& origin : r.origins) numbers.push_back(origin.probability_unrelated.value_or(-1));
  for (const auto& row : r.stability) {
    numbers.insert(numbers.end(), {row.median, row.range.lower(), row.range.upper()});
  }
  numbers.push_back(r.heterogeneity->tau.value_or(-1));
  numbers.push_back(r.heterogeneity->q);
  return numbers;
}

}  // namespace

// ---- reference values ----

namespace {

std::string phrase_of(const json& r) {
  const auto digits = [](const json& x) { return std::to_string(x.get<long>()); };
  if (r["kind"] == "silence") return "offered no numbers";
  if (r["kind"] == "range") return digits(r["lo"]) + " to " + digits(r["hi"]);
  if (r["kind"] == "at_least") return "at least " + digits(r["v"]);
  return (r["kind"] == "about" ? "about " : "") + digits(r["v"]);
}

latent_claim claim_of(const json& r) {
  const auto log_of = [](const json& x) { return std::log(x.get<double>()); };
  // 1.2815515655446004 is the 0.9 quantile of the standard normal: the claims hold 80 %.
  if (r["kind"] == "range") {
    return {latent_claim::kind::value, (log_of(r["lo"]) + log_of(r["hi"])) / 2,
            (log_of(r["hi"]) - log_of(r["lo"])) / (2 * 1.2815515655446004)};
  }
  if (r["kind"] == "at_least") return {latent_claim::kind::at_least, log_of(r["v"]), 0.1};
  const double grain = r["grain"].get<double>() / (r["v"].get<double>() * std::sqrt(12.0));
  return {latent_claim::kind::value, log_of(r["v"]), std::hypot(grain, r["kind"] == "about" ? 0.2 : 0.1)};
}

json latent_vectors() { return json::parse(support::data_text("latent_vectors.json"))["vectors"]; }

constexpr double promised = 1e-6;

}  // namespace

TEST_CASE("the solver agrees with the reference values") {
  for (const json& v : latent_vectors()) {
    CAPTURE(v["name"].get<std::string>());
    const json& expected = v["expected"];
    latent_problem problem;
    problem.lower = std::log(expected["limits"][0].get<double>());
    problem.upper = std::log(expected["limits"][1].get<double>());
    if (v["options"].contains("tau")) problem.tau = v["options"]["tau"].get<double>();
    std::vector<std::string> names;
    for (const json& r : v["reports"]) {
      if (r["kind"] == "silence") continue;
      const auto place =
          std::find(names.begin(), names.end(), r["origin"].get<std::string>()) - names.begin();
      if (place == std::ssize(names)) {
        names.push_back(r["origin"]);
        problem.origins.push_back({r["eps"].get<double>(), {}});
      }
      problem.origins[static_cast<std::size_t>(place)].claims.push_back(claim_of(r));
    }
    const auto solved = solve_latent(problem);
    CHECK_THAT(solved.log_evidence, support::WithinAbs(expected["log_evidence"].get<double>(), promised));
    CHECK_THAT(solved.mean_log(), support::WithinAbs(expected["mean_log"].get<double>(), promised));
    CHECK_THAT(solved.sd_log(), support::WithinAbs(expected["sd_log"].get<double>(), promised));
    for (const auto& [p, x] : expected["quantiles"].items()) {
      CHECK_THAT(std::exp(solved.density.quantile(std::stod(p))),
                 support::WithinRel(x.get<double>(), promised));
    }
    for (std::size_t o = 0; o < names.size(); ++o) {
      CHECK_THAT(solved.p_bad[o], support::WithinAbs(expected["p_bad"][names[o]].get<double>(), promised));
    }
    if (expected.contains("mean_tau")) {
      CHECK_THAT(solved.mean_tau, support::WithinAbs(expected["mean_tau"].get<double>(), promised));
    }
  }
}

TEST_CASE("reports reconciled from their words agree with the reference values") {
  for (const json& v : latent_vectors()) {
    CAPTURE(v["name"].get<std::string>());
    const json& expected = v["expected"];
    latent_method latent;
    if (v["options"].contains("tau")) latent = latent.tau(v["options"]["tau"].get<double>());
    if (v["options"].contains("limits")) {
      latent =
          latent.plausible(v["options"]["limits"][0].get<double>(), v["options"]["limits"][1].get<double>());
    }
    std::vector<report> reports;
    for (const json& r : v["reports"]) {
      reports.push_back(by(r["origin"], phrase_of(r)));
      latent = latent.unreliability_of(r["origin"], r["eps"].get<double>());
    }
    const auto r = reconcile(reports, latent);
    REQUIRE(r.value);
    for (const auto& [p, x] : expected["quantiles"].items()) {
      CHECK_THAT(quantile_of(r, std::stod(p)), support::WithinRel(x.get<double>(), promised));
    }
    for (const auto& [name, p] : expected["p_bad"].items()) {
      CHECK_THAT(unrelated(r, name), support::WithinAbs(p.get<double>(), promised));
    }
    if (expected.contains("mean_tau")) {
      CHECK_THAT(*r.heterogeneity->tau, support::WithinAbs(expected["mean_tau"].get<double>(), promised));
    }
    const interval<> support = bounds(*r.value);
    CHECK_THAT(support.lower(), support::WithinRel(expected["limits"][0].get<double>(), 1e-12));
    CHECK_THAT(support.upper(), support::WithinRel(expected["limits"][1].get<double>(), 1e-12));
  }
}

// ---- brute force ----

namespace {

/// The posterior by plain sums over T, tau and what an origin sees, straight from the definition of the
/// model.
struct brute_force {
  std::vector<double> t;
  std::vector<double> density;
  double log_evidence = 0;
  std::vector<double> p_bad;

  explicit brute_force(const latent_problem& problem) {
    constexpr int steps = 160;
    const double width = (problem.upper - problem.lower) / steps;
    const std::size_t n = problem.origins.size();
    std::vector<double> elsewhere;
    for (const auto& origin : problem.origins) elsewhere.push_back(mean_over_prior(origin, problem));
    p_bad.assign(n, 0);
    // The integrand is even in tau and has died away at six deviations: the trapezoid rule converges fast.
    const int taus = problem.tau ? 0 : 80;
    double total = 0;
    for (int i = 0; i <= steps; ++i) {
      t.push_back(problem.lower + i * width);
      density.push_back(0);
      for (int j = 0; j <= taus; ++j) {
        const double tau = problem.tau ? *problem.tau : j * 6 * problem.tau_scale / taus;
        double weight = problem.tau ? 1 : 12 * normal(tau, problem.tau_scale) * problem.tau_scale / taus;
        if (!problem.tau && (j == 0 || j == taus)) weight /= 2;
        if (i == 0 || i == steps) weight /= 2;
        double joint = weight;
        std::vector<double> bad;
        for (std::size_t o = 0; o < n; ++o) {
          const double eps = problem.origins[o].unreliability;
          const double seen = (1 - eps) * mean_seen(problem.origins[o], t.back(), tau) + eps * elsewhere[o];
          bad.push_back(eps * elsewhere[o] / seen);
          joint *= seen;
        }
        density.back() += joint;
        for (std::size_t o = 0; o < n; ++o) p_bad[o] += joint * bad[o];
      }
      total += density.back();
    }
    for (double& p : p_bad) p /= total;
    for (double& d : density) d /= total * width;
    log_evidence = std::log(total * width / (problem.upper - problem.lower));
  }

  static double normal(double x, double sd) {
    return std::exp(-x * x / (2 * sd * sd)) / (sd * std::sqrt(2 * std::numbers::pi));
  }

  static double claim(const latent_claim& c, double m) {
    const double z = (m - c.location) / c.scale;
    if (c.says == latent_claim::kind::value) return normal(m - c.location, c.scale);
    return std::erfc((c.says == latent_claim::kind::at_least ? -z : z) / std::numbers::sqrt2) / 2;
  }

  static double product(const latent_origin& origin, double m) {
    double all = 1;
    for (const auto& c : origin.claims) all *= claim(c, m);
    return all;
  }

  /// The mean over m = T + u, u normal with deviation tau.
  static double mean_seen(const latent_origin& origin, double t, double tau) {
    if (tau == 0) return product(origin, t);
    const double step = (std::min)(0.25, 0.05 / tau);
    double sum = 0;
    for (double z = 0; z < 8.5; z += step) {
      const double both = product(origin, t + tau * z) + (z > 0 ? product(origin, t - tau * z) : 0);
      sum += normal(z, 1) * both;
    }
    return sum * step;
  }

  static double mean_over_prior(const latent_origin& origin, const latent_problem& problem) {
    constexpr int steps = 2000;
    double sum = 0;
    for (int i = 0; i <= steps; ++i) {
      const double m = problem.lower + (problem.upper - problem.lower) * i / steps;
      sum += product(origin, m) * (i == 0 || i == steps ? 0.5 : 1);
    }
    return sum / steps;
  }
};

void check_against_brute_force(const latent_problem& problem) {
  const brute_force expected(problem);
  const auto solved = solve_latent(problem);
  double highest = 0;
  for (const double d : expected.density) highest = (std::max)(highest, d);
  CHECK_THAT(solved.log_evidence, support::WithinAbs(expected.log_evidence, 1e-6));
  for (std::size_t o = 0; o < problem.origins.size(); ++o) {
    CHECK_THAT(solved.p_bad[o], support::WithinAbs(expected.p_bad[o], 1e-6));
  }
  for (std::size_t i = 0; i < expected.t.size(); i += 7) {
    if (i == 0) continue;  // there the brute force has half a panel
    CAPTURE(expected.t[i]);
    CHECK_THAT(solved.density(expected.t[i]), support::WithinAbs(expected.density[i], 1e-6 * highest));
  }
}

constexpr auto value_claim = latent_claim::kind::value;
constexpr auto at_least = latent_claim::kind::at_least;
constexpr auto at_most = latent_claim::kind::at_most;

}  // namespace

TEST_CASE("bounds, a range and several figures of one origin agree with brute force, tau known") {
  latent_problem problem;
  problem.lower = std::log(10.0);
  problem.upper = std::log(1e5);
  problem.tau = 0.35;
  problem.origins = {{0.2,
                      {{at_least, std::log(300.0), 0.1},
                       {at_least, std::log(500.0), 0.1},
                       {value_claim, std::log(900.0), 0.6}}},
                     {0.1, {{at_most, std::log(2000.0), 0.1}, {at_most, std::log(1500.0), 0.1}}},
                     {0.3, {{at_least, std::log(700.0), 0.1}, {at_most, std::log(2500.0), 0.1}}},
                     {0.36, {{value_claim, std::log(4000.0), 0.4}}}};
  check_against_brute_force(problem);
}

TEST_CASE("the same agrees with brute force where tau is not known") {
  latent_problem problem;
  problem.lower = std::log(10.0);
  problem.upper = std::log(1e5);
  problem.origins = {{0.2, {{at_least, std::log(300.0), 0.1}, {at_least, std::log(500.0), 0.1}}},
                     {0.1, {{value_claim, std::log(1200.0), 0.3}, {value_claim, std::log(2500.0), 0.4}}},
                     {0.3, {{at_most, std::log(900.0), 0.1}}},
                     {0.36, {{value_claim, std::log(800.0), 0.25}, {at_least, std::log(600.0), 0.1}}}};
  check_against_brute_force(problem);
}

TEST_CASE("bounds of one origin that contradict each other agree with brute force") {
  latent_problem problem;
  problem.lower = std::log(10.0);
  problem.upper = std::log(1e5);
  problem.tau = 0.5;
  problem.origins = {{0.2, {{at_least, std::log(2000.0), 0.1}, {at_most, std::log(1000.0), 0.1}}},
                     {0.1, {{value_claim, std::log(1200.0), 0.3}}}};
  check_against_brute_force(problem);
}

// ---- laws ----

TEST_CASE("the order of the reports changes no bit") {
  std::vector<report> reports = four();
  reports.push_back(by("a", "about 1,500"));
  reports.push_back(by("e", "offered no numbers"));
  reports.emplace_back("up to 5,000", source("paper").citing(anonymous));
  const auto expected = reconcile(reports);
  std::mt19937 engine(3);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(reports.begin(), reports.end(), engine);
    const auto r = reconcile(reports);
    CHECK(numbers_of(r) == numbers_of(expected));
    CHECK(sentences(r) == sentences(expected));
  }
}

TEST_CASE("copies of a handle and equal figures of one origin count once, other figures do not") {
  const auto once = numbers_of(reconcile(four()));
  std::vector<report> copies = four();
  copies.push_back(copies.front());
  CHECK(numbers_of(reconcile(copies)) == once);
  // Ten outlets repeat one official.
  std::vector<report> outlets = four();
  for (int i = 0; i < 10; ++i) {
    outlets.emplace_back("1,000 to 3,000", source("outlet " + std::to_string(i)).citing(source("a")));
  }
  CHECK(numbers_of(reconcile(outlets)) == once);
  CHECK(reconcile(outlets).says(remark_kind::double_count));
  // Hedged or not, it is one figure.
  std::vector<report> hedged = four();
  hedged.push_back(by("a", "roughly 1,000 to 3,000"));
  CHECK(numbers_of(reconcile(hedged)) == once);
  std::vector<report> other = four();
  other.push_back(by("a", "1,000 to 2,500"));
  CHECK(numbers_of(reconcile(other)) != once);
}

TEST_CASE("ten agreeing figures of one liar are one liar") {
  const auto figure = [](int i) {
    return std::to_string(1000 + 10 * i) + " to " + std::to_string(3000 - 10 * i);
  };
  std::vector<report> liar;
  std::vector<report> voices;
  latent_method half;
  half = half.unreliability_of("liar", 0.5);
  for (int i = 0; i < 10; ++i) {
    liar.push_back(by("liar", figure(i)));
    voices.push_back(by("voice " + std::to_string(i), figure(i)));
    half = half.unreliability_of("voice " + std::to_string(i), 0.5);
  }
  // Nothing else tells whether the one origin lies, and ten figures less than one would have.
  CHECK_THAT(unrelated(reconcile(liar, half), "liar"), support::WithinAbs(0.5, 0.002));
  const auto many = reconcile(voices, half);
  for (const auto& origin : many.origins) CHECK(*origin.probability_unrelated < 0.1);
  CHECK(range(*reconcile(liar, half).value, 0.9).upper() > 1e5);
  CHECK(range(*many.value, 0.9).upper() < 3000);
}

TEST_CASE("silence changes no number") {
  std::vector<report> reports = four();
  reports.push_back(by("e", "offered no numbers"));
  reports.push_back(by("a", "size unknown"));
  const auto silent = reconcile(reports);
  const auto r = reconcile(four());
  for (const double p : {0.05, 0.5, 0.95}) CHECK(quantile_of(silent, p) == quantile_of(r, p));
  CHECK_FALSE(origin_named(silent, "e").probability_unrelated);
  CHECK(silent.origins_reporting() == reckon::origin_count{5, 5});
}

TEST_CASE("the answer changes with the unit by the same factor") {
  const auto reports = [](double unit) {
    const auto text = [unit](double x) {
      std::ostringstream out;
      out.precision(15);
      out << std::fixed;
      out.precision(unit < 1 ? 6 : 0);
      out << x * unit;
      std::string digits = out.str();
      if (digits.find('.') != std::string::npos) digits.erase(digits.find_last_not_of('0') + 1);
      if (digits.back() == '.') digits.pop_back();
      return digits;
    };
    return std::vector<report>{by("a", text(1000) + " to " + text(3000)),
                               by("b", text(2000) + " to " + text(4000)), by("c", "about " + text(11000)),
                               by("d", "at least " + text(300)), by("e", "at most " + text(20000))};
  };
  const auto expected = reconcile(reports(1));
  for (const double unit : {1e3, 1e-6}) {
    CAPTURE(unit);
    const auto r = reconcile(reports(unit));
    for (const double p : {0.01, 0.05, 0.5, 0.95, 0.99}) {
      CHECK_THAT(quantile_of(r, p), support::WithinRel(quantile_of(expected, p) * unit, 1e-9));
    }
    for (std::size_t o = 0; o < r.origins.size(); ++o) {
      CHECK_THAT(*r.origins[o].probability_unrelated,
                 support::WithinAbs(*expected.origins[o].probability_unrelated, 1e-9));
    }
  }
}

TEST_CASE("the posterior is a distribution: its parts agree with each other") {
  const auto r = reconcile(four());
  const auto* leaf = static_cast<const reckon::detail::leaf_node*>(r.value->root());
  const auto& d = std::get<reckon::distribution>(leaf->value);
  double before = 0;
  for (double p = 0.001; p < 1; p += 0.0173) {
    CAPTURE(p);
    const double x = d.quantile(p);
    CHECK(x > before);
    before = x;
    CHECK_THAT(d.cdf(x), support::WithinAbs(p, 1e-12));
    CHECK_THAT(d.complement(x), support::WithinAbs(1 - p, 1e-12));
    CHECK_THAT(d.upper_quantile(1 - p), support::WithinRel(x, 1e-9));
    const double h = 1e-4 * x;
    CHECK_THAT(d.pdf(x) * 2 * h, support::WithinRel(d.cdf(x + h) - d.cdf(x - h), 1e-5));
  }
  CHECK(d.cdf(d.support().lower()) == 0);
  CHECK(d.cdf(d.support().upper()) == 1);
  CHECK(d.cdf(-1) == 0);
  CHECK(d.complement(-1) == 1);
  CHECK(d.pdf(-1) == 0);
  // The mean and the variance from equal slices.
  double sum = 0;
  double squares = 0;
  constexpr int slices = 10000;
  for (int i = 0; i < slices; ++i) {
    const double x = d.quantile((i + 0.5) / slices);
    sum += x / slices;
    squares += x * x / slices;
  }
  CHECK_THAT(d.mean(), support::WithinRel(sum, 1e-2));
  CHECK_THAT(d.variance(), support::WithinRel(squares - sum * sum, 0.05));
  // The far upper tail keeps its digits.
  CHECK_THAT(d.complement(d.upper_quantile(1e-12)), support::WithinRel(1e-12, 1e-4));
}

// ---- what a report says ----

TEST_CASE("words become likelihoods by the table of conventions") {
  const auto claim = [](const char* text) { return reckon::detail::latent_claim_of(by("a", text), 0.8); };
  const auto check = [&](const char* text, latent_claim::kind says, double location, double scale) {
    CAPTURE(text);
    CHECK(claim(text).says == says);
    CHECK_THAT(std::exp(claim(text).location), support::WithinRel(location, 1e-12));
    CHECK_THAT(claim(text).scale, support::WithinRel(scale, 1e-12));
  };
  const auto spread = [](double a, double b) { return std::log(b / a) / (2 * 1.2815515655446004); };
  const auto grained = [](double grain, double v, double s) {
    return std::hypot(grain / (v * std::sqrt(12.0)), s);
  };
  check("1,000 to 3,000", value_claim, std::sqrt(3e6), spread(1000, 3000));
  check("about 1,000 to 3,000", value_claim, std::sqrt(3e6), spread(1000, 3000));
  check("hundreds", value_claim, std::sqrt(200.0 * 999), spread(200, 999));
  check("4,000", value_claim, 4000, grained(1000, 4000, 0.1));
  check("about 4,000", value_claim, 4000, grained(1000, 4000, 0.2));
  check("exactly 4,000", value_claim, 4000, 0.1);
  check("4,321", value_claim, 4321, grained(1, 4321, 0.1));
  check("7 to 7", value_claim, 7, grained(1, 7, 0.1));
  check("nearly 12,000", value_claim, std::sqrt(11500.0 * 12000), spread(11500, 12000));
  check("just over 12,000", value_claim, std::sqrt(12500.0 * 12000), spread(12000, 12500));
  check("nearly 4,321", value_claim, 4321, grained(1, 4321, 0.2));
  check("500 plus or minus 50", value_claim, std::sqrt(450.0 * 550), spread(450, 550));
  check("at least 300", at_least, 300, 0.1);
  check("more than 300", at_least, 300, 0.1);
  check("at least several hundred", at_least, 300, 0.1);
  check("at most 4,000", at_most, 4000, 0.1);
  check("fewer than 4,000", at_most, 4000, 0.1);
  check("0 to 50", at_most, 50, 0.1);
  check("500 plus or minus 500", at_most, 1000, 0.1);
  check("0", at_most, 0.5, 0.1);
  check("none", at_most, 0.5, 0.1);
  check("0 to 0", at_most, 0.5, 0.1);
}

TEST_CASE("what has no place on a logarithmic scale is refused by name") {
  for (const char* text : {"-5 to 3", "minus 20", "at least 0", "rose from 300 to 500", "not 500"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(reconcile({by("a", text), by("b", "20")}), reckon::domain_error);
    CHECK_THROWS_WITH(reconcile({by("a", text), by("b", "20")}),
                      support::contains_text(std::string("\"") + text + '"'));
  }
}

TEST_CASE("a wider coverage makes a range sharper") {
  const auto width = [](double coverage) {
    const auto r = range(*reconcile({by("a", "1,000 to 3,000")},
                                    method::latent.tau(0).unreliability_of("a", 0).coverage(coverage))
                              .value,
                         0.9);
    return r.upper() / r.lower();
  };
  CHECK(width(0.95) < width(0.8));
  // With coverage 0.9 the range is the answer's own.
  const auto r =
      reconcile({by("a", "1,000 to 3,000")}, method::latent.tau(0).unreliability_of("a", 0).coverage(0.9));
  CHECK_THAT(quantile_of(r, 0.05), support::WithinRel(1000.0, 1e-9));
  CHECK_THAT(quantile_of(r, 0.95), support::WithinRel(3000.0, 1e-9));
}

TEST_CASE("an earlier cumulative count bounds from below") {
  const reckon::measurand killed{"killed", "people", measurand_kind::cumulative};
  const auto reports = [&](const char* first) {
    return std::vector<report>{by("a", first).of(killed).as_of(date("2025-01-10")),
                               by("b", "900 to 1,000").of(killed).as_of(date("2025-02-10"))};
  };
  const auto sure =
      method::latent.tau(0).unreliability_of("a", 0).unreliability_of("b", 0).plausible(10, 1e5);
  const auto bound = reconcile({by("a", "at least 500"), by("b", "900 to 1,000")}, sure);
  for (const char* text : {"500", "500 to 600", "at least 500"}) {
    CAPTURE(text);
    CHECK(quantile_of(reconcile(reports(text), sure), 0.5) == quantile_of(bound, 0.5));
  }
  CHECK(quantile_of(reconcile(reports("450 to 600"), sure), 0.05) != quantile_of(bound, 0.05));
  // What bounded the earlier count from above says nothing now.
  const auto alone = reconcile({by("b", "900 to 1,000")}, sure);
  CHECK_THAT(quantile_of(reconcile(reports("at most 600"), sure), 0.5),
             support::WithinRel(quantile_of(alone, 0.5), 1e-12));
  CHECK(reconcile(reports("500"), sure).says(remark_kind::assumption));
}

// ---- reliability ----

TEST_CASE("grades say how often an origin is unrelated") {
  const auto prior = [](const source& s) { return reckon::letters(s); };
  const source a("a");
  CHECK(prior(a.grade('A')).used == 0.02);
  CHECK(prior(a.grade('B')).used == 0.08);
  CHECK(prior(a.grade('C')).used == 0.2);
  CHECK(prior(a.grade('D')).used == 0.4);
  CHECK(prior(a.grade('E')).used == 0.7);
  CHECK(prior(a.grade('E')).between == interval<>(0.7));
  for (const source& unknown : {a, a.grade('F')}) {
    CHECK(prior(unknown).used == 0.36);
    CHECK(prior(unknown).between == interval<>(0.02, 0.7));
  }
  // The worst letter of a chain counts, and the best chain of an origin.
  CHECK(prior(source("b").grade('A').citing(a.grade('D'))).used == 0.4);
  const auto r = reconcile({report("100 to 200", source("b").grade('D').citing(a.grade('A'))),
                            report("100 to 300", source("c").grade('B').citing(a.grade('A')))});
  CHECK(*origin_named(r, "a").reliability_prior == interval<>(0.08));
}

TEST_CASE("what is stated of an origin goes before its grade, the last statement before others") {
  const auto r = reconcile(
      {by("a", "100 to 200"), report("100 to 200", source("b").grade('A'))},
      method::latent.unreliability_of("a", 0.5).unreliability_of("b", 0.9).unreliability_of("A", 0.25));
  CHECK(*origin_named(r, "a").reliability_prior == interval<>(0.25));
  CHECK(*origin_named(r, "b").reliability_prior == interval<>(0.9));
}

TEST_CASE("an unreliability that is stated of nobody is pointed out") {
  const auto r = reconcile({by("agency", "100 to 200")}, method::latent.unreliability_of("agnecy", 0.1));
  CHECK_THAT(sentences(r),
             support::contains_text("an unreliability is stated for agnecy, to whom no report goes back"));
  CHECK(sentences(reconcile({by("agency", "100 to 200")}, method::latent.unreliability_of("Agency", 0.1)))
            .find("no report goes back") == std::string::npos);
}

TEST_CASE("a figure far off is the less believed, the more the others agree") {
  const auto off = [](int agreeing) {
    std::vector<report> reports = {by("off", "100,000")};
    for (int i = 0; i < agreeing; ++i) reports.push_back(by("voice " + std::to_string(i), "1,000 to 1,500"));
    return unrelated(reconcile(reports), "off");
  };
  CHECK(off(1) < off(2));
  CHECK(off(2) < off(4));
  CHECK(off(4) > 0.9);
}

TEST_CASE("options out of range are refused") {
  CHECK_THROWS_AS(method::latent.plausible(0, 10), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.plausible(10, 10), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.plausible(1, std::numeric_limits<double>::infinity()), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.plausible(std::nan(""), 10), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.tau(-1), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.tau(std::nan("")), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.coverage(1), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.coverage(0), reckon::domain_error);
  CHECK_THROWS_AS(method::latent.unreliability_of("a", 1.1), reckon::domain_error);
  CHECK_NOTHROW(method::latent.unreliability_of("a", 1).unreliability_of("b", 0).tau(0));
}

// ---- warnings ----

namespace {

std::vector<report> many_voices(int count, const std::string& text, char grade = 'A') {
  std::vector<report> reports;
  for (int i = 0; i < count; ++i)
    reports.emplace_back(text, source("voice " + std::to_string(i)).grade(grade));
  return reports;
}

}  // namespace

TEST_CASE("three origins or fewer are prior dominated, and so is an answer that moves with its limits") {
  CHECK(reconcile(many_voices(3, "1,000 to 3,000")).says(remark_kind::prior_dominated));
  CHECK_FALSE(reconcile(many_voices(4, "1,000 to 3,000")).says(remark_kind::prior_dominated));
  // Four bounds from below leave the upper end to the limits.
  const auto open = reconcile(many_voices(4, "at least 1,000"));
  CHECK(open.says(remark_kind::prior_dominated));
  CHECK_THAT(sentences(open), support::contains_text("plausible limits ten times wider move the range to"));
}

TEST_CASE("figures that are all one-sided are bound dominated") {
  CHECK(reconcile({by("a", "at least 300"), by("b", "at most 4,000")}).says(remark_kind::bound_dominated));
  CHECK_FALSE(reconcile({by("a", "at least 300"), by("b", "4,000")}).says(remark_kind::bound_dominated));
}

TEST_CASE("two peaks are told apart, with their masses, and one is not") {
  const auto two = reconcile({by("a", "100"), by("b", "110"), by("c", "10,000"), by("d", "11,000")},
                             method::latent.tau(0.05));
  CHECK(two.says(remark_kind::several_modes));
  REQUIRE(two.regions.size() == 2);
  CHECK(contains(two.regions[0].set, 105));
  CHECK(contains(two.regions[1].set, 10500));
  CHECK_FALSE(contains(two.regions[0].set, 1000));
  CHECK_FALSE(contains(two.regions[1].set, 1000));
  CHECK_THAT(two.regions[0].weight + two.regions[1].weight, support::WithinAbs(1, 1e-12));
  CHECK_THAT(two.regions[0].weight, support::WithinAbs(0.5, 0.02));
  CHECK_THAT(sentences(two), support::contains_text("the answer has 2 peaks, not to be averaged:"));
  const auto one = reconcile(four());
  CHECK_FALSE(one.says(remark_kind::several_modes));
  REQUIRE(one.regions.size() == 1);
  CHECK_THAT(one.regions[0].set.lower(), support::WithinRel(quantile_of(one, 0.05), 1e-9));
  CHECK_THAT(one.regions[0].set.upper(), support::WithinRel(quantile_of(one, 0.95), 1e-9));
}

TEST_CASE("peaks are found whatever stands between and beside them") {
  // A sum of normal bumps: place, deviation, mass.
  struct bump {
    double place;
    double sd;
    double mass;
  };
  const auto modes = [](const std::vector<bump>& bumps) {
    std::vector<reckon::detail::density_core> cores;
    for (const auto& b : bumps) cores.push_back({b.place, b.sd});
    const reckon::detail::panel_density density(reckon::detail::edges_around(cores, 0, 20), [&](double t) {
      double sum = 1e-6;
      for (const auto& b : bumps) sum += b.mass * brute_force::normal(t - b.place, b.sd);
      return std::log(sum);
    });
    return reckon::detail::modes_of(density);
  };
  CHECK(modes({{5, 1, 1}}).size() == 1);
  CHECK(modes({{5, 1, 0.5}, {10, 1, 0.5}}).size() == 2);
  CHECK(modes({{5, 1, 0.5}, {7, 1, 0.5}}).size() == 1);  // no valley
  // A bump of three percent behind a deep valley is no mode, and hides none.
  const auto three = modes({{2, 0.2, 0.03}, {8, 0.5, 0.5}, {11, 0.5, 0.47}});
  REQUIRE(three.size() == 2);
  CHECK_THAT(three[0].weight, support::WithinAbs(0.53, 0.001));
  CHECK(modes({{8, 0.5, 0.5}, {11, 0.5, 0.47}, {17, 0.2, 0.03}}).size() == 2);
  CHECK(modes({{2, 0.5, 0.3}, {8, 0.5, 0.02}, {14, 0.5, 0.68}}).size() == 2);
  CHECK(modes({{3, 0.3, 0.25}, {8, 0.3, 0.25}, {13, 0.3, 0.25}, {17, 0.3, 0.25}}).size() == 4);
}

TEST_CASE("figures that agree too well are pointed out") {
  // Eight ranges with the same centre: Q = 0.
  std::vector<report> alike;
  for (int i = 0; i < 8; ++i) alike.push_back(by("voice " + std::to_string(i), "1,000 to 3,000"));
  CHECK(reconcile(alike).says(remark_kind::too_good_agreement));
  CHECK(reconcile(alike).heterogeneity->q < 1e-12);
  CHECK(reconcile(alike).heterogeneity->degrees_of_freedom == 7);
  // Q of 1000, 1500, 2300, 3400 with deviations of .1 (and the grain) is large.
  const auto apart = reconcile({by("a", "1,000"), by("b", "1,500"), by("c", "2,300"), by("d", "3,400")});
  CHECK_FALSE(apart.says(remark_kind::too_good_agreement));
  CHECK(apart.heterogeneity->q > 20);  // chi-squared with 3 degrees of freedom has 7.8 at 95 %
  CHECK_FALSE(reconcile({by("a", "1,000")}).says(remark_kind::too_good_agreement));
}

TEST_CASE("what is assumed of silence is said where there is silence") {
  std::vector<report> reports = many_voices(4, "1,000 to 3,000");
  CHECK(sentences(reconcile(reports)).find("silence is taken") == std::string::npos);
  reports.push_back(by("e", "offered no numbers"));
  CHECK_THAT(sentences(reconcile(reports)), support::contains_text("silence is taken to tell nothing"));
}

TEST_CASE("the limits taken beforehand are said, rounded outward") {
  CHECK_THAT(sentences(reconcile(four())), support::contains_text("from 0.3 to 11"));
  CHECK_THAT(sentences(reconcile(four(), method::latent.plausible(1, 1e6))),
             support::contains_text("from 1 to 1 million is taken"));
}

// ---- stability ----

TEST_CASE("the answer under other assumptions stands in the table, where they are assumptions") {
  const auto names = [](const reconciliation& r) {
    std::string text;
    for (const auto& row : r.stability) text += row.assumption + '\n';
    return text;
  };
  const std::string graded = names(reconcile(many_voices(4, "1,000 to 3,000")));
  CHECK(graded == "as assumed\nplausible limits ten times wider on either side\n");
  const auto ungraded = reconcile(four());
  CHECK_THAT(names(ungraded), support::contains_text("as good as the best"));
  CHECK_THAT(names(ungraded), support::contains_text("as bad as the worst"));
  CHECK(names(ungraded).find("are one") == std::string::npos);
  // Each row is what the method says under that assumption.
  latent_method best;
  for (const char* name : {"a", "b", "c", "d"}) best = best.unreliability_of(name, 0.02);
  CHECK_THAT(ungraded.stability[2].median,
             support::WithinRel(quantile_of(reconcile(four(), best), 0.5), 1e-12));
  const auto wider = reconcile(four(), method::latent.plausible(0.03, 1.1e8));
  CHECK_THAT(ungraded.stability[1].median, support::WithinRel(quantile_of(wider, 0.5), 1e-9));
  CHECK_THAT(ungraded.stability[1].range.upper(), support::WithinRel(quantile_of(wider, 0.95), 1e-9));
}

TEST_CASE("origins that may be one are merged in the table, where equal figures count once") {
  const source paper = source("paper").grade('A');
  const source ministry = source("ministry").grade('A');
  const auto r =
      reconcile({report("1,000 to 3,000", paper.citing(anonymous)), report("1,000 to 3,000", ministry)});
  REQUIRE(r.stability.back().assumption == "origins that may be one are one");
  const auto one = reconcile({report("1,000 to 3,000", ministry)});
  CHECK_THAT(r.stability.back().median, support::WithinRel(quantile_of(one, 0.5), 1e-12));
  CHECK_THAT(r.stability.back().range.upper(), support::WithinRel(quantile_of(one, 0.95), 1e-12));
  // Different figures of the merged origin both count.
  const auto other =
      reconcile({report("2,000 to 4,000", paper.citing(anonymous)), report("1,000 to 3,000", ministry)});
  const auto both = reconcile({report("2,000 to 4,000", ministry), report("1,000 to 3,000", ministry)});
  CHECK_THAT(other.stability.back().median, support::WithinRel(quantile_of(both, 0.5), 1e-9));
  // An anonymous source that may be either of two ministries does not make them one.
  const auto three =
      reconcile({report("2,000 to 4,000", paper.citing(anonymous)), report("1,000 to 3,000", ministry),
                 report("1,500 to 5,000", source("other ministry").grade('A'))});
  const auto two = reconcile({report("2,000 to 4,000", ministry), report("1,000 to 3,000", ministry),
                              report("1,500 to 5,000", source("other ministry").grade('A'))});
  CHECK_THAT(three.stability.back().median, support::WithinRel(quantile_of(two, 0.5), 1e-9));
}

// ---- extremes ----

namespace {

void check_many_origins(int count, double ratio) {
  std::mt19937 engine(11);
  std::normal_distribution<double> spread(0, 0.3);
  std::vector<report> reports;
  for (int i = 0; i < count; ++i) {
    const double low = 1000 * std::exp(spread(engine));
    reports.push_back(by("voice " + std::to_string(i),
                         std::to_string(std::lround(low)) + " to " + std::to_string(std::lround(3 * low))));
  }
  const auto r = reconcile(reports);
  REQUIRE(r.value);
  CHECK(contains(range(*r.value, 0.999), 1000 * std::sqrt(3)));
  CHECK(range(*r.value, 0.9).upper() / range(*r.value, 0.9).lower() < ratio);
  CHECK_FALSE(r.says(remark_kind::prior_dominated));
  const auto* leaf = static_cast<const reckon::detail::leaf_node*>(r.value->root());
  const auto split = leaf->derivation->split();
  CHECK_THAT(std::accumulate(split.begin(), split.end(), 0.0), support::WithinAbs(1, 1e-9));
}

}  // namespace

TEST_CASE("twenty origins have an answer") { check_many_origins(20, 1.6); }

TEST_CASE("two hundred origins have an answer", "[.long]") { check_many_origins(200, 1.2); }

TEST_CASE("very sharp claims stand beside very wide ones") {
  latent_problem problem;
  problem.upper = 20;
  problem.tau = 0;
  problem.origins = {
      {0.1, {{value_claim, 9.1234567, 1e-4}}}, {0.2, {{value_claim, 8, 3}}}, {0.3, {{at_least, 2, 0.1}}}};
  const auto solved = solve_latent(problem);
  // The sharp origin is right with the probability that it has by its own, by Bayes: nearly 0.9, and then it
  // decides.
  CHECK_THAT(solved.density.cdf(9.1234567), support::WithinAbs(0.5, 0.07));
  CHECK(solved.density.cdf(9.1234567 + 5e-4) - solved.density.cdf(9.1234567 - 5e-4) > 0.88);
  CHECK_THAT(solved.density.cdf(9.1234567 + 1e-4) - solved.density.cdf(9.1234567 - 1e-4),
             support::WithinRel(std::erf(1 / std::numbers::sqrt2) * (1 - solved.p_bad[0]), 1e-4));
  const auto r = reconcile({by("a", "10,000 to 10,001"), by("b", "10 to 10,000,000"), by("c", "at least 5")});
  CHECK_THAT(quantile_of(r, 0.5), support::WithinRel(10000.0, 0.2));
}

TEST_CASE("sharp figures of one trusted origin that contradict each other meet in the middle") {
  const auto sure = method::latent.tau(0).unreliability_of("a", 0);
  const auto r = reconcile({by("a", "10,000 to 10,001"), by("a", "40,000 to 40,004")}, sure);
  REQUIRE(r.value);
  CHECK_THAT(quantile_of(r, 0.5), support::WithinRel(20000.0, 1e-4));
  CHECK(range(*r.value, 0.9).upper() / range(*r.value, 0.9).lower() < 1.001);
  // So do those of two trusted origins.
  const auto two =
      reconcile({by("a", "10,000 to 10,001"), by("b", "40,000 to 40,004")}, sure.unreliability_of("b", 0));
  CHECK_THAT(quantile_of(two, 0.5), support::WithinRel(20000.0, 1e-4));
  // Where tau is free, it takes the blame.
  const auto free = reconcile({by("a", "10,000 to 10,001"), by("b", "40,000 to 40,004")},
                              method::latent.unreliability_of("a", 0).unreliability_of("b", 0));
  CHECK(*free.heterogeneity->tau > 0.5);
  CHECK(contains(range(*free.value, 0.5), 20000));
}

TEST_CASE("plausible limits that exclude every figure leave an answer within them, and a warning") {
  const std::vector<report> reports = {by("a", "1,000 to 3,000"), by("b", "2,000"), by("c", "1,500"),
                                       by("d", "at most 5,000")};
  const auto doubted = reconcile(reports, method::latent.plausible(1e6, 1e7));
  REQUIRE(doubted.value);
  CHECK(subset(bounds(*doubted.value), interval<>(0.999e6, 1.001e7)));
  CHECK(*doubted.heterogeneity->tau > 1);
  CHECK(doubted.says(remark_kind::prior_dominated));
  latent_method sure = method::latent.plausible(1e6, 1e7).tau(0);
  for (const char* name : {"a", "b", "c", "d"}) sure = sure.unreliability_of(name, 0);
  const auto believed = reconcile(reports, sure);
  REQUIRE(believed.value);
  CHECK_THAT(quantile_of(believed, 0.5), support::WithinRel(1e6, 0.01));
}

TEST_CASE("an origin that is surely unrelated leaves the prior as it was") {
  const auto r =
      reconcile({by("a", "1,000 to 3,000")}, method::latent.unreliability_of("a", 1).plausible(1, 1e6));
  CHECK_THAT(unrelated(r, "a"), support::WithinAbs(1, 1e-12));
  for (const double p : {0.05, 0.5, 0.95})
    CHECK_THAT(quantile_of(r, p), support::WithinRel(std::pow(1e6, p), 1e-9));
}

TEST_CASE("only zeros, only bounds, only vague words have an answer") {
  for (const char* text : {"0", "none", "at most 5", "at least 1 million", "hundreds", "dozens", "0 to 3"}) {
    CAPTURE(text);
    const auto r = reconcile({by("a", text)});
    REQUIRE(r.value);
    const auto range_of = range(*r.value, 0.9);
    CHECK(range_of.lower() > 0);
    CHECK(std::isfinite(range_of.upper()));
  }
}

// ---- shares of the answer ----

TEST_CASE("disagreement between sources has a share, unless there is none") {
  const auto split = [](const std::vector<report>& reports, const latent_method& latent) {
    const auto r = reconcile(reports, latent);
    return static_cast<const reckon::detail::leaf_node*>(r.value->root())->derivation->split();
  };
  CHECK(split(four(), method::latent.tau(0)).back() == 0);
  const double little = split(four(), method::latent.tau(0.1)).back();
  const double much = split(four(), method::latent.tau(1)).back();
  CHECK(little > 0);
  CHECK(much > little);
  CHECK(much < 1);
  // One sure origin with a normal claim of deviation s: the width is that of sqrt(s^2 + tau^2).
  const auto alone = split({by("a", "1,000 to 3,000")},
                           method::latent.tau(0.5).unreliability_of("a", 0).plausible(1e-5, 1e11));
  const double s = std::log(3) / (2 * 1.2815515655446004);
  CHECK_THAT(alone.back(), support::WithinAbs(1 - s / std::hypot(s, 0.5), 1e-6));
  CHECK_THAT(alone[0], support::WithinAbs(s / std::hypot(s, 0.5), 1e-6));
}

TEST_CASE("an origin that tells more has the greater share") {
  const auto sure =
      method::latent.tau(0).unreliability_of("a", 0).unreliability_of("b", 0).plausible(1e-5, 1e11);
  const auto r =
      reconcile({by("a", "1,000 to 3,000"), by("b", "1,500 to 2,000"), by("c", "offered no numbers")}, sure);
  const auto shares = static_cast<const reckon::detail::leaf_node*>(r.value->root())->derivation->split();
  // Normal claims: the entropy falls by log(width / (s sqrt(2 pi e))), with precisions that add.
  const double width = std::log(1e16);
  const auto told = [width](double precision) {
    return std::log(width) - 0.5 * std::log(2 * std::numbers::pi * std::numbers::e / precision);
  };
  const auto precision = [](double a, double b) {
    return std::pow(std::log(b / a) / (2 * 1.2815515655446004), -2);
  };
  const double a = precision(1000, 3000);
  const double b = precision(1500, 2000);
  const double share_of_a = (told(a) + told(a + b) - told(b)) / 2 / told(a + b);
  REQUIRE(shares.size() == 4);
  CHECK_THAT(shares[0], support::WithinAbs(share_of_a, 1e-3));
  CHECK_THAT(shares[1], support::WithinAbs(1 - share_of_a, 1e-3));
  CHECK(shares[2] == 0);
}

// ---- parts ----

TEST_CASE("Gauss-Legendre rules integrate polynomials of degree 2n - 1 exactly") {
  const auto check = [](const auto& rule) {
    const std::size_t n = rule.node.size();
    for (std::size_t degree = 0; degree < 2 * n; ++degree) {
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        sum += rule.weight[k] * std::pow(rule.node[k], static_cast<double>(degree));
      CAPTURE(n, degree);
      CHECK_THAT(sum, support::WithinAbs(degree % 2 ? 0 : 2 / (static_cast<double>(degree) + 1), 1e-14));
    }
    CHECK(std::is_sorted(rule.node.begin(), rule.node.end()));
  };
  check(reckon::detail::gauss_legendre<1>::rule());
  check(reckon::detail::gauss_legendre<4>::rule());
  check(reckon::detail::gauss_legendre<10>::rule());
  check(reckon::detail::gauss_legendre<16>::rule());
  // Abramowitz and Stegun, table 25.4, n = 5
  CHECK_THAT(reckon::detail::gauss_legendre<5>::rule().node[4], support::WithinAbs(0.906179845938664, 1e-15));
  CHECK_THAT(reckon::detail::gauss_legendre<5>::rule().weight[4],
             support::WithinAbs(0.236926885056189, 1e-15));
}

TEST_CASE("the logarithm of the normal distribution function holds far out") {
  using reckon::detail::log_normal_cdf;
  CHECK_THAT(log_normal_cdf(0), support::WithinAbs(std::log(0.5), 1e-15));
  CHECK(log_normal_cdf(10) <= 0);
  // mpmath, 30 digits: log(ncdf(-20)), log(ncdf(-40)), log(ncdf(-1000))
  CHECK_THAT(log_normal_cdf(-20), support::WithinRel(-203.917155371097, 1e-13));
  CHECK_THAT(log_normal_cdf(-40), support::WithinRel(-804.608442013754, 1e-13));
  CHECK_THAT(log_normal_cdf(-1000), support::WithinRel(-500007.826694812, 1e-13));
}
