// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/catch2/enumerators.hpp>
#include <reckon/catch2/matcher.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/reckon.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The values of reckon in words and figures, as a failing test shows them.
namespace reckon::detail::matching {

/// A test that fails because of a value must be able to show it, whatever is wrong with the value.
template <class Text>
[[nodiscard]] std::string or_its_error(Text text) {
  try {
    return text();
  } catch (const error& problem) {
    return std::string("(no reading: ") + problem.what() + ')';
  }
}

[[nodiscard]] inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

[[nodiscard]] inline std::string text_of(const answer& a) {
  return a.text() + error_note(a) + (a.outer ? " (outer)" : "");
}

[[nodiscard]] inline std::string text_of(const estimate& e) {
  return or_its_error([&e] {
    const answer outer = range(e, 0.90);
    std::string text = describe(e) + " (90 % range " + set_text(outer);
    if (has_shape(e)) text += ", median " + set_text(median(e));
    return text + ')';
  });
}

[[nodiscard]] inline std::string text_of(const event& happens) {
  return or_its_error([&happens] { return "an event of probability " + probability(happens).text(); });
}

[[nodiscard]] inline std::string text_of(const pbox& box) {
  return or_its_error([&box] {
    return "p-box on " + set_text(box.support()) + " with median in " + set_text(box.quantile(0.5));
  });
}

[[nodiscard]] inline std::string text_of(const options& how) {
  return "options{points " + std::to_string(how.points) + ", seed " + std::to_string(how.seed) + ", " +
         enumerator_text(how.undefined) + ", " + enumerator_text(how.default_dependence) + '}';
}

[[nodiscard]] inline std::string text_of(const phrase& said) {
  return in_quotes(said.text()) + " (" + enumerator_text(said.kind()) + ')';
}

[[nodiscard]] inline std::string text_of(const parse_result& read) {
  if (read) return text_of(*read);
  return "unreadable at offset " + std::to_string(read.position()) + ": " + std::string(read.message()) +
         "; expected " + std::string(read.expected());
}

[[nodiscard]] inline std::string text_of(const mention& found) {
  return text_of(found.phrase) + " at offset " + std::to_string(found.offset) + ", " +
         std::to_string(found.length) + " bytes";
}

[[nodiscard]] inline std::string text_of(const measurand& what) {
  std::string text = what.name.empty() ? "unnamed measurand" : what.name;
  if (!what.unit.empty()) text += " [" + what.unit + ']';
  if (what.kind != measurand_kind::unspecified) text += ", " + std::string(name_of(what.kind));
  if (!what.population.empty()) text += ", of " + what.population;
  return text + ", " + std::string(name_of(what.status));
}

[[nodiscard]] inline std::string text_of(const budget_entry& entry) {
  return entry.name + ": " + number_text(entry.value) + ", u " + set_text(entry.standard_uncertainty) +
         ", sensitivity " + number_text(entry.sensitivity) + ", contribution " + set_text(entry.contribution);
}

/// Members of variants, each as it is shown on its own.
struct held_text {
  std::string operator()(silence) const { return "silence"; }
  std::string operator()(interval<> x) const { return set_text(x); }
  std::string operator()(const distribution& shape) const { return shape.name(); }
  std::string operator()(const pbox& box) const { return text_of(box); }
};

[[nodiscard]] inline std::string text_of(const shift& s) {
  return "median " + number_text(s.median_with) + ", without " + number_text(s.median_without) + "; range " +
         set_text(s.range_with) + ", without " + set_text(s.range_without);
}

[[nodiscard]] inline std::string text_of(const share& s) {
  std::string text = s.key + ": ";
  text += s.unbounded     ? "unbounded"
          : s.uncertainty ? percent_text(*s.uncertainty) + " of the uncertainty"
                          : "bounded";
  if (s.variance) text += ", " + percent_text(*s.variance) + " of the variance";
  return text;
}

[[nodiscard]] inline std::string text_of(const std::vector<std::size_t>& reports) {
  std::string text;
  for (const std::size_t i : reports) text += (text.empty() ? "" : ", ") + std::to_string(i);
  return '{' + text + '}';
}

[[nodiscard]] inline std::string text_of(const region& r) {
  return set_text(r.set) + ", weight " + number_text(r.weight) + ", reports " + text_of(r.reports);
}

[[nodiscard]] inline std::string text_of(const remark& r) { return enumerator_text(r.kind) + ": " + r.text; }

[[nodiscard]] inline std::string text_of(const origin_account& o) {
  std::string text = o.name + ", reports " + text_of(o.reports) + (o.offers_value ? "" : ", silent");
  if (!o.may_be.empty()) text += ", may be one of " + text_of(o.may_be);
  if (o.probability_unrelated)
    text += ", unrelated with probability " + number_text(*o.probability_unrelated);
  return text;
}

[[nodiscard]] inline std::string text_of(const disagreement& d) {
  return "Q " + number_text(d.q) + " on " + std::to_string(d.degrees_of_freedom) + " degrees of freedom" +
         (d.tau ? ", tau " + number_text(*d.tau) : "");
}

[[nodiscard]] inline std::string text_of(const stability_row& row) {
  return row.assumption + ": median " + number_text(row.median) + ", 90 % range " + set_text(row.range);
}

[[nodiscard]] inline std::string text_of(const origin_count& n) {
  return n.least == n.most ? std::to_string(n.least)
                           : std::to_string(n.least) + " to " + std::to_string(n.most);
}

[[nodiscard]] inline std::string text_of(const unreliability& u) {
  return number_text(u.used) + " of " + set_text(u.between);
}

[[nodiscard]] inline std::string text_of(const evidence& given) {
  return std::to_string(given.reports.size()) + " reports of " + std::to_string(given.origins.size()) +
         " origins";
}

[[nodiscard]] inline std::string text_of(const distinct_claim& c) {
  return "report " + std::to_string(c.report) + ", repeated by " + text_of(c.repeats);
}

[[nodiscard]] inline std::string text_of(const distribution& shape) { return shape.name(); }
[[nodiscard]] inline std::string text_of(const weighted_distribution& part) {
  return number_text(part.weight) + " of " + part.shape.name();
}
[[nodiscard]] inline std::string text_of(const weighted_pbox& part) {
  return number_text(part.weight) + " of " + text_of(part.part);
}
[[nodiscard]] inline std::string text_of(const vocabulary& words) { return "vocabulary " + words.name(); }
[[nodiscard]] inline std::string text_of(silence) { return "silence"; }
[[nodiscard]] inline std::string text_of(const source& chain) { return chain.text(); }
[[nodiscard]] inline std::string text_of(anonymous_source) { return "anonymous"; }
[[nodiscard]] inline std::string text_of(const date& when) { return when.text(); }
[[nodiscard]] inline std::string text_of(const report& said) {
  return in_quotes(said.text()) + " (" + said.source().text() + ')';
}
[[nodiscard]] inline std::string text_of(const attribution& shares) { return '\n' + shares.explain(); }
[[nodiscard]] inline std::string text_of(const reconciliation& result) { return '\n' + result.explain(); }
[[nodiscard]] inline std::string text_of(const error_budget& b) { return '\n' + b.text(); }

/// One of the types named, exactly: nothing that merely converts is shown as another type.
template <class T, class... Types>
concept one_of = (std::same_as<T, Types> || ...);

/// A type of reckon that has a text_of of its own.
template <class T>
concept shown =
    one_of<T, answer, estimate, event, pbox, options, phrase, parse_result, mention, measurand, shift, share,
           region, remark, origin_account, disagreement, stability_row, origin_count, unreliability, evidence,
           distinct_claim, distribution, weighted_distribution, weighted_pbox, vocabulary, silence, source,
           anonymous_source, date, report, attribution, reconciliation, budget_entry, error_budget>;

}  // namespace reckon::detail::matching

/// How Catch2 shows the values of reckon.
namespace Catch {

template <reckon::detail::matching::shown T>
struct StringMaker<T> {
  static std::string convert(const T& x) { return reckon::detail::matching::text_of(x); }
};

template <std::floating_point T>
struct StringMaker<reckon::interval<T>> {
  static std::string convert(reckon::interval<T> x) {
    return reckon::detail::interval_text::in_brackets(x, reckon::detail::interval_text::readable_decimal<T>);
  }
};

template <>
struct StringMaker<reckon::meaning> {
  static std::string convert(const reckon::meaning& m) {
    return std::visit(reckon::detail::matching::held_text(), m);
  }
};

template <>
struct StringMaker<reckon::uncertain_value> {
  static std::string convert(const reckon::uncertain_value& v) {
    return std::visit(reckon::detail::matching::held_text(), v);
  }
};

template <reckon::reconcile_method Method>
struct StringMaker<Method> {
  static std::string convert(const Method& method) { return "method " + method.name(); }
};

template <std::derived_from<reckon::recipe> Recipe>
struct StringMaker<Recipe> {
  static std::string convert(const Recipe& how) { return "recipe " + how.name(); }
};

template <std::derived_from<reckon::error> Error>
struct StringMaker<Error> {
  static std::string convert(const Error& problem) { return problem.what(); }
};

}  // namespace Catch
