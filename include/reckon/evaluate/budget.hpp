// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/large_vector.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/error.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/answer.hpp>
#include <reckon/evaluate/copula_covariance.hpp>
#include <reckon/evaluate/first_order.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/solve.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace reckon {

/// How a set enters an error budget.
enum class set_as : unsigned char {
  bounds,  ///< any distribution on it: a standard uncertainty between 0 and half its width
  uniform  ///< all its values equally likely, which its source did not say: half its width over sqrt(3)
};

/// One line of an error budget.
struct budget_entry {
  /// The leaf's name, or what it holds.
  std::string name;
  /// The leaf's mean; the midpoint of a set.
  double value = 0;
  /// The leaf's standard deviation; an interval for what is known within bounds only.
  interval<> standard_uncertainty{0.0};
  /// The derivative of the result by the leaf, at the values of all leaves.
  double sensitivity = 0;
  /// |sensitivity| * standard_uncertainty, in the unit of the result.
  interval<> contribution{0.0};
};

/// A first-order error budget: the value at the means, and how the standard uncertainties of the leaves
/// combine.
struct error_budget {
  /// The expression at the values of its leaves; to first order its mean.
  double value = 0;
  /// The combined standard uncertainty.
  interval<> standard_uncertainty{0.0};
  /// One entry a leaf, in the order of first appearance.
  std::vector<budget_entry> entries;
  /// Where the first order does not tell the whole.
  std::vector<std::string> warnings;

  /// A table, one line a leaf, then the result and the warnings.
  [[nodiscard]] std::string text() const;

  /// Prints text().
  template <class Stream>
  requires requires(Stream& s, const std::string& t) { s << t; }
  friend Stream& operator<<(Stream& stream, const error_budget& b) {
    stream << b.text();
    return stream;
  }
};

namespace detail {

class budgeter {
 public:
  budgeter(const estimate& e, set_as sets, const options& how)
      : compiled_(e), program_(*compiled_), at_(program_), sets_(sets), how_(how) {
    if (program_.states_dependence ||
        (needs_steps(program_, how) && how.default_dependence != dependence::unknown)) {
      throw domain_error(
          "reckon::budget: first-order propagation knows independent leaves, or nothing of their dependence "
          "(dependence::unknown); a stated dependence is answered by standard_deviation");
    }
  }

  error_budget run() {
    result_.entries.reserve(program_.leaves.size());
    middle_.reserve(program_.leaves.size());
    for (const auto& leaf : program_.leaves) add_leaf(leaf);
    result_.value = at_.value_at(middle_);
    if (!std::isfinite(result_.value)) {
      throw domain_error(
          "reckon::budget: the expression has no finite value where its leaves are at their means");
    }
    const large_vector<double> slopes = at_.gradient();
    const large_vector<unsigned char> bent = leaves_of_bent_parts();
    for (std::size_t i = 0; i < slopes.size(); ++i) propagate(i, slopes[i], bent[i] != 0);
    combine();
    return std::move(result_);
  }

 private:
  void add_leaf(const program_leaf& leaf) {
    budget_entry& entry = result_.entries.emplace_back();
    entry.name = name_of(leaf);
    const auto [mean, deviation] = moments_of(leaf.value);
    if (!is_common_interval(mean)) {
      throw domain_error("reckon::budget: " + entry.name + " has no finite mean to start from");
    }
    entry.value = mid(mean);
    entry.standard_uncertainty = deviation;
    const auto* set = std::get_if<interval<>>(&leaf.value);
    if (set && sets_ == set_as::uniform) {
      entry.standard_uncertainty = interval<>(rad(*set) / std::sqrt(3.0));  // GUM 4.3.7
    }
    middle_.push_back(entry.value);
  }

  /// Bounds on the mean and on the standard deviation of a leaf.
  static std::pair<interval<>, interval<>> moments_of(const uncertain_value& value) {
    if (const auto* shape = std::get_if<distribution>(&value)) {
      const double mean = shape->mean();
      const double sd = std::sqrt(shape->variance());
      const interval<> anything(0.0, std::numeric_limits<double>::infinity());
      return {std::isfinite(mean) ? interval<>(mean) : interval<>::entire(),
              std::isnan(sd) ? anything : finite_or_unbounded(sd, sd)};
    }
    const estimate alone = std::visit([](const auto& v) { return estimate(v); }, value);
    return {mean_of(alone, {}), standard_deviation_of(alone, {})};
  }

  /// For each leaf whether it goes into the result by anything but sums.
  large_vector<unsigned char> leaves_of_bent_parts() const {
    large_vector<unsigned char> bent_slots(program_.code.size(), false);
    large_vector<unsigned char> bent(program_.leaves.size(), false);
    for (std::size_t n = program_.code.size(); n-- > 0;) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf && bent_slots[n]) bent[i.left] = true;
      if (i.kind == operation::add && !bent_slots[n]) continue;
      program_.for_each_operand(i, [&](std::uint32_t slot) { bent_slots[slot] = true; });
    }
    return bent;
  }

  static std::string name_of(const program_leaf& leaf) {
    if (!leaf.node->name.empty()) return leaf.node->name;
    if (const auto* set = std::get_if<interval<>>(&leaf.value)) {
      return '[' + number_text(set->lower()) + ", " + number_text(set->upper()) + ']';
    }
    if (const auto* shape = std::get_if<distribution>(&leaf.value)) return shape->model().name();
    return "p-box";
  }

  void propagate(std::size_t i, double slope, bool bent) {
    budget_entry& entry = result_.entries[i];
    entry.sensitivity = slope;
    if (std::isnan(slope)) {
      entry.contribution = {0.0, std::numeric_limits<double>::infinity()};
      warn({"there is no derivative by ", entry.name, " at ", number_text(entry.value)});
      return;
    }
    const double c = std::abs(slope);
    const interval<> u = entry.standard_uncertainty;
    entry.contribution = c == 0 ? interval<>(0.0) : interval<>(c * u.lower(), c * u.upper());
    if (bent) {
      check_curvature(i);
    } else if (slope == 0) {
      flat_.push_back(entry.name);
    }
  }

  /// A leaf moves the result by its contribution and by half the second difference; where the latter counts
  /// beside the former, the first order does not tell the whole.
  void check_curvature(std::size_t i) {
    const budget_entry& entry = result_.entries[i];
    const double u = entry.standard_uncertainty.upper();
    if (u == 0 || !std::isfinite(u)) return;
    const auto [below, above] = at_.values_beside(i, entry.value - u, entry.value + u);
    const double bend = std::abs((above - result_.value) / 2 + (below - result_.value) / 2);
    const double noise = 1e-12 * (std::abs(result_.value) + std::abs(above) + std::abs(below));
    if (entry.sensitivity == 0 && bend > noise) {
      warn({"the derivative by ", entry.name, " vanishes at ", number_text(entry.value),
            ", but one standard uncertainty moves the result by ", rounded(bend),
            ", which is not in the budget"});
    } else if (entry.sensitivity == 0) {
      flat_.push_back(entry.name);
    } else if (std::isnan(bend)) {
      warn({"the expression is not defined one standard uncertainty of ", entry.name, " away from ",
            number_text(entry.value)});
    } else if (bend > 0.1 * entry.contribution.upper() && bend > noise) {
      warn({"the expression bends in ", entry.name, ": one standard uncertainty moves the result by ",
            rounded(bend), " more on one side than the first order says"});
    }
  }

  /// Independent leaves add in squares (GUM 5.1.2). A set may lie in any way with everything else: its part
  /// adds, or takes away, in full; so do all parts where nothing is known of the dependence.
  void combine() {
    double squares = 0;
    double free = 0;      // what may add in full
    double greatest = 0;  // of the least parts
    const bool unknown = how_.default_dependence == dependence::unknown;
    for (std::size_t i = 0; i < result_.entries.size(); ++i) {
      const interval<> part = result_.entries[i].contribution;
      const bool set =
          (std::holds_alternative<interval<>>(program_.leaves[i].value) && sets_ == set_as::bounds) ||
          (program_.is_dependent(i) && !std::holds_alternative<distribution>(program_.leaves[i].value));
      if (set || unknown) {
        free += part.upper();
        if (!set) greatest = (std::max)(greatest, 2 * part.lower());
      } else {
        least_squares_ += part.lower() * part.lower();
        squares += part.upper() * part.upper();
      }
    }
    if (!unknown) {
      const double together = covariances();
      squares = (std::max)(0.0, squares + together);
      least_squares_ = (std::max)(0.0, least_squares_ + together);
    }
    const double most = std::sqrt(squares) + free;
    const double least = unknown ? greatest - free : std::sqrt(least_squares_) - free;
    result_.standard_uncertainty = std::isfinite(most)
                                       ? interval<>((std::max)(0.0, least), most)
                                       : interval<>(0.0, std::numeric_limits<double>::infinity());
    if (flat_.empty() || result_.entries.size() < 2) return;
    std::string names;
    for (const auto& name : flat_) names += (names.empty() ? "" : ", ") + name;
    warn({"to first order the result does not depend on ", names,
          " at these values; together with other leaves it may (compare standard_deviation)"});
  }

  /// What dependent leaves add together (GUM 5.2.2). Those that are known within bounds only have no
  /// covariance: they count as sets do.
  double covariances() const {
    double sum = 0;
    for (const auto& block : program_.blocks) {
      for (std::size_t a = 0; a < block.leaves.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
          const auto i = block.leaves[a];
          const auto j = block.leaves[b];
          const auto* one = std::get_if<distribution>(&program_.leaves[i].value);
          const auto* other = std::get_if<distribution>(&program_.leaves[j].value);
          const double slopes = result_.entries[i].sensitivity * result_.entries[j].sensitivity;
          if (!one || !other || slopes == 0 || std::isnan(slopes)) continue;
          sum += 2 * slopes * copula_covariance(*one, *other, block.parameters(a, b)).value;
        }
      }
    }
    return sum;
  }

  void warn(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const auto part : parts) size += part.size();
    std::string text;
    text.reserve(size);
    for (const auto part : parts) text += part;
    if (result_.warnings.empty()) result_.warnings.reserve(result_.entries.size());
    result_.warnings.push_back(std::move(text));
  }

  static std::string rounded(double x) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::general, 2).ptr;
    return {buffer, end};
  }

  compiled_for_numbers compiled_;
  const program& program_;
  first_order at_;
  set_as sets_;
  options how_;
  large_vector<double> middle_;
  std::vector<std::string> flat_;
  double least_squares_ = 0;
  error_budget result_;
};

/// Columns of text, the first to the left, the others to the right.
[[nodiscard]] inline std::string aligned_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize((std::max)(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = (std::max)(widths[c], row[c].size());
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string space(widths[c] - row[c].size(), ' ');
      text += c == 0 ? row[c] + space : "  " + space + row[c];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace detail

inline std::string error_budget::text() const {
  const auto digits = [](double x, const char* format) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, format, x);
    return std::string(buffer);
  };
  const auto uncertain = [&](interval<> u) {
    if (is_singleton(u)) return digits(u.lower(), "%.3g");
    return '[' + digits(u.lower(), "%.3g") + ", " + digits(u.upper(), "%.3g") + ']';
  };
  std::vector<std::vector<std::string>> rows{{"", "value", "u", "sensitivity", "contribution"}};
  for (const auto& e : entries) {
    rows.push_back({e.name, digits(e.value, "%.8g"), uncertain(e.standard_uncertainty),
                    digits(e.sensitivity, "%.4g"), uncertain(e.contribution)});
  }
  rows.push_back({"result", digits(value, "%.10g"), uncertain(standard_uncertainty), "", ""});
  std::string table = detail::aligned_table(rows);
  for (const auto& w : warnings) table += "warning: " + w + '\n';
  return table;
}

/// A first-order error budget, leaf by leaf: the law of propagation of uncertainty, with the covariances of
/// leaves that are joined by a copula. A
/// set contributes anything between 0 and |sensitivity| times half its width, in any dependence with the
/// rest; as set_as::uniform it is taken for a uniform distribution (convention). Where the first order does
/// not tell the whole, a warning says so.
/// Units:  value and contributions have the unit of e.
/// Errors: domain_error if a leaf has no finite mean, if e has no value there, or states a dependence.
/// Source: JCGM 100:2008 (GUM), 5.1.2, 5.2.2 and 4.3.7.
[[nodiscard]] inline error_budget budget(const estimate& e, set_as sets = set_as::bounds,
                                         const options& how = {}) {
  return detail::budgeter(e, sets, how).run();
}

}  // namespace reckon
