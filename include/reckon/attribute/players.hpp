// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/ascii.hpp>
#include <reckon/detail/number_text.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate.hpp>
#include <reckon/interval.hpp>
#include <reckon/report.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon {

/// How leaves are grouped for attribution.
enum class by : unsigned char {
  report,  ///< what was said
  origin,  ///< who said it first
  outlet,  ///< who carried it, next to the origin
  leaf     ///< each uncertain input on its own
};

namespace detail {

/// The part of a player's share that goes to one group.
struct player_part {
  std::string key;
  double share;
};

/// A player of the attribution game: leaves that are held or free together, and the groups that its share
/// goes to.
struct attribution_player {
  struct member {
    const leaf_node* leaf;
    double middle;  ///< where it is held
  };
  std::vector<member> members;
  std::vector<player_part> parts;
};

/// The key under which shares go to what the reports do not own.
inline constexpr const char* disagreement_key = "disagreement between sources";

/// The median of the middle quantile function; for a set its midpoint, or the end that it has.
inline double middle_of(const uncertain_value& value) {
  const auto middle = [](interval<> x) {
    if (is_common_interval(x)) return mid(x);
    if (std::isfinite(x.lower())) return x.lower();
    return std::isfinite(x.upper()) ? x.upper() : 0.0;
  };
  if (const auto* set = std::get_if<interval<>>(&value)) return middle(*set);
  if (const auto* shape = std::get_if<distribution>(&value)) return shape->median();
  return middle(std::get<pbox>(value).quantile(0.5));
}

/// How a table calls a leaf.
inline std::string leaf_name(const leaf_node& leaf) {
  if (!leaf.name.empty()) return leaf.name;
  if (leaf.report) return std::string(report(leaf.report).text());
  if (const auto* set = std::get_if<interval<>>(&leaf.value)) {
    return '[' + number_text(set->lower()) + ", " + number_text(set->upper()) + ']';
  }
  if (const auto* shape = std::get_if<distribution>(&leaf.value)) return shape->name();
  return "p-box";
}

/// The keys of reports. Two reports that say the same are two; names that differ in case alone are one.
class group_names {
 public:
  explicit group_names(by grouped) : grouped_(grouped) {}

  [[nodiscard]] by grouped() const noexcept { return grouped_; }

  std::string of(const report& r) {
    for (const auto& [known, key] : keys_) {
      if (same_group(known, r)) return key;
    }
    keys_.emplace_back(r, grouped_ == by::report ? apart(text_of(r)) : text_of(r));
    return keys_.back().second;
  }

  /// A key that nothing else has: "[1, 2]", "[1, 2] (2)" ...
  std::string apart(const std::string& text) {
    const int number = ++used_[text];
    return number == 1 ? text : text + " (" + std::to_string(number) + ')';
  }

 private:
  [[nodiscard]] bool same_group(const report& a, const report& b) const {
    return grouped_ == by::report ? a == b : same_name(text_of(a), text_of(b));
  }

  [[nodiscard]] std::string text_of(const report& r) const {
    switch (grouped_) {
      case by::origin:
        return r.source().origin_key();
      case by::outlet:
        return r.source().outlet_key();
      default:
        return '"' + r.text() + "\" (" + r.source().text() + ')';
    }
  }

  by grouped_;
  std::vector<std::pair<report, std::string>> keys_;
  std::map<std::string, int> used_;
};

/// The groups that a leaf's share goes to.
inline std::vector<player_part> parts_of(const leaf_node& leaf, group_names& names) {
  if (names.grouped() == by::leaf) return {{names.apart(leaf_name(leaf)), 1}};
  if (leaf.report) return {{names.of(report(leaf.report)), 1}};
  if (!leaf.derivation) return {{names.apart("no source (" + leaf_name(leaf) + ')'), 1}};
  const std::vector<report>& parents = leaf.derivation->parents();
  const std::vector<double> shares = leaf.derivation->split();
  std::vector<player_part> parts;
  const auto add = [&parts](const std::string& key, double share) {
    const auto known =
        std::find_if(parts.begin(), parts.end(), [&](const player_part& p) { return p.key == key; });
    if (known == parts.end()) {
      parts.push_back({key, share});
    } else {
      known->share += share;
    }
  };
  for (std::size_t i = 0; i < parents.size(); ++i) add(names.of(parents[i]), shares[i]);
  if (shares.back() > 0) add(disagreement_key, shares.back());
  return parts;
}

/// The players: the leaves of one group together; a derived leaf that several groups own, alone.
inline std::vector<attribution_player> players_of(const program& p, group_names& names) {
  std::vector<attribution_player> players;
  for (const auto& leaf : p.leaves) {
    std::vector<player_part> parts = parts_of(*leaf.node, names);
    const attribution_player::member member{leaf.node, middle_of(leaf.value)};
    const auto known = std::find_if(players.begin(), players.end(), [&](const attribution_player& player) {
      return parts.size() == 1 && player.parts.size() == 1 && player.parts.front().key == parts.front().key;
    });
    if (known != players.end()) {
      known->members.push_back(member);
    } else {
      players.push_back({{member}, std::move(parts)});
    }
  }
  return players;
}

/// The keys of all groups, in the order of their first appearance.
inline std::vector<std::string> group_keys(const std::vector<attribution_player>& players) {
  std::vector<std::string> keys;
  for (const auto& player : players) {
    for (const auto& part : player.parts) {
      if (std::find(keys.begin(), keys.end(), part.key) == keys.end()) keys.push_back(part.key);
    }
  }
  return keys;
}

/// A derived leaf without the reports of one group; nothing if none of them are in it, or it does not stand
/// without.
inline std::optional<estimate> without_key(const leaf_node& leaf, group_names& names,
                                           const std::string& key) {
  if (!leaf.derivation || names.grouped() == by::leaf) return std::nullopt;
  std::vector<bool> removed;
  for (const report& r : leaf.derivation->parents()) removed.push_back(names.of(r) == key);
  if (std::find(removed.begin(), removed.end(), true) == removed.end()) return std::nullopt;
  return leaf.derivation->without(removed);
}

}  // namespace detail

}  // namespace reckon
