// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/inverse.hpp>
#include <reckon/distribution/cumulant.hpp>
#include <reckon/distribution/model.hpp>
#include <reckon/interval.hpp>

#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/fwd.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace reckon::detail::by_adl {

// Poison pills: only functions found through the argument's own namespace count, so that probing a type does
// not ask reckon's own functions, which would ask the concept again.
void cdf() = delete;
void quantile() = delete;
void pdf() = delete;
void mean() = delete;
void variance() = delete;
void support() = delete;
void mode() = delete;
void skewness() = delete;
void cdf_before() = delete;

template <class D>
concept has_shape = requires(const D& d, double x) {
  { cdf(d, x) } -> std::convertible_to<double>;
  { quantile(d, x) } -> std::convertible_to<double>;
  { pdf(d, x) } -> std::convertible_to<double>;
};

template <class D>
concept has_complement = requires(const D& d, double x) {
  { cdf(boost::math::complement(d, x)) } -> std::convertible_to<double>;
  { quantile(boost::math::complement(d, x)) } -> std::convertible_to<double>;
};

template <class D>
concept has_moments = requires(const D& d) {
  { mean(d) } -> std::convertible_to<double>;
  { variance(d) } -> std::convertible_to<double>;
};

template <class D>
concept has_support = requires(const D& d) {
  { support(d).first } -> std::convertible_to<double>;
  { support(d).second } -> std::convertible_to<double>;
};

template <class D>
concept has_mode = requires(const D& d) {
  { mode(d) } -> std::convertible_to<double>;
};

template <class D>
concept has_skewness = requires(const D& d) {
  { skewness(d) } -> std::convertible_to<double>;
};

template <class D>
concept has_cdf_before = requires(const D& d, double x) {
  { cdf_before(d, x) } -> std::convertible_to<double>;
};

template <class D>
double call_cdf(const D& d, double x) {
  return static_cast<double>(cdf(d, x));
}
template <class D>
double call_quantile(const D& d, double p) {
  return static_cast<double>(quantile(d, p));
}
template <class D>
double call_pdf(const D& d, double x) {
  return static_cast<double>(pdf(d, x));
}
template <class D>
double call_complement(const D& d, double x) {
  return static_cast<double>(cdf(boost::math::complement(d, x)));
}
template <class D>
double call_upper_quantile(const D& d, double q) {
  return static_cast<double>(quantile(boost::math::complement(d, q)));
}
template <class D>
double call_mean(const D& d) {
  return static_cast<double>(mean(d));
}
template <class D>
double call_variance(const D& d) {
  return static_cast<double>(variance(d));
}
template <class D>
double call_mode(const D& d) {
  return static_cast<double>(mode(d));
}
template <class D>
double call_skewness(const D& d) {
  return static_cast<double>(skewness(d));
}
template <class D>
double call_cdf_before(const D& d, double x) {
  return static_cast<double>(cdf_before(d, x));
}
template <class D>
std::pair<double, double> call_support(const D& d) {
  const auto ends = support(d);
  return {static_cast<double>(ends.first), static_cast<double>(ends.second)};
}

}  // namespace reckon::detail::by_adl

namespace reckon {

class distribution;
class pbox;
class estimate;

namespace detail {

// reckon's own types are not probed: that would ask for conversions that ask the concept again.
template <class D>
inline constexpr bool own_type =
    std::same_as<D, distribution> || std::same_as<D, pbox> || std::same_as<D, estimate>;

}  // namespace detail

/// A type that answers cdf(d, x), quantile(d, p) and pdf(d, x) by argument-dependent lookup.
/// Also used when found: mean, variance, skewness, mode, support (a pair), cdf_before(d, x), which is P(X <
/// x) where single values may have probabilities of their own, and Boost.Math's complement forms.
template <class D>
concept distribution_like =
    !detail::own_type<D> && detail::by_adl::has_shape<D> && std::copy_constructible<D>;

}  // namespace reckon

namespace reckon::detail {

/// Boost's discrete families, whose quantiles round outward by default and must be put right.
template <class D>
inline constexpr bool is_discrete = false;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::bernoulli_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::binomial_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::geometric_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::hypergeometric_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::negative_binomial_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool is_discrete<boost::math::poisson_distribution<T, P>> = true;

/// Families on bounded supports whose density has no corner inside.
template <class D>
inline constexpr bool is_smooth_inside = false;
template <class T, class P>
inline constexpr bool is_smooth_inside<boost::math::beta_distribution<T, P>> = true;

}  // namespace reckon::detail

namespace reckon {

/// True for distributions over whole numbers, whose pdf gives their probabilities: those of Boost.Math. To be
/// specialised for other types of that kind.
template <class D>
inline constexpr bool is_over_whole_numbers = detail::is_discrete<D>;

}  // namespace reckon

namespace reckon::detail {

/// Families whose density is the same all over their support.
template <class D>
inline constexpr bool is_flat = false;
template <class T, class P>
inline constexpr bool is_flat<boost::math::uniform_distribution<T, P>> = true;

/// Families whose distribution function is a formula of a few nanoseconds.
template <class D>
inline constexpr bool has_quick_cdf = is_flat<D>;
template <class T, class P>
inline constexpr bool has_quick_cdf<boost::math::triangular_distribution<T, P>> = true;
template <class T, class P>
inline constexpr bool has_quick_cdf<boost::math::exponential_distribution<T, P>> = true;

/// Boost refuses to compile the moments of a Cauchy distribution, which do not exist.
template <class D>
inline constexpr bool lacks_moments = false;
template <class T, class P>
inline constexpr bool lacks_moments<boost::math::cauchy_distribution<T, P>> = true;

/// Nor is the skewness of a non-central beta distribution to be had from it.
template <class D>
inline constexpr bool lacks_skewness = lacks_moments<D>;
template <class T, class P>
inline constexpr bool lacks_skewness<boost::math::non_central_beta_distribution<T, P>> = true;

template <class D>
known_family recognise(const D&) {
  return {};
}
template <class T, class P>
known_family recognise(const boost::math::normal_distribution<T, P>& d) {
  return {known_family::kind::normal, static_cast<double>(d.mean()),
          static_cast<double>(d.standard_deviation())};
}
template <class T, class P>
known_family recognise(const boost::math::lognormal_distribution<T, P>& d) {
  return {known_family::kind::lognormal, static_cast<double>(d.location()), static_cast<double>(d.scale())};
}

/// What Boost calls a policy, under which double is not promoted to long double. Found by way of the names
/// that a policy `P` brings, so that its header, which is dear, is not needed here.
template <template <bool> class Promote, bool promotes>
Promote<false> unpromoted(const Promote<promotes>&);
template <class P>
using double_policy = decltype(make_policy(unpromoted(std::declval<typename P::promote_double_type>())));

/// A family as it is computed in double throughout, nothing if its parameters are so great that rounding
/// would show.
template <class D>
std::optional<D> if_moderate(const D& shape, double greatest_parameter) {
  constexpr double moderate = 1000;
  return greatest_parameter <= moderate ? std::optional(shape) : std::nullopt;
}

/// The same family in double, where Boost goes through long double by default: quantiles that are found by
/// search come five to fifteen times quicker, and right to 1e-13 or so.
template <class P>
auto in_double(const boost::math::beta_distribution<double, P>& d) {
  using quick = boost::math::beta_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.alpha(), d.beta()), (std::max)(d.alpha(), d.beta()));
}
template <class P>
auto in_double(const boost::math::gamma_distribution<double, P>& d) {
  using quick = boost::math::gamma_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.shape(), d.scale()), d.shape());
}
template <class P>
auto in_double(const boost::math::inverse_gamma_distribution<double, P>& d) {
  using quick = boost::math::inverse_gamma_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.shape(), d.scale()), d.shape());
}
template <class P>
auto in_double(const boost::math::chi_squared_distribution<double, P>& d) {
  using quick = boost::math::chi_squared_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.degrees_of_freedom()), d.degrees_of_freedom());
}
template <class P>
auto in_double(const boost::math::students_t_distribution<double, P>& d) {
  using quick = boost::math::students_t_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.degrees_of_freedom()), d.degrees_of_freedom());
}
template <class P>
auto in_double(const boost::math::fisher_f_distribution<double, P>& d) {
  using quick = boost::math::fisher_f_distribution<double, double_policy<P>>;
  return if_moderate(quick(d.degrees_of_freedom1(), d.degrees_of_freedom2()),
                     (std::max)(d.degrees_of_freedom1(), d.degrees_of_freedom2()));
}

/// Holds one object of a distribution type.
template <distribution_like D>
class adapter final : public distribution_model {
 public:
  explicit adapter(D d, std::string name = "distribution")
      : d_(std::move(d)), name_(std::move(name)), support_(find_support()) {}

  double cdf(double x) const override {
    if (std::isnan(x)) return x;  // Boost would throw
    if (x < support_.lower() || x < -largest) return 0;
    if (x >= support_.upper()) return 1;
    return by_adl::call_cdf(d_, on_grid(x));
  }

  double complement(double x) const override {
    if (std::isnan(x)) return x;
    if (x < support_.lower() || x < -largest) return 1;
    if (x >= support_.upper()) return 0;
    if constexpr (by_adl::has_complement<D>) {
      return by_adl::call_complement(d_, on_grid(x));
    } else {
      return 1 - by_adl::call_cdf(d_, on_grid(x));
    }
  }

  double cdf_before(double x) const override {
    if constexpr (is_over_whole_numbers<D>) {
      return x <= support_.lower() ? 0 : cdf(std::ceil(x) - 1);
    } else if constexpr (by_adl::has_cdf_before<D>) {
      if (x <= support_.lower()) return 0;
      return x > support_.upper() ? 1 : by_adl::call_cdf_before(d_, x);
    } else {
      return cdf(x);
    }
  }

  double quantile(double p) const override {
    if (p <= 0) return support_.lower();
    if (p >= 1) return support_.upper();
    double x = found_or([&] { return by_adl::call_quantile(d_, p); }, p > 0.5,
                        [&] { return inverted(p, [this](double at) { return cdf(at); }); });
    if constexpr (is_over_whole_numbers<D>) x = smallest_near(x, [&](double k) { return cdf(k) >= p; });
    return x;
  }

  double upper_quantile(double q) const override {
    if (q <= 0) return support_.upper();
    if (q >= 1) return support_.lower();
    if constexpr (by_adl::has_complement<D>) {
      double x = found_or([&] { return by_adl::call_upper_quantile(d_, q); }, q < 0.5,
                          [&] { return inverted(-q, [this](double at) { return -complement(at); }); });
      if constexpr (is_over_whole_numbers<D>)
        x = smallest_near(x, [&](double k) { return complement(k) <= q; });
      return x;
    } else {
      return quantile(1 - q);
    }
  }

  double at_score_for_table(double z, double mass) const override {
    if constexpr (requires { in_double(d_); }) {
      if (const auto quick = in_double(d_)) {
        const auto quantile = [&] {
          return z < 0 ? by_adl::call_quantile(*quick, mass) : by_adl::call_upper_quantile(*quick, mass);
        };
        const double x = found_or(quantile, z > 0, [] { return infinity; });
        if (std::isfinite(x)) return x;
      }
    }
    return at_score(z);
  }

  double pdf(double x) const override {
    if (x < support_.lower() || x > support_.upper() || std::isinf(x)) return 0;
    if (x != on_grid(x)) return 0;
    return finite_or([&] { return by_adl::call_pdf(d_, x); }, true);
  }

  double mean() const override {
    if constexpr (lacks_moments<D>) {
      return std::numeric_limits<double>::quiet_NaN();
    } else if constexpr (by_adl::has_moments<D>) {
      return known_moment([this] { return by_adl::call_mean(d_); });
    } else {
      return numerical_mean(*this);
    }
  }

  double variance() const override {
    if constexpr (lacks_moments<D>) {
      return std::numeric_limits<double>::quiet_NaN();
    } else if constexpr (by_adl::has_moments<D>) {
      const double v = known_moment([this] { return by_adl::call_variance(d_); });
      // A variance that a type refuses to tell is infinite if there is a mean.
      return std::isnan(v) && std::isfinite(mean()) ? infinity : v;
    } else {
      return numerical_variance(*this);
    }
  }

  double skewness() const override {
    if constexpr (lacks_moments<D>) {
      return std::numeric_limits<double>::quiet_NaN();
    } else if constexpr (by_adl::has_skewness<D> && !lacks_skewness<D>) {
      return known_moment([this] { return by_adl::call_skewness(d_); });
    } else {
      return distribution_model::skewness();
    }
  }

  double mode() const override {
    if constexpr (by_adl::has_mode<D>) {
      const double known = known_moment([this] { return by_adl::call_mode(d_); });
      if (contains(support_, known)) return known;
    }
    return distribution_model::mode();
  }

  interval<> support() const override { return support_; }
  std::string name() const override { return name_; }
  known_family family() const override { return recognise(d_); }
  std::optional<double> cumulant(double c) const override {
    if constexpr (requires { cumulant_of(d_, c); }) {
      return cumulant_of(d_, c);
    } else {
      return std::nullopt;
    }
  }
  /// The density of a family on a bounded support may have a corner at its mode.
  std::vector<double> kinks() const override {
    if (family().family == known_family::kind::lognormal) return {};  // flat to all orders at its end
    std::vector<double> places = distribution_model::kinks();
    if constexpr (by_adl::has_mode<D> && !is_smooth_inside<D>) {
      if (places.size() < 2) return places;
      const double peak = known_moment([this] { return by_adl::call_mode(d_); });
      if (peak > places.front() && peak < places.back()) places.insert(places.begin() + 1, peak);
    }
    return places;
  }
  bool jumps() const override { return is_over_whole_numbers<D> || by_adl::has_cdf_before<D>; }
  bool flat() const override { return is_flat<D>; }
  bool cdf_is_quick() const override { return has_quick_cdf<D>; }
  bool whole_numbers() const override { return is_over_whole_numbers<D>; }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double largest = (std::numeric_limits<double>::max)();

  // Boost's discrete families are defined between the whole numbers too, where they mean nothing.
  static double on_grid(double x) { return is_over_whole_numbers<D> ? std::floor(x) : x; }

  // Boost rounds discrete quantiles outward; this is the smallest whole number that has reached the level.
  template <class Reached>
  double smallest_near(double x, const Reached& reached) const {
    x = (std::max)(support_.lower(), std::floor(x));
    while (x - 1 < x && x - 1 >= support_.lower() && reached(x - 1)) --x;
    while (x + 1 > x && x < support_.upper() && !reached(x)) ++x;
    return x;
  }

  // Boost reports an infinite value by std::overflow_error.
  template <class Value>
  static double finite_or(const Value& value, bool positive) {
    try {
      return value();
    } catch (const std::overflow_error&) {
      return positive ? infinity : -infinity;
    }
  }

  // A few of Boost's root searches give up, with a std::runtime_error, or step out of the domain; then ours
  // takes over.
  template <class Value, class Search>
  static double found_or(const Value& value, bool positive, const Search& search) {
    try {
      return finite_or(value, positive);
    } catch (const std::runtime_error&) {
      return search();
    } catch (const std::domain_error&) {
      return search();
    }
  }

  template <class Function>
  double inverted(double target, const Function& rising) const {
    return solve_nondecreasing((std::max)(support_.lower(), -largest), (std::min)(support_.upper(), largest),
                               target, rising);
  }

  // Boost reports a moment that does not exist by std::domain_error and an infinite one by
  // std::overflow_error.
  template <class Moment>
  static double known_moment(const Moment& moment) {
    try {
      const double m = moment();
      return std::abs(m) < largest ? m
                                   : std::copysign(infinity, m);  // Boost's Pareto tells the largest double
    } catch (const std::domain_error&) {
      return std::numeric_limits<double>::quiet_NaN();
    } catch (const std::overflow_error&) {
      return infinity;
    }
  }

  interval<> find_support() const {
    if constexpr (by_adl::has_support<D>) {
      // Boost writes infinity as the largest double, and an open end at zero as the least normal one.
      auto [lower, upper] = by_adl::call_support(d_);
      if (lower > 0 && lower <= (std::numeric_limits<double>::min)()) lower = 0;
      return {lower <= -largest ? -infinity : lower, upper >= largest ? infinity : upper};
    } else {
      return interval<>::entire();
    }
  }

  D d_;
  std::string name_;
  interval<> support_;
};

}  // namespace reckon::detail
