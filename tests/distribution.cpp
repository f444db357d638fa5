// SPDX-License-Identifier: BSL-1.0
#include <reckon/distribution.hpp>

#include "support.hpp"

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/cauchy.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

// Shapes of somebody else's: reckon finds their functions through their namespace.
namespace elsewhere {

/// Exponential with mean 1, with all that can be told.
struct waiting {};
double cdf(const waiting&, double x) { return x < 0 ? 0 : -std::expm1(-x); }
double quantile(const waiting&, double p) { return -std::log1p(-p); }
double pdf(const waiting&, double x) { return x < 0 ? 0 : std::exp(-x); }
double mean(const waiting&) { return 1; }
double variance(const waiting&) { return 1; }
std::pair<double, double> support(const waiting&) { return {0, std::numeric_limits<double>::infinity()}; }

/// Uniform on [0, 2], with no more than what is asked for.
struct plain {};
double cdf(const plain&, double x) { return x < 0 ? 0 : x > 2 ? 1 : x / 2; }
double quantile(const plain&, double p) { return 2 * p; }
double pdf(const plain&, double x) { return x < 0 || x > 2 ? 0 : 0.5; }

/// Student's t with two degrees of freedom, which has no variance, and tells no moments.
struct heavy {};
double cdf(const heavy&, double x) { return 0.5 + x / (2 * std::sqrt(2 + x * x)); }
double quantile(const heavy&, double p) { return (2 * p - 1) / std::sqrt(2 * p * (1 - p)); }
double pdf(const heavy&, double x) { return std::pow(2 + x * x, -1.5); }

/// Standard Cauchy, which has no mean, and tells no moments.
struct heavier {};
double cdf(const heavier&, double x) { return 0.5 + std::atan(x) / std::acos(-1.0); }
double quantile(const heavier&, double p) { return -1 / std::tan(std::acos(-1.0) * p); }
double pdf(const heavier&, double x) { return 1 / (std::acos(-1.0) * (1 + x * x)); }

}  // namespace elsewhere

using namespace reckon;
using support::contains_text;
using support::WithinAbs;
using support::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<distribution> continuous_shapes() {
  return {normal(0, 1),
          normal(11000, 500),
          lognormal(7, 0.5),
          lognormal(-30, 3),
          uniform(-1, 2),
          log_uniform(200, 999),
          log_uniform(1, 1e30),
          triangular(1, 3, 8),
          triangular(0, 0, 1),
          credible(1000, 3000, 0.9),
          credible(-5, 3, 0.5),
          mixture({{0.3, normal(0, 1)}, {0.7, normal(5, 2)}}),
          mixture({{1, uniform(0, 1)}, {1, uniform(2, 3)}}),
          truncated(normal(1, 2), -1, 4),
          truncated(normal(0, 1), 6, 7),
          truncated(lognormal(0, 1), 0, 0.1),
          distribution(boost::math::students_t(5)),
          distribution(boost::math::cauchy(3, 2)),
          distribution(boost::math::gamma_distribution<>(2, 3)),
          distribution(boost::math::gamma_distribution<>(0.1, 1)),
          distribution(boost::math::beta_distribution<>(2, 5)),
          distribution(boost::math::pareto(1, 1.5)),
          distribution(elsewhere::waiting{}),
          distribution(elsewhere::plain{})};
}

std::vector<distribution> shapes_that_jump() {
  return {
      distribution(boost::math::poisson(3)),
      distribution(boost::math::poisson(4e5)),
      distribution(boost::math::bernoulli(0.3)),
      distribution(boost::math::bernoulli(0.5)),
      distribution(boost::math::binomial(10, 0.25)),
      distribution(boost::math::geometric(0.2)),
      distribution(boost::math::negative_binomial(3, 0.4)),
      distribution(boost::math::hypergeometric(5, 10, 20)),
      mixture({{1, distribution(boost::math::poisson(2))}, {1, distribution(boost::math::bernoulli(0.5))}}),
      mixture({{1, distribution(boost::math::bernoulli(0.5))}, {2, normal(0.5, 0.2)}}),
      truncated(distribution(boost::math::poisson(3)), 1, 5),
      truncated(distribution(boost::math::poisson(3)), 20, infinity)};
}

std::vector<distribution> all_shapes() {
  auto all = continuous_shapes();
  for (auto& d : shapes_that_jump()) all.push_back(d);
  return all;
}

const std::vector<double>& levels() {
  static const std::vector<double> p{1e-12, 1e-6, 0.001, 0.01, 0.05, 0.1,   0.25,     0.3,      0.5,
                                     0.6,   0.7,  0.75,  0.9,  0.95, 0.999, 1 - 1e-6, 1 - 1e-12};
  return p;
}

template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const domain_error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("the quantile is the least value whose cdf reaches the level") {
  for (const auto& d : all_shapes()) {
    for (const double p : levels()) {
      const double x = d.quantile(p);
      INFO(d.name() << " at " << p << " is " << x);
      CHECK(d.cdf(x) >= p - 1e-13);
      CHECK(d.cdf_before(x) <= p + 1e-13);
    }
  }
}

TEST_CASE("the upper quantile is the least value whose complement falls to the level") {
  for (const auto& d : all_shapes()) {
    for (const double q : {1e-30, 1e-15, 1e-6, 0.01, 0.25, 0.5, 0.6, 0.75, 0.99}) {
      const double x = d.upper_quantile(q);
      INFO(d.name() << " at " << q << " is " << x);
      // Near a finite end the next double may be a whole step of the complement away.
      const double step = d.support().upper() < infinity ? 1e-15 : 0;
      CHECK(d.complement(x) <= q * (1 + 1e-9) + step);
      const double before = std::nextafter(x, -infinity);
      if (before >= d.support().lower()) CHECK(d.complement(before) >= q * (1 - 1e-9) - 1e-15);
    }
  }
}

TEST_CASE("quantiles rise with the level, and lie between the ends of the support") {
  for (const auto& d : all_shapes()) {
    INFO(d.name());
    CHECK(d.quantile(0) == d.support().lower());
    CHECK(d.quantile(1) == d.support().upper());
    CHECK(d.upper_quantile(1) == d.support().lower());
    CHECK(d.upper_quantile(0) == d.support().upper());
    CHECK(d.median() == d.quantile(0.5));
    double last = d.support().lower();
    for (int i = 0; i <= 200; ++i) {
      const double x = d.quantile(i / 200.0);
      CHECK(x >= last);
      CHECK(x <= d.support().upper());
      last = x;
    }
  }
}

TEST_CASE("cdf and complement are parts of 1 everywhere, beyond the support too") {
  for (const auto& d : all_shapes()) {
    std::vector<double> places{-infinity, -1e300, -1, 0, 0.5, 1, 2.5, 1e300, infinity};
    for (const double p : levels()) places.push_back(d.quantile(p));
    for (const double x : places) {
      INFO(d.name() << " at " << x);
      CHECK_THAT(d.cdf(x) + d.complement(x), WithinAbs(1, 1e-12));
      CHECK(d.cdf_before(x) <= d.cdf(x) + 1e-15);
      CHECK(d.pdf(x) >= 0);
    }
    CHECK(d.cdf(-infinity) == 0);
    CHECK(d.cdf(infinity) == 1);
    CHECK(d.complement(infinity) == 0);
  }
}

TEST_CASE("mean and variance are those of the quantile function") {
  // The average over 20,000 strata of the level; discontinuities and tails cost a little.
  for (const auto& d : all_shapes()) {
    if (!std::isfinite(d.variance())) continue;
    constexpr int n = 20000;
    double mean = 0;
    double square = 0;
    const double centre = d.median();
    for (int i = 0; i < n; ++i) {
      const double x = d.quantile((i + 0.5) / n) - centre;
      mean += x / n;
      square += x * x / n;
    }
    const double sd = std::sqrt(square - mean * mean);
    INFO(d.name());
    CHECK_THAT(d.mean(), WithinAbs(centre + mean, 5e-3 * sd));
    if (d.name().find("lognormal(-30") == std::string::npos) {
      CHECK_THAT(std::sqrt(d.variance()), WithinRel(sd, 0.05));
    }
  }
}

TEST_CASE("credible puts its coverage between the ends, and the same on either side") {
  for (const double coverage : {1e-9, 0.1, 0.5, 0.8, 0.9, 0.95, 0.999, 1 - 1e-12}) {
    for (const auto& [lower, upper] : std::vector<std::pair<double, double>>{
             {1000, 3000}, {1e-300, 1e300}, {1, 1.0000001}, {-3, 5}, {0, 7}, {-1e298, 1e298}}) {
      INFO(lower << " to " << upper << " with " << coverage);
      const auto d = credible(lower, upper, coverage);
      CHECK_THAT(d.cdf(upper) - d.cdf(lower), WithinAbs(coverage, 1e-9));
      CHECK_THAT(d.cdf(lower), WithinAbs((1 - coverage) / 2, 1e-9));
      CHECK((d.support().lower() == 0) == (lower > 0));
    }
  }
}

TEST_CASE("a mixture has the quantiles of its averaged cdf") {
  // 0.3 Phi(x) + 0.7 Phi((x - 5) / 2) solved for x with 30 digits (mpmath 1.3).
  const auto d = mixture({{3, normal(0, 1)}, {7, normal(5, 2)}});
  CHECK_THAT(d.quantile(0.001), WithinRel(-2.72626934629488337886964924349, 1e-13));
  CHECK_THAT(d.quantile(0.05), WithinRel(-0.980520206299408116282241849631, 1e-13));
  CHECK_THAT(d.quantile(0.5), WithinRel(3.86824057269975740547553462299, 1e-13));
  CHECK_THAT(d.quantile(0.95), WithinRel(7.93046758537105206259519914841, 1e-13));
  CHECK_THAT(d.quantile(0.999), WithinRel(10.9654077509771624020180241094, 1e-13));
  CHECK_THAT(d.mean(), WithinRel(3.5, 1e-15));
  CHECK_THAT(d.variance(), WithinRel(0.3 * 12.25 + 0.7 * (4 + 2.25) + 0.3, 1e-14));
  CHECK_THAT(d.pdf(1), WithinRel(0.3 * normal(0, 1).pdf(1) + 0.7 * normal(5, 2).pdf(1), 1e-15));
}

TEST_CASE("a mixture keeps the jumps of its parts where they are") {
  const auto d = mixture({{1, distribution(boost::math::bernoulli(0.5))}, {1, uniform(2, 3)}});
  CHECK(d.quantile(0.2) == 0);
  CHECK(d.quantile(0.25) == 0);
  CHECK(d.quantile(0.26) == 1);
  CHECK(d.quantile(0.5) == 1);
  CHECK(d.cdf(0) == 0.25);
  CHECK(d.cdf_before(1) == 0.25);
  CHECK(d.cdf_before(0) == 0);
  CHECK_THAT(d.quantile(0.75), WithinRel(2.5, 1e-14));
}

TEST_CASE("parts without weight count for nothing") {
  const auto d = mixture({{0, normal(1e6, 1)}, {2, uniform(0, 1)}});
  CHECK(d.support() == interval<>(0, 1));
  CHECK(d.mean() == 0.5);
}

TEST_CASE("a truncated normal has the moments of the closed form") {
  // Integrals with 30 digits (mpmath 1.3).
  const auto middle = truncated(normal(1, 2), -1, 4);
  CHECK_THAT(middle.mean(), WithinRel(1.29037489430505234632, 1e-13));
  CHECK_THAT(std::sqrt(middle.variance()), WithinRel(1.28947277002252260792, 1e-13));
  const auto half = truncated(normal(0, 1), 0, infinity);
  CHECK_THAT(half.mean(), WithinRel(0.797884560802865355880, 1e-12));
  CHECK_THAT(std::sqrt(half.variance()), WithinRel(0.602810274989086974276, 1e-12));
  const auto tail = truncated(normal(0, 1), 6, 7);
  CHECK_THAT(tail.mean(), WithinRel(6.15721090337827983569, 1e-12));
  CHECK_THAT(std::sqrt(tail.variance()), WithinRel(0.150825664651317651540, 1e-9));
  const auto other_tail = truncated(normal(0, 1), -7, -6);
  CHECK_THAT(other_tail.mean(), WithinRel(-tail.mean(), 1e-12));
}

TEST_CASE("a truncated count is a count") {
  // Sums over 1 .. 5 with 30 digits (mpmath 1.3).
  const auto d = truncated(distribution(boost::math::poisson(3)), 0.5, 5.5);
  CHECK(d.support() == interval<>(1, 5));
  CHECK_THAT(d.mean(), WithinRel(2.82327586206896551724, 1e-14));
  CHECK_THAT(d.variance(), WithinRel(1.57652719976218787158, 1e-13));
  CHECK(d.quantile(0) == 1);
  CHECK(d.quantile(1) == 5);
  CHECK_THAT(d.pdf(1) + d.pdf(2) + d.pdf(3) + d.pdf(4) + d.pdf(5), WithinRel(1.0, 1e-14));
  CHECK(d.pdf(6) == 0);
}

TEST_CASE("a cut far in a tail keeps its precision") {
  const auto d = truncated(normal(0, 1), 30, infinity);
  // Mills: the mean excess over 30 is close to 1 / 30; 30.0332592... by continued fraction (mpmath 1.3).
  CHECK_THAT(d.mean(), WithinRel(30.033259667433675, 1e-9));
  CHECK_THAT(d.quantile(0.5), WithinAbs(30.02308, 1e-4));
  CHECK(d.cdf(30) == 0);
  CHECK_THAT(d.cdf(d.quantile(0.25)), WithinAbs(0.25, 1e-12));
}

TEST_CASE("a log-uniform shape has its moments, close together and far apart") {
  // (b - a) / ln(b / a) and (b^2 - a^2) / (2 ln(b / a)) - mean^2 with 30 digits (mpmath 1.3).
  const auto narrow = log_uniform(1000, 1001);
  CHECK_THAT(narrow.mean(), WithinRel(1000.4999167083069632, 1e-14));
  CHECK_THAT(narrow.variance(), WithinRel(0.083333331945832094344, 1e-13));
  const auto wide = log_uniform(1, 1000);
  CHECK_THAT(wide.mean(), WithinRel(144.62006247378285861, 1e-14));
  CHECK_THAT(wide.variance(), WithinRel(51467.378798207463736, 1e-13));
  const auto middling = log_uniform(2, 15);
  CHECK_THAT(middling.mean(), WithinRel(6.4519234263202153093, 1e-14));
  CHECK_THAT(middling.variance(), WithinRel(13.214033224622243342, 1e-13));
  CHECK_THAT(log_uniform(1e-200, 1e200).median(), WithinRel(1.0, 1e-12));
}

TEST_CASE("between whole numbers a count's cdf does not rise") {
  const distribution d(boost::math::poisson(3));
  CHECK(d.cdf(2.5) == d.cdf(2));
  CHECK(d.cdf(2.999999) == d.cdf(2));
  CHECK(d.complement(2.5) == d.complement(2));
  CHECK(d.cdf_before(3) == d.cdf(2));
  CHECK(d.pdf(2.5) == 0);
  CHECK(d.cdf(-0.5) == 0);
  CHECK_THAT(d.cdf(2), WithinRel(8.5 * std::exp(-3.0), 1e-14));
}

TEST_CASE("a count's quantile at a jump is the lower of the two values") {
  const distribution coin(boost::math::bernoulli(0.5));
  CHECK(coin.quantile(0.5) == 0);
  CHECK(coin.quantile(std::nextafter(0.5, 1)) == 1);
  CHECK(coin.upper_quantile(0.5) == 0);
  CHECK(coin.upper_quantile(std::nextafter(0.5, 0)) == 1);
}

TEST_CASE("what has no mean says so, and what has no variance has an infinite one") {
  CHECK(std::isnan(distribution(boost::math::cauchy(0, 1)).mean()));
  CHECK(std::isnan(distribution(boost::math::cauchy(0, 1)).variance()));
  CHECK(std::isnan(distribution(boost::math::students_t(1)).mean()));
  CHECK(distribution(boost::math::students_t(2)).mean() == 0);
  CHECK(distribution(boost::math::students_t(2)).variance() == infinity);
  CHECK(truncated(distribution(boost::math::cauchy(0, 1)), 0, infinity).mean() == infinity);
  CHECK(truncated(distribution(boost::math::cauchy(0, 1)), -infinity, 0).mean() == -infinity);
  // E[X; 0 < X < 1] / P(0 < X < 1) = (ln 2 / (2 pi)) / (1 / 4)
  CHECK_THAT(truncated(distribution(boost::math::cauchy(0, 1)), 0, 1).mean(),
             WithinRel(2 * std::log(2.0) / std::acos(-1.0), 1e-12));
}

TEST_CASE("a type of somebody else's is held by what it answers") {
  const distribution all(elsewhere::waiting{});
  CHECK(all.mean() == 1);
  CHECK(all.variance() == 1);
  CHECK(all.support() == interval<>(0, infinity));
  CHECK_THAT(all.quantile(0.5), WithinRel(std::log(2.0), 1e-15));
  const distribution least(elsewhere::plain{});
  CHECK(is_entire(least.support()));
  CHECK_THAT(least.mean(), WithinRel(1.0, 1e-10));
  CHECK_THAT(least.variance(), WithinRel(1 / 3.0, 1e-8));
  CHECK(distribution(elsewhere::heavy{}).variance() == infinity);
  CHECK_THAT(distribution(elsewhere::heavy{}).mean(), WithinAbs(0, 1e-6));
  CHECK(std::isnan(distribution(elsewhere::heavier{}).mean()));
  CHECK(std::isnan(distribution(elsewhere::heavier{}).variance()));
}

TEST_CASE("what does not answer for a distribution is none") {
  STATIC_REQUIRE(distribution_like<elsewhere::waiting>);
  STATIC_REQUIRE(distribution_like<boost::math::normal>);
  STATIC_REQUIRE_FALSE(distribution_like<double>);
  STATIC_REQUIRE_FALSE(distribution_like<interval<>>);
  STATIC_REQUIRE_FALSE(distribution_like<distribution>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<double, distribution>);
}

TEST_CASE("a change of unit changes nothing else of a distribution") {
  for (const double unit : {1e-30, 1e-3, 1e9, 1e30}) {
    for (const double p : {0.01, 0.5, 0.99}) {
      CHECK_THAT(normal(3 * unit, unit).quantile(p), WithinRel(unit * normal(3, 1).quantile(p), 1e-14));
      CHECK_THAT(log_uniform(2 * unit, 9 * unit).quantile(p),
                 WithinRel(unit * log_uniform(2, 9).quantile(p), 1e-14));
      CHECK_THAT(credible(unit, 3 * unit, 0.9).quantile(p),
                 WithinRel(unit * credible(1, 3, 0.9).quantile(p), 1e-12));
      const auto mixed = [p](double u) {
        return mixture({{1, normal(3 * u, u)}, {1, uniform(u, 7 * u)}}).quantile(p);
      };
      CHECK_THAT(mixed(unit), WithinRel(unit * mixed(1), 1e-13));
      const auto cut = [p](double u) { return truncated(normal(3 * u, u), u, 4 * u).quantile(p); };
      CHECK_THAT(cut(unit), WithinRel(unit * cut(1), 1e-13));
    }
    CHECK_THAT(log_uniform(2 * unit, 9 * unit).variance(),
               WithinRel(unit * unit * log_uniform(2, 9).variance(), 1e-13));
  }
}

TEST_CASE("bad arguments are refused with the function, the argument and the rule") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(message_of([] { (void)normal(0, 0); }) ==
        "reckon::normal(0, 0): the mean must be finite and the standard deviation finite and positive");
  CHECK(message_of([] { (void)normal(0, -1); }) ==
        "reckon::normal(0, -1): the mean must be finite and the standard deviation finite and positive");
  CHECK_THAT(message_of([nan] { (void)normal(nan, 1); }), contains_text("reckon::normal(nan, 1): the mean"));
  CHECK(message_of([] { (void)lognormal(infinity, 1); }) ==
        "reckon::lognormal(inf, 1): the location must be finite and the scale finite and positive");
  CHECK(message_of([] { (void)uniform(3000, 1000); }) ==
        "reckon::uniform(3000, 1000): finite lower < upper is required");
  CHECK_THAT(message_of([] { (void)uniform(0, infinity); }), contains_text("finite lower < upper"));
  CHECK(message_of([] { (void)log_uniform(0, 1); }) ==
        "reckon::log_uniform(0, 1): 0 < lower < upper < inf is required");
  CHECK(message_of([] { (void)triangular(0, 2, 1); }) ==
        "reckon::triangular(0, 2, 1): finite lower <= mode <= upper with lower < upper is required");
  CHECK(message_of([] { (void)credible(3000, 1000, 0.9); }) ==
        "reckon::credible(3000, 1000, 0.9): finite lower < upper is required");
  CHECK(message_of([] { (void)credible(1000, 3000, 1); }) ==
        "reckon::credible(1000, 3000, 1): the coverage must lie between 0 and 1");
  CHECK(message_of([] { (void)credible(1000, 3000, 0); }) ==
        "reckon::credible(1000, 3000, 0): the coverage must lie between 0 and 1");
  CHECK_THAT(message_of([] { (void)credible(1, 3, 1e-320); }), contains_text("reckon::credible(1, 3, "));
  CHECK(message_of([] { (void)mixture({}); }) ==
        "reckon::mixture: the weights must have a positive, finite sum");
  CHECK(message_of([] {
          (void)mixture({{-1, normal(0, 1)}});
        }) == "reckon::mixture: a weight is negative or not finite");
  CHECK(message_of([nan] {
          (void)mixture({{nan, normal(0, 1)}});
        }) == "reckon::mixture: a weight is negative or not finite");
  CHECK(message_of([] { (void)truncated(uniform(0, 1), 2, 3); }) ==
        "reckon::truncated: uniform(0, 1) has no mass between 2 and 3");
  CHECK_THAT(message_of([] { (void)truncated(distribution(boost::math::poisson(3)), 1.2, 1.8); }),
             contains_text("has no mass between 1.2 and 1.8"));
  CHECK_THAT(message_of([] { (void)truncated(normal(0, 1), 3, 2); }),
             contains_text("lower 3 is above upper 2"));
  CHECK(message_of([] { (void)normal(0, 1).quantile(1.5); }) ==
        "reckon::quantile: probability 1.5 is not in [0, 1]");
  CHECK(message_of([nan] { (void)normal(0, 1).upper_quantile(nan); }) ==
        "reckon::upper_quantile: probability nan is not in [0, 1]");
  CHECK(message_of([nan] { (void)normal(0, 1).cdf(nan); }) == "reckon::cdf: x is not a number");
  CHECK(message_of([nan] { (void)normal(0, 1).pdf(nan); }) == "reckon::pdf: x is not a number");
}

TEST_CASE("names say what a shape is") {
  CHECK(normal(11000, 500).name() == "normal(11000, 500)");
  CHECK(credible(-1, 1, 0.9).name().substr(0, 9) == "normal(0,");
  CHECK(triangular(0, 0.5, 1).name() == "triangular(0, 0.5, 1)");
  CHECK(truncated(normal(0, 1), 0, infinity).name() == "normal(0, 1) between 0 and inf");
}

TEST_CASE("copies are one distribution, equal parameters are not") {
  const auto d = normal(0, 1);
  const auto copy = d;
  CHECK(copy == d);
  CHECK_FALSE(d == normal(0, 1));
}
