// SPDX-License-Identifier: BSL-1.0
#include <reckon/interval/reverse.hpp>

// Reverse functions of two arguments where their solutions come in pieces: at zero, at one, at ends that are
// not there. What is expected comes from the definition: each number near which something changes is asked
// whether it is a solution.

#include "interval_support.hpp"
#include "support.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace reckon;
using support::text;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double below_pi = 0x1.921fb54442d18p+1;

/// Values between two numbers, with or without the ends themselves.
struct values {
  double lower = 0;
  double upper = 0;
  bool lower_open = false;
  bool upper_open = false;
};

/// Whether one of them lies in c; what rounding may have moved across an end counts as in.
bool meet(const values& v, interval<> c) {
  const auto slack = [](double x) { return std::isinf(x) ? x : x + std::abs(x) * 1e-10; };
  if (is_empty(c)) return false;
  const bool above = v.upper_open ? v.upper > c.lower() : slack(v.upper) >= c.lower();
  const bool below = v.lower_open ? v.lower < c.upper() : v.lower <= slack(c.upper());
  return above && below;
}

bool any_meets(const std::vector<values>& all, interval<> c) {
  for (const values& v : all) {
    if (meet(v, c)) return true;
  }
  return false;
}

/// All values of t b.
std::vector<values> products(double t, interval<> b) {
  if (t == 0) return {{0, 0}};
  return {t > 0 ? values{t * b.lower(), t * b.upper()} : values{t * b.upper(), t * b.lower()}};
}

/// All values of t^y for y in b: IEEE Std 1788-2015, table 9.1, has powers of 0 for y > 0 only, and none of
/// negative numbers.
std::vector<values> powers_of(double t, interval<> b) {
  if (t < 0 || (t == 0 && !(b.upper() > 0))) return {};
  if (t == 0) return {{0, 0}};
  if (t == 1) return {{1, 1}};
  const double first = t > 1 ? b.lower() : b.upper();
  const double last = t > 1 ? b.upper() : b.lower();
  return {{std::pow(t, first), std::pow(t, last), std::isinf(first), std::isinf(last)}};
}

/// All values of v^t for v in a.
std::vector<values> powers_to(double t, interval<> a) {
  if (a.upper() < 0 || (a.upper() == 0 && t <= 0)) return {};
  const double least = a.lower() > 0 ? a.lower() : 0;
  if (t == 0) return {{1, 1}};
  const double first = std::pow(t > 0 ? least : a.upper(), t);
  const double last = std::pow(t > 0 ? a.upper() : least, t);
  // Only a power of zero is zero, and none is infinite: what is so was rounded, or is a limit.
  return {{first, last, first == 0 && !(t > 0 && least == 0), std::isinf(last)}};
}

/// All angles of (v, t) for v in b.
std::vector<values> angles_at_height(double t, interval<> b) {
  if (t == 0) {
    std::vector<values> all;
    if (b.upper() > 0) all.push_back({0, 0});
    // pi itself lies between two doubles
    if (b.lower() < 0) all.push_back({std::nextafter(below_pi, 4), below_pi});
    return all;
  }
  const bool right_open = std::isinf(b.upper());
  const bool left_open = std::isinf(b.lower());
  const double right = std::atan2(std::abs(t), b.upper());
  // Below pi lies the double below pi.
  const double left = left_open ? below_pi : std::atan2(std::abs(t), b.lower());
  if (t > 0) return {{right, left, right_open, false}};
  return {{-left, -right, false, right_open}};
}

/// The angles of (t, v) for the v > 0 from least to most, where pi/2 is no end of what it is compared with.
values angles_above(double t, double least, double most) {
  const bool open = std::isinf(most) && t != 0;
  const double first = std::atan2(least, t);
  const double last = std::isinf(most) ? below_pi / 2 : std::atan2(most, t);
  if (t > 0) return {first, last, least == 0, open};
  if (t < 0) return {last, least == 0 ? below_pi : first, open, false};
  return {below_pi / 2, below_pi / 2};
}

/// All angles of (t, v) for v in a.
std::vector<values> angles_at_width(double t, interval<> a) {
  std::vector<values> all;
  if (a.upper() > 0) all.push_back(angles_above(t, (std::max)(a.lower(), 0.0), a.upper()));
  if (a.lower() < 0) {
    const values v = angles_above(t, (std::max)(-a.upper(), 0.0), -a.lower());
    all.push_back({-v.upper, -v.lower, v.upper_open, v.lower_open});
  }
  if (contains(a, 0) && t > 0) all.push_back({0, 0});
  if (contains(a, 0) && t < 0) all.push_back({std::nextafter(below_pi, 4), below_pi});
  return all;
}

struct reverse {
  std::string name;
  interval<> (*found)(interval<> b, interval<> c, interval<> x);
  std::vector<values> (*at)(double t, interval<> b);
  double (*critical)(double b, double c);
  bool angle;
};

/// The numbers near which solutions may begin or end.
std::vector<double> candidates(const reverse& r, interval<> b, interval<> c, interval<> x) {
  std::vector<double> points{0, 1, -1};
  for (const double u : {b.lower(), b.upper()}) {
    for (const double v : {c.lower(), c.upper()}) {
      const double p = r.critical(u, v);
      if (std::isfinite(p)) points.push_back(p);
    }
  }
  std::vector<double> all{1e-30, -1e-30, 1e30, -1e30};
  if (!is_empty(x)) {
    points.push_back(x.lower());
    points.push_back(x.upper());
  }
  for (const double p : points) {
    if (!std::isfinite(p)) continue;
    all.push_back(p);
    all.push_back(p * (1 - 1e-7));
    all.push_back(p * (1 + 1e-7));
  }
  return all;
}

/// An end of the solutions next to where some were found.
bool is_near(double end, double found) {
  if (std::abs(found) > 1e29) return std::isinf(end) && (end > 0) == (found > 0);
  if (std::abs(found) < 1e-29) return end == 0;
  return std::abs(end - found) <= 1e-6 * std::abs(found);
}

/// Sets with ends at which something happens.
class sets {
 public:
  interval<> number_set() { return of({-infinity, -3, -2, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 2, 3, infinity}); }
  interval<> angle_set() {
    return of({-infinity, -4, -3.5, -3, -2, -1.5, -1, 0, 0.5, 1.5, 1.75, 3, 3.5, 4, infinity});
  }

 private:
  interval<> of(const std::vector<double>& ends) {
    if (engine_() % 24 == 0) return interval<>::entire();
    const double a = ends[engine_() % ends.size()];
    const double b = engine_() % 5 == 0 ? a : ends[engine_() % ends.size()];
    return nums_to_interval((std::min)(a, b), (std::max)(a, b));
  }

  std::mt19937_64 engine_{8701};
};

bool agrees(const reverse& r, interval<> b, interval<> c, interval<> x) {
  const interval<> found = r.found(b, c, x);
  double least = infinity;
  double greatest = -infinity;
  if (!is_empty(b) && !is_empty(c)) {
    for (const double t : candidates(r, b, c, x)) {
      if (!contains(x, t) || !any_meets(r.at(t, b), c)) continue;
      least = (std::min)(least, t);
      greatest = (std::max)(greatest, t);
    }
  }
  const bool none = least > greatest;
  if (none ? is_empty(found) : is_near(found.lower(), least) && is_near(found.upper(), greatest)) return true;
  UNSCOPED_INFO(r.name << " gives " << text(found) << " for " << text(b) << ' ' << text(c) << ' ' << text(x)
                       << ", solutions are from " << least << " to " << greatest);
  return false;
}

const reverse all_reverses[] = {
    {"mul_rev", mul_rev, products, [](double b, double c) { return c / b; }, false},
    {"pow_rev1", pow_rev1, powers_of, [](double b, double c) { return std::pow(c, 1 / b); }, false},
    {"pow_rev2", pow_rev2, powers_to, [](double a, double c) { return std::log(c) / std::log(a); }, false},
    {"atan2_rev1", atan2_rev1, angles_at_height, [](double b, double c) { return b * std::tan(c); }, true},
    {"atan2_rev2", atan2_rev2, angles_at_width, [](double a, double c) { return a / std::tan(c); }, true}};

}  // namespace

TEST_CASE("a reverse function holds all solutions, and reaches no further than they do") {
  for (const reverse& r : all_reverses) {
    sets random;
    int wrong = 0;
    for (int i = 0; i < 2'000; ++i) {
      const interval<> b = random.number_set();
      const interval<> c = r.angle ? random.angle_set() : random.number_set();
      const interval<> x = i % 3 == 0 ? interval<>::entire() : random.number_set();
      if (!agrees(r, b, c, x) && ++wrong == 8) break;
    }
    INFO(r.name);
    CHECK(wrong == 0);
  }
}
