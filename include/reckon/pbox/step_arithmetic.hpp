// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/bits.hpp>
#include <reckon/detail/error_free.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/cell_selection.hpp>
#include <reckon/pbox/dependence.hpp>
#include <reckon/pbox/stepped_box.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

// Arithmetic on p-boxes in steps, two operands at a time. Every operation encloses: its bounds hold whatever
// the number of steps, which both operands share.
namespace reckon::detail {

/// Operations whose ends are known from the ends of the operands; others are given by their images of sets
/// alone.
enum class box_operation : unsigned char { add, subtract, multiply, divide, minimum, maximum, other };

namespace steps {

using ends = stepped_box::ends;

[[nodiscard]] inline shared_steps negated(const shared_steps& a) {
  ends lower(a->upper().rbegin(), a->upper().rend());
  ends upper(a->lower().rbegin(), a->lower().rend());
  for (double& x : lower) x = -x;
  for (double& x : upper) x = -x;
  return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
}

[[nodiscard]] inline ends reversed(const ends& x) { return {x.rbegin(), x.rend()}; }

[[nodiscard]] inline ends negated(const ends& x) {
  ends y(x.rbegin(), x.rend());
  for (double& v : y) v = -v;
  return y;
}

/// The place of the lowest bit that is set in any of the numbers, and one more than that of the highest.
struct bit_span {
  int lowest = (std::numeric_limits<int>::max)() / 4;
  int highest = -lowest;

  explicit bit_span(const ends& x) {
    double last = 0;
    for (const double v : x) {
      if (v == last || v == 0 || std::isinf(v)) continue;
      last = v;
      int exponent = 0;
      const double significand = std::frexp(v, &exponent);
      const auto whole = static_cast<std::uint64_t>(std::ldexp(std::abs(significand), 53));
      lowest = (std::min)(lowest, exponent - 53 + std::countr_zero(whole));
      highest = (std::max)(highest, exponent);
      if (highest - lowest > 53) return;  // no sum and no product with these is exact for sure
    }
  }
};

/// The sum rounded down; no summand is infinity.
[[nodiscard]] inline double sum_rounded_down(double a, double b) {
  const double sum = a + b;
  if (std::isinf(sum)) return sum > 0 ? (std::numeric_limits<double>::max)() : sum;
  return arithmetic::sum_residual(a, b, sum) < 0 ? next_down(sum) : sum;
}

/// Whether no product of a number of x and a number of y needs more places than a double has.
[[nodiscard]] inline bool products_are_exact(const ends& x, const ends& y) {
  const bit_span a(x);
  const bit_span b(y);
  return a.highest + b.highest - (a.lowest + b.lowest) <= 53 && a.highest + b.highest < 1000 &&
         a.lowest + b.lowest > -1000;
}

/// Bounds from below on what was rounded to the nearest number, or in any other direction.
inline void step_down(ends& x) {
  for (double& v : x) {
    if (v > -std::numeric_limits<double>::infinity()) v = next_down(v);
  }
}

/// Products of numbers that are not negative; nothing comes of zero times infinity.
[[nodiscard]] inline double product(double a, double b) {
  const double p = a * b;
  return p == p ? p : 0;
}

/// Every n-th of the cells of two operands, as sum_selection finds them or else exactly.
template <class Cell, class Edge>
ends selected(const ends& x, const ends& y, const Cell& cell, const Edge& edge) {
  if (auto found = sum_selection(x, y, cell, edge).every_nth()) return *std::move(found);
  const std::size_t n = x.size();
  ends all;
  all.reserve(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) all.push_back(cell(i, j));
  }
  return every_nth(std::move(all), n);
}

/// Bounds from below on the steps of x + y, independent; both rise.
[[nodiscard]] inline ends least_sums(const ends& x, const ends& y) {
  const auto cell = [&](std::size_t i, std::size_t j) { return sum_rounded_down(x[i], y[j]); };
  ends found = selected(x, y, cell, [](double s) { return s; });
  std::sort(found.begin(), found.end());
  return found;
}

[[nodiscard]] inline shared_steps independent_sum(const shared_steps& a, const shared_steps& b) {
  ends lower = least_sums(a->lower(), b->lower());
  ends upper = negated(least_sums(negated(a->upper()), negated(b->upper())));
  return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
}

[[nodiscard]] inline ends logarithms(const ends& x, double sign) {
  ends y;
  y.reserve(x.size());
  for (const double v : x) y.push_back(sign * std::log(v));
  if (sign < 0) std::reverse(y.begin(), y.end());
  return y;
}

/// x * y or x / y, independent, where x and y rise and are not negative, and no divisor is zero. As products
/// of numbers are sums of their logarithms, these find the buckets.
class independent_products {
 public:
  explicit independent_products(bool quotients) : quotients_(quotients) {}

  [[nodiscard]] shared_steps of(const shared_steps& a, const shared_steps& b) const {
    const ends& least_factor = quotients_ ? b->upper() : b->lower();
    const ends& greatest_factor = quotients_ ? b->lower() : b->upper();
    ends lower = least(a->lower(), least_factor);
    ends upper = greatest(a->upper(), greatest_factor);
    return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double epsilon = std::numeric_limits<double>::epsilon();

  double value(double a, double b) const { return quotients_ ? a / b : product(a, b); }
  bool exact(const ends& x, const ends& y) const { return !quotients_ && products_are_exact(x, y); }

  ends least(const ends& x, const ends& y) const {
    const std::size_t last = y.size() - 1;
    const auto cell = [&](std::size_t i, std::size_t j) { return value(x[i], y[quotients_ ? last - j : j]); };
    const auto edge = [](double s) { return std::exp(s) * (1 - 4 * epsilon); };
    ends found = selected(logarithms(x, 1), logarithms(y, quotients_ ? -1 : 1), cell, edge);
    if (!exact(x, y)) step_down(found);
    for (double& v : found) v = (std::max)(v, 0.0);
    std::sort(found.begin(), found.end());
    return found;
  }

  ends greatest(const ends& x, const ends& y) const {
    const std::size_t last = y.size() - 1;
    const auto cell = [&](std::size_t i, std::size_t j) {
      return -value(x[last - i], y[quotients_ ? j : last - j]);
    };
    const auto edge = [](double s) { return -std::exp(-s) * (1 + 4 * epsilon); };
    ends found = selected(negated(logarithms(x, 1)), negated(logarithms(y, quotients_ ? -1 : 1)), cell, edge);
    if (!exact(x, y)) step_down(found);
    std::sort(found.begin(), found.end());
    return negated(found);
  }

  bool quotients_;
};

/// Any operation, independent.
template <class Pair>
shared_steps independent_images(const Pair& pair, const shared_steps& a, const shared_steps& b) {
  const std::size_t n = a->count();
  ends lower;
  ends upper;
  lower.reserve(n * n);
  upper.reserve(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const interval<> x = pair(a->step(i), b->step(j));
      lower.push_back(x.lower());
      upper.push_back(-x.upper());
    }
  }
  return std::make_shared<const stepped_box>(every_nth(std::move(lower), n),
                                             negated(every_nth(std::move(upper), n)));
}

/// Under any dependence, for f that rises in both: n results of f(x, y), where x and y rise, the i-th the
/// greatest of f(x[j], y[i - j]).
template <class Function>
ends greatest_of_splits(const ends& x, const ends& y, const Function& f) {
  const std::size_t n = x.size();
  ends found(n, -std::numeric_limits<double>::infinity());
  for (std::size_t j = 0; j < n; ++j) {
    const double v = x[j];
    const double* w = y.data();
    double* to = found.data() + j;
    for (std::size_t i = 0; i < n - j; ++i) {
      const double value = f(v, w[i]);
      to[i] = to[i] < value ? value : to[i];
    }
  }
  return found;
}

/// Under any dependence, for an operation f that rises in both operands (Makarov, Theory Probab. Appl.
/// 26:803, 1982; Williamson and Downs, Int. J. Approximate Reasoning 4:89, 1990). `mirrored` is the operation
/// on negatives, -f(-x, -y); round_down(found, x, y) turns results into bounds from below.
template <class Function, class Mirrored, class Round>
shared_steps rising(const Function& f, const Mirrored& mirrored, const Round& round_down,
                    const shared_steps& a, const shared_steps& b) {
  ends lower = greatest_of_splits(a->lower(), b->lower(), f);
  round_down(lower, a->lower(), b->lower());
  const ends x = negated(a->upper());
  const ends y = negated(b->upper());
  ends upper = greatest_of_splits(x, y, mirrored);
  round_down(upper, x, y);
  return sorted_steps(std::move(lower), negated(upper));
}

/// The greatest of the sums x[j] + y[i - j], rounded down, from the greatest of the rounded sums.
inline void round_sums_down(ends& found, const ends& x, const ends& y) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    const double greatest = found[i];
    if (greatest < -(std::numeric_limits<double>::max)()) continue;
    bool reached = false;
    for (std::size_t j = 0; j <= i && !reached; ++j) {
      reached = x[j] + y[i - j] == greatest && sum_rounded_down(x[j], y[i - j]) == greatest;
    }
    if (!reached) found[i] = next_down(greatest);
  }
}

[[nodiscard]] inline bool straddles_zero(const shared_steps& x) {
  return x->lower().front() < 0 && x->upper().back() > 0;
}

/// A product of two quantities, each of one sign.
[[nodiscard]] inline shared_steps unknown_product(const shared_steps& a, const shared_steps& b) {
  const bool a_negative = a->upper().back() <= 0;
  const bool b_negative = b->upper().back() <= 0;
  const shared_steps x = a_negative ? negated(a) : a;
  const shared_steps y = b_negative ? negated(b) : b;
  const bool exact = products_are_exact(x->lower(), y->lower()) && products_are_exact(x->upper(), y->upper());
  const auto negative = [](double v, double w) { return -product(-v, -w); };
  const auto round_down = [exact](ends& found, const ends&, const ends&) {
    if (!exact) step_down(found);
  };
  shared_steps found = rising(product, negative, round_down, x, y);
  if (!exact && found->lower().front() < 0) {
    ends lower = found->lower();
    for (double& v : lower) v = (std::max)(v, 0.0);
    found = std::make_shared<const stepped_box>(std::move(lower), ends(found->upper()));
  }
  return a_negative != b_negative ? negated(found) : found;
}

/// Any operation under any dependence: with `left` steps cut off the tails of the operands, what remains has
/// at least the mass 1 - left / n, so that the image of what remains bounds the quantiles from both sides.
/// Tried are all cuts of one tail of each operand, with a few sizes of cut at the other. Rigorous, not sharp.
template <class Pair>
shared_steps by_parts(const Pair& pair, const shared_steps& a, const shared_steps& b) {
  const std::size_t n = a->count();
  const interval<> all = pair(a->support(), b->support());
  ends lower(n, all.lower());
  ends upper(n, all.upper());
  const std::size_t few[] = {0, 1, n / 40};
  const auto part = [n](const shared_steps& x, std::size_t below, std::size_t above) {
    return interval<>(x->lower()[below], x->upper()[n - 1 - above]);
  };
  const auto try_cut = [&](std::size_t left, interval<> of_a, interval<> of_b) {
    const interval<> image = pair(of_a, of_b);
    lower[left] = (std::max)(lower[left], image.lower());
    upper[n - 1 - left] = (std::min)(upper[n - 1 - left], image.upper());
  };
  for (const std::size_t c : few) {
    for (const std::size_t d : few) {
      for (std::size_t i = 0; c + d + i < n; ++i) {
        for (std::size_t j = 0; c + d + i + j < n; ++j) {
          const std::size_t left = c + d + i + j;
          try_cut(left, part(a, i, c), part(b, j, d));
          try_cut(left, part(a, i, c), part(b, d, j));
          try_cut(left, part(a, c, i), part(b, j, d));
          try_cut(left, part(a, c, i), part(b, d, j));
        }
      }
    }
  }
  // What holds for fewer steps cut off holds for more.
  for (std::size_t i = 1; i < n; ++i) {
    lower[i] = (std::max)(lower[i], lower[i - 1]);
    upper[n - 1 - i] = (std::min)(upper[n - 1 - i], upper[n - i]);
  }
  return std::make_shared<const stepped_box>(std::move(lower), std::move(upper));
}

/// Whether the bounds under unknown dependence are the best ones: for operations that rise or fall in each
/// operand.
[[nodiscard]] inline bool is_sharp_under_unknown(box_operation kind, const shared_steps& a,
                                                 const shared_steps& b) {
  switch (kind) {
    case box_operation::multiply:
    case box_operation::divide:
      return !straddles_zero(a) && !straddles_zero(b);
    case box_operation::other:
      return false;
    default:
      return true;
  }
}

/// Bounds under any dependence. Operations that rise or fall are turned into such as rise in both operands.
template <class Pair>
shared_steps under_unknown(box_operation kind, const Pair& pair, const shared_steps& a,
                           const shared_steps& b) {
  if (!is_sharp_under_unknown(kind, a, b)) return by_parts(pair, a, b);
  const auto sum = [](double x, double y) { return x + y; };
  const auto lesser = [](double x, double y) { return y < x ? y : x; };
  const auto greater = [](double x, double y) { return x < y ? y : x; };
  const auto keep = [](ends&, const ends&, const ends&) {};
  switch (kind) {
    case box_operation::minimum:
      return rising(lesser, greater, keep, a, b);
    case box_operation::maximum:
      return rising(greater, lesser, keep, a, b);
    case box_operation::multiply:
      return unknown_product(a, b);
    case box_operation::divide:
      return unknown_product(
          a, steps_from(b->count(), [&](std::size_t i) { return pair(interval<>(1.0), b->step(i)); }));
    default:
      return rising(sum, sum, round_sums_down, a, kind == box_operation::subtract ? negated(b) : b);
  }
}

[[nodiscard]] inline bool is_of_one_sign(const shared_steps& x) {
  return x->lower().front() >= 0 || x->upper().back() <= 0;
}

/// Independent operands.
template <class Pair>
shared_steps under_independence(box_operation kind, const Pair& pair, const shared_steps& a,
                                const shared_steps& b) {
  if (a->is_set() || b->is_set()) {
    return steps_from(a->count(), [&](std::size_t i) { return pair(a->step(i), b->step(i)); });
  }
  if (kind == box_operation::add) return independent_sum(a, b);
  if (kind == box_operation::subtract) return independent_sum(a, negated(b));
  const bool divisor_touches_zero = b->lower().front() <= 0 && b->upper().back() >= 0;
  if ((kind == box_operation::multiply || (kind == box_operation::divide && !divisor_touches_zero)) &&
      is_of_one_sign(a) && is_of_one_sign(b)) {
    const bool a_negative = a->lower().front() < 0;
    const bool b_negative = b->lower().front() < 0;
    const independent_products products(kind == box_operation::divide);
    const shared_steps found = products.of(a_negative ? negated(a) : a, b_negative ? negated(b) : b);
    return a_negative != b_negative ? negated(found) : found;
  }
  return independent_images(pair, a, b);
}

/// One operand: the image of each step.
template <class Image>
shared_steps image_of(const Image& image, const shared_steps& a) {
  return steps_from(a->count(), [&](std::size_t i) { return image(a->step(i)); });
}

/// Two operands with equal numbers of steps. pair(x, y) is the operation on two sets: the range of the
/// operation over them, which says by an exception where there is none.
template <class Pair>
shared_steps combined(box_operation kind, const Pair& pair, const shared_steps& a, const shared_steps& b,
                      dependence between) {
  const std::size_t n = a->count();
  switch (between) {
    case dependence::perfect:
      return steps_from(n, [&](std::size_t i) { return pair(a->step(i), b->step(i)); });
    case dependence::opposite:
      return steps_from(n, [&](std::size_t i) { return pair(a->step(i), b->step(n - 1 - i)); });
    case dependence::independent:
      return under_independence(kind, pair, a, b);
    default:
      return under_unknown(kind, pair, a, b);
  }
}

}  // namespace steps

}  // namespace reckon::detail
