// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/detail/random_bits.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace reckon::detail {

/// Games with more players are sampled instead of summed over all coalitions.
inline constexpr std::size_t most_exact_players = 10;

/// Shapley values of a game: what each player adds, averaged over all orders in which they may join. For more
/// than most_exact_players, over some orders and their reverses, chosen by a fixed rule: as many as about
/// 1024 coalitions allow, at least four. The values sum to that of the whole in either case. Shape:
/// value(members) takes a vector<bool> of `players` entries. Source: Shapley, in Contributions to the Theory
/// of Games II, 1953; Castro, Gomez and Tejada, Computers and
///         Operations Research 36:1726, 2009 (sampling).
template <class Game>
[[nodiscard]] std::vector<double> shapley_values(std::size_t players, const Game& value) {
  std::vector<double> shares(players, 0);
  if (players == 0) return shares;
  if (players <= most_exact_players) {
    const std::size_t coalitions = std::size_t{1} << players;
    std::vector<double> worth(coalitions);
    std::vector<bool> members(players);
    for (std::size_t s = 0; s < coalitions; ++s) {
      for (std::size_t i = 0; i < players; ++i) members[i] = (s >> i) & 1U;
      worth[s] = value(members);
    }
    // The weight of a coalition of k others: k! (n - 1 - k)! / n!
    std::vector<double> weight(players);
    weight[0] = 1 / static_cast<double>(players);
    for (std::size_t k = 1; k < players; ++k) {
      weight[k] = weight[k - 1] * static_cast<double>(k) / static_cast<double>(players - k);
    }
    for (std::size_t s = 0; s < coalitions; ++s) {
      std::size_t size = 0;
      for (std::size_t i = 0; i < players; ++i) size += (s >> i) & 1U;
      for (std::size_t i = 0; i < players; ++i) {
        if ((s >> i) & 1U) continue;
        shares[i] += weight[size] * (worth[s | (std::size_t{1} << i)] - worth[s]);
      }
    }
    return shares;
  }
  const std::size_t orders = (std::max)(std::size_t{4}, 512 / players);
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::uint64_t state = 1;
  const auto walk = [&](auto first, auto last) {
    std::vector<bool> members(players, false);
    double before = value(members);
    for (; first != last; ++first) {
      members[*first] = true;
      const double after = value(members);
      shares[*first] += (after - before) / (2 * static_cast<double>(orders));
      before = after;
    }
  };
  for (std::size_t round = 0; round < orders; ++round) {
    for (std::size_t i = players; i > 1; --i) {
      state = mixed(state);
      std::swap(order[i - 1], order[state % i]);
    }
    walk(order.begin(), order.end());
    walk(order.rbegin(), order.rend());
  }
  return shares;
}

}  // namespace reckon::detail
