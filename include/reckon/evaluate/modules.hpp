// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <reckon/distribution.hpp>
#include <reckon/estimate.hpp>
#include <reckon/evaluate/closed_form.hpp>
#include <reckon/evaluate/common_factors.hpp>
#include <reckon/evaluate/compile.hpp>
#include <reckon/evaluate/conditioning.hpp>
#include <reckon/evaluate/convolution.hpp>
#include <reckon/evaluate/expression_of.hpp>
#include <reckon/evaluate/factors.hpp>
#include <reckon/evaluate/law.hpp>
#include <reckon/evaluate/law_shape.hpp>
#include <reckon/evaluate/program.hpp>
#include <reckon/evaluate/shares.hpp>
#include <reckon/interval.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace reckon::detail {

/// An expression with the law of another, and simpler; how far a probability may be off on account of that;
/// and under which assumption of the other, if it does not tell.
struct reduction {
  estimate rest;
  double error;
  std::string assumption = {};
};

/// Finds parts of an expression that share no leaf with what is around them ("modules", as in fault trees:
/// Dutuit and Rauzy, IEEE Transactions on Reliability 45:422, 1996), works out the law of each by itself, and
/// puts one leaf in its place. Terms of sums, and factors of products, that occur together wherever they
/// occur are taken for such a part.
class modules {
 public:
  explicit modules(const program& p) : program_(p), count_(p.code.size()) {}

  /// The expression with its modules replaced, or nothing if there are none that can be.
  [[nodiscard]] std::optional<reduction> replaced() {
    if (!applies()) return std::nullopt;
    look_around();
    const estimate rest = structure(root());
    if (modules_ == 0) return std::nullopt;
    return reduction{rest, error_};
  }

 private:
  static constexpr std::size_t most_leaves = 64;
  static constexpr std::size_t most_instructions = 256;

  /// One bit a leaf.
  using leaf_set = std::uint64_t;

  std::uint32_t root() const { return static_cast<std::uint32_t>(count_ - 1); }

  bool applies() const {
    return program_.leaves.size() > 2 && program_.leaves.size() <= most_leaves && count_ <= most_instructions;
  }

  /// Who uses what, and which instructions are closed.
  void look_around() {
    users_.resize(count_);
    leaves_.resize(count_, 0);
    once_.resize(count_, true);
    shaped_.resize(count_, true);
    for (std::uint32_t n = 0; n < count_; ++n) {
      const instruction& i = program_.code[n];
      if (i.kind == operation::leaf) {
        leaves_[n] = leaf_set{1} << i.left;
        const auto* shape = std::get_if<distribution>(&program_.leaves[i.left].value);
        shaped_[n] = shape != nullptr && !shape->model().jumps();
      }
      program_.for_each_operand(i, [&](std::uint32_t slot) {
        if (program_.code[slot].kind == operation::constant) return;
        once_[n] = once_[n] && once_[slot] && (leaves_[n] & leaves_[slot]) == 0;
        leaves_[n] |= leaves_[slot];
        shaped_[n] = shaped_[n] && shaped_[slot];
        if (users_[slot].empty() || users_[slot].back() != n) users_[slot].push_back(n);
      });
      once_[n] = once_[n] && !program::is_one(i);
    }
    closed_.resize(count_);
    for (std::uint32_t n = 0; n < count_; ++n) closed_[n] = shaped_[n] && is_closed(n);
    made_.resize(count_);
  }

  /// Whether nothing below an instruction is used but below it.
  bool is_closed(std::uint32_t top) const {
    std::vector<bool> inside(count_, false);
    inside[top] = true;
    for (std::uint32_t n = top + 1; n-- > 0;) {
      if (!inside[n]) continue;
      if (n != top && !std::all_of(users_[n].begin(), users_[n].end(),
                                   [&](std::uint32_t user) { return user <= top && inside[user]; }))
        return false;
      program_.for_each_operand(program_.code[n], [&](std::uint32_t slot) {
        if (program_.code[slot].kind != operation::constant) inside[slot] = true;
      });
    }
    return true;
  }

  /// Whether a leaf in its place is a gain.
  bool is_worthwhile(std::uint32_t n) const {
    return closed_[n] && (std::popcount(leaves_[n]) > 1 || !once_[n]);
  }

  /// The instruction with the modules below it replaced, or itself.
  estimate built(std::uint32_t n) {
    if (!made_[n]) made_[n] = is_worthwhile(n) ? as_module(n) : structure(n);
    return *made_[n];
  }

  estimate as_module(std::uint32_t n) {
    if (once_[n]) {
      if (auto found = leaf_for(expression_of(program_, n))) return *found;
    }
    const estimate inner = structure(n);
    if (once_[n]) return inner;
    const auto found = leaf_for(inner);
    return found ? *found : inner;
  }

  /// A leaf with the law of an expression of shapes, if that can be told well and soon.
  std::optional<estimate> leaf_for(const estimate& part) {
    const program p = compile(part);
    const std::unique_ptr<law> found = solved(p);
    if (!found || !found->kinks()) return std::nullopt;
    for (const double z : {-8.0, 8.0}) {
      if (!std::isfinite(found->at_score(z).bounds.lower())) return std::nullopt;
    }
    auto shape = std::make_shared<const law_shape>(*found);
    if (!shape->sound()) return std::nullopt;
    ++modules_;
    error_ += 2 * shape->error();
    return derived_estimate(distribution(std::move(shape)), {});
  }

  static std::unique_ptr<law> solved(const program& p) {
    if (!has_numbers(p)) return nullptr;
    if (auto exact = closed_form(p).find()) return exact;
    if (auto integrated = convolution(p).find()) return integrated;
    constexpr std::size_t few = 2;  // of more a table would take long
    return p.leaves.size() == few ? conditioning(p, options{}).find() : nullptr;
  }

  /// The instruction on its operands as they are built.
  estimate structure(std::uint32_t n) {
    const instruction& i = program_.code[n];
    if (i.kind == operation::add) return sum(n);
    if (i.kind == operation::multiply || i.kind == operation::divide) {
      if (auto found = product(n)) return *found;
    }
    return expression_of(program_, i, [this](std::uint32_t slot) { return built(slot); });
  }

  // ---- sums ----

  /// In which sums a closed instruction is a term, and with how many times the coefficient that it has in the
  /// first of them; nothing if it is used by anything else.
  using occurrences = std::vector<std::pair<std::uint32_t, double>>;

  occurrences occurrences_of(std::uint32_t n) const {
    occurrences found;
    if (!closed_[n]) return found;
    double first = 0;
    for (const std::uint32_t user : users_[n]) {
      const instruction& i = program_.code[user];
      if (i.kind != operation::add) return {};
      const double c = coefficient_in(i, n);
      if (found.empty()) first = c;
      found.emplace_back(user, c / first);
    }
    return found;
  }

  double coefficient_in(const instruction& i, std::uint32_t n) const {
    double sum = 0;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      if (t->slot == n) sum += mid(t->coefficient);
    }
    return sum;
  }

  estimate sum(std::uint32_t n) {
    const instruction& i = program_.code[n];
    std::map<occurrences, std::vector<std::uint32_t>> groups;
    estimate total(mid(i.constant));
    const auto add = [&](std::uint32_t slot) { total = total + coefficient_in(i, slot) * built(slot); };
    std::size_t terms = 0;
    for (auto t = program_.begin_terms(i); t != program_.end_terms(i); ++t) {
      ++terms;
      if (auto where = occurrences_of(t->slot); !where.empty()) {
        groups[std::move(where)].push_back(t->slot);
      } else {
        add(t->slot);
      }
    }
    for (const auto& [where, members] : groups) {
      const bool all = where.size() == 1 && members.size() == terms;
      const std::optional<estimate> together =
          all || members.size() < 2 ? std::nullopt : group(where, members);
      if (together) {
        const auto here =
            std::find_if(where.begin(), where.end(), [n](const auto& w) { return w.first == n; });
        total = total + here->second * *together;
      } else {
        std::for_each(members.begin(), members.end(), add);
      }
    }
    return total;
  }

  /// The sum of terms that occur together, as they occur in the first sum; nothing if it cannot be replaced.
  std::optional<estimate> group(const occurrences& where, const std::vector<std::uint32_t>& members) {
    const auto [known, fresh] = groups_.try_emplace(where);
    if (!fresh) return known->second;
    const instruction& first = program_.code[where.front().first];
    estimate total(0.0);
    for (const std::uint32_t slot : members) total = total + coefficient_in(first, slot) * together(slot);
    return groups_[where] = leaf_for(total);
  }

  /// What stands for a member of a group: itself where all of it is used once, since a larger part is better.
  estimate together(std::uint32_t n) { return once_[n] ? expression_of(program_, n) : built(n); }

  // ---- products ----

  /// The factors of a product, those of products that only it uses taken apart.
  void add_factors(std::uint32_t n, bool below, std::vector<factor>& found) const {
    const instruction& i = program_.code[n];
    const auto add = [&](std::uint32_t slot, bool under) {
      const instruction& operand = program_.code[slot];
      const bool product = operand.kind == operation::multiply || operand.kind == operation::divide;
      if (product && users_[slot].size() == 1 && !program::is_one(operand) && !closed_[slot]) {
        add_factors(slot, under, found);
      } else {
        found.push_back({slot, under});
      }
    };
    add(i.left, below);
    add(i.right, below != (i.kind == operation::divide));
  }

  /// The product with those of its factors together that nothing else uses; nothing if that is no gain.
  std::optional<estimate> product(std::uint32_t n) {
    if (program::is_one(program_.code[n])) return std::nullopt;
    std::vector<factor> factors;
    add_factors(n, false, factors);
    const auto own = [this](const factor& f) { return closed_[f.slot] && users_[f.slot].size() == 1; };
    const auto others = std::stable_partition(factors.begin(), factors.end(), own);
    if (others - factors.begin() < 2 || others == factors.end()) return std::nullopt;
    const std::vector<factor> mine(factors.begin(), others);
    const auto found =
        leaf_for(multiplied(estimate(1.0), mine, [this](std::uint32_t slot) { return together(slot); }));
    if (!found) return std::nullopt;
    const std::vector<factor> rest(others, factors.end());
    return multiplied(*found, rest, [this](std::uint32_t slot) { return built(slot); });
  }

  const program& program_;
  std::size_t count_;
  std::vector<std::vector<std::uint32_t>> users_;
  std::vector<leaf_set> leaves_;
  std::vector<bool> once_;    // whether all below is used once
  std::vector<bool> shaped_;  // whether all leaves below are shapes without jumps
  std::vector<bool> closed_;
  std::vector<std::optional<estimate>> made_;
  std::map<occurrences, std::optional<estimate>> groups_;
  std::size_t modules_ = 0;
  double error_ = 0;
};

/// An expression with the law of a program whose shapes are independent: common factors taken out of sums,
/// shares written so that they use once what they are shares of, and modules replaced; nothing if there are
/// none.
[[nodiscard]] inline std::optional<reduction> simplified(const program& p) {
  if (!p.blocks.empty() || !has_expression(p)) return std::nullopt;
  constexpr int most_factors = 16;
  std::optional<estimate> factored;
  program now;
  for (int round = 0; round < most_factors; ++round) {
    const program& last = factored ? now : p;
    auto next = common_factors(last).taken_out();
    if (!next) next = shares(last).written_once();
    if (!next) break;
    factored = std::move(next);
    now = compile(*factored);
  }
  // What uses each leaf once is best left whole.
  if (factored && now.read_once) return reduction{*factored, 0};
  if (auto reduced = modules(factored ? now : p).replaced()) return reduced;
  // Else a shorter expression is a gain where all leaves but one or two are integrated over.
  constexpr std::size_t few_leaves = 3;
  if (!factored || now.leaves.size() > few_leaves) return std::nullopt;
  return reduction{*factored, 0};
}

}  // namespace reckon::detail
