// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/attribute/affine_terms.hpp>
#include <reckon/attribute/players.hpp>
#include <reckon/describe.hpp>
#include <reckon/detail/shapley.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/evaluate/substitute.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace reckon {

/// The answer with everything of one group and without it.
struct shift {
  double median_with;  ///< middle of the median's interval
  double median_without;
  interval<> range_with;  ///< at the coverage of the attribution
  interval<> range_without;
};

/// What one group (a report, an origin, an outlet or a leaf) has to do with an answer.
struct share {
  std::string key;
  /// Share of the width of the range; nothing if that is infinite.
  std::optional<double> uncertainty;
  /// Share of the variance, where all leaves are precise and independent and the expression is affine.
  std::optional<double> variance;
  /// What the group adds to the median: the median, less the median with the group's leaves at 0. Nothing if
  /// that is undefined.
  std::optional<interval<>> value;
  /// The change if the group is left out and what depends on it recomputed. Nothing if the estimate does not
  /// stand without it.
  std::optional<reckon::shift> shift;
  /// True if the range is infinite because of this group.
  bool unbounded = false;
};

/// Who owns the uncertainty of an answer: a range of shares, the largest first.
struct attribution {
  by grouped;
  double coverage;
  interval<> range;  ///< of the estimate, at that coverage
  std::vector<share> shares;

  [[nodiscard]] auto begin() const { return shares.begin(); }
  [[nodiscard]] auto end() const { return shares.end(); }
  [[nodiscard]] std::size_t size() const { return shares.size(); }
  [[nodiscard]] bool empty() const { return shares.empty(); }

  /// The share with a key, or nothing.
  [[nodiscard]] const share* find(const std::string& key) const {
    const auto place =
        std::find_if(shares.begin(), shares.end(), [&](const share& s) { return s.key == key; });
    return place == shares.end() ? nullptr : &*place;
  }

  /// One line a group, and a closing sentence in plain words.
  [[nodiscard]] std::string explain() const;
};

namespace detail {

class attributor {
 public:
  attributor(const estimate& e, by grouped, double coverage, const options& how)
      : estimate_(e),
        program_(compile(e)),
        coverage_(coverage),
        how_(how),
        names_(grouped),
        players_(players_of(program_, names_)),
        keys_(group_keys(players_)) {}

  attribution run() {
    const answer whole = reckon::range(estimate_, coverage_, how_);
    attribution result{names_.grouped(), coverage_, interval<>(whole.lower(), whole.upper()), {}};
    for (const auto& key : keys_) result.shares.push_back(share_named(key));
    if (std::isfinite(whole.upper() - whole.lower())) {
      share_uncertainty(result);
    } else {
      find_unbounded(result);
    }
    share_variance(result);
    const answer middle = median(estimate_, how_);
    for (auto& s : result.shares) {
      s.value = value_of(s.key, middle);
      s.shift = shift_of(s.key, middle, result.range);
    }
    std::stable_sort(result.shares.begin(), result.shares.end(), [](const share& a, const share& b) {
      return a.unbounded != b.unbounded ? a.unbounded : a.uncertainty.value_or(0) > b.uncertainty.value_or(0);
    });
    return result;
  }

 private:
  static share share_named(const std::string& key) {
    share made;
    made.key = key;
    return made;
  }

  /// The estimate with the players outside the coalition held at their middles.
  estimate held(const std::vector<bool>& members) const {
    substitutions pins;
    for (std::size_t i = 0; i < players_.size(); ++i) {
      if (members[i]) continue;
      for (const auto& member : players_[i].members) pins.emplace_back(member.leaf, member.middle);
    }
    return substitute(estimate_, pins);
  }

  double width_of(const std::vector<bool>& members) const {
    const answer r = reckon::range(held(members), coverage_, how_);
    return r.upper() - r.lower();
  }

  /// The width of the range as a game.
  double worth_of(const std::vector<bool>& members) const {
    if (std::find(members.begin(), members.end(), true) == members.end()) return 0;
    double width = 0;
    try {
      width = width_of(members);
    } catch (const domain_error& problem) {
      throw domain_error(
          std::string("reckon::attribute: with some of the inputs held at their middles the estimate has "
                      "no value: ") +
          problem.what());
    }
    if (!std::isfinite(width)) {
      throw domain_error(
          "reckon::attribute: with some of the inputs held at their middles the range is infinite");
    }
    return width;
  }

  /// Adds a player's share of something to that of its groups.
  template <class Member>
  void divide(attribution& result, const attribution_player& player, double amount, Member member) const {
    for (const auto& part : player.parts) {
      const auto place = std::find(keys_.begin(), keys_.end(), part.key) - keys_.begin();
      *(result.shares[static_cast<std::size_t>(place)].*member) += part.share * amount;
    }
  }

  void share_uncertainty(attribution& result) const {
    for (auto& s : result.shares) s.uncertainty = 0;
    const double whole = result.range.upper() - result.range.lower();
    if (whole == 0) return;
    std::vector<double> widths = widths_of_sets();
    if (widths.empty()) {
      widths = shapley_values(players_.size(), [this](const auto& members) { return worth_of(members); });
    }
    for (std::size_t i = 0; i < players_.size(); ++i)
      divide(result, players_[i], widths[i] / whole, &share::uncertainty);
  }

  /// For a sum of sets the width of each player's part, which is its Shapley value, however many there are;
  /// else empty.
  std::vector<double> widths_of_sets() const {
    const auto terms = affine_terms(program_);
    if (!terms) return {};
    std::vector<double> widths(players_.size(), 0);
    for (const auto& [leaf, coefficient] : *terms) {
      const auto* set = std::get_if<interval<>>(&leaf->value);
      if (!set) return {};
      widths[owner_of(*leaf->node)] += std::abs(coefficient) * (set->upper() - set->lower());
    }
    return widths;
  }

  /// The players without whom the range would be finite, or who alone make it infinite.
  void find_unbounded(attribution& result) const {
    const auto infinite = [this](const std::vector<bool>& members, bool if_undefined) {
      try {
        return !std::isfinite(width_of(members));
      } catch (const domain_error&) {
        return if_undefined;
      }
    };
    for (std::size_t i = 0; i < players_.size(); ++i) {
      std::vector<bool> alone(players_.size(), false);
      std::vector<bool> others(players_.size(), true);
      alone[i] = true;
      others[i] = false;
      if (!infinite(alone, false) && infinite(others, true)) continue;
      for (const auto& part : players_[i].parts) {
        const auto place = std::find(keys_.begin(), keys_.end(), part.key) - keys_.begin();
        if (part.share > 0) result.shares[static_cast<std::size_t>(place)].unbounded = true;
      }
    }
  }

  /// For an affine expression of independent precise leaves: coefficient^2 * variance over the whole.
  void share_variance(attribution& result) const {
    if (program_.states_dependence || how_.default_dependence != dependence::independent) return;
    if (!program_.blocks.empty()) return;
    const auto terms = affine_terms(program_);
    if (!terms) return;
    std::vector<double> variances(players_.size(), 0);
    double total = 0;
    for (const auto& [leaf, coefficient] : *terms) {
      const auto* shape = std::get_if<distribution>(&leaf->value);
      if (!shape) return;
      const double variance = coefficient * coefficient * shape->variance();
      variances[owner_of(*leaf->node)] += variance;
      total += variance;
    }
    if (!(total > 0) || !std::isfinite(total)) return;
    for (auto& s : result.shares) s.variance = 0;
    for (std::size_t i = 0; i < players_.size(); ++i)
      divide(result, players_[i], variances[i] / total, &share::variance);
  }

  std::size_t owner_of(const leaf_node& leaf) const {
    const auto owns = [&leaf](const attribution_player& player) {
      return std::any_of(player.members.begin(), player.members.end(),
                         [&leaf](const auto& member) { return member.leaf == &leaf; });
    };
    return static_cast<std::size_t>(std::find_if(players_.begin(), players_.end(), owns) - players_.begin());
  }

  std::optional<interval<>> value_of(const std::string& key, const answer& with) const {
    substitutions zeros;
    for (const auto& player : players_) {
      if (player.parts.size() != 1 || player.parts.front().key != key) continue;
      for (const auto& member : player.members) zeros.emplace_back(member.leaf, 0.0);
    }
    if (zeros.empty()) return std::nullopt;
    try {
      const answer without = median(substitute(estimate_, zeros), how_);
      const double low = with.lower() - without.lower();
      const double high = with.upper() - without.upper();
      if (!std::isfinite(low) || !std::isfinite(high)) return std::nullopt;
      return interval<>((std::min)(low, high), (std::max)(low, high));
    } catch (const domain_error&) {
      return std::nullopt;
    }
  }

  std::optional<reckon::shift> shift_of(const std::string& key, const answer& middle,
                                        interval<> range_with_all) {
    substitutions changes;
    for (const auto& player : players_) {
      const bool touched = std::any_of(player.parts.begin(), player.parts.end(),
                                       [&](const player_part& part) { return part.key == key; });
      if (!touched) continue;
      for (const auto& member : player.members) {
        const auto rest = without_key(*member.leaf, names_, key);
        if (!rest) return std::nullopt;
        changes.emplace_back(member.leaf, *rest);
      }
    }
    const estimate other = substitute(estimate_, changes);
    const answer after = reckon::range(other, coverage_, how_);
    return reckon::shift{middle_of(middle), middle_of(median(other, how_)), range_with_all,
                         interval<>(after.lower(), after.upper())};
  }

  static double middle_of(const answer& a) { return mid(interval<>(a.lower(), a.upper())); }

  const estimate& estimate_;
  program program_;
  double coverage_;
  const options& how_;
  group_names names_;
  std::vector<attribution_player> players_;
  std::vector<std::string> keys_;
};

}  // namespace detail

/// Who owns the uncertainty of an estimate. The game: the width of range(e, coverage), where leaves outside a
/// coalition are held at the median of their middle quantile function (the midpoint of a bounded set); the
/// shares are Shapley values over the whole. For sums of sets that is width over total width. A reconciled
/// value is one player, whose share is divided inside by its recipe.
/// Units:  shares have none; they sum to 1.
/// Errors: those of `range`; domain_error if the coverage is not in (0, 1].
[[nodiscard]] inline attribution attribute(const estimate& e, by grouped = by::report, double coverage = 0.90,
                                           const options& how = {}) {
  if (!(coverage > 0 && coverage <= 1)) {
    throw domain_error("reckon::attribute: coverage " + detail::number_text(coverage) + " is not in (0, 1]");
  }
  return detail::attributor(e, grouped, coverage, how).run();
}

namespace detail {

/// A share in words, where a simple fraction is within two percent of it.
inline std::string fraction_in_words(double share) {
  static constexpr struct {
    double value;
    const char* words;
  } fractions[] = {{1.0, "All"},  {0.75, "Three quarters"}, {2.0 / 3, "Two thirds"}, {0.6, "Three fifths"},
                   {0.5, "Half"}, {0.4, "Two fifths"},      {1.0 / 3, "A third"},    {0.25, "A quarter"}};
  for (const auto& [value, words] : fractions) {
    if (std::abs(share - value) <= 0.02) return words;
  }
  return share > 0.5 && share < 0.6 ? "More than half" : percent(share);
}

/// Who owns most, in plain words.
inline std::string closing_sentence(const attribution& a) {
  std::string culprits;
  for (const auto& s : a) {
    if (s.unbounded) culprits += (culprits.empty() ? "" : " and ") + s.key;
  }
  if (!culprits.empty()) return "The range is unbounded because of " + culprits + '.';
  if (a.empty() || !(a.begin()->uncertainty.value_or(0) > 0)) return "Nothing here is uncertain.";
  const share& first = *a.begin();
  std::string text = fraction_in_words(*first.uncertainty) + " of the uncertainty is owed to " + first.key;
  if (a.size() > 1 && *a.shares[1].uncertainty > 0.005) {
    text += ", " + percent(*a.shares[1].uncertainty) + " to " + a.shares[1].key;
  }
  return text + '.';
}

}  // namespace detail

inline std::string attribution::explain() const {
  std::string text;
  for (const auto& s : shares) {
    text += "  ";
    if (s.uncertainty) {
      text += detail::percent(*s.uncertainty) + "  ";
    } else {
      text += s.unbounded ? "unbounded because of  " : "bounded  ";
    }
    text += s.key + '\n';
  }
  return text + detail::closing_sentence(*this) + '\n';
}

/// Prints explain().
inline std::ostream& operator<<(std::ostream& stream, const attribution& a) { return stream << a.explain(); }

}  // namespace reckon
