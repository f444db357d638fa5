// SPDX-License-Identifier: BSL-1.0
// Leaves that a Gaussian copula joins, in every engine, against closed forms and against integrals that share
// no code with the library.
#include <reckon/evaluate.hpp>

#include "evaluate_support.hpp"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <fstream>
#include <numbers>
#include <string>
#include <vector>

using namespace reckon;
using support::contains_text;
using support::point;
using support::WithinAbs;
using support::WithinRel;

namespace {

using std::numbers::pi;
using matrix = std::vector<std::vector<double>>;

matrix pair_of(double r) { return {{1, r}, {r, 1}}; }

double number(const nlohmann::json& value) { return std::stod(value.get<std::string>()); }

/// The integral of f over [from, to] by Simpson's rule.
template <class Function>
double integral(double from, double to, int parts, const Function& f) {
  const double h = (to - from) / (2 * parts);
  double sum = f(from) + f(to);
  for (int i = 1; i < 2 * parts; ++i) sum += f(from + i * h) * (i % 2 ? 4 : 2);
  return sum * h / 3;
}

}  // namespace

TEST_CASE("two lognormals under a Gaussian copula have the quantiles that double quadrature gives") {
  const auto reference = nlohmann::json::parse(std::ifstream(support::data_path("arithmetic.json")));
  const auto& expected = reference.at("expressions").at("ln_plus_ln_gauss05");
  const auto [a, b] =
      correlated({credible(1000, 3000, 0.90), credible(9000, 13000, 0.90)}, {{1, 0.5}, {0.5, 1}});
  for (const auto& [level, text] : expected.at("quantiles").items()) {
    INFO("quantile " << level);
    const answer q = quantile(a + b, std::stod(level));
    CHECK(q.engine_used == engine::convolution);
    CHECK_THAT(point(q), WithinRel(number(text), 1e-12));
    CHECK(q.error < 1e-9);
  }
  CHECK_THAT(point(mean(a + b)), WithinRel(number(expected.at("mean")), 1e-13));
  CHECK_THAT(point(standard_deviation(a + b)), WithinRel(number(expected.at("sd")), 1e-13));
}

TEST_CASE("normals under a Gaussian copula are jointly normal") {
  for (const double r : {-1.0, -0.7, 0.0, 0.3, 1.0}) {
    INFO("parameter " << r);
    const auto made = correlated({normal(1, 2), normal(3, 4)}, pair_of(r));
    const estimate e = made[0] - 2 * made[1] + 5;
    const double sd = std::sqrt(4 + 64 - 2 * r * 2 * 8);
    const answer q = quantile(e, 0.9);
    CHECK(q.engine_used == engine::closed_form);
    CHECK_THAT(point(q), WithinRel(sd * 1.2815515655446004, 1e-13));  // the mean is 1 - 6 + 5
    CHECK_THAT(point(standard_deviation(e)), WithinRel(sd, 1e-13));
    CHECK_THAT(budget(e).standard_uncertainty.upper(), WithinRel(sd, 1e-13));
  }
}

TEST_CASE("normals that cancel leave a number") {
  const auto made = correlated({normal(1, 2), normal(3, 2)}, pair_of(1));
  CHECK(point(median(made[1] - made[0])) == 2);
  CHECK(point(standard_deviation(made[1] - made[0])) == 0);
}

TEST_CASE("a product of lognormals under a Gaussian copula is lognormal") {
  const auto made = correlated({lognormal(1, 0.5), lognormal(2, 0.25)}, pair_of(0.6));
  const double sigma = std::sqrt(0.25 + 0.0625 + 2 * 0.6 * 0.125);
  const boost::math::lognormal truth(3, sigma);
  const answer q = quantile(made[0] * made[1], 0.95);
  CHECK(q.engine_used == engine::closed_form);
  CHECK_THAT(point(q), WithinRel(boost::math::quantile(truth, 0.95), 1e-13));
  const double ratio_sigma = std::sqrt(0.25 + 0.0625 - 2 * 0.6 * 0.125);
  CHECK_THAT(point(quantile(made[0] / made[1], 0.95)),
             WithinRel(boost::math::quantile(boost::math::lognormal(-1, ratio_sigma), 0.95), 1e-13));
}

TEST_CASE("leaves that a copula joins perfectly follow one level") {
  const std::vector<std::vector<double>> r{{1, 1, -1}, {1, 1, -1}, {-1, -1, 1}};
  const auto made =
      correlated({lognormal(0, 1), uniform(1, 2), distribution(boost::math::exponential(2))}, r);
  for (const double p : {0.01, 0.5, 0.9}) {
    const double a = boost::math::quantile(boost::math::lognormal(0, 1), p);
    const double b = 1 + p;
    const double c = -std::log(p) / 2;  // at the opposite level
    const answer q = quantile(made[0] * made[1] - made[2], p);
    CHECK(q.engine_used == engine::closed_form);
    CHECK_THAT(point(q), WithinRel(a * b - c, 1e-11));
    CHECK_THAT(point(cdf(made[0] * made[1] - made[2], a * b - c)), WithinAbs(p, 1e-12));
  }
}

TEST_CASE("rank correlations are those that were asked for") {
  for (const double r : {-0.8, 0.25, 0.9}) {
    INFO("rank correlation " << r);
    // Spearman's is the correlation of the levels.
    const auto levels = correlated({uniform(0, 1), uniform(0, 1)}, pair_of(spearman(r)));
    const double variance = std::pow(point(standard_deviation(levels[0] + levels[1])), 2);
    CHECK_THAT((variance - 2 / 12.0) / (2 / 12.0), WithinAbs(r, 1e-10));
    // Sheppard: P(both below their medians) = 1/4 + asin(parameter) / (2 pi) = (1 + Kendall's) / 4.
    const auto both =
        correlated({distribution(boost::math::exponential(1)), uniform(0, 1)}, pair_of(kendall(r)));
    const estimate worse = (max)(both[0] - std::log(2.0), both[1] - 0.5);
    const answer p = probability(worse < 0);
    CHECK_THAT(point(p), WithinAbs((1 + r) / 4, 6 * p.error + 1e-9));
    CHECK(p.error < 1e-3);
  }
  CHECK_THROWS_WITH(spearman(1.5),
                    contains_text("reckon::spearman: the rank correlation 1.5 is not in [-1, 1]"));
  CHECK_THROWS_WITH(kendall(-2), contains_text("-2"));
}

TEST_CASE("a sum, a quotient and a greatest value of dependent shapes agree with plain integrals") {
  // F(s) = integral over x of f(x) P(Y <= y(s, x) | x), in the scale of x.
  const double r = -0.4;
  const double rest = std::sqrt(1 - r * r);
  const boost::math::normal z;
  const auto made = correlated({distribution(boost::math::exponential(2)), normal(1, 0.5)}, pair_of(r));
  const auto below = [&](const auto& normal_reaches) {
    return integral(-9, 9, 4000, [&](double u) {
      const double x = -std::log(0.5 * std::erfc(u / std::sqrt(2.0))) / 2;  // quantile of the exponential
      return pdf(z, u) * cdf(z, ((normal_reaches(x) - 1) / 0.5 - r * u) / rest);
    });
  };
  for (const double s : {0.5, 1.5, 3.0}) {
    INFO("at " << s);
    const answer sum = cdf(made[0] + made[1], s);
    CHECK(sum.engine_used == engine::convolution);
    CHECK_THAT(point(sum), WithinAbs(below([s](double x) { return s - x; }), 1e-10));
    const answer scaled = cdf(made[1] / (1 + made[0]), s);
    CHECK_THAT(point(scaled),
               WithinAbs(below([s](double x) { return s * (1 + x); }), 1e-7 + 6 * scaled.error));
    const answer greatest = cdf((max)(made[0], made[1]), s);
    const double truth = below([s](double x) { return x <= s ? s : -1e9; });
    CHECK_THAT(point(greatest), WithinAbs(truth, 6 * greatest.error + 1e-4));
  }
}

TEST_CASE("three dependent normals have the moments that Isserlis gives") {
  const matrix r{{1, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1}};
  const auto made = correlated({normal(3, 1), normal(2, 0.5), normal(5, 2)}, r);
  const double truth = 3 * 2 * 5 + 3 * (0.2 * 0.5 * 2) + 2 * (-0.3 * 1 * 2) + 5 * (0.5 * 1 * 0.5);
  const answer m = mean(made[0] * made[1] * made[2]);
  CHECK_THAT(point(m), WithinAbs(truth, 6 * m.error + 1e-9));
  CHECK(m.error < 0.02);
}

TEST_CASE("a sum of three dependent lognormals meets its deviation and the level of its quantiles") {
  const matrix r{{1, 0.5, 0.3}, {0.5, 1, 0.6}, {0.3, 0.6, 1}};
  const std::array<double, 3> sigma{0.3, 0.4, 0.2};
  const auto made =
      correlated({lognormal(1, sigma[0]), lognormal(1.2, sigma[1]), lognormal(0.8, sigma[2])}, r);
  const estimate e = made[0] + made[1] + made[2];
  const std::array<double, 3> means{std::exp(1 + 0.045), std::exp(1.2 + 0.08), std::exp(0.8 + 0.02)};
  double variance = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j)
      variance += means[i] * means[j] * std::expm1(r[i][j] * sigma[i] * sigma[j]);
  }
  CHECK_THAT(point(standard_deviation(e)), WithinRel(std::sqrt(variance), 1e-13));
  const answer q = quantile(e, 0.95);
  CHECK(q.engine_used == engine::convolution);
  CHECK(q.error < 1e-5 * std::sqrt(variance));
  CHECK_THAT(point(cdf(e, point(q))), WithinAbs(0.95, 1e-9));
}

TEST_CASE("a leaf in a block is the same leaf as before") {
  const estimate a(lognormal(1, 0.5));
  const estimate b(uniform(0, 1));
  const auto made = correlated({a, b}, pair_of(0.5));
  CHECK(point(median(made[0] - a)) == 0);
  CHECK(point(probability(made[0] < a)) == 0);
  CHECK(point(median((made[0] + made[1]) - a)) == point(median(b)));
  // What is said of one place holds for all of them.
  const double together = point(standard_deviation(made[0] + made[1]));
  CHECK(together > 1.05 * point(standard_deviation(a + b)));
  CHECK(point(standard_deviation(a + made[1])) == together);
  CHECK(point(standard_deviation(made[0] + b)) == together);
  CHECK(to_pbox(a + made[1]).quantile(0.5).lower() == to_pbox(made[0] + made[1]).quantile(0.5).lower());
  CHECK(point(standard_deviation(a * 2 - a + made[1] + made[0] - a)) ==
        point(standard_deviation(made[0] + made[1])));
}

TEST_CASE("x - x is 0 and (x + y) - x is y under every dependence") {
  const std::vector<estimate> xs{normal(3, 2), credible(1, 5, 0.9), interval<>(1, 2),
                                 pbox_mixture({{1, interval<>(0, 10)}, {1, normal(4, 1)}})};
  const estimate y(uniform(2, 7));
  for (const auto between :
       {dependence::independent, dependence::unknown, dependence::perfect, dependence::opposite}) {
    const options how{.default_dependence = between};
    for (const auto& x : xs) {
      INFO("dependence " << static_cast<int>(between));
      CHECK(point(median(x - x, how)) == 0);
      CHECK(point(standard_deviation(sub(x, x, between), how)) == 0);
      CHECK(point(quantile((x + y) - x, 0.3, how)) == 3.5);
      CHECK(point(quantile(sub(add(x, y, between), x, between), 0.3, how)) == 3.5);
    }
    const auto made = correlated({xs[0], y}, pair_of(0.5));
    CHECK(point(quantile((made[0] + made[1]) - made[0], 0.3, how)) == 3.5);
  }
}

TEST_CASE("bounds do not depend on a copula") {
  const estimate a(uniform(1, 2));
  const estimate b(uniform(3, 5));
  const auto made = correlated({a, b}, pair_of(0.9));
  CHECK(bounds(made[0] * made[1]) == bounds(a * b));
}

TEST_CASE("steps know nothing of a copula and enclose what it gives") {
  for (const double r : {-0.9, 0.5, 1.0}) {
    const auto made = correlated({normal(0, 1), normal(0, 1)}, pair_of(r));
    const estimate c(uniform(0, 1));
    const pbox box = to_pbox(made[0] + c + made[1]);
    for (const double p : {0.05, 0.5, 0.9}) {
      const answer q = quantile(made[0] + made[1] + c, p);
      CHECK(box.quantile(p).lower() <= q.lower() + 6 * q.error);
      CHECK(q.upper() - 6 * q.error <= box.quantile(p).upper());
    }
  }
  const auto made = correlated({normal(0, 1), normal(0, 1)}, pair_of(0.5));
  CHECK_THROWS_WITH(median(add(made[0], made[1], dependence::perfect)),
                    contains_text("between leaves that a copula joins"));
  CHECK(median(made[0] + made[1], {.default_dependence = dependence::unknown}).assumption ==
        "unknown dependence");
}

TEST_CASE("a set in a block stays in any dependence; a p-box follows the score of its level") {
  const auto made = correlated({normal(0, 1), interval<>(1, 2)}, pair_of(0.9));
  const answer q = quantile(made[0] + made[1], 0.5);
  CHECK(q.lower() == 1);
  CHECK(q.upper() == 2);
  const pbox box = pbox_mixture({{1, normal(0, 1)}, {1, normal(1, 1)}});
  const auto joined = correlated({normal(0, 1), box}, pair_of(1));
  const answer sum = quantile(joined[0] + joined[1], 0.9);
  const double truth = 1.2815515655446004 + mixture({{1, normal(0, 1)}, {1, normal(1, 1)}}).quantile(0.9);
  CHECK_THAT(sum.lower(), WithinAbs(truth, 0.01));
  CHECK_THAT(sum.upper(), WithinAbs(truth, 0.01));
}

TEST_CASE("a joint sample shows the dependence, also where each estimate holds one member") {
  const auto made =
      correlated({normal(0, 1), lognormal(0, 1), uniform(0, 1)}, {{1, 0.8, 0}, {0.8, 1, -0.5}, {0, -0.5, 1}});
  const std::size_t n = 20000;
  const auto rows = sample({made[1], made[0]}, n);
  double cross = 0;
  for (const auto& row : rows) cross += std::log(row[0]) * row[1];
  CHECK_THAT(cross / static_cast<double>(n), WithinAbs(0.8, 0.03));
  const auto alone = sample(made[1], 4);
  CHECK(alone == sample(made[1], 4));
}

TEST_CASE("a budget uses the correlation of the leaves") {
  // JCGM 100:2008, 5.2.2, note 1: fully correlated parts add linearly.
  const auto same = correlated({normal(1000, 0.1), normal(1000, 0.1)}, pair_of(1));
  CHECK_THAT(budget(same[0] + same[1]).standard_uncertainty.upper(), WithinRel(0.2, 1e-12));
  const auto opposed = correlated({uniform(0, 1), uniform(0, 2)}, pair_of(-1));
  CHECK_THAT(budget(opposed[0] + opposed[1]).standard_uncertainty.upper(),
             WithinRel(1 / std::sqrt(12), 1e-9));
}

TEST_CASE("what cannot be joined is refused with the reason") {
  const estimate a = named("a", normal(0, 1));
  const estimate b = named("b", normal(0, 1));
  const estimate c = named("c", normal(0, 1));
  const auto made = correlated({a, b}, pair_of(0.5));
  CHECK_THROWS_WITH(
      correlated({made[0], c}, pair_of(0.1)),
      contains_text("a is in the block correlated(a, b) already and cannot be in correlated(a, c)"));
  const auto other = correlated({a, c}, pair_of(0.1));
  for (const auto& question : {made[0] + other[0], made[0] * other[0] + c}) {
    CHECK_THROWS_WITH(median(question),
                      contains_text("two blocks of dependent leaves, correlated(a, b) and correlated(a, c)"));
  }
  CHECK_THROWS_WITH(sample({made[0], other[0]}, 2), contains_text("two blocks"));
  CHECK_THROWS_WITH(correlated({a, a}, pair_of(0.5)), contains_text("are the same leaf"));
  CHECK_THROWS_WITH(correlated({a, b + c}, pair_of(0.5)), contains_text("argument 2 is an expression"));
  CHECK_THROWS_WITH(correlated({a, 3.0}, pair_of(0.5)), contains_text("argument 2 is a constant"));
  CHECK_THROWS_WITH(correlated({a, b}, matrix{{1}}), contains_text("1 rows for 2 quantities"));
  CHECK_THROWS_WITH(correlated({a, b}, matrix{{1, 0}, {0}}),
                    contains_text("row 2 of the matrix has 1 entries"));
  CHECK_THROWS_WITH(correlated({a, b}, matrix{{1, 0.5}, {0.4, 1}}),
                    contains_text("not symmetric: it has 0.5 and 0.4"));
  CHECK_THROWS_WITH(correlated({a, b}, matrix{{1, 0.5}, {0.5, 2}}), contains_text("with itself is 2, not 1"));
  CHECK_THROWS_WITH(correlated({a, b}, pair_of(1.5)), contains_text("1.5 for a (place 1) and b (place 2)"));
  CHECK_THROWS_WITH(correlated({a, b}, pair_of(std::nan(""))), contains_text("is not in [-1, 1]"));
  // 0.9 0.9 - sqrt(1 - 0.81)^2 = 0.62: with the other two at 0.9, the third is at least that.
  CHECK_THROWS_WITH(
      correlated({a, b, c}, matrix{{1, 0.9, 0.9}, {0.9, 1, 0.6}, {0.9, 0.6, 1}}),
      contains_text("the entry 0.6 for b (place 2) and c (place 3)") && contains_text("in [0.62, 1]"));
  CHECK_THROWS_WITH(correlated({a, b, c}, matrix{{1, 1, 0.5}, {1, 1, 0.4}, {0.5, 0.4, 1}}),
                    contains_text("would have to be 0.5"));
  CHECK_NOTHROW(correlated({a, b, c}, matrix{{1, 1, 0.5}, {1, 1, 0.5}, {0.5, 0.5, 1}}));
}

TEST_CASE(
    "parts that rise together have the sum of their quantiles; parts against each other their difference") {
  const estimate a(lognormal(1, 0.5));
  const estimate b(boost::math::exponential(2));
  const estimate c(uniform(1, 3));
  const boost::math::lognormal la(1, 0.5);
  for (const double p : {1e-6, 0.1, 0.5, 0.99}) {
    const double qa = boost::math::quantile(la, p);
    const double qb = -std::log1p(-p) / 2;
    const double qc = 1 + 2 * p;
    const options perfect{.default_dependence = dependence::perfect};
    const answer sum = quantile(a + 2 * b + c, p, perfect);
    CHECK(sum.engine_used == engine::closed_form);
    CHECK(sum.assumption == "dependence as stated");
    CHECK_THAT(point(sum), WithinRel(qa + 2 * qb + qc, 1e-12));
    CHECK_THAT(point(quantile(a * c, p, perfect)), WithinRel(qa * qc, 1e-12));
    CHECK_THAT(point(quantile((max)(a, c), p, perfect)), WithinRel((std::max)(qa, qc), 1e-12));
    CHECK_THAT(point(quantile(sub(b, a, dependence::opposite), p)),
               WithinRel(qb - boost::math::quantile(complement(la, p)), 1e-11));
    CHECK_THAT(point(quantile(div(a, c, dependence::opposite), p)), WithinRel(qa / (3 - 2 * p), 1e-12));
    CHECK_THAT(point(cdf(add(a, c, dependence::perfect), qa + qc)), WithinAbs(p, 1e-12));
  }
  // Perfect: the deviations of a uniform and another add.
  CHECK_THAT(point(standard_deviation(add(estimate(uniform(0, 1)), uniform(5, 8), dependence::perfect))),
             WithinRel(4 / std::sqrt(12), 1e-10));
  CHECK_THROWS_WITH(median(a + b + c, {.default_dependence = dependence::opposite}),
                    contains_text("two quantities"));
}

TEST_CASE("where parts go against each other in a sum, bounds enclose the truth") {
  // U - 1/2 and 1 - 2 V with V = 1 - U: 3 (U - 1/2) under opposite dependence of U and V.
  const estimate e = sub(estimate(uniform(0, 1)), uniform(0, 2), dependence::opposite);
  CHECK_THAT(point(quantile(e, 0.25)), WithinAbs(0.25 - 1.5, 1e-12));
  const answer sum = quantile(add(estimate(uniform(0, 1)), uniform(0, 2), dependence::opposite), 0.25);
  // U + 2 (1 - U) = 2 - U
  CHECK(sum.lower() <= 1.25);
  CHECK(1.25 <= sum.upper());
  CHECK(sum.upper() - sum.lower() < 0.02);
}

TEST_CASE("Frechet bounds of sums meet the textbook values") {
  // U(0,1) + U(0,1): lower cdf max(0, s - 1), upper cdf min(1, s) (Williamson and Downs, 1990).
  const estimate e = add(estimate(uniform(0, 1)), uniform(0, 1), dependence::unknown);
  for (const double s : {0.25, 0.75, 1.0, 1.5}) {
    const answer p = cdf(e, s);
    CHECK(p.lower() <= (std::max)(0.0, s - 1));
    CHECK(p.upper() >= (std::min)(1.0, s));
    CHECK_THAT(p.lower(), WithinAbs((std::max)(0.0, s - 1), 0.01));
    CHECK_THAT(p.upper(), WithinAbs((std::min)(1.0, s), 0.01));
  }
}

TEST_CASE("the covariance of linear expressions is exact") {
  const estimate a(normal(1, 2));
  const estimate b(uniform(0, 12));  // variance 12
  const answer shared = covariance(a + b, 3 * a - 2 * b + 7);
  CHECK(shared.engine_used == engine::closed_form);
  CHECK_THAT(point(shared), WithinRel(3 * 4.0 - 2 * 12.0, 1e-14));
  CHECK(point(covariance(a, b)) == 0);
  CHECK(point(covariance(a * a, b * b)) == 0);
  CHECK(point(covariance(a, 4.0)) == 0);
  CHECK_THAT(point(covariance(a, a)), WithinRel(4.0, 1e-14));
  CHECK_THAT(point(correlation(a, 2 - 3 * a)), WithinRel(-1.0, 1e-14));
  CHECK_THAT(point(correlation(a + b, a)), WithinRel(2 / std::sqrt(16.0), 1e-14));
  const auto made = correlated({a, lognormal(0, 0.5)}, pair_of(0.6));
  CHECK_THAT(point(correlation(made[0], made[1])), WithinRel(0.6 * 0.5 / std::sqrt(std::expm1(0.25)), 1e-13));
  // The score of a uniform shape: E[z Phi(z)] = 1 / (2 sqrt(pi)).
  const auto score = correlated({normal(0, 1), uniform(0, 1)}, pair_of(0.7));
  CHECK_THAT(point(covariance(score[0], score[1])), WithinRel(0.7 / (2 * std::sqrt(pi)), 1e-10));
}

TEST_CASE("the covariance of other expressions meets its closed form within its error") {
  const estimate x(normal(3, 1));
  const estimate y(uniform(0, 1));
  // cov(x, x y) = var(x) E y; cov(x^2, x) = 2 m s^2
  for (const auto& [found, truth] :
       {std::pair{covariance(x, x * y), 0.5}, std::pair{covariance(sqr(x), x), 6.0}}) {
    CHECK(found.engine_used != engine::ensemble);
    CHECK(found.error < 1e-13);
    CHECK_THAT(point(found), WithinAbs(truth, found.error + 1e-15));
  }
  const answer same = correlation(x * y, 5 - 2 * (x * y));
  CHECK_THAT(point(same), WithinRel(-1.0, 1e-9));
}

TEST_CASE("the covariance of what is defined in part is that of its points") {
  const estimate n(normal(0, 1));
  options where_defined;
  where_defined.undefined = on_undefined::conditional;
  const auto moment = [](double k) {  // E[|n|^k]
    return std::pow(2, k / 2) * std::tgamma((k + 1) / 2) / std::sqrt(std::numbers::pi);
  };
  const answer found = covariance(sqrt(n), n, where_defined);
  CHECK(found.engine_used == engine::ensemble);
  CHECK(found.error < 0.02);
  CHECK_THAT(point(found), WithinAbs(moment(1.5) - moment(0.5) * moment(1), 6 * found.error));
}

TEST_CASE("the covariance of imprecise estimates has bounds") {
  const estimate x(interval<>(0, 2));
  const estimate n(normal(0, 3));
  const answer own = covariance(x, x);
  CHECK_THAT(own.lower(), WithinAbs(0.0, 1e-12));
  CHECK_THAT(own.upper(), WithinRel(1.0, 1e-12));
  const answer free = covariance(x, n);
  CHECK(free.lower() <= -2.39);  // a set in any dependence: its values follow the sign, E|n| = 3 sqrt(2 / pi)
  CHECK(free.upper() >= 2.39);
  CHECK(free.upper() <= 3.01);
  CHECK(free.outer);
  const answer unknown = correlation(n, estimate(normal(0, 1)), {.default_dependence = dependence::unknown});
  CHECK(unknown.lower() == -1);
  CHECK(unknown.upper() == 1);
  CHECK_THROWS_WITH(correlation(n, 2.0), contains_text("does not vary"));
}
