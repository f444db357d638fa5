// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/interval.hpp>
#include <reckon/pbox/model.hpp>

#include <cmath>
#include <cstddef>
#include <limits>

namespace reckon::detail {

/// Bounds on the mean of all distributions whose quantiles keep within a box: the integrals of the ends of
/// its quantiles, widened by their numerical error. Infinite where an end has too heavy a tail.
class mean_of_box {
 public:
  [[nodiscard]] static interval<> of(const box_model& box) {
    const auto lower = [](interval<> q) { return q.lower(); };
    const auto upper = [](interval<> q) { return q.upper(); };
    const expected_value least = integral(box, lower);
    const expected_value greatest = integral(box, upper);
    return finite_or_unbounded(std::isfinite(least.error) ? least.value - least.error : -infinity,
                               std::isfinite(greatest.error) ? greatest.value + greatest.error : infinity);
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  static interval<> at(const box_model& box, double z) {
    return z < 0 ? box.quantile(normal_cdf(z)) : box.upper_quantile(normal_cdf(-z));
  }

  /// Gauss-Legendre panels in the normal score, with boundaries at the median and at the scores around it,
  /// where bounds on quantiles like to bend; as far out as what is beyond them shows.
  template <class End>
  static expected_value integral(const box_model& box, const End& end) {
    constexpr double usual_reach = 12;
    constexpr double reach = 37;  // a mass of 1e-299
    constexpr double width = 0.25;
    constexpr double unseen = 1e-14;
    const auto f = [&](double z) { return end(at(box, z)); };
    double fine = 0;
    double difference = 0;
    double size = 0;
    const auto add = [&](double from) {
      const auto [value, magnitude] = panel(f, from, width, gauss_legendre<12>::rule());
      fine += value;
      size += magnitude;
      difference += std::abs(value - panel(f, from, width, gauss_legendre<8>::rule()).value);
    };
    for (double from = -usual_reach; from < usual_reach; from += width) add(from);
    double beyond = 0;
    for (const double side : {-1.0, 1.0}) {
      double inner = usual_reach;
      double left = tail(f, side * inner);
      for (; inner < reach && left > unseen * size && std::isfinite(left); inner += width) {
        add(side < 0 ? -inner - width : inner);
        left = tail(f, side * (inner + width));
      }
      beyond += left;
    }
    return {fine, 2 * difference + beyond + unseen * size};
  }

  struct sums {
    double value;
    double magnitude;
  };

  template <class Function, std::size_t N>
  static sums panel(const Function& f, double from, double width, const gauss_legendre<N>& rule) {
    sums all{0, 0};
    for (std::size_t i = 0; i < N; ++i) {
      const double z = from + width / 2 * (1 + rule.node[i]);
      const double term = width / 2 * rule.weight[i] * normal_pdf(z) * f(z);
      all.value += term;
      all.magnitude += std::abs(term);
    }
    return all;
  }

  /// Twice what a tail of Pareto's kind holds beyond a score if it falls off as it does before it.
  template <class Function>
  static double tail(const Function& f, double z) {
    const double outer_mass = normal_cdf(-std::abs(z));
    const double inner_mass = normal_cdf(1 - std::abs(z));
    const double outer = outer_mass * std::abs(f(z));
    const double inner = inner_mass * std::abs(f(z < 0 ? z + 1 : z - 1));
    if (outer == 0) return 0;
    const double exponent = std::log(inner / outer) / std::log(inner_mass / outer_mass);
    return exponent > 0.01 ? 2 * outer / exponent : infinity;
  }
};

}  // namespace reckon::detail
