// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/describe.hpp>
#include <reckon/detail/standard_normal.hpp>
#include <reckon/distribution.hpp>
#include <reckon/error.hpp>
#include <reckon/interval.hpp>
#include <reckon/reconcile/evidence.hpp>
#include <reckon/reconcile/latent_claims.hpp>
#include <reckon/reconcile/latent_model.hpp>
#include <reckon/reconcile/latent_modes.hpp>
#include <reckon/reconcile/latent_split.hpp>
#include <reckon/reconcile/reliability.hpp>

#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reckon {

namespace detail {

/// The posterior of exp(T) as a distribution.
class posterior_model final : public distribution_model {
 public:
  explicit posterior_model(panel_density log_density) : log_(std::move(log_density)) {}

  double cdf(double x) const override { return x > 0 ? log_.cdf(std::log(x)) : 0; }
  double complement(double x) const override { return x > 0 ? log_.complement(std::log(x)) : 1; }
  double quantile(double p) const override { return std::exp(log_.quantile(p)); }
  double upper_quantile(double q) const override { return std::exp(log_.upper_quantile(q)); }
  double pdf(double x) const override { return x > 0 ? log_(std::log(x)) / x : 0; }
  double mean() const override {
    return log_.average([](double t) { return std::exp(t); });
  }
  double variance() const override {
    const double centre = mean();
    return log_.average([centre](double t) { return std::pow(std::exp(t) - centre, 2); });
  }
  interval<> support() const override { return {std::exp(log_.lower()), std::exp(log_.upper())}; }
  std::string name() const override { return "posterior"; }

 private:
  panel_density log_;
};

}  // namespace detail

/// One true value behind all reports: each origin sees it with some disagreement, or speaks about something
/// unrelated; bounds bound it. The answer is the posterior distribution, on a logarithmic scale.
///
/// The model and its conventions are those of the guide's chapter on the latent model; what may be set here:
/// plausible limits, the disagreement tau, the coverage that a reported range is taken to have, and the
/// unreliability of single origins.
class latent_method {
 public:
  constexpr latent_method() noexcept = default;

  /// The quantity lies between these values, whatever is reported.
  /// Errors: domain_error unless 0 < lower < upper, both finite.
  [[nodiscard]] latent_method plausible(double lower, double upper) const {
    if (!(lower > 0 && lower < upper) || !std::isfinite(upper)) {
      throw domain_error("reckon::latent: plausible limits " + detail::number_text(lower) + " and " +
                         detail::number_text(upper) + " are not positive, finite and rising");
    }
    latent_method other = *this;
    other.limits_ = interval<>(lower, upper);
    return other;
  }

  /// Disagreement between origins known beforehand: the standard deviation of log values; 0 for none.
  /// Errors: domain_error if it is negative or not finite.
  [[nodiscard]] latent_method tau(double deviation) const {
    if (!(deviation >= 0) || !std::isfinite(deviation)) {
      throw domain_error("reckon::latent: tau " + detail::number_text(deviation) +
                         " is negative or not finite");
    }
    latent_method other = *this;
    other.tau_ = deviation;
    return other;
  }

  /// The probability with which a reported range is taken to hold the value; 0.8 by default (convention).
  /// Errors: domain_error unless 0 < probability < 1.
  [[nodiscard]] latent_method coverage(double probability) const {
    if (!(probability > 0 && probability < 1)) {
      throw domain_error("reckon::latent: coverage " + detail::number_text(probability) +
                         " is not between 0 and 1");
    }
    latent_method other = *this;
    other.coverage_ = probability;
    return other;
  }

  /// The probability that an origin speaks about something unrelated, instead of what its grade tells.
  /// Errors: domain_error if it is not in [0, 1].
  [[nodiscard]] latent_method unreliability_of(const std::string& origin, double probability) const {
    if (!(probability >= 0 && probability <= 1)) {
      throw domain_error("reckon::latent: unreliability " + detail::number_text(probability) +
                         " is not in [0, 1]");
    }
    latent_method other = *this;
    auto all = stated_ ? *stated_ : std::vector<stated_unreliability>();
    all.push_back({reckon::source(origin), probability});
    other.stated_ = std::make_shared<const std::vector<stated_unreliability>>(std::move(all));
    return other;
  }

  [[nodiscard]] std::string name() const { return "latent"; }

  [[nodiscard]] reconciliation operator()(const evidence& given) const {
    reconciliation result = detail::frame_of(given, name());
    if (!given.has_value()) return result;
    const detail::latent_problem problem = pose(given, result.origins);
    const auto order = with_value(given);
    const auto posterior = detail::solve_latent(problem);
    for (std::size_t k = 0; k < order.size(); ++k) {
      result.origins[order[k]].probability_unrelated = posterior.p_bad[k];
    }
    const distribution shape(std::make_shared<const detail::posterior_model>(posterior.density));
    result.value = detail::reconciled_estimate(*this, given, shape);
    result.heterogeneity = differences(problem, posterior.mean_tau);
    result.regions = detail::modes_of(posterior.density);
    add_stability(result, given, problem, posterior);
    add_warnings(result, problem);
    return result;
  }

  /// What disagreement adds, and the rest by how much each origin tells, divided evenly among its figures.
  [[nodiscard]] std::vector<double> split(const evidence& given) const {
    std::vector<origin_account> accounts = given.origins;
    const detail::latent_problem problem = pose(given, accounts);
    const auto order = with_value(given);
    std::vector<double> shares(given.reports.size() + 1, 0);
    shares.back() = detail::share_of_disagreement(problem);
    const std::vector<double> told = detail::shares_of_information(problem);
    for (std::size_t k = 0; k < order.size(); ++k) {
      const auto& claims = given.claims[order[k]];
      for (const auto& claim : claims) {
        shares[claim.report] = (1 - shares.back()) * told[k] / static_cast<double>(claims.size());
      }
    }
    return shares;
  }

 private:
  struct stated_unreliability {
    reckon::source origin;
    double probability;
  };

  static std::vector<std::size_t> with_value(const evidence& given) {
    std::vector<std::size_t> order;
    for (std::size_t o = 0; o < given.claims.size(); ++o) {
      if (!given.claims[o].empty()) order.push_back(o);
    }
    return order;
  }

  /// What was stated last about an origin, if anything was.
  const stated_unreliability* stated_for(const reckon::source& s) const {
    if (!stated_) return nullptr;
    const auto place = std::find_if(
        stated_->rbegin(), stated_->rend(),
        [&s](const stated_unreliability& stated) { return same_origin(s, stated.origin) == sameness::same; });
    return place == stated_->rend() ? nullptr : &*place;
  }

  /// The unreliability of an origin: of the best of its chains.
  unreliability unreliability_of(const evidence& given, const origin_account& account) const {
    if (const auto* stated = stated_for(given.reports[account.reports.front()].source())) {
      return {stated->probability, interval<>(stated->probability)};
    }
    unreliability best = letters(given.reports[account.reports.front()].source());
    for (const std::size_t i : account.reports) {
      const unreliability other = letters(given.reports[i].source());
      if (other.used < best.used) best = other;
    }
    return best;
  }

  std::optional<detail::latent_claim> claim_of(const evidence& given, std::size_t report) const {
    const reckon::report& r = given.reports[report];
    if (given.earlier[report]) return detail::earlier_claim_of(r, coverage_);
    return detail::latent_claim_of(r, coverage_);
  }

  detail::latent_problem pose(const evidence& given, std::vector<origin_account>& accounts) const {
    detail::latent_problem problem;
    problem.tau = tau_;
    interval<> stated = interval<>::empty();
    for (const std::size_t o : with_value(given)) {
      detail::latent_origin origin;
      const unreliability trust = unreliability_of(given, given.origins[o]);
      accounts[o].reliability_prior = trust.between;
      origin.unreliability = trust.used;
      for (const auto& claim : given.claims[o]) {
        if (const auto says = claim_of(given, claim.report)) origin.claims.push_back(*says);
        stated = convex_hull(stated, detail::stated_ends(given.reports[claim.report]));
      }
      problem.origins.push_back(std::move(origin));
    }
    const double factor = std::log(1000.0);
    problem.lower = limits_ ? std::log(limits_->lower()) : std::log(stated.lower()) - factor;
    problem.upper = limits_ ? std::log(limits_->upper()) : std::log(stated.upper()) + factor;
    return problem;
  }

  static disagreement differences(const detail::latent_problem& problem, double mean_tau) {
    std::vector<std::pair<double, double>> values;  // log value and weight
    for (const auto& origin : problem.origins) {
      for (const auto& claim : origin.claims) {
        if (claim.says == detail::latent_claim::kind::value) {
          values.emplace_back(claim.location, 1 / (claim.scale * claim.scale));
        }
      }
    }
    disagreement d;
    d.tau = mean_tau;
    if (values.size() < 2) return d;
    double sum = 0;
    double weight = 0;
    for (const auto& [y, w] : values) {
      sum += w * y;
      weight += w;
    }
    for (const auto& [y, w] : values) d.q += w * std::pow(y - sum / weight, 2);
    d.degrees_of_freedom = values.size() - 1;
    return d;
  }

  static stability_row row(std::string assumption, const detail::latent_posterior& posterior) {
    return {
        std::move(assumption), std::exp(posterior.density.quantile(0.5)),
        interval<>(std::exp(posterior.density.quantile(0.05)), std::exp(posterior.density.quantile(0.95)))};
  }

  void add_stability(reconciliation& result, const evidence& given, const detail::latent_problem& problem,
                     const detail::latent_posterior& posterior) const {
    result.stability.push_back(row("as assumed", posterior));
    detail::latent_problem wider = problem;
    wider.lower -= std::log(10.0);
    wider.upper += std::log(10.0);
    result.stability.push_back(
        row("plausible limits ten times wider on either side", detail::solve_latent(wider)));
    const auto with = [&](const char* assumption, auto end) {
      detail::latent_problem other = problem;
      bool changed = false;
      std::size_t k = 0;
      for (const std::size_t o : with_value(given)) {
        const interval<> between = *result.origins[o].reliability_prior;
        if (!is_singleton(between)) {
          other.origins[k].unreliability = end(between);
          changed = true;
        }
        ++k;
      }
      if (changed) result.stability.push_back(row(assumption, detail::solve_latent(other)));
    };
    with("sources of unknown reliability as good as the best", [](interval<> x) { return x.lower(); });
    with("sources of unknown reliability as bad as the worst", [](interval<> x) { return x.upper(); });
    if (const auto merged = merge_possible(given, problem)) {
      result.stability.push_back(row("origins that may be one are one", detail::solve_latent(*merged)));
    }
  }

  /// Origins that may be the same, taken as the same: equal figures count once, the better reliability holds.
  std::optional<detail::latent_problem> merge_possible(const evidence& given,
                                                       const detail::latent_problem& problem) const {
    std::vector<bool> counts;
    for (const auto& of_origin : given.claims) counts.push_back(!of_origin.empty());
    const auto group_of = detail::groups_of_one(given.origins, counts);
    detail::latent_problem merged = problem;
    merged.origins.clear();
    std::vector<std::vector<std::size_t>> figures;  // reports, group by group
    std::size_t k = 0;
    for (const std::size_t o : with_value(given)) {
      const std::size_t group = *group_of[o];
      if (group == merged.origins.size()) {
        merged.origins.push_back({problem.origins[k].unreliability, {}});
        figures.emplace_back();
      }
      detail::latent_origin& into = merged.origins[group];
      into.unreliability = (std::min)(into.unreliability, problem.origins[k].unreliability);
      for (const auto& claim : given.claims[o]) add_once(given, claim.report, figures[group], into);
      ++k;
    }
    if (merged.origins.size() == problem.origins.size()) return std::nullopt;
    return merged;
  }

  void add_once(const evidence& given, std::size_t report, std::vector<std::size_t>& figures,
                detail::latent_origin& into) const {
    const bool known = std::any_of(figures.begin(), figures.end(), [&](std::size_t other) {
      return given.earlier[other] == given.earlier[report] &&
             detail::same_figure(given.reports[other].phrase(), given.reports[report].phrase());
    });
    if (known) return;
    figures.push_back(report);
    if (const auto says = claim_of(given, report)) into.claims.push_back(*says);
  }

  void add_warnings(reconciliation& result, const detail::latent_problem& problem) const {
    const interval<> range = result.stability[0].range;
    const interval<> wider = result.stability[1].range;
    const auto moved = [](double a, double b) { return std::abs(a - b) > 0.05 * a; };
    const bool moves = moved(range.lower(), wider.lower()) || moved(range.upper(), wider.upper());
    if (problem.origins.size() <= 3 || moves) {
      result.warnings.push_back(
          {remark_kind::prior_dominated,
           std::to_string(problem.origins.size()) +
               (problem.origins.size() == 1 ? " origin gives" : " origins give") +
               " a number: the answer leans on what was assumed before" +
               (moves ? "; plausible limits ten times wider move the range to " + describe(wider) : "")});
    }
    bool two_sided = false;
    for (const auto& origin : problem.origins) {
      for (const auto& claim : origin.claims) {
        two_sided = two_sided || claim.says == detail::latent_claim::kind::value;
      }
    }
    if (!two_sided) {
      result.warnings.push_back(
          {remark_kind::bound_dominated,
           "all figures are one-sided: the other end of the range is that of the assumed limits"});
    }
    if (result.regions.size() > 1) {
      std::string text =
          "the answer has " + std::to_string(result.regions.size()) + " peaks, not to be averaged:";
      for (const auto& r : result.regions) {
        text += (&r == &result.regions.front() ? " " : ", ") + describe(r.set) + " (" +
                detail::percent(r.weight) + ')';
      }
      result.warnings.push_back({remark_kind::several_modes, std::move(text)});
    }
    const auto& d = *result.heterogeneity;
    if (d.degrees_of_freedom > 0 && boost::math::gamma_p(static_cast<double>(d.degrees_of_freedom) / 2,
                                                         d.q / 2, detail::quiet_policy{}) < 0.025) {
      result.warnings.push_back(
          {remark_kind::too_good_agreement,
           "the reports agree better than their own uncertainty allows: they may copy each other"});
    }
    result.warnings.push_back(
        {remark_kind::assumption, "every order of magnitude from " +
                                      detail::one_sided_number(std::exp(problem.lower), true) + " to " +
                                      detail::one_sided_number(std::exp(problem.upper), false) +
                                      " is taken to be equally likely beforehand"});
    if (result.says(remark_kind::silence)) {
      result.warnings.push_back({remark_kind::assumption, "silence is taken to tell nothing about the size"});
    }
    note_unmatched(result);
  }

  /// An unreliability that was stated of nobody here may be a misspelt name.
  void note_unmatched(reconciliation& result) const {
    if (!stated_) return;
    for (const auto& stated : *stated_) {
      const bool known = std::any_of(
          result.reports.begin(), result.reports.end(),
          [&stated](const report& r) { return same_origin(r.source(), stated.origin) == sameness::same; });
      if (known) continue;
      result.warnings.push_back(
          {remark_kind::assumption,
           "an unreliability is stated for " + stated.origin.text() + ", to whom no report goes back"});
    }
  }

  std::optional<interval<>> limits_;
  std::optional<double> tau_;
  double coverage_ = 0.8;
  std::shared_ptr<const std::vector<stated_unreliability>> stated_;
};

}  // namespace reckon
