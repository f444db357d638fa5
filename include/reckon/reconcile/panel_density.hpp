// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/gauss_legendre.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace reckon::detail {

/// A place where a density may change fast, and over which distance it does.
struct density_core {
  double centre;
  double scale;
};

/// Edges of panels on [lower, upper], found by halving: no panel is wider than two scales of a core, and its
/// distance from the two scales on either side of it.
[[nodiscard]] inline std::vector<double> edges_around(const std::vector<density_core>& cores, double lower,
                                                      double upper) {
  std::vector<double> edges{lower};
  std::vector<double> pending{upper};  // right ends of what lies ahead, the nearest last
  while (!pending.empty()) {
    const double from = edges.back();
    const double to = pending.back();
    const double middle = from + (to - from) / 2;
    const bool coarse = std::any_of(cores.begin(), cores.end(), [&](const density_core& c) {
      const double distance = (std::max)({0.0, c.centre - 2 * c.scale - to, from - c.centre - 2 * c.scale});
      return to - from > 2 * c.scale + distance;
    });
    if (coarse && from < middle && middle < to) {
      pending.push_back(middle);
    } else {
      edges.push_back(to);
      pending.pop_back();
    }
  }
  return edges;
}

/// A density on an interval, known at the Gauss-Legendre nodes of consecutive panels; between them it is the
/// polynomial through the nodes of its panel.
class panel_density {
 public:
  /// Shape: n + 1 rising `edges` make n panels, which are halved until polynomials follow the density.
  /// log_density(t) is
  ///        its logarithm, which need not be normalised.
  template <class LogDensity>
  panel_density(const std::vector<double>& edges, const LogDensity& log_density) {
    std::vector<panel> panels;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
      panels.push_back(filled(edges[i], edges[i + 1], log_density));
    // From the width of a double's range to that of its last place takes fewer halvings.
    for (int round = 0; round < 64 && refine(panels, log_density); ++round) {
    }
    keep(panels);
  }

  /// The logarithm of the integral of the density before it was normalised.
  [[nodiscard]] double log_total() const noexcept { return log_total_; }
  [[nodiscard]] double lower() const noexcept { return edges_.front(); }
  [[nodiscard]] double upper() const noexcept { return edges_.back(); }

  [[nodiscard]] double operator()(double t) const {
    if (t < lower() || t > upper()) return 0;
    return (std::max)(0.0, interpolate(panel_of(t), t));
  }

  /// Mass up to t.
  [[nodiscard]] double cdf(double t) const {
    if (t <= lower()) return 0;
    if (t >= upper()) return 1;
    const std::size_t i = panel_of(t);
    return std::clamp(below_[i] + partial(i, edges_[i], t), below_[i], below_[i + 1]);
  }

  /// Mass beyond t.
  [[nodiscard]] double complement(double t) const {
    if (t <= lower()) return 1;
    if (t >= upper()) return 0;
    const std::size_t i = panel_of(t);
    return std::clamp(above_[i + 1] + partial(i, t, edges_[i + 1]), above_[i + 1], above_[i]);
  }

  /// The t with cdf(t) = p.
  [[nodiscard]] double quantile(double p) const {
    if (p <= 0) return lower();
    if (p >= 1) return upper();
    const auto place = std::lower_bound(below_.begin() + 1, below_.end(), p);
    const auto i = (std::min)(static_cast<std::size_t>(place - below_.begin()), edges_.size() - 1) - 1;
    return solve(i, (p - below_[i]) / (below_[i + 1] - below_[i]),
                 [this, p](double t) { return cdf(t) - p; });
  }

  /// The t with complement(t) = q.
  [[nodiscard]] double upper_quantile(double q) const {
    if (q <= 0) return upper();
    if (q >= 1) return lower();
    // above_ falls: the first panel whose right end has less than q beyond it.
    const auto place = std::lower_bound(above_.begin() + 1, above_.end(), q,
                                        [](double mass, double x) { return mass >= x; });
    const auto i = (std::min)(static_cast<std::size_t>(place - above_.begin()), edges_.size() - 1) - 1;
    return solve(i, (above_[i] - q) / (above_[i] - above_[i + 1]),
                 [this, q](double t) { return q - complement(t); });
  }

  /// Calls f(t, density, mass) at all nodes in rising order.
  template <class Function>
  void for_each_node(const Function& f) const {
    for (std::size_t i = 0; i + 1 < edges_.size(); ++i) {
      const double half = (edges_[i + 1] - edges_[i]) / 2;
      for (std::size_t k = 0; k < order; ++k) {
        const double density = values_[i * order + k];
        f(edges_[i] + half * (1 + rule().node[k]), density, half * rule().weight[k] * density);
      }
    }
  }

  /// The integral of f(t) times the density.
  template <class Function>
  [[nodiscard]] double average(const Function& f) const {
    double sum = 0;
    for_each_node([&](double t, double, double mass) {
      if (mass > 0) sum += mass * f(t);
    });
    return sum;
  }

 private:
  static constexpr std::size_t order = 16;
  using row = std::array<double, order>;

  struct panel {
    double from;
    double to;
    row logs;
    [[nodiscard]] double width() const { return to - from; }
  };

  static const gauss_legendre<order>& rule() { return gauss_legendre<order>::rule(); }

  template <class LogDensity>
  static panel filled(double from, double to, const LogDensity& log_density) {
    panel made{from, to, {}};
    const double half = (to - from) / 2;
    for (std::size_t k = 0; k < order; ++k) made.logs[k] = log_density(from + half * (1 + rule().node[k]));
    return made;
  }

  static double peak_of(const std::vector<panel>& panels) {
    double peak = -std::numeric_limits<double>::infinity();
    for (const panel& p : panels) peak = (std::max)(peak, *std::max_element(p.logs.begin(), p.logs.end()));
    return peak;
  }

  static row values_of(const panel& p, double peak) {
    row values;
    for (std::size_t k = 0; k < order; ++k) values[k] = std::exp(p.logs[k] - peak);
    return values;
  }

  static double mass_of(const panel& p, const row& values) {
    double mass = 0;
    for (std::size_t k = 0; k < order; ++k) mass += rule().weight[k] * values[k];
    return mass * p.width() / 2;
  }

  /// How much mass the last two terms of the panel's Legendre series hold at most: what a polynomial may
  /// miss.
  static double unresolved(const panel& p, const row& values) {
    double last = 0;
    double before_last = 0;
    for (std::size_t k = 0; k < order; ++k) {
      last += rule().weight[k] * values[k] * last_terms()[k].value;
      before_last += rule().weight[k] * values[k] * last_terms()[k].before;
    }
    return p.width() / 2 * static_cast<double>(order) * (std::abs(last) + std::abs(before_last));
  }

  /// Halves the panels that polynomials do not follow, and those much wider than a neighbour: a peak at an
  /// edge is approached from both sides. False if there were none.
  template <class LogDensity>
  static bool refine(std::vector<panel>& panels, const LogDensity& log_density) {
    const double peak = peak_of(panels);
    if (!std::isfinite(peak)) return false;
    // Large logarithms are rounded: no polynomial follows that.
    const double tolerance = (std::max)(1e-11, 1e-15 * std::abs(peak));
    std::vector<double> missed;
    double total = 0;
    for (const panel& p : panels) {
      const row values = values_of(p, peak);
      total += mass_of(p, values);
      missed.push_back(unresolved(p, values));
    }
    std::vector<panel> finer;
    for (std::size_t i = 0; i < panels.size(); ++i) {
      const panel& p = panels[i];
      const double middle = p.from + p.width() / 2;
      const bool wide = (i > 0 && p.width() > 2.5 * panels[i - 1].width()) ||
                        (i + 1 < panels.size() && p.width() > 2.5 * panels[i + 1].width());
      if ((wide || missed[i] > tolerance * total) && p.from < middle && middle < p.to) {
        finer.push_back(filled(p.from, middle, log_density));
        finer.push_back(filled(middle, p.to, log_density));
      } else {
        finer.push_back(p);
      }
    }
    const bool changed = finer.size() > panels.size();
    panels = std::move(finer);
    return changed;
  }

  void keep(const std::vector<panel>& panels) {
    const double peak = peak_of(panels);
    edges_.push_back(panels.front().from);
    std::vector<double> masses;
    double total = 0;
    for (const panel& p : panels) {
      const row values = values_of(p, peak);
      edges_.push_back(p.to);
      values_.insert(values_.end(), values.begin(), values.end());
      masses.push_back(mass_of(p, values));
      total += masses.back();
    }
    log_total_ = peak + std::log(total);
    for (double& v : values_) v /= total;
    below_.assign(edges_.size(), 0);
    above_.assign(edges_.size(), 0);
    for (std::size_t i = 0; i < masses.size(); ++i) below_[i + 1] = below_[i] + masses[i] / total;
    for (std::size_t i = masses.size(); i-- > 0;) above_[i] = above_[i + 1] + masses[i] / total;
  }

  /// The Legendre polynomials of the two highest degrees that the nodes tell apart, at the nodes.
  static const std::array<legendre_values, order>& last_terms() {
    static const auto made = [] {
      std::array<legendre_values, order> values{};
      for (std::size_t k = 0; k < order; ++k) values[k] = legendre(order - 1, rule().node[k]);
      return values;
    }();
    return made;
  }

  /// Weights of barycentric interpolation at Gauss-Legendre nodes (Berrut and Trefethen, SIAM Review 46:501,
  /// 2004).
  static const row& barycentric() {
    static const row made = [] {
      row weights;
      for (std::size_t k = 0; k < order; ++k) {
        const double w = std::sqrt((1 - rule().node[k] * rule().node[k]) * rule().weight[k]);
        weights[k] = k % 2 == 0 ? w : -w;
      }
      return weights;
    }();
    return made;
  }

  std::size_t panel_of(double t) const {
    const auto place = std::upper_bound(edges_.begin(), edges_.end(), t) - edges_.begin();
    return (std::min)(static_cast<std::size_t>((std::max)(place, decltype(place){1}) - 1), edges_.size() - 2);
  }

  double interpolate(std::size_t i, double t) const {
    const double half = (edges_[i + 1] - edges_[i]) / 2;
    const double x = (t - edges_[i]) / half - 1;
    double above = 0;
    double below = 0;
    for (std::size_t k = 0; k < order; ++k) {
      const double distance = x - rule().node[k];
      if (distance == 0) return values_[i * order + k];
      const double w = barycentric()[k] / distance;
      above += w * values_[i * order + k];
      below += w;
    }
    return above / below;
  }

  double partial(std::size_t i, double from, double to) const {
    const double half = (to - from) / 2;
    double sum = 0;
    for (std::size_t k = 0; k < order; ++k) {
      sum += rule().weight[k] * interpolate(i, from + half * (1 + rule().node[k]));
    }
    return half * sum;
  }

  /// The zero of a function that rises with the slope of the density, by safeguarded Newton steps inside a
  /// panel.
  template <class Excess>
  double solve(std::size_t i, double start, const Excess& excess) const {
    double from = edges_[i];
    double to = edges_[i + 1];
    double t = std::clamp(from + (to - from) * start, from, to);
    for (int round = 0; round < 100; ++round) {
      const double e = excess(t);
      (e < 0 ? from : to) = t;
      const double slope = interpolate(i, t);
      double next = slope > 0 ? t - e / slope : from + (to - from) / 2;
      if (!(next > from && next < to)) next = from + (to - from) / 2;
      if (std::abs(next - t) <= 1e-15 * (1 + std::abs(t))) return next;
      t = next;
    }
    return t;
  }

  std::vector<double> edges_;
  std::vector<double> values_;
  std::vector<double> below_;
  std::vector<double> above_;
  double log_total_ = 0;
};

}  // namespace reckon::detail
